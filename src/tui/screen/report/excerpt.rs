//! The part of the report that is on the screen. A section is told and laid out when it comes into sight, so that
//! nobody waits for 100,000 items.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ratatui::text::Line;

use super::lines;
use crate::report::Page;
use crate::tui::theme::Theme;

/// Laid out sections that are kept.
const KEPT: usize = 64;

/// The place in a report that is on the screen, and the sections around it.
#[derive(Debug)]
pub(super) struct Excerpt {
    theme: Theme,
    width: usize,
    height: usize,
    laid: BTreeMap<usize, Vec<Line<'static>>>,
    /// The section at the top of the screen, and its first line there.
    top: (usize, usize),
}

impl Excerpt {
    /// A report on a place of `width` columns and `height` rows.
    pub(super) fn new(page: &Page<'_>, (width, height): (usize, usize), theme: Theme) -> Self {
        let mut document = Self {
            theme,
            width,
            height,
            laid: BTreeMap::new(),
            top: (0, 0),
        };
        document.lay(page);
        document
    }

    /// Another report at the same place.
    pub(super) fn replace(&mut self, page: &Page<'_>) {
        self.laid.clear();
        self.top.0 = self.top.0.min(page.contents.len() - 1);
        self.lay(page);
    }

    /// Another size; the line at the top stays about there.
    pub(super) fn resize(&mut self, page: &Page<'_>, (width, height): (usize, usize)) {
        let (section, line) = self.top;
        let before = self.lines(section, page).len();
        let was_last = self.at_end(page);
        self.height = height;
        if self.width != width {
            self.width = width;
            self.laid.clear();
            self.top.1 = line * self.lines(section, page).len() / before.max(1);
        }
        if was_last && line > 0 {
            self.show_end(page);
        }
        self.lay(page);
    }

    /// The lines on the screen.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Line<'static>> {
        self.laid
            .range(self.top.0..)
            .flat_map(|(_, lines)| lines)
            .skip(self.top.1)
            .take(self.height)
    }

    /// The section at the top of the screen.
    pub(super) fn current(&self) -> usize {
        self.top.0
    }

    /// How much of the report is above the screen, of 100 and by sections; all of it where its end is on the screen.
    pub(super) fn percent(&self, page: &Page<'_>) -> usize {
        if self.at_end(page) {
            return 100;
        }
        let (section, line) = self.top;
        let lines = self
            .laid
            .get(&section)
            .map_or(1, |lines| lines.len().max(1));
        (section * lines + line) * 100 / (lines * page.contents.len())
    }

    /// True where the last line is on the screen.
    pub(super) fn at_end(&self, page: &Page<'_>) -> bool {
        let below: usize = self
            .laid
            .range(self.top.0..)
            .map(|(_, lines)| lines.len())
            .sum();
        let last = self.laid.last_key_value().map(|(section, _)| *section);
        last == Some(page.contents.len() - 1) && below - self.top.1.min(below) <= self.height
    }

    /// Scrolls down, no further than to the end.
    pub(super) fn down(&mut self, lines: usize, page: &Page<'_>) {
        for _ in 0..lines {
            if self.at_end(page) {
                break;
            }
            self.top.1 += 1;
            if self.top.1 >= self.lines(self.top.0, page).len() {
                self.top = (self.top.0 + 1, 0);
            }
            self.lay(page);
        }
    }

    pub(super) fn up(&mut self, lines: usize, page: &Page<'_>) {
        for _ in 0..lines {
            match self.top {
                (0, 0) => break,
                (section, 0) => self.top = (section - 1, self.lines(section - 1, page).len() - 1),
                (section, line) => self.top = (section, line - 1),
            }
        }
        self.lay(page);
    }

    /// Shows a section from its heading on.
    pub(super) fn show(&mut self, section: usize, page: &Page<'_>) {
        self.top = (section.min(page.contents.len() - 1), 0);
        self.lay(page);
    }

    /// The next section of the two highest levels.
    pub(super) fn chapter_after(&self, page: &Page<'_>) -> Option<usize> {
        (self.top.0 + 1..page.contents.len()).find(|nth| page.contents.level(*nth) <= 2)
    }

    pub(super) fn chapter_before(&self, page: &Page<'_>) -> Option<usize> {
        (0..self.top.0)
            .rev()
            .find(|nth| page.contents.level(*nth) <= 2)
    }

    /// Shows the last lines.
    pub(super) fn show_end(&mut self, page: &Page<'_>) {
        let last = page.contents.len() - 1;
        self.top = (last, self.lines(last, page).len());
        self.up(self.height, page);
    }

    /// Lays out what is on the screen, and forgets what is far from it.
    fn lay(&mut self, page: &Page<'_>) {
        let (first, line) = self.top;
        let (mut section, mut lines) = (first, 0);
        // One line more tells whether this is the end.
        while section < page.contents.len() && lines <= line + self.height {
            lines += self.lines(section, page).len();
            section += 1;
        }
        self.laid
            .retain(|nth, _| *nth < section && *nth + KEPT >= first);
        self.top.1 = line.min(self.lines(first, page).len() - 1);
    }

    /// The lines of a section: at least one.
    fn lines(&mut self, section: usize, page: &Page<'_>) -> &[Line<'static>] {
        if !self.laid.contains_key(&section) {
            let mut lines = lines::section(section, page, self.width, self.theme);
            if section + 1 < page.contents.len() {
                lines.push(Line::default());
            }
            self.laid.insert(section, lines);
        }
        &self.laid[&section]
    }
}
