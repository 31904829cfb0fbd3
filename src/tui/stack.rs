//! The layers on the screen, one over the other.

use super::layer::Layer;

/// Screens, of which the last is in front, and the boxes that lie over it. At the bottom is the walk while a review is
/// open, else home; it is never closed.
#[derive(Debug)]
pub(super) struct Stack {
    bottom: Box<dyn Layer>,
    screens: Vec<Box<dyn Layer>>,
    boxes: Vec<Box<dyn Layer>>,
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
        &**self.screens.last().unwrap_or(&self.bottom)
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
        let mut above = self.screens.iter_mut().chain(&mut self.boxes);
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

    pub(super) fn push(&mut self, screen: Box<dyn Layer>) {
        self.screens.push(screen);
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
