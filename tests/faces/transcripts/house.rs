//! A home and a repository of their own, in which the program runs at a time that is told to it.

use std::collections::HashSet;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use chrono::{DateTime, Utc};
use regex::{Captures, Regex};
use signoff::cli::{self, Folders, Surroundings};
use signoff::work::Clock;
use tempfile::TempDir;

use super::ui::Ui;

/// Every transcript happens at this moment.
pub const NOW: &str = "2026-12-01T09:00:00Z";

/// Who is at the keyboard where nobody else is named.
pub const ADA: &str = "Ada Lovelace <ada@example.org>";

/// What stands before the first byte that the program writes: the frame of the test around it ends here.
const BEGIN: &str = "\u{1}\n";

/// How the arguments of one run come through one variable.
const BETWEEN: char = '\u{1f}';

/// Lines, and characters in a line, of the beginning of a long output.
const LONGEST: usize = 15;
const WIDEST: usize = 300;

const ID: &str = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}";
const DIGEST: &str = "(sha256:)?[0-9a-f]{64}";
const FINGERPRINT: &str = "SHA256:[0-9A-Za-z+/]{43}";

/// A temporary directory with a home, and a repository in which commands run.
pub struct House {
    _kept: TempDir,
    root: PathBuf,
}

impl House {
    /// An empty repository.
    pub fn new() -> Self {
        let kept = tempfile::tempdir().unwrap();
        let root = kept.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("repo/.git")).unwrap();
        Self { _kept: kept, root }
    }

    /// A path in the repository.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join("repo").join(name)
    }

    /// A path beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Writes a file in the repository, with the directories above it.
    pub fn write(&self, name: &str, text: &str) {
        write(&self.path(name), text);
    }

    /// Runs the program at a time, as somebody, with something to read; single quotes hold words together.
    pub fn run(&self, at: &str, by: &str, line: &str, input: &str) -> Output {
        let words = shell_words::split(&format!("signoff {line}")).unwrap();
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args([
                "--exact",
                "transcripts::house::program",
                "--ignored",
                "--nocapture",
            ])
            .current_dir(self.path(""))
            .env_clear()
            .env("TZ", "UTC")
            .env("TRANSCRIPT_ROOT", &self.root)
            .env("TRANSCRIPT_NOW", at)
            .env("TRANSCRIPT_ARGUMENTS", words.join(&BETWEEN.to_string()))
            .env("SIGNOFF_BY", by)
            .env("HOME", self.root.join("home"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        // Who reads nothing closes the pipe: no fault of the one who writes.
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).is_ok());
        let mut output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let begin = BEGIN.as_bytes();
        let start = output
            .stdout
            .windows(begin.len())
            .position(|bytes| bytes == begin)
            .unwrap_or_else(|| panic!("the program did not start: {output:?}"));
        output.stdout.drain(..start + begin.len());
        output
    }
}

/// Writes a file with the directories above it.
pub fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    File::create(path)
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
}

/// The program, in a process that this binary started from itself: the real one, but for its clock.
#[test]
#[ignore = "is the program with a clock that stands still, which the other tests run"]
#[expect(
    clippy::disallowed_methods,
    reason = "what main.rs takes from around the program is taken here"
)]
fn program() {
    fn clock() -> DateTime<Utc> {
        std::env::var("TRANSCRIPT_NOW").unwrap().parse().unwrap()
    }
    let Ok(arguments) = std::env::var("TRANSCRIPT_ARGUMENTS") else {
        return;
    };
    let root = PathBuf::from(std::env::var_os("TRANSCRIPT_ROOT").unwrap());
    let mut stdout = std::io::stdout();
    stdout.write_all(BEGIN.as_bytes()).unwrap();
    stdout.flush().unwrap();
    let code = cli::run(&Surroundings {
        arguments: arguments.split(BETWEEN).map(Into::into).collect(),
        variables: std::env::vars_os().collect(),
        directory: std::env::current_dir().unwrap(),
        folders: Folders {
            config: Some(root.join("config")),
            state: Some(root.join("state")),
            data: Some(root.join("data")),
        },
        terminal: false,
        clock: Clock {
            time: clock,
            id: || uuid::Uuid::new_v4().to_string(),
        },
    });
    // Nothing of the frame follows what the program said.
    std::process::exit((0..=2).find(|&n| code == n.into()).map_or(3, i32::from));
}

/// What was said and shown, one thing after the other.
pub struct Transcript<'h> {
    pub house: &'h House,
    text: String,
    /// Ids, digests and fingerprints that stand in the files themselves; `None` while everything is theirs.
    known: Option<HashSet<String>>,
    /// True where only the beginning of a long output is written down, and the digest of all of it.
    pub is_short: bool,
}

impl<'h> Transcript<'h> {
    pub fn new(house: &'h House) -> Self {
        Self {
            house,
            text: String::new(),
            known: None,
            is_short: false,
        }
    }

    /// From here on ids and digests are made anew in every run: those not seen before have no name.
    pub fn forget_new_ids(&mut self) {
        let known = passing()
            .find_iter(&self.text)
            .map(|found| found.as_str().to_owned())
            .collect();
        self.known = Some(known);
    }

    /// The heading of what follows.
    pub fn heading(&mut self, heading: &str) {
        self.text
            .push_str(&format!("{:=<100}\n\n", format!("{heading} ")));
    }

    /// Runs command lines as Ada.
    pub fn run(&mut self, lines: &[&str]) {
        for line in lines {
            self.run_with(line, "");
        }
    }

    /// Runs a command line that reads something.
    pub fn run_with(&mut self, line: &str, input: &str) {
        let output = self.house.run(NOW, ADA, line, input);
        let given: String = input.lines().map(|line| format!("< {line}\n")).collect();
        let out = self.part(&String::from_utf8(output.stdout).unwrap());
        let err = self.part(&String::from_utf8(output.stderr).unwrap());
        let err: String = err.lines().map(|line| format!("2> {line}\n")).collect();
        let line = shown(format!("$ signoff {line}").trim_end());
        let given = shown(&given);
        let code = output.status.code().unwrap();
        self.text
            .push_str(&format!("{line}\n{given}{out}{err}[exit {code}]\n\n"));
    }

    /// Types strings of keys, and writes down what is on the screen after each.
    pub fn play(&mut self, ui: &mut Ui, strings: &[&str]) {
        for keys in strings {
            ui.keys(keys);
            let screen = ui.screen();
            let mut rows: Vec<&str> = screen.lines().collect();
            // Empty rows say once what they say.
            rows.dedup();
            let screen = self.part(&(rows.join("\n") + "\n"));
            self.text.push_str(&format!("keys {keys}\n{screen}\n"));
        }
    }

    fn part(&self, text: &str) -> String {
        let text = text.replace(&self.house.root.display().to_string(), "[root]");
        let text = match &self.known {
            Some(known) => passing().replace_all(&text, |found: &Captures<'_>| {
                name(found, |it| known.contains(it))
            }),
            None => text.as_str().into(),
        };
        let mut text = shown(&text);
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let cut = |line: &str| line.chars().take(WIDEST).collect::<String>() + "\n";
        let part: String = text.lines().take(LONGEST).map(cut).collect();
        if !self.is_short || part == text {
            return text;
        }
        let all = signoff::text::digest::Digest::of(text.as_bytes()).hex();
        format!("{part}[… {} lines, {all}]\n", text.lines().count())
    }

    /// Compares with what was said before, or writes it down.
    pub fn assert(&self, name: &str, updating: bool) {
        let file = format!("tests/faces/transcripts/said/{name}.txt");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        if updating {
            write(&path, &self.text);
        }
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        let (mut old, mut new) = (before.lines(), self.text.lines());
        for nth in 1.. {
            let (old, new) = (old.next(), new.next());
            assert!(
                old == new,
                "{file}:{nth} is something else now; UPDATE_ASSETS=1 cargo test --test faces transcripts writes it anew\n-{old:?}\n+{new:?}"
            );
            if old.is_none() {
                break;
            }
        }
    }
}

/// What differs between two makings of the same review: ids, digests, keys and signatures.
pub fn shape(text: &str) -> String {
    let text = passing().replace_all(text, |found: &Captures<'_>| name(found, |_| false));
    let text = Regex::new("(?s)(-----BEGIN SSH SIGNATURE-----).*?(-----END SSH SIGNATURE-----)")
        .unwrap()
        .replace_all(&text, "$1[signature]$2")
        .into_owned();
    Regex::new("ssh-ed25519 [A-Za-z0-9+/=]+")
        .unwrap()
        .replace_all(&text, "[key]")
        .into_owned()
}

/// What is another one in every run, unless it stands in a file that is kept.
fn passing() -> Regex {
    Regex::new(&format!("{ID}|{DIGEST}|{FINGERPRINT}")).unwrap()
}

fn name(found: &Captures<'_>, is_known: impl Fn(&str) -> bool) -> String {
    let found = &found[0];
    if is_known(found) {
        return found.to_owned();
    }
    match found.len() {
        36 => "[id]",
        50 => "[fingerprint]",
        _ => "[digest]",
    }
    .to_owned()
}

/// With what nobody sees spelled out, so that a transcript can be read and kept.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            c if signoff::text::visible::is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}
