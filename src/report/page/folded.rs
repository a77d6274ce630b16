//! Money that everybody is told together with other money, since of those that are not named it is one donor's alone.
//!
//! What comes in: the fund's own figures, and under what each donor is told. What leaves: the same, in which refunds are taken off what was
//! received, or the levy is in the fee, for all donors and in all sums, so that no total less what others have tells it.

use crate::domain::Money;

use super::contract::{BridgeLine, Disclosure, Donor, FiguresFile, Folded, Sums};

/// The figures with what is told together.
pub(super) fn folded(own: FiguresFile, disclosures: &[Disclosure]) -> FiguresFile {
    let alone = |of: fn(&Sums) -> bool| {
        [Disclosure::Anonymous, Disclosure::Internal].into_iter().any(|told| {
            let donors = own.donors.iter().zip(disclosures);
            let has = |(donor, disclosure): &(&Donor, &Disclosure)| **disclosure == told && of(&donor.sums);
            donors.filter(has).count() == 1
        })
    };
    let refunds = alone(|sums| !sums.refunded.is_zero()).then_some(Folded::Refunded);
    let levy = alone(|sums| !sums.levy.is_zero()).then_some(Folded::Levy);
    let together: Vec<Folded> = refunds.into_iter().chain(levy).collect();
    together.iter().fold(FiguresFile { together: together.clone(), ..own }, |figures, folded| match folded {
        Folded::Refunded => net(figures),
        Folded::Levy => with_fee(figures),
    })
}

/// With refunds taken off what was received.
fn net(mut own: FiguresFile) -> FiguresFile {
    each_sums(&mut own, |sums| sums.received -= std::mem::take(&mut sums.refunded));
    into(&mut own.gap.raising, "refunded", "received");
    own
}

/// With the levy in the fee.
fn with_fee(mut own: FiguresFile) -> FiguresFile {
    each_sums(&mut own, |sums| sums.fee += std::mem::take(&mut sums.levy));
    own.receipts.iter_mut().for_each(|receipt| receipt.fee += std::mem::take(&mut receipt.levy));
    let gap = &mut own.gap;
    let bridges = [&mut gap.priorities, &mut gap.priorities_signed, &mut gap.priorities_outlook];
    bridges.into_iter().for_each(|bridge| into(bridge, "levy", "fee"));
    own
}

fn each_sums(own: &mut FiguresFile, change: impl Fn(&mut Sums)) {
    change(&mut own.totals);
    own.donors.iter_mut().for_each(|donor| change(&mut donor.sums));
    own.agreements.iter_mut().for_each(|agreement| change(&mut agreement.sums));
}

/// A line of a bridge that goes into another.
fn into(bridge: &mut Vec<BridgeLine>, from: &str, to: &str) {
    let moved: Money = bridge.iter().filter(|line| line.key == from).map(|line| line.amount).sum();
    bridge.retain(|line| line.key != from);
    bridge.iter_mut().filter(|line| line.key == to).for_each(|line| line.amount += moved);
}
