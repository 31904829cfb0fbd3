//! Values as TOML.

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use toml_writer::{TomlStringBuilder, TomlWrite as _};

use crate::text::visible;

pub(super) fn time(out: &mut String, key: &str, at: DateTime<Utc>) {
    let _ = writeln!(
        out,
        "{key} = {}",
        at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
    );
}

pub(super) fn optional(out: &mut String, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        text(out, key, value);
    }
}

pub(super) fn text(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", quoted(value));
}

/// Several of them in one line.
pub(super) fn texts(out: &mut String, key: &str, values: &[String]) {
    let all: Vec<_> = values.iter().map(|one| quoted(one)).collect();
    let _ = writeln!(out, "{key} = [{}]", all.join(", "));
}

/// Text of several lines, written as such. Hooks trim the ends of lines and tools look for the marks of a merge: neither
/// finds anything here.
pub(super) fn prose(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {}", block(value));
}

/// The same without its key.
pub(super) fn block(value: &str) -> String {
    let mut written = String::new();
    let _ = written.value(TomlStringBuilder::new(value).as_ml_basic());
    guarded(&spelled(written, true))
}

pub(super) fn quoted(value: &str) -> String {
    let mut written = String::new();
    let _ = written.value(TomlStringBuilder::new(value).as_basic());
    spelled(written, false)
}

pub(super) fn key(name: &str) -> String {
    let bare = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if bare { name.to_owned() } else { quoted(name) }
}

/// A basic string with hidden characters as escapes, so that a diff shows them. The writer has escaped every
/// backslash, so none can stand before the new ones.
fn spelled(basic: String, lines: bool) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (at, c) in visible::hidden(&basic).filter(|(_, c)| !lines || *c != '\n') {
        out.push_str(&basic[done..at]);
        done = at + c.len_utf8();
        if c == '\t' {
            out.push_str("\\t");
        } else {
            escape(&mut out, c);
        }
    }
    if done == 0 {
        return basic;
    }
    out + &basic[done..]
}

fn escape(out: &mut String, c: char) {
    let _ = write!(out, "\\U{:08X}", u32::from(c));
}

/// A string of several lines in which no line ends with a blank or begins as git marks a conflict.
fn guarded(basic: &str) -> String {
    let mut out = String::with_capacity(basic.len());
    for (nth, line) in basic.split('\n').enumerate() {
        if nth > 0 {
            out.push('\n');
        }
        let (mut rest, mut chars) = (line, line.chars());
        if nth > 0
            && ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
                .iter()
                .any(|mark| line.starts_with(mark))
            && let Some(mark) = chars.next()
        {
            escape(&mut out, mark);
            rest = chars.as_str();
        }
        match rest.chars().next_back().filter(|last| last.is_whitespace()) {
            Some(blank) => {
                out.push_str(&rest[..rest.len() - blank.len_utf8()]);
                escape(&mut out, blank);
            }
            None => out.push_str(rest),
        }
    }
    out
}
