//! Files that are read whole and replaced whole.

use std::ffi::OsStr;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use signoff::store::disk::{self, DiskError};
use signoff::store::shelf::Shelf;
use signoff::work::{OpenReview, WorkError};

use super::support::{self, Bench, CLOCK, say};
use crate::has::Has as _;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn set_mode(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Root may do what permissions forbid, so that a test of them would test nothing.
fn as_root(what: &str) -> bool {
    let root = std::fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
    if root {
        eprintln!("NOT TESTED as root: {what}");
    }
    root
}

#[test]
fn permissions_are_kept_and_new_files_are_private() {
    let (bench, mut open) = Bench::with_review();
    assert_eq!(mode(&bench.review()), 0o600);
    for kept in [0o640, 0o664, 0o600] {
        set_mode(&bench.review(), kept);
        say(&mut open, "A-1", "so");
        assert_eq!(mode(&bench.review()), kept);
    }
    let report = bench.path.join("report.md");
    disk::export(&report, "one").unwrap();
    assert_eq!(mode(&report), 0o644);
    set_mode(&report, 0o600);
    disk::export(&report, "two").unwrap();
    assert_eq!(
        (
            mode(&report),
            std::fs::read_to_string(&report).unwrap().as_str()
        ),
        (0o600, "two")
    );
    assert!(disk::export(&bench.path, "three").is_err());
}

#[test]
fn a_link_that_leads_nowhere_is_named_where_something_is_to_be_saved() {
    let (bench, mut open) = Bench::with_review();
    let review = bench.path.join("signoff.toml");
    std::fs::remove_file(&review).unwrap();
    symlink("nowhere.toml", &review).unwrap();
    let error = open.write_again().unwrap_err();
    let error = signoff::face::failure::Failure::from(error).line();
    error.has("signoff.toml: is a symbolic link that leads to no file");
}

#[test]
fn a_linked_review_stays_a_link() {
    let (bench, open) = Bench::with_review();
    drop(open);
    std::fs::create_dir(bench.path.join("elsewhere")).unwrap();
    let link = bench.path.join("elsewhere/link.toml");
    symlink("../signoff.toml", &link).unwrap();
    let mut open = OpenReview::open(&link, &Shelf::default(), CLOCK).unwrap();
    say(&mut open, "A-1", "so");
    say(&mut open, "A-2", "so");
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(bench.open().dossier().tally().met, 2);
    // Evidence is looked for beside the review, not beside the link.
    assert_eq!(open.directory(), bench.path);
}

#[test]
fn what_a_killed_save_left_is_swept_and_nothing_else() {
    let (bench, mut open) = Bench::with_review();
    bench.write(".signoff.toml.1.signoff-tmp", "half");
    bench.write(".signoff.toml.99999999.signoff-tmp", "");
    let others = [
        ".other.toml.1.signoff-tmp",
        "signoff.toml.bak",
        ".signoff.toml.swp",
    ];
    for name in others {
        bench.write(name, "mine");
    }
    say(&mut open, "A-1", "so");
    assert_eq!(bench.leftovers(), [others[0]]);
    assert!(others.iter().all(|name| bench.path.join(name).exists()));
}

type Edit<'b> = Box<dyn Fn() + 'b>;

#[test]
fn another_program_s_edit_is_never_overwritten() {
    let (bench, mut open) = Bench::with_review();
    let text = bench.read();
    let edits: [(&str, Edit<'_>); 4] = [
        (
            "in place",
            Box::new(|| drop(bench.write("signoff.toml", format!("{text}# one\n")))),
        ),
        (
            "same size in place",
            Box::new(|| drop(bench.write("signoff.toml", text.replace("\"prod\"", "\"test\"")))),
        ),
        (
            "renamed over",
            Box::new(|| {
                let beside = bench.write("x", text.replace("\"prod\"", "\"beta\""));
                std::fs::rename(beside, bench.review()).unwrap();
            }),
        ),
        (
            "emptied",
            Box::new(|| drop(bench.write("signoff.toml", ""))),
        ),
    ];
    for (how, edit) in edits {
        edit();
        let theirs = bench.read();
        let change = support::attest("A-1", support::answer(signoff::review::Status::Met, "mine"));
        let error = open.apply(change, support::ada()).unwrap_err();
        assert!(
            matches!(error, WorkError::Disk(DiskError::Changed(_))),
            "{how}: {error}"
        );
        assert_eq!(bench.read(), theirs, "{how}");
    }
    // Back to what was read: the same content in a new file, touched, is no change.
    let beside = bench.write("x", &text);
    std::fs::rename(beside, bench.review()).unwrap();
    say(&mut open, "A-1", "mine");
    assert!(
        Command::new("touch")
            .arg(bench.review())
            .status()
            .unwrap()
            .success()
    );
    say(&mut open, "A-2", "mine");
    assert_eq!(bench.open().dossier().tally().met, 2);
}

#[test]
fn what_is_no_file_is_refused_and_never_waited_for() {
    let bench = Bench::new();
    fifo(&bench.path.join("pipe.toml"));
    std::fs::create_dir(bench.path.join("dir.toml")).unwrap();
    symlink("loop.toml", bench.path.join("loop.toml")).unwrap();
    let socket = bench.path.join("socket.toml");
    drop(std::os::unix::net::UnixListener::bind(&socket).unwrap());
    for name in [
        "pipe.toml",
        "dir.toml",
        "loop.toml",
        "socket.toml",
        "none.toml",
        "checklists/small.toml/x.toml",
        "/dev/zero",
        "/dev/null",
        "/proc/self/mem",
    ] {
        let path = bench.path.join(name);
        let opened = OpenReview::open(&path, &Shelf::default(), CLOCK);
        assert!(
            matches!(opened, Err(WorkError::Disk(_))),
            "{name}: {opened:?}"
        );
        let start = support::start(path.to_str().unwrap());
        let begun = OpenReview::create(
            &bench.path.join("new.toml"),
            start,
            support::ada(),
            &Shelf::default(),
            CLOCK,
        );
        assert!(
            matches!(begun, Err(WorkError::Shelf(_))),
            "{name}: {begun:?}"
        );
        let taken = OpenReview::create(
            &path,
            support::start("azure-deployment"),
            support::ada(),
            &Shelf::default(),
            CLOCK,
        );
        assert!(
            name == "none.toml" || matches!(taken, Err(WorkError::Disk(_))),
            "{name}: {taken:?}"
        );
    }
    assert!(!bench.path.join("new.toml").exists());
    let nowhere = bench.path.join("no/such/signoff.toml");
    let error = OpenReview::create(
        &nowhere,
        support::start("small"),
        support::ada(),
        &Shelf::default(),
        CLOCK,
    );
    assert!(matches!(error, Err(WorkError::Disk(DiskError::Io { .. }))));
}

#[test]
fn a_directory_that_takes_the_review_s_place_loses_nothing() {
    let (bench, mut open) = Bench::with_review();
    std::fs::rename(bench.review(), bench.path.join("moved.toml")).unwrap();
    let try_it = |open: &mut OpenReview| {
        let change = support::attest("A-1", support::answer(signoff::review::Status::Met, "so"));
        open.apply(change, support::ada()).unwrap_err()
    };
    assert!(matches!(
        try_it(&mut open),
        WorkError::Disk(DiskError::Io { .. })
    ));
    std::fs::create_dir(bench.review()).unwrap();
    assert!(matches!(
        try_it(&mut open),
        WorkError::Disk(DiskError::Changed(_))
    ));
    std::fs::remove_dir(bench.review()).unwrap();
    fifo(&bench.review());
    assert!(matches!(try_it(&mut open), WorkError::Disk(_)));
    std::fs::rename(bench.path.join("moved.toml"), bench.review()).unwrap();
    assert_eq!(open.dossier().tally().met, 0);
    say(&mut open, "A-1", "so");
    assert_eq!(
        (bench.open().dossier().tally().met, bench.leftovers().len()),
        (1, 0)
    );
}

#[test]
fn a_directory_without_the_right_to_write_is_an_error_and_the_review_stays_open() {
    if as_root("a read-only directory, an unreadable review") {
        return;
    }
    let (bench, mut open) = Bench::with_review();
    set_mode(&bench.path, 0o500);
    let change = || support::attest("A-1", support::answer(signoff::review::Status::Met, "so"));
    let error = open.apply(change(), support::ada()).unwrap_err();
    set_mode(&bench.path, 0o700);
    assert!(
        matches!(error, WorkError::Disk(DiskError::Io { .. })),
        "{error}"
    );
    say(&mut open, "A-1", "so");
    set_mode(&bench.review(), 0o000);
    assert!(bench.try_open().is_err());
    set_mode(&bench.review(), 0o600);
}

#[test]
fn a_review_that_is_too_large_is_refused_at_once() {
    let bench = Bench::new();
    let file = std::fs::File::create(bench.review()).unwrap();
    file.set_len(64 * 1024 * 1024 + 1).unwrap();
    let error = bench.try_open().unwrap_err().to_string();
    assert!(
        error.ends_with("is larger than 64 MiB; split the checklist, or start another review"),
        "{error}"
    );
    file.set_len(1 << 40).unwrap();
    assert!(bench.try_open().is_err());
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_line() {
    let bench = Bench::new();
    for (bytes, line) in [
        (&b"\xff"[..], 1),
        (b"schema = 1\n\n# caf\xe9\n", 3),
        (b"\xef\xbb\xbfx\n\xf0\x9f", 2),
    ] {
        bench.write("signoff.toml", bytes);
        bench
            .try_open()
            .unwrap_err()
            .to_string()
            .has(&format!("line {line} is not UTF-8"));
    }
}

const FULL_DISK: &str = "SIGNOFF_TEST_FULL_DISK";

/// A file may not grow beyond four to eight kilobytes, as on a disk that is full.
#[test]
fn a_full_disk_is_an_error_and_the_review_stays_as_it_was() {
    let (bench, open) = Bench::with_review();
    drop(open);
    let status = support::limited_child(
        "store::disk::saves_until_the_disk_is_full",
        "trap '' XFSZ; ulimit -f 8;",
    )
    .env(FULL_DISK, bench.review())
    .status()
    .unwrap();
    assert!(status.success());
    let tally = bench.open().dossier().review().attestations().count();
    assert!(tally > 3, "{tally}");
    assert_eq!(bench.leftovers(), Vec::<String>::new());
}

#[test]
#[ignore = "a child process of the test above"]
fn saves_until_the_disk_is_full() {
    let Some(path) = support::told(FULL_DISK) else {
        return;
    };
    let path = Path::new(OsStr::new(&path));
    let mut open = OpenReview::open(path, &Shelf::default(), CLOCK).unwrap();
    let mut kept = 0;
    let error = loop {
        let change = support::attest("A-1", support::answer(signoff::review::Status::Met, "so"));
        match open.apply(change, support::ada()) {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 1000, "the limit does not bite");
    };
    assert!(
        matches!(&error, WorkError::Disk(DiskError::Io { source, .. })
            if source.kind() == std::io::ErrorKind::FileTooLarge),
        "{error:?}"
    );
    assert_eq!(open.dossier().review().attestations().count(), kept);
    let again = OpenReview::open(path, &Shelf::default(), CLOCK).unwrap();
    assert_eq!(again.dossier().review(), open.dossier().review());
}

#[test]
fn an_export_goes_through_no_link() {
    let (bench, _open) = Bench::with_review();
    let precious = bench.write("precious", "mine");
    let link = bench.path.join("report.md");
    symlink(&precious, &link).unwrap();
    disk::export(&link, "report")
        .unwrap_err()
        .to_string()
        .has("symbolic link");
    assert_eq!(std::fs::read_to_string(precious).unwrap(), "mine");
}

#[test]
fn an_export_replaces_no_pipe_and_no_device() {
    let (bench, _open) = Bench::with_review();
    let pipe = bench.path.join("pipe");
    fifo(&pipe);
    let error = disk::export(&pipe, "report").unwrap_err().to_string();
    assert!(
        error.ends_with("is there and is not a regular file"),
        "{error}"
    );
    assert!(!std::fs::metadata(&pipe).unwrap().is_file());
}

#[test]
fn nothing_is_saved_that_could_not_be_read_again() {
    let (bench, _open) = Bench::with_review();
    let (old, seen) = disk::read(&bench.review()).unwrap();
    let large = "#".repeat(64 * 1024 * 1024 + 1);
    assert!(matches!(
        disk::replace(&bench.review(), &seen, &old, &large),
        Err(DiskError::Unfit { .. })
    ));
    assert!(matches!(
        disk::create(&bench.path.join("new.toml"), &large),
        Err(DiskError::Unfit { .. })
    ));
    assert_eq!(disk::read(&bench.review()).unwrap().0, old);
}
