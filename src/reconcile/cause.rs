//! Why lines that belong together differ: one cause, and all that was found.
//!
//! What comes in: a group of lines and how it was found. What leaves: findings, the one that names the difference first;
//! none where the two sides agree. What it does not know: who is right.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::facts::FinanceKind;
use crate::domain::{Currency, Money, Month};

use super::balances::Balances;
use super::late::Stood;
use super::line::{Dimension, Line, Side};
use super::matching::{Found, How, OURS, THEIRS};
use super::nets::{apart, nets};
use super::pace::Pace;
use super::relation::{RateUsed, Relation, Rules, Worth, power_of_ten, share};

/// How near to the last day a line that the other side lacks is called a matter of the cut-off.
const CUT_OFF_DAYS: i64 = 7;

/// Why two sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// Finance has it, we do not.
    MissingHere,
    /// We have it, finance does not.
    MissingThere,
    /// A charge that one side has not booked.
    ChargeNotBooked,
    /// The amounts differ, and nothing known explains by how much.
    Amount,
    /// Two digits changed places.
    Transposed,
    /// The decimal point moved.
    DecimalShift,
    /// A few of the smallest units, or whole units.
    Rounding,
    /// The original amount at another rate of the table.
    ExchangeRate,
    /// Plus here, minus there.
    Sign,
    /// An amount of one currency stands as another's.
    Currency,
    /// A charge was kept back from a payment.
    NettedCharge,
    /// It stands twice on one side.
    Duplicate,
    /// One line here, several there.
    Split,
    /// Several lines here, fewer there.
    Merged,
    /// Taken back, and booked again or not.
    Reversed,
    /// It is another kind of line.
    Kind,
    /// The donor.
    Donor,
    /// The agreement.
    Agreement,
    /// The project.
    Project,
    /// The place.
    Place,
    /// The theme.
    Theme,
    /// Booked in another month.
    Timing,
    /// Booked on the other side of the last day.
    CutOff,
    /// The other differences explain it to the cent: of a closing balance.
    Follows,
    /// Nothing that is known explains it.
    Unexplained,
}

impl Cause {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Cause; 25] = [
        Self::Unexplained,
        Self::MissingHere,
        Self::MissingThere,
        Self::ChargeNotBooked,
        Self::Amount,
        Self::Transposed,
        Self::DecimalShift,
        Self::Rounding,
        Self::ExchangeRate,
        Self::Sign,
        Self::Currency,
        Self::NettedCharge,
        Self::Duplicate,
        Self::Split,
        Self::Merged,
        Self::Reversed,
        Self::Kind,
        Self::Donor,
        Self::Agreement,
        Self::Project,
        Self::Place,
        Self::Theme,
        Self::Timing,
        Self::CutOff,
        Self::Follows,
    ];

    /// The word for it in the ledger.
    pub const fn word(self) -> &'static str {
        match self {
            Self::MissingHere => "missing-here",
            Self::MissingThere => "missing-there",
            Self::ChargeNotBooked => "charge-not-booked",
            Self::Amount => "amount",
            Self::Transposed => "transposed",
            Self::DecimalShift => "decimal-shift",
            Self::Rounding => "rounding",
            Self::ExchangeRate => "exchange-rate",
            Self::Sign => "sign",
            Self::Currency => "currency",
            Self::NettedCharge => "netted-charge",
            Self::Duplicate => "duplicate",
            Self::Split => "split",
            Self::Merged => "merged",
            Self::Reversed => "reversed",
            Self::Kind => "kind",
            Self::Donor => "donor",
            Self::Agreement => "agreement",
            Self::Project => "project",
            Self::Place => "place",
            Self::Theme => "theme",
            Self::Timing => "timing",
            Self::CutOff => "cut-off",
            Self::Follows => "follows",
            Self::Unexplained => "unexplained",
        }
    }

    /// The cause of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.word() == word)
    }

    const fn of_dimension(dimension: Dimension) -> Self {
        match dimension {
            Dimension::Donor => Self::Donor,
            Dimension::Agreement => Self::Agreement,
            Dimension::Project => Self::Project,
            Dimension::Place => Self::Place,
            Dimension::Theme => Self::Theme,
        }
    }
}

/// What a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The other side has nothing like it.
    Nothing,
    /// The other side's lines end on this day, and it usually books within so many days: it may still come.
    NotYet(NaiveDate, u64),
    /// The other side has it after the last day, on this day.
    After(NaiveDate),
    /// The two amounts, in base money.
    Amounts(Money, Money),
    /// The smaller amount is so many hundredths of a per cent of the larger.
    ShareOf(u32),
    /// One is the other, the decimal point moved by so many places.
    Places(u32),
    /// One is the other, rounded to multiples of this.
    RoundedTo(Money),
    /// One is the original amount at this rate.
    AtRate(RateUsed),
    /// One is the other's amount in this currency.
    TakenFor(Currency),
    /// The currencies on the two sides.
    Currencies(Currency, Currency),
    /// What was kept back: the kind of charge, and how much.
    KeptBack(FinanceKind, Money),
    /// The line of the same side that is repeated, by its place.
    Repeats(u32),
    /// How many lines stand for each other on the two sides.
    Lines(usize, usize),
    /// The day on which it was taken back, and that on which it was booked again.
    TakenBack(NaiveDate, Option<NaiveDate>),
    /// The kinds on the two sides.
    Kinds(FinanceKind, FinanceKind),
    /// What the two sides say of a dimension.
    Says(Dimension, String, String),
    /// The name that finance writes and that is none of ours.
    Stranger(String),
    /// Finance's lines add up to the balance that it states.
    AddsUp,
    /// The balance that finance states is more than its lines add up to, by this.
    Residue(Money),
    /// The first days on the two sides.
    Days(NaiveDate, NaiveDate),
    /// A part of what stood open at a close was booked later, the last of it on this day.
    BookedLate(NaiveDate),
}

/// Something on which the two sides differ, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What differs.
    pub cause: Cause,
    /// What shows it.
    pub evidence: Evidence,
}

/// What groups are judged by.
pub(super) struct Judge<'a> {
    pub lines: [&'a [Line]; 2],
    pub rules: Rules<'a>,
    pub balances: Balances<'a>,
    pub stood: Stood,
    pub as_of: NaiveDate,
    pub pace: Pace,
}

impl Judge<'_> {
    /// What the two sides of a group differ in, the cause first.
    pub fn findings(&self, found: &Found) -> Vec<Finding> {
        let [ours, theirs] = [OURS, THEIRS].map(|side| self.counted(found, side));
        let mut findings = match (ours.as_slice(), theirs.as_slice()) {
            ([], []) => Vec::new(),
            (_, []) => self.one_sided(found, Side::Here, &ours),
            ([], _) => self.one_sided(found, Side::There, &theirs),
            _ => self.in_time(found, self.two_sided(found, &ours, &theirs)),
        };
        let mut named = BTreeSet::new();
        findings.retain(|finding| named.insert(finding.cause));
        findings
    }

    /// The findings where a booking came late: its month is no difference, but beside another.
    fn in_time(&self, found: &Found, mut findings: Vec<Finding>) -> Vec<Finding> {
        let Some(timing) = findings.iter().position(|finding| finding.cause == Cause::Timing) else { return findings };
        let Some(day) = self.stood.answered(found, self.lines, self.as_of) else { return findings };
        findings.remove(timing);
        if !findings.is_empty() {
            findings.push(Finding { cause: Cause::Timing, evidence: Evidence::BookedLate(day) });
        }
        findings
    }

    /// The lines of a side that count, which are those dated up to the last day.
    fn counted(&self, found: &Found, side: usize) -> Vec<&Line> {
        let lines = found.lines[side].iter().map(|line| &self.lines[side][*line as usize]);
        lines.filter(|line| line.date <= self.as_of).collect()
    }

    fn one_sided(&self, found: &Found, side: Side, lines: &[&Line]) -> Vec<Finding> {
        let other = match side {
            Side::Here => THEIRS,
            Side::There => OURS,
        };
        let after = found.lines[other].iter().map(|line| self.lines[other][*line as usize].date).min();
        let finding = |cause, evidence| vec![Finding { cause, evidence }];
        if let Some(day) = after {
            return finding(Cause::CutOff, Evidence::After(day));
        }
        if let Some(twin) = found.repeats {
            return finding(Cause::Duplicate, Evidence::Repeats(twin));
        }
        if found.how == How::Reversal {
            return finding(Cause::Reversed, taken_back(lines));
        }
        let nothing = lines.iter().map(|line| line.weight()).sum::<Money>().is_zero();
        if nothing && (lines.len() > 1 || found.how == How::Total) {
            return Vec::new();
        }
        let days_left = lines.iter().map(|line| self.as_of.signed_duration_since(line.date).num_days()).min();
        let may_follow = found.how != How::Total && days_left.is_some_and(|days| days <= CUT_OFF_DAYS);
        let awaits = lines.first().filter(|_| may_follow).and_then(|line| self.pace.awaits(other, line));
        if let Some((end, days)) = awaits {
            return finding(Cause::CutOff, Evidence::NotYet(end, days));
        }
        let cause = match side {
            _ if lines.iter().all(|line| line.kind.is_charge()) => Cause::ChargeNotBooked,
            Side::Here => Cause::MissingThere,
            Side::There => Cause::MissingHere,
        };
        finding(cause, Evidence::Nothing)
    }

    fn two_sided(&self, found: &Found, ours: &[&Line], theirs: &[&Line]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let sums = [ours, theirs].map(|side| side.iter().map(|line| line.effect()).sum::<Money>());
        let amounts = self.amounts(found.how, ours, theirs);
        match found.how {
            How::Reversal => {
                let reversed = if ours.len() > theirs.len() { ours } else { theirs };
                let left: Money = sum(reversed, Line::effect);
                let cause = match (sums[OURS] == sums[THEIRS] || !left.is_zero(), ours.len() > theirs.len()) {
                    (true, _) => Cause::Reversed,
                    (false, true) => Cause::MissingHere,
                    (false, false) => Cause::MissingThere,
                };
                findings.extend(amounts.filter(|_| !left.is_zero()));
                findings.push(Finding { cause, evidence: taken_back(reversed) });
            }
            How::Sum => {
                let explained = |finding: &Finding| finding.cause != Cause::Unexplained;
                findings.extend(amounts.filter(explained).filter(|_| sums[OURS] != sums[THEIRS]));
                findings.push(regrouped(ours, theirs));
            }
            How::Number
            | How::Numbers
            | How::Amount
            | How::Voucher
            | How::Likely
            | How::Repeated
            | How::Total
            | How::Alone => findings.extend(amounts),
        }
        findings.extend(kinds(ours, theirs));
        for dimension in Dimension::ALL {
            findings.extend(said(dimension, ours, theirs));
        }
        findings.extend(currencies(ours, theirs));
        findings.extend(periods(ours, theirs));
        findings
    }

    /// What the two amounts are to each other.
    fn amounts(&self, found: How, ours: &[&Line], theirs: &[&Line]) -> Option<Finding> {
        let [our, their] = [ours, theirs].map(worth);
        let (our, their) = (our?, their?);
        if let Some(stated) = theirs.first().filter(|line| line.kind == FinanceKind::ClosingBalance) {
            return (our.amount != their.amount).then(|| self.of_balance(stated));
        }
        let same_effect = sum(ours, Line::effect) == sum(theirs, Line::effect) && our.kind != their.kind;
        if same_effect {
            return None;
        }
        let (cause, evidence) = match self.rules.relation(&our, &their) {
            Relation::Same => return None,
            Relation::Sign => (Cause::Sign, Evidence::Amounts(our.amount, their.amount)),
            Relation::Rounding => (Cause::Rounding, Evidence::Amounts(our.amount, their.amount)),
            Relation::WholeUnits(unit) => (Cause::Rounding, Evidence::RoundedTo(unit)),
            Relation::Currency(currency) => (Cause::Currency, Evidence::TakenFor(currency)),
            Relation::AtRate(rate) => (Cause::ExchangeRate, Evidence::AtRate(rate)),
            Relation::Transposed => (Cause::Transposed, Evidence::Amounts(our.amount, their.amount)),
            Relation::Shift(places) => (Cause::DecimalShift, Evidence::Places(places)),
            Relation::Net(kind, charge) => (Cause::NettedCharge, Evidence::KeptBack(kind, charge)),
            Relation::Apart if found != How::Reversal && ours.len() + theirs.len() > 2 || found == How::Total => {
                let amounts = Evidence::Amounts(our.amount, their.amount);
                (Cause::Unexplained, share(our.amount, their.amount).map_or(amounts, Evidence::ShareOf))
            }
            Relation::Apart => (Cause::Amount, Evidence::Amounts(our.amount, their.amount)),
        };
        Some(Finding { cause, evidence })
    }

    /// Why a balance differs: its lines do, or the extract does not add up to it.
    fn of_balance(&self, stated: &Line) -> Finding {
        match self.balances.residue(stated) {
            Money::ZERO => Finding { cause: Cause::Follows, evidence: Evidence::AddsUp },
            residue => Finding { cause: Cause::Unexplained, evidence: Evidence::Residue(residue) },
        }
    }
}

fn sum(lines: &[&Line], of: impl Fn(&Line) -> Money) -> Money {
    lines.iter().map(|line| of(line)).sum()
}

/// The sum of lines, with what the first of them says.
fn worth<'a>(lines: &[&'a Line]) -> Option<Worth<'a>> {
    let first = lines.first()?;
    let original = if lines.len() == 1 { first.original() } else { None };
    let amount = sum(lines, |line| line.amount);
    let amounts: Vec<i64> = lines.iter().map(|line| line.amount.minor()).collect();
    let (step, lines) = (power_of_ten(&amounts), lines.len() as u64);
    Some(Worth { kind: first.kind, date: first.date, amount, original, charges: first.charges(), lines, step })
}

fn taken_back(lines: &[&Line]) -> Evidence {
    let back = lines.iter().filter(|line| line.amount.is_negative()).map(|line| line.date).min();
    let back = back.or_else(|| lines.first().map(|line| line.date)).unwrap_or_default();
    let again = lines.iter().filter(|line| !line.amount.is_negative() && line.date >= back).map(|line| line.date).min();
    Evidence::TakenBack(back, again)
}

/// Groups that fit in sum: a charge kept back where kinds differ, else split or merged.
fn regrouped(ours: &[&Line], theirs: &[&Line]) -> Finding {
    let charge = ours.iter().chain(theirs).find(|line| line.kind.is_charge());
    let payment = ours.iter().chain(theirs).any(|line| !line.kind.is_charge());
    if let Some(charge) = charge.filter(|_| payment) {
        return Finding { cause: Cause::NettedCharge, evidence: Evidence::KeptBack(charge.kind, charge.amount) };
    }
    let cause = if ours.len() > theirs.len() { Cause::Merged } else { Cause::Split };
    Finding { cause, evidence: Evidence::Lines(ours.len(), theirs.len()) }
}

fn kinds(ours: &[&Line], theirs: &[&Line]) -> Option<Finding> {
    match (ours, theirs) {
        ([our], [their]) if our.kind != their.kind => {
            Some(Finding { cause: Cause::Kind, evidence: Evidence::Kinds(our.kind, their.kind) })
        }
        _ => None,
    }
}

fn said(dimension: Dimension, ours: &[&Line], theirs: &[&Line]) -> Option<Finding> {
    let [our, their] = [ours, theirs].map(|side| nets(side, |line| line.says(dimension).map(str::to_owned)));
    let names = |nets: &BTreeMap<String, Money>| nets.keys().cloned().collect::<Vec<_>>().join(", ");
    if apart(&our, &their) {
        let evidence = Evidence::Says(dimension, names(&our), names(&their));
        return Some(Finding { cause: Cause::of_dimension(dimension), evidence });
    }
    let stranger = theirs.iter().find_map(|line| line.stranger()).map(|stranger| stranger.name.clone());
    let known = dimension == Dimension::Donor && !our.is_empty();
    let evidence = Evidence::Stranger(stranger.filter(|_| known)?);
    Some(Finding { cause: Cause::Donor, evidence })
}

fn currencies(ours: &[&Line], theirs: &[&Line]) -> Option<Finding> {
    let ([our], [their]) = (ours, theirs) else { return None };
    let (our, their) = (our.original()?, their.original()?);
    let evidence = Evidence::Currencies(our.currency, their.currency);
    (our.currency != their.currency).then_some(Finding { cause: Cause::Currency, evidence })
}

fn periods(ours: &[&Line], theirs: &[&Line]) -> Option<Finding> {
    let in_sums = |line: &&Line| line.total_of.is_some() || line.kind.is_to_date();
    if ours.iter().chain(theirs).any(in_sums) {
        return None;
    }
    let [our, their] = [ours, theirs].map(|side| nets(side, |line| Some(Month::of(line.date))));
    let first = |side: &[&Line], nets: &BTreeMap<Month, Money>| {
        side.iter().map(|line| line.date).filter(|date| nets.contains_key(&Month::of(*date))).min()
    };
    let evidence = Evidence::Days(first(ours, &our)?, first(theirs, &their)?);
    apart(&our, &their).then_some(Finding { cause: Cause::Timing, evidence })
}
