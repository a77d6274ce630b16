//! The fields of each kind of fact, and the words of what is one of several.
//!
//! A new field of a fact is added to its list here, with `Option`, a list, or `or` and a default: lines of before do not
//! have it.

use crate::domain::facts::{
    Agreement, AgreementStage, Amendment, Decision, DecisionAction, DecisionStatus, Donor, DonorType, Expenditure,
    ExpenditureCategory, ExpenditureType, FinanceDonor, FinanceKind, FinanceLine, FundingSource, Instalment, Levy,
    Opening, Priority, Rate, Reallocation, Receipt, ReceiptKind, Resolution, ResultFact, ResultKind, ResultTarget,
    Settlement, Visibility,
};
use crate::domain::{
    Earmark, EarmarkCategory, EarmarkChange, EarmarkLimit, Fact, FactKind, LimitKind, LimitScope, Money, Target, Weight,
};

use super::{Body, Item, KeptVisitor, Misfit, Value, record, words};

/// Declares the fields of the kinds of facts, as [`record`] does. A kind that is forgotten does not compile.
macro_rules! facts {
    ($($fact:ident { $($fields:tt)* })+) => {
        record! { $($fact beside source { $($fields)* })+ }

        /// Lets a visitor work on facts of a kind.
        pub(in crate::ledger::store) fn accept<V: KeptVisitor>(kind: FactKind, visitor: V) -> V::Output {
            match kind { $($fact::KIND => visitor.visit::<$fact>(),)+ }
        }
    };
}

facts! {
    Donor {
        "code" => code,
        "name" => name,
        "type" => donor_type,
        "country" => country,
        "language" => language,
        "contact" => contact,
        "email" => email,
        "visibility" => visibility,
        "reporting" => reporting,
        "interests" => interests,
        "names" => names,
        "contacts" => contacts,
    }
    Agreement {
        "reference" => reference,
        "donor" => donor,
        "stage" => stage,
        "signed_on" => signed_on,
        "amount" => amount,
        "earmark" => earmark,
        "eligible_from" => eligible_from,
        "funding_source" => funding_source,
        "fee_rate" => fee_rate,
        "support_rate" => support_rate,
        "levy" => levy,
        "donor_reference" => donor_reference,
        "title" => title,
        "notes" => notes,
        "titles" => titles,
    }
    Amendment {
        "agreement" => agreement,
        "number" => number,
        "effective_on" => effective_on,
        "amount" => amount,
        "earmark" => earmark or EarmarkChange::default(),
        "eligible_from" => eligible_from,
        "valid_from" => valid_from,
        "valid_to" => valid_to,
        "fee_rate" => fee_rate,
        "support_rate" => support_rate,
        "levy" => levy,
        "notes" => notes,
    }
    Instalment {
        "agreement" => agreement,
        "number" => number,
        "due_on" => due_on,
        "amount" => amount,
    }
    Receipt {
        "number" => number,
        "agreement" => agreement,
        "to_agreement" => to_agreement,
        "date" => date,
        "kind" => kind,
        "amount" => amount,
        "base_amount" => base_amount,
        "notes" => notes,
    }
    Priority {
        "geography" => geography,
        "theme" => theme,
        "period" => period,
        "valid_from" => valid_from,
        "need" => need,
        "weight" => weight or Weight::ONE,
        "floor" => floor or Money::ZERO,
        "ceiling" => ceiling,
        "outside" => outside or Money::ZERO,
        "notes" => notes,
    }
    Expenditure {
        "date" => date,
        "project" => project,
        "geography" => geography,
        "theme" => theme,
        "category" => category,
        "amount" => amount,
        "base_amount" => base_amount,
        "agreement" => agreement,
        "obligation" => obligation,
        "type" => expenditure_type or ExpenditureType::Expenditure,
        "document" => document,
        "description" => description,
    }
    Rate {
        "currency" => currency,
        "units_per_base" => units_per_base,
        "effective_on" => effective_on,
        "published_on" => published_on,
    }
    ResultFact {
        "geography" => geography,
        "theme" => theme,
        "date" => date,
        "kind" => kind,
        "number" => number,
        "description" => description,
    }
    FinanceLine {
        "document" => document,
        "kind" => kind,
        "date" => date,
        "donor" => donor,
        "reference" => reference,
        "geography" => geography,
        "theme" => theme,
        "agreement" => agreement,
        "project" => project,
        "amount" => amount,
        "original" => original,
        "total_of" => total_of,
    }
    Settlement {
        "item" => item,
        "resolution" => resolution,
        "amount" => amount,
        "reason" => reason,
        "owner" => owner,
        "by" => by,
        "on" => on,
        "as_of" => as_of,
    }
    ResultTarget {
        "geography" => geography,
        "theme" => theme,
        "kind" => kind,
        "number" => number,
        "by" => by,
    }
    Reallocation {
        "date" => date,
        "agreement" => agreement,
        "from_cell" => from_cell,
        "to_cell" => to_cell,
        "amount" => amount,
        "reason" => reason,
    }
    Decision {
        "number" => number,
        "date" => date,
        "body" => body,
        "status" => status,
        "action" => action,
        "agreement" => agreement,
        "from_cell" => from_cell,
        "to_cell" => to_cell,
        "amount" => amount,
        "ends" => ends,
        "recommended" => recommended,
        "recipient" => recipient,
        "reason" => reason,
    }
    Opening {
        "agreement" => agreement,
        "geography" => geography,
        "theme" => theme,
        "period" => period,
        "allocated" => allocated,
        "charged" => charged or Money::ZERO,
        "as_at" => as_at,
    }
}

record! {
    FinanceDonor {
        "written" => written,
        "code" => code,
    }
    Earmark {
        "category" => category,
        "include" => include,
        "exclude" => exclude,
        "window" => window,
        "limits" => limits,
    }
    EarmarkChange {
        "category" => category,
        "include" => include,
        "exclude" => exclude,
        "limits" => limits,
    }
    Target {
        "geography" => geography,
        "theme" => theme,
    }
    EarmarkLimit {
        "kind" => kind,
        "share" => share,
        "scope" => scope,
    }
}

words! {
    DonorType, "a type of donor" {
        Government = "government", Foundation = "foundation", Multilateral = "multilateral", Domestic = "domestic",
        Private = "private",
    }
    Visibility, "how much of a donor everybody may know" {
        Public = "public", TotalsOnly = "totals only", Anonymous = "anonymous", Internal = "internal",
    }
    AgreementStage, "a stage of an agreement" {
        Pipeline = "pipeline", Pledged = "pledged", Signed = "signed", Closed = "closed", Lost = "lost",
    }
    FundingSource, "a source of funds" {
        RegularBudget = "regular-budget", SupplementaryAccount = "supplementary-account",
        ExtraBudgetary = "extra-budgetary",
    }
    Levy, "a way to charge the levy" {
        None = "none", Included = "included", OnTop = "on-top",
    }
    ReceiptKind, "a kind of receipt" {
        Deposit = "deposit", Refund = "refund", WriteOff = "write-off", Interest = "interest",
        BankCharge = "bank-charge", Transfer = "transfer",
    }
    ExpenditureCategory, "a category of expenditure" {
        Staff = "staff", Supplies = "supplies", Equipment = "equipment",
        ContractualServices = "contractual-services", Travel = "travel", Transfers = "transfers",
        GeneralOperating = "general-operating", IndirectSupport = "indirect-support", Opening = "opening-balance",
    }
    ExpenditureType, "a type of expenditure" {
        Expenditure = "expenditure", Obligation = "obligation",
    }
    ResultKind, "a kind of result" {
        InstitutionalChange = "institutional-change", LegalCoverage = "legal-coverage",
        EffectiveCoverage = "effective-coverage", Adequacy = "adequacy",
    }
    FinanceKind, "a kind of line of finance's extract" {
        Deposit = "deposit", Refund = "refund", Interest = "interest", BankCharge = "bank-charge", Fee = "fee",
        Levy = "levy", SupportCost = "support-cost", Budget = "budget", Transfer = "transfer",
        Expenditure = "expenditure", Obligation = "obligation", ClosingBalance = "closing-balance",
    }
    Resolution, "what is done about an open item" {
        Accept = "accept", CorrectHere = "correct-here", CorrectThere = "correct-there", Wait = "wait",
    }
    EarmarkCategory, "a category of earmark" {
        Unearmarked = "unearmarked", SoftlyEarmarked = "softly-earmarked", Earmarked = "earmarked",
        TightlyEarmarked = "tightly-earmarked",
    }
    DecisionStatus, "a status of a decision" {
        Proposed = "proposed", Adopted = "adopted", Rejected = "rejected",
    }
    DecisionAction, "an action of a decision" {
        Allocate = "allocate", Return = "return", Move = "move", Hold = "hold", Release = "release",
        Succeed = "succeed", Uncharge = "uncharge",
    }
    LimitKind, "a kind of limit" {
        AtLeast = "at-least", AtMost = "at-most",
    }
}

/// Stands where the scope of a limit is no place and theme.
const OUTSIDE_COUNTRIES: &str = "outside-countries";

impl Value for LimitScope {
    fn write(&self, body: &mut Body<'_>) {
        match self {
            Self::Target(target) => target.write(body),
            Self::OutsideCountries => body.text(OUTSIDE_COUNTRIES),
        }
    }
    fn read(item: &Item<'_>, unknown: &mut std::collections::BTreeSet<String>) -> Result<Self, Misfit> {
        match item {
            Item::Text(text) if text == OUTSIDE_COUNTRIES => Ok(Self::OutsideCountries),
            Item::Text(text) => Err(Misfit::new(text, "the scope of a limit")),
            Item::List(_) | Item::Record(_) => Target::read(item, unknown).map(Self::Target),
        }
    }
}
