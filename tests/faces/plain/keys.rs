//! Which key a decision is signed with.

use signoff::decision::Signed;
use signoff::keys::{Key, Keyring, Lists};
use signoff::work::Inquiry;

use crate::has::Has as _;
use crate::house::House;
use crate::key;

/// The public half of an RSA key of 1024 bits.
const WEAK: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC21HyRM+D1krjSM7uQmGgM1QHCWr2ITcV9ocWjdrcT53bxbh4vrX+JZpv3jhB44jLLgxu90Or3tyg7MGJxJ8K9FkrGhL5JGPIlGwXW4eu8LuJtbAbv1BvAGUCULOj9MRpTbUSXyn+paiMFLE2Rb+YHRxTmlEQIwBOSqHtcZBbH2Q== old@example.org\n";

/// A review, and a home with two keys of Ada's.
fn house() -> House {
    let house = House::started();
    for name in ["id_first", "id_second"] {
        let file = house.path("../home/.ssh").join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        key::write(&file, name);
    }
    house
}

/// Rejects, with an answer to the question for a key; what was said after that question.
fn reject(house: &House, key: &str) -> String {
    let (said, _) = house.walk(&format!("sign\n\nrejected\nUnfit\n\n{key}\ndemo\nquit\n"));
    let (_, after) = said.split_once("3 rejected: rejected\n").expect(&said);
    after.to_owned()
}

/// Whether the last decision is signed with this key of Ada's.
fn is_signed_with(house: &House, name: &str) -> bool {
    let public = std::fs::read_to_string(house.path(&format!("../home/.ssh/{name}.pub"))).unwrap();
    house.write(
        "allowed",
        &format!("ada@example.org namespaces=\"signoff\" {public}"),
    );
    let lists = Lists {
        allowed: Some("allowed".into()),
        revoked: None,
    };
    let mut open = house.reopened();
    open.ask(Inquiry {
        lists,
        ..Inquiry::default()
    });
    open.verify(&house.around()).unwrap();
    let signoffs = open.facts().signoffs();
    signoffs
        .last()
        .is_some_and(|last| last.signed == Signed::Yes)
}

#[test]
fn the_key_that_is_chosen_signs() {
    needs_openssh!();
    let house = house();
    let labels: Vec<String> = Keyring::find(&house.around())
        .keys
        .iter()
        .map(Key::label)
        .collect();
    for (answer, chosen, other) in [
        ("", "id_first", "id_second"),
        ("2", "id_second", "id_first"),
        ("SHA256:\n9\n1", "id_first", "id_second"),
    ] {
        let said = reject(&house, answer);
        for (nth, label) in labels.iter().enumerate() {
            said.has(&format!("{} {label}", nth + 1));
        }
        said.has("3 a key in another file\n4 no signature\nKey [1]: ");
        let label = labels.iter().find(|label| label.contains(chosen)).unwrap();
        said.has(&format!("It will be signed with {label}."));
        said.has("Saved: rejected as approver, signed.");
        assert!(is_signed_with(&house, chosen) && !is_signed_with(&house, other));
    }
}

#[test]
fn who_wants_no_signature_records_without_one() {
    needs_openssh!();
    let house = house();
    for answer in ["no signature", "4"] {
        let said = reject(&house, answer);
        said.has("It will be recorded, not cryptographically signed.");
        said.has("Saved: rejected as approver, not cryptographically signed.");
        let open = house.reopened();
        let signoff = open.dossier().review().signoffs.last();
        assert!(signoff.unwrap().signature.is_none(), "{said}");
    }
}

#[test]
fn the_key_of_git_comes_first() {
    needs_openssh!();
    let house = house();
    house.write(
        "../gitconfig",
        "[user]\n\tsigningKey = ~/.ssh/id_second.pub\n",
    );
    reject(&house, "");
    assert!(is_signed_with(&house, "id_second"));
}

#[test]
fn a_key_that_cannot_sign_records_nothing() {
    needs_openssh!();
    let house = house();
    house.write("../home/.ssh/id_weak.pub", WEAK);
    let lost = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBOG/VpqqoM4wjJz2wRbCM2fDH3sTvI8UUz3t25l9jiF lost@example.org\n";
    house.write("../home/.ssh/id_lost.pub", lost);
    // In the order of their names: first, lost, second; the weak one is not among them. The title is asked for again
    // each time, with the key.
    for (answer, told, why) in [
        (
            "4\n~/.ssh/id_weak.pub\nback",
            "Not a key to sign with: ",
            "an RSA key of 1024 bits is too weak",
        ),
        (
            "2",
            "Not signed, and nothing is recorded: ",
            "no signature was made",
        ),
    ] {
        let said = reject(&house, answer);
        let (before, refused) = said.split_once(told).expect(&said);
        assert!(refused.contains(why), "{said}");
        assert!(before.contains("Not offered: "), "{said}");
        assert_eq!(house.reopened().dossier().review().signoffs, []);
    }
    let said = reject(&house, "2\ndemo\n3");
    said.has("Saved: rejected as approver");
    assert!(is_signed_with(&house, "id_second"), "{said}");
}
