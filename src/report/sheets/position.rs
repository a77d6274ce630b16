//! Where the balance of a statement is, and how the deposits were used.
//!
//! What comes in: the figures of a statement, and what the agreements have. What leaves: a table whose lines add up to the
//! closing balance. What it does not know: years.

use crate::attribute::outcome::Amounts;
use crate::domain::Money;
use crate::ledger::AgreementPosition;

use super::super::grid::{Cell, Content, Figure, Formula, Head, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::data::{Data, Item as Amount, Of, Slice};
use super::flows::Totals;
use super::statement::{LABEL, Stated, YEAR};
use super::{Report, Whose, obligations};

/// The rules by which what an agreement has follows from its receipts, allocations and charges (docs/domain.md, section 1).
const RULE_UNALLOCATED: &str = "unallocated = programmable - allocated - lapsed, where above nothing";
pub(in super::super) const RULE_LAPSED: &str =
    "lapsed = what was unspent or unallocated at its end, less late costs and refunds";
pub(in super::super) const RULE_OVER: &str = "over-allocated = allocated - programmable, where above nothing";
const RULE_KEPT: &str = "support reserve = received net of fee and levy - programmable";
const RULE_PROGRAMMABLE: &str =
    "programmable = what was received and moved, less fee, levy and support reserve; never below nothing";
pub(in super::super) const RULE_RESERVE: &str =
    "unused reserve = received net of fee and levy - programmable - support cost";

/// Where what an agreement has comes from: each by its rule, from other figures of the agreement.
pub(in super::super) struct HeldFrom {
    pub unallocated: Origin,
    pub lapsed: Origin,
    pub over: Origin,
    /// The support reserve that is kept, below nothing.
    pub kept: Origin,
    pub programmable: Origin,
    /// What of the reserve is not used.
    pub unused: Origin,
}

impl HeldFrom {
    pub fn of(position: &AgreementPosition, held: &Amounts) -> Self {
        let from = |basis| Origin::of(basis).agreement(&position.agreement.reference);
        let Amounts { programmable, allocated, lapsed, unallocated, over_allocated, .. } = *held;
        let net = position.net_deposited().money() + position.moved();
        let charges = position.fee + position.levy;
        let unused = held.reserve - held.support_cost;
        Self {
            unallocated: from(Basis::Receipts).by_parts(
                RULE_UNALLOCATED,
                unallocated,
                [
                    ("programmable", programmable),
                    ("less allocated", -allocated),
                    ("less lapsed", -lapsed),
                    ("over-allocated", over_allocated),
                ],
            ),
            lapsed: from(Basis::Receipts).by_parts(
                RULE_LAPSED,
                lapsed,
                [
                    ("programmable", programmable),
                    ("less allocated", -allocated),
                    ("less unallocated", -unallocated),
                    ("over-allocated", over_allocated),
                ],
            ),
            over: from(Basis::Placed).by_parts(
                RULE_OVER,
                over_allocated,
                [
                    ("allocated", allocated),
                    ("less programmable", -programmable),
                    ("lapsed", lapsed),
                    ("unallocated", unallocated),
                ],
            ),
            kept: from(Basis::Receipts).by_parts(
                RULE_KEPT,
                -position.support_reserve,
                [
                    ("programmable", position.programmable),
                    ("less received and moved", -net),
                    ("fee and levy", charges),
                    ("less what is below nothing", -position.overdrawn),
                ],
            ),
            programmable: from(Basis::Receipts).by_parts(
                RULE_PROGRAMMABLE,
                position.programmable,
                [
                    ("received and moved", net),
                    ("less fee and levy", -charges),
                    ("less support reserve", -position.support_reserve),
                    ("what is below nothing", position.overdrawn),
                ],
            ),
            unused: from(Basis::Receipts).by_parts(
                RULE_RESERVE,
                unused,
                [("support reserve", held.reserve), ("less support cost", -held.support_cost)],
            ),
        }
    }
}

/// A line of the position.
struct Item {
    text: &'static str,
    content: Content,
    style: Style,
}

/// Where the balance is, and how the deposits were used; gives what is not allocated.
pub(super) fn position(
    report: &mut Report<'_>,
    data: &Data,
    sheet: &mut Sheet,
    (stated, committed): (&Stated, Option<Figure>),
) -> Figure {
    sheet.section(report.titled("statement-position"));
    let totals = Totals::of(&report.holdings);
    let mut items: Vec<Item> = Vec::new();
    let mut item = |text, content: Content, style| {
        items.push(Item { text, content, style });
        items.len() - 1
    };
    if let Some(committed) = committed {
        item("position-committed", committed.into(), Style::Body);
    }
    let paid = item("position-paid", stated.deposits.clone().into(), Style::Subtotal);
    let in_cells = |amount: Money, basis, of| {
        let cell = Cell::money(amount).from(report.origin(basis));
        match report.agreement {
            Some(agreement) => data.of_agreement(cell, of, agreement),
            None => Content::live(cell, data.of_all(of)),
        }
    };
    let placed = item("position-placed", in_cells(totals.placed, Basis::Placed, Of::Allocated), Style::Body);
    let spent = item("position-spent", stated.spent.clone().into(), Style::Body);
    let covered = in_cells(totals.obligated, Basis::Obligated, Of::Obligated);
    let bound = obligations::lines(report, data, covered).into_iter().map(|(key, of)| item(key, of, Style::Body));
    let bound: Vec<usize> = bound.collect();
    if matches!(report.whose, Whose::Fund) {
        let pending = report.view.attribution.total_pending();
        let cell = Cell::money(pending).from(report.origin(Basis::Pending));
        item("position-pending", data.amount(report, cell, &["position-pending"], Slice::default()), Style::Body);
    }
    let left = Formula::above(placed) - Formula::above(spent);
    let unspent = item("position-unspent", left.into(), Style::Body);
    let unallocated = item(
        "position-unallocated",
        by_rule(
            report,
            data,
            ("position-unallocated", totals.unallocated, false),
            (RULE_UNALLOCATED, |of| of.unallocated),
        ),
        Style::Body,
    );
    for (key, content) in seldom(report, data, &totals) {
        item(key, content, Style::Body);
    }
    let last = items.len() - 1;
    let total = items.len();
    items.push(Item {
        text: "position-total",
        content: Formula::sum_of_rows(unspent, last).into(),
        style: Style::Total,
    });
    let rate = Formula::share(Formula::above(spent), Formula::above(placed));
    let delivery = items.len();
    items.push(Item { text: report.rate_called(), content: rate.into(), style: Style::Body });
    let mut table = Table::new("Position", "").plain().styled(|(_, item): &(usize, Item)| item.style);
    let day = report.phrases.day(report.view.ledger.as_of);
    let as_at = report.phrases.with("h-as-at-day", &[("day", &day)]);
    table.column(Head::new(as_at, LABEL), |(_, item)| report.text(item.text));
    let amount = table.column(report.head("h-amount", YEAR), |(_, item)| item.content.clone());
    // What was paid is the whole of which each line shows its share.
    table.column(report.head("h-share-of-paid", YEAR), |(line, _)| match *line {
        line if line == delivery => Content::from(Cell::blank()),
        _ => Formula::share(amount, amount.fixed_at(paid)).into(),
    });
    let area = table.put(sheet, items.into_iter().enumerate());
    let balance = area.figure(sheet, amount, total);
    report.check_equal("check-balance", &stated.closing, &balance);
    obligations::check(report, data, bound.into_iter().map(|line| area.figure(sheet, amount, line)));
    area.figure(sheet, amount, unallocated)
}

/// An amount that is the sum of what each agreement has by a rule.
type Rule = (&'static str, fn(&Amounts) -> Money);

/// It is what the agreements of the report have of an item, or its opposite where it is `taken` from the balance.
fn by_rule(
    report: &Report<'_>,
    data: &Data,
    (item, amount, taken): (Amount, Money, bool),
    (rule, of): Rule,
) -> Content {
    let basis = if taken { Basis::Placed } else { Basis::Receipts };
    let cell = Cell::money(amount).from(report.by_agreement(basis, rule, of));
    let sum = data.sum(report, &[item], Slice { agreement: report.agreement, ..Slice::default() });
    Content::live(cell, if taken { -sum } else { sum })
}

/// The lines that few reports have, where there is something of them.
fn seldom(report: &Report<'_>, data: &Data, totals: &Totals) -> Vec<(&'static str, Content)> {
    let of = |of: (Amount, Money, bool), rule: Rule| by_rule(report, data, of, rule);
    let live = |cell: Cell, item| {
        data.amount(report, cell, &[item], Slice { agreement: report.agreement, ..Slice::default() })
    };
    let (interest, [key, item], origin) = match report.whose {
        Whose::Donor(_) => {
            (totals.interest, ["position-interest-part", "statement-interest-part"], report.origin(Basis::InterestPart))
        }
        Whose::Fund => {
            let interest = report.view.interest_not_programmable();
            let terms = [
                ("interest less bank charges".to_owned(), report.view.interest()),
                ("less what was made programmable".to_owned(), interest - report.view.interest()),
            ];
            (interest, ["position-interest"; 2], report.origin(Basis::Interest).made_of(terms))
        }
    };
    let below = report.holdings.positions.iter().map(|position| {
        (format!("{}: refunded beyond what was received", position.agreement.reference), -position.overdrawn)
    });
    let seldom: [(&str, Money, Content); 5] = [
        ("position-lapsed", totals.lapsed, of(("h-lapsed", totals.lapsed, false), (RULE_LAPSED, |of| of.lapsed))),
        (
            "position-over",
            -totals.over_allocated,
            of(("h-over", -totals.over_allocated, true), (RULE_OVER, |of| -of.over_allocated)),
        ),
        (
            "position-below",
            -totals.below_nothing,
            live(
                Cell::money(-totals.below_nothing).from(report.origin(Basis::Receipts).made_of(below)),
                "position-below",
            ),
        ),
        (
            "position-reserve",
            totals.unused_reserve,
            of(("position-reserve", totals.unused_reserve, false), (RULE_RESERVE, |of| of.reserve - of.support_cost)),
        ),
        (key, interest, live(Cell::money(interest).from(origin), item)),
    ];
    seldom.into_iter().filter(|(_, money, _)| !money.is_zero()).map(|(key, _, content)| (key, content)).collect()
}
