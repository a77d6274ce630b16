//! The rules of an ods sheet by which cells are shown otherwise.
//!
//! What comes in: elements of rules, and the cells whose style has some. What leaves: rules that strike through or hide. What it
//! does not know: the order of a part. The elements are style:map of OASIS OpenDocument 1.3, part 3, section 16.3, and those of
//! LibreOffice's own name space (calcext:conditional-format), which it writes beside them.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::domain::address::leading_cell;
use crate::intake::file::workbook::Style;
use crate::intake::file::workbook::condition;
use crate::intake::file::workbook::rule::{Comparison, FormatRule, MOST_AREAS, Operand, Subject, When};
use crate::intake::file::workbook::xml::attribute;

/// How many of the last areas a cell is held against: those of the row above it.
const RECENT: usize = 50;

/// What gives cells another style where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Map {
    style: String,
    when: Option<When>,
    written: String,
}

impl Map {
    /// A rule as its element says it; `name` is that of the attribute with the condition.
    pub fn of(tag: &BytesStart<'_>, name: &str) -> Option<Self> {
        let style = attribute(tag, "apply-style-name")?;
        let written = attribute(tag, name)?;
        let base = attribute(tag, "base-cell-address").and_then(|address| cell(&address)).unwrap_or((1, 0));
        Some(Self { style, when: when(&written, base), written })
    }

    fn rule(&self, styles: &BTreeMap<String, Style>, areas: &[[u32; 4]]) -> Option<FormatRule> {
        let style = *styles.get(&self.style)?;
        let when = self.when.clone().unwrap_or(When::Unknown);
        FormatRule::of(style, areas, when, self.written.clone(), condition::hides_errors(&self.written))
    }
}

/// The rules of a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetRules {
    /// By the style whose rules they are, the areas of its cells.
    styled: BTreeMap<String, Vec<[u32; 4]>>,
    /// The areas of the rules that follow.
    areas: Vec<[u32; 4]>,
    own: Vec<(Map, Vec<[u32; 4]>)>,
}

impl SheetRules {
    /// Takes the areas for which the rules are that follow: `Data.A2:Data.G9 'My data'.K2`.
    pub fn begin(&mut self, tag: &BytesStart<'_>) {
        let text = attribute(tag, "target-range-address").unwrap_or_default();
        self.areas = areas(&text);
    }

    /// Takes a rule for the areas before it.
    pub fn take(&mut self, tag: &BytesStart<'_>) {
        if let Some(map) = Map::of(tag, "value") {
            self.own.push((map, self.areas.clone()));
        }
    }

    /// Takes cells of a style that has rules: rows from 1, columns from 0.
    pub fn see(&mut self, style: &str, [first_row, first, last_row, last]: [u32; 4]) {
        let areas = self.styled.entry(style.to_owned()).or_default();
        let is_above =
            |area: &[u32; 4]| area[2].checked_add(1) == Some(first_row) && (area[1], area[3]) == (first, last);
        let recent = areas.len().saturating_sub(RECENT);
        let above = areas.get(recent..).unwrap_or_default().iter().rposition(is_above);
        let count = areas.len();
        match above.and_then(|index| areas.get_mut(recent + index)) {
            Some(area) => area[2] = last_row,
            None if count < MOST_AREAS => areas.push([first_row, first, last_row, last]),
            // Beyond so many the last one reaches on: too much is said rather than too little.
            None => areas.last_mut().into_iter().for_each(|area| {
                *area = [area[0].min(first_row), area[1].min(first), area[2].max(last_row), area[3].max(last)];
            }),
        }
    }

    /// The rules that strike through or hide. Where LibreOffice wrote its own, those of styles are the same once more.
    pub fn conclude(self, styles: &BTreeMap<String, Style>, maps: &BTreeMap<String, Vec<Map>>) -> Vec<FormatRule> {
        if !self.own.is_empty() {
            return self.own.iter().filter_map(|(map, areas)| map.rule(styles, areas)).collect();
        }
        let of_style = |(name, areas): (&String, &Vec<[u32; 4]>)| {
            let maps = maps.get(name).into_iter().flatten();
            maps.filter_map(|map| map.rule(styles, areas)).collect::<Vec<_>>()
        };
        self.styled.iter().flat_map(of_style).collect()
    }
}

/// When a condition holds: `cell-content()<5`, `<5`, `contains-text("void")`, `formula-is([.$H2]="void")`.
fn when(written: &str, base: (u32, u32)) -> Option<When> {
    let itself = Subject::Behind(0);
    let text = written.trim();
    let inside = |name: &str| text.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    let formula = inside("is-true-formula").or_else(|| inside("formula-is"));
    if let Some(formula) = formula {
        return condition::of_formula(&plain(formula), base);
    }
    let texts =
        [("contains-text", Comparison::Contains), ("begins-with", Comparison::Begins), ("ends-with", Comparison::Ends)];
    for (name, comparison) in texts {
        if let Some(operand) = inside(name).and_then(condition::operand) {
            let of_text = matches!(operand, Operand::Text(_));
            return of_text.then_some(When::Compares(itself, comparison, operand));
        }
    }
    let compared = text.strip_prefix("cell-content()").unwrap_or(text);
    let end = compared.find(|letter| !matches!(letter, '=' | '<' | '>' | '!'))?;
    let (sign, rest) = compared.split_at_checked(end)?;
    let sign = if sign == "!=" { "<>" } else { sign };
    Some(When::Compares(itself, condition::comparison(sign)?, condition::operand(rest)?))
}

/// A formula in the way of Excel: `[.$D2]` is `$D2`, and a semicolon stands between arguments; texts stay as they are.
fn plain(formula: &str) -> String {
    let mut quoted = false;
    let mut out = String::with_capacity(formula.len());
    for letter in formula.trim_start_matches("of:").chars() {
        quoted ^= letter == '"';
        match letter {
            '[' | ']' if !quoted => {}
            ';' if !quoted => out.push(','),
            '.' if !quoted && formula.contains("[.") && !out.ends_with(|before: char| before.is_ascii_digit()) => {}
            letter => out.push(letter),
        }
    }
    out
}

/// The row, from 1, and the column, from 0, of an address such as `'My data'.A2`.
fn cell(address: &str) -> Option<(u32, u32)> {
    let name = address.rsplit('.').next()?.replace('$', "");
    leading_cell(&name).map(|(row, column, _)| (row, column))
}

/// The areas that a list of addresses names; names of sheets may hold spaces and colons in quotation marks.
fn areas(list: &str) -> Vec<[u32; 4]> {
    let mut quoted = false;
    let parted = list.split(|letter: char| {
        quoted ^= letter == '\'';
        !quoted && letter == ' '
    });
    let area = |text: &str| {
        let mut quoted = false;
        let ends: Vec<(u32, u32)> = text
            .split(|letter: char| {
                quoted ^= letter == '\'';
                !quoted && letter == ':'
            })
            .map_while(cell)
            .collect();
        let (first, last) = (*ends.first()?, *ends.last()?);
        Some([first.0, first.1, last.0, last.1])
    };
    parted.take(MOST_AREAS).filter_map(area).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_of_both_name_spaces_are_told() {
        let text = |text: &str| Operand::Text(text.to_owned());
        let compares = |subject, comparison, operand| Some(When::Compares(subject, comparison, operand));
        let (itself, d) = (Subject::Behind(0), Subject::Column(3));
        for (written, expected) in [
            ("formula-is([.$D2]=\"cancelled\")", compares(d, Comparison::Equal, text("cancelled"))),
            ("is-true-formula([.$D2]=\"a;b [c].\")", compares(d, Comparison::Equal, text("a;b [c]."))),
            ("formula-is(ISNUMBER(SEARCH(\"canc\";[.$D2])))", compares(d, Comparison::Contains, text("canc"))),
            (
                "formula-is([.C2]<6.5)",
                compares(Subject::Behind(2), Comparison::Less, Operand::Number("6.5".parse().unwrap())),
            ),
            ("cell-content()<6", compares(itself, Comparison::Less, Operand::Number(6.into()))),
            ("cell-content()!=\"x\"", compares(itself, Comparison::NotEqual, text("x"))),
            ("=\"void\"", compares(itself, Comparison::Equal, text("void"))),
            ("contains-text(\"canc\")", compares(itself, Comparison::Contains, text("canc"))),
            ("between(6,8)", None),
            ("formula-is([.D3]=\"x\")", None),
            ("unique", None),
        ] {
            assert_eq!(when(written, (2, 0)), expected, "{written}");
        }
        assert_eq!(areas("'My data: 1'.A2:'My data: 1'.D4 Sheet.K5"), [[2, 0, 4, 3], [5, 10, 5, 10]]);
        assert_eq!(areas("$Sheet.$A$2:.D4"), [[2, 0, 4, 3]]);
    }
}
