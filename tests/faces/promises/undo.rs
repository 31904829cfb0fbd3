//! What undo takes back.

use super::support::{Kind, Said, in_every_face, in_faces};
use crate::has::Has as _;
use crate::house::{ADA, House, KIM};

fn met<'s>(item: &'s str, why: &'s str) -> Said<'s> {
    Said {
        item,
        status: "met",
        why,
        evidence: None,
    }
}

#[test]
fn undo_takes_the_last_answer_back() {
    in_every_face(|kind| {
        let house = House::begun();
        let mut face = house.open(kind, ADA);
        face.answer(met("NET-1", "One."), &mut || {});
        face.answer(met("NET-2", "Two."), &mut || {});
        face.undo().has("NET-2");
        assert_eq!(
            (house.status_of("NET-1"), house.status_of("NET-2")),
            ("met".into(), "not-reviewed".into())
        );
        // Nothing is erased.
        house.review().has("Two.");
    });
}

#[test]
fn undo_takes_back_what_this_run_answered_and_not_what_another_terminal_did() {
    // A command has no run before it: it takes back the person's last answer, wherever that was given.
    in_every_face(|kind| {
        let house = House::begun();
        let mut face = house.open(kind, ADA);
        face.answer(met("NET-1", "Here."), &mut || {});
        house.done("attest OPS-1 met --rationale 'In another terminal.'");
        face.look();
        let said = face.undo();
        let left = (house.status_of("NET-1"), house.status_of("OPS-1"));
        let expected = match kind {
            Kind::Commands => ("met".to_owned(), "not-reviewed".to_owned()),
            Kind::Screen | Kind::Walker => ("not-reviewed".to_owned(), "met".to_owned()),
        };
        assert_eq!(left, expected, "{said}");
    });
}

#[test]
fn undo_never_takes_back_what_somebody_else_answered() {
    in_every_face(|kind| {
        let house = House::begun();
        house.by(KIM).done("attest OPS-1 met --rationale Theirs.");
        let mut face = house.open(kind, ADA);
        face.answer(met("NET-1", "Mine."), &mut || {});
        house.by(KIM).done("attest OPS-2 met --rationale Theirs.");
        face.look();
        face.undo();
        let said = face.undo();
        said.to_lowercase().has("nothing to undo");
        let left = ["NET-1", "OPS-1", "OPS-2"].map(|item| house.status_of(item));
        assert_eq!(left, ["not-reviewed", "met", "met"], "{said}");
    });
}

#[test]
fn what_another_terminal_took_back_already_is_said_and_nothing_goes_in_its_place() {
    // A command has no run before it, so it takes back the answer before.
    in_faces(&[Kind::Screen, Kind::Walker], |kind| {
        let house = House::begun();
        house.done("attest OPS-1 met --rationale Before.");
        let mut face = house.open(kind, ADA);
        face.answer(met("NET-1", "Here."), &mut || {});
        house.done("undo");
        let said = face.undo();
        assert_eq!(house.status_of("NET-1"), "not-reviewed");
        assert_eq!(house.status_of("OPS-1"), "met", "{said}");
        assert!(
            said.contains("was taken back already")
                || said.to_lowercase().contains("nothing to undo"),
            "{said}"
        );
    });
}

#[test]
fn undo_in_a_new_run_takes_nothing_back_that_an_earlier_one_answered() {
    // A command has no run before it; `signoff undo` is what takes older answers back.
    in_faces(&[Kind::Screen, Kind::Walker], |kind| {
        let house = House::begun();
        house.done("attest OPS-1 met --rationale Before.");
        let said = house.open(kind, ADA).undo();
        assert_eq!(house.status_of("OPS-1"), "met", "{said}");
        said.has("signoff undo takes back older answers");
    });
}

#[test]
fn undo_leaves_what_somebody_else_said_of_the_item_since() {
    in_every_face(|kind| {
        let house = House::begun();
        let mut face = house.open(kind, ADA);
        face.answer(met("NET-1", "Mine."), &mut || {});
        house.by(KIM).done("attest NET-1 unmet --rationale Theirs.");
        face.look();
        let said = face.undo();
        assert_eq!(house.status_of("NET-1"), "unmet", "{said}");
    });
}

#[test]
fn redo_puts_back_what_this_run_took_back_and_nothing_else() {
    // A command has no run before it: it puts back what the person took back last, wherever that was.
    in_faces(&[Kind::Screen, Kind::Walker], |kind| {
        let house = House::begun();
        let mut face = house.open(kind, ADA);
        face.answer(met("NET-1", "Here."), &mut || {});
        face.undo();
        house.done("attest OPS-1 met --rationale 'In another terminal.'");
        house.done("undo");
        face.look();
        let said = face.redo();
        assert_eq!(house.status_of("OPS-1"), "not-reviewed", "{said}");
        assert!(
            house.status_of("NET-1") == "met" || said.contains("taken back elsewhere"),
            "{said}"
        );
    });
}

#[test]
fn redo_never_stands_over_what_somebody_else_answered_since() {
    in_every_face(|kind| {
        let house = House::begun();
        let mut face = house.open(kind, ADA);
        face.answer(met("NET-1", "Mine."), &mut || {});
        face.undo();
        house.by(KIM).done("attest NET-1 unmet --rationale Theirs.");
        face.look();
        let said = face.redo();
        assert_eq!(house.status_of("NET-1"), "unmet", "{said}");
        // Whoever was there when it came hears that, a command that it is so.
        let is_told = ["answered by Kim", "answered meanwhile: Kim"];
        assert!(is_told.iter().any(|words| said.contains(words)), "{said}");
    });
}
