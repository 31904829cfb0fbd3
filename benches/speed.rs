//! How fast it is, as ratios to a floor that is measured in the same run.
//!
//! Absolute figures say more about the machine than about the program, so each is set against the least that the same
//! work can cost: a bare list of ratatui, a durable replacement of the same bytes, the parser alone. `cargo bench`
//! ends with one table; `cargo bench -- key` measures only what has `key` in its name.
#![expect(unreachable_pub, reason = "nobody uses benches as a library")]

mod support;

use std::cell::{LazyCell, RefCell};
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Bencher;
use signoff::report::markdown;
use signoff::review::{Answer, Change, Status};
use signoff::work::OpenReview;
use toml::de::DeTable;

use support::bench::{Bench, Reach};
use support::floor::{self, BareList};
use support::house::House;
use support::process;
use support::screen::Screen;
use support::signed::{self, Signed};

/// A few, as in the shipped checklists; as many as in a large one; as many as a checklist may have.
const SIZES: [usize; 3] = [10, 1_300, 100_000];

fn main() {
    if floor::is_wanted() {
        return floor::run();
    }
    let openssh = signed::is_possible();
    let mut bench = Bench::new();
    for items in SIZES {
        let house = House::new(items);
        starts(&mut bench, &house);
        if openssh {
            verdicts(&mut bench, items);
        }
        loads(&mut bench, &house);
        keys(&mut bench, &house);
        saves(&mut bench, &house);
        reads(&mut bench, &house);
    }
    bench.finish();
}

/// From nothing to the first complete frame, and to an answer.
fn starts(bench: &mut Bench, house: &House) {
    let reach = match house.items {
        10 => Reach::Ratio(1.5),
        1_300 => Reach::Ratio(3.0),
        _ => Reach::None,
    };
    bench.slow(
        "start, process",
        house.items,
        reach,
        |b| time(b, || process::bare_list(house)),
        |b| {
            time(b, || process::walk(house));
        },
    );
    let reach = match house.items {
        10 => Reach::Ratio(2.0),
        _ => Reach::None,
    };
    bench.slow(
        "check, process",
        house.items,
        reach,
        |b| time(b, process::version),
        |b| {
            time(b, || process::check(house));
        },
    );
}

/// Something done with a signed review that tells its own time.
type Work = fn(&Signed) -> Duration;

/// From nothing to what signatures prove. The floors are a process that does nothing, and OpenSSH alone.
fn verdicts(bench: &mut Bench, items: usize) {
    let signed = LazyCell::new(|| Signed::new(items));
    let works: [(_, Work, Work); 3] = [
        ("check, signed", process::ssh_keygen, process::check_signed),
        ("verify, process", |_| process::version(), process::verify),
        ("verify, signed", process::ssh_keygen, process::verify),
    ];
    for (what, floor, ours) in works {
        bench.slow(
            what,
            items,
            Reach::None,
            |b| time(b, || floor(&signed)),
            |b| time(b, || ours(&signed)),
        );
    }
}

/// From the file to an open review. The floor is the parser alone.
fn loads(bench: &mut Bench, house: &House) {
    bench.slow(
        "load",
        house.items,
        Reach::Ratio(1.2),
        |b| {
            let texts = house.texts();
            b.iter(|| {
                for text in &texts {
                    black_box(DeTable::parse(text).unwrap());
                }
            });
        },
        |b| b.iter(|| house.open()),
    );
}

/// From a key to the frame that shows it.
fn keys(bench: &mut Bench, house: &House) {
    let (time, bytes) = (Reach::Ratio(1.5), Reach::Ratio(1.1));
    let bare = LazyCell::new(|| RefCell::new(Screen::new(BareList::new(house.titles()))));
    let ours = LazyCell::new(|| RefCell::new(Screen::new(house.app())));
    let name = "key, cursor";
    let measured = bench.fast(
        name,
        house.items,
        time,
        2,
        |b| b.iter(|| bare.borrow_mut().there_and_back()),
        |b| b.iter(|| ours.borrow_mut().there_and_back()),
    );
    if measured {
        let (floor, used) = (
            bare.borrow_mut().there_and_back() / 2,
            ours.borrow_mut().there_and_back() / 2,
        );
        bench.bytes(name, house.items, bytes, floor, used);
    }

    if house.items < 1_000 {
        return;
    }
    let name = "key, scroll";
    let measured = bench.fast(
        name,
        house.items,
        time,
        1,
        |b| b.iter_custom(|count| bare.borrow_mut().scroll(count)),
        |b| b.iter_custom(|count| ours.borrow_mut().scroll(count)),
    );
    if measured {
        let (mut bare, mut ours) = (bare.borrow_mut(), ours.borrow_mut());
        bare.go_to_edge();
        ours.go_to_edge();
        let (floor, one) = (bare.press('j'), ours.press('j'));
        bench.bytes(name, house.items, bytes, floor, one);
        // A held key: everything is heard before anything is drawn.
        for _ in 0..200 {
            ours.hear('j');
        }
        bench.bytes(
            "200 keys at once",
            house.items,
            Reach::Ratio(2.0),
            one,
            ours.draw(),
        );
    }
}

/// From an answer to the disk.
fn saves(bench: &mut Bench, house: &House) {
    bench.fast(
        "save",
        house.items,
        Reach::Ratio(1.3),
        1,
        |b| {
            let text = house.texts().swap_remove(0);
            time(b, || floor::replace(&house.review(), &text));
        },
        |b| {
            let mut open = house.reset();
            let fresh = house.size();
            b.iter_custom(|count| {
                (0..count)
                    .map(|nth| {
                        // A file that has grown by a twentieth is no longer the one that the floor replaces.
                        if house.size() > fresh + fresh / 20 {
                            open = house.reset();
                        }
                        let change =
                            an_answer(house, &open, usize::try_from(nth).unwrap_or_default());
                        let start = Instant::now();
                        open.apply(change, House::by()).unwrap();
                        start.elapsed()
                    })
                    .sum()
            });
        },
    );
}

fn an_answer(house: &House, open: &OpenReview, nth: usize) -> Change {
    let key = open.dossier().entry(nth * 7 % house.items).key();
    let mut answer = Answer::new(Status::Met);
    answer.rationale =
        "Looked at with the team that runs it; the setting is as it should be.".into();
    Change::Attest {
        answered_by: None,
        keys: vec![key],
        answer: Box::new(answer),
    }
}

/// From an open review to what is read of it. The floors are a table and a count, written by hand.
fn reads(bench: &mut Bench, house: &House) {
    let open = LazyCell::new(|| house.reset());
    bench.slow(
        "report",
        house.items,
        Reach::PerItem(Duration::from_micros(3)),
        |b| b.iter(|| floor::table(open.dossier())),
        |b| b.iter(|| markdown::render(&open.facts())),
    );
    bench.slow(
        "reasons of check",
        house.items,
        Reach::None,
        |b| {
            b.iter(|| {
                open.dossier()
                    .entries()
                    .filter(|entry| entry.latest().is_none())
                    .count()
            });
        },
        |b| b.iter(|| open.facts().verdict()),
    );
}

/// Measures what tells its own time.
fn time(bencher: &mut Bencher<'_>, mut work: impl FnMut() -> Duration) {
    bencher.iter_custom(|count| (0..count).map(|_| work()).sum());
}
