//! `manifest.json`: what went in, what came out, and by which program and rules.

use serde::Serialize;

use crate::domain::fingerprint::{Hasher, sha256};

use super::view::View;

/// A file and its hash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hashed {
    /// Its path, with `/` as separator.
    pub file: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

impl Hashed {
    /// A file of some bytes.
    pub fn of(file: &str, bytes: &[u8]) -> Self {
        Self { file: file.to_owned(), sha256: sha256(bytes), bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) }
    }
}

/// Which edition of a month's reports it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The month is not closed: its figures may still change.
    #[default]
    Draft,
    /// What the close recorded, and every reprint hands out.
    Closed,
}

/// What reports are made from, and by which version of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The files that the figures were read from.
    pub inputs: Vec<Hashed>,
    /// The version: of a run that is recorded, the one that ran it.
    pub version: String,
    /// The last close before the month.
    pub after: Option<AfterClose>,
    /// The edition.
    pub status: Status,
}

/// A close, as reports of later months name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AfterClose {
    /// Its month, `YYYY-MM`.
    pub month: String,
    /// The hash of its event, which covers all that the ledger held then.
    pub hash: String,
}

impl Default for Provenance {
    /// Made from nothing, by this version.
    fn default() -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { inputs: Vec::new(), version, after: None, status: Status::Draft }
    }
}

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'static str,
    version: &'a str,
    fund: &'a str,
    status: Status,
    as_of: String,
    base_currency: &'static str,
    rules: Vec<String>,
    inputs_sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    after_close: Option<&'a AfterClose>,
    inputs: &'a [Hashed],
    outputs: &'a [Hashed],
}

/// The manifest as JSON. Both lists are written in order of their files.
///
/// # Errors
/// When a value cannot be written as JSON.
pub fn json(view: &View<'_>, outputs: &[Hashed]) -> serde_json::Result<String> {
    let sorted = |files: &[Hashed]| {
        let mut files = files.to_vec();
        files.sort();
        files
    };
    let (inputs, outputs) = (sorted(&view.provenance.inputs), sorted(outputs));
    let manifest = Manifest {
        program: env!("CARGO_PKG_NAME"),
        version: &view.provenance.version,
        fund: &view.fund.name,
        status: view.provenance.status,
        as_of: view.ledger.as_of.to_string(),
        base_currency: view.fund.base_currency.code(),
        rules: rules(view),
        inputs_sha256: &view.inputs_hash,
        after_close: view.provenance.after.as_ref(),
        inputs: &inputs,
        outputs: &outputs,
    };
    serde_json::to_string_pretty(&manifest).map(|text| text + "\n")
}

/// One hash for a set of files: of their names and hashes, in order.
pub fn set_hash(files: &[Hashed]) -> String {
    let mut files: Vec<&Hashed> = files.iter().collect();
    files.sort();
    let mut hasher = Hasher::default();
    for file in files {
        hasher.update(format!("{}  {}\n", file.sha256, file.file).as_bytes());
    }
    hasher.finish()
}

fn rules(view: &View<'_>) -> Vec<String> {
    let fund = view.fund;
    let mut rules = vec![
        format!("administrative fee {}", fund.charges.administrative_fee),
        format!("programme support cost {}", fund.charges.support_cost),
        format!("coordination levy {}", fund.charges.levy),
        format!("pledge weight {}", fund.pledge_weight),
        "rounding half away from zero; splits by Sainte-Lague".to_owned(),
    ];
    if let Some(share) = fund.allocation.country_share {
        rules.push(format!("country share at least {share}"));
    }
    rules.extend(fund.allocation.groups.iter().map(|group| {
        let cap = group.cap.map_or_else(|| "none".to_owned(), |cap| fund.show(cap));
        format!("{}: floor {}, cap {cap}", group.name, fund.show(group.floor))
    }));
    rules
}
