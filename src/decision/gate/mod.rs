//! What stands between a review and "signed off".

mod acceptance;
mod accepted;
mod approval;
mod clause;
mod condition;
pub(super) mod damage;
mod earlier;
mod evidence;
mod exclusion;
mod independent;
mod item;
mod lapse;
mod no;
mod open;
mod overdue;
mod people;
pub(super) mod presence;
mod principal;
pub(super) mod question;
mod reason;
mod returned;
mod role;
mod separation;
mod signature;
mod target;

pub use clause::Clause;
pub use item::blockers;
pub use reason::{Blocker, Reason};

use super::{Deeds, Holding, Proofs, Question, Stage, lifting, note};
use crate::review::Dossier;
use approval::Approvals;

/// What no sign-off has to do with: the answers, and whether it is the review that is asked for, with all that it had.
pub(super) fn besides(
    dossier: &Dossier,
    deeds: &Deeds<'_>,
    question: &Question,
) -> Vec<(Clause, Reason)> {
    let items = item::blockers(dossier, deeds).into_iter();
    let items = items.map(|blocker| (blocker.clause, Reason::Item(blocker)));
    items
        .chain(returned::elsewhere(dossier, deeds))
        .chain(target::reasons(question, dossier))
        .chain(earlier::reasons(question, dossier))
        .collect()
}

/// Every reason why a review whose sign-offs stand so is not signed off, a rule a file, with what asks for it; and the
/// approvals that count, by their places, with what else that rests on.
pub(super) fn ask(
    dossier: &Dossier,
    holdings: &[Holding<'_>],
    proofs: &Proofs,
    question: &Question,
) -> (Vec<(Clause, Reason)>, Vec<usize>, Vec<String>) {
    let policy = dossier.policy();
    let deeds = lifting::done(dossier, proofs, question);
    let mut reasons = besides(dossier, &deeds, question);
    reasons.extend(damage::reasons(holdings, dossier, proofs, &deeds));
    if question.stage == Stage::Complete {
        return (reasons, Vec::new(), Vec::new());
    }
    let approvals = Approvals::of(holdings, dossier, policy, &deeds, question);
    let counted = approvals.counted.clone();
    reasons.extend(role::reasons(holdings, policy, dossier, &deeds));
    reasons.extend(approvals.reasons(dossier, &deeds));
    reasons.extend(no::reasons(holdings, &counted, dossier, &deeds));
    reasons.extend(question::reasons(&counted, policy, dossier, &deeds));
    reasons.extend(condition::reasons(holdings, dossier, &deeds));
    reasons.extend(independent::reason(&counted, policy, &deeds));
    reasons.extend(people::reason(&counted, policy, dossier, &deeds));
    let notes = note::notes(holdings, &counted, dossier, proofs, &deeds);
    let counted = counted.iter().map(|held| held.nth).collect();
    (reasons, counted, notes)
}
