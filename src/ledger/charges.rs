//! What is taken out of a contribution before it can be programmed (DESIGN section 3, charges).

use crate::config::Fund;
use crate::domain::facts::{Agreement, Levy};
use crate::domain::{EarmarkCategory, Money, Percent};

/// The rates that hold for an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rates {
    pub fee: Percent,
    pub support: Percent,
    levy: Percent,
}

impl Rates {
    /// The agreement's own rates, else the fund's; the levy only on tightly earmarked money unless the agreement says
    /// otherwise, and only when it is paid out of the contribution.
    pub fn of(agreement: &Agreement, fund: &Fund) -> Self {
        let by_category = match agreement.earmark.category {
            EarmarkCategory::TightlyEarmarked => Levy::Included,
            EarmarkCategory::Earmarked | EarmarkCategory::SoftlyEarmarked | EarmarkCategory::Unearmarked => Levy::None,
        };
        let levy = match agreement.levy.unwrap_or(by_category) {
            Levy::Included => fund.charges.levy,
            Levy::OnTop | Levy::None => Percent::ZERO,
        };
        Self {
            fee: agreement.fee_rate.unwrap_or(fund.charges.administrative_fee),
            support: agreement.support_rate.unwrap_or(fund.charges.support_cost),
            levy,
        }
    }

    /// Fee and levy of a deposit.
    pub fn on_deposit(&self, deposit: Money) -> (Money, Money) {
        (self.fee.of(deposit), self.levy.of(deposit))
    }

    /// The part of net deposits that can be programmed; the rest is kept for programme support.
    pub fn programmable(&self, net: Money) -> Money {
        self.support.taken_out_of(net.or_zero())
    }
}
