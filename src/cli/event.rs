//! What a change came to, told to whoever made it.

use super::output::{Output, names};
use crate::face::form::who;
use crate::review::{Attested, Event, ItemKey, SealState};
use crate::text::number::count;
use crate::work::OpenReview;

pub(super) fn tell(event: &Event, open: &OpenReview, out: &mut Output) {
    match event {
        Event::Attested(answers) => answered(answers, open, out),
        Event::Withdrawn { attestations, .. } => taken_back(attestations, open, out),
        Event::Remarked(remarks) => {
            for one in remarks {
                let (kind, name) = (one.remark.kind, open.dossier().name_of(&one.key));
                out.say(format!("{kind} on {name}, id {}", one.remark.id));
            }
            if remarks.len() > 1 {
                out.say(count(remarks.len(), "remark", "remarks"));
            }
        }
        Event::Met(session) => out.say(format!("the session begins, led by {}", session.lead)),
        Event::Parted(..) => out.say("the session is over; its minutes: signoff session recap"),
        Event::Voted(vote) => {
            out.say(format!("{vote}, id {}", vote.id));
            let votes = open.facts().votes();
            if let Some(one) = votes.iter().find(|one| one.vote.id == vote.id) {
                let who = vote.by.name();
                out.hint(format!(
                    "it decides nothing; {who} signs it with: {}",
                    one.command
                ));
            }
        }
        Event::Sealed(seal) => out.say(match seal.state {
            SealState::Sealed => "sealed: answers are refused until somebody unseals the review",
            SealState::Unsealed => "unsealed: answers can be changed again",
        }),
        // Told where they are signed.
        Event::Signed(_) | Event::Revoked(_) | Event::Declared(_) => {}
    }
}

fn answered(answers: &[Attested], open: &OpenReview, out: &mut Output) {
    let Some(first) = answers.first().map(|one| &one.attestation) else {
        return;
    };
    let (answer, by) = (&first.answer, &first.by);
    let keys: Vec<_> = answers.iter().map(|one| one.key.clone()).collect();
    let names = names(open, &keys).join(", ");
    let are = if keys.len() == 1 { "is" } else { "are" };
    let evidence = match answer.evidence.len() {
        0 => String::new(),
        pieces => format!(" with {} of evidence", count(pieces, "piece", "pieces")),
    };
    let tally = open.dossier().tally();
    out.say(format!(
        "recorded: {names} {are} {}{evidence}, by {by} ({} of {} reviewed)",
        answer.status.label(),
        tally.reviewed(),
        tally.total()
    ));
    let lacks = answer.accepted_by.as_ref().and_then(who::unaddressed);
    if let Some(lacks) = lacks {
        out.hint(lacks);
    }
    if answer.status.needs_finding()
        && let Some(missing) = answer.finding.missing()
    {
        out.hint(format!(
            "a sign-off will ask for the {missing} of this finding (--owner, --due)"
        ));
    }
}

fn taken_back(attestations: &[(ItemKey, String)], open: &OpenReview, out: &mut Output) {
    let keys: Vec<_> = attestations.iter().map(|(key, _)| key.clone()).collect();
    for ((key, id), name) in attestations.iter().zip(names(open, &keys)) {
        let Some(record) = open.dossier().review().record(key) else {
            continue;
        };
        let Some(undone) = record.attestations.iter().find(|other| other.id == *id) else {
            continue;
        };
        let was = undone.answer.status.label();
        let now = record.latest().map_or_else(
            || "it is not reviewed now".to_owned(),
            |latest| {
                let (status, by) = (latest.answer.status.label(), &latest.by);
                format!("{status} by {by} counts again")
            },
        );
        out.say(format!("took back: {name} was {was}; {now}"));
    }
}
