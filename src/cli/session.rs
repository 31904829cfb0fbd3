//! `signoff session`: a meeting, and its minutes.

use std::path::PathBuf;

use clap::Subcommand;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;
use crate::report::markdown;
use crate::review::{Change, Event, Person};
use crate::work::{OpenReview, Saved};

/// Begin or end a session, or write its minutes.
#[derive(Debug, Subcommand)]
pub(super) enum Meeting {
    /// Begin to go through the review together; who is there is recorded, and never signed
    Start(Attendance),
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
                let people = start.people.clone();
                change(&Change::Meet { lead, people }, call, out)
            }
            Self::End => change(&Change::Part, call, out),
            Self::Recap(recap) => recap.run(call, out),
        }
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
        match &self.output {
            Some(file) => open.export(file, &minutes)?,
            None => out.text(&minutes),
        }
        Ok(Exit::Done)
    }
}

fn change(change: &Change, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let mut open = call.open()?;
    let by = call.who()?;
    call.change(&mut open, &by, out, change, tell)?;
    Ok(Exit::Done)
}

fn tell(_: &OpenReview, saved: &Saved, out: &mut Output) {
    match &saved.event {
        Event::Met(session) => out.say(format!("the session begins, led by {}", session.lead)),
        Event::Parted(..) => out.say("the session is over; its minutes: signoff session recap"),
        _ => {}
    }
}
