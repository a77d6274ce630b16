//! Words by which rows say that they are a sum, a balance, or of another period, in several languages.
//!
//! What comes in: texts of cells and headers. What leaves: whether they say so. What it does not know: rows.

use std::sync::LazyLock;

use crate::domain::text::comparable;
use crate::intake::sheet::totals::{is_word_for_sum, words_for_sums};

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 40;

/// What says so as the whole text.
static SUMS: super::state_words::Words = LazyLock::new(|| {
    super::state_words::set(
        "balance opening_balance closing_balance starting_balance ending_balance initial_balance final_balance \
         beginning_balance balance_brought_forward brought_forward carried_forward carry_forward balance_carried_forward \
         balance_bf balance_cf bal_bf bal_cf bal_bd bal_cd balance_bd balance_cd balance_forward forwarded running_total running_balance \
         cumulative cumulative_to_date cumulative_total cumul cumul_antérieur cumulé total_to_date todate year_to_date \
         ytd ytd_total prior_year prior_years previous_year previous_years last_year prior_period previous_period \
         previous_year_total total_previous_years total_prior_years average mean_value difference variance \
         variance_to_budget remaining remaining_balance unspent unspent_balance outstanding_balance percent_of_total of_total comparative comparatives \
         report_à_nouveau à_nouveau solde solde_d'ouverture solde_de_clôture solde_initial solde_final \
         solde_reporté exercice_précédent exercices_précédents année_précédente moyenne écart \
         saldo saldo_anterior saldo_final saldo_inicial saldo_de_apertura saldo_de_cierre reporte acumulado \
         ejercicio_anterior año_anterior promedio diferencia ano_anterior saldo_de_abertura saldo_transportado \
         transporte média diferença übertrag vortrag saldovortrag anfangsbestand anfangssaldo endbestand endsaldo \
         schlusssaldo kumuliert vorjahr vorjahre durchschnitt differenz abweichung saldo_iniziale riporto beginsaldo \
         eindsaldo входящий_остаток исходящий_остаток остаток سعر_الافتتاح الرصيد_الافتتاحي الرصيد_الختامي الرصيد 期初余额 期末余额 前期繰越 次期繰越",
    )
});

/// What begins a text that is of a part of another row.
const PARTS: [&str; 8] = ["of which", "thereof", "davon", "darunter", "dont ", "de los cuales", "dos quais", "memo:"];

/// What says so where it is no word of a column of its own, in which plans and what came of them have rows beside each other.
const PLANS: [&str; 4] = ["budget", "totalbudget", "commitments", "obligations"];

/// The first letters of all these words. Texts of cells are many, and most do not begin so.
static BEGINNINGS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut seen = vec![false; 26 * 26 * 26];
    let words = SUMS.iter().map(String::as_str).chain(PLANS).chain(PARTS).chain(words_for_sums());
    for index in words.filter_map(|word| beginning(word).ok().flatten()) {
        seen[index] = true;
    }
    seen
});

/// A digit among the first letters, which none of these words has.
struct Digit;

/// A number for the first three letters of a text, whatever marks stand between them; nothing where they are not plain, or fewer.
fn beginning(text: &str) -> Result<Option<usize>, Digit> {
    let (mut number, mut letters) = (0, 0);
    for byte in text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
        match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => number = number * 26 + usize::from(letter - b'a'),
            b'0'..=b'9' => return Err(Digit),
            _ => return Ok(None),
        }
        letters += 1;
        if letters == 3 {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// Whether a text may begin with one of these words. What does not begin with plain letters may.
fn may_begin(text: &str) -> bool {
    match beginning(text) {
        Ok(Some(number)) => BEGINNINGS.get(number).copied().unwrap_or(false),
        Ok(None) => true,
        Err(Digit) => false,
    }
}

/// Whether a text says of its row that it is of plans.
pub(super) fn says_plan(text: &str) -> bool {
    text.len() <= LONGEST && may_begin(text) && PLANS.contains(&without_year(&comparable(text)).as_str())
}

/// Whether a text says of its row that it is a balance, a sum so far, a part of another row, or of another period.
pub(super) fn says_sum(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '–', '•']).trim_start();
    if text.len() > LONGEST || text.is_empty() || !may_begin(text) {
        return false;
    }
    let begins = |part: &str| text.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part));
    // `b/f` is a balance, bf may be anything.
    let short = text.len() == 3 && ["b/f", "c/f", "b/d", "c/d"].iter().any(|mark| mark.eq_ignore_ascii_case(text));
    if short || PARTS.iter().any(|part| begins(part)) {
        return true;
    }
    // Few texts of cells have three words or fewer, and all of these do but some with small words between them.
    text.split_whitespace().nth(4).is_none() && SUMS.contains(&without_year(&comparable(text)))
}

/// Whether a text may say of its row that it is the sum of others: it begins or ends with such a word.
pub(super) fn says_total(text: &str) -> bool {
    let text = text.trim();
    let edge = |word: Option<&str>| word.is_some_and(|word| may_begin(word) && is_word_for_sum(&comparable(word)));
    text.len() <= LONGEST && (edge(text.split_whitespace().next()) || edge(text.split_whitespace().next_back()))
}

/// Whether a header is of parts of a sheet, or blank.
pub(super) fn heads_part(header: &str) -> bool {
    matches!(
        comparable(header).as_str(),
        "" | "section"
            | "part"
            | "block"
            | "group"
            | "table"
            | "abschnitt"
            | "teil"
            | "rubrique"
            | "partie"
            | "seccion"
            | "parte"
            | "secao"
    )
}

/// A text in its comparable form without the year at its end: `budget2025`.
fn without_year(plain: &str) -> String {
    let year = plain.len().checked_sub(4).and_then(|cut| plain.split_at_checked(cut));
    let year = year.filter(|(name, year)| !name.is_empty() && year.starts_with("20") && year.parse::<u16>().is_ok());
    year.map_or(plain, |(name, _)| name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_balances_and_other_periods_are_known_and_costs_are_none() {
        for text in [
            "Opening balance",
            "b/f",
            "Report à nouveau",
            "Übertrag",
            "Balance 2025",
            "of which staff",
            "YTD",
            "Prior year",
        ] {
            assert!(says_sum(text), "{text}");
        }
        for text in
            ["Balance payment", "Final balance of grant", "BF", "salaries", "Total Energies", "Budget officer", ""]
        {
            assert!(!says_sum(text), "{text}");
        }
        assert!(says_plan("Budget 2025") && !says_plan("Budget officer"));
        assert!(["Total", "Total Malawi", "Malawi Total", "Zwischensumme", "Sous-total"].into_iter().all(says_total));
        assert!(!["Totality", "fuel", "Payment of total costs"].into_iter().any(says_total));
    }
}
