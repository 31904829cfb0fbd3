//! A question out, a line in.

use std::fmt::Display;
use std::io::{self, BufRead, Read as _, Write};

use crate::face::failure::of_secrets;
use crate::face::form::Blank;
use crate::face::words::sentence;
use crate::text::{pipeline, visible};
use crate::work::Secret;

/// How long a line may be, in bytes: as long as a rationale on the command line.
const LINE: u64 = 64 * 1024;

/// What every question understands.
const HELP: &str = "Type the answer. An empty line takes what stands in brackets, a single minus empties it; back \
    goes to what was before, and quit leaves.";

/// Up to how many characters choices are part of their question.
const SHORT: usize = 100;

/// Why a question was not answered.
#[derive(Debug)]
pub(super) enum Leave {
    /// To what was before.
    Back,
    /// Out of the program.
    Quit,
    /// The input is over.
    End,
    /// It cannot be read, or nobody listens.
    Io(io::Error),
}

impl From<io::Error> for Leave {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// An answer, or why there is none.
pub(super) type Asked<T> = Result<T, Leave>;

/// A conversation.
pub(super) struct Talk<'t> {
    input: &'t mut dyn BufRead,
    output: &'t mut dyn Write,
    /// True where nobody sees what is answered unless it is written down.
    echo: bool,
}

impl<'t> Talk<'t> {
    /// Talks through these.
    pub(super) fn new(input: &'t mut dyn BufRead, output: &'t mut dyn Write, echo: bool) -> Self {
        Self {
            input,
            output,
            echo,
        }
    }

    /// Says something, a paragraph a line.
    pub(super) fn say(&mut self, text: impl Display) -> Asked<()> {
        Ok(self.write(&text.to_string())?)
    }

    /// Writes a text in which nothing is hidden, and nothing an order to a pipeline.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        let text = visible::block(text);
        writeln!(self.output, "{}", pipeline::spelled(&text))
    }

    /// The line that answers a question, without blanks around it.
    pub(super) fn line(&mut self, question: &str) -> Asked<String> {
        Ok(self.whole(question)?.trim().to_owned())
    }

    /// The line that answers a question, without its end and what terminals are told things by.
    fn whole(&mut self, question: &str) -> Asked<String> {
        loop {
            let shown = visible::line(question);
            write!(self.output, "{}: ", pipeline::spelled(&shown))?;
            self.output.flush()?;
            let mut bytes = Vec::new();
            (&mut *self.input)
                .take(LINE)
                .read_until(b'\n', &mut bytes)?;
            if bytes.is_empty() {
                writeln!(self.output)?;
                return Err(Leave::End);
            }
            let is_whole = bytes.ends_with(b"\n") || (bytes.len() as u64) < LINE;
            if !is_whole {
                self.input.skip_until(b'\n')?;
            }
            let typed = String::from_utf8(bytes)
                .ok()
                .filter(|_| is_whole)
                .map(|typed| typed.replace(|c: char| c.is_control() && c != '\t', ""));
            if self.echo {
                self.write(typed.as_deref().unwrap_or_default())?;
            }
            if let Some(typed) = typed {
                return Ok(typed);
            }
            self.say("That line is not UTF-8 text, or longer than 64 KiB; type another.")?;
        }
    }

    /// A text of one line; an empty line stands for `default`, a minus for nothing.
    pub(super) fn text(&mut self, question: &str, default: &str) -> Asked<String> {
        loop {
            let typed = self.line(&bracketed(question, default))?;
            leaving(&typed)?;
            match typed.as_str() {
                "" => return Ok(default.to_owned()),
                "-" => return Ok(String::new()),
                "?" => self.say(HELP)?,
                _ => return Ok(typed),
            }
        }
    }

    /// Text of several lines; `kept` hears of it with every line, so that no more than a line is ever lost.
    pub(super) fn lines(
        &mut self,
        blank: &Blank,
        default: &str,
        mut kept: impl FnMut(&str),
    ) -> Asked<String> {
        self.say(format!(
            "{}; an empty line or a single dot ends it.",
            blank.question
        ))?;
        if !default.is_empty() {
            self.say(format!("So far: {default}"))?;
        }
        let mut text = String::new();
        let mut ask = if default.is_empty() {
            blank.label.to_owned()
        } else {
            format!("{} [so far]", blank.label)
        };
        loop {
            let typed = self.whole(&ask)?;
            leaving(typed.trim())?;
            match (typed.trim(), text.is_empty()) {
                ("?", true) => {
                    self.say(HELP)?;
                    continue;
                }
                ("" | ".", true) => return Ok(default.to_owned()),
                ("-", true) => return Ok(String::new()),
                ("" | ".", false) => return Ok(text),
                (_, is_first) => {
                    if !is_first {
                        text.push('\n');
                    }
                    text.push_str(&typed);
                    kept(&text);
                }
            }
            "more".clone_into(&mut ask);
        }
    }

    /// Whether what looks like a secret is kept.
    pub(super) fn keeps(&mut self, found: &[Secret]) -> Asked<bool> {
        self.say(sentence(&of_secrets(found)))?;
        Ok(self.choose("Keep it for good", &["no", "yes"], Some(0))? == 1)
    }

    /// One of several, by number, word or the first letters of a word; few are part of the question.
    pub(super) fn choose(
        &mut self,
        question: &str,
        options: &[impl AsRef<str>],
        default: Option<usize>,
    ) -> Asked<usize> {
        let keys: Vec<String> = (1..=options.len())
            .map(|number| number.to_string())
            .collect();
        let rows: Vec<String> = keys
            .iter()
            .zip(options)
            .map(|(key, option)| format!("{key} {}", option.as_ref()))
            .collect();
        let default = default
            .and_then(|nth| keys.get(nth))
            .map_or("", String::as_str);
        let is_short = options.iter().map(|one| one.as_ref().len()).sum::<usize>() <= SHORT;
        let question = if is_short {
            format!("{question}, {}", rows.join(", "))
        } else {
            question.to_owned()
        };
        let list = |talk: &mut Self| {
            rows.iter()
                .filter(|_| !is_short)
                .try_for_each(|row| talk.say(row))
        };
        list(self)?;
        loop {
            let typed = self.line(&bracketed(&question, default))?;
            leaving(&typed)?;
            match typed.as_str() {
                "?" => {
                    self.say(
                        "Type a number or the first letters; back goes to what was before, and quit leaves.",
                    )?;
                    list(self)?;
                    continue;
                }
                "b" => return Err(Leave::Back),
                "q" => return Err(Leave::Quit),
                _ => {}
            }
            let typed = if typed.is_empty() { default } else { &typed };
            match pick(
                typed,
                keys.iter()
                    .map(String::as_str)
                    .zip(options.iter().map(AsRef::as_ref)),
            ) {
                Ok(nth) => return Ok(nth),
                Err(why) => {
                    self.say(format!(
                        "{why} Type a number from 1 to {}, or a word.",
                        keys.len()
                    ))?;
                }
            }
        }
    }
}

/// The words that leave every question.
pub(super) fn leaving(typed: &str) -> Asked<()> {
    match typed {
        "back" => Err(Leave::Back),
        "quit" => Err(Leave::Quit),
        _ => Ok(()),
    }
}

/// The option that was meant: its key, its word, or the first letters of the word.
pub(super) fn pick<'o>(
    typed: &str,
    options: impl Iterator<Item = (&'o str, &'o str)> + Clone,
) -> Result<usize, String> {
    let wanted = plain(typed);
    // What is listed as `start azure-deployment: …` is chosen by its id too.
    let named = format!(" {wanted}:");
    let is_it = |word: &str| word == wanted || word.contains(&named);
    let exact = options
        .clone()
        .position(|(key, word)| key == wanted || is_it(&plain(word)));
    if let Some(nth) = exact {
        return Ok(nth);
    }
    let begins = |word: &str| !wanted.is_empty() && plain(word).starts_with(&wanted);
    let mut found = options.enumerate().filter(|(_, (_, word))| begins(word));
    match (found.next(), found.next()) {
        (Some((nth, _)), None) => Ok(nth),
        (Some((_, (_, one))), Some((_, (_, other)))) => {
            Err(format!("\"{typed}\" could be {one} or {other}."))
        }
        (None, _) if wanted.is_empty() => Err("An answer is needed here.".to_owned()),
        (None, _) => Err(format!("\"{typed}\" is no answer here.")),
    }
}

/// A word as it is compared: `Risk-Accepted` is `risk accepted`.
fn plain(word: &str) -> String {
    word.to_lowercase().replace('-', " ")
}

/// A question with what an empty line stands for.
fn bracketed(question: &str, default: &str) -> String {
    if default.is_empty() {
        question.to_owned()
    } else {
        format!("{question} [{default}]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_its_beginning_or_its_number_is_an_answer() {
        let options = [
            ("1", "met"),
            ("2", "partial"),
            ("u", "undo"),
            ("3", "unmet"),
            ("4", "accept risk"),
        ];
        let picked = |typed: &str| pick(typed, options.into_iter());
        assert_eq!(picked("2"), Ok(1));
        assert_eq!(picked("Met"), Ok(0));
        assert_eq!(picked("u"), Ok(2));
        assert_eq!(picked("unm"), Ok(3));
        assert_eq!(picked("accept-"), Ok(4));
        assert_eq!(picked("un").unwrap_err(), "\"un\" could be undo or unmet.");
        assert_eq!(picked("x").unwrap_err(), "\"x\" is no answer here.");
        assert_eq!(picked("").unwrap_err(), "An answer is needed here.");
    }

    #[test]
    fn what_terminals_are_told_by_is_dropped_and_what_is_too_long_is_refused() {
        let mut input = [
            &b"\xff\n"[..],
            &vec![b'x'; 70_000],
            b"\nsec\xe2\x80\xaeond\x1b[31m\tline\r\n",
        ]
        .concat();
        input.extend(b"last");
        let (mut input, mut output) = (input.as_slice(), Vec::new());
        let mut talk = Talk::new(&mut input, &mut output, false);
        assert_eq!(talk.line("Q").unwrap(), "sec\u{202e}ond[31m\tline");
        assert_eq!(talk.line("Q").unwrap(), "last");
        assert!(matches!(talk.line("Q"), Err(Leave::End)));
        assert_eq!(
            String::from_utf8(output)
                .unwrap()
                .matches("type another")
                .count(),
            2
        );
    }
}
