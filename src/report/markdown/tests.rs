//! A small review with one of everything.

mod hostile;
mod signed;

use crate::review::Schema;
use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};

use crate::checklist::{Checklist, form};
use crate::decision::{Deeds, Proofs, Question, Verified, canonical, revocation, statement};
use crate::facts::Facts;
use crate::policy::Role;
use crate::review::{
    Answer, Attestation, Checks, Condition, Decision, Dossier, Evidence, Finding, Ground, ItemKey,
    Measured, Person, Pinned, Record, Review, Seal, SealState, Signoff, Stamp, Status, Subject,
    Withdrawal,
};
use crate::text::digest::Digest;

const CHECKLIST: &str = r#"
schema = 1
id = "azure-deployment"
title = "Azure deployment security considerations"
version = "2026.06"
notices = ["For information only; not professional advice.", "Not exhaustive.\nYour own requirements decide."]
source = { title = "Deployment Security Guide", url = "https://docs.example/guide_(v1)", license = "MIT" }
policy = { roles = ["reviewer", "approver"], max-age = "90d" }

[[category]]
id = "network"
title = "Network"
item = [
    { id = "NET-1", title = "Private or public API server", severity = "high" },
    { id = "NET-2", title = "TLS for | every route", severity = "medium" },
    { id = "NET-3", title = "Firewall of the subnet", severity = "low" },
]

[[category]]
id = "secrets"
title = "Secrets"
item = [
    { id = "SEC-1", title = "Rotate keys", severity = "critical" },
    { id = "SEC-2", title = "Remote, encrypted Terraform state", severity = "critical", references = [
        { title = "Terraform Azure backend", url = "https://docs.example/backend?a=1&b=2" },
        { title = "State [guide]", url = "https://docs.example/state" },
    ] },
    { id = "SEC-3", title = "Purge protection of the key vault", severity = "high" },
    { id = "SEC-4", title = "No secret in the image", severity = "medium" },
    { id = "SEC-5", title = "Scanner for leaked secrets", severity = "high" },
    { id = "SEC-6", title = "Recovery of a lost key", severity = "medium" },
]
"#;

const ADA: &str = "Ada Lovelace <ada@example.org>";
const KIM: &str = "Kim Park <kim@example.org>";

/// With what is known of signatures, or why nothing is.
fn rendered(dossier: &Dossier, now: DateTime<Utc>, found: Result<&Verified, &str>) -> String {
    let proofs = match found {
        Ok(found) => Proofs::Known(found.clone()),
        Err(why) => Proofs::Unknown(why.to_owned()),
    };
    super::render(&Facts {
        dossier,
        proofs: &proofs,
        question: &Question::default(),
        now,
    })
}

/// Where nobody verified anything.
fn render(dossier: &Dossier, now: DateTime<Utc>) -> String {
    rendered(dossier, now, Err("nothing says who may sign"))
}

#[test]
fn a_report_has_everything() {
    insta::assert_snapshot!(render(&sample(), now()));
}

#[test]
fn the_same_review_gives_the_same_bytes() {
    assert_eq!(render(&sample(), now()), render(&sample(), now()));
}

#[test]
fn nothing_attested_is_a_report_too() {
    let mut review = review(&checklist());
    review.subject.revision = None;
    let dossier = Dossier::new(review, vec![checklist()], now());
    insta::assert_snapshot!(render(&dossier, now()));
}

#[test]
fn a_review_in_order_is_signed_off() {
    let (list, review) = one();
    let signed = sign(
        review,
        &list,
        Role::Approver,
        Decision::ApprovedWithConditions,
    );
    let text = render(&Dossier::new(signed, vec![list], now()), now());
    let start: Vec<_> = text
        .lines()
        .take_while(|line| !line.starts_with("## "))
        .collect();
    insta::assert_snapshot!(start.join("\n"));
}

#[test]
fn namesakes_are_told_apart() {
    let list = checklist();
    let mut review = review(&list);
    attest(&mut review, "NET-1", answer(Status::Met, "Private.")).item_digest =
        item_digest(&list, "NET-1");
    let other = attest(&mut review, "NET-2", answer(Status::Met, "All."));
    other.by = person("Ada Lovelace <ada@evil.example>");
    let text = render(&Dossier::new(review, vec![list], now()), now());
    assert!(
        text.contains("**✓ met** · high severity · holds until 2027-02-20 · Ada Lovelace &lt;ada@")
    );
}

/// A review of one item, in order.
fn one() -> (Checklist, Review) {
    let list = form::parse(
        Path::new("one.toml"),
        "schema = 1\nid = \"one\"\ntitle = \"One\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n\
         item = [{ id = \"C-1\", title = \"First\", severity = \"low\" }]\n",
    )
    .unwrap();
    let item = list.categories[0].items[0].digest();
    let mut review = review(&list);
    attest(&mut review, "C-1", answer(Status::Met, "Looked at.")).item_digest = item;
    (list, review)
}

/// A review with every status, every kind of evidence, and everything that can stop to hold.
fn sample() -> Dossier {
    let list = checklist();
    let mut review = review(&list);
    review.checklists[0] = Pinned {
        id: list.id.clone(),
        version: "2026.05".into(),
        digest: Digest::of(b"the checklist as it was"),
        path: None,
    };
    answer_network(&mut review);
    answer_secrets(&mut review);
    for (key, record) in &mut review.records {
        let id = key.item.as_str();
        let stale = id == "SEC-4";
        for attestation in &mut record.attestations {
            let text = if stale {
                Digest::of(b"another text")
            } else {
                item_digest(&list, id)
            };
            attestation.item_digest = text;
        }
    }
    let gone = attest(
        &mut review,
        "OLD-1",
        answer(Status::Met, "Was fine in the old list."),
    );
    gone.by = person(KIM);
    let signed = sign(
        review,
        &list,
        Role::Reviewer,
        Decision::ApprovedWithConditions,
    );
    let mut signed = sign(signed, &list, Role::Approver, Decision::Approved);
    signed.signoffs[1].content = Digest::of(b"what was signed");
    signed.signoffs[1].signature = Some(include_str!("tests/signature.txt").into());
    let mut again = sign(signed, &list, Role::Reviewer, Decision::Rejected);
    take_back(&mut again, 1, &list);
    for (state, reason) in [
        (SealState::Sealed, "Signed."),
        (SealState::Unsealed, "A finding is closed."),
    ] {
        let at = moment("2026-11-23T11:40:00Z");
        again.seals.push(Seal {
            id: state.to_string(),
            state,
            reason: reason.into(),
            by: person(ADA),
            at,
        });
    }
    let checks = Checks::from([
        (
            "infrastructure/versions.tf".into(),
            Measured::read(Digest::of(b"backend"), 1834),
        ),
        ("logs/layers.txt".into(), Measured::Gone("not found".into())),
        (
            "logs/scan | `today`.txt".into(),
            Measured::read(Digest::of(b"other findings"), 14),
        ),
    ]);
    let mut dossier = Dossier::new(again, vec![list], now());
    dossier.learn(checks, now());
    dossier
}

fn answer_network(review: &mut Review) {
    let mut accepted = answer(
        Status::RiskAccepted,
        "Public address, limited to the office ranges.",
    );
    accepted.accepted_by = Some(person("Grace Hopper <grace@example.org>"));
    accepted.until = Some(day("2027-01-31"));
    attest(review, "NET-1", accepted);
    let mut expired = answer(Status::Met, "All routes use TLS 1.3.");
    expired.until = Some(day("2026-11-01"));
    attest(review, "NET-2", expired);
}

fn answer_secrets(review: &mut Review) {
    attest(review, "SEC-2", answer(Status::Met, "Thought so.")).withdrawn = Some(Withdrawal {
        at: moment("2026-11-22T09:02:30Z"),
        by: person(ADA),
    });
    attest(review, "SEC-2", answer(Status::Partial, "Half of it.")).by = person(KIM);
    let mut unmet = answer(
        Status::Unmet,
        "State is still local on the build agent.\nSee https://wiki.example/state and ask @kim:\n\n  \
         1. move it\n  2. encrypt it <soon>",
    );
    unmet.finding = Finding {
        action: Some("Move the state to the backend".into()),
        owner: Some(person(KIM)),
        due: Some(day("2026-11-10")),
    };
    unmet.evidence = vec![
        Evidence::File {
            path: "infrastructure/versions.tf".into(),
            digest: Digest::of(b"backend"),
            size: 1834,
            compared: None,
            at: moment("2026-11-22T09:12:40Z"),
        },
        Evidence::Link {
            url: "https://ci.example/run/7?x=(1)".into(),
            at: moment("2026-11-22T09:12:41Z"),
        },
        Evidence::Note {
            text: "Seen on the agent:\n    $ ls *.tfstate".into(),
            at: moment("2026-11-22T09:12:42Z"),
        },
        Evidence::File {
            path: "logs/agent.txt".into(),
            digest: Digest::of(b"agent"),
            size: 12,
            compared: None,
            at: moment("2026-11-22T09:12:43Z"),
        },
    ];
    attest(review, "SEC-2", unmet);
    let mut partial = answer(Status::Partial, "On in production, off in staging.");
    partial.finding.action = Some("Turn it on in staging".into());
    attest(review, "SEC-3", partial);
    let mut gone = answer(Status::Unmet, "Two tokens in the last layer.");
    gone.evidence = vec![Evidence::File {
        path: "logs/layers.txt".into(),
        digest: Digest::of(b"layers"),
        size: 6,
        compared: None,
        at: moment("2026-11-22T09:12:44Z"),
    }];
    attest(review, "SEC-4", gone);
    let mut scan = answer(Status::Met, "");
    scan.evidence = vec![Evidence::File {
        path: "logs/scan | `today`.txt".into(),
        digest: Digest::of(b"no findings"),
        size: 11,
        compared: None,
        at: moment("2026-11-22T09:12:44Z"),
    }];
    attest(review, "SEC-5", scan);
    let mut absent = answer(Status::NotApplicable, "There is no key to lose.");
    absent.reason = Some(Ground::ArchitectureConstraint);
    attest(review, "SEC-6", absent);
}

fn checklist() -> Checklist {
    form::parse(Path::new("sample.toml"), CHECKLIST).unwrap()
}

fn item_digest(list: &Checklist, id: &str) -> Digest {
    list.categories
        .iter()
        .flat_map(|c| &c.items)
        .find(|item| item.id == id)
        .unwrap()
        .digest()
}

fn review(list: &Checklist) -> Review {
    Review {
        schema: Schema::One,
        declarations: Vec::new(),
        sessions: Vec::new(),
        votes: Vec::new(),
        subject: Subject {
            id: "0193f7a2-5f0e-7c55-8f5e-3b1f3c1d2e4f".into(),
            title: "robotics-prod".into(),
            system: "Robotics platform".into(),
            environment: Some("prod".into()),
            revision: Some("4f2a91c".into()),
            created_at: moment("2026-11-20T09:00:00Z"),
            created_by: person(ADA),
            time_zone: None,
        },
        checklists: vec![Pinned {
            id: list.id.clone(),
            version: list.version.clone(),
            digest: list.digest(),
            path: None,
        }],
        records: BTreeMap::new(),
        signoffs: Vec::new(),
        revocations: Vec::new(),
        seals: Vec::new(),
    }
}

/// Adds an attestation by Ada; each is a minute after the one before.
fn attest<'r>(review: &'r mut Review, item: &str, answer: Answer) -> &'r mut Attestation {
    let nth = review.attestations().count();
    let key = ItemKey::new(&review.checklists[0].id, item);
    let record = review.records.entry(key).or_insert_with(|| Record {
        title: format!("Title of {item}"),
        ..Record::default()
    });
    record.attestations.push(Attestation {
        after: None,
        said_at: None,
        recorded_by: None,
        id: format!("a{nth}"),
        answer,
        by: person(ADA),
        at: moment("2026-11-22T09:00:00Z")
            + chrono::TimeDelta::minutes(i64::try_from(nth).unwrap()),
        item_digest: Digest::of(b""),
        reinstates: None,
        withdrawn: None,
        struck: BTreeMap::default(),
    });
    record.attestations.last_mut().unwrap()
}

fn sign(review: Review, list: &Checklist, role: Role, decision: Decision) -> Review {
    let dossier = Dossier::new(review, vec![list.clone()], now());
    let mut review = dossier.review().clone();
    let conditions = if decision == Decision::ApprovedWithConditions {
        vec![Condition {
            action: "Close SEC-2".into(),
            owner: person(KIM),
            due: day("2026-12-31"),
        }]
    } else {
        Vec::new()
    };
    review.signoffs.push(Signoff {
        why: None,
        despite: None,
        deeds: Vec::new(),
        policy_file: None,
        covers: Vec::new(),
        key: None,
        id: format!("s{}", review.signoffs.len()),
        role,
        decision,
        conditions,
        sole_operator: None,
        statement: String::new(),
        content: canonical::digest(&dossier),
        after: Deeds::by_name(&review).ends(),
        by: person(KIM),
        at: moment("2026-11-23T11:30:00Z"),
        signature: None,
        struck: std::collections::BTreeMap::new(),
    });
    let last = review.signoffs.len() - 1;
    review.signoffs[last].statement = statement::write(&review.signoffs[last], &dossier);
    review
}

/// Revokes a sign-off, as Ada.
fn take_back(review: &mut Review, nth: usize, list: &Checklist) {
    let dossier = Dossier::new(review.clone(), vec![list.clone()], now());
    let stamp = Stamp {
        id: "r".into(),
        by: person(ADA),
        at: moment("2026-11-23T11:35:00Z"),
    };
    let reason = "Signed with another system in mind.".to_owned();
    let revocation = revocation::prepare(
        &review.signoffs[nth],
        reason,
        None,
        &dossier,
        &Deeds::by_name(review),
        stamp,
    )
    .unwrap();
    review.revocations.push(revocation);
}

fn answer(status: Status, rationale: &str) -> Answer {
    Answer {
        rationale: rationale.into(),
        ..Answer::new(status)
    }
}

fn person(text: &str) -> Person {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    moment("2026-11-23T12:00:00Z")
}
