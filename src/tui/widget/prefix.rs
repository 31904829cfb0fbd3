//! What may follow the first of two keys, for who hesitates.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Clear;

use super::pane;
use crate::face::place::Place;
use crate::tui::keymap::Keymap;
use crate::tui::layout;
use crate::tui::stroke::Stroke;
use crate::tui::theme::Theme;

/// Draws a box at the bottom of an area.
pub(crate) fn view(
    frame: &mut Frame<'_>,
    area: Rect,
    keymap: &Keymap,
    places: &[Place],
    first: Stroke,
    theme: Theme,
) {
    let keys = keymap.after(places, first);
    let lines: Vec<Line<'_>> = keys
        .iter()
        .map(|(key, command)| {
            let key = Span::styled(format!(" {:<5} ", key.to_string()), theme.strong());
            Line::from(vec![key, Span::raw(command.help)])
        })
        .collect();
    let height = layout::length(lines.len())
        .saturating_add(2)
        .min(area.height);
    let width = lines.iter().map(Line::width).max().unwrap_or_default() + 3;
    let width = layout::length(width).min(area.width);
    let below = Rect {
        x: area.right() - width,
        y: area.bottom() - height,
        width,
        height,
    };
    frame.render_widget(Clear, below);
    let inner = pane::frame(
        frame,
        below,
        &format!("{first} {}", theme.sign("…", "...")),
        true,
        theme,
    );
    pane::scrolled(frame, inner, &lines, 0, theme);
}
