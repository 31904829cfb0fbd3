//! Finding items, and attesting several at once.

use crate::has::Has as _;
use crate::house::House;

#[test]
fn several_items_are_attested_taken_back_and_put_back_together() {
    let house = House::with_review();
    house.done("attest NET-1 met --rationale 'Private cluster.'");
    let before = house.review();
    let refused = house.transcript(&[
        "attest NET-1 NET-2 SEC-1 met",
        "attest NET-1 NET-9 unmet --rationale x",
    ]);
    assert_eq!(house.review(), before);
    let lines = house.transcript(&[
        "attest NET-1 IDN-1 SEC-1 unmet --rationale 'The pipeline was not looked at.' --owner Kim --due 2999-01-01",
        "attest CPL-1 CPL-1 met --rationale x",
        "undo",
        "undo",
        "status --filter -is:not-reviewed",
        "redo",
        "status --filter -is:not-reviewed",
    ]);
    house.assert("several_items", &(refused + &lines));
}

#[test]
fn items_are_found_by_words_and_terms() {
    let house = House::with_review();
    house.done("attest NET-1 met --rationale 'Private cluster.' --evidence https://example.org/1");
    house.done("attest SEC-1 unmet --rationale 'Not yet.' --owner Kim");
    let lines = house.transcript(&[
        "status --filter 'sev:critical'",
        "status --filter 'is:open'",
        "status --filter 'cat:network -is:met'",
        "status --filter 'has:evidence by:ada'",
        "status --filter 'netpol'",
        "status --filter 'nothing has this'",
        "status --filter 'sev:hi is:done color:red net by:'",
    ]);
    house.assert("filter", &lines);
    let json = house.json("status --json --filter 'sev:>=high is:unmet'");
    let names: Vec<_> = json["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["name"])
        .collect();
    assert_eq!(names, ["SEC-1"]);
    assert_eq!(json["progress"]["total"], 10);
}

#[test]
fn a_statement_names_the_worst_of_very_many_findings() {
    let house = House::new();
    let items: String = (0..120)
        .map(|nth| {
            let severity = if nth == 119 { "critical" } else { "low" };
            format!("  {{ id = \"A-{nth}\", title = \"T\", severity = \"{severity}\" }},\n")
        })
        .collect();
    let list = "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\n[[category]]\nid = \"a\"\ntitle = \"A\"\n";
    house.write("mini.toml", &format!("{list}item = [\n{items}]\n"));
    house.done("new --checklist ./mini.toml --system box");
    let all: Vec<_> = (0..120).map(|nth| format!("A-{nth}")).collect();
    house.done(&format!(
        "attest {} unmet --rationale Later --owner Kim --due 2999-01-01",
        all.join(" ")
    ));
    let statement = house
        .done("sign --role reviewer --decision rejected --why Unfit --unsigned")
        .out;
    statement.has("\n\nFinding: critical, unmet, A-119 T\n  owner: Kim\n");
    assert_eq!(statement.matches("Finding: ").count(), 100);
    statement.has("Not named here: 20 more that are not met\n");
}
