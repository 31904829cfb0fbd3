//! From what was typed to an answer, with everything that is wrong said at once.

use super::{Attest, Spot};
use crate::evidence::Given;
use crate::review::{Answer, Change, Dossier, Evidence, ItemKey};
use crate::tui::msg::{Desk, Effect};
use crate::tui::screen::{Context, Go, Step};

impl Attest {
    pub(super) fn save(&mut self, context: &Context<'_>) -> Step {
        let Some(desk) = context.desk else {
            return Step::none();
        };
        if context.reading(&self.key).is_some() {
            return Step::say("a file is still being read; wait, or stop it with Ctrl-G");
        }
        let typed = self.adding.filled().map(|text| text.parse());
        if let Some(Ok(Given::Link(url))) = typed {
            // What else could it be meant for?
            self.keep(Evidence::Link { url, at: desk.now });
        }
        let answer = self.check(&desk);
        if let Some((spot, _)) = self.wrong.first() {
            self.go_to(*spot);
            if self.focus == Spot::Evidence && self.adding.filled().is_none() {
                self.selected = self.outdated(desk.dossier).map(|(nth, _)| nth);
            }
            return Step::none();
        }
        match (answer, context.who) {
            (Some(answer), Some(who)) => {
                let change = Change::Attest {
                    keys: self.keys(desk.dossier),
                    answer: Box::new(answer),
                };
                Step::effect(Effect::Apply(change, who.clone()))
            }
            (Some(_), None) => Step::go(Go::Who),
            (None, _) => Step::none(),
        }
    }

    /// The items that will change.
    fn keys(&self, dossier: &Dossier) -> Vec<ItemKey> {
        match &self.several {
            Some(several) => several
                .changed()
                .map(|position| dossier.entry(position).key())
                .collect(),
            None => vec![self.key.clone()],
        }
    }

    /// The answer, and everything that keeps it from being saved, in the order of the form.
    fn check(&mut self, desk: &Desk<'_>) -> Option<Answer> {
        self.wrong.clear();
        let today = desk.now.date_naive();
        let Some((answer, gaps)) = self.draft().read(today) else {
            self.complain(Spot::Status, "choose a status");
            return None;
        };
        let mut wrong: Vec<_> = gaps
            .into_iter()
            .map(|gap| (Spot::of(gap.field), gap.message))
            .collect();
        if self.adding.filled().is_some() {
            let how = "not added yet: Enter adds a link or a file, Ctrl-T a note".to_owned();
            wrong.push((Spot::Evidence, how));
        }
        let gaps = match &self.several {
            Some(several) => several.gaps(&answer, desk.dossier, today),
            None => answer.gaps(desk.dossier.entry(self.position).item, today),
        };
        for gap in gaps {
            let spot = Spot::of(gap.field);
            // What cannot be read is not missing.
            if wrong.iter().all(|(other, _)| *other != spot) {
                wrong.push((spot, gap.message));
            }
        }
        if let Some((_, said)) = self.outdated(desk.dossier)
            && wrong.iter().all(|(other, _)| *other != Spot::Evidence)
        {
            wrong.push((Spot::Evidence, said));
        }
        if self.keys(desk.dossier).is_empty() {
            let text = "every one of them has an answer that holds; choose to replace it";
            wrong.push((Spot::Items, text.to_owned()));
        }
        let spots = self.spots();
        wrong.sort_by_key(|(spot, _)| spots.iter().position(|other| other == spot));
        self.wrong = wrong;
        Some(answer)
    }
}
