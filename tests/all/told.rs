//! What others than the fund read: no sum in it is what one donor gave that is not named, nor becomes it by subtraction.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::domain::Money;
use poolfund::domain::facts::{Facts, ReceiptKind, Visibility};
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Value};
use poolfund::report::page::contract::{Disclosure, FiguresFile, Held, Holding};
use poolfund::report::{Provenance, View, annual, page};

use crate::builder::{agreement, original, priority, receipt, target};
use crate::report::{donor_of, figures};

const ALL: [Disclosure; 4] = [Disclosure::Public, Disclosure::Totals, Disclosure::Anonymous, Disclosure::Internal];

/// Four donors in three places: AAA may pay for all of them, BBB in two, CCC in Malawi alone, DDD in Togo alone.
fn of_four() -> Figures {
    let gave = [("AAA", "61000", "WORLD"), ("BBB", "47000", "WORLD"), ("CCC", "23000", "MWI"), ("DDD", "11000", "TGO")];
    let donors = gave.iter().map(|(code, ..)| donor_of(code, "en", code)).collect();
    let mut facts = Facts { donors, ..Facts::default() };
    for (code, amount, place) in gave {
        let reference = format!("{code}-01");
        let mut signed = agreement(&reference, amount, "USD");
        signed.earmark.include = vec![target(place, "ALL")];
        signed.title = Some(format!("CANARYtitle{code}"));
        facts.agreements.push(signed);
        let paid =
            receipt(&format!("R-{code}"), &reference, "2025-04-01", ReceiptKind::Deposit, original(amount, "USD"));
        facts.receipts.push(paid);
    }
    facts.priorities =
        vec![priority("MWI", "T01", 60_000), priority("TGO", "T02", 70_000), priority("GHA", "T01", 50_000)];
    figures(facts)
}

fn own(figures: &Figures) -> FiguresFile {
    page::figures(&View::new(figures, Provenance::default()).unwrap()).unwrap()
}

/// What is allocated of each holding in each place.
fn by_place(figures: &FiguresFile, holding: &Holding) -> BTreeMap<String, Money> {
    let mut sums = BTreeMap::new();
    for Held(cell, allocated, ..) in holding.cells.iter().filter(|held| !held.1.is_zero()) {
        *sums.entry(figures.cells[*cell].place.clone()).or_default() += *allocated;
    }
    sums
}

/// The agreements of which the public edition does not say what they have in a place, and how many donors that are not public
/// have something there.
fn hidden(own: &FiguresFile, public: &FiguresFile) -> BTreeMap<String, (BTreeSet<String>, usize)> {
    let mut places: BTreeMap<String, (BTreeSet<String>, usize)> = BTreeMap::new();
    for holding in &own.holdings {
        let reference = &own.agreements[holding.agreement.unwrap()].reference;
        let shown = public.agreements.iter().position(|one| one.reference == *reference);
        let told = shown.and_then(|index| public.holdings.iter().find(|of| of.agreement == Some(index)));
        let told = told.map(|holding| by_place(public, holding)).unwrap_or_default();
        for (place, _) in by_place(own, holding).into_iter().filter(|(place, _)| !told.contains_key(place)) {
            let of = places.entry(place).or_default();
            match shown {
                Some(_) => {
                    of.0.insert(reference.clone());
                }
                None => of.1 += 1,
            }
        }
    }
    places
}

#[test]
fn no_sum_of_the_public_edition_is_one_donors_that_is_not_named() {
    let figures = of_four();
    let own = own(&figures);
    let mut alone = 0;
    for kinds in 0..ALL.len().pow(4) {
        let mut own = own.clone();
        for (place, donor) in own.donors.iter_mut().enumerate() {
            donor.disclosure = ALL[kinds / ALL.len().pow(place as u32) % ALL.len()];
        }
        let given: Vec<Disclosure> = own.donors.iter().map(|donor| donor.disclosure).collect();
        let public = page::public(own.clone());
        let named: BTreeSet<&str> =
            public.donors.iter().map(|donor| &*donor.code).filter(|code| !code.is_empty()).collect();
        for donor in own.donors.iter().filter(|donor| !named.contains(&*donor.code)) {
            let unnamed = public.donors.iter().filter(|of| of.code.is_empty());
            for sums in unnamed.map(|of| &of.sums) {
                assert_ne!(sums.received, donor.sums.received, "{given:?}: {}", donor.code);
            }
        }
        let [total, told] = [&own, &public].map(|of| of.donors.iter().map(|one| one.sums.received).sum::<Money>());
        assert_eq!(total, told, "{given:?}: nothing is lost");
        // What donors have in cells adds up to what is in cells.
        for (index, cell) in public.cells.iter().enumerate() {
            let held = public.holdings.iter().flat_map(|holding| &holding.cells).filter(|held| held.0 == index);
            assert_eq!(held.map(|held| held.1).sum::<Money>(), cell.allocated, "{given:?}");
        }
        let hidden = hidden(&own, &public);
        for (place, (agreements, others)) in &hidden {
            // An agreement that is told with others is so in two places at least: in one it would be what is left of its own total.
            for reference in agreements {
                let places = hidden.values().filter(|(of, _)| of.contains(reference)).count();
                assert!(places > 1, "{given:?}: {reference} in {place}");
            }
            if *others == 1 {
                let can_hide = own.holdings.iter().any(|holding| {
                    let places = by_place(&own, holding);
                    let reference = &own.agreements[holding.agreement.unwrap()].reference;
                    let shown = public.agreements.iter().any(|one| one.reference == *reference);
                    shown && places.len() > 1 && places.contains_key(place)
                });
                assert!(!can_hide || !agreements.is_empty(), "{given:?}: one is alone in {place}");
                alone += usize::from(can_hide);
            }
        }
    }
    assert!(alone > 20, "one donor was alone in a place {alone} times");
}

/// Every text and every amount of a book.
fn said(book: &Book) -> (String, Vec<Money>) {
    let cells = || book.sheets.iter().flat_map(|sheet| &sheet.rows).flatten();
    let text =
        cells().filter_map(|cell| if let Value::Text(text) = &cell.value { Some(text.to_string()) } else { None });
    (text.collect::<Vec<_>>().join("\n"), cells().filter_map(|cell| cell.value.money()).collect())
}

#[test]
fn the_annual_report_tells_nobodys_gift_that_is_not_named() {
    let mut figures = of_four();
    let kinds = [
        // Two that are not named; one anonymous alone; two anonymous; nobody.
        [Some(Visibility::Public), Some(Visibility::TotalsOnly), Some(Visibility::Anonymous), None],
        [Some(Visibility::Public), Some(Visibility::TotalsOnly), Some(Visibility::Anonymous), Some(Visibility::Public)],
        [Some(Visibility::Public), Some(Visibility::Public), Some(Visibility::Anonymous), Some(Visibility::Anonymous)],
        [Some(Visibility::Public); 4],
    ];
    let rows = ["Donors that are not named", "Donors that are not named", "Anonymous donors", "Anonymous donors"];
    for (kinds, row) in kinds.into_iter().zip(rows) {
        for (donor, visibility) in figures.facts.donors.iter_mut().zip(kinds) {
            donor.visibility = visibility;
        }
        let view = View::new(&figures, Provenance::default()).unwrap();
        let book = annual::book(&view, 2025);
        let (text, amounts) = said(&book);
        for (donor, visibility) in figures.facts.donors.iter().zip(kinds) {
            let code = &donor.code;
            let own = figures.ledger.agreements.iter().find(|position| position.agreement.donor == *code).unwrap();
            assert!(!text.contains(own.agreement.reference.as_str()), "{kinds:?}: agreements stand together");
            assert!(!text.contains(&format!("CANARYtitle{code}")), "{kinds:?}: {code}");
            let named = matches!(visibility, Some(Visibility::Public | Visibility::TotalsOnly));
            if named {
                continue;
            }
            assert!(!text.contains(&format!("CANARYname{code}")), "{kinds:?}: {code}");
            let gave = own.deposited.money();
            assert!(!amounts.contains(&gave) && !amounts.contains(&-gave), "{kinds:?}: the gift of {code}");
        }
        let some = kinds.iter().any(|of| !matches!(of, Some(Visibility::Public | Visibility::TotalsOnly)));
        assert_eq!(text.contains(row), some, "{kinds:?}");
        assert_eq!(text.contains("have not agreed to be named"), some, "{kinds:?}: it says so");
        let checks = book.sheets.last().unwrap().rows.iter().filter(|row| row.len() > 1);
        assert!(checks.map(|row| &row[1].value).all(|value| *value != Value::Truth(false)), "{kinds:?}");
    }
}
