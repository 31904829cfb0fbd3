//! The checklists that ship say what the guide says that they were made from.
//!
//! What is expected is typed here from the guide itself, word for word, and not read from the checklists' sources.

use std::collections::BTreeSet;
use std::path::Path;

use signoff::policy::Severity;
use signoff::store::shelf::{SHIPPED, Shelf};

use super::{items, shipped};

pub const IMPORTANT: &str = "This document provides security guidance for informational purposes only. It does not \
    constitute professional security advice and is not a substitute for your own security assessment. This reference \
    architecture is licensed under the MIT License, provided “AS IS” without warranty of any kind. You are solely \
    responsible for the security of your deployment, including configuration, operational practices, and compliance \
    with applicable regulations. The project maintainers accept no liability for security incidents arising from the \
    use of this architecture. Refer to official Azure security documentation for authoritative, current guidance.";

const NOTE: &str = "This checklist highlights common security considerations for Azure and Kubernetes deployments. It \
    is not exhaustive. Your organization’s security requirements, compliance obligations, and threat model determine \
    the complete set of controls you need.";

const SHIPS_WITH: &str = "This architecture ships with these security configurations enabled by default. They \
    represent a reasonable starting point for development and testing, not a production-ready security posture.";

const STATE: [&str; 2] = [
    "This architecture uses a local Terraform state backend by default. Local state stores infrastructure details \
     including resource IDs, network addresses, and configuration values in an unencrypted file on disk.",
    "For team environments or production deployments, consider migrating to a remote backend with encryption. Refer to \
     the Terraform Azure backend documentation for configuration details.",
];

/// Id, category, consideration, reference, address.
const CONSIDERATIONS: [[&str; 5]; 10] = [
    [
        "NET-1",
        "Network",
        "Evaluate private vs. public AKS API server",
        "AKS private cluster",
        "https://learn.microsoft.com/azure/aks/private-clusters",
    ],
    [
        "NET-2",
        "Network",
        "Define Kubernetes network policies for workload isolation",
        "AKS network policies",
        "https://learn.microsoft.com/azure/aks/use-network-policies",
    ],
    [
        "IDN-1",
        "Identity",
        "Review managed identity permissions and scope",
        "AKS managed identity",
        "https://learn.microsoft.com/azure/aks/use-managed-identity",
    ],
    [
        "IDN-2",
        "Identity",
        "Verify workload identity audience restrictions",
        "Workload identity",
        "https://learn.microsoft.com/azure/aks/workload-identity-overview",
    ],
    [
        "SEC-1",
        "Secrets",
        "Configure Key Vault access policies and rotation",
        "Key Vault rotation",
        "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
    ],
    [
        "SEC-2",
        "Secrets",
        "Migrate Terraform state to a remote encrypted backend",
        "Terraform Azure backend",
        "https://developer.hashicorp.com/terraform/language/backend/azurerm",
    ],
    [
        "CMP-1",
        "Compute",
        "Enable Defender for Containers (should_enable_microsoft_defender)",
        "Defender for Containers",
        "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-introduction",
    ],
    [
        "CMP-2",
        "Compute",
        "Scan container images for vulnerabilities",
        "Container image scanning",
        "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-container-registries-introduction",
    ],
    [
        "MON-1",
        "Monitoring",
        "Enable diagnostic settings on AKS and Key Vault",
        "AKS diagnostics",
        "https://learn.microsoft.com/azure/aks/monitor-aks",
    ],
    [
        "CPL-1",
        "Compliance",
        "Review Azure compliance offerings for your industry",
        "Azure compliance",
        "https://learn.microsoft.com/azure/compliance/",
    ],
];

/// Category, configuration, default, reference, address.
const CONFIGURATIONS: [[&str; 5]; 13] = [
    [
        "Network Security",
        "Private AKS cluster",
        "Enabled by default (Terraform variable)",
        "AKS private cluster",
        "https://learn.microsoft.com/azure/aks/private-clusters",
    ],
    [
        "Network Security",
        "Azure CNI networking",
        "Enabled",
        "Azure CNI overview",
        "https://learn.microsoft.com/azure/aks/configure-azure-cni",
    ],
    [
        "Network Security",
        "Network policy support",
        "Enabled",
        "AKS network policies",
        "https://learn.microsoft.com/azure/aks/use-network-policies",
    ],
    [
        "Network Security",
        "NAT Gateway for egress",
        "Configured",
        "AKS outbound connectivity",
        "https://learn.microsoft.com/azure/aks/nat-gateway",
    ],
    [
        "Identity and Access",
        "Managed identities",
        "User-assigned for AKS",
        "AKS managed identity",
        "https://learn.microsoft.com/azure/aks/use-managed-identity",
    ],
    [
        "Identity and Access",
        "Workload identity",
        "Federated credentials for OSMO",
        "AKS workload identity",
        "https://learn.microsoft.com/azure/aks/workload-identity-overview",
    ],
    [
        "Identity and Access",
        "Entra ID integration",
        "RBAC enabled",
        "AKS Entra integration",
        "https://learn.microsoft.com/azure/aks/managed-azure-ad",
    ],
    [
        "Secret Management",
        "Azure Key Vault",
        "CSI driver configured",
        "Key Vault CSI driver",
        "https://learn.microsoft.com/azure/aks/csi-secrets-store-driver",
    ],
    [
        "Secret Management",
        "Terraform state",
        "Local backend (not encrypted)",
        "Terraform Azure backend",
        "https://developer.hashicorp.com/terraform/language/backend/azurerm",
    ],
    [
        "Container Security",
        "Microsoft Defender",
        "Configurable (should_enable_microsoft_defender)",
        "Defender for Containers",
        "https://learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-introduction",
    ],
    [
        "Container Security",
        "Azure Policy for AKS",
        "Enabled",
        "Azure Policy for AKS",
        "https://learn.microsoft.com/azure/aks/use-azure-policy",
    ],
    [
        "Kubernetes Security",
        "RBAC",
        "Enabled",
        "AKS RBAC",
        "https://learn.microsoft.com/azure/aks/manage-azure-rbac",
    ],
    [
        "Kubernetes Security",
        "Pod security",
        "Default namespace policies",
        "Pod security standards",
        "https://learn.microsoft.com/azure/aks/use-psa",
    ],
];

/// Links of the guide that no row above has.
const RESOURCES: [[&str; 2]; 5] = [
    [
        "Azure security documentation",
        "https://learn.microsoft.com/azure/security/",
    ],
    [
        "AKS baseline architecture",
        "https://learn.microsoft.com/azure/architecture/reference-architectures/containers/aks/baseline-aks",
    ],
    [
        "Azure compliance",
        "https://learn.microsoft.com/azure/compliance/",
    ],
    [
        "Threat Model",
        "https://github.com/microsoft/physical-ai-toolchain/blob/main/docs/security/threat-model.md",
    ],
    [
        "Contributing security review",
        "https://github.com/microsoft/physical-ai-toolchain/blob/main/docs/contributing/security-review.md",
    ],
];

/// Id, STRIDE class, rating, published status, a word that its title must have.
const THREATS: [(&str, &str, Severity, &str, &str); 19] = [
    ("S-1", "Spoofing", Severity::High, "open", "authentication"),
    (
        "S-2",
        "Spoofing",
        Severity::Medium,
        "accepted",
        "PostgreSQL",
    ),
    ("T-1", "Tampering", Severity::High, "open", "ConfigMap"),
    (
        "T-2",
        "Tampering",
        Severity::Critical,
        "open",
        "Terraform state",
    ),
    (
        "T-3",
        "Tampering",
        Severity::Medium,
        "accepted",
        "insecure connections",
    ),
    (
        "R-1",
        "Repudiation",
        Severity::Medium,
        "resolved",
        "credentials",
    ),
    (
        "I-1",
        "Information disclosure",
        Severity::Medium,
        "accepted",
        "access key",
    ),
    (
        "I-2",
        "Information disclosure",
        Severity::Medium,
        "open",
        "VPN",
    ),
    (
        "I-3",
        "Information disclosure",
        Severity::Low,
        "accepted",
        "Redis",
    ),
    (
        "I-4",
        "Information disclosure",
        Severity::Low,
        "accepted",
        "MLflow",
    ),
    (
        "I-5",
        "Information disclosure",
        Severity::Medium,
        "resolved",
        "debug",
    ),
    (
        "D-1",
        "Denial of service",
        Severity::High,
        "open",
        "NetworkPolicy",
    ),
    ("D-2", "Denial of service", Severity::Low, "accepted", "NSG"),
    (
        "D-3",
        "Denial of service",
        Severity::High,
        "open",
        "NAT gateway",
    ),
    (
        "D-4",
        "Denial of service",
        Severity::Medium,
        "open",
        "rate limiting",
    ),
    (
        "E-1",
        "Elevation of privilege",
        Severity::Low,
        "open",
        "Contributor",
    ),
    (
        "E-2",
        "Elevation of privilege",
        Severity::High,
        "open",
        "token",
    ),
    (
        "E-3",
        "Elevation of privilege",
        Severity::High,
        "open",
        "admin roles",
    ),
    (
        "E-4",
        "Elevation of privilege",
        Severity::Low,
        "accepted",
        "GitHub App",
    ),
];

#[test]
fn five_checklists_ship() {
    let counts = SHIPPED.map(|(id, _)| (id, shipped(id).len()));
    assert_eq!(
        counts,
        [
            ("azure-deployment", 10),
            ("azure-shipped-defaults", 13),
            ("deployment-responsibilities", 21),
            ("contribution-review", 24),
            ("stride-threats", 19),
        ]
    );
    let found = Shelf::default().list(Path::new("/nowhere"));
    assert!(found.iter().all(Result::is_ok), "{found:?}");
    for ((id, text), found) in SHIPPED.iter().zip(found) {
        let found = found.expect("all are sound");
        assert_eq!(found.checklist.id, *id);
        let (_, advice) = signoff::checklist::lint::lint(&found.from, text).expect("sound");
        assert_eq!(advice, [], "{id}");
    }
}

#[test]
fn the_ten_considerations_stand_word_for_word() {
    let list = shipped("azure-deployment");
    let rows: Vec<[&str; 5]> = items(&list)
        .map(|(category, item)| {
            let reference = &item.references[0];
            [
                item.id.as_str(),
                category,
                &item.title,
                &reference.title,
                &reference.url,
            ]
        })
        .collect();
    assert_eq!(rows, CONSIDERATIONS);
    let categories: Vec<_> = list
        .categories
        .iter()
        .map(|cat| (cat.title.as_str(), cat.items.len()))
        .collect();
    let expected = [
        ("Network", 2),
        ("Identity", 2),
        ("Secrets", 2),
        ("Compute", 2),
        ("Monitoring", 1),
        ("Compliance", 1),
    ];
    assert_eq!(categories, expected);
    assert_eq!(list.notices, [IMPORTANT, NOTE]);
    let (_, state) = items(&list)
        .find(|(_, item)| item.id == "SEC-2")
        .expect("the item on state");
    for paragraph in STATE {
        assert!(state.guidance.contains(paragraph), "{}", state.guidance);
    }
}

#[test]
fn the_thirteen_configurations_stand_with_their_defaults() {
    let list = shipped("azure-shipped-defaults");
    let found: Vec<_> = items(&list).collect();
    assert_eq!(found.len(), CONFIGURATIONS.len());
    for ((category, item), [group, configuration, default, title, url]) in
        found.into_iter().zip(CONFIGURATIONS)
    {
        assert_eq!(
            (category, item.ships_as.as_deref()),
            (group, Some(default)),
            "{}",
            item.id
        );
        assert!(
            item.title.starts_with(configuration),
            "{} is not about {configuration}",
            item.title
        );
        assert_eq!(
            [item.references[0].title.as_str(), &item.references[0].url],
            [title, url],
            "{}",
            item.id
        );
    }
    assert!(list.notices.iter().any(|notice| notice == IMPORTANT));
    assert!(list.notices.iter().any(|notice| notice == SHIPS_WITH));
}

#[test]
fn every_checklist_names_its_source_and_licence() {
    for (id, _) in SHIPPED {
        let source = shipped(id).source.expect("a source");
        assert!(
            source
                .url
                .starts_with("https://github.com/microsoft/physical-ai-toolchain/"),
            "{id}"
        );
        assert_eq!(source.license.as_deref(), Some("MIT"), "{id}");
    }
}

#[test]
fn every_link_of_the_guide_is_in_some_checklist() {
    let mut linked = BTreeSet::new();
    for (id, _) in SHIPPED {
        let list = shipped(id);
        linked.extend(
            items(&list).flat_map(|(_, item)| item.references.iter().map(|r| r.url.clone())),
        );
        linked.extend(list.source.map(|source| source.url));
    }
    let rows = CONSIDERATIONS
        .iter()
        .chain(&CONFIGURATIONS)
        .map(|row| [row[3], row[4]]);
    for [title, url] in rows.chain(RESOURCES) {
        assert!(linked.contains(url), "{title}: {url}");
    }
}

#[test]
fn the_nineteen_threats_stand_with_rating_and_published_status() {
    let list = shipped("stride-threats");
    let found: Vec<_> = items(&list).collect();
    assert_eq!(found.len(), THREATS.len());
    for ((category, item), (id, class, rating, status, word)) in found.into_iter().zip(THREATS) {
        assert_eq!((item.id.as_str(), item.severity), (id, rating));
        assert_eq!(category.to_lowercase(), class.to_lowercase(), "{id}");
        assert!(
            item.title.to_lowercase().contains(&word.to_lowercase()),
            "{id}: {}",
            item.title
        );
        let guidance = item
            .guidance
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(
            guidance.contains(&format!("Published as {rating}, {status}")),
            "{id}: {guidance}"
        );
    }
}

#[test]
fn the_contribution_review_has_six_groups_of_four() {
    let list = shipped("contribution-review");
    assert_eq!(
        list.categories
            .iter()
            .map(|category| category.items.len())
            .collect::<Vec<_>>(),
        [4; 6]
    );
}
