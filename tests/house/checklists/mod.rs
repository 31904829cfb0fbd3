//! The lists that ship: what they say, how they look, and whether their commands do what the guidance says of them.

mod opening;
mod programs;
mod run;
mod seed;
mod shell;
mod sources;

use std::path::Path;

use signoff::checklist::{Checklist, Item, form};
use signoff::store::shelf::SHIPPED;

fn shipped(id: &str) -> Checklist {
    let (_, text) = SHIPPED
        .iter()
        .find(|(shipped, _)| *shipped == id)
        .expect("it ships");
    form::parse(Path::new(id), text).unwrap_or_else(|error| panic!("{error}"))
}

/// Every item with the title of its category.
fn items(list: &Checklist) -> impl Iterator<Item = (&str, &Item)> {
    list.categories
        .iter()
        .flat_map(|cat| cat.items.iter().map(|item| (cat.title.as_str(), item)))
}

/// Every item of every list, by the name that tells it from the others.
fn all() -> Vec<(String, Item)> {
    SHIPPED
        .iter()
        .flat_map(|(id, _)| {
            let list = shipped(id);
            items(&list)
                .map(|(_, item)| (format!("{id}/{}", item.id), item.clone()))
                .collect::<Vec<_>>()
        })
        .collect()
}
