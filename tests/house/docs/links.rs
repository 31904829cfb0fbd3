//! Links in documents lead to files that are there, and to headings that are in them.

use super::markdown::{anchors, files, targets};
use super::{read, repository};

#[test]
fn relative_links_lead_somewhere() {
    let mut lost = Vec::new();
    for file in files() {
        let text = read(&file);
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in targets(&text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let there = match path {
                "" => repository(&file),
                path => repository(folder).join(path),
            };
            let leads = there.exists()
                && (anchor.is_empty()
                    || anchors(&std::fs::read_to_string(&there).unwrap())
                        .iter()
                        .any(|one| one == anchor));
            if !leads {
                lost.push(format!("{file}: {target}"));
            }
        }
    }
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn the_readme_is_short() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 250, "{lines} lines; move something to docs");
}

#[test]
fn the_readme_shows_every_picture() {
    let shown = targets(&read("README.md"));
    for entry in std::fs::read_dir(repository("assets")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "svg") {
            let picture = format!("assets/{}", path.file_name().unwrap().display());
            assert!(shown.contains(&picture), "{picture}");
        }
    }
}
