//! Addresses on the screen that the terminal makes clickable (OSC 8).
//!
//! Only what can be read is linked: an address that stands on the screen in full, over several rows where it was
//! wrapped. So a link leads where its text says. A frame is drawn without links; they are painted over it afterwards
//! and only when they are new, since ratatui cannot measure a cell that holds an escape sequence.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use ratatui::buffer::{Buffer, Cell, CellWidth as _};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::checklist::form::is_web_address;
use crate::text::visible;

/// What ends a link.
pub(super) const CLOSE: &str = "\x1b]8;;\x1b\\";

/// No link is longer; terminals stop at about as much.
const LIMIT: usize = 2_000;

/// A cell with its place.
pub(super) type Placed = (u16, u16, Cell);

/// A row of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// What begins it.
    pub open: String,
    pub cells: Vec<Placed>,
}

/// The links on a screen, for the addresses that may stand on it.
pub(super) fn find(screen: &Buffer, addresses: &[String]) -> Vec<Link> {
    let mut links = Vec::new();
    if addresses.is_empty() {
        return links;
    }
    // Where one address begins another, the longer one is meant.
    let mut known: Vec<&String> = addresses.iter().collect();
    known.sort_by_key(|address| std::cmp::Reverse(address.len()));
    for (at, cells) in screen.content.windows(START.len()).enumerate() {
        if !cells
            .iter()
            .zip(START)
            .all(|(cell, letter)| cell.symbol() == letter)
        {
            continue;
        }
        let place = screen.pos_of(at);
        let found = known
            .iter()
            .find_map(|address| Some((rows(screen, place, address)?, open(address)?)));
        if let Some((rows, open)) = found {
            links.extend(rows.into_iter().map(|cells| Link {
                open: open.clone(),
                cells,
            }));
        }
    }
    links
}

/// What every address begins with.
const START: [&str; 4] = ["h", "t", "t", "p"];

/// The cells of an address that begins at a place, by rows; `None` where another text stands there.
fn rows(screen: &Buffer, (x, y): (u16, u16), address: &str) -> Option<Vec<Vec<Placed>>> {
    let (mut column, mut row) = (x, y);
    let mut rows = vec![Vec::new()];
    for grapheme in visible::line(address).graphemes(true) {
        let mut cell = screen.cell((column, row));
        if cell.is_none_or(|cell| is_end(cell.symbol())) {
            row += 1;
            column = first(screen, x, row)?;
            rows.push(Vec::new());
            cell = screen.cell((column, row));
        }
        let cell = cell.filter(|cell| cell.symbol() == grapheme)?;
        rows.last_mut()?.push((column, row, cell.clone()));
        column += cell.cell_width().max(1);
    }
    let alone = screen
        .cell((column, row))
        .is_none_or(|cell| !goes_on(cell.symbol()));
    alone.then_some(rows)
}

/// Where the text of a row begins, in the pane that a column is in.
fn first(screen: &Buffer, x: u16, y: u16) -> Option<u16> {
    let symbol = |column| screen.cell((column, y)).map_or(" ", Cell::symbol);
    let edge = (screen.area.left()..x)
        .rev()
        .find(|column| symbol(*column) == "│");
    (edge.map_or(screen.area.left(), |edge| edge + 1)..=x).find(|column| symbol(*column) != " ")
}

/// Ends a row of text: a blank, or the border of the pane.
fn is_end(symbol: &str) -> bool {
    matches!(symbol, " " | "│")
}

/// Part of a longer address, or of one that was cut.
fn goes_on(symbol: &str) -> bool {
    symbol.chars().any(char::is_alphanumeric) || "…/?#&=%-_~+.:@!$*'".contains(symbol)
}

/// What begins a link to an address of the web: printable ASCII, of bounded length, with a name by which its rows
/// belong together.
fn open(address: &str) -> Option<String> {
    let mut target = String::new();
    for c in address.chars() {
        if c.is_ascii_graphic() {
            target.push(c);
        } else {
            let mut bytes = [0; 4];
            target.extend(
                c.encode_utf8(&mut bytes)
                    .bytes()
                    .map(|byte| format!("%{byte:02X}")),
            );
        }
    }
    let mut id = DefaultHasher::new();
    target.hash(&mut id);
    let open = format!("\x1b]8;id={:08x};{target}\x1b\\", id.finish() & 0xffff_ffff);
    (is_web_address(address) && target.len() <= LIMIT).then_some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(lines: &[&str], addresses: &[&str]) -> Vec<String> {
        let addresses: Vec<String> = addresses
            .iter()
            .map(|address| (*address).to_owned())
            .collect();
        let links = find(&Buffer::with_lines(lines.to_vec()), &addresses);
        let text = |link: &Link| {
            link.cells
                .iter()
                .map(|(.., cell)| cell.symbol())
                .collect::<String>()
        };
        let target = |link: &Link| {
            link.open
                .split(';')
                .nth(2)
                .unwrap()
                .trim_end_matches("\x1b\\")
                .to_owned()
        };
        links
            .iter()
            .map(|link| format!("{} -> {}", text(link), target(link)))
            .collect()
    }

    #[test]
    fn an_address_is_a_link_on_every_row_it_takes() {
        let long = "https://example.org/a-long/way";
        let rows = [
            "│x││ Evidence  https://example.org/a- │",
            "│x││           long/way               │",
        ];
        assert_eq!(
            found(&rows, &[long]),
            [
                format!("https://example.org/a- -> {long}"),
                format!("long/way -> {long}"),
            ]
        );
        let rows = [
            "│link  https://example.org/a-│",
            "│long/way                    │",
        ];
        assert_eq!(found(&rows, &[long]).len(), 2);
    }

    #[test]
    fn what_is_cut_or_longer_is_no_link() {
        let short = "https://example.org/a";
        for text in [
            "https://example.org/…",
            "https://example.org/ab",
            "https://example.org/a…",
            "https://",
        ] {
            assert_eq!(found(&[text], &[short]), Vec::<String>::new(), "{text}");
        }
        let longer = "https://example.org/ab";
        assert_eq!(
            found(&[longer], &[short, longer]),
            [format!("{longer} -> {longer}")]
        );
    }

    #[test]
    fn only_the_web_is_linked_and_only_in_ascii() {
        assert_eq!(
            found(&["file:///etc/passwd"], &["file:///etc/passwd"]),
            Vec::<String>::new()
        );
        let shown = "https://example.org/<U+001B>]8;;x";
        assert_eq!(
            found(&[shown], &["https://example.org/\u{1b}]8;;x"]),
            Vec::<String>::new()
        );
        assert_eq!(
            found(&["https://example.org/ü"], &["https://example.org/ü"]),
            ["https://example.org/ü -> https://example.org/%C3%BC"]
        );
        let long = format!("https://example.org/{}", "x".repeat(LIMIT));
        assert_eq!(open(&long), None);
    }
}
