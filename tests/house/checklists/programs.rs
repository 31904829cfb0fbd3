//! The programs that guidance uses: which subcommands and flags they were seen to have, and in which version.
//!
//! A command that is not here was not checked, and a row that no command uses is not needed.

use std::collections::BTreeSet;

use super::all;
use super::shell::{self, filled, snippets};

/// How a program writes its flags.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `--long`, `--long=value`, `-s value`, `-svalue`, `-abc`.
    Letters,
    /// `-long`, `-long=value`.
    Whole,
}
use Style::{Letters, Whole};

/// A program, the version in which its rows were checked, and its rows: subcommand and flags; `:` marks those with a value.
struct Program {
    name: &'static str,
    checked: &'static str,
    style: Style,
    rows: &'static [(&'static str, &'static str)],
}

const fn program(
    name: &'static str,
    checked: &'static str,
    style: Style,
    rows: &'static [(&'static str, &'static str)],
) -> Program {
    Program {
        name,
        checked,
        style,
        rows,
    }
}

const PROGRAMS: &[Program] = &[
    program(
        "az",
        "2.91.0, each command parsed by it; extensions by their documentation",
        Letters,
        AZ,
    ),
    program("kubectl", "1.32", Letters, KUBECTL),
    program("terraform", "1.11", Whole, TERRAFORM),
    program("git", "2.47", Letters, GIT),
    program("jq", "1.6", Letters, &[("", "-r --arg:")]),
    program(
        "grep",
        "GNU grep 3.8",
        Letters,
        &[("", "-E -c -e: -h -i -l -n -o -r --include: --exclude-dir:")],
    ),
    program(
        "find",
        "GNU findutils 4.9",
        Whole,
        &[("", "-name: -not -o -path:")],
    ),
    program("xargs", "GNU findutils 4.9", Letters, &[("", "-n:")]),
    program("sort", "GNU coreutils 9.1", Letters, &[("", "-u")]),
    program("wc", "GNU coreutils 9.1", Letters, &[("", "-l")]),
    program("cut", "GNU coreutils 9.1", Letters, &[("", "-d: -f:")]),
    program("mktemp", "GNU coreutils 9.1", Letters, &[("", "-d")]),
    program("cp", "GNU coreutils 9.1", Letters, &[("", "")]),
    program("rm", "GNU coreutils 9.1", Letters, &[("", "")]),
    program("sed", "GNU sed 4.9", Letters, &[("", "")]),
    program("echo", "bash 5.2", Letters, &[("", "")]),
    program("read", "bash 5.2", Letters, &[("", "-r")]),
    program("envsubst", "gettext 0.21", Letters, &[("", "")]),
    program("curl", "7.88", Letters, &[("", "-H: -o: -s -w:")]),
    program("nslookup", "BIND 9.18", Whole, &[("", "")]),
    program("psql", "documentation of 16", Letters, &[("", "-c:")]),
    program(
        "helm",
        "documentation of 3.16",
        Letters,
        &[("list", "-n:"), ("template", "-f:")],
    ),
    program(
        "gh",
        "documentation of 2.60",
        Letters,
        &[("api", "--jq: --paginate")],
    ),
    program(
        "trivy",
        "documentation of 0.58",
        Letters,
        &[
            ("image", "--severity:"),
            ("fs", "--scanners: --severity:"),
            ("config", ""),
        ],
    ),
    program(
        "gitleaks",
        "documentation of 8.21",
        Letters,
        &[("git", "--log-opts: --redact")],
    ),
    program(
        "checkov",
        "documentation of 3.2",
        Letters,
        &[("", "-d: --compact")],
    ),
    program(
        "cosign",
        "documentation of 2.4",
        Letters,
        &[("verify", "--key:")],
    ),
    program(
        "notation",
        "documentation of 1.2",
        Letters,
        &[("verify", "")],
    ),
    program("hey", "documentation of 0.1", Letters, &[("", "-c: -n:")]),
];

const AZ: &[(&str, &str)] = &[
    ("acr show", "-n: --query:"),
    ("ad app credential list", "--id: -o: --query:"),
    ("ad group member list", "-g: -o: --query:"),
    ("advisor recommendation list", "--category: -o: --query:"),
    ("aks command invoke", ""),
    (
        "aks get-credentials",
        "-g: -n: --admin --file: --overwrite-existing",
    ),
    (
        "aks nodepool get-upgrades",
        "-g: --cluster-name: --nodepool-name:",
    ),
    ("aks nodepool list", "-g: --cluster-name: -o: --query:"),
    ("aks show", "-g: -n: -o: --query:"),
    ("aks update", "-g: -n: --network-dataplane:"),
    ("automation account show", "-g: -n: -o: --query:"),
    ("extension add", "--name:"),
    ("extension update", "--name:"),
    (
        "identity federated-credential list",
        "-g: --identity-name: -o:",
    ),
    ("identity list", "-g: -o: --query:"),
    (
        "k8s-extension show",
        "-g: -n: --cluster-name: --cluster-type: --query:",
    ),
    ("keyvault key list", "--vault-name: -o: --query:"),
    ("keyvault key rotation-policy show", "--vault-name: -n:"),
    ("keyvault secret list", "--vault-name: -o: --query:"),
    ("keyvault show", "-n: --query:"),
    ("monitor action-group list", "-g: -o: --query:"),
    (
        "monitor diagnostic-settings list",
        "--resource: -o: --query:",
    ),
    ("monitor diagnostic-settings subscription list", "-o:"),
    ("monitor log-analytics query", "-w: --analytics-query: -o:"),
    ("monitor log-analytics workspace show", "-g: -n: --query:"),
    ("monitor scheduled-query list", "-g: -o: --query:"),
    (
        "network application-gateway waf-policy list",
        "-g: -o: --query:",
    ),
    ("network ddos-protection list", "-o:"),
    ("network front-door waf-policy list", "-g: -o: --query:"),
    ("network nat gateway show", "-g: -n: --query:"),
    (
        "network nsg rule list",
        "-g: --nsg-name: --include-default -o:",
    ),
    ("network nsg show", "-g: -n: -o: --query:"),
    ("network private-endpoint list", "-g: -o: --query:"),
    ("network public-ip list", "-g: -o: --query:"),
    ("network vnet show", "-g: -n: --query:"),
    ("network vnet subnet show", "-g: -n: --vnet-name: --query:"),
    ("network vpn-connection list", "-g: -o: --query:"),
    (
        "policy assignment list",
        "--disable-scope-strict-match --scope: -o: --query:",
    ),
    ("policy exemption list", "-o: --query:"),
    ("policy state list", "--filter: --resource: -o: --query:"),
    ("policy state summarize", "--query:"),
    ("postgres flexible-server show", "-g: -n: --query:"),
    (
        "redisenterprise database show",
        "-g: --cluster-name: --query:",
    ),
    ("redisenterprise show", "-g: -n: --query:"),
    ("resource list", "-g: -o: --query:"),
    (
        "role assignment list",
        "--all --assignee: --assignee-object-id: --include-groups --include-inherited --scope: -o:",
    ),
    (
        "role definition list",
        "--custom-role-only: --name: -o: --query:",
    ),
    ("security alert list", "-o:"),
    ("security assessment list", "-o: --query:"),
    ("security contact list", ""),
    ("security pricing list", "-o: --query:"),
    ("security pricing show", "-n: -o: --query:"),
    (
        "security regulatory-compliance-standards list",
        "-o: --query:",
    ),
    (
        "storage account blob-service-properties show",
        "-g: -n: --query:",
    ),
    ("storage account list", "-g: -o: --query:"),
    ("storage account show", "-n: --query:"),
];

/// Commands of `az` that are not in it, and the extension that brings them.
const EXTENSIONS: [(&str, &str); 6] = [
    ("automation", "automation"),
    ("k8s-extension", "k8s-extension"),
    ("monitor log-analytics query", "log-analytics"),
    ("monitor scheduled-query", "scheduled-query"),
    ("network front-door", "front-door"),
    ("redisenterprise", "redisenterprise"),
];

const KUBECTL: &[(&str, &str)] = &[
    ("annotate", "--local -R -f: -o:"),
    ("apply", "--dry-run: -f: -n:"),
    ("auth can-i", "--as: --list -n:"),
    ("create namespace", ""),
    ("create token", "--audience: --duration: -n:"),
    ("delete namespace", ""),
    ("describe", "-n:"),
    ("diff", "-f:"),
    ("exec", "-n:"),
    (
        "get",
        "-A -L: -l: -n: -o: --field-selector: --no-headers --raw: --request-timeout: --sort-by:",
    ),
    ("label", "--all --dry-run: --overwrite"),
    ("logs", "--all-containers -n:"),
    (
        "run",
        "-i -l: -n: --dry-run: --expose --image: --port: --restart: --rm",
    ),
    ("wait", "--for: --timeout: -n:"),
];

/// Kinds that are asked for: Kubernetes' own, then those of the CSI driver and of Gatekeeper.
const KINDS: &[&str] = &[
    "clusterrolebindings",
    "configmap",
    "cronjobs",
    "daemonset",
    "daemonsets",
    "deployment",
    "deployments",
    "ingress",
    "jobs",
    "namespaces",
    "networkpolicies",
    "networkpolicy",
    "nodes",
    "pod",
    "pods",
    "rolebindings",
    "secret",
    "secrets",
    "serviceaccounts",
    "services",
    "statefulsets",
    "secretproviderclass",
    "constraints",
];

const TERRAFORM: &[(&str, &str)] = &[
    ("init", "-migrate-state -upgrade"),
    ("plan", "-detailed-exitcode -lock: -out: -var-file:"),
    ("providers", ""),
    ("show", "-json"),
    ("state list", ""),
    ("version", ""),
];

const GIT: &[(&str, &str)] = &[
    ("diff", "--diff-filter: --name-only --no-index"),
    (
        "grep",
        "-A: -E -I -e: -i -n -w --no-exclude-standard --untracked",
    ),
    ("log", "--all --oneline"),
    ("ls-files", "--exclude-standard --ignored --others"),
    ("worktree add", "--detach"),
    ("worktree remove", ""),
];

pub fn known(name: &str) -> bool {
    PROGRAMS.iter().any(|program| program.name == name)
}

/// The program's row of a command, and the flags that it gives.
fn row<'a>(program: &'a Program, words: &[String]) -> Result<(&'a str, BTreeSet<String>), String> {
    let mut rest = &words[1..];
    // Terraform's only flag in front of a subcommand.
    if program.name == "terraform" && rest.first().is_some_and(|word| word.starts_with("-chdir=")) {
        rest = &rest[1..];
    }
    let (subcommand, flags) = program
        .rows
        .iter()
        .filter(|(subcommand, _)| {
            let mut given = rest.iter();
            subcommand
                .split_whitespace()
                .all(|word| given.next().is_some_and(|given| given == word))
        })
        .max_by_key(|(subcommand, _)| subcommand.len())
        .ok_or("no such subcommand")?;
    let rest = &rest[subcommand.split_whitespace().count()..];
    if program.name == "az" && rest.first().is_some_and(|word| !word.starts_with('-')) {
        return Err(format!("{subcommand} takes no words"));
    }
    if program.name == "kubectl" && ["get", "describe"].contains(subcommand) {
        let kinds = rest.first().filter(|word| !word.starts_with('-'));
        for kind in kinds.into_iter().flat_map(|kinds| kinds.split(',')) {
            if !KINDS.contains(&kind) {
                return Err(format!("what is {kind}?"));
            }
        }
    }
    Ok((subcommand, used(program.style, flags, rest)?))
}

/// The flags among the words, each of which must be known.
fn used(style: Style, flags: &str, words: &[String]) -> Result<BTreeSet<String>, String> {
    let value = |flag: &str| {
        flags.split_whitespace().find_map(|known| {
            let bare = known.trim_end_matches(':');
            (bare == flag).then_some(bare.len() < known.len())
        })
    };
    let mut found = BTreeSet::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        if !word.starts_with('-') || word == "-" {
            continue;
        }
        let whole = word.split('=').next().unwrap_or(word);
        if style == Whole || word.starts_with("--") {
            let takes = value(whole).ok_or_else(|| format!("no flag {whole}"))?;
            if takes && !word.contains('=') {
                words
                    .next()
                    .ok_or_else(|| format!("{whole} without a value"))?;
            }
            found.insert(whole.to_owned());
            continue;
        }
        let letters = &word[1..];
        for (at, letter) in letters.char_indices() {
            let flag = format!("-{letter}");
            let takes = value(&flag).ok_or_else(|| format!("no flag {flag}"))?;
            found.insert(flag.clone());
            if takes {
                if at + letter.len_utf8() == letters.len() {
                    words
                        .next()
                        .ok_or_else(|| format!("{flag} without a value"))?;
                }
                break;
            }
        }
    }
    Ok(found)
}

/// Every command of every list: item, words.
fn commands() -> Vec<(String, Vec<String>)> {
    snippets()
        .into_iter()
        .flat_map(|snippet| {
            shell::commands(&filled(&snippet.text, &[]))
                .unwrap_or_default()
                .into_iter()
                .map(move |words| (snippet.item.clone(), words))
        })
        .collect()
}

#[test]
fn every_command_was_checked() {
    let mut wrong = Vec::new();
    for (item, words) in commands() {
        let Some(program) = PROGRAMS.iter().find(|program| program.name == words[0]) else {
            wrong.push(format!("{item}: what is {}?", words[0]));
            continue;
        };
        if let Err(why) = row(program, &words) {
            wrong.push(format!(
                "{item}: {why}, in {} {}: {words:?}",
                program.name, program.checked
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_row_is_needed() {
    let mut needed = BTreeSet::new();
    for (_, words) in commands() {
        let program = PROGRAMS
            .iter()
            .find(|program| program.name == words[0])
            .expect("it is known");
        let (subcommand, flags) = row(program, &words).expect("it was checked");
        needed.insert(format!("{} {subcommand}", program.name));
        needed.extend(
            flags
                .iter()
                .map(|flag| format!("{} {subcommand} {flag}", program.name)),
        );
    }
    let rows = PROGRAMS.iter().flat_map(|program| {
        program.rows.iter().flat_map(move |(subcommand, flags)| {
            let row = format!("{} {subcommand}", program.name);
            let flags = flags.split_whitespace().map({
                let row = row.clone();
                move |flag| format!("{row} {}", flag.trim_end_matches(':'))
            });
            std::iter::once(row.clone()).chain(flags.collect::<Vec<_>>())
        })
    });
    let spare: Vec<String> = rows.filter(|row| !needed.contains(row)).collect();
    assert!(spare.is_empty(), "no command uses: {spare:?}");
}

#[test]
fn an_item_says_which_extension_its_commands_need() {
    let all = all();
    for (item, words) in commands() {
        let command = words[1..].join(" ");
        let Some((_, extension)) = EXTENSIONS
            .iter()
            .find(|(needs, _)| words[0] == "az" && command.starts_with(needs))
        else {
            continue;
        };
        let (_, found) = all
            .iter()
            .find(|(name, _)| *name == item)
            .expect("it exists");
        let said = format!("`az extension add --name {extension}`");
        assert!(found.guidance.contains(&said), "{item} must say {said}");
    }
}

#[test]
fn an_item_says_which_rights_its_commands_need() {
    let all = all();
    for (item, words) in commands() {
        if words[0] == "az" {
            let (_, found) = all
                .iter()
                .find(|(name, _)| *name == item)
                .expect("it exists");
            assert!(
                found.guidance.contains("**Needs** "),
                "{item} must say who can do this: {words:?}"
            );
        }
    }
}

#[test]
fn a_plan_is_written_outside_the_tree_removed_and_never_attached() {
    for (name, item) in all() {
        if !item.guidance.contains("terraform show -json") {
            continue;
        }
        for said in [
            "plan=$(mktemp)",
            "-out=\"$plan\"",
            "rm \"$plan\"",
            "never the plan",
        ] {
            assert!(item.guidance.contains(said), "{name} must say {said}");
        }
    }
    for (item, words) in commands() {
        let out = words.iter().find_map(|word| word.strip_prefix("-out="));
        assert!(
            out.is_none_or(|out| out == "$"),
            "{item} leaves {out:?} in the tree"
        );
    }
}

#[test]
fn a_call_that_must_fail_stands_beside_one_that_must_not() {
    for (name, item) in all() {
        for probe in ["kubectl run probe", "az aks get-credentials", "curl "] {
            let times = item.guidance.matches(probe).count();
            // Or in words, or before a burst of the same.
            let paired = ["the same call", "hey -n"]
                .iter()
                .any(|said| item.guidance.contains(said));
            assert!(times != 1 || paired, "{name}: one {probe:?} proves nothing");
        }
    }
}

#[test]
fn the_table_refuses_what_does_not_exist() {
    for (words, why) in [
        ("az aks show --everything", "no flag --everything"),
        ("az aks shew", "no such subcommand"),
        ("az aks show everything", "aks show takes no words"),
        ("kubectl get podz", "what is podz?"),
        ("grep -nZ x", "no flag -Z"),
        ("terraform plan -target=x", "no flag -target"),
        ("git grep -A", "-A without a value"),
    ] {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let program = PROGRAMS
            .iter()
            .find(|program| program.name == words[0])
            .unwrap();
        assert_eq!(row(program, &words).unwrap_err(), why);
    }
}
