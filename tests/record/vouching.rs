//! What a key signed that has ended since counts where somebody vouches for it who may: declarations too, and one by another.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use signoff::checklist::form;
use signoff::decision::{
    Deeds, Draft, Proof, Proofs, Question, Signer, Verified, declaration, vouching,
};
use signoff::policy::Role;
use signoff::review::{Claim, Decision, Deed, DeedKind, Dossier, Signable, Stamp, Subject};
use signoff::store::Document;
use signoff::text::digest::Digest;

const LIST: &str = "schema = 1\nid = \"list\"\ntitle = \"List\"\nversion = \"1\"\n\
    policy = { principals = { approver = [\"bob@example.org\"] } }\n\
    [[category]]\nid = \"a\"\ntitle = \"A\"\n[[category.item]]\nid = \"A-1\"\ntitle = \"A\"\nseverity = \"high\"\n";

fn now() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

/// Statements, and what verifying found of each.
struct Room {
    dossier: Dossier,
    found: HashMap<Claim, Proof>,
}

impl Room {
    fn new() -> Self {
        let list = form::parse("list.toml".as_ref(), LIST).unwrap();
        let subject = Subject {
            id: "r".into(),
            title: "Box".into(),
            system: "box".into(),
            environment: None,
            revision: None,
            created_at: now(),
            created_by: "Ada <ada@example.org>".parse().unwrap(),
            time_zone: None,
        };
        let text = Document::begin(&subject, &[(&list, None)]);
        let (_, review) = Document::parse("r".as_ref(), text).unwrap();
        Self {
            dossier: Dossier::new(review, vec![list], now()),
            found: HashMap::new(),
        }
    }

    /// Somebody declares something some minutes after the review began; what it is known by.
    fn declares(&mut self, who: &str, minutes: i64, deed: Deed, proof: Proof) -> Digest {
        let stamp = self.stamp(who, minutes);
        let key = Some(signer(who, None).fingerprint);
        let mut one = declaration::prepare(
            vec![deed],
            key,
            &self.dossier,
            &Deeds::by_name(self.dossier.review()),
            stamp,
        )
        .unwrap();
        one.signature = Some("looked at already".into());
        let mut review = self.dossier.review().clone();
        let (digest, claim) = (one.digest(), Claim::of(&one));
        review.declare(one);
        let lists = self.dossier.checklists().to_vec();
        self.dossier = Dossier::new(review, lists, now());
        self.found.insert(claim, proof);
        digest
    }

    /// Bob says no and vouches for something with the same signature.
    fn rejects(&mut self, deed: Deed) -> Digest {
        let draft = Draft {
            why: Some("Unfit".into()),
            deeds: vec![deed],
            key: Some(signer("bob", None).fingerprint),
            ..Draft::new(Role::Approver, Decision::Rejected)
        };
        let deeds = Deeds::by_name(self.dossier.review());
        let stamp = self.stamp("bob", 2);
        let mut no = draft.prepare(&self.dossier, &deeds, stamp).unwrap();
        no.signature = Some("looked at already".into());
        let mut review = self.dossier.review().clone();
        let digest = no.digest();
        self.found.insert(Claim::of(&no), good("bob"));
        review.signoffs.push(no);
        let lists = self.dossier.checklists().to_vec();
        self.dossier = Dossier::new(review, lists, now());
        digest
    }

    fn stamp(&self, who: &str, minutes: i64) -> Stamp {
        Stamp {
            id: format!("id-{}", self.found.len()),
            by: format!("{who} <{who}@example.org>").parse().unwrap(),
            at: now() + TimeDelta::minutes(minutes),
        }
    }

    /// The place of the first declaration among the statements.
    fn declared(&self) -> usize {
        let first = self.dossier.review().declarations[0].digest();
        let mut all = self.dossier.review().statements();
        all.position(|one| one.digest() == first).unwrap()
    }

    /// Which of the statements count.
    fn counting(&self) -> Vec<bool> {
        let review = self.dossier.review();
        let known = Verified {
            found: self.found.clone(),
            ..Verified::default()
        };
        let (known, question) = (Proofs::Known(known), Question::default());
        let settled = vouching::settle(known, &self.dossier, &question);
        let is_good = |one| matches!(settled.of(one), Ok(Proof::Good(_)));
        review.statements().map(is_good).collect()
    }
}

fn signer(who: &str, ended: Option<&str>) -> Signer {
    Signer {
        principal: format!("{who}@example.org"),
        fingerprint: format!("SHA256:{who}"),
        kind: "ssh-ed25519".into(),
        presence: None,
        warning: None,
        ended: ended.map(|day| day.parse().unwrap()),
        vouched_by: None,
    }
}

fn ended(who: &str) -> Proof {
    Proof::Ended(signer(who, Some("2026-12-01")), "it ended".into())
}

fn good(who: &str) -> Proof {
    Proof::Good(signer(who, None))
}

fn junk() -> Deed {
    Deed {
        act: DeedKind::Dismisses,
        to: Digest::of(b"junk"),
        why: Some("Junk".into()),
    }
}

fn vouches(to: Digest, who: &str) -> Deed {
    vouching::deed(to, &signer(who, Some("2026-12-01")))
}

#[test]
fn a_voucher_whose_key_ended_is_vouched_for_in_turn() {
    let mut room = Room::new();
    let first = room.declares("grace", 1, junk(), ended("grace"));
    assert_eq!(room.counting(), [false]);
    let second = room.declares("grace", 2, vouches(first, "grace"), ended("grace"));
    assert_eq!(room.counting(), [false, false]);
    room.declares("bob", 3, vouches(second, "grace"), good("bob"));
    assert_eq!(room.counting(), [true, true, true]);
}

#[test]
fn whoever_vouches_at_the_very_moment_vouches() {
    let mut room = Room::new();
    let first = room.declares("grace", 1, junk(), ended("grace"));
    room.declares("bob", 1, vouches(first, "grace"), good("bob"));
    assert_eq!(room.counting(), [true, true]);
}

#[test]
fn what_is_worth_nothing_vouches_for_nothing() {
    for (who, minutes, proof) in [
        // Who may neither approve nor is it themself; whose own key ended; whose signature is refused or missing.
        ("carol", 2, good("carol")),
        ("bob", 2, ended("bob")),
        ("bob", 2, Proof::Refused("no".into())),
        ("bob", 2, Proof::Unsigned),
        // Before it was signed, and later than now.
        ("bob", 0, good("bob")),
        ("bob", 90, good("bob")),
    ] {
        let mut room = Room::new();
        let first = room.declares("grace", 1, junk(), ended("grace"));
        room.declares(who, minutes, vouches(first, "grace"), proof.clone());
        assert!(!room.counting()[0], "{who} {minutes} {proof:?}");
    }
}

/// Nor does a sign-off that was taken back, or that comes after what is not there.
#[test]
fn a_sign_off_vouches_as_long_as_it_stands() {
    let begun = || {
        let mut room = Room::new();
        let first = room.declares("grace", 1, junk(), ended("grace"));
        let no = room.rejects(vouches(first, "grace"));
        (room, no)
    };
    let (mut room, no) = begun();
    assert_eq!(room.counting(), [true, true]);
    let revokes = Deed {
        act: DeedKind::Revokes,
        to: no,
        why: Some("Too early".into()),
    };
    room.declares("bob", 3, revokes, good("bob"));
    assert!(!room.counting()[room.declared()]);
    let (mut room, _) = begun();
    let mut review = room.dossier.review().clone();
    let mut no = review.signoffs.remove(0);
    no.after.push(Digest::of(b"cut out"));
    room.found.insert(Claim::of(&no), good("bob"));
    review.signoffs.push(no);
    let lists = room.dossier.checklists().to_vec();
    room.dossier = Dossier::new(review, lists, now());
    assert!(!room.counting()[room.declared()]);
}

#[test]
fn nobody_vouches_for_a_key_that_was_revoked() {
    let mut room = Room::new();
    let revoked = Proof::Refused("the key is revoked".into());
    let first = room.declares("grace", 1, junk(), revoked);
    room.declares("bob", 2, vouches(first, "grace"), good("bob"));
    assert_eq!(room.counting(), [false, true]);
}

#[test]
fn two_do_not_vouch_for_each_other() {
    let mut room = Room::new();
    let first = room.declares("grace", 1, junk(), ended("grace"));
    let second = room.declares("grace", 1, vouches(first, "grace"), ended("grace"));
    let third = room.declares("grace", 1, vouches(second, "grace"), ended("grace"));
    room.declares("grace", 1, vouches(third, "grace"), ended("grace"));
    assert_eq!(room.counting(), [false; 4]);
}
