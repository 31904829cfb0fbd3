//! One file open twice: what differs is told, and nothing of either side is lost.

use std::collections::BTreeSet;

use crate::decide::{Decide as _, rejection};
use proptest::prelude::*;
use signoff::decision::Draft;
use signoff::policy::Role;
use signoff::review::{
    Change, Decision, Event, Refusal, RemarkDraft, RemarkKind, SealState, Status, VoteDraft,
    VoteKind,
};
use signoff::store::disk::DiskError;
use signoff::store::shelf::Shelf;
use signoff::work::{Ending, OpenReview, WorkError};

use super::support::{Bench, ITEMS, ada, answer, attest, key, kim, say};

fn reload(open: &mut OpenReview) -> signoff::review::Difference {
    open.reread(&Shelf::default()).unwrap().difference
}

/// Who says what of an item, oldest first; what was taken back in parentheses.
fn history(open: &OpenReview, item: &str) -> Vec<String> {
    let record = open.dossier().review().record(&key(item)).unwrap();
    let said = record.attestations.iter().map(|one| {
        let text = format!("{} {}", one.by.name(), one.answer.rationale);
        if one.withdrawn.is_some() {
            format!("({text})")
        } else {
            text
        }
    });
    said.collect()
}

#[test]
fn what_the_other_side_did_is_told_by_item() {
    let (bench, mut mine) = Bench::with_review();
    say(&mut mine, "A-1", "mine");
    let mut theirs = bench.open();
    theirs
        .apply(attest("A-2", answer(Status::Unmet, "theirs")), kim())
        .unwrap();
    theirs
        .apply(attest("A-1", answer(Status::Met, "theirs")), kim())
        .unwrap();
    let difference = reload(&mut mine);
    let told: Vec<_> = difference
        .turned
        .iter()
        .map(|one| (one.key.item.as_str(), one.said.clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("A-1", Some((Status::Met, kim()))),
            ("A-2", Some((Status::Unmet, kim())))
        ]
    );
    assert!(difference.turns(&key("A-1")) && !difference.turns(&key("B-1")));
    assert_eq!(difference.missing, []);
    assert_eq!(history(&mine, "A-1"), ["Ada Lovelace mine", "Kim theirs"]);

    theirs.apply(Change::Undo(None), kim()).unwrap();
    theirs.apply(Change::Undo(None), kim()).unwrap();
    let no = rejection(signoff::policy::Role::Approver);
    theirs.decide(&no, kim()).unwrap();
    let difference = reload(&mut mine);
    let told: Vec<_> = difference
        .turned
        .iter()
        .map(|one| (one.key.item.as_str(), one.said.clone()))
        .collect();
    assert_eq!(told, [("A-1", Some((Status::Met, ada()))), ("A-2", None)]);
    assert_eq!(difference.signed, ["rejected as approver by Kim"]);
    assert_eq!(reload(&mut mine), signoff::review::Difference::default());
}

#[test]
fn an_answer_that_yields_is_in_the_history_and_can_be_made_to_count() {
    let (bench, mut open) = Bench::with_review();
    open.apply(attest("A-1", answer(Status::Met, "theirs")), kim())
        .unwrap();
    let yields = Change::Concede {
        key: key("A-1"),
        answer: Box::new(answer(Status::Unmet, "mine")),
    };
    open.apply(yields, ada()).unwrap();
    assert_eq!(history(&open, "A-1"), ["Kim theirs", "(Ada Lovelace mine)"]);
    assert_eq!(bench.open().dossier().review(), open.dossier().review());
    let none = open.apply(Change::Undo(None), ada()).unwrap_err();
    assert!(
        matches!(none, WorkError::Refused(Refusal::NothingToUndo(_))),
        "{none}"
    );
    open.apply(Change::Redo(None), ada()).unwrap();
    assert_eq!(
        history(&open, "A-1"),
        ["Kim theirs", "(Ada Lovelace mine)", "Ada Lovelace mine"]
    );
    assert_eq!(bench.open().dossier().review(), open.dossier().review());
}

#[test]
fn one_named_attestation_is_taken_back_or_none() {
    let (_bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "first");
    let Event::Attested(second) = say(&mut open, "A-2", "second").event else {
        panic!()
    };
    let of = |id: &str| Change::Undo(Some(id.to_owned()));
    let first = open
        .dossier()
        .review()
        .record(&key("A-1"))
        .unwrap()
        .attestations[0]
        .id
        .clone();
    open.apply(of(&first), ada()).unwrap();
    assert_eq!(
        (history(&open, "A-1"), history(&open, "A-2")),
        (
            vec!["(Ada Lovelace first)".to_owned()],
            vec!["Ada Lovelace second".to_owned()]
        )
    );
    for (id, by) in [(first, ada()), (second[0].attestation.id.clone(), kim())] {
        let refused = open.apply(of(&id), by).unwrap_err();
        assert!(
            matches!(refused, WorkError::Refused(Refusal::UndoneElsewhere)),
            "{refused}"
        );
    }
}

#[test]
fn another_review_is_not_taken_for_this_one() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "mine");
    let other = Bench::with_review().0;
    bench.write("signoff.toml", other.read());
    let error = open.reread(&Shelf::default()).unwrap_err();
    assert!(matches!(error, WorkError::OtherReview { .. }), "{error}");
    assert_eq!(history(&open, "A-1"), ["Ada Lovelace mine"]);
    let error = open
        .apply(attest("A-2", answer(Status::Met, "so")), ada())
        .unwrap_err();
    assert!(
        matches!(error, WorkError::Disk(DiskError::Changed(_))),
        "{error}"
    );
    assert_eq!(bench.read(), other.read());
}

#[test]
fn a_file_that_is_gone_is_written_again_but_not_over_another() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "mine");
    let text = bench.read();
    let error = open.write_again().unwrap_err();
    assert!(
        matches!(error, WorkError::Disk(DiskError::Exists(_))),
        "{error}"
    );
    std::fs::remove_file(bench.review()).unwrap();
    open.apply(attest("A-2", answer(Status::Met, "so")), ada())
        .unwrap_err();
    open.write_again().unwrap();
    assert_eq!(bench.read(), text);
    say(&mut open, "A-2", "so");
}

#[test]
fn what_a_stale_state_lacks_is_put_back_as_it_was() {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "first");
    let old = bench.read();
    say(&mut open, "A-1", "second");
    open.apply(Change::Undo(None), ada()).unwrap();
    say(&mut open, "A-2", "third");
    open.apply(attest("B-1", answer(Status::Met, "theirs")), kim())
        .unwrap();
    let whole = open.dossier().review().clone();
    bench.write("signoff.toml", &old);
    let difference = reload(&mut open);
    assert_eq!(difference.missing.len(), 3);
    assert_eq!(put_back(&mut open, &difference.missing), 3);
    assert_eq!(*open.dossier().review(), whole);
    assert_eq!(bench.open().dossier().review(), &whole);
    assert_eq!(put_back(&mut open, &difference.missing), 0, "it is there");

    // What was attested on the old state counts, and what comes back goes into the history.
    bench.write("signoff.toml", &old);
    let missing = reload(&mut open).missing;
    open.apply(attest("A-2", answer(Status::Unmet, "since")), kim())
        .unwrap();
    put_back(&mut open, &missing);
    assert_eq!(history(&open, "A-2"), ["Kim since", "(Ada Lovelace third)"]);
}

/// Of every kind, and what was only taken back or ended since.
#[test]
fn whatever_a_stale_editor_overwrote_is_put_back_as_it_was() {
    for schema in ["schema = 1", "schema = 2"] {
        let bench = Bench::with_review().0;
        let old = bench.read().replace("schema = 2", schema);
        bench.write("signoff.toml", &old);
        let mut open = bench.open();
        for item in ITEMS {
            say(&mut open, item, "one");
        }
        if schema == "schema = 2" {
            let (lead, people) = (ada(), vec![kim()]);
            open.apply(Change::Meet { lead, people }, ada()).unwrap();
            for words in ["Looks fine", "Still fine"] {
                open.apply(remark(words), kim()).unwrap();
            }
        }
        let begun = bench.read();
        if schema == "schema = 2" {
            let vote = VoteDraft {
                kind: VoteKind::Go,
                role: Role::Reviewer,
                why: String::new(),
                said_by: None,
            };
            open.apply(Change::Vote(Box::new(vote)), kim()).unwrap();
            open.apply(Change::Part, ada()).unwrap();
        }
        let yes = Draft::new(Role::Approver, Decision::Approved);
        let Event::Signed(yes) = open.decide(&yes, kim()).unwrap().event else {
            panic!()
        };
        let back = open.take_back(&yes.id, "Too early".into(), kim(), None);
        open.revoke(back.unwrap()).unwrap();
        open.apply(Change::Undo(None), ada()).unwrap();
        let (state, reason) = (SealState::Sealed, "Done".to_owned());
        open.apply(Change::Seal { state, reason }, ada()).unwrap();
        let whole = open.dossier().review().clone();
        for stale in [&old, &begun] {
            bench.write("signoff.toml", stale);
            let missing = reload(&mut open).missing;
            assert_eq!(put_back(&mut open, &missing), missing.len());
            assert_eq!(*open.dossier().review(), whole, "{schema}");
            assert_eq!(*bench.open().dossier().review(), whole, "{schema}");
            assert_eq!(put_back(&mut open, &missing), 0, "it is there");
        }
    }
}

fn remark(words: &str) -> Change {
    let words = RemarkDraft {
        kind: RemarkKind::Comment,
        text: words.to_owned(),
        addressee: None,
        due: None,
    };
    Change::Remark {
        keys: vec![key("A-1")],
        words: Box::new(words),
    }
}

#[derive(Debug, Clone)]
enum Step {
    Attest(usize, Status),
    Yield(usize),
    Undo,
    Redo,
    /// An editor saves what it had read some steps before.
    Stale(usize),
    Remark,
}

fn step() -> impl Strategy<Value = Step> {
    let item = 0..ITEMS.len();
    prop_oneof![
        6 => (item.clone(), prop_oneof![Just(Status::Met), Just(Status::Unmet)]).prop_map(|(at, said)| Step::Attest(at, said)),
        1 => item.prop_map(Step::Yield),
        2 => Just(Step::Undo),
        2 => Just(Step::Redo),
        1 => (0..4_usize).prop_map(Step::Stale),
        1 => Just(Step::Remark),
    ]
}

/// Makes a change as the UI does: where the file is another one, on what is there now.
fn make(open: &mut OpenReview, change: &Change, adas: bool) {
    let by = || if adas { ada() } else { kim() };
    loop {
        match open.apply(change.clone(), by()) {
            Err(WorkError::Disk(DiskError::Changed(_))) => {
                let missing = reload(open).missing;
                put_back(open, &missing);
            }
            Err(WorkError::Refused(_)) | Ok(_) => return,
            Err(error) => panic!("{error}"),
        }
    }
}

fn put_back(open: &mut OpenReview, missing: &[Event]) -> usize {
    match open.put_back(missing, &ada(), &Shelf::default()).outcome {
        Ending::Saved(count) => count,
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_file_open_twice_loses_nothing(steps in prop::collection::vec((any::<bool>(), step()), 1..24)) {
        let (bench, ada) = Bench::with_review();
        let mut both = [ada, bench.open()];
        let (mut texts, mut ids) = (vec![bench.read()], BTreeSet::new());
        for (adas, step) in steps {
            let open = &mut both[usize::from(!adas)];
            let said = |status| Box::new(answer(status, "so"));
            match step {
                Step::Attest(at, status) => make(open, &attest(ITEMS[at], *said(status)), adas),
                Step::Yield(at) => {
                    let (key, answer) = (key(ITEMS[at]), said(Status::Met));
                    make(open, &Change::Concede { key, answer }, adas);
                }
                Step::Undo => make(open, &Change::Undo(None), adas),
                Step::Redo => make(open, &Change::Redo(None), adas),
                Step::Stale(back) => {
                    let old = texts[texts.len().saturating_sub(back + 1)].clone();
                    bench.write("signoff.toml", old);
                    // Whoever saved something in this run sees that it is gone.
                    for open in &mut both {
                        let missing = reload(open).missing;
                        put_back(open, &missing);
                    }
                }
                Step::Remark => drop(bench.write("signoff.toml", bench.read() + "# a remark\n")),
            }
            texts.push(bench.read());
            for open in &both {
                ids.extend(open.dossier().review().attestations().map(|(_, one)| one.id.clone()));
            }
        }
        let there: BTreeSet<String> =
            bench.open().dossier().review().attestations().map(|(_, one)| one.id.clone()).collect();
        prop_assert_eq!(&ids - &there, BTreeSet::new());
        for open in &mut both {
            reload(open);
            let fresh = bench.open();
            prop_assert_eq!(open.dossier().review(), fresh.dossier().review());
        }
    }
}
