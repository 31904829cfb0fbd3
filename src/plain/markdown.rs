//! Markdown as it is read aloud: a paragraph a line, links with their addresses, a row of a table a line.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub(super) fn lines(text: &str) -> Vec<String> {
    let mut page = Page::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        page.take(event);
    }
    page.flush();
    page.done
}

#[derive(Default)]
struct Page {
    done: Vec<String>,
    line: String,
    /// Numbers of the open lists; `None` for a list without.
    lists: Vec<Option<u64>>,
    /// Addresses of the open links.
    links: Vec<String>,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.line.push_str(&text);
            }
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.flush(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph if self.line.is_empty() => {}
            Tag::Heading { .. } => {
                self.flush();
                self.line.push_str("Heading: ");
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.line.push_str(&marker);
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.done.push("Code:".to_owned());
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.links.push(dest_url.into_string());
            }
            Tag::TableCell if !self.line.is_empty() => self.line.push_str("; "),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Link | TagEnd::Image => {
                if let Some(url) = self
                    .links
                    .pop()
                    .filter(|url| !self.line.ends_with(url.as_str()))
                {
                    self.line.push_str(&format!(" ({url})"));
                }
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.done.push("End of code.".to_owned());
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::HtmlBlock
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.flush();
            }
            _ => {}
        }
    }

    /// Ends the line; code keeps its own.
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.done.extend(
            line.lines()
                .map(str::trim_end)
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn structure_is_said_in_words() {
        let text = "# Why\n\n**Look** at `this`\nand [that](https://example.org/a).\n\n1. one\n   ```sh\n   ls -l\n   \
                    pwd\n   ```\n2. two\n   - deep\n\n| Item | Date | By |\n|---|---|---|\n| A-1 | never | Kim |\n";
        assert_eq!(
            lines(text),
            [
                "Heading: Why",
                "Look at this and that (https://example.org/a).",
                "1. one",
                "Code:",
                "ls -l",
                "pwd",
                "End of code.",
                "2. two",
                "- deep",
                "Item; Date; By",
                "A-1; never; Kim",
            ]
        );
    }
}
