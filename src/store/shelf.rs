//! Where checklists come from, nearest first: a path, `./checklists/`, the user's data directory, the binary.

use std::path::{Path, PathBuf};

use rustix::io::Errno;

use super::beneath;
use super::disk::{self, DiskError};
use crate::checklist::{Checklist, Namesake, form};
use crate::git::repository;
use crate::review::Pinned;
use crate::toml::problem::Problems;

/// The checklists inside the binary: id and text.
pub const SHIPPED: [(&str, &str); 5] = [
    (
        "azure-deployment",
        include_str!("../../checklists/azure-deployment.toml"),
    ),
    (
        "azure-shipped-defaults",
        include_str!("../../checklists/azure-shipped-defaults.toml"),
    ),
    (
        "deployment-responsibilities",
        include_str!("../../checklists/deployment-responsibilities.toml"),
    ),
    (
        "contribution-review",
        include_str!("../../checklists/contribution-review.toml"),
    ),
    (
        "stride-threats",
        include_str!("../../checklists/stride-threats.toml"),
    ),
];

/// Why there is no such checklist.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The file cannot be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The file is wrong.
    #[error(transparent)]
    Problems(#[from] Problems),
    /// No file and no shipped checklist has the id.
    #[error("no checklist `{id}`; looked for {}", .looked.join(", "))]
    Unknown {
        /// What was asked for.
        id: String,
        /// Where it was looked for.
        looked: Vec<String>,
    },
    /// A folder's file holds another checklist than its name says.
    #[error("{} holds another checklist than `{wanted}`; one in a folder is found by its file name", .file.display())]
    Misnamed {
        file: PathBuf,
        /// The id that it should have.
        wanted: String,
    },
    /// A review names a symbolic link.
    #[error("the checklist {} is a symbolic link; a review reads the file itself", .0.display())]
    Link(PathBuf),
    /// A review names a path outside its repository.
    #[error("the checklist path `{0}` leaves the repository of the review")]
    Outside(String),
}

/// A checklist and where it was found.
#[derive(Debug)]
pub struct Found {
    pub checklist: Checklist,
    /// A file, or `shipped:ID`.
    pub from: PathBuf,
    /// Set where it was asked for by path.
    pub by_path: bool,
}

/// The folders that checklists are looked for in.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// `checklists` in the user's data directory.
    pub data: Option<PathBuf>,
}

impl Shelf {
    /// The checklist of an id or a path, as a person in `directory` would name it.
    pub fn find(&self, name: &str, directory: &Path) -> Result<Found, ShelfError> {
        if is_path(name) {
            let from = directory.join(name);
            return Ok(Found {
                checklist: self.compared(read(&from)?, &from, directory),
                from,
                by_path: true,
            });
        }
        self.by_id(name, directory)
    }

    /// The checklist that a review in `directory` names. A review may name any file of the repository, and the error is
    /// read where the review is: no word of the file stands in it.
    pub fn of_review(&self, pinned: &Pinned, directory: &Path) -> Result<Checklist, ShelfError> {
        self.named_by(pinned, directory).map_err(discreet)
    }

    fn named_by(&self, pinned: &Pinned, directory: &Path) -> Result<Checklist, ShelfError> {
        let Some(path) = &pinned.path else {
            return Ok(self.by_id(&pinned.id, directory)?.checklist);
        };
        let from = directory.join(path);
        let checklist = checked(read_beneath(directory, path)?, &pinned.id, &from)?;
        Ok(self.compared(checklist, &from, directory))
    }

    /// The files that a review's checklist may come from, whether they are there or not.
    pub fn files(&self, pinned: &Pinned, directory: &Path) -> Vec<PathBuf> {
        match &pinned.path {
            Some(path) => vec![directory.join(path)],
            None => self
                .folders(directory)
                .iter()
                .map(|dir| dir.join(format!("{}.toml", pinned.id)))
                .collect(),
        }
    }

    fn by_id(&self, id: &str, directory: &Path) -> Result<Found, ShelfError> {
        let mut looked = Vec::new();
        for (nth, folder) in self.folders(directory).into_iter().enumerate() {
            let name = format!("{id}.toml");
            let from = folder.join(&name);
            if form::is_identifier(id) && from.is_file() {
                // What is beside the review comes from a stranger; the data directory is the person's own.
                let checklist = if nth == 0 {
                    read_beneath(directory, &format!("checklists/{name}"))?
                } else {
                    read(&from)?
                };
                let checklist = checked(checklist, id, &from)?;
                log::info!("checklist {id} from {}", from.display());
                return Ok(Found {
                    checklist: self.compared(checklist, &from, directory),
                    from,
                    by_path: false,
                });
            }
            looked.push(from.display().to_string());
        }
        if let Some((_, text)) = SHIPPED.iter().find(|(shipped, _)| *shipped == id) {
            let from = PathBuf::from(format!("shipped:{id}"));
            return Ok(Found {
                checklist: form::parse(&from, text)?,
                from,
                by_path: false,
            });
        }
        looked.push(format!("shipped: {}", SHIPPED.map(|(id, _)| id).join(", ")));
        Err(ShelfError::Unknown {
            id: id.to_owned(),
            looked,
        })
    }

    /// The checklist with the others of its id that are another text; its own file is not read again. What cannot be read
    /// is none of them: it takes no place.
    fn compared(&self, mut checklist: Checklist, from: &Path, directory: &Path) -> Checklist {
        let id = &checklist.id;
        let name = format!("checklists/{id}.toml");
        let beside = Some(directory.join(&name)).filter(|file| file != from);
        let beside = beside.and_then(|_| read_beneath(directory, &name).ok());
        let own = self
            .data
            .as_ref()
            .map(|data| data.join(format!("{id}.toml")));
        let own = own.filter(|file| file != from && file.is_file());
        let own = own.and_then(|file| read(&file).ok());
        let shipped = SHIPPED.iter().find(|(shipped, _)| shipped == id);
        let shipped = shipped.and_then(|(_, text)| form::parse(Path::new(id), text).ok());
        let others = [
            ("in checklists/ beside it", beside),
            ("in the data directory", own),
            ("that ships with signoff", shipped),
        ];
        checklist.namesakes = others
            .into_iter()
            .filter_map(|(place, other)| Some((place, other?)))
            .filter(|(_, other)| other.id == *id && other.digest() != checklist.digest())
            .map(|(place, other)| Namesake {
                place,
                items: other.len(),
                digest: other.digest(),
            })
            .collect();
        checklist
    }

    /// Every checklist that can be named by id from `directory`; what cannot be read is among them as an error, without a
    /// word of a file that nobody named.
    pub fn list(&self, directory: &Path) -> Vec<Result<Found, ShelfError>> {
        let mut ids: Vec<String> = SHIPPED.iter().map(|(id, _)| (*id).to_owned()).collect();
        for folder in self.folders(directory) {
            let mut more: Vec<String> = std::fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .filter_map(|entry| {
                    Some(
                        entry
                            .file_name()
                            .to_str()?
                            .strip_suffix(".toml")?
                            .to_owned(),
                    )
                })
                .filter(|id| !ids.contains(id))
                .collect();
            more.sort();
            ids.extend(more);
        }
        let found = ids.iter().map(|id| self.by_id(id, directory));
        found.map(|found| found.map_err(discreet)).collect()
    }

    fn folders(&self, directory: &Path) -> Vec<PathBuf> {
        let mut folders = vec![directory.join("checklists")];
        folders.extend(self.data.clone());
        folders
    }
}

/// Tells whether a checklist is named by its path, and not by its id.
pub fn is_path(name: &str) -> bool {
    name.contains('/')
        || Path::new(name)
            .extension()
            .is_some_and(|ending| ending == "toml")
}

/// The error without a word of the file.
fn discreet(error: ShelfError) -> ShelfError {
    match error {
        ShelfError::Problems(problems) => problems.discreet().into(),
        error => error,
    }
}

/// The checklist of a file, which must be of this id.
fn checked(checklist: Checklist, id: &str, file: &Path) -> Result<Checklist, ShelfError> {
    if checklist.id == id {
        return Ok(checklist);
    }
    Err(ShelfError::Misnamed {
        file: file.to_owned(),
        wanted: id.to_owned(),
    })
}

/// Reads a checklist that a review names, without following where a stranger points.
fn read_beneath(directory: &Path, path: &str) -> Result<Checklist, ShelfError> {
    let from = directory.join(path);
    let root = repository::root(directory);
    let file = beneath::open(&root, directory, path).map_err(|errno| match errno {
        Errno::XDEV => ShelfError::Outside(path.to_owned()),
        Errno::LOOP => ShelfError::Link(from.clone()),
        other => DiskError::Io {
            what: "read",
            path: from.clone(),
            source: other.into(),
        }
        .into(),
    })?;
    let (text, _) = disk::read_open(&from, file)?;
    Ok(form::parse(&from, &text)?)
}

fn read(file: &Path) -> Result<Checklist, ShelfError> {
    let (text, _) = disk::read(file)?;
    Ok(form::parse(file, &text).map_err(|wrong| disk::tellable(file, wrong))?)
}
