//! What was done to a text, to be taken back and done again.

use std::ops::Range;

/// The changes of a text, in their order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Edits {
    done: Vec<Edit>,
    undone: Vec<Edit>,
}

/// A piece of text in the place of another.
#[derive(Debug, Clone)]
struct Edit {
    at: usize,
    gone: String,
    new: String,
    /// True for letters, which go together as far as a word goes.
    typed: bool,
}

impl Edits {
    /// Puts a text in the place of another; returns its end.
    pub(crate) fn make(
        &mut self,
        text: &mut String,
        place: Range<usize>,
        new: &str,
        typed: bool,
    ) -> usize {
        let at = place.start;
        if place.is_empty() && new.is_empty() {
            return at;
        }
        let gone = text[place.clone()].to_owned();
        text.replace_range(place, new);
        self.undone.clear();
        let before = self.done.last_mut().filter(|before| {
            let ends_word = before.new.ends_with(char::is_whitespace);
            let goes_on = before.at + before.new.len() == at;
            typed && before.typed && goes_on && gone.is_empty() && !ends_word
        });
        match before {
            Some(before) => before.new.push_str(new),
            None => self.done.push(Edit {
                at,
                gone,
                new: new.to_owned(),
                typed,
            }),
        }
        at + new.len()
    }

    /// Takes the last change back; returns where it was.
    pub(crate) fn undo(&mut self, text: &mut String) -> Option<usize> {
        let edit = self.done.pop()?;
        text.replace_range(edit.at..edit.at + edit.new.len(), &edit.gone);
        let end = edit.at + edit.gone.len();
        self.undone.push(edit);
        Some(end)
    }

    /// Makes the change again that was taken back last; returns its end.
    pub(crate) fn redo(&mut self, text: &mut String) -> Option<usize> {
        let edit = self.undone.pop()?;
        text.replace_range(edit.at..edit.at + edit.gone.len(), &edit.new);
        let end = edit.at + edit.new.len();
        self.done.push(edit);
        Some(end)
    }
}
