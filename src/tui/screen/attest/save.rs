//! From what was typed to an answer, with everything that is wrong said at once.

use chrono::NaiveDate;

use super::{Attest, Spot};
use crate::review::{Answer, Change, Dossier, Field as Part, Finding, ItemKey, Person, day};
use crate::tui::msg::Effect;
use crate::tui::screen::{Context, Go, Step};
use crate::tui::widget::field::Field;

impl Attest {
    pub(super) fn save(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else { return Step::none() };
        if context.reading(&self.key).is_some() {
            return Step::say("a file is still being read; wait, or stop it with Ctrl-G");
        }
        if self.adding.filled().is_some() {
            self.complain(Spot::Evidence, "not added yet: Enter adds a link or a file, Ctrl-T a note".into());
            self.focus = Spot::Evidence;
            return Step::none();
        }
        let today = desk.now.date_naive();
        let (answer, mut wrong) = self.answer(today);
        if let Some(answer) = &answer {
            let answer = answer.clone().tidy();
            let gaps = match &self.several {
                Some(several) => several.gaps(&answer, desk.dossier, today),
                None => answer.gaps(desk.dossier.entry(self.position).item, today),
            };
            wrong.extend(gaps.into_iter().map(|gap| (spot_of(gap.field), gap.message)));
        }
        if self.keys(desk.dossier).is_empty() {
            let text = "every one of them has an answer that holds; choose to replace it";
            wrong.insert(0, (Spot::Items, text.to_owned()));
        }
        self.wrong = wrong;
        if let Some((spot, _)) = self.wrong.first() {
            self.focus = *spot;
            return Step::none();
        }
        match (answer, context.who) {
            (Some(answer), Some(who)) => {
                let change = Change::Attest { keys: self.keys(desk.dossier), answer: Box::new(answer) };
                Step::effect(Effect::Apply(change, who.clone()))
            }
            (Some(_), None) => Step::go(Go::Who),
            (None, _) => Step::none(),
        }
    }

    /// The items that will change.
    fn keys(&self, dossier: &Dossier) -> Vec<ItemKey> {
        match &self.several {
            Some(several) => several.changed().map(|position| dossier.entry(position).key()).collect(),
            None => vec![self.key.clone()],
        }
    }

    fn answer(&self, today: NaiveDate) -> (Option<Answer>, Vec<(Spot, String)>) {
        let mut wrong = Vec::new();
        let Some(status) = self.status else {
            return (None, vec![(Spot::Status, "choose a status".to_owned())]);
        };
        let spots = self.spots();
        let mut date = |spot, field: &Field| {
            let text = field.filled().filter(|_| spots.contains(&spot))?;
            day::parse(&text, today).map_err(|error| wrong.push((spot, error.to_owned()))).ok()
        };
        let (due, until) = (date(Spot::Due, &self.due), date(Spot::Until, &self.until));
        let mut person = |spot, field: &Field| {
            let text = field.filled().filter(|_| spots.contains(&spot))?;
            text.parse::<Person>().map_err(|error| wrong.push((spot, error.to_owned()))).ok()
        };
        let owner = person(Spot::Owner, &self.owner);
        let accepted_by = person(Spot::AcceptedBy, &self.accepted_by);
        let answer = Answer {
            status,
            rationale: self.rationale.text(),
            reason: self.reason,
            finding: Finding { action: self.action.filled(), owner, due },
            accepted_by,
            until,
            evidence: self.evidence.clone(),
        };
        // A date that cannot be read must not look like one that is missing.
        (wrong.is_empty().then_some(answer), wrong)
    }
}

fn spot_of(part: Part) -> Spot {
    match part {
        Part::Rationale => Spot::Rationale,
        Part::Evidence => Spot::Evidence,
        Part::Due => Spot::Due,
        Part::AcceptedBy => Spot::AcceptedBy,
        Part::Until => Spot::Until,
    }
}
