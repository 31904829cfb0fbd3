//! The stories that must come out right, each told with names alone and, where it matters, with keys.

use super::house::House;

const ADA: &str = "--by 'Ada Lovelace <ada@example.org>'";
const KIM: &str = "--by 'Kim <kim@example.org>'";
const GRACE: &str = "--by 'Grace Hopper <grace@example.org>'";
const BOB: &str = "--by 'Bob <bob@example.org>'";

const LIST: &str = r#"
schema = 1
id = "mini"
title = "Mini"
version = "1"

[[category]]
id = "c"
title = "C"
[[category.item]]
id = "A-1"
title = "First thing"
severity = "critical"
[[category.item]]
id = "A-2"
title = "Second thing"
severity = "low"
"#;

/// A review that Ada begins.
fn begun() -> House {
    let house = House::new();
    house.write("mini.toml", LIST);
    house.done(&format!("new --checklist ./mini.toml --system box {ADA}"));
    house
}

/// Where all is answered.
fn answered() -> House {
    let house = begun();
    house.done(&format!("attest A-1 A-2 met --rationale Fine {ADA}"));
    house
}

fn approve(house: &House, who: &str) {
    house.done(&format!(
        "sign --role approver --decision approved --unsigned {who}"
    ));
}

fn is_open(house: &House) -> bool {
    house.run("check").code == 0
}

/// What keeps the gate shut.
fn reasons(house: &House) -> String {
    let run = house.run("check");
    assert_eq!(run.code, 1, "{run}");
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
    house.done(&format!(
        "session start --with 'Kim <kim@example.org>' {ADA}"
    ));
    house.done(&format!(
        "attest A-1 A-2 met --rationale 'Looked at' --answered-by 'Kim <kim@example.org>' {ADA}"
    ));
    house.done(&format!("session end {ADA}"));
    let minutes = house.done("session recap").out;
    assert!(
        minutes.contains("Kim, recorded by Ada Lovelace: Looked at"),
        "{minutes}"
    );
    house.done(&format!("return A-1 --text 'no test result' {GRACE}"));
    assert!(reasons(&house).contains("A-1 is returned by Grace Hopper"));
    let refused = house.run(&format!(
        "sign --role approver --decision approved --unsigned {BOB}"
    ));
    assert!(
        refused.code == 1 && refused.err.contains("no test result"),
        "{refused}"
    );
    // Another answer ends the return.
    house.done(&format!(
        "attest A-1 met --rationale Tested --answered-by 'Kim <kim@example.org>' {ADA}"
    ));
    house.done(&format!("accept A-1 --unsigned {GRACE}"));
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Watch it' --owner Kim --due +30d \
         --unsigned {BOB}"
    ));
    assert!(is_open(&house));
    let status = house.done("status").out;
    let open = "Watch it (Kim <kim@example.org>, by ";
    let (_, id) = status.split_once(open).expect(&status);
    let id = id.split("id ").nth(1).unwrap().split(')').next().unwrap();
    let other = house.run(&format!("close {id} --reason Seen --unsigned {GRACE}"));
    assert!(other.code == 2 && other.err.contains("only Bob"), "{other}");
    house.done(&format!(
        "close {id} --reason 'Seen by me' --unsigned {BOB}"
    ));
    assert!(is_open(&house));
    // Every face says that it is met, and none that it is open.
    let (status, report) = (house.done("status").out, house.done("report").out);
    let closed = "closed by Bob <bob@example.org>: Seen by me";
    assert!(status.contains(closed), "{status}");
    assert!(
        report.contains("**closed** by") && !report.contains("conditions: 1"),
        "{report}"
    );
    let json: serde_json::Value = serde_json::from_str(&house.done("status --json").out).unwrap();
    assert_eq!(json["signoffs"][0]["closed"][0]["why"], "Seen by me");
    // Somebody edits.
    house.done(&format!(
        "attest A-2 unmet --rationale Broken --owner Kim --due +3d {ADA}"
    ));
    assert!(reasons(&house).contains("stale: the review changed after it: A-2"));
}

#[test]
fn each_condition_has_its_own_owner_and_day() {
    let house = answered();
    house.done(&format!(
        "sign --role approver --decision approved-with-conditions --condition 'Watch it; Kim <kim@example.org>; 2998-01-01' \
         --condition 'Log a; b' --owner Lea --due 2999-01-01 --unsigned {BOB}"
    ));
    let status = house.done("status").out;
    assert!(
        status.contains("Watch it (Kim <kim@example.org>, by 2998-01-01")
            && status.contains("Log a; b (Lea, by 2999-01-01"),
        "{status}"
    );
    // Nothing is asked for all where each says its own, and a day of its own is looked at like any other.
    let sign = "sign --role reviewer --decision approved-with-conditions --unsigned --condition";
    house.done(&format!("{sign} 'x; Kim <kim@example.org>; +9d' {GRACE}"));
    let past = house.run(&format!("{sign} 'x; 2020-01-01' --owner Kim {GRACE}"));
    assert!(past.code == 2 && past.err.contains("in the past"), "{past}");
}

#[test]
fn what_a_return_ends_is_only_another_answer_or_its_maker() {
    let house = answered();
    let id = told_id(
        &house
            .done(&format!("return A-1 --text Unclear {GRACE}"))
            .err,
    );
    for who in [ADA, BOB] {
        let refused = house.run(&format!("end {id} --reason Fine --unsigned {who}"));
        assert!(
            refused.code == 2 && refused.err.contains("only Grace"),
            "{refused}"
        );
    }
    house.done(&format!("end {id} --reason 'Clear now' --unsigned {GRACE}"));
    approve(&house, BOB);
    assert!(is_open(&house));
    // A hand that writes Ada's name under the end of Grace's return ends nothing.
    let file = house.read("signoff.toml");
    let forged = file.replace(
        "By: Grace Hopper <grace@example.org>",
        "By: Ada Lovelace <ada@example.org>",
    );
    house.write("signoff.toml", &forged);
    assert!(reasons(&house).contains("A-1 is returned by Grace Hopper"));
}

#[test]
fn the_same_words_once_more_do_not_end_a_return() {
    let house = answered();
    house.done(&format!("return A-1 --text Unclear {GRACE}"));
    let again = house.done(&format!("attest A-1 met --rationale Fine {KIM}"));
    assert!(
        again.err.contains("A-1 says what it said before"),
        "{again}"
    );
    assert!(reasons(&house).contains("A-1 is returned by Grace Hopper"));
    let other = house.done(&format!("attest A-1 met --rationale 'Fine, tested' {KIM}"));
    assert!(!other.err.contains("stays returned"), "{other}");
    assert!(!reasons(&house).contains("returned"));
}

#[test]
fn some_letters_of_somebody_are_enough_wherever_a_person_is_named() {
    let house = answered();
    house.done(&format!("comment A-1 --text Seen {GRACE}"));
    house.done(&format!("comment A-1 --text Seen {KIM}"));
    house.done(&format!(
        "attest A-1 risk-accepted --rationale Known --accepted-by gra --until +9d --answered-by kim {ADA}"
    ));
    house.done(&format!(
        "attest A-2 unmet --rationale Broken --owner Kim --due +3d {ADA}"
    ));
    house.done(&format!("ask A-2 --text When --for hopper {ADA}"));
    let file = house.read("signoff.toml");
    for said in [
        "accepted-by = \"Grace Hopper <grace@example.org>\"",
        "by = \"Kim <kim@example.org>\"",
        "owner = \"Kim <kim@example.org>\"",
        "for = \"Grace Hopper <grace@example.org>\"",
    ] {
        assert!(file.contains(said), "{said}\n{file}");
    }
    // Of two whom the letters may mean, neither is taken.
    house.done("comment A-1 --text Seen --by 'Kim Lee <lee@example.org>'");
    let both = house.run(&format!(
        "attest A-2 unmet --rationale Broken --owner ki --due +3d {ADA}"
    ));
    assert!(both.code == 2 && both.err.contains("may be"), "{both}");
    // Who has no address can never confirm that they take a risk.
    let bare = house.done(&format!(
        "attest A-1 risk-accepted --rationale Known --accepted-by Zoe --until +9d {ADA}"
    ));
    assert!(bare.err.contains("without a mail address"), "{bare}");
}

#[test]
fn who_approves_over_an_open_question_says_why() {
    let house = answered();
    let id = told_id(
        &house
            .done(&format!("ask A-1 --text 'Who owns it?' --for Kim {GRACE}"))
            .err,
    );
    let refused = house.run(&format!(
        "sign --role approver --decision approved --unsigned {BOB}"
    ));
    assert!(
        refused.code == 1 && refused.err.contains("a question by Grace Hopper"),
        "{refused}"
    );
    house.done(&format!(
        "sign --role approver --decision approved --despite 'Kim answers on Monday' --unsigned {BOB}"
    ));
    assert!(is_open(&house));
    // What is asked later closes nothing, unless the policy says so.
    house.done(&format!("ask A-2 --text 'And this?' --for Kim {GRACE}"));
    assert!(is_open(&house));
    house.write("closed.toml", "questions = \"closed\"");
    let run = house.run("check --policy closed.toml");
    assert!(
        run.out
            .contains("a question by Grace Hopper <grace@example.org> on A-2 is open: And this?"),
        "{run}"
    );
    assert!(!run.out.contains("on A-1"), "{run}");
    house.done(&format!("close {id} --reason Told --unsigned {GRACE}"));
}

#[test]
fn who_only_wrote_an_answer_down_may_approve_once_it_is_confirmed() {
    let house = House::new();
    house.write("mini.toml", LIST);
    house.done(&format!("new --checklist ./mini.toml --system box {KIM}"));
    house.done(&format!(
        "attest A-1 A-2 met --rationale Fine --answered-by 'Kim <kim@example.org>' {BOB}"
    ));
    approve(&house, BOB);
    assert!(reasons(&house).contains("also prepared the review"));
    house.done(&format!("confirm A-1 A-2 --unsigned {KIM}"));
    assert!(is_open(&house));
    let own = house.run(&format!("confirm A-1 --unsigned {GRACE}"));
    assert!(
        own.code == 2 && own.err.contains("who could confirm it"),
        "{own}"
    );
}

#[test]
fn the_policy_asks_for_acceptance_and_for_confirmed_risks() {
    let house = begun();
    house.done(&format!(
        "attest A-1 risk-accepted --rationale Known --accepted-by 'Grace Hopper <grace@example.org>' --until +30d {ADA}"
    ));
    house.done(&format!("attest A-2 met --rationale Fine {ADA}"));
    approve(&house, BOB);
    house.write(
        "strict.toml",
        "accepted = [\"critical\"]\nconfirmed = \"required\"",
    );
    let run = house.run("check --policy strict.toml");
    assert!(
        run.out
            .contains("A-1 is not accepted by anybody who may review or approve it"),
        "{run}"
    );
    assert!(
        run.out
            .contains("A-1 has a risk that Grace Hopper <grace@example.org> did not confirm"),
        "{run}"
    );
    let own = house.run(&format!("accept A-1 --unsigned {ADA}"));
    assert!(
        own.code == 2 && own.err.contains("cannot accept it"),
        "{own}"
    );
    house.done(&format!(
        "declare --accept A-1 --confirm A-1 --unsigned {GRACE}"
    ));
    assert_eq!(house.run("check --policy strict.toml").code, 0);
    // An edit ends both.
    house.done(&format!(
        "attest A-1 risk-accepted --rationale 'Known well' --accepted-by 'Grace Hopper <grace@example.org>' --until +30d {ADA}"
    ));
    assert!(
        house
            .run("check --policy strict.toml")
            .out
            .contains("did not confirm")
    );
}

#[test]
fn a_disowned_answer_is_not_reviewed() {
    let house = begun();
    house.done(&format!(
        "attest A-1 A-2 met --rationale Fine --answered-by 'Kim <kim@example.org>' {ADA}"
    ));
    approve(&house, BOB);
    house.done(&format!(
        "disown A-1 --reason 'I never said so' --unsigned {KIM}"
    ));
    assert!(reasons(&house).contains("A-1 was disowned by Kim"));
    let other = house.run(&format!("disown A-2 --reason No --unsigned {GRACE}"));
    assert_eq!(other.code, 2, "{other}");
}

#[test]
fn a_rejection_is_not_disowned() {
    let house = answered();
    house.done(&format!(
        "sign --role preparer --decision rejected --why 'No plan' --unsigned {GRACE}"
    ));
    let file = house.read("signoff.toml");
    let (_, id) = file.rsplit_once("\nId: ").unwrap();
    let id = id.lines().next().unwrap();
    let disown = format!("disown {id} --reason 'Not mine' --unsigned {GRACE}");
    let refused = house.run(&disown);
    assert!(
        refused.code == 2 && refused.err.contains("signoff revoke takes it back"),
        "{refused}"
    );
    // Nor where somebody writes it into the file: neither is the no gone, nor that its maker prepared.
    house.done(&format!(
        "declare --dismiss {id} --reason 'Not mine' --unsigned {BOB}"
    ));
    let file = house.read("signoff.toml");
    let forged = file.replace("\nDismisses: ", "\nDisowns: ").replace(
        "By: Bob <bob@example.org>",
        "By: Grace Hopper <grace@example.org>",
    );
    house.write("signoff.toml", &forged);
    assert!(reasons(&house).contains("rejected as preparer by Grace Hopper"));
    approve(&house, GRACE);
    assert!(
        reasons(&house).contains("Grace Hopper <grace@example.org> approved and also prepared")
    );
}

#[test]
fn a_rejection_says_why_and_is_lifted_by_its_maker_alone() {
    let house = answered();
    let refused = house.run(&format!(
        "sign --role reviewer --decision rejected --unsigned {GRACE}"
    ));
    assert!(
        refused.code == 2 && refused.err.contains("--why"),
        "{refused}"
    );
    house.done(&format!(
        "sign --role reviewer --decision rejected --why 'No plan' --unsigned {GRACE}"
    ));
    let said = house
        .done(&format!(
            "sign --role approver --decision approved --unsigned {BOB}"
        ))
        .out;
    assert!(
        said.contains("Rejected before: as reviewer by Grace Hopper")
            && said.contains("  why: No plan"),
        "{said}"
    );
    assert!(reasons(&house).contains("rejected as reviewer by Grace Hopper"));
    house.done(&format!(
        "sign --role reviewer --decision approved --unsigned {GRACE}"
    ));
    approve(&house, BOB);
    assert!(is_open(&house));
}

#[test]
fn answers_of_two_branches_are_undecided_whatever_the_file_says_first() {
    let house = begun();
    let start = house.read("signoff.toml");
    house.done(&format!("attest A-1 met --rationale Mine {ADA}"));
    let ours = house.read("signoff.toml");
    house.write("signoff.toml", &start);
    house.done(&format!(
        "attest A-1 unmet --rationale Theirs --owner Kim --due +3d {KIM}"
    ));
    let block = |text: &str| {
        let from = text.find("[[item.mini.A-1.attestation]]").unwrap();
        let to = text.find("# end A-1").unwrap();
        text[from..to].to_owned()
    };
    let (ours, theirs) = (block(&ours), block(&house.read("signoff.toml")));
    for both in [format!("{ours}{theirs}"), format!("{theirs}{ours}")] {
        house.write(
            "signoff.toml",
            &start.replace("# end A-1", &format!("\n{both}# end A-1")),
        );
        let why = reasons(&house);
        assert!(why.contains("A-1 is undecided"), "{why}");
        assert!(
            why.contains("Ada Lovelace <ada@example.org> says met"),
            "{why}"
        );
    }
    house.done(&format!("attest A-1 met --rationale 'Both seen' {ADA}"));
    house.done(&format!("attest A-2 met --rationale Fine {ADA}"));
    approve(&house, BOB);
    assert!(is_open(&house));
}

#[test]
fn a_file_of_schema_1_has_nothing_of_schema_2() {
    let house = answered();
    house.done(&format!("ask A-1 --text 'Who?' --for Kim {GRACE}"));
    house.done(&format!("session start {ADA}"));
    house.done(&format!("accept A-1 --unsigned {GRACE}"));
    house.done(&format!(
        "sign --role approver --decision approved --despite Fine --unsigned {BOB}"
    ));
    let file = house
        .read("signoff.toml")
        .replacen("schema = 2", "schema = 1", 1);
    house.write("signoff.toml", &file);
    let run = house.run("check");
    assert_eq!(run.code, 2, "{run}");
    for what in [
        "`after`",
        "`remark`",
        "`declaration`",
        "`session`",
        "its statement is of form 2",
    ] {
        assert!(run.err.contains(what), "{what}\n{run}");
    }
}

#[test]
fn a_review_of_schema_1_is_migrated_and_says_what_it_has_no_place_for() {
    let house = answered();
    let old: String = house
        .read("signoff.toml")
        .replacen("schema = 2", "schema = 1", 1)
        .lines()
        .filter(|line| !line.starts_with("after = "))
        .map(|line| format!("{line}\n"))
        .collect();
    house.write("signoff.toml", &old);
    approve(&house, BOB);
    assert!(is_open(&house));
    let refused = house.run(&format!("comment A-1 --text Hello {GRACE}"));
    assert!(
        refused.code == 2 && refused.err.contains("signoff migrate"),
        "{refused}"
    );
    // A policy may want what form 2 says.
    for (form, code) in [(1, 0), (2, 1)] {
        house.write("form.toml", &format!("form = {form}\n"));
        let run = house.run("check --policy form.toml");
        assert_eq!(run.code, code, "{run}");
        let why = "is of form 1, and the policy wants form 2";
        assert_eq!(run.out.contains(why), code == 1, "{run}");
    }
    house.done("migrate");
    // What was signed stays as it was signed, until somebody answers.
    assert!(is_open(&house));
    house.done(&format!("comment A-1 --text Hello {GRACE}"));
    assert!(is_open(&house));
    house.done(&format!("attest A-1 met --rationale Again {ADA}"));
    assert!(!is_open(&house));
}

#[test]
fn a_signature_that_is_taken_away_leaves_no_unsigned_record() {
    needs_openssh!();
    let house = answered();
    house.make_key("../grace", "grace@example.org");
    house.done(&format!(
        "sign --role reviewer --decision rejected --why No --key ../grace {GRACE}"
    ));
    let file = house.read("signoff.toml");
    let (from, to) = (
        file.find("signature = \"\"\"").unwrap(),
        file.rfind("\"\"\"").unwrap() + 4,
    );
    house.write("signoff.toml", &format!("{}{}", &file[..from], &file[to..]));
    house.done(&format!(
        "sign --role reviewer --decision approved --unsigned {GRACE}"
    ));
    approve(&house, BOB);
    let why = reasons(&house);
    assert!(why.contains("the signature is missing"), "{why}");
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program has the clock of this machine"
)]
fn days_end_where_the_people_of_a_review_are() {
    let house = House::new();
    house.write("mini.toml", LIST);
    // A day that is over in Kiritimati when it still lasts in Pago Pago.
    for (zone, code) in [("Pacific/Kiritimati", 2), ("Pacific/Pago_Pago", 0)] {
        house.write("signoff.toml", "");
        std::fs::remove_file(house.path("signoff.toml")).unwrap();
        house.done(&format!(
            "new --checklist ./mini.toml --system box --time-zone {zone} {ADA}"
        ));
        let today = chrono::Utc::now() - chrono::TimeDelta::hours(11);
        let day = today.format("%F");
        let run = house.run(&format!(
            "attest A-1 unmet --rationale x --owner Kim --due {day} {ADA}"
        ));
        assert_eq!(run.code, code, "{zone} {run}");
    }
    let wrong =
        house.run("new other.toml --checklist ./mini.toml --system box --time-zone Mars/Olympus");
    assert!(
        wrong.code == 2 && wrong.err.contains("expected a time zone"),
        "{wrong}"
    );
}

#[test]
fn the_day_of_an_audit_ends_there_too() {
    let house = House::new();
    house.write("mini.toml", LIST);
    for (zone, moment) in [
        ("America/Los_Angeles", "2031-07-02 06:59Z"),
        ("Asia/Tokyo", "2031-07-01 14:59Z"),
        ("UTC", "2031-07-01 23:59Z"),
    ] {
        let file = format!("{}.toml", zone.replace('/', "-"));
        house.done(&format!(
            "new {file} --checklist ./mini.toml --system box --time-zone {zone} {ADA}"
        ));
        let run = house.run(&format!("check -r {file} --at 2031-07-01"));
        assert!(run.out.contains(&format!("as of {moment}")), "{zone} {run}");
    }
}

#[test]
fn a_rejection_is_overruled_only_by_whom_the_policy_names() {
    let house = answered();
    house.done(&format!(
        "sign --role reviewer --decision rejected --why 'No plan' --unsigned {GRACE}"
    ));
    let file = house.read("signoff.toml");
    let (_, rest) = file.split_once("[[signoff]]\nid = \"").unwrap();
    let id = &rest[..8];
    let without = house.run(&format!(
        "sign --role approver --decision approved --overrule {id} --unsigned {BOB}"
    ));
    assert_eq!(without.code, 2, "{without}");
    house.done(&format!(
        "sign --role approver --decision approved --overrule {id} --why 'There is a plan' --unsigned {BOB}"
    ));
    assert!(reasons(&house).contains("rejected as reviewer by Grace Hopper"));
    house.write(
        "other.toml",
        "[principals]\noverrule = [\"carol@example.org\"]",
    );
    assert_eq!(house.run("check --policy other.toml").code, 1);
    house.write("bob.toml", "[principals]\noverrule = [\"bob@example.org\"]");
    let run = house.run("check --policy bob.toml");
    assert_eq!(run.code, 0, "{run}");
    let status = house.done("status --policy bob.toml").out;
    assert!(
        status.contains("it was overruled by Bob <bob@example.org>: There is a plan"),
        "{status}"
    );
}

/// Key A ends and key B begins between two sign-offs: no day has both.
#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "the program has the clock of this machine"
)]
fn a_key_is_rotated() {
    needs_openssh!();
    let list = LIST.replace(
        "version = \"1\"",
        "version = \"1\"\npolicy = { roles = [\"reviewer\", \"approver\"] }",
    );
    let house = House::new();
    house.write("mini.toml", &list);
    house.done(&format!("new --checklist ./mini.toml --system box {ADA}"));
    house.done(&format!("attest A-1 A-2 met --rationale Fine {ADA}"));
    let lines = ["../a", "../b", "../bob"].map(|key| {
        let mail = if key == "../bob" { "bob" } else { "grace" };
        house.make_key(key, &format!("{mail}@example.org"))
    });
    let [a, b, bob] = &lines;
    house.write("../allowed", &lines.concat());
    house.done(&format!(
        "sign --role reviewer --decision approved --key ../a {GRACE}"
    ));
    let end = chrono::Utc::now() + chrono::TimeDelta::seconds(1);
    let end = end.format("%Y%m%d%H%M%S");
    let ended = a.replace(
        "namespaces=",
        &format!("valid-before=\"{end}\",namespaces="),
    );
    house.write("../allowed", &[&ended, b, bob].map(String::as_str).concat());
    let gate = "check --require signed --allowed-signers ../allowed";
    let approve = format!(
        "sign --role approver --decision approved --key ../bob --allowed-signers ../allowed {BOB}"
    );
    house.done(&approve);
    // Until the second is over in which it ended.
    let is_over = || house.run(gate).out.contains("nobody vouches for that");
    assert!((0..200).any(|_| is_over()), "{}", house.run(gate));
    let before = house.read("signoff.toml");
    // Nobody vouches in her name alone, with the key itself, or for a key that is revoked.
    let unsigned = house.run(&format!(
        "vouch --unsigned --allowed-signers ../allowed {GRACE}"
    ));
    assert_eq!(unsigned.code, 0, "{unsigned}");
    assert_eq!(house.run(gate).code, 1);
    house.write("signoff.toml", &before);
    house.done(&format!(
        "vouch --key ../a --allowed-signers ../allowed {GRACE}"
    ));
    assert_eq!(house.run(gate).code, 1);
    house.write("signoff.toml", &before);
    let said = house.done(&format!(
        "vouch --key ../b --allowed-signers ../allowed {GRACE}"
    ));
    assert!(said.out.contains("\nVouches: sha256:"), "{said}");
    assert_eq!(house.run(gate).code, 0, "{}", house.run(gate));
    let verify = house.run("verify --allowed-signers ../allowed");
    assert!(
        verify.code == 0 && verify.out.contains("vouched for by Grace Hopper"),
        "{verify}"
    );
    house.write("../revoked", &house.read("../a.pub"));
    let run = house.run(&format!("{gate} --revoked ../revoked"));
    assert!(run.code == 1 && run.out.contains("is revoked"), "{run}");
    // For one statement as for all of them, and with other things.
    let (_, id) = before.split_once("\nId: ").unwrap();
    let id = id.lines().next().unwrap();
    for one in [
        format!("vouch {id} --key ../b --allowed-signers ../allowed {GRACE}"),
        format!("declare --vouch {id} --key ../b --allowed-signers ../allowed {GRACE}"),
    ] {
        house.write("signoff.toml", &before);
        house.done(&one);
        assert_eq!(house.run(gate).code, 0, "{}", house.run(gate));
    }
    let other = house.run(&format!(
        "vouch A-1 --key ../b --allowed-signers ../allowed {GRACE}"
    ));
    assert_eq!(other.code, 1, "{other}");
    // Who signs next vouches with the same signature.
    house.write("signoff.toml", &before);
    let hint = house.done(&approve);
    assert!(hint.err.contains("--vouch"), "{hint}");
    house.done(&format!("{approve} --vouch"));
    assert_eq!(house.run(gate).code, 0, "{}", house.run(gate));
    // What was signed at another time, or stands behind it, is not what somebody vouched for.
    let file = house.read("signoff.toml");
    let day = "ended on 2";
    assert!(file.contains(day), "{file}");
    house.write("signoff.toml", &file.replace(day, "ended on 1"));
    assert_eq!(house.run(gate).code, 1);
    // Nor does it count where nobody else may approve.
    house.write(
        "grace.toml",
        "[principals]\napprover = [\"carol@example.org\"]",
    );
    house.write("signoff.toml", &file);
    let run = house.run(&format!("{gate} --policy grace.toml"));
    assert!(run.out.contains("nobody vouches for that"), "{run}");
}

#[test]
fn a_new_review_has_the_zone_of_who_starts_it() {
    let house = House::new();
    house.write("mini.toml", LIST);
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
        let all = house.run(&format!("status --json --filter {query} {who}"));
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
    house.done(&format!("return A-1 --text 'No test' {GRACE}"));
    let asked = house.done(&format!(
        "ask A-2 --text Who? --for 'Kim <kim@example.org>' {GRACE}"
    ));
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
    let listed = house.done(&format!("status --filter is:met {ADA}")).out;
    assert!(listed.contains("A-1  met, returned  critical"), "{listed}");
    let id = told_id(&asked.err);
    house.done(&format!("close {id} --reason Told --unsigned {GRACE}"));
    assert_eq!(found("is:asked", ADA), "");
    let wrong = house.run("status --filter mine:kim");
    assert!(
        wrong.code == 2 && wrong.err.contains("mine: stands by itself"),
        "{wrong}"
    );
}
