//! `signoff undo` and `signoff redo`.

use super::attest;
use super::call::Call;
use super::exit::Exit;
use super::output::{Output, names};
use crate::face::failure::Failure;
use crate::review::{Change, Event};
use crate::work::{OpenReview, Saved};

/// Takes the person's last attestation back, with all that were recorded by the same command.
pub(super) fn undo(call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    change(call, out, &Change::Undo, tell_undone)
}

/// Puts back what the person undid last.
pub(super) fn redo(call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    change(call, out, &Change::Redo, attest::tell)
}

fn change(
    call: &Call<'_>,
    out: &mut Output,
    change: &Change,
    tell: fn(&OpenReview, &Saved, &mut Output),
) -> Result<Exit, Failure> {
    let mut open = call.open()?;
    let by = call.who()?;
    call.change(&mut open, &by, out, change, tell)?;
    Ok(Exit::Done)
}

fn tell_undone(open: &OpenReview, saved: &Saved, out: &mut Output) {
    let Event::Withdrawn { attestations, .. } = &saved.event else {
        return;
    };
    let keys: Vec<_> = attestations.iter().map(|(key, _)| key.clone()).collect();
    for ((key, id), name) in attestations.iter().zip(names(open, &keys)) {
        let Some(record) = open.dossier().review().record(&key.checklist, &key.item) else {
            continue;
        };
        let Some(undone) = record.attestations.iter().find(|other| other.id == *id) else {
            continue;
        };
        let now = record.latest().map_or_else(
            || "it is not reviewed now".to_owned(),
            |latest| {
                format!(
                    "{} by {} counts again",
                    latest.answer.status.label(),
                    latest.by
                )
            },
        );
        out.say(format!(
            "took back: {name} was {}; {now}",
            undone.answer.status.label()
        ));
    }
}
