//! What a file states of itself is checked before it is shown as checked: sizes, times, ids.

use super::house::House;

fn with_evidence() -> House {
    let house = House::new();
    house.write("proof.txt", "proof");
    house.done("new --checklist stride-threats --system box");
    house.done("attest S-1 met --rationale Fine --evidence proof.txt");
    house
}

fn edit(house: &House, from: &str, to: &str) {
    let text = house.read("signoff.toml");
    assert!(text.contains(from), "{from}\n{text}");
    house.write("signoff.toml", &text.replace(from, to));
}

#[test]
fn a_size_that_the_file_never_had_is_told_and_backs_nothing() {
    let house = with_evidence();
    house.done("evidence verify");
    edit(&house, "size = 5", "size = 123456789");
    let verified = house.run("evidence verify");
    assert!(
        verified.code == 1 && verified.out.contains("misstated  S-1  proof.txt"),
        "{verified}"
    );
    let json = house.done("evidence list --json").out;
    assert!(json.contains("\"became\": \"misstated\""), "{json}");
    for line in [
        "status",
        "check --require complete",
        "report",
        "evidence verify",
    ] {
        let run = house.run(line).to_string();
        assert!(!run.contains("unchanged"), "{line}\n{run}");
    }
    let why = "proof.txt has 5 bytes, and the review states another size";
    let status = house.run("status");
    assert!(status.to_string().contains(why), "{status}");
    let check = house.run("check --require complete");
    assert!(
        check.code == 1 && check.to_string().contains(why),
        "{check}"
    );
    let report = house.done("report").out;
    assert!(
        report.contains("**which is not its size**: it has 5 bytes"),
        "{report}"
    );
}

#[test]
fn evidence_of_the_future_backs_nothing() {
    let house = with_evidence();
    // Only that of the evidence, which has the time of its answer.
    let text = house.read("signoff.toml");
    let (before, evidence) = text.split_once("proof.txt").unwrap();
    let (between, at) = evidence.split_once("at = ").unwrap();
    let text = format!("{before}proof.txt{between}at = 2999{}", &at[4..]);
    house.write("signoff.toml", &text);
    let check = house.run("check --require complete");
    let why = "the evidence proof.txt is dated in the future";
    assert!(
        check.code == 1 && check.to_string().contains(why),
        "{check}"
    );
}

#[test]
fn a_record_stands_once() {
    let house = with_evidence();
    house.done("sign --role approver --decision rejected --why Unfit --unsigned");
    let text = house.read("signoff.toml");
    let signoff = &text[text.find("[[signoff]]").unwrap()..];
    house.write("signoff.toml", &format!("{text}\n{signoff}"));
    let run = house.run("check");
    assert!(
        run.code == 1 && run.out.contains("stands twice in the file"),
        "{run}"
    );
}
