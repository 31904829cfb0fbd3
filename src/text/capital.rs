//! How a sentence, a title or a row of a table begins.

/// The same with a capital letter.
pub fn capital(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.collect::<String>() + rest.as_str()
}
