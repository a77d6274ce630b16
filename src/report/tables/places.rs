//! The tables of what money is for: needs, the allocation book, what people decided.

use std::collections::BTreeMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::attribute::BookLine;
use crate::attribute::outcome::{BoundOf, DecisionOf, DecisionState, Lapse, Over};
use crate::domain::facts::{Decision, Opening, Priority};
use crate::domain::{AgreementRef, GeographyCode, Lookup, Money, Month, Placement, ThemeCode};
use crate::ledger::AgreementPosition;

use super::columns::Rows;
use super::{Table, View, of};

/// The cells of the ledger with what stands above them, each looked up once.
pub(super) struct Cells<'v> {
    cells: Vec<(&'v Priority, String)>,
    regions: Lookup<&'v GeographyCode, &'v str>,
    pillars: Lookup<&'v ThemeCode, &'v str>,
}

impl<'v> Cells<'v> {
    /// The cells of a view; none without one.
    pub fn of(view: Option<&'v View<'v>>) -> Self {
        let cells: Vec<(&'v Priority, String)> =
            of(view, |view| view.ledger.cells.iter().map(|cell| (cell, cell.id())));
        let named = cells.iter().map(|(cell, _)| (&cell.geography, &cell.theme)).collect();
        let (regions, pillars) = Self::above(view, named);
        Self { cells, regions, pillars }
    }

    /// The places and themes of expenditure, which need not have a cell.
    pub fn places(view: Option<&'v View<'v>>) -> Self {
        let named = of(view, |view| view.ledger.spending.iter().map(|line| (&line.fact.geography, &line.fact.theme)));
        let (regions, pillars) = Self::above(view, named);
        Self { cells: Vec::new(), regions, pillars }
    }

    fn above(
        view: Option<&'v View<'v>>,
        named: Vec<(&'v GeographyCode, &'v ThemeCode)>,
    ) -> (Lookup<&'v GeographyCode, &'v str>, Lookup<&'v ThemeCode, &'v str>) {
        let (mut regions, mut pillars) = (Lookup::default(), Lookup::default());
        if let Some(view) = view {
            for (place, theme) in named {
                regions.entry(place).or_insert_with(|| view.fund.geography.region(place).as_str());
                pillars.entry(theme).or_insert_with(|| view.fund.themes.pillar(theme).as_str());
            }
        }
        (regions, pillars)
    }

    /// The region of a place.
    pub fn region(&self, place: &GeographyCode) -> &'v str {
        self.regions.get(place).copied().unwrap_or_default()
    }

    /// The pillar of a theme.
    pub fn pillar(&self, theme: &ThemeCode) -> &'v str {
        self.pillars.get(theme).copied().unwrap_or_default()
    }

    fn cell(&self, index: usize) -> Option<&'v Priority> {
        self.cells.get(index).map(|(cell, _)| *cell)
    }

    fn id(&self, index: usize) -> String {
        self.cells.get(index).map(|(_, id)| id.clone()).unwrap_or_default()
    }
}

impl<'v, R: 'v> Rows<'v, R> {
    /// The columns that say which cell a row is about.
    pub fn cell(self, cells: &Rc<Cells<'v>>, of: impl Fn(&R) -> usize + Copy + 'v) -> Self {
        let [id, place, region, theme, pillar, period] = [(); 6].map(|()| Rc::clone(cells));
        self.text("cell", "the cell: place, theme and period of need", move |row| id.id(of(row)))
            .text("geography", "its place", move |row| place.cell(of(row)).map_or("", |cell| cell.geography.as_str()))
            .text("region", "the region of that place", move |row| {
                region.cell(of(row)).map_or("", |cell| region.region(&cell.geography))
            })
            .text("theme", "its theme", move |row| theme.cell(of(row)).map_or("", |cell| cell.theme.as_str()))
            .text("pillar", "the pillar of that theme", move |row| {
                pillar.cell(of(row)).map_or("", |cell| pillar.pillar(&cell.theme))
            })
            .text("period", "its period of need", move |row| {
                period.cell(of(row)).map_or_else(String::new, |cell| cell.period.to_string())
            })
    }
}

/// What stands by a cell, or by an agreement in a cell.
#[derive(Clone, Copy, Default)]
struct Standing {
    allocated: Money,
    charged: Money,
    obligated: Money,
}

/// What stands by each agreement in each cell: cell, agreement.
fn standing(view: &View<'_>) -> BTreeMap<(usize, usize), Standing> {
    let numbers: Lookup<&AgreementRef, usize> =
        view.ledger.agreements.iter().map(|position| &position.agreement.reference).zip(0..).collect();
    let mut sums: BTreeMap<(usize, usize), Standing> = BTreeMap::new();
    for placement in view.placements {
        if let Some(agreement) = numbers.get(&placement.agreement) {
            sums.entry((placement.cell, *agreement)).or_default().allocated += placement.amount;
        }
    }
    for share in &view.attribution.spent {
        sums.entry((share.cell(), share.agreement())).or_default().charged += share.amount;
    }
    for share in &view.attribution.obligated {
        sums.entry((share.cell(), share.agreement())).or_default().obligated += share.amount;
    }
    sums
}

/// A cell with what stands by it, now and with money to come.
struct Need<'v> {
    index: usize,
    cell: &'v Priority,
    standing: Standing,
    with_commitments: Money,
    with_outlook: Money,
}

impl Need<'_> {
    fn lacking(&self, allocated: Money) -> Money {
        (self.cell.need - self.cell.outside - allocated).or_zero()
    }
}

pub(super) fn needs<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let mut by_cell: BTreeMap<usize, Standing> = BTreeMap::new();
        for ((cell, _), of) in standing(view) {
            let sum = by_cell.entry(cell).or_default();
            sum.allocated += of.allocated;
            sum.charged += of.charged;
            sum.obligated += of.obligated;
        }
        let outlook = |placements: &[Placement]| {
            let mut sums = vec![Money::ZERO; view.ledger.cells.len()];
            placements.iter().for_each(|placed| sums[placed.cell] += placed.amount);
            sums
        };
        let scenarios = &view.allocation.scenarios;
        let (commitments, later) = (outlook(&scenarios.commitments), outlook(&scenarios.outlook));
        view.ledger.cells.iter().enumerate().map(move |(index, cell)| Need {
            index,
            cell,
            standing: by_cell.get(&index).copied().unwrap_or_default(),
            with_commitments: commitments[index],
            with_outlook: later[index],
        })
    });
    let about = "one row for each cell of the fund's priorities: what it needs, and what it has";
    Rows::new("needs", about, rows)
        .key(&["fund", "month", "cell"])
        .cell(&Rc::new(Cells::of(view)), |row: &Need<'v>| row.index)
        .some_day("valid_from", "from when the row holds, where it says so", |row| row.cell.valid_from)
        .rate("weight", "its weight in fairness", |row| Decimal::new(row.cell.weight.thousandths().into(), 3))
        .money("need", "what it needs in all", |row| row.cell.need)
        .money("floor", "what it should have at least", |row| row.cell.floor)
        .money("ceiling", "what it may have at most", |row| row.cell.ceiling)
        .money("outside", "what it has from outside the pool", |row| row.cell.outside)
        .money("allocated", "what it has of the pool", |row| row.standing.allocated)
        .money("charged", "of it, what is spent", |row| row.standing.charged)
        .money("unspent", "`allocated - charged`", |row| row.standing.allocated - row.standing.charged)
        .money("obligated", "open obligations that unspent money covers, by those who are to pay them", |row| {
            row.standing.obligated
        })
        .money("lacking", "`need - outside - allocated`, where above nothing", |row| {
            row.lacking(row.standing.allocated)
        })
        .money("above_need", "`outside + allocated - need`, where above nothing", |row| {
            (row.cell.outside + row.standing.allocated - row.cell.need).or_zero()
        })
        .money("lacking_with_commitments", "what it would lack once signed money has come", |row| {
            row.lacking(row.with_commitments)
        })
        .money("lacking_in_outlook", "what it would lack once announced money has come by its odds", |row| {
            row.lacking(row.with_outlook)
        })
        .source(|row| &row.cell.source)
        .state_to_date()
}

pub(super) fn openings<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| &view.facts.openings);
    let about =
        "one row for each balance that the fund brought when it came to these books; it is among entries and charges";
    Rows::new("openings", about, rows)
        .text("agreement", "the agreement", |opening: &&Opening| opening.agreement.as_str())
        .text("cell", "the cell", |opening| opening.cell())
        .day("as_at", "the last day that it stands for", |opening| opening.as_at)
        .money("allocated", "what was allocated", |opening| opening.allocated)
        .money("charged", "of it, what was spent", |opening| opening.charged)
        .source(|opening| &opening.source)
        .state_to_date()
}

pub(super) fn entries<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| view.book.entries.iter().map(move |entry| (view, entry)));
    type Row<'v> = (&'v View<'v>, &'v BookLine);
    let agreement = |(view, entry): &Row<'v>| &view.ledger.agreements[entry.agreement as usize].agreement;
    let about = "one row for each entry of the allocation book, which is only added to. A close freezes it, so that months may be \
                 added up";
    Rows::new("entries", about, rows)
        .day("date", "the day from which it stands", |(_, entry): &Row<'v>| entry.date)
        .text("donor", "the donor", move |row| agreement(row).donor.as_str())
        .text("agreement", "the agreement", move |row| agreement(row).reference.as_str())
        .cell(&Rc::new(Cells::of(view)), |(_, entry)| entry.cell as usize)
        .text("cause", "why", |(_, entry)| entry.cause.word())
        .text("reference", "what made it; empty where the cause says it", |(_, entry)| entry.reference.as_str())
        .money("amount", "how much; below nothing where money leaves the cell", |(_, entry)| entry.amount)
        .own_facts(|(_, entry)| Month::of(entry.date))
}

pub(super) fn allocated<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        standing(view).into_iter().map(move |((cell, agreement), of)| (cell, &view.ledger.agreements[agreement], of))
    });
    type Row<'v> = (usize, &'v AgreementPosition, Standing);
    Rows::new("allocated", "one row for each agreement and cell: what of the one stands by the other", rows)
        .key(&["fund", "month", "agreement", "cell"])
        .text("donor", "the donor", |(_, position, _): &Row<'v>| position.agreement.donor.as_str())
        .text("agreement", "the agreement", |(_, position, _)| position.agreement.reference.as_str())
        .cell(&Rc::new(Cells::of(view)), |(cell, ..)| *cell)
        .money("allocated", "the sum of its entries", |(.., of)| of.allocated)
        .money("charged", "of it, what is spent", |(.., of)| of.charged)
        .money("unspent", "`allocated - charged`", |(.., of)| of.allocated - of.charged)
        .money("obligated", "open obligations that its unspent money covers", |(.., of)| of.obligated)
        .state_to_date()
}

/// Something above its money, its ceiling or a bound.
struct Above<'v> {
    what: &'static str,
    agreement: Option<&'v str>,
    cell: Option<String>,
    amount: Money,
    reason: String,
}

pub(super) fn over<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let reference = |number: u32| view.ledger.agreements[number as usize].agreement.reference.as_str();
        let over = view.book.over.iter().map(move |over| match over {
            Over::Agreement { agreement, amount, cause, .. } => Above {
                what: "agreement",
                agreement: Some(reference(*agreement)),
                cell: None,
                amount: *amount,
                reason: cause.words().to_owned(),
            },
            Over::Cell { cell, amount, cause, .. } => Above {
                what: "cell",
                agreement: None,
                cell: Some(view.ledger.cells[*cell as usize].id()),
                amount: *amount,
                reason: cause.words().to_owned(),
            },
        });
        over.chain(view.book.beyond.iter().map(move |beyond| {
            let (what, agreement, reason) = match &beyond.bound {
                BoundOf::Group(index) => {
                    let group = view.fund.allocation.groups.get(*index);
                    ("cap", None, group.map(|group| group.name.clone()).unwrap_or_default())
                }
                BoundOf::Limit { agreement, limit } => {
                    ("limit", Some(reference(*agreement)), format!("limit {}", limit + 1))
                }
                BoundOf::CountryShare => ("country share", None, "the country share".to_owned()),
            };
            Above { what, agreement, cell: None, amount: beyond.amount, reason }
        }))
    });
    let about = "one row for each agreement with more allocated than it has, each cell with more than it needs, and each bound that \
                 costs went beyond";
    Rows::new("over", about, rows)
        .text("what", "`agreement`, `cell`, `cap`, `limit` or `country share`", |row: &Above<'v>| row.what)
        .some_text("agreement", "the agreement", |row| row.agreement)
        .some_text("cell", "the cell", |row| row.cell.clone())
        .money("amount", "by how much", |row| row.amount)
        .text("reason", "why, or which bound", |row| row.reason.clone())
        .state_to_date()
}

pub(super) fn lapse<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        view.book.lapses.iter().map(move |lapse| (&view.ledger.agreements[lapse.agreement as usize], lapse))
    });
    type Row<'v> = (&'v AgreementPosition, &'v Lapse);
    Rows::new(
        "lapse",
        "one row for each agreement whose time is over and that owes something: to be returned or extended",
        rows,
    )
    .key(&["fund", "month", "agreement"])
    .text("agreement", "the agreement", |(position, _): &Row<'v>| position.agreement.reference.as_str())
    .text("donor", "the donor", |(position, _)| position.agreement.donor.as_str())
    .day("ended_on", "its end", |(_, lapse)| lapse.ended_on)
    .money("lapsed", "what lapsed of it", |(_, lapse)| lapse.lapsed)
    .money("reserve", "the support reserve on it, which goes with it", |(_, lapse)| lapse.reserve)
    .money("kept", "unspent money that it keeps for open obligations", |(_, lapse)| lapse.kept)
    .state_to_date()
}

/// A decision with what it did, of a part of the programme in each of its cells.
struct Decided<'v> {
    decision: Decision,
    acted: Vec<&'v DecisionOf>,
}

pub(super) fn decisions<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        view.facts.all_decisions().into_iter().map(move |decision| {
            let acted = view.book.decisions.iter().filter(|acted| decision.is_called(&acted.decision.number)).collect();
            Decided { decision, acted }
        })
    });
    Rows::new("decisions", "one row for each decision of people, whatever its status", rows)
        .key(&["fund", "month", "decision"])
        .text("decision", "its number", |row: &Decided<'v>| row.decision.number.clone())
        .day("date", "when it was decided", |row| row.decision.date)
        .some_text("body", "who decided", |row| row.decision.body.clone())
        .text("status", "`proposed`, `adopted` or `rejected`", |row| row.decision.status.name())
        .text("action", "what it does", |row| row.decision.action.name())
        .some_text("agreement", "whose money; empty where the program said which", |row| {
            row.decision.agreement.as_ref().map(ToString::to_string)
        })
        .some_text("from_cell", "the cell that money leaves, or that is closed or succeeded", |row| {
            row.decision.from_cell.clone()
        })
        .some_text("to_cell", "the cell that money enters, or that succeeds", |row| row.decision.to_cell.clone())
        .some_money("amount", "how much, where the action has an amount", |row| row.decision.amount)
        .some_money("recommended", "what the program recommended, where it answers a recommendation", |row| {
            row.decision.recommended
        })
        .some_text("ends", "the decision that a release ends", |row| row.decision.ends.clone())
        .some_text("recipient", "who gets the money", |row| row.decision.recipient.clone())
        .text("reason", "why", |row| row.decision.reason.clone())
        .some_day("acted_on", "the day on which it acted; empty where it did not", |row| {
            row.acted.first().map(|acted| acted.acted_on)
        })
        .state_to_date()
}

pub(super) fn decided<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        view.book.decisions.iter().flat_map(move |acted| {
            let agreement = move |number: u32| &view.ledger.agreements[number as usize].agreement;
            acted.parts.iter().map(move |(number, amount)| (acted, agreement(*number), *amount))
        })
    });
    Rows::new("decided", "one row for each agreement whose money a decision was about", rows)
        .text(
            "decision",
            "the number of the decision, and of its part where it was about several cells",
            |(acted, ..)| acted.decision.number.as_str(),
        )
        .text("donor", "the donor", |(_, agreement, _)| agreement.donor.as_str())
        .text("agreement", "the agreement", |(_, agreement, _)| agreement.reference.as_str())
        .day("acted_on", "the day on which it acted", |(acted, ..)| acted.acted_on)
        .text("state", "`in force`, `ended` by a release, or `taken back`", |(acted, ..)| match acted.state {
            DecisionState::InForce => "in force",
            DecisionState::Ended => "ended",
            DecisionState::TakenBack => "taken back",
        })
        .money("amount", "how much", |(.., amount)| *amount)
        .state_to_date()
}
