//! `poolfund diff`: what changed between two months, as a bridge that adds up.

use crate::domain::{DonorCode, Money};
use crate::ledger::store::{self, Store};
use crate::report::changes::{Bridge, Measure};
use crate::report::{Changes, Standing};

use super::books::{last_run, look};
use super::close::month_name;
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
    let none = || CommandError::Use("there is no ledger yet; it begins with the first `poolfund run`".to_owned());
    let store = look(&arguments.folder.fund)?.ok_or_else(none)?;
    let (before, now) = (standing(&store, &arguments.from)?, standing(&store, &arguments.to)?);
    let changes = Changes::between(&before, &now);
    if arguments.json {
        let json = serde_json::to_string_pretty(&changes);
        return terminal::output(&json.map_err(|why| CommandError::Internal(why.to_string()))?);
    }
    terminal::output(&text(&changes))
}

/// How a month stood when it was closed, or else last run.
fn standing(store: &dyn Store, month: &str) -> Result<Standing, CommandError> {
    let name = month_name(month)?.to_string();
    let run = match store::close_of(store, &name)? {
        Some((_, close)) => Some(close.run),
        None => last_run(store, Some(&name))?.map(|(_, run)| run),
    };
    let run = run.ok_or_else(|| CommandError::Use(format!("{name} was never run")))?;
    serde_json::from_value(run.standing).map_err(|why| CommandError::Internal(why.to_string()))
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
