//! `poolfund explain`: why a cell lacks money, or where an agreement's money is, in words for a mail to a donor.

use chrono::NaiveDate;

use crate::allocate::words::Words;
use crate::domain::AgreementRef;
use crate::domain::Money;
use crate::intake::ProblemCode;

use super::{CommandError, FundFolder, computed, terminal};

/// Options of `explain`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// A cell (TGO/T02 or TGO/T02/2021-2025), an agreement (LUX-07), or the code of a problem (E302); none for the
    /// gap as a whole
    subject: Option<String>,
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Prints the explanation on standard output.
pub(super) fn run(arguments: &ExplainArguments) -> Result<(), CommandError> {
    if let Some(code) = arguments.subject.as_deref().and_then(ProblemCode::parse) {
        return terminal::output(code.page());
    }
    let figures = computed(&arguments.folder, arguments.as_of)?.figures;
    let words = Words {
        fund: &figures.fund,
        cells: &figures.ledger.cells,
        donors: &figures.facts.donors,
        ledger: &figures.ledger,
        allocation: &figures.allocation,
    };
    let Some(subject) = arguments.subject.as_deref() else { return terminal::output(&whole(&words)) };
    let reference = AgreementRef::new(subject);
    if figures.ledger.agreement(&reference).is_some() {
        let parts = list(&words, words.destinations(&reference));
        return terminal::output(&format!("{}{parts}", words.agreement(&reference)));
    }
    let cells: Vec<usize> = (0..words.cells.len())
        .filter(|&cell| {
            let id = words.cells[cell].id();
            id == subject || id.starts_with(&format!("{subject}/"))
        })
        .collect();
    if cells.is_empty() {
        let expected = "it is no cell (TGO/T02), agreement (LUX-07) or problem code (E302) of this fund";
        return Err(CommandError::Use(format!("{subject:?}: {expected}")));
    }
    for cell in cells {
        terminal::output(&format!("{}{}", words.cell(cell), list(&words, words.payers(cell))))?;
    }
    Ok(())
}

fn list(words: &Words<'_>, parts: Vec<(String, Money)>) -> String {
    parts.into_iter().map(|(name, amount)| format!("\n  {:>16}  {name}", words.fund.show(amount))).collect()
}

/// The gap of the cells in its causes, and what would close it.
fn whole(words: &Words<'_>) -> String {
    let causes = words.allocation.reasons.causes;
    let show = |minor: i64| words.fund.show(Money::from_minor(minor));
    let gap = causes.short_of_money + causes.locked_by_earmarks + causes.locked_by_policy;
    let mut text = format!(
        "The priorities lack {}:\n  {:>16}  short of money\n  {:>16}  money that exists but is locked by earmarks\n  \
         {:>16}  money that exists but is locked by ceilings, caps, limits and the share of countries",
        show(gap),
        show(causes.short_of_money),
        show(causes.locked_by_earmarks),
        show(causes.locked_by_policy)
    );
    let relaxations = &words.allocation.reasons.relaxations;
    if !relaxations.is_empty() {
        text += "\n\nOne earmark loosened, the most useful first:";
        for relaxation in relaxations.iter().take(10) {
            text += &format!("\n  {}", words.relaxation(relaxation));
        }
    }
    text
}
