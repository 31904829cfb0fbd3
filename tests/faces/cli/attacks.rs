//! Every way to cheat with a signed review is refused, each with a message of its own.

use std::ops::Deref;

use signoff::text::digest::Digest;

use crate::house::{GRACE, House, KIM, RITA};

pub const LIST: &str = r#"schema = 1
id = "mini"
title = "Mini"
version = "1"
policy = { roles = ["reviewer", "approver"] }

[[category]]
id = "a"
title = "A"

[[category.item]]
id = "A-1"
title = "One"
severity = "high"
guidance = "Look."

[[category.item]]
id = "A-2"
title = "Two"
severity = "low"
"#;

const GATE: &str = "check --require signed --allowed-signers ../allowed";
const VERIFY: &str = "verify --allowed-signers ../allowed";

/// A review that a reviewer and an approver signed, each with a key.
pub struct Signed {
    pub house: House,
    pub text: String,
}

impl Deref for Signed {
    type Target = House;

    fn deref(&self) -> &House {
        &self.house
    }
}

impl Signed {
    pub fn new() -> Self {
        Self::of(LIST)
    }

    /// Of a checklist of one's own.
    pub fn of(list: &str) -> Self {
        Self::made(list, "schema = 2")
    }

    /// Of the first schema, whose records say everything twice: in fields, and in the statement.
    pub fn form_1() -> Self {
        Self::made(LIST, "schema = 1")
    }

    fn made(list: &str, schema: &str) -> Self {
        let house = House::new();
        house.write("mini.toml", list);
        house.write("proof.txt", "fine\n");
        house.allow(&["grace", "rita"]);
        house.done("new --checklist ./mini.toml --system box --revision v1");
        let begun = house.review().replace("schema = 2", schema);
        house.put(&begun);
        house.done("attest A-1 met --rationale Fine --evidence proof.txt");
        house.done("attest A-2 unmet --rationale Later --action Mend --owner Kim --due 2999-01-01");
        house
            .by(RITA)
            .done("sign --role reviewer --decision approved --key ../rita");
        house
            .by(GRACE)
            .done("sign --role approver --decision approved --key ../grace");
        let text = house.review();
        let signed = Self { house, text };
        signed.run(GATE).is(0);
        signed.run(VERIFY).is(0);
        signed
    }

    /// Puts something else into the file; the gate must say no, and say why.
    fn forged(&self, from: &str, to: &str, why: &str) {
        assert!(self.text.contains(from), "{from} is not in\n{}", self.text);
        self.refused(&self.text.replace(from, to), why);
    }

    fn refused(&self, text: &str, why: &str) {
        self.house.put(text);
        let (gate, verify) = (self.house.run(GATE), self.house.run(VERIFY));
        assert_ne!((gate.code, verify.code), (0, 0), "accepted although {why}");
        assert_ne!(gate.code, 0, "the gate is open although {why}\n{gate}");
        let said = format!("{gate}{verify}");
        assert!(said.contains(why), "expected: {why}\n{said}");
    }

    /// The sign-offs, as they stand in the file.
    fn blocks(&self) -> (String, Vec<String>) {
        let mut parts = self.text.split("\n[[signoff]]\n");
        let head = parts.next().unwrap().to_owned();
        (
            head,
            parts
                .map(|part| format!("\n[[signoff]]\n{}", part.trim_start()))
                .collect(),
        )
    }
}

#[test]
fn what_was_signed_cannot_change() {
    needs_openssh!();
    let signed = Signed::new();
    let changed = "the review changed after it";
    signed.forged("status = \"unmet\"", "status = \"met\"", changed);
    signed.forged(
        "rationale = \"\"\"Later\"\"\"",
        "rationale = \"\"\"Never\"\"\"",
        changed,
    );
    signed.forged("due = 2999-01-01 }", "due = 2999-01-02 }", changed);
    signed.forged("system = \"box\"", "system = \"other\"", changed);
    signed.forged("revision = \"v1\"", "revision = \"v2\"", changed);
    signed.forged(
        "kind = \"file\"",
        "kind = \"note\"\ntext = \"Seen\"",
        changed,
    );
    signed.forged("\nsize = 5", "\nsize = 6", changed);
    signed.forged(
        "size = 5",
        "size = 9007199254740993",
        "expected the size of a file",
    );
    signed.forged("created-by = \"Ada", "created-by = \"Ida", changed);
    let withdrawn =
        "withdrawn-at = 2026-01-01T00:00:00Z\nwithdrawn-by = \"Kim\"\nstatus = \"unmet\"";
    signed.forged("status = \"unmet\"", withdrawn, changed);
    let (start, rest) = signed
        .text
        .split_once("[[item.mini.A-2.attestation]]")
        .unwrap();
    let (_, end) = rest.split_once("# end A-2").unwrap();
    signed.refused(&format!("{start}# end A-2{end}"), changed);
    signed.forged(
        "[item.mini.A-2]",
        "[item.mini.A-2]\n[item.mini.A-2]",
        "duplicate key",
    );
    let digest = signed.text.split("digest = \"sha256:").nth(3).unwrap()[..64].to_owned();
    signed.forged(&digest, &"0".repeat(64), changed);

    signed.put(&signed.text);
    signed.write("proof.txt", "not fine\n");
    signed.run(GATE).has_out("proof.txt changed");
    signed.write("proof.txt", "fine\n");
    for (from, to) in [
        ("\"Look.\"", "\"Do not look.\""),
        ("version = \"1\"", "version = \"2\""),
        ("severity = \"high\"", "severity = \"low\""),
        ("[\"reviewer\", \"approver\"]", "[\"approver\"]"),
        (
            "[[category]]",
            "[[category]]\nid = \"z\"\ntitle = \"Z\"\nitem = [{ id = \"Z-1\", title = \"Z\", severity = \"low\" }]\n\n[[category]]",
        ),
    ] {
        signed.write("mini.toml", &LIST.replace(from, to));
        signed.run(GATE).is(1).has_out(changed);
    }
    signed.write("mini.toml", LIST);
    signed.run(GATE).is(0);
    // What is outside: comments, white space, order of keys.
    signed.put(&format!(
        "# a comment\n{}",
        signed.text.replace(" = ", "  =  ")
    ));
    signed.run(GATE).is(0);
}

#[test]
fn a_record_is_what_its_statement_says() {
    needs_openssh!();
    let signed = Signed::new();
    let bytes = "the signature is not of this statement";
    let twice = |line: &str| format!("{line}\n{line}");
    let (_, blocks) = signed.blocks();
    let line = |start: &str| {
        let mut lines = blocks[1].lines();
        lines.find(|line| line.starts_with(start)).unwrap()
    };
    for (from, to, why) in [
        ("Role: approver", "Role: preparer", bytes),
        ("Decision: approved\n", "Decision: rejected\n", bytes),
        (
            "Decision: approved\n",
            "Decision: approved\nWhy: Fine\n",
            bytes,
        ),
        (
            "Decision: approved\n",
            "Decision: approved-with-conditions\nCondition: Mend\n  owner: Kim\n  due: 2999-01-01\n",
            bytes,
        ),
        ("Prepared: nothing", "Prepared: A-1", bytes),
        (line("By: Grace"), "By: Gracie <grace@example.org>", bytes),
        (line("At: "), "At: 2026-01-01T00:00:00.000Z", bytes),
        (
            line("Content: "),
            &format!("Content: sha256:{}", "0".repeat(64)),
            bytes,
        ),
        (line("After: sha256"), "After: no other statement", bytes),
        (line("Key: "), "Key: SHA256:other", bytes),
        (&format!("{}\n", line("Key: ")), "", bytes),
        (
            "Items: 2: 1 met, 1 unmet",
            "Items: 2: 2 met",
            "its statement does not say what the review says",
        ),
        (
            "  due: 2999-01-01\n\nBy: Grace",
            "  due: 2999-12-31\n\nBy: Grace",
            "its statement does not say what the review says",
        ),
        (
            "System: box",
            "System: barn",
            "its statement does not say what the review says",
        ),
        (
            "As approver I approve box",
            "As approver I approve barn",
            "its statement does not say what the review says",
        ),
        // What cannot be read refuses the file.
        (
            line("By: Grace"),
            "By: Grace <grace@example.org> <rita@example.org>",
            "`By: ",
        ),
        (
            line("By: Grace"),
            "By: Gr\\u202Eace <grace@example.org>",
            "`By: ",
        ),
        (
            "Role: approver",
            "Role: boss",
            "`Role: boss` in its statement cannot be read",
        ),
        (
            "Role: approver",
            &twice("Role: approver"),
            "`Role` stands twice in its statement",
        ),
        (
            line("At: "),
            &twice(line("At: ")),
            "`At` stands twice in its statement",
        ),
        ("Role: approver\n", "", "its statement has no line `Role`"),
        (line("Content: "), "", "its statement has no line `Content`"),
        (
            &format!("id = \"{}", &line("Id: ")[4..]),
            "id = \"other",
            "its statement has the id",
        ),
        (
            "[[signoff]]\n",
            "[[signoff]]\ncovers = [\"remark\"]\n",
            "the remarks that it covers are not in the file as they were",
        ),
        (
            "signoff statement, form 2",
            "signoff statement, form 9",
            "its statement is of no form that this program knows",
        ),
        (
            "schema = 2",
            "schema = 1",
            "is of form 2, and the file says that it is of schema 1",
        ),
    ] {
        signed.forged(from, to, why);
    }
    // Beside it nothing is read.
    let beside = "[[signoff]]\nrole = \"preparer\"\ndecision = \"rejected\"\nby = \"Kim\"\n";
    let beside = signed.text.replace("[[signoff]]\n", beside);
    signed.put(&beside);
    signed.run(GATE).is(0);
}

#[test]
fn the_fields_of_a_record_say_what_its_statement_says() {
    needs_openssh!();
    let signed = Signed::form_1();
    let fields = "its statement does not say what its fields say";
    signed.forged("role = \"approver\"", "role = \"preparer\"", fields);
    signed.forged(
        GRACE,
        "Gr\u{430}ce Hopper <grace@example.org>",
        "letters of several alphabets",
    );
    signed.forged(
        &format!("by = \"{GRACE}"),
        "by = \"Gracie <grace@example.org>",
        fields,
    );
    let two = "by = \"Grace <grace@example.org> <rita@example.org>";
    signed.forged(&format!("by = \"{GRACE}"), two, "expected one mail address");
    signed.forged(
        "by = \"Grace Hopper",
        "by = \"Gr\\u202Eace Hopper",
        "hidden characters",
    );
    signed.forged("Decision: approved\n", "Decision: rejected\n", fields);
    signed.forged("decision = \"approved\"", "decision = \"rejected\"", fields);
    signed.forged(
        "Counts: 1 met, 1 unmet",
        "Counts: 2 met",
        "its statement does not say what the review says",
    );
    signed.forged(
        "signoff statement, form 1",
        "signoff statement, form 9",
        "of no form that this program knows",
    );
    signed.forged(
        "role = \"approver\"",
        "role = \"approver\"\nrole = \"approver\"",
        "duplicate key",
    );
}

#[test]
fn a_signature_is_of_its_statement_and_by_whom_it_names() {
    needs_openssh!();
    let signed = Signed::new();
    let (head, blocks) = signed.blocks();
    let signature = |block: &str| {
        let (_, rest) = block.split_once("signature = ").unwrap();
        rest.trim_end().to_owned()
    };
    let [reviewer, approver] = [signature(&blocks[0]), signature(&blocks[1])];
    let swapped = blocks[1].replace(&approver, &reviewer);
    signed.refused(
        &format!("{head}{}{swapped}", blocks[0]),
        "the signature is not of this statement",
    );
    let unsigned = blocks[1].replace(&format!("signature = {approver}"), "signed = true");
    signed.refused(
        &format!("{head}{}{unsigned}", blocks[0]),
        "as it says, and the signature is missing",
    );
    // Nor without the line that names the key.
    let (before, rest) = unsigned.split_once("Key: ").unwrap();
    let (_, behind) = rest.split_once('\n').unwrap();
    signed.refused(
        &format!("{head}{}{before}{behind}", blocks[0]),
        "not cryptographically signed",
    );
    for (name, tail) in [
        ("\n\"\"\"", "\nSigned by Grace.\n\"\"\""),
        ("-----BEGIN", "By Grace.\n-----BEGIN"),
    ] {
        let tailed = approver.replace(name, tail);
        assert_ne!(tailed, approver);
        let tailed = blocks[1].replace(&approver, &tailed);
        signed.refused(
            &format!("{head}{}{tailed}", blocks[0]),
            "it is no SSH signature",
        );
    }
    let nonsense = blocks[1].replace(&approver, "\"signed by Grace\"");
    signed.refused(
        &format!("{head}{}{nonsense}", blocks[0]),
        "it is no SSH signature",
    );

    // Somebody else's good signature on a statement that names the approver.
    signed.put(&format!("{head}{}", blocks[0]));
    signed
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../rita");
    signed
        .run(GATE)
        .is(1)
        .has_out("the key belongs to rita@example.org");
}

#[test]
fn sign_offs_are_a_chain() {
    needs_openssh!();
    let signed = Signed::new();
    let (head, blocks) = signed.blocks();
    signed.refused(&format!("{head}{}", blocks[1]), "that is not in the file");
    // What came first is told by what was signed, not by the place in the file.
    let turned = format!("{head}{}{}", blocks[1], blocks[0]);
    signed.put(&turned);
    signed.run(GATE).is(0);
    signed.refused(
        &format!("{head}{}{}{}", blocks[0], blocks[1], blocks[1]),
        "it stands twice in the file",
    );
    signed.refused(&format!("{head}{}", blocks[0]), "no sign-off as approver");
}

#[test]
fn what_came_before_cannot_be_bent() {
    needs_openssh!();
    let approve = format!("sign --role approver --decision approved --by '{GRACE}' --key ../grace");
    let fields = "its statement does not say what its fields say";
    let lost = "that is not in the file";
    for (mut signed, why, edits) in [
        (
            Signed::form_1(),
            "",
            [
                ("decision = \"rejected\"", "decision = \"approved\"", fields),
                ("role = \"preparer\"", "role = \"approver\"", fields),
            ],
        ),
        (
            Signed::new(),
            "--why Unfit",
            [
                ("Decision: rejected\n", "Decision: approved\n", lost),
                ("Role: preparer\n", "Role: approver\n", lost),
            ],
        ),
    ] {
        // A no that came before the yes is not silenced by making its record one that nobody believes.
        signed.by(KIM).done(&format!(
            "sign --role preparer --decision rejected {why} --unsigned"
        ));
        signed.done(&approve);
        signed.text = signed.review();
        signed.run(GATE).has_out("rejected as preparer by Kim");
        for (from, to, why) in edits {
            signed.forged(from, to, why);
        }

        // Nor by a worthless one in the same role behind it: an approval of what the review never was.
        let (head, mut blocks) = signed.blocks();
        let content = blocks[0].split("Content: sha256:").nth(1).unwrap()[..64].to_owned();
        let (worthless, _) = blocks[0].split_once("signature = ").unwrap();
        let worthless = worthless
            .replace(&content, &"0".repeat(64))
            .replace("reviewer", "preparer");
        blocks.insert(3, worthless);
        signed.refused(
            &format!("{head}{}", blocks.concat()),
            "rejected as preparer by Kim",
        );
    }

    // Nor by one in the name of who said it, which would not count beside another's that does.
    let signed = Signed::new();
    signed
        .by(RITA)
        .done("sign --role approver --decision rejected --why Unfit --key ../rita");
    signed
        .by(RITA)
        .done("sign --role approver --decision approved --unsigned");
    let run = signed.run(GATE);
    run.is(1)
        .has_out("rejected as approver by Rita Levi")
        .lacks_out("approved as approver");

    // Nor by a revocation that is worth less, or by somebody else; and one by its person asks for a decision by somebody
    // who knew of it.
    let signed = Signed::new();
    signed
        .by(RITA)
        .done("sign --role approver --decision rejected --why Unfit --key ../rita");
    signed.done(&approve);
    let is_rejected = |signed: &Signed| {
        let run = signed.run(GATE);
        run.code == 1 && run.out.contains("rejected as approver by Rita")
    };
    assert!(is_rejected(&signed));
    let text = signed.review();
    let no = text.rsplit("[[signoff]]\nid = \"").nth(1).unwrap()[..36].to_owned();
    signed
        .by(KIM)
        .run(&format!("revoke {no} --reason Lent --unsigned"))
        .is(2)
        .has_err("only by who made it: Rita Levi");
    let revoke = format!("revoke {no} --reason Lent --by '{RITA}'");
    signed
        .run(&format!("{revoke} --unsigned"))
        .is(2)
        .has_err("only a signed revocation");
    signed.done(&format!("{revoke} --key ../rita"));
    // Whoever can write the file writes one without a signature.
    let whole = signed.review();
    let (head, record) = whole.split_once("[[declaration]]").unwrap();
    let (record, _) = record.split_once("signature = ").unwrap();
    signed.put(&format!("{head}[[declaration]]{record}"));
    assert!(is_rejected(&signed));
    signed.done(&approve);
    assert!(is_rejected(&signed));
    signed
        .run(VERIFY)
        .has_out("  takes nothing back: a rejection");
    signed.put(&whole);
    let run = signed.run(GATE);
    run.is(1)
        .has_out("(rejected as approver) is revoked: by Rita");
    signed.done(&approve);
    signed.run(GATE).is(0);

    // A revocation stays that of its sign-off, although a later sign-off stands behind it.
    for (mut signed, field, end, elsewhere, nowhere) in [
        (
            Signed::form_1(),
            "\nsignoff = \"",
            "\"",
            "is not as it was recorded: its statement does not say",
            "the sign-off that it takes back is not in the file",
        ),
        (Signed::new(), "\nRevokes: ", "\n", lost, lost),
    ] {
        signed
            .by(KIM)
            .done("revoke approver --reason Lent --unsigned");
        signed
            .by(RITA)
            .done("sign --role reviewer --decision approved --key ../rita");
        signed.text = signed.review();
        signed.run(GATE).has_out("is revoked");
        let whose = signed.text.split(field).nth(1).unwrap()[..71].to_owned();
        let first = signed.text.split("After: sha256:").nth(1).unwrap()[..64].to_owned();
        let line = |digest: &str| format!("{field}{digest}{end}");
        let other = format!("sha256:{first}");
        assert_ne!(whose, other);
        signed.forged(&line(&whose), &line(&other), elsewhere);
        let nobody = format!("sha256:{}", "0".repeat(64));
        signed.forged(&line(&whose), &line(&nobody), nowhere);
    }

    // A sign-off of an earlier state that is taken out with the mention of it.
    let bytes = "the signature is not of this statement";
    for (mut signed, start, why) in [
        (Signed::form_1(), "after = ", fields),
        (Signed::new(), "After: sha256:", bytes),
    ] {
        signed.done("attest A-2 met --rationale Mended");
        signed
            .by(RITA)
            .done("sign --role reviewer --decision approved --key ../rita");
        signed.done(&approve);
        signed.text = signed.review();
        let (head, mut blocks) = signed.blocks();
        blocks.remove(0);
        let mention = |line: &&str| line.starts_with(start);
        let mention = blocks[0].lines().find(mention).unwrap().to_owned();
        blocks[0] = blocks[0].replace(&format!("{mention}\n"), "");
        signed.refused(&format!("{head}{}", blocks.concat()), why);
    }
}

/// A declaration that somebody signed takes back what its own lines say, not what fields beside them say.
#[test]
fn no_declaration_passes_for_the_revocation_of_something_else() {
    needs_openssh!();
    let signed = Signed::new();
    let by = format!("--by '{RITA}' --key ../rita");
    signed.done(&format!(
        "sign --role approver --decision rejected --why Unfit {by}"
    ));
    let text = signed.review();
    let no = text.rsplit("\n[[signoff]]\n").next().unwrap();
    let (_, no) = no.split_once("statement = \"\"\"\n").unwrap();
    let (no, _) = no.split_once("\"\"\"").unwrap();
    let no = Digest::of(no.as_bytes());
    signed.done(&format!("revoke reviewer --reason Lent {by}"));
    let mut text = signed.review();
    let (_, declaration) = text.split_once("\n[[declaration]]\n").unwrap();
    let fields = format!(
        "\n[[revocation]]\nsignoff = \"{no}\"\nreason = \"Lent\"\nby = \"{RITA}\"\nat = 2026-01-01T00:00:00Z\n"
    );
    text += &format!("{fields}{declaration}");
    signed.refused(&text, "its statement is a declaration");
}

#[test]
fn a_bad_signature_is_worse_than_none() {
    needs_openssh!();
    let signed = Signed::new();
    let (head, blocks) = signed.blocks();
    let [(_, reviewers), (start, _)] =
        [0, 1].map(|nth| blocks[nth].split_once("signature = ").unwrap());
    let gate = |signature: &str, more: &str| {
        signed.put(&format!(
            "{head}{}{start}signature = {signature}",
            blocks[0]
        ));
        signed.run(&format!("check {more}"))
    };
    // Nobody asks for a signature here.
    gate(reviewers, "")
        .is(0)
        .has_out("(signed, not verified here)");
    for (signature, more, why) in [
        ("\"signed by Grace\"", "", "it is no SSH signature"),
        (
            reviewers,
            "--allowed-signers ../allowed",
            "the signature is not of this statement",
        ),
    ] {
        gate(signature, more)
            .is(1)
            .has_out(&format!("a signature that is refused: {why}"));
    }
}

#[test]
fn a_statement_is_of_one_review_at_one_time() {
    needs_openssh!();
    let (signed, other) = (Signed::new(), Signed::new());
    let ((head, _), (_, replayed)) = (signed.blocks(), other.blocks());
    signed.refused(
        &format!("{head}{}{}", replayed[0], replayed[1]),
        "its statement is about another review",
    );

    // An older sign-off beside newer answers.
    signed.put(&signed.text);
    signed.done("attest A-2 met --rationale Mended");
    let run = signed.run(GATE);
    run.is(1).has_out("the review changed after it");
    // A whole older file is a valid review: what tells is which revision is being deployed.
    signed.put(&signed.text);
    signed
        .run(&format!("{GATE} --revision 4f2a91c"))
        .is(1)
        .has_out("is of v1, not of 4f2a91c");
}

#[test]
fn the_policy_is_the_stricter_one() {
    needs_openssh!();
    let signed = Signed::new();
    for (policy, why) in [
        ("people = 3\n", "2 of 3 different people have approved"),
        (
            "unmet = [\"medium\"]\n",
            "A-2 is unmet, which the policy forbids for severity low",
        ),
        (
            "evidence = \"required\"\n",
            "A-2 has no evidence, which the policy asks for",
        ),
        ("roles = [\"preparer\"]\n", "no sign-off as preparer"),
        (
            "[principals]\napprover = [\"boss@example.org\"]\n",
            "the policy does not let grace@example.org sign as approver",
        ),
    ] {
        signed.write("../policy.toml", policy);
        signed
            .run("check --allowed-signers ../allowed --policy ../policy.toml")
            .is(1)
            .has_out(why);
    }
    for policy in [
        "people = 2\n",
        "signature = \"required\"\nroles = [\"approver\"]\n",
        "unmet = [\"low\"]\n",
        "[principals]\napprover = [\"Grace@Example.org\"]\n",
    ] {
        signed.write("../policy.toml", policy);
        signed
            .run("check --allowed-signers ../allowed --policy ../policy.toml")
            .is(0);
    }
    signed.write("../policy.toml", "people = \"two\"\n");
    signed.run("check --policy ../policy.toml").is(2);

    // What has evidence is in order, and what does not apply needs none.
    signed.done("attest A-2 not-applicable --rationale Gone");
    signed.write("../policy.toml", "evidence = \"required\"\n");
    let run = signed.run("check --require complete --policy ../policy.toml");
    run.is(0);

    let alone = House::with_review();
    alone
        .run("sign --role approver --decision rejected --why Unfit --sole-operator Alone")
        .is(0);
}

#[test]
fn every_rule_of_a_policy_is_asked() {
    needs_openssh!();
    let signed = Signed::new();
    let house = &signed.house;
    house.done("attest A-1 partial --rationale Nearly --owner Kim --due 2999-01-01");
    house.done("attest A-2 risk-accepted --rationale Small --accepted-by Grace --until 2999-01-01");
    for (role, by, key) in [("reviewer", RITA, "rita"), ("approver", GRACE, "grace")] {
        house.by(by).done(&format!(
            "sign --role {role} --decision approved --key ../{key}"
        ));
    }
    let expired = house
        .read("../allowed")
        .replace("namespaces=", "valid-before=\"20200101\",namespaces=");
    house.write("../expired", &expired);
    let check = |policy: &str, more: &str| {
        house.write("../policy.toml", policy);
        house.run(&format!("check --policy ../policy.toml {more}"))
    };
    for (policy, more, why) in [
        (
            "partial = [\"medium\"]",
            "",
            "A-1 is partial, which the policy forbids for severity high",
        ),
        (
            "risk-accepted = []",
            "",
            "A-2 is risk accepted, which the policy forbids for severity low",
        ),
        (
            "signature = \"required\"",
            "--revoked ../grace.pub --allowed-signers ../allowed",
            "is revoked",
        ),
        ("", "--allowed-signers ../expired", "key has expired"),
        (
            "max-age = \"1y\"",
            "--at +2y",
            "A-1 is expired: reached its maximum age on",
        ),
        ("", "--at 2020-01-01", "is dated in the future"),
        ("", "--revision v2", "the review is of v1, not of v2"),
    ] {
        check(policy, more).is(1).has_out(why);
    }
    check(
        "signature = \"required\"",
        "--revoked ../policy.toml --allowed-signers ../allowed",
    )
    .is(2)
    .has_err("is neither a revocation list nor");
    // An answer that is old enough to be asked for anew takes its approval with it.
    check("max-age = \"1y\"", "--at +2y").has_out("sign-off (approved as approver) is expired");
    check("max-age = \"3y\"\npartial = [\"high\"]", "--at +2y").is(0);
    // What no policy loosens: the checklist asks for two roles.
    check("roles = [\"approver\"]", "").is(0);
    // Somebody's approval that does not count takes nothing from another's that does.
    let alone = "sign --role approver --decision approved --unsigned --sole-operator Alone";
    house.done(alone);
    let strict = "sole-operator = \"forbidden\"\nsignature = \"required\"";
    check(strict, "--allowed-signers ../allowed").is(0);
    let grace = house
        .review()
        .rsplit("[[signoff]]\nid = \"")
        .nth(1)
        .unwrap()[..36]
        .to_owned();
    house.done(&format!("revoke {grace} --reason Lent --unsigned"));
    check("", "").is(0);
    check("sole-operator = \"forbidden\"", "")
        .is(1)
        .has_out("approved as sole operator, which the policy forbids");
    check("signature = \"required\"", "--allowed-signers ../allowed")
        .is(1)
        .has_out("(approved as approver) is not cryptographically signed");
    check("signature = \"required\"", "")
        .is(2)
        .has_err("nothing says who may sign");
}

#[test]
fn each_person_decides_for_themselves() {
    let house = House::with_review();
    house.write("mini.toml", LIST);
    house.done("new other.toml --checklist ./mini.toml --system box");
    house.done("attest --review other.toml A-1 A-2 met --rationale Fine");
    house.write("../two.toml", "people = 2\nroles = [\"approver\"]\n");
    let sign = |who: &str, role: &str, decision: &str| {
        let by =
            format!("--why So --by '{who} <{who}@example.org>' --unsigned --review other.toml");
        house.done(&format!("sign --role {role} --decision {decision} {by}"));
    };
    let check = || house.run("check --review other.toml --policy ../two.toml");
    sign("Rita", "reviewer", "approved");
    sign("Grace", "approver", "approved");
    sign("GRACE", "approver", "approved");
    house.write("../two.toml", "people = 3\nroles = [\"approver\"]\n");
    check().has_out("2 of 3 different people have approved");
    // Two in the same role are two.
    sign("Bob", "approver", "approved");
    check().is(0);
    // Nobody else lifts a no.
    sign("Kim", "approver", "rejected");
    sign("Bob", "approver", "approved");
    let run = check();
    run.is(1)
        .has_out("\nrejected as approver by Kim <Kim@example.org> on");
    assert_eq!(run.out.lines().count(), 2, "{run}");
    sign("Kim", "approver", "approved");
    check().is(0);
    // What was taken back is said once, and not as a no that stands.
    sign("Zoe", "approver", "rejected");
    house.done(
        "revoke approver --reason Lent --unsigned --review other.toml --by 'Zoe <Zoe@example.org>'",
    );
    let run = check();
    run.is(1).has_out("(rejected as approver) is revoked");
    assert_eq!(run.out.lines().count(), 2, "{run}");
}

#[test]
fn whoever_had_a_part_in_a_review_does_not_approve_it_alone() {
    let house = House::new();
    house.write("mini.toml", LIST);
    let by = |who: &str, line: &str| house.by(&format!("{who} <{who}@example.org>")).done(line);
    by("Sam", "new --checklist ./mini.toml --system box");
    by("Ana", "attest A-1 A-2 met --rationale Fine");
    by("Pat", "sign --role preparer --decision approved --unsigned");
    by(
        "Rita",
        "sign --role reviewer --decision approved --unsigned",
    );
    for who in ["Sam", "Ana", "Pat"] {
        by(who, "sign --role approver --decision approved --unsigned");
        let why = format!("{who} <{who}@example.org> approved and also prepared the review");
        house.run("check").is(1).has_out(&why);
    }
    by(
        "Grace",
        "sign --role approver --decision approved --unsigned",
    );
    house.run("check").is(0);
}

/// What nobody signed takes nothing away from what somebody did.
#[test]
fn unsigned_records_lift_nothing_that_was_signed() {
    needs_openssh!();
    let signed = Signed::new();
    let house = &signed.house;
    let sign = |who: &str, more: &str| house.by(who).done(&format!("sign --role approver {more}"));
    let other = "Mallory <mallory@example.org>";
    let allowed = house.read("../allowed") + &house.make_key("../mallory", "mallory@example.org");
    house.write("../allowed", &allowed);
    sign(other, "--decision approved --key ../mallory");
    sign(GRACE, "--decision rejected --why Unfit --key ../grace");
    let no = format!("rejected as approver by {GRACE}");
    house.run(GATE).has_out(&no);
    sign(GRACE, "--decision approved --unsigned");
    house.run(GATE).has_out(&no);
    // A worthless record takes the place of the unsigned yes, which must not have lifted the no before.
    sign(GRACE, "--decision approved --unsigned");
    let text = house.review();
    let (head, last) = text.rsplit_once("\n[[signoff]]\n").unwrap();
    let content = last.split("Content: sha256:").nth(1).unwrap()[..64].to_owned();
    house.put(&format!(
        "{head}\n[[signoff]]\n{}",
        last.replace(&content, &"0".repeat(64))
    ));
    house.run(GATE).has_out(&no);
    let run = house.run("export in-toto --predicate --require signed --allowed-signers ../allowed");
    assert!(run.code == 1 && run.out.is_empty(), "{run}");

    // Nor does one drop the conditions that an approval was signed with.
    house.put(&signed.text);
    let conditions = "--condition Mend --owner 'Kim <kim@example.org>' --due 2999-01-01";
    sign(
        other,
        &format!("--decision approved-with-conditions {conditions} --key ../mallory"),
    );
    sign(other, "--decision approved --unsigned");
    house
        .run("export in-toto --predicate --require signed --allowed-signers ../allowed")
        .has_out("SIGNOFF_APPROVED_WITH_CONDITIONS");
}

/// Where nobody knows whose key it is, it must be the same one.
#[test]
fn a_no_is_not_lifted_with_another_key_where_nobody_verifies() {
    needs_openssh!();
    let signed = Signed::new();
    let house = &signed.house;
    house.make_key("../mallory", "mallory@example.org");
    let sign = |decision: &str, key: &str| {
        house.by(GRACE).done(&format!(
            "sign --role approver --why So --decision {decision} --key {key}"
        ));
    };
    let no = format!("rejected as approver by {GRACE}");
    sign("rejected", "../grace");
    house.run("check").has_out(&no);
    let rejected = house.review();
    sign("approved", "../mallory");
    house.run("check").has_out(&no);
    house.put(&rejected);
    let id = rejected.rsplit_once("\nId: ").unwrap().1[..36].to_owned();
    house
        .by(GRACE)
        .done(&format!("revoke {id} --reason Wrong --key ../mallory"));
    house.run("check").has_out(&no);
    sign("approved", "../grace");
    house.run("check").is(0);
}

/// Somebody tried, and whoever asks hears of it, unless a better approval makes it of no account.
#[test]
fn an_approval_with_the_key_of_another_is_named_where_it_matters() {
    needs_openssh!();
    let signed = Signed::new();
    let house = &signed.house;
    let sign = |who: &str, more: &str| house.by(who).done(&format!("sign --role approver {more}"));
    let lent = "the key belongs to rita@example.org";
    // Grace's own approval, which is proven, stands before it.
    sign(GRACE, "--decision approved --key ../rita");
    house.run(GATE).is(0);
    // She said no before, and an approval of somebody else counts.
    let allowed = house.read("../allowed") + &house.make_key("../mallory", "mallory@example.org");
    house.write("../allowed", &allowed);
    sign(
        "Mallory <mallory@example.org>",
        "--decision approved --key ../mallory",
    );
    house.run(GATE).is(0);
    sign(GRACE, "--decision rejected --why Unfit --key ../grace");
    sign(GRACE, "--decision approved --key ../rita");
    house
        .run(GATE)
        .has_out("rejected as approver by Grace")
        .has_out(lent);
}

#[test]
fn one_key_is_one_person() {
    needs_openssh!();
    let signed = Signed::of(&LIST.replace("policy = {", "policy = { people = 2,"));
    let house = &signed.house;
    let two = house
        .read("../allowed")
        .replacen("grace@", "grace@example.org,rita@", 1);
    house.write("../allowed", two.lines().next().unwrap());
    let (head, _) = signed.text.split_once("\n[[signoff]]\n").unwrap();
    house.put(&format!("{head}\n"));
    house
        .by(RITA)
        .done("sign --role reviewer --decision approved --key ../grace");
    house
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../grace");
    house
        .run(GATE)
        .is(1)
        .has_out("1 of 2 different people have approved");
}

#[test]
fn what_was_taken_back_needs_no_proof_where_nobody_asks_for_it() {
    needs_openssh!();
    let signed = Signed::of(&LIST.replace("[\"reviewer\", \"approver\"]", "[\"approver\"]"));
    let house = &signed.house;
    house.done("revoke reviewer --reason Early --unsigned");
    assert_eq!(
        (house.run(GATE).code, house.run(VERIFY).code),
        (0, 0),
        "{}",
        house.run(VERIFY)
    );
    house.done("revoke approver --reason Early --unsigned");
    assert_eq!((house.run(GATE).code, house.run(VERIFY).code), (1, 1));
    house.run(&format!("{GATE} --at +262000y")).is(1);
}

#[test]
fn a_review_that_leads_out_of_the_repository_shows_nothing_of_what_is_there() {
    let house = House::new();
    let private = house.write("../private", "SECRET = hush\nhush\n");
    std::os::unix::fs::symlink(private, house.path("signoff.toml")).unwrap();
    let run = house.run("check");
    run.is(2).has_err("signoff.toml:1:");
    run.lacks("hush").lacks("SECRET");
}

/// Whoever resolves a conflict of git may put two sign-offs in any order, and needs no key for that.
#[test]
fn of_two_that_do_not_know_of_each_other_both_stand() {
    needs_openssh!();
    let signed = Signed::new();
    let sign = |decision: &str| {
        signed.put(&signed.text);
        signed.by(GRACE).done(&format!(
            "sign --role approver --decision {decision} --why So --key ../grace"
        ));
        let text = signed.review();
        text.strip_prefix(signed.text.trim_end())
            .unwrap()
            .to_owned()
    };
    let (yes, no) = (sign("approved"), sign("rejected"));
    for (first, second) in [(&yes, &no), (&no, &yes)] {
        let text = format!("{}{first}{second}", signed.text.trim_end());
        signed.put(&text);
        signed
            .run(GATE)
            .is(1)
            .has_out("rejected as approver by Grace");
    }
}

/// A no is not waited out, and a blank in an answer does not end it.
#[test]
fn a_no_goes_neither_stale_nor_out_of_date() {
    needs_openssh!();
    let signed = Signed::new();
    signed
        .by(RITA)
        .done("sign --role approver --decision rejected --why Unfit --key ../rita");
    signed.done("attest A-2 met --rationale Mended");
    signed
        .by(GRACE)
        .done("sign --role approver --decision approved --key ../grace");
    signed
        .run(GATE)
        .is(1)
        .has_out("rejected as approver by Rita");
}
