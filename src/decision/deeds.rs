//! What was accepted, confirmed, ended, closed, disowned and dismissed, by whom, and what stands behind that.
//!
//! Deeds are bound to digests and not to the content, so that they do not go stale when other things change; other bytes
//! end them. What opens needs the better of two proofs: what policy or gate ask for, and that of what it lifts.

use super::{Proofs, Signed, statement};
use crate::review::{Act, Attestation, ItemKey, Person, Record, Remark, RemarkKind, Review};
use crate::text::digest::Digest;

/// Something that was done by a declaration, or by a sign-off that carries it.
#[derive(Debug, Clone, Copy)]
pub struct Done<'r> {
    /// What.
    pub act: Act,
    /// To what.
    pub to: Digest,
    /// Why.
    pub why: Option<&'r str>,
    /// By whom.
    pub by: &'r Person,
    /// What stands behind it.
    pub signed: Signed,
}

/// Everything that was done, in the order of the file.
#[derive(Debug)]
pub struct Deeds<'r> {
    all: Vec<Done<'r>>,
    /// What policy or gate ask for.
    wanted: Signed,
}

impl<'r> Deeds<'r> {
    /// Of a review; `wants_signatures` where what is not signed opens nothing.
    pub fn of(review: &'r Review, proofs: &Proofs, wants_signatures: bool) -> Self {
        let declarations = review.declarations.iter().enumerate().map(|(nth, one)| {
            let signed = Signed::of(one, proofs.of_declaration(nth).ok());
            (&one.deeds, &one.by, signed)
        });
        let signoffs = review.signoffs.iter().enumerate().map(|(nth, one)| {
            let signed = Signed::of(one, proofs.of_signoff(nth).ok());
            (&one.deeds, &one.by, signed)
        });
        let all = declarations
            .chain(signoffs)
            .flat_map(|(deeds, by, signed)| {
                deeds.iter().map(move |deed| Done {
                    act: deed.act,
                    to: deed.to,
                    why: deed.why.as_deref(),
                    by,
                    signed,
                })
            });
        let wanted = if wants_signatures {
            Signed::Yes
        } else {
            Signed::No
        };
        Self {
            all: all.collect(),
            wanted,
        }
    }

    /// By name alone.
    pub fn by_name(review: &'r Review) -> Self {
        Self::of(review, &Proofs::NotAsked, false)
    }

    /// What was done to something that is itself backed so, well enough to lift it.
    pub fn to(&self, act: Act, to: Digest, held: Signed) -> impl Iterator<Item = &Done<'r>> {
        let wanted = self.wanted;
        self.all.iter().filter(move |done| {
            done.act == act
                && done.to == to
                && done.signed.is_as_good_as(wanted)
                && done.signed.is_as_good_as(held)
        })
    }

    /// True where the person themself did it.
    pub fn is_by(&self, act: Act, to: Digest, who: &Person) -> bool {
        self.to(act, to, Signed::No).any(|done| done.by.is(who))
    }

    /// Who stands behind an answer that somebody else gave and recorded.
    pub fn accepters(&self, answer: &Attestation) -> Vec<&'r Person> {
        let all = self.to(Act::Accepts, answer.digest(), Signed::No);
        let own = |by: &Person| by.may_be(&answer.by) || by.may_be(answer.recorder());
        all.map(|done| done.by).filter(|by| !own(by)).collect()
    }

    /// The returns of an answer that stand: who made one ends it, and another answer does.
    pub fn returns(&self, record: &'r Record) -> Vec<&'r Remark> {
        let heads: Vec<Digest> = record.heads().iter().map(|one| one.digest()).collect();
        let returns = record.remarks.iter().filter(|one| {
            one.kind == RemarkKind::Return && one.on.is_some_and(|on| heads.contains(&on))
        });
        returns
            .filter(|one| !self.is_by(Act::Ends, one.digest(), &one.by))
            .collect()
    }

    /// The questions of an item that nobody closed who may: who asked, or whom `decides` names.
    pub fn questions(
        &self,
        record: &'r Record,
        decides: impl Fn(&Person) -> bool,
    ) -> Vec<&'r Remark> {
        let questions = record.remarks.iter();
        let is_open = |one: &&Remark| {
            let mut closed = self.to(Act::Closes, one.digest(), Signed::No);
            !closed.any(|done| done.by.is(&one.by) || decides(done.by))
        };
        questions
            .filter(|one| one.kind == RemarkKind::Question)
            .filter(is_open)
            .collect()
    }
}

/// True where who asked says that a question is answered.
pub(super) fn is_closed(question: &Remark, review: &Review) -> bool {
    Deeds::by_name(review).is_by(Act::Closes, question.digest(), &question.by)
}

/// What a digest stands for, for whoever is to sign it: `SEC-2, met, by Ada`.
pub(super) fn about(digest: Digest, review: &Review) -> Option<String> {
    let key = |checklist: &str, item: &str| ItemKey {
        checklist: checklist.to_owned(),
        item: item.to_owned(),
    };
    let answers = review.attestations().map(|(checklist, item, one)| {
        let said = format!(
            "{}, {}, by {}",
            key(checklist, item),
            one.answer.status.label(),
            one.by
        );
        (one.digest(), said)
    });
    let remarks = review.remarks().map(|(checklist, item, one)| {
        let said = format!(
            "{}, {} by {}: {}",
            key(checklist, item),
            one.kind,
            one.by,
            one.text
        );
        (one.digest(), said)
    });
    let conditions = review.signoffs.iter().flat_map(|one| {
        one.conditions.iter().enumerate().map(|(nth, condition)| {
            let said = format!("condition of {}: {}", one.by, condition.action);
            (one.condition(nth), said)
        })
    });
    let signoffs = review.signoffs.iter().map(|one| {
        let said = format!("{} by {}", statement::short(one), one.by);
        (one.digest(), said)
    });
    let mut all = answers.chain(remarks).chain(conditions).chain(signoffs);
    all.find(|(one, _)| *one == digest).map(|(_, said)| said)
}
