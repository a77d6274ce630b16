//! Decisions of people: what must hold in random funds, and that what the program recommends comes out the same when
//! people adopt it unchanged.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use poolfund::allocate::allocate;
use poolfund::attribute::outcome::{DecisionState, Life};
use poolfund::attribute::run::{Action, Before, Cause, Decision, DecisionStatus, Mode, Run};
use poolfund::attribute::{live, propose};
use poolfund::domain::{Money, Month};

use crate::life::in_every_run;
use crate::life_funds::{START, World};

/// Amounts by agreement and cell.
type Pairs = BTreeMap<(u32, u32), i64>;

fn sums(life: &Life<'_>, counts: impl Fn(Cause, &str) -> bool) -> Pairs {
    let mut sums = Pairs::new();
    for entry in life.entries.iter().filter(|entry| counts(entry.cause, &entry.reference)) {
        *sums.entry((entry.agreement, entry.cell)).or_default() += entry.amount.minor();
    }
    sums
}

#[test]
fn every_adopted_decision_acts_or_says_why_not_and_no_other_does() {
    let (mut acted, mut refused) = (BTreeMap::new(), 0);
    for seed in 0..250 {
        in_every_run(seed, |world, _, life| {
            for decision in &world.run.decisions {
                let adopted = decision.status == DecisionStatus::Adopted && decision.date <= life.as_of;
                let acts = life.decisions.iter().filter(|acted| {
                    acted.decision.number == decision.number && acted.state != DecisionState::TakenBack
                });
                let acts: Vec<_> = acts.collect();
                let why = life.refused.iter().filter(|refused| refused.number == decision.number).count();
                // One of a step's own day may pay costs with a part, where the rest may not stand.
                let partly =
                    acts.len() == 1 && acts[0].parts.iter().map(|(_, part)| *part).sum::<Money>() < decision.amount;
                let either = acts.len() + why - usize::from(partly && why == 1);
                assert_eq!(either, usize::from(adopted), "fund {seed}: {decision:?}");
                if let [one] = acts[..] {
                    *acted.entry(decision.action).or_insert(0) += 1;
                    assert!(one.acted_on >= decision.date, "fund {seed}: {decision:?} before its day");
                    let parts: Money = one.parts.iter().map(|(_, amount)| *amount).sum();
                    let whole = matches!(decision.action, Action::Allocate | Action::Move | Action::Return);
                    assert!(!whole || partly || parts == decision.amount, "fund {seed}: {decision:?} of {parts:?}");
                }
                refused += why;
            }
        });
    }
    let all = [Action::Allocate, Action::Return, Action::Move, Action::Hold, Action::Release, Action::Succeed];
    assert!(all.iter().all(|action| acted.get(action).is_some_and(|times| *times > 20)), "{acted:?}");
    assert!(acted.get(&Action::Uncharge).is_some_and(|times| *times > 5) && refused > 20, "{acted:?} {refused}");
}

#[test]
fn what_a_decision_put_somewhere_stays_there_until_money_is_missing_or_another_decision() {
    let mut guarded = 0;
    for seed in 0..500 {
        in_every_run(seed, |_, _, life| {
            let in_force: Vec<&str> = life
                .decisions
                .iter()
                .filter(|decision| decision.state == DecisionState::InForce)
                .map(|decision| &*decision.decision.number)
                .collect();
            let mut put = Pairs::new();
            for entry in life.entries.iter().filter(|entry| entry.cause == Cause::Decision) {
                if in_force.contains(&&*entry.reference) {
                    let put = put.entry((entry.agreement, entry.cell)).or_default();
                    *put = (*put + entry.amount.minor()).max(0);
                }
            }
            let all = sums(life, |_, _| true);
            let forced = sums(life, |cause, reference| {
                let of_decision = cause == Cause::Decision && !in_force.contains(&reference);
                matches!(cause, Cause::Correction | Cause::Lapse) || of_decision
            });
            for (pair, put) in put {
                let taken = (-forced.get(&pair).copied().unwrap_or_default()).max(0);
                let standing = all.get(&pair).copied().unwrap_or_default();
                assert!(standing + taken >= put, "fund {seed} on {}: {put} put, {standing} stands", life.as_of);
                guarded += i32::from(put > 0);
            }
        });
    }
    assert!(guarded > 200, "{guarded}");
}

#[test]
fn entries_by_cause_explain_every_allocation() {
    for seed in 0..120 {
        in_every_run(seed, |_, _, life| {
            let mut by_agreement: BTreeMap<u32, BTreeMap<Cause, i64>> = BTreeMap::new();
            for entry in &life.entries {
                let causes = by_agreement.entry(entry.agreement).or_default();
                *causes.entry(entry.cause).or_default() += entry.amount.minor();
            }
            for (agreement, amounts) in (0_u32..).zip(life.amounts()) {
                let explained: i64 = by_agreement.get(&agreement).map_or(0, |causes| causes.values().sum());
                assert_eq!(explained, amounts.allocated.minor(), "fund {seed} on {}", life.as_of);
                assert!(amounts.held <= amounts.unallocated);
            }
        });
    }
}

/// What stands, whatever made it.
#[derive(Debug, PartialEq)]
struct Standing {
    /// By day, agreement and cell.
    entries: BTreeMap<(NaiveDate, u32, u32), i64>,
    /// By line, agreement, cell and month.
    charges: BTreeMap<(u32, u32, Option<u32>, Month), i64>,
    /// By line.
    pending: Vec<(u32, Money)>,
}

fn standing(life: &Life<'_>) -> Standing {
    let mut entries = BTreeMap::new();
    for entry in &life.entries {
        *entries.entry((entry.date, entry.agreement, entry.cell)).or_default() += entry.amount.minor();
    }
    let mut charges = BTreeMap::new();
    for charge in &life.charges {
        let key = (charge.line, charge.agreement, charge.cell, charge.charged_in);
        *charges.entry(key).or_default() += charge.amount.minor();
    }
    entries.retain(|_, amount| *amount != 0);
    charges.retain(|_, amount| *amount != 0);
    let pending = life.pending.iter().map(|pending| (pending.line, pending.amount)).collect();
    Standing { entries, charges, pending }
}

fn decided(run: &Run<'static>) -> Run<'static> {
    let mut run = run.clone();
    run.fund.mode = Mode::Decided;
    run
}

#[test]
fn where_people_decide_nothing_is_entered_without_a_decision_and_what_waits_is_said() {
    let mut waiting = 0;
    for seed in 0..120 {
        in_every_run(seed, |world, _, _| {
            let run = Run { decisions: vec![], ..decided(&world.run) };
            let before = Before::default();
            let life = live(&run, &before, &[], &allocate).unwrap();
            let made =
                |cause: Cause| matches!(cause, Cause::Cost | Cause::Cover | Cause::Recommendation | Cause::Decision);
            assert!(life.entries.iter().all(|entry| !made(entry.cause)), "fund {seed} on {}", life.as_of);
            waiting += life.pending.len();
        });
    }
    assert!(waiting > 300, "{waiting}");
}

#[test]
fn a_recommendation_that_is_adopted_unchanged_comes_out_as_if_the_program_had_entered_it() {
    let (mut proposed, mut moved, mut returned) = (0, 0, 0);
    for seed in 0..250 {
        in_every_run(seed, |world, before, life| {
            let mut run = decided(&world.run);
            let waits = live(&run, before, &[], &allocate).unwrap();
            let proposals = propose(&run, before, &waits, "P", &allocate).unwrap();
            for (_, proposal) in proposals {
                moved += i32::from(proposal.action == Action::Move);
                returned += i32::from(proposal.action == Action::Return);
                run.decisions.push(Decision { status: DecisionStatus::Adopted, ..proposal });
                proposed += 1;
            }
            let adopted = live(&run, before, &[], &allocate).unwrap();
            assert_eq!(adopted.refused, life.refused, "fund {seed} on {}", life.as_of);
            assert_eq!(standing(&adopted), standing(life), "fund {seed} on {}", life.as_of);
        });
    }
    assert!(proposed > 1_000 && moved > 20 && returned > 20, "{proposed} {moved} {returned}");
}

#[test]
fn months_decided_as_recommended_are_those_of_a_fund_that_enters_by_itself() {
    let (mut months, mut moved, mut returned, mut again) = (0, 0, 0, 0);
    for seed in 0..150 {
        let mut world = World::new(seed);
        let (mut alone, mut with_people) = (Before::default(), Before::default());
        let mut adopted: Vec<Decision> = Vec::new();
        let mut from = START;
        for _ in 0..5 {
            let to = Month::of(from).last_day();
            world.live(from, to);
            world.run.as_of = to;
            let automatic = world.run.clone();
            let entered = live(&automatic, &alone, &[], &allocate).unwrap();
            let mut run = decided(&automatic);
            run.decisions.extend(adopted.iter().cloned());
            let waits = live(&run, &with_people, &[], &allocate).unwrap();
            let proposals = propose(&run, &with_people, &waits, &format!("{to}/"), &allocate).unwrap();
            for (_, proposal) in proposals {
                moved += i32::from(proposal.action == Action::Move);
                returned += i32::from(proposal.action == Action::Return);
                again += i32::from(months > 0 && proposal.action != Action::Allocate && !adopted.is_empty());
                adopted.push(Decision { status: DecisionStatus::Adopted, ..proposal });
            }
            run.decisions = automatic.decisions.iter().chain(&adopted).cloned().collect();
            let stands = live(&run, &with_people, &[], &allocate).unwrap();
            assert_eq!(stands.refused, entered.refused, "fund {seed} on {to}");
            assert_eq!(standing(&stands), standing(&entered), "fund {seed} on {to}");
            let left = propose(&run, &with_people, &stands, "left", &allocate).unwrap();
            assert!(left.is_empty(), "fund {seed} on {to}: {left:?}");
            (alone, with_people) = (entered.close(), stands.close());
            from = to.succ_opt().unwrap();
            months += 1;
        }
    }
    assert!(months == 750 && moved > 20 && returned > 20 && again > 30, "{months} {moved} {returned} {again}");
}
