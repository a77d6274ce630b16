//! Receipts and expenditure against the agreements that they name, and days against those of the fund.
//!
//! What comes in: all facts. What leaves: warnings that name both cells. What it does not know: base currency and rates.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::{
    Agreement, AgreementStage, Amendment, Expenditure, ExpenditureType, Facts, Receipt, ReceiptKind,
};
use crate::domain::text::comparable;
use crate::domain::{AgreementRef, Fact, FactKind};
use crate::intake::check::Findings;
use crate::intake::check::lives::{self, Lives};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// How many years outside the fund's own a day is no day of the fund.
const FAR_YEARS: u32 = 3;

/// Checks what flows in and out of agreements, and all days.
pub(super) fn check(facts: &Facts, lives: &Lives<'_>, fund: &Fund, findings: &mut Findings<'_>) {
    let mut checker = Checker { facts, fund, findings };
    let sound = checker.findings.has_all(&[FactKind::Agreement, FactKind::Amendment]);
    if sound {
        checker.deposits(lives);
        checker.spent(lives);
    }
    if sound && checker.findings.has_all(&[FactKind::Receipt]) {
        checker.outflows(lives);
    }
    if checker.findings.has_all(&[FactKind::Expenditure]) {
        checker.obligations();
    }
    checker.days();
}

struct Checker<'c, 's> {
    facts: &'c Facts,
    fund: &'c Fund,
    findings: &'c mut Findings<'s>,
}

impl Checker<'_, '_> {
    /// Deposits against the agreement that they name.
    fn deposits(&mut self, lives: &Lives<'_>) {
        let facts = self.facts;
        let mut deposits: Vec<&Receipt> =
            facts.receipts.iter().filter(|receipt| receipt.kind == ReceiptKind::Deposit).collect();
        deposits.sort_by_key(|receipt| receipt.date);
        let mut paid: BTreeMap<&AgreementRef, Decimal> = BTreeMap::new();
        for receipt in deposits {
            let Some((reference, (agreement, life))) =
                receipt.agreement.as_ref().and_then(|reference| lives.get_key_value(reference))
            else {
                continue;
            };
            self.deposit(receipt, agreement);
            if receipt.amount.currency == agreement.amount.currency {
                let sum = paid.entry(reference).or_default();
                let before = *sum;
                *sum = sum.checked_add(receipt.amount.amount).unwrap_or(*sum);
                let most = life.iter().last().map_or(agreement.amount.amount, |terms| terms.amount);
                if before <= most && *sum > most {
                    self.deposits_above(receipt, agreement, (*sum, most));
                }
            }
        }
    }

    /// Expenditure against the dates of the agreement that it names.
    fn spent(&mut self, lives: &Lives<'_>) {
        let facts = self.facts;
        for line in &facts.expenditure {
            let Some((agreement, life)) = line.agreement.as_ref().and_then(|reference| lives.get(reference)) else {
                continue;
            };
            let terms = life.on(line.date);
            let end = terms.to().unwrap_or_else(|| self.fund.end_on(line.date));
            if (terms.from()..=end).contains(&line.date) {
                continue;
            }
            let found = format!("{} for {}", line.date, agreement.reference);
            let day = Some(line.date);
            let cell = if line.date > end {
                self.stated(agreement, day, Column::ValidTo, |one| one.valid_to.is_some())
            } else if terms.eligible_from.is_some() {
                self.stated(agreement, day, Column::EligibleFrom, |one| one.eligible_from.is_some())
            } else if terms.valid_from().is_some() {
                self.stated(agreement, day, Column::ValidFrom, |one| one.valid_from.is_some())
            } else {
                self.findings.cell((&agreement.source, FactKind::Agreement, Column::SignedOn))
            };
            let expected = format!("a day from {} to {end}, as in {cell}", terms.from());
            let fix = "Correct the date or the agreement; or enter the extension as an amendment.".to_owned();
            let here = (&line.source, FactKind::Expenditure, Column::Date);
            self.findings.say(ProblemCode::SpentOutside, here, [found, expected, fix]);
        }
    }

    /// Obligations that stand open against the costs that cite them: what those come to may be settled. Costs in another currency
    /// cannot be compared without a rate: any of them may have settled it.
    fn obligations(&mut self) {
        let facts = self.facts;
        let bound = |line: &&Arc<Expenditure>| line.expenditure_type == ExpenditureType::Obligation;
        let numbered =
            |line: &Arc<Expenditure>| line.document.as_deref().or(line.obligation.as_deref()).map(comparable);
        let mut open: BTreeMap<String, Vec<&Arc<Expenditure>>> = BTreeMap::new();
        for line in facts.expenditure.iter().filter(bound) {
            if let Some(number) = numbered(line).filter(|_| line.amount.amount > Decimal::ZERO) {
                open.entry(number).or_default().push(line);
            }
        }
        if open.is_empty() {
            return;
        }
        let mut settled: BTreeMap<String, Vec<&Arc<Expenditure>>> = BTreeMap::new();
        for line in facts.expenditure.iter().filter(|line| !bound(line)) {
            if let Some(number) = line.obligation.as_deref().map(comparable) {
                settled.entry(number).or_default().push(line);
            }
        }
        for (number, rows) in open {
            let (Some(costs), [row, ..]) = (settled.get(&number), rows.as_slice()) else { continue };
            let currency = row.amount.currency;
            let sum = |lines: &[&Arc<Expenditure>]| {
                lines.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount.amount))
            };
            let in_one_currency = rows.iter().chain(costs).all(|line| line.amount.currency == currency);
            let (Some(bound), Some(spent)) = (sum(&rows), sum(costs)) else { continue };
            let [.., last] = costs.as_slice() else { continue };
            let left = Some(bound - spent).filter(|left| in_one_currency && *left > Decimal::ZERO);
            // Costs that were taken back in full settle nothing.
            if in_one_currency && spent <= Decimal::ZERO {
                continue;
            }
            let cell = self.findings.cell((&last.source, FactKind::Expenditure, Column::Obligation));
            let found = format!("{currency} {bound} open; {} {cell}", cited(costs.len()));
            let expected = match left {
                Some(left) => format!("what is still open: {left} of {bound}, if that is the whole obligation"),
                None => "what is still open".to_owned(),
            };
            let fix = match left {
                Some(_) => "Lower it to what is still open; if it says that already, nothing is to be done.",
                None => "Lower it to what is still open, or delete the row when nothing is.",
            };
            let fix = fix.to_owned();
            let here = (&row.source, FactKind::Expenditure, Column::Amount);
            self.findings.say(ProblemCode::ObligationSettled, here, [found, expected, fix]);
        }
    }

    /// What left an agreement against what it had, and what was written off against what was still to come. Amounts in
    /// another currency than the agreement's cannot be compared without a rate: such an agreement is left out.
    fn outflows(&mut self, lives: &Lives<'_>) {
        let facts = self.facts;
        let named = facts.receipts.iter().filter_map(|receipt| Some((receipt.agreement.as_ref()?, receipt)));
        let other = |(reference, receipt): &(&AgreementRef, &Receipt)| {
            lives.get(reference).is_none_or(|(agreement, _)| agreement.amount.currency != receipt.amount.currency)
        };
        let left_out: BTreeSet<&AgreementRef> = named.clone().filter(other).map(|(reference, _)| reference).collect();
        let mut receipts: Vec<(&AgreementRef, &Receipt)> =
            named.filter(|(reference, _)| !left_out.contains(reference)).collect();
        // On one day, what comes in is there before anything goes out.
        receipts.sort_by_key(|(_, receipt)| (receipt.date, receipt.kind != ReceiptKind::Deposit));
        // What each agreement has, and what was written off of it.
        let mut held: BTreeMap<&AgreementRef, (Decimal, Decimal)> = BTreeMap::new();
        for (reference, receipt) in receipts {
            let Some((agreement, life)) = lives.get(reference) else { continue };
            let amount = receipt.amount.amount;
            let (sum, written_off) = held.entry(reference).or_default();
            let open = life.on(receipt.date).amount.saturating_sub(*sum).saturating_sub(*written_off);
            let before = *sum;
            match receipt.kind {
                ReceiptKind::Deposit => *sum = sum.saturating_add(amount),
                ReceiptKind::Refund | ReceiptKind::Transfer => {
                    *sum = sum.saturating_sub(amount);
                    if amount > before {
                        self.out_above(ProblemCode::OutAbove, receipt, agreement, (before, "it had by then"));
                    }
                    if let Some(to) = &receipt.to_agreement {
                        let (received, _) = held.entry(to).or_default();
                        *received = received.saturating_add(amount);
                    }
                }
                ReceiptKind::WriteOff => {
                    *written_off = written_off.saturating_add(amount);
                    if amount > open {
                        self.out_above(ProblemCode::WrittenOffAbove, receipt, agreement, (open, "was still to come"));
                    }
                }
                ReceiptKind::Interest | ReceiptKind::BankCharge => {}
            }
        }
    }

    fn out_above(&mut self, code: ProblemCode, receipt: &Receipt, agreement: &Agreement, (most, why): (Decimal, &str)) {
        let (currency, most) = (receipt.amount.currency, most.max(Decimal::ZERO).normalize());
        let amount = receipt.amount.amount.normalize();
        let found = format!("a {} of {currency} {amount} of {}", receipt.kind, agreement.reference);
        let cell = self.stated(agreement, Some(receipt.date), Column::Amount, |one| one.amount.is_some());
        let expected = format!("at most {currency} {most}, which {why} ({cell})");
        let fix = if code == ProblemCode::WrittenOffAbove {
            "Correct the amount or the agreement; or enter the larger agreement as an amendment."
        } else {
            "Correct the amount or the agreement, or add the deposit that is missing."
        };
        let fix = fix.to_owned();
        let here = (&receipt.source, FactKind::Receipt, Column::Amount);
        self.findings.say(code, here, [found, expected, fix]);
    }

    /// The cell that says something of an agreement as it is in force on a day, or at last.
    fn stated(
        &self,
        agreement: &Agreement,
        day: Option<NaiveDate>,
        column: Column,
        changes: impl Fn(&Amendment) -> bool,
    ) -> String {
        let (source, kind) = lives::stating(agreement, &self.facts.amendments, day, changes);
        self.findings.cell((source, kind, column))
    }

    fn deposit(&mut self, receipt: &Receipt, agreement: &Agreement) {
        let reference = &agreement.reference;
        if matches!(agreement.stage, AgreementStage::Pipeline | AgreementStage::Pledged) {
            let cell = self.findings.cell((&agreement.source, FactKind::Agreement, Column::Stage));
            let found = format!("a deposit for {reference}, which is {} ({cell})", agreement.stage);
            let expected = "an agreement that is signed".to_owned();
            let fix = "Write the stage signed and the day of the signature in the agreement's row; or correct the agreement here.";
            let here = (&receipt.source, FactKind::Receipt, Column::Agreement);
            self.findings.say(ProblemCode::DepositUnsigned, here, [found, expected, fix.to_owned()]);
        }
        if receipt.amount.currency != agreement.amount.currency {
            let found = format!("{} for {reference}", receipt.amount.currency);
            let cell = self.findings.cell((&agreement.source, FactKind::Agreement, Column::Currency));
            let expected = format!("{}, as in {cell}", agreement.amount.currency);
            let fix = "Correct the currency, unless the donor paid in another than was agreed.".to_owned();
            let here = (&receipt.source, FactKind::Receipt, Column::Currency);
            self.findings.say(ProblemCode::DepositCurrency, here, [found, expected, fix]);
        }
        if receipt.date < agreement.signed_on {
            let found = format!("{} for {reference}", receipt.date);
            let cell = self.findings.cell((&agreement.source, FactKind::Agreement, Column::SignedOn));
            let expected = format!("a day from {} on, when it was signed ({cell})", agreement.signed_on);
            let fix = "Correct one of the two dates, unless the money came before the signature.".to_owned();
            let here = (&receipt.source, FactKind::Receipt, Column::Date);
            self.findings.say(ProblemCode::DepositBeforeSignature, here, [found, expected, fix]);
        }
    }

    fn deposits_above(&mut self, receipt: &Receipt, agreement: &Agreement, (sum, most): (Decimal, Decimal)) {
        let currency = agreement.amount.currency;
        let found = format!("{currency} {} with this one for {}", sum.normalize(), agreement.reference);
        let cell = self.stated(agreement, None, Column::Amount, |one| one.amount.is_some());
        let expected = format!("deposits of at most {currency} {}, as in {cell}", most.normalize());
        let fix = "Correct the amount; or enter the larger agreement as an amendment.".to_owned();
        let here = (&receipt.source, FactKind::Receipt, Column::Amount);
        self.findings.say(ProblemCode::DepositsAbove, here, [found, expected, fix]);
    }

    /// Days years away from those of the fund.
    fn days(&mut self) {
        let last = self.fund.end_on(NaiveDate::MAX);
        let facts = self.facts;
        let agreements =
            facts.agreements.iter().map(|fact| (fact.source(), fact.signed_on, FactKind::Agreement, Column::SignedOn));
        let due =
            facts.instalments.iter().map(|fact| (fact.source(), fact.due_on, FactKind::Instalment, Column::DueDate));
        let receipts = facts.receipts.iter().map(|fact| (fact.source(), fact.date, FactKind::Receipt, Column::Date));
        let spent = facts.expenditure.iter().map(|fact| (&fact.source, fact.date, FactKind::Expenditure, Column::Date));
        let results = facts.results.iter().map(|fact| (fact.source(), fact.date, FactKind::Result, Column::Date));
        let finance = facts.finance.iter().map(|fact| (&fact.source, fact.date, FactKind::Finance, Column::Date));
        let rates =
            facts.rates.iter().map(|fact| (&fact.source, fact.effective_on, FactKind::Rate, Column::EffectiveDate));
        // Rates may begin long before the fund; those that are yet to come are in force for nobody.
        let rates = rates.filter(|(_, day, ..)| *day > last);
        let dated = agreements.chain(due).chain(receipts).chain(spent).chain(results).chain(finance).chain(rates);
        for (source, day, kind, column) in dated {
            if !is_far(day, self.fund) {
                continue;
            }
            let expected = format!("a day near those of the fund, {} to {last}", self.fund.period.from);
            let fix = "Check the year.".to_owned();
            self.findings.say(ProblemCode::DayFarAway, (source, kind, column), [day.to_string(), expected, fix]);
        }
    }
}

/// Whether a day is years away from those of the fund.
pub(super) fn is_far(day: NaiveDate, fund: &Fund) -> bool {
    let far = chrono::Months::new(FAR_YEARS * 12);
    fund.period.from.checked_sub_months(far).is_some_and(|from| day < from)
        || fund.end_on(NaiveDate::MAX).checked_add_months(far).is_some_and(|to| day > to)
}

/// How many lines cite an obligation.
fn cited(lines: usize) -> String {
    if lines == 1 { "1 cost cites it, in".to_owned() } else { format!("{lines} costs cite it, the last in") }
}
