//! The disk: review files and checklists.
//!
//! The only code that writes reviews is [`disk`]; the only code that knows their text is [`form`] (reading) and
//! [`document`] (writing).

pub mod beneath;
pub mod disk;
pub mod document;
pub mod form;
pub mod log;
#[cfg(test)]
mod schema;
pub mod shelf;

pub use document::Document;
