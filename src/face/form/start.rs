//! A new review: what is reviewed, against which checklists, by whom.

use super::{Blank, Complaint, Kind, Reader, Values};
use crate::review::Person;
use crate::work::Start;

/// Ids or paths with commas between.
pub static CHECKLISTS: Blank = Blank::new("checklists", "Checklists", Kind::List)
    .asks("More checklists, ids or paths with commas between; may stay empty")
    .helps("Space chooses; several make one review");

/// What is reviewed.
pub static SYSTEM: Blank = Blank::new("system", "System", Kind::Line)
    .asks("System, what is reviewed, such as robotics-prod")
    .needs("say which system is reviewed")
    .helps("what is reviewed, such as robotics-prod");

/// Where it runs.
static ENVIRONMENT: Blank = Blank::new("environment", "Environment", Kind::Line)
    .asks("Environment, where it runs, such as prod; may stay empty")
    .helps("where it runs, such as prod; may stay empty");

/// Which state of it.
pub static REVISION: Blank = Blank::new("revision", "Revision", Kind::Line)
    .asks("Revision, which state of it, such as a commit; may stay empty")
    .helps("which state of it, such as a commit; may stay empty");

/// What people will call the review.
pub static TITLE: Blank = Blank::new("title", "Title", Kind::Line)
    .asks("Title, what people call the review")
    .helps("what people call the review; the system's name where empty");

/// Who starts it.
static REVIEWER: Blank = Blank::new("reviewer", "Your name", Kind::Person)
    .asks("Your name, as Name <mail>")
    .needs("say who you are")
    .helps("you, as Name <mail>");

/// Where it is kept.
pub static FILE: Blank = Blank::new("file", "File", Kind::Path)
    .asks("File, where the review is kept, beside the code")
    .needs("say where the review is kept")
    .helps("where the review is kept, beside the code");

/// A checklist that nobody listed.
pub static OWN: Blank = Blank::new("own", "Own list", Kind::Path)
    .asks("Path of the checklist file")
    .helps("the path of a checklist file of your own; may stay empty");

/// What is asked, in this order.
pub static BLANKS: [&Blank; 8] = [
    &CHECKLISTS,
    &SYSTEM,
    &ENVIRONMENT,
    &REVISION,
    &TITLE,
    &REVIEWER,
    &FILE,
    &OWN,
];

/// What a draft of it is kept under.
pub const NAME: &str = "start";

/// What stands there at first.
pub fn begin(by: Option<&Person>) -> Values {
    Values::default()
        .with(&FILE, "signoff.toml")
        .with(&REVIEWER, by.map_or("", Person::as_str))
}

/// A review to start.
#[derive(Debug, PartialEq, Eq)]
pub struct Started {
    /// Its file, as it was typed.
    pub file: String,
    /// What was said.
    pub start: Start,
    /// Who starts it.
    pub by: Person,
}

/// The review that is meant.
pub fn read(values: &Values) -> Result<Started, Vec<Complaint>> {
    let mut reader = Reader::new(values);
    let listed = values.get(&CHECKLISTS).split(',').map(str::trim);
    let mut checklists: Vec<String> = listed
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    // A path, never an id: `./` in front of a bare file name.
    checklists.extend(reader.text(&OWN).map(|path| {
        if path.contains('/') {
            path
        } else {
            format!("./{path}")
        }
    }));
    if checklists.is_empty() {
        reader.refuse(&CHECKLISTS, "choose at least one checklist");
    }
    let system = reader.text(&SYSTEM);
    let (environment, revision) = (reader.text(&ENVIRONMENT), reader.text(&REVISION));
    let title = reader.text(&TITLE).unwrap_or_default();
    let (by, file) = (reader.person(&REVIEWER), reader.text(&FILE));
    match (system, by, file) {
        (Some(system), Some(by), Some(file)) if reader.wrong.is_empty() => Ok(Started {
            file,
            start: Start {
                title,
                system,
                environment,
                revision,
                time_zone: None,
                checklists,
                allows_secrets: false,
            },
            by,
        }),
        _ => Err(reader.wrong),
    }
}
