//! Differences that come of two faults at once, or of one that runs over months.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate};
use poolfund::domain::Money;
use poolfund::domain::facts::{FinanceKind, FinanceLine};
use poolfund::reconcile::Line;

use super::book::Book;
use super::fund::{Mode, day};
use super::plants::Plant;

const ANY: [FinanceKind; 2] = [FinanceKind::Deposit, FinanceKind::Expenditure];

impl Book<'_> {
    /// Plants one of these.
    pub fn odd(&mut self, plant: Plant) {
        match plant {
            Plant::NetInstalment | Plant::SplitAgreements => self.instalments(plant),
            Plant::MergedRounded => self.merged_and_rounded(),
            Plant::RebookedLater | Plant::RebookedOther => self.rebooked(plant),
            Plant::TimingLong => {
                let our = self.pick_single(day("2025-08-01"));
                self.begin(plant, &[our]);
                let days = self.random.between(33, 75) as u64;
                self.row(our).date = self.ours[our].date + Days::new(days);
            }
            Plant::AgreementTwin => self.twin_of_another_agreement(),
            Plant::DuplicateHereNew => {
                let our = self.pick(&ANY, |_| true);
                let id = self.begin(plant, &[our]);
                let mut twin = self.ours[our].clone();
                twin.date = twin.date + Days::new(self.random.between(1, 6) as u64);
                let number = format!("{}9", self.ours[self.random.below(8_000)].number());
                twin.edit(|said| {
                    said.number = number;
                    said.charges.clear();
                });
                self.planted[id].ours.insert(self.ours.len());
                self.ours.push(twin);
            }
            _ => unreachable!("{plant:?} is none of these"),
        }
    }

    /// A line before a day whose amount no other has: what comes every month may stand for any of its months.
    fn pick_single(&mut self, before: NaiveDate) -> usize {
        let mut lines: HashMap<(FinanceKind, Money), usize> = HashMap::new();
        for line in &self.ours {
            *lines.entry((line.kind, line.amount)).or_default() += 1;
        }
        self.pick(&ANY, |line| line.date < before && lines.get(&(line.kind, line.amount)) == Some(&1))
    }

    /// Two lines there for a deposit here: one of them net of a bank's charge, or of another agreement of the donor.
    fn instalments(&mut self, plant: Plant) {
        let our = self.pick(&[FinanceKind::Deposit], |line| line.amount > Money::from_minor(1_000_000));
        let id = self.begin(plant, &[our]);
        let whole = self.row(our).clone();
        let part =
            whole.amount.scaled(self.random.between(35, 65), 100) + Money::from_minor(self.random.between(1, 99));
        let mut second = FinanceLine { amount: whole.amount - part, document: self.new_number(), ..whole.clone() };
        self.row(our).amount = part;
        if self.fund.mode == Mode::OurNumbers {
            self.row(our).document = format!("{}-1", whole.document);
            second.document = format!("{}-2", whole.document);
        }
        if plant == Plant::NetInstalment {
            second.amount -= Money::from_minor([1_500, 2_500, 3_000, 4_500][self.random.below(4)]);
            second.date = second.date + Days::new(self.random.between(0, 3) as u64);
        } else if let Some(reference) = &mut second.reference {
            let (own, other) = self.other_agreement(our);
            *reference = reference.replace(&own, &other);
        }
        self.add(id, second);
    }

    /// The agreement of a deposit of ours, and another of its donor.
    fn other_agreement(&self, our: usize) -> (String, String) {
        let (own, donor) = (self.ours[our].agreement().unwrap(), self.ours[our].donor().unwrap());
        let mut agreements = self.fund.agreements.iter();
        let other = agreements.find(|other| other.donor == *donor && other.reference != *own).unwrap();
        (own.to_string(), other.reference.to_string())
    }

    /// One line there for two here of a project, a cent or two beside their sum, or in whole units.
    fn merged_and_rounded(&mut self) {
        let near = |line: &Line, other: &Line| {
            other.date.signed_duration_since(line.date).num_days().abs() < 25
                && other.amount > Money::from_minor(10_000)
                && (line.amount + other.amount).minor() % 100 != 0
        };
        let [first, second] = self.pick_two(|line| line.amount.minor() % 100 != 0, near);
        self.begin(Plant::MergedRounded, &[first, second]);
        let sum = self.ours[first].amount + self.ours[second].amount;
        let amount = if self.random.one_in(2) { sum.scaled(1, 100).minor() * 100 } else { sum.minor() + 2 };
        let number = (self.fund.mode == Mode::OurNumbers).then(|| self.new_number());
        let row = self.row(first);
        row.amount = Money::from_minor(amount);
        row.document = number.unwrap_or_else(|| row.document.clone());
        self.remove(second);
    }

    /// Taken back, and booked again or not.
    pub(super) fn reversed(&mut self, plant: Plant) {
        let our = self.pick(&[FinanceKind::Deposit, FinanceKind::Expenditure], |_| true);
        let id = self.begin(plant, &[our]);
        let line = self.row(our).clone();
        let later = |days: u64| line.date + Days::new(days);
        let days = self.random.between(1, 14) as u64;
        let back = FinanceLine { document: self.new_number(), amount: -line.amount, date: later(days), ..line.clone() };
        self.add(id, back);
        if plant == Plant::Rebooked {
            let again = FinanceLine { document: self.new_number(), date: later(days + 1), ..line.clone() };
            self.add(id, again);
        }
    }

    /// Taken back and booked again: in other months, or with another amount.
    fn rebooked(&mut self, plant: Plant) {
        let our = self.pick_single(day("2025-06-01"));
        let id = self.begin(plant, &[our]);
        let line = self.row(our).clone();
        let days = if plant == Plant::RebookedLater { self.random.between(20, 60) } else { self.random.between(1, 14) };
        let back = line.date + Days::new(days as u64);
        let mut again = FinanceLine { document: self.new_number(), date: back, ..line.clone() };
        if plant == Plant::RebookedLater {
            again.date = back + Days::new(self.random.between(0, 28) as u64);
        } else {
            again.amount += Money::from_minor(self.random.between(1_111, 49_999));
        }
        let document = self.new_number();
        self.add(id, FinanceLine { document, date: back, amount: -line.amount, ..line });
        self.add(id, again);
    }

    /// Two deposits of one amount for two agreements, which finance has both for the first.
    fn twin_of_another_agreement(&mut self) {
        let our = self.pick(&[FinanceKind::Deposit], |_| true);
        let id = self.begin(Plant::AgreementTwin, &[our]);
        let (_, other) = self.other_agreement(our);
        let number = format!("{}7", self.ours[our].number());
        let (mut row, own) = (self.row(our).clone(), self.ours[our].number().into_owned());
        let mut twin: Line = self.ours[our].clone();
        twin.edit(|said| {
            said.number.clone_from(&number);
            said.agreement = Some(poolfund::domain::AgreementRef::new(&other));
            said.charges.clear();
        });
        self.planted[id].ours = HashSet::from([our, self.ours.len()]);
        self.ours.push(twin);
        row.document = if self.fund.mode == Mode::OurNumbers { number.clone() } else { self.new_number() };
        row.reference = row.reference.map(|reference| reference.replace(&own, &number));
        self.add(id, row);
    }
}
