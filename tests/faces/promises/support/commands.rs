//! The commands, by the built program.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::reading::{between, names, names_in_table, reasons_of_report, reviewed_of_report};
use super::{Decided, Face, Kind, Said, Told, With};
use crate::house::{GRACE, House, KIM, Run};

pub struct Commands<'h> {
    pub(super) house: &'h House,
    pub(super) by: String,
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
        self.house.by(&self.by).run(line).to_string()
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

/// Where this system tells which files a process has open, if it does.
const PROC: &str = "/proc/self/fd";

/// True where this system tells which files a process has open; says that a test cannot be made where it does not.
pub fn can_watch(kind: Kind) -> bool {
    let can = kind != Kind::Commands || Path::new(PROC).exists();
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
        let watched = Path::new(PROC).exists();
        if watched {
            lock.lock().unwrap();
        }
        let mut child = self.command(&arguments).spawn().unwrap();
        if watched {
            wait_for_save(&mut child, &directory);
        }
        meanwhile();
        drop(lock);
        Run::ended("attest", &child.wait_with_output().unwrap()).to_string()
    }

    fn insist(&mut self, said: Said<'_>) -> String {
        self.answer(said, &mut || {})
    }

    fn item(&mut self, item: &str) -> String {
        format!("{:#}", self.house.item(item))
    }

    fn remark(&mut self, what: &str, item: &str, text: &str) {
        let whom = if what == "ask" {
            format!("--for '{KIM}'")
        } else {
            String::new()
        };
        self.run(&format!("{what} {item} --text '{text}' {whom}"));
    }

    fn minutes(&mut self) -> String {
        self.run("session recap")
    }

    fn accept(&mut self, item: &str) -> String {
        self.run(&format!("accept {item} --unsigned"))
    }

    fn undo(&mut self) -> String {
        self.run("undo")
    }

    fn redo(&mut self) -> String {
        self.run("redo")
    }

    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided {
        let key = match with {
            With::Offered => String::new(),
            With::File(file) => format!("--key {file}"),
            With::Nothing => "--unsigned".to_owned(),
        };
        let why = if decision == "rejected" {
            "--why Unfit"
        } else {
            "--sole-operator 'A team of one.'"
        };
        let said = self.run(&format!(
            "sign --role approver --decision {decision} {key} {why}"
        ));
        Decided {
            offer: said.clone(),
            said,
        }
    }

    fn condition(&mut self, owner: &str, due: &str) -> String {
        self.run(&format!(
            "sign --role approver --decision approved-with-conditions --unsigned --condition Mend --owner '{owner}' \
             --due '{due}'"
        ))
    }

    fn approving(&mut self) -> String {
        let trust = self.trust();
        let line = format!("sign --role approver --decision approved --unsigned {trust}");
        let before = self.house.review();
        let said = self.run(&line);
        self.house.put(&before);
        said
    }

    fn standings(&mut self) -> Vec<Told> {
        let json = self.house.json("status --json");
        let json = json["signoffs"].as_array().unwrap().iter();
        let json = json.map(|one| {
            let word = |name: &str| one[name].as_str().unwrap().to_owned();
            format!(
                "{} as {}\n{}\n{}\n",
                word("decision"),
                word("role"),
                word("standing"),
                one["proof"]["state"].as_str().unwrap()
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
        let json = json["findings"].as_array().unwrap().iter();
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
                !line.is_empty()
                    && !["[exit", "2> ", "signed off"]
                        .iter()
                        .any(|it| line.starts_with(it))
            });
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let texts = |json: &serde_json::Value| {
            let all = json["reasons"].as_array().unwrap().iter();
            let text = |one: &serde_json::Value| one["text"].as_str().unwrap().to_owned();
            all.map(text).collect::<Vec<_>>()
        };
        let (status, report) = (
            self.run(&format!("status {trust}")),
            self.run(&format!("report {trust}")),
        );
        let check = lines(&self.run(&format!("check {trust}")));
        vec![
            // Its first line says which review it is.
            ("check", check[1..].to_vec()),
            (
                "check --json",
                texts(&self.house.json(&format!("check --json {trust}"))),
            ),
            ("status", lines(between(&status, "\nMissing\n", "\n\n"))),
            (
                "status --json",
                texts(&self.house.json(&format!("status --json {trust}"))),
            ),
            ("report", reasons_of_report(&report)),
        ]
    }
}
