//! `signoff checklist show`.

use std::fmt::Write as _;

use serde::Serialize;

use crate::checklist::{Checklist, Item};
use crate::cli::call::Call;
use crate::cli::exit::Exit;
use crate::cli::output::{BAD, FAINT, HEADING, Output};
use crate::face::failure::Failure;
use crate::policy::{Rule, Severity};
use crate::text::digest::Digest;
use crate::text::number::count;
use crate::text::visible;

/// Show a checklist with the guidance of every item
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// Its id, or the path of its file
    #[arg(value_name = "ID_OR_PATH", value_hint = clap::ValueHint::FilePath)]
    name: String,

    /// Print JSON: the keys of the checklist file, with digest and from
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct ShowJson<'f> {
    #[serde(flatten)]
    checklist: &'f Checklist,
    digest: Digest,
    /// A file, or `shipped:ID`.
    from: String,
}

impl Show {
    /// Prints the checklist.
    pub(crate) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let found = call.shelf().find(&self.name, call.here())?;
        let (list, from) = (&found.checklist, found.from.display().to_string());
        if self.json {
            out.json(&ShowJson {
                checklist: list,
                digest: list.digest(),
                from,
            });
            return Ok(Exit::Done);
        }
        head(list, &from, out);
        for category in &list.categories {
            out.line(format_args!(
                "\n{HEADING}{}{HEADING:#}",
                visible::line(&category.title)
            ));
            for item in &category.items {
                show(item, out);
            }
        }
        Ok(Exit::Done)
    }
}

fn head(list: &Checklist, from: &str, out: &mut Output) {
    out.heading(&list.title);
    let (version, items) = (
        visible::line(&list.version),
        count(list.len(), "item", "items"),
    );
    out.line(format_args!(
        "{} {version}, {items}, from {}",
        list.id,
        visible::line(from)
    ));
    if let Some(source) = &list.source {
        let license = source
            .license
            .as_deref()
            .map(|license| format!(" ({license})"))
            .unwrap_or_default();
        out.line(format_args!(
            "made from {}{}: {}",
            visible::line(&source.title),
            visible::line(&license),
            visible::line(&source.url)
        ));
    }
    let roles: Vec<_> = list.policy.roles.iter().map(ToString::to_string).collect();
    let age = list
        .policy
        .max_age
        .map(|age| format!("; answers hold for {age}"))
        .unwrap_or_default();
    out.line(format_args!("signed off by: {}{age}", roles.join(", ")));
    for notice in &list.notices {
        out.line(format_args!("\n{}", visible::block(notice.trim())));
    }
}

fn show(item: &Item, out: &mut Output) {
    out.line(format_args!(
        "\n  {HEADING}{}  {}{HEADING:#}",
        item.id,
        visible::line(&item.title)
    ));
    let style = if item.severity == Severity::Critical {
        BAD
    } else {
        FAINT
    };
    let mut facts = format!("{style}{}{style:#}", item.severity);
    if item.evidence == Rule::Required {
        facts.push_str(", evidence required");
    }
    if let Some(age) = item.max_age {
        let _ = write!(facts, ", answers hold for {age}");
    }
    if let Some(default) = &item.ships_as {
        let _ = write!(facts, ", ships as: {}", visible::line(default));
    }
    out.line(format_args!("  {facts}"));
    for line in visible::block(item.guidance.trim_end()).lines() {
        out.line(format_args!("    {line}").to_string().trim_end());
    }
    for reference in &item.references {
        out.line(format_args!(
            "    see {}: {}",
            visible::line(&reference.title),
            visible::line(&reference.url)
        ));
    }
}
