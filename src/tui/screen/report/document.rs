//! The report cut at its headings. A section is laid out when it comes into sight, so that nobody waits for the layout
//! of 100,000 items.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeMap;

use ratatui::text::Line;
use strum::VariantArray;

use crate::review::Status;
use crate::tui::theme::Theme;
use crate::tui::widget::markdown;

/// Laid out sections that are kept.
const KEPT: usize = 64;

/// A text with the place that is on the screen.
#[derive(Debug)]
pub struct Document {
    text: String,
    sections: Vec<Section>,
    /// Sections of the two highest levels.
    chapters: Vec<usize>,
    theme: Theme,
    width: usize,
    height: usize,
    laid: BTreeMap<usize, Vec<Line<'static>>>,
    /// The section at the top of the screen, and its first line there.
    top: (usize, usize),
}

/// A heading and what follows it.
#[derive(Debug, Clone, Copy)]
struct Section {
    /// Its first byte.
    start: usize,
    /// How many `#`; zero for text before the first heading.
    level: usize,
}

impl Document {
    /// A text for a place of `width` columns and `height` rows.
    pub fn new(text: String, (width, height): (usize, usize), theme: Theme) -> Self {
        let mut document = Self {
            text: String::new(),
            sections: Vec::new(),
            chapters: Vec::new(),
            theme,
            width,
            height,
            laid: BTreeMap::new(),
            top: (0, 0),
        };
        document.replace(text);
        document
    }

    /// Another text at the same place.
    pub fn replace(&mut self, text: String) {
        self.sections = sections(&text);
        self.chapters = (0..self.sections.len())
            .filter(|nth| self.sections[*nth].level <= 2)
            .collect();
        self.text = text;
        self.laid.clear();
        self.top.0 = self.top.0.min(self.sections.len() - 1);
        self.lay();
    }

    /// Another size; the line at the top stays about there.
    pub fn resize(&mut self, (width, height): (usize, usize)) {
        let (section, line) = self.top;
        let before = self.lines(section).len();
        let was_last = self.at_end();
        self.height = height;
        if self.width != width {
            self.width = width;
            self.laid.clear();
            self.top.1 = line * self.lines(section).len() / before.max(1);
        }
        if was_last && line > 0 {
            self.show_end();
        }
        self.lay();
    }

    /// The lines on the screen.
    pub fn shown(&self) -> impl Iterator<Item = &Line<'static>> {
        self.laid
            .range(self.top.0..)
            .flat_map(|(_, lines)| lines)
            .skip(self.top.1)
            .take(self.height)
    }

    /// The section at the top of the screen.
    pub fn current(&self) -> usize {
        self.top.0
    }

    /// How many sections there are, at least one.
    pub fn len(&self) -> usize {
        self.sections.len()
    }

    /// The level of a section's heading, from 1; 0 for text before the first.
    pub fn level(&self, section: usize) -> usize {
        self.sections[section].level
    }

    /// The heading of a section as people read it.
    pub fn title(&self, section: usize) -> String {
        let text = self.source(section);
        let line = text.lines().next().unwrap_or_default();
        markdown::plain(&own_signs(line, self.theme))
            .trim()
            .to_owned()
    }

    /// How much of the report is above the screen, of 100; all of it where its end is on the screen.
    pub fn percent(&self) -> usize {
        if self.at_end() {
            return 100;
        }
        let (section, line) = self.top;
        let (from, to) = (self.sections[section].start, self.end(section));
        let lines = self
            .laid
            .get(&section)
            .map_or(1, |lines| lines.len().max(1));
        (from + (to - from) * line / lines) * 100 / self.text.len().max(1)
    }

    /// True where the last line is on the screen.
    pub fn at_end(&self) -> bool {
        let below: usize = self
            .laid
            .range(self.top.0..)
            .map(|(_, lines)| lines.len())
            .sum();
        let last = self.laid.last_key_value().map(|(section, _)| *section);
        last == Some(self.sections.len() - 1) && below - self.top.1.min(below) <= self.height
    }

    /// Scrolls down, no further than to the end.
    pub fn down(&mut self, lines: usize) {
        for _ in 0..lines {
            if self.at_end() {
                break;
            }
            self.top.1 += 1;
            if self.top.1 >= self.lines(self.top.0).len() {
                self.top = (self.top.0 + 1, 0);
            }
            self.lay();
        }
    }

    /// Scrolls up.
    pub fn up(&mut self, lines: usize) {
        for _ in 0..lines {
            match self.top {
                (0, 0) => break,
                (section, 0) => self.top = (section - 1, self.lines(section - 1).len() - 1),
                (section, line) => self.top = (section, line - 1),
            }
        }
        self.lay();
    }

    /// Shows a section from its heading on.
    pub fn show(&mut self, section: usize) {
        self.top = (section.min(self.sections.len() - 1), 0);
        self.lay();
    }

    /// The next section of the two highest levels.
    pub fn chapter_after(&self) -> Option<usize> {
        self.chapters
            .get(self.chapters.partition_point(|nth| *nth <= self.top.0))
            .copied()
    }

    /// The one before.
    pub fn chapter_before(&self) -> Option<usize> {
        let before = self.chapters.partition_point(|nth| *nth < self.top.0);
        self.chapters[..before].last().copied()
    }

    /// Shows the last lines.
    pub fn show_end(&mut self) {
        let last = self.sections.len() - 1;
        self.top = (last, self.lines(last).len());
        self.up(self.height);
    }

    /// Lays out what is on the screen, and forgets what is far from it.
    fn lay(&mut self) {
        let (first, line) = self.top;
        let (mut section, mut lines) = (first, 0);
        // One line more tells whether this is the end.
        while section < self.sections.len() && lines <= line + self.height {
            lines += self.lines(section).len();
            section += 1;
        }
        self.laid
            .retain(|nth, _| *nth < section && *nth + KEPT >= first);
        self.top.1 = line.min(self.lines(first).len() - 1);
    }

    /// The lines of a section: at least one.
    fn lines(&mut self, section: usize) -> &[Line<'static>] {
        if !self.laid.contains_key(&section) {
            let text = own_signs(self.source(section), self.theme);
            let mut lines = markdown::lines(&text, self.width, self.theme);
            if section + 1 < self.sections.len() || lines.is_empty() {
                lines.push(Line::default());
            }
            self.laid.insert(section, lines);
        }
        &self.laid[&section]
    }

    fn source(&self, section: usize) -> &str {
        &self.text[self.sections[section].start..self.end(section)]
    }

    fn end(&self, section: usize) -> usize {
        self.sections
            .get(section + 1)
            .map_or(self.text.len(), |next| next.start)
    }
}

/// Finds the headings. Text from files cannot begin a line with `#`, and the report has no blocks of code.
fn sections(text: &str) -> Vec<Section> {
    let level = |start: usize| {
        let rest = text[start..].trim_start_matches('#');
        let level = text.len() - start - rest.len();
        if rest.starts_with(' ') { level } else { 0 }
    };
    let mut sections = vec![Section {
        start: 0,
        level: level(0),
    }];
    for (at, _) in text.match_indices("\n#") {
        let start = at + 1;
        if level(start) > 0 {
            sections.push(Section {
                start,
                level: level(start),
            });
        }
    }
    sections
}

/// The report's own signs as this terminal shows them. What keeps `@` from becoming a mention is the only hidden
/// character in a report, since those of files are spelled out in it; nobody needs to see it here.
fn own_signs(text: &str, theme: Theme) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    let mut swap = |from: &str, to: &str| {
        if text.contains(from) {
            text = Cow::Owned(text.replace(from, to));
        }
    };
    swap("\u{200b}", "");
    if theme.ascii {
        for status in Status::VARIANTS {
            swap(status.glyph(), theme.status(Some(*status)).0);
        }
        swap("○", theme.status(None).0);
        swap("·", "-");
    }
    text
}
