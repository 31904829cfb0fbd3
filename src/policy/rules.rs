//! What a review of a checklist needs before it counts as signed off.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde::Serialize;

use super::{Age, Severity};

/// In which function a person signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
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
    #[cfg_attr(test, schemars(with = "Option<Principals>"))]
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
    /// Severities that may be not applicable; all where the file says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<Vec<Severity>>,
    /// Kinds of evidence that count; then every item needs such a piece, unless it is not applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_kinds: Option<Vec<Backing>>,
    /// How many pieces every item needs, links and files, unless it is not applicable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence_least: Option<u64>,
    /// Whether a finding may be past its due date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<Permission>,
    /// For how long a risk may be accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_acceptance: Option<Age>,
    /// Who may accept a risk, by mail address; anybody where the file says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepters: Option<Vec<String>>,
    /// Whether who answers may accept the risk of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_accepted: Option<Permission>,
    /// How long the answers lie open before they may be approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_for: Option<Age>,
    /// Roles whose approvers did not prepare, whatever they say, and are different people; who prepared is then not among
    /// `people` either.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent: Option<Vec<Role>>,
    /// Severities whose answers somebody must accept who may review or approve, and who did not give them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Vec<Severity>>,
    /// Whether whoever takes a risk must say so themself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Rule>,
    /// Whether questions may be open that no sign-off has taken on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<QuestionRule>,
    /// The oldest form of a statement that counts as an approval.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<u64>,
    /// Who may overrule a rejection, as the allowed-signers file names them; nobody where the file says nothing. It stands
    /// among the principals.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(skip))]
    pub overrule: Option<Vec<String>>,
}

/// The principals as a file has them.
#[cfg(test)]
#[derive(schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only what it looks like is of use")]
struct Principals {
    /// Who may sign as preparer.
    #[schemars(default)]
    preparer: Vec<String>,
    /// Who may sign as reviewer.
    #[schemars(default)]
    reviewer: Vec<String>,
    /// Who may sign as approver.
    #[schemars(default)]
    approver: Vec<String>,
    /// Who may lift a rejection that its maker leaves standing.
    #[schemars(default)]
    overrule: Vec<String>,
}

/// What becomes of questions that are asked after a sign-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum QuestionRule {
    /// They may stay open.
    Open,
    /// They must be closed, or taken on by a sign-off.
    Closed,
}

/// A kind of evidence that proves more than somebody's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Backing {
    /// An address on the web.
    Link,
    /// A file, by its digest.
    File,
}

/// Whether something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// It may be missing.
    Optional,
    /// It may not.
    Required,
}

/// Whether something is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Permission {
    /// Yes.
    Allowed,
    /// No.
    Forbidden,
}

/// What a security key says of the person who signed. It is the key's claim, and no proof that there is such a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[derive(strum::Display, strum::EnumString, strum::VariantArray)]
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
        Self {
            roles: joined(&self.roles, &other.roles),
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
            not_applicable: both(self.not_applicable.as_ref(), other.not_applicable.as_ref()),
            evidence_kinds: both(self.evidence_kinds.as_ref(), other.evidence_kinds.as_ref()),
            evidence_least: self.evidence_least.max(other.evidence_least),
            overdue: self.overdue.max(other.overdue),
            max_acceptance: shorter(self.max_acceptance, other.max_acceptance),
            accepters: both(self.accepters.as_ref(), other.accepters.as_ref()),
            self_accepted: self.self_accepted.max(other.self_accepted),
            open_for: longer(self.open_for, other.open_for),
            independent: either(self.independent.as_ref(), other.independent.as_ref()),
            accepted: either(self.accepted.as_ref(), other.accepted.as_ref()),
            confirmed: self.confirmed.max(other.confirmed),
            questions: self.questions.max(other.questions),
            form: self.form.max(other.form),
            overrule: both_named(self.overrule.as_ref(), other.overrule.as_ref()),
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

    /// True where it lets somebody sign in a role, as the allowed signers call them or by their mail address.
    pub fn allows(&self, role: Role, principal: &str) -> bool {
        let named = self.principals.as_ref().and_then(|all| all.get(&role));
        named.is_none_or(|all| all.iter().any(|one| one.eq_ignore_ascii_case(principal)))
    }

    /// True where some role is for others than who prepared.
    pub fn wants_independence(&self) -> bool {
        self.independent
            .as_ref()
            .is_some_and(|roles| !roles.is_empty())
    }

    /// True where nobody who prepared may sign in a role, whatever they say.
    pub fn is_independent(&self, role: Role) -> bool {
        self.independent
            .as_ref()
            .is_some_and(|roles| roles.contains(&role))
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

/// The longer of two spans; none is the shortest.
fn longer(one: Option<Age>, other: Option<Age>) -> Option<Age> {
    one.into_iter()
        .chain(other)
        .max_by_key(|age| age.after(DateTime::UNIX_EPOCH))
}

/// What one of both asks for.
fn joined<T: PartialEq + Copy>(one: &[T], other: &[T]) -> Vec<T> {
    let more = other.iter().filter(|role| !one.contains(role));
    one.iter().chain(more).copied().collect()
}

/// The same where both may be silent.
fn either<T: PartialEq + Copy>(one: Option<&Vec<T>>, other: Option<&Vec<T>>) -> Option<Vec<T>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(joined(one, other)),
        (one, other) => one.or(other).cloned(),
    }
}

/// Whom both allow in each role.
fn tied(one: Option<&Tied>, other: Option<&Tied>) -> Option<Tied> {
    let (Some(one), Some(other)) = (one, other) else {
        return one.or(other).cloned();
    };
    let roles = one.keys().chain(other.keys());
    Some(
        roles
            .filter_map(|role| Some((*role, both_named(one.get(role), other.get(role))?)))
            .collect(),
    )
}

/// What both allow; none allows all.
fn both<T: PartialEq + Clone>(one: Option<&Vec<T>>, other: Option<&Vec<T>>) -> Option<Vec<T>> {
    common(one, other, T::eq)
}

/// Whom both name, in whichever case.
fn both_named(one: Option<&Vec<String>>, other: Option<&Vec<String>>) -> Option<Vec<String>> {
    common(one, other, |one, other| one.eq_ignore_ascii_case(other))
}

fn common<T: Clone>(
    one: Option<&Vec<T>>,
    other: Option<&Vec<T>>,
    is: impl Fn(&T, &T) -> bool,
) -> Option<Vec<T>> {
    let (Some(one), Some(other)) = (one, other) else {
        return one.or(other).cloned();
    };
    let is_both = |mine: &&T| other.iter().any(|its| is(mine, its));
    Some(one.iter().filter(is_both).cloned().collect())
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
            not_applicable: None,
            evidence_kinds: None,
            evidence_least: None,
            overdue: None,
            max_acceptance: None,
            accepters: None,
            self_accepted: None,
            open_for: None,
            independent: None,
            accepted: None,
            confirmed: None,
            questions: None,
            form: None,
            overrule: None,
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
        form::parse("policy.toml".as_ref(), text).unwrap().0
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
                "not-applicable = [\"high\", \"low\"]",
                "not-applicable = [\"low\"]",
                "not-applicable = [\"low\"]",
            ),
            (
                "evidence-kinds = [\"link\", \"file\"]",
                "evidence-kinds = [\"file\"]",
                "evidence-kinds = [\"file\"]",
            ),
            (
                "evidence-least = 1",
                "evidence-least = 2",
                "evidence-least = 2",
            ),
            (
                "overdue = \"allowed\"",
                "overdue = \"forbidden\"",
                "overdue = \"forbidden\"",
            ),
            (
                "max-acceptance = \"13w\"",
                "max-acceptance = \"90d\"",
                "max-acceptance = \"90d\"",
            ),
            (
                "accepters = [\"a@x.org\", \"b@x.org\"]",
                "accepters = [\"B@x.org\"]",
                "accepters = [\"b@x.org\"]",
            ),
            (
                "self-accepted = \"allowed\"",
                "self-accepted = \"forbidden\"",
                "self-accepted = \"forbidden\"",
            ),
            (
                "open-for = \"1d\"",
                "open-for = \"1w\"",
                "open-for = \"1w\"",
            ),
            (
                "independent = [\"approver\"]",
                "independent = [\"approver\", \"reviewer\"]",
                "independent = [\"approver\", \"reviewer\"]",
            ),
            (
                "accepted = [\"high\"]",
                "accepted = [\"high\", \"low\"]",
                "accepted = [\"high\", \"low\"]",
            ),
            (
                "confirmed = \"optional\"",
                "confirmed = \"required\"",
                "confirmed = \"required\"",
            ),
            (
                "questions = \"open\"",
                "questions = \"closed\"",
                "questions = \"closed\"",
            ),
            ("form = 1", "form = 2", "form = 2"),
            (
                "principals = { overrule = [\"a\", \"b\"] }",
                "principals = { overrule = [\"b\"] }",
                "principals = { overrule = [\"b\"] }",
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
    }

    #[test]
    fn whom_two_policies_name_in_two_cases_both_name() {
        let policy = |name| Policy {
            overrule: Some(vec![name]),
            ..Policy::default()
        };
        let (one, other) = (policy("b@x.org".to_owned()), policy("B@X.org".to_owned()));
        assert_eq!(one.and(&other), one);
    }

    #[test]
    fn a_policy_that_contradicts_itself_is_refused_whole() {
        for (text, why) in [
            ("people = 9007199254740992", "expected a number below"),
            ("evidence-least = 0", "expected at least 1"),
            ("people = 0", "`people`: expected at least 1"),
            ("roles = []", "the approver is asked for where no role"),
            (
                "presence = \"touch\"\nsignature = \"optional\"",
                "says that a signature may be missing",
            ),
            (
                "[principals]\nreviewer = []",
                "nobody could sign as reviewer",
            ),
            (
                "[principals]\napprover = [\"*@x.org\"]",
                "no allowed signer has that name",
            ),
            (
                "[principals]\noverrule = [\"Bob <b@x.org>\"]",
                "no allowed signer has",
            ),
            (
                "[principals]\npreparer = [\" \"]",
                "no allowed signer has that name",
            ),
            (
                "accepters = [\"b@\u{200b}x.org\"]",
                "expected a mail address",
            ),
            ("evidence-kinds = []", "no kind would do"),
            (
                "evidence = \"optional\"\nevidence-least = 1",
                "says that evidence may be missing",
            ),
            ("accepters = []", "nobody could accept a risk"),
            ("accepters = [\"Bob\"]", "expected a mail address"),
            ("independent = [\"preparer\"]", "prepared it, by that"),
            (
                "sole-operator = \"allowed\"\nindependent = [\"approver\"]",
                "says that one person may do both",
            ),
            (
                "open-for = \"90d\"\nmax-age = \"12w\"",
                "answers expire after 12w",
            ),
            ("independant = []", "did you mean `independent`?"),
            ("overdue = \"no\"", "expected one of allowed, forbidden"),
        ] {
            let wrong = form::parse("policy.toml".as_ref(), text)
                .unwrap_err()
                .to_string();
            assert!(
                wrong.contains(why) && wrong.starts_with("policy.toml:"),
                "{wrong}"
            );
        }
    }
}
