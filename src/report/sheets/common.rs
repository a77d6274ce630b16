//! The sheets that a donor's workbook and the fund's have in common, in their order, and how they are tied to each other.

use crate::domain::Month;

use super::super::grid::{Figure, Sheet};
use super::data::{Data, More};
use super::{
    Report, Whose, agreements, allocation, changes, contributions, decisions, ended, expenditure, notes, obligations,
    pending, period, results, statement, summary, transactions,
};

/// The sheets, the summary first, and the closing balance of the statement. A donor's have a statement for its reporting
/// period too, where the month is given `from` which it runs.
pub(in super::super) fn sheets(report: &mut Report<'_>, data: &Data, from: Option<Month>) -> (Vec<Sheet>, Figure) {
    let (contributions, contributed) = contributions::sheets(report, data);
    let (allocation, in_cells) = allocation::sheet(report, data, &contributed.earmarks.placed);
    let matrix = allocation::matrix(report, data, &in_cells);
    let (expenditure, delivered) = expenditure::sheet(report, data);
    let (mut statement, stated, unallocated) = statement::sheet(report, data, Some(contributed.committed.clone()));
    if !expenditure::has_nothing(report) {
        let by_category = expenditure::categories(report, data, &mut statement);
        report.check_equal("check-spent-category", &delivered.spent, &by_category);
    }
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
        Whose::Donor(_) => agreements::sheet(report, data, (&stated.closing, stated.interest.as_ref())),
        Whose::Fund => None,
    };
    let changed = changes::sheet(report, &stated);
    let period = from.map(|from| period::sheet(report, data, from, &stated));
    // What nobody is charged with is the fund's to resolve.
    let (waits, pending) = match report.whose {
        Whose::Donor(_) => (None, None),
        Whose::Fund => pending::sheet(report).unzip(),
    };
    let uncovered = obligations::sheet(report, data);
    let closing = stated.closing.clone();
    let sources = summary::Sources { contributed, stated, pending };
    let mut sheets = vec![summary::sheet(report, data, &sources)];
    sheets.extend(period);
    sheets.extend(contributions);
    sheets.push(allocation);
    sheets.extend(matrix);
    sheets.extend([expenditure, statement]);
    sheets.extend(agreements);
    sheets.extend(ended::sheet(report));
    sheets.extend(decisions::sheet(report));
    sheets.extend(waits);
    sheets.extend(uncovered);
    sheets.extend(results::sheet(report, data));
    sheets.extend(changed);
    sheets.extend(transactions);
    sheets.push(notes::sheet(report));
    (sheets, closing)
}

/// What the data of a workbook with these sheets holds beside what every one does.
pub(in super::super) fn more<'m>(report: &Report<'_>) -> More<'m> {
    let mut amounts = summary::amounts(report);
    if matches!(report.whose, Whose::Fund) {
        amounts.extend(statement::amounts_of_fund(report));
    }
    More { amounts, ..More::default() }
}

/// The transactions, which add up to what the statement says came in and was charged.
fn moves(report: &mut Report<'_>, stated: &statement::Stated) -> Sheet {
    let (sheet, moved) = transactions::sheet(report);
    report.check_equal("check-transactions-in", &moved.incoming, &stated.incoming);
    report.check_equal("check-transactions-out", &moved.outgoing, &stated.spent);
    sheet
}
