//! The edge between files from strangers and everything we show or believe.
//!
//! Text is kept exactly as it was read; it is made harmless where it is shown, for each reader by one escape: [`visible`]
//! for a terminal and the clipboard, [`pipeline`] for the log of a pipeline and JSON. Markdown has its own, in `report`.

pub mod alphabet;
pub mod capital;
pub mod causes;
pub mod difference;
pub mod digest;
pub mod lines;
pub mod number;
pub mod pipeline;
pub mod secret;
mod token;
pub mod visible;
