//! Names resolve to what they mean, or stand in the queue; never to something else.

use std::collections::BTreeMap;

use poolfund::domain::{Geography, GeographyCode, Language};
use poolfund::intake::ProblemCode;

use crate::sheets::*;
use crate::support::real_data;

#[test]
fn names_of_places_are_known_in_seven_languages_and_without_marks() {
    let header: &[&str] = &["Country", "Theme", "Need"];
    for (name, code) in [
        ("Malawi", "MWI"),
        ("MWI", "MWI"),
        ("mw", "MWI"),
        ("Népal", "NPL"),
        ("Etiopía", "ETH"),
        ("Moçambique", "MOZ"),
        ("Кения", "KEN"),
        ("تونس", "TUN"),
        ("约旦", "JOR"),
        ("CÔTE D’IVOIRE*", "CIV"),
        ("Lao PDR 1/", "LAO"),
        ("Vietname", "VNM"),
        ("Vietnã", "VNM"),
        ("Territórios palestinos", "PSE"),
        ("Africa", "002"),
        ("World", "WORLD"),
    ] {
        let read = Inputs::new().sheet("priorities", &[header, &[name, "T01", "#1"]]).read();
        assert_eq!(
            read.facts.priorities.first().map(|cell| cell.geography.as_str()),
            Some(code),
            "{name}: {}",
            show(&read)
        );
    }
}

#[test]
fn portuguese_names_of_places_are_those_of_portugal_and_of_the_united_nations() {
    let geography = Geography::new(&[], &[]).unwrap();
    for (code, name) in [
        ("KEN", "Quénia"),
        ("VNM", "Vietname"),
        ("IRN", "Irão"),
        ("POL", "Polónia"),
        ("PSE", "Estado da Palestina"),
        ("LAO", "República Democrática Popular do Laos"),
        ("TZA", "República Unida da Tanzânia"),
        ("CIV", "Costa do Marfim"),
    ] {
        let found = geography.get(&GeographyCode::new(code)).unwrap();
        assert_eq!(found.names.get(&Language::Portuguese).map(String::as_str), Some(name), "{code}");
    }
}

#[test]
fn a_decided_alias_holds_and_a_contradiction_does_not() {
    let aliases: &[&[&str]] =
        &[&["Kind", "As written", "Means", "Decided by"], &["donor", "Royaume de Belgique", "BEL", "Ann"]];
    let agreement: &[&str] = &["BEL-1", "royaume de belgique", "pledge", "@2024-01-15", "EUR", "#1000"];
    let read =
        Inputs::new().donors().sheet("aliases", aliases).sheet("agreements", &[AGREEMENT_HEADER, agreement]).read();
    assert_eq!(read.facts.agreements[0].donor.as_str(), "BEL", "{}", show(&read));
    let two = [aliases, &[&["donor", "Royaume de Belgique", "JPN", "Bob"]]].concat();
    let read = Inputs::new().donors().sheet("aliases", &two).read();
    assert!(read.problems.iter().any(|problem| problem.code == ProblemCode::BadAlias));
}

#[test]
fn an_alias_of_a_place_counts_for_the_country_of_a_donor() {
    let donor: &[&str] = &["BEL", "Belgium", "government", "Royaume de Flandre"];
    let donors = |inputs: Inputs| inputs.sheet("donors", &[DONOR_HEADER, donor]).read();
    let unknown = donors(Inputs::new());
    assert!(unknown.problems.iter().any(|problem| problem.code == ProblemCode::UnknownPlace), "{}", show(&unknown));
    let aliases: &[&[&str]] =
        &[&["Kind", "As written", "Means", "Decided by"], &["country", "royaume de flandre", "BEL", "Ann"]];
    let read = donors(Inputs::new().sheet("aliases", aliases));
    assert!(!read.has_errors(), "{}", show(&read));
    assert_eq!(read.facts.donors[0].country.as_ref().map(|country| country.as_str()), Some("BEL"));
}

#[test]
fn finance_names_donors_as_it_likes_and_aliases_say_whom_it_means() {
    let aliases: &[&[&str]] =
        &[&["Kind", "As written", "Means", "Decided by"], &["donor", "Belgian Treasury", "BEL", "Ann"]];
    let header: &[&str] = &["Document", "Kind", "Date", "Donor", "Amount"];
    let line = |number, donor| [number, "deposit", "@2024-01-15", donor, "#1000"];
    let lines = [line("1", "BELGIAN TREASURY *"), line("2", "Belgium"), line("3", "Somebody else")];
    let sheet = [header, &lines[0], &lines[1], &lines[2]];
    let read = Inputs::new().donors().sheet("aliases", aliases).sheet("finance", &sheet).read();
    assert!(!read.has_errors(), "{}", show(&read));
    let donors: Vec<_> = read.facts.finance.iter().map(|line| line.donor.clone().unwrap()).collect();
    let codes: Vec<Option<&str>> = donors.iter().map(|donor| donor.code.as_ref().map(|code| code.as_str())).collect();
    assert_eq!(codes, [Some("BEL"), Some("BEL"), None], "{}", show(&read));
    assert_eq!(donors[2].written, "Somebody else");
}

#[test]
fn no_donor_name_of_the_country_based_pooled_funds_resolves_wrongly() {
    let Some(folder) = real_data("cbpf") else { return };
    let mut reader = csv::Reader::from_path(folder.join("contributions_attribution.csv")).unwrap();
    let mut truth: BTreeMap<String, String> = BTreeMap::new();
    for record in reader.records() {
        let record = record.unwrap();
        truth.insert(record[3].to_owned(), record[6].to_owned());
    }
    assert_eq!(truth.len(), 120);
    let mut names: Vec<&String> = truth.values().filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    let codes: Vec<String> = (0..names.len()).map(|number| format!("D{number:03}")).collect();
    for kind in ["", "government"] {
        let mut donors = vec![vec!["Code", "Name", "Type", "Country"]];
        let geography = Inputs::new().fund().geography;
        for (name, code) in names.iter().zip(&codes) {
            let country = geography.called(name).first().map_or("", |_| name.as_str());
            donors.push(vec![code, name, kind, if kind.is_empty() { "" } else { country }]);
        }
        let mut agreements = vec![AGREEMENT_HEADER.to_vec()];
        let references: Vec<String> = (0..truth.len()).map(|number| format!("A-{number}")).collect();
        for (name, reference) in truth.keys().zip(&references) {
            agreements.push(vec![reference, name, "pledge", "@2024-01-15", "USD", "#1000"]);
        }
        let donors: Vec<&[&str]> = donors.iter().map(Vec::as_slice).collect();
        let agreements: Vec<&[&str]> = agreements.iter().map(Vec::as_slice).collect();
        let read = Inputs::new().sheet("donors", &donors).sheet("agreements", &agreements).read();
        let written: Vec<&String> = truth.keys().collect();
        for agreement in &read.facts.agreements {
            let name = written[agreement.source.row as usize - 2];
            let place = codes.iter().position(|code| code == agreement.donor.as_str()).unwrap();
            assert_eq!(names[place], &truth[name], "{name} resolved wrongly");
        }
        let queued = read
            .problems
            .iter()
            .filter(|problem| matches!(problem.code, ProblemCode::UnknownDonor | ProblemCode::AmbiguousName));
        assert_eq!(queued.count() + read.facts.agreements.len(), 120, "{}", show(&read));
        assert!(read.facts.agreements.len() >= 60, "{}", read.facts.agreements.len());
    }
}
