//! Evidence files, whose paths and content come from strangers.

use std::ops::ControlFlow;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;

use signoff::evidence::{EvidenceError, Job, News, Root};
use signoff::review::{Evidence, Measured};
use signoff::text::digest::Digest;

use super::support::{Bench, CLOCK};
use crate::has::Has as _;

/// A repository with the review in a folder of it.
fn repository() -> (Bench, Root) {
    let bench = Bench::new();
    bench.write("repo/.git/HEAD", "ref: refs/heads/main\n");
    bench.write("repo/top.txt", "top");
    bench.write("repo/reviews/proof.txt", "proof");
    bench.write("outside.txt", "secret");
    let root = Root::of(&bench.path.join("repo/reviews"));
    (bench, root)
}

fn measure(root: &Root, path: &str) -> Result<Evidence, EvidenceError> {
    root.measure(path, CLOCK.now(), &mut |_, _| ControlFlow::Continue(()))
}

fn digest(text: &str) -> Measured {
    Measured::read(Digest::of(text.as_bytes()), text.len() as u64)
}

#[test]
fn files_of_the_repository_are_measured() {
    let (_bench, root) = repository();
    let Ok(Evidence::File {
        path,
        digest,
        size,
        compared: None,
        at,
    }) = measure(&root, "proof.txt")
    else {
        panic!("a file")
    };
    assert_eq!(
        (path.as_str(), digest, size, at),
        ("proof.txt", Digest::of(b"proof"), 5, CLOCK.now())
    );
    assert_eq!(root.check("../top.txt"), self::digest("top"));
    assert_eq!(
        root.check("./../reviews/./proof.txt"),
        self::digest("proof")
    );
}

#[test]
fn what_leaves_the_repository_is_refused() {
    let (bench, root) = repository();
    let inside = bench.path.join("repo/reviews");
    symlink(bench.path.join("outside.txt"), inside.join("link.txt")).unwrap();
    symlink("proof.txt", inside.join("near.txt")).unwrap();
    symlink(&bench.path, inside.join("out")).unwrap();
    symlink("../..", inside.join("up")).unwrap();
    symlink("/proc/self/root", inside.join("magic")).unwrap();
    let absolute = bench.path.join("repo/top.txt").display().to_string();
    for path in [
        "../../outside.txt",
        "../../repo/top.txt",
        "x/../../../outside.txt",
        "/etc/passwd",
        &absolute,
        "out/outside.txt",
        "up/outside.txt",
        "up/repo/../outside.txt",
        "magic/etc/passwd",
        "",
        "a\0b",
    ] {
        let error = measure(&root, path).unwrap_err();
        assert!(
            matches!(error, EvidenceError::Outside { .. }),
            "{path:?}: {error}"
        );
        assert_eq!(
            root.check(path),
            Measured::Gone("the path leaves the repository".into()),
            "{path:?}"
        );
    }
    for link in ["link.txt", "near.txt"] {
        let error = measure(&root, link).unwrap_err();
        assert!(
            error.to_string().contains("symbolic link"),
            "{link}: {error}"
        );
    }
}

#[test]
fn a_linked_directory_inside_the_repository_is_fine() {
    let (bench, root) = repository();
    bench.write("repo/logs/2026/scan.txt", "clean");
    symlink("../logs/2026", bench.path.join("repo/reviews/latest")).unwrap();
    assert_eq!(root.check("latest/scan.txt"), digest("clean"));
    let here = bench.path.join("repo/reviews");
    assert_eq!(
        root.name("latest/scan.txt".as_ref(), &here).unwrap(),
        "../logs/2026/scan.txt"
    );
}

#[test]
fn a_person_s_path_becomes_the_review_s() {
    let (bench, root) = repository();
    let name = |given: &str, here: &str| root.name(given.as_ref(), &bench.path.join(here));
    assert_eq!(name("proof.txt", "repo/reviews").unwrap(), "proof.txt");
    assert_eq!(name("reviews/proof.txt", "repo").unwrap(), "proof.txt");
    assert_eq!(name("top.txt", "repo").unwrap(), "../top.txt");
    let absolute = bench.path.join("repo/top.txt");
    assert_eq!(root.name(&absolute, Path::new("/")).unwrap(), "../top.txt");
    assert!(matches!(
        name("outside.txt", ""),
        Err(EvidenceError::Outside { .. })
    ));
    assert!(matches!(
        name("no/such.txt", "repo"),
        Err(EvidenceError::Missing(_))
    ));
    assert!(name("..", "repo").is_err());
    // A link at the end stays one, so that measuring it refuses it.
    symlink(bench.path.join("outside.txt"), bench.path.join("repo/link")).unwrap();
    assert_eq!(name("link", "repo").unwrap(), "../link");
}

#[test]
fn what_is_no_regular_file_is_refused_and_never_waited_for() {
    let (bench, root) = repository();
    let inside = bench.path.join("repo/reviews");
    assert!(
        Command::new("mkfifo")
            .arg(inside.join("pipe"))
            .status()
            .unwrap()
            .success()
    );
    drop(std::os::unix::net::UnixListener::bind(inside.join("socket")).unwrap());
    let large = std::fs::File::create(inside.join("large")).unwrap();
    large.set_len(5 << 30).unwrap();
    for (path, why) in [
        ("pipe", "not a regular file"),
        ("socket", "not a regular file"),
        (".", "directory"),
        ("..", "directory"),
        ("large", "larger than 4 GiB"),
        ("none", "does not exist"),
        ("none/proof.txt", "does not exist"),
        ("proof.txt/x", "does not exist"),
    ] {
        let error = measure(&root, path).unwrap_err().to_string();
        assert!(error.contains(why), "{path}: {error}");
        assert!(matches!(root.check(path), Measured::Gone(_)));
    }
    let devices = Root::of(Path::new("/dev"));
    assert!(matches!(
        measure(&devices, "zero"),
        Err(EvidenceError::Unfit { .. })
    ));
    // It says that it is empty, and is not.
    let endless = Root::of(Path::new("/proc/self"));
    measure(&endless, "status")
        .unwrap_err()
        .to_string()
        .has("changed while it was read");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    let (bench, root) = repository();
    let path = bench.path.join("repo/reviews/log");
    for (before, after) in [(3 << 20, 3 << 20 | 1), (3 << 20, 1 << 20)] {
        let file = std::fs::File::create(&path).unwrap();
        file.set_len(before).unwrap();
        let error = root
            .measure("log", CLOCK.now(), &mut |_, _| {
                file.set_len(after).unwrap();
                ControlFlow::Continue(())
            })
            .unwrap_err();
        error.to_string().has("changed while it was read");
    }
}

#[test]
fn files_are_found_while_others_rename() {
    let (bench, root) = repository();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let (a, b) = (bench.path.join("a"), bench.path.join("b"));
            std::fs::create_dir(&a).unwrap();
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                std::fs::rename(&a, &b).unwrap();
                std::fs::rename(&b, &a).unwrap();
            }
        });
        let found: Vec<_> = (0..2000)
            .map(|_| root.check("../reviews/../top.txt"))
            .collect();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        for one in found {
            assert_eq!(one, digest("top"));
        }
    });
}

/// A file without blocks: nothing to read from a disk, much to hash.
fn sparse(bench: &Bench, length: u64) {
    std::fs::File::create(bench.path.join("repo/reviews/sparse"))
        .unwrap()
        .set_len(length)
        .unwrap();
}

#[test]
fn a_job_tells_its_progress_and_then_its_result() {
    const LENGTH: u64 = 8 << 20;
    let (bench, root) = repository();
    sparse(&bench, LENGTH);
    let (tell, hear) = mpsc::channel();
    let job = Job::measure(root.clone(), "sparse".into(), CLOCK.now(), move |news| {
        drop(tell.send(news));
    });
    let mut last = 0;
    let result = loop {
        match hear.recv().unwrap() {
            News::Progress(done, total) => {
                assert!(
                    last < done && done <= total && total == LENGTH,
                    "{last} {done} {total}"
                );
                last = done;
            }
            News::Measured(result) => break result,
            News::Checked(_) | News::Looking(..) => panic!("nobody asked"),
        }
    };
    drop(job);
    assert_eq!(last, LENGTH);
    assert!(
        matches!(result, Ok(Evidence::File { size: LENGTH, .. })),
        "{result:?}"
    );
    assert!(hear.recv().is_err(), "the result is the last word");

    let (tell, hear) = mpsc::channel();
    let paths = vec!["proof.txt".to_owned(), "none".to_owned()];
    let _job = Job::check(root, paths, move |news| drop(tell.send(news)));
    let Ok(News::Checked(checks)) = hear.recv() else {
        panic!("checks")
    };
    assert_eq!((&checks["proof.txt"], checks.len()), (&digest("proof"), 2));
}

#[test]
fn dropping_a_job_stops_it_in_the_middle_of_a_file() {
    const LENGTH: u64 = 200 << 20;
    let (bench, root) = repository();
    sparse(&bench, LENGTH);
    let (tell, hear) = mpsc::channel();
    let job = Job::measure(root.clone(), "sparse".into(), CLOCK.now(), move |news| {
        drop(tell.send(news));
    });
    assert!(matches!(hear.recv(), Ok(News::Progress(..))));
    drop(job);
    // The thread ends on its own, and the channel with it.
    let rest: Vec<_> = hear.iter().collect();
    let (last, before) = rest.split_last().expect("a last word");
    assert!(
        matches!(last, News::Measured(Err(EvidenceError::Cancelled))),
        "{last:?}"
    );
    assert!(
        before
            .iter()
            .all(|news| matches!(news, News::Progress(done, _) if *done < LENGTH))
    );

    let (tell, hear) = mpsc::channel();
    drop(Job::check(root, vec!["sparse".into()], move |news| {
        drop(tell.send(news));
    }));
    assert!(
        hear.recv().is_err(),
        "a check that nobody waits for tells nothing"
    );
}
