//! What was answered: attestations on items, and what they add up to.
//!
//! Pure: time and people are passed in. [`Dossier`] is a review together with the checklists it is against; it is
//! the only way a review changes ([`Dossier::admit`], then [`Dossier::apply`]).

pub mod attestation;
pub mod change;
mod claim;
pub mod declaration;
pub mod difference;
pub mod dossier;
pub mod evidence;
pub mod finding;
pub mod fuzzy;
mod heads;
pub mod loss;
pub mod person;
pub mod piece;
pub mod record;
pub mod remark;
pub mod revocation;
pub mod schema;
pub mod seal;
pub mod session;
mod signable;
pub mod signoff;
pub mod standing;
pub mod status;
pub mod strike;
pub mod tally;
pub mod vote;

pub(crate) use attestation::misdated;
pub use attestation::{Answer, Attestation, Finding, Gap, Spot, Withdrawal};
pub use change::{Attested, Change, Event, Refusal, RemarkDraft, Remarked, Stamp, VoteDraft};
pub use claim::Claim;
pub use declaration::{Declaration, Deed, DeedKind};
pub use difference::{Difference, Turned};
pub use dossier::{Dossier, Entry, NotFound, Section};
pub use evidence::{Checks, Compared, Comparison, Evidence, Likeness, Measured};
pub use finding::{Findings, OpenFinding, Urgency};
pub use person::Person;
pub use piece::Piece;
pub use record::{ItemKey, Pinned, Record, Review, Subject};
pub use remark::{Remark, RemarkKind};
pub use revocation::Revocation;
pub use schema::Schema;
pub use seal::{Seal, SealState};
pub use session::Session;
pub use signable::Signable;
pub use signoff::{Condition, Decision, Signoff};
pub use standing::{Lapse, Outcome, Standing};
pub use status::{Ground, Status};
pub use strike::Strike;
pub use tally::Tally;
pub use vote::{Vote, VoteKind};
