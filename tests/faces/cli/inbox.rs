//! What waits for somebody, over all reviews of a repository, and what is due soon.

use crate::has::Has as _;
use crate::house::{ADA, House, KIM, mini};

/// Two reviews of one repository, of which the other was never open here lately.
fn two() -> House {
    let house = House::of(&mini("", &["high", "low"]), "--system box --time-zone UTC");
    std::fs::create_dir(house.path("ops")).unwrap();
    house.done("new --checklist ./mini.toml --system other --time-zone UTC --review ops/prod.toml");
    house
}

fn json(house: &House) -> Vec<serde_json::Value> {
    let run = house.by(KIM).run("inbox --json");
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run}"))
}

#[test]
fn every_review_of_the_repository_is_asked() {
    let house = two();
    let none = house.by(KIM).run("inbox");
    none.is(0).has_err("nothing waits for Kim");
    house.done("ask A-1 --text 'Who owns it?' --for 'Kim <kim@example.org>' --due +7d --review ops/prod.toml");
    // A nested repository is its own, and what is no review is none.
    std::fs::create_dir_all(house.path("nested/.git")).unwrap();
    std::fs::copy(house.path("ops/prod.toml"), house.path("nested/copy.toml")).unwrap();
    house.write("broken.toml", "schema = 2\n[review]\n");
    let run = house.by(KIM).run("inbox");
    run.is(1);
    assert_eq!(run.out.matches("Who owns it?").count(), 1, "{run}");
    run.has_out("A-1, question for Kim, is due");
    run.has_err("broken.toml");
    let all = json(&house);
    assert_eq!(all.len(), 2);
    let other = all
        .iter()
        .find(|one| one["review"]["system"] == "other")
        .unwrap();
    assert_eq!(other["waiting"][0]["item"], "A-1");
    assert_eq!(
        other["expiring"][0]["what"],
        "A-1, question for Kim, is due"
    );
}

#[test]
fn what_expires_or_is_due_within_30_days_is_listed_whoever_sees_to_it() {
    let house = two();
    house.done("attest A-1 risk-accepted --rationale Known --accepted-by 'Bob <bob@example.org>' --until +20d");
    house.done("attest A-2 unmet --rationale Broken --owner 'Bob <bob@example.org>' --due +40d");
    let soon = |house: &House| -> Vec<String> {
        let all = json(house);
        let all = all[0]["expiring"].as_array().unwrap().iter();
        all.map(|one| one["what"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(soon(&house), ["A-1, risk accepted, expires"]);
    house.done("attest A-2 unmet --rationale Broken --owner 'Bob <bob@example.org>' --due +3d");
    house.done(
        "sign --role approver --decision approved-with-conditions --condition 'Watch it' --owner Kim --due +10d --unsigned \
         --by 'Grace Hopper <grace@example.org>'",
    );
    let all = [
        "A-2, unmet, owned by Bob, is due",
        "condition of Grace Hopper, Watch it, owned by Kim, is due",
        "A-1, risk accepted, expires",
    ];
    assert_eq!(soon(&house), all);
    let status = house.done("status").out;
    for what in all {
        status.has(what);
    }
}

/// An answered question waits for who asked, and an answer after a return for who returned it.
#[test]
fn what_was_asked_for_comes_back_to_who_asked() {
    let house = two();
    house.done("attest A-1 met --rationale Fine");
    house
        .by(KIM)
        .done("ask A-1 --text Who? --for 'Ada Lovelace <ada@example.org>'");
    house.by(KIM).done("return A-1 --text Untested");
    let waits = |who: &str| house.by(who).run("inbox").out;
    waits(KIM).lacks("A-1:");
    house.done("comment A-1 --text 'The platform team'");
    house.done("attest A-1 met --rationale 'Fine, tested'");
    waits(KIM)
        .has("answers your question: The platform team")
        .has("signoff close ")
        .has("answered anew after your return: Untested");
    waits(ADA).lacks("Who?");
    house.by(KIM).done("accept A-1 --unsigned");
    waits(KIM).lacks("answered anew");
}

/// A yes that holds no longer waits for whoever gave it, and a condition for who set it and who sees to it.
#[test]
fn who_approved_is_told_what_their_yes_needs() {
    let house = two();
    house.done("attest A-1 A-2 met --rationale Fine");
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Watch it' --owner 'Ada Lovelace <ada@example.org>' \
         --due +20d --unsigned --by '{KIM}'"
    ));
    let waits = |who: &str| house.by(who).run("inbox").out;
    let kim = waits(KIM);
    kim.has("you set the condition: Watch it");
    let (_, close) = kim.split_once("signoff close ").expect(&kim);
    let id = close.split(' ').next().unwrap();
    waits(ADA).has("you see to a condition of Kim");
    house
        .by(KIM)
        .done(&format!("close {id} --reason Watched --unsigned"));
    assert_eq!(waits(ADA).matches("Watch it").count(), 0, "{}", waits(ADA));
    house.done("attest A-2 met --rationale 'Fine still'");
    waits(KIM)
        .has("stale: the review changed after it: A-2")
        .has("signoff sign --role approver");
}
