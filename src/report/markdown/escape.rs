//! Text from files, made harmless in GitHub-flavoured Markdown.
//!
//! Whatever a checklist or a review holds must arrive at the reader as the characters it is made of: no HTML, no
//! link, no image, no mention, no new table cell, no heading. Escaping punctuation is not enough, since GitHub links
//! mentions, e-mail addresses and issue numbers in the text that is left *after* escapes are undone. Where only the
//! next character makes such a thing, a zero-width space stands between. In code nothing can be escaped: what the log of
//! a pipeline would obey is spelled out there, since reports are printed too.

use std::fmt::{self, Display, Formatter};

use unicode_width::UnicodeWidthChar as _;

use crate::checklist::form::is_web_address;
use crate::report::writer::address;
use crate::review::Person;
use crate::text::{pipeline, visible};

#[cfg(test)]
pub(super) mod tests;

const ZERO_WIDTH_SPACE: &str = "\u{200b}";

/// One line of text; safe in a paragraph, a heading, a list and a table cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t>(pub &'t str);

/// Text of several lines, each behind the same prefix such as `> `; line breaks and indentation are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lines<'t> {
    /// What every line of the Markdown starts with.
    pub prefix: &'t str,
    pub text: &'t str,
}

/// A link where the address is one on the web, else both as text; not for table cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hyperlink<'t> {
    /// What the reader sees.
    pub text: &'t str,
    /// Where it leads.
    pub url: &'t str,
}

/// A person: the name, and the mail address so that it can be copied; safe wherever [`Line`] is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Who<'p>(pub &'p Person);

/// One line of text to be copied, such as a path; not for table cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Verbatim<'t>(pub &'t str);

/// A text as it is, in a block of its own that no line of it ends; a line break follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fenced<'t>(pub &'t str);

impl Display for Line<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        inline(f, visible::line(self.0).trim())
    }
}

impl Display for Lines<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = visible::block(self.text);
        let (mut in_paragraph, mut after_gap) = (false, false);
        for line in text.lines().map(str::trim_end) {
            if line.is_empty() {
                after_gap = in_paragraph;
                continue;
            }
            if after_gap {
                writeln!(f, "\n{}", self.prefix.trim_end())?;
            } else if in_paragraph {
                f.write_str("\\\n")?;
            }
            f.write_str(self.prefix)?;
            let words = line.trim_start_matches(' ');
            for _ in words.len()..line.len() {
                f.write_str("&nbsp;")?;
            }
            inline(f, words)?;
            (in_paragraph, after_gap) = (true, false);
        }
        if in_paragraph {
            f.write_str("\n")
        } else {
            Ok(())
        }
    }
}

impl Display for Hyperlink<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if is_web_address(self.url) {
            write!(f, "[{}](", Line(self.text))?;
            destination(f, self.url)?;
            return f.write_str(")");
        }
        Line(self.text).fmt(f)?;
        if self.text == self.url {
            Ok(())
        } else {
            write!(f, " ({})", Line(self.url))
        }
    }
}

impl Display for Who<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match address(self.0) {
            // In code nothing is linked or mentioned, so nothing has to stand between.
            Some(address) => write!(f, "{} `{address}`", Line(self.0.name())),
            None => Line(self.0.as_str()).fmt(f),
        }
    }
}

impl Display for Verbatim<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = visible::line(self.0);
        let text = pipeline::spelled(&text);
        if text.is_empty() {
            // Two backticks with nothing between would open a span that swallows what follows.
            return Ok(());
        }
        let fence = "`".repeat(longest_fence(&text) + 1);
        let padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
        let pad = if padded && text.contains(|c| c != ' ') {
            " "
        } else {
            ""
        };
        write!(f, "{fence}{pad}{text}{pad}{fence}")
    }
}

impl Display for Fenced<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = visible::block(self.0);
        let text = pipeline::spelled(&text);
        let fence = "`".repeat(longest_fence(&text).max(2) + 1);
        writeln!(f, "{fence}text\n{}\n{fence}", text.trim_end_matches('\n'))
    }
}

/// How many backticks stand together at most.
fn longest_fence(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Writes text without line breaks, which may begin a line.
fn inline(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    let bytes = text.as_bytes();
    // A pipeline passes over what takes no room, and finds its mark behind.
    let unseen = text.chars().take_while(|c| c.width() == Some(0));
    let unseen: usize = unseen.map(char::len_utf8).sum();
    let opening = opening_mark(&bytes[unseen..]).map(|at| unseen + at);
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let shield = match shield(bytes, at, *byte) {
            Some(Shield::Apart) if opening == Some(at) => Shield::Both,
            None if opening == Some(at) => Shield::Backslash,
            Some(shield) => shield,
            None => continue,
        };
        f.write_str(&text[done..at])?;
        done = at + 1;
        let mark = &text[at..done];
        match shield {
            Shield::Backslash => write!(f, "\\{mark}")?,
            Shield::Entity(entity) => f.write_str(entity)?,
            Shield::Apart => write!(f, "{mark}{ZERO_WIDTH_SPACE}")?,
            Shield::Both => write!(f, "\\{mark}{ZERO_WIDTH_SPACE}")?,
        }
    }
    f.write_str(&text[done..])
}

/// How a character is kept from meaning something.
enum Shield {
    Backslash,
    /// Written by its name, which readers that look for a pattern do not undo.
    Entity(&'static str),
    /// Kept apart from the next character.
    Apart,
    /// Backslash before, zero-width space after.
    Both,
}

/// What the byte at a place would do in the middle of a line.
fn shield(bytes: &[u8], at: usize, byte: u8) -> Option<Shield> {
    let (before, after) = (&bytes[..at], &bytes[at + 1..]);
    let digit_follows = || after.first().is_some_and(u8::is_ascii_digit);
    match byte {
        b'<' => Some(Shield::Entity("&lt;")),
        b'>' => Some(Shield::Entity("&gt;")),
        b'&' => Some(Shield::Entity("&amp;")),
        b'@' if is_mention(before, after) || is_address(before, after) => Some(Shield::Apart),
        b'#' if digit_follows() => Some(Shield::Both),
        b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'|' | b'~' | b'$' | b'#' => {
            Some(Shield::Backslash)
        }
        b'-' if digit_follows()
            && ends_with(before, b"gh")
            && !before.iter().nth_back(2).is_some_and(|byte| is_word(*byte)) =>
        {
            Some(Shield::Apart)
        }
        b'.' if ends_with(before, b"www") => Some(Shield::Entity("&#46;")),
        b':' if after.starts_with(b"//") => Some(Shield::Backslash),
        b':' if is_emoji_name(after) => Some(Shield::Apart),
        _ => None,
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Tells whether an `@` between these bytes names a user or a team, as in `(@kim`.
fn is_mention(before: &[u8], after: &[u8]) -> bool {
    !before.last().is_some_and(|byte| is_word(*byte))
        && after.first().is_some_and(u8::is_ascii_alphanumeric)
}

/// Tells whether an `@` between these bytes makes a mail address, which needs a dot behind it.
fn is_address(before: &[u8], after: &[u8]) -> bool {
    let length = after
        .iter()
        .take_while(|byte| is_word(**byte) || b".-".contains(byte))
        .count();
    let mut pairs = after[..length].windows(2);
    before
        .last()
        .is_some_and(|byte| is_word(*byte) || b".+-".contains(byte))
        && pairs.any(|pair| pair[0] == b'.' && pair[1].is_ascii_alphanumeric())
}

/// Where a line has a mark that makes a list, a rule, an underlined heading or a table of it.
fn opening_mark(bytes: &[u8]) -> Option<usize> {
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    let mark = bytes.get(digits)?;
    let opens = if digits == 0 {
        b"-+=:".contains(mark)
    } else {
        b".)".contains(mark) && bytes.get(digits + 1).is_none_or(|next| *next == b' ')
    };
    opens.then_some(digits)
}

fn ends_with(bytes: &[u8], word: &[u8]) -> bool {
    bytes.len() >= word.len() && bytes[bytes.len() - word.len()..].eq_ignore_ascii_case(word)
}

/// Tells whether a colon in front of these bytes starts an emoji such as `:smile:`; a time of day does not.
fn is_emoji_name(after: &[u8]) -> bool {
    let length = after
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_+-".contains(byte))
        .count();
    let name = &after[..length];
    let time = length == 2 && name.iter().all(u8::is_ascii_digit);
    length > 0 && !time && after.get(length) == Some(&b':')
}

/// Writes a web address so that nothing in it ends the link.
fn destination(f: &mut Formatter<'_>, url: &str) -> fmt::Result {
    let mut done = 0;
    for (at, byte) in url.bytes().enumerate() {
        if byte >= 0x80 || byte.is_ascii_alphanumeric() || b"%-./:?=_~,;@+!'".contains(&byte) {
            continue;
        }
        f.write_str(&url[done..at])?;
        done = at + 1;
        match byte {
            b'&' => f.write_str("&amp;")?,
            b'(' | b')' | b'#' | b'$' | b'*' | b'[' | b']' => write!(f, "\\{}", char::from(byte))?,
            // The rest may not stand in an address as it is.
            _ => write!(f, "%{byte:02X}")?,
        }
    }
    f.write_str(&url[done..])
}
