//! The layers on the screen, one over the other.

use super::layer::Layer;
use crate::face::command::Action;

/// Screens, of which the last is in front, and the boxes that lie over it. At the bottom is the walk while a review is
/// open, else home; it is never closed.
#[derive(Debug)]
pub(super) struct Stack {
    bottom: Box<dyn Layer>,
    screens: Vec<Above>,
    boxes: Vec<Box<dyn Layer>>,
}

/// A screen above the bottom.
#[derive(Debug)]
struct Above {
    layer: Box<dyn Layer>,
    /// The command that opened it; nothing where it is a form about what the screen below shows.
    by: Option<Action>,
}

impl Stack {
    pub(super) fn new(bottom: impl Layer + 'static) -> Self {
        Self {
            bottom: Box::new(bottom),
            screens: Vec::new(),
            boxes: Vec::new(),
        }
    }

    /// The screen in front, under the boxes.
    pub(super) fn screen(&self) -> &dyn Layer {
        let above = self.screens.last().map(|above| &above.layer);
        &**above.unwrap_or(&self.bottom)
    }

    /// The box in front, if there is one.
    pub(super) fn cover(&self) -> Option<&dyn Layer> {
        self.boxes.last().map(|layer| &**layer)
    }

    pub(super) fn covers(&self) -> impl Iterator<Item = &dyn Layer> {
        self.boxes.iter().map(|layer| &**layer)
    }

    /// The one that has the keys.
    pub(super) fn front(&self) -> &dyn Layer {
        self.cover().unwrap_or(self.screen())
    }

    /// The item that the walk is at.
    pub(super) fn here(&self) -> usize {
        self.bottom.item().unwrap_or_default()
    }

    /// True where a screen lies under the one in front.
    pub(super) fn leads_back(&self) -> bool {
        !self.screens.is_empty()
    }

    /// How many screens there are.
    pub(super) fn screens(&self) -> usize {
        1 + self.screens.len()
    }

    /// How many layers there are, from the bottom up.
    pub(super) fn len(&self) -> usize {
        self.screens() + self.boxes.len()
    }

    pub(super) fn at_mut(&mut self, nth: usize) -> &mut dyn Layer {
        let screens = self.screens.iter_mut().map(|above| &mut above.layer);
        let mut above = screens.chain(&mut self.boxes);
        match nth.checked_sub(1).and_then(|nth| above.nth(nth)) {
            Some(layer) => &mut **layer,
            None => &mut *self.bottom,
        }
    }

    pub(super) fn rebuild(&mut self, bottom: impl Layer + 'static) {
        self.bottom = Box::new(bottom);
        self.screens.clear();
    }

    /// Leaves the bottom alone.
    pub(super) fn clear(&mut self) {
        self.screens.clear();
    }

    /// Puts a form in front.
    pub(super) fn push(&mut self, layer: Box<dyn Layer>) {
        self.screens.push(Above { layer, by: None });
    }

    /// Puts the screen of a command in front of those that commands opened: back leads there. Each of them is there
    /// once, and forms are left.
    pub(super) fn open(&mut self, command: Action, layer: Box<dyn Layer>) {
        let by = Some(command);
        self.screens
            .retain(|above| above.by.is_some() && above.by != by);
        self.screens.push(Above { layer, by });
    }

    /// The command that opened a screen.
    pub(super) fn opened_by(&self, nth: usize) -> Option<Action> {
        self.screens.get(nth.checked_sub(1)?)?.by
    }

    /// Lays a box over the screen, in the place of others.
    pub(super) fn lay(&mut self, layer: impl Layer + 'static) {
        self.boxes.clear();
        self.lay_above(layer);
    }

    /// Lays a box over the screen and over other boxes.
    pub(super) fn lay_above(&mut self, layer: impl Layer + 'static) {
        self.boxes.push(Box::new(layer));
    }

    /// Closes a layer; true where a screen was.
    pub(super) fn close(&mut self, nth: usize) -> bool {
        let Some(above) = nth.checked_sub(1) else {
            return false;
        };
        if above < self.screens.len() {
            self.screens.remove(above);
            return true;
        }
        if above - self.screens.len() < self.boxes.len() {
            self.boxes.remove(above - self.screens.len());
        }
        false
    }
}
