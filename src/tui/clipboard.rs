//! How a text gets onto the clipboard: the terminal is asked to put it there, which works over SSH as well as here.
//!
//! Inside tmux the plain request is heard where `set-clipboard` is `on`; where it is not, the same request wrapped for
//! the terminal around tmux is let through by `allow-passthrough on`, and by every tmux before 3.3. Which of the two a
//! person set cannot be seen, so tmux is sent both: it is the same text twice.

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;

use crate::text::visible;

/// Who is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clipboard {
    Terminal,
    /// The terminal around tmux.
    Tmux,
}

/// The most bytes that are copied; some terminals drop a longer request, some hang on it.
const LIMIT: usize = 50_000;

impl Clipboard {
    /// What is written to copy a text, as one line in which nothing is hidden; `None` where it is too long. It may be a
    /// stranger's, and be pasted where a line break runs it.
    pub fn sequence(self, text: &str) -> Option<String> {
        let text = &*visible::line(text);
        let mut plain = String::new();
        CopyToClipboard::to_clipboard_from(text)
            .write_ansi(&mut plain)
            .ok()?;
        let sequence = match self {
            Self::Terminal => plain,
            Self::Tmux => format!(
                "{plain}\x1bPtmux;{}\x1b\\",
                plain.replace('\x1b', "\x1b\x1b")
            ),
        };
        (text.len() <= LIMIT).then_some(sequence)
    }

    /// What is said of it; nobody tells whether the terminal did it.
    pub fn said(self, text: &str) -> String {
        match self {
            Self::Terminal => format!("asked the terminal to copy {text} (OSC 52)"),
            Self::Tmux => format!("asked the terminal to copy {text} (OSC 52, through tmux)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_around_tmux_is_asked_too() {
        assert_eq!(
            Clipboard::Terminal.sequence("NET-1").unwrap(),
            "\x1b]52;c;TkVULTE=\x1b\\"
        );
        assert_eq!(
            Clipboard::Tmux.sequence("NET-1").unwrap(),
            "\x1b]52;c;TkVULTE=\x1b\\\x1bPtmux;\x1b\x1b]52;c;TkVULTE=\x1b\x1b\\\x1b\\"
        );
    }

    #[test]
    fn what_is_pasted_runs_nothing() {
        assert_eq!(
            Clipboard::Terminal.sequence("a\n\x1b[201~rm -rf ~"),
            Clipboard::Terminal.sequence("a <U+001B>[201~rm -rf ~")
        );
    }

    #[test]
    fn what_is_too_long_is_not_copied() {
        assert!(Clipboard::Terminal.sequence(&"x".repeat(LIMIT)).is_some());
        assert_eq!(Clipboard::Terminal.sequence(&"x".repeat(LIMIT + 1)), None);
    }
}
