//! What holds for every checklist, every answer and every order of changes.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use signoff::checklist::{Checklist, form};
use signoff::decision::{
    Deeds, Draft, Proofs, Question, canonical, declaration, draft, revocation, succession,
};
use signoff::policy::Role;
use signoff::review::{
    Answer, Change, Decision, Dossier, Event, Evidence, Finding, Ground, ItemKey, Outcome, Person,
    Refusal, RemarkDraft, RemarkKind, Review, Schema, SealState, Stamp, Standing, Status, Subject,
    Tally, VoteDraft, VoteKind,
};
use signoff::store::Document;
use signoff::text::digest::Digest;
use strum::VariantArray as _;

use super::support::{CLOCK, ada, kim};

/// Text that breaks what is sloppy: quotes, escapes, line ends, markers of the file form, invisible characters.
fn hostile() -> impl Strategy<Value = String> {
    let snippet = select(vec![
        "\"\"\"",
        "'''",
        "\"",
        "\\",
        "\\u0041",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\0",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{85}",
        "\u{feff}",
        "\u{202e}",
        "\u{200b}",
        "\u{2028}",
        "\u{10ffff}",
        "# end A-0",
        "\n# end A-0\n",
        "\n[[item.list.A-0.attestation]]\n",
        "[review]",
        "=",
        "}",
        "]",
        ",",
        "é",
        "世界",
        "🤖",
        " ",
        "a",
    ]);
    let part = prop_oneof![3 => snippet.prop_map(str::to_owned), 1 => ".*"];
    prop::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
}

/// The same, but never blank.
fn hostile_word() -> impl Strategy<Value = String> {
    hostile().prop_map(|text| format!("{text}x"))
}

fn person() -> impl Strategy<Value = Person> {
    prop_oneof![
        Just(ada()),
        Just(kim()),
        // Begun with a letter: signs alone, such as ".@x", name nobody, and are refused where somebody takes a risk.
        hostile_word().prop_filter_map("hidden characters do not name people", |text| format!(
            "x{text}"
        )
        .parse::<Person>()
        .ok()),
    ]
}

fn day() -> impl Strategy<Value = chrono::NaiveDate> {
    (0..40_000_u64).prop_map(|days| CLOCK.now().date_naive() + chrono::Days::new(days))
}

fn time() -> impl Strategy<Value = DateTime<Utc>> {
    (0..2_000_000_000_i64, 0..1_000_000_000_u32).prop_map(|(seconds, nanos)| {
        DateTime::from_timestamp(seconds, nanos).expect("in this century")
    })
}

fn evidence() -> impl Strategy<Value = Evidence> {
    prop_oneof![
        (hostile_word(), time()).prop_map(|(url, at)| Evidence::Link { url, at }),
        (hostile_word(), time()).prop_map(|(text, at)| Evidence::Note { text, at }),
        (hostile_word(), 0..1_u64 << 53, time(), any::<[u8; 4]>()).prop_map(
            |(path, size, at, bytes)| {
                Evidence::File {
                    path,
                    digest: Digest::of(&bytes),
                    size,
                    compared: None,
                    at,
                }
            }
        ),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    let finding = (
        prop::option::of(hostile()),
        prop::option::of(person()),
        prop::option::of(day()),
    )
        .prop_map(|(action, owner, due)| Finding { action, owner, due });
    (
        select(vec![
            Status::Met,
            Status::Partial,
            Status::Unmet,
            Status::RiskAccepted,
            Status::NotApplicable,
        ]),
        hostile_word(),
        prop::option::of(select(vec![
            Ground::OutOfScope,
            Ground::BusinessPriority,
            Ground::Other,
        ])),
        finding,
        person(),
        day(),
        any::<bool>(),
        prop::collection::vec(evidence(), 1..4),
    )
        .prop_map(
            |(status, rationale, reason, finding, accepter, until, ends, evidence)| Answer {
                status,
                rationale,
                reason,
                finding,
                accepted_by: Some(accepter),
                until: (ends || status == Status::RiskAccepted).then_some(until),
                evidence,
            },
        )
}

/// One to three lists of one to seven items in one to three categories, as their authors would write them.
fn checklists() -> impl Strategy<Value = Vec<Checklist>> {
    let sizes = prop::collection::vec(prop::collection::vec(1..3_usize, 1..4), 1..4);
    (sizes, hostile_word()).prop_map(|(sizes, words)| {
        sizes
            .iter()
            .enumerate()
            .map(|(nth, sizes)| checklist(nth, sizes, &words))
            .collect()
    })
}

fn checklist(nth: usize, sizes: &[usize], words: &str) -> Checklist {
    // Names that sort against the order of the lists, and one that needs quotes.
    let id = ["list", "k", "a.b"][nth];
    let mut items = 0;
    let categories = sizes.iter().enumerate().map(|(category, size)| {
        let items = (0..*size).map(|_| {
            items += 1;
            toml::toml! { title = "t" severity = "high" }
                .into_iter()
                .chain([
                    ("id".into(), format!("A-{}", items - 1).into()),
                    ("title".into(), format!("{words}{items}").into()),
                    ("guidance".into(), words.into()),
                ])
                .collect::<toml::Table>()
        });
        let items = items.map(toml::Value::Table).collect();
        toml::Table::from_iter([
            ("id".into(), format!("c{category}").into()),
            ("title".into(), words.into()),
            ("item".into(), toml::Value::Array(items)),
        ])
    });
    let text = toml::Table::from_iter([
        ("schema".into(), 1.into()),
        ("id".into(), id.into()),
        ("title".into(), words.into()),
        ("version".into(), words.into()),
        (
            "category".into(),
            toml::Value::Array(categories.map(toml::Value::Table).collect()),
        ),
    ])
    .to_string();
    form::parse("list.toml".as_ref(), &text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn subject() -> impl Strategy<Value = Subject> {
    (
        hostile_word(),
        hostile_word(),
        prop::option::of(hostile()),
        prop::option::of(hostile()),
        time(),
        person(),
        prop::option::of(select(vec!["Europe/Berlin", "Pacific/Chatham", "UTC"])),
    )
        .prop_map(
            |(title, system, environment, revision, created_at, created_by, zone)| Subject {
                id: "7f0c".into(),
                title,
                system,
                environment,
                revision,
                created_at,
                created_by,
                time_zone: zone.map(|zone| zone.parse().expect("a zone")),
            },
        )
}

/// A review before anything is said, of either schema.
#[derive(Debug, Clone)]
struct Beginning {
    lists: Vec<Checklist>,
    subject: Subject,
    schema: Schema,
}

fn beginning() -> impl Strategy<Value = Beginning> {
    let schema = prop_oneof![1 => Just(Schema::One), 3 => Just(Schema::Two)];
    (checklists(), subject(), schema).prop_map(|(lists, mut subject, schema)| {
        if schema == Schema::One {
            subject.time_zone = None;
        }
        Beginning {
            lists,
            subject,
            schema,
        }
    })
}

/// Something that a person tries.
#[derive(Debug, Clone)]
enum Try {
    Attest(Vec<Index>, Box<Answer>),
    Record(Vec<Index>, Box<Answer>),
    Remark(Vec<Index>, RemarkKind, String),
    Undo,
    Redo,
    Sign(String),
    Revoke(Index, String),
    Seal(SealState, String),
    Meet,
    Vote(VoteKind, String),
}

/// One item, or several that are attested alike.
fn some_items() -> impl Strategy<Value = Vec<Index>> {
    prop::collection::vec(any::<Index>(), 1..4)
}

fn tries() -> impl Strategy<Value = Vec<(Try, bool)>> {
    let one = prop_oneof![
        4 => (some_items(), answer()).prop_map(|(items, answer)| Try::Attest(items, Box::new(answer))),
        1 => (some_items(), answer()).prop_map(|(items, answer)| Try::Record(items, Box::new(answer))),
        1 => (some_items(), select(RemarkKind::VARIANTS), hostile_word())
            .prop_map(|(items, kind, text)| Try::Remark(items, kind, text)),
        2 => Just(Try::Undo),
        2 => Just(Try::Redo),
        1 => hostile_word().prop_map(Try::Sign),
        1 => (any::<Index>(), hostile_word()).prop_map(|(at, why)| Try::Revoke(at, why)),
        1 => (select(vec![SealState::Sealed, SealState::Unsealed]), hostile_word())
            .prop_map(|(state, why)| Try::Seal(state, why)),
        1 => Just(Try::Meet),
        2 => (select(VoteKind::VARIANTS), hostile_word()).prop_map(|(kind, why)| Try::Vote(kind, why)),
    ];
    prop::collection::vec((one, any::<bool>()), 0..12)
}

/// A review in memory with its text, changed as an open one is, without a disk.
struct Bench {
    dossier: Dossier,
    document: Document,
    lists: Vec<Checklist>,
    ticks: i64,
}

impl Bench {
    fn new(beginning: Beginning) -> Self {
        let Beginning {
            lists,
            subject,
            schema,
        } = beginning;
        let pinned: Vec<_> = lists.iter().map(|list| (list, None)).collect();
        let newest = format!("schema = {}", Schema::NEWEST.number());
        let text = Document::begin(&subject, &pinned).replacen(
            &newest,
            &format!("schema = {}", schema.number()),
            1,
        );
        let (document, review) = parse(&text);
        Self {
            dossier: Dossier::new(review, lists.clone(), CLOCK.now()),
            document,
            lists,
            ticks: 0,
        }
    }

    fn stamp(&mut self, by: Person) -> Stamp {
        self.ticks += 1;
        Stamp {
            id: format!("id-{}", self.ticks),
            by,
            at: CLOCK.now() + TimeDelta::milliseconds(self.ticks),
        }
    }

    fn attest(&mut self, items: &[Index], answer: Answer, by: Person) {
        let change = Change::Attest {
            answered_by: None,
            keys: self.keys(items),
            answer: Box::new(answer),
        };
        assert!(self.change(change, by), "a whole answer is recorded");
    }

    /// False where the change was refused.
    fn change(&mut self, change: Change, by: Person) -> bool {
        let stamp = self.stamp(by);
        match self.dossier.admit(change, stamp) {
            Ok(event) => self.record(event),
            Err(_) => return false,
        }
        true
    }

    fn record(&mut self, event: Event) {
        let growth = self.document.grow(&event);
        self.document.adopt(growth);
        self.dossier.apply(event, CLOCK.now());
    }

    fn schema(&self) -> Schema {
        self.dossier.review().schema
    }

    fn keys(&self, items: &[Index]) -> Vec<ItemKey> {
        let all = self.dossier.count();
        let key = |at: &Index| self.dossier.entry(at.index(all)).key();
        items.iter().map(key).collect()
    }

    fn sign(&mut self, why: &str) {
        let stamp = self.stamp(kim());
        let draft = Draft {
            why: (self.schema() != Schema::One).then(|| why.to_owned()),
            ..Draft::new(Role::Approver, Decision::Rejected)
        };
        let done = Deeds::by_name(self.dossier.review());
        let signoff = draft
            .prepare(&self.dossier, &done, stamp)
            .expect("no is always possible");
        let today = self.dossier.day_of(CLOCK.now());
        assert_eq!(
            draft::overtaken(&signoff, &self.dossier, &done, today),
            None
        );
        self.record(Event::Signed(Box::new(signoff)));
    }

    fn go(&mut self, tries: Vec<(Try, bool)>) {
        for (wish, adas) in tries {
            let by = if adas { ada() } else { kim() };
            match wish {
                Try::Attest(items, answer) => {
                    let sealed = self.dossier.review().seal().is_some();
                    let change = Change::Attest {
                        keys: self.keys(&items),
                        answer,
                        answered_by: None,
                    };
                    assert_ne!(self.change(change, by), sealed);
                }
                Try::Record(items, answer) => {
                    let sealed = self.dossier.review().seal().is_some();
                    let change = Change::Attest {
                        keys: self.keys(&items),
                        answer,
                        answered_by: Some("Grace <grace@example.org>".parse().expect("a person")),
                    };
                    let has_place = self.schema() != Schema::One;
                    assert_eq!(self.change(change, by), has_place && !sealed);
                }
                Try::Remark(items, kind, text) => {
                    let words = Box::new(RemarkDraft {
                        kind,
                        text,
                        addressee: Some(kim()),
                        due: None,
                    });
                    let keys = self.keys(&items);
                    let is_taken = self.change(Change::Remark { keys, words }, by);
                    assert!(self.schema() != Schema::One || !is_taken);
                }
                Try::Undo => drop(self.change(Change::Undo(None), by)),
                Try::Redo => drop(self.change(Change::Redo(None), by)),
                Try::Sign(why) => self.sign(&why),
                Try::Revoke(at, why) => self.revoke(at, why),
                Try::Seal(state, reason) => drop(self.change(Change::Seal { state, reason }, by)),
                Try::Meet => {
                    let (lead, people) = (ada(), vec![kim()]);
                    self.change(Change::Meet { lead, people }, by);
                }
                Try::Vote(kind, why) => {
                    let is_bare = kind == VoteKind::NoGo && why.trim().is_empty();
                    let review = self.dossier.review();
                    let has_session = review.session(DateTime::<Utc>::MAX_UTC).is_some();
                    let said = VoteDraft {
                        kind,
                        role: Role::Reviewer,
                        why,
                        said_by: Some(kim()),
                    };
                    let is_taken = self.change(Change::Vote(Box::new(said)), by);
                    assert_eq!(is_taken, has_session && !is_bare);
                }
            }
        }
        self.change(
            Change::Seal {
                state: SealState::Unsealed,
                reason: "on with it".into(),
            },
            ada(),
        );
    }

    fn revoke(&mut self, at: Index, reason: String) {
        let (signoffs, digest) = (
            &self.dossier.review().signoffs,
            canonical::digest(&self.dossier),
        );
        if signoffs.is_empty() {
            return;
        }
        let signoff = at.get(signoffs).clone();
        let stamp = self.stamp(ada());
        let done = Deeds::by_name(self.dossier.review());
        match revocation::prepare(&signoff, reason, None, &self.dossier, &done, stamp) {
            Ok(revocation) => {
                let change = revocation::recorded(revocation);
                assert!(self.change(change, ada()));
            }
            Err(Refusal::NotTheirs(_)) => {
                assert!(!signoff.decision.approves());
                return;
            }
            Err(refusal) => assert!(matches!(refusal, Refusal::Revoked(..))),
        }
        let held = succession::all(
            &self.dossier,
            &Proofs::NotAsked,
            &Question::default(),
            CLOCK.now(),
        );
        assert!(
            held.iter()
                .any(|held| *held.signoff == signoff && held.standing == Standing::Revoked)
        );
        assert_eq!(canonical::digest(&self.dossier), digest);
    }

    /// The outcome of every item, and what all add up to.
    fn effect(&self) -> (Vec<Outcome>, Vec<Tally>) {
        let outcomes = self
            .dossier
            .entries()
            .map(|entry| entry.outcome.clone())
            .collect();
        (
            outcomes,
            self.dossier
                .sections()
                .iter()
                .map(|section| section.tally)
                .collect(),
        )
    }

    fn read_again(&self, text: &str) -> Dossier {
        let (_, review) = parse(text);
        let list = |id: &str| {
            self.lists
                .iter()
                .find(|list| list.id == id)
                .expect("pinned")
                .clone()
        };
        let lists = review
            .checklists
            .iter()
            .map(|pinned| list(&pinned.id))
            .collect();
        Dossier::new(review, lists, CLOCK.now())
    }

    fn standing(&self) -> Standing {
        succession::all(
            &self.dossier,
            &Proofs::NotAsked,
            &Question::default(),
            CLOCK.now(),
        )
        .last()
        .expect("a sign-off")
        .standing
    }
}

fn parse(text: &str) -> (Document, Review) {
    Document::parse("signoff.toml".as_ref(), text.to_owned())
        .unwrap_or_else(|error| panic!("{error}\n\n{text}"))
}

/// The text with comments, blank lines and more indentation wherever no string goes on.
fn reformatted(text: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        if !inside {
            out.push_str("\n# \"\"\" a comment\n\t ");
        }
        let unescaped = line.replace(r"\\", "__").replace("\\\"", "__");
        inside ^= unescaped.matches("\"\"\"").count() % 2 == 1;
        out.push_str(line);
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_inverts_and_redo_puts_back(
        beginning in beginning(),
        before in tries(),
        answers in prop::collection::vec((some_items(), answer()), 1..6),
    ) {
        let mut bench = Bench::new(beginning);
        bench.go(before);
        let mut effects = vec![bench.effect()];
        for (items, answer) in answers {
            bench.attest(&items, answer, ada());
            effects.push(bench.effect());
        }
        for effect in effects.iter().rev().skip(1) {
            prop_assert!(bench.change(Change::Undo(None), ada()));
            prop_assert_eq!(&bench.effect(), effect);
        }
        for effect in effects.iter().skip(1) {
            prop_assert!(bench.change(Change::Redo(None), ada()));
            prop_assert_eq!(&bench.effect(), effect);
        }
        prop_assert!(!bench.change(Change::Redo(None), ada()));
    }

    #[test]
    fn what_is_saved_is_what_is_loaded(beginning in beginning(), tries in tries()) {
        let mut bench = Bench::new(beginning.clone());
        bench.go(tries);
        let (document, review) = parse(bench.document.text());
        prop_assert_eq!(&review, bench.dossier.review());
        prop_assert_eq!(&review.subject, &beginning.subject);
        // The places where something can be added are those that a fresh reading finds.
        prop_assert_eq!(document, bench.document);
        let done = Deeds::by_name(&review);
        prop_assert!(done.missing().is_empty());
        let mut faults =
            revocation::faults(&review, &done).chain(declaration::faults(&review, &done));
        prop_assert!(faults.all(|one| one.is_none()));
    }

    #[test]
    fn the_tally_is_a_fresh_count(beginning in beginning(), tries in tries()) {
        let mut bench = Bench::new(beginning);
        bench.go(tries);
        let fresh = Dossier::new(bench.dossier.review().clone(), bench.lists.clone(), CLOCK.now());
        let sections = |dossier: &Dossier| dossier.sections().iter().map(|s| s.tally).collect::<Vec<_>>();
        prop_assert_eq!(sections(&bench.dossier), sections(&fresh));
        prop_assert_eq!(bench.dossier.tally(), fresh.tally());
        prop_assert_eq!(fresh.tally().total(), fresh.count());
        for status in [Some(Status::Met), Some(Status::RiskAccepted), None] {
            let count = fresh.entries().filter(|entry| entry.outcome.status() == status).count();
            prop_assert_eq!(fresh.tally().count(status), count);
        }
    }

    #[test]
    fn the_signed_content_does_not_depend_on_the_file_s_form(
        beginning in beginning(),
        tries in tries(),
    ) {
        let mut bench = Bench::new(beginning);
        bench.go(tries);
        let digest = canonical::digest(&bench.dossier);
        prop_assert_eq!(digest, Digest::of(canonical::text(&bench.dossier).as_bytes()));
        let text = bench.document.text();
        let rewritten = text.parse::<toml::Table>().expect("TOML").to_string();
        for other in [
            text.to_owned(),
            rewritten,
            reformatted(text),
            text.replace('\n', "\r\n"),
            format!("\u{feff}{text}\n[unknown]\nkey = 1\n"),
        ] {
            prop_assert_eq!(canonical::digest(&bench.read_again(&other)), digest, "{}", other);
        }
    }

    #[test]
    fn a_no_stands_whatever_changes_and_says_that_something_did(
        beginning in beginning(),
        tries in tries(),
        at in any::<Index>(),
        answer in answer(),
    ) {
        let mut bench = Bench::new(beginning);
        bench.go(tries);
        bench.attest(&[at], answer.clone(), ada());
        bench.sign("Unfit");
        prop_assert_eq!(bench.standing(), Standing::Current);
        let again = bench.read_again(bench.document.text());
        let held = succession::all(&again, &Proofs::NotAsked, &Question::default(), CLOCK.now());
        prop_assert_eq!(held.last().map(|holding| holding.standing), Some(Standing::Current));
        let signed = canonical::digest(&bench.dossier);
        prop_assert!(bench.change(Change::Undo(None), ada()));
        prop_assert_eq!(bench.standing(), Standing::Current);
        prop_assert_ne!(canonical::digest(&bench.dossier), signed);
        bench.sign("Unfit");
        prop_assert_eq!(bench.standing(), Standing::Current);
        bench.attest(&[at], answer, kim());
        prop_assert_eq!(bench.standing(), Standing::Current);
    }

    #[test]
    fn no_text_makes_reading_panic(text in hostile(), cut in any::<Index>(), lists in checklists()) {
        drop(Document::parse("x".as_ref(), text.clone()));
        drop(form::parse("x".as_ref(), &text));
        let subject = Subject {
            id: "7f0c".into(),
            title: "t".into(),
            system: "s".into(),
            environment: None,
            revision: None,
            created_at: CLOCK.now(),
            created_by: ada(),
            time_zone: None,
        };
        let beginning = Beginning {
            lists,
            subject,
            schema: Schema::Two,
        };
        let mut whole = Bench::new(beginning).document.text().to_owned();
        let cut = cut.index(whole.len());
        if whole.is_char_boundary(cut) {
            whole.insert_str(cut, &text);
            drop(Document::parse("x".as_ref(), whole));
        }
    }
}

#[test]
fn a_name_leads_to_its_item() {
    let lists = vec![checklist(0, &[2, 1], "w"), checklist(1, &[1], "w")];
    let key = ItemKey::new("k", "A-0");
    let text = Document::begin(
        &Subject {
            id: "7f0c".into(),
            title: "t".into(),
            system: "s".into(),
            environment: None,
            revision: None,
            created_at: CLOCK.now(),
            created_by: ada(),
            time_zone: None,
        },
        &lists.iter().map(|list| (list, None)).collect::<Vec<_>>(),
    );
    let dossier = Dossier::new(parse(&text).1, lists, CLOCK.now());
    assert_eq!(dossier.find("k/A-0").ok(), dossier.position(&key));
    assert_eq!(dossier.find("A-2").ok(), Some(2));
    assert_eq!(
        dossier.find("A-0").unwrap_err().to_string(),
        "`A-0` is in several checklists of this review"
    );
    assert!(dossier.find("k/A-2").is_err());
}

/// Writes the canonical content of 10,000 random reviews, a line each, its digest before it: `.ci/interop` lets another
/// program make them again.
#[test]
#[ignore = "other programs read what it writes; .ci/interop runs it"]
fn canonical_content_for_other_programs() {
    let mut runner = TestRunner::deterministic();
    let reviews = (beginning(), tries());
    let mut lines = String::new();
    for _ in 0..10_000 {
        let (beginning, tries) = reviews.new_tree(&mut runner).expect("a review").current();
        let mut bench = Bench::new(beginning);
        bench.go(tries);
        let text = canonical::text(&bench.dossier);
        assert!(!text.contains('\n'));
        lines.push_str(&format!("{} {text}\n", canonical::digest(&bench.dossier)));
    }
    std::fs::write(
        concat!(env!("CARGO_TARGET_TMPDIR"), "/canonical.txt"),
        lines,
    )
    .unwrap();
}
