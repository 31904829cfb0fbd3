//! The terminal UI, without a terminal and in one.

#[path = "../support/decide.rs"]
mod decide;
#[path = "../support/secrets.rs"]
mod kinds;
#[macro_use]
#[path = "../support/openssh.rs"]
mod openssh;
#[path = "../support/strokes.rs"]
mod strokes;

mod pty;
mod tui;
