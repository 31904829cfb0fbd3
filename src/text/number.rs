//! How many there are, in words.

use std::fmt::Display;

/// So many things: `1 item`, `3 items`.
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, one: &str, many: &str) -> String {
    let what = if number == N::from(1) { one } else { many };
    format!("{number} {what}")
}

/// The size of something: `1 byte`, `512 bytes`.
pub fn bytes(size: u64) -> String {
    count(size, "byte", "bytes")
}
