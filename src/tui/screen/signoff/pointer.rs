//! Clicks on the sign-off.

use ratatui::layout::Position;
use strum::VariantArray;

use super::{BLOCKERS, SignoffForm, Spot};
use crate::checklist::Role;
use crate::review::Decision;
use crate::tui::layout;
use crate::tui::screen::{Context, Go, Step};

impl SignoffForm {
    /// Moves to the part that was clicked; a second click on a blocker goes there.
    pub(super) fn click(&mut self, at: Position, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else {
            return Step::none();
        };
        let lines = self
            .ready(
                &desk,
                context,
                usize::from(context.body.width.saturating_sub(2)),
            )
            .len();
        let [above, below] = self.panes(context.body, lines);
        let blocker = layout::row_at(above, at)
            .filter(|row| *row < BLOCKERS)
            .map(|row| self.cursor.top + row);
        if let Some(row) = blocker.filter(|row| *row < self.blockers.len()) {
            if self.focus == Spot::Blockers && self.cursor.row == row {
                return Step::go(Go::Walk(Some(self.blockers[row].position)));
            }
            self.focus = Spot::Blockers;
            self.cursor.row = row;
        }
        let inner = layout::inside(below);
        let Some(hit) = self.sheet(inner.width, &desk, context).at(inner, at) else {
            return Step::none();
        };
        let Some(spot) = self
            .spots(context)
            .into_iter()
            .find(|spot| spot.label() == hit.label)
        else {
            return Step::none();
        };
        match (spot, hit.word, hit.inside) {
            (Spot::Role, Some(nth), _) => self.role = Some(Role::VARIANTS[nth]),
            (Spot::Decision, Some(nth), _) => self.decision = Some(Decision::VARIANTS[nth]),
            // All the keys are shown with the focus.
            (Spot::Key, ..) if self.focus == spot => self.key.click(hit.row, context.keyring),
            (_, _, Some(at)) if self.focus == spot => {
                if let Some(field) = self.field() {
                    field.click(at);
                }
            }
            _ => {}
        }
        self.focus = spot;
        self.wrong.retain(|(other, _)| *other != spot);
        Step::none()
    }
}
