//! Who is in the room, and what each said there before anybody decides.

use crate::has::Has as _;
use crate::house::{House, KIM, mini};

fn begun() -> House {
    let house = House::of(&mini("", &["high", "low"]), "--system box --time-zone UTC");
    house.done("attest A-1 A-2 met --rationale Fine");
    house
}

#[test]
fn go_and_no_go_are_recorded_and_decide_nothing() {
    let house = begun();
    house.done("session start");
    let before = house.json("status --json");
    let run = house.done(&format!(
        "session vote no-go --role approver --why 'No restore' --said-by '{KIM}'"
    ));
    run.has_err("Kim says no-go as approver, id ");
    let hint = "it decides nothing; Kim signs it with: signoff sign --role approver --decision rejected --why WHY";
    run.has_err(hint);
    house.done(&format!(
        "session vote go --role approver --said-by '{KIM}'"
    ));
    let after = house.json("status --json");
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
    let vote = |rest: &str| house.run(&format!("session vote {rest} --role approver"));
    let early = vote("go");
    early.is(1).has_err("no session is open");
    early.has_err("begin one: signoff session start");
    house.done("session start");
    vote("no-go").is(2).has_err("say why it is a no-go");
    let secret = vote("no-go --why 'It is AKIAIOSFODNN7EXAMPLE'");
    assert!(secret.code != 0 && secret.err.contains("why"), "{secret}");
    let text = house.review();
    text.lacks("[[vote]]");
    let old = text.replacen("schema = 2", "schema = 1", 1);
    let vote = "\n[[vote]]\nid = \"v\"\nsession = \"s\"\nkind = \"go\"\nrole = \"approver\"\nby = \"Kim\"\nat = 2026-11-23T09:00:00Z\n";
    house.put(&(old + vote));
    house.run("check").is(2).has_err("`vote` is of schema 2");
}

#[test]
fn a_session_that_nobody_ended_is_ended_first_even_where_the_clock_ran_backwards() {
    let house = begun();
    house.done("session start");
    let again = house.run("session start");
    again.is(1).has_err("is open since");
    again.has_err("end it first: signoff session end");
    let text = house.review();
    let at = text.find("started-at = ").unwrap() + "started-at = ".len();
    let text = format!(
        "{}2999-01-01T00:00:00Z{}",
        &text[..at],
        &text[at..][text[at..].find('\n').unwrap()..]
    );
    house.put(&text);
    house.done("session recap").has_out("now: it goes on");
    house.done("session end");
    house.review().has("ended-at = 2999-01-01T00:00:00Z");
    assert_eq!(house.json("status --json")["progress"]["met"], 2);
}

#[test]
fn a_question_is_for_somebody() {
    let house = begun();
    for whom in ["", "--for ' '"] {
        house
            .run(&format!("ask A-1 --text Why {whom}"))
            .is(2)
            .has_err("--for <WHO>");
    }
    assert_eq!(
        house.json("status --json")["remarks"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn the_reason_of_a_no_go_can_be_struck() {
    let house = begun();
    house.done("session start");
    let run = house.done("session vote no-go --role approver --why 'It is hunter2'");
    let (_, id) = run.err.split_once("id ").unwrap();
    let id = id.lines().next().unwrap();
    house.done(&format!("strike {id} --why 'a password'"));
    house.review().lacks("hunter2");
    house.done("session recap").has_out("struck by Ada");
}
