//! Small allocations for tests: a tree of two regions and two pillars, and strategies that draw money and needs on it.

use chrono::NaiveDate;
use poolfund::allocate::instance::{
    CellSpec, GroupSpec, LimitSpec, LimitSpecKind, LotSpec, NodeSpec, Pair, PeriodSpec, PolicySpec, Spread,
};
use poolfund::allocate::verify::verify;
use poolfund::allocate::{Allocation, Instance, allocate};
use proptest::prelude::*;

/// Places and the place above each; the last four are where cells lie.
const PLACES: [(&str, Option<&str>); 7] = [
    ("WORLD", None),
    ("R1", Some("WORLD")),
    ("R2", Some("WORLD")),
    ("A", Some("R1")),
    ("B", Some("R1")),
    ("C", Some("R2")),
    ("D", Some("R2")),
];

/// Themes and the theme above each; the last three are those of cells.
const THEMES: [(&str, Option<&str>); 6] = [
    ("ALL", None),
    ("P1", Some("ALL")),
    ("P2", Some("ALL")),
    ("T1", Some("P1")),
    ("T2", Some("P1")),
    ("T3", Some("P2")),
];

/// What a drawn allocation may have.
#[derive(Clone, Copy, Debug)]
pub struct Kinds {
    /// Floors of cells and groups.
    pub floors: bool,
    /// Caps of a region, and the share policy.
    pub caps: bool,
    /// Limits of lots.
    pub limits: bool,
}

/// Nothing but money, needs, ceilings, windows and exclusions.
pub const PLAIN: Kinds = Kinds { floors: false, caps: false, limits: false };
/// Caps and a share policy too.
pub const CAPPED: Kinds = Kinds { floors: false, caps: true, limits: false };
/// All that the engine knows of a part of the programme.
pub const RICH: Kinds = Kinds { floors: true, caps: true, limits: false };
/// And limits of lots.
pub const LIMITED: Kinds = Kinds { limits: true, ..RICH };

/// The sizes of a drawn allocation.
#[derive(Clone, Copy, Debug)]
pub struct Sizes {
    /// Lots at most.
    pub lots: usize,
    /// Cells at most.
    pub cells: usize,
    /// The most that a lot has.
    pub money: i64,
    /// The most that a cell needs.
    pub need: i64,
}

/// A pair of codes.
pub fn pair(place: &str, theme: &str) -> Pair {
    (place.to_owned(), theme.to_owned())
}

fn days(from: (i32, u32, u32), to: (i32, u32, u32)) -> PeriodSpec {
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    PeriodSpec { from: day(from), to: day(to) }
}

/// The periods of need, by number.
pub fn period(number: usize) -> PeriodSpec {
    [days((2021, 1, 1), (2022, 12, 31)), days((2023, 1, 1), (2025, 12, 31))][number]
}

fn nodes(tree: &[(&str, Option<&str>)]) -> Vec<NodeSpec> {
    let node = |&(code, parent): &(&str, Option<&str>)| NodeSpec {
        code: code.to_owned(),
        parent: parent.map(ToOwned::to_owned),
        also_in: vec![],
    };
    tree.iter().map(node).collect()
}

/// An allocation on the trees above.
pub fn instance(lots: Vec<LotSpec>, cells: Vec<CellSpec>) -> Instance {
    let (geographies, themes) = (nodes(&PLACES), nodes(&THEMES));
    Instance {
        geographies,
        themes,
        lots,
        cells,
        groups: Vec::new(),
        policy: None,
        placed: Vec::new(),
        spread: Spread::Proportional,
        minimum: 0,
    }
}

/// A lot that may go to some pairs.
pub fn lot(id: &str, available: i64, include: Vec<Pair>) -> LotSpec {
    LotSpec { id: id.to_owned(), available, category: 2, include, exclude: vec![], window: None, limits: vec![] }
}

/// A cell without floor, outside money or a ceiling below its need.
pub fn cell(place: &str, theme: &str, need: i64) -> CellSpec {
    CellSpec {
        id: format!("{place}/{theme}"),
        geography: place.to_owned(),
        theme: theme.to_owned(),
        period: period(0),
        need,
        weight_milli: 1000,
        floor: 0,
        ceiling: need,
        outside: 0,
        country: true,
    }
}

/// The node above; the root stays.
pub fn above(code: &str) -> &str {
    let parent = PLACES.iter().chain(&THEMES).find(|(own, _)| *own == code).and_then(|(_, parent)| *parent);
    parent.unwrap_or(code)
}

fn any_pair() -> impl Strategy<Value = Pair> {
    (0..PLACES.len(), 0..THEMES.len()).prop_map(|(place, theme)| pair(PLACES[place].0, THEMES[theme].0))
}

fn any_lot(money: i64) -> impl Strategy<Value = LotSpec> {
    let windows = prop_oneof![
        3 => Just(None),
        1 => Just(Some(days((2021, 6, 1), (2022, 6, 30)))),
        1 => Just(Some(days((2023, 6, 1), (2026, 12, 31)))),
    ];
    let include = prop::collection::vec(any_pair(), 1..3);
    let exclude = prop_oneof![2 => Just(vec![]), 1 => any_pair().prop_map(|pair| vec![pair])];
    (0..=money, 1_u8..=4, include, exclude, windows).prop_map(|(available, category, include, exclude, window)| {
        LotSpec { category, exclude, window, ..lot("", available, include) }
    })
}

/// A share of a lot that a part of the programme gets at most, or at least.
fn any_limit() -> impl Strategy<Value = LimitSpec> {
    let kind = prop_oneof![3 => Just(LimitSpecKind::AtMost), 1 => Just(LimitSpecKind::AtLeast)];
    (kind, 0..=1_000_000_i64, any_pair(), any::<bool>()).prop_map(|(kind, share_ppm, pair, elsewhere)| LimitSpec {
        kind,
        share_ppm,
        scope: vec![pair],
        outside_countries: false,
        elsewhere,
    })
}

fn any_cell(most: i64, floors: bool) -> impl Strategy<Value = CellSpec> {
    let spot = (3..PLACES.len(), 3..THEMES.len(), 0_usize..2);
    let weight = prop_oneof![2 => Just(1000), 1 => Just(500), 1 => Just(1500), 1 => Just(3000)];
    let ceiling = prop_oneof![2 => Just(100_i64), 1 => 30_i64..100];
    let outside = prop_oneof![2 => Just(0_i64), 1 => 0_i64..60];
    let floor = if floors { prop_oneof![1 => Just(0_i64), 1 => 0_i64..=100].boxed() } else { Just(0).boxed() };
    (spot, 1..=most, weight, ceiling, outside, floor).prop_map(
        |((place, theme, number), need, weight_milli, ceiling, outside, floor)| {
            let drawn = cell(PLACES[place].0, THEMES[theme].0, need);
            let ceiling = need * ceiling / 100;
            CellSpec {
                id: format!("{}/{number}", drawn.id),
                period: period(number),
                weight_milli,
                floor: ceiling * floor / 100,
                ceiling,
                outside: need * outside / 100,
                // One place counts as no country, so that the share policy means something.
                country: drawn.geography != "D",
                ..drawn
            }
        },
    )
}

/// An allocation drawn at random. A group is the region that holds only countries, so that it does not cross the policy.
pub fn any_instance(sizes: Sizes, kinds: Kinds) -> impl Strategy<Value = Instance> {
    let lots = prop::collection::vec(any_lot(sizes.money), 1..=sizes.lots);
    let cells = prop::collection::vec(any_cell(sizes.need, kinds.floors), 1..=sizes.cells);
    let most = sizes.need * 3;
    let group = prop::option::of((prop::option::of(0..=most), 0_i64..=100));
    let share = prop::option::of(prop_oneof![Just(250_000_i64), Just(600_000), Just(800_000), Just(1_000_000)]);
    let limits = prop::collection::vec(prop::option::of(any_limit()), sizes.lots);
    (lots, cells, group, share, limits).prop_map(move |(mut lots, mut cells, group, share, limits)| {
        for (number, (lot, limit)) in lots.iter_mut().zip(limits).enumerate() {
            lot.id = format!("L{number}");
            lot.limits.extend(limit.filter(|_| kinds.limits));
        }
        cells.sort_by(|one, other| one.id.cmp(&other.id));
        cells.dedup_by(|one, other| one.id == other.id);
        let mut drawn = instance(lots, cells);
        if let Some((cap, floor)) = group.filter(|_| kinds.caps) {
            let floor = if kinds.floors { cap.unwrap_or(most) * floor / 100 } else { 0 };
            drawn.groups.push(GroupSpec { id: "R1".to_owned(), scope: vec![pair("R1", "ALL")], floor, cap });
        }
        drawn.policy = share.filter(|_| kinds.caps).map(|country_share_ppm| PolicySpec { country_share_ppm });
        drawn
    })
}

/// The allocation, proved by the checker.
pub fn proved(instance: &Instance) -> Allocation {
    let allocation = allocate(instance).unwrap_or_else(|why| panic!("{why}: {}", shown(instance)));
    verify(instance, &allocation).unwrap_or_else(|fault| panic!("{fault}: {}", shown(instance)));
    allocation
}

/// The instance as the oracle reads it, for a report of a failure.
pub fn shown(instance: &Instance) -> String {
    serde_json::to_string(instance).unwrap()
}

/// A ratio of money to weighted need, compared without rounding.
#[derive(Clone, Copy, Debug)]
pub struct Ratio(i128, i128);

impl Ratio {
    /// The ratio of a cell that the pool gives so much.
    pub fn of(cell: &CellSpec, placed: i64) -> Self {
        Self(i128::from(placed + cell.outside), i128::from(cell.need) * i128::from(cell.weight_milli))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ratio {}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.0 * other.1).cmp(&(other.0 * self.1))
    }
}

/// The ratios of all cells, the worst first.
pub fn ratios(instance: &Instance, allocation: &Allocation) -> Vec<Ratio> {
    let mut found: Vec<Ratio> = (instance.cells.iter())
        .map(|spec| {
            let result = allocation.cells.iter().find(|cell| cell.id == spec.id).expect("every cell has a result");
            Ratio::of(spec, result.placed)
        })
        .collect();
    found.sort();
    found
}
