//! A decision by name alone, as a team without keys records it.

use signoff::decision::Draft;
use signoff::review::Person;
use signoff::work::{OpenReview, Saved, WorkError};

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
