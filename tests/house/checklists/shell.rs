//! The commands of guidance, read by a grammar of the shell.

use std::io::Cursor;

use brush_parser::ast::{
    Command, CommandPrefixOrSuffixItem, CompoundCommand, CompoundList, IoFileRedirectTarget,
    IoRedirect, Pipeline, SimpleCommand, Word,
};
use brush_parser::word::{WordPiece, WordPieceWithSource};
use brush_parser::{Parser, ParserOptions, SourceInfo, word};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use regex::Regex;

use super::all;
use super::programs;

/// A piece of shell in the guidance of an item: a block, or code within a line that begins with the name of a program.
#[derive(Debug, Clone)]
pub struct Snippet {
    pub item: String,
    pub text: String,
}

/// Every snippet of every list.
pub fn snippets() -> Vec<Snippet> {
    let mut found = Vec::new();
    for (name, item) in all() {
        let mut block: Option<String> = None;
        let mut say = |text: String| {
            found.push(Snippet {
                item: name.clone(),
                text,
            });
        };
        for event in pulldown_cmark::Parser::new(&item.guidance) {
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    assert!(
                        matches!(&kind, CodeBlockKind::Fenced(language) if &**language == "sh"),
                        "{name}: a block of something else than shell"
                    );
                    block = Some(String::new());
                }
                Event::Text(text) => {
                    if let Some(block) = &mut block {
                        block.push_str(&text);
                    }
                }
                Event::End(TagEnd::CodeBlock) => say(block.take().expect("it was opened")),
                Event::Code(code) => {
                    if let Some((first, _)) = code.split_once(' ')
                        && programs::known(first)
                    {
                        say(code.into_string());
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// The snippet with a word in place of everything that the reader fills in, `<so>`.
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let blank = Regex::new("<([a-z][a-z-]*)>").expect("a pattern");
    blank
        .replace_all(text, |found: &regex::Captures<'_>| {
            let name = &found[1];
            values
                .iter()
                .find(|(known, _)| *known == name)
                .map_or(name, |(_, value)| value)
                .to_owned()
        })
        .into_owned()
}

/// The simple commands of a script: each as its words, without quotes, redirections and assignments.
pub fn commands(script: &str) -> Result<Vec<Vec<String>>, String> {
    let (options, source) = (ParserOptions::default(), SourceInfo::default());
    let program = Parser::new(Cursor::new(script), &options, &source)
        .parse_program()
        .map_err(|error| format!("{error}: {script}"))?;
    let mut reader = Reader::default();
    for list in &program.complete_commands {
        reader.list(list)?;
    }
    Ok(reader.commands)
}

#[derive(Default)]
struct Reader {
    commands: Vec<Vec<String>>,
}

impl Reader {
    fn list(&mut self, list: &CompoundList) -> Result<(), String> {
        for item in &list.0 {
            for (_, pipeline) in &item.0 {
                self.pipeline(pipeline)?;
            }
        }
        Ok(())
    }

    fn pipeline(&mut self, pipeline: &Pipeline) -> Result<(), String> {
        for command in &pipeline.seq {
            match command {
                Command::Simple(simple) => self.simple(simple)?,
                Command::Compound(CompoundCommand::WhileClause(clause), _) => {
                    self.list(&clause.0)?;
                    self.list(&clause.1.0)?;
                }
                other => return Err(format!("guidance has no need of this: {other}")),
            }
        }
        Ok(())
    }

    fn simple(&mut self, command: &SimpleCommand) -> Result<(), String> {
        let mut words = Vec::new();
        let before = command.prefix.iter().flat_map(|prefix| &prefix.0);
        for item in before {
            self.item(item, &mut words)?;
        }
        words.clear();
        if let Some(name) = &command.word_or_name {
            words.push(self.word(name)?);
        }
        let after = command.suffix.iter().flat_map(|suffix| &suffix.0);
        for item in after {
            self.item(item, &mut words)?;
        }
        if !words.is_empty() {
            self.commands.push(words);
        }
        Ok(())
    }

    fn item(
        &mut self,
        item: &CommandPrefixOrSuffixItem,
        words: &mut Vec<String>,
    ) -> Result<(), String> {
        match item {
            CommandPrefixOrSuffixItem::Word(word)
            | CommandPrefixOrSuffixItem::AssignmentWord(_, word) => words.push(self.word(word)?),
            CommandPrefixOrSuffixItem::IoRedirect(IoRedirect::File(
                _,
                _,
                IoFileRedirectTarget::Filename(file),
            )) => {
                self.word(file)?;
            }
            other => return Err(format!("guidance has no need of this: {other}")),
        }
        Ok(())
    }

    /// The word without its quotes; commands within it are read as well.
    fn word(&mut self, word: &Word) -> Result<String, String> {
        let pieces = word::parse(&word.value, &ParserOptions::default())
            .map_err(|error| error.to_string())?;
        let mut text = String::new();
        self.pieces(&pieces, &mut text)?;
        Ok(text)
    }

    fn pieces(&mut self, pieces: &[WordPieceWithSource], text: &mut String) -> Result<(), String> {
        for piece in pieces {
            match &piece.piece {
                WordPiece::Text(said) | WordPiece::SingleQuotedText(said) => text.push_str(said),
                WordPiece::EscapeSequence(said) => {
                    text.push_str(said.strip_prefix('\\').unwrap_or(said));
                }
                WordPiece::DoubleQuotedSequence(within) => self.pieces(within, text)?,
                WordPiece::CommandSubstitution(script) => {
                    self.commands.extend(commands(script)?);
                    text.push('…');
                }
                WordPiece::ParameterExpansion(_) => text.push('$'),
                other => return Err(format!("guidance has no need of this: {other:?}")),
            }
        }
        Ok(())
    }
}

#[test]
fn the_grammar_reads_every_command() {
    let mut wrong = Vec::new();
    for snippet in snippets() {
        match commands(&filled(&snippet.text, &[])) {
            Ok(commands) if commands.is_empty() => wrong.push(format!("{}: nothing", snippet.item)),
            Ok(_) => {}
            Err(error) => wrong.push(format!("{}: {error}", snippet.item)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_grammar_refuses_what_no_shell_reads() {
    for script in [
        "az aks show --query 'x",
        "kubectl get pods |",
        "echo $(git log",
    ] {
        assert!(commands(script).is_err(), "{script}");
    }
}

#[test]
fn words_are_read_without_their_quotes() {
    let script = "plan=$(mktemp)\nkubectl get pods -o json | jq -r '.a | \"b\"' \\\n  | grep -c \"$plan\" && x y\\ z";
    let read = commands(script).unwrap();
    let read: Vec<Vec<&str>> = read
        .iter()
        .map(|words| words.iter().map(String::as_str).collect())
        .collect();
    assert_eq!(
        read,
        [
            vec!["mktemp"],
            vec!["kubectl", "get", "pods", "-o", "json"],
            vec!["jq", "-r", ".a | \"b\""],
            vec!["grep", "-c", "$"],
            vec!["x", "y z"],
        ]
    );
}
