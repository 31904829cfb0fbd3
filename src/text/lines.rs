//! Line ends, of which text has one kind.

/// The text with `\n` at the end of every line, so that a checkout with CRLF says the same. Doing it twice changes
/// nothing more.
pub fn unified(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn every_kind_of_line_end_becomes_one() {
        assert_eq!(unified("a\r\nb\rc\nd\r\r\n".to_owned()), "a\nb\nc\nd\n\n");
    }
}
