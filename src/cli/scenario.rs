//! `poolfund scenario`: the month under other suppositions, beside the month as it is. Nothing enters the ledger.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use crate::books::{self, AsOf, Compared};
use crate::domain::{Currency, Money};
use crate::files;
use crate::month::scenario::{CellDifference, Difference, MainFigures};
use crate::report::{Provenance, View, page};

use super::amount::Amount;
use super::{CommandError, FundFolder, Progress, clock, terminal};

/// How many cells are shown of each scenario; JSON has all.
const CELLS: usize = 12;

/// No file of scenarios is longer.
const MOST_BYTES: u64 = 16 << 20;

/// Options of `scenario`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ScenarioArguments {
    /// The file of scenarios (TOML; docs/scenarios.md says what can be supposed)
    file: PathBuf,
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// Write the month's page with the scenarios beside today
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// Print what would be otherwise as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Shown<'a> {
    as_of: NaiveDate,
    base_currency: &'static str,
    today: ShownFigures,
    scenarios: Vec<ShownScenario<'a>>,
}

#[derive(Serialize)]
struct ShownScenario<'a> {
    name: &'a str,
    #[serde(flatten)]
    figures: ShownFigures,
    cells: Vec<ShownCell<'a>>,
}

#[derive(Serialize)]
struct ShownFigures {
    gap: Amount,
    still_to_raise: Amount,
    programmable: Amount,
    allocated: Amount,
    unallocated: Amount,
    lacking: Amount,
}

#[derive(Serialize)]
struct ShownCell<'a> {
    cell: &'a str,
    need_today: Amount,
    need: Amount,
    allocated_today: Amount,
    allocated: Amount,
}

impl ShownFigures {
    fn new(figures: &MainFigures, currency: Currency) -> Self {
        let amount = |money: Money| Amount(money, currency);
        Self {
            gap: amount(figures.gap),
            still_to_raise: amount(figures.still_to_raise),
            programmable: amount(figures.programmable),
            allocated: amount(figures.allocated),
            unallocated: amount(figures.unallocated),
            lacking: amount(figures.lacking),
        }
    }
}

/// Prints what would be otherwise, and writes the page where one is asked for.
pub(super) fn run(arguments: &ScenarioArguments) -> Result<(), CommandError> {
    let path = arguments.file.display().to_string();
    let text = files::read_text(&arguments.file, MOST_BYTES).map_err(|why| CommandError::File { path, why })?;
    let progress = Progress::new();
    let as_of = AsOf::new(arguments.as_of, clock::today());
    let compared = books::scenarios(&arguments.folder.fund, as_of, &text, &|step| progress.step(step));
    progress.done();
    let compared = compared?;
    let differences: Vec<(&str, Difference)> = compared
        .scenarios
        .iter()
        .map(|(scenario, then)| (scenario.name.as_str(), Difference::between(&compared.today, then)))
        .collect();
    if let Some(file) = &arguments.page {
        let html = html(&compared, &differences)?;
        fs::write(file, html).map_err(|why| CommandError::File { path: file.display().to_string(), why })?;
    }
    if arguments.json {
        return terminal::json(&shown(&compared, &differences));
    }
    let currency = compared.today.fund.base_currency;
    terminal::output(&format!("{} as of {}, in {currency}", compared.today.fund.name, compared.today.ledger.as_of))?;
    differences.iter().try_for_each(|(name, difference)| terminal::output(&text_of(name, difference, currency)))
}

fn html(compared: &Compared, differences: &[(&str, Difference)]) -> Result<String, CommandError> {
    let internal = |why: &dyn std::fmt::Display| CommandError::Internal(why.to_string());
    let view = View::new(&compared.today, Provenance::default()).map_err(|why| internal(&why))?;
    let mut figures = page::figures(&view).map_err(|why| internal(&why))?;
    figures.scenarios = page::scenarios(&view, differences);
    page::html(&figures).map_err(|why| internal(&why))
}

fn shown<'a>(compared: &Compared, differences: &'a [(&'a str, Difference)]) -> Shown<'a> {
    let currency = compared.today.fund.base_currency;
    let cell = |cell: &'a CellDifference| ShownCell {
        cell: &cell.cell,
        need_today: Amount(cell.need.0, currency),
        need: Amount(cell.need.1, currency),
        allocated_today: Amount(cell.allocated.0, currency),
        allocated: Amount(cell.allocated.1, currency),
    };
    let scenario = |(name, difference): &'a (&'a str, Difference)| ShownScenario {
        name,
        figures: ShownFigures::new(&difference.then, currency),
        cells: difference.cells.iter().map(cell).collect(),
    };
    Shown {
        as_of: compared.today.ledger.as_of,
        base_currency: currency.code(),
        today: ShownFigures::new(&MainFigures::of(&compared.today), currency),
        scenarios: differences.iter().map(scenario).collect(),
    }
}

fn text_of(name: &str, difference: &Difference, currency: Currency) -> String {
    let amount = |money: Money| Amount(money, currency).to_string();
    let mut lines = vec![format!("\n{name}\n{:<16}{:>18}{:>18}{:>18}", "", "today", "then", "change")];
    let (today, then) = (&difference.today, &difference.then);
    for (what, is, would_be) in [
        ("Gap", today.gap, then.gap),
        ("Still to raise", today.still_to_raise, then.still_to_raise),
        ("Programmable", today.programmable, then.programmable),
        ("Allocated", today.allocated, then.allocated),
        ("Unallocated", today.unallocated, then.unallocated),
        ("Lacking", today.lacking, then.lacking),
    ] {
        lines.push(format!("{what:<16}{:>18}{:>18}{:>18}", amount(is), amount(would_be), amount(would_be - is)));
    }
    let gains = |cell: &CellDifference| cell.allocated.1 - cell.allocated.0;
    let gain = difference.cells.iter().filter(|cell| gains(cell) > Money::ZERO);
    let lose = difference.cells.iter().rev().filter(|cell| gains(cell) < Money::ZERO);
    for (what, count, cells) in [
        ("gain", gain.clone().count(), gain.take(CELLS).collect::<Vec<_>>()),
        ("lose", lose.clone().count(), lose.take(CELLS).collect()),
    ] {
        if count > 0 {
            lines.push(format!("{count} priorities {what}, the most:"));
            lines.extend(cells.into_iter().map(|cell| format!("  {:>18}  {}", amount(gains(cell)), cell.cell)));
        }
    }
    lines.join("\n")
}
