//! Two processes that save in one review.

use std::path::Path;

use signoff::review::Status;
use signoff::store::disk::DiskError;
use signoff::store::shelf::Shelf;
use signoff::work::{OpenReview, WorkError};

use super::support::{self, Bench, CLOCK, ITEMS, ada, answer, attest};

const REVIEW: &str = "SIGNOFF_TEST_SHARED";
const SAVES: usize = 200;

#[test]
fn two_processes_keep_all_their_answers() {
    let (bench, open) = Bench::with_review();
    drop(open);
    let mut children: Vec<_> = ["left", "right"]
        .map(|name| {
            support::child("store::processes::saves_many_times")
                .env(REVIEW, format!("{name}:{}", bench.review().display()))
                .spawn()
                .unwrap()
        })
        .into_iter()
        .collect();
    for child in &mut children {
        assert!(child.wait().unwrap().success());
    }
    let open = bench.open();
    for name in ["left", "right"] {
        for nth in 0..SAVES {
            let rationale = format!("{name} {nth}");
            let found = open
                .dossier()
                .review()
                .attestations()
                .filter(|(_, attestation)| attestation.answer.rationale == rationale);
            assert_eq!(found.count(), 1, "{rationale}");
        }
    }
    assert_eq!(open.dossier().review().attestations().count(), 2 * SAVES);
    assert_eq!(bench.leftovers(), Vec::<String>::new());
    let conflicts = std::fs::read_dir(&bench.path).unwrap().count();
    assert_eq!(
        conflicts, 2,
        "the review and the checklists, no conflict copy"
    );
}

#[test]
#[ignore = "a child process of the test above"]
fn saves_many_times() {
    let Some(told) = support::told(REVIEW) else {
        return;
    };
    let (name, path) = told.split_once(':').unwrap();
    let mut open = OpenReview::open(Path::new(path), &Shelf::default(), CLOCK).unwrap();
    for nth in 0..SAVES {
        let change = || {
            attest(
                ITEMS[nth % ITEMS.len()],
                answer(Status::Met, &format!("{name} {nth}")),
            )
        };
        while let Err(error) = open.apply(change(), ada()) {
            assert!(
                matches!(error, WorkError::Disk(DiskError::Changed(_))),
                "{error:?}"
            );
            open.reread(&Shelf::default()).unwrap();
        }
    }
}
