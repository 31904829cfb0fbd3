//! What is read out of the texts that faces show.

const ITEMS: [&str; 4] = ["NET-1", "NET-2", "OPS-1", "OPS-2"];

/// The names of items with which lines begin, after signs and numbers.
pub(super) fn names(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| {
            let line = line.trim_start_matches(|c: char| !c.is_alphabetic());
            let name = ITEMS.iter().find(|name| line.starts_with(**name))?;
            Some((*name).to_owned())
        })
        .collect()
}

/// The names of items in the rows of a table, one a row.
pub(super) fn names_in_table(text: &str) -> Vec<String> {
    text.lines()
        .filter_map(|line| {
            let name = ITEMS
                .iter()
                .find(|name| line.contains(&format!("{name}:")))?;
            Some((*name).to_owned())
        })
        .collect()
}

/// The text behind a heading, as far as the next.
pub(super) fn between<'t>(text: &'t str, heading: &str, end: &str) -> &'t str {
    let Some((_, rest)) = text.split_once(heading) else {
        return "";
    };
    rest.split_once(end).map_or(rest, |(text, _)| text)
}

/// What the summary of a report counts.
pub(super) fn reviewed_of_report(report: &str) -> String {
    let (_, rest) = report.split_once("Not reviewed: ").expect(report);
    let mut words = rest.split_whitespace();
    let mut number = || {
        words
            .find_map(|word| word.parse::<usize>().ok())
            .expect(rest)
    };
    let (left, all) = (number(), number());
    format!("{} of {all}", all - left)
}

/// The list of reasons at the beginning of a report.
pub(super) fn reasons_of_report(report: &str) -> Vec<String> {
    let list = between(report, "The reasons:", "As of ");
    let rows = list.lines().map(str::trim);
    let rows = rows.filter_map(|line| line.strip_prefix(['-', '•']).or(line.strip_prefix("* ")));
    rows.map(str::to_owned).collect()
}

/// Reasons in an order of their own, without what one writer and another put around mail addresses, and each with one
/// item: `each of 2 items is stale (NET-1, NET-2)` says two reasons.
pub fn single(reasons: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for reason in reasons {
        let mut text = reason.trim().replace("&lt;", "<").replace("&gt;", ">");
        text.retain(|c| !"<>`\\\u{200b}".contains(c));
        let several = text
            .strip_prefix("each of ")
            .and_then(|rest| rest.split_once(" items "))
            .and_then(|(_, rest)| rest.strip_suffix(')')?.rsplit_once(" ("));
        match several {
            Some((what, names)) => {
                all.extend(names.split(", ").map(|name| format!("{name} {what}")));
            }
            None => all.push(text),
        }
    }
    all.sort_unstable();
    all
}

/// A text in one line, however a face breaks and frames it.
pub fn flat(text: &str) -> String {
    let text = text.replace(['│', '`', '\\', '*'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
