//! What the arrows may not do.

use std::collections::{BTreeMap, BTreeSet};

use super::arrow::{Arrow, Kind};

/// The folder that a file is in, or the file that stands beside it under the same name.
fn room(file: &str) -> &str {
    let first = file.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs")
}

fn floor(room: &str, floors: &[&[&str]]) -> Option<usize> {
    floors.iter().position(|rooms| rooms.contains(&room))
}

/// The rooms that have no floor. `lib.rs` is the map of them and none itself.
pub fn unplanned<'t>(
    files: impl Iterator<Item = &'t str>,
    floors: &[&[&str]],
) -> BTreeSet<&'t str> {
    files
        .map(room)
        .filter(|room| *room != "lib" && floor(room, floors).is_none())
        .collect()
}

/// The arrows to a floor above or to a neighbour, also where a room below is only named by way of one above.
pub fn upward(arrows: &BTreeSet<Arrow>, floors: &[&[&str]]) -> Vec<String> {
    let mut wrong = Vec::new();
    for arrow in arrows {
        let (from, to) = (room(arrow.from), room(arrow.to));
        let map = to == "lib" && arrow.kind == Kind::Through;
        if from == to || map {
            continue;
        }
        let how = match (floor(from, floors), floor(to, floors)) {
            (Some(from), Some(to)) if from < to => continue,
            (Some(from), Some(to)) if from == to => "a neighbour",
            _ => "not below",
        };
        let Arrow { from, to, name, .. } = arrow;
        wrong.push(format!("{from} names {name}, which is {how}: {to}"));
    }
    wrong
}

/// The sets of files of which each uses all others, straight or by way of others. What a file only hands on, it does not
/// use: a `mod.rs` stands in a circle for what it defines itself.
pub fn circles<'t>(arrows: &BTreeSet<Arrow<'t>>) -> BTreeSet<BTreeSet<&'t str>> {
    let mut used = BTreeMap::<_, BTreeSet<_>>::new();
    for arrow in arrows.iter().filter(|arrow| arrow.kind == Kind::Uses) {
        used.entry(arrow.from).or_default().insert(arrow.to);
    }
    let mut reached = BTreeMap::new();
    for file in used.keys() {
        let mut all = BTreeSet::new();
        let mut ahead = vec![*file];
        while let Some(next) = ahead.pop() {
            for to in used.get(next).into_iter().flatten() {
                if all.insert(*to) {
                    ahead.push(to);
                }
            }
        }
        reached.insert(*file, all);
    }
    reached
        .iter()
        .filter(|(file, all)| all.contains(*file))
        .map(|(file, all)| {
            let mutual =
                |other: &&&str| reached.get(*other).is_some_and(|back| back.contains(file));
            all.iter().filter(mutual).copied().collect()
        })
        .collect()
}

/// Compares the circles with the list of them, which holds a file a line and an empty line between two circles.
pub fn against_list(arrows: &BTreeSet<Arrow>, list: &str) -> Vec<String> {
    let circles = circles(arrows);
    let listed: BTreeSet<BTreeSet<_>> = list
        .split("\n\n")
        .map(|circle| circle.lines().collect())
        .filter(|circle: &BTreeSet<_>| !circle.is_empty())
        .collect();
    let now: BTreeSet<_> = circles.iter().flatten().copied().collect();
    let before: BTreeSet<_> = listed.iter().flatten().copied().collect();
    let mut wrong = Vec::new();
    for circle in &circles {
        for file in circle.difference(&before) {
            wrong.push(format!(
                "{file} came into a circle: break that, do not list it"
            ));
            let inside = arrows.iter().filter(|arrow| {
                let both = circle.contains(arrow.from) && circle.contains(arrow.to);
                both && arrow.kind == Kind::Uses && [arrow.from, arrow.to].contains(file)
            });
            for Arrow { from, to, name, .. } in inside {
                wrong.push(format!("    {from} names {name} of {to}"));
            }
        }
    }
    for file in before.difference(&now) {
        wrong.push(format!(
            "{file} is in no circle any more: take it off the list"
        ));
    }
    if circles != listed {
        let lines =
            |circle: &BTreeSet<&str>| circle.iter().map(|file| format!("{file}\n")).collect();
        let circles: Vec<String> = circles.iter().map(lines).collect();
        wrong.push(format!("the circles are now:\n\n{}", circles.join("\n")));
    }
    wrong
}

/// What the files of pure rooms name of the world outside.
pub fn impure(foreign: &BTreeSet<(&str, String)>, pure: &[&str], names: &[&str]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (file, path) in foreign
        .iter()
        .filter(|(file, _)| pure.contains(&room(file)))
    {
        let whole = |text: &str| format!("::{text}::");
        if names.iter().any(|name| whole(path).contains(&whole(name))) {
            wrong.push(format!("{file} names {path}"));
        }
    }
    wrong
}
