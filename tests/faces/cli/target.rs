//! Whose review the gate lets pass: the one that is asked for, and no other.

use std::process::Command;

use super::attacks::LIST;
use super::house::{House, Run};

const GRACE: &str = "--by 'Grace Hopper <grace@example.org>'";

/// A review of `box` in production, of a revision, that is signed off by name.
fn signed_off(revision: &str) -> House {
    let house = House::new();
    house.write("mini.toml", &LIST.replace("\"reviewer\", ", ""));
    house.done(&format!(
        "new --checklist ./mini.toml --system box --environment prod --revision {revision}"
    ));
    house.done("attest A-1 A-2 met --rationale Fine");
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {GRACE}"
    ));
    house
}

fn json(house: &House, line: &str) -> serde_json::Value {
    serde_json::from_str(&house.run(line).out).unwrap()
}

/// The review's id, and its checklist with its digest.
fn names(house: &House) -> (String, String) {
    let list = json(house, "checklist show ./mini.toml --json");
    let check = json(house, "check --json");
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
    assert_eq!(house.run(&format!("check {all}")).code, 0);
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
            assert!(run.out.contains(why), "{command} {asked}\n{run}");
            let fails = command.starts_with("check") || command.starts_with("walk");
            assert_eq!(run.code, i32::from(fails), "{command} {asked}\n{run}");
        }
        let run = house.run(&format!("export in-toto --predicate {asked}"));
        assert!(
            run.code == 1 && run.out.is_empty() && run.err.contains(why),
            "{run}"
        );
        let run = house.run(&format!("check --require complete {asked}"));
        assert!(run.code == 1 && run.out.contains(why), "{run}");
    }
    let wrong = house.run("check --checklist mini@sha256:00");
    assert!(
        wrong.code == 2 && wrong.err.contains("expected the id of a checklist"),
        "{wrong}"
    );
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
    assert_eq!(check(&all, "--system box").code, 0);
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
        let run = check(&format!("[review]\n{text}\n"), more);
        assert!(run.code == 1 && run.out.contains(why), "{text}\n{run}");
    }
    for (text, why) in [
        ("system = \"\"", "`system` is empty"),
        ("sistem = \"box\"", "did you mean `system`?"),
        ("checklists = [\"a\", \"a\"]", "`a` stands here twice"),
        ("checklists = [\"a b\"]", "expected the id of a checklist"),
        ("items = -1", "expected a whole number"),
    ] {
        let run = check(&format!("[review]\n{text}\n"), "");
        assert!(
            run.code == 2 && run.err.contains(why) && run.err.contains("policy.toml:2:"),
            "{text}\n{run}"
        );
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
        let run = house.run(line);
        assert!(run.out.contains(&name), "{line}\n{run}");
    }
    assert!(house.run("status").out.contains(&format!("review {id}")));
    house.done("new two.toml --checklist ./mini.toml --system 'box, environment prod'");
    let run = house.run("check -r two.toml");
    assert!(
        run.out.contains("system \"box, environment prod\", as of"),
        "{run}"
    );
    assert!(
        house
            .run("export in-toto --predicate --system cube")
            .err
            .contains(&name)
    );
}

#[test]
fn a_nearer_checklist_of_a_shipped_name_is_said_to_be_another() {
    let house = House::new();
    let shipped = json(&house, "checklist show azure-deployment --json");
    let said = "the checklist azure-deployment, here with 2 items, is not the one that ships with signoff, which has ";
    house.write(
        "checklists/azure-deployment.toml",
        &LIST
            .replace("\"reviewer\", ", "")
            .replace("\"mini\"", "\"azure-deployment\""),
    );
    assert!(house.run("checklist list").out.contains(said));
    assert!(
        house
            .run("new --checklist azure-deployment --system box")
            .err
            .contains(said)
    );
    house.done("attest A-1 A-2 met --rationale Fine");
    let run = house.done(&format!(
        "sign --role approver --decision approved --unsigned {GRACE}"
    ));
    assert!(run.err.contains(said), "{run}");
    for line in ["check", "status", "report", "walk --plain"] {
        let run = house.done(line);
        let all = format!("{}{}", run.out, run.err).replace('\\', "");
        assert!(all.to_lowercase().contains(said), "{line}\n{run}");
    }
    let lists = &json(&house, "check --json")["checklists"];
    assert_eq!(lists[0]["namesakes"][0]["digest"], shipped["digest"]);
    // Who wants the one that ships says so by its digest, or by its size.
    let pin = format!("azure-deployment@{}", shipped["digest"].as_str().unwrap());
    let run = house.run(&format!("check --checklist {pin}"));
    assert!(
        run.code == 1 && run.out.contains("is not the text that is asked for"),
        "{run}"
    );
    house.write("../policy.toml", "[review]\nitems = 10\n");
    assert_eq!(house.run("check --policy ../policy.toml").code, 1);
    // A file of one's own by path has the name too; a copy of the same text is no other.
    std::fs::rename(
        house.path("checklists/azure-deployment.toml"),
        house.path("mine.toml"),
    )
    .unwrap();
    let run = house.run("new two.toml --checklist ./mine.toml --system box");
    assert!(run.err.contains(said), "{run}");
    let text = include_str!("../../../checklists/azure-deployment.toml");
    house.write("checklists/azure-deployment.toml", text);
    let run = house.run("new three.toml --checklist azure-deployment --system box");
    assert!(!run.err.contains("is not the one"), "{run}");
}

#[test]
fn a_commit_is_the_same_however_long_its_name_is() {
    let house = signed_off("v1");
    let git = |words: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
            .args(words)
            .current_dir(house.path(""))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        output.map(|output| String::from_utf8(output.stdout).unwrap().trim().to_owned())
    };
    if git(&["init", "--quiet"]).is_err() {
        return eprintln!("without git this test tests nothing");
    }
    git(&["commit", "--quiet", "--allow-empty", "--message", "One"]).unwrap();
    let first = git(&["rev-parse", "HEAD"]).unwrap();
    git(&["commit", "--quiet", "--allow-empty", "--message", "Two"]).unwrap();
    let second = git(&["rev-parse", "HEAD"]).unwrap();
    git(&["tag", "v1", &first]).unwrap();
    let check = |recorded: &str, asked: &str| {
        let text = house.read("signoff.toml");
        house.write(
            "signoff.toml",
            &text.replace("revision = \"v1\"", &format!("revision = \"{recorded}\"")),
        );
        let asked = format!("--revision={asked}");
        let words = ["check", "--require", "complete", &asked];
        let run = Run::of(&house.command(&words).output().unwrap());
        house.write("signoff.toml", &text);
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
        let run = check(recorded, asked);
        assert_eq!(run.code, i32::from(!passes), "{recorded} {asked}\n{run}");
    }
    let run = check(&second, "v1");
    assert!(
        run.out
            .contains(&format!("is of {second}, not of v1 ({first})")),
        "{run}"
    );
    // What is replaced is not what was reviewed.
    git(&["replace", &first, &second]).unwrap();
    assert_eq!(check(&first, "v1").code, 0);
    assert_eq!(check(&first, "--exec-path").code, 1);
}
