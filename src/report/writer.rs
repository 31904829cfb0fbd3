//! What a report is made of, and who takes it down.
//!
//! Text from files is told as it is, and a writer makes it harmless for its own reader: what would be a link in
//! Markdown is none on a screen, and what a person types to escape the one may mean something in the other. So
//! nothing here is escaped, and no writer reads what another wrote.

use std::fmt::Display;

use chrono::{DateTime, Utc};

use crate::review::{Person, Status};
use crate::text::digest::Digest;

/// A part of a line.
#[derive(Clone, Copy)]
pub(crate) enum Span<'t> {
    /// Words of this program, which a file cannot choose.
    Own(&'static str),
    /// What only this program can have spelled: a number, a day, a status; never the words of a file.
    Value(&'t dyn Display),
    /// A line from a file.
    Text(&'t str),
    /// What nobody may overlook.
    Strong(&'t [Span<'t>]),
    /// A line to be copied, such as a path; not for the cells of a table.
    Copied(&'t str),
    Digest(&'t Digest),
    /// The name, and the mail address so that it can be copied.
    Person(&'t Person),
    /// A link where the address is one on the web, else both as text; not for the cells of a table.
    Link {
        text: &'t str,
        url: &'t str,
    },
    /// Sign and word of a status; none is *not reviewed*.
    Status(Option<Status>),
    /// Between the parts of a line.
    Dot,
}

/// What spans and other blocks stand in.
#[derive(Clone, Copy)]
pub(crate) enum Block {
    /// From 1, the title, to 4, an item.
    Heading(usize),
    Paragraph,
    /// Of items or of steps; inside an item, a list of what belongs to it.
    List,
    Item,
    /// An item with its number.
    Step(usize),
    /// Of rows, of which the first is the head.
    Table(&'static [Align]),
}

/// How the cells of a column stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// However the reader does it.
    Any,
    Left,
    Right,
}

/// Text that keeps its lines.
#[derive(Clone, Copy)]
pub(crate) enum Code<'t> {
    /// What to type.
    Commands(&'static str),
    /// What was signed, byte for byte where nothing in it is hidden.
    Statement(&'t str),
    Signature(&'t str),
}

/// Takes down what a report says, for one kind of reader.
pub(crate) trait Writer: Sized {
    fn start(&mut self, block: Block);
    fn say(&mut self, spans: &[Span<'_>]);
    fn end(&mut self, block: Block);
    /// A row of the table that was started.
    fn row(&mut self, cells: &[&[Span<'_>]]);
    /// What a person wrote, in lines and paragraphs.
    fn quote(&mut self, text: &str);
    fn code(&mut self, code: Code<'_>);

    fn within(&mut self, block: Block, tell: impl FnOnce(&mut Self)) {
        self.start(block);
        tell(self);
        self.end(block);
    }

    fn paragraph(&mut self, spans: &[Span<'_>]) {
        self.within(Block::Paragraph, |out| out.say(spans));
    }

    fn item(&mut self, spans: &[Span<'_>]) {
        self.within(Block::Item, |out| out.say(spans));
    }
}

/// A moment, to the minute: `2026-11-23 09:12 UTC`.
pub(crate) fn moment(at: DateTime<Utc>) -> impl Display {
    at.format("%F %H:%M UTC")
}

/// The mail address of a person, where it has no character that means something to any reader.
pub(crate) fn address(person: &Person) -> Option<&str> {
    let (_, rest) = person.as_str().split_once('<')?;
    let address = rest.strip_suffix('>')?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"@.+-_".contains(&byte);
    (address.contains('@') && address.bytes().all(is_plain)).then_some(address)
}
