//! Secrets are noticed before they are kept: told by place and kind, never by what they are.

use super::house::House;
use crate::kinds::secrets;

const LIST: &str = "schema = 1\nid = \"mine\"\ntitle = \"T\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n\
    [[category.item]]\nid = \"C-1\"\ntitle = \"I\"\nseverity = \"low\"\n";

/// Runs a command that must record nothing, and then with what lets it.
fn refused(house: &House, arguments: &[&str], place: &str, what: &str) {
    let before = house.read("signoff.toml");
    let run = super::house::Run::of(&house.command(arguments).output().unwrap());
    let said = run.to_string();
    assert_eq!(run.code, 1, "{arguments:?}\n{said}");
    assert!(
        said.contains(place) && said.contains(what),
        "{arguments:?}\n{said}"
    );
    assert!(!said.to_lowercase().contains("hush"), "{said}");
    assert_eq!(house.read("signoff.toml"), before);
    let allowed = [arguments, &["--allow-secrets"]].concat();
    let run = super::house::Run::of(&house.command(&allowed).output().unwrap());
    assert_eq!(run.code, 0, "{allowed:?}\n{run}");
    assert_ne!(house.read("signoff.toml"), before);
}

#[test]
fn nine_kinds_of_secrets_are_noticed_in_every_text() {
    let house = House::new();
    house.write("checklists/mine.toml", LIST);
    house.done("new --checklist mine --system box");
    for (secret, what) in secrets() {
        let secret = &*secret;
        let several = format!("Seen.\n{secret}");
        for (arguments, place) in [
            (
                &["attest", "C-1", "met", "--rationale", &several][..],
                "rationale, line 2: ",
            ),
            (&["attest", "C-1", "met", "--note", secret], "note 1: "),
            (
                &[
                    "attest",
                    "C-1",
                    "unmet",
                    "--rationale",
                    "x",
                    "--action",
                    secret,
                ],
                "action: ",
            ),
            (&["evidence", "add", "C-1", "--note", secret], "note 1: "),
            (&["seal", "--reason", secret], "reason: "),
            (&["unseal", "--reason", secret], "reason: "),
        ] {
            refused(&house, arguments, place, what);
        }
        if secret.starts_with("https://") {
            refused(
                &house,
                &["attest", "C-1", "met", "--evidence", secret],
                "evidence 1: ",
                what,
            );
        }
    }
}

#[test]
fn files_of_secrets_are_noticed() {
    let house = House::new();
    house.write("checklists/mine.toml", LIST);
    house.done("new --checklist mine --system box");
    let key = format!("-----BEGIN OPENSSH {} KEY-----\nhush\n", "PRIVATE");
    for (name, text, what) in [
        (".env", "HUSH=1\n", "variables of a program"),
        ("prod.tfstate", "{}", "a state of Terraform"),
        (
            "state.json",
            "{\"terraform_version\": \"1\", \"lineage\": \"hush\"}",
            "a state of Terraform",
        ),
        ("plan.tfplan", "PK", "a plan of Terraform"),
        ("kubeconfig", "kind: Config\n", "a key to a cluster"),
        ("deploy.txt", key.as_str(), "line 1: a private key"),
        ("log.txt", "fine\npassword=hushhush\n", "line 2: a password"),
    ] {
        house.write(name, text);
        refused(
            &house,
            &["attest", "C-1", "met", "--evidence", name],
            name,
            what,
        );
    }
    house.write("scan.txt", "all is well\n");
    house.done(
        "attest C-1 met --evidence scan.txt --rationale 'Tokens live an hour; see the vault.'",
    );
}

#[test]
fn conditions_and_reasons_of_sign_offs_are_looked_at() {
    let house = House::new();
    house.write("checklists/mine.toml", LIST);
    house.done("new --checklist mine --system box");
    house.done("attest C-1 met --rationale Fine");
    let arguments = [
        "sign",
        "--role",
        "approver",
        "--decision",
        "approved-with-conditions",
        "--condition",
        "Drop password=hushhush",
        "--owner",
        "Kim",
        "--due",
        "+3d",
        "--sole-operator",
        "alone",
        "--unsigned",
    ];
    refused(&house, &arguments, "condition: ", "behind its name");
    let arguments = [
        "revoke",
        "approver",
        "--unsigned",
        "--reason",
        "Drop password=hushhush",
    ];
    refused(&house, &arguments, "reason: ", "behind its name");
    let arguments = [
        "sign",
        "--unsigned",
        "--role",
        "approver",
        "--decision",
        "approved",
        "--sole-operator",
        "password=hushhush",
    ];
    refused(&house, &arguments, "sole operator: ", "behind its name");
}

/// How often somebody is told of something that is none: all that people wrote for this house, a line at a time.
#[test]
fn what_ships_looks_like_no_secret() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut looked, mut told) = (0, Vec::new());
    for folder in [
        "checklists",
        "docs",
        "assets/example",
        "assets/policy",
        "assets/gate",
        ".",
    ] {
        for file in std::fs::read_dir(root.join(folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = file.path();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if matches!(ending, Some("toml" | "md" | "txt" | "yml" | "rego")) {
                let text = std::fs::read_to_string(&path).unwrap();
                looked += text.lines().count();
                let found = signoff::text::secret::found(&text);
                told.extend(found.into_iter().map(|one| (path.clone(), one)));
            }
        }
    }
    assert_eq!(told, []);
    assert!(looked > 3000, "{looked}");
}
