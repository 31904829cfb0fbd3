//! What keeps the gate shut whatever somebody decides: they are told before they sign, in the same words.

use super::support::{flat, in_every_face};
use super::verdict::same_reasons;
use crate::has::Has as _;
use crate::house::{GRACE, House, KIM, RITA};

const NO: &str = "sign --role reviewer --decision rejected --why Unfit";
const NO_OF_HERS: &str = "rejected as reviewer by Grace Hopper";

/// Holds that whoever is about to approve is told of it, and that the gate is shut although they do, for a reason that each face
/// has.
fn is_in_the_way(house: &House, what: &str, why: &str) {
    in_every_face(|kind| {
        let said = flat(&house.open(kind, KIM).approving()).to_lowercase();
        said.has(&format!("in the way: {what}").to_lowercase());
        // A command says why the gate is shut once more after it recorded the decision.
        let told = said.split("not signed off yet").next().unwrap();
        assert_eq!(told.matches(&what.to_lowercase()).count(), 1, "{told}");
    });
    let before = house.review();
    house
        .by(KIM)
        .done("sign --role approver --decision approved --unsigned");
    same_reasons(house, &[why]);
    house.put(&before);
}

#[test]
fn a_no_of_somebody_else() {
    let house = House::answered();
    house.by(GRACE).done(&format!("{NO} --unsigned"));
    is_in_the_way(&house, NO_OF_HERS, NO_OF_HERS);
}

#[test]
fn a_no_whose_signature_nobody_can_verify() {
    needs_openssh!();
    let house = House::answered();
    house.key("../grace", "grace@example.org");
    house.by(GRACE).done(&format!("{NO} --key ../grace"));
    let whole = house.review();
    is_in_the_way(&house, NO_OF_HERS, NO_OF_HERS);
    let (head, _) = whole.rsplit_once("signature = ").unwrap();
    house.put(head);
    is_in_the_way(&house, NO_OF_HERS, NO_OF_HERS);
}

#[test]
fn a_record_that_is_not_as_it_was_made() {
    let house = House::answered();
    house
        .by(RITA)
        .done("sign --role reviewer --decision approved --unsigned");
    house.by(GRACE).done("accept OPS-1 --unsigned");
    let whole = house.review();
    let why = "its statement is about another review";
    for (of, what) in [
        ("[[signoff]]", "approved as reviewer by Rita Levi"),
        ("[[declaration]]", "the declaration by Grace Hopper"),
    ] {
        let (head, record) = whole.split_once(of).unwrap();
        let other = record.replacen("Review id: ", "Review id: 0", 1);
        house.put(&format!("{head}{of}{other}"));
        is_in_the_way(&house, what, why);
    }
}

#[test]
fn a_return_of_an_item_that_nobody_asks_for() {
    let house = House::answered();
    house.by(GRACE).done("return OPS-1 --text 'Which logs?'");
    house.swap("item.mini.OPS-1", "item.mini.OPS-9");
    house.done("attest OPS-1 met --rationale Seen");
    let why = "mini/OPS-9 is returned by Grace Hopper";
    is_in_the_way(&house, why, why);
}
