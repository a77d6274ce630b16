//! What a run says at its end: the same figures for people and, as JSON, for programs.

use serde::Serialize;

use crate::domain::Money;
use crate::month;

use super::amount::Amount;

/// The summary, with where the reports are. Its JSON is described in `docs/json/run.schema.json`.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    fund: String,
    as_of: String,
    base_currency: &'static str,
    read: Read,
    warnings: usize,
    pledged: Amount,
    committed: Amount,
    deposited: Amount,
    programmable: Amount,
    placed: Amount,
    unplaced: Amount,
    spent: Amount,
    support_cost: Amount,
    not_attributed: Amount,
    gap: Strengths,
    expiring: Vec<Expiring>,
    compared: usize,
    not_compared: usize,
    differences: usize,
    difference_sum: Amount,
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
    amount: Amount,
}

#[derive(Debug, Serialize)]
struct Strengths {
    deposits: Amount,
    commitments: Amount,
    outlook: Amount,
}

impl Summary {
    /// Takes the figures; `written` is where the reports were written, and what.
    pub fn new(
        summary: month::Summary,
        files_read: usize,
        warnings: usize,
        written: Option<(String, Vec<String>)>,
    ) -> Self {
        let amount = |money: Money| Amount(money, summary.base_currency);
        let (counts, gap) = (summary.counts, summary.gap);
        let (reports, files) = written.unzip();
        Self {
            fund: summary.fund,
            as_of: summary.as_of.to_string(),
            base_currency: summary.base_currency.code(),
            read: Read {
                files: files_read,
                donors: counts.donors,
                agreements: counts.agreements,
                receipts: counts.receipts,
                cells: counts.cells,
                expenditure: counts.expenditure,
                after_as_of: counts.after_as_of,
            },
            warnings,
            pledged: amount(summary.pledged),
            committed: amount(summary.committed),
            deposited: amount(summary.deposited),
            programmable: amount(summary.programmable),
            placed: amount(summary.placed),
            unplaced: amount(summary.unplaced),
            spent: amount(summary.spent),
            support_cost: amount(summary.support_cost),
            not_attributed: amount(summary.not_attributed),
            gap: Strengths {
                deposits: amount(gap.deposits),
                commitments: amount(gap.commitments),
                outlook: amount(gap.outlook),
            },
            expiring: summary
                .expiring
                .iter()
                .map(|money| Expiring {
                    agreement: money.agreement.to_string(),
                    until: money.until.to_string(),
                    amount: amount(money.unplaced),
                })
                .collect(),
            compared: summary.compared,
            not_compared: summary.not_compared,
            differences: summary.differences,
            difference_sum: amount(summary.difference_sum),
            reports,
            files: files.unwrap_or_default(),
        }
    }

    /// The summary for people.
    pub fn text(&self) -> String {
        let mut lines = vec![
            self.fund.clone(),
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
        lines.extend(self.amounts());
        if let Some(reports) = &self.reports {
            lines.push(format!("\nReports      {} files in {reports}", self.files.len()));
            lines.extend(self.files.iter().filter(|file| is_entry(file)).map(|file| format!("             {file}")));
        }
        lines.join("\n")
    }

    /// The lines of amounts, each below the other.
    fn amounts(&self) -> Vec<String> {
        let shown = [self.committed, self.deposited, self.placed, self.gap.deposits].map(|one| one.to_string().len());
        let width = shown.into_iter().max().unwrap_or_default();
        let line = |label: &str, amount: Amount, note: &str| {
            format!("{label:<12} {amount:>width$}  {note}").trim_end().to_owned()
        };
        let mut lines = vec![
            line("Pledged", self.pledged, "announced, not signed"),
            line("Committed", self.committed, "signed"),
            line("Deposited", self.deposited, &format!("of which {} can be programmed", self.programmable)),
            line("Placed", self.placed, &format!("{} waits: no cell may take it", self.unplaced)),
            line("Spent", self.spent, &format!("plus {} support cost", self.support_cost)),
            line("Exceptions", self.not_attributed, "spent, charged to nobody"),
            line("Gap", self.gap.deposits, "after deposits"),
            line("", self.gap.commitments, "after signed commitments"),
            line("", self.gap.outlook, "after weighted pledges"),
            line("Finance", self.difference_sum, &self.finance()),
        ];
        if !self.expiring.is_empty() {
            lines.push(String::new());
        }
        for (index, money) in self.expiring.iter().enumerate() {
            let label = if index == 0 { "Expiring" } else { "" };
            lines.push(line(label, money.amount, &format!("of {}, usable until {}", money.agreement, money.until)));
        }
        lines
    }
}

impl Summary {
    /// What the reconciliation found. Where nothing was compared, nothing is reconciled.
    fn finance(&self) -> String {
        if self.compared == 0 && self.differences == 0 {
            return "nothing compared: finance's extract says nothing".to_owned();
        }
        let differences = plural(self.differences, "difference", "no difference");
        match self.not_compared {
            0 => differences,
            lines => format!("{differences}; {} not compared", plural(lines, "line", "no line")),
        }
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
