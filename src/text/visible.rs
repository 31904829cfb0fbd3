//! Makes hidden characters visible.
//!
//! Escape sequences, zero-width and bidirectional characters can make a terminal or a reader see something else
//! than what is in the file. They are spelled out as `<U+202E>` where text is shown, never removed where it is kept.
//! Only line ends and tabs stay unspelled.

use std::borrow::Cow;

/// Tells whether a character changes what a reader sees without being seen.
pub fn is_hidden(c: char) -> bool {
    // Nearly every character is one of ASCII, and asked about.
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// One line of text with every hidden character spelled out; line breaks and tabs become a space.
pub fn line(text: &str) -> Cow<'_, str> {
    spell(text, |c, out| match c {
        '\n' | '\t' => out.push(' '),
        c => out.push_str(&code(c)),
    })
}

/// Text of several lines with every hidden character but the line break spelled out; a tab becomes four spaces.
pub fn block(text: &str) -> Cow<'_, str> {
    spell(text, |c, out| match c {
        '\n' => out.push('\n'),
        '\t' => out.push_str("    "),
        c => out.push_str(&code(c)),
    })
}

/// Text of several lines with every hidden character but the line break spelled out: nothing of it goes unseen.
pub fn exact(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| {
            if is_hidden(c) && c != '\n' {
                code(c)
            } else {
                c.to_string()
            }
        })
        .collect()
}

/// At most `limit` characters of one visible line, with `…` where it was cut.
pub fn cut(text: &str, limit: usize) -> String {
    // A hostile line may be megabytes long: look at no more of it than can be shown.
    let shown: String = text.chars().take(limit).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("{}{more}", line(&shown))
}

pub(super) fn code(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

fn spell(text: &str, escape: impl Fn(char, &mut String)) -> Cow<'_, str> {
    // Nearly every text is of these alone, which is seen at once.
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    if is_plain || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\r' && rest.peek() == Some(&'\n') {
            // Part of a line end.
        } else if is_hidden(c) {
            escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_spelled_out() {
        assert_eq!(
            line("a\u{1b}[31mb\u{202e}c\u{200b}"),
            "a<U+001B>[31mb<U+202E>c<U+200B>"
        );
        assert_eq!(line("two\r\nlines\tand tab"), "two lines and tab");
        assert_eq!(
            line("Mend\rDecision: rejected"),
            "Mend<U+000D>Decision: rejected"
        );
        assert_eq!(block("two\nlines\u{7}"), "two\nlines<U+0007>");
        assert_eq!(
            exact("two\r\nlines\tand tab"),
            "two<U+000D>\nlines<U+0009>and tab"
        );
        assert!(matches!(line("Grüße, 世界"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_long_line_is_cut() {
        assert_eq!(cut("abcdef", 3), "abc…");
        assert_eq!(cut("abc", 3), "abc");
    }
}
