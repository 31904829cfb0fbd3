//! The whole job on `azure-deployment`: from an empty directory to a signed review and its report.

use crate::has::Has as _;
use std::path::Path;
use std::process::Command;

use signoff::review::{Decision, Review, Standing, Status};
use signoff::store::shelf::Shelf;
use signoff::work::OpenReview;

use super::harness::{CLOCK, Desk, STANDARD};

/// Starts a review of the first checklist and closes its notices.
pub const START: &str = "<Enter>robotics-prod<Tab>prod<Tab>4f2a91c<C-s><Enter>";

/// Answers all ten items, with every status, every kind of evidence, an undo and a redo.
pub const ANSWERS: &[&str] = &[
    "mPrivate cluster; the API server has no public address.<Tab>https://example.org/changes/77<Enter><C-s>",
    "mDeny-all in every workload namespace.<Tab>policies.txt<Enter><C-s>",
    "mRoles reviewed, two assignments removed.<C-s>",
    "nNo workload of ours uses federated credentials.<Tab><Right><C-s>",
    "pRotation is set for keys, not for secrets yet.<Tab>Set rotation for secrets<Tab>Kim <lt>kim@example.org><Tab>+12d<Tab>export.csv<Enter><C-s>",
    "xState is still local on the build agent.<Tab>Move state to the storage account<Tab>Kim <lt>kim@example.org><Tab>2026-12-05<C-s>",
    "aDefender is priced for the next quarter.<Tab>Grace <lt>grace@example.org><Tab>2027-02-01<Tab>Budget line 12 holds it<C-t><C-s>",
    "mScanned by the pipeline at every build.<Tab>scan.txt<Enter><C-s>",
    "mBoth send to the workspace.<Tab>https://example.org/workspace<Enter><C-s>",
    "mISO 27001 scope covers it.<C-s>",
];

/// Puts the evidence files of [`ANSWERS`] into a directory.
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
pub fn evidence(directory: &std::path::Path) {
    for (name, text) in [
        ("policies.txt", "deny-all\n"),
        ("export.csv", "key,rotation\nk1,90d\n"),
        ("scan.txt", "0 critical\n"),
    ] {
        std::fs::write(directory.join(name), text).unwrap();
    }
}

#[test]
fn the_whole_job_by_keys() {
    let mut desk = Desk::answered(STANDARD, 10);
    insta::assert_snapshot!("job_answered", desk.screen());
    // Take the last answer back, and put it back again.
    desk.keys("u").shows("9/10");
    desk.keys("<C-r>").shows("10/10");

    desk.keys("s");
    insta::assert_snapshot!("job_signoff", desk.screen());
    desk.keys(
        "<Right><Right><Tab>Move the state<Tab>Kim <lt>kim@example.org><Tab>+12d<Tab>A team of one.<C-s>   robotics-pro<Enter>",
    );
    desk.shows("type the title of the review");
    desk.keys("d<Enter>");
    insta::assert_snapshot!("job_signed", desk.screen());

    desk.keys("gr").shows("approved with conditions");
    desk.keys("w<Enter>");
    let report = std::fs::read_to_string(desk.directory.join("signoff-report.md")).unwrap();
    report.has("State is still local on the build agent");
    desk.keys("q");
    assert!(desk.left);

    let mut open = OpenReview::open(
        &desk.directory.join("signoff.toml"),
        &Shelf::default(),
        CLOCK,
    )
    .unwrap();
    open.check_evidence();
    let dossier = open.dossier();
    let tally = dossier.tally();
    assert_eq!(
        (
            tally.met,
            tally.partial,
            tally.unmet,
            tally.risk_accepted,
            tally.not_applicable
        ),
        (6, 1, 1, 1, 1)
    );
    assert_eq!(open.facts().verdict().whys(), Vec::<String>::new());
    let held = open.facts().signoffs().pop().unwrap();
    assert_eq!(
        (held.signoff.decision, held.standing),
        (Decision::ApprovedWithConditions, Standing::Current)
    );
    assert_eq!(
        dossier.entry(9).latest().unwrap().answer.status,
        Status::Met
    );
}

#[test]
fn a_change_after_the_signature_makes_it_stale_on_screen() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("s<Right><Tab>A team of one.<C-s>   robotics-prod<Enter>");
    desk.shows("! signed off");
    desk.keys("nThe cluster is gone.<C-s>");
    desk.shows("! signed off");
    desk.keys("y").shows("✗ not signed off: 1 thing");
}

/// The same answers, as commands.
const COMMANDS: &[&[&str]] = &[
    &[
        "attest",
        "NET-1",
        "met",
        "--rationale",
        "Private cluster; the API server has no public address.",
        "--evidence",
        "https://example.org/changes/77",
    ],
    &[
        "attest",
        "NET-2",
        "met",
        "--rationale",
        "Deny-all in every workload namespace.",
        "--evidence",
        "policies.txt",
    ],
    &[
        "attest",
        "IDN-1",
        "met",
        "--rationale",
        "Roles reviewed, two assignments removed.",
    ],
    &[
        "attest",
        "IDN-2",
        "not-applicable",
        "--rationale",
        "No workload of ours uses federated credentials.",
        "--reason",
        "out-of-scope",
    ],
    &[
        "attest",
        "SEC-1",
        "partial",
        "--rationale",
        "Rotation is set for keys, not for secrets yet.",
        "--action",
        "Set rotation for secrets",
        "--owner",
        "Kim <kim@example.org>",
        "--due",
        "DUE",
        "--evidence",
        "export.csv",
    ],
    &[
        "attest",
        "SEC-2",
        "unmet",
        "--rationale",
        "State is still local on the build agent.",
        "--action",
        "Move state to the storage account",
        "--owner",
        "Kim <kim@example.org>",
        "--due",
        "DUE",
    ],
    &[
        "attest",
        "CMP-1",
        "risk-accepted",
        "--rationale",
        "Defender is priced for the next quarter.",
        "--accepted-by",
        "Grace <grace@example.org>",
        "--until",
        "UNTIL",
        "--note",
        "Budget line 12 holds it",
    ],
    &[
        "attest",
        "CMP-2",
        "met",
        "--rationale",
        "Scanned by the pipeline at every build.",
        "--evidence",
        "scan.txt",
    ],
    &[
        "attest",
        "MON-1",
        "met",
        "--rationale",
        "Both send to the workspace.",
        "--evidence",
        "https://example.org/workspace",
    ],
    &[
        "attest",
        "CPL-1",
        "met",
        "--rationale",
        "ISO 27001 scope covers it.",
    ],
    &["undo"],
    &["redo"],
    &[
        "sign",
        "--role",
        "approver",
        "--decision",
        "approved-with-conditions",
        "--condition",
        "Move the state",
        "--owner",
        "Kim <kim@example.org>",
        "--due",
        "DUE",
        "--sole-operator",
        "A team of one.",
    ],
    &["check"],
];

#[test]
fn keys_and_commands_make_the_same_review() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("u<C-r>s<Right><Right><Tab>Move the state<Tab>Kim <lt>kim@example.org><Tab>2026-12-05<Tab>A team of one.<C-s>   robotics-prod<Enter>");

    let kept = tempfile::tempdir().unwrap();
    evidence(kept.path());
    let new: &[&str] = &[
        "new",
        "--checklist",
        "azure-deployment",
        "--system",
        "robotics-prod",
        "--environment",
        "prod",
        "--revision",
        "4f2a91c",
    ];
    for command in std::iter::once(&new).chain(COMMANDS) {
        // The program reads the real clock, so its dates must lie ahead of it.
        let arguments = command.iter().map(|word| match *word {
            "DUE" => "9000-12-05",
            "UNTIL" => "9000-02-01",
            word => word,
        });
        let output = Command::new(env!("CARGO_BIN_EXE_signoff"))
            .args(arguments)
            .current_dir(kept.path())
            .env_clear()
            .env("TZ", "UTC")
            .env("HOME", kept.path())
            .env("SIGNOFF_BY", "Ada Lovelace <ada@example.org>")
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(said(&desk.directory), said(kept.path()));
}

/// How many keys are no text.
fn commands(answer: &str) -> usize {
    let named = answer.matches('<').count() - answer.matches("<lt>").count();
    // The first one says which answer it is.
    named + 1
}

#[test]
fn ten_items_take_no_more_than_38_keys_beside_the_text() {
    let mut desk = Desk::answered(STANDARD, 0);
    let mut keys = 0;
    for answer in ANSWERS {
        // What is typed as evidence is taken when the answer is saved.
        let answer = answer.replace("<Enter><C-s>", "<C-s>");
        desk.keys(&answer);
        keys += commands(&answer);
    }
    desk.shows("10/10");
    let left = said(&desk.directory);
    let pieces = ["File {", "Link {", "Note {"].map(|kind| left.matches(kind).count());
    assert_eq!(pieces, [3, 2, 1]);
    assert!(keys <= 38, "{keys}");
}

/// What a review says, without the ids, times and dates that differ by nature.
fn said(directory: &Path) -> String {
    let open = OpenReview::open(&directory.join("signoff.toml"), &Shelf::default(), CLOCK).unwrap();
    let Review {
        subject,
        checklists,
        records,
        signoffs,
        revocations,
        seals,
        declarations,
        sessions,
        votes,
        schema,
    } = open.dossier().review();
    let text = format!(
        "{schema:#?}\n{subject:#?}\n{checklists:#?}\n{records:#?}\n{signoffs:#?}\n{revocations:#?}\n{seals:#?}\n\
         {declarations:#?}\n{sessions:#?}\n{votes:#?}"
    );
    let differs = regex::Regex::new(
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[0-9:.]+Z|\d{4}-\d\d-\d\d|content: Digest\([^)]*\)|statement: [^\n]*",
    )
    .unwrap();
    differs.replace_all(&text, "…").into_owned()
}
