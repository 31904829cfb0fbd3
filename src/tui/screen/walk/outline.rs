//! The rows of the list: categories, open or closed, and the items of the open ones; under a filter only those that
//! it leaves.

use std::ops::Range;

use crate::review::Dossier;

/// Which categories are open, what is shown of them, and where each begins among the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Outline {
    folded: Vec<bool>,
    /// The row of each category's header, and the number of rows at the end. One of which nothing is shown has no
    /// row: the next begins where it does.
    starts: Vec<usize>,
    narrowed: Option<Narrowed>,
}

/// What a filter leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Narrowed {
    /// Positions of items, in the order of the walk.
    shown: Vec<usize>,
    /// Where those of each category begin, and their number at the end.
    parts: Vec<usize>,
    /// Which categories were closed before.
    folded: Vec<bool>,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// The header of a section.
    Section(usize),
    /// The item at a position.
    Item(usize),
}

impl Outline {
    pub(super) fn new(dossier: &Dossier) -> Self {
        let folded = vec![false; dossier.sections().len()];
        let mut outline = Self {
            folded,
            starts: Vec::new(),
            narrowed: None,
        };
        outline.lay(dossier);
        outline
    }

    /// Shows these items alone, their categories open, or everything as it was before.
    pub(super) fn narrow(&mut self, dossier: &Dossier, shown: Option<Vec<usize>>) {
        let before = self.narrowed.take().map(|narrowed| narrowed.folded);
        let folded = before.unwrap_or_else(|| self.folded.clone());
        if let Some(shown) = shown {
            let begins = |at: usize| shown.partition_point(|position| *position < at);
            let mut parts: Vec<_> = dossier
                .sections()
                .iter()
                .map(|section| begins(section.positions.start))
                .collect();
            parts.push(shown.len());
            self.folded.fill(false);
            self.narrowed = Some(Narrowed {
                shown,
                parts,
                folded,
            });
        } else {
            self.folded = folded;
        }
        self.lay(dossier);
    }

    /// How many items a filter leaves, where there is one.
    pub(super) fn narrowed(&self) -> Option<usize> {
        self.narrowed.as_ref().map(|narrowed| narrowed.shown.len())
    }

    fn lay(&mut self, dossier: &Dossier) {
        let mut row = 0;
        let mut starts = Vec::with_capacity(self.folded.len() + 1);
        for (section, folded) in self.folded.iter().enumerate() {
            starts.push(row);
            let items = self.part(dossier, section).len();
            row += if items == 0 {
                0
            } else {
                1 + if *folded { 0 } else { items }
            };
        }
        starts.push(row);
        self.starts = starts;
    }

    /// The items of a category among those that are shown.
    fn part(&self, dossier: &Dossier, section: usize) -> Range<usize> {
        match &self.narrowed {
            Some(narrowed) => narrowed.parts[section]..narrowed.parts[section + 1],
            None => dossier.sections()[section].positions.clone(),
        }
    }

    /// The position of one among those that are shown.
    fn nth(&self, nth: usize) -> usize {
        self.narrowed
            .as_ref()
            .map_or(nth, |narrowed| narrowed.shown[nth])
    }

    /// The positions of a category's items that are shown.
    pub(super) fn items(&self, dossier: &Dossier, section: usize) -> impl Iterator<Item = usize> {
        self.part(dossier, section).map(|nth| self.nth(nth))
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// What a row shows; nothing where no item is shown.
    pub(super) fn row(&self, dossier: &Dossier, row: usize) -> Option<Row> {
        if row >= self.rows() {
            return None;
        }
        let section = self.starts.partition_point(|start| *start <= row) - 1;
        Some(match row - self.starts[section] {
            0 => Row::Section(section),
            nth => Row::Item(self.nth(self.part(dossier, section).start + nth - 1)),
        })
    }

    /// How many items are shown, open or not.
    fn count(&self, dossier: &Dossier) -> usize {
        self.narrowed().unwrap_or(dossier.count())
    }

    /// How many of them stand before a position.
    fn before(&self, position: usize) -> usize {
        match &self.narrowed {
            Some(Narrowed { shown, .. }) => shown.partition_point(|shown| *shown < position),
            None => position,
        }
    }

    /// The row of an item, or of the nearest that is shown; its category is opened.
    pub(super) fn reveal(&mut self, dossier: &Dossier, position: usize) -> Option<usize> {
        let last = self.count(dossier).checked_sub(1)?;
        let nth = self.before(position).min(last);
        let section = dossier.section_of(self.nth(nth));
        self.fold(dossier, section, false);
        Some(self.starts[section] + 1 + nth - self.part(dossier, section).start)
    }

    /// True where an item is not among those that are shown.
    pub(super) fn hides(&self, position: usize) -> bool {
        self.narrowed
            .as_ref()
            .is_some_and(|narrowed| narrowed.shown.binary_search(&position).is_err())
    }

    /// The nearest shown item after a position or before it, around the end, for which `wanted` is true.
    pub(super) fn nearest(
        &self,
        dossier: &Dossier,
        position: usize,
        forward: bool,
        wanted: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let first = self.before(position + usize::from(forward));
        let order = (first..self.count(dossier)).chain(0..first);
        let mut order = order.map(|nth| self.nth(nth));
        let wanted = |at: &usize| wanted(*at);
        if forward {
            order.find(wanted)
        } else {
            order.rfind(wanted)
        }
    }

    /// The first shown item of the category after or before one; of the same where there is none.
    pub(super) fn neighbour(
        &self,
        dossier: &Dossier,
        section: usize,
        forward: bool,
    ) -> Option<usize> {
        let shown = |section: &usize| !self.part(dossier, *section).is_empty();
        let other = if forward {
            (section + 1..self.folded.len()).find(shown)
        } else {
            (0..section).rev().find(shown)
        };
        self.items(dossier, other.unwrap_or(section)).next()
    }

    /// The row of a category's header.
    pub(super) fn header(&self, section: usize) -> usize {
        self.starts[section]
    }

    /// True where a category is closed.
    pub(super) fn is_folded(&self, section: usize) -> bool {
        self.folded[section]
    }

    /// Opens or closes a category.
    pub(super) fn fold(&mut self, dossier: &Dossier, section: usize, folded: bool) {
        if self.folded[section] != folded {
            self.folded[section] = folded;
            self.lay(dossier);
        }
    }
}
