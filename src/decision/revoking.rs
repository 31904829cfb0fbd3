//! Takes a sign-off back, and says so in a statement that can be made again.

use chrono::SecondsFormat;

use super::chain::Known;
use super::summary::line;
use super::{Objection, Proofs, Signed, chain, statement};
use crate::review::{Dossier, Refusal, Review, Revocation, Signoff, Stamp};
use crate::text::visible;

/// The first line of every revocation.
pub const HEADER: &str = "signoff revocation, form 1";

/// Why a name does not lead to one sign-off.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSignoff {
    /// None is called that.
    #[error("no sign-off of this review has the id or the role `{name}`")]
    Unknown {
        /// As it was typed.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// Several ids begin so.
    #[error("the ids of several sign-offs begin with `{name}`")]
    Ambiguous {
        /// As it was typed.
        name: String,
        /// Those that there are.
        known: Vec<String>,
    },
}

/// The sign-off of an id, of the only id that begins so, or the last one in a role.
pub fn find<'r>(name: &str, review: &'r Review) -> Result<&'r Signoff, NoSignoff> {
    if let Some(last) = review
        .signoffs
        .iter()
        .rev()
        .find(|one| one.role.to_string() == name)
    {
        return Ok(last);
    }
    let mut found = review
        .signoffs
        .iter()
        .filter(|one| !name.is_empty() && one.id.starts_with(name));
    let (first, second) = (found.next(), found.next());
    if let (Some(one), None) = (first, second) {
        return Ok(one);
    }
    let known = review.signoffs.iter();
    let known = known.map(|one| format!("{} {} by {}", one.id, statement::short(one), one.by));
    let (name, known) = (name.to_owned(), known.collect());
    Err(match first {
        None => NoSignoff::Unknown { name, known },
        Some(_) => NoSignoff::Ambiguous { name, known },
    })
}

/// The revocation that takes a sign-off back.
///
/// Anybody may take a yes back, signed or not: that only closes the gate. A no is taken back by who said it, and what
/// says so is backed as well as the no: else Mallory, who may sign too, revokes Grace's rejection in her name without a
/// signature, and approves.
pub(super) fn of<'r>(nth: usize, review: &'r Review, proofs: &Proofs) -> Option<&'r Revocation> {
    // Nearly always there is none, and digests cost.
    if review.revocations.is_empty() {
        return None;
    }
    let signoff = &review.signoffs[nth];
    let signature = signoff.signature.as_deref();
    let held = Signed::of(signature, proofs.of_signoff(nth).ok());
    let digest = signoff.digest();
    let about = review.revocations.iter().enumerate();
    let mut about = about.filter(|(_, one)| one.signoff == digest);
    let takes_back = |(nth, one): &(usize, &Revocation)| {
        let proof = proofs.of_revocation(*nth).ok();
        let signed = Signed::of(one.signature.as_deref(), proof);
        signoff.decision.approves() || (one.by.may_be(&signoff.by) && signed.is_as_good_as(held))
    };
    about.find(takes_back).map(|(_, one)| one)
}

/// Why a revocation takes nothing back; `None` where it does, or where its sign-off is not in the file.
pub fn idle(revocation: &Revocation, review: &Review, proofs: &Proofs) -> Option<String> {
    let nth = review
        .signoffs
        .iter()
        .position(|one| one.digest() == revocation.signoff)?;
    let by = &review.signoffs[nth].by;
    of(nth, review, proofs).is_none().then(|| {
        format!(
            "takes nothing back: a rejection is taken back by {by} alone, signed as well as it was"
        )
    })
}

/// The revocation of a sign-off without a signature; its statement is what is to be signed.
pub fn prepare(
    signoff: &Signoff,
    reason: String,
    dossier: &Dossier,
    stamp: Stamp,
) -> Result<Revocation, Refusal> {
    let review = dossier.review();
    let digest = signoff.digest();
    let mut earlier = review
        .revocations
        .iter()
        .filter(|one| one.signoff == digest);
    if !signoff.decision.approves() && !stamp.by.may_be(&signoff.by) {
        return Err(Refusal::NotTheirs(Box::new(signoff.by.clone())));
    } else if signoff.decision.approves()
        && let Some(earlier) = earlier.next()
    {
        return Err(Refusal::Revoked(Box::new(earlier.clone())));
    }
    let Stamp { id, by, at } = stamp;
    let (statement, after) = (String::new(), chain::ends(review));
    let mut revocation = Revocation {
        id,
        signoff: digest,
        reason,
        statement,
        after,
        by,
        at,
        signature: None,
    };
    revocation.statement = write(&revocation, review, Some(signoff));
    Ok(revocation)
}

/// The statement of a revocation: whose sign-off is taken back, by whom, and why.
fn write(revocation: &Revocation, review: &Review, signoff: Option<&Signoff>) -> String {
    let mut out =
        format!("{HEADER}\n\nI take back this sign-off; it must no longer be believed.\n\n");
    line(&mut out, "By", revocation.by.as_str());
    line(
        &mut out,
        "At",
        &revocation.at.to_rfc3339_opts(SecondsFormat::Millis, true),
    );
    line(&mut out, "Reason", &revocation.reason);
    line(&mut out, "Review id", &review.subject.id);
    line(&mut out, "Sign-off", &revocation.signoff.to_string());
    if let Some(signoff) = signoff {
        line(&mut out, "  decision", &statement::short(signoff));
        line(&mut out, "  by", signoff.by.as_str());
        line(
            &mut out,
            "  at",
            &signoff.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        );
    }
    for digest in &revocation.after {
        line(&mut out, "After", &digest.to_string());
    }
    out
}

/// What is wrong with each recorded revocation; `None` where nothing is. It takes back its sign-off all the same.
pub fn faults(review: &Review) -> impl Iterator<Item = Option<String>> {
    let known = Known::of(review);
    let all = review.revocations.iter();
    all.map(move |one| fault_among(one, review, &known))
}

/// The same of one.
pub fn fault(revocation: &Revocation, review: &Review) -> Option<String> {
    fault_among(revocation, review, &Known::of(review))
}

fn fault_among(revocation: &Revocation, review: &Review, known: &Known<'_>) -> Option<String> {
    let said = &revocation.statement;
    if !said.starts_with(HEADER) {
        return Some("its statement is of no form that this program knows".into());
    }
    let id = format!("Review id: {}", visible::spelled(&review.subject.id));
    if !said.lines().any(|line| line == id) {
        return Some("its statement is about another review".into());
    }
    let signoff = known.signoff_of(revocation);
    if signoff.is_none() {
        return Some("the sign-off that it takes back is not in the file".into());
    }
    if *said != write(revocation, review, signoff) {
        return Some("its statement does not say what its fields say".into());
    }
    known.fault(revocation)
}

/// Why a revocation cannot be recorded any more that was prepared before; `None` where nothing came in between.
pub fn overtaken(revocation: &Revocation, review: &Review) -> Option<Objection> {
    let changed = fault(revocation, review).is_some() || revocation.after != chain::ends(review);
    changed.then_some(Objection::Changed)
}
