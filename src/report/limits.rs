//! Limits of agreements that are kept, are not, or cannot be: said to the donor, and to the fund, which has to act.
//!
//! What comes in: an agreement, the priorities, and what it has there. What leaves: the limits that what it has keeps, with how far,
//! those that it does not keep, and those that nothing keeps. What it does not know: how money is allocated within limits.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::domain::facts::Priority;
use crate::domain::{EarmarkLimit, LimitKind, LimitScope, Money, Percent};
use crate::ledger::AgreementPosition;

use super::sheets::Report;

/// A limit, and how what an agreement has lies to it.
pub(super) struct Measured<'l> {
    limit: &'l EarmarkLimit,
    /// What the agreement has within the limit's part.
    inside: Money,
    /// How much of it lies where the limit does not want it; nothing, or below nothing, where the limit is kept.
    pub beyond: Money,
}

/// Limits that nothing keeps, whatever the money does.
pub(super) enum Impossible<'l> {
    /// No priority that the earmark allows lies in its part.
    Outside(&'l EarmarkLimit),
    /// They ask for more than there is.
    Together(Vec<&'l EarmarkLimit>),
}

impl Report<'_> {
    /// The limits of an agreement that what it has does not keep.
    pub fn broken_limits<'l>(&self, position: &'l AgreementPosition) -> Vec<Measured<'l>> {
        // A share of a cent is nobody's fault.
        self.measured(position).into_iter().filter(|measured| measured.beyond.minor() > 1).collect()
    }

    /// How much of what can be programmed lies in the part of each limit that is kept, in words; nothing where there is none, or
    /// nothing to be programmed.
    pub fn kept_limits(&self, position: &AgreementPosition) -> Option<String> {
        let kept = self.measured(position).into_iter().filter(|measured| measured.beyond.minor() <= 1);
        let said: Vec<String> = kept.map(|measured| self.kept(&measured, position.programmable)).collect();
        let some = !said.is_empty() && position.programmable > Money::ZERO;
        some.then(|| self.phrases.with("limits-kept", &[("limits", &self.phrases.listed(&said))]))
    }

    fn kept(&self, measured: &Measured<'_>, programmable: Money) -> String {
        let limit = measured.limit;
        let key = match limit.kind {
            LimitKind::AtMost => "limit-at-most",
            // What is not allocated yet may still go there.
            LimitKind::AtLeast if limit.share.of(programmable) - measured.inside > Money::from_minor(1) => "limit-open",
            LimitKind::AtLeast => "limit-at-least",
        };
        let share = self.phrases.percent(measured.inside, programmable);
        let bound = self.phrases.numerals(&limit.share.to_string());
        self.phrases.with(key, &[("scope", &*self.limit_scope(limit)), ("share", &share), ("bound", &bound)])
    }

    /// What an agreement has within the part of each of its limits.
    fn measured<'l>(&self, position: &'l AgreementPosition) -> Vec<Measured<'l>> {
        let programmable = position.programmable;
        let placed = self.holdings.placements.iter();
        let own: Vec<_> = placed.filter(|placement| placement.agreement == position.agreement.reference).collect();
        let all: Money = own.iter().map(|placement| placement.amount).sum();
        let measured = position.agreement.earmark.limits.iter().map(|limit| {
            let inside = own.iter().filter(|placed| self.is_within(limit, &self.view.ledger.cells[placed.cell]));
            let inside: Money = inside.map(|placement| placement.amount).sum();
            // At least a share here is at most the rest elsewhere.
            let most = limit.share.of(programmable);
            let beyond = match limit.kind {
                LimitKind::AtLeast => all - inside - (programmable - most),
                LimitKind::AtMost => inside - most,
            };
            Measured { limit, inside, beyond }
        });
        measured.collect()
    }

    /// That a limit is not kept, with the share that it comes to.
    pub fn not_kept(&self, broken: &Measured<'_>, position: &AgreementPosition) -> String {
        let share = self.phrases.percent(broken.inside, position.programmable);
        self.phrases.with("limit-broken", &[("limit", &*self.limit(broken.limit)), ("share", &share)])
    }

    /// The limits of an agreement that no allocation keeps: those that lie outside its earmark, and those that want more of the same
    /// money than there is.
    pub fn impossible_limits<'l>(&self, position: &'l AgreementPosition) -> Vec<Impossible<'l>> {
        let (fund, earmark) = (self.view.fund, &position.agreement.earmark);
        let cells = self.view.ledger.cells.iter().enumerate();
        let allowed: Vec<(usize, &Priority)> = cells
            .filter(|(_, cell)| {
                earmark.allows(&cell.geography, &cell.theme, cell.period, &fund.geography, &fund.themes)
            })
            .collect();
        if allowed.is_empty() {
            return Vec::new();
        }
        let part = |limit: &'l EarmarkLimit| {
            let within = allowed.iter().filter(|(_, cell)| self.is_within(limit, cell)).map(|(index, _)| *index);
            Part { limit, cells: within.collect() }
        };
        let parts = |kind: LimitKind| {
            earmark.limits.iter().filter(move |limit| limit.kind == kind && limit.share > Percent::ZERO)
        };
        let (least, most): (Vec<Part<'l>>, Vec<Part<'l>>) =
            (parts(LimitKind::AtLeast).map(part).collect(), parts(LimitKind::AtMost).map(part).collect());
        let (outside, least): (Vec<Part<'l>>, Vec<Part<'l>>) =
            least.into_iter().partition(|part| part.cells.is_empty());
        let outside = outside.into_iter().map(|part| Impossible::Outside(part.limit));
        let too_much = more_than_all(&least).or_else(|| more_than_most(&least, &most));
        outside.chain(too_much.map(Impossible::Together)).collect()
    }

    /// Whether a cell lies in the part that a limit is about.
    fn is_within(&self, limit: &EarmarkLimit, cell: &Priority) -> bool {
        let fund = self.view.fund;
        match &limit.scope {
            LimitScope::Target(target) => target.covers(&cell.geography, &cell.theme, &fund.geography, &fund.themes),
            LimitScope::OutsideCountries => !fund.geography.is_country(&cell.geography),
        }
    }
}

/// A limit, and the cells that the earmark allows in its part.
struct Part<'l> {
    limit: &'l EarmarkLimit,
    cells: BTreeSet<usize>,
}

/// Limits "at least" of parts that share no cell, which together want more than all money.
fn more_than_all<'l>(least: &[Part<'l>]) -> Option<Vec<&'l EarmarkLimit>> {
    let apart_from = |first: &Part<'l>| {
        let mut taken = first.cells.clone();
        let mut chosen = vec![first.limit];
        for other in least.iter().filter(|other| !std::ptr::eq(other.limit, first.limit)) {
            if taken.is_disjoint(&other.cells) {
                taken.extend(&other.cells);
                chosen.push(other.limit);
            }
        }
        chosen
    };
    let wanted = |limits: &[&EarmarkLimit]| -> Decimal { limits.iter().map(|limit| limit.share.fraction()).sum() };
    least.iter().map(apart_from).find(|limits| Percent::WHOLE.fraction() < wanted(limits))
}

/// A limit "at least" of a part within that of a limit "at most" of less.
fn more_than_most<'l>(least: &[Part<'l>], most: &[Part<'l>]) -> Option<Vec<&'l EarmarkLimit>> {
    let pairs = least.iter().flat_map(|least| most.iter().map(move |most| (least, most)));
    let mut contrary =
        pairs.filter(|(least, most)| least.cells.is_subset(&most.cells) && most.limit.share < least.limit.share);
    contrary.next().map(|(least, most)| vec![least.limit, most.limit])
}
