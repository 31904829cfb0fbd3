//! What people say beside answers, line by line.

use crate::has::Has as _;
use crate::house::{House, KIM};

fn open_remarks(house: &House) -> Vec<String> {
    let open = house.reopened();
    let all = open.facts().remarks();
    all.iter()
        .filter(|one| one.open)
        .map(|one| format!("{} {}", one.item, one.sentence()))
        .collect()
}

/// A review with an answer of Ada's.
fn answered() -> House {
    let house = House::started();
    house.walk("met\nPrivate.\n\n\nyes\n");
    house
}

#[test]
fn a_question_a_return_an_assignment_and_a_comment_are_asked_and_saved() {
    let house = answered();
    let said = house.walk_as(
        KIM,
        "NET-1\nask\nWho owns it?\n\n\nreturn\n\nNo test.\nNET-2\nassign\nada\n\n\ncomment\nFine.\nlist\n",
    );
    assert_eq!(
        open_remarks(&house),
        [
            "NET-1 question by Kim for Ada Lovelace, due 2026-11-30: Who owns it?",
            "NET-1 return by Kim: No test.",
            "NET-2 assignment by Kim for Ada Lovelace, due 2026-11-30",
        ],
        "{said}"
    );
    for what in [
        "Saved: question on NET-1.",
        "Say why the answer will not do.",
        "Saved: comment on NET-2.",
        "NET-1, met, asked, returned: ",
    ] {
        said.has(what);
    }
}

#[test]
fn find_takes_the_terms_of_a_filter() {
    let house = answered();
    let said = house.walk_as(
        KIM,
        "NET-1\nask\nWho owns it?\n\n\nNET-2\nfind is:asked\nfind nett:x\n",
    );
    let (_, found) = said.rsplit_once("find is:asked").unwrap();
    found.has("NET-1: ");
    found.has("No term \"nett:\"");
}

#[test]
fn what_is_accepted_and_ended_is_declared_at_once() {
    let house = answered();
    let said = house.walk_as(
        KIM,
        "NET-1\nreturn\nNo test.\nask\nWho?\n\n\nagree\nend\nSeen it.\nend\nTold me.\nend\nquit\n",
    );
    said.has("Type declare to declare 3 things with one signature.");
    said.has("No return of yours and no question is open here.");
    // It was kept, and is declared the next day.
    let said = house.walk_as(KIM, "declare\nyes\ndemo\ndeclare\n");
    for what in [
        "You accept mini/NET-1, met, by Ada Lovelace <ada@example.org>.",
        "; why: Seen it.",
        "Declared, not cryptographically signed.",
        "Nothing is said that has to be declared.",
    ] {
        said.has(what);
    }
    assert!(open_remarks(&house).is_empty());
    let open = house.reopened();
    let last = open.dossier().entry(0).latest().unwrap();
    assert_eq!(open.facts().deeds().accepters(last).len(), 1);
    // Nobody stands behind their own answer.
    let (said, _) = house.walk("NET-1\nagree\n");
    said.has("cannot accept it");
    // What has one's name and is not one's own is disowned; the word again takes that back.
    let (said, _) = house.walk("NET-1\ndisown\nNever.\ndisown\ndisown\nNever.\n");
    for what in [
        "You disown: not declared yet.",
        "Taken back: not declared yet.",
    ] {
        said.has(what);
    }
}

#[test]
fn what_was_said_in_the_sitting_is_declared_with_the_decision() {
    let house = answered();
    house.walk_as(KIM, "NET-1\nreturn\nNo test.\nask\nWho?\n\n\n");
    let said = house.walk_as(
        KIM,
        "NET-1\nend\nSeen it.\nend\nTold me.\nagree\nsign\n\nrejected\nNot yet.\n\ndemo\ndeclare\n",
    );
    for what in [
        "You declare 3 things with the decision.",
        "Ends: ",
        "Nothing is said that has to be declared.",
    ] {
        said.has(what);
    }
    said.lacks("is returned by Kim");
    assert!(open_remarks(&house).is_empty());
    let open = house.reopened();
    let review = open.dossier().review();
    assert_eq!(review.signoffs[0].deeds.len(), 3);
    assert!(review.declarations.is_empty());
}

#[test]
fn who_is_said_to_have_started_the_review_and_did_not_disowns_that() {
    let house = House::started();
    let (said, _) = house.walk("sign\nback\ndisown start\nNot me.\ndeclare\nyes\nno signature\n");
    said.has("The review says that you started it: type disown start to disown that.")
        .has("You disown: not declared yet.")
        .has("You disown the review, started by Ada");
    // Whose name it has not says so in vain.
    house
        .walk_as(KIM, "disown start\n")
        .has("That does not stand under the name of Kim");
}

#[test]
fn who_answers_is_said_once_and_who_becomes_a_preparer_is_told() {
    let house = answered();
    let said = house.walk_as(
        "Grace <grace@example.org>",
        &format!("NET-2\n@\n{KIM}\nunmet\nNo.\n\nMend\nKim\n+3d\n\nyes\n"),
    );
    for what in [
        "Attested by Kim <kim@example.org>, recorded by Grace <grace@example.org>.",
        "Answering makes you a preparer of this review.",
    ] {
        said.has(what);
    }
    let open = house.reopened();
    let last = open.dossier().entry(1).latest().unwrap().clone();
    assert_eq!((last.by.as_str(), last.recorder().name()), (KIM, "Grace"));
}

#[test]
fn a_session_is_begun_and_ended_and_its_minutes_are_read() {
    let house = answered();
    let (said, _) = house.walk(
        "session\nAda Lovelace <ada@example.org>, Kim <kim@example.org>\nNET-2\nunmet\nNo.\n\nMend\nKim\n+3d\n\nyes\nsession\nend\n",
    );
    for what in [
        "The session begins, led by Ada Lovelace <ada@example.org>.",
        "00:00 in session, Ada Lovelace leads.",
        "The session is over.",
        "Heading: Who was there",
        "- NET-2 unmet, ",
    ] {
        said.has(what);
    }
    // The next one begins with what came in between.
    house.walk("NET-1\nmet\nNow.\n\n\nyes\n");
    let (said, _) = house.walk("session\nbegin\n\nsession\nread\n");
    said.has("Heading: Since the session before\n- NET-1 answered: met");
}

#[test]
fn go_and_no_go_are_said_in_a_session_and_the_minutes_are_written() {
    let house = answered();
    let (said, left) = house.walk(
        "session\n\nsession\nsay\nno-go\napprover\nKim <kim@example.org>\n\n\n\n\nThe restore was never tried.\n\
         session\nsay\ngo\npreparer\n\n\nsession\nwrite\n\n",
    );
    for what in [
        "Say why it is a no-go.",
        "Saved: Kim says no-go as approver. It decides nothing; Kim signs it with: \
         signoff sign --role approver --decision rejected --why WHY",
        "Saved: Ada Lovelace says go as preparer. It decides nothing; Ada Lovelace signs it with: \
         signoff sign --role preparer --decision approved",
        "Written into ",
    ] {
        said.has(what);
    }
    let votes = &house.reopened().dossier().review().votes.clone();
    let [one, other] = &votes[..] else {
        panic!("two, and not {votes:?}; {left:?}");
    };
    assert_eq!(one.why, "The restore was never tried.");
    assert_eq!((one.by.as_str(), other.recorded_by.as_ref()), (KIM, None));
    std::fs::read_to_string(house.path("signoff-minutes.md")).unwrap().has("**no-go as approver**: Kim `kim@example.org`, recorded by Ada Lovelace: The restore was never tried.");
}

#[test]
fn what_waits_is_read_out() {
    let house = answered();
    let said = house.walk_as(KIM, "NET-1\nask\nWho owns it?\n\n\ninbox\n");
    said.has("Nothing waits for you.");
    let (said, _) = house.walk("inbox\n");
    said.has("NET-1: Kim <kim@example.org> asks: Who owns it?, until 2026-11-30.");
}
