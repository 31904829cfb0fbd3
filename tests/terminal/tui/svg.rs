//! A screen as a picture.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 12.0;

/// Draws a screen with colours that follow the reader's light or dark mode.
pub fn draw(buffer: &Buffer, title: &str) -> String {
    let (columns, rows) = (f32::from(buffer.area.width), f32::from(buffer.area.height));
    let (width, height) = (
        columns * CELL.0 + 2.0 * MARGIN,
        rows * CELL.1 + 2.0 * MARGIN,
    );
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"{title}\">\n<style>\n\
         text {{ font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre; fill: #1f2328 }}\n\
         .b {{ fill: #ffffff }} .f {{ fill: #1f2328 }} .r {{ fill: #cf222e }} .g {{ fill: #116329 }} .y {{ fill: #7d4e00 }} .c {{ fill: #0b6478 }} .m {{ fill: #6639ba }} .v {{ fill: #ffffff }}\n\
         @media (prefers-color-scheme: dark) {{ text {{ fill: #d6dae0 }} .b {{ fill: #14171c }} .f {{ fill: #d6dae0 }} .r {{ fill: #ff7b72 }} .g {{ fill: #56d364 }} .y {{ fill: #e3b341 }} .c {{ fill: #56c8d8 }} .m {{ fill: #bc8cff }} .v {{ fill: #14171c }} }}\n\
         .d {{ opacity: .6 }} .s {{ font-weight: bold }} .u {{ text-decoration: underline }} .i {{ font-style: italic }}\n\
         </style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\" class=\"b\"/>\n"
    );
    for y in 0..buffer.area.height {
        row(&mut svg, buffer, y);
    }
    svg.push_str("</svg>\n");
    svg
}

fn row(svg: &mut String, buffer: &Buffer, y: u16) {
    let top = MARGIN + f32::from(y) * CELL.1;
    let mut x = 0;
    while x < buffer.area.width {
        let first = &buffer[(x, y)];
        let class = class(first);
        let (start, mut run) = (x, String::new());
        while x < buffer.area.width && self::class(&buffer[(x, y)]) == class {
            let symbol = buffer[(x, y)].symbol();
            run.push_str(symbol);
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        let (left, width) = (
            MARGIN + f32::from(start) * CELL.0,
            f32::from(x - start) * CELL.0,
        );
        if first.modifier.contains(Modifier::REVERSED) {
            let _ = writeln!(
                svg,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" class=\"f\"/>",
                CELL.1
            );
        }
        if !run.trim().is_empty() {
            let text = run
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            let _ = writeln!(
                svg,
                "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" class=\"{class}\" xml:space=\"preserve\">{text}</text>",
                top + 13.5
            );
        }
    }
}

fn class(cell: &Cell) -> String {
    let mut class = match cell.fg {
        Color::Red => "r",
        Color::Green => "g",
        Color::Yellow => "y",
        Color::Cyan => "c",
        Color::Magenta => "m",
        _ => "",
    }
    .to_owned();
    for (modifier, name) in [
        (Modifier::DIM, " d"),
        (Modifier::BOLD, " s"),
        (Modifier::UNDERLINED, " u"),
        (Modifier::ITALIC, " i"),
        (Modifier::REVERSED, " v"),
    ] {
        if cell.modifier.contains(modifier) {
            class.push_str(name);
        }
    }
    class.trim().to_owned()
}
