//! Forms: what is typed, chosen, completed, checked, edited elsewhere and thrown away.

use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use signoff::tui::effect::Outward;
use signoff::tui::msg::Msg;

use super::harness::{Desk, Look, STANDARD};
use super::job::{ANSWERS, START, evidence};
use crate::has::Has as _;
use crate::kinds::secrets;

#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn files(directory: &Path) {
    evidence(directory);
    for folder in ["scans", ".hidden"] {
        std::fs::create_dir(directory.join(folder)).unwrap();
    }
    for name in [
        "scans/one.txt",
        "scans/two.txt",
        "my scan.txt",
        "bad\u{1b}[31m\n.txt",
    ] {
        std::fs::write(directory.join(name), "text\n").unwrap();
    }
    std::os::unix::fs::symlink("/etc", directory.join("scan-of-etc")).unwrap();
    std::os::unix::fs::symlink("scan.txt", directory.join("scan-link.txt")).unwrap();
}

fn with_files() -> Desk {
    let mut desk = Desk::with(STANDARD, files);
    desk.keys(START);
    desk
}

#[test]
fn files_are_offered_while_a_path_is_typed() {
    let mut desk = with_files();
    desk.keys("esc");
    insta::assert_snapshot!("forms_offer", desk.screen());
    desk.keys("<Down><Down><Up><Down>");
    desk.hides("scan-of-etc").hides("scan-link.txt");
    // A directory goes on.
    desk.keys("<Right>");
    desk.shows("+ scans/").shows("scans/one.txt");
    desk.keys("<Down><Enter><Enter>");
    desk.shows("1  scans/one.txt  sha256");
    // Tab completes what is typed, and leaves the field where there is nothing to complete.
    desk.keys("scan.tx<Tab>").shows("+ scan.txt");
    desk.keys("<Tab>").shows("▸Holds until");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn an_evidence_file_is_looked_at_and_nothing_in_it_reaches_the_terminal() {
    let mut desk = Desk::with(STANDARD, |directory| {
        let text = format!("first line\u{1b}[31m\n{}", "more\n".repeat(20_000));
        std::fs::write(directory.join("scan.txt"), text).unwrap();
        std::fs::write(directory.join("scan.bin"), b"\x7fELF\0\0").unwrap();
    });
    desk.keys(START);
    desk.keys("mDone.<Tab>scan.txt<Enter>scan.bin<Enter><C-s>geo");
    desk.shows("this is no text");
    desk.keys("<Esc>ko");
    desk.shows("first line<U+001B>[31m").shows("┌ scan.txt");
    desk.keys("G").shows("its first 64 kB");
}

#[test]
fn nothing_outside_or_hidden_is_offered() {
    let mut desk = with_files();
    for (typed, offered) in [
        ("../", false),
        ("/etc/", false),
        ("h", false),
        (".h", true),
        ("b", false),
    ] {
        desk.keys("e<C-u>").keys(typed);
        assert_eq!(
            desk.screen().contains("Down chooses one"),
            offered,
            "{typed}: {}",
            desk.screen()
        );
        desk.keys("<C-u><Esc>");
    }
    desk.hides("✎");
}

#[test]
fn a_review_of_ones_own_list_is_started_with_a_completed_path() {
    let mut desk = Desk::with(STANDARD, |directory| {
        files(directory);
        let own = "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"Cat\"\n\
                   [[category.item]]\nid = \"OWN-1\"\ntitle = \"Mine\"\nseverity = \"low\"\n";
        #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
        std::fs::write(directory.join("scans/own.toml"), own).unwrap();
    });
    desk.keys("<Enter>sys<S-Tab><S-Tab>scans<Down><Right>");
    desk.shows("scans/own.toml");
    desk.keys("<Down><Down><Right><C-s><Enter>").shows("0/11");
}

#[test]
fn a_pasted_path_of_another_machine_is_refused() {
    let mut desk = with_files();
    let pasted = Msg::Paste("file://server/a".to_owned());
    desk.keys("e").hear(pasted).keys("<Enter>");
    desk.shows("another machine");
}

#[test]
fn a_link_that_was_typed_and_not_entered_is_saved_too() {
    let mut desk = Desk::started();
    desk.keys("mDone.<Tab>https://example.org/a<C-s>");
    desk.shows("1/10");
    desk.review().has("https://example.org/a");
    desk.keys("x<Tab><Tab><Tab><Tab>some words<C-s>");
    desk.shows("some words does not exist");
    desk.shows("needs a rationale");
}

#[test]
fn a_path_that_was_typed_and_not_entered_is_saved_too() {
    let mut desk = with_files();
    desk.keys("mDone.<Tab>my scan.txt<C-s>").shows("1/10");
    desk.review().has("path = \"my scan.txt\"");
}

#[test]
fn tab_completes_a_path_as_far_as_the_files_agree() {
    let mut desk = with_files();
    desk.keys("escans/o<Tab>").shows("+ scans/one.txt");
    // There is nothing left to complete.
    desk.keys("<Tab>").shows("▸Holds until");
}

#[test]
fn letters_choose_the_status_and_a_sentence_does_not() {
    let mut desk = Desk::started();
    desk.keys("xBecause.<S-Tab>");
    insta::assert_snapshot!("forms_status", desk.screen());
    desk.keys("m").shows("(•) met");
    desk.keys("p").shows("(•) partial");
    desk.keys("<Left>").shows("(•) met");
    for prose in ["not done yet, a map g h", "a b", "State is local", "mmm?"] {
        desk.keys("<Right><Right>").keys(prose);
        let screen = desk.screen();
        if prose == "mmm?" {
            // Help works wherever nothing is written.
            desk.shows("Keys here");
            desk.keys("<Esc><Right><Right>");
        } else {
            assert!(
                screen.contains("(•) unmet") && screen.contains("stays unmet"),
                "{prose}: {screen}"
            );
        }
        desk.keys("<Left><Left>");
    }
    desk.keys("<Tab><S-Tab>n<Tab><Tab> because it is");
    let screen = desk.screen();
    assert!(
        screen.contains("(•) out-of-scope") || screen.contains("out-of-scope"),
        "{screen}"
    );
    desk.shows("nothing is written here");
}

#[test]
fn dates_say_what_they_mean() {
    let mut desk = Desk::started();
    desk.keys("xNo.<Tab><Tab><Tab>").shows("+30d, +6m or +1y");
    for (typed, meant) in [
        ("2026-12-05", "= Sat 2026-12-05, in 12 days"),
        ("+12w", "= Mon 2027-02-15, in 84 days"),
        ("+1d", "tomorrow"),
        ("2026-11-23", "today"),
        ("2026-11-02", "= Mon 2026-11-02, 21 days ago"),
    ] {
        desk.keys("<C-u>").keys(typed);
        assert!(desk.screen().contains(meant), "{typed}: {}", desk.screen());
    }
}

#[test]
fn a_date_beyond_the_maximum_age_is_said_to_be_shortened() {
    let mut desk = Desk::with(STANDARD, |directory| {
        let own = "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1\"\n[policy]\nmax-age = \"90d\"\n\
                   [[category]]\nid = \"c\"\ntitle = \"Cat\"\n\
                   [[category.item]]\nid = \"OWN-1\"\ntitle = \"Mine\"\nseverity = \"low\"\nmax-age = \"12w\"\n";
        #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
        std::fs::create_dir(directory.join("checklists"))
            .and_then(|()| std::fs::write(directory.join("checklists/own.toml"), own))
            .unwrap();
    });
    desk.keys("<End><Up><Enter>sys<C-s>mDone.<Tab><Tab>");
    desk.shows("left empty: 12w, until 2027-02-15 (max-age)");
    desk.keys("+1y");
    desk.shows("at most 12w here (max-age): it ends on 2027-02-15");
}

#[test]
fn every_problem_is_said_and_the_first_has_the_focus() {
    let mut desk = Desk::started();
    desk.keys("x<Tab>Act<Tab><Tab>never<Tab>words<Tab>2020-01-01<C-s>");
    insta::assert_snapshot!("forms_problems", desk.screen());
}

#[test]
fn a_finding_without_owner_and_date_is_saved_and_said() {
    let mut desk = Desk::started();
    desk.keys("xNo.<C-s>");
    desk.shows("saved without owner and due date yet");
    desk.keys("xNo.<Tab><Tab>Kim<C-s>");
    desk.shows("saved without due date yet");
    desk.keys("mYes.<C-s>").hides("without");
}

#[test]
fn a_text_goes_to_the_editor_and_comes_back() {
    let mut desk = Desk::started();
    desk.keys("xOld words");
    let ctrl_o = || Msg::Key(KeyEvent::new(KeyCode::Char('o'), KeyModifiers::CONTROL));
    let outward = desk.app.hear(ctrl_o());
    let [Outward::Edit(sheet)] = outward.as_slice() else {
        panic!("{outward:?}")
    };
    assert_eq!(
        (sheet.name.as_str(), sheet.text.as_str()),
        ("signoff-NET-1-rationale", "Old words")
    );
    desk.hear(Msg::Edited(Err(
        "the editor `x` failed with exit code 1; the text is as it was".into(),
    )));
    desk.shows("Old words").shows("exit code 1");
    desk.hear(Msg::Edited(Ok(Some(
        "New\u{1b}[31m\r\nwords\n\nhere".into(),
    ))));
    desk.keys("<C-s>");
    desk.review().has("New[31m\nwords\n\nhere");
    // Where no text has the focus, it is the rationale.
    desk.keys("x<S-Tab>");
    assert!(
        matches!(desk.app.hear(ctrl_o()).as_slice(), [Outward::Edit(sheet)] if sheet.text.is_empty())
    );
    desk.hear(Msg::Edited(Ok(Some("Two\nlines".into()))));
    desk.hear(Msg::Edited(Ok(Some(String::new()))));
    desk.shows("emptied in the editor");
    desk.keys("<C-7>").shows("Two");
    // A field of one line stays one.
    desk.keys("<Tab>");
    desk.hear(Msg::Edited(Ok(Some("Do\nit".into()))));
    desk.shows("Do it");
}

#[test]
fn an_untouched_text_makes_no_draft() {
    let mut desk = Desk::started();
    desk.keys("x").hear(Msg::Edited(Ok(None)));
    desk.shows("changed nothing");
    desk.keys("<Esc>").hides("✎");
}

#[test]
fn typing_is_undone_in_its_field_alone() {
    let mut desk = Desk::started();
    desk.keys("mDone.<C-s>xOne other<C-7>");
    desk.shows("1/10")
        .shows("Rationale   One")
        .hides("One other");
    desk.keys("<C-r>").shows("One other");
    desk.keys("<C-r>").shows("nothing to redo in this field");
}

#[test]
fn a_draft_is_thrown_away_after_a_question() {
    let mut desk = Desk::started();
    desk.keys("mSaid.<C-s><Home><Down><Enter><Tab> And more<C-q>");
    insta::assert_snapshot!("forms_discard", desk.screen());
    desk.keys("<Enter>").shows("And more");
    desk.keys("<C-q>y").shows("Said.").hides("And more");
    desk.keys("<C-q>").shows("no draft to throw away");
    // The same from the walk, and for good.
    desk.keys("<Tab> Again<Esc>Dy").hides("✎");
    desk.restart(STANDARD);
    desk.hides("✎");
}

#[test]
fn the_sign_off_says_everything_that_is_missing_in_words() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("<Home><Down>xMaybe<Esc>s<Right><Right><C-s>");
    insta::assert_snapshot!("forms_signoff_problems", desk.screen());
    desk.keys("Move it<Tab>Kim<Tab><Tab>2020-01-01<C-s>");
    desk.shows("▸Due").shows("must not be in the past");
}

#[test]
fn who_prepared_the_review_says_why_they_approve_it() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("s");
    desk.shows("You also prepared this review; say why");
    desk.keys("<Right><C-s>");
    insta::assert_snapshot!("forms_signoff_alone", desk.screen());
    // A rejection needs no second person, and neither does another role.
    desk.keys("<S-Tab><Right><Right>").hides("Why you");
    desk.keys("<Left><Left>").shows("Why you");
    desk.keys("<Tab>A team of one.<Tab><Enter>   robotics-prod<Enter>");
    desk.review().has("Sole operator: A team of one.");

    let mut desk = Desk::of_kim(&desk.directory);
    desk.keys("s");
    desk.shows("Ready to sign?").hides("You also prepared");
}

#[test]
fn a_signature_is_told_and_not_believed() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("s<Right><Tab>A team of one.<C-s>   robotics-prod<Enter>s");
    desk.shows("(not cryptographically signed)");
    let signature = include_str!("../../../src/report/markdown/tests/signature.txt");
    let signed = format!("{}signature = \"\"\"\n{signature}\"\"\"\n", desk.review());
    super::merge::put(&desk, &signed);
    desk.restart(STANDARD);
    desk.keys("gh").shows("signatures not verified");
    desk.keys("gs").shows("signed, not verified here");
}

#[test]
fn the_policy_may_want_somebody_else_to_approve() {
    let mut desk = Desk::with(
        STANDARD,
        #[expect(clippy::disallowed_methods, reason = "a test writes its own files")]
        |directory| {
            let list = "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1\"\n\
                    policy = { sole-operator = \"forbidden\" }\n\
                    [[category]]\nid = \"c\"\ntitle = \"C\"\n\
                    [[category.item]]\nid = \"C-1\"\ntitle = \"One\"\nseverity = \"low\"\n";
            std::fs::write(directory.join("own.toml"), list).unwrap();
        },
    );
    desk.keys("oown.toml<Tab><Tab>own<C-s>mSeen.<C-s>s");
    desk.shows("its policy wants somebody else");
    desk.keys("<Right><Tab>A team of one.<C-s>");
    desk.shows("the policy wants somebody else to approve");
    desk.review().lacks("[[signoff]]");
}

#[test]
fn who_comes_back_to_the_sign_off_sees_what_blocks() {
    let mut desk = Desk::started();
    desk.keys("s<Tab><Tab><Right><Tab>robot<Esc>s");
    desk.shows("Enter: go there").hides("robot│");
}

#[test]
fn the_focus_is_on_the_screen_in_long_forms() {
    for (width, height) in [(80, 24), (44, 14), (44, 10)] {
        let look = Look {
            width,
            height,
            ..STANDARD
        };
        let mut desk = Desk::with(look, files);
        desk.keys(START).keys("x");
        for nth in 0..12 {
            desk.keys("<Tab>").keys(if nth % 6 == 3 {
                "https://example.org/1<Enter>"
            } else {
                ""
            });
            assert!(
                desk.screen().contains('▸'),
                "{nth} at {width}x{height}: {}",
                desk.screen()
            );
        }
        desk.keys("<Esc>e<C-u>");
        for nth in 0..12 {
            desk.keys(&format!("https://example.org/{nth}<Enter>"));
        }
        desk.keys("sc");
        let screen = desk.screen();
        assert!(
            screen.contains("+ sc") && screen.contains("scan.txt"),
            "{width}x{height}: {screen}"
        );
        desk.keys("<Down><Down>");
        assert!(
            desk.screen().contains("scans/"),
            "{width}x{height}: {}",
            desk.screen()
        );
        desk.keys("<C-u><Up><Up><Up>");
        assert!(
            desk.screen().contains('+'),
            "{width}x{height}: {}",
            desk.screen()
        );
    }
}

#[test]
fn no_hint_writes_a_letter_while_typing() {
    let mut desk = Desk::started();
    for keys in ["x", "<Esc>s<Tab><Tab><Right><Right><Tab>", "<Esc>gh<Tab>n"] {
        desk.keys(keys);
        let screen = desk.screen();
        let hints = screen.lines().rev().nth(1).unwrap();
        hints.lacks(" ? ").lacks(" q ");
    }
}

#[test]
fn the_sign_off_keeps_what_is_typed_when_one_goes_to_it_again() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("s<Right><Right><Tab>Move the state<Tab>Kim");
    desk.keys("<C-p>go-signoff<Enter>");
    desk.shows("Move the state").shows("▸Owner");
    // Words that are typed where a choice has the focus go nowhere.
    for prose in ["Findings are open", "go home", "q"] {
        desk.keys("<S-Tab><S-Tab>").keys(prose);
        let screen = desk.screen();
        assert!(
            screen.contains("nothing is written here"),
            "{prose}: {screen}"
        );
        assert!(
            screen.contains("(•) with conditions") && screen.contains("▸Decision"),
            "{prose}: {screen}"
        );
        desk.keys("<Tab><Tab>");
    }
    desk.keys("<Esc>ghgwgs").shows("Move the state");
}

#[test]
fn a_new_review_takes_no_letters_where_nothing_is_written() {
    let mut desk = Desk::new();
    desk.keys("<Enter>robot<S-Tab>gs");
    desk.shows("nothing is written here").shows("robot");
    desk.keys("gh").shows("Start a review");
    desk.keys("<Esc>n").shows("robot");
}

#[test]
fn what_is_typed_in_any_form_is_there_again() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys("<Enter>kraken<C-c>");
    assert!(desk.left, "what is kept needs no question");
    desk.restart(STANDARD);
    desk.keys("n").shows("kraken");
    desk.keys("<C-q>y").hides("kraken");
    desk.restart(STANDARD);
    desk.keys(START);
    for answer in ANSWERS {
        desk.keys(answer);
    }
    desk.keys("s<Right><Right><Tab>Move<C-c>");
    assert!(desk.left);
    desk.restart(STANDARD);
    desk.keys("s").shows("Move").shows("(•) with conditions");
    desk.keys("<C-q>y<Right><Tab>A team of one.<C-s>   robotics-prod<Enter>");
    desk.review().has("[[signoff]]");
    desk.restart(STANDARD);
    desk.keys("s").hides("A team of one.");
    desk.keys("<Esc>gvRToo early.");
    desk.restart(STANDARD);
    desk.keys("gvR").shows("Too early.");
    // A new review begins with nothing of the one before.
    desk.keys("<Esc>ghn").shows("required");
}

#[test]
fn leaving_asks_where_nothing_can_be_kept() {
    let mut desk = Desk::with(STANDARD, |directory| {
        evidence(directory);
        #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
        std::fs::write(directory.join("state"), "no directory").unwrap();
    });
    desk.keys("<Enter><C-c>");
    assert!(desk.left, "nothing was typed");
    desk.restart(STANDARD);
    desk.keys("<Enter>k");
    desk.shows("what you type is kept only until you leave");
    // It stands there also when the message is gone.
    desk.keys("raken").hides("what you type").shows("NOT KEPT");
    desk.keys("<C-c>");
    assert!(!desk.left && desk.screen().contains("is lost then"));
    desk.keys("<Esc><Esc>n").shows("kraken");
    desk.keys("<Esc>q");
    assert!(!desk.left, "put aside is typed too");
    desk.keys("y");
    assert!(desk.left);
    desk.restart(STANDARD);
    desk.keys(START).keys("xHalf a thought<Esc>");
    desk.shows("kept only until you leave").keys("<Down><Up>");
    for width in [120, 40, 80] {
        desk.resize(width, 24);
        desk.shows("NOT KEPT");
    }
    desk.keys("q");
    assert!(!desk.left && desk.screen().contains("is lost then"));
    // What is saved, or thrown away, is not lost.
    desk.keys("<Esc>Dy").hides("NOT KEPT").keys("q");
    assert!(desk.left, "{}", desk.screen());
}

#[test]
fn a_new_review_says_what_is_required_and_where_the_file_is_in_the_way() {
    let mut desk = Desk::with(STANDARD, |directory| {
        #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
        std::fs::write(directory.join("other.toml"), "").unwrap();
    });
    desk.keys("<Enter><Enter>");
    let screen = desk.screen();
    assert!(
        screen
            .lines()
            .any(|line| line.contains("System") && line.contains("required")),
        "{screen}"
    );
    desk.keys("<Up>robot<S-Tab><S-Tab><S-Tab><C-u>other.toml<Tab><Tab><C-s>");
    desk.shows("exists already").shows("▸File");
    desk.hides("required");
}

#[test]
fn the_digest_stands_whole_where_one_signs() {
    let mut desk = Desk::started();
    desk.keys("s<Tab><Tab><Right><Right><Right><Tab>Unfit<C-s><End><PgDn>");
    let screen = desk.screen();
    let screen = screen.split_once('\n').unwrap().1;
    let border = |c: char| c.is_whitespace() || c == '│';
    let whole = regex::Regex::new("sha256:[0-9a-f]{64}").unwrap();
    assert!(
        whole.is_match(&screen.replace(border, "")) && !screen.contains('…'),
        "{screen}"
    );
}

#[test]
fn an_empty_field_says_what_it_takes() {
    let mut desk = Desk::started();
    for (keys, row) in [
        ("x<Tab><Tab>", "▸Owner        Name <mail>"),
        ("<Tab>", "▸Due          2026-12-05, +30d"),
        (
            "<S-Tab><S-Tab><S-Tab><S-Tab>a<Tab><Tab>",
            "▸Accepted by  Name <mail>",
        ),
    ] {
        desk.keys(keys).shows(row);
    }
    desk.keys("K").shows("▸Accepted by K ");
}

#[test]
fn a_secret_is_kept_only_by_a_second_save() {
    let mut desk = Desk::started();
    let before = desk.review();
    desk.keys("mpassword=hushhush<C-s>");
    desk.shows("looks like a secret").shows("once more");
    assert_eq!(desk.review(), before);
    // What is written anew is told anew.
    desk.keys("1 token=hushhush<C-s>");
    desk.keys("<C-u>Nothing.<C-s>");
    desk.review().lacks("hush");
    assert_ne!(desk.review(), before, "{}", desk.screen());
}

#[test]
fn nine_kinds_of_secrets_are_told_in_the_form() {
    for (secret, what) in secrets() {
        let mut desk = Desk::started();
        let before = desk.review();
        desk.keys("m").hear(Msg::Paste(secret));
        desk.keys("<C-s>");
        let screen = desk.screen();
        assert!(screen.contains("looks like a secret"), "{what}: {screen}");
        assert_eq!(desk.review(), before);
    }
}

#[test]
fn a_second_save_keeps_what_looks_like_a_secret() {
    let mut desk = Desk::started();
    desk.keys("mpassword=hushhush<C-s><C-s>");
    desk.review().has("hushhush");
}

#[test]
fn a_review_is_named_after_a_secret_only_by_a_second_save() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys("<Enter>password=hushhush<C-s>");
    desk.shows("looks like a secret: system: ")
        .shows("once more");
    assert!(!desk.directory.join("signoff.toml").exists());
    desk.keys("<C-s>");
    desk.review().has("password=hushhush");
}
