//! Many items: all of them, those with certain words, those that are not in order.

use super::ask::Asked;
use super::walk::Walker;
use super::words::{spoken, state};
use crate::face::words::sentence;
use crate::facts::filter::Circumstances;
use crate::facts::{Facts, Filter};
use crate::review::{Entry, OpenFinding, Status};
use crate::text::number::count;

/// How many items are said before a person is asked whether to go on.
const PAGE: usize = 20;

impl Walker<'_, '_> {
    /// Says all items with their state.
    pub(super) fn list(&mut self) -> Asked<()> {
        let dossier = self.open.dossier();
        let positions: Vec<usize> = (0..dossier.count()).collect();
        let state = state(&dossier.tally());
        self.talk.say(state)?;
        self.browse(&positions, true, row)
    }

    /// Looks for words, and terms such as `is:unmet`, as a filter does.
    pub(super) fn find(&mut self, words: &str) -> Asked<()> {
        let dossier = self.open.dossier();
        if let Ok(position) = dossier.find(words) {
            return self.show(position);
        }
        let filter = Filter::parse(words);
        if let Some(wrong) = filter.wrong.first() {
            return self.talk.say(sentence(&wrong.message));
        }
        let found = filter.positions(Circumstances {
            facts: self.open.facts(),
            who: Some(&self.by),
            has_draft: &|key| self.drafts.contains_key(key),
        });
        match found.as_slice() {
            [] => self.talk.say(format!("No item has the words \"{words}\".")),
            [one] => self.show(*one),
            several => {
                self.talk
                    .say(format!("{} found.", count(several.len(), "item", "items")))?;
                self.browse(several, true, row)
            }
        }
    }

    /// Says what waits for the person, and what expires within 30 days.
    pub(super) fn inbox(&mut self) -> Asked<()> {
        let facts = self.open.facts();
        let waiting = facts.inbox(&self.by).into_iter();
        let mut lines: Vec<String> = waiting.map(|one| sentence(&one.sentence())).collect();
        if lines.is_empty() {
            lines.push("Nothing waits for you.".to_owned());
        }
        let expiring = facts.expiring().into_iter();
        lines.extend(expiring.map(|one| {
            format!(
                "{} on {}.",
                sentence(&one.what).trim_end_matches('.'),
                one.day
            )
        }));
        self.read(lines)
    }

    /// Says what is not in order, the most pressing first.
    pub(super) fn findings(&mut self) -> Asked<()> {
        let found = self.open.facts().findings();
        let positions: Vec<usize> = found.list.iter().map(|one| one.position).collect();
        if positions.is_empty() {
            return self.talk.say("No findings, and no accepted risks.");
        }
        let counts = format!(
            "{}: {} open, {} accepted, {} overdue, {} without owner. The overdue first, then the most severe.",
            count(positions.len(), "finding", "findings"),
            found.open,
            found.accepted,
            found.overdue,
            found.unowned
        );
        self.talk.say(counts)?;
        self.browse(&positions, false, finding)
    }

    /// Says items, a page at a time; a number or a name goes there.
    fn browse(
        &mut self,
        positions: &[usize],
        by_category: bool,
        row: fn(&Facts<'_>, &Entry<'_>) -> String,
    ) -> Asked<()> {
        let mut said = 0;
        let mut section = None;
        loop {
            let page = positions.iter().skip(said).take(PAGE);
            let mut lines = Vec::new();
            for position in page {
                let dossier = self.open.dossier();
                let entry = dossier.entry(*position);
                let here = dossier.section_of(*position);
                if by_category && section.replace(here) != Some(here) {
                    lines.push(format!("Category {}.", entry.category.title));
                }
                let facts = self.open.facts();
                lines.push(format!("{}. {}", position + 1, row(&facts, &entry)));
            }
            said = (said + PAGE).min(positions.len());
            self.read(lines)?;
            let rest = positions.len() - said;
            let question = match rest {
                0 => "Number or id to go there, or an empty line to stay".to_owned(),
                rest => format!("Number or id to go there, or an empty line for {rest} more"),
            };
            loop {
                let typed = self.talk.text(&question, "")?;
                if typed.is_empty() {
                    break;
                }
                let dossier = self.open.dossier();
                let number = typed
                    .parse::<usize>()
                    .ok()
                    .and_then(|number| number.checked_sub(1));
                match number
                    .filter(|at| *at < dossier.count())
                    .or_else(|| dossier.find(&typed).ok())
                {
                    Some(position) => return self.show(position),
                    None => self.talk.say(format!("No item is called \"{typed}\"."))?,
                }
            }
            if rest == 0 {
                let name = self.open.dossier().name(self.position);
                return self.talk.say(format!("Still at {name}."));
            }
        }
    }
}

fn row(facts: &Facts<'_>, entry: &Entry<'_>) -> String {
    let state = match (&entry.outcome.lapse, entry.outcome.said) {
        (Some(lapse), _) => format!("{}, attest it again", lapse.standing()),
        (None, Some(status)) => spoken(status).to_owned(),
        (None, None) => Status::word(None).to_owned(),
    };
    let name = facts.dossier.name(entry.position);
    let remarks = facts.remarks_of(entry.position).into_iter();
    let matters = remarks.filter_map(|one| Some(format!(", {}", one.matter()?)));
    let matters: String = matters.collect();
    format!("{name}, {state}{matters}: {}", entry.item.title)
}

fn finding(facts: &Facts<'_>, entry: &Entry<'_>) -> String {
    let Some(found) = OpenFinding::of(entry) else {
        return String::new();
    };
    let found = facts.finding(&found);
    let person = match (found.status, found.owner) {
        (Status::RiskAccepted, Some(by)) => format!("Accepted by {by}, "),
        (_, Some(owner)) => format!("Owner {owner}, "),
        (_, None) => String::new(),
    };
    let date = found.date.map(|date| format!(" ({date})"));
    let action = found.action.map(|action| format!(" Action: {action}."));
    let lapse = found.why.map(|why| {
        let standing = found.standing;
        format!(" It is {standing}: {why}, and has to be attested again.")
    });
    format!(
        "{}, {}, severity {}: {}. {person}{}{}.{}{}",
        found.item,
        spoken(found.status),
        found.severity,
        found.title,
        found.state,
        date.unwrap_or_default(),
        action.unwrap_or_default(),
        lapse.unwrap_or_default()
    )
}
