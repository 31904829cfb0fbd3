//! What is said beside an answer, written.

use std::fmt::Write as _;

use crate::review::{ItemKey, Person, Remark};
use crate::store::strike;
use crate::store::values::{key, optional, prose, text, time};

pub(super) fn write(out: &mut String, of: &ItemKey, remark: &Remark) {
    let Remark {
        id,
        kind,
        text: words,
        addressee,
        due,
        on,
        by,
        at,
        struck,
    } = remark;
    let path = format!("item.{}.{}.remark", key(&of.checklist), key(&of.item));
    let _ = writeln!(out, "\n[[{path}]]");
    strike::write(out, struck);
    text(out, "id", id);
    let _ = writeln!(out, "kind = \"{kind}\"");
    if !words.is_empty() {
        prose(out, "text", words);
    }
    optional(out, "for", addressee.as_ref().map(Person::as_str));
    if let Some(due) = due {
        let _ = writeln!(out, "due = {due}");
    }
    optional(out, "on", on.map(|on| on.to_string()).as_deref());
    text(out, "by", by.as_str());
    time(out, "at", *at);
}
