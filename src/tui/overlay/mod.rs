//! Boxes that lie over a screen and take the keys until they are answered.

pub(super) mod agenda;
pub(super) mod blocked;
pub(super) mod confirm;
pub(super) mod conflict;
pub(super) mod help;
pub(super) mod missing;
pub(super) mod offers;
pub(super) mod palette;
pub(super) mod prompt;
pub(super) mod text;
