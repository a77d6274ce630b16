//! Where a figure of a report comes from.
//!
//! What comes in: an [`Origin`], which says of what kind a figure is and of which part of the programme, and the
//! figures of the month. What leaves: the entries behind it, each with the row that it was read from. What it does not
//! know: workbooks.

mod entries;
mod rates;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::attribute::run::PendingCause;
use crate::domain::facts::{ExpenditureCategory, FinanceKind, ResultKind};
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, Money, Period, Source, ThemeCode};
use crate::month::Figures;

pub(super) use entries::keeping;
pub use rates::rates_behind;

/// What kind of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The full amount of an agreement in its own currency, as its row and its amendments say.
    OwnAmount,
    /// The value of signed agreements at the rates of the days of signature.
    AtSignature,
    /// What rates changed of agreements since signature.
    ExchangeDifference,
    /// What is still to come of signed agreements, at the rates of the day.
    ToCome,
    /// What is still to come of what is announced, pledged or in the pipeline, at the rates of the day.
    Pledged,
    /// The value of agreements: what came, and what is still to come.
    Agreements,
    /// Deposits and refunds.
    Receipts,
    /// Deposits alone.
    Deposits,
    /// Deposits at the rates of the days on which their agreements were signed.
    Promised,
    /// What rates changed between signature and deposit.
    Exchange,
    /// Refunds.
    Refunds,
    /// Refunds and money given up.
    GivenBack,
    /// Money that moved between agreements.
    Transfers,
    /// Administrative fee on receipts.
    Fee,
    /// Levy on receipts.
    Levy,
    /// Both.
    FeeAndLevy,
    /// Placed money.
    Placed,
    /// What decisions keep of agreements' money.
    Held,
    /// Expenditure that is charged to agreements.
    Spent,
    /// Open obligations that are charged to agreements.
    Obligated,
    /// Open obligations that no unspent money of their cells covers.
    Uncovered,
    /// Programme support on expenditure.
    SupportCost,
    /// Interest of the fund.
    Interest,
    /// A donor's part of the interest of the fund.
    InterestPart,
    /// Charges of the bank.
    BankCharges,
    /// Expenditure that nobody can be charged with yet.
    Pending,
    /// Deposits in the currency of their agreements.
    OwnDeposits,
    /// Results of projects.
    Results,
    /// What results are to reach.
    Targets,
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
    /// Where something stands in a list: no row says it.
    Order,
}

/// A part of what changed since a close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Of entries dated after it.
    New,
    /// Of what people decided.
    Decided,
    /// Of facts that are not what they were, or came late, and of corrections.
    Restated,
    /// Of money that went back.
    Refunded,
    /// Of money that will not come.
    WrittenOff,
    /// Of money whose time is over.
    Lapsed,
    /// Of other rates.
    Exchange,
}

/// What kind of figure it is, and of which part of the programme. What is not said is not limited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    basis: Basis,
    /// Of any of these donors, and of any of these agreements.
    donors: Vec<DonorCode>,
    agreements: Vec<AgreementRef>,
    /// In one of these places, not below them.
    places: Vec<GeographyCode>,
    region: Option<GeographyCode>,
    theme: Option<ThemeCode>,
    pillar: Option<ThemeCode>,
    period: Option<Period>,
    category: Option<ExpenditureCategory>,
    result: Option<ResultKind>,
    /// Of what is pending, for which cause.
    cause: Option<PendingCause>,
    year: Option<i32>,
    /// Dated, charged or entered after this day.
    since: Option<NaiveDate>,
    /// Dated, charged or entered up to this day.
    until: Option<NaiveDate>,
    /// Of what changed since a close, which part.
    part: Option<Part>,
    /// What the figure is made of by a rule, where it is no sum of rows: words and amounts. The entries then only inform.
    terms: Option<Vec<(String, Option<Money>)>>,
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// One row.
    Row(Source),
    /// The days from a day to that of the report, and the row that says the day.
    Days(NaiveDate, Source),
    /// All that answers to a question.
    Query(Box<Query>),
}

impl Origin {
    /// Everything of a kind.
    pub fn of(basis: Basis) -> Self {
        Self::Query(Box::new(Query {
            basis,
            donors: Vec::new(),
            agreements: Vec::new(),
            places: Vec::new(),
            region: None,
            theme: None,
            pillar: None,
            period: None,
            category: None,
            result: None,
            cause: None,
            year: None,
            since: None,
            until: None,
            part: None,
            terms: None,
        }))
    }

    fn limit(mut self, limit: impl FnOnce(&mut Query)) -> Self {
        if let Self::Query(query) = &mut self {
            limit(query);
        }
        self
    }

    /// Of one donor; of any of several when said more than once.
    #[must_use]
    pub fn donor(self, donor: &DonorCode) -> Self {
        self.limit(|query| query.donors.push(donor.clone()))
    }

    /// Of one agreement; of any of several when said more than once.
    #[must_use]
    pub fn agreement(self, agreement: &AgreementRef) -> Self {
        self.limit(|query| query.agreements.push(agreement.clone()))
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
    pub fn period(self, period: Period) -> Self {
        self.limit(|query| query.period = Some(period))
    }

    /// Of a category.
    #[must_use]
    pub fn category(self, category: ExpenditureCategory) -> Self {
        self.limit(|query| query.category = Some(category))
    }

    /// Of results of a kind.
    #[must_use]
    pub fn result(self, kind: ResultKind) -> Self {
        self.limit(|query| query.result = Some(kind))
    }

    /// Of what is pending for a cause.
    #[must_use]
    pub fn cause(self, cause: PendingCause) -> Self {
        self.limit(|query| query.cause = Some(cause))
    }

    /// Of a year.
    #[must_use]
    pub fn year(self, year: i32) -> Self {
        self.limit(|query| query.year = Some(year))
    }

    /// Of what is dated, charged or entered after a day.
    #[must_use]
    pub fn since(self, day: NaiveDate) -> Self {
        self.limit(|query| query.since = Some(day))
    }

    /// Of what is dated, charged or entered up to a day.
    #[must_use]
    pub fn until(self, day: NaiveDate) -> Self {
        self.limit(|query| query.until = Some(day))
    }

    /// Of what changed after a day, a part.
    #[must_use]
    pub fn changed_since(self, day: NaiveDate, part: Part) -> Self {
        self.since(day).limit(|query| query.part = Some(part))
    }

    /// Of this and of another of the same kind together, which differ in whose they are: the sum of two figures.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let Self::Query(other) = other else { return self };
        self.limit(|query| {
            query.donors.extend(other.donors);
            query.agreements.extend(other.agreements);
            if let Some(terms) = other.terms {
                query.terms.get_or_insert_default().extend(terms);
            }
        })
    }

    /// The figure follows by a rule: from these terms, each in words and with its amount, that add up to it. The entries
    /// are what the terms were worked out from; where they add up to it by themselves, the rule is not said.
    #[must_use]
    pub fn made_of(self, terms: impl IntoIterator<Item = (String, Money)>) -> Self {
        let terms = terms.into_iter().filter(|(_, amount)| !amount.is_zero());
        let terms = terms.map(|(what, amount)| (what, Some(amount))).collect();
        self.limit(|query| query.terms = Some(terms))
    }

    /// The same of one term.
    #[must_use]
    pub fn by(self, rule: impl Into<String>, amount: Money) -> Self {
        self.made_of([(rule.into(), amount)])
    }

    /// The same of other figures, each in words, where they add up to it; where they do not, as of what is never below
    /// nothing, the rule stands alone.
    #[must_use]
    pub fn by_parts<const N: usize>(self, rule: &str, amount: Money, parts: [(&str, Money); N]) -> Self {
        if parts.iter().map(|(_, part)| *part).sum::<Money>() != amount {
            return self.by(rule, amount);
        }
        self.made_of(parts.map(|(what, part)| (format!("{rule}: {what}"), part)))
    }

    /// The figure is a count, or an amount in another currency, by a rule in words. Where the entries add up to it by
    /// themselves, the rule is not said.
    #[must_use]
    pub fn counting(self, rule: &str) -> Self {
        self.limit(|query| query.terms = Some(vec![(rule.to_owned(), None)]))
    }

    /// The entries behind a figure, in the order of the facts. Those that have an amount add up to an amount of base money,
    /// with its sign; those that have units to any other number; those without either are what they were worked out from.
    pub fn entries(&self, figure: Number, figures: &Figures) -> Vec<Entry> {
        let Number { money, units } = figure;
        match self {
            Self::Row(source) => {
                let entry = Entry::row("the row, or the part of it that counts here", source, money);
                vec![Entry { units, ..entry }]
            }
            Self::Days(since, source) => {
                let what = format!("days from {since} to the day of the report");
                vec![Entry { units, counts: Counts::Day, ..Entry::row(what, source, None) }]
            }
            Self::Query(query) => {
                let entries = signed_as(figure, query.entries(figures));
                let Some(terms) = &query.terms else { return entries };
                if adds_up(&entries, figure) {
                    return entries;
                }
                let terms = terms.iter().map(|(what, amount)| {
                    let units = if amount.is_none() { units } else { None };
                    Entry { units, ..Entry::said(what.clone(), *amount) }
                });
                let informing = |entry: Entry| Entry { amount: None, units: None, ..entry };
                signed_as(figure, terms.chain(entries.into_iter().map(informing)).collect())
            }
        }
    }
}

/// What entries of base money add up to.
fn sum(entries: &[Entry]) -> Money {
    entries.iter().filter_map(|entry| entry.amount).sum()
}

/// Entries of what a figure subtracts, as of a fee below what was received, with its sign.
fn signed_as(figure: Number, entries: Vec<Entry>) -> Vec<Entry> {
    if figure.money.is_none_or(|amount| amount.is_zero() || amount != -sum(&entries)) {
        return entries;
    }
    entries.into_iter().map(|entry| Entry { amount: entry.amount.map(|amount| -amount), ..entry }).collect()
}

/// Whether entries give a figure by themselves, so that no rule need be said.
fn adds_up(entries: &[Entry], figure: Number) -> bool {
    let units = || entries.iter().filter_map(|entry| entry.units).sum::<Decimal>();
    let added = figure.money.is_some_and(|amount| amount == sum(entries));
    let counted = figure.units.is_some_and(|number| number == units());
    (added || counted) && !entries.is_empty()
}

/// The number that a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Number {
    /// Where it is base money.
    pub money: Option<Money>,
    /// Where it is a count, or an amount in another currency.
    pub units: Option<Decimal>,
}

/// Something behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub what: String,
    /// What it adds to the figure, in base currency; nothing of what only informs.
    pub amount: Option<Money>,
    /// What it adds to a count, or to an amount in another currency.
    pub units: Option<Decimal>,
    /// The row that it was read from; of a setting, none.
    pub source: Option<Source>,
    /// What of the row counts.
    pub counts: Counts,
}

/// What of a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// The amount that is booked in base currency, where one is, else that in its own currency.
    Booked,
    /// The amount in its own currency, even where one in base currency is booked.
    Original,
    /// A day, and no amount.
    Day,
}

impl Entry {
    fn row(what: impl Into<String>, source: &Source, amount: Option<Money>) -> Self {
        // What a close recorded and no row says any more stands in none.
        let stands = source.row > 0;
        Self { source: stands.then(|| source.clone()), ..Self::said(what, amount) }
    }

    /// A row that adds to a count, or to an amount in another currency.
    fn counted(what: impl Into<String>, source: &Source, units: Decimal) -> Self {
        Self { units: Some(units), counts: Counts::Original, ..Self::row(what, source, None) }
    }

    /// Words that no row stands behind.
    fn said(what: impl Into<String>, amount: Option<Money>) -> Self {
        Self { what: what.into(), amount, units: None, source: None, counts: Counts::Booked }
    }

    fn setting(key: &str) -> Self {
        Self::said(format!("settings: {key}"), None)
    }
}
