//! Another program changes the files while the walk is open.

#![expect(clippy::disallowed_methods, reason = "a test plays the other program")]

use crate::decide::{Decide as _, rejection};
use crate::has::Has as _;
use signoff::policy::Role;
use signoff::review::{Answer, Change, Evidence, ItemKey, Status};
use signoff::store::shelf::Shelf;
use signoff::work::{OpenReview, Start};

use super::harness::{ASCII, CLOCK, Desk, Look, STANDARD};
use super::job::START;

pub fn put(desk: &Desk, text: &str) {
    // Replaced as editors do it.
    let beside = desk.directory.join("beside");
    std::fs::write(&beside, text).unwrap();
    std::fs::rename(beside, desk.directory.join("signoff.toml")).unwrap();
}

fn other(desk: &Desk) -> OpenReview {
    OpenReview::open(
        &desk.directory.join("signoff.toml"),
        &Shelf::default(),
        CLOCK,
    )
    .unwrap()
}

fn answer(status: Status, why: &str) -> Answer {
    let mut answer = Answer::new(status);
    answer.rationale = why.into();
    answer.evidence.push(Evidence::Link {
        url: "https://example.org/theirs".into(),
        at: CLOCK.now(),
    });
    answer
}

fn attest(item: &str, answer: Answer) -> Change {
    let key = ItemKey::new("azure-deployment", item);
    Change::Attest {
        answered_by: None,
        keys: vec![key],
        answer: Box::new(answer),
    }
}

/// Kim answers an item in another program.
pub fn kim(desk: &Desk, item: &str, status: Status) {
    let by = "Kim <kim@example.org>".parse().unwrap();
    other(desk)
        .apply(attest(item, answer(status, "Seen on the console.")), by)
        .unwrap();
}

/// Who says what of an item on disk, oldest first; what was taken back in parentheses.
pub fn history(desk: &Desk, item: &str) -> Vec<String> {
    let open = other(desk);
    let said = open
        .dossier()
        .review()
        .record(&ItemKey::new("azure-deployment", item))
        .unwrap()
        .attestations
        .iter();
    said.map(|one| {
        let text = format!("{} {}", one.by.name(), one.answer.status.label());
        if one.withdrawn.is_some() {
            format!("({text})")
        } else {
            text
        }
    })
    .collect()
}

#[test]
fn what_another_program_saved_is_shown_without_a_key() {
    let mut desk = Desk::started();
    desk.keys("mDone.<C-s>").idle();
    let before = desk.screen();
    desk.idle();
    assert_eq!(desk.screen(), before, "our own save is no news");
    kim(&desk, "SEC-1", Status::Unmet);
    kim(&desk, "NET-2", Status::Met);
    desk.idle().shows("3/10").shows("saved ✓");
    desk.shows("NET-2 met by Kim, SEC-1 unmet by Kim; read from disk");
    // The place is kept: the item after the first is still selected.
    desk.shows("NET-2 · severity");
    for item in ["IDN-1", "IDN-2", "CMP-1", "MON-1"] {
        kim(&desk, item, Status::Met);
    }
    desk.idle().shows("and 1 more");
    put(&desk, &(desk.review() + "# a remark\n"));
    desk.idle();
    desk.shows("changed by another program and read again");
}

#[test]
fn folds_and_what_is_typed_stay_when_the_file_is_read_again() {
    let mut desk = Desk::started();
    desk.keys("cch").shows("▸ Secrets");
    kim(&desk, "CMP-1", Status::Met);
    desk.idle().shows("▸ Secrets").shows("1/10");
    desk.keys("<Home><Down>xHalf a th");
    kim(&desk, "MON-1", Status::Met);
    desk.idle().keys("ought");
    desk.shows("Half a thought").shows("2/10");
    desk.hides("meanwhile");
}

#[test]
fn a_save_takes_in_what_was_saved_before_on_other_items() {
    let mut desk = Desk::started();
    desk.keys("xMine.");
    kim(&desk, "SEC-1", Status::Met);
    put(&desk, &(desk.review() + "# a remark\n"));
    desk.keys("<C-s>").shows("2/10").shows("NET-1 unmet, saved");
    desk.shows("met by Kim");
    let text = desk.review();
    assert!(
        text.contains("Mine.") && text.contains("Seen on") && text.ends_with("# a remark\n"),
        "{text}"
    );
    kim(&desk, "SEC-2", Status::Met);
    desk.keys("u").shows("took back").shows("SEC-2 met by");
    assert_eq!(history(&desk, "NET-1"), ["(Ada Lovelace unmet)"]);
}

const MINE: &str = "xTwo of five rules are open to the internet; the network team closes them with the move to the hub.\
                    <Tab>Close them<Tab>Ada <lt>ada@example.org><Tab>+30d";

#[test]
fn two_answers_to_one_item_are_shown_side_by_side() {
    let looks = [(120, 40), (80, 24), (44, 14)];
    for (width, height) in looks {
        let mut desk = Desk::with(
            Look {
                width,
                height,
                ..STANDARD
            },
            |_| {},
        );
        desk.keys(START).keys(MINE);
        kim(&desk, "NET-1", Status::Met);
        let before = desk.review();
        desk.keys("<C-s>");
        insta::assert_snapshot!(format!("{width}x{height}_answered_twice"), desk.screen());
        assert_eq!(desk.review(), before);
        desk.keys("<PgDn><PgDn>");
        insta::assert_snapshot!(
            format!("{width}x{height}_answered_twice_end"),
            desk.screen()
        );
    }
    let mut desk = Desk::with(ASCII, |_| {});
    desk.keys(START).keys(MINE);
    kim(&desk, "NET-1", Status::Met);
    desk.keys("<C-s>");
    insta::assert_snapshot!("ascii_answered_twice", desk.screen());
}

#[test]
fn whichever_answer_counts_the_other_is_in_the_history() {
    let conflict = || {
        let mut desk = Desk::started();
        desk.keys("xMine.");
        kim(&desk, "NET-1", Status::Met);
        desk.keys("<C-s>").shows("answered twice");
        desk
    };
    let mut mine = conflict();
    mine.keys("m");
    assert_eq!(history(&mine, "NET-1"), ["Kim met", "Ada Lovelace unmet"]);
    mine.shows("✗ NET-1").hides("✎");

    let mut theirs = conflict();
    theirs.keys("t");
    assert_eq!(
        history(&theirs, "NET-1"),
        ["Kim met", "(Ada Lovelace unmet)"]
    );
    theirs.shows("✓ NET-1").shows("yours is in the history");
    theirs.keys("u").shows("nothing to undo");
    theirs.keys("<C-r>").shows("✗ NET-1");
    assert_eq!(
        history(&theirs, "NET-1"),
        ["Kim met", "(Ada Lovelace unmet)", "Ada Lovelace unmet"]
    );

    let mut form = conflict();
    form.keys("<Esc>");
    form.shows("Mine.").shows("meanwhile: met by Kim");
    // Even the next run knows on which answer the draft was begun.
    form.restart(STANDARD);
    form.keys("<Home><Down><Enter><C-s>");
    form.shows("answered twice");
    assert_eq!(history(&form, "NET-1"), ["Kim met"]);
    form.keys("<C-s>");
    assert!(
        form.screen().contains("answered twice"),
        "a key that is none of it does nothing"
    );
    kim(&form, "NET-1", Status::Partial);
    form.idle().shows("◐ partial");
    kim(&form, "NET-1", Status::Unmet);
    form.keys("m");
    assert!(
        form.screen().contains("answered twice"),
        "it changed once more: {}",
        form.screen()
    );
    form.keys("t");
    assert_eq!(
        history(&form, "NET-1"),
        [
            "Kim met",
            "Kim partial",
            "Kim unmet",
            "(Ada Lovelace unmet)"
        ]
    );
}

#[test]
fn an_item_that_changed_under_an_open_form_is_said_in_the_form() {
    let mut desk = Desk::started();
    desk.keys("xMine.");
    kim(&desk, "NET-1", Status::Met);
    desk.idle();
    insta::assert_snapshot!(desk.screen());
    desk.keys("<C-s>").shows("answered twice");
}

#[test]
fn a_broken_file_is_said_and_never_overwritten() {
    let mut desk = Desk::started();
    desk.keys("mDone.<C-s>");
    let good = desk.review();
    let broken = good.replace("status = \"met\"", "status = \"me");
    put(&desk, &broken);
    desk.idle();
    insta::assert_snapshot!(desk.screen());
    let shown = desk.idle().screen();
    assert_eq!(desk.screen(), shown, "it is said once");
    desk.keys("nThere is none.<C-s>");
    insta::assert_snapshot!("blocked_by_a_broken_file", desk.screen());
    assert_eq!(desk.review(), broken);
    desk.keys("b");
    let beside = std::fs::read_to_string(desk.directory.join("signoff.mine-1.toml")).unwrap();
    beside.has("There is none.").has("Done.");
    desk.shows("NOT SAVED");
    put(&desk, &(good + "# mended\n"));
    desk.idle().shows("is whole again");
    desk.keys("<C-s>").shows("2/10").shows("saved ✓");
    assert!(desk.review().ends_with("# mended\n"));
}

#[test]
fn a_file_that_is_gone_can_be_written_again() {
    let mut desk = Desk::started();
    desk.keys("mDone.<C-s>");
    std::fs::remove_file(desk.directory.join("signoff.toml")).unwrap();
    desk.idle();
    desk.shows("FILE GONE").shows("the file is gone from disk");
    desk.keys("nThere is none.<C-s>");
    insta::assert_snapshot!(desk.screen());
    desk.keys("w");
    let screen = desk.screen();
    desk.shows("2/10").shows("saved ✓");
    desk.review().has("Done.").has("There is none.");
    desk.idle();
    assert_eq!(desk.screen(), screen);
}

#[test]
fn another_review_in_the_place_of_the_file_is_neither_read_nor_overwritten() {
    let mut desk = Desk::started();
    desk.keys("mDone.<C-s>");
    let mine = desk.review();
    let id = mine.lines().find(|line| line.starts_with("id = ")).unwrap();
    let theirs = mine.replace(id, "id = \"another\"");
    put(&desk, &theirs);
    desk.idle().shows("OTHER REVIEW");
    desk.keys("nThere is none.<C-s>");
    desk.shows("holds another review");
    assert_eq!(desk.review(), theirs);
    put(&desk, &mine);
    desk.keys("r").shows("2/10").shows("saved ✓");
}

#[test]
fn nobody_signs_what_changed_meanwhile() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("s<Right><Tab>A team of one.<C-s>   robotics-prod");
    kim(&desk, "SEC-1", Status::Met);
    desk.keys("<Enter>");
    let screen = desk.screen();
    desk.shows("not signed: the review changed after the statement was made");
    desk.review().lacks("[[signoff]]");
    screen.has("A team of one.");
    // Noticed before: what was typed to confirm is gone.
    desk.keys("<C-s>   robotics-prod");
    kim(&desk, "SEC-1", Status::Partial);
    desk.idle().keys("<Enter>");
    desk.review().lacks("[[signoff]]");
}

#[test]
fn undo_takes_back_only_what_this_run_attested() {
    let mut desk = Desk::started();
    desk.keys("mOne.<C-s>");
    // The same person in another terminal.
    let ada: signoff::review::Person = "Ada Lovelace <ada@example.org>".parse().unwrap();
    let mut elsewhere = other(&desk);
    elsewhere
        .apply(attest("SEC-1", answer(Status::Met, "so")), ada.clone())
        .unwrap();
    desk.idle().keys("u");
    assert_eq!(history(&desk, "NET-1"), ["(Ada Lovelace met)"]);
    assert_eq!(history(&desk, "SEC-1"), ["Ada Lovelace met"]);
    desk.keys("u").shows("nothing to undo");
    // What another run took back is not taken back again, nor something else in its place.
    desk.keys("<C-r>mTwo.<C-s>");
    other(&desk).apply(Change::Undo(None), ada.clone()).unwrap();
    desk.keys("u").shows("was taken back already");
    desk.keys("u");
    assert_eq!(
        history(&desk, "NET-1").last().unwrap(),
        "(Ada Lovelace met)"
    );
    other(&desk).apply(Change::Undo(None), ada).unwrap();
    desk.idle().keys("<C-r>");
    desk.shows("SEC-1 was taken back elsewhere");
}

#[test]
fn what_two_terminals_type_at_one_item_is_there_again_one_after_the_other() {
    let mut one = Desk::started();
    let mut two = one.second();
    one.keys("xWords of o");
    two.keys("xWords of two");
    one.keys("ne.");
    two.keys(".");
    let words = ["Words of one.", "Words of two."];
    one.restart(STANDARD);
    one.shows("another draft is kept of NET-1").keys("<Enter>");
    let first = words.iter().position(|words| one.screen().contains(words));
    one.keys("<C-s>").shows("1/10").restart(STANDARD);
    let screen = one.keys("<Home><Down><Enter>").screen();
    screen.has(words[1 - first.unwrap()]);
}

#[test]
fn of_several_items_those_answered_meanwhile_are_left_alone() {
    let mut desk = Desk::started();
    desk.keys("vvvnNot used here.");
    kim(&desk, "NET-2", Status::Met);
    desk.keys("<C-s>");
    desk.shows("not saved: NET-2 was answered meanwhile")
        .shows("Not used here.");
    desk.keys("<C-s>").shows("3/10");
    assert_eq!(history(&desk, "NET-2"), ["Kim met"]);
    desk.keys("u");
    assert_eq!(history(&desk, "NET-1"), ["(Ada Lovelace n/a)"]);
    desk.shows("1/10");
}

#[test]
fn what_a_stale_editor_overwrote_is_put_back() {
    let mut desk = Desk::started();
    let old = desk.review();
    desk.keys("mOne.<C-s>xTwo.<C-s>mThree.<C-s>u");
    let ours = desk.review();
    put(&desk, &old);
    desk.idle();
    desk.shows("0/10")
        .shows("3 MISSING")
        .shows("3 records gone from signoff.toml");
    kim(&desk, "NET-2", Status::Met);
    desk.keys("P");
    insta::assert_snapshot!(desk.screen());
    desk.keys("p").shows("put back 3").hides("MISSING");
    assert_eq!(history(&desk, "NET-1"), ["Ada Lovelace met"]);
    // What was attested since then counts.
    assert_eq!(history(&desk, "NET-2").len(), 2);
    for line in ours.lines() {
        assert!(desk.review().contains(line), "{line}");
    }
    // An editor that saves the newer text again makes it whole by itself.
    let whole = desk.review();
    put(&desk, &old);
    desk.idle().shows("MISSING");
    put(&desk, &whole);
    desk.idle().hides("MISSING");
    put(&desk, &old);
    desk.idle().keys("Pf").hides("MISSING").shows("0/10");
}

#[test]
fn evidence_that_changes_or_vanishes_is_noticed() {
    let mut desk = Desk::answered(STANDARD, 0);
    desk.keys("mDone.<Tab>scan.txt<Enter><C-s>");
    desk.shows("1/10");
    let scan = desk.directory.join("scan.txt");
    let before = std::fs::read(&scan).unwrap();
    std::fs::write(&scan, "9 critical\n").unwrap();
    desk.idle().shows("0/10").shows("scan.txt changed on disk");
    std::fs::write(&scan, before).unwrap();
    desk.idle().shows("1/10");
    std::fs::remove_file(&scan).unwrap();
    desk.idle().shows("0/10");
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn two_people_at_once_lose_nothing() {
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let ada = Desk::started();
        let mut desks = [Desk::of_kim(&ada.directory), ada];
        let mut said = Vec::new();
        for nth in 0..40 {
            let desk = &mut desks[usize::try_from(dice.roll(2)).unwrap()];
            match dice.roll(8) {
                0 => drop(desk.keys("u")),
                1 => drop(desk.keys("<C-r>")),
                2 => drop(desk.idle()),
                _ => {
                    let down = "<Down>".repeat(usize::try_from(dice.roll(3)).unwrap());
                    let text = format!("Round {nth} of {seed}.");
                    // The item may have an answer, and the form a draft; both are replaced.
                    desk.keys("<Home>").keys(&down).keys("<Down>x");
                    if desk.screen().contains("this is a category") {
                        desk.keys("<Down>x");
                    }
                    desk.keys("<C-u>").keys(&text).keys("<C-s>");
                    let mut tries = 0;
                    while desk.screen().contains("answered twice") {
                        desk.keys(["m", "t"][usize::try_from(dice.roll(2)).unwrap()]);
                        tries += 1;
                        assert!(tries < 10, "{}", desk.screen());
                    }
                    let saved = desk.review().contains(&text);
                    assert!(saved, "{text}\n{}", desk.screen());
                    said.push(text);
                    desk.keys("<Esc>gw");
                }
            }
        }
        let whole = desks[0].review();
        let lost: Vec<_> = said
            .iter()
            .filter(|text| !whole.contains(text.as_str()))
            .collect();
        assert!(lost.is_empty() && said.len() > 10, "lost {lost:?}");
        let counts = desks.each_mut().map(|desk| {
            let screen = desk.idle().screen();
            screen
                .lines()
                .next()
                .unwrap()
                .split_whitespace()
                .find(|word| word.ends_with("/10"))
                .map(str::to_owned)
        });
        assert_eq!(counts[0], counts[1]);
    }
}

#[test]
fn the_overlays_are_drawn_at_every_size_whatever_is_said() {
    let nasty = "\u{1b}[2J\u{202e}gnp.exe\u{200b} ".to_owned() + &"Ω".repeat(4000) + " مرحبا 👩‍👩‍👧‍👦";
    let mut open = Vec::new();
    let mut desk = Desk::started();
    desk.keys("xMine.");
    let by = format!("Kim {} <kim@example.org>", "世界".repeat(20))
        .parse()
        .unwrap();
    let mut theirs = answer(Status::Partial, &nasty);
    theirs.finding.action = Some(nasty.clone());
    theirs.evidence.push(Evidence::Note {
        text: nasty,
        at: CLOCK.now(),
    });
    other(&desk).apply(attest("NET-1", theirs), by).unwrap();
    desk.keys("<C-s>").shows("answered twice");
    open.push(desk);
    let mut desk = Desk::started();
    let old = desk.review();
    desk.keys("mOne.<C-s>xTwo.<C-s>");
    put(&desk, &old);
    desk.idle().keys("P");
    open.push(desk);
    let mut desk = Desk::started();
    put(&desk, "schema = \"\u{1b}[2J\u{202e}\"");
    desk.keys("mOne.<C-s>");
    open.push(desk);
    for mut desk in open {
        for width in [1, 2, 29, 30, 31, 44, 63, 66, 67, 80, 120, 200] {
            for height in [1, 5, 6, 7, 9, 11, 14, 24, 60] {
                desk.resize(width, height).keys("<PgDn>");
                let hidden = |c: char| c != '\u{200d}' && signoff::text::visible::is_hidden(c);
                assert!(
                    desk.buffer()
                        .content()
                        .iter()
                        .all(|cell| !cell.symbol().contains(hidden))
                );
            }
        }
    }
}

const LIST: &str = "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n";

fn list(desk: &std::path::Path, items: &[&str]) {
    let items = items.iter().map(|item| {
        format!(
            "[[category.item]]\nid = \"{item}\"\ntitle = \"Look at {item}\"\nseverity = \"low\"\n"
        )
    });
    let text = LIST.to_owned() + &items.collect::<String>();
    let _ = std::fs::create_dir(desk.join("checklists"));
    std::fs::write(desk.join("checklists/own.toml"), text).unwrap();
}

#[test]
fn a_checklist_that_changes_is_read_again_and_the_place_is_kept() {
    let mut desk = Desk::with(STANDARD, |directory| {
        list(directory, &["A-1", "A-2", "A-3"]);
        let start = Start {
            title: String::new(),
            system: "sys".into(),
            environment: None,
            revision: None,
            time_zone: None,
            checklists: vec!["own".into()],
            allows_secrets: false,
        };
        let by = "Kim <kim@example.org>".parse().unwrap();
        OpenReview::create(
            &directory.join("signoff.toml"),
            start,
            by,
            &Shelf::default(),
            CLOCK,
        )
        .unwrap();
    });
    desk.keys("<Home><Down><Down>").shows("A-2 · severity");
    list(&desk.directory, &["A-0", "A-1", "A-2", "A-3"]);
    desk.idle().shows("0/4").shows("A-2 · severity");
    desk.shows("the checklist changed");
    desk.put("checklists/own.toml", "schema = 1\n");
    desk.idle().shows("CHECKLIST BROKEN").shows("own.toml:1");
    // The review itself is whole: answers are saved.
    desk.keys("mSeen.<C-s>").idle();
    desk.shows("1/4").shows("CHECKLIST BROKEN");
    list(&desk.directory, &["A-1"]);
    desk.idle().shows("0/1").hides("BROKEN");
}

/// What git leaves where two answered the same item on two branches.
fn conflicting(desk: &Desk) {
    let base = desk.review();
    let sides = [
        ("Ada Lovelace <ada@example.org>", Status::Unmet),
        ("Kim <kim@example.org>", Status::Met),
    ]
    .map(|(who, status)| {
        put(desk, &base);
        let mut open = other(desk);
        let answer = answer(status, &format!("{status} it is."));
        open.apply(attest("SEC-2", answer), who.parse().unwrap())
            .unwrap();
        let text = desk.review();
        let (start, end) = (
            text.find("\n[[item.").unwrap(),
            text.find("# end SEC-2").unwrap(),
        );
        text[start..end].to_owned()
    });
    let marked = format!(
        "<<<<<<< HEAD{}======={}>>>>>>> feature\n# end SEC-2",
        sides[0], sides[1]
    );
    put(desk, &base.replace("# end SEC-2", &marked));
}

#[test]
fn both_versions_of_a_review_that_git_could_not_merge_are_kept() {
    let mut desk = Desk::started();
    conflicting(&desk);
    let before = desk.review();
    desk.restart(STANDARD);
    desk.keys("<Enter>");
    insta::assert_snapshot!("merge_versions", desk.screen());
    desk.keys("<Esc>");
    assert_eq!(desk.review(), before);
    desk.keys("<Enter>y");
    desk.shows("SEC-2 undecided until answered");
    let now = desk.review();
    now.has("unmet it is.").has("met it is.");
    // Both are there in full.
    desk.keys("<Esc>/SEC-2<Enter>");
    let screen = desk.screen();
    let places =
        ["undecided", "unmet it is.", "Why       met it is."].map(|words| screen.find(words));
    assert!(places.is_sorted() && places[0].is_some(), "{screen}");
    now.lacks("<<<<<<<");
}
#[test]
fn a_sign_off_that_came_in_between_is_not_made_stale_silently() {
    let mut desk = Desk::started();
    desk.keys("mDone.");
    let no = rejection(Role::Approver);
    other(&desk)
        .decide(&no, "Kim <kim@example.org>".parse().unwrap())
        .unwrap();
    desk.keys("<C-s>");
    desk.shows("Change a review that has a sign-off?");
    desk.review().lacks("Done.");
    desk.keys("<Esc>").shows("Done.");
}
