//! What a layer wants done.

use super::effect::{Effect, Rendering};
use super::intent::{Instrument, Intent, Stated, Wish};
use super::offer::Startable;
use crate::face::command::Action;
use crate::face::form::key::Wanted;
use crate::review::{Change, Deed, DeedKind, ItemKey, Person, RemarkKind, SealState, Status};

/// What comes of an input, one after the other.
#[derive(Debug, Default)]
pub(super) struct Step(pub Vec<Want>);

/// Something that a layer wants.
#[derive(Debug)]
pub(super) enum Want {
    /// Leave the layer.
    Close,
    /// Something said at the bottom.
    Say(String),
    /// Something wrong, said where it was asked for, else at the bottom.
    Complain(String),
    /// A command.
    Run(Action),
    /// The home screen.
    Home,
    /// The form for a new review.
    New(Vec<Startable>, Origin),
    /// The person asked who they are.
    AskWho,
    /// Another place in the open review.
    Go(Goal),
    /// Something done in the world.
    Do(Effect),
    /// The same, after the person was asked.
    Confirmed(Effect),
    /// The person asked whether it is to be done.
    Ask {
        title: &'static str,
        text: String,
        effect: Effect,
    },
    /// A change of the review.
    Change(Change),
    /// A file read into evidence; it is typed, or named as the review names it.
    Measure {
        key: ItemKey,
        path: String,
        named: bool,
    },
    /// All evidence files looked at.
    Check,
    /// The keys looked for that there are to sign with.
    FindKeys,
    /// A text written in the person's editor.
    Edit {
        /// What the file is called, without an ending.
        name: String,
        text: String,
    },
    /// A text put on the clipboard.
    Copy(String),
    /// A statement made.
    State(Box<Wish>),
    /// A statement recorded.
    Record(Box<Instrument>),
    /// This is who attests.
    Who(Person),
    /// This is who answers, where the person only writes it down.
    Answerer(Option<Person>),
    /// Something more to declare; where it is there already, it is taken back.
    Declare(Deed),
    /// What has gone from the file is left out.
    LeaveOut,
}

/// Where to go in the open review.
#[derive(Debug, Clone)]
pub(super) enum Goal {
    /// The walk, at an item.
    Walk(Option<usize>),
    /// The attestation of an item.
    Attest {
        position: usize,
        status: Option<Status>,
        /// Straight to the evidence.
        evidence: bool,
    },
    /// One attestation of several items, in the order of the walk.
    AttestSeveral(Vec<usize>, Option<Status>),
    /// Something said beside the answers of items.
    Remark(RemarkKind, Vec<usize>),
    /// Something to declare about the answers of items.
    Deed(DeedKind, Vec<usize>),
    /// Something to declare about a record, with the reason.
    Why(Deed),
    /// Ask who answers.
    Answerer,
    /// Go or no-go, said in the session.
    Vote,
    /// The commands and references of an item, if it is about one, and what signs that which was said in the session.
    Offers(Option<usize>),
    /// An answer beside the one that another program saved meanwhile.
    Both(Change),
    /// A statement, to be read and signed.
    Statement(Box<Stated>),
    /// Take the sign-off of this id back.
    Revoke(String),
    /// Ask why the review is sealed, or opened again.
    Seal(SealState),
    /// Ask for the file of the report, or of the minutes.
    File(Rendering),
    /// Ask who is in the session.
    Meet,
}

/// What a review is started of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A checklist that was listed.
    Listed(String),
    /// The first that was listed.
    Any,
    /// A checklist file of one's own.
    File,
}

impl Step {
    pub(super) fn none() -> Self {
        Self::default()
    }

    pub(super) fn want(want: Want) -> Self {
        Self(vec![want])
    }

    pub(super) fn close() -> Self {
        Self::want(Want::Close)
    }

    pub(super) fn say(text: impl Into<String>) -> Self {
        Self::want(Want::Say(text.into()))
    }

    pub(super) fn run(action: Action) -> Self {
        Self::want(Want::Run(action))
    }

    pub(super) fn go(goal: Goal) -> Self {
        Self::want(Want::Go(goal))
    }

    pub(super) fn effect(effect: impl Into<Effect>) -> Self {
        Self::want(Want::Do(effect.into()))
    }

    /// Has a statement made by who is at it, who is asked for where nobody knows.
    pub(super) fn state(who: Option<&Person>, intent: Intent, key: Wanted) -> Self {
        Self::by(who, |by| Want::State(Box::new(Wish { intent, by, key })))
    }

    /// What `make` makes of who attests, who is asked for where nobody knows.
    pub(super) fn by(who: Option<&Person>, make: impl FnOnce(Person) -> Want) -> Self {
        Self::want(who.cloned().map_or(Want::AskWho, make))
    }

    #[must_use]
    pub(super) fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }
}
