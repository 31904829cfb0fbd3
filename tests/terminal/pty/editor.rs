//! A text in the person's own editor, which has the terminal for the while.

use crate::has::Has as _;
use portable_pty::CommandBuilder;
use rustix::process::Signal;

use super::harness::{NORMAL, Place, TAKEN, Tty, needs_terminals};

const EDIT: &str = "\x0f";
const SAVE: &str = "\x13";

/// The program with an editor: a shell script in the directory where it runs.
fn open(place: &Place, editor: &str) -> Tty {
    let mut command: CommandBuilder = place.shell("exec \"$SIGNOFF\"");
    command.env("VISUAL", editor);
    command.env("EDITOR", "false");
    let mut tty = Tty::start(command, 80, 24);
    tty.shows("0/10")
        .keys("x")
        .shows("Attest NET-1")
        .keys("Old words")
        .shows("Old words");
    tty
}

fn left_behind(place: &Place) -> usize {
    let folder = place.work().join("../home/state/signoff/editor");
    std::fs::read_dir(folder).unwrap().count()
}

/// Somebody else, or the same person, opens the review.
fn said_at_the_start(place: &Place) -> String {
    let output = place.run(&["walk", "--plain"]);
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn what_an_editor_had_when_the_program_ended_is_told_at_the_next_start() {
    needs_terminals!();
    for signal in [Signal::TERM, Signal::HUP, Signal::KILL] {
        let place = Place::with_review();
        place.put(
            "wait.sh",
            "echo ready; read -r line; echo \"$line\" >>\"$1\"; echo written; read -r line\n",
        );
        let mut tty = open(&place, "sh wait.sh");
        tty.keys(EDIT).shows("ready");
        assert_eq!(left_behind(&place), 1);
        tty.keys("New words\r").shows("written");
        // Whoever is still at it needs not be told.
        said_at_the_start(&place).lacks("your editor");
        tty.signal(signal).ends();
        let said = said_at_the_start(&place);
        let (_, rest) = said
            .split_once("What your editor had when signoff ended is in ")
            .unwrap();
        let folder = rest.split(';').next().unwrap();
        let text = std::fs::read_to_string(format!("{folder}/signoff-NET-1-rationale.md"));
        text.unwrap().has("Old words\nNew words\n");
        let mut tty = place.open();
        tty.shows("what your editor had").keys("\x03").ends();
        std::fs::remove_dir_all(folder).unwrap();
        said_at_the_start(&place).lacks("your editor");
    }
    // Where nothing was written there is nothing to tell.
    let place = Place::with_review();
    place.put("wait.sh", "echo ready; read -r line\n");
    let mut tty = open(&place, "sh wait.sh");
    tty.keys(EDIT).shows("ready").signal(Signal::TERM).ends();
    said_at_the_start(&place).lacks("your editor");
}

/// Else the shell and the editor would share the terminal.
#[test]
fn no_editor_outlives_a_program_that_is_told_to_end() {
    needs_terminals!();
    // One that ends when it is told to, and leaves a copy as it goes; one that goes on until the person is done.
    for (editor, told) in [
        (
            "trap 'sleep 0.3; echo Copy >\"$1.save\"; touch gone; exit 1' TERM\n",
            true,
        ),
        ("trap '' TERM\n", false),
    ] {
        let place = Place::with_review();
        let wait = "echo ready; read -r line; echo \"$line\" >\"$1\"; touch gone\n";
        place.put("wait.sh", &format!("{editor}{wait}"));
        let mut tty = open(&place, "sh wait.sh");
        tty.keys(EDIT).shows("ready").signal(Signal::TERM);
        if !told {
            tty.keys("New words\r");
        }
        tty.ends();
        assert!(place.work().join("gone").exists());
        assert_eq!(tty.modes(), NORMAL);
        let said = said_at_the_start(&place);
        assert_eq!(
            said.contains("your editor had when signoff"),
            told,
            "{said}"
        );
        if !told {
            // What came of it is a draft.
            let mut tty = place.open();
            tty.shows("0/10")
                .keys("x")
                .shows("New words")
                .keys("\x03")
                .ends();
        }
    }
}

#[test]
fn an_editor_has_the_terminal_and_its_text_comes_back() {
    needs_terminals!();
    let place = Place::with_review();
    place.put(
        "edit.sh",
        "echo \"flag $1\"; basename \"$2\"; stat -c '%a' \"$2\" \"$(dirname \"$2\")\"; cat \"$2\"\n\
         read -r line\nprintf 'New words\\n%s\\n' \"$line\" >\"$2\"\ntouch \"$2~\"\n",
    );
    let mut tty = open(&place, "sh edit.sh --wait");
    tty.keys(EDIT).shows("flag --wait").shows("Old words");
    assert_eq!(tty.modes(), NORMAL);
    let screen = tty.screen();
    screen.has("signoff-NET-1-rationale.md\n600\n700\n");
    // What is typed now is for the editor, and its window may change.
    tty.resize(60, 20)
        .keys("typed in the editor\r")
        .shows("New words")
        .shows("typed in the editor");
    assert_eq!(tty.modes(), TAKEN);
    assert_eq!(left_behind(&place), 0);
    tty.keys(SAVE).shows("1/10");
    place
        .review()
        .has("rationale = \"\"\"\nNew words\ntyped in the editor\"\"\"");
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}

#[test]
fn an_editor_that_fails_leaves_the_text_as_it_was() {
    needs_terminals!();
    let place = Place::with_review();
    place.put("fail.sh", "exit 3\n");
    // As an editor has it.
    place.put("killed.sh", "stty -echo -icanon -isig; kill -9 $$\n");
    place.put("half.sh", "echo Half >\"$1\"\nexit 4\n");
    place.put("bytes.sh", "printf '\\377' >\"$1\"\n");
    for (editor, why) in [
        ("sh fail.sh", "failed with exit code 3"),
        ("sh killed.sh", "was ended by SIGKILL"),
        (
            "no-such-editor --wait",
            "there is no editor `no-such-editor --wait`",
        ),
    ] {
        let mut tty = open(&place, editor);
        tty.keys(EDIT).shows(why).shows("Old words");
        assert_eq!(tty.modes(), TAKEN, "{editor}");
        assert_eq!(left_behind(&place), 0, "{editor}");
        assert_eq!(
            tty.keys("\x11")
                .shows("Throw the draft away?")
                .keys("y")
                .keys("\x03")
                .ends()
                .exit_code(),
            0
        );
        assert_eq!(tty.modes(), NORMAL, "{editor}");
        // No part of the screen stays the only one that scrolls.
        String::from_utf8_lossy(&tty.raw).has("\x1b[r");
    }
    // What was written is not lost where it cannot be taken.
    for (nth, editor) in ["sh half.sh", "sh bytes.sh"].into_iter().enumerate() {
        let mut tty = open(&place, editor);
        // Where the lines break depends on how long the path is.
        let words = |screen: &str| {
            screen
                .split(|c: char| c.is_whitespace() || "└│┘!".contains(c))
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        tty.keys(EDIT)
            .until("where it is", |tty| {
                words(&tty.screen()).contains("what you wrote is in")
            })
            .shows("Old words");
        assert_eq!(left_behind(&place), nth + 1, "{editor}");
        tty.keys("\x11")
            .shows("Throw the draft away?")
            .keys("y")
            .keys("\x03")
            .ends();
    }
}

#[test]
fn an_interrupt_in_the_editor_is_not_for_the_program() {
    needs_terminals!();
    let place = Place::with_review();
    place.put(
        "wait.sh",
        "trap 'echo caught; exit 5' INT\necho ready\nwhile :; do read -r line; done\n",
    );
    let mut tty = open(&place, "sh wait.sh");
    tty.keys(EDIT)
        .shows("ready")
        .keys("\x03")
        .shows("failed with exit code 5")
        .shows("Old words");
    assert_eq!(tty.modes(), TAKEN);
    tty.keys(" and more").shows("Old words and more");
    assert_eq!(tty.keys("\x03").ends().exit_code(), 0);
}

#[test]
fn an_emptied_text_is_empty_and_an_untouched_one_untouched() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = open(&place, "true");
    tty.keys(EDIT)
        .shows("the editor changed nothing")
        .shows("Old words")
        .keys("\x03")
        .ends();
    place.put("empty.sh", ": >\"$1\"\n");
    let mut command = place.shell("exec \"$SIGNOFF\"");
    command.env("EDITOR", "sh empty.sh");
    let mut tty = Tty::start(command, 80, 24);
    tty.shows("0/10").keys("\x1b[H\x1b[Bx").shows("Old words");
    tty.keys(EDIT)
        .shows("emptied in the editor")
        .keys("\x1f")
        .shows("Old words");
    assert_eq!(tty.keys("\x03").ends().exit_code(), 0);
}
