//! Reviews that were signed in form 1 prove what they proved, also once their file is of schema 2.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use signoff::decision::{Question, Stage, succession};
use signoff::keys::{Around, Lists};
use signoff::store::shelf::Shelf;
use signoff::work::{Clock, Inquiry, OpenReview};

use super::at;
use crate::has::Has as _;

const CLOCK: Clock = Clock {
    time: now,
    id: String::new,
};

fn now() -> DateTime<Utc> {
    at("2026-12-01T09:00:00Z")
}

/// A review, why it is not signed off, and what became of each sign-off. They were written down by the last program that knew
/// form 1 alone.
const VECTORS: [(&str, &[&str], &[&str]); 7] = [
    (
        "expired",
        &[
            "NET-1 is expired: held until 2020-01-31",
            "NET-2 is expired: held until 2020-02-29",
            "OPS-1 is expired: reached its maximum age on 2020-11-30",
            "OPS-2 is expired: reached its maximum age on 2020-11-30",
            "sign-off (approved with conditions as approver) is expired: NET-1 no longer holds: held until 2020-01-31",
        ],
        &["signed, Expired"],
    ),
    (
        "refused-signature",
        &[
            "rejected as approver by Grace <grace@example.org> on 2026-11-20",
            "sign-off (approved as reviewer) has a signature that is refused: the signature is not of this statement",
            "sign-off (approved as approver) has a signature that is refused: no allowed signer has the key \
             SHA256:Jh+paXOfuFaLvtXwc+ppeITtbAGAFu8Le+XD9bROC1Q",
        ],
        &[
            "signature refused, Current",
            "signed, Current",
            "signature refused, Superseded",
        ],
    ),
    (
        "rejected-then-unsigned-yes",
        &["rejected as approver by Grace <grace@example.org> on 2026-11-20"],
        &["signed, Current", "not signed, Superseded"],
    ),
    ("sealed", &[], &["signed, Current"]),
    (
        "several-people",
        &[
            "sign-off (approved as preparer) is revoked: by Grace <grace@example.org> on 2026-11-20: Ada signs no more.",
            "2 of 3 different people have approved",
        ],
        &[
            "signed, Revoked",
            "signed, Revoked",
            "signed, Superseded",
            "signed, Current",
            "signed, Current",
        ],
    ),
    ("signed-off", &[], &["signed, Current"]),
    (
        "two-checklists",
        &[
            "NET-2 is not reviewed",
            "OPS-2 is not reviewed",
            "rejected as reviewer by Kim <kim@example.org> on 2026-11-20",
            "no sign-off as approver",
        ],
        &["signed, Current"],
    ),
];

/// Why it is not signed off where signatures are asked for, and what became of each sign-off.
fn judged(review: &Path, lists: &Lists) -> (Vec<String>, Vec<String>) {
    let directory = review.parent().unwrap().to_owned();
    let mut open = OpenReview::open(review, &Shelf::default(), CLOCK).unwrap();
    open.check_evidence();
    open.ask(Inquiry {
        question: Question {
            stage: Stage::Signed,
            ..Question::default()
        },
        lists: lists.clone(),
    });
    let around = Around::new(directory.clone(), Some(directory));
    open.verify(&around).unwrap();
    let facts = open.facts();
    let whys = facts.verdict().whys();
    let held = succession::all(open.dossier(), facts.proofs, facts.question, now());
    let held = held
        .iter()
        .map(|held| format!("{}, {:?}", held.signed, held.standing));
    (whys, held.collect())
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn what_was_signed_in_form_1_proves_what_it_proved() {
    needs_openssh!();
    let kept = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/form-1"));
    for (name, whys, became) in VECTORS {
        let kept = kept.join(name);
        let lists = Lists {
            allowed: Some(kept.join("allowed-signers")),
            revoked: None,
        };
        let (said, held) = judged(&kept.join("signoff.toml"), &lists);
        assert_eq!(said, whys, "{name}");
        assert_eq!(held, became, "{name}");

        // Nothing but the number is another one.
        let copy = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(copy.path().join("checklists")).unwrap();
        for list in std::fs::read_dir(kept.join("checklists")).unwrap() {
            let list = list.unwrap();
            let to = copy.path().join("checklists").join(list.file_name());
            std::fs::copy(list.path(), to).unwrap();
        }
        let scan = kept.join("scan.txt");
        if scan.exists() {
            std::fs::copy(scan, copy.path().join("scan.txt")).unwrap();
        }
        let review = std::fs::read_to_string(kept.join("signoff.toml")).unwrap();
        review.has("\nschema = 1\n");
        let newer = copy.path().join("signoff.toml");
        std::fs::write(&newer, review.replacen("schema = 1", "schema = 2", 1)).unwrap();
        assert_eq!(judged(&newer, &lists), (said, held), "{name} as schema 2");
    }
}
