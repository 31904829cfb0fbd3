//! The sign-off: what blocks, what you decide, what you state.

use strum::VariantArray as _;

use super::ask::{Asked, Leave, sentence};
use super::walk::Walker;
use super::words::{count, state};
use crate::checklist::Role;
use crate::decision::{Draft, gate, statement};
use crate::keys::{Key, Keygen, Keyring};
use crate::review::{Condition, Decision, Person, day};
use crate::text::{causes, visible};

/// How many blockers are read out.
const READ_OUT: usize = 20;

/// A question of the sign-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Role,
    Decision,
    Conditions,
    Owner,
    Due,
    Sole,
    Sign,
}

/// A decision about to be made.
#[derive(Debug)]
struct Form {
    role: Role,
    decision: Option<Decision>,
    conditions: String,
    owner: String,
    due: String,
    /// Why one person prepares and approves.
    why: String,
    /// True where that is to be asked.
    sole: bool,
}

impl Form {
    fn steps(&self) -> Vec<Step> {
        let conditions: &[Step] = match self.decision {
            Some(Decision::ApprovedWithConditions) => &[Step::Conditions, Step::Owner, Step::Due],
            _ => &[],
        };
        let sole: &[Step] = if self.sole { &[Step::Sole] } else { &[] };
        [
            &[Step::Role, Step::Decision],
            conditions,
            sole,
            &[Step::Sign],
        ]
        .concat()
    }
}

impl Walker<'_, '_> {
    /// Asks for a decision on the whole, and signs it.
    pub(super) fn sign(&mut self) -> Asked<()> {
        self.talk.say("Sign-off. Reading the evidence again.")?;
        self.session.check_evidence();
        self.ready()?;
        let role = self
            .session
            .dossier()
            .policy()
            .roles
            .into_iter()
            .min()
            .unwrap_or(Role::Approver);
        let mut form = Form {
            role,
            decision: None,
            conditions: String::new(),
            owner: String::new(),
            due: String::new(),
            why: String::new(),
            sole: false,
        };
        let mut at = 0;
        loop {
            let Some(step) = form.steps().get(at).copied() else {
                return Ok(());
            };
            at = match self.decide(step, &mut form) {
                Ok(true) => at + 1,
                Ok(false) => at,
                Err(Leave::Back) => at.checked_sub(1).ok_or(Leave::Back)?,
                Err(leave) => return Err(leave),
            };
        }
    }

    /// Says whether the review is ready, and what was decided before.
    fn ready(&mut self) -> Asked<()> {
        let dossier = self.session.dossier();
        let mut lines = vec![state(&dossier.tally())];
        let blockers = gate::blockers(dossier);
        if blockers.is_empty() {
            lines
                .push("Nothing blocks: every item is answered, and every answer holds.".to_owned());
        } else {
            lines.push(format!(
                "{} in the way of an approval:",
                count(blockers.len(), "thing")
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
        if dossier
            .review()
            .attestations()
            .any(|(_, _, attestation)| attestation.by == self.by)
        {
            lines.push("You attested items of this review yourself.".to_owned());
        }
        lines.extend(self.decisions());
        self.read(lines)
    }

    /// Asks one question; true where it was answered and the next may follow.
    fn decide(&mut self, step: Step, form: &mut Form) -> Asked<bool> {
        let today = self.session.now().date_naive();
        match step {
            Step::Role => {
                let options: Vec<String> = Role::VARIANTS.iter().map(ToString::to_string).collect();
                let now = Role::VARIANTS.iter().position(|role| *role == form.role);
                form.role = Role::VARIANTS[self.talk.choose("Role", &options, now)?];
            }
            Step::Decision => {
                let options: Vec<String> = Decision::VARIANTS
                    .iter()
                    .map(|decision| decision.label().to_owned())
                    .collect();
                let decision = Decision::VARIANTS[self.talk.choose("Decision", &options, None)?];
                let blockers = gate::blockers(self.session.dossier()).len();
                if decision.approves() && blockers > 0 {
                    let things = count(blockers, "thing");
                    let text = format!(
                        "{things} in the way of an approval; rejected is possible, or back to see to them."
                    );
                    self.talk.say(text)?;
                    return Ok(false);
                }
                form.decision = Some(decision);
                form.sole = decision.approves()
                    && form.role == Role::Approver
                    && gate::prepared(&self.by, self.session.dossier());
            }
            Step::Conditions => {
                form.conditions =
                    self.talk
                        .lines("Conditions", "one a line", &form.conditions, |_| {})?;
            }
            Step::Owner => {
                form.owner = self
                    .talk
                    .person("Owner of the conditions, as Name <mail>", &form.owner)?;
            }
            Step::Due => {
                form.due =
                    self.talk
                        .day("Due, the last day for them, such as +30d", &form.due, today)?;
            }
            Step::Sole => {
                self.talk
                    .say("You also prepared this review. If nobody else can decide, say why.")?;
                form.why = self.talk.line("Why one person does both")?;
            }
            Step::Sign => return self.confirm(form),
        }
        let missing = match step {
            Step::Conditions => form.conditions.is_empty(),
            Step::Owner => form.owner.is_empty(),
            Step::Due => form.due.is_empty(),
            Step::Role | Step::Decision | Step::Sole | Step::Sign => false,
        };
        if missing {
            self.talk
                .say("A condition needs what will be done, an owner and a date.")?;
        }
        Ok(!missing)
    }

    fn draft(&self, form: &Form) -> Option<Draft> {
        let today = self.session.now().date_naive();
        let mut conditions = Vec::new();
        if form.decision == Some(Decision::ApprovedWithConditions) {
            let owner: Person = form.owner.parse().ok()?;
            let due = day::parse(&form.due, today).ok()?;
            let actions = form
                .conditions
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty());
            conditions.extend(actions.map(|action| Condition {
                action: action.to_owned(),
                owner: owner.clone(),
                due,
            }));
        }
        let why = form.why.trim();
        let sole_operator = (form.sole && !why.is_empty()).then(|| why.to_owned());
        Some(Draft {
            role: form.role,
            decision: form.decision?,
            conditions,
            sole_operator,
        })
    }

    /// Reads the statement, has the title typed, and signs; true where it is done.
    fn confirm(&mut self, form: &Form) -> Asked<bool> {
        let Some(draft) = self.draft(form) else {
            return Err(Leave::Back);
        };
        let mut signoff = match self.session.prepare(&draft, self.by.clone()) {
            Ok(signoff) => signoff,
            Err(error) => {
                self.talk
                    .say(format!("Not signed: {}.", causes::joined(&error)))?;
                return Err(Leave::Back);
            }
        };
        let key = self.ask_key()?;
        let title = visible::line(&self.session.dossier().review().subject.title)
            .trim()
            .to_owned();
        let mut lines = vec!["You are about to state:".to_owned()];
        lines.extend(
            signoff
                .statement
                .lines()
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
        );
        lines.push(match &key {
            Some(key) => format!("It will be signed with {}.", key.label()),
            None => format!("It will be recorded, {}.", statement::NOT_SIGNED),
        });
        self.read(lines)?;
        let typed = self
            .talk
            .line(&format!("To sign, type the title of the review, {title}"))?;
        if typed != title {
            super::ask::leaving(&typed)?;
            self.talk
                .say("Not signed: that is not the title. back leaves without signing.")?;
            return Ok(false);
        }
        if let Some(key) = &key {
            match Keygen::find(&self.launch.around).sign(
                &signoff.statement,
                key,
                self.launch.interactive,
            ) {
                Ok(signature) => signoff.signature = Some(signature),
                Err(error) => {
                    self.talk.say(format!(
                        "Not signed, and nothing is recorded: {}.",
                        causes::joined(&error)
                    ))?;
                    return Ok(false);
                }
            }
        }
        let evidence = self.session.read_evidence();
        match self.session.sign(signoff, evidence) {
            Ok(saved) => {
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
            Err(error) => {
                self.talk
                    .say(format!("Not signed: {}.", causes::joined(&error)))?;
                Err(Leave::Back)
            }
        }
    }

    /// The key to sign with; none where there is none, or none is wanted.
    fn ask_key(&mut self) -> Asked<Option<Key>> {
        let ring = Keyring::find(&self.launch.around);
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
        let usable: Vec<&Key> = ring.usable().collect();
        let mut options: Vec<String> = usable.iter().map(|key| key.label()).collect();
        options.extend([
            "a key in another file".to_owned(),
            "no signature".to_owned(),
        ]);
        let none = usable.is_empty().then(|| options.len() - 1);
        let offered = ring
            .offered()
            .and_then(|offered| usable.iter().position(|key| *key == offered));
        let chosen = self.talk.choose("Key", &options, offered.or(none))?;
        if let Some(key) = usable.get(chosen) {
            return Ok(Some((*key).clone()));
        }
        if chosen == usable.len() + 1 {
            return Ok(None);
        }
        loop {
            let file = self.talk.line("File of the key")?;
            let key = Key::named(&file, &self.launch.around).and_then(|key| {
                key.refuse_weak()?;
                Ok(key)
            });
            match key {
                Ok(key) => return Ok(Some(key)),
                Err(error) => {
                    self.talk.say(format!(
                        "Not a key to sign with: {}.",
                        causes::joined(&error)
                    ))?;
                }
            }
        }
    }

    fn signed(&mut self) -> Asked<()> {
        self.launch.verify(self.session);
        let dossier = self.session.dossier();
        let what = dossier
            .review()
            .signoffs
            .last()
            .map(statement::short)
            .unwrap_or_default();
        let signed = dossier
            .review()
            .signoffs
            .last()
            .is_some_and(|one| one.signature.is_some());
        let how = if signed {
            "signed"
        } else {
            statement::NOT_SIGNED
        };
        let mut lines = vec![format!("Saved: {what}, {how}.")];
        let verdict = self.session.facts().verdict();
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
