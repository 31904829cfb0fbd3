//! The source as a tree of modules: what each one defines, what it imports, and every path that its code names.
//! What is built for tests only is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod, ItemUse, Macro, Meta, UseTree, Visibility};

/// The library, and beside its rooms the binary.
pub struct Tree {
    pub modules: Vec<Module>,
}

/// Number of a module in its tree.
pub type Id = usize;

pub const ROOT: Id = 0;

/// The segment that stands for everything in a module.
pub const ALL: &str = "*";

#[derive(Default)]
pub struct Module {
    /// The file that it is in, below `src`; a module in braces shares that of its parent.
    pub file: String,
    pub parent: Option<Id>,
    pub children: BTreeMap<String, Id>,
    pub defined: BTreeSet<String>,
    pub imports: Vec<(String, Vec<String>)>,
    pub globs: Vec<Vec<String>>,
    pub mentions: BTreeSet<Mention>,
}

/// A path as it is written, such as `super::disk::read`; the first segment is empty if it starts with `::`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    pub path: Vec<String>,
    /// `pub use`: handed on to others, not used.
    pub handed_on: bool,
}

impl Tree {
    /// Reads the files of a crate, by their names below `src`.
    pub fn read(files: &BTreeMap<String, String>) -> Self {
        let mut tree = Self {
            modules: Vec::new(),
        };
        tree.file(files, "lib.rs", None);
        if files.contains_key("main.rs") {
            // The binary is a crate of its own. It stands here as if it were a room that knows the library's name.
            let main = tree.file(files, "main.rs", Some(ROOT));
            let library = ("signoff".to_owned(), vec!["crate".to_owned()]);
            tree.modules[main].imports.push(library);
            tree.modules[ROOT].children.insert("main".to_owned(), main);
        }
        tree
    }

    /// Reads the crate that is tested.
    pub fn of_this_crate() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "rs") {
                    let inside = path.strip_prefix(&root).expect("below it").components();
                    let names = inside.map(|part| part.as_os_str().to_string_lossy());
                    let name = names.collect::<Vec<_>>().join("/");
                    let text = std::fs::read_to_string(&path).expect("a source file");
                    files.insert(name, text);
                }
            }
        }
        Self::read(&files)
    }

    fn file(&mut self, files: &BTreeMap<String, String>, name: &str, parent: Option<Id>) -> Id {
        let text = &files[name];
        let items = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let folder = match name {
            "lib.rs" => "",
            _ => name
                .strip_suffix("mod.rs")
                .unwrap_or_else(|| name.trim_end_matches(".rs")),
        };
        self.module(
            files,
            name,
            folder.trim_end_matches('/'),
            &items.items,
            parent,
        )
    }

    /// Adds a module and those in it; `folder` is where the files of these are.
    fn module(
        &mut self,
        files: &BTreeMap<String, String>,
        file: &str,
        folder: &str,
        items: &[Item],
        parent: Option<Id>,
    ) -> Id {
        let id = self.modules.len();
        let mut module = Module {
            file: file.to_owned(),
            parent,
            ..Module::default()
        };
        for item in items {
            if !for_tests(attributes(item)) {
                module.defined.extend(name(item));
            }
            module.visit_item(item);
        }
        self.modules.push(module);
        for item in items {
            if let Item::Mod(child) = item
                && !for_tests(&child.attrs)
            {
                let below = format!("{folder}/{}", child.ident);
                let below = below.trim_start_matches('/');
                let child_id = if let Some((_, items)) = &child.content {
                    self.module(files, file, below, items, Some(id))
                } else {
                    let places = [format!("{below}.rs"), format!("{below}/mod.rs")];
                    let place = places.iter().find(|place| files.contains_key(*place));
                    let place = place.unwrap_or_else(|| panic!("{file}: no file of {below}"));
                    self.file(files, place, Some(id))
                };
                let children = &mut self.modules[id].children;
                children.insert(child.ident.to_string(), child_id);
            }
        }
        id
    }
}

impl Module {
    fn mention(&mut self, path: Vec<String>, handed_on: bool) {
        self.mentions.insert(Mention { path, handed_on });
    }

    fn import(&mut self, tree: &UseTree, mut path: Vec<String>, handed_on: bool) {
        match tree {
            UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.import(&step.tree, path, handed_on);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, path.clone(), handed_on);
                }
            }
            UseTree::Glob(_) => {
                self.globs.push(path.clone());
                path.push(ALL.to_owned());
                self.mention(path, handed_on);
            }
            UseTree::Name(leaf) => self.bind(&leaf.ident, None, path, handed_on),
            UseTree::Rename(leaf) => self.bind(&leaf.ident, Some(&leaf.rename), path, handed_on),
        }
    }

    fn bind(
        &mut self,
        leaf: &syn::Ident,
        alias: Option<&syn::Ident>,
        mut path: Vec<String>,
        handed_on: bool,
    ) {
        // `a::{self}` is `a`.
        if leaf != "self" {
            path.push(leaf.to_string());
        }
        let name = alias.map(ToString::to_string).or(path.last().cloned());
        let name = name.expect("a path has an end");
        if name != "_" {
            self.imports.push((name, path.clone()));
        }
        self.mention(path, handed_on);
    }

    /// Finds the paths in what a macro is given, which need not be Rust.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path = Vec::new();
        let (mut colons, mut dots) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons == 2 {
                        if path.is_empty() {
                            path.push(String::new());
                        }
                    } else {
                        self.end(&mut path);
                    }
                    // What stands behind one dot is a field or a method.
                    if dots != 1 {
                        path.push(name.to_string());
                    }
                    (colons, dots) = (0, 0);
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => colons += 1,
                other => {
                    self.end(&mut path);
                    colons = 0;
                    match other {
                        TokenTree::Punct(sign) if sign.as_char() == '.' => dots += 1,
                        TokenTree::Group(group) => {
                            dots = 0;
                            self.scan(group.stream());
                        }
                        _ => dots = 0,
                    }
                }
            }
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Vec<String>) {
        if !path.is_empty() {
            self.mention(std::mem::take(path), false);
        }
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        if !for_tests(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let attributes: &[Attribute] = match item {
            ImplItem::Const(item) => &item.attrs,
            ImplItem::Fn(item) => &item.attrs,
            ImplItem::Type(item) => &item.attrs,
            _ => &[],
        };
        if !for_tests(attributes) {
            visit::visit_impl_item(self, item);
        }
    }

    /// A module of its own, read by [`Tree::module`].
    fn visit_item_mod(&mut self, _: &'ast ItemMod) {}

    /// An import within a function counts as one of the whole module.
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let handed_on = !matches!(item.vis, Visibility::Inherited);
        let start = item.leading_colon.as_ref().map(|_| String::new());
        self.import(&item.tree, start.into_iter().collect(), handed_on);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let start = path.leading_colon.as_ref().map(|_| String::new());
        let names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        self.mention(start.into_iter().chain(names).collect(), false);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.scan(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        // `cfg_attr(test, …)` may name what only tests have.
        if let Meta::List(list) = &attribute.meta
            && !list.path.is_ident("cfg_attr")
        {
            self.scan(list.tokens.clone());
        }
    }
}

fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
