//! What changed since a sign-off, a day or a commit.

use std::process::Command;

use super::house::House;

const LIST: &str = "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n\
                    item = [\n  { id = \"A-1\", title = \"One\", severity = \"critical\" },\n  { id = \"A-2\", title = \
                    \"Two\", severity = \"low\" },\n]\n";

fn signed() -> House {
    let house = House::new();
    house.write("mini.toml", LIST);
    house.done("new --checklist ./mini.toml --system box");
    house.done("attest A-1 met --rationale 'Deny-all in each namespace'");
    house.done("attest A-2 met --rationale Fine");
    house.done("sign --role approver --decision approved --by 'Grace Hopper <grace@example.org>'");
    house
}

#[test]
fn old_stands_above_new_and_the_words_that_differ_are_marked() {
    let house = signed();
    assert_eq!(house.done("changes").out, "");
    house.done(
        "attest A-1 partial --rationale 'Deny-all in most namespace' --action Mend --owner \
         'Kim <kim@example.org>' --due +30d",
    );
    for since in ["", "--since approver"] {
        let said = house.done(&format!("changes {since}")).out;
        for words in [
            "A-1  critical  One",
            "then  met by Ada Lovelace",
            "Deny-all in [-each-] namespace",
            "now   partial by Ada Lovelace",
            "Deny-all in {+most+} namespace",
            "finding: Mend; Kim <kim@example.org>, due ",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(!said.contains("A-2"), "{said}");
    }
    let said = house.done("changes --json --since 2000-01-01").out;
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let items: Vec<_> = json["changes"].as_array().unwrap().iter().collect();
    assert_eq!(items.len(), 2, "{json}");
    assert!(
        items[0]["then"].is_null() && items[0]["now"]["status"] == "partial",
        "{json}"
    );
}

#[test]
fn the_text_of_an_item_that_changed_is_a_change() {
    let house = signed();
    house.write("mini.toml", &LIST.replace("\"Two\"", "\"Three\""));
    let said = house.done("changes").out;
    assert!(
        said.contains("A-2  low  Three") && said.contains("what is asked has another text"),
        "{said}"
    );
}

#[test]
fn a_commit_is_a_baseline_and_what_is_none_is_refused_with_what_is() {
    let house = signed();
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]);
        git.args(arguments)
            .current_dir(house.path(""))
            .env("GIT_CONFIG_GLOBAL", "/dev/null");
        git.env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet"]) {
        return;
    }
    assert!(git(&["add", "."]) && git(&["commit", "--quiet", "--message", "One"]));
    house.done("attest A-2 not-applicable --rationale 'No such part'");
    let said = house.done("changes --since HEAD").out;
    assert!(
        said.contains("A-2") && said.contains("then  met") && !said.contains("A-1"),
        "{said}"
    );
    let run = house.run("changes --since nonsense");
    assert_eq!(run.code, 2);
    assert!(
        run.err
            .contains("nonsense is no sign-off, no day and no commit"),
        "{}",
        run.err
    );
}

#[test]
fn whoever_is_told_no_is_told_why() {
    let house = signed();
    let run = house.run("verify");
    assert_eq!(run.code, 1);
    let last = run.out.lines().last().unwrap();
    assert_eq!(
        last,
        "not verified: approved as approver by Grace Hopper is not signed"
    );
    let run = House::with_review().run("verify");
    assert_eq!(
        (run.code, run.out.as_str()),
        (1, "no sign-off\nnot verified: no sign-off counts\n")
    );
}

#[test]
fn what_the_policy_lets_pass_is_said_beside_a_yes() {
    let house = House::new();
    house.write("mini.toml", LIST);
    house.done("new --checklist ./mini.toml --system box");
    house.done(
        "attest A-1 unmet --rationale No --action Mend --owner 'Kim <kim@example.org>' --due +30d",
    );
    house.done("attest A-2 met --rationale Fine");
    house.done("sign --role approver --decision approved --by 'Grace Hopper <grace@example.org>'");
    let run = house.run("check");
    assert_eq!(run.code, 0);
    assert!(
        run.err.contains("the policy lets 1 critical unmet pass"),
        "{}",
        run.err
    );
}
