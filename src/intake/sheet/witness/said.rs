//! What the remarks of a row say, each text asked once: a sheet has the same ones in many rows.
//!
//! What comes in: the texts of a row that are no part of what is read of it. What leaves: what each of them says of its row. What
//! it does not know: what follows from that, which is for the witnesses to say.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::others_pay::says_another_pays;
use super::paid_in::remark_currency;
use super::replaced::may_replace;
use super::reversals::takes_back;
use super::sum_words::says_other_than_row;
use super::words::remark_says;
use crate::domain::currency_name::{self, CurrencyName};
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::row::judge::Judge;
use crate::intake::sheet::units::Label;

/// How many texts are remembered, and the longest of them, in bytes.
const REMEMBERED: usize = 1 << 12;
const LONGEST: usize = 128;

/// How far beside the table a remark without a header may stand, in columns.
const BESIDE: u32 = 6;

/// What a remark says of its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// That it takes another row back.
    pub takes_back: bool,
    /// The currency that it names and nothing else.
    pub currency: Option<CurrencyName>,
    /// In which currency it says that the row was paid.
    pub paid_in: Option<CurrencyName>,
    /// That it does not count.
    pub state: bool,
    /// That it may be a sum of others, a balance, or a plan.
    pub other_than_row: bool,
    /// That amounts are in thousands or millions.
    pub scale: bool,
    /// That another than the fund paid.
    pub another_pays: bool,
    /// That it may take the place of another row.
    pub replaces: bool,
}

impl Said {
    fn of(text: &str) -> Self {
        Self {
            currency: currency_name::named(text.trim()),
            takes_back: takes_back(text),
            paid_in: remark_currency(text),
            state: remark_says(text),
            other_than_row: says_other_than_row(text),
            scale: Label::says_anywhere(text),
            another_pays: says_another_pays(text),
            replaces: may_replace(text),
        }
    }
}

/// What the remarks of the row say that is looked at.
#[derive(Default)]
pub(super) struct Hearing {
    texts: Remembered<Said>,
    row: Vec<Said>,
}

impl Hearing {
    /// What each cell of a row says, in their order; nothing of those that are no remarks.
    pub fn hear(&mut self, row: &Row<'_>, judge: &Judge<'_>) -> &[Said] {
        let Self { texts, row: said } = self;
        said.clear();
        said.extend(row.cells.iter().map(|cell| {
            let (Value::Text(text), Some(place)) = (&cell.value, place(cell.column, judge)) else {
                return Said::default();
            };
            if is_number(text) {
                return Said::default();
            }
            let said = texts.ask(text, || Said::of(text));
            match place {
                Place::Table => said,
                Place::Beside => Said { state: said.state, ..Said::default() },
            }
        }));
        said
    }
}

/// Where a remark stands.
#[derive(Clone, Copy)]
enum Place {
    /// In the table, where it is not read, or nothing follows from it.
    Table,
    /// Beside it, under no header: a word that somebody typed, which can say no more than that its row does not count.
    Beside,
}

/// Where what stands in a column may say something of its row.
fn place(column: u32, judge: &Judge<'_>) -> Option<Place> {
    let (_, last) = judge.layout.span;
    match judge.column_at(column) {
        Some(read) => matches!(read, Column::Notes | Column::Description).then_some(Place::Table),
        None if judge.layout.is_near(column) => Some(Place::Table),
        None => {
            let beside = column > last && column - last <= BESIDE && !judge.layout.headers.contains_key(&column);
            beside.then_some(Place::Beside)
        }
    }
}

/// Whether a text is the number of a line or of a document, such as `L-000017` or `EV-2025.0017`, which says nothing and is
/// another in each row: digits for the most part, and no word.
pub(super) fn is_number(text: &str) -> bool {
    let (mut digits, mut others, mut letters) = (0, 0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => (digits, letters) = (digits + 1, 0),
            b'A'..=b'Z' | b'a'..=b'z' if letters < 2 => (others, letters) = (others + 1, letters + 1),
            b'-' | b'_' | b'.' => (others, letters) = (others + 1, 0),
            _ => return false,
        }
    }
    digits >= 4 && digits >= others && !text.ends_with("000")
}

/// The answers to the last texts. A new one takes the room of another, so that a sheet of whatever size needs no more.
#[derive(Default)]
pub(super) struct Remembered<A> {
    texts: Vec<(String, A)>,
    hasher: FixedState,
}

impl<A: Clone + Copy + Default> Remembered<A> {
    /// The answer to a text, which is asked for of those only that are not remembered.
    pub fn ask(&mut self, text: &str, answer: impl FnOnce() -> A) -> A {
        if text.is_empty() || text.len() > LONGEST {
            return answer();
        }
        if self.texts.is_empty() {
            self.texts.resize(REMEMBERED, (String::new(), A::default()));
        }
        let room = self.hasher.hash_one(text) as usize % REMEMBERED;
        let Some((known, said)) = self.texts.get_mut(room) else { return answer() };
        if known != text {
            *said = answer();
            known.clear();
            known.push_str(text);
        }
        *said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_asked_once_as_long_as_it_is_remembered() {
        let mut texts = Remembered::default();
        let mut asked = Vec::new();
        for text in ["fuel", "total", "fuel", "total", "", ""] {
            let says = texts.ask(text, || {
                asked.push(text);
                text == "total"
            });
            assert_eq!(says, text == "total");
        }
        assert_eq!(asked, ["fuel", "total", "", ""]);
        // More than there is room for: none is taken for another.
        let mut texts = Remembered::default();
        for round in 0..2 {
            for number in 0..3 * REMEMBERED {
                assert_eq!(texts.ask(&number.to_string(), || number), number, "{round}");
            }
        }
    }

    #[test]
    fn a_number_of_a_line_says_nothing_and_is_not_asked() {
        for text in ["L-0000017", "P-0001", "EV-2025.0017", "12345", "2025-10-31", "AB_123456-C"] {
            assert!(is_number(text), "{text}");
            let text = text.replace(char::is_numeric, "") + "1";
            assert_eq!(Said::of(&text), Said::default(), "{text}");
        }
        for text in ["DOC-1", "YTD2025", "x1000", "USD 1000", "1'000", "void-2025", "2025 c/f", "p.1", ""] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn a_remark_may_say_several_things() {
        assert_eq!(Said::of("fuel"), Said::default());
        assert!(Said::of("Reversal of EV-12").takes_back);
        assert!(Said::of("cancelled").state);
        assert!(Said::of("Subtotal Kenya").other_than_row);
        assert!(Said::of("paid in EUR").paid_in.is_some());
    }
}
