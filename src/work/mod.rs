//! What one can do with a review, a file an act: the one door to it.

mod answer;
mod attach;
mod baseline;
mod commit;
mod declare;
mod error;
mod export;
mod frame;
pub mod key;
pub mod merge;
mod open;
pub mod policy;
mod reviews;
mod revoke;
mod save;
mod secrets;
mod sign;
mod start;
mod strike;
mod undo;
mod verify;

pub use answer::{Arrival, Attempt, Ending, Overtaken};
pub use baseline::Baseline;
pub use error::WorkError;
pub use export::rendering_file;
pub use open::{Clock, Inquiry, OpenReview};
pub use reviews::{around, known};
pub use save::Saved;
pub use secrets::Secret;
pub use start::Start;
pub use strike::Passage;
pub use undo::Run;
pub use verify::Statements;
