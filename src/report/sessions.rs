//! Who went through the review together, and who said go or no-go.

use super::page::Page;
use super::writer::Span::{Copied, Dot, Own, Person, Strong, Text, Value};
use super::writer::{Block, Writer, moment};
use crate::review::Session;

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    out.within(Block::List, |out| {
        for session in &page.dossier.review().sessions {
            out.within(Block::Item, |out| {
                out.say(&[Value(&moment(session.started_at)), Own(" to ")]);
                match session.ended_at {
                    Some(at) => out.say(&[Value(&moment(at))]),
                    None => out.say(&[Own("no end that anybody recorded")]),
                }
                out.say(&[Own(", led by "), Person(&session.lead)]);
                for who in &session.people {
                    out.say(&[Own(", "), Person(who)]);
                }
                votes(session, page, out);
            });
        }
    });
}

/// Go and no-go of a session, with the command by which each would make it count.
pub(super) fn votes(session: &Session, page: &Page<'_>, out: &mut impl Writer) {
    let mut votes = page.facts.votes();
    votes.retain(|one| one.vote.session == session.id);
    if votes.is_empty() {
        return;
    }
    out.within(Block::List, |out| {
        for one in &votes {
            let vote = one.vote;
            out.within(Block::Item, |out| {
                let said = format!("{} as {}", vote.kind, vote.role);
                out.say(&[Strong(&[Value(&said)]), Own(": "), page.name(&vote.by)]);
                if let Some(recorder) = &vote.recorded_by {
                    out.say(&[Own(", recorded by "), page.name(recorder)]);
                }
                if !vote.why.is_empty() {
                    out.say(&[Own(": "), Text(&vote.why)]);
                }
                if one.stands {
                    out.say(&[Dot, Own("to sign it: "), Copied(&one.command)]);
                } else {
                    out.say(&[Dot, Own("said otherwise afterwards")]);
                }
            });
        }
    });
}
