//! A checklist, read and digested.

use signoff::checklist::form;

pub fn read(text: &str) {
    if let Ok(list) = form::parse("list".as_ref(), text) {
        let _ = list.digest();
    }
}
