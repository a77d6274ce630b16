//! `poolfund close`: a month becomes final.
//!
//! Its placements stay where they are, its figures and the hashes of its reports are recorded, and nothing that is
//! written later changes it.

use std::collections::HashMap;
use std::path::Path;

use crate::domain::Month as MonthName;
use crate::intake::ProblemCode;
use crate::ledger::store::{
    self, Accepted, Batch, Close, EventKind, FrozenPlacement, NewEvent, Restatement, RunRecord, Store,
};

use super::books::{self, Books, last_run};
use super::month::{self, Month};
use super::pack::{pack, unlike};
use super::progress::Progress;
use super::{CommandError, FundFolder, clock, terminal};

/// Options of `close`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct CloseArguments {
    /// The month, as 2025-10
    month: String,
    #[command(flatten)]
    folder: FundFolder,
    /// Who closes [default: the computer's user]
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
    /// Accept what the checklist found under an item: differences, duplicates, expiring or restatements
    #[arg(long, value_name = "ITEM", requires = "reason")]
    accept: Vec<String>,
    /// Why what is accepted may stay
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// An item of the checklist.
struct Item {
    name: &'static str,
    /// What was found; nothing when all is well.
    found: Option<String>,
    /// Whether it may be accepted with a reason.
    acceptable: bool,
}

/// The month's name, or wrong use.
pub(super) fn month_name(text: &str) -> Result<MonthName, CommandError> {
    MonthName::parse(text).ok_or_else(|| CommandError::Use(format!("{text:?} is not a month; write it as 2025-10")))
}

/// Closes the month.
pub(super) fn run(arguments: &CloseArguments) -> Result<(), CommandError> {
    let progress = Progress::new();
    let name = month_name(&arguments.month)?;
    let mut books = Books::open(&arguments.folder)?;
    let closed = close(arguments, name, &mut books, &progress);
    progress.done();
    let id = closed?;
    terminal::tell(&format!("{name} is closed. Its hash: {id}"));
    terminal::tell(&format!("Someone else approves it: poolfund approve {name} --as NAME"));
    Ok(())
}

fn close(
    arguments: &CloseArguments,
    name: MonthName,
    books: &mut Books,
    progress: &Progress,
) -> Result<String, CommandError> {
    let period = name.to_string();
    books::refuse_closed(&books.store, &period)?;
    if let Some((event, _)) = store::last_close(&books.store, None)?
        && event.period.as_deref() > Some(period.as_str())
    {
        let later = event.period.unwrap_or_default();
        return Err(CommandError::Unready(format!(
            "{later} is closed already; an earlier month cannot be closed after it"
        )));
    }
    let month = month::read(&arguments.folder, Some(name.last_day()), Some(&books.store), progress)?;
    let reports = books.reports(&period);
    let run = last_run(&books.store, Some(&period))?.map(|(_, run)| run);
    let items = [
        Item { name: "workbooks", found: workbooks(&month, run.as_ref(), &reports, &books.store)?, acceptable: false },
        Item { name: "differences", found: differences(&month), acceptable: true },
        Item { name: "duplicates", found: duplicates(&month), acceptable: true },
        Item { name: "expiring", found: expiring(&month), acceptable: true },
        Item { name: "restatements", found: restatements(&books.store)?, acceptable: true },
    ];
    let accepted = judge(arguments, items)?;
    let Some(run) = run else { return Err(CommandError::Unready(format!("{period} was never run"))) };
    let placements = NewEvent::new(EventKind::Placements, Some(period.clone()), &frozen(&month))?;
    let by = arguments.by.clone().unwrap_or_else(clock::user_name);
    let file = |why| CommandError::File { path: reports.display().to_string(), why };
    let close =
        Close { by: by.clone(), run, accepted, placements: placements.id(), pack: pack(&reports).map_err(file)? };
    let close = NewEvent::new(EventKind::Close, Some(period), &close)?;
    let id = close.id();
    books.append(Batch { events: vec![placements, close], files: Vec::new() }, Some(&by))?;
    Ok(id)
}

/// Tells the checklist; what was found must be accepted.
fn judge(arguments: &CloseArguments, items: [Item; 5]) -> Result<Vec<Accepted>, CommandError> {
    if let Some(unknown) =
        arguments.accept.iter().find(|name| !items.iter().any(|item| item.acceptable && item.name == *name))
    {
        return Err(CommandError::Use(format!("{unknown:?} is no item that can be accepted")));
    }
    let mut accepted = Vec::new();
    let mut open = Vec::new();
    for item in items {
        let Some(found) = item.found else {
            terminal::tell(&format!("  ok       {}", item.name));
            continue;
        };
        if item.acceptable && arguments.accept.iter().any(|name| name == item.name) {
            terminal::tell(&format!("  accepted {}: {found}", item.name));
            let reason = arguments.reason.clone().unwrap_or_default();
            accepted.push(Accepted { item: item.name.to_owned(), found, reason });
        } else {
            terminal::tell(&format!("  OPEN     {}: {found}", item.name));
            open.push(item.name);
        }
    }
    match open.is_empty() {
        true => Ok(accepted),
        false => Err(CommandError::Unready(format!(
            "{} cannot be closed: settle {} first, or accept with --accept ITEM --reason TEXT what may stay",
            arguments.month,
            open.join(", ")
        ))),
    }
}

/// The reports must be those of the last run, and the last run must be of the inputs as they are.
fn workbooks(
    month: &Month,
    run: Option<&RunRecord>,
    reports: &Path,
    store: &dyn Store,
) -> Result<Option<String>, CommandError> {
    let again = |why: &str| Ok(Some(format!("{why}; run `poolfund run --as-of {}` again", month.figures.ledger.as_of)));
    let Some(run) = run else { return again("there are no reports of the month") };
    if month.readings.iter().any(|reading| reading.fresh.is_some()) || run.settings != month.settings.sha256 {
        return again("the inputs changed since the reports were written");
    }
    let mut imports = Vec::new();
    for reading in &month.readings {
        imports.extend(store.import_of(&reading.key)?.map(|event| (reading.input, event.id)));
    }
    imports.sort();
    if imports.iter().map(|(_, id)| id).ne(&run.imports) || run.after != month.after {
        return again("the inputs changed since the reports were written");
    }
    let unread = |why| CommandError::File { path: reports.display().to_string(), why };
    let found = match unlike(reports, &run.manifest).map_err(unread)? {
        Some(found) => found,
        None => return Ok(None),
    };
    again(&found)
}

fn differences(month: &Month) -> Option<String> {
    let open = &month.figures.reconciliation.differences;
    let sum = open.iter().map(|difference| difference.amount).sum::<crate::domain::Money>();
    let exponent = month.figures.fund.exponent();
    (!open.is_empty()).then(|| format!("{} differences with finance, {} in all", open.len(), sum.format(exponent)))
}

fn duplicates(month: &Month) -> Option<String> {
    let open = month.warnings.iter().filter(|problem| problem.code == ProblemCode::PossibleDuplicate).count();
    (open > 0).then(|| format!("{open} rows that may stand twice"))
}

fn expiring(month: &Month) -> Option<String> {
    let figures = &month.figures;
    let expiring = figures.allocation.expiring(&figures.ledger, figures.fund.allocation.expiry_notice_days);
    let each: Vec<String> = expiring
        .iter()
        .map(|money| {
            let amount = money.unplaced.format(figures.fund.exponent());
            format!("{amount} of {} until {}", money.agreement, money.until)
        })
        .collect();
    (!each.is_empty()).then(|| format!("money that no cell may use expires soon: {}", each.join(", ")))
}

/// Rows of closed months that were restated since the last close.
fn restatements(store: &dyn Store) -> Result<Option<String>, CommandError> {
    let last = store::last_close(store, None)?.map_or(0, |(event, _)| event.seq);
    let mut open = 0;
    for event in store.events(Some(EventKind::Restatement))? {
        if event.seq > last {
            let (_, _, list): (String, String, Vec<Restatement>) = event.read()?;
            open += list.iter().filter(|one| one.closed).count();
        }
    }
    Ok((open > 0)
        .then(|| format!("{open} rows of closed months were restated; `poolfund diff` shows what they change")))
}

fn frozen(month: &Month) -> Vec<FrozenPlacement> {
    let figures = &month.figures;
    let mut sums: HashMap<(String, String), crate::domain::Money> = HashMap::new();
    for placement in figures.placements() {
        if let Some(cell) = figures.facts.priorities.get(placement.cell) {
            *sums.entry((placement.agreement.to_string(), cell.id())).or_default() += placement.amount;
        }
    }
    let mut frozen: Vec<FrozenPlacement> =
        sums.into_iter().map(|((agreement, cell), amount)| FrozenPlacement { agreement, cell, amount }).collect();
    frozen.sort();
    frozen
}
