//! `signoff sign`: decide on the whole review.

use super::Exit;
use super::context::Context;
use super::failure::Failure;
use super::output::Output;
use super::reasons;
use super::words::{said, words};
use crate::checklist::Role;
use crate::keys::{Around, Key, Keygen};
use crate::review::day::Day;
use crate::review::{Condition, Decision, Event, Person};
use crate::signoff::{Draft, statement};

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
    #[arg(long = "condition", value_name = "TEXT", value_parser = said, requires_all = ["owner", "due"])]
    conditions: Vec<String>,

    /// Who sees to the conditions
    #[arg(long, value_name = "WHO", requires = "conditions")]
    owner: Option<Person>,

    /// The last day for the conditions; the sign-off expires after it
    #[arg(long, value_name = "DATE", requires = "conditions")]
    due: Option<Day>,

    /// You also prepared the review, and nobody else can decide: say why; recorded and stated
    #[arg(long, value_name = "WHY", value_parser = said)]
    sole_operator: Option<String>,

    /// The SSH key to sign with: a file, or a public key that the agent has as `key::ssh-ed25519 …` [default: git's
    /// user.signingKey, else the only key of the agent and ~/.ssh]
    #[arg(long, value_name = "KEY")]
    key: Option<String>,

    /// Record the decision without a signature
    #[arg(long, conflicts_with = "key")]
    unsigned: bool,
}

impl Sign {
    /// Records the decision.
    pub fn run(&self, context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let mut session = context.open()?;
        let by = context.who()?;
        let draft = self.draft(context);
        session.check_evidence();
        let mut signoff = session.prepare(&draft, by.clone())?;
        // Byte for byte what is signed.
        out.text(&signoff.statement);
        let around = context.around();
        let key = self.key(&around, out)?;
        if let Some(key) = &key {
            out.say(format!("signing with {}", key.label()));
            let at_a_terminal = context.surroundings.terminal;
            signoff.signature = Some(Keygen::find(&around).sign(&signoff.statement, key, at_a_terminal)?);
        }
        let saved = context.save(&mut session, out, |session| {
            // Nobody signs what another program wrote meanwhile: no second try.
            session.sign(signoff.clone()).map_err(|error| Failure::from(error).for_good())
        })?;
        let Event::Signed(signoff) = &saved.event else { return Ok(Exit::Done) };
        match &signoff.signature {
            Some(_) => out.say("signed; signoff verify tells what the signature proves"),
            None => out.note(format!("this sign-off is {}", statement::NOT_SIGNED)),
        }
        if session.dossier().review().attestations().any(|(_, _, attestation)| attestation.by == by) {
            out.note("you attested items of this review yourself");
        }
        if self.decision.approves() {
            for reason in reasons::of(&session) {
                out.note(format!("not signed off yet: {reason}"));
            }
        }
        Ok(Exit::Done)
    }

    /// The key to sign with; none where there is none, or none is wanted.
    fn key(&self, around: &Around, out: &mut Output) -> Result<Option<Key>, Failure> {
        if self.unsigned {
            return Ok(None);
        }
        if let Some(named) = &self.key {
            return Ok(Some(Key::named(named, around)?));
        }
        if let Some(key) = Key::of_git(around) {
            return Ok(Some(key));
        }
        let mut keys = Key::choices(around);
        if keys.len() > 1 {
            return Err(Failure::wrong("there are several keys to sign with")
                .details(keys.iter().map(Key::label))
                .hint("name one with --key, or tell git: git config --global user.signingKey FILE")
                .hint("or record the decision without a signature: --unsigned"));
        }
        if keys.is_empty() {
            out.note("there is no SSH key to sign with; --key names one");
        }
        Ok(keys.pop())
    }

    fn draft(&self, context: &Context<'_>) -> Draft {
        let today = context.now().date_naive();
        let condition = |action: &String| {
            let (owner, due) = self.owner.clone().zip(self.due)?;
            Some(Condition { action: action.clone(), owner, due: due.seen_from(today) })
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
