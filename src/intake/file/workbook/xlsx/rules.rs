//! The rules of an xlsx sheet by which cells are shown otherwise.
//!
//! What comes in: the elements of a rule. What leaves: when it holds, where it strikes cells through or hides them. What it does
//! not know: cells. The elements are those of ECMA-376, part 1, sections 18.3.1.10 (cfRule) and 18.3.1.43 (formula).

use quick_xml::events::BytesStart;

use super::tables::area;
use crate::domain::address::leading_cell;
use crate::intake::file::workbook::rule::{Comparison, FormatRule, Operand, Subject, When};
use crate::intake::file::workbook::xml::{Node, Nodes, attribute, number};
use crate::intake::file::workbook::{Refusal, Style};

/// How many areas of a rule are kept.
const MOST_AREAS: usize = 1_000;

/// Functions by which templates hide errors and blanks, which are none of our figures.
const HARMLESS: [&str; 6] = ["ISERROR(", "ISERR(", "ISNA(", "ISBLANK(", "LEN(TRIM(", "IFERROR("];

/// The areas of a rule: `A2:G9 I2:I9 K5`.
pub(super) fn areas(text: &str) -> Vec<[u32; 4]> {
    let one = |text: &str| area(text).or_else(|| leading_cell(text).map(|(row, column, _)| [row, column, row, column]));
    text.split_whitespace().take(MOST_AREAS).filter_map(one).collect()
}

/// What a rule says before its formula.
pub(super) struct RuleHead {
    kind: String,
    style: Option<usize>,
    operator: String,
    text: String,
}

impl RuleHead {
    pub fn of(tag: &BytesStart<'_>) -> Self {
        let said = |name| attribute(tag, name).unwrap_or_default();
        let style = number(tag, "dxfId").and_then(|number| usize::try_from(number).ok());
        Self { kind: said("type"), style, operator: said("operator"), text: said("text") }
    }

    /// Reads the formula up to the rule's end: of several, the first.
    pub fn read(self, xml: &mut impl Nodes) -> Result<Rule, Refusal> {
        let mut formula = None;
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.local_name().as_ref() == "formula" => {
                    let mut text = String::new();
                    xml.text(&mut text)?;
                    formula.get_or_insert(text);
                }
                Node::Start(_) => xml.skip()?,
                Node::End(_) => return Ok(Rule { head: self, formula: formula.unwrap_or_default() }),
                Node::Text(_) | Node::Other => {}
                Node::Eof => return Err(Refusal::damaged("a rule that does not end")),
            }
        }
    }
}

/// A rule as it is written.
pub(super) struct Rule {
    head: RuleHead,
    formula: String,
}

impl Rule {
    /// The same for cells; nothing where it neither strikes through nor hides.
    pub fn rule(self, styles: &[Style], areas: &[[u32; 4]]) -> Option<FormatRule> {
        let style = styles.get(self.head.style?)?;
        let formula = self.formula.to_uppercase();
        let harmless = HARMLESS.iter().any(|function| formula.contains(function));
        if areas.is_empty() || !style.struck && (!style.unseen || harmless) {
            return None;
        }
        let when = self.when(areas).unwrap_or(When::Unknown);
        let RuleHead { kind, operator, text, .. } = self.head;
        let parts = if kind == "expression" {
            [String::new(), String::new(), self.formula]
        } else {
            [kind, operator, if text.is_empty() { self.formula } else { text }]
        };
        let written = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        Some(FormatRule { areas: areas.to_vec(), strikes: style.struck, when, written })
    }

    fn when(&self, areas: &[[u32; 4]]) -> Option<When> {
        let itself = Subject::Behind(0);
        let text = || Operand::Text(self.head.text.clone());
        match (self.head.kind.as_str(), self.head.operator.as_str()) {
            ("cellIs", operator) => Some(When::Compares(itself, comparison(operator)?, operand(&self.formula)?)),
            ("containsText", _) => Some(When::Compares(itself, Comparison::Contains, text())),
            ("beginsWith", _) => Some(When::Compares(itself, Comparison::Begins, text())),
            ("endsWith", _) => Some(When::Compares(itself, Comparison::Ends, text())),
            ("expression", _) => {
                compared(&self.formula, areas.first()?).or_else(|| found(&self.formula, areas.first()?))
            }
            _ => None,
        }
    }
}

fn comparison(operator: &str) -> Option<Comparison> {
    Some(match operator {
        "equal" | "=" => Comparison::Equal,
        "notEqual" | "<>" => Comparison::NotEqual,
        "greaterThan" | ">" => Comparison::More,
        "greaterThanOrEqual" | ">=" => Comparison::NotLess,
        "lessThan" | "<" => Comparison::Less,
        "lessThanOrEqual" | "<=" => Comparison::NotMore,
        _ => return None,
    })
}

/// A number or a text in quotation marks.
fn operand(text: &str) -> Option<Operand> {
    let text = text.trim();
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    match quoted {
        Some(inner) => {
            let plain = inner.replace("\"\"", "");
            (!plain.contains('"')).then(|| Operand::Text(inner.replace("\"\"", "\"")))
        }
        None => text.parse().ok().map(Operand::Number),
    }
}

/// `$H2="cancelled"`, of an area that begins in row 2.
fn compared(formula: &str, area: &[u32; 4]) -> Option<When> {
    let (subject, rest) = reference(formula.trim().trim_start_matches('='), area)?;
    let rest = rest.trim_start();
    let sign = rest.find(|letter| !matches!(letter, '=' | '<' | '>'))?;
    let (sign, rest) = rest.split_at_checked(sign)?;
    Some(When::Compares(subject, comparison(sign)?, operand(rest)?))
}

/// `ISNUMBER(SEARCH("cancel",$H2))`.
fn found(formula: &str, area: &[u32; 4]) -> Option<When> {
    let inner = formula.trim().trim_start_matches('=').strip_prefix("ISNUMBER(")?.strip_suffix("))")?;
    let inner = inner.strip_prefix("SEARCH(").or_else(|| inner.strip_prefix("FIND("))?;
    let (text, subject) = inner.rsplit_once(',')?;
    let (subject, rest) = reference(subject, area)?;
    let text = operand(text).filter(|text| matches!(text, Operand::Text(_)))?;
    rest.trim().is_empty().then_some(When::Compares(subject, Comparison::Contains, text))
}

/// A cell in the row of the rule, and what follows it. The first cell of its areas is the one for which it is written.
fn reference<'f>(formula: &'f str, [row, column, ..]: &[u32; 4]) -> Option<(Subject, &'f str)> {
    let (fixed, text) =
        formula.trim_start().strip_prefix('$').map_or((false, formula.trim_start()), |text| (true, text));
    // With a mark before its row it is the same cell for all rows.
    let (said_row, said_column, length) = leading_cell(text)?;
    let rest = text.get(length..)?;
    let said = text.get(..length)?;
    if said_row != *row || said.contains('$') || rest.starts_with([':', '!', '(']) {
        return None;
    }
    let behind = i32::try_from(said_column).ok()? - i32::try_from(*column).ok()?;
    Some((if fixed { Subject::Column(said_column) } else { Subject::Behind(behind) }, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_comparisons_are_told_and_others_said_to_be_unknown() {
        let when = |kind: &str, operator: &str, text: &str, formula: &str| {
            let head = RuleHead { kind: kind.into(), style: Some(0), operator: operator.into(), text: text.into() };
            Rule { head, formula: formula.to_owned() }.when(&areas("A2:G9"))
        };
        let text = |text: &str| Operand::Text(text.to_owned());
        let compares = |subject, comparison, operand| Some(When::Compares(subject, comparison, operand));
        let (h, itself) = (Subject::Column(7), Subject::Behind(0));
        for (formula, expected) in [
            ("$H2=\"cancelled\"", compares(h, Comparison::Equal, text("cancelled"))),
            ("= $H2 <> \"a \"\"b\"\"\"", compares(h, Comparison::NotEqual, text("a \"b\""))),
            ("C2>=-12.5", compares(Subject::Behind(2), Comparison::NotLess, Operand::Number("-12.5".parse().unwrap()))),
            ("ISNUMBER(SEARCH(\"void\",$H2))", compares(h, Comparison::Contains, text("void"))),
            ("$H3=\"x\"", None),
            ("$H$2=\"x\"", None),
            ("OR($H2=\"x\",$H2=\"y\")", None),
            ("$H2=\"x\"&\"y\"", None),
            ("$H2=$I2", None),
            ("", None),
        ] {
            assert_eq!(when("expression", "", "", formula), expected, "{formula}");
        }
        assert_eq!(when("cellIs", "lessThan", "", "5"), compares(itself, Comparison::Less, Operand::Number(5.into())));
        assert_eq!(when("cellIs", "between", "", "5"), None);
        assert_eq!(
            when("containsText", "containsText", "void", ""),
            compares(itself, Comparison::Contains, text("void"))
        );
        assert_eq!(areas("A2:B3 D5 x"), [[2, 0, 3, 1], [5, 3, 5, 3]]);
    }
}
