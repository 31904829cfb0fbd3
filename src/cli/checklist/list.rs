//! `signoff checklist list`.

use serde::Serialize;

use crate::checklist::Namesake;
use crate::cli::call::Call;
use crate::cli::exit::Exit;
use crate::cli::output::{CARE, FAINT, HEADING, Output};
use crate::face::failure::Failure;
use crate::store::shelf::Found;
use crate::text::digest::Digest;
use crate::text::number::count;
use crate::text::visible;

/// List the checklists that can be named by id
///
/// They come from ./checklists/, from your data directory, and from the program itself.
#[derive(Debug, clap::Args)]
pub(crate) struct ListChecklists {
    /// Print JSON: a list of id, title, version, items, categories, digest, from and namesakes
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct ListJson<'f> {
    id: &'f str,
    title: &'f str,
    version: &'f str,
    items: usize,
    categories: usize,
    digest: Digest,
    /// A file, or `shipped:ID`.
    from: String,
    /// Others of its id, with another text.
    namesakes: &'f [Namesake],
}

impl ListChecklists {
    /// Prints a line a checklist.
    pub(crate) fn run(&self, call: &Call<'_>, out: &mut Output) -> Exit {
        let mut found = Vec::new();
        for one in call.shelf().list(call.here()) {
            match one {
                Ok(one) => found.push(one),
                Err(error) => out.warn(Failure::from(error).message),
            }
        }
        if self.json {
            out.json(&found.iter().map(ListJson::from).collect::<Vec<_>>());
            return Exit::Done;
        }
        let width = found
            .iter()
            .map(|one| one.checklist.id.len())
            .max()
            .unwrap_or_default();
        for found in &found {
            let one = ListJson::from(found);
            out.line(format_args!(
                "{HEADING}{:<width$}{HEADING:#}  {} in {}: {}  {FAINT}{}{FAINT:#}",
                one.id,
                count(one.items, "item", "items"),
                count(one.categories, "category", "categories"),
                visible::line(one.title),
                visible::line(&one.from)
            ));
            if let Some(confusion) = found.checklist.confusion() {
                out.line(format_args!("  {CARE}{confusion}{CARE:#}"));
            }
        }
        Exit::Done
    }
}

impl<'f> From<&'f Found> for ListJson<'f> {
    fn from(found: &'f Found) -> Self {
        let list = &found.checklist;
        Self {
            id: &list.id,
            title: &list.title,
            version: &list.version,
            items: list.len(),
            categories: list.categories.len(),
            digest: list.digest(),
            from: found.from.display().to_string(),
            namesakes: &list.namesakes,
        }
    }
}
