//! Who is in the room, and what each said there before anybody decides.

use super::attacks::LIST;
use super::house::House;

const ADA: &str = "--by 'Ada Lovelace <ada@example.org>'";
const KIM: &str = "--said-by 'Kim <kim@example.org>'";

fn begun() -> House {
    let house = House::new();
    house.write("mini.toml", &LIST.replace("\"reviewer\", ", ""));
    house.done("new --checklist ./mini.toml --system box --time-zone UTC");
    house.done(&format!("attest A-1 A-2 met --rationale Fine {ADA}"));
    house
}

fn json(house: &House) -> serde_json::Value {
    serde_json::from_str(&house.done("status --json").out).unwrap()
}

#[test]
fn go_and_no_go_are_recorded_and_decide_nothing() {
    let house = begun();
    house.done(&format!("session start {ADA}"));
    let before = json(&house);
    let run = house.done(&format!(
        "session vote no-go --role approver --why 'No restore' {KIM} {ADA}"
    ));
    assert!(run.err.contains("Kim says no-go as approver, id "), "{run}");
    let hint = "it decides nothing; Kim signs it with: signoff sign --role approver --decision rejected --why WHY";
    assert!(run.err.contains(hint), "{run}");
    house.done(&format!("session vote go --role approver {KIM} {ADA}"));
    let after = json(&house);
    for key in ["signed-off", "whys", "content"] {
        assert_eq!(before[key], after[key], "{key}");
    }
    let votes = after["votes"].as_array().unwrap();
    let parts = |nth: usize| {
        let keys = [
            "kind",
            "role",
            "why",
            "by",
            "recorded-by",
            "stands",
            "command",
        ];
        keys.map(|key| votes[nth][key].to_string().replace('"', ""))
    };
    assert_eq!(
        parts(0)[..6],
        [
            "no-go",
            "approver",
            "No restore",
            "Kim <kim@example.org>",
            "Ada Lovelace <ada@example.org>",
            "false"
        ]
    );
    assert_eq!(
        parts(1)[5..],
        ["true", "signoff sign --role approver --decision approved"]
    );
    for line in ["session recap", "report"] {
        let said = house.done(line).out;
        for what in [
            "**no-go as approver**: Kim `kim@example.org`, recorded by Ada Lovelace: No restore · said otherwise afterwards",
            "**go as approver**: Kim `kim@example.org`, recorded by Ada Lovelace · to sign it: `signoff sign --role approver --decision approved`",
        ] {
            assert!(said.contains(what), "{line}: {what}\n{said}");
        }
    }
}

#[test]
fn what_is_no_go_or_no_session_is_refused_with_a_word() {
    let house = begun();
    let vote = |rest: &str| house.run(&format!("session vote {rest} --role approver {ADA}"));
    let early = vote("go");
    assert!(
        early.code == 1 && early.err.contains("no session is open"),
        "{early}"
    );
    assert!(
        early.err.contains("begin one: signoff session start"),
        "{early}"
    );
    house.done(&format!("session start {ADA}"));
    let bare = vote("no-go");
    assert!(
        bare.code == 2 && bare.err.contains("say why it is a no-go"),
        "{bare}"
    );
    let secret = vote("no-go --why 'It is AKIAIOSFODNN7EXAMPLE'");
    assert!(secret.code != 0 && secret.err.contains("why"), "{secret}");
    let text = house.read("signoff.toml");
    assert!(!text.contains("[[vote]]"), "{text}");
    let old = text.replacen("schema = 2", "schema = 1", 1);
    let vote = "\n[[vote]]\nid = \"v\"\nsession = \"s\"\nkind = \"go\"\nrole = \"approver\"\nby = \"Kim\"\nat = 2026-11-23T09:00:00Z\n";
    house.write("signoff.toml", &(old + vote));
    let run = house.run("check");
    assert!(
        run.code == 2 && run.err.contains("`vote` is of schema 2"),
        "{run}"
    );
}

#[test]
fn a_session_that_nobody_ended_is_ended_first_even_where_the_clock_ran_backwards() {
    let house = begun();
    house.done(&format!("session start {ADA}"));
    let again = house.run(&format!("session start {ADA}"));
    assert!(
        again.code == 1 && again.err.contains("is open since"),
        "{again}"
    );
    assert!(
        again.err.contains("end it first: signoff session end"),
        "{again}"
    );
    let text = house.read("signoff.toml");
    let at = text.find("started-at = ").unwrap() + "started-at = ".len();
    let text = format!(
        "{}2999-01-01T00:00:00Z{}",
        &text[..at],
        &text[at..][text[at..].find('\n').unwrap()..]
    );
    house.write("signoff.toml", &text);
    assert!(house.done("session recap").out.contains("now: it goes on"));
    house.done(&format!("session end {ADA}"));
    let text = house.read("signoff.toml");
    assert!(text.contains("ended-at = 2999-01-01T00:00:00Z"), "{text}");
    assert_eq!(json(&house)["progress"]["met"], 2);
}

#[test]
fn a_question_is_for_somebody() {
    let house = begun();
    for whom in ["", "--for ' '"] {
        let run = house.run(&format!("ask A-1 --text Why {whom} {ADA}"));
        assert!(run.code == 2 && run.err.contains("--for <WHO>"), "{run}");
    }
    assert_eq!(json(&house)["remarks"].as_array().unwrap().len(), 0);
}

#[test]
fn the_reason_of_a_no_go_can_be_struck() {
    let house = begun();
    house.done(&format!("session start {ADA}"));
    let run = house.done(&format!(
        "session vote no-go --role approver --why 'It is hunter2' {ADA}"
    ));
    let (_, id) = run.err.split_once("id ").unwrap();
    let id = id.lines().next().unwrap();
    house.done(&format!("strike {id} --why 'a password' {ADA}"));
    let text = house.read("signoff.toml");
    assert!(!text.contains("hunter2"), "{text}");
    assert!(house.done("session recap").out.contains("struck by Ada"));
}
