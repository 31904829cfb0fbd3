//! `signoff checklist lint`.

use std::path::{Path, PathBuf};

use crate::checklist::lint::lint;
use crate::cli::exit::Exit;
use crate::cli::output::Output;
use crate::face::failure::Failure;
use crate::store::disk;
use crate::text::number::count;
use crate::text::visible;

/// Find every mistake of checklist files, and what could be better
///
/// Exit 1 if a file is wrong; advice alone is no mistake.
#[derive(Debug, clap::Args)]
pub(crate) struct Lint {
    /// The files
    #[arg(required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,
}

impl Lint {
    /// Prints every mistake with its place.
    pub(crate) fn run(&self, out: &mut Output) -> Exit {
        let mut worst = Exit::Done;
        for file in &self.files {
            let exit = check(file, out).unwrap_or_else(|failure| {
                out.fail(&failure);
                Exit::from(&failure)
            });
            worst = worst.max(exit);
        }
        worst
    }
}

fn check(file: &Path, out: &mut Output) -> Result<Exit, Failure> {
    let (text, _) = disk::read(file)?;
    let shown = file.display().to_string();
    let shown = visible::line(&shown);
    match lint(file, &text) {
        Err(problems) => {
            let problems = disk::tellable(file, problems);
            out.line(visible::block(&problems.to_string()));
            Ok(Exit::NotInState)
        }
        Ok((list, advice)) => {
            for advice in &advice {
                out.line(format_args!(
                    "{shown}: advice: {}: {}",
                    advice.about, advice.message
                ));
            }
            out.say(format!(
                "{shown}: {} and no mistake, {}",
                count(list.len(), "item", "items"),
                count(advice.len(), "piece of advice", "pieces of advice")
            ));
            Ok(Exit::Done)
        }
    }
}
