//! One golden example for each code of a problem: what is in the sheet, and what the user is told.

use poolfund::intake::ProblemCode;

use crate::sheets::*;

const OTHER: &[u8] = b"%PDF-1.7 not a spreadsheet";

/// Inputs that have the problem. The match is exhaustive: a new code needs an example to compile.
pub fn example(code: ProblemCode) -> Inputs {
    let inputs = Inputs::new();
    let rates = |rows: &[&[&str]]| Inputs::new().sheet("rates", rows);
    match code {
        ProblemCode::Unreadable => inputs.map("rates", "rates.xlsx", ""),
        ProblemCode::Damaged => {
            inputs.bytes("rates.xlsx", b"PK\x03\x04 and then nothing").map("rates", "rates.xlsx", "")
        }
        ProblemCode::WrongType => inputs.bytes("rates.xlsx", OTHER).map("rates", "rates.xlsx", ""),
        ProblemCode::Encrypted => {
            inputs.bytes("rates.xlsx", &crate::intake::compound("EncryptedPackage")).map("rates", "rates.xlsx", "")
        }
        ProblemCode::Macros => with_part("xl/vbaProject.bin", "vbaProject"),
        ProblemCode::EmbeddedObjects => with_part("xl/embeddings/oleObject1.bin", "oleObject"),
        ProblemCode::ExternalLinks => rates(&[RATE_HEADER, &["EUR", "=[1]Rates!B2|0.9", "@2024-01-01"]]),
        ProblemCode::TooLarge => {
            let mut inputs = rates(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]]);
            inputs.options.limits.cells = 4;
            inputs
        }
        ProblemCode::ReaderStopped => {
            let mut inputs = rates(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]]);
            inputs.options.limits.memory_bytes = 1 << 20;
            inputs
        }
        ProblemCode::Encoding => inputs
            .bytes("rates.csv", b"Currency,Units per USD,Effective date\nEUR\x81,0.9,2024-01-01\n")
            .map("rates", "rates.csv", ""),
        ProblemCode::TextFile => inputs
            .bytes("rates.csv", b"Currency;Units per USD;Effective date\nEUR;0,9;2024-01-01\n")
            .map("rates", "rates.csv", ""),
        ProblemCode::NoSuchSheet => {
            let book = workbook(&[RATE_HEADER], |_| {});
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "sheet = \"Rates\"")
        }
        ProblemCode::NoHeader => rates(&[&["Name", "Fax"], &["Ann", "#12"]]),
        ProblemCode::MissingColumn => rates(&[&["Exchange rates"], &["Currency", "Rate"], &["EUR", "#0.9"]]),
        ProblemCode::ColumnTwice => {
            rates(&[&["Currency", "Rate", "Exchange rate", "Date"], &["EUR", "#0.9", "#0.8", "@2024-01-01"]])
        }
        ProblemCode::NoSuchColumn => {
            let book = workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]], |_| {});
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "columns = { Currency = \"Ccy code\" }")
        }
        ProblemCode::UnusedColumns => {
            rates(&[&["Currency", "Rate", "Date", "Colour"], &["EUR", "#0.9", "@2024-01-01", "red"]])
        }
        ProblemCode::SecondTable => rates(&[
            &["Currency", "Rate", "Date", "", "Currency", "Country"],
            &["EUR", "#0.9", "@2024-01-01", "", "EUR", "Belgium"],
        ]),
        ProblemCode::HiddenRows => {
            let book =
                workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["GBP", "#0.8", "@2024-01-01"]], |sheet| {
                    sheet.set_row_hidden(2).unwrap();
                });
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
        }
        ProblemCode::Remark => rates(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["* rates of the central bank"]]),
        ProblemCode::Ragged => {
            inputs.bytes("rates.csv", b"Currency,Rate,Date\nEUR,0,9,2024-01-01\n").map("rates", "rates.csv", "")
        }
        ProblemCode::Filtered => {
            let book = workbook(
                &[
                    &["Currency", "Rate", "Date", "Year"],
                    &["EUR", "#0.9", "@2024-01-01", "#2024"],
                    &["EUR", "#0.8", "@2023-01-01", "#2023"],
                ],
                |_| {},
            );
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "where = { Year = \"2024\" }")
        }
        ProblemCode::NoneLeft => {
            receipt(&["R-1", "", "@2024-01-01", "interest", "USD", "#5"], "where = { Kind = \"refund\" }")
        }
        ProblemCode::Merged => {
            let book =
                workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["", "#0.8", "@2024-02-01"]], |sheet| {
                    sheet.merge_range(1, 0, 2, 0, "EUR", &rust_xlsxwriter::Format::new()).unwrap();
                });
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
        }
        ProblemCode::Unseen => inputs.bytes("rates.xls", &crate::old_excel::rates(false)).map("rates", "rates.xls", ""),
        ProblemCode::NoSuchTable => {
            let book = workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]], |sheet| {
                sheet.add_table(0, 0, 1, 2, &rust_xlsxwriter::Table::new().set_header_row(false)).unwrap();
            });
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "table = \"Rates\"")
        }
        ProblemCode::SecondSheet => {
            let row: &[&str] = &["EUR", "#0.9", "@2024-01-01"];
            let mut book = rust_xlsxwriter::Workbook::new();
            for name in ["2023", "2024"] {
                fill(book.add_worksheet().set_name(name).unwrap(), &[RATE_HEADER, row]);
            }
            inputs.bytes("rates.xlsx", &book.save_to_buffer().unwrap()).map("rates", "rates.xlsx", "")
        }
        ProblemCode::ColumnApart => {
            let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount", "", "Currency"];
            let row: &[&str] = &["@2024-01-01", "P-1", "Malawi", "T01", "travel", "#20", "", "EUR"];
            inputs.sheet("expenditure", &[header, row])
        }
        ProblemCode::SplitColumn => {
            crate::headers::over_two_columns("Countries", ["Main", "Other"], ["Malawi", "Kenya"])
        }
        ProblemCode::NameBelow => {
            let numbers: &[&str] = &["#1", "#2", "#3", "#4"];
            let row: &[&str] = &["EUR", "#0.9", "@2024-01-01", "#100"];
            inputs.sheet("rates", &[&[RATE_HEADER, &["Per"]].concat(), numbers, &["", "", "", "Quantity"], row])
        }
        ProblemCode::HiddenColumns => {
            let book = workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]], |sheet| {
                sheet.set_column_hidden(1).unwrap();
            });
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
        }
        ProblemCode::HiddenSheet => {
            let mut book = rust_xlsxwriter::Workbook::new();
            fill(book.add_worksheet(), &[&["Nothing here"]]);
            let sheet = book.add_worksheet().set_name("old").unwrap();
            fill(sheet, &[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]]);
            sheet.set_hidden(true);
            inputs.bytes("rates.xlsx", &book.save_to_buffer().unwrap()).map("rates", "rates.xlsx", "")
        }
        ProblemCode::ScaleNotSaid => {
            Inputs::new().sheet("priorities", &[&["Country", "Theme", "Need (USD '000)"], &["Malawi", "T01", "#100"]])
        }
        ProblemCode::CurrencyOfNote => Inputs::new()
            .sheet("priorities", &[&["All amounts in EUR"], &["Country", "Theme", "Need"], &["Malawi", "T01", "#100"]]),
        ProblemCode::CurrencyNotRead => expenditure(&[
            &["Date", "Project", "Country", "Theme", "Category", "Amount", "Crcy"],
            &["@2024-01-01", "P-1", "Malawi", "T01", "travel", "#20", "EUR"],
        ]),
        ProblemCode::SeveralReceivers => {
            let gifts = crate::iati_in::activity(&[("3", "450.00", "XM-1"), ("3", "200.00", "XM-2")]);
            inputs.agreement().bytes("gifts.xml", gifts.as_bytes()).map("receipts", "gifts.xml", "")
        }
        ProblemCode::StateNotRead => receipts(&[
            &["Receipt", "Date", "Kind", "Currency", "Amount", "State"],
            &["R-1", "@2024-01-01", "interest", "USD", "#20", "BOOKED"],
            &["R-2", "@2024-01-02", "interest", "USD", "#30", "REVERTED"],
        ]),
        ProblemCode::Struck => {
            let struck = rust_xlsxwriter::Format::new().set_font_strikethrough();
            let row: &[&str] = &["EUR", "#0.9", "@2024-01-01"];
            let book = workbook(&[RATE_HEADER, row, &["EUR", "", "@2024-02-01"]], |sheet| {
                sheet.write_number_with_format(2, 1, 0.8, &struck).unwrap();
            });
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
        }
        ProblemCode::NotShown => {
            let white = rust_xlsxwriter::Format::new().set_font_color(rust_xlsxwriter::Color::White);
            let rows: &[&[&str]] = &[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["GBP", "", "@2024-01-01"]];
            let book = workbook(rows, |sheet| {
                sheet.write_number_with_format(2, 1, 0.8, &white).unwrap();
            });
            inputs.bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
        }
        ProblemCode::Section => receipts(&[
            &["Receipt", "Date", "Kind", "Currency", "Amount"],
            &["R-1", "@2024-01-01", "interest", "USD", "#20"],
            &["Not yet booked"],
            &["R-2", "@2024-01-02", "interest", "USD", "#30"],
        ]),
        ProblemCode::MergedFigure => {
            let rows: &[&[&str]] = &[&["Country", "Theme", "Need"], &["Malawi", "T01", ""], &["Malawi", "T02", ""]];
            let book = workbook(rows, |sheet| {
                sheet.merge_range(1, 2, 2, 2, "", &rust_xlsxwriter::Format::new()).unwrap();
                sheet.write_number(1, 2, 500).unwrap();
            });
            inputs.bytes("priorities.xlsx", &book).map("priorities", "priorities.xlsx", "")
        }
        ProblemCode::LabelRow => {
            rates(&[RATE_HEADER, &["#currency+code", "#value", "#date"], &["EUR", "#0.9", "@2024-01-01"]])
        }
        ProblemCode::UnusedRows => {
            rates(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["", "=B2*0|0"], &["", "=B2*0|0"]])
        }
        ProblemCode::BlankCurrency => expenditure(&[
            &["Date", "Project", "Country", "Theme", "Category", "Currency", "Amount"],
            &["@2024-01-01", "P-1", "Malawi", "T01", "travel", "XOF", "#20000"],
            &["@2024-01-02", "P-1", "Malawi", "T01", "travel", "", "#30000"],
        ]),
        ProblemCode::BlankAsAbove => {
            let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount", "Agreement"];
            let rows: &[&[&str]] = &[
                header,
                &["@2024-01-20", "P-1", "Malawi", "T01", "travel", "#20", "BEL-1"],
                &["@2024-01-21", "P-1", "Malawi", "T01", "travel", "#30", ""],
            ];
            Inputs::new().agreement().sheet("expenditure", rows)
        }
        ProblemCode::SwappedDates => receipts(&[
            &["Receipt", "Date", "Kind", "Currency", "Amount"],
            &["R-1", "@2024-03-04", "interest", "USD", "#20"],
            &["R-2", "@2024-05-04", "interest", "USD", "#20"],
            &["R-3", "@2024-06-04", "interest", "USD", "#20"],
            &["R-4", "25/04/2024", "interest", "USD", "#20"],
        ]),
        ProblemCode::TextCut => {
            let long = "word ".repeat(6_500);
            Inputs::new()
                .bytes(
                    "receipts.csv",
                    format!("Receipt,Date,Kind,Currency,Amount,Notes\nR-1,2024-01-01,interest,USD,5,{long}\n")
                        .as_bytes(),
                )
                .map("receipts", "receipts.csv", "")
        }
        ProblemCode::Shortened => receipt(&["1.00E+11", "", "@2024-01-01", "interest", "USD", "#5"], ""),
        ProblemCode::ZeroResults => {
            let header: &[&str] = &["Receipt", "Date", "Kind", "Currency", "Amount", "Base amount"];
            let row = |number| [number, "@2024-01-01", "interest", "USD", "#5", "=J5*1|0"];
            let book = workbook(&[header, &row("R-1"), &row("R-2"), &row("R-3")], |_| {});
            let book = crate::silent::patched(&book, "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
            inputs.bytes("receipts.xlsx", &book).map("receipts", "receipts.xlsx", "")
        }
        ProblemCode::RateQuote => rates(&[
            &["US dollars per one unit of foreign currency"],
            &["Currency", "Rate", "Date"],
            &["EUR", "#1.1", "@2024-01-01"],
        ]),
        ProblemCode::RateDoubtful => booked("#1.25", &["@2024-02-01", "EUR", "#800", "#1000"]),
        ProblemCode::BookedDiffers => booked("#0.8", &["@2024-02-01", "EUR", "#800", "#1300"]),
        ProblemCode::RateUnlike => {
            rates(&[RATE_HEADER, &["SEK", "#10.889", "@2024-01-01"], &["SEK", "#0.0917", "@2024-02-01"]])
        }
        ProblemCode::RateStale => booked("#0.8", &["@2026-02-01", "EUR", "#800", ""]),
        ProblemCode::DepositsAbove => deposit(&["@2024-02-01", "EUR", "#1200"]),
        ProblemCode::DepositCurrency => deposit(&["@2024-02-01", "USD", "#900"]),
        ProblemCode::DepositUnsigned => crate::contradictions::deposit_at("pipeline"),
        ProblemCode::AfterFigures => receipt(&["R-1", "", "@2024-02-01", "interest", "USD", "#5"], ""),
        ProblemCode::DepositBeforeSignature => deposit(&["@2023-02-01", "EUR", "#900"]),
        ProblemCode::OutAbove => {
            let row = |number, kind, amount| [number, "BEL-1", "@2024-02-01", kind, "EUR", amount];
            let rows: [&[&str]; 3] = [RECEIPT_HEADER, &row("R-1", "deposit", "#600"), &row("R-2", "refund", "#750")];
            Inputs::new().agreement().sheet("receipts", &rows)
        }
        ProblemCode::WrittenOffAbove => {
            let row = |number, kind, amount| [number, "BEL-1", "@2024-02-01", kind, "EUR", amount];
            let rows: [&[&str]; 3] = [RECEIPT_HEADER, &row("R-1", "deposit", "#600"), &row("R-2", "write-off", "#750")];
            Inputs::new().agreement().sheet("receipts", &rows)
        }
        ProblemCode::DayFarAway => receipt(&["R-1", "", "@2052-01-01", "interest", "USD", "#5"], ""),
        ProblemCode::SpentOutside => Inputs::new().agreement().sheet(
            "expenditure",
            &[
                &["Date", "Project", "Country", "Theme", "Category", "Amount", "Agreement"],
                &["@2023-12-31", "P-1", "Malawi", "T01", "travel", "#20", "BEL-1"],
            ],
        ),
        ProblemCode::ObligationSettled => Inputs::new().sheet(
            "expenditure",
            &[
                &["Date", "Project", "Country", "Theme", "Category", "Amount", "Type", "Document", "Obligation"],
                &["@2023-07-10", "P-1", "Malawi", "T01", "travel", "#20000", "obligation", "O-1", ""],
                &["@2023-07-10", "P-1", "Malawi", "T01", "travel", "#900", "obligation", "O-2", ""],
                &["@2023-08-01", "P-1", "Malawi", "T01", "travel", "#20150.75", "", "V-1", "o-1"],
                &["@2023-08-01", "P-1", "Malawi", "T01", "travel", "#400", "", "V-2", "O-2"],
            ],
        ),
        ProblemCode::ChangedWithoutRemark => crate::propose::changed_without_a_remark(),
        ProblemCode::Blank => rates(&[RATE_HEADER, &["EUR", "", "@2024-01-01"]]),
        ProblemCode::NotANumber => rates(&[RATE_HEADER, &["EUR", "abc", "@2024-01-01"]]),
        ProblemCode::AmbiguousNumber => rates(&[RATE_HEADER, &["EUR", "1.234", "@2024-01-01"]]),
        ProblemCode::TooFine => receipt(&["R-1", "", "@2024-01-01", "interest", "USD", "#10.125"], ""),
        ProblemCode::Rounded => receipt(&["R-1", "", "@2024-01-01", "interest", "USD", "#10.125"], "rounding = true"),
        ProblemCode::OutOfRange => receipt(&["R-1", "", "@2024-01-01", "interest", "USD", "#-5"], ""),
        ProblemCode::OtherCurrency => receipt(&["R-1", "", "@2024-01-01", "interest", "USD", "€ 10.00"], ""),
        ProblemCode::NotADate => rates(&[RATE_HEADER, &["EUR", "#0.9", "31/02/2024"]]),
        ProblemCode::AmbiguousDate => rates(&[RATE_HEADER, &["EUR", "#0.9", "03/04/2024"]]),
        ProblemCode::NeedOfParts => Inputs::new().sheet(
            "priorities",
            &[
                &["Country", "Theme", "Need"],
                &["Malawi", "T01", "#5"],
                &["Malawi", "T02", "#7"],
                &["Malawi", "All", "#12"],
            ],
        ),
        ProblemCode::YearAsDay => rates(&[RATE_HEADER, &["EUR", "#0.9", "2024"]]),
        ProblemCode::DateOfPeriod => rates(&[RATE_HEADER, &["EUR", "#0.9", "Oct-24"]]),
        ProblemCode::NoResult => {
            inputs.bytes("rates.xlsx", &crate::intake::formula_without_result()).map("rates", "rates.xlsx", "")
        }
        ProblemCode::ErrorValue => rates(&[RATE_HEADER, &["EUR", "=1/0|#DIV/0!", "@2024-01-01"]]),
        ProblemCode::FormulaResults => rates(&[RATE_HEADER, &["EUR", "=9/10|0.9", "@2024-01-01"]]),
        ProblemCode::UnknownCurrency => rates(&[RATE_HEADER, &["EURO", "#0.9", "@2024-01-01"]]),
        ProblemCode::UnknownWord => receipt(&["R-1", "", "@2024-01-01", "gift", "USD", "#5"], ""),
        ProblemCode::NotAPeriod => Inputs::new()
            .sheet("priorities", &[&["Country", "Theme", "Need", "Period"], &["Malawi", "T01", "#100", "soon"]]),
        ProblemCode::WrongKind => rates(&[RATE_HEADER, &["EUR", "@2024-01-01", "@2024-01-01"]]),
        ProblemCode::UnknownDonor => inputs
            .donors()
            .sheet("agreements", &[AGREEMENT_HEADER, &["BEL-1", "Belgum", "pledge", "@2024-01-15", "EUR", "#1000"]]),
        ProblemCode::UnknownPlace => {
            Inputs::new().sheet("priorities", &[&["Country", "Theme", "Need"], &["Mallawi", "T01", "#100"]])
        }
        ProblemCode::UnknownTheme => {
            Inputs::new().sheet("priorities", &[&["Country", "Theme", "Need"], &["Malawi", "Pension", "#100"]])
        }
        ProblemCode::AmbiguousName => {
            let donors: &[&[&str]] =
                &[DONOR_HEADER, &["BEL", "Belgium", "government", "BEL"], &["DGD", "Belgium", "government", "BEL"]];
            inputs.sheet("donors", donors).sheet(
                "agreements",
                &[AGREEMENT_HEADER, &["BEL-1", "Belgium", "pledge", "@2024-01-15", "EUR", "#1000"]],
            )
        }
        ProblemCode::UnknownAgreement => inputs
            .agreement()
            .sheet("receipts", &[RECEIPT_HEADER, &["R-1", "BEL-2", "@2024-02-01", "deposit", "EUR", "#500"]]),
        ProblemCode::BadAlias => {
            inputs.donors().sheet("aliases", &[&["Kind", "As written", "Means"], &["donor", "Belgique", "BLG"]])
        }
        ProblemCode::BadLimit => {
            let header = [AGREEMENT_HEADER, &["Limits"]].concat();
            inputs.donors().sheet(
                "agreements",
                &[&header, &["BEL-1", "BEL", "pledge", "@2024-01-15", "EUR", "#1000", "a third to Malawi"]],
            )
        }
        ProblemCode::Restatement => {
            rates(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["EUR", "#0.8", "@2024-01-01"]])
        }
        ProblemCode::Repeated => {
            rates(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"], &["EUR", "#0.9", "@2024-01-01"]])
        }
        ProblemCode::PossibleDuplicate => {
            let row: &[&str] = &["@2024-01-01", "P-1", "Malawi", "T01", "travel", "#20"];
            inputs.sheet("expenditure", &[&["Date", "Project", "Country", "Theme", "Category", "Amount"], row, row])
        }
        ProblemCode::TotalDiffers => inputs.sheet(
            "priorities",
            &[
                &["Country", "Theme", "Need"],
                &["Malawi", "T01", "#100"],
                &["Kenya", "T01", "#50"],
                &["Total", "", "#160"],
            ],
        ),
        ProblemCode::TotalsChecked => inputs.sheet(
            "priorities",
            &[
                &["Country", "Theme", "Need"],
                &["Malawi", "T01", "#100"],
                &["Kenya", "T01", "#50"],
                &["Total", "", "#150"],
            ],
        ),
        ProblemCode::UnknownCell => inputs
            .agreement()
            .sheet("priorities", &[&["Country", "Theme", "Need"], &["Malawi", "T01", "#100"]])
            .sheet("openings", &[OPENING_HEADER, &["BEL-1", "Malawi", "T02", "#50", "#20", "@2024-06-30"]]),
        ProblemCode::DepositAfterEnd => {
            let header = [AGREEMENT_HEADER, &["Valid to"]].concat();
            let row: &[&str] = &["BEL-1", "BEL", "signed", "@2022-01-15", "EUR", "#1000", "@2023-12-31"];
            let deposit: &[&str] = &["R-1", "BEL-1", "@2025-02-03", "deposit", "EUR", "#500"];
            inputs.donors().sheet("agreements", &[&header, row]).sheet("receipts", &[RECEIPT_HEADER, deposit])
        }
        ProblemCode::OpeningDays => inputs
            .agreement()
            .sheet("priorities", &[&["Country", "Theme", "Need"], &["Malawi", "T01", "#100"], &["Kenya", "T01", "#9"]])
            .sheet(
                "openings",
                &[
                    OPENING_HEADER,
                    &["BEL-1", "Malawi", "T01", "#50", "#20", "@2023-12-31"],
                    &["BEL-1", "Kenya", "T01", "#5", "#0", "@2024-01-31"],
                ],
            ),
        ProblemCode::BookedNotRead => crate::consequences::renamed("Memo amount", "#1000"),
        ProblemCode::CostWithoutPriority => crate::consequences::costs(&[&["@2020-12-30", "Malawi", "T01", "#5", ""]]),
        ProblemCode::EndBeforeSignature => crate::consequences::signed("@2024-06-10", "@2024-05-01"),
        ProblemCode::SupportTwice => {
            let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount"];
            let row = |day| [day, "P-1", "Malawi", "T01", "indirect support", "#5"];
            expenditure(&[header, &row("@2024-02-01"), &row("@2024-03-01")])
        }
        ProblemCode::InstalmentsDiffer => inputs.agreement().sheet(
            "instalments",
            &[&["Agreement", "No.", "Due date", "Amount"], &["BEL-1", "#1", "@2024-03-01", "#600"]],
        ),
    }
}

fn receipts(rows: &[&[&str]]) -> Inputs {
    Inputs::new().sheet("receipts", rows)
}

fn expenditure(rows: &[&[&str]]) -> Inputs {
    Inputs::new().sheet("expenditure", rows)
}

/// A receipt of interest (date, currency, amount, base amount), and the rate of EUR.
fn booked(rate: &str, row: &[&str; 4]) -> Inputs {
    let [date, currency, amount, base] = row;
    let header: &[&str] = &["Receipt", "Date", "Kind", "Currency", "Amount", "Base amount"];
    let inputs = Inputs::new().sheet("rates", &[RATE_HEADER, &["EUR", rate, "@2024-01-01"]]);
    inputs.sheet("receipts", &[header, &["R-1", date, "interest", currency, amount, base]])
}

/// A deposit of BEL-1 (date, currency, amount).
fn deposit(row: &[&str; 3]) -> Inputs {
    let [date, currency, amount] = row;
    Inputs::new().agreement().sheet("receipts", &[RECEIPT_HEADER, &["R-1", "BEL-1", date, "deposit", currency, amount]])
}

fn receipt(row: &[&str], more: &str) -> Inputs {
    let book = workbook(&[RECEIPT_HEADER, row], |_| {});
    Inputs::new().bytes("receipts.xlsx", &book).map("receipts", "receipts.xlsx", more)
}

fn with_part(name: &str, kind: &str) -> Inputs {
    let book = workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]], |_| {});
    let book = crate::intake::add_related(&book, name, kind);
    Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
}

#[test]
fn every_code_has_a_golden_example_and_a_page() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden/problems");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for &code in ProblemCode::ALL {
        let mut read = example(code).read();
        if code == ProblemCode::AfterFigures {
            read.problems.extend(crate::contradictions::on("2024-01-31", &example(code), &read));
        }
        let shown = show(&read);
        assert!(read.problems.iter().any(|problem| problem.code == code), "{} is not among:\n{shown}", code.id());
        settings.bind(|| insta::assert_snapshot!(code.id(), shown));
        let page = code.page();
        assert!(page.starts_with(&format!("# {}: {}\n", code.id(), code.title())), "the head of {}", code.id());
        assert!(page.len() > 200, "the page of {} says too little", code.id());
    }
}
