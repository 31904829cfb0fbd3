//! A home and a repository with a review in it, which all faces open.

use std::ffi::OsString;
use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use chrono::Utc;
use signoff::decision::Question;
use signoff::keys::{Around, Lists, aliases};
use signoff::work::{Clock, Inquiry};
use tempfile::TempDir;

use super::commands::Commands;
use super::screen::Screen;
use super::walker::Walker;
use super::{ADA, Face, Kind};

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

pub(super) const CLOCK: Clock = Clock {
    #[expect(
        clippy::disallowed_methods,
        reason = "commands have the real clock too"
    )]
    time: Utc::now,
    id: || uuid::Uuid::new_v4().to_string(),
};

/// A home, a repository, and a review in it.
pub struct House {
    _kept: TempDir,
    pub(super) root: PathBuf,
    /// True where allowed signers are named.
    pub trusts: bool,
}

/// What the reviews are called.
pub(super) const TITLE: &str = "demo";

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
        let words = shell_words::split(line).unwrap();
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
        let words = shell_words::split(line).unwrap();
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
    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signoff"));
        let path = std::env::vars_os().find(|(name, _)| name == "PATH");
        command
            .args(arguments)
            .current_dir(self.path(""))
            .stdin(Stdio::null())
            .env_clear()
            .env("TZ", "UTC")
            .envs(path)
            .envs(self.variables())
            .env("SIGNOFF_BY", ADA);
        command
    }

    /// Where a face keeps what is the person's own; no face knows of the drafts of another.
    pub(super) fn state(&self, kind: Kind) -> PathBuf {
        self.root.join(match kind {
            Kind::Commands => "xdg-state",
            Kind::Screen => "state-of-screen",
            Kind::Walker => "state-of-walker",
        })
    }

    pub(super) fn around(&self) -> Around {
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

    /// What is asked with the options that name the allowed signers.
    pub(super) fn inquiry(&self) -> Inquiry {
        let lists = Lists {
            allowed: self.trusts.then(|| self.path("../allowed")),
            revoked: None,
        };
        let question = Question {
            aliases: aliases::find(&lists, None, &self.around()).unwrap(),
            ..Question::default()
        };
        Inquiry { question, lists }
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
/// All that a command said, and how it ended where that is not well.
pub(super) fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut said = text(&output.stdout) + &text(&output.stderr);
    if !output.status.success() {
        said += &format!("[exit {:?}]\n", output.status.code());
    }
    said
}
