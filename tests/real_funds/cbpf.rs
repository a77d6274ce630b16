//! OCHA's country-based pooled funds of 2019: 198 contributions to 18 country funds, needs from 1,647 projects.
//!
//! A contribution to a country fund is an agreement earmarked to that country, paid in full on the last day of 2019
//! (the source gives the year only). A cell is a fund's cluster; its need is the approved budget of the year's
//! projects, each split by its cluster percentages to the cent. The projects are the expenditure, dated like the
//! contributions.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

use poolfund::domain::{Money, apportion};
use rust_decimal::Decimal;

use crate::folder::{Folder, inputs};

/// Fund names of the source, and where each is. Syria Cross border is no country: an area beside Syria.
const PLACES: [(&str, &str); 18] = [
    ("Afghanistan", "AFG"),
    ("CAR", "CAF"),
    ("DRC", "COD"),
    ("Ethiopia", "ETH"),
    ("Iraq", "IRQ"),
    ("Jordan", "JOR"),
    ("Lebanon", "LBN"),
    ("Myanmar", "MMR"),
    ("Nigeria", "NGA"),
    ("Pakistan", "PAK"),
    ("Somalia", "SOM"),
    ("South Sudan", "SSD"),
    ("Sudan", "SDN"),
    ("Syria", "SYR"),
    ("Syria Cross border", "SYR-XB"),
    ("Ukraine", "UKR"),
    ("Yemen", "YEM"),
    ("oPt", "PSE"),
];
const YEAR: &str = "2019";
const DAY: &str = "2019-12-31";

type Row = HashMap<String, String>;

fn rows(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

pub fn write(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let folder = Folder::new(to)?;
    let places: BTreeMap<&str, &str> = PLACES.into_iter().collect();
    let contributions = rows(&from.join("contributions_attribution.csv"))?;
    let contributions: Vec<Row> = contributions.into_iter().filter(|row| row["FiscalYear"] == YEAR).collect();
    let fund_places: BTreeMap<&str, &str> = contributions
        .iter()
        .filter_map(|row| Some((row["PooledFundId"].as_str(), *places.get(row["PooledFundName"].as_str())?)))
        .collect();
    donors(&folder, &contributions)?;
    agreements(&folder, &contributions, &fund_places)?;
    projects(&folder, from, &fund_places)?;
    settings(&folder, from)
}

fn donors(folder: &Folder, contributions: &[Row]) -> Result<(), Box<dyn Error>> {
    let donors: BTreeSet<(&str, &str)> =
        contributions.iter().map(|row| (row["GMSDonorId"].as_str(), row["GMSDonorName"].as_str())).collect();
    let known: BTreeSet<&str> = donors.iter().map(|(_, name)| *name).collect();
    let rows: Vec<Vec<String>> =
        donors.iter().map(|(id, name)| vec![format!("D{id}"), (*name).to_owned(), "government".to_owned()]).collect();
    folder.table("donors.csv", &["Code", "Name", "Type"], &rows)?;
    let names: BTreeSet<(&str, &str)> =
        contributions.iter().map(|row| (row["DonorName"].as_str(), row["GMSDonorId"].as_str())).collect();
    let aliases: Vec<Vec<String>> = names
        .into_iter()
        .filter(|(name, _)| !known.contains(name))
        .map(|(name, id)| vec!["donor".to_owned(), name.to_owned(), format!("D{id}"), "OCHA (GMSDonorName)".to_owned()])
        .collect();
    folder.table("aliases.csv", &["Kind", "As written", "Means", "Decided by"], &aliases)
}

fn agreements(folder: &Folder, contributions: &[Row], places: &BTreeMap<&str, &str>) -> Result<(), Box<dyn Error>> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let (mut agreements, mut receipts) = (Vec::new(), Vec::new());
    for row in contributions {
        let fund = row["PooledFundId"].as_str();
        let stem = format!("{YEAR}-{fund}-D{}", row["GMSDonorId"]);
        let number = used.entry(stem.clone()).and_modify(|number| *number += 1).or_insert(1);
        let reference = if *number == 1 { stem } else { format!("{stem}-{number}") };
        let text = |value: &str| value.to_owned();
        agreements.push(vec![
            reference.clone(),
            row["DonorName"].clone(),
            text("commitment"),
            text(DAY),
            text("USD"),
            row["ContributionAmt"].clone(),
            text("3"),
            text(places[fund]),
        ]);
        let amount = row["ContributionAmt"].clone();
        receipts.push(vec![format!("R-{reference}"), reference, text(DAY), text("deposit"), text("USD"), amount]);
    }
    let header = ["Agreement", "Donor", "Stage", "Signed on", "Currency", "Amount", "Category", "Countries or regions"];
    folder.table("agreements.csv", &header, &agreements)?;
    folder.table("receipts.csv", &["Receipt", "Agreement", "Date", "Kind", "Currency", "Amount"], &receipts)
}

fn projects(folder: &Folder, from: &Path, places: &BTreeMap<&str, &str>) -> Result<(), Box<dyn Error>> {
    let mut clusters: HashMap<String, (String, String)> = HashMap::new();
    for row in rows(&from.join("ProjectSummaryAggV2_2019.csv"))? {
        clusters.insert(row["PrjCode"].clone(), (row["ClstAgg"].clone(), row["ClstPrct"].clone()));
    }
    let mut needs: BTreeMap<(String, String), Money> = BTreeMap::new();
    let mut lines = Vec::new();
    for project in rows(&from.join("ProjectSummaryV2_2019.csv"))? {
        let code = &project["PrjCode"];
        let place = places[project["PFId"].as_str()].to_owned();
        let budget: Decimal = project["PrgBdg"].parse()?;
        let budget = Money::from_decimal(budget, 2).ok_or("a budget that does not fit")?;
        let (ids, shares) = clusters.get(code).ok_or_else(|| format!("no clusters of {code}"))?;
        let weights = shares.split("|||").map(percent).collect::<Result<Vec<u64>, _>>()?;
        let split = apportion(budget, &weights).ok_or_else(|| format!("no percentages of {code}"))?;
        for (place_in_list, (id, amount)) in ids.split("|||").zip(split).enumerate() {
            if amount.is_zero() {
                continue;
            }
            *needs.entry((place.clone(), format!("C{id}"))).or_default() += amount;
            let text = |value: &str| value.to_owned();
            lines.push(vec![
                text(DAY),
                code.clone(),
                place.clone(),
                format!("C{id}"),
                text("contractual services"),
                amount.to_decimal(2).to_string(),
                format!("{code}/{id}/{place_in_list}"),
            ]);
        }
    }
    let needs: Vec<Vec<String>> = needs
        .into_iter()
        .map(|((place, cluster), need)| vec![place, cluster, YEAR.to_owned(), need.to_decimal(2).to_string()])
        .collect();
    folder.table("priorities.csv", &["Country", "Theme", "Period", "Need"], &needs)?;
    folder.table("expenditure.csv", &["Date", "Project", "Country", "Theme", "Category", "Amount", "Document"], &lines)
}

/// A percentage with two decimals, in hundredths of a per cent.
fn percent(text: &str) -> Result<u64, Box<dyn Error>> {
    let share: Decimal = text.trim().parse()?;
    Ok((share * Decimal::from(100)).round().try_into()?)
}

fn settings(folder: &Folder, from: &Path) -> Result<(), Box<dyn Error>> {
    let themes: String = rows(&from.join("MstClusters.csv"))?
        .iter()
        .map(|row| format!("[[theme]]\ncode = \"C{}\"\nname = \"{}\"\n\n", row["ClustId"], row["ClustNm"]))
        .collect();
    folder.settings(&format!(
        r#"[fund]
name = "OCHA country-based pooled funds, 2019"
code = "CBPF-2019"
base_currency = "USD"
period = "2019"
note = "Source: OCHA country-based pooled funds data hub."

[programme]
budget = "1028396766.16"
own_resources = "0"
ongoing_projects = "0"
gap = "1028396766.16"

[[geography.area]]
code = "SYR-XB"
name = "Syria Cross border"
parent = "145"
country = true

{themes}{}"#,
        inputs(&["aliases", "donors", "agreements", "receipts", "priorities", "expenditure"])
    ))
}
