//! The answer to an item, or to several alike.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Blank, Choice, Complaint, Kind, Reader, Switch, Values};
use crate::facts::Facts;
use crate::policy::{Calendar, day};
use crate::review::{Answer, Entry, Evidence, Finding, Gap, ItemKey, Person, Spot, Status};

/// What is true.
pub static STATUS: Blank =
    Blank::new("status", "Status", Kind::Choice(&STATUSES)).needs("choose a status");

static STATUSES: [Choice; 5] = [
    Choice::plain("met"),
    Choice::plain("partial"),
    Choice::plain("unmet"),
    Choice {
        label: "risk accepted",
        brief: "risk",
        spoken: "risk accepted",
        ..Choice::plain("risk-accepted")
    },
    Choice {
        label: "n/a",
        brief: "n/a",
        spoken: "not applicable",
        ..Choice::plain("not-applicable")
    },
];

/// Why.
pub static RATIONALE: Blank = Blank::new("rationale", "Rationale", Kind::Block)
    .asks("Rationale, one line or several")
    .switch(Switch::new(
        "rationale",
        "TEXT",
        "Why; `-` reads it from stdin",
    ));

/// Why it does not apply.
pub static REASON: Blank = Blank::new("reason", "Reason", Kind::Choice(&REASONS)).switch(
    Switch::new("reason", "REASON", "Why it does not apply (not-applicable)"),
);

static REASONS: [Choice; 4] = [
    Choice {
        spoken: "out of scope",
        ..Choice::plain("out-of-scope")
    },
    Choice {
        spoken: "business priority",
        ..Choice::plain("business-priority")
    },
    Choice {
        spoken: "architecture constraint",
        ..Choice::plain("architecture-constraint")
    },
    Choice::plain("other"),
];

/// What will be done.
static ACTION: Blank = Blank::new("action", "Action", Kind::Line)
    .asks("Action, what will be done")
    .switch(Switch::new(
        "action",
        "TEXT",
        "What will be done (partial, unmet)",
    ));

/// By whom.
pub static OWNER: Blank = Blank::new("owner", "Owner", Kind::Person)
    .asks("Owner, who sees to it, as Name <mail>")
    .switch(Switch::new(
        "owner",
        "WHO",
        "Who sees to it (partial, unmet)",
    ));

/// By when.
pub static DUE: Blank = Blank::new("due", "Due", Kind::Day("due date"))
    .asks("Due, the last day for it, such as +30d")
    .switch(Switch::new(
        "due",
        "DATE",
        "The last day for it (partial, unmet)",
    ));

/// Who accepts the risk.
static ACCEPTED_BY: Blank = Blank::new("accepted-by", "Accepted by", Kind::Person)
    .asks("Accepted by, who accepts the risk, as Name <mail>")
    .switch(Switch::new(
        "accepted-by",
        "WHO",
        "Who accepts the risk (risk-accepted)",
    ));

/// How long it holds.
pub static UNTIL: Blank = Blank::new(
    "until",
    "Holds until",
    Kind::Day("date until which the answer holds"),
)
.asks("Until which day it holds, such as +6m")
.switch(Switch::new(
    "until",
    "DATE",
    "The last day on which the answer holds",
));

/// What backs it; the text is that of a piece which is not added yet.
pub static EVIDENCE: Blank = Blank::new("adding", "Evidence", Kind::Evidence)
    .asks("Evidence, a link, the path of a file, or note and its words (note alone: several lines); an empty line goes on")
    .switch(Switch::new(
        "evidence",
        "LINK_OR_PATH or --note TEXT",
        "What backs it",
    ));

/// A note of several lines, where they are asked for one by one.
pub static NOTE: Blank = Blank::new("note", "Note", Kind::Block).asks("Note, one line or several");

/// Said to whoever has prepared nothing so far.
pub const PREPARES: &str = "answering makes you a preparer of this review";

/// Said to whoever answers in the place of somebody else.
pub fn takes_over(entry: &Entry<'_>, who: &Person) -> Option<String> {
    let before = &entry.latest()?.by;
    let said = || {
        let (before, who) = (before.name(), who.name());
        format!("the answer so far is {before}'s; this one is {who}'s")
    };
    (!before.may_be(who)).then(said)
}

/// Everything that may be asked.
pub static BLANKS: [&Blank; 9] = [
    &STATUS,
    &RATIONALE,
    &REASON,
    &ACTION,
    &OWNER,
    &DUE,
    &ACCEPTED_BY,
    &UNTIL,
    &EVIDENCE,
];

/// What an answer with a status is made of, in the order of the form.
pub fn blanks(status: Option<Status>) -> Vec<&'static Blank> {
    let more: &[&'static Blank] = match status {
        Some(Status::Partial | Status::Unmet) => &[&ACTION, &OWNER, &DUE, &EVIDENCE, &UNTIL],
        // Who accepts a risk says until when; for the others the date is rare, and stands last.
        Some(Status::RiskAccepted) => &[&ACCEPTED_BY, &UNTIL, &EVIDENCE],
        Some(Status::NotApplicable) => &[&REASON, &EVIDENCE, &UNTIL],
        Some(Status::Met) | None => &[&EVIDENCE, &UNTIL],
    };
    [&[&STATUS, &RATIONALE], more].concat()
}

/// Where a part of an answer is filled in.
pub(in crate::face) fn place(part: Spot) -> &'static Blank {
    match part {
        Spot::Rationale => &RATIONALE,
        Spot::Evidence => &EVIDENCE,
        Spot::Owner => &OWNER,
        Spot::Due => &DUE,
        Spot::AcceptedBy => &ACCEPTED_BY,
        Spot::Until => &UNTIL,
    }
}

/// What a person typed of an answer and did not save; everything may be missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerDraft {
    pub key: ItemKey,
    /// What is filled in.
    #[serde(flatten)]
    pub values: Values,
    /// What backs it.
    pub evidence: Vec<Evidence>,
    /// The attestation that counted when it was begun: whoever answers has seen that one.
    #[serde(default)]
    pub basis: Option<String>,
}

impl AnswerDraft {
    /// What was said last of an item, to start from; empty where nothing was.
    pub fn of(entry: &Entry<'_>) -> Self {
        let Some(latest) = entry.latest() else {
            return Self::blank(entry.key());
        };
        let answer = latest.unstruck();
        Self {
            key: entry.key(),
            values: values(&answer),
            evidence: answer.evidence,
            basis: Some(latest.id.clone()),
        }
    }

    /// Nothing typed yet.
    pub fn blank(key: ItemKey) -> Self {
        Self {
            key,
            values: Values::default(),
            evidence: Vec::new(),
            basis: None,
        }
    }

    /// True where it says more than it did at first: a status alone is no draft.
    pub fn is_draft(&self, mut first: Self) -> bool {
        first.values.set(&STATUS, self.values.get(&STATUS));
        *self != first
    }

    /// The status that is chosen.
    pub fn status(&self) -> Option<Status> {
        self.values.get(&STATUS).parse().ok()
    }
}

/// An answer as it would be typed.
fn values(answer: &Answer) -> Values {
    fn text<T: ToString>(said: Option<&T>) -> String {
        said.map_or_else(String::new, T::to_string)
    }
    let finding = &answer.finding;
    Values::default()
        .with(&STATUS, answer.status.to_string())
        .with(&REASON, text(answer.reason.as_ref()))
        .with(&RATIONALE, &answer.rationale)
        .with(&ACTION, text(finding.action.as_ref()))
        .with(&OWNER, text(finding.owner.as_ref()))
        .with(&DUE, text(finding.due.as_ref()))
        .with(&ACCEPTED_BY, text(answer.accepted_by.as_ref()))
        .with(&UNTIL, text(answer.until.as_ref()))
}

/// What an answer says beside its status and its evidence: label and spoken text, in the order of the form.
pub fn said(answer: &Answer) -> Vec<(&'static Blank, String)> {
    let values = values(answer);
    let blanks = BLANKS.into_iter().filter(|blank| **blank != STATUS);
    blanks
        .map(|blank| {
            let text = values.get(blank);
            let spoken = match blank.kind {
                Kind::Choice(words) => words.iter().find(|word| word.name == text),
                _ => None,
            };
            (blank, spoken.map_or(text, |word| word.spoken).to_owned())
        })
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// An answer to whatever item, and what of it cannot be read.
pub fn read_with(
    values: Values,
    evidence: Vec<Evidence>,
    facts: &Facts<'_>,
) -> (Option<Answer>, Vec<Complaint>) {
    let draft = AnswerDraft {
        values,
        evidence,
        ..AnswerDraft::blank(ItemKey::new("", ""))
    };
    read(&draft, facts, Vec::new(), |_| Vec::new())
}

/// The answer as far as it can be read, and everything that keeps it from being recorded, in the order of the form.
/// `more` is what the face found; `gaps` is what the items lack. What the status has no use for is not read.
pub fn read(
    draft: &AnswerDraft,
    facts: &Facts<'_>,
    more: Vec<Complaint>,
    gaps: impl FnOnce(&Answer) -> Vec<Gap>,
) -> (Option<Answer>, Vec<Complaint>) {
    let Some(status) = draft.status() else {
        let why = STATUS.needed.to_owned();
        let blank = &STATUS;
        return (None, vec![Complaint { blank, why }]);
    };
    let (blanks, calendar) = (blanks(Some(status)), facts.calendar());
    let values = draft.values.only(&blanks);
    let mut reader = Reader::new(&values);
    let answer = Answer {
        status,
        rationale: values.get(&RATIONALE).to_owned(),
        reason: values.get(&REASON).parse().ok(),
        finding: Finding {
            action: reader.text(&ACTION),
            owner: reader.called(&OWNER, facts),
            due: day(&DUE, &mut reader, calendar),
        },
        accepted_by: reader.called(&ACCEPTED_BY, facts),
        until: day(&UNTIL, &mut reader, calendar),
        evidence: draft.evidence.clone(),
    }
    .tidy();
    let mut wrong = reader.wrong;
    let gaps = gaps(&answer).into_iter().map(|gap| Complaint {
        blank: place(gap.field),
        why: gap.message,
    });
    // Of a blank, only the first is said: what cannot be read is not missing.
    for one in more.into_iter().chain(gaps) {
        if wrong.iter().all(|other| other.blank != one.blank) {
            wrong.push(one);
        }
    }
    wrong.sort_by_key(|one| blanks.iter().position(|blank| *blank == one.blank));
    (Some(answer), wrong)
}

/// A day; whether it is over, the items say.
fn day(blank: &'static Blank, reader: &mut Reader<'_>, calendar: Calendar) -> Option<NaiveDate> {
    let read = day::parse(&reader.text(blank)?, calendar);
    read.map_err(|why| reader.refuse(blank, why)).ok()
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;
    use crate::review::Ground;

    #[test]
    fn every_word_of_the_file_can_be_chosen() {
        let statuses = STATUSES
            .iter()
            .map(|word| word.name.parse::<Status>().unwrap());
        assert!(statuses.eq(Status::VARIANTS.iter().copied()));
        let reasons = REASONS
            .iter()
            .map(|word| word.name.parse::<Ground>().unwrap());
        assert!(reasons.eq(Ground::VARIANTS.iter().copied()));
    }
    /// What is typed now, and what a version before wrote, with every blank.
    #[test]
    fn a_draft_is_read_back_and_so_is_an_older_one() {
        let at = "2026-11-23T09:00:00Z".parse().unwrap();
        let draft = AnswerDraft {
            key: ItemKey::new("list", "A-1"),
            values: Values::default()
                .with(&STATUS, "unmet")
                .with(&RATIONALE, "half a\nthought \u{1b}")
                .with(&DUE, "+3"),
            evidence: vec![Evidence::Note {
                text: "seen".into(),
                at,
            }],
            basis: None,
        };
        let written = serde_json::to_string(&draft).unwrap();
        assert_eq!(
            serde_json::from_str::<AnswerDraft>(&written).unwrap(),
            draft
        );
        let older = r#"{"key": {"checklist": "list", "item": "A-1"}, "status": "unmet", "reason": null,
            "rationale": "half a\nthought \u001b", "action": "", "owner": "", "due": "+3", "accepted-by": "",
            "until": "", "evidence": [{"kind": "note", "text": "seen", "at": "2026-11-23T09:00:00Z"}],
            "adding": "", "basis": null}"#;
        assert_eq!(serde_json::from_str::<AnswerDraft>(older).unwrap(), draft);
    }
}
