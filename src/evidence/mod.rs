//! Proof: files that are hashed, and jobs that do so in the background.

pub mod job;
pub mod root;

pub use job::{Job, News};
pub use root::{EvidenceError, Root};
