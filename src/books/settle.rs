//! What was decided about open items of the reconciliation: read back from its workbook, kept in a file of the inputs, and
//! followed through the closes of years.
//!
//! What comes in: the workbook as somebody filled it in, or a ledger. What leaves: settlements that are new, rows of the
//! file, or the history of an item. What it does not know: differences, and why they are there.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rust_decimal::Decimal;

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::facts::{Resolution, Settlement};
use crate::domain::text::shielded;
use crate::domain::{FactKind, Month};
use crate::files;
use crate::intake::{self, Problem};
use crate::ledger::store::{Close, EventKind, OpenItem, Store};
use crate::report::reconciliation::settling;

use super::{Actor, BooksError, OwnWorkbook};

/// The file of the inputs in which settlements are kept.
pub const FILE: &str = "settlements.csv";
/// How the settings name it.
pub const INPUT: &str =
    "[[input]]\nkind = \"settlements\"\nfile = \"settlements.csv\"\ndecimal = \".\"\ndates = \"ymd\"\n";
const HEADER: [&str; 8] = ["Item", "Settlement", "Amount", "Reason", "Owner", "Decided by", "Decided on", AS_AT];
/// The column that the first files did not have.
const AS_AT: &str = "As at";

/// What a filled-in workbook of the reconciliation decides that was not decided before.
///
/// # Errors
/// When the workbook or the settlements so far cannot be read, or a row of them is wrong.
pub fn read_back(inputs: &Path, fund: &Fund, workbook: &Path, actor: &Actor) -> Result<Vec<Settlement>, BooksError> {
    let name = workbook.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let settling = settling(OwnWorkbook::of(workbook, fund).reconciliation.unwrap_or(fund.default_language));
    let mapping = InputMapping {
        sheet: Some(settling.sheet),
        columns: settling.columns,
        words: settling.words,
        defaults: BTreeMap::from([
            ("Decided by".to_owned(), actor.name().to_owned()),
            ("Decided on".to_owned(), actor.today().to_string()),
        ]),
        ..InputMapping::of(InputKind::Facts(FactKind::Settlement), name)
    };
    let filled_in =
        settlements(workbook.parent().unwrap_or(Path::new(".")), fund, vec![mapping]).map_err(|mut why| {
            if let BooksError::Inputs(problems) = &mut why {
                problems.iter_mut().for_each(Problem::leave_out_settings);
            }
            why
        })?;
    let of_settlements = |input: &&InputMapping| input.kind == InputKind::Facts(FactKind::Settlement);
    let known = settlements(inputs, fund, fund.inputs.iter().filter(of_settlements).cloned().collect())?;
    Ok(filled_in.into_iter().filter(|settlement| is_new(settlement, &known)).collect())
}

/// The settlements of some inputs.
fn settlements(folder: &Path, fund: &Fund, inputs: Vec<InputMapping>) -> Result<Vec<Settlement>, BooksError> {
    let read = intake::read(folder, &Fund { inputs, ..fund.clone() });
    if read.has_errors() { Err(BooksError::Inputs(read.problems)) } else { Ok(read.facts.settlements) }
}

/// Whether a settlement says something else than the last of its item.
fn is_new(settlement: &Settlement, known: &[Settlement]) -> bool {
    let of_item = || known.iter().filter(|one| one.item == settlement.item).rev();
    let decided = of_item().find(|one| one.resolution.is_some());
    let kept = |text: &Option<String>| text.as_deref().map(|text| shielded(text).into_owned());
    let owner = of_item().find_map(|one| kept(&one.owner));
    let same_decision = settlement.resolution.is_none()
        || decided.is_some_and(|last| {
            // To wait once more is another decision; what is accepted stays so.
            let waits_at = |one: &Settlement| one.as_of.filter(|_| one.resolution == Some(Resolution::Wait));
            let said = |one: &Settlement| (one.resolution, one.amount, kept(&one.reason), waits_at(one));
            said(last) == said(settlement)
        });
    let same_owner = settlement.owner.is_none() || kept(&settlement.owner) == owner;
    !(same_decision && same_owner)
}

/// The file of settlements of a fund, with more of them at its end.
///
/// # Errors
/// When the file is there and cannot be read, or a row cannot be written as CSV.
pub fn file_with(inputs: &Path, fund: &Fund, more: &[Settlement]) -> Result<Vec<u8>, BooksError> {
    let path = inputs.join(FILE);
    let before = match files::read(&path, fund.limits.file_bytes) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Vec::new(),
        read => read.map_err(BooksError::file(&path))?,
    };
    with_more(&before, more, fund).map_err(|why| BooksError::file(&path)(io::Error::other(why)))
}

/// The file of settlements with more of them at its end. `before` is the file as it is; empty for a new one.
fn with_more(before: &[u8], more: &[Settlement], fund: &Fund) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = with_as_at(before)?;
    if !bytes.is_empty() && !bytes.ends_with(b"\n") {
        bytes.push(b'\n');
    }
    let new = bytes.is_empty();
    let mut file = csv::Writer::from_writer(bytes);
    if new {
        file.write_record(HEADER)?;
    }
    for settlement in more {
        let amount = settlement.amount.map(|amount| Decimal::new(amount.minor(), fund.exponent()).to_string());
        file.write_record([
            settlement.item.as_str(),
            settlement.resolution.map_or("", |resolution| resolution.name()),
            amount.as_deref().unwrap_or_default(),
            &shielded(settlement.reason.as_deref().unwrap_or_default()),
            &shielded(settlement.owner.as_deref().unwrap_or_default()),
            &shielded(&settlement.by),
            settlement.on.to_string().as_str(),
            settlement.as_of.map(|day| day.to_string()).unwrap_or_default().as_str(),
        ])?;
    }
    file.into_inner().map_err(|why| csv::Error::from(why.into_error()))
}

/// The file with a column for the day of the reconciliation, which the first files did not have.
fn with_as_at(before: &[u8]) -> Result<Vec<u8>, csv::Error> {
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(before);
    let rows: Vec<csv::StringRecord> = rows.records().collect::<Result<_, _>>()?;
    if rows.first().is_none_or(|header| header.len() + 1 != HEADER.len()) {
        return Ok(before.to_vec());
    }
    let mut file = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for (number, row) in rows.iter().enumerate() {
        file.write_record(row.iter().chain([if number == 0 { AS_AT } else { "" }]))?;
    }
    file.into_inner().map_err(|why| csv::Error::from(why.into_error()))
}

/// The name of an open item, where a text is one: `D-` and eight hexadecimal digits.
pub fn item_name(text: &Path) -> Option<&str> {
    let text = text.to_str()?;
    let digits = text.strip_prefix("D-")?;
    (digits.len() == 8 && digits.chars().all(|digit| digit.is_ascii_hexdigit())).then_some(text)
}

/// How an item stood at each close that knew it, the oldest first.
///
/// # Errors
/// When the ledger cannot be read.
pub fn history(store: &dyn Store, item: &str) -> Result<Vec<(Month, OpenItem)>, BooksError> {
    let mut found = Vec::new();
    for event in store.events(Some(EventKind::Close))? {
        let close: Close = event.read()?;
        let month = Month::of(close.run.as_of);
        let items = close.frozen(&event, store)?.items;
        found.extend(items.into_iter().filter(|one| one.id == item).map(|one| (month, one)));
    }
    found.sort_by_key(|(month, _)| *month);
    Ok(found)
}
