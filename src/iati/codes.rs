//! The codes that settings may name, from IATI's codelists 2.03 and those that it takes over from OECD DAC.

/// One list a line: its name, a tab, its codes without those that were withdrawn.
const CODES: &str = include_str!("codes.txt");

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    AidType,
    CollaborationType,
    FinanceType,
    FlowType,
    OrganisationType,
    PolicyMarker,
    PolicySignificance,
    Region,
    Sector,
    TiedStatus,
    SdgTarget,
}

impl List {
    /// Its name in the data.
    const fn name(self) -> &'static str {
        match self {
            Self::AidType => "AidType",
            Self::CollaborationType => "CollaborationType",
            Self::FinanceType => "FinanceType",
            Self::FlowType => "FlowType",
            Self::OrganisationType => "OrganisationType",
            Self::PolicyMarker => "PolicyMarker",
            Self::PolicySignificance => "PolicySignificance",
            Self::Region => "Region",
            Self::Sector => "Sector",
            Self::TiedStatus => "TiedStatus",
            Self::SdgTarget => "UNSDG-Targets",
        }
    }

    /// What it is a list of, for messages, with an example.
    pub(super) const fn expected(self) -> &'static str {
        match self {
            Self::AidType => "an OECD DAC type of aid, such as B032",
            Self::CollaborationType => "an IATI type of collaboration, such as 1",
            Self::FinanceType => "an OECD DAC type of finance, such as 110 (standard grant)",
            Self::FlowType => "an OECD DAC type of flow, such as 10 (official development assistance)",
            Self::OrganisationType => "an IATI type of organisation, such as 40 (multilateral)",
            Self::PolicyMarker => "an OECD DAC policy marker, such as 1 (gender equality)",
            Self::PolicySignificance => "a significance from 0 to 4",
            Self::Region => "a region of OECD DAC, such as 298 (Africa)",
            Self::Sector => "a sector of OECD DAC, such as 16010",
            Self::TiedStatus => "3, 4 or 5 (untied)",
            Self::SdgTarget => "a target of the Sustainable Development Goals, such as 1.3",
        }
    }

    /// Whether a code stands in it.
    pub(super) fn has(self, code: &str) -> bool {
        let mut lists = CODES.lines().filter_map(|line| line.split_once('\t'));
        lists.any(|(name, codes)| name == self.name() && codes.split(' ').any(|known| known == code))
    }
}

/// The earmarking modalities of a category from 1 to 4, by IATI's list of the Grand Bargain's modalities.
pub(super) const fn modalities(category: u8) -> &'static [&'static str] {
    match category {
        1 => &["A", "B", "C"],
        2 => &["D", "E", "F"],
        3 => &["G", "H"],
        4 => &["I", "J", "K", "L"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_there() {
        for (list, code) in [
            (List::AidType, "B032"),
            (List::CollaborationType, "1"),
            (List::FinanceType, "110"),
            (List::FlowType, "10"),
            (List::OrganisationType, "40"),
            (List::PolicyMarker, "1"),
            (List::PolicySignificance, "0"),
            (List::Region, "998"),
            (List::Sector, "16010"),
            (List::TiedStatus, "5"),
            (List::SdgTarget, "1.3"),
        ] {
            assert!(list.has(code) && !list.has("none"), "{list:?}");
        }
    }
}
