//! What a security key says of the person. The device is in software here, which is why its word is no proof.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_compact::{KeyPair, Seed};
use sha2::{Digest as _, Sha256, Sha512};
use signoff::decision::armor::{Armor, NAMESPACE};
use signoff::policy::Presence;

use super::agent::{LIST, signoff};
use super::{Desk, GRACE, TEXT, at};
use crate::has::Has as _;
use crate::wire::{field, fields};

const KIND: &[u8] = b"sk-ssh-ed25519@openssh.com";
const APPLICATION: &[u8] = b"ssh:";

/// A security key.
struct Device(KeyPair);

impl Device {
    fn new() -> Self {
        Self(KeyPair::from_seed(Seed::new([7; 32])))
    }

    fn public(&self) -> Vec<u8> {
        fields(&[KIND, &*self.0.pk, APPLICATION])
    }

    /// What it signs, with flags of its own choice (`PROTOCOL.sshsig`, `PROTOCOL.u2f`).
    fn sign(&self, text: &str, flags: u8) -> String {
        self.sign_as(&self.public(), text, flags)
    }

    /// The same under a public key of its own choice.
    fn sign_as(&self, public: &[u8], text: &str, flags: u8) -> String {
        let about: [&[u8]; 3] = [NAMESPACE.as_bytes(), b"", b"sha512"];
        let digest = Sha512::digest(text.as_bytes());
        let message = [&b"SSHSIG"[..], &fields(&about), &field(&digest)].concat();
        let state = [&[flags][..], &9_u32.to_be_bytes()].concat();
        let signed = [
            &Sha256::digest(APPLICATION)[..],
            &state,
            &Sha256::digest(&message)[..],
        ]
        .concat();
        let itself = self.0.sk.sign(&signed, None);
        let signature = [&fields(&[KIND, &*itself])[..], &state].concat();
        let whole = [
            &b"SSHSIG\0\0\0\x01"[..],
            &field(public),
            &fields(&about),
            &field(&signature),
        ]
        .concat();
        format!(
            "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n",
            STANDARD.encode(whole)
        )
    }

    /// Its line among the allowed signers.
    fn line(&self) -> String {
        let (kind, blob) = (
            str::from_utf8(KIND).unwrap(),
            STANDARD.encode(self.public()),
        );
        format!("{GRACE} namespaces=\"signoff\" {kind} {blob}\n")
    }
}

impl Desk {
    #[expect(clippy::disallowed_methods, reason = "tests write their own files")]
    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }
}

/// Flags, what they say, and in which words.
const FLAGS: [(u8, Option<Presence>, &str); 4] = [
    (
        0,
        None,
        "not provable: the key does not say that anybody touched it",
    ),
    (
        4,
        None,
        "not provable: the key does not say that anybody touched it",
    ),
    (
        1,
        Some(Presence::Touch),
        "touched: so the key says, which does not prove that it is hardware",
    ),
    (
        5,
        Some(Presence::Pin),
        "touched, with PIN: so the key says, which does not prove that it is hardware",
    ),
];

#[test]
fn the_flags_of_a_security_key_are_read() {
    needs_openssh!();
    let (desk, device) = (Desk::new(), Device::new());
    desk.key("own", &["-t", "ed25519"]);
    let mut trust = desk.trust(&format!("{GRACE} namespaces=\"signoff\""), "own");
    desk.write("devices", &device.line());
    let plain = super::sign(&desk.path("own"), &["-n", "signoff"], desk.kept.path());
    let signer = desk.verify(TEXT, &plain, &trust).unwrap();
    assert_eq!((signer.presence, signer.presence()), (None, None));
    // Whatever follows its signature.
    let public = fields(&[b"ssh-ed25519", &*device.0.pk]);
    let plain = Armor::read(&device.sign_as(&public, TEXT, 5)).unwrap();
    assert_eq!(plain.presence, None);
    trust.allowed = desk.path("devices");
    trust.at = at("2026-11-23T09:00:00Z");
    for (flags, presence, said) in FLAGS {
        let signature = device.sign(TEXT, flags);
        let signer = desk.verify(TEXT, &signature, &trust).unwrap();
        assert_eq!((signer.presence, signer.presence()), (presence, Some(said)));
        // They are signed.
        let body: String = signature
            .lines()
            .filter(|line| !line.starts_with('-'))
            .collect();
        let mut bytes = STANDARD.decode(body).unwrap();
        let place = bytes.len() - 5;
        bytes[place] ^= 1;
        let forged = format!(
            "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n",
            STANDARD.encode(bytes)
        );
        assert!(desk.verify(TEXT, &forged, &trust).is_err(), "{flags}");
    }
}

#[test]
fn a_policy_may_ask_for_a_touch_or_a_pin() {
    needs_openssh!();
    let (desk, device) = (Desk::new(), Device::new());
    std::fs::create_dir(desk.path(".git")).unwrap();
    desk.write("mini.toml", LIST);
    desk.write("allowed", &device.line());
    let run = |line: &str| {
        let words: Vec<_> = line.split_whitespace().collect();
        let output = signoff(&desk, &words);
        let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        (output.status.code().unwrap(), said.concat())
    };
    let done = |line: &str| {
        let (code, said) = run(line);
        assert_eq!(code, 0, "{line}: {said}");
        said
    };
    done("new --checklist ./mini.toml --system box");
    done("attest A-1 met --rationale Fine");
    done(&format!(
        "sign --role approver --decision approved --by {GRACE} --unsigned"
    ));
    let unsigned = std::fs::read_to_string(desk.path("signoff.toml")).unwrap();
    let (_, statement) = unsigned.split_once("statement = \"\"\"\n").unwrap();
    let (statement, _) = statement.split_once("\"\"\"").unwrap();
    for (flags, presence, said) in FLAGS {
        let signature = device.sign(statement, flags);
        let signed = format!("{unsigned}signature = \"\"\"\n{signature}\"\"\"\n");
        desk.write("signoff.toml", &signed);
        done("verify --allowed-signers allowed").has(said);
        done("report --output report.md --allowed-signers allowed");
        let report = std::fs::read_to_string(desk.path("report.md")).unwrap();
        let words = report.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(said), "{report}");
        let json = done("verify --json --allowed-signers allowed");
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let told = presence.map(|presence| presence.to_string());
        assert_eq!(
            json["signoffs"][0]["proof"]["presence"].as_str(),
            told.as_deref()
        );
        done("check --require signed --allowed-signers allowed");
        for (wanted, words) in [
            (Presence::Touch, "that somebody touched it"),
            (Presence::Pin, "that somebody touched it and typed its PIN"),
        ] {
            desk.write("policy.toml", &format!("presence = \"{wanted}\"\n"));
            let (code, said) = run("check --policy policy.toml --allowed-signers allowed");
            assert_eq!(code, i32::from(presence < Some(wanted)), "{flags}: {said}");
            let refused = format!("is signed with a key that does not say {words}\n");
            assert_eq!(code == 1, said.contains(&refused), "{flags}: {said}");
            // Who asks for it asks for signatures.
            let (code, said) = run("check --policy policy.toml");
            assert!(code == 2 && said.contains("cannot verify"), "{said}");
        }
    }
    desk.write("signoff.toml", &unsigned);
    let (code, said) = run("check --policy policy.toml --allowed-signers allowed");
    assert!(
        code == 1 && said.contains("not cryptographically signed"),
        "{said}"
    );
}
