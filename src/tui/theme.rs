//! Styles and signs. The terminal's own 16 colours, never colour alone: a word or a sign always says the same.

use chrono::{DateTime, Local, Utc};
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::decision::Grade;
use crate::facts::Matter;
use crate::policy::Severity;
use crate::review::Status;
use crate::text::digest::Digest;

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// False under `NO_COLOR`.
    pub color: bool,
    /// True where the terminal cannot show Unicode.
    pub ascii: bool,
    /// Whose times are shown.
    pub zone: WallClock,
}

/// Which clock tells the times on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WallClock {
    /// That of the person's machine.
    Own,
    /// That of files.
    Utc,
}

/// How much an item matters, in a word as wide for all of them.
pub fn severity_word(severity: Severity, short: bool) -> &'static str {
    match (severity, short) {
        (Severity::Critical, true) => "crit",
        (Severity::High, true) => "high",
        (Severity::Medium, true) => "med ",
        (Severity::Low, true) => "low ",
        (Severity::Critical, false) => "critical",
        (Severity::High, false) => "high    ",
        (Severity::Medium, false) => "medium  ",
        (Severity::Low, false) => "low     ",
    }
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

    /// A moment, with its zone: `2026-11-26 20:18 +01:00`.
    pub fn moment(self, at: DateTime<Utc>) -> String {
        match self.zone {
            WallClock::Own => at.with_timezone(&Local).format("%F %H:%M %:z").to_string(),
            WallClock::Utc => at.format("%F %H:%M UTC").to_string(),
        }
    }

    /// The day of a moment, on the same clock.
    pub fn day(self, at: DateTime<Utc>) -> String {
        self.moment(at)[..10].to_owned()
    }

    /// Names of things beside other text. Cyan and yellow cannot be read on a light ground, and blue not on a dark one.
    pub fn label(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
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

    /// Words that another text lacks.
    pub fn differs(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Something to look at.
    pub fn warn(self) -> Style {
        self.colored(Color::Magenta).add_modifier(Modifier::BOLD)
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
            (status, false) => Status::glyph(status),
            (Some(Status::Met), true) => "[+]",
            (Some(Status::Partial), true) => "[/]",
            (Some(Status::Unmet), true) => "[x]",
            (Some(Status::RiskAccepted), true) => "[!]",
            (Some(Status::NotApplicable), true) => "[-]",
            (None, true) => "[ ]",
        };
        (sign, style)
    }

    /// The same with its word.
    pub fn status_word(self, status: Option<Status>) -> (String, Style) {
        let (sign, style) = self.status(status);
        (format!("{sign} {}", Status::word(status)), style)
    }

    /// The sign of what keeps an item from being settled.
    pub fn matter(self, matter: Matter) -> &'static str {
        match matter {
            Matter::Returned => self.sign("↩", "[<]"),
            Matter::Asked => "?",
            Matter::Undecided => self.sign("≠", "[~]"),
        }
    }

    /// How much an item matters.
    pub fn severity(self, severity: Severity) -> Style {
        match severity {
            Severity::Critical => self.strong(),
            Severity::High => Style::new(),
            Severity::Medium | Severity::Low => self.dim(),
        }
    }

    /// The sign and the style of a sign-off.
    pub fn grade(self, grade: Grade) -> (&'static str, Style) {
        match grade {
            Grade::Bad => (self.cross(), self.bad()),
            Grade::Lapsed => (self.lapsed(), self.warn()),
            Grade::Weak => ("!", self.warn()),
            Grade::Good => (self.tick(), self.good()),
        }
    }

    /// In order.
    pub fn tick(self) -> &'static str {
        self.sign("✓", "+")
    }

    /// Not in order.
    pub fn cross(self) -> &'static str {
        self.sign("✗", "x")
    }

    /// In order once.
    pub fn lapsed(self) -> &'static str {
        self.sign("⟳", "@")
    }

    /// Typed and not saved.
    pub fn draft(self) -> &'static str {
        self.sign("✎", "&")
    }

    /// Selected with others.
    pub fn mark(self) -> &'static str {
        self.sign("◆", "*")
    }

    /// The ends of a digest.
    pub fn digest(self, digest: &Digest) -> String {
        digest.short().replace('…', self.sign("…", ".."))
    }

    /// Between things of equal rank.
    pub fn dot(self) -> &'static str {
        self.sign(" · ", " | ")
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
