//! The repository around a review, and what git knows of the person at the keyboard.

pub mod identity;
pub mod repository;
pub mod search;
