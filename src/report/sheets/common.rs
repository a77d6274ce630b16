//! The sheets that a donor's workbook and the fund's have in common, in their order, and how they are tied to each other.

use super::super::grid::{Figure, Sheet};
use super::{
    PeriodStart, Report, Whose, agreements, allocation, changes, contributions, decisions, ended, expenditure, notes,
    pending, period, results, statement, summary, transactions,
};

/// The sheets, the summary first, and the closing balance of the statement. A donor's have a statement for its reporting
/// period too, where its `start` is given.
pub(in super::super) fn sheets(report: &mut Report<'_>, start: Option<&PeriodStart>) -> (Vec<Sheet>, Figure) {
    let (contributions, contributed) = contributions::sheet(report);
    let (allocation, in_cells) = allocation::sheet(report, &contributed.earmarks.placed);
    let matrix = allocation::matrix(report, &in_cells);
    let (expenditure, delivered) = expenditure::sheet(report);
    let (mut statement, stated, unallocated) = statement::sheet(report, Some(contributed.committed.clone()));
    let by_category = expenditure::categories(report, &mut statement);
    report.check_equal("check-spent-category", &delivered.spent, &by_category);
    expenditure::overview(report, &mut statement, &delivered.spent);
    report.check_equal("check-allocation-expenditure", &in_cells, &delivered.placed);
    report.check_equal("check-spent-statement", &stated.spent, &delivered.spent);
    report.check_equal("check-waiting-statement", &contributed.earmarks.waiting, &unallocated);
    report.check_equal("check-paid-statement", &stated.deposits, &contributed.paid);
    // The lines of all donors are in the ledger's tables; a sheet of them all helps nobody.
    let transactions = match report.whose {
        Whose::Donor(_) => Some(moves(report, &stated)),
        Whose::Fund => None,
    };
    let agreements = match report.whose {
        Whose::Donor(_) => agreements::sheet(report, &stated.closing, stated.interest.as_ref()),
        Whose::Fund => None,
    };
    let changed = changes::sheet(report, &stated);
    let period = start.map(|start| period::sheet(report, start, &stated));
    // What nobody is charged with is the fund's to resolve.
    let (waits, pending) = match report.whose {
        Whose::Donor(_) => (None, None),
        Whose::Fund => pending::sheet(report).unzip(),
    };
    let closing = stated.closing.clone();
    let sources = summary::Sources { contributed, stated, pending };
    let mut sheets = vec![summary::sheet(report, &sources)];
    sheets.extend(period);
    sheets.extend([contributions, allocation, matrix, expenditure, statement]);
    sheets.extend(agreements);
    sheets.extend(ended::sheet(report));
    sheets.extend(decisions::sheet(report));
    sheets.extend(waits);
    sheets.extend(results::sheet(report));
    sheets.extend(changed);
    sheets.extend(transactions);
    sheets.push(notes::sheet(report));
    (sheets, closing)
}

/// The transactions, which add up to what the statement says came in and was charged.
fn moves(report: &mut Report<'_>, stated: &statement::Stated) -> Sheet {
    let (sheet, moved) = transactions::sheet(report);
    report.check_equal("check-transactions-in", &moved.incoming, &stated.incoming);
    report.check_equal("check-transactions-out", &moved.outgoing, &stated.spent);
    sheet
}
