//! The least that the same work can cost.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read as _, Write as _, stdin, stdout};
use std::path::Path;
use std::time::{Duration, Instant};

use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{List, ListState};
use ratatui::{Frame, Terminal};
use signoff::review::Dossier;

use super::screen::Face;

/// The argument that makes this binary a bare list.
pub const ARGUMENT: &str = "bare-list";

/// A list of ratatui and nothing else.
pub struct BareList {
    list: List<'static>,
    state: ListState,
    pending: bool,
}

impl BareList {
    /// Of these rows.
    pub fn new(rows: Vec<String>) -> Self {
        let selected = Style::new().add_modifier(Modifier::REVERSED);
        let list = List::new(rows).highlight_style(selected);
        Self {
            list,
            state: ListState::default().with_selected(Some(1)),
            pending: false,
        }
    }
}

impl Face for BareList {
    const MARKED: bool = false;

    fn key(&mut self, key: char) {
        match key {
            'j' => self.state.select_next(),
            'k' => self.state.select_previous(),
            'g' if self.pending => self.state.select_first(),
            _ => {}
        }
        self.pending = key == 'g' && !self.pending;
    }

    fn view(&mut self, frame: &mut Frame<'_>) {
        frame.render_stateful_widget(&self.list, frame.area(), &mut self.state);
    }
}

/// True where this process is to be a bare list.
pub fn is_wanted() -> bool {
    std::env::args()
        .nth(1)
        .is_some_and(|argument| argument == ARGUMENT)
}

/// Is a bare list in a terminal, until somebody ends it.
pub fn run() {
    let items = std::env::args()
        .nth(2)
        .and_then(|items| items.parse().ok())
        .unwrap_or(10);
    let rows = (0..items)
        .map(|nth: usize| format!("  SEC-{nth} Review what item {nth} is about"))
        .collect();
    let drawn = enable_raw_mode().and_then(|()| {
        execute!(stdout(), EnterAlternateScreen)?;
        let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
        queue!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let mut list = BareList::new(rows);
        terminal.draw(|frame| list.view(frame))?;
        execute!(terminal.backend_mut(), EndSynchronizedUpdate)?;
        // Dropping the terminal would show the cursor again.
        stdin().read(&mut [0])
    });
    drawn.expect("a terminal");
}

/// Replaces a file so that it survives a power cut: write beside, sync, rename, sync the directory.
pub fn replace(path: &Path, text: &str) -> Duration {
    let start = Instant::now();
    let beside = path.with_extension("beside");
    let replaced = || -> io::Result<()> {
        let mut file = File::create(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        File::open(path.parent().unwrap_or(path))?.sync_all()
    };
    replaced().expect("a replaced file");
    start.elapsed()
}

/// A table of the items, written by hand.
pub fn table(dossier: &Dossier) -> String {
    let mut out = String::new();
    for entry in dossier.entries() {
        let status = entry
            .outcome
            .status()
            .map_or("not reviewed", signoff::review::Status::label);
        let _ = writeln!(
            out,
            "| {} | {} | {status} |",
            entry.item.id, entry.item.title
        );
    }
    out
}
