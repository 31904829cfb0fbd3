//! Blocks of text as lines on the screen: paragraphs, quotes, lists and code, one inside the other.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::pane::columns;
use super::words::{Words, breaks};
use crate::text::visible;
use crate::tui::theme::Theme;

/// The fewest columns that text is laid out for.
const NARROWEST: usize = 8;

/// Lines of at most so many columns, as far as they are laid out.
pub(crate) struct Flow {
    width: usize,
    theme: Theme,
    done: Vec<Line<'static>>,
    words: Words,
    styles: Vec<Style>,
    /// What is open, from the outside in.
    blocks: Vec<Block>,
    /// A blank line comes before the next one, inside so many of the open blocks.
    gap: Option<usize>,
}

enum Block {
    Quote {
        width: usize,
    },
    List,
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
            Self::List => 0,
        }
    }
}

impl Flow {
    /// For lines of at most `width` columns; of 8 where that is less.
    pub(crate) fn new(width: usize, theme: Theme) -> Self {
        Self {
            width: width.max(NARROWEST),
            theme,
            done: Vec::new(),
            words: Words::default(),
            styles: Vec::new(),
            blocks: Vec::new(),
            gap: None,
        }
    }

    /// The lines of all that was said.
    pub(crate) fn lines(mut self) -> Vec<Line<'static>> {
        self.flush();
        self.done
    }

    /// What was said since the last block.
    pub(crate) fn words(&mut self) -> &mut Words {
        &mut self.words
    }

    /// Says text in the style of where it stands.
    pub(crate) fn say(&mut self, text: &str) {
        let style = self.current();
        self.words.say(text, style);
    }

    /// The style of where it stands.
    pub(crate) fn current(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    /// What is said until the next [`plain`](Self::plain) is in this style too.
    pub(crate) fn style(&mut self, style: Style) {
        self.styles.push(self.current().patch(style));
    }

    /// Ends the style that was begun last.
    pub(crate) fn plain(&mut self) {
        self.styles.pop();
    }

    /// Begins a heading, from level 1; [`plain`](Self::plain) and [`flush`](Self::flush) end it.
    pub(crate) fn heading(&mut self, level: usize) {
        self.flush();
        self.blank();
        let mut style = self.theme.strong();
        if level <= 2 {
            style = style.add_modifier(Modifier::UNDERLINED);
        }
        if (2..=3).contains(&level) {
            style = style.patch(self.theme.label());
        }
        self.styles.push(style);
    }

    /// A bar stands before what is inside, where there is room.
    pub(crate) fn open_quote(&mut self) {
        self.flush();
        let width = if self.indentable() < 3 { 0 } else { 3 };
        self.blocks.push(Block::Quote { width });
    }

    /// What is in a list stands without blank lines between.
    pub(crate) fn open_list(&mut self) {
        self.flush();
        self.blocks.push(Block::List);
    }

    /// Begins an item with its number and what follows it, or else with a bullet.
    pub(crate) fn open_item(&mut self, number: Option<String>) {
        self.flush();
        let marker = number.unwrap_or_else(|| self.theme.sign("• ", "* ").to_owned());
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

    /// An item in which nothing was said is its marker.
    pub(crate) fn close_item(&mut self) {
        self.flush();
        if matches!(self.blocks.last(), Some(Block::Item { marker, .. }) if !marker.is_empty()) {
            self.put(Vec::new());
        }
        self.leave();
    }

    /// Ends the quote or the list that was opened last.
    pub(crate) fn close(&mut self) {
        self.flush();
        self.leave();
        self.blank();
    }

    /// Ends a paragraph.
    pub(crate) fn end_paragraph(&mut self) {
        self.flush();
        self.blank();
    }

    /// Leaves a block; the blank line that its last paragraph asked for is not written inside it.
    fn leave(&mut self) {
        self.blocks.pop();
        let open = self.blocks.len();
        let in_list = matches!(self.blocks.last(), Some(Block::List | Block::Item { .. }));
        self.gap = if in_list {
            None
        } else {
            self.gap.map(|gap| gap.min(open))
        };
    }

    /// Code keeps its lines; the rest of a long one is moved to the right. Before the first stands its number, if it has one.
    pub(crate) fn code(&mut self, code: &str, number: Option<usize>) {
        self.flush();
        let room = self.room();
        let inset = 2.min(room / 4);
        let number = number.map_or_else(String::new, |number| number.to_string());
        let mut number = Some(number).filter(|number| number.len() < inset);
        for line in visible::block(code.trim_end_matches('\n')).split('\n') {
            let text = line.trim_start_matches(' ');
            let lead = inset + (line.len() - text.len()).min(room / 3);
            let rest = lead + inset;
            for (nth, range) in breaks(text, room - lead, room - rest)
                .into_iter()
                .enumerate()
            {
                let lead = if nth == 0 { lead } else { rest };
                let number = number.take().unwrap_or_default();
                self.put(vec![
                    Span::styled(format!("{number:lead$}"), self.theme.dim()),
                    Span::styled(text[range].to_owned(), self.theme.code()),
                ]);
            }
        }
        self.blank();
    }

    /// A line across.
    pub(crate) fn rule(&mut self) {
        let rule = self.theme.sign("─", "-").repeat(self.room());
        self.put(vec![Span::styled(rule, self.theme.dim())]);
    }

    /// Columns inside the open blocks.
    pub(crate) fn room(&self) -> usize {
        self.width - self.blocks.iter().map(Block::width).sum::<usize>()
    }

    /// Columns that the next block may take: what is deep inside stops moving to the right.
    fn indentable(&self) -> usize {
        (self.width / 3).saturating_sub(self.width - self.room())
    }

    /// Asks for a blank line before the next; lists are kept tight.
    fn blank(&mut self) {
        let in_list = matches!(self.blocks.last(), Some(Block::List | Block::Item { .. }));
        if !self.done.is_empty() && !in_list {
            let open = self.blocks.len();
            self.gap = Some(self.gap.map_or(open, |gap| gap.min(open)));
        }
    }

    /// Writes the lines of what was said.
    pub(crate) fn flush(&mut self) {
        if !self.words.is_empty() {
            for line in std::mem::take(&mut self.words).lines(self.room()) {
                self.put(line);
            }
        }
    }

    /// Writes a line behind the signs of the open blocks.
    pub(crate) fn put(&mut self, spans: Vec<Span<'static>>) {
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
