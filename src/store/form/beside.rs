//! What is said beside answers, and who was in the room.

use crate::review::{Remark, Session};
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
