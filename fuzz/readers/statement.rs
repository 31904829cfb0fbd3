//! Statements of both forms, and declarations.

use signoff::decision::form2::{declaration, statement};
use signoff::decision::header;

pub fn read(text: &str) {
    let _ = header::form(text);
    let id = text
        .lines()
        .find_map(|line| line.strip_prefix("Id: "))
        .unwrap_or_default();
    if let Ok(one) = statement::read(id.to_owned(), Vec::new(), text.to_owned(), None) {
        assert_eq!(one.statement, text);
        assert_eq!(one.id, id);
    }
    if let Ok(one) = declaration::read(id.to_owned(), text.to_owned(), None) {
        assert!(one.statement == text && !one.deeds.is_empty());
    }
}
