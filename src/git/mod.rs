//! The repository around a review, which commit a name means there, and what git knows of the person at the keyboard.

pub mod config;
pub mod driver;
pub mod repository;
pub mod revision;
pub mod search;
pub mod tracking;
