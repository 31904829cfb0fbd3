//! A section of the report as lines on the screen.

use std::mem::take;

use ratatui::style::Modifier;
use ratatui::text::Line;

use super::table::Grid;
use crate::checklist::form::is_web_address;
use crate::report::{self, Block, Code, Page, Span, Writer, address};
use crate::review::Session;
use crate::text::visible;
use crate::tui::theme::Theme;
use crate::tui::widget::flow::Flow;

/// The lines of a section, of at most `width` columns.
pub(super) fn section(
    nth: usize,
    page: &Page<'_>,
    width: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let mut lines = Lines::new(width, theme);
    report::write(nth, page, &mut lines);
    lines.flow.lines()
}

/// The minutes of a session.
pub(in crate::tui::screen) fn minutes(
    session: &Session,
    page: &Page<'_>,
    width: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let mut lines = Lines::new(width, theme);
    report::recap(session, page, &mut lines);
    lines.flow.lines()
}

/// The heading of a section as people read it.
pub(super) fn title(nth: usize, page: &Page<'_>, theme: Theme) -> String {
    let mut lines = Lines::new(0, theme);
    report::title(nth, page, &mut lines);
    lines.flow.words().text().replace('\u{a0}', " ")
}

struct Lines {
    flow: Flow,
    theme: Theme,
    table: Grid,
}

impl Lines {
    fn new(width: usize, theme: Theme) -> Self {
        Self {
            flow: Flow::new(width, theme),
            theme,
            table: Grid::default(),
        }
    }

    fn text(&mut self, text: &str) {
        self.flow.say(visible::line(text).trim());
    }

    fn copied(&mut self, text: &str) {
        self.flow.words().say(text, self.theme.code());
    }

    fn link(&mut self, text: &str, url: &str) {
        let leads = is_web_address(url);
        if leads {
            let label = self.theme.label().add_modifier(Modifier::UNDERLINED);
            self.flow.style(label);
        }
        self.text(text);
        let style = if leads {
            self.flow.plain();
            self.theme.dim()
        } else {
            self.flow.current()
        };
        if text != url {
            self.flow.words().say(&format!(" ({url})"), style);
        }
    }

    fn span(&mut self, span: &Span<'_>) {
        match *span {
            Span::Own(words) => self.flow.say(words),
            Span::Value(value) => self.flow.say(&value.to_string()),
            Span::Text(text) => self.text(text),
            Span::Strong(spans) => {
                self.flow.style(self.theme.strong());
                self.say(spans);
                self.flow.plain();
            }
            Span::Copied(text) => self.copied(text),
            Span::Digest(digest) => self.copied(&digest.to_string()),
            Span::Person(person) => match address(person) {
                Some(address) => {
                    self.text(person.name());
                    self.flow.say(" ");
                    self.copied(address);
                }
                None => self.text(person.as_str()),
            },
            Span::Link { text, url } => self.link(text, url),
            Span::Status(status) => {
                self.flow.say(&self.theme.status_word(status).0);
            }
            Span::Dot => self.flow.say(self.theme.sign(" · ", " - ")),
        }
    }
}

impl Writer for Lines {
    fn start(&mut self, block: Block) {
        match block {
            Block::Heading(level) => self.flow.heading(level),
            Block::Paragraph => {}
            Block::List => self.flow.open_list(),
            Block::Item => self.flow.open_item(None),
            Block::Step(number) => self.flow.open_item(Some(format!("{number}. "))),
            Block::Table(columns) => self.table = Grid::new(columns),
        }
    }

    fn say(&mut self, spans: &[Span<'_>]) {
        for span in spans {
            self.span(span);
        }
    }

    fn end(&mut self, block: Block) {
        match block {
            Block::Heading(_) => {
                self.flow.plain();
                self.flow.flush();
            }
            Block::Paragraph => self.flow.end_paragraph(),
            Block::List => self.flow.close(),
            Block::Item | Block::Step(_) => self.flow.close_item(),
            Block::Table(_) => {
                for line in take(&mut self.table).lines(self.flow.room(), self.theme) {
                    self.flow.put(line);
                }
                self.flow.end_paragraph();
            }
        }
    }

    fn row(&mut self, cells: &[&[Span<'_>]]) {
        let is_head = self.table.is_empty();
        if is_head {
            self.flow.style(self.theme.strong());
        }
        let mut row = Vec::with_capacity(cells.len());
        for cell in cells {
            self.say(cell);
            row.push(take(self.flow.words()));
        }
        if is_head {
            self.flow.plain();
        }
        self.table.row(row);
    }

    fn quote(&mut self, text: &str) {
        self.flow.open_quote();
        for line in visible::block(text).lines().map(str::trim_end) {
            if line.is_empty() {
                if !self.flow.words().is_empty() {
                    self.flow.end_paragraph();
                }
                continue;
            }
            self.flow.words().end_line();
            let words = line.trim_start_matches(' ');
            // What is indented stays so, wherever its line is broken.
            let indent = "\u{a0}".repeat(line.len() - words.len());
            self.flow.say(&(indent + words));
        }
        self.flow.end_paragraph();
        self.flow.close();
    }

    fn code(&mut self, code: Code<'_>) {
        let (Code::Commands(text) | Code::Statement(text) | Code::Signature(text)) = code;
        self.flow.code(text, None);
    }
}
