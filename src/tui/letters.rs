//! Letters whose width terminals dispute, put on the screen so that it does not matter who is right.
//!
//! A sign that a variation selector turns into an emoji is one or two columns wide, a flag is one picture or two
//! letters. Written as they are, they move what stands behind them, and leave halves behind.
//!
//! Letters with marks and signs that are joined (Thai, Malayalam, half-width kana, people at computers) are one cell here,
//! and in some terminals more. No sign can be put in their place: a row that has one is drawn whole, and its parts
//! where they belong, so that what a terminal drew too much is under the next one.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{Clear, ClearType};
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell, CellWidth as _};

/// Takes two columns for a sign that was given two, and never leaves it to the terminal how many.
pub(super) fn settle(screen: &mut Buffer) {
    let width = usize::from(screen.area.width);
    for at in 0..screen.content.len() {
        let cell = &screen.content[at];
        // Most cells hold one byte; the shortest that is meant here has four.
        if cell.symbol().len() < 4 {
            continue;
        }
        let letters: Vec<char> = cell.symbol().chars().collect();
        let (first, second) = match letters[..] {
            [one, two] if is_flag_letter(one) && is_flag_letter(two) => {
                (one.to_string(), two.to_string())
            }
            _ if letters.contains(&SELECTOR) => {
                (cell.symbol().replace(SELECTOR, ""), " ".to_owned())
            }
            _ => continue,
        };
        let (style, is_wide) = (cell.style(), cell.cell_width() > 1);
        screen.content[at].set_symbol(&first);
        // Beside a letter that no selector makes wide stands the next one.
        if is_wide && (at + 1) % width > 0 {
            screen.content[at + 1].set_symbol(&second).set_style(style);
        }
    }
}

/// The rows that have signs of several characters.
pub(super) fn joined(screen: &Buffer) -> BTreeMap<u16, Vec<Cell>> {
    let rows = screen.content.chunks(usize::from(screen.area.width).max(1));
    let is_joined = |cell: &Cell| cell.symbol().len() > 1 && cell.symbol().chars().nth(1).is_some();
    (0..)
        .zip(rows)
        .filter(|(_, row)| row.iter().any(is_joined))
        .map(|(y, row)| (y, row.to_vec()))
        .collect()
}

/// The rows of a screen whose signs of several characters are not as they were. A screen may have become lower before
/// anybody says so: what stood below its end now is gone.
pub(super) fn turned(
    before: &BTreeMap<u16, Vec<Cell>>,
    now: &BTreeMap<u16, Vec<Cell>>,
    height: u16,
) -> Vec<u16> {
    let rows: BTreeSet<u16> = now.keys().chain(before.keys()).copied().collect();
    let is_turned = |y: &u16| *y < height && before.get(y) != now.get(y);
    rows.into_iter().filter(is_turned).collect()
}

/// What parts of the screen end with.
const EDGES: &str = "│┌┐└┘─|";

/// Draws a row whole.
pub(super) fn redraw(
    out: &mut CrosstermBackend<impl io::Write>,
    screen: &Buffer,
    y: u16,
) -> io::Result<()> {
    queue!(
        out,
        MoveTo(0, y),
        ResetColor,
        Clear(ClearType::UntilNewLine)
    )?;
    let (mut x, mut blanks, mut run) = (0, 0, Vec::new());
    while x < screen.area.width {
        let cell = &screen[(x, y)];
        // What stands apart is put where it belongs, wherever the terminal thinks that it is. Words are not: they would
        // lose letters to the next ones.
        if cell.symbol() == " " {
            blanks += 1;
        } else {
            if blanks > 1 || EDGES.contains(cell.symbol()) {
                out.draw(run.drain(..))?;
            }
            blanks = 0;
        }
        run.push((x, y, cell));
        x += cell.cell_width().max(1);
    }
    out.draw(run.into_iter())
}

/// Asks for a picture instead of a letter.
const SELECTOR: char = '\u{fe0f}';

fn is_flag_letter(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_disputed_takes_two_cells() {
        let mut screen =
            Buffer::with_lines(["a❤\u{fe0f}b🇩🇪c1\u{fe0f}\u{20e3}世n\u{fe0f}o!\u{fe0f}"]);
        settle(&mut screen);
        let cells: Vec<&str> = screen
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert_eq!(
            cells,
            [
                "a",
                "❤",
                " ",
                "b",
                "🇩",
                "🇪",
                "c",
                "1\u{20e3}",
                " ",
                "世",
                " ",
                "n",
                "o",
                "!"
            ]
        );
    }

    #[test]
    fn a_row_that_a_lower_screen_has_no_more_is_not_drawn() {
        let high = joined(&Buffer::with_lines(["a", "ก็", "b", "ก็"]));
        let low = joined(&Buffer::with_lines(["ก็", "b"]));
        assert_eq!(turned(&high, &low, 2), [0, 1]);
    }
}
