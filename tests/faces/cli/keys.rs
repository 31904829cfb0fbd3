//! The keys in force, and the command lines that stand beside them.

use signoff::face::command::COMMANDS;

use crate::house::{House, SETTINGS};

#[test]
fn the_table_shows_the_keys_in_force() {
    let house = House::new();
    assert_eq!(house.done("keys").out.lines().count(), COMMANDS.len());
    house.write(
        SETTINGS,
        "[keys]\nnext = \"Ctrl-N\"\nmet = [\"x\", \"+\"]\nundo = \"p\"\nfly = \"z\"\nwrite = \"Hyper-W\"\n",
    );
    let run = house.done("keys");
    let names = [
        "  next ",
        "  met ",
        "  unmet ",
        "  partial ",
        "  undo ",
        "  write ",
    ];
    let own: Vec<_> = run
        .out
        .lines()
        .filter(|line| names.iter().any(|name| line.contains(name)))
        .collect();
    house.assert(
        "keys_of_ones_own",
        &format!("{}\n\n{}", own.join("\n"), run.err),
    );
}

#[test]
fn programs_get_the_table_too() {
    let house = House::new();
    let table = house.json("keys --json");
    let table = table.as_array().unwrap();
    assert_eq!(table.len(), COMMANDS.len());
    let met = table.iter().find(|row| row["name"] == "met").unwrap();
    assert_eq!(
        (&met["place"], &met["keys"][0]),
        (&"walk and findings".into(), &"m".into())
    );
    assert_eq!(met["line"], "signoff attest ITEM met --rationale TEXT");
}

#[test]
fn every_command_line_of_the_table_is_one() {
    for line in COMMANDS
        .iter()
        .map(|command| command.line)
        .filter(|line| !line.is_empty())
    {
        let line = line.replace("{item}", "NET-1");
        let words: Vec<_> = line.split(' ').collect();
        let mut command = &signoff::cli::definition();
        let mut rest = words.iter().skip(1).peekable();
        while let Some(below) = rest.peek().and_then(|word| command.find_subcommand(word)) {
            command = below;
            rest.next();
        }
        assert!(
            words.len() == 2 || command.get_name() != "signoff" || words[1].starts_with("--"),
            "{line}"
        );
        for option in rest.filter_map(|word| word.strip_prefix("--")) {
            let known = command
                .get_arguments()
                .any(|argument| argument.get_long() == Some(option));
            assert!(
                known || ["help", "review"].contains(&option),
                "{line}: --{option}"
            );
        }
    }
}
