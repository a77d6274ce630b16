//! The ways in which the programme is broken down: by country, region, theme and pillar.

use std::sync::Arc;

use crate::config::Fund;
use crate::domain::facts::Priority;
use crate::domain::{GeographyCode, ThemeCode};

use super::super::grid::Head;
use super::super::origin::Origin;
use super::Report;

/// A way to break the programme down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Breakdown {
    Country,
    Region,
    Theme,
    Pillar,
}

impl Breakdown {
    /// The key of the heading above its table.
    pub const fn section(self) -> &'static str {
        match self {
            Self::Country => "section-by-country",
            Self::Region => "section-by-region",
            Self::Theme => "section-by-theme",
            Self::Pillar => "section-by-pillar",
        }
    }

    /// The head of the column of its branches.
    pub fn head(self, report: &Report<'_>, width: u16) -> Head {
        let key = match self {
            Self::Country => "h-country",
            Self::Region => "h-region",
            Self::Theme => "h-theme",
            Self::Pillar => "h-pillar",
        };
        report.head(key, width)
    }

    /// The branch that a cell belongs to.
    pub fn branch(self, fund: &Fund, cell: &Priority) -> Branch {
        match self {
            Self::Country => Branch::Place(cell.geography.clone()),
            Self::Region => Branch::Region(fund.geography.region(&cell.geography).clone()),
            Self::Theme => Branch::Theme(cell.theme.clone()),
            Self::Pillar => Branch::Pillar(fund.themes.pillar(&cell.theme).clone()),
        }
    }
}

/// A branch of the programme: a place or theme by itself, a region or pillar with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Branch {
    Place(GeographyCode),
    Region(GeographyCode),
    Theme(ThemeCode),
    Pillar(ThemeCode),
}

/// A code that names branches.
pub(in super::super) trait BranchCode {
    /// The branch that it names in a breakdown.
    fn branch(&self, breakdown: Breakdown) -> Branch;
}

impl BranchCode for GeographyCode {
    fn branch(&self, breakdown: Breakdown) -> Branch {
        if breakdown == Breakdown::Region { Branch::Region(self.clone()) } else { Branch::Place(self.clone()) }
    }
}

impl BranchCode for ThemeCode {
    fn branch(&self, breakdown: Breakdown) -> Branch {
        if breakdown == Breakdown::Pillar { Branch::Pillar(self.clone()) } else { Branch::Theme(self.clone()) }
    }
}

impl Branch {
    /// Its name in the language of the report.
    pub fn name(&self, report: &Report<'_>) -> Arc<str> {
        match self {
            Self::Place(place) => report.place_alone(place),
            Self::Region(region) => report.place(region),
            Self::Theme(theme) | Self::Pillar(theme) => report.theme(theme),
        }
    }

    /// Where a figure of the branch comes from, by where it comes from in all.
    pub fn of(&self, origin: Origin) -> Origin {
        match self {
            Self::Place(place) => origin.place(place),
            Self::Region(region) => origin.region(region),
            Self::Theme(theme) => origin.theme(theme),
            Self::Pillar(pillar) => origin.pillar(pillar),
        }
    }
}
