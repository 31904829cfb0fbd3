//! What has happened to the review, in a sentence.

use super::desk::Desk;
use super::keymap::Keymap;
use crate::decision::wording;
use crate::face::words;
use crate::review::{Difference, Event, Finding, ItemKey, SealState};
use crate::text::number::count;
use crate::work::Arrival;

/// How many changed items are named.
const NAMED: usize = 3;

/// What was saved, and what to do next.
pub(super) fn saved(event: &Event, desk: Desk<'_>, keymap: &Keymap) -> String {
    let dossier = desk.facts.dossier;
    let key = |name| keymap.key(name);
    let voids = if dossier.review().signoffs.is_empty() {
        String::new()
    } else {
        let changes = key("changes");
        format!("; sign-offs before it are stale, {changes} shows what changed")
    };
    match event {
        Event::Attested(attested) => {
            let what = named(attested.iter().map(|one| &one.key));
            let Some(answer) = attested.first().map(|one| &one.attestation.answer) else {
                return what;
            };
            if attested
                .iter()
                .any(|one| one.attestation.withdrawn.is_some())
            {
                let redo = key("redo");
                return format!(
                    "{what} stays as it is on disk; yours is in the history, {redo} makes it count"
                );
            }
            let said = answer.status.label();
            // A sign-off will ask for it, and today it may be nobody's fault.
            let lacks = Some(&answer.finding).filter(|_| answer.status.needs_finding());
            let lacks = lacks.and_then(Finding::missing);
            let lacks = lacks.map_or_else(String::new, |lacks| format!(" without {lacks} yet"));
            let next = match dossier.tally().not_reviewed {
                0 => format!("every item is answered, {} to sign off", key("signoff")),
                _ => format!("{} takes it back", key("undo")),
            };
            format!("{what} {said}, saved{lacks}; {next}{voids}")
        }
        Event::Withdrawn { attestations, .. } => {
            let what = named(attestations.iter().map(|(key, _)| key));
            let redo = key("redo");
            format!("took back the last attestation of {what}; {redo} puts it back{voids}")
        }
        Event::Revoked(revocation) => stated(
            "the sign-off is taken back",
            revocation.signature.as_ref(),
            "",
        ),
        Event::Remarked(remarks) => {
            let what = named(remarks.iter().map(|one| &one.key));
            let kind = remarks.first().map(|one| one.remark.kind.to_string());
            format!("{} on {what}, saved", kind.unwrap_or_default())
        }
        Event::Declared(declaration) => {
            let what = if declaration.only_revokes() {
                "the sign-off is taken back"
            } else {
                "the declaration is recorded"
            };
            stated(what, declaration.signature.as_ref(), "")
        }
        Event::Met(session) => format!("session led by {} begins", session.lead.name()),
        Event::Voted(vote) => {
            let (session, copy) = (key("go-session"), key("session-commands"));
            format!(
                "{vote}, saved; it decides nothing until signed: {session}, then {copy}, copies how"
            )
        }
        Event::Parted(..) => {
            format!("the session is over; {} has its minutes", key("go-session"))
        }
        Event::Sealed(said) => match said.state {
            SealState::Sealed => {
                let (signoffs, unseal) = (key("go-signoffs"), key("unseal"));
                format!("sealed: answers are refused; {signoffs}, then {unseal}, unseals it")
            }
            SealState::Unsealed => "unsealed: answers can be changed again".to_owned(),
        },
        Event::Signed(signoff) => {
            let short = wording::short(signoff);
            let next = format!("; {} shows the report", key("go-report"));
            stated(&short, signoff.signature.as_ref(), &next)
        }
    }
}

/// A statement that was recorded, and what to do next.
fn stated(what: &str, signature: Option<&String>, next: &str) -> String {
    match signature {
        Some(_) => format!("signed: {what}{next}"),
        None => format!("{what}, {}{next}", wording::NOT_SIGNED),
    }
}

/// An item by its id, several by their number.
fn named<'k>(mut keys: impl ExactSizeIterator<Item = &'k ItemKey>) -> String {
    match (keys.len(), keys.next()) {
        (1, Some(key)) => key.item.clone(),
        (several, _) => count(several, "item", "items"),
    }
}

/// What another program changed.
pub(super) fn reread(
    arrival: &Arrival,
    was_troubled: bool,
    desk: Desk<'_>,
    keymap: &Keymap,
) -> String {
    let Difference {
        turned,
        signed,
        missing,
    } = &arrival.difference;
    let file = desk.path.file_name().unwrap_or_default().to_string_lossy();
    if !missing.is_empty() {
        let (gone, key) = (words::gone(missing, desk.path), keymap.key("missing"));
        return format!("{gone}; {key} shows that and puts it back");
    }
    let mut news: Vec<String> = turned
        .iter()
        .take(NAMED)
        .map(|turned| {
            let position = desk.facts.dossier.position(&turned.key);
            let name =
                position.map_or_else(|| turned.key.to_string(), |at| desk.facts.dossier.name(at));
            match &turned.said {
                Some((status, by)) => format!("{name} {} by {}", status.label(), by.name()),
                None => format!("{name} taken back"),
            }
        })
        .collect();
    if turned.len() > NAMED {
        news.push(format!("and {} more", turned.len() - NAMED));
    }
    news.extend(signed.iter().cloned());
    match (news.is_empty(), was_troubled) {
        (false, _) => format!("{}; read from disk", news.join(", ")),
        (true, true) => format!("{file} is whole again and was read"),
        (true, false) if arrival.moved.is_some() => {
            "the checklist changed and was read again".to_owned()
        }
        (true, false) => format!("{file} was changed by another program and read again"),
    }
}
