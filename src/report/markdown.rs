//! The report as GitHub-flavoured Markdown, to be forwarded without editing.
//!
//! The same review on the same day gives the same bytes: of its own making the text holds the day, and the moment at
//! which signatures were verified.

mod escape;
#[cfg(test)]
mod tests;

use std::fmt::{Display, Write as _};

use super::contents::Contents;
use super::page::Page;
use super::section;
use super::writer::{Align, Block, Code, Span, Writer};
use crate::facts::Facts;
use crate::review::{Session, Status};

/// Room for what an item usually takes, so that the text grows without being moved.
const BYTES_PER_ITEM: usize = 512;

/// Renders the review as it stands, with what its signatures were found to prove, or why that is not known.
pub fn render(facts: &Facts<'_>) -> String {
    let dossier = facts.dossier;
    // All of them are needed, and finding them takes a good part of the time.
    let entries: Vec<_> = dossier.entries().collect();
    let contents = Contents::with(&entries, dossier);
    let page = Page::new(*facts, &contents).with(entries);
    let mut out = Markdown {
        text: String::with_capacity(4096 + dossier.count() * BYTES_PER_ITEM),
        lists: 0,
        columns: None,
    };
    for nth in 0..contents.len() {
        section::write(nth, &page, &mut out);
    }
    // Nothing follows the last paragraph.
    out.text.pop();
    out.text
}

/// The minutes of a session.
pub fn recap(session: &Session, facts: &Facts<'_>) -> String {
    let contents = Contents::of(facts.dossier);
    let page = Page::new(*facts, &contents);
    let mut out = Markdown {
        text: String::new(),
        lists: 0,
        columns: None,
    };
    super::recap(session, &page, &mut out);
    out.text.pop();
    out.text
}

struct Markdown {
    text: String,
    /// How many lists are open.
    lists: usize,
    /// Those of the table that was started, until its head is written.
    columns: Option<&'static [Align]>,
}

impl Markdown {
    fn put(&mut self, what: impl Display) {
        write!(self.text, "{what}").expect("writing to a string does not fail");
    }

    /// Begins a line, where none was begun.
    fn line(&mut self) {
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn span(&mut self, span: &Span<'_>) {
        match *span {
            Span::Own(words) => self.text.push_str(words),
            Span::Value(value) => self.put(value),
            Span::Text(text) => self.put(escape::Line(text)),
            Span::Strong(spans) => {
                self.text.push_str("**");
                self.say(spans);
                self.text.push_str("**");
            }
            Span::Copied(text) => self.put(escape::Verbatim(text)),
            Span::Digest(digest) => self.put(format_args!("`{digest}`")),
            Span::Person(person) => self.put(escape::Who(person)),
            Span::Link { text, url } => self.put(escape::Hyperlink { text, url }),
            Span::Status(status) => {
                self.text.push_str(Status::glyph(status));
                self.text.push(' ');
                self.text.push_str(Status::word(status));
            }
            Span::Dot => self.text.push_str(" · "),
        }
    }
}

impl Writer for Markdown {
    fn start(&mut self, block: Block) {
        match block {
            Block::Heading(level) => {
                self.text.push_str(&"####"[..level]);
                self.text.push(' ');
            }
            Block::Paragraph => {}
            Block::List => {
                self.line();
                self.lists += 1;
            }
            Block::Item => {
                self.text
                    .push_str(if self.lists > 1 { "  - " } else { "- " });
            }
            Block::Step(number) => self.put(format_args!("{number}. ")),
            Block::Table(columns) => self.columns = Some(columns),
        }
    }

    fn say(&mut self, spans: &[Span<'_>]) {
        for span in spans {
            self.span(span);
        }
    }

    fn end(&mut self, block: Block) {
        match block {
            Block::Heading(_) | Block::Paragraph => self.text.push_str("\n\n"),
            Block::List => {
                self.lists -= 1;
                if self.lists == 0 {
                    self.text.push('\n');
                }
            }
            Block::Item | Block::Step(_) => self.line(),
            Block::Table(_) => self.text.push('\n'),
        }
    }

    fn row(&mut self, cells: &[&[Span<'_>]]) {
        self.text.push('|');
        for cell in cells {
            self.text.push(' ');
            self.say(cell);
            self.text.push_str(" |");
        }
        self.text.push('\n');
        if let Some(columns) = self.columns.take() {
            self.text.push('|');
            for column in columns {
                self.text.push_str(match column {
                    Align::Any => "---|",
                    Align::Left => ":--|",
                    Align::Right => "--:|",
                });
            }
            self.text.push('\n');
        }
    }

    fn quote(&mut self, text: &str) {
        if self.lists == 0 {
            let prefix = "> ";
            self.put(format_args!("{}\n", escape::Lines { prefix, text }));
        } else {
            let prefix = "  > ";
            self.put(format_args!("\n\n{}", escape::Lines { prefix, text }));
        }
    }

    fn code(&mut self, code: Code<'_>) {
        match code {
            Code::Commands(commands) => self.put(format_args!("```sh\n{commands}\n```\n\n")),
            Code::Statement(text) | Code::Signature(text) => {
                self.put(format_args!("{}\n", escape::Fenced(text)));
            }
        }
    }
}
