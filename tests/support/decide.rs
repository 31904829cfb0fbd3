//! A decision by name alone, as a team without keys records it.

use signoff::decision::Draft;
use signoff::review::Person;
use signoff::session::{Saved, Session, SessionError};

pub trait Decide {
    /// Decides without a signature.
    fn decide(&mut self, draft: &Draft, by: Person) -> Result<Saved, SessionError>;
}

impl Decide for Session {
    fn decide(&mut self, draft: &Draft, by: Person) -> Result<Saved, SessionError> {
        let signoff = self.prepare(draft, by)?;
        let evidence = self.read_evidence();
        self.sign(signoff, evidence)
    }
}
