//! `signoff inbox`: what waits for you.

use serde::Serialize;

use super::call::Call;
use super::exit::Exit;
use super::output::{HEADING, Output};
use crate::face::failure::Failure;
use crate::facts::{Head, Waiting};
use crate::review::Person;
use crate::text::visible;
use crate::work::{self, OpenReview};

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 1;

/// List what waits for you, in this review and in those that were open lately
///
/// Questions and assignments for you, answers of yours that were returned, what is recorded in your name and not confirmed,
/// and findings that you own. Exits with 1 where something waits.
#[derive(Debug, clap::Args)]
pub(super) struct Inbox {
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// What waits for somebody in one review.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct InboxJson<'s> {
    #[serde(flatten)]
    head: Head<'s>,
    /// For whom.
    who: &'s Person,
    /// What waits, in the order of the walk.
    waiting: Vec<Waiting>,
}

impl Inbox {
    /// Prints what waits.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let who = call.who()?;
        let mut all: Vec<OpenReview> = Vec::new();
        if call.found_review()?.is_some() {
            all.push(call.open()?);
        }
        let here = all.first().map(|open| open.path().to_owned());
        let clock = call.surroundings.clock;
        let known = work::known(&call.recent(), here.as_deref(), &call.shelf(), clock);
        // What cannot be read is told where it is opened.
        all.extend(known.into_iter().filter_map(|one| one.found?.ok()));
        let mut is_empty = true;
        let mut json = Vec::new();
        for open in &all {
            let waiting = open.facts().inbox(&who);
            is_empty &= waiting.is_empty();
            if self.json {
                let head = open.facts().head(SCHEMA, open.path());
                let who = &who;
                json.push(InboxJson { head, who, waiting });
            } else if !waiting.is_empty() {
                print(open, &waiting, out);
            }
        }
        if self.json {
            out.json(&json);
        } else if is_empty {
            out.say(format!("nothing waits for {who}"));
        }
        Ok(if is_empty {
            Exit::Done
        } else {
            Exit::NotInState
        })
    }
}

fn print(open: &OpenReview, waiting: &[Waiting], out: &mut Output) {
    let title = &open.dossier().review().subject.title;
    let head = format!("{title}, {}", open.path().display());
    out.line(format_args!("{HEADING}{}{HEADING:#}", visible::line(&head)));
    for one in waiting {
        let due = one
            .due
            .map_or_else(String::new, |due| format!(", until {due}"));
        let what = format!("{}  {}{due}", one.item, one.what);
        out.line(format_args!("  {}", visible::line(&what)));
        out.line(format_args!("    {}", visible::line(&one.command)));
    }
}
