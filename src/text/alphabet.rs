//! Which alphabet a letter is of, as far as letters of one look like those of another.

use unicode_script::{Script, ScriptExtension};

/// True where a word has letters of several alphabets: an `а` that is Cyrillic looks as the `a` that is Latin.
pub fn is_mixed(text: &str) -> bool {
    // Every person of a review comes by here, and few are looked up.
    !text.is_ascii()
        && text.split(|c: char| !c.is_alphanumeric()).any(|word| {
            let letters: String = word
                .chars()
                .filter(|c| !is_eastern(*c) && !is_styled(*c))
                .collect();
            let scripts = ScriptExtension::for_str(&letters);
            scripts.is_empty() || !scripts.is_common() && word.contains(is_styled)
        })
}

/// True of what East Asia writes with. It looks like no letter of an alphabet, and may stand beside any.
fn is_eastern(c: char) -> bool {
    use Script::{Bopomofo, Han, Hangul, Hiragana, Katakana};
    let scripts = ScriptExtension::from(c);
    let mut eastern = [Bopomofo, Han, Hangul, Hiragana, Katakana].into_iter();
    eastern.any(|script| scripts.contains_script(script))
}

/// True of a letter in a style of its own, such as full width or bold.
fn is_styled(c: char) -> bool {
    matches!(c, '\u{2100}'..='\u{214f}' | '\u{ff21}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}')
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
            "Ａｄａ",
            "山田タロウ",
            "山田のteam",
            "ﾃｽﾄ山田",
            "김ada",
            "陳ㄅada",
            "Ａ社",
            "タローada",
            "5µm",
            "世\u{430}",
            "עברית",
            "Հովհաննես Ada",
            "ᏣᎳᎩ",
            "สมชายคำ",
        ] {
            assert!(!is_mixed(whole), "{whole}");
        }
        for mixed in [
            "Gr\u{430}ce",
            "\u{391}da",
            "pr\u{ff4f}d",
            "x <gr\u{430}ce@example.org>",
            "gr\u{3b1}ce",
            "\u{561}da",
            "\u{5e1}ada",
            "a\u{0627}da",
            "\u{10d0}da",
            "\u{2c9f}nly",
            "\u{a4e1}isu",
            "\u{13aa}race",
            "\u{1d406}race",
            "\u{212a}im",
            "\u{430}世a",
            "\u{430}\u{3b1}",
        ] {
            assert!(is_mixed(mixed), "{mixed}");
        }
    }
}
