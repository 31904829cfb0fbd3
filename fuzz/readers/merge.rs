//! Two sides of a review as one. What comes out can be read, and has both.

use signoff::review::loss::losses;
use signoff::store::Document;
use signoff::store::document::union::union;

pub fn read(text: &str) {
    let mut sides = text.split("\n%%\n");
    let (Some(base), Some(ours), Some(theirs)) = (sides.next(), sides.next(), sides.next()) else {
        return;
    };
    let Ok(whole) = union(Some(base), ours, theirs) else {
        return;
    };
    let read = |text: &str| {
        Document::parse("review".as_ref(), text.to_owned())
            .expect("a review")
            .1
    };
    for side in [ours, theirs] {
        let lost = losses(&read(side), &read(&whole));
        assert!(lost.is_empty(), "{lost:?}");
    }
}
