//! What says of rows whether they count: words that nobody has listed, blanks beside words that are known, remarks in sentences.

use crate::sheets::{AGREEMENT_HEADER, Inputs, spreadsheet, workbook};
use crate::silent::*;

/// Receipts of 5 and 7 with one more column.
fn column(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let rows = format!("R-1,2024-01-01,interest,USD,5,{first}\nR-2,2024-01-02,interest,USD,7,{second}\n");
    text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,{header}\n{rows}"), "")
}

/// Holds that so much is said of two rows with one more column.
fn holds(header: &str, cells: [&str; 2], said: &'static [&'static str]) {
    let name = format!("{cells:?} under {header}");
    check(vec![kind(name.leak(), column(header, cells), said, "interest USD 12")]);
}

#[test]
fn words_that_are_not_known_under_the_header_of_a_state() {
    for (header, word) in [
        ("Zustand", "gelöscht"),
        ("Status", "zzz"),
        ("Payment status", "On its way"),
        ("PaymentStatus", "T4"),
        ("Status", "9"),
        ("Statut de paiement", "à l'étude"),
        ("Estado", "por revisar"),
        ("Állapot", "módosítás alatt"),
        ("Κατάσταση", "σε εκκρεμότητα"),
        ("Trạng thái", "đang xử lý"),
        ("ステータス", "差戻し"),
        ("สถานะ", "รอ"),
        ("Status of the receipt", "FALSE"),
    ] {
        holds(header, ["", word], &["W222"]);
    }
    for (header, words) in [
        ("Status", ["Fully paid", "Approved and posted"]),
        ("Statut", ["Payé", "Comptabilisée"]),
        ("Zustand", ["Gebucht", "bezahlt"]),
        ("Estado", ["Pagado", "CONTABILIZADO"]),
        ("Статус", ["оплачено", "Проведено"]),
        ("状态", ["已付款", "已入账"]),
        ("ステータス", ["支払済み", "承認済"]),
        ("상태", ["승인", "지급완료"]),
        ("Status date", ["2024-01-03", "2024-01-04"]),
        ("Statement no", ["ST-1", "ST-2"]),
        ("Real estate", ["house", "land"]),
        ("Status", ["-", "n/a"]),
    ] {
        holds(header, words, &[]);
    }
}

#[test]
fn a_header_that_states_share_with_parts_of_countries() {
    let rows = |names: &[&str]| {
        let row = |(number, name): (usize, &&str)| format!("R-{number},2024-01-01,interest,USD,1,{name}\n");
        let rows: String = names.iter().enumerate().map(row).collect();
        text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,State\n{rows}"), "")
    };
    let states = ["Borno", "Yobe", "Adamawa", "Kano", "Lagos", "Oyo", "Kaduna"];
    let mixed = ["Booked", "Yobe", "Adamawa", "Kano", "Lagos", "Oyo", "Kaduna"];
    check(vec![
        kind("the states of a country", rows(&states), &[], "interest USD 7"),
        kind("words that nobody knows beside one that is known", rows(&mixed), &["W222"], "interest USD 7"),
        kind("a few words that nobody knows", rows(&["A1", "A2", "A2"]), &["W222"], "interest USD 3"),
    ]);
}

#[test]
fn blanks_beside_what_says_that_rows_count() {
    for (header, first) in [
        ("Approved", "x"),
        ("Genehmigt", "ja"),
        ("Validé ?", "oui"),
        ("Paid", "✓"),
        ("Posted", "1"),
        ("Approved on", "2024-01-05"),
        ("Posting date", "2024-01-05"),
        ("Status", "Booked"),
    ] {
        holds(header, [first, ""], &["W222"]);
        holds(header, [first, first], &[]);
    }
    holds("OK?", ["yes", "no"], &["W222"]);
    holds("Tick", ["✓", "✗"], &["W222"]);
    holds("Flag", ["", "CANC"], &["W222"]);
    holds("Reversed", ["no", ""], &[]);
    holds("Printed on", ["2024-01-05", ""], &[]);
}

#[test]
fn marks_that_are_struck_out_words_of_acts_and_letters_of_plans() {
    for (header, cells) in [
        ("Posted?", ["-", "-"]),
        ("Approved", ["yes", "–"]),
        ("Paid", ["yes", "n/a"]),
        ("Booking", ["done", "open"]),
        ("Payment", ["", "in progress"]),
        ("Zahlung", ["", "offen"]),
        ("A/B", ["A", "B"]),
        ("A/F", ["A", "f"]),
        ("Ist/Soll", ["Ist", "Soll"]),
        ("Plan / Actual", ["Actual", "P"]),
    ] {
        holds(header, cells, &["W222"]);
    }
    for (header, cells) in [
        ("Posted?", ["yes", "yes"]),
        ("Paid", ["n/a", "n/a"]),
        ("Booking", ["B-12", "B-13"]),
        ("Payment", ["bank transfer", "cheque"]),
        ("A/B", ["A", "A"]),
        ("B/L", ["B", "L"]),
        ("Block", ["A", "B"]),
    ] {
        holds(header, cells, &[]);
    }
}

#[test]
fn what_stands_beside_a_promise_says_nothing_of_it() {
    let beside = |kind: &str, header: &[&str], rows: [&[&str]; 2], [name, first, second]: [&str; 3]| {
        let heads = [header, &[name]].concat();
        let (one, two) = ([rows[0], &[first]].concat(), [rows[1], &[second]].concat());
        Inputs::new().donors().sheet(kind, &[&heads, &one, &two])
    };
    let agreements = |column| {
        let row: &[&str] = &["BEL-1", "BEL", "signed", "@2024-01-15", "EUR", "#1000"];
        let other: &[&str] = &["JPN-1", "JPN", "signed", "@2024-01-15", "EUR", "#1000"];
        beside("agreements", AGREEMENT_HEADER, [row, other], column)
    };
    let needs = |column| beside("priorities", NEED, [&["Malawi", "T01", "#5"], &["Zambia", "T01", "#7"]], column);
    let donors = |column: [&str; 3]| {
        let rows: [&[&str]; 3] = [
            &["Code", "Name", "Type", column[0]],
            &["BEL", "Belgium", "government", column[1]],
            &["JPN", "Japan", "government", column[2]],
        ];
        Inputs::new().sheet("donors", &rows)
    };
    let instalments = |[name, first, second]: [&'static str; 3]| {
        let rows: [&[&str]; 3] = [
            &["Agreement", "No.", "Due date", "Amount", name],
            &["BEL-1", "#1", "@2024-03-01", "#400", first],
            &["BEL-1", "#2", "@2024-09-01", "#600", second],
        ];
        Inputs::new().agreement().sheet("instalments", &rows)
    };
    let named = |kind: &str, column: [&str; 3]| &*format!("{column:?} beside {kind}").leak();
    for column in [
        ["Received", "#250000", "#0"],
        ["Paid", "#250000", "n/a"],
        ["Paid", "yes", "no"],
        ["Report status", "submitted", "overdue"],
        ["Status of the reports", "accepted", "pending"],
        ["Narrative report", "received", "pending"],
        ["Final report received", "no", "no"],
    ] {
        check(vec![kind(named("agreements", column), agreements(column), &[], "")]);
    }
    for column in [["National strategy", "adopted", "draft"], ["Received", "#5", "#0"]] {
        check(vec![kind(named("needs", column), needs(column), &[], "need USD 12")]);
    }
    for column in [["Status", "active", "inactive"], ["Active", "yes", "no"]] {
        check(vec![kind(named("donors", column), donors(column), &[], "")]);
    }
    for column in [["Status", "paid", "expected"], ["Paid", "yes", "no"], ["State", "Borno", "due"]] {
        check(vec![kind(named("instalments", column), instalments(column), &[], "")]);
    }
    check(vec![
        kind("an agreement that was cancelled", agreements(["State of play", "in force", "cancelled"]), &["W222"], ""),
        kind("a state that a report gives", agreements(["State by the last report", "ok", "void"]), &["W222"], ""),
        kind("a donor that stands twice", donors(["Status", "active", "duplicate"]), &["W222"], ""),
        kind("an instalment that is held back", instalments(["Status", "paid", "on hold"]), &["W222"], ""),
        kind("one that was cancelled", instalments(["Status", "due", "Cancelled"]), &["W222"], ""),
        kind("the report of a cost", column("Expense report", ["approved", "pending"]), &["W222"], "interest USD 12"),
    ]);
}

#[test]
fn remarks_that_say_in_a_sentence_that_something_was_undone() {
    for remark in [
        "wurde storniert",
        "Diese Zahlung wurde am 3. März gelöscht",
        "payment was cancelled by the bank on 3 March",
        "Cheque no 12 VOID",
        "rückgängig gemacht",
        "écriture annulée le 3 mars",
        "el pago fue anulado",
        "pagamento estornado pelo banco",
        "operazione stornata",
        "betaling geannuleerd",
        "płatność anulowano",
        "платёж отменён",
        "付款已取消",
        "支払は取消済み",
        "지급이 취소됨",
        "ödeme iptal edildi",
        "betalningen makulerad",
        "platba zrušena",
        "payment bounced",
        "returned by bank on 3 March",
        "to be deleted",
        "no procede",
        "nicht erfolgt",
    ] {
        holds("Notes", ["", remark], &["W222"]);
        holds("Bemerkung der Bank", ["", remark], &["W222"]);
    }
    for remark in [
        "not cancelled",
        "replaces the cancelled cheque 112",
        "wurde nicht storniert",
        "Avoid paying twice",
        "Annual review of the plan",
        "reversement au Trésor",
        "Elimination of child labour",
        "Cancellation insurance",
        "Keys for the office and a duplicate",
        "Canada and Voiron",
    ] {
        holds("Notes", ["", remark], &[]);
        holds("Bemerkung der Bank", ["", remark], &[]);
    }
}

#[test]
fn lakhs_and_crores() {
    check(vec![
        kind("lakhs", interest("R-1,2024-01-01,interest,USD,\"12,34,567.00\"\n", ""), &[], "interest USD 1234567"),
        kind(
            "crores, less than nothing",
            interest("R-1,2024-01-01,bank charge,USD,\"(1,23,45,678.50)\"\n", ""),
            &["E306"],
            "",
        ),
        kind("neither", interest("R-1,2024-01-01,interest,USD,\"12,34,56\"\n", ""), &["E302"], ""),
    ]);
}

#[test]
fn rules_of_an_ods_sheet_that_strike_through_or_hide() {
    let styles = |maps: &str| {
        format!(
            "<style:style style:name=\"Struck\" style:family=\"table-cell\"><style:text-properties \
             style:text-line-through-style=\"solid\"/></style:style><style:style style:name=\"White\" \
             style:display-name=\"White on white\" style:family=\"table-cell\"><style:text-properties \
             fo:color=\"#ffffff\" xmlns:fo=\"urn:x\"/></style:style><style:style style:name=\"ce1\">{maps}</style:style>\
             <style:style style:name=\"ce2\" style:parent-style-name=\"ce1\"/>"
        )
    };
    let map = |condition: &str, style: &str| {
        format!(
            "<style:map style:condition=\"{condition}\" style:apply-style-name=\"{style}\" \
             style:base-cell-address=\"Data.A2\"/>"
        )
    };
    let sheet = |style: &str, rules: &str| {
        let text = |text: &str| {
            format!("<table:table-cell {style} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        };
        let number = |number: u8| {
            format!(
                "<table:table-cell {style} office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p>\
                 </table:table-cell>"
            )
        };
        let row = |cells: [String; 4]| format!("<table:table-row>{}</table:table-row>", cells.concat());
        format!(
            "<table:table table:name=\"Data\">{}{}{}{rules}</table:table>",
            row(["Country", "Theme", "Need", "State"].map(text)),
            row([text("Malawi"), text("T01"), number(5), text("a")]),
            row([text("Kenya"), text("T01"), number(7), text("b")]),
        )
    };
    let own = |condition: &str, style: &str| {
        format!(
            "<calcext:conditional-formats><calcext:conditional-format calcext:target-range-address=\"Data.A2:Data.C3\">\
             <calcext:condition calcext:apply-style-name=\"{style}\" calcext:value=\"{condition}\" \
             calcext:base-cell-address=\"Data.A2\"/></calcext:conditional-format></calcext:conditional-formats>"
        )
    };
    let read = |maps: &str, style: &str, rules: &str| {
        let book = spreadsheet(&styles(maps), &sheet(style, rules));
        Inputs::new().bytes("p.ods", &book).map("priorities", "p.ods", "")
    };
    let struck = map("is-true-formula([.$D2]=&quot;b&quot;)", "Struck");
    let never = map("is-true-formula([.$D2]=&quot;c&quot;)", "Struck");
    let (ce1, ce2) = ("table:style-name=\"ce1\"", "table:style-name=\"ce2\"");
    for (what, inputs, said) in [
        ("struck through by a style's rule", read(&struck, ce1, ""), &["W222", "W223"][..]),
        ("by that of the style before it", read(&struck, ce2, ""), &["W222", "W223"]),
        ("by a rule that never holds", read(&never, ce1, ""), &["W222"]),
        ("by a style that no cell has", read(&struck, "", ""), &["W222"]),
        ("hidden by a rule of the sheet", read("", "", &own("&lt;6", "White on white")), &["W222", "W229"]),
        (
            "struck through by one",
            read(&struck, ce1, &own("formula-is([.$D2]=&quot;b&quot;)", "Struck")),
            &["W222", "W223"],
        ),
        ("perhaps struck through by one", read("", "", &own("unique", "Struck")), &["W222", "W223"]),
        ("noughts hidden in ods", read("", "", &own("=0", "White")), &["W222"]),
    ] {
        check(vec![kind(what, inputs, said, "need USD 12")]);
    }
}

#[test]
fn values_that_a_merged_area_covers() {
    let merged = |area: [u32; 4], rows: &[&[&str]]| {
        let [first_row, column, last_row, last_column] = area;
        let book = workbook(rows, |_| {});
        let name = format!(
            "<mergeCells><mergeCell ref='{}:{}'/></mergeCells>",
            poolfund::domain::address::cell_name(first_row, column),
            poolfund::domain::address::cell_name(last_row, last_column)
        );
        let book = patched(&book, "xl/worksheets/sheet1.xml", "</sheetData>", &format!("</sheetData>{name}"));
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "")
    };
    let rows: [&[&str]; 3] = [NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", "#7"]];
    check(vec![
        kind("a figure below another", merged([2, 2, 3, 2], &rows), &["W229"], "need USD 12"),
        kind("a figure beside a text", merged([2, 1, 2, 2], &rows), &["W229"], "need USD 12"),
        kind("a name below another", merged([2, 0, 3, 0], &rows), &["W229"], "need USD 12"),
        kind("an area that covers nothing", merged([2, 2, 2, 4], &rows), &[], "need USD 12"),
    ]);
}
