//! Signing with an SSH key: which key, what is stated, and the typed title before `ssh-keygen` is asked.
#![expect(clippy::disallowed_methods, reason = "tests write their own files")]

use crate::has::Has as _;
use std::path::Path;
use std::process::Command;

use signoff::decision::Proof;
use signoff::keys::Lists;
use signoff::store::shelf::Shelf;
use signoff::work::{Inquiry, OpenReview};

use super::harness::{CLOCK, Desk, Look, STANDARD, around, in_every_look, keep};
use super::job::{ANSWERS, START, evidence};
use crate::key;

/// The public half of a key that nobody has: enough to be chosen.
const ADA: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBOG/VpqqoM4wjJz2wRbCM2fDH3sTvI8UUz3t25l9jiF ada@example.org\n";
/// That of an RSA key of 1024 bits.
const WEAK: &str = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC21HyRM+D1krjSM7uQmGgM1QHCWr2ITcV9ocWjdrcT53bxbh4vrX+JZpv3jhB44jLLgxu90Or3tyg7MGJxJ8K9FkrGhL5JGPIlGwXW4eu8LuJtbAbv1BvAGUCULOj9MRpTbUSXyn+paiMFLE2Rb+YHRxTmlEQIwBOSqHtcZBbH2Q== old@example.org\n";

const LIST: &str = "schema = 1\nid = \"own\"\ntitle = \"Own\"\nversion = \"1\"\n\
                    [[category]]\nid = \"c\"\ntitle = \"C\"\n\
                    [[category.item]]\nid = \"C-1\"\ntitle = \"One\"\nseverity = \"low\"\n";

/// A review of one item, answered, at the sign-off.
const AT_SIGNOFF: &str = "oown.toml<Tab><Tab>own<C-s>mSeen.<C-s>s";

/// Evidence, and a home with the public halves of two keys, one of which git signs with.
pub fn home(directory: &Path) {
    evidence(directory);
    let ssh = directory.join("keys/.ssh");
    std::fs::create_dir_all(&ssh).unwrap();
    std::fs::write(
        directory.join("keys/gitconfig"),
        "[user]\n\tsigningKey = ~/.ssh/id_ed25519.pub\n",
    )
    .unwrap();
    std::fs::write(ssh.join("id_ed25519.pub"), ADA).unwrap();
    std::fs::write(ssh.join("id_rsa.pub"), WEAK).unwrap();
}

fn keygen(arguments: &[&str], file: &Path) {
    let mut command = Command::new("ssh-keygen");
    let output = command
        .args(["-q", "-C", "ada@example.org", "-f"])
        .arg(file)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// A real key without a passphrase, and a checklist of one item.
fn own_key(directory: &Path) {
    std::fs::create_dir_all(directory.join("keys/.ssh")).unwrap();
    key::write(&directory.join("keys/.ssh/id_ed25519"), "ada@example.org");
    std::fs::write(directory.join("own.toml"), LIST).unwrap();
}

/// What the signatures in the review prove of Ada.
fn proofs(desk: &Desk) -> Vec<Proof> {
    let public = std::fs::read_to_string(desk.directory.join("keys/.ssh/id_ed25519.pub")).unwrap();
    std::fs::write(
        desk.directory.join("keys/allowed"),
        format!("ada@example.org namespaces=\"signoff\" {public}"),
    )
    .unwrap();
    let around = around(&desk.directory);
    let lists = Lists {
        allowed: Some("keys/allowed".into()),
        revoked: None,
    };
    let mut open = OpenReview::open(
        &desk.directory.join("signoff.toml"),
        &Shelf::default(),
        CLOCK,
    )
    .unwrap();
    open.ask(Inquiry {
        lists,
        ..Inquiry::default()
    });
    open.verify(&around).unwrap();
    let all = open.dossier().review().statements();
    all.map(|one| open.facts().proofs.of(one).unwrap().clone())
        .collect()
}

fn screens(name: &str, look: Look) {
    needs_openssh!();
    let mut desk = Desk::with(look, home);
    desk.keys(START);
    for answer in ANSWERS {
        desk.keys(answer);
    }
    desk.keys(
        "s<Right><Right><Tab>Move the state<Tab>Kim <lt>kim@example.org><Tab>+12d<Tab>A team of one.<Tab>",
    );
    keep!(name, "keys", desk);
    desk.keys("<C-s>");
    keep!(name, "statement", desk);
    desk.keys("<Tab>Grobotics<Tab>robotics<Enter>");
    keep!(name, "wrong_title", desk);
}

in_every_look!(screens);

#[test]
fn what_is_on_the_screen_is_signed_and_nothing_else() {
    needs_openssh!();
    let mut desk = Desk::with(
        Look {
            width: 120,
            height: 60,
            ..STANDARD
        },
        own_key,
    );
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<C-s>");
    let screen = desk.screen();
    desk.keys("   own<Enter>");
    desk.shows("signed: approved as approver");
    let open = OpenReview::open(
        &desk.directory.join("signoff.toml"),
        &Shelf::default(),
        CLOCK,
    )
    .unwrap();
    let statement = open.dossier().review().signoffs[0].statement.clone();
    for line in statement.lines().filter(|line| {
        !["Content", "Id", "Key", "Review", "After:"]
            .contains(&line.split([' ', ':']).next().unwrap())
    }) {
        assert!(screen.contains(line), "{line} is not in\n{screen}");
    }
    assert!(
        matches!(&proofs(&desk)[..], [Proof::Good(signer)] if signer.principal == "ada@example.org")
    );
}

#[test]
fn a_wrong_title_signs_nothing_and_esc_keeps_the_form() {
    needs_openssh!();
    let mut desk = Desk::with(STANDARD, own_key);
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<C-s>   ow<Enter>");
    desk.shows("type the title of the review, own, to sign");
    // Ctrl-S led here, and does not sign.
    desk.keys("n<C-s>");
    desk.review().lacks("[[signoff]]");
    desk.keys("<Esc>");
    desk.shows("A team of one.").shows("(•) approved");
    desk.keys("<C-s>").hides("sign: own ");
    desk.keys("<Enter>");
    desk.review().lacks("[[signoff]]");
}

#[test]
fn a_change_meanwhile_voids_the_statement() {
    needs_openssh!();
    let mut desk = Desk::with(STANDARD, own_key);
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<C-s>   own");
    // By another program.
    super::merge::put(&desk, &desk.review().replace("Seen.", "Seen twice."));
    desk.idle();
    desk.shows("another program changed the review")
        .shows("What you decide");
    // By the same person, who looks at the statement.
    desk.keys("<C-s>u");
    desk.shows("What you decide")
        .shows("the review changed after the statement");
    desk.review().lacks("[[signoff]]");
}

#[test]
fn a_weak_key_is_shown_and_not_taken() {
    needs_openssh!();
    let mut desk = Desk::with(STANDARD, |directory| {
        own_key(directory);
        keygen(
            &["-t", "rsa", "-b", "2048", "-N", ""],
            &directory.join("keys/.ssh/id_rsa"),
        );
    });
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<Tab><Down>");
    desk.shows("(id_rsa.pub), too weak")
        .shows("an RSA key of 2048 bits is too");
    desk.keys("<C-s>").shows("What you decide");
    // Nor under its name.
    desk.keys("<Down><Tab>keys/.ssh/id_rsa<Enter>");
    desk.shows("What you decide").shows("2048 bits");
    desk.keys("<C-u>keys/.ssh/nowhere<Enter>");
    desk.shows("there is no key");
    desk.keys("<C-u>keys/.ssh/id_ed25519<Enter>   own<Enter>");
    desk.shows("signed: approved as approver");
}

#[test]
fn the_path_of_a_key_is_offered_as_any_path_is() {
    needs_openssh!();
    let mut desk = Desk::with(STANDARD, own_key);
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<Tab><Down><Tab>keys/.ssh/id_ed25519.");
    desk.shows("  keys/.ssh/id_ed25519.pub");
    desk.keys("<C-u>keys/.ssh/<Down><Enter><Enter>   own<Enter>");
    desk.shows("signed: approved as approver");
    // And where one is asked for that takes the sign-off back.
    desk.keys("gvR<Tab><Down><Tab>keys/.ssh/id_ed25519.");
    desk.shows("  keys/.ssh/id_ed25519.pub");
}

#[test]
fn no_key_is_said_before_and_afterwards() {
    let mut desk = Desk::with(STANDARD, |directory| {
        let list = LIST.replace(
            "[[category]]",
            "policy = { signature = \"required\" }\n[[category]]",
        );
        std::fs::write(directory.join("own.toml"), list).unwrap();
    });
    desk.keys(AT_SIGNOFF).keys("<Right><Tab>A team of one.");
    desk.shows("no key: recorded, not cryptographically signed");
    desk.shows("the policy wants signatures");
    desk.keys("<C-s>");
    desk.shows("none: recorded, not cryptographically signed");
    desk.keys("   own<Enter>");
    desk.shows("approver, not cryptographically signed");
    desk.review().lacks("BEGIN SSH SIGNATURE");
}

#[test]
fn a_key_that_does_not_sign_leaves_everything_as_it_was() {
    needs_openssh!();
    let mut desk = Desk::with(STANDARD, |directory| {
        own_key(directory);
        let file = directory.join("keys/.ssh/id_ed25519");
        std::fs::remove_file(&file).unwrap();
        keygen(
            &["-t", "ed25519", "-N", "a passphrase"],
            &directory.join("keys/.ssh/other"),
        );
        std::fs::rename(directory.join("keys/.ssh/other"), &file).unwrap();
        std::fs::rename(
            directory.join("keys/.ssh/other.pub"),
            file.with_extension("pub"),
        )
        .unwrap();
    });
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<C-s>   own<Enter>");
    desk.shows("no signature was made")
        .shows("nothing is recorded");
    desk.shows("You are about to state").shows("sign: own");
    desk.review().lacks("[[signoff]]");
    // The passphrase is given to the agent meanwhile, say.
    let file = desk.directory.join("keys/.ssh/id_ed25519");
    keygen(&["-p", "-P", "a passphrase", "-N", ""], &file);
    desk.keys("<Enter>");
    assert!(
        matches!(&proofs(&desk)[..], [Proof::Good(_)]),
        "{}",
        desk.screen()
    );
}

#[test]
fn evidence_that_changes_while_one_reads_is_read_again() {
    needs_openssh!();
    let mut desk = Desk::with(STANDARD, |directory| {
        own_key(directory);
        evidence(directory);
    });
    desk.keys(
        "oown.toml<Tab><Tab>own<C-s>mSeen.<Tab>scan.txt<Enter><C-s>s<Right><Tab>A team of one.<C-s>   own",
    );
    desk.put("scan.txt", "9 critical\n");
    desk.keys("<Enter>");
    desk.shows("C-1 is stale")
        .shows("the evidence changed while");
    desk.review().lacks("[[signoff]]");
}

#[test]
fn letters_of_the_sign_off_work_where_no_text_is_typed() {
    let mut desk = Desk::new();
    desk.keys(START).keys("s<Tab>b");
    desk.shows("✗ NET-1 is not reviewed  Enter");
    desk.keys("b").shows("✗ NET-2 is not reviewed  Enter");
    desk.keys("r").shows("Report");
    desk.keys("gs<Tab><Tab><Right><Right><Tab>br");
    desk.shows("Conditions  br");
}

#[test]
fn the_title_is_typed_below_the_last_line_of_the_statement() {
    let mut desk = Desk::with(STANDARD, evidence);
    desk.keys(START)
        .keys("s<Tab><Tab><Right><Right><Right><Tab>Unfit<C-s>");
    desk.shows("signoff statement, form 2");
    desk.shows("typed below the last line: read on");
    desk.keys("  rob");
    desk.shows("After: no other statement").shows("sign: rob");
    // Back to the beginning, and to the end again: what was typed is still there.
    desk.keys("<PgUp><PgUp>").shows("signoff statement, form 2");
    desk.keys(" otics-prod<Enter>");
    desk.shows("rejected as approver");
}

fn revocations(name: &str, look: Look) {
    needs_openssh!();
    let mut desk = Desk::with(look, |directory| {
        home(directory);
        std::fs::write(directory.join("own.toml"), LIST).unwrap();
    });
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<Tab><Down><Down><Down><C-s>   own<Enter>gvR");
    keep!(name, "revoke", desk);
    desk.keys("Signed too early.<C-s>");
    keep!(name, "revoke_statement", desk);
}

mod revocation {
    use super::*;
    in_every_look!(revocations);
}

#[test]
fn a_sign_off_is_taken_back_with_a_key() {
    needs_openssh!();
    let mut desk = Desk::with(STANDARD, own_key);
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<C-s>   own<Enter>gvR<C-s>");
    desk.shows("say why it must no longer be believed");
    // What is typed stays, whatever one looks at meanwhile.
    desk.keys("Signed too early.<Esc>R");
    desk.shows("Signed too early.");
    desk.keys("<C-s>no<Enter>");
    desk.review().lacks("[[declaration]]");
    desk.keys("<Esc>").shows("Reason      Signed too early.");
    desk.keys("<C-s>   own<Enter>");
    desk.shows("signed: the sign-off is taken back")
        .shows("Sign-offs");
    let proofs = proofs(&desk);
    let is_good = |proof| matches!(proof, &Proof::Good(_));
    // The sign-off, and the revocation with the declaration that it is a part of.
    assert!(
        proofs.len() == 3 && proofs.iter().all(is_good),
        "{proofs:?}"
    );
    // Once is enough.
    desk.keys("R").hides("Take back a sign-off");
}

#[test]
fn a_revocation_is_void_when_the_review_changes() {
    let mut desk = Desk::with(STANDARD, |directory| {
        std::fs::write(directory.join("own.toml"), LIST).unwrap();
    });
    desk.keys(AT_SIGNOFF)
        .keys("<Right><Tab>A team of one.<C-s>   own<Enter>gvRToo early.<C-s>   own");
    super::merge::put(&desk, &desk.review().replace("Seen.", "Seen twice."));
    desk.idle();
    desk.shows("another program changed the review")
        .shows("Too early.");
    desk.keys("<C-s>   own<Enter>");
    desk.shows("taken back, not cryptographically signed");
}
