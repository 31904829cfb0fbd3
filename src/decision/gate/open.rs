//! The answers lay open for a while before somebody approved them, where the policy says so.
//!
//! Else a review is answered and approved within the minute, before anybody else could look. It proves nothing against who
//! dates answers back: their times are what the file says, and the approver signs them.

use chrono::{DateTime, Utc};

use crate::decision::wording;
use crate::policy::Policy;
use crate::review::standing::is_ahead;
use crate::review::{Dossier, Signoff};

pub(super) fn fault(signoff: &Signoff, dossier: &Dossier, policy: &Policy) -> Option<String> {
    let times = dossier.review().attestations().flat_map(|(_, one)| {
        let withdrawn = one.withdrawn.as_ref().map(|withdrawn| withdrawn.at);
        [Some(one.at), withdrawn].into_iter().flatten()
    });
    // An answer of the future is none; what replaces it must not wait for that day.
    let is_past = |at: &DateTime<Utc>| !is_ahead(*at, dossier.as_of());
    let (age, last) = (policy.open_for?, times.filter(is_past).max()?);
    let first = age.after(last);
    (signoff.at < first).then(|| {
        format!(
            "sign-off ({}) was made before the answers lay open for {age}: they may be approved from {} on",
            wording::short(signoff),
            dossier.zone().clock_of(first)
        )
    })
}
