//! Styles and signs. The terminal's own 16 colours, never colour alone: a word or a sign always says the same.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::decision::brief::Grade;
use crate::review::Status;
use crate::text::digest::Digest;

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// False under `NO_COLOR`.
    pub color: bool,
    /// True where the terminal cannot show Unicode.
    pub ascii: bool,
}

const ASCII_BORDER: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl Theme {
    fn colored(self, color: Color) -> Style {
        if self.color {
            Style::new().fg(color)
        } else {
            Style::new()
        }
    }

    /// Names of things beside other text.
    pub fn label(self) -> Style {
        self.colored(Color::Cyan)
    }

    /// What matters less.
    pub fn dim(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// What stands out.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The selection.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// Something wrong.
    pub fn bad(self) -> Style {
        self.colored(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// A part of a text that is wrong.
    pub fn wrong(self) -> Style {
        self.bad().add_modifier(Modifier::UNDERLINED)
    }

    /// Something to look at.
    pub fn warn(self) -> Style {
        self.colored(Color::Yellow)
    }

    /// Something in order.
    pub fn good(self) -> Style {
        self.colored(Color::Green)
    }

    /// Code in guidance.
    pub fn code(self) -> Style {
        self.colored(Color::Magenta)
    }

    /// The border of a pane; the one that takes keys stands out.
    pub fn border(self, focused: bool) -> Style {
        if focused { self.label() } else { self.dim() }
    }

    /// The lines of borders.
    pub fn border_set(self) -> border::Set<'static> {
        if self.ascii {
            ASCII_BORDER
        } else {
            border::PLAIN
        }
    }

    /// The sign and the style of a status; `None` is not reviewed.
    pub fn status(self, status: Option<Status>) -> (&'static str, Style) {
        let style = match status {
            Some(Status::Met) => self.good(),
            Some(Status::Partial | Status::RiskAccepted) => self.warn(),
            Some(Status::Unmet) => self.bad(),
            Some(Status::NotApplicable) => self.dim(),
            None => Style::new(),
        };
        let sign = match (status, self.ascii) {
            (Some(status), false) => status.glyph(),
            (None, false) => "○",
            (Some(Status::Met), true) => "[x]",
            (Some(Status::Partial), true) => "[/]",
            (Some(Status::Unmet), true) => "[*]",
            (Some(Status::RiskAccepted), true) => "[!]",
            (Some(Status::NotApplicable), true) => "[-]",
            (None, true) => "[ ]",
        };
        (sign, style)
    }

    /// The sign and the style of a sign-off.
    pub fn grade(self, grade: Grade) -> (&'static str, Style) {
        match grade {
            Grade::Bad => (self.sign("✗", "x"), self.bad()),
            Grade::Lapsed => (self.sign("⟳", "~"), self.warn()),
            Grade::Weak => ("!", self.warn()),
            Grade::Good => (self.sign("✓", "+"), self.good()),
        }
    }

    /// The ends of a digest.
    pub fn digest(self, digest: &Digest) -> String {
        digest.short().replace('…', self.sign("…", ".."))
    }

    /// One sign or another, by what the terminal can show.
    pub fn sign(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { unicode }
    }

    /// A bar of `width` cells that shows `part` of `whole`.
    pub fn meter(self, (part, whole): (usize, usize), width: usize) -> String {
        let full = (part * width).checked_div(whole).unwrap_or(0).min(width);
        self.sign("█", "#").repeat(full) + &self.sign("░", ".").repeat(width - full)
    }
}
