//! Which answers of an item no other one replaces.
//!
//! An answer names those that its author saw. What nobody names any more is a head: of one item there is one, as long as
//! people see each other's answers. Two branches, or two machines, make two heads, and neither may pass over the other
//! without a word: so the item is undecided until somebody answers who has seen both. The place in the file tells
//! nothing, which whoever resolves a conflict of git chooses, and a time tells what its writer's clock said.

use std::collections::HashMap;

use super::Attestation;

/// The heads, in the order of the file. In a file that only form 1 wrote it is the last one that was not withdrawn.
pub(super) fn of(all: &[Attestation]) -> Vec<&Attestation> {
    let last = all.iter().rev().find(|one| one.withdrawn.is_none());
    if all.len() < 2 {
        return last.into_iter().collect();
    }
    let graph = Graph::of(all);
    let mut live: Vec<usize> = (0..all.len()).collect();
    live.retain(|nth| all[*nth].withdrawn.is_none());
    // What was withdrawn stands for what it had replaced itself.
    let replaced = live.iter().flat_map(|nth| &graph.0[*nth]).copied();
    let is_replaced = graph.reached(replaced.collect());
    let mut heads = live.clone();
    heads.retain(|nth| !is_replaced[*nth]);
    // Nobody can make a circle of answers that name each other, but a hand can write one: none of them is a head, and
    // none gives way to another. What no head leads to is undecided.
    let is_reached = graph.reached(heads.clone());
    heads.extend(live.into_iter().filter(|nth| !is_reached[*nth]));
    heads.sort_unstable();
    let mut heads: Vec<_> = heads.into_iter().map(|nth| &all[nth]).collect();
    // An old program reads the file too, and takes the last answer. Where that is another one, nobody knows which
    // of both people went by.
    if let (Some(last), [one]) = (last, &heads[..])
        && all
            .iter()
            .any(|one| one.after.is_none() && one.withdrawn.is_none())
        && one.id != last.id
    {
        heads.push(last);
    }
    heads
}

/// For each answer those that it replaces.
struct Graph(Vec<Vec<usize>>);

impl Graph {
    fn of(all: &[Attestation]) -> Self {
        let places: HashMap<&str, usize> = all
            .iter()
            .enumerate()
            .map(|(nth, one)| (one.id.as_str(), nth))
            .collect();
        let mut last_of_form_1 = None;
        let replaced = |(nth, one): (usize, &Attestation)| match &one.after {
            // What is not in the file is not there to give way.
            Some(after) => {
                let known = after.iter().filter_map(|id| places.get(id.as_str()));
                known.copied().collect()
            }
            None => last_of_form_1.replace(nth).into_iter().collect(),
        };
        Self(all.iter().enumerate().map(replaced).collect())
    }

    /// What is replaced by these and by what they replace, with themselves.
    fn reached(&self, mut way: Vec<usize>) -> Vec<bool> {
        let mut is_reached = vec![false; self.0.len()];
        while let Some(at) = way.pop() {
            if !std::mem::replace(&mut is_reached[at], true) {
                way.extend(&self.0[at]);
            }
        }
        is_reached
    }
}
