//! Whose review the gate lets pass: the one that is asked for, and no other.

use super::attacks::LIST;
use crate::house::{GRACE, House, Run, mini};

/// A review of `box` in production, of a revision, that is signed off by name.
fn signed_off(revision: &str) -> House {
    let house = House::of(
        &mini("", &["high", "low"]),
        &format!("--system box --environment prod --revision {revision}"),
    );
    house.done("attest A-1 A-2 met --rationale Fine");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned");
    house
}

/// The review's id, and its checklist with its digest.
fn names(house: &House) -> (String, String) {
    let list = house.json("checklist show ./mini.toml --json");
    let check = house.json("check --json");
    (
        check["review"]["id"].as_str().unwrap().to_owned(),
        format!("mini@{}", list["digest"].as_str().unwrap()),
    )
}

#[test]
fn the_gate_lets_only_the_review_pass_that_it_names() {
    let house = signed_off("v1");
    let (id, pin) = names(&house);
    let all = format!(
        "--system box --environment prod --review-id {id} --revision v1 --checklist mini --checklist {pin}"
    );
    house.run(&format!("check {all}")).is(0);
    let other = format!("mini@sha256:{}", "0".repeat(64));
    for (asked, why) in [
        ("--system cube", "the review has the system box, not cube"),
        (
            "--environment staging",
            "the review has the environment prod, not staging",
        ),
        ("--review-id 1", "the review has the id "),
        ("--revision v2", "the review is of v1, not of v2"),
        (
            "--checklist other",
            "the review is not against the checklist other",
        ),
        (
            &format!("--checklist {other}"),
            "the checklist mini is not the text that is asked for",
        ),
    ] {
        for command in ["check", "status", "report", "walk --plain", "check --json"] {
            let run = house.run(&format!("{command} {asked}"));
            run.has_out(why);
            let fails = command.starts_with("check") || command.starts_with("walk");
            run.is(i32::from(fails));
        }
        let run = house.run(&format!("export in-toto --predicate {asked}"));
        assert!(
            run.code == 1 && run.out.is_empty() && run.err.contains(why),
            "{run}"
        );
        house
            .run(&format!("check --require complete {asked}"))
            .is(1)
            .has_out(why);
    }
    house
        .run("check --checklist mini@sha256:00")
        .is(2)
        .has_err("expected the id of a checklist");
}

#[test]
fn a_name_that_git_does_not_know_stays_a_name_and_that_is_said() {
    let Some(house) = House::in_git() else { return };
    house.write("mini.toml", &mini("", &["low"]));
    let id = house.commit();
    house.git("tag -a -m One v1").unwrap();
    let long = "v".repeat(300);
    for (nth, (name, known)) in [
        ("HEAD", true),
        ("v1", true),
        (&id[..9], true),
        (&id, true),
        ("v2", false),
        ("0123456", false),
        ("--all", false),
        ("^HEAD", false),
        ("HEAD:mini.toml", false),
        ("HEAD^{tree}", false),
        ("HEAD HEAD", false),
        ("HEAD\u{202e}", false),
        ("\u{1b}[31mHEAD", false),
        (&long, false),
    ]
    .into_iter()
    .enumerate()
    {
        let (file, named) = (format!("{nth}.toml"), format!("--revision={name}"));
        let list = ["--checklist", "./mini.toml", "--system", "box"];
        let new = [&["new", &file, &named][..], &list].concat();
        for line in [&new[..], &["revise", "-r", &file, "--", name]] {
            let run = Run::of(&mut house.command(line));
            run.is(0);
            let is_said = run.err.contains("that is kept as a name");
            assert_eq!(is_said, !known, "{line:?} {run}");
            let review = house.json(&format!("status -r {file} --json"))["review"].clone();
            assert_eq!(review["revision"], if known { &*id } else { name });
        }
    }
}

#[test]
fn a_policy_file_names_the_review_too_and_both_must_hold() {
    let house = signed_off("v1");
    let (id, pin) = names(&house);
    let check = |text: &str, more: &str| {
        house.write("../policy.toml", text);
        house.run(&format!("check --policy ../policy.toml {more}"))
    };
    let all = format!(
        "[review]\nsystem = \"box\"\nenvironment = \"prod\"\nid = \"{id}\"\nrevision = \"v1\"\n\
         checklists = [\"{pin}\"]\nitems = 2\n"
    );
    check(&all, "--system box").is(0);
    for (text, more, why) in [
        (
            "system = \"cube\"",
            "",
            "the review has the system box, not cube",
        ),
        (
            "system = \"cube\"",
            "--system box",
            "the system box and the system cube are both asked for",
        ),
        (
            "revision = \"v2\"",
            "--revision v1",
            "the review is of v1, not of v2",
        ),
        (
            "checklists = [\"other\"]",
            "--checklist mini",
            "not against the checklist other",
        ),
        ("items = 3", "", "the review has 2 of at least 3 items"),
    ] {
        check(&format!("[review]\n{text}\n"), more)
            .is(1)
            .has_out(why);
    }
    for (text, why) in [
        ("system = \"\"", "`system` is empty"),
        ("sistem = \"box\"", "did you mean `system`?"),
        ("checklists = [\"a\", \"a\"]", "`a` stands here twice"),
        ("checklists = [\"a b\"]", "expected the id of a checklist"),
        ("items = -1", "expected a whole number"),
    ] {
        check(&format!("[review]\n{text}\n"), "")
            .is(2)
            .has_err(why)
            .has_err("policy.toml:2:");
    }
    // Which review it is against is not for a checklist to say.
    house.write(
        "mine.toml",
        &LIST.replace("policy = {", "policy = { review = { system = \"box\" },"),
    );
    let run = house.run("checklist lint ./mine.toml");
    assert!(
        run.code != 0 && format!("{run}").contains("unknown key `review`"),
        "{run}"
    );
}

#[test]
fn a_log_says_which_review_passed() {
    let house = signed_off("v1");
    let (id, _) = names(&house);
    let name =
        format!("signoff.toml: review {id}, system box, environment prod, revision v1, as of ");
    for line in [
        "check",
        "check --system cube",
        "check --require complete",
        "walk --plain",
    ] {
        house.run(line).has_out(&name);
    }
    house.run("status").has_out(&format!("review {id}"));
    house.done("new two.toml --checklist ./mini.toml --system 'box, environment prod'");
    let run = house.run("check -r two.toml");
    run.has_out("system \"box, environment prod\", as of");
    house
        .run("export in-toto --predicate --system cube")
        .has_err(&name);
}

#[test]
fn a_nearer_checklist_of_a_shipped_name_is_said_to_be_another() {
    let house = House::new();
    let shipped = house.json("checklist show azure-deployment --json");
    let said = "the checklist azure-deployment, here with 2 items, is not the one that ships with signoff, which has ";
    house.write(
        "checklists/azure-deployment.toml",
        &LIST
            .replace("\"reviewer\", ", "")
            .replace("\"mini\"", "\"azure-deployment\""),
    );
    house.run("checklist list").has_out(said);
    house
        .run("new --checklist azure-deployment --system box")
        .has_err(said);
    house.done("attest A-1 A-2 met --rationale Fine");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --unsigned")
        .has_err(said);
    for line in ["check", "status", "report", "walk --plain"] {
        let run = house.done(line);
        let all = format!("{}{}", run.out, run.err).replace('\\', "");
        assert!(all.to_lowercase().contains(said), "{line}\n{run}");
    }
    let lists = &house.json("check --json")["checklists"];
    assert_eq!(lists[0]["namesakes"][0]["digest"], shipped["digest"]);
    // Who wants the one that ships says so by its digest, or by its size.
    let pin = format!("azure-deployment@{}", shipped["digest"].as_str().unwrap());
    let run = house.run(&format!("check --checklist {pin}"));
    run.is(1).has_out("is not the text that is asked for");
    house.write("../policy.toml", "[review]\nitems = 10\n");
    house.run("check --policy ../policy.toml").is(1);
    // A file of one's own by path has the name too; a copy of the same text is no other.
    std::fs::rename(
        house.path("checklists/azure-deployment.toml"),
        house.path("mine.toml"),
    )
    .unwrap();
    let run = house.run("new two.toml --checklist ./mine.toml --system box");
    run.has_err(said);
    let text = include_str!("../../../checklists/azure-deployment.toml");
    house.write("checklists/azure-deployment.toml", text);
    house
        .run("new three.toml --checklist azure-deployment --system box")
        .lacks_err("is not the one");
}

#[test]
fn a_commit_is_the_same_however_long_its_name_is() {
    let house = signed_off("v1");
    if house.git("init --quiet").is_none() {
        return eprintln!("without git this test tests nothing");
    }
    let commit = |words: &str| {
        let commit = format!("commit --quiet --allow-empty --message {words}");
        house.git(&commit).unwrap();
        house.git("rev-parse HEAD").unwrap()
    };
    let (first, second) = (commit("One"), commit("Two"));
    house.git(&format!("tag v1 {first}"));
    let check = |recorded: &str, asked: &str| {
        let text = house.review();
        house.put(&text.replace("revision = \"v1\"", &format!("revision = \"{recorded}\"")));
        let run = house.run(&format!("check --require complete --revision={asked}"));
        house.put(&text);
        run
    };
    for (recorded, asked, passes) in [
        (&first[..7], first.as_str(), true),
        (&first, "v1", true),
        (&first, "HEAD~1", true),
        (&first[..12], "v1", true),
        ("v1", "v1", true),
        (&first[..6], &first, false),
        (&second, "v1", false),
        (&second[..7], &first, false),
        // Nobody asks git what a record's text means: its author chose it.
        ("v1", &first, false),
        ("HEAD", &second, false),
        ("--all", &second, false),
    ] {
        check(recorded, asked).is(i32::from(!passes));
    }
    check(&second, "v1").has_out(&format!("is of {second}, not of v1 ({first})"));
    // A tag that has the name of another commit does not make one of the other.
    let short = &first[..7];
    house.git(&format!("tag {short} {second}"));
    house.git(&format!("tag 20261127 {second}"));
    check(&second, short).is(1);
    check(&second, "20261127").is(0);
    // What is replaced is not what was reviewed.
    house.git(&format!("replace {first} {second}"));
    check(&first, "v1").is(0);
    check(&first, "--exec-path").is(1);
}
