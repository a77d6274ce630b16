//! The journals that finance is to book, as a batch file for its accounting system: CSV, with the columns that the settings
//! name.
//!
//! What comes in: the open items that somebody decided to have corrected in finance. What leaves: the bytes of the file, or
//! nothing where there is nothing to book. What it does not know: accounting systems.

use crate::config::BatchField;
use crate::domain::Money;
use crate::domain::facts::Resolution;
use crate::domain::text::shielded;
use crate::ledger::store::OpenItem;
use crate::reconcile::{Line, Side};

use super::view::View;

/// An entry: its item, and the line to book.
struct Entry<'a> {
    item: &'a OpenItem,
    line: Line,
}

/// The batch file of a month.
///
/// # Errors
/// When a row cannot be written as CSV.
pub fn csv(view: &View<'_>) -> Result<Option<Vec<u8>>, csv::Error> {
    let reconciliation = view.reconciliation;
    let decided = reconciliation.open.standing.iter().filter(|(_, item)| {
        item.settled.as_ref().is_some_and(|settled| settled.resolution == Resolution::CorrectThere)
    });
    let entries: Vec<Entry<'_>> = decided
        .flat_map(|(index, item)| {
            let difference = &reconciliation.differences[*index];
            let lines = difference.journal(reconciliation, Side::There, view.ledger.as_of);
            lines.into_iter().map(move |line| Entry { item, line })
        })
        .collect();
    if entries.is_empty() {
        return Ok(None);
    }
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(view.fund.batch.columns.iter().map(|column| column.heading.as_str()))?;
    for entry in &entries {
        file.write_record(view.fund.batch.columns.iter().map(|column| text(view, entry, column.holds)))?;
    }
    file.into_inner().map(Some).map_err(|why| csv::Error::from(why.into_error()))
}

fn text(view: &View<'_>, Entry { item, line }: &Entry<'_>, field: BatchField) -> String {
    let money = |amount: Money| amount.to_decimal(view.fund.exponent()).to_string();
    // Income is credited, cost is debited, and a reversal is the other way round.
    let debit = line.amount.minor() * line.kind.effect() < 0;
    let column = |of_debit: bool| {
        if debit == of_debit { money(Money::from_minor(line.amount.minor().abs())) } else { String::new() }
    };
    let safe = |text: &str| shielded(text).into_owned();
    let code = |code: Option<&str>| safe(code.unwrap_or_default());
    match field {
        BatchField::Item => item.id.clone(),
        BatchField::Date => line.date.to_string(),
        BatchField::Kind => line.kind.name().to_owned(),
        BatchField::Account => code(view.fund.batch.accounts.get(&line.kind).map(String::as_str)),
        BatchField::Quotes => safe(&line.quotes().collect::<Vec<_>>().join("; ")),
        BatchField::Donor => code(line.donor().map(crate::domain::DonorCode::as_str)),
        BatchField::Agreement => code(line.agreement().map(crate::domain::AgreementRef::as_str)),
        BatchField::Project => code(line.project()),
        BatchField::Country => code(line.geography().map(crate::domain::GeographyCode::as_str)),
        BatchField::Theme => code(line.theme().map(crate::domain::ThemeCode::as_str)),
        BatchField::Amount => money(line.amount),
        BatchField::Debit => column(true),
        BatchField::Credit => column(false),
        BatchField::Currency => view.fund.base_currency.code().to_owned(),
        BatchField::Cause => safe(&item.cause),
        BatchField::Reason => code(item.settled.as_ref().and_then(|settled| settled.reason.as_deref())),
    }
}
