//! Activity files of IATI 2.0x, in which donors say what they give: as two sheets, so that all else reads them as it reads
//! workbooks.
//!
//! What comes in: the bytes of a file. What leaves: the sheet `Receipts`, a row for each payment, and the sheet `Agreements`,
//! a row for what an activity commits or pledges to a receiver. A row is numbered after its transaction (the first is row 2,
//! below the header), so that every cell has an element: [`element`] names it. What it does not know: the fund. A file
//! that gives to others too is read with `where = { Receiver = ... }` in the settings.
//!
//! The file may be the donor's, whose activity is the agreement (disbursements 3, outgoing commitments 2 and pledges 12), or
//! the fund's own account of it (incoming funds 1, commitments 11 and pledges 13, of the provider's activity).

mod transactions;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::gate::{FileCell, Gate, Left};
use super::xml::{Node, Nodes, Xml};
use super::{FileHead, Flow, Refusal, Request, SheetDetails, SheetHead, Sink, Style, Value};

use transactions::{Activity, Kind, Transaction, Transactions, transactions};

/// The root of an activity file.
const ROOT: &str = "iati-activities";
/// The sheets, each with its columns: the header, and the element at a transaction that a cell stands for.
const SHEETS: [(&str, [(&str, &str); 8]); 2] = [
    (
        "Receipts",
        [
            ("Receipt", "@ref"),
            ("Agreement", "../iati-identifier"),
            ("Date", "transaction-date/@iso-date"),
            ("Kind", "transaction-type/@code"),
            ("Currency", "value/@currency"),
            ("Amount", "value"),
            ("Notes", "description/narrative"),
            (RECEIVER, "receiver-org"),
        ],
    ),
    (
        "Agreements",
        [
            ("Agreement", "../iati-identifier"),
            ("Donor", "../reporting-org"),
            ("Stage", "transaction-type/@code"),
            ("Signed on", "transaction-date/@iso-date"),
            ("Currency", "value/@currency"),
            ("Amount", "value"),
            ("Title", "../title/narrative"),
            (RECEIVER, "receiver-org"),
        ],
    ),
];
/// The header above those who get the money, which no sheet of a fund has: only settings name it.
pub(in crate::intake) const RECEIVER: &str = "Receiver";
/// Its column.
pub(in crate::intake) const RECEIVER_COLUMN: u32 = 7;

/// The element that a cell of a sheet stands for, as XPath names it; `None` where it stands for none.
pub(in crate::intake) fn element(sheet: &str, row: u32, column: Option<u32>) -> Option<String> {
    let (_, columns) = SHEETS.iter().find(|(name, _)| *name == sheet)?;
    let transaction = row.checked_sub(1).filter(|number| *number > 0)?;
    let below = column.and_then(|column| columns.get(usize::try_from(column).ok()?));
    Some(match below {
        Some((_, element)) => format!("(//transaction)[{transaction}]/{element}"),
        None => format!("(//transaction)[{transaction}]"),
    })
}

/// The first element of an XML file; nothing where it has none.
pub(super) fn root(bytes: &[u8]) -> Option<String> {
    let mut xml = Xml::strict(bytes);
    loop {
        match xml.next().ok()? {
            Node::Start(tag) => return Some(tag.name().into_inner().to_owned()),
            Node::End(_) | Node::Text(_) | Node::Other => {}
            Node::Eof => return None,
        }
    }
}

/// Whether the first element is that of an activity file.
pub(super) fn is_root(name: &str) -> bool {
    name == ROOT
}

/// Reads a file into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let transactions = transactions(bytes)?;
    let sheets = SHEETS.map(|(name, _)| SheetHead { name: name.to_owned(), hidden: false });
    sink.file(&FileHead {
        sha256,
        bytes: bytes.len() as u64,
        sheets: sheets.to_vec(),
        text: Some(transactions.told()),
        carried: Vec::new(),
        properties: Vec::new(),
        constants: Vec::new(),
    });
    let mut left = Left::of(&request.limits);
    let rows = [receipts(&transactions), agreements(&transactions)];
    for (number, ((name, columns), rows)) in SHEETS.iter().zip(rows).enumerate() {
        if request.sheet.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        match sink.sheet(number, &SheetDetails::default()) {
            Flow::Continue => {}
            Flow::NextSheet => continue,
            Flow::Stop => return Ok(()),
        }
        let header = columns.map(|(header, _)| Some(Value::Text(Cow::Borrowed(header))));
        let rows = std::iter::once((0, header)).chain(rows);
        let flow = given(rows, Gate::new(&mut left, sink))
            .map_err(|refusal| Refusal { sheet: Some((*name).to_owned()), ..refusal })?;
        if flow == Flow::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// The cells of a row, with its number counted from 0.
type Cells<'t> = (u32, [Option<Value<'t>>; 8]);

fn given<'t>(rows: impl Iterator<Item = Cells<'t>>, mut gate: Gate<'t, '_>) -> Result<Flow, Refusal> {
    for (number, values) in rows {
        if !gate.begin(number, false)? {
            return Ok(gate.flow());
        }
        for (column, value) in (0..).zip(values) {
            gate.take(FileCell { column, value, formula: false, style: Style::default() })?;
        }
    }
    gate.end()
}

/// A text as a value, without the space around it; nothing where there is none.
fn text(text: &str) -> Option<Value<'_>> {
    let text = text.trim();
    (!text.is_empty()).then_some(Value::Text(Cow::Borrowed(text)))
}

/// A day; what is none stays the text that it is.
fn day(written: &str) -> Option<Value<'_>> {
    let day = NaiveDate::parse_from_str(written.trim().get(..10).unwrap_or_default(), "%Y-%m-%d");
    day.map_or_else(|_| text(written), |day| Some(Value::Date(day)))
}

/// A number as XML Schema writes it; nothing for any other text.
fn number(written: &str) -> Option<Decimal> {
    let digits = written.trim();
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
    plain.then(|| Decimal::from_str_exact(digits.trim_start_matches('+')).ok()).flatten()
}

/// The rows of payments: amounts above nothing, the kind tells those that went back.
fn receipts(transactions: &Transactions) -> Vec<Cells<'_>> {
    let payments = transactions.of_kind(|kind| kind == Kind::Payment);
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let row = |(transaction, activity, _, comes_in)| receipt(transaction, activity, comes_in, &mut numbers);
    payments.map(row).collect()
}

fn receipt<'t>(
    transaction: &'t Transaction,
    activity: &'t Activity,
    comes_in: bool,
    numbers: &mut HashMap<String, u32>,
) -> Cells<'t> {
    let amount = number(&transaction.value);
    let back = amount.is_some_and(|amount| amount < Decimal::ZERO);
    let value = amount.map_or_else(|| text(&transaction.value), |amount| Some(Value::Number(amount.abs())));
    let agreement = transaction.agreement(activity, comes_in);
    let own = text(&transaction.reference);
    let cells = [
        own.or_else(|| Some(Value::Text(Cow::Owned(numbered(transaction, agreement, numbers))))),
        text(agreement),
        day(&transaction.date),
        Some(Value::Text(Cow::Borrowed(if back { "refund" } else { "deposit" }))),
        text(transaction.currency(activity)),
        value,
        text(&transaction.description),
        text(transaction.receiver.identified()),
    ];
    (transaction.number, cells)
}

/// The number of a payment that has none: what it is of, its day and its amount, so that it stays the same when others come
/// before it in the file. Of several alike, the later ones are counted.
fn numbered(transaction: &Transaction, agreement: &str, numbers: &mut HashMap<String, u32>) -> String {
    let number = format!("{agreement} {} {}", transaction.date.trim(), transaction.value.trim());
    let times = numbers.entry(number.clone()).or_default();
    *times += 1;
    if *times == 1 { number } else { format!("{number} #{times}") }
}

/// What an activity commits or pledges to a receiver, taken together.
struct Promise<'t> {
    first: u32,
    donor: &'t str,
    title: &'t str,
    kind: Kind,
    on: &'t str,
    currencies: Vec<&'t str>,
    /// The sum; nothing where one of its amounts is no number.
    amount: Option<Decimal>,
    /// The amount that is none, or the first.
    written: &'t str,
}

impl<'t> Promise<'t> {
    fn add(&mut self, transaction: &'t Transaction, activity: &'t Activity) {
        self.first = self.first.min(transaction.number);
        self.on = self.on.min(&transaction.date);
        let more = number(&transaction.value);
        if self.amount.is_some() && more.is_none() {
            self.written = &transaction.value;
        }
        self.amount = self.amount.zip(more).and_then(|(sum, more)| sum.checked_add(more));
        let currency = transaction.currency(activity);
        if !self.currencies.contains(&currency) {
            self.currencies.push(currency);
        }
    }

    fn cells(self, agreement: &'t str, receiver: &'t str) -> Cells<'t> {
        let stage = if self.kind == Kind::Commitment { "signed" } else { "pledged" };
        let currency = self.currencies.join(" and ");
        let cells = [
            text(agreement),
            text(self.donor),
            Some(Value::Text(Cow::Borrowed(stage))),
            day(self.on),
            Some(Value::Text(Cow::Owned(currency))),
            self.amount.map_or_else(|| text(self.written), |amount| Some(Value::Number(amount))),
            text(self.title),
            text(receiver),
        ];
        (self.first, cells)
    }
}

/// The rows of agreements: what was committed, or where nothing was, what was pledged.
fn agreements(transactions: &Transactions) -> Vec<Cells<'_>> {
    let mut promises: BTreeMap<(&str, &str), Promise<'_>> = BTreeMap::new();
    for wanted in [Kind::Commitment, Kind::Pledge] {
        for (transaction, activity, kind, comes_in) in transactions.of_kind(|kind| kind == wanted) {
            let donor = if comes_in { transaction.provider.called() } else { activity.reporting.called() };
            let key = (transaction.agreement(activity, comes_in), transaction.receiver.identified());
            let promise = promises.entry(key).or_insert_with(|| Promise {
                first: transaction.number,
                donor,
                title: &activity.title,
                kind,
                on: &transaction.date,
                currencies: Vec::new(),
                amount: Some(Decimal::ZERO),
                written: &transaction.value,
            });
            if promise.kind == kind {
                promise.add(transaction, activity);
            }
        }
    }
    let mut rows: Vec<Cells<'_>> =
        promises.into_iter().map(|((agreement, receiver), promise)| promise.cells(agreement, receiver)).collect();
    rows.sort_by_key(|(number, _)| *number);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_an_element() {
        assert_eq!(element("Receipts", 4, Some(5)).as_deref(), Some("(//transaction)[3]/value"));
        assert_eq!(element("Agreements", 2, None).as_deref(), Some("(//transaction)[1]"));
        assert_eq!(element("Receipts", 1, Some(5)), None, "the header is no element");
        for (_, columns) in SHEETS {
            assert_eq!(columns[RECEIVER_COLUMN as usize].0, RECEIVER);
        }
    }
}
