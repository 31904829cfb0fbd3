//! A sign-off before it is made.

use chrono::NaiveDate;

use super::{Deeds, canonical, form2, gate, statement};
use crate::policy::Role;
use crate::review::strike::Strikes;
use crate::review::{
    Condition, Decision, Deed, Dossier, Person, Remark, Schema, Signoff, Stamp, misdated,
};

/// What a person is about to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// In which function.
    pub role: Role,
    /// What.
    pub decision: Decision,
    /// What an approval depends on.
    pub conditions: Vec<Condition>,
    /// Why.
    pub why: Option<String>,
    /// Why open questions do not keep the person from approving.
    pub despite: Option<String>,
    /// What the same statement accepts, confirms, ends or closes.
    pub deeds: Vec<Deed>,
    /// Why the person who prepared the review decides on it alone.
    pub sole_operator: Option<String>,
    /// Fingerprint of the key that it will be signed with.
    pub key: Option<String>,
    /// The policy file that it is made under, with its digest.
    pub policy_file: Option<String>,
}

/// Why a sign-off is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// An approval while something blocks.
    #[error("cannot approve while {}", count(.0))]
    Blocked(Vec<gate::Blocker>),
    /// An approval with conditions without a condition, or with one that says nothing.
    #[error(
        "an approval with conditions needs at least one condition, and each must say what will be done"
    )]
    NoCondition,
    /// Conditions on a plain approval or a rejection.
    #[error("conditions belong to the decision approved-with-conditions only")]
    NeedlessCondition,
    /// The review is not the one that the statement was made of.
    #[error("the review changed after the statement was made; read it again before you sign")]
    Changed,
    /// A rejection that does not say why.
    #[error("say why it is rejected")]
    NoReason,
    /// An approval over questions that nobody closed.
    #[error("{0}; close it, or say why it does not keep you from approving")]
    OpenQuestions(String),
    /// Something that schema 1 has no place for.
    #[error("the review is of schema 1, whose statements have no place for {0}")]
    OldSchema(&'static str),
    /// What was typed cannot be read back from the statement.
    #[error("the statement cannot be made: {0}")]
    Unwritable(String),
    /// A condition that is over before it begins, or due on a day that the file cannot hold.
    #[error("the condition's due date {0}")]
    PastCondition(&'static str),
}

fn is_blank(text: Option<&String>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn count(blockers: &[gate::Blocker]) -> String {
    match blockers {
        [one] => format!("{one}"),
        [first, rest @ ..] => format!("{first}, and {} more", rest.len()),
        [] => "nothing blocks".to_owned(),
    }
}

/// The questions that nobody closed, nor what a decision does, and the items that they are on.
pub fn open_questions<'d>(dossier: &'d Dossier, done: &[Deed]) -> Vec<(String, &'d Remark)> {
    let mut open = gate::question::open(dossier, &Deeds::by_name(dossier.review()), &[]);
    open.retain(|(_, one)| done.iter().all(|deed| deed.to != one.digest()));
    open
}

impl Draft {
    /// A decision without conditions.
    pub fn new(role: Role, decision: Decision) -> Self {
        Self {
            role,
            decision,
            conditions: Vec::new(),
            why: None,
            despite: None,
            deeds: Vec::new(),
            sole_operator: None,
            key: None,
            policy_file: None,
        }
    }

    /// What a record decides.
    pub fn of(signoff: &Signoff) -> Self {
        let one = signoff.clone();
        Self {
            role: one.role,
            decision: one.decision,
            conditions: one.conditions,
            why: one.why,
            despite: one.despite,
            deeds: one.deeds,
            sole_operator: one.sole_operator,
            key: one.key,
            policy_file: one.policy_file,
        }
    }

    /// The first thing that keeps somebody from deciding so now; what the same statement does is done by then. A rejection is
    /// always possible.
    pub fn objection(&self, by: &Person, dossier: &Dossier, today: NaiveDate) -> Option<Objection> {
        if self.decision == Decision::ApprovedWithConditions {
            if self.conditions.is_empty()
                || self.conditions.iter().any(|c| c.action.trim().is_empty())
            {
                return Some(Objection::NoCondition);
            }
        } else if !self.conditions.is_empty() {
            return Some(Objection::NeedlessCondition);
        }
        if let Some(wrong) = self.conditions.iter().find_map(|c| misdated(c.due, today)) {
            return Some(Objection::PastCondition(wrong));
        }
        let review = dossier.review();
        if review.schema == Schema::One {
            for (is_said, what) in [
                (self.why.is_some(), "the reason of a decision"),
                (self.despite.is_some(), "open questions"),
                (!self.deeds.is_empty(), "declarations"),
            ] {
                if is_said {
                    return Some(Objection::OldSchema(what));
                }
            }
        } else if self.decision == Decision::Rejected && is_blank(self.why.as_ref()) {
            return Some(Objection::NoReason);
        }
        if self.decision.approves()
            && is_blank(self.despite.as_ref())
            && let Some(open) = self.open_questions(dossier)
        {
            return Some(Objection::OpenQuestions(open));
        }
        let blockers = if self.decision.approves() {
            gate::blockers(dossier, &Deeds::by_name(review).and(&self.deeds, by))
        } else {
            Vec::new()
        };
        (!blockers.is_empty()).then_some(Objection::Blocked(blockers))
    }

    /// What is said of questions that neither anybody nor this decision closes; `None` where there are none.
    fn open_questions(&self, dossier: &Dossier) -> Option<String> {
        let mut open = open_questions(dossier, &self.deeds);
        open.dedup_by(|(item, _), (before, _)| item == before);
        let (item, Remark { by, .. }) = open.first()?;
        Some(match open.len() {
            1 => format!("a question by {by} on {item} is open"),
            count => format!("{count} items have open questions, such as one by {by} on {item}"),
        })
    }

    /// The sign-off without a signature, bound to the review's content as it is now; its statement is what is to be signed.
    pub fn prepare(
        &self,
        dossier: &Dossier,
        deeds: &Deeds<'_>,
        stamp: Stamp,
    ) -> Result<Signoff, Objection> {
        let today = dossier.day_of(stamp.at);
        if let Some(objection) = self.objection(&stamp.by, dossier, today) {
            return Err(objection);
        }
        let review = dossier.review();
        let is_of_form_1 = review.schema == Schema::One;
        let draft = self.clone();
        let Stamp { id, by, at } = stamp;
        let mut covers: Vec<_> = review.remarks().map(|(_, one)| one.id.clone()).collect();
        covers.sort_unstable();
        let mut signoff = Signoff {
            id,
            role: draft.role,
            decision: draft.decision,
            why: draft.why,
            conditions: draft.conditions,
            despite: draft.despite,
            deeds: draft.deeds,
            sole_operator: draft.sole_operator,
            policy_file: draft.policy_file.filter(|_| !is_of_form_1),
            statement: String::new(),
            content: canonical::digest(dossier),
            covers,
            after: deeds.ends(),
            key: draft.key.filter(|_| !is_of_form_1),
            by,
            at,
            signature: None,
            struck: Strikes::new(),
        };
        signoff.statement = statement::write(&signoff, dossier);
        if is_of_form_1 {
            return Ok(signoff);
        }
        // As it will be read back.
        let Signoff {
            id,
            covers,
            statement,
            ..
        } = signoff;
        form2::statement::read(id, covers, statement, None).map_err(Objection::Unwritable)
    }
}

/// Why a sign-off cannot be recorded any more that was prepared before; `None` where nothing came in between.
pub fn overtaken(
    signoff: &Signoff,
    dossier: &Dossier,
    deeds: &Deeds<'_>,
    today: NaiveDate,
) -> Option<Objection> {
    // Between the statement and its signature somebody may have answered.
    let changed = signoff.content != canonical::digest(dossier)
        || signoff.after != deeds.ends()
        || signoff.statement != statement::write(signoff, dossier);
    // What lapsed meanwhile must not be approved either.
    if changed {
        Some(Objection::Changed)
    } else {
        Draft::of(signoff).objection(&signoff.by, dossier, today)
    }
}
