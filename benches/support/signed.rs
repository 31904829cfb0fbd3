//! A review that a real key has signed.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use signoff::decision::Draft;
use signoff::keys::{Around, Key, Keygen};
use signoff::policy::Role;
use signoff::review::{Decision, Person};

use super::house::{House, put};

const GRACE: &str = "grace@example.org";

/// A house whose review is approved and signed, with everything that verifies it.
pub struct Signed {
    house: House,
}

/// True where OpenSSH is there; says aloud where it is not.
pub fn is_possible() -> bool {
    let missing = Command::new("ssh-keygen").arg("-?").output().is_err();
    if missing {
        eprintln!("SKIPPED: ssh-keygen is missing, so no signature can be made or verified here");
    }
    !missing
}

impl Signed {
    /// Makes a key and signs with it.
    pub fn new(items: usize) -> Self {
        let house = House::whole(items);
        let directory = house.directory();
        let key = directory.join("key");
        let made = Command::new("ssh-keygen")
            .args(["-q", "-t", "ed25519", "-N", "", "-C", GRACE, "-f"])
            .arg(&key)
            .status()
            .expect("ssh-keygen");
        assert!(made.success(), "no key was made");
        let around = Around::new(directory.to_owned(), Some(directory.to_owned()));
        let key = Key::named("key", &around).expect("a key");
        let mut open = house.open();
        let grace: Person = format!("Grace Hopper <{GRACE}>").parse().expect("a person");
        let draft = Draft::new(Role::Approver, Decision::Approved);
        let mut signoff = open.prepare(&draft, grace, None).expect("nothing blocks");
        let signature = Keygen::find(&around)
            .sign(&signoff.statement, &key, false)
            .expect("a signature");
        let public = std::fs::read_to_string(directory.join("key.pub")).expect("a key");
        put(
            &directory.join("allowed"),
            &format!("{GRACE} namespaces=\"signoff\" {public}"),
        );
        put(&directory.join("statement"), &signoff.statement);
        put(&directory.join("statement.sig"), &signature);
        signoff.signature = Some(signature);
        let evidence = open.read_evidence();
        open.sign(signoff, evidence).expect("a signed review");
        Self { house }
    }

    /// Where the review is.
    pub fn directory(&self) -> &Path {
        self.house.directory()
    }

    /// What verifies its signature without us.
    pub fn by_openssh(&self) -> Command {
        let mut command = Command::new("ssh-keygen");
        command
            .args([
                "-Y",
                "verify",
                "-n",
                "signoff",
                "-I",
                GRACE,
                "-f",
                "allowed",
                "-s",
                "statement.sig",
            ])
            .current_dir(self.directory())
            .stdin(Stdio::from(
                File::open(self.directory().join("statement")).expect("a statement"),
            ));
        command
    }
}
