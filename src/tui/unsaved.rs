//! What is typed and not saved.

use std::collections::BTreeMap;

use super::effect::{Effect, Errand};
use crate::face::form::Values;
use crate::face::form::attest::AnswerDraft;
use crate::review::ItemKey;

/// What a layer has of it.
#[derive(Debug, Clone)]
pub(super) enum Kept {
    /// What is filled in of a form, by the form's name; nothing where that is no more than stood there at first.
    Form(String, Values),
    /// An answer, and the one that it began with.
    Answer {
        draft: Box<AnswerDraft>,
        begun: Box<AnswerDraft>,
        /// False where nothing was typed since.
        touched: bool,
    },
}

/// All of it.
#[derive(Debug, Default)]
pub(super) struct Unsaved {
    pub answers: BTreeMap<ItemKey, AnswerDraft>,
    /// What is filled in of other forms, by their names.
    pub forms: BTreeMap<String, Values>,
    /// Why it would be lost with the program.
    pub why_lost: Option<String>,
}

impl Unsaved {
    /// Keeps what was typed since; what says no more than stood there at first is no draft.
    pub(super) fn keep(&mut self, kept: Kept) -> Option<Effect> {
        match kept {
            Kept::Form(name, values) if values == Values::default() => self.forget_form(&name),
            Kept::Form(name, values) => {
                let is_news =
                    self.forms.insert(name.clone(), values.clone()).as_ref() != Some(&values);
                is_news.then_some(Errand::KeepForm(name, values).into())
            }
            Kept::Answer { touched: false, .. } => None,
            Kept::Answer { draft, .. } if self.answers.get(&draft.key) == Some(&draft) => None,
            Kept::Answer { draft, begun, .. } => {
                if !draft.is_draft(*begun) {
                    return self.forget_answer(&draft.key);
                }
                self.answers.insert(draft.key.clone(), (*draft).clone());
                Some(Errand::KeepDraft(draft).into())
            }
        }
    }

    /// Keeps once more all that is here.
    pub(super) fn again(&self) -> Vec<Effect> {
        let answers = self.answers.values().cloned();
        let answers = answers.map(|draft| Errand::KeepDraft(Box::new(draft)).into());
        let forms = self.forms.clone().into_iter();
        let forms = forms.map(|(name, values)| Errand::KeepForm(name, values).into());
        answers.chain(forms).collect()
    }

    pub(super) fn forget_form(&mut self, name: &str) -> Option<Effect> {
        self.forms.remove(name)?;
        Some(Errand::ForgetForm(name.to_owned()).into())
    }

    pub(super) fn forget_answer(&mut self, key: &ItemKey) -> Option<Effect> {
        let draft = self.answers.remove(key)?;
        Some(Errand::ForgetDraft(draft.key).into())
    }
}
