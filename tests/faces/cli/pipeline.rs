//! The log of a pipeline obeys text: no line that is printed holds a command, whatever a file says.

use proptest::prelude::*;

use crate::has::Has as _;
use crate::house::House;

const COMMANDS: [&str; 5] = [
    "box ##vso[task.prependpath]/x",
    "::add-mask::approved",
    "a\n::error::b",
    "##[group]##teamcity[buildStatus]",
    "#\u{fe0f}#vso[task.x] \u{200b}::stop-commands::x",
];

/// Tells whether a runner obeys this line: as Azure's agent, GitHub's runner and `TeamCity` read it, which may pass over what
/// has no width.
pub fn is_obeyed(line: &str) -> bool {
    let seen = |c: &char| !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}' | '\u{300}'..='\u{36f}');
    let line: String = line.chars().filter(seen).collect();
    line.trim_start().starts_with("::")
        || ["##[", "##vso[", "##teamcity["]
            .iter()
            .any(|command| line.contains(command))
}

/// Says `text` in every field, and runs every command; returns all that was printed or written for readers.
fn said(text: &str) -> Vec<(String, String)> {
    let house = House::new();
    let quoted = toml(text);
    house.write(
        "checklists/mine.toml",
        &format!(
            "schema = 1\nid = \"mine\"\ntitle = {quoted}\nversion = {quoted}\nnotices = [{quoted}]\n\
             source = {{ title = {quoted}, url = \"https://example.org/##[x\", license = {quoted} }}\n\
             [[category]]\nid = \"c\"\ntitle = {quoted}\n[[category.item]]\nid = \"C-1\"\ntitle = {quoted}\n\
             guidance = {quoted}\nseverity = \"low\"\nships-as = {quoted}\n\
             references = [{{ title = {quoted}, url = \"https://example.org\" }}]\n"
        ),
    );
    house.write(
        "checklists/broken.toml",
        &format!("id = {text}\n{text} = 1\n"),
    );
    house.write("proof ##vso[x].txt", "proof\n");
    let person = format!("{text} <a@example.org>");
    let mut said = Vec::new();
    let mut run = |line: &str| {
        let run = house.run(line);
        said.push((line.to_owned(), format!("{}\n{}", run.out, run.err)));
    };
    run(&format!(
        "new --checklist mine --system '{text}' --environment '{text}' --title '{text}' --revision '{text}'"
    ));
    run(&format!(
        "attest C-1 partial --rationale '{text}' --note '{text}' --action '{text}' --owner '{person}' --due +3d \
         --evidence 'proof ##vso[x].txt' --evidence https://example.org/?##vso[x] --by '{person}'"
    ));
    run(&format!(
        "attest C-1 partial --rationale '{text}' --action '{text}' --owner Kim --due +3d"
    ));
    run(&format!("evidence add C-1 '{text}'"));
    run("evidence add C-1 'proof ##vso[x].txt'");
    run(&format!(
        "sign --role approver --decision approved-with-conditions --condition '{text}' --owner Kim --due +1d \
         --sole-operator '{text}' --unsigned"
    ));
    for reading in [
        "status",
        "status --json",
        "status --color always",
        "check",
        "check --json",
        "findings",
        "findings --json",
        "verify",
        "verify --json",
        "evidence list",
        "evidence list --json",
        "evidence verify",
        "report",
        "report --output report.md",
        "export in-toto --predicate",
        "checklist list",
        "checklist show mine",
        "checklist show mine --json",
        "checklist lint checklists/broken.toml",
        "--log log.txt walk --plain",
    ] {
        run(reading);
    }
    for line in [
        "seal --reason 'TEXT'",
        "attest 'TEXT' met",
        "revoke approver --reason 'TEXT' --unsigned",
        "revoke 'TEXT' --reason 'TEXT'",
        "-r 'TEXT' status",
        "'TEXT'",
        "status --filter 'TEXT'",
        "check --at 'TEXT'",
        "undo",
    ] {
        run(&line.replace("TEXT", text));
    }
    for file in ["report.md", "log.txt"] {
        if house.path(file).exists() {
            said.push((file.to_owned(), house.read(file)));
        }
    }
    said
}

/// A text as a string of TOML.
fn toml(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

fn first_obeyed(said: &[(String, String)]) -> Option<String> {
    said.iter().find_map(|(command, output)| {
        let line = output.lines().find(|line| is_obeyed(line))?;
        Some(format!("{command:?} prints {line:?}"))
    })
}

#[test]
fn no_command_of_a_pipeline_is_printed() {
    // What takes no room in front of a mark hides it from nobody.
    for text in COMMANDS.iter().copied().chain(["\u{fe0f}::add-mask::"]) {
        let said = said(text);
        assert_eq!(first_obeyed(&said), None, "{text:?}");
        // The review was started and is shown: else nothing was tried.
        let of = |command: &str| said.iter().find(|(line, _)| line == command).unwrap();
        of("status").1.has("C-1");
        of("report.md").1.has("C-1");
    }
}

#[test]
fn a_signed_text_is_shown_so_that_no_log_obeys_it_and_its_bytes_stay() {
    // A statement of form 1 has what was typed, one of form 2 what is shown.
    for (schema, why, signed) in [
        (1, "", "box ##vso[task.x]y"),
        (2, "--why Unfit", "box <U+0023>#vso[task.x]y"),
    ] {
        let house = House::new();
        house.done("new --checklist stride-threats --system 'box ##vso[task.x]y'");
        house.swap("schema = 2", &format!("schema = {schema}"));
        let sign = format!("sign --role approver --decision rejected {why} --unsigned");
        let run = house.done(&sign);
        run.has_out("box <U+0023>#vso[task.x]y");
        let is_other = run.err.contains("the signed text has #");
        assert_eq!(is_other, schema == 1, "{run}");
        house.run("verify --export signed");
        let exported = std::fs::read_dir(house.path("signed")).unwrap();
        let mut texts = exported.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        assert!(texts.any(|text| text.contains(signed)));
        house.review().has("box ##vso[task.x]y");
        house.done("export canonical").has_out("box ##vso[task.x]y");
        let system = &house.json("status --json")["review"]["system"];
        assert_eq!(system, "box ##vso[task.x]y");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]
    #[test]
    fn for_any_text_in_any_field(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "##vso[task.x]", "::add-mask::", "\n", "#", "#vso[", "##[group]", "##teamcity[x]", " ", "\u{fe0f}", ":",
                "x", "\u{1b}[0m", "\u{200b}", "\t", "`", "|", "- ",
            ]),
            1..8,
        )
    ) {
        let text = parts.concat();
        prop_assert_eq!(first_obeyed(&said(&text)), None, "{:?}", text);
    }
}
