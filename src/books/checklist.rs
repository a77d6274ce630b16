//! What is looked at before a month is closed.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;

use crate::allocate::fund::Expiring;
use crate::domain::facts::FinanceKind;
use crate::domain::text::number_of;
use crate::domain::{Currency, Money, Month};
use crate::intake::ProblemCode;
use crate::ledger::store::{self, EventKind, Restatement, RunRecord, Store};
use crate::month::{Lapsed, OverLine, Overdrawn, Pending, Summary};
use crate::reconcile::Tally;

use super::edition::{Deviation, first_deviation, written};
use super::{Books, BooksError, Computed};

/// An item of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// The reports are those of the last run, and the last run is of the inputs as they are.
    Workbooks,
    /// All lines of ours were compared with finance's.
    Compared,
    /// Finance agrees, or it is settled what is done about each difference.
    Differences,
    /// No row stands twice.
    Duplicates,
    /// No money expires soon.
    Expiring,
    /// No row of a closed month was restated.
    Restatements,
    /// All expenditure is charged.
    Pending,
    /// No agreement has ended with money to be returned, or to be extended.
    Lapsed,
    /// Nothing is above its money or its need.
    OverAllocated,
    /// No agreement is charged beyond its money, or has less than nothing.
    Overdrawn,
}

impl Item {
    /// All of them, in the order in which they are looked at.
    pub const ALL: [Self; 10] = [
        Self::Workbooks,
        Self::Overdrawn,
        Self::OverAllocated,
        Self::Pending,
        Self::Lapsed,
        Self::Compared,
        Self::Differences,
        Self::Duplicates,
        Self::Expiring,
        Self::Restatements,
    ];

    /// The word for it, in the ledger too.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workbooks => "workbooks",
            Self::Compared => "compared",
            Self::Differences => "differences",
            Self::Duplicates => "duplicates",
            Self::Expiring => "expiring",
            Self::Restatements => "restatements",
            Self::Pending => "pending",
            Self::Lapsed => "lapsed",
            Self::OverAllocated => "over-allocated",
            Self::Overdrawn => "overdrawn",
        }
    }

    /// Whether what is found may be accepted with a reason.
    pub const fn may_be_accepted(self) -> bool {
        match self {
            Self::Workbooks | Self::Overdrawn => false,
            Self::OverAllocated
            | Self::Pending
            | Self::Lapsed
            | Self::Compared
            | Self::Differences
            | Self::Duplicates
            | Self::Expiring
            | Self::Restatements => true,
        }
    }

    /// The item of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.name() == word)
    }
}

/// An item and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The item.
    pub item: Item,
    /// What was found; nothing when all is well.
    pub found: Option<Found>,
    /// Whether what was found is accepted.
    pub accepted: bool,
}

impl Checked {
    /// Whether it keeps the month from being closed.
    pub fn is_open(&self) -> bool {
        self.found.is_some() && !self.accepted
    }
}

/// What was found under an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The month must be run again, to this day.
    RunAgain {
        /// The last day of the month.
        as_of: NaiveDate,
        /// Why.
        why: Stale,
    },
    /// Finance's extract says nothing: no line of ours was compared.
    NothingCompared,
    /// Lines of ours since the last close that finance's extract says nothing about, by kind.
    NotCompared {
        /// Each kind with its lines and their sum.
        kinds: Vec<(FinanceKind, Tally)>,
        /// The base currency.
        currency: Currency,
    },
    /// Differences with finance about which nothing was decided.
    Differences {
        /// How many.
        count: usize,
        /// What they do to the balance: income less cost, here less finance's.
        sum: Money,
        /// The base currency.
        currency: Currency,
    },
    /// So many rows may stand twice.
    Duplicates(usize),
    /// Money that no cell may use expires soon.
    Expiring {
        /// The money, the soonest first.
        money: Vec<Expiring>,
        /// The base currency.
        currency: Currency,
    },
    /// So many rows of closed months were restated since the last close.
    Restatements(usize),
    /// Expenditure that no agreement can be charged with yet.
    Pending {
        /// How much, in how many lines, since when.
        pending: Pending,
        /// The base currency.
        currency: Currency,
    },
    /// Money of agreements that have ended.
    Lapsed {
        /// The agreements.
        lapses: Vec<Lapsed>,
        /// The base currency.
        currency: Currency,
    },
    /// Agreements above their money, and cells above their ceilings.
    OverAllocated {
        /// Each of them.
        over: Vec<OverLine>,
        /// The base currency.
        currency: Currency,
    },
    /// Agreements that are charged beyond their money, or have less than nothing.
    Overdrawn {
        /// Each of them, and by how much.
        agreements: Vec<Overdrawn>,
        /// The base currency.
        currency: Currency,
    },
}

/// Why the reports on the disk are not those of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stale {
    /// The month was never run.
    NeverRun,
    /// The inputs are not those that the reports were made of.
    Inputs,
    /// Another version of the program wrote the reports.
    Version(String),
    /// The reports were touched.
    Reports(Deviation),
}

impl fmt::Display for Found {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RunAgain { as_of, why } => {
                let kept = match why {
                    Stale::Reports(_) => ", which keeps files that people changed or added under a name of their own",
                    Stale::NeverRun | Stale::Inputs | Stale::Version(_) => "",
                };
                write!(formatter, "{why}; run `poolfund run --as-of {as_of}` again{kept}")
            }
            Self::NothingCompared => {
                formatter.write_str("nothing was compared: finance's extract is not there, or says nothing to this day")
            }
            Self::NotCompared { kinds, currency } => {
                let each = kinds.iter().map(|(kind, tally)| {
                    let sum = tally.sum.format(currency.minor_units());
                    format!("{} of {kind}, {sum}", number_of(tally.lines, "line"))
                });
                let each: Vec<String> = each.collect();
                write!(formatter, "finance's extract says nothing about {}", each.join("; "))
            }
            Self::Differences { count, sum, currency } => {
                let sum = sum.format(currency.minor_units());
                let (differences, is) = (number_of(*count, "difference"), if *count == 1 { "is" } else { "are" });
                write!(
                    formatter,
                    "{differences} with finance {is} not settled, which changes the balance by {sum} in all. Settle in \
                     the reconciliation's workbook and read it back: poolfund settle FILE.xlsx"
                )
            }
            Self::Duplicates(rows) => write!(formatter, "{} that may stand twice", number_of(*rows, "row")),
            Self::Expiring { money, currency } => {
                let each = money.iter().map(|one| {
                    let amount = one.unplaced.format(currency.minor_units());
                    format!("{amount} of {} until {}", one.agreement, one.until)
                });
                let each: Vec<String> = each.collect();
                write!(formatter, "money that no cell may use expires soon: {}", each.join(", "))
            }
            Self::Pending { pending, currency } => {
                let (amount, lines) = (pending.amount.format(currency.minor_units()), number_of(pending.lines, "line"));
                write!(formatter, "{amount} of expenditure is pending in {lines}")?;
                pending.oldest.map_or(Ok(()), |day| write!(formatter, ", the oldest of {day}"))
            }
            Self::Lapsed { lapses, currency } => {
                let each = lapses.iter().map(|lapse| {
                    let amount = (lapse.lapsed + lapse.reserve).format(currency.minor_units());
                    format!("{amount} of {}, ended {}", lapse.agreement, lapse.ended_on)
                });
                write!(formatter, "return or extend: {}", each.collect::<Vec<_>>().join(", "))
            }
            Self::OverAllocated { over, currency } => {
                let each = over.iter().map(|over| {
                    format!("{} by {} ({})", over.name, over.amount.format(currency.minor_units()), over.cause.words())
                });
                write!(formatter, "{}", each.collect::<Vec<_>>().join(", "))
            }
            Self::Overdrawn { agreements, currency } => overdrawn(formatter, agreements, *currency),
            Self::Restatements(rows) => {
                let (rows, were) = (number_of(*rows, "row"), if *rows == 1 { "was" } else { "were" });
                write!(formatter, "{rows} of closed months {were} restated; `poolfund diff` shows what that changes")
            }
        }
    }
}

impl fmt::Display for Stale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NeverRun => formatter.write_str("there are no reports of the month"),
            Self::Inputs => formatter.write_str("the inputs changed since the reports were written"),
            Self::Version(version) => write!(formatter, "version {version} of the program wrote the reports"),
            Self::Reports(deviation) => deviation.fmt(formatter),
        }
    }
}

/// By how much agreements are overdrawn, and what helps.
fn overdrawn(formatter: &mut fmt::Formatter<'_>, agreements: &[Overdrawn], currency: Currency) -> fmt::Result {
    let by = |amount: Money| amount.format(currency.minor_units());
    let each = agreements.iter().map(|one| format!("{} by {}", one.agreement, by(one.amount)));
    let each = each.collect::<Vec<_>>().join(", ");
    write!(formatter, "{each}. Correct the receipt, or enter the money that came")?;
    let charged = agreements.iter().filter(|one| !one.charged.is_zero());
    let charged: Vec<String> = charged.map(|one| format!("{} {}", one.agreement, by(one.charged))).collect();
    if charged.is_empty() {
        return Ok(());
    }
    write!(
        formatter,
        "; or decide that others pay (sheet of decisions, action uncharge: {}): its newest charges are taken back and wait",
        charged.join(", ")
    )
}

/// Looks at every item of a month that was computed from the inputs as they are; `run` is its last run.
pub(super) fn look(books: &Books, computed: &Computed, run: Option<&RunRecord>) -> Result<Vec<Checked>, BooksError> {
    let mut checklist = Vec::new();
    let summary = Summary::of(&computed.figures);
    let currency = summary.base_currency;
    for item in Item::ALL {
        let found = match item {
            Item::Workbooks => {
                stale(books, computed, run)?.map(|why| Found::RunAgain { as_of: computed.figures.ledger.as_of, why })
            }
            Item::Compared => not_compared(books, computed)?,
            Item::Differences => differences(computed),
            Item::Duplicates => duplicates(computed),
            Item::Expiring => expiring(computed),
            Item::Restatements => restatements(books.store())?,
            Item::Pending => {
                (summary.pending.lines > 0).then_some(Found::Pending { pending: summary.pending, currency })
            }
            Item::Lapsed => {
                let lapses = summary.lapses.clone();
                (!lapses.is_empty()).then_some(Found::Lapsed { lapses, currency })
            }
            Item::OverAllocated => {
                let over = summary.over.clone();
                (!over.is_empty()).then_some(Found::OverAllocated { over, currency })
            }
            Item::Overdrawn => {
                let agreements = summary.overdrawn_agreements.clone();
                (!agreements.is_empty()).then_some(Found::Overdrawn { agreements, currency })
            }
        };
        checklist.push(Checked { item, found, accepted: false });
    }
    Ok(checklist)
}

/// The reports must be those of the last run, and the last run must be of the inputs as they are.
fn stale(books: &Books, computed: &Computed, run: Option<&RunRecord>) -> Result<Option<Stale>, BooksError> {
    let Some(run) = run else { return Ok(Some(Stale::NeverRun)) };
    let read_anew = computed.readings.iter().any(|reading| reading.fresh.is_some());
    if read_anew || run.settings != computed.settings.sha256 || run.after != computed.after {
        return Ok(Some(Stale::Inputs));
    }
    let mut imports = Vec::new();
    for reading in &computed.readings {
        imports.extend(store::import_of(&reading.key, books.store())?.map(|id| (reading.input, id)));
    }
    imports.sort();
    if imports.iter().map(|(_, id)| id).ne(&run.imports) {
        return Ok(Some(Stale::Inputs));
    }
    if run.version != computed.version {
        return Ok(Some(Stale::Version(run.version.clone())));
    }
    let reports = books.reports(computed.month());
    let deviation = match written(&reports, &run.manifest).map_err(BooksError::file(&reports))? {
        Ok(files) => first_deviation(&reports, &files).map_err(BooksError::file(&reports))?,
        Err(deviation) => Some(deviation),
    };
    Ok(deviation.map(Stale::Reports))
}

/// What of our lines since the last close was not compared.
fn not_compared(books: &Books, computed: &Computed) -> Result<Option<Found>, BooksError> {
    let reconciliation = &computed.figures.reconciliation;
    if reconciliation.totals.is_empty() {
        return Ok(Some(Found::NothingCompared));
    }
    let last = store::last_close(books.store(), Some(&computed.month().to_string()))?;
    let closed = last.map(|(_, close)| Month::of(close.run.as_of));
    let mut kinds: BTreeMap<FinanceKind, Tally> = BTreeMap::new();
    for ((kind, month), compared) in &reconciliation.compared {
        if compared.not_compared.lines > 0 && closed.is_none_or(|closed| *month > closed) {
            let tally = kinds.entry(*kind).or_default();
            tally.lines += compared.not_compared.lines;
            tally.sum += compared.not_compared.sum;
        }
    }
    let currency = computed.figures.fund.base_currency;
    let kinds: Vec<(FinanceKind, Tally)> = kinds.into_iter().collect();
    Ok((!kinds.is_empty()).then_some(Found::NotCompared { kinds, currency }))
}

fn differences(computed: &Computed) -> Option<Found> {
    let open = &computed.figures.reconciliation.open;
    let (count, sum) = (open.unsettled().count(), open.unsettled().map(|item| item.effect).sum());
    let currency = computed.figures.fund.base_currency;
    (count > 0).then_some(Found::Differences { count, sum, currency })
}

fn duplicates(computed: &Computed) -> Option<Found> {
    let open = computed.problems.iter().filter(|problem| problem.code == ProblemCode::PossibleDuplicate).count();
    (open > 0).then_some(Found::Duplicates(open))
}

fn expiring(computed: &Computed) -> Option<Found> {
    let figures = &computed.figures;
    let money = figures.allocation.expiring(&figures.ledger, figures.fund.allocation.expiry_notice_days);
    (!money.is_empty()).then_some(Found::Expiring { money, currency: figures.fund.base_currency })
}

/// Rows of closed months that were restated since the last close.
fn restatements(store: &dyn Store) -> Result<Option<Found>, BooksError> {
    let last = store::last_close(store, None)?.map_or(0, |(event, _)| event.seq);
    let mut open = 0;
    for event in store.events(Some(EventKind::Restatement))? {
        if event.seq > last {
            open += Restatement::of(&event)?.iter().filter(|one| one.closed).count();
        }
    }
    Ok((open > 0).then_some(Found::Restatements(open)))
}
