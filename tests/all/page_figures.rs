//! The page's figures beside the workbooks', and what donors would like to fund.

use poolfund::domain::facts::ResultFact;
use poolfund::domain::{DonorCode, GeographyCode, Money, Target, ThemeCode};
use poolfund::report::grid::Value;
use poolfund::report::page::contract::{FiguresFile, PlaceKind};
use poolfund::report::{Provenance, View, Workbook, page};

use crate::json::fits;
use crate::page::{json, own, sample_once};
use crate::report::{facts, figures};

/// A row of a workbook: its texts, and the sizes of its amounts and counts.
struct Row {
    texts: Vec<String>,
    sizes: Vec<u64>,
}

/// The rows of a workbook.
fn rows(view: &View<'_>, file: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for sheet in Workbook::of_file(view, file).unwrap().build(view).sheets {
        for row in &sheet.rows {
            let (mut texts, mut sizes) = (Vec::new(), Vec::new());
            for cell in row {
                match &cell.value {
                    Value::Text(text) => texts.push(text.trim().to_owned()),
                    Value::Money(amount) => sizes.push(amount.minor().unsigned_abs()),
                    Value::Whole(number) => sizes.push(number.unsigned_abs()),
                    _ => {}
                }
            }
            rows.push(Row { texts, sizes });
        }
    }
    rows
}

/// Holds that a row of a workbook has these texts, and all these amounts but those of nothing.
fn holds(rows: &[Row], texts: &[&str], amounts: &[Money]) {
    let named = |row: &&Row| texts.iter().all(|text| row.texts.iter().any(|there| there == text));
    let found: Vec<&Row> = rows.iter().filter(named).collect();
    let sizes: Vec<u64> = amounts.iter().map(|amount| amount.minor().unsigned_abs()).filter(|size| *size > 0).collect();
    let held = found.iter().any(|row| sizes.iter().all(|size| row.sizes.contains(size)));
    let found: Vec<&Vec<u64>> = found.iter().map(|row| &row.sizes).take(20).collect();
    assert!(held, "{texts:?}: {sizes:?} are in none of {found:?}");
}

#[test]
fn the_figures_are_those_of_the_workbooks() {
    let sample = sample_once();
    let view = View::new(sample, Provenance::default()).unwrap();
    let figures = own(sample);
    let gap = rows(&view, "gap-2025-10.xlsx");
    let sum = |wanted: &dyn Fn(&page::contract::Cell) -> bool| {
        let cells = figures.cells.iter().filter(|cell| wanted(cell));
        let mut sums = [Money::ZERO; 4];
        for cell in cells {
            for (sum, amount) in sums.iter_mut().zip([cell.need, cell.outside, cell.allocated, cell.lacking]) {
                *sum += amount;
            }
        }
        sums
    };
    for place in figures.places.iter().filter(|place| figures.cells.iter().any(|cell| cell.place == place.code)) {
        let name = &place.called.names["en"];
        let own = match place.kind {
            PlaceKind::Country => name.clone(),
            // Workbooks list what is for a region among the countries, and say so.
            _ => format!("{name} (as a whole)"),
        };
        holds(&gap, &[&own], &sum(&|cell| cell.place == place.code));
    }
    for theme in figures.themes.iter().filter(|theme| figures.cells.iter().any(|cell| cell.theme == theme.code)) {
        holds(&gap, &[&theme.called.names["en"]], &sum(&|cell| cell.theme == theme.code));
    }
    for month in &figures.gap.months {
        holds(&gap, &[&month.month], &[month.received, month.signed, month.outlook]);
    }
    let causes = figures.gap.causes;
    for amount in [causes.short_of_money, causes.locked_by_earmarks, causes.locked_by_limits, causes.lapsed] {
        holds(&gap, &[], &[amount]);
    }
    let both: Vec<Row> = gap.into_iter().chain(rows(&view, "fund-2025-10.xlsx")).collect();
    for line in figures.gap.raising.iter().chain(&figures.gap.priorities) {
        holds(&both, &[], &[line.amount]);
    }
    for donor in &figures.donors {
        let sums = donor.sums;
        let received = sums.received - sums.refunded;
        holds(&both, &[&donor.name], &[sums.signed, received, sums.allocated, sums.charged]);
    }
    for line in &figures.available {
        holds(&both, &[], &[line.amount]);
    }
}

#[test]
fn the_figures_of_each_agreement_and_priority_are_those_of_the_workbooks() {
    let sample = sample_once();
    let view = View::new(sample, Provenance::default()).unwrap();
    let figures = own(sample);
    let (gap, fund) = (rows(&view, "gap-2025-10.xlsx"), rows(&view, "fund-2025-10.xlsx"));
    let place =
        |code: &str| figures.places.iter().find(|place| place.code == code).unwrap().called.names["en"].as_str();
    let theme =
        |code: &str| figures.themes.iter().find(|theme| theme.code == code).unwrap().called.names["en"].as_str();
    for cell in &figures.cells {
        let names = [place(&cell.place), theme(&cell.theme)];
        // What has nothing of the pool is not in the list of what the pool has allocated.
        if !cell.allocated.is_zero() {
            holds(&fund, &names, &[cell.need, cell.allocated, cell.charged]);
        }
        if cell.lacking > Money::ZERO {
            holds(&gap, &names, &[cell.need, cell.lacking]);
        }
    }
    for agreement in &figures.agreements {
        let sums = agreement.sums;
        let reference = [agreement.reference.as_str()];
        holds(&fund, &reference, &[sums.programmable, sums.allocated, sums.lapsed, sums.unallocated]);
        if matches!(agreement.stage, "signed" | "closed") {
            holds(&fund, &reference, &[sums.signed, sums.received - sums.refunded, sums.to_come]);
        }
    }
    let pending: Money = figures.pending.iter().map(|line| line.amount).sum();
    let totals = figures.totals;
    for total in [pending, totals.signed, totals.allocated, totals.charged, totals.support_cost, totals.obligated] {
        holds(&fund, &[], &[total]);
    }
    for reach in figures.reach.iter().filter(|reach| reach.kind != "change") {
        holds(&fund, &[], &[Money::from_minor(reach.reached)]);
    }
}

/// What is said of contributions to a donor's interests, of people on the basis of so many results.
fn interested(results: u32) -> FiguresFile {
    let mut facts = facts();
    let togo = Target { geography: GeographyCode::new("TGO"), theme: ThemeCode::new("ALL") };
    let mut prospect = facts.donors[0].clone();
    (prospect.code, prospect.name) = (DonorCode::new("NEW"), "CANARYprospect".to_owned());
    facts.donors[0].interests = vec![togo.clone()];
    prospect.interests = vec![togo, Target { geography: GeographyCode::new("MWI"), theme: ThemeCode::new("T02") }];
    facts.donors.push(prospect);
    let result = facts.results[0].clone();
    facts.results = (0..results)
        .map(|number| ResultFact { date: result.date + chrono::Days::new(number.into()), ..result.clone() })
        .collect();
    own(&figures(facts))
}

#[test]
fn what_donors_would_like_to_fund_is_ranked_and_said_to_the_fund_alone() {
    let own = interested(5);
    fits("figures", &json(&own));
    let [prospect, known] = ["NEW", "AAA"].map(|code| own.interests.iter().find(|one| one.code == code).unwrap());
    assert_eq!((prospect.donor, known.donor.map(|index| own.donors[index].code.as_str())), (None, Some("AAA")));
    assert!(known.wishes["en"].contains("Togo") && !known.wishes["en"].contains("Malawi"), "{:?}", known.wishes);
    for interest in [prospect, known] {
        let ratio =
            |cell: &page::contract::Cell| (cell.outside + cell.allocated).minor() as f64 / cell.need.minor() as f64;
        let cells: Vec<_> = interest.cells.iter().map(|index| &own.cells[*index]).collect();
        assert!(!cells.is_empty() && cells.iter().all(|cell| cell.place == "TGO" && cell.lacking > Money::ZERO));
        assert!(cells.windows(2).all(|two| ratio(two[0]) <= ratio(two[1])), "the worst funded first");
        assert!(interest.contributions.len() > 1);
        for would in &interest.contributions {
            let taken: Money = would.cells.iter().map(|(_, amount)| *amount).sum();
            assert!(
                taken == would.allocated && taken <= would.programmable && would.programmable <= would.contribution
            );
            assert!(
                would.cells.iter().all(|(index, amount)| own.cells[*index].place == "TGO" && *amount > Money::ZERO)
            );
        }
        // The same money does the same for a part of the programme and for a donor who would like to fund that part.
        let of_togo = own.opportunities.iter().filter(|one| one.place == "TGO");
        let of_togo: Vec<_> = of_togo.map(|one| (one.would.contribution, one.would.cells.clone())).collect();
        let of_donor: Vec<_> = interest.contributions.iter().map(|one| (one.contribution, one.cells.clone())).collect();
        assert_eq!(of_donor, of_togo);
    }
    let public = page::public(own);
    assert!(public.interests.is_empty() && !json(&public).contains("CANARYprospect"));
}

#[test]
fn how_many_people_a_contribution_may_reach_is_said_from_five_results_on() {
    for (results, said) in [(4, false), (5, true)] {
        let own = interested(results);
        let of_togo = own.basis.iter().filter(|basis| basis.place == "TGO");
        let of_togo: Vec<_> = of_togo.map(|basis| (basis.reached.kind, basis.reached.results)).collect();
        assert_eq!(of_togo, if said { vec![("effective", 5)] } else { Vec::new() });
        assert!(own.interests.iter().all(|interest| interest.basis.is_empty() != said));
        let charged: Money = own.cells.iter().filter(|cell| cell.place == "TGO").map(|cell| cell.charged).sum();
        assert!(own.basis.iter().filter(|basis| basis.place == "TGO").all(|basis| basis.reached.charged == charged));
    }
}
