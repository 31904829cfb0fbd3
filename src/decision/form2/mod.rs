//! Form 2: the content that statements cover, and the statements on it.

mod burden;
pub mod content;
pub mod declaration;
pub mod remains;
mod sheet;
pub mod statement;
pub(super) mod subject;
