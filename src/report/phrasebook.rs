//! The words of the reports, in each language.
//!
//! What comes in: the key of a text and what is to be filled in. What leaves: the text. A key that is missing shows as
//! itself; a test holds that none is missing in any language.

use chrono::{Datelike, NaiveDate};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::domain::{Currency, Language, Money, Month, OriginalAmount, Percentage};

/// The words of one language.
pub struct Phrasebook {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    on_paper: bool,
}

/// The attribute of a text that says the same of paper, which has no sheets, formulas or filters.
const ON_PAPER: &str = "paper";

impl Phrasebook {
    /// The words of a language.
    pub fn new(language: Language) -> Self {
        let identifier: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(false);
        let resource = match FluentResource::try_new(source(language).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { language, bundle, on_paper: false }
    }

    /// The same words for what is printed: a text that speaks of the workbook has another form there.
    #[must_use]
    pub fn on_paper(self, on_paper: bool) -> Self {
        Self { on_paper, ..self }
    }

    /// The language.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// A text.
    pub fn get(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A text with words filled in.
    pub fn with(&self, key: &str, words: &[(&str, &str)]) -> String {
        let words = words.iter().map(|(name, word)| (*name, FluentValue::from(*word)));
        self.filled(key, words.collect())
    }

    /// Words behind what they are about.
    pub fn labelled(&self, label: &str, words: &str) -> String {
        self.with("labelled", &[("label", label), ("words", words)])
    }

    /// Words beside each other, as a list whose parts may have commas.
    pub fn listed(&self, parts: &[impl AsRef<str>]) -> String {
        let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        parts.join(self.language.between_parts())
    }

    /// A text about a number of things, in the form that the language's plural rules ask for: `$count` chooses it, and
    /// `$number` is the number as people of the language write it.
    pub fn counted(&self, key: &str, count: usize) -> String {
        self.counted_with(key, count, &[])
    }

    /// The same with further words filled in.
    pub fn counted_with(&self, key: &str, count: usize, words: &[(&str, &str)]) -> String {
        let number = self.amount(Money::from_minor(i64::try_from(count).unwrap_or(i64::MAX)), 0);
        let counted = [("count", FluentValue::from(count)), ("number", FluentValue::from(number))];
        let words = words.iter().map(|(name, word)| (*name, FluentValue::from(*word)));
        self.filled(key, counted.into_iter().chain(words).collect())
    }

    fn filled(&self, key: &str, arguments: FluentArgs<'_>) -> String {
        let message = self.bundle.get_message(key);
        let printed = message.as_ref().filter(|_| self.on_paper).and_then(|message| message.get_attribute(ON_PAPER));
        let usual = || message.as_ref().and_then(|message| message.value());
        let Some(pattern) = printed.map(|printed| printed.value()).or_else(usual) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
    }

    /// A day in words.
    pub fn day(&self, day: NaiveDate) -> String {
        let month = self.get(&format!("month-{}", day.month()));
        let year = FluentValue::from(day.year().to_string());
        let words = [("day", FluentValue::from(day.day())), ("month", FluentValue::from(month)), ("year", year)];
        self.filled("day", words.into_iter().collect())
    }

    /// A month in words.
    pub fn month(&self, month: Month) -> String {
        let first = month.first_day();
        let (name, year) = (self.get(&format!("month-{}", first.month())), first.year().to_string());
        self.with("month-of-year", &[("month", &name), ("year", &year)])
    }

    /// A day with its month cut short, for columns.
    pub fn short_day(&self, day: NaiveDate) -> String {
        format!("{} {}", self.day_of_year(day), day.year())
    }

    /// A day of a year that is known, its month cut short.
    pub fn day_of_year(&self, day: NaiveDate) -> String {
        let month = FluentValue::from(self.get(&format!("month-short-{}", day.month())));
        self.filled("day-of-year", [("day", FluentValue::from(day.day())), ("month", month)].into_iter().collect())
    }

    /// An amount as people of the language write it.
    pub fn amount(&self, money: Money, exponent: u32) -> String {
        self.numerals(&money.format(exponent))
    }

    /// An amount in its own currency, with the currency's code.
    pub fn original(&self, amount: OriginalAmount) -> String {
        let units = amount.decimals();
        let minor = Money::from_decimal(amount.amount, units);
        let shown = minor.map_or_else(|| amount.amount.to_string(), |minor| minor.format(units));
        self.in_currency(amount.currency, &self.numerals(&shown))
    }

    /// An amount, as people of the language write it, with a currency's code.
    pub fn in_currency(&self, currency: Currency, amount: &str) -> String {
        self.with("in-currency", &[("currency", currency.code()), ("amount", amount)])
    }

    /// A percentage as people of the language write it, never all or nothing where it is not; a dash where there is no whole.
    pub fn percent(&self, part: Money, whole: Money) -> String {
        if whole == Money::ZERO {
            return "–".to_owned();
        }
        self.percentage(Percentage::of(part.minor(), whole.minor()))
    }

    /// A percentage as people of the language write it.
    pub fn percentage(&self, percentage: Percentage) -> String {
        self.numerals(&percentage.format())
    }

    /// A number in English figures as people of the language write it.
    pub fn numerals(&self, english: &str) -> String {
        let (thousands, decimal) = match self.language {
            Language::English => return english.to_owned(),
            Language::French => ('\u{202f}', ','),
            Language::Spanish => ('.', ','),
            Language::Portuguese => ('\u{a0}', ','),
        };
        let swap = |letter: char| match letter {
            ',' => thousands,
            '.' => decimal,
            other => other,
        };
        let swapped: String = english.chars().map(swap).collect();
        swapped.replace('%', &format!("{}%", self.language.before_percent()))
    }
}

impl Language {
    /// A number as people of the language write it, every space a plain one, in English figures.
    pub(in crate::report) fn in_english(self, number: &str) -> String {
        let number = number.replace(" %", "%");
        let swap = |letter: char| match (self, letter) {
            (Self::English, other) => other,
            (Self::French | Self::Portuguese, ' ') | (Self::Spanish, '.') => ',',
            (Self::French | Self::Portuguese | Self::Spanish, ',') => '.',
            (_, other) => other,
        };
        number.chars().map(swap).collect()
    }
}

/// True and false in the words of spreadsheet programs.
pub(super) const fn words_of_truth(language: Language) -> [&'static str; 2] {
    match language {
        Language::English => ["TRUE", "FALSE"],
        Language::French => ["VRAI", "FAUX"],
        Language::Spanish => ["VERDADERO", "FALSO"],
        Language::Portuguese => ["VERDADEIRO", "FALSO"],
    }
}

/// The texts of a language, by key.
const fn source(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("phrases/en.ftl"),
        Language::French => include_str!("phrases/fr.ftl"),
        Language::Spanish => include_str!("phrases/es.ftl"),
        Language::Portuguese => include_str!("phrases/pt.ftl"),
    }
}
