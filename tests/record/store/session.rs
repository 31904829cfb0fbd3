//! A session of two people over one file of 64 items: whatever the order, nothing that was saved is lost.

use std::collections::BTreeSet;

use signoff::review::{Change, Event, Person, RemarkDraft, RemarkKind, Status};
use signoff::store::shelf::Shelf;
use signoff::work::{Ending, OpenReview};

use super::support::{Bench, ada, answer, key, kim};

const ITEMS: u64 = 64;

/// How many orders are tried, each from a seed of its own; `SIGNOFF_INTERLEAVINGS=1000` tries so many.
fn orders() -> u64 {
    let tried = std::env::var("SIGNOFF_INTERLEAVINGS").ok();
    tried.map_or(40, |tried| tried.parse().expect("a number"))
}

/// The same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn item(nth: u64) -> String {
    format!("N-{nth}")
}

fn room() -> Bench {
    let bench = Bench::new();
    let mut list = "schema = 1\nid = \"small\"\ntitle = \"Small\"\nversion = \"1\"\n\
                    [[category]]\nid = \"a\"\ntitle = \"A\"\n"
        .to_owned();
    for nth in 0..ITEMS {
        let id = item(nth);
        list +=
            &format!("[[category.item]]\nid = \"{id}\"\ntitle = \"{id}\"\nseverity = \"low\"\n");
    }
    bench.write("checklists/small.toml", list);
    bench.create().expect("a review");
    bench
}

fn remark(dice: &mut Dice, text: &str) -> Change {
    let kind = [RemarkKind::Comment, RemarkKind::Question][usize::from(dice.roll(2) > 0)];
    Change::Remark {
        keys: vec![key(&item(dice.roll(ITEMS)))],
        words: Box::new(RemarkDraft {
            kind,
            text: text.to_owned(),
            addressee: (kind == RemarkKind::Question).then(kim),
            due: None,
        }),
    }
}

fn attest(nth: u64, text: &str) -> Change {
    Change::Attest {
        keys: vec![key(&item(nth))],
        answer: Box::new(answer(Status::Met, text)),
        answered_by: None,
    }
}

/// Everything that is in the file: the ids of answers and remarks.
fn ids(open: &OpenReview) -> BTreeSet<String> {
    let review = open.dossier().review();
    let answers = review.attestations().map(|(.., one)| one.id.clone());
    let remarks = review.remarks().map(|(.., one)| one.id.clone());
    answers.chain(remarks).collect()
}

/// Makes a change; the ids of what is saved. Whoever is overtaken looks, and says it again.
fn say(open: &mut OpenReview, change: &Change, by: &Person) -> Vec<String> {
    loop {
        match open.change(change, by, &Shelf::default()).outcome {
            Ending::Saved(saved) => {
                return match saved.event {
                    Event::Attested(all) => all.into_iter().map(|one| one.attestation.id).collect(),
                    Event::Remarked(all) => all.into_iter().map(|one| one.remark.id).collect(),
                    _ => Vec::new(),
                };
            }
            Ending::Overtaken(_) => {}
            Ending::Unreadable(error) | Ending::Failed(error) => panic!("{error}"),
        }
    }
}

#[test]
fn in_any_order_of_two_people_nothing_that_was_saved_is_lost() {
    let mut overtaken = 0;
    for seed in 0..orders() {
        let (bench, mut dice) = (room(), Dice(seed));
        let mut sides = [(bench.open(), ada()), (bench.open(), kim())];
        let mut saved = BTreeSet::new();
        for nth in 0..12 {
            let at = usize::from(dice.roll(2) > 0);
            let (open, by) = &mut sides[at];
            let text = format!("{nth} of {seed}");
            let change = match dice.roll(8) {
                // They meet at few items, and at each other's.
                0..5 => attest(dice.roll(4), &text),
                5 | 6 => remark(&mut dice, &text),
                _ if open.facts().session().is_none() => Change::Meet {
                    lead: by.clone(),
                    people: Vec::new(),
                },
                _ => attest(dice.roll(ITEMS), &text),
            };
            // Only who has not seen that the other began is refused a session.
            if matches!(change, Change::Meet { .. }) {
                let _ = open.change(&change, by, &Shelf::default());
                continue;
            }
            let before = ids(open);
            saved.extend(say(open, &change, by));
            overtaken += usize::from(ids(open).len() > before.len() + 1);
        }
        for (open, _) in &mut sides {
            open.reread(&Shelf::default()).expect("it can be read");
            assert_eq!(ids(open), saved, "of seed {seed}");
        }
        assert_eq!(ids(&bench.open()), saved, "of seed {seed}");
        assert!(bench.open().dossier().review().sessions.len() <= 1);
        assert_eq!(bench.leftovers(), [""; 0]);
    }
    assert!(overtaken > 0, "nobody met anybody");
}

#[test]
fn two_programs_answer_64_items_at_once_and_every_answer_is_there() {
    let bench = room();
    let mut saved: BTreeSet<String> = BTreeSet::new();
    std::thread::scope(|scope| {
        let sides = [ada(), kim()].map(|by| {
            let mut open = bench.open();
            scope.spawn(move || {
                // One from the top, one from the end: in the middle they meet.
                let is_first = by == ada();
                let order = (0..ITEMS).map(|nth| if is_first { nth } else { ITEMS - 1 - nth });
                let said = order.flat_map(|nth| say(&mut open, &attest(nth, "Seen"), &by));
                said.collect::<Vec<_>>()
            })
        });
        for side in sides {
            saved.extend(side.join().expect("no panic"));
        }
    });
    let open = bench.open();
    assert_eq!(saved.len(), 2 * usize::try_from(ITEMS).unwrap());
    assert_eq!(ids(&open), saved);
    assert_eq!(open.dossier().tally().not_reviewed, 0);
    assert_eq!(
        open.facts()
            .matters()
            .count(signoff::facts::Matter::Undecided),
        0
    );
}
