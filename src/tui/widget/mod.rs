//! Pieces that screens are drawn with.

pub(super) mod column;
pub(super) mod completion;
pub(super) mod cursor;
pub(super) mod detail;
pub(super) mod field;
pub(super) mod flow;
pub(super) mod hints;
pub(super) mod labels;
pub mod markdown;
pub mod pane;
pub(super) mod panes;
pub(super) mod paper;
pub(super) mod picker;
pub(super) mod prefix;
pub(super) mod words;
