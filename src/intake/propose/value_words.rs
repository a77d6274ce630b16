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
    let is = |part: &&str| part.strip_prefix('=').map_or_else(|| text.contains(part), |whole| text == whole);
    words.iter().filter_map(|word| PARTS.get(word)).flatten().any(is)
}

/// What a text says of money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// That a cost is spent.
    pub spent: bool,
    /// That it is bound and not yet spent.
    pub bound: bool,
    /// What money of a donor is: it came, it went back, a bank gave or took it.
    pub money: bool,
    /// That the fund's agent takes it, or it pays for support: no bank does.
    pub fee: bool,
    /// That it is what finance alone books: a cost, a levy, support, or the fee of the fund's agent.
    pub finance: bool,
    /// That it counts, as `1st tranche` does, and names no kind.
    pub counted: bool,
}

impl Said {
    /// What a text in its comparable form says.
    pub fn by(text: &str) -> Self {
        const FEES: [FinanceKind; 3] = [FinanceKind::Fee, FinanceKind::Levy, FinanceKind::SupportCost];
        let spent = says(text, &[ExpenditureType::Expenditure.name()]);
        let support = says(text, &[FinanceKind::Levy.name(), FinanceKind::SupportCost.name()]);
        let of_bank = text.contains("ban");
        let agent = AGENTS.iter().any(|part| text.contains(part));
        Self {
            spent,
            bound: says(text, &[ExpenditureType::Obligation.name()]),
            money: says(text, ReceiptKind::NAMES),
            fee: says(text, &FEES.map(FinanceKind::name)) && !of_bank,
            finance: !of_bank && (spent || support || agent),
            counted: text.contains(|letter: char| letter.is_ascii_digit()),
        }
    }
}

/// Parts of words for what the fund's agent takes.
const AGENTS: [&str; 10] = [
    "agentfee",
    "administrativefee",
    "fraisdadmin",
    "fraisdagent",
    "comisiondeadmin",
    "taxadeadmin",
    "verwaltungsgeb",
    "treuhandgeb",
    "beheervergoed",
    "managementfee",
];

/// Words that number a part of several.
const ORDINALS: [&str; 50] = [
    "first",
    "advance",
    "balance",
    "solde",
    "saldo",
    "anticipo",
    "acompte",
    "avance",
    "restzahlung",
    "anzahlung",
    "schlussrate",
    "second",
    "third",
    "fourth",
    "fifth",
    "final",
    "last",
    "single",
    "premier",
    "premiere",
    "deuxieme",
    "seconde",
    "troisieme",
    "quatrieme",
    "dernier",
    "derniere",
    "unique",
    "primera",
    "primero",
    "segunda",
    "segundo",
    "tercera",
    "tercero",
    "cuarta",
    "cuarto",
    "ultima",
    "ultimo",
    "unica",
    "primeira",
    "primeiro",
    "terceira",
    "terceiro",
    "quarta",
    "quarto",
    "erste",
    "zweite",
    "dritte",
    "vierte",
    "letzte",
    "einzige",
];

/// Whether a text in its comparable form numbers a part of several, as `Second` does.
pub(super) fn is_ordinal(text: &str) -> bool {
    ORDINALS.contains(&text)
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
                let letters = part.trim_start_matches('=');
                assert_eq!(comparable(letters), letters, "{word}");
            }
        }
    }
}
