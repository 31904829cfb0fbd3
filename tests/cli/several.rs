//! Finding items, and attesting several at once.

use super::house::House;

#[test]
fn several_items_are_attested_taken_back_and_put_back_together() {
    let house = House::with_review();
    house.done("attest NET-1 met --rationale 'Private cluster.'");
    let before = house.read("signoff.toml");
    let refused =
        house.transcript(&["attest NET-1 NET-2 SEC-1 met", "attest NET-1 NET-9 unmet --rationale x"]);
    assert_eq!(house.read("signoff.toml"), before);
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
    let json: serde_json::Value =
        serde_json::from_str(&house.done("status --json --filter 'sev:>=high is:unmet'").out).unwrap();
    let names: Vec<_> = json["items"].as_array().unwrap().iter().map(|item| &item["name"]).collect();
    assert_eq!(names, ["SEC-1"]);
    assert_eq!(json["progress"]["total"], 10);
}
