//! The example: a whole review of `azure-deployment` with evidence, signed, and the report of it.

use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use signoff::decision::{Draft, Question, Stage};
use signoff::keys::{Around, Key, Keygen, Lists};
use signoff::policy::{Role, Target};
use signoff::report::markdown;
use signoff::review::{
    Answer, Change, Condition, Decision, Evidence, Finding, Ground, Person, Status,
};
use signoff::store::shelf::Shelf;
use signoff::work::{Clock, Inquiry, OpenReview, Start};

use super::{asked_for, current, repository};

const CLOCK: Clock = Clock {
    time: || "2026-11-23T09:12:00Z".parse().unwrap(),
    id: || uuid::Uuid::new_v4().to_string(),
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn ada() -> Person {
    "Ada Lovelace <ada@example.org>".parse().unwrap()
}

fn kim() -> Person {
    "Kim Park <kim@example.org>".parse().unwrap()
}

#[test]
fn the_example_report_is_current() {
    needs_openssh!();
    let file = repository("assets/example/signoff.toml");
    if asked_for("UPDATE_REVIEWS") {
        let _ = std::fs::remove_file(&file);
        make(&file);
    }
    let around = Around::new(repository("assets/example"), None);
    let lists = Lists {
        allowed: Some("allowed-signers".into()),
        revoked: None,
    };
    let mut open = OpenReview::open(&file, &Shelf::default(), CLOCK).unwrap();
    open.check_evidence();
    open.ask(Inquiry {
        question: Question {
            stage: Stage::Signed,
            target: Target {
                revision: Some("4f2a91c".into()),
                ..Target::default()
            },
            ..Question::default()
        },
        lists: lists.clone(),
    });
    open.verify(&around).unwrap();
    assert_eq!(
        open.facts().verdict().whys(),
        Vec::<String>::new(),
        "the example is signed off"
    );
    open.ask(Inquiry {
        lists,
        ..Inquiry::default()
    });
    let report = markdown::render(&open.facts());
    commands_are_commands(&report);
    current("assets/example/signoff-report.md", &report);
}

/// What a report tells readers to run can be run.
fn commands_are_commands(report: &str) {
    let lines: Vec<_> = report
        .lines()
        .filter_map(|line| line.split_once(" # "))
        .collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    for (line, _) in lines {
        let words = line.split(' ');
        signoff::cli::definition()
            .try_get_matches_from(words)
            .unwrap_or_else(|error| panic!("{error}"));
    }
}

/// Signs with a key that nobody has afterwards; who may sign is only that one.
fn signed(statement: &str) -> String {
    let kept = tempfile::tempdir().unwrap();
    let around = Around::new(kept.path().to_owned(), None);
    let key = kept.path().join("key");
    let mut make = Command::new("ssh-keygen");
    make.args([
        "-q",
        "-t",
        "ed25519",
        "-N",
        "",
        "-C",
        "made for the example",
        "-f",
    ])
    .arg(&key);
    assert!(make.status().unwrap().success());
    let public = std::fs::read_to_string(key.with_extension("pub")).unwrap();
    let allowed = format!("grace@example.org namespaces=\"signoff\" {public}");
    std::fs::write(repository("assets/example/allowed-signers"), allowed).unwrap();
    let key = Key::named("key", &around).unwrap();
    Keygen::find(&around).sign(statement, &key, false).unwrap()
}

fn make(file: &Path) {
    let start = Start {
        time_zone: None,
        title: "robotics-prod".into(),
        system: "robotics-prod".into(),
        environment: Some("prod".into()),
        revision: Some("4f2a91c".into()),
        checklists: vec!["azure-deployment".into()],
        allows_secrets: false,
    };
    let mut open = OpenReview::create(file, start, ada(), &Shelf::default(), CLOCK).unwrap();
    for (item, answer) in answers(&open) {
        let key = open
            .dossier()
            .entry(open.dossier().find(item).unwrap())
            .key();
        open.apply(
            Change::Attest {
                answered_by: None,
                keys: vec![key],
                answer: Box::new(answer),
            },
            ada(),
        )
        .unwrap();
    }
    open.check_evidence();
    let conditions = vec![Condition {
        action: "Move the Terraform state to the storage account".into(),
        owner: kim(),
        due: day("2026-12-05"),
    }];
    let draft = Draft {
        conditions,
        ..Draft::new(Role::Approver, Decision::ApprovedWithConditions)
    };
    let mut signoff = open
        .prepare(
            &draft,
            "Grace Hopper <grace@example.org>".parse().unwrap(),
            None,
        )
        .unwrap();
    signoff.signature = Some(signed(&signoff.statement));
    let evidence = open.read_evidence();
    open.sign(signoff, evidence).unwrap();
}

fn answers(open: &OpenReview) -> Vec<(&'static str, Answer)> {
    let says = |status, rationale: &str| Answer {
        rationale: rationale.into(),
        ..Answer::new(status)
    };
    let link = |url: &str| Evidence::Link {
        url: url.into(),
        at: CLOCK.now(),
    };
    let file = |path: &str| {
        let root = open.evidence_root();
        root.measure(path, CLOCK.now(), &mut |_, _| {
            std::ops::ControlFlow::Continue(())
        })
        .unwrap()
    };
    let finding = |action: &str| Finding {
        action: Some(action.into()),
        owner: Some(kim()),
        due: Some(day("2026-12-05")),
    };
    vec![
        (
            "NET-1",
            Answer {
                evidence: vec![link("https://example.org/changes/77")],
                ..says(
                    Status::Met,
                    "Private cluster; operators come in through the hub's VPN.",
                )
            },
        ),
        (
            "NET-2",
            Answer {
                evidence: vec![file("network-policies.txt")],
                ..says(
                    Status::Met,
                    "Deny-all in each workload namespace, then what is needed.",
                )
            },
        ),
        (
            "IDN-1",
            says(
                Status::Met,
                "Every assignment is listed with its reason; two were removed.",
            ),
        ),
        (
            "IDN-2",
            Answer {
                reason: Some(Ground::OutOfScope),
                ..says(
                    Status::NotApplicable,
                    "No workload of this system uses federated credentials yet.",
                )
            },
        ),
        (
            "SEC-1",
            Answer {
                finding: finding("Set rotation for secrets"),
                ..says(
                    Status::Partial,
                    "Keys rotate after 90 days; secrets do not rotate yet.",
                )
            },
        ),
        (
            "SEC-2",
            Answer {
                finding: finding("Move the state to the storage account"),
                evidence: vec![file("backend.txt")],
                ..says(
                    Status::Unmet,
                    "State is still local on the build agent; it moves with the rest of the platform.",
                )
            },
        ),
        (
            "CMP-1",
            Answer {
                accepted_by: Some("Grace Hopper <grace@example.org>".parse().unwrap()),
                until: Some(day("2027-02-01")),
                evidence: vec![Evidence::Note {
                    text: "Budget line 12 pays for it from February.".into(),
                    at: CLOCK.now(),
                }],
                ..says(
                    Status::RiskAccepted,
                    "Defender is ordered for the next quarter; until then the nodes are watched by hand.",
                )
            },
        ),
        (
            "CMP-2",
            Answer {
                evidence: vec![file("image-scan.txt")],
                ..says(
                    Status::Met,
                    "The pipeline scans each image and stops on high or critical findings.",
                )
            },
        ),
        (
            "MON-1",
            Answer {
                evidence: vec![link("https://example.org/dashboards/aks")],
                ..says(Status::Met, "Both send to the workspace, kept for a year.")
            },
        ),
        (
            "CPL-1",
            says(
                Status::Met,
                "ISO 27001 covers the system; the offerings were read against it.",
            ),
        ),
    ]
}
