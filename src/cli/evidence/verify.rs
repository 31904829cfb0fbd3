//! `signoff evidence verify`.

use super::pieces;
use crate::cli::context::Context;
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::cli::output::{BAD, GOOD, Output};
use crate::review::{Compared, Evidence};
use crate::text::visible;

/// Prints what every evidence file is now.
pub fn run(context: &Context<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let session = context.open_checked()?;
    let checks = session.dossier().checks();
    let (mut files, mut bad) = (0, 0);
    for (item, piece) in pieces(&session) {
        let Evidence::File { path, digest, .. } = piece else {
            continue;
        };
        let (word, why) = match piece.compare(checks) {
            Some(Compared::Unchanged) => ("unchanged", String::new()),
            Some(Compared::Changed(now)) => ("changed", format!(": was {digest}, is {now}")),
            Some(Compared::Missing(why)) => ("gone", format!(": {why}")),
            Some(Compared::Unseen) | None => ("gone", ": it was not read".to_owned()),
        };
        files += 1;
        bad += usize::from(word != "unchanged");
        let style = if word == "unchanged" { GOOD } else { BAD };
        let (item, path, why) = (
            visible::line(&item),
            visible::line(path),
            visible::line(&why),
        );
        out.line(format_args!(
            "{style}{word:<9}{style:#}  {item}  {path}{why}"
        ));
    }
    if files == 0 {
        out.say("this review has no evidence files; links are not followed");
    }
    if bad == 0 {
        return Ok(Exit::Done);
    }
    out.hint(
        "restore what changed, or look at it and attach it anew: signoff evidence add ITEM PATH",
    );
    Ok(Exit::NotInState)
}
