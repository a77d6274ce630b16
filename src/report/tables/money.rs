//! The tables of money that comes: agreements, what was promised and on what terms, receipts, rates.

use crate::attribute::outcome::Amounts;
use crate::domain::facts::{Rate, Receipt, ReceiptKind};
use crate::domain::{LimitKind, LimitScope, Money, Month, OriginalAmount, Target};
use crate::ledger::{AgreementPosition, InstalmentPosition, InstalmentStatus, Promise, ReceiptPosition};

use super::columns::Rows;
use super::{Table, View, of};

/// An agreement with what it has.
struct Held<'v> {
    view: &'v View<'v>,
    position: &'v AgreementPosition,
    amounts: Amounts,
}

pub(super) fn agreements<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        view.ledger.agreements.iter().zip(&view.book.amounts).map(move |(position, amounts)| Held {
            view,
            position,
            amounts: *amounts,
        })
    });
    let about = "one row for each agreement, as its terms of the as-of day say, with what it has on that day. Interest that was \
                 made programmable is the agreement `INTEREST`";
    let columns = Rows::new("agreements", about, rows)
        .key(&["fund", "month", "agreement"])
        .text("agreement", "its reference", |row: &Held<'v>| row.position.agreement.reference.as_str())
        .text("donor", "who gives", |row| row.position.agreement.donor.as_str())
        .text("stage", "where it stands in its life", |row| row.position.agreement.stage.name())
        .some_text("title", "its title", |row| row.position.agreement.title.as_deref())
        .some_text("donor_reference", "what the donor calls it", |row| {
            row.position.agreement.donor_reference.as_deref()
        })
        .some_text("funding_source", "where the money comes from in the organisation's books", |row| {
            row.position.agreement.funding_source.map(|source| source.name())
        })
        .day("signed_on", "when it was signed or announced", |row| row.position.agreement.signed_on)
        .day("eligible_from", "the first day whose costs it may pay", |row| row.terms().from())
        .day("eligible_to", "the last day whose costs it may pay", |row| {
            row.terms().to().unwrap_or_else(|| row.view.fund.end_on(row.view.ledger.as_of))
        })
        .whole("category", "how strict its earmark is, 1 to 4", |row| row.position.agreement.earmark.category.number())
        .rate("fee_rate", "the administrative fee, as a fraction", |row| row.position.rates.fee.fraction())
        .rate("levy_rate", "the levy taken out of deposits, as a fraction", |row| row.position.rates.levy.fraction())
        .rate("support_rate", "programme support cost, as a fraction", |row| row.position.rates.support.fraction())
        .original("the full amount that was promised", |row| row.position.agreement.amount);
    held(promised(columns)).source(|row| &row.position.agreement.source).state_to_date()
}

impl Held<'_> {
    fn terms(&self) -> &crate::domain::Terms {
        self.position.terms.on(self.view.ledger.as_of)
    }
}

/// What was promised and came.
fn promised<'v>(columns: Rows<'v, Held<'v>>) -> Rows<'v, Held<'v>> {
    let about = "the full amount at the rate of the day of signature, each change of it at that of its own day";
    columns
        .money("at_signature", about, |row| row.position.at_signature)
        .money("exchange_difference", "what exchange rates changed since", |row| row.position.exchange_difference)
        .money("pipeline", "still to come, while it is talked about", |row| row.position.pipeline.money())
        .money("pledged", "still to come, while it is announced", |row| row.position.pledged.money())
        .money("committed", "once signed: received less refunded, and what is still to come", |row| {
            row.position.committed.money()
        })
        .money("open", "still to come, whatever the stage, at the as-of rate", |row| row.position.open_value)
        .money("received", "deposits", |row| row.position.deposited.money())
        .money("refunded", "what went back", |row| row.position.refunded.money())
        .money("written_off", "what will not come", |row| row.position.written_off)
        .money("transferred_in", "from other agreements", |row| row.position.transferred_in)
        .money("transferred_out", "to other agreements", |row| row.position.transferred_out)
        .money("fee", "administrative agent fee", |row| row.position.fee)
        .money("levy", "coordination levy", |row| row.position.levy)
        .money("below_nothing", "by how much more went than came", |row| row.position.overdrawn)
}

/// What became of it.
fn held<'v>(columns: Rows<'v, Held<'v>>) -> Rows<'v, Held<'v>> {
    columns
        .money("support_reserve", "kept for programme support, used and unused", |row| row.amounts.reserve)
        .money("support_cost", "of it, used", |row| row.amounts.support_cost)
        .money("programmable", "what priorities can get", |row| row.amounts.programmable)
        .money("allocated", "entries of the allocation book", |row| row.amounts.allocated)
        .money("charged", "expenditure charged to it", |row| row.amounts.charged)
        .money("unspent", "`allocated - charged`", |row| row.amounts.unspent())
        .money("unallocated", "programmable and not allocated", |row| row.amounts.unallocated)
        .money("held", "of it, what decisions keep from being allocated", |row| row.amounts.held)
        .money("lapsed", "not allocated, and its time is over", |row| row.amounts.lapsed)
        .money("over_allocated", "allocated and not there", |row| row.amounts.over_allocated)
        .money("overdrawn", "charged and not there", |row| row.amounts.overdrawn)
}

pub(super) fn promises<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let positions = view.ledger.agreements.iter();
        positions.flat_map(|position| position.promises.iter().map(move |promise| (position, promise)))
    });
    type Row<'v> = (&'v AgreementPosition, &'v Promise);
    let about = "one row for what an agreement first promised, and for each amendment that changed it";
    Rows::new("promises", about, rows)
        .text("agreement", "the agreement", |(position, _): &Row<'v>| position.agreement.reference.as_str())
        .text("donor", "the donor", |(position, _)| position.agreement.donor.as_str())
        .text("stage", "where the agreement stands", |(position, _)| position.agreement.stage.name())
        .day("date", "the day of signature, or from which the amendment holds", |(_, promise)| promise.on)
        .original("by how much the promise changed", |(position, promise)| OriginalAmount {
            amount: promise.amount,
            currency: position.agreement.amount.currency,
        })
        .money("amount", "the same at the rate of that day", |(_, promise)| promise.base)
        .state_to_date()
}

/// A part that an earmark names.
struct EarmarkPart<'v> {
    position: &'v AgreementPosition,
    role: &'static str,
    /// `None` for all that is in no country.
    target: Option<&'v Target>,
    share: Option<rust_decimal::Decimal>,
}

pub(super) fn earmarks<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let parts = |position: &'v AgreementPosition| {
        let earmark = &position.agreement.earmark;
        let part = move |role, target| EarmarkPart { position, role, target: Some(target), share: None };
        let limits = earmark.limits.iter().map(move |limit| EarmarkPart {
            position,
            role: match limit.kind {
                LimitKind::AtLeast => "at least",
                LimitKind::AtMost => "at most",
            },
            target: match &limit.scope {
                LimitScope::Target(target) => Some(target),
                LimitScope::OutsideCountries => None,
            },
            share: Some(limit.share.fraction()),
        });
        let included = earmark.include.iter().map(move |target| part("include", target));
        included.chain(earmark.exclude.iter().map(move |target| part("exclude", target))).chain(limits)
    };
    let rows = of(view, |view| view.ledger.agreements.iter().flat_map(parts));
    let about = "one row for each part of the world and of the themes that an earmark of the as-of day names";
    Rows::new("earmarks", about, rows)
        .text("agreement", "the agreement", |row: &EarmarkPart<'v>| row.position.agreement.reference.as_str())
        .text(
            "role",
            "`include`: it may pay there; `exclude`: not there after all; `at least`, `at most`: a share",
            |row| row.role,
        )
        .some_text("geography", "the place and all below it; empty for all that is in no country", |row| {
            row.target.map(|target| target.geography.as_str())
        })
        .some_text("theme", "the theme and all below it", |row| row.target.map(|target| target.theme.as_str()))
        .rate("share", "the share of its programmable money, as a fraction; 1 where it is none", |row| {
            row.share.unwrap_or(rust_decimal::Decimal::ONE)
        })
        .state_to_date()
}

pub(super) fn instalments<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let positions = view.ledger.agreements.iter();
        positions.flat_map(|position| position.instalments.iter().map(move |due| (position, due)))
    });
    type Row<'v> = (&'v AgreementPosition, &'v InstalmentPosition);
    Rows::new("instalments", "one row for each payment that an agreement foresees, and what became of it", rows)
        .text("agreement", "the agreement", |(position, _): &Row<'v>| position.agreement.reference.as_str())
        .text("donor", "the donor", |(position, _)| position.agreement.donor.as_str())
        .some_text("number", "its number as written", |(_, due)| due.instalment.number.as_deref())
        .day("due_on", "when it is due", |(_, due)| due.instalment.due_on)
        .original("how much", |(_, due)| due.instalment.amount)
        .in_currency("paid", "of it, what came", |(_, due)| due.paid)
        .in_currency("given_up", "of it, what will not come", |(_, due)| due.given_up)
        .in_currency("open", "of it, what may still come", |(_, due)| due.open())
        .text("status", "`paid`, `overdue`, `coming` or `written off`", |(_, due)| match due.status {
            InstalmentStatus::Paid => "paid",
            InstalmentStatus::Overdue => "overdue",
            InstalmentStatus::Coming => "coming",
            InstalmentStatus::WrittenOff => "written off",
        })
        .source(|(_, due)| &due.instalment.source)
        .state_to_date()
}

/// A receipt: of an agreement, with what it means there, or of the fund.
struct Came<'v> {
    receipt: &'v Receipt,
    base: Money,
    of: Option<(&'v AgreementPosition, &'v ReceiptPosition)>,
}

impl<'v> Came<'v> {
    /// An amount that only a receipt of an agreement has.
    fn money(&self, of: impl Fn(&'v ReceiptPosition) -> Money) -> Money {
        self.of.map_or(Money::ZERO, |(_, line)| of(line))
    }

    /// What it adds to what was received, less what went back.
    fn net(&self) -> Money {
        match self.receipt.kind {
            ReceiptKind::Deposit => self.base,
            ReceiptKind::Refund => -self.base,
            ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => {
                Money::ZERO
            }
        }
    }
}

pub(super) fn receipts<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let own = view.ledger.agreements.iter().flat_map(|position| {
            let came = move |line: &'v ReceiptPosition| Came {
                receipt: &line.receipt,
                base: line.base,
                of: Some((position, line)),
            };
            position.receipts.iter().map(came)
        });
        let cash = view.ledger.interest.iter().chain(&view.ledger.bank_charges);
        own.chain(cash.map(|line| Came { receipt: &line.receipt, base: line.base, of: None }))
    });
    let about = "one row for each receipt: deposits, refunds, write-offs, interest, bank charges; a transfer has a row with each of \
                 its two agreements";
    Rows::new("receipts", about, rows)
        .text("receipt", "its number", |row: &Came<'v>| row.receipt.number.as_str())
        .some_text("agreement", "the agreement; empty for interest and bank charges of the fund", |row| {
            row.of.map(|(position, _)| position.agreement.reference.as_str())
        })
        .some_text("donor", "the donor", |row| row.of.map(|(position, _)| position.agreement.donor.as_str()))
        .some_text("to_agreement", "the agreement that a transfer goes to", |row| {
            row.receipt.to_agreement.as_ref().map(|agreement| agreement.as_str())
        })
        .text("kind", "what it is; it gives the sign", |row| row.receipt.kind.name())
        .day("date", "when it was booked", |row| row.receipt.date)
        .text("booked_in", "the month of that day", |row| Month::of(row.receipt.date).to_string())
        .original("how much, above nothing", |row| row.receipt.amount)
        .rate(
            "rate",
            "units of that currency for one of the fund's, as booked or from the table; 1 for the fund's own cash",
            |row| row.of.map_or(rust_decimal::Decimal::ONE, |(_, line)| line.rate),
        )
        .money("amount", "the same in the fund's currency, above nothing", |row| row.base)
        .money("net", "what it adds to received less refunded: deposits plus, refunds minus", Came::net)
        .money("exchange", "of a deposit, what rates changed since signature", |row| row.money(|line| line.exchange))
        .money("transferred", "of a transfer, what it moves into this row's agreement", |row| {
            row.of.map_or(Money::ZERO, |(position, line)| position.transferred(line))
        })
        .money("fee", "administrative agent fee on it", |row| row.money(|line| line.fee))
        .money("levy", "coordination levy on it", |row| row.money(|line| line.levy))
        .some_text("notes", "remarks", |row| row.receipt.notes.as_deref())
        .source(|row| &row.receipt.source)
        .state_to_date()
}

pub(super) fn interest_returned<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| &view.book.returned);
    let about = "one row for each donor and month: interest less bank charges that goes back to it";
    Rows::new("interest_returned", about, rows)
        .text("donor", "the donor", |row| row.donor.as_str())
        .text("returned_in", "the month", |row| row.month.to_string())
        .money("amount", "how much; below nothing where charges were more", |row| row.amount)
        .state_to_date()
}

pub(super) fn rates<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| &view.facts.rates);
    Rows::new("rates", "one row for each exchange rate", rows)
        .text("currency", "the currency (ISO 4217)", |rate: &&Rate| rate.currency.code())
        .day("effective_on", "from when it holds", |rate| rate.effective_on)
        .rate("rate", "units of the currency for one of the fund's", |rate| rate.units_per_base)
        .some_day("published_on", "when it was published", |rate| rate.published_on)
        .source(|rate| &rate.source)
        .state_to_date()
}
