//! Columns beside the amount, and headers of the amount itself, that change what it means: each with what is said of it, and honest
//! ones of which nothing is.

use crate::sheets::{Inputs, workbook};
use crate::silent::*;

const BARE: &str = "Date,Project,Country,Theme,Category,Amount";

/// Costs of 250 and 50 in a text file with one more column, or several.
fn beside(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let rows = format!("2024-04-01,P-1,Malawi,T01,staff,250,{first}\n2024-04-02,P-1,Malawi,T01,staff,50,{second}\n");
    text("expenditure", &format!("{BARE},{header}\n{rows}"), "")
}

fn holds(header: &str, cells: [&str; 2], said: &'static [&'static str]) {
    let name = format!("costs with {cells:?} under {header}");
    check(vec![kind(name.leak(), beside(header, cells), said, "spent USD 300")]);
}

/// Costs of 300 below a header of the amount that the mapping names.
fn headed(amount: &str) -> Inputs {
    let header = ["Date", "Project", "Country", "Theme", "Category", amount];
    let book = workbook(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#300"]], |_| {});
    Inputs::new().agreement().bytes("e.xlsx", &book).map(
        "expenditure",
        "e.xlsx",
        &format!("columns = {{ Amount = {amount:?} }}"),
    )
}

#[test]
fn headers_of_amounts_that_are_none_of_their_rows() {
    let telling = "Amount (cumulative)|Cumulative amount|YTD amount|Year to date|Spent to date|Montant cumulé|Importe acumulado|\
         Valor acumulado|Betrag kumuliert|Running total|Budget amount|Planned amount|Montant prévu|Presupuesto aprobado|\
         Valor orçado|Geplanter Betrag|Approved budget|Estimated amount|Commitment amount|Balance|Solde|Saldo|Restbetrag|\
         Amount incl. co-funding|Total cost (all donors)|Coût (tous bailleurs)|Amount before refund|Montant avant remboursement|\
         Unit price|Prix unitaire|Precio unitario|Preço unitário|Einzelpreis|Amount requested|Montant demandé|Importe solicitado|\
         Soll (Plan)|% of cost|Qty|VAT|Average cost|Exchange rate";
    for header in telling.split('|').map(str::trim) {
        let name = format!("costs headed {header}");
        check(vec![kind(name.leak(), headed(header), &["W222"], "spent USD 300")]);
    }
    let honest = "Amount paid|Actual amount|Total cost|Amount excl. co-funding|Total (qty x unit cost)|Amount per budget line|\
         Montant réglé|Importe pagado|Valor pago|Betrag brutto|Net amount|Project amount|Amount claimed";
    for header in honest.split('|').map(str::trim) {
        let name = format!("costs headed {header}");
        check(vec![kind(name.leak(), headed(header), &[], "spent USD 300")]);
    }
}

#[test]
fn headers_of_plans_where_plans_are_meant() {
    let needs = |header: &str| {
        let rows: &[&[&str]] = &[&["Country", "Theme", header], &["Malawi", "T01", "#300"]];
        let more = format!("columns = {{ Need = {header:?} }}");
        Inputs::new().bytes("n.xlsx", &workbook(rows, |_| {})).map("priorities", "n.xlsx", &more)
    };
    for header in ["Requested budget", "Planned amount", "Estimated cost"] {
        let name = format!("needs headed {header}");
        check(vec![kind(name.leak(), needs(header), &[], "need USD 300")]);
    }
    check(vec![kind("needs headed % of budget", needs("% of budget"), &["W222"], "need USD 300")]);
    let row = "2024-04-01,P-1,Malawi,T01,staff,300,obligation\n";
    let bound = text(
        "expenditure",
        &format!("Date,Project,Country,Theme,Category,Committed amount,Type\n{row}"),
        "columns = { Amount = \"Committed amount\" }",
    );
    check(vec![kind("obligations headed Committed amount", bound, &[], "spent USD 300")]);
}

#[test]
fn shares_of_a_cost_and_how_often_it_counts() {
    for (header, cells) in [
        ("% charged to fund", ["100%", "50%"]),
        ("Share", ["100%", "25%"]),
        ("Fund share", ["1", "0.5"]),
        ("Pro rata", ["1/1", "1/2"]),
        ("Allocation %", ["100", "40"]),
        ("Quote-part", ["100%", "30%"]),
        ("Anteil", ["100%", "20%"]),
        ("Part du projet", ["100%", "20%"]),
        ("% imputado al proyecto", ["100%", "20%"]),
        ("Prorrata", ["100%", "20%"]),
        ("Times", ["1", "2"]),
        ("Share", ["50%", "50%"]),
    ] {
        holds(header, cells, &["W222"]);
    }
    for (header, cells) in [
        ("Share", ["100%", "100%"]),
        ("Share", ["", "100%"]),
        ("% of total", ["83%", "17%"]),
        ("Share", ["83.33%", "16.67%"]),
        ("Invoice,% charged to fund", ["500,50%", "100,50%"]),
        ("Delivery %", ["80%", "20%"]),
        ("Quota holder", ["Ann", "Bob"]),
        ("Qty", ["1", "3"]),
    ] {
        holds(header, cells, &[]);
    }
}

#[test]
fn rates_and_equivalents_beside_amounts_without_a_currency() {
    for (header, cells) in [
        ("Ex. rate,USD eq.", ["560,0.45", "560,0.09"]),
        ("Exchange rate", ["560", "560"]),
        ("Taux,Contre-valeur USD", ["560,0.45", "560,0.09"]),
        ("Contravalor USD", ["0.45", "0.09"]),
        ("Gegenwert in USD", ["0.45", "0.09"]),
    ] {
        holds(header, cells, &["W233"]);
    }
    for (header, cells) in [
        ("Local amount,Exchange rate", ["140000,560", "28000,560"]),
        ("Exchange rate", ["1", "1"]),
        ("USD eq.", ["250", "50"]),
        ("Rate", ["25", "5"]),
    ] {
        holds(header, cells, &[]);
    }
    let said = text(
        "expenditure",
        &format!("{BARE},Exchange rate\n2024-04-01,P-1,Malawi,T01,staff,300,560\n"),
        "currency = \"USD\"",
    );
    check(vec![kind("a rate beside amounts of which the mapping says the currency", said, &[], "spent USD 300")]);
}

#[test]
fn other_funds_signs_and_reversals() {
    for (header, cells) in [
        ("Funding", ["this fund", "other donor"]),
        ("Fund", ["Flagship", "Other fund"]),
        ("Fonds", ["FP-2", "autre bailleur"]),
        ("Posting key", ["40", "50"]),
        ("PK", ["40", "50"]),
        ("Mvt type", ["Payment", "Refund"]),
        ("Amount sign", ["1", "-1"]),
        ("Refund?", ["no", "yes"]),
        ("Document type", ["SA", "AB (reversal)"]),
        ("Document header text", ["Invoice", "REVERSAL of EV-9"]),
        ("Libellé", ["loyer", "Annulation de EV-9"]),
        ("Accrual", ["", "accrual - reverses next month"]),
        ("Bank confirmation", ["ok", "missing"]),
        ("OK", ["ok", "nok"]),
        ("Step", ["4 posted", "1 entered"]),
    ] {
        holds(header, cells, &["W222"]);
    }
    for (header, cells) in [
        ("Fund", ["F-1", "F-2"]),
        ("Donor", ["Belgium", "Japan"]),
        ("Posting key", ["40", "40"]),
        ("Approved by", ["J. Void", "M. Draft"]),
        ("Approuvé par", ["M. Void", "Mme Draft"]),
        ("Activity", ["Cancelled-debt workshop", "Draft law review"]),
        ("Text", ["Cancellation fee", "Trip cancellation"]),
        ("Step", ["Training", "Survey"]),
        ("Clearing doc.", ["100001", ""]),
    ] {
        holds(header, cells, &[]);
    }
    holds("Approved by", ["pending", "M. Draft"], &["W222"]);
    let signed = text(
        "expenditure",
        &format!(
            "{BARE},Text\n2024-04-01,P-1,Malawi,T01,staff,350,loyer\n2024-04-02,P-1,Malawi,T01,staff,-50,Reversal of EV-9\n"
        ),
        "",
    );
    check(vec![kind("a reversal with a minus", signed, &[], "spent USD 300")]);
    let received = |header: &str, [one, other]: [&str; 2]| {
        let rows = format!("R-1,2024-01-01,interest,USD,5,{one}\nR-2,2024-01-02,interest,USD,7,{other}\n");
        text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,{header}\n{rows}"), "")
    };
    check(vec![
        kind("receipts that nothing clears", received("Clearing doc.", ["100001", ""]), &["W222"], "interest USD 12"),
        kind("receipts that are paid back", received("Repayment", ["", "x"]), &["W222"], "interest USD 12"),
        kind("receipts with refunds of taxes", received("Refund", ["250", "30"]), &[], "interest USD 12"),
    ]);
}

#[test]
fn remarks_and_accounts_in_another_currency() {
    for (header, cells) in [
        ("Remarks", ["paid in EUR", ""]),
        ("Observations", ["payé en euros", ""]),
        ("Bank account", ["EUR account", "USD account"]),
        ("Account", ["CHF-001", "USD-001"]),
    ] {
        holds(header, cells, &["E220"]);
    }
    holds("Type of money", ["Swiss francs", "Swiss francs"], &["E221"]);
    for (header, cells) in [
        ("Remarks", ["paid in May", "trip in Togo"]),
        ("Account", ["6110 Salaries", "6120 Travel"]),
        ("Bank account", ["USD-001", "USD-002"]),
    ] {
        holds(header, cells, &[]);
    }
    let said = text(
        "expenditure",
        &format!("{BARE},Remarks\n2024-04-01,P-1,Malawi,T01,staff,300,paid in EUR\n"),
        "currency = \"USD\"",
    );
    check(vec![kind("a remark where the mapping says the currency", said, &[], "spent USD 300")]);
}
