//! The questions of a headquarters, declared: each is one table, taken together by some columns.
//!
//! `sql/views.sql` says the same for engines of SQL, by hand: a test holds the two against each other.

/// Which months of a fund a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Months {
    /// The newest one: a state.
    Newest,
    /// Each one by itself: a state every month.
    Each,
    /// All up to the newest: months hold their own facts.
    ToNewest,
}

/// A sum: its name, and the columns that it is made of, each added or taken away.
pub(super) type Sum = (&'static str, &'static [(i8, &'static str)]);

/// A question.
#[derive(Debug)]
pub struct Question {
    /// Its name: that of the view.
    pub name: &'static str,
    /// What it tells.
    pub about: &'static str,
    pub(super) table: &'static str,
    pub(super) months: Months,
    /// By which columns; the base currency comes before them.
    pub(super) by: &'static [&'static str],
    pub(super) sums: &'static [Sum],
}

impl Question {
    /// The columns of its answer: the base currency, what it is told by, how many funds, and the sums.
    pub fn columns(&self) -> Vec<&'static str> {
        let sums = self.sums.iter().map(|(name, _)| *name);
        ["base_currency"].into_iter().chain(self.by.iter().copied()).chain(["funds"]).chain(sums).collect()
    }
}

impl Question {
    /// The columns of its table that it needs.
    pub(super) fn needed(&self) -> impl Iterator<Item = &'static str> {
        let parts = self.sums.iter().flat_map(|(_, parts)| parts.iter().map(|(_, column)| *column));
        ["fund", "month"].into_iter().chain(self.by.iter().copied()).chain(parts)
    }
}

const GAP: &[Sum] = &[
    ("budget", &[(1, "budget")]),
    ("own_resources", &[(1, "own_resources")]),
    ("ongoing_projects", &[(1, "ongoing_projects")]),
    ("received", &[(1, "received")]),
    ("refunded", &[(1, "refunded")]),
    ("gap", &[(1, "gap")]),
    ("lacking", &[(1, "lacking")]),
];
const NEEDS: &[Sum] = &[
    ("need", &[(1, "need")]),
    ("outside", &[(1, "outside")]),
    ("allocated", &[(1, "allocated")]),
    ("above_need", &[(1, "above_need")]),
    ("lacking", &[(1, "lacking")]),
];
const RECEIVED: &[Sum] =
    &[("net", &[(1, "net")]), ("transferred", &[(1, "transferred")]), ("fee", &[(1, "fee")]), ("levy", &[(1, "levy")])];
const CHARGED: &[Sum] = &[("charged", &[(1, "amount")])];
const UNSPENT: &[Sum] =
    &[("allocated", &[(1, "allocated")]), ("charged", &[(1, "charged")]), ("unspent", &[(1, "unspent")])];
const POSITION: &[Sum] = &[
    ("pledged", &[(1, "pledged")]),
    ("committed", &[(1, "committed")]),
    ("received", &[(1, "received")]),
    ("refunded", &[(1, "refunded")]),
    ("charged", &[(1, "charged")]),
    ("support_cost", &[(1, "support_cost")]),
    ("unspent", &[(1, "unspent")]),
    ("unallocated", &[(1, "unallocated")]),
    ("lapsed", &[(1, "lapsed")]),
    ("over_allocated", &[(1, "over_allocated")]),
    (
        "balance",
        &[
            (1, "received"),
            (-1, "refunded"),
            (1, "transferred_in"),
            (-1, "transferred_out"),
            (-1, "fee"),
            (-1, "levy"),
            (-1, "charged"),
            (-1, "support_cost"),
        ],
    ),
];

const fn question(
    (name, about): (&'static str, &'static str),
    (table, months): (&'static str, Months),
    by: &'static [&'static str],
    sums: &'static [Sum],
) -> Question {
    Question { name, about, table, months, by, sums }
}

/// All of them.
pub const QUESTIONS: [Question; 15] = [
    question(("gap_by_fund", "the gap of each fund"), ("edition", Months::Newest), &["fund", "month"], GAP),
    question(("gap_by_month", "the gap at the end of each month"), ("edition", Months::Each), &["month"], GAP),
    question(("gap_by_country", "what places need, have and lack"), ("needs", Months::Newest), &["geography"], NEEDS),
    question(("gap_by_theme", "what themes need, have and lack"), ("needs", Months::Newest), &["theme"], NEEDS),
    question(("received_by_donor", "what came of each donor"), ("receipts", Months::Newest), &["donor"], RECEIVED),
    question(("received_by_month", "what came in each month"), ("receipts", Months::Newest), &["booked_in"], RECEIVED),
    question(
        ("charged_by_donor", "what was charged to each donor"),
        ("charged", Months::ToNewest),
        &["donor"],
        CHARGED,
    ),
    question(
        ("charged_by_country", "what was charged for each place"),
        ("charged", Months::ToNewest),
        &["geography"],
        CHARGED,
    ),
    question(
        ("charged_by_theme", "what was charged for each theme"),
        ("charged", Months::ToNewest),
        &["theme"],
        CHARGED,
    ),
    question(
        ("charged_by_month", "what was charged in each month"),
        ("charged", Months::ToNewest),
        &["month"],
        CHARGED,
    ),
    question(
        ("unspent_by_donor", "what each donor's money has left"),
        ("allocated", Months::Newest),
        &["donor"],
        UNSPENT,
    ),
    question(
        ("unspent_by_country", "what each place has left"),
        ("allocated", Months::Newest),
        &["geography"],
        UNSPENT,
    ),
    question(("unspent_by_theme", "what each theme has left"), ("allocated", Months::Newest), &["theme"], UNSPENT),
    question(
        ("unspent_by_month", "what was left at the end of each month"),
        ("allocated", Months::Each),
        &["month"],
        UNSPENT,
    ),
    question(("donor_positions", "each donor over all funds"), ("agreements", Months::Newest), &["donor"], POSITION),
];
