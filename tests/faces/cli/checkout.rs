//! Evidence in another checkout: why it is not what was attested. However alike it is, the gate stays shut.

use std::path::Path;
use std::process::Command;

use super::house::{House, Run};

const POINTED: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:";

/// Runs git in a directory, with nobody's settings; false where it fails or is not there.
fn git(directory: &Path, words: &[&str]) -> bool {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(words)
        .current_dir(directory)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    git.output().is_ok_and(|output| output.status.success())
}

/// A repository in which an item has evidence that nobody has committed yet; `None`, and said, without git.
fn house(name: &str) -> Option<(House, Run)> {
    let house = House::new();
    if !git(&house.path(""), &["init", "--quiet"]) {
        eprintln!("without git this test tests nothing");
        return None;
    }
    house.done("new --checklist azure-deployment --system box");
    house.write(name, "one\ntwo\n");
    let words = [
        "attest",
        "NET-1",
        "met",
        "--rationale",
        "So.",
        "--evidence",
        name,
    ];
    let run = Run::of(&house.command(&words).output().unwrap());
    assert_eq!(run.code, 0, "{run}");
    Some((house, run))
}

/// Asserts that commands, report and JSON say why, and that the answer does not count.
fn says(house: &House, why: &str) {
    let verify = house.run("evidence verify");
    assert!(verify.code == 1 && verify.out.contains(why), "{verify}");
    let listed = house.run("evidence list --json");
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    let said = listed["evidence"][0]["why"].as_str().unwrap_or_default();
    assert!(said.contains(why), "{listed}");
    for command in ["check --require complete", "report"] {
        let run = house.run(command);
        assert!(run.to_string().contains(why), "{run}");
    }
    assert_eq!(house.run("check --require complete").code, 1);
}

#[test]
fn line_ends_that_git_changed_are_named() {
    let Some((house, run)) = house("scan.txt") else {
        return;
    };
    assert!(run.err.contains("scan.txt is not in git yet"), "{run}");
    assert!(git(&house.path(""), &["add", "."]));
    let run = house.run("attest NET-1 met --rationale Again. --evidence scan.txt");
    assert!(!run.err.contains("git"), "{run}");
    assert!(git(
        &house.path(""),
        &["commit", "--quiet", "--message", "One"]
    ));
    for words in [
        &["config", "core.autocrlf", "true"][..],
        &["rm", "--quiet", "--cached", "scan.txt"],
        &["reset", "--quiet", "--hard"],
    ] {
        std::fs::remove_file(house.path("scan.txt")).ok();
        assert!(git(&house.path(""), words), "{words:?}");
    }
    assert_eq!(house.read("scan.txt"), "one\r\ntwo\r\n");
    // The record says that it is text, and nobody asks git again.
    let review = house.read("signoff.toml");
    house.write(".gitattributes", "scan.txt -text\n");
    assert_eq!(house.run("evidence verify").code, 0);
    for other in ["one\r\nthree\r\n", "one\r\ntwo\r\n\0"] {
        house.write("scan.txt", other);
        let run = house.run("evidence verify");
        assert!(run.code == 1 && run.out.contains("changed "), "{run}");
        assert_eq!(house.run("check --require complete").code, 1);
    }
    // What was attached before the record could say it.
    house.write("scan.txt", "one\r\ntwo\r\n");
    house.write("signoff.toml", &review.replace("compared = \"lf\"", ""));
    says(&house, "only line ends differ");
}

#[test]
fn text_is_what_git_may_change_where_it_is_attached() {
    let Some((house, _)) = house("scan.txt") else {
        return;
    };
    let review = house.read("signoff.toml");
    assert_eq!(review.matches("compared = \"lf\"").count(), 1, "{review}");
    house.write(".gitattributes", "raw.txt -text\npicture.txt binary\n");
    house.write("one.txt", "one line");
    house.write("nul.txt", "a\n\0");
    for name in ["raw.txt", "picture.txt"] {
        house.write(name, "a\nb\n");
    }
    for name in ["raw.txt", "picture.txt", "one.txt", "nul.txt"] {
        house.done(&format!("evidence add NET-1 {name}"));
    }
    // Only that of the first piece, which is taken over each time.
    let review = house.read("signoff.toml");
    assert_eq!(review.matches("compared").count(), 5, "{review}");
    // With the line ends of Windows it is the same.
    house.write("dos.txt", "one\r\ntwo\r\n");
    house.done("attest NET-2 met --rationale So. --evidence dos.txt");
    house.write("dos.txt", "one\ntwo\n");
    assert_eq!(house.run("evidence verify").code, 0);
    assert!(
        house
            .done("report")
            .out
            .contains("of its text with line ends of Unix")
    );
    // Where the record says otherwise, or a schema has no place for it.
    let review = house.read("signoff.toml");
    house.write(
        "signoff.toml",
        &review.replace("compared = \"lf\"", "compared = \"crlf\""),
    );
    let run = house.run("check");
    assert!(
        run.code == 2 && run.err.contains("`compared`: expected one of lf"),
        "{run}"
    );
}

#[test]
fn a_pointer_of_lfs_is_named() {
    let Some((house, _)) = house("scan.txt") else {
        return;
    };
    let review = house.read("signoff.toml");
    let (_, digest) = review
        .split_once("digest = \"sha256:")
        .and_then(|(_, rest)| rest.split_once("scan.txt\"\ndigest = \"sha256:"))
        .unwrap();
    house.write("scan.txt", &format!("{POINTED}{}\nsize 8\n", &digest[..64]));
    says(&house, "a pointer of git LFS");
    house.write(
        "scan.txt",
        &format!("{POINTED}{}\nsize 8\n", "0".repeat(64)),
    );
    assert!(!house.run("evidence verify").out.contains("LFS"));
}

#[test]
fn a_name_in_another_normal_form_is_named() {
    let Some((house, _)) = house("pru\u{308}fung.txt") else {
        return;
    };
    let other = house.path("pr\u{fc}fung.txt");
    std::fs::rename(house.path("pru\u{308}fung.txt"), other).unwrap();
    says(&house, "another normal form of Unicode");
}

#[test]
fn what_is_gone_since_git_never_had_it_is_named() {
    let Some((house, _)) = house("scan.txt") else {
        return;
    };
    std::fs::remove_file(house.path("scan.txt")).unwrap();
    says(&house, "it was never committed");
    house.write(".gitignore", "*.txt\n");
    says(&house, "git ignores it");
    house.write("other.txt", "x");
    let run = house.run("evidence add NET-1 other.txt");
    assert!(run.err.contains("git ignores other.txt"), "{run}");
}
