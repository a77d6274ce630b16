//! A statement of sources and uses for each agreement of a donor, with what a certified statement says beside figures.
//!
//! What comes in: the donor's agreements. What leaves: for each its particulars, its statement by category and year, in
//! base money and in its own currency, where its balance is, and who certifies it; then whom to ask.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::OriginalAmount;
use crate::domain::facts::{Agreement, ReceiptKind};
use crate::ledger::AgreementPosition;

use super::super::grid::{Cell, Figure, Head, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::data::{Data, OwnReceived, RATE_DECIMALS, RATE_SHOWN};
use super::statement::{LABEL, Shown, YEAR};
use super::{Check, Report, TO_SIGN, statement};

/// The sheet; none where no agreement is signed or paid. `closing` is the closing balance of all, `interest` the donor's
/// part of the fund's interest, which is no agreement's.
pub(in super::super) fn sheet(
    report: &mut Report<'_>,
    data: &Data,
    (closing, interest): (&Figure, Option<&Figure>),
) -> Option<Sheet> {
    let mut sheet = report.sheet("agreements");
    sheet.widen([LABEL, YEAR, YEAR, YEAR]);
    sheet.print.landscape = false;
    sheet.freeze = Some((0, 1));
    let mut sum: Option<Figure> = None;
    let positions = report.holdings.positions.clone();
    for position in positions.into_iter().filter(|position| position.is_signed() || !position.receipts.is_empty()) {
        let mut own = report.of_agreement(position);
        particulars(&own, &mut sheet, position);
        let shown = Shown { by_category: true, own: own_currency(&own, data, &mut sheet, position) };
        sheet.section(own.titled("section-agreement-statement"));
        let stated = statement::part(&mut own, data, &mut sheet, shown);
        certification(&own, &mut sheet, position);
        let reference = &position.agreement.reference;
        let checks = own.checks.into_iter();
        let named = |of: Check| Check { words: own.phrases.labelled(reference.as_str(), &of.words), tied: of.tied };
        report.checks.extend(checks.map(named));
        sum = Some(match sum {
            Some(sum) => sum + &stated.closing,
            None => stated.closing,
        });
    }
    let mut sum = sum?;
    if let Some(interest) = interest {
        sum = sum + interest;
    }
    report.check_equal("check-agreements", &sum, closing);
    besides(report, &mut sheet);
    Some(sheet)
}

/// Which agreement it is, and for what time the statement speaks.
fn particulars(report: &Report<'_>, sheet: &mut Sheet, position: &AgreementPosition) {
    let (agreement, phrases) = (&position.agreement, &report.phrases);
    let as_of = report.view.ledger.as_of;
    let terms = position.terms.on(as_of);
    let title = report.title(agreement);
    let between = if title.is_empty() { "" } else { " · " };
    sheet.part(format!("{}{between}{title}", agreement.reference));
    let mut lines = Vec::new();
    lines.extend(agreement.donor_reference.as_ref().map(|own| phrases.with("agreement-own", &[("reference", own)])));
    lines.extend(signed_and_amended(report, agreement));
    lines.extend(given_back(report, position));
    lines.push(phrases.with("agreement-earmark", &[("earmark", &report.earmark(&agreement.earmark))]));
    let period = [("from", &*phrases.day(terms.from().min(as_of))), ("to", &phrases.day(as_of))];
    lines.push(phrases.with("agreement-period", &period));
    let end = report.end_of(position);
    let ends = if end < as_of { "agreement-ended" } else { "agreement-ends" };
    lines.push(phrases.with(ends, &[("day", &phrases.day(end))]));
    sheet.paragraph(lines.join(" · "), Style::Paragraph);
    let after = position.instalments.iter().filter(|due| report.is_due_after_end(position, due));
    let after: Vec<String> = after
        .map(|due| {
            let open = phrases.original(OriginalAmount { amount: due.open(), ..due.instalment.amount });
            format!("{} ({open})", phrases.day(due.instalment.due_on))
        })
        .collect();
    if !after.is_empty() {
        let key = if after.len() == 1 { "agreement-after-end-one" } else { "agreement-after-end" };
        let words = phrases.with(key, &[("instalments", &phrases.listed(&after))]);
        sheet.paragraph(words, Style::Paragraph);
    }
}

/// On which days and for what amounts an agreement was signed and amended.
fn signed_and_amended(report: &Report<'_>, agreement: &Agreement) -> Vec<String> {
    let (phrases, facts) = (&report.phrases, &report.view.facts);
    let reference = &agreement.reference;
    let signed = facts.agreements.iter().find(|signed| signed.reference == *reference).unwrap_or(agreement);
    let said = |key, day, amount: Option<OriginalAmount>| {
        let amount = amount.map(|amount| phrases.original(amount)).unwrap_or_default();
        phrases.with(key, &[("day", &*phrases.day(day)), ("amount", &amount)])
    };
    let in_force = facts.amendments.iter().filter(|of| of.agreement == *reference);
    let mut amended: Vec<_> = in_force.filter(|of| of.effective_on <= report.view.ledger.as_of).collect();
    amended.sort_by_key(|of| of.effective_on);
    let amended = amended.into_iter().map(|of| {
        let key = if of.amount.is_some() { "agreement-amended" } else { "agreement-amended-terms" };
        said(key, of.effective_on, of.amount)
    });
    std::iter::once(said("agreement-signed", agreement.signed_on, Some(signed.amount))).chain(amended).collect()
}

/// What went back of an agreement or will not come, each with its day.
fn given_back(report: &Report<'_>, position: &AgreementPosition) -> Vec<String> {
    let receipts = position.receipts.iter().map(|line| &line.receipt);
    let said = receipts.filter_map(|receipt| {
        let key = match receipt.kind {
            ReceiptKind::Refund => "agreement-refunded",
            ReceiptKind::WriteOff => "agreement-written-off",
            ReceiptKind::Deposit | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => {
                return None;
            }
        };
        let (day, amount) = (report.phrases.day(receipt.date), report.phrases.original(receipt.amount));
        Some(report.phrases.with(key, &[("day", &day), ("amount", &amount)]))
    });
    said.collect()
}

/// The average rate of what was received in the agreement's own currency, and the heading of a column at it; nothing where
/// that is the base currency, or where something was received in another.
fn own_currency(
    report: &Report<'_>,
    data: &Data,
    sheet: &mut Sheet,
    position: &AgreementPosition,
) -> Option<(String, Figure, u32)> {
    let currency = position.agreement.amount.currency;
    let received = OwnReceived::of(report, position)?;
    let exact = received.own.checked_div(received.base.to_decimal(report.view.fund.exponent()))?;
    let rate = exact.round_dp_with_strategy(RATE_DECIMALS, RoundingStrategy::MidpointAwayFromZero);
    sheet.section(report.titled("section-own-rate"));
    let mut table = Table::new("OwnRate", "").plain();
    table.column(report.head("h-currency", LABEL), |(): &()| currency.code());
    let units = report.phrases.with("h-units-per", &[("currency", report.currency())]);
    let from = Origin::of(Basis::OwnDeposits).agreement(&position.agreement.reference);
    let from = from.counting("received in the currency of the agreement, divided by what it was booked at");
    let rates = table.column(Head::new(units, YEAR), move |()| {
        data.own_rate(Cell::decimal(rate, RATE_SHOWN).from(from.clone()), &position.agreement.reference)
    });
    let area = table.put(sheet, [()]);
    let refunds = position
        .receipts
        .iter()
        .map(|line| &line.receipt)
        .filter(|receipt| receipt.kind == ReceiptKind::Refund && receipt.amount.currency == currency);
    let refunded = refunds.fold(Decimal::ZERO, |sum, receipt| sum + receipt.amount.amount);
    let note = report.text("note-own-rate");
    sheet.paragraph(
        match refunded.is_zero() {
            true => note,
            false => {
                let paid_back = report.phrases.original(OriginalAmount { amount: refunded, currency });
                format!("{note} {}", report.phrases.with("note-own-refunds", &[("amount", &paid_back)]))
            }
        },
        Style::Note,
    );
    let heading = report.phrases.with("h-all-years-in", &[("currency", currency.code())]);
    Some((heading, area.figure(sheet, rates, 0), currency.minor_units()))
}

/// Who stands for the statement of an agreement.
fn certification(report: &Report<'_>, sheet: &mut Sheet, position: &AgreementPosition) {
    let words = &report.view.fund.reports;
    sheet.section(report.titled("section-certification"));
    let agreement = [("agreement", position.agreement.reference.as_str())];
    sheet.paragraph(report.phrases.with("certification", &agreement), Style::Paragraph);
    let title = words.certifier_title.as_deref().map(|title| report.own_words(title, &words.certifier_titles));
    let person =
        [("name", words.certifier.as_deref().unwrap_or(TO_SIGN)), ("title", title.as_deref().unwrap_or(TO_SIGN))];
    sheet.paragraph(report.phrases.with("certification-person", &person), Style::Paragraph);
    sheet.paragraph(report.text("certification-sign"), Style::Paragraph);
}

/// Whom to ask about the statements, and what they do not promise.
fn besides(report: &Report<'_>, sheet: &mut Sheet) {
    let words = &report.view.fund.reports;
    sheet.skip(1);
    if let Some(asked) = report.whom_to_ask() {
        sheet.paragraph(asked, Style::Paragraph);
    }
    if let Some(disclaimer) = &words.disclaimer {
        sheet.paragraph(report.own_words(disclaimer, &words.disclaimers), Style::Note);
    }
}
