//! Interest that goes back to the donors: shared by their positive balances at each month's end (docs/domain.md, section 1).
//!
//! What comes in: interest less bank charges to the day, and every agreement's amounts. What leaves: each donor's share,
//! month by month; what closes recorded stays, and what came late is shared in the open month.

use std::collections::BTreeMap;

use crate::domain::{DonorCode, Money, Month, apportion};

use crate::attribute::outcome::Amounts;
use crate::attribute::run::{Flow, InterestUse, Returned};
use crate::attribute::state::living::Living;

/// Shares what was not shared yet. Where no donor has a balance it stays with the fund, and is looked at again.
pub fn give_back(living: &Living<'_, '_>, month: Month, amounts: &[Amounts], returned: &mut Vec<Returned>) {
    if living.numbers.run.fund.interest != InterestUse::Returned {
        return;
    }
    let receipts = living.numbers.run.receipts.iter().filter(|receipt| receipt.date <= living.today.day);
    let earned: Money = receipts
        .map(|receipt| match receipt.kind {
            Flow::Interest => receipt.base,
            Flow::BankCharge => -receipt.base,
            Flow::Deposit | Flow::Refund | Flow::WriteOff | Flow::Transfer => Money::ZERO,
        })
        .sum();
    let open = earned - returned.iter().map(|share| share.amount).sum();
    let mut balances: BTreeMap<&DonorCode, Money> = BTreeMap::new();
    for (holder, amounts) in living.numbers.holders.iter().zip(amounts) {
        *balances.entry(&holder.donor).or_default() += amounts.balance();
    }
    let weights: Vec<u64> = balances.values().map(|balance| balance.or_zero().minor().unsigned_abs()).collect();
    for (donor, amount) in balances.into_keys().zip(apportion(open, &weights).unwrap_or_default()) {
        if !amount.is_zero() {
            returned.push(Returned { month, donor: donor.clone(), amount });
        }
    }
}
