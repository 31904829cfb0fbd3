//! The terminal UI, driven by keys, without a terminal.

mod behaviour;
mod commands;
mod harness;
mod home;
mod hostile;
mod job;
mod lists;
mod pictures;
mod screens;
mod svg;
