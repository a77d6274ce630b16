//! The statement of sources and uses, year by year and in all, in the layout that donors know from the UN MPTF Office.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::ledger::year;

use super::super::grid::{Cell, Content, Figure, Formula, Handle, Head, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::flows::{Flow, Totals};
use super::{Report, Whose, flows};

/// What other sheets show of the statement.
pub(in super::super) struct Stated {
    pub deposits: Figure,
    /// Deposits, less refunds, and what moved between agreements.
    pub incoming: Figure,
    pub spent: Figure,
    pub support_cost: Figure,
    pub closing: Figure,
}

/// A line that comes from the figures of each year: its text, where it comes from, and its amount in a year.
type Source = (&'static str, Basis, fn(&Flow) -> Money);

/// A line of the statement; others are named by their index.
enum Line {
    Heading(&'static str),
    Flow(Source),
    Sum { text: &'static str, first: usize, last: usize },
    Opening,
    Change { sources: usize, uses: usize },
    Closing { opening: usize, change: usize },
}

impl Line {
    const fn text(&self) -> &'static str {
        match self {
            Self::Heading(text) | Self::Flow((text, ..)) | Self::Sum { text, .. } => text,
            Self::Opening => "statement-opening",
            Self::Change { .. } => "statement-change",
            Self::Closing { .. } => "statement-closing",
        }
    }

    const fn style(&self) -> Style {
        match self {
            Self::Heading(_) => Style::Section,
            Self::Sum { .. } | Self::Closing { .. } => Style::Total,
            Self::Flow(_) | Self::Opening | Self::Change { .. } => Style::Body,
        }
    }

    /// What it holds in a column of amounts, where `flow` gives what comes from the figures and `opening` the balance
    /// before.
    fn content(&self, flow: impl FnOnce(&Source) -> Content, opening: impl FnOnce() -> Content) -> Content {
        match self {
            Self::Heading(_) => Cell::blank().into(),
            Self::Flow(source) => flow(source),
            Self::Sum { first, last, .. } => Formula::sum_of_rows(*first, *last).into(),
            Self::Opening => opening(),
            Self::Change { sources, uses } => (Formula::above(*sources) - Formula::above(*uses)).into(),
            Self::Closing { opening, change } => (Formula::above(*opening) + Formula::above(*change)).into(),
        }
    }
}

/// The lines of a statement, and where among them the main ones are.
struct Lines {
    lines: Vec<Line>,
    /// The lines that deposits are made of, and those of all that came in.
    deposits: std::ops::Range<usize>,
    incoming: std::ops::Range<usize>,
    spent: usize,
    support_cost: usize,
    sources: usize,
    uses: usize,
    opening: usize,
    closing: usize,
}

/// The sheet, and its main figures. `committed` is the agreements' value, where the book has it.
pub(in super::super) fn sheet(report: &mut Report<'_>, committed: Option<Figure>) -> (Sheet, Stated) {
    let mut flows = flows::by_year(report.view, &report.holdings);
    if matches!(report.whose, Whose::Fund) {
        add_fund_flows(report, &mut flows);
    }
    let mut sheet = report.sheet("statement");
    // Running text has room even where there is only a year.
    sheet.widen([50, 15, 15, 15]);
    sheet.print.one_page = true;
    sheet.skip(1);
    let (stated, all) = statement(report, &mut sheet, &flows);
    report.check_equal("check-closing", &stated.closing, &all);
    position(report, &mut sheet, &stated, committed);
    (sheet, stated)
}

/// Interest and bank charges belong to the fund and to no donor.
fn add_fund_flows(report: &Report<'_>, flows: &mut BTreeMap<i32, Flow>) {
    let ledger = report.view.ledger;
    for line in &ledger.interest {
        flows.entry(year(line.receipt.date)).or_default().interest += line.base;
    }
    for line in &ledger.bank_charges {
        flows.entry(year(line.receipt.date)).or_default().bank_charges += line.base;
    }
}

fn lines(report: &Report<'_>, flows: &BTreeMap<i32, Flow>) -> Lines {
    let mut sources: Vec<Source> = vec![
        ("statement-promised", Basis::Promised, |flow| flow.deposited - flow.exchange),
        ("statement-exchange", Basis::Exchange, |flow| flow.exchange),
        ("statement-refunds", Basis::GivenBack, |flow| -flow.refunded),
    ];
    let deposits = sources.len();
    // What few agreements have stands where it is.
    if flows.values().any(|flow| !flow.transferred.is_zero()) {
        sources.push(("statement-transfers", Basis::Transfers, |flow| flow.transferred));
    }
    let incoming = sources.len();
    let spent: Source = ("statement-spent", Basis::Spent, |flow| flow.spent);
    let support_cost: Source = ("statement-support", Basis::SupportCost, |flow| flow.support_cost);
    let mut uses: Vec<Source> = vec![
        ("statement-fee", Basis::Charges, |flow| flow.fee),
        ("statement-levy", Basis::Charges, |flow| flow.levy),
        spent,
        support_cost,
    ];
    let interest: Source = match report.whose {
        Whose::Donor(_) => ("statement-interest-part", Basis::InterestPart, |flow| flow.interest),
        Whose::Fund => ("statement-interest", Basis::Interest, |flow| flow.interest),
    };
    if matches!(report.whose, Whose::Fund) || !report.holdings.interest.is_empty() {
        sources.push(interest);
    }
    if matches!(report.whose, Whose::Fund) {
        uses.push(("statement-bank", Basis::BankCharges, |flow| flow.bank_charges));
    }
    let mut lines = Vec::new();
    let sources = block(&mut lines, "statement-sources", sources, "statement-total-sources");
    let uses = block(&mut lines, "statement-uses", uses, "statement-total-uses");
    lines.push(Line::Heading("statement-balance"));
    let opening = lines.len();
    lines.push(Line::Opening);
    lines.push(Line::Change { sources: sources.end, uses: uses.end });
    lines.push(Line::Closing { opening, change: opening + 1 });
    let at = |(text, ..): Source| lines.iter().position(|line| line.text() == text).unwrap_or_default();
    Lines {
        deposits: sources.start..sources.start + deposits,
        incoming: sources.start..sources.start + incoming,
        spent: at(spent),
        support_cost: at(support_cost),
        sources: sources.end,
        uses: uses.end,
        opening,
        closing: lines.len() - 1,
        lines,
    }
}

/// Adds a heading, lines, and their sum; gives the lines, at whose end is the sum.
fn block(
    lines: &mut Vec<Line>,
    heading: &'static str,
    sources: Vec<Source>,
    total: &'static str,
) -> std::ops::Range<usize> {
    lines.push(Line::Heading(heading));
    let first = lines.len();
    lines.extend(sources.into_iter().map(Line::Flow));
    let end = lines.len();
    lines.push(Line::Sum { text: total, first, last: end - 1 });
    first..end
}

/// The statement itself; gives its main figures, and the balance as all sources less all uses.
fn statement(report: &Report<'_>, sheet: &mut Sheet, flows: &BTreeMap<i32, Flow>) -> (Stated, Figure) {
    let Lines { lines, deposits, incoming, spent, support_cost, sources, uses, opening, closing } =
        lines(report, flows);
    let mut table = Table::new("Statement", "").plain().styled(Line::style);
    let heading = report.phrases.with("h-in-currency", &[("currency", report.currency())]);
    table.column(Head::new(heading, 50), |line: &Line| report.text(line.text()));
    let mut years: Vec<Handle> = Vec::new();
    for (year, flow) in flows {
        let before = years.last().map(|before| before.at(closing));
        years.push(table.column(Head::new(year.to_string(), 15), move |line| {
            let of_year =
                |(_, basis, amount): &Source| Cell::money(amount(flow)).from(report.origin(*basis).year(*year));
            line.content(
                |source| of_year(source).into(),
                || match &before {
                    Some(before) => before.clone().into(),
                    None => Cell::money(Money::ZERO).from(Origin::of(Basis::Beginning)).into(),
                },
            )
        }));
    }
    let (first, last) = (years[0], years[years.len() - 1]);
    let over_years = Formula::across(&years);
    let all = table.column(report.head("h-cumulative", 15), move |line| {
        line.content(|_| over_years.clone().into(), || first.at(opening).into())
    });
    let area = table.put(sheet, lines);
    sheet.freeze = Some((area.header + 1, 1));
    let figure = |line| area.figure(sheet, all, line);
    let sum = |lines: std::ops::Range<usize>| {
        lines.map(figure).reduce(|sum, line| sum + &line).unwrap_or_else(|| figure(sources)).grouped()
    };
    let stated = Stated {
        deposits: sum(deposits),
        incoming: sum(incoming),
        spent: figure(spent),
        support_cost: figure(support_cost),
        closing: area.figure(sheet, last, closing),
    };
    (stated, figure(sources) - &figure(uses))
}

/// A line of the position.
struct Item {
    text: &'static str,
    content: Content,
    style: Style,
}

/// Where the balance is, and how the deposits were used.
fn position(report: &mut Report<'_>, sheet: &mut Sheet, stated: &Stated, committed: Option<Figure>) {
    sheet.section(report.text("statement-position"));
    let totals = Totals::of(&report.holdings);
    let mut items: Vec<Item> = Vec::new();
    let mut item = |text, content: Content, style| {
        items.push(Item { text, content, style });
        items.len() - 1
    };
    if let Some(committed) = committed {
        item("position-committed", committed.into(), Style::Body);
    }
    let paid = item("position-paid", stated.deposits.clone().into(), Style::Subtotal);
    let amount = |amount: Money, basis| -> Content { Cell::money(amount).from(report.origin(basis)).into() };
    let informed =
        |amount: Money, basis| -> Content { Cell::money(amount).from(report.origin(basis).informing()).into() };
    let placed = item("position-placed", amount(totals.placed, Basis::Placed), Style::Body);
    let spent = item("position-spent", stated.spent.clone().into(), Style::Body);
    item("position-obligated", amount(totals.obligated, Basis::Obligated), Style::Body);
    if matches!(report.whose, Whose::Fund) {
        let pending = report.view.attribution.total_pending();
        item("position-pending", amount(pending, Basis::Pending), Style::Body);
    }
    let left = Formula::above(placed) - Formula::above(spent);
    let unspent = item("position-unspent", left.into(), Style::Body);
    item("position-unallocated", informed(totals.unallocated, Basis::Receipts), Style::Body);
    let (interest, key, basis) = match report.whose {
        Whose::Donor(_) => (totals.interest, "position-interest-part", Basis::InterestPart),
        Whose::Fund => (report.view.interest_not_programmable(), "position-interest", Basis::Interest),
    };
    let seldom = [
        ("position-lapsed", totals.lapsed, Basis::Receipts),
        ("position-over", -totals.over_allocated, Basis::Placed),
        ("position-below", -totals.below_nothing, Basis::Receipts),
        ("position-reserve", totals.unused_reserve, Basis::Receipts),
        (key, interest, basis),
    ];
    for (key, money, basis) in seldom.into_iter().filter(|(_, money, _)| !money.is_zero()) {
        item(key, informed(money, basis), Style::Body);
    }
    let last = items.len() - 1;
    let total = items.len();
    items.push(Item {
        text: "position-total",
        content: Formula::sum_of_rows(unspent, last).into(),
        style: Style::Total,
    });
    let rate = Formula::share(Formula::above(spent), Formula::above(placed));
    let delivery = items.len();
    items.push(Item { text: "position-delivery", content: rate.into(), style: Style::Body });
    let mut table = Table::new("Position", "").plain().styled(|(_, item): &(usize, Item)| item.style);
    table.column(report.head("h-blank", 50), |(_, item)| report.text(item.text));
    let amount = table.column(report.head("h-amount", 15), |(_, item)| item.content.clone());
    // What was paid is the whole of which each line shows its share.
    table.column(report.head("h-share-of-paid", 15), |(line, _)| match *line {
        line if line == delivery => Content::from(Cell::blank()),
        _ => Formula::share(amount, amount.fixed_at(paid)).into(),
    });
    let area = table.put(sheet, items.into_iter().enumerate());
    let balance = area.figure(sheet, amount, total);
    report.check_equal("check-balance", &stated.closing, &balance);
    sheet.skip(1);
    let note = match report.whose {
        Whose::Donor(_) => "note-statement",
        Whose::Fund => "note-statement-fund",
    };
    sheet.paragraph(report.text(note), Style::Note);
}
