//! Which column of an unknown table is which column of a kind of sheet.
//!
//! What comes in: headers with the values below them, and a kind. What leaves: the columns that are meant, those that are
//! missing, and what speaks against it. What it does not know: other kinds and other rows.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::config::{InputKind, Quote};
use crate::domain::{Currency, FactKind};
use crate::intake::kinds::SheetSpec;
use crate::intake::kinds::columns::{Column, ColumnSpec, Form, List};
use crate::intake::propose::amounts::{currency_below, is_in_other_currency, is_other_currency, pair_amounts};
use crate::intake::propose::claims::Claim;
use crate::intake::propose::elimination::{
    by_elimination, holds_names, is_of_themes, is_shown_elsewhere, names_money, names_themes, one_way_alone,
    remarks_on_each, says_no_kind,
};
use crate::intake::propose::extract::is_of_base;
use crate::intake::propose::likeness::{Called, Likeness, Told};
use crate::intake::propose::marks::Mark;
use crate::intake::propose::values::{Fit, Values};
use crate::intake::sheet::units;

/// The fewest letters of a header whose spelling alone says what texts of any kind are.
const LONG_ENOUGH: usize = 8;

/// A headed column of a table.
#[derive(Clone, Debug)]
pub(super) struct Headed {
    pub position: u32,
    pub header: String,
    /// What its header says beside.
    pub told: Told,
    /// The columns that its header may name, of any kind.
    pub called: Rc<[Called]>,
    pub values: Rc<Values>,
    /// The currency that a row of units below its header says.
    pub currency: Option<Currency>,
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
    /// Whether a column says of the rows that they are costs.
    pub tells_costs: bool,
    /// Whether all that its column of kinds says is of donors' money.
    pub of_donors: bool,
    /// Whether it says of some rows what finance alone books, and of others what money of a donor is.
    pub of_finance: bool,
    /// Whether columns beside those that are taken hold amounts, most of them round thousands.
    pub of_amounts: bool,
    /// Whether what goes out stands in as many rows as what comes in, as where each booking has both sides.
    pub has_both_sides: bool,
    /// Whether no agreement stands in two rows, and no column numbers what belongs to one.
    pub agreements_once: bool,
    /// Whether the column of accounts stands for the kinds of the lines.
    pub by_accounts: bool,
    /// What rates are said to be.
    pub rates: Option<Quote>,
    /// The currency of the amounts, where a row of units says it and nothing else does.
    pub currency: Option<Currency>,
}

impl Assignment {
    /// Notes what the columns that are taken say of the rows.
    fn note(&mut self, table: &[Headed]) {
        let taken = |column| {
            let position = self.taken.get(&column).map(|(position, _)| *position);
            table.iter().find(|column| Some(column.position) == position).map(|column| &column.values)
        };
        let kinds = taken(Column::Kind);
        let of_donors = kinds.is_some_and(|values| values.are_money());
        let of_finance = kinds.is_some_and(|values| values.hold_what_finance_books());
        let agreements = taken(Column::Agreement).filter(|_| !self.taken.contains_key(&Column::Number));
        let agreements_once = agreements.is_some_and(|values| values.tell_rows_apart());
        let filled = |column| taken(column).map_or(0, |values| values.filled());
        let (debits, credits) = (filled(Column::Debit), filled(Column::Credit));
        let is_taken = |position| self.taken.values().any(|(taken, _)| *taken == position);
        let of_amounts = table.iter().any(|column| !is_taken(column.position) && column.values.are_round());
        self.has_both_sides = debits.min(credits) > 1 && debits.max(credits) * 2 < debits.min(credits) * 3;
        (self.of_donors, self.of_finance, self.of_amounts) = (of_donors, of_finance, of_amounts);
        self.agreements_once = agreements_once;
    }
}

/// Whether an optional column says of its rows what they are, whose they are, or in what their amounts are.
fn tells(column: &Headed, spec: &ColumnSpec, fit: Fit) -> bool {
    let list = |list| column.values.shows_names_of(list);
    match spec.form {
        Form::Word(_) => matches!(spec.column, Column::Kind | Column::Type),
        Form::Name(List::Currencies) => fit == Fit::Yes,
        Form::Amount if matches!(spec.column, Column::Debit | Column::Credit) => fit == Fit::Yes,
        Form::Text if spec.column == Column::Agreement => fit == Fit::Yes,
        Form::Text if matches!(spec.column, Column::Places | Column::Excluding) => column.values.hold_places(),
        Form::Text if spec.column == Column::Themes => list(List::Themes),
        Form::Text | Form::Name(_) | Form::Date | Form::Amount | Form::Whole | Form::Percent | Form::Rate => false,
    }
}

/// Finds the columns of a kind.
pub(super) fn assign(kind: &'static SheetSpec, table: &[Headed], base: Currency) -> Assignment {
    let tells_costs = table.iter().any(|column| column.values.are_costs());
    let mut found = Assignment { tells_costs, ..Assignment::default() };
    let mut claims: Vec<Claim> = Vec::new();
    for column in table {
        for &Called { spec, likeness, whole, rank, .. } in
            column.called.iter().filter(|called| called.kind == kind.kind)
        {
            // Amendments are numbered anew in each agreement, and balances of an agreement stand in several cells.
            let again = matches!(kind.kind, InputKind::Facts(FactKind::Amendment | FactKind::Opening));
            let key = spec.column == kind.key && !again;
            let fit = column.values.fit(spec, key && spec.form == Form::Text);
            let no_type = fit != Fit::Yes && says_no_kind(column, spec, kind);
            // What numbers each row is the number of a movement, not of what it belongs to.
            let of_row =
                spec.column == Column::Agreement && !key && column.told.number && column.values.tell_rows_apart();
            if fit == Fit::No || no_type || of_row {
                if likeness == Likeness::Name && !spec.required {
                    found.left_out.push(spec);
                }
                continue;
            }
            // What is in a currency is no text.
            let in_currency = column.told.units.currency.is_some() || column.told.units.shared.is_some();
            if spec.form == Form::Text && in_currency {
                continue;
            }
            if is_other_currency(column, spec, kind, table, base) || is_in_other_currency(column, spec, base) {
                continue;
            }
            // A column of regions beside one of countries says where these are.
            if spec.form == Form::Name(List::Places) && !column.values.are_countries() && finer(table, kind, spec) {
                continue;
            }
            // An optional column is taken only by its name: what it means is not worth a guess, unless the figures are others
            // without it.
            let likely =
                likeness == Likeness::Likely && (fit == Fit::Yes || is_free(spec) || is_word(spec) || is_named(spec));
            let weak = matches!(likeness, Likeness::Partly | Likeness::Loosely);
            if is_free(spec) && (names_money(column, kind, table) || names_themes(column, spec, kind, table))
                || is_shown_elsewhere(column, spec, fit, table)
            {
                continue;
            }
            let misspelt =
                likeness == Likeness::Spelling && is_free(spec) && column.header.chars().count() >= LONG_ENOUGH;
            if spec.required || likely || weak || misspelt || likeness >= Likeness::Units || tells(column, spec, fit) {
                let coded = matches!(spec.form, Form::Name(_)) && column.told.marks.has(Mark::Coded);
                let meant = spec.column == Column::Date && column.told.marks.has(Mark::Booked)
                    || spec.column == Column::Document && column.values.tell_rows_apart();
                let numbered =
                    spec.column == kind.key && spec.column != Column::Code || spec.column == Column::Agreement;
                let any_number = numbered && column.told.number;
                // Under `No.` the rows are numbered, and nothing else.
                if any_number && spec.column == kind.key && column.values.count_rows() {
                    continue;
                }
                let position = column.position;
                claims.push(Claim { likeness, fit, whole, rank, any_number, coded, meant, position, spec });
            }
        }
    }
    one_way_alone(&mut claims);
    found.rates = turn_rates(&mut claims, kind, table, base);
    pair_amounts(&mut claims, kind, table, base);
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.weight()));
    take(&mut found, &claims);
    give_to_required(&mut found, kind, &claims);
    by_values(&mut found, kind, table, base);
    by_both(&mut found, kind, table, &claims);
    by_elimination(&mut found, kind, table, &claims);
    found.left_out.retain(|spec| !found.taken.contains_key(&spec.column));
    found.currency = currency_below(&found, kind, table);
    found.missing = missing(&found, kind, table, &claims);
    found.note(table);
    found.points = points(&found, kind, table);
    found
}

/// Takes rates that are in the fund's currency, `USD per unit`, or lead to it, where no other column is of rates the other way
/// round: the settings turn them. What the rates are said to be for certain.
fn turn_rates(claims: &mut Vec<Claim>, kind: &'static SheetSpec, table: &[Headed], base: Currency) -> Option<Quote> {
    let spec = kind.columns.iter().find(|spec| spec.column == Column::UnitsPerBase)?;
    let rates = |column: &&Headed| column.values.fit(spec, false) == Fit::Yes;
    let one = |is: &dyn Fn(&Headed) -> bool| {
        let mut found = table.iter().filter(rates).filter(|column| is(column));
        found.next().map(|column| column.position).filter(|_| found.next().is_none())
    };
    let into_base = |column: &Headed| column.told.marks.has(Mark::Into) && column.values.are_all(base);
    if table.iter().any(into_base) {
        let inverse = one(&|column| column.told.marks.has(Mark::Inverse));
        claims.retain(|claim| claim.spec != spec || inverse.is_none());
        claims.extend(inverse.map(|position| Claim::likely(spec, position)));
        return Some(if inverse.is_some() { Quote::UnitsPerBase } else { Quote::BasePerUnit });
    }
    let known = |claim: &Claim| claim.spec == spec && claim.likeness >= Likeness::Likely && claim.fit == Fit::Yes;
    let turned = one(&|column| is_of_base(&column.header, base)).filter(|_| !claims.iter().any(known));
    claims.extend(turned.map(|position| Claim::likely(spec, position)));
    turned.map(|_| Quote::BasePerUnit)
}

/// Whether a column takes texts of any kind, which show nothing of what they are.
pub(super) const fn is_free(spec: &ColumnSpec) -> bool {
    matches!(
        spec.column,
        Column::Name
            | Column::Reason
            | Column::Title
            | Column::Notes
            | Column::Description
            | Column::DonorReference
            | Column::Body
            | Column::Contact
            | Column::InterestPlaces
            | Column::InterestThemes
            | Column::Email
            | Column::Country
            | Column::Reporting
            | Column::Recipient
            | Column::Period
            | Column::FromCell
            | Column::ToCell
    )
}

/// Whether a column takes names, which nobody but the fund knows.
const fn is_named(spec: &ColumnSpec) -> bool {
    matches!(spec.column, Column::Donor | Column::Themes)
}

/// Whether a column takes words, for which people have others: what they stand for is asked.
const fn is_word(spec: &ColumnSpec) -> bool {
    matches!(spec.form, Form::Word(_))
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
    // What another column takes leaves one rival less to those before it.
    for claim in claims.iter().chain(claims) {
        let rivals = claims.iter().filter(|other| {
            other.spec.column == claim.spec.column
                && other.weight() == claim.weight()
                && !used.contains(&other.position)
        });
        let sure = match claim.likeness {
            Likeness::Name | Likeness::Units => true,
            // A reference must look like one: `Grant programme` holds the word for an agreement.
            Likeness::Likely => {
                claim.fit == Fit::Yes
                    || claim.spec.form != Form::Text
                    || matches!(claim.spec.column, Column::Places | Column::Excluding)
                    || is_named(claim.spec)
                    || is_free(claim.spec)
            }
            Likeness::Spelling => claim.fit == Fit::Yes || is_free(claim.spec),
            Likeness::Doubtful | Likeness::Loosely | Likeness::Partly => false,
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

/// Takes a required column, or one of words or of names, that is the only one whose values show what it is.
fn by_values(found: &mut Assignment, kind: &SheetSpec, table: &[Headed], base: Currency) {
    let shown = |spec: &&ColumnSpec| spec.required || matches!(spec.form, Form::Word(_)) || holds_names(spec);
    for spec in kind.columns.iter().filter(shown) {
        if found.taken.contains_key(&spec.column) {
            continue;
        }
        let used = |position| found.taken.values().any(|(taken, _)| *taken == position);
        let alike = |other: &&ColumnSpec| {
            let same = if holds_names(spec) { other.column == spec.column } else { other.form == spec.form };
            same && !found.taken.contains_key(&other.column)
        };
        let says_other = |column: &Headed| {
            let says_it = |called: &Called| called.kind == kind.kind && *called.spec == *spec;
            let word = matches!(spec.form, Form::Word(_));
            // What names a theme is one, whatever it is called.
            let theme = is_of_themes(spec);
            column.told.telling && !word && !theme && !column.called.iter().any(says_it)
        };
        // Without it what went back, and what a bank gave, would count as what came.
        let of_money = spec.column == Column::Kind && kind.kind == InputKind::Facts(FactKind::Receipt);
        let of_costs = spec.column == Column::Type && kind.kind == InputKind::Facts(FactKind::Expenditure);
        let shows = |values: &Values| {
            values.shows(spec) || of_money && values.tell_money() || of_costs && values.tell_both_costs()
        };
        // What stands for the name of an account is asked of its number.
        let account = |column: &Headed| matches!(spec.form, Form::Word(_)) && column.told.marks.has(Mark::Accounts);
        let other = |column: &Headed| {
            let remark = matches!(spec.form, Form::Word(_)) && remarks_on_each(column, kind);
            says_other(column) || account(column) || remark || is_other_currency(column, spec, kind, table, base)
        };
        let fits = |column: &&Headed| !used(column.position) && shows(&column.values) && !other(column);
        let mut shown = table.iter().filter(fits);
        let first = shown.next().map(|column| column.position);
        let only = shown.next().is_none() && kind.columns.iter().filter(alike).count() == 1;
        if let Some(position) = first.filter(|_| only) {
            found.taken.insert(spec.column, (position, Recognised::Values));
        }
    }
}

/// Takes a required column whose name stands among words that may change its meaning or are not known, where its values are what
/// it takes, and those of no other such column are.
fn by_both(found: &mut Assignment, kind: &SheetSpec, table: &[Headed], claims: &[Claim]) {
    let marks = |position: u32| table.iter().find(|column| column.position == position).map(|found| found.told.marks);
    for spec in kind.columns.iter().filter(|spec| spec.required && spec.column != Column::DueDate) {
        if found.taken.contains_key(&spec.column) {
            continue;
        }
        let used = |position| found.taken.values().any(|(taken, _)| *taken == position);
        let other_day =
            |position| spec.form == Form::Date && marks(position).is_none_or(|marks| marks.has(Mark::OtherDay));
        // Of amounts of which no word is said that is known, there is but one.
        let alone = |position| {
            let rival = |column: &&Headed| column.position != position && !used(column.position);
            let amounts = |column: &Headed| column.values.fit(spec, false) == Fit::Yes && !column.values.count_rows();
            !table.iter().filter(rival).any(amounts)
        };
        let fits = |claim: &&Claim| {
            let own = claim.spec.column == spec.column && !used(claim.position) && claim.likeness != Likeness::Loosely;
            let fits = match spec.form {
                Form::Date | Form::Name(List::Places | List::Themes | List::Currencies) => claim.fit == Fit::Yes,
                Form::Name(List::Donors) | Form::Word(_) => claim.likeness >= Likeness::Partly,
                Form::Text => claim.likeness >= Likeness::Partly && (claim.fit == Fit::Yes || is_free(spec)),
                Form::Amount => claim.likeness >= Likeness::Partly && claim.fit == Fit::Yes && alone(claim.position),
                Form::Rate | Form::Whole | Form::Percent => false,
            };
            own && fits && !other_day(claim.position)
        };
        // What its words say goes before what holds the words of a name.
        let partly = claims.iter().filter(fits).any(|claim| claim.likeness >= Likeness::Partly);
        let mut fitting = claims.iter().filter(fits).filter(|claim| !partly || claim.likeness >= Likeness::Partly);
        if let (Some(claim), None) = (fitting.next(), fitting.next()) {
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
    let currency = found.currency.is_some() || headers.any(|header| units::of_header(header).1.currency.is_some());
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

/// What speaks for a kind: each column that it explains; against it, those that it does not, and blanks where it needs values.
fn points(found: &Assignment, kind: &SheetSpec, table: &[Headed]) -> i32 {
    let taken = found.taken.values().map(|(_, how)| match how {
        Recognised::Name => 10,
        Recognised::Words => 6,
        Recognised::Values => 4,
    });
    let explained: i32 = taken.sum();
    let rows = table.iter().map(|column| column.values.filled()).max().unwrap_or_default();
    let sparse = found.taken.iter().filter(|(column, (position, _))| {
        let required = kind.columns.iter().any(|spec| spec.column == **column && spec.required);
        let filled =
            table.iter().find(|column| column.position == *position).map_or(0, |column| column.values.filled());
        required && filled > 0 && filled * 10 < rows * 7
    });
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX / 8);
    let others = table.len().saturating_sub(found.taken.len());
    explained - count(others) - 3 * count(found.left_out.len()) - 6 * count(sparse.count())
}
