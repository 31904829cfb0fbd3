//! What people say beside answers, by keys: a room parks questions, a reviewer returns, accepts and closes.
#![expect(clippy::disallowed_methods, reason = "tests read their own files")]

use crate::has::Has as _;
use signoff::store::shelf::Shelf;
use signoff::work::OpenReview;

use super::harness::{CLOCK, Desk, Look, STANDARD, in_every_look, keep};
use super::job::{START, evidence};

const KIM: &str = "Kim <kim@example.org>";

/// A review of Ada's with two answers.
fn begun(look: Look) -> Desk {
    let mut desk = Desk::with(look, evidence);
    desk.keys(START)
        .keys("mPrivate.<C-s>mDeny-all.<Tab>https://example.org/x<Enter><C-s>");
    desk
}

fn review(desk: &Desk) -> OpenReview {
    let shelf = Shelf { data: None };
    OpenReview::open(&desk.directory.join("signoff.toml"), &shelf, CLOCK).unwrap()
}

/// What is said of each item, a line each.
fn said(desk: &Desk) -> Vec<String> {
    let open = review(desk);
    let all = open.facts().remarks();
    let line = |one: &signoff::facts::RemarkFacts<'_>| format!("{} {}", one.item, one.sentence());
    all.iter().filter(|one| one.open).map(line).collect()
}

fn declared(desk: &Desk) -> Vec<String> {
    let open = review(desk);
    let all = open.dossier().review().declarations.iter();
    let deeds = all.flat_map(|one| &one.deeds);
    deeds.map(|deed| deed.act.to_string()).collect()
}

fn screens(name: &str, look: Look) {
    let mut desk = begun(look);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down>rNo test.<Enter><Down>tWho owns it?<Enter>");
    desk.idle().keys("<Esc>");
    keep!(name, "walk_with_remarks", desk);
    desk.keys("<Home><Down>z");
    keep!(name, "stage_with_remarks", desk);
    desk.keys("tWhose is the key vault?");
    keep!(name, "question", desk);
    desk.keys("<Enter>.It is ours.<Enter>");
    desk.keys("<Right>.Mine.<Enter>gd");
    keep!(name, "declare", desk);
}

in_every_look!(screens);

#[test]
fn a_question_is_parked_by_a_key_a_line_and_enter() {
    let mut desk = begun(STANDARD);
    // Whose answer it is, is asked; the day is a week away.
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down>tWho owns it?<Enter>");
    let question = "NET-1 question by Kim for Ada Lovelace, due 2026-11-30: Who owns it?";
    assert_eq!(said(&desk), [question]);
    // Letters of a name are enough; who asked last is asked about an item that nobody answered.
    desk.idle().keys("tWhich one?<Tab><C-u>ki");
    desk.shows("  Kim <kim@example.org>");
    desk.keys("<Tab><Tab><C-u><Enter>");
    assert_eq!(
        said(&desk)[1],
        "IDN-1 question by Ada Lovelace for Kim: Which one?"
    );
    desk.keys("<Down>tAnd this?<Enter>");
    assert!(
        said(&desk)[2].contains("IDN-2 question by Ada Lovelace for Kim"),
        "{:?}",
        said(&desk)
    );
    // A question needs its words, and keeps them.
    desk.keys("t<Enter>").shows("say what you ask");
    desk.keys("Half<Esc>t").shows("Half");
    // They are about this item.
    desk.keys("<Esc><Up>t").hides("Half");
}

#[test]
fn an_item_is_returned_assigned_and_commented_and_several_at_once() {
    let mut desk = begun(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home>vrBoth lack a test.<Enter>");
    let both = ["NET-1", "NET-2"].map(|item| format!("{item} return by Kim: Both lack a test."));
    assert_eq!(said(&desk), both);
    kim.shows("↩ 2");
    kim.keys("<Esc><Home><Down><Down><Down><Down>w<C-u>ada<Enter>");
    assert_eq!(
        said(&desk)[2],
        "IDN-1 assignment by Kim for Ada Lovelace, due 2026-11-30"
    );
    kim.keys(";Looks fine.<Enter>");
    kim.shows("comment on IDN-1, saved");
    // What has no answer is not returned, and nobody writes why in vain.
    kim.keys("r").shows("IDN-1 has no answer yet");
    // What is returned is not in order.
    kim.keys("[").shows("NET-2 · severity");
    // The same words once more do not end the return, and another answer does.
    desk.idle().keys("<Home><Down>m<C-s>");
    desk.shows("stays returned");
    assert!(said(&desk).contains(&both[0]), "{:?}", said(&desk));
    desk.keys("<Home><Down>p<C-s>");
    assert!(!said(&desk).contains(&both[0]), "{:?}", said(&desk));
}

#[test]
fn what_is_accepted_and_ended_is_declared_with_one_signature() {
    let mut desk = begun(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down>rNo test.<Enter>tWho?<Enter>");
    // One key accepts; a key and a line end.
    kim.keys("A.Seen<Esc>. it.<Enter>.Told me.<Enter>");
    kim.keys("<Down>AA").shows("taken back; 3 to declare");
    kim.keys(".").shows("no return of yours");
    assert!(declared(&desk).is_empty());
    kim.keys("gd");
    let screen = kim.screen();
    for what in ["you accept", "you end", "you close", "why: Seen it."] {
        assert!(screen.contains(what), "{what}: {screen}");
    }
    kim.keys("<C-s>   robotics-prod<Enter>");
    assert_eq!(declared(&desk), ["Accepts", "Ends", "Closes"]);
    assert!(said(&desk).is_empty(), "{:?}", said(&desk));
    let screen = kim.keys("<Up>").screen();
    screen
        .has("Backed by Kim, who accepts it")
        .lacks("to declare");
    kim.keys("gd").screen().has("nothing is said");
    // Nobody stands behind their own answer.
    desk.idle().keys("<Home><Down>A").shows("cannot accept it");
}

#[test]
fn of_several_answers_all_are_accepted_or_none() {
    let desk = begun(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    // The third has no answer.
    kim.keys("<Home><Down>vvvA<Esc>gd").shows("nothing is said");
    kim.keys("<Home><Down>vvA")
        .shows("you accept 2; 2 to declare");
}

#[test]
fn what_is_said_beside_answers_stays_and_undo_says_so_before_it_takes_an_answer_back() {
    let mut desk = begun(STANDARD);
    let last = |desk: &Desk| review(desk).dossier().entry(1).latest().is_some();
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys(";Hm.<Enter>");
    desk.idle().keys("tWho owns it?<Enter>u");
    let told = "the question stays in the file, . ends it; u again takes back the answer before it";
    let screen = desk.screen();
    assert!(screen.contains(&told[..60]) && last(&desk), "{screen}");
    desk.keys("u");
    assert!(!last(&desk), "{}", desk.screen());
    // After an answer nothing else is meant.
    desk.keys("<C-r>u");
    assert!(!last(&desk), "{}", desk.screen());
    desk.keys(";Well.<Enter>u");
    desk.shows("the comment stays in the file");
}

#[test]
fn an_answer_under_ones_name_is_disowned_by_a_key_and_a_line() {
    let mut desk = begun(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down>X");
    kim.shows("does not stand under the name");
    desk.keys("<Home><Down>XI never<Esc>X said so.<Enter>");
    desk.shows("you disown it, not declared yet");
    desk.keys("X").shows("taken back");
    desk.keys("XNever.<Enter>gd<C-s>   robotics-prod<Enter>");
    assert_eq!(declared(&desk), ["Disowns"]);
    desk.keys("V").shows("NET-1 was disowned by Ada");
}

#[test]
fn names_go_on_to_people_of_the_review_and_lack_no_address_unsaid() {
    let mut desk = begun(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys(";Well.<Enter>");
    // Several begin so; one is chosen.
    desk.idle().keys("@").keys("a<Tab>");
    desk.shows("Ada Lovelace <ada@example.org>");
    desk.keys("<Esc>@").shows("Ada Lovelace");
    desk.keys("<C-u>ki<Tab>").shows("Kim <kim@example.org>");
    desk.keys("<Enter>@<C-u><Enter>");
    // In every form; what letters mean is said, and so it is saved.
    desk.keys("xNo.<Tab>Mend it<Tab>kim");
    desk.shows("Kim <kim@example.org>");
    desk.keys("<C-u>Bob").shows("without a mail address");
    desk.keys("<C-u>kim<Enter>+3d<C-s>");
    let open = review(&desk);
    let finding = open
        .dossier()
        .entry(2)
        .latest()
        .map(|one| one.answer.finding.owner.clone());
    assert_eq!(
        finding.flatten().map(|who| who.to_string()).as_deref(),
        Some(KIM)
    );
}

#[test]
fn what_was_said_and_not_declared_outlives_the_program() {
    let mut desk = begun(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down>rNo.<Enter>");
    desk.idle().keys("<Home><Down>tWhy?<Enter>.Told.<Enter>");
    desk.shows("1 to declare");
    desk.restart(STANDARD);
    desk.shows("1 to declare");
    desk.keys("gd<C-q>y").hides("to declare");
}

#[test]
fn an_answer_of_somebody_else_is_recorded_by_a_key_and_a_name() {
    let mut desk = begun(STANDARD);
    desk.keys("@").keys("Kim <lt>kim@example.org><Enter>");
    desk.shows("answers are Kim's, recorded by you");
    desk.keys("m");
    desk.shows("Kim <kim@example.org>, recorded by Ada Lovelace");
    desk.keys("Told us.<C-s>nNone.<Tab><Right><C-s>");
    let by = |desk: &Desk, item: &str| {
        let open = review(desk);
        let position = open.dossier().find(item).unwrap();
        let last = open.dossier().entry(position).latest().cloned();
        last.map(|last| {
            (
                last.by.to_string(),
                last.recorded_by.map(|by| by.name().to_owned()),
            )
        })
    };
    let kims = Some((KIM.to_owned(), Some("Ada Lovelace".to_owned())));
    assert_eq!(
        [by(&desk, "IDN-1"), by(&desk, "IDN-2")],
        [kims.clone(), kims]
    );
    // The recorder takes it back; from the form the next answer is their own again.
    desk.keys("u");
    assert_eq!(by(&desk, "IDN-2"), None);
    desk.keys("m<F6><C-u><Enter>Mine.<C-s>");
    assert_eq!(by(&desk, "IDN-2").unwrap().1, None);
    // It is of this sitting: whoever opens a review answers for themselves.
    desk.keys("@").keys("Kim<Enter>").shows("Kim answers");
    desk.keys("gh<Enter>").hides("Kim answers");
    // Kim says that it is so.
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down><Down><Down><Down>Ygd<C-s>   robotics-prod<Enter>");
    assert_eq!(declared(&desk), ["Confirms"]);
}

#[test]
fn who_would_become_a_preparer_is_told_before() {
    let mut desk = begun(STANDARD);
    let told = "answering makes you a preparer";
    assert!(!desk.keys("m").screen().contains(told), "{}", desk.screen());
    let mut kim = Desk::of_kim(&desk.directory);
    assert!(kim.keys("m").screen().contains(told), "{}", kim.screen());
    // Remarks make nobody one.
    kim.keys("<Esc>;Well.<Enter>m").shows(told);
    kim.keys("Mine.<C-s>m").hides(told);
}

#[test]
fn a_review_of_schema_1_says_what_to_do() {
    let desk = begun(STANDARD);
    let path = desk.directory.join("signoff.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let old = text.replacen("schema = 2", "schema = 1", 1);
    let after = regex::Regex::new("(?m)^after = .*\n|^time-zone = .*\n").unwrap();
    std::fs::write(&path, after.replace_all(&old, "").as_ref()).unwrap();
    let mut kim = Desk::of_kim(&desk.directory);
    for keys in ["t", "r", "A", "@"] {
        kim.keys(keys);
        let screen = kim.screen();
        assert!(screen.contains("signoff migrate"), "{keys}: {screen}");
    }
}

#[test]
fn answers_that_do_not_know_of_each_other_have_a_sign_of_their_own() {
    let mut desk = begun(STANDARD);
    let path = desk.directory.join("signoff.toml");
    let read = || std::fs::read_to_string(&path).unwrap();
    let before = read();
    desk.keys("<Home><Down><Down><Down><Down>mOurs.<C-s>");
    let ours = read();
    std::fs::write(&path, &before).unwrap();
    desk.restart(STANDARD);
    desk.keys("<Home><Down><Down><Down><Down>xTheirs.<C-s>");
    let block = |text: &str| {
        let from = text
            .find("[[item.azure-deployment.IDN-1.attestation]]")
            .unwrap();
        text[from..text.find("# end IDN-1").unwrap()].to_owned()
    };
    let both = format!("{}{}# end IDN-1", block(&ours), block(&read()));
    std::fs::write(&path, before.replace("# end IDN-1", &both)).unwrap();
    desk.restart(STANDARD);
    desk.shows("≠ IDN-1").shows("undecided 1");
    desk.keys("/is:undecided<Enter>").shows("1 of 10 shown");
    desk.keys("<Esc>:IDN-1<Enter>mBoth seen.<C-s>").hides("≠");
}
