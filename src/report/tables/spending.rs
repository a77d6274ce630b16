//! The tables of money that goes: expenditure, who pays for it, what nobody pays for yet.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::attribute::{PendingLine, Share};
use crate::domain::facts::{ExpenditureCategory, ExpenditureType};
use crate::domain::{AgreementRef, Money, Month};
use crate::ledger::SpendingLine;

use super::columns::Rows;
use super::places::Cells;
use super::{Table, View, of};

pub(super) fn expenditure<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| view.ledger.spending.iter().enumerate());
    let spent = |line: &SpendingLine| match line.fact.expenditure_type {
        ExpenditureType::Expenditure => line.base,
        ExpenditureType::Obligation => Money::ZERO,
    };
    let direct = move |line: &SpendingLine| {
        if line.fact.category == ExpenditureCategory::IndirectSupport { Money::ZERO } else { spent(line) }
    };
    let places = Rc::new(Cells::places(view));
    let above = Rc::clone(&places);
    let about = "one row for each line of expenditure and each open obligation";
    Rows::new("expenditure", about, rows)
        .key(&["fund", "month", "line"])
        .whole("line", "its number in this month's tables", |(line, _): &(usize, &'v SpendingLine)| *line)
        .day("date", "when it was booked", |(_, line)| line.fact.date)
        .text("project", "the project", |(_, line)| line.fact.project.as_str())
        .some_text("document", "the document's number", |(_, line)| line.fact.document.as_deref())
        .some_text("description", "what it was for", |(_, line)| line.fact.description.as_deref())
        .text("geography", "where", |(_, line)| line.fact.geography.as_str())
        .text("region", "the region of that place", move |(_, line)| places.region(&line.fact.geography))
        .text("theme", "the theme", |(_, line)| line.fact.theme.as_str())
        .text("pillar", "the pillar of that theme", move |(_, line)| above.pillar(&line.fact.theme))
        .text("category", "what it was spent on", |(_, line)| line.fact.category.name())
        .text("type", "`expenditure` or `obligation`", |(_, line)| line.fact.expenditure_type.name())
        .some_text("agreement", "the agreement that the line names", |(_, line)| {
            line.fact.agreement.as_ref().map(AgreementRef::as_str)
        })
        .some_text("obligation", "the obligation that it settles, or that it is", |(_, line)| {
            line.fact.obligation.as_deref()
        })
        .original("how much; below nothing for a credit", |(_, line)| line.fact.amount)
        .money("amount", "the same in the fund's currency", |(_, line)| line.base)
        .money("spent", "the same, but nothing for an obligation", move |(_, line)| spent(line))
        .money("direct", "the same, but nothing for indirect support either", move |(_, line)| direct(line))
        .source(|(_, line)| &line.fact.source)
        .state_to_date()
}

/// A share of a line, and whose figures it is among.
type Shared<'v> = (&'v View<'v>, &'v Share);

/// The columns that charges and obligations share.
fn shared<'v>(view: Option<&'v View<'v>>, rows: Rows<'v, Shared<'v>>) -> Rows<'v, Shared<'v>> {
    let rows = rows
        .whole("line", "the line, in `expenditure`", |(_, share): &Shared<'v>| share.line())
        .text("donor", "the donor", |(view, share)| view.ledger.agreements[share.agreement()].agreement.donor.as_str())
        .text("agreement", "the agreement", |(view, share)| {
            view.ledger.agreements[share.agreement()].agreement.reference.as_str()
        });
    rows.cell(&Rc::new(Cells::of(view)), |(_, share)| share.cell())
        .text("project", "the project", |(view, share)| view.ledger.spending[share.line()].fact.project.as_str())
        .text("category", "what it was spent on", |(view, share)| {
            view.ledger.spending[share.line()].fact.category.name()
        })
}

pub(super) fn charges<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| view.attribution.spent.iter().map(move |share| (view, share)));
    let about = "one row for each charge: a part of an expenditure line that an agreement pays";
    shared(view, Rows::new("charges", about, rows))
        .day("incurred_on", "when the cost was incurred", |(view, share)| view.ledger.spending[share.line()].fact.date)
        .text("charged_in", "the month in which it is charged", |(_, share)| share.charged_in.to_string())
        .whole("year", "the year of that month", |(_, share)| share.charged_in.year())
        .money("amount", "how much; below nothing for a credit, and where a charge was taken back", |(_, share)| {
            share.amount
        })
        .state_to_date()
}

/// What tells the charges of a month apart: month, agreement, cell, category.
type Charged = (Month, usize, usize, ExpenditureCategory);

pub(super) fn charged<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let mut sums: BTreeMap<Charged, Money> = BTreeMap::new();
    for (view, share) in view.into_iter().flat_map(|view| view.attribution.spent.iter().map(move |share| (view, share)))
    {
        let category = view.ledger.spending[share.line()].fact.category;
        *sums.entry((share.charged_in, share.agreement(), share.cell(), category)).or_default() += share.amount;
    }
    let agreement = move |(_, agreement, ..): Charged| view.map(|view| &view.ledger.agreements[agreement].agreement);
    let about = "one row for each agreement, cell and category that is charged in a month: the sum of those charges. A close freezes \
                 it, so that months may be added up";
    let rows = Rows::new("charged", about, sums)
        .key(&["fund", "month", "agreement", "cell", "category"])
        .text("donor", "the donor", move |(key, _)| agreement(*key).map_or("", |agreement| agreement.donor.as_str()))
        .text("agreement", "the agreement", move |(key, _)| {
            agreement(*key).map_or("", |agreement| agreement.reference.as_str())
        });
    rows.cell(&Rc::new(Cells::of(view)), |((_, _, cell, _), _)| *cell)
        .text("category", "what it was spent on", |((.., category), _)| category.name())
        .whole("year", "the year of the month", |((month, ..), _)| month.year())
        .money("amount", "how much", |(_, amount)| *amount)
        .own_facts(|((month, ..), _)| *month)
}

pub(super) fn obligations<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| view.attribution.obligated.iter().map(move |share| (view, share)));
    let about = "one row for each part of an open obligation that unspent money of its cell covers, by who is to pay it; all open \
                 obligations are in `expenditure`";
    shared(view, Rows::new("obligations", about, rows))
        .day("date", "the obligation's day", |(view, share)| view.ledger.spending[share.line()].fact.date)
        .money("amount", "how much", |(_, share)| share.amount)
        .state_to_date()
}

pub(super) fn pending<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        view.attribution.pending.iter().map(move |pending| (&view.ledger.spending[pending.line as usize], pending))
    });
    type Row<'v> = (&'v SpendingLine, &'v PendingLine);
    let about = "one row for each part of an expenditure line that nobody can be charged with yet";
    Rows::new("pending", about, rows)
        .whole("line", "the line, in `expenditure`", |(_, pending): &Row<'v>| pending.line)
        .text("geography", "where", |(line, _)| line.fact.geography.as_str())
        .text("theme", "the theme", |(line, _)| line.fact.theme.as_str())
        .text("project", "the project", |(line, _)| line.fact.project.as_str())
        .text("category", "what it was spent on", |(line, _)| line.fact.category.name())
        .day("incurred_on", "when it was incurred", |(line, _)| line.fact.date)
        .text("cause", "why: `no cell`, `not eligible`, `beyond need` or `no money`", |(_, pending)| {
            pending.cause.word()
        })
        .money("amount", "how much; below nothing for what is left of a credit", |(_, pending)| pending.amount)
        .state_to_date()
}

pub(super) fn support_cost<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let costs = view.attribution.support_cost.iter();
        costs.map(move |((agreement, year), cost)| {
            let donor = view.ledger.agreement(agreement).map_or("", |position| position.agreement.donor.as_str());
            (agreement, donor, *year, *cost)
        })
    });
    Rows::new(
        "support_cost",
        "one row for each agreement and year: programme support cost of what it was charged with",
        rows,
    )
    .key(&["fund", "month", "agreement", "year"])
    .text("agreement", "the agreement", |(agreement, ..): &(&'v AgreementRef, &'v str, i32, Money)| agreement.as_str())
    .text("donor", "the donor", |(_, donor, ..)| *donor)
    .whole("year", "the year", |(_, _, year, _)| *year)
    .money("amount", "how much", |(.., cost)| *cost)
    .state_to_date()
}
