//! What waits for somebody, over all reviews of a repository, and what is due soon.

use super::attacks::LIST;
use super::house::House;

const ADA: &str = "--by 'Ada Lovelace <ada@example.org>'";
const KIM: &str = "--by 'Kim <kim@example.org>'";

/// Two reviews of one repository, of which the other was never open here lately.
fn two() -> House {
    let house = House::new();
    std::fs::create_dir(house.path("ops")).unwrap();
    house.write("mini.toml", &LIST.replace("\"reviewer\", ", ""));
    for line in [
        "new --checklist ./mini.toml --system box --time-zone UTC",
        "new --checklist ./mini.toml --system other --time-zone UTC --review ops/prod.toml",
    ] {
        house.done(line);
    }
    house
}

fn json(house: &House) -> Vec<serde_json::Value> {
    let run = house.run(&format!("inbox --json {KIM}"));
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run}"))
}

#[test]
fn every_review_of_the_repository_is_asked() {
    let house = two();
    let none = house.run(&format!("inbox {KIM}"));
    assert!(
        none.code == 0 && none.err.contains("nothing waits for Kim"),
        "{none}"
    );
    house.done(&format!(
        "ask A-1 --text 'Who owns it?' --for 'Kim <kim@example.org>' --due +7d --review ops/prod.toml {ADA}"
    ));
    // A nested repository is its own, and what is no review is none.
    std::fs::create_dir_all(house.path("nested/.git")).unwrap();
    std::fs::copy(house.path("ops/prod.toml"), house.path("nested/copy.toml")).unwrap();
    house.write("broken.toml", "schema = 2\n[review]\n");
    let run = house.run(&format!("inbox {KIM}"));
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(run.out.matches("Who owns it?").count(), 1, "{run}");
    assert!(run.out.contains("A-1, question for Kim, is due"), "{run}");
    assert!(run.err.contains("broken.toml"), "{run}");
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
    house.done(&format!(
        "attest A-1 risk-accepted --rationale Known --accepted-by 'Bob <bob@example.org>' --until +20d {ADA}"
    ));
    house.done(&format!(
        "attest A-2 unmet --rationale Broken --owner 'Bob <bob@example.org>' --due +40d {ADA}"
    ));
    let soon = |house: &House| -> Vec<String> {
        let all = json(house);
        let all = all[0]["expiring"].as_array().unwrap().iter();
        all.map(|one| one["what"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(soon(&house), ["A-1, risk accepted, expires"]);
    house.done(&format!(
        "attest A-2 unmet --rationale Broken --owner 'Bob <bob@example.org>' --due +3d {ADA}"
    ));
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
        assert!(status.contains(what), "{what}: {status}");
    }
}

/// An answered question waits for who asked, and an answer after a return for who returned it.
#[test]
fn what_was_asked_for_comes_back_to_who_asked() {
    let house = two();
    house.done(&format!("attest A-1 met --rationale Fine {ADA}"));
    house.done(&format!(
        "ask A-1 --text Who? --for 'Ada Lovelace <ada@example.org>' {KIM}"
    ));
    house.done(&format!("return A-1 --text Untested {KIM}"));
    let waits = |who: &str| house.run(&format!("inbox {who}")).out;
    assert!(!waits(KIM).contains("A-1:"), "{}", waits(KIM));
    house.done(&format!("comment A-1 --text 'The platform team' {ADA}"));
    house.done(&format!("attest A-1 met --rationale 'Fine, tested' {ADA}"));
    let kim = waits(KIM);
    assert!(
        kim.contains("answers your question: The platform team")
            && kim.contains("signoff close ")
            && kim.contains("answered anew after your return: Untested"),
        "{kim}"
    );
    assert!(!waits(ADA).contains("Who?"), "{}", waits(ADA));
    house.done(&format!("accept A-1 --unsigned {KIM}"));
    assert!(!waits(KIM).contains("answered anew"), "{}", waits(KIM));
}

/// A yes that holds no longer waits for whoever gave it, and a condition for who set it and who sees to it.
#[test]
fn who_approved_is_told_what_their_yes_needs() {
    let house = two();
    house.done(&format!("attest A-1 A-2 met --rationale Fine {ADA}"));
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Watch it' --owner 'Ada Lovelace <ada@example.org>' \
         --due +20d --unsigned {KIM}"
    ));
    let waits = |who: &str| house.run(&format!("inbox {who}")).out;
    let kim = waits(KIM);
    assert!(kim.contains("you set the condition: Watch it"), "{kim}");
    let (_, close) = kim.split_once("signoff close ").expect(&kim);
    let id = close.split(' ').next().unwrap();
    assert!(
        waits(ADA).contains("you see to a condition of Kim"),
        "{}",
        waits(ADA)
    );
    house.done(&format!("close {id} --reason Watched --unsigned {KIM}"));
    assert_eq!(waits(ADA).matches("Watch it").count(), 0, "{}", waits(ADA));
    house.done(&format!("attest A-2 met --rationale 'Fine still' {ADA}"));
    let kim = waits(KIM);
    assert!(
        kim.contains("stale: the review changed after it: A-2")
            && kim.contains("signoff sign --role approver"),
        "{kim}"
    );
}
