//! `poolfund diff`: what changed between two months, as a bridge that adds up.

use serde::Serialize;

use crate::books::{self, Diff};
use crate::domain::{Currency, DonorCode};
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
    restated: Amount,
    exchange: Amount,
    closing: Amount,
}

impl<'d> Shown<'d> {
    fn new(diff: &'d Diff) -> Self {
        let lines = diff.changes.lines.iter().map(|line| {
            let [opening, new, restated, exchange, closing] = amounts(&line.bridge, diff.currency);
            let (donor, agreement, measure) = (line.donor.as_str(), line.agreement.as_str(), line.measure.name());
            let bridge = ShownBridge { opening, new, restated, exchange, closing };
            ShownLine { donor, agreement, measure, bridge }
        });
        Self {
            from: diff.changes.from.to_string(),
            to: diff.changes.to.to_string(),
            base_currency: diff.currency.code(),
            lines: lines.collect(),
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
        lines.push(String::new());
        lines.push(row(measure.name(), ["opening", "new", "restated", "exchange", "closing"].map(str::to_owned)));
        for donor in &donors {
            let bridge = changes.total(measure, Some(donor));
            if bridge != Bridge::default() {
                lines.push(row(donor.as_str(), figures(&bridge, diff.currency)));
            }
        }
        lines.push(row("total", figures(&changes.total(measure, None), diff.currency)));
    }
    lines.join("\n")
}

fn amounts(bridge: &Bridge, currency: Currency) -> [Amount; 5] {
    [bridge.opening, bridge.new, bridge.restated, bridge.exchange, bridge.closing].map(|money| Amount(money, currency))
}

fn figures(bridge: &Bridge, currency: Currency) -> [String; 5] {
    amounts(bridge, currency).map(|amount| amount.to_string())
}

fn row(name: &str, figures: [String; 5]) -> String {
    let figures: Vec<String> = figures.iter().map(|figure| format!("{figure:>18}")).collect();
    format!("{name:<12}{}", figures.join(""))
}
