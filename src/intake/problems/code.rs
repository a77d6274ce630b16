//! The codes of problems: stable, each with a page.

use serde::{Deserialize, Serialize};

use crate::intake::problems::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $id:ident, $severity:ident, $title:literal;)+) => {
        /// What kind of problem: an identifier that never changes its meaning. `E` errors must be fixed, `W` warnings
        /// should be looked at, `N` notes say what was done with something unusual.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum ProblemCode { $($(#[$doc])* $variant),+ }

        impl ProblemCode {
    /// Whether it is about a file or the table in it as a whole, not about one of its rows.
    pub fn is_of_the_sheet(self) -> bool {
        matches!(self.id().as_bytes(), [_, b'1' | b'2', ..])
    }

            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The identifier, such as `E302`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => stringify!($id)),+ }
            }

            /// What it says, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),+ }
            }

            /// How much it matters.
            pub const fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }

            /// Its page: what it means, an example, how to fix it. Markdown.
            pub const fn page(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("pages/", stringify!($id), ".md"))),+ }
            }
        }
    };
}

codes! {
    /// The file is not there or cannot be opened.
    Unreadable = E101, Error, "the file cannot be read";
    /// The file is damaged or no spreadsheet.
    Damaged = E102, Error, "the file is damaged or no spreadsheet";
    /// The file's content is of another type than its name says.
    WrongType = E103, Error, "the file is not what its name says";
    /// The file is encrypted.
    Encrypted = E104, Error, "the file is protected by a password";
    /// The file carries macros, which are never run.
    Macros = W105, Warning, "the file carries macros";
    /// The file takes values from other files or programs.
    ExternalLinks = E106, Error, "the file takes values from elsewhere";
    /// The file carries embedded objects, which are left alone.
    EmbeddedObjects = W107, Warning, "the file carries embedded objects";
    /// The file is larger than the limits allow.
    TooLarge = E108, Error, "the file is beyond the limits";
    /// The reader of the file crashed or ran out of time or memory.
    ReaderStopped = E109, Error, "reading the file had to be stopped";
    /// The text file's encoding cannot be determined, or bytes of it are wrong.
    Encoding = E110, Error, "the text cannot be decoded";
    /// The file was read with an assumption that is worth knowing.
    TextFile = N111, Note, "how the text file was read";
    /// A sheet that the mapping names is not there.
    NoSuchSheet = E201, Error, "the sheet is not there";
    /// No row looks like the header.
    NoHeader = E202, Error, "no header was found";
    /// A required column is not in the header.
    MissingColumn = E203, Error, "a required column is missing";
    /// Two columns have the name of one.
    ColumnTwice = E204, Error, "a column stands twice";
    /// The mapping names a column that is not there.
    NoSuchColumn = E205, Error, "a mapped column is not there";
    /// Columns that are not used.
    UnusedColumns = N206, Note, "columns that are not used";
    /// A second table beside the one that is read.
    SecondTable = W207, Warning, "a second table beside the first";
    /// Hidden rows were read like the others.
    HiddenRows = W208, Warning, "hidden rows were read";
    /// A row was taken for a remark, not for data.
    Remark = N209, Note, "a row taken as a remark";
    /// A line of a text file has more or fewer fields than the header.
    Ragged = E210, Error, "a line with another number of fields";
    /// Rows that the mapping's `where` left out.
    Filtered = N211, Note, "rows left out by the mapping";
    /// A merged area holds several values or spans rows of data.
    Merged = W212, Warning, "merged cells among the data";
    /// Hidden rows, merged areas and number formats of the sheet cannot be found out, or what a damaged part of it holds.
    Unseen = W213, Warning, "hidden rows, number formats or damaged parts cannot be seen";
    /// A table that the mapping names is not there.
    NoSuchTable = E214, Error, "the table is not there";
    /// A sheet that no input reads has the header of the one that is read.
    SecondSheet = W215, Warning, "another sheet of the same kind";
    /// A column beside a table that is whole without it.
    ColumnApart = E216, Error, "a column that may belong to another table";
    /// A hidden sheet was read, which the mapping does not name.
    HiddenSheet = W217, Warning, "a hidden sheet was read";
    /// Hidden columns were read like the others.
    HiddenColumns = W218, Warning, "hidden columns were read";
    /// A header, a note or a number format says that amounts are in thousands or millions.
    ScaleNotSaid = E219, Error, "amounts that may be in thousands or millions";
    /// A title or a note names another currency than the rows are read in.
    CurrencyOfNote = E220, Error, "a note that names another currency";
    /// A column of currencies that is not read.
    CurrencyNotRead = E221, Error, "a column of currencies that is not read";
    /// A column or a comment that is not read says of rows that they do not count.
    StateNotRead = W222, Warning, "rows that may not count";
    /// Rows that are struck through were read like the others.
    Struck = W223, Warning, "rows that are struck through";
    /// A heading between the rows: those below may be of another kind.
    Section = W224, Warning, "a heading between the rows";
    /// A merged cell with one figure for several rows.
    MergedFigure = E225, Error, "one figure for several rows";
    /// A row of hashtags or of column numbers below the header.
    LabelRow = N226, Note, "a row of labels left out";
    /// Rows that hold only formulas, which give nothing.
    UnusedRows = N227, Note, "rows of a template that were not used";
    /// Rates that may be the other way round, or of several units.
    RateQuote = E228, Error, "rates that may be the other way round";
    /// An activity file of IATI with money for others, too.
    SeveralReceivers = E230, Error, "money for several receivers";
    /// Cells that were read and that nobody sees.
    NotShown = W229, Warning, "cells that nobody sees";
    /// The name of a column over several, below which other names stand.
    SplitColumn = E231, Error, "a name over several columns";
    /// The name of a column in a row below the header, of which it is none.
    NameBelow = E232, Error, "the name of a column below the header";
    /// A column that is not read and may say what was booked in the fund's currency.
    BookedNotRead = W233, Warning, "booked amounts that are not read";
    /// The mapping leaves all rows out.
    NoneLeft = W234, Warning, "no row is left by the mapping";
    /// A required cell is blank.
    Blank = E301, Error, "a required cell is blank";
    /// No number.
    NotANumber = E302, Error, "not a number";
    /// A number that can be read in two ways.
    AmbiguousNumber = E303, Error, "a number that can be read in two ways";
    /// More decimals than the currency has.
    TooFine = E304, Error, "more decimals than the currency has";
    /// Rounded to the currency's decimals, as the mapping allows.
    Rounded = N305, Note, "rounded as the mapping allows";
    /// A number beyond what is possible here.
    OutOfRange = E306, Error, "a number out of range";
    /// The cell shows another currency than the row names.
    OtherCurrency = E307, Error, "another currency than the row names";
    /// No date.
    NotADate = E308, Error, "not a date";
    /// A date that can be read in two ways.
    AmbiguousDate = E309, Error, "a date that can be read in two ways";
    /// A month was taken as a day; a quarter or year, where something begins, ends, or was reached.
    DateOfPeriod = N310, Note, "a month, quarter or year taken as a day";
    /// A formula whose result is not stored, or is another than it gives.
    NoResult = E311, Error, "a formula that was not calculated";
    /// An error value such as #REF!.
    ErrorValue = E312, Error, "an error value";
    /// Stored results of formulas were used.
    FormulaResults = N313, Note, "results of formulas were used";
    /// No currency of ISO 4217.
    UnknownCurrency = E314, Error, "no known currency";
    /// None of the words that are possible here.
    UnknownWord = E315, Error, "not one of the possible words";
    /// A blank currency in a column where other rows name one.
    BlankCurrency = E316, Error, "a blank currency where other rows name one";
    /// A period that cannot be read, or ends before it begins.
    NotAPeriod = E317, Error, "not a period";
    /// A value that cannot be what is wanted here.
    WrongKind = E318, Error, "a value of the wrong type";
    /// Blank cells below filled ones, which may mean the same.
    BlankAsAbove = W319, Warning, "blank cells that may mean the same as above";
    /// Dates in which day and month may be swapped.
    SwappedDates = W320, Warning, "days and months that may be swapped";
    /// A text that was cut to what a cell can hold.
    TextCut = N321, Note, "a text that was cut";
    /// A business number that a spreadsheet has shortened.
    Shortened = W322, Warning, "a number that was shortened";
    /// Formulas that all have the result 0.
    ZeroResults = W323, Warning, "formulas that all give nothing";
    /// A quarter or year, or a month among days, was taken as a day on which money moved or something was agreed.
    YearAsDay = W324, Warning, "a month, quarter or year taken as a day";
    /// No donor of that name.
    UnknownDonor = E401, Error, "no donor of that name";
    /// No place of that name.
    UnknownPlace = E402, Error, "no country or region of that name";
    /// No theme of that name.
    UnknownTheme = E403, Error, "no theme of that name";
    /// A name that may mean several.
    AmbiguousName = E404, Error, "a name that may mean several";
    /// No agreement of that reference.
    UnknownAgreement = E405, Error, "no agreement of that reference";
    /// An alias that means nothing known, or contradicts another.
    BadAlias = E406, Error, "an alias that cannot stand";
    /// A limit of an earmark that cannot be read.
    BadLimit = E407, Error, "a limit that cannot be read";
    /// A cell that the priorities do not have.
    UnknownCell = E408, Error, "no cell of that place, theme and period";
    /// One business key with different contents.
    Restatement = E501, Error, "one key with two contents";
    /// The same row with the same key, read once.
    Repeated = W502, Warning, "a row that was given twice";
    /// Equal rows without a key; both are kept.
    PossibleDuplicate = W503, Warning, "equal rows that may be one";
    /// A total that differs from the rows above it.
    TotalDiffers = E504, Error, "a total that differs from its rows";
    /// Instalments that do not add up to their agreement.
    InstalmentsDiffer = W505, Warning, "instalments that do not add up to their agreement";
    /// Totals that were recognised, checked and not read as data.
    TotalsChecked = N506, Note, "totals checked and left out";
    /// A deposit that came after its agreement's end.
    DepositAfterEnd = W507, Warning, "a deposit after the end of its agreement";
    /// Opening balances of more than one day.
    OpeningDays = E508, Error, "opening balances of more than one day";
    /// A rate that all booked amounts contradict in the same way.
    RateDoubtful = W509, Warning, "a rate that booked amounts contradict";
    /// A booked amount that is not the value at the rate of its day.
    BookedDiffers = W510, Warning, "a booked amount that the rate does not give";
    /// A rate that is used long after its day.
    RateStale = W511, Warning, "a rate that is old";
    /// More was deposited than agreed.
    DepositsAbove = W512, Warning, "deposits above their agreement";
    /// A deposit in another currency than its agreement.
    DepositCurrency = W513, Warning, "a deposit in another currency than its agreement";
    /// A deposit before the signature of its agreement.
    DepositBeforeSignature = W514, Warning, "a deposit before the signature";
    /// A day years away from those of the fund.
    DayFarAway = W515, Warning, "a day years away from the fund's";
    /// Expenditure outside the dates of the agreement that it names.
    SpentOutside = W516, Warning, "expenditure outside the dates of its agreement";
    /// More refunded or passed on than there was.
    OutAbove = W517, Warning, "more refunded or passed on than there was";
    /// More written off than was still to come.
    WrittenOffAbove = E518, Error, "more written off than was still to come";
    /// A rate that others of its currency, or what is usual, contradict.
    RateUnlike = W519, Warning, "a rate unlike others of its currency";
    /// A need that is the sum of needs within it.
    NeedOfParts = W520, Warning, "a need that is the sum of others";
    /// An obligation that stands open though costs cite it.
    ObligationSettled = W521, Warning, "an open obligation that costs cite";
    /// A cost for whose place, theme and day there is no priority.
    CostWithoutPriority = W522, Warning, "a cost that no priority is for";
    /// An agreement that was over before it was signed.
    EndBeforeSignature = W523, Warning, "an agreement that ends before its signature";
    /// Costs of indirect support in a fund that computes support cost.
    SupportTwice = W524, Warning, "indirect support where support cost is computed";
    /// A deposit on an agreement that is not signed.
    DepositUnsigned = W525, Warning, "a deposit on an agreement that is not signed";
    /// Receipts or costs of days after that of the figures.
    AfterFigures = W526, Warning, "rows of days after the figures";
    /// A committee decided another amount than was recommended, and does not say why.
    ChangedWithoutRemark = W540, Warning, "a recommended amount that was changed without a remark";
}

impl ProblemCode {
    /// The code of an identifier such as `E302`, whatever its case.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id.trim()))
    }
}

impl TryFrom<String> for ProblemCode {
    type Error = String;
    fn try_from(id: String) -> Result<Self, String> {
        Self::parse(&id).ok_or_else(|| format!("{id:?} is no code of a problem"))
    }
}

impl From<ProblemCode> for String {
    fn from(code: ProblemCode) -> Self {
        code.id().to_owned()
    }
}
