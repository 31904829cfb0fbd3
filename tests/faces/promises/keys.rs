//! With which key one signs.

use super::support::{Kind, With, git_is_missing, in_every_face};
use crate::has::Has as _;
use crate::house::{GRACE, House};

const MAIL: &str = "grace@example.org";

fn git_signs_with(house: &House, key: &str) {
    house.write(
        "../gitconfig",
        &format!("[user]\n\tsigningKey = {}\n", house.path(key).display()),
    );
}

#[test]
fn the_only_key_is_offered() {
    needs_openssh!();
    in_every_face(|kind| {
        let house = House::answered();
        let key = house.key("../home/.ssh/id_ed25519", MAIL);
        let said = house.open(kind, GRACE).sign("approved", With::Offered);
        said.offer.has(&key);
        assert_eq!(house.signed_with(), Some(key), "{}", said.said);
    });
}

#[test]
fn gits_key_is_offered_before_others() {
    needs_openssh!();
    if git_is_missing() {
        return;
    }
    in_every_face(|kind| {
        let house = House::answered();
        house.key("../home/.ssh/id_ed25519", MAIL);
        let key = house.key("../git-key", MAIL);
        git_signs_with(&house, "../git-key");
        let said = house.open(kind, GRACE).sign("approved", With::Offered);
        said.offer.has(&key);
        assert_eq!(house.signed_with(), Some(key), "{}", said.said);
    });
}

#[test]
fn a_weak_key_is_never_offered_in_the_place_of_a_good_one() {
    needs_openssh!();
    in_every_face(|kind| {
        let house = House::answered();
        let key = house.key("../home/.ssh/id_ed25519", MAIL);
        house.weak_key("../home/.ssh/id_rsa", MAIL);
        let said = house.open(kind, GRACE).sign("approved", With::Offered);
        assert_eq!(
            house.signed_with(),
            Some(key),
            "{}{}",
            said.offer,
            said.said
        );
    });
}

#[test]
fn a_weak_key_of_gits_is_not_offered_either() {
    needs_openssh!();
    if git_is_missing() {
        return;
    }
    in_every_face(|kind| {
        let house = House::answered();
        let key = house.key("../home/.ssh/id_ed25519", MAIL);
        house.weak_key("../git-key", MAIL);
        git_signs_with(&house, "../git-key");
        let said = house.open(kind, GRACE).sign("approved", With::Offered);
        // Nobody sees which key a command takes: another one than git's would be another identity.
        let expected = (kind != Kind::Commands).then_some(key);
        let said = said.offer + &said.said;
        assert_eq!(house.signed_with(), expected, "{said}");
        assert!(
            kind != Kind::Commands || said.contains("2048 bits"),
            "{said}"
        );
    });
}

#[test]
fn a_weak_key_alone_signs_nothing_by_itself() {
    needs_openssh!();
    in_every_face(|kind| {
        let house = House::answered();
        house.weak_key("../home/.ssh/id_rsa", MAIL);
        let said = house.open(kind, GRACE).sign("approved", With::Offered);
        assert_eq!(house.signed_with(), None, "{}{}", said.offer, said.said);
        // Without a key it is recorded as unsigned, and that is said before.
        let all = said.offer + &said.said;
        assert!(
            all.contains("not cryptographically signed") || all.contains("2048 bits"),
            "{all}"
        );
    });
}

#[test]
fn a_weak_key_that_is_named_is_refused_with_the_reason() {
    needs_openssh!();
    in_every_face(|kind| {
        let house = House::answered();
        house.key("../home/.ssh/id_ed25519", MAIL);
        house.weak_key("../weak", MAIL);
        let before = house.review();
        let said = house
            .open(kind, GRACE)
            .sign("approved", With::File("../weak"));
        let all = said.offer + &said.said;
        all.has("2048 bits");
        assert!(house.review() == before, "{all}");
    });
}

#[test]
fn a_key_in_a_file_can_be_named() {
    needs_openssh!();
    in_every_face(|kind| {
        let house = House::answered();
        house.key("../home/.ssh/id_ed25519", MAIL);
        let key = house.key("../another", MAIL);
        let said = house
            .open(kind, GRACE)
            .sign("approved", With::File("../another"));
        assert_eq!(
            house.signed_with(),
            Some(key),
            "{}{}",
            said.offer,
            said.said
        );
    });
}

#[test]
fn no_key_is_an_answer_too_and_is_said() {
    needs_openssh!();
    in_every_face(|kind| {
        let house = House::answered();
        house.key("../home/.ssh/id_ed25519", MAIL);
        let said = house.open(kind, GRACE).sign("approved", With::Nothing);
        assert_eq!(house.signed_with(), None);
        assert!(
            house.review().contains("[[signoff]]"),
            "{}{}",
            said.offer,
            said.said
        );
        (said.offer + &said.said).has("not cryptographically signed");
    });
}
