//! Whoever has two addresses is one person, where somebody else must approve.

use std::fs::File;
use std::io::Write as _;

use super::support::{LIST, With, in_every_face};
use super::verdict::same_reasons;
use crate::has::Has as _;
use crate::house::House;

const ADA_AT_WORK: &str = "Ada L. <ada@work.example.org>";

/// A review that Ada prepared, and that somebody approved.
fn approved_by(who: &str) -> House {
    let list = LIST.replace(
        "[\"approver\"]",
        "[\"approver\"]\nsole-operator = \"forbidden\"",
    );
    let house = House::demo(&list);
    house.done("attest NET-1 NET-2 OPS-1 OPS-2 met --rationale Seen");
    house
        .by(who)
        .done("sign --role approver --decision approved --unsigned");
    house
}

#[test]
fn of_one_line_of_the_allowed_signers() {
    let mut house = approved_by(ADA_AT_WORK);
    same_reasons(&house, &[]);
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID6naRJRHhrSONZM82wS4gRzDTYWqDYhHT2vhlrE3yb3";
    house.trusts = true;
    let both = "ada@example.org,ada@work.example.org";
    for (line, joins) in [
        (both, true),
        (
            "\"Ada@Example.org,ada@work.example.org\" namespaces=\"signoff\"",
            true,
        ),
        (&format!("{both} cert-authority"), false),
        (&format!("{both},*@example.net"), false),
        ("ada@example.org", false),
    ] {
        house.write("../allowed", &format!("{line} {key}\n"));
        let why = "who stands on the same line of the allowed signers";
        same_reasons(&house, &[why][..usize::from(joins)]);
    }
}

#[test]
fn of_one_key() {
    needs_openssh!();
    let mut house = approved_by("Rita <rita@example.org>");
    house.trusts = true;
    house.key("../one", "ada@example.org");
    // A line with a pattern joins nobody by itself.
    let line = house.read("../allowed");
    let both = "ada@example.org,rita@example.org,*@example.net";
    house.write("../allowed", &line.replacen("ada@example.org", both, 1));
    house.done("sign --role preparer --decision approved --key ../one");
    house.done(
        "sign --role approver --decision approved --key ../one --by 'Rita <rita@example.org>'",
    );
    same_reasons(&house, &["whose signature is by the same key"]);
}

#[test]
fn of_one_name() {
    for name in ["Ada Lovelace", "ADA LOVELACE", "AdaLovelace"] {
        let who = format!("{name} <ada@work.example.org>");
        same_reasons(&approved_by(&who), &["who has the same name"]);
    }
}

#[test]
fn of_a_mailmap_of_their_own() {
    if super::support::git_is_missing() {
        return;
    }
    let house = approved_by(ADA_AT_WORK);
    let map = "Ada <ada@example.org> <ada@work.example.org>\n";
    // What the repository brings along joins nobody.
    house.write(".mailmap", map);
    same_reasons(&house, &[]);
    let file = house.write("../mailmap", map);
    let setting = format!("[mailmap]\n\tfile = {}\n", file.display());
    house.write("../gitconfig", &setting);
    same_reasons(&house, &["who is the same person in the mailmap"]);
    house.write("../gitconfig", "");
    house
        .run("check --mailmap ../mailmap")
        .has("who is the same person in the mailmap");
    // A name may be of any bytes.
    let latin = b"J\xf6rg <ada@example.org> <ada@work.example.org>\n";
    let mut file = File::create(house.path("../latin")).unwrap();
    file.write_all(latin).unwrap();
    house
        .run("check --mailmap ../latin")
        .has("who is the same person in the mailmap");
    house
        .run("check --mailmap ../none")
        .has("cannot read the mailmap");
}

#[test]
fn two_of_one_name_have_keys_of_their_own() {
    needs_openssh!();
    let other = "Ada Lovelace <ada@work.example.org>";
    let mut house = approved_by(other);
    house.key("../ada", "ada@example.org");
    house.key("../other", "ada@work.example.org");
    house.trusts = true;
    house
        .by(other)
        .done("sign --role approver --decision approved --key ../other");
    same_reasons(&house, &["who has the same name"]);
    house.done("sign --role preparer --decision approved --key ../ada");
    same_reasons(&house, &[]);
}

#[test]
fn whoever_signs_is_told_before() {
    in_every_face(|kind| {
        let house = approved_by("Kim <kim@example.org>");
        let by = "Ada Lovelace <ada@work.example.org>";
        let decided = house.open(kind, by).sign("rejected", With::Nothing);
        format!("{}{}", decided.offer, decided.said)
            .to_lowercase()
            .has("you count as ada lovelace");
    });
}
