//! Where no review is open: resume one, or start one.

use std::path::PathBuf;

use super::Launch;
use super::ask::{Asked, Leave, Talk, sentence};
use super::words::{count, state};
use crate::review::Person;
use crate::session::{Session, SessionError, Start};
use crate::store::shelf;
use crate::text::causes;

/// What can be chosen.
enum Way {
    Resume(PathBuf),
    Begin(String),
    Own,
}

/// The questions of a start, in their order, with what may stay empty said.
const QUESTIONS: [&str; 7] = [
    "More checklists, ids or paths with commas between; may stay empty",
    "System, what is reviewed, such as robotics-prod",
    "Environment, where it runs, such as prod; may stay empty",
    "Revision, which state of it, such as a commit; may stay empty",
    "Title, what people call the review",
    "Your name, as Name <mail>",
    "File, where the review is kept, beside the code",
];
const MORE: usize = 0;
const SYSTEM: usize = 1;
const ENVIRONMENT: usize = 2;
const REVISION: usize = 3;
const TITLE: usize = 4;
const REVIEWER: usize = 5;
const FILE: usize = 6;

/// Asks until a review is open; who starts one is remembered in `by`.
pub fn choose(launch: &Launch, talk: &mut Talk<'_>, by: &mut Option<Person>) -> Asked<Session> {
    let (ways, labels) = ways(launch, talk)?;
    loop {
        talk.say("No review is open. Resume a review, or start one of a checklist:")?;
        let asked = talk
            .choose("Which", &labels, None)
            .and_then(|nth| match &ways[nth] {
                Way::Resume(path) => match Session::open(path, &launch.shelf, launch.clock) {
                    Ok(session) => Ok(session),
                    Err(error) => {
                        talk.say(causes::joined(&error))?;
                        Err(Leave::Back)
                    }
                },
                Way::Begin(id) => begin(launch, talk, by, id),
                Way::Own => {
                    let path = talk.text("Path of the checklist file", "")?;
                    // A path, never an id: `./` in front of a bare file name.
                    let path = if path.contains('/') {
                        path
                    } else {
                        format!("./{path}")
                    };
                    begin(launch, talk, by, &path)
                }
            });
        match asked {
            Err(Leave::Back) => {}
            asked => return asked,
        }
    }
}

fn ways(launch: &Launch, talk: &mut Talk<'_>) -> Asked<(Vec<Way>, Vec<String>)> {
    let (mut ways, mut labels) = (Vec::new(), Vec::new());
    for one in launch.recent.list() {
        match Session::open(&one.path, &launch.shelf, launch.clock) {
            Ok(session) => {
                let title = &session.dossier().review().subject.title;
                let state = state(&session.dossier().tally());
                labels.push(format!(
                    "resume {title}: {state} File {}",
                    one.path.display()
                ));
                ways.push(Way::Resume(one.path));
            }
            Err(error) => {
                talk.say(format!(
                    "{} cannot be resumed: {}.",
                    one.title,
                    causes::joined(&error)
                ))?;
            }
        }
    }
    for found in launch.shelf.list(&launch.directory) {
        match found {
            Ok(found) => {
                let list = &found.checklist;
                labels.push(format!(
                    "start {}: {}, {}",
                    list.id,
                    list.title,
                    count(list.len(), "item")
                ));
                ways.push(Way::Begin(list.id.clone()));
            }
            Err(error) => talk.say(format!("A checklist cannot be used: {error}."))?,
        }
    }
    labels.push("start with a checklist file of your own".to_owned());
    ways.push(Way::Own);
    Ok((ways, labels))
}

/// Asks what is reviewed, and starts the review.
fn begin(
    launch: &Launch,
    talk: &mut Talk<'_>,
    by: &mut Option<Person>,
    checklist: &str,
) -> Asked<Session> {
    let mut said = QUESTIONS.map(|_| String::new());
    said[REVIEWER] = by.as_ref().map(ToString::to_string).unwrap_or_default();
    "signoff.toml".clone_into(&mut said[FILE]);
    let mut at = 0;
    loop {
        while let Some(question) = QUESTIONS.get(at) {
            let default = if at == TITLE && said[TITLE].is_empty() {
                &said[SYSTEM]
            } else {
                &said[at]
            };
            match talk.text(question, default) {
                Ok(text) => {
                    if let Some(complaint) = complaint(at, &text) {
                        talk.say(sentence(complaint))?;
                    } else {
                        said[at] = text;
                        at += 1;
                    }
                }
                Err(Leave::Back) => at = at.checked_sub(1).ok_or(Leave::Back)?,
                Err(leave) => return Err(leave),
            }
        }
        let Ok(who) = said[REVIEWER].parse::<Person>() else {
            at = REVIEWER;
            continue;
        };
        match create(launch, &said, checklist, &who) {
            Ok(session) => {
                let items = count(session.dossier().len(), "item");
                talk.say(format!(
                    "Started {} with {items} to answer, as {who}.",
                    said[FILE]
                ))?;
                *by = Some(who);
                notices(talk, &session)?;
                return Ok(session);
            }
            Err(error) => {
                talk.say(format!("Not started: {}", causes::joined(&error)))?;
                at = if matches!(error, SessionError::Disk(_)) {
                    FILE
                } else {
                    MORE
                };
            }
        }
    }
}

fn complaint(question: usize, text: &str) -> Option<&'static str> {
    match question {
        SYSTEM if text.is_empty() => Some("say which system is reviewed"),
        FILE if text.is_empty() => Some("say where the review is kept"),
        REVIEWER => text.parse::<Person>().err(),
        _ => None,
    }
}

fn create(
    launch: &Launch,
    said: &[String; 7],
    checklist: &str,
    by: &Person,
) -> Result<Session, SessionError> {
    let more = said[MORE]
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    // A typed path starts where the person is, the file's and the checklist's alike.
    let place = |name: &str| {
        let path = shelf::is_path(name).then(|| launch.directory.join(name));
        path.map_or_else(
            || name.to_owned(),
            |path| path.to_string_lossy().into_owned(),
        )
    };
    let start = Start {
        title: said[TITLE].clone(),
        system: said[SYSTEM].clone(),
        environment: Some(said[ENVIRONMENT].clone()),
        revision: Some(said[REVISION].clone()),
        checklists: std::iter::once(checklist).chain(more).map(place).collect(),
    };
    let path = launch.directory.join(&said[FILE]);
    Session::create(&path, start, by.clone(), &launch.shelf, launch.clock)
}

/// Reads out what the checklists' authors want said.
fn notices(talk: &mut Talk<'_>, session: &Session) -> Asked<()> {
    for list in session.dossier().checklists() {
        for notice in &list.notices {
            talk.say(format!("Notice of {}: {}", list.title, notice.trim()))?;
        }
    }
    Ok(())
}
