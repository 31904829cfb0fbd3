//! Markdown as lines on the screen. HTML is shown as the text it is, and so are images.

#[cfg(test)]
mod tests;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::flow::Flow;
use crate::text::visible;
use crate::tui::theme::Theme;

/// The code that stands in a block of its own, in order: what the guidance has people type.
pub fn commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut code: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => commands.extend(code.take()),
            Event::Text(text) => {
                if let Some(code) = &mut code {
                    code.push_str(&text);
                }
            }
            _ => {}
        }
    }
    commands
}

/// Renders Markdown into lines of at most `width` columns; of 8 where that is less. Blocks of code have their numbers
/// among the [commands].
pub fn lines(text: &str, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut page = Page {
        flow: Flow::new(width, theme),
        theme,
        lists: Vec::new(),
        code: None,
        commands: 0,
        link: (0, String::new()),
    };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        page.take(event);
    }
    page.flow.lines()
}

struct Page {
    flow: Flow,
    theme: Theme,
    /// The next numbers of the open lists; `None` for a list with bullets.
    lists: Vec<Option<u64>>,
    code: Option<String>,
    /// How many blocks of code there were.
    commands: usize,
    /// Where the text of an open link or image begins, and where it leads.
    link: (usize, String),
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            Event::Html(html) | Event::InlineHtml(html) if is_line_break(&html) => {
                self.flow.words().end_line();
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => match &mut self.code
            {
                Some(code) => code.push_str(&text),
                None => self.flow.say(&text),
            },
            Event::Code(code) => self.flow.words().say(&code, self.theme.code()),
            Event::SoftBreak => self.flow.say(" "),
            Event::HardBreak => self.flow.words().end_line(),
            Event::Rule => self.flow.rule(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.flow.heading(level as usize),
            Tag::Strong => self.flow.style(Style::new().add_modifier(Modifier::BOLD)),
            Tag::Emphasis => self.flow.style(Style::new().add_modifier(Modifier::ITALIC)),
            Tag::Link { dest_url, .. } => {
                self.link = (self.flow.words().text().len(), dest_url.into_string());
                self.flow
                    .style(self.theme.label().add_modifier(Modifier::UNDERLINED));
            }
            Tag::Image { dest_url, .. } => {
                self.flow.words().say("[image] ", self.theme.dim());
                self.link = (self.flow.words().text().len(), dest_url.into_string());
            }
            Tag::BlockQuote(_) => self.flow.open_quote(),
            Tag::List(first) => {
                self.flow.open_list();
                self.lists.push(first);
            }
            Tag::Item => {
                let next = self.lists.last_mut().and_then(Option::as_mut);
                let number = next.map(|next| {
                    *next += 1;
                    format!("{}. ", *next - 1)
                });
                self.flow.open_item(number);
            }
            Tag::CodeBlock(_) => {
                self.flow.flush();
                self.code = Some(String::new());
            }
            Tag::Table(_) => self.flow.flush(),
            Tag::TableHead => self.flow.style(self.theme.strong()),
            Tag::TableCell if !self.flow.words().is_empty() => self.flow.say(" | "),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::Table => self.flow.end_paragraph(),
            TagEnd::Heading(_) | TagEnd::TableHead => {
                self.flow.plain();
                self.flow.flush();
            }
            TagEnd::TableRow => self.flow.flush(),
            TagEnd::Strong | TagEnd::Emphasis => self.flow.plain(),
            TagEnd::Link => {
                self.flow.plain();
                self.address();
            }
            TagEnd::Image => self.address(),
            TagEnd::BlockQuote(_) => self.flow.close(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.flow.close();
            }
            TagEnd::Item => self.flow.close_item(),
            TagEnd::CodeBlock => {
                self.commands += 1;
                let code = self.code.take().unwrap_or_default();
                self.flow.code(&code, Some(self.commands));
            }
            _ => {}
        }
    }

    /// Says where a link leads, unless that is what its text says.
    fn address(&mut self) {
        let (start, url) = std::mem::take(&mut self.link);
        let text = self.flow.words().text().get(start..).unwrap_or_default();
        if !url.is_empty()
            && text != visible::line(&url)
            && url.strip_prefix("mailto:") != Some(text)
        {
            let dim = self.theme.dim();
            self.flow.words().say(&format!(" ({url})"), dim);
        }
    }
}

fn is_line_break(html: &str) -> bool {
    let html = html.trim();
    ["<br>", "<br/>", "<br />"]
        .iter()
        .any(|tag| tag.eq_ignore_ascii_case(html))
}
