//! The three faces behind one trait, so that a promise is said once and asked of each of them.
//!
//! Each face is driven as a person drives it: commands by the built program, the terminal UI by keys, the plain walker by
//! lines typed after its questions. What they say is compared as text, and what they did as the file that they left.
//! The clock is the real one, since commands have no other.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, Read, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use signoff::keys::{Around, Lists};
use signoff::store::config::Config;
use signoff::store::drafts::Drafts;
use signoff::store::recent::Recent;
use signoff::store::shelf::Shelf;
use signoff::tui::app::{App, Outward};
use signoff::tui::clipboard::Clipboard;
use signoff::tui::msg::Msg;
use tempfile::TempDir;

pub const ADA: &str = "Ada Lovelace <ada@example.org>";
pub const GRACE: &str = "Grace Hopper <grace@example.org>";
pub const KIM: &str = "Kim <kim@example.org>";

/// Four items of all severities, in another order than that of their severity.
pub const LIST: &str = r#"schema = 1
id = "mini"
title = "Mini"
version = "1"
[policy]
roles = ["approver"]
[[category]]
id = "net"
title = "Network"
[[category.item]]
id = "NET-1"
title = "Close the ports"
severity = "high"
[[category.item]]
id = "NET-2"
title = "Separate the networks"
severity = "critical"
[[category]]
id = "ops"
title = "Operations"
[[category.item]]
id = "OPS-1"
title = "Keep the logs"
severity = "low"
[[category.item]]
id = "OPS-2"
title = "Rotate the keys"
severity = "medium"
"#;

#[expect(
    clippy::disallowed_methods,
    reason = "commands have the real clock too"
)]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// What every face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Commands,
    Screen,
    Walker,
}

pub const FACES: [Kind; 3] = [Kind::Commands, Kind::Screen, Kind::Walker];

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Commands => "the commands",
            Self::Screen => "the terminal UI",
            Self::Walker => "the plain walker",
        })
    }
}

/// An answer as it is typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'s> {
    pub item: &'s str,
    /// As commands write it.
    pub status: &'s str,
    pub why: &'s str,
    /// As it is pasted, if anything is.
    pub evidence: Option<&'s str>,
}

/// With which key a decision is signed.
#[derive(Debug, Clone, Copy)]
pub enum With<'k> {
    /// The one that is offered.
    Offered,
    /// A file of one's own.
    File(&'k str),
    Nothing,
}

/// What a decision came to.
#[derive(Debug)]
pub struct Decided {
    /// All that was said before it was recorded: there stands with which key.
    pub offer: String,
    /// What was said of it then.
    pub said: String,
}

/// Where something is said, and the text.
pub type Told = (&'static str, String);

/// One way to use the program, by one person, in one review.
pub trait Face {
    /// Answers an item as far as it is saved at once or asked about, and gives what was said. `meanwhile` happens after
    /// the face has read the review and before it saves.
    fn answer(&mut self, said: Said<'_>, meanwhile: &mut dyn FnMut()) -> String;
    /// Does again, or confirms, what the last answer was asked about.
    fn insist(&mut self, said: Said<'_>) -> String;
    /// What is shown to somebody who comes back to an item.
    fn item(&mut self, item: &str) -> String;
    /// Takes the last answer back.
    fn undo(&mut self) -> String;
    /// Decides as approver.
    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided;
    /// Everything in which the sign-offs that there are come with their standing.
    fn standings(&mut self) -> Vec<Told>;
    /// The names of the findings in their order, wherever they are listed.
    fn findings(&mut self) -> Vec<(&'static str, Vec<String>)>;
    /// The names of the items that a filter leaves; none where the face has no filter.
    fn filtered(&mut self, filter: &str) -> Option<Vec<String>>;
    /// How many items count as reviewed, as `n of m`, wherever that is said.
    fn reviewed(&mut self) -> Vec<Told>;
    /// Why the review is not signed off, a reason a line, wherever all reasons are listed.
    fn reasons(&mut self) -> Vec<(&'static str, Vec<String>)>;
    /// Looks at what others changed, where that does not happen by itself.
    fn look(&mut self) {}
}

/// Keeps a promise in every face, and names those that break it.
pub fn in_every_face(promise: impl Fn(Kind)) {
    in_faces(&FACES, promise);
}

/// Keeps a promise in the faces that can keep it; the test says why the others cannot.
pub fn in_faces(faces: &[Kind], promise: impl Fn(Kind)) {
    let broken: Vec<String> = faces
        .iter()
        .filter_map(|kind| {
            let kept = catch_unwind(AssertUnwindSafe(|| promise(*kind)));
            let cause = kept.err()?;
            let text = cause.downcast_ref::<String>().map(String::as_str);
            let text = text.or(cause.downcast_ref::<&str>().copied());
            Some(format!("{kind}: {}", text.unwrap_or("panicked")))
        })
        .collect();
    assert!(
        broken.is_empty(),
        "not kept by {} of {} faces\n{}",
        broken.len(),
        faces.len(),
        broken.join("\n")
    );
}

/// A home, a repository, and a review in it.
pub struct House {
    _kept: TempDir,
    root: PathBuf,
    /// True where allowed signers are named.
    pub trusts: bool,
}

/// What the reviews are called.
const TITLE: &str = "demo";

impl House {
    /// With a review of a checklist.
    pub fn of(list: &str) -> Self {
        let kept = tempfile::tempdir().unwrap();
        let root = kept.path().canonicalize().unwrap();
        for folder in ["repo/.git", "home/.ssh"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        let house = Self {
            _kept: kept,
            root,
            trusts: false,
        };
        house.write("../gitconfig", "");
        house.write("mini.toml", list);
        house.done("new --checklist ./mini.toml --system demo");
        house
    }

    pub fn new() -> Self {
        Self::of(LIST)
    }

    /// With every item answered by Ada; NET-2 rests on a file.
    pub fn answered() -> Self {
        let house = Self::new();
        house.write("scan.txt", "0 critical\n");
        house.done("attest NET-1 OPS-1 OPS-2 met --rationale Seen");
        house.done("attest NET-2 met --rationale Seen --evidence scan.txt");
        house
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join("repo").join(name)
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        // Replaced as editors do it: whoever reads sees the old text or the new one.
        let beside = path.with_extension("beside");
        File::create(&beside)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        std::fs::rename(beside, &path).unwrap();
        path
    }

    pub fn program(&self, name: &str, script: &str) -> PathBuf {
        let path = self.write(name, &format!("#!/bin/sh\n{script}\n"));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The review as it is on disk.
    pub fn review(&self) -> String {
        self.read("signoff.toml")
    }

    /// Puts a text in the place of the review, as another program does.
    pub fn put(&self, review: &str) {
        self.write("signoff.toml", review);
    }

    /// The review as it would be after commands, which are not done here: another program is to save it later.
    pub fn foresee(&self, lines: &[&str]) -> String {
        let before = self.review();
        for line in lines {
            self.done(line);
        }
        let after = self.review();
        self.put(&before);
        after
    }

    /// Makes a key in a file, and lets it sign in the name of a mail address; gives its fingerprint.
    pub fn key(&self, file: &str, kind: &[&str], mail: &str) -> String {
        let key = self.lone_key(file, kind, mail);
        let public = std::fs::read_to_string(format!("{}.pub", key.display())).unwrap();
        let allowed = std::fs::read_to_string(self.path("../allowed")).unwrap_or_default();
        self.write(
            "../allowed",
            &format!("{allowed}{mail} namespaces=\"signoff\" {public}"),
        );
        let mut tell = Command::new("ssh-keygen");
        let said = told(&tell.arg("-lf").arg(&key).output().unwrap());
        said.split_whitespace().nth(1).expect(&said).to_owned()
    }

    /// Makes a key that nobody allows to sign.
    pub fn lone_key(&self, file: &str, kind: &[&str], mail: &str) -> PathBuf {
        let key = self.path(file);
        let mut make = Command::new("ssh-keygen");
        make.args(["-q", "-N", "", "-C", mail])
            .args(kind)
            .arg("-f")
            .arg(&key);
        assert!(make.status().unwrap().success());
        key
    }

    /// The words of a command line, run as it stands by Ada unless it says who.
    pub fn run(&self, line: &str) -> String {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        told(&self.command(&words).output().unwrap())
    }

    /// Runs words that are arguments as they stand.
    pub fn run_words(&self, words: &[&str]) -> String {
        told(&self.command(words).output().unwrap())
    }

    /// Runs a command line that must succeed.
    pub fn done(&self, line: &str) -> String {
        let said = self.run(line);
        assert!(!said.contains("[exit "), "signoff {line}\n{said}");
        said
    }

    /// What the file says of an item: its status, or `not-reviewed`.
    pub fn status_of(&self, item: &str) -> String {
        self.item(item)["status"].as_str().unwrap().to_owned()
    }

    /// An item as `status --json` tells of it.
    pub fn item(&self, item: &str) -> serde_json::Value {
        let all = self.json("status --json");
        let items = all["items"].as_array().unwrap();
        let one = items.iter().find(|one| one["name"] == item);
        one.unwrap_or_else(|| panic!("{item}")).clone()
    }

    /// The fingerprint of the key that made the last signature in the review.
    pub fn signed_with(&self) -> Option<String> {
        let all = self.json("status --json");
        let last = all["signoffs"].as_array()?.last()?.clone();
        self.write("../signature", last["signature"].as_str()?);
        let statement = self.write("../statement", last["statement"].as_str()?);
        let mut check = Command::new("ssh-keygen");
        check
            .args(["-Y", "check-novalidate", "-n", "signoff", "-s"])
            .arg(self.path("../signature"))
            .stdin(File::open(statement).unwrap());
        let said = told(&check.output().unwrap());
        let (_, fingerprint) = said.split_once(" key ").expect(&said);
        Some(fingerprint.trim().to_owned())
    }

    /// The JSON that a command prints.
    pub fn json(&self, line: &str) -> serde_json::Value {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = self.command(&words).output().unwrap();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", told(&output)))
    }

    fn variables(&self) -> Vec<(&'static str, OsString)> {
        [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "xdg-state"),
            ("GIT_CONFIG_GLOBAL", "gitconfig"),
        ]
        .map(|(name, place)| (name, self.root.join(place).into_os_string()))
        .into_iter()
        .chain([("GIT_CONFIG_NOSYSTEM", "1".into())])
        .collect()
    }

    /// The program in the repository, with nothing of the real surroundings but where programs are.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
        let path = std::env::vars_os().find(|(name, _)| name == "PATH");
        command
            .args(arguments)
            .current_dir(self.path(""))
            .stdin(Stdio::null())
            .env_clear()
            .envs(path)
            .envs(self.variables())
            .env("SIGNOFF_BY", ADA);
        command
    }

    /// Where a face keeps what is the person's own; no face knows of the drafts of another.
    fn state(&self, kind: Kind) -> PathBuf {
        self.root.join(match kind {
            Kind::Commands => "xdg-state",
            Kind::Screen => "state-of-screen",
            Kind::Walker => "state-of-walker",
        })
    }

    fn around(&self) -> Around {
        let variables = self
            .variables()
            .into_iter()
            .map(|(name, value)| (name.to_owned(), Some(value)));
        Around {
            directory: self.path(""),
            home: Some(self.root.join("home")),
            variables: variables
                .chain([("SSH_AUTH_SOCK".to_owned(), None)])
                .collect(),
        }
    }

    fn lists(&self) -> Lists {
        Lists {
            allowed: self.trusts.then(|| self.path("../allowed")),
            revoked: None,
        }
    }

    /// Opens the review in one of the faces.
    pub fn open(&self, kind: Kind, by: &str) -> Box<dyn Face + '_> {
        match kind {
            Kind::Commands => Box::new(Commands {
                house: self,
                by: by.to_owned(),
            }),
            Kind::Screen => Box::new(Screen::new(self, by)),
            Kind::Walker => Box::new(Walker::new(self, by)),
        }
    }
}

/// Single quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (nth, part) in line.split('\'').enumerate() {
        if nth % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// All that a command said, and how it ended where that is not well.
fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut said = text(&output.stdout) + &text(&output.stderr);
    if !output.status.success() {
        said += &format!("[exit {:?}]\n", output.status.code());
    }
    said
}

const ITEMS: [&str; 4] = ["NET-1", "NET-2", "OPS-1", "OPS-2"];

/// The names of items with which lines begin, after signs and numbers.
fn names(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| {
            let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
            let name = ITEMS.iter().find(|name| line.starts_with(**name))?;
            Some((*name).to_owned())
        })
        .collect()
}

/// The names of items in the rows of a table, one a row.
fn names_in_table(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| {
            let name = ITEMS
                .iter()
                .find(|name| line.contains(&format!("{name}:")))?;
            Some((*name).to_owned())
        })
        .collect()
}

/// The text behind a heading, as far as the next.
fn between<'t>(text: &'t str, heading: &str, end: &str) -> &'t str {
    let Some((_, rest)) = text.split_once(heading) else {
        return "";
    };
    rest.split_once(end).map_or(rest, |(text, _)| text)
}

/// What the summary of a report counts.
fn reviewed_of_report(report: &str) -> String {
    let (_, rest) = report.split_once("Not reviewed: ").expect(report);
    let mut words = rest.split_whitespace();
    let mut number = || {
        words
            .find_map(|word| word.parse::<usize>().ok())
            .expect(rest)
    };
    let (left, all) = (number(), number());
    format!("{} of {all}", all - left)
}

/// The list of reasons at the beginning of a report.
fn reasons_of_report(report: &str) -> Vec<String> {
    let list = between(report, "What stands in the way:", "As of ");
    let rows = list.lines().map(str::trim);
    let rows = rows.filter_map(|line| line.strip_prefix(['-', '•']).or(line.strip_prefix("* ")));
    rows.map(str::to_owned).collect()
}

/// Reasons in an order of their own, without what one writer and another put around mail addresses, and each with one
/// item: `each of 2 items is stale (NET-1, NET-2)` says two reasons.
pub fn single(reasons: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for reason in reasons {
        let mut text = reason.trim().replace("&lt;", "<").replace("&gt;", ">");
        text.retain(|c| !"<>`\\\u{200b}".contains(c));
        let several = text
            .strip_prefix("each of ")
            .and_then(|rest| rest.split_once(" items "))
            .and_then(|(_, rest)| rest.strip_suffix(')')?.rsplit_once(" ("));
        match several {
            Some((what, names)) => {
                all.extend(names.split(", ").map(|name| format!("{name} {what}")));
            }
            None => all.push(text),
        }
    }
    all.sort_unstable();
    all
}

pub struct Commands<'h> {
    house: &'h House,
    by: String,
}

impl Commands<'_> {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.house.command(arguments);
        command
            .env("SIGNOFF_BY", &self.by)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, line: &str) -> String {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        told(&self.command(&words).output().unwrap())
    }

    /// The options that name the allowed signers.
    fn trust(&self) -> &'static str {
        if self.house.trusts {
            "--allowed-signers ../allowed"
        } else {
            ""
        }
    }
}

/// True where this system tells which files a process has open; says that a test cannot be made where it does not.
pub fn can_watch(kind: Kind) -> bool {
    let can = kind != Kind::Commands || Path::new("/proc/self/fd").exists();
    if !can {
        eprintln!("SKIPPED: without /proc nobody knows when a command is about to save");
    }
    can
}

/// Waits until a process that cannot lock a directory tries to: it has read the review then, and has the directory open.
/// Gives up where it ends before.
fn wait_for_save(child: &mut Child, directory: &Path) {
    let folder = format!("/proc/{}/fd", child.id());
    // A directory that is open for another reason is soon closed again.
    let mut seen = 0;
    while seen < 25 && child.try_wait().unwrap().is_none() {
        let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let is_open = files
            .filter_map(|file| std::fs::read_link(file.path()).ok())
            .any(|file| file == directory.join("") || file == *directory);
        seen = if is_open { seen + 1 } else { 0 };
        std::thread::sleep(Duration::from_millis(3));
    }
}

impl Face for Commands<'_> {
    fn answer(&mut self, said: Said<'_>, meanwhile: &mut dyn FnMut()) -> String {
        let mut arguments = vec!["attest", said.item, said.status, "--rationale", said.why];
        match said.status {
            "partial" | "unmet" => {
                arguments.extend(["--action", "Mend", "--owner", KIM, "--due", "+30d"]);
            }
            "risk-accepted" => arguments.extend(["--accepted-by", GRACE, "--until", "+30d"]),
            _ => {}
        }
        if let Some(evidence) = said.evidence {
            arguments.extend(["--evidence", evidence]);
        }
        let directory = self.house.root.join("repo");
        let lock = File::open(&directory).unwrap();
        lock.lock().unwrap();
        let mut child = self.command(&arguments).spawn().unwrap();
        wait_for_save(&mut child, &directory);
        meanwhile();
        drop(lock);
        told(&child.wait_with_output().unwrap())
    }

    fn insist(&mut self, said: Said<'_>) -> String {
        self.answer(said, &mut || {})
    }

    fn item(&mut self, item: &str) -> String {
        format!("{:#}", self.house.item(item))
    }

    fn undo(&mut self) -> String {
        self.run("undo")
    }

    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided {
        let key = match with {
            With::Offered => String::new(),
            With::File(file) => format!("--key {file}"),
            With::Nothing => "--unsigned".to_owned(),
        };
        let sole = if decision == "rejected" {
            ""
        } else {
            "--sole-operator 'A team of one.'"
        };
        let said = self.run(&format!(
            "sign --role approver --decision {decision} {key} {sole}"
        ));
        Decided {
            offer: said.clone(),
            said,
        }
    }

    fn standings(&mut self) -> Vec<Told> {
        let json = self.house.json("status --json");
        let json = json["signoffs"].as_array().unwrap().iter();
        let json = json.map(|one| {
            let word = |name: &str| one[name].as_str().unwrap().to_owned();
            format!(
                "{} as {}\n{}\n",
                word("decision"),
                word("role"),
                word("standing")
            )
        });
        let report = self.run(&format!("report {}", self.trust()));
        let mut all = vec![
            ("status", self.run("status")),
            ("status --json", json.collect()),
            ("report", report),
        ];
        if self.house.trusts {
            all.push(("verify", self.run(&format!("verify {}", self.trust()))));
        }
        all
    }

    fn findings(&mut self) -> Vec<(&'static str, Vec<String>)> {
        let json = self.house.json("findings --json");
        let json = json.as_array().unwrap().iter();
        let json = json.map(|one| one["item"].as_str().unwrap().to_owned());
        let status = self.run("status");
        let report = self.run("report");
        vec![
            ("findings", names(&self.run("findings"))),
            ("findings --json", json.collect()),
            ("status", names(between(&status, "\nFindings\n", "\n\n"))),
            (
                "report",
                names_in_table(between(&report, "\n## Findings", "\n## ")),
            ),
        ]
    }

    fn filtered(&mut self, filter: &str) -> Option<Vec<String>> {
        Some(names(&self.run(&format!("status --filter {filter}"))))
    }

    fn reviewed(&mut self) -> Vec<Told> {
        let status = self.run("status");
        let all = status.lines().find(|line| line.starts_with("  All "));
        let (_, counts) = all.and_then(|all| all.split_once(']')).expect(&status);
        let counts: Vec<&str> = counts.split_whitespace().take(3).collect();
        let json = self.house.json("status --json")["progress"].clone();
        let report = self.run("report");
        vec![
            ("status", counts.join(" ")),
            (
                "status --json",
                format!("{} of {}", json["reviewed"], json["total"]),
            ),
            ("report", reviewed_of_report(&report)),
        ]
    }

    fn reasons(&mut self) -> Vec<(&'static str, Vec<String>)> {
        let trust = self.trust();
        let lines = |text: &str| {
            let lines = text.lines().map(str::trim);
            let lines = lines.filter(|line| {
                !line.is_empty() && !line.starts_with("[exit") && !line.starts_with("signed off")
            });
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let texts = |json: &serde_json::Value| {
            let all = json["reasons"].as_array().unwrap().iter();
            let text = |one: &serde_json::Value| one["text"].as_str().unwrap().to_owned();
            all.map(text).collect::<Vec<_>>()
        };
        let (status, report) = (self.run("status"), self.run(&format!("report {trust}")));
        vec![
            ("check", lines(&self.run(&format!("check {trust}")))),
            (
                "check --json",
                texts(&self.house.json(&format!("check --json {trust}"))),
            ),
            ("status", lines(between(&status, "\nMissing\n", "\n\n"))),
            ("status --json", texts(&self.house.json("status --json"))),
            ("report", reasons_of_report(&report)),
        ]
    }
}

/// So large that no sentence is broken or cut.
const WIDTH: u16 = 300;
const HEIGHT: u16 = 120;

/// How long threads may take: far longer than they need on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Screen<'h> {
    house: &'h House,
    app: App,
    terminal: Terminal<TestBackend>,
}

impl<'h> Screen<'h> {
    pub fn new(house: &'h House, by: &str) -> Self {
        let state = house.state(Kind::Screen);
        let launch = signoff::tui::Launch {
            review: Some(house.path("signoff.toml")),
            by: Some(by.parse().unwrap()),
            config: Config::default(),
            complaint: None,
            shelf: Shelf::default(),
            recent: Recent::new(Some(&state)),
            drafts: Drafts::new(Some(&state)),
            directory: house.path(""),
            around: Some(house.around()),
            lists: house.lists(),
            clock: now,
            color: false,
            ascii: false,
            editor: None,
            clipboard: Clipboard::Terminal,
            links: false,
        };
        let mut app = App::new(launch, WIDTH, HEIGHT);
        app.settle(PATIENCE);
        Self {
            house,
            app,
            terminal: Terminal::new(TestBackend::new(WIDTH, HEIGHT)).unwrap(),
        }
    }

    /// Types keys and waits for what they set going: characters as they are, others by name in angle brackets.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(c) = rest.chars().next() {
            let event = if c == '<' {
                let end = rest.find('>').expect("a named key ends with >");
                let name = &rest[1..end];
                rest = &rest[end + 1..];
                named(name)
            } else {
                rest = &rest[c.len_utf8()..];
                KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
            };
            self.press(event);
        }
        self
    }

    /// Types a text as it stands.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.press(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        }
        self
    }

    fn press(&mut self, event: KeyEvent) {
        for outward in self.app.hear(Msg::Key(event)) {
            if let Outward::Sign(signing) = outward {
                self.app.hear(Msg::Signed(signing.sign(false)));
            }
        }
        self.app.settle(PATIENCE);
    }

    /// The rows of the screen as they are.
    fn rows(&mut self) -> Vec<String> {
        self.terminal.draw(|frame| self.app.view(frame)).unwrap();
        let buffer = self.terminal.backend().buffer();
        let row = |y| {
            let row: String = (0..buffer.area.width)
                .map(|x| buffer[(x, y)].symbol())
                .collect();
            row.trim_end().to_owned()
        };
        (0..buffer.area.height).map(row).collect()
    }

    /// What is on the screen, without most of what is empty: failures are read by people.
    pub fn screen(&mut self) -> String {
        let mut text = String::new();
        for row in self.rows() {
            if row.contains(|c: char| !" │".contains(c)) {
                let parts: Vec<&str> = row.split("  ").filter(|part| !part.is_empty()).collect();
                text += &parts.join("  ").replace("──", "");
                text.push('\n');
            }
        }
        text
    }

    /// The walk, whatever is open.
    fn walk(&mut self) -> &mut Self {
        self.keys("<Esc><Esc>gw")
    }

    /// The left one of two panes, and the right one; the titles of frames are lines of theirs.
    pub fn panes(&mut self) -> (String, String) {
        let (mut left, mut right) = (String::new(), String::new());
        for line in self.rows() {
            let inside = line.trim_start_matches(['│', '┌']);
            if inside == line {
                continue;
            }
            let mut parts = inside
                .split(['│', '┐', '┌'])
                .filter(|part| !part.is_empty());
            left += &format!("{}\n", parts.next().unwrap_or_default().trim_end());
            right += &format!("{}\n", parts.next().unwrap_or_default().trim_end());
        }
        (left, right)
    }

    /// The report, page after page, without the list of its sections.
    fn report(&mut self) -> String {
        self.walk().keys("gr<Home>");
        let mut all = String::new();
        loop {
            let (_, page) = self.panes();
            if all.ends_with(&page) {
                return all;
            }
            all += &page;
            self.keys("<PgDn>");
        }
    }

    /// At the decision of the sign-off: what blocks, where there is anything, comes before it.
    fn decide(&mut self) {
        self.walk().keys("gs");
        for _ in 0..3 {
            if self.screen().contains("▸Decision") {
                return;
            }
            self.keys("<Tab>");
        }
        panic!("no decision\n{}", self.screen());
    }

    fn title(&mut self) -> String {
        self.screen().lines().next().unwrap().to_owned()
    }
}

impl Face for Screen<'_> {
    fn answer(&mut self, said: Said<'_>, meanwhile: &mut dyn FnMut()) -> String {
        let key = match said.status {
            "met" => "m",
            "partial" => "p",
            "unmet" => "x",
            "risk-accepted" => "a",
            "not-applicable" => "n",
            other => panic!("{other}"),
        };
        self.walk()
            .keys(&format!(":{}<Enter>{key}<C-u>", said.item));
        self.text(said.why);
        match said.status {
            "partial" | "unmet" => {
                self.keys("<Tab><C-u>Mend<Tab><C-u>").text(KIM);
                self.keys("<Tab><C-u>+30d");
            }
            "risk-accepted" => {
                self.keys("<Tab><C-u>").text(GRACE).keys("<Tab><C-u>+30d");
            }
            _ => {}
        }
        if let Some(evidence) = said.evidence {
            self.keys("<Tab>").text(evidence).keys("<Enter>");
        }
        meanwhile();
        self.keys("<C-s>").screen()
    }

    fn insist(&mut self, _: Said<'_>) -> String {
        self.keys("y").screen()
    }

    fn item(&mut self, item: &str) -> String {
        self.walk().keys(&format!(":{item}<Enter>")).screen()
    }

    fn undo(&mut self) -> String {
        self.walk().keys("u").screen()
    }

    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided {
        self.decide();
        let nth = ["approved", "approved-with-conditions", "rejected"]
            .iter()
            .position(|one| *one == decision)
            .unwrap();
        self.keys(&"<Right>".repeat(nth + 1));
        let mut offer = self.screen();
        if offer.contains("Why alone") {
            self.keys("<Tab>").text("A team of one.");
        }
        self.keys("<Tab>");
        let last = "<Right>".repeat(9);
        match with {
            With::Offered => {}
            With::Nothing => drop(self.keys(&last)),
            With::File(file) => {
                self.keys(&last).keys("<Left><Tab>").text(file);
            }
        }
        offer += &self.screen();
        self.keys("<C-s>");
        offer += &self.screen();
        if offer.contains("You are about to state") {
            self.text(TITLE).keys("<Enter>");
        }
        Decided {
            said: self.screen(),
            offer,
        }
    }

    fn standings(&mut self) -> Vec<Told> {
        let title = self.walk().title();
        self.keys("gv<Home>");
        let (list, mut details) = (self.panes().0, String::new());
        for _ in list.lines() {
            details += &self.panes().1;
            self.keys("<Down>");
        }
        let signoff = self.walk().keys("gs").screen();
        vec![
            ("title", title),
            ("sign-offs", list),
            ("details of the sign-offs", details),
            ("sign-off", signoff),
            ("report", self.report()),
        ]
    }

    fn findings(&mut self) -> Vec<(&'static str, Vec<String>)> {
        self.walk().keys("gf");
        let list = names(&self.panes().0);
        let report = self.report();
        let table = between(&report, "\nFindings and", "\nItems of");
        vec![("findings", list), ("report", names_in_table(table))]
    }

    fn filtered(&mut self, filter: &str) -> Option<Vec<String>> {
        self.walk().keys("/").text(filter).keys("<Enter>");
        Some(names(&self.panes().0))
    }

    fn reviewed(&mut self) -> Vec<Told> {
        let title = self.walk().title();
        let count = title
            .split_whitespace()
            .find(|word| word.contains('/') && word.bytes().all(|b| b"/0123456789".contains(&b)));
        let title = count.expect(&title).replace('/', " of ");
        vec![
            ("title", title),
            ("report", reviewed_of_report(&self.report())),
        ]
    }

    fn reasons(&mut self) -> Vec<(&'static str, Vec<String>)> {
        vec![("report", reasons_of_report(&self.report()))]
    }

    fn look(&mut self) {
        if let Some(msg) = self.app.look() {
            self.app.hear(msg);
        }
        self.app.settle(PATIENCE);
    }
}

fn named(name: &str) -> KeyEvent {
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        other => {
            let letter = other.strip_prefix("C-").expect(other).chars().next();
            return KeyEvent::new(KeyCode::Char(letter.unwrap()), KeyModifiers::CONTROL);
        }
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// The plain walker in a thread of its own, to which one line after the other is said.
pub struct Walker<'h> {
    house: &'h House,
    /// Dropped to let the walker come to the end of its input.
    to: Option<Sender<String>>,
    asked: Receiver<()>,
    heard: Arc<Mutex<Vec<u8>>>,
    thread: Option<JoinHandle<()>>,
    /// What was said at the start, before anything was asked.
    pub start: String,
}

/// The input of the walker: tells when nothing is left to read, and waits for more.
struct Ears {
    from: Receiver<String>,
    asks: Sender<()>,
    rest: Vec<u8>,
}

impl BufRead for Ears {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.rest.is_empty() {
            let _ = self.asks.send(());
            self.rest = self.from.recv().unwrap_or_default().into_bytes();
        }
        Ok(&self.rest)
    }

    fn consume(&mut self, amount: usize) {
        self.rest.drain(..amount);
    }
}

impl Read for Ears {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

struct Voice(Arc<Mutex<Vec<u8>>>);

impl Write for Voice {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'h> Walker<'h> {
    pub fn new(house: &'h House, by: &str) -> Self {
        let state = house.state(Kind::Walker);
        let launch = signoff::plain::Launch {
            review: Some(house.path("signoff.toml")),
            by: Some(by.parse().unwrap()),
            complaint: None,
            shelf: Shelf::default(),
            recent: Recent::new(Some(&state)),
            drafts: Drafts::new(Some(&state)),
            directory: house.path(""),
            around: house.around(),
            lists: house.lists(),
            clock: now,
            interactive: false,
        };
        let (to, from) = channel();
        let (asks, asked) = channel();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let mut voice = Voice(heard.clone());
        let thread = std::thread::spawn(move || {
            let mut ears = Ears {
                from,
                asks,
                rest: Vec::new(),
            };
            signoff::plain::run(&launch, &mut ears, &mut voice).unwrap();
        });
        let mut walker = Self {
            house,
            to: Some(to),
            asked,
            heard,
            thread: Some(thread),
            start: String::new(),
        };
        walker.start = walker.hear();
        walker
    }

    /// What was said since, up to the next question.
    fn hear(&mut self) -> String {
        let _ = self.asked.recv();
        let bytes = std::mem::take(&mut *self.heard.lock().unwrap());
        String::from_utf8(bytes).unwrap()
    }

    /// Says a line; what is said then, up to the next question.
    pub fn say(&mut self, line: &str) -> String {
        let to = self.to.as_ref().unwrap();
        to.send(format!("{line}\n")).expect("the walker has left");
        self.hear()
    }

    /// Answers questions by their first words until one comes that has no answer here.
    fn converse(&mut self, mut said: String, answers: &[(&str, &str)]) -> String {
        let mut given = HashMap::new();
        loop {
            let question = said.lines().last().unwrap_or_default().to_owned();
            let answer = answers
                .iter()
                .find(|(start, _)| question.starts_with(start));
            let Some((start, answer)) = answer else {
                return said;
            };
            // A question that comes again and again is no use.
            let times = given.entry(*start).or_insert(0);
            *times += 1;
            if *times > 2 {
                return said;
            }
            said += &self.say(answer);
        }
    }

    fn report(&mut self) -> String {
        self.say("report");
        self.say("read it here")
    }

    /// Leaves every question, back to the item.
    fn leave(&mut self) {
        for _ in 0..12 {
            if self.say("history").contains("attest") {
                return;
            }
            self.say("back");
        }
        panic!("no way back");
    }
}

impl Drop for Walker<'_> {
    fn drop(&mut self) {
        self.to = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
            && !std::thread::panicking()
        {
            panic!("the walker ended in a panic");
        }
    }
}

impl Face for Walker<'_> {
    fn answer(&mut self, said: Said<'_>, meanwhile: &mut dyn FnMut()) -> String {
        let mut all = self.say(said.item);
        all += &self.say(said.status);
        let mut evidence = said.evidence;
        // A rationale ends with an empty line, and so does the evidence.
        let answers = [
            ("Rationale", said.why),
            ("more", ""),
            ("Reason", ""),
            ("Action", "Mend"),
            ("Owner", KIM),
            ("Due", "+30d"),
            ("Accepted by", GRACE),
            ("Until", "+30d"),
        ];
        all = self.converse(all, &answers);
        if let Some(evidence) = evidence.take() {
            all += &self.say(evidence);
        }
        all = self.converse(all, &[("Evidence", ""), ("More evidence", "")]);
        meanwhile();
        // Once: who is asked again has been told something.
        if !all
            .lines()
            .last()
            .unwrap_or_default()
            .starts_with("Save it")
        {
            return all;
        }
        self.say("yes")
    }

    fn insist(&mut self, _: Said<'_>) -> String {
        self.say("yes")
    }

    fn item(&mut self, item: &str) -> String {
        self.leave();
        self.say(item)
    }

    fn undo(&mut self) -> String {
        self.say("undo")
    }

    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided {
        let key = match with {
            With::Offered => "",
            With::File(file) => file,
            With::Nothing => "no signature",
        };
        let offer = self.say("sign");
        let decision = decision.replace('-', " ");
        let answers = [
            ("Role", ""),
            ("Decision", &decision),
            ("Why one person", "A team of one."),
            ("Key", key),
        ];
        let offer = self.converse(offer, &answers);
        let said = self.converse(offer.clone(), &[("To sign", TITLE)]);
        Decided {
            said: said[offer.len()..].to_owned(),
            offer,
        }
    }

    fn standings(&mut self) -> Vec<Told> {
        let sign = self.say("sign");
        self.leave();
        vec![
            ("the beginning", self.start.clone()),
            ("sign", sign),
            ("report", self.report()),
        ]
    }

    fn findings(&mut self) -> Vec<(&'static str, Vec<String>)> {
        let said = self.say("findings");
        self.leave();
        // The last line asks what to do next.
        let (list, _) = said.trim_end().rsplit_once('\n').unwrap();
        vec![("findings", names(list))]
    }

    /// It finds items by words only.
    fn filtered(&mut self, _: &str) -> Option<Vec<String>> {
        None
    }

    fn reviewed(&mut self) -> Vec<Told> {
        let count = |text: &str| {
            let line = text.lines().find(|line| line.contains(" answered"));
            let (count, _) = line
                .and_then(|line| line.split_once(" answered"))
                .expect(text);
            count.to_owned()
        };
        let list = self.say("list");
        self.leave();
        let report = self.report();
        vec![
            ("the beginning", count(&self.start)),
            ("list", count(&list)),
            ("report", reviewed_of_report(&report)),
        ]
    }

    fn reasons(&mut self) -> Vec<(&'static str, Vec<String>)> {
        let report = reasons_of_report(&self.report());
        let end = self.say("quit");
        let missing = end.split_once("Missing:\n").map_or("", |(_, rest)| rest);
        let missing = missing.lines().map(str::to_owned).collect();
        vec![("report", report), ("the end", missing)]
    }
}
