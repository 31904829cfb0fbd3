//! What the gate remembers: every record that a review had at a commit, and from which commit only the review differs.

use std::process::Command;

use super::attacks::LIST;
use super::house::{House, Run};

const ADA: &str = "--by 'Ada Lovelace <ada@example.org>'";
const GRACE: &str = "--by 'Grace Hopper <grace@example.org>'";
const BOB: &str = "--by 'Bob <bob@example.org>'";

/// Git in the repository of a house; `None` where there is none.
fn git(house: &House, line: &str) -> Option<String> {
    let output = Command::new("git")
        .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
        .args(line.split(' '))
        .current_dir(house.path(""))
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .ok()?;
    assert!(output.status.success(), "git {line}: {output:?}");
    Some(String::from_utf8(output.stdout).unwrap().trim().to_owned())
}

/// Commits all that there is.
fn commit(house: &House) -> String {
    git(house, "add --all").unwrap();
    git(house, "commit --quiet --allow-empty --message More").unwrap();
    git(house, "rev-parse HEAD").unwrap()
}

/// A review with an empty commit before it, answered, returned, rejected and approved.
fn remembered() -> Option<House> {
    let house = House::new();
    git(&house, "init --quiet")?;
    git(&house, "commit --quiet --allow-empty --message Empty").unwrap();
    house.write("mini.toml", &LIST.replace("\"reviewer\", ", ""));
    house.done("new --checklist ./mini.toml --system box --time-zone UTC");
    house.done(&format!("session start {ADA}"));
    house.done(&format!("attest A-1 A-2 met --rationale Fine {ADA}"));
    house.done(&format!("session vote go --role reviewer {ADA}"));
    house.done(&format!("session end {ADA}"));
    commit(&house);
    house.done(&format!("return A-1 --text 'No result' {GRACE}"));
    house.done(&format!("attest A-1 met --rationale Tested {ADA}"));
    house.done(&format!("attest A-2 met --rationale Wrong {ADA}"));
    house.done(&format!("undo {ADA}"));
    house.done(&format!(
        "sign --role reviewer --decision rejected --why No --unsigned {GRACE}"
    ));
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {BOB}"
    ));
    commit(&house);
    Some(house)
}

/// The text without the record that holds some words, from its header to the next.
fn without(text: &str, words: &str) -> String {
    let at = text.find(words).unwrap();
    let start = text[..at].rfind("\n[[").unwrap();
    let end = text[at..]
        .find("\n[[")
        .or_else(|| text[at..].find("\n# end"));
    let end = end.map_or(text.len(), |end| at + end);
    format!("{}{}", &text[..start], &text[end..])
}

#[test]
fn what_a_commit_remembers_is_still_there() {
    let Some(house) = remembered() else {
        return eprintln!("without git this test tests nothing");
    };
    let whole = house.read("signoff.toml");
    let lost = |line: &str| {
        let run = house.run(line);
        let lines = run.out.lines().filter(|line| line.contains("HEAD ("));
        lines.map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let ask = "check --against HEAD";
    let none: [&str; 0] = [];
    assert_eq!(lost(ask), none);
    for (change, why) in [
        (
            without(&whole, "Decision: rejected"),
            "the sign-off, rejected as reviewer, by Grace Hopper <grace@example.org> on ",
        ),
        (
            without(&whole, "kind = \"return\""),
            "the return by Grace Hopper <grace@example.org> on ",
        ),
        (
            without(&whole, "started-at"),
            "the session led by Ada Lovelace <ada@example.org> on ",
        ),
        (
            without(&whole, "kind = \"go\""),
            "the go as reviewer by Ada Lovelace <ada@example.org> on ",
        ),
    ] {
        house.write("signoff.toml", &change);
        let lost = lost(ask);
        assert!(
            lost[0].contains(why) && lost[0].contains("is gone"),
            "{why}: {lost:?}"
        );
        assert_eq!(lost.len(), 1);
    }
    let edited = whole.replace("\"\"\"Tested\"\"\"", "\"\"\"Tasted\"\"\"");
    house.write("signoff.toml", &edited.replace("\"Tested\"", "\"Tasted\""));
    assert!(lost(ask)[0].contains("on mini/A-1 is another one"));
    let marks = |line: &&str| !line.starts_with("withdrawn-");
    let kept: Vec<_> = whole.lines().filter(marks).collect();
    house.write("signoff.toml", &kept.join("\n"));
    assert!(lost(ask)[0].contains("on mini/A-2 is not taken back as it was"));
    // A whole older file is what nothing in it tells.
    git(&house, "checkout --quiet HEAD~1 -- signoff.toml");
    assert_eq!(lost(ask).len(), 5, "{:?}", lost(ask));
    for line in [
        "check --require complete --against HEAD",
        "status --against HEAD",
        "report --against HEAD",
    ] {
        let run = house.run(line);
        assert!(run.out.contains("is gone"), "{line}\n{run}");
    }
    for line in [
        "walk --plain --against HEAD",
        "export in-toto --predicate --against HEAD",
    ] {
        let run = house.run(line);
        let said = format!("{}{}", run.out, run.err);
        assert!(run.code == 1 && said.contains("is gone"), "{line}\n{run}");
    }
    house.write("../policy.toml", "[review]\nagainst = \"HEAD\"\n");
    let run = house.run("check --explain --policy ../policy.toml");
    assert!(run.out.contains("is gone"), "{run}");
    assert!(run.out.contains("against: HEAD (policy.toml)"), "{run}");
    // What replaces an object is not what it was.
    let (now, before) = ("HEAD:signoff.toml", "HEAD~1:signoff.toml");
    let [now, before] =
        [now, before].map(|name| git(&house, &format!("rev-parse {name}")).unwrap());
    git(&house, &format!("replace {now} {before}"));
    assert_eq!(lost(ask).len(), 5);
}

#[test]
fn what_comes_later_loses_nothing() {
    let Some(house) = remembered() else {
        return eprintln!("without git this test tests nothing");
    };
    house.done(&format!("comment A-1 --text Hm {BOB}"));
    house.done(&format!("attest A-2 met --rationale Again {ADA}"));
    house.done(&format!("attest A-2 met --rationale Slip {ADA}"));
    let slip = commit(&house);
    house.done(&format!("undo {ADA}"));
    for against in ["HEAD", "HEAD~1", &slip] {
        let run = house.run(&format!("check --against {against} --explain"));
        assert!(
            run.out
                .contains(&format!("kept            against: {against} (--against)")),
            "{run}"
        );
    }
    // A signature that was not there may come; one that was there stays.
    let text = house.read("signoff.toml");
    let signed = format!("{text}signature = \"x\"\n");
    house.write("signoff.toml", &signed);
    let run = house.run("check --against HEAD");
    assert!(!run.out.contains("HEAD"), "{run}");
    commit(&house);
    house.write("signoff.toml", &text);
    let run = house.run("check --against HEAD");
    assert!(
        run.out.contains("has not the signature that it had"),
        "{run}"
    );
}

#[test]
fn what_nobody_can_tell_is_a_no() {
    let Some(house) = remembered() else {
        return eprintln!("without git this test tests nothing");
    };
    house.done(&format!(
        "sign --role reviewer --decision approved --unsigned {GRACE}"
    ));
    assert_eq!(house.run("check --against HEAD").code, 0);
    let run = |asked: &str| Run::of(&house.command(&["check", asked]).output().unwrap());
    for (asked, why) in [
        (
            "HEAD~2",
            "signoff.toml is not there: the review is newer, or stood elsewhere then",
        ),
        ("v9", "git knows no such commit here"),
        ("--all", "git knows no such commit here"),
        ("HEAD:signoff.toml", "git knows no such commit here"),
    ] {
        let run = run(&format!("--against={asked}"));
        assert!(run.code == 1 && run.out.contains(why), "{asked}\n{run}");
    }
    // Moved, it has no past, and so no yes.
    std::fs::rename(house.path("signoff.toml"), house.path("other.toml")).unwrap();
    let moved = house.run("check -r other.toml --against HEAD");
    assert!(
        moved.code == 1 && moved.out.contains("other.toml is not there"),
        "{moved}"
    );
    // Another review in its place.
    house.done("new --checklist ./mini.toml --system box");
    let other = house.run("check --against HEAD");
    assert!(other.out.contains("is gone: this is another"), "{other}");
    house.write("signoff.toml", "x = 1\n");
    commit(&house);
    house.write("signoff.toml", &house.read("other.toml"));
    assert!(
        run("--against=HEAD")
            .out
            .contains("signoff.toml is no review there")
    );
}

/// A review of the first commit that is signed off and committed behind it, with evidence and its report.
fn committed() -> Option<(House, String)> {
    let house = House::new();
    git(&house, "init --quiet")?;
    house.write("mini.toml", &LIST.replace("\"reviewer\", ", ""));
    house.write("code.txt", "1\n");
    let first = commit(&house);
    house.done("new --checklist ./mini.toml --system box --revision HEAD");
    house.write("proof.txt", "fine\n");
    house.done(&format!("attest A-1 A-2 met --evidence proof.txt {ADA}"));
    commit(&house);
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {GRACE}"
    ));
    house.done("report --output signoff-report.md");
    commit(&house);
    Some((house, first))
}

#[test]
fn commits_that_touch_only_the_review_count_as_the_one_before() {
    let Some((house, first)) = committed() else {
        return eprintln!("without git this test tests nothing");
    };
    let run = house.run("check --revision HEAD");
    let said = format!("revision {first} (which HEAD counts as: they differ in the review alone)");
    assert!(run.code == 0 && run.out.contains(&said), "{run}");
    git(&house, "checkout --quiet -b side").unwrap();
    let on = |change: &dyn Fn()| {
        git(&house, "checkout --quiet -B side master").unwrap();
        change();
        commit(&house);
        let run = house.run("check --revision HEAD");
        assert!(
            run.code == 1
                && run
                    .out
                    .contains(&format!("the review is of {first}, not of HEAD (")),
            "{run}"
        );
    };
    git(&house, "branch --force master").unwrap();
    on(&|| drop(house.write("code.txt", "2\n")));
    on(&|| drop(house.write(".gitattributes", "* text\n")));
    on(&|| drop(house.write("sub/signoff.toml", &house.read("signoff.toml"))));
    // What the review does not name is no evidence, whatever its place.
    on(&|| drop(house.write("proof.txt", "mine\n")));
    // A report that leads elsewhere is none.
    on(&|| {
        std::fs::remove_file(house.path("signoff-report.md")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", house.path("signoff-report.md")).unwrap();
    });
    on(&|| {
        git(&house, "checkout --quiet -B other master~1").unwrap();
        git(&house, "commit --quiet --allow-empty --message Other").unwrap();
        git(&house, "merge --quiet --message Both master").unwrap();
    });
}
