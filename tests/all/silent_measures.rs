//! What figures are counted in: needs of each year, people in households, rows that carry a sum from page to page, and rows that
//! another pays or that replace others: each with what is said of it, and sisters of which nothing is.

use rust_xlsxwriter::Note;

use crate::sheets::{Inputs, show, workbook};
use crate::silent::*;

fn named(what: String, inputs: Inputs, says: &'static [&'static str], figure: &'static str) {
    check(vec![kind(what.leak(), inputs, says, figure)]);
}

/// A need of 300 below titles, with one more column.
fn need(titles: &[&str], (header, value): (&str, &str), figure: &str) -> Inputs {
    let mut rows: Vec<Vec<&str>> = titles.iter().map(|title| vec![*title]).collect();
    rows.push(vec!["Country", "Theme", figure, header]);
    rows.push(vec!["Malawi", "T01", "#300", value]);
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let more = if figure == "Need" { String::new() } else { format!("columns = {{ Need = {figure:?} }}") };
    Inputs::new().bytes("n.xlsx", &workbook(&rows, |_| {})).map("priorities", "n.xlsx", &more)
}

#[test]
fn needs_of_each_year_or_month() {
    let plain = ("Notes", "");
    for header in [
        "Need (USD/year)",
        "Annual need",
        "Need (per annum)",
        "Besoin par an",
        "Necesidad por año",
        "Necessidade ao ano",
    ] {
        named(format!("measures: needs headed {header}"), need(&[], plain, header), &["W222"], "need USD 300");
    }
    for title in ["Annual needs by country and theme", "Besoins annuels", "Necesidades por año", "Jährlicher Bedarf"]
    {
        named(format!("measures: needs titled {title}"), need(&[title], plain, "Need"), &["W222"], "need USD 300");
    }
    for title in ["Annual report", "Annual needs assessment", "Annual needs 2025", "Rapport annuel"] {
        named(format!("measures: needs titled {title}"), need(&[title], plain, "Need"), &[], "need USD 300");
    }
    for (header, value) in
        [("Frequency", "annual"), ("Périodicité", "mensuel"), ("Notes", "per year"), ("Basis", "p.a.")]
    {
        let what = format!("measures: needs with {value} under {header}");
        named(what, need(&[], (header, value), "Need"), &["W222"], "need USD 300");
    }
    for (header, value) in [("Reporting", "annual"), ("Frequency", "once"), ("Notes", "seen in the annual report")] {
        let what = format!("measures: needs with {value} under {header}");
        named(what, need(&[], (header, value), "Need"), &[], "need USD 300");
    }
    let commented = |comment: &str| {
        let book = workbook(&[NEED, &["Malawi", "T01", "#300"]], |sheet| {
            sheet.insert_note(0, 2, &Note::new(comment).add_author_prefix(false)).unwrap();
        });
        Inputs::new().bytes("n.xlsx", &book).map("priorities", "n.xlsx", "")
    };
    named("measures: a comment per year".into(), commented("in USD, per year"), &["W222"], "need USD 300");
    named("measures: a comment on a report".into(), commented("from the annual report"), &[], "need USD 300");
}

#[test]
fn amounts_and_targets_of_each_year() {
    let agreement = |header: &str, notes: &str| {
        let rows: &[&[&str]] = &[
            &["Agreement", "Donor", "Stage", "Signed on", "Currency", header, "Notes"],
            &["BEL-2", "Belgium", "signed", "@2024-01-10", "USD", "#500", notes],
        ];
        let more = if header == "Amount" { String::new() } else { format!("columns = {{ Amount = {header:?} }}") };
        Inputs::new().agreement().bytes("a.xlsx", &workbook(rows, |_| {})).map("agreements", "a.xlsx", &more)
    };
    for (header, notes, says) in [
        ("Annual amount", "", &["W222"][..]),
        ("Montant par an", "", &["W222"]),
        ("Amount", "per year", &["W222"]),
        ("Amount", "annual report due in May", &[]),
        ("Amount", "replaces BEL-1", &["W222"]),
        ("Amount", "Remplace l'accord BEL-1", &["W222"]),
        ("Amount", "replaces the draft of 2023", &[]),
    ] {
        named(format!("measures: an agreement headed {header}, {notes}"), agreement(header, notes), says, "");
    }
    let target = |header: &str, (beside, value): (&str, &str)| {
        let rows: &[&[&str]] =
            &[&["Country", "Theme", "Kind", header, beside], &["Malawi", "T01", "legal coverage", "#300", value]];
        let more = if header == "Target" { String::new() } else { format!("columns = {{ Target = {header:?} }}") };
        Inputs::new().bytes("t.xlsx", &workbook(rows, |_| {})).map("targets", "t.xlsx", &more)
    };
    for (header, beside, says) in [
        ("Target per year", ("Unit", ""), &["W222"][..]),
        ("Target", ("Unit", "households"), &["W222"]),
        ("Target", ("Unité", "ménages"), &["W222"]),
        ("Target", ("Unit", "people"), &[]),
        ("Target", ("Frequency of measurement", "annual"), &[]),
        ("Target", ("Target group", "poor households"), &[]),
    ] {
        named(format!("measures: targets headed {header}, with {beside:?}"), target(header, beside), says, "");
    }
}

#[test]
fn people_counted_in_households() {
    let results = |title: &str, header: &str| {
        let rows: &[&[&str]] = &[
            &[title],
            &["Country", "Theme", "Date", "Kind", header, "Description"],
            &["Malawi", "T01", "@2024-04-01", "legal coverage", "#300", "law"],
        ];
        let more = if header == "Number" { String::new() } else { format!("columns = {{ Number = {header:?} }}") };
        Inputs::new().bytes("r.xlsx", &workbook(rows, |_| {})).map("results", "r.xlsx", &more)
    };
    for (title, header, says) in [
        ("Results", "Ménages", &["W222"][..]),
        ("Results", "No. of HHs reached", &["W222"]),
        ("Results", "Hogares", &["W222"]),
        ("Results", "Agregados familiares", &["W222"]),
        ("Results", "Haushalte", &["W222"]),
        ("Results", "Beneficiaries (HH)", &["W222"]),
        ("Results", "Number of schools", &["W222"]),
        ("Results", "Villages", &["W222"]),
        ("Results", "Pupils in schools", &[]),
        ("Households newly covered", "Number", &["W222"]),
        ("Ménages couverts", "Number", &["W222"]),
        ("Results", "Household members", &[]),
        ("Support to poor households", "Number", &[]),
        ("Household survey", "Number", &[]),
        ("Numbers refer to households", "Number", &["W222"]),
    ] {
        named(format!("measures: results titled {title}, headed {header}"), results(title, header), says, "");
    }
}

/// Costs of 5 and 7 in a text file with one more column.
fn beside(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let rows = format!("2024-04-01,P-1,Malawi,T01,staff,5,{first}\n2024-04-02,P-1,Malawi,T01,staff,7,{second}\n");
    text("expenditure", &format!("Date,Project,Country,Theme,Category,Amount,{header}\n{rows}"), "")
}

/// Costs of 100, 5000 and 200, of which the second has these texts.
fn carried([project, document, description]: [&str; 3]) -> Inputs {
    let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount", "Document", "Description"];
    let row =
        |project, amount, document, text| ["@2024-04-01", project, "Malawi", "T01", "staff", amount, document, text];
    spent(&[
        header,
        &row("P-1", "#100", "X-1", "Trip"),
        &row(project, "#5000", document, description),
        &row("P-1", "#200", "X-2", "Trip"),
    ])
}

#[test]
fn rows_that_carry_a_sum_from_page_to_page() {
    for texts in [
        ["Brought forward from page 1", "p1", ""],
        ["P-1", "X-9", "Opening balance brought down"],
        ["Sub-total", "X-9", ""],
        ["P-1", "X-9", "TOTAL DECEMBER"],
        ["Report page précédente", "X-9", ""],
        ["P-1", "X-9", "Suma y sigue"],
        ["P-1", "X-9", "Balance as per last statement"],
        ["P-1", "X-9", "A transportar"],
        ["P-1", "X-9", "Übertrag von Seite 3"],
        ["P-1", "X-9", "Viene del folio 3"],
        ["Total", "X-9", ""],
        ["P-1", "X-9", "Total cost to date"],
        ["P-1", "X-9", "Opening entry"],
        ["P-1", "X-9", "Vient du folio"],
        ["P-1", "X-9", "Transporte da página"],
        ["P-1", "X-9", "De la hoja anterior"],
    ] {
        named(format!("measures: a cost of {texts:?}"), carried(texts), &["W222"], "spent USD 5300");
    }
    for texts in [["P-1", "X-9", "Carried to summary"], ["P-1", "X-9", "Dépenses antérieures"]] {
        named(format!("measures: a cost of {texts:?}"), carried(texts), &["W222"], "spent USD 5300");
    }
    for texts in [
        ["P-1", "X-9", "Total Energies"],
        ["P-1", "X-9", "Report December 2024"],
        ["P-1", "X-9", "Transport last month"],
        ["P-1", "X-9", "Balance payment"],
        ["P-1", "X-9", "Summer school"],
        ["P-1", "X-9", "Vient de Lomé"],
    ] {
        named(format!("measures: a cost of {texts:?}"), carried(texts), &[], "spent USD 5300");
    }
}

#[test]
fn rows_that_another_pays_or_that_replace_others() {
    for text in [
        "Paid by Ministry of Health",
        "financé par l'État",
        "Funded by EU",
        "50% paid by UNDP",
        "co-financed with the World Bank",
        "includes X-1",
        "replaces X-1",
        "Supersedes voucher X-1",
    ] {
        named(format!("measures: a cost of {text}"), carried(["P-1", "X-9", text]), &["W222"], "spent USD 5300");
    }
    for text in ["Paid by cheque", "paid by Jean Dupont", "tyres, replace LT-12", "Workshop led by government staff"] {
        named(format!("measures: a cost of {text}"), carried(["P-1", "X-9", text]), &[], "spent USD 5300");
    }
    for (header, cells, says) in [
        ("Charged to", ["BEL-1", "XYZ-9"], &["W222"][..]),
        ("Charged to", ["SAME-1", "XYZ-9"], &["W222"]),
        ("Paid from", ["Pool", "Other donor"], &["W222"]),
        ("Payer", ["Fund", "Government"], &["W222"]),
        ("Cost sharing", ["own", "partner"], &["W222"]),
        ("Financé par", ["Fonds", "État"], &["W222"]),
        ("Charged to", ["P-1", "P-1"], &[]),
        ("Charged to", ["XYZ-9", "XYZ-9"], &[]),
        ("Paid from", ["Petty cash", "Bank account"], &[]),
        ("Payer", ["Fund", "Fund"], &[]),
        ("Sponsor", ["Fund", "GIZ"], &["W222"]),
        ("Grant / donor", ["Pool", "USAID"], &["W222"]),
        ("Fuente", ["Fondo común", "Gobierno"], &["W222"]),
        ("Amount paid by partner", ["0", "3"], &["W222"]),
        ("Suportado por", ["Fundo", "Outro doador"], &["W222"]),
        ("Pris en charge par", ["Fonds", "Ministère"], &["W222"]),
        ("Imputation", ["6110", "6120"], &[]),
        ("Data quality", ["checked", "draft - do not use"], &["W222"]),
        ("Calidad del dato", ["", "preliminar - no usar"], &["W222"]),
        ("Remarks", ["", "à ne pas utiliser"], &["W222"]),
        ("Quality", ["good", "fair"], &[]),
    ] {
        let what = format!("measures: costs with {cells:?} under {header}");
        named(what, beside(header, cells), says, "spent USD 12");
    }
}

#[test]
fn titles_and_comments_that_another_pays() {
    let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount"];
    let row: &[&str] = &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#12"];
    for (title, says) in [
        ("Costs paid by the Ministry of Health", &["W222"][..]),
        ("Dépenses financées par l'État", &["W222"]),
        ("Costs paid by cheque", &[]),
    ] {
        named(format!("measures: costs titled {title}"), spent(&[&[title], header, row]), says, "spent USD 12");
    }
    let commented = |comment: &str| {
        spent_with(&[header, row], "", |sheet| {
            sheet.insert_note(1, 5, &Note::new(comment).add_author_prefix(false)).unwrap();
        })
    };
    named("measures: a comment that another pays".into(), commented("paid by other donor"), &["W222"], "spent USD 12");
    named("measures: a comment on how it was paid".into(), commented("paid by card"), &[], "spent USD 12");
}

#[test]
fn each_is_said_at_its_cell() {
    let title = need(&["Annual needs by country"], ("Notes", ""), "Need").read();
    let cell = need(&[], ("Frequency", "annual"), "Need").read();
    let header = need(&[], ("Notes", ""), "Need per year").read();
    let text = carried(["P-1", "X-9", "Suma y sigue"]).read();
    for (read, said) in [
        (
            title,
            "Sheet1, A1: found \"Annual needs by country\", which may say that these are figures of each year or month;",
        ),
        (
            cell,
            "Sheet1, D2: found \"annual\" under \"Frequency\", which may say that these are figures of each year or month",
        ),
        (header, "Sheet1, C1: found the header \"Need per year\", which names figures of each year or month;"),
        (
            text,
            "H3: found \"Suma y sigue\", which says that the row is no cost or deposit of its own (1 row, 5000 in Amount);",
        ),
    ] {
        assert!(show(&read).contains(said), "{said}\n{}", show(&read));
    }
}

#[test]
fn rates_and_sides_of_accounts_as_amounts() {
    let headed = |amount: &str, other: &str, value: &str| {
        let rows = format!("2024-04-01,P-1,Malawi,T01,staff,5,{value}\n2024-04-02,P-1,Malawi,T01,staff,7,{value}\n");
        let more = format!("columns = {{ Amount = {amount:?} }}");
        text("expenditure", &format!("Date,Project,Country,Theme,Category,{amount},{other}\n{rows}"), &more)
    };
    for (amount, other, value, says) in [
        ("Tarifa diaria", "Días", "12", &["W222"][..]),
        ("Taux journalier", "Jours", "12", &["W222"]),
        ("Honorários por dia", "Dias", "12", &["W222"]),
        ("Cost per night", "Nights", "12", &["W222"]),
        ("Amount (per diem)", "Days", "12", &[]),
        ("Débit", "Crédit", "3", &["W222"]),
        ("Débit", "Crédit", "", &[]),
        ("Debit", "Credit card", "4711", &[]),
    ] {
        named(
            format!("measures: costs headed {amount}, with {other} of {value}"),
            headed(amount, other, value),
            says,
            "spent USD 12",
        );
    }
}

#[test]
fn dates_of_which_the_day_is_the_month_beside_it() {
    let dated = |date: &str, (header, month): (&str, &str)| {
        spent(&[
            &["Date", "Project", "Country", "Theme", "Category", "Amount", header],
            &[date, "P-1", "Malawi", "T01", "staff", "#12", month],
        ])
    };
    for (date, beside, says) in [
        ("@2024-05-12", ("Mes", "diciembre"), &["W320"][..]),
        ("@2024-03-10", ("Month", "Oct 2024"), &["W320"]),
        ("@2024-05-12", ("Mes", "mayo"), &[]),
        ("@2024-02-01", ("Mois", "janvier"), &[]),
        ("@2024-05-14", ("Month", "December"), &[]),
    ] {
        named(format!("measures: a cost of {date} with {beside:?}"), dated(date, beside), says, "spent USD 12");
    }
}

#[test]
fn what_is_left_of_a_receipt() {
    let received = |header: &str, value: &str| {
        let rows = format!("Receipt,Date,Kind,Currency,Amount,{header}\nR-1,2024-01-01,interest,USD,50000,{value}\n");
        text("receipts", &rows, "")
    };
    for (header, value, says) in [
        ("Net received", "49000", &["W222"][..]),
        ("Montant net reçu", "49000", &["W222"]),
        ("Importe neto", "49000", &["W222"]),
        ("Bank charges", "1000", &["W222"]),
        ("Bank charges", "0", &[]),
        ("Net received", "50000", &[]),
        ("Net assets", "49000", &[]),
    ] {
        let what = format!("measures: a receipt with {value} under {header}");
        named(what, received(header, value), says, "interest USD 50000");
    }
}
