//! A place with nothing in it, and a terminal with a program in it.

use std::fs::File;
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::MouseProtocolMode;

/// When a test gives up. It is far longer than anything takes, since machines may be slow.
const DEADLINE: Duration = Duration::from_secs(60);

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_signoff");

/// The system that is reviewed, and so the title of the review.
pub const SYSTEM: &str = "robotics-prod";

/// Returns from a test where there are no pseudo-terminals, and says so.
macro_rules! needs_terminals {
    () => {
        if !std::path::Path::new("/dev/ptmx").exists() {
            eprintln!("SKIPPED: /dev/ptmx is missing, so there are no pseudo-terminals here");
            return;
        }
    };
}
pub(crate) use needs_terminals;

/// A directory of its own, with a home in it that holds no settings of anybody's.
pub struct Place {
    kept: tempfile::TempDir,
}

impl Place {
    /// An empty one.
    pub fn new() -> Self {
        let kept = tempfile::tempdir().unwrap();
        for name in ["home", "work"] {
            std::fs::create_dir(kept.path().join(name)).unwrap();
        }
        Self { kept }
    }

    /// One with a review of the shipped checklist, nothing attested.
    pub fn with_review() -> Self {
        let place = Self::new();
        place.done(&["new", "--checklist", "azure-deployment", "--system", SYSTEM]);
        place
    }

    /// Where the program runs.
    pub fn work(&self) -> PathBuf {
        self.kept.path().join("work")
    }

    /// The review's text.
    pub fn review(&self) -> String {
        std::fs::read_to_string(self.work().join("signoff.toml")).unwrap()
    }

    /// Writes a file into the directory.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.work().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
    }

    /// The whole environment of the program.
    fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        let home = self.kept.path().join("home");
        vec![
            ("XDG_CONFIG_HOME", home.join("config")),
            ("XDG_DATA_HOME", home.join("data")),
            ("XDG_STATE_HOME", home.join("state")),
            ("XDG_CACHE_HOME", home.join("cache")),
            ("HOME", home),
            ("PATH", "/usr/bin:/bin".into()),
            ("TERM", "xterm-256color".into()),
            ("LANG", "C.UTF-8".into()),
            ("SIGNOFF_BY", "Ada Lovelace <ada@example.org>".into()),
            ("GIT_CONFIG_GLOBAL", "/dev/null".into()),
            ("GIT_CONFIG_NOSYSTEM", "1".into()),
        ]
    }

    /// Runs a command without a terminal.
    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(PROGRAM)
            .args(arguments)
            .env_clear()
            .env("TZ", "UTC")
            .envs(self.variables())
            .current_dir(self.work())
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap()
    }

    /// Runs a command that has to succeed; returns what it printed.
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Opens the terminal UI at the design size.
    pub fn open(&self) -> Tty {
        self.open_at(80, 24)
    }

    /// Opens the terminal UI at a size.
    pub fn open_at(&self, width: u16, height: u16) -> Tty {
        Tty::start(self.command(PROGRAM), width, height)
    }

    /// A program in this place and its environment.
    pub fn command(&self, program: impl AsRef<Path>) -> CommandBuilder {
        let mut command = CommandBuilder::new(program.as_ref());
        command.env_clear();
        command.env("TZ", "UTC");
        for (name, value) in self.variables() {
            command.env(name, value);
        }
        command.cwd(self.work());
        command
    }

    /// A shell line in which `$SIGNOFF` is the program.
    pub fn shell(&self, line: &str) -> CommandBuilder {
        let mut command = self.command("/bin/sh");
        command.args(["-c", line]);
        command.env("SIGNOFF", PROGRAM);
        command
    }
}

/// A terminal with a program in it.
pub struct Tty {
    /// Every byte that the program wrote.
    pub raw: Vec<u8>,
    /// How many of them the terminal has.
    shown: usize,
    terminal: vt100::Parser,
    output: Receiver<Vec<u8>>,
    deaf: Arc<AtomicBool>,
    keyboard: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
}

impl Tty {
    /// Starts a program.
    pub fn start(command: CommandBuilder, width: u16, height: u16) -> Self {
        let pair = native_pty_system().openpty(size(width, height)).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        let deaf = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&deaf);
        let child = pair.slave.spawn_command(command).unwrap();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 13];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if stop.load(Ordering::Relaxed) || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            raw: Vec::new(),
            shown: 0,
            terminal: vt100::Parser::new(cells(height), cells(width), 0),
            output,
            deaf,
            keyboard: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            child,
        }
    }

    /// The process.
    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// Sends bytes as a keyboard does.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.bytes(keys.as_bytes())
    }

    /// The same where not all of a character comes at once.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let keyboard = self.keyboard.as_mut().unwrap();
        keyboard.write_all(bytes).unwrap();
        keyboard.flush().unwrap();
        self
    }

    /// Sends text as a terminal does when something is pasted.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"))
    }

    /// Sends a signal.
    pub fn signal(&mut self, signal: Signal) -> &mut Self {
        kill_process(self.pid(), signal).unwrap();
        self
    }

    /// Sends a signal to the program that the process started.
    pub fn signal_child(&mut self, signal: Signal) -> &mut Self {
        let pid = self.pid().as_raw_nonzero();
        let children = std::fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
        let child = children.trim().parse().unwrap();
        kill_process(Pid::from_raw(child).unwrap(), signal).unwrap();
        self
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.terminal.set_size(cells(height), cells(width));
        self.master
            .as_ref()
            .unwrap()
            .resize(size(width, height))
            .unwrap();
        self
    }

    /// Takes the terminal away, as when its window is closed.
    pub fn hang_up(&mut self) {
        self.stop_reading();
        self.keyboard = None;
        self.master = None;
    }

    /// Takes in no more of what the program writes.
    pub fn stop_reading(&mut self) {
        self.deaf.store(true, Ordering::Relaxed);
        // The thread that reads goes when it has read once more.
        self.keys("?");
        let start = Instant::now();
        while self.listen(Duration::from_millis(10)) {
            assert!(
                start.elapsed() < DEADLINE,
                "does not answer a key\n{}",
                self.screen()
            );
        }
    }

    /// Waits until the screen shows a text.
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.until(text, |tty| tty.is_whole() && tty.screen().contains(text))
    }

    /// Sends Escape, and waits until a text is gone: with a key close behind it would be another key.
    pub fn escape(&mut self, text: &str) -> &mut Self {
        self.keys("\x1b").until("it closes", |tty| {
            tty.is_whole() && !tty.screen().contains(text)
        })
    }

    /// True unless a frame has come in part only.
    fn is_whole(&self) -> bool {
        let last = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|part| part == mark);
        last(b"\x1b[?2026h") <= last(b"\x1b[?2026l")
    }

    /// Waits until something is so.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) -> &mut Self {
        let start = Instant::now();
        while !is_so(self) {
            assert!(
                start.elapsed() < DEADLINE,
                "not seen: {what}\n{}",
                self.screen()
            );
            if !self.listen(Duration::from_millis(10)) {
                std::thread::sleep(Duration::from_millis(10));
            }
        }
        self
    }

    /// Takes in what the program writes; false once it cannot write any more.
    pub fn listen(&mut self, patience: Duration) -> bool {
        match self.output.recv_timeout(patience) {
            Ok(bytes) => {
                self.raw.extend(bytes);
                // `vte` 0.15 loses the letter behind a character that comes in two parts.
                let new = &self.raw[self.shown..];
                let whole = match std::str::from_utf8(new) {
                    Err(error) if error.error_len().is_none() => error.valid_up_to(),
                    _ => new.len(),
                };
                self.terminal.process(&new[..whole]);
                self.shown += whole;
                true
            }
            Err(RecvTimeoutError::Timeout) => true,
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Waits until the program ended and all that it wrote is here.
    pub fn ends(&mut self) -> ExitStatus {
        let start = Instant::now();
        while self.listen(Duration::from_millis(100)) {
            assert!(
                start.elapsed() < DEADLINE,
                "does not end\n{}",
                self.screen()
            );
        }
        self.child.wait().unwrap()
    }

    /// What is on the screen, line by line, without the blanks at the ends.
    pub fn screen(&self) -> String {
        let screen = self.terminal.screen();
        let lines = screen
            .rows(0, screen.size().1.get())
            .map(|line| format!("{}\n", line.trim_end()));
        lines.collect()
    }

    /// Row and column of the cursor, where it is shown.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.terminal.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// What is in each row of a column.
    pub fn column(&self, x: u16) -> Vec<String> {
        let screen = self.terminal.screen();
        let cell = |y| {
            screen
                .cell(y, x)
                .map_or_else(String::new, |cell| cell.contents().to_owned())
        };
        (0..screen.size().0.get()).map(cell).collect()
    }

    /// The modes that the terminal is in.
    pub fn modes(&self) -> Modes {
        let screen = self.terminal.screen();
        let line = self
            .master
            .as_ref()
            .unwrap()
            .get_termios()
            .unwrap()
            .local_flags;
        let cooked = ["ICANON", "ECHO", "ISIG"];
        Modes {
            alternate: screen.alternate_screen(),
            paste: screen.bracketed_paste(),
            mouse: screen.mouse_protocol_mode() != MouseProtocolMode::None,
            cursor: !screen.hide_cursor(),
            raw: !cooked
                .iter()
                .all(|wanted| line.iter_names().any(|(name, _)| name == *wanted)),
        }
    }

    /// A number of `/proc/PID/stat`, counted as its manual page does.
    pub fn stat(&self, field: usize) -> String {
        let path = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        let text = std::fs::read_to_string(path).unwrap();
        // The second field is the name in parentheses, which may hold blanks.
        let rest = text.rsplit_once(") ").unwrap().1;
        rest.split(' ').nth(field - 3).unwrap().to_owned()
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        // A test that failed leaves no program behind.
        let _ = self.child.kill();
    }
}

/// The modes of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Modes {
    /// The alternate screen is shown.
    pub alternate: bool,
    /// Pasted text comes in brackets.
    pub paste: bool,
    /// Clicks are sent.
    pub mouse: bool,
    /// The cursor is shown.
    pub cursor: bool,
    /// Keys come one by one, unseen, and none is a signal.
    pub raw: bool,
}

/// As a program finds the terminal, and has to leave it.
pub const NORMAL: Modes = Modes {
    alternate: false,
    paste: false,
    mouse: false,
    cursor: true,
    raw: false,
};

/// As the terminal UI has it.
pub const TAKEN: Modes = Modes {
    alternate: true,
    paste: true,
    mouse: true,
    cursor: true,
    raw: true,
};

fn size(width: u16, height: u16) -> PtySize {
    PtySize {
        rows: height,
        cols: width,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
