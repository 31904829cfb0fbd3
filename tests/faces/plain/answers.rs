//! Answers that are wrong, taken back, left half typed, or hostile.

use signoff::face::command::COMMANDS;
use signoff::review::Status;

use crate::has::Has as _;
use crate::house::House;
use crate::kinds::secrets;

#[test]
fn a_wrong_answer_is_told_and_asked_again() {
    let house = House::started();
    let (said, _) = house.walk(
        "perhaps\n\nun\nfind nothing\nnext\nmet\n-\n\nhttps://\nnone.txt\n/etc/passwd\nremove 3\n\nback\nback\n\
         accept\n\n\n2020-01-01\ntomorrow\n\nremove\n\nMoving.\n\nKim\u{202e}\nKim\n+1d\nsure\n?\nedit\nback\nyes\n?\n",
    );
    house.assert_said("wrong_answers", &said);
    assert_eq!(
        house.reopened().dossier().entry(1).outcome.status(),
        Some(Status::RiskAccepted)
    );
}

#[test]
fn every_word_of_the_table_is_answered() {
    let said = COMMANDS.iter().filter_map(|command| command.said);
    let words: Vec<_> = said.flat_map(|said| [said.key, said.word]).collect();
    assert!(words.len() > 20);
    for word in words {
        let house = House::started();
        let (said, _) = house.walk(&format!("{word}\nback\nback\nquit\n"));
        let mut lines = said.lines();
        let prompt = lines.find(|line| line.starts_with("NET-1: 1 met"));
        assert!(prompt.is_some(), "{said}");
        let next = lines.next().expect("something is said");
        assert!(
            !next.starts_with("NET-1: ") && !next.contains("is no answer"),
            "{word}: {said}"
        );
    }
}

#[test]
fn every_question_can_be_left() {
    let house = House::started();
    let questions = [
        "",
        "Why.\n\n",
        "Why.\n\nDo it\n",
        "Why.\n\nDo it\nKim\n",
        "Why.\n\nDo it\nKim\n+3d\n",
    ];
    for answers in questions {
        let backs = "back\n".repeat(answers.matches('\n').count() + 1);
        let (said, _) = house.walk(&format!("unmet\n{answers}{backs}quit\n"));
        said.has("Back at NET-1.");
        let (said, _) = house.walk(&format!("unmet\n{answers}quit\n"));
        said.has("Everything attested is saved.");
    }
    let (said, _) = house.walk(
        "sign\nback\nreport\nback\nlist\nback\nfind\nback\nsign\n1\nrejected\nback\nback\nback\n",
    );
    assert_eq!(said.matches("Back at NET-1.").count(), 5, "{said}");
    assert_eq!(house.reviewed(), 0);
}

#[test]
fn a_file_that_changed_is_read_again_before_it_counts() {
    let house = House::started();
    house.write("scan.txt", "0 critical\n");
    house.walk("met\nDone.\n\nscan.txt\n\nyes\n");
    house.write("scan.txt", "9 critical\n");
    let (said, _) = house.walk("NET-1\nmet\n\n\nscan.txt\n\nyes\n");
    said.has("The file scan.txt changed since it was attested; type its path");
    said.has("Read again: file scan.txt");
    let open = house.reopened();
    let outcome = open.dossier().entry(0).outcome.clone();
    assert!(outcome.lapse.is_none(), "{outcome:?}: {said}");
    assert_eq!(
        open.dossier()
            .entry(0)
            .latest()
            .unwrap()
            .answer
            .evidence
            .len(),
        1
    );
}

#[test]
fn the_last_answer_is_taken_back_and_put_back() {
    let house = House::started();
    let (said, _) = house.walk("undo\nmet\nYes.\n\n\nyes\nundo\nredo\nredo\nundo\nhistory\nundo\n");
    house.assert_said("undo", &said);
    assert_eq!(house.reviewed(), 0);
}

#[test]
fn what_was_not_saved_is_offered_again() {
    let house = House::started();
    // The input ends in the middle of a rationale.
    let (said, _) = house.walk("unmet\nState is local\nand has been");
    said.has("Not saved, but kept as a draft: NET-1.");
    let (said, _) = house.walk("d\n\nMove it\nKim\n+3d\n\nno\nback\nd\n\n\n\n\n\nyes\n");
    house.assert_said("draft", &said);
    let open = house.reopened();
    let answer = &open.dossier().entry(0).latest().unwrap().answer;
    assert_eq!(answer.rationale, "State is local\nand has been");
    assert_eq!(answer.finding.action.as_deref(), Some("Move it"));
    let (said, _) = house.walk("NET-1\nd\nunmet\nOther words.\n\n\n\n\n\ndiscard\nd\n");
    assert!(
        said.contains("Discarded.") && said.ends_with("no sign-off as approver\n"),
        "{said}"
    );
    assert_eq!(
        said.matches("No draft is kept for this item.").count(),
        2,
        "{said}"
    );
}

#[test]
fn what_was_said_for_a_decision_is_offered_again() {
    let house = House::started();
    let met = "met\nYes.\n\nhttps://example.org\n\nyes\n".repeat(4);
    let (said, _) = house.walk(&format!("{met}sign\n\napproved with\nRotate\n\nKim\n"));
    said.has("Not saved, but kept as a draft: the sign-off.");
    let (said, _) = house.walk("sign\n\napproved with\n\n\n+3d\nA team of one.\ndemo\n");
    said.has("So far: Rotate").has("as Name <mail> [Kim]");
    let signoffs = house.reopened().dossier().review().signoffs.clone();
    assert_eq!(signoffs[0].conditions[0].action, "Rotate", "{said}");
    // What is signed is no draft any more.
    let (said, _) = house.walk("sign\n");
    said.lacks("stands in brackets");
}

#[test]
fn what_was_said_of_a_new_review_is_offered_again() {
    let house = House::with_list();
    house.walk("start azure-deployment\n\nrobotics\nprod\n");
    let (said, _) = house.walk("start azure-deployment\n\n\n\n\n\nKim\n\n");
    said.has("such as robotics-prod [robotics]");
    let subject = house.reopened().dossier().review().subject.clone();
    assert_eq!(
        (subject.system.as_str(), subject.environment.as_deref()),
        ("robotics", Some("prod"))
    );
}

#[test]
fn leaving_asks_where_nothing_can_be_kept() {
    let house = House::started();
    // A file stands where the directory would be: not even root can write there.
    std::fs::remove_dir_all(house.path("../state")).unwrap();
    house.write("../state", "");
    let (said, _) = house.walk("unmet\nHalf a thought\n\nback\nquit\nno\nd\nback\nquit\nyes\n");
    said.has("What you type is kept only until you leave: ");
    assert_eq!(said.matches("is lost then. Leave").count(), 2, "{said}");
    said.has("So far: Half a thought");
    said.has("What was typed and not saved could not be kept.");
}

#[test]
fn conditions_and_rejections_are_signed() {
    let house = House::started();
    let met = "met\nYes.\n\nhttps://example.org\n\nyes\n".repeat(4);
    let (said, is_signed) = house.walk(&format!(
        "sign\n\napproved\nrejected\nUnfit\n\nDemo\ndemo\n{met}sign\n\napproved with\n\nRotate\nthe keys\n\n\nKim\n\n+1d\nA team of one.\ndemo\n"
    ));
    let said = said.split_once("Sign-off.").unwrap().1;
    house.assert_said("conditions", said);
    assert!(is_signed);
    assert_eq!(house.reopened().dossier().review().signoffs.len(), 2);
}

/// Clears the screen, turns the text around, hides a character, and starts a sequence with one byte.
const NASTY: &str = r"x\u001b[2J\u202ey\u200b\u009b1m";

#[test]
fn nothing_hidden_is_ever_said() {
    let house = House::with_list();
    let list = format!(
        "schema = 1\nid = \"bad\"\ntitle = \"T{NASTY}\"\nversion = \"1{NASTY}\"\nnotices = [\"N{NASTY}\"]\n\
         [[category]]\nid = \"c\"\ntitle = \"C{NASTY}\"\n[[category.item]]\nid = \"C-1\"\ntitle = \"I{NASTY}\"\n\
         guidance = \"G{NASTY} [l{NASTY}](https://e/{NASTY})\\n\\n    c{NASTY}\"\nseverity = \"low\"\n\
         ships-as = \"D{NASTY}\"\nreferences = [{{ title = \"R{NASTY}\", url = \"https://example.org\" }}]\n"
    );
    house.write("checklists/bad.toml", &list);
    house.write("checklists/broken.toml", &format!("id = \"{NASTY}"));
    let nasty = "z\u{1b}]0;w\u{7}\u{202e}\u{9b}1m";
    let script = "start bad\n\nsZ\neZ\nrZ\ntZ\nKim\n\ng\npartial\nrZ\n\naZ\no\n+3d\nnote nZ\nZ.txt\nhttps://Z\n\nyes\nh\n\
                  list\n\nfind Z\nfindings\n\nZ\nsign\n\nrejected\nUnfit Z\n\nZ\ntz]0;w\u{202e}1m\nreport\nread\nundo\nhome\n";
    let (said, _) = house.walk(&script.replace('Z', nasty));
    said.has("Tx<U+001B>[2J<U+202E>y").has("rejected as");
    assert!(
        house.reopened().dossier().review().signoffs.len() == 1,
        "{said}"
    );
}

#[test]
fn whatever_is_typed_it_goes_on() {
    let words = [
        "",
        "1",
        "2",
        "3",
        "4",
        "5",
        "back",
        "b",
        "list",
        "find e",
        "d",
        "yes",
        "no",
        "edit",
        "discard",
        "undo",
        "redo",
        "sign",
        "report",
        "home",
        "skip",
        "next",
        "?",
        "-",
        ".",
        "+3d",
        "Kim",
        "note x",
        "remove 1",
        "demo",
        "start mini",
        "NET-2",
        "https://example.org",
        "signoff.toml",
        "g",
        "h",
        "findings",
        "approved",
    ];
    let mut seed = 7_usize;
    for _ in 0..60 {
        let house = House::started();
        let mut script = String::new();
        for _ in 0..60 {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            script += words[(seed >> 33) % words.len()];
            script += "\n";
        }
        let (said, _) = house.walk(&script);
        assert!(
            said.contains("Missing:") || said.contains("Signed off") || said.contains("No review"),
            "{said}"
        );
    }
}

#[test]
fn a_secret_is_kept_only_where_somebody_says_so() {
    let house = House::started();
    for (secret, what) in secrets() {
        let (said, _) = house.walk(&format!("met\n{secret}\n\n\n\nyes\nno\ndiscard\nquit\n"));
        said.has("This looks like a secret: rationale: ").has(what);
        assert_eq!(house.reviewed(), 0, "{said}");
    }
    let answer = "met\npassword=hushhush\n\n\n\nyes\n";
    let (said, _) = house.walk(&format!("{answer}no\ndiscard\nquit\n"));
    said.has("rationale: a password, key or token behind its name")
        .has("Nothing was recorded.");
    assert_eq!(house.reviewed(), 0, "{said}");
    let (said, _) = house.walk(&format!("{answer}yes\nquit\n"));
    assert_eq!(house.reviewed(), 1, "{said}");
}

#[test]
fn a_review_is_named_after_a_secret_only_where_somebody_says_so() {
    let house = House::with_list();
    let start = "start mini\n\npassword=hushhush\n\n\n\n\n\n";
    let (said, _) = house.walk(&format!("{start}no\nquit\n"));
    said.has("system: a password, key or token behind its name")
        .has("Not started");
    assert!(!house.path("signoff.toml").exists(), "{said}");
    let (said, _) = house.walk(&format!("{start}yes\nquit\n"));
    said.has("Started signoff.toml");
}
