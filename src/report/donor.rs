//! The workbook of one donor. It holds nothing of any other.

use crate::domain::facts::Donor;

use super::grid::{Book, Sheet};
use super::sheets::{
    Context, Whose, allocation, changes, checks, contributions, expenditure, notes, results, shared, statement, summary,
};
use super::sheets::{sums::Totals, transactions};
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>, donor: &Donor) -> Book {
    let mut context = Context::of_donor(view, donor);
    let title = context.texts.with("book-donor", &[("donor", &donor.name)]);
    let sheets = common(&mut context);
    context.book(title, sheets)
}

/// The sheets that a donor's workbook and the fund's have in common, the summary first and the checks last.
pub(super) fn common(context: &mut Context<'_>) -> Vec<Sheet> {
    let (contributed, agreements) = contributions::sheet(context);
    let (allocated, earmarks, cells) = allocation::sheet(context);
    let matrix = allocation::matrix(context);
    let (spent, countries) = expenditure::sheet(context);
    let (statement, lines) = statement::sheet(context, Some(agreements.total_of(8)));
    let totals = Totals::of(&context.belongings);
    context.check_equal(
        "check-allocation-expenditure",
        (&cells.total_of(4), totals.placed),
        (&countries.total_of(1), totals.placed),
    );
    context.check_equal("check-spent-statement", (&lines.spent, totals.spent), (&countries.total_of(2), totals.spent));
    context.check_equal(
        "check-paid-statement",
        (&lines.deposits, totals.deposited),
        (&agreements.total_of(9), totals.deposited),
    );
    // The lines of all donors are in the ledger's tables; a sheet of them all helps nobody.
    let transactions = match context.whose {
        Whose::Donor(_) => moves(context, &lines, totals),
        Whose::Fund => Vec::new(),
    };
    let changed = changes::sheet(context, &lines);
    let places = summary::Places { contributions: agreements, earmarks, statement: lines };
    let mut sheets = vec![summary::sheet(context, &places), contributed, allocated, matrix, spent, statement];
    sheets.extend(results::sheet(context));
    sheets.extend(changed);
    sheets.extend(transactions);
    sheets.push(notes::sheet(context));
    sheets.push(checks::sheet(context));
    sheets
}

/// The transactions, and the donor's part of what is shared.
fn moves(context: &mut Context<'_>, lines: &statement::Lines, totals: Totals) -> Vec<Sheet> {
    let (sheet, moved) = transactions::sheet(context);
    let (paid, spent) = (totals.deposited, totals.spent);
    let shared = shared::sheet(context);
    let out = match &shared {
        Some((_, place, total)) => format!("{}+{}", moved.total_of(9), place.total_of(*total)),
        None => moved.total_of(9),
    };
    context.check_equal("check-transactions-in", (&moved.total_of(8), paid), (&lines.deposits, paid));
    context.check_equal("check-transactions-out", (&out, spent), (&lines.spent, spent));
    [sheet].into_iter().chain(shared.map(|(sheet, ..)| sheet)).collect()
}
