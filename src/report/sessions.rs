//! Who went through the review together.

use super::page::Page;
use super::writer::Span::{Own, Person, Value};
use super::writer::{Block, Moment, Writer};

pub(super) fn write(page: &Page<'_>, out: &mut impl Writer) {
    out.within(Block::List, |out| {
        for session in &page.dossier.review().sessions {
            out.within(Block::Item, |out| {
                out.say(&[Value(&Moment(session.started_at)), Own(" to ")]);
                match session.ended_at {
                    Some(at) => out.say(&[Value(&Moment(at))]),
                    None => out.say(&[Own("no end that anybody recorded")]),
                }
                out.say(&[Own(", led by "), Person(&session.lead)]);
                for who in &session.people {
                    out.say(&[Own(", "), Person(who)]);
                }
            });
        }
    });
}
