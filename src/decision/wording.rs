//! What is said of a sign-off and its review in a few words.

use crate::policy::Zone;
use crate::policy::target::is_whole;
use crate::review::{Review, Revocation, Signable, Signoff, Status, Strike, Subject, Tally};
use crate::text::digest::Digest;

/// What a sign-off without a signature says wherever it is shown.
pub const NOT_SIGNED: &str = "not cryptographically signed";

/// The review with its environment and revision: `robotics-prod (prod, 4f2a91c)`.
pub fn subject(subject: &Subject) -> String {
    let mut said = subject.title.clone();
    if subject.system != subject.title {
        said += &format!(" of {}", subject.system);
    }
    let more = subject.environment.iter().chain(&subject.revision);
    let more: Vec<_> = more.map(String::as_str).collect();
    if !more.is_empty() {
        said += &format!(" ({})", more.join(", "));
    }
    said
}

/// That the revision of a review is only a name, as no commit was found by it; `None` where it is the whole id of one.
pub fn only_named(name: &str) -> Option<String> {
    (!is_whole(name)).then(|| {
        format!("git knows no commit {name} here: that is kept as a name, and whoever asks for it writes the same")
    })
}

/// Counts in words, without the zeros: `7 met, 1 unmet, 1 n/a`.
pub fn counts(tally: &Tally) -> String {
    let parts: Vec<_> = Tally::ORDER
        .into_iter()
        .filter(|status| tally.count(*status) > 0)
        .map(|status| format!("{} {}", tally.count(status), Status::word(status)))
        .collect();
    if parts.is_empty() {
        "no items".to_owned()
    } else {
        parts.join(", ")
    }
}

/// The decision and the role in a few words: `approved with conditions as approver`.
pub fn short(signoff: &Signoff) -> String {
    format!("{} as {}", signoff.decision.label(), signoff.role)
}

/// The same, and whose it is: `approved as approver by Ada <ada@example.com>`.
pub fn full(signoff: &Signoff) -> String {
    format!("{} by {}", short(signoff), signoff.by)
}

/// The same, with the name alone: `approved as approver by Ada`.
pub fn named(signoff: &Signoff) -> String {
    format!("{} by {}", short(signoff), signoff.by.name())
}

/// Which rejection it was. It is signed, with the day in UTC.
pub(super) fn rejected(no: &Signoff) -> String {
    let (role, by, day) = (no.role, &no.by, no.at.format("%F"));
    format!("as {role} by {by} on {day}, {}", no.digest())
}

/// Who took a sign-off back, when and why, in a few words.
pub fn revoked(revocation: &Revocation, zone: Zone) -> String {
    let Revocation { by, at, reason, .. } = revocation;
    format!("by {by} on {}: {reason}", zone.day_of(*at))
}

/// That what is left of a statement proves nothing.
pub fn struck(strike: &Strike, zone: Zone) -> String {
    let (by, day, why) = (&strike.by, zone.day_of(strike.at), &strike.why);
    format!("its statement was struck by {by} on {day}: {why}")
}

/// What a digest stands for, for whoever is to sign it: `SEC-2, met, by Ada`.
pub fn about(digest: Digest, review: &Review) -> Option<String> {
    let mut all = abouts(review);
    all.find(|(one, _)| *one == digest).map(|(_, said)| said)
}

/// The same of everything that has a digest. Statements say it, and have signed the days in UTC.
pub(super) fn abouts(review: &Review) -> impl Iterator<Item = (Digest, String)> {
    let answers = review.attestations().map(|(key, one)| {
        let said = format!("{key}, {}, by {}", one.answer.status.label(), one.by);
        (one.digest(), said)
    });
    let remarks = review.remarks().map(|(key, one)| {
        let said = format!("{key}, {} by {}: {}", one.kind, one.by, one.text);
        (one.digest(), said)
    });
    let conditions = review.signoffs.iter().flat_map(|one| {
        one.conditions.iter().enumerate().map(|(nth, condition)| {
            let said = format!("condition of {}: {}", one.by, condition.action);
            (one.condition(nth), said)
        })
    });
    let signoffs = review.signoffs.iter().map(|one| (one.digest(), full(one)));
    let declarations = review.declarations.iter().map(|one| {
        let said = format!("declaration by {} on {}", one.by, one.at.format("%F"));
        (one.digest(), said)
    });
    let revocations = review.revocations.iter().map(|one| {
        let said = format!("revocation by {} on {}", one.by, one.at.format("%F"));
        (one.digest(), said)
    });
    let Subject {
        created_by,
        created_at,
        ..
    } = &review.subject;
    let on = created_at.format("%F");
    let start = format!("the review, started by {created_by} on {on}");
    let statements = signoffs.chain(revocations).chain(declarations);
    let statements = statements.chain([(review.subject.digest(), start)]);
    answers.chain(remarks).chain(conditions).chain(statements)
}
