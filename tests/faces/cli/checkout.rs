//! Evidence in another checkout: why it is not what was attested. However alike it is, the gate stays shut.

use crate::house::{House, Run};

const POINTED: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:";

/// A repository in which an item has evidence that nobody has committed yet; `None`, and said, without git.
fn house(name: &str) -> Option<(House, Run)> {
    let house = House::in_git()?;
    house.done("new --checklist azure-deployment --system box");
    house.write(name, "one\ntwo\n");
    let run = house.done(&format!(
        "attest NET-1 met --rationale So. --evidence {name}"
    ));
    Some((house, run))
}

/// Asserts that commands, report and JSON say why, and that the answer does not count.
fn says(house: &House, why: &str) {
    house.run("evidence verify").is(1).has_out(why);
    let listed = house.json("evidence list --json");
    let said = listed["evidence"][0]["why"].as_str().unwrap_or_default();
    assert!(said.contains(why), "{listed}");
    for command in ["check --require complete", "report"] {
        house.run(command).has(why);
    }
    house.run("check --require complete").is(1);
}

#[test]
fn line_ends_that_git_changed_are_named() {
    let Some((house, run)) = house("scan.txt") else {
        return;
    };
    run.has_err("scan.txt is not in git yet");
    house.git("add .");
    let run = house.run("attest NET-1 met --rationale Again. --evidence scan.txt");
    run.lacks_err("git");
    house.commit();
    for words in [
        "config core.autocrlf true",
        "rm --quiet --cached scan.txt",
        "reset --quiet --hard",
    ] {
        std::fs::remove_file(house.path("scan.txt")).ok();
        house.git(words);
    }
    assert_eq!(house.read("scan.txt"), "one\r\ntwo\r\n");
    // The record says that it is text, and nobody asks git again.
    let review = house.review();
    house.write(".gitattributes", "scan.txt -text\n");
    house.run("evidence verify").is(0);
    for other in ["one\r\nthree\r\n", "one\r\ntwo\r\n\0"] {
        house.write("scan.txt", other);
        let run = house.run("evidence verify");
        run.is(1).has_out("changed ");
        house.run("check --require complete").is(1);
    }
    // What was attached before the record could say it.
    house.write("scan.txt", "one\r\ntwo\r\n");
    house.put(&review.replace("compared = \"lf\"", ""));
    says(&house, "only line ends differ");
    house
        .run("evidence list --json")
        .has_out("git changed the line ends: `* -text` in .gitattributes keeps them");
}

#[test]
fn text_is_what_git_may_change_where_it_is_attached() {
    let Some((house, _)) = house("scan.txt") else {
        return;
    };
    let review = house.review();
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
    let review = house.review();
    assert_eq!(review.matches("compared").count(), 5, "{review}");
    // With the line ends of Windows it is the same.
    house.write("dos.txt", "one\r\ntwo\r\n");
    house.done("attest NET-2 met --rationale So. --evidence dos.txt");
    house.write("dos.txt", "one\ntwo\n");
    house.run("evidence verify").is(0);
    house
        .done("report")
        .has_out("of its text with line ends of Unix");
    // Where the record says otherwise, or a schema has no place for it.
    let review = house.review();
    house.put(&review.replace("compared = \"lf\"", "compared = \"crlf\""));
    house
        .run("check")
        .is(2)
        .has_err("`compared`: expected one of lf");
}

#[test]
fn a_pointer_of_lfs_is_named() {
    let Some((house, _)) = house("scan.txt") else {
        return;
    };
    let review = house.review();
    let (_, digest) = review
        .split_once("digest = \"sha256:")
        .and_then(|(_, rest)| rest.split_once("scan.txt\"\ndigest = \"sha256:"))
        .unwrap();
    house.write("scan.txt", &format!("{POINTED}{}\nsize 8\n", &digest[..64]));
    says(&house, "a pointer of git LFS");
    house
        .run("evidence list --json")
        .has_out("`git lfs pull` brings the file");
    house.write(
        "scan.txt",
        &format!("{POINTED}{}\nsize 8\n", "0".repeat(64)),
    );
    house.run("evidence verify").lacks_out("LFS");
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
    house
        .run("evidence add NET-1 other.txt")
        .has_err("git ignores other.txt");
}
