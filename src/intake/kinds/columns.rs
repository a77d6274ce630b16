//! The columns that the kinds of sheet have.
//!
//! What comes in: nothing. What leaves: the words in which a kind declares its columns, and a look-up of headers. What
//! it does not know: which kind has which columns, files and rows.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::config::InputKind;
use crate::domain::Currency;
use crate::domain::text::comparable;

use crate::intake::kinds::columns_of;

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident),+ $(,)?) => {
        /// A column of some kind of sheet.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Column { $($(#[$doc])* $variant),+ }

        impl Column {
            /// How many there are.
            pub const COUNT: usize = [$(Self::$variant),+].len();
        }
    };
}

columns! {
    /// What a decision does.
    Action,
    /// Whether a decision acts.
    Status,
    /// Who decided.
    Body,
    /// Who gets the money of a decision.
    Recipient,
    /// The decision that a release ends.
    Ends,
    /// What the program recommended.
    Recommended,
    /// Who pays for a recommendation, and how much.
    PaidBy,
    /// What becomes of a cell that gets less than was recommended.
    Remainder,
    /// The cell that placed money leaves.
    FromCell,
    /// The cell that it goes to.
    ToCell,
    /// Why something was decided.
    Reason,
    /// The code of a donor.
    Code,
    /// The name of a donor.
    Name,
    /// The name of a donor in English.
    NameEnglish,
    /// In French.
    NameFrench,
    /// In Spanish.
    NameSpanish,
    /// In Portuguese.
    NamePortuguese,
    /// The type of a donor, or of an expenditure line.
    Type,
    /// A country or region.
    Country,
    /// The language of a donor's reports.
    Language,
    /// A person to write to.
    Contact,
    /// What that person or desk is called in English.
    ContactEnglish,
    /// In French.
    ContactFrench,
    /// In Spanish.
    ContactSpanish,
    /// In Portuguese.
    ContactPortuguese,
    /// How much of a donor everybody may know.
    Visibility,
    /// For which period a donor wants a statement of its own.
    Reporting,
    /// The places that a donor would like to fund.
    InterestPlaces,
    /// The themes that a donor would like to fund.
    InterestThemes,
    /// That person's address.
    Email,
    /// The reference of an agreement.
    Agreement,
    /// A donor's code or name.
    Donor,
    /// Where an agreement stands in its life.
    Stage,
    /// When it was signed or announced.
    SignedOn,
    /// A currency's code.
    Currency,
    /// An amount.
    Amount,
    /// An earmarking category, or a category of expenditure.
    Category,
    /// The places of an earmark.
    Places,
    /// The themes of an earmark.
    Themes,
    /// What an earmark leaves out.
    Excluding,
    /// The limits of an earmark.
    Limits,
    /// From when an agreement, or the need of a cell, is valid.
    ValidFrom,
    /// Until when an agreement is valid.
    ValidTo,
    /// The first day whose costs an agreement may pay.
    EligibleFrom,
    /// Where the money comes from in the organisation's books.
    FundingSource,
    /// The administrative fee.
    FeeRate,
    /// The programme support rate.
    SupportRate,
    /// How the levy is charged.
    Levy,
    /// What the donor calls an agreement.
    DonorReference,
    /// A title.
    Title,
    /// A title in English.
    TitleEnglish,
    /// In French.
    TitleFrench,
    /// In Spanish.
    TitleSpanish,
    /// In Portuguese.
    TitlePortuguese,
    /// Remarks.
    Notes,
    /// A number: of an amendment, an instalment, or of what a result counts.
    Number,
    /// When an instalment is due.
    DueDate,
    /// The number of a receipt.
    Receipt,
    /// A date.
    Date,
    /// What a line is.
    Kind,
    /// The amount that was booked, in base currency.
    BaseAmount,
    /// What is left after a booking.
    Balance,
    /// A theme.
    Theme,
    /// A period.
    Period,
    /// The need of a cell.
    Need,
    /// The weight of a cell.
    Weight,
    /// The least that a cell should have.
    Floor,
    /// The most that a cell may have.
    Ceiling,
    /// What a cell has from outside the pool.
    Outside,
    /// A project.
    Project,
    /// The number of a document.
    Document,
    /// A description.
    Description,
    /// The agreement that money moves to.
    ToAgreement,
    /// The obligation that an expenditure line settles.
    Obligation,
    /// What an agreement had allocated to a cell.
    Allocated,
    /// What was charged to it there.
    Charged,
    /// The last day that balances, or a reconciliation, hold.
    AsAt,
    /// How many units a rate is for.
    Quantity,
    /// Units of a currency for one unit of the base currency.
    UnitsPerBase,
    /// From when a rate or an amendment holds.
    EffectiveDate,
    /// When a rate was published.
    PublicationDate,
    /// What a line of finance's extract refers to.
    Reference,
    /// What takes from an account, in a column of its own.
    Debit,
    /// What adds to it.
    Credit,
    /// An open item of the reconciliation.
    Item,
    /// What is done about it.
    Settlement,
    /// Who sees to it.
    Owner,
    /// A name as written.
    AsWritten,
    /// What it means.
    Means,
    /// Who decided.
    DecidedBy,
    /// When it was decided.
    DecidedOn,
}

/// The names that a drop-down offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Codes of donors.
    Donors,
    /// Countries and regions.
    Places,
    /// Themes and pillars.
    Themes,
    /// Codes of currencies.
    Currencies,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Donors, Self::Places, Self::Themes, Self::Currencies];
}

/// What the cells of a column take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Any text.
    Text,
    /// A date.
    Date,
    /// Money with decimals.
    Amount,
    /// A whole number.
    Whole,
    /// A percentage.
    Percent,
    /// A number with up to six decimals.
    Rate,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of the names of a list.
    Name(List),
}

/// A column that a kind of sheet has.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Which.
    pub column: Column,
    /// Whether the sheet cannot be read without it.
    pub required: bool,
    /// Columns of which any stands in its place.
    pub unless: &'static [Column],
    /// Its names, the canonical one first. `{base}` stands for the base currency's code.
    pub names: &'static [&'static str],
    /// What its cells take.
    pub form: Form,
    /// Its width on a new sheet, in characters.
    pub width: u8,
    /// What to write there, for those who fill it in.
    pub hint: &'static str,
    /// Whether a new sheet has it; others stand on sheets that the program writes.
    pub on_new_sheets: bool,
}

/// A column without which the sheet cannot be read.
pub(super) const fn required(
    column: Column,
    names: &'static [&'static str],
    form: Form,
    width: u8,
    hint: &'static str,
) -> ColumnSpec {
    ColumnSpec { column, required: true, unless: &[], names, form, width, hint, on_new_sheets: true }
}

/// A column without which the sheet cannot be read, unless another stands in its place.
pub(super) const fn required_unless(
    column: Column,
    names: &'static [&'static str],
    form: Form,
    width: u8,
    hint: &'static str,
    unless: &'static [Column],
) -> ColumnSpec {
    ColumnSpec { unless, ..required(column, names, form, width, hint) }
}

/// A column that the sheet may lack.
pub(super) const fn optional(
    column: Column,
    names: &'static [&'static str],
    form: Form,
    width: u8,
    hint: &'static str,
) -> ColumnSpec {
    ColumnSpec { required: false, ..required(column, names, form, width, hint) }
}

/// A column for amounts that go one way, as systems of finance write them, where new sheets have one column for both.
pub(super) const fn one_way(column: Column, names: &'static [&'static str], hint: &'static str) -> ColumnSpec {
    ColumnSpec { on_new_sheets: false, ..optional(column, names, Form::Amount, 16, hint) }
}

/// A column that the sheet may lack, and that only sheets have which the program writes.
pub(super) const fn written_only(
    column: Column,
    names: &'static [&'static str],
    form: Form,
    hint: &'static str,
) -> ColumnSpec {
    ColumnSpec { on_new_sheets: false, ..optional(column, names, form, 30, hint) }
}

/// A column for what another column names, in one of the languages of reports. New sheets lack it: most funds have one language.
pub(super) const fn in_language(column: Column, names: &'static [&'static str], width: u8) -> ColumnSpec {
    let hint = "The same in this language, for reports in it; without it they show it as it is written, and say so.";
    ColumnSpec { on_new_sheets: false, ..optional(column, names, Form::Text, width, hint) }
}

impl ColumnSpec {
    /// The name that is used in messages, in `fund.toml` and on a new sheet.
    pub const fn canonical(&self) -> &'static str {
        match self.names {
            [first, ..] => first,
            [] => "",
        }
    }
}

/// The names by which the columns of a kind are headed, in their comparable form, so that a sheet's headers are looked
/// up and not compared with each.
#[derive(Debug)]
pub(in crate::intake) struct Headings {
    kind: InputKind,
    names: HashMap<String, &'static ColumnSpec>,
}

impl Headings {
    /// Those of a kind, in a fund of this base currency.
    pub fn of(kind: InputKind, base: Currency) -> Self {
        let mut names = HashMap::new();
        for spec in columns_of(kind) {
            for name in spec.names {
                names.entry(comparable(&name.replace("{base}", base.code()))).or_insert(spec);
            }
        }
        Self { kind, names }
    }

    /// The columns of the kind.
    pub fn specs(&self) -> &'static [ColumnSpec] {
        columns_of(self.kind)
    }

    /// The column that a header or a name in `fund.toml` means.
    pub fn called(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.comparably(&comparable(name))
    }

    /// The column of a name in its comparable form.
    pub fn comparably(&self, name: &str) -> Option<&'static ColumnSpec> {
        self.names.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_kind_has_two_columns_of_one_name() {
        for kind in InputKind::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for spec in columns_of(kind) {
                for name in spec.names {
                    let before = seen.insert(comparable(name), spec.column);
                    assert!(before.is_none_or(|before| before == spec.column), "{kind:?} {name}");
                }
            }
        }
    }
}
