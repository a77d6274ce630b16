//! Rows that are equal but for their number, which both write with the same digits: `R-7701` and `R7.701 (copy)`.
//!
//! What comes in: receipts, costs and bookings of finance's. What leaves: a warning at the second of two. What it does not know:
//! numbers that look alike in rows that differ.

use unicode_normalization::UnicodeNormalization;

use super::{Findings, hash_of, of_one_look};
use crate::domain::facts::{Expenditure, Facts, FinanceLine, Receipt};
use crate::domain::text::{look_of_reference, reference_key};
use crate::domain::{Fact, Key};
use crate::intake::kinds::SheetSpec;
use crate::intake::problems::ProblemCode;

/// The fewest digits of a number by which it is told from others.
const LEAST_DIGITS: usize = 3;

/// As many digits of a number spreadsheet programs keep; they write noughts for the rest.
const KEPT_DIGITS: usize = 15;

/// Says which rows may be one.
pub(super) fn check(facts: &Facts, findings: &mut Findings<'_>) {
    let renumbered = |fact: &Receipt, like: &Receipt| Receipt { number: like.number.clone(), ..fact.clone() };
    look::<Receipt>(&facts.receipts, |fact| Some(fact.number.as_str()), renumbered, findings);
    let renumbered =
        |fact: &Expenditure, like: &Expenditure| Expenditure { document: like.document.clone(), ..fact.clone() };
    look::<Expenditure>(&facts.expenditure, |fact| fact.document.as_deref(), renumbered, findings);
    let renumbered =
        |fact: &FinanceLine, like: &FinanceLine| FinanceLine { document: like.document.clone(), ..fact.clone() };
    look::<FinanceLine>(&facts.finance, |fact| Some(fact.document.as_str()), renumbered, findings);
}

/// Looks among the facts of a kind, each with its number; `renumbered` is a fact with the number of another.
fn look<F: Fact>(
    facts: &[F::Listed],
    number: impl Fn(&F) -> Option<&str> + Sync,
    renumbered: impl Fn(&F, &F) -> F,
    findings: &mut Findings<'_>,
) {
    let likeness = |fact: &F| {
        let digits = digits(number(fact)?);
        let told = digits.get(..digits.len().min(KEPT_DIGITS)).filter(|digits| digits.len() >= LEAST_DIGITS)?;
        Some(hash_of((fact.date(), told)))
    };
    for (fact, before) in of_one_look::<F>(facts, likeness) {
        let (Some(here), Some(there)) = (number(fact), number(before)) else { continue };
        // Numbers that name one row are compared elsewhere.
        let known = matches!(fact.key(), Key::One(_))
            && (reference_key(here) == reference_key(there) || look_of_reference(here) == look_of_reference(there));
        if here == there || known || !are_alike(here, there) || !renumbered(fact, before).says_the_same_as(before) {
            continue;
        }
        let found = format!("{here}, which may be {there} in {}", before.source());
        let fix = "Both rows were kept, which are equal but for this. If it is one entry, delete one of the two; if not, nothing is to \
                   be done.";
        let expected = "numbers that nobody takes for one another".to_owned();
        let key = SheetSpec::of(crate::config::InputKind::Facts(F::KIND)).key;
        findings.say(ProblemCode::PossibleDuplicate, (fact.source(), F::KIND, key), [found, expected, fix.to_owned()]);
    }
}

/// The digits of a number, without noughts before and behind its mark of decimals.
fn digits(number: &str) -> String {
    let digits: String = reference_key(number).chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// Whether two numbers with the same first digits may be one: all digits are the same, or those that a spreadsheet program keeps;
/// and what letters one has the other has, too, or some are of another script.
fn are_alike(one: &str, other: &str) -> bool {
    let (digits_here, digits_there) = (digits(one), digits(other));
    let cut = |digits: &str| digits.get(KEPT_DIGITS..).is_some_and(|rest| rest.bytes().all(|digit| digit == b'0'));
    let same = digits_here == digits_there
        || digits_here.len() == digits_there.len() && (cut(&digits_here) || cut(&digits_there));
    let (letters_here, letters_there) = (letters(one), letters(other));
    let foreign = |letters: &str| !letters.is_ascii();
    same && (letters_here.contains(&letters_there)
        || letters_there.contains(&letters_here)
        || foreign(&letters_here) != foreign(&letters_there))
}

/// The letters of a number, in capitals.
fn letters(number: &str) -> String {
    number.nfkc().filter(|letter| letter.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_the_same_digits_may_be_one() {
        for (one, other) in [
            ("R63-7701", "R63-7.701"),
            ("R64-7701", "R64-7,701"),
            ("R53-7701", "R537701"),
            ("R55-7701", "R55-7701 (copy)"),
            ("R59-7701", "Receipt R59-7701"),
            ("R47-7701", "\u{420}47-7701"),
            ("5,501,26", "550126"),
            ("550 127", "550127"),
            ("550'128", "550128"),
            ("123456789012345678", "123456789012345000"),
            ("EV-66-1", "ev\u{2011}66\u{2011}1"),
            ("66077", "66077.00"),
            ("0660123", "660123"),
        ] {
            assert!(are_alike(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("PV-101", "JV-101"),
            ("R-101", "R-102"),
            ("123456789012345678", "123456789012345679"),
            ("F-9001", "EV-9001"),
        ] {
            assert!(!are_alike(one, other), "{one} {other}");
        }
    }
}
