//! Files that hold secrets by what they are: a person attaches one by mistake, and git keeps it.
//!
//! They are known by name, and by their beginning for what they are under any name. What GitHub's collections for
//! `.gitignore` leave out of repositories, and what Terraform and Kubernetes say of their own files, is in the table.

use std::path::Path;

use crate::text::secret;

/// How much of a file is looked at.
pub const HEAD: u64 = 64 * 1024;

/// Endings of names, and what has such a name.
const ENDINGS: [(&str, &str); 14] = [
    (
        ".tfstate",
        "a state of Terraform, which holds what it set up in clear text",
    ),
    (
        ".tfstate.backup",
        "a state of Terraform, which holds what it set up in clear text",
    ),
    (
        ".tfplan",
        "a plan of Terraform, which holds what it will set up in clear text",
    ),
    (".tfvars", "variables of Terraform"),
    (".ppk", "a private key"),
    (".pfx", "a certificate with its private key"),
    (".p12", "a certificate with its private key"),
    (".jks", "a key store"),
    (".keystore", "a key store"),
    (".kdbx", "a password store"),
    (".git-credentials", "passwords for git"),
    (".netrc", "passwords for hosts"),
    (".pypirc", "a token for PyPI"),
    (".npmrc", "a token for npm"),
];

const NAMES: [(&str, &str); 5] = [
    (".env", "variables of a program, where its secrets are"),
    ("kubeconfig", "a key to a cluster"),
    ("id_rsa", "a private key"),
    ("id_ecdsa", "a private key"),
    ("id_ed25519", "a private key"),
];

/// What an evidence file of this path, which begins so, looks like, with the line that says so.
pub fn found(path: &str, head: &[u8]) -> Vec<(&'static str, Option<usize>)> {
    let text = String::from_utf8_lossy(head);
    let by_name = of_name(path).or_else(|| of_head(head, &text));
    let by_text = secret::found(&text).into_iter();
    by_name
        .map(|what| (what, None))
        .into_iter()
        .chain(by_text.map(|(what, line)| (what, Some(line))))
        .collect()
}

fn of_name(path: &str) -> Option<&'static str> {
    let path = path.to_ascii_lowercase();
    let name = Path::new(&path).file_name()?.to_str()?;
    let template = [".example", ".sample", ".template"]
        .iter()
        .any(|end| name.ends_with(end));
    if name.starts_with(".env.") && !template {
        return Some(NAMES[0].1);
    }
    if path.ends_with(".kube/config") {
        return Some(NAMES[1].1);
    }
    let whole = NAMES.iter().find(|(whole, _)| name == *whole);
    let ending = || ENDINGS.iter().find(|(ending, _)| name.ends_with(ending));
    whole.or_else(ending).map(|(_, what)| *what)
}

fn of_head(head: &[u8], text: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
    if has(&["\"terraform_version\"", "\"lineage\""]) {
        Some(ENDINGS[0].1)
    } else if head.starts_with(b"PK\x03\x04") && has(&["tfplan"]) {
        Some(ENDINGS[2].1)
    } else if has(&["kind: Config", "clusters:"]) {
        Some(NAMES[1].1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::found;

    #[test]
    fn files_of_secrets_are_known_by_name_or_beginning() {
        for (path, head) in [
            (".env", ""),
            ("deploy/.env.prod", ""),
            ("infra/prod.TFSTATE", ""),
            ("plan.tfplan", ""),
            ("home/.kube/config", ""),
            ("id_ed25519", ""),
            (
                "state.json",
                "{\n \"terraform_version\": \"1.9\",\n \"lineage\": \"x\"}",
            ),
            ("plan.bin", "PK\x03\x04....tfplan"),
            ("cluster.yaml", "apiVersion: v1\nkind: Config\nclusters:\n"),
            ("key.txt", "-----BEGIN EC PRIVATE KEY-----\n"),
        ] {
            assert_eq!(found(path, head.as_bytes()).len(), 1, "{path}");
        }
        for path in [
            "scan.txt",
            ".env.example",
            "environment.md",
            "id_rsa.pub",
            "main.tf",
        ] {
            assert_eq!(found(path, b"all is well\n"), [], "{path}");
        }
    }
}
