//! `signoff inbox`: what waits for you.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;
use crate::facts::{Expiry, Head, Waiting};
use crate::review::Person;
use crate::text::visible;
use crate::work::{self, OpenReview};

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 1;

/// List what waits for you, in this review, in the others of this repository, and in those that were open lately
///
/// Questions and assignments for you, answers of yours that were returned, what is recorded in your name and not confirmed,
/// and findings that you own. Below it stands what expires or is due within 30 days, whoever sees to it. Exits with 1 where
/// something waits for you.
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
    /// What expires or is due within 30 days, or was due before, whoever sees to it; the first first.
    expiring: Vec<Expiry>,
}

impl Inbox {
    /// Prints what waits.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let who = call.who()?;
        let (shelf, clock) = (call.shelf(), call.surroundings.clock);
        let mut all: Vec<OpenReview> = Vec::new();
        if call.found_review()?.is_some() {
            all.push(call.open()?);
        }
        let mut seen: HashSet<PathBuf> = all.iter().map(|open| real(open.path())).collect();
        for file in work::around(call.here()) {
            if seen.insert(real(&file)) {
                match OpenReview::open(&file, &shelf, clock) {
                    Ok(open) => all.push(open),
                    Err(error) => out.warn(Failure::from(error).line()),
                }
            }
        }
        // What of these cannot be read is told where it is opened.
        let known = work::known(&call.recent(), None, &shelf, clock).into_iter();
        let known = known.filter_map(|one| one.found?.ok());
        all.extend(known.filter(|open| seen.insert(real(open.path()))));
        let mut is_empty = true;
        let mut json = Vec::new();
        for open in &all {
            let (waiting, expiring) = (open.facts().inbox(&who), open.facts().expiring());
            is_empty &= waiting.is_empty();
            if self.json {
                let head = open.facts().head(SCHEMA, open.path());
                let who = &who;
                json.push(InboxJson {
                    head,
                    who,
                    waiting,
                    expiring,
                });
            } else if !(waiting.is_empty() && expiring.is_empty()) {
                print(open, &waiting, &expiring, out);
            }
        }
        if self.json {
            out.json(&json);
        } else if is_empty {
            out.say(format!("nothing waits for {who}"));
        }
        Ok(Exit::whether(is_empty))
    }
}

/// Where a file is, whatever links lead there.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn print(open: &OpenReview, waiting: &[Waiting], expiring: &[Expiry], out: &mut Output) {
    let title = &open.dossier().review().subject.title;
    let head = format!("{title}, {}", open.path().display());
    out.heading(&head);
    for one in waiting {
        out.line(format_args!("  {}", visible::line(&one.sentence())));
        out.line(format_args!("    {}", visible::line(&one.command)));
    }
    for one in expiring {
        out.line(format_args!("  {}  {}", one.day, visible::line(&one.what)));
    }
}
