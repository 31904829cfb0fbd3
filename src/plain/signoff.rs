//! The sign-off: what blocks, what you decide, what you state.

use super::ask::{Asked, Leave};
use super::interview::Interview;
use super::walk::Walker;
use super::words::{spoken, state};
use crate::decision::{Blocker, wording};
use crate::face::failure::Failure;
use crate::face::form::key::{self, Offer};
use crate::face::form::sign::{self, Signatory};
use crate::face::form::{Blank, Values, declare};
use crate::face::words::sentence;
use crate::keys::{Key, Keygen, Keyring};
use crate::program;
use crate::review::{Decision, Deed};
use crate::text::number::count;
use crate::text::visible;
use crate::work::WorkError;
use crate::work::key::named;

/// How many blockers are read out.
const READ_OUT: usize = 20;

impl Walker<'_, '_> {
    /// Asks for a decision on the whole, and signs it.
    pub(super) fn sign(&mut self) -> Asked<()> {
        self.talk.say("Sign-off. Reading the evidence again.")?;
        self.open.check_evidence();
        let (kept, facts) = (self.said(), self.open.facts());
        let said = sign::said(Some(&kept), &self.by, &facts);
        let blockers = facts.blockers(&said, Some(&self.by));
        let signer = Signatory::of(Some(&self.by), &said, &facts);
        self.ready(&blockers, &said)?;
        let dossier = self.open.dossier();
        let (drafts, review) = (&self.setup.drafts, dossier.review().subject.id.clone());
        let kept = self.talk.kept(drafts, &review, sign::NAME)?;
        let mut values = kept.unwrap_or_else(|| sign::begin(dossier.policy(), signer));
        let blockers = blockers.len();
        let form = Interview {
            blanks: &|values| sign::blanks(values, signer),
            // Nobody decides by an empty line.
            offer: &|blank, values| match values.get(blank) {
                _ if *blank == sign::DECISION => String::new(),
                said => said.to_owned(),
            },
            objection: &|blank, said| blocked(blank, said, blockers),
            keep: &|values| drafts.keep_form(&review, sign::NAME, values),
            calendar: self.open.calendar(),
        };
        let mut at = 0;
        loop {
            self.talk.fill_in(&mut values, &mut at, &form)?;
            match self.confirm(&values, signer) {
                Ok(true) => return Ok(()),
                Ok(false) => {}
                Err(Leave::Back) => at = at.saturating_sub(1),
                Err(leave) => return Err(leave),
            }
        }
    }

    /// Says whether the review is ready, and what was decided before.
    fn ready(&mut self, blockers: &[Blocker], said: &[Deed]) -> Asked<()> {
        let dossier = self.open.dossier();
        let mut lines = vec![state(&dossier.tally())];
        if blockers.is_empty() {
            lines.push(format!("Nothing blocks. {}.", sign::READY));
        } else {
            lines.push(format!(
                "{} an approval:",
                count(blockers.len(), "thing blocks", "things block")
            ));
            lines.extend(
                blockers
                    .iter()
                    .take(READ_OUT)
                    .map(|blocker| sentence(&blocker.to_string())),
            );
            if let Some(more) = blockers
                .len()
                .checked_sub(READ_OUT)
                .filter(|more| *more > 0)
            {
                lines.push(format!("And {more} more."));
            }
        }
        let facts = self.open.facts();
        lines.extend(facts.let_pass().map(|passes| sentence(&passes)));
        let burdens = facts.burdens();
        if !burdens.is_empty() {
            lines.push("Whoever approves takes on:".to_owned());
        }
        lines.extend(burdens.iter().map(|one| {
            let (status, severity) = (spoken(one.status), one.severity);
            let said = format!(
                "{}, {}: {status}, {severity}; {}",
                one.item, one.title, one.terms
            );
            sentence(&said)
        }));
        if dossier.review().has_attested(&self.by) {
            lines.push("You attested items of this review yourself.".to_owned());
        }
        if sign::has_only_started(&self.by, said, &facts) {
            let started = sign::STARTED;
            lines.push(format!("{started}: type disown start to disown that."));
        }
        if !said.is_empty() {
            let things = count(said.len(), "thing", "things");
            lines.push(format!("You declare {things} with the decision."));
        }
        let apart = declare::deeds(Some(&self.said())).len() - said.len();
        if apart > 0 {
            lines.push(format!(
                "{apart} to declare, not in this statement: type declare first."
            ));
        }
        let (in_the_way, told) = sign::in_the_way(&self.by, None, said, &facts);
        lines.extend(in_the_way);
        lines.extend(facts.counts_as(&self.by).map(|counts| sentence(&counts)));
        lines.extend(self.decisions(&told));
        self.read(lines)
    }

    /// Reads the statement, has the title typed, and signs; true where it is done.
    fn confirm(&mut self, values: &Values, signer: Signatory) -> Asked<bool> {
        let (draft, wrong) = sign::read(values, signer, &self.open.facts());
        let Some(mut draft) = draft.filter(|_| wrong.is_empty()) else {
            self.talk.complain(&wrong)?;
            return Err(Leave::Back);
        };
        let (kept, facts) = (self.said(), self.open.facts());
        draft.deeds = sign::said(Some(&kept), &self.by, &facts);
        draft
            .deeds
            .extend(sign::dismissals(values, &self.by, &facts));
        let key = self.ask_key()?;
        let mut signoff = match self.open.prepare(&draft, self.by.clone(), key.as_ref()) {
            Ok(signoff) => signoff,
            Err(WorkError::Secrets(found)) => {
                let again = |walker: &mut Self| walker.confirm(values, signer);
                return self.keeping(&found, again, false);
            }
            Err(error) => return self.unsigned(error),
        };
        let (statement, signature) = (&signoff.statement, &mut signoff.signature);
        if !self.mean(statement, key.as_ref(), signature)? {
            return Ok(false);
        }
        match self.open.record(signoff) {
            Ok(saved) => {
                let review = &self.open.dossier().review().subject.id;
                self.setup.drafts.forget_form(review, sign::NAME);
                self.keep_said(&declare::without(Some(&kept), &draft.deeds))?;
                self.tell_warnings(&saved)?;
                self.signed().map(|()| true)
            }
            // Nobody signs what they have not heard.
            Err(error) if error.is_stale() => {
                let key = self.key();
                self.reload(&key)?;
                self.talk.say("Not signed: look at it, then sign.")?;
                Ok(true)
            }
            Err(error) => self.unsigned(error),
        }
    }

    fn unsigned<T>(&mut self, error: WorkError) -> Asked<T> {
        let why = Failure::from(error).line();
        self.talk.say(format!("Not signed: {why}."))?;
        Err(Leave::Back)
    }

    /// Reads a statement, has the title typed, and signs where there is a key; false where it is not meant.
    pub(super) fn mean(
        &mut self,
        statement: &str,
        key: Option<&Key>,
        signature: &mut Option<String>,
    ) -> Asked<bool> {
        let title = visible::line(&self.open.dossier().review().subject.title)
            .trim()
            .to_owned();
        let mut lines = vec!["You are about to state:".to_owned()];
        lines.extend(
            statement
                .lines()
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
        );
        lines.push(match &key {
            Some(key) => format!("It will be signed with {}.", key.label()),
            None => format!("It will be recorded, {}.", wording::NOT_SIGNED),
        });
        self.read(lines)?;
        let typed = self
            .talk
            .line(&format!("To sign, type the title of the review, {title}"))?;
        if visible::line(&typed) != title {
            super::ask::leaving(&typed)?;
            self.talk
                .say("Not signed: that is not the title. back leaves without signing.")?;
            return Ok(false);
        }
        let Some(key) = key else { return Ok(true) };
        let keygen = Keygen::find(&self.setup.around);
        let at_a_terminal = self.setup.interactive;
        let sign = || keygen.sign(statement, key, at_a_terminal);
        match program::while_lent(at_a_terminal, sign) {
            Ok(signed) => *signature = Some(signed),
            Err(error) => {
                self.talk.say(format!(
                    "Not signed, and nothing is recorded: {}.",
                    Failure::from(error).line()
                ))?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The key to sign with; none where there is none, or none is wanted.
    pub(super) fn ask_key(&mut self) -> Asked<Option<Key>> {
        let calendar = self.open.calendar();
        let ring = Keyring::find(&self.setup.around);
        if let Some(trouble) = &ring.trouble {
            self.talk.say(sentence(trouble))?;
            return Ok(None);
        }
        if ring.keys.is_empty() {
            return Ok(None);
        }
        for key in &ring.keys {
            if let Err(unfit) = key.refuse_weak() {
                let label = key.label();
                self.talk.say(format!("Not offered: {label}, {unfit}."))?;
            }
        }
        let mut rows = key::rows(&ring);
        rows.retain(|row| !matches!(row, Offer::Key(key) if key.refuse_weak().is_err()));
        let options: Vec<String> = rows.iter().map(Offer::spoken).collect();
        let offered = key::at("", &rows, &ring);
        match &rows[self
            .talk
            .choose(key::KEY.question, &options, Some(offered))?]
        {
            Offer::Key(key) => return Ok(Some((**key).clone())),
            Offer::Nothing => return Ok(None),
            Offer::File => {}
        }
        loop {
            let file = self.talk.fill(&key::FILE, "", calendar)?;
            match named(&file, &self.setup.around, self.setup.clock.now()) {
                Ok(key) => return Ok(Some(key)),
                Err(error) => self.talk.say(format!(
                    "Not a key to sign with: {}.",
                    Failure::from(error).line()
                ))?,
            }
        }
    }

    fn signed(&mut self) -> Asked<()> {
        self.setup.verify(self.open);
        let dossier = self.open.dossier();
        let last = dossier.review().signoffs.last();
        let what = last.map(wording::short).unwrap_or_default();
        let how = how(last.is_some_and(|one| one.signature.is_some()));
        let mut lines = vec![format!("Saved: {what}, {how}.")];
        let verdict = self.open.facts().verdict();
        if verdict.is_signed_off() {
            lines.push(
                "The review is signed off. Type report to read or write the report.".to_owned(),
            );
        }
        lines.extend(
            verdict
                .whys()
                .iter()
                .take(READ_OUT)
                .map(|why| format!("Not signed off yet: {why}.")),
        );
        self.read(lines)
    }
}

/// That an approval was chosen which something blocks.
fn blocked(blank: &Blank, said: &str, blockers: usize) -> Option<String> {
    let approves = |said: &str| said.parse().is_ok_and(Decision::approves);
    (*blank == sign::DECISION && blockers > 0 && approves(said)).then(|| {
        let things = count(blockers, "thing blocks", "things block");
        format!("{things} an approval; rejected is possible, or back to see to them")
    })
}

/// Whether a statement that was recorded is signed.
pub(super) fn how(is_signed: bool) -> &'static str {
    if is_signed {
        "signed"
    } else {
        wording::NOT_SIGNED
    }
}
