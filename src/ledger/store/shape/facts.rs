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
    Earmark, EarmarkCategory, EarmarkChange, EarmarkLimit, LimitKind, LimitScope, Money, Target, Weight,
};

use super::{Body, Item, Misfit, Value, record, words};

record! {
    Donor beside source {
        "code" => code,
        "name" => name,
        "type" => donor_type,
        "country" => country,
        "language" => language,
        "contact" => contact,
        "email" => email,
        "visibility" => visibility,
    }
    Agreement beside source {
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
    }
    Amendment beside source {
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
    Instalment beside source {
        "agreement" => agreement,
        "number" => number,
        "due_on" => due_on,
        "amount" => amount,
    }
    Receipt beside source {
        "number" => number,
        "agreement" => agreement,
        "to_agreement" => to_agreement,
        "date" => date,
        "kind" => kind,
        "amount" => amount,
        "base_amount" => base_amount,
        "notes" => notes,
    }
    Priority beside source {
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
    Expenditure beside source {
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
    Rate beside source {
        "currency" => currency,
        "units_per_base" => units_per_base,
        "effective_on" => effective_on,
        "published_on" => published_on,
    }
    ResultFact beside source {
        "geography" => geography,
        "theme" => theme,
        "date" => date,
        "kind" => kind,
        "number" => number,
        "description" => description,
    }
    FinanceLine beside source {
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
    Settlement beside source {
        "item" => item,
        "resolution" => resolution,
        "amount" => amount,
        "reason" => reason,
        "owner" => owner,
        "by" => by,
        "on" => on,
    }
    ResultTarget beside source {
        "geography" => geography,
        "theme" => theme,
        "kind" => kind,
        "number" => number,
        "by" => by,
    }
    Reallocation beside source {
        "date" => date,
        "agreement" => agreement,
        "from_cell" => from_cell,
        "to_cell" => to_cell,
        "amount" => amount,
        "reason" => reason,
    }
    Decision beside source {
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
    Opening beside source {
        "agreement" => agreement,
        "geography" => geography,
        "theme" => theme,
        "period" => period,
        "allocated" => allocated,
        "charged" => charged or Money::ZERO,
        "as_at" => as_at,
    }
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
