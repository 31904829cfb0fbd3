//! What the mouse does.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::command::{Action, Place};
use super::layout;
use super::model::Model;
use super::msg::{Desk, Effect};
use super::screen::{Input, Screen};

impl Model {
    pub(super) fn mouse(&mut self, event: MouseEvent, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if self.overlay.is_some() {
            return Vec::new();
        }
        let body = layout::parts(self.size).body;
        let scrolls = self.screen.places().contains(&Place::Lists);
        match (event.kind, &mut self.screen) {
            (MouseEventKind::ScrollDown, _) if scrolls => self.input(&Input::Do(Action::Down), desk),
            (MouseEventKind::ScrollUp, _) if scrolls => self.input(&Input::Do(Action::Up), desk),
            (MouseEventKind::Down(MouseButton::Left), Screen::Findings(findings)) => {
                findings.click(body, event.column, event.row);
                Vec::new()
            }
            (MouseEventKind::Down(MouseButton::Left), Screen::Evidence(evidence)) => {
                evidence.click(body, event.column, event.row);
                Vec::new()
            }
            (MouseEventKind::Down(MouseButton::Left), Screen::Walk) => {
                if let (Some(walk), Some(desk)) = (&mut self.walk, desk) {
                    walk.click(&desk, body, event.column, event.row);
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
