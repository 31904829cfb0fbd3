//! What a review of a checklist needs before it counts as signed off.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde::Serialize;

use super::{Age, Severity};

/// In which function a person signs.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// Collected the answers.
    Preparer,
    /// Checked them.
    Reviewer,
    /// Decides.
    Approver,
}

/// Who may sign in which role.
type Tied = BTreeMap<Role, Vec<String>>;

/// The `[policy]` of a checklist, and the whole of a policy file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Policy {
    /// Roles that must each have signed; `["approver"]` where the file says nothing.
    #[cfg_attr(test, schemars(default = "default_roles"))]
    pub roles: Vec<Role>,
    /// How long an attestation and a sign-off hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<Age>,
    /// Whether sign-offs must be cryptographically signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<Rule>,
    /// Whether every item needs evidence, whatever it says itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Rule>,
    /// Whether one person may prepare and approve, with a reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sole_operator: Option<Permission>,
    /// How many different people must have signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Who may sign in a role, as the allowed-signers file names them; anybody where the file says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principals: Option<BTreeMap<Role, Vec<String>>>,
    /// Severities that may be unmet; all where the file says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmet: Option<Vec<Severity>>,
    /// Severities that may be met in part; all where the file says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partial: Option<Vec<Severity>>,
    /// Severities whose risk may be accepted; all where the file says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_accepted: Option<Vec<Severity>>,
    /// What the security key of every approval must say of the person; such a key signed then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
}

/// Whether something is asked for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// It may be missing.
    Optional,
    /// It may not.
    Required,
}

/// Whether something is allowed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Permission {
    /// Yes.
    Allowed,
    /// No.
    Forbidden,
}

/// What a security key says of the person who signed. It is the key's claim, and no proof that there is such a key.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    strum::Display,
    strum::EnumString,
    strum::VariantArray,
)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Presence {
    /// Somebody touched it.
    Touch,
    /// Somebody touched it and typed its PIN, or was known to it otherwise.
    Pin,
}

impl Policy {
    /// Both policies at once: of each rule the stricter one.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut roles = self.roles.clone();
        roles.extend(other.roles.iter().filter(|role| !self.roles.contains(role)));
        Self {
            roles,
            max_age: shorter(self.max_age, other.max_age),
            signature: self.signature.max(other.signature),
            evidence: self.evidence.max(other.evidence),
            sole_operator: self.sole_operator.max(other.sole_operator),
            people: self.people.max(other.people),
            principals: tied(self.principals.as_ref(), other.principals.as_ref()),
            unmet: both(self.unmet.as_ref(), other.unmet.as_ref()),
            partial: both(self.partial.as_ref(), other.partial.as_ref()),
            risk_accepted: both(self.risk_accepted.as_ref(), other.risk_accepted.as_ref()),
            presence: self.presence.max(other.presence),
        }
    }

    /// True where every sign-off must be signed.
    pub fn wants_signatures(&self) -> bool {
        self.signature == Some(Rule::Required) || self.presence.is_some()
    }

    /// True where nobody can tell without the signatures whether the policy is kept.
    pub fn needs_proofs(&self) -> bool {
        self.wants_signatures() || self.principals.is_some()
    }

    /// True where nobody may approve what they prepared.
    pub fn forbids_sole_operators(&self) -> bool {
        self.sole_operator == Some(Permission::Forbidden)
    }
}

/// The shorter of two spans, as seen from a common day; none is the longest.
fn shorter(one: Option<Age>, other: Option<Age>) -> Option<Age> {
    one.into_iter()
        .chain(other)
        .min_by_key(|age| age.after(DateTime::UNIX_EPOCH))
}

/// Whom both allow in each role.
fn tied(one: Option<&Tied>, other: Option<&Tied>) -> Option<Tied> {
    let (Some(one), Some(other)) = (one, other) else {
        return one.or(other).cloned();
    };
    let roles = one.keys().chain(other.keys());
    Some(
        roles
            .filter_map(|role| Some((*role, both(one.get(role), other.get(role))?)))
            .collect(),
    )
}

/// What both allow; none allows all.
fn both<T: PartialEq + Clone>(one: Option<&Vec<T>>, other: Option<&Vec<T>>) -> Option<Vec<T>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(
            one.iter()
                .filter(|severity| other.contains(severity))
                .cloned()
                .collect(),
        ),
        (one, other) => one.or(other).cloned(),
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            roles: vec![Role::Approver],
            max_age: None,
            signature: None,
            evidence: None,
            sole_operator: None,
            people: None,
            principals: None,
            unmet: None,
            partial: None,
            risk_accepted: None,
            presence: None,
        }
    }
}

/// What the form says where a file says nothing.
#[cfg(test)]
fn default_roles() -> Vec<Role> {
    Policy::default().roles
}

#[cfg(test)]
mod tests {
    use super::Policy;
    use crate::policy::form;

    fn policy(text: &str) -> Policy {
        form::parse("policy.toml".as_ref(), text).unwrap()
    }

    #[test]
    fn of_each_rule_the_stricter_one_holds() {
        for (lax, strict, both) in [
            (
                "roles = [\"approver\"]",
                "roles = [\"reviewer\"]",
                "roles = [\"approver\", \"reviewer\"]",
            ),
            ("max-age = \"1y\"", "max-age = \"52w\"", "max-age = \"52w\""),
            (
                "signature = \"optional\"",
                "signature = \"required\"",
                "signature = \"required\"",
            ),
            (
                "evidence = \"optional\"",
                "evidence = \"required\"",
                "evidence = \"required\"",
            ),
            (
                "sole-operator = \"allowed\"",
                "sole-operator = \"forbidden\"",
                "sole-operator = \"forbidden\"",
            ),
            ("people = 2", "people = 3", "people = 3"),
            (
                "unmet = [\"low\", \"high\"]",
                "unmet = [\"low\", \"medium\"]",
                "unmet = [\"low\"]",
            ),
            ("partial = [\"low\"]", "partial = []", "partial = []"),
            (
                "risk-accepted = [\"high\"]",
                "risk-accepted = [\"low\"]",
                "risk-accepted = []",
            ),
            (
                "presence = \"touch\"",
                "presence = \"pin\"",
                "presence = \"pin\"",
            ),
            (
                "principals = { approver = [\"a\", \"b\"] }",
                "principals = { approver = [\"b\", \"c\"], reviewer = [\"d\"] }",
                "principals = { approver = [\"b\"], reviewer = [\"d\"] }",
            ),
        ] {
            let (lax, strict, both) = (policy(lax), policy(strict), policy(both));
            let sorted = |mut policy: Policy| {
                policy.roles.sort();
                policy
            };
            assert_eq!(sorted(lax.and(&strict)), sorted(both.clone()), "{both:?}");
            assert_eq!(sorted(strict.and(&lax)), sorted(both.clone()), "{both:?}");
            // Who says nothing loosens nothing.
            let silent = Policy {
                roles: strict.roles.clone(),
                ..Policy::default()
            };
            assert_eq!(
                (silent.and(&strict), strict.and(&silent)),
                (strict.clone(), strict)
            );
        }
        let wrong = form::parse("policy.toml".as_ref(), "people = 9007199254740992")
            .unwrap_err()
            .to_string();
        assert!(wrong.contains("how many people must approve"), "{wrong}");
    }
}
