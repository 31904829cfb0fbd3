//! The commands of guidance that need no cloud, run as they stand there: on a tree and a cluster that have the fault
//! that they look for, and on clean ones.
//!
//! What would ask Azure, a cluster or a state answers from files under `canned`; everything else is the real program.
#![expect(
    clippy::disallowed_methods,
    reason = "the commands of guidance are run, in a directory that is prepared for them"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::shell::{self, Snippet, filled, snippets};

/// One command: where it stands, a word that tells it from the item's others, and what it must show.
struct Case {
    item: &'static str,
    says: &'static str,
    /// Lines, or parts of them, that it prints where the fault is, and does not print where it is not.
    faults: &'static [&'static str],
    /// What it prints in both, which shows that it ran.
    both: &'static [&'static str],
    /// What it prints only where all is well.
    clean: &'static [&'static str],
}

const fn case(
    item: &'static str,
    says: &'static str,
    faults: &'static [&'static str],
    both: &'static [&'static str],
    clean: &'static [&'static str],
) -> Case {
    Case {
        item,
        says,
        faults,
        both,
        clean,
    }
}

const STATE_ROOTS: &[&str] = &["./vpn/main.tf:2:  backend \"local\""];
const STATE_COPIES: &[&str] = &["./terraform.tfstate", "./old.tfplan"];
const NO_SENSOR: &[&str] = &["gpu-1 has no sensor"];
const IMAGES: &[&str] = &[
    "ubuntu:22.04",
    "busybox:latest",
    "example.azurecr.io/trainer:latest",
];
const DEFENDER: &[&str] = &["default = false", "environments/terraform.tfvars.prod:1"];
const WITHOUT_EXPIRY: &[&str] =
    &["no expiry\t2025-01-01T00:00:00+00:00\thttps://v/secrets/forever"];
const DATED: &[&str] =
    &["2027-01-01T00:00:00+00:00\t2026-11-01T00:00:00+00:00\thttps://v/secrets/dated"];
const NO_GATE: &[&str] = &["continue-on-error: true"];

const CASES: &[Case] = &[
    case(
        "azure-deployment/NET-2",
        "denies",
        &[
            "training: no deny-all for ingress",
            "training: no deny-all for egress",
            "half: no deny-all for egress",
        ],
        &[],
        &[],
    ),
    case(
        "azure-deployment/SEC-1",
        "secret list",
        WITHOUT_EXPIRY,
        DATED,
        &[],
    ),
    case(
        "azure-deployment/SEC-2",
        "-rnE",
        STATE_ROOTS,
        &[],
        &["backend \"azurerm\""],
    ),
    case(
        "azure-deployment/SEC-2",
        "-rlE",
        &[
            ".: no block, so local",
            "./dns: no block, so local",
            "./vpn:  backend \"local\"",
            "./automation:  cloud {",
        ],
        &[],
        &[".:  backend \"azurerm\"", "./vpn:  backend \"azurerm\""],
    ),
    case("azure-deployment/SEC-2", "find", STATE_COPIES, &[], &[]),
    case("azure-deployment/CMP-1", "kubectl", NO_SENSOR, &[], &[]),
    case(
        "azure-deployment/CMP-1",
        "git grep",
        DEFENDER,
        &["variables.tf:1"],
        &["default = true"],
    ),
    case(
        "azure-deployment/CMP-2",
        "kubectl get pods",
        IMAGES,
        &["example.azurecr.io/sensor:1"],
        &[],
    ),
    case(
        "azure-deployment/CMP-2",
        "git grep",
        NO_GATE,
        &["trivy image"],
        &["--exit-code 1"],
    ),
    case(
        "azure-shipped-defaults/NS-3",
        "wc -l",
        &["azure-npm"],
        &["NAME"],
        &["cilium"],
    ),
    case(
        "azure-shipped-defaults/IA-2",
        "azure-identity-token",
        &[
            "driver-installer\tdefault\t-\tno token",
            "trainer\tdefault\ttrue\tno token",
        ],
        &[],
        &["trainer\ttrainer\ttrue\ttoken"],
    ),
    case(
        "azure-shipped-defaults/SM-2",
        "-rnE",
        STATE_ROOTS,
        &[],
        &["backend \"azurerm\""],
    ),
    case(
        "azure-shipped-defaults/SM-2",
        "find",
        STATE_COPIES,
        &[],
        &[],
    ),
    case(
        "azure-shipped-defaults/CS-1",
        "git grep",
        DEFENDER,
        &["variables.tf:1"],
        &["default = true"],
    ),
    case(
        "azure-shipped-defaults/CS-1",
        "kubectl get nodes",
        NO_SENSOR,
        &[],
        &[],
    ),
    case(
        "azure-shipped-defaults/KS-1",
        "cluster-admin",
        &[
            "whole cluster\tquick-fix\tcluster-admin\ttrainer",
            "training\tanybody\tview\tsystem:authenticated",
        ],
        &[],
        &[],
    ),
    case(
        "azure-shipped-defaults/KS-2",
        "hostPID",
        &["gpu-operator/driver-installer: privileged, hostPID, hostNetwork, hostPath /\n"],
        &[],
        &[],
    ),
    case(
        "contribution-review/RBAC-1",
        "role_assignment",
        &[
            "azurerm_role_assignment.by_id\t/providers/roleDefinitions/8e3af657\t/subscriptions/s",
            "azurerm_role_assignment.later\tAcrPull\tscope known after apply",
            "azapi_resource.grant\t/providers/roleDefinitions/b24988ac\t/subscriptions/s/resourceGroups/g",
        ],
        &[],
        &[],
    ),
    case(
        "contribution-review/RBAC-2",
        "parent_id",
        &[
            "data.azurerm_subscription",
            "parent_id = azurerm_resource_group.all.id",
        ],
        &["role_definition_name"],
        &["azurerm_container_registry.main.id"],
    ),
    case(
        "contribution-review/RBAC-2",
        "assign_role",
        &["--role Owner", "assign_role \"Contributor\""],
        &[],
        &[],
    ),
    case(
        "contribution-review/RBAC-3",
        "roleDefinitions@",
        &["actions = [\"*\"]"],
        &[],
        &[],
    ),
    case(
        "contribution-review/RBAC-4",
        "-nwE",
        &[
            "main.tf:9:",
            "Service RBAC Cluster Admin",
            "setup/deploy.sh:4:",
        ],
        &[],
        &[],
    ),
    case(
        "contribution-review/NET-1",
        "subresource_names",
        &["azurerm_storage_account.open\t\n"],
        &[],
        &["azurerm_private_endpoint.vault\tvault"],
    ),
    case(
        "contribution-review/NET-2",
        "-A 14",
        &["priority              = 100", "= \"*\""],
        &["network_security_rule"],
        &[],
    ),
    case(
        "contribution-review/NET-2",
        "address_prefix",
        &["source_address_prefix = \"*\""],
        &[],
        &[],
    ),
    case(
        "contribution-review/NET-3",
        "serviceEndpoints",
        &["Microsoft.Storage"],
        &[],
        &[],
    ),
    case(
        "contribution-review/NET-3",
        "subnet_ids",
        &["azurerm_subnet.nodes.id"],
        &[],
        &[],
    ),
    case(
        "contribution-review/NET-4",
        "publicNetworkAccess",
        &[
            "azurerm_storage_account.open: public_network_access_enabled",
            "azurerm_storage_account.open: allow_nested_items_to_be_public",
            "azurerm_managed_redis.open: public_network_access",
            "azapi_resource.workspace: publicNetworkAccess",
        ],
        &[],
        &[],
    ),
    case(
        "contribution-review/NET-4",
        "LoadBalancer",
        &["manifests/workload.yaml"],
        &[],
        &[],
    ),
    case(
        "contribution-review/CRED-1",
        "cut",
        &[
            "setup/defaults.conf:2",
            "main.tf:",
            "setup/deploy.sh:5",
            "train/env.py:7",
        ],
        &[],
        &[],
    ),
    case(
        "contribution-review/CRED-1",
        "Workload",
        &[],
        &[],
        &["DefaultAzureCredential", "identity {"],
    ),
    case(
        "contribution-review/CRED-2",
        "--name-only",
        &[
            "environments/terraform.tfvars.prod",
            "setup/settings.json",
            "setup/settings.yml",
            "setup/defaults.conf",
        ],
        &["manifests/workload.yaml"],
        &[],
    ),
    case(
        "contribution-review/CRED-2",
        "ls-files",
        &["local.tfvars", "terraform.tfstate", "old.tfplan"],
        &[],
        &[],
    ),
    case(
        "contribution-review/CRED-3",
        "AccountKey",
        &["train/env.py:4\n", "train/env.py:6\n"],
        &["trivy fs --scanners secret ."],
        &[],
    ),
    case(
        "contribution-review/CRED-4",
        "expiration_date",
        &[
            "azurerm_key_vault_secret.forever\tno expiry",
            "azurerm_key_vault_key.fixed\t2027-01-01T00:00:00Z\tno rotation policy",
            "azapi_resource.password\tno expiry",
        ],
        &[],
        &[
            "azurerm_key_vault_secret.dated\t2027-01-01T00:00:00Z",
            "azurerm_key_vault_key.turning\tknown after apply\trotates",
        ],
    ),
    case(
        "contribution-review/POL-1",
        "git grep",
        &["setup/deploy.sh:9:kind: CronJob"],
        &["kind: StatefulSet", "kind: NetworkPolicy"],
        &[],
    ),
    case(
        "contribution-review/POL-1",
        "helm",
        &[],
        &["kind: DaemonSet"],
        &["kind: NetworkPolicy"],
    ),
    case(
        "contribution-review/POL-2",
        "(enforce|warn)",
        &["/warn: restricted"],
        &[],
        &["/enforce: restricted"],
    ),
    case(
        "contribution-review/POL-2",
        "SYS_ADMIN",
        &["privileged: true", "hostPath:"],
        &[],
        &[],
    ),
    case(
        "contribution-review/POL-3",
        "annotate",
        &["half: says nothing of Egress", "half: lets everything in"],
        &[],
        &[],
    ),
    case(
        "contribution-review/POL-3",
        "git grep",
        &["    - Ingress"],
        &["policyTypes"],
        &["[Ingress, Egress]"],
    ),
    case(
        "contribution-review/POL-4",
        "--untracked",
        &[
            "environments/terraform.tfvars.prod:2:",
            "local.tfvars:1:",
            "setup/defaults.conf:1:",
            "setup/settings.json:1:",
            "setup/settings.yml:1:",
        ],
        &[],
        &[],
    ),
    case(
        "contribution-review/WID-1",
        "federated_identity",
        &[
            "azurerm_federated_identity_credential.loose\tknown after apply\tsystem:serviceaccount:osmo:default\t[\"https://example.org\"]",
            "azapi_resource.trust\thttps://token.actions.githubusercontent.com\trepo:example/example:pull_request",
        ],
        &[],
        &[
            "azurerm_federated_identity_credential.osmo\thttps://example.org/issuer\tsystem:serviceaccount:osmo:service",
        ],
    ),
    case(
        "contribution-review/WID-2",
        "git grep",
        &["serviceAccountName: default"],
        &[],
        &["serviceAccountName: trainer"],
    ),
    case(
        "contribution-review/WID-2",
        "helm",
        &["azure.workload.identity/client-id"],
        &[],
        &[],
    ),
    case(
        "contribution-review/WID-3",
        "audiences?",
        &["https://example.org"],
        &[],
        &["api://AzureADTokenExchange"],
    ),
    case(
        "contribution-review/WID-3",
        "serviceAccountToken",
        &["path: token"],
        &[],
        &[],
    ),
    case(
        "contribution-review/WID-4",
        "generate-sas",
        &[
            "azuread_application_password",
            "create-for-rbac",
            "generate-sas",
        ],
        &[],
        &[],
    ),
    case(
        "contribution-review/WID-4",
        "creds:",
        &["creds:"],
        &[],
        &["id-token: write"],
    ),
    case(
        "contribution-review/SCAN-1",
        "git diff",
        &[
            "+FROM ubuntu:latest",
            "+image: example.azurecr.io/tool:latest",
        ],
        &[],
        &[],
    ),
    case(
        "contribution-review/SCAN-1",
        "git grep",
        NO_GATE,
        &["trivy image"],
        &["--exit-code 1"],
    ),
    case(
        "contribution-review/SCAN-2",
        "git diff",
        &["checkov:skip=CKV_AZURE_33"],
        &[],
        &[],
    ),
    case(
        "contribution-review/SCAN-3",
        "worktree",
        &[],
        &["trivy fs --severity HIGH,CRITICAL ."],
        &[],
    ),
    case(
        "contribution-review/SCAN-4",
        "git diff",
        &["+requests==2.0.0"],
        &["+++ b/main.tf"],
        &[],
    ),
    case(
        "deployment-responsibilities/BD-1",
        "terraform",
        &["azurerm_storage_account.open\n"],
        &["azurerm_role_assignment.before\n"],
        &["azurerm_key_vault.main\n"],
    ),
    case(
        "deployment-responsibilities/BD-2",
        "sensitive",
        &["should_enable_microsoft_defender\tfalse"],
        &["admin_password\t(sensitive)"],
        &["should_enable_microsoft_defender\ttrue"],
    ),
    case(
        "deployment-responsibilities/BD-4",
        "secret list",
        WITHOUT_EXPIRY,
        DATED,
        &[],
    ),
    case(
        "deployment-responsibilities/DO-3",
        "kubectl",
        IMAGES,
        &["example.azurecr.io/sensor:1"],
        &[],
    ),
    case(
        "deployment-responsibilities/DO-4",
        "matchLabels",
        &["guarded/allow-ghost: selects no pod"],
        &[],
        &[],
    ),
    case(
        "deployment-responsibilities/OG-1",
        "--no-index",
        &["+version = \"2\""],
        &[],
        &[],
    ),
    case(
        "deployment-responsibilities/OG-1",
        "source",
        &["example/network/azurerm"],
        &[],
        &[],
    ),
    case(
        "deployment-responsibilities/OG-4",
        "git log",
        &[],
        &["grown"],
        &[],
    ),
    case(
        "deployment-responsibilities/NI-7",
        "-rnE",
        STATE_ROOTS,
        &[],
        &["backend \"azurerm\""],
    ),
    case(
        "stride-threats/S-1",
        "git grep",
        &["enabled: false"],
        &["oauth2Proxy:"],
        &["enabled: true"],
    ),
    case(
        "stride-threats/T-1",
        "configmap",
        &["osmo/mek-config", "osmo/settings"],
        &[],
        &[],
    ),
    case(
        "stride-threats/T-2",
        "-rnE",
        STATE_ROOTS,
        &[],
        &["backend \"azurerm\""],
    ),
    case("stride-threats/T-2", "find", STATE_COPIES, &[], &[]),
    case(
        "stride-threats/R-1",
        "imageID",
        &["driver-installer\tinstaller\tubuntu:22.04@sha256:installer"],
        &["microsoft-defender-collector-ds-1\tsensor\t"],
        &["trainer\ttrainer\texample.azurecr.io/trainer@sha256:0"],
    ),
    case(
        "stride-threats/R-1",
        "grep -cE",
        &["2\n1\n"],
        &[],
        &["2\n0\n"],
    ),
    case(
        "stride-threats/I-1",
        "git grep",
        &["train/env.py:4:", "train/env.py:5:"],
        &[],
        &[],
    ),
    case(
        "stride-threats/I-4",
        "mountPath",
        &["hostPath"],
        &["trainer\t/tmp\t"],
        &["emptyDir"],
    ),
    case(
        "stride-threats/I-5",
        "git grep",
        &["print(os.environ)", "printenv", "set -x"],
        &[],
        &[],
    ),
    case(
        "stride-threats/I-5",
        "log_?level",
        &[
            "Deployment osmo/service: LOG_LEVEL=DEBUG\n",
            "CronJob osmo/sweep: --debug\n",
        ],
        &[],
        &[],
    ),
    case(
        "stride-threats/I-5",
        "grep -cE",
        &["2\n1\n"],
        &[],
        &["2\n0\n"],
    ),
    case("stride-threats/D-4", "limit-", &[], &[], &["limit-rps"]),
    case(
        "stride-threats/D-4",
        "rateLimit",
        &["enabled: false"],
        &["rateLimit:"],
        &["enabled: true"],
    ),
    case(
        "stride-threats/E-2",
        "base64d",
        &["2028-01-01T00:00:00Z"],
        &[],
        &["2026-11-26T00:00:00Z"],
    ),
    case(
        "stride-threats/E-3",
        "git grep",
        &["assign_role \"Contributor\""],
        &["role_definition_name"],
        &[],
    ),
    case(
        "stride-threats/E-4",
        "git grep",
        &["contents: write", "create-github-app-token"],
        &["permissions:"],
        &["contents: read"],
    ),
];

/// Words in place of what the reader fills in; the others are their own names.
const VALUES: [(&str, &str); 6] = [
    ("base", "base"),
    ("key", "token"),
    ("last-reviewed", "base"),
    ("manifests", "manifests"),
    ("terraform-dir", "."),
    ("file", "environments/terraform.tfvars.prod"),
];

/// Answers for programs that would ask something far away. `$CANNED` and `$STATE` say where from.
const KUBECTL: &str = r#"#!/bin/sh
case "$1" in
  annotate) exec "$REAL_KUBECTL" "$@" ;;
  logs) exec cat "$CANNED/pod-$STATE.log" ;;
esac
jq --arg want "$2" --arg all "$*" '
  def plural: if endswith("s") then . else sub("y$"; "ie") + "s" end;
  ($want | split(",") | map(plural)) as $kinds
  | [.items[] | select((.kind | ascii_downcase | plural) as $kind | $kinds | index($kind))] as $found
  | if $all | test("-o (json|yaml)") | not then "NAME", $found[].metadata.name
    elif $want | endswith("s") or contains(",") or . == "configmap" or . == "ingress"
    then {items: $found} else $found[-1] end' "$CANNED/cluster-$STATE.json" -r
"#;
const TERRAFORM: &str = r#"#!/bin/sh
case "$1" in
  show) exec cat "$CANNED/plan-$STATE.json" ;;
  init) if [ -f newer.hcl ]; then cp newer.hcl .terraform.lock.hcl; fi ;;
esac
"#;
const AZ: &str = "#!/bin/sh\nexec cat \"$CANNED/secrets-$STATE.json\"\n";
const HELM: &str = "#!/bin/sh\nexec cat \"$CANNED/chart-$STATE.yaml\"\n";
const TRIVY: &str = "#!/bin/sh\necho \"trivy $*\"\n";

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/house/checklists")
        .join(path)
}

/// Where a program is, if it is.
fn found(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|directory| directory.join(program))
        .find(|file| file.is_file())
}

/// Whether one of the programs is missing: the test says so and returns, and the gate does not let that pass.
fn missing(programs: &[&str]) -> bool {
    let Some(missing) = programs.iter().find(|program| found(program).is_none()) else {
        return false;
    };
    let strict = ["CI", "SIGNOFF_REQUIRE_TOOLS"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    assert!(!strict, "{missing} is missing, and nothing may be skipped");
    eprintln!(
        "SKIPPED: {missing} is missing, so commands of the guidance that need it are not tried here"
    );
    true
}

/// A directory in which commands run.
struct Place {
    kept: tempfile::TempDir,
    state: &'static str,
}

impl Place {
    fn new(state: &'static str) -> Self {
        let place = Self {
            kept: tempfile::tempdir().unwrap(),
            state,
        };
        let programs = place.kept.path().join("bin");
        fs::create_dir(&programs).unwrap();
        for (name, script) in [
            ("kubectl", KUBECTL),
            ("terraform", TERRAFORM),
            ("az", AZ),
            ("helm", HELM),
            ("trivy", TRIVY),
        ] {
            write_program(&programs.join(name), script);
        }
        let tree = place.tree();
        fs::create_dir(&tree).unwrap();
        place.run("git init --quiet && git commit --quiet --allow-empty -m start && git tag base");
        copy(&here("trees").join(state), &tree);
        fs::rename(tree.join("gitignore"), tree.join(".gitignore")).unwrap();
        place.run("git add --all && git commit --quiet -m grown");
        place
    }

    fn tree(&self) -> PathBuf {
        self.kept.path().join("tree")
    }

    /// What a script prints. Its exit code is not asked for: `grep` has one of its own for finding nothing.
    fn run(&self, script: &str) -> String {
        let programs = self.kept.path().join("bin");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path =
            std::env::join_paths(std::iter::once(programs).chain(std::env::split_paths(&path)))
                .unwrap();
        let output = Command::new("sh")
            .args(["-c", script])
            .current_dir(self.tree())
            .env("PATH", path)
            .env("CANNED", here("canned"))
            .env("STATE", self.state)
            .env("REAL_KUBECTL", found("kubectl").unwrap_or_default())
            .env("HOME", self.kept.path())
            .env("TMPDIR", self.kept.path())
            .env("LC_ALL", "C")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_AUTHOR_NAME", "Ada")
            .env("GIT_AUTHOR_EMAIL", "ada@example.org")
            .env("GIT_COMMITTER_NAME", "Ada")
            .env("GIT_COMMITTER_EMAIL", "ada@example.org")
            .env_remove("GIT_DIR")
            .env_remove("GIT_WORK_TREE")
            .env_remove("GIT_INDEX_FILE")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        // A worktree is announced there; anything else would be a mistake in the command.
        let said: Vec<&str> = said
            .lines()
            .filter(|line| !line.starts_with("Preparing worktree"))
            .collect();
        assert!(said.is_empty(), "{said:?}: {script}");
        String::from_utf8(output.stdout).unwrap()
    }
}

fn write_program(file: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::write(file, script).unwrap();
    fs::set_permissions(file, fs::Permissions::from_mode(0o755)).unwrap();
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// The snippets that a case means.
fn meant(case: &Case) -> Vec<Snippet> {
    snippets()
        .into_iter()
        .filter(|snippet| snippet.item == case.item && snippet.text.contains(case.says))
        .collect()
}

#[test]
fn every_command_shows_the_fault_and_only_the_fault() {
    if missing(&["sh", "git", "jq", "grep", "find"]) {
        return;
    }
    let without_kubectl = missing(&["kubectl"]);
    let (faulty, clean) = (Place::new("faulty"), Place::new("clean"));
    let mut wrong = Vec::new();
    for case in CASES {
        let [snippet] = &meant(case)[..] else {
            panic!("{}: {:?} must be in one command", case.item, case.says);
        };
        let script = filled(&snippet.text, &VALUES);
        if without_kubectl && script.contains("--local") {
            continue;
        }
        let (shown, quiet) = (faulty.run(&script), clean.run(&script));
        let mut expect = |fine: bool, what: &str, word: &str, output: &str| {
            if !fine {
                wrong.push(format!("{}: {what} {word:?} in:\n{output}", case.item));
            }
        };
        for word in case.faults.iter().chain(case.both) {
            expect(shown.contains(word), "where the fault is, no", word, &shown);
        }
        for word in case.clean.iter().chain(case.both) {
            expect(quiet.contains(word), "where all is well, no", word, &quiet);
        }
        for word in case.faults {
            expect(!quiet.contains(word), "where all is well,", word, &quiet);
        }
        if case.both.is_empty() && case.clean.is_empty() {
            expect(quiet.is_empty(), "where all is well,", "something", &quiet);
        }
        for output in [&shown, &quiet] {
            let secret = output.contains("planted") && !SHOWS_LINES.contains(&case.item);
            expect(!secret, "the value of a secret,", "planted", output);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for place in [&faulty, &clean] {
        let left: BTreeSet<_> = fs::read_dir(place.kept.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(
            left,
            BTreeSet::from(["bin".to_owned(), "tree".to_owned()]),
            "plans are removed"
        );
    }
}

/// Items whose command shows whole lines of code, to be read on one's own screen.
const SHOWS_LINES: [&str; 2] = ["contribution-review/SCAN-1", "stride-threats/I-1"];

#[test]
fn every_command_that_can_be_run_here_is_run() {
    let mut left = Vec::new();
    for snippet in snippets() {
        let commands = shell::commands(&filled(&snippet.text, &[])).unwrap();
        let local = commands
            .iter()
            .any(|words| ["git", "grep", "jq", "find"].contains(&words[0].as_str()));
        let run = CASES
            .iter()
            .any(|case| case.item == snippet.item && snippet.text.contains(case.says));
        if local && !run {
            left.push(format!("{}: {}", snippet.item, snippet.text));
        }
    }
    assert!(left.is_empty(), "{}", left.join("\n"));
}
