//! What the model makes of another program's changes: taken in where they touch nothing of ours, else shown.

use super::model::Model;
use super::msg::{Desk, Effect, Msg, Trouble};
use super::overlay::Overlay;
use super::overlay::blocked::Blocked;
use super::overlay::conflict::Conflict;
use super::screen::Screen;
use super::screen::walk::Walk;
use crate::review::{Change, Difference, Withdrawal, difference};
use crate::work::{Arrival, NothingDone, Overtaken};

/// How many changed items are named.
const NAMED: usize = 3;

impl Model {
    /// The same review, read anew: the place and what was typed are kept.
    pub(super) fn reloaded(
        &mut self,
        arrival: &Arrival,
        then: Option<Box<Msg>>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        let Some(open) = desk else { return Vec::new() };
        let was_troubled = self.trouble.take().is_some();
        if let Some(moved) = &arrival.moved
            && let Some(walk) = self.walk.take()
        {
            let position = moved.get(walk.position()).copied().flatten();
            self.walk = Some(walk.again(&self.context(desk)));
            self.show(position, open);
        }
        // Without a filter there is nothing to look at again, and what is folded stays so.
        if self.walk.as_ref().is_some_and(Walk::is_filtered) {
            self.refilter(open);
        }
        let mut effects = self.look_again(open);
        self.account(&arrival.difference, open);
        let news = news_of(arrival, was_troubled, open);
        match then {
            Some(then) => {
                effects.extend(self.update(*then, desk));
                if let Some(toast) = &mut self.toast {
                    toast.text = format!("{}; {news}", toast.text);
                } else {
                    self.say(news);
                }
            }
            None if arrival.difference.missing.is_empty() => self.say(news),
            None => self.complain(news),
        }
        effects
    }

    /// Has what is on screen follow the review.
    fn look_again(&mut self, desk: Desk<'_>) -> Vec<Effect> {
        self.count_changes(desk);
        // What was looked into before is watched.
        let known = desk.facts.dossier.checks();
        let files = desk.facts.dossier.evidence_files().into_iter();
        let new = files
            .filter(|path| !known.contains_key(*path))
            .map(str::to_owned)
            .collect();
        let mut effects = self.check_files(new);
        match &mut self.screen {
            // What is signed was read as it was then.
            Screen::Stating(_) => {
                let why = "not signed: another program changed the review; look at it, then sign";
                self.unstate(Some(why.to_owned()), Some(desk));
            }
            Screen::Attest(form) => {
                if !form.find(desk.facts.dossier) {
                    let gone = format!("{} is no longer in the checklist", form.key);
                    self.screen = Screen::Walk;
                    self.complain(gone);
                }
            }
            Screen::Home => effects.push(Effect::LoadHome),
            Screen::New(_)
            | Screen::Walk
            | Screen::Findings(_)
            | Screen::Evidence(_)
            | Screen::Signoffs(_)
            | Screen::Signoff(_)
            | Screen::Revoke(_)
            | Screen::Report(_) => {}
        }
        self.refresh(&desk);
        if let Some(overlay) = &mut self.overlay {
            overlay.follow(&self.keymap, desk);
        }
        effects
    }

    /// Remembers what has gone, and that what was taken back elsewhere cannot be taken back once more.
    fn account(&mut self, difference: &Difference, desk: Desk<'_>) {
        let review = desk.facts.dossier.review();
        self.missing.extend(difference.missing.iter().cloned());
        if let Some(who) = &self.who {
            let now = Withdrawal {
                at: desk.facts.now,
                by: who.clone(),
            };
            self.missing
                .retain(|event| difference::again(event, review, &now).is_some());
        }
    }

    /// True where a form is about to answer what somebody else answered since it was begun.
    pub(super) fn must_ask(&self, change: &Change, desk: Option<Desk<'_>>) -> bool {
        match (change, &self.screen, desk) {
            (Change::Attest { keys, .. }, Screen::Attest(form), Some(desk)) => {
                *keys == [form.key.clone()] && form.is_overtaken(desk.facts.dossier)
            }
            _ => false,
        }
    }

    /// The other side answered too, or signed: both answers are shown side by side, or the change is to be confirmed.
    pub(super) fn overtaken(
        &mut self,
        change: Change,
        why: Option<&Overtaken>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        let asks = self.must_ask(&change, desk);
        match (change, desk, self.who.clone()) {
            (Change::Attest { mut keys, answer }, Some(desk), Some(who)) if asks => {
                let conflict = keys
                    .pop()
                    .and_then(|key| Conflict::new(key, *answer, who, desk));
                self.overlay = conflict.map(|conflict| Overlay::Conflict(Box::new(conflict)));
                Vec::new()
            }
            (Change::Attest { keys, .. }, ..) if keys.len() > 1 => {
                let why = why.map(ToString::to_string).unwrap_or_default();
                self.complain(format!("not saved: {why}; look, and save again"));
                Vec::new()
            }
            (change, _, Some(who)) => self
                .meant(Effect::Apply(change, who), desk)
                .into_iter()
                .collect(),
            (_, _, None) => Vec::new(),
        }
    }

    /// The file cannot be read again: what is on screen stays.
    pub(super) fn troubled(&mut self, trouble: Trouble) -> Vec<Effect> {
        self.complain(trouble.said());
        self.trouble = Some(trouble);
        Vec::new()
    }

    pub(super) fn blocked(&mut self, change: Change, trouble: Trouble) -> Vec<Effect> {
        self.saved = false;
        self.overlay = Some(Overlay::Blocked(Box::new(Blocked::new(
            change,
            trouble.clone(),
        ))));
        self.trouble = Some(trouble);
        Vec::new()
    }

    /// Has evidence files looked into that another program changed.
    pub(super) fn stirred(&mut self, paths: Vec<String>, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let Some(desk) = desk else { return Vec::new() };
        let counts = desk.facts.dossier.evidence_files();
        let paths: Vec<String> = paths
            .into_iter()
            .filter(|path| counts.contains(path.as_str()))
            .collect();
        match &paths[..] {
            [] => return Vec::new(),
            [path] => self.say(format!("{path} changed on disk and is read again")),
            [path, more @ ..] => {
                self.say(format!(
                    "{path} and {} more changed on disk and are read again",
                    more.len()
                ));
            }
        }
        self.check_files(paths)
    }

    pub(super) fn put_back(&mut self, count: usize, desk: Option<Desk<'_>>) -> Vec<Effect> {
        self.missing.clear();
        self.saved = true;
        self.say(format!("put back {count}; the file has everything again"));
        desk.map_or_else(Vec::new, |desk| self.look_again(desk))
    }

    pub(super) fn undo(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let change = desk.map(|open| open.run.undo());
        self.take_back(change, desk)
    }

    pub(super) fn redo(&mut self, desk: Option<Desk<'_>>) -> Vec<Effect> {
        let change = desk.map(|open| open.run.redo());
        self.take_back(change, desk)
    }

    fn take_back(
        &mut self,
        change: Option<Result<Change, NothingDone>>,
        desk: Option<Desk<'_>>,
    ) -> Vec<Effect> {
        match change.unwrap_or(Err(NothingDone::ToUndo)) {
            Ok(change) => self.change(change, desk),
            Err(nothing) => {
                self.say(nothing.to_string());
                Vec::new()
            }
        }
    }
}

/// What changed, in a sentence.
fn news_of(arrival: &Arrival, was_troubled: bool, desk: Desk<'_>) -> String {
    let Difference {
        turned,
        signed,
        missing,
    } = &arrival.difference;
    let file = desk.path.file_name().unwrap_or_default().to_string_lossy();
    if !missing.is_empty() {
        return format!(
            "{} of what was in {file} is gone: another program saved an old state; P shows it and puts it back",
            missing.len()
        );
    }
    let mut news: Vec<String> = turned
        .iter()
        .take(NAMED)
        .map(|turned| {
            let position = desk.facts.dossier.position(&turned.key);
            let name =
                position.map_or_else(|| turned.key.to_string(), |at| desk.facts.dossier.name(at));
            match &turned.said {
                Some((status, by)) => format!("{name} {} by {}", status.label(), by.name()),
                None => format!("{name} taken back"),
            }
        })
        .collect();
    if turned.len() > NAMED {
        news.push(format!("and {} more", turned.len() - NAMED));
    }
    news.extend(signed.iter().cloned());
    match (news.is_empty(), was_troubled) {
        (false, _) => format!("{}; read from disk", news.join(", ")),
        (true, true) => format!("{file} is whole again and was read"),
        (true, false) if arrival.moved.is_some() => {
            "the checklist changed and was read again".to_owned()
        }
        (true, false) => format!("{file} was changed by another program and read again"),
    }
}
