//! `poolfund close`: a month becomes final.

use crate::books::{Acceptance, BooksError, Checked, Item};

use super::progress::Progress;
use super::{CommandError, FundFolder, clock, open_books, say_repairs, terminal};

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
    /// Accept what the checklist found under an item: over-allocated, pending, lapsed, compared, differences, duplicates,
    /// expiring or restatements
    #[arg(long, value_name = "ITEM", requires = "reason")]
    accept: Vec<String>,
    /// Why what is accepted may stay
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

/// Closes the month.
pub(super) fn run(arguments: &CloseArguments) -> Result<(), CommandError> {
    let month = super::month_name(&arguments.month)?;
    let actor = clock::actor(arguments.by.as_deref())?;
    let acceptance = acceptance(arguments)?;
    let mut books = open_books(&arguments.folder)?;
    let progress = Progress::new();
    let closed = books.close(month, &acceptance, &actor, &|step| progress.step(step));
    progress.done();
    say_repairs(&mut books);
    if let Err(BooksError::Open { checklist, .. }) = &closed {
        checklist.iter().for_each(|checked| terminal::tell(&line(checked)));
    }
    let closed = closed?;
    closed.checklist.iter().for_each(|checked| terminal::tell(&line(checked)));
    terminal::output(&format!("{month} is closed. Its hash: {}", closed.id))?;
    terminal::output(&format!("\n{}", closed.statement.text))?;
    closed.set_aside.iter().for_each(super::say_set_aside);
    terminal::tell(&format!(
        "This statement is {}; somebody else should have it too.",
        closed.statement.file.display()
    ));
    terminal::tell(&format!("Someone else approves it: poolfund approve {month} --as NAME"));
    Ok(())
}

/// What may stay, as it was typed.
fn acceptance(arguments: &CloseArguments) -> Result<Acceptance, CommandError> {
    let unknown = |word: &String| CommandError::Use(format!("{word:?} is no item that can be accepted"));
    let item = |word: &String| Item::parse(word).filter(|item| item.may_be_accepted()).ok_or_else(|| unknown(word));
    let items: Vec<Item> = arguments.accept.iter().map(item).collect::<Result<_, _>>()?;
    let reason = arguments.reason.as_deref();
    if reason.is_some_and(|reason| reason.trim().is_empty()) {
        return Err(CommandError::Use("--reason is empty; say why what is accepted may stay".to_owned()));
    }
    Acceptance::new(items, reason.unwrap_or_default()).map_err(|why| CommandError::Use(why.to_string()))
}

/// An item of the checklist for people.
fn line(checked: &Checked) -> String {
    let name = checked.item.name();
    match &checked.found {
        None => format!("  ok       {name}"),
        Some(found) if checked.accepted => format!("  accepted {name}: {found}"),
        Some(found) => format!("  OPEN     {name}: {found}"),
    }
}
