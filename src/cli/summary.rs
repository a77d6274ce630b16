//! What a run says at its end: the same figures for people and, as JSON, for programs.

use serde::Serialize;

use crate::domain::Money;
use crate::domain::text::number_of;
use crate::gap;
use crate::month;

use super::amount::Amount;
use super::decided::Decided;
use super::pending::{self, Pending, PendingOf};

/// The summary, with where the reports are. Its JSON is described in `docs/json/run.schema.json`.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    fund: String,
    as_of: String,
    base_currency: &'static str,
    read: Read,
    warnings: usize,
    pipeline: Amount,
    pledged: Amount,
    signed: Amount,
    received: Amount,
    refunded: Amount,
    written_off: Amount,
    programmable: Amount,
    allocated: Amount,
    unallocated: Amount,
    lapsed: Amount,
    over_allocated: Amount,
    overdrawn: Amount,
    overdrawn_agreements: Vec<Overdrawn>,
    charged: Amount,
    support_cost: Amount,
    unspent: Amount,
    most_chargeable: Amount,
    pending: Pending,
    pending_by_cause: Vec<PendingOf>,
    lapses: Vec<Lapsed>,
    over: Vec<Over>,
    gap: Gap,
    expiring: Vec<Expiring>,
    compared: usize,
    not_compared: usize,
    differences: usize,
    difference_sum: Amount,
    accepted: usize,
    open_difference_sum: Amount,
    decided: Option<Decided>,
    reports: Option<String>,
    files: Vec<String>,
    /// How many lines are pending, since when, and why, in words.
    #[serde(skip)]
    why_pending: String,
    /// Whether nothing is entered without a decision.
    #[serde(skip)]
    people_decide: bool,
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

/// An agreement that is charged more than it has, or that has less than nothing.
#[derive(Debug, Serialize)]
struct Overdrawn {
    agreement: String,
    amount: Amount,
    charged: Amount,
}

impl Overdrawn {
    /// Whose it is, and what helps.
    fn note(&self) -> String {
        let Self { agreement, charged, .. } = self;
        let uncharge =
            if charged.0.is_zero() { String::new() } else { format!(", or decide to uncharge {charged} of it") };
        format!("of {agreement}: correct the receipt, wait for money{uncharge}; until then no close")
    }
}

/// An agreement that has ended: what is to be returned, or extended.
#[derive(Debug, Serialize)]
struct Lapsed {
    agreement: String,
    ended_on: String,
    lapsed: Amount,
    support_reserve: Amount,
    kept: Amount,
}

/// An agreement above its money, or a cell above its ceiling.
#[derive(Debug, Serialize)]
struct Over {
    of: String,
    amount: Amount,
    cause: &'static str,
    concerned: Vec<String>,
}

/// The gap, where it stands after more of the pool, and its two bridges: each line with its sign, the last their sum.
#[derive(Debug, Serialize)]
struct Gap {
    received: Amount,
    signed: Amount,
    outlook: Amount,
    to_be_raised: Vec<BridgeLine>,
    priorities_lack: Vec<BridgeLine>,
}

/// A line of a bridge.
#[derive(Debug, Serialize)]
struct BridgeLine {
    line: &'static str,
    amount: Amount,
}

/// Money that no cell may use and that can be used until a day only.
#[derive(Debug, Serialize)]
struct Expiring {
    agreement: String,
    until: String,
    amount: Amount,
}

impl Gap {
    fn new(summary: &month::Summary) -> Self {
        let amount = |money: Money| Amount(money, summary.base_currency);
        let lines = |lines: Vec<(&'static str, Money)>| {
            lines.into_iter().map(|(line, money)| BridgeLine { line, amount: amount(money) }).collect()
        };
        let gap::Strengths { deposits, commitments, outlook } = summary.gap;
        Self {
            received: amount(deposits),
            signed: amount(commitments),
            outlook: amount(outlook),
            to_be_raised: lines(summary.raising.lines().to_vec()),
            priorities_lack: lines(summary.priorities.lines().to_vec()),
        }
    }
}

impl Summary {
    /// Takes the figures; `written` is where the reports were written, and what.
    pub fn new(
        summary: &month::Summary,
        files_read: usize,
        warnings: usize,
        written: Option<(String, Vec<String>)>,
    ) -> Self {
        let currency = summary.base_currency;
        let amount = |money: Money| Amount(money, currency);
        let (reports, files) = written.unzip();
        Self {
            fund: summary.fund.clone(),
            as_of: summary.as_of.to_string(),
            base_currency: currency.code(),
            read: read(&summary.counts, files_read),
            warnings,
            pipeline: amount(summary.pipeline),
            pledged: amount(summary.pledged),
            signed: amount(summary.signed),
            received: amount(summary.received),
            refunded: amount(summary.refunded),
            written_off: amount(summary.written_off),
            programmable: amount(summary.programmable),
            allocated: amount(summary.allocated),
            unallocated: amount(summary.unallocated),
            lapsed: amount(summary.lapsed),
            over_allocated: amount(summary.over_allocated),
            overdrawn: amount(summary.overdrawn),
            overdrawn_agreements: overdrawn(summary),
            charged: amount(summary.charged),
            support_cost: amount(summary.support_cost),
            unspent: amount(summary.unspent),
            most_chargeable: amount(summary.certificate.most),
            pending: Pending::new(summary.pending, currency),
            pending_by_cause: pending::by_cause(summary),
            why_pending: pending::why(summary),
            lapses: lapses(summary),
            over: over(summary),
            gap: Gap::new(summary),
            expiring: expiring(summary),
            compared: summary.compared,
            not_compared: summary.not_compared,
            differences: summary.differences,
            difference_sum: amount(summary.difference_sum),
            accepted: summary.accepted,
            open_difference_sum: amount(summary.open_difference),
            decided: summary.deviation.as_ref().map(|deviation| Decided::new(deviation, currency)),
            reports,
            files: files.unwrap_or_default(),
            people_decide: summary.people_decide,
        }
    }

    /// The summary for people.
    pub fn text(&self) -> String {
        let mut lines = vec![
            self.fund.clone(),
            format!("as of {}, in {}", self.as_of, self.base_currency),
            String::new(),
            format!(
                "Read           {} files: {} donors, {} agreements, {} receipts, {} cells, {} spending lines",
                self.read.files,
                self.read.donors,
                self.read.agreements,
                self.read.receipts,
                self.read.cells,
                self.read.expenditure
            ),
        ];
        if self.read.after_as_of > 0 {
            let (rows, are) = match self.read.after_as_of {
                1 => ("row", "is dated later and does"),
                _ => ("rows", "are dated later and do"),
            };
            lines.push(format!("               {} {rows} {are} not count", self.read.after_as_of));
        }
        lines.push(format!("Problems       {}", plural(self.warnings, "warning", "no errors, no warnings")));
        lines.push(String::new());
        lines.extend(self.amounts());
        if let Some(reports) = &self.reports {
            lines.push(format!("\nReports        {} files in {reports}", self.files.len()));
            lines.extend(self.files.iter().filter(|file| is_entry(file)).map(|file| format!("               {file}")));
        }
        lines.join("\n")
    }

    /// The lines of amounts, each below the other.
    fn amounts(&self) -> Vec<String> {
        let mut lines = Lines { width: self.width(), lines: Vec::new() };
        self.money(&mut lines);
        lines.blank();
        lines.bridge("Gap", &self.gap.to_be_raised);
        lines.blank();
        lines.bridge("Priorities", &self.gap.priorities_lack);
        lines.blank();
        lines.add("Finance", self.difference_sum, &self.finance());
        self.to_do(&mut lines);
        lines.lines
    }

    fn width(&self) -> usize {
        let bridges = self.gap.to_be_raised.iter().chain(&self.gap.priorities_lack).map(|line| line.amount);
        let shown = [self.signed, self.received, self.allocated, self.difference_sum].into_iter().chain(bridges);
        shown.map(|amount| amount.to_string().len()).max().unwrap_or_default()
    }

    /// The money, in the order in which it moves.
    fn money(&self, lines: &mut Lines) {
        lines.some("Pipeline", self.pipeline, "talked about");
        lines.add("Pledged", self.pledged, "announced, not signed");
        lines.add("Signed", self.signed, "");
        lines.add("Received", self.received, &format!("of which {} can be programmed", self.programmable));
        lines.some("Refunded", self.refunded, "");
        lines.some("Written off", self.written_off, "");
        lines.add("Allocated", self.allocated, "");
        let free = "no priority may take it, or it is held";
        let waits = if self.people_decide { "waits for decisions: poolfund propose" } else { free };
        let waits = if self.unallocated.0.is_zero() { "" } else { waits };
        lines.add("Unallocated", self.unallocated, waits);
        lines.some("Lapsed", self.lapsed, "of agreements that have ended: return or extend");
        lines.some("Over-allocated", self.over_allocated, "allocated, and not there");
        lines.some("Overdrawn", self.overdrawn, "charged beyond the money, or refunded beyond what was received");
        lines.add("Charged", self.charged, &format!("plus {} support cost", self.support_cost));
        lines.add("Unspent", self.unspent, "allocated, not charged yet");
        lines.add("Pending", self.pending.amount, &self.why_pending);
    }

    /// What somebody has to look at.
    fn to_do(&self, lines: &mut Lines) {
        let expiring = self.expiring.iter();
        let expiring =
            expiring.map(|money| (money.amount, format!("of {}, usable until {}", money.agreement, money.until)));
        lines.list("Expiring", expiring.collect());
        lines.list("Decided", self.decided.iter().flat_map(Decided::lines).collect());
        let lapsed = self.lapses.iter().map(|lapse| {
            let (agreement, ended_on, reserve) = (&lapse.agreement, &lapse.ended_on, lapse.support_reserve);
            (lapse.lapsed, format!("of {agreement}, ended {ended_on}; with {reserve} of support reserve"))
        });
        lines.list("Return", lapsed.collect());
        let over = self
            .over
            .iter()
            .map(|over| (over.amount, format!("in {}: {} ({})", over.of, over.cause, over.concerned.join(", "))));
        lines.list("Over-allocated", over.collect());
        let overdrawn = self.overdrawn_agreements.iter();
        lines.list("Overdrawn", overdrawn.map(|one| (one.amount, one.note())).collect());
    }
}

/// Lines of an amount between a label and a note.
struct Lines {
    width: usize,
    lines: Vec<String>,
}

impl Lines {
    fn add(&mut self, label: &str, amount: Amount, note: &str) {
        let width = self.width;
        self.lines.push(format!("{label:<14} {amount:>width$}  {note}").trim_end().to_owned());
    }

    /// A line that stands only where there is something.
    fn some(&mut self, label: &str, amount: Amount, note: &str) {
        if !amount.0.is_zero() {
            self.add(label, amount, note);
        }
    }

    fn blank(&mut self) {
        self.lines.push(String::new());
    }

    /// A bridge, without lines that say nothing between its first and its last.
    fn bridge(&mut self, label: &str, bridge: &[BridgeLine]) {
        let last = bridge.len().saturating_sub(1);
        for (index, line) in bridge.iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            if index == 0 || index == last || !line.amount.0.is_zero() {
                self.add(label, line.amount, line.line);
            }
        }
    }

    fn list(&mut self, label: &str, rows: Vec<(Amount, String)>) {
        if !rows.is_empty() {
            self.blank();
        }
        for (index, (amount, note)) in rows.into_iter().enumerate() {
            self.add(if index == 0 { label } else { "" }, amount, &note);
        }
    }
}

const fn read(counts: &month::Counts, files: usize) -> Read {
    Read {
        files,
        donors: counts.donors,
        agreements: counts.agreements,
        receipts: counts.receipts,
        cells: counts.cells,
        expenditure: counts.expenditure,
        after_as_of: counts.after_as_of,
    }
}

fn overdrawn(summary: &month::Summary) -> Vec<Overdrawn> {
    let overdrawn = summary.overdrawn_agreements.iter().map(|one| Overdrawn {
        agreement: one.agreement.to_string(),
        amount: Amount(one.amount, summary.base_currency),
        charged: Amount(one.charged, summary.base_currency),
    });
    overdrawn.collect()
}

fn lapses(summary: &month::Summary) -> Vec<Lapsed> {
    let amount = |money: Money| Amount(money, summary.base_currency);
    let lapsed = summary.lapses.iter().map(|lapse| Lapsed {
        agreement: lapse.agreement.to_string(),
        ended_on: lapse.ended_on.to_string(),
        lapsed: amount(lapse.lapsed),
        support_reserve: amount(lapse.reserve),
        kept: amount(lapse.kept),
    });
    lapsed.collect()
}

fn over(summary: &month::Summary) -> Vec<Over> {
    let over = summary.over.iter().map(|over| Over {
        of: over.name.clone(),
        amount: Amount(over.amount, summary.base_currency),
        cause: over.cause.words(),
        concerned: over.concerned.clone(),
    });
    over.collect()
}

fn expiring(summary: &month::Summary) -> Vec<Expiring> {
    let expiring = summary.expiring.iter().map(|money| Expiring {
        agreement: money.agreement.to_string(),
        until: money.until.to_string(),
        amount: Amount(money.unplaced, summary.base_currency),
    });
    expiring.collect()
}

impl Summary {
    /// What the reconciliation found. Where nothing was compared, nothing is reconciled.
    fn finance(&self) -> String {
        if self.compared == 0 && self.differences == 0 {
            return "nothing compared: finance's extract says nothing".to_owned();
        }
        let mut differences = plural(self.differences, "difference", "no difference");
        if self.accepted > 0 {
            differences.push_str(&format!(", {} accepted, open {}", self.accepted, self.open_difference_sum));
        }
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
    if number == 0 { none.to_owned() } else { number_of(number, noun) }
}
