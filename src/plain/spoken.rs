//! The report as it is read out: a paragraph a line, the cells of a table with their headings, and no signs that are
//! only for eyes.

use std::mem::take;

use crate::facts::Facts;
use crate::report::{self, Block, Code, Contents, Page, Span, Writer, address};
use crate::review::{Session, Status};
use crate::text::visible;

/// The lines of the report.
pub(super) fn lines(facts: &Facts<'_>) -> Vec<String> {
    let contents = Contents::of(facts.dossier);
    let page = Page::new(*facts, &contents);
    let mut spoken = Spoken::default();
    for nth in 0..contents.len() {
        report::write(nth, &page, &mut spoken);
    }
    spoken.lines
}

/// The lines of the minutes of a session.
pub(super) fn minutes(session: &Session, facts: &Facts<'_>) -> Vec<String> {
    let contents = Contents::of(facts.dossier);
    let page = Page::new(*facts, &contents);
    let mut spoken = Spoken::default();
    report::recap(session, &page, &mut spoken);
    spoken.lines
}

#[derive(Default)]
struct Spoken {
    lines: Vec<String>,
    line: String,
    /// The head of the open table, once it was told.
    headings: Vec<String>,
}

impl Spoken {
    fn text(&mut self, text: &str) {
        self.line.push_str(visible::line(text).trim());
    }

    fn span(&mut self, span: &Span<'_>) {
        match *span {
            Span::Own(words) => self.line.push_str(words),
            Span::Value(value) => self.line.push_str(&value.to_string()),
            Span::Text(text) => self.text(text),
            Span::Copied(text) => self.line.push_str(&visible::line(text)),
            Span::Strong(spans) => self.say(spans),
            Span::Digest(digest) => self.line.push_str(&digest.to_string()),
            Span::Person(person) => match address(person) {
                Some(address) => {
                    self.text(person.name());
                    self.line.push(' ');
                    self.line.push_str(address);
                }
                None => self.text(person.as_str()),
            },
            Span::Link { text, url } => {
                self.text(text);
                if text != url {
                    self.line.push_str(" (");
                    self.text(url);
                    self.line.push(')');
                }
            }
            Span::Status(status) => self.line.push_str(Status::word(status)),
            Span::Dot => self.line.push_str(", "),
        }
    }

    /// Ends the line that was begun.
    fn flush(&mut self) {
        if !self.line.is_empty() {
            self.lines.push(take(&mut self.line));
        }
    }

    /// Says lines as they are; empty ones cannot be heard.
    fn keep(&mut self, text: &str) {
        self.flush();
        let text = visible::block(text);
        let lines = text.lines().map(str::trim_end);
        self.lines
            .extend(lines.filter(|line| !line.is_empty()).map(str::to_owned));
    }
}

impl Writer for Spoken {
    fn start(&mut self, block: Block) {
        self.flush();
        match block {
            Block::Heading(_) => self.line.push_str("Heading: "),
            Block::Item => self.line.push_str("- "),
            Block::Step(number) => self.line.push_str(&format!("{number}. ")),
            Block::Table(_) => self.headings.clear(),
            Block::Paragraph | Block::List => {}
        }
    }

    fn say(&mut self, spans: &[Span<'_>]) {
        for span in spans {
            self.span(span);
        }
    }

    fn end(&mut self, _: Block) {
        self.flush();
    }

    fn row(&mut self, cells: &[&[Span<'_>]]) {
        let cells = cells.iter().map(|cell| {
            self.say(cell);
            take(&mut self.line)
        });
        let cells: Vec<String> = cells.collect();
        let line = match (&*cells, &*self.headings) {
            // Of two columns the first names what is in the second.
            ([name, value], _) => format!("{name}: {value}"),
            (_, []) => {
                self.headings = cells;
                return;
            }
            (_, headings) => {
                let named = headings.iter().zip(&cells);
                let named: Vec<_> = named
                    .map(|(heading, cell)| format!("{heading}: {cell}"))
                    .collect();
                named.join("; ")
            }
        };
        self.lines.push(line);
    }

    fn quote(&mut self, text: &str) {
        self.keep(text);
    }

    fn code(&mut self, code: Code<'_>) {
        match code {
            Code::Commands(text) | Code::Statement(text) => {
                self.keep("Code:");
                self.keep(text);
                self.keep("End of code.");
            }
            // Nobody listens to its letters.
            Code::Signature(_) => {
                self.keep("Here stands the signature, which the report in a file holds.");
            }
        }
    }
}
