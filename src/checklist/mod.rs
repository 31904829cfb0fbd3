//! What is asked: checklists, their categories and items.
//!
//! Pure: text in, values out.

pub mod form;
pub mod lint;
pub mod model;
mod namesake;
#[cfg(test)]
mod schema;

pub use model::{Category, Checklist, Item, Reference, SourceDocument};
pub use namesake::Namesake;

/// Largest file that is read: checklist or review, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Most items that one checklist may hold.
pub const MAX_ITEMS: usize = 100_000;
