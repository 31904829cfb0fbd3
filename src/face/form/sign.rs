//! A decision on the whole review, and the conditions that it depends on.

use super::{Blank, Choice, Complaint, Kind, Reader, Switch, Values, declare};
use crate::decision::draft::open_questions;
use crate::decision::{Draft, Objection, declaration, prepared_as, wording};
use crate::face::words::sentence;
use crate::facts::Facts;
use crate::policy::{Calendar, Policy, Role, day};
use crate::review::{Condition, Decision, Deed, DeedKind, Person, Schema, Signable};
use crate::text::digest::Digest;

/// In which function.
pub static ROLE: Blank = Blank::new("role", "Role", Kind::Choice(&ROLES))
    .needs("choose a role")
    .switch(Switch::new("role", "ROLE", "In which function").required());

static ROLES: [Choice; 3] = [
    Choice::plain("preparer"),
    Choice::plain("reviewer"),
    Choice::plain("approver"),
];

/// What is decided.
pub static DECISION: Blank = Blank::new("decision", "Decision", Kind::Choice(&DECISIONS))
    .needs("choose a decision")
    .switch(Switch::new("decision", "DECISION", "What you decide").required());

/// So short that all of them stand in a row.
static DECISIONS: [Choice; 3] = [
    Choice::plain("approved"),
    Choice {
        label: "with conditions",
        brief: "with conditions",
        spoken: "approved with conditions",
        ..Choice::plain("approved-with-conditions")
    },
    Choice::plain("rejected"),
];

/// What must be done.
pub static CONDITIONS: Blank = Blank::new("conditions", "Conditions", Kind::Block)
    .asks("Conditions, one a line; one of another owner or day ends in ; Name <mail>; 2026-12-05")
    .needs("name at least one condition, one a line")
    .helps("one a line; behind it, where they differ: ; Name <mail>; 2026-12-05")
    .switch(
        Switch::new(
            "condition",
            "TEXT",
            "What must be done for the approval to hold, as TEXT or TEXT; OWNER; DATE; give it again for several",
        )
        .repeated(),
    );

/// By whom.
pub static OWNER: Blank = Blank::new("owner", "Owner", Kind::Person)
    .asks("Owner of the conditions, as Name <mail>")
    .needs("name the owner of the conditions")
    .switch(Switch::new(
        "owner",
        "WHO",
        "Who sees to the conditions that name nobody",
    ));

/// By when.
pub static DUE: Blank = Blank::new("due", "Due", Kind::Day("condition's due date"))
    .asks("Due, the last day for them, such as +30d")
    .needs("say until when the conditions are met")
    .switch(Switch::new(
        "due",
        "DATE",
        "The last day for the conditions that name none; the sign-off expires after the first of them",
    ));

/// Why one person prepares and approves.
pub static SOLE: Blank = Blank::new("sole-operator", "Why you", Kind::Line)
    .asks("Why one person does both, since you also prepared this review")
    .needs("say why one person prepares and approves")
    .helps("why one person prepares and approves this review (sole operator); it is recorded and stated")
    .switch(Switch::new(
        "sole-operator",
        "WHY",
        "You also prepared the review, and nobody else can decide: say why; recorded and stated",
    ));

/// Why it is decided so.
pub static WHY: Blank = Blank::new("why", "Why", Kind::Block)
    .asks("Why, so that whoever prepared knows what is missing")
    .needs("say why it is rejected")
    .helps("why: what is missing, and what would change your mind")
    .switch(Switch::new(
        "why",
        "TEXT",
        "Why you decide so; a rejection must say it",
    ));

/// What is said where nothing keeps anybody from approving.
pub const READY: &str = "Every item is answered, and every answer holds";

/// Why open questions do not keep the person from approving.
pub static DESPITE: Blank = Blank::new("despite", "Despite", Kind::Line)
    .asks("Why open questions do not keep you from approving")
    .needs("say why open questions do not keep you from approving")
    .helps("questions are open: why you approve all the same")
    .switch(Switch::new(
        "despite",
        "WHY",
        "Questions are open: why you approve all the same",
    ));

/// Why what does not verify counts for nothing.
pub static DISMISS: Blank = Blank::new("dismiss", "Set aside", Kind::Line)
    .asks("Why what does not verify is set aside with the same signature; nothing leaves it, and the gate stays shut")
    .helps("what does not verify is in the way: why it is set aside with the same signature; nothing leaves it");

/// What there is to ask, in this order.
pub static BLANKS: [&Blank; 9] = [
    &ROLE,
    &DECISION,
    &WHY,
    &CONDITIONS,
    &OWNER,
    &DUE,
    &DESPITE,
    &DISMISS,
    &SOLE,
];

/// What a draft of it is kept under.
pub const NAME: &str = "sign";

/// What the rules of a review have to do with who signs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own to the form"
)]
pub struct Signatory {
    /// True where the same person prepared it.
    pub prepared: bool,
    /// True where the policy wants somebody else to approve it then.
    pub forbidden: bool,
    /// True where questions are open.
    pub is_asked: bool,
    /// True where they may set aside what is in the way.
    pub may_dismiss: bool,
    /// True where a decision may say why.
    pub may_say_why: bool,
}

impl Signatory {
    /// Of a review, and what they said and declare with the decision.
    pub fn of(who: Option<&Person>, said: &[Deed], facts: &Facts<'_>) -> Self {
        let (dossier, review) = (facts.dossier, facts.dossier.review());
        Self {
            prepared: who.is_some_and(|who| prepared_as(who, dossier, &facts.deeds()).is_some()),
            forbidden: dossier.policy().forbids_sole_operators(),
            is_asked: !open_questions(dossier, said).is_empty(),
            may_dismiss: who.is_some_and(|who| !facts.loose(who).is_empty()),
            may_say_why: review.schema != Schema::One,
        }
    }
}

/// What stands there at first: of the roles that the policy asks for, the one that whoever decides can have.
pub fn begin(policy: &Policy, signer: Signatory) -> Values {
    let can_have = |role: &&Role| signer.prepared || **role != Role::Preparer;
    let role = policy.roles.iter().filter(can_have).min().copied();
    let role = role.unwrap_or(Role::Approver);
    Values::default().with(&ROLE, role.to_string())
}

/// What is asked, as far as it is filled in.
pub fn blanks(values: &Values, signer: Signatory) -> Vec<&'static Blank> {
    let needed = |blank: &Blank| match blank.name {
        "conditions" => has_conditions(values),
        "owner" => has_conditions(values) && lines(values).any(|line| line.owner.is_none()),
        "due" => has_conditions(values) && lines(values).any(|line| line.due.is_none()),
        "why" => decision(values) == Some(Decision::Rejected) && signer.may_say_why,
        "despite" => signer.is_asked && decision(values).is_some_and(Decision::approves),
        "dismiss" => signer.may_dismiss && decision(values).is_some_and(Decision::approves),
        "sole-operator" => is_alone(values, signer),
        _ => true,
    };
    BLANKS.into_iter().filter(|blank| needed(blank)).collect()
}

/// The decision that is chosen.
pub fn decision(values: &Values) -> Option<Decision> {
    values.get(&DECISION).parse().ok()
}

fn has_conditions(values: &Values) -> bool {
    decision(values) == Some(Decision::ApprovedWithConditions)
}

/// A condition as it is typed: what must be done and, where they are its own, by whom and by when.
struct ConditionLine<'a> {
    action: &'a str,
    owner: Option<Person>,
    due: Option<&'a str>,
}

/// The conditions that were typed; at least an empty one.
fn lines(values: &Values) -> impl Iterator<Item = ConditionLine<'_>> {
    let text = values.get(&CONDITIONS).trim();
    text.split('\n')
        .map(str::trim)
        .filter(move |line| text.is_empty() || !line.is_empty())
        .map(|line| {
            let mut read = ConditionLine {
                action: line,
                owner: None,
                due: None,
            };
            // A semicolon that is followed by anything else belongs to the words.
            while let Some((before, last)) = read.action.rsplit_once(';') {
                let last = last.trim();
                let owner = last.parse().ok().filter(|_| last.ends_with('>'));
                if read.due.is_none() && day::parse(last, Calendar::default()).is_ok() {
                    read.due = Some(last);
                } else if read.owner.is_none() && owner.is_some() {
                    read.owner = owner;
                } else {
                    break;
                }
                read.action = before.trim_end();
            }
            read
        })
}

/// The role that is chosen.
pub fn role(values: &Values) -> Option<Role> {
    values.get(&ROLE).parse().ok()
}

/// True where this would approve what the same person prepared.
fn is_alone(values: &Values, signer: Signatory) -> bool {
    signer.prepared
        && role(values) == Some(Role::Approver)
        && decision(values).is_some_and(Decision::approves)
}

/// The decision as far as it can be read, and what is missing or wrong.
pub fn read(
    values: &Values,
    signer: Signatory,
    facts: &Facts<'_>,
) -> (Option<Draft>, Vec<Complaint>) {
    let calendar = facts.calendar();
    let mut reader = Reader::new(values);
    let (role, decision) = (reader.word(&ROLE), reader.word(&DECISION));
    let (Some(role), Some(decision)) = (role, decision) else {
        return (None, reader.wrong);
    };
    let mut draft = Draft::new(role, decision);
    if decision == Decision::ApprovedWithConditions {
        reader.text(&CONDITIONS);
        let (mut owner, mut due) = (None, None);
        for line in lines(values) {
            let own = line.due.map(|day| DUE.day(day, calendar));
            let line_due = match own {
                Some(Ok(day)) => day,
                Some(Err(why)) => {
                    reader.refuse(&CONDITIONS, why);
                    continue;
                }
                None => *due.get_or_insert_with(|| reader.day(&DUE, calendar)),
            };
            let line_owner = line.owner.or_else(|| {
                owner
                    .get_or_insert_with(|| reader.called(&OWNER, facts))
                    .clone()
            });
            if let Some((owner, due)) = line_owner.zip(line_due) {
                draft.conditions.push(Condition {
                    action: line.action.to_owned(),
                    owner,
                    due,
                });
            }
        }
    }
    if signer.may_say_why {
        let said = values.get(&WHY).trim();
        draft.why = if decision == Decision::Rejected {
            reader.text(&WHY)
        } else {
            (!said.is_empty()).then(|| said.to_owned())
        };
    }
    if signer.is_asked && decision.approves() {
        draft.despite = reader.text(&DESPITE);
    }
    let is_whole = reader.wrong.is_empty();
    if is_alone(values, signer) {
        if signer.forbidden {
            reader.refuse(&SOLE, "the policy wants somebody else to approve");
        } else {
            draft.sole_operator = reader.text(&SOLE);
        }
    }
    (is_whole.then_some(draft), reader.wrong)
}

/// Said to whoever is taken for one who prepared for nothing else.
pub const STARTED: &str = "The review says that you started it";

/// True of somebody who has prepared the review by nothing but that they started it.
pub fn has_only_started(who: &Person, said: &[Deed], facts: &Facts<'_>) -> bool {
    let mut attesters = facts.dossier.attesters().iter();
    who.is(&facts.dossier.review().subject.created_by)
        && !attesters.any(|one| one.is(who))
        && Signatory::of(Some(who), said, facts).prepared
}

/// What keeps the gate shut whatever somebody decides, in a role where one is chosen, after what they said: a sentence each, told
/// before they sign; and the statements that it is said of, of which nothing more need be said.
pub fn in_the_way(
    who: &Person,
    role: Option<Role>,
    said: &[Deed],
    facts: &Facts<'_>,
) -> (Vec<String>, Vec<Digest>) {
    let all = facts.in_the_way(who, role, said);
    let statements = all.iter().filter_map(|(one, ..)| Some((*one)?.digest()));
    let said = all.iter().map(|(_, said, may)| sentence(&told(said, *may)));
    (said.collect(), statements.collect())
}

/// What is said of something that is in the way, and of whether somebody may set it aside.
pub fn told(said: &str, may: bool) -> String {
    let rest = if may {
        "you may set it aside with the same signature"
    } else {
        "the gate stays shut"
    };
    format!("in the way: {said}; {rest}")
}

/// What somebody said in the sitting, and declares with the decision. What they disown is declared by itself: it changes
/// what they decide on.
pub fn said(kept: Option<&Values>, who: &Person, facts: &Facts<'_>) -> Vec<Deed> {
    let review = facts.dossier.review();
    let mut said = declare::deeds(kept);
    said.retain(|deed| {
        deed.act != DeedKind::Disowns
            && review.schema != Schema::One
            && wording::about(deed.to, review).is_some()
            && declaration::idle(deed, who, review).is_none()
    });
    said
}

/// What is set aside with the same signature.
pub fn dismissals(values: &Values, who: &Person, facts: &Facts<'_>) -> Vec<Deed> {
    let why = values.get(&DISMISS).trim();
    if why.is_empty() || !decision(values).is_some_and(Decision::approves) {
        return Vec::new();
    }
    let deed = |one: &dyn Signable| Deed {
        act: DeedKind::Dismisses,
        to: one.digest(),
        why: Some(why.to_owned()),
    };
    facts.loose(who).into_iter().map(deed).collect()
}

/// What keeps a decision from being made, at its place.
pub fn wrong(objection: &Objection) -> Complaint {
    let blank = match objection {
        Objection::NoCondition => &CONDITIONS,
        Objection::PastCondition(_) => &DUE,
        Objection::NoReason => &WHY,
        Objection::OpenQuestions(_) => &DESPITE,
        Objection::Blocked(_)
        | Objection::NeedlessCondition
        | Objection::Changed
        | Objection::OldSchema(_)
        | Objection::Unwritable(_) => &DECISION,
    };
    let why = objection.to_string();
    Complaint { blank, why }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn every_word_of_the_file_can_be_chosen() {
        let roles = ROLES.iter().map(|word| word.name.parse::<Role>().unwrap());
        assert!(roles.eq(Role::VARIANTS.iter().copied()));
        let decisions = DECISIONS
            .iter()
            .map(|word| word.name.parse::<Decision>().unwrap());
        assert!(decisions.eq(Decision::VARIANTS.iter().copied()));
    }
}
