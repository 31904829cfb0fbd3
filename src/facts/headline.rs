//! The verdict in one line, the same in every face: of fewer words where there is less room, and never of others.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use super::Facts;
use crate::decision::Grade;
use crate::decision::wording::NOT_SIGNED;
use crate::decision::{Signed, Verdict, holding};
use crate::policy::Severity;
use crate::review::{Entry, Status};
use crate::text::number;

/// The verdict in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// How good or bad that is.
    pub grade: Grade,
    /// The same sentence, the longest first.
    pub forms: Vec<String>,
    /// How far the review is, and what is not in order: `10/10 reviewed, 2 unmet (1 critical)`.
    pub progress: String,
    /// True where the review takes no answers.
    pub sealed: bool,
}

impl Headline {
    /// As much as is ever said of it.
    pub fn long(&self) -> &str {
        &self.forms[0]
    }
}

impl Facts<'_> {
    /// Whether the review is signed off, in one line.
    pub fn headline(&self) -> Headline {
        let verdict = self.verdict();
        let word = verdict.word();
        let (grade, forms) = match verdict.whys().len() {
            0 => yes(&verdict, self),
            _ if verdict.reasons.is_empty() => {
                let forms = [
                    "not yet known: the signatures are not verified",
                    "not yet known",
                ];
                (Grade::Weak, forms.map(str::to_owned).to_vec())
            }
            count => {
                let things = number::count(count, "thing", "things");
                let forms = vec![
                    format!("not {word}: {things}"),
                    format!("not {word}: {count}"),
                    format!("not {word}"),
                ];
                (Grade::Bad, forms)
            }
        };
        Headline {
            grade,
            forms,
            progress: progress(self),
            sealed: self.dossier.review().seal().is_some(),
        }
    }

    /// What must be said beside a yes: that it does not rest on what the signatures prove.
    pub fn reservation(&self) -> Option<&'static str> {
        let held = self.signoffs();
        if holding::counting(&held).any(|held| held.signed == Signed::Refused) {
            Some("a signature is refused")
        } else if self.dossier.review().has_signatures() && self.proofs.known().is_err() {
            Some("signatures not verified")
        } else {
            None
        }
    }

    /// What is not in order, and blocks nothing: `the policy lets 1 critical unmet pass`.
    pub fn let_pass(&self) -> Option<String> {
        let blockers = self.blockers(&[], None);
        let blocked: HashSet<_> = blockers.iter().map(|blocker| blocker.position).collect();
        let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
        for entry in self.dossier.entries() {
            let Some(status @ (Status::Unmet | Status::Partial)) = entry.outcome.status() else {
                continue;
            };
            if !blocked.contains(&entry.position) {
                let key = (entry.item.severity, status.label());
                *counts.entry(key).or_default() += 1;
            }
        }
        let said: Vec<_> = counts
            .into_iter()
            .map(|((severity, status), count)| format!("{count} {severity} {status}"))
            .collect();
        (!said.is_empty()).then(|| format!("the policy lets {} pass", said.join(", ")))
    }
}

fn yes(verdict: &Verdict, facts: &Facts<'_>) -> (Grade, Vec<String>) {
    let held = facts.signoffs();
    let mut approvals = verdict.approvals.iter().map(|nth| &held[*nth]);
    let conditions = if approvals.any(|held| facts.open_conditions(held).next().is_some()) {
        ", with conditions"
    } else {
        ""
    };
    let is_bare = |nth: &usize| held[*nth].signed == Signed::No;
    let bare = verdict.approvals.iter().any(is_bare);
    let but = facts.reservation().or(bare.then_some(NOT_SIGNED));
    let but = but.map_or_else(String::new, |but| format!("; {but}"));
    let until = facts
        .end(verdict)
        .map_or_else(String::new, |(day, _)| format!(", until {day}"));
    let word = verdict.word();
    let mut forms = vec![
        format!("{word}{conditions}{until}{but}"),
        format!("{word}{conditions}{but}"),
        format!("{word}{but}"),
        word.to_owned(),
    ];
    forms.dedup();
    let grade = if but.is_empty() {
        Grade::Good
    } else {
        Grade::Weak
    };
    (grade, forms)
}

/// Not in percent: 100 % beside what is not met would read as if all were well.
fn progress(facts: &Facts<'_>) -> String {
    let tally = facts.dossier.tally();
    let mut said = format!("{}/{} reviewed", tally.reviewed(), tally.total());
    for status in [Status::Unmet, Status::Partial] {
        let count = tally.count(Some(status));
        if count > 0 {
            let _ = write!(said, ", {count} {}", status.label());
        }
        let is_critical = |entry: &Entry<'_>| {
            entry.item.severity == Severity::Critical && entry.outcome.status() == Some(status)
        };
        match facts.dossier.entries().filter(is_critical).count() {
            0 => {}
            critical => {
                let _ = write!(said, " ({critical} critical)");
            }
        }
    }
    said
}
