//! What a merge of git leaves behind is one message, in every command.

use crate::has::Has as _;
use crate::house::House;

/// A review in which two answered the same item, as git leaves it.
fn conflicting() -> House {
    let house = House::with_review();
    let base = house.review();
    let mut sides = Vec::new();
    for (who, status) in [
        ("Ada <ada@example.org>", "unmet"),
        ("Kim <kim@example.org>", "partial"),
    ] {
        house.put(&base);
        let attest = format!("attest SEC-2 {status} --rationale Because.");
        house.by(who).done(&attest);
        let text = house.review();
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
    house.put(&base.replace("# end SEC-2", &marked));
    house
}

#[test]
fn two_answers_to_an_item_are_one_message() {
    let house = conflicting();
    let before = house.review();
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
    assert_eq!(house.review(), before);
}

#[test]
fn the_walker_keeps_both_versions_where_one_says_so() {
    let house = conflicting();
    let before = house.review();
    let walk = |answers: &str| house.told("walk --plain", answers);
    walk("no\nquit\n").has_out("Keep both");
    assert_eq!(house.review(), before);
    walk("yes\nquit\n").has_out("SEC-2 undecided until answered");
    house.review().has("Ada").has("Kim").lacks("<<<<<<<");
}

#[test]
fn marks_inside_of_a_text_are_text() {
    let house = House::with_review();
    let text = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> feature";
    house.done(&format!("attest NET-1 met --rationale '{text}' --note x"));
    house.done("status --json");
    // A file that is broken elsewhere is told as such.
    house.put(&format!("{}\nbroken", house.review()));
    house.run("status").is(2).lacks_err("could not merge");
}
