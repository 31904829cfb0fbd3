//! What readers get: the review rendered for people who were not there.
//!
//! Pure: a [`Dossier`](crate::review::Dossier) in, text out. One file a format.

mod escape;
pub mod intoto;
pub mod markdown;
