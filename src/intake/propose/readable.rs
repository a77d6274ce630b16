//! Whether the reader takes what was found as it is meant, once the mapping is written.
//!
//! What comes in: a row as header, with the columns of a kind. What leaves: the same, with what the mapping must say so that it is
//! read so; or nothing. What it does not know: other kinds.

use super::headers::within;
use super::likeness::{Likeness, Vocabulary};
use super::{Found, Sheet};
use crate::intake::file::workbook::Row;
use crate::intake::kinds::columns::Headings;
use crate::intake::sheet::header::search::{Wanted, read_at};
use crate::intake::sheet::header::{self, Candidate, Layout, UpperRows};

impl Sheet<'_> {
    /// What was found, when the reader takes the row as header and the same columns once the mapping is written. Where
    /// another table beside it has headers of the kind's names, they are left out, or all columns named by their letters.
    pub fn readable(&self, mut found: Found, vocabulary: &mut Vocabulary) -> Option<Found> {
        if !found.assignment.missing.is_empty() || self.reads(&found) {
            return Some(found);
        }
        let row = self.rows.iter().find(|row| row.number == found.row)?;
        leave_out(&mut found, row, vocabulary, |found, column| !found.headers.contains_key(&column));
        if !self.reads(&found) {
            found.by_letters = true;
            leave_out(&mut found, row, vocabulary, |_, _| true);
        }
        self.reads(&found).then_some(found)
    }

    fn reads(&self, found: &Found) -> bool {
        let taken = &found.assignment.taken;
        self.layout(found).is_some_and(|layout| {
            taken.iter().all(|(column, (position, _))| layout.position(*column) == Some(*position))
        })
    }

    /// How the reader takes the header.
    fn layout(&self, found: &Found) -> Option<Layout> {
        let mapping = self.proposal_of(found, None).mapping("");
        let headings = Headings::of(found.kind, self.fund.base_currency);
        let area = self.declared(found).map(|table| table.area);
        let index = self.rows.iter().position(|row| row.number == found.row)?;
        let merged = &self.details.merged;
        let wanted = Wanted { mapping: &mapping, headings: &headings, merged };
        match (area, self.rows.get(index)) {
            (Some([_, first, _, last]), Some(row)) => {
                let (layout, faults) = header::read(
                    Candidate { row: &within(row, first, last), above: &[], part: UpperRows::Above, merged },
                    &mapping,
                    &headings,
                );
                faults.is_empty().then_some(layout)
            }
            _ => read_at(self.rows, index, wanted),
        }
    }
}

/// Leaves out optional columns of the kind that some cells of a row name, which are none of its columns as it was found: they are
/// those of another table beside it, or the last words of a header of several rows.
fn leave_out(found: &mut Found, row: &Row<'static>, vocabulary: &mut Vocabulary, other: impl Fn(&Found, u32) -> bool) {
    for cell in &row.cells {
        let taken = found.assignment.taken.values().any(|(position, _)| *position == cell.column);
        if taken || !other(found, cell.column) {
            continue;
        }
        let called = vocabulary.look_up(&cell.value.show());
        let of_kind = called.iter().filter(|called| called.kind == found.kind && called.likeness >= Likeness::Units);
        let assignment = &mut found.assignment;
        let free =
            of_kind.filter(|called| !called.spec.required && !assignment.taken.contains_key(&called.spec.column));
        assignment.left_out.extend(free.map(|called| called.spec));
    }
}
