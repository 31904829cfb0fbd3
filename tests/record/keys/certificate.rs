//! Certificates: an authority says whose key it is.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Local, NaiveDateTime, TimeDelta, Utc};
use signoff::decision::armor::PublicKey;
use signoff::keys::{Key, Trust};
use signoff::review::Claim;

use super::{Desk, GRACE, TEXT, at, run};
use crate::has::Has as _;

/// Has `authority` certify a key for a principal.
fn certify(desk: &Desk, authority: &str, principal: &str, key: &str) -> Key {
    certify_for("20260101:20270101", desk, authority, principal, key)
}

/// Has `authority` certify a key for a while.
fn certify_for(days: &str, desk: &Desk, authority: &str, principal: &str, key: &str) -> Key {
    run(Command::new("ssh-keygen")
        .args(["-q", "-I", "a certificate", "-V", days])
        .args(["-n", principal, "-s"])
        .arg(desk.path(authority))
        .arg(desk.path(&format!("{key}.pub"))));
    Key::named(&format!("{key}-cert.pub"), &desk.around()).unwrap()
}

#[test]
fn an_authority_speaks_for_its_keys() {
    needs_openssh!();
    let desk = Desk::new();
    desk.key("authority", &["-t", "ed25519"]);
    desk.key("other", &["-t", "ed25519"]);
    desk.key("weak", &["-t", "rsa", "-b", "2048"]);
    let weak = certify(&desk, "authority", GRACE, "weak");
    weak.refuse_weak().unwrap_err().0.has("2048");
    let trust = desk.trust(
        &format!("{GRACE} cert-authority,namespaces=\"signoff\""),
        "authority",
    );
    for kind in [
        &["-t", "ed25519"][..],
        &["-t", "ecdsa"],
        &["-t", "rsa", "-b", "3072"],
    ] {
        let name = kind[1];
        desk.key(name, kind);
        let key = certify(&desk, "authority", GRACE, name);
        let signature = desk.keygen().sign(TEXT, &key, false).unwrap();
        let signer = desk.verify(TEXT, &signature, &trust).unwrap();
        assert_eq!(
            (signer.principal.as_str(), signer.warning),
            (GRACE, None),
            "{name}"
        );
        signer.kind.has("-cert-v01@openssh.com");
        let said = Command::new("ssh-keygen")
            .args(["-l", "-f"])
            .arg(desk.path(name))
            .output()
            .unwrap()
            .stdout;
        assert!(
            String::from_utf8(said)
                .unwrap()
                .contains(&signer.fingerprint),
            "as ssh-keygen prints it"
        );

        let refused = |trust: &Trust| desk.verify(TEXT, &signature, trust).unwrap_err();
        assert!(desk.verify("Another text.\n", &signature, &trust).is_err());
        refused(&Trust {
            at: at("2028-01-01T00:00:00Z"),
            ..trust.clone()
        })
        .has("no valid principals");
        let revoked = Trust {
            revoked: Some(desk.path(&format!("{name}.pub"))),
            ..trust.clone()
        };
        assert!(refused(&revoked).ends_with("is revoked"));
    }
}

#[test]
fn a_certificate_of_somebody_else_is_worth_nothing() {
    needs_openssh!();
    let desk = Desk::new();
    desk.key("authority", &["-t", "ed25519"]);
    desk.key("other", &["-t", "ed25519"]);
    desk.key("own", &["-t", "ed25519"]);
    let entry = format!("{GRACE} cert-authority,namespaces=\"signoff\"");
    let trust = desk.trust(&entry, "authority");
    for (authority, principal) in [("other", GRACE), ("authority", "mallory@example.org")] {
        let key = certify(&desk, authority, principal, "own");
        let signature = desk.keygen().sign(TEXT, &key, false).unwrap();
        let why = desk.verify(TEXT, &signature, &trust).unwrap_err();
        assert!(why.starts_with("no allowed signer has the key"), "{why}");
    }
    // The authority's own key, or a plain one, is no certificate.
    let plain = Key::named("authority", &desk.around()).unwrap();
    let signature = desk.keygen().sign(TEXT, &plain, false).unwrap();
    assert!(desk.verify(TEXT, &signature, &trust).is_err());
}

#[test]
fn a_certificate_that_limits_its_use_is_refused_by_name() {
    needs_openssh!();
    let desk = Desk::new();
    desk.key("authority", &["-t", "ed25519"]);
    let trust = desk.trust(
        &format!("{GRACE} cert-authority,namespaces=\"signoff\""),
        "authority",
    );
    for (nth, option) in [
        "source-address=10.0.0.0/8",
        "force-command=true",
        "verify-required",
        "critical:mine@example.org=x",
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("own{nth}");
        desk.key(&name, &["-t", "ed25519"]);
        run(Command::new("ssh-keygen")
            .args(["-q", "-I", "c", "-n", GRACE, "-O", option, "-s"])
            .arg(desk.path("authority"))
            .arg(desk.path(&format!("{name}.pub"))));
        let certificate = desk.path(&format!("{name}-cert.pub"));
        let signature = super::sign(&certificate, &["-n", "signoff"], desk.kept.path());
        let refused = desk.verify(TEXT, &signature, &trust).unwrap_err();
        let option = option.trim_start_matches("critical:");
        let option = option.split('=').next().unwrap();
        refused.has("limits its use").has(option);
        // Nor is it signed with.
        let key = Key::named(&format!("{name}-cert.pub"), &desk.around()).unwrap();
        assert!(desk.keygen().sign(TEXT, &key, false).is_err());
    }
}

#[test]
fn a_certificate_ends_and_can_be_vouched_for() {
    needs_openssh!();
    let desk = Desk::new();
    desk.key("authority", &["-t", "ed25519"]);
    desk.key("grace", &["-t", "ed25519"]);
    let trust = desk.trust(
        &format!("{GRACE} cert-authority,namespaces=\"signoff\""),
        "authority",
    );
    let key = certify(&desk, "authority", GRACE, "grace");
    let signature = desk.keygen().sign(TEXT, &key, false).unwrap();
    let claim = |on: &str| Claim {
        statement: TEXT.into(),
        signature: Some(signature.clone()),
        key: None,
        by: GRACE.parse().unwrap(),
        at: at(on),
        strike: None,
    };
    let ended = |on: &str, trust: &Trust| {
        let found = desk.keygen().ended(&claim(on), &signature, trust);
        found.ok().flatten().and_then(|signer| signer.ended)
    };
    let later = Trust {
        at: at("2028-01-01T00:00:00Z"),
        ..trust.clone()
    };
    let day = ended("2026-11-23T09:00:00Z", &later).unwrap().to_string();
    // Its time is that of this machine.
    assert!(
        ["2026-12-31", "2027-01-01"].contains(&day.as_str()),
        "{day}"
    );
    // Not while it is good, nor for what it signed before or behind its days.
    for (on, trust) in [
        ("2026-11-23T09:00:00Z", &trust),
        ("2025-11-23T09:00:00Z", &later),
        ("2027-11-23T09:00:00Z", &later),
    ] {
        assert_eq!(ended(on, trust), None, "{on}");
    }
    let revoked = Trust {
        revoked: Some(desk.path("grace.pub")),
        ..later.clone()
    };
    assert_eq!(ended("2026-11-23T09:00:00Z", &revoked), None);
    // Or earlier, with its authority.
    let line = format!("{GRACE} cert-authority,valid-before=\"20261201\",namespaces=\"signoff\"");
    let ended_before = Trust {
        at: at("2026-12-15T00:00:00Z"),
        ..desk.trust(&line, "authority")
    };
    for trust in [&ended_before, &later] {
        let day = ended("2026-11-23T09:00:00Z", trust).unwrap();
        assert_eq!(day.to_string(), "2026-12-01");
        assert_eq!(ended("2026-12-10T09:00:00Z", trust), None);
    }
}

/// The times of certificates and of lists are those of this machine, in seconds.
fn second(text: &str) -> DateTime<Utc> {
    let time = NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").unwrap();
    time.and_local_timezone(Local).unwrap().to_utc()
}

#[test]
fn a_certificate_holds_no_longer_than_the_line_of_its_authority_and_that_to_the_second() {
    needs_openssh!();
    let desk = Desk::new();
    desk.key("authority", &["-t", "ed25519"]);
    desk.key("grace", &["-t", "ed25519"]);
    let (since, until) = ("20260110120000", "20260120120000");
    certify_for(
        &format!("{since}:{until}"),
        &desk,
        "authority",
        GRACE,
        "grace",
    );
    let certificate = desk.path("grace-cert.pub");
    let signature = super::sign(&certificate, &["-n", "signoff"], desk.kept.path());
    let line = |window: &str| {
        let entry = format!("{GRACE} cert-authority,{window}namespaces=\"signoff\"");
        desk.trust(&entry, "authority")
    };
    let holds = |at: DateTime<Utc>, trust: &Trust| {
        let trust = trust.clone();
        desk.verify(TEXT, &signature, &Trust { at, ..trust })
            .is_ok()
    };
    let ended = |on: DateTime<Utc>, at: DateTime<Utc>, trust: &Trust| {
        let claim = Claim {
            statement: TEXT.into(),
            signature: Some(signature.clone()),
            key: None,
            by: GRACE.parse().unwrap(),
            at: on,
            strike: None,
        };
        let trust = trust.clone();
        let found = desk
            .keygen()
            .ended(&claim, &signature, &Trust { at, ..trust });
        found.ok().flatten().is_some()
    };
    let (tick, later) = (TimeDelta::milliseconds(1), second("20260301000000"));
    // The second of `valid-before` is one in which the line still holds; that of a certificate is not.
    for (window, first, end) in [
        ("", since, until),
        ("valid-after=\"20260112120000\",", "20260112120000", until),
        ("valid-before=\"20260115120000\",", since, "20260115120001"),
        (
            "valid-after=\"20260105120000\",valid-before=\"20260125120000\",",
            since,
            until,
        ),
    ] {
        let (trust, first, end) = (line(window), second(first), second(end));
        for (at, is_good) in [
            (first - tick, false),
            (first, true),
            (end - tick, true),
            (end, false),
        ] {
            assert_eq!(holds(at, &trust), is_good, "{window} {at}");
            // What it signed then can be vouched for later, and nothing else.
            assert_eq!(ended(at, later, &trust), is_good, "{window} {at}");
        }
    }
    // They hold at no time together.
    for window in [
        "valid-after=\"20260125120000\",",
        "valid-before=\"20260105120000\",",
    ] {
        let trust = line(window);
        for day in ["04", "07", "15", "22", "27"] {
            let at = second(&format!("202601{day}120000"));
            assert!(
                !holds(at, &trust) && !ended(at, later, &trust),
                "{window} {at}"
            );
        }
    }
}

/// Of a key in a device that is not here: an authority needs its public half alone.
#[test]
#[expect(clippy::disallowed_methods, reason = "tests write their own files")]
fn a_certificate_of_a_security_key_is_about_that_key() {
    needs_openssh!();
    let desk = Desk::new();
    let authority = desk.key("authority", &["-t", "ed25519"]);
    let ecdsa = desk.key("ecdsa", &["-t", "ecdsa", "-b", "256"]);
    let blob = STANDARD.decode(ecdsa.public.unwrap().base64()).unwrap();
    // The kind of key stands before, in a length and as many bytes.
    let point = &blob[4 + "ecdsa-sha2-nistp256".len()..];
    let field = |bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).unwrap();
        [&length.to_be_bytes()[..], bytes].concat()
    };
    for (kind, key) in [
        ("sk-ssh-ed25519@openssh.com", field(&[7; 32])),
        ("sk-ecdsa-sha2-nistp256@openssh.com", point.to_vec()),
    ] {
        let blob = [field(kind.as_bytes()), key, field(b"ssh:")].concat();
        let line = format!("{kind} {} grace\n", STANDARD.encode(blob));
        let plain = PublicKey::of_line(&line).unwrap();
        std::fs::write(desk.path("device.pub"), line).unwrap();
        let certified = certify(&desk, "authority", GRACE, "device").public.unwrap();
        assert_eq!(certified.fingerprint(), plain.fingerprint(), "{kind}");
        let certificate = certified.certificate().expect(kind);
        assert_eq!(Some(certificate.authority), authority.public, "{kind}");
    }
}
