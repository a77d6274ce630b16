//! Values of the domain in the words of a language.

use chrono::Datelike;

use crate::config::Mode;
use crate::domain::facts::{ExpenditureCategory, ReceiptKind, ResultKind};
use crate::domain::{
    Earmark, EarmarkCategory, EarmarkLimit, GeographyCode, LimitKind, LimitScope, Money, Period, Target, ThemeCode,
};
use crate::ledger::InstalmentStatus;

use super::super::grid::{Series, Sheet, Unit, Value};
use super::Report;

impl Report<'_> {
    /// A year; with the day up to which it goes, where that is not its end.
    pub fn year_words(&self, year: i32) -> String {
        let as_of = self.view.ledger.as_of;
        if as_of.year() != year || (as_of.month(), as_of.day()) == (12, 31) {
            return year.to_string();
        }
        // What says up to when the year goes stays on one line.
        let day = self.phrases.day_of_year(as_of).replace(' ', "\u{a0}");
        self.phrases.with("year-to", &[("year", &year.to_string()), ("day", &day)])
    }

    /// The unit in which a chart of cells shows them, and its title, which says it.
    pub fn chart_title(&self, key: &str, sheet: &Sheet, series: &[Series]) -> (Unit, String) {
        let values = series.iter().flat_map(|series| sheet.values(series.values)).filter_map(Value::whole);
        let unit = Unit::of(values, self.view.fund.exponent());
        let words = match unit {
            Unit::Ones => "unit-ones",
            Unit::Thousands => "unit-thousands",
            Unit::Millions => "unit-millions",
        };
        let words = self.phrases.with(words, &[("currency", self.currency())]);
        (unit, self.phrases.with(key, &[("unit", &words)]))
    }

    /// An amount of base money with its currency.
    pub fn in_base(&self, money: Money) -> String {
        let amount = self.phrases.amount(money, self.view.fund.exponent());
        self.phrases.in_currency(self.view.fund.base_currency, &amount)
    }

    /// The same without decimals, where it has none.
    pub fn in_base_round(&self, money: Money) -> String {
        let exponent = self.view.fund.exponent();
        let unit = 10_i64.pow(exponent);
        let amount = match money.minor() % unit {
            0 => self.phrases.amount(Money::from_minor(money.minor() / unit), 0),
            _ => self.phrases.amount(money, exponent),
        };
        self.phrases.in_currency(self.view.fund.base_currency, &amount)
    }

    pub(super) fn category_words(&self, category: ExpenditureCategory) -> String {
        self.text(match category {
            ExpenditureCategory::Staff => "category-staff",
            ExpenditureCategory::Supplies => "category-supplies",
            ExpenditureCategory::Equipment => "category-equipment",
            ExpenditureCategory::ContractualServices => "category-contractual",
            ExpenditureCategory::Travel => "category-travel",
            ExpenditureCategory::Transfers => "category-transfers",
            ExpenditureCategory::GeneralOperating => "category-operating",
            ExpenditureCategory::IndirectSupport => "category-indirect",
            ExpenditureCategory::Opening => "category-opening",
        })
    }

    pub fn receipt_kind(&self, kind: ReceiptKind) -> String {
        self.text(match kind {
            ReceiptKind::Deposit => "receipt-deposit",
            ReceiptKind::Refund => "receipt-refund",
            ReceiptKind::WriteOff => "receipt-write-off",
            ReceiptKind::Interest => "receipt-interest",
            ReceiptKind::BankCharge => "receipt-bank-charge",
            ReceiptKind::Transfer => "receipt-transfer",
        })
    }

    pub fn result_kind(&self, kind: ResultKind) -> String {
        self.text(match kind {
            ResultKind::InstitutionalChange => "result-change",
            ResultKind::LegalCoverage => "result-legal",
            ResultKind::EffectiveCoverage => "result-effective",
            ResultKind::Adequacy => "result-adequacy",
        })
    }

    pub fn instalment_status(&self, status: InstalmentStatus) -> String {
        self.text(match status {
            InstalmentStatus::Paid => "instalment-paid",
            InstalmentStatus::Overdue => "instalment-overdue",
            InstalmentStatus::Coming => "instalment-coming",
            InstalmentStatus::WrittenOff => "instalment-written-off",
        })
    }

    /// A period: years as numbers, anything else from day to day.
    pub fn period(&self, period: Period) -> String {
        if period.is_whole_years() {
            return period.to_string();
        }
        let (from, to) = (self.phrases.day(period.from), self.phrases.day(period.to));
        self.phrases.with("period", &[("from", &from), ("to", &to)])
    }

    /// What a donor would like to fund.
    pub fn wishes(&self, targets: &[Target]) -> String {
        let (world, all) = (self.view.fund.geography.root(), self.view.fund.themes.root());
        match targets {
            [target] if target.geography == *world && target.theme == *all => {
                self.phrases.labelled(&self.place(world), &self.theme(all))
            }
            _ => self.targets(targets),
        }
    }

    /// What targets say together: places that have the same themes are named once with them.
    fn targets(&self, targets: &[Target]) -> String {
        let fund = self.view.fund;
        let mut themes_of: Vec<(&GeographyCode, Vec<&ThemeCode>)> = Vec::new();
        for target in targets {
            match themes_of.iter_mut().find(|(place, _)| *place == &target.geography) {
                Some((_, themes)) => themes.push(&target.theme),
                None => themes_of.push((&target.geography, vec![&target.theme])),
            }
        }
        let mut groups: Vec<(Vec<&GeographyCode>, Vec<&ThemeCode>)> = Vec::new();
        for (place, themes) in themes_of {
            match groups.iter_mut().find(|(_, of_group)| *of_group == themes) {
                Some((places, _)) => places.push(place),
                None => groups.push((vec![place], themes)),
            }
        }
        let words = groups.into_iter().map(|(places, themes)| {
            let everywhere = places == [fund.geography.root()];
            let everything = themes == [fund.themes.root()];
            let places = places.iter().map(|place| self.place(place)).collect::<Vec<_>>().join(", ");
            let themes = themes.iter().map(|theme| self.theme(theme)).collect::<Vec<_>>().join(" / ");
            match (everywhere, everything) {
                (true, true) => self.text("earmark-none"),
                (false, true) => places,
                (true, false) => themes,
                (false, false) => self.phrases.labelled(&places, &themes),
            }
        });
        self.phrases.listed(&words.collect::<Vec<_>>())
    }

    /// What an earmark says.
    pub fn earmark(&self, earmark: &Earmark) -> String {
        let mut parts = vec![self.targets(&earmark.include)];
        if !earmark.exclude.is_empty() {
            parts.push(self.phrases.with("earmark-except", &[("places", &self.targets(&earmark.exclude))]));
        }
        parts.extend(earmark.limits.iter().map(|limit| self.limit(limit)));
        if let Some(window) = earmark.window {
            parts.push(self.window(window));
        }
        parts.join(". ")
    }

    /// The figure or term whose meaning is to be said: where people decide, unallocated money may wait for them, or be held by
    /// them, though priorities could take it.
    pub fn meant<'k>(&self, key: &'k str) -> &'k str {
        let decided = self.view.fund.allocation.mode == Mode::Decided || !self.holdings.amounts.held.is_zero();
        match key {
            "waiting" if decided => "waiting-decided",
            _ => key,
        }
    }

    /// The name of the delivery rate, which says so where money lapsed: that is no longer allocated.
    pub fn rate_called(&self) -> &'static str {
        if self.holdings.amounts.lapsed.is_zero() { "position-delivery" } else { "position-delivery-lapsed" }
    }

    /// What a delivery rate leaves out, below a list that has one; nothing where nothing lapsed.
    pub fn note_on_delivery(&self) -> Option<String> {
        let lapsed = self.holdings.amounts.lapsed;
        let said = || self.phrases.with("note-delivery-lapsed", &[("amount", &self.in_base(lapsed))]);
        (!lapsed.is_zero()).then(said)
    }

    /// For which needs an earmark is; an end that is open is not said.
    fn window(&self, window: Period) -> String {
        match (window.start(), window.end()) {
            (None, Some(to)) => self.phrases.with("earmark-until", &[("day", &self.phrases.day(to))]),
            (Some(from), None) => self.phrases.with("earmark-from", &[("day", &self.phrases.day(from))]),
            (Some(from), Some(to)) if !window.is_whole_years() => {
                let (from, to) = (self.phrases.day(from), self.phrases.day(to));
                self.phrases.with("earmark-days", &[("from", &from), ("to", &to)])
            }
            (None, None) | (Some(_), Some(_)) => {
                self.phrases.with("earmark-window", &[("period", &self.period(window))])
            }
        }
    }

    /// What a limit of an earmark says.
    pub fn limit(&self, limit: &EarmarkLimit) -> String {
        let scope = self.limit_scope(limit);
        let key = match limit.kind {
            LimitKind::AtLeast => "earmark-at-least",
            LimitKind::AtMost => "earmark-at-most",
        };
        let share = self.phrases.numerals(&limit.share.to_string());
        self.phrases.with(key, &[("share", &share), ("scope", &scope)])
    }

    /// What a limit is about.
    pub fn limit_scope(&self, limit: &EarmarkLimit) -> String {
        match &limit.scope {
            LimitScope::Target(target) => self.targets(std::slice::from_ref(target)),
            LimitScope::OutsideCountries => self.text("earmark-outside"),
        }
    }

    pub fn earmark_category(&self, category: EarmarkCategory) -> String {
        self.text(match category {
            EarmarkCategory::Unearmarked => "earmark-1",
            EarmarkCategory::SoftlyEarmarked => "earmark-2",
            EarmarkCategory::Earmarked => "earmark-3",
            EarmarkCategory::TightlyEarmarked => "earmark-4",
        })
    }
}
