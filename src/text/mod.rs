//! The edge between files from strangers and everything we show or believe.
//!
//! Text is kept exactly as it was read; it is made harmless where it is shown ([`visible`]), and a file that is
//! wrong is answered with every mistake at its line and column ([`problem`], [`reader`]).

pub mod alphabet;
pub mod causes;
pub mod digest;
pub mod lines;
pub mod problem;
pub mod reader;
#[cfg(test)]
pub(crate) mod schema;
pub mod visible;
