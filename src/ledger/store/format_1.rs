//! Format 1, in which version 0.1.0 kept ledgers: read for ever, never written.
//!
//! What comes in: bodies and payloads as serde wrote the types of that version. What leaves: the same in the shape of
//! today. Nothing here follows the types of today: it is as that version was.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::domain::address::column_letters;
use crate::domain::fingerprint::Hasher;
use crate::domain::source::SourceSheet;

use super::StoreError;
use super::event::{Event, Format, Sum};
use super::import::Import;
use super::lines::Line;
use super::restate::{Restatement, Stood};
use super::shape::Misfit;

/// The fields that version 0.1.0 knew of a kind of fact.
pub(super) fn fields(kind: &str) -> &'static [&'static str] {
    match kind {
        "donor" => &["code", "name", "type", "country", "language", "contact", "email"],
        "agreement" => &[
            "reference",
            "donor",
            "stage",
            "signed_on",
            "amount",
            "earmark",
            "funding_source",
            "fee_rate",
            "support_rate",
            "levy",
            "title",
            "notes",
        ],
        "instalment" => &["agreement", "number", "due_on", "amount"],
        "receipt" => &["number", "agreement", "date", "kind", "amount", "base_amount", "notes"],
        "priority" => &["geography", "theme", "period", "need", "weight", "floor", "ceiling", "outside", "notes"],
        "expenditure" => &[
            "date",
            "project",
            "geography",
            "theme",
            "category",
            "amount",
            "base_amount",
            "agreement",
            "type",
            "document",
            "description",
        ],
        "rate" => &["currency", "units_per_base", "effective_on", "published_on"],
        "result" => &["geography", "theme", "date", "kind", "number", "description"],
        "reallocation" => &["date", "agreement", "from_cell", "to_cell", "amount", "reason"],
        "finance" => &["document", "kind", "date", "donor", "reference", "geography", "theme", "amount"],
        _ => &[],
    }
}

/// Words of that version, in the field of the name given, and those of today.
const WORDS: [(&str, &str, &str); 9] = [
    ("stage", "pledge", "pledged"),
    ("stage", "commitment", "signed"),
    ("category", "Unearmarked", "unearmarked"),
    ("category", "SoftlyEarmarked", "softly-earmarked"),
    ("category", "Earmarked", "earmarked"),
    ("category", "TightlyEarmarked", "tightly-earmarked"),
    ("kind", "AtLeast", "at-least"),
    ("kind", "AtMost", "at-most"),
    ("scope", "OutsideCountries", "outside-countries"),
];

/// Names of fields of that version, and those of today.
const NAMES: [(&str, &str); 2] = [("donor_type", "type"), ("expenditure_type", "type")];

/// The body of a fact in the shape of today.
pub(super) fn body(body: &str) -> Result<String, Misfit> {
    let misfit = |why: serde_json::Error| Misfit(why.to_string());
    let fields = serde_json::from_str(body).map_err(misfit)?;
    serde_json::to_string(&record(fields)?).map_err(misfit)
}

fn record(fields: Map<String, Value>) -> Result<Value, Misfit> {
    let mut record = Map::new();
    for (name, value) in fields {
        if value.is_null() {
            continue;
        }
        let value = self::value(&name, value)?;
        let name = NAMES.iter().find(|(before, _)| *before == name).map_or(name, |(_, now)| (*now).to_owned());
        record.insert(name, value);
    }
    Ok(Value::Object(record))
}

fn value(field: &str, value: Value) -> Result<Value, Misfit> {
    Ok(match value {
        Value::String(text) => {
            let word = WORDS.iter().find(|(of, before, _)| *of == field && *before == text);
            Value::String(word.map_or(text, |(_, _, now)| (*now).to_owned()))
        }
        Value::Number(number) => Value::String(number.to_string()),
        Value::Array(values) => {
            Value::Array(values.into_iter().map(|one| self::value(field, one)).collect::<Result<_, _>>()?)
        }
        Value::Object(fields) => object(fields)?,
        Value::Null | Value::Bool(_) => return Err(Misfit(format!("{value} stands in {field}"))),
    })
}

/// Records that are one text today, and those that are not.
fn object(mut fields: Map<String, Value>) -> Result<Value, Misfit> {
    let text = |fields: &Map<String, Value>, name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    if let [Some(amount), Some(currency)] = ["amount", "currency"].map(|name| text(&fields, name)) {
        return Ok(Value::String(format!("{currency} {amount}")));
    }
    if let [Some(from), Some(to)] = ["from", "to"].map(|name| text(&fields, name)) {
        return Ok(Value::String(format!("{from}/{to}")));
    }
    if let Some(Value::Object(target)) = fields.remove("Target") {
        return record(target);
    }
    record(fields)
}

/// Takes a line into the hash of an import.
pub(super) fn hash(hasher: &mut Hasher, line: &Line) {
    let date = line.date.map_or(String::new(), |date| date.to_string());
    let amount = line.amount.map_or(String::new(), |amount| amount.to_string());
    let currency = line.currency.as_deref().unwrap_or("");
    let (sheet, row) = (line.sheet.unwrap_or_default(), line.row.unwrap_or_default());
    let head = format!("{}\t{}\t{}\t{date}\t{currency}\t{amount}\t{sheet}\t{row}\t", line.number, line.kind, line.key);
    hasher.update(head.as_bytes());
    hasher.update(line.body.as_bytes());
    hasher.update(b"\n");
}

#[derive(Deserialize)]
struct ImportBody {
    file: String,
    sha256: String,
    count: usize,
    root: String,
    sheets: Vec<SourceSheet>,
    outcome: Outcome,
}

#[derive(Deserialize)]
struct Outcome {
    head: Option<Head>,
    sheets: Vec<Sheet>,
}

#[derive(Deserialize)]
struct Head {
    bytes: u64,
}

#[derive(Deserialize)]
struct Sheet {
    kind: String,
    layout: Layout,
}

#[derive(Deserialize)]
struct Layout {
    columns: BTreeMap<u32, String>,
}

/// Columns of that version that have another name in `fund.toml`, among those that amounts are looked up by.
const COLUMNS: [(&str, &str); 2] = [("UnitsPerBase", "Units per base"), ("BaseAmount", "Base amount")];

/// An import of that version.
pub(super) fn import(event: &Event) -> Result<Import, StoreError> {
    let body: ImportBody = event.read()?;
    let Outcome { head, sheets } = body.outcome;
    let (kind, columns) =
        sheets.into_iter().next().map(|Sheet { kind, layout }| (kind, layout.columns)).unwrap_or_default();
    let name = |column: String| {
        COLUMNS.iter().find(|(before, _)| *before == column).map_or(column.clone(), |(_, name)| (*name).to_owned())
    };
    Ok(Import {
        kind,
        columns: columns.into_iter().map(|(position, column)| (name(column), column_letters(position))).collect(),
        file: body.file,
        sha256: body.sha256,
        bytes: head.map(|head| head.bytes).unwrap_or_default(),
        sheets: body.sheets.into_iter().map(|sheet| sheet.sheet).collect(),
        lines: Sum { count: body.count, root: body.root },
        fields: Default::default(),
        format: Format::One,
    })
}

#[derive(Deserialize)]
struct RestatedBody {
    kind: String,
    key: String,
    entered_in: String,
    closed: bool,
    reversal: Option<StoodBody>,
    replacement: Option<StoodBody>,
    reason: String,
}

#[derive(Deserialize)]
struct StoodBody {
    file: String,
    sha256: String,
    sheet: String,
    row: u32,
    date: Option<chrono::NaiveDate>,
    currency: Option<String>,
    /// Of a reversal it is the opposite of what stood there.
    amount: Option<i64>,
}

impl StoodBody {
    fn stood(self, sign: i64) -> Stood {
        let Self { file, sha256, sheet, row, date, currency, amount } = self;
        let amount = amount.and_then(|amount| amount.checked_mul(sign));
        Stood { file, sha256, sheet, row, date, currency, amount, said: None }
    }
}

/// The restatements of an event of that version, which did not say which fields changed.
pub(super) fn restatements(event: &Event) -> Result<Vec<Restatement>, StoreError> {
    let (_, _, list): (String, String, Vec<RestatedBody>) = event.read()?;
    let restatement = |body: RestatedBody| Restatement {
        kind: body.kind,
        key: body.key,
        entered_in: body.entered_in,
        closed: body.closed,
        was: body.reversal.map(|entry| entry.stood(-1)),
        is: body.replacement.map(|entry| entry.stood(1)),
        changes: Vec::new(),
        reason: body.reason,
        reread: None,
        again: false,
    };
    Ok(list.into_iter().map(restatement).collect())
}
