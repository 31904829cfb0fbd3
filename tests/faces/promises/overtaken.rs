//! What another terminal did between reading and saving.
//!
//! Nobody can provoke on purpose, through a face, that another program saves at the very moment of our own save, that one
//! never stops saving, or that the disk does not say that it kept what it was given: no promise here is about those.

use super::support::{Kind, Said, can_watch, in_every_face, in_faces};
use crate::house::{ADA, GRACE, House, KIM};

const MINE: Said<'_> = Said {
    item: "NET-1",
    status: "partial",
    why: "Typed by Ada.",
    evidence: None,
};

/// What somebody is told whose answer was not saved says so.
fn refused(kind: Kind, said: &str) -> bool {
    match kind {
        Kind::Commands => said.contains("[exit "),
        // A box that asks, or a word of complaint.
        Kind::Screen => {
            said.contains("answered twice")
                || said.contains("a sign-off?")
                || said.contains("not saved")
        }
        Kind::Walker => said.contains("Not saved"),
    }
}

#[test]
fn an_answer_of_another_terminal_to_the_same_item_is_never_overwritten_silently() {
    in_every_face(|kind| {
        if !can_watch(kind) {
            return;
        }
        let house = House::begun();
        let theirs = house.foresee(KIM, "attest NET-1 met --rationale 'Seen by Kim.'");
        let mut face = house.open(kind, ADA);
        let said = face.answer(MINE, &mut || house.put(&theirs));
        assert!(refused(kind, &said), "it does not say so: {said}");
        assert!(
            said.contains("Kim"),
            "it does not say whose answer came first: {said}"
        );
        assert!(house.review() == theirs, "something was saved");
    });
}

#[test]
fn what_was_typed_and_not_saved_is_not_lost() {
    // A command has nothing to keep: what was typed stands in the shell.
    in_faces(&[Kind::Screen, Kind::Walker], |kind| {
        let house = House::begun();
        let theirs = house.foresee(KIM, "attest NET-1 met --rationale 'Seen by Kim.'");
        let mut face = house.open(kind, ADA);
        face.answer(MINE, &mut || house.put(&theirs));
        drop(face);
        let kept = house.open(kind, ADA).item("NET-1");
        assert!(
            kept.to_lowercase().contains("draft"),
            "no draft is kept: {kept}"
        );
        assert!(house.review() == theirs, "something was saved");
    });
}

#[test]
fn a_change_of_another_item_is_no_conflict() {
    in_every_face(|kind| {
        if !can_watch(kind) {
            return;
        }
        let house = House::begun();
        let theirs = house.foresee(KIM, "attest OPS-1 met --rationale 'Seen by Kim.'");
        let said = house
            .open(kind, ADA)
            .answer(MINE, &mut || house.put(&theirs));
        let review = house.review();
        assert!(!refused(kind, &said), "{said}");
        assert!(
            review.contains("Typed by Ada.") && review.contains("Seen by Kim."),
            "{said}\n{review}"
        );
    });
}

#[test]
fn a_sign_off_that_came_in_between_is_not_made_stale_silently() {
    in_every_face(|kind| {
        if !can_watch(kind) {
            return;
        }
        let house = House::answered();
        let theirs = house.foresee(GRACE, "sign --role approver --decision approved --unsigned");
        let mut face = house.open(kind, ADA);
        let said = face.answer(MINE, &mut || house.put(&theirs));
        assert!(
            house.review() == theirs,
            "it was saved over the sign-off: {said}"
        );
        assert!(refused(kind, &said), "it does not say so: {said}");
        assert!(
            said.contains("approved as approver") && said.contains("Grace"),
            "it does not name the sign-off: {said}"
        );
        if kind == Kind::Commands {
            assert!(said.contains("again"), "it does not say what to do: {said}");
        }
        // Whoever means it all the same has seen it now.
        let said = face.insist(MINE);
        assert!(
            house.review().contains("Typed by Ada."),
            "it cannot be saved at all: {said}"
        );
    });
}

#[test]
fn an_answer_that_ends_a_sign_off_says_so() {
    in_every_face(|kind| {
        let house = House::answered();
        house
            .by(GRACE)
            .done("sign --role approver --decision approved --unsigned");
        let mut face = house.open(kind, ADA);
        let mut said = face.answer(MINE, &mut || {});
        if !house.review().contains("Typed by Ada.") {
            said += &face.insist(MINE);
        }
        assert!(house.review().contains("Typed by Ada."), "{said}");
        assert!(
            said.contains("no longer holds") || said.contains("makes the sign-off stale"),
            "{said}"
        );
        assert!(
            said.contains("approved as approver") && said.contains("Grace"),
            "it does not name the sign-off: {said}"
        );
    });
}

#[test]
fn a_review_that_was_broken_meanwhile_is_not_overwritten() {
    in_every_face(|kind| {
        if !can_watch(kind) {
            return;
        }
        let house = House::answered();
        let broken = house.review().replace("status = \"met\"", "status = \"me");
        let mut face = house.open(kind, ADA);
        let said = face.answer(MINE, &mut || house.put(&broken));
        assert!(house.review() == broken, "{said}");
        assert!(
            said.contains("signoff.toml:"),
            "it does not say where: {said}"
        );
        let denied = match kind {
            Kind::Commands => said.contains("[exit "),
            Kind::Screen => said.to_lowercase().contains("not saved"),
            Kind::Walker => said.contains("Not saved") || said.contains("cannot be read again"),
        };
        assert!(denied, "{said}");
    });
}

#[test]
fn a_sealed_review_takes_no_answer() {
    in_every_face(|kind| {
        let house = House::answered();
        house.by(KIM).done("seal --reason 'As deployed'");
        let before = house.review();
        let said = house.open(kind, ADA).answer(MINE, &mut || {});
        assert!(house.review() == before, "{said}");
        for word in ["sealed by Kim", "As deployed", "unseal"] {
            assert!(said.contains(word), "{word} is not said: {said}");
        }
    });
}

#[test]
fn a_review_that_was_sealed_meanwhile_takes_no_answer() {
    in_every_face(|kind| {
        if !can_watch(kind) {
            return;
        }
        let house = House::answered();
        let theirs = house.foresee(KIM, "seal --reason 'As deployed'");
        let said = house
            .open(kind, ADA)
            .answer(MINE, &mut || house.put(&theirs));
        assert!(house.review() == theirs, "{said}");
        for word in ["sealed by Kim", "As deployed", "unseal"] {
            assert!(said.contains(word), "{word} is not said: {said}");
        }
    });
}

#[test]
fn an_undo_that_ends_a_sign_off_says_so() {
    in_every_face(|kind| {
        let house = House::answered();
        let mut face = house.open(kind, ADA);
        face.answer(MINE, &mut || {});
        house
            .by(GRACE)
            .done("sign --role approver --decision approved --unsigned");
        let said = face.undo();
        assert!(
            said.contains("no longer holds")
                || said.contains("a sign-off?")
                || said.contains("would make that stale"),
            "{said}"
        );
    });
}
