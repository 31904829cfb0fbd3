//! The blanks of a form, asked one by one.

use super::ask::{Asked, Leave, Talk};
use super::walk::Walker;
use super::words;
use crate::face::failure::Failure;
use crate::face::form::{Blank, Complaint, Kind, Values};
use crate::face::words::sentence;
use crate::facts::Facts;
use crate::policy::Calendar;
use crate::profile::drafts::Drafts;
use crate::review::Change;
use crate::store::disk::DiskError;

/// What is asked just now, and what the blanks do not know of themselves.
pub(super) struct Interview<'f> {
    /// The blanks, as far as is known which of them are needed.
    pub blanks: &'f dyn Fn(&Values) -> Vec<&'static Blank>,
    /// What an empty line stands for.
    pub offer: &'f dyn Fn(&Blank, &Values) -> String,
    /// Why an answer is of no use here.
    pub objection: &'f dyn Fn(&Blank, &str) -> Option<String>,
    /// Keeps what was said as a draft.
    pub keep: &'f dyn Fn(&Values) -> Result<(), DiskError>,
    /// What days such as `+30d` are seen from.
    pub calendar: Calendar,
}

impl Walker<'_, '_> {
    /// Asks for the blanks of a form until they can be read; what was said of them before is kept under its name.
    pub(super) fn form<T>(
        &mut self,
        name: &str,
        blanks: &[&'static Blank],
        begin: impl FnOnce(&Facts<'_>) -> Values,
        read: impl Fn(&Values, &Facts<'_>) -> Result<T, Vec<Complaint>>,
    ) -> Asked<T> {
        let facts = self.open.facts();
        let (drafts, review) = (&self.setup.drafts, &facts.dossier.review().subject.id);
        let kept = self.talk.kept(&self.setup.drafts, review, name)?;
        let mut values = kept.unwrap_or_else(|| begin(&facts));
        let form = Interview {
            blanks: &|_| blanks.to_vec(),
            offer: &|blank, values| values.get(blank).to_owned(),
            objection: &|_, _| None,
            keep: &|values| drafts.keep_form(review, name, values),
            calendar: self.open.calendar(),
        };
        loop {
            self.talk.fill_in(&mut values, &mut 0, &form)?;
            match read(&values, &facts) {
                Ok(said) => return Ok(said),
                Err(wrong) => self.talk.complain(&wrong)?,
            }
        }
    }

    /// Makes a change of what a form said, which is kept where it is not made.
    pub(super) fn change_of(&mut self, name: &str, change: &Change) -> Asked<()> {
        if self.change(change)? {
            let review = &self.open.dossier().review().subject.id;
            self.setup.drafts.forget_form(review, name);
        }
        Ok(())
    }
}

impl Talk<'_> {
    /// What was filled in of a form before, and that one goes on with it.
    pub(super) fn kept(
        &mut self,
        drafts: &Drafts,
        review: &str,
        name: &str,
    ) -> Asked<Option<Values>> {
        let kept = drafts.forms(review).remove(name);
        if kept.is_some() {
            self.say("What you typed here before is kept, and stands in brackets.")?;
        }
        Ok(kept)
    }

    /// Asks from a place on; `back` goes to the blank before, and from the first one leaves.
    pub(super) fn fill_in(
        &mut self,
        values: &mut Values,
        at: &mut usize,
        form: &Interview<'_>,
    ) -> Asked<()> {
        while let Some(blank) = (form.blanks)(values).get(*at) {
            match self.fill(blank, &(form.offer)(blank, values), form.calendar) {
                Ok(said) => {
                    if let Some(why) = (form.objection)(blank, &said) {
                        self.say(sentence(&why))?;
                    } else {
                        values.set(blank, said);
                        *at += 1;
                        let kept = (form.keep)(values);
                        self.tell_unkept(kept)?;
                    }
                }
                Err(Leave::Back) => *at = at.checked_sub(1).ok_or(Leave::Back)?,
                Err(leave) => return Err(leave),
            }
        }
        Ok(())
    }

    /// Says what is wrong.
    pub(super) fn complain(&mut self, wrong: &[Complaint]) -> Asked<()> {
        let mut wrong = wrong.iter();
        wrong.try_for_each(|one| self.say(sentence(&one.why)))
    }

    /// Says where what was typed would be lost with the program.
    pub(super) fn tell_unkept(&mut self, kept: Result<(), DiskError>) -> Asked<()> {
        kept.or_else(|error| {
            let why = Failure::from(error).line();
            self.say(format!(
                "What you type is kept only until you leave: {why}."
            ))
        })
    }

    /// Asks for one blank until what is typed can be read.
    pub(super) fn fill(
        &mut self,
        blank: &Blank,
        default: &str,
        calendar: Calendar,
    ) -> Asked<String> {
        self.fill_keeping(blank, default, calendar, |_| {})
    }

    /// The same; `kept` hears of every line of a text.
    pub(super) fn fill_keeping(
        &mut self,
        blank: &Blank,
        default: &str,
        calendar: Calendar,
        mut kept: impl FnMut(&str),
    ) -> Asked<String> {
        loop {
            let typed = match blank.kind {
                Kind::Choice(all) => {
                    let mut options: Vec<String> =
                        all.iter().map(|word| word.spoken.to_owned()).collect();
                    let mut now = all.iter().position(|word| word.name == default);
                    if blank.needed.is_empty() {
                        options.push("none of these".to_owned());
                        now = now.or(Some(all.len()));
                    }
                    let chosen = self.choose(blank.question, &options, now)?;
                    all.get(chosen).map_or("", |word| word.name).to_owned()
                }
                Kind::Block => self.lines(blank, default, &mut kept)?,
                _ => self.text(blank.question, default)?,
            };
            if let Some(why) = blank.refusal(&typed, calendar) {
                self.say(sentence(&why))?;
                continue;
            }
            // What a span such as `+30d` means is read back.
            if let (Kind::Day(_), Ok(Some(day))) = (blank.kind, blank.day(&typed, calendar)) {
                self.say(words::date(day, calendar.today))?;
                return Ok(day.to_string());
            }
            return Ok(typed);
        }
    }
}
