//! The border: names become numbers here, once, and everything behind it counts.
//!
//! What comes in: a [`Run`] and what was frozen [`Before`] it. What leaves: agreements and cells by rank (the order of
//! their references, which breaks ties everywhere), what each earmark covers, and sums that cannot overflow. What it
//! does not know: what happens in a month.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::allocate::codes::{Spot, Trees};
use crate::allocate::instance::{LimitSpec, LimitSpecKind, Pair, PeriodSpec};
use crate::domain::{AgreementRef, CellId, DonorCode, Money, Percent};

use super::calendar::{Calendar, Window};
use crate::attribute::LifeError;
use crate::attribute::run::{Agreement, Before, Cell, FundEnd, INTEREST, InterestUse, Need, Run, Terms};

/// More than any fund has: half of it still fits when everything is added up.
const MOST: i128 = 1_000_000_000_000_000_000;

/// A share of a whole in millionths.
pub const WHOLE: i64 = 1_000_000;

/// An agreement: its calendar, and what its earmark covers by each version of its terms.
pub struct Holder<'a> {
    pub reference: AgreementRef,
    pub donor: DonorCode,
    pub calendar: Calendar<'a>,
    pub windows: Vec<Window>,
    pub versions: Vec<Version>,
}

/// What one version of an earmark says about the cells.
pub struct Version {
    /// By target: whether it may be paid for.
    covers: Vec<bool>,
    /// How many of the listed cells it may pay for.
    pub reach: u32,
    /// Its limits, all as "at most".
    pub limits: Vec<Bound>,
}

/// At most a share of an agreement's programmable money in some cells.
pub struct Bound {
    /// In millionths.
    pub share_ppm: i64,
    /// By cell: whether it counts.
    pub cells: Vec<bool>,
}

/// A cell.
pub struct Spotted<'a> {
    pub cell: Cow<'a, Cell>,
    /// Its place and theme, as a number that other cells may share.
    pub target: u32,
    /// The groups that it lies in.
    pub groups: Vec<u32>,
    /// Whether the run has it; one that is gone needs nothing, and nobody may pay for it.
    pub listed: bool,
    needs: Vec<Need>,
}

/// Agreements and cells by rank.
pub struct Numbers<'a> {
    pub run: &'a Run<'a>,
    pub holders: Vec<Holder<'a>>,
    pub cells: Vec<Spotted<'a>>,
    agreements_by_name: HashMap<String, u32>,
    cells_by_name: HashMap<String, u32>,
    targets: usize,
}

/// Stand-ins for what the past names and the run does not list, and the agreement that interest is: an agreement that
/// is gone may pay for nothing, a cell that is gone needs nothing.
fn unlisted(run: &Run<'_>, before: &Before<'_>) -> (Vec<Agreement>, Vec<Cell>) {
    let mut agreements: Vec<Agreement> = Vec::new();
    if run.fund.interest == InterestUse::Programmable {
        agreements.push(interest(run));
    }
    let mut known: HashSet<&str> = run.agreements.iter().map(|agreement| agreement.reference.as_str()).collect();
    if !agreements.is_empty() {
        known.insert(INTEREST);
    }
    let opened = run.openings.iter().map(|opening| (&opening.agreement, &opening.cell));
    let named = before.entries.iter().map(|entry| (&entry.agreement, &entry.cell)).chain(opened);
    let payers = before.charges.iter().map(|charge| &charge.agreement);
    for reference in named.clone().map(|(agreement, _)| agreement).chain(payers) {
        if known.insert(reference.as_str()) {
            agreements.push(gone(reference));
        }
    }
    let mut placed: HashSet<&str> = run.cells.iter().map(|cell| cell.id.as_str()).collect();
    let mut cells: Vec<Cell> = Vec::new();
    for cell in &before.cells {
        if placed.insert(cell.id.as_str()) {
            cells.push(Cell { versions: vec![], ..cell.clone() });
        }
    }
    let charged = before.charges.iter().filter_map(|charge| charge.cell.as_ref());
    for id in named.map(|(_, cell)| cell).chain(charged) {
        if placed.insert(id.as_str()) {
            cells.push(nowhere(id));
        }
    }
    (agreements, cells)
}

fn interest(run: &Run<'_>) -> Agreement {
    let roots = |nodes: &[crate::allocate::instance::NodeSpec]| -> Vec<String> {
        nodes.iter().filter(|node| node.parent.is_none()).map(|node| node.code.clone()).collect()
    };
    let themes = roots(&run.themes);
    let everywhere = roots(&run.geographies)
        .into_iter()
        .flat_map(|place| themes.iter().map(move |theme| (place.clone(), theme.clone())));
    Agreement {
        reference: AgreementRef::new(INTEREST),
        donor: DonorCode::new(INTEREST),
        terms: vec![plain_terms(run.fund.from, None, everywhere.collect())],
    }
}

fn gone(reference: &AgreementRef) -> Agreement {
    let terms = plain_terms(NaiveDate::MAX, Some(NaiveDate::MIN), vec![]);
    Agreement { reference: reference.clone(), donor: DonorCode::new(""), terms: vec![terms] }
}

fn plain_terms(from: NaiveDate, to: Option<NaiveDate>, include: Vec<Pair>) -> Terms {
    let none = Percent::ZERO;
    Terms {
        effective: None,
        from,
        to,
        fee: none,
        levy: none,
        support: none,
        category: 1,
        include,
        exclude: vec![],
        limits: vec![],
    }
}

fn nowhere(id: &CellId) -> Cell {
    Cell {
        id: id.clone(),
        geography: String::new(),
        theme: String::new(),
        period: PeriodSpec { from: NaiveDate::MAX, to: NaiveDate::MIN },
        country: true,
        versions: vec![],
    }
}

impl<'a> Numbers<'a> {
    /// Ranks agreements and cells, and reads the earmarks.
    ///
    /// # Errors
    /// When a name stands twice, an agreement has no terms, or amounts are beyond what can be added up.
    pub fn new(run: &'a Run<'a>, before: &Before<'_>) -> Result<Self, LifeError> {
        affordable(run, before)?;
        let (more_agreements, more_cells) = unlisted(run, before);
        let listed = run.agreements.iter().map(Cow::Borrowed);
        let mut agreements: Vec<Cow<'a, Agreement>> =
            listed.chain(more_agreements.into_iter().map(Cow::Owned)).collect();
        agreements.sort_by(|one, other| rank_of(&one.reference).cmp(&rank_of(&other.reference)));
        let mut cells: Vec<(Cow<'a, Cell>, bool)> = run.cells.iter().map(|cell| (Cow::Borrowed(cell), true)).collect();
        cells.extend(more_cells.into_iter().map(|cell| (Cow::Owned(cell), false)));
        cells.sort_by(|one, other| one.0.id.cmp(&other.0.id));
        let agreements_by_name = numbered(agreements.iter().map(|agreement| agreement.reference.as_str()))?;
        let cells_by_name = numbered(cells.iter().map(|(cell, _)| cell.id.as_str()))?;
        let trees = trees(run, &agreements, &cells);
        let (targets, spots) = targets(&trees, &cells);
        let scopes: Vec<Vec<Spot>> = run.groups.iter().map(|group| trees.spots(&group.scope)).collect();
        let spotted = cells.into_iter().zip(targets).map(|((cell, listed), target)| {
            let spot = spots[target as usize];
            let inside = (0_u32..).zip(&scopes).filter(|(_, scope)| trees.covered(scope, spot));
            let mut needs = if listed { cell.versions.clone() } else { vec![] };
            needs.sort_by_key(|need| need.valid_from);
            Spotted { target, groups: inside.map(|(group, _)| group).collect(), listed, needs, cell }
        });
        let cells: Vec<Spotted<'_>> = spotted.collect();
        let reader = Reader { trees: &trees, spots: &spots, cells: &cells };
        let never = [FundEnd { effective: None, to: NaiveDate::MAX }];
        let ends = if run.fund.ends.is_empty() { &never[..] } else { &run.fund.ends };
        let holder = |agreement: Cow<'a, Agreement>| {
            let (reference, donor) = (agreement.reference.clone(), agreement.donor.clone());
            let terms: Vec<Cow<'a, Terms>> = match agreement {
                Cow::Borrowed(agreement) => agreement.terms.iter().map(Cow::Borrowed).collect(),
                Cow::Owned(agreement) => agreement.terms.into_iter().map(Cow::Owned).collect(),
            };
            let no_terms = || LifeError::NoTerms { agreement: reference.clone() };
            let calendar = Calendar::new(terms.into_iter(), ends).ok_or_else(no_terms)?;
            let versions = calendar.versions().iter().map(|terms| reader.version(terms)).collect();
            Ok(Holder { reference, donor, windows: calendar.windows(), calendar, versions })
        };
        let holders = agreements.into_iter().map(holder).collect::<Result<Vec<_>, LifeError>>()?;
        Ok(Self { run, holders, targets: spots.len(), cells, agreements_by_name, cells_by_name })
    }

    /// How many places with a theme there are.
    pub fn targets(&self) -> usize {
        self.targets
    }

    /// The rank of an agreement.
    pub fn agreement(&self, reference: &str) -> Option<u32> {
        self.agreements_by_name.get(reference).copied()
    }

    /// The rank of a cell.
    pub fn cell(&self, id: &str) -> Option<u32> {
        self.cells_by_name.get(id).copied()
    }

    /// Whether a version of an agreement's earmark covers a cell.
    pub fn covers(&self, agreement: u32, version: usize, cell: u32) -> bool {
        let cell = &self.cells[cell as usize];
        cell.listed && self.holders[agreement as usize].versions[version].covers[cell.target as usize]
    }

    /// Whether a version of an agreement's earmark covers a target.
    pub fn covers_target(&self, agreement: u32, version: usize, target: u32) -> bool {
        self.holders[agreement as usize].versions[version].covers[target as usize]
    }

    /// Whether money of an agreement may lie in a cell, by the terms of a day: its earmark covers it and its eligibility
    /// meets the cell's period.
    pub fn allowed(&self, agreement: u32, cell: u32, day: NaiveDate) -> bool {
        let calendar = &self.holders[agreement as usize].calendar;
        let period = self.cells[cell as usize].cell.period;
        let meets = calendar.on(day).from <= period.to && period.from <= calendar.end_on(day);
        meets && self.covers(agreement, calendar.version_on(day), cell)
    }
}

impl Spotted<'_> {
    /// What the cell needs on a day: nothing before its first version and where it is gone.
    pub fn need_on(&self, day: NaiveDate) -> Need {
        let valid = self.needs.partition_point(|need| need.valid_from.is_none_or(|from| from <= day));
        let nothing = Need {
            valid_from: None,
            need: Money::ZERO,
            weight_milli: 1000,
            floor: Money::ZERO,
            ceiling: Money::ZERO,
            outside: Money::ZERO,
        };
        valid.checked_sub(1).map_or(nothing, |index| self.needs[index])
    }
}

/// The order of references: interest comes last.
fn rank_of(reference: &AgreementRef) -> (bool, &str) {
    (reference.as_str() == INTEREST, reference.as_str())
}

fn numbered<'n>(names: impl Iterator<Item = &'n str>) -> Result<HashMap<String, u32>, LifeError> {
    let mut numbers = HashMap::new();
    for (number, name) in (0..).zip(names) {
        if numbers.insert(name.to_owned(), number).is_some() {
            return Err(LifeError::Twice { name: name.to_owned() });
        }
    }
    Ok(numbers)
}

fn trees(run: &Run<'_>, agreements: &[Cow<'_, Agreement>], cells: &[(Cow<'_, Cell>, bool)]) -> Trees {
    let of_cells = cells.iter().map(|(cell, _)| (cell.geography.as_str(), cell.theme.as_str()));
    let terms = agreements.iter().flat_map(|agreement| &agreement.terms);
    let of_terms = terms.flat_map(|terms| {
        terms.include.iter().chain(&terms.exclude).chain(terms.limits.iter().flat_map(|limit| &limit.scope))
    });
    let pairs = of_terms.chain(run.groups.iter().flat_map(|group| &group.scope));
    let pairs = pairs.map(|(place, theme)| (place.as_str(), theme.as_str()));
    Trees::of(&run.geographies, &run.themes, of_cells.chain(pairs))
}

/// The target of each cell, and the spot of each target.
fn targets(trees: &Trees, cells: &[(Cow<'_, Cell>, bool)]) -> (Vec<u32>, Vec<Spot>) {
    let (mut numbers, mut spots) = (HashMap::new(), Vec::new());
    let target = |(cell, _): &(Cow<'_, Cell>, bool)| {
        let spot = trees.spot(&cell.geography, &cell.theme);
        let next = spots.len() as u32;
        let target = *numbers.entry(spot).or_insert(next);
        if target == next {
            spots.push(spot);
        }
        target
    };
    let targets = cells.iter().map(target).collect();
    (targets, spots)
}

/// Reads earmarks as what they say about each cell.
struct Reader<'r, 'a> {
    trees: &'r Trees,
    spots: &'r [Spot],
    cells: &'r [Spotted<'a>],
}

impl Reader<'_, '_> {
    fn version(&self, terms: &Terms) -> Version {
        let (include, exclude) = (self.trees.spots(&terms.include), self.trees.spots(&terms.exclude));
        let covers: Vec<bool> = self
            .spots
            .iter()
            .map(|&spot| self.trees.covered(&include, spot) && !self.trees.covered(&exclude, spot))
            .collect();
        let reached = self.cells.iter().filter(|cell| cell.listed && covers[cell.target as usize]);
        let reach = u32::try_from(reached.count()).unwrap_or(u32::MAX);
        Version { reach, limits: terms.limits.iter().map(|limit| self.bound(limit)).collect(), covers }
    }

    /// "At least p here" is "at most 1 - p elsewhere" (docs/domain.md, section 3).
    fn bound(&self, limit: &LimitSpec) -> Bound {
        let scope = self.trees.spots(&limit.scope);
        let inside = |cell: &Spotted<'_>| {
            let abroad = limit.outside_countries && !cell.cell.country;
            limit.elsewhere != (abroad || self.trees.covered(&scope, self.spots[cell.target as usize]))
        };
        match limit.kind {
            LimitSpecKind::AtMost => {
                Bound { share_ppm: limit.share_ppm, cells: self.cells.iter().map(inside).collect() }
            }
            LimitSpecKind::AtLeast => {
                let cells = self.cells.iter().map(|cell| !inside(cell)).collect();
                Bound { share_ppm: WHOLE - limit.share_ppm, cells }
            }
        }
    }
}

/// Sums are checked here, once: no sum of a part of these amounts can overflow.
fn affordable(run: &Run<'_>, before: &Before<'_>) -> Result<(), LifeError> {
    let mut sum = 0_i128;
    let mut add = |amount: Money, name: &str| {
        sum += i128::from(amount.minor()).abs();
        if sum > MOST { Err(LifeError::TooMuch { name: name.to_owned() }) } else { Ok(()) }
    };
    for receipt in &run.receipts {
        add(receipt.base, &receipt.number)?;
    }
    for cost in run.costs.iter().chain(&run.obligations).chain(&before.costs) {
        add(cost.base, &cost.id)?;
    }
    for opening in &run.openings {
        add(opening.allocated, opening.cell.as_str())?;
        add(opening.charged, opening.cell.as_str())?;
    }
    for entry in &before.entries {
        add(entry.amount, entry.cell.as_str())?;
    }
    for charge in &before.charges {
        add(charge.amount, &charge.cost)?;
    }
    for need in run.cells.iter().flat_map(|cell| cell.versions.iter().map(move |need| (need, &cell.id))) {
        let (need, id) = need;
        for amount in [need.need, need.floor, need.ceiling, need.outside] {
            add(amount, id.as_str())?;
        }
    }
    Ok(())
}
