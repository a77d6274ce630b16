//! What holds of an agreement on a day: its own row until the first amendment takes effect, then each in its turn
//! (docs/domain.md, section 1, an agreement's life).
//!
//! What comes in: an agreement and its amendments. What leaves: its terms of any day. What it does not know: the fund's
//! defaults, money that came.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::earmark::Earmark;
use super::facts::{Agreement, Amendment, Levy};
use super::money::Percent;
use super::period::Period;

/// The terms of an agreement from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// From when they hold; `None` for those of the agreement's own row, which hold from the beginning.
    pub effective_on: Option<NaiveDate>,
    /// The full amount, in the agreement's currency.
    pub amount: Decimal,
    /// What the money may pay for.
    pub earmark: Earmark,
    /// The first day whose costs it may pay, where one is stated.
    pub eligible_from: Option<NaiveDate>,
    /// The administrative fee, if not the fund's.
    pub fee_rate: Option<Percent>,
    /// The programme support rate, if not the fund's.
    pub support_rate: Option<Percent>,
    /// How the levy is charged, if not by the fund's rule.
    pub levy: Option<Levy>,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    signed_on: NaiveDate,
}

impl Terms {
    /// The first day whose costs may be paid: the stated one, else the day from which it is valid, else the signature.
    pub fn from(&self) -> NaiveDate {
        self.eligible_from.or(self.valid_from).unwrap_or(self.signed_on)
    }

    /// The day from which it is valid, where one is stated.
    pub fn valid_from(&self) -> Option<NaiveDate> {
        self.valid_from
    }

    /// The last day whose costs may be paid; `None` for the fund's last day.
    pub fn to(&self) -> Option<NaiveDate> {
        self.valid_to
    }

    fn of(agreement: &Agreement) -> Self {
        Self {
            effective_on: None,
            amount: agreement.amount.amount,
            earmark: agreement.earmark.clone(),
            eligible_from: agreement.eligible_from,
            fee_rate: agreement.fee_rate,
            support_rate: agreement.support_rate,
            levy: agreement.levy,
            valid_from: agreement.earmark.window.and_then(Period::start),
            valid_to: agreement.earmark.window.and_then(Period::end),
            signed_on: agreement.signed_on,
        }
    }

    fn amended(&self, amendment: &Amendment) -> Self {
        let valid_from = amendment.valid_from.or(self.valid_from);
        let valid_to = amendment.valid_to.or(self.valid_to);
        Self {
            effective_on: Some(amendment.effective_on),
            amount: amendment.amount.map_or(self.amount, |amount| amount.amount),
            earmark: Earmark { window: Period::open(valid_from, valid_to), ..self.earmark.with(&amendment.earmark) },
            eligible_from: amendment.eligible_from.or(self.eligible_from),
            fee_rate: amendment.fee_rate.or(self.fee_rate),
            support_rate: amendment.support_rate.or(self.support_rate),
            levy: amendment.levy.or(self.levy),
            valid_from,
            valid_to,
            signed_on: self.signed_on,
        }
    }
}

/// The terms of an agreement through time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsOverTime {
    first: Terms,
    amended: Vec<Terms>,
}

impl TermsOverTime {
    /// Puts the amendments into force, by effective date; of one day, by number.
    pub fn new<'a>(agreement: &Agreement, amendments: impl IntoIterator<Item = &'a Amendment>) -> Self {
        let mut amendments: Vec<&Amendment> = amendments.into_iter().collect();
        amendments.sort_by_key(|amendment| (amendment.effective_on, numbered(&amendment.number)));
        let first = Terms::of(agreement);
        let mut amended: Vec<Terms> = Vec::with_capacity(amendments.len());
        for amendment in amendments {
            let next = amended.last().unwrap_or(&first).amended(amendment);
            // Of one day, the last holds all that those before it changed.
            amended.pop_if(|last| last.effective_on == next.effective_on);
            amended.push(next);
        }
        Self { first, amended }
    }

    /// The terms in force on a day.
    pub fn on(&self, day: NaiveDate) -> &Terms {
        let in_force = |terms: &&Terms| terms.effective_on.is_none_or(|effective| effective <= day);
        self.amended.iter().rev().find(in_force).unwrap_or(&self.first)
    }

    /// All of them, in the order in which they take effect.
    pub fn iter(&self) -> impl Iterator<Item = &Terms> {
        std::iter::once(&self.first).chain(&self.amended)
    }
}

/// Numbers in the order in which people count: 2 before 10, and both before words.
fn numbered(number: &str) -> (u64, &str) {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (digits.parse().unwrap_or(u64::MAX), number)
}

impl Agreement {
    /// The agreement as its terms of a day say.
    #[must_use]
    pub fn under(&self, terms: &Terms) -> Self {
        let mut agreement = self.clone();
        agreement.amount.amount = terms.amount;
        agreement.earmark = terms.earmark.clone();
        agreement.eligible_from = terms.eligible_from;
        agreement.fee_rate = terms.fee_rate;
        agreement.support_rate = terms.support_rate;
        agreement.levy = terms.levy;
        agreement
    }
}
