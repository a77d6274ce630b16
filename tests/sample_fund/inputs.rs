//! The inputs of the sample fund.
//!
//! What comes in: nothing. What leaves: `fund.toml` and the spreadsheets it names, the same bytes in every run. The programme's totals
//! are the published ones; everything below them is invented.

mod agreements;
pub mod book;
mod cells;
mod decisions;
mod donors;
mod finance;
mod fund;
mod ods;
mod places;
mod random;
mod rates;
mod receipts;
mod results;
mod spending;

use rust_decimal::Decimal;

use agreements::{AGREEMENTS, Agreement};
use book::{Entry, Outcome, Table, Total, grouped, text};
use places::{PILLARS, REGIONS, THEMES};
use poolfund::books::new_fund::Offered;
use poolfund::config::InputKind;
use poolfund::domain::FactKind;
use rates::{Rates, decimals};

/// The cap of Africa and the floor of the Arab States, in dollars.
const POLICIES: (i64, i64) = (46_000_000, 8_000_000);

/// What stands in the folder.
pub struct Inputs {
    /// Its files by name.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// In what finance's extract differs, in words.
    pub planted: Vec<String>,
}

/// Makes all of it.
pub fn inputs() -> Outcome<Inputs> {
    let names = names();
    let rates = Rates::new()?;
    let cells = cells::cells();
    let instalments = receipts::instalments()?;
    let receipts = receipts::receipts(&instalments, &rates)?;
    let lines = spending::lines(&cells, &receipts, &rates)?;
    let (finance, planted) = finance::rows(&receipts, &lines, &rates)?;
    let files = vec![
        ("fund.toml", fund::text(POLICIES.0, POLICIES.1)?.into_bytes()),
        ("rates.csv", rates.csv()),
        ("donors.xlsx", donors_book(&names)?),
        ("aliases.xlsx", aliases_book(&names)?),
        ("agreements.xlsx", agreements_book(&names, &instalments)?),
        ("receipts.xlsx", receipts_book(&names, &receipts)?),
        ("priorities.ods", priorities_book(&names, &cells)?),
        ("expenditure.xlsx", expenditure_book(&names, &lines)?),
        ("results.xlsx", results_book(&names, &cells)?),
        ("decisions.xlsx", decisions_book(&cells)?),
        ("finance-extract.xlsx", finance_book(&names, &finance)?),
    ];
    Ok(Inputs { files, planted })
}

/// What the drop-downs offer.
fn names() -> Offered {
    let owned = |name: &str| name.to_owned();
    let regions = REGIONS.iter().map(|region| region.names[0]);
    let mut places: Vec<&str> = REGIONS.iter().flat_map(|region| region.countries).map(|country| country.1).collect();
    places.sort_unstable();
    let places = std::iter::once("World").chain(regions).chain(places);
    let pillars = PILLARS.iter().map(|(_, names)| names[0]);
    let themes = THEMES.iter().map(|theme| theme.names[0]).chain(pillars);
    Offered {
        donors: donors::DONORS.iter().map(|(code, ..)| owned(code)).collect(),
        places: places.map(owned).collect(),
        themes: themes.map(owned).collect(),
        currencies: Rates::currencies().map(owned).collect(),
        ..Offered::default()
    }
}

/// Its drop-downs offer the fund's own agreements and cells.
fn decisions_book(cells: &[cells::Cell]) -> Outcome<Vec<u8>> {
    let rows = decisions::rows()?;
    let mut priorities: Vec<String> = cells.iter().map(decisions::called).collect();
    priorities.sort();
    let agreements = AGREEMENTS.iter().map(|agreement| agreement.reference.to_owned()).collect();
    let names = Offered { agreements, priorities, ..names() };
    let table = Table::new(InputKind::Facts(FactKind::Decision), decisions::COLUMNS, &rows)?;
    book::workbook("Decisions", &names, &[table])
}

fn aliases_book(names: &Offered) -> Outcome<Vec<u8>> {
    let rows = donors::aliases();
    book::workbook("Aliases", names, &[Table::new(InputKind::Aliases, donors::ALIAS_COLUMNS, &rows)?])
}

fn results_book(names: &Offered, cells: &[cells::Cell]) -> Outcome<Vec<u8>> {
    let rows = results::rows(cells)?;
    book::workbook("Results", names, &[Table::new(InputKind::Facts(FactKind::Result), results::COLUMNS, &rows)?])
}

fn donors_book(names: &Offered) -> Outcome<Vec<u8>> {
    let rows = donors::rows();
    let table = Table::new(InputKind::Facts(FactKind::Donor), donors::COLUMNS, &rows)?;
    book::workbook("Donors", names, &[Table { footnotes: donors::FOOTNOTES, ..table }])
}

fn agreements_book(names: &Offered, instalments: &[receipts::Instalment]) -> Outcome<Vec<u8>> {
    let rows: Vec<Vec<Entry>> = AGREEMENTS.iter().enumerate().map(agreement_row).collect::<Outcome<_>>()?;
    let due: Vec<Vec<Entry>> = instalments
        .iter()
        .map(|instalment| {
            let number = Entry::Number(Decimal::from(instalment.number));
            let amount = Entry::Number(instalment.amount);
            vec![text(instalment.agreement.reference), number, Entry::Date(instalment.due), amount]
        })
        .collect();
    let agreements = Table {
        notes: &["Pledges stand below the signed agreements. Amounts are in the currency of the agreement."],
        renamed: &[("Agreement", "Agreement no."), ("Signed on", "Signed or announced on")],
        gaps: &[52],
        footnotes: &["* Contributes through its multi-annual partnership.", "1/ Through its development agency."],
        ..Table::new(InputKind::Facts(FactKind::Agreement), AGREEMENT_COLUMNS, &rows)?
    };
    let columns = &["Agreement", "No.", "Due date", "Amount"];
    let instalments = Table::new(InputKind::Facts(FactKind::Instalment), columns, &due)?;
    book::workbook("Agreements", names, &[agreements, instalments])
}

/// The columns of the sheet of agreements.
#[rustfmt::skip]
const AGREEMENT_COLUMNS: &[&str] = &[
    "Agreement", "Donor", "Stage", "Signed on", "Currency", "Amount", "Category", "Countries or regions", "Themes", "Excluding",
    "Limits", "Eligible from", "Valid from", "Valid to", "Source of funds", "Fee rate", "Support rate", "Levy", "Donor's reference",
    "Title", "Notes", "Title (fr)", "Title (es)", "Title (pt)",
];

/// The row of an agreement: here a donor by its name with a footnote mark, there a typed date or amount.
fn agreement_row((place, agreement): (usize, &Agreement)) -> Outcome<Vec<Entry>> {
    let signed = receipts::day(agreement.signed)?;
    let donor = match agreement.reference {
        "BEL-2021-01" => "Belgium 1/",
        "LUX-2021-01" => "Luxembourg*",
        _ => agreement.donor(),
    };
    let amount =
        Decimal::new(agreement.amount * 10_i64.pow(decimals(agreement.currency)), decimals(agreement.currency));
    let day_or_blank = |day: &str| if day.is_empty() { Ok(Entry::Blank) } else { receipts::day(day).map(Entry::Date) };
    let (fee, support, levy) = agreement.charges;
    Ok(vec![
        text(agreement.reference),
        text(donor),
        text(if agreement.is_signed { "commitment" } else { "pledge" }),
        if place % 11 == 4 { text(&signed.format("%d/%m/%Y").to_string()) } else { Entry::Date(signed) },
        text(agreement.currency),
        if place % 13 == 6 && agreement.amount >= 1_000_000 { grouped(amount) } else { Entry::Number(amount) },
        text(agreement.category),
        text(agreement.places),
        text(agreement.themes),
        text(agreement.excluding),
        text(agreement.limits),
        Entry::Blank,
        day_or_blank(agreement.valid.0)?,
        day_or_blank(agreement.valid.1)?,
        text(agreement.funds),
        text(fee),
        text(support),
        text(levy),
        Entry::Blank,
        text(agreement.title),
        Entry::Blank,
        text(agreement.called[0]),
        text(agreement.called[1]),
        text(agreement.called[2]),
    ])
}

fn receipts_book(names: &Offered, receipts: &[receipts::Receipt]) -> Outcome<Vec<u8>> {
    let rows = receipts::rows(receipts);
    let years: Vec<usize> = (1..receipts.len())
        .filter(|&place| {
            receipts.get(place).map(|one| one.number.get(..6)) != receipts.get(place - 1).map(|one| one.number.get(..6))
        })
        .map(|place| place - 1)
        .collect();
    let table = Table {
        notes: &["Typed dates are day/month/year. Where the bank booked dollars, that figure is given."],
        renamed: &[("Receipt", "Receipt no."), ("Base amount", "USD booked")],
        gaps: &years,
        hidden: &[17],
        ..Table::new(InputKind::Facts(FactKind::Receipt), receipts::COLUMNS, &rows)?
    };
    book::workbook("Receipts", names, &[table])
}

fn priorities_book(names: &Offered, cells: &[cells::Cell]) -> Outcome<Vec<u8>> {
    let rows = cells::rows(cells);
    let total = Total { label: "Total", columns: &["Need", "Outside funding"] };
    let table = Table {
        notes: &[
            "In US dollars. Outside funding: 75 million by ongoing projects, 10 million by the organisation's own staff.",
        ],
        total: Some(total),
        footnotes: &["The total of needs is the programme's budget."],
        ..Table::new(InputKind::Facts(FactKind::Priority), cells::COLUMNS, &rows)?
    };
    ods::workbook(&table, names)
}

fn expenditure_book(names: &Offered, lines: &[spending::Line]) -> Outcome<Vec<u8>> {
    let years: Vec<(String, Vec<Vec<Entry>>)> =
        spending::rows(lines).into_iter().map(|(year, rows)| (format!("Expenditure {year}"), rows)).collect();
    let tables: Vec<Table<'_>> = years
        .iter()
        .enumerate()
        .map(|(place, (name, rows))| {
            let total = Total { label: "Total, obligations included", columns: &["Base amount"] };
            Ok(Table {
                name,
                notes: if place == 0 { &["In 2021 the dollar value of other currencies was not kept."] } else { &[] },
                renamed: &[("Base amount", "USD booked"), ("Document", "Voucher no.")],
                total: (place > 0).then_some(total),
                ..Table::new(InputKind::Facts(FactKind::Expenditure), spending::COLUMNS, rows)?
            })
        })
        .collect::<Outcome<_>>()?;
    book::workbook("Expenditure", names, &tables)
}

fn finance_book(names: &Offered, rows: &[Vec<Entry>]) -> Outcome<Vec<u8>> {
    let total = Total { label: "Total of all bookings", columns: &["Amount"] };
    let table = Table {
        notes: &["Run on 2025-11-03 for bookings up to 2025-10-31, in US dollars."],
        renamed: &[("Document", "Doc. no."), ("Reference", "Our reference"), ("Amount", "Amount (USD)")],
        total: Some(total),
        ..Table::new(InputKind::Facts(FactKind::Finance), finance::COLUMNS, rows)?
    };
    book::workbook("Finance extract", names, &[table])
}
