//! What OpenSSH cannot do is told in our words, with what helps.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use signoff::face::failure::Failure;
use signoff::keys::{Around, Cause, Key, KeyError, Keygen};

use super::agent::Agent;
use super::{Desk, TEXT, at, run};
use crate::has::Has as _;

impl Desk {
    /// Where an agent is, or none.
    fn with_agent(&self, socket: &str) -> Around {
        let mut around = self.around();
        around.variables = vec![("SSH_AUTH_SOCK".into(), Some(self.path(socket).into()))];
        around
    }
}

/// Why nothing is signed with a key, and what is told.
fn unsigned(around: &Around, key: &Key) -> (Cause, String) {
    let error = Keygen::find(around).sign(TEXT, key, false).unwrap_err();
    let KeyError::NotSigned(why) = &error else {
        panic!("{error}")
    };
    (why.clone(), Failure::from(error).line())
}

#[test]
fn each_trouble_has_a_name_and_a_way_out() {
    needs_openssh!();
    let desk = Desk::new();
    let own = desk.key("own", &["-t", "ed25519"]);
    let public = std::fs::read_to_string(desk.path("own.pub")).unwrap();
    let literal = Key::named(&format!("key::{public}"), &desk.around()).unwrap();
    let (alone, with_agent) = (desk.with_agent("nowhere"), desk.with_agent("agent"));
    let _agent = Agent::start(&desk.path("agent"));
    let mut told = Vec::new();
    let mut tells = |found: (Cause, String), why: Cause, hint: &str| {
        assert_eq!(found.0, why);
        found.1.has(hint);
        told.push(found.1);
    };
    tells(unsigned(&alone, &literal), Cause::NoAgent, "ssh-agent");
    tells(
        unsigned(&with_agent, &literal),
        Cause::NotInAgent,
        "ssh-add FILE",
    );
    // The public half alone, in a file.
    std::fs::copy(desk.path("own.pub"), desk.path("half.pub")).unwrap();
    let half = Key::named("half.pub", &desk.around()).unwrap();
    tells(unsigned(&alone, &half), Cause::NoAgent, "--key FILE");

    // It asks before each use, and nobody is there.
    run(Command::new("ssh-add")
        .args(["-q", "-c"])
        .arg(desk.path("own"))
        .env("SSH_AUTH_SOCK", desk.path("agent")));
    tells(
        unsigned(&with_agent, &literal),
        Cause::AgentRefused,
        "ssh-add -X",
    );

    run(Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "a passphrase", "-f"])
        .arg(desk.path("locked")));
    let locked = Key::named("locked", &desk.around()).unwrap();
    tells(
        unsigned(&alone, &locked),
        Cause::NobodyToAsk,
        "at a terminal",
    );
    std::fs::set_permissions(desk.path("own"), std::fs::Permissions::from_mode(0o644)).unwrap();
    tells(unsigned(&alone, &own), Cause::Readable, "chmod 600");
    for told in told {
        for raw in [
            "No private key",
            "Load key",
            "operation",
            "supplied",
            "UNPROTECTED",
        ] {
            told.lacks(raw);
        }
    }
}

#[test]
fn a_weak_key_and_one_whose_certificate_is_over_are_not_used() {
    needs_openssh!();
    let desk = Desk::new();
    let around = desk.around();
    desk.key("weak", &["-t", "rsa", "-b", "2048"]);
    desk.key("authority", &["-t", "ed25519"]);
    desk.key("own", &["-t", "ed25519"]);
    run(Command::new("ssh-keygen")
        .args(["-q", "-I", "c", "-V", "20260101:20261001", "-n", "g", "-s"])
        .arg(desk.path("authority"))
        .arg(desk.path("own.pub")));
    let named = |key: &str, day: &str| {
        let named = signoff::work::key::named(key, &around, at(day));
        named.map_err(|error| Failure::from(error).line())
    };
    let weak = named("weak", "2026-11-23T09:00:00Z").unwrap_err();
    weak.has("2048 bits is too weak")
        .has("ssh-keygen -t ed25519");
    assert!(named("own-cert.pub", "2026-09-01T09:00:00Z").is_ok());
    for (now, why) in [
        ("2026-11-23T09:00:00Z", "was valid until 2026-10-01"),
        ("2025-11-23T09:00:00Z", "is valid from 2026-01-01"),
    ] {
        let why = format!("the certificate of the key {why}");
        let said = named("own-cert.pub", now).unwrap_err();
        said.has(&why).has("certified anew");
    }
}
