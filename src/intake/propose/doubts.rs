//! What speaks against the kind that explains most of an unknown sheet: another that it may be as well, or that nothing says
//! what a list of general columns is of.
//!
//! What comes in: what the kinds make of a sheet. What leaves: a doubt, or none. What it does not know: values.

use super::likeness::Vocabulary;
use super::marks::Mark;
use super::{AHEAD, Found, Sheet};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::intake::file::workbook::Row;
use crate::intake::kinds::columns::Column;

const AGREEMENT: InputKind = InputKind::Facts(FactKind::Agreement);
const AMENDMENT: InputKind = InputKind::Facts(FactKind::Amendment);
const DONOR: InputKind = InputKind::Facts(FactKind::Donor);
const EXPENDITURE: InputKind = InputKind::Facts(FactKind::Expenditure);
const FINANCE: InputKind = InputKind::Facts(FactKind::Finance);
const INSTALMENT: InputKind = InputKind::Facts(FactKind::Instalment);
const PRIORITY: InputKind = InputKind::Facts(FactKind::Priority);
const RATE: InputKind = InputKind::Facts(FactKind::Rate);
const RECEIPT: InputKind = InputKind::Facts(FactKind::Receipt);
const RESULT: InputKind = InputKind::Facts(FactKind::Result);
const TARGET: InputKind = InputKind::Facts(FactKind::Target);

impl Sheet<'_> {
    /// Whether a sheet of columns that many lists have says what it is of: by its name, that of its file, a title or a header; or it has
    /// a column that no other list has.
    pub fn says_its_kind(&self, found: &Found, vocabulary: &Vocabulary) -> bool {
        let says = |mark: Mark| self.says(found, mark, vocabulary);
        let taken = |columns: &[Column]| columns.iter().any(|column| found.assignment.taken.contains_key(column));
        let marks = |column: Column| {
            let header = found.assignment.taken.get(&column).and_then(|(position, _)| found.headers.get(position));
            header.map(|header| vocabulary.marks(header)).unwrap_or_default()
        };
        match found.kind {
            DONOR => {
                let by_year = found.headers.values().any(|header| vocabulary.marks(header).has(Mark::Years));
                !by_year
                    && (taken(&[Column::Reporting, Column::Visibility, Column::InterestPlaces, Column::InterestThemes])
                        || says(Mark::Donors))
            }
            PRIORITY => {
                let own = [Column::Outside, Column::Weight, Column::Floor, Column::Ceiling];
                taken(&own) || says(Mark::Needs)
            }
            // Money is given to organisations, too.
            AGREEMENT => !says(Mark::Suppliers) && (!marks(Column::Donor).has(Mark::Anybody) || says(Mark::Donors)),
            INSTALMENT => !says(Mark::Suppliers),
            // What is valid, or new, is no amendment for that: a column says it of what it holds.
            AMENDMENT => {
                let new = || found.headers.values().any(|header| vocabulary.marks(header).has(Mark::New));
                (says(Mark::Amendments) || new()) && !says(Mark::Suppliers)
            }
            // A cost is booked on one side; where each has both, the sheet is a ledger's.
            EXPENDITURE => !found.assignment.has_both_sides && !self.is_in_sections(found, vocabulary),
            // Accounts stand for kinds in a ledger, not in a list of costs or of receipts.
            FINANCE => {
                let ledger = || {
                    !self.is_titled(found, Mark::Costs, vocabulary) || self.is_titled(found, Mark::Ledger, vocabulary)
                };
                (!found.assignment.by_accounts || ledger()) && !self.is_in_sections(found, vocabulary)
            }
            RECEIPT => {
                let number = marks(Column::Receipt);
                let any_document = number.has(Mark::AnyDocument) && !number.has(Mark::Receipts);
                let received = !any_document || taken(&[Column::Kind]) || says(Mark::Receipts);
                received
                    && !found.assignment.of_finance
                    && !says(Mark::Suppliers)
                    && !says(Mark::Sales)
                    && !self.is_in_sections(found, vocabulary)
            }
            RATE => !says(Mark::OtherRates) && !says(Mark::Budget) && !deals_in_amounts(found, vocabulary),
            InputKind::Aliases | InputKind::Facts(_) => true,
        }
    }

    /// Whether the rows stand below headings among them, each with its sum, as accounts do in a ledger: what a row is, its columns do
    /// not say.
    fn is_in_sections(&self, found: &Found, vocabulary: &Vocabulary) -> bool {
        let rows: Vec<_> = self.rows.iter().filter(|row| row.number > found.row).collect();
        let text = |row: &Row<'_>| row.cells.first().map(|cell| cell.value.show().into_owned()).unwrap_or_default();
        let heads = |pair: &&[&Row<'static>]| {
            let [heading, row] = pair else { return false };
            heading.cells.len() == 1 && row.cells.len() > 2 && !text(heading).is_empty()
        };
        let sums = rows.iter().filter(|row| vocabulary.marks(&text(row)).has(Mark::Sum));
        rows.windows(2).filter(heads).count() > 1 && sums.count() > 1
    }

    /// Leaves out finance's lines where the sheet is named as receipts or expenditure, and has all that they need; or where all its
    /// lines are of donors' money, and it says so.
    pub fn keep_named(&self, ranked: &mut Vec<Found>, vocabulary: &Vocabulary) {
        let named = |kind: InputKind| self.said.0.contains(&kind) || self.said.1.contains(&kind);
        let complete =
            |found: &Found| found.assignment.missing.is_empty() && matches!(found.kind, RECEIPT | EXPENDITURE);
        let meant = |found: &Found| {
            let of_donors = found.kind == RECEIPT && found.assignment.of_donors;
            named(found.kind) || of_donors && self.says(found, Mark::Receipts, vocabulary)
        };
        if !named(FINANCE) && ranked.iter().any(|found| meant(found) && complete(found)) {
            ranked.retain(|found| found.kind != FINANCE);
        }
    }

    /// Whether money that came in is booked, of which finance has the like: the sheet says so, and not that it is finance's.
    fn is_of_cash(&self, best: &Found, next: &Found, vocabulary: &Vocabulary) -> bool {
        let named = |kind: InputKind| self.said.0.contains(&kind) || self.said.1.contains(&kind);
        best.kind == RECEIPT && next.kind == FINANCE && !named(FINANCE) && self.says(best, Mark::Receipts, vocabulary)
    }

    /// Whether the name of the sheet or of its file, a title or a header says so.
    fn says(&self, found: &Found, mark: Mark, vocabulary: &Vocabulary) -> bool {
        let says = |header: &String| vocabulary.marks(header).has(mark);
        self.is_titled(found, mark, vocabulary) || found.headers.values().any(says)
    }

    /// Whether the name of the sheet or of its file, or a title says so.
    fn is_titled(&self, found: &Found, mark: Mark, vocabulary: &Vocabulary) -> bool {
        let says = |text: &str| vocabulary.marks(text).has(mark);
        let mut titles = self.rows.iter().take_while(|row| row.number < found.row).flat_map(|row| &row.cells);
        says(&self.head.name) || says(self.file) || titles.any(|cell| says(&cell.value.show()))
    }

    /// Another kind that the best of them may be as well.
    pub fn rival(&self, ranked: &[Found], vocabulary: &Vocabulary) -> Option<InputKind> {
        let best = ranked.first()?;
        let next = ranked.get(1).filter(|next| {
            let near = self.points(best) - self.points(next) < AHEAD;
            next.assignment.missing.is_empty()
                && near
                && !contains(best, next)
                && !self.is_of_cash(best, next, vocabulary)
        });
        let reached = |header: &String| vocabulary.marks(header).has(Mark::Reached);
        let named = self.said.0.contains(&TARGET) && !self.said.0.contains(&RESULT);
        let of_results = || best.kind == TARGET && !named && best.headers.values().any(reached);
        // Where each agreement stands once, with its donor, its days may be those on which it ends.
        let of_agreements = || {
            let agreements = ranked.iter().find(|found| found.kind == AGREEMENT);
            let more = agreements.is_some_and(|found| found.assignment.taken.len() > best.assignment.taken.len());
            best.kind == INSTALMENT && best.assignment.agreements_once && more
        };
        let of_costs = || best.kind == RECEIPT && best.assignment.tells_costs;
        let other = || of_costs().then_some(EXPENDITURE).or_else(|| of_results().then_some(RESULT));
        let other = || other().or_else(|| of_agreements().then_some(AGREEMENT));
        next.map(|next| next.kind).or_else(other)
    }
}

/// Whether a list with rates is one of deals at them: somebody is dealt with, or columns beside them hold amounts.
fn deals_in_amounts(found: &Found, vocabulary: &Vocabulary) -> bool {
    let taken = |column: &u32| found.assignment.taken.values().any(|(taken, _)| taken == column);
    let mut beside = found.headers.iter().filter(|(column, _)| !taken(column));
    found.assignment.of_amounts || beside.any(|(_, header)| vocabulary.marks(header).has(Mark::Payees))
}

/// Whether the better kind has all that the other would have, and more: results beside their targets, instalments beside the day on
/// which each came, expenditure whose type finance would take for the kind of its line.
fn contains(best: &Found, next: &Found) -> bool {
    let at = |found: &Found, column: Column| found.assignment.taken.get(&column).map(|(position, _)| *position);
    match (best.kind, next.kind) {
        (RESULT, TARGET) => true,
        (RECEIPT, INSTALMENT) => at(best, Column::Date) == at(next, Column::DueDate),
        (INSTALMENT, RECEIPT) => {
            at(best, Column::Number) == at(next, Column::Receipt) && at(best, Column::DueDate) != at(next, Column::Date)
        }
        (EXPENDITURE, FINANCE) => at(best, Column::Type).is_some() && at(best, Column::Type) == at(next, Column::Kind),
        _ => false,
    }
}
