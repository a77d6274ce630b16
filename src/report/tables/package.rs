//! `ledger/`: the tables of a month, and `datapackage.json`, which describes them to programs.
//!
//! The description is a Data Package of Frictionless (https://datapackage.org, version 1 of its profiles, which its own
//! validator reads): one path for each resource, its hash, and the schema of its columns.

use serde::Serialize;
use serde_json::{Value, json};

use crate::domain::Month;
use crate::domain::fingerprint::sha256;

use super::columns::{Column, Digits, Holds, Kind};
use super::parquet::Of;
use super::{SCHEMA, Table, TableError, View, all};

/// The description's name.
const DESCRIPTION: &str = "datapackage.json";

/// A table as a resource of the package.
#[derive(Serialize)]
struct Resource {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    path: String,
    description: String,
    format: &'static str,
    mediatype: &'static str,
    hash: String,
    schema: Value,
}

impl<'v> View<'v> {
    /// Of which fund and month its tables are; its amounts are written with the digits given.
    pub(crate) fn tables_of(&'v self, money: Digits) -> Of<'v> {
        let fund = self.fund;
        Of { fund: &fund.code, month: Month::of(self.ledger.as_of), decimals: fund.exponent(), money }
    }
}

/// Makes each table, and the description of all; hands on each file's name and bytes.
///
/// # Errors
/// When a table cannot be written, or the bytes are not taken.
pub(in super::super) fn write<E: From<TableError>>(
    view: &View<'_>,
    mut take: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let of = view.tables_of(Digits::of(view.fund.base_currency));
    let mut resources = Vec::new();
    for table in all(Some(view)) {
        let path = format!("{}.parquet", table.name);
        let bytes = table.bytes(of)?;
        take(&format!("ledger/{path}"), &bytes)?;
        resources.push(resource(&table, path, &bytes));
    }
    let description = description(of, view, &resources).map_err(TableError::from)?;
    take(&format!("ledger/{DESCRIPTION}"), description.as_bytes())
}

fn description(of: Of<'_>, view: &View<'_>, resources: &[Resource]) -> serde_json::Result<String> {
    let package = json!({
        "profile": "data-package",
        "name": format!("{}-{}", slug(of.fund), of.month),
        "title": format!("{}, {}", view.fund.name, of.month),
        "description": "The month's tables, for other tools; docs/tables.md of poolfund is their dictionary.",
        "version": format!("{SCHEMA}.0.0"),
        "base_currency": view.fund.base_currency.code(),
        "resources": resources,
    });
    serde_json::to_string_pretty(&package).map(|text| text + "\n")
}

/// A name as packages may have it: lower-case letters, digits, hyphens.
fn slug(code: &str) -> String {
    let letter = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    code.chars().map(letter).collect()
}

fn resource(table: &Table<'_>, path: String, bytes: &[u8]) -> Resource {
    let holds = match table.holds {
        Holds::OwnFacts => "each row is of its own month",
        Holds::StateToDate => "the state at the end of the month",
    };
    let whose = ["fund", "month"].map(|name| field(name, Kind::Text, true, ""));
    let own = table.columns.iter().map(|Column { name, kind, required, about }| field(name, *kind, *required, about));
    // An empty text is a text: what is missing is missing in Parquet.
    let fields: Vec<Value> = whose.into_iter().chain(own).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [] });
    if !table.key.is_empty() {
        schema["primaryKey"] = json!(table.key);
    }
    Resource {
        name: table.name,
        kind: "table",
        path,
        description: format!("{}; {holds}", table.about),
        format: "parquet",
        mediatype: "application/vnd.apache.parquet",
        hash: format!("sha256:{}", sha256(bytes)),
        schema,
    }
}

fn field(name: &str, kind: Kind, required: bool, about: &str) -> Value {
    let kind = match kind {
        Kind::Text => "string",
        Kind::Day => "date",
        Kind::Whole => "integer",
        Kind::Money | Kind::Original | Kind::Rate => "number",
    };
    let mut field = json!({ "name": name, "type": kind });
    if !about.is_empty() {
        field["description"] = json!(about);
    }
    if required {
        field["constraints"] = json!({ "required": true });
    }
    field
}
