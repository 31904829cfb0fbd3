//! In which order findings stand, and what is said of each.

use crate::review::Schema;
use chrono::NaiveDate;

use super::{Findings, OpenFinding, Urgency};
use crate::checklist::form;
use crate::policy::Severity;
use crate::review::{
    Answer, Attestation, Dossier, Finding, ItemKey, Lapse, Pinned, Record, Review, Status, Subject,
};
use crate::text::digest::Digest;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn one(status: Status, date: Option<&str>, owned: bool, lapse: Option<Lapse>) -> OpenFinding {
    let date = date.map(|date| date.parse().unwrap());
    OpenFinding {
        position: 0,
        status,
        severity: Severity::High,
        date,
        owned,
        lapse,
    }
}

#[test]
fn the_most_pressing_state_is_said_first() {
    let stale = || Some(Lapse::ItemText);
    for (status, date, owned, lapse, states, urgency) in [
        (
            Status::Unmet,
            Some("2026-11-11"),
            true,
            None,
            "overdue 12 days",
            Urgency::Overdue,
        ),
        (
            Status::Unmet,
            Some("2026-11-22"),
            false,
            stale(),
            "overdue 1 day, no owner, stale",
            Urgency::Overdue,
        ),
        (
            Status::Unmet,
            Some("2026-11-23"),
            true,
            None,
            "due today",
            Urgency::Planned,
        ),
        (
            Status::Partial,
            Some("2026-11-24"),
            true,
            None,
            "due in 1 day",
            Urgency::Planned,
        ),
        (
            Status::Partial,
            Some("2026-11-26"),
            true,
            stale(),
            "stale, due in 3 days",
            Urgency::Amiss,
        ),
        (Status::Partial, None, true, None, "no date", Urgency::Amiss),
        (
            Status::Partial,
            Some("2026-11-26"),
            false,
            None,
            "no owner, due in 3 days",
            Urgency::Amiss,
        ),
        (
            Status::Unmet,
            None,
            false,
            stale(),
            "no owner or date, stale",
            Urgency::Amiss,
        ),
        (
            Status::RiskAccepted,
            Some("2027-02-01"),
            true,
            None,
            "70 days left",
            Urgency::Planned,
        ),
        (
            Status::RiskAccepted,
            Some("2026-11-23"),
            true,
            None,
            "last day",
            Urgency::Planned,
        ),
        (
            Status::RiskAccepted,
            Some("2026-11-11"),
            true,
            Some(Lapse::Until("2026-11-11".parse().unwrap())),
            "expired 12 days",
            Urgency::Overdue,
        ),
        (
            Status::Partial,
            Some("2026-11-26"),
            true,
            Some(Lapse::Until("2026-11-11".parse().unwrap())),
            "expired, due in 3 days",
            Urgency::Amiss,
        ),
    ] {
        let finding = one(status, date, owned, lapse);
        assert_eq!(finding.states(today()).join(", "), states);
        assert_eq!(finding.urgency(today()), urgency, "{states}");
        assert!(states.starts_with(&finding.state(today())));
    }
}

/// A review of items that were answered as given: severity, status, date, and whether somebody sees to it.
fn review(answers: &[(&str, Option<Status>, Option<&str>, bool)]) -> Dossier {
    let mut list =
        "schema = 1\nid = \"l\"\ntitle = \"L\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n"
            .to_owned();
    for (nth, (severity, ..)) in answers.iter().enumerate() {
        list += &format!(
            "[[category.item]]\nid = \"I-{nth}\"\ntitle = \"One\"\nseverity = \"{severity}\"\n"
        );
    }
    let checklist = form::parse("l.toml".as_ref(), &list).unwrap();
    let now = "2026-11-23T09:00:00Z".parse().unwrap();
    let who = || "Kim <kim@example.org>".parse().unwrap();
    let mut records = std::collections::BTreeMap::new();
    for (nth, (_, status, date, owned)) in answers.iter().enumerate() {
        let Some(status) = *status else { continue };
        let date = date.map(|date| date.parse().unwrap());
        let owner = owned.then(who);
        let mut answer = Answer {
            rationale: "So it is.".into(),
            ..Answer::new(status)
        };
        if status == Status::RiskAccepted {
            (answer.until, answer.accepted_by) = (date, owner);
        } else {
            answer.finding = Finding {
                action: None,
                owner,
                due: date,
            };
        }
        let item = &checklist.categories[0].items[nth];
        let attestation = Attestation {
            after: None,
            said_at: None,
            recorded_by: None,
            id: nth.to_string(),
            answer,
            by: who(),
            at: now,
            item_digest: item.digest(),
            reinstates: None,
            withdrawn: None,
            struck: std::collections::BTreeMap::default(),
        };
        records.insert(
            ItemKey::new("l", &item.id),
            Record {
                remarks: Vec::new(),
                title: item.title.clone(),
                attestations: vec![attestation],
            },
        );
    }
    let subject = Subject {
        id: "r".into(),
        title: "R".into(),
        system: "r".into(),
        environment: None,
        revision: None,
        created_at: now,
        created_by: who(),
        time_zone: None,
    };
    let pinned = Pinned {
        id: "l".into(),
        version: "1".into(),
        digest: Digest::of(b""),
        path: None,
    };
    let review = Review {
        schema: Schema::One,
        declarations: Vec::new(),
        sessions: Vec::new(),
        votes: Vec::new(),
        subject,
        checklists: vec![pinned],
        records,
        signoffs: Vec::new(),
        revocations: Vec::new(),
        seals: Vec::new(),
    };
    Dossier::new(review, vec![checklist], now)
}

#[test]
fn overdue_stands_first_then_severity_then_date() {
    let dossier = review(&[
        ("low", Some(Status::Unmet), Some("2026-11-01"), true),
        ("critical", Some(Status::Unmet), Some("2026-12-05"), true),
        ("critical", Some(Status::Met), None, true),
        ("critical", Some(Status::Partial), None, true),
        ("high", Some(Status::RiskAccepted), Some("2027-02-01"), true),
        ("high", Some(Status::Partial), Some("2026-12-01"), false),
        (
            "medium",
            Some(Status::RiskAccepted),
            Some("2026-11-20"),
            true,
        ),
        ("low", Some(Status::Unmet), Some("2026-10-01"), true),
        ("critical", None, None, false),
        ("critical", Some(Status::NotApplicable), None, false),
    ]);
    let found = Findings::of(&dossier, today());
    let order: Vec<_> = found.list.iter().map(|finding| finding.position).collect();
    assert_eq!(order, [6, 7, 0, 3, 1, 5, 4]);
    assert_eq!(
        (found.open, found.accepted, found.overdue, found.unowned),
        (5, 2, 3, 1)
    );
}

#[test]
fn an_acceptance_that_ended_is_still_listed() {
    let dossier = review(&[("high", Some(Status::RiskAccepted), Some("2026-11-20"), true)]);
    assert_eq!(dossier.tally().risk_accepted, 0, "it no longer counts");
    let found = Findings::of(&dossier, today());
    assert_eq!(found.list[0].states(today()), ["expired 3 days"]);
}

#[test]
fn a_review_in_order_has_no_findings() {
    assert_eq!(
        Findings::of(&review(&[("high", Some(Status::Met), None, true)]), today()),
        Findings::default()
    );
}
