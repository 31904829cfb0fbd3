//! Proof: files that are hashed, and jobs that do so in the background.

pub mod given;
pub mod job;
mod likeness;
pub mod listing;
pub mod root;
pub mod secret;

pub use given::Given;
pub use job::{Job, News};
pub use root::{EvidenceError, Root};
