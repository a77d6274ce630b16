//! `poolfund diff`: what changed between two months, as a bridge that adds up.

use crate::books::{self, BooksError};
use crate::domain::{DonorCode, Money};
use crate::month::{Bridge, Changes, Measure};

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

/// Prints the bridges by donor on standard output.
pub(super) fn run(arguments: &DiffArguments) -> Result<(), CommandError> {
    let [from, to] = [&arguments.from, &arguments.to].map(|month| super::month_name(month));
    let folder = &arguments.folder.fund;
    let store = books::ledger(folder)?.ok_or_else(|| BooksError::NoLedger(folder.clone()))?;
    let (before, now) = (books::standing_of(&store, from?)?, books::standing_of(&store, to?)?);
    let changes = Changes::between(&before, &now);
    if arguments.json {
        return terminal::json(&changes);
    }
    terminal::output(&text(&changes))
}

fn text(changes: &Changes) -> String {
    let mut donors: Vec<&DonorCode> = changes.lines.iter().map(|line| &line.donor).collect();
    donors.sort();
    donors.dedup();
    let mut lines = vec![format!("From {} to {}", changes.from, changes.to)];
    for measure in Measure::ALL {
        lines.push(String::new());
        lines.push(row(measure.name(), ["opening", "new", "restated", "exchange", "closing"].map(str::to_owned)));
        for donor in &donors {
            let bridge = changes.total(measure, Some(donor));
            if bridge != Bridge::default() {
                lines.push(row(donor.as_str(), figures(&bridge)));
            }
        }
        lines.push(row("total", figures(&changes.total(measure, None))));
    }
    lines.join("\n")
}

fn figures(bridge: &Bridge) -> [String; 5] {
    [bridge.opening, bridge.new, bridge.restated, bridge.exchange, bridge.closing].map(|money: Money| money.format(2))
}

fn row(name: &str, figures: [String; 5]) -> String {
    let figures: Vec<String> = figures.iter().map(|figure| format!("{figure:>18}")).collect();
    format!("{name:<12}{}", figures.join(""))
}
