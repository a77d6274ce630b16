//! Priorities of the sample fund: what each place needs for each theme, and what others fund.

use rust_decimal::Decimal;

use super::book::{Entry, cents, text};
use super::places::{REGIONS, THEMES, Theme, place_name, theme_name};
use super::random::{Random, split};

/// The programme's budget, in cents.
const BUDGET: i64 = 160_000_000 * 100;
/// What ongoing projects and the organisation's own resources fund, in cents.
const OUTSIDE: i64 = 85_000_000 * 100;
/// The part of the budget that is needed in countries, in cents.
const IN_COUNTRIES: i64 = 134_400_000 * 100;

/// A cell.
#[derive(Clone)]
pub struct Cell {
    /// The place's code.
    pub place: &'static str,
    /// The theme's code.
    pub theme: &'static str,
    /// Its years; blank for the fund's period.
    pub period: &'static str,
    /// What is needed, in cents.
    pub need: i64,
    /// What others fund, in cents.
    pub outside: i64,
    /// The weight, in tenths.
    pub weight: i64,
    /// The floor, in cents.
    pub floor: Option<i64>,
    /// The ceiling, in cents.
    pub ceiling: Option<i64>,
    /// Whether need and outside funding are given by hand.
    is_fixed: bool,
}

impl Cell {
    fn new(place: &'static str, theme: &'static str, need: i64) -> Self {
        let (floor, ceiling) = (None, None);
        Self { place, theme, period: "", need, outside: 0, weight: 10, floor, ceiling, is_fixed: false }
    }

    /// What the pool can still give, in cents.
    pub fn room(&self) -> i64 {
        (self.ceiling.unwrap_or(self.need) - self.outside).max(0)
    }

    /// Whether it is the cell of a place and theme.
    pub fn is_of(&self, place: &str, theme: &str) -> bool {
        self.place == place && self.theme == theme
    }
}

/// Cells by hand, in thousands of dollars: those of narrow earmarks, and those with two periods.
const FIXED: &[(&str, &str, i64, i64)] = &[
    ("AGO", "T12", 420, 200),
    ("CPV", "T07", 380, 180),
    ("MOZ", "T10", 700, 340),
    ("STP", "T03", 260, 150),
    ("MWI", "T05", 520, 240),
    ("ETH", "T05", 900, 480),
    ("PHL", "T14", 640, 330),
    ("THA", "T03", 560, 300),
    ("THA", "T11", 300, 150),
    ("THA", "T02", 350, 170),
    ("MNG", "T08", 420, 220),
    ("BRB", "T14", 340, 170),
    ("DMA", "T14", 300, 160),
    ("KEN", "T13", 620, 300),
    ("KGZ", "T13", 450, 210),
    ("KGZ", "T06", 400, 190),
    ("TJK", "T06", 380, 180),
    ("TGO", "T03", 300, 160),
    ("ECU", "T06", 280, 140),
    ("IDN", "T15", 200, 110),
    ("MWI", "T01", 900, 460),
    ("VNM", "T08", 800, 410),
    ("SEN", "T02", 850, 440),
    ("KEN", "T06", 760, 390),
    ("JOR", "T09", 820, 420),
    ("NPL", "T14", 700, 360),
];
/// How many of them, from the end, are parted into 2021-2023 and 2024-2025.
const PARTED: usize = 6;
/// Cells that are drawn first, by theme: narrow earmarks ask for them.
const WANTED: &[(&str, &[&str])] = &[
    ("T01", &["BFA", "SEN", "TGO", "RWA", "MDG", "NER", "KHM", "LAO", "LKA"]),
    ("T02", &["TCD", "CMR", "TGO"]),
    ("T04", &["MOZ", "NPL", "ZMB", "ETH"]),
    ("T05", &["MOZ", "NPL", "ZMB"]),
    ("T07", &["KHM", "LAO", "LKA"]),
    ("T09", &["ETH", "IRQ", "KEN", "LBN", "UGA"]),
    ("T10", &["SEN", "CIV", "ETH", "NPL", "PRY", "UGA", "MWI", "AGO", "KEN", "MDG", "COL", "ECU", "IDN"]),
    ("T13", &["VNM", "MNG", "IDN", "UZB", "PAK", "LKA", "AGO"]),
    ("T14", &["IRQ", "JOR", "LBN", "PSE"]),
];
/// A pair that is no cell, so that expenditure there is an exception.
pub const NO_CELL: (&str, &str) = ("DMA", "T08");

/// Makes all cells: in countries, in regions, in the world.
pub fn cells() -> Vec<Cell> {
    let mut random = Random::new(5);
    let mut cells = fixed();
    let by_hand: i64 = cells.iter().map(|cell| cell.need).sum();
    let mut drawn: Vec<(Cell, i64)> = Vec::new();
    for (place, _, size) in REGIONS.iter().flat_map(|region| region.countries) {
        let mut left: Vec<(i64, &Theme)> = THEMES.iter().map(|theme| (theme.weight, theme)).collect();
        left.retain(|(_, theme)| !cells.iter().any(|cell| cell.is_of(place, theme.code)));
        left.retain(|(_, theme)| (*place, theme.code) != NO_CELL);
        let has = cells.iter().filter(|cell| cell.place == *place && !cell.period.starts_with("2024")).count();
        for _ in has..usize::try_from(4 + size).unwrap_or(0) {
            let is_wanted = |theme: &str| WANTED.iter().any(|(one, at)| *one == theme && at.contains(place));
            let wanted = left.iter().find(|(_, theme)| is_wanted(theme.code)).map(|(_, theme)| *theme);
            let Some(theme) = wanted.or_else(|| random.weighted(&left).copied()) else { break };
            left.retain(|(_, other)| other.code != theme.code);
            let weight = theme.weight * (size + 1) * random.between(60, 140);
            drawn.push((Cell::new(place, theme.code, 0), weight));
        }
    }
    share(&mut cells, drawn, IN_COUNTRIES - by_hand);
    let mut wide: Vec<(Cell, i64)> = Vec::new();
    for theme in THEMES.iter().filter(|theme| theme.pillar != "P1") {
        wide.push((Cell::new("WORLD", theme.code, 0), 3 * theme.weight * random.between(80, 120)));
        for region in REGIONS {
            if random.once_in(3) {
                continue;
            }
            wide.push((Cell::new(region.code, theme.code, 0), theme.weight * random.between(70, 130)));
        }
    }
    share(&mut cells, wide, BUDGET - IN_COUNTRIES);
    outside(&mut cells, &mut random);
    policies(&mut cells);
    let order = |cell: &Cell| REGIONS.iter().position(|region| region.countries.iter().any(|one| one.0 == cell.place));
    cells.sort_by_key(|cell| (order(cell).unwrap_or(9), place_name(cell.place), cell.theme, cell.period));
    cells
}

fn fixed() -> Vec<Cell> {
    let mut cells = Vec::new();
    for (place, &(country, theme, need, outside)) in FIXED.iter().enumerate() {
        let whole = Cell { outside: outside * 100_000, is_fixed: true, ..Cell::new(country, theme, need * 100_000) };
        if place + PARTED < FIXED.len() {
            cells.push(whole);
            continue;
        }
        let (early, early_outside) = (whole.need / 5 * 3, whole.outside / 5 * 3);
        let late = (whole.need - early, whole.outside - early_outside);
        cells.push(Cell { period: "2021-2023", need: early, outside: early_outside, ..whole.clone() });
        cells.push(Cell { period: "2024-2025", need: late.0, outside: late.1, ..whole });
    }
    cells
}

/// Gives cells their needs, in hundreds of dollars, so that they add up to a total.
fn share(cells: &mut Vec<Cell>, drawn: Vec<(Cell, i64)>, total: i64) {
    let weights: Vec<i64> = drawn.iter().map(|(_, weight)| *weight).collect();
    let needs = split(total / 10_000, &weights);
    cells.extend(drawn.into_iter().zip(needs).map(|((cell, _), need)| Cell { need: need * 10_000, ..cell }));
}

/// What others fund: about half, here nearly all, there little; together exactly the published sum.
fn outside(cells: &mut [Cell], random: &mut Random) {
    let mut plain = Vec::new();
    for (place, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| !cell.is_fixed) {
        let per_mille = match place % 37 {
            7 => 1_000,
            19 => random.between(850, 950),
            29 => random.between(120, 260),
            _ => {
                plain.push(place);
                random.between(420, 640)
            }
        };
        cell.outside = cell.need / 100_000 * per_mille * 100;
    }
    let missing = OUTSIDE - cells.iter().map(|cell| cell.outside).sum::<i64>();
    let weights: Vec<i64> = plain.iter().map(|&place| cells.get(place).map_or(0, |cell| cell.need)).collect();
    let parts = split(missing.abs() / 10_000, &weights);
    for (&place, part) in plain.iter().zip(parts) {
        if let Some(cell) = cells.get_mut(place) {
            cell.outside += part * 10_000 * missing.signum();
        }
    }
    let rest = OUTSIDE - cells.iter().map(|cell| cell.outside).sum::<i64>();
    if let Some(cell) = plain.first().and_then(|&place| cells.get_mut(place)) {
        cell.outside += rest;
    }
}

/// Weights, floors and ceilings of a few cells.
fn policies(cells: &mut [Cell]) {
    for (place, cell) in cells.iter_mut().enumerate().filter(|(_, cell)| !cell.is_fixed && cell.room() > 0) {
        match place % 53 {
            3 => cell.weight = 15,
            17 => cell.floor = Some(cell.outside + cell.room() / 20_000 * 10_000),
            31 => cell.ceiling = Some(cell.outside + cell.room() / 10 / 10_000 * 9 * 10_000),
            43 => cell.weight = 20,
            _ => {}
        }
    }
}

/// The columns of the sheet of priorities.
pub const COLUMNS: &[&str] =
    &["Country", "Theme", "Period", "Need", "Weight", "Floor", "Ceiling", "Outside funding", "Notes"];

/// The rows of the sheet of priorities.
pub fn rows(cells: &[Cell]) -> Vec<Vec<Entry>> {
    let row = |cell: &Cell| {
        let weight = Entry::Number(Decimal::new(cell.weight, 1).normalize());
        let note = match (cell.floor, cell.ceiling) {
            (Some(_), _) => "Agreed minimum",
            (_, Some(_)) => "Limited absorption",
            (None, None) if cell.room() == 0 => "Fully funded by ongoing projects",
            (None, None) => "",
        };
        vec![
            text(place_name(cell.place)),
            text(theme_name(cell.theme)),
            text(cell.period),
            cents(cell.need),
            if cell.weight == 10 { Entry::Blank } else { weight },
            cell.floor.map_or(Entry::Blank, cents),
            cell.ceiling.map_or(Entry::Blank, cents),
            cents(cell.outside),
            text(note),
        ]
    };
    cells.iter().map(row).collect()
}
