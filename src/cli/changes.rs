//! `signoff changes`: what is not what it was.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::call::Call;
use super::exit::Exit;
use super::output::{CARE, FAINT, HEADING, Output, style};
use crate::decision::wording;
use crate::face::failure::Failure;
use crate::face::form::attest;
use crate::facts::{ChangeFacts, Head};
use crate::policy::Zone;
use crate::review::{Attestation, Evidence};
use crate::text::difference::Stretch;
use crate::text::number::count;
use crate::text::visible;
use crate::work::Baseline;

/// Show what changed since a sign-off, a day or a commit, old beside new
///
/// Of an answer whose words changed, [-those that went-] and {+those that came+} are marked. What was taken back, and
/// items whose text in the checklist changed, are among them. Exits 0 whatever is found.
#[derive(Debug, clap::Args)]
pub(super) struct ChangesCommand {
    /// A sign-off by its id or role, a day such as 2026-11-23, a moment, or a commit; the last sign-off where absent
    #[arg(long, value_name = "WHEN")]
    since: Option<String>,

    /// Print JSON: the review, since when, and for each changed item what was said then and what is said now
    #[arg(long)]
    json: bool,
}

/// Counts up where a key goes away, or means something else.
const SCHEMA: u8 = 1;

/// What is not what it was.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ChangesJson<'s> {
    #[serde(flatten)]
    head: Head<'s>,
    /// Since when.
    since: SinceJson<'s>,
    /// In the order of the walk.
    changes: Vec<ChangeFacts<'s>>,
}

/// Since when; two of the three are null.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SinceJson<'s> {
    /// The id of a sign-off.
    signoff: Option<&'s str>,
    /// A moment.
    time: Option<DateTime<Utc>>,
    /// A commit.
    commit: Option<&'s str>,
}

impl ChangesCommand {
    /// Prints them.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let open = call.open()?;
        let last = open
            .dossier()
            .review()
            .signoffs
            .iter()
            .max_by_key(|one| one.at);
        let Some(name) = self.since.as_deref().or(last.map(|last| last.id.as_str())) else {
            let none = Failure::wrong("nobody has signed this review off".to_owned());
            return Err(none.hint("--since names a day, or a commit that holds the review file"));
        };
        let Some(since) = open.baseline(name) else {
            let none =
                format!("{name} is no sign-off, no day and no commit that holds the review file");
            return Err(Failure::wrong(none)
                .hint("signoff verify --json lists the sign-offs with their ids; a day is written as 2026-11-23"));
        };
        let changes = open.changes(&since);
        if self.json {
            let nothing = SinceJson::default();
            out.json(&ChangesJson {
                head: open.facts().head(SCHEMA, open.path()),
                since: match &since {
                    Baseline::Signoff(one) => SinceJson {
                        signoff: Some(&one.id),
                        ..nothing
                    },
                    Baseline::Moment(at) => SinceJson {
                        time: Some(*at),
                        ..nothing
                    },
                    Baseline::Commit(id, _) => SinceJson {
                        commit: Some(id),
                        ..nothing
                    },
                },
                changes,
            });
            return Ok(Exit::Done);
        }
        let zone = open.facts().dossier.zone();
        for change in &changes {
            print(change, zone, out);
        }
        let when = match &since {
            Baseline::Signoff(one) => {
                format!("{}, {}", wording::named(one), zone.clock_of(one.at))
            }
            Baseline::Moment(at) => zone.clock_of(*at),
            Baseline::Commit(id, _) => format!("commit {id}"),
        };
        out.say(format!(
            "{} since {when}",
            count(changes.len(), "change", "changes")
        ));
        Ok(Exit::Done)
    }
}

fn print(change: &ChangeFacts<'_>, zone: Zone, out: &mut Output) {
    let severity = change
        .severity
        .map_or("not asked any more".to_owned(), |severity| {
            severity.to_string()
        });
    out.line(format_args!(
        "{HEADING}{}{HEADING:#}  {severity}  {}",
        visible::line(&change.item),
        visible::line(change.title)
    ));
    if change.text_changed {
        out.line(format_args!(
            "  {CARE}what is asked has another text{CARE:#}"
        ));
    }
    let (before, after) = change.words();
    print_answer(
        "then",
        change.then,
        &marked(&before, ("[-", "-]")),
        zone,
        out,
    );
    print_answer("now ", change.now, &marked(&after, ("{+", "+}")), zone, out);
}

/// The words that the other text lacks stand between marks.
fn marked(parts: &[Stretch], (open, close): (&str, &str)) -> String {
    let all_differ = parts.iter().all(|part| part.differs);
    let mark = |part: &Stretch| {
        if all_differ || !part.differs {
            return part.text.clone();
        }
        let text = part.text.trim_end();
        format!("{open}{text}{close}{}", &part.text[text.len()..])
    };
    parts.iter().map(mark).collect()
}

fn print_answer(when: &str, said: Option<&Attestation>, text: &str, zone: Zone, out: &mut Output) {
    let Some(said) = said else {
        return out.line(format_args!("  {when}  {FAINT}nothing{FAINT:#}"));
    };
    let answer = &said.answer;
    let color = style(Some(answer.status));
    out.line(format_args!(
        "  {when}  {color}{}{color:#} by {}, {}",
        answer.status.label(),
        visible::line(said.by.name()),
        zone.clock_of(said.at)
    ));
    let more = attest::said(answer).into_iter();
    let more = more.filter(|(blank, _)| **blank != attest::RATIONALE);
    let more = more.map(|(blank, said)| format!("{}: {said}", blank.label));
    let evidence = answer.evidence.iter().map(|evidence| match evidence {
        Evidence::File { path, digest, .. } => format!("file {path} {digest}"),
        other => format!("{} {}", other.kind(), other.label()),
    });
    for line in text.lines().map(str::to_owned).chain(more).chain(evidence) {
        out.line(format_args!("        {}", visible::line(&line)));
    }
}

#[cfg(test)]
mod tests {
    use super::{ChangesJson, SCHEMA};
    use crate::cli::schema;

    #[test]
    fn the_schema_describes_what_is_printed() {
        schema::hold::<ChangesJson<'_>>("changes", SCHEMA, &["changes --json --since 2000-01-01"]);
    }
}
