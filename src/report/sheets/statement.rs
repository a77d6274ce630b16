//! The statement of sources and uses, year by year and in all, in the layout that donors know from the UN MPTF Office.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::domain::facts::{ExpenditureCategory, ReceiptKind};

use super::super::grid::{Cell, Content, Figure, Formula, Handle, Head, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::data::{Amount, Data, DaysSlice, Item, Slice};
use super::flows::Flow;
use super::folds::{FEE_AND_LEVY, NET};
use super::period::Days;
use super::position::position;
use super::{Report, Whose, flows, obligations};

/// What other sheets show of the statement.
pub(in super::super) struct Stated {
    pub deposits: Figure,
    /// Deposits less refunds, and expenditure, in the last column of time alone.
    pub deposits_last: Figure,
    pub spent_last: Figure,
    /// Deposits, less refunds, and what moved between agreements.
    pub incoming: Figure,
    pub spent: Figure,
    pub support_cost: Figure,
    /// The interest of the fund less bank charges, or the donor's part of it, where the statement has a line of it.
    pub interest: Option<Figure>,
    pub closing: Figure,
}

/// How wide the column of a statement's lines is, and that of a year.
pub(super) const LABEL: u16 = 40;
pub(super) const YEAR: u16 = 13;

/// A column of a statement: what came and went in a year, or from a month to another.
pub(super) struct Span {
    pub heading: String,
    pub flow: Flow,
    pub by_category: BTreeMap<ExpenditureCategory, Money>,
    pub of: Of,
}

/// Which time a span is.
#[derive(Clone, Copy)]
pub(super) enum Of {
    Year(i32),
    Days(Days),
}

impl Of {
    /// Where a figure of the span comes from, by where it comes from in all; `amount` is the figure.
    fn limit(self, origin: Origin, basis: Basis, amount: Money) -> Origin {
        match self {
            Self::Year(year) => origin.year(year),
            Self::Days(days) => days.limit(origin, (basis, amount)),
        }
    }
}

/// The years of a report.
fn years(report: &Report<'_>, flows: BTreeMap<i32, Flow>) -> Vec<Span> {
    let mut by_category: BTreeMap<i32, BTreeMap<ExpenditureCategory, Money>> = BTreeMap::new();
    for ((category, year), amount) in flows::by_category_and_year(&report.holdings) {
        by_category.entry(year).or_default().insert(category, amount);
    }
    let span = |(year, flow): (i32, Flow)| Span {
        heading: report.year_words(year),
        flow,
        by_category: by_category.remove(&year).unwrap_or_default(),
        of: Of::Year(year),
    };
    flows.into_iter().map(span).collect()
}

/// A line that comes from the figures of each year: what it is, where it comes from, and its amount in a year.
type Source = (Item, Basis, fn(&Flow) -> Money);

/// A line of the statement; others are named by their index.
struct Line {
    /// Its own index.
    row: usize,
    text: String,
    kind: Kind,
}

enum Kind {
    Heading,
    /// What it holds in each year.
    Flow(Vec<Content>),
    Sum {
        first: usize,
        last: usize,
    },
    Opening,
    Change {
        sources: usize,
        uses: usize,
    },
    Closing {
        opening: usize,
        change: usize,
    },
}

impl Line {
    /// A line whose place is not known yet.
    const fn new(text: String, kind: Kind) -> Self {
        Self { row: 0, text, kind }
    }

    const fn style(&self) -> Style {
        match self.kind {
            Kind::Heading => Style::Section,
            Kind::Sum { .. } | Kind::Closing { .. } => Style::Total,
            Kind::Flow(_) | Kind::Opening | Kind::Change { .. } => Style::Body,
        }
    }

    /// What it holds in a column of amounts, where `flow` gives what comes from the figures and `opening` the balance
    /// before.
    fn content(&self, flow: impl FnOnce(&[Content]) -> Content, opening: impl FnOnce() -> Content) -> Content {
        match &self.kind {
            Kind::Heading => Cell::blank().into(),
            Kind::Flow(of_years) => flow(of_years),
            Kind::Sum { first, last } => Formula::sum_of_rows(*first, *last).into(),
            Kind::Opening => opening(),
            Kind::Change { sources, uses } => (Formula::above(*sources) - Formula::above(*uses)).into(),
            Kind::Closing { opening, change } => (Formula::above(*opening) + Formula::above(*change)).into(),
        }
    }
}

/// How far the exchange difference stands below the first line of what came in.
const EXCHANGE: usize = 1;

/// The lines of a statement, and where among them the main ones are.
struct Lines {
    lines: Vec<Line>,
    /// The lines that deposits are made of, those of all that came in, and those of expenditure.
    deposits: std::ops::Range<usize>,
    incoming: std::ops::Range<usize>,
    spent: std::ops::Range<usize>,
    support_cost: usize,
    interest: Option<usize>,
    bank_charges: Option<usize>,
    sources: usize,
    /// The first line of what was used.
    uses: usize,
    opening: usize,
    closing: usize,
}

/// What a statement shows beside its years.
#[derive(Default)]
pub(super) struct Shown {
    /// Expenditure by category instead of in one line.
    pub by_category: bool,
    /// A last column in another currency: its heading, and the units of it for one of base money.
    pub own: Option<(String, Figure, u32)>,
}

/// The sheet, its main figures, and what is not allocated. `committed` is the agreements' value, where the book has it.
pub(in super::super) fn sheet(
    report: &mut Report<'_>,
    data: &Data,
    committed: Option<Figure>,
) -> (Sheet, Stated, Figure) {
    let mut flows = flows::by_year(report.view, &report.holdings);
    if matches!(report.whose, Whose::Fund) {
        add_fund_flows(report, &mut flows);
    }
    let mut sheet = report.sheet("statement");
    // Running text has room even where there is only a year.
    sheet.widen([LABEL, YEAR, YEAR, YEAR]);
    let years = years(report, flows);
    sheet.print.landscape = false;
    sheet.skip(1);
    let stated = statement(report, data, &mut sheet, (&years, Shown::default()));
    let unallocated = position(report, data, &mut sheet, (&stated, committed));
    sheet.skip(1);
    let note = match report.whose {
        Whose::Donor(_) => "note-statement",
        Whose::Fund => "note-statement-fund",
    };
    sheet.paragraph(report.text(note), Style::Note);
    (sheet, stated, unallocated)
}

/// The statement and the position of what a report is about, at the end of a sheet that holds others too.
pub(super) fn part(report: &mut Report<'_>, data: &Data, sheet: &mut Sheet, shown: Shown) -> Stated {
    let years = years(report, flows::by_year(report.view, &report.holdings));
    let stated = statement(report, data, sheet, (&years, shown));
    position(report, data, sheet, (&stated, None));
    stated
}

/// Interest and bank charges belong to the fund and to no donor.
pub(in super::super) fn add_fund_flows(report: &Report<'_>, flows: &mut BTreeMap<i32, Flow>) {
    for row in report.view.booked.iter().filter(|row| row.agreement.is_none()) {
        let flow = flows.entry(row.month.year()).or_default();
        match row.kind {
            ReceiptKind::Interest => flow.interest += row.base,
            ReceiptKind::BankCharge => flow.bank_charges += row.base,
            ReceiptKind::Deposit | ReceiptKind::Refund | ReceiptKind::WriteOff | ReceiptKind::Transfer => {}
        }
    }
}

/// An amount of a span: of a year, by a formula over the data.
fn of_span(report: &Report<'_>, data: &Data, span: &Span, (cell, item, slice): (Cell, Item, Slice<'_>)) -> Content {
    match span.of {
        Of::Year(year) => {
            data.amount(report, cell, &[item], Slice { agreement: report.agreement, year: Some(year), ..slice })
        }
        Of::Days(days) => data.of_days(report, cell, (days, item), DaysSlice { category: slice.category, place: None }),
    }
}

/// What stands beside the years of the fund's own statement, and is no agreement's.
pub(in super::super) fn amounts_of_fund<'m>(report: &Report<'_>) -> Vec<Amount<'m>> {
    let view = report.view;
    let interest = view.interest_not_programmable();
    let terms = [
        ("interest less bank charges".to_owned(), view.interest()),
        ("less what was made programmable".to_owned(), interest - view.interest()),
    ];
    let mut amounts = vec![
        Amount::new("position-pending", view.attribution.total_pending(), report.origin(Basis::Pending)),
        Amount::new("position-interest", interest, report.origin(Basis::Interest).made_of(terms)),
    ];
    amounts.extend(obligations::amounts(report));
    amounts
}

/// The lines; expenditure in one, or by category.
fn lines(report: &Report<'_>, data: &Data, spans: &[Span], by_category: bool) -> Lines {
    let flow = |(text, basis, amount): Source| {
        let in_span = |span: &Span| {
            let amount = amount(&span.flow);
            let cell = Cell::money(amount).from(span.of.limit(report.origin(basis), basis, amount));
            of_span(report, data, span, (cell, text, Slice::default()))
        };
        Line::new(report.text(text), Kind::Flow(spans.iter().map(in_span).collect()))
    };
    let mut sources: Vec<Line> = match report.folds.refunds {
        true => vec![flow((NET, Basis::Receipts, |flow| flow.deposited - flow.refunded))],
        false => vec![
            flow(("statement-promised", Basis::Promised, |flow| flow.deposited - flow.exchange)),
            flow(("statement-exchange", Basis::Exchange, |flow| flow.exchange)),
            flow(("statement-refunds", Basis::Refunds, |flow| -flow.refunded)),
        ],
    };
    let deposits = sources.len();
    // What few agreements have stands where it is.
    if spans.iter().any(|span| !span.flow.transferred.is_zero()) {
        sources.push(flow(("statement-transfers", Basis::Transfers, |flow| flow.transferred)));
    }
    let incoming = sources.len();
    let interest: Source = match report.whose {
        Whose::Donor(_) => ("statement-interest-part", Basis::InterestPart, |flow| flow.interest),
        Whose::Fund => ("statement-interest", Basis::Interest, |flow| flow.interest),
    };
    let with_interest = matches!(report.whose, Whose::Fund) || !report.holdings.interest.is_empty();
    if with_interest {
        sources.push(flow(interest));
    }
    let spent = match by_category {
        true => categories(report, data, spans),
        false => vec![flow(("statement-spent", Basis::Spent, |flow| flow.spent))],
    };
    let mut uses: Vec<Line> = match report.folds.levy {
        true => vec![flow((FEE_AND_LEVY, Basis::FeeAndLevy, |flow| flow.fee + flow.levy))],
        false => vec![
            flow(("statement-fee", Basis::Fee, |flow| flow.fee)),
            flow(("statement-levy", Basis::Levy, |flow| flow.levy)),
        ],
    };
    let (charges, spending) = (uses.len(), spent.len());
    uses.extend(spent);
    uses.push(flow(("statement-support", Basis::SupportCost, |flow| flow.support_cost)));
    if matches!(report.whose, Whose::Fund) {
        uses.push(flow(("statement-bank", Basis::BankCharges, |flow| flow.bank_charges)));
    }
    let mut lines = Vec::new();
    let line = |text: &str, kind| Line::new(report.text(text), kind);
    let sources = block(&mut lines, report, ["statement-sources", "statement-total-sources"], sources);
    let uses = block(&mut lines, report, ["statement-uses", "statement-total-uses"], uses);
    lines.push(line("statement-balance", Kind::Heading));
    let opening = lines.len();
    lines.push(line("statement-opening", Kind::Opening));
    lines.push(line("statement-change", Kind::Change { sources: sources.end, uses: uses.end }));
    lines.push(line("statement-closing", Kind::Closing { opening, change: opening + 1 }));
    lines.iter_mut().enumerate().for_each(|(row, line)| line.row = row);
    let first = uses.start + charges;
    Lines {
        deposits: sources.start..sources.start + deposits,
        incoming: sources.start..sources.start + incoming,
        spent: first..first + spending,
        support_cost: first + spending,
        interest: with_interest.then(|| sources.start + incoming),
        bank_charges: matches!(report.whose, Whose::Fund).then(|| first + spending + 1),
        sources: sources.end,
        uses: uses.start,
        opening,
        closing: lines.len() - 1,
        lines,
    }
}

/// A line for each category of expenditure; one in all where there is none.
fn categories(report: &Report<'_>, data: &Data, spans: &[Span]) -> Vec<Line> {
    let line = |category: ExpenditureCategory| {
        let in_span = |span: &Span| {
            let amount = span.by_category.get(&category).copied().unwrap_or_default();
            let origin = report.origin(Basis::Spent).category(category);
            let cell = Cell::money(amount).from(span.of.limit(origin, Basis::Spent, amount));
            let slice = Slice { category: Some(category), ..Slice::default() };
            of_span(report, data, span, (cell, "statement-spent", slice))
        };
        Line::new(report.category(category).to_string(), Kind::Flow(spans.iter().map(in_span).collect()))
    };
    let with_amounts =
        |category: &ExpenditureCategory| spans.iter().any(|span| span.by_category.contains_key(category));
    let lines: Vec<Line> = ExpenditureCategory::ALL.iter().copied().filter(with_amounts).map(line).collect();
    if lines.is_empty() { vec![line(ExpenditureCategory::ALL[0])] } else { lines }
}

/// Adds a heading, lines, and their sum; gives the lines, at whose end is the sum.
fn block(
    lines: &mut Vec<Line>,
    report: &Report<'_>,
    [heading, total]: [&str; 2],
    of_block: Vec<Line>,
) -> std::ops::Range<usize> {
    lines.push(Line::new(report.text(heading), Kind::Heading));
    let first = lines.len();
    lines.extend(of_block);
    let end = lines.len();
    lines.push(Line::new(report.text(total), Kind::Sum { first, last: end - 1 }));
    first..end
}

/// The column of a statement in another currency, at a rate: the lines add up to the total in that currency, since each takes
/// what the lines up to it come to, less what those before it do. What was received has no exchange difference there.
fn at_rate([sources, uses]: [usize; 2], all: Handle, rate: Figure, decimals: (u32, u32)) -> impl Fn(&Line) -> Content {
    move |line| {
        let up_to = |last: usize| {
            let first = if last >= uses { uses } else { sources };
            let sum = (first + 1..=last).fold(all.at(first), |sum, row| sum + all.at(row));
            Formula::at_rate(sum, &rate, decimals)
        };
        match line.kind {
            Kind::Heading => Cell::blank().into(),
            Kind::Flow(_) if line.row == sources + EXCHANGE => Cell::blank().into(),
            // What was promised and the exchange difference are what was received.
            Kind::Flow(_) if line.row == sources => up_to(sources + EXCHANGE).into(),
            Kind::Flow(_) if line.row == uses => up_to(uses).into(),
            Kind::Flow(_) => (up_to(line.row) - up_to(line.row - 1)).into(),
            Kind::Opening => Formula::at_rate(all, &rate, decimals).into(),
            Kind::Sum { .. } | Kind::Change { .. } | Kind::Closing { .. } => {
                line.content(|_| Cell::blank().into(), || Cell::blank().into())
            }
        }
    }
}

/// Whether a line of expenditure is below nothing in a span.
fn has_corrections(spans: &[Span], by_category: bool) -> bool {
    spans.iter().any(|span| match by_category {
        true => span.by_category.values().any(|amount| *amount < Money::ZERO),
        false => span.flow.spent < Money::ZERO,
    })
}

/// The statement itself; gives its main figures.
pub(super) fn statement(
    report: &Report<'_>,
    data: &Data,
    sheet: &mut Sheet,
    (spans, shown): (&[Span], Shown),
) -> Stated {
    let of = lines(report, data, spans, shown.by_category);
    let (opening, closing) = (of.opening, of.closing);
    let mut table = Table::new("Statement", "").plain().styled(Line::style);
    let heading = report.phrases.with("h-in-currency", &[("currency", report.currency())]);
    table.column(Head::new(heading, LABEL), |line: &Line| line.text.clone());
    let mut years: Vec<Handle> = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        let before = years.last().map(|before| before.at(closing));
        years.push(table.column(Head::new(span.heading.as_str(), YEAR), move |line| {
            let beginning = || Cell::money(Money::ZERO).from(Origin::of(Basis::Beginning)).into();
            line.content(
                |of_years| of_years[index].clone(),
                || before.as_ref().map_or_else(beginning, |before| before.clone().into()),
            )
        }));
    }
    let (first, last) = (years[0], years[years.len() - 1]);
    let over_years = Formula::across(&years);
    let all = table.column(report.head("h-cumulative", YEAR), move |line| {
        line.content(|_| over_years.clone().into(), || first.at(opening).into())
    });
    if let Some((heading, rate, decimals)) = shown.own {
        let at_rate = at_rate([of.deposits.start, of.uses], all, rate, (report.view.fund.exponent(), decimals));
        table.column(Head::new(heading, YEAR), at_rate);
    }
    let Lines { lines, deposits, incoming, spent, support_cost, interest, bank_charges, sources, .. } = of;
    let area = table.put(sheet, lines);
    if has_corrections(spans, shown.by_category) {
        sheet.paragraph(report.text("note-corrections"), Style::Note);
    }
    sheet.freeze.get_or_insert((area.header + 1, 1));
    let figure = |line| area.figure(sheet, all, line);
    let sum_in = |column: Handle, lines: std::ops::Range<usize>| {
        let figures = lines.map(|line| area.figure(sheet, column, line));
        figures.reduce(|sum, line| sum + &line).unwrap_or_else(|| figure(sources)).grouped()
    };
    let sum = |lines| sum_in(all, lines);
    let [deposits_last, spent_last] = [&deposits, &spent].map(|lines| sum_in(last, lines.clone()));
    Stated {
        deposits_last,
        spent_last,
        deposits: sum(deposits),
        incoming: sum(incoming),
        spent: if spent.len() == 1 { figure(spent.start) } else { sum(spent) },
        support_cost: figure(support_cost),
        interest: interest.map(|interest| match bank_charges {
            Some(bank_charges) => (figure(interest) - &figure(bank_charges)).grouped(),
            None => figure(interest),
        }),
        closing: area.figure(sheet, last, closing),
    }
}
