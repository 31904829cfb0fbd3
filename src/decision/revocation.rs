//! What takes a sign-off back, and the statement that says so, which can be made again.

use std::collections::HashSet;

use super::chain::Known;
use super::form1::revocation as form1;
use super::form2::declaration as form2;
use super::{Deeds, Proofs, deeds, header, wording};
use crate::review::strike::Strikes;
use crate::review::{
    Change, Declaration, Deed, DeedKind, Dossier, Refusal, Review, Revocation, Schema, Signable,
    Signoff, Stamp,
};

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
    let known = known.map(|one| format!("{} {}", one.id, wording::full(one)));
    let (name, known) = (name.to_owned(), known.collect());
    Err(match first {
        None => NoSignoff::Unknown { name, known },
        Some(_) => NoSignoff::Ambiguous { name, known },
    })
}

/// Why what takes a sign-off back does nothing; `None` where it does.
pub fn idle(signoff: &Signoff, dossier: &Dossier, proofs: &Proofs) -> Option<String> {
    let by = &signoff.by;
    let (review, now) = (dossier.review(), dossier.as_of());
    let is_idle = deeds::revocation(signoff, review, proofs, &HashSet::new(), now).is_none();
    is_idle.then(|| {
        format!(
            "takes nothing back: a rejection is taken back by {by} alone, signed as well as it was, and not ahead of time"
        )
    })
}

/// The revocation of a sign-off without a signature; its statement is what is to be signed.
pub fn prepare(
    signoff: &Signoff,
    reason: String,
    key: Option<String>,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
    stamp: Stamp,
) -> Result<Revocation, Refusal> {
    let review = dossier.review();
    let digest = signoff.digest();
    let mut earlier = review
        .revocations
        .iter()
        .filter(|one| one.signoff == digest);
    if !signoff.decision.approves() && !stamp.by.is(&signoff.by) {
        return Err(Refusal::NotTheirs(Box::new(signoff.by.clone())));
    } else if signoff.decision.approves()
        && let Some(earlier) = earlier.next()
    {
        return Err(Refusal::Revoked(
            Box::new(earlier.clone()),
            dossier.day_of(earlier.at),
        ));
    }
    let Stamp { id, by, at } = stamp;
    let (statement, after) = (String::new(), deeds.ends());
    let mut revocation = Revocation {
        id,
        signoff: digest,
        reason,
        statement,
        after,
        key: key.filter(|_| review.schema != Schema::One),
        by,
        at,
        signature: None,
        struck: Strikes::new(),
    };
    revocation.statement = match review.schema {
        Schema::One => form1::write(&revocation, review, Some(signoff)),
        Schema::Two => form2::write(&declaration(&revocation), review),
    };
    Ok(revocation)
}

/// The declaration that a revocation is a part of.
fn declaration(revocation: &Revocation) -> Declaration {
    let one = revocation.clone();
    let deed = Deed {
        act: DeedKind::Revokes,
        to: one.signoff,
        why: Some(one.reason),
    };
    Declaration {
        id: one.id,
        deeds: vec![deed],
        statement: one.statement,
        after: one.after,
        key: one.key,
        by: one.by,
        at: one.at,
        signature: one.signature,
        struck: one.struck,
    }
}

/// As it is recorded: of form 2 it is a declaration.
pub fn recorded(revocation: Revocation) -> Change {
    if revocation.statement.starts_with(form2::HEADER) {
        Change::Declare(Box::new(declaration(&revocation)))
    } else {
        Change::Revoke(Box::new(revocation))
    }
}

/// What is wrong with each recorded revocation; `None` where nothing is. It takes back its sign-off all the same.
pub fn faults(review: &Review, deeds: &Deeds<'_>) -> impl Iterator<Item = Option<String>> {
    let known = Known::of(review, deeds.dismissed());
    let all = review.revocations.iter();
    all.map(move |one| fault(one, review, &known))
}

/// The same of one, among statements that are known.
pub(super) fn fault(revocation: &Revocation, review: &Review, known: &Known<'_>) -> Option<String> {
    let said = &revocation.statement;
    let is_of_form_1 = said.starts_with(form1::HEADER);
    if !is_of_form_1 && !said.starts_with(form2::HEADER) {
        return Some(header::UNKNOWN.into());
    }
    let signoff = known.signoff_of(revocation);
    if signoff.is_none() {
        return Some("the sign-off that it takes back is not in the file".into());
    }
    let fault = if is_of_form_1 {
        form1::fault(revocation, review)
    } else {
        form2::fault(&declaration(revocation), review, known)
    };
    if fault.is_some() {
        return fault;
    }
    let is_whole = revocation.struck.is_empty();
    if is_of_form_1 && is_whole && *said != form1::write(revocation, review, signoff) {
        return Some("its statement does not say what its fields say".into());
    }
    known
        .fault(&revocation.after)
        .map(|fault| fault.to_string())
}

/// True where a revocation cannot be recorded any more that was prepared before, since something came in between.
pub fn is_overtaken(revocation: &Revocation, review: &Review, deeds: &Deeds<'_>) -> bool {
    let is_of_form_2 = revocation.statement.starts_with(form2::HEADER);
    fault(revocation, review, &Known::of(review, deeds.dismissed())).is_some()
        || revocation.after != deeds.ends()
        || (is_of_form_2 && revocation.statement != form2::write(&declaration(revocation), review))
}
