//! Why the result is as it is: a sentence for each reason, in the language of the report. The sheets, the page for the
//! screen and `explain` all say it in these words.

use crate::allocate::reasons::{Loosened, LotReason};
use crate::attribute::outcome::{Over, OverCause};
use crate::config::Mode;
use crate::domain::{AgreementRef, Money};
use crate::ledger::AgreementPosition;

use super::origin::keeping;
use super::sheets::Report;
use super::view::{Lack, Why};

/// How many agreements are named in a sentence; more are counted.
const NAMED: usize = 4;
/// So many causes of what is lacking are named even where they are nothing.
const ALWAYS_NAMED: usize = 3;

/// How much is said of agreements that keep money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// For tables: the agreement, and only where it is not the same in every row; not its money, which all of them share.
    Short,
    /// The same of several priorities at once.
    Several,
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
        let said = |named: &str, all: &str| match self.named(&lack.held, detail) {
            Some(lots) => self.phrases.with(named, &[("lots", &lots)]),
            None => self.text(all),
        };
        let held = || said("lacks-held", "lacks-all-held");
        // Beside money that is kept away, what decisions hold is not the only money that there is.
        let too = || said("lacks-held-too", "lacks-all-held-too");
        let and_held = |away: String| if lack.held.is_empty() { away } else { format!("{away} {}", too()) };
        let away = |key: &str| match self.named(lack.away, detail) {
            Some(lots) => self.phrases.with(key, &[("lots", &lots)]),
            None => self.why(lack.why),
        };
        let why = match lack.why {
            Why::Funded => return None,
            Why::Limits => and_held(away("lacks-policy")),
            Why::Earmarks | Why::Held if detail == Detail::Full && !lack.away.is_empty() => {
                and_held(away("lacks-earmarks"))
            }
            Why::Held => held(),
            Why::Decided if !lack.decisions.is_empty() => {
                let did = lack.decisions.iter().map(|number| self.decision_did(number));
                did.collect::<Vec<_>>().join(" ")
            }
            why @ (Why::Decided
            | Why::Lapsed
            | Why::Waits
            | Why::Ceiling
            | Why::Pending
            | Why::NoMoney
            | Why::LeftToPeople
            | Why::Earmarks) => match detail {
                Detail::Short | Detail::Full => self.why(why),
                Detail::Several => self.why_several(why),
            },
        };
        let partly = lack.why != Why::Waits && !lack.waits.is_zero();
        let of_several = if detail == Detail::Several { "lacks-waits-partly-several" } else { "lacks-waits-partly" };
        let partly = partly.then(|| self.text(of_several));
        let lapsed = lack.lapsed && lack.why != Why::Lapsed;
        let of_several = if detail == Detail::Several { "lacks-lapsed-partly-several" } else { "lacks-lapsed-partly" };
        let lapsed = lapsed.then(|| self.text(of_several));
        let rejected = || self.phrases.with("lacks-rejected", &[("decisions", &lack.rejected.join(", "))]);
        let rejected = (!lack.rejected.is_empty()).then(rejected);
        let said: Vec<String> = [partly, Some(why), lapsed, rejected].into_iter().flatten().collect();
        Some(said.join(" "))
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

    /// The same of several priorities.
    fn why_several(&self, why: Why) -> String {
        self.text(match why {
            Why::Decided => "lacks-decided-several",
            Why::Lapsed => "lacks-lapsed-several",
            Why::Waits => "lacks-waits-several",
            Why::Ceiling => "lacks-ceiling-several",
            Why::Pending => "lacks-pending-several",
            Why::Earmarks => "lacks-all-earmarks-several",
            Why::Funded | Why::NoMoney | Why::LeftToPeople | Why::Held | Why::Limits => return self.why(why),
        })
    }

    /// Agreements that keep money, the first of them by name; for reading alone with how much. Nothing where there are some,
    /// and none of them may be named.
    fn named(&self, lots: &[(String, i64)], detail: Detail) -> Option<String> {
        let name = |(lot, left): &(String, i64)| match detail {
            Detail::Short | Detail::Several => lot.clone(),
            Detail::Full => {
                let (reference, left) = (AgreementRef::new(lot), self.minor(*left));
                let (agreement, earmark) = (self.agreement_name(&reference), self.earmark_of(&reference));
                let words = [("agreement", agreement.as_str()), ("earmark", &earmark), ("left", &left)];
                self.phrases.with("explain-keeps", &words)
            }
        };
        let nameable = lots.iter().filter(|(lot, _)| self.may_name(&AgreementRef::new(lot)));
        let mut words: Vec<String> = nameable.take(NAMED).map(name).collect();
        if words.is_empty() && !lots.is_empty() {
            return None;
        }
        if lots.len() > words.len() {
            words.push(format!("+{}", lots.len() - words.len()));
        }
        Some(match detail {
            Detail::Short | Detail::Several => words.join(", "),
            Detail::Full => self.phrases.listed(&words),
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
        let why = match allocation.reasons.lots.get(rank)? {
            LotReason::Used => None,
            LotReason::NoCell => Some("waits-no-cell"),
            LotReason::CellsFull { .. } => Some("waits-all-full"),
            LotReason::Policy { .. } => Some("waits-limit"),
        };
        let kept = Money::from_minor(allocation.allocation.lots.get(rank)?.unplaced);
        let why = [why.map(|key| self.text(key)), self.undecided(reference, kept), self.held(reference)];
        let why: Vec<String> = why.into_iter().flatten().collect();
        (!why.is_empty()).then(|| why.join(" "))
    }

    /// How much of an agreement's money is recommended to priorities and waits for people; nothing where none does. `kept`
    /// is what the recommendation itself leaves.
    fn undecided(&self, reference: &AgreementRef, kept: Money) -> Option<String> {
        let amounts = self.view.amounts(reference);
        let waits = amounts.unallocated - amounts.held - kept;
        let decided = self.view.fund.allocation.mode == Mode::Decided && waits > Money::ZERO;
        decided.then(|| self.phrases.with("waits-decision", &[("amount", &self.minor(waits.minor()))]))
    }

    /// How much of an agreement's money decisions keep from the program, and which; nothing where none do.
    fn held(&self, reference: &AgreementRef) -> Option<String> {
        let held = self.view.amounts(reference).held;
        let decisions = keeping(self.view.book, self.view.ledger, reference);
        let numbers: Vec<&str> = decisions.map(|acted| acted.decision.number.as_str()).collect();
        let words = [("amount", self.minor(held.minor())), ("decisions", numbers.join(", "))];
        let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
        (!held.is_zero()).then(|| self.phrases.with("waits-held", &words))
    }

    /// That an agreement's waiting money expires soon or has expired; nothing when it does not.
    pub fn expires(&self, reference: &AgreementRef) -> Option<String> {
        let view = self.view;
        let notice = view.fund.allocation.expiry_notice_days;
        let money = view.allocation.expiring_of(reference, view.ledger.as_of, notice)?;
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
        let misplaced = self.misplaced(&position.agreement.reference);
        let elsewhere = self.placed_elsewhere(position) - misplaced;
        let broken = self.broken_limits(position);
        let broken = broken.iter().map(|broken| self.not_kept(broken, position)).collect::<Vec<_>>().join(" ");
        let moves = (!misplaced.is_zero()).then(|| self.moves(misplaced));
        let honoured = match (elsewhere.is_zero(), broken.is_empty()) {
            (true, _) if moves.is_some() => broken,
            (true, true) if position.programmable <= placed => self.phrases.counted("honoured", number),
            (true, true) => self.phrases.counted("honoured-part", number),
            (true, false) => broken,
            (false, _) => {
                let but = self.phrases.with("honoured-but", &[("amount", &self.minor(elsewhere.minor()))]);
                format!("{but} {broken}").trim_end().to_owned()
            }
        };
        let kept = self.kept_limits(position).unwrap_or_default();
        let honoured = [moves.unwrap_or_default(), honoured, kept];
        let honoured = honoured.iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        if position.programmable <= placed {
            return honoured;
        }
        let why = self.waits(&position.agreement.reference).unwrap_or_default();
        let soon = self.expires(&position.agreement.reference).map_or(String::new(), |words| format!(" {words}"));
        if number == 0 { format!("{why}{soon}") } else { format!("{honoured} {why}{soon}") }
    }

    /// What lies unspent where an agreement's earmark does not allow it any more, and waits for people to move it.
    pub fn misplaced(&self, reference: &AgreementRef) -> Money {
        let of = |over: &Over| match over {
            Over::Agreement { agreement, amount, cause: OverCause::Earmark, .. } => {
                let position = &self.view.ledger.agreements[*agreement as usize];
                (position.agreement.reference == *reference).then_some(*amount)
            }
            Over::Agreement { .. } | Over::Cell { .. } => None,
        };
        self.view.book.over.iter().filter_map(of).sum()
    }

    /// That money waits to be moved to where its earmark allows it.
    pub fn moves(&self, misplaced: Money) -> String {
        self.phrases.with("honoured-moves", &[("amount", &self.minor(misplaced.minor()))])
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
