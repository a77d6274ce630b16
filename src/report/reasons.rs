//! Why the result is as it is: a sentence for each reason, in the language of the report. The sheets, the page for the
//! screen and `explain` all say it in these words.

use crate::allocate::reasons::{Loosened, LotReason};
use crate::attribute::outcome::DecisionState;
use crate::attribute::run::Action;
use crate::domain::{AgreementRef, LimitKind, LimitScope, Money};
use crate::ledger::AgreementPosition;

use super::page::contract::Why;
use super::sheets::Report;
use super::view::Lack;

/// How many agreements are named in a sentence; more are counted.
const NAMED: usize = 4;
/// So many causes of what is lacking are named even where they are nothing.
const ALWAYS_NAMED: usize = 3;

/// How much is said of agreements that keep money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// For tables: the agreement and its money, and only where it is not the same in every row.
    Short,
    /// For reading alone: the donor and the earmark as well.
    Full,
}

impl Report<'_> {
    /// What the priorities lack in its causes: a text, and an amount in minor units. What came of the end of agreements
    /// and of decisions is named where there is any.
    pub fn causes(&self) -> Vec<(&'static str, i64)> {
        let keys = ["cause-money", "cause-earmarks", "cause-policy", "cause-lapsed", "cause-decisions"];
        let causes = keys.into_iter().zip(self.view.gap.causes.parts()).enumerate();
        let shown = causes.filter(|(number, (_, amount))| *number < ALWAYS_NAMED || !amount.is_zero());
        shown.map(|(_, (key, amount))| (key, amount.minor())).collect()
    }

    /// Why a cell lacks money, in words; nothing when it lacks none.
    pub fn lacks(&self, lack: &Lack<'_>, detail: Detail) -> Option<String> {
        let held = || self.phrases.with("lacks-held", &[("lots", &self.named(&lack.held, detail))]);
        let and_held = |away: String| if lack.held.is_empty() { away } else { format!("{away} {}", held()) };
        let away = |key: &str| self.phrases.with(key, &[("lots", &self.named(lack.away, detail))]);
        let why = match lack.why {
            Why::Funded => return None,
            Why::Limits => and_held(away("lacks-policy")),
            Why::Earmarks | Why::Held if detail == Detail::Full && !lack.away.is_empty() => {
                and_held(away("lacks-earmarks"))
            }
            Why::Held => held(),
            Why::Decided if !lack.decisions.is_empty() => {
                self.phrases.with("lacks-decision", &[("decisions", &lack.decisions.join(", "))])
            }
            why @ (Why::Decided
            | Why::Lapsed
            | Why::Waits
            | Why::Ceiling
            | Why::Pending
            | Why::NoMoney
            | Why::LeftToPeople
            | Why::Earmarks) => self.why(why),
        };
        let partly = lack.why != Why::Waits && !lack.waits.is_zero();
        Some(if partly { format!("{} {why}", self.text("lacks-waits-partly")) } else { why })
    }

    /// A reason without what is about one cell.
    pub fn why(&self, why: Why) -> String {
        self.text(match why {
            Why::Funded => "explain-funded",
            Why::Decided => "lacks-decided",
            Why::Lapsed => "lacks-lapsed",
            Why::Waits => "lacks-waits",
            Why::Ceiling => "lacks-ceiling",
            Why::Pending => "lacks-pending",
            Why::NoMoney => "lacks-money",
            Why::LeftToPeople => "lacks-money-held",
            Why::Held => "lacks-all-held",
            Why::Earmarks => "lacks-all-earmarks",
            Why::Limits => "lacks-limits",
        })
    }

    /// Agreements with the money that they keep, the first of them by name.
    fn named(&self, lots: &[(String, i64)], detail: Detail) -> String {
        let name = |(lot, left): &(String, i64)| {
            let (reference, left) = (AgreementRef::new(lot), self.minor(*left));
            match detail {
                Detail::Short => format!("{lot} ({left})"),
                Detail::Full => {
                    let (agreement, earmark) = (self.agreement_name(&reference), self.earmark_of(&reference));
                    let words = [("agreement", agreement.as_str()), ("earmark", &earmark), ("left", &left)];
                    self.phrases.with("explain-keeps", &words)
                }
            }
        };
        let mut words: Vec<String> = lots.iter().take(NAMED).map(name).collect();
        if lots.len() > NAMED {
            words.push(format!("+{}", lots.len() - NAMED));
        }
        words.join(match detail {
            Detail::Short => ", ",
            Detail::Full => "; ",
        })
    }

    /// Why an agreement keeps money; nothing when it keeps none.
    pub fn waits(&self, reference: &AgreementRef) -> Option<String> {
        let ended = self.lapses().into_iter().find(|(position, _)| position.agreement.reference == *reference);
        if let Some((_, lapse)) = ended {
            return Some(self.phrases.with("waits-ended", &[("day", &self.phrases.day(lapse.ended_on))]));
        }
        let allocation = &self.view.allocation;
        let rank = allocation.allocation.lots.iter().position(|lot| lot.id == reference.as_str())?;
        let key = match allocation.reasons.lots.get(rank)? {
            LotReason::Used => return self.held(reference),
            LotReason::NoCell => "waits-no-cell",
            LotReason::CellsFull { .. } => "waits-all-full",
            LotReason::Policy { .. } => "waits-limit",
        };
        let why = self.text(key);
        Some(self.held(reference).map_or(why.clone(), |held| format!("{why} {held}")))
    }

    /// How much of an agreement's money decisions keep from the program, and which; nothing where none do.
    fn held(&self, reference: &AgreementRef) -> Option<String> {
        let held = self.view.amounts(reference).held;
        let decisions = self.view.book.decisions.iter().filter(|acted| {
            let payer = |place: u32| &self.view.ledger.agreements[place as usize].agreement.reference;
            let named = acted.decision.agreement.as_ref() == Some(reference);
            let pays = acted.parts.iter().any(|(place, _)| payer(*place) == reference);
            let keeps = matches!(acted.decision.action, Action::Return | Action::Hold);
            acted.state == DecisionState::InForce && keeps && (named || pays)
        });
        let numbers: Vec<&str> = decisions.map(|acted| acted.decision.number.as_str()).collect();
        let words = [("amount", self.minor(held.minor())), ("decisions", numbers.join(", "))];
        let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
        (!held.is_zero()).then(|| self.phrases.with("waits-held", &words))
    }

    /// That an agreement's waiting money expires soon or has expired; nothing when it does not.
    pub fn expires(&self, reference: &AgreementRef) -> Option<String> {
        let view = self.view;
        let notice = view.fund.allocation.expiry_notice_days;
        let expiring = view.allocation.expiring(view.ledger, notice);
        let money = expiring.iter().find(|money| money.agreement == *reference)?;
        let key = if money.until < view.ledger.as_of { "expired" } else { "expires-soon" };
        Some(self.phrases.with(key, &[("day", &self.phrases.day(money.until))]))
    }

    /// How the earmark of an agreement was honoured, and why money waits if any does.
    pub fn honoured(&self, position: &AgreementPosition, placed: Money) -> String {
        let (fund, earmark) = (self.view.fund, &position.agreement.earmark);
        let cells = self.view.ledger.cells.iter();
        let allowed = cells
            .filter(|cell| earmark.allows(&cell.geography, &cell.theme, cell.period, &fund.geography, &fund.themes));
        let number = allowed.count();
        let elsewhere = self.placed_elsewhere(position);
        let broken = self.broken_limits(position);
        let honoured = match (elsewhere.is_zero(), broken.is_empty()) {
            (true, true) => self.phrases.counted("honoured", number),
            (true, false) => broken,
            (false, _) => {
                let but = self.phrases.with("honoured-but", &[("amount", &self.minor(elsewhere.minor()))]);
                format!("{but} {broken}").trim_end().to_owned()
            }
        };
        if position.programmable <= placed {
            return honoured;
        }
        let why = self.waits(&position.agreement.reference).unwrap_or_default();
        let soon = self.expires(&position.agreement.reference).map_or(String::new(), |words| format!(" {words}"));
        if number == 0 { format!("{why}{soon}") } else { format!("{honoured} {why}{soon}") }
    }

    /// What an agreement has in cells that its earmark, as it stands now, does not allow: charged there before.
    fn placed_elsewhere(&self, position: &AgreementPosition) -> Money {
        let (fund, earmark) = (self.view.fund, &position.agreement.earmark);
        let placed = self.holdings.placements.iter();
        let own = placed.filter(|placement| placement.agreement == position.agreement.reference);
        let elsewhere = own.filter(|placement| {
            let cell = &self.view.ledger.cells[placement.cell];
            !earmark.allows(&cell.geography, &cell.theme, cell.period, &fund.geography, &fund.themes)
        });
        elsewhere.map(|placement| placement.amount).sum()
    }

    /// The limits of an agreement that what it has does not keep, each with the share that it comes to.
    fn broken_limits(&self, position: &AgreementPosition) -> String {
        let (fund, programmable) = (self.view.fund, position.programmable);
        let placed = self.holdings.placements.iter();
        let own: Vec<_> = placed.filter(|placement| placement.agreement == position.agreement.reference).collect();
        let broken = position.agreement.earmark.limits.iter().filter_map(|limit| {
            let inside = own.iter().filter(|placement| {
                let cell = &self.view.ledger.cells[placement.cell];
                match &limit.scope {
                    LimitScope::Target(target) => {
                        target.covers(&cell.geography, &cell.theme, &fund.geography, &fund.themes)
                    }
                    LimitScope::OutsideCountries => !fund.geography.is_country(&cell.geography),
                }
            });
            let inside: Money = inside.map(|placement| placement.amount).sum();
            // At least a share here is at most the rest elsewhere; a share of a cent is nobody's fault.
            let all: Money = own.iter().map(|placement| placement.amount).sum();
            let most = limit.share.of(programmable);
            let beyond = match limit.kind {
                LimitKind::AtLeast => all - inside - (programmable - most),
                LimitKind::AtMost => inside - most,
            };
            let kept = beyond.minor() <= 1;
            let share = self.phrases.percent(inside, programmable);
            let words = [("limit", &*self.limit(limit)), ("share", &share)];
            (!kept).then(|| self.phrases.with("limit-broken", &words))
        });
        broken.collect::<Vec<_>>().join(" ")
    }

    /// Which side of an earmark is loosened.
    pub fn loosened(&self, side: Loosened) -> String {
        self.text(match side {
            Loosened::Geography => "loosened-places",
            Loosened::Theme => "loosened-themes",
            Loosened::Exclusions => "loosened-exclusions",
        })
    }

    /// What an agreement may pay for.
    pub fn earmark_of(&self, reference: &AgreementRef) -> String {
        let position = self.view.ledger.agreement(reference);
        position.map_or_else(String::new, |position| self.earmark(&position.agreement.earmark))
    }

    /// An agreement behind its donor's name.
    pub fn agreement_name(&self, reference: &AgreementRef) -> String {
        match self.view.ledger.agreement(reference) {
            Some(position) => format!("{} {reference}", self.donor_name(&position.agreement.donor)),
            None => reference.to_string(),
        }
    }

    /// Minor units as an amount.
    pub fn minor(&self, minor: i64) -> String {
        self.phrases.amount(Money::from_minor(minor), self.view.fund.exponent())
    }
}
