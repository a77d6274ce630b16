//! Where a figure of a report comes from.
//!
//! What comes in: an [`Origin`], which says of what kind a figure is and of which part of the programme, and the
//! figures of the month. What leaves: the entries behind it, each with the row that it was read from. What it does not
//! know: workbooks.

mod entries;

use chrono::NaiveDate;

use crate::domain::facts::{ExpenditureCategory, FinanceKind};
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, Money, Source, ThemeCode};
use crate::month::Figures;

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
    /// Expenditure that nobody can be charged with yet.
    Pending,
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
    /// The open items of the reconciliation.
    OpenItems,
    /// Rates of a currency.
    Rates(Currency),
    /// A setting of `fund.toml`, by its key.
    Setting(&'static str),
    /// A line of finance or of ours that is not there.
    NoLine,
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
    /// In one of these places, not below them.
    places: Vec<GeographyCode>,
    region: Option<GeographyCode>,
    theme: Option<ThemeCode>,
    pillar: Option<ThemeCode>,
    period: Option<String>,
    /// The index of a cell.
    cell: Option<usize>,
    category: Option<ExpenditureCategory>,
    year: Option<i32>,
    /// Whether the entries only inform about the figure, which is no sum of them.
    informs: bool,
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
            region: None,
            theme: None,
            pillar: None,
            period: None,
            cell: None,
            category: None,
            year: None,
            informs: false,
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

    /// In a place, not below it; in any of several when said more than once.
    #[must_use]
    pub fn place(self, place: &GeographyCode) -> Self {
        self.limit(|query| query.places.push(place.clone()))
    }

    /// In the places of a region.
    #[must_use]
    pub fn region(self, region: &GeographyCode) -> Self {
        self.limit(|query| query.region = Some(region.clone()))
    }

    /// Of a theme, not of one below it.
    #[must_use]
    pub fn theme(self, theme: &ThemeCode) -> Self {
        self.limit(|query| query.theme = Some(theme.clone()))
    }

    /// Of the themes of a pillar.
    #[must_use]
    pub fn pillar(self, pillar: &ThemeCode) -> Self {
        self.limit(|query| query.pillar = Some(pillar.clone()))
    }

    /// Of cells of a period.
    #[must_use]
    pub fn period(self, period: &str) -> Self {
        self.limit(|query| query.period = Some(period.to_owned()))
    }

    /// Of one cell, by its index.
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

    /// The figure depends on the entries and is no sum of them.
    #[must_use]
    pub fn informing(self) -> Self {
        self.limit(|query| query.informs = true)
    }

    /// The entries behind the figure, in the order of the facts. Where all of them have amounts, these add up to the
    /// figure, or to its opposite where it is subtracted.
    pub fn entries(&self, figures: &Figures) -> Vec<Entry> {
        match self {
            Self::Row(source) => vec![Entry::row("the row", source, None)],
            Self::Query(query) => {
                let mut entries = query.entries(figures);
                if query.informs {
                    entries.iter_mut().for_each(|entry| entry.amount = None);
                }
                entries
            }
        }
    }
}

/// Something behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub what: String,
    /// What it adds to the figure, in base currency, where it adds something by itself.
    pub amount: Option<Money>,
    /// The row that it was read from; of a setting, none.
    pub source: Option<Source>,
}

impl Entry {
    fn row(what: impl Into<String>, source: &Source, amount: Option<Money>) -> Self {
        Self { what: what.into(), amount, source: Some(source.clone()) }
    }

    fn setting(key: &str) -> Self {
        Self { what: format!("fund.toml: {key}"), amount: None, source: None }
    }
}
