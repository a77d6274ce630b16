//! The sheets that a donor's workbook and the fund's have in common, in their order, and how they are tied to each other.

use super::super::grid::Sheet;
use super::{
    Context, Whose, allocation, changes, contributions, expenditure, notes, results, shared, statement, summary,
    transactions,
};

/// The sheets, the summary first.
pub(in super::super) fn sheets(context: &mut Context<'_>) -> Vec<Sheet> {
    let (contributions, contributed) = contributions::sheet(context);
    let (allocation, allocated) = allocation::sheet(context);
    let matrix = allocation::matrix(context);
    let (expenditure, delivered) = expenditure::sheet(context);
    let (statement, stated) = statement::sheet(context, Some(contributed.committed.clone()));
    context.check_equal("check-allocation-expenditure", &allocated.in_cells, &delivered.placed);
    context.check_equal("check-spent-statement", &stated.spent, &delivered.spent);
    context.check_equal("check-paid-statement", &stated.deposits, &contributed.paid);
    // The lines of all donors are in the ledger's tables; a sheet of them all helps nobody.
    let transactions = match context.whose {
        Whose::Donor(_) => moves(context, &stated),
        Whose::Fund => Vec::new(),
    };
    let changed = changes::sheet(context, &stated);
    let sources = summary::Sources { contributed, allocated, stated };
    let mut sheets = vec![summary::sheet(context, &sources), contributions, allocation, matrix, expenditure, statement];
    sheets.extend(results::sheet(context));
    sheets.extend(changed);
    sheets.extend(transactions);
    sheets.push(notes::sheet(context));
    sheets
}

/// The transactions, and the donor's part of what is shared.
fn moves(context: &mut Context<'_>, stated: &statement::Stated) -> Vec<Sheet> {
    let (sheet, moved) = transactions::sheet(context);
    let (shared, spent) = shared::sheet(context).unzip();
    let out = match &spent {
        Some(spent) => moved.outgoing + spent,
        None => moved.outgoing,
    };
    context.check_equal("check-transactions-in", &moved.incoming, &stated.deposits);
    context.check_equal("check-transactions-out", &out, &stated.spent);
    [sheet].into_iter().chain(shared).collect()
}
