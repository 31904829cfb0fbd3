//! The one table of commands: keymap, hint line, help and the README's table come from here.

use super::key;
use crate::review::Status;

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Show the keys that work here.
    Help,
    /// Find a command or an item.
    Palette,
    /// Take the last attestation back.
    Undo,
    /// Put it back.
    Redo,
    /// Leave what is open.
    Back,
    /// Leave the program.
    Quit,
    /// Hand the terminal back to the shell for a while.
    Suspend,
    /// Draw the whole screen anew.
    Redraw,
    /// Show the home screen.
    GoHome,
    /// Show the walk.
    GoWalk,
    /// Show the findings.
    GoFindings,
    /// Show the evidence.
    GoEvidence,
    /// Show the sign-off.
    GoSignoff,
    /// Show the sign-offs that there are.
    GoSignoffs,
    /// Show the report.
    GoReport,
    /// Show what changed since the sign-off.
    Changes,
    /// Take a sign-off back.
    Revoke,
    /// Seal the review.
    Seal,
    /// Open it again.
    Unseal,
    /// One down.
    Down,
    /// One up.
    Up,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Close the category.
    Fold,
    /// Open the category.
    Unfold,
    /// Open what is selected.
    Open,
    /// Start a review.
    New,
    /// Start a review of a checklist file.
    OpenFile,
    /// Take a review off the list.
    Forget,
    /// Attest with a status.
    Attest(Status),
    /// Narrow the list while typing.
    Filter,
    /// Keep the list narrowed and leave the line.
    KeepFilter,
    /// Show everything again.
    ClearFilter,
    /// Select the item with others, or the category's items.
    Mark,
    /// To the next item that is not reviewed.
    Next,
    /// To the next item that is not in order.
    NextFinding,
    /// To the previous one.
    PreviousFinding,
    /// To the next item that blocks a sign-off.
    NextBlocker,
    /// To the next category.
    NextCategory,
    /// To the previous one.
    PreviousCategory,
    /// Add evidence to the item.
    Evidence,
    /// Read every evidence file again.
    CheckEvidence,
    /// Open the link of what is selected in a browser.
    Browse,
    /// Copy the name of what is selected.
    Copy,
    /// Copy its digest.
    CopyDigest,
    /// From the list to what is selected and back.
    SwitchPane,
    /// To the next field.
    NextField,
    /// To the previous field.
    PreviousField,
    /// Take the last typing back.
    UndoTyping,
    /// Type it again.
    RedoTyping,
    /// Cut the selected text.
    Cut,
    /// Put in what was cut.
    Put,
    /// Write the text in an editor.
    Editor,
    /// Throw away what was typed since the last answer.
    Discard,
    /// Save what the form holds.
    Save,
    /// Add what was typed as a note.
    AddNote,
    /// Remove the selected evidence.
    Remove,
    /// Stop reading a file.
    Cancel,
    /// Show the notices of the checklists again.
    Notices,
    /// Show what has gone from the file.
    Missing,
    /// To the next section of the report.
    NextSection,
    /// To the section before.
    PreviousSection,
    /// To the next section of the highest level.
    NextChapter,
    /// To the one before.
    PreviousChapter,
    /// Write the report into a file.
    Write,
}

/// Where a key works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::Display, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum Place {
    /// On every screen; in text fields only keys that write nothing.
    Everywhere,
    /// Wherever something moves up and down.
    Lists,
    /// The home screen.
    Home,
    /// Wherever an item is selected: the walk, the findings.
    #[strum(serialize = "walk and findings")]
    Items,
    /// The walk.
    Walk,
    /// Wherever a list stands beside what is selected: the walk, the findings, the evidence, the sign-offs.
    #[strum(serialize = "two panes")]
    Panes,
    /// The findings.
    Findings,
    /// The evidence.
    Evidence,
    /// The sign-offs that there are.
    #[strum(serialize = "sign-offs")]
    Signoffs,
    /// The line that filters a list.
    Filter,
    /// Every form.
    Forms,
    /// The new review.
    New,
    /// The attestation.
    Attest,
    /// A selected piece of evidence in the attestation.
    #[strum(serialize = "attached evidence")]
    Attached,
    /// The sign-off.
    Signoff,
    /// The sign-off, where no text is typed.
    #[strum(serialize = "sign-off choices")]
    Deciding,
    /// The revocation.
    Revoke,
    /// The statement that is about to be signed.
    Statement,
    /// The report.
    Report,
}

impl Place {
    /// The place whose keys work in this one too.
    fn above(self) -> Option<Self> {
        match self {
            Self::Everywhere => None,
            Self::Lists | Self::Filter | Self::Forms => Some(Self::Everywhere),
            Self::Home | Self::Panes | Self::Report => Some(Self::Lists),
            Self::Items | Self::Evidence | Self::Signoffs => Some(Self::Panes),
            Self::Walk | Self::Findings => Some(Self::Items),
            Self::Attached => Some(Self::Attest),
            Self::Deciding => Some(Self::Signoff),
            Self::New | Self::Attest | Self::Signoff | Self::Revoke | Self::Statement => {
                Some(Self::Forms)
            }
        }
    }

    /// True for keys that do not reach the commands of this place in a form, since a text field or a choice takes them.
    pub fn loses(self, keys: &str) -> bool {
        match self {
            Self::Deciding => false,
            // The line or the title that is typed there has no use for more than letters.
            Self::Filter | Self::Statement => key::types(keys),
            _ => key::edits(keys),
        }
    }

    /// True where this place's keys work in the other one too.
    pub fn is_above(self, other: Self) -> bool {
        std::iter::successors(other.above(), |place| place.above()).any(|place| place == self)
    }

    /// True where there is a screen on which both have keys.
    pub fn meets(self, other: Self) -> bool {
        self == other || self.is_above(other) || other.is_above(self)
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// How `config.toml` names it.
    pub name: &'static str,
    /// What it does, in a sentence without a stop.
    pub help: &'static str,
    /// The word on the hint line.
    pub hint: &'static str,
    /// Its place among the hints, 1 first; 0 is not shown.
    pub rank: u8,
    /// The keys it has when nobody changed them.
    pub keys: &'static [&'static str],
    /// Where they work.
    pub place: Place,
    /// What it does.
    pub action: Action,
    /// The same on the command line, `{item}` for the selected item; empty where only the screen changes.
    pub line: &'static str,
}

/// Every command.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row("help", "show the keys that work here", "help", 1, &["?", "F1"], Place::Everywhere, Action::Help).line("signoff keys"),
    row("commands", "find a command or an item, and run it or go there", "commands", 10, &[":", "Ctrl-P"], Place::Everywhere, Action::Palette).line("signoff --help"),
    row("undo", "take your last attestation back", "undo", 0, &["u"], Place::Everywhere, Action::Undo).line("signoff undo"),
    row("redo", "put back what was undone", "redo", 0, &["Ctrl-R"], Place::Everywhere, Action::Redo).line("signoff redo"),
    row("back", "leave what is open; what you typed is kept", "back", 8, &["Esc"], Place::Everywhere, Action::Back),
    row("quit", "leave; everything attested is saved", "quit", 9, &["q", "Ctrl-C"], Place::Everywhere, Action::Quit),
    row("suspend", "hand the terminal back to the shell", "suspend", 0, &["Ctrl-Z"], Place::Everywhere, Action::Suspend),
    row("cancel", "stop reading the file that becomes evidence", "stop reading", 0, &["Ctrl-G"], Place::Everywhere, Action::Cancel),
    row("redraw", "draw the whole screen anew", "redraw", 0, &["Ctrl-L"], Place::Everywhere, Action::Redraw),
    row("go-home", "go to the home screen", "home", 0, &["g h"], Place::Everywhere, Action::GoHome),
    row("go-walk", "go to the walk", "walk", 0, &["g w"], Place::Everywhere, Action::GoWalk).line("signoff walk"),
    row("go-findings", "go to the findings", "findings", 0, &["g f"], Place::Everywhere, Action::GoFindings).line("signoff findings"),
    row("go-evidence", "go to the evidence of the review", "evidence", 0, &["g e"], Place::Everywhere, Action::GoEvidence).line("signoff evidence list"),
    row("go-signoff", "go to the sign-off", "sign-off", 0, &["g s"], Place::Everywhere, Action::GoSignoff).line("signoff sign --role ROLE --decision DECISION"),
    row("go-signoffs", "go to the sign-offs that were made", "sign-offs", 0, &["g v"], Place::Everywhere, Action::GoSignoffs).line("signoff verify"),
    row("go-report", "go to the report", "report", 0, &["g r"], Place::Everywhere, Action::GoReport).line("signoff report"),

    row("down", "one down", "down", 0, &["j", "Down"], Place::Lists, Action::Down),
    row("up", "one up", "up", 0, &["k", "Up"], Place::Lists, Action::Up),
    row("page-down", "a page down", "page", 0, &["PgDn", "Ctrl-D"], Place::Lists, Action::PageDown),
    row("page-up", "a page up", "page", 0, &["PgUp", "Ctrl-U"], Place::Lists, Action::PageUp),
    row("first", "to the first", "first", 0, &["g g", "Home"], Place::Lists, Action::First),
    row("last", "to the last", "last", 0, &["G", "End"], Place::Lists, Action::Last),

    row("open", "resume the review, or start one of the checklist", "open", 1, &["Enter"], Place::Home, Action::Open).line("signoff --review FILE"),
    row("new", "start a review of the selected checklist", "new review", 2, &["n"], Place::Home, Action::New).line("signoff new --checklist ID --system NAME"),
    row("open-file", "start a review of a checklist file of your own", "own checklist", 3, &["o"], Place::Home, Action::OpenFile).line("signoff new --checklist PATH --system NAME"),
    row("forget", "take the review off this list; its file stays", "forget", 4, &["Del", "d"], Place::Home, Action::Forget),

    row("met", "attest: the consideration is dealt with", "met", 1, &["m"], Place::Items, Action::Attest(Status::Met)).line("signoff attest {item} met --rationale TEXT"),
    row("partial", "attest: part of it is", "partial", 2, &["p"], Place::Items, Action::Attest(Status::Partial)).line("signoff attest {item} partial --rationale TEXT --owner WHO --due DATE"),
    row("unmet", "attest: it is not", "unmet", 3, &["x"], Place::Items, Action::Attest(Status::Unmet)).line("signoff attest {item} unmet --rationale TEXT --owner WHO --due DATE"),
    row("accept-risk", "attest: a named person accepts the risk until a date", "risk", 4, &["a"], Place::Items, Action::Attest(Status::RiskAccepted)).line("signoff attest {item} risk-accepted --rationale TEXT --accepted-by WHO --until DATE"),
    row("not-applicable", "attest: it does not apply to this system", "n/a", 5, &["n"], Place::Items, Action::Attest(Status::NotApplicable)).line("signoff attest {item} not-applicable --rationale TEXT"),
    row("evidence", "add evidence to the item", "evidence", 6, &["e"], Place::Items, Action::Evidence).line("signoff evidence add {item} LINK_OR_PATH"),
    row("next", "to the next item that is not reviewed", "next", 7, &["Space"], Place::Walk, Action::Next).line("signoff status"),
    row("answer", "attest the item, or open and close the category", "answer", 8, &["Enter"], Place::Walk, Action::Open).line("signoff attest {item} STATUS --rationale TEXT"),
    row("filter", "narrow the list: words, is:unmet sev:high cat: by: has:", "filter", 9, &["/"], Place::Walk, Action::Filter).line("signoff status --filter QUERY"),
    row("mark", "select several: this item, or all of the category", "select several", 9, &["v"], Place::Walk, Action::Mark).line("signoff attest ITEM ITEM STATUS --rationale TEXT"),
    row("signoff", "go to the sign-off", "sign off", 8, &["s"], Place::Walk, Action::GoSignoff).line("signoff sign --role ROLE --decision DECISION"),
    row("next-finding", "to the next item that is not in order", "finding", 0, &["]", "f"], Place::Walk, Action::NextFinding).line("signoff findings"),
    row("previous-finding", "to the previous item that is not in order", "finding", 0, &["[", "F"], Place::Walk, Action::PreviousFinding).line("signoff findings"),
    row("next-category", "to the next category", "category", 0, &["}", "c"], Place::Walk, Action::NextCategory),
    row("previous-category", "to the previous category", "category", 0, &["{", "C"], Place::Walk, Action::PreviousCategory),
    row("fold", "close the category", "fold", 0, &["h", "Left"], Place::Walk, Action::Fold),
    row("unfold", "open the category", "unfold", 0, &["l", "Right"], Place::Walk, Action::Unfold),
    row("browse", "open the item's reference in a browser", "reference", 0, &["b"], Place::Items, Action::Browse).line("signoff checklist show ID"),
    row("notices", "show the notices of the checklists again", "notices", 0, &["i"], Place::Walk, Action::Notices).line("signoff checklist show ID"),
    row("discard-draft", "throw the item's draft away", "discard draft", 0, &["D"], Place::Walk, Action::Discard),
    row("missing", "show what has gone from the file, and put it back", "missing", 0, &["P"], Place::Walk, Action::Missing),
    row("copy", "copy the item's name", "copy", 0, &["y"], Place::Items, Action::Copy),
    row("switch-pane", "from the list to what is selected and back", "list/item", 9, &["Tab"], Place::Panes, Action::SwitchPane),
    row("changes", "show what changed since the sign-off", "changes", 0, &["d"], Place::Panes, Action::Changes).line("signoff verify"),

    row("open-finding", "go to the item in the walk", "go to item", 1, &["Enter"], Place::Findings, Action::Open),

    row("open-evidence", "go to the item in the walk", "go to item", 1, &["Enter"], Place::Evidence, Action::Open),
    row("add-evidence", "add evidence to the item", "add", 2, &["e"], Place::Evidence, Action::Evidence).line("signoff evidence add {item} LINK_OR_PATH"),
    row("check-evidence", "read every evidence file again now", "read again", 3, &["r"], Place::Evidence, Action::CheckEvidence).line("signoff evidence verify"),
    row("open-link", "open the link in a browser", "open link", 4, &["b"], Place::Evidence, Action::Browse),
    row("copy-evidence", "copy the path, the address or the note", "copy", 5, &["y"], Place::Evidence, Action::Copy),
    row("copy-digest", "copy the file's digest", "copy digest", 6, &["Y"], Place::Evidence, Action::CopyDigest),

    row("open-change", "from the sign-off to what changed, and from there to the item in the walk", "what changed", 1, &["Enter"], Place::Signoffs, Action::Open),
    row("revoke", "take the selected sign-off back", "take back", 3, &["R"], Place::Signoffs, Action::Revoke).line("signoff revoke ID --reason WHY"),
    row("seal", "seal the review: no more answers", "seal", 4, &["S"], Place::Signoffs, Action::Seal).line("signoff seal --reason WHY"),
    row("unseal", "open a sealed review again", "unseal", 5, &["U"], Place::Signoffs, Action::Unseal).line("signoff unseal --reason WHY"),

    row("keep-filter", "keep the filter and go back to the list", "keep it", 1, &["Enter"], Place::Filter, Action::KeepFilter),
    row("clear-filter", "show everything again", "clear it", 2, &["Esc"], Place::Filter, Action::ClearFilter),
    row("filter-down", "one down in what is found", "down", 0, &["Down"], Place::Filter, Action::Down),
    row("filter-up", "one up in what is found", "up", 0, &["Up"], Place::Filter, Action::Up),

    row("next-field", "to the next field", "next field", 2, &["Tab"], Place::Forms, Action::NextField),
    row("previous-field", "to the previous field", "previous", 0, &["Shift-Tab"], Place::Forms, Action::PreviousField),
    row("editor", "write the text in your editor: $VISUAL, $EDITOR or vi", "editor", 4, &["Ctrl-O"], Place::Forms, Action::Editor),
    row("undo-typing", "take back what was typed last in the field", "undo", 0, &["Ctrl-_"], Place::Forms, Action::UndoTyping),
    row("redo-typing", "type it again", "redo", 0, &["Ctrl-R"], Place::Forms, Action::RedoTyping),
    row("cut", "cut the text that Shift and the arrows selected", "cut", 0, &["Ctrl-X"], Place::Forms, Action::Cut),
    row("put", "put in the text that was cut", "put", 0, &["Ctrl-Y"], Place::Forms, Action::Put),
    row("start", "start the review", "start the review", 1, &["Ctrl-S"], Place::New, Action::Save).line("signoff new --checklist ID --system NAME"),
    row("save", "save the attestation and go to the next item", "save and next", 1, &["Ctrl-S"], Place::Attest, Action::Save).line("signoff attest {item} STATUS --rationale TEXT"),
    row("add-note", "add what was typed as a note", "add as note", 5, &["Ctrl-T"], Place::Attest, Action::AddNote).line("signoff evidence add {item} --note TEXT"),
    row("discard", "throw the draft away: back to what the last answer says", "discard draft", 0, &["Ctrl-Q"], Place::Attest, Action::Discard),
    row("remove", "remove the selected evidence", "remove", 2, &["Ctrl-X"], Place::Attached, Action::Remove).line("signoff attest {item} STATUS --rationale TEXT"),
    row("sign", "read what you state, then sign it", "go on", 1, &["Ctrl-S"], Place::Signoff, Action::Save).line("signoff sign --role ROLE --decision DECISION"),
    row("next-blocker", "to the next item that blocks", "next blocker", 2, &["b"], Place::Deciding, Action::NextBlocker).line("signoff status"),
    row("report", "go to the report", "report", 5, &["r"], Place::Deciding, Action::GoReport).line("signoff report"),
    row("take-back", "read what you state, then take the sign-off back", "go on", 1, &["Ctrl-S"], Place::Revoke, Action::Save).line("signoff revoke SIGNOFF --reason WHY"),
    row("confirm", "sign what is stated, once the title is typed", "sign", 1, &["Enter"], Place::Statement, Action::Save).line("signoff sign --role ROLE --decision DECISION"),
    row("scroll-page-down", "a page down in the statement", "page", 4, &["PgDn"], Place::Statement, Action::PageDown),
    row("scroll-page-up", "a page up in the statement", "page", 0, &["PgUp"], Place::Statement, Action::PageUp),
    row("scroll-down", "one line down in the statement", "down", 0, &["Down"], Place::Statement, Action::Down),
    row("scroll-up", "one line up in the statement", "up", 0, &["Up"], Place::Statement, Action::Up),
    row("read", "from the title to the statement and back", "read", 2, &["Tab"], Place::Statement, Action::NextField),

    row("write", "write the report into a file", "write to file", 1, &["w"], Place::Report, Action::Write).line("signoff report --output FILE"),
    row("report-changes", "show what changed since the sign-off", "changes", 0, &["d"], Place::Report, Action::Changes).line("signoff verify"),
    row("next-section", "to the next section", "section", 2, &["]", "f"], Place::Report, Action::NextSection),
    row("previous-section", "to the previous section", "section", 0, &["[", "F"], Place::Report, Action::PreviousSection),
    row("next-chapter", "to the next section of the highest level", "chapter", 3, &["}", "c"], Place::Report, Action::NextChapter),
    row("previous-chapter", "to the previous section of the highest level", "chapter", 0, &["{", "C"], Place::Report, Action::PreviousChapter),
];

const fn row(
    name: &'static str,
    help: &'static str,
    hint: &'static str,
    rank: u8,
    keys: &'static [&'static str],
    place: Place,
    action: Action,
) -> Command {
    Command {
        name,
        help,
        hint,
        rank,
        keys,
        place,
        action,
        line: "",
    }
}

/// The short word for a status, as on the hint line.
pub fn short(status: Status) -> &'static str {
    let row = COMMANDS
        .iter()
        .find(|command| command.action == Action::Attest(status));
    row.map_or_else(|| status.label(), |command| command.hint)
}

impl Command {
    const fn line(self, line: &'static str) -> Self {
        Self { line, ..self }
    }
}
