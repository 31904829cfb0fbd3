//! What one accepts, confirms and ends: said at the items, and declared all at once.

use super::ask::{Asked, Leave};
use super::signoff::how;
use super::walk::Walker;
use crate::decision::{declaration, wording};
use crate::face::failure::Failure;
use crate::face::form::{Values, declare};
use crate::face::words::sentence;
use crate::review::{Deed, DeedKind};
use crate::text::number::count;
use crate::work::WorkError;

impl Walker<'_, '_> {
    /// Accepts or confirms the answer of the item, or takes that back.
    pub(super) fn stand_behind(&mut self, act: DeedKind) -> Asked<()> {
        match declare::of_answer(act, self.position, &self.by, &self.open.facts()) {
            Ok(deed) => self.say_of_record(deed),
            Err(why) => self.talk.say(sentence(&why)),
        }
    }

    /// Says that the person did not start the review, or takes that back.
    pub(super) fn disown_start(&mut self) -> Asked<()> {
        let dossier = self.open.dossier();
        let deed = declare::of_start(dossier);
        match declaration::idle(&deed, &self.by, dossier.review()) {
            Some(why) => self.talk.say(sentence(&why)),
            None => self.say_of_record(deed),
        }
    }

    fn say_of_record(&mut self, mut deed: Deed) -> Asked<()> {
        if deed.act.needs_reason() && !declare::is_said(&deed, Some(&self.said())) {
            deed.why = Some(self.talk.fill(&declare::WHY, "", self.open.calendar())?);
        }
        self.keep_deed(deed)
    }

    /// Ends a return of the item, or closes its question.
    pub(super) fn end(&mut self) -> Asked<()> {
        let said = declare::deeds(Some(&self.said()));
        let facts = self.open.facts();
        let found = declare::of_remark(self.position, &self.by, &said, &facts);
        let Some((deed, what)) = found else {
            return self.talk.say(sentence(declare::NOTHING_TO_END));
        };
        self.talk.say(sentence(&what))?;
        let why = self.talk.fill(&declare::WHY, "", self.open.calendar())?;
        self.keep_deed(Deed {
            why: Some(why),
            ..deed
        })
    }

    fn review_id(&self) -> String {
        self.open.dossier().review().subject.id.clone()
    }

    /// What was said and not declared.
    pub(super) fn said(&self) -> Values {
        let mut kept = self.setup.drafts.forms(&self.review_id());
        kept.remove(declare::NAME).unwrap_or_default()
    }

    pub(super) fn keep_said(&mut self, values: &Values) -> Asked<()> {
        let (drafts, review) = (&self.setup.drafts, self.review_id());
        if *values == Values::default() {
            drafts.forget_form(&review, declare::NAME);
            return Ok(());
        }
        let kept = drafts.keep_form(&review, declare::NAME, values);
        self.talk.tell_unkept(kept)
    }

    fn keep_deed(&mut self, deed: Deed) -> Asked<()> {
        let (act, mut values) = (deed.act, self.said());
        let is_new = declare::toggle(&mut values, deed);
        self.keep_said(&values)?;
        let what = if is_new {
            declare::verb(act)
        } else {
            "taken back"
        };
        let all = declare::deeds(Some(&values)).len();
        self.talk.say(sentence(&format!(
            "{what}: not declared yet. Type declare to declare {} with one signature",
            count(all, "thing", "things")
        )))
    }

    /// Declares what was said, all at once.
    pub(super) fn declare(&mut self) -> Asked<()> {
        let deeds = declare::deeds(Some(&self.said()));
        if deeds.is_empty() {
            return self.talk.say("Nothing is said that has to be declared.");
        }
        let review = self.open.dossier().review();
        let lines = deeds.iter().map(|deed| {
            let what = wording::about(deed.to, review);
            let what = what.unwrap_or_else(|| "what is no longer in the file".to_owned());
            let why = deed.why.as_ref();
            let why = why.map_or_else(String::new, |why| format!("; why: {why}"));
            sentence(&format!("{} {what}{why}", declare::verb(deed.act)))
        });
        let lines = lines.collect();
        self.read(lines)?;
        let options = ["yes", "no", "discard"];
        match self.talk.choose("Declare it", &options, None)? {
            0 => {}
            1 => return Ok(()),
            _ => {
                let review = self.review_id();
                self.setup.drafts.forget_form(&review, declare::NAME);
                return self.talk.say("Discarded.");
            }
        }
        let key = self.ask_key()?;
        let made = self.open.declaration(deeds, self.by.clone(), key.as_ref());
        let mut declaration = match made {
            Ok(declaration) => declaration,
            Err(WorkError::Secrets(found)) => return self.keeping(&found, Self::declare, ()),
            Err(error) => return self.undeclared(&Failure::from(error).line()),
        };
        let (text, signature) = (&declaration.statement, &mut declaration.signature);
        if !self.mean(text, key.as_ref(), signature)? {
            return Err(Leave::Back);
        }
        let is_signed = declaration.signature.is_some();
        match self.open.declare(declaration) {
            Ok(saved) => {
                let review = self.review_id();
                self.setup.drafts.forget_form(&review, declare::NAME);
                self.setup.verify(self.open);
                self.tell_warnings(&saved)?;
                self.talk.say(format!("Declared, {}.", how(is_signed)))
            }
            // Nobody signs what they have not heard.
            Err(error) if error.is_stale() => {
                let key = self.key();
                self.reload(&key)?;
                self.talk.say("Not declared: look at it, then declare it.")
            }
            Err(error) => self.undeclared(&Failure::from(error).line()),
        }
    }

    fn undeclared(&mut self, why: &str) -> Asked<()> {
        self.talk.say(format!("Not declared: {why}."))
    }
}
