//! Where no review is open: resume one, or start one.

use std::path::PathBuf;

use super::Setup;
use super::ask::{Asked, Leave, Talk};
use super::interview::Interview;
use super::words::state;
use crate::decision::wording;
use crate::face::form::start::{self, Started};
use crate::face::words::sentence;

use crate::face::failure::Failure;
use crate::policy::Calendar;
use crate::profile::drafts::NO_REVIEW;
use crate::review::Person;
use crate::text::number::count;
use crate::work::{OpenReview, WorkError, known};

/// What can be chosen.
enum Way {
    Resume(PathBuf),
    Begin(String),
    Own,
}

/// Asks until a review is open; who starts one is remembered in `by`.
pub(super) fn choose(
    setup: &Setup,
    talk: &mut Talk<'_>,
    by: &mut Option<Person>,
) -> Asked<OpenReview> {
    let (ways, labels) = ways(setup, talk)?;
    loop {
        talk.say("No review is open. Resume a review, or start one of a checklist:")?;
        let asked = talk
            .choose("Which", &labels, None)
            .and_then(|nth| match &ways[nth] {
                Way::Resume(path) => match OpenReview::open(path, &setup.shelf, setup.clock) {
                    Ok(open) => Ok(open),
                    Err(error) => {
                        talk.say(Failure::from(error).line())?;
                        Err(Leave::Back)
                    }
                },
                Way::Begin(id) => begin(setup, talk, by, Some(id)),
                Way::Own => begin(setup, talk, by, None),
            });
        match asked {
            Err(Leave::Back) => {}
            asked => return asked,
        }
    }
}

fn ways(setup: &Setup, talk: &mut Talk<'_>) -> Asked<(Vec<Way>, Vec<String>)> {
    let (mut ways, mut labels) = (Vec::new(), Vec::new());
    for one in known(&setup.recent, None, &setup.shelf, setup.clock) {
        match one.found {
            None => {}
            Some(Ok(open)) => {
                let title = &open.dossier().review().subject.title;
                let state = state(&open.dossier().tally());
                labels.push(format!(
                    "resume {title}: {state} File {}",
                    one.path.display()
                ));
                ways.push(Way::Resume(one.path));
            }
            Some(Err(error)) => {
                talk.say(format!(
                    "{} cannot be resumed: {}.",
                    one.title,
                    Failure::from(error).line()
                ))?;
            }
        }
    }
    for found in setup.shelf.list(&setup.directory) {
        match found {
            Ok(found) => {
                let list = &found.checklist;
                labels.push(format!(
                    "start {}: {}, {}",
                    list.id,
                    list.title,
                    count(list.len(), "item", "items")
                ));
                if let Some(confusion) = list.confusion() {
                    talk.say(sentence(&confusion))?;
                }
                ways.push(Way::Begin(list.id.clone()));
            }
            Err(error) => talk.say(format!("A checklist cannot be used: {error}."))?,
        }
    }
    labels.push("start with a checklist file of your own".to_owned());
    ways.push(Way::Own);
    Ok((ways, labels))
}

/// Asks what is reviewed, and starts the review; of a checklist of one's own where none was listed.
fn begin(
    setup: &Setup,
    talk: &mut Talk<'_>,
    by: &mut Option<Person>,
    listed: Option<&str>,
) -> Asked<OpenReview> {
    let (own, others) = start::BLANKS.split_last().expect("a form has blanks");
    let mut blanks = others.to_vec();
    if listed.is_none() {
        blanks.insert(0, own);
    }
    let form = Interview {
        blanks: &|_| blanks.clone(),
        offer: &|blank, values| match values.get(blank) {
            "" if *blank == start::TITLE => values.get(&start::SYSTEM).to_owned(),
            said => said.to_owned(),
        },
        objection: &|_, _| None,
        keep: &|values| setup.drafts.keep_form(NO_REVIEW, start::NAME, values),
        calendar: Calendar::default(),
    };
    let kept = talk.kept(&setup.drafts, NO_REVIEW, start::NAME)?;
    // The list was just chosen.
    let kept = kept.map(|kept| kept.with(&start::CHECKLISTS, "").with(&start::OWN, ""));
    let mut values = kept.unwrap_or_else(|| start::begin(by.as_ref()));
    let mut at = 0;
    loop {
        talk.fill_in(&mut values, &mut at, &form)?;
        let all = [listed.unwrap_or_default(), values.get(&start::CHECKLISTS)].join(",");
        let blank = match start::read(&values.clone().with(&start::CHECKLISTS, all)) {
            Ok(started) => match create(setup, &started, talk)? {
                Ok(open) => {
                    let items = count(open.dossier().count(), "item", "items");
                    let Started { file, by: who, .. } = started;
                    talk.say(format!("Started {file} with {items} to answer, as {who}."))?;
                    setup.drafts.forget_form(NO_REVIEW, start::NAME);
                    *by = Some(who);
                    notices(talk, &open)?;
                    return Ok(open);
                }
                Err(error) => {
                    let blank = match error {
                        WorkError::Disk(_) => &start::FILE,
                        _ => &start::CHECKLISTS,
                    };
                    let why = Failure::from(error).line();
                    talk.say(sentence(&format!("Not started: {why}")))?;
                    blank
                }
            },
            Err(wrong) => {
                talk.complain(&wrong)?;
                wrong[0].blank
            }
        };
        at = blanks
            .iter()
            .position(|one| *one == blank)
            .unwrap_or_default();
    }
}

fn create(
    setup: &Setup,
    started: &Started,
    talk: &mut Talk<'_>,
) -> Asked<Result<OpenReview, WorkError>> {
    let mut start = started.start.clone().seen_from(&setup.directory);
    let path = setup.directory.join(&started.file);
    let create =
        |start| OpenReview::create(&path, start, started.by.clone(), &setup.shelf, setup.clock);
    let created = create(start.clone());
    if let Err(WorkError::Secrets(found)) = &created
        && talk.keeps(found)?
    {
        start.allows_secrets = true;
        return Ok(create(start));
    }
    Ok(created)
}

/// Reads out what else there is to know of a review that was just started: what the checklists' authors want said.
fn notices(talk: &mut Talk<'_>, open: &OpenReview) -> Asked<()> {
    let revision = open.dossier().review().subject.revision.as_deref();
    if let Some(name) = revision.and_then(wording::only_named) {
        talk.say(sentence(&name))?;
    }
    for list in open.dossier().checklists() {
        for notice in &list.notices {
            talk.say(format!("Notice of {}: {}", list.title, notice.trim()))?;
        }
    }
    Ok(())
}
