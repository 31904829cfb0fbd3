//! Markdown as lines on the screen. HTML is shown as the text it is, and so are images.

mod inline;
mod table;
#[cfg(test)]
mod tests;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use self::inline::{Words, breaks, columns};
use self::table::Table;
use crate::text::visible;
use crate::tui::theme::Theme;

/// The fewest columns that Markdown is laid out for.
const NARROWEST: usize = 8;

/// Renders Markdown into lines of at most `width` columns; of 8 where that is less.
pub fn lines(text: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut page = Page::new(width, theme);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        page.take(event);
    }
    page.flush();
    page.done
}

/// The words of one line of Markdown, without what marks a heading.
pub fn plain(line: &str) -> String {
    let mut page = Page::new(
        NARROWEST,
        Theme {
            color: false,
            ascii: false,
        },
    );
    for event in Parser::new(line.trim_start_matches('#')) {
        if !matches!(event, Event::End(_)) {
            page.take(event);
        }
    }
    page.words.text().replace('\u{a0}', " ")
}

struct Page {
    width: usize,
    theme: Theme,
    done: Vec<Line<'static>>,
    words: Words,
    styles: Vec<Style>,
    /// What is open, from the outside in.
    blocks: Vec<Block>,
    /// A blank line comes before the next one, inside so many of the open blocks.
    gap: Option<usize>,
    code: Option<String>,
    table: Table,
    /// Where the text of an open link or image begins, and where it leads.
    link: (usize, String),
}

enum Block {
    Quote {
        width: usize,
    },
    /// Its next number; `None` for a list with bullets.
    List(Option<u64>),
    /// The marker until it is written.
    Item {
        width: usize,
        marker: String,
    },
}

impl Block {
    fn width(&self) -> usize {
        match self {
            Self::Quote { width } | Self::Item { width, .. } => *width,
            Self::List(_) => 0,
        }
    }
}

impl Page {
    fn new(width: usize, theme: Theme) -> Self {
        Self {
            width: width.max(NARROWEST),
            theme,
            done: Vec::new(),
            words: Words::default(),
            styles: Vec::new(),
            blocks: Vec::new(),
            gap: None,
            code: None,
            table: Table::default(),
            link: (0, String::new()),
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Html(html) | Event::InlineHtml(html) if is_line_break(&html) => {
                self.words.end_line();
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => match &mut self.code
            {
                Some(code) => code.push_str(&text),
                None => self.words.say(&text, self.style()),
            },
            Event::Code(code) => self.words.say(&code, self.theme.code()),
            Event::SoftBreak => self.words.say(" ", self.style()),
            Event::HardBreak => self.words.end_line(),
            Event::Rule => {
                let rule = self.theme.sign("─", "-").repeat(self.room());
                self.put(vec![Span::styled(rule, self.theme.dim())]);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.blank();
                let mut style = self.theme.strong();
                if matches!(level, HeadingLevel::H1 | HeadingLevel::H2) {
                    style = style.add_modifier(Modifier::UNDERLINED);
                }
                if matches!(level, HeadingLevel::H2 | HeadingLevel::H3) {
                    style = style.patch(self.theme.label());
                }
                self.styles.push(style);
            }
            Tag::Strong => self.styles.push(self.style().add_modifier(Modifier::BOLD)),
            Tag::Emphasis => self
                .styles
                .push(self.style().add_modifier(Modifier::ITALIC)),
            Tag::Link { dest_url, .. } => {
                self.link = (self.words.text().len(), dest_url.into_string());
                self.styles
                    .push(self.theme.label().add_modifier(Modifier::UNDERLINED));
            }
            Tag::Image { dest_url, .. } => {
                self.words.say("[image] ", self.theme.dim());
                self.link = (self.words.text().len(), dest_url.into_string());
            }
            Tag::BlockQuote(_) => {
                self.flush();
                let width = if self.indentable() < 3 { 0 } else { 3 };
                self.blocks.push(Block::Quote { width });
            }
            Tag::List(start) => {
                self.flush();
                self.blocks.push(Block::List(start));
            }
            Tag::Item => self.item(),
            Tag::CodeBlock(_) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Table(aligned) => {
                self.flush();
                self.table = Table::new(aligned);
            }
            Tag::TableHead => {
                self.table.begin_row();
                self.styles.push(self.theme.strong());
            }
            Tag::TableRow => self.table.begin_row(),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                self.blank();
            }
            TagEnd::Heading(_) => {
                self.styles.pop();
                self.flush();
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::TableHead => {
                self.styles.pop();
            }
            TagEnd::Link => {
                self.styles.pop();
                self.address();
            }
            TagEnd::Image => self.address(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.flush();
                self.close();
                self.blank();
            }
            TagEnd::Item => {
                self.flush();
                if matches!(self.blocks.last(), Some(Block::Item { marker, .. }) if !marker.is_empty())
                {
                    self.put(Vec::new());
                }
                self.close();
            }
            TagEnd::CodeBlock => {
                self.code_block();
                self.blank();
            }
            TagEnd::TableCell => self.table.cell(std::mem::take(&mut self.words)),
            TagEnd::Table => {
                for line in std::mem::take(&mut self.table).lines(self.room(), self.theme) {
                    self.put(line);
                }
                self.blank();
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        self.flush();
        let marker = match self.blocks.last_mut() {
            Some(Block::List(Some(number))) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => self.theme.sign("• ", "* ").to_owned(),
        };
        let wide = columns(&marker);
        let width = wide.max(3).min(self.indentable());
        // Where there is no room to indent, the marker is the first word.
        let marker = if wide <= width {
            marker
        } else {
            self.words.say(&marker, Style::new());
            String::new()
        };
        self.blocks.push(Block::Item { width, marker });
    }

    /// Leaves a block; the blank line that its last paragraph asked for is not written inside it.
    fn close(&mut self) {
        self.blocks.pop();
        let open = self.blocks.len();
        let in_list = matches!(
            self.blocks.last(),
            Some(Block::List(_) | Block::Item { .. })
        );
        self.gap = if in_list {
            None
        } else {
            self.gap.map(|gap| gap.min(open))
        };
    }

    /// Says where a link leads, unless that is what its text says.
    fn address(&mut self) {
        let (start, url) = std::mem::take(&mut self.link);
        let text = self.words.text().get(start..).unwrap_or_default();
        if !url.is_empty()
            && text != visible::line(&url)
            && url.strip_prefix("mailto:") != Some(text)
        {
            self.words.say(&format!(" ({url})"), self.theme.dim());
        }
    }

    /// Code keeps its lines; the rest of a long one is moved to the right.
    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let room = self.room();
        let inset = 2.min(room / 4);
        for line in visible::block(code.trim_end_matches('\n')).split('\n') {
            let text = line.trim_start_matches(' ');
            let lead = inset + (line.len() - text.len()).min(room / 3);
            let rest = lead + inset;
            for (nth, range) in breaks(text, room - lead, room - rest)
                .into_iter()
                .enumerate()
            {
                let lead = Span::raw(" ".repeat(if nth == 0 { lead } else { rest }));
                self.put(vec![
                    lead,
                    Span::styled(text[range].to_owned(), self.theme.code()),
                ]);
            }
        }
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    /// Columns inside the open blocks.
    fn room(&self) -> usize {
        self.width - self.blocks.iter().map(Block::width).sum::<usize>()
    }

    /// Columns that the next block may take: what is deep inside stops moving to the right.
    fn indentable(&self) -> usize {
        (self.width / 3).saturating_sub(self.width - self.room())
    }

    /// Asks for a blank line before the next; lists are kept tight.
    fn blank(&mut self) {
        if !self.done.is_empty()
            && !matches!(
                self.blocks.last(),
                Some(Block::List(_) | Block::Item { .. })
            )
        {
            self.gap = Some(
                self.gap
                    .map_or(self.blocks.len(), |gap| gap.min(self.blocks.len())),
            );
        }
    }

    fn flush(&mut self) {
        if !self.words.is_empty() {
            for line in std::mem::take(&mut self.words).lines(self.room()) {
                self.put(line);
            }
        }
    }

    /// Writes a line behind the signs of the open blocks.
    fn put(&mut self, spans: Vec<Span<'static>>) {
        if let Some(depth) = self.gap.take() {
            let lead = self.lead(depth);
            self.done.push(Line::from(lead));
        }
        let mut line = self.lead(self.blocks.len());
        for block in &mut self.blocks {
            if let Block::Item { marker, .. } = block {
                marker.clear();
            }
        }
        line.extend(spans);
        self.done.push(Line::from(line));
    }

    fn lead(&self, depth: usize) -> Vec<Span<'static>> {
        let lead = |block: &Block| match block {
            Block::Quote { width: 1.. } => Some(Span::styled(
                self.theme.sign(" │ ", " | "),
                self.theme.dim(),
            )),
            Block::Item {
                width: width @ 1..,
                marker,
            } => Some(Span::raw(format!("{marker:>width$}"))),
            _ => None,
        };
        self.blocks[..depth].iter().filter_map(lead).collect()
    }
}

fn is_line_break(html: &str) -> bool {
    let html = html.trim();
    ["<br>", "<br/>", "<br />"]
        .iter()
        .any(|tag| tag.eq_ignore_ascii_case(html))
}
