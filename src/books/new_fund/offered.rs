//! The names that the drop-downs of a fund's workbooks offer: its donors, agreements, places, themes and priorities.
//!
//! What comes in: a fund and its facts. What leaves: lists, and the sheet of a workbook that holds them, each under a name of the
//! workbook that grows with its list. What it does not know: which workbooks there are.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

use crate::config::{Fund, InputKind};
use crate::domain::facts::{Facts, Priority};
use crate::domain::text::comparable;
use crate::domain::tree::{Node, Tree};
use crate::domain::{Currency, FactKind, Geography, GeographyCode};
use crate::intake::{Column, ColumnSpec, Form, FreshList, FreshLists, List, SheetSpec};

/// The name of the sheet with the names of drop-downs.
pub const LISTS: &str = "Lists";

/// A list that drop-downs offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// One of names that sheets of every fund have.
    Names(List),
    /// References of agreements.
    Agreements,
    /// Priorities, by place and theme.
    Priorities,
}

impl Offer {
    /// All of them, in the order of their columns.
    pub const ALL: [Self; 6] = [
        Self::Names(List::Donors),
        Self::Names(List::Places),
        Self::Names(List::Themes),
        Self::Names(List::Currencies),
        Self::Agreements,
        Self::Priorities,
    ];

    /// What the workbook calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Names(List::Donors) => "FundDonors",
            Self::Names(List::Places) => "FundPlaces",
            Self::Names(List::Themes) => "FundThemes",
            Self::Names(List::Currencies) => "FundCurrencies",
            Self::Agreements => "FundAgreements",
            Self::Priorities => "FundPriorities",
        }
    }

    /// The header of its column.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Names(List::Donors) => "Donor codes",
            Self::Names(List::Places) => "Countries and regions",
            Self::Names(List::Themes) => "Themes and pillars",
            Self::Names(List::Currencies) => "Currencies",
            Self::Agreements => "Agreements of the fund",
            Self::Priorities => "Priorities of the fund: place / theme",
        }
    }

    /// What the cells of a column of a sheet are offered.
    pub(super) fn to(layout: &SheetSpec, column: &ColumnSpec) -> Option<Self> {
        let names_agreements = layout.kind != InputKind::Facts(FactKind::Agreement);
        if let Form::Name(list) = column.form {
            Some(Self::Names(list))
        } else if matches!(column.column, Column::FromCell | Column::ToCell) {
            Some(Self::Priorities)
        } else if matches!(column.column, Column::Agreement | Column::ToAgreement) && names_agreements {
            Some(Self::Agreements)
        } else {
            None
        }
    }
}

/// The names that drop-downs offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// Codes of donors.
    pub donors: Vec<String>,
    /// Countries and regions.
    pub places: Vec<String>,
    /// Themes and pillars.
    pub themes: Vec<String>,
    /// Codes of currencies.
    pub currencies: Vec<String>,
    /// References of agreements.
    pub agreements: Vec<String>,
    /// Priorities, by place and theme, and by period where there are several.
    pub priorities: Vec<String>,
}

/// Those that funds use most.
pub(super) const CURRENCIES: [&str; 12] =
    ["USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "CNY", "KRW"];

impl Offered {
    /// What is offered before the fund has themes of its own.
    pub fn usual() -> Self {
        let places = Geography::new(&[], &[]).unwrap_or_else(|_| Geography::empty());
        Self {
            places: self::places(&places, places.nodes().iter()),
            currencies: CURRENCIES.map(str::to_owned).to_vec(),
            ..Self::default()
        }
    }

    /// What a fund with these facts offers. Places and currencies that it uses come first.
    pub fn of(fund: &Fund, facts: &Facts) -> Self {
        let donors = facts.donors.iter().map(|donor| donor.code.to_string());
        let agreements = facts.agreements.iter().map(|agreement| agreement.reference.to_string());
        let used: BTreeSet<&str> = facts.priorities.iter().map(|cell| cell.geography.as_str()).collect();
        let all = fund.geography.nodes().iter();
        let (first, others): (Vec<_>, Vec<_>) = all.partition(|node| used.contains(node.code.as_str()));
        let [first, others] = [first, others].map(|nodes| places(&fund.geography, nodes.into_iter()));
        let themes = fund.themes.nodes().iter().skip(1);
        let in_use = facts.agreements.iter().map(|agreement| agreement.amount.currency);
        let in_use = in_use.chain(facts.rates.iter().map(|rate| rate.currency));
        let currencies = std::iter::once(fund.base_currency).chain(in_use);
        let usual = CURRENCIES.iter().filter_map(|code| Currency::parse(code));
        Self {
            donors: sorted(donors),
            places: first.into_iter().chain(others).collect(),
            themes: themes.map(|node| node.name.clone()).collect(),
            currencies: once(currencies.chain(usual).map(|currency| currency.to_string())),
            agreements: sorted(agreements),
            priorities: sorted(facts.priorities.iter().map(|cell| priority(fund, &facts.priorities, cell))),
        }
    }

    /// The names of a list.
    pub fn names(&self, offer: Offer) -> &[String] {
        match offer {
            Offer::Names(List::Donors) => &self.donors,
            Offer::Names(List::Places) => &self.places,
            Offer::Names(List::Themes) => &self.themes,
            Offer::Names(List::Currencies) => &self.currencies,
            Offer::Agreements => &self.agreements,
            Offer::Priorities => &self.priorities,
        }
    }

    /// The sheet of lists, to be put in the place of an older one.
    pub(super) fn fresh(&self) -> FreshLists {
        let list = |offer: Offer| FreshList {
            name: offer.name().to_owned(),
            header: offer.header().to_owned(),
            texts: self.names(offer).to_vec(),
        };
        FreshLists { sheet: LISTS.to_owned(), lists: Offer::ALL.map(list).to_vec() }
    }

    /// Adds the sheet of lists, each under a name of the workbook that stands for it to its last name: a name that is added
    /// below is offered at once.
    ///
    /// # Errors
    /// When the writer refuses a name.
    pub fn add_to(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
        let sheet = workbook.add_worksheet().set_name(LISTS)?;
        for (column, offer) in (0_u16..).zip(Offer::ALL) {
            sheet.set_column_width(column, 40)?;
            sheet.write_string_with_format(0, column, offer.header(), &head)?;
            for (row, name) in (1_u32..).zip(self.names(offer)) {
                sheet.write_string(row, column, name)?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        for (column, offer) in (0..).zip(Offer::ALL) {
            workbook.define_name(offer.name(), &format!("={}", FreshLists::range(LISTS, column)))?;
        }
        Ok(())
    }
}

/// The names of places, sorted as people look for them.
pub(super) fn places<'n>(geography: &Geography, nodes: impl Iterator<Item = &'n Node<GeographyCode>>) -> Vec<String> {
    let mut names: Vec<String> = nodes.filter_map(|node| place(geography, node)).collect();
    names.sort_by_cached_key(|name| (comparable(name), name.clone()));
    names
}

/// A place by its name; where that may mean another place, too, by another name of it, or by its code. A region of the United
/// Nations that has no name of its own is not offered: its number says nothing to people.
fn place(geography: &Geography, node: &Node<GeographyCode>) -> Option<String> {
    let is_its_own = |name: &&String| geography.called(name).len() == 1;
    let is_word = |name: &&String| name.len() > 3 && name.is_ascii() && name.starts_with(char::is_alphabetic);
    let name = std::iter::once(&node.name).chain(node.also.iter().filter(is_word)).find(is_its_own).cloned();
    let is_number = node.code.as_str().bytes().all(|digit| digit.is_ascii_digit());
    name.or_else(|| (!is_number).then(|| node.code.to_string()))
}

/// A priority as decisions name it: by place and theme, and by its period where there are several. What has a mark between
/// parts in its name goes by its code.
fn priority(fund: &Fund, all: &[Priority], cell: &Priority) -> String {
    let place = plain(&fund.geography, cell.geography.as_ref());
    let theme = plain(&fund.themes, cell.theme.as_ref());
    let alike = |other: &&Priority| other.geography == cell.geography && other.theme == cell.theme;
    match all.iter().filter(alike).any(|other| other.period != cell.period) {
        true => format!("{place} / {theme} / {}", cell.period),
        false => format!("{place} / {theme}"),
    }
}

fn plain<C: Clone + Eq + std::hash::Hash + AsRef<str>>(tree: &Tree<C>, code: &str) -> String {
    let named = |node: &&Node<C>| node.code.as_ref() == code && !node.name.contains(['/', ';']);
    tree.nodes().iter().find(named).map_or(code, |node| node.name.as_str()).to_owned()
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Names in their order, each once.
fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.filter(|name| seen.insert(name.clone())).collect()
}
