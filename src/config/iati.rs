//! What the files for IATI say beside the month's figures: `[iati]` in `fund.toml`, as typed.
//!
//! None of it is asked for by a month. What the files lack, and what cannot stand, is found when they are made of a
//! month's figures (`crate::iati`), since only those say what is needed.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The settings of the files for IATI.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Iati {
    /// The identifier of the pool's activity, with which those below it begin.
    pub prefix: String,
    /// What the pool is, in the fund's language.
    pub description: String,
    /// What the activities below the pool are.
    pub children: Option<Children>,
    /// The OECD DAC type of aid of contributions, where an agreement has none of its own.
    pub aid_type: String,
    /// The OECD DAC type of aid of what is spent, where it is another.
    pub spending_aid_type: String,
    /// The earmarking modality by earmarking category, where an agreement has none of its own.
    pub modalities: BTreeMap<String, String>,
    /// The type of collaboration, where one is stated.
    pub collaboration_type: String,
    /// The type of flow, where one is stated.
    pub flow_type: String,
    /// The type of finance, where one is stated.
    pub finance_type: String,
    /// Whether aid is tied, where it is stated.
    pub tied_status: String,
    /// The targets of the Sustainable Development Goals that the whole fund is for.
    pub sdg_targets: Vec<String>,
    /// Further targets of a theme.
    pub theme_targets: BTreeMap<String, Vec<String>>,
    /// The significance of OECD DAC policy markers, by marker.
    pub policy_markers: BTreeMap<String, String>,
    /// Places that are no country of ISO 3166: the country, or the region of OECD DAC, that stands for them.
    pub places: BTreeMap<String, String>,
    /// Who reports.
    pub organisation: Organisation,
    /// Whom to ask.
    pub contact: Contact,
    /// What IATI knows donors by.
    #[serde(rename = "donor")]
    pub donors: Vec<IatiDonor>,
    /// What IATI knows agreements by.
    #[serde(rename = "agreement")]
    pub agreements: Vec<IatiAgreement>,
}

/// What the activities below the pool are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Children {
    /// One for each country or other place.
    Country,
    /// One for each cell of the priorities.
    Cell,
}

/// The organisation that reports, and answers for the fund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Organisation {
    /// Its identifier in IATI.
    pub identifier: String,
    /// Its name.
    pub name: String,
    /// Its type by IATI's list of types of organisation.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Whom to ask about the fund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// The part of the organisation.
    pub department: String,
    /// The person.
    pub person: String,
    /// The telephone number.
    pub telephone: String,
    /// The address for mail.
    pub email: String,
    /// The page.
    pub website: String,
    /// The postal address.
    pub address: String,
}

/// What IATI knows a donor by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IatiDonor {
    /// The donor's code in the donors' sheet.
    pub code: String,
    /// Its identifier in IATI.
    pub identifier: String,
    /// Its type by IATI's list, where the donors' sheet says it less well.
    #[serde(rename = "type")]
    pub kind: String,
}

/// What IATI knows an agreement by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IatiAgreement {
    /// The agreement's reference in the agreements' sheet.
    pub reference: String,
    /// The donor's activity that the money comes from.
    pub activity: String,
    /// Its OECD DAC type of aid, if not the fund's.
    pub aid_type: String,
    /// Its earmarking modality, if not that of its category.
    pub modality: String,
}
