//! `poolfund scenario`: the month under other suppositions, beside the month as it is. Nothing enters the ledger.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Serialize;

use crate::books::{AsOf, BooksError, Today};
use crate::domain::{Currency, Money};
use crate::month::scenario::{CellDifference, Difference};
use crate::month::{Figures, MainFigures};
use crate::report::{Provenance, View, page};

use super::amount::Amount;
use super::{CommandError, FundFolder, Progress, clock, terminal};

/// How many cells are shown of each scenario; JSON has all.
const CELLS: usize = 12;

/// Options of `scenario`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ScenarioArguments {
    /// The file of scenarios: a spreadsheet, or TOML (docs/scenarios.md says what can be supposed)
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
    let progress = Progress::new();
    let watch = |step| progress.step(step);
    let as_of = AsOf::new(arguments.as_of, clock::today());
    let today = Today::read(&arguments.folder.fund, as_of, &watch);
    let differences = today.and_then(|today| {
        let scenarios = today.told_in(&arguments.file)?.into_iter();
        let differences = scenarios.map(|scenario| Ok((today.suppose(&scenario)?, scenario.name)));
        let differences = differences.collect::<Result<Vec<_>, BooksError>>()?;
        let whole = arguments.page.as_ref().map(|_| today.figures(&watch)).transpose()?;
        Ok((today, differences, whole))
    });
    progress.done();
    let (today, differences, whole) = differences?;
    if let (Some(file), Some(figures)) = (&arguments.page, &whole) {
        let html = html(figures, &differences)?;
        fs::write(file, html).map_err(|why| CommandError::File { path: file.display().to_string(), why })?;
    }
    if arguments.json {
        return terminal::json(&shown(&today, &differences));
    }
    let currency = today.fund.base_currency;
    terminal::output(&format!("{} as of {}, in {currency}", today.fund.name, today.as_of))?;
    differences.iter().try_for_each(|(difference, name)| terminal::output(&text_of(name, difference, currency)))
}

fn html(figures: &Figures, differences: &[(Difference, String)]) -> Result<String, CommandError> {
    let internal = |why: &dyn std::fmt::Display| CommandError::Internal(why.to_string());
    let view = View::new(figures, Provenance::default()).map_err(|why| internal(&why))?;
    let mut figures = page::figures(&view).map_err(|why| internal(&why))?;
    figures.scenarios = page::scenarios(&view, differences);
    page::html(&figures).map_err(|why| internal(&why))
}

fn shown<'a>(today: &Today, differences: &'a [(Difference, String)]) -> Shown<'a> {
    let currency = today.fund.base_currency;
    let cell = |cell: &'a CellDifference| ShownCell {
        cell: &cell.cell,
        need_today: Amount(cell.need.0, currency),
        need: Amount(cell.need.1, currency),
        allocated_today: Amount(cell.allocated.0, currency),
        allocated: Amount(cell.allocated.1, currency),
    };
    let scenario = |(difference, name): &'a (Difference, String)| ShownScenario {
        name,
        figures: ShownFigures::new(&difference.then, currency),
        cells: difference.cells.iter().map(cell).collect(),
    };
    Shown {
        as_of: today.as_of,
        base_currency: currency.code(),
        today: ShownFigures::new(&today.brief.main, currency),
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
    let gain = difference.cells.iter().filter(|cell| cell.gain() > Money::ZERO);
    let lose = difference.cells.iter().rev().filter(|cell| cell.gain() < Money::ZERO);
    for (what, count, cells) in [
        ("gain", gain.clone().count(), gain.take(CELLS).collect::<Vec<_>>()),
        ("lose", lose.clone().count(), lose.take(CELLS).collect()),
    ] {
        if count > 0 {
            lines.push(format!("{count} priorities {what}, the most:"));
            lines.extend(cells.into_iter().map(|cell| format!("  {:>18}  {}", amount(cell.gain()), cell.cell)));
        }
    }
    lines.join("\n")
}
