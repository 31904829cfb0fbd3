//! What stands between a review and "signed off".

mod approval;
mod damage;
mod item;
mod lapse;
mod no;
mod people;
mod presence;
mod principal;
mod reason;
mod revision;
mod role;
mod separation;
mod signature;

pub use item::blockers;
pub use reason::{Blocker, Reason};
pub use separation::prepared;

use super::{Holding, Question, Stage};
use crate::review::Dossier;
use approval::Approvals;

/// Every reason why a review whose sign-offs stand so is not signed off, a rule a file; and the approvals that count, by
/// their places.
pub(super) fn ask(
    dossier: &Dossier,
    holdings: &[Holding<'_>],
    question: &Question,
) -> (Vec<Reason>, Vec<usize>) {
    let review = dossier.review();
    let mut reasons: Vec<_> = blockers(dossier).into_iter().map(Reason::Item).collect();
    reasons.extend(revision::reason(question.revision.as_deref(), review));
    if question.stage == Stage::Complete {
        return (reasons, Vec::new());
    }
    let policy = dossier.policy();
    let approvals = Approvals::of(holdings, dossier, &policy, question);
    let counted = approvals.counted.clone();
    reasons.extend(role::reasons(holdings, &policy, dossier));
    reasons.extend(damage::reasons(holdings, dossier));
    reasons.extend(approvals.reasons(dossier));
    reasons.extend(no::reasons(holdings, &counted, dossier));
    reasons.extend(people::reason(&counted, &policy));
    (reasons, counted.iter().map(|held| held.nth).collect())
}
