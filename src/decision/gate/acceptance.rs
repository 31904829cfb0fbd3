//! A risk is accepted by whom the policy allows, and not for longer.
//!
//! Else all that is critical is accepted by *nobody* until 9999, or by whoever answers. What no rule here can know is
//! whether that person said so: the answer says it for them.

use super::Clause;
use crate::decision::Deeds;
use crate::policy::{Permission, Policy};
use crate::review::{Answer, Attestation, Entry, Person, Status};

pub(super) fn faults(
    attestation: &Attestation,
    entry: &Entry<'_>,
    deeds: &Deeds<'_>,
) -> Vec<(Clause, String)> {
    let answer = &attestation.answer;
    // Without a person or a date it is incomplete, which is said elsewhere.
    let (Status::RiskAccepted, Some(accepter)) = (answer.status, &answer.accepted_by) else {
        return Vec::new();
    };
    let policy = entry.policy;
    [
        too_long(answer, attestation, entry),
        not_allowed(accepter, policy),
        by_themselves(accepter, attestation, policy, deeds),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn too_long(
    answer: &Answer,
    attestation: &Attestation,
    entry: &Entry<'_>,
) -> Option<(Clause, String)> {
    let (until, longest) = (answer.until?, entry.policy.max_acceptance?);
    let said = entry.zone.day_of(entry.record?.said_at(attestation));
    let last = longest.after_day(said);
    (until > last).then(|| {
        let text = format!(
            "has a risk that is accepted until {until}; the policy allows {longest} from {said}, until {last}"
        );
        (Clause::MaxAcceptance, text)
    })
}

fn not_allowed(accepter: &Person, policy: &Policy) -> Option<(Clause, String)> {
    let allowed = policy.accepters.as_ref()?;
    let is = |one: &String| {
        accepter
            .mail()
            .is_some_and(|mail| mail.eq_ignore_ascii_case(one))
    };
    (!allowed.iter().any(is)).then(|| {
        let text =
            format!("has a risk that {accepter} accepts, whom the policy does not name for it");
        (Clause::Accepters, text)
    })
}

fn by_themselves(
    accepter: &Person,
    attestation: &Attestation,
    policy: &Policy,
    deeds: &Deeds<'_>,
) -> Option<(Clause, String)> {
    if policy.self_accepted != Some(Permission::Forbidden) {
        return None;
    }
    let text = if deeds.is_of_answer(accepter, attestation) {
        format!(
            "has a risk that {accepter} accepts, who answered it or wrote it down, which the policy forbids"
        )
    } else if accepter.mail().is_none() {
        // Who is not named well enough to be told from who answered may be the same.
        format!(
            "has a risk that {accepter} accepts, without a mail address: it may be who answered it"
        )
    } else {
        return None;
    };
    Some((Clause::SelfAccepted, text))
}
