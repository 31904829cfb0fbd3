//! `signoff new`: start a review.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;

use super::call::{Call, REVIEW};
use super::exit::Exit;
use super::output::Output;
use super::secrets::SecretOptions;
use super::words::filled;
use crate::decision::wording;
use crate::face::failure::Failure;
use crate::face::form::start;
use crate::policy::Zone;
use crate::text::number::count;
use crate::work::{OpenReview, Start};

/// Start a review in a new file
///
/// Refuses to overwrite a file. Prints the notices of the checklists once; they stand in every report.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// The file to write; keep it beside the code [default: the one that --review names, else signoff.toml]
    #[arg(value_hint = clap::ValueHint::FilePath)]
    file: Option<PathBuf>,

    /// What to review against; give it again for several
    #[arg(long = "checklist", value_name = "ID_OR_PATH", required = true, value_parser = NonEmptyStringValueParser::new())]
    checklists: Vec<String>,

    /// What is reviewed
    #[arg(long, value_name = "NAME", value_parser = filled(&start::SYSTEM))]
    system: String,

    /// Where it runs, such as prod
    #[arg(long, value_name = "NAME")]
    environment: Option<String>,

    /// Which state of it, such as a commit
    #[arg(long, value_name = "NAME")]
    revision: Option<String>,

    /// Where its days end, such as Europe/Berlin [default: TZ, else the zone of this machine]
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<Zone>,

    /// What to call the review [default: the system]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl New {
    /// Writes the file.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let start = Start {
            title: self.title.clone().unwrap_or_default(),
            system: self.system.clone(),
            environment: self.environment.clone(),
            revision: self.revision.clone(),
            time_zone: self.time_zone.or_else(|| call.zone()),
            checklists: self.checklists.clone(),
            allows_secrets: self.secrets.allow_secrets,
        };
        let start = start.seen_from(call.here());
        let file = self
            .file
            .clone()
            .or_else(|| call.named_review())
            .unwrap_or_else(|| REVIEW.into());
        let clock = call.surroundings.clock;
        let open = OpenReview::create(&file, start, call.who()?, &call.shelf(), clock)?;
        let dossier = open.dossier();
        let revision = dossier.review().subject.revision.as_deref();
        if let Some(name) = revision.and_then(wording::only_named) {
            out.note(name);
        }
        call.recent()
            .remember(open.path(), &dossier.review().subject);
        for list in dossier.checklists() {
            if let Some(confusion) = list.confusion() {
                out.note(confusion);
            }
            for notice in &list.notices {
                out.say(format!("{}: {}\n", list.title, notice.trim()));
            }
        }
        out.say(format!(
            "started {} with {} to answer, as {}",
            file.display(),
            count(dossier.count(), "item", "items"),
            dossier.review().subject.created_by
        ));
        let review = if file.as_os_str() == REVIEW {
            String::new()
        } else {
            format!(" -r {}", file.display())
        };
        let first = dossier.name(0);
        out.hint(format!("walk it: signoff{review}"));
        out.hint(format!(
            "or answer from a script: signoff{review} attest {first} met --rationale TEXT"
        ));
        Ok(Exit::Done)
    }
}
