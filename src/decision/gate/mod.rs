//! What stands between a review and "signed off".

mod acceptance;
mod approval;
mod clause;
mod damage;
mod evidence;
mod exclusion;
mod independent;
mod item;
mod lapse;
mod no;
mod open;
mod overdue;
mod people;
mod presence;
mod principal;
mod reason;
mod role;
mod separation;
mod signature;
mod target;

pub use clause::Clause;
pub use item::blockers;
pub use reason::{Blocker, Reason};
pub use separation::prepared;

use super::{Holding, Question, Stage};
use crate::review::Dossier;
use approval::Approvals;

/// Every reason why a review whose sign-offs stand so is not signed off, a rule a file, with what asks for it; and the
/// approvals that count, by their places.
pub(super) fn ask(
    dossier: &Dossier,
    holdings: &[Holding<'_>],
    question: &Question,
) -> (Vec<(Clause, Reason)>, Vec<usize>) {
    let mut reasons: Vec<_> = blockers(dossier)
        .into_iter()
        .map(|blocker| (blocker.clause, Reason::Item(blocker)))
        .collect();
    reasons.extend(target::reasons(question, dossier));
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
    reasons.extend(independent::reason(&counted, &policy));
    reasons.extend(people::reason(&counted, &policy, dossier));
    (reasons, counted.iter().map(|held| held.nth).collect())
}
