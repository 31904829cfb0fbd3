//! signoff walks a team through a security checklist, keeps every answer, and ends in a sign-off.
//!
//! The running program, labelled with the modules that do the work:
//!
//! ```text
//!   $ signoff attest SEC-2 met --evidence plan.txt           main, cli
//!
//!  robotics-prod (prod)            7/10 #######---  saved    tui, work
//! +-----------------------++------------------------------+
//! | v Secrets         1/2 || SEC-2  critical              |  checklist
//! |   x SEC-1 Configure   || Migrate Terraform state ...  |
//! | > o SEC-2 Migrate     ||                              |  review
//! | > Compute         0/2 || Evidence  plan.txt unchanged |  evidence
//! +-----------------------++------------------------------+
//!  as approver I approve ...                                 decision
//!  signed with SHA256:IPBbwDXwHEg... (agent)                 keys
//!
//!   signoff.toml  checklists/*.toml                          store
//!   report.md                                                report
//!   signoff.toml:7:1: <U+001B> is shown, never obeyed        text
//! ```
//!
//! The same job for ears, or for a pipe, is `plain`: questions, a line each. What both are told to do, and every form that they
//! fill in, is declared once, in `face`. What all of them say about a review comes from `facts`.
//!
//! A module imports only from its right, and none from its neighbour:
//!
//! ```text
//! main → cli → tui, plain → face → work → evidence, keys, profile → store → git → program → report → facts → decision
//!      → review → checklist → policy → toml → text
//! ```
//!
//! From `report` on to the right everything is pure: no files, no clock, no environment, no terminal.
//! [`review::Dossier`] is the only way a review changes, [`work::OpenReview`] the only one that saves it.

pub mod checklist;
pub mod cli;
pub mod decision;
pub mod evidence;
pub mod face;
pub mod facts;
pub mod git;
pub mod keys;
pub mod plain;
pub mod policy;
pub mod profile;
pub mod program;
pub mod report;
pub mod review;
pub mod store;
pub mod text;
pub mod toml;
pub mod tui;
pub mod work;
