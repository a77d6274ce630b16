//! Suppositions as rows of a sheet: a supposition a row, and the rows of one name are one scenario.
//!
//! What comes in: texts by row. What leaves: scenarios. What it does not know: spreadsheets.

use std::collections::BTreeMap;

use crate::allocate::reasons::Loosened;
use crate::config::Fund;
use crate::domain::facts::Facts;

use super::file::{RawContribution, RawLoosened, RawNeed, RawRate, RawSupposition};
use super::{Scenario, ScenarioFault};

/// A column of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Scenario,
    Supposition,
    Donor,
    Agreement,
    Amount,
    Currency,
    Places,
    Themes,
    Change,
    Side,
}

impl Column {
    const ALL: [Self; 10] = [
        Self::Scenario,
        Self::Supposition,
        Self::Donor,
        Self::Agreement,
        Self::Amount,
        Self::Currency,
        Self::Places,
        Self::Themes,
        Self::Change,
        Self::Side,
    ];

    const fn heading(self) -> &'static str {
        match self {
            Self::Scenario => "Scenario",
            Self::Supposition => "Supposition",
            Self::Donor => "Donor",
            Self::Agreement => "Agreement",
            Self::Amount => "Amount",
            Self::Currency => "Currency",
            Self::Places => "Places",
            Self::Themes => "Themes",
            Self::Change => "Change",
            Self::Side => "Side",
        }
    }
}

/// What a row may suppose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Contribution,
    FallsThrough,
    Rates,
    Loosened,
    Needs,
    CountryShare,
}

impl Word {
    const ALL: [Self; 6] =
        [Self::Contribution, Self::FallsThrough, Self::Rates, Self::Loosened, Self::Needs, Self::CountryShare];

    const fn name(self) -> &'static str {
        match self {
            Self::Contribution => "contribution",
            Self::FallsThrough => "falls through",
            Self::Rates => "rates",
            Self::Loosened => "loosened",
            Self::Needs => "needs",
            Self::CountryShare => "country share",
        }
    }
}

/// Reads rows of a sheet, each with its number from 1 and its texts from the left; the first that is not blank holds the
/// headings. Names and codes are those of the fund.
///
/// # Errors
/// When a row cannot be followed, with its number.
pub fn read_rows(rows: &[(u32, Vec<String>)], fund: &Fund, facts: &Facts) -> Result<Vec<Scenario>, ScenarioFault> {
    let mut filled = rows.iter().filter(|(_, texts)| texts.iter().any(|text| !text.trim().is_empty()));
    let (_, headings) = filled.next().ok_or(ScenarioFault::Nothing("row of headings"))?;
    let columns = headings.iter().map(|heading| column(heading)).collect::<Result<Vec<_>, _>>()?;
    let mut scenarios: Vec<Scenario> = Vec::new();
    for (row, texts) in filled {
        let at = |why| ScenarioFault::Row { row: *row, why: Box::new(why) };
        let mut said = Said::of(&columns, texts);
        let name = said.needed(Column::Scenario).map_err(at)?;
        let supposition = said.supposition().and_then(|raw| raw.meant(fund, facts)).map_err(at)?;
        match scenarios.iter_mut().find(|scenario| scenario.name == name) {
            Some(scenario) => scenario.suppositions.push(supposition),
            None => scenarios.push(Scenario { name, suppositions: vec![supposition] }),
        }
    }
    if scenarios.is_empty() { Err(ScenarioFault::Nothing("row below the headings")) } else { Ok(scenarios) }
}

/// The column of a heading; none of a blank one.
fn column(heading: &str) -> Result<Option<Column>, ScenarioFault> {
    let heading = heading.trim();
    if heading.is_empty() {
        return Ok(None);
    }
    let known = Column::ALL.into_iter().find(|column| column.heading().eq_ignore_ascii_case(heading));
    let all = || Column::ALL.map(Column::heading).join(", ");
    known.map(Some).ok_or_else(|| ScenarioFault::NoColumn(heading.to_owned(), all()))
}

/// What a row says, by column; what is understood is taken out.
struct Said {
    word: String,
    texts: BTreeMap<Column, String>,
}

impl Said {
    fn of(columns: &[Option<Column>], texts: &[String]) -> Self {
        let said = columns.iter().zip(texts).filter_map(|(column, text)| {
            let text = text.trim();
            (!text.is_empty()).then_some(((*column)?, text.to_owned()))
        });
        Self { word: String::new(), texts: said.collect() }
    }

    fn supposition(mut self) -> Result<RawSupposition, ScenarioFault> {
        let found = self.needed(Column::Supposition)?;
        let known = Word::ALL.into_iter().find(|word| word.name().eq_ignore_ascii_case(&found));
        let words = || Word::ALL.map(Word::name).join(", ");
        let word = known.ok_or_else(|| ScenarioFault::Word { found, words: words() })?;
        word.name().clone_into(&mut self.word);
        let raw = match word {
            Word::Contribution => RawSupposition::Contribution(RawContribution {
                donor: self.texts.remove(&Column::Donor),
                amount: self.needed(Column::Amount)?,
                currency: self.texts.remove(&Column::Currency),
                places: self.several(Column::Places),
                themes: self.several(Column::Themes),
            }),
            Word::FallsThrough => RawSupposition::FallsThrough(self.needed(Column::Agreement)?),
            Word::Rates => RawSupposition::Rate(RawRate {
                currency: self.texts.remove(&Column::Currency),
                change: self.needed(Column::Change)?,
            }),
            Word::Loosened => {
                RawSupposition::Loosened(RawLoosened { agreement: self.needed(Column::Agreement)?, side: self.side()? })
            }
            Word::Needs => RawSupposition::Need(RawNeed {
                place: self.texts.remove(&Column::Places),
                theme: self.texts.remove(&Column::Themes),
                change: self.needed(Column::Change)?,
            }),
            Word::CountryShare => RawSupposition::CountryShare(self.needed(Column::Change)?),
        };
        match self.texts.into_keys().next() {
            None => Ok(raw),
            Some(column) => Err(ScenarioFault::Unused(self.word, column.heading())),
        }
    }

    fn needed(&mut self, column: Column) -> Result<String, ScenarioFault> {
        self.texts.remove(&column).ok_or_else(|| ScenarioFault::Lacks(self.word.clone(), column.heading()))
    }

    /// Names with semicolons between, as in the sheet of agreements.
    fn several(&mut self, column: Column) -> Vec<String> {
        let text = self.texts.remove(&column).unwrap_or_default();
        text.split(';').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
    }

    fn side(&mut self) -> Result<Loosened, ScenarioFault> {
        let found = self.needed(Column::Side)?;
        let side = Loosened::ALL.into_iter().find(|side| side.name().eq_ignore_ascii_case(&found));
        side.ok_or_else(|| ScenarioFault::Word { found, words: Loosened::ALL.map(Loosened::name).join(", ") })
    }
}
