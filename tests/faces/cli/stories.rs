//! The stories that must come out right, each told with names alone and, where it matters, with keys.

use crate::has::Has as _;
use crate::house::{ADA, BOB, GRACE, House, KIM, mini};
use signoff::text::digest::Digest;

fn list() -> String {
    mini("", &["critical", "low"])
}

/// A review that Ada begins.
fn begun() -> House {
    House::of(&list(), "--system box")
}

/// Where all is answered.
fn answered() -> House {
    let house = begun();
    house.done("attest A-1 A-2 met --rationale Fine");
    house
}

fn approve(house: &House, who: &str) {
    house
        .by(who)
        .done("sign --role approver --decision approved --unsigned");
}

fn is_open(house: &House) -> bool {
    house.run("check").code == 0
}

/// What keeps the gate shut.
fn reasons(house: &House) -> String {
    let run = house.run("check");
    run.is(1);
    run.out
}

/// The id that a command told last: `return on A-1, id 07a8…`.
fn told_id(said: &str) -> String {
    let (_, id) = said.rsplit_once("id ").expect(said);
    id.trim().to_owned()
}

#[test]
fn a_session_a_return_an_acceptance_and_an_approval_with_conditions() {
    let house = begun();
    house.done("session start --with 'Kim <kim@example.org>'");
    house.done("attest A-1 A-2 met --rationale 'Looked at' --answered-by 'Kim <kim@example.org>'");
    house.done("session end");
    house
        .done("session recap")
        .has_out("Kim, recorded by Ada Lovelace: Looked at");
    house.by(GRACE).done("return A-1 --text 'no test result'");
    reasons(&house).has("A-1 is returned by Grace Hopper");
    house
        .by(BOB)
        .run("sign --role approver --decision approved --unsigned")
        .is(1)
        .has_err("no test result");
    // Another answer ends the return.
    house.done("attest A-1 met --rationale Tested --answered-by 'Kim <kim@example.org>'");
    // Neither who said it nor who wrote it down stands behind it as a second person.
    for by in ["Kim <kim@example.org>", ADA] {
        house
            .by(by)
            .run("accept A-1 --unsigned")
            .is(2)
            .has_err("gave or recorded that answer, and cannot accept it");
    }
    house.by(GRACE).done("accept A-1 --unsigned");
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Watch it' --owner Kim --due +30d \
         --unsigned --by '{BOB}'"
    ));
    assert!(is_open(&house));
    let status = house.done("status").out;
    let open = "Watch it (Kim <kim@example.org>, by ";
    let (_, id) = status.split_once(open).expect(&status);
    let id = id.split("id ").nth(1).unwrap().split(')').next().unwrap();
    house
        .by(GRACE)
        .run(&format!("close {id} --reason Seen --unsigned"))
        .is(2)
        .has_err("only Bob");
    house
        .by(BOB)
        .done(&format!("close {id} --reason 'Seen by me' --unsigned"));
    assert!(is_open(&house));
    // Every face says that it is met, and none that it is open.
    let (status, report) = (house.done("status").out, house.done("report").out);
    let closed = "closed by Bob <bob@example.org>: Seen by me";
    status.has(closed);
    report.has("**closed** by").lacks("conditions: 1");
    let json = house.json("status --json");
    assert_eq!(json["signoffs"][0]["closed"][0]["why"], "Seen by me");
    // Somebody edits.
    house.done("attest A-2 unmet --rationale Broken --owner Kim --due +3d");
    reasons(&house).has("stale: the review changed after it: A-2");
}

#[test]
fn each_condition_has_its_own_owner_and_day() {
    let house = answered();
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Watch it; Kim <kim@example.org>; 2998-01-01' \
         --condition 'Log a; b' --owner Lea --due 2999-01-01 --unsigned --by '{BOB}'"
    ));
    house
        .done("status")
        .has_out("Watch it (Kim <kim@example.org>, by 2998-01-01")
        .has_out("Log a; b (Lea, by 2999-01-01");
    // Nothing is asked for all where each says its own, and a day of its own is looked at like any other.
    let sign = "sign --role reviewer --decision approved-with-conditions --unsigned --condition";
    house
        .by(GRACE)
        .done(&format!("{sign} 'x; Kim <kim@example.org>; +9d'"));
    let past = house
        .by(GRACE)
        .run(&format!("{sign} 'x; 2020-01-01' --owner Kim"));
    past.is(2).has_err("in the past");
}

#[test]
fn what_a_return_ends_is_only_another_answer_or_its_maker() {
    let house = answered();
    let id = told_id(&house.by(GRACE).done("return A-1 --text Unclear").err);
    for who in [ADA, BOB] {
        house
            .by(who)
            .run(&format!("end {id} --reason Fine --unsigned"))
            .is(2)
            .has_err("only Grace");
    }
    house
        .by(GRACE)
        .done(&format!("end {id} --reason 'Clear now' --unsigned"));
    approve(&house, BOB);
    assert!(is_open(&house));
    // A hand that writes Ada's name under the end of Grace's return ends nothing.
    let file = house.review();
    let forged = file.replace(
        "By: Grace Hopper <grace@example.org>",
        "By: Ada Lovelace <ada@example.org>",
    );
    house.put(&forged);
    reasons(&house).has("A-1 is returned by Grace Hopper");
}

#[test]
fn the_same_words_once_more_do_not_end_a_return() {
    let house = answered();
    house.by(GRACE).done("return A-1 --text Unclear");
    house
        .by(KIM)
        .done("attest A-1 met --rationale Fine")
        .has_err("A-1 says what it said before");
    reasons(&house).has("A-1 is returned by Grace Hopper");
    house
        .by(KIM)
        .done("attest A-1 met --rationale 'Fine, tested'")
        .lacks_err("stays returned");
    reasons(&house).lacks("returned");
}

#[test]
fn some_letters_of_somebody_are_enough_wherever_a_person_is_named() {
    let house = answered();
    house.by(GRACE).done("comment A-1 --text Seen");
    house.by(KIM).done("comment A-1 --text Seen");
    house.done("attest A-1 risk-accepted --rationale Known --accepted-by gra --until +9d --answered-by kim");
    house.done("attest A-2 unmet --rationale Broken --owner Kim --due +3d");
    house.done("ask A-2 --text When --for hopper");
    let file = house.review();
    for said in [
        "accepted-by = \"Grace Hopper <grace@example.org>\"",
        "by = \"Kim <kim@example.org>\"",
        "owner = \"Kim <kim@example.org>\"",
        "for = \"Grace Hopper <grace@example.org>\"",
    ] {
        file.has(said);
    }
    // Of two whom the letters may mean, neither is taken.
    house.done("comment A-1 --text Seen --by 'Kim Lee <lee@example.org>'");
    house
        .run("attest A-2 unmet --rationale Broken --owner ki --due +3d")
        .is(2)
        .has_err("may be");
    // Who has no address can never confirm that they take a risk.
    house
        .done("attest A-1 risk-accepted --rationale Known --accepted-by Zoe --until +9d")
        .has_err("without a mail address");
}

#[test]
fn who_approves_over_an_open_question_says_why() {
    let house = answered();
    let id = told_id(
        &house
            .by(GRACE)
            .done("ask A-1 --text 'Who owns it?' --for Kim")
            .err,
    );
    house
        .by(BOB)
        .run("sign --role approver --decision approved --unsigned")
        .is(1)
        .has_err("a question by Grace Hopper <grace@example.org> on A-1 is open");
    let before = house.review();
    // Two on one item are one thing to see to.
    for (item, why) in [
        (
            "A-1",
            "a question by Grace Hopper <grace@example.org> on A-1 is open",
        ),
        (
            "A-2",
            "2 items have open questions, such as one by Grace Hopper <grace@example.org> on A-1",
        ),
    ] {
        house
            .by(GRACE)
            .done(&format!("ask {item} --text 'Who else?' --for Kim"));
        house
            .by(BOB)
            .run("sign --role approver --decision approved --unsigned")
            .is(1)
            .has_err(why);
    }
    house.put(&before);
    let comment = told_id(&house.by(GRACE).done("comment A-1 --text 'Looks fine'").err);
    for (name, why) in [
        (comment.clone(), "only a question or a condition is closed"),
        (format!("{comment}/0"), "neither an item nor a record"),
    ] {
        house
            .by(GRACE)
            .run(&format!("close {name} --reason Told --unsigned"))
            .is(2)
            .has_err(why);
    }
    let answered = told_id(
        &house
            .by(GRACE)
            .done("ask A-2 --text 'Since when?' --for Kim")
            .err,
    );
    house
        .by(GRACE)
        .done(&format!("close {answered} --reason Told --unsigned"));
    house.by(BOB).done(
        "sign --role approver --decision approved --despite 'Kim answers on Monday' --unsigned",
    );
    assert!(is_open(&house));
    let whole = house.review();
    house.put(&whole.replace("Despite open questions: Kim answers on Monday\n", ""));
    reasons(&house).has("over an open question by Grace Hopper");
    house.put(&whole);
    // What is said beside it, and what is closed, nobody takes on.
    let open = house.reopened();
    let statement = &open.dossier().review().signoffs[0].statement;
    statement.has("Who owns it?");
    statement.lacks("Looks fine");
    statement.lacks("Since when?");
    // What is asked later closes nothing, unless the policy says so.
    house.by(GRACE).done("ask A-2 --text 'And this?' --for Kim");
    assert!(is_open(&house));
    house.write("closed.toml", "questions = \"closed\"");
    let run = house.run("check --policy closed.toml");
    run.has_out("a question by Grace Hopper <grace@example.org> on A-2 is open: And this?");
    run.lacks_out("on A-1");
    house
        .by(GRACE)
        .done(&format!("close {id} --reason Told --unsigned"));
}

#[test]
fn who_only_wrote_an_answer_down_may_approve_once_it_is_confirmed() {
    let house = House::new();
    house.write("mini.toml", &list());
    house
        .by(KIM)
        .done("new --checklist ./mini.toml --system box");
    house
        .by(BOB)
        .done("attest A-1 A-2 met --rationale Fine --answered-by 'Kim <kim@example.org>'");
    approve(&house, BOB);
    reasons(&house).has("also prepared the review");
    house.by(KIM).done("confirm A-1 A-2 --unsigned");
    assert!(is_open(&house));
    house
        .by(GRACE)
        .run("confirm A-1 --unsigned")
        .is(2)
        .has_err("who could confirm it");
}

#[test]
fn the_policy_asks_for_acceptance_and_for_confirmed_risks() {
    let house = begun();
    house.done("attest A-1 risk-accepted --rationale Known --accepted-by 'Grace Hopper <grace@example.org>' --until +30d");
    house.done("attest A-2 met --rationale Fine");
    approve(&house, BOB);
    house.write(
        "strict.toml",
        "accepted = [\"critical\"]\nconfirmed = \"required\"",
    );
    let run = house.run("check --policy strict.toml");
    run.has_out("A-1 is not accepted by anybody who may review or approve it");
    run.has_out("A-1 has a risk that Grace Hopper <grace@example.org> did not confirm");
    house
        .run("accept A-1 --unsigned")
        .is(2)
        .has_err("cannot accept it");
    house
        .by(GRACE)
        .done("declare --accept A-1 --confirm A-1 --unsigned");
    house.run("check --policy strict.toml").is(0);
    // An edit ends both.
    house.done("attest A-1 risk-accepted --rationale 'Known well' --accepted-by 'Grace Hopper <grace@example.org>' --until +30d");
    house
        .run("check --policy strict.toml")
        .has_out("did not confirm");
}

#[test]
fn a_disowned_answer_is_not_reviewed() {
    let house = begun();
    house.done("attest A-1 A-2 met --rationale Fine --answered-by 'Kim <kim@example.org>'");
    approve(&house, BOB);
    house
        .by(KIM)
        .done("disown A-1 --reason 'I never said so' --unsigned");
    reasons(&house).has("A-1 was disowned by Kim");
    house
        .by(GRACE)
        .run("disown A-2 --reason No --unsigned")
        .is(2);
}

#[test]
fn a_rejection_is_not_disowned() {
    let house = answered();
    house
        .by(GRACE)
        .done("sign --role preparer --decision rejected --why 'No plan' --unsigned");
    let file = house.review();
    let (_, id) = file.rsplit_once("\nId: ").unwrap();
    let id = id.lines().next().unwrap();
    let disown = format!("disown {id} --reason 'Not mine' --unsigned --by '{GRACE}'");
    house
        .run(&disown)
        .is(2)
        .has_err("signoff revoke takes it back");
    // Nor where somebody writes it into the file: neither is the no gone, nor that its maker prepared.
    house.by(BOB).done(&format!(
        "declare --dismiss {id} --reason 'Not mine' --unsigned"
    ));
    let file = house.review();
    let forged = file.replace("\nDismisses: ", "\nDisowns: ").replace(
        "By: Bob <bob@example.org>",
        "By: Grace Hopper <grace@example.org>",
    );
    house.put(&forged);
    reasons(&house).has("rejected as preparer by Grace Hopper");
    approve(&house, GRACE);
    reasons(&house).has("Grace Hopper <grace@example.org> approved and also prepared");
}

#[test]
fn a_rejection_says_why_and_is_lifted_by_its_maker_alone() {
    let house = answered();
    house
        .by(GRACE)
        .run("sign --role reviewer --decision rejected --unsigned")
        .is(2)
        .has_err("--why");
    house
        .by(GRACE)
        .done("sign --role reviewer --decision rejected --why 'No plan' --unsigned");
    house
        .by(BOB)
        .done("sign --role approver --decision approved --unsigned")
        .has_out("Rejected before: as reviewer by Grace Hopper")
        .has_out("  why: No plan");
    reasons(&house).has("rejected as reviewer by Grace Hopper");
    house
        .by(GRACE)
        .done("sign --role reviewer --decision approved --unsigned");
    approve(&house, BOB);
    assert!(is_open(&house));
}

#[test]
fn answers_of_two_branches_are_undecided_whatever_the_file_says_first() {
    let house = begun();
    let start = house.review();
    house.done("attest A-1 met --rationale Mine");
    let ours = house.review();
    house.put(&start);
    house
        .by(KIM)
        .done("attest A-1 unmet --rationale Theirs --owner Kim --due +3d");
    let block = |text: &str| {
        let from = text.find(ANSWER).unwrap();
        let to = text.find("# end A-1").unwrap();
        text[from..to].to_owned()
    };
    let (ours, theirs) = (block(&ours), block(&house.review()));
    for both in [format!("{ours}{theirs}"), format!("{theirs}{ours}")] {
        house.put(&start.replace("# end A-1", &format!("\n{both}# end A-1")));
        let why = reasons(&house);
        why.has("A-1 is undecided");
        why.has("Ada Lovelace <ada@example.org> says met");
    }
    house.done("attest A-1 met --rationale 'Both seen'");
    house.done("attest A-2 met --rationale Fine");
    approve(&house, BOB);
    assert!(is_open(&house));
}

/// As a review of schema 1 has it.
fn of_schema_1(text: &str) -> String {
    let text = text.replacen("schema = 2", "schema = 1", 1);
    let lines = text.lines().filter(|line| !line.starts_with("after = "));
    lines.map(|line| format!("{line}\n")).collect()
}

/// An old program takes the last answer of the file, whatever another one names.
#[test]
fn an_answer_of_form_1_that_stands_last_is_passed_over_by_nobody() {
    let house = answered();
    house.put(&of_schema_1(&house.review()));
    house.done("migrate");
    house.done("attest A-1 met --rationale Again");
    approve(&house, BOB);
    assert!(is_open(&house));
    let text = house.review();
    let from = text.find(ANSWER).unwrap();
    let to = text.find("# end A-1").unwrap();
    let again = from
        + text[from..to]
            .rfind("[[item.mini.A-1.attestation]]")
            .unwrap();
    let (one, other) = (&text[from..again], &text[again..to]);
    house.put(&format!("{}{other}\n{one}{}", &text[..from], &text[to..]));
    reasons(&house).has("A-1 is undecided");
}

#[test]
fn a_file_of_schema_1_has_nothing_of_schema_2() {
    let house = answered();
    house.by(GRACE).done("ask A-1 --text 'Who?' --for Kim");
    house.done("session start");
    house.by(GRACE).done("accept A-1 --unsigned");
    house
        .by(BOB)
        .done("sign --role approver --decision approved --despite Fine --unsigned");
    let file = house.review().replacen("schema = 2", "schema = 1", 1);
    house.put(&file);
    let run = house.run("check");
    run.is(2);
    for what in [
        "`after`",
        "`remark`",
        "`declaration`",
        "`session`",
        "its statement is of form 2",
    ] {
        run.has_err(what);
    }
}

const ANSWER: &str = "[[item.mini.A-1.attestation]]\n";

#[test]
fn a_review_of_schema_1_is_migrated_and_says_what_it_has_no_place_for() {
    let house = answered();
    house.put(&of_schema_1(&house.review()));
    approve(&house, BOB);
    assert!(is_open(&house));
    house
        .by(GRACE)
        .run("comment A-1 --text Hello")
        .is(2)
        .has_err("signoff migrate");
    // A policy may want what form 2 says.
    for (form, code) in [(1, 0), (2, 1)] {
        house.write("form.toml", &format!("form = {form}\n"));
        let run = house.run("check --policy form.toml");
        run.is(code);
        let why = "is of form 1, and the policy wants form 2";
        assert_eq!(run.out.contains(why), code == 1, "{run}");
    }
    house.done("migrate");
    // What was signed stays as it was signed, until somebody answers.
    assert!(is_open(&house));
    // Nor does it stay signed where somebody writes what form 1 has no place for.
    let whole = house.review();
    for (behind, more) in [
        ("[review]\n", "time-zone = \"Asia/Tokyo\"\n"),
        (ANSWER, "after = []\n"),
        (ANSWER, "said-at = 2026-01-01T00:00:00Z\n"),
        (ANSWER, "recorded-by = \"Kim <kim@example.org>\"\n"),
    ] {
        house.put(&whole.replacen(behind, &format!("{behind}{more}"), 1));
        reasons(&house).has("the review changed after it");
    }
    house.put(&whole);
    house.by(GRACE).done("comment A-1 --text Hello");
    assert!(is_open(&house));
    house.done("attest A-1 met --rationale Again");
    assert!(!is_open(&house));
}

#[test]
fn a_statement_names_the_policy_file_that_it_was_made_under() {
    for of_form_1 in [false, true] {
        let house = answered();
        if of_form_1 {
            house.put(&of_schema_1(&house.review()));
        }
        let policy = "people = 1\n";
        house.write("own.toml", policy);
        house
            .by(BOB)
            .done("sign --role approver --decision approved --unsigned --policy own.toml");
        let line = format!(
            "\nPolicy file: own.toml {}\n",
            Digest::of(policy.as_bytes())
        );
        assert_eq!(
            house.review().contains(&line),
            !of_form_1,
            "{}",
            house.review()
        );
        // Under whichever policy it is looked at.
        assert!(is_open(&house));
        house.run("check --policy own.toml").is(0);
    }
}

#[test]
fn a_signature_that_is_taken_away_leaves_no_unsigned_record() {
    needs_openssh!();
    let house = answered();
    house.make_key("../grace", "grace@example.org");
    house
        .by(GRACE)
        .done("sign --role reviewer --decision rejected --why No --key ../grace");
    let file = house.review();
    let (from, to) = (
        file.find("signature = \"\"\"").unwrap(),
        file.rfind("\"\"\"").unwrap() + 4,
    );
    house.put(&format!("{}{}", &file[..from], &file[to..]));
    house
        .by(GRACE)
        .done("sign --role reviewer --decision approved --unsigned");
    approve(&house, BOB);
    reasons(&house).has("the signature is missing");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program has the clock of this machine"
)]
fn days_end_where_the_people_of_a_review_are() {
    let house = House::new();
    house.write("mini.toml", &list());
    // A day that is over in Kiritimati when it still lasts in Pago Pago.
    for (zone, code) in [("Pacific/Kiritimati", 2), ("Pacific/Pago_Pago", 0)] {
        house.put("");
        std::fs::remove_file(house.path("signoff.toml")).unwrap();
        house.done(&format!(
            "new --checklist ./mini.toml --system box --time-zone {zone}"
        ));
        let today = chrono::Utc::now() - chrono::TimeDelta::hours(11);
        let day = today.format("%F");
        house
            .run(&format!(
                "attest A-1 unmet --rationale x --owner Kim --due {day}"
            ))
            .is(code);
    }
    let wrong =
        house.run("new other.toml --checklist ./mini.toml --system box --time-zone Mars/Olympus");
    wrong.is(2).has_err("expected a time zone");
}

#[test]
fn the_day_of_an_audit_ends_there_too() {
    let house = House::new();
    house.write("mini.toml", &list());
    // Late in UTC it is the day before in one, and the next in the other.
    for (zone, moment, of_time) in [
        (
            "America/Los_Angeles",
            "2031-07-02 06:59Z",
            "2031-07-02 06:59Z",
        ),
        ("Asia/Tokyo", "2031-07-01 14:59Z", "2031-07-02 14:59Z"),
        ("UTC", "2031-07-01 23:59Z", "2031-07-02 23:59Z"),
    ] {
        let file = format!("{}.toml", zone.replace('/', "-"));
        house.done(&format!(
            "new {file} --checklist ./mini.toml --system box --time-zone {zone}"
        ));
        house
            .run(&format!("check -r {file} --at 2031-07-01"))
            .has_out(&format!("as of {moment}"));
        house
            .run(&format!("check -r {file} --at 2031-07-01T18:00:00-08:00"))
            .has_out(&format!("as of {of_time}"));
    }
}

/// What a statement does not name is counted, and nothing is where all is named.
#[test]
fn a_statement_names_so_many_and_counts_the_others() {
    for schema in [1, 2] {
        for count in [20, 100, 101] {
            let severity = |nth| if nth == count { "critical" } else { "low" };
            let items: String = (1..=count)
                .map(|nth| {
                    let severity = severity(nth);
                    format!(
                        "[[category.item]]\nid = \"A-{nth}\"\ntitle = \"One\"\nseverity = \"{severity}\"\n"
                    )
                })
                .collect();
            let house = House::of(&format!("{}{items}", mini("", &[])), "--system box");
            house.put(
                &house
                    .review()
                    .replacen("schema = 2", &format!("schema = {schema}"), 1),
            );
            let all: String = (1..=count).map(|nth| format!("A-{nth} ")).collect();
            house.done(&format!(
                "attest {all} unmet --rationale Broken --action Mend --owner Kim --due +3d"
            ));
            let why = if schema == 1 { "" } else { "--why Unfit" };
            house.done(&format!(
                "sign --role approver --decision rejected {why} --unsigned"
            ));
            let text = house.review();
            assert_eq!(text.matches("\nFinding: ").count(), count.min(100));
            assert_eq!(text.contains("\nNot named here: "), count > 100);
            assert_eq!(text.contains("A-20, and "), schema == 2 && count > 20);
            // Of form 1, the worst stand first where not all are named.
            let first = text.split("\nFinding: ").nth(1).unwrap();
            let is_worst = first.lines().next().unwrap().contains("critical");
            assert_eq!(is_worst, schema == 2 || count > 100);
        }
    }
}

#[test]
fn an_approval_names_the_last_rejections_and_how_many_there_are() {
    let house = answered();
    for _ in 0..22 {
        house
            .by(GRACE)
            .done("sign --role approver --decision rejected --why Unfit --unsigned");
    }
    let run = house
        .by(BOB)
        .done("sign --role approver --decision approved --unsigned");
    assert_eq!(
        run.out.matches("Rejected before: as approver by").count(),
        20
    );
    run.has_out("Rejected before: 2 more\n");
    let approved = "approved as approver by Bob";
    house.run("verify").has(approved).lacks("its statement");
    // What was signed before names all of them, and is no less what the review says.
    let text = house.review();
    let (head, last) = text.rsplit_once("Rejected before: 2 more\n").unwrap();
    let two = last.split("\n\n").next().unwrap().lines().take(4);
    let two = two.collect::<Vec<_>>().join("\n");
    house.put(&format!("{head}{two}\n{last}"));
    house.run("verify").has(approved).lacks("its statement");
}

#[test]
fn a_rejection_is_overruled_only_by_whom_the_policy_names() {
    let house = answered();
    house
        .by(GRACE)
        .done("sign --role reviewer --decision rejected --why 'No plan' --unsigned");
    let file = house.review();
    let (_, rest) = file.split_once("[[signoff]]\nid = \"").unwrap();
    let id = &rest[..8];
    house
        .by(BOB)
        .run(&format!(
            "sign --role approver --decision approved --overrule {id} --unsigned"
        ))
        .is(2);
    house.by(BOB).done(&format!("sign --role approver --decision approved --overrule {id} --why 'There is a plan' --unsigned"));
    reasons(&house).has("rejected as reviewer by Grace Hopper");
    house.write(
        "other.toml",
        "[principals]\noverrule = [\"carol@example.org\"]",
    );
    house.run("check --policy other.toml").is(1);
    house.write("bob.toml", "[principals]\noverrule = [\"bob@example.org\"]");
    house.run("check --policy bob.toml").is(0);
    house
        .done("status --policy bob.toml")
        .has_out("it was overruled by Bob <bob@example.org>: There is a plan");
}

/// Key A ends and key B begins between two sign-offs: no day has both.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program has the clock of this machine"
)]
fn a_key_is_rotated() {
    needs_openssh!();
    let list = list().replace(
        "version = \"1\"",
        "version = \"1\"\npolicy = { roles = [\"reviewer\", \"approver\"] }",
    );
    let house = House::new();
    house.write("mini.toml", &list);
    house.done("new --checklist ./mini.toml --system box");
    house.done("attest A-1 A-2 met --rationale Fine");
    let lines = ["../a", "../b", "../bob"].map(|key| {
        let mail = if key == "../bob" { "bob" } else { "grace" };
        house.make_key(key, &format!("{mail}@example.org"))
    });
    let [a, b, bob] = &lines;
    house.write("../allowed", &lines.concat());
    house
        .by(GRACE)
        .done("sign --role reviewer --decision approved --key ../a");
    let end = chrono::Utc::now() + chrono::TimeDelta::seconds(1);
    let end = end.format("%Y%m%d%H%M%S");
    let ended = a.replace(
        "namespaces=",
        &format!("valid-before=\"{end}\",namespaces="),
    );
    house.write("../allowed", &[&ended, b, bob].map(String::as_str).concat());
    let gate = "check --require signed --allowed-signers ../allowed";
    let approve = format!(
        "sign --role approver --decision approved --key ../bob --allowed-signers ../allowed --by '{BOB}'"
    );
    house.done(&approve);
    // Until the second is over in which it ended.
    let is_over = || house.run(gate).out.contains("nobody vouches for that");
    assert!((0..200).any(|_| is_over()), "{}", house.run(gate));
    let before = house.review();
    // Nobody vouches in her name alone, with the key itself, or for a key that is revoked.
    house
        .by(GRACE)
        .run("vouch --unsigned --allowed-signers ../allowed")
        .is(0);
    house.run(gate).is(1);
    house.put(&before);
    house
        .by(GRACE)
        .done("vouch --key ../a --allowed-signers ../allowed");
    house.run(gate).is(1);
    house.put(&before);
    house
        .by(GRACE)
        .done("vouch --key ../b --allowed-signers ../allowed")
        .has_out("\nVouches: sha256:");
    house.run(gate).is(0);
    house
        .run("verify --allowed-signers ../allowed")
        .is(0)
        .has_out("vouched for by Grace Hopper");
    house.write("../revoked", &house.read("../a.pub"));
    let run = house.run(&format!("{gate} --revoked ../revoked"));
    run.is(1).has_out("is revoked");
    // For one statement as for all of them, and with other things.
    let (_, id) = before.split_once("\nId: ").unwrap();
    let id = id.lines().next().unwrap();
    for one in [
        format!("vouch {id} --key ../b --allowed-signers ../allowed --by '{GRACE}'"),
        format!("declare --vouch {id} --key ../b --allowed-signers ../allowed --by '{GRACE}'"),
    ] {
        house.put(&before);
        house.done(&one);
        house.run(gate).is(0);
    }
    house
        .by(GRACE)
        .run("vouch A-1 --key ../b --allowed-signers ../allowed")
        .is(1);
    // Who signs next vouches with the same signature.
    house.put(&before);
    house.done(&approve).has_err("--vouch");
    house.done(&format!("{approve} --vouch"));
    house.run(gate).is(0);
    let file = house.review();
    // Whoever takes that back without a key does so until it is set aside.
    house
        .by("Zoe <zoe@example.org>")
        .done("revoke approver --reason Junk --unsigned");
    house.run(gate).is(1).has_out("nobody vouches for that");
    let text = house.review();
    let (_, junk) = text.rsplit_once("\nId: ").unwrap();
    let junk = junk.lines().next().unwrap();
    house.done(&format!(
        "dismiss {junk} --reason Junk --key ../bob --allowed-signers ../allowed --by '{BOB}'"
    ));
    house.run(gate).is(0);
    // What was signed at another time, or stands behind it, is not what somebody vouched for.
    let day = "ended on 2";
    file.has(day);
    house.put(&file.replace(day, "ended on 1"));
    house.run(gate).is(1);
    // Nor does it count where nobody else may approve.
    house.write(
        "grace.toml",
        "[principals]\napprover = [\"carol@example.org\"]",
    );
    house.put(&file);
    house
        .run(&format!("{gate} --policy grace.toml"))
        .has_out("nobody vouches for that");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program has the clock of this machine"
)]
fn who_vouched_with_a_key_that_ended_since_is_vouched_for_too() {
    needs_openssh!();
    let house = House::new();
    house.write("mini.toml", &list());
    house.done("new --checklist ./mini.toml --system box");
    house.done("attest A-1 A-2 met --rationale Fine");
    let mut lines = ["../a", "../b", "../c"].map(|key| house.make_key(key, "grace@example.org"));
    house.write("../allowed", &lines.concat());
    let gate = "check --require signed --allowed-signers ../allowed";
    let grace = house.by(GRACE);
    grace.done("sign --role approver --decision approved --key ../a");
    // The key ends, and the gate is shut when the second is over in which it did.
    let mut ends = |nth: usize| {
        let end = chrono::Utc::now() + chrono::TimeDelta::seconds(1);
        let end = format!(
            "valid-before=\"{}\",namespaces=",
            end.format("%Y%m%d%H%M%S")
        );
        lines[nth] = lines[nth].replace("namespaces=", &end);
        house.write("../allowed", &lines.concat());
        let is_shut = || house.run(gate).out.contains("nobody vouches for that");
        assert!((0..200).any(|_| is_shut()), "{}", house.run(gate));
    };
    ends(0);
    grace.done("vouch --key ../b --allowed-signers ../allowed");
    house.run(gate).is(0);
    ends(1);
    let before = house.review();
    let (head, vouching) = before.split_once("[[declaration]]").unwrap();
    let (_, id) = vouching.split_once("\nId: ").unwrap();
    let id = id.lines().next().unwrap();
    // For the vouching alone, and by that for the sign-off.
    grace.done(&format!(
        "vouch {id} --key ../c --allowed-signers ../allowed"
    ));
    house.run(gate).is(0);
    // Without the one in the middle nobody vouches for the sign-off, and a key that is revoked vouches for nothing.
    let last = house.review().replacen(&before, "", 1);
    last.has("[[declaration]]");
    house.write("../revoked", &house.read("../b.pub"));
    house
        .run(&format!("{gate} --revoked ../revoked"))
        .is(1)
        .has_out("nobody vouches for that");
    house.put(&format!("{head}{last}"));
    house.run(gate).is(1);
}

#[test]
fn a_new_review_has_the_zone_of_who_starts_it() {
    let house = House::new();
    house.write("mini.toml", &list());
    for (zone, line) in [
        (
            "America/Los_Angeles",
            Some("time-zone = \"America/Los_Angeles\""),
        ),
        ("UTC", None),
        ("nowhere", None),
    ] {
        let file = format!("{}.toml", zone.replace('/', "-"));
        let words = [
            "new",
            &file,
            "--checklist",
            "./mini.toml",
            "--system",
            "box",
        ];
        let output = house.command(&words).env("TZ", zone).output().unwrap();
        assert!(output.status.success());
        let said = house.read(&file);
        let found = said.lines().find(|one| one.starts_with("time-zone"));
        assert_eq!(found, line, "{zone}");
    }
}

#[test]
fn items_are_found_by_what_was_said_of_them() {
    let house = answered();
    let found = |query: &str, who: &str| {
        let all = house
            .by(who)
            .run(&format!("status --json --filter {query}"));
        let all: serde_json::Value = serde_json::from_str(&all.out).unwrap();
        let items = all["items"].as_array().unwrap().iter();
        let names = items.map(|item| item["name"].as_str().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    let nothing = [
        "is:returned",
        "is:asked",
        "is:undecided",
        "for:kim",
        "mine:",
    ];
    assert_eq!(nothing.map(|query| found(query, ADA)), [""; 5]);
    house.by(GRACE).done("return A-1 --text 'No test'");
    let asked = house
        .by(GRACE)
        .done("ask A-2 --text Who? --for 'Kim <kim@example.org>'");
    for (query, who, names) in [
        ("is:returned", ADA, "A-1"),
        ("is:asked", ADA, "A-2"),
        ("for:KIM", ADA, "A-2"),
        ("for:ada", ADA, ""),
        ("-mine:", ADA, "A-2"),
        ("mine:", ADA, "A-1"),
        ("mine:", KIM, "A-2"),
    ] {
        assert_eq!(found(query, who), names, "{query} {who}");
    }
    house
        .done("status --filter is:met")
        .has_out("A-1  met, returned  critical");
    let id = told_id(&asked.err);
    house
        .by(GRACE)
        .done(&format!("close {id} --reason Told --unsigned"));
    assert_eq!(found("is:asked", ADA), "");
    house
        .run("status --filter mine:kim")
        .is(2)
        .has_err("mine: stands by itself");
}
