//! The review is of the revision that is being deployed.
//!
//! Else the sign-off of last year's release would let today's pass.

use super::Reason;
use crate::review::Review;

pub(super) fn reason(wanted: Option<&str>, review: &Review) -> Option<Reason> {
    let revision = review.subject.revision.as_deref();
    let wanted = wanted.filter(|wanted| Some(*wanted) != revision)?;
    let what = revision.map_or_else(
        || "names no revision".to_owned(),
        |revision| format!("is of {revision}"),
    );
    Some(Reason::Review(format!(
        "the review {what}, not of {wanted}"
    )))
}
