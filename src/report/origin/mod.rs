//! Where a figure of a report comes from.
//!
//! What comes in: of what kind a figure is, and of which part of the programme. What leaves: an [`Origin`], which cells
//! carry. What it does not know: figures and workbooks; `entries` finds in the figures of a month what is behind an origin.

mod entries;

pub use entries::Entry;

use chrono::NaiveDate;

use crate::domain::facts::{ExpenditureCategory, FinanceKind};
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, Source, ThemeCode};

/// What kind of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The value of agreements: their rows, receipts and rates.
    Agreements,
    /// Deposits and refunds.
    Receipts,
    /// Deposits alone.
    Deposits,
    /// Deposits at the rates of the days on which their agreements were signed.
    Promised,
    /// What rates changed between signature and deposit.
    Exchange,
    /// Refunds and money given up.
    GivenBack,
    /// Fee, levy and support reserve, by the settings' rates on receipts.
    Charges,
    /// Placed money.
    Placed,
    /// Expenditure that is charged to agreements.
    Spent,
    /// Open obligations that are charged to agreements.
    Obligated,
    /// Programme support on expenditure.
    SupportCost,
    /// Interest of the fund.
    Interest,
    /// Charges of the bank.
    BankCharges,
    /// Expenditure that no agreement is charged with.
    Exceptions,
    /// Needs of cells.
    Needs,
    /// What cells have from outside the pool.
    Outside,
    /// The gap of cells: needs, outside money and placements.
    Gap,
    /// Our lines of a kind that finance has too.
    Ours(FinanceKind),
    /// Finance's lines of a kind.
    Theirs(FinanceKind),
    /// Rates of a currency.
    Rates(Currency),
    /// A setting of `fund.toml`, by its key.
    Setting(&'static str),
    /// The figure with which a month was closed, by its last day.
    Closed(NaiveDate),
    /// Nothing came before the first year.
    Beginning,
}

/// What kind of figure it is, and of which part of the programme. What is not said is not limited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    basis: Basis,
    donor: Option<DonorCode>,
    agreement: Option<AgreementRef>,
    /// Places, or anything below them.
    places: Vec<GeographyCode>,
    theme: Option<ThemeCode>,
    period: Option<String>,
    /// Index of a cell in the list of priorities.
    cell: Option<usize>,
    category: Option<ExpenditureCategory>,
    year: Option<i32>,
    /// Only of lines that name no agreement.
    shared: bool,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One row.
    Row(Source),
    /// All that answers to a question.
    Query(Box<Query>),
}

impl Origin {
    /// Everything of a kind.
    pub fn of(basis: Basis) -> Self {
        Self::Query(Box::new(Query {
            basis,
            donor: None,
            agreement: None,
            places: Vec::new(),
            theme: None,
            period: None,
            cell: None,
            category: None,
            year: None,
            shared: false,
        }))
    }

    fn limit(mut self, limit: impl FnOnce(&mut Query)) -> Self {
        if let Self::Query(query) = &mut self {
            limit(query);
        }
        self
    }

    /// Of one donor.
    #[must_use]
    pub fn donor(self, donor: &DonorCode) -> Self {
        self.limit(|query| query.donor = Some(donor.clone()))
    }

    /// Of one agreement.
    #[must_use]
    pub fn agreement(self, agreement: &AgreementRef) -> Self {
        self.limit(|query| query.agreement = Some(agreement.clone()))
    }

    /// In a place or below it; in any of several when said more than once.
    #[must_use]
    pub fn place(self, place: &GeographyCode) -> Self {
        self.limit(|query| query.places.push(place.clone()))
    }

    /// Of a theme or below it.
    #[must_use]
    pub fn theme(self, theme: &ThemeCode) -> Self {
        self.limit(|query| query.theme = Some(theme.clone()))
    }

    /// Of cells of a period.
    #[must_use]
    pub fn period(self, period: &str) -> Self {
        self.limit(|query| query.period = Some(period.to_owned()))
    }

    /// Of one cell, by its index in the list of priorities.
    #[must_use]
    pub fn cell(self, cell: usize) -> Self {
        self.limit(|query| query.cell = Some(cell))
    }

    /// Of lines that name no agreement.
    #[must_use]
    pub fn shared(self) -> Self {
        self.limit(|query| query.shared = true)
    }

    /// Of a category.
    #[must_use]
    pub fn category(self, category: ExpenditureCategory) -> Self {
        self.limit(|query| query.category = Some(category))
    }

    /// Of a year.
    #[must_use]
    pub fn year(self, year: i32) -> Self {
        self.limit(|query| query.year = Some(year))
    }
}
