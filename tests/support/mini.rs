//! A checklist with an item of each kind.

const ITEMS: &str = r#"
[[category]]
id = "net"
title = "Network"
[[category.item]]
id = "NET-1"
title = "Close the ports"
severity = "high"
guidance = "Look at **all** ports:\n\n1. list them\n2. read [the guide](https://example.org/guide)\n"
references = [{ title = "Ports", url = "https://example.org/ports" }]
[[category.item]]
id = "NET-2"
title = "Separate the networks"
severity = "critical"
evidence = "required"
ships-as = "One flat network"
[[category]]
id = "ops"
title = "Operations"
[[category.item]]
id = "OPS-1"
title = "Keep the logs"
severity = "low"
[[category.item]]
id = "OPS-2"
title = "Rotate the keys"
severity = "medium"
"#;

/// With a policy.
pub fn list(policy: &str) -> String {
    format!(
        "schema = 1\nid = \"mini\"\ntitle = \"Mini\"\nversion = \"1\"\nnotices = [\"No advice, only questions.\"]\n\
         [policy]\n{policy}\n{ITEMS}"
    )
}
