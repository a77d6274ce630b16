//! What people write in columns of words: `Laufend` for signed, `Salaires` for staff.
//!
//! What comes in: texts of cells. What leaves: whether they say one of some words. What it does not know: headers, and what each
//! text stands for in a fund.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::meaning::lines;
use crate::domain::facts::{ExpenditureType, FinanceKind, ReceiptKind};

/// Words, and the parts of those that people have for them.
const VALUES: &str = include_str!("data/values.txt");

static PARTS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let lines = lines(VALUES).filter_map(|line| line.split_once(": "));
    lines.map(|(word, parts)| (word, parts.split(", ").collect())).collect()
});

/// Whether a text in its comparable form says one of some words.
pub(super) fn says(text: &str, words: &[&str]) -> bool {
    words.iter().filter_map(|word| PARTS.get(word)).flatten().any(|part| text.contains(part))
}

/// Whether it says that a cost is spent.
pub(super) fn says_spent(text: &str) -> bool {
    says(text, &[ExpenditureType::Expenditure.name()])
}

/// Whether it says that a cost is bound and not yet spent.
pub(super) fn says_bound(text: &str) -> bool {
    says(text, &[ExpenditureType::Obligation.name()])
}

/// Whether it says of money of a donor what it is: it came, it went back, a bank gave or took it.
pub(super) fn says_money(text: &str) -> bool {
    says(text, ReceiptKind::NAMES)
}

/// Whether it says what the fund's agent takes, or pays for support, and not a bank.
pub(super) fn says_fee(text: &str) -> bool {
    const FEES: [FinanceKind; 3] = [FinanceKind::Fee, FinanceKind::Levy, FinanceKind::SupportCost];
    says(text, &FEES.map(FinanceKind::name)) && !text.contains("ban")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::InputKind;
    use crate::domain::text::comparable;
    use crate::intake::kinds::columns::Form;
    use crate::intake::kinds::columns_of;

    #[test]
    fn the_list_names_words_of_columns() {
        let specs = || InputKind::ALL.into_iter().flat_map(columns_of);
        let takes = |word: &str| specs().any(|spec| matches!(spec.form, Form::Word(words) if words.contains(&word)));
        for (word, parts) in PARTS.iter() {
            assert!(takes(word), "{word}");
            for part in parts {
                assert_eq!(comparable(part), *part, "{word}");
            }
        }
    }
}
