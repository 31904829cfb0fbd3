//! The answer to an item, or to several alike.

use super::{Blank, Choice, Complaint, Kind, Switch, Values};
use crate::facts::Facts;
use crate::review::{Answer, AnswerDraft, Entry, Evidence, Gap, ItemKey, Person, Spot, Status};

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

/// What stands in the form of a draft.
pub fn values(draft: &AnswerDraft) -> Values {
    let word = |word: Option<String>| word.unwrap_or_default();
    Values::default()
        .with(&STATUS, word(draft.status.map(|one| one.to_string())))
        .with(&REASON, word(draft.reason.map(|one| one.to_string())))
        .with(&RATIONALE, &draft.rationale)
        .with(&ACTION, &draft.action)
        .with(&OWNER, &draft.owner)
        .with(&DUE, &draft.due)
        .with(&ACCEPTED_BY, &draft.accepted_by)
        .with(&UNTIL, &draft.until)
        .with(&EVIDENCE, &draft.adding)
}

/// Of an answer to no item in particular.
fn nowhere() -> ItemKey {
    ItemKey::new("", "")
}

/// What an answer says beside its status and its evidence: label and spoken text, in the order of the form.
pub fn said(answer: &Answer) -> Vec<(&'static Blank, String)> {
    let values = values(&AnswerDraft::again(nowhere(), answer.clone()));
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

/// The draft with what is filled in.
pub fn draft(values: &Values, draft: AnswerDraft) -> AnswerDraft {
    let text = |blank: &Blank| values.get(blank).to_owned();
    AnswerDraft {
        status: values.get(&STATUS).parse().ok(),
        reason: values.get(&REASON).parse().ok(),
        rationale: text(&RATIONALE),
        action: text(&ACTION),
        owner: text(&OWNER),
        due: text(&DUE),
        accepted_by: text(&ACCEPTED_BY),
        until: text(&UNTIL),
        adding: text(&EVIDENCE),
        ..draft
    }
}

/// An answer to whatever item, and what of it cannot be read.
pub fn read_with(
    values: &Values,
    evidence: Vec<Evidence>,
    facts: &Facts<'_>,
) -> (Option<Answer>, Vec<Complaint>) {
    let draft = draft(
        values,
        AnswerDraft {
            evidence,
            ..AnswerDraft::blank(nowhere())
        },
    );
    read(&draft, facts, Vec::new(), |_| Vec::new())
}

/// The answer as far as it can be read, and everything that keeps it from being recorded, in the order of the form.
/// `more` is what the face found; `gaps` is what the items lack.
pub fn read(
    draft: &AnswerDraft,
    facts: &Facts<'_>,
    mut more: Vec<Complaint>,
    gaps: impl FnOnce(&Answer) -> Vec<Gap>,
) -> (Option<Answer>, Vec<Complaint>) {
    let at = |gap: Gap| Complaint {
        blank: place(gap.field),
        why: gap.message,
    };
    let mut draft = draft.clone();
    for (blank, typed) in [
        (&OWNER, &mut draft.owner),
        (&ACCEPTED_BY, &mut draft.accepted_by),
    ] {
        match blank.called(typed, facts) {
            Ok(Some(who)) => *typed = who.to_string(),
            Err(why) if blanks(draft.status).contains(&blank) => {
                more.push(Complaint { blank, why });
            }
            Ok(None) | Err(_) => {}
        }
    }
    let Some((answer, unread)) = draft.read(facts.calendar()) else {
        let why = STATUS.needed.to_owned();
        let blank = &STATUS;
        return (None, vec![Complaint { blank, why }]);
    };
    let mut wrong: Vec<Complaint> = unread.into_iter().map(at).collect();
    // Of a blank, only the first is said: what cannot be read is not missing.
    for one in more.into_iter().chain(gaps(&answer).into_iter().map(at)) {
        if wrong.iter().all(|other| other.blank != one.blank) {
            wrong.push(one);
        }
    }
    let blanks = blanks(draft.status);
    wrong.sort_by_key(|one| blanks.iter().position(|blank| *blank == one.blank));
    (Some(answer), wrong)
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
}
