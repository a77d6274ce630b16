//! The position of one agreement: what was promised, what came, what was charged, what can be programmed.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::{Agreement, AgreementStage, Amendment, Facts, Instalment, Levy, Receipt, ReceiptKind};
use crate::domain::{
    AgreementRef, Amount, Commitment, Deposit, DonorCode, Earmark, EarmarkCategory, GeographyCode, Money, Names,
    OriginalAmount, Percent, Pipeline, Pledge, Source, Target, TermsOverTime, ThemeCode,
};

use super::LedgerProblem;
use super::charges::ChargeRates;
use super::instalments::{self, InstalmentPosition};
use super::limit::Limit;
use super::rates::RateTable;
use super::transfers::{TakenOver, promised_part, taken_over};

/// An agreement and its money.
#[derive(Clone, Debug)]
pub struct AgreementPosition {
    /// The agreement, as its terms of the as-of day say.
    pub agreement: Agreement,
    /// Its terms on every day.
    pub terms: TermsOverTime,
    /// What is open while it is only talked about, at the as-of rate; nothing at other stages.
    pub pipeline: Amount<Pipeline>,
    /// What is open while it is only announced, at the as-of rate; nothing at other stages.
    pub pledged: Amount<Pledge>,
    /// Its value once signed: received less refunded, plus what is open at the as-of rate. Before, what was received
    /// less refunded.
    pub committed: Amount<Commitment>,
    /// The full amount at the rate of the day of signature; what an amendment changed, at the rate of the day on which it
    /// took effect.
    pub at_signature: Money,
    /// What that amount is made of: the first promise, and each change of it.
    pub promises: Vec<Promise>,
    /// Received.
    pub deposited: Amount<Deposit>,
    /// Paid back.
    pub refunded: Amount<Deposit>,
    /// Committed and given up.
    pub written_off: Money,
    /// What other agreements passed on to it.
    pub transferred_in: Money,
    /// What it passed on to others.
    pub transferred_out: Money,
    /// Still to come, in the agreement's currency; nothing where more came than was promised.
    pub open: OriginalAmount,
    /// Still to come, at the as-of rate.
    pub open_value: Money,
    /// `committed + refunded + written off - at signature`: what exchange rates changed.
    pub exchange_difference: Money,
    /// Administrative agent fee of the deposits.
    pub fee: Money,
    /// Coordination levy of the deposits.
    pub levy: Money,
    /// The rates that hold on the as-of day.
    pub rates: ChargeRates,
    /// Kept back for programme support.
    pub support_reserve: Money,
    /// What can be allocated: `net / (1 + support rate)`, with net = received - refunded + transferred in - transferred
    /// out - fee - levy, where that is above nothing.
    pub programmable: Money,
    /// By how much net is below nothing.
    pub overdrawn: Money,
    /// Its receipts, oldest first.
    pub receipts: Vec<ReceiptPosition>,
    /// Its instalments, soonest first.
    pub instalments: Vec<InstalmentPosition>,
}

/// What was promised on a day, in base money; less than nothing where an amendment took some back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The day of signature, or on which an amendment took effect.
    pub on: NaiveDate,
    /// By how much the amount changed, in the agreement's currency.
    pub amount: Decimal,
    /// How much, at the rate of that day.
    pub base: Money,
}

/// A receipt and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptPosition {
    /// The receipt.
    pub receipt: Receipt,
    /// Its base amount.
    pub base: Money,
    /// What rates changed between the agreement's signature and this payment: of a deposit, `base` less its value at
    /// the rate of the day of signature; the deposits of an agreement are split so that their values there add up to that of
    /// all.
    pub exchange: Money,
    /// Units of its currency for one of base, as booked or from the table.
    pub rate: Decimal,
    /// The administrative fee on it.
    pub fee: Money,
    /// The levy on it.
    pub levy: Money,
}

impl AgreementPosition {
    /// Received less refunded.
    pub fn net_deposited(&self) -> Amount<Deposit> {
        self.deposited - self.refunded
    }

    /// Received less refunded, plus what is open at the as-of rate, whatever the stage.
    pub fn value(&self) -> Money {
        self.net_deposited().money() + self.open_value
    }

    /// What a transfer among its receipts moves into it; below zero where money leaves. Nothing for other kinds.
    pub fn transferred(&self, line: &ReceiptPosition) -> Money {
        match line.receipt.kind {
            ReceiptKind::Transfer if line.receipt.to_agreement.as_ref() == Some(&self.agreement.reference) => line.base,
            ReceiptKind::Transfer => -line.base,
            ReceiptKind::Deposit
            | ReceiptKind::Refund
            | ReceiptKind::WriteOff
            | ReceiptKind::Interest
            | ReceiptKind::BankCharge => Money::ZERO,
        }
    }

    /// What transfers moved into it, less what they took.
    pub fn moved(&self) -> Money {
        self.receipts.iter().map(|line| self.transferred(line)).sum()
    }

    /// What could be programmed of what is open, with odds: net of fee, levy and support, once what is overdrawn is made up
    /// for.
    pub fn to_come(&self, odds: Percent) -> Money {
        let open = odds.of(self.open_value);
        let (fee, levy) = self.rates.on_deposit(open);
        self.rates.programmable((open - fee - levy - self.overdrawn).max(Money::ZERO))
    }

    /// The fund's interest less bank charges as an agreement of its own, which nobody promised or paid.
    pub(super) fn of_interest(reference: AgreementRef, fund: &Fund) -> Self {
        let currency = fund.base_currency;
        let nothing = OriginalAmount { amount: Decimal::ZERO, currency };
        let everywhere = Target { geography: GeographyCode::new("WORLD"), theme: ThemeCode::new("ALL") };
        let agreement = Agreement {
            donor: DonorCode::new(reference.as_str()),
            reference,
            stage: AgreementStage::Lost,
            signed_on: fund.period.from,
            amount: nothing,
            earmark: Earmark {
                category: EarmarkCategory::Unearmarked,
                include: vec![everywhere],
                exclude: vec![],
                window: None,
                limits: vec![],
            },
            eligible_from: None,
            funding_source: None,
            fee_rate: Some(Percent::ZERO),
            support_rate: Some(Percent::ZERO),
            levy: Some(Levy::None),
            donor_reference: None,
            title: None,
            titles: Names::default(),
            notes: None,
            source: Source::default(),
        };
        let terms = TermsOverTime::new(&agreement, []);
        Self {
            pipeline: Amount::default(),
            pledged: Amount::default(),
            committed: Amount::default(),
            at_signature: Money::ZERO,
            promises: vec![],
            deposited: Amount::default(),
            refunded: Amount::default(),
            written_off: Money::ZERO,
            transferred_in: Money::ZERO,
            transferred_out: Money::ZERO,
            open: nothing,
            open_value: Money::ZERO,
            exchange_difference: Money::ZERO,
            fee: Money::ZERO,
            levy: Money::ZERO,
            rates: ChargeRates::of(terms.on(fund.period.from), fund),
            support_reserve: Money::ZERO,
            programmable: Money::ZERO,
            overdrawn: Money::ZERO,
            receipts: vec![],
            instalments: vec![],
            agreement,
            terms,
        }
    }

    /// What is open, whatever the stage, at the as-of rate, with the odds of the stage; rounded once.
    pub fn weighted_open(&self, fund: &Fund) -> Money {
        fund.odds(self.agreement.stage).of(self.open_value)
    }

    /// Whether it is a signed agreement.
    pub fn is_signed(&self) -> bool {
        self.agreement.stage.is_signed()
    }
}

/// What positions are worked out from, beside the agreements themselves.
pub(super) struct Basis<'a> {
    pub fund: &'a Fund,
    pub rates: &'a RateTable,
    pub as_of: NaiveDate,
}

pub(super) fn positions(
    facts: &Facts,
    basis: &Basis<'_>,
    limit: &mut Limit,
    problems: &mut Vec<LedgerProblem>,
    later: &mut usize,
) -> Vec<AgreementPosition> {
    let mut amendments: HashMap<&AgreementRef, Vec<&Amendment>> = HashMap::new();
    for amendment in &facts.amendments {
        amendments.entry(&amendment.agreement).or_default().push(amendment);
    }
    let mut instalments: HashMap<&AgreementRef, Vec<&Instalment>> = HashMap::new();
    for instalment in &facts.instalments {
        instalments.entry(&instalment.agreement).or_default().push(instalment);
    }
    let receipts = by_agreement(facts, basis.as_of);
    let terms: Vec<TermsOverTime> = facts
        .agreements
        .iter()
        .map(|agreement| {
            let amended = amendments.get(&agreement.reference).into_iter().flatten().copied();
            TermsOverTime::new(agreement, amended)
        })
        .collect();
    let taken_over = taken_over(facts, &terms, &receipts, basis);
    let mut positions = Vec::with_capacity(facts.agreements.len());
    for (agreement, terms) in facts.agreements.iter().zip(terms) {
        let received = receipts.get(&agreement.reference).map_or(&[][..], Vec::as_slice);
        // Money that came before the signature is money all the same.
        if agreement.signed_on > basis.as_of && received.is_empty() {
            *later += 1;
            continue;
        }
        let due = instalments.get(&agreement.reference).map_or(&[][..], Vec::as_slice);
        match position((agreement, terms), basis, received, (due, &taken_over), limit) {
            Ok(position) => positions.push(position),
            Err(problem) => problems.push(problem),
        }
    }
    positions.sort_by(|one, other| one.agreement.reference.cmp(&other.agreement.reference));
    positions
}

/// The receipts up to a day by agreement, a transfer with both of its agreements; each agreement's by date and number.
fn by_agreement(facts: &Facts, as_of: NaiveDate) -> HashMap<&AgreementRef, Vec<&Receipt>> {
    let mut receipts: HashMap<&AgreementRef, Vec<&Receipt>> = HashMap::new();
    for receipt in facts.receipts.iter().filter(|receipt| receipt.date <= as_of) {
        let agreement = receipt.agreement.as_ref().filter(|_| receipt.kind.is_of_an_agreement());
        for agreement in agreement.into_iter().chain(&receipt.to_agreement) {
            receipts.entry(agreement).or_default().push(receipt);
        }
    }
    for receipts in receipts.values_mut() {
        receipts.sort_by(|one, other| (one.date, &one.number).cmp(&(other.date, &other.number)));
    }
    receipts
}

/// Sums of an agreement's receipts, in base money and in its own currency.
#[derive(Default)]
struct Sums {
    deposited: Money,
    refunded: Money,
    written_off: Money,
    transferred_in: Money,
    transferred_out: Money,
    /// Of the transfers, what changed the promises; below nothing where another agreement took over.
    promise_moved: Money,
    fee: Money,
    levy: Money,
    /// What was deposited in the agreement's currency, and what that is worth at the rate of the signature.
    paid: Decimal,
    paid_at_signature: Money,
    /// Of what was promised: what came, what another agreement took over, what was given up.
    fulfilled: Decimal,
    given_up: Decimal,
}

impl Sums {
    /// What is there before programme support; below nothing when more left than came.
    fn net(&self) -> Money {
        self.deposited - self.refunded + self.transferred_in - self.transferred_out - self.fee - self.levy
    }
}

fn position(
    (agreement, terms): (&Agreement, TermsOverTime),
    basis: &Basis<'_>,
    received: &[&Receipt],
    (due, taken_over): (&[&Instalment], &TakenOver<'_>),
    limit: &mut Limit,
) -> Result<AgreementPosition, LedgerProblem> {
    let mut sums = Sums::default();
    let mut receipts = Vec::with_capacity(received.len());
    let mut schedule = instalments::Schedule::new(due);
    for receipt in received {
        let taken = sums.take(receipt, (agreement, &terms), basis, (&mut schedule, taken_over))?;
        limit.add(taken.base, &receipt.source)?;
        receipts.push(taken);
    }
    let today = terms.on(basis.as_of);
    let currency = agreement.amount.currency;
    let unpaid = today.amount - sums.fulfilled - sums.given_up;
    let open = if agreement.stage.is_open() { unpaid.max(Decimal::ZERO) } else { Decimal::ZERO };
    let open = OriginalAmount { amount: open, currency };
    let open_value = basis.rates.value(open, basis.as_of, &agreement.source)?;
    limit.add(open_value, &agreement.source)?;
    let promises = promises(agreement, &terms, basis)?;
    let at_signature = promises.iter().map(|promise| promise.base).sum();
    limit.add(at_signature, &agreement.source)?;
    let charges = ChargeRates::of(today, basis.fund);
    let net = sums.net();
    let programmable = charges.programmable(net.max(Money::ZERO));
    let standing = sums.deposited - sums.refunded;
    let stage = agreement.stage;
    let open_at = |wanted: AgreementStage| if stage == wanted { open_value } else { Money::ZERO };
    let value = standing + open_value;
    Ok(AgreementPosition {
        agreement: agreement.under(today),
        pipeline: Amount::new(open_at(AgreementStage::Pipeline)),
        pledged: Amount::new(open_at(AgreementStage::Pledged)),
        committed: Amount::new(if stage.is_signed() { value } else { standing }),
        at_signature,
        promises,
        deposited: Amount::new(sums.deposited),
        refunded: Amount::new(sums.refunded),
        written_off: sums.written_off,
        transferred_in: sums.transferred_in,
        transferred_out: sums.transferred_out,
        open,
        open_value,
        exchange_difference: value + sums.refunded + sums.written_off + sums.promise_moved - at_signature,
        fee: sums.fee,
        levy: sums.levy,
        rates: charges,
        support_reserve: net.max(Money::ZERO) - programmable,
        programmable,
        overdrawn: (-net).max(Money::ZERO),
        receipts,
        instalments: schedule.positions(open.amount, basis.as_of),
        terms,
    })
}

/// The full amount at the rate of the day of signature, and each change of it at the rate of its own day.
fn promises(agreement: &Agreement, terms: &TermsOverTime, basis: &Basis<'_>) -> Result<Vec<Promise>, LedgerProblem> {
    let mut promises = Vec::new();
    let mut before = Decimal::ZERO;
    for terms in terms.iter() {
        let on = terms.effective_on.unwrap_or(agreement.signed_on);
        if terms.effective_on.is_some() && on > basis.as_of {
            break;
        }
        let change = OriginalAmount { amount: terms.amount - before, currency: agreement.amount.currency };
        let base = basis.rates.value(change, on, &agreement.source)?;
        promises.push(Promise { on, amount: change.amount, base });
        before = terms.amount;
    }
    Ok(promises)
}

impl Sums {
    fn take(
        &mut self,
        receipt: &Receipt,
        (agreement, terms): (&Agreement, &TermsOverTime),
        basis: &Basis<'_>,
        (schedule, taken_over): (&mut instalments::Schedule, &TakenOver<'_>),
    ) -> Result<ReceiptPosition, LedgerProblem> {
        let (rates, source) = (basis.rates, &receipt.source);
        let currency = agreement.amount.currency;
        let base = rates.booked(receipt.amount, receipt.base_amount, receipt.date, source)?;
        let original = rates.convert(receipt.amount, currency, receipt.date, source)?;
        let (mut fee, mut levy, mut exchange) = (Money::ZERO, Money::ZERO, Money::ZERO);
        match receipt.kind {
            ReceiptKind::Deposit => {
                self.paid += original;
                let paid = OriginalAmount { amount: self.paid, currency };
                // A rate that is missing is that of the signature. Of all deposits so far less of those before, so that those
                // of an agreement are together worth what was signed.
                let worth = rates.value(paid, agreement.signed_on, &agreement.source)?;
                exchange = base - (worth - self.paid_at_signature);
                self.paid_at_signature = worth;
                (fee, levy) = ChargeRates::of(terms.on(receipt.date), basis.fund).on_deposit(base);
                self.deposited += base;
                self.fee += fee;
                self.levy += levy;
                self.fulfilled += original;
                schedule.pay(original);
            }
            ReceiptKind::Refund => self.refunded += base,
            ReceiptKind::WriteOff => {
                let open = terms.on(basis.as_of).amount - self.fulfilled - self.given_up;
                if original > open {
                    let (amount, currency) = (receipt.amount, currency);
                    let source_of = source.clone();
                    return Err(LedgerProblem::WrittenOffAboveOpen { amount, open, currency, source_of });
                }
                self.written_off += base;
                self.given_up += original;
                schedule.give_up(original, receipt.date);
            }
            ReceiptKind::Transfer if receipt.to_agreement.as_ref() == Some(&agreement.reference) => {
                self.transferred_in += base;
                let (part, worth) = promised_part(receipt, (original, base), currency, basis, taken_over)?;
                self.fulfilled += part;
                self.promise_moved += worth;
                schedule.pay(part);
            }
            ReceiptKind::Transfer => {
                self.transferred_out += base;
                let (part, worth) = promised_part(receipt, (original, base), currency, basis, taken_over)?;
                self.fulfilled -= part;
                self.promise_moved -= worth;
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
