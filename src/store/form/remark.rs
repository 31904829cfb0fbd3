//! What is said beside answers and in sessions, and who was in the room.

use crate::review::{Remark, Session, Vote};
use crate::store::strike;
use crate::text::lines::unified;
use crate::toml::problem::Source;
use crate::toml::reader::Table;

pub(super) fn remark(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Remark> {
    let place = table.span.clone();
    let struck = strike::read(&mut table, source);
    let remark = Remark {
        id: table.need_text("id", source),
        kind: table.need_word("kind", source)?,
        text: unified(table.take("text", source).unwrap_or_default()),
        addressee: table.take_parsed("for", source),
        due: table.take("due", source),
        on: table.take_parsed("on", source),
        by: table.need_parsed("by", source)?,
        at: table.need("at", source)?,
        struck,
    };
    strike::refuse_words(&remark, &place, source);
    Some(remark)
}

pub(super) fn session(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Session> {
    let people = table.take_all::<String>("people", source);
    let people = people.into_iter().filter_map(|(text, span)| {
        let wrong = |error| source.report(&span, format!("`people`: {error}"));
        text.parse().map_err(wrong).ok()
    });
    let people = people.collect();
    Some(Session {
        id: table.need_text("id", source),
        started_at: table.need("started-at", source)?,
        ended_at: table.take("ended-at", source),
        lead: table.need_parsed("lead", source)?,
        people,
    })
}

pub(super) fn vote(mut table: Table<'_>, source: &mut Source<'_>) -> Option<Vote> {
    let place = table.span.clone();
    let struck = strike::read(&mut table, source);
    let vote = Vote {
        id: table.need_text("id", source),
        session: table.need_text("session", source),
        kind: table.need_word("kind", source)?,
        role: table.need_word("role", source)?,
        why: unified(table.take("why", source).unwrap_or_default()),
        by: table.need_parsed("by", source)?,
        recorded_by: table.take_parsed("recorded-by", source),
        at: table.need("at", source)?,
        struck,
    };
    strike::refuse_words(&vote, &place, source);
    Some(vote)
}
