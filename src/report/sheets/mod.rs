//! The sheets that a donor's workbook and the fund's have in common; each builder takes a [`Report`].
//!
//! What comes in: the figures of one donor, or of all together, and a language. What leaves: sheets, and checks that
//! tie them with each other. What it does not know: file formats.

mod agreements;
mod allocation;
pub(super) mod attention;
pub(super) mod available;
pub(super) mod breakdown;
mod changes;
mod checks;
pub(super) mod common;
mod contributions;
pub(super) mod data;
pub(super) mod decisions;
pub(super) mod earmarks;
mod ended;
pub(super) mod exceptions;
mod expenditure;
pub(super) mod flows;
pub(super) mod folds;
mod names;
pub(super) mod notes;
mod obligations;
mod own_words;
mod pending;
mod period;
pub(super) mod position;
pub(super) mod reasons;
pub(super) mod results;
pub(super) mod statement;
pub(super) mod summary;
mod transactions;
mod words;

use std::rc::Rc;
use std::sync::Arc;

use crate::attribute::outcome::Amounts;
use crate::domain::facts::{Donor, Visibility};
use crate::domain::{AgreementRef, Called, DonorCode, Language, Money};
use crate::ledger::{AgreementPosition, Told};

use super::grid::{Book, Figure, Head, Logo, Sheet, Style, Value};
use super::manifest::Status;
use super::origin::{Basis, Origin};
use super::phrasebook::Phrasebook;
use super::view::{Holdings, View};
use folds::Folds;
use names::KnownNames;

/// The line on which somebody signs by hand.
pub(super) const TO_SIGN: &str = "____________________";

/// Whose report it is.
#[derive(Clone, Copy)]
pub(super) enum Whose<'a> {
    /// One donor's.
    Donor(&'a Donor),
    /// The whole fund's.
    Fund,
}

/// A check of the workbook: a formula that should be true.
pub(super) struct Check {
    pub words: String,
    pub tied: Figure,
}

impl Check {
    /// Whether it is true.
    pub fn holds(&self) -> bool {
        *self.tied.value() == Value::Truth(true)
    }
}

/// What the builders of sheets share.
pub(super) struct Report<'a> {
    pub view: &'a View<'a>,
    pub whose: Whose<'a>,
    /// Where it is about one agreement alone.
    agreement: Option<&'a AgreementRef>,
    pub holdings: Arc<Holdings<'a>>,
    pub phrases: Arc<Phrasebook>,
    pub checks: Vec<Check>,
    names: Rc<KnownNames>,
    /// Under what each donor is told, where others than the fund read it.
    told: Option<Told>,
    /// What is told together there with other money.
    pub folds: Folds,
}

impl<'a> Report<'a> {
    pub fn of_donor(view: &'a View<'a>, donor: &'a Donor) -> Self {
        let phrases = Phrasebook::new(view.language_of(donor)).on_paper(view.on_paper).into();
        Self::about(view, Whose::Donor(donor), view.of(&donor.code), phrases)
    }

    pub fn of_fund(view: &'a View<'a>) -> Self {
        Self::in_language(view, view.language())
    }

    /// Of the fund, for others to read: donors that are not named are told together, and no agreement stands alone.
    pub fn for_others(view: &'a View<'a>) -> Self {
        let told = Told::of(view.donors(), view.ledger);
        Self { folds: Folds::of(view, &told), told: Some(told), ..Self::of_fund(view) }
    }

    /// Whether others than the fund read it.
    pub const fn is_for_others(&self) -> bool {
        self.told.is_some()
    }

    /// What a donor stands under: its code; where others read it, for those that are not named what all of them are called.
    pub fn donor_label(&self, donor: &DonorCode) -> Arc<str> {
        match self.told.as_ref().and_then(|told| told.visibility(donor)) {
            Some(Visibility::Anonymous) => self.text("donors-anonymous").into(),
            Some(Visibility::Internal) => self.text("concept-others").into(),
            Some(Visibility::Public | Visibility::TotalsOnly) | None => donor.clone().into(),
        }
    }

    /// Whether an agreement may be named.
    pub fn may_name(&self, agreement: &AgreementRef) -> bool {
        self.told.as_ref().is_none_or(|told| told.names(self.view.ledger, agreement))
    }

    /// As the fund's own, in another language.
    pub fn in_language(view: &'a View<'a>, language: Language) -> Self {
        let phrases = Phrasebook::new(language).on_paper(view.on_paper).into();
        Self::about(view, Whose::Fund, view.of_all(), phrases)
    }

    /// Of one of its agreements alone.
    pub fn of_agreement(&self, position: &'a AgreementPosition) -> Self {
        let holdings = self.view.of_agreement(&self.holdings, position);
        let report = Self::about(self.view, self.whose, Arc::new(holdings), Arc::clone(&self.phrases));
        Self { agreement: Some(&position.agreement.reference), names: Rc::clone(&self.names), ..report }
    }

    fn about(view: &'a View<'a>, whose: Whose<'a>, holdings: Arc<Holdings<'a>>, phrases: Arc<Phrasebook>) -> Self {
        Self {
            view,
            whose,
            agreement: None,
            holdings,
            phrases,
            checks: Vec::new(),
            names: Rc::default(),
            told: None,
            folds: Folds::default(),
        }
    }

    /// Where a figure of this report comes from: of its agreement, of its donor, or of all.
    pub fn origin(&self, basis: Basis) -> Origin {
        let origin = match self.whose {
            Whose::Donor(donor) => Origin::of(basis).donor(&donor.code),
            Whose::Fund => Origin::of(basis),
        };
        match self.agreement {
            Some(agreement) => origin.agreement(agreement),
            None => origin,
        }
    }

    /// Where a figure of this report comes from that is the sum of what its agreements have by a rule.
    pub fn by_agreement(&self, basis: Basis, rule: &str, amount: impl Fn(&Amounts) -> Money) -> Origin {
        let terms = self.holdings.positions.iter().map(|position| {
            let reference = &position.agreement.reference;
            (format!("{reference}: {rule}"), amount(&self.view.amounts(reference)))
        });
        self.origin(basis).made_of(terms)
    }

    pub fn text(&self, key: &str) -> String {
        self.phrases.get(key)
    }

    /// The head of a column.
    pub fn head(&self, key: &str, width: u16) -> Head {
        Head::new(self.text(key), width)
    }

    /// The heading of a column of texts that stand as people wrote them, marked where that may be in another language.
    pub fn head_as_written(&self, key: &str, width: u16) -> Head {
        let text = self.text(key);
        Head::new(if self.has_texts_as_written() { format!("{text}{}", Called::MARK) } else { text }, width)
    }

    /// The heading of a part; of the statement of an agreement, behind which agreement it is.
    pub fn titled(&self, key: &str) -> String {
        let text = self.text(key);
        self.agreement.map_or_else(|| text.clone(), |agreement| format!("{agreement} · {text}"))
    }

    pub fn currency(&self) -> &'static str {
        self.view.fund.base_currency.code()
    }

    /// A new sheet with its heading: title, whose and as of when, and the remark of all reports. Its name is the
    /// text `sheet-` and the key, its title the text `title-` and the key.
    pub fn sheet(&self, key: &str) -> Sheet {
        let owner = match self.whose {
            Whose::Donor(donor) => self.donor_called(donor).marked(),
            Whose::Fund => self.text("all-donors"),
        };
        self.sheet_about(key, &owner, self.originals_note())
    }

    /// The same about something else than whose report it is, with a note on names in its heading, where one is wanted.
    pub fn sheet_about(&self, key: &str, owner: &str, note: Option<String>) -> Sheet {
        let mut sheet = Sheet::new(self.text(&format!("sheet-{key}")));
        sheet.says_origins = self.view.says_origins;
        sheet.line(self.text(&format!("title-{key}")), Style::Title);
        sheet.paragraph(format!("{owner} · {}", self.fund_called().marked()), Style::Subtitle);
        let draft = if EXPLAINED.contains(&key) { "edition-draft-means" } else { "edition-draft" };
        sheet.line(as_of_line(self.view, &self.phrases, draft), Style::Note);
        if let Some(note) = note {
            sheet.line(note, Style::Note);
        }
        if let Some(remark) = self.remark() {
            sheet.paragraph(remark, Style::Mark);
        }
        sheet.print.heading = sheet.next_row();
        sheet
    }

    /// What every set page says at its foot, and what the sign behind names means where there are some.
    fn foot(&self) -> String {
        let said = [Some(foot(self.view, &self.phrases)), self.originals_note()];
        said.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Adds a check that two figures are the same.
    pub fn check_equal(&mut self, key: &str, one: &Figure, other: &Figure) {
        self.check_that(self.text(key), one, other);
    }

    /// The same, in words that say which figures.
    pub fn check_that(&mut self, words: String, one: &Figure, other: &Figure) {
        self.checks.push(Check { words, tied: one.equals(other, self.view.fund.exponent()) });
    }

    /// The book of some sheets, and of a last one with all checks that they asked for and their control totals.
    pub fn book(&self, title: String, mut sheets: Vec<Sheet>) -> Book {
        let checks = checks::sheet(self, &sheets);
        sheets.push(checks);
        if let Some(first) = sheets.first_mut() {
            first.entitle(&title);
        }
        if let (Some(first), Some(picture)) = (sheets.first_mut(), &self.view.fund.reports.picture) {
            let alternative_text = self.phrases.with("logo-alternative", &[("fund", self.fund_called().name)]);
            first.logo = Some(Logo { picture: Arc::clone(picture), alternative_text });
        }
        sheets.iter_mut().for_each(|sheet| sheet.lay_out(self.view.fund.exponent()));
        Book {
            title,
            subject: self.fund_called().name.to_owned(),
            organisation: self.fund_called().name.to_owned(),
            language: self.phrases.language(),
            exponent: self.view.fund.exponent(),
            as_of: self.view.ledger.as_of,
            foot: self.foot(),
            sheets,
        }
    }
}

/// The sheets that books begin with: they say what a draft is.
const EXPLAINED: [&str; 3] = ["summary", "gap", "annual"];

/// Of when, in which edition and in what currency figures are; a draft is called by the text of a key.
fn as_of_line(view: &View<'_>, phrases: &Phrasebook, draft: &str) -> String {
    let edition = phrases.get(match view.provenance.status {
        Status::Draft => draft,
        Status::Closed => "edition-closed",
    });
    let day = phrases.day(view.ledger.as_of);
    let words = [("day", day.as_str()), ("edition", &edition), ("currency", view.fund.base_currency.code())];
    phrases.with("as-of-line", &words)
}

/// What every set page says at its foot: the fund's code, and of when, in which edition and in what currency figures are.
pub(super) fn foot(view: &View<'_>, phrases: &Phrasebook) -> String {
    format!("{} · {}", view.fund.code, as_of_line(view, phrases, "edition-draft"))
}
