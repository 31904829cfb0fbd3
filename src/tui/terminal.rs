//! The terminal: taken over, given back whatever happens.
//!
//! `ratatui::restore` leaves mouse and paste modes on, so this is a guard of our own. Nothing here asks the terminal a
//! question: where nobody answers, a question costs seconds.

use std::collections::BTreeMap;
use std::io::{self, Write, stdin, stdout};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, MouseEventKind,
};
use crossterm::style::Print;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Frame;
use ratatui::Terminal as Canvas;
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Cell;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getpid, kill_current_process_group};
use rustix::termios::{OptionalActions, tcgetattr, tcgetwinsize, tcsetattr, tcsetwinsize};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::{emulate_default_handler, raise, signal_name};

use super::letters;
use super::links::{self, Link};
use super::msg::Msg;
use crate::program::ENDING;

/// How long a quiet terminal is waited on before signals are looked at.
const QUIET: Duration = Duration::from_millis(500);

/// The same while threads work.
const BUSY: Duration = Duration::from_millis(30);

/// How long a person thinks about the second of two keys before help is offered.
pub const HESITATION: Duration = Duration::from_millis(400);

/// How long the loop may take to end after a signal.
const GRACE: Duration = Duration::from_secs(1);

/// Asks for buttons and the wheel in the form without a limit of columns; not for every move of the mouse, as
/// crossterm does, for each would be heard, drawn and sent.
const CLICKS: &str = "\x1b[?1000h\x1b[?1006h";

/// True while the terminal is ours; leaving it twice would put the cursor back above what was written in between.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Puts right what a program that was killed may have left: inserting, a part of the screen that alone scrolls, other
/// letters. Not every terminal takes the one sequence that stands for all of these.
/// Some move the cursor, so that they are for our own screen.
const PLAIN: &str = "\x1b[4l\x1b[?6l\x1b[r\x1b[?7h\x1b(B\x0f";

/// True while another program has the terminal.
static LENT: AtomicBool = AtomicBool::new(false);

/// The terminal while the UI has it; dropping it gives it back.
pub struct Terminal {
    canvas: Canvas<CrosstermBackend<Piece>>,
    /// The links that are on the screen.
    links: Vec<Link>,
    /// The rows whose signs the terminal may draw wider than they are.
    joined: BTreeMap<u16, Vec<Cell>>,
    mouse: bool,
    /// Set when the size may have changed.
    resized: Arc<AtomicBool>,
    /// Set when the program goes on after it was stopped: the shell had the terminal meanwhile.
    resumed: Arc<AtomicBool>,
    /// True where the canvas does not know what is on the screen: a killed program may have left something there.
    stale: bool,
    /// The number of the signal that came, or 0.
    signal: Arc<AtomicUsize>,
    guard: Handle,
}

impl Terminal {
    /// Takes the terminal over.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                let _ = leave();
                before(info);
            }));
        });
        let signal = Arc::new(AtomicUsize::new(0));
        for number in ENDING {
            let value = usize::try_from(number).unwrap_or_default();
            signal_hook::flag::register_usize(number, Arc::clone(&signal), value)?;
        }
        let resized = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGWINCH, Arc::clone(&resized))?;
        let resumed = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGCONT, Arc::clone(&resumed))?;
        let mut size = tcgetwinsize(stdin())?;
        if size.ws_col == 0 || size.ws_row == 0 {
            // A serial line knows of none, and nothing could be drawn.
            (size.ws_col, size.ws_row) = (80, 24);
            tcsetwinsize(stdin(), size)?;
        }
        let guard = guard(Arc::clone(&signal))?;
        let mut terminal = Self {
            canvas: canvas()?,
            links: Vec::new(),
            joined: BTreeMap::new(),
            mouse,
            resized,
            resumed,
            stale: true,
            signal,
            guard,
        };
        terminal.modes()?;
        Ok(terminal)
    }

    fn modes(&mut self) -> io::Result<()> {
        TAKEN.store(true, Ordering::Relaxed);
        enable_raw_mode()?;
        let out = self.canvas.backend_mut();
        queue!(
            out,
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        if self.mouse {
            queue!(out, Print(CLICKS))?;
        }
        Write::flush(out)
    }

    /// Draws what changed, in one piece where the terminal can; addresses that stand on it become links.
    pub fn draw(
        &mut self,
        view: impl FnOnce(&mut Frame<'_>),
        addresses: &[String],
    ) -> io::Result<()> {
        queue!(self.canvas.backend_mut(), BeginSynchronizedUpdate)?;
        if std::mem::take(&mut self.stale) {
            let size = self.canvas.size()?;
            self.canvas.resize(size.into())?;
            self.links.clear();
            self.joined.clear();
        }
        let settled = |frame: &mut Frame<'_>| {
            view(frame);
            letters::settle(frame.buffer_mut());
        };
        let drawn = self.canvas.draw(settled)?.buffer;
        let joined = letters::joined(drawn);
        let rows = letters::turned(&self.joined, &joined, drawn.area.height);
        self.joined = joined;
        // What is drawn again is no link any more; what stands there as it was still is one.
        self.links
            .retain(|link| link.cells.iter().all(|(_, y, _)| !rows.contains(y)));
        let whole = (!rows.is_empty()).then(|| drawn.clone());
        let links = links::find(drawn, addresses);
        let gone = self
            .links
            .iter()
            .filter(|link| !links.contains(link))
            .flat_map(|link| &link.cells);
        let plain: Vec<_> = gone
            .filter(|(x, y, cell)| drawn.cell((*x, *y)) == Some(cell))
            .cloned()
            .collect();
        let out = self.canvas.backend_mut();
        // The cursor is where one types: what is drawn from here on must not leave it elsewhere.
        queue!(out, cursor::SavePosition)?;
        for (y, screen) in rows.into_iter().zip(whole.iter().cycle()) {
            letters::redraw(out, screen, y)?;
        }
        if !plain.is_empty() {
            out.draw(plain.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
        }
        for link in links.iter().filter(|link| !self.links.contains(link)) {
            queue!(out, Print(&link.open))?;
            out.draw(link.cells.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
            queue!(out, Print(links::CLOSE))?;
        }
        self.links = links;
        queue!(
            self.canvas.backend_mut(),
            cursor::RestorePosition,
            EndSynchronizedUpdate
        )?;
        Write::flush(self.canvas.backend_mut())
    }

    /// Everything that happened since; waits a while where nothing did. An error where the terminal is gone.
    pub fn wait(&mut self, busy: bool, halfway: bool) -> io::Result<Vec<Msg>> {
        let typed = rest(match (busy, halfway) {
            (true, _) => BUSY,
            (false, true) => HESITATION,
            (false, false) => QUIET,
        })?;
        let mut heard = drain()?;
        if typed && heard.is_empty() {
            nudge()?;
            heard = drain()?;
        }
        if self.resumed.load(Ordering::Relaxed) {
            leave()?;
            self.take()?;
            // Whoever is stopped is not told that the size changed.
            self.resized.store(true, Ordering::Relaxed);
        }
        if self.resized.swap(false, Ordering::Relaxed) {
            // Even where the size is the old one again: what a smaller screen cut off is gone.
            self.stale = true;
            let (width, height) = self.size()?;
            heard.push(Msg::Resize(width, height));
        }
        Ok(heard)
    }

    /// What ends the program: a signal that came, or a panic on another thread, which gave the terminal back.
    pub fn ended(&self) -> Option<&'static str> {
        match self.signal.load(Ordering::Relaxed) {
            0 if TAKEN.load(Ordering::Relaxed) => None,
            0 => Some("a panic"),
            number => Some(name_of(i32::try_from(number).unwrap_or_default())),
        }
    }

    /// Columns and rows.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        crossterm::terminal::size()
    }

    /// Draws everything at the next chance, whatever is on the screen.
    pub fn redraw(&mut self) {
        self.stale = true;
    }

    /// Hands the terminal to the shell until it is given back. Where no shell could give it back, the system stops nobody.
    pub fn suspend(&mut self) -> io::Result<()> {
        leave()?;
        raise(SIGTSTP)?;
        self.take()
    }

    /// Hands the terminal to another program until it is done.
    pub fn lend<T>(&mut self, use_it: impl FnOnce() -> T) -> io::Result<T> {
        leave()?;
        let modes = tcgetattr(stdin())?;
        LENT.store(true, Ordering::Relaxed);
        // What is typed is for that program.
        let done = use_it();
        LENT.store(false, Ordering::Relaxed);
        // So was a Ctrl-C.
        let interrupt = usize::try_from(SIGINT).unwrap_or_default();
        let _ = self
            .signal
            .compare_exchange(interrupt, 0, Ordering::Relaxed, Ordering::Relaxed);
        // Whoever is killed leaves the terminal as it was of use to it.
        tcsetattr(stdin(), OptionalActions::Now, &modes)?;
        self.take()?;
        self.ask(PLAIN)?;
        Ok(done)
    }

    /// Takes the terminal back from whoever had it.
    fn take(&mut self) -> io::Result<()> {
        self.resumed.store(false, Ordering::Relaxed);
        // A fresh canvas draws everything; clearing the old one would ask where the cursor is.
        self.canvas = canvas()?;
        self.links.clear();
        self.joined.clear();
        self.modes()
    }

    /// Writes something that is no part of the screen.
    pub fn ask(&mut self, sequence: &str) -> io::Result<()> {
        execute!(self.canvas.backend_mut(), Print(sequence))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.guard.close();
        let _ = leave();
    }
}

/// What is written in one piece, and only while the terminal is ours: a canvas that is dropped after a panic would
/// put half a frame on the normal screen.
#[derive(Default)]
struct Piece(Vec<u8>);

impl Write for Piece {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = std::mem::take(&mut self.0);
        if !TAKEN.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut out = stdout().lock();
        out.write_all(&piece).and_then(|()| out.flush())
    }
}

fn canvas() -> io::Result<Canvas<CrosstermBackend<Piece>>> {
    Canvas::new(CrosstermBackend::new(Piece::default()))
}

/// Waits for a key, a signal or the end of patience; true for a key. Crossterm would read from a terminal that is gone
/// for ever.
fn rest(patience: Duration) -> io::Result<bool> {
    let stdin = stdin();
    let mut keyboard = [PollFd::new(&stdin, PollFlags::IN)];
    let patience = Timespec::try_from(patience).map_err(io::Error::other)?;
    match poll(&mut keyboard, Some(&patience)) {
        Ok(_) if is_gone(&keyboard) => Err(io::Error::other(
            "the terminal is gone; everything attested is saved",
        )),
        Ok(count) => Ok(count > 0),
        Err(Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// All input that is waiting, so that a held key or a paste is drawn once. Sizes are asked for instead: crossterm
/// forgets one that comes together with a key.
fn drain() -> io::Result<Vec<Msg>> {
    let mut heard = Vec::new();
    while event::poll(Duration::ZERO)? {
        heard.extend(match event::read()? {
            event::Event::Key(key) => Some(Msg::Key(key)),
            event::Event::Paste(text) => Some(Msg::Paste(text)),
            event::Event::Mouse(mouse) => {
                // Where nothing comes of it, nothing needs to be drawn.
                let idle = matches!(mouse.kind, MouseEventKind::Up(_) | MouseEventKind::Drag(_));
                (!idle).then_some(Msg::Mouse(mouse))
            }
            event::Event::Resize(..) | event::Event::FocusGained | event::Event::FocusLost => None,
        });
    }
    Ok(heard)
}

/// Makes the system announce input again. It does so once for each byte, and crossterm forgets that where a change of
/// the size comes at the same moment, or more input than it reads at once; setting the modes as they are repeats it.
fn nudge() -> io::Result<()> {
    let modes = tcgetattr(stdin())?;
    Ok(tcsetattr(stdin(), OptionalActions::Now, &modes)?)
}

/// Ends the program after a signal where the loop cannot: it waits in crossterm while half a key has come, and
/// for a terminal that takes no more. Of a terminal that goes away while crossterm reads nobody may be told, and crossterm
/// reads for ever: that is taken as the signal.
fn guard(came: Arc<AtomicUsize>) -> io::Result<Handle> {
    let mut signals = Signals::new(ENDING)?;
    let handle = signals.handle();
    let closed = signals.handle();
    let gone = signals.handle();
    thread::spawn(move || {
        if !hangs_up() {
            return;
        }
        thread::sleep(GRACE);
        if !gone.is_closed() {
            let _ = raise(SIGHUP);
        }
    });
    thread::spawn(move || {
        for signal in &mut signals {
            // Who has the terminal would share it with the shell. It ends with us, where nobody else is of our job, or is waited
            // for: the loop takes in then what came of it.
            if signal == SIGTERM && LENT.load(Ordering::Relaxed) && getpgrp() == getpid() {
                let _ = kill_current_process_group(Signal::TERM);
            }
            while signal == SIGTERM && LENT.load(Ordering::Relaxed) {
                thread::sleep(QUIET);
            }
            thread::sleep(GRACE);
            if closed.is_closed() {
                return;
            }
            // Ctrl-C was meant for the program that has the terminal, or had it a moment ago.
            if signal == SIGINT
                && (LENT.load(Ordering::Relaxed) || came.load(Ordering::Relaxed) == 0)
            {
                continue;
            }
            let (done, wait) = channel();
            thread::spawn(move || {
                let _ = leave();
                let name = name_of(signal);
                let _ = writeln!(
                    io::stderr(),
                    "signoff: ended by {name}; everything attested is saved"
                );
                let _ = done.send(());
            });
            // A terminal that takes no more would keep us for ever.
            let _ = wait.recv_timeout(GRACE);
            let _ = emulate_default_handler(signal);
        }
    });
    Ok(handle)
}

/// Waits until the terminal is gone; false where the system cannot tell.
fn hangs_up() -> bool {
    let stdin = stdin();
    // Nothing is asked for: a hang-up is told all the same.
    let mut keyboard = [PollFd::new(&stdin, PollFlags::empty())];
    while poll(&mut keyboard, None) == Err(Errno::INTR) {}
    is_gone(&keyboard)
}

fn is_gone(keyboard: &[PollFd<'_>; 1]) -> bool {
    let gone = PollFlags::HUP | PollFlags::ERR;
    keyboard[0].revents().intersects(gone)
}

fn name_of(signal: i32) -> &'static str {
    signal_name(signal).unwrap_or("a signal")
}

fn leave() -> io::Result<()> {
    if !TAKEN.swap(false, Ordering::Relaxed) {
        return Ok(());
    }
    // The keyboard first: a terminal that takes no more would keep us at the rest.
    let keyboard = disable_raw_mode();
    let screen = execute!(
        stdout(),
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    keyboard.and(screen)
}
