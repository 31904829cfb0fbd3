//! Commands that whoever keeps the log of a pipeline would obey.
//!
//! A log is text, and runners take orders from it: `##vso[task.setvariable …]` sets a variable of the pipeline. What they
//! look for, in their own sources:
//!
//! - Azure's agent: `##vso[`, anywhere in a line; `##[section]` and the like shape the log.
//! - GitHub's runner: `::` at the start of a line, white space in front or not; in its older form `##[`, anywhere.
//! - `TeamCity`: `##teamcity[`.
//! - Buildkite: `--- `, `+++ `, `~~~ ` and `^^^ ` at the very start of a line open and close the parts of the log.
//!
//! So the first character of every `##word[`, and of every such mark that opens a line, is written by its number, as hidden
//! characters are: `<U+0023>#vso[`. A person still reads what was there, and no character is added that is not seen.
//! Some of these readers compare as people do, and pass over characters without width: those stand between for nothing.
//! GitLab and Jenkins obey escape sequences only, which [`visible`] has spelled out.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

use super::visible;

/// Lines for a log, with every command spelled out. Colours, as commands write them, may stand in between.
pub fn spelled(lines: &str) -> Cow<'_, str> {
    write(lines, visible::code)
}

/// JSON with every command written as `\u0023#vso[`, which is the same JSON.
pub fn json(text: &str) -> Cow<'_, str> {
    write(text, |mark| format!("\\u{:04x}", u32::from(mark)))
}

fn write(text: &str, code: impl Fn(char) -> String) -> Cow<'_, str> {
    let marks = marks(text);
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8 * marks.len());
    let mut done = 0;
    for at in marks {
        out.push_str(&text[done..at]);
        out.push_str(&code(char::from(text.as_bytes()[at])));
        done = at + 1;
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// What opens and closes the parts of Buildkite's log.
const PARTS: [&str; 4] = ["--- ", "+++ ", "~~~ ", "^^^ "];

/// Where the commands of a text begin.
fn marks(text: &str) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let opening = seen(line).find(|(_, c)| !c.is_whitespace());
        let opens = |at: &usize| begins_with(&line[*at..], "::");
        marks.extend(opening.map(|(at, _)| at).filter(opens).map(|at| start + at));
        let first = seen(line).next().map(|(at, _)| at);
        let parts = |at: &usize| PARTS.iter().any(|mark| begins_with(&line[*at..], mark));
        marks.extend(first.filter(parts).map(|at| start + at));
        for (at, _) in line.match_indices('#') {
            let is_word = |c: char| c.is_alphanumeric() || "-_.".contains(c);
            let mut word = seen(&line[at + 1..]).map(|(_, c)| c);
            if word.next() == Some('#') && word.find(|c| !is_word(*c)) == Some('[') {
                marks.push(start + at);
            }
        }
        start += line.len();
    }
    marks
}

fn begins_with(text: &str, mark: &str) -> bool {
    let mut seen = seen(text).map(|(_, c)| c);
    mark.chars().all(|c| seen.next() == Some(c))
}

/// The characters of a text that take room, with their places.
fn seen(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut is_colour = false;
    text.char_indices().filter(move |(at, c)| {
        // As the crate that colours writes them: `ESC [ 1 m`.
        let starts = text[*at..].starts_with("\x1b[");
        let is_part = is_colour || starts;
        is_colour = starts || (is_colour && *c != 'm');
        !is_part && c.width() != Some(0)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn commands_are_spelled_out_and_the_rest_is_left_alone() {
        for (text, log) in [
            ("box ##vso[task.x]", "box <U+0023>#vso[task.x]"),
            ("##[error]x", "<U+0023>#[error]x"),
            ("###teamcity[a ##[b", "#<U+0023>#teamcity[a <U+0023>#[b"),
            ("::add-mask::x", "<U+003A>:add-mask::x"),
            ("a\n \u{a0}::x\n", "a\n \u{a0}<U+003A>:x\n"),
            // Colours are taken out on the way to a file.
            ("\x1b[1m::x::\x1b[0m", "\x1b[1m<U+003A>:x::\x1b[0m"),
            (
                "--- x\n +++ y\n\x1b[1m~~~ z",
                "<U+002D>-- x\n +++ y\n\x1b[1m<U+007E>~~ z",
            ),
            ("#\x1b[0m#vso[", "<U+0023>\x1b[0m#vso["),
            ("##\u{fe0f}v\u{301}so[", "<U+0023>#\u{fe0f}v\u{301}so["),
        ] {
            assert_eq!(spelled(text), log);
            assert_eq!(spelled(&spelled(text)), log);
        }
        for text in [
            "",
            "## [a](b)",
            "a::b ::c",
            "# 1 ##",
            "a\n:b\n#[x]",
            "[#[:",
            "-----BEGIN x",
            "---\n",
        ] {
            assert!(matches!(spelled(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn json_stays_the_same_json() {
        let value = serde_json::json!({"##vso[a]": ["::b::", "c\n::d", "#\u{301}#[e"]});
        let text = serde_json::to_string_pretty(&value).unwrap();
        let safe = json(&text);
        assert_eq!(safe.matches("\\u0023").count(), 2);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&safe).unwrap(),
            value
        );
        assert_eq!(spelled(&safe), safe);
    }

    proptest! {
        /// Whatever is put together: a reader that passes over what has no width finds nothing.
        #[test]
        fn no_line_holds_a_command(
            parts in prop::collection::vec(
                prop::sample::select(vec!["#", "##", "vso", "[", "]", ":", "::", " ", "\n", "\u{fe0f}", "\x1b[1m", "a"]), 0..20
            )
        ) {
            let log = spelled(&parts.concat()).into_owned();
            let bare = log.replace("\x1b[1m", "").replace('\u{fe0f}', "");
            for line in bare.lines() {
                prop_assert!(!line.trim_start().starts_with("::"), "{line:?}");
                prop_assert!(!line.contains("##vso[") && !line.contains("##["), "{line:?}");
            }
            prop_assert_eq!(&spelled(&log), &log);
        }
    }
}
