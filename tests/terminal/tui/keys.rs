//! Keys of a person's own in what lies over a screen: what is pressed is what is shown, and help tells it there too.

use signoff::review::Status;

use super::harness::{Desk, STANDARD};
use super::merge::{history, kim, put};

/// A review in which one item is answered, with keys of one's own.
fn with_keys(own: &[(&str, &[&str])]) -> Desk {
    let mut desk = Desk::answered(STANDARD, 1);
    desk.restart_with_keys(own);
    desk
}

/// Kim has answered what is about to be saved.
fn conflict(own: &[(&str, &[&str])]) -> Desk {
    let mut desk = with_keys(own);
    desk.keys(":net-2<Enter>xMine.");
    kim(&desk, "NET-2", Status::Met);
    desk.keys("<C-s>").shows("NET-2 was answered twice");
    desk
}

#[test]
fn a_conflict_is_decided_by_ones_own_keys() {
    let own: &[(&str, &[&str])] = &[
        ("keep-mine", &["1"]),
        ("keep-theirs", &["2", "Ctrl-T"]),
        ("back-to-form", &["Backspace"]),
        ("down", &["Ctrl-N"]),
    ];
    let mut desk = conflict(own);
    desk.shows("1         yours counts")
        .shows("2, Ctrl-T theirs counts")
        .shows("Backspace back to the form; Ctrl-N k scroll here")
        .shows("Backspace close");
    desk.keys("mt").shows("answered twice");
    desk.keys("1").hides("answered twice");
    assert_eq!(history(&desk, "NET-2"), ["Kim met", "Ada Lovelace unmet"]);

    let mut desk = conflict(own);
    desk.keys("<C-t>").hides("answered twice");
    let said = history(&desk, "NET-2");
    assert_eq!(
        said,
        ["Kim met", "(Ada Lovelace unmet)"],
        "theirs counts, whatever the order"
    );

    let mut desk = conflict(own);
    desk.keys("<BS>").shows("Mine.").hides("answered twice");
}

#[test]
fn a_refused_save_is_decided_by_ones_own_keys() {
    let mut desk = with_keys(&[("write-again", &["F1"]), ("decide-later", &["n"])]);
    std::fs::remove_file(desk.directory.join("signoff.toml")).unwrap();
    desk.idle()
        .keys("<Home><Down><Down>nThere is none.<C-s>")
        .shows("F1  write the file again")
        .shows("r   try again")
        .shows("n   decide later");
    desk.keys("w<Esc>").shows("Not saved");
    desk.keys("n").hides("Not saved").keys("<C-s>");
    desk.keys("<F1>").shows("2/10");
}

#[test]
fn what_has_gone_is_put_back_by_ones_own_key() {
    let mut desk = with_keys(&[("put-back", &["Ins"]), ("close-missing", &["n"])]);
    let before = std::fs::read_to_string(desk.directory.join("signoff.toml")).unwrap();
    desk.keys("<Home><Down><Down>nThere is none.<C-s>");
    put(&desk, &before);
    desk.idle()
        .keys("P")
        .shows("Ins  put it back into the file")
        .shows("n    decide later");
    desk.keys("p").shows("Gone from the file");
    desk.keys("nP").shows("Gone from the file");
    desk.keys("<Ins>").shows("put back 1");
}

#[test]
fn what_is_confirmed_by_ones_own_key_is_not_confirmed_by_the_key_that_asked() {
    let own: &[(&str, &[&str])] = &[
        ("discard-draft", &["D", "Z"]),
        ("go-on", &["D", "Z"]),
        ("leave-it", &["n"]),
    ];
    let draft = "<Home><Down><Down>nSo.<Esc>";
    for (asks, says, others) in [
        ("D", "Z: throw it away", "Dy<Enter><Esc>"),
        ("Z", "D: throw it away", "Zc"),
    ] {
        let mut desk = with_keys(own);
        desk.keys(draft).keys(asks).shows(says).shows("Cancel: n");
        desk.keys(others).shows("Throw the draft away?");
        desk.keys("n").hides("Throw the draft away?");
        desk.keys(asks).keys(&says[..1]).shows("is thrown away");
    }
    // Where no key of one's own is left, the table's is promised, and does it.
    let mut desk = with_keys(&[("go-on", &["D"])]);
    desk.keys(draft)
        .keys("D")
        .shows("y: throw it away")
        .keys("y")
        .shows("is thrown away");
    // A key that cancels never confirms.
    let mut desk = with_keys(&[("go-on", &["D"]), ("leave-it", &["y"])]);
    desk.keys(draft).keys("D").shows("c: throw it away");
    desk.keys("y").hides("Throw the draft away?");
}

#[test]
fn notices_and_questions_have_ones_own_keys() {
    let mut desk = with_keys(&[
        ("read-on", &["x"]),
        ("accept", &["Ctrl-S"]),
        ("close-question", &["Ctrl-X"]),
    ]);
    desk.keys("i")
        .shows("Before you start: x goes on")
        .keys(" ")
        .shows("Before you start")
        .keys("x")
        .hides("Before you start");
    desk.keys("grw")
        .shows("Ctrl-S go on")
        .shows("Ctrl-X cancel");
    desk.keys("<Enter><Esc>").shows("Write the report to");
    desk.keys("<C-s>").hides("Write the report to");
    desk.shows("the report is in");
}

#[test]
fn rows_are_found_and_run_by_ones_own_keys() {
    let mut desk = with_keys(&[
        ("run", &["Tab"]),
        ("run-or-go", &["Ctrl-J"]),
        ("finder-down", &["Ctrl-E"]),
        ("close-finder", &["Ctrl-X"]),
    ]);
    desk.keys("?")
        .shows("type to find, Tab runs")
        .shows("Tab run it")
        .shows("Ctrl-X close");
    desk.keys("exit<Enter><Esc>").shows("Keys here");
    desk.keys("<C-x><C-x>").hides("Keys here");
    desk.keys(":net<C-e><Up><Down>")
        .shows("Ctrl-J run it, or go there")
        .keys("<Enter>")
        .shows("Commands and items");
    desk.keys("<C-u>sec2<C-j>").shows("┌ SEC-2");
    // The wheel and a second click need no key.
    desk.keys("?")
        .wheel("narrow the list")
        .keys("<Tab>")
        .shows("Attest SEC-2")
        .keys("<Esc>");
    desk.keys("?take your last")
        .click("take your last attestation")
        .shows("nothing to undo");
}

#[test]
fn offered_paths_are_chosen_by_ones_own_keys() {
    let mut desk = with_keys(&[
        ("next-path", &["Ctrl-N"]),
        ("previous-path", &["Tab"]),
        ("take-path", &["Ctrl-E"]),
    ]);
    desk.keys("<Home><Down><Down>esc")
        .shows("Ctrl-N chooses one");
    desk.keys("<C-n>").shows("Ctrl-E takes it");
    desk.keys("<Tab>").shows("Ctrl-N chooses one");
    desk.keys("<C-n><C-e>")
        .shows("+ scan.txt")
        .hides("chooses one");
    // Where nothing is offered, they are what they are elsewhere.
    desk.keys("<Tab>").hides("▸Evidence");
}

#[test]
fn what_is_said_names_ones_own_keys() {
    let mut desk = with_keys(&[
        ("quit", &["Q"]),
        ("go-home", &["g x"]),
        ("help", &["H"]),
        ("mark", &["M"]),
        ("met", &["1"]),
        ("down", &["J"]),
        ("next-field", &["Ctrl-]"]),
        ("back", &["F1"]),
        ("seal", &["L"]),
        ("undo", &[]),
        ("add-note", &["F6"]),
    ]);
    desk.keys("<F1>")
        .shows("Q leaves; g x goes to the home screen");
    desk.keys("~").shows("H lists the keys");
    desk.keys("<Home>1")
        .shows("this is a category; J goes to its items, M selects them all");
    desk.keys("JJM")
        .shows("select more with M; 1 p x a n answer them all; F1 lets go")
        .keys("<F1>");
    desk.keys("gv").shows("L seals the review as it is");
    desk.keys("gw")
        .keys("e<F6>")
        .shows("type the note beside +, then F6");
    desk.keys("<S-Tab><S-Tab>~")
        .shows("no status is chosen: Ctrl-] goes to");
    desk.keys("<F1>1Said.<C-s>").shows("undo takes it back");
}

#[test]
fn what_blocks_is_visited_by_ones_own_keys() {
    let mut desk = with_keys(&[
        ("blocker-down", &["n"]),
        ("blocker-up", &["p"]),
        ("open-blocker", &["o"]),
    ]);
    desk.keys("sb").shows("o: go there");
    desk.keys("j").shows("nothing is written here");
    desk.keys("nnpo").shows("┌ IDN-2");
}

#[test]
fn the_key_that_leaves_closes_every_box_and_cannot_be_lost() {
    let mut desk = conflict(&[("quit", &["Q"]), ("keep-mine", &["Ctrl-C"])]);
    desk.keys("<C-c>").shows("Mine.").hides("answered twice");
    for open in ["<Esc>gwi", "grw", ":", "?"] {
        desk.keys(open).shows("┌").keys("<C-c>");
        assert!(!desk.left, "{open}");
    }
    desk.hides("Keys here").keys("<C-c>");
    assert!(desk.left);
}

#[test]
fn help_on_a_box_tells_its_keys_and_comes_back_to_it() {
    let mut desk = conflict(&[]);
    desk.keys("?")
        .shows("Keys here")
        .shows("m                yours counts");
    desk.keys("<Esc>")
        .hides("Keys here")
        .shows("answered twice");
    // What changes beneath is taken in, and what is found is run there.
    desk.keys("<F1>");
    kim(&desk, "NET-2", Status::Partial);
    desk.idle().keys("theirs<Esc>").shows("◐ partial");
    desk.keys("?yours counts<Enter>").hides("answered twice");
    let said = history(&desk, "NET-2");
    assert_eq!(said.last().unwrap(), "Ada Lovelace unmet");
    // In a line that is typed, a question mark is one.
    desk.keys("grw?").hides("Keys here");
    desk.keys("<F1>").shows("go on with what was typed");
    desk.keys("<Esc>").shows("Write the report to");
}

#[test]
fn the_hints_of_a_box_are_clicked() {
    let mut desk = conflict(&[]);
    desk.click("Esc close")
        .hides("answered twice")
        .shows("Mine.");
    desk.keys("<Esc>?take your last")
        .click("Enter run it")
        .shows("nothing to undo");
}

#[test]
fn commands_are_found_by_other_words_than_their_own() {
    for open in ["?", ":"] {
        let mut desk = with_keys(&[]);
        desk.keys(open).keys("exit<Enter>");
        assert!(desk.left, "{open}");
        let mut desk = with_keys(&[]);
        desk.keys(open).keys("quit<Enter>");
        assert!(desk.left, "{open}");
        for (word, found) in [
            ("save", "leave; everything attested is saved"),
            ("revert", "take your last attestation back"),
            ("export", "go to the report"),
            ("approve", "go to the sign-off"),
            ("go-signoff", "go to the sign-off"),
        ] {
            let mut desk = with_keys(&[]);
            desk.keys(open).keys(word).shows(found);
        }
    }
    let mut desk = with_keys(&[]);
    desk.keys("<Home><Down><Down>nSo.<F1>submit<Enter>")
        .shows("2/10");
}

#[test]
fn the_lists_in_a_form_are_in_its_help() {
    let mut desk = with_keys(&[("next-path", &["Ctrl-N"]), ("open-blocker", &["o"])]);
    desk.keys("<Home><Down><Down>n<F1>paths that are")
        .shows("Ctrl-N");
    // It is the list that takes them, not whoever reads of them.
    desk.keys("<Enter>").shows("Keys here");
    desk.keys("<Esc><Esc><Esc>s<F1>what blocks")
        .shows("on what blocks: go there");
}
