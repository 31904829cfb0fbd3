//! What the tests share: people, a clock that stands still, a small checklist, a review in a directory of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::{DateTime, Utc};
use signoff::review::{Answer, Change, Evidence, ItemKey, Person, Status};
use signoff::store::shelf::Shelf;
use signoff::work::{Clock, OpenReview, Saved, Start};

/// Four items: one of them needs evidence.
pub const SMALL: &str = r#"schema = 1
id = "small"
title = "Small"
version = "1"

[[category]]
id = "a"
title = "First"

[[category.item]]
id = "A-1"
title = "One"
guidance = "Look at it."
severity = "high"

[[category.item]]
id = "A-2"
title = "Two"
severity = "low"
evidence = "required"

[[category]]
id = "b"
title = "Second"

[[category.item]]
id = "B-1"
title = "Three"
severity = "critical"

[[category.item]]
id = "B.2"
title = "Four"
severity = "medium"
"#;

/// Every item of [`SMALL`].
pub const ITEMS: [&str; 4] = ["A-1", "A-2", "B-1", "B.2"];

/// The time at which everything happens.
pub const CLOCK: Clock = Clock {
    time: || "2026-11-23T09:00:00Z".parse().expect("a time"),
    id: || uuid::Uuid::new_v4().to_string(),
};

/// A directory with `checklists/small.toml` in it.
pub struct Bench {
    _directory: tempfile::TempDir,
    /// Without symbolic links.
    pub path: PathBuf,
}

impl Bench {
    pub fn new() -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let path = directory.path().canonicalize().expect("it exists");
        let bench = Self {
            _directory: directory,
            path,
        };
        bench.write("checklists/small.toml", SMALL);
        bench
    }

    /// A directory with a fresh review of the small checklist.
    pub fn with_review() -> (Self, OpenReview) {
        let bench = Self::new();
        let open = bench.create().expect("a fresh review");
        (bench, open)
    }

    pub fn review(&self) -> PathBuf {
        self.path.join("signoff.toml")
    }

    pub fn create(&self) -> Result<OpenReview, signoff::work::WorkError> {
        OpenReview::create(
            &self.review(),
            start("small"),
            ada(),
            &Shelf::default(),
            CLOCK,
        )
    }

    pub fn open(&self) -> OpenReview {
        self.try_open().unwrap_or_else(|error| panic!("{error}"))
    }

    pub fn try_open(&self) -> Result<OpenReview, signoff::work::WorkError> {
        OpenReview::open(&self.review(), &Shelf::default(), CLOCK)
    }

    pub fn read(&self) -> String {
        std::fs::read_to_string(self.review()).expect("the review is text")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().expect("in the directory")).expect("a directory");
        std::fs::write(&path, content).expect("a file");
        path
    }

    /// Names of the files that a save should not leave behind.
    pub fn leftovers(&self) -> Vec<String> {
        leftovers(&self.path)
    }
}

pub fn leftovers(directory: &Path) -> Vec<String> {
    std::fs::read_dir(directory)
        .expect("a directory")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.ends_with(".signoff-tmp"))
        .collect()
}

pub fn start(checklist: &str) -> Start {
    Start {
        time_zone: None,
        title: "prod".into(),
        system: "robotics".into(),
        environment: Some("prod".into()),
        revision: Some("4f2a91c".into()),
        checklists: vec![checklist.into()],
        allows_secrets: false,
    }
}

pub fn ada() -> Person {
    "Ada Lovelace <ada@example.org>".parse().expect("a person")
}

pub fn kim() -> Person {
    "Kim <kim@example.org>".parse().expect("a person")
}

pub fn at(time: &str) -> DateTime<Utc> {
    time.parse().expect("a time")
}

pub fn key(item: &str) -> ItemKey {
    ItemKey::new("small", item)
}

/// An answer that every item takes.
pub fn answer(status: Status, rationale: &str) -> Answer {
    let mut answer = Answer::new(status);
    answer.rationale = rationale.into();
    answer.evidence.push(Evidence::Note {
        text: "seen".into(),
        at: CLOCK.now(),
    });
    if status == Status::RiskAccepted {
        answer.accepted_by = Some(kim());
        answer.until = "2026-12-31".parse().ok();
    }
    answer
}

pub fn attest(item: &str, answer: Answer) -> Change {
    Change::Attest {
        answered_by: None,
        keys: vec![key(item)],
        answer: Box::new(answer),
    }
}

/// Attests an item as Ada.
pub fn say(open: &mut OpenReview, item: &str, rationale: &str) -> Saved {
    open.apply(attest(item, answer(Status::Met, rationale)), ada())
        .unwrap_or_else(|error| panic!("{error}"))
}

/// This test program again, running one ignored test as a process of its own.
pub fn child(test: &str) -> Command {
    as_child(Command::new(this_program()), test)
}

/// The same, started by a shell that sets limits first.
pub fn limited_child(test: &str, limits: &str) -> Command {
    let mut shell = Command::new("sh");
    shell
        .arg("-c")
        .arg(format!("{limits} exec \"$0\" \"$@\""))
        .arg(this_program());
    as_child(shell, test)
}

fn this_program() -> PathBuf {
    std::env::current_exe().expect("this program has a path")
}

fn as_child(mut command: Command, test: &str) -> Command {
    command.args([
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
        test,
    ]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// What the parent of a child process tells it.
pub fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
