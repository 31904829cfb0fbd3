//! Signatures, with the real `ssh-keygen`.

mod agent;
mod certificate;
mod config;
mod edits;
mod form_1;
mod presence;
mod report;
mod words;

use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use signoff::decision::Signer;
use signoff::decision::armor::{Armor, PublicKey, Unfit};
use signoff::keys::{Around, Key, KeyError, Keygen, Trust};

use crate::has::Has as _;

const TEXT: &str = "As approver I approve.\n";
const GRACE: &str = "grace@example.org";

struct Desk {
    kept: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            kept: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.kept.path().join(name)
    }

    fn keygen(&self) -> Keygen {
        Keygen::find(&self.around())
    }

    fn around(&self) -> Around {
        let directory = self.kept.path().to_owned();
        Around::new(directory.clone(), Some(directory))
    }

    fn key(&self, name: &str, arguments: &[&str]) -> Key {
        run(Command::new("ssh-keygen")
            .args(["-q", "-N", "", "-C", name, "-f"])
            .arg(self.path(name))
            .args(arguments));
        Key::named(name, &self.around()).unwrap()
    }

    #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
    fn trust(&self, entry: &str, key: &str) -> Trust {
        let public = std::fs::read_to_string(self.path(&format!("{key}.pub"))).unwrap();
        std::fs::write(self.path("allowed"), format!("{entry} {public}")).unwrap();
        Trust {
            allowed: self.path("allowed"),
            revoked: None,
            at: at("2026-11-23T09:00:00Z"),
        }
    }

    fn verify(&self, text: &str, signature: &str, trust: &Trust) -> Result<Signer, String> {
        self.keygen()
            .verify(text, signature, &GRACE.parse().unwrap(), trust)
            .map_err(|error| match error {
                KeyError::Refused(why) => why,
                other => panic!("{other}"),
            })
    }
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn what_we_sign_openssh_accepts_and_what_it_signs_we_accept() {
    needs_openssh!();
    let desk = Desk::new();
    for kind in [
        &["-t", "ed25519"][..],
        &["-t", "ecdsa"],
        &["-t", "rsa", "-b", "3072"],
    ] {
        let name = kind[1];
        let key = desk.key(name, kind);
        let signature = desk.keygen().sign(TEXT, &key, false).unwrap();
        let trust = desk.trust(&format!("{GRACE} namespaces=\"signoff\""), name);
        let signer = desk.verify(TEXT, &signature, &trust).unwrap();
        assert_eq!(
            (signer.principal.as_str(), signer.warning),
            (GRACE, None),
            "{name}"
        );
        assert!(signer.fingerprint.starts_with("SHA256:"));

        let theirs = sign(&desk.path(name), &["-n", "signoff"], desk.kept.path());
        desk.verify(TEXT, &theirs, &trust).unwrap();
    }
}

/// What `ssh-keygen -Y sign` makes by itself.
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn sign(key: &Path, arguments: &[&str], directory: &Path) -> String {
    let (text, signature) = (directory.join("text"), directory.join("text.sig"));
    std::fs::write(&text, TEXT).unwrap();
    let _ = std::fs::remove_file(&signature);
    run(Command::new("ssh-keygen")
        .args(["-Y", "sign", "-f"])
        .arg(key)
        .args(arguments)
        .arg(&text));
    std::fs::read_to_string(signature).unwrap()
}

/// However long it is, nobody waits for it.
#[test]
fn a_signature_is_looked_at_up_to_64_kib() {
    needs_openssh!();
    let desk = Desk::new();
    let signature = desk.keygen().sign(TEXT, &desk.key("grace", &[]), false);
    let signature = signature.unwrap();
    let (head, end) = signature
        .trim()
        .split_at(signature.find("\n-----END").unwrap());
    let body = head.len() - head.find('\n').unwrap();
    let of = |length: usize| format!("{head}{}{end}", " ".repeat(length - body - 1));
    assert!(Armor::read(&of(1 << 16)).is_ok());
    assert!(Armor::read(&of((1 << 16) + 1)).is_err());
}

/// Whether the first bit of the modulus is set, or only a later one.
#[test]
fn an_rsa_key_is_as_long_as_its_modulus() {
    let field = |bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).unwrap();
        [&length.to_be_bytes()[..], bytes].concat()
    };
    for (first, more, bits) in [
        (&[0, 0x80][..], 383, 3072),
        (&[0, 0xff][..], 382, 3064),
        (&[0x7f][..], 383, 3071),
        (&[1][..], 383, 3065),
    ] {
        let modulus = [first, &vec![1; more]].concat();
        let key = [&b"ssh-rsa"[..], &[1, 0, 1], &modulus].map(field).concat();
        let line = format!("ssh-rsa {}", STANDARD.encode(key));
        let weak = PublicKey::of_line(&line).unwrap().refuse_weak();
        let said = format!("an RSA key of {bits} bits is too weak; at least 3072 are needed");
        assert_eq!(
            weak,
            if bits < 3072 {
                Err(Unfit(said))
            } else {
                Ok(())
            }
        );
    }
}

#[test]
fn every_way_to_cheat_is_refused_by_name() {
    needs_openssh!();
    let desk = Desk::new();
    let key = desk.key("own", &["-t", "ed25519"]);
    desk.key("other", &["-t", "ed25519"]);
    desk.key("weak", &["-t", "rsa", "-b", "2048"]);
    let good = desk.keygen().sign(TEXT, &key, false).unwrap();
    let entry = format!("{GRACE} namespaces=\"signoff\"");
    let trust = desk.trust(&entry, "own");
    let refused = |text: &str, signature: &str, trust: &Trust| {
        desk.verify(text, signature, trust).unwrap_err()
    };

    assert_eq!(
        refused("As approver I reject.\n", &good, &trust),
        "the signature is not of this statement"
    );
    assert_eq!(
        refused(TEXT, "no signature", &trust),
        "it is no SSH signature"
    );
    let git = sign(&desk.path("own"), &["-n", "git"], desk.kept.path());
    assert_eq!(
        refused(TEXT, &git, &trust),
        "the signature was made for `git`, not for signoff"
    );
    let short = sign(
        &desk.path("own"),
        &["-n", "signoff", "-O", "hashalg=sha256"],
        desk.kept.path(),
    );
    assert_eq!(
        refused(TEXT, &short, &trust),
        "the signature is over a sha256 digest, not over sha512"
    );
    let weak = sign(&desk.path("weak"), &["-n", "signoff"], desk.kept.path());
    refused(TEXT, &weak, &desk.trust(&entry, "weak")).has("2048 bits is too weak");

    assert!(
        refused(TEXT, &good, &desk.trust(&entry, "other"))
            .starts_with("no allowed signer has the key")
    );
    let expired = desk.trust(&format!("{GRACE} valid-before=\"20260101\""), "own");
    refused(TEXT, &good, &expired).has("expired");
    let pattern = desk.trust("*@example.org", "own");
    refused(TEXT, &good, &pattern).has("which names nobody");
    let revoked = Trust {
        revoked: Some(desk.path("own.pub")),
        ..desk.trust(&entry, "own")
    };
    assert!(refused(TEXT, &good, &revoked).ends_with("is revoked"));
    let unbound = desk.trust(GRACE, "own");
    desk.verify(TEXT, &good, &unbound)
        .unwrap()
        .warning
        .unwrap()
        .has("namespaces=");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn an_allowed_signers_file_is_read_as_openssh_reads_it() {
    needs_openssh!();
    let desk = Desk::new();
    let key = desk.key("own", &["-t", "ed25519"]);
    let good = desk.keygen().sign(TEXT, &key, false).unwrap();
    let public = std::fs::read_to_string(desk.path("own.pub")).unwrap();
    let trust = |file: &str| {
        std::fs::write(desk.path("allowed"), file.replace("KEY", public.trim())).unwrap();
        Trust {
            allowed: desk.path("allowed"),
            revoked: None,
            at: at("2026-11-23T09:00:00Z"),
        }
    };
    for (file, warned) in [
        // Of several whose key it is, the one who is said to have signed.
        (
            "rita@example.org,grace@example.org namespaces=\"signoff\" KEY\n",
            false,
        ),
        (
            "*@example.net,grace@example.org namespaces=\"git,signoff\" KEY\n",
            false,
        ),
        (
            "# grace@example.org KEY\n\n  # KEY\ngrace@example.org namespaces=\"signoff\" KEY\r\n",
            false,
        ),
        (
            "\"grace@example.org\" valid-after=\"20260101\",valid-before=\"20270101\" KEY\n",
            true,
        ),
        (
            "grace@example.org namespaces=\"git\" KEY\ngrace@example.org KEY namespaces=\"signoff\"\n",
            true,
        ),
        (
            "grace@example.org valid-before=\"20200101\" KEY\ngrace@example.org namespaces=\"signoff\" KEY",
            true,
        ),
    ] {
        let signer = desk.verify(TEXT, &good, &trust(file)).unwrap();
        assert_eq!(
            (signer.principal.as_str(), signer.warning.is_some()),
            (GRACE, warned),
            "{file}"
        );
    }
    for (file, why) in [
        ("", "no allowed signer has the key"),
        (
            "grace@example.org valid-after=\"20270101\" KEY\n",
            "not yet valid",
        ),
        (
            "grace@example.org namespaces=\"git\" KEY\n",
            "not permitted for use in signature namespace",
        ),
        ("*.org,!grace@example.org KEY\n", "which names nobody"),
    ] {
        let refused = desk.verify(TEXT, &good, &trust(file)).unwrap_err();
        assert!(refused.contains(why), "{file}\n{refused}");
    }
}

#[test]
fn a_key_that_cannot_sign_says_why() {
    needs_openssh!();
    let desk = Desk::new();
    let weak = desk.key("weak", &["-t", "rsa", "-b", "2048"]);
    assert!(
        matches!(desk.keygen().sign(TEXT, &weak, false), Err(KeyError::Weak(why)) if why.0.contains("2048"))
    );
    run(Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "a passphrase", "-f"])
        .arg(desk.path("locked")));
    let locked = Key::named("locked", &desk.around()).unwrap();
    let error = desk.keygen().sign(TEXT, &locked, false).unwrap_err();
    assert!(matches!(error, KeyError::NotSigned(_)), "{error}");
    assert!(matches!(
        Key::named("nowhere", &desk.around()),
        Err(KeyError::NoKey(_))
    ));
}
