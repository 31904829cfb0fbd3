//! The person's own: settings, reviews that were open lately, what was typed and not saved.

pub mod drafts;
pub mod recent;
pub mod settings;
