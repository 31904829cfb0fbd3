//! The disk: review files and checklists.
//!
//! The only code that writes reviews is [`disk`]; the only code that knows their text is [`form`] (reading) and
//! [`document`] (writing).

mod answer;
pub mod beneath;
pub mod disk;
pub mod document;
pub mod form;
pub mod log;
#[cfg(test)]
mod schema;
pub mod shelf;
mod strike;
mod values;

pub use document::Document;
