//! A review in a house, which all faces open.

use std::fs::File;
use std::path::PathBuf;
use std::process::Command;

use chrono::Utc;
use signoff::decision::Question;
use signoff::keys::{Lists, aliases};
use signoff::work::{Clock, Inquiry};

use super::commands::Commands;
use super::screen::Screen;
use super::walker::Walker;
use super::{Face, Kind};
use crate::house::{House, Run};

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

/// What the reviews are called.
pub(super) const TITLE: &str = "demo";

impl House {
    /// With a review of a checklist.
    pub fn demo(list: &str) -> Self {
        Self::of(list, "--system demo")
    }

    pub fn begun() -> Self {
        Self::demo(LIST)
    }

    /// With every item answered by Ada; NET-2 rests on a file.
    pub fn answered() -> Self {
        let house = Self::begun();
        house.write("scan.txt", "0 critical\n");
        house.done("attest NET-1 OPS-1 OPS-2 met --rationale Seen");
        house.done("attest NET-2 met --rationale Seen --evidence scan.txt");
        house
    }

    /// The review as it would be after a command of somebody, which is not done here: another program is to save it later.
    pub fn foresee(&self, who: &str, line: &str) -> String {
        let before = self.review();
        self.by(who).done(line);
        let after = self.review();
        self.put(&before);
        after
    }

    /// Makes a key in a file, and lets it sign in the name of a mail address; gives its fingerprint.
    pub fn key(&self, file: &str, mail: &str) -> String {
        let line = self.make_key(file, mail);
        self.lets_sign(file, &line)
    }

    /// The same with a key that is too weak to count.
    pub fn weak_key(&self, file: &str, mail: &str) -> String {
        let line = self.make_weak_key(file, mail);
        self.lets_sign(file, &line)
    }

    fn lets_sign(&self, file: &str, line: &str) -> String {
        let allowed = std::fs::read_to_string(self.path("../allowed")).unwrap_or_default();
        self.write("../allowed", &(allowed + line));
        let tell = Run::of(Command::new("ssh-keygen").arg("-lf").arg(self.path(file)));
        tell.out.split_whitespace().nth(1).unwrap().to_owned()
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
        let signature = self.write("../signature", last["signature"].as_str()?);
        let statement = self.write("../statement", last["statement"].as_str()?);
        let mut check = Command::new("ssh-keygen");
        check
            .args(["-Y", "check-novalidate", "-n", "signoff", "-s"])
            .arg(signature)
            .stdin(File::open(statement).unwrap());
        let said = Run::of(&mut check).out;
        let (_, fingerprint) = said.split_once(" key ").expect(&said);
        Some(fingerprint.trim().to_owned())
    }

    /// Where a face keeps what is the person's own; no face knows of the drafts of another.
    pub(super) fn state(&self, kind: Kind) -> PathBuf {
        self.root.join(match kind {
            Kind::Commands => "state",
            Kind::Screen => "state-of-screen",
            Kind::Walker => "state-of-walker",
        })
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
