//! Markdown, as far as the tests read it.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{read, repository};

fn events(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// The code blocks of a language.
pub fn blocks(file: &str, language: &str) -> Vec<String> {
    let text = read(file);
    let mut found = Vec::new();
    let mut inside = false;
    for event in events(&text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(of))) => {
                inside = &*of == language;
                found.extend(inside.then(String::new));
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            _ => {}
        }
    }
    found
}

/// What links and pictures lead to.
pub fn targets(text: &str) -> Vec<String> {
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.to_string())
        }
        _ => None,
    };
    events(text).filter_map(target).collect()
}

/// What a link to each heading has behind its `#`.
pub fn anchors(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                inside = true;
                found.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(text) | Event::Code(text) if inside => {
                let slug = text.to_lowercase().replace(' ', "-");
                let kept = |c: &char| c.is_alphanumeric() || "-_".contains(*c);
                found.last_mut().unwrap().extend(slug.chars().filter(kept));
            }
            _ => {}
        }
    }
    found
}

/// Every cell of a table's rows that begins a row, without the signs for code.
pub fn first_cells(table: &str) -> Vec<String> {
    rows(table)
        .into_iter()
        .map(|mut row| row.remove(0))
        .collect()
}

/// The cells of a table's rows, without the signs for code.
pub fn rows(table: &str) -> Vec<Vec<String>> {
    let lines = table.lines().filter(|line| line.starts_with("| "));
    let cells = |line: &str| {
        let line = line.trim_start_matches("| ").trim_end_matches('|');
        line.split(" | ")
            .map(|cell| cell.trim().replace('`', ""))
            .collect()
    };
    // The head, and the line below it.
    lines.skip(2).map(cells).collect()
}

/// The text between a heading's line and the next heading of any level.
pub fn below<'t>(text: &'t str, heading: &str) -> &'t str {
    let (_, rest) = text
        .split_once(&format!("\n{heading}\n"))
        .unwrap_or_else(|| panic!("there is no {heading}"));
    rest.split_once("\n#").map_or(rest, |(found, _)| found)
}

/// Every Markdown file that people write, from the root of the repository.
pub fn files() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(repository(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = format!("{folder}{name}");
            let is_folder = entry.file_type().unwrap().is_dir();
            if is_folder && !name.starts_with('.') && name != "target" {
                folders.push(format!("{path}/"));
            } else if entry.path().extension().is_some_and(|end| end == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 9, "the documents are elsewhere: {found:?}");
    found
}
