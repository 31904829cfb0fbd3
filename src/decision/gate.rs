//! What stands between a review and "signed off".

use std::collections::BTreeSet;
use std::fmt;

use chrono::{DateTime, Utc};

use super::{Armor, Holding, Proof, chain, holding, revoking, since, statement};
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
            found.push(Blocker {
                position: entry.position,
                item: dossier.name(entry.position),
                what,
            });
        }
    }
    found
}

fn faults(entry: &Entry<'_>) -> Vec<String> {
    let Some(last) = entry.latest() else {
        return vec!["is not reviewed".into()];
    };
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
    if may_be
        .as_ref()
        .is_some_and(|severities| !severities.contains(&severity))
    {
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
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
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
        Self {
            stage: Stage::Approved,
            proofs: None,
            revision: None,
        }
    }
}

/// Every reason why the review is not signed off; none means that it is.
pub fn reasons(dossier: &Dossier, now: DateTime<Utc>, demand: &Demand<'_>) -> Vec<Reason> {
    let mut reasons: Vec<_> = blockers(dossier).into_iter().map(Reason::Item).collect();
    let revision = dossier.review().subject.revision.as_deref();
    if let Some(wanted) = demand.revision.filter(|wanted| Some(*wanted) != revision) {
        let what = revision.map_or_else(
            || "names no revision".to_owned(),
            |revision| format!("is of {revision}"),
        );
        reasons.push(Reason::Review(format!(
            "the review {what}, not of {wanted}"
        )));
    }
    if demand.stage == Stage::Complete {
        return reasons;
    }
    let policy = dossier.policy();
    let holdings = holding::proven(dossier, now, demand.proofs);
    let current = |held: &Holding<'_>| held.standing == Standing::Current;
    // Who was not asked and says no is heard all the same.
    let rejects = |held: &Holding<'_>| current(held) && !held.signoff.decision.approves();
    let mut roles: BTreeSet<Role> = policy.roles.iter().copied().collect();
    roles.extend(
        holdings
            .iter()
            .filter(|held| rejects(held))
            .map(|held| held.signoff.role),
    );
    for role in roles {
        let mut noes = holdings
            .iter()
            .filter(|held| held.signoff.role == role && rejects(held))
            .peekable();
        let last = holdings
            .iter()
            .rev()
            .find(|holding| holding.signoff.role == role);
        if noes.peek().is_none() {
            reasons.extend(missing(role, last, dossier));
        }
        reasons.extend(noes.map(|held| rejected(held.signoff)));
    }
    // What was tampered with may have been a no, or have taken back a yes.
    reasons.extend(
        holdings
            .iter()
            .filter(|held| held.is_broken)
            .map(|held| fallen(held, dossier)),
    );
    let review = dossier.review();
    reasons.extend(review.revocations.iter().filter_map(|one| {
        let why = revoking::fault(one, review)?;
        let (by, day) = (&one.by, one.at.format("%F"));
        Some(Reason::Review(format!(
            "the revocation by {by} on {day} is not as it was recorded: {why}"
        )))
    }));
    let wants_signatures = demand.stage == Stage::Signed || policy.wants_signatures();
    let mut people: Vec<(&Person, Option<&str>)> = Vec::new();
    let (mut counted, mut faulty) = (Vec::new(), Vec::new());
    for (nth, held) in holdings.iter().enumerate() {
        if !current(held) || !held.signoff.decision.approves() {
            continue;
        }
        let who = held.signoff;
        let proof = demand.proofs.map(|proofs| &proofs[nth]);
        let allowed = policy
            .principals
            .as_ref()
            .and_then(|tied| tied.get(&who.role));
        let faults = [
            separation(who, dossier, &policy),
            unproven(who, proof, wants_signatures),
            allowed.and_then(|allowed| stranger(who, proof, allowed)),
        ];
        if faults.iter().all(Option::is_none) {
            counted.push(who);
            // Who has two addresses has one key.
            let key = proof.and_then(Proof::fingerprint);
            if !people
                .iter()
                .any(|(other, its)| other.may_be(&who.by) || (key.is_some() && *its == key))
            {
                people.push((&who.by, key));
            }
        }
        faulty.extend(faults.into_iter().flatten().map(|text| (who, text)));
    }
    // One that does not count takes nothing from another in its role that does, nor does it lift a no.
    let lifts = |yes: &Signoff| {
        let mut noes = review
            .signoffs
            .iter()
            .filter(|no| no.role == yes.role && !no.decision.approves());
        noes.any(|no| no.by.may_be(&yes.by))
    };
    faulty.retain(|(yes, _)| lifts(yes) || counted.iter().all(|other| other.role != yes.role));
    reasons.extend(
        faulty
            .into_iter()
            .map(|(yes, text)| Reason::Role(yes.role, text)),
    );
    // Anybody may revoke, so that a revoked no asks for a decision by somebody who knew that.
    reasons.extend(
        holdings
            .iter()
            .filter(|held| is_revoked_no(held))
            .filter_map(|held| {
                let revocation = review.revocation_of(held.signoff.digest())?.digest();
                let decides = |yes: &&Signoff| {
                    yes.role == held.signoff.role && chain::leads(yes, revocation, review)
                };
                (!counted.iter().any(decides)).then(|| fallen(held, dossier))
            }),
    );
    if let Some(wanted) = policy
        .people
        .filter(|wanted| (people.len() as u64) < *wanted)
    {
        reasons.push(Reason::Review(format!(
            "{} of {wanted} different people have approved",
            people.len()
        )));
    }
    reasons
}

/// Why a role has not approved; `None` where it has, or where that was said before.
fn missing(role: Role, last: Option<&Holding<'_>>, dossier: &Dossier) -> Option<Reason> {
    let Some(held) = last else {
        return Some(Reason::Role(role, format!("no sign-off as {role}")));
    };
    let signoff = held.signoff;
    if held.is_broken || is_revoked_no(held) {
        return None;
    }
    if !signoff.decision.approves() {
        return Some(rejected(signoff));
    }
    (held.standing != Standing::Current).then(|| fallen(held, dossier))
}

fn is_revoked_no(held: &Holding<'_>) -> bool {
    held.standing == Standing::Revoked && !held.signoff.decision.approves()
}

/// That somebody said no.
fn rejected(signoff: &Signoff) -> Reason {
    let Signoff { role, by, at, .. } = signoff;
    Reason::Role(
        *role,
        format!("rejected as {role} by {by} on {}", at.format("%F")),
    )
}

/// That a sign-off does not hold, and why.
fn fallen(held: &Holding<'_>, dossier: &Dossier) -> Reason {
    let (what, why) = (
        statement::short(held.signoff),
        since::why(held, dossier).unwrap_or_default(),
    );
    Reason::Role(
        held.signoff.role,
        format!("sign-off ({what}) is {}: {why}", held.standing),
    )
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
        Some(_) if policy.forbids_sole_operators() => Some(format!(
            "{by} approved as sole operator, which the policy forbids"
        )),
        Some(_) => None,
    }
}

/// True where a person started the review, attested anything in it, or signed it as preparer.
pub fn prepared(person: &Person, dossier: &Dossier) -> bool {
    let review = dossier.review();
    let same = |other: &Person| person.may_be(other);
    same(&review.subject.created_by)
        || dossier.is_attested_by(person)
        || review
            .signoffs
            .iter()
            .any(|signoff| signoff.role == Role::Preparer && same(&signoff.by))
}

/// Why an approval is by somebody whom the policy does not name for the role.
fn stranger(signoff: &Signoff, proof: Option<&Proof>, allowed: &[String]) -> Option<String> {
    let (what, role) = (statement::short(signoff), signoff.role);
    match proof {
        Some(Proof::Good(signer))
            if allowed
                .iter()
                .any(|one| one.eq_ignore_ascii_case(&signer.principal)) =>
        {
            None
        }
        Some(Proof::Good(signer)) => Some(format!(
            "the policy does not let {} sign as {role}",
            signer.principal
        )),
        _ => Some(format!(
            "sign-off ({what}) is not proven to be by one of those whom the policy names for it"
        )),
    }
}

/// Why an approval is not proven to be its person's. A signature that is no good is worse than none, whether or not
/// one is wanted.
fn unproven(signoff: &Signoff, proof: Option<&Proof>, wanted: bool) -> Option<String> {
    let what = statement::short(signoff);
    let refused = |why: &str| format!("sign-off ({what}) has a signature that is refused: {why}");
    match (proof, &signoff.signature) {
        (Some(Proof::Good(_)), _) => None,
        (Some(Proof::Refused(why)), _) => Some(refused(why)),
        (Some(Proof::Unsigned), _) | (None, None) => {
            wanted.then(|| format!("sign-off ({what}) is {}", statement::NOT_SIGNED))
        }
        (None, Some(_)) if wanted => Some(format!(
            "sign-off ({what}) has a signature that was not verified here"
        )),
        (None, Some(signature)) => {
            let unfit = Armor::read(signature)
                .and_then(|armor| armor.refuse_unfit())
                .err()?;
            Some(refused(&unfit.to_string()))
        }
    }
}
