//! One attestation of several items: which of them it will change.

use crossterm::event::KeyCode;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::face::form::{Blank, Kind};
use crate::review::{Answer, Dossier, Gap, ItemKey, Spot};
use crate::text::number::count;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;
use crate::tui::widget::paper::{self, Paper};

/// How many items the form shows at a time.
const ROWS: usize = 5;

pub(crate) static ITEMS: Blank = Blank::new("items", "Items", Kind::List);

/// Several items that are attested alike.
#[derive(Debug, Clone)]
pub(crate) struct Several {
    keys: Vec<ItemKey>,
    /// Where they are, and whether each has an answer that holds.
    items: Vec<(usize, bool)>,
    /// True where those with an answer that holds get the new one too.
    pub replaces: bool,
    /// The first item that is shown.
    top: usize,
}

/// What drafts and jobs of the form are kept under; no checklist is without a name.
pub(crate) fn key() -> ItemKey {
    ItemKey::new("", "several items")
}

impl Several {
    /// Items by their places in the walk.
    pub(crate) fn new(positions: &[usize], dossier: &Dossier) -> Self {
        let keys = positions
            .iter()
            .map(|position| dossier.entry(*position).key())
            .collect();
        let mut several = Self {
            keys,
            items: Vec::new(),
            replaces: false,
            top: 0,
        };
        several.find(dossier);
        several
    }

    /// Finds the items in a review that was read anew; false where none is left.
    pub(crate) fn find(&mut self, dossier: &Dossier) -> bool {
        let found = self.keys.iter().filter_map(|key| dossier.position(key));
        self.items = found
            .map(|at| (at, dossier.outcome(at).status().is_some()))
            .collect();
        self.items.sort_unstable();
        !self.items.is_empty()
    }

    /// How many items there are: `1 item`, `2 items`.
    pub(crate) fn number(&self) -> String {
        count(self.items.len(), "item", "items")
    }

    fn answered(&self) -> usize {
        self.items.iter().filter(|(_, answered)| *answered).count()
    }

    /// The places of the items that will change.
    pub(crate) fn changed(&self) -> impl Iterator<Item = usize> {
        self.items
            .iter()
            .filter(|(_, answered)| self.replaces || !answered)
            .map(|(position, _)| *position)
    }

    /// Takes a key; false for one that is none of theirs.
    pub(crate) fn key(&mut self, code: KeyCode) -> bool {
        match code {
            KeyCode::Down => self.scroll(1),
            KeyCode::Up => self.scroll(-1),
            code => {
                let mut replaces = Some(self.replaces);
                let chosen = paper::choose(&[false, true], &mut replaces, code);
                self.replaces = replaces.unwrap_or_default();
                return chosen;
            }
        }
        true
    }

    /// Shows other items.
    fn scroll(&mut self, by: isize) {
        self.top = self
            .top
            .saturating_add_signed(by)
            .min(self.items.len().saturating_sub(ROWS));
    }

    /// What keeps an answer from being recorded for all of them; what they lack alike is said once.
    pub(crate) fn gaps(
        &self,
        answer: &Answer,
        dossier: &Dossier,
        today: chrono::NaiveDate,
    ) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        let mut unbacked = Vec::new();
        for position in self.changed() {
            for gap in answer.gaps(dossier.entry(position).item, today) {
                let named = gap.message.starts_with(&dossier.entry(position).item.id);
                if gap.field == Spot::Evidence && named {
                    unbacked.push(dossier.name(position));
                } else if !gaps.contains(&gap) {
                    gaps.push(gap);
                }
            }
        }
        if !unbacked.is_empty() {
            let message = format!("only with evidence count as met: {}", some(&unbacked));
            gaps.push(Gap {
                field: Spot::Evidence,
                message,
            });
        }
        gaps
    }

    /// Rows that it takes beside its first.
    pub(crate) fn rows(&self) -> usize {
        let choice = if self.answered() > 0 { 2 } else { 0 };
        choice + self.items.len().min(ROWS + 1)
    }

    /// Draws which items change.
    pub(crate) fn view(&self, form: &mut Paper, focused: bool, dossier: &Dossier, theme: Theme) {
        let changed = self.changed().count();
        let text = format!("{changed} of {} will change", self.items.len());
        form.words(&text, theme.strong());
        let answered = self.answered();
        if answered > 0 {
            let have = count(answered, "has", "have");
            form.words(&format!("{have} an answer that holds:"), Style::new());
            let word =
                |replaces: &bool| ["leave alone", "replace it"][usize::from(*replaces)].into();
            form.choice(&[false, true], Some(&self.replaces), focused, word);
        }
        let shown = self.items.iter().skip(self.top).take(ROWS);
        for (position, answered) in shown {
            form.line(self.line(*position, *answered, form.width(), dossier, theme));
        }
        if self.items.len() > ROWS {
            let last = (self.top + ROWS).min(self.items.len());
            let (first, all) = (self.top + 1, self.items.len());
            let text = format!("{first} to {last} of {all}; Up and Down show others");
            form.words(&text, theme.dim());
        }
    }

    fn line(
        &self,
        position: usize,
        answered: bool,
        width: usize,
        dossier: &Dossier,
        theme: Theme,
    ) -> Line<'static> {
        let entry = dossier.entry(position);
        let (sign, style) = theme.status(entry.outcome.status());
        let what = match (answered, self.replaces) {
            (true, false) => "left alone: ",
            (true, true) => "replaced: ",
            (false, _) => "",
        };
        let text = format!(" {} {what}{}", dossier.name(position), entry.item.title);
        let room = width.saturating_sub(pane::columns(sign));
        let dim = if answered && !self.replaces {
            theme.dim()
        } else {
            Style::new()
        };
        Line::from(vec![
            Span::styled(sign, style),
            Span::styled(pane::fit(&text, room, theme), dim),
        ])
    }
}

/// Some of many names, and how many more there are.
fn some(names: &[String]) -> String {
    const MOST: usize = 5;
    let named = names[..names.len().min(MOST)].join(", ");
    match names.len().saturating_sub(MOST) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}
