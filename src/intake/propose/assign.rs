//! Which column of an unknown table is which column of a kind of sheet.
//!
//! What comes in: headers with the values below them, and a kind. What leaves: the columns that are meant, those that are
//! missing, and what speaks against it. What it does not know: other kinds and other rows.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::intake::kinds::SheetSpec;
use crate::intake::kinds::columns::{Column, ColumnSpec, Form, List};
use crate::intake::propose::evidence::{Fit, Values};
use crate::intake::propose::likeness::{Called, Likeness, has_word};
use crate::intake::sheet::units;

/// A headed column of a table.
#[derive(Clone, Debug)]
pub(super) struct Headed {
    pub position: u32,
    pub header: String,
    /// The columns that its header may name, of any kind.
    pub called: Rc<[Called]>,
    pub values: Values,
}

/// How a column was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recognised {
    /// By what stands in it alone.
    Values,
    /// By words of its header.
    Words,
    /// By one of the known names.
    Name,
}

/// What a kind makes of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Assignment {
    /// The position of each column, and how it was recognised.
    pub taken: BTreeMap<Column, (u32, Recognised)>,
    /// Columns whose name heads values that are something else.
    pub left_out: Vec<&'static ColumnSpec>,
    /// Required columns that nothing is for certain, each with the headers that it may be.
    pub missing: Vec<(&'static ColumnSpec, Vec<String>)>,
    /// How much speaks for the kind.
    pub points: i32,
}

/// One way to take a column.
struct Claim {
    likeness: Likeness,
    fit: Fit,
    /// Whether it is of codes, which may stand beside the names of the same things.
    coded: bool,
    position: u32,
    spec: &'static ColumnSpec,
}

impl Claim {
    /// How much it says, best highest.
    fn weight(&self) -> (Likeness, Fit, bool) {
        (self.likeness, self.fit, !self.coded)
    }
}

/// Words of a header that say that codes stand below it.
const CODES: [&str; 6] = ["code", "codigo", "schlussel", "iso", "key", "cle"];

/// Whether an optional column says of its rows what they are, whose they are, or in what their amounts are.
fn tells(column: &Headed, spec: &ColumnSpec, fit: Fit) -> bool {
    let list = |list| column.values.shows_names_of(list);
    match spec.form {
        Form::Word(_) => matches!(spec.column, Column::Kind | Column::Type),
        Form::Name(List::Currencies) => fit == Fit::Yes,
        Form::Text if spec.column == Column::Agreement => fit == Fit::Yes,
        Form::Text if spec.column == Column::Places => list(List::Places),
        Form::Text if spec.column == Column::Themes => list(List::Themes),
        Form::Text | Form::Name(_) | Form::Date | Form::Amount | Form::Whole | Form::Percent | Form::Rate => false,
    }
}

/// Finds the columns of a kind.
pub(super) fn assign(kind: &'static SheetSpec, table: &[Headed]) -> Assignment {
    let mut found = Assignment::default();
    let mut claims: Vec<Claim> = Vec::new();
    for column in table {
        for &Called { spec, likeness, .. } in column.called.iter().filter(|called| called.kind == kind.kind) {
            let fit = column.values.fit(spec, spec.column == kind.key && spec.form == Form::Text);
            if fit == Fit::No {
                if likeness == Likeness::Name && !spec.required {
                    found.left_out.push(spec);
                }
                continue;
            }
            // A column of regions beside one of countries says where these are.
            if spec.form == Form::Name(List::Places) && !column.values.are_countries() && finer(table, kind, spec) {
                continue;
            }
            // An optional column is taken only by its name: what it means is not worth a guess, unless the figures are others
            // without it.
            if spec.required || likeness >= Likeness::Units || tells(column, spec, fit) {
                let coded = matches!(spec.form, Form::Name(_)) && has_word(&column.header, &CODES);
                claims.push(Claim { likeness, fit, coded, position: column.position, spec });
            }
        }
    }
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.weight()));
    take(&mut found, &claims);
    give_to_required(&mut found, kind, &claims);
    by_values(&mut found, kind, table);
    by_both(&mut found, kind, table, &claims);
    found.left_out.retain(|spec| !found.taken.contains_key(&spec.column));
    found.missing = missing(&found, kind, table, &claims);
    found.points = points(&found, table);
    found
}

/// Whether another column that may be this one holds countries.
fn finer(table: &[Headed], kind: &SheetSpec, spec: &ColumnSpec) -> bool {
    table
        .iter()
        .filter(|column| column.values.are_countries())
        .any(|column| column.called.iter().any(|called| called.kind == kind.kind && called.spec.column == spec.column))
}

/// Takes the best claims first; where two claim one column equally well, neither has it.
fn take(found: &mut Assignment, claims: &[Claim]) {
    let mut used: BTreeSet<u32> = BTreeSet::new();
    for claim in claims {
        let rivals = claims.iter().filter(|other| {
            other.spec.column == claim.spec.column
                && other.weight() == claim.weight()
                && !used.contains(&other.position)
        });
        let sure = match claim.likeness {
            Likeness::Name | Likeness::Units => true,
            // A reference must look like one: `Grant programme` holds the word for an agreement.
            Likeness::Words => {
                claim.fit == Fit::Yes
                    || claim.spec.form != Form::Text
                    || matches!(claim.spec.column, Column::Places | Column::Themes)
            }
            Likeness::Spelling => claim.fit == Fit::Yes,
            Likeness::Doubtful => false,
        };
        let free = !used.contains(&claim.position) && !found.taken.contains_key(&claim.spec.column);
        if free && sure && rivals.count() == 1 {
            used.insert(claim.position);
            let how = if claim.likeness >= Likeness::Units { Recognised::Name } else { Recognised::Words };
            found.taken.insert(claim.spec.column, (claim.position, how));
        }
    }
}

/// `Amount (USD)` in a fund in USD is the booked amount beside another amount, and the amount where it stands alone.
fn give_to_required(found: &mut Assignment, kind: &SheetSpec, claims: &[Claim]) {
    for spec in kind.columns.iter().filter(|spec| spec.required) {
        if found.taken.contains_key(&spec.column) {
            continue;
        }
        let mut own =
            claims.iter().filter(|claim| claim.spec.column == spec.column && claim.likeness == Likeness::Units);
        let (Some(claim), None) = (own.next(), own.next()) else { continue };
        let optional = |column: &Column| kind.columns.iter().any(|spec| spec.column == *column && !spec.required);
        let holder = found.taken.iter().find(|(column, (position, _))| *position == claim.position && optional(column));
        if let Some(holder) = holder.map(|(column, _)| *column) {
            found.taken.remove(&holder);
            found.taken.insert(spec.column, (claim.position, Recognised::Name));
        }
    }
}

/// Takes a required column, or one of words, that is the only one whose values show what it is.
fn by_values(found: &mut Assignment, kind: &SheetSpec, table: &[Headed]) {
    let shown = |spec: &&ColumnSpec| spec.required || matches!(spec.form, Form::Word(_));
    for spec in kind.columns.iter().filter(shown) {
        if found.taken.contains_key(&spec.column) {
            continue;
        }
        let used = |position| found.taken.values().any(|(taken, _)| *taken == position);
        let alike = |other: &&ColumnSpec| other.form == spec.form && !found.taken.contains_key(&other.column);
        let mut shown = table.iter().filter(|column| !used(column.position) && column.values.shows(spec));
        let first = shown.next().map(|column| column.position);
        let only = shown.next().is_none() && kind.columns.iter().filter(alike).count() == 1;
        if let Some(position) = first.filter(|_| only) {
            found.taken.insert(spec.column, (position, Recognised::Values));
        }
    }
}

/// Words that say of a day that it is another than that of the row: when it was written down, or is to be.
const OTHER_DAYS: [&str; 30] = [
    "due",
    "planned",
    "expected",
    "estimated",
    "forecast",
    "deadline",
    "applied",
    "application",
    "requested",
    "birth",
    "entry",
    "entered",
    "saisie",
    "created",
    "modified",
    "updated",
    "document",
    "invoice",
    "print",
    "start",
    "end",
    "from",
    "to",
    "report",
    "reporting",
    "prevue",
    "prevista",
    "geplant",
    "erfassung",
    "registro",
];

/// Takes a required column whose name stands among words that may change its meaning, where its values are what it takes, and
/// those of no other such column are.
fn by_both(found: &mut Assignment, kind: &SheetSpec, table: &[Headed], claims: &[Claim]) {
    let header = |position: u32| table.iter().find(|column| column.position == position).map(|found| &*found.header);
    let clear = |form: Form| matches!(form, Form::Date | Form::Name(List::Places | List::Themes | List::Currencies));
    let days_tell = |spec: &ColumnSpec| spec.column != Column::DueDate;
    for spec in kind.columns.iter().filter(|spec| spec.required && clear(spec.form) && days_tell(spec)) {
        let used = |position| found.taken.values().any(|(taken, _)| *taken == position);
        let other_day =
            |position| spec.form == Form::Date && header(position).is_none_or(|text| has_word(text, &OTHER_DAYS));
        let mut fitting = claims.iter().filter(|claim| {
            let free = claim.spec.column == spec.column && claim.fit == Fit::Yes && !used(claim.position);
            free && !other_day(claim.position)
        });
        if let (Some(claim), None, false) = (fitting.next(), fitting.next(), found.taken.contains_key(&spec.column)) {
            found.taken.insert(spec.column, (claim.position, Recognised::Words));
        }
    }
}

/// Required columns that are not taken, with the headers that they may be. The currency may stand with the amount.
fn missing(
    found: &Assignment,
    kind: &SheetSpec,
    table: &[Headed],
    claims: &[Claim],
) -> Vec<(&'static ColumnSpec, Vec<String>)> {
    let header = |position: u32| table.iter().find(|column| column.position == position).map(|found| &found.header);
    let amounts = kind.columns.iter().filter(|spec| spec.form == Form::Amount);
    let mut headers = amounts.filter_map(|spec| header(found.taken.get(&spec.column)?.0));
    let currency = headers.any(|header| units::of_header(header).1.currency.is_some());
    let absent = kind.columns.iter().filter(|spec| spec.required && !found.taken.contains_key(&spec.column));
    let absent = absent.filter(|spec| !spec.unless.iter().any(|column| found.taken.contains_key(column)));
    let absent = absent.filter(|spec| !(currency && spec.form == Form::Name(List::Currencies)));
    absent
        .map(|spec| {
            let rivals = claims
                .iter()
                .filter(|claim| claim.spec.column == spec.column)
                .filter_map(|claim| header(claim.position));
            (spec, rivals.cloned().collect())
        })
        .collect()
}

/// What speaks for a kind: each column that it explains; against it, those that it does not.
fn points(found: &Assignment, table: &[Headed]) -> i32 {
    let taken = found.taken.values().map(|(_, how)| match how {
        Recognised::Name => 10,
        Recognised::Words => 6,
        Recognised::Values => 4,
    });
    let explained: i32 = taken.sum();
    let others = table.len().saturating_sub(found.taken.len());
    explained - i32::try_from(others).unwrap_or(i32::MAX) - 3 * i32::try_from(found.left_out.len()).unwrap_or(0)
}
