//! Boxes that lie over a screen and take the keys until they are answered.

pub mod blocked;
pub mod confirm;
pub mod conflict;
pub mod help;
pub mod missing;
pub mod notices;
pub mod palette;
pub mod prompt;
