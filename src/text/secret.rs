//! Text that looks like a secret: noticed before it is kept, since a review goes into git and stays there.
//!
//! What is looked for is what the vendors say that their keys look like, as GitHub's secret scanning and gitleaks collect
//! it: <https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns>,
//! <https://github.com/gitleaks/gitleaks>. None of their expressions is taken over. Missed are: a value without its name
//! (the secret half of a key of AWS, a password in a sentence), keys of vendors that are not in the table, what is encoded,
//! cut by a line break or inside an archive. Who is told of something that is none says so, and it is kept.

use super::token::{self, is_base64, is_dashed, is_dotted};

/// What the name of a value ends in, without `-` and `_`, where the value is a secret.
const NAMES: [&str; 18] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "accountkey",
    "secretkey",
    "privatekey",
    "subscriptionkey",
    "secretkeybase",
    "passcode",
    "_pass",
    "amzsignature",
    "googsignature",
    "sig",
];

/// The same, where the value is one only if it looks as if a machine had made it.
const VAGUE: [&str; 9] = [
    "primarykey",
    "secondarykey",
    "encryptionkey",
    "signingkey",
    "masterkey",
    "keydata",
    "auth",
    "credential",
    "credentials",
];

/// What code says in the place of a secret, and how it begins to say where one is.
const NOTHING: [&str; 16] = [
    "required", "optional", "enabled", "disabled", "rotated", "managed", "redacted", "removed",
    "hidden", "masked", "changed", "stored", "expired", "revoked", "missing", "unknown",
];
const ELSEWHERE: [&str; 14] = [
    "var.", "local.", "data.", "module.", "each.", "random_", "azurerm_", "azuread_", "os.",
    "process.", "env.", "./", "sha256:", "sha512:",
];

/// How long a value must be to look so.
const MADE: usize = 24;

/// What Azure writes behind the random part of a key, of which a few signs follow.
const MARKS: [&str; 13] = [
    "+ASt", "ACDb", "+ACR", "AzFu", "AzSe", "AzCa", "+ASb", "+AEh", "AIoT", "AZEG", "APIM", "AZDO",
    "JQQJ99",
];

/// What stands near the beginning of a private key in base64, whatever became of the line before: OpenSSH's, those of RSA,
/// elliptic curves and Edwards curves in both of their forms, and the head of one that was encoded once more.
const BODIES: [&str; 14] = [
    "b3BlbnNzaC1rZXktdjEA",
    "IBAAKB",
    "IBAAKC",
    "IBADANBgkq",
    "MHcCAQEEI",
    "MIGkAgEBBD",
    "MIHcAgEBBE",
    "AgEAMBMGByqGSM49",
    "AgEAMBAGByqGSM49",
    "MC4CAQAwBQYDK2V",
    "BPUEVOU1NIIFBSSVZBVEUg",
    "BQUklWQVRFIEtFWS",
    "BSU0EgUFJJVkFURSBLRVkt",
    "BFTkNSWVBURUQgUFJJVkFU",
];

/// Within how many characters it does.
const HEAD: usize = 40;

/// How much of a value is looked at.
const VALUE: usize = 100;

/// What may stand around a name or its value.
const AROUND: [char; 7] = [' ', '\t', '"', '\'', '`', '*', '\\'];

const PRIVATE_KEY: &str = "a private key";
const ADDRESS: &str = "an address with a password";
const NAMED: &str = "a password, key or token behind its name";

/// What looks like a secret in a text: of which kind, and in which line, from 1. Each kind is told once.
pub fn found(text: &str) -> Vec<(&'static str, usize)> {
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        for name in in_line(line) {
            if found.iter().all(|(known, _)| *known != name) {
                found.push((name, number));
            }
        }
    }
    found
}

fn in_line(line: &str) -> impl Iterator<Item = &'static str> {
    let more = [
        (is_web_token(line), "a JSON Web Token"),
        (is_of_azure(line), "a key of Azure"),
        (is_private_key(line), PRIVATE_KEY),
        (has_password(line), ADDRESS),
        (is_named(line) || is_given(line), NAMED),
    ];
    let more = more.into_iter().filter_map(|(is, name)| is.then_some(name));
    token::of_line(line).chain(more)
}

/// Three parts between dots, of which two are JSON, or the five of an encrypted one. What else is JSON in base64 begins so too.
fn is_web_token(line: &str) -> bool {
    let mut words = line.split(|c| !is_dotted(c));
    words.any(|word| {
        let parts: Vec<_> = word.trim_end_matches('.').split('.').collect();
        let is_signed = parts.len() > 1 && parts[1].starts_with("eyJ");
        word.starts_with("eyJ") && parts[0].len() > 10 && (is_signed || parts.len() == 5)
    })
}

/// A key with one of the marks near its end, or a secret of Entra, which has `Q~` behind three signs and a digit.
fn is_of_azure(line: &str) -> bool {
    let is_marked = |mark: &&str| {
        line.match_indices(mark).any(|(at, mark)| {
            let mut before = line[..at].chars().rev().take_while(|c| is_base64(*c));
            let rest = line[at + mark.len()..]
                .chars()
                .take_while(|c| is_base64(*c));
            before.nth(MADE).is_some() && (4..=30).contains(&rest.take(31).count())
        })
    };
    let is_secret = |c: &char| is_dotted(*c) || *c == '~';
    let mut places = line.match_indices("Q~");
    let is_of_entra = places.any(|(at, _)| {
        let before = line[..at].chars().rev().take(4).filter(is_secret).count();
        let mut rest = line[at + 2..].chars().take_while(is_secret);
        before == 4 && line[..at].ends_with(is_digit) && rest.nth(MADE).is_some()
    });
    is_of_entra || MARKS.iter().any(is_marked)
}

/// The head of a key as OpenSSH, OpenSSL, `GnuPG` and `PuTTY` write it, or its first line without a head.
fn is_private_key(line: &str) -> bool {
    let head = line
        .split_once("-----BEGIN ")
        .or_else(|| line.split_once("---- BEGIN "));
    head.is_some_and(|(_, rest)| rest.contains("PRIVATE KEY"))
        || line.contains("PuTTY-User-Key-File-")
        || line.split(|c| !is_base64(c)).any(is_key_in_base64)
}

fn is_key_in_base64(word: &str) -> bool {
    let begins = ["b3Bl", "M", "LS0t"]
        .iter()
        .any(|start| word.starts_with(start));
    let head = word.get(..HEAD).filter(|_| begins);
    head.is_some_and(|head| BODIES.iter().any(|mark| head.contains(mark)))
}

/// `https://user:password@host`, `https://token@host`.
fn has_password(line: &str) -> bool {
    line.match_indices("://").any(|(at, mark)| {
        let rest = &line[at + mark.len()..];
        let end = rest.find(|c: char| c.is_whitespace() || "/\"'<>?#".contains(c));
        let host = &rest[..end.unwrap_or(rest.len())];
        let Some((user, _)) = host.rsplit_once('@') else {
            return false;
        };
        match user.split_once(':') {
            Some((_, password)) => is_real(password),
            None => is_made(user) || user.len() >= MADE && is_hex(user) && is_mixed(user),
        }
    })
}

/// `password = …`, `"token": "…"`, `AccountKey=…`, `?sig=…`, `<password>…`. A colon is also what a sentence has: behind it a
/// value is one only where it has letters and digits.
fn is_named(line: &str) -> bool {
    let mut marks = line.char_indices().filter(|(_, c)| "=:>".contains(*c));
    marks.any(|(at, mark)| {
        let before = &line[..at];
        let before = before.strip_suffix(':').unwrap_or(before);
        let before = before.trim_end_matches(AROUND);
        let start = before.rfind(|c| !is_dashed(c)).map_or(0, |last| {
            last + before[last..].chars().next().map_or(0, char::len_utf8)
        });
        let name = &before[start..];
        let is_secret = |value: &str| is_password(value) && (mark == '=' || is_mixed(value));
        is_name(name, &NAMES) && is_secret(&value(&line[at + 1..]))
            || is_name(name, &VAGUE) && is_made(&value(&line[at + 1..]))
    })
}

/// True of a name that ends in one of these; `sig` and `auth` are words of their own, since much ends in them. `DB_PASS` is one, and
/// the pass of a test is none.
fn is_name(written: &str, known: &[&str]) -> bool {
    let name: String = written
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let name = name.to_ascii_lowercase();
    let mut known = known.iter();
    known.any(|end| match *end {
        "sig" | "auth" => name == *end,
        "_pass" => written.to_ascii_lowercase().ends_with(end),
        end => name.ends_with(end),
    })
}

/// What is told to a program or a server by a word in front: `--password …`, `-u user:…`, `Bearer …`, `login … password …`.
fn is_given(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_typed = |value: &str| is_password(value) && is_mixed(value);
    let mut pairs = words.windows(2);
    let is_told = pairs.any(|pair| {
        let told = value(pair[1]);
        match pair[0].trim_start_matches(AROUND) {
            "Bearer" | "bearer" | "Basic" | "basic" => is_made(&told),
            "-u" | "--user" => told.split_once(':').is_some_and(|(_, told)| is_typed(told)),
            option => option.starts_with("--") && is_name(option, &NAMES) && is_typed(&told),
        }
    });
    let mut fours = words.windows(4);
    is_told || fours.any(|four| (four[0], four[2]) == ("login", "password") && is_real(four[3]))
}

/// What stands behind a name or a word; no more than anybody needs to see of it, however long a stranger's line is.
fn value(behind: &str) -> String {
    let behind = behind
        .trim_start_matches(AROUND)
        .trim_start_matches(['=', '>'])
        .trim_start_matches(AROUND);
    let value = behind.chars().take(VALUE);
    value
        .take_while(|c| !c.is_whitespace() && !"\"'`;,&<\\".contains(*c))
        .collect()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_hex(value: &str) -> bool {
    value.chars().all(|c| c.is_ascii_hexdigit())
}

fn is_mixed(value: &str) -> bool {
    value.contains(is_digit) && value.contains(char::is_alphabetic)
}

/// True of what looks as if a machine had made it.
fn is_made(value: &str) -> bool {
    let has = |is: fn(&char) -> bool| value.chars().any(|c| is(&c));
    value.len() >= MADE
        && value.chars().all(|c| is_base64(c) || c == '.')
        && [
            char::is_ascii_digit,
            char::is_ascii_uppercase,
            char::is_ascii_lowercase,
        ]
        .into_iter()
        .all(has)
}

fn is_password(value: &str) -> bool {
    value.len() >= 6 && is_real(value)
}

/// False for what stands in the place of a secret: `$PASSWORD`, `<password>`, `****`, `{{ token }}`, `%TOKEN%`, `var.password`,
/// `/run/secrets/token`, `get_token()`.
fn is_real(value: &str) -> bool {
    let is_code = value.ends_with('(') || value.ends_with("()") || value.contains("://");
    let value = value.trim_end_matches(['.', ')', ']', '}']);
    let is_path = value.starts_with('/') && value[1..].contains('/');
    let is_field = value
        .rsplit_once('.')
        .is_some_and(|(_, last)| is_name(last, &NAMES));
    let is_elsewhere = ELSEWHERE.iter().any(|start| value.starts_with(start));
    let is_one = value.chars().all(|c| value.starts_with(c));
    let is_place = value.starts_with(['$', '<', '{', '*', '%', '[', '(', '|', '…']);
    let is_word = NOTHING.contains(&value) || value.contains("...");
    !(is_code || is_path || is_field || is_elsewhere || is_one || is_place || is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Put together, so that nobody who looks for secrets finds one here.
    fn samples() -> Vec<(String, &'static str)> {
        let long = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0";
        vec![
            (
                format!("AKIA{}", "IOSFODNN7EXAMPLE"),
                "an access key of AWS",
            ),
            (format!("aws_secret_access_key = {long}"), NAMED),
            (
                format!("AccountName=x;AccountKey={long}==;EndpointSuffix=y"),
                NAMED,
            ),
            (
                format!("https://x.blob.core.windows.net/c?sv=2024&sig={long}%3D"),
                NAMED,
            ),
            (format!("ghp_{long}"), "a token of GitHub"),
            (format!("glpat-{long}"), "a token of GitLab"),
            (format!("xoxb-{long}"), "a token of Slack"),
            (format!("eyJ{long}.eyJ{long}.x"), "a JSON Web Token"),
            ("-----BEGIN OPENSSH PRIVATE KEY-----".into(), PRIVATE_KEY),
            ("-----BEGIN RSA PRIVATE KEY-----".into(), PRIVATE_KEY),
            ("see https://ada:hunter2@example.org/x".into(), ADDRESS),
            (format!("AIza{long}"), "a key of Google"),
            (format!("npm_{long}"), "a token of npm"),
            (format!("pypi-AgE{long}"), "a token of PyPI"),
            (format!("pst8Q~{long}"), "a key of Azure"),
            (
                format!("key {long}{long}+ASt{}==", &long[..6]),
                "a key of Azure",
            ),
            (format!("{long}AzFu{}", &long[..8]), "a key of Azure"),
            (format!("eyJ{long}.{long}.x.y.z"), "a JSON Web Token"),
            (
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----".into(),
                PRIVATE_KEY,
            ),
            (format!("Authorization: Bearer {long}"), NAMED),
            (format!("-H 'Authorization: Basic {long}=='"), NAMED),
            (
                format!("{{\"auths\": {{\"x\": {{\"auth\": \"{long}=\"}}}}}}"),
                NAMED,
            ),
            (format!("\"primaryKey\": \"{long}=\""), NAMED),
            (format!("Ocp-Apim-Subscription-Key: {long}"), NAMED),
            ("curl -u ada:hunter2 https://example.org".into(), NAMED),
            ("az login --password hunter2 -u x".into(), NAMED),
            (
                "machine example.org login ada password hunter".into(),
                NAMED,
            ),
            ("**Password:** hunter2".into(), NAMED),
            ("<password>hunter2</password>".into(), NAMED),
            ("{\\\"password\\\":\\\"hunter2\\\"}".into(), NAMED),
            ("SharedAccessKey = 'hunter2hunter2'".into(), NAMED),
            ("password=hunter2".into(), NAMED),
            ("\"client_secret\": \"hunter2hunter2\"".into(), NAMED),
            ("The password: hunter2".into(), NAMED),
            ("DB_PASS=hunter2".into(), NAMED),
            (
                format!(
                    "https://x.s3.amazonaws.com/y?X-Amz-Signature={}",
                    "0f1e2d3c".repeat(8)
                ),
                NAMED,
            ),
            (
                format!("git clone https://{long}@git.example.org/x"),
                ADDRESS,
            ),
            (format!("b3BlbnNzaC1rZXktdjEAAAAA{long}"), PRIVATE_KEY),
            (format!("\"MIIEpAIBAAKCAQEA{long}"), PRIVATE_KEY),
            (
                format!("MIIEvQIBADANBgkqhkiG9w0BAQEFAASC{long}"),
                PRIVATE_KEY,
            ),
            (format!("MHcCAQEEIPnc{long}"), PRIVATE_KEY),
            (format!("MC4CAQAwBQYDK2VwBCIEI{long}"), PRIVATE_KEY),
            (
                format!("key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ{long}"),
                PRIVATE_KEY,
            ),
        ]
    }

    #[test]
    fn secrets_are_noticed_with_their_line() {
        for (text, name) in samples() {
            assert_eq!(
                found(&format!("one\n{text}\n{text}")),
                [(name, 2)],
                "{text}"
            );
        }
    }

    #[test]
    fn what_only_speaks_of_secrets_is_none() {
        for text in [
            "The password: nobody knows it",
            "password = $PASSWORD, token: <token>, secret={{ secret }}, pwd=******",
            "Rotate the client secret: see SEC-1 and the vault.",
            "https://ada@example.org/x and https://example.org:8080/a@b",
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "-----BEGIN PUBLIC KEY-----",
            "-----BEGIN SSH SIGNATURE-----",
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAzK8Yghk3s4ftLxyc1RRj",
            "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ",
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSURkekNDQWwrZ0F3SUJBZ0lF",
            "PASS: test1234567, first pass: 2024-01-02",
            "https://a-long-name-of-a-service-account@example.org/x",
            "token=... and key ghp_short",
            "max-age: 90d, config=production, sig nature",
            "admin_password = random_password.db.result",
            "client_secret = data.azurerm_key_vault_secret.app.value, token = module.x1.y",
            "secret: /run/secrets/db-1 and token=./token1.txt, secret = ref+vault://kv/app1",
            "password = getpass('x'), token = get_token1(), token = user.api_token",
            "password = required; secret=rotated, token = sha256:ba7816bf8f01cf",
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9aGVsbG8gd29ybGQ=",
            "pypi-publish-of-2-packages-from-the-main-branch npm_package_config_registry_of_2_builds",
            "encryption-key: projects/p1/keys/k1, credentials: see vault 12, auth: OAuth2",
            "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/providers/Microsoft.KeyVault/vaults/kv1/secrets/db1",
            "Bearer tokens live an hour; Basic authentication is off; docker run -u 1000:1000",
            "0b1f6471-1bf0-4dda-aec3-cb9272f09590 4f2a91c0b1f64711bf04ddaaec3cb9272f095901",
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
