//! Which approvals count, and why the others do not.

use super::{Reason, principal, separation, signature};
use crate::checklist::Policy;
use crate::decision::{Holding, Question, Signed, holding};
use crate::review::{Dossier, Signoff};

/// The approvals that hold, sorted by whether they count.
pub(super) struct Approvals<'a, 'd> {
    pub counted: Vec<&'a Holding<'d>>,
    /// What keeps the others from counting.
    faulty: Vec<(&'d Signoff, String)>,
}

impl<'a, 'd> Approvals<'a, 'd> {
    pub fn of(
        holdings: &'a [Holding<'d>],
        dossier: &Dossier,
        policy: &Policy,
        question: &Question,
    ) -> Self {
        let wants_signatures = question.wants_signatures(policy);
        let (mut counted, mut faulty) = (Vec::new(), Vec::new());
        // A refused one takes no place, and is named all the same.
        let is_heard = |held: &&Holding<'_>| {
            held.approves() || (held.signed == Signed::Refused && held.signoff.decision.approves())
        };
        for held in holding::counting(holdings).filter(is_heard) {
            let faults: Vec<_> = [
                separation::fault(held.signoff, dossier, policy),
                signature::fault(held, wants_signatures),
                principal::fault(held, policy),
            ]
            .into_iter()
            .flatten()
            .map(|text| (held.signoff, text))
            .collect();
            if faults.is_empty() {
                counted.push(held);
            }
            faulty.extend(faults);
        }
        Self { counted, faulty }
    }

    /// What is to be said of those that do not count. One of them takes nothing from another in its role that does, but
    /// where its person said no before it is said all the same: Grace rejects, then approves with a key that nobody
    /// knows, and Bob's approval must not cover that up.
    pub fn reasons(self, dossier: &Dossier) -> impl Iterator<Item = Reason> {
        let Self { counted, faulty } = self;
        let said_no = |yes: &Signoff| {
            let mut noes = dossier
                .review()
                .signoffs
                .iter()
                .filter(|no| no.role == yes.role && !no.decision.approves());
            noes.any(|no| no.by.may_be(&yes.by))
        };
        let faulty = faulty.into_iter().filter(move |(yes, _)| {
            said_no(yes) || counted.iter().all(|other| other.signoff.role != yes.role)
        });
        faulty.map(|(yes, text)| Reason::Role(yes.role, text))
    }
}
