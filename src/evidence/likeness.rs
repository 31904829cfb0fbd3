//! What a file is like that is not what was attested: the same text with other line ends, or a pointer of git LFS.

use crate::review::Likeness;
use crate::text::digest::Digest;
use crate::text::visible;

/// Up to how many bytes a file is looked at.
pub(super) const MOST: u64 = 16 * 1024 * 1024;

/// The text of a file with line ends of Unix; `None` of what is no text.
pub(super) fn lf(bytes: &[u8]) -> Option<String> {
    text(bytes).map(unix)
}

/// True of a file in which nothing is to be seen.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    let is_unseen = |c: char| c.is_whitespace() || visible::is_hidden(c);
    std::str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_unseen))
}

fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then_some(text)
}

fn unix(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// The digests of the contents that this one is like.
pub(super) fn of(bytes: &[u8]) -> Vec<(Digest, Likeness)> {
    let Some(text) = text(bytes) else {
        return Vec::new();
    };
    let pointed = pointed(text).map(|digest| (digest, Likeness::Pointer));
    let unix = unix(text);
    let windows = unix.replace('\n', "\r\n");
    let others = [unix, windows].into_iter().filter(|other| other != text);
    let others = others.map(|other| (Digest::of(other.as_bytes()), Likeness::LineEnds));
    pointed.into_iter().chain(others).collect()
}

/// The content that a pointer of git LFS stands for.
fn pointed(text: &str) -> Option<Digest> {
    let mut lines = text.lines();
    let is_pointer = lines
        .next()?
        .starts_with("version https://git-lfs.github.com/spec/v1");
    let id = lines.find_map(|line| line.strip_prefix("oid "))?;
    id.parse().ok().filter(|_| is_pointer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_file_shows_nothing() {
        for (bytes, is) in [
            (&b""[..], true),
            (b" \r\n\t\0", true),
            ("\u{feff}\u{200b}\n".as_bytes(), true),
            (b"\xff", false),
            (b" .", false),
        ] {
            assert_eq!(is_blank(bytes), is, "{bytes:?}");
        }
    }

    #[test]
    fn line_ends_and_pointers_are_told_apart_from_other_changes() {
        let digest = |text: &str| Digest::of(text.as_bytes());
        let ends = |text| (digest(text), Likeness::LineEnds);
        assert_eq!(of(b"a\r\nb"), [ends("a\nb")]);
        assert_eq!(of(b"a\nb\n"), [ends("a\r\nb\r\n")]);
        assert_eq!(of(b"a\r\nb\n"), [ends("a\nb\n"), ends("a\r\nb\r\n")]);
        assert_eq!(of(b"a"), []);
        assert_eq!(of(b"a\n\0"), []);
        assert_eq!(of(b"\xff\n"), []);
        let content = digest("content");
        let pointer =
            format!("version https://git-lfs.github.com/spec/v1\noid {content}\nsize 7\n");
        assert_eq!(of(pointer.as_bytes())[0], (content, Likeness::Pointer));
    }
}
