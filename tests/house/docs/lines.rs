//! Command lines in documents are command lines.

use super::markdown::{blocks, files};

/// The words of a shell line up to a pipe, a redirection or a comment; double quotes hold words together.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '|' | '<' | '>' | '#' if !quoted => break,
            c if c.is_whitespace() && !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_line_can_be_run() {
    let mut count = 0;
    for file in files() {
        let shell = blocks(&file, "sh").into_iter().chain(blocks(&file, "yaml"));
        for line in shell.flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()) {
            let line = line.trim_start_matches("- run: ");
            if !line.starts_with("signoff ") {
                continue;
            }
            count += 1;
            signoff::cli::definition()
                .try_get_matches_from(words(line))
                .unwrap_or_else(|error| panic!("{file}: {line}\n{error}"));
        }
    }
    assert!(count > 20, "{count} lines");
}
