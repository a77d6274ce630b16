//! The words of the spreadsheets: each a closed list, with the name that people write.

use serde::{Deserialize, Serialize};

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
                let wanted = crate::domain::text::comparable(text);
                Self::ALL.iter().copied().find(|this| crate::domain::text::comparable(this.name()) == wanted)
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
    /// How much of a donor everybody may know.
    Visibility {
        /// All but contacts.
        Public = "public",
        /// Its name and totals.
        TotalsOnly = "totals only",
        /// Its amounts without its name, together with others of this kind.
        Anonymous = "anonymous",
        /// Nothing but what is in the fund's totals.
        Internal = "internal",
    }
);
named!(
    /// Where an agreement stands in its life.
    AgreementStage {
        /// Talked about; the fund's odds say how much of it counts in the outlook.
        Pipeline = "pipeline",
        /// Announced, not binding.
        #[serde(rename = "pledge")]
        Pledged = "pledged",
        /// Signed and binding.
        #[serde(rename = "commitment")]
        Signed = "signed",
        /// Signed and at its end: nothing more will come.
        Closed = "closed",
        /// Never signed, and nothing will come.
        Lost = "lost",
    }
);

impl AgreementStage {
    /// Whether it was signed.
    pub const fn is_signed(self) -> bool {
        match self {
            Self::Signed | Self::Closed => true,
            Self::Pipeline | Self::Pledged | Self::Lost => false,
        }
    }

    /// Whether what was promised and has not come may still come.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Pipeline | Self::Pledged | Self::Signed => true,
            Self::Closed | Self::Lost => false,
        }
    }
}
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
        /// Money that moves from one agreement to another, net of fee and levy.
        Transfer = "transfer",
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
        /// What was charged before the fund came to these books, of whatever category.
        Opening = "opening balance",
    }
);

impl ExpenditureCategory {
    /// Those that an expenditure line can have.
    pub const BOOKED: &'static [Self] = match Self::ALL.split_last() {
        Some((Self::Opening, booked)) => booked,
        _ => Self::ALL,
    };
}
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
impl ResultKind {
    /// The decimals with which a share of it is stated: changes come one by one, so that a share in one is a fraction; people
    /// are shared as whole people.
    pub const fn decimals(self) -> u32 {
        match self {
            Self::InstitutionalChange => 2,
            Self::LegalCoverage | Self::EffectiveCoverage | Self::Adequacy => 0,
        }
    }
}

named!(
    /// What is done about an open item of the reconciliation.
    Resolution {
        /// It may stay, for a reason.
        Accept = "accept",
        /// The fund's records are to be corrected.
        CorrectHere = "correct in the fund",
        /// Finance's records are to be corrected.
        CorrectThere = "correct in finance",
        /// It is looked at again next month.
        Wait = "wait",
    }
);
named!(
    /// What a line of the finance system's extract is.
    FinanceKind {
        /// A deposit.
        Deposit = "deposit",
        /// A refund to a donor.
        Refund = "refund",
        /// Interest and investment income.
        Interest = "interest",
        /// A charge of the bank.
        BankCharge = "bank charge",
        /// The administrative agent's fee.
        Fee = "fee",
        /// The coordination levy.
        Levy = "levy",
        /// Programme support cost.
        SupportCost = "support cost",
        /// A budget issued to a project or cell.
        Budget = "budget",
        /// Money that goes from one agreement to another: below nothing where it leaves.
        Transfer = "transfer",
        /// Expenditure.
        Expenditure = "expenditure",
        /// An open obligation.
        Obligation = "obligation",
        /// What is left at the end of a day.
        ClosingBalance = "closing balance",
    }
);

impl FinanceKind {
    /// What one unit of it does to the balance: income adds, cost takes away. Budgets and obligations bind money and
    /// move none, and a balance is no movement.
    pub const fn effect(self) -> i64 {
        match self {
            Self::Deposit | Self::Interest | Self::Transfer => 1,
            Self::Refund | Self::BankCharge | Self::Fee | Self::Levy | Self::SupportCost | Self::Expenditure => -1,
            Self::Budget | Self::Obligation | Self::ClosingBalance => 0,
        }
    }

    /// Whether it is a sum to date by its nature: what is dated in a month is of all months until then.
    pub const fn is_to_date(self) -> bool {
        matches!(self, Self::Budget | Self::SupportCost | Self::ClosingBalance)
    }

    /// Whether it is a charge on the fund's money rather than money given or spent.
    pub const fn is_charge(self) -> bool {
        match self {
            Self::BankCharge | Self::Fee | Self::Levy | Self::SupportCost => true,
            Self::Deposit
            | Self::Refund
            | Self::Interest
            | Self::Budget
            | Self::Transfer
            | Self::Expenditure
            | Self::Obligation
            | Self::ClosingBalance => false,
        }
    }
}

impl ReceiptKind {
    /// Whether it belongs to an agreement rather than to the fund as a whole.
    pub const fn is_of_an_agreement(self) -> bool {
        match self {
            Self::Deposit | Self::Refund | Self::WriteOff | Self::Transfer => true,
            Self::Interest | Self::BankCharge => false,
        }
    }
}
named!(
    /// Whether a decision acts.
    DecisionStatus {
        /// It is to be decided.
        Proposed = "proposed",
        /// It acts.
        Adopted = "adopted",
        /// It changes nothing.
        Rejected = "rejected",
    }
);
named!(
    /// What a decision does.
    DecisionAction {
        /// Money that is not allocated goes to a cell.
        Allocate = "allocate",
        /// Unspent money goes back to its agreement, and stays there.
        Return = "return",
        /// Unspent money goes from one cell to another.
        Move = "move",
        /// A cell or an agreement is closed to the program.
        Hold = "hold",
        /// Another decision ends.
        Release = "release",
        /// A cell takes the place of another.
        Succeed = "succeed",
        /// The newest charges of an agreement are taken back.
        Uncharge = "uncharge",
    }
);
