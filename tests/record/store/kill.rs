//! `kill -9` at any moment loses nothing that was acknowledged.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use signoff::review::Status;
use signoff::store::shelf::Shelf;
use signoff::work::OpenReview;

use super::support::{self, Bench, CLOCK, ITEMS, ada, answer, attest, key, say};

const REVIEW: &str = "SIGNOFF_TEST_KILL";
/// Kills of one worker, and how many of them one review outlives.
const KILLS: usize = 500;
const KILLS_OF_A_REVIEW: usize = 10;
const WORKERS: usize = 4;
/// A child is killed after none to so many answers that it said were saved,
const ANSWERS: usize = 6;
/// and so many microseconds at most.
const LONGER: u64 = 4_000;

#[derive(Debug, Default)]
struct Figures {
    kills: usize,
    acknowledged: usize,
    lost: usize,
    unacknowledged: usize,
    leftovers: usize,
}

#[test]
fn nothing_acknowledged_is_lost() {
    let workers: Vec<_> = (0..WORKERS)
        .map(|nth| std::thread::spawn(move || work(nth)))
        .collect();
    let mut all = Figures::default();
    for worker in workers {
        let one = worker.join().expect("a worker");
        all.kills += one.kills;
        all.acknowledged += one.acknowledged;
        all.lost += one.lost;
        all.unacknowledged += one.unacknowledged;
        all.leftovers += one.leftovers;
    }
    println!("{all:?}");
    assert_eq!((all.kills, all.lost), (KILLS * WORKERS, 0));
    assert!(
        all.acknowledged > all.kills,
        "the children were killed before they did anything: {all:?}"
    );
    assert!(all.leftovers > 0, "no kill hit a save: {all:?}");
}

fn work(worker: usize) -> Figures {
    let mut figures = Figures::default();
    let mut bench = None;
    let mut known = BTreeSet::new();
    for kill in 0..KILLS {
        if kill % KILLS_OF_A_REVIEW == 0 {
            bench = Some(Bench::with_review().0);
            known.clear();
        }
        let bench = bench.as_ref().expect("made in the first round");
        // Spread evenly and without a pattern that a save could share.
        let longer = Duration::from_micros((kill * WORKERS + worker) as u64 * 7_919 % LONGER);
        let acknowledged = run_and_kill(&bench.review(), kill % ANSWERS, longer);
        figures.kills += 1;
        figures.acknowledged += acknowledged.len();
        figures.leftovers += bench.leftovers().len();
        known.extend(acknowledged);

        let mut open = bench.open();
        let kept = ids(&open);
        figures.lost += known.difference(&kept).count();
        figures.unacknowledged += kept.difference(&known).count();
        // The lock of the killed process is gone, and so is what it left when the next one saves.
        say(&mut open, "A-1", "after the kill");
        assert_eq!(bench.leftovers(), Vec::<String>::new());
        known.extend(ids(&open));
    }
    figures
}

fn ids(open: &OpenReview) -> BTreeSet<String> {
    open.dossier()
        .review()
        .attestations()
        .map(|(_, attestation)| attestation.id.clone())
        .collect()
}

/// Ids that the child said were saved.
fn run_and_kill(review: &Path, answers: usize, longer: Duration) -> Vec<String> {
    let mut child = support::child("store::kill::attests_until_killed")
        .env(REVIEW, review)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    assert!(
        lines.any(|line| line.ends_with("ready")),
        "the child ended by itself"
    );
    let mut saved = lines.filter_map(|line| Some(line.strip_prefix("saved ")?.to_owned()));
    let mut acknowledged: Vec<_> = saved.by_ref().take(answers).collect();
    assert_eq!(acknowledged.len(), answers, "the child ended by itself");
    std::thread::sleep(longer);
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(saved);
    acknowledged
}

#[test]
#[ignore = "a child process of the test above"]
fn attests_until_killed() {
    let Some(path) = support::told(REVIEW) else {
        return;
    };
    let mut open = OpenReview::open(Path::new(&path), &Shelf::default(), CLOCK).unwrap();
    println!("ready");
    for nth in 0.. {
        let item = ITEMS[nth % ITEMS.len()];
        open.apply(attest(item, answer(Status::Met, "so")), ada())
            .unwrap();
        let record = open.dossier().review().record(&key(item)).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "saved {}", record.latest().unwrap().id).unwrap();
        out.flush().unwrap();
    }
}
