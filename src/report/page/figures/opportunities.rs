//! What contributions would do, and on what basis it is said what people they may reach.

use std::cmp::Reverse;

use crate::allocate::AllocateError;
use crate::domain::facts::Donor;
use crate::domain::{GeographyCode, Money, Target, ThemeCode};
use crate::gap;

use super::super::contract::{Basis, Cell, Contribution, Interest, Named, Opportunity, Reached, ResultLine};
use super::sheets::Sheets;
use super::{Builder, counted};

/// The fewest results from which is said what people reached have cost.
const ENOUGH_RESULTS: usize = 5;

impl Builder<'_> {
    /// What contributions to each part of the programme would do, and to what each donor would like to fund.
    pub(super) fn opportunities(
        &self,
        (cells, results): (&[Cell], &[ResultLine]),
        sheets: &mut Sheets,
    ) -> Result<(Vec<Opportunity>, Vec<Interest>), AllocateError> {
        let view = self.view;
        let parts = self.parts();
        let donors: Vec<&Donor> = view.facts.donors.iter().filter(|donor| !donor.interests.is_empty()).collect();
        let asked = parts.iter().map(|part| vec![part.clone()]);
        let asked: Vec<Vec<Target>> = asked.chain(donors.iter().map(|donor| donor.interests.clone())).collect();
        let mut found = gap::opportunities(view.fund, &view.ledger.cells, view.book, &asked)?;
        let of_donors = found.split_off(parts.len());
        let opportunity = |(part, would): (&Target, gap::Opportunity)| Opportunity {
            place: part.geography.to_string(),
            theme: part.theme.to_string(),
            would: contribution(would),
        };
        let of_parts = parts.iter().zip(found);
        let of_parts = of_parts.flat_map(|(part, would)| would.into_iter().map(move |would| (part, would)));
        let opportunities = of_parts.map(opportunity).collect();
        let codes = self.donor_codes();
        let interest = |(donor, would): (&Donor, Vec<gap::Opportunity>)| Interest {
            code: donor.code.to_string(),
            name: donor.name.clone(),
            called: Named::by(|language| self.view.donor_called(donor, language)),
            donor: codes.binary_search(&&donor.code).ok(),
            wishes: self.in_words(|report| report.wishes(&donor.interests)),
            cells: self.lacking(&donor.interests, cells),
            funded: self.inside(&donor.interests).filter(|index| cells[*index].lacking.is_zero()).collect(),
            contributions: would.into_iter().map(contribution).collect(),
            basis: self.reached(&donor.interests, (cells, results)),
            source: Some(sheets.row(&donor.source)),
        };
        Ok((opportunities, donors.into_iter().zip(of_donors).map(interest).collect()))
    }

    /// Each place with all themes, and each theme in all places.
    fn parts(&self) -> Vec<Target> {
        let (world, all) = (self.view.fund.geography.root(), self.view.fund.themes.root());
        let of_place = |geography: GeographyCode| Target { geography, theme: all.clone() };
        let of_theme = |theme: ThemeCode| Target { geography: world.clone(), theme };
        let themes = self.theme_codes().into_iter().filter(|theme| theme != all);
        self.place_codes().into_iter().map(of_place).chain(themes.map(of_theme)).collect()
    }

    /// The cells of a part of the programme.
    fn inside(&self, part: &[Target]) -> impl Iterator<Item = usize> {
        let known = self.view.ledger.cells.iter().enumerate();
        known.filter(|(_, cell)| gap::lies_in(self.view.fund, part, cell)).map(|(index, _)| index)
    }

    /// The cells of a part of the programme that lack money, the worst funded first.
    fn lacking(&self, part: &[Target], cells: &[Cell]) -> Vec<usize> {
        let mut lacking: Vec<usize> = self.inside(part).filter(|index| cells[*index].lacking > Money::ZERO).collect();
        lacking.sort_by_key(|index| {
            let cell = &cells[*index];
            let funded = i128::from((cell.outside + cell.allocated).minor()) * FINE / i128::from(cell.need.minor());
            (funded, Reverse(cell.lacking), *index)
        });
        lacking
    }

    /// What people reached have cost so far, by place and by theme, from enough results.
    pub(super) fn basis(&self, cells: &[Cell], results: &[ResultLine]) -> Vec<Basis> {
        let mut basis = Vec::new();
        for part in self.parts() {
            for reached in self.reached(std::slice::from_ref(&part), (cells, results)) {
                basis.push(Basis { place: part.geography.to_string(), theme: part.theme.to_string(), reached });
            }
        }
        basis
    }

    /// The same of a union of parts.
    fn reached(&self, part: &[Target], (cells, results): (&[Cell], &[ResultLine])) -> Vec<Reached> {
        let fund = self.view.fund;
        let inside = |place: &str, theme: &str| {
            let (place, theme) = (GeographyCode::new(place), ThemeCode::new(theme));
            part.iter().any(|target| target.covers(&place, &theme, &fund.geography, &fund.themes))
        };
        let charged = cells.iter().filter(|cell| inside(&cell.place, &cell.theme)).map(|cell| cell.charged).sum();
        let within: Vec<&ResultLine> = results.iter().filter(|result| inside(&result.place, &result.theme)).collect();
        let of_kind = |kind: &'static str| {
            let lines: Vec<&ResultLine> = within.iter().filter(|line| line.kind == kind).copied().collect();
            let (results, people) = counted(&lines);
            (results >= ENOUGH_RESULTS).then_some(Reached { kind, results, people, charged })
        };
        ["legal", "effective", "adequacy"].into_iter().filter_map(of_kind).collect()
    }
}

/// So finely shares are told apart where cells are put in order.
const FINE: i128 = 1_000_000;

fn contribution(would: gap::Opportunity) -> Contribution {
    let gap::Opportunity { contribution, programmable, cells } = would;
    Contribution { contribution, programmable, allocated: cells.iter().map(|(_, amount)| *amount).sum(), cells }
}
