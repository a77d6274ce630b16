//! Payments that one side books net, and the other gross with the charge beside it.

use crate::domain::facts::FinanceKind;

use super::How;
use super::by_sum::Free;
use super::odds::{Bits, FAULT, one_of};
use super::of_amount::OfAmount;
use super::pool::{OURS, Pool, THEIRS, Unit};

/// How many days the charge may lie from the payment, and the payments from each other.
const CHARGE_DAYS: u32 = 15;
const PAYMENT_DAYS: u32 = 45;
/// How many payments around a charge are tried.
const TRIED: usize = 16;
const PAYMENTS: [FinanceKind; 3] = [FinanceKind::Deposit, FinanceKind::Refund, FinanceKind::Interest];
const CHARGES: [FinanceKind; 3] = [FinanceKind::BankCharge, FinanceKind::Fee, FinanceKind::Levy];

/// Proposes a gross payment and its charge on one side for a net payment on the other.
pub(super) fn propose(pool: &Pool<'_>, free: &Free, propose: &mut dyn FnMut([Vec<u32>; 2], Bits)) {
    for side in [OURS, THEIRS] {
        for charge in pool.free_units(side) {
            let unit = pool.unit(side, charge);
            if !CHARGES.contains(&unit.kind) || unit.late || unit.amount <= 0 {
                continue;
            }
            for kind in PAYMENTS {
                let around = free.around(pool, side, kind, unit.day, CHARGE_DAYS, TRIED);
                for gross in around.into_iter().filter(|gross| may_be_of(pool, unit, pool.unit(side, *gross))) {
                    let amount = pool.unit(side, gross).amount - unit.amount * kind.effect();
                    for &net in free.of_amount(pool, THEIRS - side, (kind, amount), unit.day) {
                        if let Some(weight) = weight(pool, free, side, [gross, charge, net]) {
                            let (whole, parts) = (vec![net], vec![gross, charge]);
                            propose(if side == OURS { [parts, whole] } else { [whole, parts] }, weight);
                        }
                    }
                }
            }
        }
    }
}

/// Whether a charge may be one on a payment of its side: it names it or no payment at all, and says nothing else than it.
fn may_be_of(pool: &Pool<'_>, charge: &Unit, payment: &Unit) -> bool {
    (charge.quotes.is_empty() || names(charge, payment)) && pool.rarity.dimensions(charge, payment).1 == 0
}

/// Whether a charge names a payment of its side, or the two name one thing.
fn names(charge: &Unit, payment: &Unit) -> bool {
    charge.quotes.iter().any(|quoted| *quoted == payment.number || payment.quotes.contains(quoted))
}

fn weight(pool: &Pool<'_>, free: &Free, side: usize, [gross, charge, net]: [u32; 3]) -> Option<Bits> {
    let (gross, charge, net) = (pool.unit(side, gross), pool.unit(side, charge), pool.unit(THEIRS - side, net));
    let fits = gross.apart(net) <= PAYMENT_DAYS && charge.amount < gross.amount.abs();
    let tried = one_of(TRIED as u64) - pool.rarity.date(charge.apart(gross)).min(one_of(TRIED as u64));
    let bits = pool.rarity.amount(net.kind, net.amount) + pool.circumstances(gross, net) - FAULT - tried;
    Some(bits - free.needed(net.kind)).filter(|weight| fits && *weight > 0)
}

/// Adds to pairs of payments that a charge sets apart the charge that one side has beside them.
pub(super) fn absorb(pool: &mut Pool<'_>) {
    let charges = [OURS, THEIRS].map(|side| OfAmount::new(pool, side, pool.free_units(side)));
    for group in 0..pool.groups.len() {
        let [ours, theirs] = &pool.groups[group].units;
        let ([our], [their]) = (ours.as_slice(), theirs.as_slice()) else { continue };
        let (one, other) = (pool.unit(OURS, *our), pool.unit(THEIRS, *their));
        let lacks = (one.amount - other.amount) * one.kind.effect();
        if one.kind != other.kind || !PAYMENTS.contains(&one.kind) || lacks == 0 {
            continue;
        }
        let (side, gross) = if lacks > 0 { (OURS, one) } else { (THEIRS, other) };
        let fits = |charge: &&u32| {
            let unit = pool.unit(side, **charge);
            pool.free[side][**charge as usize] && unit.apart(gross) <= CHARGE_DAYS && may_be_of(pool, unit, gross)
        };
        let of_kind = |kind: FinanceKind| charges[side].near(pool, side, (kind, lacks.abs()), gross.day);
        let nearest = CHARGES.into_iter().flat_map(of_kind).filter(fits).copied();
        let nearest = nearest.min_by_key(|charge| {
            let unit = pool.unit(side, *charge);
            (!names(unit, gross), unit.apart(gross), *charge)
        });
        if let Some(charge) = nearest {
            pool.join(group as u32, How::Sum, side, &[charge]);
        }
    }
}
