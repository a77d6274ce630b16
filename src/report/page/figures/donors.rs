//! Donors, agreements, receipts and instalments.

use std::collections::BTreeMap;

use crate::attribute::outcome::Amounts;
use crate::domain::facts::AgreementStage;
use crate::domain::{Called, DonorCode, Money};
use crate::ledger::{AgreementPosition, InstalmentStatus, year};

use super::super::contract::{Agreement, Donor, Instalment, Named, Receipt, Sums};
use super::super::disclosure::disclosure;
use super::Builder;
use super::sheets::Sheets;

/// So many receipts are shown one by one.
const ALONE: usize = 5_000;

impl Builder<'_> {
    /// The donors that have an agreement, by code, with the sums of theirs; and the agreements.
    pub(super) fn donors(&self, sheets: &mut Sheets) -> (Vec<Donor>, Vec<Agreement>) {
        let positions = &self.view.ledger.agreements;
        let codes = self.donor_codes();
        let mut donors: Vec<Donor> = codes.iter().map(|code| self.donor(code, sheets)).collect();
        let sums = self.sums();
        let mut agreements = Vec::with_capacity(positions.len());
        for (position, sums) in positions.iter().zip(sums) {
            let agreement = &position.agreement;
            let donor = codes.binary_search(&&agreement.donor).unwrap_or_default();
            donors[donor].sums += sums;
            agreements.push(Agreement {
                reference: agreement.reference.to_string(),
                donor,
                title: agreement.title.clone().unwrap_or_default(),
                called: Named::by(|language| {
                    let nothing = Called { name: "", original: false };
                    self.view.title_called(agreement, language).unwrap_or(nothing)
                }),
                stage: agreement.stage.name(),
                signed_on: agreement.signed_on,
                until: self.reports.first().map(|report| report.end_of(position)),
                currency: agreement.amount.currency.code(),
                amount: agreement.amount.amount.to_string(),
                category: agreement.earmark.category.number(),
                earmark: self.in_words(|report| report.earmark(&agreement.earmark)),
                sums,
                source: Some(sheets.row(&agreement.source)),
            });
        }
        (donors, agreements)
    }

    /// The codes of the donors that have an agreement, in order.
    pub(super) fn donor_codes(&self) -> Vec<&DonorCode> {
        let agreements = self.view.ledger.agreements.iter();
        let mut codes: Vec<&DonorCode> = agreements.map(|position| &position.agreement.donor).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }

    fn donor(&self, code: &DonorCode, sheets: &mut Sheets) -> Donor {
        let fact = self.view.facts.donors.iter().find(|donor| donor.code == *code);
        Donor {
            code: code.to_string(),
            name: fact.map_or_else(|| code.to_string(), |donor| donor.name.clone()),
            called: Named::by(|language| match fact {
                Some(donor) => self.view.donor_called(donor, language),
                None => Called { name: code.as_str(), original: false },
            }),
            kind: fact.and_then(|donor| donor.donor_type).map(crate::domain::facts::DonorType::name),
            disclosure: disclosure(fact.and_then(|donor| donor.visibility)),
            sums: Sums::default(),
            source: fact.map(|donor| sheets.row(&donor.source)),
        }
    }

    /// The money of each agreement.
    fn sums(&self) -> Vec<Sums> {
        let view = self.view;
        let positions = view.ledger.agreements.iter().zip(&view.book.amounts);
        let mut sums: Vec<Sums> = positions.map(|(position, amounts)| self.of_position(position, amounts)).collect();
        for share in &view.attribution.obligated {
            sums[share.agreement()].obligated += share.amount;
        }
        sums
    }

    fn of_position(&self, position: &AgreementPosition, amounts: &Amounts) -> Sums {
        let weighted = |stage: AgreementStage| match position.agreement.stage == stage {
            true => position.weighted_open(self.view.fund),
            false => Money::ZERO,
        };
        Sums {
            signed: position.committed.money(),
            received: position.deposited.money(),
            refunded: position.refunded.money(),
            to_come: if position.is_signed() { position.open_value } else { Money::ZERO },
            pledged: position.pledged.money(),
            pledged_weighted: weighted(AgreementStage::Pledged),
            pipeline: position.pipeline.money(),
            pipeline_weighted: weighted(AgreementStage::Pipeline),
            fee: position.fee,
            levy: position.levy,
            support_reserve: amounts.reserve,
            programmable: amounts.programmable,
            allocated: amounts.allocated,
            lapsed: amounts.lapsed,
            unallocated: amounts.unallocated,
            held: amounts.held,
            over_allocated: amounts.over_allocated,
            overdrawn: amounts.overdrawn,
            charged: amounts.charged,
            support_cost: amounts.support_cost,
            obligated: Money::ZERO,
        }
    }

    /// Each by itself; where there are very many, those of one agreement, year, kind and sheet together.
    pub(super) fn receipts(&self, sheets: &mut Sheets) -> Vec<Receipt> {
        let positions = &self.view.ledger.agreements;
        let together = positions.iter().map(|position| position.receipts.len()).sum::<usize>() > ALONE;
        let mut receipts = Vec::new();
        for (agreement, position) in positions.iter().enumerate() {
            let mut of_agreement: BTreeMap<(usize, i32, &str, usize), Receipt> = BTreeMap::new();
            for (order, line) in position.receipts.iter().enumerate() {
                let (fact, row) = (&line.receipt, sheets.row(&line.receipt.source));
                let words = |text: String| if together { String::new() } else { text };
                let new = || Receipt {
                    agreement,
                    number: words(fact.number.clone()),
                    kind: fact.kind.name(),
                    date: fact.date,
                    currency: fact.amount.currency.code(),
                    amount: words(fact.amount.amount.to_string()),
                    base: Money::ZERO,
                    fee: Money::ZERO,
                    levy: Money::ZERO,
                    lines: 0,
                    source: Some(row),
                };
                let order = if together { 0 } else { order };
                let key = (order, year(fact.date), fact.kind.name(), row.0);
                let receipt = of_agreement.entry(key).or_insert_with(new);
                receipt.base += line.base;
                receipt.fee += line.fee;
                receipt.levy += line.levy;
                receipt.lines += 1;
            }
            receipts.extend(of_agreement.into_values());
        }
        receipts
    }

    /// Of signed agreements, what is open, the soonest first.
    pub(super) fn instalments(&self, sheets: &mut Sheets) -> Vec<Instalment> {
        let mut instalments = Vec::new();
        for (agreement, position) in self.view.ledger.agreements.iter().enumerate().filter(|(_, one)| one.is_signed()) {
            for line in &position.instalments {
                let overdue = match line.status {
                    InstalmentStatus::Overdue => true,
                    InstalmentStatus::Coming => false,
                    InstalmentStatus::Paid | InstalmentStatus::WrittenOff => continue,
                };
                instalments.push(Instalment {
                    agreement,
                    due_on: line.instalment.due_on,
                    currency: line.instalment.amount.currency.code(),
                    open: line.open().to_string(),
                    overdue,
                    source: Some(sheets.row(&line.instalment.source)),
                });
            }
        }
        instalments.sort_by_key(|line| (line.due_on, line.agreement));
        instalments
    }
}
