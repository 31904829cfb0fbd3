//! A decision on the whole review: stated, then signed.

use super::error::MOST;
use super::{OpenReview, Saved, WorkError};
use crate::decision::{Draft, draft};
use crate::keys::Key;
use crate::review::{Change, Checks, Entry, Person, Signoff};

impl OpenReview {
    /// Makes the statement of a decision, and the record around it; nothing is saved. The evidence should have been
    /// [checked](Self::learn) just before. It names the key that will sign it.
    pub fn prepare(
        &mut self,
        draft: &Draft,
        by: Person,
        key: Option<&Key>,
    ) -> Result<Signoff, WorkError> {
        // What expired while the review was open must not be approved.
        self.dossier.reassess(self.now());
        self.refuse_firm(&draft.deeds)?;
        let stamp = self.stamp(by);
        let policy = self.inquiry.question.policy.as_ref();
        let draft = Draft {
            key: key.and_then(Key::fingerprint),
            policy_file: policy.map(|file| format!("{} {}", file.name, file.digest)),
            ..draft.clone()
        };
        let signoff = draft.prepare(&self.dossier, &self.facts().deeds(), stamp)?;
        self.refuse_secrets(&Change::Sign(Box::new(signoff.clone())), &signoff.by)?;
        Ok(signoff)
    }

    /// Reads the evidence once more, and [records](Self::sign) a decision.
    pub fn record(&mut self, signoff: Signoff) -> Result<Saved, WorkError> {
        let evidence = self.read_evidence();
        self.sign(signoff, evidence)
    }

    /// Records a decision, signed or not; when this returns `Ok`, it is on disk.
    ///
    /// `evidence` is what its files were found to be just now, after the statement was signed: while somebody looks for a
    /// passphrase, another program may write, and nobody signs evidence that they have not seen.
    pub fn sign(&mut self, signoff: Signoff, evidence: Checks) -> Result<Saved, WorkError> {
        let known = self.dossier.checks();
        let changed: Vec<_> = evidence
            .iter()
            .filter(|(path, now)| known.get(*path).is_some_and(|before| before != *now))
            .map(|(path, _)| path.clone())
            .collect();
        self.learn(evidence);
        if !changed.is_empty() {
            return Err(WorkError::EvidenceChanged(self.lapsed_with(&changed)));
        }
        if let Some(objection) =
            draft::overtaken(&signoff, &self.dossier, &self.facts().deeds(), self.today())
        {
            return Err(objection.into());
        }
        if self.dossier.review().signoffs.len() >= MOST {
            return Err(WorkError::Full("sign-offs"));
        }
        let by = signoff.by.clone();
        self.apply(Change::Sign(Box::new(signoff)), by)
    }

    /// What evidence files that changed mean for the items that they back.
    fn lapsed_with(&self, changed: &[String]) -> String {
        let backs = |entry: &Entry<'_>| {
            let latest = entry.latest();
            latest.is_some_and(|one| {
                one.answer
                    .files()
                    .any(|path| changed.contains(&path.into()))
            })
        };
        let lapsed = self.dossier.entries().filter(backs).filter_map(|entry| {
            let lapse = entry.outcome.lapse.as_ref()?;
            let name = self.dossier.name(entry.position);
            Some(format!("{name} is {}: {lapse}", lapse.standing()))
        });
        let lapsed: Vec<_> = lapsed.collect();
        let files = format!("{} changed on disk", changed.join(", "));
        if lapsed.is_empty() {
            return files;
        }
        lapsed.join("; ")
    }
}
