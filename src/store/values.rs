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

/// Text of several lines, written as such.
pub(super) fn prose(out: &mut String, key: &str, value: &str) {
    let mut written = String::new();
    let _ = written.value(TomlStringBuilder::new(value).as_ml_basic());
    let _ = writeln!(out, "{key} = {}", spelled(written, true));
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
    let plain = |c: char| !visible::is_hidden(c) || (lines && c == '\n');
    if basic.chars().all(plain) {
        return basic;
    }
    let mut out = String::with_capacity(basic.len() + 16);
    for c in basic.chars() {
        if plain(c) {
            out.push(c);
        } else {
            let _ = write!(out, "\\U{:08X}", u32::from(c));
        }
    }
    out
}
