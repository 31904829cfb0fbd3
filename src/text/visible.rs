//! Makes hidden characters visible.
//!
//! Escape sequences, zero-width and bidirectional characters can make a terminal or a reader see something else
//! than what is in the file. They are spelled out as `<U+202E>` where text is shown, never removed where it is kept.
//! Only line ends and tabs stay unspelled, and joiners where they are part of what is written: between letters of
//! scripts that need them, and in emoji. A terminal and a reader draw those as the person meant them.

use std::borrow::Cow;

use unicode_script::{Script, ScriptExtension};
use unicode_segmentation::UnicodeSegmentation as _;

/// Keeps two letters from joining.
const NON_JOINER: char = '\u{200c}';

/// Joins two letters or signs.
const JOINER: char = '\u{200d}';

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

/// The hidden characters of a text, with their places; a joiner that belongs to what is written is none.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    // Nearly every text is of these alone, which is seen at once.
    let is_plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let looked_at = if is_plain { "" } else { text };
    looked_at
        .char_indices()
        .filter(|(at, c)| is_hidden(*c) && !joins(text, *at, *c))
}

/// True where a text of one line has something that is not seen.
pub fn hides(text: &str) -> bool {
    hidden(text).next().is_some()
}

/// A text as names are compared: without the joiners, with which it looks nearly the same.
pub fn without_joiners(text: &str) -> String {
    text.replace([NON_JOINER, JOINER], "")
}

/// True for a joiner between letters of a script that needs it, at the end of such a word, or in an emoji.
fn joins(text: &str, at: usize, joiner: char) -> bool {
    if joiner != NON_JOINER && joiner != JOINER {
        return false;
    }
    let (before, after) = (&text[..at], &text[at + joiner.len_utf8()..]);
    let after = after.chars().next().unwrap_or(' ');
    // Marks on a letter may stand between; a hostile text has as many as it likes.
    let mut marked = before.chars().rev().take(4);
    let letter = marked.find(|c| !ScriptExtension::from(*c).is_inherited() || is_hidden(*c));
    let joining = |c: char, script: Script| {
        let scripts = ScriptExtension::from(c);
        !scripts.is_common() && !scripts.is_inherited() && scripts.contains_script(script)
    };
    let ends = joiner == JOINER && !after.is_alphanumeric() && !is_hidden(after);
    let in_word = letter.is_some_and(|letter| {
        let mut scripts = JOINING.iter();
        scripts.any(|script| joining(letter, *script) && (ends || joining(after, *script)))
    });
    in_word || joiner == JOINER && is_in_emoji(before, after)
}

/// True where a joiner makes one sign of what is before and after it; what any letter takes on is no such sign.
fn is_in_emoji(before: &str, after: char) -> bool {
    let start = before.char_indices().rev().take(8).last();
    let sign = format!(
        "{}{JOINER}{after}",
        &before[start.map_or(0, |(at, _)| at)..]
    );
    let joined = sign.graphemes(true).next_back().map_or(0, str::len) > after.len_utf8();
    joined && format!("a{after}").graphemes(true).count() == 2
}

/// Scripts whose letters join, or stand on one another, and need to be told where they do not.
const JOINING: [Script; 24] = [
    Script::Adlam,
    Script::Arabic,
    Script::Balinese,
    Script::Bengali,
    Script::Devanagari,
    Script::Gujarati,
    Script::Gurmukhi,
    Script::Hanifi_Rohingya,
    Script::Javanese,
    Script::Kannada,
    Script::Khmer,
    Script::Malayalam,
    Script::Mandaic,
    Script::Mongolian,
    Script::Myanmar,
    Script::Nko,
    Script::Oriya,
    Script::Phags_Pa,
    Script::Sinhala,
    Script::Syriac,
    Script::Tamil,
    Script::Telugu,
    Script::Tibetan,
    Script::Tirhuta,
];

/// One line of text with every hidden character spelled out, and joiners wherever they stand: what statements of form 1
/// are made of.
pub fn spelled(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let line = line(text);
    let spelled = line.chars().map(|c| match c {
        NON_JOINER | JOINER => code(c),
        c => c.to_string(),
    });
    Cow::Owned(spelled.collect())
}

/// One line of text with every hidden character spelled out; line breaks and tabs become a space.
pub fn line(text: &str) -> Cow<'_, str> {
    replace(text, |c, after| match c {
        // Part of a line end.
        '\r' if after.starts_with('\n') => String::new(),
        '\n' | '\t' => " ".to_owned(),
        c => code(c),
    })
}

/// Text of several lines with every hidden character but the line break spelled out; a tab becomes four spaces.
pub fn block(text: &str) -> Cow<'_, str> {
    replace(text, |c, after| match c {
        '\r' if after.starts_with('\n') => String::new(),
        '\n' => "\n".to_owned(),
        '\t' => "    ".to_owned(),
        c => code(c),
    })
}

/// Text of several lines with every hidden character but the line break spelled out: nothing of it goes unseen.
pub fn exact(text: &str) -> Cow<'_, str> {
    replace(text, |c, _| match c {
        '\n' => "\n".to_owned(),
        c => code(c),
    })
}

/// At most `limit` characters of one visible line, with `…` where it was cut.
pub fn cut(text: &str, limit: usize) -> String {
    // A hostile line may be megabytes long: look at no more of it than can be shown.
    let shown: String = text.chars().take(limit).collect();
    let more = if shown.len() < text.len() { "…" } else { "" };
    format!("{}{more}", line(&shown))
}

/// A character by its number.
pub fn code(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// A text with other words for its hidden characters; they are told what follows.
fn replace(text: &str, shown: impl Fn(char, &str) -> String) -> Cow<'_, str> {
    let mut hidden = hidden(text).peekable();
    if hidden.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut done = 0;
    for (at, c) in hidden {
        out.push_str(&text[done..at]);
        done = at + c.len_utf8();
        out.push_str(&shown(c, &text[done..]));
    }
    out.push_str(&text[done..]);
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
    fn a_joiner_is_text_where_it_is_needed() {
        for text in [
            "می\u{200c}خواهم",
            "نامه\u{200c}ای",
            "ه\u{200d}.ش",
            "क्\u{200d}ष",
            "क्\u{200c}ष",
            "ශ්\u{200d}රී",
            "ന്\u{200d}",
            "র\u{200d}্যাব",
            "👩\u{200d}💻",
            "👩🏽\u{200d}💻",
            "🏳\u{fe0f}\u{200d}🌈",
            "👨\u{200d}👩\u{200d}👧",
        ] {
            assert_eq!(line(text), text);
            assert_eq!(exact(text), text);
            assert!(!hides(text), "{text}");
        }
        assert_eq!(spelled("می\u{200c}خواهم"), "می<U+200C>خواهم");
        for (text, shown) in [
            ("a\u{200d}b", "a<U+200D>b"),
            ("a\u{200c}", "a<U+200C>"),
            ("می\u{200c} و", "می<U+200C> و"),
            ("می\u{200c}\u{200c}خ", "می<U+200C><U+200C>خ"),
            ("می\u{200c}a", "می<U+200C>a"),
            ("1\u{200d}2", "1<U+200D>2"),
            ("a\u{200d}💻", "a<U+200D>💻"),
            ("💻\u{200d}a", "💻<U+200D>a"),
            ("💻\u{200d}\u{301}", "💻<U+200D>\u{301}"),
            ("💻\u{200c}💻", "💻<U+200C>💻"),
            ("Gr\u{200d}ace", "Gr<U+200D>ace"),
        ] {
            assert_eq!(line(text), shown);
        }
    }

    #[test]
    fn a_long_line_is_cut() {
        assert_eq!(cut("abcdef", 3), "abc…");
        assert_eq!(cut("abc", 3), "abc");
    }
}
