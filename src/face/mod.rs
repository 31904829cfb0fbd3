//! What the faces share, so that they ask, show and refuse in the same words: the commands that there are, with their
//! names, keys and words, and the forms.

pub mod command;
pub mod failure;
pub mod form;
pub mod place;
pub mod words;
