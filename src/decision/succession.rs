//! Which sign-off takes the place of which.
//!
//! Whoever can write the file can write anything into it, so that *the last one counts* would be a gift to them. Grace
//! rejects and signs it; Mallory appends *approved, by Grace* without a signature, and nobody must read that as Grace's
//! change of mind. Hence three rules:
//!
//! - What takes the place of another is made in the same role, by the same person where the other holds, and its statement
//!   comes after the other's (`chain`): who decided anew knew of it. Of two that do not know of each other, both stand.
//! - It is backed at least as well: signed and verified, signed, or by name alone. It need not be known who signed what:
//!   an unsigned record never stands in the place of a signed one.
//! - A refused signature takes no place, since it is worth less than none. What *has* a refused one is still more than
//!   an unsigned record: else breaking the signature of a no would make it one that anybody may replace.

use chrono::{DateTime, Utc};

use super::chain::{self, Known, Links};
use super::lifting::{self, Lifting};
use super::{Deeds, Holding, Proofs, Question, proof, wording};
use crate::review::standing::is_ahead;
use crate::review::{Dossier, Signable, Signoff, Standing};

/// Every sign-off of the review, in the order of the file, as far as the signatures are known.
pub fn all<'d>(
    dossier: &'d Dossier,
    proofs: &'d Proofs,
    question: &Question,
    now: DateTime<Utc>,
) -> Vec<Holding<'d>> {
    let review = dossier.review();
    let deeds = lifting::done(dossier, proofs, question);
    let known = Known::of(review, deeds.dismissed());
    let alone = |known: &Known<'_>| -> Vec<Holding<'d>> {
        let faults = chain::faults(review, known).into_iter().enumerate();
        faults
            .map(|(nth, fault)| Holding::alone(nth, fault, dossier, proofs, &deeds, now))
            .collect()
    };
    let mut all = alone(&known);
    if all.len() < 2 && deeds.is_empty() {
        return all;
    }
    let missing = Lifting::new(&all, dossier, &deeds).missing();
    if !missing.is_empty() {
        all = alone(&known.with(missing));
    }
    let links = Links::of(review, deeds.dismissed());
    let places: Vec<_> = all
        .iter()
        .map(|held| links.place(held.signoff.digest()))
        .collect();
    let lifting = Lifting::new(&all, dossier, &deeds);
    let lifted: Vec<_> = all.iter().map(|held| lifting.of(held)).collect();
    // What each stands at by itself decides what becomes of the others, in whatever order the file has them.
    let fates: Vec<_> = all
        .iter()
        .map(|held| {
            let is_later = |other: &&Holding<'_>| {
                // What was set aside is read as if it was never said.
                other.signoff.role == held.signoff.role
                    && lifted[other.nth].is_none()
                    && places[other.nth]
                        .zip(places[held.nth])
                        .is_some_and(|(from, to)| links.leads_to(from, to))
            };
            let later: Vec<_> = all.iter().filter(is_later).collect();
            // Else an unsigned record in somebody's name would drop the conditions that they signed, or one of the future.
            let is_anew = |other: &&Holding<'_>| {
                is_of_same(other, held)
                    && deeds.is_enough(other.signed, held.signed)
                    && !is_ahead(other.signoff.at, now)
            };
            let why = lifted[held.nth].clone();
            (
                !later.is_empty(),
                why.is_some() || later.iter().any(is_anew),
                why.or_else(|| why_superseded(held, &later, &all, dossier, &deeds)),
            )
        })
        .collect();
    for (held, (is_followed, is_settled, why)) in all.iter_mut().zip(fates) {
        (held.is_followed, held.is_settled) = (is_followed, is_settled);
        if why.is_some() {
            (held.standing, held.why) = (Standing::Superseded, why);
        }
    }
    all
}

/// Why something else counts in the place of a sign-off.
fn why_superseded(
    held: &Holding<'_>,
    later: &[&Holding<'_>],
    all: &[Holding<'_>],
    dossier: &Dossier,
    deeds: &Deeds<'_>,
) -> Option<String> {
    let is_whole = !held.is_broken && held.standing != Standing::Revoked;
    if is_whole && later.iter().any(|other| is_anew(other, held)) {
        let role = held.signoff.role;
        return Some(format!("a later sign-off as {role} took its place"));
    }
    let is_heard = |no: &&Holding<'_>| !no.signoff.is_in(deeds.dismissed());
    let mut noes = all.iter().filter(|no| is_no_to(no, held));
    let no = noes.find(is_heard)?;
    let (what, on) = (wording::short(no.signoff), dossier.day_of(no.signoff.at));
    Some(format!(
        "{what} on {on} stands; only what is signed as well lifts it"
    ))
}

/// The no that a yes of the same person would have to lift and does not, since it is worth less. It must not be shown as
/// what counts beside the no: whoever reads only one line of it would read *approved*.
fn is_no_to(no: &Holding<'_>, yes: &Holding<'_>) -> bool {
    yes.approves() && no.rejects() && is_of_same(yes, no) && !is_as_good(yes, no)
}

/// What holds is for its person alone to decide anew; a yes that does not hold any more gives way to anybody's in its role.
/// A no is lifted by a decision that holds: else whoever writes a worthless one behind it would lift it.
fn is_anew(other: &Holding<'_>, held: &Holding<'_>) -> bool {
    let is_yes = held.signoff.decision.approves();
    let gives_way = if is_yes && held.standing != Standing::Current {
        other.signoff.role == held.signoff.role
    } else if is_yes {
        is_of_same(other, held)
    } else {
        // To lift a no is for its person alone, and who only may be that person is somebody else.
        other.signoff.role == held.signoff.role
            && other.signoff.by.is(&held.signoff.by)
            && other.standing == Standing::Current
    };
    gives_way && is_as_good(other, held)
}

fn is_as_good(one: &Holding<'_>, other: &Holding<'_>) -> bool {
    proof::is_as_good((one.signoff, one.signed), (other.signoff, other.signed))
}

fn is_of_same(one: &Holding<'_>, other: &Holding<'_>) -> bool {
    let Signoff { role, by, .. } = one.signoff;
    *role == other.signoff.role && by.may_be(&other.signoff.by)
}
