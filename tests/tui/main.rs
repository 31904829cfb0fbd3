//! The terminal UI, driven by keys, without a terminal.

#[path = "../support/secrets.rs"]
mod kinds;

#[macro_use]
#[path = "../keys/openssh.rs"]
mod openssh;
#[path = "../support/decide.rs"]
mod decide;
#[path = "../support/strokes.rs"]
mod strokes;

mod behaviour;
mod commands;
mod decisions;
mod filter;
mod forms;
mod harness;
mod home;
mod hostile;
mod job;
mod keys;
mod lists;
mod merge;
mod mouse;
mod pictures;
mod proof;
mod report;
mod screens;
mod several;
mod signing;
mod svg;
