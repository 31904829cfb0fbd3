//! How the terminal UI is started in a test, and what is seen of it.

use std::path::Path;

use ratatui::buffer::Buffer;
use signoff::profile::drafts::Drafts;
use signoff::profile::recent::Recent;
use signoff::profile::settings::Settings;
use signoff::store::shelf::Shelf;
use signoff::tui::Launch;
use signoff::tui::clipboard::Clipboard;
use signoff::tui::theme::WallClock;
use signoff::work::{Clock, Inquiry};
use unicode_width::UnicodeWidthStr as _;

/// On the review in a directory, without colours, keys and an editor.
pub fn launch(directory: &Path, state: &Path, by: &str, clock: Clock) -> Launch {
    Launch {
        open: None,
        review: Some(directory.join("signoff.toml")),
        by: Some(by.parse().unwrap()),
        settings: Settings::default(),
        complaint: None,
        shelf: Shelf::default(),
        recent: Recent::new(Some(state)),
        drafts: Drafts::new(Some(state)),
        directory: directory.to_owned(),
        around: None,
        inquiry: Inquiry::default(),
        follows: false,
        clock,
        color: false,
        ascii: false,
        zone: WallClock::Utc,
        editor: None,
        clipboard: Clipboard::Terminal,
        links: false,
    }
}

/// The symbols of a screen, row by row, without the blanks at their ends.
pub fn text(buffer: &Buffer) -> String {
    let mut rows = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap().max(1);
        }
        rows.push_str(row.trim_end());
        rows.push('\n');
    }
    rows
}
