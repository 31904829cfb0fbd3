//! The terminal UI, driven by keys, without a terminal.

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
mod remarks;
mod report;
mod screens;
mod sessions;
mod several;
mod signing;
mod stage;
mod svg;
