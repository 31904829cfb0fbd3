//! Disks that lack what others have: hard links, locks, the exchange of two files. `strace` stands in for them, and has the
//! system say what they say.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::support::{Bench, say};
use crate::has::Has as _;

const PROGRAM: &str = env!("CARGO_BIN_EXE_signoff");

/// What is missing, as `strace` injects it.
const MISSING: [&[&str]; 5] = [
    // vboxsf, hgfs, exFAT
    &["linkat:error=EPERM"],
    &["linkat:error=EOPNOTSUPP", "renameat2:error=EINVAL"],
    // Some shares
    &["flock:error=EOPNOTSUPP"],
    &["flock:error=EBADF", "renameat2:error=EINVAL"],
    &[
        "flock:error=ENOLCK",
        "renameat2:error=EINVAL",
        "linkat:error=EPERM",
    ],
];

/// The program on a disk where something is missing.
fn on(directory: &Path, missing: &[&str], arguments: &[&str]) -> Command {
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-o", "/dev/null"]);
    for one in missing {
        strace.args(["-e", &format!("inject={one}")]);
    }
    strace
        .arg(PROGRAM)
        .args(arguments)
        .args(["--by", "Ada <ada@example.org>"]);
    strace.current_dir(directory).env("HOME", directory);
    strace
        .env_remove("XDG_STATE_HOME")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    strace
}

/// True, and said, where nothing can be injected here.
fn cannot_inject() -> bool {
    let tried = Command::new("strace")
        .args(["-e", "inject=flock:error=ENOLCK", "-o", "/dev/null", "true"])
        .status();
    let cannot = !tried.is_ok_and(|status| status.success());
    if cannot {
        eprintln!("NOT TESTED: strace is missing, or may not trace here");
    }
    cannot
}

fn done(output: &Output) {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn attest(item: &str) -> [&str; 7] {
    ["attest", item, "met", "--note", "seen", "--rationale", "so"]
}

/// Everything in a directory that a save may have left.
fn hidden(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains("signoff-")).collect()
}

#[test]
fn whatever_a_disk_lacks_reviews_are_started_and_saved_there() {
    if cannot_inject() {
        return;
    }
    for missing in MISSING {
        let bench = Bench::new();
        let new = ["new", "--checklist", "small", "--system", "robotics"];
        done(&on(&bench.path, missing, &new).output().unwrap());
        let again = on(&bench.path, missing, &new).output().unwrap();
        let said = String::from_utf8_lossy(&again.stderr);
        assert!(!again.status.success() && said.contains("exists"), "{said}");
        for item in ["A-1", "A-2", "A-1"] {
            done(&on(&bench.path, missing, &attest(item)).output().unwrap());
        }
        let count = bench.open().dossier().review().attestations().count();
        assert_eq!((count, hidden(&bench.path)), (3, vec![]), "{missing:?}");
    }
}

#[test]
fn where_there_is_no_lock_a_file_stands_for_it() {
    if cannot_inject() {
        return;
    }
    let (bench, open) = Bench::with_review();
    drop(open);
    // Without the exchange too, nothing but the lock keeps one save from writing over another.
    let missing = &["flock:error=EOPNOTSUPP", "renameat2:error=EINVAL"];
    let run = |item: &str| on(&bench.path, missing, &attest(item)).spawn().unwrap();
    let running: Vec<_> = ["A-1", "A-2", "B-1", "B.2"]
        .iter()
        .cycle()
        .take(8)
        .map(|item| run(item))
        .collect();
    let saved = running
        .into_iter()
        .filter_map(|mut one| one.wait().unwrap().success().then_some(()))
        .count();
    let count = bench.open().dossier().review().attestations().count();
    assert_eq!((count, hidden(&bench.path)), (saved, vec![]));
    assert!(saved >= 4, "{saved}");
}

#[test]
fn a_save_tells_that_another_name_of_the_file_keeps_the_old_text() {
    let (bench, mut open) = Bench::with_review();
    let before = bench.read();
    let copy = bench.path.join("copy.toml");
    std::fs::hard_link(bench.review(), &copy).unwrap();
    let warnings = say(&mut open, "A-1", "so").warnings();
    warnings[0].has("a hard link");
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), before);
    assert_eq!(
        say(&mut open, "A-1", "now").warnings(),
        Vec::<String>::new()
    );
}

#[test]
fn extended_attributes_stay() {
    let (bench, mut open) = Bench::with_review();
    let review = bench.review();
    let set = rustix::fs::setxattr(
        &review,
        "user.tag",
        b"kept",
        rustix::fs::XattrFlags::empty(),
    );
    if set.is_err() {
        eprintln!("NOT TESTED: this disk has no extended attributes");
        return;
    }
    say(&mut open, "A-1", "so");
    let mut value = [0; 8];
    let length = rustix::fs::getxattr(&review, "user.tag", &mut value[..]).unwrap();
    assert_eq!(&value[..length], b"kept");
}
