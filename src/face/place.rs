//! Where keys work, and which places meet on a screen.

/// Where a key works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Place {
    /// On every screen; in text fields only keys that write nothing.
    Everywhere,
    /// Wherever something moves up and down.
    Lists,
    /// The home screen.
    Home,
    /// Wherever an item is selected: the walk, the findings, the stage.
    #[strum(serialize = "walk and findings")]
    Items,
    /// The walk.
    Walk,
    /// Wherever a list stands beside what is selected: the walk, the findings, the evidence, the sign-offs.
    #[strum(serialize = "two panes")]
    Panes,
    /// One item over the whole width.
    Stage,
    /// The findings.
    Findings,
    /// The evidence.
    Evidence,
    /// The sign-offs that there are.
    #[strum(serialize = "sign-offs")]
    Signoffs,
    /// What changed since a sign-off or a day.
    Changes,
    /// The line that filters a list.
    Filter,
    /// Every form.
    Forms,
    /// The new review.
    New,
    /// The attestation.
    Attest,
    /// A selected piece of evidence in the attestation.
    #[strum(serialize = "attached evidence")]
    Attached,
    /// The sign-off.
    Signoff,
    /// The sign-off, where no text is typed.
    #[strum(serialize = "sign-off choices")]
    Deciding,
    /// The revocation.
    Revoke,
    /// Something said: beside an answer, or go and no-go.
    Remark,
    /// What was said and is not declared yet.
    #[strum(serialize = "declaration")]
    Declare,
    /// The statement that is about to be signed.
    Statement,
    /// The same before its end is reached.
    #[strum(serialize = "statement to read")]
    Reading,
    /// The report.
    Report,
    /// The session, and its minutes.
    Session,
    /// Paths that are offered for what is typed.
    #[strum(serialize = "completion list")]
    Completion,
    /// What blocks, in the sign-off.
    #[strum(serialize = "sign-off blockers")]
    Blockers,
    /// Where rows are found by what is typed.
    #[strum(serialize = "help and palette")]
    Finder,
    /// The keys that work here.
    Help,
    /// Commands and items.
    Palette,
    /// A question about something that is to be meant.
    Confirm,
    /// A question that a line answers.
    #[strum(serialize = "question")]
    Prompt,
    /// The notices of the checklists.
    Notices,
    /// An item that was answered twice.
    Conflict,
    /// A save that was refused.
    Blocked,
    /// What has gone from the file.
    Missing,
    /// Why the review is not signed off, or what waits.
    Verdict,
    /// The commands and the references of an item.
    Offers,
    /// The walk in plain questions and answers.
    #[strum(serialize = "plain walker")]
    Walker,
}

impl Place {
    /// The places whose keys work in this one too, the nearest first.
    fn above(self) -> &'static [Self] {
        match self {
            Self::Everywhere
            | Self::Finder
            | Self::Confirm
            | Self::Prompt
            | Self::Blocked
            | Self::Walker => &[],
            Self::Lists | Self::Filter | Self::Forms => &[Self::Everywhere],
            Self::Home | Self::Panes | Self::Report | Self::Session | Self::Reading => {
                &[Self::Lists, Self::Everywhere]
            }
            // Of what works everywhere they only let themselves be closed.
            Self::Notices | Self::Conflict | Self::Missing | Self::Verdict | Self::Offers => {
                &[Self::Lists]
            }
            Self::Items | Self::Evidence | Self::Signoffs | Self::Changes => {
                &[Self::Panes, Self::Lists, Self::Everywhere]
            }
            Self::Walk | Self::Findings | Self::Stage => {
                &[Self::Items, Self::Panes, Self::Lists, Self::Everywhere]
            }
            Self::New
            | Self::Attest
            | Self::Signoff
            | Self::Revoke
            | Self::Remark
            | Self::Declare
            | Self::Statement
            | Self::Completion => &[Self::Forms, Self::Everywhere],
            Self::Attached => &[Self::Attest, Self::Forms, Self::Everywhere],
            Self::Deciding => &[Self::Signoff, Self::Forms, Self::Everywhere],
            Self::Blockers => &[Self::Deciding, Self::Signoff, Self::Forms, Self::Everywhere],
            Self::Help | Self::Palette => &[Self::Finder],
        }
    }

    /// The places where a key is looked up here, the nearest first.
    pub fn chain(self) -> Vec<Self> {
        [&[self], self.above()].concat()
    }

    /// Those of them that are shown: of a box its own.
    pub fn own(self) -> Vec<Self> {
        let mut chain = self.chain();
        chain.retain(|place| place.is_dialog() || !self.is_dialog());
        chain
    }

    /// True where this place's keys work in the other one too.
    pub fn is_above(self, other: Self) -> bool {
        other.above().contains(&self)
    }

    /// True where a text is typed, as far as the place tells.
    pub fn has_text(self) -> bool {
        match self {
            Self::Deciding | Self::Blockers => false,
            Self::Filter | Self::Finder | Self::Help | Self::Palette | Self::Prompt => true,
            _ => self == Self::Forms || Self::Forms.is_above(self),
        }
    }

    /// True for a list inside a form: it takes its keys before the form does, and nobody else runs its commands.
    pub fn is_within_a_form(self) -> bool {
        matches!(self, Self::Completion | Self::Blockers)
    }

    /// True for what lies over a screen until it is answered.
    pub fn is_dialog(self) -> bool {
        matches!(
            self,
            Self::Finder
                | Self::Help
                | Self::Palette
                | Self::Confirm
                | Self::Prompt
                | Self::Notices
                | Self::Conflict
                | Self::Blocked
                | Self::Missing
                | Self::Verdict
                | Self::Offers
        )
    }

    /// True where there is a screen on which both have keys.
    pub fn meets(self, other: Self) -> bool {
        self == other || self.is_above(other) || other.is_above(self)
    }
}
