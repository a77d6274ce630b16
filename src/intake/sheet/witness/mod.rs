//! What a sheet says about itself beside its values, and what a reader of columns alone would pass over.
//!
//! What comes in: the rows of a sheet, one by one. What leaves: problems at their cells, once all rows are seen. What it
//! does not know: facts. One file for each thing that is looked for.

mod amounts;
mod beginnings;
mod blanks;
mod carried;
mod charged;
mod currencies;
mod dates;
mod equivalents;
mod federal;
mod formulas;
mod funders;
mod heading;
mod legend;
mod meant;
mod meant_words;
mod measures;
mod months;
mod others_pay;
mod own_rates;
mod paid_in;
mod plan_words;
mod plans;
mod quantities;
mod replaced;
mod reversals;
mod rules;
mod said;
mod scales;
mod sections;
mod shares;
mod signs;
mod state_words;
mod sum_words;
mod sums;
mod unread;
mod words;
mod years;

use rust_decimal::Decimal;

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::intake::file::workbook::{Cell, Row, SheetDetails, Value};
use crate::intake::row::judge::Judge;
use crate::intake::row::text::says_nothing;
use crate::intake::sheet::totals::addend;

use amounts::Amounts;
pub use amounts::UnreadAmounts;
use blanks::Blanks;
use charged::Charged;
use currencies::Currencies;
use dates::Dates;
use equivalents::Equivalents;
use formulas::Formulas;
use funders::Funders;
pub(super) use legend::is_legend;
use measures::Measures;
pub(super) use measures::{Measure, comments_measure, titles_measure};
use months::Months;
use own_rates::OwnRates;
use paid_in::PaidIn;
use quantities::Quantities;
use replaced::Replaced;
use reversals::Reversals;
use rules::Rules;
use said::Hearing;
use scales::Scales;
use sections::Sections;
use shares::Shares;
use signs::Signs;
pub(super) use sum_words::{says_other_row, says_sum};
use sums::Sums;
use unread::Unread;
pub(super) use words::titles_state;
use years::Years;
pub(super) use years::years_said;

/// All that is looked for in a sheet.
pub(super) struct Witnesses {
    amounts: Amounts,
    blanks: Blanks,
    charged: Charged,
    currencies: Currencies,
    dates: Dates,
    equivalents: Equivalents,
    formulas: Formulas,
    funders: Funders,
    hearing: Hearing,
    measures: Measures,
    months: Months,
    own_rates: OwnRates,
    paid_in: PaidIn,
    quantities: Quantities,
    replaced: Replaced,
    reversals: Reversals,
    rules: Rules,
    scales: Scales,
    sections: Sections,
    shares: Shares,
    signs: Signs,
    sums: Sums,
    unread: Unread,
    years: Years,
}

impl Witnesses {
    /// Before the first row, with what the sheet says around its cells and the titles above it.
    pub fn new(judge: &Judge<'_>, details: &SheetDetails, titles: Vec<(Option<(u32, u32)>, String)>) -> Self {
        Self {
            amounts: Amounts::new(judge),
            blanks: Blanks::new(judge),
            charged: Charged::new(judge),
            currencies: Currencies::new(judge, &details.remarks),
            dates: Dates::new(judge),
            equivalents: Equivalents::new(judge),
            formulas: Formulas::new(details.unchained, judge),
            funders: Funders::new(judge),
            hearing: Hearing::default(),
            measures: Measures::new(judge),
            months: Months::new(judge),
            own_rates: OwnRates::new(judge),
            paid_in: PaidIn::new(judge, &details.remarks),
            quantities: Quantities::new(judge),
            replaced: Replaced::new(judge),
            reversals: Reversals::new(judge),
            rules: Rules::new(&details.rules),
            scales: Scales::new(judge, &details.remarks),
            sections: Sections::default(),
            shares: Shares::new(judge),
            signs: Signs::new(judge),
            sums: Sums::new(judge),
            unread: Unread::new(judge, details.remarks.clone()),
            years: Years::new(judge, titles),
        }
    }

    /// Sees a row that is read as data; `adds_up` tells whether its amounts are sums of the rows above.
    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>, adds_up: impl Fn() -> bool) {
        let said = self.hearing.hear(row, judge);
        self.amounts.see(row, judge);
        self.blanks.see(row, judge);
        self.charged.see(row, judge);
        self.currencies.see(row, judge);
        self.dates.see(row, judge);
        self.equivalents.see(row, judge);
        self.formulas.see(row, judge);
        self.funders.see(row, said, judge);
        self.measures.see(row, judge);
        self.months.see(row, judge);
        self.own_rates.see(row, judge);
        self.paid_in.see(row, said, judge);
        self.quantities.see(row, judge);
        self.replaced.see(row, said, judge);
        self.reversals.see(row, said, judge);
        self.rules.see(row, judge);
        self.scales.see(row, said, judge);
        self.sections.see(row, judge);
        self.shares.see(row, judge);
        self.signs.see(row, judge);
        self.sums.see(row, said, judge, adds_up);
        self.unread.see(row, said, judge);
        self.years.see(row, judge);
    }

    /// Sees a row of one text between or below the data.
    pub fn see_heading(&mut self, row: u32, text: &str) {
        self.sections.see_heading(row, text);
        self.years.see_heading(row, text);
    }

    /// Sees a row of totals, which ends a section.
    pub fn see_total(&mut self, row: &Row<'_>) {
        self.sections.see_total(row);
    }

    /// Says what was found; hands back the columns of amounts that are not read.
    pub fn conclude(self, judge: &mut Judge<'_>) -> Vec<UnreadAmounts> {
        self.blanks.conclude(judge);
        self.charged.conclude(judge);
        self.currencies.conclude(judge);
        self.dates.conclude(judge);
        self.equivalents.conclude(judge);
        self.formulas.conclude(judge);
        self.funders.conclude(judge);
        meant::check(judge);
        self.measures.conclude(judge);
        self.months.conclude(judge);
        self.own_rates.conclude(judge);
        self.paid_in.conclude(judge);
        self.quantities.conclude(judge);
        self.replaced.conclude(judge);
        self.reversals.conclude(judge);
        self.rules.conclude(judge);
        self.scales.conclude(judge);
        self.sections.conclude(judge);
        self.shares.conclude(judge);
        self.signs.conclude(judge);
        self.sums.conclude(judge);
        self.unread.conclude(judge);
        self.years.conclude(judge);
        self.amounts.conclude(judge)
    }
}

/// The figure of a row.
fn amount_of(row: &Row<'_>, judge: &Judge<'_>) -> Option<Decimal> {
    let figure = judge.figure.and_then(|(position, _)| row.cells.iter().find(|cell| cell.column == position));
    figure.and_then(|cell| addend(&cell.value, judge.mapping))
}

/// The cell of a row in a column, unless it says that there is nothing.
fn filled<'r, 'v>(row: &'r Row<'v>, position: u32) -> Option<&'r Cell<'v>> {
    let cell = row.cells.iter().find(|cell| cell.column == position);
    cell.filter(|cell| !matches!(&cell.value, Value::Text(text) if says_nothing(text.trim())))
}

/// Whether a sheet is of money that moved: of costs, receipts or finance's bookings.
const fn is_of_movements(judge: &Judge<'_>) -> bool {
    matches!(judge.mapping.kind, InputKind::Facts(FactKind::Expenditure | FactKind::Finance | FactKind::Receipt))
}

/// Rows that something is said of, and the sum of their figure.
#[derive(Clone, Debug, Default)]
struct Tally {
    rows: u64,
    first: Option<u32>,
    sum: Decimal,
}

impl Tally {
    fn add(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        self.rows += 1;
        self.first.get_or_insert(row.number);
        self.sum = amount_of(row, judge).and_then(|amount| self.sum.checked_add(amount)).unwrap_or(self.sum);
    }

    fn join(&mut self, other: &Self) {
        self.rows += other.rows;
        self.first = [self.first, other.first].into_iter().flatten().min();
        self.sum = self.sum.checked_add(other.sum).unwrap_or(self.sum);
    }

    /// `3 rows, 60000 in Amount`.
    fn show(&self, judge: &Judge<'_>) -> String {
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        match judge.figure {
            Some((_, column)) => format!("{rows}, {} in {}", self.sum.normalize(), judge.named(column)),
            None => rows,
        }
    }
}
