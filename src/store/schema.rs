//! The JSON Schema of a review.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;

use super::Document;
use crate::checklist;
use crate::decision::{Deeds, revocation};
use crate::policy::Role;
use crate::review::strike::Strikes;
use crate::review::{
    Answer, Attestation, Change, Condition, Decision, Evidence, ItemKey, Person, Remark,
    RemarkDraft, RemarkKind, Schema, Seal, SealState, Session, Stamp, Status, Subject, Vote,
};
use crate::text::digest::Digest;
use crate::toml::schema::{self, text_schema};

text_schema!(Person, "A person, usually `Name <mail>`.", "\\S");

/// The review file. Unknown keys are allowed and kept: a newer version or a person wrote them.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only what it looks like is of use")]
struct ReviewFile {
    /// What is reviewed, and who started it.
    review: Subject,
    /// The checklists by id, in the order of the walk.
    #[schemars(extend("propertyNames" = { "pattern": "^[A-Za-z][A-Za-z0-9._-]{0,44}$" }))]
    checklist: BTreeMap<String, PinnedForm>,
    /// What was said, by checklist and item.
    #[schemars(default)]
    item: BTreeMap<String, BTreeMap<String, RecordForm>>,
    /// Decisions, oldest first.
    #[schemars(default)]
    signoff: Vec<SignoffForm>,
    /// Sign-offs that were taken back, oldest first.
    #[schemars(default)]
    revocation: Vec<RevocationForm>,
    /// What was opened, ended or taken back.
    #[schemars(default)]
    declaration: Vec<DeclarationForm>,
    /// Who went through it together, oldest first.
    #[schemars(default)]
    session: Vec<Session>,
    /// Go or no-go, said in sessions.
    #[schemars(default)]
    vote: Vec<Vote>,
    /// When answers were sealed and unsealed, oldest first; the last one counts.
    #[schemars(default)]
    seal: Vec<Seal>,
}

/// A checklist as it was when the review was started.
#[derive(JsonSchema)]
#[schemars(rename = "Pinned")]
#[expect(dead_code, reason = "only what it looks like is of use")]
struct PinnedForm {
    /// Its version then.
    version: String,
    /// Its digest then.
    digest: Digest,
    /// Where it is read from, relative to this file; by id where absent.
    path: Option<String>,
}

/// Everything that was said of one item.
#[derive(JsonSchema)]
#[schemars(rename = "Record")]
#[expect(dead_code, reason = "only what it looks like is of use")]
struct RecordForm {
    /// The item's title when it was written, for people who read the file.
    #[schemars(default)]
    title: String,
    /// Oldest first, each under a header of its own. Which one counts, they say themselves.
    #[schemars(default)]
    attestation: Vec<Attestation>,
    /// What people say beside answers, oldest first.
    #[schemars(default)]
    remark: Vec<Remark>,
}

/// A decision in a role, bound to the exact content of the review.
#[derive(JsonSchema)]
#[schemars(rename = "Signoff", untagged)]
#[expect(dead_code, reason = "only what it looks like is of use")]
enum SignoffForm {
    /// Of form 1: what the statement says stands beside it once more.
    One {
        /// Unique everywhere.
        id: String,
        /// In which function.
        role: Role,
        /// What was decided.
        decision: Decision,
        /// What an approval depends on.
        #[schemars(default)]
        conditions: Vec<Condition>,
        /// Why the person who prepared the review decides on it alone.
        #[schemars(rename = "sole-operator")]
        sole_operator: Option<String>,
        /// What the person saw and stated, byte for byte what is signed.
        statement: String,
        /// Digest of the review's canonical content at that moment.
        content: Digest,
        /// Digests of the statements that this one comes after.
        #[schemars(default)]
        after: Vec<Digest>,
        /// Who decided.
        by: Person,
        /// When.
        at: DateTime<Utc>,
        /// The SSH signature of the statement, armoured.
        signature: Option<String>,
        /// That its statement was struck.
        #[schemars(default)]
        struck: Strikes,
    },
    /// Of form 2: all of it is read from the statement.
    Two {
        /// Unique everywhere; the statement has it too.
        id: String,
        /// The ids of the remarks that the statement is over.
        #[schemars(default)]
        covers: Vec<String>,
        /// What the person saw and stated, byte for byte what is signed.
        #[schemars(regex(pattern = "^signoff statement, form 2\n"))]
        statement: String,
        /// The SSH signature of the statement, armoured.
        signature: Option<String>,
        /// That its statement was struck.
        #[schemars(default)]
        struck: Strikes,
    },
}

/// Of form 1: that a sign-off was taken back. Of form 2 it is a declaration.
#[derive(JsonSchema)]
#[schemars(rename = "Revocation")]
#[expect(dead_code, reason = "only what it looks like is of use")]
struct RevocationForm {
    /// Unique everywhere.
    id: String,
    /// Digest of the statement of the sign-off that is taken back.
    signoff: Digest,
    /// Why.
    reason: String,
    /// What the person stated, byte for byte what is signed.
    statement: String,
    /// Digests of the statements that this one comes after.
    #[schemars(default)]
    after: Vec<Digest>,
    /// Who takes it back.
    by: Person,
    /// When.
    at: DateTime<Utc>,
    /// The SSH signature of the statement, armoured.
    signature: Option<String>,
    /// That its statement was struck.
    #[schemars(default)]
    struck: Strikes,
}

/// Something that opens, ends or takes back.
#[derive(JsonSchema)]
#[schemars(rename = "Declaration")]
#[expect(dead_code, reason = "only what it looks like is of use")]
struct DeclarationForm {
    /// Unique everywhere; the statement has it too.
    id: String,
    /// What the person stated, byte for byte what is signed.
    #[schemars(regex(pattern = "^signoff declaration, form 2\n"))]
    statement: String,
    /// The SSH signature of the statement, armoured.
    signature: Option<String>,
    /// That its statement was struck.
    #[schemars(default)]
    struck: Strikes,
}

/// A review with an attestation, a withdrawn one and a sign-off, as the program writes them.
fn written(schema: Schema) -> String {
    let list = "schema = 1\nid = \"a\"\ntitle = \"A\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n\
                [[category.item]]\nid = \"C.1\"\ntitle = \"One\"\nseverity = \"low\"\n";
    let list = checklist::form::parse("a".as_ref(), list).unwrap();
    let at = "2026-11-23T09:00:00.5Z".parse().unwrap();
    let ada: Person = "Ada <ada@example.org>".parse().unwrap();
    let subject = Subject {
        id: "r".into(),
        title: "t".into(),
        system: "s".into(),
        environment: None,
        revision: Some("v".into()),
        created_at: at,
        created_by: ada.clone(),
        time_zone: None,
    };
    let text = Document::begin(&subject, &[(&list, Some("a.toml".into()))]);
    let number = format!("schema = {}", schema.number());
    let text = text.replacen("schema = 2", &number, 1);
    let (mut document, review) = Document::parse("r".as_ref(), text).unwrap();
    let mut dossier = crate::review::Dossier::new(review, vec![list], at);
    let mut answer = Answer::new(Status::Partial);
    answer.rationale = "why".into();
    answer.finding.owner = Some(ada.clone());
    answer.finding.due = "2026-12-24".parse().ok();
    answer.until = answer.finding.due;
    answer.evidence = vec![
        Evidence::Link {
            url: "https://example.org/".into(),
            at,
        },
        Evidence::File {
            path: "x".into(),
            digest: Digest::of(b""),
            size: 0,
            compared: None,
            at,
        },
        Evidence::Note {
            text: "seen".into(),
            at,
        },
    ];
    let key = ItemKey::new("a", "C.1");
    let mut draft = crate::decision::Draft::new(Role::Approver, Decision::Rejected);
    draft.why = (schema != Schema::One).then(|| "not yet".to_owned());
    let stamp = |id: &str| Stamp {
        id: id.into(),
        by: ada.clone(),
        at,
    };
    let signoff = draft
        .prepare(&dossier, &Deeds::by_name(dossier.review()), stamp("s"))
        .unwrap();
    for (id, change) in [
        (
            "1",
            Change::Attest {
                answered_by: None,
                keys: vec![key],
                answer: Box::new(answer),
            },
        ),
        ("2", Change::Undo(None)),
        ("3", Change::Sign(Box::new(signoff.clone()))),
        (
            "4",
            Change::Seal {
                state: SealState::Sealed,
                reason: "done".into(),
            },
        ),
    ] {
        let event = dossier.admit(change, stamp(id)).unwrap();
        let growth = document.grow(&event);
        document.adopt(growth);
        dossier.apply(event, at);
    }
    let revocation = revocation::prepare(
        &signoff,
        "no".into(),
        None,
        &dossier,
        &Deeds::by_name(dossier.review()),
        stamp("5"),
    )
    .unwrap();
    let mut changes = vec![revocation::recorded(revocation)];
    if schema != Schema::One {
        changes.push(Change::Remark {
            keys: vec![dossier.entry(0).key()],
            words: Box::new(RemarkDraft {
                kind: RemarkKind::Question,
                text: "who?".into(),
                addressee: Some(ada.clone()),
                due: "2026-12-24".parse().ok(),
            }),
        });
        changes.push(Change::Meet {
            lead: ada.clone(),
            people: vec![ada.clone()],
        });
        changes.push(Change::Part);
    }
    for (nth, change) in changes.into_iter().enumerate() {
        let event = dossier.admit(change, stamp(&format!("5{nth}"))).unwrap();
        let growth = document.grow(&event);
        document.adopt(growth);
        dossier.apply(event, at);
    }
    document.text().to_owned()
}

#[test]
fn the_schema_describes_reviews() {
    let schema = schema::of_file::<ReviewFile>("signoff review", &[1, 2]);
    schema::hold("review.schema.json", &schema);
    for form in [Schema::One, Schema::Two] {
        let text = written(form);
        assert_eq!(
            schema::faults(&schema, &text),
            Vec::<String>::new(),
            "{text}"
        );
        Document::parse("r".as_ref(), text).unwrap();
    }
    let text = written(Schema::Two);
    let more = text
        .replace("status =", "mood = \"good\"\nstatus =")
        .replace("[review]", "[review]\nfuture = 1")
        + "\n[extra]\na = 1\n";
    assert_eq!(
        schema::faults(&schema, &more),
        Vec::<String>::new(),
        "unknown keys are kept"
    );
}

#[test]
fn the_schema_refuses_what_the_program_refuses() {
    let schema = schema::of_file::<ReviewFile>("signoff review", &[1, 2]);
    let one = written(Schema::One);
    let two = written(Schema::Two);
    for (text, from, to) in [
        (&two, "kind = \"question\"", "kind = \"rumour\""),
        (
            &two,
            "statement = \"\"\"\nsignoff",
            "statement = \"\"\"\nsign",
        ),
        (&two, "lead = \"Ada", "leads = \"Ada"),
        (
            &two,
            "for = \"Ada <ada@example.org>\"\ndue = 2026-12-24",
            "for = \"Ada <ada@example.org>\"\ndue = 3",
        ),
    ] {
        refuses(&schema, text, from, to);
    }
    for (from, to) in [
        ("schema = 1", "schema = 3"),
        ("system = \"s\"\n", ""),
        (
            "created-by = \"Ada <ada@example.org>\"",
            "created-by = \" \"",
        ),
        ("[checklist.a]\nversion = \"1\"", "[checklist.a]"),
        ("digest = \"sha256:", "digest = \"sha1:"),
        ("status = \"partial\"", "status = \"not-reviewed\""),
        ("status = \"partial\"\n", ""),
        ("item-digest = \"", "item-digest = \"x"),
        ("kind = \"link\"", "kind = \"rumour\""),
        ("kind = \"link\"\n", ""),
        ("path = \"x\"\n", ""),
        ("size = 0", "size = \"0\""),
        ("size = 0", "size = -1"),
        ("role = \"approver\"", "role = \"boss\""),
        ("decision = \"rejected\"", "decision = \"maybe\""),
        ("content = \"sha256", "content = \"sha1"),
        ("state = \"sealed\"", "state = \"open\""),
        ("reason = \"done\"\n", ""),
        ("signoff = \"sha256", "signoff = \"sha1"),
        ("reason = \"no\"\n", ""),
        ("rationale = \"\"\"why\"\"\"", "rationale = 3"),
    ] {
        refuses(&schema, &one, from, to);
    }
}

fn refuses(schema: &serde_json::Value, text: &str, from: &str, to: &str) {
    assert!(text.contains(from), "{from}\n{text}");
    let text = text.replacen(from, to, 1);
    assert!(
        Document::parse("r".as_ref(), text.clone()).is_err(),
        "the program reads {to:?}"
    );
    assert_ne!(
        schema::faults(schema, &text),
        Vec::<String>::new(),
        "the schema allows {to:?}"
    );
}
