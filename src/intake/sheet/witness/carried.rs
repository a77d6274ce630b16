//! Words by which a row of a printed ledger says that it carries a sum from page to page or from month to month, or gives that of its
//! part, in several languages.
//!
//! What comes in: texts of cells. What leaves: whether they say so and nothing else. What it does not know: rows.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::state_words::{Words, set};
use super::words::{finder, is_year, plain_words};
use crate::intake::row::date;

/// The longest text that is looked at, in bytes and in words.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 9;

/// How many words a phrase has at most.
const PHRASE: usize = 4;

/// Parts of which each such text has one.
static MAY_SAY: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    finder([
        "total",
        "sum",
        "som",
        "balance",
        "forward",
        "fwd",
        "brought",
        "carr",
        "report",
        "sald",
        "sold",
        "transport",
        "vortrag",
        "bertrag",
        "sigue",
        "riport",
        "reported",
        "date",
        "spent",
        "cumul",
        "previous",
        "prior",
        "rieur",
        "anterior",
        "gastado",
        "nouveau",
        "totaux",
        "totais",
        "vien",
        "opening",
        "ouverture",
        "apertura",
        "abertura",
        "ffnung",
        "vem ",
        "dent",
        "page",
        "seite",
        "blatt",
        "folha",
        "stand",
    ])
});

/// Phrases that say so whatever stands beside them.
static PHRASES: Words = LazyLock::new(|| {
    set(
        "brought_forward brought_down brought_over brought_fwd carried_forward carried_down carried_over carried_fwd carry_forward \
         carry_over opening_balance closing_balance starting_balance ending_balance beginning_balance previous_balance \
         prior_balance last_balance balance_as_per balance_from bank_balance cash_balance running_total running_balance \
         carried_to previously_reported already_reported reported_previously previous_expenditure prior_expenditure \
         expenditure_to_date expenses_to_date spent_to_date costs_to_date total_spent cumulative_expenditure dépenses_antérieures \
         dépenses_précédentes gastos_anteriores gastos_a_la_fecha total_gastado despesas_anteriores cumul_antérieur \
         cumul_des_dépenses balance_transferred saldo_trasladado saldo_transferido solde_transféré opening_entry opening_entries \
         écriture_d_ouverture asiento_de_apertura lançamento_de_abertura eröffnungsbuchung totaux totales totais \
         sub_total sub_totals page_total grand_total overall_total total_to_date total_carried total_brought \
         sous_total sous_totaux total_général total_page à_reporter report_à_nouveau à_nouveau solde_antérieur solde_précédent \
         solde_reporté solde_initial solde_d_ouverture solde_de_clôture solde_bancaire total_reporté montant_reporté \
         suma_y_sigue suma_anterior suma_y_pasa saldo_anterior saldo_inicial saldo_de_apertura saldo_de_cierre saldo_bancario \
         total_parcial suma_parcial total_general viene_de viene_del vienen_de vienen_del vient_du vient_de vem_da vem_do vem_de a_transportar transportado saldo_transportado soma_e_segue \
         total_geral saldo_de_abertura saldo_bancário übertrag saldovortrag saldoübertrag seitenübertrag zwischensumme \
         gesamtsumme endsumme seitensumme monatssumme jahressumme tagessumme quartalssumme teilsumme anfangsbestand endbestand \
         anfangssaldo endsaldo riporto a_riportare totale_parziale subtotale tussentotaal subtotaal",
    )
});

/// Words for a sum or a balance, which say so beside a time or a page alone: `Total December`. Alone they are names, too.
static SUMS: Words = LazyLock::new(|| {
    set(
        "cumul cumulative acumulado kumuliert total totals totaux totales totais totale sum somme sommes suma sumas soma summe balance solde saldo",
    )
});

/// Words for what goes from page to page, which is a journey or a report as well.
static SHIFTS: Words = LazyLock::new(|| set("report reporte transport transporte"));

/// Words for a page.
static PAGES: Words =
    LazyLock::new(|| set("page pages p pg sheet folio feuille página páginas hoja folha seite blatt vorseite pagina"));

/// Words for what came before, which turn a report into a sum that goes on.
static BEFORE: Words = LazyLock::new(|| set("précédent précédente précédents antérieur antérieure antérieurs"));

/// Words for what came before, which say so beside a page, too.
static PRIOR: Words = LazyLock::new(|| {
    set("previous prior last preceding anterior vorherige vorheriger vorherigen vorige voriger vorigen")
});

/// Words for times and papers, beside which a word for a sum is one.
static TIMES: Words = LazyLock::new(|| {
    set(
        "month months year years quarter week period semester statement ledger monthly annual yearly weekly daily mensuel annuel mensual anual mensal monatlich jährlich jour today date fecha hoy \
         hoje heute mois année années \
         trimestre semaine exercice période relevé mes meses año años ejercicio periodo período semana extracto mês ano \
         exercício extrato monat jahr quartal woche vorjahr vormonat kontoauszug q1 q2 q3 q4",
    )
});

/// Words that may stand around them.
static AROUND: Words = LazyLock::new(|| {
    set(
        "from to of on at as per the next above no bank amount amounts opening closing accumulated date up until end beginning \
         start for in and this account cost costs expenditure expenses fy calendar summary overleaf s main de la le les du des d l au à suivante suivant montant montants bancaire compte \
         cette ce fin del el los las al a siguiente importe hasta banco cuenta y este esta da do dos das seguinte valor \
         valores até e conta von vom zum zur der die des dem den auf aus nächste und per bis",
    )
});

/// Whether a text says of its row that it carries a sum, or is that of a part, and says nothing else.
pub(super) fn carries(text: &str) -> bool {
    if text.len() > LONGEST || !MAY_SAY.as_ref().is_some_and(|may| may.is_match(text)) {
        return false;
    }
    let said = plain_words(text);
    if said.len() > MOST_WORDS {
        return false;
    }
    let (mut phrase, mut sum, mut shift, mut page) = (false, false, false, false);
    let (mut before, mut prior, mut time) = (false, false, false);
    let mut rest = said.as_slice();
    while let Some(word) = rest.first() {
        let length = (1..=PHRASE)
            .rev()
            .find(|&length| rest.get(..length).is_some_and(|words| PHRASES.contains(&words.concat())));
        match length {
            Some(_) => phrase = true,
            None if SUMS.contains(word) => sum = true,
            None if SHIFTS.contains(word) => shift = true,
            None if PAGES.contains(word) => page = true,
            None if BEFORE.contains(word) => before = true,
            None if PRIOR.contains(word) => prior = true,
            None if TIMES.contains(word) || date::is_month(word) || is_year(word) => time = true,
            None if AROUND.contains(word) || word.bytes().all(|letter| letter.is_ascii_digit()) => {}
            None => return false,
        }
        rest = rest.get(length.unwrap_or(1)..).unwrap_or_default();
    }
    // `Page précédente`, `De la hoja anterior`
    phrase || sum && (page || before || prior || time) || shift && (page || before) || page && (before || prior)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_carry_a_sum_are_told_from_costs() {
        for text in [
            "Brought forward from page 1",
            "Opening balance brought down",
            "Balance as per last statement",
            "Sub-total",
            "TOTAL DECEMBER",
            "Total 2024",
            "Total for the month",
            "Page total",
            "Report page précédente",
            "Report de la page précédente",
            "Solde au 31 décembre 2024",
            "À reporter",
            "Total du mois de mai",
            "Suma y sigue",
            "Suma anterior",
            "Viene de la página anterior",
            "Saldo anterior al 31/12",
            "Transporte da página anterior",
            "A transportar",
            "Übertrag von Seite 3",
            "Monatssumme Mai",
            "Zwischensumme",
            "Previous month's total",
            "Carried to summary",
            "Cumul janvier à novembre",
            "Total mensual",
            "Solde à ce jour",
            "Total cost to date",
            "Balance transferred",
            "Opening entry",
            "Viene del folio 3",
            "Vient du folio",
            "Transporte da página",
            "A reporter",
            "De la hoja anterior",
            "Page précédente",
            "Übertrag von Blatt 2",
            "Vorherige Seite",
            "Previously reported",
            "Dépenses antérieures",
            "Gastos anteriores",
        ] {
            assert!(carries(text), "{text}");
        }
    }

    #[test]
    fn rows_that_name_pages_and_totals_in_passing_carry_none() {
        for text in [
            "Total",
            "Total Energies",
            "Total 95",
            "Report December 2024",
            "Annual report 2024",
            "Transport December 2024",
            "Transport last month",
            "Balance payment",
            "Final balance of the grant",
            "Advance brought forward",
            "Solde facture 12",
            "Carried out in May",
            "Summer school",
            "Vient de Lomé",
            "Page 3 of 4",
            "Web page May",
            "Annual page fee",
            "Total station hire",
            "Opening ceremony",
            "Annual date palm festival",
            "Daily expenses",
            "Transporte a Maputo",
            "",
        ] {
            assert!(!carries(text), "{text}");
        }
    }
}
