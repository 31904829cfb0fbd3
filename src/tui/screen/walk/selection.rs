//! What a person picks out of the list: by a filter, and one by one.

use super::Walk;
use super::filter::FilterLine;
use super::outline::Row;
use crate::facts::filter::Circumstances;
use crate::review::{Dossier, ItemKey};
use crate::tui::input::Input;
use crate::tui::layer::Context;
use crate::tui::step::Step;

impl Walk {
    /// The positions of the selected items, in the order of the walk.
    pub(super) fn marked(&self, dossier: &Dossier) -> Vec<usize> {
        let keys: Vec<ItemKey> = self.marks.iter().cloned().collect();
        let found = keys.iter().filter_map(|key| dossier.position(key));
        let mut positions: Vec<usize> = found.collect();
        positions.sort_unstable();
        positions
    }

    pub(super) fn open_filter(&mut self) {
        self.panes.focus_detail(false);
        let near = self.position;
        self.filter
            .get_or_insert_with(|| FilterLine::new(near))
            .typing = true;
    }

    pub(super) fn type_filter(&mut self, input: &Input, context: &Context<'_>) {
        let Some(filter) = self.filter.as_mut().filter(|filter| filter.typing) else {
            return;
        };
        match input {
            Input::Type(event) => filter.field.key(*event),
            Input::Paste(text) => drop(filter.field.paste(text)),
            Input::Do(_) | Input::Edited(_) | Input::Click(_) | Input::Wheel(..) => {}
        }
        if filter.read() {
            self.refilter(context);
        }
    }

    /// Looks again at which items the filter leaves: it was changed, or they were.
    pub(super) fn refilter(&mut self, context: &Context<'_>) {
        let Some(filter) = &self.filter else {
            return;
        };
        let has_draft = |key: &ItemKey| context.drafts.contains_key(key);
        let around = Circumstances {
            facts: context.facts,
            who: context.who,
            has_draft: &has_draft,
        };
        let shown = (!filter.filter.is_empty()).then(|| filter.filter.positions(around));
        let near = if filter.typing {
            filter.near
        } else {
            self.position
        };
        self.outline.narrow(context.dossier, shown);
        if self.outline.rows() == 0 {
            // Whoever found nothing comes back to where they were, not to what half a word matched.
            self.position = near;
        }
        self.show(near, context);
    }

    /// Gives the keys back to the list; an empty filter is none.
    pub(super) fn keep_filter(&mut self, context: &Context<'_>) -> Step {
        match &mut self.filter {
            Some(filter) if filter.field.filled().is_some() => {
                filter.typing = false;
                let (back, filter) = (context.keymap.key("back"), context.keymap.key("filter"));
                Step::say(format!("{back} shows all; {filter} changes it"))
            }
            _ => {
                self.clear_filter(context);
                Step::none()
            }
        }
    }

    /// Shows everything again.
    pub(super) fn clear_filter(&mut self, context: &Context<'_>) {
        if self.filter.take().is_some() {
            self.outline.narrow(context.dossier, None);
            self.show(self.position, context);
        }
    }

    /// Selects an item and moves on, or all shown items of a category; a second time takes them out again.
    pub(super) fn mark(&mut self, row: Row, context: &Context<'_>) -> Step {
        let (dossier, before) = (context.dossier, self.marks.len());
        let key = |position| dossier.entry(position).key();
        match row {
            Row::Item(position) => {
                if !self.marks.remove(&key(position)) {
                    self.marks.insert(key(position));
                }
                // On an open category's header the next one would select the whole category.
                let next = self.panes.row() + 1;
                let open = |section| !self.outline.is_folded(section);
                let skips = matches!(self.outline.row(dossier, next), Some(Row::Section(section)) if open(section));
                self.select(next + usize::from(skips), context);
            }
            Row::Section(section) => {
                let keys: Vec<ItemKey> = self.outline.items(dossier, section).map(key).collect();
                if keys.iter().all(|key| self.marks.contains(key)) {
                    for key in &keys {
                        self.marks.remove(key);
                    }
                } else {
                    self.marks.extend(keys);
                }
            }
        }
        if before > 0 || self.marks.is_empty() {
            return Step::none();
        }
        let (mark, back) = (context.keymap.key("mark"), context.keymap.key("back"));
        let words = ["met", "partial", "unmet", "accept-risk", "not-applicable"];
        let statuses = words.map(|name| context.keymap.key(name)).join(" ");
        Step::say(format!(
            "select more with {mark}; {statuses} answer them all; {back} lets go"
        ))
    }
}
