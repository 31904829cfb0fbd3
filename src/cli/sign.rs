//! `signoff sign`: decide on the whole review.

use super::context::Context;
use super::exit::Exit;
use super::output::Output;
use super::question::{self, QuestionOptions, Unverified};
use super::signing::SigningOptions;
use super::words::{filled, words};
use crate::decision::{Draft, statement};
use crate::face::failure::Failure;
use crate::face::form::sign;
use crate::policy::Role;
use crate::policy::day::Day;
use crate::review::{Condition, Decision, Person};

/// Decide on the review as it is now
///
/// The decision is bound to the exact content of the review: any later change voids it. An approval is refused while
/// an item is not reviewed, expired, stale or incomplete, or a finding lacks owner or date.
#[derive(Debug, clap::Args)]
pub struct Sign {
    /// In which function
    #[arg(long, value_parser = words::<Role>())]
    role: Role,

    /// What you decide
    #[arg(long, value_parser = words::<Decision>())]
    decision: Decision,

    /// What must be done for the approval to hold; give it again for several
    #[arg(long = "condition", value_name = "TEXT", value_parser = filled(&sign::CONDITIONS), requires_all = ["owner", "due"])]
    conditions: Vec<String>,

    /// Who sees to the conditions
    #[arg(long, value_name = "WHO", requires = "conditions")]
    owner: Option<Person>,

    /// The last day for the conditions; the sign-off expires after it
    #[arg(long, value_name = "DATE", requires = "conditions")]
    due: Option<Day>,

    /// You also prepared the review, and nobody else can decide: say why; recorded and stated
    #[arg(long, value_name = "WHY", value_parser = filled(&sign::SOLE))]
    sole_operator: Option<String>,

    #[command(flatten)]
    signing: SigningOptions,

    #[command(flatten)]
    question: QuestionOptions,
}

impl Sign {
    /// Records the decision.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut open = context.open()?;
        let by = context.who()?;
        let draft = self.draft(context);
        open.check_evidence();
        open.ask(self.question.inquiry(context, None)?);
        let mut signoff = open.prepare(&draft, by.clone())?;
        // Byte for byte what is signed.
        out.text(&signoff.statement);
        signoff.signature = self.signing.sign(&signoff.statement, context, out)?;
        // Nobody signs what another program wrote meanwhile: there is no second try.
        let evidence = open.read_evidence();
        let is_signed = signoff.signature.is_some();
        for warning in open.sign(signoff, evidence)?.warnings() {
            out.warn(warning);
        }
        if is_signed {
            out.say("signed; signoff verify tells what the signature proves");
        } else {
            out.note(format!("this sign-off is {}", statement::NOT_SIGNED));
        }
        if open
            .dossier()
            .review()
            .attestations()
            .any(|(_, _, attestation)| attestation.by == by)
        {
            out.note("you attested items of this review yourself");
        }
        if self.decision.approves() {
            // It is recorded: what goes wrong from here on must not look as if it were not.
            if let Err(failure) = question::verify(&mut open, context, Unverified::IsSaid) {
                out.note(failure.line());
            }
            for why in open.facts().verdict().whys() {
                out.note(format!("not signed off yet: {why}"));
            }
        }
        Ok(Exit::Done)
    }

    fn draft(&self, context: &Context<'_>) -> Draft {
        let today = context.now().date_naive();
        let condition = |action: &String| {
            let (owner, due) = self.owner.clone().zip(self.due)?;
            Some(Condition {
                action: action.clone(),
                owner,
                due: due.seen_from(today),
            })
        };
        let conditions = self.conditions.iter().filter_map(condition).collect();
        Draft {
            role: self.role,
            decision: self.decision,
            conditions,
            sole_operator: self.sole_operator.clone(),
        }
    }
}
