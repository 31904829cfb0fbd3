//! `signoff undo` and `signoff redo`.

use super::context::Context;
use super::failure::Failure;
use super::output::{Output, name};
use super::{Exit, attest};
use crate::review::{Change, Event};
use crate::session::{Saved, Session};

/// Takes the person's last attestation back.
pub fn undo(context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
    change(context, out, &Change::Undo, tell_undone)
}

/// Puts back what the person undid last.
pub fn redo(context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
    change(context, out, &Change::Redo, attest::tell)
}

fn change(
    context: &Context<'_>,
    out: &mut Output,
    change: &Change,
    tell: fn(&Session, &Saved, &mut Output),
) -> Result<Exit, Failure> {
    let mut session = context.open()?;
    let by = context.who()?;
    context.change(&mut session, &by, out, |_| Ok(change.clone()), tell)?;
    Ok(Exit::Done)
}

fn tell_undone(session: &Session, saved: &Saved, out: &mut Output) {
    let Event::Withdrawn { key, attestation, .. } = &saved.event else { return };
    let Some(record) = session.dossier().review().record(&key.checklist, &key.item) else { return };
    let Some(undone) = record.attestations.iter().find(|other| other.id == *attestation) else { return };
    let now = record.latest().map_or_else(
        || "it is not reviewed now".to_owned(),
        |latest| format!("{} by {} counts again", latest.answer.status.label(), latest.by),
    );
    let name = name(session, key);
    out.say(format!("took back: {name} was {}; {now}", undone.answer.status.label()));
}
