//! The terminal UI, driven by keys, without a terminal.

mod behaviour;
mod commands;
mod forms;
mod harness;
mod home;
mod hostile;
mod job;
mod pictures;
mod screens;
mod svg;
