//! Small trees with a fault in them that must be found, and some without.

use std::collections::{BTreeMap, BTreeSet};

use super::arrow::{Found, arrows};
use super::rule;
use super::source::Tree;

const FLOORS: [&[&str]; 4] = [&["main"], &["roof"], &["left", "right"], &["ground"]];

/// A crate with a room on each floor, which uses what is below it, and more files.
fn house(more: &[(&str, &str)]) -> Tree {
    let mut files = [
        (
            "main.rs",
            "fn main() { signoff::roof::run(signoff::roof::Roof) }",
        ),
        (
            "lib.rs",
            "pub mod ground; pub mod left; pub mod right; pub mod roof;",
        ),
        (
            "roof/mod.rs",
            "use crate::{left::{self, Left as Wing}, right};
             pub struct Roof; pub struct Hole;
             pub fn run(_: Roof) { left::go(Wing); right::go(); }",
        ),
        (
            "left.rs",
            "use crate::ground; pub use crate::ground::Ground as Floor;
             pub struct Left; pub fn go(_: Left) { drop(ground::Ground) }",
        ),
        ("right.rs", "pub fn go() {}"),
        ("ground/mod.rs", "mod clay; pub use clay::Clay as Ground;"),
        ("ground/clay.rs", "pub struct Clay;"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into_iter()
    .collect::<BTreeMap<_, _>>();
    for (name, text) in more {
        files.insert((*name).to_owned(), (*text).to_owned());
    }
    Tree::read(&files)
}

/// What the rules say of an understood tree: arrows up, and circles.
fn judged(tree: &Tree) -> (Vec<String>, Vec<String>) {
    let found = arrows(tree);
    assert_eq!(found.lost, BTreeSet::new());
    let circles = rule::circles(&found.arrows).into_iter();
    let circles = circles.map(|circle| circle.into_iter().collect::<Vec<_>>().join(" "));
    (rule::upward(&found.arrows, &FLOORS), circles.collect())
}

const NONE: Vec<String> = Vec::new();

#[test]
fn nothing_is_found_where_nothing_is_wrong() {
    assert_eq!(judged(&house(&[])), (NONE, NONE));
}

#[test]
fn tests_comments_and_strings_may_name_what_they_like() {
    let tree = house(&[(
        "ground/clay.rs",
        "//! [`crate::roof::Roof`]
         /// Unlike crate::roof::Roof.
         #[cfg_attr(test, derive(crate::roof::Roof))]
         pub struct Clay;
         impl Clay { #[cfg(test)] fn roof() -> crate::roof::Roof { crate::roof::Roof } }
         pub(in crate::ground) const TEXT: &str = \"crate::roof::Roof\"; // crate::roof::Roof
         #[cfg(test)] use crate::roof::Roof;
         #[cfg(test)] mod tests { use super::super::super::roof::*; fn f(_: crate::left::Left) {} }
         #[cfg(test)] mod elsewhere;",
    )]);
    assert_eq!(judged(&tree), (NONE, NONE));
}

#[test]
fn a_circle_is_found_whichever_way_it_is_closed() {
    for back in [
        "use super::sand::Sand; fn f(_: Sand) {}",
        "use crate::ground::sand::Sand;",
        "use crate::ground::Grain; fn f(_: Grain) {}",
        "use super::{sand::{self, Sand as Other}, Grain}; fn f(_: Other) { sand::go() }",
        "use super::Grain as _;",
        "use super::sand as other; fn f() { other::go() }",
        "use super::sand; fn f() { sand::go() }",
        "use super::sand::*;",
        "use super::*; fn f(_: Grain) {}",
        "use super::*; fn f() { sand::go() }",
        "fn f() { use super::sand::go; go() }",
        "fn f() { super::sand::go() }",
        "fn f() { self::super::sand::go() }",
        "fn f() { crate::ground::sand::go() }",
        "fn f() -> Option<super::Grain> { None }",
        "fn f() { assert!(x.y == vec![super::sand::go()]) }",
        "macro_rules! m { () => { $crate::ground::sand::go() } }",
        "#[arg(value_parser = super::sand::go)] struct S;",
        "impl super::Grain {}",
        "pub struct Holder<T: super::sand::Grainy>(T);",
        "mod inner { fn f() { super::super::sand::go() } }",
        "mod inner { pub use super::super::sand::go; } fn f() { inner::go() }",
        "fn f() { <u8 as super::sand::Grainy>::weigh() }",
    ] {
        let clay = format!("pub struct Clay; {back}");
        let tree = house(&[
            (
                "ground/mod.rs",
                "mod clay; pub mod sand; pub use clay::Clay as Ground; pub use self::sand::Sand as Grain;",
            ),
            ("ground/clay.rs", &clay),
            (
                "ground/sand.rs",
                "use super::Ground; pub struct Sand(Ground); pub trait Grainy {} pub fn go() {}",
            ),
        ]);
        let circle = vec!["ground/clay.rs ground/sand.rs".to_owned()];
        assert_eq!(judged(&tree), (NONE, circle), "{back}");
    }
}

#[test]
fn a_long_circle_is_found_beside_another() {
    let tree = house(&[
        (
            "left.rs",
            "mod a; mod b; mod c; mod d; mod e; pub struct Left; pub fn go(_: Left) {}",
        ),
        ("left/a.rs", "pub struct A(super::b::B);"),
        ("left/b.rs", "pub struct B(super::c::C);"),
        ("left/c.rs", "pub struct C(super::a::A, super::d::D);"),
        ("left/d.rs", "pub struct D(super::e::E);"),
        ("left/e.rs", "pub struct E(super::d::D);"),
    ]);
    let circles = ["left/a.rs left/b.rs left/c.rs", "left/d.rs left/e.rs"];
    assert_eq!(judged(&tree), (NONE, circles.map(str::to_owned).into()));
}

#[test]
fn a_folder_is_counted_by_what_its_own_file_defines() {
    let clay = (
        "ground/clay.rs",
        "pub struct Clay(super::Wet); pub fn dry() {}",
    );
    let hands_on = "mod clay; mod water; pub use clay::Clay as Ground; pub use water::Wet;";
    let water = ("ground/water.rs", "pub struct Wet;");
    let tree = house(&[("ground/mod.rs", hands_on), clay, water]);
    assert_eq!(judged(&tree), (NONE, NONE));

    let defines = "mod clay; pub use clay::{Clay as Ground, dry}; pub struct Wet;
                   fn f() { assert!(x.dry && x.dry()) }";
    let tree = house(&[("ground/mod.rs", defines), clay]);
    assert_eq!(
        judged(&tree),
        (NONE, NONE),
        "it does not need what it hands on"
    );

    let uses = format!("{defines} pub fn dig() -> Ground {{ todo!() }}");
    let tree = house(&[("ground/mod.rs", &uses), clay]);
    let circle = vec!["ground/clay.rs ground/mod.rs".to_owned()];
    assert_eq!(judged(&tree), (NONE, circle));
}

#[test]
fn an_arrow_up_is_found_whichever_way_it_leads() {
    for (up, name) in [
        ("use crate::roof::Roof;", "crate::roof::Roof"),
        ("pub use crate::roof::Roof;", "crate::roof::Roof"),
        ("use crate::{roof::{Hole}};", "crate::roof::Hole"),
        ("use super::super::roof::Roof;", "super::super::roof::Roof"),
        ("use crate::roof::*;", "crate::roof::*"),
        ("use crate::roof;", "crate::roof"),
        ("fn f() { crate::roof::run(x) }", "crate::roof::run"),
        (
            "fn f() { super::super::roof::run(x) }",
            "super::super::roof::run",
        ),
        (
            "fn f() { format!(\"{}\", crate::roof::run(x)); }",
            "crate::roof::run",
        ),
        // By way of the room's own file, which has a private import.
        ("fn f(_: super::Roof) {}", "super::Roof"),
        ("use super::*; fn f(_: Roof) {}", "Roof"),
    ] {
        let clay = format!("pub struct Clay; {up}");
        let tree = house(&[
            (
                "ground/mod.rs",
                "mod clay; pub use clay::Clay as Ground; use crate::roof::Roof;",
            ),
            ("ground/clay.rs", &clay),
        ]);
        let wrong = judged(&tree).0;
        let wanted = format!("ground/clay.rs names {name}, which is not below: roof/mod.rs");
        assert!(wrong.contains(&wanted), "{up}: {wrong:?}");
    }
}

#[test]
fn what_is_below_may_not_be_named_by_way_of_what_is_above() {
    let tree = house(&[
        ("right.rs", "pub fn go() -> crate::left::Floor { todo!() }"),
        (
            "ground/clay.rs",
            "pub struct Clay; fn f(_: crate::left::Floor) {}",
        ),
    ]);
    let wrong = [
        "ground/clay.rs names crate::left::Floor, which is not below: left.rs",
        "right.rs names crate::left::Floor, which is a neighbour: left.rs",
    ];
    assert_eq!(judged(&tree), (wrong.map(str::to_owned).into(), NONE));
}

#[test]
fn a_room_without_a_floor_is_found() {
    let tree = house(&[
        (
            "lib.rs",
            "mod attic; pub mod ground; pub mod left; pub mod right; pub mod roof;",
        ),
        ("attic/mod.rs", ""),
    ]);
    let files = tree.modules.iter().map(|module| module.file.as_str());
    assert_eq!(rule::unplanned(files, &FLOORS), BTreeSet::from(["attic"]));
}

#[test]
fn a_pure_room_is_caught_under_any_name() {
    for (code, path) in [
        ("use std::fs;", "std::fs"),
        ("use std::{fmt, fs::File};", "std::fs::File"),
        (
            "use std::fs as disk; fn f() { disk::read() }",
            "std::fs::read",
        ),
        (
            "use std as all; fn f() { all::fs::read() }",
            "std::fs::read",
        ),
        ("use std::*; fn f() { fs::read() }", "std::fs::read"),
        (
            "use chrono::Utc as Clock; fn f() { Clock::now() }",
            "chrono::Utc::now",
        ),
        (
            "fn f() { x.unwrap_or_else(chrono::Utc::now) }",
            "chrono::Utc::now",
        ),
        (
            "enum Wet { Yes } use Wet::*; fn f() -> Wet { std::fs::read(); Yes }",
            "std::fs::read",
        ),
        (
            "use toml::toml; use super::*; fn f() { std::fs::read(toml!()) }",
            "std::fs::read",
        ),
        ("fn f() { dbg!(1, chrono::Utc::now()) }", "chrono::Utc::now"),
    ] {
        let clay = format!("pub struct Clay; {code} #[cfg(test)] use std::fs::Metadata;");
        let tree = house(&[
            ("ground/clay.rs", &clay),
            ("right.rs", "pub fn go() { std::fs::read() }"),
        ]);
        let Found { foreign, .. } = arrows(&tree);
        let wrong = rule::impure(&foreign, &["ground"], &["std::fs", "Utc::now"]);
        let wanted = format!("ground/clay.rs names {path}");
        assert!(wrong.contains(&wanted), "{code}: {wrong:?}");
        assert!(
            wrong
                .iter()
                .all(|line| !line.contains("Metadata") && !line.contains("right"))
        );
    }
    let harmless = "pub struct Clay; use std::fmt; use chrono::Utc; // std::fs
                    fn f(fs: Utc) { fs.now(\"std::fs\"); my_std::fs() }";
    let tree = house(&[("ground/clay.rs", harmless)]);
    let wrong = rule::impure(
        &arrows(&tree).foreign,
        &["ground"],
        &["std::fs", "Utc::now"],
    );
    assert_eq!(wrong, NONE);
}

#[test]
fn a_path_that_leads_nowhere_is_said() {
    for path in ["crate::ground::lava", "super::lava::flow", "crate::lava"] {
        let clay = format!("pub struct Clay; fn f() {{ {path}() }}");
        let tree = house(&[("ground/clay.rs", &clay)]);
        let lost = BTreeSet::from([("ground/clay.rs", path.to_owned())]);
        assert_eq!(arrows(&tree).lost, lost);
    }
}

#[test]
fn the_list_of_circles_only_gets_shorter() {
    let tree = house(&[
        (
            "left.rs",
            "mod a; mod b; mod c; mod d; mod e; pub struct Left; pub fn go(_: Left) {}",
        ),
        ("left/a.rs", "pub struct A(super::b::B);"),
        ("left/b.rs", "pub struct B(super::a::A);"),
        ("left/c.rs", "pub struct C(super::d::D);"),
        ("left/d.rs", "pub struct D(super::c::C);"),
        ("left/e.rs", "pub struct E(super::d::D);"),
    ]);
    let Found { arrows, .. } = arrows(&tree);
    let now = "left/a.rs\nleft/b.rs\n\nleft/c.rs\nleft/d.rs\n";
    let said = |list: &str| rule::against_list(&arrows, list);
    let circles = format!("the circles are now:\n\n{now}");
    assert_eq!(said(now), NONE);
    assert_eq!(
        said("left/a.rs\nleft/b.rs\n\nleft/c.rs\n"),
        [
            "left/d.rs came into a circle: break that, do not list it",
            "    left/c.rs names super::d::D of left/d.rs",
            "    left/d.rs names super::c::C of left/c.rs",
            circles.as_str(),
        ]
    );
    assert_eq!(
        said(&format!("{now}left/e.rs\n")),
        [
            "left/e.rs is in no circle any more: take it off the list",
            circles.as_str(),
        ]
    );
    assert_eq!(
        said(&now.replace("\n\n", "\n")),
        [circles.as_str()],
        "they fell apart"
    );
    assert_eq!(rule::against_list(&BTreeSet::new(), ""), NONE);
}
