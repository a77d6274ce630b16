//! What the settings lack for valid files of a month's figures, and what cannot stand in them.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{ConfigProblem, Iati};
use crate::domain::geography::alpha2_codes;
use crate::domain::{GeographyCode, ThemeCode};
use crate::ledger::AgreementPosition;
use crate::month::Figures;

use super::codes::{List, modalities};
use super::settings::{named, reported, sectors};

/// All of them, by key.
pub(super) fn of(figures: &Figures, settings: &Iati) -> Vec<ConfigProblem> {
    let mut found = Found::default();
    found.organisation(settings);
    found.classifications(settings);
    found.places(figures, settings);
    found.themes(figures, settings);
    found.donors(figures, settings);
    found.agreements(figures, settings);
    found.faults
}

/// Signs that identifiers must not hold, beside spaces (rules 1.3.13 and 1.14.13).
pub(super) const FORBIDDEN: [char; 4] = ['/', '&', '|', '?'];

/// Collects faults.
#[derive(Default)]
struct Found {
    faults: Vec<ConfigProblem>,
}

impl Found {
    fn fault(&mut self, key: &str, found: &str, expected: &str, fix: &str) {
        let found = if found.is_empty() { "nothing".to_owned() } else { format!("{found:?}") };
        let (key, expected, fix) = (key.to_owned(), expected.to_owned(), fix.to_owned());
        self.faults.push(ConfigProblem { key, found, expected, fix });
    }

    /// A text that must be there.
    fn needed(&mut self, key: &str, text: &str, expected: &str, example: &str) {
        if text.trim().is_empty() {
            self.fault(key, "", expected, &example_of(key, example));
        }
    }

    /// A code that must be there, of a list.
    fn needed_code(&mut self, key: &str, code: &str, list: List, example: &str) {
        if code.is_empty() {
            self.fault(key, "", list.expected(), &example_of(key, example));
        } else {
            self.code(key, code, list);
        }
    }

    /// A code that may be left out, of a list.
    fn code(&mut self, key: &str, code: &str, list: List) {
        if !code.is_empty() && !list.has(code) {
            self.fault(key, code, list.expected(), "Correct the code, by IATI's codelist.");
        }
    }

    /// An identifier that may be left out.
    fn identifier(&mut self, key: &str, identifier: &str) {
        if identifier.chars().any(|sign| FORBIDDEN.contains(&sign) || sign.is_whitespace() || sign.is_control()) {
            self.fault(key, identifier, "an identifier without spaces and / & | ?", "Correct the identifier.");
        }
    }

    fn organisation(&mut self, settings: &Iati) {
        let organisation = &settings.organisation;
        let key = "iati.organisation.identifier";
        self.needed(key, &organisation.identifier, "the identifier of the organisation that reports", "XM-DAC-12345");
        self.identifier(key, &organisation.identifier);
        self.needed("iati.organisation.name", &organisation.name, "its name", "Name of the organisation");
        self.needed_code("iati.organisation.type", &organisation.kind, List::OrganisationType, "40");
        let begin = format!("{}-", organisation.identifier);
        let own = settings.prefix.strip_prefix(&begin).is_some_and(|own| !own.is_empty());
        if organisation.identifier.is_empty() || !own {
            let expected =
                "the identifier of the pool's activity: the organisation's, a hyphen, and what tells the fund";
            let example = if organisation.identifier.is_empty() { "XM-DAC-12345-" } else { begin.as_str() };
            let fix = example_of("iati.prefix", &format!("{example}FUND"));
            self.fault("iati.prefix", &settings.prefix, expected, &fix);
        }
        self.identifier("iati.prefix", &settings.prefix);
        let expected = "what the pool is, in a sentence or two";
        self.needed("iati.description", &settings.description, expected, "A fund of several donors that ...");
        if settings.children.is_none() {
            let fix = "Write children = \"country\" or children = \"cell\" in [iati].";
            self.fault("iati.children", "", "what the activities below the pool are", fix);
        }
        let email = settings.contact.email.as_str();
        if !email.contains('@') {
            let fix = example_of("iati.contact.email", "fund@organisation.example");
            self.fault("iati.contact.email", email, "an address that people can write to", &fix);
        }
    }

    fn classifications(&mut self, settings: &Iati) {
        self.needed_code("iati.aid_type", &settings.aid_type, List::AidType, "B032");
        self.code("iati.spending_aid_type", &settings.spending_aid_type, List::AidType);
        self.code("iati.collaboration_type", &settings.collaboration_type, List::CollaborationType);
        self.code("iati.flow_type", &settings.flow_type, List::FlowType);
        self.code("iati.finance_type", &settings.finance_type, List::FinanceType);
        self.code("iati.tied_status", &settings.tied_status, List::TiedStatus);
        for target in &settings.sdg_targets {
            self.needed_code("iati.sdg_targets", target, List::SdgTarget, "1.3");
        }
        for (marker, significance) in &settings.policy_markers {
            let key = format!("iati.policy_markers.{marker}");
            self.code(&key, marker, List::PolicyMarker);
            self.needed_code(&key, significance, List::PolicySignificance, "1");
        }
    }

    /// Regions stand beside countries in one vocabulary: all of them are of OECD DAC, or all are the fund's own.
    fn places(&mut self, figures: &Figures, settings: &Iati) {
        let countries = alpha2_codes();
        let alpha2: BTreeSet<&str> = countries.values().copied().collect();
        for (place, code) in &settings.places {
            let key = format!("iati.places.{place}");
            if figures.fund.geography.get(&GeographyCode::new(place)).is_none() {
                self.fault(&key, place, "a place of the fund's geography", "Correct the place, or delete the line.");
            }
            if !alpha2.contains(code.as_str()) && !List::Region.has(code) {
                let expected = "a country as MW, or a region of OECD DAC as 298 (Africa)";
                self.fault(&key, code, expected, "Correct the code.");
            }
        }
        let (places, _) = named(figures);
        let regions = places.into_iter().filter(|place| !countries.contains_key(*place));
        let (known, unknown): (Vec<_>, Vec<_>) =
            regions.partition(|place| settings.places.contains_key(place.as_str()));
        let of_dac = |code: Option<&String>| code.is_some_and(|code| List::Region.has(code));
        if known.iter().any(|place| of_dac(settings.places.get(place.as_str()))) {
            for place in unknown {
                let key = format!("iati.places.{place}");
                let expected = "a region of OECD DAC, as other places have one";
                self.fault(&key, "", expected, &example_of(&key, "998"));
            }
        }
    }

    fn themes(&mut self, figures: &Figures, settings: &Iati) {
        for (theme, targets) in &settings.theme_targets {
            let key = format!("iati.theme_targets.{theme}");
            if figures.fund.themes.get(&ThemeCode::new(theme)).is_none() {
                self.fault(&key, theme, "a theme of the fund", "Correct the theme, or delete the line.");
            }
            targets.iter().for_each(|target| self.needed_code(&key, target, List::SdgTarget, "3.8"));
        }
        let (_, used) = named(figures);
        let leaves: BTreeMap<&ThemeCode, Option<&str>> =
            used.into_iter().flat_map(|theme| sectors(&figures.fund, theme)).collect();
        for (theme, sector) in leaves {
            let key = format!("theme {theme}: sector");
            match sector {
                Some(sector) => self.code(&key, sector, List::Sector),
                None => {
                    let fix = format!("Write in the [[theme]] of {theme}: sector = \"16010\".");
                    self.fault(&key, "", List::Sector.expected(), &fix);
                }
            }
        }
    }

    fn donors(&mut self, figures: &Figures, settings: &Iati) {
        let mut seen = BTreeSet::new();
        for known in &settings.donors {
            let key = format!("iati.donor {}", known.code);
            if !figures.facts.donors.iter().any(|donor| donor.code.as_str() == known.code) {
                self.fault(&key, &known.code, "the code of a donor of the donors' sheet", "Correct the code.");
            }
            if !seen.insert(&known.code) {
                self.fault(&key, &known.code, "one [[iati.donor]] a donor", "Delete one of the two.");
            }
            self.identifier(&format!("{key}: identifier"), &known.identifier);
            self.code(&format!("{key}: type"), &known.kind, List::OrganisationType);
        }
    }

    fn agreements(&mut self, figures: &Figures, settings: &Iati) {
        for (category, modality) in &settings.modalities {
            let key = format!("iati.modalities.{category}");
            let known = category.parse().map_or(&[][..], modalities);
            if !known.contains(&modality.as_str()) {
                let expected = match known {
                    [] => "a category from 1 to 4".to_owned(),
                    known => format!("a modality of category {category}: {}", known.join(", ")),
                };
                self.fault(&key, modality, &expected, "Correct the modality, by IATI's codelist.");
            }
        }
        let categories = |position: &AgreementPosition| -> BTreeSet<u8> {
            position.terms.iter().map(|terms| terms.earmark.category.number()).collect()
        };
        let positions = reported(&figures.ledger);
        let of: BTreeMap<&str, BTreeSet<u8>> =
            positions.map(|one| (one.agreement.reference.as_str(), categories(one))).collect();
        let mut own: BTreeSet<(&str, u8)> = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for known in &settings.agreements {
            let key = format!("iati.agreement {}", known.reference);
            let reference = known.reference.as_str();
            if !figures.facts.agreements.iter().any(|agreement| agreement.reference.as_str() == reference) {
                self.fault(&key, reference, "an agreement of the agreements' sheet", "Correct the reference.");
            }
            if !seen.insert(reference) {
                self.fault(&key, reference, "one [[iati.agreement]] an agreement", "Delete one of the two.");
            }
            self.identifier(&format!("{key}: activity"), &known.activity);
            self.code(&format!("{key}: aid_type"), &known.aid_type, List::AidType);
            let fits = |category: &&u8| modalities(**category).contains(&known.modality.as_str());
            let Some(categories) = of.get(reference).filter(|_| !known.modality.is_empty()) else { continue };
            own.extend(categories.iter().filter(fits).map(|category| (reference, *category)));
            if categories.iter().all(|category| !fits(&category)) {
                let expected = "a modality of the agreement's earmarking category";
                let fix = "Correct the modality, or the category in the agreements' sheet.";
                self.fault(&format!("{key}: modality"), &known.modality, expected, fix);
            }
        }
        let needed: BTreeSet<u8> = of
            .iter()
            .flat_map(|(reference, categories)| categories.iter().map(move |category| (*reference, *category)))
            .filter(|pair| !own.contains(pair))
            .map(|(_, category)| category)
            .collect();
        for category in needed.into_iter().filter(|one| !settings.modalities.contains_key(&one.to_string())) {
            let known = modalities(category);
            let key = format!("iati.modalities.{category}");
            let expected = format!("the modality of agreements of category {category}: {}", known.join(", "));
            self.fault(&key, "", &expected, &example_of(&key, known.last().copied().unwrap_or_default()));
        }
    }
}

/// Where to write a key, with an example.
fn example_of(key: &str, example: &str) -> String {
    let (table, name) = key.rsplit_once('.').unwrap_or(("", key));
    format!("Write in [{table}]: {name} = \"{example}\".")
}
