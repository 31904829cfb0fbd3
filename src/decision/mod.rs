//! Who stands behind a review: what blocks a sign-off, what it states, and whether it still holds.
//!
//! Pure, as the rooms below it.

pub mod armor;
pub mod canonical;
mod chain;
pub mod declaration;
pub mod deeds;
pub mod draft;
mod form1;
pub mod form2;
pub mod gate;
mod grade;
pub mod header;
pub mod holding;
mod join;
mod lifting;
mod note;
pub mod obstacle;
mod preparer;
pub mod proof;
pub mod question;
pub mod revocation;
pub mod since;
pub mod statement;
pub mod succession;
pub mod verdict;
pub mod vouching;
pub mod wording;

pub use armor::Armor;
pub use deeds::Deeds;
pub use draft::{Draft, Objection};
pub use gate::{Blocker, Clause, Reason};
pub use grade::Grade;
pub use holding::Holding;
pub use join::{Addresses, Aliases, Join, Joins};
pub use lifting::{done, firm, lifted};
pub use preparer::prepared_as;
pub use proof::{Against, KeyList, Proof, Proofs, Signed, Signer, Verified};
pub use question::{Earlier, PolicyFile, Question, Stage};
pub use since::Since;
pub use verdict::Verdict;
