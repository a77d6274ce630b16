//! The kinds of sheets that once gave a wrong figure without a word, each as a file that the program itself is given: what
//! `poolfund check` prints of it, at which cell, and what becomes of it in a whole run.

use std::process::Command;

use rust_xlsxwriter::{DocProperties, Format, Note, Workbook};

use crate::problems::example;
use crate::sheets::{Inputs, fill, workbook};
use crate::silent::{SPENT, line, spent, spent_with, text};
use poolfund::intake::ProblemCode;

/// What the program says of inputs, beside notes: codes, and where; and all that it prints.
fn checked(inputs: &Inputs) -> (Vec<(String, String)>, String) {
    let fund = inputs.in_a_fund();
    let mut program = Command::new(env!("CARGO_BIN_EXE_poolfund"));
    let run = program.args(["check", "--json", "--fund"]).arg(fund.path()).output().unwrap();
    let printed = String::from_utf8(run.stdout).unwrap();
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let text = |problem: &serde_json::Value, key: &str| problem[key].as_str().unwrap_or_default().to_owned();
    let problems = report["problems"].as_array().unwrap().iter().filter(|problem| problem["severity"] != "note");
    let cell = |problem: &serde_json::Value| match text(problem, "cell") {
        cell if cell.is_empty() => text(problem, "file"),
        cell => cell,
    };
    (problems.map(|problem| (text(problem, "code"), cell(problem))).collect(), printed)
}

/// A kind of sheet by its number in the list of them: the file, and the code and the cell of which something is said; nothing of one
/// that is read right.
struct ByProgram {
    number: &'static str,
    inputs: Inputs,
    says: Option<(&'static str, &'static str)>,
    /// The costs that a run has in its answer, where it goes through.
    costs: Option<&'static str>,
}

impl ByProgram {
    fn costing(self, costs: &'static str) -> Self {
        Self { costs: Some(costs), ..self }
    }

    /// Runs the fund: a run that an error stops says so and writes nothing; the answer of any other has the costs.
    fn holds_in_a_run(&self) {
        let fund = self.inputs.in_a_fund();
        if self.costs.is_some() {
            // The agreement beside the costs is in euros.
            let inputs = fund.path().join("inputs");
            std::fs::write(inputs.join("rates.csv"), "Currency,Units per USD,Effective date\nEUR,0.8,2024-01-01\n")
                .unwrap();
            let settings = std::fs::read_to_string(inputs.join("fund.toml")).unwrap();
            let rates = "[[input]]\nkind = \"rates\"\nfile = \"rates.csv\"\n";
            std::fs::write(inputs.join("fund.toml"), format!("{settings}\n{rates}")).unwrap();
        }
        let mut program = Command::new(env!("CARGO_BIN_EXE_poolfund"));
        let run = program.args(["run", "--json", "--fund"]).arg(fund.path()).output().unwrap();
        let said = String::from_utf8_lossy(&run.stderr);
        let (number, code) = (self.number, self.says.map_or("", |(code, _)| code));
        if code.starts_with('E') {
            assert_eq!(run.status.code(), Some(1), "kind {number}: {said}");
            assert!(said.contains(&format!("error {code} ")), "kind {number}: {said}");
            assert!(!fund.path().join("reports").exists(), "kind {number}");
        } else if let Some(costs) = self.costs {
            assert_eq!(run.status.code(), Some(0), "kind {number}: {said}");
            let answer: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
            assert_eq!(answer["pending"]["amount"], costs, "kind {number}: {answer}");
            assert!(code.is_empty() || answer["warnings"].as_u64() > Some(0), "kind {number}: {answer}");
        }
    }
}

fn says(number: &'static str, inputs: Inputs, code: &'static str, cell: &'static str) -> ByProgram {
    ByProgram { number, inputs, says: Some((code, cell)), costs: None }
}

fn quiet(number: &'static str, inputs: Inputs) -> ByProgram {
    ByProgram { number, inputs, says: None, costs: None }
}

const COSTS: &str = "Date,Project,Country,Theme,Category,Amount";

fn costs(rows: &str, more: &str) -> Inputs {
    text("expenditure", &format!("{COSTS}\n{rows}"), more)
}

fn hold(kinds: Vec<ByProgram>) {
    for kind in kinds {
        let (said, printed) = checked(&kind.inputs);
        let number = kind.number;
        let wanted: Vec<(String, String)> =
            kind.says.iter().map(|(code, cell)| ((*code).to_owned(), (*cell).to_owned())).collect();
        assert_eq!(said, wanted, "kind {number}: {printed}");
        kind.holds_in_a_run();
    }
}

#[test]
fn the_first_kinds() {
    let formula = workbook(&[SPENT, &line("USD", "=2*350|0")], |_| {});
    let uncalculated = Inputs::new().agreement().bytes("e.xlsx", &formula).map("expenditure", "e.xlsx", "");
    let merged = spent_with(&[SPENT, &line("XOF", "#5"), &line("", "#7"), &line("XOF", "#9")], "", |_| {});
    hold(vec![
        says("1", uncalculated, "E311", "G2"),
        quiet("2", spent(&[SPENT, &line("CHF", "1’250.–"), &line("CHF", "480.-")])),
        says("3", costs("2024-04-01,P-1,N/A,T01,staff,5\n", ""), "E301", "C2"),
        says("4", merged, "E316", "F3"),
        says(
            "5",
            text(
                "expenditure",
                "Date,Project,Country,Theme,Category,Amount (FCFA)\n2024-04-01,P-1,Malawi,T01,staff,5\n",
                "",
            ),
            "E220",
            "F1",
        ),
        says(
            "6",
            text("expenditure", &format!("in thousands\n{COSTS}\n2024-04-01,P-1,Malawi,T01,staff,5\n"), ""),
            "E219",
            "A1",
        ),
        says("7", example(ProblemCode::BookedDiffers), "W510", "F2"),
        says("8", example(ProblemCode::SwappedDates), "W320", "B2"),
        says("9", costs("15-Mar,P-1,Malawi,T01,staff,5\n", ""), "E309", "A2"),
        says(
            "10",
            text(
                "receipts",
                "Receipt,Date,Kind,Currency,Amount\nR-1,2024-01-01,interest,USD,5\nR–1,2024-01-02,interest,USD,7\n",
                "",
            ),
            "W503",
            "A3",
        ),
    ]);
}

#[test]
fn the_other_kinds() {
    let state = |more: &str| {
        let rows = "2024-04-01,P-1,Malawi,T01,staff,5,Paid\n2024-04-02,P-1,Malawi,T01,staff,7,Void\n";
        text("expenditure", &format!("{COSTS},Status\n{rows}"), more)
    };
    let hidden = spent_with(&[SPENT, &line("EUR", "#5"), &line("EUR", "#7")], "", |sheet| {
        sheet.set_row_hidden(2).unwrap();
    });
    let xls = crate::old_excel::rates(true);
    hold(vec![
        says(
            "11",
            costs("2024-04-01,P-1,Malawi,T01,staff,5\nRefunds paid\n2024-04-02,P-1,Malawi,T01,staff,7\n", ""),
            "W224",
            "3:3",
        )
        .costing("12.00"),
        says("12", state(""), "W222", "G3").costing("12.00"),
        says("13", example(ProblemCode::ErrorValue), "E312", "B2"),
        says("14", hidden, "W208", "3:3"),
        quiet(
            "15",
            costs("2024-04-01,P-1,Malawi,T01,staff,0.30000000000000004\n2024-04-02,P-1,Malawi,T01,staff,1.10\n", ""),
        )
        .costing("1.40"),
        quiet(
            "16",
            costs("#date,#org,#country,#sector,#type,#value\n2024-04-01,P-1,Malawi,T01,staff,5\nTotal,,,,,5\n", ""),
        )
        .costing("5.00"),
        says("17", example(ProblemCode::Macros), "W105", "rates.xlsx"),
        says("18", Inputs::new().bytes("rates.xls", &xls).map("rates", "rates.xls", ""), "W208", "2:2"),
        quiet("19", state("where = { Status = \"Paid\" }")).costing("5.00"),
        quiet("20", costs(&format!("2024-04-01,{},Malawi,T01,staff,5\n", "P".repeat(300)), "")).costing("5.00"),
    ]);
}

#[test]
fn what_stands_around_the_rows() {
    let rows: &[&[&str]] = &[SPENT, &line("EUR", "#5"), &line("EUR", "#7")];
    let in_book = |properties: DocProperties, change: &dyn Fn(&mut rust_xlsxwriter::Worksheet)| {
        let mut book = Workbook::new();
        book.set_properties(&properties);
        let sheet = book.add_worksheet();
        fill(sheet, rows);
        change(sheet);
        let bytes = book.save_to_buffer().unwrap();
        Inputs::new().agreement().bytes("e.xlsx", &bytes).map("expenditure", "e.xlsx", "")
    };
    let none = DocProperties::new;
    let header = in_book(none(), &|sheet| {
        sheet.set_header("&Cin thousands");
    });
    let comment = in_book(none(), &|sheet| {
        sheet.insert_note(1, 6, &Note::new("Previous year")).unwrap();
    });
    let format = Format::new().set_num_format("0.00\" k\"");
    let shown = in_book(none(), &|sheet| {
        sheet.write_with_format(1, 6, 5, &format).unwrap();
    });
    hold(vec![
        says("around: pages", header, "E219", "e.xlsx"),
        says("around: properties", in_book(none().set_subject("EUR millions"), &|_| {}), "E219", "e.xlsx"),
        says("around: comment", comment, "W222", "G2"),
        says("around: format", shown, "E219", "G2"),
        says("around: year", costs("2023\n2024-04-01,P-1,Malawi,T01,staff,5\n", ""), "W222", "2:2"),
        says("unsigned", crate::contradictions::deposit_at("pipeline"), "W525", "B2"),
    ]);
}
