//! Why two sides differ, and what would mend it.

use chrono::NaiveDate;

use crate::config::Fund;
use crate::domain::facts::{Facts, FinanceLine};
use crate::domain::text::comparable;
use crate::domain::{Currency, Money, Month, OriginalAmount};

use super::OurLine;
use super::matching::days;
use super::proposal::{Fault, Proposal};

/// The largest difference, in minor units, that is called rounding.
const ROUNDING_MINOR: u64 = 5;
/// How near to the end of the period an unmatched line is called a matter of timing.
const CUT_OFF_DAYS: u64 = 7;
/// The largest difference, in parts per hundred, that another exchange rate explains.
const RATE_PER_CENT: u128 = 8;

/// Why two sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceCause {
    /// Finance has it, we do not.
    MissingHere,
    /// We have it, finance does not.
    MissingThere,
    /// The amounts differ.
    Amount,
    /// The amounts differ as two exchange rates do.
    ExchangeRate,
    /// The amounts differ by a few cents.
    Rounding,
    /// Booked in another month, or near the cut-off.
    Timing,
    /// It stands there twice.
    Duplicate,
    /// Plus here, minus there.
    Sign,
    /// The donor's name there is none of ours.
    Alias,
}

impl DifferenceCause {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::MissingHere => "missing here",
            Self::MissingThere => "missing there",
            Self::Amount => "amount",
            Self::ExchangeRate => "exchange rate",
            Self::Rounding => "rounding",
            Self::Timing => "timing",
            Self::Duplicate => "duplicate",
            Self::Sign => "sign",
            Self::Alias => "alias",
        }
    }
}

/// What causes are judged by.
pub(super) struct Context<'a> {
    base: Currency,
    facts: &'a Facts,
    as_of: NaiveDate,
}

impl<'a> Context<'a> {
    pub fn new(fund: &Fund, facts: &'a Facts, as_of: NaiveDate) -> Self {
        Self { base: fund.base_currency, facts, as_of }
    }

    /// Why a pair differs; `None` when it does not.
    pub fn of_pair(&self, ours: &OurLine, theirs: &FinanceLine) -> Option<(DifferenceCause, Proposal)> {
        if ours.amount != theirs.amount {
            return Some(self.of_amounts(ours, theirs));
        }
        if Month::of(ours.date) != Month::of(theirs.date) {
            return Some((DifferenceCause::Timing, Proposal::OneMonth { ours: ours.date, theirs: theirs.date }));
        }
        let donor = theirs.donor.as_ref()?;
        let ours = ours.donor().cloned()?;
        match &donor.code {
            Some(other) if *other == ours => None,
            Some(other) => Some((DifferenceCause::Alias, Proposal::OneDonor { ours, theirs: other.clone() })),
            None => Some((DifferenceCause::Alias, Proposal::AddAlias { name: donor.written.clone(), donor: ours })),
        }
    }

    fn of_amounts(&self, ours: &OurLine, theirs: &FinanceLine) -> (DifferenceCause, Proposal) {
        let by = ours.amount - theirs.amount;
        let adjust = |fault| Proposal::Adjust { fault, document: theirs.document.clone(), by };
        if ours.amount == -theirs.amount {
            return (DifferenceCause::Sign, adjust(Fault::Sign));
        }
        if by.minor().unsigned_abs() <= ROUNDING_MINOR {
            return (DifferenceCause::Rounding, adjust(Fault::Rounding));
        }
        if let Some(original) = ours.original.filter(|original| original.currency != self.base) {
            if let Some(date) = self.other_rate(original, theirs.amount) {
                return (DifferenceCause::ExchangeRate, adjust(Fault::RateOf(original.currency, date)));
            }
            let apart = u128::from(by.minor().unsigned_abs()) * 100;
            if apart <= u128::from(ours.amount.minor().unsigned_abs()) * RATE_PER_CENT {
                return (DifferenceCause::ExchangeRate, adjust(Fault::OtherRate(original.currency)));
            }
        }
        let transposed = by.minor() % 9 == 0 && same_digits(ours.amount, theirs.amount);
        (DifferenceCause::Amount, adjust(if transposed { Fault::Transposed } else { Fault::Amount }))
    }

    /// The effective date of a rate of the table at which the original amount gives finance's.
    fn other_rate(&self, original: OriginalAmount, theirs: Money) -> Option<NaiveDate> {
        let of_currency = self.facts.rates.iter().filter(|rate| rate.currency == original.currency);
        of_currency
            .filter(|rate| {
                let value = original.amount.checked_div(rate.units_per_base);
                let value = value.and_then(|value| Money::from_decimal(value, self.base.minor_units()));
                value.is_some_and(|value| (value - theirs).minor().unsigned_abs() <= 1)
            })
            .map(|rate| rate.effective_on)
            .max()
    }

    /// Why one of our lines stands alone.
    pub fn only_ours(&self, ours: &OurLine) -> (DifferenceCause, Proposal) {
        let document = Some(ours.document().unwrap_or(ours.reference()).to_owned());
        if days(self.as_of, ours.date) <= CUT_OFF_DAYS {
            return (DifferenceCause::Timing, Proposal::AwaitThere { document, date: ours.date });
        }
        (DifferenceCause::MissingThere, Proposal::BookThere { document, date: ours.date, amount: ours.amount })
    }

    /// Why one of finance's lines stands alone; `matched` are those that do not.
    pub fn only_theirs<'b>(
        &self,
        theirs: &FinanceLine,
        mut matched: impl Iterator<Item = &'b FinanceLine>,
    ) -> (DifferenceCause, Proposal) {
        let (document, date, amount) = (theirs.document.clone(), theirs.date, theirs.amount);
        if let Some(twin) = matched.find(|twin| is_twin(theirs, twin)) {
            return (DifferenceCause::Duplicate, Proposal::Reverse { document, twin: twin.document.clone(), amount });
        }
        if days(self.as_of, date) <= CUT_OFF_DAYS {
            return (DifferenceCause::Timing, Proposal::AwaitHere { document, date });
        }
        (DifferenceCause::MissingHere, Proposal::BookHere { document, date, amount })
    }
}

/// Whether a line repeats another: the same amount, and the same number or reference, within a month.
fn is_twin(line: &FinanceLine, other: &FinanceLine) -> bool {
    let same = |one: &str, other: &str| comparable(one) == comparable(other);
    let same_reference = matches!((&line.reference, &other.reference), (Some(one), Some(other)) if same(one, other));
    line.amount == other.amount
        && days(line.date, other.date) <= 31
        && (same(&line.document, &other.document) || same_reference)
}

fn same_digits(one: Money, other: Money) -> bool {
    let digits = |money: Money| {
        let mut digits: Vec<char> = money.minor().unsigned_abs().to_string().chars().collect();
        digits.sort_unstable();
        digits
    };
    digits(one) == digits(other)
}
