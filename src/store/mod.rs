//! The disk: review files, checklists, recent reviews, configuration.
//!
//! The only code that writes reviews is [`disk`]; the only code that knows their text is [`form`] (reading) and
//! [`document`] (writing).

pub mod beneath;
pub mod config;
pub mod disk;
pub mod document;
pub mod drafts;
pub mod form;
pub mod identity;
pub mod log;
pub mod recent;
pub mod repository;
#[cfg(test)]
mod schema;
pub mod shelf;

pub use document::Document;
