//! What the faces share: the commands that there are, under which names, keys and words.

pub mod command;
pub mod place;
