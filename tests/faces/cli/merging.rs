//! What a merge of git leaves behind is one message, in every command.

use std::fs::File;

use super::house::{House, Run};

/// A review in which two answered the same item, as git leaves it.
fn conflicting() -> House {
    let house = House::with_review();
    let base = house.read("signoff.toml");
    let mut sides = Vec::new();
    for (who, status) in [
        ("Ada <ada@example.org>", "unmet"),
        ("Kim <kim@example.org>", "partial"),
    ] {
        house.write("signoff.toml", &base);
        let words = [
            "attest",
            "SEC-2",
            status,
            "--rationale",
            "Because.",
            "--by",
            who,
        ];
        let run = Run::of(&house.command(&words).output().unwrap());
        assert_eq!(run.code, 0, "{run}");
        let text = house.read("signoff.toml");
        let (start, end) = (
            text.find("\n[[item.").unwrap(),
            text.find("# end SEC-2").unwrap(),
        );
        sides.push(text[start..end].to_owned());
    }
    let marked = format!(
        "<<<<<<< HEAD{}||||||| 1234567\n======={}>>>>>>> feature\n# end SEC-2",
        sides[0], sides[1]
    );
    house.write("signoff.toml", &base.replace("# end SEC-2", &marked));
    house
}

#[test]
fn two_answers_to_an_item_are_one_message() {
    let house = conflicting();
    let before = house.read("signoff.toml");
    for line in [
        "status",
        "check",
        "attest SEC-2 met --rationale x",
        "findings",
        "evidence list",
        "report",
        "verify",
        "sign --role approver --decision rejected",
        "walk --plain",
    ] {
        let run = house.run(line);
        let said = run.to_string();
        assert!(run.code != 0, "{line}: {run}");
        let count = said.matches("git could not merge").count();
        assert_eq!(count, 1, "{line}: {run}");
        let what = "git could not merge SEC-2";
        let sides = [
            "HEAD says unmet by Ada <ada@example.org>",
            "feature says partial by Kim <kim@example.org>",
        ];
        assert!(
            said.contains(what) && sides.iter().all(|side| said.contains(side)),
            "{line}: {run}"
        );
        assert!(said.contains("git show :2:"), "{line}: {run}");
    }
    assert_eq!(house.read("signoff.toml"), before);
}

#[test]
fn the_walker_keeps_both_versions_where_one_says_so() {
    let house = conflicting();
    let before = house.read("signoff.toml");
    let walk = |answers: &str| {
        let answers = house.write("answers", answers);
        let mut command = house.command(&["walk", "--plain"]);
        Run::of(
            &command
                .stdin(File::open(answers).unwrap())
                .output()
                .unwrap(),
        )
    };
    let left = walk("no\nquit\n");
    assert!(left.out.contains("Keep both"), "{left}");
    assert_eq!(house.read("signoff.toml"), before);
    let kept = walk("yes\nquit\n");
    assert!(
        kept.out.contains("SEC-2 undecided until answered"),
        "{kept}"
    );
    let now = house.read("signoff.toml");
    assert!(now.contains("Ada") && now.contains("Kim") && !now.contains("<<<<<<<"));
}

#[test]
fn marks_inside_of_a_text_are_text() {
    let house = House::with_review();
    let text = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> feature";
    let words = ["attest", "NET-1", "met", "--rationale", text, "--note", "x"];
    let run = Run::of(&house.command(&words).output().unwrap());
    assert_eq!(run.code, 0, "{run}");
    house.done("status --json");
    // A file that is broken elsewhere is told as such.
    house.write(
        "signoff.toml",
        &format!("{}\nbroken", house.read("signoff.toml")),
    );
    let run = house.run("status");
    assert!(
        run.code == 2 && !run.err.contains("could not merge"),
        "{run}"
    );
}
