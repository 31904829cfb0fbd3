//! Text that looks like a secret: noticed before it is kept, since a review goes into git and stays there.
//!
//! What is looked for is what the vendors say that their keys look like, as GitHub's secret scanning and gitleaks collect
//! it: <https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns>,
//! <https://github.com/gitleaks/gitleaks>. None of their expressions is taken over. Missed are: a value without its name
//! (the secret half of a key of AWS, a password in a sentence), keys of vendors that are not in the table, what is encoded,
//! cut by a line break or inside an archive. Who is told of something that is none says so, and it is kept.

/// A kind of token that is known by how it begins.
struct Token {
    name: &'static str,
    starts: &'static [&'static str],
    /// How many characters must follow.
    least: usize,
    is_part: fn(char) -> bool,
}

/// Vendors whose tokens say what they are.
const TOKENS: [Token; 11] = [
    Token {
        name: "an access key of AWS",
        starts: &["AKIA", "ASIA"],
        least: 16,
        is_part: |c| c.is_ascii_uppercase() || c.is_ascii_digit(),
    },
    Token {
        name: "a token of GitHub",
        starts: &["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
        least: 20,
        is_part: is_word,
    },
    Token {
        name: "a token of GitLab",
        starts: &["glpat-", "gldt-", "glrt-", "glptt-"],
        least: 16,
        is_part: is_dashed,
    },
    Token {
        name: "a token of Slack",
        starts: &["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"],
        least: 10,
        is_part: is_dashed,
    },
    Token {
        name: "a webhook of Slack",
        starts: &["https://hooks.slack.com/services/"],
        least: 10,
        is_part: |c| is_word(c) || c == '/',
    },
    Token {
        name: "a key of Google",
        starts: &["AIza"],
        least: 30,
        is_part: is_dashed,
    },
    Token {
        name: "a token of npm",
        starts: &["npm_"],
        least: 30,
        is_part: is_word,
    },
    Token {
        name: "a token of PyPI",
        starts: &["pypi-"],
        least: 30,
        is_part: is_dashed,
    },
    Token {
        name: "a key of Stripe",
        starts: &["sk_live_", "rk_live_", "whsec_"],
        least: 10,
        is_part: is_word,
    },
    Token {
        name: "a JSON Web Token",
        starts: &["eyJ"],
        least: 30,
        // Its parts stand between dots.
        is_part: |c| is_dashed(c) || c == '.',
    },
    Token {
        name: "a secret key of age",
        starts: &["AGE-SECRET-KEY-1"],
        least: 20,
        is_part: is_word,
    },
];

/// What the name of a value ends in, without `-` and `_`, where the value is a secret.
const NAMES: [&str; 12] = [
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
    "sig",
];

/// How much of a value is looked at.
const VALUE: usize = 100;

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
    let tokens = TOKENS.iter().filter(|token| token.is_in(line));
    let more = [
        (is_private_key(line), PRIVATE_KEY),
        (has_password(line), ADDRESS),
        (is_named(line), NAMED),
    ];
    let more = more.into_iter().filter_map(|(is, name)| is.then_some(name));
    tokens.map(|token| token.name).chain(more)
}

impl Token {
    fn is_in(&self, line: &str) -> bool {
        self.starts.iter().any(|start| {
            line.match_indices(start).any(|(at, _)| {
                // In the middle of a word it is part of something else, such as a digest.
                let apart = !line[..at].ends_with(is_word);
                let rest = &line[at + start.len()..];
                let is_long = || {
                    rest.chars()
                        .take_while(|c| (self.is_part)(*c))
                        .nth(self.least - 1)
                };
                apart && is_long().is_some()
            })
        })
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

fn is_dashed(c: char) -> bool {
    is_word(c) || c == '-'
}

/// The head of a key as OpenSSH, OpenSSL, `GnuPG` and `PuTTY` write it.
fn is_private_key(line: &str) -> bool {
    line.split_once("-----BEGIN ")
        .is_some_and(|(_, rest)| rest.contains("PRIVATE KEY"))
        || line.contains("PuTTY-User-Key-File-")
}

/// `https://user:password@host`.
fn has_password(line: &str) -> bool {
    line.match_indices("://").any(|(at, mark)| {
        let rest = &line[at + mark.len()..];
        let end = rest.find(|c: char| c.is_whitespace() || "/\"'<>?#".contains(c));
        let host = &rest[..end.unwrap_or(rest.len())];
        host.rsplit_once('@')
            .and_then(|(user, _)| user.split_once(':'))
            .is_some_and(|(_, password)| is_real(password))
    })
}

/// `password = …`, `"token": "…"`, `AccountKey=…`, `?sig=…`. A colon is also what a sentence has: behind it a value is one
/// only where it has letters and digits.
fn is_named(line: &str) -> bool {
    line.char_indices()
        .filter(|(_, c)| "=:".contains(*c))
        .any(|(at, mark)| {
            let before = &line[..at];
            let before = before.strip_suffix(':').unwrap_or(before);
            let before = before.trim_end_matches([' ', '\t', '"', '\'', '`']);
            let start = before.rfind(|c: char| !is_dashed(c)).map_or(0, |last| {
                last + before[last..].chars().next().map_or(0, char::len_utf8)
            });
            let name: String = before[start..]
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase())
                .collect();
            // `sig` is a word of its own; much ends in it.
            let ends = |end: &&str| match *end {
                "sig" => name == "sig",
                end => name.ends_with(end),
            };
            if !NAMES.iter().any(ends) {
                return false;
            }
            let value = line[at + 1..].trim_start_matches([' ', '\t', '"', '\'', '`', '=', '>']);
            // More than this nobody needs to see of it, however long a stranger's line is.
            let value: String = value
                .chars()
                .take(VALUE)
                .take_while(|c| !c.is_whitespace() && !"\"'`;,&".contains(*c))
                .collect();
            let is_mixed = || {
                value.contains(|c: char| c.is_ascii_digit()) && value.contains(char::is_alphabetic)
            };
            is_real(&value) && value.len() >= 6 && (mark == '=' || is_mixed())
        })
}

/// False for what stands in the place of a secret: `$PASSWORD`, `<password>`, `****`, `{{ token }}`, `%TOKEN%`.
fn is_real(value: &str) -> bool {
    let value = value.trim_end_matches(['.', ')', ']', '}']);
    !value.is_empty()
        && !value.starts_with(['$', '<', '{', '*', '%', '[', '(', '|', '…'])
        && value
            .chars()
            .any(|c| c != value.chars().next().unwrap_or(c))
        && !value.contains("...")
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
            (format!("pypi-{long}"), "a token of PyPI"),
            ("password=hunter2".into(), NAMED),
            ("\"client_secret\": \"hunter2hunter2\"".into(), NAMED),
            ("The password: hunter2".into(), NAMED),
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
            "token=... and key ghp_short",
            "max-age: 90d, config=production, sig nature",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
