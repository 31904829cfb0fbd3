//! Which alphabet a letter is of, as far as letters of one look like those of another.

/// True where a word has letters of several alphabets: an `а` that is Cyrillic looks as the `a` that is Latin.
pub fn is_mixed(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let mut alphabets = word.chars().filter_map(of);
        alphabets
            .next()
            .is_some_and(|first| alphabets.any(|other| other != first))
    })
}

/// The alphabet of a letter that others look like; `None` of any other character.
fn of(c: char) -> Option<&'static str> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => "Latin",
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "Greek",
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => "Cyrillic",
        '\u{531}'..='\u{588}' => "Armenian",
        '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => "Cherokee",
        '\u{2c80}'..='\u{2cff}' => "Coptic",
        '\u{a4d0}'..='\u{a4ff}' => "Lisu",
        // Letters of a style of their own, such as full width or bold.
        '\u{2100}'..='\u{214f}' | '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}' => "styled",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::is_mixed;

    #[test]
    fn a_word_is_of_one_alphabet() {
        for whole in [
            "Grace Hopper",
            "Иван Petrov",
            "Łukasz Grüße",
            "世界 a",
            "Δ-team",
            "ada2",
        ] {
            assert!(!is_mixed(whole), "{whole}");
        }
        for mixed in [
            "Gr\u{430}ce",
            "\u{391}da",
            "pr\u{ff4f}d",
            "x <gr\u{430}ce@example.org>",
        ] {
            assert!(is_mixed(mixed), "{mixed}");
        }
    }
}
