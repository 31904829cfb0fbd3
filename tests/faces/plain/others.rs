//! Somebody else changes things while questions are asked.

use signoff::review::{Answer, Change, Person, SealState, Status};

use super::house::{Busy, House};

fn attest(house: &House, position: usize) {
    let mut open = house.open();
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
    let house = House::with_review();
    let (said, _) = house.walk_from(&mut Busy::new(
        "met\nMine.\n\n\nyes\n",
        &[("yes", &|| attest(&house, 3))],
    ));
    assert!(
        said.contains("it was read again.\nSaved: NET-1 is met.\n2 of 4 answered, 1 partial."),
        "{said}"
    );
    assert_eq!(house.answered(), 2);
}

#[test]
fn an_answer_to_the_same_item_is_said_before_it_is_replaced() {
    let house = House::with_review();
    let (said, _) = house.walk_from(&mut Busy::new(
        "met\nMine.\n\n\nyes\ny\n",
        &[("yes", &|| attest(&house, 0))],
    ));
    assert!(
        said.contains(
            "Not saved: NET-1 was answered meanwhile: Kim <kim@example.org> says partial; nothing was recorded"
        ),
        "{said}"
    );
    assert!(said.contains("Saved: NET-1 is met."), "{said}");
    let open = house.open();
    assert_eq!(
        open.dossier().entry(0).record.unwrap().attestations.len(),
        2
    );
}

#[test]
fn the_standing_of_every_sign_off_is_said_first() {
    let house = House::with_review();
    house.write("repo/proof.txt", "good");
    let met = "met\nYes.\n\nproof.txt\n\nyes\n".repeat(4);
    let (_, is_signed) = house.walk(&format!("{met}sign\n\napproved\nA team of one.\ndemo\n"));
    assert!(is_signed);
    attest(&house, 2);
    let (state, reason) = (SealState::Sealed, "As deployed".to_owned());
    let kim: Person = "Kim <kim@example.org>".parse().unwrap();
    house
        .open()
        .apply(Change::Seal { state, reason }, kim)
        .unwrap();
    let (said, _) = house.walk("met\nYes.\n\nproof.txt\n\nyes\n");
    let standing = "Recorded before: approved as approver by Ada Lovelace, not cryptographically signed, stale: \
                    the review changed after it: OPS-1.\nSealed by Kim on 2026-11-23: As deployed.\n";
    assert!(said.contains(standing), "{said}");
    assert!(
        said.contains("until signoff unseal --reason WHY opens"),
        "{said}"
    );
    assert!(
        said.contains("Not saved: the review is sealed by Kim"),
        "{said}"
    );
}

#[test]
fn nobody_signs_what_they_have_not_heard() {
    let house = House::with_review();
    house.write("repo/proof.txt", "good");
    let met = "met\nYes.\n\nproof.txt\n\nyes\n".repeat(4);
    let answers = format!("{met}sign\n\napproved\nA team of one.\ndemo\nback\nback\nback\nback\n");
    let (said, is_signed) = house.walk_from(&mut Busy::new(
        &answers,
        &[("demo", &|| house.write("repo/proof.txt", "bad"))],
    ));
    assert!(
        said.contains(
            "Not signed: the evidence changed while the statement was signed: NET-1 is stale"
        ),
        "{said}"
    );
    assert!(!is_signed);
    house.write("repo/proof.txt", "good");
    let answers = "sign\n\napproved\nA team of one.\ndemo\n";
    let (said, is_signed) =
        house.walk_from(&mut Busy::new(answers, &[("demo", &|| attest(&house, 2))]));
    assert!(
        said.contains("Not signed: look at it, then sign."),
        "{said}"
    );
    assert!(!is_signed);
    assert_eq!(house.open().dossier().review().signoffs.len(), 0);
}
