//! What people write in their own script is kept byte for byte, whichever way it comes.

use super::harness::{Place, Tty, needs_terminals};

/// A sentence in each of many scripts, with the joiners, marks and separators that people write in it.
const SENTENCES: [&str; 30] = [
    "Zustand geprüft, alles in Ordnung.",
    "De\u{301}ja\u{300} ve\u{301}rifie\u{301} par l’e\u{301}quipe.",
    "Tiếng Việt: đã kiểm tra xong.",
    "Состояние проверено, всё в порядке.",
    "Η κατάσταση ελέγχθηκε.",
    "Վիճակը ստուգված է։",
    "მდგომარეობა შემოწმებულია.",
    "הכול נבדק\u{200f}, והכול תקין (ראה \u{2066}README\u{2069}).",
    "بِسْمِ: تَمَّ الفَحْصُ.",
    "می\u{200c}خواهم نامه\u{200c}ای بنویسم، ۱۴۰۲ ه\u{200d}.ش.",
    "یہ جانچ مکمل ہو گئی ہے۔",
    "सब ठीक है, क्\u{200d}ष और क्\u{200c}ष।",
    "র\u{200d}্যাব পরীক্ষা করেছে।",
    "ਸਭ ਠੀਕ ਹੈ।",
    "બધું બરાબર છે.",
    "எல்லாம் சரி.",
    "అంతా బాగుంది, క్\u{200c}లు.",
    "ಎಲ್ಲಾ ಸರಿ, ರ್\u{200d}ಕ.",
    "അവന്\u{200d} പറഞ്ഞു.",
    "ශ්\u{200d}රී ලංකාව.",
    "ตรวจแล้ว น้ำใจดี",
    "ກວດແລ້ວ ນ້ຳ",
    "ពិនិត្យ\u{200b}រួច\u{200b}ហើយ",
    "စစ်ဆေးပြီးပြီ။",
    "བརྟག་དཔྱད་བྱས་ཟིན།",
    "ሁሉም ተረጋግጧል።",
    "ᠮᠣᠩᠭᠣᠯ\u{180e}ᠠ ᠪᠢᠴᠢᠭ\u{180b}",
    "확인했습니다 \u{1112}\u{1161}\u{11ab}",
    "確認済み、ﾃｽﾄ通過か\u{3099}",
    "👩🏽\u{200d}💻 ❤\u{fe0f} 🏳\u{fe0f}\u{200d}🌈 🇩🇪 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} 1\u{fe0f}\u{20e3}",
];

fn text() -> String {
    SENTENCES.join("\n")
}

/// The text with what cannot be typed in a form, where Tab goes on.
fn tabbed() -> String {
    format!("{}\n\tindented\tand aligned", text())
}

fn said(place: &Place, item: &str) -> String {
    let review: toml::Table = place.review().parse().unwrap();
    let said = &review["item"]["azure-deployment"][item]["attestation"][0]["rationale"];
    said.as_str().unwrap().to_owned()
}

/// Compares sentence by sentence, so that a failure says which.
fn assert_same(said: &str, text: &str) {
    for (one, other) in said.lines().zip(text.lines()) {
        assert_eq!(
            one.escape_unicode().to_string(),
            other.escape_unicode().to_string()
        );
    }
    assert_eq!(said, text);
}

fn form(place: &Place) -> Tty {
    let mut tty = place.open();
    tty.shows("0/10").keys("m").shows("Attest NET-1");
    tty
}

#[test]
fn by_command_and_from_a_file() {
    let place = Place::with_review();
    let text = tabbed();
    place.done(&["attest", "NET-1", "met", "--rationale", &text]);
    assert_same(&said(&place, "NET-1"), &text);
    place.put("why.txt", &text);
    let line = "exec \"$SIGNOFF\" attest NET-2 partial --rationale - < why.txt";
    let mut tty = Tty::start(place.shell(line), 80, 24);
    assert_eq!(tty.ends().exit_code(), 0, "{}", tty.screen());
    assert_same(&said(&place, "NET-2"), &text);
}

#[test]
fn pasted() {
    needs_terminals!();
    let place = Place::with_review();
    let text = tabbed();
    let mut tty = form(&place);
    tty.paste(&text)
        .shows("and aligned")
        .keys("\x13")
        .shows("1/10");
    assert_same(&said(&place, "NET-1"), &text);
}

#[test]
fn typed_as_a_terminal_sends_it_and_saved_without_ctrl() {
    needs_terminals!();
    let place = Place::with_review();
    let text = text();
    let mut tty = form(&place);
    for byte in text.replace('\n', "\r").bytes() {
        tty.bytes(&[byte]);
    }
    tty.keys("\rend").shows("end").keys("\x1bOQ").shows("1/10");
    assert_same(&said(&place, "NET-1"), &format!("{text}\nend"));
}

#[test]
fn from_the_editor() {
    needs_terminals!();
    let place = Place::with_review();
    let text = tabbed();
    place.put("text", &text);
    let mut command = place.shell("exec \"$SIGNOFF\"");
    command.env("VISUAL", "cp text");
    let mut tty = Tty::start(command, 80, 24);
    tty.shows("0/10").keys("m").shows("Attest NET-1");
    tty.keys("\x0f")
        .shows("and aligned")
        .keys("\x13")
        .shows("1/10");
    assert_same(&said(&place, "NET-1"), &text);
}

#[test]
fn in_plain_questions() {
    let place = Place::with_review();
    let text = tabbed();
    place.put("answers", &format!("1\n{text}\n\n\n1\nquit\n"));
    let line = "exec \"$SIGNOFF\" walk --plain < answers";
    Tty::start(place.shell(line), 200, 60).ends();
    assert_same(&said(&place, "NET-1"), &text);
}

#[test]
fn the_cursor_stands_behind_what_was_typed() {
    needs_terminals!();
    let place = Place::with_review();
    let mut tty = form(&place);
    tty.keys("확인 ok").shows("확인 ok");
    let row = tty
        .screen()
        .lines()
        .position(|line| line.contains("확인 ok"));
    tty.until("the cursor behind the text", |tty| {
        let (y, x) = tty.cursor().unwrap_or_default();
        Some(usize::from(y)) == row && x == 14 + 7
    });
    // Backspace deletes what is seen as one.
    tty.keys("👩🏽\u{200d}💻\x7f\x7f!")
        .shows("확인 o!")
        .keys("\x13")
        .shows("1/10");
    assert_eq!(said(&place, "NET-1"), "확인 o!");
}
