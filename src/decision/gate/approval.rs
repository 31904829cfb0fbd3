//! Which approvals count, and why the others do not.

use super::{Clause, Reason, open, presence, principal, question, separation, signature};
use crate::decision::{Deeds, Holding, Question, Signed, header, holding, wording};
use crate::policy::Policy;
use crate::review::{Dossier, Schema, Signable, Signoff, Standing};

/// The approvals that hold, sorted by whether they count.
pub(super) struct Approvals<'a, 'd> {
    pub counted: Vec<&'a Holding<'d>>,
    /// What keeps the others from counting.
    faulty: Vec<(&'d Signoff, Clause, String)>,
}

impl<'a, 'd> Approvals<'a, 'd> {
    pub(super) fn of(
        holdings: &'a [Holding<'d>],
        dossier: &Dossier,
        policy: &Policy,
        deeds: &Deeds<'_>,
        question: &Question,
    ) -> Self {
        let wants_signatures = question.wants_signatures(policy);
        let (mut counted, mut faulty) = (Vec::new(), Vec::new());
        // A refused one takes no place, and is named all the same.
        let is_heard = |held: &&Holding<'_>| {
            let is_refused = held.signed == Signed::Refused && held.standing != Standing::Revoked;
            held.approves() || (is_refused && held.signoff.decision.approves())
        };
        for held in holding::counting(holdings).filter(is_heard) {
            let faults: Vec<_> = [
                separation::fault(held.signoff, dossier, policy, deeds),
                signature::fault(held, wants_signatures).map(|text| (Clause::Signature, text)),
                principal::fault(held, policy).map(|text| (Clause::Principals, text)),
                open::fault(held.signoff, dossier, policy).map(|text| (Clause::OpenFor, text)),
                presence::fault(held, policy).map(|text| (Clause::Presence, text)),
                question::fault(held.signoff, dossier, deeds).map(|text| (Clause::Questions, text)),
                of_old_form(held.signoff, policy).map(|text| (Clause::Form, text)),
            ]
            .into_iter()
            .flatten()
            .map(|(clause, text)| (held.signoff, clause, text))
            .collect();
            if faults.is_empty() {
                counted.push(held);
            }
            faulty.extend(faults);
        }
        Self { counted, faulty }
    }

    /// What is to be said of those that do not count. One in a role that nobody asks for neither opens nor closes: anybody may
    /// take it back, and whoever did would open the gate. Nor does one take anything from somebody else's in its role that
    /// does count, but two things are said all the same:
    ///
    /// - Its person said no before: Grace rejects, then approves with a key that nobody knows, and Bob's approval must not
    ///   cover that up.
    /// - Only an earlier one of its own person counts, and by name alone: whoever can write the file could have written
    ///   that one, and breaks the signature of Grace's approval with conditions to be rid of them.
    pub(super) fn reasons(
        self,
        dossier: &Dossier,
        deeds: &Deeds<'_>,
    ) -> impl Iterator<Item = (Clause, Reason)> {
        let Self { counted, faulty } = self;
        let asked = &dossier.policy().roles;
        let said_no = |yes: &Signoff| {
            let mut noes = dossier
                .review()
                .signoffs
                .iter()
                .filter(|no| no.role == yes.role && !no.decision.approves());
            noes.any(|no| no.by.may_be(&yes.by) && !no.is_in(deeds.dismissed()))
        };
        let faulty = faulty.into_iter().filter(move |(yes, ..)| {
            let is_backed = counted.iter().any(|other| {
                let is_own = other.signoff.by.may_be(&yes.by);
                other.signoff.role == yes.role && (!is_own || other.signed == Signed::Yes)
            });
            said_no(yes) || (asked.contains(&yes.role) && !is_backed)
        });
        faulty.map(|(yes, clause, text)| (clause, Reason::Role(yes.role, text)))
    }
}

/// A statement of form 1 says less of what one takes on, and covers less of what is shown.
fn of_old_form(yes: &Signoff, policy: &Policy) -> Option<String> {
    let form = header::form(&yes.statement).map_or(1, Schema::number);
    let wanted = policy.form?;
    (u64::from(form) < wanted).then(|| {
        let what = wording::short(yes);
        format!("sign-off ({what}) is of form {form}, and the policy wants form {wanted}")
    })
}
