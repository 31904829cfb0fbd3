//! The edge between files from strangers and everything we show or believe.
//!
//! Text is kept exactly as it was read; it is made harmless where it is shown ([`visible`]).

pub mod alphabet;
pub mod causes;
pub mod digest;
pub mod lines;
pub mod visible;
