//! The settings for IATI, resolved against a month's figures.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::attribute::run::INTEREST;
use crate::config::{Children, ConfigProblem, Fund, Iati, IatiAgreement, IatiDonor};
use crate::domain::facts::{Donor, DonorType};
use crate::domain::geography::alpha2_codes;
use crate::domain::{DonorCode, GeographyCode, Period, ThemeCode};
use crate::ledger::{AgreementPosition, Ledger};
use crate::month::Figures;
use crate::report::page::contract::Disclosure;
use crate::report::told::Told;

use super::codes::modalities;
use super::faults;

/// All that is needed to say in IATI's words what the figures are.
pub(super) struct Publisher<'a> {
    pub(super) figures: &'a Figures,
    pub(super) settings: &'a Iati,
    /// What the activities below the pool are.
    pub(super) children: Children,
    recipients: BTreeMap<&'a GeographyCode, Recipient<'a>>,
    donors: BTreeMap<&'a DonorCode, &'a Donor>,
    told: Told,
    known_donors: BTreeMap<&'a str, &'a IatiDonor>,
    known_agreements: BTreeMap<&'a str, &'a IatiAgreement>,
}

/// What the standard calls a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Recipient<'a> {
    /// A country, by its alpha-2 code.
    Country(&'a str),
    /// A region: of OECD DAC, or else of the fund's own list.
    Region { vocabulary: &'static str, code: &'a str },
}

/// Types of aid of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AidTypes<'a> {
    /// By OECD DAC.
    pub(super) dac: &'a str,
    /// The earmarking category from 1 to 4, and the modality; none where no agreement stands behind the money.
    pub(super) earmarking: Option<(u8, &'a str)>,
}

/// A donor as the standard wants it; what is not known is empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Organisation<'a> {
    pub(super) code: &'a DonorCode,
    pub(super) identifier: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: &'a str,
}

impl<'a> Publisher<'a> {
    /// Resolves the settings.
    ///
    /// # Errors
    /// All that is missing or cannot stand.
    pub(super) fn new(figures: &'a Figures) -> Result<Self, Vec<ConfigProblem>> {
        let none = Iati::default();
        let faults = faults::of(figures, figures.fund.iati.as_ref().unwrap_or(&none));
        let settings = figures.fund.iati.as_ref().filter(|_| faults.is_empty());
        let Some((settings, children)) = settings.and_then(|settings| Some((settings, settings.children?))) else {
            return Err(faults);
        };
        Ok(Self {
            figures,
            settings,
            children,
            recipients: recipients(figures, settings),
            donors: figures.facts.donors.iter().map(|donor| (&donor.code, donor)).collect(),
            told: Told::among(figures.facts.donors.iter(), &figures.ledger),
            known_donors: settings.donors.iter().map(|known| (known.code.as_str(), known)).collect(),
            known_agreements: settings.agreements.iter().map(|known| (known.reference.as_str(), known)).collect(),
        })
    }

    pub(super) fn fund(&self) -> &'a Fund {
        &self.figures.fund
    }

    pub(super) fn ledger(&self) -> &'a Ledger {
        &self.figures.ledger
    }

    /// The day that counts as today.
    pub(super) fn as_of(&self) -> NaiveDate {
        self.figures.ledger.as_of
    }

    /// The fund's period, as it stands.
    pub(super) fn period(&self) -> Period {
        let fund = self.fund();
        Period { to: fund.end_on(self.as_of()).max(fund.period.from), ..fund.period }
    }

    /// A place's name in the fund's language.
    pub(super) fn place(&self, code: &'a GeographyCode) -> &'a str {
        self.fund().geography.name(code, self.fund().default_language)
    }

    /// A theme's name in the fund's language.
    pub(super) fn theme(&self, code: &'a ThemeCode) -> &'a str {
        self.fund().themes.name(code, self.fund().default_language)
    }

    /// What the standard calls a place.
    pub(super) fn recipient(&self, place: &'a GeographyCode) -> Recipient<'a> {
        let own = Recipient::Region { vocabulary: OWN_LIST, code: place.as_str() };
        self.recipients.get(place).copied().unwrap_or(own)
    }

    /// The organisation that a donor is.
    pub(super) fn donor(&self, code: &'a DonorCode) -> Organisation<'a> {
        let donor = self.donors.get(code);
        let known = self.known_donors.get(code.as_str());
        let stated = known.map_or("", |known| known.kind.as_str());
        Organisation {
            code,
            identifier: known.map_or("", |known| known.identifier.as_str()),
            name: donor.map_or(code.as_str(), |donor| donor.name.as_str()),
            kind: match donor.and_then(|donor| donor.donor_type).filter(|_| stated.is_empty()) {
                Some(DonorType::Government | DonorType::Domestic) => "10",
                Some(DonorType::Foundation) => "60",
                Some(DonorType::Multilateral) => "40",
                Some(DonorType::Private) => "70",
                None => stated,
            },
        }
    }

    /// Whether everybody may know who gives under an agreement, and each gift: its donor is told as public.
    pub(super) fn names(&self, position: &AgreementPosition) -> bool {
        self.told.disclosure(&position.agreement.donor) == Some(Disclosure::Public)
    }

    /// The donor's activity that an agreement's money comes from; empty where it is not known.
    pub(super) fn donor_activity(&self, position: &AgreementPosition) -> &'a str {
        self.known(position).map_or("", |known| known.activity.as_str())
    }

    fn known(&self, position: &AgreementPosition) -> Option<&'a IatiAgreement> {
        self.known_agreements.get(position.agreement.reference.as_str()).copied()
    }

    /// The types of aid of money that comes in under an agreement on a day.
    pub(super) fn aid(&self, position: &AgreementPosition, day: NaiveDate) -> AidTypes<'a> {
        let known = self.known(position);
        let own = known.map_or("", |known| known.aid_type.as_str());
        let category = position.terms.on(day).earmark.category.number();
        let modality = known.map_or("", |known| known.modality.as_str());
        let modality = match modalities(category).contains(&modality) {
            true => modality,
            false => self.settings.modalities.get(&category.to_string()).map_or("", String::as_str),
        };
        AidTypes {
            dac: if own.is_empty() { &self.settings.aid_type } else { own },
            earmarking: Some((category, modality)),
        }
    }

    /// The types of aid of what is spent of an agreement's money.
    pub(super) fn spending_aid(&self, position: &AgreementPosition, day: NaiveDate) -> AidTypes<'a> {
        let aid = self.aid(position, day);
        let spending = self.settings.spending_aid_type.as_str();
        AidTypes { dac: if spending.is_empty() { aid.dac } else { spending }, ..aid }
    }

    /// The types of aid of what the fund as a whole gets and pays.
    pub(super) fn fund_aid(&self) -> AidTypes<'a> {
        AidTypes { dac: &self.settings.aid_type, earmarking: None }
    }

    /// The types of aid of what is spent and charged to no agreement yet.
    pub(super) fn pending_aid(&self) -> AidTypes<'a> {
        let spending = self.settings.spending_aid_type.as_str();
        AidTypes { dac: if spending.is_empty() { &self.settings.aid_type } else { spending }, earmarking: None }
    }
}

/// The vocabulary of an organisation's own lists.
pub(super) const OWN_LIST: &str = "99";
/// The vocabulary of OECD DAC.
pub(super) const DAC_LIST: &str = "1";

/// The agreements that are reported: all but the fund's interest, which nobody promised.
pub(super) fn reported(ledger: &Ledger) -> impl Iterator<Item = &AgreementPosition> {
    ledger.agreements.iter().filter(|position| position.agreement.reference.as_str() != INTEREST)
}

/// The places and themes that the figures name.
pub(super) fn named(figures: &Figures) -> (BTreeSet<&GeographyCode>, BTreeSet<&ThemeCode>) {
    let ledger = &figures.ledger;
    let (mut places, mut themes) = (BTreeSet::new(), BTreeSet::new());
    let mut add = |place, theme| {
        places.insert(place);
        themes.insert(theme);
    };
    ledger.cells.iter().for_each(|cell| add(&cell.geography, &cell.theme));
    for pending in &figures.attribution.pending {
        let fact = &ledger.spending[pending.line as usize].fact;
        add(&fact.geography, &fact.theme);
    }
    figures.attribution.results.iter().for_each(|result| add(&result.geography, &result.theme));
    (places, themes)
}

/// What the standard calls each place that the figures name.
fn recipients<'a>(figures: &'a Figures, settings: &'a Iati) -> BTreeMap<&'a GeographyCode, Recipient<'a>> {
    let countries = alpha2_codes();
    let (places, _) = named(figures);
    let recipient = |place: &'a GeographyCode| match (countries.get(place), settings.places.get(place.as_str())) {
        (Some(&alpha2), None) => Recipient::Country(alpha2),
        (_, Some(code)) if code.chars().all(|sign| sign.is_ascii_digit()) => {
            Recipient::Region { vocabulary: DAC_LIST, code }
        }
        (_, Some(code)) => Recipient::Country(code),
        (None, None) => Recipient::Region { vocabulary: OWN_LIST, code: place.as_str() },
    };
    places.into_iter().map(|place| (place, recipient(place))).collect()
}

/// The sectors of OECD DAC that a theme is: its own, or those of the themes below it.
pub(super) fn sectors<'a>(fund: &'a Fund, theme: &'a ThemeCode) -> Vec<(&'a ThemeCode, Option<&'a str>)> {
    let sector = |code: &ThemeCode| fund.sectors.get(code).map(String::as_str);
    let nodes = fund.themes.nodes();
    let has_children =
        |code: &ThemeCode| nodes.iter().any(|node| node.parent.is_some_and(|parent| nodes[parent].code == *code));
    if sector(theme).is_some() || !has_children(theme) {
        return vec![(theme, sector(theme))];
    }
    let below = nodes.iter().map(|node| &node.code);
    let below = below.filter(|code| fund.themes.covers(theme, code) && !has_children(code));
    below.map(|code| (code, sector(code))).collect()
}
