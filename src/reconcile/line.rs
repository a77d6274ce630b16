//! A line of either side, in one shape. Lines share the facts behind them: there are hundreds of thousands.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use smallvec::SmallVec;

use crate::domain::facts::{Expenditure, FinanceKind, FinanceLine};
use crate::domain::{
    AgreementRef, DonorCode, GeographyCode, Money, OriginalAmount, Period, ProjectNumber, Source, ThemeCode,
};

/// Whose books a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The fund's.
    Here,
    /// Finance's.
    There,
}

impl Side {
    /// Both.
    pub const BOTH: [Side; 2] = [Side::Here, Side::There];

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Here => Self::There,
            Self::There => Self::Here,
        }
    }
}

/// A name that is no donor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// As written.
    pub name: String,
    /// The one donor whose name is like it.
    pub resembles: Option<DonorCode>,
}

/// A line of the fund's books or of finance's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: FinanceKind,
    /// When it was booked.
    pub date: NaiveDate,
    /// How much, in base money: positive for what the kind says, negative for its reversal.
    pub amount: Money,
    /// The period that it sums up; none for a single booking.
    pub total_of: Option<Period>,
    said: Said,
}

/// Where a line says the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Spending(Arc<Expenditure>),
    Extract(Arc<FinanceLine>, Option<Box<Meaning>>),
    Written(Arc<Written>),
}

/// What the reference and the donor's name of a line of finance's mean to us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    pub agreement: Option<AgreementRef>,
    pub project: Option<ProjectNumber>,
    /// The numbers that the reference names, by where they stand in it.
    pub quotes: SmallVec<[Range<u32>; 1]>,
    /// Of few lines.
    pub stranger: Option<Box<Stranger>>,
}

/// All that a line may say beside what, when and how much.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The number by which its own side knows it: of the receipt, the voucher, the posting.
    pub number: String,
    /// Other numbers that it names, of either side.
    pub quotes: Vec<String>,
    /// How much, in the currency of the document, where it is known.
    pub original: Option<OriginalAmount>,
    /// The donor.
    pub donor: Option<DonorCode>,
    /// The donor's name, where it is certain of nobody.
    pub stranger: Option<Stranger>,
    /// The agreement.
    pub agreement: Option<AgreementRef>,
    /// The project.
    pub project: Option<String>,
    /// The place.
    pub geography: Option<GeographyCode>,
    /// The theme.
    pub theme: Option<ThemeCode>,
    /// What is charged on it by the fund's rules: what a payment booked net would lack.
    pub charges: Vec<(FinanceKind, Money)>,
    /// Where it stands; nowhere when the program worked it out.
    pub source: Option<Source>,
}

impl Line {
    /// A line that says no more than what, when, how much and under which number.
    pub fn new(kind: FinanceKind, number: &str, date: NaiveDate, amount: Money) -> Self {
        Self::written(kind, date, amount, Written { number: number.to_owned(), ..Written::default() })
    }

    /// A line with all that it says.
    pub fn written(kind: FinanceKind, date: NaiveDate, amount: Money, written: Written) -> Self {
        Self { kind, date, amount, total_of: None, said: Said::Written(Arc::new(written)) }
    }

    /// Expenditure or an obligation of the fund's books.
    pub(super) fn spending(kind: FinanceKind, amount: Money, fact: Arc<Expenditure>) -> Self {
        Self { kind, date: fact.date, amount, total_of: None, said: Said::Spending(fact) }
    }

    /// A line of finance's extract.
    pub(super) fn extract(fact: Arc<FinanceLine>, amount: Money, meaning: Meaning) -> Self {
        let meaning = (meaning != Meaning::default()).then(|| Box::new(meaning));
        Self { kind: fact.kind, date: fact.date, amount, total_of: fact.total_of, said: Said::Extract(fact, meaning) }
    }

    /// The same line, saying something else: it then shares no fact any more.
    pub fn edit(&mut self, change: impl FnOnce(&mut Written)) {
        let mut written = self.all();
        change(&mut written);
        self.said = Said::Written(Arc::new(written));
    }

    /// All that it says beside what, when and how much.
    pub fn all(&self) -> Written {
        Written {
            number: self.number().into_owned(),
            quotes: self.quotes().map(str::to_owned).collect(),
            original: self.original(),
            donor: self.donor().cloned(),
            stranger: self.stranger().cloned(),
            agreement: self.agreement().cloned(),
            project: self.project().map(str::to_owned),
            geography: self.geography().cloned(),
            theme: self.theme().cloned(),
            charges: self.charges().to_vec(),
            source: self.source().cloned(),
        }
    }

    /// What it does to the balance.
    pub fn effect(&self) -> Money {
        Money::from_minor(self.amount.minor() * self.kind.effect())
    }

    /// What it does to the balance; of what binds money and moves none, how much.
    pub(super) fn weight(&self) -> Money {
        if self.kind.effect() == 0 { self.amount } else { self.effect() }
    }

    /// How much it is in the direction of a kind: what takes away from the balance takes away from income, too.
    pub fn toward(&self, kind: FinanceKind) -> Money {
        match (kind.effect(), self.kind.effect()) {
            (0, 0) => self.amount,
            (direction, effect) => Money::from_minor(self.amount.minor() * effect * direction),
        }
    }

    /// What it says of a dimension; of the donor, whom a strange name resembles.
    pub(super) fn seems(&self, dimension: Dimension) -> Option<&str> {
        let resembled = self.stranger().and_then(|stranger| stranger.resembles.as_ref());
        self.says(dimension).or_else(|| resembled.filter(|_| dimension == Dimension::Donor).map(DonorCode::as_str))
    }

    /// What it says of a dimension, as text.
    pub fn says(&self, dimension: Dimension) -> Option<&str> {
        match dimension {
            Dimension::Donor => self.donor().map(DonorCode::as_str),
            Dimension::Agreement => self.agreement().map(AgreementRef::as_str),
            Dimension::Project => self.project(),
            Dimension::Place => self.geography().map(GeographyCode::as_str),
            Dimension::Theme => self.theme().map(ThemeCode::as_str),
        }
    }

    /// Lets it say of a dimension what another line says.
    pub(super) fn say_as(&mut self, dimension: Dimension, other: &Line) {
        self.edit(|said| match dimension {
            Dimension::Donor => said.donor = other.donor().cloned(),
            Dimension::Agreement => said.agreement = other.agreement().cloned(),
            Dimension::Project => said.project = other.project().map(str::to_owned),
            Dimension::Place => said.geography = other.geography().cloned(),
            Dimension::Theme => said.theme = other.theme().cloned(),
        });
    }
}

/// What a line says, wherever it says it.
impl Line {
    /// The number by which its own side knows it; where it has none, the row in which it stands.
    pub fn number(&self) -> Cow<'_, str> {
        match &self.said {
            Said::Spending(fact) => match &fact.document {
                Some(document) => Cow::Borrowed(document),
                None => Cow::Owned(row_number(&fact.source)),
            },
            Said::Extract(fact, _) => Cow::Borrowed(&fact.document),
            Said::Written(written) => Cow::Borrowed(&written.number),
        }
    }

    fn meaning(&self) -> Option<&Meaning> {
        match &self.said {
            Said::Extract(_, meaning) => meaning.as_deref(),
            Said::Spending(_) | Said::Written(_) => None,
        }
    }

    /// Other numbers that it names, of either side.
    pub fn quotes(&self) -> impl Iterator<Item = &str> {
        let (written, reference, named): (&[String], &str, &[Range<u32>]) = match &self.said {
            Said::Spending(_) | Said::Extract(_, None) => (&[], "", &[]),
            Said::Extract(fact, Some(meaning)) => (&[], fact.reference.as_deref().unwrap_or_default(), &meaning.quotes),
            Said::Written(written) => (&written.quotes, "", &[]),
        };
        let named = named.iter().filter_map(|at| reference.get(at.start as usize..at.end as usize));
        written.iter().map(String::as_str).chain(named)
    }

    /// How much, in the currency of the document, where it is known.
    pub fn original(&self) -> Option<OriginalAmount> {
        match &self.said {
            Said::Spending(fact) => Some(fact.amount),
            Said::Extract(fact, _) => fact.original,
            Said::Written(written) => written.original,
        }
    }

    /// The donor.
    pub fn donor(&self) -> Option<&DonorCode> {
        match &self.said {
            Said::Spending(_) => None,
            Said::Extract(fact, _) => fact.donor.as_ref().and_then(|donor| donor.code.as_ref()),
            Said::Written(written) => written.donor.as_ref(),
        }
    }

    /// The donor's name, where it is certain of nobody.
    pub fn stranger(&self) -> Option<&Stranger> {
        match &self.said {
            Said::Spending(_) => None,
            Said::Extract(..) => self.meaning().and_then(|meaning| meaning.stranger.as_deref()),
            Said::Written(written) => written.stranger.as_ref(),
        }
    }

    /// The agreement.
    pub fn agreement(&self) -> Option<&AgreementRef> {
        match &self.said {
            Said::Spending(fact) => fact.agreement.as_ref(),
            Said::Extract(fact, _) => {
                fact.agreement.as_ref().or_else(|| self.meaning().and_then(|meaning| meaning.agreement.as_ref()))
            }
            Said::Written(written) => written.agreement.as_ref(),
        }
    }

    /// The project.
    pub fn project(&self) -> Option<&str> {
        match &self.said {
            Said::Spending(fact) => Some(fact.project.as_str()),
            Said::Extract(fact, _) => {
                let meant = self.meaning().and_then(|meaning| meaning.project.as_ref());
                meant.or(fact.project.as_ref()).map(ProjectNumber::as_str)
            }
            Said::Written(written) => written.project.as_deref(),
        }
    }

    /// The place.
    pub fn geography(&self) -> Option<&GeographyCode> {
        match &self.said {
            Said::Spending(fact) => Some(&fact.geography),
            Said::Extract(fact, _) => fact.geography.as_ref(),
            Said::Written(written) => written.geography.as_ref(),
        }
    }

    /// The theme.
    pub fn theme(&self) -> Option<&ThemeCode> {
        match &self.said {
            Said::Spending(fact) => Some(&fact.theme),
            Said::Extract(fact, _) => fact.theme.as_ref(),
            Said::Written(written) => written.theme.as_ref(),
        }
    }

    /// What is charged on it by the fund's rules: what a payment booked net would lack.
    pub fn charges(&self) -> &[(FinanceKind, Money)] {
        match &self.said {
            Said::Spending(_) | Said::Extract(..) => &[],
            Said::Written(written) => &written.charges,
        }
    }

    /// Where it stands; nowhere when the program worked it out.
    pub fn source(&self) -> Option<&Source> {
        match &self.said {
            Said::Spending(fact) => Some(&fact.source),
            Said::Extract(fact, _) => Some(&fact.source),
            Said::Written(written) => written.source.as_ref(),
        }
    }
}

/// A number for a line that has none: its file, sheet and row, without blanks.
fn row_number(source: &Source) -> String {
    let place = format!("{}/{}/{}", source.sheet.file, source.sheet.sheet, source.row);
    place.replace(|letter: char| letter.is_whitespace(), "_")
}

/// What lines are compared in beside amount and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The donor.
    Donor,
    /// The agreement.
    Agreement,
    /// The project.
    Project,
    /// The place.
    Place,
    /// The theme.
    Theme,
}

impl Dimension {
    /// All of them.
    pub const ALL: [Dimension; 5] = [Self::Donor, Self::Agreement, Self::Project, Self::Place, Self::Theme];
}
