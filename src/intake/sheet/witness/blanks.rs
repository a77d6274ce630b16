//! Blank cells below filled ones: the same as above, or nothing?

use std::collections::BTreeMap;

use crate::config::{Blank, InputKind};
use crate::domain::FactKind;
use crate::domain::facts::ExpenditureType;
use crate::intake::file::workbook::Row;
use crate::intake::kinds::SheetSpec;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::row::text::says_nothing;

/// What was seen in the optional columns in which a blank may mean the same as above, by position.
pub(super) struct Blanks(BTreeMap<u32, Seen>);

struct Seen {
    column: Column,
    /// Rows that are filled in, and whether the first was.
    filled: u64,
    begins_filled: Option<bool>,
    /// Whether two rows in a row say the same: who writes so leaves nothing out.
    repeated: bool,
    last: Option<String>,
    /// Whether a filled row says something else than the fund's own.
    other: bool,
    /// Whether a filled row says what a blank one is taken for: a cost.
    says_cost: bool,
    blank: u64,
    first_blank: Option<u32>,
}

impl Blanks {
    pub fn new(judge: &Judge<'_>) -> Self {
        let asked = SheetSpec::of(judge.mapping.kind)
            .blank_may_mean_above
            .iter()
            .filter(|&&column| !(judge.blank(column).is_some() || judge.has_default(column)));
        let seen = |column: Column| Seen {
            column,
            filled: 0,
            begins_filled: None,
            repeated: false,
            last: None,
            other: false,
            says_cost: false,
            blank: 0,
            first_blank: None,
        };
        Self(asked.filter_map(|&column| Some((judge.layout.position(column)?, seen(column)))).collect())
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for (&position, seen) in &mut self.0 {
            let text = row.cells.iter().find(|cell| cell.column == position).map(|cell| cell.value.show());
            let text = text.filter(|text| !says_nothing(text.trim()));
            seen.begins_filled.get_or_insert(text.is_some());
            match text {
                Some(text) => {
                    let text = text.trim();
                    seen.filled += 1;
                    seen.repeated |= seen.last.as_deref() == Some(text);
                    seen.other |= text != judge.context.fund.base_currency.code();
                    if seen.last.as_deref() != Some(text) {
                        let cost = Some(ExpenditureType::Expenditure);
                        seen.says_cost |=
                            seen.column == Column::Type && ExpenditureType::parse(&judge.word_for(text.into())) == cost;
                        seen.last = Some(text.to_owned());
                    }
                }
                None => {
                    seen.last = None;
                    seen.blank += 1;
                    seen.first_blank.get_or_insert(row.number);
                }
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (position, seen) in self.0 {
            let name = judge.canonical(seen.column);
            let Some(row) = seen.first_blank.filter(|_| seen.filled > 0 && seen.other) else { continue };
            // What was spent of an obligation stands below it, and cites it.
            let cites = seen.column == Column::Type && judge.layout.position(Column::Obligation).is_some();
            let as_above = seen.begins_filled == Some(true) && !seen.repeated && !cites;
            // Systems of finance leave the currency of their own books out.
            let own_books = judge.mapping.kind == InputKind::Facts(FactKind::Finance);
            if seen.column == Column::Currency && (as_above || !own_books) {
                let base = judge.context.fund.base_currency;
                let fix = format!(
                    "Fill it in; or say in fund.toml what a blank means: blanks = {{ {name} = \"above\" }} for the same \
                     as above, \"none\" for {base}."
                );
                let found = format!("{} where other rows name a currency", cells(seen.blank));
                judge.problems.add(Problem::new(
                    ProblemCode::BlankCurrency,
                    judge.location(Some(row), Some(position)),
                    found,
                    "the currency of each amount",
                    fix,
                ));
            } else if seen.says_cost {
                let found = format!("{} where other rows say that they are costs", cells(seen.blank));
                let location = judge.location(Some(row), Some(position));
                let fix = format!(
                    "They were read as costs. Write what each row is; or say in fund.toml: blanks = {{ {name} = \"none\" }} \
                     if a blank is a cost, \"above\" if it means the same as above."
                );
                let expected = format!("{name} in each row");
                judge.problems.add(Problem::new(ProblemCode::BlankAsAbove, location, found, expected, fix));
            } else if as_above {
                let found = format!("{} below filled ones, and never the same twice in a row", cells(seen.blank));
                let fix = format!(
                    "They were read as nothing. If they mean the same as above, say so in fund.toml: blanks = {{ {name} \
                     = \"above\" }}; if not: \"none\"."
                );
                let location = judge.location(Some(row), Some(position));
                judge.problems.add(Problem::new(
                    ProblemCode::BlankAsAbove,
                    location,
                    found,
                    format!("{name} in each row that has one"),
                    fix,
                ));
            }
        }
    }
}

fn cells(count: u64) -> String {
    if count == 1 { "1 blank cell".to_owned() } else { format!("{count} blank cells") }
}

impl Judge<'_> {
    /// What the mapping says that a blank cell of a column means.
    pub fn blank(&self, column: Column) -> Option<Blank> {
        self.blanks.get(&column).copied()
    }
}
