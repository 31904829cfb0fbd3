//! The form in which OpenSSH writes what it keeps and sends (RFC 4251, section 5).

/// A field of the wire form: its length, then it.
pub fn field(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap();
    [&length.to_be_bytes()[..], bytes].concat()
}

pub fn fields(all: &[&[u8]]) -> Vec<u8> {
    all.iter().flat_map(|one| field(one)).collect()
}
