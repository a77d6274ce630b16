//! The entries behind a figure, found in the figures of the month.

mod changed;
mod lines;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::attribute::run::{Cause, Returned};
use crate::attribute::{BookedResult, PendingLine, Share};
use crate::domain::facts::{Priority, ReceiptKind, ResultKind, ResultTarget};
use crate::domain::{AgreementRef, DonorCode, GeographyCode, Money, Month, OriginalAmount, ThemeCode};
use crate::ledger::{AgreementPosition, ReceiptPosition, year};
use crate::month::{BookedReceipt, Figures};

use super::rates::rate_on;
use super::{Basis, Counts, Entry, Part, Query};
pub(in super::super) use lines::keeping;
use lines::{booked_entry, held, items, ours, rates, theirs, uncharged, uncovered};

impl Query {
    pub(super) fn entries(&self, figures: &Figures) -> Vec<Entry> {
        match self.basis {
            Basis::OwnAmount => self.own_amount(figures),
            Basis::AtSignature => self.promised(figures),
            Basis::ExchangeDifference => {
                self.values(figures, "what rates changed since signature", &|position| position.exchange_difference)
            }
            Basis::ToCome => {
                self.values(figures, "still to come, at the rate of the day", &|position| position.open_value)
            }
            Basis::Pledged => {
                self.values(figures, "announced, at the rate of the day", &|position| position.open_value)
            }
            Basis::Agreements => {
                let rule = "received less refunded, and still to come";
                self.values(figures, rule, &|position| position.committed.money())
            }
            Basis::Receipts
            | Basis::Deposits
            | Basis::Promised
            | Basis::Exchange
            | Basis::GivenBack
            | Basis::Refunds
            | Basis::Transfers
            | Basis::Fee
            | Basis::Levy
            | Basis::FeeAndLevy => self.receipts(figures),
            Basis::Placed => self.placed(figures),
            Basis::Held => held(figures, &|agreement| self.has_agreement(figures, agreement)),
            Basis::Spent => self.spent(figures),
            Basis::Obligated => self.shares(figures, &figures.attribution.obligated),
            Basis::Uncovered => uncovered(figures, |place, theme| self.is_at(place, theme)),
            Basis::SupportCost => self.support_cost(figures),
            Basis::Interest => self.cash(figures, ReceiptKind::Interest),
            Basis::InterestPart => self.interest_part(figures),
            Basis::BankCharges => self.cash(figures, ReceiptKind::BankCharge),
            Basis::Pending => self.pending(figures),
            Basis::OwnDeposits => self.own_deposits(figures),
            Basis::Results => self.results(figures),
            Basis::Targets => self.targets(figures),
            Basis::Needs => self.cells(figures, "need", |cell| cell.need),
            Basis::Outside => self.cells(figures, "funded from outside", |cell| cell.outside),
            Basis::Gap => {
                let mut entries = self.cells(figures, "need, less other funding", |cell| cell.need - cell.outside);
                let placed = self.placed(figures).into_iter();
                entries.extend(placed.map(|entry| Entry { amount: entry.amount.map(|amount| -amount), ..entry }));
                entries
            }
            Basis::Ours(kind) => ours(figures, kind),
            Basis::Theirs(kind) => theirs(figures, kind),
            Basis::OpenItems => items(figures),
            Basis::Rates(currency) => rates(figures, currency),
            Basis::Setting(key) => vec![Entry::setting(key)],
            Basis::Closed(day) => {
                vec![Entry::said(format!("the figure of {day}, as it was closed"), None)]
            }
            Basis::NoLine => {
                vec![Entry { units: Some(Decimal::ZERO), ..Entry::said("there is no such line", Some(Money::ZERO)) }]
            }
            Basis::Order => Vec::new(),
            Basis::Beginning => {
                vec![Entry::said("nothing came before the first year", Some(Money::ZERO))]
            }
        }
    }

    /// Results up to the day of the report, each with its number.
    fn results(&self, figures: &Figures) -> Vec<Entry> {
        let here = |result: &&BookedResult| self.counts((&result.geography, &result.theme), result.kind);
        let results = figures.attribution.results.iter().filter(here);
        let results = results.filter(|result| self.in_year(result.counts_from()));
        let said = |result: &BookedResult| match result.is_late() {
            true => format!("{}, counted in {}", result.kind, result.month),
            false => result.kind.to_string(),
        };
        results.map(|result| Entry::counted(said(result), &result.source, result.number.into())).collect()
    }

    /// What results are to reach.
    fn targets(&self, figures: &Figures) -> Vec<Entry> {
        let here = |fact: &&ResultTarget| self.counts((&fact.geography, &fact.theme), fact.kind);
        let targets = figures.facts.targets.iter().filter(here);
        let entry =
            |fact: &ResultTarget| Entry::counted(format!("target of {}", fact.kind), &fact.source, fact.number.into());
        targets.map(entry).collect()
    }

    /// Whether results of a place and a theme, of a kind, are asked for.
    fn counts(&self, (place, theme): (&GeographyCode, &ThemeCode), kind: ResultKind) -> bool {
        self.is_at(place, theme) && self.result.is_none_or(|wanted| wanted == kind)
    }

    /// Whether a place and a theme are asked for.
    fn is_at(&self, place: &GeographyCode, theme: &ThemeCode) -> bool {
        (self.places.is_empty() || self.places.contains(place))
            && self.theme.as_ref().is_none_or(|wanted| wanted == theme)
    }

    /// Deposits in the currency of their agreements.
    fn own_deposits(&self, figures: &Figures) -> Vec<Entry> {
        let deposits = self.positions(figures).flat_map(|position| &position.receipts);
        let deposits = deposits.filter(|line| line.receipt.kind == ReceiptKind::Deposit);
        let entry = |line: &ReceiptPosition| {
            let OriginalAmount { currency, amount } = line.receipt.amount;
            Entry::counted(format!("deposit {}, in {currency}", line.receipt.number), &line.receipt.source, amount)
        };
        deposits.map(entry).collect()
    }

    fn has_cell(&self, figures: &Figures, cell: &Priority) -> bool {
        let (places, themes) = (&figures.fund.geography, &figures.fund.themes);
        let here = self.places.is_empty() || self.places.contains(&cell.geography);
        let region = self.region.as_ref().is_none_or(|region| places.region(&cell.geography) == region);
        let theme = self.theme.as_ref().is_none_or(|theme| *theme == cell.theme);
        let pillar = self.pillar.as_ref().is_none_or(|pillar| themes.pillar(&cell.theme) == pillar);
        here && region && theme && pillar && self.period.is_none_or(|period| period == cell.period)
    }

    fn has_agreement(&self, figures: &Figures, reference: &AgreementRef) -> bool {
        if !self.agreements.is_empty() {
            return self.agreements.contains(reference);
        }
        figures.ledger.agreement(reference).is_some_and(|position| self.has_donor(&position.agreement.donor))
    }

    fn has_donor(&self, donor: &DonorCode) -> bool {
        self.donors.is_empty() || self.donors.contains(donor)
    }

    fn positions<'a>(&'a self, figures: &'a Figures) -> impl Iterator<Item = &'a AgreementPosition> {
        let positions = figures.ledger.agreements.iter();
        positions.filter(|position| self.has_agreement(figures, &position.agreement.reference))
    }

    fn in_year(&self, date: NaiveDate) -> bool {
        self.year.is_none_or(|wanted| wanted == year(date))
            && self.since.is_none_or(|day| date > day)
            && self.until.is_none_or(|day| date <= day)
    }

    fn charged_then(&self, month: Month) -> bool {
        self.year.is_none_or(|wanted| wanted == month.year())
            && self.since.is_none_or(|day| month > Month::of(day))
            && self.until.is_none_or(|day| month <= Month::of(day))
    }

    /// The row of an agreement, and those of its amendments that changed its amount, each with what it changed.
    fn own_amount(&self, figures: &Figures) -> Vec<Entry> {
        let mut entries = Vec::new();
        for position in self.positions(figures) {
            let reference = &position.agreement.reference;
            let row = figures.facts.agreements.iter().find(|of| of.reference == *reference);
            let row = row.unwrap_or(&position.agreement);
            let mut amount = row.amount.amount;
            entries.push(Entry::counted(format!("the row of {reference}"), &row.source, amount));
            let amendments = figures.facts.amendments.iter().filter(|of| of.agreement == *reference);
            let mut in_force: Vec<_> = amendments.filter(|of| of.effective_on <= figures.ledger.as_of).collect();
            in_force.sort_by_key(|of| of.effective_on);
            for of in in_force {
                let Some(changed) = of.amount else { continue };
                let currency = changed.currency.code();
                let what = format!(
                    "amendment {} of {}: {currency} {} from then on",
                    of.number, of.effective_on, changed.amount
                );
                entries.push(Entry::counted(what, &of.source, changed.amount - amount));
                amount = changed.amount;
            }
        }
        entries
    }

    /// What signed agreements promised: each at signature, and what each amendment of its amount changed, at the rate of its
    /// day.
    fn promised(&self, figures: &Figures) -> Vec<Entry> {
        let mut entries = Vec::new();
        for position in self.positions(figures).filter(|position| position.is_signed()) {
            let agreement = &position.agreement;
            let own = |day: NaiveDate| self.in_year(day) && self.since.is_none_or(|since| day > since);
            for promise in position.promises.iter().filter(|promise| own(promise.on)) {
                let mut amendments = figures.facts.amendments.iter();
                let by = amendments.find(|of| {
                    of.agreement == agreement.reference && of.effective_on == promise.on && of.amount.is_some()
                });
                let signature = || (format!("{}: value at signature", agreement.reference), &agreement.source);
                let (what, source) = by.map_or_else(signature, |of| {
                    (format!("amendment {} of {} of {}", of.number, agreement.reference, promise.on), &of.source)
                });
                entries.push(Entry::row(what, source, Some(promise.base)));
                entries.extend(rate_on(figures, agreement.amount.currency, promise.on));
            }
        }
        entries
    }

    /// What agreements are worth by a rule, each with what it was worked out from.
    fn values(&self, figures: &Figures, rule: &str, value: &dyn Fn(&AgreementPosition) -> Money) -> Vec<Entry> {
        let mut entries = Vec::new();
        for position in self.positions(figures) {
            let (agreement, value) = (&position.agreement, value(position));
            if value.is_zero() {
                continue;
            }
            entries.push(Entry::row(format!("{}: {rule}", agreement.reference), &agreement.source, Some(value)));
            let amendments = figures.facts.amendments.iter().filter(|of| of.agreement == agreement.reference);
            entries.extend(
                amendments
                    .map(|of| Entry::row(format!("amendment {} of {}", of.number, of.effective_on), &of.source, None)),
            );
            for receipt in &position.receipts {
                entries.push(Entry::row(format!("receipt {}", receipt.receipt.number), &receipt.receipt.source, None));
            }
            entries.extend(rates(figures, agreement.amount.currency));
        }
        entries
    }

    /// Receipts as they were booked, each with its row, where it still is.
    fn receipts(&self, figures: &Figures) -> Vec<Entry> {
        let mut entries = Vec::new();
        let changed = self.changed_receipts(figures);
        for row in self.booked(figures).filter(|row| changed.has(row)) {
            let Some(position) = row.agreement.as_ref().and_then(|agreement| figures.ledger.agreement(agreement))
            else {
                continue;
            };
            let amount = match (row.kind, self.basis) {
                (ReceiptKind::Transfer, Basis::Transfers) => row.base,
                (_, Basis::Transfers) => continue,
                (ReceiptKind::Deposit, Basis::GivenBack | Basis::Refunds) => continue,
                (ReceiptKind::Refund, Basis::Deposits | Basis::Promised | Basis::Exchange) => continue,
                (_, Basis::Fee) => row.fee,
                (_, Basis::Levy) => row.levy,
                (_, Basis::FeeAndLevy) => row.fee + row.levy,
                (ReceiptKind::Deposit, Basis::Promised) => row.base - row.exchange,
                (ReceiptKind::Deposit, Basis::Exchange) => row.exchange,
                (ReceiptKind::Deposit, _) => row.base,
                (ReceiptKind::Refund, _) => -row.base,
                (
                    ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer,
                    _,
                ) => continue,
            };
            let lines = position.receipts.iter().map(|line| &line.receipt);
            let counts = if self.basis == Basis::Promised { Counts::Original } else { Counts::Booked };
            entries.push(Entry { counts, ..booked_entry(row, lines, amount) });
        }
        if self.basis == Basis::GivenBack {
            entries.extend(self.given_up(figures));
        }
        entries
    }

    fn booked<'a>(&'a self, figures: &'a Figures) -> impl Iterator<Item = &'a BookedReceipt> {
        let rows = figures.standing.booked.iter().flatten();
        let own = |row: &BookedReceipt| match &row.agreement {
            Some(agreement) => self.has_agreement(figures, agreement),
            None => true,
        };
        rows.filter(move |row| own(row) && self.charged_then(row.month))
    }

    /// What was written off.
    fn given_up(&self, figures: &Figures) -> Vec<Entry> {
        let lines = self.positions(figures).flat_map(|position| &position.receipts);
        let lines = lines.filter(|line| line.receipt.kind == ReceiptKind::WriteOff && self.in_year(line.receipt.date));
        let entry = |line: &ReceiptPosition| {
            let what = format!("{} {}", line.receipt.kind, line.receipt.number);
            Entry::row(what, &line.receipt.source, Some(-line.base))
        };
        lines.map(entry).collect()
    }

    /// Each placement: the cell's row, with the amount; then the receipts that the money came from.
    fn placed(&self, figures: &Figures) -> Vec<Entry> {
        if let Some(day) = self.since {
            return self.entered(figures, day);
        }
        let mut entries = Vec::new();
        let mut payers: Vec<&AgreementRef> = Vec::new();
        for placement in figures.placements() {
            let Some(cell) = figures.ledger.cells.get(placement.cell) else { continue };
            if self.has_agreement(figures, &placement.agreement) && self.has_cell(figures, cell) {
                let what = format!("{} placed in {}", placement.agreement, cell.id());
                entries.push(Entry::row(what, &cell.source, Some(placement.amount)));
                payers.push(&placement.agreement);
            }
        }
        entries.extend(self.decisions(figures));
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

    /// The decisions that entered something of what is placed, each with what it entered.
    fn decisions(&self, figures: &Figures) -> Vec<Entry> {
        let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
        for entry in figures.book.entries.iter().filter(|entry| entry.cause == Cause::Decision) {
            let (agreement, place) = (&figures.ledger.agreements[entry.agreement as usize], entry.cell as usize);
            let Some(cell) = figures.ledger.cells.get(place) else { continue };
            if self.has_agreement(figures, &agreement.agreement.reference) && self.has_cell(figures, cell) {
                *sums.entry(&entry.reference).or_default() += entry.amount;
            }
        }
        let facts = figures.facts.all_decisions();
        let entry = |(number, amount): (&str, Money)| {
            let fact = facts.iter().find(|fact| fact.is_called(number))?;
            let amount = amount.format(figures.fund.exponent());
            let what = format!("decision {number} of {} ({}), which entered {amount}", fact.date, fact.reason);
            Some(Entry::row(what, &fact.source, None))
        };
        sums.into_iter().filter_map(entry).collect()
    }

    fn shares(&self, figures: &Figures, shares: &[Share]) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut taken_back: BTreeSet<(usize, Month)> = BTreeSet::new();
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
            if !self.has_cell(figures, cell) || !category || !self.charged_then(share.charged_in) {
                continue;
            }
            let what = format!("{payer}'s part of {}, charged in {}", line.fact.project, share.charged_in);
            entries.push(Entry::row(what, &line.fact.source, Some(share.amount)));
            if share.amount.is_negative() {
                taken_back.insert((share.agreement(), share.charged_in));
            }
        }
        // What is taken back of a restated fact no decision took back.
        if self.part != Some(Part::Restated) {
            entries.extend(uncharged(figures, &taken_back));
        }
        entries
    }

    /// Support cost of agreements by year, each with the charges that it is a percentage of, or that finance booked.
    fn support_cost(&self, figures: &Figures) -> Vec<Entry> {
        let costs = figures.attribution.support_cost.iter();
        let costs = costs.filter(|((agreement, year), _)| {
            self.has_agreement(figures, agreement) && self.year.is_none_or(|wanted| wanted == *year)
        });
        let mut entries: Vec<Entry> = costs
            .map(|((agreement, year), cost)| {
                let what = format!("{agreement}: support cost of {year}, by the rates of its months");
                let source = figures.ledger.agreement(agreement).map(|position| position.agreement.source.clone());
                Entry { source, ..Entry::said(what, Some(*cost)) }
            })
            .collect();
        let spent = self.spent(figures);
        if self.since.is_some() {
            // What was charged since is a part of what support cost by year is worked out from.
            entries.clear();
        }
        entries.extend(spent.into_iter().map(|entry| Entry { amount: None, ..entry }));
        entries
    }

    /// The fund's own cash of a kind.
    fn cash(&self, figures: &Figures, kind: ReceiptKind) -> Vec<Entry> {
        let own = self.booked(figures).filter(|row| row.agreement.is_none() && row.kind == kind);
        let lines = || figures.ledger.interest.iter().chain(&figures.ledger.bank_charges).map(|line| &line.receipt);
        own.map(|row| booked_entry(row, lines(), row.base)).collect()
    }

    /// The parts of the fund's interest that are returned to a donor, month by month, and the rows that they are parts of.
    fn interest_part(&self, figures: &Figures) -> Vec<Entry> {
        let of_donor = |returned: &&Returned| self.has_donor(&returned.donor);
        let in_year = |returned: &&Returned| self.charged_then(returned.month);
        let parts = figures.book.returned.iter().filter(of_donor).filter(in_year);
        let mut entries: Vec<Entry> = parts
            .map(|returned| {
                let what = format!("{}'s part of the interest less bank charges of {}", returned.donor, returned.month);
                Entry::said(what, Some(returned.amount))
            })
            .collect();
        let rows =
            [ReceiptKind::Interest, ReceiptKind::BankCharge].into_iter().flat_map(|kind| self.cash(figures, kind));
        entries.extend(rows.map(|entry| Entry { amount: None, ..entry }));
        entries
    }

    fn pending(&self, figures: &Figures) -> Vec<Entry> {
        let wanted = |line: &&PendingLine| self.cause.is_none_or(|cause| cause == line.cause);
        let pending = figures.attribution.pending.iter().filter(wanted).filter_map(|pending| {
            let fact = &figures.ledger.spending.get(pending.line as usize)?.fact;
            let called = fact.document.as_deref().unwrap_or(fact.project.as_str());
            let what = format!("{called} of {}, pending: {}", fact.date, pending.cause.word());
            self.in_year(fact.date).then(|| Entry::row(what, &fact.source, Some(pending.amount)))
        });
        pending.collect()
    }

    fn cells(&self, figures: &Figures, what: &str, amount: fn(&Priority) -> Money) -> Vec<Entry> {
        let cells = figures.ledger.cells.iter().filter(|cell| self.has_cell(figures, cell));
        cells.map(|cell| Entry::row(format!("{what} of {}", cell.id()), &cell.source, Some(amount(cell)))).collect()
    }
}
