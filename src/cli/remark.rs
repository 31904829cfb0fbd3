//! `signoff comment`, `ask`, `return` and `assign`: what people say beside answers.

use clap::builder::NonEmptyStringValueParser;

use super::call::Call;
use super::exit::Exit;
use super::output::{Output, count};
use super::secrets::SecretOptions;
use crate::face::failure::Failure;
use crate::policy::Day;
use crate::review::{Change, Event, ItemKey, Person, RemarkDraft, RemarkKind};
use crate::work::{OpenReview, Saved};

/// Say something of items, without answering them
///
/// It makes you no preparer. A sign-off says how many remarks it is over.
#[derive(Debug, clap::Args)]
pub(super) struct Comment {
    #[command(flatten)]
    said: Said,
}

/// Ask somebody something about items
///
/// Who approves must close the question or say why it may stay open; `signoff close` closes it.
#[derive(Debug, clap::Args)]
pub(super) struct Ask {
    #[command(flatten)]
    said: Said,

    /// Who is to answer it
    #[arg(long = "for", value_name = "WHO")]
    addressee: Person,

    /// Until when, such as +7d
    #[arg(long, value_name = "DATE")]
    due: Option<Day>,
}

/// Return the answers of items: they will not do
///
/// The gate is shut until an item is answered anew, or until you end the return: `signoff end`.
#[derive(Debug, clap::Args)]
pub(super) struct Return {
    #[command(flatten)]
    said: Said,
}

/// Say who is to answer items, and until when
#[derive(Debug, clap::Args)]
pub(super) struct Assign {
    /// The items, such as SEC-2
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,

    /// Who is to answer them
    #[arg(long = "to", value_name = "WHO")]
    addressee: Person,

    /// Until when, such as +7d
    #[arg(long, value_name = "DATE")]
    due: Option<Day>,

    /// What they should know
    #[arg(long, value_name = "TEXT", default_value = "")]
    text: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

/// Items, and what is said of them.
#[derive(Debug, clap::Args)]
struct Said {
    /// The items, such as SEC-2
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,

    /// What you have to say
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    text: String,

    #[command(flatten)]
    secrets: SecretOptions,
}

impl Comment {
    /// Records the comment.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        self.said.record(RemarkKind::Comment, None, None, call, out)
    }
}

impl Ask {
    /// Records the question.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let addressee = Some(self.addressee.clone());
        self.said
            .record(RemarkKind::Question, addressee, self.due, call, out)
    }
}

impl Return {
    /// Records the return.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        self.said.record(RemarkKind::Return, None, None, call, out)
    }
}

impl Assign {
    /// Records the assignment.
    pub(super) fn run(&self, call: &Call<'_>, out: &mut Output) -> Result<Exit, Failure> {
        let words = |open: &OpenReview| RemarkDraft {
            kind: RemarkKind::Assignment,
            text: self.text.clone(),
            addressee: Some(self.addressee.clone()),
            due: self.due.map(|day| day.seen_from(open.today())),
        };
        record(&self.items, words, &self.secrets, call, out)
    }
}

impl Said {
    fn record(
        &self,
        kind: RemarkKind,
        addressee: Option<Person>,
        due: Option<Day>,
        call: &Call<'_>,
        out: &mut Output,
    ) -> Result<Exit, Failure> {
        let words = |open: &OpenReview| RemarkDraft {
            kind,
            text: self.text.clone(),
            addressee,
            due: due.map(|day| day.seen_from(open.today())),
        };
        record(&self.items, words, &self.secrets, call, out)
    }
}

fn record(
    items: &[String],
    words: impl FnOnce(&OpenReview) -> RemarkDraft,
    secrets: &SecretOptions,
    call: &Call<'_>,
    out: &mut Output,
) -> Result<Exit, Failure> {
    let mut open = call.open()?;
    secrets.tell(&mut open);
    let by = call.who()?;
    let dossier = open.dossier();
    let key = |name: &String| Ok(dossier.entry(dossier.find(name)?).key());
    let keys: Vec<ItemKey> = items.iter().map(key).collect::<Result<_, Failure>>()?;
    let mut words = Box::new(words(&open));
    words.addressee = Call::called(words.addressee.as_ref(), &open)?;
    let change = Change::Remark { keys, words };
    call.change(&mut open, &by, out, &change, tell)?;
    Ok(Exit::Done)
}

fn tell(open: &OpenReview, saved: &Saved, out: &mut Output) {
    let Event::Remarked(remarks) = &saved.event else {
        return;
    };
    for one in remarks {
        let (kind, name) = (one.remark.kind, open.dossier().name_of(&one.key));
        out.say(format!("{kind} on {name}, id {}", one.remark.id));
    }
    if remarks.len() > 1 {
        out.say(count(remarks.len(), "remark", "remarks"));
    }
}
