//! What readers get: the review told for people who were not there.
//!
//! Pure: a [`Dossier`](crate::review::Dossier) in, a report out. What a report says stands in its sections, a file
//! each, which tell it to a `Writer` in blocks and spans of raw text. What a reader decides by comes
//! first: the decision and what stands in its way.

mod attestation;
mod attesters;
mod contents;
mod decision;
mod declarations;
mod evidence;
mod findings;
pub mod intoto;
mod items;
mod lapses;
pub mod markdown;
mod notices;
mod page;
mod recap;
mod remarks;
mod section;
mod sessions;
mod signature;
mod signoffs;
mod subject;
mod summary;
mod verification;
mod writer;

pub(crate) use contents::Contents;
pub(crate) use page::Page;
pub(crate) use recap::write as recap;
pub(crate) use section::{title, write};
pub(crate) use writer::{Align, Block, Code, Span, Writer, address};
