//! Why something was not done, for all faces: what went wrong, what it comes from, what to do next.
//!
//! The only place that knows what can go wrong below and what helps; a face shows it in its own way.

use std::error::Error;
use std::io::ErrorKind;

use crate::decision::Objection;
use crate::decision::revocation::NoSignoff;
use crate::evidence::EvidenceError;
use crate::git::search::SearchError;
use crate::keys::{Cause, KeyError};
use crate::review::dossier::NotFound;
use crate::review::{Gap, Refusal};
use crate::store::disk::DiskError;
use crate::store::shelf::ShelfError;
use crate::text::causes;
use crate::text::number::count;
use crate::toml::problem::Problems;
use crate::work::{Overtaken, Secret, WorkError};

use super::form::{Blank, Complaint, attest, sign};

/// What a caller would treat differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// The review is not in the state asked for.
    NotInState,
    /// Wrong usage, bad input, or the system said no.
    Wrong,
}

/// Of many things that are wrong, how many stand in one line.
const NAMED: usize = 3;

/// Something that was not done.
#[derive(Debug)]
pub struct Failure {
    /// What a caller would treat differently.
    pub kind: Class,
    /// What went wrong, with what it comes from behind it.
    pub message: String,
    /// Every single thing that is wrong, where there may be several.
    pub details: Vec<String>,
    /// What to do next.
    pub hints: Vec<String>,
}

impl Failure {
    /// Wrong usage, bad input, or the system said no.
    pub fn wrong(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: Class::Wrong,
            message: causes::joined(&*source.into()),
            details: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// The review is not in the state asked for.
    pub fn not_in_state(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind: Class::NotInState,
            ..Self::wrong(source)
        }
    }

    /// What a command was told is not enough, or wrong.
    pub fn unfilled(command: &str, what: &str, wrong: impl IntoIterator<Item = Complaint>) -> Self {
        let (blanks, details): (Vec<_>, Vec<_>) =
            wrong.into_iter().map(|one| (one.blank, one.why)).unzip();
        let hint = format!("`signoff {command}` takes {}", options(blanks.into_iter()));
        Self::wrong(format!(
            "nothing was recorded, because the {what} is not complete"
        ))
        .details(details)
        .hint(hint)
    }

    /// Adds what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds single things that are wrong, a line each.
    #[must_use]
    pub fn details(mut self, details: impl IntoIterator<Item = String>) -> Self {
        self.details.extend(details);
        self
    }

    fn hints<H: Into<String>>(self, all: impl IntoIterator<Item = H>) -> Self {
        all.into_iter().fold(self, Self::hint)
    }

    /// All of it in one line, for a face that has no more.
    pub fn line(&self) -> String {
        let mut line = self.message.clone();
        let named = self.details.iter().take(NAMED).cloned().collect::<Vec<_>>();
        if !named.is_empty() {
            line = format!("{line}: {}", named.join("; "));
        }
        if let more @ 1.. = self.details.len() - named.len() {
            line = format!("{line}; and {more} more");
        }
        [&[line], &self.hints[..]].concat().join("; ")
    }
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        let hint = match &error {
            DiskError::Changed(_) => Some("another program keeps writing it; try again"),
            DiskError::Exists(_) => Some("choose another file, or move this one away first"),
            DiskError::Locked(_) => Some("try again when the other one is done"),
            DiskError::Io { what, source, .. } => match source.kind() {
                ErrorKind::NotFound if what.starts_with("open the directory") => {
                    Some("make the directory first")
                }
                ErrorKind::PermissionDenied => {
                    Some("see whose the file and its directory are: ls -la")
                }
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                    Some("make room on that disk, and try again")
                }
                ErrorKind::ReadOnlyFilesystem => {
                    Some("nothing can be written on that disk; go on in a copy elsewhere")
                }
                _ => None,
            },
            DiskError::Unfit { .. } => None,
        };
        Self::wrong(error).hints(hint)
    }
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        let safe = match &error {
            SearchError::Foreign { root, .. } => Some(format!(
                "or tell git that it is safe: git config --global --add safe.directory {}",
                shell_words::quote(&root.to_string_lossy())
            )),
            SearchError::Unreadable(..) | SearchError::Broken(_) => None,
        };
        let named =
            "name the review that you mean: --review FILE, or SIGNOFF_REVIEW in the environment";
        Self::wrong(error).hint(named).hints(safe)
    }
}

impl From<Overtaken> for Failure {
    fn from(overtaken: Overtaken) -> Self {
        Self::wrong(overtaken.to_string())
            .hint("nothing was recorded; look at it, and do it again where yours is to count")
    }
}

impl From<ShelfError> for Failure {
    fn from(error: ShelfError) -> Self {
        match error {
            ShelfError::Disk(error) => error.into(),
            ShelfError::Problems(problems) => problems.into(),
            ShelfError::Unknown { .. } => Self::wrong(error)
                .hint("`signoff checklist list` shows the ones there are; a path ends with .toml"),
            ShelfError::Misnamed { .. } => {
                Self::wrong(error).hint("rename the file, or name it by its path")
            }
            ShelfError::Link(_) => {
                Self::wrong(error).hint("put the file itself into the repository")
            }
            ShelfError::Outside(_) => {
                Self::wrong(error).hint("copy the checklist into the repository")
            }
        }
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::wrong(problems)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Incomplete(gaps) => incomplete(gaps),
            Refusal::NothingToUndo(_) => Self::not_in_state(refusal).hint(
                "everybody takes back only what they attested themselves; --by says who you are",
            ),
            Refusal::NothingToRedo => Self::not_in_state(refusal)
                .hint("what was undone can be put back until you attest something else"),
            Refusal::UnknownItem(_)
            | Refusal::UndoneElsewhere
            | Refusal::Wordless(_)
            | Refusal::Idle(_) => Self::wrong(refusal),
            Refusal::OldSchema(_) => Self::wrong(refusal).hint("signoff migrate makes it schema 2"),
            Refusal::InSession(_) => {
                Self::not_in_state(refusal).hint("end it first: signoff session end")
            }
            Refusal::NoSession => {
                Self::not_in_state(refusal).hint("begin one: signoff session start")
            }
            Refusal::Sealed(..) => {
                Self::not_in_state(refusal).hint("open it again first: signoff unseal --reason WHY")
            }
            Refusal::Undecided(..)
            | Refusal::Unanswered(_)
            | Refusal::NotSealed
            | Refusal::AnsweredSince(..)
            | Refusal::TakenBackElsewhere(_) => Self::not_in_state(refusal),
            Refusal::Unsigned => {
                Self::wrong(refusal).hint("sign it with a key, or decide anew: signoff sign")
            }
            Refusal::NotTheirs(_) => {
                Self::wrong(refusal).hint("decide yourself, in your own name: signoff sign")
            }
            Refusal::Revoked(..) => Self::not_in_state(refusal)
                .hint("nothing more is needed; a new sign-off in its role takes its place"),
        }
    }
}

fn incomplete(gaps: Vec<Gap>) -> Failure {
    let wrong = gaps.into_iter().map(|gap| Complaint {
        blank: attest::place(gap.field),
        why: gap.message,
    });
    Failure::unfilled("attest", "answer", wrong)
}

/// The options that fill blanks.
fn options(blanks: impl Iterator<Item = &'static Blank>) -> String {
    let switches = blanks.filter_map(|blank| blank.switch);
    let mut options: Vec<_> = switches.map(|switch| switch.to_string()).collect();
    options.dedup();
    options.join(", ")
}

impl From<Objection> for Failure {
    fn from(objection: Objection) -> Self {
        match objection {
            Objection::Blocked(blockers) => {
                let things = count(blockers.len(), "thing blocks it", "things block it");
                Self::not_in_state(format!("cannot approve: {things}"))
                    .details(blockers.iter().map(ToString::to_string))
                    .hint("attest these items anew, or decide `rejected`, which is always possible")
            }
            Objection::NoCondition => Self::wrong(objection).hint(format!(
                "`signoff sign` takes {}",
                options([&sign::CONDITIONS, &sign::OWNER, &sign::DUE].into_iter())
            )),
            Objection::NoReason => Self::wrong(objection).hint(format!(
                "`signoff sign` takes {}",
                options([&sign::WHY].into_iter())
            )),
            Objection::OpenQuestions(_) => {
                let option = options([&sign::DESPITE].into_iter());
                Self::not_in_state(objection).hint(format!(
                    "`signoff sign` takes {option}; `signoff close` closes a question"
                ))
            }
            Objection::OldSchema(_) => {
                Self::wrong(objection).hint("signoff migrate makes the review schema 2")
            }
            Objection::Changed
            | Objection::NeedlessCondition
            | Objection::PastCondition(_)
            | Objection::Unwritable(_) => Self::wrong(objection),
        }
    }
}

impl From<KeyError> for Failure {
    fn from(error: KeyError) -> Self {
        let hints: &'static [&'static str] = match &error {
            KeyError::NoProgram(..) | KeyError::NotVerified(_) => {
                &["install OpenSSH, or name it in git's gpg.ssh.program"]
            }
            KeyError::Hung(..) => &[
                "see what it waits for: an agent, a security key, the program of git's gpg.ssh.program",
            ],
            KeyError::NoKey(_) => &["name the file of a key, such as ~/.ssh/id_ed25519"],
            KeyError::Weak(_) => &[
                "make another key: ssh-keygen -t ed25519, and name it with --key",
                "or tell git: git config --global user.signingKey FILE",
            ],
            KeyError::NotNow(..) => {
                &["have the key certified anew, or sign with a key that needs no certificate"]
            }
            KeyError::NotSigned(why) => hints(why),
            KeyError::NoPlace(..) => &[
                "name the file: --allowed-signers FILE, --revoked FILE",
                "or tell git the whole path",
            ],
            KeyError::NoSigners => &[
                "name an allowed-signers file: --allowed-signers FILE",
                "or tell git: git config --global gpg.ssh.allowedSignersFile FILE",
            ],
            KeyError::Changed(_) => &["do it again"],
            KeyError::NoSetting(..) => &["mend the configuration of git that it complains of"],
            KeyError::File { .. }
            | KeyError::NoList(_)
            | KeyError::NoKeys(_)
            | KeyError::Refused(_) => &[],
        };
        Self::wrong(error).hints(hints.iter().copied())
    }
}

/// What helps where no signature was made.
fn hints(why: &Cause) -> &'static [&'static str] {
    match why {
        Cause::NoAgent => &[
            "start an agent and add the key: eval \"$(ssh-agent)\"; ssh-add FILE",
            "or name the file of the private key: --key FILE",
        ],
        Cause::NotInAgent => &[
            "add it to the agent: ssh-add FILE",
            "or name the file of the private key: --key FILE",
        ],
        Cause::AgentRefused => &[
            "say yes where the agent asks, touch the security key, or unlock the agent: ssh-add -X",
        ],
        Cause::NobodyToAsk => {
            &["add the key to the agent first: ssh-add FILE; or sign at a terminal"]
        }
        Cause::WrongPassphrase => &["nothing was recorded; try again"],
        Cause::Readable => &["take the right from them: chmod 600 FILE"],
        Cause::NoDevice => &["plug it in, and try again"],
        Cause::TooOld => &["install OpenSSH 8.2 or newer, or name it in git's gpg.ssh.program"],
        Cause::Other(_) => &[
            "nothing was recorded; try again, or use another key; --log FILE writes what was said",
        ],
    }
}

impl From<WorkError> for Failure {
    fn from(error: WorkError) -> Self {
        match error {
            WorkError::Disk(error) => error.into(),
            WorkError::Problems(problems) => problems.into(),
            WorkError::Shelf(error) => error.into(),
            WorkError::Refused(refusal) => refusal.into(),
            WorkError::Objection(objection) => objection.into(),
            WorkError::NoRecord(error) => Self::wrong(error)
                .hint("signoff status shows the ids of what is open, status --json all"),
            WorkError::Apart(..) => Self::wrong(error)
                .hint("edit it so that one review is left, then tell git: git add FILE"),
            WorkError::NoConflict(_) => Self::not_in_state(error),
            WorkError::NoGit(_) => Self::wrong(error),
            WorkError::NoSignoff(error) => error.into(),
            WorkError::Secrets(ref found) => {
                let details: Vec<_> = found.iter().map(ToString::to_string).collect();
                Self::not_in_state(error)
                    .details(details)
                    .hint("leave it out, and say where it is kept; replace it where it is real: it was typed, and may be known")
                    .hint("or keep it for good: --allow-secrets")
            }
            WorkError::OtherReview { .. } => {
                Self::wrong(error).hint("look at the file, then try again")
            }
            WorkError::EvidenceChanged(_) => Self::wrong(error)
                .hint("nothing was recorded; look at the evidence, then sign again"),
            WorkError::TooMany(..) | WorkError::Full(_) => Self::wrong(error)
                .hint("start a new review; the old one stays in the history of the repository"),
            WorkError::Busy(_) => Self::wrong(error).hint("try again when it is done"),
            WorkError::Precious(_) => Self::wrong(error).hint("choose another file"),
            WorkError::Twice(_) => Self::wrong(error).hint("name each checklist once"),
            WorkError::FarChecklist(..) => {
                Self::wrong(error).hint("copy the checklist into the repository")
            }
        }
    }
}

impl From<NoSignoff> for Failure {
    fn from(error: NoSignoff) -> Self {
        let known = match &error {
            NoSignoff::Unknown { known, .. } | NoSignoff::Ambiguous { known, .. } => known.clone(),
        };
        let hint = if known.is_empty() {
            "this review has no sign-off"
        } else {
            "name one by its id, the beginning of its id, or its role"
        };
        Self::wrong(error).details(known).hint(hint)
    }
}

impl From<NotFound> for Failure {
    fn from(error: NotFound) -> Self {
        let hint = match &error {
            NotFound::Unknown {
                nearest: Some(nearest),
                ..
            } => format!("did you mean `{nearest}`?"),
            NotFound::Unknown { nearest: None, .. } => "this review has no items".to_owned(),
            NotFound::Ambiguous { full, .. } => format!("say which one: {}", full.join(", ")),
        };
        Self::wrong(error).hint(hint)
    }
}

impl From<EvidenceError> for Failure {
    fn from(error: EvidenceError) -> Self {
        Self::wrong(error)
    }
}

/// What looks like a secret, and where, in one line.
pub fn of_secrets(found: &[Secret]) -> String {
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    format!("this looks like a secret: {}", found.join("; "))
}

/// What is wrong with a piece of evidence, as a person gave it.
pub fn of_evidence(given: &str, error: &EvidenceError) -> String {
    let why = causes::joined(error);
    // The error names the path as the review would.
    if why.starts_with(given) {
        why
    } else {
        format!("{given}: {why}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_disk_refuses_has_a_way_out() {
        for (kind, hint) in [
            (ErrorKind::PermissionDenied, "ls -la"),
            (ErrorKind::StorageFull, "make room"),
            (ErrorKind::QuotaExceeded, "make room"),
            (ErrorKind::ReadOnlyFilesystem, "in a copy"),
        ] {
            let error = DiskError::Io {
                what: "save",
                path: "signoff.toml".into(),
                source: kind.into(),
            };
            let said = Failure::from(error).line();
            assert!(said.contains(hint), "{said}");
        }
    }
}
