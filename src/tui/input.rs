//! What a person does to a screen.

use crossterm::event::KeyEvent;
use ratatui::layout::Position;

use crate::face::command::Action;

/// What reaches a screen.
#[derive(Debug, Clone)]
pub enum Input {
    /// A command.
    Do(Action),
    /// A key for a text field.
    Type(KeyEvent),
    /// Text for a text field.
    Paste(String),
    /// The text of the field as an editor left it.
    Edited(String),
    /// A click on a place of the screen.
    Click(Position),
    /// The wheel over a place of the screen, down or up.
    Wheel(Position, Action),
}
