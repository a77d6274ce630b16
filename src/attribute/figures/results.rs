//! Results attributed to those that paid for the work (docs/domain.md, section 5), and said to be so.
//!
//! What comes in: charges by cell, and the results that closed months booked. What leaves: every result as often as it was
//! booked. It is shared by what each agreement was charged with there, of costs incurred by that day, in months up to the
//! result's; where nobody was charged yet, up to the first month in which somebody was. So no result falls to money that
//! came later. What a close booked stands; what changed of it, or came late, counts in the open month.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::domain::facts::{Facts, ResultFact, ResultKind};
use crate::domain::{AgreementRef, GeographyCode, Money, Month, Source, ThemeCode, apportion};

use crate::attribute::outcome::Life;
use crate::attribute::run::CellIndex;

use super::indexes::Indexes;
use super::short;

/// A result as it was booked in a month, or by how much it changed then, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedResult {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// When it was achieved.
    pub date: NaiveDate,
    /// What is counted.
    pub kind: ResultKind,
    /// In words.
    pub description: Option<String>,
    /// The month in which it counts: that of its day; of what came or changed after that was closed, the open one.
    pub month: Month,
    /// How many; below zero where a closed month had too many, nothing where only the parts are new.
    pub number: i64,
    /// Each agreement's part, in units of the kind's last decimal. Empty where nobody was charged for what was done by then.
    pub parts: Vec<(AgreementRef, i64)>,
    /// Its row as it stands now; that of no sheet where there is none any more.
    pub source: Source,
}

impl BookedResult {
    /// The day from which it counts: its own, or the first of the later month in which it is booked.
    pub fn counts_from(&self) -> NaiveDate {
        self.date.max(self.month.first_day())
    }

    /// Whether it counts later than it was achieved: it came late, or is what changed of a closed month.
    pub fn is_late(&self) -> bool {
        self.month > Month::of(self.date)
    }

    fn event(&self) -> Event {
        (self.geography.clone(), self.theme.clone(), self.date, self.kind)
    }
}

/// What tells what was achieved from everything else; how it is described is wording.
type Event = (GeographyCode, ThemeCode, NaiveDate, ResultKind);

/// What was booked of a result, and what it is now.
#[derive(Default)]
struct Counted {
    was: i64,
    is: i64,
    parts: BTreeMap<AgreementRef, i64>,
    source: Source,
}

/// The results of a life as they are booked, after those that the last close had. A close of a version that did not keep
/// them binds nothing.
pub(super) fn booked(
    (life, indexes): (&Life<'_>, &Indexes),
    facts: &Facts,
    index: &CellIndex,
    closed: Option<(NaiveDate, &[BookedResult])>,
) -> Vec<BookedResult> {
    let sharing = Sharing::new(life, indexes, index);
    let counted = facts.results.iter().filter(|fact| fact.date <= life.as_of);
    let Some((closed_on, kept)) = closed else { return counted.map(|fact| sharing.booked(fact)).collect() };
    let (of_closed, new): (Vec<&ResultFact>, Vec<&ResultFact>) = counted.partition(|fact| fact.date <= closed_on);
    let events = events(&of_closed, kept);
    let open = Month::of(closed_on).next();
    let mut booked: Vec<BookedResult> = kept.iter().map(|one| as_it_stands(one, &events)).collect();
    for (event, counted) in &events {
        booked.extend(differences(event, counted, open, &sharing));
    }
    booked.extend(new.into_iter().map(|fact| sharing.booked(fact)));
    booked
}

type Events = BTreeMap<Event, BTreeMap<Option<String>, Counted>>;

/// What closed months booked, and what is said of them now, by what was achieved and how it is described.
fn events(of_closed: &[&ResultFact], kept: &[BookedResult]) -> Events {
    let mut events = Events::new();
    for one in kept {
        let counted = events.entry(one.event()).or_default().entry(one.description.clone()).or_default();
        counted.was += one.number;
        for (agreement, part) in &one.parts {
            *counted.parts.entry(agreement.clone()).or_default() += part;
        }
    }
    for fact in of_closed {
        let event = (fact.geography.clone(), fact.theme.clone(), fact.date, fact.kind);
        let counted = events.entry(event).or_default().entry(fact.description.clone()).or_default();
        counted.is = counted.is.saturating_add(whole(fact.number));
        counted.source = fact.source.clone();
    }
    events
}

/// What a closed month booked, with the row that it has now.
fn as_it_stands(kept: &BookedResult, events: &Events) -> BookedResult {
    let of_event = events.get(&kept.event());
    let counted = of_event.and_then(|of_event| of_event.get(&kept.description));
    BookedResult { source: counted.map(|counted| counted.source.clone()).unwrap_or_default(), ..kept.clone() }
}

/// What changed of an event of a closed month. Those who had parts of it have them in the same proportion; where nobody had,
/// those who are charged by now.
fn differences(
    event: &Event,
    counted: &BTreeMap<Option<String>, Counted>,
    open: Month,
    sharing: &Sharing<'_>,
) -> Vec<BookedResult> {
    // Other words for the same number change nothing.
    let reworded = counted.values().map(|one| one.was).sum::<i64>() == counted.values().map(|one| one.is).sum::<i64>();
    let mut found = Vec::new();
    for (description, one) in counted {
        let number = if reworded { one.was } else { one.is };
        let (geography, theme, date, kind) = event.clone();
        let stood = one.parts.iter().filter(|(_, part)| **part > 0);
        let stood: Vec<(&AgreementRef, u64)> = stood.map(|(payer, part)| (payer, part.unsigned_abs())).collect();
        let now = match stood.is_empty() {
            true => sharing.parts((&geography, &theme), date, kind, number),
            false => split(number, kind, stood),
        };
        let mut parts: BTreeMap<AgreementRef, i64> = one.parts.iter().map(|(of, part)| (of.clone(), -part)).collect();
        for (agreement, part) in now {
            *parts.entry(agreement).or_default() += part;
        }
        parts.retain(|_, part| *part != 0);
        if number != one.was || !parts.is_empty() {
            let (description, source, number) = (description.clone(), one.source.clone(), number - one.was);
            let parts = parts.into_iter().collect();
            found.push(BookedResult { geography, theme, date, kind, description, month: open, number, parts, source });
        }
    }
    found
}

/// A number of results in parts, in units of the kind's last decimal.
fn split(number: i64, kind: ResultKind, payers: Vec<(&AgreementRef, u64)>) -> Vec<(AgreementRef, i64)> {
    let units = number.saturating_mul(10_i64.pow(kind.decimals()));
    let weights: Vec<u64> = payers.iter().map(|(_, weight)| *weight).collect();
    let parts = apportion(Money::from_minor(units), &weights).unwrap_or_default();
    payers.into_iter().map(|(payer, _)| payer.clone()).zip(parts.into_iter().map(Money::minor)).collect()
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What results of a place, theme and day are shared by.
struct Sharing<'l> {
    life: &'l Life<'l>,
    index: &'l CellIndex,
    shares: ResultShares,
    /// The cells of the life, by those of the ledger.
    cells: HashMap<u32, u32>,
}

impl<'l> Sharing<'l> {
    fn new(life: &'l Life<'l>, indexes: &Indexes, index: &'l CellIndex) -> Self {
        let cells = indexes.cells.iter().copied().zip(0..).collect();
        Self { life, index, shares: ResultShares::new(life), cells }
    }

    /// A result of a month that is open, in the month of its day.
    fn booked(&self, fact: &ResultFact) -> BookedResult {
        let (date, kind, number) = (fact.date, fact.kind, whole(fact.number));
        BookedResult {
            parts: self.parts((&fact.geography, &fact.theme), date, kind, number),
            geography: fact.geography.clone(),
            theme: fact.theme.clone(),
            date,
            kind,
            description: fact.description.clone(),
            month: Month::of(date),
            number,
            source: fact.source.clone(),
        }
    }

    /// The parts of those who paid for what was done there by a day.
    fn parts(
        &self,
        (geography, theme): (&GeographyCode, &ThemeCode),
        day: NaiveDate,
        kind: ResultKind,
        number: i64,
    ) -> Vec<(AgreementRef, i64)> {
        let cell = self.index.find(geography, theme, day).and_then(|cell| self.cells.get(&short(cell)));
        let payers = cell.map(|&cell| self.shares.of(cell, day)).unwrap_or_default();
        let named = payers.iter().map(|&(payer, weight)| (&self.life.agreements[payer as usize].reference, weight));
        split(number, kind, named.collect())
    }
}

/// A charge of a cell: its month, the day of its cost, and who paid how much.
#[derive(Clone, Copy, Debug)]
struct Paid {
    charged_in: Month,
    incurred_on: NaiveDate,
    agreement: u32,
    amount: Money,
}

/// Charges by cell, for sharing results.
#[derive(Clone, Debug)]
pub struct ResultShares {
    /// By cell, in the order of months.
    paid: Vec<Vec<Paid>>,
}

impl ResultShares {
    /// The charges of a life.
    pub fn new(life: &Life<'_>) -> Self {
        let mut paid: Vec<Vec<Paid>> = vec![Vec::new(); life.cells.len()];
        for charge in &life.charges {
            let Some(cell) = charge.cell else { continue };
            let cost = life.lines[charge.line as usize].cost;
            let incurred_on = cost.map_or(charge.charged_in.first_day(), |cost| cost.date);
            let (charged_in, agreement, amount) = (charge.charged_in, charge.agreement, charge.amount);
            paid[cell as usize].push(Paid { charged_in, incurred_on, agreement, amount });
        }
        paid.iter_mut().for_each(|charges| charges.sort_by_key(|charge| charge.charged_in));
        Self { paid }
    }

    /// The agreements that a result of a day in a cell falls to, by number, with their weights; nobody where nothing was
    /// charged for costs up to that day.
    pub fn of(&self, cell: u32, day: NaiveDate) -> Vec<(u32, u64)> {
        let mut weights: Vec<(u32, Money)> = Vec::new();
        let counted = self.paid[cell as usize].iter().filter(|paid| paid.incurred_on <= day);
        let of_month: Vec<&Paid> = counted.collect();
        for month in of_month.chunk_by(|one, other| one.charged_in == other.charged_in) {
            let past = month[0].charged_in > Month::of(day);
            if past && weights.iter().any(|(_, amount)| *amount > Money::ZERO) {
                break;
            }
            for paid in month {
                match weights.iter_mut().find(|(agreement, _)| *agreement == paid.agreement) {
                    Some((_, amount)) => *amount += paid.amount,
                    None => weights.push((paid.agreement, paid.amount)),
                }
            }
        }
        weights.retain(|(_, amount)| *amount > Money::ZERO);
        weights.sort_unstable();
        weights.into_iter().map(|(agreement, amount)| (agreement, amount.minor().unsigned_abs())).collect()
    }
}
