//! Kinds of differences, and which causes are right for each.

use poolfund::reconcile::Cause;

use super::fund::Mode;

macro_rules! plants {
    ($($(#[$doc:meta])* $name:ident = $words:literal, $causes:expr;)+) => {
        /// A kind of difference.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Plant { $($(#[$doc])* $name),+ }

        impl Plant {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// In words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words),+ }
            }

            /// The causes that are right.
            pub fn causes(self) -> &'static [Cause] {
                match self { $(Self::$name => &$causes),+ }
            }
        }
    };
}

plants! {
    /// A line of ours that finance lacks.
    MissingThere = "missing at finance", [Cause::MissingThere];
    /// A line of finance's that we lack.
    MissingHere = "missing here", [Cause::MissingHere];
    /// Another amount, by a little or by half.
    Amount = "amount", [Cause::Amount];
    /// A foreign amount, wrong by three per cent.
    ForeignAmount = "amount (foreign, 3%)", [Cause::Amount];
    /// The sign turned.
    Sign = "sign", [Cause::Sign];
    /// Twice under one number.
    DuplicateSame = "duplicate (same number)", [Cause::Duplicate];
    /// Twice under two numbers, some days apart.
    DuplicateNew = "duplicate (new number)", [Cause::Duplicate];
    /// Twice here.
    DuplicateHere = "duplicate (here)", [Cause::Duplicate];
    /// Two neighbouring digits swapped.
    Transposed = "transposed digits", [Cause::Transposed];
    /// The point moved by one or two places.
    Shift = "decimal shift", [Cause::DecimalShift];
    /// A few cents.
    Cents = "rounding (cents)", [Cause::Rounding];
    /// Whole units.
    Whole = "rounding (whole units)", [Cause::Rounding];
    /// The rate of the month before or after.
    Rate = "exchange rate", [Cause::ExchangeRate];
    /// Another month.
    Timing = "timing", [Cause::Timing];
    /// After the last day.
    CutOff = "cut-off", [Cause::CutOff];
    /// Another donor.
    Donor = "donor", [Cause::Donor];
    /// A name that is no donor's.
    Stranger = "donor's name", [Cause::Donor];
    /// Another agreement of the donor.
    Agreement = "agreement", [Cause::Agreement];
    /// Another project with another place and theme.
    Project = "project, place and theme", [Cause::Project, Cause::Place, Cause::Theme];
    /// Another place.
    Place = "place", [Cause::Place];
    /// Another theme.
    Theme = "theme", [Cause::Theme];
    /// A foreign amount booked as base money.
    Currency = "currency", [Cause::Currency];
    /// Another currency's code beside the same number.
    CurrencyCode = "currency (code)", [Cause::Currency];
    /// Two lines for one.
    SplitTwo = "split (1:2)", [Cause::Split];
    /// Three or four lines for one.
    SplitMore = "split (1:3, 1:4)", [Cause::Split];
    /// One line for two of a project or agreement in a month.
    Merged = "merged (2:1)", [Cause::Merged];
    /// One line for two that have nothing in common; the second is no round amount, by which any two lines may differ.
    MergedFar = "merged (2:1, any two)", [Cause::Merged];
    /// Two lines for two, cut otherwise.
    Regrouped = "regrouped (2:2)", [Cause::Split, Cause::Merged];
    /// Taken back and booked again.
    Rebooked = "reversed and rebooked", [Cause::Reversed];
    /// Taken back, and not booked again.
    TakenBack = "reversed, not rebooked", [Cause::MissingThere, Cause::Reversed];
    /// A bank's charge kept back.
    BankFee = "netted bank charge", [Cause::NettedCharge];
    /// The agent's fee kept back.
    AgentFee = "netted agent fee", [Cause::NettedCharge];
    /// Net there, gross here with the bank's charge beside it.
    NetThere = "net there, charge booked here", [Cause::NettedCharge];
    /// A bank charge that we lack.
    ChargeHere = "charge not booked here", [Cause::ChargeNotBooked];
    /// A bank charge that finance lacks.
    ChargeThere = "charge not booked there", [Cause::ChargeNotBooked];
    /// Two lines for a deposit, one of them net of a bank's charge.
    NetInstalment = "split, a part net of a charge", [Cause::NettedCharge, Cause::Split];
    /// Two lines for a deposit, one of them for another agreement.
    SplitAgreements = "split over two agreements", [Cause::Split, Cause::Agreement];
    /// One line for two, rounded.
    MergedRounded = "merged and rounded", [Cause::Merged, Cause::Rounding];
    /// Taken back and booked again in later months.
    RebookedLater = "reversed and rebooked months later", [Cause::Reversed, Cause::Timing];
    /// Taken back and booked again with another amount.
    RebookedOther = "reversed, rebooked with another amount", [Cause::Reversed, Cause::Amount];
    /// A month or two later.
    TimingLong = "timing (33 to 75 days)", [Cause::Timing];
    /// Two deposits of one amount for two agreements, both booked for one.
    AgreementTwin = "agreement (of two like amounts)", [Cause::Agreement];
    /// Twice here, some days apart, under numbers that are not alike.
    DuplicateHereNew = "duplicate (here, new number)", [Cause::Duplicate];
    /// Another kind.
    Kind = "kind", [Cause::Kind];
}

impl Plant {
    /// Whether the extract holds anything by which the difference can be known.
    pub fn shows_in(self, mode: Mode) -> bool {
        match self {
            Self::Agreement | Self::AgreementTwin => mode != Mode::NoReferences,
            // Several lines that quote one number are a group, and no difference.
            Self::SplitTwo | Self::SplitMore => mode != Mode::QuotedNumbers,
            _ => true,
        }
    }
}
