//! Keys that are the same in every run of a test, so that what is signed with them is so too; no program is started to make them.
#![expect(clippy::disallowed_methods, reason = "tests write their own files")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_compact::{KeyPair, Seed};
use sha2::{Digest as _, Sha256};

use crate::wire::fields;

const KIND: &[u8] = b"ssh-ed25519";

/// Writes a key without a passphrase and, in a file beside it, its public half (`PROTOCOL.key` of OpenSSH). Another name of
/// the file, or another comment, is another key.
pub fn write(file: &Path, comment: &str) {
    let name = file.file_name().unwrap().to_string_lossy();
    let seed = Sha256::digest(format!("{name} {comment}"));
    let pair = KeyPair::from_seed(Seed::new(seed.into()));
    let public = fields(&[KIND, &*pair.pk]);
    let mut secret = [
        &[0; 8][..],
        &fields(&[KIND, &*pair.pk, &*pair.sk, comment.as_bytes()]),
    ]
    .concat();
    let missing = secret.len().next_multiple_of(8) - secret.len();
    secret.extend(1..=u8::try_from(missing).unwrap());
    let whole = [
        &b"openssh-key-v1\0"[..],
        &fields(&[b"none", b"none", b""]),
        &1_u32.to_be_bytes(),
        &fields(&[&public, &secret]),
    ]
    .concat();
    let armor = ["BEGIN", "END"].map(|word| format!("-----{word} OPENSSH PRIVATE KEY-----\n"));
    let text = format!("{}{}\n{}", armor[0], STANDARD.encode(whole), armor[1]);
    fs::write(file, text).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    let line = format!("ssh-ed25519 {} {comment}\n", STANDARD.encode(public));
    fs::write(file.with_added_extension("pub"), line).unwrap();
}
