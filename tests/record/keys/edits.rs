//! One byte of a signed review is another one: the gate says no, or nothing that was signed changed.

use signoff::checklist::{Checklist, form};
use signoff::decision::{Draft, Proof, Proofs, Question, Signer, Stage, Verified, canonical};
use signoff::facts::Facts;
use signoff::keys::{KeyError, Keygen, Lists, Trust};
use signoff::policy::{Role, Target};
use signoff::review::{
    Answer, Change, Checks, Claim, Condition, Decision, Dossier, Evidence, Finding, Measured,
    Person, Review, Signoff, Status,
};
use signoff::store::Document;
use signoff::store::shelf::Shelf;
use signoff::text::digest::Digest;
use signoff::work::{Clock, Inquiry, OpenReview, Start};

use super::Desk;

const CLOCK: Clock = Clock {
    time: || "2026-11-23T09:00:00Z".parse().expect("a time"),
    id: || uuid::Uuid::new_v4().to_string(),
};

const LIST: &str = r#"schema = 1
id = "mini"
title = "Mini"
version = "1"
policy = { roles = ["reviewer", "approver"] }
category = [{ id = "a", title = "A", item = [
    { id = "A-1", title = "One", severity = "high" },
    { id = "A-2", title = "Two", severity = "low" },
] }]
"#;

/// A review that two people signed, and what is known of it.
struct Signed {
    desk: Desk,
    text: String,
    list: Checklist,
    review: Review,
    content: String,
    signers: Vec<Signer>,
    checks: Checks,
    trust: Trust,
}

/// What came of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The file is no review any more.
    Unreadable,
    /// The gate says no.
    Refused,
    /// The gate says yes, and everything covered is as it was.
    Outside,
}

fn person(text: &str) -> Person {
    text.parse().unwrap()
}

impl Signed {
    #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
    fn new() -> Self {
        let desk = Desk::new();
        std::fs::write(desk.path("mini.toml"), LIST).unwrap();
        let file = desk.path("signoff.toml");
        let start = Start {
            title: "box".into(),
            system: "box".into(),
            environment: Some("prod".into()),
            revision: Some("4f2a91c".into()),
            time_zone: None,
            checklists: vec![desk.path("mini.toml").display().to_string()],
            allows_secrets: false,
        };
        let ada = person("Ada Lovelace <ada@example.org>");
        let mut open =
            OpenReview::create(&file, start, ada.clone(), &Shelf::default(), CLOCK).unwrap();
        let proof = Digest::of(b"proof");
        let evidence = vec![
            Evidence::File {
                path: "proof.txt".into(),
                digest: proof,
                size: 5,
                compared: None,
                at: CLOCK.now(),
            },
            Evidence::Link {
                url: "https://example.org/1".into(),
                at: CLOCK.now(),
            },
        ];
        let finding = Finding {
            action: Some("Mend".into()),
            owner: Some(person("Kim <kim@example.org>")),
            due: Some("2027-01-01".parse().unwrap()),
        };
        let answers = [
            Answer {
                rationale: "Fine".into(),
                evidence,
                ..Answer::new(Status::Met)
            },
            Answer {
                rationale: "Later".into(),
                finding,
                ..Answer::new(Status::Unmet)
            },
        ];
        for (at, answer) in answers.into_iter().enumerate() {
            let keys = vec![open.dossier().entry(at).key()];
            open.apply(
                Change::Attest {
                    answered_by: None,
                    keys,
                    answer: Box::new(answer),
                },
                ada.clone(),
            )
            .unwrap();
        }
        let checks = Checks::from([("proof.txt".to_owned(), Measured::read(proof, 5))]);
        open.learn(checks.clone());
        let mut allowed = String::new();
        for (name, role, decision) in [
            ("rita", Role::Reviewer, Decision::Approved),
            ("grace", Role::Approver, Decision::ApprovedWithConditions),
        ] {
            let key = desk.key(name, &["-t", "ed25519"]);
            let public = std::fs::read_to_string(desk.path(&format!("{name}.pub"))).unwrap();
            allowed.push_str(&format!(
                "{name}@example.org namespaces=\"signoff\" {public}"
            ));
            let condition = Condition {
                action: "Mend it".into(),
                owner: person("Kim <kim@example.org>"),
                due: "2027-01-01".parse().unwrap(),
            };
            let conditions = if decision == Decision::Approved {
                Vec::new()
            } else {
                vec![condition]
            };
            let draft = Draft {
                conditions,
                ..Draft::new(role, decision)
            };
            let mut signoff = open
                .prepare(
                    &draft,
                    person(&format!("{name} <{name}@example.org>")),
                    None,
                )
                .unwrap();
            signoff.signature = Some(desk.keygen().sign(&signoff.statement, &key, false).unwrap());
            open.sign(signoff, checks.clone()).unwrap();
        }
        std::fs::write(desk.path("allowed"), allowed).unwrap();
        let lists = Lists {
            allowed: Some(desk.path("allowed")),
            revoked: None,
        };
        let around = desk.around();
        open.ask(Inquiry {
            lists: lists.clone(),
            ..Inquiry::default()
        });
        open.verify(&around).unwrap();
        let (review, proofs) = (open.dossier().review(), open.facts().proofs);
        let trust = Trust::find(&lists, &around, CLOCK.now()).unwrap();
        let signers = review.signoffs.iter().map(|one| match proofs.of(one) {
            Ok(Proof::Good(signer)) => signer.clone(),
            other => panic!("{other:?}"),
        });
        Self {
            text: std::fs::read_to_string(&file).unwrap(),
            list: form::parse("mini.toml".as_ref(), LIST).unwrap(),
            review: review.clone(),
            content: canonical::text(open.dossier()),
            signers: signers.collect(),
            checks,
            trust,
            desk,
        }
    }

    fn fate(&self, bytes: Vec<u8>, keygen: &Keygen) -> Fate {
        let Ok(text) = String::from_utf8(bytes) else {
            return Fate::Unreadable;
        };
        let Ok((_, review)) = Document::parse("signoff.toml".as_ref(), text) else {
            return Fate::Unreadable;
        };
        let names = |review: &Review| {
            review
                .checklists
                .iter()
                .map(|one| (one.id.clone(), one.path.clone()))
                .collect::<Vec<_>>()
        };
        if names(&review) != names(&self.review) {
            // There is no such checklist.
            return Fate::Unreadable;
        }
        let mut dossier = Dossier::new(review, vec![self.list.clone()], CLOCK.now());
        dossier.learn(self.checks.clone(), CLOCK.now());
        // ssh-keygen is asked only where everything but a signature would do.
        let passes = |prove: &dyn Fn(usize, &Claim) -> Proof| {
            let claims = dossier.review().statements().map(Claim::of).enumerate();
            let found = claims.map(|(nth, claim)| (claim.clone(), prove(nth, &claim)));
            let facts = Facts {
                dossier: &dossier,
                proofs: &Proofs::Known(Verified {
                    found: found.collect(),
                    ..Verified::default()
                }),
                question: &Question {
                    stage: Stage::Signed,
                    target: Target {
                        revision: Some("4f2a91c".into()),
                        ..Target::default()
                    },
                    ..Question::default()
                },
                now: CLOCK.now(),
            };
            facts.verdict().is_signed_off()
        };
        let kindly = |nth: usize, claim: &Claim| Proof::of(claim, Ok(self.signers[nth].clone()));
        let truly = |nth: usize, claim: &Claim| {
            let was = &self.review.signoffs[nth];
            if (&was.statement, &was.signature) == (&claim.statement, &claim.signature) {
                return kindly(nth, claim);
            }
            let Some(signature) = &claim.signature else {
                return Proof::of_unsigned(claim);
            };
            match keygen.verify(&claim.statement, signature, &claim.by, &self.trust) {
                Ok(signer) => Proof::of(claim, Ok(signer)),
                Err(KeyError::Refused(why)) => Proof::of(claim, Err(why)),
                Err(error) => panic!("{error}"),
            }
        };
        if dossier.review().statements().count() > self.signers.len()
            || !passes(&kindly)
            || !passes(&truly)
        {
            return Fate::Refused;
        }
        // What was signed is what it was; the id of a record and the spelling of a signature are nobody's statement.
        let covered = |signoffs: &[Signoff]| {
            let bare = |one: &Signoff| Signoff {
                id: String::new(),
                signature: None,
                ..one.clone()
            };
            signoffs.iter().map(bare).collect::<Vec<_>>()
        };
        assert_eq!(canonical::text(&dossier), self.content);
        assert_eq!(
            covered(&dossier.review().signoffs),
            covered(&self.review.signoffs)
        );
        Fate::Outside
    }

    /// Edits one byte at random, so many times; how often each fate came.
    fn edit(&self, times: usize) -> [usize; 3] {
        let keygen = self.desk.keygen();
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below as u64).unwrap()
        };
        let mut counts = [0; 3];
        for _ in 0..times {
            let mut bytes = self.text.clone().into_bytes();
            let at = random(bytes.len());
            bytes[at] ^= u8::try_from(1 + random(255)).unwrap();
            counts[self.fate(bytes, &keygen) as usize] += 1;
        }
        let [unreadable, refused, outside] = counts;
        println!(
            "{times} edits of one byte in {}: {unreadable} made the file unreadable, {refused} were refused by the \
             gate, {outside} changed nothing that is covered, none was accepted wrongly",
            self.text.len()
        );
        counts
    }
}

#[test]
fn no_edit_of_a_byte_is_accepted_wrongly() {
    needs_openssh!();
    let signed = Signed::new();
    assert_eq!(
        signed.fate(signed.text.clone().into_bytes(), &signed.desk.keygen()),
        Fate::Outside
    );
    assert!(signed.edit(10_000).iter().all(|count| *count > 0));
}
