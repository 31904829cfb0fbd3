//! Whether the review is signed off, and every reason why not: one answer, the same in every face.

use std::collections::BTreeSet;

use super::{Clause, Holding, Proofs, Question, Reason, Stage, gate};
use crate::review::Dossier;

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How far the review had to be.
    pub stage: Stage,
    /// Why the review is not signed off, as far as that is known.
    pub reasons: Vec<Reason>,
    /// What asks for it to be otherwise.
    pub broken: BTreeSet<Clause>,
    /// The sign-offs that it rests on, by their places in the file.
    pub approvals: Vec<usize>,
    /// What else it rests on, a sentence each: what was set aside, disowned by who approves, and namesakes who count as two.
    pub notes: Vec<String>,
    /// Why there is no answer yet: the question cannot be answered without knowing what the signatures prove. That is
    /// never a yes.
    pub unknown: Option<String>,
}

impl Verdict {
    /// Of a review whose sign-offs stand so.
    pub fn of(
        dossier: &Dossier,
        holdings: &[Holding<'_>],
        proofs: &Proofs,
        question: &Question,
    ) -> Self {
        let needs = question.stage != Stage::Complete
            && question.needs_proofs(dossier.policy())
            && dossier.review().has_signatures();
        let why = proofs.known().err().filter(|_| needs);
        let (found, approvals, notes) = gate::ask(dossier, holdings, proofs, question);
        let (broken, reasons) = found.into_iter().unzip();
        Self {
            stage: question.stage,
            reasons,
            broken,
            approvals,
            notes,
            unknown: why.map(|why| format!("the verdict needs what the signatures prove: {why}")),
        }
    }

    /// Why it is no yes, a line each.
    pub fn whys(&self) -> Vec<String> {
        let reasons = self.reasons.iter().map(ToString::to_string);
        reasons.chain(self.unknown.clone()).collect()
    }

    /// True where there is no reason against what was asked for, and that is known.
    pub fn passes(&self) -> bool {
        self.reasons.is_empty() && self.unknown.is_none()
    }

    /// True where somebody was asked to approve, and everybody did. A review that only had to be complete is not signed
    /// off, whatever else it is: nobody looked at who decided what.
    pub fn is_signed_off(&self) -> bool {
        self.passes() && self.stage != Stage::Complete
    }

    /// The word for success.
    pub fn word(&self) -> &'static str {
        match self.stage {
            Stage::Complete => "complete",
            Stage::Approved | Stage::Signed => "signed off",
        }
    }
}
