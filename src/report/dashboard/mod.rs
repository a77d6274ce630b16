//! The dashboard: one self-contained page that prints well and needs no script.
//!
//! What comes in: the figures of a month. What leaves: HTML with its styles and drawings inside; nothing is fetched.
//! What it does not know: workbooks. Every drawing has a table with the same figures beside or below it.

mod drawing;
mod escape;

use crate::domain::{GeographyCode, Money, ThemeCode};
use crate::gap::GapRow;
use crate::ledger::InstalmentStatus;

use super::sheets::Report;
use super::sheets::flows::{self, Delivery, Totals};
use super::view::View;
use drawing::{DrawnBar, bars, lines, thermometer};
use escape::escape;

const STYLE: &str = include_str!("style.css");
/// How many rows a list of the page has.
const ROWS: usize = 12;

/// The page.
pub fn html(view: &View<'_>) -> String {
    let report = Report::of_fund(view);
    let page = Page { report: &report, totals: Totals::of(&report.holdings) };
    let title = escape(&view.fund.name);
    let language = report.phrases.language().code();
    let day = escape(
        &report
            .phrases
            .with("as-of-line", &[("day", &report.phrases.day(view.ledger.as_of)), ("currency", report.currency())]),
    );
    let mark = match (view.fund.illustrative, view.fund.note.is_empty()) {
        (false, _) => String::new(),
        (true, true) => format!("<p class=\"mark\">{}</p>", page.text("illustrative")),
        (true, false) => format!("<p class=\"mark\">{}</p>", escape(&view.fund.note)),
    };
    let sections = [
        page.gap(),
        page.why(),
        page.figures(),
        page.months(),
        page.places(),
        page.themes(),
        page.delivery(),
        page.due(),
    ];
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n<p>{day}</p>\n{mark}\n</header>\n\
         <main>\n{}\n</main>\n<footer><p>{}</p></footer>\n</body>\n</html>\n",
        sections.join("\n"),
        escape(&report.phrases.with("inputs-hash", &[("hash", &view.inputs_hash)])),
    )
}

/// How many loosened earmarks the page shows.
const LOOSENED: usize = 5;

struct Page<'a, 'b> {
    report: &'a Report<'b>,
    totals: Totals,
}

impl Page<'_, '_> {
    fn text(&self, key: &str) -> String {
        escape(&self.report.text(key))
    }

    fn amount(&self, money: Money) -> String {
        escape(&self.report.phrases.amount(money, self.report.view.fund.exponent()))
    }

    fn percent(&self, part: Money, whole: Money) -> String {
        escape(&self.report.phrases.percent(part, whole))
    }

    fn section(&self, heading: &str, body: &str) -> String {
        format!("<section>\n<h2>{}</h2>\n{body}\n</section>", self.text(heading))
    }

    /// The programme's budget as one bar: what is there, what is promised, what is missing.
    fn gap(&self) -> String {
        let view = self.report.view;
        let programme = &view.fund.programme;
        let (pool, gap) = (view.gap.pool, view.gap.total);
        let parts = [
            ("gap-own", programme.own_resources),
            ("gap-ongoing", programme.ongoing_projects),
            ("dashboard-paid", pool.deposits),
            ("dashboard-signed", pool.commitments - pool.deposits),
            ("dashboard-pledged", pool.outlook - pool.commitments),
            ("dashboard-missing", gap.outlook),
        ];
        let drawn: Vec<(String, Money)> = parts.iter().map(|(key, amount)| (self.text(key), *amount)).collect();
        let rows: Vec<Vec<String>> = parts
            .iter()
            .map(|(key, amount)| vec![self.text(key), self.amount(*amount), self.percent(*amount, programme.budget)])
            .collect();
        let headline = self.report.phrases.with(
            "dashboard-headline",
            &[
                ("currency", self.report.currency()),
                ("gap", &self.report.phrases.amount(gap.deposits, view.fund.exponent())),
                ("share", &self.report.phrases.percent(gap.deposits, programme.budget)),
            ],
        );
        let total =
            [self.text("gap-budget"), self.amount(programme.budget), self.percent(programme.budget, programme.budget)];
        let table = self.table_with_total(&["h-figure", "h-amount", "h-share"], &rows, &total);
        let drawing = thermometer(&drawn, &escape(&headline));
        self.section("title-gap", &format!("<p class=\"headline\">{}</p>\n{drawing}\n{table}", escape(&headline)))
    }

    fn figures(&self) -> String {
        let totals = &self.totals;
        let cards = [
            ("key-committed", totals.committed, None),
            ("key-paid", totals.deposited, Some(totals.committed)),
            ("key-placed", totals.placed, Some(totals.deposited)),
            ("key-waiting", totals.programmable - totals.placed, Some(totals.deposited)),
            ("key-spent", totals.spent, Some(totals.placed)),
            ("key-left", totals.balance() + super::sheets::statement::fund_extra(self.report), Some(totals.deposited)),
        ];
        let card = |(key, amount, whole): (&str, Money, Option<Money>)| {
            let share = whole.map(|whole| format!(" <span>{}</span>", self.percent(amount, whole))).unwrap_or_default();
            let means = self.text(&format!("{key}-means"));
            format!(
                "<li><h3>{}</h3><p class=\"figure\">{}{share}</p><p>{means}</p></li>",
                self.text(key),
                self.amount(amount)
            )
        };
        let cards: Vec<String> = cards.into_iter().map(card).collect();
        self.section("title-summary", &format!("<ul class=\"cards\">\n{}\n</ul>", cards.join("\n")))
    }

    fn months(&self) -> String {
        let points = &self.report.view.gap.months;
        let series = [
            (self.text("h-deposits-only"), points.iter().map(|point| point.gap.deposits).collect::<Vec<_>>()),
            (self.text("h-with-commitments"), points.iter().map(|point| point.gap.commitments).collect()),
            (self.text("h-with-pledges"), points.iter().map(|point| point.gap.outlook).collect()),
        ];
        let labels: Vec<String> = points.iter().map(|point| point.month.to_string()).collect();
        let actual = points.iter().filter(|point| !point.projected).count();
        let currency = [("currency", self.report.currency())];
        let title = escape(&self.report.phrases.with("chart-gap", &currency));
        let drawing = lines(&series, &labels, actual, self.report.view.fund.exponent(), &title);
        let note = self.text("note-projection");
        self.section(
            "title-gap-months",
            &format!("<figure><figcaption>{title}</figcaption>{drawing}</figure>\n<p class=\"note\">{note}</p>"),
        )
    }

    fn places(&self) -> String {
        let language = self.report.phrases.language();
        let name = |code: &GeographyCode| escape(&self.report.view.place(code, language));
        let mut rows: Vec<&GapRow<GeographyCode>> = self.report.view.gap.by_geography.iter().collect();
        rows.sort_by(|one, other| other.gap.deposits.cmp(&one.gap.deposits).then_with(|| one.key.cmp(&other.key)));
        let rows: Vec<_> =
            rows.into_iter().take(ROWS).map(|row| (name(&row.key), row.need, row.gap.deposits)).collect();
        self.gap_bars("dashboard-places", "h-country", &rows)
    }

    fn themes(&self) -> String {
        let language = self.report.phrases.language();
        let name = |code: &ThemeCode| escape(&self.report.view.theme(code, language));
        let rows = self.report.view.gap.by_theme.iter();
        let rows: Vec<_> = rows.map(|row| (name(&row.key), row.need, row.gap.deposits)).collect();
        self.gap_bars("dashboard-themes", "h-theme", &rows)
    }

    fn gap_bars(&self, heading: &str, header: &str, rows: &[(String, Money, Money)]) -> String {
        let drawn: Vec<DrawnBar> = rows
            .iter()
            .map(|(name, need, gap)| DrawnBar {
                label: name.clone(),
                whole: *need,
                part: *need - *gap,
                text: self.percent(*need - *gap, *need),
            })
            .collect();
        let table: Vec<Vec<String>> = rows
            .iter()
            .map(|(name, need, gap)| {
                vec![name.clone(), self.amount(*need), self.amount(*gap), self.percent(*need - *gap, *need)]
            })
            .collect();
        let drawing = bars(&drawn, &self.text(heading));
        let table = self.table(&[header, "h-need", "h-gap", "h-funded"], &table);
        self.section(
            heading,
            &format!("{drawing}\n<details><summary>{}</summary>\n{table}\n</details>", self.text("dashboard-table")),
        )
    }

    fn delivery(&self) -> String {
        let view = self.report.view;
        let language = self.report.phrases.language();
        let sums =
            flows::delivery(view, &self.report.holdings, |cell| view.fund.geography.region(&cell.geography).clone());
        let rows: Vec<(String, Delivery)> =
            sums.into_iter().map(|(region, sum)| (escape(&view.place(&region, language)), sum)).collect();
        let drawn: Vec<DrawnBar> = rows
            .iter()
            .map(|(name, sum)| DrawnBar {
                label: name.clone(),
                whole: sum.placed,
                part: sum.spent,
                text: self.percent(sum.spent, sum.placed),
            })
            .collect();
        let table: Vec<Vec<String>> = rows
            .iter()
            .map(|(name, sum)| {
                vec![name.clone(), self.amount(sum.placed), self.amount(sum.spent), self.percent(sum.spent, sum.placed)]
            })
            .collect();
        let table = self.table(&["h-region", "h-placed", "h-spent", "h-delivery"], &table);
        self.section("dashboard-delivery", &format!("{}\n{table}", bars(&drawn, &self.text("dashboard-delivery"))))
    }

    /// The causes of the gap, the money that waits and soon expires, and the earmarks that would close most.
    fn why(&self) -> String {
        let view = self.report.view;
        let reasons = &view.allocation.reasons;
        let money = |minor: i64| self.amount(Money::from_minor(minor));
        let causes = [
            ("cause-money", reasons.causes.short_of_money),
            ("cause-earmarks", reasons.causes.locked_by_earmarks),
            ("cause-policy", reasons.causes.locked_by_policy),
        ];
        let rows: Vec<Vec<String>> = causes
            .iter()
            .map(|(key, amount)| vec![self.text(key), self.text(&format!("{key}-means")), money(*amount)])
            .collect();
        let all = causes.iter().map(|(_, amount)| *amount).sum();
        let total = [self.text("bridge-cells"), self.text("note-bridge"), money(all)];
        let mut body = self.table_with_total(&["h-cause", "h-meaning", "h-amount"], &rows, &total);
        let notice = view.fund.allocation.expiry_notice_days;
        let expiring: Vec<Vec<String>> = view
            .allocation
            .expiring(view.ledger, notice)
            .iter()
            .map(|waits| {
                vec![
                    escape(waits.agreement.as_str()),
                    escape(&self.report.phrases.day(waits.until)),
                    self.amount(waits.unplaced),
                ]
            })
            .collect();
        if !expiring.is_empty() {
            body.push_str(&format!("\n<h3>{}</h3>\n", self.text("section-money-expires")));
            body.push_str(&self.table(&["h-agreement", "h-usable-until", "h-waiting"], &expiring));
        }
        let loosened: Vec<Vec<String>> = reasons
            .relaxations
            .iter()
            .take(LOOSENED)
            .map(|relaxation| {
                let how = escape(&self.report.loosened(relaxation.loosened));
                vec![escape(&relaxation.lot), how, money(relaxation.closes)]
            })
            .collect();
        if !loosened.is_empty() {
            body.push_str(&format!("\n<h3>{}</h3>\n", self.text("section-loosened")));
            body.push_str(&self.table(&["h-agreement", "h-loosened", "h-would-place"], &loosened));
        }
        self.section("title-reasons", &body)
    }

    /// Overdue instalments, oldest first.
    fn due(&self) -> String {
        let mut due: Vec<_> = (self.report.holdings.positions.iter())
            .flat_map(|position| position.instalments.iter().map(move |instalment| (position, instalment)))
            .filter(|(_, instalment)| instalment.status == InstalmentStatus::Overdue)
            .collect();
        due.sort_by_key(|(position, instalment)| (instalment.instalment.due_on, &position.agreement.reference));
        let rows: Vec<Vec<String>> = due
            .iter()
            .map(|(position, instalment)| {
                let amount = instalment.instalment.amount;
                let open = instalment.open();
                vec![
                    escape(position.agreement.reference.as_str()),
                    escape(&self.report.phrases.day(instalment.instalment.due_on)),
                    escape(&format!("{} {open}", amount.currency)),
                ]
            })
            .collect();
        if rows.is_empty() {
            return String::new();
        }
        self.section("dashboard-overdue", &self.table(&["h-agreement", "h-due", "h-open"], &rows))
    }

    /// A table of cells that are escaped already; the first column names the row. Columns with letters are set to the
    /// left, those of numbers to the right.
    fn table(&self, headers: &[&str], rows: &[Vec<String>]) -> String {
        self.table_with_total(headers, rows, &[])
    }

    /// A table whose last row is the total of the others.
    fn table_with_total(&self, headers: &[&str], rows: &[Vec<String>], total: &[String]) -> String {
        let words = |column: usize| {
            rows.iter().any(|cells| cells.get(column).is_some_and(|cell| cell.contains(char::is_alphabetic)))
        };
        let class = |column: usize| if words(column) { " class=\"words\"" } else { "" };
        let head: String = (headers.iter().enumerate())
            .map(|(column, header)| format!("<th scope=\"col\"{}>{}</th>", class(column), self.text(header)))
            .collect();
        let row = |cells: &[String]| {
            let cells: String = (cells.iter().enumerate())
                .map(|(column, cell)| match column {
                    0 => format!("<th scope=\"row\">{cell}</th>"),
                    _ => format!("<td{}>{cell}</td>", class(column)),
                })
                .collect();
            format!("<tr>{cells}</tr>")
        };
        let body: Vec<String> = rows.iter().map(|cells| row(cells)).collect();
        let foot = if total.is_empty() { String::new() } else { format!("<tfoot>{}</tfoot>\n", row(total)) };
        format!("<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{}\n</tbody>\n{foot}</table>", body.join("\n"))
    }
}
