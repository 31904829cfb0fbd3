//! Every row of the documents that the lists were made from has its item.
//!
//! The rows are typed here from the documents, in few words, and not read from the lists. The guide's considerations
//! and configurations stand in `seed`.

use signoff::checklist::Item;

use super::{all, items, shipped};

fn item(name: &str) -> Item {
    let found = all().into_iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("no item {name}")).1
}

/// The guidance on one line, as a reader sees it.
fn guidance(item: &Item) -> String {
    item.guidance
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The guide's responsibilities: group, words of the row, item.
const RESPONSIBILITIES: [(&str, &[&str], &str); 13] = [
    (
        "Before deployment",
        &["assess", "target environment"],
        "BD-1",
    ),
    (
        "Before deployment",
        &["terraform variables", "override", "defaults"],
        "BD-2",
    ),
    (
        "Before deployment",
        &["private", "public endpoints"],
        "BD-3",
    ),
    (
        "Before deployment",
        &["secret", "rotation", "access"],
        "BD-4",
    ),
    (
        "Before deployment",
        &["subscription", "azure policy", "defender for cloud"],
        "BD-5",
    ),
    (
        "During operation",
        &["aks security events", "azure monitor"],
        "DO-1",
    ),
    (
        "During operation",
        &["rbac bindings", "service account permissions"],
        "DO-2",
    ),
    (
        "During operation",
        &["image provenance", "scanning"],
        "DO-3",
    ),
    (
        "During operation",
        &["network policies", "workloads"],
        "DO-4",
    ),
    ("Ongoing", &["terraform providers", "modules"], "OG-1"),
    (
        "Ongoing",
        &["base images", "nvidia runtime components"],
        "OG-2",
    ),
    ("Ongoing", &["azure advisor"], "OG-3"),
    ("Ongoing", &["reassess", "workloads", "scale"], "OG-4"),
];

/// SECURITY.md, what the architecture does not include: words of the row, where to start, item.
const NOT_INCLUDED: [(&[&str], &str, &str); 8] = [
    (
        &["hardening", "production"],
        "https://learn.microsoft.com/azure/architecture/reference-architectures/containers/aks/baseline-aks",
        "NI-5",
    ),
    (
        &["compliance certification"],
        "https://learn.microsoft.com/azure/compliance/",
        "NI-6",
    ),
    (
        &["web application firewall"],
        "https://learn.microsoft.com/azure/web-application-firewall/",
        "NI-1",
    ),
    (
        &["ddos protection"],
        "https://learn.microsoft.com/azure/ddos-protection/",
        "NI-2",
    ),
    (
        &["penetration testing"],
        "https://learn.microsoft.com/azure/security/fundamentals/pen-testing",
        "NI-3",
    ),
    (
        &["remote terraform state"],
        "https://developer.hashicorp.com/terraform/language/backend/azurerm",
        "NI-7",
    ),
    (
        &["automation", "secret rotation"],
        "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
        "NI-8",
    ),
    (
        &["audit log"],
        "https://learn.microsoft.com/azure/azure-monitor/",
        "NI-4",
    ),
];

/// SECURITY.md, what whoever deploys is responsible for: the items that ask for it, and words that they have.
const DEPLOYERS: [(&[&str], &str); 6] = [
    (&["deployment-responsibilities/BD-1"], "assess"),
    // Variables, networks and roles are one row there; here each has an item.
    (
        &[
            "deployment-responsibilities/BD-2",
            "deployment-responsibilities/BD-3",
            "deployment-responsibilities/DO-2",
        ],
        "",
    ),
    (&["deployment-responsibilities/NI-5"], "hardening"),
    (
        &[
            "deployment-responsibilities/BD-4",
            "deployment-responsibilities/NI-8",
        ],
        "secret",
    ),
    (&["deployment-responsibilities/DO-1"], "events"),
    (
        &[
            "deployment-responsibilities/OG-1",
            "deployment-responsibilities/OG-2",
        ],
        "",
    ),
];

/// SECURITY.md, what the architecture includes: the configuration that asks whether it still does.
const INCLUDED: [(&str, &str); 5] = [
    ("Private AKS cluster", "NS-1"),
    ("Managed identities", "IA-1"),
    ("Key Vault", "SM-1"),
    ("Network policy support", "NS-3"),
    ("Workload identity", "IA-2"),
];

/// The contributor's review: group, item, words of the row.
const CONTRIBUTION: [(&str, &str, &[&str]); 24] = [
    ("RBAC", "RBAC-1", &["least privilege"]),
    (
        "RBAC",
        "RBAC-2",
        &[
            "role assignments",
            "scoped to resources",
            "not the subscription",
        ],
    ),
    (
        "RBAC",
        "RBAC-3",
        &["custom roles", "justified and documented"],
    ),
    (
        "RBAC",
        "RBAC-4",
        &["no owner role", "unless explicitly required"],
    ),
    (
        "Networking",
        "NET-1",
        &["private endpoints", "production mode"],
    ),
    ("Networking", "NET-2", &["nsg rules", "scoped"]),
    ("Networking", "NET-3", &["service endpoints", "used"]),
    (
        "Networking",
        "NET-4",
        &["public access", "off where it is not needed"],
    ),
    (
        "Credentials",
        "CRED-1",
        &[
            "managed or workload identity",
            "no service principals or passwords",
        ],
    ),
    (
        "Credentials",
        "CRED-2",
        &["key vault", "never in code or tfvars"],
    ),
    (
        "Credentials",
        "CRED-3",
        &["no hard-coded connection strings or keys"],
    ),
    ("Credentials", "CRED-4", &["rotation", "in place"]),
    (
        "Network policies",
        "POL-1",
        &["kubernetes network policies", "isolate"],
    ),
    (
        "Network policies",
        "POL-2",
        &[
            "pod security standards",
            "enforced",
            "baseline or restricted",
        ],
    ),
    (
        "Network policies",
        "POL-3",
        &["ingress", "egress", "configured"],
    ),
    ("Network policies", "POL-4", &["no wide firewall rules"]),
    (
        "Workload identity",
        "WID-1",
        &["federated credentials", "right"],
    ),
    (
        "Workload identity",
        "WID-2",
        &["service account annotations", "right"],
    ),
    ("Workload identity", "WID-3", &["audience", "restricted"]),
    ("Workload identity", "WID-4", &["no long-lived credentials"]),
    (
        "Scanning",
        "SCAN-1",
        &["images", "scanned", "trivy or defender"],
    ),
    (
        "Scanning",
        "SCAN-2",
        &["terraform", "scanned", "checkov or tfsec"],
    ),
    (
        "Scanning",
        "SCAN-3",
        &["no critical or high vulnerabilities"],
    ),
    (
        "Scanning",
        "SCAN-4",
        &["dependencies", "current and patched"],
    ),
];

/// A row of the threat model as published on 2026-06-03.
struct Threat {
    id: &'static str,
    boundary: &'static str,
    likelihood: &'static str,
    impact: &'static str,
    assets: &'static [&'static str],
    controls: &'static [&'static str],
    evidence: &'static [&'static str],
    /// The way out where it is open, the reason where it was accepted, what was done where it was resolved.
    way_out: &'static [&'static str],
}

const fn threat(
    id: &'static str,
    boundary: &'static str,
    [likelihood, impact]: [&'static str; 2],
    [assets, controls, evidence, way_out]: [&'static [&'static str]; 4],
) -> Threat {
    Threat {
        id,
        boundary,
        likelihood,
        impact,
        assets,
        controls,
        evidence,
        way_out,
    }
}

const THREATS: [Threat; 19] = [
    threat(
        "S-1",
        "TB-7",
        ["high", "high"],
        [
            &["OSMO control plane", "backend pods"],
            &["inside the cluster", "namespaces"],
            &[
                "`infrastructure/setup/values/osmo-control-plane.yaml`",
                "`osmoauth.enabled: false`",
                "`oauth2Proxy.enabled: false`",
                "`authz.enabled: false`",
            ],
            &["authentication", "vendor"],
        ],
    ),
    threat(
        "S-2",
        "TB-3",
        ["medium", "medium"],
        [
            &["Azure Database for PostgreSQL", "metadata"],
            &["virtual network", "private endpoint", "Key Vault"],
            &[
                "`infrastructure/terraform/modules/platform/postgresql.tf`",
                "single admin login",
            ],
            &["one purpose", "isolated"],
        ],
    ),
    threat(
        "T-1",
        "TB-4",
        ["medium", "high"],
        [
            &["ConfigMap", "models"],
            &["RBAC", "inside the cluster"],
            &["MEK into a ConfigMap instead of a Secret"],
            &["Secret", "CSI driver", "Key Vault"],
        ],
    ),
    threat(
        "T-2",
        "TB-5",
        ["high", "high"],
        [
            &["`terraform.tfstate`", "workstation"],
            &["`.gitignore`", "`*.tfstate`", "VPN"],
            &[
                "`infrastructure/terraform/versions.tf`",
                "no remote backend",
            ],
            &["Azure Storage", "encryption", "locking"],
        ],
    ),
    threat(
        "T-3",
        "TB-3",
        ["low", "medium"],
        [
            &["managed online endpoint"],
            &["private endpoint", "inside the cluster"],
            &["allows insecure connections"],
            &["private network", "TLS"],
        ],
    ),
    threat(
        "R-1",
        "TB-8",
        ["medium", "medium"],
        [
            &["training pods", "Log Analytics workspace"],
            &["debug logging off", "RBAC on Log Analytics"],
            &["`training/utils/`", "rewritten"],
            &["`env.py`", "no longer logs", "`AZURE_*`"],
        ],
    ),
    threat(
        "I-1",
        "TB-3",
        ["medium", "medium"],
        [
            &["Storage account", "training datasets"],
            &["Key Vault", "private endpoint"],
            &["`AZURE_STORAGE_KEY`", "`DefaultAzureCredential`"],
            &["keeps training going", "rotated"],
        ],
    ),
    threat(
        "I-2",
        "TB-5",
        ["medium", "medium"],
        [
            &["VPN gateway", "VPN credentials"],
            &["`.gitignore`", "workstations"],
            &["`infrastructure/terraform/vpn/`", "shared key"],
            &["falls with T-2"],
        ],
    ),
    threat(
        "I-3",
        "TB-3",
        ["low", "low"],
        [
            &["Redis", "session data"],
            &["private endpoint", "Key Vault", "RBAC on the namespace"],
            &["Redis module", "Terraform state"],
            &["no exposure to the network", "rotation"],
        ],
    ),
    threat(
        "I-4",
        "TB-8",
        ["low", "low"],
        [
            &["tracking address", "metadata of experiments"],
            &["pods apart", "no credentials"],
            &["`/tmp/mlflow-config`"],
            &["nothing secret", "same pod"],
        ],
    ),
    threat(
        "I-5",
        "TB-8",
        ["medium", "medium"],
        [
            &["logs of pods", "Log Analytics workspace"],
            &["debug logging off", "RBAC on Log Analytics"],
            &[
                "`training/utils/env.py`",
                "`training/rl/utils/env.py`",
                "no longer logs",
            ],
            &["removed", "`training/utils/`"],
        ],
    ),
    threat(
        "D-1",
        "TB-4",
        ["high", "high"],
        [
            &["cluster", "all namespaces with workloads"],
            &["Azure CNI", "namespaces separate"],
            &["`NetworkPolicy`", "`infrastructure/setup/manifests/`"],
            &["deny all in each namespace", "allow what is needed"],
        ],
    ),
    threat(
        "D-2",
        "TB-2",
        ["low", "medium"],
        [
            &["subnets", "everything in the network"],
            &["private endpoints", "VPN only"],
            &[
                "`infrastructure/terraform/modules/platform/networking.tf`",
                "without rules of its own",
            ],
            &["no public exposure", "traffic"],
        ],
    ),
    threat(
        "D-3",
        "TB-2",
        ["medium", "high"],
        [
            &["nodes", "container images", "APIs outside"],
            &["default rules of the NSG", "private endpoint"],
            &["NAT gateway without Azure Firewall", "FQDN"],
            &["Azure Firewall", "NSG", "FQDNs"],
        ],
    ),
    threat(
        "D-4",
        "TB-7",
        ["medium", "medium"],
        [
            &["API of OSMO's control plane"],
            &["inside the cluster", "namespaces"],
            &["Helm values", "rate limiting", "Envoy"],
            &["vendor's configuration is stable"],
        ],
    ),
    threat(
        "E-1",
        "TB-1",
        ["low", "medium"],
        [
            &["automation account", "resources of the group"],
            &["scheduled maintenance", "nothing outside triggers it"],
            &[
                "`infrastructure/terraform/modules/platform/automation.tf`",
                "Contributor",
            ],
            &["custom role"],
        ],
    ),
    threat(
        "E-2",
        "TB-7",
        ["medium", "high"],
        [
            &["service login", "workloads of the cluster"],
            &["token in Key Vault", "inside the cluster"],
            &["deployment scripts", "tokens that live long"],
            &["rotation", "short-lived tokens"],
        ],
    ),
    threat(
        "E-3",
        "TB-1",
        ["medium", "high"],
        [
            &["Azure RBAC", "identities of users"],
            &["privileged operator", "by hand"],
            &[
                "`infrastructure/setup/optional/add-user-to-platform.sh`",
                "broad set",
            ],
            &["profiles in tiers"],
        ],
    ),
    threat(
        "E-4",
        "TB-6",
        ["low", "low"],
        [
            &["GitHub Actions workflows", "contents of the repository"],
            &["pinned by SHA", "OIDC", "protected branches"],
            &["`contents: write`"],
            &["releases and dependency review", "one repository"],
        ],
    ),
];

const BOUNDARIES: [(&str, &[&str]); 8] = [
    ("TB-1", &["control plane and data plane"]),
    ("TB-2", &["network and internet"]),
    ("TB-3", &["AKS and Azure services"]),
    ("TB-4", &["namespaces"]),
    ("TB-5", &["workstation and cluster"]),
    ("TB-6", &["CI and repository"]),
    ("TB-7", &["OSMO control plane and backend"]),
    ("TB-8", &["training code and Azure services"]),
];

/// The roadmap: place, threats.
const ROADMAP: [(&str, &[&str]); 5] = [
    ("First", &["T-2", "I-2"]),
    ("Second", &["E-1"]),
    ("Third", &["T-1"]),
    ("Fourth", &["D-1"]),
    ("Fifth", &["D-2"]),
];

/// What upstream has moved on from: item, words that say so.
const SINCE_THEN: [(&str, &[&str]); 3] = [
    (
        "E-1",
        &[
            "that file is gone",
            "`infrastructure/terraform/modules/automation/main.tf`",
        ],
    ),
    (
        "I-1",
        &[
            "`should_enable_storage_shared_access_key`",
            "off by default",
        ],
    ),
    ("T-3", &["2026-09-30", "mitigated"]),
];

#[test]
fn the_responsibilities_of_the_guide_are_asked_for() {
    let list = shipped("deployment-responsibilities");
    let found: Vec<_> = items(&list).take(RESPONSIBILITIES.len()).collect();
    for ((category, item), (group, words, id)) in found.into_iter().zip(RESPONSIBILITIES) {
        assert_eq!((category, item.id.as_str()), (group, id));
        for word in words {
            assert!(
                item.title.to_lowercase().contains(word),
                "{id}: {word}: {}",
                item.title
            );
        }
    }
}

#[test]
fn the_eight_rows_of_what_is_not_included_are_asked_for_with_where_to_start() {
    let list = shipped("deployment-responsibilities");
    let asked = items(&list)
        .filter(|(category, _)| *category == "Not included")
        .count();
    assert_eq!(asked, NOT_INCLUDED.len());
    for (words, start, id) in NOT_INCLUDED {
        let item = item(&format!("deployment-responsibilities/{id}"));
        for word in words {
            assert!(
                item.title.to_lowercase().contains(word),
                "{id}: {word}: {}",
                item.title
            );
        }
        assert_eq!(item.references[0].url, start, "{id}");
        let document = "https://github.com/microsoft/physical-ai-toolchain/blob/main/SECURITY.md";
        assert!(
            item.references
                .iter()
                .any(|reference| reference.url == document),
            "{id}"
        );
    }
    assert!(
        list.notices
            .iter()
            .any(|notice| notice.contains("SECURITY.md"))
    );
}

#[test]
fn what_whoever_deploys_is_responsible_for_is_asked_for() {
    for (names, word) in DEPLOYERS {
        for name in names {
            assert!(
                item(name).title.to_lowercase().contains(word),
                "{name}: {word}"
            );
        }
    }
    for (configuration, id) in INCLUDED {
        let item = item(&format!("azure-shipped-defaults/{id}"));
        assert!(item.title.contains(configuration), "{id}: {}", item.title);
    }
}

#[test]
fn the_contributors_review_is_asked_for_row_by_row() {
    let list = shipped("contribution-review");
    let found: Vec<_> = items(&list).collect();
    assert_eq!(found.len(), CONTRIBUTION.len());
    for ((category, item), (group, id, words)) in found.into_iter().zip(CONTRIBUTION) {
        assert_eq!((category, item.id.as_str()), (group, id));
        for word in words {
            assert!(
                item.title.to_lowercase().contains(word),
                "{id}: {word}: {}",
                item.title
            );
        }
    }
    let said = list.notices.join("\n");
    assert!(
        said.contains("needs a security review beyond the ordinary one"),
        "{said}"
    );
    assert!(
        said.contains("Do not write it into a public issue"),
        "{said}"
    );
}

#[test]
fn every_list_carries_the_disclaimer() {
    for (id, _) in signoff::store::shelf::SHIPPED {
        let found = shipped(id).notices;
        assert!(
            found.iter().any(|notice| notice == super::seed::IMPORTANT),
            "{id}"
        );
    }
}

#[test]
fn the_threats_stand_as_they_were_published() {
    for row in THREATS {
        let item = item(&format!("stride-threats/{}", row.id));
        let said = guidance(&item);
        let at = said.find("**Published as ").expect("it was published");
        let published = &said[at..];
        let levels = format!(
            "on 2026-06-03: likelihood {}, impact {}",
            row.likelihood, row.impact
        );
        assert!(published.contains(&levels), "{}: {levels}", row.id);
        let (_, boundary) = BOUNDARIES
            .iter()
            .find(|(boundary, _)| *boundary == row.boundary)
            .expect("there are eight");
        let words = [
            row.assets,
            row.controls,
            row.evidence,
            row.way_out,
            boundary,
        ];
        for word in words.into_iter().flatten().chain(&[row.boundary]) {
            let found = published.to_lowercase().contains(&word.to_lowercase());
            assert!(found, "{}: {word}: {published}", row.id);
        }
    }
    for (boundary, _) in BOUNDARIES {
        assert!(
            THREATS.iter().any(|row| row.boundary == boundary),
            "{boundary}"
        );
    }
}

#[test]
fn the_roadmap_is_told_in_its_order() {
    let list = shipped("stride-threats");
    let roadmap = list
        .notices
        .iter()
        .find(|notice| notice.contains("roadmap"))
        .expect("it was promised");
    let mut rest = roadmap.as_str();
    for (nth, (place, threats)) in ROADMAP.into_iter().enumerate() {
        let threats_named = format!("({})", threats.join(", "));
        let at = rest.find(&format!("{} ", nth + 1)).expect("its number");
        rest = &rest[at..];
        assert!(
            rest.find(&threats_named).is_some(),
            "{threats_named}: {rest}"
        );
        for id in threats {
            let said = guidance(&item(&format!("stride-threats/{id}")));
            assert!(
                said.contains(&format!("{place} on the roadmap")),
                "{id}: {place}"
            );
        }
    }
    let placed: Vec<&str> = ROADMAP
        .iter()
        .flat_map(|(_, threats)| *threats)
        .copied()
        .collect();
    for (_, item) in items(&list) {
        let said = guidance(item);
        let open = said.contains(", open** on");
        if open && !placed.contains(&item.id.as_str()) {
            assert!(said.contains("Not on the roadmap"), "{}", item.id);
        }
    }
}

#[test]
fn what_upstream_has_moved_on_from_is_said() {
    for (id, words) in SINCE_THEN {
        let said = guidance(&item(&format!("stride-threats/{id}")));
        let (_, since) = said.split_once("Since then: ").expect("it says so");
        for word in words {
            assert!(since.contains(word), "{id}: {word}: {since}");
        }
    }
}

#[test]
fn where_two_pages_disagree_both_dates_stand_with_their_links() {
    for name in ["azure-deployment/NET-2", "azure-shipped-defaults/NS-3"] {
        let said = guidance(&item(name));
        for word in [
            "[30 September 2026](https://azure.microsoft.com/updates?id=500273)",
            "[30 September 2028](https://azure.microsoft.com/updates?id=500268)",
            "[page on network policies](https://learn.microsoft.com/azure/aks/use-network-policies)",
            "also seen with 30 September 2026",
            "https://learn.microsoft.com/azure/aks/migrate-from-npm-to-cilium-network-policy",
        ] {
            assert!(said.contains(word), "{name}: {word}");
        }
    }
}
