//! The rows below a header: data, totals, remarks.
//!
//! What comes in: rows and the judge of their sheet. What leaves: facts and problems. What it does not know: how the
//! header was found.

use crate::domain::Currency;
use crate::domain::address::column_letters;
use crate::domain::number::{self, NumberFault};
use crate::domain::text::number_of;
use crate::intake::file::workbook::{Cell, Row, SheetDetails, TableHead, Value};
use crate::intake::kinds::{Harvest, SheetSpec, columns_of};
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::row::date::{self, DateFault};
use crate::intake::row::judge::Judge;
use crate::intake::row::record::Record;
use crate::intake::sheet::Concluded;
use crate::intake::sheet::chosen::Chosen;
use crate::intake::sheet::footer::Footer;
use crate::intake::sheet::header::{self, Layout};
use crate::intake::sheet::labels::{beside_data, is_footnote, is_plain_word, label_of};
use crate::intake::sheet::merged::Merged;
use crate::intake::sheet::names_below::first_name;
use crate::intake::sheet::notes::Notes;
use crate::intake::sheet::template::Template;
use crate::intake::sheet::totals::Totals;
use crate::intake::sheet::witness::{Witnesses, says_sum, titles_state, years_said};

/// A sheet whose header is found.
pub(in crate::intake) struct TableReader<'m> {
    pub judge: Judge<'m>,
    chosen: Chosen,
    /// The last row of the header.
    header_end: u32,
    totals: Totals,
    merged: Merged,
    footer: Footer,
    template: Template,
    /// Areas of tables whose last rows hold totals: first and last row, first and last column.
    table_totals: Vec<[u32; 4]>,
    witnesses: Witnesses,
    notes: Notes,
    unseen: bool,
    lost: bool,
    /// Whether the sheet is hidden and the mapping does not name it.
    hidden: bool,
    hidden_columns: Vec<[u32; 2]>,
    pub counts: Counts,
}

#[derive(Default)]
pub(in crate::intake) struct Counts {
    pub rows: u64,
    pub facts: u64,
    pub filtered: u64,
    formulas: u64,
    first_formula: Option<(u32, u32)>,
    hidden: Vec<u32>,
}

impl<'m> TableReader<'m> {
    /// A sheet whose header is found, whether it is hidden, what it says around its cells, and the notes above its header.
    pub fn new(mut judge: Judge<'m>, hidden: bool, details: &SheetDetails, mut notes: Notes) -> Self {
        notes.see_remarks(&details.remarks, &judge);
        let mapping = judge.mapping;
        let chosen = Chosen::new(&mut judge);
        let hidden = hidden && mapping.sheet.is_none() && mapping.table.is_none();
        let header_end = judge.layout.header_row;
        let totals_of = |table: &TableHead| {
            let [_, first, last_row, last] = table.area;
            (table.totals > 0).then(|| [last_row.saturating_sub(table.totals - 1), last_row, first, last])
        };
        Self {
            chosen,
            header_end,
            totals: Totals::default(),
            footer: Footer::default(),
            template: Template::default(),
            merged: Merged::new(&details.merged, header_end),
            table_totals: details.tables.iter().filter_map(totals_of).collect(),
            witnesses: Witnesses::new(&judge, details, notes.titles()),
            notes,
            unseen: details.unseen,
            lost: details.lost,
            hidden,
            hidden_columns: details.hidden_columns.clone(),
            counts: Counts::default(),
            judge,
        }
    }

    /// Takes a row below the header.
    pub fn row(&mut self, row: &Row<'_>, harvest: &mut Harvest) {
        let (first, last) = self.judge.layout.span;
        let (mut inside, mut mapped) = (0, 0);
        for cell in &row.cells {
            let is_mapped = self.judge.column_at(cell.column).is_some();
            inside += usize::from(is_mapped || (first..=last).contains(&cell.column));
            mapped += usize::from(is_mapped);
        }
        if inside < row.cells.len() {
            // What another table beside this one holds is no note, nor is a column of codes without a header.
            let headers = &self.judge.layout.headers;
            let beside = |cell: &Cell<'_>| {
                let table = (first..=last).contains(&cell.column) || headers.contains_key(&cell.column);
                !table && !matches!(&cell.value, Value::Text(text) if Currency::parse(text.trim()).is_some())
            };
            self.notes.see(row, beside);
        }
        if row.number <= self.header_end || self.is_name_below(row) || inside == 0 {
            return;
        }
        let below = (self.counts.rows > 0, self.footer.is_after_total());
        if let Some(found) = beside_data(row, &self.judge, below) {
            let location = self.judge.location(Some(row.number), None);
            self.judge.problems.add(Problem::new(ProblemCode::Remark, location, found, "data", ""));
            return self.footer.pass(row.number, true);
        }
        if self.is_declared_total(row) || self.totals.is_total(row, &self.judge) {
            self.total(row);
            self.footer.pass(row.number, true);
            return;
        }
        let none = self.is_header_again(row) || self.is_label_row(row) || self.is_remark(row, inside, mapped);
        if none || self.counts.rows > 0 && self.footer.holds(row, &self.judge) {
            return;
        }
        for held in self.footer.take() {
            self.ordinary(&held, harvest);
        }
        self.ordinary(row, harvest);
        self.footer.pass(row.number, false);
    }

    /// Takes a row that is no total, header or remark.
    fn ordinary(&mut self, row: &Row<'_>, harvest: &mut Harvest) {
        if self.ragged(row) {
            return;
        }
        match self.merged.fill(row, &mut self.judge) {
            Some(filled) => self.data(&filled, row, harvest),
            None => self.data(row, row, harvest),
        }
    }

    /// Takes a row of data, and the same as it stands: what stands for several rows is added up once.
    fn data(&mut self, row: &Row<'_>, as_it_stands: &Row<'_>, harvest: &mut Harvest) {
        if self.template.takes(row, &self.judge) {
            return;
        }
        for held in self.template.take() {
            self.chosen_data(&held, &held, harvest);
        }
        self.chosen_data(row, as_it_stands, harvest);
    }

    /// Takes a row of data if the mapping chooses it.
    fn chosen_data(&mut self, row: &Row<'_>, as_it_stands: &Row<'_>, harvest: &mut Harvest) {
        if self.chosen.has(row, self.judge.mapping) {
            self.notice(row);
            self.witnesses.see(row, &self.judge, || self.totals.adds_up(as_it_stands, &self.judge));
            self.totals.add(as_it_stands, &self.judge);
        } else {
            self.totals.add(as_it_stands, &self.judge);
            self.counts.filtered += 1;
            return;
        }
        let mut record = Record::new(row, &mut self.judge);
        let spec = SheetSpec::of(record.judge.mapping.kind);
        if (spec.read)(&mut record, harvest).is_ok() {
            self.counts.facts += 1;
        }
    }

    /// Takes a row of totals.
    pub fn total(&mut self, row: &Row<'_>) {
        self.witnesses.see_total(row);
        self.totals.check(row, &mut self.judge);
    }

    /// Whether a row is of those that a table of the workbook declares to hold its totals.
    fn is_declared_total(&self, row: &Row<'_>) -> bool {
        self.table_totals.iter().any(|[first_row, last_row, first, last]| {
            (*first_row..=*last_row).contains(&row.number)
                && row.cells.iter().any(|cell| (*first..=*last).contains(&cell.column))
        })
    }

    /// Counts what is said once for the whole sheet.
    fn notice(&mut self, row: &Row<'_>) {
        self.counts.rows += 1;
        if row.hidden {
            self.counts.hidden.push(row.number);
        }
        for cell in row
            .cells
            .iter()
            .filter(|cell| cell.formula && cell.value.is_certain() && self.judge.column_at(cell.column).is_some())
        {
            self.counts.formulas += 1;
            self.counts.first_formula.get_or_insert((row.number, cell.column));
        }
    }

    fn is_header_again(&mut self, row: &Row<'_>) -> bool {
        let layout = &self.judge.layout;
        let same = |position: u32, text: &str| {
            layout.headers.get(&position).is_some_and(|header| header.trim() == text.trim())
        };
        let again = row.cells.len() >= 2
            && row.cells.iter().all(|cell| matches!(&cell.value, Value::Text(text) if same(cell.column, text)));
        if again {
            let location = self.judge.location(Some(row.number), None);
            self.judge.problems.add(Problem::new(ProblemCode::Remark, location, "the header once more", "data", ""));
        }
        again
    }

    /// Whether a row above the first one of data names a column that the header lacks.
    fn is_name_below(&mut self, row: &Row<'_>) -> bool {
        if self.counts.rows > 0 {
            return false;
        }
        let Some((column, spec)) = first_name(row, &self.judge) else { return false };
        let location = self.judge.location(Some(row.number), Some(column));
        let found = format!("the name of {} below the header in row {}", spec.canonical(), self.header_end);
        let fix = "Write the names of all columns into one row, the last of the header; or leave this one out in fund.toml \
                   (columns, with an empty text).";
        self.judge.problems.add(Problem::new(
            ProblemCode::NameBelow,
            location,
            found,
            "the names of columns in the header",
            fix,
        ));
        true
    }

    /// A row just below the header that labels its columns for programs or people.
    fn is_label_row(&mut self, row: &Row<'_>) -> bool {
        if self.counts.rows > 0 || row.number > self.header_end.saturating_add(2) {
            return false;
        }
        let Some(found) = label_of(row, &self.judge) else { return false };
        self.notes.see(row, |cell| self.judge.adds_up(cell.column));
        let location = self.judge.location(Some(row.number), None);
        self.judge.problems.add(Problem::new(ProblemCode::LabelRow, location, found, "data", ""));
        true
    }

    /// A row with a single text of several words, or with a footnote mark, is a remark below or between the data.
    fn is_remark(&mut self, row: &Row<'_>, inside: usize, mapped: usize) -> bool {
        let required = || columns_of(self.judge.mapping.kind).iter().filter(|spec| spec.required).count();
        if inside != 1 || required() < 2 {
            return false;
        }
        let (first, last) = self.judge.layout.span;
        let Some(cell) = row.cells.iter().find(|cell| (first..=last).contains(&cell.column)) else { return false };
        let shown = cell.value.show();
        let text = shown.trim();
        // A year alone is a heading, as text or as a number.
        let is_year = !self.judge.adds_up(cell.column) && years_said(text).is_some();
        if !is_year && !matches!(cell.value, Value::Text(_)) {
            return mapped == 0;
        }
        let mark = is_footnote(text) && !titles_state(text);
        // One word may be the number or the code of a row that lacks the rest.
        let heads = is_year || says_sum(text) || text.contains(char::is_whitespace) || is_plain_word(text);
        if mapped > 0 && !mark && !heads {
            return false;
        }
        let location = self.judge.location(Some(row.number), Some(cell.column));
        if self.is_line_of_another_delimiter(row, text) {
            let fix = "Write the line with the delimiter of the others.";
            let expected = "fields separated as in the other lines";
            let found = format!("{text:?}, one field");
            self.judge.problems.add(Problem::new(ProblemCode::Ragged, location, found, expected, fix));
            return true;
        }
        self.judge.problems.add(Problem::new(ProblemCode::Remark, location, format!("{text:?}"), "data", ""));
        self.notes.see(row, |_| true);
        if !mark {
            self.witnesses.see_heading(row.number, text);
        }
        true
    }

    /// Whether a line of a text file, read as one field, has as many fields as the others by another delimiter; or at least
    /// half of them, among them numbers or days.
    fn is_line_of_another_delimiter(&self, row: &Row<'_>, text: &str) -> bool {
        let (Some(1), Some(expected)) = (row.fields, self.judge.layout.fields) else { return false };
        let is_value = |field: &str| {
            number::typed(field, self.judge.mapping.decimal) != Err(NumberFault::NotANumber)
                || date::typed(field, self.judge.mapping.dates) != Err(DateFault::NotADate)
        };
        expected > 2
            && [',', ';', '\t', '|'].iter().any(|&mark| {
                let fields = text.split(mark).count() as u64;
                let values = || text.split(mark).filter(|field| is_value(field)).count() >= 2;
                fields == u64::from(expected) || 2 * fields >= u64::from(expected) && fields > 2 && values()
            })
    }

    /// Whether a line of a text file has too many or too few fields. Blank ones at its end are no harm.
    fn ragged(&mut self, row: &Row<'_>) -> bool {
        let (Some(fields), Some(expected)) = (row.fields, self.judge.layout.fields) else { return false };
        let beyond = row.cells.last().is_some_and(|cell| cell.column >= expected);
        let lacking = self.judge.required.iter().any(|&position| position >= fields);
        if fields == expected || fields > expected && !beyond || fields < expected && !lacking && fields > 1 {
            return false;
        }
        let location = self.judge.location(Some(row.number), None);
        let fix = if fields > expected {
            "Look for a delimiter inside a text or a number; put such fields in quotation marks."
        } else {
            "Look for a line break inside a text, or a line that was cut; put such texts in quotation marks."
        };
        self.judge.problems.add(Problem::new(
            ProblemCode::Ragged,
            location,
            number_of(fields as usize, "field"),
            format!("{}, as in the header", number_of(expected as usize, "field")),
            fix,
        ));
        true
    }

    /// Says what is said once for the sheet.
    pub fn conclude(mut self) -> Concluded<'m> {
        for row in self.footer.take() {
            let texts: Vec<_> = row.cells.iter().map(|cell| cell.value.show()).collect();
            let location = self.judge.location(Some(row.number), row.cells.first().map(|cell| cell.column));
            self.say(ProblemCode::Remark, location, format!("{:?}", texts.join(" ")), "data", "");
            self.notes.see(&row, |_| true);
        }
        self.totals.conclude(&mut self.judge);
        if let Some((row, column)) = self.totals.unsaid_sum() {
            let location = self.judge.location(Some(row), Some(column));
            let fix =
                "It was read like the others. Delete it if it is their sum, or leave it out with skip in fund.toml.";
            let found = "an amount that is the sum of all other rows";
            self.judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
        }
        let layout = self.judge.layout.clone();
        let header = self.judge.location(Some(layout.header_row), None);
        self.say_of_sheet(&layout, &header);
        self.say_of_rows(&header);
        let unsure = self.merged.conclude(&mut self.judge);
        let places = self.judge.conclude_places();
        self.notes.conclude(&mut self.judge);
        let amounts = self.witnesses.conclude(&mut self.judge);
        Concluded { judge: self.judge, counts: self.counts, places, amounts, unsure }
    }

    fn say(&mut self, code: ProblemCode, location: Location, found: impl Into<String>, expected: &str, fix: &str) {
        self.judge.problems.add(Problem::new(code, location, found, expected, fix));
    }

    fn say_of_sheet(&mut self, layout: &Layout, header: &Location) {
        if !layout.unused.is_empty() {
            let found = header::list(&layout.unused);
            self.say(ProblemCode::UnusedColumns, header.clone(), found, "columns of this kind of sheet", "");
        }
        if !layout.beside.is_empty() {
            let fix = "If it is data of the fund, give it an [[input]] of its own in fund.toml.";
            self.say(ProblemCode::SecondTable, header.clone(), header::list(&layout.beside), "one table", fix);
        }
        if self.hidden {
            let fix = "Unhide the sheet and look at it; name in fund.toml the sheet that counts.";
            self.say(ProblemCode::HiddenSheet, header.clone(), "a hidden sheet", "a sheet that can be seen", fix);
        }
        let is_hidden =
            |column: &u32| self.hidden_columns.iter().any(|[first, last]| (*first..=*last).contains(column));
        let hidden: Vec<u32> = layout.columns.keys().copied().filter(is_hidden).collect();
        if let Some(first) = hidden.first() {
            let letters = hidden.iter().map(|column| column_letters(*column)).collect::<Vec<_>>().join(", ");
            let noun = if hidden.len() == 1 { "column" } else { "columns" };
            let found = format!("{noun} {letters} hidden");
            let fix = "Unhide and look at them; name in fund.toml the column that counts.";
            let location = Location { column: Some(*first), ..header.clone() };
            self.say(ProblemCode::HiddenColumns, location, found, "columns that can be seen", fix);
        }
        if self.unseen {
            let expected = "hidden rows, merged cells and number formats";
            let fix = "Open the file in a spreadsheet program and save it as xlsx.";
            self.say(ProblemCode::Unseen, header.clone(), "values only", expected, fix);
        }
        if self.lost {
            let found = "a damaged part, which holds comments, text boxes or tables of the sheet";
            let fix = "Open the file in a spreadsheet program and save it: see whether a comment there says more.";
            self.say(ProblemCode::Unseen, header.clone(), found, "a sheet with all that stands around its cells", fix);
        }
    }

    fn say_of_rows(&mut self, header: &Location) {
        if let Some(first) = self.counts.hidden.first() {
            let location = Location { row: Some(*first), ..header.clone() };
            let rows: Vec<String> = self.counts.hidden.iter().take(8).map(u32::to_string).collect();
            let more = if self.counts.hidden.len() > 8 { ", …" } else { "" };
            let found = match self.counts.hidden.len() {
                1 => format!("row {first} hidden"),
                count => format!("{count} rows hidden: {}{more}", rows.join(", ")),
            };
            self.say(ProblemCode::HiddenRows, location, found, "rows that can be seen", "Unhide or delete them.");
        }
        if let Some((row, column)) = self.counts.first_formula {
            let location = Location { row: Some(row), column: Some(column), ..header.clone() };
            let found = format!(
                "formulas in {}; their stored results were used",
                number_of(self.counts.formulas as usize, "cell")
            );
            self.say(ProblemCode::FormulaResults, location, found, "values", "");
        }
        if self.counts.filtered > 0 {
            let found = format!("{} left out", number_of(self.counts.filtered as usize, "row"));
            let (code, fix) = match self.counts.rows {
                0 => (ProblemCode::NoneLeft, "Correct where or skip in fund.toml: no row has what they choose."),
                _ => (ProblemCode::Filtered, ""),
            };
            self.say(code, header.clone(), found, "rows that the mapping's where chooses", fix);
        }
        for (row, found) in std::mem::take(&mut self.template).conclude() {
            let location = Location { row: Some(row), ..header.clone() };
            self.say(ProblemCode::UnusedRows, location, found, "rows of data", "");
        }
        if let Some(found) = self.totals.summary() {
            self.say(ProblemCode::TotalsChecked, header.clone(), found, "rows of data", "");
        }
    }
}
