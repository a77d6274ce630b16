//! OCHA's Central Emergency Response Fund, contributions of 2026: pledge, commitment and receipt of 64 contributions.
//!
//! Amounts are the dollars of the source; the currencies that the donors named stand in the notes. The source keeps the
//! pledge beside the commitment that followed it, so each stands here as an agreement of its own, and pledges have no
//! weight in the outlook (the default of `pledge_weight`).

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use rust_decimal::Decimal;

use crate::folder::{Folder, inputs};

const SHEET: &str = "02_RAW_CERF_Contributions";

pub fn write(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let mut book: Xlsx<_> = open_workbook(from.join("UNOCHA_USG_CERF_2026.xlsx"))?;
    let range = book.worksheet_range(SHEET)?;
    let mut rows = range.rows();
    let header: BTreeMap<String, usize> = rows
        .next()
        .ok_or("an empty sheet")?
        .iter()
        .enumerate()
        .map(|(place, name)| (name.to_string(), place))
        .collect();
    let folder = Folder::new(to)?;
    let mut donors: BTreeMap<String, String> = BTreeMap::new();
    let (mut agreements, mut receipts) = (Vec::new(), Vec::new());
    for row in rows {
        let text = |name: &str| row[header[name]].to_string();
        let day = |name: &str| row[header[name]].as_date().map(|date| date.to_string());
        let amount = |name: &str| amount(&row[header[name]]);
        let (code, donor) = (text("ContributionCode"), text("Donor"));
        let key = text("ContributionCode").split('-').nth(2).unwrap_or("XXX").to_owned();
        donors.entry(donor.clone()).or_insert(format!("{key}{}", donors_suffix(&donor)));
        let (pledged, committed) = (amount("PledgeAmountUSD")?, amount("CommitmentAmountUSD")?);
        let received = amount("ReceivedAmountUSD")?;
        let mut agree = |reference: String, stage: &str, amount: Decimal, date: String| {
            let note = format!("Named in {}", text("PledgeCurrency"));
            agreements.push(vec![
                reference,
                donor.clone(),
                stage.to_owned(),
                date,
                "USD".to_owned(),
                amount.to_string(),
                note,
            ]);
        };
        if committed > Decimal::ZERO {
            agree(code.clone(), "commitment", committed, day("CommitmentDate").ok_or("no date")?);
        }
        if pledged > Decimal::ZERO {
            agree(format!("{code}-P"), "pledge", pledged, day("PledgeDate").ok_or("no date")?);
        }
        if received > Decimal::ZERO {
            let date = day("ReceivedDate").ok_or("a receipt without a date")?;
            let text = |value: &str| value.to_owned();
            receipts.push(vec![format!("R-{code}"), code, date, text("deposit"), text("USD"), received.to_string()]);
        }
    }
    let donors: Vec<Vec<String>> = donors.into_iter().map(|(name, code)| vec![code, name]).collect();
    folder.table("donors.csv", &["Code", "Name"], &donors)?;
    let header = ["Agreement", "Donor", "Stage", "Signed on", "Currency", "Amount", "Notes"];
    folder.table("agreements.csv", &header, &agreements)?;
    folder.table("receipts.csv", &["Receipt", "Agreement", "Date", "Kind", "Currency", "Amount"], &receipts)?;
    folder.settings(&format!(
        r#"[fund]
name = "OCHA Central Emergency Response Fund, 2026"
code = "CERF-2026"
base_currency = "USD"
period = "2022-2026"
note = "Source: OCHA CERF."

[programme]
budget = "1000000000"
own_resources = "0"
ongoing_projects = "0"
gap = "1000000000"

{}"#,
        inputs(&["donors", "agreements", "receipts"])
    ))
}

/// Private donors share a country's letters in the codes of the source; their names tell them apart.
fn donors_suffix(donor: &str) -> String {
    let sum: u32 = donor.chars().map(u32::from).sum();
    format!("-{sum}")
}

/// An amount in dollars to the cent; a blank cell is nothing.
fn amount(cell: &Data) -> Result<Decimal, Box<dyn Error>> {
    if cell.is_empty() {
        return Ok(Decimal::ZERO);
    }
    Ok(cell.to_string().parse::<Decimal>()?.round_dp(2))
}
