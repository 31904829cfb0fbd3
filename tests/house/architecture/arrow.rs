//! Who uses whom: from each path in the code to the file that defines what it names.

use std::collections::BTreeSet;

use super::source::{ALL, Id, ROOT, Tree};

/// One file uses another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow<'t> {
    pub from: &'t str,
    pub to: &'t str,
    /// What `from` calls it.
    pub name: String,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `to` defines what the code of `from` names.
    Uses,
    /// `to` defines what `from` only hands on to others (`pub use`), and does not need itself.
    HandsOn,
    /// The path leads through `to`, which defines nothing of it.
    Through,
}

/// What the paths of a crate lead to.
#[derive(Default)]
pub struct Found<'t> {
    pub arrows: BTreeSet<Arrow<'t>>,
    /// What comes from other crates: the file, and the path with its imports followed.
    pub foreign: BTreeSet<(&'t str, String)>,
    /// Paths into the crate that end nowhere: this reader did not understand them.
    pub lost: BTreeSet<(&'t str, String)>,
}

/// Where a path ends.
enum End {
    /// At an item of a module; what follows (variants, methods) belongs to it.
    Item(Id),
    Module(Id),
    Foreign(Vec<String>),
}

pub fn arrows(tree: &Tree) -> Found<'_> {
    let mut found = Found::default();
    for (id, module) in tree.modules.iter().enumerate() {
        let from = module.file.as_str();
        for mention in &module.mentions {
            let name = mention.path.join("::");
            let mut walk = Walk {
                tree,
                passed: BTreeSet::new(),
                following: Vec::new(),
            };
            let ends = walk.follow(id, &mention.path);
            if ends.is_empty() {
                found.lost.insert((from, name.clone()));
            }
            let mut arrow = |to: Id, kind| {
                let to = tree.modules[to].file.as_str();
                if to != from {
                    let name = name.clone();
                    found.arrows.insert(Arrow {
                        from,
                        to,
                        name,
                        kind,
                    });
                }
            };
            for end in ends {
                match end {
                    End::Item(to) if mention.handed_on => arrow(to, Kind::HandsOn),
                    End::Item(to) => arrow(to, Kind::Uses),
                    End::Module(to) => arrow(to, Kind::Through),
                    End::Foreign(path) => {
                        found.foreign.insert((from, path.join("::")));
                    }
                }
            }
            for to in walk.passed {
                arrow(to, Kind::Through);
            }
        }
    }
    found
}

struct Walk<'t> {
    tree: &'t Tree,
    /// The modules that names were looked up in.
    passed: BTreeSet<Id>,
    /// The imports on the way, since one may seem to lead to itself: `use toml::toml`.
    following: Vec<*const Vec<String>>,
}

impl<'t> Walk<'t> {
    /// Where a path in the code of a module leads; nowhere if it starts in the crate and this reader loses it.
    fn follow(&mut self, at: Id, path: &[String]) -> Vec<End> {
        let mut here = at;
        let mut rest = path;
        while let [first, others @ ..] = rest {
            here = match first.as_str() {
                "crate" => ROOT,
                "self" => here,
                "super" => self.tree.modules[here].parent.expect("a parent"),
                _ => break,
            };
            rest = others;
        }
        let Some((name, others)) = rest.split_first() else {
            return vec![End::Module(here)];
        };
        let ends = self.step(here, name, others);
        if rest.len() < path.len() {
            return ends.unwrap_or_default();
        }
        ends.unwrap_or_else(|| vec![End::Foreign(path.to_vec())])
    }

    /// Looks a name up in a module, and what follows it in what was found; none if the module does not know the name.
    fn step(&mut self, at: Id, name: &str, rest: &[String]) -> Option<Vec<End>> {
        self.passed.insert(at);
        let module = &self.tree.modules[at];
        if name == ALL {
            // A trait may come with it whose methods are all that is used.
            return Some(vec![if module.defined.is_empty() {
                End::Module(at)
            } else {
                End::Item(at)
            }]);
        }
        let mut ends = Vec::new();
        let mut known = false;
        if let Some(child) = module.children.get(name) {
            match rest.split_first() {
                // A type of that name there cannot be, and nothing else has a `::` behind it.
                Some((name, rest)) => {
                    return Some(self.step(*child, name, rest).unwrap_or_default());
                }
                None => ends.push(End::Module(*child)),
            }
            known = true;
        }
        if module.defined.contains(name) {
            ends.push(End::Item(at));
            known = true;
        }
        for (_, path) in module.imports.iter().filter(|(own, _)| own == name) {
            let more = self.once(path, |walk| walk.follow(at, &[path, rest].concat()));
            known |= more.is_some();
            ends.extend(more.unwrap_or_default());
        }
        if !known {
            for path in &module.globs {
                let more = self.once(path, |walk| walk.glob(at, path, name, rest));
                ends.extend(more.unwrap_or_default());
            }
            known = !ends.is_empty();
        }
        known.then_some(ends)
    }

    /// Looks a name up in what `use path::*` takes in.
    fn glob(&mut self, at: Id, path: &[String], name: &str, rest: &[String]) -> Vec<End> {
        let mut ends = Vec::new();
        for end in self.follow(at, path) {
            match end {
                // A type, whose variants are told from no other name; the glob itself has named it.
                End::Item(_) => {}
                End::Module(module) => {
                    ends.extend(self.step(module, name, rest).unwrap_or_default());
                }
                End::Foreign(path) => {
                    let names = [&path, [name.to_owned()].as_slice(), rest].concat();
                    ends.push(End::Foreign(names));
                }
            }
        }
        ends
    }

    fn once<T>(&mut self, path: &'t Vec<String>, go: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.following.contains(&std::ptr::from_ref(path)) {
            return None;
        }
        self.following.push(path);
        let ends = go(self);
        self.following.pop();
        Some(ends)
    }
}
