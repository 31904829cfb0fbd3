//! The one door: open, change, undo, sign, reload.

use std::ops::ControlFlow;

use crate::decide::{Decide as _, rejection};
use crate::has::Has as _;
use chrono::TimeDelta;
use signoff::decision::{Draft, Objection, since};
use signoff::face::form::attest::AnswerDraft;
use signoff::policy::Role;
use signoff::review::{
    Answer, Change, Condition, Decision, Deed, DeedKind, Evidence, Lapse, Person, Refusal,
    SealState, Standing, Status,
};
use signoff::store::disk::DiskError;
use signoff::store::shelf::Shelf;
use signoff::work::{Clock, OpenReview, Passage, Start, WorkError};

use super::support::{self, Bench, CLOCK, ITEMS, ada, answer, at, attest, key, kim, say, start};

fn approve() -> Draft {
    Draft::new(Role::Approver, Decision::Approved)
}

fn said(open: &OpenReview, item: &str) -> Option<Status> {
    let dossier = open.dossier();
    dossier
        .entry(dossier.position(&key(item)).expect("an item"))
        .outcome
        .said
}

#[test]
fn what_is_applied_is_on_disk() {
    let (bench, mut open) = Bench::with_review();
    for (nth, status) in [
        Status::Met,
        Status::Partial,
        Status::Unmet,
        Status::RiskAccepted,
    ]
    .into_iter()
    .enumerate()
    {
        open.apply(attest(ITEMS[nth], answer(status, "so")), ada())
            .unwrap();
        assert_eq!(bench.open().dossier().review(), open.dossier().review());
    }
    assert_eq!(open.dossier().tally().reviewed(), 4);
    assert_eq!(bench.leftovers(), Vec::<String>::new());
}

#[test]
fn undo_takes_back_ones_own_last_change_and_redo_puts_it_back() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "first");
    say(&mut open, "A-2", "second");
    open.apply(attest("B-1", answer(Status::Unmet, "third")), kim())
        .unwrap();
    open.apply(Change::Undo(None), ada()).unwrap();
    assert_eq!(
        (said(&open, "A-2"), said(&open, "B-1")),
        (None, Some(Status::Unmet))
    );
    open.apply(Change::Undo(None), ada()).unwrap();
    assert_eq!(said(&open, "A-1"), None);
    let none = open.apply(Change::Undo(None), ada()).unwrap_err();
    assert!(matches!(none, WorkError::Refused(Refusal::NothingToUndo(who)) if who == ada()));
    open.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(
        (said(&open, "A-1"), said(&open, "A-2")),
        (Some(Status::Met), None)
    );
    open.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(said(&open, "A-2"), Some(Status::Met));
    let none = open.apply(Change::Redo(None), ada()).unwrap_err();
    assert!(matches!(none, WorkError::Refused(Refusal::NothingToRedo)));
    assert_eq!(bench.open().dossier().review(), open.dossier().review());
}

#[test]
fn several_items_are_one_change() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "first");
    let before = bench.read();
    let keys = ["B.2", "A-1", "B-1", "A-1"].map(key).to_vec();
    let change = Change::Attest {
        answered_by: None,
        keys,
        answer: Box::new(answer(Status::Unmet, "all alike")),
    };
    open.apply(change, ada()).unwrap();
    let attestations: Vec<_> = open
        .dossier()
        .review()
        .attestations()
        .filter(|(_, one)| one.answer.status == Status::Unmet)
        .map(|(key, one)| (key.item.clone(), one.id.clone(), one.at, one.by.clone()))
        .collect();
    assert_eq!(
        attestations
            .iter()
            .map(|one| one.0.as_str())
            .collect::<Vec<_>>(),
        ["A-1", "B-1", "B.2"]
    );
    assert!(
        attestations
            .iter()
            .all(|one| (one.2, &one.3) == (attestations[0].2, &ada()))
    );
    let ids: std::collections::HashSet<_> = attestations.iter().map(|one| &one.1).collect();
    assert_eq!(ids.len(), 3);
    let after = bench.read();
    assert!(
        before.lines().all(|line| after.contains(line)),
        "nothing else is touched"
    );
    // Taken back and put back as one, also after reopening.
    let mut again = bench.open();
    assert_eq!(again.dossier().review(), open.dossier().review());
    again.apply(Change::Undo(None), ada()).unwrap();
    assert_eq!(
        (
            said(&again, "A-1"),
            said(&again, "B-1"),
            said(&again, "B.2")
        ),
        (Some(Status::Met), None, None)
    );
    again.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(
        (said(&again, "A-1"), said(&again, "B.2")),
        (Some(Status::Unmet), Some(Status::Unmet))
    );
    assert_eq!(bench.open().dossier().review(), again.dossier().review());
    assert_eq!(bench.leftovers(), Vec::<String>::new());
}

#[test]
fn several_items_are_recorded_all_or_none() {
    let (bench, mut open) = Bench::with_review();
    let before = bench.read();
    let mut bare = Box::new(answer(Status::Met, "without evidence"));
    bare.evidence.clear();
    let keys = vec![key("A-1"), key("A-2")];
    let refused = open
        .apply(
            Change::Attest {
                answered_by: None,
                keys,
                answer: bare.clone(),
            },
            ada(),
        )
        .unwrap_err();
    refused
        .to_string()
        .has("A-2 counts as met only with evidence");
    let keys = vec![key("A-1"), key("C-9")];
    let refused = open
        .apply(
            Change::Attest {
                keys,
                answer: bare,
                answered_by: None,
            },
            ada(),
        )
        .unwrap_err();
    assert!(matches!(
        refused,
        WorkError::Refused(Refusal::UnknownItem(_))
    ));
    assert_eq!((bench.read(), said(&open, "A-1")), (before, None));
}

#[test]
fn several_items_that_are_newer_than_the_review_get_their_sections() {
    let (bench, _) = Bench::with_review();
    // As in a review from before these items, whose last line somebody left without its end.
    let text = bench.read();
    let without = text
        .split("\n[item.small.B-1]")
        .next()
        .unwrap()
        .trim_end()
        .to_owned();
    bench.write("signoff.toml", without);
    let mut open = bench.open();
    let keys = ITEMS.map(key).to_vec();
    open.apply(
        Change::Attest {
            answered_by: None,
            keys,
            answer: Box::new(answer(Status::Unmet, "all")),
        },
        ada(),
    )
    .unwrap();
    open.apply(Change::Undo(None), ada()).unwrap();
    open.apply(Change::Redo(None), ada()).unwrap();
    let again = bench.open();
    assert_eq!(again.dossier().review(), open.dossier().review());
    assert_eq!(again.dossier().tally().unmet, 4);
}

#[test]
fn undo_finds_the_last_change_after_reopening_with_a_clock_that_went_back() {
    let (bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "so");
    }
    // The open review stamped later than its clock stands, so a fresh one with the same clock starts behind it.
    let behind = Clock {
        time: || CLOCK.now() - TimeDelta::minutes(1),
        ..CLOCK
    };
    let mut open = OpenReview::open(&bench.review(), &Shelf::default(), behind).unwrap();
    say(&mut open, "A-1", "again");
    open.apply(Change::Undo(None), ada()).unwrap();
    assert_eq!(
        (said(&open, "A-1"), said(&open, "B.2")),
        (Some(Status::Met), Some(Status::Met))
    );
    open.apply(Change::Undo(None), ada()).unwrap();
    assert_eq!(said(&open, "B.2"), None);
}

/// As somebody leaves it who worked with a clock that was a month ahead, and set it right.
#[test]
fn what_is_dated_ahead_is_neither_undone_first_nor_seals_for_ever() {
    let (bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "so");
    }
    let seal = |state| Change::Seal {
        state,
        reason: "Deployed".into(),
    };
    open.apply(seal(SealState::Sealed), ada()).unwrap();
    bench.write(
        "signoff.toml",
        bench.read().replace("at = 2026-11-23", "at = 2026-12-23"),
    );
    let mut open = bench.open();
    open.apply(seal(SealState::Unsealed), ada()).unwrap();
    say(&mut open, "A-1", "again");
    open.apply(Change::Undo(None), ada()).unwrap();
    let last = |open: &OpenReview| {
        let record = open.dossier().review().record(&key("A-1")).unwrap();
        let last = record.attestations.last().unwrap();
        (last.answer.rationale.clone(), last.withdrawn.is_some())
    };
    assert_eq!(last(&open), ("again".into(), true));
    // And is there again.
    open.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(last(&open), ("again".into(), false));
}

#[test]
fn a_session_that_is_dated_ahead_hides_none_that_begins_later() {
    let (bench, mut open) = Bench::with_review();
    let meet = || Change::Meet {
        lead: ada(),
        people: Vec::new(),
    };
    let goes_on = |open: &OpenReview| open.facts().session().map(|one| one.id.clone());
    let date_ahead = || {
        let text = bench.read();
        bench.write(
            "signoff.toml",
            text.replace("started-at = 2026-11-23", "started-at = 2026-12-23"),
        );
    };
    open.apply(meet(), ada()).unwrap();
    let first = goes_on(&open);
    date_ahead();
    // One that was not ended goes on, so that somebody can end it.
    let mut open = bench.open();
    assert_eq!(goes_on(&open), first);
    open.apply(Change::Part, ada()).unwrap();
    assert_eq!(goes_on(&open), None);
    open.apply(meet(), ada()).unwrap();
    let second = goes_on(&open);
    assert!(second.is_some() && second != first, "{second:?}");
    assert!(open.apply(meet(), ada()).is_err());
    open.apply(Change::Part, ada()).unwrap();
    assert_eq!(goes_on(&open), None);
    // Where both go on, as after a merge, it is the one that began by now.
    let text = bench.read();
    let lines = text.lines().filter(|line| !line.starts_with("ended-at"));
    bench.write("signoff.toml", lines.collect::<Vec<_>>().join("\n") + "\n");
    let mut open = bench.open();
    assert_eq!(goes_on(&open), second);
    open.apply(Change::Part, ada()).unwrap();
    assert_eq!(goes_on(&open), first);
}

#[test]
fn a_time_far_in_the_future_does_not_spread() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "so");
    let text = bench
        .read()
        .replace("at = 2026-11-23T09:00:00.001Z", "at = 2099-01-01T00:00:00Z");
    bench.write("signoff.toml", text);
    let mut open = bench.open();
    say(&mut open, "A-2", "so");
    let record = open.dossier().review().record(&key("A-2")).unwrap();
    assert!(record.latest().unwrap().at < at("2026-11-24T00:00:00Z"));
}

#[test]
fn an_answer_that_could_not_be_read_back_is_refused() {
    let (bench, mut open) = Bench::with_review();
    let before = bench.read();
    let mut blank = answer(Status::Met, "so");
    blank.evidence.push(Evidence::Note {
        text: " \n".into(),
        at: CLOCK.now(),
    });
    let mut late = answer(Status::Partial, "so");
    late.until = "+10000-01-01".parse().ok();
    late.finding.due = "+262142-12-31".parse().ok();
    let mut silent = answer(Status::NotApplicable, " \r\n ");
    silent.evidence.clear();
    for (wrong, gaps) in [(blank, 1), (late, 2), (silent, 1)] {
        let error = open.apply(attest("A-1", wrong), ada()).unwrap_err();
        assert!(
            matches!(&error, WorkError::Refused(Refusal::Incomplete(found)) if found.len() == gaps),
            "{error}"
        );
    }
    let unknown = open
        .apply(attest("A-9", answer(Status::Met, "so")), ada())
        .unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "no item small/A-9 in the checklists of this review"
    );
    assert_eq!(bench.read(), before);
}

#[test]
fn a_start_that_makes_no_review_leaves_no_file() {
    let bench = Bench::new();
    let wrong = [
        Start {
            system: " ".into(),
            title: String::new(),
            ..start("small")
        },
        Start {
            checklists: Vec::new(),
            ..start("small")
        },
        Start {
            checklists: vec!["small".into(), "./checklists/small.toml".into()],
            ..start("small")
        },
        start("nowhere"),
        start("../small.toml"),
    ];
    for start in wrong {
        let shown = format!("{start:?}");
        assert!(
            OpenReview::create(&bench.review(), start, ada(), &Shelf::default(), CLOCK).is_err(),
            "{shown}"
        );
        assert!(!bench.review().exists(), "{shown}");
    }
    bench.create().unwrap();
    assert!(matches!(
        bench.create(),
        Err(WorkError::Disk(DiskError::Exists(_)))
    ));
}

#[test]
fn a_checklist_given_by_path_is_found_again_and_may_not_be_far_away() {
    let bench = Bench::new();
    let elsewhere = Bench::new();
    let near = Start {
        checklists: vec!["checklists/small.toml".into()],
        ..start("small")
    };
    let open = OpenReview::create(&bench.review(), near, ada(), &Shelf::default(), CLOCK).unwrap();
    assert_eq!(
        open.dossier().review().checklists[0].path.as_deref(),
        Some("checklists/small.toml")
    );
    let far = elsewhere
        .path
        .join("checklists/small.toml")
        .display()
        .to_string();
    let far = Start {
        checklists: vec![far],
        ..start("small")
    };
    let error = OpenReview::create(
        &bench.path.join("x.toml"),
        far,
        ada(),
        &Shelf::default(),
        CLOCK,
    );
    assert!(matches!(error, Err(WorkError::FarChecklist(..))));
    let text = bench
        .read()
        .replace("path = \"checklists/", "path = \"../../");
    bench.write("signoff.toml", text);
    bench
        .try_open()
        .unwrap_err()
        .to_string()
        .has("leaves the repository");
}

#[test]
fn signing_holds_until_something_changes() {
    let (bench, mut open) = Bench::with_review();
    let refused = open.decide(&approve(), kim()).unwrap_err();
    assert!(
        matches!(refused, WorkError::Objection(Objection::Blocked(ref blocked)) if blocked.len() == 4)
    );
    for item in ITEMS {
        // Line ends that the file does not keep must not make the sign-off stale when it is read again.
        say(&mut open, item, "one\r\ntwo\rthree");
    }
    open.decide(&approve(), kim()).unwrap();
    let mut open = bench.open();
    let standing = |open: &OpenReview| open.facts().signoffs().last().unwrap().standing;
    assert_eq!(standing(&open), Standing::Current);
    open.apply(Change::Undo(None), ada()).unwrap();
    assert_eq!(standing(&open), Standing::Stale);
    // The answer is there again, but the history is another one.
    open.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(standing(&open), Standing::Stale);
    open.decide(&approve(), kim()).unwrap();
    assert_eq!(standing(&bench.open()), Standing::Current);
}

#[test]
fn a_rejection_blocks_in_a_role_that_nobody_asked_for_too() {
    let (_bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "so");
    }
    let reasons = |open: &OpenReview| {
        let reasons = open.facts().verdict().reasons;
        reasons.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&open), ["no sign-off as approver"]);
    open.decide(&approve(), kim()).unwrap();
    assert_eq!(reasons(&open), Vec::<String>::new());
    let reject = rejection(Role::Reviewer);
    open.decide(&reject, kim()).unwrap();
    assert_eq!(
        reasons(&open),
        ["rejected as reviewer by Kim <kim@example.org> on 2026-11-23"]
    );
    let accept = Draft::new(Role::Reviewer, Decision::Approved);
    open.decide(&accept, kim()).unwrap();
    assert_eq!(reasons(&open), Vec::<String>::new());
}

#[test]
fn what_expired_while_the_review_was_open_is_not_approved() {
    use std::sync::atomic::{AtomicI64, Ordering};
    static DAYS: AtomicI64 = AtomicI64::new(0);
    let (bench, _) = Bench::with_review();
    let clock = Clock {
        time: || CLOCK.now() + TimeDelta::days(DAYS.load(Ordering::Relaxed)),
        ..CLOCK
    };
    let mut open = OpenReview::open(&bench.review(), &Shelf::default(), clock).unwrap();
    for item in ITEMS {
        open.apply(attest(item, answer(Status::RiskAccepted, "so")), ada())
            .err();
        let mut until = answer(Status::Met, "so");
        until.until = "2026-11-30".parse().ok();
        open.apply(attest(item, until), ada()).unwrap();
    }
    assert!(open.dossier().tally().reviewed() == 4);
    DAYS.store(30, Ordering::Relaxed);
    let error = open.decide(&approve(), kim()).unwrap_err();
    assert!(
        matches!(error, WorkError::Objection(Objection::Blocked(ref all)) if all.len() == 4),
        "{error}"
    );
}

#[test]
fn conditions_are_whole_or_refused() {
    let (_bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "so");
    }
    let condition = |action: &str, due: &str| Condition {
        action: action.into(),
        owner: kim(),
        due: due.parse().unwrap(),
    };
    for wrong in [
        condition(" ", "2026-12-01"),
        condition("mend", "2026-11-22"),
        condition("mend", "+10000-01-01"),
    ] {
        let draft = Draft {
            conditions: vec![wrong],
            ..Draft::new(Role::Approver, Decision::ApprovedWithConditions)
        };
        assert!(matches!(
            open.decide(&draft, kim()),
            Err(WorkError::Objection(_))
        ));
    }
    let needless = Draft {
        conditions: vec![condition("mend", "2026-12-01")],
        ..approve()
    };
    assert!(matches!(
        open.decide(&needless, kim()),
        Err(WorkError::Objection(Objection::NeedlessCondition))
    ));
}

#[test]
fn a_change_from_elsewhere_is_seen_and_never_overwritten() {
    let (bench, mut mine) = Bench::with_review();
    let mut theirs = bench.open();
    say(&mut theirs, "A-1", "theirs");
    let on_disk = bench.read();
    let error = mine
        .apply(attest("A-2", answer(Status::Met, "mine")), ada())
        .unwrap_err();
    assert!(
        matches!(error, WorkError::Disk(DiskError::Changed(_))),
        "{error}"
    );
    assert_eq!((bench.read(), said(&mine, "A-2")), (on_disk.clone(), None));

    let beside = mine
        .save_beside(attest("A-2", answer(Status::Met, "mine")), ada())
        .unwrap();
    let second = mine
        .save_beside(attest("A-2", answer(Status::Met, "mine")), ada())
        .unwrap();
    assert_eq!(bench.read(), on_disk);
    let names =
        [beside, second].map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
    assert_eq!(names, ["signoff.mine-1.toml", "signoff.mine-2.toml"]);
    let copy = OpenReview::open(&bench.path.join(&names[0]), &Shelf::default(), CLOCK).unwrap();
    assert_eq!(
        (said(&copy, "A-1"), said(&copy, "A-2")),
        (None, Some(Status::Met))
    );

    mine.reread(&Shelf::default()).unwrap();
    say(&mut mine, "A-2", "mine");
    assert_eq!(
        (said(&mine, "A-1"), said(&mine, "A-2")),
        (Some(Status::Met), Some(Status::Met))
    );
    assert_eq!(bench.open().dossier().review(), mine.dossier().review());
}

#[test]
fn evidence_that_changed_makes_its_answer_stale_across_a_reload() {
    let (bench, mut open) = Bench::with_review();
    bench.write("proof.txt", "before");
    let mut proven = answer(Status::Met, "so");
    let path = open
        .evidence_root()
        .name("proof.txt".as_ref(), open.directory())
        .unwrap();
    let file = open
        .evidence_root()
        .measure(&path, CLOCK.now(), &mut |_, _| {
            std::ops::ControlFlow::Continue(())
        });
    proven.evidence = vec![file.unwrap()];
    open.apply(attest("A-2", proven), ada()).unwrap();
    open.check_evidence();
    assert_eq!(open.dossier().tally().met, 1);
    bench.write("proof.txt", "after!");
    open.check_evidence();
    assert_eq!(open.dossier().tally().met, 0);
    open.reread(&Shelf::default()).unwrap();
    assert_eq!(open.dossier().tally().met, 0);
    bench.write("proof.txt", "before");
    open.check_evidence();
    assert_eq!(open.dossier().tally().met, 1);
}

#[test]
fn an_item_that_is_new_in_the_checklist_gets_its_section_when_it_is_answered() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "so");
    let more = "\n[[category.item]]\nid = \"B-3\"\ntitle = \"New\"\nseverity = \"low\"\n";
    bench.write("checklists/small.toml", format!("{}{more}", support::SMALL));
    let mut open = bench.open();
    say(&mut open, "B-3", "new one");
    say(&mut open, "B-3", "new two");
    say(&mut open, "A-1", "again");
    let text = bench.read();
    assert!(text.ends_with("# end B-3\n"), "{text}");
    let section = &text[text.find("[item.small.B-3]").unwrap()..];
    assert_eq!(
        (
            section.matches("[[").count(),
            section.matches("new").count()
        ),
        (4, 2),
        "{section}"
    );
    assert_eq!(bench.open().dossier().review(), open.dossier().review());
}

#[test]
fn an_undo_and_a_redo_make_no_answer_younger() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "so");
    bench.write(
        "checklists/small.toml",
        support::SMALL.replace("title = \"One\"", "title = \"Another\""),
    );
    let mut open = bench.open();
    let lapse = |open: &OpenReview| open.dossier().entry(0).outcome.lapse.clone();
    assert_eq!(lapse(&open), Some(Lapse::ItemText));
    open.apply(Change::Undo(None), ada()).unwrap();
    open.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(lapse(&open), Some(Lapse::ItemText));

    let aging = support::SMALL.replace(
        "version = \"1\"",
        "version = \"1\"\n[policy]\nmax-age = \"30d\"",
    );
    bench.write("checklists/small.toml", aging);
    let mut open = bench.open();
    say(&mut open, "A-1", "so");
    let expires = open.dossier().entry(0).expires();
    let ahead = Clock {
        time: || CLOCK.now() + TimeDelta::days(20),
        ..CLOCK
    };
    let mut later = OpenReview::open(&bench.review(), &Shelf::default(), ahead).unwrap();
    later.apply(Change::Undo(None), ada()).unwrap();
    later.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(later.dossier().entry(0).expires(), expires);
}

#[test]
fn an_accepted_risk_without_its_date_blocks() {
    let (bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "so");
    }
    let mut accepted = answer(Status::RiskAccepted, "so");
    (accepted.accepted_by, accepted.until) = (Some(kim()), "2027-01-01".parse().ok());
    open.apply(attest("A-1", accepted), ada()).unwrap();
    let text = bench.read();
    let edited: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("until"))
        .collect();
    bench.write("signoff.toml", edited.join("\n"));
    let open = bench.open();
    let blockers = open.facts().blockers(&[], None);
    blockers[0].what.has("needs the date");
}

#[test]
fn a_checklist_beside_a_review_is_not_followed_elsewhere() {
    let (bench, open) = Bench::with_review();
    drop(open);
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "secret = \"hunter2\"\n").unwrap();
    let list = bench.path.join("checklists/small.toml");
    std::fs::remove_file(&list).unwrap();
    std::os::unix::fs::symlink(secret.path(), &list).unwrap();
    bench
        .try_open()
        .unwrap_err()
        .to_string()
        .has("symbolic link")
        .lacks("hunter2");
}

#[test]
fn a_sealed_review_takes_no_answer() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "one");
    let seal = |state, reason: &str| Change::Seal {
        state,
        reason: reason.into(),
    };
    let none = open
        .apply(seal(SealState::Unsealed, "why not"), ada())
        .unwrap_err();
    assert!(matches!(none, WorkError::Refused(Refusal::NotSealed)));
    open.apply(seal(SealState::Sealed, "signed"), kim())
        .unwrap();
    let mut open = bench.open();
    let before = bench.read();
    let answer = attest("A-2", answer(Status::Met, "two"));
    for change in [
        answer.clone(),
        Change::Undo(None),
        Change::Redo(None),
        seal(SealState::Sealed, "twice"),
    ] {
        let refused = open.apply(change, ada()).unwrap_err();
        assert!(matches!(refused, WorkError::Refused(Refusal::Sealed(by, _)) if by.by == kim()));
    }
    assert_eq!(bench.read(), before);
    open.decide(&rejection(Role::Approver), kim()).unwrap();
    open.apply(seal(SealState::Unsealed, "a finding is closed"), ada())
        .unwrap();
    open.apply(answer, ada()).unwrap();
    let states: Vec<_> = bench
        .open()
        .dossier()
        .review()
        .seals
        .iter()
        .map(|seal| seal.state)
        .collect();
    assert_eq!(states, [SealState::Sealed, SealState::Unsealed]);
}

#[test]
fn a_revoked_sign_off_never_counts_again() {
    let (bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "one");
    }
    let by_grace: Person = "Grace <grace@example.org>".parse().unwrap();
    open.decide(&approve(), by_grace.clone()).unwrap();
    let reasons = |open: &OpenReview| {
        let reasons = open.facts().verdict().reasons;
        reasons.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&open), Vec::<String>::new());
    let signoff = open.dossier().review().signoffs[0].clone();
    let revocation = open
        .take_back(&signoff.id, "wrong cluster".into(), kim(), None)
        .unwrap();
    let mut stale = revocation.clone();
    stale.reason = "another".into();
    assert!(matches!(
        open.revoke(stale),
        Err(WorkError::Objection(Objection::Changed))
    ));
    open.revoke(revocation).unwrap();
    let mut open = bench.open();
    assert_eq!(
        reasons(&open),
        [
            "sign-off (approved as approver) is revoked: by Kim <kim@example.org> on 2026-11-23: wrong cluster"
        ]
    );
    let twice = open
        .take_back(&signoff.id, "again".into(), ada(), None)
        .unwrap_err();
    assert!(matches!(twice, WorkError::Refused(Refusal::Revoked(..))));
    // The next sign-off names the revocation: who takes that out of the file is found out.
    open.decide(&approve(), by_grace).unwrap();
    assert_eq!(reasons(&open), Vec::<String>::new());
    let text = bench.read();
    let (start, end) = (
        text.find("[[declaration]]").unwrap(),
        text.rfind("[[signoff]]").unwrap(),
    );
    bench.write(
        "signoff.toml",
        format!("{}{}", &text[..start], &text[end..]),
    );
    reasons(&bench.open())[0].has("that is not in the file");
}

#[test]
fn a_declaration_that_another_came_before_is_not_recorded() {
    let (_bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "one");
    let to = open.dossier().entry(0).latest().unwrap().digest();
    let accepts = |open: &mut OpenReview, by: Person| {
        let deed = Deed {
            act: DeedKind::Accepts,
            to,
            why: None,
        };
        open.declaration(vec![deed], by, None).unwrap()
    };
    let first = accepts(&mut open, kim());
    let mut edited = first.clone();
    edited.statement.push_str("Accepts: all of it\n");
    let second = accepts(&mut open, "Grace <grace@example.org>".parse().unwrap());
    open.declare(second).unwrap();
    let third = accepts(&mut open, kim());
    edited.after.clone_from(&third.after);
    for stale in [first, edited] {
        assert!(matches!(
            open.declare(stale),
            Err(WorkError::Objection(Objection::Changed))
        ));
    }
    open.declare(third).unwrap();
}

/// Not even another reason for the same answer, or a statement about something else.
#[test]
fn a_decision_that_anything_came_before_is_not_recorded() {
    let (_bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "one");
    }
    let first = open.prepare(&approve(), kim(), None).unwrap();
    say(&mut open, "A-1", "two");
    let second = open.prepare(&approve(), kim(), None).unwrap();
    let to = open.dossier().entry(0).latest().unwrap().digest();
    let deed = Deed {
        act: DeedKind::Accepts,
        to,
        why: None,
    };
    let accepts = open.declaration(vec![deed], kim(), None).unwrap();
    open.declare(accepts).unwrap();
    let third = open.prepare(&approve(), kim(), None).unwrap();
    let mut edited = third.clone();
    edited.statement.push_str("Decision: none\n");
    for stale in [first, second, edited] {
        let evidence = open.read_evidence();
        assert!(matches!(
            open.sign(stale, evidence),
            Err(WorkError::Objection(Objection::Changed))
        ));
    }
    let evidence = open.read_evidence();
    open.sign(third.clone(), evidence).unwrap();
    let back = open.take_back(&third.id, "Too early".into(), kim(), None);
    open.decide(&rejection(Role::Reviewer), kim()).unwrap();
    assert!(matches!(
        open.revoke(back.unwrap()),
        Err(WorkError::Objection(Objection::Changed))
    ));
}

/// Who approved before has not heard what changed.
#[test]
fn a_revoked_rejection_does_not_open_the_gate() {
    let (_bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "one");
    }
    let by_grace: Person = "Grace <grace@example.org>".parse().unwrap();
    open.decide(
        &Draft::new(Role::Approver, Decision::Approved),
        by_grace.clone(),
    )
    .unwrap();
    open.decide(&rejection(Role::Reviewer), kim()).unwrap();
    let signoff = open.dossier().review().signoffs[1].clone();
    let refused = open.take_back(&signoff.id, "he is wrong".into(), by_grace, None);
    assert!(matches!(
        refused,
        Err(WorkError::Refused(Refusal::NotTheirs(_)))
    ));
    let revocation = open
        .take_back(&signoff.id, "I was wrong".into(), kim(), None)
        .unwrap();
    open.revoke(revocation).unwrap();
    let reasons = open.facts().verdict().reasons;
    assert!(
        matches!(&reasons[..], [one] if one.to_string().contains("is revoked: by Kim")),
        "{reasons:?}"
    );
}

#[test]
fn what_changed_since_a_sign_off_is_named() {
    let (bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "one");
    }
    open.decide(&approve(), kim()).unwrap();
    let told = |open: &OpenReview| {
        let dossier = open.dossier();
        since::of(&dossier.review().signoffs[0], dossier).map(|since| since.to_string())
    };
    assert_eq!(told(&open), None);
    let signed = bench.read();
    // Opened again with a clock that stands still: what comes later is later.
    let mut open = bench.open();
    say(&mut open, "B-1", "two");
    assert_eq!(told(&open).as_deref(), Some("B-1"));
    open.apply(Change::Undo(None), ada()).unwrap();
    open.apply(Change::Undo(None), ada()).unwrap();
    assert_eq!(told(&open).as_deref(), Some("B-1, B.2"));
    say(&mut open, "A-2", "two");
    assert_eq!(told(&open).as_deref(), Some("A-2, B-1, B.2"));
    say(&mut open, "A-1", "two");
    assert_eq!(told(&open).as_deref(), Some("A-1, A-2 and 2 more"));

    // Something older from another branch, or an edit by hand.
    bench.write(
        "signoff.toml",
        signed.replacen("rationale = \"\"\"one", "rationale = \"\"\"none", 1),
    );
    assert_eq!(
        told(&bench.open()).as_deref(),
        Some("something older was merged in or edited")
    );
    bench.write("signoff.toml", &signed);
    let list = support::SMALL.replace("Look at it.", "Look twice.");
    bench.write("checklists/small.toml", list);
    assert_eq!(
        told(&bench.open()).as_deref(),
        Some("A-1; the text of small")
    );
    bench.write(
        "checklists/small.toml",
        support::SMALL.replace("version = \"1\"", "version = \"2\""),
    );
    assert_eq!(told(&bench.open()).as_deref(), Some("the text of small"));
}

/// Programs whose times hold six digits of a second compute the digest too.
#[test]
fn evidence_is_dated_as_finely_as_the_rest() {
    const FINE: Clock = Clock {
        time: || "2026-11-23T09:00:00.123456789Z".parse().unwrap(),
        ..CLOCK
    };
    let (bench, _) = Bench::with_review();
    bench.write("proof.txt", "seen");
    let open = OpenReview::open(&bench.review(), &Shelf::default(), FINE).unwrap();
    for given in ["proof.txt", "https://example.org/"] {
        let piece = open.attach(given, &bench.path, &mut |_, _| ControlFlow::Continue(()));
        let (Evidence::File { at, .. } | Evidence::Link { at, .. } | Evidence::Note { at, .. }) =
            piece.unwrap();
        assert_eq!(at.to_rfc3339(), "2026-11-23T09:00:00.123+00:00");
    }
}

#[test]
fn what_was_struck_is_not_offered_again() {
    let (bench, mut open) = Bench::with_review();
    let mut said = answer(Status::Partial, "A secret.");
    said.finding.action = Some("A third.".to_owned());
    said.finding.owner = Some(ada());
    let at = CLOCK.now();
    for text in ["Another.", "Kept."] {
        let text = text.to_owned();
        said.evidence.push(Evidence::Note { text, at });
    }
    open.apply(attest("A-1", said), ada()).unwrap();
    let id = open
        .dossier()
        .review()
        .attestations()
        .next()
        .unwrap()
        .1
        .id
        .clone();
    // The first piece is there already.
    for passage in [
        Passage::Words,
        Passage::Evidence(1),
        Passage::Evidence(2),
        Passage::Finding,
    ] {
        let open = bench.open();
        open.strike(&id, passage, "a secret".into(), ada()).unwrap();
    }
    let open = bench.open();
    let draft = AnswerDraft::of(&open.dossier().entry(0));
    assert_eq!(draft.basis, Some(id));
    let typed = serde_json::to_string(&draft.values).unwrap();
    assert_eq!(
        typed,
        r#"{"owner":"Ada Lovelace <ada@example.org>","status":"partial"}"#
    );
    let labels: Vec<_> = draft.evidence.iter().map(Evidence::label).collect();
    assert_eq!(labels, ["Kept."]);
}

/// Evidence says nothing new: an answer does not become younger for it. Whoever says it once more says it now.
#[test]
fn an_answer_to_which_only_evidence_is_added_is_as_old_as_it_was() {
    let (_bench, mut open) = Bench::with_review();
    let with = |rationale: &str, notes: &[&str]| {
        let mut answer = answer(Status::Met, rationale);
        answer
            .evidence
            .extend(notes.iter().map(|note| Evidence::Note {
                text: (*note).to_owned(),
                at: CLOCK.now(),
            }));
        answer
    };
    let mut said = |answer: Answer, by: Person| {
        open.apply(attest("A-1", answer), by).unwrap();
        let record = open.dossier().review().record(&key("A-1")).unwrap();
        let latest = record.latest().unwrap();
        (latest.at, latest.said_at)
    };
    let (first, _) = said(with("so", &["one"]), ada());
    let (_, added) = said(with("so", &["one", "two"]), ada());
    assert_eq!(added, Some(first));
    for (answer, by) in [
        (with("so", &["one", "two"]), ada()),
        (with("so", &["one", "three", "four"]), ada()),
        (with("not so", &["one", "three", "four", "five"]), ada()),
        (
            with("not so", &["one", "three", "four", "five", "six"]),
            kim(),
        ),
    ] {
        assert_eq!(said(answer.clone(), by).1, None, "{answer:?}");
    }
}
