//! Text from files never steers the terminal.

use std::fmt::Write as _;

use signoff::text::visible::{self, is_hidden};

use super::pipeline::is_obeyed;
use crate::house::House;
use crate::payload;

/// Clears the screen, turns the text around, hides a character, and starts a sequence with one byte.
const NASTY: &str = r"x\u001b[2J\u202ey\u200b\u009b1m";

fn list() -> String {
    format!(
        "schema = 1\nid = \"mine\"\ntitle = \"T{NASTY}\"\nversion = \"1{NASTY}\"\nnotices = [\"N{NASTY}\"]\n\
         source = {{ title = \"S{NASTY}\", url = \"https://example.org\", license = \"L{NASTY}\" }}\n\
         [[category]]\nid = \"c\"\ntitle = \"C{NASTY}\"\n[[category.item]]\nid = \"C-1\"\ntitle = \"I{NASTY}\"\n\
         guidance = \"G{NASTY}\"\nseverity = \"low\"\nships-as = \"D{NASTY}\"\nmax-age = \"20d\"\n\
         references = [{{ title = \"R{NASTY}\", url = \"https://example.org\" }}]\n"
    )
}

#[test]
fn nothing_hidden_reaches_the_terminal() {
    let house = House::new();
    let nasty = "z\u{1b}]0;w\u{7}\u{202e}\u{9b}1m";
    house.write("checklists/mine.toml", &list());
    house.write("checklists/broken.toml", &format!("id = {nasty}\n"));
    house.write(&format!("{nasty}.txt"), "proof\n");
    let mut seen = String::new();
    for line in [
        &format!(
            "new --checklist mine --system 's{nasty}' --environment 'e{nasty}' --title 't{nasty}'"
        ),
        &format!(
            "attest C-1 partial --rationale 'r{nasty}' --note 'n{nasty}' --evidence '{nasty}.txt' --action 'a{nasty}' \
             --owner Kim --due +3d"
        ),
        "undo",
        "redo",
        "status",
        "status --json",
        "check",
        "check --json",
        "evidence list",
        "evidence list --json",
        "evidence verify",
        &format!("evidence add C-1 'gone{nasty}'"),
        &format!("attest 'C-1{nasty}' met"),
        &format!(
            "sign --role approver --decision approved-with-conditions --condition 'c{nasty}' --owner Kim --due +1d --sole-operator 'z{nasty}'"
        ),
        "status",
        &format!("revoke approver --reason 'v{nasty}'"),
        &format!("seal --reason 'k{nasty}'"),
        "undo",
        &format!("revoke 'nobody{nasty}' --reason x"),
        "verify",
        "verify --json",
        "status",
        &format!("report --output 'r{nasty}.md'"),
        "checklist list",
        "checklist list --json",
        "checklist show mine",
        "checklist show mine --json",
        &format!("checklist show 'x{nasty}.toml'"),
        "checklist lint checklists/mine.toml checklists/broken.toml",
        &format!("checklist lint 'x{nasty}'"),
        &format!("-r 'x{nasty}' status"),
    ] {
        let said = house.run(line).to_string();
        assert!(
            !said.contains(|c: char| c != '\n' && is_hidden(c)),
            "{line:?}\n{said:?}"
        );
        let _ = writeln!(seen, "$ signoff {}\n{said}", visible::line(line));
    }
    // A zero-width space keeps forges from linking what looks like an address.
    let report = house.done("report").out;
    assert!(
        !report.contains(|c: char| c != '\n' && c != '\u{200b}' && is_hidden(c)),
        "{report:?}"
    );
    house.assert("hostile", &seen);
}

#[test]
fn json_keeps_what_it_spells_out() {
    let house = House::new();
    house.write("checklists/mine.toml", &list());
    house.done("new --checklist mine --system 's\u{202e}\u{e0041}\u{9b}'");
    let json = house.json("status --json");
    assert_eq!(json["review"]["system"], "s\u{202e}\u{e0041}\u{9b}");
    assert_eq!(
        json["items"][0]["title"],
        "Ix\u{1b}[2J\u{202e}y\u{200b}\u{9b}1m"
    );
}

/// What the commands and the walker say of a review.
fn told(house: &House) -> Vec<(&'static str, String)> {
    let commands = [
        "status",
        "check",
        "findings",
        "verify",
        "inbox",
        "evidence list",
        "evidence verify",
        "changes 1900-01-01",
        "session recap",
        "report",
    ];
    let said = commands.map(|line| (line, house.run(line).to_string()));
    let answers = "guidance\nhistory\nlist\n\nfindings\n\ninbox\n\nverdict\nsession\nback\nsign\nback\nreport\n";
    let walker = ("walker", house.walk(answers).0);
    said.into_iter().chain([walker]).collect()
}

#[test]
fn no_text_of_a_review_steers_the_terminal_or_a_log() {
    let house = House::with_example();
    for line in [
        "session start --with 'Kim <kim@example.org>'",
        "session vote no-go --role approver --why Unfit",
        "ask NET-1 --text 'Who owns it?' --for 'Kim <kim@example.org>' --due +3d",
        "return NET-2 --text 'No test.' --by 'Kim <kim@example.org>'",
        "accept NET-1 --unsigned --by 'Kim <kim@example.org>'",
        "sign --role reviewer --decision rejected --why Unfit --unsigned --by 'Kim <kim@example.org>'",
        "seal --reason Deployed",
    ] {
        house.done(line);
    }
    let review = house.review();
    let keys = payload::keys(&review);
    let mut taken = Vec::new();
    let holds = |what: &str| {
        for (line, said) in told(&house) {
            // Forges must not link what looks like an address.
            let is_bad = |c: char| !['\n', '\u{200b}'].contains(&c) && is_hidden(c);
            assert!(!said.contains(is_bad), "{what}, {line}: {said:?}");
            let obeyed = said.lines().find(|line| is_obeyed(line));
            assert_eq!(obeyed, None, "{what}, {line}");
        }
    };
    for key in &keys {
        house.put(&payload::within(&review, &[key]));
        holds(key);
        if house.run("status").code == 0 {
            taken.push(key.as_str());
        }
    }
    assert!(taken.len() > 8, "{taken:?}");
    house.put(&payload::within(&review, &taken));
    holds("all");
}
