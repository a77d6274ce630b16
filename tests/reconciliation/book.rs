//! Differences of known cause, planted in an extract that had none.

use std::collections::HashSet;

use chrono::{Datelike, Days};
use poolfund::domain::facts::{FinanceDonor, FinanceKind, FinanceLine};
use poolfund::domain::{Currency, Money, OriginalAmount};
use poolfund::reconcile::Line;

use super::fund::{Fund, Mode, day};
use super::plants::Plant;
use super::random::Random;

/// What was planted.
pub struct Planted {
    pub plant: Plant,
    /// Our lines that it concerns.
    pub ours: HashSet<usize>,
    /// Finance's lines that it concerns.
    pub theirs: HashSet<usize>,
}

/// Both sides, with what was planted in them.
pub struct Book<'a> {
    pub(super) fund: &'a Fund,
    pub(super) random: &'a mut Random,
    pub ours: Vec<Line>,
    rows: Vec<(Option<FinanceLine>, Option<usize>)>,
    row_of: Vec<Option<usize>>,
    used: HashSet<usize>,
    pub planted: Vec<Planted>,
    number: u64,
}

impl<'a> Book<'a> {
    /// The fund before anything is planted.
    pub fn new(fund: &'a Fund, random: &'a mut Random) -> Self {
        let mut next = 0..fund.theirs.len();
        let row_of =
            fund.ours.iter().map(|line| if line.kind == FinanceKind::Fee { None } else { next.next() }).collect();
        let rows = fund.theirs.iter().map(|line| (Some(line.clone()), None)).collect();
        let (ours, used, planted) = (fund.ours.clone(), HashSet::new(), Vec::new());
        Self { fund, random, ours, rows, row_of, used, planted, number: 2_900_000_000 }
    }

    /// Finance's lines as they stand now, with their places put into what was planted.
    pub fn extract(&mut self) -> Vec<FinanceLine> {
        let mut extract: Vec<(FinanceLine, Option<usize>)> =
            self.rows.iter().filter_map(|(line, plant)| Some((line.clone()?, *plant))).collect();
        extract.sort_by(|(one, _), (other, _)| (one.date, &one.document).cmp(&(other.date, &other.document)));
        for (place, (_, plant)) in extract.iter().enumerate() {
            if let Some(plant) = plant {
                self.planted[*plant].theirs.insert(place);
            }
        }
        extract.into_iter().map(|(line, _)| line).collect()
    }

    pub(super) fn new_number(&mut self) -> String {
        self.number += 1;
        if self.fund.mode == Mode::OurNumbers { format!("SA-{}", self.number) } else { self.number.to_string() }
    }

    /// A line of ours that nothing was planted in, of the kinds, that a condition holds for.
    pub(super) fn pick(&mut self, kinds: &[FinanceKind], fits: impl Fn(&Line) -> bool) -> usize {
        loop {
            let our = self.random.below(self.row_of.len());
            let line = &self.ours[our];
            let early = line.date < day("2025-10-01");
            let plain = self.row_of[our].is_some() && !self.used.contains(&our) && early;
            if plain && kinds.contains(&line.kind) && line.amount > Money::from_minor(50_000) && fits(line) {
                self.used.insert(our);
                return our;
            }
        }
    }

    /// Two lines of ours of expenditure for one project that nothing was planted in, and that a condition holds for. Many
    /// a line has no such companion left: another is picked then.
    pub(super) fn pick_two(
        &mut self,
        fits: impl Fn(&Line) -> bool,
        companion: impl Fn(&Line, &Line) -> bool,
    ) -> [usize; 2] {
        let mut alone = Vec::new();
        let found = loop {
            let first = self.pick(&[FinanceKind::Expenditure], &fits);
            let line = &self.ours[first];
            let second = (0..self.row_of.len()).find(|our| {
                let other = &self.ours[*our];
                other.project() == line.project()
                    && other.number() != line.number()
                    && companion(line, other)
                    && !self.used.contains(our)
            });
            match second {
                Some(second) => break [first, second],
                None => alone.push(first),
            }
        };
        for our in alone {
            self.used.remove(&our);
        }
        self.used.insert(found[1]);
        found
    }

    pub(super) fn begin(&mut self, plant: Plant, ours: &[usize]) -> usize {
        let id = self.planted.len();
        self.planted.push(Planted { plant, ours: ours.iter().copied().collect(), theirs: HashSet::new() });
        for our in ours {
            if let Some(row) = self.row_of[*our] {
                self.rows[row].1 = Some(id);
            }
        }
        id
    }

    pub(super) fn row(&mut self, our: usize) -> &mut FinanceLine {
        let row = self.row_of[our].unwrap();
        self.rows[row].0.as_mut().unwrap()
    }

    pub(super) fn add(&mut self, plant: usize, line: FinanceLine) {
        self.rows.push((Some(line), Some(plant)));
    }

    pub(super) fn remove(&mut self, our: usize) {
        let row = self.row_of[our].unwrap();
        self.rows[row].0 = None;
    }

    /// Plants one difference.
    pub fn plant(&mut self, plant: Plant) {
        const ANY: [FinanceKind; 2] = [FinanceKind::Deposit, FinanceKind::Expenditure];
        match plant {
            Plant::MissingThere => {
                let our = self.pick(&ANY, |_| true);
                self.begin(plant, &[our]);
                self.remove(our);
            }
            Plant::MissingHere => self.missing_here(),
            Plant::Amount | Plant::ForeignAmount | Plant::Sign | Plant::Transposed | Plant::Shift => self.amount(plant),
            Plant::Cents | Plant::Whole | Plant::Rate | Plant::Currency | Plant::CurrencyCode => self.amount(plant),
            Plant::BankFee | Plant::AgentFee => self.amount(plant),
            Plant::DuplicateSame | Plant::DuplicateNew | Plant::DuplicateHere => self.duplicate(plant),
            Plant::Timing | Plant::CutOff => self.date(plant),
            Plant::Donor | Plant::Stranger | Plant::Agreement | Plant::Project | Plant::Place | Plant::Theme => {
                self.dimension(plant);
            }
            Plant::SplitTwo | Plant::SplitMore => self.split(plant),
            Plant::Merged | Plant::MergedFar => self.merged(plant),
            Plant::Regrouped => self.regrouped(),
            Plant::Rebooked | Plant::TakenBack => self.reversed(plant),
            Plant::NetThere | Plant::ChargeHere | Plant::ChargeThere | Plant::Kind => self.charge(plant),
            Plant::NetInstalment
            | Plant::SplitAgreements
            | Plant::MergedRounded
            | Plant::RebookedLater
            | Plant::RebookedOther
            | Plant::TimingLong
            | Plant::AgreementTwin
            | Plant::DuplicateHereNew => self.odd(plant),
        }
    }

    fn missing_here(&mut self) {
        let like = self.pick(&[FinanceKind::Deposit, FinanceKind::Expenditure], |_| true);
        let document = self.new_number();
        let mut line = FinanceLine { document, ..self.row(like).clone() };
        line.amount += Money::from_minor(self.random.between(1_111, 99_999));
        if self.random.one_in(2) {
            line.date = self.ours[self.random.below(8_000)].date.min(day("2025-09-30"));
        }
        let id = self.begin(Plant::MissingHere, &[]);
        self.add(id, line);
    }

    fn amount(&mut self, plant: Plant) {
        const ANY: [FinanceKind; 2] = [FinanceKind::Deposit, FinanceKind::Expenditure];
        let foreign = |line: &Line| line.original().is_some_and(|original| original.currency != Currency::USD);
        let rate = |fund: &Fund, line: &Line, ahead: bool| {
            let date = if ahead { line.date + Days::new(31) } else { line.date - Days::new(31) };
            fund.value(line.original().unwrap(), date)
        };
        let ahead = self.random.one_in(3);
        let fund = self.fund;
        let our = match plant {
            Plant::ForeignAmount => self.pick(&ANY, foreign),
            Plant::Rate => {
                self.pick(&ANY, |line| foreign(line) && (rate(fund, line, ahead) - line.amount).minor().abs() > 5)
            }
            Plant::Currency => {
                self.pick(&ANY, |line| foreign(line) && line.original().unwrap().currency.minor_units() == 2)
            }
            Plant::CurrencyCode => self.pick(&ANY, foreign),
            Plant::Transposed => self.pick(&ANY, |line| !swaps(line.amount).is_empty()),
            Plant::Whole => self.pick(&ANY, |line| line.amount.minor() % 100 > 5 && line.amount.minor() % 100 < 95),
            Plant::BankFee => self.pick(&[FinanceKind::Deposit], |line| line.amount > Money::from_minor(500_000)),
            Plant::AgentFee => self.pick(&[FinanceKind::Deposit], |_| true),
            _ => self.pick(&ANY, |_| true),
        };
        self.begin(plant, &[our]);
        let line = self.ours[our].clone();
        let cents = line.amount.minor();
        let amount = match plant {
            Plant::Amount if self.random.one_in(2) => cents + cents * self.random.between(-45, 45) / 100 + 1_237,
            Plant::Amount => cents + (1 - 2 * self.random.between(0, 1)) * self.random.between(20_000, 45_000),
            Plant::ForeignAmount => cents + cents * 3 / 100 + 13,
            Plant::Sign => -cents,
            Plant::Transposed => {
                let swaps = swaps(line.amount);
                swaps[self.random.below(swaps.len())]
            }
            Plant::Shift => match self.random.below(3) {
                0 => cents * 10,
                1 => cents * 100,
                _ => line.amount.scaled(1, 10).minor(),
            },
            Plant::Cents => cents + [1, 2, -1, -2, 3][self.random.below(5)],
            Plant::Whole => line.amount.scaled(1, 100).minor() * 100,
            Plant::Rate => rate(fund, &line, ahead).minor(),
            Plant::Currency => Money::from_decimal(line.original().unwrap().amount, 2).unwrap().minor(),
            Plant::CurrencyCode => {
                let codes = ["EUR", "GBP", "CHF"].map(|code| Currency::parse(code).unwrap());
                let other = codes.into_iter().find(|code| *code != line.original().unwrap().currency).unwrap();
                let original = OriginalAmount { currency: other, ..line.original().unwrap() };
                self.row(our).original = Some(original);
                fund.value(original, line.date).minor()
            }
            Plant::BankFee => cents - [1_000, 1_500, 2_500, 3_000, 4_500][self.random.below(5)],
            Plant::AgentFee => cents - line.charges()[0].1.minor(),
            _ => unreachable!("{plant:?} is no matter of one amount"),
        };
        self.row(our).amount = Money::from_minor(amount);
    }

    fn duplicate(&mut self, plant: Plant) {
        let our = self.pick(&[FinanceKind::Deposit, FinanceKind::Expenditure], |_| true);
        let id = self.begin(plant, &[our]);
        let mut again = self.row(our).clone();
        match plant {
            Plant::DuplicateHere => {
                let mut twin = self.ours[our].clone();
                twin.edit(|said| {
                    said.number.push_str("/b");
                    said.charges.clear();
                });
                self.planted[id].ours.insert(self.ours.len());
                self.ours.push(twin);
                return;
            }
            Plant::DuplicateNew => {
                again.document = self.new_number();
                again.date = again.date + Days::new(self.random.between(0, 6) as u64);
            }
            _ => {}
        }
        self.add(id, again);
    }

    fn date(&mut self, plant: Plant) {
        const ANY: [FinanceKind; 2] = [FinanceKind::Deposit, FinanceKind::Expenditure];
        if plant == Plant::Timing {
            let our = self.pick(&ANY, |line| line.date.day() > 18);
            self.begin(plant, &[our]);
            let days = self.random.between(13, 25) as u64;
            self.row(our).date = self.ours[our].date + Days::new(days);
            return;
        }
        let late = (0..self.row_of.len()).filter(|our| {
            let line = &self.ours[*our];
            line.date >= day("2025-10-24") && ANY.contains(&line.kind) && !self.used.contains(our)
        });
        let Some(our) = late.min_by_key(|our| our.wrapping_mul(2_654_435_761) % 1_009) else { return };
        self.used.insert(our);
        self.begin(plant, &[our]);
        let after = day("2025-11-01") + Days::new(self.random.between(0, 6) as u64);
        self.row(our).date = after;
    }

    fn dimension(&mut self, plant: Plant) {
        let kinds: &[FinanceKind] = match plant {
            Plant::Donor | Plant::Stranger | Plant::Agreement => &[FinanceKind::Deposit],
            _ => &[FinanceKind::Expenditure],
        };
        let our = self.pick(kinds, |_| true);
        self.begin(plant, &[our]);
        let line = self.ours[our].clone();
        let fund = self.fund;
        let agreement = |fits: &dyn Fn(&&super::fund::Agreement) -> bool| fund.agreements.iter().find(fits).unwrap();
        match plant {
            Plant::Donor => {
                let other = agreement(&|other| Some(&other.donor) != line.donor()).donor.clone();
                self.row(our).donor = Some(Box::new(FinanceDonor { written: other.to_string(), code: Some(other) }));
            }
            Plant::Stranger => {
                let written = format!("{} a/c 17", line.donor().unwrap());
                self.row(our).donor = Some(Box::new(FinanceDonor { written, code: None }));
            }
            Plant::Agreement => {
                let (donor, own) = (line.donor().unwrap(), line.agreement().unwrap());
                let other = agreement(&|other| other.donor == *donor && other.reference != *own);
                let (ours, other) = (own.to_string(), other.reference.to_string());
                self.refer(our, &ours, &other);
            }
            _ => {
                let other = fund
                    .projects
                    .iter()
                    .skip(self.random.below(100))
                    .find(|other| Some(&other.geography) != line.geography() && Some(&other.theme) != line.theme());
                let other = other.unwrap();
                if plant == Plant::Project {
                    let ours = line.project().unwrap_or_default().to_owned();
                    self.refer(our, &ours, &other.code);
                }
                let row = self.row(our);
                if plant != Plant::Theme {
                    row.geography = Some(other.geography.clone());
                }
                if plant != Plant::Place {
                    row.theme = Some(other.theme.clone());
                }
            }
        }
    }

    /// Lets finance name another agreement or project.
    fn refer(&mut self, our: usize, from: &str, to: &str) {
        let row = self.row(our);
        row.reference = row.reference.as_ref().map(|reference| reference.replace(from, to));
    }

    fn split(&mut self, plant: Plant) {
        let our = self.pick(&[FinanceKind::Deposit, FinanceKind::Expenditure], |_| true);
        let id = self.begin(plant, &[our]);
        let whole = self.row(our).clone();
        let parts = if plant == Plant::SplitTwo { 2 } else { self.random.between(3, 4) };
        let mut left = whole.amount.minor();
        for part in 1..=parts {
            let amount = if part == parts { left } else { left * self.random.between(30, 70) / 100 };
            left -= amount;
            let mut line = FinanceLine { amount: Money::from_minor(amount), ..whole.clone() };
            if self.fund.mode == Mode::OurNumbers {
                line.document = format!("{}-{part}", whole.document);
            } else if part > 1 {
                line.document = self.new_number();
            }
            if part == 1 {
                *self.row(our) = line;
            } else {
                self.add(id, line);
            }
        }
    }

    fn merged(&mut self, plant: Plant) {
        let days = |line: &Line, other: &Line| other.date.signed_duration_since(line.date).num_days().abs();
        let [first, second] = if plant == Plant::Merged {
            let large = |other: &Line| other.amount > Money::from_minor(5_000);
            self.pick_two(|_| true, |line, other| days(line, other) < 40 && large(other))
        } else {
            let kinds = [FinanceKind::Expenditure];
            [self.pick(&kinds, |_| true), self.pick(&kinds, |line| line.amount.minor() % 1_000 != 0)]
        };
        self.begin(plant, &[first, second]);
        let sum = self.ours[first].amount + self.ours[second].amount;
        let number = (self.fund.mode == Mode::OurNumbers).then(|| self.new_number());
        let row = self.row(first);
        row.amount = sum;
        row.document = number.unwrap_or_else(|| row.document.clone());
        self.remove(second);
    }

    fn regrouped(&mut self) {
        let month = |line: &Line| (line.date.year(), line.date.month());
        let large = |other: &Line| other.amount > Money::from_minor(5_000);
        let [first, second] = self.pick_two(|_| true, |line, other| month(line) == month(other) && large(other));
        self.begin(Plant::Regrouped, &[first, second]);
        let sum = self.ours[first].amount + self.ours[second].amount;
        let part = sum.scaled(self.random.between(25, 45), 100) + Money::from_minor(7);
        for (our, amount) in [(first, part), (second, sum - part)] {
            let number = (self.fund.mode == Mode::OurNumbers).then(|| self.new_number());
            let row = self.row(our);
            row.amount = amount;
            row.document = number.unwrap_or_else(|| row.document.clone());
        }
    }

    fn charge(&mut self, plant: Plant) {
        match plant {
            Plant::NetThere => {
                let our = self.pick(&[FinanceKind::Deposit], |line| line.amount > Money::from_minor(1_000_000));
                let id = self.begin(plant, &[our]);
                let charge = Money::from_minor(self.random.between(1_150, 9_870));
                self.row(our).amount -= charge;
                let number = format!("{}/c", self.ours[our].number());
                self.planted[id].ours.insert(self.ours.len());
                let date = self.ours[our].date;
                self.ours.push(Line::new(FinanceKind::BankCharge, &number, date, charge));
            }
            Plant::ChargeHere => {
                let date = self.ours[self.random.below(8_000)].date.min(day("2025-09-30"));
                let amount = Money::from_minor(self.random.between(500, 9_000));
                let document = self.new_number();
                let id = self.begin(plant, &[]);
                let like = self.fund.theirs.iter().find(|line| line.kind == FinanceKind::BankCharge).unwrap();
                self.add(id, FinanceLine { document, date, amount, reference: None, ..like.clone() });
            }
            Plant::ChargeThere => {
                let date = self.ours[self.random.below(8_000)].date.min(day("2025-09-30"));
                let amount = Money::from_minor(self.random.between(500, 9_000));
                let id = self.begin(plant, &[]);
                self.planted[id].ours.insert(self.ours.len());
                let number = format!("C-x-{}", self.ours.len());
                self.ours.push(Line::new(FinanceKind::BankCharge, &number, date, amount));
            }
            _ => {
                let our = self.pick(&[FinanceKind::Deposit, FinanceKind::Expenditure], |_| true);
                self.begin(plant, &[our]);
                let row = self.row(our);
                match row.kind {
                    FinanceKind::Deposit => row.kind = FinanceKind::Interest,
                    _ if row.amount.minor() % 2 == 0 => row.kind = FinanceKind::Obligation,
                    _ => (row.kind, row.amount) = (FinanceKind::Refund, row.amount),
                }
            }
        }
    }
}

/// The amount with each pair of neighbouring digits swapped that changes it, not counting cents.
fn swaps(amount: Money) -> Vec<i64> {
    let digits = amount.minor().to_string().into_bytes();
    let mut swaps = Vec::new();
    for place in 0..digits.len().saturating_sub(3) {
        if digits[place] != digits[place + 1] && digits[place + 1] != b'0' {
            let mut swapped = digits.clone();
            swapped.swap(place, place + 1);
            swaps.push(String::from_utf8(swapped).unwrap().parse().unwrap());
        }
    }
    swaps
}
