//! What a command prints: data to stdout, talk to stderr.
//!
//! Both are collected and written at the end, data first. Whoever adds a text that came from a file passes it
//! through [`visible`] first; what is added here whole (talk, failures, JSON) is made visible here. What a pipeline would
//! obey is spelled out as a last step, of whole lines, since a line may be put together of texts that are harmless alone.

use std::fmt::{Display, Write as _};
use std::io::{self, Write as _};
use std::path::PathBuf;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use serde::Serialize;

use crate::face::failure::Failure;
use crate::review::{ItemKey, Status};
use crate::text::{pipeline, visible};
use crate::work::OpenReview;

/// How much of a line of a message is shown: more than any path has, and names in a hostile file may be megabytes long.
const LONGEST: usize = 10_000;

/// A heading.
pub(super) const HEADING: Style = Style::new().bold();
/// What is less important than what stands beside it.
pub(super) const FAINT: Style = Style::new().dimmed();
/// What is as it should be.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();
/// What needs attention.
pub(super) const CARE: Style = AnsiColor::Yellow.on_default();
/// What is not as it should be.
pub(super) const BAD: Style = AnsiColor::Red.on_default();

/// Everything that a command has to say.
#[derive(Debug)]
pub(super) struct Output {
    data: String,
    talk: String,
    exact: bool,
    color: ColorChoice,
}

impl Output {
    /// Nothing said yet.
    pub(super) fn new(color: ColorChoice) -> Self {
        Self {
            data: String::new(),
            talk: String::new(),
            exact: false,
            color,
        }
    }

    /// Adds a line of data, already made visible.
    pub(super) fn line(&mut self, line: impl Display) {
        let _ = writeln!(self.data, "{line}");
    }

    /// Adds a heading.
    pub(super) fn heading(&mut self, text: &str) {
        self.line(format_args!("{HEADING}{}{HEADING:#}", visible::line(text)));
    }

    /// Adds a text, or writes it into a file that the person named.
    pub(super) fn deliver(
        &mut self,
        text: &str,
        file: Option<&PathBuf>,
        open: &OpenReview,
    ) -> Result<(), Failure> {
        let Some(file) = file else {
            self.text(text);
            return Ok(());
        };
        open.export(file, text)?;
        self.say(format!("wrote {}", file.display()));
        Ok(())
    }

    /// Adds lines of data, already made visible.
    pub(super) fn text(&mut self, text: &str) {
        self.data.push_str(text);
    }

    /// Adds data that is not to be made visible, since its bytes are what counts; nothing else may be added.
    pub(super) fn exact(&mut self, data: String) {
        self.data = data;
        self.exact = true;
    }

    /// Adds a text that is signed. The bytes that are signed are those of the text, also where what is shown differs.
    pub(super) fn signed(&mut self, text: &str) {
        self.text(text);
        if pipeline::spelled(text) != text {
            self.note("where this shows <U+0023> or <U+003A>, the signed text has # or :, which a pipeline would obey");
        }
    }

    /// Asks the person at the terminal for a line, behind all that was said so far.
    pub(super) fn ask(&mut self, question: &str) -> io::Result<String> {
        self.talk.push_str(question);
        self.tell()?;
        self.talk.clear();
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        Ok(answer.trim().to_owned())
    }

    /// Adds what clap has to say: help, or what is wrong with the arguments.
    pub(super) fn usage(&mut self, error: &clap::Error) {
        let said = error.render();
        let plain = said.to_string();
        let is_plain = plain.chars().all(|c| c == '\n' || !visible::is_hidden(c));
        let said = if is_plain {
            said.ansi().to_string()
        } else {
            visible::block(&plain).into_owned()
        };
        let out = if error.use_stderr() {
            &mut self.talk
        } else {
            &mut self.data
        };
        out.push_str(&said);
    }

    /// The data so far.
    #[cfg(test)]
    pub(super) fn data(&self) -> &str {
        &self.data
    }

    /// Adds a value as JSON, with hidden characters written as `\u202e`.
    pub(super) fn json(&mut self, value: &impl Serialize) {
        self.data.push_str(&json(value));
    }

    /// Tells the person something.
    pub(super) fn say(&mut self, text: impl Display) {
        let _ = writeln!(self.talk, "{}", visible::block(&text.to_string()));
    }

    /// Tells the person what they should know although the command goes on.
    pub(super) fn warn(&mut self, text: impl Display) {
        self.labelled("warning", CARE.bold(), text);
    }

    /// Warns of each.
    pub(super) fn warnings(&mut self, warnings: Vec<String>) {
        for warning in warnings {
            self.warn(warning);
        }
    }

    /// Tells the person what they may want to know.
    pub(super) fn note(&mut self, text: impl Display) {
        self.labelled("note", HEADING, text);
    }

    /// Tells the person what to do next.
    pub(super) fn hint(&mut self, text: impl Display) {
        self.labelled("hint", AnsiColor::Cyan.on_default(), text);
    }

    /// Tells the person why it did not work.
    pub(super) fn fail(&mut self, failure: &Failure) {
        self.labelled("error", BAD.bold(), &failure.message);
        for detail in &failure.details {
            self.say(format!("  {}", visible::line(detail)));
        }
        for hint in &failure.hints {
            self.hint(hint);
        }
    }

    fn labelled(&mut self, label: &str, style: Style, text: impl Display) {
        let text = text.to_string();
        let lines = text.lines().map(|line| visible::cut(line, LONGEST));
        let text = lines.collect::<Vec<_>>().join("\n");
        let _ = writeln!(self.talk, "{style}{label}:{style:#} {text}");
    }

    /// Writes everything. An error is one of stdout: nobody can be told that stderr is gone.
    pub(super) fn finish(self) -> io::Result<()> {
        // Nothing may be taken out of what is exact, not even what looks like colour.
        let (data, color) = if self.exact {
            (self.data.as_str().into(), anstream::ColorChoice::AlwaysAnsi)
        } else {
            (pipeline::spelled(&self.data), choice(self.color))
        };
        let mut stdout = AutoStream::new(io::stdout().lock(), color);
        let written = stdout
            .write_all(data.as_bytes())
            .and_then(|()| stdout.flush());
        let _ = self.tell();
        written
    }

    fn tell(&self) -> io::Result<()> {
        let mut stderr = AutoStream::new(io::stderr().lock(), choice(self.color));
        stderr.write_all(pipeline::spelled(&self.talk).as_bytes())
    }
}

/// A value as JSON lines, with hidden characters written as `\u202e`, and so the first of what a pipeline would obey.
///
/// # Panics
/// Never: what commands show is plain data.
pub(super) fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("plain data serialises");
    let mut out = String::with_capacity(text.len() + 1);
    // Outside of strings JSON has no hidden character but the line break.
    for c in text.chars() {
        if c == '\n' || !visible::is_hidden(c) {
            out.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.push('\n');
    pipeline::json(&out).into_owned()
}

fn choice(color: ColorChoice) -> anstream::ColorChoice {
    match color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
}

/// The colour of a status; the word always stands beside it.
pub(super) fn style(status: Option<Status>) -> Style {
    match status {
        Some(Status::Met) => GOOD,
        Some(Status::Partial | Status::RiskAccepted) => CARE,
        Some(Status::Unmet) => BAD,
        Some(Status::NotApplicable) | None => FAINT,
    }
}

/// The shortest names of items.
pub(super) fn names(open: &OpenReview, keys: &[ItemKey]) -> Vec<String> {
    let dossier = open.dossier();
    keys.iter().map(|key| dossier.name_of(key)).collect()
}
