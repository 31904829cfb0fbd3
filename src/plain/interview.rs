//! The blanks of a form, asked one by one.

use chrono::NaiveDate;

use super::ask::{Asked, Leave, Talk};
use super::words;
use crate::face::failure::Failure;
use crate::face::form::{Blank, Kind, Values};
use crate::face::words::sentence;
use crate::store::disk::DiskError;

/// Said where a form is gone on with.
pub(super) const KEPT: &str = "What you typed here before is kept, and stands in brackets.";

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
    /// Spans such as `+30d` begin here.
    pub today: NaiveDate,
}

impl Talk<'_> {
    /// Asks from a place on; `back` goes to the blank before, and from the first one leaves.
    pub(super) fn fill_in(
        &mut self,
        values: &mut Values,
        at: &mut usize,
        form: &Interview<'_>,
    ) -> Asked<()> {
        while let Some(blank) = (form.blanks)(values).get(*at) {
            match self.fill(blank, &(form.offer)(blank, values), form.today) {
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
    pub(super) fn fill(&mut self, blank: &Blank, default: &str, today: NaiveDate) -> Asked<String> {
        self.fill_keeping(blank, default, today, |_| {})
    }

    /// The same; `kept` hears of every line of a text.
    pub(super) fn fill_keeping(
        &mut self,
        blank: &Blank,
        default: &str,
        today: NaiveDate,
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
            if let Some(why) = blank.refusal(&typed, today) {
                self.say(sentence(&why))?;
                continue;
            }
            // What a span such as `+30d` means is read back.
            if let (Kind::Day(_), Ok(Some(day))) = (blank.kind, blank.day(&typed, today)) {
                self.say(words::date(day, today))?;
                return Ok(day.to_string());
            }
            return Ok(typed);
        }
    }
}
