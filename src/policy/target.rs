//! Which review somebody wants: who does not say so takes any that is signed off.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::text::digest::Digest;

/// The least hex digits of a commit that name it: git's own.
pub const SHORTEST: usize = 7;

/// True of the whole id of an object; any other name somebody may give to another one.
pub fn is_whole(name: &str) -> bool {
    [40, 64].contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Which review somebody wants; what is not said may be anything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub struct Target {
    /// What is reviewed.
    pub system: Option<String>,
    /// Where it runs.
    pub environment: Option<String>,
    /// The review's identity across copies and branches.
    pub review_id: Option<String>,
    /// What is being deployed.
    pub revision: Option<Revision>,
    /// A commit whose records must all be there still.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Revision>,
    /// Checklists that the review must be against, among others.
    pub checklists: Vec<Pin>,
    /// How many items there are at least.
    pub items: Option<u64>,
}

/// A checklist by its id, and by the digest of its text where somebody names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// Its id.
    pub id: String,
    /// Of its text.
    pub digest: Option<Digest>,
}

/// A state of what is reviewed, as somebody names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The name: a tag, a release, a commit.
    pub text: String,
    /// The commit that git knows by that name, where there is one.
    pub commit: Option<Commit>,
}

/// A commit of the repository of whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its whole object id.
    pub id: String,
    /// How many digits of it no other object begins with.
    pub unique: usize,
    /// The ancestor that it counts as, since nothing but the review differs.
    pub counts_as: Option<String>,
}

impl Revision {
    /// True where a review's record names this state: by the same text, by the whole id of the commit, or by so much of it
    /// that nothing else is meant. Nobody asks git what the record's text means: it is a stranger's.
    pub fn is(&self, recorded: &str) -> bool {
        let is_prefix = |commit: &Commit| {
            recorded.len() >= commit.unique.max(SHORTEST) && commit.id.starts_with(recorded)
        };
        recorded == self.text
            || self.commit.as_ref().is_some_and(is_prefix)
            || self.counts_as() == Some(recorded)
    }

    /// The ancestor of the commit that it counts as.
    pub fn counts_as(&self) -> Option<&str> {
        self.commit.as_ref()?.counts_as.as_deref()
    }
}

impl From<&str> for Revision {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            commit: None,
        }
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.commit {
            Some(commit) if commit.id != self.text => write!(f, "{} ({})", self.text, commit.id),
            _ => f.write_str(&self.text),
        }
    }
}

impl FromStr for Pin {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const EXPECTED: &str =
            "expected the id of a checklist, or ID@sha256: and 64 lower-case hex digits";
        let (id, digest) = match text.split_once('@') {
            Some((id, digest)) => (id, Some(digest.parse().map_err(|_| EXPECTED)?)),
            None => (text, None),
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if id.is_empty() || !id.chars().all(is_plain) {
            return Err(EXPECTED);
        }
        let id = id.to_owned();
        Ok(Self { id, digest })
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.id)?;
        match &self.digest {
            Some(digest) => write!(f, "@{digest}"),
            None => Ok(()),
        }
    }
}

impl Serialize for Pin {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for Revision {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

#[cfg(test)]
crate::toml::schema::text_schema!(
    Pin,
    "The id of a checklist, and the digest of its text.",
    "^[A-Za-z0-9._-]+(@sha256:[0-9a-f]{64})?$"
);

#[cfg(test)]
crate::toml::schema::text_schema!(Revision, "A tag, a release, a commit.", "^");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_is_named_by_so_much_of_it_that_nothing_else_is_meant() {
        let id = "0dd70215c6a8c3a3e2a2dd7cfb3e7a3c8e1f9b00";
        let revision = |unique| Revision {
            text: "v1".into(),
            commit: Some(Commit {
                id: id.into(),
                unique,
                counts_as: None,
            }),
        };
        for (unique, recorded, is) in [
            (7, "v1", true),
            (7, id, true),
            (7, "0dd7021", true),
            (9, "0dd702", false),
            (9, "0dd7021", false),
            (9, "0dd70215c", true),
            (4, "0dd70", false),
            (7, "0DD7021", false),
            (7, "0dd7022", false),
            (7, "v2", false),
            (7, "", false),
        ] {
            assert_eq!(revision(unique).is(recorded), is, "{unique} {recorded}");
        }
        // Without a repository only the text is known.
        assert!(Revision::from(id).is(id) && !Revision::from(id).is("0dd7021"));
        let longer = format!("{id}0");
        assert!(!revision(7).is(&longer));
    }

    #[test]
    fn a_checklist_is_named_by_id_and_digest() {
        let pinned = format!("mini@sha256:{}", "0a".repeat(32));
        for text in ["mini", &pinned] {
            assert_eq!(text.parse::<Pin>().unwrap().to_string(), text);
        }
        for wrong in ["", "@sha256:00", "mini@", "mini@sha256:00", "a b", "a/b"] {
            assert!(wrong.parse::<Pin>().is_err(), "{wrong}");
        }
    }
}
