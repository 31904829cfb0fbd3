//! A review file, read, judged and told.

use signoff::checklist::form;
use signoff::decision::{Proofs, Question};
use signoff::facts::Facts;
use signoff::review::Dossier;
use signoff::store::Document;

const LIST: &str = "schema = 1\nid = \"a\"\ntitle = \"A\"\nversion = \"1\"\n[[category]]\nid = \"c\"\ntitle = \"C\"\n\
                    [[category.item]]\nid = \"A-1\"\ntitle = \"One\"\nseverity = \"high\"\n";

pub fn read(text: &str) {
    let Ok((document, review)) = Document::parse("review".as_ref(), text.to_owned()) else {
        return;
    };
    assert_eq!(document.text(), text);
    let now = review.subject.created_at;
    let list = form::parse("list".as_ref(), LIST).expect("a checklist");
    let dossier = Dossier::new(review, vec![list], now);
    let (proofs, question) = (Proofs::NotAsked, Question::default());
    let facts = Facts {
        dossier: &dossier,
        proofs: &proofs,
        question: &question,
        now,
    };
    let verdict = facts.verdict();
    let _ = (verdict.whys(), facts.rules(&verdict), facts.findings());
}
