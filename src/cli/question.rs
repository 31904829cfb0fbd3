//! What is asked of a review, and whom to believe: options that every command has that tells whether it is signed off.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use super::call::Call;
use super::words::words;
use crate::decision::{Question, Stage};
use crate::face::failure::Failure;
use crate::git::revision;
use crate::keys::{KeyError, Lists, aliases};
use crate::policy::Zone;
use crate::policy::day::Day;
use crate::policy::target::{Pin, Revision, Target};
use crate::work::{Inquiry, OpenReview, policy};

/// Which review, how far, under which policy.
#[derive(Debug, clap::Args)]
pub(super) struct QuestionOptions {
    /// How far the review must be [default: approved, and signed where the policy says so]
    #[arg(long, value_name = "STAGE", value_parser = words::<Stage>())]
    require: Option<Stage>,

    /// A policy file of your own; of each rule the stricter one holds, its or the checklist's
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    policy: Option<PathBuf>,

    #[command(flatten)]
    target: TargetOptions,

    #[command(flatten)]
    trust: TrustOptions,

    /// A mailmap that says which addresses are one person, who then prepares and approves as one [default: git's mailmap.file]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    mailmap: Option<PathBuf>,
}

/// Which review is wanted.
#[derive(Debug, clap::Args)]
struct TargetOptions {
    /// The system that the review must be of
    #[arg(long, value_name = "NAME")]
    system: Option<String>,

    /// The environment that the review must be of
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,

    /// The id that the review must have
    #[arg(long, value_name = "ID")]
    review_id: Option<String>,

    /// A checklist that the review must be against, in any text or in exactly that; give it again for several
    #[arg(long = "checklist", value_name = "ID[@sha256:HEX]")]
    checklists: Vec<Pin>,

    /// The revision that is being deployed: the review must be of it, or of the commit that git here knows by that name
    #[arg(long, value_name = "REV")]
    revision: Option<String>,

    /// A commit, such as the one that was deployed last: every record that the review had there must still be in it
    #[arg(long, value_name = "REV")]
    against: Option<String>,
}

/// Who may sign.
#[derive(Debug, clap::Args)]
pub(super) struct TrustOptions {
    /// Who may sign [default: git's gpg.ssh.allowedSignersFile]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    allowed_signers: Option<PathBuf>,

    /// Keys that are revoked: a revocation list of ssh-keygen, or public keys [default: git's gpg.ssh.revocationFile]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    revoked: Option<PathBuf>,
}

/// When the review must hold, and keys must be valid.
#[derive(Debug, clap::Args)]
pub(super) struct AuditOptions {
    /// The day to look from, for an audit [default: now]
    #[arg(long, value_name = "DATE")]
    at: Option<Day>,
}

/// What a command does where signatures cannot be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unverified {
    /// It ends: a gate must not answer for what it could not look at.
    Fails,
    /// It says so in its answer.
    IsSaid,
}

impl QuestionOptions {
    /// How far the review must be.
    pub(super) fn stage(&self) -> Stage {
        self.require.unwrap_or_default()
    }

    /// What is asked, with the rules of the policy file that was named.
    pub(super) fn inquiry(&self, call: &Call<'_>) -> Result<Inquiry, Failure> {
        let read = |file| policy::read(&call.here().join(file));
        let mut policy = self.policy.as_ref().map(read).transpose()?;
        let mut target = self.target.target();
        let targets = policy.as_mut().map(|file| &mut file.target);
        for revision in targets
            .into_iter()
            .chain([&mut target])
            .filter_map(|target| target.revision.as_mut())
        {
            revision.commit = revision::commit(&revision.text, call.here());
        }
        let lists = self.trust.lists();
        let question = Question {
            stage: self.stage(),
            policy,
            target,
            earlier: Vec::new(),
            at: None,
            names_signers: self.trust.is_named(),
            aliases: aliases::find(&lists, self.mailmap.as_deref(), &call.around)?,
        };
        Ok(Inquiry { question, lists })
    }

    /// Opens the review, reads its evidence, and finds out what its signatures prove.
    pub(super) fn open(
        &self,
        call: &Call<'_>,
        audit: Option<&AuditOptions>,
        unverified: Unverified,
    ) -> Result<OpenReview, Failure> {
        let mut open = call.open_checked()?;
        let mut inquiry = self.inquiry(call)?;
        inquiry.question.at = audit.and_then(|audit| audit.moment(&open));
        open.ask(inquiry);
        verify(&mut open, call, unverified)?;
        Ok(open)
    }
}

/// What is asked where nobody names anything.
pub(super) fn plain(call: &Call<'_>) -> Result<Inquiry, Failure> {
    let lists = Lists::default();
    let question = Question {
        aliases: aliases::find(&lists, None, &call.around)?,
        ..Question::default()
    };
    Ok(Inquiry { question, lists })
}

impl TargetOptions {
    fn target(&self) -> Target {
        let Self {
            system,
            environment,
            review_id,
            checklists,
            revision,
            against,
        } = self;
        Target {
            system: system.clone(),
            environment: environment.clone(),
            review_id: review_id.clone(),
            revision: revision.as_deref().map(Revision::from),
            against: against.as_deref().map(Revision::from),
            checklists: checklists.clone(),
            items: None,
        }
    }
}

/// Finds out what the signatures prove, for a verdict: what is known counts whether or not anybody asked for it, so that
/// one file gets the same answer to the same question from every command on a machine.
pub(super) fn verify(
    open: &mut OpenReview,
    call: &Call<'_>,
    unverified: Unverified,
) -> Result<(), Failure> {
    let facts = open.facts();
    let names_signers = facts.question.names_signers;
    let is_asked = facts.question.needs_proofs(facts.dossier.policy());
    let Err(error) = open.verify(&call.around) else {
        return Ok(());
    };
    // Who names a list that is not there is told so at once.
    let is_misnamed = names_signers && matches!(error, KeyError::NoList(_) | KeyError::NoKeys(_));
    if is_misnamed || (is_asked && unverified == Unverified::Fails) {
        return Err(error.into());
    }
    Ok(())
}

impl AuditOptions {
    /// The end of the day that was named, where the review's people are.
    pub(super) fn moment(&self, open: &OpenReview) -> Option<DateTime<Utc>> {
        let calendar = open.calendar();
        // Nothing in a review is dated later, and times are added to this one.
        let last = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(calendar.today);
        let day = self.at?.seen_from(calendar).min(last);
        let end = open.dossier().zone().end_of(day);
        Some(end.min(Zone::UTC.end_of(last)))
    }
}

impl TrustOptions {
    /// True where somebody says whom to believe, who then wants to know.
    pub(super) fn is_named(&self) -> bool {
        self.allowed_signers.is_some() || self.revoked.is_some()
    }

    /// The lists that were named.
    pub(super) fn lists(&self) -> Lists {
        Lists {
            allowed: self.allowed_signers.clone(),
            revoked: self.revoked.clone(),
        }
    }
}
