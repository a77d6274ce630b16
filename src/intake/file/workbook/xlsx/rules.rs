//! The rules of an xlsx sheet by which cells are shown otherwise.
//!
//! What comes in: the elements of a rule. What leaves: when it holds, where it strikes cells through or hides them. What it does
//! not know: cells. The elements are those of ECMA-376, part 1, sections 18.3.1.10 (cfRule) and 18.3.1.43 (formula).

use quick_xml::events::BytesStart;

use super::tables::area;
use crate::domain::address::leading_cell;
use crate::intake::file::workbook::condition;
use crate::intake::file::workbook::rule::{Comparison, FormatRule, MOST_AREAS, Operand, Subject, When};
use crate::intake::file::workbook::xml::{Node, Nodes, attribute, number};
use crate::intake::file::workbook::{Refusal, Style};

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
        let style = *styles.get(self.head.style?)?;
        let when = self.when(areas).unwrap_or(When::Unknown);
        let harmless = condition::hides_errors(&self.formula);
        let RuleHead { kind, operator, text, .. } = self.head;
        let parts = if kind == "expression" {
            [String::new(), String::new(), self.formula]
        } else {
            [kind, operator, if text.is_empty() { self.formula } else { text }]
        };
        let written = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        FormatRule::of(style, areas, when, written, harmless)
    }

    fn when(&self, areas: &[[u32; 4]]) -> Option<When> {
        let itself = Subject::Behind(0);
        let text = || Operand::Text(self.head.text.clone());
        match (self.head.kind.as_str(), self.head.operator.as_str()) {
            ("cellIs", operator) => {
                Some(When::Compares(itself, condition::comparison(operator)?, condition::operand(&self.formula)?))
            }
            ("containsText", _) => Some(When::Compares(itself, Comparison::Contains, text())),
            ("beginsWith", _) => Some(When::Compares(itself, Comparison::Begins, text())),
            ("endsWith", _) => Some(When::Compares(itself, Comparison::Ends, text())),
            ("expression", _) => {
                let [row, column, ..] = *areas.first()?;
                condition::of_formula(&self.formula, (row, column))
            }
            _ => None,
        }
    }
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
            ("NOT(ISERROR(SEARCH(\"void\",$H2)))", compares(h, Comparison::Contains, text("void"))),
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
        assert!(condition::hides_errors("ISERROR(A2)") && !condition::hides_errors("NOT(ISERROR(SEARCH(\"a\",A2)))"));
        assert_eq!(areas("A2:B3 D5 x"), [[2, 0, 3, 1], [5, 3, 5, 3]]);
    }
}
