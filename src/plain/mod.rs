//! The face for ears: the whole job as questions, one line after the other.
//!
//! A screen reader speaks what is new at the bottom. So nothing is drawn, moved or coloured here, a paragraph is one
//! line, and whatever can be answered has a number or a word. The same conversation can be piped in for a dry run.

mod ask;
mod attest;
mod choices;
mod declare;
mod evidence;
mod interview;
mod item;
mod list;
mod markdown;
mod remark;
mod report;
mod session;
mod setup;
mod signoff;
mod spoken;
mod standing;
mod start;
mod walk;
mod words;

use std::io::{self, BufRead, ErrorKind, Write};
use std::path::Path;

pub use self::setup::Setup;

use self::ask::{Asked, Leave, Talk};
use self::walk::Walker;
use crate::face::failure::Failure;
use crate::face::form::who::WHO;
use crate::face::form::{Values, sign};
use crate::face::words::{KEEP_BOTH, left, resolved, sentence};
use crate::review::Person;
use crate::store::disk::Print;
use crate::work::{OpenReview, merge};

/// Asks until the person leaves or the input ends; true where the review is signed off then.
///
/// `open` is the review to walk where it is open already, since somebody named it.
pub fn run(
    setup: &Setup,
    mut open: Option<OpenReview>,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<bool> {
    let mut talk = Talk::new(input, output, !setup.interactive);
    if let Some(open) = &mut open {
        open.ask(setup.inquiry.clone());
    }
    let Err(leave) = converse(setup, &mut talk, &mut open);
    if let Some(open) = &mut open {
        // Whoever left before the walk began has read nothing yet.
        open.check_evidence();
        setup.verify(open);
    }
    let said = match leave {
        Leave::Io(error) => Err(error),
        Leave::Back | Leave::Quit | Leave::End => part(setup, &mut talk, open.as_ref()),
    };
    match said {
        // Who closed the pipe has heard enough; the verdict is the same.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error),
        _ => Ok(open.is_some_and(|open| open.facts().verdict().passes())),
    }
}

fn converse(
    setup: &Setup,
    talk: &mut Talk<'_>,
    open: &mut Option<OpenReview>,
) -> Result<std::convert::Infallible, Leave> {
    talk.say("signoff, plain walker. Answer with a number or a word; ? helps, back goes back, quit leaves.")?;
    if let Some(complaint) = &setup.complaint {
        talk.say(complaint)?;
        talk.say("The default settings are used instead.")?;
    }
    for left in left(&setup.drafts.left()) {
        talk.say(sentence(&left))?;
    }
    let mut by = setup.by.clone().or_else(|| setup.around.person());
    if let (None, Some(path)) = (&open, &setup.review) {
        match OpenReview::open(path, &setup.shelf, setup.clock) {
            Ok(found) => *open = Some(found),
            Err(error) => {
                talk.say(Failure::from(error).line())?;
                *open = resolve(path, setup, talk)?;
            }
        }
        if let Some(open) = open {
            open.ask(setup.inquiry.clone());
        }
    }
    loop {
        if open.is_none() {
            match start::choose(setup, talk, &mut by) {
                Err(Leave::Quit) if !may_leave(setup, talk)? => continue,
                chosen => open.insert(chosen?).ask(setup.inquiry.clone()),
            }
        }
        let who = match &by {
            Some(by) => by.clone(),
            None => by.insert(ask_who(talk)?).clone(),
        };
        if let Some(open) = open {
            setup
                .recent
                .remember(open.path(), &open.dossier().review().subject);
            match Walker::new(setup, talk, open, who).walk() {
                Err(Leave::Quit) if !may_leave(setup, talk)? => continue,
                walked => walked?,
            }
        }
        *open = None;
    }
}

/// Asks whether both versions of a review that git could not merge are kept.
fn resolve(path: &Path, setup: &Setup, talk: &mut Talk<'_>) -> Asked<Option<OpenReview>> {
    if merge::versions(path).is_empty() {
        return Ok(None);
    }
    talk.say(KEEP_BOTH)?;
    match talk.choose("Keep both", &["yes", "no"], None) {
        Ok(0) => {}
        Ok(_) | Err(Leave::Back) => return Ok(None),
        Err(leave) => return Err(leave),
    }
    match merge::resolve(path, &setup.shelf, setup.clock) {
        Ok((open, undecided)) => {
            talk.say(sentence(&resolved(&undecided)))?;
            Ok(Some(open))
        }
        Err(error) => {
            talk.say(Failure::from(error).line())?;
            Ok(None)
        }
    }
}

/// Asks before the person leaves what was typed and is kept nowhere else.
fn may_leave(setup: &Setup, talk: &mut Talk<'_>) -> Asked<bool> {
    if !setup.drafts.would_be_lost() {
        return Ok(true);
    }
    let question = "What you typed and did not save is lost then. Leave";
    match talk.choose(question, &["yes", "no"], None) {
        Ok(nth) => Ok(nth == 0),
        Err(Leave::Back) => Ok(false),
        Err(Leave::Quit) => Ok(true),
        Err(leave) => Err(leave),
    }
}

/// Asks until the person says who they are.
fn ask_who(talk: &mut Talk<'_>) -> Asked<Person> {
    loop {
        match talk.text(WHO.question, "") {
            Ok(text) => match WHO.person(&text) {
                Ok(Some(person)) => return Ok(person),
                Ok(None) => {}
                Err(why) => talk.say(sentence(&why))?,
            },
            Err(Leave::Back) => talk.say("Nothing can be attested without a name; quit leaves.")?,
            Err(leave) => return Err(leave),
        }
    }
}

/// Says where things are kept, and to a pipe what is missing.
fn part(setup: &Setup, talk: &mut Talk<'_>, open: Option<&OpenReview>) -> io::Result<()> {
    let Some(open) = open else {
        return talk.write("No review is open.");
    };
    let dossier = open.dossier();
    let saved = if Print::of(open.path()) == Some(open.print()) {
        "Everything attested is saved."
    } else {
        "Another program changed the file since: look whether what you attested is there."
    };
    talk.write(&format!("{} {saved}", words::state(&dossier.tally())))?;
    let review = &dossier.review().subject.id;
    let answers = setup.drafts.items(review).into_iter();
    let mut kept: Vec<String> = answers.map(|key| key.item).collect();
    if setup
        .drafts
        .forms::<Values>(review)
        .contains_key(sign::NAME)
    {
        kept.push("the sign-off".to_owned());
    }
    if setup.drafts.would_be_lost() {
        talk.write("What was typed and not saved could not be kept.")?;
    } else if !kept.is_empty() {
        talk.write(&format!(
            "Not saved, but kept as a draft: {}.",
            kept.join(", ")
        ))?;
    }
    if setup.interactive {
        return Ok(());
    }
    let facts = open.facts();
    talk.write(&facts.named(open.path()))?;
    let lines = standing::verdict(&facts);
    lines.iter().try_for_each(|line| talk.write(line))
}
