//! `signoff session`: a meeting, and its minutes.

use std::path::PathBuf;

use clap::Subcommand;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::words::words;
use crate::face::failure::Failure;
use crate::policy::Role;
use crate::report::markdown;
use crate::review::{Change, Person, VoteDraft, VoteKind};

/// Begin or end a session, say go or no-go in it, or write its minutes.
#[derive(Debug, Subcommand)]
pub(super) enum Meeting {
    /// Begin to go through the review together; who is there is recorded, and never signed
    Start(Attendance),
    /// Say go or no-go as preparer, reviewer or approver; recorded, never signed, and it decides nothing
    Vote(VoteCommand),
    /// End the session
    End,
    /// Write the minutes of the last session in Markdown
    Recap(Recap),
}

/// Who is there.
#[derive(Debug, clap::Args)]
pub(super) struct Attendance {
    /// Who leads [default: you]
    #[arg(long, value_name = "WHO")]
    lead: Option<Person>,

    /// Who else is there; give it again for several
    #[arg(long = "with", value_name = "WHO")]
    people: Vec<Person>,

    #[command(flatten)]
    secrets: SecretOptions,
}

/// Who says what.
#[derive(Debug, clap::Args)]
pub(super) struct VoteCommand {
    /// What is said
    #[arg(value_parser = words::<VoteKind>())]
    kind: VoteKind,

    /// As whom
    #[arg(long, value_parser = words::<Role>())]
    role: Role,

    /// Why, in a few words; a no-go must say it
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,

    /// Who says it, where you only write it down
    #[arg(long, value_name = "WHO")]
    said_by: Option<Person>,

    #[command(flatten)]
    secrets: SecretOptions,
}

/// Where the minutes go.
#[derive(Debug, clap::Args)]
pub(super) struct Recap {
    /// The file to write or replace [default: stdout]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,
}

impl Meeting {
    /// Does one of these.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        match self {
            Self::Start(start) => {
                let lead = start.lead.clone().map_or_else(|| call.who(), Ok)?;
                let (mut open, by) = call.begin(&start.secrets)?;
                let people = start.people.clone();
                call.change(&Change::Meet { lead, people }, &mut open, &by, out)
            }
            Self::Vote(vote) => vote.run(call, out),
            Self::End => call.changed(&Change::Part, out),
            Self::Recap(recap) => recap.run(call, out),
        }
    }
}

impl VoteCommand {
    fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let (mut open, by) = call.begin(&self.secrets)?;
        let vote = Change::Vote(Box::new(VoteDraft {
            kind: self.kind,
            role: self.role,
            why: self.why.clone().unwrap_or_default(),
            said_by: self.said_by.clone(),
        }));
        call.change(&vote, &mut open, &by, out)
    }
}

impl Recap {
    fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let open = call.open_checked()?;
        let Some(session) = open.dossier().review().sessions.last() else {
            return Err(Failure::wrong("no session was ever begun in this review")
                .hint("begin one: signoff session start"));
        };
        let minutes = markdown::recap(session, &open.facts());
        out.deliver(&minutes, self.output.as_ref(), &open)?;
        Ok(Exit::Done)
    }
}
