//! Two sides of a review become one: nothing of either is lost, and the order in which they meet changes nothing.

use std::cell::Cell;
use std::path::Path;
use std::process::Command;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use signoff::decision::{Draft, canonical};
use signoff::policy::Role;
use signoff::review::{
    Change, Decision, Declaration, Deed, DeedKind, Difference, Person, RemarkDraft, RemarkKind,
    Review, SealState, Signable, Signoff, Status, VoteDraft, VoteKind,
};
use signoff::store::shelf::Shelf;
use signoff::work::merge::{self, Merged};
use signoff::work::{Clock, OpenReview, WorkError};

use super::support::{Bench, CLOCK, ITEMS, SMALL, ada, answer, attest, key, kim, say};
use crate::decide::{Decide as _, rejection};
use crate::has::Has as _;

thread_local!(static PASSED: Cell<i64> = const { Cell::new(0) });

/// A clock that goes a second on with every look. Each branch begins at the same time.
const TICKING: Clock = Clock {
    time: || {
        PASSED.set(PASSED.get() + 1);
        CLOCK.now() + TimeDelta::seconds(PASSED.get())
    },
    ..CLOCK
};

/// When everything is over.
const LATER: Clock = Clock {
    time: || CLOCK.now() + TimeDelta::days(1),
    ..CLOCK
};

#[derive(Debug, Clone)]
enum Step {
    Answer(usize, Status),
    TakeBack,
    Remark(usize, RemarkKind),
    Sign(Decision),
    Declare(DeedKind),
    Seal(SealState),
    Meet,
    Vote(VoteKind),
    Part,
}

/// The items of the review, and those of a newer checklist.
const ALL: [&str; 6] = [ITEMS[0], ITEMS[1], ITEMS[2], ITEMS[3], "C-1", "C.2"];

fn newer() -> String {
    let item =
        |id| format!("\n[[category.item]]\nid = \"{id}\"\ntitle = \"{id}\"\nseverity = \"low\"\n");
    let list = SMALL.replace("version = \"1\"", "version = \"2\"");
    let (one, two) = (item("C-1"), item("C.2"));
    format!("{list}\n[[category]]\nid = \"c\"\ntitle = \"Third\"\n{one}{two}")
}

fn step() -> impl Strategy<Value = Step> {
    let status = prop_oneof![Just(Status::Met), Just(Status::Unmet)];
    let kind = prop_oneof![
        Just(RemarkKind::Comment),
        Just(RemarkKind::Question),
        Just(RemarkKind::Return)
    ];
    let deed = prop_oneof![
        Just(DeedKind::Accepts),
        Just(DeedKind::Closes),
        Just(DeedKind::Ends),
        Just(DeedKind::Revokes)
    ];
    let decision = prop_oneof![Just(Decision::Approved), Just(Decision::Rejected)];
    let seal = prop_oneof![Just(SealState::Sealed), Just(SealState::Unsealed)];
    let vote = prop_oneof![Just(VoteKind::Go), Just(VoteKind::NoGo)];
    prop_oneof![
        6 => (0..ALL.len(), status).prop_map(|(item, status)| Step::Answer(item, status)),
        2 => Just(Step::TakeBack),
        2 => (0..ALL.len(), kind).prop_map(|(item, kind)| Step::Remark(item, kind)),
        2 => decision.prop_map(Step::Sign),
        2 => deed.prop_map(Step::Declare),
        1 => seal.prop_map(Step::Seal),
        1 => Just(Step::Meet),
        1 => vote.prop_map(Step::Vote),
        1 => Just(Step::Part),
    ]
}

/// A step by a person, who is the first where it is true.
type Steps = Vec<(bool, Step)>;

/// The steps of what all branches come from, and of each branch.
fn branches() -> impl Strategy<Value = (Steps, Vec<Steps>)> {
    let steps = |most| prop::collection::vec((any::<bool>(), step()), 1..most);
    (steps(8), prop::collection::vec(steps(7), 2..=3))
}

/// Makes a step as far as the review lets it.
fn take(open: &mut OpenReview, step: &Step, by: Person) -> Result<(), WorkError> {
    match step {
        Step::Answer(item, status) => {
            open.apply(attest(ALL[*item], answer(*status, "so")), by)?;
        }
        Step::TakeBack => {
            open.apply(Change::Undo(None), by)?;
        }
        Step::Remark(item, kind) => {
            let words = RemarkDraft {
                kind: *kind,
                text: "withdrawn-at = noon\nended-at = never".into(),
                addressee: (*kind == RemarkKind::Question).then(kim),
                due: None,
            };
            let (keys, words) = (vec![key(ALL[*item])], Box::new(words));
            open.apply(Change::Remark { keys, words }, by)?;
        }
        Step::Sign(decision) => {
            let draft = match decision {
                Decision::Rejected => rejection(Role::Approver),
                _ => Draft::new(Role::Approver, *decision),
            };
            open.decide(&draft, by)?;
        }
        Step::Declare(act) => {
            let review = open.dossier().review();
            let remarks = |kind| review.remarks().filter(move |one| one.1.kind == kind);
            let to = match act {
                DeedKind::Closes => remarks(RemarkKind::Question)
                    .last()
                    .map(|one| one.1.digest()),
                DeedKind::Ends => remarks(RemarkKind::Return).last().map(|one| one.1.digest()),
                DeedKind::Revokes => review.signoffs.last().map(Signoff::digest),
                _ => review.attestations().last().map(|one| one.1.digest()),
            };
            let why = act.needs_reason().then(|| "so".to_owned());
            if let Some(to) = to {
                let deeds = vec![Deed { act: *act, to, why }];
                let declaration: Declaration = open.declaration(deeds, by, None)?;
                open.declare(declaration)?;
            }
        }
        Step::Seal(state) => {
            let (state, reason) = (*state, "so".to_owned());
            open.apply(Change::Seal { state, reason }, by)?;
        }
        Step::Meet => {
            let (lead, people) = (ada(), vec![kim()]);
            open.apply(Change::Meet { lead, people }, by)?;
        }
        Step::Vote(kind) => {
            let vote = VoteDraft {
                kind: *kind,
                role: Role::Approver,
                why: "ended-at = never".into(),
                said_by: Some(kim()),
            };
            open.apply(Change::Vote(Box::new(vote)), by)?;
        }
        Step::Part => {
            open.apply(Change::Part, by)?;
        }
    }
    Ok(())
}

/// Takes steps and tells the text after each that left something.
fn go(bench: &Bench, steps: &Steps) -> Vec<String> {
    let mut open = OpenReview::open(&bench.review(), &Shelf::default(), TICKING).unwrap();
    let mut texts = Vec::new();
    for (is_ada, step) in steps {
        let by = if *is_ada { ada() } else { kim() };
        let before = bench.read();
        // What the review refuses leaves it as it is.
        let taken = take(&mut open, step, by);
        if taken.is_ok() && bench.read() != before {
            texts.push(bench.read());
        }
    }
    texts
}

#[test]
fn every_kind_of_step_leaves_a_record() {
    let bench = Bench::with_review().0;
    let steps = [
        Step::Answer(0, Status::Met),
        Step::Remark(0, RemarkKind::Question),
        Step::Remark(0, RemarkKind::Return),
        Step::Declare(DeedKind::Closes),
        Step::Declare(DeedKind::Ends),
        Step::Sign(Decision::Rejected),
        Step::Declare(DeedKind::Revokes),
        Step::TakeBack,
        Step::Meet,
        Step::Vote(VoteKind::Go),
        Step::Part,
        Step::Seal(SealState::Sealed),
        Step::Seal(SealState::Unsealed),
    ];
    for step in steps {
        let left = go(&bench, &vec![(true, step.clone())]);
        assert_eq!(left.len(), 1, "{step:?}");
    }
}

/// What all branches come from, and the texts of each of them.
fn texts(bench: &Bench, (before, sides): &(Steps, Vec<Steps>)) -> (String, Vec<Vec<String>>) {
    PASSED.set(0);
    go(bench, before);
    bench.write("checklists/small.toml", newer());
    let (base, began) = (bench.read(), PASSED.get());
    let sides = sides.iter().map(|steps| {
        bench.write("signoff.toml", &base);
        PASSED.set(began);
        go(bench, steps)
    });
    let sides = sides.collect();
    (base, sides)
}

/// What a review comes to, in an order that is not that of the file.
#[derive(Debug, PartialEq)]
struct Sum {
    digest: String,
    verdict: Vec<String>,
    seal: Option<String>,
    session: Option<String>,
    review: Review,
}

fn sum(bench: &Bench, text: &str) -> Sum {
    bench.write("signoff.toml", text);
    let open = OpenReview::open(&bench.review(), &Shelf::default(), LATER)
        .unwrap_or_else(|error| panic!("{error:?}\n{text}"));
    let mut review = open.dossier().review().clone();
    let seal = review.seal().map(|one| one.id.clone());
    let session = open.facts().session().map(|one| one.id.clone());
    let mut verdict = open.facts().verdict().whys();
    verdict.sort();
    for record in review.records.values_mut() {
        record.attestations.sort_by(|a, b| a.id.cmp(&b.id));
        record.remarks.sort_by(|a, b| a.id.cmp(&b.id));
    }
    review.signoffs.sort_by(|a, b| a.id.cmp(&b.id));
    review.votes.sort_by(|a, b| a.id.cmp(&b.id));
    review.declarations.sort_by(|a, b| a.id.cmp(&b.id));
    review.revocations.sort_by_key(|one| format!("{one:?}"));
    Sum {
        digest: canonical::digest(open.dossier()).to_string(),
        verdict,
        seal,
        session,
        review,
    }
}

/// Nothing of a side is missing in the whole.
fn holds(whole: &Sum, side: &Sum) -> Result<(), TestCaseError> {
    let missing = Difference::between(&side.review, &whole.review).missing;
    prop_assert!(missing.is_empty(), "{missing:?}");
    Ok(())
}

/// Merges; the reason is that of markers.
fn merged(base: &str, ours: &str, theirs: &str) -> (String, Option<String>) {
    let directory = tempfile::tempdir().unwrap();
    let [base, ours, theirs] =
        [("base", base), ("ours", ours), ("theirs", theirs)].map(|(name, text)| {
            let path = directory.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        });
    let why = match merge::merge(&base, &ours, &theirs).unwrap() {
        Merged::Whole => None,
        Merged::Marked(why) => Some(why),
    };
    (std::fs::read_to_string(ours).unwrap(), why)
}

fn whole(base: &str, ours: &str, theirs: &str) -> String {
    let (text, why) = merged(base, ours, theirs);
    assert_eq!(why, None, "{base}\n--- ours\n{ours}\n--- theirs\n{theirs}");
    text
}

/// Every order of so many.
fn orders(count: usize) -> &'static [&'static [usize]] {
    match count {
        2 => &[&[0, 1], &[1, 0]],
        _ => &[
            &[0, 1, 2],
            &[0, 2, 1],
            &[1, 0, 2],
            &[1, 2, 0],
            &[2, 0, 1],
            &[2, 1, 0],
        ],
    }
}

/// How many random cases: more where the environment says so.
#[expect(clippy::disallowed_methods, reason = "who has time says so")]
fn cases(few: u32) -> ProptestConfig {
    let times = std::env::var("SIGNOFF_MERGES")
        .ok()
        .and_then(|text| text.parse().ok());
    ProptestConfig {
        cases: few * times.unwrap_or(1),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn sides_meet_in_any_order(branches in branches()) {
        let bench = Bench::with_review().0;
        let (base, sides) = texts(&bench, &branches);
        let last = |nth: usize| sides[nth].last().unwrap_or(&base);
        let mut sums = Vec::new();
        for order in orders(sides.len()) {
            let mut text = last(order[0]).clone();
            for nth in &order[1..] {
                text = whole(&base, &text, last(*nth));
                prop_assert_eq!(&whole(&base, &text, last(*nth)), &text, "twice is once");
            }
            sums.push(sum(&bench, &text));
        }
        for nth in 0..sides.len() {
            holds(&sums[0], &sum(&bench, last(nth)))?;
        }
        for other in &sums[1..] {
            prop_assert_eq!(&sums[0], other);
        }
    }
}

proptest! {
    #![proptest_config(cases(2))]

    #[test]
    fn git_merges_rebases_and_picks_in_any_order(branches in branches()) {
        if !git_is_here() {
            return Ok(());
        }
        let bench = Bench::with_review().0;
        let (base, sides) = texts(&bench, &branches);
        let git = Git::new(&bench, &base);
        for (nth, texts) in sides.iter().enumerate() {
            git.run(&["checkout", "-q", "-b", &format!("b{nth}"), "base"]);
            for text in texts {
                bench.write("signoff.toml", text);
                git.run(&["commit", "-q", "-a", "-m", "a step"]);
            }
        }
        let mut sums = Vec::new();
        for order in orders(sides.len()) {
            for way in ["merge", "rebase", "pick"] {
                git.run(&["checkout", "-q", "-f", "-B", "way", &format!("b{}", order[0])]);
                for nth in &order[1..] {
                    let (other, all) = (format!("b{nth}"), format!("base..b{nth}"));
                    match way {
                        "merge" => git.run(&["merge", "-q", "--no-edit", &other]),
                        "rebase" => git.run(&["rebase", "-q", &other]),
                        // Git picks nothing from a branch where nothing happened.
                        _ if sides[*nth].is_empty() => {}
                        _ => git.run(&["cherry-pick", "--keep-redundant-commits", &all]),
                    }
                }
                sums.push((way, order, sum(&bench, &bench.read())));
            }
        }
        // Two who merged each other before.
        for (name, from, other) in [("x", "b0", "b1"), ("y", "b1", "b0")] {
            git.run(&["checkout", "-q", "-f", "-B", name, from]);
            git.run(&["merge", "-q", "--no-edit", "--no-ff", other]);
        }
        git.run(&["merge", "-q", "--no-edit", "x"]);
        let crossed = sum(&bench, &bench.read());
        for (nth, texts) in sides.iter().enumerate() {
            let side = sum(&bench, texts.last().unwrap_or(&base));
            holds(&sums[0].2, &side)?;
            if nth < 2 {
                holds(&crossed, &side)?;
            }
        }
        for (way, order, other) in &sums[1..] {
            prop_assert_eq!(&sums[0].2, other, "{} {:?}", way, order);
        }
    }
}

fn git_is_here() -> bool {
    let is_here = Command::new("git").arg("--version").output().is_ok();
    if !is_here {
        let strict = std::env::var_os("SIGNOFF_REQUIRE_TOOLS").is_some();
        assert!(!strict, "git is missing, and nothing may be skipped");
        eprintln!("SKIPPED: git is missing, so nothing can be merged with it here");
    }
    is_here
}

/// A repository with the driver, and nobody's settings.
struct Git<'b>(&'b Path);

impl<'b> Git<'b> {
    fn new(bench: &'b Bench, base: &str) -> Self {
        let git = Self(&bench.path);
        git.run(&["init", "-q"]);
        bench.write("signoff.toml", base);
        merge::install(&bench.review()).unwrap();
        let driver = format!("'{}' merge %O %A %B", env!("CARGO_BIN_EXE_signoff"));
        git.run(&["config", "merge.signoff.driver", &driver]);
        git.run(&["commit", "-q", "--allow-empty", "-m", "nothing"]);
        git.run(&["add", "-A"]);
        git.run(&["commit", "-q", "-m", "a review"]);
        git.run(&["tag", "base"]);
        git
    }

    fn run(&self, arguments: &[&str]) {
        let output = Command::new("git")
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"])
            .args(arguments)
            .current_dir(self.0)
            .env_clear()
            .env("TZ", "UTC")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.0)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", "true")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}: {said}");
    }
}

/// What both sides come from: an answer, a no, a declaration that takes two noes back, a seal, and a session that
/// goes on, with a no-go in it.
fn base() -> (Bench, String) {
    let (bench, mut open) = Bench::with_review();
    say(&mut open, "A-1", "withdrawn-by = \"me\"\nlast");
    for _ in 0..2 {
        open.decide(&rejection(Role::Approver), ada()).unwrap();
    }
    let revokes = |to| Deed {
        act: DeedKind::Revokes,
        to,
        why: Some("so".into()),
    };
    let signoffs = &open.dossier().review().signoffs;
    let deeds = signoffs.iter().map(|one| revokes(one.digest())).collect();
    let declaration = open.declaration(deeds, ada(), None).unwrap();
    open.declare(declaration).unwrap();
    for step in [
        Step::Remark(0, RemarkKind::Comment),
        Step::Meet,
        Step::Vote(VoteKind::NoGo),
        Step::Seal(SealState::Sealed),
    ] {
        take(&mut open, &step, ada()).unwrap();
    }
    (Bench::new(), bench.read())
}

/// The review with an answer of somebody.
fn answered(bench: &Bench, text: &str, item: &str, by: Person) -> String {
    bench.write("signoff.toml", text);
    let mut open = bench.open();
    open.apply(attest(item, answer(Status::Met, "so")), by)
        .unwrap();
    bench.read()
}

fn edited(text: &str, from: &str, to: &str) -> String {
    text.has(from);
    text.replacen(from, to, 1)
}

/// The text with a line behind the header of a record.
fn with_line(text: &str, header: &str, line: &str) -> String {
    edited(text, header, &format!("{header}\n{line}"))
}

const ANSWER: &str = "[[item.small.A-1.attestation]]";

fn withdrawn(text: &str, time: &str) -> String {
    let lines = format!(
        "withdrawn-at = 2026-11-24T{time}Z\nwithdrawn-by = \"Ada Lovelace <ada@example.org>\""
    );
    with_line(text, ANSWER, &lines)
}

#[test]
fn the_earliest_withdrawal_and_the_earliest_end_win() {
    let (_, base) = base();
    let ends = |text: &str, time: &str| {
        with_line(
            text,
            "[[session]]",
            &format!("ended-at = 2026-11-24T{time}Z"),
        )
    };
    let both = |time| ends(&withdrawn(&base, time), time);
    let (early, late) = (both("10:00:00"), both("11:00:00"));
    assert_eq!(whole(&base, &late, &early), early);
    assert_eq!(whole(&base, &early, &late), early);
    assert_eq!(whole(&base, &base, &late), late);
    assert_eq!(whole(&base, &late, &base), late);
    // Wherever somebody wrote it.
    let by_hand = edited(&late, "withdrawn-at = 2026-11-24T11:00:00Z\n", "");
    let by_hand = edited(
        &by_hand,
        "status = \"met\"\n",
        "status = \"met\"\nwithdrawn-at = 2026-11-24T11:00:00Z\n",
    );
    assert_eq!(whole(&base, &by_hand, &early), early);
}

#[test]
fn a_signature_that_one_side_lacks_stays_and_two_are_refused() {
    let (_, base) = base();
    for header in ["[[signoff]]", "[[declaration]]"] {
        let signed = |by: &str| with_line(&base, header, &format!("signature = \"\"\"{by}\"\"\""));
        let (one, other) = (signed("one"), signed("other"));
        assert_eq!(whole(&base, &base, &one), one);
        assert_eq!(whole(&base, &one, &base), one);
        refused(&base, &one, &other, "signature of the ");
    }
}

/// Our side has git's markers, or what git makes of both; the reason says so.
fn refused(base: &str, ours: &str, theirs: &str, why: &str) {
    for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
        let (text, said) = merged(base, ours, theirs);
        said.unwrap_or_else(|| panic!("merged: {text}")).has(why);
        if !git_is_here() {
            continue;
        }
        // Wherever they differ: either side can be taken out again, and nothing was merged in silence.
        let side = |other: &str| {
            let mut is_in = true;
            let lines = text.split_inclusive('\n').filter(|line| {
                let marks = ["<<<<<<< ours", "=======", ">>>>>>> theirs"];
                let is_mark = marks.contains(&line.trim_end());
                if is_mark {
                    is_in = !line.starts_with(other);
                }
                is_in && !is_mark
            });
            lines.collect::<String>()
        };
        assert_eq!(side("="), format!("{}\n", ours.trim_end()));
        assert_eq!(side("<"), format!("{}\n", theirs.trim_end()));
    }
}

#[test]
fn one_id_with_other_bytes_is_refused() {
    let (_, base) = base();
    for (from, to, other, what) in [
        (
            "last\"\"\"",
            "first\"\"\"",
            "second\"\"\"",
            "the attestation ",
        ),
        (
            "kind = \"comment\"",
            "kind = \"question\"",
            "kind = \"return\"",
            "the remark ",
        ),
        ("Unfit.", "Unsafe.", "Unsound.", "the signoff "),
        (
            "reason = \"so\"",
            "reason = \"yes\"",
            "reason = \"no\"",
            "the seal ",
        ),
        (
            "people = [\"Kim",
            "people = [\"Tim",
            "people = [\"Jim",
            "the session ",
        ),
        (
            "role = \"approver\"\nwhy",
            "role = \"reviewer\"\nwhy",
            "role = \"preparer\"\nwhy",
            "the vote ",
        ),
    ] {
        let (one, two) = (edited(&base, from, to), edited(&base, from, other));
        refused(&base, &one, &two, what);
        // Where one side stays git would take the other, and asks nobody.
        let (_, why) = merged(&base, &base, &one);
        assert!(why.is_some_and(|why| why.contains(what)), "{what}");
    }
}

#[test]
fn what_is_of_two_kinds_is_refused() {
    let (_, base) = base();
    let other = Bench::with_review().0.read();
    refused("", &base, &other, "two different reviews");
    let bench = Bench::with_review().0;
    let new = bench.read();
    let old = |text: &str| edited(text, "schema = 2", "schema = 1");
    let of = |text: &str, title: &str| edited(text, "title = \"prod\"", title);
    let (one, two) = (of(&old(&new), "title = \"1\""), of(&new, "title = \"2\""));
    refused(&new, &one, &two, "signoff migrate");
    let (one, two) = (of(&new, "title = \"1\""), of(&new, "title = \"2\""));
    refused(&new, &one, &two, "both sides changed what is reviewed");
    assert_eq!(whole(&new, &new, &two), two);
    let (ours, theirs) = (
        answered(&bench, &old(&new), "A-1", ada()),
        answered(&bench, &old(&new), "A-1", kim()),
    );
    refused(&old(&new), &ours, &theirs, "in schema 1 the last one");
    let theirs = answered(&bench, &old(&new), "B-1", kim());
    let text = whole(&old(&new), &ours, &theirs);
    let more = answered(&bench, &text, "A-1", kim());
    assert_eq!(whole(&text, &text, &more), more);
    refused("", "broken", &new, "cannot be read");
    refused(
        &new,
        &edited(&new, "schema = 2", "schema = 3"),
        &of(&new, "title = \"1\""),
        "cannot be read",
    );
}

#[test]
fn two_sign_offs_on_two_branches_stand_in_any_order() {
    let (bench, mut open) = Bench::with_review();
    for item in ITEMS {
        say(&mut open, item, "so");
    }
    let base = bench.read();
    let decided = |draft: &Draft, by: Person| {
        bench.write("signoff.toml", &base);
        bench.open().decide(draft, by).unwrap();
        bench.read()
    };
    let yes = Draft::new(Role::Approver, Decision::Approved);
    let ours = decided(&yes, kim());
    for (theirs, why) in [
        (
            decided(&yes, "Eve <eve@example.org>".parse().unwrap()),
            None,
        ),
        (decided(&rejection(Role::Approver), ada()), Some("rejected")),
    ] {
        let one = sum(&bench, &whole(&base, &ours, &theirs));
        let other = sum(&bench, &whole(&base, &theirs, &ours));
        assert_eq!(one, other);
        assert_eq!(one.review.signoffs.len(), 2);
        match why {
            None => assert_eq!(one.verdict, [""; 0]),
            Some(why) => assert!(one.verdict.iter().any(|said| said.contains(why)), "{one:?}"),
        }
    }
}

#[test]
fn unknown_keys_and_kinds_of_both_sides_stay() {
    let (bench, base) = base();
    let unsealed = base.split("\n[[seal]]").next().unwrap();
    let side = |item: &str, by| {
        let text = answered(&bench, unsealed, item, by);
        let answer = format!("[[item.small.{item}.attestation]]");
        let text = with_line(&text, &answer, &format!("mood = \"{item}\""));
        format!("{text}\n[[wish]]\nid = \"{item}\"\n")
    };
    let text = whole(unsealed, &side("A-2", ada()), &side("B-1", kim()));
    for item in ["A-2", "B-1"] {
        text.has(&format!("mood = \"{item}\""));
        text.has(&format!("[[wish]]\nid = \"{item}\""));
    }
}

#[test]
fn a_key_that_only_one_side_has_is_not_lost_without_a_word() {
    let (bench, base) = base();
    let base = base.split("\n[[seal]]").next().unwrap().to_owned();
    let ours = answered(&bench, &base, "A-2", ada());
    let theirs = with_line(
        &answered(&bench, &base, "B-1", kim()),
        "[review]",
        "mood = \"good\"",
    );
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let (text, why) = merged(&base, ours, theirs);
        match why {
            Some(why) => assert!(
                why.contains("only one side has the key review.mood"),
                "{why}"
            ),
            None => assert!(text.contains("mood = \"good\""), "{text}"),
        }
    }
    // What both come from had it, and one side took it out.
    let base = with_line(&base, "[review]", "mood = \"good\"");
    let ours = base.replace("mood = \"good\"\n", "");
    let (_, why) = merged(&base, &ours, &base);
    assert!(why.is_none(), "{why:?}");
}

#[test]
fn what_has_no_header_of_its_own_is_refused() {
    let new = Bench::with_review().0.read();
    let seal = "seal = [{ id = \"s\", state = \"sealed\", reason = \"so\", by = \"Kim\", at = 2026-11-24T09:00:00Z }]\n";
    let theirs = edited(&new, "schema = 2\n", &format!("schema = 2\n{seal}"));
    let (text, why) = merged(&new, &new, &theirs);
    assert!(
        why.unwrap().contains("without a header of its own"),
        "{text}"
    );
    assert_eq!(whole(&new, &theirs, &new), theirs);
    let twice = format!("{new}\n[[wish]]\nid = \"w\"\n\n[[wish]]\nid = \"w\"\n");
    let (text, why) = merged(&new, &new, &twice);
    assert!(
        why.unwrap().contains("the id w of a wish stands twice"),
        "{text}"
    );
}

#[test]
fn each_file_keeps_its_line_ends_and_both_may_have_added_it() {
    let (bench, mut open) = Bench::with_review();
    take(&mut open, &Step::Meet, ada()).unwrap();
    let new = bench.read();
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let (ours, theirs) = (
        answered(&bench, &new, "A-1", ada()),
        answered(&bench, &new, "A-2", kim()),
    );
    let theirs = with_line(&theirs, "[[session]]", "ended-at = 2026-11-24T10:00:00Z");
    let both = whole("", &ours, &theirs);
    assert_eq!(whole(&new, &crlf(&ours), &theirs), crlf(&both));
    assert_eq!(whole(&new, &ours, &crlf(&theirs)), both);
    assert_eq!(whole("\n", &ours, &theirs), both);
    let mut open = {
        bench.write("signoff.toml", &both);
        bench.open()
    };
    say(&mut open, "B-1", "so");
}

fn resolve(bench: &Bench, text: &str) -> Result<Vec<String>, WorkError> {
    bench.write("signoff.toml", text);
    merge::resolve(&bench.review(), &Shelf::default(), CLOCK).map(|(_, undecided)| undecided)
}

#[test]
fn resolve_makes_one_of_both_versions() {
    let bench = Bench::with_review().0;
    let new = bench.read();
    let (ours, theirs) = (
        answered(&bench, &new, "A-1", ada()),
        answered(&bench, &new, "A-1", kim()),
    );
    let end = "# end A-1\n";
    let part = |text: &str| {
        let start = new.find(end).unwrap();
        text[start..text.find(end).unwrap()].to_owned()
    };
    for between in ["", "||||||| 1234567\n"] {
        let marks = format!(
            "<<<<<<< HEAD\n{}{between}=======\n{}>>>>>>> feature\n{end}",
            part(&ours),
            part(&theirs)
        );
        let marked = edited(&new, end, &marks);
        for marked in [marked.clone(), marked.replace('\n', "\r\n")] {
            assert_eq!(resolve(&bench, &marked).unwrap(), ["A-1"]);
            let text = bench.read().replace("\r\n", "\n");
            assert_eq!(text, whole(&new, &ours, &theirs));
        }
    }
}

#[test]
fn resolve_changes_nothing_where_there_is_no_union() {
    let bench = Bench::with_review().0;
    let new = bench.read();
    let marks = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> feature\n";
    let words = edited(
        &new,
        "[review]\n",
        &format!("[review]\nnote = '''\n{marks}'''\n"),
    );
    let title = |one, other| {
        let marks = format!("<<<<<<< HEAD\n{one}=======\n{other}>>>>>>> feature\n");
        edited(&new, "title = \"prod\"\n", &marks)
    };
    for (text, why) in [
        (new.clone(), "has no conflict markers"),
        (words, "has no conflict markers"),
        (format!("{new}=======\n"), "has no conflict markers"),
        (format!("{new}{marks}"), "stays as it is"),
        (
            title("title = \"a\"\n", "title = \"b\"\n"),
            "stays as it is",
        ),
    ] {
        let error = resolve(&bench, &text).unwrap_err().to_string();
        assert!(error.contains(why), "{error}\n{text}");
        assert_eq!(bench.read(), text);
    }
}

#[test]
fn a_conflict_says_of_which_kind_the_record_is() {
    let bench = Bench::with_review().0;
    let new = bench.read();
    for (header, ours, theirs, said) in [
        (
            "[[session]]",
            "lead = \"Kim\"",
            "lead = \"Eve\"",
            "a session (up to line 38): HEAD says led by Kim; feature says led by Eve",
        ),
        (
            "[[declaration]]",
            "By: Kim",
            "By: Eve",
            "a declaration (up to line 38): HEAD says by Kim; feature says by Eve",
        ),
        (
            "[[item.small.\"B.2\".remark]]",
            "kind = \"return\"",
            "by = \"Eve\"",
            "a remark on B.2 (up to line 38): HEAD says return; feature says by Eve",
        ),
    ] {
        let marks = format!(
            "<<<<<<< HEAD\n{header}\n{ours}\n=======\n{header}\n{theirs}\n>>>>>>> feature\n"
        );
        bench.write("signoff.toml", format!("{new}{marks}"));
        let error = bench.try_open().unwrap_err();
        let error =
            std::error::Error::source(&error).map_or(error.to_string(), ToString::to_string);
        error.has(said);
    }
}
