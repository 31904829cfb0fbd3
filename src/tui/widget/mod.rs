//! Pieces that screens are drawn with.

pub mod briefs;
pub mod completion;
pub mod cursor;
pub mod detail;
pub mod field;
pub mod flow;
pub mod hints;
pub mod labels;
pub mod markdown;
pub mod pane;
pub mod panes;
pub mod paper;
pub mod picker;
pub mod prefix;
pub mod words;
