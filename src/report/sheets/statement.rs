//! The statement of sources and uses, year by year and in all, in the layout that donors know from the UN MPTF Office.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::domain::facts::ExpenditureType;
use crate::ledger::year;

use super::super::grid::{Cell, Sheet, Style, column_name};
use super::super::origin::{Origin, What};
use super::sums::{Flow, Totals};
use super::{Context, Whose, share, sums};

/// Rows of the sheet that others refer to, as addresses.
pub(in super::super) struct Lines {
    pub deposits: String,
    pub spent: String,
    pub support_cost: String,
    pub closing: String,
}

/// A line of the statement: its text, where it comes from, and its amount in a year.
type Line = (&'static str, What, fn(&Flow) -> Money);

/// The sheet, and where its main lines stand. `committed` is where the agreements' value stands, where the book has it.
pub(in super::super) fn sheet(context: &mut Context<'_>, committed: Option<String>) -> (Sheet, Lines) {
    let mut flows = sums::by_year(context.view, &context.belongings);
    if matches!(context.whose, Whose::Fund) {
        add_fund_flows(context, &mut flows);
    }
    let mut widths = vec![50];
    widths.extend(std::iter::repeat_n(15, flows.len().max(2) + 1));
    let mut sheet = context.sheet("sheet-statement", "title-statement", &widths);
    sheet.print.one_page = true;
    sheet.skip(1);
    let header = header(context, &mut sheet, &flows);
    sheet.freeze = Some((header + 1, 1));
    let mut writer = Writer { context, sheet: &mut sheet, flows: &flows };
    writer.heading("statement-sources");
    let mut sources: Vec<Line> = vec![
        ("statement-promised", What::Promised, |flow| flow.deposited - flow.exchange),
        ("statement-exchange", What::Exchange, |flow| flow.exchange),
        ("statement-refunds", What::GivenBack, |flow| -flow.refunded),
    ];
    let mut uses: Vec<Line> = vec![
        ("statement-fee", What::Charges, |flow| flow.fee),
        ("statement-levy", What::Charges, |flow| flow.levy),
        ("statement-spent", What::Spent, |flow| flow.spent),
        ("statement-support", What::SupportCost, |flow| flow.support_cost),
    ];
    if matches!(context.whose, Whose::Fund) {
        sources.push(("statement-interest", What::Interest, |flow| flow.interest));
        uses.push(("statement-exceptions", What::Exceptions, |flow| flow.exceptions));
        uses.push(("statement-bank", What::BankCharges, |flow| flow.bank_charges));
    }
    let (sources_from, sources_total) = writer.block(&sources, "statement-total-sources");
    writer.heading("statement-uses");
    let (uses_from, uses_total) = writer.block(&uses, "statement-total-uses");
    writer.heading("statement-balance");
    let (opening, closing) = writer.balances(sources_total, uses_total);
    let last = u16::try_from(flows.len()).unwrap_or(u16::MAX);
    let total = last + 1;
    let lines = Lines {
        deposits: format!("({})", [0, 1, 2].map(|line| sheet.address(sources_from + line, total)).join("+")),
        spent: sheet.address(uses_from + 2, total),
        support_cost: sheet.address(uses_from + 3, total),
        closing: sheet.address(closing, last),
    };
    check_closing(context, &sheet, &flows, (opening, closing, sources_total, uses_total));
    position(context, &mut sheet, &lines, committed);
    (sheet, lines)
}

fn header(context: &Context<'_>, sheet: &mut Sheet, flows: &BTreeMap<i32, Flow>) -> u32 {
    let mut cells =
        vec![Cell::text(context.texts.with("h-in-currency", &[("currency", context.currency())])).style(Style::Header)];
    cells.extend(flows.keys().map(|year| Cell::text(year.to_string()).style(Style::NumberHeader)));
    cells.push(Cell::text(context.text("h-cumulative")).style(Style::NumberHeader));
    sheet.push(cells)
}

/// Interest, bank charges and expenditure charged to nobody belong to the fund and to no donor.
fn add_fund_flows(context: &Context<'_>, flows: &mut BTreeMap<i32, Flow>) {
    let ledger = context.view.ledger;
    for line in &ledger.interest {
        flows.entry(year(line.receipt.date)).or_default().interest += line.base;
    }
    for line in &ledger.bank_charges {
        flows.entry(year(line.receipt.date)).or_default().bank_charges += line.base;
    }
    for exception in &context.view.attribution.exceptions {
        let fact = &ledger.spending[exception.line].fact;
        match fact.expenditure_type {
            ExpenditureType::Expenditure => flows.entry(year(fact.date)).or_default().exceptions += exception.amount,
            ExpenditureType::Obligation => {}
        }
    }
}

struct Writer<'a, 'b> {
    context: &'a Context<'b>,
    sheet: &'a mut Sheet,
    flows: &'a BTreeMap<i32, Flow>,
}

impl Writer<'_, '_> {
    fn heading(&mut self, key: &str) {
        self.sheet.line(self.context.text(key), Style::Section);
    }

    fn last_year(&self) -> String {
        column_name(u16::try_from(self.flows.len()).unwrap_or(u16::MAX))
    }

    /// Lines and their total; gives the first line's row and the total's.
    fn block(&mut self, lines: &[Line], total: &str) -> (u32, u32) {
        let from = self.sheet.next_row();
        for (key, what, amount) in lines {
            let mut cells = vec![Cell::text(self.context.text(key))];
            cells.extend(
                self.flows
                    .iter()
                    .map(|(year, flow)| Cell::money(amount(flow)).from(self.context.origin(*what).year(*year))),
            );
            let sum = self.flows.values().map(amount).sum();
            let row = self.sheet.next_row() + 1;
            cells.push(Cell::money(sum).formula(format!("SUM(B{row}:{}{row})", self.last_year())));
            self.sheet.push(cells);
        }
        let to = self.sheet.next_row();
        let mut cells = vec![Cell::text(self.context.text(total)).style(Style::Total)];
        let of_year = |flow: &Flow| lines.iter().map(|(_, _, amount)| amount(flow)).sum::<Money>();
        let sums = self.flows.values().map(of_year).chain([self.flows.values().map(of_year).sum()]);
        for (column, sum) in (1_u16..).zip(sums) {
            let name = column_name(column);
            cells.push(Cell::money(sum).formula(format!("SUM({name}{}:{name}{to})", from + 1)).style(Style::Total));
        }
        (from, self.sheet.push(cells))
    }

    /// Opening and closing balance of each year; gives their rows.
    fn balances(&mut self, sources: u32, uses: u32) -> (u32, u32) {
        let opening_row = self.sheet.next_row();
        let closing_row = opening_row + 2;
        let mut rows = [
            vec![Cell::text(self.context.text("statement-opening"))],
            vec![Cell::text(self.context.text("statement-change"))],
            vec![Cell::text(self.context.text("statement-closing")).style(Style::Total)],
        ];
        let mut balance = Money::ZERO;
        for (column, flow) in (1_u16..).zip(self.flows.values()) {
            let name = column_name(column);
            let opening = Cell::money(balance);
            rows[0].push(match column {
                1 => opening.from(Origin::of(What::Beginning)),
                _ => opening.formula(format!("{}{}", column_name(column - 1), closing_row + 1)),
            });
            let change = net(flow);
            rows[1].push(Cell::money(change).formula(format!("{name}{}-{name}{}", sources + 1, uses + 1)));
            balance += change;
            let closing = Cell::money(balance).formula(format!("{name}{}+{name}{}", opening_row + 1, opening_row + 2));
            rows[2].push(closing.style(Style::Total));
        }
        let total = column_name(u16::try_from(self.flows.len() + 1).unwrap_or(u16::MAX));
        rows[0].push(Cell::money(Money::ZERO).formula(format!("B{}", opening_row + 1)));
        rows[1].push(Cell::money(balance).formula(format!("{total}{}-{total}{}", sources + 1, uses + 1)));
        let closing = Cell::money(balance).formula(format!("{total}{}+{total}{}", opening_row + 1, opening_row + 2));
        rows[2].push(closing.style(Style::Total));
        for row in rows {
            self.sheet.push(row);
        }
        (opening_row, closing_row)
    }
}

fn net(flow: &Flow) -> Money {
    let sources = flow.deposited - flow.refunded + flow.interest;
    let uses = flow.fee + flow.levy + flow.spent + flow.support_cost + flow.exceptions + flow.bank_charges;
    sources - uses
}

fn check_closing(
    context: &mut Context<'_>,
    sheet: &Sheet,
    flows: &BTreeMap<i32, Flow>,
    (_, closing, sources, uses): (u32, u32, u32, u32),
) {
    let last = u16::try_from(flows.len()).unwrap_or(u16::MAX);
    let balance: Money = flows.values().map(net).sum();
    let difference = format!("{}-{}", sheet.address(sources, last + 1), sheet.address(uses, last + 1));
    context.check_equal("check-closing", (&sheet.address(closing, last), balance), (&difference, balance));
}

/// Where the balance is, and how the deposits were used.
fn position(context: &mut Context<'_>, sheet: &mut Sheet, lines: &Lines, committed: Option<String>) {
    let totals = Totals::of(&context.belongings);
    sheet.section(context.text("statement-position"));
    let header = ["h-blank", "h-amount", "h-share-of-paid"].map(|key| Cell::text(context.text(key)));
    let [label, amount, part] = header;
    sheet.push(vec![label.style(Style::Header), amount.style(Style::NumberHeader), part.style(Style::NumberHeader)]);
    // What was paid is the whole of which each line shows its share.
    let first = sheet.next_row() + 1 + u32::from(committed.is_some());
    let paid = |row: u32| format!("B{row}/B${first}");
    let mut line = |key: &str, amount: Money, formula: Result<String, What>, style: Style| {
        let row = sheet.next_row() + 1;
        let cell = Cell::money(amount).style(style);
        let cell = match formula {
            Ok(formula) => cell.formula(formula),
            Err(what) => cell.from(context.origin(what)),
        };
        let part = Cell::share(amount, totals.deposited).formula(format!("IF(B${first}=0,0,{})", paid(row)));
        sheet.push(vec![Cell::text(context.text(key)).style(style), cell, part.style(style)]);
        row
    };
    if let Some(committed) = committed {
        line("position-committed", sums::signed(&context.belongings), Ok(committed), Style::Body);
    }
    line("position-paid", totals.deposited, Ok(lines.deposits.clone()), Style::Subtotal);
    let placed = line("position-placed", totals.placed, Err(What::Placed), Style::Body);
    let spent = line("position-spent", totals.spent, Ok(lines.spent.clone()), Style::Body);
    line("position-obligated", totals.obligated, Err(What::Obligated), Style::Body);
    let projects =
        line("position-projects", totals.placed - totals.spent, Ok(format!("B{placed}-B{spent}")), Style::Body);
    let extra = fund_extra(context);
    let fund_balance = totals.balance() + extra - (totals.placed - totals.spent);
    let closing = totals.balance() + extra;
    let with_fund = line("position-fund", fund_balance, Ok(format!("{}-B{projects}", lines.closing)), Style::Body);
    line("position-total", closing, Ok(format!("B{projects}+B{with_fund}")), Style::Total);
    let rate = share(totals.spent, totals.placed, &format!("B{spent}"), &format!("B{placed}"));
    sheet.push(vec![Cell::text(context.text("position-delivery")), rate]);
    sheet.skip(1);
    let note = match context.whose {
        Whose::Donor(_) => "note-statement",
        Whose::Fund => "note-statement-fund",
    };
    sheet.paragraph(context.text(note), Style::Note);
}

/// What the fund's balance holds beyond the donors': interest, less bank charges and expenditure charged to nobody.
pub(in super::super) fn fund_extra(context: &Context<'_>) -> Money {
    match context.whose {
        Whose::Donor(_) => Money::ZERO,
        Whose::Fund => {
            let ledger = context.view.ledger;
            let interest: Money = ledger.interest.iter().map(|line| line.base).sum();
            let charges: Money = ledger.bank_charges.iter().map(|line| line.base).sum();
            interest - charges - context.view.attribution.total_exceptions(ledger)
        }
    }
}
