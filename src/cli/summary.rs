//! What a run says at its end: the same figures for people and, as JSON, for programs.

use serde::Serialize;

use crate::domain::Money;
use crate::month::Figures;

/// The summary. Amounts are text in base currency with all decimals, so that no reader turns them into floats.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    fund: String,
    as_of: String,
    base_currency: String,
    read: Read,
    warnings: usize,
    pledged: String,
    committed: String,
    deposited: String,
    programmable: String,
    placed: String,
    unplaced: String,
    spent: String,
    support_cost: String,
    not_attributed: String,
    gap: Strengths,
    expiring: Vec<Expiring>,
    differences: usize,
    difference_sum: String,
    reports: Option<String>,
    files: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Read {
    files: usize,
    donors: usize,
    agreements: usize,
    receipts: usize,
    cells: usize,
    expenditure: usize,
    after_as_of: usize,
}

/// Money that no cell may use and that can be used until a day only.
#[derive(Debug, Serialize)]
struct Expiring {
    agreement: String,
    until: String,
    amount: String,
}

#[derive(Debug, Serialize)]
struct Strengths {
    deposits: String,
    commitments: String,
    outlook: String,
}

impl Summary {
    /// Takes the figures; `reports` is where they were written and `files` what.
    pub fn new(figures: &Figures, files_read: usize, warnings: usize, written: Option<(String, Vec<String>)>) -> Self {
        let show = |money: Money| money.format(figures.fund.exponent());
        let totals = figures.ledger.totals();
        let programmable: Money = figures.ledger.agreements.iter().map(|position| position.programmable).sum();
        let placed = figures.placed();
        let differences = &figures.reconciliation.differences;
        let (reports, files) = written.unzip();
        Self {
            fund: figures.fund.name.clone(),
            as_of: figures.ledger.as_of.to_string(),
            base_currency: figures.fund.base_currency.to_string(),
            read: Read {
                files: files_read,
                donors: figures.facts.donors.len(),
                agreements: figures.facts.agreements.len(),
                receipts: figures.facts.receipts.len(),
                cells: figures.ledger.cells.len(),
                expenditure: figures.facts.expenditure.len(),
                after_as_of: figures.ledger.later + figures.reconciliation.later,
            },
            warnings,
            pledged: show(totals.pledged.money()),
            committed: show(totals.committed.money()),
            deposited: show(totals.deposited.money()),
            programmable: show(programmable),
            placed: show(placed),
            unplaced: show(programmable - placed),
            spent: show(figures.attribution.total_spent()),
            support_cost: show(figures.attribution.total_support_cost()),
            not_attributed: show(figures.attribution.total_exceptions(&figures.ledger)),
            gap: Strengths {
                deposits: show(figures.gap.total.deposits),
                commitments: show(figures.gap.total.commitments),
                outlook: show(figures.gap.total.outlook),
            },
            expiring: figures
                .allocation
                .expiring(&figures.ledger, figures.fund.allocation.expiry_notice_days)
                .iter()
                .map(|money| Expiring {
                    agreement: money.agreement.to_string(),
                    until: money.until.to_string(),
                    amount: show(money.unplaced),
                })
                .collect(),
            differences: differences.len(),
            difference_sum: show(figures.reconciliation.effect()),
            reports,
            files: files.unwrap_or_default(),
        }
    }

    /// The summary for people.
    pub fn text(&self) -> String {
        let mut lines = vec![
            format!("{}", self.fund),
            format!("as of {}, in {}", self.as_of, self.base_currency),
            String::new(),
            format!(
                "Read         {} files: {} donors, {} agreements, {} receipts, {} cells, {} spending lines",
                self.read.files,
                self.read.donors,
                self.read.agreements,
                self.read.receipts,
                self.read.cells,
                self.read.expenditure
            ),
        ];
        if self.read.after_as_of > 0 {
            lines.push(format!("             {} rows are dated later and do not count", self.read.after_as_of));
        }
        lines.push(format!("Problems     {}", plural(self.warnings, "warning", "no errors, no warnings")));
        lines.push(String::new());
        let width = [&self.committed, &self.deposited, &self.placed, &self.gap.deposits].map(String::len);
        let width = width.into_iter().max().unwrap_or_default();
        let mut amount = |label: &str, amount: &str, note: &str| {
            lines.push(format!("{label:<12} {amount:>width$}  {note}").trim_end().to_owned());
        };
        amount("Pledged", &self.pledged, "announced, not signed");
        amount("Committed", &self.committed, "signed");
        amount("Deposited", &self.deposited, &format!("of which {} can be programmed", self.programmable));
        amount("Placed", &self.placed, &format!("{} waits: no cell may take it", self.unplaced));
        amount("Spent", &self.spent, &format!("plus {} support cost", self.support_cost));
        amount("Exceptions", &self.not_attributed, "spent, charged to nobody");
        amount("Gap", &self.gap.deposits, "after deposits");
        amount("", &self.gap.commitments, "after signed commitments");
        amount("", &self.gap.outlook, "after weighted pledges");
        amount("Finance", &self.difference_sum, &plural(self.differences, "difference", "reconciled, no difference"));
        if !self.expiring.is_empty() {
            lines.push(String::new());
        }
        for (place, money) in self.expiring.iter().enumerate() {
            let label = if place == 0 { "Expiring" } else { "" };
            let amount = &money.amount;
            lines.push(format!("{label:<12} {amount:>width$}  of {}, usable until {}", money.agreement, money.until));
        }
        if let Some(reports) = &self.reports {
            lines.push(format!("\nReports      {} files in {reports}", self.files.len()));
            lines.extend(self.files.iter().filter(|file| is_entry(file)).map(|file| format!("             {file}")));
        }
        lines.join("\n")
    }
}

/// The files that a person opens first; the donors' workbooks and the tables are summed up by their count.
fn is_entry(file: &str) -> bool {
    !file.contains('/')
}

pub(super) fn plural(number: usize, noun: &str, none: &str) -> String {
    match number {
        0 => none.to_owned(),
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
