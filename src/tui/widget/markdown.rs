//! Guidance, written in Markdown, as lines on the screen. HTML and images are shown as the text they are.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::visible;
use crate::tui::theme::Theme;

/// Renders Markdown into lines of at most `width` columns.
pub fn lines(text: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut page = Page { width: width.max(8), theme, ..Page::default() };
    for event in Parser::new(text) {
        page.take(event);
    }
    page.flush();
    while page.done.last().is_some_and(|line| line.spans.is_empty()) {
        page.done.pop();
    }
    page.done
}

struct Page {
    width: usize,
    theme: Theme,
    done: Vec<Line<'static>>,
    words: Vec<(String, Style)>,
    styles: Vec<Style>,
    /// Numbers of the open lists; `None` for a list with bullets.
    lists: Vec<Option<u64>>,
    marker: Option<String>,
    in_code: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            width: 80,
            theme: Theme { color: false, ascii: true },
            done: Vec::new(),
            words: Vec::new(),
            styles: Vec::new(),
            lists: Vec::new(),
            marker: None,
            in_code: false,
        }
    }
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.in_code => {
                let indent = self.indent() + 2;
                for line in visible::block(text.trim_end_matches('\n')).split('\n') {
                    for (nth, piece) in
                        broken(line, self.width.saturating_sub(indent + 2).max(8)).into_iter().enumerate()
                    {
                        let lead = " ".repeat(if nth == 0 { indent } else { indent + 2 });
                        self.done
                            .push(Line::from(vec![Span::raw(lead), Span::styled(piece, self.theme.code())]));
                    }
                }
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.say(&text, self.style()),
            Event::Code(code) => self.say(&code, self.theme.code()),
            Event::SoftBreak => self.say(" ", self.style()),
            Event::HardBreak => self.flush(),
            Event::Rule => self.done.push(Line::from(self.theme.sign("─", "-").repeat(self.width))),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                let more = if *level == HeadingLevel::H1 { Modifier::UNDERLINED } else { Modifier::empty() };
                self.styles.push(self.theme.strong().add_modifier(more));
            }
            Tag::Strong => self.styles.push(self.style().add_modifier(Modifier::BOLD)),
            Tag::Emphasis => self.styles.push(self.style().add_modifier(Modifier::ITALIC)),
            Tag::Link { .. } => self.styles.push(self.theme.label().add_modifier(Modifier::UNDERLINED)),
            Tag::List(start) => {
                self.flush();
                self.lists.push(*start);
            }
            Tag::Item => {
                self.flush();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => self.theme.sign("• ", "* ").to_owned(),
                });
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.in_code = true;
            }
            Tag::Image { .. } => self.say("[image] ", self.theme.dim()),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                if self.lists.is_empty() {
                    self.blank();
                }
            }
            TagEnd::Heading(_) => {
                self.styles.pop();
                self.flush();
            }
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                self.styles.pop();
            }
            TagEnd::Item => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.blank();
                }
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                if self.lists.is_empty() {
                    self.blank();
                }
            }
            _ => {}
        }
    }

    fn style(&self) -> Style {
        self.styles.last().copied().unwrap_or_default()
    }

    fn blank(&mut self) {
        self.done.push(Line::default());
    }

    /// Text of lists starts behind the marker; deep lists stop moving right.
    fn indent(&self) -> usize {
        (self.lists.len() * 3).min(self.width / 3)
    }

    fn say(&mut self, text: &str, style: Style) {
        for part in visible::line(text).split_inclusive(' ') {
            match self.words.last_mut() {
                // A word may have several styles; what was not ended by a space goes on.
                Some((last, last_style)) if !last.ends_with(' ') && *last_style == style => {
                    last.push_str(part);
                }
                _ => self.words.push((part.to_owned(), style)),
            }
        }
    }

    fn flush(&mut self) {
        if self.words.is_empty() {
            return;
        }
        let indent = self.indent();
        let marker = self.marker.take().unwrap_or_default();
        let lead = format!("{marker:>indent$}");
        let mut used = lead.width();
        let mut spans = vec![Span::raw(lead)];
        for (word, style) in std::mem::take(&mut self.words) {
            let long = word.trim_end().width();
            if used + long > self.width && used > indent {
                self.done.push(Line::from(std::mem::take(&mut spans)));
                spans.push(Span::raw(" ".repeat(indent)));
                used = indent;
                if word.trim().is_empty() {
                    continue;
                }
            }
            for piece in broken(&word, self.width - indent) {
                if used + piece.trim_end().width() > self.width && used > indent {
                    self.done.push(Line::from(std::mem::take(&mut spans)));
                    spans.push(Span::raw(" ".repeat(indent)));
                    used = indent;
                }
                used += piece.width();
                spans.push(Span::styled(piece, style));
            }
        }
        self.done.push(Line::from(spans));
    }
}

/// A word in pieces that fit, where it is wider than a line.
fn broken(word: &str, width: usize) -> Vec<String> {
    if word.trim_end().width() <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut used = 0;
    for grapheme in word.graphemes(true) {
        if used + grapheme.width() > width {
            pieces.push(String::new());
            used = 0;
        }
        used += grapheme.width();
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(grapheme);
        }
    }
    pieces
}
