//! The committee's workbook: what the program recommends, with columns in which people decide.
//!
//! What comes in: a month as decisions so far leave it, and what the program would enter on top. What leaves: a workbook that
//! a committee can print, fill in and give back, and how it is read back: as decisions, unchanged as the recommendation. What it
//! does not know: how a recommendation comes about, and what decisions do.

mod own;
mod paper;
mod past;
mod priorities;
mod recommendation;

use std::collections::BTreeMap;

use crate::attribute::run::Action;
use crate::config::Mode;
use crate::domain::facts::{DecisionAction, DecisionStatus};
use crate::domain::{Language, Month};
use crate::month::Proposed;

use super::grid::{Book, Figure, Formula, Sheet, Style, Table, TableArea, Value};
use super::phrasebook::Phrasebook;
use super::sheets::decisions::{action_key, status_key};
use super::sheets::{Report, available, notes};
use super::view::View;

/// The terms that are explained.
const TERMS: [&str; 6] = ["programmable", "placed", "waiting", "spent", "support", "gap"];

/// Builds the workbook of a view in which nothing is entered without a decision; `best` is the month with all that is
/// recommended, `mode` is what the fund does otherwise.
pub fn book(view: &View<'_>, best: &View<'_>, rows: &[Proposed], mode: Mode) -> Book {
    let (mut report, best) = (Report::of_fund(view), Report::of_fund(best));
    let month = report.phrases.month(Month::of(view.ledger.as_of));
    let title = report.phrases.with("book-proposal", &[("fund", report.fund_called().name), ("month", &month)]);
    let (lists, offered) = lists(&report);
    let (now, past): (Vec<&Proposed>, Vec<&Proposed>) = rows.iter().partition(|row| row.date == view.ledger.as_of);
    let (mut paper, opening) = paper::begin(&report, &past);
    let (recommendation, recommended) = recommendation::sheet(&report, &best, &now, mode == Mode::Automatic);
    let (mut money, available) = available::sheet(&report);
    let entered = (mode == Mode::Automatic).then(|| report.text("note-open-months"));
    entered.iter().for_each(|note| money.paragraph(note.clone(), Style::Note));
    // The sheet is there without rows, too: what a copy is read by is the same for all of them.
    let adopted = report.text(status_key(DecisionStatus::Adopted));
    let is_paid = opening.is_some();
    let status = opening.unwrap_or_else(|| Figure::new(Value::Text(adopted.as_str().into()), Formula::words(&adopted)));
    let (list, past_costs) = recommendation::past(&report, &best, &past, &status);
    let by_priority = is_paid.then(|| past::sheet(&report, &past, &past_costs));
    let past_costs = is_paid.then_some(&past_costs);
    let healed = past_costs.into_iter().fold(recommended.healed.clone(), |sum, past| sum + &past.healed);
    let over = report.view.book.total(|amounts| amounts.over_allocated);
    let left_over = Figure::constant(over, report.view.fund.exponent()) - &healed.grouped();
    let (own, added) = own::sheet(&report, &offered, (!over.is_zero()).then_some(&left_over));
    let decided = [Some(&recommended), past_costs, Some(&added)].into_iter().flatten().collect::<Vec<_>>();
    let (priorities, reached) = priorities::sheet(&report, &best, rows, &decided, is_paid.then_some(&status));
    let sums = paper::Sums { past: past_costs, recommended: &recommended, added: &added, available, reached, entered };
    paper::end(&mut report, &mut paper, &sums);
    let mut sheets = vec![paper, recommendation, own, priorities, money];
    sheets.extend(by_priority);
    sheets.push(notes::brief(&report, &TERMS));
    sheets.extend([list, lists]);
    sheets.iter_mut().for_each(|sheet| sheet.protected = true);
    let mut book = report.book(title, sheets);
    if let Some(checks) = book.sheets.last_mut() {
        checks.protected = true;
    }
    book
}

/// What decisions of a sheet do to the money and to priorities, as other sheets refer to it.
pub(super) struct Decided {
    /// The priorities that money enters, and leaves, and how much: cells of columns.
    pub to: Formula,
    pub from: Formula,
    pub amounts: Formula,
    /// The cells that say whether a row is adopted, and what they say then; nothing where every row is.
    pub adopted: Option<(Formula, Formula)>,
    /// What is allocated on balance.
    pub net: Figure,
    /// What is taken of the money that is available, or that lapses if it is not taken.
    pub taken: Figure,
    /// What of that lapses if it is not taken: what is adopted of it, and what was recommended. Nothing where nothing does.
    pub of_lapsed: Option<[Figure; 2]>,
    /// What of that is returned without being available: it was allocated beyond the money that is there.
    pub healed: Figure,
    /// What was recommended to be taken; nothing where people decide by themselves.
    pub recommended: Option<Figure>,
    /// Where rows differ in what they do: each action, what is recommended of it, and what is adopted.
    pub by_action: Vec<(Action, [Figure; 2])>,
    /// How many rows differ from the recommendation without a remark.
    pub unexplained: Option<Figure>,
}

/// The cells and agreements that drop-downs offer.
pub(super) struct Offered {
    pub cells: (TableArea, super::grid::Handle),
    pub agreements: (TableArea, super::grid::Handle),
}

/// The sheet of what drop-downs offer.
fn lists(report: &Report<'_>) -> (Sheet, Offered) {
    let mut sheet = report.sheet("lists");
    sheet.data = true;
    sheet.widen([92]);
    sheet.paragraph(report.text("note-lists"), Style::Note);
    sheet.section(report.text("section-priorities"));
    let mut names: Vec<String> = report.view.ledger.cells.iter().map(|cell| report.decided_name(cell)).collect();
    names.sort();
    names.dedup();
    let mut table = Table::new("ListOfPriorities", "");
    let column = table.column(report.head("h-priority", 70), |name: &String| name.clone());
    let cells = (table.put(&mut sheet, names), column);
    sheet.section(report.text("section-agreements"));
    let with_money = report.view.ledger.agreements.iter().zip(&report.view.book.amounts);
    let with_money = with_money.filter(|(_, amounts)| !amounts.programmable.is_zero());
    let mut table = Table::new("ListOfAgreements", "");
    let column = table.column(report.head("h-agreement", 70), |name: &String| name.clone());
    let names = with_money.map(|(position, _)| position.agreement.reference.to_string());
    let agreements = (table.put(&mut sheet, names.collect::<Vec<_>>()), column);
    (sheet, Offered { cells, agreements })
}

/// A sheet of a filled-in workbook as it is read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetReading {
    /// Its name.
    pub sheet: String,
    /// The columns of the settings, each with its heading.
    pub columns: BTreeMap<String, String>,
    /// The words of its drop-downs, each with the word that it stands for.
    pub words: BTreeMap<String, String>,
    /// What stands in no column and holds of every row.
    pub defaults: BTreeMap<String, String>,
}

/// How a filled-in workbook of a language is read back: the recommendation, and what people decided beside it. Where the program
/// enters what it recommends, a priority that people give less is closed to it.
pub fn readings(language: Language, mode: Mode) -> [SheetReading; 3] {
    let phrases = Phrasebook::new(language);
    let actions = DecisionAction::ALL.iter().map(|action| (phrases.get(action_key(*action)), action.name().to_owned()));
    let statuses =
        DecisionStatus::ALL.iter().map(|status| (phrases.get(status_key(*status)), status.name().to_owned()));
    let words: BTreeMap<String, String> = actions.chain(statuses).collect();
    let reading = |sheet: &str, columns: &[(&str, &str)], defaults: &[(&str, String)]| SheetReading {
        sheet: phrases.get(sheet),
        columns: columns.iter().map(|(column, key)| ((*column).to_owned(), phrases.get(key))).collect(),
        words: words.clone(),
        defaults: defaults.iter().map(|(column, text)| ((*column).to_owned(), text.clone())).collect(),
    };
    let body = ("Body", phrases.get("proposal-body"));
    let adopted = ("Status", phrases.get(status_key(DecisionStatus::Adopted)));
    let hold = (mode == Mode::Automatic).then(|| ("Remainder", DecisionAction::Hold.name().to_owned()));
    let of_program: Vec<(&str, String)> = std::iter::once(body.clone()).chain(hold).collect();
    [
        reading("sheet-recommendation", &recommendation::COLUMNS, &of_program),
        reading("sheet-past-costs", &recommendation::COLUMNS, &of_program),
        reading("sheet-own-decisions", &own::COLUMNS, &[body, adopted]),
    ]
}
