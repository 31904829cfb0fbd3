//! What stands between a review and "signed off".

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Utc};

use super::{Holding, Proof, holding, since, statement};
use crate::checklist::{Policy, Role, Rule};
use crate::review::{Answer, Dossier, Entry, Person, Signoff, Standing, Status};

/// Something about an item that keeps the review from being approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    /// The item's position in the walk.
    pub position: usize,
    /// The item's name.
    pub item: String,
    /// What is wrong with it.
    pub what: String,
}

/// Why a review is not signed off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// An item blocks.
    Item(Blocker),
    /// A role that the policy asks for has not approved, or not so that it counts; the text says more.
    Role(Role, String),
    /// The review as a whole is not what was asked for.
    Review(String),
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.item, self.what)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(blocker) => blocker.fmt(f),
            Self::Role(_, text) | Self::Review(text) => f.write_str(text),
        }
    }
}

/// Everything that keeps the review from being approved, in the order of the walk.
pub fn blockers(dossier: &Dossier) -> Vec<Blocker> {
    let mut found = Vec::new();
    for entry in dossier.entries() {
        for what in faults(&entry) {
            found.push(Blocker { position: entry.position, item: dossier.name(entry.position), what });
        }
    }
    found
}

fn faults(entry: &Entry<'_>) -> Vec<String> {
    let Some(last) = entry.latest() else { return vec!["is not reviewed".into()] };
    if let Some(lapse) = &entry.outcome.lapse {
        return vec![format!("is {}: {lapse}", lapse.standing())];
    }
    let mut faults: Vec<String> = last
        .answer
        .missing(entry.item)
        .into_iter()
        .map(|gap| format!("is incomplete: {}", gap.message))
        .collect();
    if last.answer.status.needs_finding()
        && let Some(missing) = last.answer.finding.missing()
    {
        faults.push(format!("has a finding without {missing}"));
    }
    faults.extend(broken_rule(&last.answer, entry));
    faults
}

/// What breaks a rule of the policy, although the answer is whole.
fn broken_rule(answer: &Answer, entry: &Entry<'_>) -> Option<String> {
    let (allowed, severity) = (entry.policy, entry.item.severity);
    let may_be = match answer.status {
        Status::Unmet => &allowed.unmet,
        Status::Partial => &allowed.partial,
        Status::RiskAccepted => &allowed.risk_accepted,
        Status::Met | Status::NotApplicable => &None,
    };
    if may_be.as_ref().is_some_and(|severities| !severities.contains(&severity)) {
        return Some(format!(
            "is {}, which the policy forbids for severity {severity}",
            answer.status.label()
        ));
    }
    let unbacked = answer.evidence.is_empty() && answer.status != Status::NotApplicable;
    (unbacked && allowed.evidence == Some(Rule::Required))
        .then(|| "has no evidence, which the policy asks for".into())
}

/// How far a review must be.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::Display, strum::EnumString, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Stage {
    /// Every item has an answer that holds.
    Complete,
    /// And every role that the policy asks for approved.
    Approved,
    /// And everybody's approval is cryptographically signed.
    Signed,
}

/// What is asked of a review besides its policy.
#[derive(Debug, Clone, Copy)]
pub struct Demand<'d> {
    /// How far it must be.
    pub stage: Stage,
    /// What the signatures prove, in the order of the sign-offs; `None` where nobody verified them.
    pub proofs: Option<&'d [Proof]>,
    /// The revision that is being deployed.
    pub revision: Option<&'d str>,
}

impl Default for Demand<'_> {
    fn default() -> Self {
        Self { stage: Stage::Approved, proofs: None, revision: None }
    }
}

/// Every reason why the review is not signed off; none means that it is.
pub fn reasons(dossier: &Dossier, now: DateTime<Utc>, demand: &Demand<'_>) -> Vec<Reason> {
    let mut reasons: Vec<_> = blockers(dossier).into_iter().map(Reason::Item).collect();
    let revision = dossier.review().subject.revision.as_deref();
    if let Some(wanted) = demand.revision.filter(|wanted| Some(*wanted) != revision) {
        let what =
            revision.map_or_else(|| "names no revision".to_owned(), |revision| format!("is of {revision}"));
        reasons.push(Reason::Review(format!("the review {what}, not of {wanted}")));
    }
    if demand.stage == Stage::Complete {
        return reasons;
    }
    let policy = dossier.policy();
    let holdings = holding::all(dossier, now);
    let current = |held: &Holding<'_>| held.standing == Standing::Current;
    // Who was not asked and says no is heard all the same. Anybody may revoke, so that a revoked no still asks for
    // another decision.
    let mut roles: BTreeSet<Role> = policy.roles.iter().copied().collect();
    roles.extend(
        holdings
            .iter()
            .filter(|held| !held.signoff.decision.approves())
            .filter(|held| current(held) || held.standing == Standing::Revoked)
            .map(|held| held.signoff.role),
    );
    for role in roles {
        let last = holdings.iter().rev().find(|holding| holding.signoff.role == role);
        reasons.extend(missing(role, last, dossier).map(|text| Reason::Role(role, text)));
    }
    let wants_signatures = demand.stage == Stage::Signed || policy.wants_signatures();
    let mut people = BTreeSet::new();
    for (nth, held) in holdings.iter().enumerate() {
        if !current(held) || !held.signoff.decision.approves() {
            continue;
        }
        let who = held.signoff;
        people.insert(who.by.mail().unwrap_or(who.by.as_str()).to_lowercase());
        reasons.extend(separation(who, dossier, &policy).map(|text| Reason::Role(who.role, text)));
        if wants_signatures {
            let proof = demand.proofs.map(|proofs| &proofs[nth]);
            reasons.extend(unproven(who, proof).map(|text| Reason::Role(who.role, text)));
        }
        if let Some(allowed) = policy.principals.as_ref().and_then(|tied| tied.get(&who.role)) {
            let proof = demand.proofs.map(|proofs| &proofs[nth]);
            reasons.extend(stranger(who, proof, allowed).map(|text| Reason::Role(who.role, text)));
        }
    }
    if let Some(wanted) = policy.people.filter(|wanted| (people.len() as u64) < *wanted) {
        reasons.push(Reason::Review(format!("{} of {wanted} different people have approved", people.len())));
    }
    reasons
}

/// Why a role has not approved; `None` where it has.
fn missing(role: Role, last: Option<&Holding<'_>>, dossier: &Dossier) -> Option<String> {
    let Some(held) = last else { return Some(format!("no sign-off as {role}")) };
    let signoff = held.signoff;
    if !signoff.decision.approves() && held.standing != Standing::Revoked {
        return Some(format!("rejected as {role} by {} on {}", signoff.by, signoff.at.format("%F")));
    }
    (held.standing != Standing::Current).then(|| {
        let (what, why) = (statement::short(signoff), since::why(held, dossier).unwrap_or_default());
        format!("sign-off ({what}) is {}: {why}", held.standing)
    })
}

/// Why an approval does not count because the approver also prepared the review.
fn separation(signoff: &Signoff, dossier: &Dossier, policy: &Policy) -> Option<String> {
    if signoff.role != Role::Approver || !prepared(&signoff.by, dossier) {
        return None;
    }
    let by = &signoff.by;
    match &signoff.sole_operator {
        None => Some(format!(
            "{by} approved and also prepared the review, without saying why one person does both"
        )),
        Some(_) if policy.forbids_sole_operators() => {
            Some(format!("{by} approved as sole operator, which the policy forbids"))
        }
        Some(_) => None,
    }
}

/// True where a person started the review, attested anything in it, or signed it as preparer.
pub fn prepared(person: &Person, dossier: &Dossier) -> bool {
    let review = dossier.review();
    let same = |other: &Person| person.identity() == other.identity();
    same(&review.subject.created_by)
        || dossier.is_attested_by(person)
        || review.signoffs.iter().any(|signoff| signoff.role == Role::Preparer && same(&signoff.by))
}

/// Why an approval is by somebody whom the policy does not name for the role.
fn stranger(signoff: &Signoff, proof: Option<&Proof>, allowed: &[String]) -> Option<String> {
    let (what, role) = (statement::short(signoff), signoff.role);
    match proof {
        Some(Proof::Good(signer)) if allowed.contains(&signer.principal) => None,
        Some(Proof::Good(signer)) => {
            Some(format!("the policy does not let {} sign as {role}", signer.principal))
        }
        _ => Some(format!(
            "sign-off ({what}) is not proven to be by one of those whom the policy names for it"
        )),
    }
}

/// Why an approval is not proven to be its person's.
fn unproven(signoff: &Signoff, proof: Option<&Proof>) -> Option<String> {
    let what = statement::short(signoff);
    match (proof, &signoff.signature) {
        (Some(Proof::Good(_)), _) => None,
        (Some(Proof::Refused(why)), _) => {
            Some(format!("sign-off ({what}) has a signature that is refused: {why}"))
        }
        (Some(Proof::Unsigned), _) | (None, None) => {
            Some(format!("sign-off ({what}) is {}", statement::NOT_SIGNED))
        }
        (None, Some(_)) => Some(format!("sign-off ({what}) has a signature that was not verified here")),
    }
}
