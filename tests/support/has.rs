//! Holds that a text says something, and shows all of it where it does not.

pub trait Has {
    /// Fails where the words are not in the text.
    fn has(&self, words: &str) -> &Self;
    /// Fails where they are.
    fn lacks(&self, words: &str) -> &Self;
}

impl Has for str {
    #[track_caller]
    fn has(&self, words: &str) -> &Self {
        assert!(self.contains(words), "{words:?} is not in\n{self}");
        self
    }

    #[track_caller]
    fn lacks(&self, words: &str) -> &Self {
        assert!(!self.contains(words), "{words:?} is in\n{self}");
        self
    }
}
