//! What rows say of their currency where nothing else does: remarks and comments such as `paid in EUR`, and the accounts that were
//! used, such as `EUR account` or `CHF-001`.
//!
//! What comes in: the rows of a sheet of costs, receipts or bookings, one by one. What leaves: an error at the first row in another
//! currency than the fund's. What it does not know: sheets that say the currency of their amounts.

use std::collections::BTreeMap;

use super::Tally;
use super::said::Said;
use super::words::{joined_words, words};
use crate::config::InputKind;
use crate::domain::currency_name::{self, CurrencyName};
use crate::domain::text::comparable;
use crate::domain::{Currency, FactKind};
use crate::intake::annotate::without_ours;
use crate::intake::file::workbook::{Remark, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::row::text::says_nothing;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 40;

/// What was seen of a sheet.
#[derive(Default)]
pub(super) struct PaidIn {
    asked: bool,
    /// Columns of accounts, by position; nothing where a cell names no currency.
    accounts: BTreeMap<u32, Option<Found>>,
    /// What remarks and comments say.
    remarks: Found,
    comments: BTreeMap<u32, Remark>,
}

/// Rows in another currency than the fund's, and where the first says so.
#[derive(Default)]
struct Found {
    first: Option<(u32, String)>,
    rows: Tally,
}

impl Found {
    fn add(&mut self, column: u32, text: &str, row: &Row<'_>, judge: &Judge<'_>) {
        self.first.get_or_insert_with(|| (column, text.trim().to_owned()));
        self.rows.add(row, judge);
    }
}

impl PaidIn {
    pub fn new(judge: &Judge<'_>, remarks: &[Remark]) -> Self {
        let (layout, mapping) = (&judge.layout, judge.mapping);
        let moved = matches!(mapping.kind, InputKind::Facts(FactKind::Expenditure | FactKind::Receipt));
        let said = layout.position(Column::Currency).is_some()
            || mapping.currency.is_some()
            || judge.has_default(Column::Currency)
            || layout.units.values().any(|units| units.currency.is_some() || units.shared.is_some());
        if !moved || said {
            return Self::default();
        }
        let unread = layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let accounts = unread.filter(|(_, header)| heads_accounts(header));
        let base = judge.context.fund.base_currency;
        // Those on amounts are heard elsewhere.
        let below = remarks.iter().filter(|remark| remark.row > layout.header_row && !judge.adds_up(remark.column));
        let told = below.filter(|remark| is_other(remark_currency(without_ours(&remark.text).trim()), base));
        Self {
            asked: true,
            accounts: accounts.map(|(&position, _)| (position, Some(Found::default()))).collect(),
            comments: told.map(|remark| (remark.row, remark.clone())).collect(),
            ..Self::default()
        }
    }

    pub fn see(&mut self, row: &Row<'_>, said: &[Said], judge: &Judge<'_>) {
        if !self.asked {
            return;
        }
        let base = judge.context.fund.base_currency;
        if let Some(remark) = self.comments.get(&row.number) {
            self.remarks.add(remark.column, &without_ours(&remark.text), row, judge);
        }
        for (cell, said) in row.cells.iter().zip(said) {
            let Value::Text(text) = &cell.value else { continue };
            if let Some(account) = self.accounts.get_mut(&cell.column) {
                if let Some(found) = account
                    && !says_nothing(text.trim())
                {
                    match account_currency(text) {
                        Some(currency) if currency != base => found.add(cell.column, text, row, judge),
                        Some(_) => {}
                        None => *account = None,
                    }
                }
                continue;
            }
            if is_other(said.paid_in, base) {
                self.remarks.add(cell.column, text, row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let found = self.accounts.into_values().flatten().chain([self.remarks]);
        let problems: Vec<Problem> = found.filter_map(|found| problem(&found, judge)).collect();
        problems.into_iter().for_each(|problem| judge.problems.add(problem));
    }
}

fn problem(found: &Found, judge: &Judge<'_>) -> Option<Problem> {
    let (column, text) = found.first.as_ref()?;
    let base = judge.context.fund.base_currency;
    let said = format!("{text:?} beside an amount ({})", found.rows.show(judge));
    let fix = format!(
        "Add a column Currency, with the code in each row; or say for this input in fund.toml: currency = \"{base}\", if all amounts \
         are in {base}."
    );
    let location = judge.location(found.rows.first, Some(*column));
    let expected = format!("amounts in {base}, since no row and no header names a currency");
    Some(Problem::new(ProblemCode::CurrencyOfNote, location, said, expected, fix))
}

/// Whether a name is surely not of a currency.
fn is_other(name: Option<CurrencyName>, base: Currency) -> bool {
    match name {
        Some(CurrencyName::One(currency)) => currency != base,
        Some(CurrencyName::Shared(shared)) => shared.contradicts(base),
        None => false,
    }
}

/// The currency in which a remark says that something was paid: `paid in EUR`, `en francs CFA`. A sum in it says nothing.
pub(super) fn remark_currency(text: &str) -> Option<CurrencyName> {
    const BEFORE: [&str; 26] = [
        "paid", "payment", "amount", "amounts", "invoiced", "received", "spent", "all", "was", "is", "cash", "payé",
        "payée", "payés", "montant", "montants", "reçu", "facturé", "pagado", "pagada", "importe", "pago", "valor",
        "bezahlt", "betrag", "recibido",
    ];
    const IN: [&str; 5] = ["in", "en", "em", "nach", "auf"];
    let text = text.trim().trim_end_matches(['.', '!', ')']).trim_start_matches('(');
    if text.len() > LONGEST || text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let mut parts = text.split_whitespace().map(str::to_lowercase);
    let at = parts.clone().position(|part| IN.contains(&part.as_str()))?;
    if !parts.by_ref().take(at).all(|part| BEFORE.contains(&part.as_str())) {
        return None;
    }
    let name = text.split_whitespace().skip(at + 1).collect::<Vec<_>>().join(" ");
    currency_name::named(&name)
}

/// The one currency that the name of an account has among its words: `EUR account`, `CHF-001`.
fn account_currency(text: &str) -> Option<Currency> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    let mut codes = parts.filter(|part| part.len() == 3 && part.bytes().all(|letter| letter.is_ascii_uppercase()));
    let first = codes.find_map(Currency::parse)?;
    Some(first).filter(|_| codes.find_map(Currency::parse).is_none())
}

/// Whether a header is of the accounts from which or to which money went.
fn heads_accounts(header: &str) -> bool {
    const ACCOUNTS: [&str; 17] = [
        "account",
        "bankaccount",
        "bank",
        "compte",
        "banque",
        "cuenta",
        "banco",
        "conta",
        "konto",
        "bankkonto",
        "caisse",
        "caja",
        "caixa",
        "kasse",
        "till",
        "cashbox",
        "wallet",
    ];
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    parts.len() <= 3 && parts.iter().any(|part| ACCOUNTS.contains(&part.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_and_accounts_that_name_a_currency() {
        let one = |code| Currency::parse(code).map(CurrencyName::One);
        for (text, code) in
            [("paid in EUR", "EUR"), ("payé en euros", "EUR"), ("In CHF", "CHF"), ("pago em EUR.", "EUR")]
        {
            assert_eq!(remark_currency(text), one(code), "{text}");
        }
        for text in ["EUR 500 in cash", "trip in May", "paid in full", "held in Togo", "Euro adapters", ""] {
            assert_eq!(remark_currency(text), None, "{text}");
        }
        assert_eq!(account_currency("EUR account"), Currency::parse("EUR"));
        assert_eq!(account_currency("CHF-001"), Currency::parse("CHF"));
        assert_eq!(account_currency("6110 Salaries"), None);
        assert_eq!(account_currency("EUR/USD"), None);
    }
}
