//! What a click or the wheel is meant for: what lies over the screen, the hints, or what is under it.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::input::Input;
use super::keyboard::Aim;
use super::layout;
use super::ui::Ui;
use super::widget::hints;
use crate::face::command::Action;

pub(super) fn aim(ui: &mut Ui, event: MouseEvent) -> Aim {
    let at = Position::new(event.column, event.row);
    match event.kind {
        _ if !layout::is_room(ui.state.size) => Aim::Nothing,
        MouseEventKind::ScrollDown => wheel(ui, at, Action::Down),
        MouseEventKind::ScrollUp => wheel(ui, at, Action::Up),
        MouseEventKind::Down(MouseButton::Left) => click(ui, at),
        _ => Aim::Nothing,
    }
}

fn wheel(ui: &Ui, at: Position, action: Action) -> Aim {
    if ui.stack.cover().is_some() {
        Aim::Front(Input::Do(action))
    } else if layout::parts(ui.state.size).body.contains(at) {
        Aim::Front(Input::Wheel(at, action))
    } else {
        Aim::Nothing
    }
}

fn click(ui: &mut Ui, at: Position) -> Aim {
    (ui.toast, ui.pending) = (None, None);
    let parts = layout::parts(ui.state.size);
    let hint = || hints::at(ui.hints(), parts.hints.width, at.x);
    let hint = parts.hints.contains(at).then(hint).flatten();
    match (hint, ui.stack.cover().is_some()) {
        (Some(action), true) => Aim::Front(Input::Do(action)),
        (None, true) => Aim::Front(Input::Click(at)),
        _ if parts.body.contains(at) => Aim::Front(Input::Click(at)),
        (Some(action), false) => Aim::Command(action),
        (None, false) => Aim::Nothing,
    }
}
