//! Another program replaces the file at the very moment of a save.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use signoff::store::disk::DiskError;
use signoff::store::shelf::Shelf;
use signoff::work::WorkError;

use super::support::{Bench, ada, answer, attest, key};

const ROUNDS: usize = 200;

/// The other program keeps what its rename displaced, as ours does: so every version that either wrote is somewhere.
#[test]
fn no_edit_of_either_side_is_lost() {
    let (bench, mut open) = Bench::with_review();
    let fresh = bench.read();
    let done = AtomicBool::new(false);
    let (mut mine, mut conflicts, mut refused) = (BTreeSet::new(), 0, 0);
    let (written, mut texts) = std::thread::scope(|scope| {
        let other = scope.spawn(|| replaces(&bench.path, &fresh, &done));
        while mine.len() < ROUNDS {
            let change = attest("A-1", answer(signoff::review::Status::Met, "so"));
            match open.apply(change, ada()) {
                Ok(saved) => {
                    conflicts += usize::from(saved.displaced.is_some());
                    let record = open
                        .dossier()
                        .review()
                        .record(&key("A-1"))
                        .expect("attested");
                    mine.insert(record.latest().expect("attested").id.clone());
                }
                Err(WorkError::Disk(DiskError::Changed(_))) => {
                    refused += 1;
                    open.reread(&Shelf::default())
                        .expect("both write whole reviews");
                }
                Err(error) => panic!("{error}"),
            }
        }
        done.store(true, Ordering::Relaxed);
        other.join().expect("the other program")
    });
    let mut copies = 0;
    for entry in std::fs::read_dir(&bench.path).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("signoff") {
            copies += usize::from(name.contains("conflict"));
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
    assert_eq!(copies, conflicts);
    let all = texts.concat();
    let lost: Vec<_> = mine
        .iter()
        .filter(|id| !all.contains(id.as_str()))
        .collect();
    assert_eq!(lost, Vec::<&String>::new(), "lost of {ROUNDS} attestations");
    let lost: Vec<_> = (0..written)
        .filter(|nth| !all.contains(&marker(*nth)))
        .collect();
    assert_eq!(
        lost,
        Vec::<usize>::new(),
        "lost of {written} edits of the other program"
    );
    println!(
        "{ROUNDS} saves, {written} edits by another program: {conflicts} kept beside, {refused} seen before"
    );
}

fn marker(nth: usize) -> String {
    format!("# edit {nth:08}\n")
}

/// Returns how many edits were made, and every text that was found in the file's place.
fn replaces(directory: &Path, fresh: &str, done: &AtomicBool) -> (usize, Vec<String>) {
    let (beside, file) = (directory.join("other"), directory.join("signoff.toml"));
    let (mut nth, mut found) = (0, Vec::new());
    while !done.load(Ordering::Relaxed) {
        // All versions have one size, and the inode of the last is free for the next.
        std::fs::write(&beside, format!("{fresh}{}", marker(nth))).unwrap();
        nth += 1;
        renameat_with(CWD, &beside, CWD, &file, RenameFlags::EXCHANGE).unwrap();
        found.push(std::fs::read_to_string(&beside).unwrap());
        std::fs::remove_file(&beside).unwrap();
        if nth % 4 == 0 {
            // Leave it alone for a moment, or no save would ever get through.
            std::thread::sleep(std::time::Duration::from_micros(500 * (nth as u64 % 7)));
        }
    }
    (nth, found)
}
