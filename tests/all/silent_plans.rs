//! Columns that are not read and say of rows that they are of a budget, a forecast or a commitment: no money has moved by them.

use crate::sheets::{Inputs, show};
use crate::silent::*;
use poolfund::intake::ProblemCode;

const COSTS: &str = "Date,Project,Country,Theme,Category,Amount";

/// Costs of 5 and 7 with one more column.
fn costs(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let row = |amount: u8, said: &str| format!("2024-04-0{amount},P-1,Malawi,T01,staff,{amount},{said}\n");
    text("expenditure", &format!("{COSTS},{header}\n{}{}", row(5, first), row(7, second)), "")
}

fn holds(header: &str, cells: [&str; 2], said: &'static [&'static str]) {
    let name = format!("costs: {cells:?} under {header}");
    check(vec![kind(name.leak(), costs(header, cells), said, "spent USD 12")]);
}

#[test]
fn codes_of_plans_and_commitments_beside_what_came_of_them() {
    for (header, cells) in [
        ("Record type", ["ACT", "BUD"]),
        ("RecordType", ["Actual", "Budget"]),
        ("rec_type", ["A", "B"]),
        ("Entry type", ["ACT", "ENC"]),
        ("Balance type", ["A", "E"]),
        ("Ledger", ["ACTUALS", "BUDGET"]),
        ("Ledger type", ["AA", "BA"]),
        ("Version", ["ACT", "FC1"]),
        ("Scenario", ["Actuals", "Forecast Q3"]),
        ("Scenario", ["Base", "High"]),
        ("Value type", ["4", "5"]),
        ("Value type", ["010", "020"]),
        ("Wrttp", ["04", "22"]),
        ("Budget/Actual", ["Actual", "Revised budget 2025"]),
        ("Measure type", ["Spend", "Commitment"]),
        ("", ["ACT", "COM"]),
        ("Column1", ["Actual", "Open PO"]),
        ("Nature", ["Invoice", "Purchase order"]),
        ("Type d'écriture", ["Réalisé", "Engagement"]),
        ("Nature de la ligne", ["REAL", "PRÉV"]),
        ("Tipo de registro", ["EJE", "PPTO"]),
        ("Tipo de saldo", ["Devengado", "Compromiso"]),
        ("Tipo de lançamento", ["Executado", "Empenho"]),
        ("Versão", ["REAL", "ORÇ"]),
        ("Satzart", ["Ist", "Obligo"]),
        ("Werttyp", ["IST", "PLAN"]),
        ("Buchungsart", ["Ist", "Mittelvormerkung"]),
    ] {
        holds(header, cells, &["W222"]);
    }
    for (header, words) in [
        ("Record type", ["ACT", "ACT"]),
        ("Balance type", ["A", "A"]),
        ("Ledger", ["ACTUALS", "ACTUALS"]),
        ("Ledger", ["0L", "0L"]),
        ("Version", ["v3", "v3"]),
        ("Scenario", ["Actual", "Actual"]),
        ("Value type", ["4", "4"]),
        ("Value type", ["10", "10"]),
        ("Entry type", ["I", "P"]),
        ("Entry type", ["Invoice", "Payment"]),
        ("Class", ["A", "B"]),
        ("Our reference", ["INV-2024-117", "PO-2024-118"]),
        ("Island", ["COM", "MDV"]),
        ("Department", ["Budget", "Human resources"]),
        ("Line code", ["TRV", "COM"]),
        ("Section", ["Planning", "Field office"]),
    ] {
        holds(header, words, &[]);
    }
}

#[test]
fn rows_of_plans_among_receipts_and_bookings_of_finance() {
    let receipts = "Receipt,Date,Kind,Currency,Amount,Record type\nR-1,2024-01-01,interest,USD,5,ACT\nR-2,2024-01-02,interest,USD,7,BUD\n";
    let finance =
        "Date,Kind,Amount,Document,Balance type\n2024-01-31,expenditure,5,D-1,A\n2024-01-31,expenditure,7,D-2,B\n";
    check(vec![
        kind("a receipt of a budget", text("receipts", receipts, ""), &["W222"], "interest USD 12"),
        kind("a booking of a budget", text("finance", finance, ""), &["W222"], ""),
    ]);
    let chosen = text("receipts", receipts, "where = { \"Record type\" = \"ACT\" }\n");
    check(vec![kind("receipts that are no budget", chosen, &[], "interest USD 5")]);
    let read = text("receipts", receipts, "").read();
    let problem = read.problems.iter().find(|problem| problem.code == ProblemCode::StateNotRead).unwrap();
    assert!(problem.found.ends_with("(1 row, 7 in Amount)") && problem.location.row == Some(3), "{}", show(&read));
}
