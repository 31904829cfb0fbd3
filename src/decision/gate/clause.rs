//! One thing that the gate asks for, by the key that a policy or an option has for it.

/// One thing that the gate asks for; the name is the key of a policy where there is one. First what is asked of the review
/// itself, behind the records what is asked of its sign-offs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Clause {
    /// The review is of that system.
    System,
    /// It is of that environment.
    Environment,
    /// It is that review.
    ReviewId,
    /// It is of that revision.
    Revision,
    /// It has every record that it had at a commit.
    Against,
    /// It is against those checklists.
    Checklists,
    /// It has so many items.
    Items,
    /// Every item has an answer that holds and is whole.
    Answers,
    /// Which severities may be unmet.
    Unmet,
    /// Which may be met in part.
    Partial,
    /// Which may be not applicable.
    NotApplicable,
    /// The risk of which may be accepted.
    RiskAccepted,
    /// For how long.
    MaxAcceptance,
    /// By whom.
    Accepters,
    /// Whether by who answered.
    SelfAccepted,
    /// Whether a finding may be overdue.
    Overdue,
    /// Whether answers have evidence.
    Evidence,
    /// Of which kinds.
    EvidenceKinds,
    /// How much.
    EvidenceLeast,
    /// Whose answers somebody else must stand behind.
    Accepted,
    /// Whether whoever takes a risk must say so.
    Confirmed,
    /// No answer is returned.
    Returns,
    /// How long answers and sign-offs hold.
    MaxAge,
    /// No record was tampered with.
    Records,
    /// Nobody says no, and no no was passed over.
    Rejections,
    /// Who may lift a no.
    Overrule,
    /// Whether questions are open.
    Questions,
    /// No condition is overdue.
    Conditions,
    /// Of which form a statement must be.
    Form,
    /// Which roles have approved.
    Roles,
    /// Whether one person may prepare and approve.
    SoleOperator,
    /// Which roles are apart from who prepared, and from each other.
    Independent,
    /// How many people have approved.
    People,
    /// How long the answers lay open before.
    OpenFor,
    /// Whether approvals are signed.
    Signature,
    /// Whether the keys of approvals say that somebody was there.
    Presence,
    /// By whom.
    Principals,
}

impl Clause {
    /// What is asked although nobody says so.
    pub fn by_itself(self) -> Option<&'static str> {
        match self {
            Self::Answers => Some("every item"),
            Self::Records => Some("as they were made"),
            Self::Rejections | Self::Returns => Some("none that stands"),
            Self::Questions => Some("closed, or taken on with a reason"),
            Self::Conditions => Some("none overdue"),
            Self::SoleOperator => Some("allowed with a reason"),
            _ => None,
        }
    }

    /// True of what is asked of the sign-offs, and not of the review itself.
    pub fn is_of_signoffs(self) -> bool {
        self > Self::Records
    }
}
