//! Asks before something that is meant to be meant.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Answer;
use crate::tui::key::Key;
use crate::tui::layout;
use crate::tui::msg::Effect;
use crate::tui::theme::Theme;
use crate::tui::widget::pane;

/// What confirms; the second where the first was the key that asked.
const YES: [char; 2] = ['y', 'c'];

/// A question about an effect; every key but one leaves things as they are.
#[derive(Debug)]
pub struct Confirm {
    title: &'static str,
    text: String,
    yes: char,
    effect: Effect,
}

impl Confirm {
    /// Asks about an effect. `asked` is the key that led here: pressed twice, it must not confirm.
    pub fn new(title: &'static str, text: String, effect: Effect, asked: Option<Key>) -> Self {
        let key = |c: char| Key::of(KeyEvent::from(KeyCode::Char(c)));
        let [first, second] = YES;
        let yes = if asked == Some(key(first)) {
            second
        } else {
            first
        };
        Self {
            title,
            text,
            yes,
            effect,
        }
    }

    pub(super) fn key(&self, event: KeyEvent) -> Answer {
        match event.code {
            KeyCode::Char(c) if c == self.yes => Answer::Confirmed(self.effect.clone()),
            KeyCode::Esc | KeyCode::Enter => Answer::Close,
            _ => Answer::Open,
        }
    }

    fn words(&self, width: u16) -> Vec<String> {
        pane::wrap(&self.text, usize::from(width.saturating_sub(2)))
    }

    pub(super) fn area(&self, screen: Rect) -> Rect {
        let width = screen.width.min(66);
        // Below the text an empty line and the keys, around it a border.
        let height = u16::try_from(self.words(width).len())
            .unwrap_or(u16::MAX)
            .saturating_add(4);
        layout::popup(screen, width, height)
    }

    pub(super) fn view(&self, frame: &mut Frame<'_>, theme: Theme) {
        let area = self.area(frame.area());
        let mut lines: Vec<Line<'_>> = self.words(area.width).into_iter().map(Line::raw).collect();
        lines.push(Line::default());
        lines.push(Line::from(vec![
            Span::styled(" Cancel: Enter or Esc ", theme.selected()),
            Span::raw("   "),
            Span::styled(self.yes.to_string(), theme.strong()),
            Span::raw(": go on"),
        ]));
        let inner = pane::popup(frame, area.width, area.height, self.title, theme);
        // Where not all fits, the keys do.
        let hidden = lines.len().saturating_sub(usize::from(inner.height));
        pane::rows(frame, inner, &lines[hidden..]);
    }
}
