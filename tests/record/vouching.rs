//! What a key signed that has ended since counts where somebody vouches for it who may: declarations too, and one by another.

use chrono::{DateTime, TimeDelta, Utc};
use signoff::checklist::form;
use signoff::decision::{Deeds, Proof, Proofs, Question, Signer, Verified, declaration, vouching};
use signoff::review::{Claim, Deed, DeedKind, Dossier, Signable, Stamp, Subject};
use signoff::store::Document;
use signoff::text::digest::Digest;

const LIST: &str = "schema = 1\nid = \"list\"\ntitle = \"List\"\nversion = \"1\"\n\
    policy = { principals = { approver = [\"bob@example.org\"] } }\n\
    [[category]]\nid = \"a\"\ntitle = \"A\"\n[[category.item]]\nid = \"A-1\"\ntitle = \"A\"\nseverity = \"high\"\n";

fn now() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

/// Declarations, and what verifying found of each.
struct Room {
    dossier: Dossier,
    proofs: Vec<Proof>,
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
            proofs: Vec::new(),
        }
    }

    /// Somebody declares something some minutes after the review began; what it is known by.
    fn declares(&mut self, who: &str, minutes: i64, deed: Deed, proof: Proof) -> Digest {
        let stamp = Stamp {
            id: format!("id-{}", self.proofs.len()),
            by: format!("{who} <{who}@example.org>").parse().unwrap(),
            at: now() + TimeDelta::minutes(minutes),
        };
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
        let digest = one.digest();
        review.declare(one);
        let lists = self.dossier.checklists().to_vec();
        self.dossier = Dossier::new(review, lists, now());
        self.proofs.push(proof);
        digest
    }

    /// Which of the statements count.
    fn counting(&self) -> Vec<bool> {
        let review = self.dossier.review();
        let claims = review.statements().map(Claim::of);
        let known = Verified {
            found: claims.zip(self.proofs.clone()).collect(),
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
