//! A decision by name alone, as a team without keys records it.

use signoff::decision::Draft;
use signoff::policy::Role;
use signoff::review::{Decision, Person};
use signoff::work::{OpenReview, Saved, WorkError};

/// A no that says why, as it must.
pub fn rejection(role: Role) -> Draft {
    Draft {
        why: Some("Unfit.".to_owned()),
        ..Draft::new(role, Decision::Rejected)
    }
}

pub trait Decide {
    /// Decides without a signature.
    fn decide(&mut self, draft: &Draft, by: Person) -> Result<Saved, WorkError>;
}

impl Decide for OpenReview {
    fn decide(&mut self, draft: &Draft, by: Person) -> Result<Saved, WorkError> {
        let signoff = self.prepare(draft, by, None)?;
        let evidence = self.read_evidence();
        self.sign(signoff, evidence)
    }
}
