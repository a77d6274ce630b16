//! The position of one agreement: what was promised, what came, what was charged, what can be programmed.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::{Agreement, Facts, Instalment, Receipt, ReceiptKind};
use crate::domain::{AgreementRef, Amount, Commitment, Deposit, Money, OriginalAmount, Percent, Pledge};

use super::charges::Rates;
use super::rates::RateTable;
use super::{LedgerProblem, is_signed};

/// An agreement and its money.
#[derive(Clone, Debug)]
pub struct AgreementPosition {
    /// The agreement.
    pub agreement: Agreement,
    /// Its value while it is only announced, at the as-of rate; nothing once signed.
    pub pledged: Amount<Pledge>,
    /// Its value once signed: received less refunded, plus what is open at the as-of rate.
    pub committed: Amount<Commitment>,
    /// The full amount at the rate of the day of signature.
    pub at_signature: Money,
    /// Received.
    pub deposited: Amount<Deposit>,
    /// Paid back.
    pub refunded: Amount<Deposit>,
    /// Committed and given up.
    pub written_off: Money,
    /// Still to come, in the agreement's currency.
    pub open: OriginalAmount,
    /// Still to come, at the as-of rate.
    pub open_value: Money,
    /// `committed + refunded + written off - at signature`: what exchange rates changed.
    pub exchange_difference: Money,
    /// Administrative agent fee of the deposits.
    pub fee: Money,
    /// Coordination levy of the deposits.
    pub levy: Money,
    /// The programme support rate that holds.
    pub support_rate: Percent,
    /// Kept back for programme support.
    pub support_reserve: Money,
    /// What can be allocated: `(deposits - refunds - fee - levy) / (1 + support rate)`.
    pub programmable: Money,
    /// What could be allocated if all that is open were paid at the as-of rate.
    pub programmable_when_paid: Money,
    /// Its receipts, oldest first.
    pub receipts: Vec<ReceiptPosition>,
    /// Its instalments, soonest first.
    pub instalments: Vec<InstalmentPosition>,
}

/// A receipt and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptPosition {
    /// The receipt.
    pub receipt: Receipt,
    /// Its base amount.
    pub base: Money,
    /// What rates changed between the agreement's signature and this payment: of a deposit, `base` less its value at
    /// the rate of the day of signature.
    pub exchange: Money,
    /// Units of its currency for one of base, as booked or from the table.
    pub rate: Decimal,
    /// The administrative fee on it.
    pub fee: Money,
    /// The levy on it.
    pub levy: Money,
}

/// How an instalment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstalmentStatus {
    /// Paid in full.
    Paid,
    /// Not paid in full, and due.
    Overdue,
    /// Not yet due.
    Coming,
}

/// An instalment and what was paid of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalmentPosition {
    /// The instalment.
    pub instalment: Instalment,
    /// Paid, in the agreement's currency.
    pub paid: Decimal,
    /// How it stands on the as-of date.
    pub status: InstalmentStatus,
}

impl AgreementPosition {
    /// Received less refunded.
    pub fn net_deposited(&self) -> Amount<Deposit> {
        self.deposited - self.refunded
    }

    /// Whether it is a signed agreement.
    pub fn is_signed(&self) -> bool {
        is_signed(self.agreement.stage)
    }
}

pub(super) fn positions(
    facts: &Facts,
    fund: &Fund,
    rates: &RateTable,
    receipts: &HashMap<&AgreementRef, Vec<&Receipt>>,
    as_of: NaiveDate,
    problems: &mut Vec<LedgerProblem>,
    later: &mut usize,
) -> Vec<AgreementPosition> {
    let mut instalments: HashMap<&AgreementRef, Vec<&Instalment>> = HashMap::new();
    for instalment in &facts.instalments {
        instalments.entry(&instalment.agreement).or_default().push(instalment);
    }
    let mut positions = Vec::with_capacity(facts.agreements.len());
    for agreement in &facts.agreements {
        if agreement.signed_on > as_of {
            *later += 1;
            continue;
        }
        let received = receipts.get(&agreement.reference).map_or(&[][..], Vec::as_slice);
        let due = instalments.get(&agreement.reference).map_or(&[][..], Vec::as_slice);
        match position(agreement, fund, rates, received, due, as_of) {
            Ok(position) => positions.push(position),
            Err(problem) => problems.push(problem),
        }
    }
    positions.sort_by(|one, other| one.agreement.reference.cmp(&other.agreement.reference));
    positions
}

/// Sums of an agreement's receipts, in base money and in its own currency.
#[derive(Default)]
struct Flows {
    deposited: Money,
    refunded: Money,
    written_off: Money,
    fee: Money,
    levy: Money,
    received_original: Decimal,
    given_up_original: Decimal,
}

fn position(
    agreement: &Agreement,
    fund: &Fund,
    rates: &RateTable,
    received: &[&Receipt],
    due: &[&Instalment],
    as_of: NaiveDate,
) -> Result<AgreementPosition, LedgerProblem> {
    let charges = Rates::of(agreement, fund);
    let mut flows = Flows::default();
    let mut receipts = Vec::with_capacity(received.len());
    for receipt in received {
        receipts.push(flows.take(receipt, agreement, rates, &charges)?);
    }
    receipts.sort_by(|one, other| {
        (one.receipt.date, &one.receipt.number).cmp(&(other.receipt.date, &other.receipt.number))
    });
    let currency = agreement.amount.currency;
    let open = (agreement.amount.amount - flows.received_original - flows.given_up_original).max(Decimal::ZERO);
    let open = OriginalAmount { amount: open, currency };
    let open_value = rates.value(open, as_of, &agreement.source)?;
    let net = flows.deposited - flows.refunded;
    let value = net + open_value;
    let (pledged, committed) = if is_signed(agreement.stage) { (Money::ZERO, value) } else { (open_value, net) };
    let at_signature = rates.value(agreement.amount, agreement.signed_on, &agreement.source)?;
    let programmable = charges.programmable(net - flows.fee - flows.levy);
    let (fee_to_come, levy_to_come) = charges.on_deposit(open_value);
    let when_paid = net - flows.fee - flows.levy + open_value - fee_to_come - levy_to_come;
    Ok(AgreementPosition {
        agreement: agreement.clone(),
        pledged: Amount::new(pledged),
        committed: Amount::new(committed),
        at_signature,
        deposited: Amount::new(flows.deposited),
        refunded: Amount::new(flows.refunded),
        written_off: flows.written_off,
        open,
        open_value,
        exchange_difference: value + flows.refunded + flows.written_off - at_signature,
        fee: flows.fee,
        levy: flows.levy,
        support_rate: charges.support,
        support_reserve: (net - flows.fee - flows.levy).or_zero() - programmable,
        programmable,
        programmable_when_paid: charges.programmable(when_paid),
        receipts,
        instalments: instalments(due, flows.received_original, as_of),
    })
}

impl Flows {
    fn take(
        &mut self,
        receipt: &Receipt,
        agreement: &Agreement,
        rates: &RateTable,
        charges: &Rates,
    ) -> Result<ReceiptPosition, LedgerProblem> {
        let base = rates.booked(receipt.amount, receipt.base_amount, receipt.date, &receipt.source)?;
        let original = rates.convert(receipt.amount, agreement.amount.currency, receipt.date, &receipt.source)?;
        let (mut fee, mut levy, mut exchange) = (Money::ZERO, Money::ZERO, Money::ZERO);
        match receipt.kind {
            ReceiptKind::Deposit => {
                let promised = OriginalAmount { amount: original, currency: agreement.amount.currency };
                exchange = base - rates.value(promised, agreement.signed_on, &receipt.source)?;
                (fee, levy) = charges.on_deposit(base);
                self.deposited += base;
                self.fee += fee;
                self.levy += levy;
                self.received_original += original;
            }
            ReceiptKind::Refund => self.refunded += base,
            ReceiptKind::WriteOff => {
                self.written_off += base;
                self.given_up_original += original;
            }
            ReceiptKind::Interest | ReceiptKind::BankCharge => {}
        }
        let rate = implied_rate(base, rates, receipt);
        Ok(ReceiptPosition { receipt: receipt.clone(), base, exchange, rate, fee, levy })
    }
}

/// The rate that a booked base amount implies, to six decimals; the table's rate where none was booked.
fn implied_rate(base: Money, rates: &RateTable, receipt: &Receipt) -> Decimal {
    let table = rates.units_per_base(receipt.amount.currency, receipt.date).unwrap_or(Decimal::ONE);
    if receipt.base_amount.is_none() {
        return table;
    }
    let booked = base.to_decimal(rates.base().minor_units());
    receipt.amount.amount.checked_div(booked).map_or(table, |rate| rate.round_dp(6))
}

/// A receipt pays the oldest open instalment (DESIGN section 3).
fn instalments(due: &[&Instalment], mut received: Decimal, as_of: NaiveDate) -> Vec<InstalmentPosition> {
    let mut sorted: Vec<&Instalment> = due.to_vec();
    sorted.sort_by_key(|instalment| (instalment.due_on, instalment.source.row));
    sorted
        .into_iter()
        .map(|instalment| {
            let paid = received.min(instalment.amount.amount).max(Decimal::ZERO);
            received -= paid;
            let status = if paid >= instalment.amount.amount {
                InstalmentStatus::Paid
            } else if instalment.due_on <= as_of {
                InstalmentStatus::Overdue
            } else {
                InstalmentStatus::Coming
            };
            InstalmentPosition { instalment: instalment.clone(), paid, status }
        })
        .collect()
}
