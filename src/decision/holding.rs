//! Whether a recorded sign-off still holds.

use chrono::{DateTime, Utc};

use super::{Proof, canonical, chain, revoking, wording};
use crate::review::standing::CLOCK_SKEW;
use crate::review::{Dossier, Review, Revocation, Signoff, Standing};

/// Why a sign-off is stale that nothing else is wrong with.
pub const CHANGED: &str = "the review changed after it";

/// A sign-off with its standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding<'d> {
    /// What was recorded.
    pub signoff: &'d Signoff,
    /// Whether it holds.
    pub standing: Standing,
    /// Why it does not.
    pub why: Option<String>,
    /// True where the record is not the one that was made: no honest change of the review makes it so.
    pub is_broken: bool,
}

/// Every sign-off of the review with its standing, oldest first.
pub fn all(dossier: &Dossier, now: DateTime<Utc>) -> Vec<Holding<'_>> {
    proven(dossier, now, None)
}

/// The same where it is known what the signatures prove, in the order of the file: what is proven is not replaced by
/// what is not.
pub fn proven<'d>(
    dossier: &'d Dossier,
    now: DateTime<Utc>,
    proofs: Option<&[Proof]>,
) -> Vec<Holding<'d>> {
    let review = dossier.review();
    let signoffs = &review.signoffs;
    let faults = chain::faults(review);
    let mut all: Vec<Holding<'_>> = signoffs
        .iter()
        .zip(faults)
        .map(|(signoff, fault)| {
            let broken = fault.or_else(|| wording::fault(signoff, dossier));
            let is_broken = broken.is_some();
            let (standing, why) = if let Some(why) = broken {
                (Standing::Stale, Some(why))
            } else if let Some(revocation) = revocation(signoff, review) {
                (Standing::Revoked, Some(revoking::short(revocation)))
            } else {
                match lapse(signoff, dossier, now) {
                    Some((standing, why)) => (standing, Some(why)),
                    None => (Standing::Current, None),
                }
            };
            Holding {
                signoff,
                standing,
                why,
                is_broken,
            }
        })
        .collect();
    let is_proven = |nth: usize| proofs.is_some_and(|proofs| matches!(proofs[nth], Proof::Good(_)));
    // From the end: what takes the place of another must not have lost its own.
    for nth in (0..all.len()).rev() {
        let held = &all[nth];
        let later = (nth + 1..all.len())
            .filter(|later| is_proven(*later) || !is_proven(nth))
            .map(|later| &all[later]);
        if !held.is_broken && held.standing != Standing::Revoked && is_replaced(held, later) {
            let role = held.signoff.role;
            all[nth].standing = Standing::Superseded;
            all[nth].why = Some(format!("a later sign-off as {role} took its place"));
        }
    }
    all
}

/// True where a later sign-off took the place of one. What holds is for its person alone to decide anew, and a no is
/// lifted by a decision that holds: else whoever writes a worthless one behind it would lift it.
fn is_replaced<'a, 'd: 'a>(
    held: &Holding<'_>,
    later: impl Iterator<Item = &'a Holding<'d>>,
) -> bool {
    let Signoff {
        role, by, decision, ..
    } = held.signoff;
    let mut in_role = later.filter(|other| other.signoff.role == *role);
    if held.standing != Standing::Current {
        return in_role.next().is_some();
    }
    in_role
        .filter(|other| other.signoff.by.may_be(by))
        .any(|other| decision.approves() || other.standing == Standing::Current)
}

/// Those that no later sign-off in their role took the place of, each with its place in the file.
pub fn counting<'a, 'd>(all: &'a [Holding<'d>]) -> impl Iterator<Item = (usize, &'a Holding<'d>)> {
    all.iter().enumerate().filter(|(nth, _)| counts(all, *nth))
}

fn counts(all: &[Holding<'_>], nth: usize) -> bool {
    let is_last = || {
        all[nth + 1..]
            .iter()
            .all(|later| later.signoff.role != all[nth].signoff.role)
    };
    match all[nth].standing {
        Standing::Superseded => false,
        Standing::Revoked => is_last(),
        Standing::Current | Standing::Expired | Standing::Stale => true,
    }
}

fn revocation<'d>(signoff: &Signoff, review: &'d Review) -> Option<&'d Revocation> {
    // Nearly always there is none, and digests cost.
    (!review.revocations.is_empty())
        .then(|| review.revocation_of(signoff.digest()))
        .flatten()
}

fn lapse(signoff: &Signoff, dossier: &Dossier, now: DateTime<Utc>) -> Option<(Standing, String)> {
    if signoff.content != canonical::digest(dossier) {
        return Some((Standing::Stale, CHANGED.into()));
    }
    if signoff.decision.approves()
        && let Some(lapsed) = first_lapsed(dossier)
    {
        return Some(lapsed);
    }
    if signoff.at > now + CLOCK_SKEW {
        return Some((
            Standing::Stale,
            format!("it is dated in the future ({})", signoff.at.format("%F")),
        ));
    }
    if let Some(condition) = signoff
        .conditions
        .iter()
        .find(|condition| condition.due < now.date_naive())
    {
        return Some((
            Standing::Expired,
            format!("a condition was due on {}", condition.due),
        ));
    }
    let ends = dossier.policy().max_age.map(|age| age.after(signoff.at))?;
    (ends < now).then(|| {
        (
            Standing::Expired,
            format!("it reached its maximum age on {}", ends.format("%F")),
        )
    })
}

/// What an approval rests on and no longer holds: an evidence file, an item's text, a date.
fn first_lapsed(dossier: &Dossier) -> Option<(Standing, String)> {
    // Nearly always nothing is, and a title line asks at every frame.
    if dossier.tally().not_reviewed == 0 {
        return None;
    }
    let (position, lapse) =
        (0..dossier.len()).find_map(|at| Some((at, dossier.outcome(at).lapse.as_ref()?)))?;
    Some((
        lapse.standing(),
        format!("{} no longer holds: {lapse}", dossier.name(position)),
    ))
}
