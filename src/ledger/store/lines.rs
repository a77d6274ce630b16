//! Facts, and what closes freeze, as the lines of an event, and back.

use std::borrow::{Borrow, Cow};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};
use std::io::Write as _;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::facts::Facts;
use crate::domain::fingerprint::{self, Hasher};
use crate::domain::source::SourceSheet;
use crate::domain::{Fact, FactAmount, FactKind, Key, Lookup, Money, OriginalAmount, Source};

use super::event::{Format, Sum};
use super::shape::{
    ActedDecision, Body, Charge, Cost, CostVersion, Entry, GoneCost, Item, Kept, KeptVisitor, KnownCell, Misfit,
    Netting, OpenItem, Pending, Record, ReturnedInterest, UnchargedCost, accept,
};
use super::{Frozen, format_1};

/// A line of an event: a fact of an import, or something that a close freezes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number among the lines of its event, from 0.
    pub number: i64,
    /// What kind of line it is.
    pub kind: Cow<'static, str>,
    /// What names it in its event: its key, or a hash of it where it has none; unique among the lines of the kind.
    pub key: String,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// The currency of its amount; nothing for base currency.
    pub currency: Option<Cow<'static, str>>,
    /// Its amount in minor units.
    pub amount: Option<i64>,
    /// The sheet that it stands in, by its index in the import's list.
    pub sheet: Option<u32>,
    /// The row that it stands in.
    pub row: Option<u32>,
    /// What it says, as JSON, without where it stands.
    pub body: String,
}

/// The currency of an amount where it is not the base, and its minor units.
type Amount = (Option<&'static str>, Option<i64>);

/// The amount of a fact as its line has it.
pub(super) fn amount(fact: &impl Fact) -> Amount {
    match fact.amount() {
        FactAmount::None => (None, None),
        FactAmount::Base(amount) => base(amount),
        FactAmount::Original(amount) => original(amount),
    }
}

fn original(amount: &OriginalAmount) -> Amount {
    let minor = amount.amount.checked_mul(Decimal::from(10_i64.pow(amount.currency.minor_units())));
    let minor = minor.filter(|minor| minor.fract().is_zero()).and_then(|minor| minor.to_i64());
    (Some(amount.currency.code()), minor)
}

const fn base(amount: Money) -> Amount {
    (None, Some(amount.minor()))
}

/// The names of the fields of a kind of fact.
pub(super) fn fields(kind: FactKind) -> &'static [&'static str] {
    struct Fields;
    impl KeptVisitor for Fields {
        type Output = &'static [&'static str];
        fn visit<F: Kept>(self) -> Self::Output {
            F::FIELDS
        }
    }
    accept(kind, Fields)
}

/// One hash for all that the ledger can say of facts: the names of the fields of every kind. What was kept by a version
/// that could say less does not stand for what a file says.
pub(super) fn vocabulary() -> String {
    let kinds = FactKind::ALL.iter().map(|kind| format!("{kind}: {}\n", fields(*kind).join(", ")));
    fingerprint::sha256(kinds.collect::<String>().as_bytes())
}

/// What is done with each line.
pub(super) type Taker<'t, E> = dyn FnMut(&Line) -> Result<(), E> + 't;

/// Hands on facts as lines, one after the other; gives the sheets that they stand in.
pub(super) fn of_facts<E>(facts: &Facts, take: &mut Taker<'_, E>) -> Result<Vec<SourceSheet>, E> {
    struct Give<'g, 't, E>(&'g mut Writer, &'g Facts, &'g mut Taker<'t, E>);
    impl<E> KeptVisitor for Give<'_, '_, E> {
        type Output = Result<(), E>;
        fn visit<F: Kept>(self) -> Self::Output {
            self.0.facts::<F, E>(F::list(self.1), self.2)
        }
    }
    let mut writer = Writer::default();
    for kind in FactKind::ALL {
        accept(*kind, Give(&mut writer, facts, take))?;
    }
    Ok(writer.sheets.into_iter().map(|sheet| (*sheet).clone()).collect())
}

/// Hands on what is frozen as lines, one after the other.
pub(super) fn of_frozen<E>(frozen: &Frozen, take: &mut Taker<'_, E>) -> Result<(), E> {
    let Frozen {
        entries,
        charges,
        pending,
        netted,
        costs,
        gone,
        versions,
        returned,
        cells,
        items,
        decisions,
        uncharged,
    } = frozen;
    let mut writer = Writer::default();
    writer.frozen(
        ENTRY,
        entries,
        |one| (format!("{} {}", one.agreement, one.cell), Some(one.date), one.amount),
        take,
    )?;
    writer.frozen(CHARGE, charges, |one| (one.cost.clone(), Some(one.incurred), one.amount), take)?;
    writer.frozen(PENDING, pending, |one| (one.cost.clone(), Some(one.incurred), one.amount), take)?;
    writer.frozen(NETTING, netted, |one| (one.credit.clone(), None, one.amount), take)?;
    writer.frozen(COST, costs, |one| (one.id.clone(), Some(one.date), one.base), take)?;
    writer.frozen(GONE, gone, |one| (one.id.clone(), None, Money::ZERO), take)?;
    writer.frozen(VERSION, versions, |one| (one.cost.clone(), None, Money::ZERO), take)?;
    writer.frozen(
        RETURNED,
        returned,
        |one| (format!("{} {}", one.donor, one.month), Some(one.month.last_day()), one.amount),
        take,
    )?;
    writer.frozen(CELL, cells, |one| (one.id.clone(), None, Money::ZERO), take)?;
    writer.frozen(ITEM, items, |one| (one.id.clone(), Some(one.dated), one.amount), take)?;
    writer.frozen(DECISION, decisions, |one| (one.number.clone(), Some(one.acted_on), one.amount), take)?;
    writer.frozen(UNCHARGED, uncharged, |one| (one.cost.clone(), None, Money::ZERO), take)
}

const ENTRY: &str = "entry";
const CHARGE: &str = "charge";
const PENDING: &str = "pending";
const NETTING: &str = "netting";
const COST: &str = "cost";
const GONE: &str = "gone cost";
const VERSION: &str = "version of a cost";
const RETURNED: &str = "returned interest";
const CELL: &str = "known cell";
const ITEM: &str = "open item";
const DECISION: &str = "decision that acted";
const UNCHARGED: &str = "uncharged cost";

#[derive(Default)]
struct Writer {
    /// How many lines there were.
    number: i64,
    sheets: Vec<Arc<SourceSheet>>,
    /// How often each key of the kind was seen.
    seen: Lookup<String, u32>,
}

impl Writer {
    fn facts<F: Kept, E>(&mut self, facts: &[F::Listed], take: &mut Taker<'_, E>) -> Result<(), E> {
        self.seen.clear();
        self.seen.reserve(facts.len());
        for fact in facts {
            let fact: &F = fact.borrow();
            let body = Body::of(fact);
            let key = match fact.key() {
                Key::One(key) | Key::Several(key) => key,
                Key::None => format!("= {:.16}", fingerprint::sha256(body.as_bytes())),
            };
            let (currency, amount) = amount(fact);
            let source = fact.source();
            let line = Line {
                number: self.number,
                kind: F::KIND.name().into(),
                key: self.unique(key),
                date: fact.date(),
                currency: currency.map(Into::into),
                amount,
                sheet: u32::try_from(self.sheet(&source.sheet)).ok(),
                row: Some(source.row),
                body,
            };
            take(&line)?;
            self.number += 1;
        }
        Ok(())
    }

    fn frozen<R: Record, E>(
        &mut self,
        kind: &'static str,
        all: &[R],
        particulars: impl Fn(&R) -> (String, Option<NaiveDate>, Money),
        take: &mut Taker<'_, E>,
    ) -> Result<(), E> {
        self.seen.clear();
        for one in all {
            let (key, date, amount) = particulars(one);
            let (kind, key, amount) = (kind.into(), self.unique(key), Some(amount.minor()));
            take(&Line { number: self.number, kind, key, date, amount, body: Body::of(one), ..Line::default() })?;
            self.number += 1;
        }
        Ok(())
    }

    /// The key, numbered where it was there before.
    fn unique(&mut self, key: String) -> String {
        match self.seen.get_mut(&key) {
            Some(seen) => {
                *seen += 1;
                format!("{key} ({seen})")
            }
            None => {
                self.seen.insert(key.clone(), 1);
                key
            }
        }
    }

    fn sheet(&mut self, wanted: &Arc<SourceSheet>) -> usize {
        // Facts of one sheet follow each other and share it.
        let same = |sheet: &Arc<SourceSheet>| Arc::ptr_eq(sheet, wanted) || sheet == wanted;
        self.sheets.iter().rposition(same).unwrap_or_else(|| {
            self.sheets.push(Arc::clone(wanted));
            self.sheets.len() - 1
        })
    }
}

/// What lines hold that this version of the program does not know: how many lines of each kind, fields of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Kinds of lines, with their number.
    pub kinds: BTreeMap<String, usize>,
    /// Fields, each as `kind.field`.
    pub fields: BTreeSet<String>,
}

impl Unknown {
    /// Whether all is known.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty() && self.fields.is_empty()
    }

    fn add(&mut self, kind: &str) {
        *self.kinds.entry(kind.to_owned()).or_default() += 1;
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = self.kinds.iter().map(|(kind, count)| format!("{count} lines of the kind {kind:?}"));
        let fields = self.fields.iter().map(|field| format!("the field {field:?}"));
        let all: Vec<String> = kinds.chain(fields).collect();
        write!(formatter, "this version of the program does not know {}", all.join(", "))
    }
}

/// Facts from lines, those of a format, that stand in these sheets.
pub(super) fn facts(
    lines: &[Line],
    format: Format,
    sheets: &[Arc<SourceSheet>],
) -> Result<(Facts, Unknown), (i64, Misfit)> {
    struct Read<'r>(&'r Item<'r>, Source, &'r mut Facts, &'r mut BTreeSet<String>);
    impl KeptVisitor for Read<'_> {
        type Output = Result<(), Misfit>;
        fn visit<F: Kept>(self) -> Self::Output {
            let fact = F::read(self.0, self.3)?;
            F::list_mut(self.2).push(fact.with_source(self.1).into());
            Ok(())
        }
    }
    let (mut facts, mut unknown) = (Facts::default(), Unknown::default());
    let mut fields = BTreeSet::new();
    for line in lines {
        let Some(kind) = FactKind::parse(&line.kind) else {
            unknown.add(&line.kind);
            continue;
        };
        let misfit = |misfit| (line.number, misfit);
        let converted;
        let body = match format {
            Format::Two => &line.body,
            Format::One => {
                converted = format_1::body(&line.body).map_err(misfit)?;
                &converted
            }
        };
        let item: Item<'_> = serde_json::from_str(body).map_err(|why| misfit(Misfit(why.to_string())))?;
        let sheet = line.sheet.and_then(|sheet| sheets.get(usize::try_from(sheet).ok()?)).cloned();
        let source = Source { sheet: sheet.unwrap_or_default(), row: line.row.unwrap_or_default() };
        accept(kind, Read(&item, source, &mut facts, &mut fields)).map_err(misfit)?;
        unknown.fields.extend(std::mem::take(&mut fields).into_iter().map(|field| format!("{}.{field}", line.kind)));
    }
    Ok((facts, unknown))
}

/// What is frozen, from lines.
pub(super) fn frozen(lines: &[Line]) -> Result<(Frozen, Unknown), (i64, Misfit)> {
    let (mut frozen, mut unknown) = (Frozen::default(), Unknown::default());
    for line in lines {
        let misfit = |misfit| (line.number, misfit);
        let item: Item<'_> = serde_json::from_str(&line.body).map_err(|why| misfit(Misfit(why.to_string())))?;
        let mut fields = BTreeSet::new();
        match &*line.kind {
            ENTRY => frozen.entries.push(read::<Entry>(&item, &mut fields).map_err(misfit)?),
            CHARGE => frozen.charges.push(read::<Charge>(&item, &mut fields).map_err(misfit)?),
            PENDING => frozen.pending.push(read::<Pending>(&item, &mut fields).map_err(misfit)?),
            NETTING => frozen.netted.push(read::<Netting>(&item, &mut fields).map_err(misfit)?),
            COST => frozen.costs.push(read::<Cost>(&item, &mut fields).map_err(misfit)?),
            GONE => frozen.gone.push(read::<GoneCost>(&item, &mut fields).map_err(misfit)?),
            VERSION => frozen.versions.push(read::<CostVersion>(&item, &mut fields).map_err(misfit)?),
            RETURNED => frozen.returned.push(read::<ReturnedInterest>(&item, &mut fields).map_err(misfit)?),
            CELL => frozen.cells.push(read::<KnownCell>(&item, &mut fields).map_err(misfit)?),
            ITEM => frozen.items.push(read::<OpenItem>(&item, &mut fields).map_err(misfit)?),
            DECISION => frozen.decisions.push(read::<ActedDecision>(&item, &mut fields).map_err(misfit)?),
            UNCHARGED => frozen.uncharged.push(read::<UnchargedCost>(&item, &mut fields).map_err(misfit)?),
            kind => unknown.add(kind),
        }
        unknown.fields.extend(fields.into_iter().map(|field| format!("{}.{field}", line.kind)));
    }
    Ok((frozen, unknown))
}

fn read<R: Record>(item: &Item<'_>, unknown: &mut BTreeSet<String>) -> Result<R, Misfit> {
    R::read(item, unknown)
}

/// One hash for lines, in their order.
pub(super) struct Root {
    hasher: Hasher,
    count: usize,
    format: Format,
    /// All of a line but its body.
    head: Vec<u8>,
}

impl Root {
    pub fn new(format: Format) -> Self {
        Self { hasher: Hasher::default(), count: 0, format, head: Vec::new() }
    }

    /// Takes the next line in.
    pub fn add(&mut self, line: &Line) {
        self.count += 1;
        match self.format {
            Format::One => format_1::hash(&mut self.hasher, line),
            Format::Two => {
                self.head.clear();
                self.part(line.number);
                self.part(&line.kind);
                self.part(&line.key);
                self.part_or_none(line.date);
                self.part(line.currency.as_deref().unwrap_or(""));
                self.part_or_none(line.amount);
                self.part_or_none(line.sheet);
                self.part_or_none(line.row);
                self.hasher.update(&self.head);
                hash_part(&mut self.hasher, line.body.as_bytes());
            }
        }
    }

    /// Writes a part with its length before it, as [`hash_part`] takes it in.
    fn part(&mut self, part: impl Display) {
        let start = self.head.len();
        self.head.extend_from_slice(&[0; size_of::<u64>()]);
        let content = self.head.len();
        // A vector takes whatever is written.
        let _ = write!(self.head, "{part}");
        let length = u64::try_from(self.head.len() - content).unwrap_or(u64::MAX);
        self.head[start..content].copy_from_slice(&length.to_le_bytes());
    }

    fn part_or_none(&mut self, part: Option<impl Display>) {
        match part {
            Some(part) => self.part(part),
            None => self.part(""),
        }
    }

    /// How many lines there were, and their hash.
    pub fn end(self) -> Sum {
        Sum { count: self.count, root: self.hasher.finish() }
    }
}

/// Takes a part in with its length, so that no part runs into the next.
pub(super) fn hash_part(hasher: &mut Hasher, part: &[u8]) {
    hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
    hasher.update(part);
}
