//! Places and themes that have cells, with all above them.

use std::collections::HashSet;

use crate::domain::tree::Tree;
use crate::domain::{GeographyCode, ThemeCode};

use super::super::contract::{Named, Place, PlaceKind, Theme};
use super::Builder;

/// The codes that are used and all above them, in the order of the tree: those above come first.
fn with_parents<'a, C>(tree: &Tree<C>, used: impl Iterator<Item = &'a C>) -> Vec<C>
where
    C: Clone + Eq + std::hash::Hash + AsRef<str> + 'a,
{
    let mut wanted: HashSet<C> = HashSet::from([tree.root().clone()]);
    for code in used {
        wanted.extend(tree.all_above(code).into_iter().cloned());
    }
    tree.nodes().iter().map(|node| node.code.clone()).filter(|code| wanted.contains(code)).collect()
}

impl Builder<'_> {
    pub(super) fn place_codes(&self) -> Vec<GeographyCode> {
        with_parents(&self.view.fund.geography, self.view.ledger.cells.iter().map(|cell| &cell.geography))
    }

    pub(super) fn theme_codes(&self) -> Vec<ThemeCode> {
        with_parents(&self.view.fund.themes, self.view.ledger.cells.iter().map(|cell| &cell.theme))
    }

    pub(super) fn places(&self) -> Vec<Place> {
        let geography = &self.view.fund.geography;
        let place = |code: GeographyCode| {
            let node = geography.get(&code)?;
            let parent = node.parent.map(|parent| geography.nodes()[parent].code.clone());
            let kind = match &parent {
                None => PlaceKind::World,
                Some(_) if geography.is_country(&code) => PlaceKind::Country,
                Some(parent) if parent == geography.root() => PlaceKind::Region,
                Some(_) => PlaceKind::Area,
            };
            let region = geography.region(&code).to_string();
            let parent = parent.map(|parent| parent.to_string());
            let also_in = node.also_in.iter().map(|other| geography.nodes()[*other].code.to_string()).collect();
            Some(Place {
                code: code.to_string(),
                parent,
                also_in,
                region,
                kind,
                called: Named::by(|language| self.view.place_called(&code, language)),
            })
        };
        self.place_codes().into_iter().filter_map(place).collect()
    }

    pub(super) fn themes(&self) -> Vec<Theme> {
        let themes = &self.view.fund.themes;
        let theme = |code: ThemeCode| {
            let node = themes.get(&code)?;
            let parent = node.parent.map(|parent| themes.nodes()[parent].code.to_string());
            let pillar = themes.pillar(&code).to_string();
            Some(Theme {
                code: code.to_string(),
                parent,
                pillar,
                called: Named::by(|language| self.view.theme_called(&code, language)),
            })
        };
        self.theme_codes().into_iter().filter_map(theme).collect()
    }
}
