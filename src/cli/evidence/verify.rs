//! `signoff evidence verify`.

use crate::cli::call::Call;
use crate::cli::exit::Exit;
use crate::cli::output::{BAD, GOOD, Output};
use crate::face::failure::Failure;
use crate::facts::Became;
use crate::review::Evidence;
use crate::text::number::bytes;
use crate::text::visible;

/// Prints what every evidence file is now.
pub(super) fn run(call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
    let open = call.open_checked()?;
    let (mut files, mut bad) = (0, 0);
    for piece in open.facts().evidence() {
        let (
            Evidence::File {
                path, digest, size, ..
            },
            Some(became),
        ) = (piece.evidence, piece.became)
        else {
            continue;
        };
        let (word, why) = match became {
            Became::Unchanged => ("unchanged", String::new()),
            Became::Changed => {
                let now = piece.digest_now.map(ToString::to_string);
                let now = now.unwrap_or_default();
                let why = piece.why.map_or_else(String::new, |why| format!("{why}; "));
                ("changed", format!(": {why}was {digest}, is {now}"))
            }
            Became::Misstated => (
                "misstated",
                format!(": the review says {}, which is not its size", bytes(*size)),
            ),
            Became::Missing => ("gone", format!(": {}", piece.why.unwrap_or_default())),
            Became::Unseen => ("gone", ": it was not read".to_owned()),
        };
        files += 1;
        bad += usize::from(became != Became::Unchanged);
        let style = if became == Became::Unchanged {
            GOOD
        } else {
            BAD
        };
        let (item, path, why) = (
            visible::line(&piece.item),
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
    if bad > 0 {
        out.hint(
            "restore what changed, or look at it and attach it anew: signoff evidence add ITEM PATH",
        );
    }
    Ok(Exit::whether(bad == 0))
}
