//! Rows that label columns or say something of them: hashtags, numbers, hints, averages.
//!
//! What comes in: a row, and the judge of its sheet. What leaves: what it has in place of data. What it does not know: facts.

use std::borrow::Cow;

use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::names_below::names_columns;
use crate::intake::sheet::units;
use crate::intake::sheet::witness::{says_sum, titles_state};

/// What kind of labels a row has, where it has nothing else.
pub(super) fn label_of(row: &Row<'_>, judge: &Judge<'_>) -> Option<&'static str> {
    let texts = shown(row);
    let is_currency = |column: u32, text: &str| judge.adds_up(column) && Currency::parse(text).is_some();
    if is_tags(&texts) {
        Some("a row of hashtags")
    } else if is_numbering(&texts) {
        Some("a row of column numbers")
    } else if is_hints(&texts, is_currency) {
        Some("a row that says how columns are filled in")
    } else if is_rule(&texts) {
        Some("a row of lines")
    } else if is_of_units(row, judge) {
        Some("a row of units")
    } else if names_columns(row, judge) {
        Some("the header once more, in other words")
    } else {
        None
    }
}

/// The longest text that is the unit of something that is no amount, in bytes: `factor`, `persons`.
const LONGEST_UNIT: usize = 24;

/// Whether a row says nothing but in what units columns are: `USD '000` in the row below `Amount`; and `persons`, `year` and `factor`
/// beside one another, where the row has nothing of what every row needs.
fn is_of_units(row: &Row<'_>, judge: &Judge<'_>) -> bool {
    let figure = |column: u32| judge.adds_up(column) || judge.figure.is_some_and(|(position, _)| position == column);
    let needed =
        |cell: &Cell<'_>| judge.required.contains(&cell.column) && !figure(cell.column) && !is_hint(&cell.value.show());
    let bare = row.cells.len() > 1 && !row.cells.iter().any(needed);
    let word = |text: &str| {
        text.len() <= LONGEST_UNIT && !text.contains(|letter: char| letter.is_ascii_digit()) && !titles_state(text)
    };
    let mut amounts = 0;
    let units = row.cells.iter().all(|cell| match &cell.value {
        Value::Text(text) if figure(cell.column) => {
            amounts += 1;
            !units::of_note(text).is_none() || bare && word(text)
        }
        Value::Text(text) => bare && (word(text) || is_hint(text)),
        Value::Number(_) | Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {
            false
        }
    });
    units && amounts > 0
}

/// What a row between data or below has in place of data: lines, an average, or a balance below the totals.
pub(super) fn beside_data(
    row: &Row<'_>,
    judge: &Judge<'_>,
    (begun, after_total): (bool, bool),
) -> Option<&'static str> {
    let Some(Value::Text(text)) = row.cells.first().map(|cell| &cell.value) else { return None };
    if begun && text.starts_with(['-', '=', '_']) && is_rule(&shown(row)) {
        return Some("a row of lines");
    }
    if is_statistic(text, row, judge) {
        return Some("a row of an average, a count or a check");
    }
    let has_figure = || row.cells.iter().any(|cell| judge.adds_up(cell.column));
    (after_total && lacks_most(row, judge) && says_balance(text) && has_figure())
        .then_some("a balance below the totals")
}

/// Whether a text is of a balance, and of nothing else: one of another period may head rows of its own.
fn says_balance(text: &str) -> bool {
    const BALANCES: [&str; 6] = ["balance", "solde", "saldo", "bestand", "остаток", "余额"];
    let plain = comparable(text);
    says_sum(text) && BALANCES.iter().any(|word| plain.contains(word))
}

fn shown<'r>(row: &'r Row<'_>) -> Vec<(u32, Cow<'r, str>)> {
    row.cells.iter().map(|cell| (cell.column, cell.value.show())).collect()
}

/// Whether a row lacks at least half of what every row needs: what has most of it was filled in badly.
fn lacks_most(row: &Row<'_>, judge: &Judge<'_>) -> bool {
    let blank = |position: &&u32| row.cells.iter().all(|cell| cell.column != **position);
    let blanks = judge.required.iter().filter(blank).count();
    blanks > 0 && 2 * blanks >= judge.required.len()
}

/// Whether a row below data is of an average, a count or a check: its first text says so, and it lacks what every row needs.
fn is_statistic(text: &str, row: &Row<'_>, judge: &Judge<'_>) -> bool {
    const WORDS: [&str; 36] = [
        "average",
        "avg",
        "mean",
        "median",
        "count",
        "counts",
        "numberofrows",
        "noofrows",
        "rows",
        "check",
        "checksum",
        "checktotal",
        "control",
        "controltotal",
        "min",
        "max",
        "minimum",
        "maximum",
        "moyenne",
        "mediane",
        "nombre",
        "controle",
        "verification",
        "promedio",
        "mediana",
        "recuento",
        "comprobacion",
        "media",
        "contagem",
        "controlo",
        "verificacao",
        "durchschnitt",
        "mittelwert",
        "anzahl",
        "kontrolle",
        "prufsumme",
    ];
    // Nearly every row has what it needs, so that its words are not looked at.
    lacks_most(row, judge)
        && text.len() < 30
        && (text.trim().starts_with('%') || WORDS.contains(&comparable(text).as_str()))
}

/// Whether all texts are tags, as the Humanitarian Exchange Language has them: `#country+name`.
pub(in crate::intake) fn is_tags(texts: &[(u32, Cow<'_, str>)]) -> bool {
    let tag = |(_, text): &(u32, Cow<'_, str>)| {
        let name = text.trim().strip_prefix('#');
        // Attributes may stand apart: `#value +need +usd`.
        let apart = |name: &str| name.split_whitespace().skip(1).all(|part| part.starts_with('+'));
        name.is_some_and(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && apart(name))
    };
    texts.len() >= 2 && texts.iter().all(tag)
}

/// Whether all texts are numbers or letters of columns, as far apart as these: `(1)`, `(2)`, `(4)=(1)+(2)`.
pub(in crate::intake) fn is_numbering(texts: &[(u32, Cow<'_, str>)]) -> bool {
    let order = |(column, text): &(u32, Cow<'_, str>)| {
        let text = text.split('=').next().unwrap_or_default().trim().trim_matches(['(', ')', '[', ']', '.']);
        let text = without_column(text);
        let number = match text.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => u32::from(letter.to_ascii_uppercase()),
            _ => text.parse().ok().filter(|number| *number < 100)?,
        };
        Some((*column, number))
    };
    let roman = |(column, text): &(u32, Cow<'_, str>)| {
        let text = text.trim().trim_matches(['(', ')', '[', ']', '.']).to_lowercase();
        let place = ROMAN.iter().position(|number| *number == text).and_then(|place| u32::try_from(place).ok())?;
        Some((*column, place))
    };
    let apart = |pair: &[(u32, u32)]| matches!(pair, [one, next] if next.1.checked_sub(one.1).is_some_and(|step| step > 0 && step == next.0 - one.0));
    let counts = |orders: Option<Vec<(u32, u32)>>| {
        orders.is_some_and(|orders| orders.len() >= 3 && orders.windows(2).all(apart))
    };
    counts(texts.iter().map(order).collect()) || counts(texts.iter().map(roman).collect())
}

/// The number of a column without the word for one: `col. 1`, `Colonne 2`.
fn without_column(text: &str) -> &str {
    const COLUMN: [&str; 7] = ["col", "column", "colonne", "columna", "coluna", "spalte", "kolom"];
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if COLUMN.contains(&word.to_lowercase().as_str()) { rest.trim_start_matches(['.', ' ', '\u{a0}']) } else { text }
}

/// Whether all texts are rules as text files of databases have them below their header: `----`.
fn is_rule(texts: &[(u32, Cow<'_, str>)]) -> bool {
    let rule = |(_, text): &(u32, Cow<'_, str>)| {
        let text = text.trim();
        text.len() > 1 && text.bytes().all(|letter| matches!(letter, b'-' | b'=' | b'_' | b'+'))
    };
    !texts.is_empty() && texts.iter().all(rule)
}

/// Whether all texts say how columns are to be filled in, and none holds anything: `required`, `text`, `yyyy-mm-dd`, `0.00`.
fn is_hints(texts: &[(u32, Cow<'_, str>)], units: impl Fn(u32, &str) -> bool) -> bool {
    let mut hints = 0;
    let all = texts.iter().all(|(column, text)| {
        let is_hint = is_hint(text);
        hints += usize::from(is_hint);
        is_hint || units(*column, text.trim())
    });
    all && texts.len() > 1 && hints > 1
}

/// Whether a text says how a column is to be filled in.
pub(in crate::intake) fn is_hint(text: &str) -> bool {
    let plain = text.trim().trim_matches(['(', ')', '<', '>', '[', ']', '*']).to_lowercase();
    let mut words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let known = words.peek().is_some() && words.all(|word| HINTS.contains(&word));
    known || is_pattern(&plain)
}

/// Whether a text is a pattern by which days or numbers are written: `dd/mm/yyyy`, `0.00`, `#,##0`, `XXX`.
fn is_pattern(plain: &str) -> bool {
    let letters = |set: &[char]| {
        plain.contains(set)
            && plain.chars().all(|letter| set.contains(&letter) || matches!(letter, '-' | '/' | '.' | ',' | ' ' | ':'))
    };
    letters(&['d', 'm', 'y', 'j', 'a', 't']) && is_of_days(plain)
        || letters(&['0', '#']) && plain.contains(['.', '#'])
        || plain.len() > 1 && plain.bytes().all(|letter| letter == b'x')
}

/// Whether each run of letters in a pattern is of one letter, two to four times.
fn is_of_days(plain: &str) -> bool {
    plain.split(|letter: char| !letter.is_alphabetic()).filter(|run| !run.is_empty()).all(|run| {
        let first = run.chars().next();
        (2..=4).contains(&run.len()) && run.chars().all(|letter| Some(letter) == first)
    })
}

/// Words that say how a column is to be filled in, in several languages.
const HINTS: [&str; 72] = [
    "required",
    "mandatory",
    "optional",
    "conditional",
    "compulsory",
    "free",
    "fixed",
    "text",
    "string",
    "char",
    "varchar",
    "character",
    "characters",
    "number",
    "numeric",
    "decimal",
    "integer",
    "int",
    "float",
    "double",
    "real",
    "currency",
    "date",
    "datetime",
    "timestamp",
    "boolean",
    "code",
    "codes",
    "iso",
    "iso2",
    "iso3",
    "list",
    "dropdown",
    "drop",
    "down",
    "select",
    "choose",
    "from",
    "lookup",
    "formula",
    "calculated",
    "automatic",
    "auto",
    "amount",
    "max",
    "obligatoire",
    "facultatif",
    "facultative",
    "texte",
    "nombre",
    "numerique",
    "numérique",
    "entier",
    "décimal",
    "liste",
    "obligatorio",
    "obligatoria",
    "opcional",
    "texto",
    "numero",
    "número",
    "fecha",
    "lista",
    "importe",
    "obrigatório",
    "obrigatória",
    "data",
    "valor",
    "pflicht",
    "pflichtfeld",
    "zahl",
    "datum",
];

/// The first Roman numbers, in order.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Whether a text begins with the mark of a footnote: `* by the bank`, `1/ estimated`. `b/f` is none.
pub(super) fn is_footnote(text: &str) -> bool {
    let numbered = text.get(..2).is_some_and(|start| start.ends_with('/'));
    text.starts_with(['*', '†', '‡', '¹', '²', '³', '[', '(']) || numbered && !says_sum(text)
}

/// Whether a text is a word of some length, without digits: `Refunds:`.
pub(super) fn is_plain_word(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 4 && text.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | ':' | '.' | '\'' | '’'))
}
