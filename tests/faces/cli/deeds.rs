//! What opens the gate is proven as well as what it lifts, and as the gate asks: nobody lifts anything by writing it into the
//! file in somebody's name.

use std::ops::Deref;

use signoff::text::digest::Digest;

use crate::house::House;

const GATE: &str = "check --require signed --allowed-signers ../allowed";
const CONDITIONS: &str =
    "approved-with-conditions --condition Mend --owner 'Kim <kim@example.org>' --due +1d";

/// A review that Ada began and answered; Bob, Carol and Grace have keys.
struct Room(House);

impl Deref for Room {
    type Target = House;

    fn deref(&self) -> &House {
        &self.0
    }
}

impl Room {
    fn with(policy: &str) -> Self {
        Self::of(policy, "schema = 2")
    }

    fn of(policy: &str, schema: &str) -> Self {
        let house = House::new();
        let list = super::attacks::LIST.replace("roles = [\"reviewer\", \"approver\"]", policy);
        house.write("mini.toml", &list);
        house.allow(&["bob", "carol", "grace"]);
        house.done("new --checklist ./mini.toml --system box");
        let room = Self(house);
        room.edit(|text| text.replace("schema = 2", schema));
        room.done("attest A-1 A-2 met --rationale Fine");
        room
    }

    /// A command of somebody, who signs with their key.
    fn signed(&self, who: &str, command: &str) {
        self.by(who, &format!("{command} --key ../{who}"));
    }

    /// One in the name of somebody, which anybody can write.
    fn forged(&self, who: &str, command: &str) {
        self.by(who, &format!("{command} --unsigned"));
    }

    fn by(&self, who: &str, command: &str) {
        let who = format!("{who} <{who}@example.org>");
        self.0.by(&who).done(command);
    }

    /// The id of the last statement.
    fn last(&self) -> String {
        let text = self.review();
        let (_, id) = text.rsplit_once("\nId: ").unwrap();
        id.lines().next().unwrap().to_owned()
    }

    fn edit(&self, change: impl FnOnce(&str) -> String) {
        let text = self.review();
        let changed = change(&text);
        self.put(&changed);
    }

    /// The id of the review.
    fn id(&self) -> String {
        let text = self.review();
        let (_, id) = text.split_once("\nid = \"").unwrap();
        id.split('"').next().unwrap().to_owned()
    }

    fn is_open(&self, more: &str) {
        self.run(&format!("{GATE} {more}")).is(0);
    }

    fn is_shut(&self, more: &str, why: &str) {
        self.run(&format!("{GATE} {more}")).is(1).has_out(why);
    }
}

const APPROVE: &str = "sign --role approver --decision approved";
const REJECT: &str = "sign --role approver --decision rejected --why Unfit";
const REJECTED: &str = "rejected as approver by grace";

#[test]
fn a_no_is_not_dismissed_in_the_name_of_its_maker() {
    needs_openssh!();
    for no in ["--unsigned", "--key ../grace"] {
        let room = Room::with("");
        room.signed("bob", APPROVE);
        room.by("grace", &format!("{REJECT} {no}"));
        let id = room.last();
        // Whoever writes the file breaks what they cannot make.
        let signature = "-----BEGIN SSH SIGNATURE-----\n";
        room.edit(|text| match text.rsplit_once(signature) {
            Some((head, tail)) if no != "--unsigned" => {
                let swapped = if tail.contains("AAAAQ") { "AAAAQ" } else { "A" };
                let other = swapped.replace('A', "B");
                format!("{head}{signature}{}", tail.replacen(swapped, &other, 1))
            }
            _ => text.to_owned(),
        });
        room.is_shut("", REJECTED);
        room.forged("grace", &format!("dismiss {id} --reason Junk"));
        room.is_shut("", REJECTED);
        room.signed("grace", &format!("dismiss {id} --reason Junk"));
        room.is_open("");
    }
}

#[test]
fn a_no_is_not_overruled_in_the_name_of_somebody_who_may() {
    needs_openssh!();
    let room = Room::with("principals = { overrule = [\"bob@example.org\"] }");
    room.signed("bob", APPROVE);
    room.forged("grace", REJECT);
    let text = room.review();
    let (_, statement) = text.rsplit_once("statement = \"\"\"\n").unwrap();
    let no = Digest::of(statement.split("\"\"\"").next().unwrap().as_bytes());
    room.forged("bob", APPROVE);
    room.edit(|text| {
        let (head, last) = text.rsplit_once("\n\nRejected before: ").unwrap();
        format!("{head}\n\nOverrules: {no}\n  why: Fit enough\n\nRejected before: {last}")
    });
    room.is_shut("", REJECTED);
    // By name it is lifted, where nobody asks for more.
    room.run("check").is(0);
}

#[test]
fn conditions_stand_until_their_maker_closes_them_or_signs_anew() {
    needs_openssh!();
    let due = "a condition of bob <bob@example.org> was due on";
    let room = Room::with("");
    room.signed(
        "bob",
        &format!("sign --role approver --decision {CONDITIONS}"),
    );
    let first = room.last();
    room.signed("carol", APPROVE);
    room.is_open("");
    room.is_shut("--at +3d", due);
    // It is no other where the review changed, and somebody approves who knew of it.
    room.done("attest A-2 met --rationale Better");
    room.signed("carol", APPROVE);
    room.is_open("");
    room.is_shut("--at +3d", due);
    room.forged("bob", APPROVE);
    room.is_shut("--at +3d", due);
    room.forged("bob", &format!("close {first}/1 --reason Done"));
    room.is_shut("--at +3d", due);
    // It has one.
    room.run(&format!("close {first}/2 --reason Done --unsigned"))
        .is(2)
        .has_err("neither an item nor a record");
    room.signed("bob", &format!("close {first}/1 --reason Done"));
    room.is_open("--at +3d");
}

/// Somebody else's no, which they took back, does not make it more than it is.
#[test]
fn a_refused_yes_beside_a_good_one_closes_nothing() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("carol", REJECT);
    room.signed("carol", APPROVE);
    room.is_open("");
    room.0.make_key("../mallory", "mallory@example.org");
    room.by(
        "zoe",
        "sign --role approver --decision approved --key ../mallory",
    );
    room.is_open("");
}

#[test]
fn a_yes_that_nobody_signed_can_be_set_aside_with_its_conditions() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    room.forged(
        "zoe",
        &format!("sign --role approver --decision {CONDITIONS}"),
    );
    let junk = room.last();
    room.is_shut("--at +3d", "a condition of zoe");
    room.signed("bob", &format!("dismiss {junk} --reason Junk"));
    room.is_open("--at +3d");
}

#[test]
fn nobody_is_made_independent_in_the_name_of_another() {
    needs_openssh!();
    let room = Room::with("people = 2, independent = [\"approver\"], roles = [\"reviewer\"]");
    room.by(
        "bob",
        "attest A-2 met --rationale Told --answered-by 'Grace <grace@example.org>'",
    );
    for who in ["bob", "carol"] {
        room.signed(who, "sign --role reviewer --decision approved");
    }
    let few = "1 of 2 different people who did not prepare";
    room.is_shut("", few);
    room.forged("grace", "confirm A-2");
    room.is_shut("", few);
    room.signed("grace", "confirm A-2");
    room.is_open("");
}

#[test]
fn whom_a_policy_names_accepts_with_a_key() {
    needs_openssh!();
    let room = Room::with(
        "accepted = [\"high\"], principals = { approver = [\"bob@example.org\"], reviewer = [\"grace@example.org\"] }",
    );
    room.forged("grace", "accept A-1");
    room.signed("bob", APPROVE);
    let gate = "check --allowed-signers ../allowed";
    let run = room.run(gate);
    run.is(1).has_out("A-1 is not accepted");
    room.signed("grace", "accept A-1");
    room.run(gate).is(0);
}

#[test]
fn nobody_accepts_their_own_answer_under_another_address() {
    needs_openssh!();
    let room = Room::with("accepted = [\"high\"]");
    let allowed = room.0.read("../allowed");
    let line = room
        .0
        .make_key("../ada", "ada@example.org,lovelace@work.example");
    room.0.write("../allowed", &format!("{allowed}{line}"));
    room.0
        .done("accept A-1 --by 'A. L. <lovelace@work.example>' --key ../ada");
    room.signed("bob", APPROVE);
    room.is_shut("", "A-1 is not accepted");
    room.signed("grace", "accept A-1");
    room.is_open("");
}

#[test]
fn a_disowned_sign_off_counts_no_longer() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    let yes = room.last();
    room.is_open("");
    room.forged("bob", &format!("disown {yes} --reason 'Not mine'"));
    room.is_shut("", "bob <bob@example.org> says that it is not theirs");
    room.signed("bob", APPROVE);
    room.is_open("");
}

/// What was set aside is read as if it was never said, whatever it closed.
#[test]
fn what_nobody_signed_closes_no_longer_once_it_is_dismissed() {
    needs_openssh!();
    let closing = [
        ("bob", "disown YES --reason 'Not mine'", "bob"),
        ("ada", "disown A-1 --reason 'Not mine'", "ada"),
        ("mallory", "revoke YES --reason 'Too early'", "mallory"),
        ("grace", "revoke YES --reason 'Too early'", "grace"),
    ];
    for (who, close, named) in closing {
        let room = Room::with("");
        room.signed("bob", APPROVE);
        let yes = room.last();
        room.forged(who, &close.replace("YES", &yes));
        let junk = room.last();
        room.is_shut("", named);
        // In somebody's name that is no dismissal, nor is one by another of those who have a key.
        room.forged(named, &format!("dismiss {junk} --reason Junk"));
        room.is_shut("", named);
        room.signed("carol", &format!("dismiss {junk} --reason Junk"));
        let has_key = ["bob", "grace"].contains(&named);
        if has_key {
            room.is_shut("", named);
            room.signed(named, &format!("dismiss {junk} --reason Junk"));
        }
        room.is_open("");
        let run = room.0.run(GATE);
        assert!(run.err.contains("it was dismissed by"), "{run}");
    }
}

/// Nor does it say what a struck statement was.
#[test]
fn what_was_dismissed_makes_no_struck_statement_another() {
    needs_openssh!();
    let belie = |room: &Room, struck: &str, about: &str, after: &str| {
        room.forged("zoe", &format!("dismiss {struck} --reason Junk"));
        room.edit(|text| {
            let (head, tail) = text.rsplit_once("[[declaration]]").unwrap();
            let tail = tail.replace(about, "about: something by eve");
            let (said, last) = tail.rsplit_once("After: ").unwrap();
            let end = last.find('\n').unwrap();
            let after = if after.is_empty() {
                &last[..end]
            } else {
                after
            };
            format!("{head}[[declaration]]{said}After: {after}{}", &last[end..])
        });
        room.last()
    };
    let room = Room::with("");
    room.forged("zoe", "accept A-2");
    let struck = room.last();
    room.done(&format!("strike {struck} --why Secret"));
    room.signed("bob", APPROVE);
    let junk = belie(&room, &struck, "about: declaration by zoe", "");
    room.is_shut("", "that is not in the file");
    room.signed("carol", &format!("dismiss {junk} --reason Junk"));
    room.signed("carol", &format!("dismiss {struck} --reason Junk"));
    room.is_open("");
    room.run("verify --allowed-signers ../allowed")
        .is(0)
        .lacks("that is not in the file");
    // Nor that nobody is to know of it.
    let room = Room::with("");
    room.forged("grace", REJECT);
    let struck = room.last();
    room.done(&format!("strike {struck} --why Secret"));
    let about = "about: rejected as approver by grace";
    let junk = belie(&room, &struck, about, "no other statement");
    room.forged("zoe", &format!("dismiss {junk} --reason Slip"));
    room.forged("grace", APPROVE);
    room.run("check").is(0);
}

/// Git's own list asks for nothing, and says all the same whose name a stranger took: only a key sets that aside.
#[test]
fn a_strangers_no_is_not_set_aside_by_name_alone() {
    needs_openssh!();
    let room = Room::with("");
    let list = room.path("../allowed");
    let own = format!("[gpg \"ssh\"]\n\tallowedSignersFile = {}\n", list.display());
    room.write("../gitconfig", &own);
    room.signed("bob", APPROVE);
    room.forged("zoe", REJECT);
    let dismiss = format!("dismiss {} --reason Junk", room.last());
    let no = "rejected as approver by zoe";
    room.run("status").has_out(no).lacks_out("Signed off");
    room.forged("carol", &dismiss);
    room.run("status").has_out(no).lacks_out("Signed off");
    room.signed("carol", &dismiss);
    room.run("status").has_out("Signed off: nothing is missing");
}

/// Nor has anybody prepared by it, or said no.
#[test]
fn what_was_dismissed_makes_nobody_one_who_prepared_or_said_no() {
    needs_openssh!();
    let room = Room::with("");
    room.forged("grace", "sign --role preparer --decision approved");
    room.edit(|text| text.replace("grace <grace@example.org>", "Grace <g@example.org>"));
    let junk = room.last();
    room.signed("grace", APPROVE);
    room.is_shut("", "grace <grace@example.org> approved and also prepared");
    room.signed("carol", &format!("dismiss {junk} --reason Junk"));
    room.is_open("");
    let room = Room::with("");
    room.forged("zoe", REJECT);
    let junk = room.last();
    room.signed("carol", &format!("dismiss {junk} --reason Junk"));
    room.run(GATE)
        .is(1)
        .has_out("no sign-off as approver")
        .lacks_out("rejected as approver by zoe");
    // A no that is refused outranked the yes of its person without a key.
    let room = Room::with("roles = [\"reviewer\"]");
    let rejected = REJECT.replace("approver", "reviewer");
    room.signed("grace", &rejected);
    let junk = room.last();
    room.edit(|text| text.replace("Why: Unfit", "Why: Unfit indeed"));
    let dismiss = format!("dismiss {junk} --reason Junk --allowed-signers ../allowed");
    room.signed("grace", &dismiss);
    room.forged("grace", &APPROVE.replace("approver", "reviewer"));
    room.run("check --allowed-signers ../allowed").is(0);
}

/// A statement is bound to the digest of what it takes back, so that the day which it names takes nothing from it, and gives it
/// nothing.
#[test]
fn a_revocation_counts_whatever_day_it_names_and_lifts_no_more_for_it() {
    needs_openssh!();
    let dated = |room: &Room, key: &str, at: &str| {
        room.sign_anew(key, |said| {
            let (head, tail) = said.split_once("\nAt: ").unwrap();
            let (_, tail) = tail.split_once('\n').unwrap();
            format!("{head}\nAt: {at}\n{tail}")
        });
    };
    let days = ["2001-01-01T00:00:00.000Z", "2999-01-01T00:00:00.000Z"];
    let room = Room::with("");
    room.signed("bob", APPROVE);
    let approved = room.review();
    for who in ["bob", "grace"] {
        for at in days {
            room.put(&approved);
            room.signed(who, "revoke approver --reason Unfit");
            dated(&room, &format!("../{who}"), at);
            room.is_shut("", &format!("is revoked: by {who}"));
            // Nor is it shut for ever.
            room.signed("carol", APPROVE);
            room.is_open("");
        }
    }
    // A no of somebody's is taken back by them alone, with their key, and by nothing that is yet to come.
    let room = Room::with("");
    room.signed("grace", REJECT);
    let rejected = room.review();
    for (key, at, is_open) in [
        ("../grace", days[0], true),
        ("../grace", days[1], false),
        ("../bob", days[0], false),
        ("../bob", days[1], false),
    ] {
        room.put(&rejected);
        room.signed("grace", "revoke approver --reason Fit");
        dated(&room, key, at);
        room.signed("bob", APPROVE);
        if is_open {
            room.is_open("");
        } else {
            room.is_shut("", REJECTED);
        }
    }
}

/// What ended a return in one review ends no copy of it in another.
#[test]
fn a_return_is_not_ended_by_what_was_signed_in_another_review() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    room.by("grace", "return A-1 --text Thin");
    let returned = room.review();
    room.signed("grace", &end(&room));
    room.is_open("");
    let (_, ended) = room
        .review()
        .rsplit_once("[[declaration]]")
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    room.put(&returned.replace(&room.id(), OTHER));
    room.is_shut("", "A-1 is returned by grace");
    room.edit(|text| format!("{text}\n[[declaration]]{ended}"));
    room.is_shut("", "A-1 is returned by grace");
    room.is_shut("", "its statement is about another review");
    // Nor is a copy of the return done with where nothing here was answered so.
    room.put(&returned);
    let answer = returned
        .lines()
        .find(|line| line.starts_with("on = "))
        .unwrap();
    room.edit(|text| text.replace(answer, &format!("on = \"{}\"", Digest::of(b"there"))));
    room.is_shut("", "A-1 is returned by grace");
}

/// What ends the last remark.
fn end(room: &Room) -> String {
    let text = room.review();
    let (_, id) = text.rsplit_once("remark]]\nid = \"").unwrap();
    format!("end {} --reason Enough", &id[..36])
}

/// A return closes until its maker ends it or another answer is given: not until somebody writes it elsewhere.
#[test]
fn a_return_is_not_put_where_it_closes_nothing() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    room.by("grace", "return A-1 --text Thin");
    let text = room.0.read("signoff.toml");
    let line = text.lines().find(|line| line.starts_with("on = ")).unwrap();
    let digest = format!("on = \"{}\"", Digest::of(b"another"));
    for (from, to) in [
        (line, ""),
        (line, digest.as_str()),
        (line, &line.replace("on", "On")),
        ("A-1.remark]]", "A-2.remark]]"),
        ("A-1.remark]]", "A-9.remark]]"),
        ("mini.A-1.remark]]", "other.A-1.remark]]"),
    ] {
        room.edit(|_| text.replace(from, to));
        room.is_shut("", "is returned by grace <grace@example.org>");
    }
    let end = end(&room);
    room.forged("grace", &end);
    room.is_shut("", "is returned by grace");
    room.signed("grace", &end);
    room.is_open("");
}

#[test]
fn a_question_is_not_put_where_it_closes_nothing() {
    needs_openssh!();
    let room = Room::with("questions = \"closed\"");
    room.signed("bob", APPROVE);
    room.by("grace", "ask A-1 --for Ada --text Why");
    let text = room.review();
    for to in ["mini.A-1", "mini.A-2", "mini.A-9", "other.A-1"] {
        room.edit(|_| text.replace("mini.A-1.remark]]", &format!("{to}.remark]]")));
        room.is_shut("", "a question by grace <grace@example.org> on");
    }
}

#[test]
fn what_is_not_said_yet_opens_nothing() {
    let room = Room::with("");
    room.forged("bob", APPROVE);
    room.by("grace", "return A-1 --text Thin");
    room.forged("grace", &end(&room));
    room.run("check").is(0);
    room.edit(|text| {
        let (head, at) = text.rsplit_once("\nAt: ").unwrap();
        format!("{head}\nAt: 2999{}", &at[4..])
    });
    room.run("check").is(1).has_out("is returned by grace");

    // Nor does what takes a no back.
    let room = Room::with("");
    room.forged("grace", REJECT);
    let no = room.last();
    room.forged("grace", &format!("revoke {no} --reason Lent"));
    let taken = room.review();
    for (year, is) in [(&taken[..0], 0), ("2999", 1)] {
        room.put(&taken);
        room.edit(|text| {
            let (head, at) = text.rsplit_once("\nAt: ").unwrap();
            format!("{head}\nAt: {year}{}", &at[year.len()..])
        });
        room.forged("bob", APPROVE);
        room.run("check").is(is);
    }
    room.run("check").has_out(REJECTED);
    room.run("verify").has_out("and not ahead of time");

    // Nor does what its maker decides anew drop conditions.
    let room = Room::with("");
    room.forged(
        "bob",
        &format!("sign --role approver --decision {CONDITIONS}"),
    );
    room.edit(|text| {
        let (head, day) = text.rsplit_once("  due: ").unwrap();
        format!("{head}  due: 2021{}", &day[4..])
    });
    room.forged("carol", APPROVE);
    room.run("check").is(1).has_out("a condition of bob");
    room.forged("bob", APPROVE);
    room.run("check").is(0);
    room.edit(|text| {
        let (head, at) = text.rsplit_once("\nAt: ").unwrap();
        format!("{head}\nAt: 2999{}", &at[4..])
    });
    room.run("check").is(1).has_out("a condition of bob");
}

#[test]
fn what_was_set_aside_sets_nothing_aside() {
    let room = Room::with("");
    room.forged("bob", APPROVE);
    let yes = room.last();
    room.forged("mallory", &format!("revoke {yes} --reason Thin"));
    let revocation = room.last();
    for is in [0, 1] {
        let last = room.last();
        room.forged("mallory", &format!("dismiss {last} --reason Slip"));
        room.run("check").is(is);
    }
    room.forged("mallory", &format!("dismiss {revocation} --reason Slip"));
    room.run("check").is(0);
}

/// What a sign-off does besides goes with it.
#[test]
fn deeds_of_a_sign_off_that_is_broken_or_set_aside_do_nothing() {
    needs_openssh!();
    let line = |room: &Room, act: &str| {
        let text = room.review();
        let (head, deed) = text.split_once(&format!("\n{act}: ")).unwrap();
        let (deed, _) = deed.split_once("\n\n").unwrap();
        let (head, _) = head.rsplit_once("[[declaration]]").unwrap();
        room.put(head);
        format!("{act}: {deed}\n\nBy: ")
    };
    let room = Room::with("");
    room.signed("bob", APPROVE);
    room.forged("ada", "disown A-1 --reason 'Not mine'");
    let deed = line(&room, "Disowns");
    room.forged("ada", "sign --role preparer --decision approved");
    let added = |text: &str| {
        let (head, who) = text.rsplit_once("By: ").unwrap();
        format!("{head}{deed}{who}")
    };
    room.edit(added);
    room.is_shut("", "A-1 was disowned by ada");
    let junk = room.last();
    room.signed("carol", &format!("dismiss {junk} --reason Junk"));
    room.is_open("");

    let room = Room::with("");
    room.forged("bob", APPROVE);
    room.by("grace", "return A-1 --text Thin");
    room.forged("grace", &end(&room));
    let deed = line(&room, "Ends");
    room.forged("grace", REJECT);
    let (review, no) = (room.id(), room.last());
    room.edit(|text| {
        let (head, tail) = text.rsplit_once("[[signoff]]").unwrap();
        let tail = tail.replace(&review, OTHER).replace("By: ", &deed);
        format!("{head}[[signoff]]{tail}")
    });
    room.forged("grace", &format!("dismiss {no} --reason Junk"));
    room.run("check").is(1).has_out("is returned by grace");
}

#[test]
fn a_remark_stays_with_its_item() {
    needs_openssh!();
    let room = Room::with("");
    room.by("grace", "ask A-1 --for Ada --text Why");
    room.signed("bob", &format!("{APPROVE} --despite 'No matter'"));
    room.is_open("");
    room.edit(|text| text.replace("A-1.remark]]", "A-2.remark]]"));
    room.is_shut(
        "",
        "the remarks that it covers are not in the file as they were",
    );
}

#[test]
fn a_declaration_misses_what_it_came_after() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    let before = room.review();
    room.signed("grace", REJECT);
    let no = room.review()[before.len()..].to_owned();
    room.signed("carol", "accept A-1");
    let accepts = room.last();
    room.edit(|text| text.replace(&no, ""));
    let lost = "it comes after a sign-off, revocation or declaration";
    room.is_shut("", lost);
    // It verifies: not even Carol makes what it came after unsaid.
    room.signed("carol", &format!("dismiss {accepts} --reason 'Made anew'"));
    room.is_shut("", lost);
}

/// Which of the answers of form 1 counts, the order of the file tells: so it is signed.
#[test]
fn answers_of_form_1_keep_their_order() {
    needs_openssh!();
    let room = Room::of("", "schema = 1");
    let first = room.review();
    room.0
        .done("attest A-1 met --rationale Shorter --until +2d");
    let second = room.review();
    room.done("migrate");
    room.signed("bob", APPROVE);
    room.is_open("");
    room.is_shut("--at +3d", "A-1 no longer holds");
    let header = "[[item.mini.A-1.attestation]]\n";
    let block = |text: &str, nth: usize| {
        let part = text.split(header).nth(nth).unwrap();
        let block = part.split("\n# end").next().unwrap();
        block.split("\n[").next().unwrap().trim_end().to_owned()
    };
    let (one, other) = (block(&first, 1), block(&second, 2));
    room.edit(|text| {
        let text = text.replacen(&one, "MOVED", 1).replacen(&other, &one, 1);
        text.replacen("MOVED", &other, 1)
    });
    room.is_shut("--at +3d", "the review changed after it");
}

/// The digest of the last statement.
fn digest(text: &str) -> Digest {
    let (_, statement) = text.rsplit_once("statement = \"\"\"\n").unwrap();
    Digest::of(statement.split("\"\"\"").next().unwrap().as_bytes())
}

const OVERRULE: &str = "principals = { overrule = [\"bob@example.org\"] }";

/// The id of another review.
const OTHER: &str = "7d5b4c4e-0000-4000-8000-000000000000";

/// A review from which Grace's signed no was cut out again, although Carol's yes came after it.
fn cut() -> (Room, Digest) {
    let room = Room::with(OVERRULE);
    let before = room.review();
    room.signed("grace", REJECT);
    let with_no = room.review();
    room.signed("carol", APPROVE);
    let no = digest(&with_no);
    room.edit(|text| text.replace(&with_no[before.len()..], ""));
    room.is_shut("", "it comes after a sign-off, revocation or declaration");
    (room, no)
}

#[test]
fn a_missing_record_is_missing_until_it_is_overruled() {
    needs_openssh!();
    let (room, no) = cut();
    let yes = room.last();
    let lost = "it comes after a sign-off, revocation or declaration";
    // Carol's yes verifies: not even she makes what it came after unsaid.
    room.signed("carol", &format!("dismiss {yes} --reason 'Made anew'"));
    room.signed("carol", APPROVE);
    room.is_shut("", lost);
    room.forged(
        "bob",
        &format!("{APPROVE} --why 'It is lost' --overrule {}", no.hex()),
    );
    room.is_shut("", lost);
    // Nor by name alone: where anything is signed, what is missing may have been.
    room.run("check --require approved").is(1).has_out(lost);
    room.signed(
        "bob",
        &format!("{APPROVE} --why 'It is lost' --overrule {}", no.hex()),
    );
    room.is_open("");
    // Whoever was not told says no all the same.
    room.signed("grace", REJECT);
    room.is_shut("", REJECTED);
}

#[test]
fn a_broken_declaration_is_set_aside_and_does_nothing_then() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    let review = room.id();
    room.forged("grace", "accept A-1");
    let id = room.last();
    room.write("accepted.toml", "accepted = [\"high\"]");
    let by_name = "check --policy accepted.toml";
    room.run(by_name).is(0);
    room.edit(|text| {
        let (head, tail) = text.rsplit_once("[[declaration]]").unwrap();
        format!("{head}[[declaration]]{}", tail.replace(&review, OTHER))
    });
    let broken = "its statement is about another review";
    room.is_shut("", broken);
    room.forged("grace", &format!("dismiss {id} --reason Junk"));
    room.is_shut("", broken);
    room.signed("grace", &format!("dismiss {id} --reason Junk"));
    room.is_open("");
    room.run(by_name).is(1).has_out("A-1 is not accepted");
}

#[test]
fn who_set_junk_aside_has_not_approved() {
    needs_openssh!();
    let room = Room::with("");
    room.forged("zoe", APPROVE);
    let review = room.id();
    room.edit(|text| {
        text.replace(
            &format!("Review id: {review}"),
            &format!("Review id: {OTHER}"),
        )
    });
    room.is_shut("", "its statement is about another review");
    let id = room.last();
    room.signed("bob", &format!("dismiss {id} --reason Junk"));
    room.is_shut("", "no sign-off as approver");
    room.signed("bob", APPROVE);
    room.is_open("");
}

#[test]
fn who_took_back_what_another_decided_overrules_nobody() {
    needs_openssh!();
    let room = Room::with(OVERRULE);
    room.signed("carol", APPROVE);
    let yes = room.last();
    room.signed("grace", REJECT);
    let overrule = format!("{APPROVE} --why Fit --overrule {}", room.last());
    room.signed("bob", &format!("revoke {yes} --reason Unsure"));
    room.signed("bob", &overrule);
    room.is_shut("", REJECTED);
    // Whoever only has his name on a revocation sets it aside.
    let room = Room::with(OVERRULE);
    room.signed("carol", APPROVE);
    let yes = room.last();
    room.signed("grace", REJECT);
    let overrule = format!("{APPROVE} --why Fit --overrule {}", room.last());
    room.forged("bob", &format!("revoke {yes} --reason Unsure"));
    let forged = room.last();
    room.signed("bob", &overrule);
    room.is_shut("", REJECTED);
    room.signed("bob", &format!("dismiss {forged} --reason Junk"));
    room.is_open("");
}

#[test]
fn who_took_back_what_they_decided_may_overrule() {
    needs_openssh!();
    let room = Room::with(OVERRULE);
    for who in ["bob", "carol"] {
        room.signed(who, APPROVE);
        let yes = room.last();
        room.signed(who, &format!("revoke {yes} --reason Unsure"));
    }
    room.signed("grace", REJECT);
    let no = room.last();
    room.signed("bob", &format!("{APPROVE} --why Fit --overrule {no}"));
    room.is_open("");
}

#[test]
fn conditions_of_whoever_is_gone_are_overruled() {
    needs_openssh!();
    let room = Room::with(OVERRULE);
    room.signed(
        "carol",
        &format!("sign --role approver --decision {CONDITIONS}"),
    );
    let first = room.last();
    room.signed("bob", &format!("{APPROVE} --why Gone --overrule {first}"));
    room.is_open("--at +3d");
    room.run("status --at +3d --allowed-signers ../allowed")
        .has_out("it was overruled by bob <bob@example.org>: Gone");
    // As long as they hold, nobody takes a yes away with them.
    let room = Room::with(&format!("roles = [\"reviewer\", \"approver\"], {OVERRULE}"));
    room.signed(
        "carol",
        &format!("sign --role reviewer --decision {CONDITIONS}"),
    );
    let first = room.last();
    room.signed("bob", &format!("{APPROVE} --why Gone --overrule {first}"));
    room.is_open("");
    room.is_shut("--at +3d", "it was overruled by bob");
}

/// Of one person, a key that is as good takes the place of what another key signed, or none.
#[test]
fn who_signs_with_another_key_of_theirs_decides_anew() {
    needs_openssh!();
    let room = Room::with("");
    let other = room.make_key("../other", "bob@example.org");
    room.write("../allowed", &format!("{}{other}", room.read("../allowed")));
    room.signed("bob", REJECT);
    room.by("bob", &format!("{APPROVE} --key ../other"));
    room.is_open("");
    let room = Room::with("");
    room.forged("bob", REJECT);
    room.signed("bob", APPROVE);
    room.run("check").is(0);
}

#[test]
fn what_is_in_the_way_is_set_aside_with_the_same_signature() {
    needs_openssh!();
    let room = Room::with("");
    room.forged("zoe", "sign --role reviewer --decision rejected --why Junk");
    let junk = room.last();
    let signed =
        format!("{APPROVE} --key ../bob --by 'bob <bob@example.org>' --allowed-signers ../allowed");
    let before = room.review();
    let run = room.done(&signed);
    let told = run
        .err
        .find("in the way: rejected as reviewer by zoe")
        .expect(&run.err);
    assert!(told < run.err.find("signing with").unwrap(), "{run}");
    run.has_err(&format!("--dismiss {junk} --why WHY"));
    room.is_shut("", "rejected as reviewer by zoe");
    room.put(&before);
    room.0
        .done(&format!("{signed} --dismiss {junk} --why Junk"));
    room.is_open("");
    // Of an allowed signer nobody but they set it aside.
    let room = Room::with("");
    room.forged("grace", REJECT);
    let run = room.done(&signed);
    run.has_err("in the way: rejected as approver by grace")
        .lacks_err("--dismiss");
    // What a stranger took back without a signature is missed by whoever signs in another role.
    let room = Room::with("roles = [\"reviewer\", \"approver\"]");
    room.signed("grace", "sign --role reviewer --decision approved");
    room.forged("zoe", "revoke reviewer --reason Junk");
    let (junk, before) = (room.last(), room.review());
    room.done(&signed.replace("approver", "reviewer"))
        .lacks_err("in the way");
    room.put(&before);
    room.done(&signed)
        .has_err("in the way: approved as reviewer by grace <grace@example.org> is revoked by zoe")
        .has_err(&format!("--dismiss {junk} --why WHY"));
    room.put(&before);
    room.done(&format!("{signed} --dismiss {junk} --why Junk"))
        .lacks_err("in the way");
    room.is_open("");
    // Not where somebody else has approved in that role.
    room.put(&before);
    room.signed("carol", "sign --role reviewer --decision approved");
    room.done(&signed).lacks_err("in the way");
    // One that is damaged too is told once; and of a no it is for nobody to set aside: else it were taken back by what was
    // never said.
    let damaged = |room: &Room| {
        let id = room.id();
        room.edit(|text| {
            let (head, tail) = text.rsplit_once("[[declaration]]").unwrap();
            format!("{head}[[declaration]]{}", tail.replace(&id, OTHER))
        });
        room.done(&signed)
    };
    room.put(&before);
    let run = damaged(&room);
    run.has_err(&format!("--dismiss {junk} --why WHY"));
    assert_eq!(run.err.matches("in the way: ").count(), 1, "{run}");
    let room = Room::with("");
    room.forged("zoe", REJECT);
    let no = room.last();
    room.forged("zoe", &format!("revoke {no} --reason Junk"));
    let taken_back = room.last();
    damaged(&room)
        .has_err("by zoe")
        .lacks_err(&format!("--dismiss {taken_back}"));
    // Whatever else keeps the gate shut is told too: what is ended by name alone, and what was struck.
    let room = Room::with("");
    room.by("grace", "return A-1 --text Thin");
    room.forged("grace", &end(&room));
    room.forged("zoe", "accept A-2");
    let struck = room.last();
    room.done(&format!("strike {struck} --why Secret"));
    let signed = format!("{signed} --require signed --system crate");
    room.done(&signed)
        .has_err("in the way: A-1 is returned by grace")
        .has_err("in the way: the declaration by zoe")
        .has_err("in the way: the review has the system box, not crate")
        .has_err(&format!("--dismiss {struck} --why WHY"));
    room.done(&format!("{signed} --dismiss {struck} --why Junk"))
        .lacks_err("declaration by zoe");
    // And what blocks is said before anybody looks for a key.
    room.done("attest A-2 unmet --rationale Broken");
    room.run(&format!("{APPROVE} --key ../nobody"))
        .is(1)
        .has_err("A-2 has a finding without");
}

#[test]
fn a_yes_that_nobody_asks_for_neither_opens_nor_closes() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    room.forged(
        "grace",
        "sign --role reviewer --decision approved-with-conditions --condition Mend --owner 'Kim <kim@example.org>' --due +1d",
    );
    let yes = room.last();
    room.is_open("");
    room.run("status --allowed-signers ../allowed")
        .has_out("not cryptographically signed");
    // What it asks for stands all the same, whoever takes it back.
    let due = "a condition of grace <grace@example.org> was due on";
    room.is_shut("--at +3d", due);
    room.forged("zoe", &format!("revoke {yes} --reason Junk"));
    room.is_open("");
    room.is_shut("--at +3d", due);
}

#[test]
fn verify_lists_what_is_declared() {
    needs_openssh!();
    let room = Room::with("");
    room.signed("bob", APPROVE);
    room.signed("grace", "accept A-1");
    let signed = room.last();
    room.forged("zoe", "accept A-2");
    let verify = || room.run("verify --allowed-signers ../allowed");
    let whole = verify();
    let said = "declaration by grace <grace@example.org>";
    whole.is(0).has_out(said);
    whole.has_out("Accepts: sha256:").has_out("about: mini/A-2");
    // A signature of other bytes.
    room.edit(|text| {
        let (head, tail) = text.rsplit_once(&format!("\nId: {signed}")).unwrap();
        let (head, review) = head.rsplit_once("\nReview: ").unwrap();
        format!("{head}\nReview: other {review}\nId: {signed}{tail}")
    });
    verify().is(1).has_out("a declaration by grace: ");
    room.run("verify --json --allowed-signers ../allowed")
        .has_out("\"declarations\":");
}

/// Whoever can write the file can make anybody a preparer, so that nobody would be left to approve.
#[test]
fn who_did_not_prepare_says_so_with_a_key() {
    needs_openssh!();
    let also = "also prepared the review";
    let forgeries: [&dyn Fn(&Room); 3] = [
        &|room| room.by("bob", "attest A-1 met --rationale Told --answered-by Kim"),
        &|room| {
            room.0
                .done("attest A-1 met --rationale Told --by 'BOB <bob@evil.example>'");
        },
        &|room| room.edit(|text| text.replacen("Ada Lovelace <ada@", "Bob <bob@", 1)),
    ];
    for (nth, forge) in forgeries.into_iter().enumerate() {
        let room = Room::with("sole-operator = \"forbidden\"");
        forge(&room);
        room.signed("bob", APPROVE);
        room.is_shut("", also);
        let name = if nth == 2 {
            room.id()
        } else {
            "A-1".to_owned()
        };
        let disown = format!("disown {name} --reason 'I was away'");
        let before = room.review();
        for is_signed in [false, true] {
            room.put(&before);
            if is_signed {
                room.signed("bob", &disown);
            } else {
                room.forged("bob", &disown);
            }
            if nth < 2 {
                room.is_shut("", "A-1 was disowned by bob");
                room.done("attest A-1 met --rationale Seen");
            }
            room.signed("bob", APPROVE);
            if !is_signed {
                room.is_shut("", also);
            }
        }
        room.is_open("");
        let run = room.run(GATE);
        let shown = "it was disowned by bob <bob@example.org>: I was away";
        run.has_err(shown);
    }
    // Nor is what stands under another address of theirs gone with a word under this one.
    let room = Room::with("sole-operator = \"forbidden\"");
    let line = room.read("../allowed");
    let both = "bob@example.org,bob@other.example";
    room.write("../allowed", &line.replacen("bob@example.org", both, 1));
    room.0
        .done("attest A-1 met --rationale Told --by 'Bob <bob@other.example>'");
    room.signed("bob", "disown A-1 --reason 'I was away'");
    room.done("attest A-1 met --rationale Seen");
    room.signed("bob", APPROVE);
    room.is_shut("", also);
    // Nobody else says so for them.
    let room = Room::with("");
    let id = room.id();
    room.run(&format!(
        "disown {id} --reason No --by 'grace <grace@example.org>' --key ../grace"
    ))
    .is(2);
}

#[test]
fn who_did_not_sign_as_preparer_sets_that_aside() {
    needs_openssh!();
    let also = "also prepared the review";
    for decision in ["approved", "rejected --why Unfit"] {
        let room = Room::with("sole-operator = \"forbidden\"");
        room.forged(
            "bob",
            &format!("sign --role preparer --decision {decision}"),
        );
        let id = room.last();
        room.signed("bob", APPROVE);
        room.is_shut("", also);
        room.forged("bob", &format!("dismiss {id} --reason Junk"));
        room.is_shut("", also);
        room.signed("bob", &format!("dismiss {id} --reason Junk"));
        room.is_open("");
        // What he signed himself stays.
        let room = Room::with("sole-operator = \"forbidden\"");
        room.signed(
            "bob",
            &format!("sign --role preparer --decision {decision}"),
        );
        // Else whoever damages it would open the gate with what he said of it before.
        let id = room.last();
        for (more, why) in [
            ("", "it is signed, and what verifies is set aside by nobody"),
            (
                "--allowed-signers ../allowed",
                "it verifies, so that nobody sets it aside",
            ),
        ] {
            let dismiss = format!("dismiss {id} --reason Junk --key ../bob {more}");
            room.0
                .by("bob <bob@example.org>")
                .run(&dismiss)
                .is(2)
                .has_err(why);
        }
        room.signed("bob", APPROVE);
        room.is_shut("", also);
    }
    // Nor is it gone where nobody verifies, once it was set aside while it was damaged.
    let room = Room::with("sole-operator = \"forbidden\"");
    room.signed("bob", "sign --role preparer --decision approved");
    let (id, whole) = (room.last(), room.review());
    room.edit(|text| {
        text.replace(
            "-----BEGIN SSH SIGNATURE-----\nU1NI",
            "-----BEGIN SSH SIGNATURE-----\nU1NJ",
        )
    });
    let damaged = room.review();
    let list = "--allowed-signers ../allowed";
    room.signed("bob", &format!("dismiss {id} --reason Junk {list}"));
    room.edit(|text| text.replace(&damaged, &whole));
    room.signed("bob", APPROVE);
    room.run("check").is(1).has_out(also);
}

/// What verifies keeps what it came after, whoever made it; what is only of another review is set aside.
#[test]
fn what_one_signed_over_what_is_missing_is_not_set_aside() {
    needs_openssh!();
    let list = "--allowed-signers ../allowed";
    let lost = "it comes after a sign-off, revocation or declaration";
    for said in ["sign --role reviewer --decision approved", "accept A-1"] {
        let room = Room::with("");
        room.signed("bob", said);
        let id = room.id();
        room.sign_anew("../bob", |said| said.replace(&id, OTHER));
        let (other, before) = (room.last(), room.review());
        let sign = |more: &str| {
            let sign = format!("{APPROVE} --key ../bob {more}");
            room.0.by("bob <bob@example.org>").done(&sign)
        };
        sign(list).has_err(&format!("--dismiss {other}"));
        room.is_shut("", "its statement is about another review");
        room.put(&before);
        room.signed("bob", &format!("dismiss {other} --reason Junk"));
        sign(list).lacks_err("in the way");
        room.is_open("");

        let room = Room::with("");
        let before = room.review();
        room.forged("grace", REJECT);
        let no = room.review()[before.len()..].to_owned();
        room.signed("bob", said);
        let cut = room.last();
        room.edit(|text| text.replace(&no, ""));
        let before = room.review();
        for more in ["", list] {
            let sign = format!("{APPROVE} --key ../bob {more}");
            let run = room.0.by("bob <bob@example.org>").done(&sign);
            run.has_err("in the way: ").lacks_err("--dismiss");
            room.put(&before);
        }
        room.signed("bob", &format!("dismiss {cut} --reason Junk {list}"));
        room.signed("carol", APPROVE);
        room.is_shut("", lost);
        room.run("check").is(1).has_out(lost);
    }
}

/// In form 1 it is a statement of its own.
#[test]
fn a_statement_of_form_1_is_of_one_review() {
    let room = Room::of("", "schema = 1");
    room.forged("bob", APPROVE);
    room.run("check").is(0);
    let id = room.id();
    let of_another = |room: &Room| {
        room.edit(|text| {
            let (head, said) = text.rsplit_once("Review id: ").unwrap();
            format!("{head}Review id: {}", said.replacen(&id, OTHER, 1))
        });
        room.run("check")
            .is(1)
            .has_out("its statement is about another review");
    };
    let approved = room.review();
    of_another(&room);
    room.put(&approved);
    room.forged("bob", "revoke approver --reason 'Too early'");
    room.run("check").is(1).lacks_out("another review");
    of_another(&room);
}

#[test]
fn namesakes_who_count_as_two_are_said() {
    needs_openssh!();
    let room = Room::with("people = 2, roles = [\"reviewer\", \"approver\"]");
    let sign = |role: &str, who: &str, mail: &str| {
        room.done(&format!(
            "sign --role {role} --decision approved --key ../{who} --by 'Lee <{mail}@example.org>'"
        ));
    };
    sign("reviewer", "carol", "carol");
    sign("approver", "bob", "bob");
    for command in ["check", "status", "report"] {
        let run = room.run(&format!("{command} --allowed-signers ../allowed"));
        let said = "have one name, and are two people: each signed with a key of their own";
        run.has(said);
    }
    room.is_open("");
}

#[test]
fn an_answer_of_the_future_keeps_nobody_waiting() {
    needs_openssh!();
    let room = Room::with("open-for = \"1d\"");
    let open = "before the answers lay open";
    room.edit(|text| {
        let (head, tail) = text.split_once("A-2.attestation]]").unwrap();
        let at = tail.split_once("\nat = ").unwrap().1;
        let at = at.lines().next().unwrap();
        format!(
            "{head}A-2.attestation]]{}",
            tail.replacen(at, "2099-01-01T00:00:00Z", 1)
        )
    });
    room.is_shut("", "A-2");
    room.done("attest A-2 met --rationale Seen");
    room.signed("bob", APPROVE);
    room.is_shut("", open);
    room.run(GATE).lacks_out("2099");
}
