//! What the values below a header of an unknown sheet say of themselves.
//!
//! What comes in: what the cells of a column say. What leaves: how well they fit a column of a kind of sheet. What it does not know:
//! its header, and other columns.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::LazyLock;

use crate::config::InputKind;
use crate::domain::text::comparable;
use crate::domain::{Currency, Language};
use crate::intake::kinds::columns::{Column, ColumnSpec, Form, List};
use crate::intake::kinds::columns_of;
use crate::intake::propose::evidence::Evidence;
use crate::intake::propose::value_words::{Said, says};

/// The longest mark of a document, as `KR`, which is no word for what it is, in characters.
const LONGEST_MARK: usize = 2;

/// How many different words a column of words has at the most.
const MOST_WORDS: usize = 12;

/// How many different texts of a column are kept.
const MOST_TEXTS: usize = 60;

/// The words of all columns of words, in their comparable form.
static WORDS: LazyLock<HashMap<&str, String>> = LazyLock::new(|| {
    let specs = InputKind::ALL.into_iter().flat_map(columns_of);
    let words = specs.filter_map(|spec| if let Form::Word(words) = spec.form { Some(words) } else { None });
    words.flatten().map(|word| (*word, comparable(word))).collect()
});

/// Whether a text in its comparable form is one of the words that a column takes.
fn is_word_of(text: &str, words: &[&str], spec: &ColumnSpec) -> bool {
    let same = |word: &&str| WORDS.get(word).is_some_and(|known| known == text);
    words.iter().any(same) || spec.column == Column::Language && Language::parse(text).is_some()
}

/// What stands below a header: how many cells say what.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    filled: usize,
    numbers: usize,
    years: usize,
    money: usize,
    dates: usize,
    periods: usize,
    currencies: usize,
    places: usize,
    countries: usize,
    themes: usize,
    several_places: usize,
    several_themes: usize,
    long: usize,
    codes: usize,
    round: usize,
    parts: usize,
    /// The different texts, in their comparable form, with what they say of money.
    texts: BTreeMap<Rc<str>, Said>,
}

impl Values {
    /// Takes a cell.
    pub fn take(&mut self, cell: &Evidence) {
        if cell.sum {
            return;
        }
        self.filled += usize::from(cell.filled);
        self.numbers += usize::from(cell.number);
        self.years += usize::from(cell.year);
        self.money += usize::from(cell.money);
        self.dates += usize::from(cell.date);
        self.periods += usize::from(cell.period);
        self.currencies += usize::from(cell.currency);
        self.places += usize::from(cell.place);
        self.countries += usize::from(cell.country);
        self.themes += usize::from(cell.theme);
        self.several_places += usize::from(cell.several_places);
        self.several_themes += usize::from(cell.several_themes);
        self.long += usize::from(cell.long);
        self.codes += usize::from(cell.code);
        self.round += usize::from(cell.round);
        self.parts += usize::from(cell.parts);
        if let Some((text, said)) = cell.text.as_ref().filter(|_| self.texts.len() < MOST_TEXTS)
            && !self.texts.contains_key(text)
        {
            self.texts.insert(Rc::clone(text), *said);
        }
    }

    /// Whether a part of the filled cells is at least so many per cent.
    fn mostly(&self, part: usize, percent: usize) -> bool {
        part * 100 >= self.filled * percent
    }

    /// How well the values fit a column; `key` when they should tell rows apart.
    pub fn fit(&self, spec: &ColumnSpec, key: bool) -> Fit {
        if self.filled == 0 {
            return Fit::Unknown;
        }
        let share = |part: usize, least: usize, some: usize| {
            if self.mostly(part, least) { Fit::Yes } else { Fit::no_if(!self.mostly(part, some)) }
        };
        match spec.form {
            Form::Amount if self.years > 2 && self.years == self.numbers => Fit::No,
            // For how many units a rate is: one, ten, a hundred.
            _ if spec.column == Column::Quantity && !self.texts.keys().all(|text| is_power_of_ten(text)) => Fit::No,
            // `3.1` counts nobody: it is the number of something.
            Form::Whole if self.parts > 1 && self.parts * 2 > self.numbers => Fit::No,
            Form::Amount | Form::Rate | Form::Whole | Form::Percent => share(self.numbers, 80, 50),
            // Years may stand for days, but show none.
            Form::Date
                if self.years > 0 && self.mostly(self.dates + self.years, 80) && !self.mostly(self.dates, 80) =>
            {
                Fit::Unknown
            }
            Form::Date => share(self.dates, 80, 30),
            Form::Word(words) => {
                let known = |text: &&Rc<str>| is_word_of(text, words, spec) || says(text, words);
                let found = self.texts.keys().filter(known).count();
                let of_movements = matches!(spec.column, Column::Kind | Column::Type);
                let marks = of_movements
                    && !self.texts.is_empty()
                    && self.texts.keys().all(|text| text.chars().count() <= LONGEST_MARK);
                let other = marks || [self.dates, self.long, self.themes].into_iter().any(|part| self.mostly(part, 50));
                let words = found > 0 && found * 100 >= self.texts.len() * 60;
                if words { Fit::Yes } else { Fit::no_if(other || self.mostly(self.numbers, 80)) }
            }
            Form::Name(List::Currencies) => share(self.currencies, 80, 30),
            Form::Name(List::Places) => share(self.places, 60, 20),
            Form::Name(List::Themes) if self.mostly(self.themes, 50) => Fit::Yes,
            Form::Name(List::Themes | List::Donors) => {
                Fit::no_if(self.mostly(self.dates, 50) || self.mostly(self.long, 50))
            }
            Form::Text if self.money > 2 && self.mostly(self.money, 60) => Fit::No,
            // Donors have codes; their list may have numbers of rows, and codes of other things.
            Form::Text if spec.column == Column::Code && (self.count_rows() || self.mostly(self.currencies, 80)) => {
                Fit::No
            }
            // A list of donors names each once.
            Form::Text if spec.column == Column::Name && (self.repeat() || self.mostly(self.numbers, 50)) => Fit::No,
            Form::Text if key => {
                let other = self.repeat() || self.mostly(self.dates, 50) || self.mostly(self.long, 50);
                if other { Fit::No } else { self.numbered() }
            }
            Form::Text if self.mostly(self.dates.saturating_sub(self.periods), 80) => Fit::No,
            Form::Text => self.numbered(),
        }
    }

    /// Whether they are figures or days.
    pub fn are_figures(&self) -> bool {
        self.filled > 1 && self.mostly(self.numbers + self.dates, 80)
    }

    /// Whether the same texts stand there again and again.
    fn repeat(&self) -> bool {
        self.texts.len() < MOST_TEXTS && self.texts.len() * 2 < self.filled
    }

    /// Whether most of few words say of costs whether they are spent, or bound.
    pub fn tell_costs(&self) -> bool {
        let said = |said: &&Said| said.bound || said.spent;
        self.texts.len() <= 6 && self.texts.values().filter(said).count() * 2 > self.texts.len()
    }

    /// Whether most say that they are costs, spent or bound.
    pub fn are_costs(&self) -> bool {
        !self.texts.is_empty() && self.tell_costs() && self.texts.values().any(|said| said.spent)
    }

    /// Whether they say of some costs that they are spent, and of others that they are bound.
    pub fn tell_both_costs(&self) -> bool {
        self.tell_costs() && self.texts.values().any(|said| said.bound) && self.texts.values().any(|said| said.spent)
    }

    /// Whether most of several words say of money of a donor what it is.
    pub fn tell_money(&self) -> bool {
        let said = |said: &&Said| said.money && !said.counted;
        (2..=8).contains(&self.texts.len()) && self.texts.values().filter(said).count() * 2 > self.texts.len()
    }

    /// Whether one says of money what it is: that of a donor, or that it is spent.
    pub fn hold_money(&self) -> bool {
        self.texts.values().any(|said| said.money || said.spent)
    }

    /// Whether no text stands there twice.
    pub fn tell_rows_apart(&self) -> bool {
        self.filled > 2 && self.texts.len() == self.filled.min(MOST_TEXTS)
    }

    /// Whether the same text stands in each of several rows.
    pub fn say_one_thing(&self) -> bool {
        self.filled > 2 && self.texts.len() == 1
    }

    /// Whether some are names of places, one or several.
    pub fn hold_places(&self) -> bool {
        self.filled > 0 && self.mostly(self.places + self.several_places, 20)
    }

    /// Whether all say of money of a donor what it is, and none what finance alone books.
    pub fn are_money(&self) -> bool {
        !self.texts.is_empty() && self.texts.values().all(|said| said.money && !said.fee)
    }

    /// Whether some say of money of a donor what it is, and others what finance alone books.
    pub fn hold_what_finance_books(&self) -> bool {
        let any = |is: fn(&Said) -> bool| self.texts.values().any(is);
        any(|said| said.finance) && any(|said| said.money && !said.finance)
    }

    /// Whether several are round thousands, and most are.
    pub const fn are_round(&self) -> bool {
        self.round > 1 && self.round * 2 > self.filled
    }

    /// Whether they number the rows: 1, 2, 3 and so on.
    pub fn count_rows(&self) -> bool {
        let numbers: BTreeSet<usize> = self.texts.keys().filter_map(|text| text.parse().ok()).collect();
        let last = numbers.last().copied().unwrap_or_default();
        self.texts.len() > 2
            && numbers.len() == self.texts.len()
            && numbers.contains(&1)
            && last * 9 <= numbers.len() * 10
    }

    /// Whether one of them is a text.
    pub fn holds(&self, text: &str) -> bool {
        let text = comparable(text);
        !text.is_empty() && self.texts.contains_key(text.as_str())
    }

    /// How many cells say something.
    pub const fn filled(&self) -> usize {
        self.filled
    }

    /// Whether all are the code of one currency.
    pub fn are_all(&self, currency: Currency) -> bool {
        let code = comparable(currency.code());
        !self.texts.is_empty() && self.texts.keys().all(|text| **text == *code)
    }

    /// Whether they are countries, not regions alone.
    pub fn are_countries(&self) -> bool {
        self.filled > 0 && self.mostly(self.countries, 60)
    }

    /// Whether most are names or codes of places, or of themes.
    pub fn shows_names_of(&self, list: List) -> bool {
        let part = match list {
            List::Places => self.places + self.several_places,
            List::Themes => self.themes + self.several_themes,
            List::Donors | List::Currencies => 0,
        };
        self.filled > 0 && self.mostly(part, 60)
    }

    /// Whether they are numbers or codes, as references are.
    fn numbered(&self) -> Fit {
        if self.mostly(self.codes + self.numbers, 80) { Fit::Yes } else { Fit::Unknown }
    }

    /// Whether the values alone show what the column is: codes of currencies, names of places or themes. Days do not show
    /// what happened on them.
    pub fn shows(&self, spec: &ColumnSpec) -> bool {
        let clear = match spec.form {
            Form::Name(List::Currencies) => self.mostly(self.currencies, 95),
            // Two letters alone may be codes of something else, such as of documents.
            Form::Name(List::Places) => {
                self.mostly(self.places, 80) && self.texts.keys().any(|text| text.chars().count() > 2)
            }
            Form::Name(List::Themes) => self.mostly(self.themes, 80),
            // So may digits.
            Form::Word(words) => {
                let known = |text: &Rc<str>| is_word_of(text, words, spec);
                let digits = |text: &Rc<str>| text.bytes().all(|letter| letter.is_ascii_digit());
                // Numbers stand in texts that tell of something, as `1st tranche`.
                let said = |(text, said): &(&Rc<str>, &Said)| says(text, words) && !said.counted;
                // Where such a column must be, people's own words for it show it, too.
                let own = spec.required
                    && (2..=MOST_WORDS).contains(&self.texts.len())
                    && self.texts.iter().filter(said).count() * 10 >= self.texts.len() * 8;
                !self.texts.is_empty() && (own || self.texts.keys().all(known)) && !self.texts.keys().all(digits)
            }
            Form::Text if matches!(spec.column, Column::Themes | Column::InterestThemes) => {
                self.mostly(self.themes + self.several_themes, 95)
            }
            // Where a donor sits is one country.
            Form::Text if matches!(spec.column, Column::Places | Column::InterestPlaces) => {
                self.several_places > 0 && self.mostly(self.places + self.several_places, 95)
            }
            Form::Text
            | Form::Date
            | Form::Amount
            | Form::Whole
            | Form::Percent
            | Form::Rate
            | Form::Name(List::Donors) => false,
        };
        self.filled >= 3 && clear
    }
}

fn is_power_of_ten(text: &str) -> bool {
    text.strip_prefix('1').is_some_and(|zeros| zeros.len() <= 6 && zeros.bytes().all(|digit| digit == b'0'))
}

/// How well values fit a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They are something else.
    No,
    /// They may be.
    Unknown,
    /// They are what the column takes.
    Yes,
}

impl Fit {
    const fn no_if(other: bool) -> Self {
        if other { Self::No } else { Self::Unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(texts: &[&str]) -> Values {
        let of = |text: &&str| {
            let text = comparable(text);
            let said = Said::by(&text);
            Evidence { filled: true, text: Some((text.into(), said)), ..Evidence::default() }
        };
        let mut values = Values::default();
        texts.iter().map(of).for_each(|cell| values.take(&cell));
        values
    }

    #[test]
    fn words_for_what_money_is_are_known_and_numbers_of_rows() {
        assert!(values(&["Depósito", "Devolución", "Comisión bancaria", "Intereses"]).tell_money());
        assert!(!values(&["Deposit"]).tell_money() && !values(&["Berne", "Oslo", "Interest"]).tell_money());
        assert!(values(&["Expenditure", "Commitment"]).tell_both_costs() && values(&["Gasto"]).are_costs());
        assert!(!values(&["Gasto"]).tell_both_costs() && !values(&["Deposit", "Refund", "Expenditure"]).are_costs());
        assert!(values(&["Journal"; 3]).say_one_thing() && !values(&["Journal", "Journal", "Gasto"]).say_one_thing());
        assert!(!values(&["1", "2", "3", "5"]).count_rows() && values(&["1", "2", "3", "4"]).count_rows());
        assert!(!values(&["1001", "1002", "1003"]).count_rows() && !values(&["BEL", "1", "2"]).count_rows());
    }
}
