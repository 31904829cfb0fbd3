//! The one table of commands: keymap, hint line, help, dialogs, palette, the plain walker's words, `signoff keys` and the
//! table of keys in the documents come from here.
//!
//! Whoever wants other keys names a row in config.toml. Some stay as they are, and config.toml is told why:
//!
//! - Ctrl-C always leaves, or closes what lies over the screen: nobody is locked in by a wrong line of settings.
//! - In a text, what writes is written, and what moves and deletes there does that. Only keys beside these run commands.
//! - What a field takes for itself, and the words of the plain walker, are rows without a choice: they say why in `fixed`.
//! - A dialog and a list of paths take one key at a time, no two in a row: they are gone after the first.

use super::place::Place;
use crate::review::{DeedKind, RemarkKind, Status};

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumCount)]
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
    /// Say whether the review is signed off, or why not.
    Verdict,
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
    /// Ask since another moment.
    Since,
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
    /// Look into what is selected.
    Look,
    /// Start a review.
    New,
    /// Start a review of a checklist file.
    OpenFile,
    /// Take a review off the list.
    Forget,
    /// Attest with a status.
    Attest(Status),
    /// Say something beside the answer of an item.
    Remark(RemarkKind),
    /// Accept, confirm or end what there is at an item.
    Deed(DeedKind),
    /// Say that one did not start the review.
    DisownStart,
    /// Show what was said and is not declared yet.
    GoDeclare,
    /// Show what waits for the person, and what expires.
    GoInbox,
    /// Show the session, and its minutes.
    GoSession,
    /// Begin a session.
    Meet,
    /// End it.
    Part,
    /// Say go or no-go.
    Vote,
    /// Say who answers, where one only writes it down.
    Answerer,
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
    /// Show one item over the whole width.
    Stage,
    /// Go through the items in another order.
    Order,
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
    /// A page down in what stands beside the list or the form.
    BesideDown,
    /// A page up in it.
    BesideUp,
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
    /// Close what lies over the screen.
    Close,
    /// Run the command that was found, or go to the item.
    Run,
    /// Do what was asked about.
    Confirm,
    /// Take what was typed for an answer.
    Accept,
    /// Let one's own answer count.
    KeepMine,
    /// Let the other answer count.
    KeepTheirs,
    /// Write the file that is gone again.
    WriteAgain,
    /// Try to save once more.
    TryAgain,
    /// Save into another file.
    SaveBeside,
    /// Put back what has gone from the file.
    PutBack,
    /// Leave out what has gone.
    LeaveOut,
    /// Put the chosen path into the field.
    TakePath,
    CompletePath,
    /// What a field does by itself.
    Field,
    /// Read the guidance of the item.
    Guidance,
    /// Read what was attested.
    History,
    /// To the next item in order.
    NextItem,
    /// To the one before.
    PreviousItem,
    /// Read all items.
    List,
    /// Look for an item.
    Find,
    /// Go on with the draft.
    Draft,
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
    /// Words by which people look for it, beside those of the name and the sentence.
    pub synonyms: &'static [&'static str],
    /// What is typed for it in the plain walker, if it is there.
    pub said: Option<Phrase>,
    /// Why its keys cannot be changed; empty where they can.
    pub fixed: &'static str,
}

/// An answer to the plain walker.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    /// Its place where the walker reads all answers, 1 first.
    pub nth: u8,
    /// The number or the letter.
    pub key: &'static str,
    /// The word; the key again where there is no shorter one.
    pub word: &'static str,
    /// What it does there.
    pub about: &'static str,
}

/// Why the keys of a field stay.
const FIELD: &str = "a text field or a choice takes these keys for itself";

/// Why a word of the plain walker has no keys.
const WORD: &str = "it is a word of the plain walker, which reads lines and no keys";

/// Every command.
#[rustfmt::skip]
pub const COMMANDS: &[Command] = &[
    row("help", "show the keys that work here", "help", 1, &["?", "F1"], Place::Everywhere, Action::Help).line("signoff keys").like(&["keys", "what can I do"]).said_as(35, "?", "help", "read this list"),
    row("commands", "find a command or an item, and run it or go there", "commands", 10, &[":", "Ctrl-P"], Place::Everywhere, Action::Palette).line("signoff --help").like(&["palette", "search", "go to"]),
    row("undo", "take your last attestation back", "undo", 0, &["u"], Place::Everywhere, Action::Undo).line("signoff undo").like(&["revert", "withdraw", "oops"]).said(14, "u", "undo"),
    row("redo", "put back what was undone", "redo", 0, &["Ctrl-R"], Place::Everywhere, Action::Redo).line("signoff redo").like(&["again"]).said(15, "redo", "redo"),
    row("back", "leave what is open; what you typed is kept", "back", 8, &["Esc"], Place::Everywhere, Action::Back).like(&["close", "cancel", "escape"]),
    row("quit", "leave; everything attested is saved", "quit", 9, &["q", "Ctrl-C"], Place::Everywhere, Action::Quit).like(&["exit", "close", "leave"]).said(36, "q", "quit"),
    row("verdict", "say whether the review is signed off, or why not", "what is missing", 11, &["V", "F5"], Place::Everywhere, Action::Verdict).line("signoff check").like(&["why", "blockers", "reasons", "decision"]).said(30, "verdict", "verdict"),
    row("suspend", "hand the terminal back to the shell", "suspend", 0, &["Ctrl-Z"], Place::Everywhere, Action::Suspend).like(&["background", "shell"]),
    row("cancel", "stop reading the file that becomes evidence", "stop reading", 0, &["Ctrl-G"], Place::Everywhere, Action::Cancel).like(&["abort", "stop"]),
    row("redraw", "draw the whole screen anew", "redraw", 0, &["Ctrl-L"], Place::Everywhere, Action::Redraw).like(&["refresh", "repaint"]),
    row("go-home", "go to the home screen", "home", 0, &["g h"], Place::Everywhere, Action::GoHome).like(&["start", "reviews", "open another review"]).said_as(34, "home", "home", "another review, or a new one"),
    row("go-walk", "go to the walk", "walk", 0, &["g w"], Place::Everywhere, Action::GoWalk).line("signoff walk").like(&["items", "list", "checklist"]),
    row("go-findings", "go to the findings", "findings", 0, &["g f"], Place::Everywhere, Action::GoFindings).line("signoff findings").like(&["open", "problems", "overdue"]).said_as(29, "findings", "findings", "read what is not in order, with owner and date"),
    row("go-evidence", "go to the evidence of the review", "evidence", 0, &["g e"], Place::Everywhere, Action::GoEvidence).line("signoff evidence list").like(&["files", "proof"]),
    row("go-signoff", "go to the sign-off", "sign-off", 0, &["g s"], Place::Everywhere, Action::GoSignoff).line("signoff sign --role ROLE --decision DECISION").like(&["approve", "reject", "decide", "sign"]).said_as(33, "sign", "sign", "decide on the whole review"),
    row("go-signoffs", "go to the sign-offs that were made", "sign-offs", 0, &["g v"], Place::Everywhere, Action::GoSignoffs).line("signoff verify").like(&["decisions", "signatures", "verify"]),
    row("go-declare", "go to what you accepted, confirmed and ended, and declare it with one signature", "declare", 0, &["g d"], Place::Everywhere, Action::GoDeclare).line("signoff declare --accept {item}").like(&["accept", "confirm", "sign"]).said(26, "declare", "declare"),
    row("go-session", "go to the session: who is here, and its minutes", "session", 0, &["g m"], Place::Everywhere, Action::GoSession).line("signoff session recap").like(&["meeting", "minutes", "recap"]).said_as(27, "session", "session", "begin a session or end it, and read its minutes"),
    row("go-inbox", "say what waits for you, and what expires within 30 days", "inbox", 0, &["g i"], Place::Everywhere, Action::GoInbox).line("signoff inbox").like(&["mine", "to do", "waiting", "assigned"]).said(28, "inbox", "inbox"),
    row("go-report", "go to the report", "report", 0, &["g r"], Place::Everywhere, Action::GoReport).line("signoff report").like(&["export", "markdown", "print"]).said_as(32, "report", "report", "read the report, or write it into a file"),

    row("down", "one down", "down", 0, &["j", "Down"], Place::Lists, Action::Down),
    row("up", "one up", "up", 0, &["k", "Up"], Place::Lists, Action::Up),
    row("page-down", "a page down", "page", 0, &["PgDn", "Ctrl-D"], Place::Lists, Action::PageDown),
    row("page-up", "a page up", "page", 0, &["PgUp", "Ctrl-U"], Place::Lists, Action::PageUp),
    row("first", "to the first", "first", 0, &["g g", "Home"], Place::Lists, Action::First),
    row("last", "to the last", "last", 0, &["G", "End"], Place::Lists, Action::Last),

    row("open", "resume the review, or start one of the checklist", "open", 1, &["Enter"], Place::Home, Action::Open).line("signoff --review FILE"),
    row("new", "start a review of the selected checklist", "new review", 2, &["n"], Place::Home, Action::New).line("signoff new --checklist ID --system NAME").like(&["create", "start"]),
    row("open-file", "start a review of a checklist file of your own", "own checklist", 3, &["o"], Place::Home, Action::OpenFile).line("signoff new --checklist PATH --system NAME").like(&["create", "start", "import"]),
    row("forget", "take the review off this list; its file stays", "forget", 4, &["Del", "D"], Place::Home, Action::Forget).like(&["remove", "delete"]),

    row("met", "attest: the consideration is dealt with", "met", 1, &["m"], Place::Items, Action::Attest(Status::Met)).line("signoff attest {item} met --rationale TEXT").like(&["yes", "pass", "done"]).said_as(1, "1", "met", "the consideration is dealt with"),
    row("partial", "attest: part of it is", "partial", 2, &["p"], Place::Items, Action::Attest(Status::Partial)).line("signoff attest {item} partial --rationale TEXT --owner WHO --due DATE").like(&["partly"]).said_as(2, "2", "partial", "part of it is"),
    row("unmet", "attest: it is not", "unmet", 3, &["x"], Place::Items, Action::Attest(Status::Unmet)).line("signoff attest {item} unmet --rationale TEXT --owner WHO --due DATE").like(&["no", "fail"]).said_as(3, "3", "unmet", "it is not"),
    row("accept-risk", "attest: a named person accepts the risk until a date", "risk", 4, &["a"], Place::Items, Action::Attest(Status::RiskAccepted)).line("signoff attest {item} risk-accepted --rationale TEXT --accepted-by WHO --until DATE").like(&["waive", "exception"]).said_as(4, "4", "accept risk", "it is not, and a named person accepts that"),
    row("not-applicable", "attest: it does not apply to this system", "n/a", 5, &["n"], Place::Items, Action::Attest(Status::NotApplicable)).line("signoff attest {item} not-applicable --rationale TEXT").like(&["skip", "irrelevant"]).said_as(5, "5", "not applicable", "it does not apply to this system"),
    row("evidence", "add evidence to the item", "evidence", 6, &["e"], Place::Items, Action::Evidence).line("signoff evidence add {item} LINK_OR_PATH").like(&["attach", "proof", "link", "file"]),
    row("ask", "park a question on the item: for whom, until when", "park", 8, &["t"], Place::Items, Action::Remark(RemarkKind::Question)).line("signoff ask {item} --text TEXT --for WHO").like(&["question", "parking lot", "open point"]).said(17, "ask", "ask"),
    row("comment", "say something of the item, without answering it", "comment", 0, &[";"], Place::Items, Action::Remark(RemarkKind::Comment)).line("signoff comment {item} --text TEXT").like(&["remark", "note", "say"]).said(16, "comment", "comment"),
    row("return", "return the answer: it will not do", "return", 0, &["r"], Place::Items, Action::Remark(RemarkKind::Return)).line("signoff return {item} --text TEXT").like(&["reject", "send back", "disagree"]).said(18, "return", "return"),
    row("assign", "say who is to answer the item", "assign", 0, &["w"], Place::Items, Action::Remark(RemarkKind::Assignment)).line("signoff assign {item} --to WHO").like(&["who", "delegate"]).said(19, "assign", "assign"),
    row("accept-answer", "stand behind the answer, which somebody else gave; again takes that back", "accept answer", 0, &["A"], Place::Items, Action::Deed(DeedKind::Accepts)).line("signoff accept {item}").like(&["agree", "four eyes"]).said(20, "agree", "agree"),
    row("confirm-answer", "say that what is recorded for you in the answer is so", "confirm", 0, &["Y"], Place::Items, Action::Deed(DeedKind::Confirms)).line("signoff confirm {item}").like(&["recorded for me", "risk"]).said(21, "confirm", "confirm"),
    row("end", "end your return of the item, or close its question", "end", 0, &["."], Place::Items, Action::Deed(DeedKind::Ends)).line("signoff close ID --reason WHY").like(&["close", "settle", "resolve", "lift"]).said(22, "end", "end"),
    row("disown", "say that the answer, which has your name, is not yours; again takes that back", "disown", 0, &["X"], Place::Items, Action::Deed(DeedKind::Disowns)).line("signoff disown {item} --reason WHY").like(&["not mine", "forged", "deny"]).said(23, "disown", "disown"),
    row("answered-by", "say who answers, where you only write it down", "who answers", 0, &["@"], Place::Items, Action::Answerer).line("signoff attest {item} STATUS --answered-by WHO").like(&["recorded", "on behalf"]).said(25, "@", "answered by"),
    row("next", "to the next item that is not reviewed", "next", 7, &["Space"], Place::Walk, Action::Next).line("signoff status").like(&["skip"]).said(8, "s", "skip"),
    row("answer", "attest the item, or open and close the category", "answer", 8, &["Enter"], Place::Walk, Action::Open).line("signoff attest {item} STATUS --rationale TEXT"),
    row("filter", "narrow the list: words, is:unmet sev:high cat: by: has: for: mine:", "filter", 9, &["/"], Place::Walk, Action::Filter).line("signoff status --filter QUERY").like(&["search", "find"]),
    row("mark", "select several: this item, or all of the category", "select several", 9, &["v"], Place::Walk, Action::Mark).line("signoff attest ITEM ITEM STATUS --rationale TEXT").like(&["multiple", "bulk"]),
    row("signoff", "go to the sign-off", "sign off", 8, &["s"], Place::Walk, Action::GoSignoff).line("signoff sign --role ROLE --decision DECISION").like(&["approve", "reject", "decide"]),
    row("next-finding", "to the next item that is not in order", "finding", 0, &["]", "f"], Place::Walk, Action::NextFinding).line("signoff findings"),
    row("previous-finding", "to the previous item that is not in order", "finding", 0, &["[", "F"], Place::Walk, Action::PreviousFinding).line("signoff findings"),
    row("next-category", "to the next category", "category", 0, &["}", "c"], Place::Walk, Action::NextCategory),
    row("previous-category", "to the previous category", "category", 0, &["{", "C"], Place::Walk, Action::PreviousCategory),
    row("stage", "show the item over the whole width, for a screen that several people look at", "stage", 0, &["z"], Place::Walk, Action::Stage).like(&["zoom", "present", "room", "meeting", "full screen"]),
    row("stage-next", "to the next item that is not reviewed", "next", 7, &["Space"], Place::Stage, Action::Next),
    row("stage-item", "to the item below, or above", "item", 8, &["Right", "l"], Place::Stage, Action::Down),
    row("stage-back", "to the item before", "item", 0, &["Left", "h"], Place::Stage, Action::Up),
    row("order", "order by severity, or as the checklists have it", "order", 9, &["o"], Place::Stage, Action::Order).like(&["risk", "sort", "severity"]),
    row("vote", "say go or no-go in the session, as a role; it decides nothing", "go/no-go", 10, &["!"], Place::Stage, Action::Vote).line("signoff session vote KIND --role ROLE").like(&["go", "no-go", "vote", "poll"]),
    row("stage-signoff", "go to the sign-off", "sign off", 0, &["s"], Place::Stage, Action::GoSignoff),
    row("fold", "close the category", "fold", 0, &["h", "Left"], Place::Walk, Action::Fold),
    row("unfold", "open the category", "unfold", 0, &["l", "Right"], Place::Walk, Action::Unfold),
    row("browse", "open a reference of the item, or copy a command of its guidance", "references", 0, &["b"], Place::Items, Action::Browse).line("signoff checklist show ID").like(&["link", "reference", "copy command"]),
    row("notices", "show the notices of the checklists again", "notices", 0, &["i"], Place::Walk, Action::Notices).line("signoff checklist show ID"),
    row("discard-draft", "throw the item's draft away", "discard draft", 0, &["D"], Place::Walk, Action::Discard).like(&["delete", "reset"]),
    row("missing", "show what has gone from the file, and put it back", "missing", 0, &["P"], Place::Walk, Action::Missing).like(&["restore", "lost"]),
    row("copy", "copy the item's name", "copy", 0, &["y"], Place::Items, Action::Copy).like(&["yank", "clipboard"]),
    row("search", "find an item or a command", "find", 0, &["/"], Place::Lists, Action::Palette).like(&["filter", "look for"]),
    row("beside-down", "read on in what stands beside the list: guidance, history", "read on", 0, &["Ctrl-F"], Place::Panes, Action::BesideDown).like(&["guidance", "scroll"]),
    row("beside-up", "read back in it", "read back", 0, &["Ctrl-B"], Place::Panes, Action::BesideUp).like(&["guidance", "scroll"]),
    row("switch-pane", "from the list to what is selected and back", "list/item", 9, &["Tab"], Place::Panes, Action::SwitchPane),
    row("changes", "show what changed since the sign-off, old above new", "changes", 0, &["d"], Place::Panes, Action::Changes).line("signoff changes").like(&["difference", "diff", "old", "since"]).said_as(31, "changes", "changes", "read what changed since a sign-off or a day, then and now"),

    row("open-finding", "go to the item in the walk", "go to item", 1, &["Enter"], Place::Findings, Action::Open),

    row("open-evidence", "go to the item in the walk", "go to item", 1, &["Enter"], Place::Evidence, Action::Open),
    row("add-evidence", "add evidence to the item", "add", 2, &["e"], Place::Evidence, Action::Evidence).line("signoff evidence add {item} LINK_OR_PATH"),
    row("check-evidence", "read every evidence file again now", "read again", 3, &["r"], Place::Evidence, Action::CheckEvidence).line("signoff evidence verify").like(&["verify", "refresh"]),
    row("look-at-evidence", "look at what stands in the file", "look at it", 3, &["o"], Place::Evidence, Action::Look).like(&["view", "show", "read"]),
    row("open-link", "open the link in a browser", "open link", 4, &["b"], Place::Evidence, Action::Browse),
    row("copy-evidence", "copy the path, the address or the note", "copy", 5, &["y"], Place::Evidence, Action::Copy).like(&["yank", "clipboard"]),
    row("copy-digest", "copy the file's digest", "copy digest", 6, &["Y"], Place::Evidence, Action::CopyDigest).like(&["yank", "clipboard", "hash"]),

    row("open-change", "from the sign-off to what changed, and from there to the item in the walk", "what changed", 1, &["Enter"], Place::Signoffs, Action::Open),
    row("revoke", "take the selected sign-off back", "take back", 3, &["R"], Place::Signoffs, Action::Revoke).line("signoff revoke ID --reason WHY").like(&["undo", "withdraw"]),
    row("close-condition", "close the sign-off's first open condition, which you set", "close condition", 6, &["."], Place::Signoffs, Action::Deed(DeedKind::Closes)).line("signoff close ID/1 --reason WHY").like(&["end", "settle", "fulfil", "met"]),
    row("disown-signoff", "say that the sign-off, which has your name, is not yours; again takes that back", "disown", 7, &["X"], Place::Signoffs, Action::Deed(DeedKind::Disowns)).line("signoff disown ID --reason WHY").like(&["not mine", "forged", "deny"]),
    row("set-aside", "set the record aside, since it does not verify; again takes that back", "set aside", 8, &["-"], Place::Signoffs, Action::Deed(DeedKind::Dismisses)).line("signoff dismiss ID --reason WHY").like(&["dismiss", "ignore", "invalid"]),
    row("seal", "seal the review: no more answers", "seal", 4, &["S"], Place::Signoffs, Action::Seal).line("signoff seal --reason WHY").like(&["lock", "close", "archive"]),
    row("unseal", "open a sealed review again", "unseal", 5, &["U"], Place::Signoffs, Action::Unseal).line("signoff unseal --reason WHY").like(&["unlock", "reopen"]),

    row("next-change", "to the next change", "next change", 1, &["n"], Place::Changes, Action::NextItem).line("signoff changes"),
    row("previous-change", "to the change before", "previous", 2, &["p"], Place::Changes, Action::PreviousItem).line("signoff changes"),
    row("open-changed", "go to the item in the walk", "go to item", 3, &["Enter"], Place::Changes, Action::Open),
    row("since", "show what changed since another sign-off or day", "since", 4, &["t"], Place::Changes, Action::Since).line("signoff changes --since WHEN"),
    row("approve-again", "go to the sign-off", "sign off", 5, &["A"], Place::Changes, Action::GoSignoff),

    row("keep-filter", "keep the filter and go back to the list", "keep it", 1, &["Enter"], Place::Filter, Action::KeepFilter),
    row("clear-filter", "show everything again", "clear it", 2, &["Esc"], Place::Filter, Action::ClearFilter),
    row("filter-down", "one down in what is found", "down", 0, &["Down"], Place::Filter, Action::Down),
    row("filter-up", "one up in what is found", "up", 0, &["Up"], Place::Filter, Action::Up),

    row("next-field", "to the next field", "next field", 2, &["Tab"], Place::Forms, Action::NextField),
    row("previous-field", "to the previous field", "previous", 0, &["Shift-Tab"], Place::Forms, Action::PreviousField),
    row("editor", "write the text in your editor: $VISUAL, $EDITOR or vi", "editor", 4, &["Ctrl-O", "F4"], Place::Forms, Action::Editor),
    row("undo-typing", "take back what was typed last in the field", "undo", 0, &["Ctrl-_"], Place::Forms, Action::UndoTyping).like(&["revert"]),
    row("redo-typing", "type it again", "redo", 0, &["Ctrl-R"], Place::Forms, Action::RedoTyping),
    row("cut", "cut the text that Shift and the arrows selected", "cut", 0, &["Ctrl-X"], Place::Forms, Action::Cut),
    row("put", "put in the text that was cut", "put", 0, &["Ctrl-Y"], Place::Forms, Action::Put).like(&["paste"]),
    row("start", "start the review", "start the review", 1, &["Ctrl-S", "F2"], Place::New, Action::Save).line("signoff new --checklist ID --system NAME").like(&["save", "create"]),
    row("save", "save the attestation and go to the next item", "save and next", 1, &["Ctrl-S", "F2"], Place::Attest, Action::Save).line("signoff attest {item} STATUS --rationale TEXT").like(&["submit", "write"]),
    row("guide-down", "read the guidance, a page on", "guidance", 6, &["Ctrl-F"], Place::Attest, Action::BesideDown).like(&["how to check", "scroll", "good answer"]),
    row("guide-up", "a page back in the guidance", "guidance", 0, &["Ctrl-B"], Place::Attest, Action::BesideUp).like(&["how to check", "scroll"]),
    row("add-note", "add what was typed as a note", "add as note", 5, &["Ctrl-T", "F3"], Place::Attest, Action::AddNote).line("signoff evidence add {item} --note TEXT"),
    row("discard", "throw the draft away: back to what stood there before", "discard draft", 0, &["Ctrl-Q"], Place::Forms, Action::Discard).like(&["reset", "delete"]),
    row("remove", "remove the selected evidence", "remove", 2, &["Ctrl-X"], Place::Attached, Action::Remove).line("signoff attest {item} STATUS --rationale TEXT").like(&["delete", "detach"]),
    row("sign", "read what you state, then sign it", "go on", 1, &["Ctrl-S", "F2"], Place::Signoff, Action::Save).line("signoff sign --role ROLE --decision DECISION").like(&["save", "approve", "reject", "submit"]),
    row("next-blocker", "to the next item that blocks", "next blocker", 2, &["b"], Place::Deciding, Action::NextBlocker).line("signoff status"),
    row("disown-start", "say that you did not start the review, which has your name for it; again takes that back", "disown start", 0, &["X"], Place::Deciding, Action::DisownStart).line("signoff disown REVIEW-ID --reason WHY").like(&["not mine", "forged", "deny"]).said(24, "disown start", "disown start"),
    row("report", "go to the report", "report", 5, &["r"], Place::Deciding, Action::GoReport).line("signoff report").like(&["export"]),
    row("say", "say it; Enter does so too", "say it", 1, &["Ctrl-S", "F2"], Place::Remark, Action::Save).line("signoff comment {item} --text TEXT").like(&["save", "submit"]),
    row("answered-by-here", "say who answers, where you only write it down", "who answers", 7, &["F6"], Place::Attest, Action::Answerer).line("signoff attest {item} STATUS --answered-by WHO").like(&["recorded", "on behalf"]),
    row("declare", "read what you declare, then sign it", "go on", 1, &["Ctrl-S", "F2"], Place::Declare, Action::Save).line("signoff declare --accept {item}").like(&["save", "sign", "submit"]),
    row("take-back", "read what you state, then take the sign-off back", "go on", 1, &["Ctrl-S", "F2"], Place::Revoke, Action::Save).line("signoff revoke SIGNOFF --reason WHY").like(&["save", "revoke", "submit"]),
    row("confirm", "sign what is stated, once the title is typed", "sign", 1, &["Enter"], Place::Statement, Action::Save).line("signoff sign --role ROLE --decision DECISION").like(&["save", "approve", "submit"]),
    row("scroll-page-down", "a page down in the statement", "page", 4, &["PgDn"], Place::Statement, Action::PageDown),
    row("scroll-page-up", "a page up in the statement", "page", 0, &["PgUp"], Place::Statement, Action::PageUp),
    row("scroll-down", "one line down in the statement", "down", 0, &["Down"], Place::Statement, Action::Down),
    row("scroll-up", "one line up in the statement", "up", 0, &["Up"], Place::Statement, Action::Up),
    row("read-statement", "a page down; at the end the title is typed", "read on", 1, &["Space"], Place::Reading, Action::PageDown),

    row("write", "write the report into a file", "write to file", 1, &["w"], Place::Report, Action::Write).line("signoff report --output FILE").like(&["export", "save", "markdown"]),
    row("report-changes", "show what changed since the sign-off", "changes", 0, &["d"], Place::Report, Action::Changes).line("signoff changes"),
    row("next-section", "to the next section", "section", 2, &["]", "f"], Place::Report, Action::NextSection),
    row("previous-section", "to the previous section", "section", 0, &["[", "F"], Place::Report, Action::PreviousSection),
    row("next-chapter", "to the next section of the highest level", "chapter", 3, &["}", "c"], Place::Report, Action::NextChapter),
    row("previous-chapter", "to the previous section of the highest level", "chapter", 0, &["{", "C"], Place::Report, Action::PreviousChapter),

    row("begin-session", "begin a session: who is here", "begin", 1, &["n"], Place::Session, Action::Meet).line("signoff session start --with WHO").like(&["start", "meeting"]),
    row("end-session", "end the session", "end", 2, &["e"], Place::Session, Action::Part).line("signoff session end").like(&["stop", "meeting"]),
    row("session-vote", "say go or no-go in the session, as a role; it decides nothing", "go/no-go", 4, &["!"], Place::Session, Action::Vote).line("signoff session vote KIND --role ROLE").like(&["go", "no-go", "vote", "poll"]),
    row("session-commands", "copy the command that signs a go or no-go", "commands to sign", 5, &["b"], Place::Session, Action::Browse).line("signoff sign --role ROLE --decision DECISION").like(&["copy", "sign"]),
    row("write-minutes", "write the minutes into a file", "write to file", 3, &["w"], Place::Session, Action::Write).line("signoff session recap --output FILE").like(&["export", "save", "markdown"]),
    row("next-path", "on paths that are offered: the next one", "next path", 0, &["Down"], Place::Completion, Action::Down),
    row("previous-path", "on paths that are offered: the one before", "previous path", 0, &["Up"], Place::Completion, Action::Up),
    row("complete-path", "on paths that are offered: complete what is typed as far as they agree", "complete", 0, &["Tab"], Place::Completion, Action::CompletePath).like(&["autocomplete"]),
    row("take-path", "on paths that are offered: take the chosen one", "take it", 0, &["Right", "Enter", "End"], Place::Completion, Action::TakePath),
    row("blocker-down", "on what blocks: one down", "down", 0, &["j", "Down"], Place::Blockers, Action::Down),
    row("blocker-up", "on what blocks: one up", "up", 0, &["k", "Up"], Place::Blockers, Action::Up),
    row("open-blocker", "on what blocks: go there", "go there", 0, &["Enter"], Place::Blockers, Action::Open),

    row("finder-down", "one down in what is found", "down", 0, &["Down", "Ctrl-N"], Place::Finder, Action::Down),
    row("finder-up", "one up in what is found", "up", 0, &["Up", "Ctrl-P"], Place::Finder, Action::Up),
    row("finder-page-down", "a page down in what is found", "page", 0, &["PgDn"], Place::Finder, Action::PageDown),
    row("finder-page-up", "a page up in what is found", "page", 0, &["PgUp"], Place::Finder, Action::PageUp),
    row("close-finder", "close the box", "close", 2, &["Esc"], Place::Finder, Action::Close),
    row("run", "run the command", "run it", 1, &["Enter"], Place::Help, Action::Run),
    row("run-or-go", "run the command, or go to the item", "run it, or go there", 1, &["Enter"], Place::Palette, Action::Run),
    row("go-on", "do what is asked; by the second key where the first one asked", "go on", 0, &["y", "c"], Place::Confirm, Action::Confirm).like(&["yes"]),
    row("leave-it", "leave things as they are", "cancel", 1, &["Esc", "Enter"], Place::Confirm, Action::Close).like(&["no"]),
    row("accept", "go on with what was typed", "go on", 1, &["Enter"], Place::Prompt, Action::Accept),
    row("close-question", "leave it unanswered", "cancel", 2, &["Esc"], Place::Prompt, Action::Close),
    row("read-on", "go on to the review", "go on", 0, &["Enter", "Space"], Place::Notices, Action::Close),
    row("close-notices", "close the notices", "close", 1, &["Esc"], Place::Notices, Action::Close),
    row("keep-mine", "yours counts, theirs is in the history", "yours", 0, &["m"], Place::Conflict, Action::KeepMine).like(&["save"]),
    row("keep-theirs", "theirs counts, yours is in the history", "theirs", 0, &["t"], Place::Conflict, Action::KeepTheirs),
    row("back-to-form", "back to the form", "close", 1, &["Esc"], Place::Conflict, Action::Close),
    row("write-again", "write the file again, with everything that was saved and this", "write again", 0, &["w"], Place::Blocked, Action::WriteAgain).like(&["save"]),
    row("try-again", "try again: the file is in order now", "try again", 0, &["r"], Place::Blocked, Action::TryAgain).like(&["save", "retry"]),
    row("save-beside", "save beside: the review as you have it, into a new file", "save beside", 0, &["b"], Place::Blocked, Action::SaveBeside).like(&["copy"]),
    row("decide-later", "decide later; what you typed is kept", "cancel", 1, &["Esc"], Place::Blocked, Action::Close),
    row("put-back", "put it back into the file", "put back", 0, &["p"], Place::Missing, Action::PutBack).like(&["restore"]),
    row("leave-out", "forget it: the file is right", "forget", 0, &["f"], Place::Missing, Action::LeaveOut),
    row("close-missing", "decide later", "close", 1, &["Esc"], Place::Missing, Action::Close),

    row("take-offer", "copy the command, or open the reference", "take it", 1, &["Enter"], Place::Offers, Action::Open),
    row("close-offers", "close commands and references", "close", 2, &["Esc"], Place::Offers, Action::Close),
    row("open-reason", "go to where the reason lies", "go there", 1, &["Enter"], Place::Verdict, Action::Open),
    row("close-verdict", "close the reasons", "close", 2, &["Esc", "V"], Place::Verdict, Action::Close),

    field("add-typed", "on evidence: add the link or the file that was typed", &["Enter"], Place::Attest),
    field("choose-piece", "on evidence: select a path, or what is attached", &["Up", "Down"], Place::Attest),
    field("choose-status", "on the status: choose it", &["Letters of the walk"], Place::Attest),
    field("read-piece", "read the file again", &["Enter"], Place::Attached),
    field("choose-checklist", "on checklists: choose, or leave out", &["Space"], Place::New),
    field("choose", "on a choice: another one", &["Left", "Right"], Place::Forms),
    field("field-beside", "to the field above or below; in a text of several lines they stay", &["Up", "Down", "Enter"], Place::Forms),
    field("move-in-text", "in a text: move (Ctrl: by words, Shift: select)", &["Left", "Right", "Home", "End"], Place::Forms),
    field("delete-in-text", "in a text: delete the word, or the line, before the cursor", &["Ctrl-W", "Ctrl-U"], Place::Forms),

    word("guidance", "read how to check it, and where to read more", Action::Guidance).said(6, "g", "guidance"),
    word("history", "read what was attested, with evidence", Action::History).said(7, "h", "history"),
    word("next-item", "to the next item", Action::NextItem).said(9, "n", "next"),
    word("previous-item", "to the item before", Action::PreviousItem).said(10, "b", "back"),
    word("list", "read all items with their state", Action::List).said(11, "l", "list").line("signoff status"),
    word("find", "find items by words or terms such as is:unmet; an id alone goes there", Action::Find).said(12, "f", "find"),
    word("draft", "go on with an answer that was not saved", Action::Draft).said(13, "d", "draft"),
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
        synonyms: &[],
        said: None,
        fixed: "",
    }
}

/// What a field takes beside commands.
const fn field(
    name: &'static str,
    help: &'static str,
    keys: &'static [&'static str],
    place: Place,
) -> Command {
    Command {
        fixed: FIELD,
        ..row(name, help, "", 0, keys, place, Action::Field)
    }
}

/// What only the plain walker has.
const fn word(name: &'static str, help: &'static str, action: Action) -> Command {
    Command {
        fixed: WORD,
        ..row(name, help, "", 0, &[], Place::Walker, action)
    }
}

impl Command {
    const fn line(self, line: &'static str) -> Self {
        Self { line, ..self }
    }

    const fn like(self, synonyms: &'static [&'static str]) -> Self {
        Self { synonyms, ..self }
    }

    /// What is said for it, where the sentence of the row is right there too.
    const fn said(self, nth: u8, key: &'static str, word: &'static str) -> Self {
        let about = self.help;
        self.said_as(nth, key, word, about)
    }

    const fn said_as(
        self,
        nth: u8,
        key: &'static str,
        word: &'static str,
        about: &'static str,
    ) -> Self {
        Self {
            said: Some(Phrase {
                nth,
                key,
                word,
                about,
            }),
            ..self
        }
    }

    /// Name, sentence and synonyms: what is looked through where people search for a command.
    pub fn words(&self) -> String {
        let words = [self.name, self.help].into_iter();
        words
            .chain(self.synonyms.iter().copied())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::mem::discriminant;

    use strum::{EnumCount as _, VariantArray as _};

    use super::*;

    #[test]
    fn every_action_and_every_place_has_a_row() {
        let actions: HashSet<_> = COMMANDS
            .iter()
            .map(|command| discriminant(&command.action))
            .collect();
        assert_eq!(actions.len(), Action::COUNT);
        for status in Status::VARIANTS {
            let action = Action::Attest(*status);
            assert!(COMMANDS.iter().any(|command| command.action == action));
        }
        for place in Place::VARIANTS {
            assert!(
                COMMANDS.iter().any(|command| command.place == *place),
                "{place}"
            );
        }
    }

    #[test]
    fn a_row_without_keys_of_its_own_has_words_and_says_why() {
        for command in COMMANDS {
            assert_eq!(
                command.fixed.is_empty(),
                command.action != Action::Field && command.place != Place::Walker,
                "{}",
                command.name
            );
            assert!(
                !command.keys.is_empty() || command.said.is_some(),
                "{}",
                command.name
            );
        }
    }
}
