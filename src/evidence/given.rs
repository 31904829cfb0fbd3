//! Evidence as a person gives it: typed, pasted, or dropped on the terminal from a file manager.

use std::path::Path;
use std::str::FromStr;

use crate::checklist::form::is_web_address;

/// What a text names as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A page on the web.
    Link(String),
    /// A file, by its path as the system knows it.
    File(String),
}

impl Given {
    /// The address, or the path.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Link(text) | Self::File(text) => text,
        }
    }

    /// Reads what a person in `here` gave. A path that exists as it was given wins: only then is it unquoted or decoded,
    /// so that a file called `'a'` can be meant.
    pub fn read(text: &str, here: &Path) -> Result<Self, &'static str> {
        let exists = here.join(text).symlink_metadata().is_ok();
        if exists && !is_web_address(text) && !text.is_empty() {
            return Ok(Self::File(text.to_owned()));
        }
        text.parse()
    }
}

impl FromStr for Given {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        let text = text
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .unwrap_or(text);
        let text = shell_word(text).unwrap_or_else(|| text.to_owned());
        if is_web_address(&text) {
            return Ok(Self::Link(text));
        }
        if let Some(rest) = text.strip_prefix("file://") {
            let (host, _) = rest
                .split_once('/')
                .ok_or("a file address has a path: file:///home/ada/scan.txt")?;
            if !host.is_empty() && host != "localhost" {
                return Err("this file is on another machine; copy it in, or attach a link to it");
            }
            return decoded(&rest[host.len()..])
                .map(Self::File)
                .ok_or("the address is not encoded right");
        }
        Ok(Self::File(text))
    }
}

/// The one word that a shell would read, where there is something to unquote; terminals write dropped paths so.
fn shell_word(text: &str) -> Option<String> {
    if !text.starts_with(['\'', '"']) && !text.contains('\\') {
        return None;
    }
    let [word] = <[String; 1]>::try_from(shell_words::split(text).ok()?).ok()?;
    Some(word).filter(|word| !word.is_empty())
}

/// The text behind `%41` and the like.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            u8::try_from(high * 16 + low).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_terminals_and_file_managers_give_them() {
        for (text, path) in [
            (" scan.txt \n", "scan.txt"),
            ("my scan.txt", "my scan.txt"),
            ("'/home/ada/my scan.txt'", "/home/ada/my scan.txt"),
            ("\"/home/ada/my scan.txt\"", "/home/ada/my scan.txt"),
            (
                r"/home/ada/my\ scan\ \(1\).txt",
                "/home/ada/my scan (1).txt",
            ),
            (r"'/home/ada'\''s/scan.txt'", "/home/ada's/scan.txt"),
            (r#""a \"b\" \n""#, r#"a "b" \n"#),
            (
                "file:///home/ada/my%20scan%c3%a9.txt",
                "/home/ada/my scané.txt",
            ),
            ("file://localhost/scan.txt", "/scan.txt"),
            // What no shell could have written is meant as it stands.
            ("it's", "it's"),
            (r"a\ b c", r"a\ b c"),
            ("'open", "'open"),
            (r"C:\", r"C:\"),
            ("''", "''"),
        ] {
            assert_eq!(text.parse(), Ok(Given::File(path.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn links_are_known_by_their_beginning() {
        for text in [
            "https://example.org/a",
            "<https://example.org/a>",
            " 'https://example.org/a'\n",
        ] {
            assert_eq!(
                text.parse(),
                Ok(Given::Link("https://example.org/a".to_owned())),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_file_elsewhere_is_none_here() {
        for text in [
            "file://server/share/scan.txt",
            "file://scan.txt",
            "file:///a%2",
            "file:///%ff",
            "file:///a%00b",
        ] {
            assert!(text.parse::<Given>().is_err(), "{text:?}");
        }
    }
}
