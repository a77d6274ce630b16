//! The whole pipeline on real money of others. Figures by hand arithmetic from the sources alone.

use std::collections::BTreeMap;
use std::path::Path;

use poolfund::config::Fund;
use poolfund::domain::facts::{AgreementStage, Facts};
use poolfund::domain::{GeographyCode, Money};
use poolfund::intake::{self, Options, settings};
use poolfund::ledger::Ledger;
use poolfund::month::{self, Inputs};

use crate::builder::{cents, day};
use crate::sheets::isolated;
use crate::support::real_data;
use crate::{cbpf, cerf};

fn read(fund: &Path) -> (Fund, Facts) {
    let inputs = fund.join("inputs");
    let fund = settings::load(&inputs).unwrap();
    let read = intake::read_with(&inputs, &fund, &Options { isolation: isolated(), ..Options::of(&fund) }, None);
    let errors: Vec<String> =
        read.problems.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    (fund, read.facts)
}

/// Needs and contributions of each country fund of 2019, in cents, added up from OCHA's files with a calculator's
/// arithmetic: PrgBdg of ProjectSummaryV2_2019.csv and ContributionAmt of contributions_attribution.csv.
const BY_COUNTRY: [(&str, i64, i64); 18] = include!("cbpf_2019.in");

/// Pledged, committed and received by donor in 2026, in cents, added up from the source's rows alone.
const BY_DONOR: [(&str, i64, i64, i64); 53] = include!("cerf_2026.in");

#[test]
fn country_based_pooled_funds_2019() {
    let Some(source) = real_data("cbpf") else { return };
    let folder = tempfile::tempdir().unwrap();
    cbpf::write(&source, folder.path()).unwrap();
    let (fund, facts) = read(folder.path());
    assert_eq!(facts.agreements.len(), 198);
    assert_eq!(facts.priorities.iter().map(|cell| cell.need).sum::<Money>(), cents(102_839_676_616));
    let figures = month::compute(Inputs { fund, facts, as_of: day("2019-12-31"), before: None }).unwrap();
    let deposited = figures.ledger.totals().deposited.money();
    assert_eq!(deposited, cents(94_569_321_852));
    let mut placed: BTreeMap<&GeographyCode, Money> = BTreeMap::new();
    for placement in figures.placements() {
        *placed.entry(&figures.ledger.cells[placement.cell].geography).or_default() += placement.amount;
    }
    let (mut unplaced, mut gap_sum) = (0, 0);
    for (code, need, contributed) in BY_COUNTRY {
        // All money of a country fund may pay for any of its cells: the smaller of the two is placed.
        assert_eq!(placed[&GeographyCode::new(code)], cents(need.min(contributed)), "{code}");
        unplaced += (contributed - need).max(0);
        gap_sum += (need - contributed).max(0);
    }
    let total: Money = placed.values().copied().sum();
    assert_eq!(deposited - total, cents(unplaced));
    assert_eq!(figures.gap.priorities.lacking, cents(gap_sum));
    assert_eq!(figures.gap.total.deposits, cents(102_839_676_616 - 94_569_321_852));
    let attribution = &figures.attribution;
    assert_eq!(attribution.total_charged() + attribution.total_pending(), cents(102_839_676_616));
    assert_eq!(attribution.total_charged(), total, "what is spent beyond the allocation is pending");
}

#[test]
fn donors_of_2019_resolve_to_their_canonical_names() {
    let Some(source) = real_data("cbpf") else { return };
    let folder = tempfile::tempdir().unwrap();
    cbpf::write(&source, folder.path()).unwrap();
    let (_, facts) = read(folder.path());
    let mut by_donor: BTreeMap<&str, Money> = BTreeMap::new();
    for agreement in &facts.agreements {
        let donor = facts.donors.iter().find(|donor| donor.code == agreement.donor).unwrap();
        *by_donor.entry(donor.name.as_str()).or_default() += Money::from_decimal(agreement.amount.amount, 2).unwrap();
    }
    assert_eq!(by_donor.len(), 34);
    let text = std::fs::read_to_string(source.join("contributions_attribution.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut expected: BTreeMap<String, Money> = BTreeMap::new();
    for row in reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap) {
        if row["FiscalYear"] == "2019" {
            let amount = row["ContributionAmt"].parse().unwrap();
            *expected.entry(row["GMSDonorName"].clone()).or_default() += Money::from_decimal(amount, 2).unwrap();
        }
    }
    let found: BTreeMap<String, Money> = by_donor.into_iter().map(|(name, sum)| (name.to_owned(), sum)).collect();
    assert_eq!(found, expected);
}

#[test]
fn central_emergency_response_fund_2026() {
    let Some(source) = real_data("cerf") else { return };
    let folder = tempfile::tempdir().unwrap();
    cerf::write(&source, folder.path()).unwrap();
    let (fund, facts) = read(folder.path());
    let ledger = Ledger::build(&facts, &fund, day("2026-12-31")).unwrap();
    let signed = |stage: AgreementStage| -> Money {
        let of_stage = ledger.agreements.iter().filter(|position| position.agreement.stage == stage);
        of_stage.map(|position| position.at_signature).sum()
    };
    assert_eq!(signed(AgreementStage::Pledged), cents(46_324_906_004));
    assert_eq!(signed(AgreementStage::Signed), cents(45_586_277_309));
    assert_eq!(ledger.totals().pledged.money(), cents(46_324_906_004));
    assert_eq!(ledger.totals().deposited.money(), cents(35_027_911_377));
    let of_donor = |name: &str, stage: AgreementStage| -> Money {
        let donor = facts.donors.iter().find(|donor| donor.name == name).unwrap();
        let positions = ledger.agreements.iter().filter(|position| position.agreement.donor == donor.code);
        positions.filter(|position| position.agreement.stage == stage).map(|position| position.at_signature).sum()
    };
    for (name, pledged, committed, received) in BY_DONOR {
        assert_eq!(of_donor(name, AgreementStage::Pledged), cents(pledged), "{name}");
        assert_eq!(of_donor(name, AgreementStage::Signed), cents(committed), "{name}");
        let donor = facts.donors.iter().find(|donor| donor.name == name).unwrap();
        let positions = ledger.agreements.iter().filter(|position| position.agreement.donor == donor.code);
        assert_eq!(positions.map(|position| position.deposited.money()).sum::<Money>(), cents(received), "{name}");
    }
}
