//! Hidden characters spelled out, as statements of form 1 have them.

/// One line `label: value` at the end of a statement.
pub(super) fn line(out: &mut String, label: &str, value: &str) {
    out.push_str(label);
    out.push_str(": ");
    out.push_str(&spelled(value));
    out.push('\n');
}

/// Text as one line: line breaks and tabs are a space, the carriage return of a line end is none, and all else that is
/// hidden stands as `<U+202E>`.
pub(super) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\t' => out.push(' '),
            c if is_hidden(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn what_is_hidden_is_spelled_as_the_first_program_did() {
        let text = "one\r\ntwo\tthree\rfour\u{202e}five\u{e000}";
        let said = "one two three<U+000D>four<U+202E>five\u{e000}";
        assert_eq!(spelled(text), said);
    }
}
