//! What a merge of git leaves where it cannot merge: both versions, between lines of marks.

use toml::de::DeTable;

use crate::toml::problem::Source;

/// What to do about it.
const REMEDY: &str = "`signoff resolve` keeps every record of both versions, and `signoff merge --install` has git do so from then on; `git \
    show :2:FILE` and `git show :3:FILE` print the two versions";

/// Both sides of a text with git's markers, which stand at the start of a line; `None` where there are none. Of a text that
/// can be read they are words that somebody wrote.
pub fn sides(text: &str) -> Option<[String; 2]> {
    if DeTable::parse(text).is_ok() {
        return None;
    }
    let (mut ours, mut theirs) = (String::new(), String::new());
    let (mut in_ours, mut in_theirs) = (true, true);
    let mut is_marked = false;
    for line in text.split_inclusive('\n') {
        let is = |mark: &str| {
            let rest = line.strip_prefix(mark);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
        };
        if is("<<<<<<<") {
            (in_ours, in_theirs, is_marked) = (true, false, true);
        } else if is_marked && is("|||||||") {
            (in_ours, in_theirs) = (false, false);
        } else if is_marked && is("=======") {
            (in_ours, in_theirs) = (false, true);
        } else if is_marked && is(">>>>>>>") {
            (in_ours, in_theirs) = (true, true);
        } else {
            if in_ours {
                ours.push_str(line);
            }
            if in_theirs {
                theirs.push_str(line);
            }
        }
    }
    is_marked.then_some([ours, theirs])
}

/// A place with two versions.
struct Conflict {
    /// Where it begins, in bytes, and the number of its last line.
    start: usize,
    last: usize,
    /// Of what.
    what: String,
    sides: [Side; 2],
}

/// A version.
#[derive(Default)]
struct Side {
    /// The branch, or what git calls it.
    name: String,
    /// What it says, as far as its lines tell.
    said: Vec<String>,
}

/// What git left two versions of, and both of them one under the other; none of a text that can be read.
pub fn versions(text: &str) -> Vec<String> {
    if sides(text).is_none() {
        return Vec::new();
    }
    let told = |conflict: Conflict| {
        let [ours, theirs] = conflict.sides.map(|side| side.sentence());
        format!("{}\n  {ours}\n  {theirs}", conflict.what)
    };
    find(text).into_iter().map(told).collect()
}

impl Side {
    fn sentence(&self) -> String {
        if self.said.is_empty() {
            return format!("{} says nothing of it", self.name);
        }
        // First what and who, then why.
        let why = |said: &&str| said.starts_with('“');
        let (why, what): (Vec<_>, Vec<_>) = self.said.iter().map(String::as_str).partition(why);
        let what = what.join(" ");
        let why = why.iter().map(|why| format!(": {why}"));
        format!("{} says {what}{}", self.name, why.collect::<String>())
    }
}

/// Notes each place where git left two versions; false where there is none.
pub(super) fn report(text: &str, source: &mut Source<'_>) -> bool {
    let conflicts = find(text);
    let count = conflicts.len();
    for (
        nth,
        Conflict {
            start,
            last,
            what,
            sides,
        },
    ) in conflicts.into_iter().enumerate()
    {
        let [ours, theirs] = sides.map(|side| side.sentence());
        let message = format!("git could not merge {what} (up to line {last}): {ours}; {theirs}");
        if nth + 1 == count {
            source.report_with_hint(&(start..start), message, REMEDY);
        } else {
            source.report(&(start..start), message);
        }
    }
    count > 0
}

fn find(text: &str) -> Vec<Conflict> {
    let mut found = Vec::new();
    // What the lines are about, the conflict that they are in, and in which of its sides; none in what both came from.
    let mut about = String::from("the file");
    let (mut open, mut side): (Option<Conflict>, Option<usize>) = (None, None);
    // The keys of a piece of evidence are not those of the answer.
    let mut in_evidence = false;
    let mut start = 0;
    for (nth, line) in text.split_inclusive('\n').enumerate() {
        let at = start;
        start += line.len();
        let line = line.trim_end();
        let name = |mark: &str| {
            let name = line.strip_prefix(mark)?;
            (name.is_empty() || name.starts_with(' ')).then(|| name.trim().to_owned())
        };
        if let Some(name) = name("<<<<<<<") {
            let ours = Side {
                name,
                ..Side::default()
            };
            let sides = [ours, Side::default()];
            let (what, last) = (about.clone(), nth + 1);
            open = Some(Conflict {
                start: at,
                last,
                what,
                sides,
            });
            side = Some(0);
        } else if let Some(conflict) = &mut open {
            if name("|||||||").is_some() {
                side = None;
            } else if name("=======").is_some() {
                side = Some(1);
            } else if let Some(name) = name(">>>>>>>") {
                (conflict.sides[1].name, conflict.last) = (name, nth + 1);
                found.extend(open.take());
            } else if let Some(what) = named(line) {
                in_evidence = line.ends_with(".evidence]]");
                if conflict.sides.iter().all(|side| side.said.is_empty()) {
                    conflict.what.clone_from(&what);
                }
                about = what;
            } else if let Some(side) = side.filter(|_| !in_evidence) {
                conflict.sides[side].said.extend(said(line));
            }
        } else {
            about = named(line).unwrap_or(about);
        }
    }
    found
}

/// What a header is of: an item by its id, or a record.
fn named(line: &str) -> Option<String> {
    let header = line
        .trim_start_matches('[')
        .strip_suffix(']')
        .filter(|_| line.starts_with('['))?;
    let header = header.trim_end_matches(']');
    let mut parts = header.splitn(3, '.');
    Some(match (parts.next()?, parts.nth(1)) {
        ("item", Some(item)) => {
            let (item, kind) = item
                .rsplit_once(".remark")
                .map_or((item, ""), |(item, _)| (item, "a remark on "));
            let item = item.split(".attestation").next().unwrap_or(item);
            format!("{kind}{}", item.trim_matches('"'))
        }
        ("signoff", _) => "a sign-off".to_owned(),
        ("declaration", _) => "a declaration".to_owned(),
        ("session", _) => "a session".to_owned(),
        ("vote", _) => "a go or no-go".to_owned(),
        ("revocation", _) => "a revocation".to_owned(),
        ("seal", _) => "a seal".to_owned(),
        ("checklist", _) => "a checklist".to_owned(),
        _ => "the review".to_owned(),
    })
}

/// What a line says that tells two versions apart: a key of the file, or a line of a statement.
fn said(line: &str) -> Option<String> {
    let (key, value) = line.split_once(" = ").or_else(|| line.split_once(": "))?;
    let value = value.trim_matches('"');
    match key {
        "status" | "decision" | "Decision" | "state" | "kind" | "version" | "title" => {
            Some(value.to_owned())
        }
        "rationale" | "text" | "reason" | "why" if !value.is_empty() => Some(format!("“{value}”")),
        "by" | "By" => Some(format!("by {value}")),
        "lead" => Some(format!("led by {value}")),
        "at" | "At" | "started-at" | "ended-at" | "withdrawn-at" => Some(format!("at {value}")),
        _ => None,
    }
}
