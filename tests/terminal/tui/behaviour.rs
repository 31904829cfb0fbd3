//! What must hold whatever is on screen.

use crate::has::Has as _;
use crate::strokes;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use signoff::review::Status;
use signoff::tui::msg::Msg;

use super::harness::{Desk, STANDARD};
use super::merge::{kim, put};

#[test]
fn back_leads_where_one_came_from() {
    let mut desk = Desk::answered(STANDARD, 10);
    // From a list, from the stage, and over several of them.
    desk.keys("gfd").shows("› Changes");
    desk.keys("<Esc>").shows("› Findings");
    desk.keys("gegv<Esc>").shows("› Evidence");
    desk.keys("<Esc>").shows("› Findings");
    desk.keys("gwzd").shows("› Changes");
    desk.keys("<Esc>").shows("10 of 10");
    // Nobody goes in circles.
    desk.keys("gwgfgegf<Esc>").shows("› Evidence");
    desk.keys("<Esc>").hides("›");
    // A form that commands open is there again with what was typed in it.
    desk.keys("gfgs<Tab>")
        .keys("<C-p>go-report<Enter>")
        .shows("› Report");
    desk.keys("<Esc>").shows("› Sign off");
    desk.keys("<Esc>").shows("› Findings");
    // One about an item is left, and its words are kept.
    desk.keys("gwxHalf a thought<C-p>go-findings<Enter><Esc>")
        .hides("Attest");
    desk.shows("✎");
}

#[test]
fn a_draft_survives_leaving_the_form() {
    let mut desk = Desk::started();
    desk.keys("xHalf a thought<Esc>").shows("draft kept");
    desk.keys("<Space>").hides("Half a thought");
    desk.keys("<Up>x");
    desk.shows("Half a thought").shows("draft is still here");
}

#[test]
fn a_draft_survives_a_sudden_end_and_is_forgotten_when_it_is_saved() {
    let mut desk = Desk::started();
    desk.keys("xHalf a thought<Tab>Do it<Tab><Tab>+3");
    desk.restart(STANDARD);
    desk.shows("✎○ NET-1").shows("Draft     you typed");
    desk.keys("gh").shows("kept for NET-1");
    desk.keys("<Esc><Home><Down><Enter>");
    desk.shows("Half a thought").shows("Do it").shows("+3");
    desk.keys("<Tab><Tab><Tab>d<C-s>").shows("1/10");
    desk.restart(STANDARD);
    desk.hides("✎");
}

#[test]
fn letters_that_come_at_once_are_written_once_and_before_anything_else() {
    let mut desk = Desk::started();
    desk.keys("x");
    let typed = |desk: &mut Desk, keys: &str| {
        for key in strokes::split(keys) {
            desk.app.hear(Msg::Key(strokes::key(key)));
        }
        let folders = std::fs::read_dir(desk.directory.join("state/drafts"));
        let folders = folders.into_iter().flatten().map(|one| one.unwrap().path());
        let files = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap());
        let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        texts.collect::<String>()
    };
    typed(&mut desk, "Half a thought").lacks("Half");
    desk.app.keep();
    typed(&mut desk, " is").has("\"Half a thought\"");
    typed(&mut desk, "<Tab>").has("\"Half a thought is\"");
    desk.restart(STANDARD);
    desk.keys("<Home><Down>x").shows("Half a thought is");
}

#[test]
fn a_draft_that_another_terminal_forgot_when_it_saved_is_kept_once_more() {
    let mut desk = Desk::started();
    desk.keys("xHalf a thought<Esc>");
    // It is of the same person, who has the same drafts there.
    std::fs::remove_dir_all(desk.directory.join("state/drafts")).unwrap();
    kim(&desk, "NET-1", Status::Met);
    desk.idle();
    desk.restart(STANDARD);
    desk.keys("<Home><Down>x").shows("Half a thought");
}

#[test]
fn what_was_typed_and_deleted_again_is_no_draft() {
    let mut desk = Desk::started();
    desk.keys("xNo<BS><BS><Esc>").hides("✎");
    desk.restart(STANDARD);
    desk.hides("✎");
}

#[test]
fn every_problem_of_an_answer_is_shown_at_once() {
    let mut desk = Desk::started();
    desk.keys("a<C-s>").shows("needs a rationale");
    desk.shows("needs the person who accepts it");
    desk.shows("needs the date until which");
    desk.review().lacks("attestation");
    desk.keys("<Tab><Tab>yesterday<C-s>");
    desk.shows("expected a date");
}

#[test]
fn what_was_saved_is_there_after_a_sudden_end() {
    let mut desk = Desk::started();
    desk.keys("mDone.<C-s>xNot done.<C-s>mStill typing");
    desk.restart(STANDARD);
    desk.shows("2/10");
}

#[test]
fn a_failed_save_says_so_and_keeps_the_text() {
    let mut desk = Desk::started();
    desk.keys("mDone, I think.");
    let file = desk.directory.join("signoff.toml");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    desk.keys("<C-s>");
    desk.shows("Done, I think.").shows("NOT SAVED");
}

#[test]
fn undo_takes_back_and_redo_puts_back_in_order() {
    let mut desk = Desk::started();
    desk.keys("mOne.<C-s>mTwo.<Tab>https://example.org<Enter><C-s>mThree.<C-s>uuu");
    desk.shows("0/10");
    desk.keys("u").shows("nothing to undo");
    desk.keys("<C-r><C-r>");
    desk.shows("2/10").shows("✓ NET-1").shows("✓ NET-2");
    desk.keys("<C-r><C-r>").shows("nothing to redo");
}

#[test]
fn evidence_changed_since_is_seen_in_the_walk() {
    let mut desk = Desk::answered(STANDARD, 0);
    desk.keys("mDone.<Tab>scan.txt<Enter><C-s>");
    desk.shows("1/10");
    desk.put("scan.txt", "9 critical\n");
    desk.restart(STANDARD);
    desk.keys("<Home><Down>").shows("0/10").shows("stale");
}

#[test]
fn evidence_may_not_lie_outside_and_a_missing_file_may_become_a_note() {
    let mut desk = Desk::started();
    desk.keys("e/etc/hostname<Enter>").shows("outside");
    desk.keys("<C-t>").shows("note  /etc/hostname");
    desk.keys("nothing-here.txt<Enter>").shows("does not exist");
}

#[test]
fn a_file_is_read_while_the_walk_goes_on_and_can_be_stopped() {
    let mut desk = Desk::started();
    let big = std::fs::File::create(desk.directory.join("big.bin")).unwrap();
    big.set_len(3 << 30).unwrap();
    // Without waiting for the job: keys go on while it reads.
    desk.keys_without_waiting("ebig.bin<Enter>");
    desk.shows("reading big.bin");
    desk.keys_without_waiting("<Esc><Space><Space>");
    desk.shows("NET-2");
    desk.keys_without_waiting("<Home><Down>e<C-g>");
    desk.shows("stopped reading").hides("reading big.bin");
}

#[test]
fn without_a_name_the_person_is_asked() {
    let mut desk = Desk::nobody();
    desk.keys("<Enter>robotics-prod<C-s>");
    desk.shows("say who you are");
    desk.keys("Ada <lt>ada@example.org><C-s>").shows("0/10");
    desk.restart_as_nobody();
    desk.keys("mDone.<C-s>").shows("Who are you?");
    desk.keys("Ada<Enter><C-s>").shows("1/10");
}

#[test]
fn pasted_text_runs_nothing() {
    let mut desk = Desk::started();
    desk.keys("m").hear(Msg::Paste(
        "one\u{1b}[31m\r\ntwo\u{202e} q\u{13}".to_owned(),
    ));
    desk.keys("<C-s>");
    desk.review()
        .has("rationale = \"\"\"\none[31m\ntwo\\U0000202E q\"\"\"");
}

#[test]
fn help_runs_what_is_chosen() {
    let mut desk = Desk::started();
    desk.keys("?").shows("Keys here");
    desk.keys("dealt<Enter>").shows("Attest NET-1");
}

#[test]
fn a_checklist_of_ones_own_and_two_lists_in_one_review() {
    let mut desk = Desk::with(STANDARD, |directory| {
        let own = "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"Cat\"\n\
                   [[category.item]]\nid = \"NET-1\"\ntitle = \"Same id\"\nseverity = \"low\"\n";
        #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
        std::fs::write(directory.join("own.toml"), own).unwrap();
    });
    desk.keys("<Enter>sys<Tab><Tab><Tab><Tab><Tab><Tab>own.toml<C-s><Enter>");
    desk.resize(120, 40);
    desk.shows("0/11").shows("azure-deployment, own");
    desk.keys("<End>y").shows("copy own/NET-1");
    desk.restart(STANDARD);
    desk.shows("0/11");
}

#[test]
fn a_broken_review_is_shown_with_its_line_and_nothing_is_touched() {
    let broken = "schema = 1\n[review\n";
    let mut desk = Desk::with(STANDARD, |directory| {
        #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
        std::fs::write(directory.join("signoff.toml"), broken).unwrap();
    });
    desk.shows("signoff.toml:2:");
    assert_eq!(desk.review(), broken);
}

#[test]
fn a_redo_does_not_lose_what_was_typed_since() {
    let mut desk = Desk::started();
    desk.keys("mDone.<C-s>u<Home><Down>xSomething else entirely<Esc><C-r>");
    desk.shows("1/10").shows("✎✓ NET-1");
    desk.keys("<Enter>").shows("Something else entirely");
}

#[test]
fn only_in_the_evidence_field_is_evidence_removed() {
    let mut desk = Desk::started();
    desk.keys("mDone.<Tab>https://example.org<Enter><S-Tab><C-x>");
    desk.shows("link  https://example.org");
    desk.keys("<Tab><C-x>").shows("link  https://example.org");
    desk.keys("<Up><C-x>").hides("link  https://example.org");
}

#[test]
fn who_starts_a_review_is_who_attests() {
    let mut desk = Desk::new();
    desk.keys(
        "<Enter>sys<Tab><Tab><Tab><Tab><C-u>Grace <lt>grace@example.org><C-s><Enter>mDone.<C-s>",
    );
    desk.review().has("\nby = \"Grace <grace@example.org>\"");
}

#[test]
fn forms_that_are_left_are_there_again() {
    let mut desk = Desk::with(STANDARD, super::job::evidence);
    desk.keys("<Enter>robotics-prod<Esc>");
    desk.keys("<Enter>").shows("robotics-prod");
    desk.keys("<C-s><Enter>");
    for answer in super::job::ANSWERS {
        desk.keys(answer);
    }
    desk.keys("s<Right><Right><Tab>Move the state<Esc>s");
    desk.shows("Move the state");
}

#[test]
fn the_report_never_replaces_what_the_review_is_made_of() {
    let mut desk = Desk::answered(STANDARD, 0);
    desk.keys("mDone.<Tab>scan.txt<Enter><C-s>");
    let before = desk.review();
    for own in ["signoff.toml", "scan.txt"] {
        desk.keys("grw<C-u>").keys(own).keys("<Enter>");
        desk.shows("belongs to the review");
    }
    assert_eq!(desk.review(), before);
}

#[test]
fn a_report_that_could_not_be_written_asks_again_with_what_was_typed() {
    let mut desk = Desk::started();
    desk.keys("grw<C-u>reports/july.md<Enter>");
    desk.shows("reports/july.md").shows("No such file");
    desk.keys("<C-u>./july.md<Enter>");
    desk.shows("the report is in DIR/july.md");
    assert!(desk.directory.join("july.md").is_file());
}

#[test]
fn the_report_is_read_by_sections() {
    let mut desk = Desk::started();
    for (keys, section) in [
        ("gr", "Review report: robotics-prod · 0%"),
        ("]", "Subject"),
        ("}", "Summary"),
        ("ccf", "Network"),
        ("f", "NET-1"),
        ("{", "Items of"),
        ("F", "Findings"),
        ("C[[[[", "Review report"),
        ("ccccccccccc]]]", "How to verify"),
    ] {
        desk.keys(keys);
        let screen = desk.screen();
        let title = screen.lines().nth(1).unwrap_or_default();
        assert!(
            title.contains(&format!("Report · {section}")),
            "{keys}: {screen}"
        );
    }
}

#[test]
fn a_click_on_a_section_goes_there() {
    let mut desk = Desk::started();
    desk.keys("gr").resize(120, 40);
    let kind = MouseEventKind::Down(MouseButton::Left);
    for (row, section) in [(4, "Summary"), (38, "Summary"), (8, "NET-1")] {
        desk.hear(Msg::Mouse(MouseEvent {
            kind,
            column: 9,
            row,
            modifiers: KeyModifiers::NONE,
        }));
        desk.shows(&format!("Report · {section}"));
    }
}

#[test]
fn the_report_can_be_read_to_its_end() {
    let mut desk = Desk::started();
    desk.keys("gr<End>").shows("longer.");
    desk.resize(44, 14).keys("<End>").shows("longer.");
}

#[test]
fn a_letter_in_a_form_neither_undoes_nor_quits() {
    let mut desk = Desk::started();
    desk.keys("mOne.<C-s><Enter>uq");
    let screen = desk.screen();
    assert!(
        !desk.left && screen.contains("1/10") && screen.contains("Attest NET-2"),
        "{screen}"
    );
}

#[test]
fn what_cannot_be_seen_in_a_kept_text_is_seen_in_its_field_and_stays() {
    let mut desk = Desk::started();
    desk.keys("mSafe.<C-s>");
    put(
        &desk,
        &desk.review().replace("Safe.", "Safe\\u202e.gnp\\u200b"),
    );
    desk.restart(STANDARD);
    desk.keys("<Home><Down><Enter>");
    desk.shows("Safe<U+202E>.gnp<U+200B>");
    desk.keys("\u{202e}!<C-s>");
    desk.review()
        .has("Safe\\U0000202E.gnp\\U0000200B\\U0000202E!");
}

#[test]
fn whether_it_is_saved_is_seen_at_every_width() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys("s<Right><Right><Tab>Move it<Tab>Kim <lt>kim@example.org><Tab>+12d<Tab>A team of one.<C-s>   robotics-prod<Enter>");
    for width in 30..=120 {
        desk.resize(width, 24);
        let title = desk.screen().lines().next().unwrap().to_owned();
        assert!(
            title.starts_with(" robot") && title.ends_with('✓'),
            "{width}: {title}"
        );
    }
    let file = desk.directory.join("signoff.toml");
    std::fs::remove_file(&file).unwrap();
    std::fs::create_dir(&file).unwrap();
    desk.keys("uy");
    for width in 30..=120 {
        desk.resize(width, 24);
        let title = desk.screen().lines().next().unwrap().to_owned();
        assert!(
            title.starts_with(" robot") && title.ends_with("NOT SAVED"),
            "{width}: {title}"
        );
    }
}

#[test]
fn a_sealed_review_says_so_and_takes_no_answer() {
    let mut desk = Desk::started();
    desk.keys("mOne.<C-s>");
    let sealed = desk.review()
        + "\n[[seal]]\nid = \"s\"\nstate = \"sealed\"\nreason = \"Signed\"\nby = \"Kim\"\nat = 2026-11-23T08:00:00Z\n";
    desk.put("signoff.toml", &sealed);
    desk.restart(STANDARD);
    assert!(
        desk.screen().lines().next().unwrap().contains("sealed"),
        "{}",
        desk.screen()
    );
    for key in ["x", "vm"] {
        desk.keys(key);
        let screen = desk.screen();
        assert!(
            screen.contains("sealed by Kim since 2026-11-23: Signed; open it again first"),
            "{key}: {screen}"
        );
    }
    assert_eq!(desk.review(), sealed);
}

#[test]
fn a_review_is_resumed_at_an_answer_that_no_longer_holds() {
    let mut desk = Desk::answered(STANDARD, 3);
    desk.put("policies.txt", "allow all\n");
    desk.restart(STANDARD);
    desk.shows("┌ NET-2");
    // Who has pressed a key already is left where they are.
    desk.restart(STANDARD);
    desk.keys("<End>").hides("┌ NET-2");
}
