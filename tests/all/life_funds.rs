//! Random funds that live: each month money comes and goes, costs come, late or changed, terms and needs are amended.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use poolfund::allocate::instance::{GroupSpec, LimitSpec, LimitSpecKind, NodeSpec, PeriodSpec, Spread};
use poolfund::attribute::outcome::Life;
use poolfund::attribute::run::{
    Action, Agreement, Cell, Cost, Decision, DecisionStatus, Flow, FundEnd, FundRules, InterestUse, Mode, Need,
    Opening, Receipt, Run, SupportCost, Terms,
};
use poolfund::domain::{AgreementRef, CellId, DonorCode, Money, Percent};

/// Numbers that look random and are the same in every run: a linear congruential generator (Knuth's MMIX constants).
pub struct Random(u64);

impl Random {
    /// Numbers by seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// A number from `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high.max(low).abs_diff(low) + 1)) as i64
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: i64) -> bool {
        self.between(1, times) == 1
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.between(0, items.len() as i64 - 1) as usize]
    }

    fn name(&mut self, items: &[&'static str]) -> &'static str {
        items[self.between(0, items.len() as i64 - 1) as usize]
    }

    /// Another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.between(0, last as i64) as usize);
        }
    }
}

/// Places with the place above, themes alike.
pub const PLACES: [(&str, Option<&str>); 6] = [
    ("WORLD", None),
    ("AFR", Some("WORLD")),
    ("ASI", Some("WORLD")),
    ("MWI", Some("AFR")),
    ("TGO", Some("AFR")),
    ("VNM", Some("ASI")),
];
pub const THEMES: [(&str, Option<&str>); 5] =
    [("ALL", None), ("P1", Some("ALL")), ("P2", Some("ALL")), ("T1", Some("P1")), ("T2", Some("P2"))];

/// The first day of every fund.
pub const START: NaiveDate = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap();

/// A fund's facts, and what happens to them.
pub struct World {
    pub run: Run<'static>,
    pub random: Random,
    count: u32,
}

fn nodes(of: &[(&str, Option<&str>)]) -> Vec<NodeSpec> {
    of.iter()
        .map(|(code, parent)| NodeSpec { code: (*code).into(), parent: parent.map(Into::into), also_in: vec![] })
        .collect()
}

fn pair(place: &str, theme: &str) -> (String, String) {
    (place.to_owned(), theme.to_owned())
}

impl World {
    /// A fund before anything happened.
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let share = random.once_in(4);
        let fund = FundRules {
            from: START,
            ends: vec![FundEnd { effective: None, to: START + Days::new(500 + random.between(0, 400) as u64) }],
            support_cost: if random.once_in(3) { SupportCost::Booked } else { SupportCost::Computed },
            interest: *random.pick(&[InterestUse::Held, InterestUse::Returned, InterestUse::Programmable]),
            country_share_ppm: share.then_some(600_000),
            mode: Mode::Automatic,
            spread: if random.once_in(3) { Spread::Proportional } else { Spread::Few },
            minimum: Money::from_minor(random.between(0, 500)),
        };
        let group = GroupSpec {
            id: "AFR".into(),
            scope: vec![pair("AFR", "ALL")],
            floor: random.between(0, 9_000),
            cap: random.once_in(2).then(|| random.between(20_000, 90_000)),
        };
        let groups = if !share && random.once_in(2) { vec![group] } else { vec![] };
        let mut cells = Vec::new();
        for place in ["MWI", "TGO", "VNM", "ASI"] {
            for theme in ["T1", "T2"] {
                if random.once_in(4) {
                    continue;
                }
                cells.push(Cell {
                    id: CellId::new(&format!("{place}/{theme}")),
                    geography: place.into(),
                    theme: theme.into(),
                    period: PeriodSpec { from: START, to: START + Days::new(900) },
                    country: place != "ASI",
                    versions: vec![need(&mut random, None)],
                });
            }
        }
        let run = Run {
            as_of: START,
            fund,
            geographies: nodes(&PLACES),
            themes: nodes(&THEMES),
            groups,
            agreements: vec![],
            receipts: vec![],
            cells,
            costs: vec![],
            obligations: vec![],
            openings: vec![],
            decisions: vec![],
        };
        let mut world = Self { run, random, count: 0 };
        for _ in 0..world.random.between(1, 6) {
            world.agree();
        }
        world
    }

    fn number(&mut self, letter: &str) -> String {
        self.count += 1;
        format!("{letter}{:04}", self.count)
    }

    fn agree(&mut self) {
        let reference = AgreementRef::new(&self.number("A"));
        let terms = vec![self.terms(None)];
        let donor = DonorCode::new(self.random.name(&["D1", "D2"]));
        self.run.agreements.push(Agreement { reference, donor, terms });
    }

    fn terms(&mut self, effective: Option<NaiveDate>) -> Terms {
        let random = &mut self.random;
        let from = START + Days::new(random.between(0, 200) as u64);
        let limit = LimitSpec {
            kind: *random.pick(&[LimitSpecKind::AtLeast, LimitSpecKind::AtMost]),
            share_ppm: random.between(100_000, 700_000),
            scope: vec![pair(random.name(&["MWI", "AFR"]), "ALL")],
            outside_countries: false,
            elsewhere: false,
        };
        Terms {
            effective,
            from,
            to: random.once_in(2).then(|| from + Days::new(random.between(60, 500) as u64)),
            fee: Percent::parse(random.name(&["0", "0.01"])).unwrap(),
            levy: Percent::parse(random.name(&["0", "0.01"])).unwrap(),
            support: Percent::parse(random.name(&["0", "0.07", "0.13"])).unwrap(),
            category: random.between(1, 4) as u8,
            include: vec![pair(
                random.name(&["WORLD", "WORLD", "AFR", "MWI", "TGO", "ASI", "VNM"]),
                random.name(&["ALL", "ALL", "P1", "T1", "T2"]),
            )],
            exclude: if random.once_in(6) { vec![pair("TGO", "ALL")] } else { vec![] },
            limits: if random.once_in(5) { vec![limit] } else { vec![] },
        }
    }

    /// What happens between two days, both included, and to what was before.
    pub fn live(&mut self, from: NaiveDate, to: NaiveDate) {
        let day = |random: &mut Random| from + Days::new(random.between(0, (to - from).num_days()) as u64);
        for _ in 0..self.random.between(0, 3) {
            let (number, date) = (self.number("R"), day(&mut self.random));
            let agreement = self.random.pick(&self.run.agreements).reference.clone();
            let to_agreement = self.random.pick(&self.run.agreements).reference.clone();
            let kind = match self.random.between(1, 12) {
                1..=8 => Flow::Deposit,
                9 | 10 => Flow::Refund,
                11 => Flow::Transfer,
                _ => Flow::Interest,
            };
            let most = if kind == Flow::Deposit { 60_000 } else { 12_000 };
            let base = Money::from_minor(self.random.between(1, most));
            let to_agreement = (kind == Flow::Transfer).then_some(to_agreement);
            let agreement = (kind != Flow::Interest).then_some(agreement);
            self.run.receipts.push(Receipt { number, kind, agreement, to_agreement, date, base });
        }
        for _ in 0..self.random.between(0, 8) {
            let date = if self.random.once_in(6) { START } else { day(&mut self.random) };
            let cost = self.cost("C", date);
            self.run.costs.push(cost);
        }
        if self.random.once_in(3) {
            let date = day(&mut self.random);
            let mut bound = self.cost("O", date);
            bound.base = Money::from_minor(bound.base.minor().abs());
            self.run.obligations.push(bound);
        }
        self.amend(to);
        self.correct();
    }

    fn cost(&mut self, letter: &str, date: NaiveDate) -> Cost<'static> {
        let id = self.number(letter);
        let random = &mut self.random;
        let cell = (!random.once_in(12) && !self.run.cells.is_empty())
            .then(|| random.pick(&self.run.cells).id.to_string().into());
        let named = random.once_in(5).then(|| random.pick(&self.run.agreements).reference.to_string().into());
        let indirect = random.once_in(9) && self.run.fund.support_cost == SupportCost::Booked;
        let settles = random.once_in(8) && !self.run.obligations.is_empty();
        let base = random.between(1, 9_000) * if random.once_in(8) { -1 } else { 1 };
        Cost {
            document: if letter == "O" { id.clone().into() } else { format!("D{}", random.between(1, 4)).into() },
            id: id.into(),
            date,
            project: format!("P{}", random.between(1, 2)).into(),
            category: if indirect { "indirect support" } else { "travel" }.into(),
            cell: if indirect { None } else { cell },
            geography: None,
            theme: None,
            agreement: if indirect { None } else { named },
            obligation: settles.then(|| random.pick(&self.run.obligations).document.clone()),
            base: Money::from_minor(base),
        }
    }

    fn amend(&mut self, today: NaiveDate) {
        if self.random.once_in(5) {
            self.agree();
        }
        if self.random.once_in(4) {
            let place = self.random.between(0, self.run.agreements.len() as i64 - 1) as usize;
            let effective = today - Days::new(self.random.between(0, 60) as u64);
            let terms = self.terms(Some(effective));
            self.run.agreements[place].terms.push(terms);
        }
        if self.random.once_in(4) && !self.run.cells.is_empty() {
            let place = self.random.between(0, self.run.cells.len() as i64 - 1) as usize;
            let version = need(&mut self.random, Some(today));
            self.run.cells[place].versions.push(version);
        }
        if self.random.once_in(9) {
            let to = today + Days::new(self.random.between(0, 300) as u64);
            self.run.fund.ends.push(FundEnd { effective: Some(today), to });
        }
    }

    fn correct(&mut self) {
        if self.random.once_in(3) && !self.run.costs.is_empty() {
            let place = self.random.between(0, self.run.costs.len() as i64 - 1) as usize;
            let other = self.cost("C", START);
            let cost = &mut self.run.costs[place];
            match self.random.between(1, 9) {
                1 => cost.base = other.base,
                2 if cost.category != "indirect support" => cost.cell = other.cell,
                3 => cost.agreement = other.agreement,
                4 => cost.document = "D9".into(),
                5 if cost.category != "indirect support" => cost.category = "staff".into(),
                6 => cost.date = START.max(cost.date - Days::new(40)),
                7 => cost.base = Money::from_minor(cost.base.minor() / 2 + 1),
                8 => cost.project = other.project,
                _ => drop(self.run.costs.remove(place)),
            }
        }
        if self.random.once_in(6) && !self.run.receipts.is_empty() {
            let place = self.random.between(0, self.run.receipts.len() as i64 - 1) as usize;
            self.run.receipts[place].base = Money::from_minor(self.random.between(1, 40_000));
        }
        if self.random.once_in(12) && self.run.cells.len() > 1 {
            let place = self.random.between(0, self.run.cells.len() as i64 - 1) as usize;
            let gone = self.run.cells.remove(place).id;
            let there = self.run.costs.iter_mut().chain(&mut self.run.obligations);
            there.filter(|cost| cost.cell_code() == Some(gone.as_str())).for_each(|cost| cost.cell = None);
        }
        if self.random.once_in(3) && !self.run.obligations.is_empty() {
            let place = self.random.between(0, self.run.obligations.len() as i64 - 1) as usize;
            self.run.obligations[place].base = Money::ZERO;
        }
    }

    /// Brings opening balances, before anything else is known.
    pub fn open(&mut self, as_at: NaiveDate) {
        for place in 0..self.run.agreements.len() {
            let Some(cell) = self.run.cells.get(place).map(|cell| cell.id.clone()) else { return };
            let agreement = self.run.agreements[place].reference.clone();
            let charged = self.random.between(0, 5_000);
            let allocated = Money::from_minor(charged + self.random.between(0, 5_000));
            let charged = Money::from_minor(charged);
            self.run.openings.push(Opening { agreement, cell, allocated, charged, as_at });
        }
    }

    /// People decide about what stands, on days from one on; some earlier decisions are withdrawn, changed or ended.
    pub fn decide(&mut self, life: &Life<'_>, first: NaiveDate) {
        let mut standing: BTreeMap<(String, String), i64> = BTreeMap::new();
        let name = |agreement: u32, cell: u32| {
            (life.agreements[agreement as usize].reference.to_string(), life.cells[cell as usize].to_string())
        };
        for entry in &life.entries {
            *standing.entry(name(entry.agreement, entry.cell)).or_default() += entry.amount.minor();
        }
        for charge in life.charges.iter().filter_map(|charge| Some((charge, charge.cell?))) {
            *standing.entry(name(charge.0.agreement, charge.1)).or_default() -= charge.0.amount.minor();
        }
        standing.retain(|_, unspent| *unspent > 0);
        let standing: Vec<((String, String), i64)> = standing.into_iter().collect();
        for _ in 0..self.random.between(0, 3) {
            let date = first + Days::new(self.random.between(0, 45) as u64);
            if let Some(decision) = self.decision(life, &standing, date) {
                self.run.decisions.push(decision);
            }
        }
        if self.random.once_in(3) && !self.run.decisions.is_empty() {
            let place = self.random.between(0, self.run.decisions.len() as i64 - 1) as usize;
            match self.random.between(1, 3) {
                1 => self.run.decisions[place].status = DecisionStatus::Rejected,
                2 => drop(self.run.decisions.remove(place)),
                _ => self.run.decisions[place].amount = Money::from_minor(self.random.between(1, 4_000)),
            }
        }
    }

    fn decision(&mut self, life: &Life<'_>, standing: &[((String, String), i64)], date: NaiveDate) -> Option<Decision> {
        let number = self.number("D");
        let random = &mut self.random;
        let cell = |random: &mut Random, cells: &[Cell]| (!cells.is_empty()).then(|| random.pick(cells).id.clone());
        let mut decision = Decision {
            number,
            date,
            status: if random.once_in(8) { DecisionStatus::Proposed } else { DecisionStatus::Adopted },
            action: Action::Hold,
            agreement: None,
            from_cell: None,
            to_cell: None,
            amount: Money::ZERO,
            recommended: Money::ZERO,
            ends: None,
        };
        let kind = random.between(1, 12);
        if (1..=7).contains(&kind) && !standing.is_empty() {
            let ((agreement, from), unspent) = random.pick(standing).clone();
            decision.agreement = (!random.once_in(4)).then(|| AgreementRef::new(&agreement));
            decision.from_cell = Some(CellId::new(&from));
            decision.amount = Money::from_minor(random.between(1, unspent));
            decision.action = if kind < 5 { Action::Move } else { Action::Return };
            if kind < 5 {
                decision.to_cell = cell(random, &self.run.cells);
            }
            // Some were recommended as they are, or as less than was decided.
            let amount = decision.amount.minor();
            decision.recommended = Money::from_minor([0, 0, amount, amount / 2][amount as usize % 4]);
            return Some(decision);
        }
        match kind {
            8 => {
                let place = random.between(0, life.agreements.len() as i64 - 1) as usize;
                let free = life.amounts()[place].unallocated.minor();
                decision.action = Action::Allocate;
                decision.agreement = (!random.once_in(3)).then(|| life.agreements[place].reference.clone());
                decision.to_cell = cell(random, &self.run.cells);
                decision.amount = Money::from_minor(random.between(1, free.max(50)));
            }
            9 if random.once_in(2) => decision.agreement = Some(random.pick(&self.run.agreements).reference.clone()),
            9 => decision.from_cell = cell(random, &self.run.cells),
            10 => {
                decision.action = Action::Release;
                let acted = (!life.decisions.is_empty()).then(|| random.pick(&life.decisions));
                decision.ends = Some(acted?.decision.number.clone());
            }
            11 => {
                decision.action = Action::Uncharge;
                decision.agreement = Some(random.pick(&self.run.agreements).reference.clone());
                decision.amount = Money::from_minor(random.between(1, 900));
            }
            _ => {
                decision.action = Action::Succeed;
                decision.from_cell = cell(random, &self.run.cells);
                decision.to_cell = cell(random, &self.run.cells);
            }
        }
        Some(decision)
    }

    /// The same facts with every list in another order.
    pub fn shuffled(&mut self) -> Run<'static> {
        let mut run = self.run.clone();
        self.random.shuffle(&mut run.agreements);
        self.random.shuffle(&mut run.receipts);
        self.random.shuffle(&mut run.cells);
        self.random.shuffle(&mut run.costs);
        self.random.shuffle(&mut run.obligations);
        self.random.shuffle(&mut run.decisions);
        run
    }
}

fn need(random: &mut Random, valid_from: Option<NaiveDate>) -> Need {
    let need = if random.once_in(9) { 0 } else { random.between(1, 60_000) };
    let outside = if random.once_in(3) { random.between(0, need / 2) } else { 0 };
    Need {
        valid_from,
        need: Money::from_minor(need),
        weight_milli: *random.pick(&[500, 1000, 1000, 3000]),
        floor: Money::from_minor(if random.once_in(4) { need / 4 } else { 0 }),
        ceiling: Money::from_minor(need),
        outside: Money::from_minor(outside),
    }
}
