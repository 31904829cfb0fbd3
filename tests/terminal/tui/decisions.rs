//! The sign-offs that were made: what they prove, whether they hold, what changed since.

use std::time::Duration;

use crate::decide::Decide as _;
use crate::has::Has as _;
use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use signoff::decision::Draft;
use signoff::keys::{Key, Keygen};
use signoff::policy::Role;
use signoff::review::{Decision, DeedKind};
use signoff::store::shelf::Shelf;
use signoff::text::visible::is_hidden;
use signoff::tui::msg::Msg;
use signoff::work::OpenReview;

use super::harness::{CLOCK, Desk, KEYS, LARGE, Look, STANDARD, around, in_every_look, keep};
use super::merge::put;
use crate::key;
use crate::ui::text;

/// Signs by keys, without a signature, under a condition.
const DECIDE: &str = "s<Right><Right><Tab>Move the state<Tab>Kim <lt>kim@example.org><Tab>+12d<Tab>A team of one.<C-s>   robotics-prod<Enter>";

fn answered(look: Look) -> Desk {
    Desk::answered(look, 10)
}

/// Signed without a signature; then an item was answered anew, and another answer taken back.
pub fn stale(look: Look) -> Desk {
    let mut desk = answered(look);
    desk.keys(DECIDE).keys("uy").keys(":net-2<Enter>x The default namespace was left out.<Tab>Add a policy<Tab>Kim <lt>kim@example.org><Tab>+3d<C-s>");
    desk
}

#[test]
fn a_condition_is_closed_and_a_signoff_disowned_and_set_aside_from_the_list() {
    let mut desk = answered(STANDARD);
    desk.keys(DECIDE).keys("gv.It is<Esc>. moved.<Enter>");
    desk.shows("you close this condition, not");
    // There was one; what is said again of the sign-off is taken back.
    for (keys, told) in [
        (".", "no condition of this sign-off is open"),
        ("XNot mine.<Enter>", "you disown it"),
        ("X", "taken back"),
        ("-Not signed.<Enter>", "you set aside it"),
        ("-", "taken back"),
    ] {
        desk.keys(keys);
        assert!(desk.screen().contains(told), "{keys}: {}", desk.screen());
    }
    desk.keys("gd<C-s>   robotics-prod<Enter>gv");
    desk.shows("closed by");
    let deeds = |desk: &Desk| {
        let open = open(desk);
        let all = open.dossier().review().declarations.iter();
        all.flat_map(|one| one.deeds.iter().map(|deed| deed.act.to_string()))
            .collect::<Vec<_>>()
    };
    assert_eq!(deeds(&desk), ["Closes"]);
}

#[test]
fn what_keeps_the_gate_shut_is_said_above_the_statement() {
    let mut desk = answered(STANDARD);
    desk.keys(DECIDE);
    let other = desk.review().replace("Review id: ", "Review id: 0");
    desk.put("signoff.toml", other);
    desk.restart(STANDARD);
    desk.keys("s<Right><Tab>").shows("Set aside");
    desk.keys("<Tab>A team of one.<C-s>")
        .shows("1 in the way, the gate stays shut");
    desk.keys("<Esc><S-Tab>Junk<C-s>")
        .shows("You are about to state")
        .hides("in the way");
}

#[test]
fn who_only_started_the_review_disowns_that_where_it_is_told() {
    let mut desk = answered(STANDARD);
    desk.keys("s<Tab>").hides("disowns that");
    let review = desk.review();
    let (head, rest) = review.split_once("created-by = \"").unwrap();
    let (_, rest) = rest.split_once('"').unwrap();
    let kim = format!("{head}created-by = \"Kim <kim@example.org>\"{rest}");
    desk.put("signoff.toml", kim);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("s")
        .shows("The review says that you started it: X disowns that");
    kim.keys("XNever did.<Enter>")
        .shows("you disown this; 1 to declare");
    desk.restart(STANDARD);
    desk.keys("s<Tab>X").shows("does not stand under the name");
}

#[test]
fn what_was_said_in_the_sitting_is_declared_with_the_decision() {
    let desk = answered(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down>rNo test.<Enter>tWho?<Enter>");
    kim.keys("s").shows("is returned by Kim");
    // As if it stood already: nothing is in the way any more, and no question is open.
    kim.keys("<Esc>.Seen it.<Enter>.Told me.<Enter>s");
    kim.shows("2 declared with the decision: g d")
        .hides("is returned by Kim");
    kim.keys("<Right><C-s>   robotics-prod<Enter>");
    kim.shows("approved as approver").hides("to declare");
    let open = open(&desk);
    let review = open.dossier().review();
    let deeds = review.signoffs[0].deeds.iter().map(|deed| deed.act);
    assert!(deeds.eq([DeedKind::Ends, DeedKind::Closes]));
    assert!(review.declarations.is_empty());
    assert!(open.facts().remarks().iter().all(|one| !one.open));
    kim.keys("gd").shows("nothing is said");
}

#[test]
fn what_is_closed_in_the_sitting_is_open_no_more_and_the_rest_is() {
    let desk = answered(STANDARD);
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("<Home><Down>tWho?<Enter>s<Right>")
        .shows("Despite");
    kim.keys("<Esc>.Told me.<Enter>s").hides("Despite");
    kim.keys("<Esc><Down>tWhen?<Enter>s").shows("Despite");
}

#[test]
fn what_one_disowns_is_declared_by_itself() {
    let mut desk = answered(STANDARD);
    desk.keys("<Home><Down>XNot mine.<Enter>s")
        .shows("1 to declare, not in this statement: g d");
}

fn open(desk: &Desk) -> OpenReview {
    let mut open = OpenReview::open(
        &desk.directory.join("signoff.toml"),
        &Shelf::default(),
        CLOCK,
    )
    .unwrap();
    open.check_evidence();
    open
}

/// Makes a key for Ada, and says that she may sign.
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn make_key(desk: &Desk, options: &str) {
    let keys = desk.directory.join(KEYS);
    std::fs::create_dir(&keys).unwrap();
    key::write(&keys.join("ada"), "ada");
    let public = std::fs::read_to_string(keys.join("ada.pub")).unwrap();
    std::fs::write(
        keys.join("allowed"),
        format!("ada@example.org {options} {public}"),
    )
    .unwrap();
}

/// Decides with Ada's key.
fn sign(desk: &Desk, role: Role, decision: Decision) {
    let mut open = open(desk);
    let sole_operator =
        (role == Role::Approver && decision.approves()).then(|| "A team of one.".to_owned());
    let draft = Draft {
        sole_operator,
        why: (!decision.approves()).then(|| "Not yet.".to_owned()),
        ..Draft::new(role, decision)
    };
    let ada = "Ada Lovelace <ada@example.org>".parse().unwrap();
    let mut signoff = open.prepare(&draft, ada, None).unwrap();
    let around = around(&desk.directory);
    let key = Key::named("keys/ada", &around).unwrap();
    signoff.signature = Some(
        Keygen::find(&around)
            .sign(&signoff.statement, &key, false)
            .unwrap(),
    );
    let evidence = open.read_evidence();
    open.sign(signoff, evidence).unwrap();
}

fn signed(look: Look) -> Desk {
    let mut desk = answered(look);
    make_key(&desk, "namespaces=\"signoff\"");
    sign(&desk, Role::Approver, Decision::Approved);
    desk.restart(look);
    desk
}

fn title(desk: &mut Desk) -> String {
    desk.screen().lines().next().unwrap_or_default().to_owned()
}

fn screens(name: &str, look: Look) {
    let mut desk = Desk::answered(look, 1);
    desk.keys("gv");
    keep!(name, "no_signoffs", desk);
    let mut desk = stale(look);
    keep!(name, "stale_walk", desk);
    desk.keys("gv");
    keep!(name, "signoffs", desk);
    desk.keys("d");
    keep!(name, "changes", desk);
    desk.keys("G");
    keep!(name, "statement", desk);
    desk.keys("<Home>S");
    keep!(name, "seal", desk);
    desk.keys("As deployed<Enter><Tab><Home>");
    keep!(name, "sealed", desk);
    desk.keys("gh");
    keep!(name, "home", desk);
}

in_every_look!(screens);

#[test]
fn a_key_leads_to_what_changed_and_from_there_to_the_item() {
    let mut desk = answered(STANDARD);
    // Nobody signed: what changed since yesterday is everything.
    desk.keys("d").shows("10 changed since yesterday");
    desk.keys("gw").keys(DECIDE).keys("d");
    desk.shows("Nothing changed")
        .shows("since approved with conditions as approver");
    for from in ["gw", "gf", "ge", "gr", "gv"] {
        let mut desk = stale(STANDARD);
        desk.keys(from).keys("d");
        let screen = desk.screen();
        assert!(
            screen.contains("› Changes")
                && screen.contains("2 changed since approved with conditions"),
            "{from}: {screen}"
        );
        desk.keys("<Enter>");
        assert!(
            desk.screen().contains("┌ NET-2"),
            "{from}: {}",
            desk.screen()
        );
        desk.keys("dn<Enter>");
        assert!(
            desk.screen().contains("┌ CPL-1"),
            "{from}: {}",
            desk.screen()
        );
    }
}

#[test]
fn old_and_new_stand_below_one_another_and_the_words_that_differ_are_marked() {
    let mut desk = answered(STANDARD);
    desk.keys(DECIDE)
        .keys(":net-2<Enter>m<C-u>Deny-all in most workload namespaces.<C-s>y");
    desk.keys("d");
    let screen = desk.screen();
    for words in [
        "Then      ✓ met  by Ada Lovelace, 2026-11-23 09:00 UTC",
        "Why       Deny-all in every workload namespace.",
        "Now       ✓ met",
        "Deny-all in most workload namespaces.",
    ] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    let buffer = desk.buffer();
    let marked: String = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED))
        .map(ratatui::buffer::Cell::symbol)
        .collect();
    marked.has("every").has("most").lacks("workload");
    // Since another moment; and no further than the last.
    desk.keys("n").shows("this is the last change");
    desk.keys("t").shows("10 changed since yesterday");
    desk.keys("A").shows("Ready to sign?");
}

#[test]
fn what_was_said_before_can_be_read_at_the_item() {
    let mut desk = answered(LARGE);
    desk.keys(":net-2<Enter>xThe default namespace was left out.<Tab>Add a policy<Tab>Kim <lt>kim@example.org><Tab>+3d<C-s>");
    desk.keys(":net-2<Enter><C-f><C-f><C-f><C-f><C-f><C-f><C-f><C-f>");
    desk.shows("Before").shows("Deny-all in every workload");
}

#[test]
fn what_changed_is_counted_anew_when_the_review_changes() {
    let mut desk = stale(STANDARD);
    title(&mut desk).has("✗ not signed off: ");
    desk.keys(":net-1<Enter>mOne more.<C-s>");
    title(&mut desk).has("✗ not signed off: ");
    desk.keys("gv<Enter>");
    desk.shows("3 items since").shows("taken back");
    // Another program answers too.
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys(
        ":net-1<Enter>mMine.<C-s>y:sec-2<Enter>mMoved.<Tab>https://example.org/state<Enter><C-s>",
    );
    desk.idle().shows("4 items since");
}

#[test]
fn changes_are_clicked() {
    let mut desk = stale(STANDARD);
    desk.keys("gv");
    let place = |desk: &mut Desk, text: &str| {
        let screen = desk.screen();
        let (row, line) = screen
            .lines()
            .enumerate()
            .find(|(_, line)| line.contains(text))
            .unwrap();
        let column = line[..line.find(text).unwrap()].chars().count();
        (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
    };
    let mouse = |desk: &mut Desk, kind, (column, row): (u16, u16)| {
        desk.hear(Msg::Mouse(MouseEvent {
            kind,
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }));
    };
    let click = MouseEventKind::Down(MouseButton::Left);
    let at = place(&mut desk, "CPL-1");
    mouse(&mut desk, click, at);
    desk.shows("› Sign-offs");
    mouse(&mut desk, MouseEventKind::ScrollDown, at);
    mouse(&mut desk, MouseEventKind::ScrollUp, at);
    mouse(&mut desk, click, at);
    desk.shows("┌ CPL-1");
}

#[test]
fn a_review_is_sealed_and_opened_again() {
    let mut desk = stale(LARGE);
    desk.keys("gvU").shows("the review is not sealed");
    // Neither the key that asked nor a missing reason seals.
    let before = desk.review();
    desk.keys("S<Enter>").shows("Say why");
    desk.keys("<Esc>SS<Esc>");
    assert_eq!(desk.review(), before);
    // What is typed stays as a draft.
    desk.keys("S<C-u>As <Esc>Sdeployed<Enter>");
    desk.review().has("\"As deployed\"");
    desk.shows("sealed: answers are refused");
    desk.keys("<Home>S");
    desk.shows("since 2026-11-23: As deployed; open it again first");
    desk.keys("gwm");
    desk.shows("sealed by Ada Lovelace")
        .shows("As deployed; open it again first");
    desk.keys("gvUA late answer<Enter>gwm").shows("Attest ");
    desk.review().has("reason = \"A late answer\"");
}

#[test]
fn only_a_sign_off_that_stands_is_taken_back() {
    let mut desk = answered(LARGE);
    desk.keys(DECIDE);
    take_back(&desk);
    desk.idle().keys("gvR");
    desk.shows("only a sign-off can be taken back");
    desk.keys("jR").shows("was revoked already by Grace");
}

#[test]
fn a_review_sealed_elsewhere_meanwhile_says_how_to_open_it() {
    let mut desk = answered(LARGE);
    desk.keys(":net-1<Enter>mOther words.");
    let mut kim = Desk::of_kim(&desk.directory);
    kim.keys("gvSIt is released<Enter>");
    desk.keys("<C-s>");
    desk.shows("sealed by Kim")
        .shows("open it again first: signoff");
    desk.shows("Other words.");
}

#[test]
fn nothing_of_a_statement_is_unseen() {
    let mut desk = answered(LARGE);
    desk.keys(DECIDE);
    let edited = desk
        .review()
        .replace("I approve,", "I\\u001b[31m\\u202e\\t approve,");
    put(&desk, &edited);
    desk.restart(LARGE);
    desk.keys("gv");
    desk.shows("I<U+001B>[31m<U+202E><U+0009> approve,");
    title(&mut desk).has("✗ not signed off");
}

#[test]
fn the_palette_knows_the_command_line() {
    let mut desk = answered(STANDARD);
    for (name, line) in [
        ("go-signoffs", "signoff verify"),
        ("seal", "signoff seal --reason WHY"),
    ] {
        desk.keys("gv:").keys(name).shows(line);
        desk.keys("<Esc>");
    }
}

#[test]
fn every_size_is_drawn_without_a_hidden_character() {
    let mut desk = stale(STANDARD);
    let nasty = "\\u001b[2J\\u202Egnp.exe\\u200B\\u0007";
    let edited = desk
        .review()
        .replace("\"Move the state\"", &format!("\"{nasty}\""));
    let sealed = format!(
        "{edited}\n[[seal]]\nid = \"s\"\nstate = \"sealed\"\nreason = \"{nasty}\"\nby = \"Kim\"\nat = 2026-11-23T08:00:00Z\n"
    );
    put(&desk, &sealed);
    desk.restart(STANDARD);
    for keys in ["m", "gv", "<Tab>", "G", "<Tab>G", "<Tab>", "U", "<Esc>gh"] {
        desk.resize(80, 24).keys(keys);
        for width in (1..=200)
            .step_by(21)
            .chain([2, 12, 29, 30, 31, 44, 79, 80, 81])
        {
            for height in (1..=60).step_by(11).chain([2, 5, 6, 8, 9, 14, 24]) {
                desk.resize(width, height);
                let shown = text(&desk.buffer());
                assert!(
                    !shown.contains(|c| c != '\n' && is_hidden(c)),
                    "{width}x{height}: {shown}"
                );
            }
        }
    }
}

#[test]
fn a_title_says_the_verdict_at_every_width_and_nothing_of_roles_that_no_policy_asks_for() {
    let mut desk = answered(STANDARD);
    for width in 30..=140 {
        desk.resize(width, 24);
        let said = title(&mut desk);
        assert!(said.contains("✗ not signed off"), "{width}: {said}");
    }
    desk.resize(80, 24);
    desk.keys(DECIDE);
    let mut open = open(&desk);
    let (role, decision) = (Role::Reviewer, Decision::Approved);
    let draft = Draft::new(role, decision);
    open.decide(&draft, "Kim <kim@example.org>".parse().unwrap())
        .unwrap();
    desk.restart(STANDARD);
    for width in 30..=140 {
        desk.resize(width, 24);
        let said = title(&mut desk);
        assert!(said.contains("! signed off"), "{width}: {said}");
        assert!(
            !said.contains("reviewer") && !said.contains("not signed"),
            "{width}: {said}"
        );
    }
}

#[test]
fn what_stands_in_the_way_is_one_key_away_on_every_screen() {
    let mut desk = stale(STANDARD);
    let reasons = open(&desk).facts().verdict().whys();
    for keys in ["gw", "gf", "ge", "gs", "gv", "gr", "gh"] {
        desk.keys(keys).keys("<F5>");
        for reason in &reasons {
            let start: String = reason.chars().take(30).collect();
            assert!(desk.screen().contains(&start), "{keys}: {}", desk.screen());
        }
        desk.keys("<Esc>").hides("things ─");
    }
    desk.keys("gwV<Esc>m<F5>").shows("Not signed off: ");
    // The item that blocks is gone to.
    desk.keys("<Enter>").hides("Attest ");
}

#[test]
fn where_nothing_blocks_it_is_said_what_the_policy_lets_pass() {
    let mut desk = answered(STANDARD);
    desk.keys("gs");
    desk.shows("The policy lets 1 critical unmet, 1 high partial pass.");
    desk.keys("<F5>");
    desk.shows("  The policy lets 1 critical unmet");
}

fn proofs(name: &str, look: Look) {
    needs_openssh!();
    let mut desk = signed(look);
    desk.keys("gv<Tab>");
    keep!(name, "signed", desk);
    desk.keys("gh");
    keep!(name, "signed_home", desk);
    let mut desk = refused(look);
    desk.keys("gv<Tab>");
    keep!(name, "refused", desk);
    let mut desk = signed(look);
    take_back(&desk);
    desk.restart(look);
    desk.keys("gv");
    keep!(name, "revocation", desk);
    desk.keys("<Down><Tab>");
    keep!(name, "revoked", desk);
}

/// The signature is one of another statement.
fn refused(look: Look) -> Desk {
    let mut desk = signed(look);
    let text = desk.review();
    let statement = text.split("signature = ").next().unwrap().len();
    sign(&desk, Role::Reviewer, Decision::Approved);
    let other = desk
        .review()
        .rsplit_once("signature = ")
        .unwrap()
        .1
        .to_owned();
    put(&desk, &format!("{}signature = {other}", &text[..statement]));
    desk.restart(look);
    desk
}

/// Grace takes back what Ada signed.
fn take_back(desk: &Desk) {
    let mut open = open(desk);
    let signoff = open.dossier().review().signoffs[0].clone();
    let grace = "Grace <grace@example.org>".parse().unwrap();
    let revocation = open
        .take_back(&signoff.id, "The key was lost".to_owned(), grace, None)
        .unwrap();
    open.revoke(revocation).unwrap();
}

mod proofs {
    use super::*;

    in_every_look!(proofs);
}

#[test]
fn a_title_says_what_the_signature_proves() {
    needs_openssh!();
    let mut desk = signed(STANDARD);
    title(&mut desk).has("✓ signed off");
    desk.keys("gh").shows("✓ signed off");
    let mut desk = refused(STANDARD);
    title(&mut desk).has("✗ not signed off: ");
    desk.keys("gh").shows("✗ not signed off: ");
}

#[test]
fn where_nothing_is_verified_it_is_said_what_to_do() {
    needs_openssh!();
    let mut desk = signed(STANDARD);
    // Until the thread has told.
    desk.restart_without_waiting();
    title(&mut desk).has("! signed off");
    desk.keys_without_waiting("gv");
    desk.shows("being verified");
    desk.app.settle(Duration::from_secs(60));
    desk.shows("signed by ada@example.org");

    std::fs::remove_file(desk.directory.join(KEYS).join("allowed")).unwrap();
    desk.restart(LARGE);
    desk.keys("gv");
    desk.shows("not verified: cannot verify: there is no file");
}

#[test]
fn a_warning_of_the_allowed_signers_is_shown() {
    needs_openssh!();
    let mut desk = answered(STANDARD);
    make_key(&desk, "");
    sign(&desk, Role::Approver, Decision::Rejected);
    desk.restart(STANDARD);
    desk.keys("gv").shows("Warning").shows("namespaces=");
    title(&mut desk).has("✗ not signed off: 1 thing");
}
