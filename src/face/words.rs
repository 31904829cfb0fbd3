//! Words that faces share.

/// What can be done about two versions of a review.
pub const KEEP_BOTH: &str = "Every record of both versions can be kept: what both answered is undecided until somebody answers it, \
                             having seen both.";

/// Said once both versions of a review are one, with the items that are undecided then.
pub fn resolved(undecided: &[String]) -> String {
    let rest = match undecided {
        [] => String::new(),
        items => format!("; {} undecided until answered", items.join(", ")),
    };
    format!("every record of both versions is kept{rest}; tell git: git add FILE")
}

pub fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    let first: String = rest
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let end = if message.ends_with(['.', '"', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", rest.as_str())
}
