//! `signoff export in-toto`: the verdict for gates that know in-toto.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::super::call::Call;
use super::super::exit::Exit;
use super::super::output::{self, Output};
use super::super::question::{QuestionOptions, Unverified};
use crate::decision::Stage;
use crate::evidence::{EvidenceError, Root};
use crate::face::failure::Failure;
use crate::report::intoto::{Predicate, Resource};
use crate::text::digest::Digest;

/// Write the verdict as an in-toto statement on artifacts; exit 1 with every reason where the review is not signed off
///
/// The predicate is a Simple Verification Result, <https://in-toto.io/attestation/svr/v0.2>. It is not signed here:
/// cosign, GitHub's actions/attest and others do that.
#[derive(Debug, clap::Args)]
pub(crate) struct InToto {
    /// An artifact that the review is about, by its digest; give it again for several
    #[arg(long = "subject", value_name = "NAME=sha256:HEX", required_unless_present_any = ["files", "predicate"])]
    subjects: Vec<Subject>,

    /// An artifact that the review is about, as a file; give it again for several
    #[arg(long = "subject-file", id = "files", value_name = "PATH", value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,

    /// Write the predicate alone, for programs that add the artifacts themselves
    #[arg(long, conflicts_with_all = ["subjects", "files"])]
    predicate: bool,

    /// The file to write or replace [default: stdout]
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    output: Option<PathBuf>,

    #[command(flatten)]
    question: QuestionOptions,
}

/// An artifact with its digest, as a person types it.
#[derive(Debug, Clone)]
struct Subject(Resource);

impl FromStr for Subject {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str = "expected NAME=sha256:HEX with 64 lower-case hex digits";
        let (name, digest) = text.rsplit_once('=').ok_or(EXPECTED)?;
        let digest = digest.parse::<Digest>().map_err(|_| EXPECTED)?;
        if name.trim().is_empty() {
            return Err(EXPECTED);
        }
        Ok(Self(Resource::new(name, digest)))
    }
}

impl InToto {
    /// Writes it, or says why not.
    pub(crate) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        if self.question.stage() == Stage::Complete {
            return Err(
                Failure::wrong("a review that is complete is not yet approved")
                    .hint("leave --require out, or ask for `signed`"),
            );
        }
        let open = self.question.open(call, None, Unverified::Fails)?;
        let facts = open.facts();
        let verdict = facts.verdict();
        if !verdict.is_signed_off() {
            return Err(Failure::not_in_state(
                "nothing was written, because the review is not signed off",
            )
            .details([vec![facts.named(open.path())], verdict.whys()].concat()));
        }
        let predicate = Predicate::new(&facts);
        let text = if self.predicate {
            output::json(&predicate)
        } else {
            output::json(&predicate.on(self.artifacts(call)?))
        };
        out.deliver(&text, self.output.as_ref(), &open)?;
        Ok(Exit::Done)
    }

    fn artifacts(&self, call: &Call<'_>) -> Result<Vec<Resource>, Failure> {
        let mut all: Vec<_> = self
            .subjects
            .iter()
            .map(|subject| subject.0.clone())
            .collect();
        for file in &self.files {
            let measured = measure(&call.here().join(file)).map_err(|error| match error {
                EvidenceError::Unfit { .. } => Failure::wrong(format!(
                    "{} is not a regular file of at most 4 GiB",
                    file.display()
                )),
                other => Failure::wrong(other),
            });
            all.push(measured.map_err(|error| {
                error.hint("or name it by its digest: --subject NAME=sha256:HEX")
            })?);
        }
        let twice = |one: &&Resource| {
            all.iter()
                .filter(|other| other.name() == one.name())
                .count()
                > 1
        };
        match all.iter().find(twice) {
            Some(one) => Err(Failure::wrong(format!(
                "two artifacts are called `{}`",
                one.name()
            ))),
            None => Ok(all),
        }
    }
}

/// A file as an artifact, called by its last name.
fn measure(file: &Path) -> Result<Resource, EvidenceError> {
    let directory = file.parent().and_then(|parent| parent.canonicalize().ok());
    let name = file.file_name().and_then(|name| name.to_str());
    let (Some(directory), Some(name)) = (directory, name) else {
        return Err(EvidenceError::Missing(file.display().to_string()));
    };
    let (digest, _) = Root::of(&directory).digest(name, &mut |_, _| ControlFlow::Continue(()))?;
    Ok(Resource::new(name, digest))
}
