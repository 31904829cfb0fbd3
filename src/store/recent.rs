//! The reviews that were open lately, for the home screen.

use std::path::{Path, PathBuf};

use crate::text::problem::Source;
use crate::text::reader::Table;

use super::disk;

/// How many are remembered.
const LIMIT: usize = 12;

/// The list of recent reviews in the user's state directory.
#[derive(Debug, Clone)]
pub struct Recent {
    file: Option<PathBuf>,
}

impl Recent {
    /// Keeps the list in `state`; keeps none where the user has no such directory.
    pub fn new(state: Option<&Path>) -> Self {
        Self { file: state.map(|state| state.join("recent.toml")) }
    }

    /// Paths of recent reviews, newest first; empty where the list is missing or broken, since nothing depends on it.
    pub fn list(&self) -> Vec<PathBuf> {
        let Some(file) = &self.file else { return Vec::new() };
        let Ok((text, _)) = disk::read(file) else { return Vec::new() };
        let mut source = Source::new(file, &text);
        let Some(mut table) = Table::parse(&text, &mut source) else { return Vec::new() };
        table.take_all::<String>("reviews", &mut source).into_iter().map(|(path, _)| path.into()).collect()
    }

    /// Puts a review first. A failure is not worth a word: the list is a convenience.
    pub fn remember(&self, review: &Path) {
        let Some(file) = &self.file else { return };
        let Ok(review) = std::path::absolute(review) else { return };
        let mut list = self.list();
        if list.first() == Some(&review) {
            return;
        }
        list.retain(|path| *path != review);
        list.insert(0, review);
        list.truncate(LIMIT);
        let paths: Vec<_> = list.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let text = toml::Table::from_iter([("reviews".to_owned(), toml::Value::from(paths))]).to_string();
        let _ = disk::put(file, &text);
    }
}
