//! The answer to one item: a question for each part, a summary, and then it is saved.

use std::collections::VecDeque;

use strum::VariantArray as _;

use super::ask::{Asked, Leave, sentence};
use super::walk::Walker;
use super::{item, words};
use crate::review::{AnswerDraft, Change, Field, ItemKey, Reason, Status};

/// A part of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "lowercase")]
enum Part {
    Status,
    Rationale,
    Reason,
    Action,
    Owner,
    Due,
    #[strum(serialize = "accepted by")]
    AcceptedBy,
    #[strum(serialize = "holds until")]
    Until,
    Evidence,
}

impl Part {
    /// True where an answer of this status has the part.
    fn belongs(self, status: Status) -> bool {
        match self {
            Self::Reason => status == Status::NotApplicable,
            Self::Action | Self::Owner | Self::Due => status.needs_finding(),
            Self::AcceptedBy => status == Status::RiskAccepted,
            Self::Status | Self::Rationale | Self::Until | Self::Evidence => true,
        }
    }

    /// True where it is asked without being edited: the date is rare but for an accepted risk.
    fn is_asked(self, status: Status) -> bool {
        self.belongs(status)
            && match self {
                Self::Status => false,
                Self::Until => status == Status::RiskAccepted,
                _ => true,
            }
    }
}

impl Walker<'_, '_> {
    /// Asks for an answer with this status, or goes on with the draft.
    pub(super) fn attest(&mut self, status: Option<Status>) -> Asked<()> {
        let entry = self.session.dossier().entry(self.position);
        let kept = self.drafts.get(&entry.key()).cloned();
        let mut draft = kept.unwrap_or_else(|| AnswerDraft::of(&entry));
        draft.status = status.or(draft.status);
        let mut todo: VecDeque<Part> = parts(draft.status);
        let mut asked: Vec<Part> = Vec::new();
        loop {
            let Some(part) = todo.pop_front() else {
                match self.conclude(&draft) {
                    Ok(Some(again)) => todo.extend(again),
                    Ok(None) => return Ok(()),
                    Err(Leave::Back) => todo.extend(asked.pop()),
                    Err(leave) => return Err(leave),
                }
                continue;
            };
            let said = self.ask(part, &mut draft);
            self.keep(&draft)?;
            match said {
                Ok(()) => {
                    asked.retain(|other| *other != part);
                    asked.push(part);
                    if part == Part::Status {
                        todo = parts(draft.status);
                    }
                }
                Err(Leave::Back) => {
                    asked.retain(|other| *other != part);
                    let Some(before) = asked.pop() else {
                        self.say_kept(&draft.key)?;
                        return Err(Leave::Back);
                    };
                    todo.push_front(part);
                    todo.push_front(before);
                }
                Err(leave) => return Err(leave),
            }
        }
    }

    fn ask(&mut self, part: Part, draft: &mut AnswerDraft) -> Asked<()> {
        let today = self.session.now().date_naive();
        let talk = &mut *self.talk;
        match part {
            Part::Status => {
                let options: Vec<String> = Status::VARIANTS
                    .iter()
                    .map(|one| words::spoken(*one).to_owned())
                    .collect();
                let now = Status::VARIANTS
                    .iter()
                    .position(|one| Some(*one) == draft.status);
                draft.status = Some(Status::VARIANTS[talk.choose("Status", &options, now)?]);
            }
            Part::Rationale => {
                let review = self.session.dossier().review().subject.id.clone();
                let mut half = draft.clone();
                let said = talk.lines(
                    "Rationale",
                    "one line or several",
                    &draft.rationale,
                    |text| {
                        text.clone_into(&mut half.rationale);
                        // The answer goes on all the same, and its end says where it is not kept.
                        let _ = self.launch.drafts.keep(&review, &half);
                    },
                );
                draft.rationale = match said {
                    Ok(text) => text,
                    Err(leave) => {
                        *draft = half;
                        return Err(leave);
                    }
                };
            }
            Part::Reason => {
                let mut options: Vec<String> = Reason::VARIANTS
                    .iter()
                    .map(|one| one.to_string().replace('-', " "))
                    .collect();
                options.push("none of these".to_owned());
                let now = Reason::VARIANTS
                    .iter()
                    .position(|one| Some(*one) == draft.reason);
                let nth = talk.choose("Reason", &options, now.or(Some(Reason::VARIANTS.len())))?;
                draft.reason = Reason::VARIANTS.get(nth).copied();
            }
            Part::Action => draft.action = talk.text("Action, what will be done", &draft.action)?,
            Part::Owner => {
                draft.owner = talk.person("Owner, who sees to it, as Name <mail>", &draft.owner)?;
            }
            Part::Due => {
                draft.due =
                    talk.day("Due, the last day for it, such as +30d", &draft.due, today)?;
            }
            Part::AcceptedBy => {
                let question = "Accepted by, who accepts the risk, as Name <mail>";
                draft.accepted_by = talk.person(question, &draft.accepted_by)?;
            }
            Part::Until => {
                let question = "Until which day it holds, such as +6m";
                draft.until = talk.day(question, &draft.until, today)?;
            }
            Part::Evidence => self.attach(draft)?,
        }
        Ok(())
    }

    /// Says what is missing, or the whole, and saves it if so wished; parts that are to be asked again come back.
    fn conclude(&mut self, draft: &AnswerDraft) -> Asked<Option<Vec<Part>>> {
        self.check(&draft.evidence);
        let today = self.session.now().date_naive();
        let dossier = self.session.dossier();
        let entry = dossier.entry(self.position);
        let name = dossier.name(self.position);
        let Some((answer, wrong)) = draft.read(today) else {
            return self.incomplete(vec![(Part::Status, "choose a status".to_owned())]);
        };
        if !wrong.is_empty() {
            return self.incomplete(
                wrong
                    .into_iter()
                    .map(|gap| (part_of(gap.field), gap.message))
                    .collect(),
            );
        }
        let outdated: Vec<_> = answer
            .evidence
            .iter()
            .filter_map(|piece| self.outdated(piece))
            .collect();
        if !outdated.is_empty() {
            return self.incomplete(
                outdated
                    .into_iter()
                    .map(|said| (Part::Evidence, said))
                    .collect(),
            );
        }
        let gaps = answer.gaps(entry.item, today);
        if !gaps.is_empty() {
            return self.incomplete(
                gaps.into_iter()
                    .map(|gap| (part_of(gap.field), gap.message))
                    .collect(),
            );
        }
        let mut lines = vec![format!("{name} is {}.", words::spoken(answer.status))];
        lines.extend(item::parts(&answer));
        lines.extend(
            answer
                .evidence
                .iter()
                .map(|piece| format!("Evidence: {}", words::evidence(piece))),
        );
        lines.push(format!("Attested by {}.", self.by));
        if answer.status.needs_finding()
            && let Some(missing) = answer.finding.missing()
        {
            lines.push(format!(
                "A sign-off will ask for the {missing} of this finding."
            ));
        }
        self.read(lines)?;
        let options = ["yes", "no", "edit", "discard"].map(str::to_owned);
        match self.talk.choose("Save it", &options, None)? {
            0 => {
                let change = Change::Attest {
                    keys: vec![draft.key.clone()],
                    answer: Box::new(answer),
                };
                if self.change(&change)? {
                    self.go_on()?;
                } else if self.key() == draft.key {
                    return Ok(Some(Vec::new()));
                }
            }
            1 => self.say_kept(&draft.key)?,
            2 => {
                let status = answer.status;
                let parts: Vec<Part> = Part::VARIANTS
                    .iter()
                    .copied()
                    .filter(|part| part.belongs(status))
                    .collect();
                let options: Vec<String> = parts.iter().map(ToString::to_string).collect();
                let nth = match self.talk.choose("Which part", &options, None) {
                    Ok(nth) => nth,
                    Err(Leave::Back) => return Ok(Some(Vec::new())),
                    Err(leave) => return Err(leave),
                };
                return Ok(Some(vec![parts[nth]]));
            }
            _ => {
                self.forget(&draft.key);
                self.talk.say("Discarded.")?;
            }
        }
        Ok(None)
    }

    fn say_kept(&mut self, key: &ItemKey) -> Asked<()> {
        let kept = if self.drafts.contains_key(key) {
            " What you typed is kept as a draft."
        } else {
            ""
        };
        self.talk.say(format!("Not saved.{kept}"))
    }

    fn incomplete(&mut self, wrong: Vec<(Part, String)>) -> Asked<Option<Vec<Part>>> {
        let mut again = Vec::new();
        for (part, message) in wrong {
            self.talk
                .say(format!("Not complete: {}", sentence(&message)))?;
            if !again.contains(&part) {
                again.push(part);
            }
        }
        Ok(Some(again))
    }
}

/// What is asked for a status; where none is chosen yet, that first.
fn parts(status: Option<Status>) -> VecDeque<Part> {
    match status {
        Some(status) => Part::VARIANTS
            .iter()
            .copied()
            .filter(|part| part.is_asked(status))
            .collect(),
        None => VecDeque::from([Part::Status]),
    }
}

fn part_of(field: Field) -> Part {
    match field {
        Field::Rationale => Part::Rationale,
        Field::Evidence => Part::Evidence,
        Field::Owner => Part::Owner,
        Field::Due => Part::Due,
        Field::AcceptedBy => Part::AcceptedBy,
        Field::Until => Part::Until,
    }
}
