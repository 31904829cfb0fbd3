//! Somebody else changes things while questions are asked.

use signoff::review::{Answer, Change, Person, SealState, Status};

use super::house::Busy;
use crate::has::Has as _;
use crate::house::House;

fn attest(house: &House, position: usize) {
    let mut open = house.reopened();
    let key = open.dossier().entry(position).key();
    let answer = Answer {
        rationale: "Theirs.".into(),
        ..Answer::new(Status::Partial)
    };
    let kim: Person = "Kim <kim@example.org>".parse().unwrap();
    open.apply(
        Change::Attest {
            answered_by: None,
            keys: vec![key],
            answer: Box::new(answer),
        },
        kim,
    )
    .unwrap();
}

#[test]
fn answers_to_other_items_are_both_kept() {
    let house = House::started();
    let (said, _) = house.walk_from(&mut Busy::new(
        "met\nMine.\n\n\nyes\n",
        &[("yes", &|| attest(&house, 3))],
    ));
    said.has("it was read again.\nSaved: NET-1 is met.\n2 of 4 answered, 1 partial.");
    assert_eq!(house.reviewed(), 2);
}

#[test]
fn an_answer_to_the_same_item_is_said_before_it_is_replaced() {
    let house = House::started();
    let (said, _) = house.walk_from(&mut Busy::new(
        "met\nMine.\n\n\nyes\ny\n",
        &[("yes", &|| attest(&house, 0))],
    ));
    said.has("Not saved: NET-1 was answered meanwhile: Kim <kim@example.org> says partial; nothing was recorded");
    // In their words, before one says once more that one's own is to count.
    said.has("partial by Kim <kim@example.org>.\nRationale: Theirs.\n");
    said.has("Saved: NET-1 is met.");
    let open = house.reopened();
    assert_eq!(
        open.dossier().entry(0).record.unwrap().attestations.len(),
        2
    );
}

#[test]
fn whoever_decides_again_hears_the_verdict_and_what_changed() {
    let house = House::started();
    house.write("proof.txt", "good");
    let met = "met\nYes.\n\nproof.txt\n\nyes\n".repeat(4);
    house.walk(&format!("{met}sign\n\napproved\nA team of one.\ndemo\n"));
    attest(&house, 0);
    let (said, _) = house.walk("changes\n1\nverdict\nchanges\nback\n");
    said.has("Since when, 1 approved as approver by ")
        .has(", 4 the start [1]: ");
    said.has("1 change.\nNET-1: ");
    said.has("\nThen, ")
        .has(": met by Ada")
        .has("\nRationale: Yes.\n");
    said.has("\nNow, ")
        .has(": partial by Kim <kim@example.org>.\nRationale: Theirs.\n");
    said.has("Missing:\n");
}

#[test]
fn the_standing_of_every_sign_off_is_said_first() {
    let house = House::started();
    house.write("proof.txt", "good");
    let met = "met\nYes.\n\nproof.txt\n\nyes\n".repeat(4);
    let (_, is_signed) = house.walk(&format!("{met}sign\n\napproved\nA team of one.\ndemo\n"));
    assert!(is_signed);
    attest(&house, 2);
    let (state, reason) = (SealState::Sealed, "As deployed".to_owned());
    let kim: Person = "Kim <kim@example.org>".parse().unwrap();
    house
        .reopened()
        .apply(Change::Seal { state, reason }, kim)
        .unwrap();
    let (said, _) = house.walk("met\nYes.\n\nproof.txt\n\nyes\n");
    let standing = "Recorded before: approved as approver by Ada Lovelace, not cryptographically signed, stale: \
                    the review changed after it: OPS-1.\nSealed by Kim on 2026-11-23: As deployed.\n";
    said.has(standing);
    said.has("until signoff unseal --reason WHY opens");
    said.has("Not saved: the review is sealed by Kim");
}

#[test]
fn nobody_signs_what_they_have_not_heard() {
    let house = House::started();
    house.write("proof.txt", "good");
    let met = "met\nYes.\n\nproof.txt\n\nyes\n".repeat(4);
    let answers = format!("{met}sign\n\napproved\nA team of one.\ndemo\nback\nback\nback\nback\n");
    let (said, is_signed) = house.walk_from(&mut Busy::new(
        &answers,
        &[("demo", &|| drop(house.write("proof.txt", "bad")))],
    ));
    said.has("Not signed: the evidence changed while the statement was signed: NET-1 is stale");
    assert!(!is_signed);
    house.write("proof.txt", "good");
    let answers = "sign\n\napproved\nA team of one.\ndemo\n";
    let (said, is_signed) =
        house.walk_from(&mut Busy::new(answers, &[("demo", &|| attest(&house, 2))]));
    said.has("Not signed: look at it, then sign.");
    assert!(!is_signed);
    assert_eq!(house.reopened().dossier().review().signoffs.len(), 0);
}

#[test]
fn what_is_gone_from_the_file_is_told_and_put_back() {
    let answer = "met\nMine.\n\n\nyes\n";
    for (rest, deed) in [("list\n\ny\n", "list"), ("quit\ny\n", "quit")] {
        let house = House::started();
        let before = house.review();
        let answers = format!("{answer}{rest}");
        let (said, _) =
            house.walk_from(&mut Busy::new(&answers, &[(deed, &|| house.put(&before))]));
        said.has("1 record gone from signoff.toml: another program saved an old state.")
            .has("Put back 1.")
            .has("1 of 4 answered. Everything attested is saved.");
        assert_eq!(house.reviewed(), 1);
    }
    // Where nobody can be asked any more, it does not say that all is well.
    let house = House::started();
    let before = house.review();
    let answers = format!("{answer}guidance\n");
    let (said, _) = house.walk_from(&mut Busy::new(
        &answers,
        &[("guidance", &|| house.put(&before))],
    ));
    said.has("gone from signoff.toml");
    let house = House::started();
    let before = house.review();
    let answers = format!("{answer}met\n");
    let (said, _) = house.walk_from(&mut Busy::new(&answers, &[("met", &|| house.put(&before))]));
    said.has("Another program changed the file since")
        .lacks("Everything attested is saved");
}
