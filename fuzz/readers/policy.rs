//! A policy file, which reads the same twice.

use signoff::policy::form;

pub fn read(text: &str) {
    let read = || form::parse("policy".as_ref(), text).ok();
    assert_eq!(read(), read());
}
