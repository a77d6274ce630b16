//! Money that somebody has to decide about: of agreements that have ended, and what is above its money or its need.

use crate::attribute::outcome::{Lapse, Over, OverCause};
use crate::domain::facts::Amendment;
use crate::domain::{EarmarkChange, Money};
use crate::ledger::AgreementPosition;

use super::super::grid::{Cell, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::position::HeldFrom;
use super::{Report, Whose};

/// Adds the agreements that have ended to a sheet, below a heading; nothing where there are none.
pub(super) fn part(report: &Report<'_>, sheet: &mut Sheet) {
    let lapses = report.lapses();
    if lapses.is_empty() {
        return;
    }
    sheet.section(report.text("section-ended"));
    sheet.paragraph(report.text("note-ended"), Style::Paragraph);
    ended(report, sheet, lapses);
}

/// The sheet of what is above its money or its need; none where nothing is.
pub(in super::super) fn sheet(report: &Report<'_>) -> Option<Sheet> {
    let over = over(report);
    if over.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("over");
    sheet.paragraph(report.text("note-over"), Style::Paragraph);
    sheet.skip(1);
    above(report, &mut sheet, over);
    Some(sheet)
}

impl<'a> Report<'a> {
    /// Agreements of the report that have ended and owe something, in the order of their references.
    pub fn lapses(&self) -> Vec<(&'a AgreementPosition, Lapse)> {
        let view = self.view;
        let lapses = view.book.lapses.iter();
        let own = lapses.map(|lapse| (&view.ledger.agreements[lapse.agreement as usize], *lapse));
        own.filter(|(position, _)| self.has(position)).collect()
    }

    /// Overdrawn agreements of the report.
    pub fn overdrawn(&self) -> Vec<(&'a AgreementPosition, Money)> {
        let amounts = self.view.ledger.agreements.iter().zip(&self.view.book.amounts);
        let overdrawn = amounts.filter(|(position, amounts)| amounts.overdrawn > Money::ZERO && self.has(position));
        overdrawn.map(|(position, amounts)| (position, amounts.overdrawn)).collect()
    }

    /// Why something is above its money or its need; of an agreement, with the amendment that brought it.
    pub fn cause_of_over(&self, cause: OverCause, position: Option<&AgreementPosition>) -> String {
        let words = self.text(text_of(cause));
        let brought = |amendment: &&Amendment| match cause {
            OverCause::Earmark => {
                let days = [amendment.eligible_from, amendment.valid_from, amendment.valid_to];
                amendment.earmark != EarmarkChange::default() || days.iter().any(Option::is_some)
            }
            OverCause::SupportRate => amendment.support_rate.is_some(),
            OverCause::Refund | OverCause::Transfer | OverCause::CorrectedReceipt => false,
            OverCause::LowerNeed | OverCause::CellGone => false,
        };
        let in_force = self.view.facts.amendments.iter().filter(|amendment| {
            let own = position.is_some_and(|position| position.agreement.reference == amendment.agreement);
            own && amendment.effective_on <= self.view.ledger.as_of
        });
        let Some(amendment) = in_force.filter(brought).max_by_key(|amendment| amendment.effective_on) else {
            return words;
        };
        let day = self.phrases.day(amendment.effective_on);
        self.phrases.with("over-amended", &[("cause", &words), ("number", &amendment.number), ("day", &day)])
    }

    /// Whether an agreement is one of the report.
    fn has(&self, position: &AgreementPosition) -> bool {
        match self.whose {
            Whose::Donor(donor) => position.agreement.donor == donor.code,
            Whose::Fund => true,
        }
    }
}

fn ended(report: &Report<'_>, sheet: &mut Sheet, lapses: Vec<(&AgreementPosition, Lapse)>) {
    let money = |position: &AgreementPosition, rule: &str, amount: Money| {
        let origin = Origin::of(Basis::Receipts).agreement(&position.agreement.reference);
        Cell::money(amount).from(origin.by(rule, amount))
    };
    let mut table = Table::new("Ended", "").totals(report.text("total"));
    table.column(report.head("h-agreement", 14), |(position, _): &(&AgreementPosition, Lapse)| {
        position.agreement.reference.as_str()
    });
    if matches!(report.whose, Whose::Fund) {
        table.column(report.head("h-donor", 30), |(position, _)| report.donor_name(&position.agreement.donor));
    }
    table.column(report.head("h-ended", 14), |(_, lapse)| lapse.ended_on);
    let lapsed = table.column(report.head("h-lapsed", 15).summed(), |(position, lapse)| {
        let made = HeldFrom::of(position, &report.view.amounts(&position.agreement.reference));
        Cell::money(lapse.lapsed).from(made.lapsed)
    });
    let reserve = table.column(report.head("h-reserve", 15).summed(), |(position, lapse)| {
        money(position, "support reserve on what lapsed, by the rate of the day", lapse.reserve)
    });
    table.computed(report.head("h-owed", 15).summed(), lapsed + reserve);
    table.column(report.head("h-kept", 15).summed(), |(position, lapse)| {
        money(position, "unspent money that open obligations need in its cells", lapse.kept)
    });
    table.put(sheet, lapses);
}

/// Something above its money or its need.
struct Above {
    name: String,
    amount: Money,
    cause: String,
    concerned: String,
    origin: Origin,
}

/// What is above: of a donor, its agreements; of the fund, cells too, with the agreements that pay for them.
fn over(report: &Report<'_>) -> Vec<Above> {
    let ledger = report.view.ledger;
    let cell_name = |number: &u32| {
        let cell = &ledger.cells[*number as usize];
        format!("{}, {}", report.place(&cell.geography), report.theme(&cell.theme))
    };
    let agreement = |number: &u32| &ledger.agreements[*number as usize];
    let above = report.view.book.over.iter().filter_map(|over| match over {
        Over::Agreement { agreement: number, amount, cause, cells } => {
            let position = agreement(number);
            let names: Vec<String> = cells.iter().map(cell_name).collect();
            report.has(position).then(|| Above {
                name: position.agreement.reference.to_string(),
                amount: *amount,
                cause: report.cause_of_over(*cause, Some(position)),
                concerned: report.phrases.listed(&names),
                origin: origin_of_over(report, position, (*cause, *amount)),
            })
        }
        Over::Cell { cell, amount, cause, agreements } => {
            let priority = &ledger.cells[*cell as usize];
            let payers = agreements.iter().map(|number| agreement(number).agreement.reference.to_string());
            matches!(report.whose, Whose::Fund).then(|| Above {
                name: cell_name(cell),
                amount: *amount,
                cause: report.cause_of_over(*cause, None),
                concerned: report.phrases.listed(&payers.collect::<Vec<_>>()),
                origin: Origin::of(Basis::Placed)
                    .place(&priority.geography)
                    .theme(&priority.theme)
                    .by("above the ceiling = other funding + allocated - ceiling", *amount),
            })
        }
    });
    above.collect()
}

/// What the amount by which an agreement is above its money, or outside its earmark, is made of.
pub(super) fn origin_of_over(
    report: &Report<'_>,
    position: &AgreementPosition,
    (cause, amount): (OverCause, Money),
) -> Origin {
    let reference = &position.agreement.reference;
    match cause {
        OverCause::Earmark => Origin::of(Basis::Placed)
            .agreement(reference)
            .by("unspent where the earmark in force does not allow it", amount),
        OverCause::Refund
        | OverCause::Transfer
        | OverCause::SupportRate
        | OverCause::CorrectedReceipt
        | OverCause::LowerNeed
        | OverCause::CellGone => HeldFrom::of(position, &report.view.amounts(reference)).over,
    }
}

fn above(report: &Report<'_>, sheet: &mut Sheet, over: Vec<Above>) {
    let mut table = Table::new("OverAllocated", "").totals(report.text("total"));
    table.column(report.head("h-what", 22), |above: &Above| above.name.clone());
    table.column(report.head("h-cause", 32), |above| above.cause.clone());
    table.column(report.head("h-over", 16).summed(), |above| Cell::money(above.amount).from(above.origin.clone()));
    table.column(report.head("h-concerned", 50), |above| above.concerned.clone());
    table.put(sheet, over);
}

/// The key of its text.
const fn text_of(cause: OverCause) -> &'static str {
    match cause {
        OverCause::Refund => "over-refund",
        OverCause::Transfer => "over-transfer",
        OverCause::SupportRate => "over-support-rate",
        OverCause::CorrectedReceipt => "over-receipt",
        OverCause::Earmark => "over-earmark",
        OverCause::LowerNeed => "over-need",
        OverCause::CellGone => "over-gone",
    }
}
