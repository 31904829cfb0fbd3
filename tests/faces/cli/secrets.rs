//! Secrets are noticed before they are kept: told by place and kind, never by what they are.

use crate::has::Has as _;
use crate::house::{House, mini};
use crate::kinds::secrets;

/// Runs a command that must record nothing, and then with what lets it.
fn refused(house: &House, line: &str, place: &str, what: &str) {
    let before = house.review();
    let run = house.run(line);
    run.is(1).has(place).has(what);
    run.to_string().to_lowercase().lacks("hush");
    assert_eq!(house.review(), before);
    house.done(&format!("{line} --allow-secrets"));
    assert_ne!(house.review(), before);
}

#[test]
fn nine_kinds_of_secrets_are_noticed_in_every_text() {
    let house = House::of(&mini("", &["low"]), "--system box");
    for (secret, what) in secrets() {
        for (line, place) in [
            (
                "attest A-1 met --rationale 'Seen.\nSECRET'",
                "rationale, line 2: ",
            ),
            ("attest A-1 met --note 'SECRET'", "note 1: "),
            (
                "attest A-1 unmet --rationale x --action 'SECRET'",
                "action: ",
            ),
            ("evidence add A-1 --note 'SECRET'", "note 1: "),
            ("seal --reason 'SECRET'", "reason: "),
            ("unseal --reason 'SECRET'", "reason: "),
        ] {
            refused(&house, &line.replace("SECRET", &secret), place, what);
        }
        if secret.starts_with("https://") {
            let line = format!("attest A-1 met --evidence '{secret}'");
            refused(&house, &line, "evidence 1: ", what);
        }
    }
}

#[test]
fn files_of_secrets_are_noticed() {
    let house = House::of(&mini("", &["low"]), "--system box");
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
        let line = format!("attest A-1 met --evidence {name}");
        refused(&house, &line, name, what);
    }
    house.write("scan.txt", "all is well\n");
    house.done(
        "attest A-1 met --evidence scan.txt --rationale 'Tokens live an hour; see the vault.'",
    );
}

#[test]
fn conditions_and_reasons_of_sign_offs_are_looked_at() {
    let house = House::of(&mini("", &["low"]), "--system box");
    house.done("attest A-1 met --rationale Fine");
    for (line, place) in [
        (
            "sign --role approver --decision approved-with-conditions --condition 'Drop password=hushhush' --owner Kim \
             --due +3d --sole-operator alone --unsigned",
            "condition: ",
        ),
        (
            "revoke approver --unsigned --reason 'Drop password=hushhush'",
            "reason: ",
        ),
        (
            "sign --unsigned --role approver --decision approved --sole-operator password=hushhush",
            "sole operator: ",
        ),
    ] {
        refused(&house, line, place, "behind its name");
    }
}

#[test]
fn names_are_looked_at() {
    let house = House::of(&mini("", &["low"]), "--system box");
    for (line, place) in [
        (
            "attest A-1 met --rationale x --answered-by 'WHO'",
            "answered by: ",
        ),
        ("attest A-1 unmet --rationale x --owner 'WHO'", "owner: "),
        ("ask A-1 --text x --for 'WHO'", "for: "),
        ("session start --with 'WHO'", "people: "),
    ] {
        let line = line.replace("WHO", "Kim token=hush2hush2");
        refused(&house, &line, place, "behind its name");
    }
}

#[test]
fn what_names_the_review_and_who_writes_is_looked_at() {
    let house = House::of(&mini("", &["low"]), "--system box --time-zone UTC");
    let secret = "token=hush2hush2";
    for (option, place) in [
        ("--system", "system: "),
        ("--system box --title", "title: "),
        ("--system box --environment", "environment: "),
        ("--system box --revision", "revision: "),
        ("--system box --by", "your name: "),
    ] {
        let line = format!("new other.toml --checklist ./mini.toml {option} 'a {secret}'");
        let run = house.run(&line);
        run.is(1).has(place).has("behind its name");
        run.to_string().to_lowercase().lacks("hush");
        assert!(!house.path("other.toml").exists());
        house.done(&format!("{line} --allow-secrets"));
        std::fs::remove_file(house.path("other.toml")).unwrap();
    }
    for (line, place) in [
        ("revise SECRET", "revision: "),
        (
            "attest A-1 met --rationale x --by 'Kim SECRET'",
            "your name: ",
        ),
        ("session start --by 'Kim SECRET'", "your name: "),
        ("strike A-1 --why 'It was SECRET'", "why: "),
    ] {
        refused(
            &house,
            &line.replace("SECRET", secret),
            place,
            "behind its name",
        );
    }
    house.write(&format!("{secret}.txt"), "password=hush3hush3\n");
    let line = format!("attest A-1 met --evidence {secret}.txt");
    refused(
        &house,
        &line,
        "evidence 1, line 1: ",
        "path of evidence 1: ",
    );
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
