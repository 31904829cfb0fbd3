//! What is signed, and that it is what was looked at.

use super::support::{With, git_is_missing, in_every_face};
use crate::house::{ADA, GRACE, House, KIM};

/// A key that signs, and a program in the place of `ssh-keygen` that does something else before.
fn house(first: impl FnOnce(&House) -> String) -> House {
    let house = House::answered();
    house.key("../home/.ssh/id_ed25519", "grace@example.org");
    let first = first(&house);
    let program = house.program(
        "../keygen",
        &format!("if [ \"$2\" = sign ]; then\n{first}\nfi\nexec ssh-keygen \"$@\""),
    );
    house.write(
        "../gitconfig",
        &format!("[gpg \"ssh\"]\n\tprogram = {}\n", program.display()),
    );
    house
}

#[test]
fn evidence_that_changed_while_signing_is_not_signed() {
    needs_openssh!();
    if git_is_missing() {
        return;
    }
    in_every_face(|kind| {
        let house =
            house(|house| format!("echo '9 critical' >'{}'", house.path("scan.txt").display()));
        let before = house.review();
        let mut face = house.open(kind, GRACE);
        let said = face.sign("approved", With::Offered).said;
        assert_eq!(
            house.read("scan.txt"),
            "9 critical\n",
            "nothing was to be signed: {said}"
        );
        assert!(house.review() == before, "it was recorded: {said}");
        assert!(
            said.contains("NET-2") && said.contains("stale"),
            "it does not say why: {said}"
        );
    });
}

#[test]
fn an_answer_that_came_while_signing_is_not_signed() {
    needs_openssh!();
    if git_is_missing() {
        return;
    }
    in_every_face(|kind| {
        let house = house(|house| {
            let theirs = house.foresee(KIM, "attest NET-1 unmet --rationale 'Seen by Kim.'");
            let beside = house.write("../theirs.toml", &theirs);
            format!(
                "cp '{}' '{}'",
                beside.display(),
                house.path("signoff.toml").display()
            )
        });
        let mut face = house.open(kind, GRACE);
        let said = face.sign("rejected", With::Offered).said;
        assert!(
            house.review() == house.read("../theirs.toml"),
            "it was recorded: {said}"
        );
        let says = said.to_lowercase();
        assert!(
            says.contains("not signed") || said.contains("[exit "),
            "it does not say so: {said}"
        );
    });
}

#[test]
fn what_was_signed_is_recorded_with_its_signature() {
    needs_openssh!();
    in_every_face(|kind| {
        let house = house(|_| ":".to_owned());
        house.open(kind, GRACE).sign("approved", With::Offered);
        house
            .run("check --require signed --allowed-signers ../allowed")
            .has_out("signed off");
    });
}

#[test]
fn who_prepared_and_approves_alone_says_why() {
    in_every_face(|kind| {
        let house = House::answered();
        let said = house.open(kind, ADA).sign("approved", With::Nothing).said;
        assert!(house.review().contains("A team of one."), "{said}");
        house.run("check").has("signed off");
    });
}
