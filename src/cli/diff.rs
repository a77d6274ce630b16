//! `poolfund diff`: what changed between two months, as a bridge that adds up.

use serde::Serialize;

use crate::books::{self, Diff};
use crate::domain::{DonorCode, Money};
use crate::ledger::store::Restatement;
use crate::month::{Bridge, Measure};

use super::amount::Amount;
use super::{CommandError, FundFolder, terminal};

/// Options of `diff`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct DiffArguments {
    /// The earlier month, as 2025-09
    from: String,
    /// The later month, as 2025-10
    to: String,
    #[command(flatten)]
    folder: FundFolder,
    /// Print the bridges by agreement as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// Prints the bridges by donor.
pub(super) fn run(arguments: &DiffArguments) -> Result<(), CommandError> {
    let (from, to) = (super::month_name(&arguments.from)?, super::month_name(&arguments.to)?);
    let diff = books::diff(&arguments.folder.fund, from, to)?;
    if arguments.json { terminal::json(&Shown::new(&diff)) } else { terminal::output(&text(&diff)) }
}

/// The bridges for programs. Their JSON is described in `docs/json/diff.schema.json`.
#[derive(Debug, Serialize)]
struct Shown<'d> {
    from: String,
    to: String,
    base_currency: &'static str,
    lines: Vec<ShownLine<'d>>,
    restated: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ShownLine<'d> {
    donor: &'d str,
    agreement: &'d str,
    measure: &'static str,
    bridge: ShownBridge,
}

#[derive(Debug, Serialize)]
struct ShownBridge {
    opening: Amount,
    new: Amount,
    decided: Amount,
    restated: Amount,
    refunded: Amount,
    written_off: Amount,
    lapsed: Amount,
    exchange: Amount,
    closing: Amount,
}

impl<'d> Shown<'d> {
    fn new(diff: &'d Diff) -> Self {
        let lines = diff.changes.lines.iter().map(|line| {
            let amount = |money| Amount(money, diff.currency);
            let (donor, agreement, measure) = (line.donor.as_str(), line.agreement.as_str(), line.measure.name());
            let Bridge { opening, new, decided, restated, refunded, written_off, lapsed, exchange, closing } =
                line.bridge;
            let bridge = ShownBridge {
                opening: amount(opening),
                new: amount(new),
                decided: amount(decided),
                restated: amount(restated),
                refunded: amount(refunded),
                written_off: amount(written_off),
                lapsed: amount(lapsed),
                exchange: amount(exchange),
                closing: amount(closing),
            };
            ShownLine { donor, agreement, measure, bridge }
        });
        Self {
            from: diff.changes.from.to_string(),
            to: diff.changes.to.to_string(),
            base_currency: diff.currency.code(),
            lines: lines.collect(),
            restated: diff.restated.iter().map(Restatement::said).collect(),
        }
    }
}

fn text(diff: &Diff) -> String {
    let changes = &diff.changes;
    let mut donors: Vec<&DonorCode> = changes.lines.iter().map(|line| &line.donor).collect();
    donors.sort();
    donors.dedup();
    let mut lines = vec![format!("From {} to {}, in {}", changes.from, changes.to, diff.currency)];
    for measure in Measure::ALL {
        let total = changes.total(measure, None);
        let of_donors = donors.iter().map(|donor| (donor.as_str(), changes.total(measure, Some(donor))));
        let mut rows: Vec<(&str, Bridge)> = of_donors.filter(|(_, bridge)| *bridge != Bridge::default()).collect();
        rows.push(("total", total));
        // A column stands where there is something in it; opening, new and closing always do.
        let said = |part: &&BridgeLine| part.always || rows.iter().any(|(_, bridge)| !(part.of)(bridge).is_zero());
        let parts: Vec<&BridgeLine> = BRIDGE_LINES.iter().filter(said).collect();
        lines.push(String::new());
        lines.push(row(measure.name(), parts.iter().map(|part| part.name.to_owned())));
        for (name, bridge) in &rows {
            let amounts = parts.iter().map(|part| Amount((part.of)(bridge), diff.currency).to_string());
            lines.push(row(name, amounts));
        }
    }
    if !diff.restated.is_empty() {
        lines.push("\nRestated, of closed months".to_owned());
        lines.extend(diff.restated.iter().take(LISTED).map(|one| format!("  {}", one.said())));
    }
    if diff.restated.len() > LISTED {
        lines.push(format!("  and {} more; --json lists all", diff.restated.len() - LISTED));
    }
    lines.join("\n")
}

/// How many restated rows are shown to people.
const LISTED: usize = 40;

/// A part of a bridge, as a column.
struct BridgeLine {
    name: &'static str,
    of: fn(&Bridge) -> Money,
    always: bool,
}

const BRIDGE_LINES: [BridgeLine; 9] = [
    BridgeLine { name: "opening", of: |bridge| bridge.opening, always: true },
    BridgeLine { name: "new", of: |bridge| bridge.new, always: true },
    BridgeLine { name: "decided", of: |bridge| bridge.decided, always: false },
    BridgeLine { name: "restated", of: |bridge| bridge.restated, always: false },
    BridgeLine { name: "refunded", of: |bridge| bridge.refunded, always: false },
    BridgeLine { name: "written off", of: |bridge| bridge.written_off, always: false },
    BridgeLine { name: "lapsed", of: |bridge| bridge.lapsed, always: false },
    BridgeLine { name: "exchange", of: |bridge| bridge.exchange, always: false },
    BridgeLine { name: "closing", of: |bridge| bridge.closing, always: true },
];

fn row(name: &str, figures: impl Iterator<Item = String>) -> String {
    let figures: Vec<String> = figures.map(|figure| format!("{figure:>18}")).collect();
    format!("{name:<14}{}", figures.join(""))
}
