//! Which columns are left to be taken once those are that their headers say for certain.
//!
//! What comes in: what is taken, and the ways to take the columns of a table. What leaves: more that is taken. What it does not know:
//! other kinds and rows.

use super::assign::{Assignment, Headed, Recognised, is_free};
use super::claims::Claim;
use super::likeness::{Called, Likeness};
use super::values::Fit;
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::ResultKind;
use crate::intake::kinds::SheetSpec;
use crate::intake::kinds::columns::{Column, ColumnSpec, Form, List};

/// Takes a column whose header says it among words that are not known or change nothing, where its values are what it takes, no other
/// column says it as well, and it says no other column as well.
pub(super) fn by_elimination(found: &mut Assignment, kind: &SheetSpec, table: &[Headed], claims: &[Claim]) {
    let column = |position: u32| table.iter().find(|column| column.position == position);
    for spec in kind.columns {
        // Of several days of an instalment only its words say which is that on which it is due.
        let other_day = spec.column == Column::DueDate && spec.required;
        if other_day || found.taken.contains_key(&spec.column) {
            continue;
        }
        let used = |position| found.taken.values().any(|(taken, _)| *taken == position);
        let fits = |claim: &&Claim| {
            let shows = |is: fn(&Headed) -> bool| column(claim.position).is_some_and(is);
            let known = claim.likeness == Likeness::Partly;
            claim.spec.column == spec.column
                && matches!(claim.likeness, Likeness::Partly | Likeness::Loosely)
                && !used(claim.position)
                && match spec.form {
                    Form::Amount if matches!(spec.column, Column::BaseAmount | Column::Balance) => {
                        !known && claim.fit == Fit::Yes
                    }
                    Form::Amount | Form::Whole => claim.fit == Fit::Yes && shows(|column| !column.values.count_rows()),
                    Form::Date | Form::Percent | Form::Rate | Form::Word(_) => claim.fit == Fit::Yes,
                    Form::Name(List::Currencies | List::Places) => claim.fit == Fit::Yes,
                    Form::Name(List::Themes) => true,
                    Form::Name(List::Donors) => known,
                    Form::Text if matches!(spec.column, Column::Places | Column::Excluding) => {
                        shows(|column| column.values.hold_places())
                    }
                    Form::Text if spec.column == Column::Themes || is_free(spec) => true,
                    Form::Text => known && claim.fit == Fit::Yes,
                }
        };
        let best = claims.iter().filter(fits).map(|claim| claim.likeness).max();
        let mut fitting = claims.iter().filter(fits).filter(|claim| Some(claim.likeness) == best);
        let (Some(claim), None) = (fitting.next(), fitting.next()) else { continue };
        let other = |other: &&Claim| {
            let open = !found.taken.contains_key(&other.spec.column);
            other.position == claim.position
                && other.spec != claim.spec
                && other.likeness >= claim.likeness
                && (open || other.likeness >= Likeness::Likely)
        };
        if !claims.iter().any(|claim| other(&claim)) {
            found.taken.insert(spec.column, (claim.position, Recognised::Words));
        }
    }
}

/// Leaves out what goes one way where nothing goes the other and an amount stands beside it: `Credited (USD)` is that in another
/// currency.
pub(super) fn one_way_alone(claims: &mut Vec<Claim>) {
    let likely = |column| claims.iter().any(|claim| claim.spec.column == column && claim.likeness >= Likeness::Likely);
    if likely(Column::Amount) && likely(Column::Debit) != likely(Column::Credit) {
        claims.retain(|claim| !matches!(claim.spec.column, Column::Debit | Column::Credit));
    }
}

/// Whether a column that is said to be of the kind of results has words that the fund does not know, while those that it knows stand
/// in another.
pub(super) fn is_shown_elsewhere(column: &Headed, spec: &ColumnSpec, fit: Fit, table: &[Headed]) -> bool {
    let shows = |other: &Headed| other.position != column.position && other.values.fit(spec, false) == Fit::Yes;
    spec.form == Form::Word(ResultKind::NAMES) && fit != Fit::Yes && table.iter().any(shows)
}

/// Whether a column of a register of receipts says of its rows what money they are, and no other is said to: it is no remark.
pub(super) fn names_money(column: &Headed, kind: &SheetSpec, table: &[Headed]) -> bool {
    let is_kind = |called: &Called| {
        called.kind == kind.kind && called.spec.column == Column::Kind && called.likeness >= Likeness::Likely
    };
    kind.kind == InputKind::Facts(FactKind::Receipt)
        && column.values.tell_money()
        && !remarks_on_each(column, kind)
        && !table.iter().any(|column| column.called.iter().any(is_kind))
}

/// Whether a column that is said to be of remarks has another text in each row: it names no kinds.
pub(super) fn remarks_on_each(column: &Headed, kind: &SheetSpec) -> bool {
    let remark = |called: &Called| {
        called.kind == kind.kind
            && matches!(called.spec.column, Column::Notes | Column::Description)
            && called.likeness >= Likeness::Likely
    };
    column.values.tell_rows_apart() && column.called.iter().any(remark)
}

/// Whether what may be a text of any kind names themes, and no other column is said to: it is no title and no remark.
pub(super) fn names_themes(column: &Headed, spec: &ColumnSpec, kind: &SheetSpec, table: &[Headed]) -> bool {
    let said =
        |called: &Called| called.kind == kind.kind && is_of_themes(called.spec) && called.likeness >= Likeness::Likely;
    !is_of_themes(spec)
        && kind.columns.iter().any(|other| is_of_themes(other) && column.values.shows(other))
        && !table.iter().any(|column| column.called.iter().any(said))
}

/// Whether an optional column takes names of places or themes, several in a cell.
pub(super) const fn holds_names(spec: &ColumnSpec) -> bool {
    matches!(spec.column, Column::Places | Column::Themes | Column::InterestPlaces | Column::InterestThemes)
}

/// Whether a column takes the names of themes.
pub(super) fn is_of_themes(spec: &ColumnSpec) -> bool {
    spec.form == Form::Name(List::Themes) || matches!(spec.column, Column::Themes | Column::InterestThemes)
}

/// Whether a column of kinds has none of those that it takes: what of costs says of none whether it is spent or bound, ways to pay
/// where kinds of receipts are looked for, groups of any things where those of names are.
pub(super) fn says_no_kind(column: &Headed, spec: &ColumnSpec, kind: &SheetSpec) -> bool {
    let values = &column.values;
    match (kind.kind, spec.column) {
        (InputKind::Facts(FactKind::Expenditure), Column::Type) => !values.tell_costs(),
        (InputKind::Facts(FactKind::Receipt), Column::Kind) => values.filled() > 0 && !values.hold_money(),
        (InputKind::Aliases, Column::Kind) => true,
        // One word for all rows that stands for none says of none what it is, unless the header says more than `Type`.
        (InputKind::Facts(FactKind::Finance), Column::Kind) => values.say_one_thing(),
        (_, Column::Kind | Column::Type) => values.say_one_thing() && !column.told.telling,
        _ => false,
    }
}
