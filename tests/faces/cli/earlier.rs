//! What the gate remembers: every record that a review had at a commit, and from which commit only the review differs.

use crate::has::Has as _;
use crate::house::{BOB, GRACE, House, mini};

/// A review with an empty commit before it, answered, returned, rejected and approved.
fn remembered() -> Option<House> {
    let house = House::in_git()?;
    house
        .git("commit --quiet --allow-empty --message Empty")
        .unwrap();
    house.write("mini.toml", &mini("", &["high", "low"]));
    house.done("new --checklist ./mini.toml --system box --time-zone UTC");
    house.done("session start");
    house.done("attest A-1 A-2 met --rationale Fine");
    house.done("session vote go --role reviewer");
    house.done("session end");
    house.commit();
    house.by(GRACE).done("return A-1 --text 'No result'");
    house.done("attest A-1 met --rationale Tested");
    house.done("attest A-2 met --rationale Wrong");
    house.done("undo");
    house
        .by(GRACE)
        .done("sign --role reviewer --decision rejected --why No --unsigned");
    house
        .by(BOB)
        .done("sign --role approver --decision approved --unsigned");
    house.commit();
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
    let Some(house) = remembered() else { return };
    let whole = house.review();
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
        house.put(&change);
        let lost = lost(ask);
        lost[0].has(why).has("is gone");
        assert_eq!(lost.len(), 1);
    }
    let edited = whole.replace("\"\"\"Tested\"\"\"", "\"\"\"Tasted\"\"\"");
    house.put(&edited.replace("\"Tested\"", "\"Tasted\""));
    lost(ask)[0]
        .has("the answer met by Ada Lovelace <ada@example.org> on ")
        .has("on mini/A-1 is another one");
    let marks = |line: &&str| !line.starts_with("withdrawn-");
    let kept: Vec<_> = whole.lines().filter(marks).collect();
    house.put(&kept.join("\n"));
    lost(ask)[0].has("on mini/A-2 is not taken back as it was");
    let end = whole.find("ended-at = ").unwrap() + 11;
    house.put(&format!("{}9{}", &whole[..end], &whole[end + 1..]));
    lost(ask)[0].has("does not end when it did");
    // What was struck does not come back.
    house.put(&whole);
    house.done("strike A-1 --why Private");
    house.commit();
    assert_eq!(lost(ask), none);
    let struck = house.review();
    let at = struck.split_once("struck = ").unwrap().1;
    let at = at.split_once(" at = ").unwrap().1;
    let (day, time) = at.split_once('Z').unwrap().0.split_once('T').unwrap();
    let later = struck.replace(&format!("{day}T{time}Z"), &format!("{day}T23:59:59.999Z"));
    for unsaid in [&whole, &later] {
        house.put(unsaid);
        lost(ask)[0].has("is not struck as it was");
    }
    house.git("reset --quiet --hard HEAD~1").unwrap();
    // A whole older file is what nothing in it tells.
    house.git("checkout --quiet HEAD~1 -- signoff.toml");
    assert_eq!(lost(ask).len(), 5, "{:?}", lost(ask));
    for line in [
        "check --require complete --against HEAD",
        "status --against HEAD",
        "report --against HEAD",
    ] {
        house.run(line).has_out("is gone");
    }
    for line in [
        "walk --plain --against HEAD",
        "export in-toto --predicate --against HEAD",
    ] {
        let run = house.run(line);
        let said = format!("{}{}", run.out, run.err);
        run.is(1);
        said.has("is gone");
    }
    house.write("../policy.toml", "[review]\nagainst = \"HEAD\"\n");
    let run = house.run("check --explain --policy ../policy.toml");
    run.has_out("is gone");
    run.has_out("against: HEAD (policy.toml)");
    // What replaces an object is not what it was.
    let (now, before) = ("HEAD:signoff.toml", "HEAD~1:signoff.toml");
    let [now, before] = [now, before].map(|name| house.git(&format!("rev-parse {name}")).unwrap());
    house.git(&format!("replace {now} {before}"));
    assert_eq!(lost(ask).len(), 5);
}

#[test]
fn a_seal_is_remembered_too() {
    let Some(house) = remembered() else { return };
    let whole = house.review();
    house.done("seal --reason Done");
    house.commit();
    house.put(&whole);
    house
        .run("check --against HEAD")
        .is(1)
        .has_out("the seal, sealed, by Ada Lovelace <ada@example.org> on ");
}

#[test]
fn what_comes_later_loses_nothing() {
    let Some(house) = remembered() else { return };
    house.by(BOB).done("comment A-1 --text Hm");
    house.done("attest A-2 met --rationale Again");
    house.done("attest A-2 met --rationale Slip");
    let slip = house.commit();
    house.done("undo");
    for against in ["HEAD", "HEAD~1", &slip] {
        house
            .run(&format!("check --against {against} --explain"))
            .has_out(&format!("kept            against: {against} (--against)"));
    }
    // A signature that was not there may come; one that was there stays.
    let text = house.review();
    let signed = format!("{text}signature = \"x\"\n");
    house.put(&signed);
    let run = house.run("check --against HEAD");
    run.lacks_out("HEAD");
    house.commit();
    house.put(&text);
    house
        .run("check --against HEAD")
        .has_out("has not the signature that it had");
}

#[test]
fn what_nobody_can_tell_is_a_no() {
    let Some(house) = remembered() else { return };
    house
        .by(GRACE)
        .done("sign --role reviewer --decision approved --unsigned");
    house.run("check --against HEAD").is(0);
    let run = |asked: &str| house.run(&format!("check {asked}"));
    for (asked, why) in [
        (
            "HEAD~2",
            "signoff.toml is not there: the review is newer, or stood elsewhere then",
        ),
        ("v9", "git knows no such commit here"),
        ("--all", "git knows no such commit here"),
        ("HEAD:signoff.toml", "git knows no such commit here"),
    ] {
        run(&format!("--against={asked}")).is(1).has_out(why);
    }
    // Whoever can push a tag says else which commit a branch is on.
    house
        .git("update-ref refs/remotes/origin/main HEAD")
        .unwrap();
    run("--against=origin/main").is(0);
    house.git("tag origin/main HEAD~1").unwrap();
    run("--against=origin/main")
        .is(1)
        .has_out("several things of that name");
    for whole in ["refs/remotes/origin/main", "refs/tags/origin/main"] {
        run(&format!("--against={whole}")).is(0);
    }
    // Also where the branch is not here, as in a clone of one other branch, or of the tags alone.
    house.git("update-ref -d refs/remotes/origin/main").unwrap();
    run("--against=origin/main").is(0);
    house.git("remote add origin .").unwrap();
    for name in ["origin/main", "origin/main^0"] {
        run(&format!("--against={name}"))
            .is(1)
            .has_out("several things of that name");
    }
    for whole in ["refs/tags/origin/main", "tags/origin/main"] {
        run(&format!("--against={whole}")).is(0);
    }
    // Moved, it has no past, and so no yes.
    std::fs::rename(house.path("signoff.toml"), house.path("other.toml")).unwrap();
    house
        .run("check -r other.toml --against HEAD")
        .is(1)
        .has_out("other.toml is not there");
    // Another review in its place.
    house.done("new --checklist ./mini.toml --system box");
    let other = house.run("check --against HEAD");
    other.has_out("is gone: this is another");
    house.put("x = 1\n");
    house.commit();
    house.put(&house.read("other.toml"));
    run("--against=HEAD").has_out("signoff.toml is no review there");
}

/// A review of the first commit that is signed off and committed behind it, with evidence and its report.
fn committed() -> Option<(House, String)> {
    let house = House::in_git()?;
    house.write("mini.toml", &mini("", &["high", "low"]));
    house.write("code.txt", "1\n");
    let first = house.commit();
    house.done("new --checklist ./mini.toml --system box --revision HEAD");
    house.write("proof.txt", "fine\n");
    house.done("attest A-1 A-2 met --evidence proof.txt");
    house.commit();
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    house.done("report --output signoff-report.md");
    house.commit();
    Some((house, first))
}

#[test]
fn commits_that_touch_only_the_review_count_as_the_one_before() {
    let Some((house, first)) = committed() else {
        return;
    };
    let run = house.run("check --revision HEAD");
    let said = format!("revision {first} (which HEAD counts as: they differ in the review alone)");
    run.is(0).has_out(&said);
    house.git("checkout --quiet -b side").unwrap();
    let on = |change: &dyn Fn()| {
        house.git("checkout --quiet -B side master").unwrap();
        change();
        house.commit();
        house
            .run("check --revision HEAD")
            .is(1)
            .has_out(&format!("the review is of {first}, not of HEAD ("));
    };
    house.git("branch --force master").unwrap();
    on(&|| drop(house.write("code.txt", "2\n")));
    on(&|| drop(house.write(".gitattributes", "* text\n")));
    on(&|| drop(house.write("sub/signoff.toml", &house.review())));
    // What the review does not name is no evidence, whatever its place.
    on(&|| drop(house.write("proof.txt", "mine\n")));
    // A report that leads elsewhere is none.
    on(&|| {
        std::fs::remove_file(house.path("signoff-report.md")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", house.path("signoff-report.md")).unwrap();
    });
    on(&|| {
        house.git("checkout --quiet -B other master~1").unwrap();
        house
            .git("commit --quiet --allow-empty --message Other")
            .unwrap();
        house.git("merge --quiet --message Both master").unwrap();
    });
}
