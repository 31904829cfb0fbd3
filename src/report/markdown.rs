//! The report as GitHub-flavoured Markdown, to be forwarded without editing.
//!
//! What a reader decides by comes first: the decision and what stands in its way. The same review on the same day
//! gives the same bytes: of its own making the text holds the day, and the moment at which signatures were verified.

mod attestation;
mod attesters;
mod decision;
mod evidence;
mod findings;
mod items;
mod lapses;
mod notices;
mod page;
mod signature;
mod signoffs;
mod subject;
mod summary;
#[cfg(test)]
mod tests;
mod verification;

use std::fmt;

use crate::facts::Facts;
use page::Page;

/// Room for what an item usually takes, so that the text grows without being moved.
const BYTES_PER_ITEM: usize = 512;

/// Renders the review as it stands, with what its signatures were found to prove, or why that is not known.
///
/// # Panics
/// Never: writing to a string does not fail.
pub fn render(facts: &Facts<'_>) -> String {
    let mut out = String::with_capacity(4096 + facts.dossier.len() * BYTES_PER_ITEM);
    document(&mut out, &Page::new(facts)).expect("writing to a string does not fail");
    out
}

fn document(out: &mut String, page: &Page<'_>) -> fmt::Result {
    decision::write(out, page)?;
    subject::write(out, page)?;
    summary::write(out, page)?;
    findings::write(out, page)?;
    lapses::write(out, page)?;
    items::write(out, page)?;
    items::write_removed(out, page)?;
    signoffs::write(out, page)?;
    notices::write(out, page)?;
    verification::write(out, page)
}
