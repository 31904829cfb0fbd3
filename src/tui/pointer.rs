//! What the mouse does: to what lies over the screen, to the hints, or to what is under it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::layout;
use super::model::Model;
use super::msg::{Desk, Effect};
use super::screen::Input;
use super::widget::hints;
use crate::face::command::Action;

impl Model {
    pub(super) fn mouse(&mut self, event: MouseEvent, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let at = Position::new(event.column, event.row);
        self.arriving = None;
        match event.kind {
            _ if !layout::is_room(self.size) => Vec::new(),
            MouseEventKind::ScrollDown => self.wheel(at, Action::Down, desk),
            MouseEventKind::ScrollUp => self.wheel(at, Action::Up, desk),
            MouseEventKind::Down(MouseButton::Left) => self.click(at, desk),
            _ => Vec::new(),
        }
    }

    fn wheel(&mut self, at: Position, action: Action, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if let Some(overlay) = &mut self.overlay {
            let answer = overlay.act(action, &self.keymap, self.size, desk);
            return self.answered(answer, desk);
        }
        if layout::parts(self.size).body.contains(at) {
            return self.input(&Input::Wheel(at, action), desk);
        }
        Vec::new()
    }

    fn click(&mut self, at: Position, desk: Option<Desk<'_>>) -> Vec<Effect> {
        self.toast = None;
        self.pending = None;
        let parts = layout::parts(self.size);
        let hint = parts
            .hints
            .contains(at)
            .then(|| hints::at(self.hints(), parts.hints.width, at.x))
            .flatten();
        if let Some(overlay) = &mut self.overlay {
            let answer = match hint {
                Some(action) => overlay.act(action, &self.keymap, self.size, desk),
                None => overlay.click(at, &self.keymap, self.size, desk),
            };
            return self.answered(answer, desk);
        }
        if parts.body.contains(at) {
            return self.input(&Input::Click(at), desk);
        }
        hint.map_or_else(Vec::new, |action| self.act(action, desk))
    }
}
