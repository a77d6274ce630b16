//! Where a figure of a report comes from.
//!
//! What comes in: an [`Origin`], which says of what kind a figure is and of which part of the programme, and the
//! figures of the month. What leaves: the entries behind it, each with the row that it was read from. What it does not
//! know: workbooks.

use chrono::NaiveDate;

use crate::attribute::Share;
use crate::domain::facts::{ExpenditureCategory, ExpenditureType, FinanceKind, Priority, ReceiptKind};
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, Money, Source, ThemeCode};
use crate::ledger::{AgreementPosition, year};
use crate::month::Figures;
use crate::reconcile::Line;

/// What kind of figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
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
    /// Expenditure that is charged to nobody.
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
    what: What,
    donor: Option<DonorCode>,
    agreement: Option<AgreementRef>,
    /// Places, or anything below them.
    places: Vec<GeographyCode>,
    theme: Option<ThemeCode>,
    period: Option<String>,
    /// Place of a cell in the list of priorities.
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
    pub fn of(what: What) -> Self {
        Self::Query(Box::new(Query {
            what,
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

    /// Of one cell, by its place in the list of priorities.
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

    /// The entries behind the figure, in the order of the facts.
    pub fn entries(&self, figures: &Figures) -> Vec<Entry> {
        match self {
            Self::Row(source) => vec![Entry::row("the row", source, None)],
            Self::Query(query) => query.entries(figures),
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

impl Query {
    fn entries(&self, figures: &Figures) -> Vec<Entry> {
        match self.what {
            What::Agreements => self.agreements(figures),
            What::Receipts | What::Deposits | What::Promised | What::Exchange | What::GivenBack => {
                self.receipts(figures)
            }
            What::Charges => {
                let mut entries = vec![Entry::setting("charges")];
                entries.extend(self.receipts(figures));
                entries
            }
            What::Placed => self.placed(figures),
            What::Spent => self.shares(figures, &figures.attribution.spent),
            What::Obligated => self.shares(figures, &figures.attribution.obligated),
            What::SupportCost => {
                let mut entries = vec![Entry::setting("charges.support_cost")];
                let spent = self.shares(figures, &figures.attribution.spent);
                entries.extend(spent.into_iter().map(|entry| Entry { amount: None, ..entry }));
                entries
            }
            What::Interest => self.cash(&figures.ledger.interest),
            What::BankCharges => self.cash(&figures.ledger.bank_charges),
            What::Exceptions => self.exceptions(figures),
            What::Needs => self.cells(figures, "need", |cell| cell.need),
            What::Outside => self.cells(figures, "funded from outside", |cell| cell.outside),
            What::Gap => {
                let mut entries = self.cells(figures, "need", |cell| cell.need - cell.outside);
                entries.extend(
                    self.placed(figures)
                        .into_iter()
                        .map(|entry| Entry { amount: entry.amount.map(|amount| -amount), ..entry }),
                );
                entries
            }
            What::Ours(kind) => ours(figures, kind),
            What::Theirs(kind) => {
                let lines = figures.facts.finance.iter().filter(|line| line.kind == kind);
                lines
                    .map(|line| Entry::row(format!("finance's {}", line.document), &line.source, Some(line.amount)))
                    .collect()
            }
            What::Rates(currency) => rates(figures, currency),
            What::Setting(key) => vec![Entry::setting(key)],
            What::Closed(day) => {
                vec![Entry { what: format!("the figure of {day}, as it was closed"), amount: None, source: None }]
            }
            What::Beginning => {
                vec![Entry {
                    what: "nothing came before the first year".to_owned(),
                    amount: Some(Money::ZERO),
                    source: None,
                }]
            }
        }
    }

    fn has_cell(&self, figures: &Figures, place: usize, cell: &Priority) -> bool {
        if let Some(wanted) = self.cell {
            return wanted == place;
        }
        let trees = (&figures.fund.geography, &figures.fund.themes);
        let place = self.places.is_empty() || self.places.iter().any(|place| trees.0.covers(place, &cell.geography));
        let theme = self.theme.as_ref().is_none_or(|theme| trees.1.covers(theme, &cell.theme));
        place && theme && self.period.as_ref().is_none_or(|period| *period == cell.period.to_string())
    }

    fn has_agreement(&self, figures: &Figures, reference: &AgreementRef) -> bool {
        if let Some(agreement) = &self.agreement {
            return agreement == reference;
        }
        let donor =
            |position: &AgreementPosition| self.donor.as_ref().is_none_or(|donor| position.agreement.donor == *donor);
        figures.ledger.agreement(reference).is_some_and(donor)
    }

    fn positions<'a>(&'a self, figures: &'a Figures) -> impl Iterator<Item = &'a AgreementPosition> {
        let positions = figures.ledger.agreements.iter();
        positions.filter(|position| self.has_agreement(figures, &position.agreement.reference))
    }

    fn in_year(&self, date: NaiveDate) -> bool {
        self.year.is_none_or(|wanted| wanted == year(date))
    }

    fn agreements(&self, figures: &Figures) -> Vec<Entry> {
        let mut entries = Vec::new();
        for position in self.positions(figures).filter(|position| self.in_year(position.agreement.signed_on)) {
            let agreement = &position.agreement;
            let value = position.value();
            entries.push(Entry::row(format!("agreement {}", agreement.reference), &agreement.source, Some(value)));
            for receipt in &position.receipts {
                entries.push(Entry::row(format!("receipt {}", receipt.receipt.number), &receipt.receipt.source, None));
            }
            entries.extend(rates(figures, agreement.amount.currency));
        }
        entries
    }

    fn receipts(&self, figures: &Figures) -> Vec<Entry> {
        let mut entries = Vec::new();
        for position in self.positions(figures) {
            for line in position.receipts.iter().filter(|line| self.in_year(line.receipt.date)) {
                let amount = match (line.receipt.kind, self.what) {
                    (ReceiptKind::Deposit, What::GivenBack) => continue,
                    (ReceiptKind::Refund, What::Deposits | What::Promised | What::Exchange) => continue,
                    (_, What::Charges) => None,
                    (ReceiptKind::Deposit, What::Promised) => Some(line.base - line.exchange),
                    (ReceiptKind::Deposit, What::Exchange) => Some(line.exchange),
                    (ReceiptKind::Deposit, _) => Some(line.base),
                    (ReceiptKind::Refund, _) => Some(-line.base),
                    (ReceiptKind::WriteOff, What::GivenBack) => Some(-line.base),
                    (
                        ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer,
                        _,
                    ) => continue,
                };
                let what = format!("{} {}", line.receipt.kind, line.receipt.number);
                entries.push(Entry::row(what, &line.receipt.source, amount));
            }
        }
        entries
    }

    /// Each placement: the cell's row, with the amount; then the receipts that the money came from.
    fn placed(&self, figures: &Figures) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut payers: Vec<&AgreementRef> = Vec::new();
        for placement in figures.placements() {
            let Some(cell) = figures.ledger.cells.get(placement.cell) else { continue };
            if self.has_agreement(figures, &placement.agreement) && self.has_cell(figures, placement.cell, cell) {
                let what = format!("{} placed in {}", placement.agreement, cell.id());
                entries.push(Entry::row(what, &cell.source, Some(placement.amount)));
                payers.push(&placement.agreement);
            }
        }
        payers.sort();
        payers.dedup();
        for position in payers.into_iter().filter_map(|payer| figures.ledger.agreement(payer)) {
            let agreement = &position.agreement;
            entries.push(Entry::row(format!("agreement {}", agreement.reference), &agreement.source, None));
            for line in &position.receipts {
                let what = format!("{} {}", line.receipt.kind, line.receipt.number);
                entries.push(Entry::row(what, &line.receipt.source, None));
            }
        }
        entries
    }

    fn shares(&self, figures: &Figures, shares: &[Share]) -> Vec<Entry> {
        let mut entries = Vec::new();
        let agreements = &figures.ledger.agreements;
        let wanted: Vec<bool> =
            agreements.iter().map(|position| self.has_agreement(figures, &position.agreement.reference)).collect();
        for share in shares.iter().filter(|share| wanted[share.agreement()]) {
            let payer = &agreements[share.agreement()].agreement.reference;
            let (Some(cell), Some(line)) =
                (figures.ledger.cells.get(share.cell()), figures.ledger.spending.get(share.line()))
            else {
                continue;
            };
            let category = self.category.is_none_or(|category| category == line.fact.category);
            let named = self.shared && line.fact.agreement.is_some();
            if named || !self.has_cell(figures, share.cell(), cell) || !category || !self.in_year(line.fact.date) {
                continue;
            }
            let what = match share.lines {
                1 => format!("{payer}'s part of {}", line.fact.project),
                lines => format!("{payer}'s part of {lines} lines, the last of them here"),
            };
            entries.push(Entry::row(what, &line.fact.source, Some(share.amount)));
        }
        entries.extend(self.lines(figures));
        entries
    }

    /// Every line that one cell's spending is shared from.
    fn lines(&self, figures: &Figures) -> Vec<Entry> {
        let (true, Some(cell)) = (self.shared, self.cell) else { return Vec::new() };
        let lines = figures.attribution.shared.get(&cell).into_iter().flatten();
        let lines = lines.filter_map(|&line| figures.ledger.spending.get(line));
        let lines = lines.filter(|line| self.in_year(line.fact.date));
        let entry = |line: &crate::ledger::SpendingLine| {
            let what = format!("a line that is shared: {}", line.fact.document.as_ref().unwrap_or(&line.fact.project));
            Entry::row(what, &line.fact.source, None)
        };
        lines.map(entry).collect()
    }

    fn cash(&self, lines: &[crate::ledger::CashLine]) -> Vec<Entry> {
        let lines = lines.iter().filter(|line| self.in_year(line.receipt.date));
        lines
            .map(|line| {
                let what = format!("{} {}", line.receipt.kind, line.receipt.number);
                Entry::row(what, &line.receipt.source, Some(line.base))
            })
            .collect()
    }

    fn exceptions(&self, figures: &Figures) -> Vec<Entry> {
        let mut entries = Vec::new();
        for exception in &figures.attribution.exceptions {
            let Some(line) = figures.ledger.spending.get(exception.line) else { continue };
            let spent = line.fact.expenditure_type == ExpenditureType::Expenditure;
            if spent && self.in_year(line.fact.date) {
                entries.push(Entry::row(exception.cause.words(), &line.fact.source, Some(exception.amount)));
            }
        }
        entries
    }

    fn cells(&self, figures: &Figures, what: &str, amount: fn(&Priority) -> Money) -> Vec<Entry> {
        let cells =
            figures.ledger.cells.iter().enumerate().filter(|(place, cell)| self.has_cell(figures, *place, cell));
        cells
            .map(|(_, cell)| Entry::row(format!("{what} of {}", cell.id()), &cell.source, Some(amount(cell))))
            .collect()
    }
}

fn rates(figures: &Figures, currency: Currency) -> Vec<Entry> {
    let used = figures.facts.rates.iter().filter(|rate| rate.currency == currency);
    let until = used.filter(|rate| rate.effective_on <= figures.ledger.as_of).max_by_key(|rate| rate.effective_on);
    until
        .map(|rate| Entry::row(format!("rate of {currency}, {}", rate.effective_on), &rate.source, None))
        .into_iter()
        .collect()
}

/// Our side of a kind of line, as reconciliation takes it.
fn ours(figures: &Figures, kind: FinanceKind) -> Vec<Entry> {
    let worked_out = match kind {
        FinanceKind::Budget => Some(What::Placed),
        FinanceKind::Fee | FinanceKind::Levy => Some(What::Charges),
        FinanceKind::SupportCost => Some(What::SupportCost),
        FinanceKind::ClosingBalance => Some(What::Receipts),
        FinanceKind::Deposit
        | FinanceKind::Refund
        | FinanceKind::Interest
        | FinanceKind::BankCharge
        | FinanceKind::Transfer
        | FinanceKind::Expenditure
        | FinanceKind::Obligation => None,
    };
    if let Some(what) = worked_out {
        return Origin::of(what).entries(figures);
    }
    let lines = figures.reconciliation.ours.iter().filter(|line| line.kind == kind);
    let entry = |line: &Line| {
        let source = line.source()?;
        Some(Entry::row(format!("{kind} {}", line.number()), source, Some(line.amount)))
    };
    lines.filter_map(entry).collect()
}
