//! The session that goes on: how long, and who leads it.

use super::Facts;

impl Facts<'_> {
    /// Whole minutes since the session began that goes on.
    pub fn minutes(&self) -> Option<i64> {
        let session = self.dossier.review().session()?;
        Some((self.now - session.started_at).num_minutes().max(0))
    }

    /// `00:41 in session, Ada leads`
    pub fn meeting(&self) -> Option<String> {
        let (minutes, session) = (self.minutes()?, self.dossier.review().session()?);
        let (hours, minutes, lead) = (minutes / 60, minutes % 60, session.lead.name());
        Some(format!("{hours:02}:{minutes:02} in session, {lead} leads"))
    }
}
