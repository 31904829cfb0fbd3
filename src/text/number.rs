//! How many there are, in words.

/// So many things: `1 item`, `3 items`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
