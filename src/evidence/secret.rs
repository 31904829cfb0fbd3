//! Files that hold secrets by what they are: a person attaches one by mistake, and git keeps it.
//!
//! They are known by name, and by their beginning for what they are under any name. What GitHub's collections for
//! `.gitignore` leave out of repositories, and what Terraform and Kubernetes say of their own files, is in the table.

use std::path::Path;

use crate::text::secret;

/// How much of a file is looked at.
pub const HEAD: u64 = 64 * 1024;

/// Endings of names, and what has such a name.
const ENDINGS: [(&str, &str); 30] = [
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
    (".tfvars.json", "variables of Terraform"),
    (".terraformrc", "a token for Terraform"),
    ("credentials.tfrc.json", "a token for Terraform"),
    (".kubeconfig", "a key to a cluster"),
    (".envrc", "variables of a program, where its secrets are"),
    (".p8", "a private key"),
    (".jceks", "a key store"),
    (".ovpn", "a key to a network"),
    (".pgpass", "passwords for PostgreSQL"),
    (".my.cnf", "passwords for MySQL"),
    (".htpasswd", "passwords of a server"),
    (".dockercfg", "passwords for registries"),
    (".vault-token", "a token for Vault"),
    (".s3cfg", "a key to storage"),
    (".boto", "a key to storage"),
    ("msal_token_cache.json", "tokens of Azure"),
];

const NAMES: [(&str, &str); 8] = [
    (".env", "variables of a program, where its secrets are"),
    ("kubeconfig", "a key to a cluster"),
    ("id_rsa", "a private key"),
    ("id_ecdsa", "a private key"),
    ("id_ed25519", "a private key"),
    ("id_dsa", "a private key"),
    ("id_ecdsa_sk", "a private key"),
    ("id_ed25519_sk", "a private key"),
];

/// Ends of paths of what has a usual name in a folder of its own.
const PATHS: [(&str, &str); 3] = [
    (".kube/config", "a key to a cluster"),
    (".aws/credentials", "keys of AWS"),
    (".docker/config.json", "passwords for registries"),
];

/// What an evidence file of this path, which begins so, looks like, with the line that says so.
pub fn found(path: &str, head: &[u8]) -> Vec<(&'static str, Option<usize>)> {
    // Of text in UTF-16 every other byte is NUL.
    let text = String::from_utf8_lossy(head).replace('\0', "");
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
    let mut endings = PATHS.iter().chain(&ENDINGS);
    let whole = NAMES.iter().find(|(whole, _)| name == *whole);
    let ending = || endings.find(|(ending, _)| path.ends_with(ending));
    whole.or_else(ending).map(|(_, what)| *what)
}

fn of_head(head: &[u8], text: &str) -> Option<&'static str> {
    let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
    if has(&["\"terraform_version\"", "\"lineage\""]) {
        Some(ENDINGS[0].1)
    } else if head.starts_with(b"PK\x03\x04") && has(&["tfplan"])
        || has(&["\"terraform_version\"", "\"planned_values\""])
    {
        Some(ENDINGS[2].1)
    } else if text.lines().any(|line| line.trim_end() == "kind: Secret") && has(&["ata:"]) {
        Some("a secret of Kubernetes")
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
            ("from-powershell.txt", "p\0w\0d\0=\0h\0u\0n\0t\0e\0r\0s\0"),
            (
                "plan.json",
                "{\"terraform_version\": \"1\", \"planned_values\": {}}",
            ),
            ("app.yaml", "kind: Secret\nstringData:\n  a: b\n"),
            ("home/.aws/credentials", ""),
            ("id_ed25519_sk", ""),
            (".pgpass", ""),
        ] {
            assert_eq!(found(path, head.as_bytes()).len(), 1, "{path}");
        }
        for path in [
            "scan.txt",
            ".env.example",
            "environment.md",
            "id_rsa.pub",
            "main.tf",
            "docs/credentials",
            "config.json",
        ] {
            assert_eq!(found(path, b"all is well\n"), [], "{path}");
        }
    }
}
