//! Seals a review, or opens it again.

use super::{Blank, Kind};
use crate::review::SealState;

static SEAL: Blank = Blank::new("reason", "Reason", Kind::Line)
    .asks("Why is the review sealed?")
    .needs("say why; it is recorded with your name")
    .helps("Recorded with your name. Answers are refused until somebody opens the review again.");

static UNSEAL: Blank = Blank::new("reason", "Reason", Kind::Line)
    .asks("Why is the review opened again?")
    .needs("say why; it is recorded with your name")
    .helps("Recorded with your name. Answers can be changed again.");

/// What a draft of it is kept under.
pub fn name(state: SealState) -> String {
    match state {
        SealState::Sealed => "seal".to_owned(),
        SealState::Unsealed => "unseal".to_owned(),
    }
}

/// Why it is done.
pub fn reason(state: SealState) -> &'static Blank {
    match state {
        SealState::Sealed => &SEAL,
        SealState::Unsealed => &UNSEAL,
    }
}
