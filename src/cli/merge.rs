//! `signoff merge` and `signoff resolve`: two sides of a review become one.

use std::path::{Path, PathBuf};

use super::call::Call;
use super::exit::Exit;
use super::output::Output;
use crate::face::failure::Failure;
use crate::work::merge::{self, Merged};

/// Merge two sides of a review, as git's merge driver
///
/// Every record of both sides is kept. What two people say of one item stands beside each other and is undecided until
/// somebody answers who has seen both. Two reviews that differ otherwise are left to you, with git's markers and the reason.
#[derive(Debug, clap::Args)]
pub(super) struct Merge {
    /// What both come from, our side, and the other one: %O %A %B of git. Our side is replaced
    #[arg(num_args = 3, value_names = ["BASE", "OURS", "THEIRS"], required_unless_present = "install")]
    sides: Vec<PathBuf>,

    /// Tell git to merge reviews so: a line in .gitattributes, and a setting of this clone
    #[arg(long, conflicts_with = "sides")]
    install: bool,
}

impl Merge {
    /// Merges, or tells git to.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        if self.install {
            return install(call, out);
        }
        let [base, ours, theirs] = [0, 1, 2].map(|nth| call.here().join(&self.sides[nth]));
        Ok(match merge::merge(&base, &ours, &theirs)? {
            Merged::Whole => Exit::Done,
            Merged::Marked(why) => {
                out.warn(format!("not merged: {why}"));
                Exit::NotInState
            }
        })
    }
}

fn install(call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let review = call.review()?;
    let name = review
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let attributes = merge::install(&review)?;
    out.say(format!("git merges {name} with signoff now, in this clone"));
    out.say(format!(
        "{} says so to other clones, which run this once too",
        attributes.display()
    ));
    Ok(Exit::Done)
}

/// Makes one review of a file with conflict markers.
pub(super) fn resolve(call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let review: &Path = &call.review()?;
    let (_, undecided) = merge::resolve(review, &call.shelf(), call.surroundings.clock)?;
    out.say(format!(
        "{} has every record of both sides",
        review.display()
    ));
    for item in undecided {
        out.note(format!(
            "{item} is undecided: answer it, having seen both answers"
        ));
    }
    out.hint("look at it, then tell git: git add FILE");
    Ok(Exit::Done)
}
