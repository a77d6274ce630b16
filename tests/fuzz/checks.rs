//! What must hold of intake whatever is fed to it. The fuzzer drives these with data that it breeds, the test suite
//! with data by a seed and with every input that once broke one.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_arithmetic,
    reason = "each target uses one of these, and says what is wrong by stopping"
)]

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use poolfund::config::{self, DateOrder, Fund, InputKind, InputMapping};
use poolfund::domain::number::DecimalMark;
use poolfund::domain::{Currency, FactKind};
use poolfund::intake::workbook::{
    self, Cell, FileHead, Flow, NumberFormat, Request, Row, Scale, SheetDetails, Shown, Sink, Style, Value,
};
use poolfund::intake::{Outcome, ProblemCode, Severity, columns_of, read_rows};
use rust_decimal::Decimal;

/// A fund with two themes.
const FUND: &str = r#"
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

static FUND_OF_TESTS: LazyLock<Fund> = LazyLock::new(|| config::parse(FUND, "fund.toml").unwrap());

/// Takes bytes of the fuzzer's as choices.
struct Choices<'d> {
    rest: &'d [u8],
}

impl<'d> Choices<'d> {
    fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        byte
    }

    fn of<T: Copy>(&mut self, among: &[T]) -> T {
        among[usize::from(self.byte()) % among.len()]
    }

    fn text(&mut self) -> Cow<'d, str> {
        let length = usize::from(self.byte() % 40).min(self.rest.len());
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        String::from_utf8_lossy(text)
    }

    fn number(&mut self) -> Decimal {
        let bytes = [self.byte(), self.byte(), self.byte(), self.byte(), self.byte(), self.byte(), self.byte(), 0];
        Decimal::new(i64::from_le_bytes(bytes) - (1 << 55), u32::from(self.byte() % 29))
    }

    fn date(&mut self) -> NaiveDate {
        let days = u64::from(self.byte()) << 10 | u64::from(self.byte());
        NaiveDate::from_ymd_opt(1900, 1, 1).unwrap().checked_add_days(Days::new(days)).unwrap()
    }

    fn value(&mut self) -> Value<'d> {
        const WORDS: [&str; 12] = [
            "Total",
            "BEL-1",
            "USD",
            "EUR",
            "Malawi",
            "T01",
            "pledge",
            "Kenya (T01, T02); Malawi",
            "2024-01-31",
            "at least 30% to Malawi",
            "1,234.56",
            "Q3 2023",
        ];
        match self.byte() % 12 {
            0..4 => Value::Text(self.text()),
            4..7 => Value::Text(Cow::Borrowed(self.of(&WORDS))),
            7 => Value::Number(self.number()),
            8 => Value::Date(self.date()),
            9 => Value::Logical(self.byte().is_multiple_of(2)),
            10 => Value::Error(Cow::Borrowed("#REF!")),
            _ => {
                if self.of(&[0, 1]).eq(&0) {
                    Value::NoResult
                } else {
                    Value::Outside
                }
            }
        }
    }

    /// A row with its cells by rising column, none of them blank, as readers give them.
    fn row(&mut self, number: u32, columns: u32) -> Row<'d> {
        let mut row = Row { number, hidden: self.byte().is_multiple_of(16), ..Row::default() };
        for column in 0..columns {
            let value = self.value();
            let currency = self.byte().is_multiple_of(8).then(|| Currency::parse("CHF").unwrap());
            let shown = if self.byte().is_multiple_of(8) { Shown::Percent } else { Shown::Number };
            let scale = self.byte().is_multiple_of(32).then_some(Scale::Millions);
            let format = NumberFormat { currency, scale, ..NumberFormat::of(shown) };
            let (struck, unseen) = (self.byte().is_multiple_of(32), self.byte().is_multiple_of(32));
            let style = Style { format, struck, unseen };
            if !value.is_blank() && !self.byte().is_multiple_of(8) {
                row.cells.push(Cell { column, value, formula: self.byte().is_multiple_of(8), style });
            }
        }
        row
    }
}

fn text_cell(column: u32, text: &str) -> Cell<'_> {
    Cell { column, value: Value::Text(Cow::Borrowed(text)), formula: false, style: Style::default() }
}

fn read<'r>(rows: &[Row<'r>], kind: InputKind, change: impl FnOnce(&mut InputMapping)) -> Outcome {
    let mut mapping = InputMapping::of(kind, "rows");
    change(&mut mapping);
    read_rows(rows, &mapping, &FUND_OF_TESTS)
}

fn says_error(outcome: &Outcome) -> bool {
    outcome.problems.iter().any(|problem| problem.severity() == Severity::Error)
}

/// Rows below a good header become facts or problems.
pub fn rows(data: &[u8]) {
    let mut choices = Choices { rest: data };
    let kind = choices.of(&InputKind::ALL);
    let headers: Vec<String> = columns_of(kind).iter().map(|spec| spec.canonical().replace("{base}", "USD")).collect();
    let cells = headers.iter().zip(0..).map(|(header, column)| text_cell(column, header));
    let mut rows = vec![Row { number: 1, cells: cells.collect(), ..Row::default() }];
    while !choices.rest.is_empty() && rows.len() < 20 {
        rows.push(choices.row(rows.len() as u32 + 1, headers.len() as u32));
    }
    rows.retain(|row| !row.cells.is_empty());
    let marks = [None, Some(DecimalMark::Point), Some(DecimalMark::Comma)];
    let (decimal, rounding) = (choices.of(&marks), choices.byte().is_multiple_of(2));
    let outcome = read(&rows, kind, |mapping| (mapping.decimal, mapping.rounding) = (decimal, rounding));
    let [sheet] = outcome.sheets.as_slice() else { panic!("no sheet: {:?}", outcome.problems) };
    assert!(sheet.facts <= sheet.rows && sheet.rows < rows.len() as u64);
    assert!(sheet.facts == sheet.rows || says_error(&outcome), "a row is lost without a word");
    for problem in &outcome.problems {
        assert!(!problem.to_string().is_empty());
        assert!(problem.location.row.is_none_or(|row| rows.iter().any(|found| found.number == row)), "{problem}");
    }
}

/// Among any rows a header is found that is one of them, or a problem says that there is none.
pub fn header(data: &[u8]) {
    let mut choices = Choices { rest: data };
    let kind = choices.of(&InputKind::ALL);
    let known = columns_of(kind);
    let mut rows: Vec<Row<'_>> = Vec::new();
    while !choices.rest.is_empty() && rows.len() < 20 {
        let mut row = choices.row(rows.len() as u32 * 2 + 1, 12);
        for cell in &mut row.cells {
            if choices.byte().is_multiple_of(2) {
                let names = choices.of(&known.iter().map(|spec| spec.names).collect::<Vec<_>>());
                cell.value = Value::Text(Cow::Borrowed(choices.of(names)));
            }
        }
        rows.push(row);
    }
    rows.retain(|row| !row.cells.is_empty());
    let wanted = choices.byte();
    let outcome = read(&rows, kind, |mapping| mapping.header_row = (wanted > 250).then(|| u32::from(wanted - 250)));
    assert!(!outcome.sheets.is_empty() || says_error(&outcome), "neither a header nor a word");
    for sheet in &outcome.sheets {
        let layout = &sheet.layout;
        assert!(rows.iter().any(|row| row.number == layout.header_row));
        assert!(layout.columns.keys().all(|place| (layout.span.0..=layout.span.1).contains(place)));
        let mut columns: Vec<_> = layout.columns.values().collect();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), layout.columns.len(), "a column stands twice");
    }
}

/// A number and a date that are understood are understood as the same when they are written plainly.
pub fn values(data: &[u8]) {
    let mut choices = Choices { rest: data };
    let decimal = choices.of(&[None, Some(DecimalMark::Point), Some(DecimalMark::Comma)]);
    let dates = choices.of(&[None, Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd)]);
    let (number, date) = (choices.text(), choices.text());
    let read_pair = |number: &str, date: &str, decimal, dates| {
        let cells = ["Currency", "Units per USD", "Effective date"].iter().zip(0..);
        let header = Row { number: 1, cells: cells.map(|(&text, at)| text_cell(at, text)).collect(), ..Row::default() };
        let cells = ["EUR", number, date].into_iter().zip(0..).map(|(text, at)| text_cell(at, text));
        let cells = cells.filter(|cell| !cell.value.is_blank()).collect();
        let row = Row { number: 2, cells, ..Row::default() };
        read(&[header, row], InputKind::Facts(FactKind::Rate), |mapping| {
            (mapping.decimal, mapping.dates) = (decimal, dates)
        })
    };
    let outcome = read_pair(&number, &date, decimal, dates);
    let known = outcome
        .problems
        .iter()
        .any(|problem| problem.severity() == Severity::Error || problem.code == ProblemCode::Remark);
    let [fact] = outcome.harvest.facts.rates.as_slice() else {
        let total = outcome.problems.iter().any(|problem| problem.code == ProblemCode::TotalsChecked);
        assert!(known || total, "{number:?} and {date:?} are neither read nor refused");
        return;
    };
    assert!(fact.units_per_base > Decimal::ZERO);
    let plain = (fact.units_per_base.to_string(), fact.effective_on.to_string());
    let again = read_pair(&plain.0, &plain.1, Some(DecimalMark::Point), None);
    let same = again.harvest.facts.rates.first();
    let same = same.map(|again| (again.units_per_base, again.effective_on));
    assert_eq!(same, Some((fact.units_per_base, fact.effective_on)), "{number:?} {date:?}: {:?}", again.problems);
}

/// Watches that rows come in order.
#[derive(Default)]
struct InOrder {
    last: u32,
}

impl Sink for InOrder {
    fn file(&mut self, _: &FileHead) {}

    fn sheet(&mut self, _: usize, _: &SheetDetails) -> Flow {
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        assert!(row.number > self.last, "row {} after row {}", row.number, self.last);
        assert!(!row.cells.is_empty() && row.cells.is_sorted_by(|one, next| one.column < next.column));
        self.last = row.number;
        Flow::Continue
    }
}

/// Any bytes are read as text or refused.
pub fn text(data: &[u8]) {
    let request = Request { file: "any.csv".to_owned(), ..Request::default() };
    if let Err(refusal) = workbook::read(data, &request, &mut InOrder::default()) {
        assert!(!refusal.found.is_empty());
    }
}
