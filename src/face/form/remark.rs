//! What people say beside the answer of an item.

use super::{Blank, Complaint, Kind, Reader, Values};
use crate::facts::Facts;
use crate::review::{ItemKey, Person, RemarkDraft, RemarkKind};

static COMMENT: Blank = Blank::new("text", "Comment", Kind::Line).needs("say something");

static QUESTION: Blank = Blank::new("text", "Question", Kind::Line)
    .asks("What do you ask")
    .needs("say what you ask");

static WHY: Blank = Blank::new("text", "Why", Kind::Line)
    .asks("Why will the answer not do")
    .needs("say why the answer will not do");

static BEHEST: Blank =
    Blank::new("text", "To know", Kind::Line).asks("What they should know, if anything");

/// Who is asked, or is to answer.
static FOR: Blank = Blank::new("for", "For", Kind::Person)
    .asks("For whom, as Name <mail>, or some letters of somebody of this review")
    .needs("say who it is for");

/// Until when.
pub static DUE: Blank =
    Blank::new("due", "Until", Kind::Day("due date")).asks("Until when, such as +7d");

/// What a draft of it is kept under: each kind has its own, of each item.
pub fn name(kind: RemarkKind, keys: &[ItemKey]) -> String {
    let items: Vec<_> = keys.iter().map(ToString::to_string).collect();
    format!("remark {kind} {}", items.join(" "))
}

/// What is asked, the words first.
pub fn blanks(kind: RemarkKind) -> Vec<&'static Blank> {
    match kind {
        RemarkKind::Comment => vec![&COMMENT],
        RemarkKind::Question => vec![&QUESTION, &FOR, &DUE],
        RemarkKind::Return => vec![&WHY],
        RemarkKind::Assignment => vec![&FOR, &DUE, &BEHEST],
    }
}

/// What stands there at first, so that a question takes one line: whom it is for most likely, and a week.
pub fn begin(kind: RemarkKind, position: usize, who: Option<&Person>, facts: &Facts<'_>) -> Values {
    if !matches!(kind, RemarkKind::Question | RemarkKind::Assignment) {
        return Values::default();
    }
    let whom = facts.likely(position, who);
    let whom = whom.map_or_else(String::new, ToString::to_string);
    Values::default().with(&FOR, whom).with(&DUE, "+7d")
}

/// What is said.
pub fn read(
    kind: RemarkKind,
    values: &Values,
    facts: &Facts<'_>,
) -> Result<RemarkDraft, Vec<Complaint>> {
    let mut reader = Reader::new(values);
    let (mut text, mut addressee, mut due) = (None, None, None);
    for blank in blanks(kind) {
        match blank.kind {
            Kind::Person => addressee = reader.called(blank, facts),
            Kind::Day(_) => due = reader.day(blank, facts.calendar()),
            _ => text = reader.text(blank),
        }
    }
    if reader.wrong.is_empty() {
        let text = text.unwrap_or_default();
        Ok(RemarkDraft {
            kind,
            text,
            addressee,
            due,
        })
    } else {
        Err(reader.wrong)
    }
}
