//! What the product promises, each promise said once and asked of all three faces: commands, terminal UI, plain walker.

mod days;
mod findings;
mod keys;
mod obstacles;
mod overtaken;
mod paths;
mod people;
mod refusals;
mod remarks;
mod reviewed;
mod sessions;
mod signing;
mod standing;
mod struck;
mod support;
mod undo;
mod verdict;
