//! The verdict as an in-toto Statement, for gates that know nothing of this program.
//!
//! The predicate is a Simple Verification Result, version 0.2: who verified, by which policies, when, and which
//! properties hold. What does not hold is not said: a rejection is the absence of `SIGNOFF_APPROVED`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::SecondsFormat;
use serde::Serialize;

use crate::checklist::Checklist;
use crate::decision::{Signed, canonical};
use crate::facts::Facts;
use crate::policy::Severity;
use crate::review::{Decision, Dossier, Status, Subject};
use crate::text::digest::Digest;

/// The type of the whole.
const STATEMENT: &str = "https://in-toto.io/Statement/v1";
/// The type of the predicate.
pub const PREDICATE: &str = "https://in-toto.io/attestation/svr/v0.2";
/// Who verified: this program, in this version.
const VERIFIER: &str = concat!("pkg:generic/signoff@", env!("CARGO_PKG_VERSION"));

/// An artifact or a policy, as in-toto's `ResourceDescriptor`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Resource {
    name: String,
    digest: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    annotations: BTreeMap<&'static str, String>,
}

/// What was found, of which artifacts.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    #[serde(rename = "_type")]
    kind: &'static str,
    subject: Vec<Resource>,
    predicate_type: &'static str,
    predicate: Predicate,
}

/// What was found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Predicate {
    verifier: Verifier,
    time_created: String,
    properties: Vec<String>,
    /// Which review says so: a field of ours, which others ignore.
    signoff_review: Resource,
}

#[derive(Debug, Serialize)]
struct Verifier {
    id: &'static str,
    policies: Vec<Resource>,
}

impl Resource {
    /// By its name and its SHA-256.
    pub fn new(name: impl Into<String>, digest: Digest) -> Self {
        let digest = BTreeMap::from([("sha256", digest.hex())]);
        Self {
            name: name.into(),
            digest,
            annotations: BTreeMap::new(),
        }
    }

    /// What to call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The review, by the digest of its content that every sign-off states.
    fn about(dossier: &Dossier) -> Self {
        let Subject {
            id,
            title,
            system,
            environment,
            revision,
            ..
        } = dossier.review().subject.clone();
        let more = [("environment", environment), ("revision", revision)];
        let more = more
            .into_iter()
            .filter_map(|(name, said)| Some((name, said?)));
        let annotations = [("id", id), ("system", system)]
            .into_iter()
            .chain(more)
            .collect();
        Self {
            annotations,
            ..Self::new(title, canonical::digest(dossier))
        }
    }

    fn of(list: &Checklist) -> Self {
        let annotations = BTreeMap::from([("version", list.version.clone())]);
        Self {
            annotations,
            ..Self::new(&*list.id, list.digest())
        }
    }
}

impl Predicate {
    /// What holds of a review that the gate let pass.
    pub fn new(facts: &Facts<'_>) -> Self {
        let policy = facts.question.policy.as_ref();
        let policy = policy.map(|file| Resource::new(&*file.name, file.digest));
        let lists = facts.dossier.checklists().iter().map(Resource::of);
        Self {
            verifier: Verifier {
                id: VERIFIER,
                policies: lists.chain(policy).collect(),
            },
            time_created: facts.now.to_rfc3339_opts(SecondsFormat::Millis, true),
            properties: properties(facts),
            signoff_review: Resource::about(facts.dossier),
        }
    }

    /// The whole, on artifacts.
    pub fn on(self, subject: Vec<Resource>) -> Statement {
        Statement {
            kind: STATEMENT,
            subject,
            predicate_type: PREDICATE,
            predicate: self,
        }
    }
}

fn properties(facts: &Facts<'_>) -> Vec<String> {
    let holdings = facts.signoffs();
    let counted = facts.verdict().approvals;
    let approvals: Vec<_> = counted.iter().map(|nth| &holdings[*nth]).collect();
    let roles: BTreeSet<_> = approvals.iter().map(|held| held.signoff.role).collect();
    let mut found = vec!["SIGNOFF_COMPLETE".to_owned()];
    if !approvals.is_empty() {
        let plain = approvals
            .iter()
            .all(|held| held.signoff.decision == Decision::Approved);
        let name = if plain {
            "SIGNOFF_APPROVED"
        } else {
            "SIGNOFF_APPROVED_WITH_CONDITIONS"
        };
        found.push(name.to_owned());
        let is_signed = |role| {
            approvals
                .iter()
                .any(|held| held.signoff.role == role && held.signed == Signed::Yes)
        };
        if roles.iter().all(|role| is_signed(*role)) {
            found.push("SIGNOFF_SIGNED".to_owned());
        }
    }
    found.extend(
        roles
            .iter()
            .map(|role| format!("SIGNOFF_ROLE_{}", role.to_string().to_uppercase())),
    );
    let unmet = facts.dossier.entries().any(|entry| {
        entry.item.severity == Severity::Critical && entry.outcome.status() == Some(Status::Unmet)
    });
    if !unmet {
        found.push("SIGNOFF_NO_UNMET_CRITICAL".to_owned());
    }
    found
}
