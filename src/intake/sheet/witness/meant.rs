//! Headers of amounts which say that these are no amounts of their rows: sums so far, balances, plans, prices of one unit, shares,
//! what others pay for, too.
//!
//! What comes in: the headers of a sheet, once. What leaves: a warning at such a header. What it does not know: rows.

use super::meant_words::{
    ALL_SOURCES, AVERAGES, BALANCES, BEFORE, CAME_OF_IT, COMMITTED, COUNTS, NEVER_MIND, OF_PLANS, PARTS, PERCENT,
    SO_FAR, TO_COME, UNIT_PRICES,
};
use super::measures::{Measure, heads_others, says_behind_stroke, says_each_year, says_yearly};
use super::own_rates::heads_rates;
use super::plan_words::PLANNED;
use super::sum_words::says_sum;
use super::words::{joined_words, words};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::kinds::columns::{Column, Headings};
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::row::name::without_marks;

/// Says which headers of the figure of a row name something else.
pub(super) fn check(judge: &mut Judge<'_>) {
    let headings = Headings::of(judge.mapping.kind, judge.context.fund.base_currency);
    let figure = judge.figure.map(|(position, _)| position);
    let in_currencies = judge.layout.currencies.iter().map(|(_, position)| *position);
    let positions: Vec<u32> = figure.into_iter().chain(in_currencies).collect();
    let typed = judge.layout.position(Column::Type).is_some() || judge.has_default(Column::Type);
    for position in positions {
        let Some(header) = judge.layout.headers.get(&position).map(|header| header.trim().to_owned()) else { continue };
        if headings.called(without_marks(&header)).is_some() {
            continue;
        }
        let Some(meant) = meant(&header, judge.mapping.kind, typed) else { continue };
        let location = judge.location(Some(judge.layout.header_row), Some(position));
        let found = format!("the header {header:?}, which names {meant}");
        let fix = "The numbers below it were read as the amounts of their rows. If they are something else, name the right column in \
                   fund.toml, or ask for it; if they are those amounts, nothing is to be done.";
        let parts: Vec<String> = words(&header).flat_map(joined_words).map(comparable).collect();
        let fix = measured(&header, &parts, judge.mapping.kind).map_or(fix, Measure::fix);
        judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, "the amount of each row", fix));
    }
}

/// What the header of a figure says that it is, where that is not the amount of a row of this kind. `typed` tells whether rows say
/// that they are obligations.
fn meant(header: &str, kind: InputKind, typed: bool) -> Option<&'static str> {
    let plain = comparable(header);
    let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
    let any = |list: &[&str]| parts.iter().any(|part| list.contains(&part.as_str()));
    let holds = |phrases: &[&str]| phrases.iter().any(|phrase| plain.contains(phrase));
    let moved = matches!(kind, InputKind::Facts(FactKind::Expenditure | FactKind::Receipt));
    let summed = moved
        || matches!(
            kind,
            InputKind::Facts(FactKind::Finance | FactKind::Instalment | FactKind::Settlement | FactKind::Result)
        );
    let without_number = !header.contains(|letter: char| letter.is_ascii_digit());
    if without_number && (header.contains('%') || any(&PERCENT)) {
        return Some("a share");
    }
    // `Total (units x unit cost)` says how it was computed.
    let computed = header.contains(['*', '×', '=']) || any(&["x", "total", "totale"]);
    if holds(&UNIT_PRICES) && !computed {
        return Some("the price of one");
    }
    if let Some(measure) = measured(header, &parts, kind) {
        return Some(measure.meant());
    }
    if !summed {
        return None;
    }
    if SO_FAR.0.iter().any(|start| parts.iter().any(|part| part.starts_with(start))) || any(SO_FAR.1) || holds(SO_FAR.2)
    {
        return Some("a sum so far");
    }
    if !moved {
        return None;
    }
    if any(&AVERAGES) {
        return Some("an average");
    }
    if COUNTS.contains(&plain.as_str()) || PARTS.contains(&plain.as_str()) || heads_rates(header) {
        return Some("a count, a rate or a part of an amount");
    }
    if any(&BALANCES) || says_sum(header) {
        return Some("a balance, or a sum of others");
    }
    if holds(&ALL_SOURCES) && !any(&NEVER_MIND) {
        return Some("what others pay for, too");
    }
    if any(&BEFORE) && !holds(&["vorort"]) {
        return Some("what it was before something was taken off");
    }
    planned(&parts, typed).then_some("a plan, or what is yet to come")
}

/// What a header says that its figures are of: households, or each of several years. What was spent in a month is no such figure.
fn measured(header: &str, parts: &[String], kind: InputKind) -> Option<Measure> {
    const SPENT: [&str; 8] =
        ["expenditure", "expenditures", "expenses", "spending", "depenses", "gastos", "despesas", "ausgaben"];
    if let Some(measure) = heads_others(parts).filter(|measure| measure.is_doubtful_in(kind)) {
        return Some(measure);
    }
    let spent = || parts.iter().any(|part| CAME_OF_IT.contains(part) || SPENT.contains(&part.as_str()));
    let costs = kind == InputKind::Facts(FactKind::Expenditure) && !spent();
    let asked = Measure::Yearly.is_doubtful_in(kind) || costs;
    (asked && (parts.iter().any(says_yearly) || says_each_year(parts) || says_behind_stroke(header)))
        .then_some(Measure::Yearly)
}

/// Whether the words of a header name a plan or what is yet to come, and nothing that came of it.
fn planned(parts: &[String], typed: bool) -> bool {
    if parts.iter().any(|part| CAME_OF_IT.contains(part)) {
        return false;
    }
    parts.iter().enumerate().any(|(index, part)| {
        let is_plan = part.len() > 4 && PLANNED.contains(part) || TO_COME.contains(part);
        let committed = typed && COMMITTED.iter().any(|start| part.starts_with(start));
        // `Amount per budget line`, `Amount (budget currency)`
        let of_another = parts.get(index + 1).is_some_and(|next| OF_PLANS.contains(&next.as_str()));
        is_plan && !committed && !of_another
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(kind: FactKind, header: &str) -> bool {
        meant(header, InputKind::Facts(kind), false).is_some()
    }

    #[test]
    fn headers_that_name_no_amount_of_a_row() {
        let headers = "Amount (cumulative)|Cumulative amount|YTD amount|Amount YTD|Year-to-date|Montant cumulé|Importe acumulado|\
            Valor acumulado|Betrag kumuliert|Running total|Spent to date|Dépenses à ce jour|Gasto hasta la fecha|Kumulierte Ausgaben|\
            Budget amount|Planned amount|Montant prévu|Approved budget|Estimated amount|Commitment amount|Balance|Solde|Saldo|\
            Remaining budget|Reste à payer|Available amount|Amount incl. co-funding|Total cost (all donors)|Amount before refund|\
            Amount before tax|Montant avant remboursement|Importe antes de impuestos|Unit price|Prix unitaire (USD)|Precio unitario|\
            Einzelpreis|Amount requested|Montant demandé|Importe solicitado|Valor orçado|Beantragter Betrag|Geplanter Betrag|\
            Soll (Plan)|Forecast USD|% spent|Pourcentage|Prior year|Solde disponible|Coût total (tous bailleurs)|Contract value|\
            Qty|Anzahl|VAT|Montant TVA|Discount|Average cost|Exchange rate|Budget ceiling|Importe comprometido|Presupuesto aprobado|Monto aprobado|Expected amount|ApprovedAmount";
        for header in headers.split('|').map(str::trim) {
            assert!(says(FactKind::Expenditure, header), "{header}");
        }
    }

    #[test]
    fn headers_of_amounts_of_rows() {
        let headers = "Amount paid|Amount in USD|Actual amount|Actual expenditure against budget|Amount (budget currency)|\
            Amount per budget line|Total (qty x unit cost)|Total cost|Amount incl. 18% VAT|Amount excl. co-funding|Montant réglé|\
            Importe pagado|Valor pago|Betrag brutto|Invoice amount|Amount charged|Amount claimed|Approved and paid|Running costs|\
            Betrag vor Ort|Payment|Net amount|Gross amount|Montant TTC|Coste|Amount LCY|Amount in local currency|Valeur|Dépenses";
        for header in headers.split('|').map(str::trim) {
            assert!(!says(FactKind::Expenditure, header), "{header}");
        }
        for header in ["Agreed budget", "Commitment", "Approved amount", "Planned contribution", "Balance due"] {
            assert!(!says(FactKind::Agreement, header) && !says(FactKind::Instalment, header), "{header}");
        }
        for header in ["Obligated amount", "Commitment amount", "Montant engagé"] {
            assert_eq!(meant(header, InputKind::Facts(FactKind::Expenditure), true), None, "{header}");
        }
        for header in
            ["Need per year", "Need (USD/year)", "Besoin annuel", "Necesidad p.a.", "Annual need", "Jahresbedarf"]
        {
            assert!(says(FactKind::Priority, header), "{header}");
        }
        for header in ["Annual amount", "Montant par an"] {
            assert!(says(FactKind::Agreement, header) && !says(FactKind::Instalment, header), "{header}");
        }
        assert!(says(FactKind::Expenditure, "Monthly cost") && !says(FactKind::Expenditure, "Monthly expenditure"));
        assert!(says(FactKind::Target, "Target per year") && says(FactKind::Target, "Target households"));
        assert!(says(FactKind::Result, "Number of schools") && !says(FactKind::Result, "Pupils in schools"));
        assert!(says(FactKind::Priority, "Need per capita") && says(FactKind::Result, "Beneficiaries (HH)"));
        assert!(says(FactKind::Result, "Ménages") && !says(FactKind::Result, "People in households"));
        assert!(says(FactKind::Result, "People reached (cumulative)") && !says(FactKind::Target, "Cumulative target"));
    }
}
