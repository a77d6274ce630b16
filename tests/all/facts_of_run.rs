//! The fund and the facts, as spreadsheets would give them, of a run that is made of plain values: what was worked out for
//! a life of the money holds for the month too.

use poolfund::allocate::instance::{LimitSpec, LimitSpecKind, Pair, Spread};
use poolfund::attribute::run::{self, Cell, Cost, Flow, InterestUse, Run, SupportCost};
use poolfund::config::{self, AllocationGroup, Fund, FundAmendment};
use poolfund::domain::facts::*;
use poolfund::domain::*;
use rust_decimal::Decimal;

use crate::builder::source;

const SETTINGS: &str = r#"
        [fund]
        name = "Test fund"
        code = "TEST"
        base_currency = "USD"
        period = "2021-2025"
        [programme]
        budget = "1000"
        own_resources = "100"
        ongoing_projects = "200"
        gap = "700"
        [charges]
        administrative_fee = "0%"
        support_cost = "0%"
        levy = "1%"
        [[geography.region]]
        code = "AFR"
        name = "Africa"
        countries = ["MWI", "TGO"]
        [[geography.region]]
        code = "ASI"
        name = "Asia"
        countries = ["VNM"]
        [[pillar]]
        code = "P1"
        name = "First"
        [[pillar]]
        code = "P2"
        name = "Second"
        [[theme]]
        code = "T1"
        name = "Health"
        pillar = "P1"
        [[theme]]
        code = "T2"
        name = "Pensions"
        pillar = "P2"
        [[theme]]
        code = "T9"
        name = "What no priority is about"
        pillar = "P2"
"#;

/// The settings of a run.
pub fn fund(run: &Run<'_>) -> Fund {
    let mut fund = config::parse(SETTINGS, "fund.toml").unwrap();
    let [first, later @ ..] = run.fund.ends.as_slice() else { panic!("a fund without an end") };
    fund.period = Period { from: run.fund.from, to: first.to };
    let later = later.iter().map(|end| FundAmendment { effective_on: end.effective.unwrap(), to: end.to });
    fund.amendments = later.collect();
    fund.amendments.sort_by_key(|amendment| amendment.effective_on);
    fund.support_cost = match run.fund.support_cost {
        SupportCost::Computed => config::SupportCost::Computed,
        SupportCost::Booked => config::SupportCost::Booked,
    };
    fund.interest = match run.fund.interest {
        InterestUse::Held => config::Interest::Held,
        InterestUse::Returned => config::Interest::Returned,
        InterestUse::Programmable => config::Interest::Programmable,
    };
    fund.allocation.country_share = run.fund.country_share_ppm.map(percent);
    fund.allocation.minimum = run.fund.minimum;
    fund.allocation.spread = match run.fund.spread {
        Spread::Few => config::Spread::Few,
        Spread::Proportional => config::Spread::Proportional,
    };
    let group = |group: &poolfund::allocate::instance::GroupSpec| AllocationGroup {
        name: group.id.clone(),
        scope: targets(&group.scope),
        cap: group.cap.map(Money::from_minor),
        floor: Money::from_minor(group.floor),
    };
    fund.allocation.groups = run.groups.iter().map(group).collect();
    fund
}

/// The facts of a run.
pub fn facts(run: &Run<'_>) -> Facts {
    Facts {
        donors: donors(run),
        agreements: run.agreements.iter().map(agreement).collect(),
        amendments: run.agreements.iter().flat_map(|agreement| amendments(agreement, run)).collect(),
        // A transfer from an agreement to itself is refused where it is read.
        receipts: run.receipts.iter().filter(|one| one.agreement != one.to_agreement).map(receipt).collect(),
        priorities: run.cells.iter().flat_map(priorities).collect(),
        expenditure: run
            .costs
            .iter()
            .map(|cost| cost_of(cost, run, ExpenditureType::Expenditure))
            .chain(run.obligations.iter().map(|cost| cost_of(cost, run, ExpenditureType::Obligation)))
            .map(Into::into)
            .collect(),
        openings: run.openings.iter().map(|opening| opening_of(opening, run)).collect(),
        decisions: run.decisions.iter().filter_map(|decision| decision_of(decision, run)).collect(),
        ..Facts::default()
    }
}

/// A decision of a run; nothing where a cell that it names is there no longer.
fn decision_of(decision: &run::Decision, run: &Run<'_>) -> Option<Decision> {
    let named = |id: &Option<CellId>| match id {
        None => Some(None),
        Some(id) => run.cells.iter().find(|cell| cell.id == *id).map(|cell| Some(cell_name(cell))),
    };
    let some = |amount: Money| (amount > Money::ZERO).then_some(amount);
    Some(Decision {
        number: decision.number.clone(),
        date: decision.date,
        body: None,
        status: decision.status,
        action: decision.action,
        agreement: decision.agreement.clone(),
        from_cell: named(&decision.from_cell)?,
        to_cell: named(&decision.to_cell)?,
        amount: some(decision.amount),
        recommended: some(decision.recommended),
        ends: decision.ends.clone(),
        recipient: None,
        reason: "as people see fit".into(),
        source: source(1),
    })
}

/// The name that a cell of a run has among the facts.
pub fn cell_name(cell: &Cell) -> String {
    priorities(cell).first().unwrap().id()
}

fn percent(ppm: i64) -> Percent {
    Percent::from_fraction(Decimal::new(ppm, 6))
}

fn targets(pairs: &[Pair]) -> Vec<Target> {
    let target = |(place, theme): &Pair| Target { geography: GeographyCode::new(place), theme: ThemeCode::new(theme) };
    pairs.iter().map(target).collect()
}

fn dollars(base: Money) -> OriginalAmount {
    OriginalAmount { amount: base.to_decimal(2), currency: Currency::parse("USD").unwrap() }
}

const fn period(cell: &Cell) -> Period {
    Period { from: cell.period.from, to: cell.period.to }
}

fn donors(run: &Run<'_>) -> Vec<Donor> {
    let mut codes: Vec<&DonorCode> = run.agreements.iter().map(|agreement| &agreement.donor).collect();
    codes.sort();
    codes.dedup();
    let donor = |code: &DonorCode| Donor {
        code: code.clone(),
        name: format!("Donor {code}"),
        names: Names::default(),
        donor_type: None,
        country: None,
        language: None,
        contact: None,
        contacts: Names::default(),
        email: None,
        visibility: None,
        reporting: None,
        interests: Vec::new(),
        source: source(1),
    };
    codes.into_iter().map(donor).collect()
}

fn levy(rate: Percent) -> Levy {
    if rate == Percent::ZERO { Levy::None } else { Levy::Included }
}

fn limits(specs: &[LimitSpec]) -> Vec<EarmarkLimit> {
    let limit = |spec: &LimitSpec| EarmarkLimit {
        kind: match spec.kind {
            LimitSpecKind::AtLeast => LimitKind::AtLeast,
            LimitSpecKind::AtMost => LimitKind::AtMost,
        },
        share: percent(spec.share_ppm),
        scope: match targets(&spec.scope).pop() {
            Some(target) => LimitScope::Target(target),
            None => LimitScope::OutsideCountries,
        },
    };
    specs.iter().map(limit).collect()
}

/// An agreement as it was signed; what is promised plays no part in the life of the money.
fn agreement(agreement: &run::Agreement) -> Agreement {
    let terms = &agreement.terms[0];
    Agreement {
        reference: agreement.reference.clone(),
        donor: agreement.donor.clone(),
        stage: AgreementStage::Signed,
        signed_on: terms.from,
        amount: dollars(Money::from_minor(10_000_000)),
        earmark: Earmark {
            category: EarmarkCategory::from_number(terms.category).unwrap(),
            include: targets(&terms.include),
            exclude: targets(&terms.exclude),
            window: Period::open(Some(terms.from), terms.to),
            limits: limits(&terms.limits),
        },
        eligible_from: Some(terms.from),
        funding_source: None,
        fee_rate: Some(terms.fee),
        support_rate: Some(terms.support),
        levy: Some(levy(terms.levy)),
        donor_reference: None,
        title: None,
        titles: Names::default(),
        notes: None,
        source: source(2),
    }
}

fn amendments(agreement: &run::Agreement, run: &Run<'_>) -> Vec<Amendment> {
    let amended = agreement.terms.iter().enumerate().skip(1);
    let amendment = |(number, terms): (usize, &run::Terms)| Amendment {
        agreement: agreement.reference.clone(),
        number: number.to_string(),
        effective_on: terms.effective.unwrap(),
        amount: None,
        earmark: EarmarkChange {
            category: EarmarkCategory::from_number(terms.category),
            include: Some(targets(&terms.include)),
            exclude: Some(targets(&terms.exclude)),
            limits: Some(limits(&terms.limits)),
        },
        eligible_from: Some(terms.from),
        valid_from: Some(terms.from),
        // An amendment cannot take an end away; it can say that of the fund.
        valid_to: Some(terms.to.unwrap_or(run.fund.ends[0].to)),
        fee_rate: Some(terms.fee),
        support_rate: Some(terms.support),
        levy: Some(levy(terms.levy)),
        notes: None,
        source: source(3),
    };
    amended.map(amendment).collect()
}

fn receipt(receipt: &run::Receipt) -> Receipt {
    Receipt {
        number: receipt.number.clone(),
        agreement: receipt.agreement.clone(),
        to_agreement: receipt.to_agreement.clone(),
        date: receipt.date,
        kind: match receipt.kind {
            Flow::Deposit => ReceiptKind::Deposit,
            Flow::Refund => ReceiptKind::Refund,
            Flow::WriteOff => ReceiptKind::WriteOff,
            Flow::Interest => ReceiptKind::Interest,
            Flow::BankCharge => ReceiptKind::BankCharge,
            Flow::Transfer => ReceiptKind::Transfer,
        },
        amount: dollars(receipt.base),
        base_amount: Some(receipt.base),
        notes: None,
        source: source(4),
    }
}

fn priorities(cell: &Cell) -> Vec<Priority> {
    let row = |need: &run::Need| Priority {
        geography: GeographyCode::new(&cell.geography),
        theme: ThemeCode::new(&cell.theme),
        period: period(cell),
        valid_from: need.valid_from,
        need: need.need,
        weight: Weight::from_decimal(Decimal::new(need.weight_milli, 3)).unwrap(),
        floor: need.floor,
        ceiling: need.ceiling,
        outside: need.outside,
        notes: None,
        source: source(5),
    };
    cell.versions.iter().map(row).collect()
}

fn cost_of(cost: &Cost<'_>, run: &Run<'_>, kind: ExpenditureType) -> Expenditure {
    let cell = run.cells.iter().find(|cell| cost.cell_code() == Some(cell.id.as_str()));
    let (place, theme) = cell.map_or(("VNM", "T9"), |cell| (&*cell.geography, &*cell.theme));
    Expenditure {
        date: cost.date,
        project: ProjectNumber::new(&cost.project),
        geography: GeographyCode::new(place),
        theme: ThemeCode::new(theme),
        category: ExpenditureCategory::parse(&cost.category).unwrap(),
        amount: dollars(cost.base),
        base_amount: Some(cost.base),
        agreement: cost.agreement.as_deref().map(AgreementRef::new),
        obligation: cost.obligation.as_deref().map(str::to_owned),
        expenditure_type: kind,
        document: Some(cost.document.to_string()),
        description: None,
        source: source(6),
    }
}

fn opening_of(opening: &run::Opening, run: &Run<'_>) -> Opening {
    let cell = run.cells.iter().find(|cell| cell.id == opening.cell).unwrap();
    Opening {
        agreement: opening.agreement.clone(),
        geography: GeographyCode::new(&cell.geography),
        theme: ThemeCode::new(&cell.theme),
        period: period(cell),
        allocated: opening.allocated,
        charged: opening.charged,
        as_at: opening.as_at,
        source: source(7),
    }
}
