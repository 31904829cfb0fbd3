//! The rows of the list: categories, open or closed, and the items of the open ones.

use crate::review::Dossier;

/// Which categories are open, and where each begins among the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    folded: Vec<bool>,
    /// The row of each category's header, and the number of rows at the end.
    starts: Vec<usize>,
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The header of a section.
    Section(usize),
    /// The item at a position.
    Item(usize),
}

impl Outline {
    /// Everything open.
    pub fn new(dossier: &Dossier) -> Self {
        let mut outline = Self { folded: vec![false; dossier.sections().len()], starts: Vec::new() };
        outline.lay(dossier);
        outline
    }

    fn lay(&mut self, dossier: &Dossier) {
        let mut row = 0;
        self.starts.clear();
        for (section, folded) in dossier.sections().iter().zip(&self.folded) {
            self.starts.push(row);
            row += 1 + if *folded { 0 } else { section.positions.len() };
        }
        self.starts.push(row);
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// What a row shows.
    pub fn row(&self, dossier: &Dossier, row: usize) -> Row {
        let section = self.starts.partition_point(|start| *start <= row).saturating_sub(1);
        let section = section.min(self.folded.len().saturating_sub(1));
        match row - self.starts[section] {
            0 => Row::Section(section),
            nth => Row::Item(dossier.sections()[section].positions.start + nth - 1),
        }
    }

    /// The row of an item; its category is opened.
    pub fn reveal(&mut self, dossier: &Dossier, position: usize) -> usize {
        let section = dossier.section_of(position);
        self.fold(dossier, section, false);
        self.starts[section] + 1 + position - dossier.sections()[section].positions.start
    }

    /// The row of a category's header.
    pub fn header(&self, section: usize) -> usize {
        self.starts[section]
    }

    /// True where a category is closed.
    pub fn is_folded(&self, section: usize) -> bool {
        self.folded[section]
    }

    /// Opens or closes a category.
    pub fn fold(&mut self, dossier: &Dossier, section: usize, folded: bool) {
        if self.folded[section] != folded {
            self.folded[section] = folded;
            self.lay(dossier);
        }
    }
}
