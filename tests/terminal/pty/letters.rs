//! Letters of every width and direction: nothing overlaps, and what is drawn is as wide as it was measured.

use super::harness::{Place, SYSTEM, Tty, needs_terminals};

/// Right to left, ligatures, marks on letters, wide letters, pictures. Half-width letters with a sound mark are not
/// among them: terminals give the mark a column, and the one of this test does not.
const TEXTS: [&str; 8] = [
    "مرحبا بالعالم لا إله",
    "שָׁלוֹם עוֹלָם",
    "Zalgo z̸̢̛a̷̡l̴g̵o e\u{301}e\u{301}e\u{301}",
    "世界你好，世界！漢字かな交じり文",
    "👍 🇩🇪 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉",
    "⌨️ ❤️ 1️⃣ ❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️❤️",
    "สวัสดีชาวโลก ที่นี่",
    "नमस्ते दुनिया क्षत्रिय",
];

fn checklist() -> String {
    let mut text =
        "schema = 1\nid = \"letters\"\ntitle = \"Letters\"\nversion = \"1\"\n".to_owned();
    for (nth, words) in TEXTS.iter().enumerate() {
        let many = format!("{words} ").repeat(9);
        text.push_str(&format!(
            "[[category]]\nid = \"c{nth}\"\ntitle = \"{words}\"\n[[category.item]]\nid = \"I-{nth}\"\n\
             title = \"{many}\"\nseverity = \"high\"\nships-as = \"{many}\"\nguidance = \"- **{many}**\\n\\n      {many}\"\n"
        ));
    }
    text
}

/// Every row between title and hints has a border at a column.
fn borders(tty: &Tty, columns: &[u16]) {
    for column in columns {
        let cells = tty.column(*column);
        let body = &cells[1..cells.len() - 1];
        let broken: Vec<_> = body
            .iter()
            .filter(|cell| !"│┌┐└┘─".contains(cell.as_str()))
            .collect();
        assert!(
            broken.is_empty(),
            "column {column}: {broken:?}\n{}",
            tty.screen()
        );
    }
}

#[test]
fn panes_stay_whole_whatever_letters_are_in_them() {
    needs_terminals!();
    let place = Place::new();
    place.put("checklists/letters.toml", &checklist());
    place.done(&[
        "new",
        "--checklist",
        "letters",
        "--system",
        TEXTS[0],
        "--title",
        SYSTEM,
    ]);
    let mut tty = place.open();
    tty.shows("0/8");
    for (nth, text) in TEXTS.iter().enumerate() {
        tty.shows(&format!("┌ I-{nth}"));
        borders(&tty, &[0, 31, 32, 79]);
        let folded: Vec<_> = tty
            .screen()
            .lines()
            .filter(|line| line.contains('▾'))
            .map(count)
            .collect();
        assert!(folded.iter().all(|count| *count), "{}", tty.screen());
        // Drawn anew the screen is the same: nothing was left behind.
        let (seen, before) = (tty.screen(), tty.raw.len());
        tty.keys("\x0c").until("the same frame again", |tty| {
            tty.raw.len() > before + 2_000 && tty.screen() == seen
        });
        tty.keys("x")
            .shows(&format!("Attest I-{nth}"))
            .paste(&text.repeat(5))
            .keys("\tend")
            .shows("end");
        borders(&tty, &[0, 79]);
        tty.escape("Attest I").shows("draft kept").keys("jj");
    }
    tty.resize(44, 14).shows("0/8");
    borders(&tty, &[0, 43]);
    assert_eq!(tty.keys("q").ends().exit_code(), 0);
}

/// The head of a category ends with how far it is.
fn count(line: &str) -> bool {
    line.split('│')
        .nth(1)
        .is_some_and(|row| row.trim_end().ends_with("0/1"))
}
