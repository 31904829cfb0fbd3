//! Who stands behind a review: what blocks a sign-off, what it states, and whether it still holds.
//!
//! Pure, as the rooms below it.

pub mod armor;
pub mod canonical;
pub mod chain;
pub mod draft;
pub mod gate;
pub mod holding;
pub mod proof;
pub mod revoking;
pub mod since;
pub mod statement;
pub mod summary;
pub mod verdict;
pub mod wording;

pub use armor::Armor;
pub use draft::{Draft, Objection};
pub use gate::{Blocker, Demand, Reason, Stage};
pub use holding::Holding;
pub use proof::{Against, KeyList, Proof, Signer, Verified};
pub use since::Since;
pub use verdict::Verdict;
