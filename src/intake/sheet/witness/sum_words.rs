//! Words by which rows say that they are a sum, a balance, or of another period, in several languages.
//!
//! What comes in: texts of cells and headers. What leaves: whether they say so. What it does not know: rows.

use std::sync::LazyLock;

use super::beginnings::Beginnings;
use super::carried::carries;
use super::plans::says_planned;
use crate::domain::text::comparable;
use crate::intake::row::date;
use crate::intake::sheet::totals::{is_word_for_sum, words_for_sums};

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 60;

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

/// The first letters of all these words.
static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let words = SUMS.iter().map(String::as_str).chain(PLANS).chain(PARTS).chain(words_for_sums());
    Beginnings::of(words)
});

/// Whether a text may begin with one of these words. What does not begin with plain letters may.
fn may_begin(text: &str) -> bool {
    BEGINNINGS.may_begin(text).unwrap_or(true)
}

/// Whether a text says of its row that it is of plans.
pub(super) fn says_plan(text: &str) -> bool {
    text.len() <= LONGEST && may_begin(text) && PLANS.contains(&without_year(&comparable(text)).as_str())
}

/// Whether a text says of its row that it is a balance, a sum so far, a part of another row, or of another period.
pub(in crate::intake::sheet) fn says_sum(text: &str) -> bool {
    let text = text.trim().trim_start_matches(['-', '–', '•', '(']).trim_start();
    if text.len() > LONGEST || text.is_empty() {
        return false;
    }
    let short = text.contains('/') && text.split_whitespace().take(5).any(is_mark);
    if short {
        return true;
    }
    let begins = |part: &str| text.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part));
    if !may_begin(text) {
        return false;
    }
    // Few texts of cells have so few words, and all of these do but some with small words between them.
    PARTS.iter().any(|part| begins(part))
        || text.split_whitespace().nth(8).is_none()
            && (SUMS.contains(&comparable(text)) || SUMS.contains(&without_day(text)))
}

/// Whether a word is one of the marks of balances that go from one page or year to the next: `b/f` is one, bf may be anything.
fn is_mark(word: &str) -> bool {
    const MARKS: [&str; 8] = ["b/f", "c/f", "b/d", "c/d", "b/fwd", "c/fwd", "b/fw", "c/fw"];
    let word = word.trim_matches([',', ':', ';', '.', '(', ')']);
    MARKS.iter().any(|mark| mark.eq_ignore_ascii_case(word))
}

/// Whether a comment says of its cell that it is of a plan, of another period, or a balance: one of its lines says nothing else,
/// or some words stand together somewhere.
pub(in crate::intake::sheet) fn says_other_row(text: &str) -> bool {
    const TOGETHER: [&str; 16] = [
        "previousyear",
        "previousperiod",
        "prioryear",
        "priorperiod",
        "broughtforward",
        "carriedforward",
        "anneeprecedente",
        "exerciceprecedent",
        "reportanouveau",
        "ejercicioanterior",
        "anoanterior",
        "periodoanterior",
        "exercicioanterior",
        "saldoanterior",
        "vorjahr",
        "vorperiode",
    ];
    let plain = comparable(text);
    let says = |line: &str| says_sum(line) || says_plan(line) || says_planned(line);
    TOGETHER.iter().any(|words| plain.contains(words)) || text.split(['\n', ':']).any(says)
}

/// Whether a text may say of its row that it is the sum of others: it begins or ends with such a word.
pub(super) fn says_total(text: &str) -> bool {
    let text = text.trim();
    let edge = |word: Option<&str>| word.is_some_and(|word| may_begin(word) && is_word_for_sum(&comparable(word)));
    text.len() <= LONGEST && (edge(text.split_whitespace().next()) || edge(text.split_whitespace().next_back()))
}

/// Whether a text may say that its row is none of its own: a sum, a balance, a plan.
pub(super) fn says_other_than_row(text: &str) -> bool {
    says_sum(text) || says_total(text) || says_plan(text) || carries(text)
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

/// A text in its comparable form without the day, month or year of which it is: `Balance b/f from 31 December 2024`.
fn without_day(text: &str) -> String {
    const BETWEEN: [&str; 34] = [
        "from", "as", "at", "of", "on", "to", "the", "in", "for", "fy", "year", "1st", "31st", "30th", "au", "du",
        "le", "de", "del", "al", "el", "a", "do", "em", "ao", "ano", "vom", "zum", "per", "am", "aus", "den", "1er",
        "año",
    ];
    let mut words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric() && letter != '\'' && letter != '’').collect();
    words.retain(|word| !word.is_empty());
    let is_day = |word: &&str| word.bytes().all(|letter| letter.is_ascii_digit()) || date::is_month(word);
    let Some(first) = words.iter().position(&is_day) else { return String::new() };
    let rest_is_day = |word: &&str| is_day(word) || BETWEEN.contains(&word.to_lowercase().as_str());
    if !words.iter().skip(first).all(rest_is_day) {
        return String::new();
    }
    words.truncate(first);
    while words.len() > 1 && words.last().is_some_and(|word| BETWEEN.contains(&word.to_lowercase().as_str())) {
        words.pop();
    }
    comparable(&words.concat())
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
            "Balance b/f",
            "b/f 2024",
            "(b/f)",
            "Balance brought forward from 31 December 2024",
            "Opening balance as at 1 January 2025",
            "Report à nouveau 2024",
            "Saldo anterior al 31 de diciembre de 2024",
            "Saldo transportado de 2024",
            "Vortrag aus 2024",
        ] {
            assert!(says_sum(text), "{text}");
        }
        for text in [
            "Balance payment",
            "Final balance of grant",
            "BF",
            "salaries",
            "Balance 2 of 3 laptops",
            "Average May wages",
            "Total Energies",
            "Budget officer",
            "",
        ] {
            assert!(!says_sum(text), "{text}");
        }
        for text in [
            "Ann:\nPrevious year",
            "Budget",
            "prior period, see file",
            "Ann: budgeted",
            "Presupuesto",
            "this is the previous year's",
        ] {
            assert!(says_other_row(text), "{text}");
        }
        for text in ["approved by the budget officer", "Ann: see invoice 12", "planet", "paid late", "PO 1002"] {
            assert!(!says_other_row(text), "{text}");
        }
        assert!(says_plan("Budget 2025") && !says_plan("Budget officer"));
        assert!(["Total", "Total Malawi", "Malawi Total", "Zwischensumme", "Sous-total"].into_iter().all(says_total));
        assert!(!["Totality", "fuel", "Payment of total costs"].into_iter().any(says_total));
    }
}
