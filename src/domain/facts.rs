//! Facts: what the rows of the spreadsheets say, typed and resolved, each with its source.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::code::{AgreementRef, DonorCode, GeographyCode, ThemeCode};
use super::currency::{Currency, OriginalAmount};
use super::earmark::{Earmark, Weight};
use super::money::{Money, Percent};
use super::period::Period;
use super::source::Source;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// All of them, in their usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Their names, in the same order.
            pub const NAMES: &'static [&'static str] = &[$($text),+];

            /// The name as it stands in the spreadsheets.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads the name, whatever its case and punctuation.
            pub fn parse(text: &str) -> Option<Self> {
                let wanted = super::text::comparable(text);
                Self::ALL.iter().copied().find(|this| super::text::comparable(this.name()) == wanted)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.name())
            }
        }
    };
}

named!(
    /// What kind of organisation a donor is.
    DonorType {
        /// A government or its agency.
        Government = "government",
        /// A private foundation.
        Foundation = "foundation",
        /// A pooled fund of the United Nations, or the European Commission.
        Multilateral = "un fund",
        /// A country that funds work at home.
        Domestic = "domestic",
        /// A company or another private donor.
        Private = "private",
    }
);
named!(
    /// Whether an agreement is announced or signed.
    AgreementStage {
        /// Announced, not binding.
        Pledge = "pledge",
        /// Signed.
        Commitment = "commitment",
    }
);
named!(
    /// Where the money of an agreement comes from in the organisation's books.
    FundingSource {
        /// Regular budget.
        RegularBudget = "regular budget",
        /// Regular budget supplementary account: fully unearmarked.
        SupplementaryAccount = "rbsa",
        /// Extra-budgetary.
        ExtraBudgetary = "extra-budgetary",
    }
);
named!(
    /// How the coordination levy is charged.
    Levy {
        /// No levy.
        None = "none",
        /// Paid out of the contribution.
        Included = "included",
        /// Paid by the donor on top of it.
        OnTop = "on top",
    }
);
named!(
    /// What a line of the receipts' sheet is. Amounts are positive; the kind gives the sign.
    ReceiptKind {
        /// Cash received.
        Deposit = "deposit",
        /// Cash paid back to the donor.
        Refund = "refund",
        /// Committed money that will not come.
        WriteOff = "write-off",
        /// Interest and investment income of the fund.
        Interest = "interest",
        /// A charge of the bank.
        BankCharge = "bank charge",
    }
);
named!(
    /// The harmonised expenditure categories of the UN Sustainable Development Group.
    ExpenditureCategory {
        /// Staff and other personnel.
        Staff = "staff",
        /// Supplies, commodities, materials.
        Supplies = "supplies",
        /// Equipment, vehicles, furniture.
        Equipment = "equipment",
        /// Contractual services.
        ContractualServices = "contractual services",
        /// Travel.
        Travel = "travel",
        /// Transfers and grants to counterparts.
        Transfers = "transfers and grants",
        /// General operating and other direct costs.
        GeneralOperating = "general operating",
        /// Indirect support costs.
        IndirectSupport = "indirect support",
    }
);
named!(
    /// Whether money was spent or is only bound by an open purchase obligation.
    ExpenditureType {
        /// Spent.
        Expenditure = "expenditure",
        /// Bound, shown beside expenditure and never in it.
        Obligation = "obligation",
    }
);
named!(
    /// What a result counts.
    ResultKind {
        /// A law, policy, scheme or system changed.
        InstitutionalChange = "institutional change",
        /// People newly covered in law.
        LegalCoverage = "legal coverage",
        /// People newly covered in effect.
        EffectiveCoverage = "effective coverage",
        /// People whose benefits became adequate.
        Adequacy = "adequacy",
    }
);
named!(
    /// What a line of the finance system's extract is.
    FinanceKind {
        /// A deposit.
        Deposit = "deposit",
        /// A refund to a donor.
        Refund = "refund",
        /// A budget issued to a project or cell.
        Budget = "budget",
        /// Expenditure.
        Expenditure = "expenditure",
    }
);

/// A donor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Donor {
    /// Its code.
    pub code: DonorCode,
    /// Its name, without footnote marks.
    pub name: String,
    /// What kind of organisation it is.
    pub donor_type: Option<DonorType>,
    /// Where it sits.
    pub country: Option<GeographyCode>,
    /// The language of its reports.
    pub language: Option<String>,
    /// The person to write to.
    pub contact: Option<String>,
    /// That person's address.
    pub email: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// An agreement: a pledge or a signed commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its reference.
    pub reference: AgreementRef,
    /// Who gives.
    pub donor: DonorCode,
    /// Announced or signed.
    pub stage: AgreementStage,
    /// When it was signed or announced.
    pub signed_on: NaiveDate,
    /// The full amount, in the agreement's currency.
    pub amount: OriginalAmount,
    /// What it may pay for.
    pub earmark: Earmark,
    /// Where the money comes from.
    pub funding_source: Option<FundingSource>,
    /// The administrative fee, if not the fund's.
    pub fee_rate: Option<Percent>,
    /// The programme support rate, if not the fund's.
    pub support_rate: Option<Percent>,
    /// How the levy is charged, if not by the fund's rule.
    pub levy: Option<Levy>,
    /// Its title.
    pub title: Option<String>,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A payment that an agreement foresees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// Of which agreement.
    pub agreement: AgreementRef,
    /// Its number as written.
    pub number: Option<String>,
    /// When it is due.
    pub due_on: NaiveDate,
    /// How much, in the agreement's currency.
    pub amount: OriginalAmount,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A line of the receipts' sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// The agreement it belongs to; none for interest and bank charges.
    pub agreement: Option<AgreementRef>,
    /// When it was booked.
    pub date: NaiveDate,
    /// What it is.
    pub kind: ReceiptKind,
    /// How much, positive, in the currency of the payment.
    pub amount: OriginalAmount,
    /// The base amount that was booked, where the row gives one.
    pub base_amount: Option<Money>,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A cell of the fund's priorities: a place, a theme, a period, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Priority {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// The period of need.
    pub period: Period,
    /// What it needs in all.
    pub need: Money,
    /// Its weight in fairness.
    pub weight: Weight,
    /// What it should have at least, outside money included.
    pub floor: Money,
    /// What it may have at most, outside money included.
    pub ceiling: Money,
    /// What is funded from outside the pool.
    pub outside: Money,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

impl Priority {
    /// The cell's name for people and files: `TGO/T02/2021-2025`.
    pub fn id(&self) -> String {
        format!("{}/{}/{}", self.geography, self.theme, self.period)
    }
}

/// A line of expenditure or an open obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expenditure {
    /// When it was booked.
    pub date: NaiveDate,
    /// The project.
    pub project: String,
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// What it was spent on.
    pub category: ExpenditureCategory,
    /// How much, in the currency of the document; negative for a credit.
    pub amount: OriginalAmount,
    /// The base amount that was booked, where the row gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_amount: Option<Money>,
    /// The agreement it is charged to, where the row names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// Spent, or bound.
    pub expenditure_type: ExpenditureType,
    /// The document's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What it was for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// An exchange rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// The currency.
    pub currency: Currency,
    /// Units of it for one unit of the base currency; above zero.
    pub units_per_base: Decimal,
    /// From when it holds.
    pub effective_on: NaiveDate,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultFact {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// When.
    pub date: NaiveDate,
    /// What is counted.
    pub kind: ResultKind,
    /// How many.
    pub number: u64,
    /// In words.
    pub description: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A donor as finance writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinanceDonor {
    /// The name as it stands there.
    pub written: String,
    /// Whom it means: by code, name or a decided alias. Nothing where it is certain of nobody, which reconciliation says.
    pub code: Option<DonorCode>,
}

/// A line of the finance system's extract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinanceLine {
    /// The document's number.
    pub document: String,
    /// What it is.
    pub kind: FinanceKind,
    /// When it was booked there.
    pub date: NaiveDate,
    /// The donor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub donor: Option<FinanceDonor>,
    /// The agreement, receipt or document that it refers to, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geography: Option<GeographyCode>,
    /// The theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeCode>,
    /// How much, in base currency, with the sign finance gives it.
    pub amount: Money,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A decision to move money that a closed month placed from one cell to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reallocation {
    /// From when it holds.
    pub date: NaiveDate,
    /// The agreement whose money moves.
    pub agreement: AgreementRef,
    /// The cell that gives it up, by its name: `TGO/T02/2021-2025`.
    pub from_cell: String,
    /// The cell that takes it.
    pub to_cell: String,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// Everything that the inputs say. The kinds that there are many of are shared by all who keep them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Donors.
    pub donors: Vec<Donor>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// Instalments.
    pub instalments: Vec<Instalment>,
    /// Receipts.
    pub receipts: Vec<Receipt>,
    /// Cells.
    pub priorities: Vec<Priority>,
    /// Expenditure and obligations.
    pub expenditure: Vec<Arc<Expenditure>>,
    /// Exchange rates.
    pub rates: Vec<Rate>,
    /// Results.
    pub results: Vec<ResultFact>,
    /// The finance system's extract.
    pub finance: Vec<Arc<FinanceLine>>,
    /// Decisions to move placed money.
    pub reallocations: Vec<Reallocation>,
}
