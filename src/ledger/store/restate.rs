//! What a later version of the inputs says otherwise.
//!
//! The facts of a kind that stood in inputs which are no longer what they were are held against those that stand in the
//! inputs of today, whatever file, sheet or row they moved to: field by field, by the fields that could be read both
//! times. A fact that changed or vanished is restated in the open month; one that came late for a closed month is
//! entered in the open one. The closed month stays as it was.

use std::borrow::{Borrow, Cow};
use std::collections::{BTreeMap, HashSet};
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::facts::{AgreementStage, Facts};
use crate::domain::{Currency, FactKind, Money, Source};

use super::event::{Detail, Event, EventKind, Format, NewEvent};
use super::import::Import;
use super::lines;
use super::pairing::{pairs, settle};
use super::reread::{self, Reread};
use super::shape::{Body, Difference, Kept, KeptVisitor, accept, differences};
use super::{Store, StoreError, format_1, reach};

/// A fact as it stood in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stood {
    /// Its file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Its sheet.
    pub sheet: String,
    /// Its row.
    pub row: u32,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The currency of the amount; nothing for base currency.
    pub currency: Option<String>,
    /// Its amount in minor units.
    pub amount: Option<i64>,
    /// What it said, of one that has neither name nor amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}

/// A fact that is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restatement {
    /// What kind of fact.
    pub kind: String,
    /// What names it; empty where nothing does.
    pub key: String,
    /// The open month in which it is entered.
    pub entered_in: String,
    /// Whether it is about a closed month.
    pub closed: bool,
    /// How it stood; nothing for one that came late.
    pub was: Option<Stood>,
    /// How it stands; nothing for one that is gone.
    pub is: Option<Stood>,
    /// The fields that changed. Ledgers of format 1 do not say them.
    pub changes: Vec<Difference>,
    /// Why.
    pub reason: String,
    /// By which rules of reading, where the file is the same and this version reads it otherwise: then it is no restatement
    /// by who sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reread: Option<Reread>,
    /// Whether it says what another fact says that stood before: a row that was given twice.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub again: bool,
}

/// Whether a name that finance wrote, and writes, is known by now: finance says what it said.
fn is_known_by_now<F: Kept>(was: Option<&F>, is: Option<&F>, changes: &[Difference]) -> bool {
    let file = |fact: Option<&F>| fact.map(|fact| fact.source().sheet.sha256.clone());
    F::KIND == FactKind::Finance && file(was) == file(is) && changes.iter().all(|change| change.field == "donor")
}

/// The restatements of a run, as they are recorded.
#[derive(Serialize, Deserialize)]
struct Restated {
    /// The imports that are no longer those of the month.
    before: Vec<String>,
    /// Those that are new.
    now: Vec<String>,
    list: Vec<Restatement>,
}

impl Restatement {
    /// Those of an event, of whatever format.
    ///
    /// # Errors
    /// When the event is not of the shape of restatements.
    pub fn of(event: &Event) -> Result<Vec<Self>, StoreError> {
        match event.format {
            Format::One => format_1::restatements(event),
            Format::Two => event.read::<Restated>().map(|restated| restated.list),
        }
    }
}

/// Whether what was only talked about, or announced, is signed now, or was lost: it was what it was until then.
fn comes_of_age(changes: &[Difference]) -> bool {
    let announced = [AgreementStage::Pipeline.name(), AgreementStage::Pledged.name()];
    changes.iter().any(|change| change.field == "stage" && announced.contains(&change.old.as_str()))
}

impl Restatement {
    /// Whether it is no restatement, but the life of an agreement that goes on.
    pub fn is_development(&self) -> bool {
        self.kind == FactKind::Agreement.name() && comes_of_age(&self.changes)
    }

    /// Whether it is of a day that no close holds: it changes what is still open.
    fn is_of_open_month(&self) -> bool {
        let dated = |stood: &Option<Stood>| stood.as_ref().is_some_and(|stood| stood.date.is_some());
        !self.closed && (dated(&self.was) || dated(&self.is))
    }

    /// What changed, without whether it is of a closed month.
    pub fn said(&self) -> String {
        self.worded("is gone", if self.again { "stands there once more" } else { "came late" })
    }

    /// The same of a file that is read a second time.
    pub fn read_again(&self) -> String {
        self.worded("is not read now", "was not read then")
    }

    fn worded(&self, gone: &str, new: &str) -> String {
        let place = |stood: &Stood, is: &str, stands: &str| match stood.amount() {
            amount if amount.is_empty() => format!("{stands} {stood}"),
            amount => format!("{is}{amount} ({stood})"),
        };
        let name = if self.key.is_empty() { self.kind.clone() } else { format!("{} {}", self.kind, self.key) };
        let blank = |text: &str| if text.is_empty() { "blank".to_owned() } else { text.to_owned() };
        let change = |one: &Difference| format!("{} was {}, is {}", one.field, blank(&one.old), blank(&one.new));
        match (&self.was, &self.is) {
            (Some(_), Some(is)) => {
                let changes: Vec<String> = self.changes.iter().map(change).collect();
                format!("{name}: {} ({is})", changes.join("; "))
            }
            (Some(was), None) => format!("{name} {gone}: {}", place(was, "it was", "it stood in")),
            (None, Some(is)) => format!("{name} {new}{}", place(is, ":", ": it stands in")),
            (None, None) => name,
        }
    }
}

impl fmt::Display for Restatement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let closed = if self.closed { ", of a closed month" } else { "" };
        match &self.reread {
            None if self.is_development() || self.is_of_open_month() => {
                write!(formatter, "Since the run before: {}", self.said())
            }
            None if self.again => write!(formatter, "Given once more{closed}: {}", self.said()),
            None => write!(formatter, "Restated{closed}: {}", self.said()),
            Some(Reread { before, now, rules }) => write!(
                formatter,
                "Read otherwise by this version{closed}, the file is the same: {}. Since rules {before} (now {now}): {}",
                self.said(),
                rules.join("; ")
            ),
        }
    }
}

impl Stood {
    fn new(fact: &impl Kept, minor_units: u32) -> Self {
        let Source { sheet, row } = fact.source();
        let (currency, amount) = lines::amount(fact);
        let is_told = amount.is_some() || fact.key().name().is_some();
        Self {
            file: sheet.file.clone(),
            sha256: sheet.sha256.clone(),
            sheet: sheet.sheet.clone(),
            row: *row,
            date: fact.date(),
            currency: currency.map(str::to_owned),
            amount,
            said: (!is_told).then(|| Body::shown(fact, minor_units)),
        }
    }

    /// Its amount with its currency, where it has both; what it said, where it has no amount.
    fn amount(&self) -> String {
        let currency = self.currency.as_deref().and_then(Currency::parse);
        match (currency, self.amount) {
            (Some(currency), Some(amount)) => {
                format!(" {currency} {}", Money::from_minor(amount).format(currency.minor_units()))
            }
            (None, _) | (_, None) => self.said.as_ref().map(|said| format!(" {said}")).unwrap_or_default(),
        }
    }
}

impl fmt::Display for Stood {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if !self.sheet.is_empty() {
            write!(formatter, ", {}", self.sheet)?;
        }
        write!(formatter, ", row {}", self.row)
    }
}

/// An import with its facts.
struct Version<'v> {
    import: &'v Import,
    facts: &'v Facts,
}

/// What the last close closed.
#[derive(Clone, Copy, Debug)]
pub struct ClosedTo<'c> {
    /// To which day.
    pub day: NaiveDate,
    /// The imports that it was closed with.
    pub imports: &'c [String],
}

/// What the imports of a month say otherwise than those of the run before, with the event that records it; nothing when
/// they say the same. They are entered in a month. Imports that are not recorded yet are among the `fresh` events. Amounts in
/// base money are shown with `minor_units` decimals.
///
/// # Errors
/// When the ledger cannot be read.
pub fn restate(
    before: &[String],
    (now, fresh): (&[String], &[NewEvent]),
    (entered_in, closed): (&str, Option<ClosedTo<'_>>),
    minor_units: u32,
    store: &dyn Store,
) -> Result<Option<(NewEvent, Vec<Restatement>)>, StoreError> {
    let missing = |from: &[String], other: &[String]| -> Vec<String> {
        from.iter().filter(|id| !other.contains(id)).cloned().collect()
    };
    let (gone, new) = (missing(before, now), missing(now, before));
    let (old, new_facts) = (kept(&gone, &[], store)?, kept(&new, fresh, store)?);
    let reread = reread::between(
        old.iter().map(|(id, import, _)| (id, import)),
        new_facts.iter().map(|(_, import, _)| import),
        store,
    )?;
    let compared = Compared {
        old: &versions(&old),
        new: &versions(&new_facts),
        late_to: closed.map(|closed| closed.day),
        all_new: false,
        reread,
        entered_in,
        minor_units,
    };
    let mut list = compared.list();
    reach::without_older_lines(&mut list, before, &new_facts, store)?;
    reach::open_what_no_close_had(&mut list, closed.map_or(&[], |closed| closed.imports), store)?;
    if list.is_empty() {
        return Ok(None);
    }
    let restated = Restated { before: gone, now: new, list };
    let event = NewEvent::new(EventKind::Restatement, Some(entered_in.to_owned()), &restated)?;
    Ok(Some((event, restated.list)))
}

/// What was recorded of a file beside what it says when it is read again, fact by fact. Nothing is left out: a fact that
/// was not recorded came late, whenever it is dated.
///
/// # Errors
/// When `read` is no import.
pub fn compare(recorded: (&Import, &Facts), read: &NewEvent, minor_units: u32) -> Result<Vec<Restatement>, StoreError> {
    let (import, facts) = made(read)?;
    let old = [Version { import: recorded.0, facts: recorded.1 }];
    let new = [Version { import: &import, facts: &facts }];
    let reread = BTreeMap::new();
    let compared = Compared { old: &old, new: &new, late_to: None, all_new: true, reread, entered_in: "", minor_units };
    Ok(compared.list())
}

/// An import that is not recorded yet.
fn made(read: &NewEvent) -> Result<(Import, Cow<'_, Facts>), StoreError> {
    let facts = match &read.detail {
        Detail::Facts(facts) => Cow::Borrowed(facts),
        Detail::None | Detail::Frozen(_) => Cow::Owned(Facts::default()),
    };
    Ok((serde_json::from_str(&read.payload)?, facts))
}

fn kept(ids: &[String], fresh: &[NewEvent], store: &dyn Store) -> Result<Vec<(String, Import, Facts)>, StoreError> {
    let mut imports = Vec::with_capacity(ids.len());
    for id in ids {
        let recorded = store.event(id)?.map(|event| Import::kept(&event, store)).transpose()?;
        let (import, facts) = match (recorded, fresh.iter().find(|event| event.id() == *id)) {
            (Some((import, facts, _)), _) => (import, facts),
            (None, Some(event)) => made(event).map(|(import, facts)| (import, facts.into_owned()))?,
            (None, None) => continue,
        };
        imports.push((id.clone(), import, facts));
    }
    Ok(imports)
}

fn versions(imports: &[(String, Import, Facts)]) -> Vec<Version<'_>> {
    imports.iter().map(|(_, import, facts)| Version { import, facts }).collect()
}

/// The imports that are compared.
struct Compared<'c> {
    old: &'c [Version<'c>],
    new: &'c [Version<'c>],
    /// The day up to which a fact that is new came late: the last closed one.
    late_to: Option<NaiveDate>,
    /// Whether every fact that is new counts, whenever it is dated.
    all_new: bool,
    /// By SHA-256, files that are the same and were read by other rules.
    reread: BTreeMap<String, Reread>,
    entered_in: &'c str,
    minor_units: u32,
}

/// Facts of one name, as they stood and as they stand.
struct Named<'f, F> {
    old: Vec<&'f F>,
    new: Vec<&'f F>,
}

impl KeptVisitor for &Compared<'_> {
    type Output = Vec<Restatement>;
    fn visit<F: Kept>(self) -> Vec<Restatement> {
        let fields = self.fields::<F>();
        let mut found = Vec::new();
        for (key, Named { mut old, mut new }) in self.named::<F>() {
            let before = old.clone();
            settle(&mut old, &mut new, &fields);
            let pairs = pairs(old, new, key.is_some());
            let fresh = pairs.iter().any(|(was, _)| was.is_none());
            let stood: HashSet<String> =
                before.iter().filter(|_| fresh).map(|fact| Body::alike(*fact, &fields)).collect();
            for (was, is) in pairs {
                let again = was.is_none() && is.is_some_and(|is| stood.contains(&Body::alike(is, &fields)));
                let one = self.restatement(key.as_deref().unwrap_or_default(), was, is, &fields);
                found.extend(one.map(|one| Restatement { again, ..one }));
            }
        }
        found
    }
}

impl Compared<'_> {
    /// What differs, kind by kind.
    fn list(&self) -> Vec<Restatement> {
        FactKind::ALL.iter().flat_map(|kind| accept(*kind, self)).collect()
    }

    /// The fields that could be read of the kind in every import that has facts of it.
    fn fields<F: Kept>(&self) -> Vec<&'static str> {
        let with_facts = self.old.iter().chain(self.new).filter(|version| !F::list(version.facts).is_empty());
        let known = |field: &&&str| with_facts.clone().all(|version| version.import.knows(F::KIND, field));
        F::FIELDS.iter().filter(known).copied().collect()
    }

    /// All facts of a kind by their names; those without one stand together.
    fn named<F: Kept>(&self) -> BTreeMap<Option<String>, Named<'_, F>> {
        let mut named: BTreeMap<Option<String>, Named<'_, F>> = BTreeMap::new();
        let name = |fact: &F| fact.key().name().map(str::to_owned);
        for fact in all::<F>(self.old) {
            named.entry(name(fact)).or_default().old.push(fact);
        }
        for fact in all::<F>(self.new) {
            named.entry(name(fact)).or_default().new.push(fact);
        }
        named
    }

    /// A fact that changed, vanished or came late; nothing for one that is new in an open month, or says the same.
    fn restatement<F: Kept>(&self, key: &str, was: Option<&F>, is: Option<&F>, fields: &[&str]) -> Option<Restatement> {
        let is_closed = |fact: Option<&F>| {
            fact.and_then(F::date).is_some_and(|date| self.late_to.is_some_and(|closed| date <= closed))
        };
        let of_file = |fact: Option<&F>| fact.and_then(|fact| self.reread.get(&fact.source().sheet.sha256)).cloned();
        let reread = match (was, is) {
            (Some(was), Some(is)) if was.source().sheet.sha256 != is.source().sheet.sha256 => None,
            (was, is) => of_file(was).or_else(|| of_file(is)),
        };
        let (changes, reason) = match (was, is) {
            (Some(was), Some(is)) => {
                let changes = differences(was, is, fields, self.minor_units);
                if changes.is_empty() {
                    return None;
                }
                let (before, now) = (&was.source().sheet, &is.source().sheet);
                let otherwise = if reread.is_some() {
                    "is the file that it was, read by other rules of this version of the program"
                } else if before.sha256 == now.sha256 {
                    "is the file that it was, read by other settings"
                } else {
                    "says otherwise than before"
                };
                (changes, format!("{} {otherwise}", now.file))
            }
            (Some(was), None) => (Vec::new(), format!("{} had it, and no file has it now", was.source().sheet.file)),
            (None, Some(is)) if self.all_new || is_closed(Some(is)) => {
                (Vec::new(), format!("{} has it of a closed month, and no file had it before", is.source().sheet.file))
            }
            (None, _) => return None,
        };
        let develops = F::KIND == FactKind::Agreement && comes_of_age(&changes) || is_known_by_now(was, is, &changes);
        Some(Restatement {
            kind: F::KIND.name().to_owned(),
            key: key.to_owned(),
            entered_in: self.entered_in.to_owned(),
            closed: !develops && (is_closed(was) || is_closed(is)),
            was: was.map(|was| Stood::new(was, self.minor_units)),
            is: is.map(|is| Stood::new(is, self.minor_units)),
            changes,
            reason,
            reread,
            again: false,
        })
    }
}

impl<F> Default for Named<'_, F> {
    fn default() -> Self {
        Self { old: Vec::new(), new: Vec::new() }
    }
}

fn all<'v, F: Kept>(versions: &'v [Version<'v>]) -> impl Iterator<Item = &'v F> {
    versions.iter().flat_map(|version| F::list(version.facts)).map(Borrow::borrow)
}
