//! The text of a review file: what it looks like, what of a person's hand it keeps, what it refuses.

use crate::decide::{Decide as _, rejection};
use crate::has::Has as _;
use signoff::decision::Draft;
use signoff::policy::Role;
use signoff::review::{Change, Condition, Decision, Evidence, SealState, Status};
use signoff::store::Document;
use signoff::work::OpenReview;

use super::support::{Bench, CLOCK, ITEMS, ada, answer, attest, key, kim, say};

#[test]
fn a_whole_review_file() {
    let (bench, mut open) = Bench::with_review();
    bench.write("proof.txt", "abc");
    let mut full = answer(
        Status::Partial,
        "Half of it.\n\n# end A-1\n\"\"\"[x] \\ \u{1b}[31m\u{202e}",
    );
    full.until = "2027-01-31".parse().ok();
    full.finding.action = Some("Do the \"rest\"".into());
    full.finding.owner = Some(kim());
    full.finding.due = "2026-12-05".parse().ok();
    full.evidence = vec![
        Evidence::Link {
            url: "https://example.org/?a=1#b".into(),
            at: CLOCK.now(),
        },
        open.evidence_root()
            .measure("proof.txt", CLOCK.now(), &mut |_, _| {
                std::ops::ControlFlow::Continue(())
            })
            .unwrap(),
        Evidence::Note {
            text: "line one\nline two".into(),
            at: CLOCK.now(),
        },
    ];
    open.apply(attest("A-1", full), ada()).unwrap();
    say(&mut open, "A-2", "withdrawn and put back");
    open.apply(Change::Undo(None), ada()).unwrap();
    open.apply(Change::Redo(None), ada()).unwrap();
    open.apply(
        attest("B-1", answer(Status::RiskAccepted, "Until the move.")),
        ada(),
    )
    .unwrap();
    let mut out = answer(Status::NotApplicable, "No such part.");
    out.reason = Some(signoff::review::Ground::ArchitectureConstraint);
    out.evidence.clear();
    open.apply(attest("B.2", out), kim()).unwrap();
    let conditions = vec![Condition {
        action: "Move the \"state\"".into(),
        owner: ada(),
        due: "2026-12-24".parse().unwrap(),
    }];
    open.decide(
        &Draft {
            conditions,
            ..Draft::new(Role::Approver, Decision::ApprovedWithConditions)
        },
        kim(),
    )
    .unwrap();
    insta::with_settings!({ filters => vec![
        (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[id]"),
        // It covers the ids.
        (r#"content = "sha256:[0-9a-f]{64}""#, "content = \"[digest]\""),
        ("Content: sha256:[0-9a-f]{64}", "Content: [digest]"),
    ]}, { insta::assert_snapshot!(bench.read()) });
}

/// A file that a person has been at: the lines that signoff adds are the only difference.
fn additions(before: &str, after: &str) -> Vec<String> {
    let mut old = before.split_inclusive('\n').peekable();
    let added = after
        .split_inclusive('\n')
        .filter(|line| old.next_if_eq(line).is_none());
    let added: Vec<_> = added.map(str::to_owned).collect();
    assert_eq!(old.next(), None, "a line is gone:\n{after}");
    added
}

fn decorated(bench: &Bench) -> String {
    bench
        .read()
        .replace("schema = 1\n", "schema = 1 # one\n  \n# The house of Ada\n")
        .replace(
            "system = ",
            "future = { a = [1, 2] } # newer\nsystem   =   ",
        )
        .replace(
            "[item.small.A-2]",
            "# about two\n[ item . small . \"A-2\" ]\nmood = 'good'",
        )
        .replace("# end A-2", "# remember the milk\n\n   # end A-2   ")
        + "\n[extra]\nkeep = true\n# last words, no line end"
}

#[test]
fn what_a_person_wrote_stays_byte_for_byte() {
    for (bom, crlf) in [(false, false), (true, false), (false, true), (true, true)] {
        let (bench, open) = Bench::with_review();
        drop(open);
        let mut text = decorated(&bench);
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        if bom {
            text.insert(0, '\u{feff}');
        }
        bench.write("signoff.toml", &text);
        let mut open = bench.open();
        for item in ITEMS {
            say(&mut open, item, "so\nit is");
        }
        open.apply(Change::Undo(None), ada()).unwrap();
        say(&mut open, "A-2", "twice");
        let draft = rejection(Role::Preparer);
        open.decide(&draft, kim()).unwrap();
        let after = bench.read();
        // The last line gets an end before something follows it.
        let end = if crlf { "\r\n" } else { "\n" };
        let added = additions(&format!("{text}{end}"), &after);
        let ours = |line: &str| {
            !line.contains("milk") && !line.contains("mood") && !line.contains("extra")
        };
        assert!(added.iter().all(|line| ours(line)), "{added:?}");
        assert!(after.contains("2\"]\r\n") == crlf && after.starts_with('\u{feff}') == bom);
        let again = bench.open();
        assert_eq!(again.dossier().review(), open.dossier().review());
        assert_eq!(again.dossier().tally().met, 3);
    }
}

#[test]
fn every_save_only_adds_lines() {
    let (bench, mut open) = Bench::with_review();
    for round in 0..3 {
        for item in ITEMS {
            let before = bench.read();
            say(&mut open, item, "so");
            let added = additions(&before, &bench.read()).concat();
            assert_eq!(
                added.matches("item-digest").count(),
                1,
                "{round} {item} {added}"
            );
        }
        let before = bench.read();
        open.apply(Change::Undo(None), ada()).unwrap();
        assert_eq!(additions(&before, &bench.read()).len(), 2);
    }
}

#[test]
fn sections_without_their_closing_line_take_answers_and_get_one() {
    let (bench, open) = Bench::with_review();
    drop(open);
    let text: String = bench
        .read()
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("# end"))
        .collect();
    let text = text.trim_end();
    bench.write("signoff.toml", text);
    let mut open = bench.open();
    say(&mut open, "A-1", "so");
    // A sign-off at the end must not come between the last section and its answers.
    let draft = rejection(Role::Preparer);
    open.decide(&draft, kim()).unwrap();
    for item in ["B.2", "B.2", "A-1", "A-2", "B-1"] {
        say(&mut open, item, "so");
    }
    let text = bench.read();
    for item in ITEMS {
        let section = &text[text.find(&format!("title = \"{}", title(item))).unwrap()..];
        let section = &section[..section.find("\n[item.").unwrap_or(section.len())];
        assert_eq!(
            section.matches(&format!("# end {item}\n")).count(),
            1,
            "{text}"
        );
        section.has(".attestation]]");
    }
    assert!(
        text.find("[[signoff]]").unwrap() > text.find("# end B.2").unwrap(),
        "{text}"
    );
    assert_eq!(bench.open().dossier().review(), open.dossier().review());
}

fn title(item: &str) -> &'static str {
    match item {
        "A-1" => "One",
        "A-2" => "Two",
        "B-1" => "Three",
        _ => "Four",
    }
}

/// The lines of an attestation by hand.
const BY_HAND: &str = "id = \"hand\"\nstatus = \"met\"\nrationale = \"so\"\nby = \"Ada\"\nat = 2026-11-23 08:00:00Z\n\
                       item-digest = \"sha256:0000000000000000000000000000000000000000000000000000000000000000\"\n";

#[test]
fn forms_that_can_grow_are_read_however_they_are_written() {
    let (bench, open) = Bench::with_review();
    drop(open);
    let text = bench.read();
    let (head, _) = text.split_once("\n[item.").unwrap();
    // No section but the attestation's own, indented, and the parent's header after it.
    let text = format!(
        "{head}\n  [[item.small.A-1.attestation]] # mine\n{BY_HAND}[item.small.A-1]\ntitle = 'one'\n[item]\n"
    );
    bench.write("signoff.toml", text);
    let mut open = bench.open();
    open.apply(attest("A-1", answer(Status::Unmet, "no")), ada())
        .unwrap();
    open.apply(Change::Undo(None), ada()).unwrap();
    open.apply(Change::Undo(None), "Ada".parse().unwrap())
        .unwrap();
    assert_eq!(bench.open().dossier().review(), open.dossier().review());
    let record = open.dossier().review().record(&key("A-1")).unwrap();
    assert!(
        record
            .attestations
            .iter()
            .all(|attestation| attestation.withdrawn.is_some())
    );
}

#[test]
fn forms_that_nothing_can_be_added_to_are_refused_with_their_place() {
    let (bench, open) = Bench::with_review();
    drop(open);
    let text = bench.read();
    let (head, _) = text.split_once("\n[item.").unwrap();
    let inline = BY_HAND.trim().replace('\n', ", ");
    let mut shown = String::new();
    for form in [
        format!("[item.small.A-1]\nattestation = [{{ {inline} }}]\n"),
        format!("[item.small.A-1]\nattestation = [\n  {{ {inline} }},\n]\n"),
        "[item.small]\nA-1 = { title = \"x\" }\n".to_owned(),
        "[item.small]\nA-1.title = \"x\"\nA-2.title = \"y\"\n".to_owned(),
        "[item.small]\nA-1 = 3\n".to_owned(),
    ] {
        bench.write("signoff.toml", format!("{head}\n{form}"));
        let error = bench.try_open().unwrap_err().to_string();
        shown.push_str(&error.replace(&bench.path.display().to_string(), ""));
        shown.push_str("\n\n");
    }
    bench.write(
        "signoff.toml",
        format!("item.small.A-1.title = \"x\"\n{head}\n"),
    );
    shown.push_str(
        &bench
            .try_open()
            .unwrap_err()
            .to_string()
            .replace(&bench.path.display().to_string(), ""),
    );
    insta::assert_snapshot!(shown);
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let text = r#"schema = 3
[review]
id = ""
title = 3
created-at = 2026-11-23
created-by = " "
[checklist.small]
version = "1"
digest = "md5:0"
path = ["x"]
[item.small.A-1]
title = true
[[item.small.A-1.attestation]]
id = "a"
status = "fine"
[[item.small.A-1.attestation]]
id = "b"
status = "met"
reason = "whim"
until = "2026-12-01"
at = 2026-11-23T09:00:00
by = "Ada"
item-digest = "sha256:00"
withdrawn-at = 2026-11-23T09:00:00Z
[item.small.A-1.finding]
[[item.small.A-1.attestation.evidence]]
kind = "rumour"
at = 2026-11-23T09:00:00Z
[[item.small.A-1.attestation.evidence]]
kind = "file"
path = ""
digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
size = 18446744073709551615
at = 2026-11-23T09:00:00Z
[[item.small.A-1.attestation.evidence]]
kind = "file"
path = "x"
digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
size = -1
at = 2026-11-23T09:00:00Z
[[signoff]]
id = "s"
role = "boss"
decision = "approved"
conditions = [{ action = "" }]
"#;
    let problems = Document::parse("signoff.toml".as_ref(), text.to_owned()).unwrap_err();
    assert!(
        problems
            .list
            .iter()
            .all(|problem| problem.line > 0 && problem.column > 0)
    );
    insta::assert_snapshot!(problems);
}

#[test]
fn the_same_id_twice_is_a_mistake() {
    let (bench, open) = Bench::with_review();
    drop(open);
    let twice = format!("[[item.small.A-1.attestation]]\n{BY_HAND}").repeat(2);
    bench.write("signoff.toml", format!("{}{twice}", bench.read()));
    bench
        .try_open()
        .unwrap_err()
        .to_string()
        .has("attestation id `hand` stands twice in this file");
}

const HOOKED: &str = "x:  \ny\t\n\tindented\t1\n   \n<<<<<<< HEAD\n=======\n||||||| base\n>>>>>>> theirs\nlast\u{a0}\n";

/// What hooks and editors do to a file without asking.
fn hooks(text: &str) -> Vec<String> {
    let trimmed: String = text
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    vec![
        trimmed.clone(),
        trimmed.replace('\t', "        "),
        trimmed.replace('\n', "\r\n"),
        text.trim_end().to_owned(),
        format!("\u{feff}{text}")
            .trim_start_matches('\u{feff}')
            .to_owned(),
    ]
}

#[test]
fn hooks_that_trim_and_expand_change_no_meaning() {
    let (bench, mut open) = Bench::with_review();
    let mut hooked = answer(Status::Met, &format!("{HOOKED}."));
    hooked.evidence = vec![Evidence::Note {
        text: format!("{HOOKED}."),
        at: CLOCK.now(),
    }];
    open.apply(attest("A-1", hooked), ada()).unwrap();
    open.decide(&rejection(Role::Approver), ada()).unwrap();
    let text = bench.read();
    let marks = ["<<<<<<<", "=======", "|||||||", ">>>>>>>"];
    assert!(!text.contains('\t'));
    assert!(text.lines().all(|line| line.trim_end() == line && !marks.iter().any(|mark| line.starts_with(mark))), "{text}");
    let review = bench.open().dossier().review().clone();
    let said = &review.attestations().next().unwrap().1.answer;
    assert!(said.rationale.starts_with(HOOKED));
    for other in hooks(&text) {
        bench.write("signoff.toml", &other);
        assert_eq!(bench.open().dossier().review(), &review, "{other}");
    }
}

/// The text with its records in another order: each is a header with the tables below it.
fn reordered(text: &str) -> String {
    let mut records: Vec<String> = vec![String::new()];
    for line in text.split_inclusive('\n') {
        let is_record = line.starts_with('[') && !line.trim_end().ends_with(".evidence]]");
        if is_record {
            records.push(String::new());
        }
        records.last_mut().expect("the first").push_str(line);
    }
    let head = records.remove(0);
    records.reverse();
    head + &records.concat()
}

#[test]
fn tools_that_reorder_tables_change_no_meaning() {
    let (bench, mut open) = Bench::with_review();
    let said = |open: &OpenReview| {
        let review = open.dossier().review();
        let counts: Vec<_> = open
            .dossier()
            .entries()
            .map(|one| one.latest().map(|one| one.id.clone()))
            .collect();
        let seal = review.seal().map(|one| one.reason.clone());
        let session = open.facts().session().map(|one| one.id.clone());
        let digest = signoff::decision::canonical::digest(open.dossier());
        (counts, seal, session, digest, open.facts().verdict())
    };
    let seal = |open: &mut OpenReview, state, reason: &str| {
        let reason = reason.to_owned();
        open.apply(Change::Seal { state, reason }, ada()).unwrap();
    };
    for words in ["One", "Two"] {
        say(&mut open, "A-1", words);
        let people = Vec::new();
        open.apply(
            Change::Meet {
                lead: ada(),
                people,
            },
            ada(),
        )
        .unwrap();
        open.apply(Change::Part, ada()).unwrap();
        seal(&mut open, SealState::Sealed, words);
        seal(&mut open, SealState::Unsealed, words);
    }
    open.decide(&rejection(Role::Approver), ada()).unwrap();
    open.decide(
        &Draft {
            why: Some("Worse.".into()),
            ..rejection(Role::Approver)
        },
        ada(),
    )
    .unwrap();
    seal(&mut open, SealState::Sealed, "Last");
    let text = bench.read();
    let other = reordered(&text);
    assert_ne!(other, text);
    bench.write("signoff.toml", &other);
    assert_eq!(said(&bench.open()), said(&open), "{other}");
}

#[test]
fn new_lines_end_as_those_of_the_file() {
    let (bench, open) = Bench::with_review();
    drop(open);
    bench.write("signoff.toml", bench.read().replace('\n', "\r\n"));
    let mut open = bench.open();
    for item in ["A-1", "B-1", "A-1"] {
        say(&mut open, item, "one\ntwo");
    }
    open.apply(Change::Undo(None), ada()).unwrap();
    open.decide(&rejection(Role::Approver), ada()).unwrap();
    let text = bench.read();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    let again = bench.open();
    assert_eq!(again.dossier().review(), open.dossier().review());
    // The same as with the other line ends, byte for byte.
    bench.write("signoff.toml", text.replace("\r\n", "\n"));
    assert_eq!(bench.open().dossier().review(), open.dossier().review());
}
