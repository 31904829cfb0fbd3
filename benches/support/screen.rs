//! A screen that counts the bytes that are written to it.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use signoff::tui::app::App;
use signoff::tui::msg::Msg;

/// Columns.
pub const WIDTH: u16 = 120;

/// Rows.
pub const HEIGHT: u16 = 40;

/// Something that takes keys and draws itself.
pub trait Face {
    /// True where a frame is written between marks, as the product's terminal does.
    const MARKED: bool;

    /// Takes a key.
    fn key(&mut self, key: char);

    /// Draws itself.
    fn view(&mut self, frame: &mut Frame<'_>);
}

impl Face for App {
    const MARKED: bool = true;

    fn key(&mut self, key: char) {
        self.hear(Msg::Key(KeyEvent::new(
            KeyCode::Char(key),
            KeyModifiers::NONE,
        )));
        self.keep();
    }

    fn view(&mut self, frame: &mut Frame<'_>) {
        App::view(self, frame);
    }
}

/// A face on a screen.
pub struct Screen<F> {
    face: F,
    terminal: Terminal<CrosstermBackend<Counter>>,
    written: Rc<Cell<usize>>,
}

struct Counter(Rc<Cell<usize>>);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<F: Face> Screen<F> {
    /// An empty one.
    pub fn new(face: F) -> Self {
        let written = Rc::new(Cell::new(0));
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, WIDTH, HEIGHT)),
        };
        let backend = CrosstermBackend::new(Counter(Rc::clone(&written)));
        let terminal = Terminal::with_options(backend, options).expect("a screen");
        Self {
            face,
            terminal,
            written,
        }
    }

    /// Draws a frame; returns its bytes.
    pub fn draw(&mut self) -> usize {
        let before = self.written.get();
        if F::MARKED {
            queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate).expect("a frame");
        }
        self.terminal
            .draw(|frame| self.face.view(frame))
            .expect("a frame");
        if F::MARKED {
            queue!(self.terminal.backend_mut(), EndSynchronizedUpdate).expect("a frame");
        }
        self.written.get() - before
    }

    /// Takes a key in and draws nothing.
    pub fn hear(&mut self, key: char) {
        self.face.key(key);
    }

    /// Takes a key in and draws what comes of it; returns the bytes of the frame.
    pub fn press(&mut self, key: char) -> usize {
        self.face.key(key);
        self.draw()
    }

    /// One row down and up again.
    pub fn there_and_back(&mut self) -> usize {
        self.press('j') + self.press('k')
    }

    /// To the last row before the list would scroll.
    pub fn go_to_edge(&mut self) {
        self.face.key('g');
        self.face.key('g');
        // A list of ratatui moves its window when it is drawn.
        self.draw();
        for _ in 0..HEIGHT {
            self.face.key('j');
        }
        self.draw();
    }

    /// Steps down at the lower edge, and how long they took. Not longer than the shortest list that is measured:
    /// from its end it goes back to the start.
    pub fn scroll(&mut self, count: u64) -> Duration {
        let mut took = Duration::ZERO;
        for nth in 0..count {
            if nth % 1_000 == 0 {
                self.go_to_edge();
            }
            let start = Instant::now();
            self.press('j');
            took += start.elapsed();
        }
        took
    }
}
