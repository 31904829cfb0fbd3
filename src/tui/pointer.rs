//! What the mouse does.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::command::Action;
use super::layout;
use super::model::Model;
use super::msg::{Desk, Effect};
use super::screen::{Input, Screen};

impl Model {
    pub(super) fn mouse(&mut self, event: MouseEvent, desk: Option<Desk<'_>>) -> Vec<Effect> {
        if self.overlay.is_some() {
            return Vec::new();
        }
        match (event.kind, &self.screen) {
            (MouseEventKind::ScrollDown, Screen::Walk | Screen::Report(_) | Screen::Home) => {
                self.input(&Input::Do(Action::Down), desk)
            }
            (MouseEventKind::ScrollUp, Screen::Walk | Screen::Report(_) | Screen::Home) => {
                self.input(&Input::Do(Action::Up), desk)
            }
            (MouseEventKind::Down(MouseButton::Left), Screen::Walk) => {
                let body = layout::parts(self.size).body;
                if let (Some(walk), Some(desk)) = (&mut self.walk, desk) {
                    walk.click(&desk, body, event.column, event.row);
                }
                Vec::new()
            }
            (MouseEventKind::Down(MouseButton::Left), Screen::Report(_)) => {
                let body = layout::parts(self.size).body;
                if let Screen::Report(report) = &mut self.screen {
                    report.click(body, Position::new(event.column, event.row));
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
