//! Every size and every kind of text, without a panic and without a hidden character on the screen.

use std::path::Path;

use signoff::store::shelf::Shelf;
use signoff::text::visible::is_hidden;
use signoff::work::OpenReview;

use super::harness::{ASCII, CLOCK, Desk, STANDARD};
use super::job::ANSWERS;
use crate::payload;

/// Every screen, by the keys that lead there from the walk.
const SCREENS: &[&str] = &[
    "",
    "<Tab>",
    "m",
    "x",
    "a",
    "n",
    "e",
    "s",
    "s<Right>",
    "s<Tab><Tab><Tab>",
    "s<Tab><Tab><Right><Right><Right><C-s>",
    "s<Tab><Tab><Right><Right><Right><C-s>x<Enter><Tab>G",
    "gf",
    "gf<Tab>",
    "ge",
    "ge<Tab>",
    "gv",
    "gvS",
    "gr",
    "grccf",
    "gr<End>",
    "grwx/y<Enter>",
    "gh",
    "ghn",
    "?",
    "m<C-s>",
    "/net sev:hi",
    "vvm<C-s>",
    "xText<C-c>",
    ":",
    ":<PgDn><PgDn>",
    ":e",
    ":zzz",
    "?nev",
    "m<F1>",
    "m<C-p>",
    "g<wait>",
    "gz",
    "gh:",
];

#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn hostile_checklist(directory: &Path) {
    let nasty = "\\u001b[2J\\u001b]52;c;ZXZpbA==\\u0007\\u202Egnp.exe\\u200B\\u0000\\u009b31m";
    let long = "Ω".repeat(1000);
    let arabic = "مرحبا بالعالم";
    let zalgo = "Z̸̢̛͎a̷̡l̴g̵o".repeat(40);
    let mut list = format!(
        "schema = 1\nid = \"nasty\"\ntitle = \"{nasty}\"\nversion = \"{nasty}\"\nnotices = [\"{nasty}\", \"{long}\"]\n"
    );
    for (nth, title) in [
        nasty,
        &long,
        arabic,
        &zalgo,
        "世界".repeat(50).as_str(),
        "a\\nb\\tc",
        "👩‍👩‍👧‍👦🇩🇪",
    ]
    .iter()
    .enumerate()
    {
        list.push_str(&format!(
            "[[category]]\nid = \"c{nth}\"\ntitle = \"{title}\"\n[[category.item]]\nid = \"I-{nth}\"\ntitle = \"{title}\"\n\
             guidance = \"# {title}\\n\\n1. {title}\\n   - {title}\\n\\n```\\n{title}\\n```\\n<b>{title}</b> ![x]({title}) **{title}**\"\n\
             severity = \"high\"\nships-as = \"{title}\"\nreferences = [{{ title = \"{title}\", url = \"https://example.org/{nth}\" }}]\n"
        ));
    }
    std::fs::create_dir(directory.join("checklists")).unwrap();
    std::fs::write(directory.join("checklists/nasty.toml"), list).unwrap();
}

#[test]
fn no_size_and_no_text_makes_it_panic() {
    let mut desk = Desk::with(STANDARD, hostile_checklist);
    desk.keys("<End><Up><Enter>sys<C-s>").shows("<U+001B>");
    desk.keys("<Enter>xBad.<C-s>").shows("1/7");
    for screen in SCREENS {
        desk.keys("<Esc><Esc>gw").keys(screen);
        for width in [1, 2, 7, 13, 29, 30, 31, 44, 63, 79, 80, 81, 120, 200] {
            for height in [1, 3, 5, 6, 7, 11, 14, 24, 60] {
                desk.resize(width, height);
                let buffer = desk.buffer();
                for cell in buffer.content() {
                    assert!(
                        !cell
                            .symbol()
                            .chars()
                            .any(|c| c != '\u{200d}' && is_hidden(c)),
                        "{screen} {width}x{height}: {:?}",
                        cell.symbol()
                    );
                }
            }
        }
        desk.resize(80, 24);
    }
}

/// Whether the UI is as it should be at the sizes that people have.
fn assert_nothing_hidden(desk: &mut Desk, what: &str) {
    for (width, height) in [(120, 40), (80, 24)] {
        desk.resize(width, height);
        for cell in desk.buffer().content() {
            let bad = cell.symbol().contains(is_hidden);
            assert!(!bad, "{what} at {width}x{height}: {:?}", cell.symbol());
        }
    }
}

/// As somebody edits the file by hand: each text by itself, since one that is refused hides the others, and all at once.
fn edit_by_hand(desk: &mut Desk) {
    let review = desk.review();
    let keys = payload::keys(&review);
    let mut taken = Vec::new();
    for key in &keys {
        let edited = payload::within(&review, &[key]);
        desk.put("signoff.toml", edited);
        desk.idle();
        assert_nothing_hidden(desk, key);
        desk.restart(STANDARD);
        assert_nothing_hidden(desk, key);
        let path = desk.directory.join("signoff.toml");
        if OpenReview::open(&path, &Shelf::default(), CLOCK).is_ok() {
            taken.push(key.as_str());
        }
        desk.put("signoff.toml", &review);
        desk.restart(STANDARD);
    }
    assert!(taken.len() > 8, "{taken:?}");
    desk.put("signoff.toml", payload::within(&review, &taken));
    desk.restart(STANDARD);
    for screen in SCREENS.iter().chain(&["gm", "gi", "V", "gc", "gd", "z"]) {
        desk.keys("<Esc><Esc>gw").keys(screen);
        assert_nothing_hidden(desk, screen);
    }
}

#[test]
fn no_text_of_a_review_steers_the_terminal() {
    let mut desk = Desk::answered(STANDARD, 10);
    desk.keys(";Well.<Enter>gmnKim <lt>kim@example.org><Enter>");
    desk.keys("gwz!<Tab><Tab><Tab>No test.<C-s>tWho owns it?<Enter>gme");
    desk.keys("<Esc><Esc>gw:seal<Enter>Deployed.<Enter>");
    edit_by_hand(&mut desk);
    edit_by_hand(&mut Desk::at_the_example());
}

/// What somebody else answered meanwhile stands beside what one typed.
#[test]
fn no_text_of_an_answer_that_overtakes_another_steers_the_terminal() {
    let mut desk = Desk::answered(STANDARD, 1);
    let answered = desk.review();
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys(
        "<Home><Down>xNo test.<Tab>Write one<Tab>Kim<Tab>+3d<Tab>https://example.org/x<Enter><C-s>",
    );
    let theirs = desk.review();
    for key in payload::keys(&theirs) {
        desk.put("signoff.toml", &answered);
        desk.restart(STANDARD);
        desk.keys("<Home><Down>mMine.");
        desk.put("signoff.toml", payload::within(&theirs, &[&key]));
        desk.keys("<C-s>");
        assert_nothing_hidden(&mut desk, &key);
    }
}

#[test]
fn every_small_size_of_every_screen_is_drawn() {
    let mut desk = Desk::answered(STANDARD, 1);
    desk.keys(ANSWERS[5]);
    for screen in SCREENS {
        desk.keys("<Esc><Esc>gw").keys(screen);
        for width in (1..=50).step_by(4).chain([29, 30, 31]) {
            for height in (1..=20).step_by(3).chain([5, 6]) {
                desk.resize(width, height);
                desk.buffer();
            }
        }
        desk.resize(80, 24);
    }
}

#[test]
fn without_color_nothing_is_colored_and_ascii_is_ascii() {
    let look = ASCII;
    let mut desk = Desk::answered(look, 10);
    for screen in SCREENS {
        desk.keys("<Esc><Esc>gw").keys(screen).assert_plain();
    }
}
