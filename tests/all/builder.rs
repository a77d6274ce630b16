//! Small funds made by hand, for tests of what comes after intake.

use std::sync::Arc;

use chrono::NaiveDate;
use poolfund::config::{self, Fund};
use poolfund::domain::facts::*;
use poolfund::domain::source::SourceSheet;
use poolfund::domain::*;
use rust_decimal::Decimal;

/// The settings of [`fund`].
pub const FUND: &str = r#"
        [fund]
        name = "Test fund"
        code = "TEST"
        base_currency = "USD"
        period = "2021-2025"
        [programme]
        budget = "160000000"
        own_resources = "10000000"
        ongoing_projects = "75000000"
        gap = "75000000"
        [charges]
        administrative_fee = "1%"
        support_cost = "13%"
        levy = "1%"
        [gap]
        pledge_weight = "50%"
        [[pillar]]
        code = "P1"
        name = "In-country support"
        [[theme]]
        code = "T01"
        name = "Health"
        pillar = "P1"
        [[theme]]
        code = "T02"
        name = "Pensions"
        pillar = "P1"
"#;

/// A fund in dollars with the charges of the sample, two themes and the M49 regions.
pub fn fund() -> Fund {
    config::parse(FUND, "fund.toml").unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn cents(amount: i64) -> Money {
    Money::from_minor(amount)
}

pub fn dollars(amount: i64) -> Money {
    Money::from_minor(amount * 100)
}

pub fn original(amount: &str, currency: &str) -> OriginalAmount {
    OriginalAmount { amount: amount.parse().unwrap(), currency: Currency::parse(currency).unwrap() }
}

pub fn source(row: u32) -> Source {
    let sheet = SourceSheet { file: "test.xlsx".into(), sha256: "00".into(), sheet: "Sheet".into() };
    Source { sheet: Arc::new(sheet), row }
}

pub fn target(geography: &str, theme: &str) -> Target {
    Target { geography: GeographyCode::new(geography), theme: ThemeCode::new(theme) }
}

/// What is to be reached in a place and theme: so many people effectively covered.
pub fn result_target(row: u32, geography: &str, theme: &str, number: u64) -> ResultTarget {
    ResultTarget {
        geography: GeographyCode::new(geography),
        theme: ThemeCode::new(theme),
        kind: ResultKind::EffectiveCoverage,
        number,
        by: None,
        source: source(row),
    }
}

pub fn agreement(reference: &str, amount: &str, currency: &str) -> Agreement {
    Agreement {
        reference: AgreementRef::new(reference),
        donor: DonorCode::new(reference.split('-').next().unwrap()),
        stage: AgreementStage::Signed,
        signed_on: day("2022-01-15"),
        amount: original(amount, currency),
        earmark: Earmark {
            category: EarmarkCategory::SoftlyEarmarked,
            include: vec![target("WORLD", "ALL")],
            exclude: vec![],
            window: None,
            limits: vec![],
        },
        eligible_from: None,
        funding_source: None,
        fee_rate: None,
        support_rate: None,
        levy: None,
        donor_reference: None,
        title: None,
        titles: Names::default(),
        notes: None,
        source: source(2),
    }
}

pub fn receipt(number: &str, agreement: &str, date: &str, kind: ReceiptKind, amount: OriginalAmount) -> Receipt {
    Receipt {
        number: number.into(),
        agreement: Some(AgreementRef::new(agreement)),
        to_agreement: None,
        date: day(date),
        kind,
        amount,
        base_amount: None,
        notes: None,
        source: source(3),
    }
}

pub fn instalment(agreement: &str, due: &str, amount: OriginalAmount) -> Instalment {
    Instalment { agreement: AgreementRef::new(agreement), number: None, due_on: day(due), amount, source: source(4) }
}

pub fn rate(currency: &str, units: &str, effective: &str) -> Rate {
    Rate {
        currency: Currency::parse(currency).unwrap(),
        units_per_base: units.parse::<Decimal>().unwrap(),
        effective_on: day(effective),
        published_on: None,
        source: source(5),
    }
}

pub fn priority(geography: &str, theme: &str, need: i64) -> Priority {
    Priority {
        geography: GeographyCode::new(geography),
        theme: ThemeCode::new(theme),
        period: Period::parse("2021-2025").unwrap(),
        valid_from: None,
        need: dollars(need),
        weight: Weight::ONE,
        floor: Money::ZERO,
        ceiling: dollars(need),
        outside: Money::ZERO,
        notes: None,
        source: source(6),
    }
}

pub fn expenditure(row: u32, geography: &str, theme: &str, date: &str, amount: &str) -> Expenditure {
    Expenditure {
        date: day(date),
        project: ProjectNumber::new("PRJ-1"),
        geography: GeographyCode::new(geography),
        theme: ThemeCode::new(theme),
        category: ExpenditureCategory::Staff,
        amount: original(amount, "USD"),
        base_amount: None,
        agreement: None,
        obligation: None,
        expenditure_type: ExpenditureType::Expenditure,
        document: Some(format!("DOC-{row}")),
        description: None,
        source: source(row),
    }
}

/// A decision by which a priority is closed.
pub fn hold(number: &str, cell: &str, status: DecisionStatus) -> Decision {
    Decision {
        number: number.to_owned(),
        date: day("2025-10-02"),
        body: None,
        status,
        action: DecisionAction::Hold,
        agreement: None,
        from_cell: Some(cell.to_owned()),
        to_cell: None,
        amount: None,
        recommended: None,
        ends: None,
        recipient: None,
        reason: "No partner".to_owned(),
        source: source(70),
    }
}

pub fn finance(document: &str, kind: FinanceKind, date: &str, amount: Money) -> FinanceLine {
    FinanceLine {
        document: document.into(),
        kind,
        date: day(date),
        donor: None,
        reference: None,
        geography: None,
        theme: None,
        agreement: None,
        project: None,
        amount,
        original: None,
        total_of: None,
        source: source(7),
    }
}
