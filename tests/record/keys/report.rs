//! The report alone is enough to verify with OpenSSH, step by step as it says.

use std::process::Command;

use signoff::decision::{Draft, Proof};
use signoff::keys::{Key, Lists};
use signoff::policy::Role;
use signoff::report::markdown;
use signoff::review::{Decision, Person};
use signoff::store::shelf::Shelf;
use signoff::work::{Clock, Inquiry, OpenReview, Start};

use super::{Desk, GRACE, at};
use crate::has::Has as _;

/// What fences, HTML and hidden characters would break.
const TITLE: &str = "a ```` title <b> with \u{202e} and \t `~~~`";

const CLOCK: Clock = Clock {
    time: || at("2026-11-23T09:00:00Z"),
    id: || uuid::Uuid::new_v4().to_string(),
};

fn grace() -> Person {
    format!("Grace Hopper <{GRACE}>").parse().unwrap()
}

/// A review with a sign-off and its revocation, both signed.
fn signed(desk: &Desk, key: &Key) -> OpenReview {
    let start = Start {
        title: TITLE.into(),
        system: "box".into(),
        environment: None,
        revision: None,
        time_zone: None,
        checklists: vec!["azure-deployment".into()],
        allows_secrets: false,
    };
    let file = desk.path("signoff.toml");
    let mut open = OpenReview::create(&file, start, grace(), &Shelf::default(), CLOCK).unwrap();
    let sign = |statement: &str| Some(desk.keygen().sign(statement, key, false).unwrap());
    let rejected = Draft {
        why: Some("Not yet.".to_owned()),
        ..Draft::new(Role::Approver, Decision::Rejected)
    };
    let mut signoff = open.prepare(&rejected, grace(), None).unwrap();
    signoff.signature = sign(&signoff.statement);
    let evidence = open.read_evidence();
    open.sign(signoff.clone(), evidence).unwrap();
    let mut revocation = open
        .take_back(&signoff.id, TITLE.into(), grace(), None)
        .unwrap();
    revocation.signature = sign(&revocation.statement);
    open.revoke(revocation).unwrap();
    // As whoever opens the file reads it.
    OpenReview::open(&file, &Shelf::default(), CLOCK).unwrap()
}

/// What stands between lines of backticks, with the line break of its last line.
fn blocks(report: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = report.lines();
    while let Some(line) = lines.next() {
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        if fence.len() >= 3 {
            blocks.push(
                lines
                    .by_ref()
                    .take_while(|line| *line != fence)
                    .map(|l| format!("{l}\n"))
                    .collect(),
            );
        }
    }
    blocks
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "a reader copies texts into files"
)]
fn a_reader_verifies_with_the_report_alone() {
    needs_openssh!();
    let desk = Desk::new();
    let key = desk.key("own", &["-t", "ed25519"]);
    desk.trust(&format!("{GRACE} namespaces=\"signoff\""), "own");
    let mut open = signed(&desk, &key);
    let lists = Lists {
        allowed: Some("allowed".into()),
        revoked: None,
    };
    open.ask(Inquiry {
        lists,
        ..Inquiry::default()
    });
    open.verify(&desk.around()).unwrap();
    let facts = open.facts();
    let review = facts.dossier.review();
    let is_good = |one| matches!(facts.proofs.of(one), Ok(Proof::Good(_)));
    assert!(is_good(&review.signoffs[0]) && is_good(&review.revocations[0]));

    let report = markdown::render(&facts);
    assert!(
        !report.contains(&*desk.kept.path().to_string_lossy()),
        "no place of this machine"
    );
    let list = &facts.against().unwrap().allowed;
    report.has(&format!(
        "against the allowed signers `allowed` (`{}`)",
        list.digest
    ));
    let (_, recipe) = report
        .split_once("With this report and OpenSSH alone:\n")
        .unwrap();
    let command = &blocks(recipe)[0];
    let command = command
        .replace("SIGNERS", "allowed")
        .replace("PRINCIPAL", GRACE);
    let run = || {
        Command::new("sh")
            .args(["-c", &command])
            .current_dir(desk.kept.path())
            .output()
            .unwrap()
    };

    let blocks = blocks(&report);
    let statements = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.starts_with("signoff "));
    let statements: Vec<_> = statements
        .filter(|(_, block)| block.contains("form 2"))
        .collect();
    assert_eq!(statements.len(), 2, "the sign-off and its revocation");
    for (nth, statement) in statements {
        let signature = &blocks[nth + 1];
        assert!(
            signature.starts_with("-----BEGIN SSH SIGNATURE-----"),
            "{signature}"
        );
        std::fs::write(desk.path("statement.txt"), statement).unwrap();
        std::fs::write(desk.path("statement.txt.sig"), signature).unwrap();
        let said = run();
        let out = String::from_utf8(said.stdout).unwrap();
        assert!(said.status.success(), "{out}");
        assert!(
            out.starts_with(&format!("Good \"signoff\" signature for {GRACE}")),
            "{out}"
        );
        std::fs::write(desk.path("statement.txt"), statement.trim_end()).unwrap();
        assert!(!run().status.success(), "the last line break belongs to it");
    }
}

#[test]
fn a_refusal_names_no_place_of_this_machine() {
    needs_openssh!();
    let desk = Desk::new();
    let key = desk.key("own", &["-t", "ed25519"]);
    let mut open = signed(&desk, &key);
    let lists = Lists {
        allowed: Some("allowed".into()),
        revoked: None,
    };
    for entry in [
        GRACE.to_owned() + " valid-before=\"20200101\"",
        format!("{GRACE} bogus-option"),
        format!("{GRACE} namespaces=\"git\""),
        "*@example.org".to_owned(),
        "<img src=x>,**b**@evil.example".to_owned(),
    ] {
        desk.trust(&entry, "own");
        open.ask(Inquiry {
            lists: lists.clone(),
            ..Inquiry::default()
        });
        open.verify(&desk.around()).unwrap();
        let facts = open.facts();
        let found = facts.proofs.of(&facts.dossier.review().signoffs[0]);
        let Ok(Proof::Refused(why)) = found else {
            panic!("{entry} is accepted")
        };
        let report = markdown::render(&facts);
        assert!(
            !report.contains(&*desk.kept.path().to_string_lossy()),
            "{why}"
        );
        assert!(
            report.contains("**SIGNATURE REFUSED**") || report.contains("**REFUSED**"),
            "{report}"
        );
        report.lacks("<img").lacks("**b**");
    }
}
