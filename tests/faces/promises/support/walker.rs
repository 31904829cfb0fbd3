//! The plain walker, by lines said to it.

use std::collections::HashMap;
use std::io::{BufRead, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use signoff::profile::drafts::Drafts;
use signoff::profile::recent::Recent;
use signoff::store::shelf::Shelf;

use super::house::{CLOCK, TITLE};
use super::reading::{names, reasons_of_report, reviewed_of_report};
use super::{Decided, Face, Kind, Said, Told, With};
use crate::house::{GRACE, House, KIM};

/// The plain walker in a thread of its own, to which one line after the other is said.
pub struct Walker {
    /// Dropped to let the walker come to the end of its input.
    to: Option<Sender<String>>,
    asked: Receiver<()>,
    heard: Arc<Mutex<Vec<u8>>>,
    thread: Option<JoinHandle<()>>,
    /// What was said at the start, before anything was asked.
    start: String,
    /// The question that waits for an answer.
    question: String,
}

/// The input of the walker: tells when nothing is left to read, and waits for more.
struct Ears {
    from: Receiver<String>,
    asks: Sender<()>,
    rest: Vec<u8>,
}

impl BufRead for Ears {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.rest.is_empty() {
            let _ = self.asks.send(());
            self.rest = self.from.recv().unwrap_or_default().into_bytes();
        }
        Ok(&self.rest)
    }

    fn consume(&mut self, amount: usize) {
        self.rest.drain(..amount);
    }
}

impl Read for Ears {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

struct Voice(Arc<Mutex<Vec<u8>>>);

impl Write for Voice {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Walker {
    pub fn new(house: &House, by: &str) -> Self {
        let state = house.state(Kind::Walker);
        let launch = signoff::plain::Setup {
            review: Some(house.path("signoff.toml")),
            by: Some(by.parse().unwrap()),
            complaint: None,
            shelf: Shelf::default(),
            recent: Recent::new(Some(&state)),
            drafts: Drafts::new(Some(&state)),
            directory: house.path(""),
            around: house.around(),
            inquiry: house.inquiry(),
            clock: CLOCK,
            interactive: false,
        };
        let (to, from) = channel();
        let (asks, asked) = channel();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let mut voice = Voice(heard.clone());
        let thread = std::thread::spawn(move || {
            let mut ears = Ears {
                from,
                asks,
                rest: Vec::new(),
            };
            signoff::plain::run(&launch, None, &mut ears, &mut voice).unwrap();
        });
        let mut walker = Self {
            to: Some(to),
            asked,
            heard,
            thread: Some(thread),
            start: String::new(),
            question: String::new(),
        };
        walker.start = walker.hear();
        walker
    }

    /// What was said since, up to the next question.
    fn hear(&mut self) -> String {
        let _ = self.asked.recv();
        let bytes = std::mem::take(&mut *self.heard.lock().unwrap());
        let said = String::from_utf8(bytes).unwrap();
        said.lines()
            .last()
            .unwrap_or_default()
            .clone_into(&mut self.question);
        said
    }

    /// Says a line; what is said then, up to the next question.
    pub fn say(&mut self, line: &str) -> String {
        let to = self.to.as_ref().unwrap();
        to.send(format!("{line}\n")).expect("the walker has left");
        self.hear()
    }

    /// Answers questions by their first words until one comes that has no answer here.
    fn converse(&mut self, mut said: String, answers: &[(&str, &str)]) -> String {
        let mut given = HashMap::new();
        loop {
            let question = said.lines().last().unwrap_or_default().to_owned();
            let answer = answers
                .iter()
                .find(|(start, _)| question.starts_with(start));
            let Some((start, answer)) = answer else {
                return said;
            };
            // A question that comes again and again is no use.
            let times = given.entry(*start).or_insert(0);
            *times += 1;
            if *times > 2 {
                return said;
            }
            said += &self.say(answer);
        }
    }

    fn report(&mut self) -> String {
        self.say("report");
        self.say("read it here")
    }

    /// Leaves every question, back to the one that is asked at an item: that one offers help.
    fn leave(&mut self) {
        for _ in 0..12 {
            if self.question.contains("? help") {
                return;
            }
            self.say("back");
        }
        panic!("no way back: {}", self.question);
    }
}

impl Drop for Walker {
    fn drop(&mut self) {
        self.to = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
            && !std::thread::panicking()
        {
            panic!("the walker ended in a panic");
        }
    }
}

impl Face for Walker {
    fn answer(&mut self, said: Said<'_>, meanwhile: &mut dyn FnMut()) -> String {
        let mut all = self.say(said.item);
        all += &self.say(said.status);
        // A rationale ends with an empty line, and so does the evidence.
        let answers = [
            ("Rationale", said.why),
            ("more", ""),
            ("Reason", ""),
            ("Action", "Mend"),
            ("Owner", KIM),
            ("Due", "+30d"),
            ("Accepted by", GRACE),
            ("Until", "+30d"),
        ];
        all = self.converse(all, &answers);
        if let Some(evidence) = said.evidence {
            all += &self.say(evidence);
        }
        all = self.converse(all, &[("Evidence", ""), ("More evidence", "")]);
        meanwhile();
        // Once: who is asked again has been told something.
        if self.question.starts_with("Save it") {
            return self.say("yes");
        }
        all
    }

    fn insist(&mut self, _: Said<'_>) -> String {
        self.say("yes")
    }

    fn item(&mut self, item: &str) -> String {
        self.leave();
        self.say(item)
    }

    fn remark(&mut self, what: &str, item: &str, text: &str) {
        self.leave();
        self.say(item);
        let said = self.say(what);
        let answers = [
            ("Question", text),
            ("Comment", text),
            ("What do you ask", text),
            ("Why will the answer not do", text),
            ("For whom", KIM),
            ("Until when", "-"),
        ];
        self.converse(said, &answers);
    }

    fn minutes(&mut self) -> String {
        self.leave();
        let said = self.say("session");
        self.converse(said, &[("Do what", "read")])
    }

    fn accept(&mut self, item: &str) -> String {
        self.leave();
        self.say(item);
        let mut all = self.say("agree");
        all += &self.say("declare");
        let answers = [
            ("Declare it", "yes"),
            ("Key", "no signature"),
            ("To sign", TITLE),
        ];
        self.converse(all, &answers)
    }

    fn undo(&mut self) -> String {
        self.say("undo")
    }

    fn redo(&mut self) -> String {
        self.say("redo")
    }

    fn sign(&mut self, decision: &str, with: With<'_>) -> Decided {
        let (key, file) = match with {
            With::Offered => ("", ""),
            With::File(file) => ("a key in another file", file),
            With::Nothing => ("no signature", ""),
        };
        let offer = self.say("sign");
        let decision = decision.replace('-', " ");
        let answers = [
            ("Role", ""),
            ("Decision", &decision),
            ("Why one person", "A team of one."),
            ("Why:", "Unfit"),
            ("more", ""),
            ("Key", key),
            ("File of the key", file),
        ];
        let offer = self.converse(offer, &answers);
        let said = self.converse(offer.clone(), &[("To sign", TITLE)]);
        Decided {
            said: said[offer.len()..].to_owned(),
            offer,
        }
    }

    fn condition(&mut self, owner: &str, due: &str) -> String {
        let said = self.say("sign");
        let answers = [
            ("Role", ""),
            ("Decision", "approved with conditions"),
            ("Conditions", "Mend"),
            ("more", ""),
            ("Owner", owner),
            ("Due", due),
        ];
        self.converse(said, &answers)
    }

    fn approving(&mut self) -> String {
        let said = self.say("sign");
        self.leave();
        said
    }

    fn standings(&mut self) -> Vec<Told> {
        let sign = self.say("sign");
        self.leave();
        vec![
            ("the beginning", self.start.clone()),
            ("sign", sign),
            ("report", self.report()),
        ]
    }

    fn findings(&mut self) -> Vec<(&'static str, Vec<String>)> {
        let said = self.say("findings");
        self.leave();
        // The last line asks what to do next.
        let (list, _) = said.trim_end().rsplit_once('\n').unwrap();
        vec![("findings", names(list))]
    }

    /// It finds items by words only.
    fn filtered(&mut self, _: &str) -> Option<Vec<String>> {
        None
    }

    fn reviewed(&mut self) -> Vec<Told> {
        let count = |text: &str| {
            let line = text.lines().find(|line| line.contains(" answered"));
            let (count, _) = line
                .and_then(|line| line.split_once(" answered"))
                .expect(text);
            count.to_owned()
        };
        let list = self.say("list");
        self.leave();
        let report = self.report();
        vec![
            ("the beginning", count(&self.start)),
            ("list", count(&list)),
            ("report", reviewed_of_report(&report)),
        ]
    }

    fn reasons(&mut self) -> Vec<(&'static str, Vec<String>)> {
        let report = reasons_of_report(&self.report());
        let end = self.say("quit");
        let missing = end.split_once("Missing:\n").map_or("", |(_, rest)| rest);
        let missing = missing.lines().map(str::to_owned).collect();
        vec![("report", report), ("the end", missing)]
    }
}
