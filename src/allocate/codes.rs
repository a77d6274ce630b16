//! The two trees of an instance as numbers: which codes lie above a code.

use std::collections::HashMap;

use super::instance::{Instance, NodeSpec, Pair};

/// A tree of codes. Codes that the tree does not hold are nodes of their own.
#[derive(Clone, Debug, Default)]
struct Codes {
    numbers: HashMap<String, u32>,
    above: Vec<Vec<u32>>,
}

impl Codes {
    fn new(nodes: &[NodeSpec]) -> Self {
        let mut codes = Self::default();
        for node in nodes {
            codes.number(&node.code);
        }
        for node in nodes {
            let above = node.parent.iter().chain(&node.also_in).map(|above| codes.number(above)).collect();
            let number = codes.number(&node.code) as usize;
            codes.above[number] = above;
        }
        codes
    }

    fn number(&mut self, code: &str) -> u32 {
        if let Some(&number) = self.numbers.get(code) {
            return number;
        }
        let number = u32::try_from(self.above.len()).unwrap_or(u32::MAX);
        self.numbers.insert(code.to_owned(), number);
        self.above.push(Vec::new());
        number
    }

    /// A node and all that it lies in, from the bottom up, each once.
    fn line(&self, number: u32) -> Vec<u32> {
        let mut line = vec![number];
        let mut next = 0;
        while let Some(&here) = line.get(next) {
            for &above in &self.above[here as usize] {
                if !line.contains(&above) {
                    line.push(above);
                }
            }
            next += 1;
        }
        line
    }
}

/// A place and a theme as numbers.
pub(crate) type Spot = (u32, u32);

/// The trees of places and themes.
#[derive(Clone, Debug)]
pub(crate) struct Trees {
    places: Codes,
    themes: Codes,
    place_lines: Vec<Vec<u32>>,
    theme_lines: Vec<Vec<u32>>,
}

impl Trees {
    /// The trees, with every code that the instance uses.
    pub(super) fn new(instance: &Instance) -> Self {
        let cells = instance.cells.iter().map(|cell| (cell.geography.as_str(), cell.theme.as_str()));
        let of_lots = instance.lots.iter().flat_map(|lot| {
            lot.include.iter().chain(&lot.exclude).chain(lot.limits.iter().flat_map(|limit| &limit.scope))
        });
        let pairs = of_lots.chain(instance.groups.iter().flat_map(|group| &group.scope));
        let pairs = pairs.map(|(place, theme)| (place.as_str(), theme.as_str()));
        Self::of(&instance.geographies, &instance.themes, cells.chain(pairs))
    }

    /// The trees, with every code of the pairs: only those may be asked about.
    pub(crate) fn of<'a>(
        geographies: &[NodeSpec],
        themes: &[NodeSpec],
        pairs: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let (mut places, mut themes) = (Codes::new(geographies), Codes::new(themes));
        for (place, theme) in pairs {
            places.number(place);
            themes.number(theme);
        }
        let lines = |codes: &Codes| (0..codes.above.len()).map(|number| codes.line(number as u32)).collect();
        let (place_lines, theme_lines) = (lines(&places), lines(&themes));
        Self { places, themes, place_lines, theme_lines }
    }

    /// The numbers of a pair of codes.
    pub(crate) fn spot(&self, place: &str, theme: &str) -> Spot {
        let number = |codes: &Codes, code: &str| codes.numbers.get(code).copied().unwrap_or(u32::MAX);
        (number(&self.places, place), number(&self.themes, theme))
    }

    /// The numbers of pairs, in order, each once, without those that lie under another.
    pub(crate) fn spots(&self, pairs: &[Pair]) -> Vec<Spot> {
        let mut spots: Vec<Spot> = pairs.iter().map(|(place, theme)| self.spot(place, theme)).collect();
        spots.sort_unstable();
        spots.dedup();
        let all = spots.clone();
        spots.retain(|&spot| !all.iter().any(|&other| other != spot && self.covers(other, spot)));
        spots
    }

    /// Whether one pair lies under another.
    pub(crate) fn covers(&self, above: Spot, below: Spot) -> bool {
        self.place_lines[below.0 as usize].contains(&above.0) && self.theme_lines[below.1 as usize].contains(&above.1)
    }

    /// Whether a pair lies under any of some.
    pub(crate) fn covered(&self, above: &[Spot], below: Spot) -> bool {
        above.iter().any(|&spot| self.covers(spot, below))
    }

    /// Whether two pairs may share a cell: some place lies in both of theirs, and some theme.
    pub(crate) fn meet(&self, one: Spot, two: Spot) -> bool {
        let meet = |lines: &[Vec<u32>], one: u32, two: u32| {
            lines.iter().any(|line| line.contains(&one) && line.contains(&two))
        };
        meet(&self.place_lines, one.0, two.0) && meet(&self.theme_lines, one.1, two.1)
    }

    /// Every pair that a spot lies under.
    pub(crate) fn above(&self, spot: Spot) -> impl Iterator<Item = Spot> + '_ {
        let themes = &self.theme_lines[spot.1 as usize];
        self.place_lines[spot.0 as usize].iter().flat_map(move |&place| themes.iter().map(move |&theme| (place, theme)))
    }
}
