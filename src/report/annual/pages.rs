//! A page for each country or area, and for each theme: its money, its results, and what is missing there and why.
//!
//! What comes in: the data of the workbook. What leaves: two sheets whose every part begins a page, and whose every number is
//! a formula over the data.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::domain::text::comparable;
use crate::gap::by_cell_key;

use super::super::grid::{Cell, Content, Formula, Head, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::super::sheets::breakdown::{Branch, Breakdown};
use super::super::sheets::data::{Counted, Data, Need, Of};
use super::super::sheets::{Report, reasons};

/// How wide the columns of names and of numbers are.
const NAME: u16 = 38;
const NUMBER: u16 = 15;

/// The pages of countries and areas, and those of themes.
pub(super) fn sheets(report: &Report<'_>, data: &Data, year: i32) -> [Sheet; 2] {
    let (sums, why) = (sums(report, year), reasons::by_branch(report));
    let of = |key, breakdown| {
        let mut sheet = report.sheet(key);
        sheet.print.landscape = false;
        if !report.view.attribution.results.is_empty() {
            sheet.paragraph(report.text("note-results-all"), Style::Note);
        }
        for (branch, parts) in pages(report, &sums, breakdown) {
            let page = Page { report, data, year, branch, parts };
            sheet.part(page.branch.name(report));
            page.money(&mut sheet);
            page.results(&mut sheet);
            sheet.section(report.text("section-page-why"));
            match why.get(&page.branch) {
                Some(reasons) => reasons.iter().for_each(|reason| sheet.paragraph(reason.clone(), Style::Paragraph)),
                None => sheet.paragraph(report.text("page-nothing-missing"), Style::Paragraph),
            }
            // Last, so that where a page has no room for all of it the next begins with a table, which says of what it is.
            page.by_part(&mut sheet);
        }
        sheet
    };
    [of("country-pages", Breakdown::Country), of("theme-pages", Breakdown::Theme)]
}

/// What a place has for a theme.
#[derive(Clone, Copy, Default)]
struct Sums {
    need: Money,
    outside: Money,
    allocated: Money,
    above: Money,
    charged: Money,
    in_year: Money,
}

impl Sums {
    fn add(mut self, other: &Self) -> Self {
        self.need += other.need;
        self.outside += other.outside;
        self.allocated += other.allocated;
        self.above += other.above;
        self.charged += other.charged;
        self.in_year += other.in_year;
        self
    }
}

/// A place and a theme.
type Pair = (Branch, Branch);

fn sums(report: &Report<'_>, year: i32) -> BTreeMap<Pair, Sums> {
    let view = report.view;
    let pair = |cell: &_| (Breakdown::Country.branch(view.fund, cell), Breakdown::Theme.branch(view.fund, cell));
    let rows = by_cell_key(&view.ledger.cells, &view.allocation.scenarios, pair);
    let mut sums: BTreeMap<Pair, Sums> = rows
        .into_iter()
        .map(|row| {
            let (allocated, above) = (row.placed.deposits, row.above.deposits);
            (row.key, Sums { need: row.need, outside: row.outside, allocated, above, ..Sums::default() })
        })
        .collect();
    for (part, amount) in &report.holdings.spent {
        let Some(cell) = view.ledger.cells.get(part.cell) else { continue };
        let of = sums.entry(pair(cell)).or_default();
        of.charged += *amount;
        if part.year == year {
            of.in_year += *amount;
        }
    }
    sums
}

/// The branches of a breakdown, each with its parts the other way: places by name, themes in their order.
fn pages(report: &Report<'_>, sums: &BTreeMap<Pair, Sums>, breakdown: Breakdown) -> Vec<(Branch, Vec<(Branch, Sums)>)> {
    let mut pages: BTreeMap<&Branch, Vec<(Branch, Sums)>> = BTreeMap::new();
    for ((place, theme), of_pair) in sums {
        let (page, part) = if breakdown == Breakdown::Country { (place, theme) } else { (theme, place) };
        pages.entry(page).or_default().push((part.clone(), *of_pair));
    }
    let mut pages: Vec<(Branch, Vec<(Branch, Sums)>)> =
        pages.into_iter().map(|(branch, parts)| (branch.clone(), parts)).collect();
    if breakdown == Breakdown::Theme {
        for (_, places) in &mut pages {
            places.sort_by_cached_key(|(place, _)| (comparable(&place.name(report)), place.clone()));
        }
    }
    if breakdown == Breakdown::Country {
        pages.sort_by_cached_key(|(branch, _)| (comparable(&branch.name(report)), branch.clone()));
    }
    pages
}

/// A page.
struct Page<'p> {
    report: &'p Report<'p>,
    data: &'p Data,
    year: i32,
    branch: Branch,
    parts: Vec<(Branch, Sums)>,
}

/// A line of the money of a page.
struct Line {
    text: String,
    content: Content,
    style: Style,
}

impl Page<'_> {
    fn from(&self, basis: Basis) -> Origin {
        self.branch.of(Origin::of(basis))
    }

    /// Its need, what there is of it, what is missing, and what was charged.
    fn money(&self, sheet: &mut Sheet) {
        let (report, data, branch) = (self.report, self.data, &self.branch);
        let all = self.parts.iter().fold(Sums::default(), |sum, (_, part)| sum.add(part));
        let line = |key: &str, content, style| Line { text: report.text(key), content, style };
        let need = |key, amount: Money, origin, need| {
            line(key, data.need_of(Cell::money(amount).from(origin), need, branch), Style::Body)
        };
        let mut lines = vec![
            need("h-need", all.need, self.from(Basis::Needs), Need::Asked),
            need("h-outside", all.outside, self.from(Basis::Outside), Need::Outside),
            need("h-placed", all.allocated, self.from(Basis::Placed), Need::Allocated),
        ];
        let mut missing = Formula::above(0) - Formula::above(1) - Formula::above(2);
        if !all.above.is_zero() {
            let rule = "by cell: other funding + allocated - need, above nothing";
            lines.push(need("h-above", all.above, self.from(Basis::Placed).by(rule, all.above), Need::Above));
            missing = missing + Formula::above(3);
        }
        lines.push(line("h-missing", missing.into(), Style::Subtotal));
        let charged = |amount: Money, origin, of| data.of_branch(Cell::money(amount).from(origin), of, branch);
        let words = report.phrases.with("annual-spent", &[("year", &report.year_words(self.year))]);
        let in_year = charged(all.in_year, self.from(Basis::Spent).year(self.year), Of::InYear);
        lines.push(Line { text: words, content: in_year, style: Style::Body });
        lines.push(line("h-spent", charged(all.charged, self.from(Basis::Spent), Of::Charged), Style::Body));
        let mut table = Table::new("PageMoney", "").plain().styled(|line: &Line| line.style);
        table.column(report.head("h-figure", NAME), |line| line.text.clone());
        let amount = table.column(report.head("h-amount", NUMBER), |line| line.content.clone());
        table.column(report.head("h-share-of-need", NUMBER), |_| Formula::share(amount, amount.fixed_at(0)));
        table.put(sheet, lines);
    }

    /// The same of its parts: of a country by theme, of a theme by country.
    fn by_part(&self, sheet: &mut Sheet) {
        let (report, data) = (self.report, self.data);
        let of_country = matches!(self.branch, Branch::Place(_));
        let (section, head) =
            if of_country { ("section-by-theme", "h-theme") } else { ("section-by-country", "h-country") };
        sheet.section(format!("{} · {}", report.text(section), self.branch.name(report)));
        let pair = |part: &Branch| match of_country {
            true => (self.branch.clone(), part.clone()),
            false => (part.clone(), self.branch.clone()),
        };
        let from = |part: &Branch, basis| part.of(self.from(basis));
        let need = |part: &Branch, amount: Money, origin, need| {
            let (place, theme) = pair(part);
            data.need_of_pair(Cell::money(amount).from(origin), need, (&place, &theme))
        };
        let mut table = Table::new("PageParts", "").plain().totals(report.text("total"));
        table.column(report.head(head, NAME), |(part, _): &(Branch, Sums)| part.name(report));
        let needed = table.column(report.head("h-need", NUMBER).summed(), |(part, sums)| {
            need(part, sums.need, from(part, Basis::Needs), Need::Asked)
        });
        let outside = table.column(report.head("h-outside", NUMBER).summed(), |(part, sums)| {
            need(part, sums.outside, from(part, Basis::Outside), Need::Outside)
        });
        let placed = table.column(report.head("h-placed", NUMBER).summed(), |(part, sums)| {
            need(part, sums.allocated, from(part, Basis::Placed), Need::Allocated)
        });
        let lacks = needed - outside - placed;
        let lacks = match self.parts.iter().any(|(_, sums)| !sums.above.is_zero()) {
            true => {
                let above = table.column(report.head("h-above", NUMBER).summed(), |(part, sums)| {
                    let rule = "by cell: other funding + allocated - need, above nothing";
                    let origin = from(part, Basis::Placed).by(rule, sums.above);
                    need(part, sums.above, origin, Need::Above)
                });
                lacks + above
            }
            false => lacks,
        };
        table.computed(report.head("h-missing", NUMBER).summed(), lacks);
        table.column(report.head("h-spent", NUMBER).summed(), |(part, sums)| {
            let (place, theme) = pair(part);
            let cell = Cell::money(sums.charged).from(from(part, Basis::Spent));
            data.of_pair(cell, Of::Charged, (&place, &theme))
        });
        table.put(sheet, self.parts.iter().cloned());
    }

    /// What was to be reached there, what was in the year, and what was in all.
    fn results(&self, sheet: &mut Sheet) {
        let (report, data, branch) = (self.report, self.data, &self.branch);
        sheet.section(report.text("sheet-results"));
        let kinds = data.kinds_of(branch);
        if kinds.is_empty() {
            sheet.paragraph(report.text("page-no-results"), Style::Paragraph);
            return;
        }
        let mut table = Table::new("PageResults", "").plain();
        table.column(report.head("h-result", NAME), |kind| report.result_kind(*kind));
        let has_targets = data.has_targets(branch);
        let target = has_targets.then(|| {
            table.column(report.head("h-target", NUMBER), |kind| data.counted(report, Counted::Target, (*kind, branch)))
        });
        let in_year = report.phrases.with("h-reached-in", &[("year", &self.year.to_string())]);
        table.column(Head::new(in_year, NUMBER), |kind| data.counted(report, Counted::InYear, (*kind, branch)));
        let reached = table
            .column(report.head("h-reached", NUMBER), |kind| data.counted(report, Counted::Reached, (*kind, branch)));
        if let Some(target) = target {
            table.column(report.head("h-reached-share", NUMBER), move |_| Formula::share(reached, target));
        }
        table.put(sheet, kinds);
    }
}
