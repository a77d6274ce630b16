//! Results as the standard wants them: indicators with what was achieved by year, or with a target.

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};

use crate::attribute::BookedResult;
use crate::config::People;
use crate::domain::Period;
use crate::domain::facts::ResultKind;

use super::activity::{Narrator, iso_date};
use super::xml::{Xml, tag};

/// What was achieved, by kind and year.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcomes(BTreeMap<(ResultKind, i32), i64>);

impl Outcomes {
    /// Adds a result, or what changed of one, to the year in which it was achieved: a publication says what holds now.
    pub(super) fn add(&mut self, result: &BookedResult) {
        let number = self.0.entry((result.kind, result.date.year())).or_default();
        *number = number.saturating_add(result.number);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Writes a result for each kind.
    pub(super) fn write<W: Write>(&self, xml: &mut Xml<W>, narrator: Narrator) -> io::Result<()> {
        for &kind in ResultKind::ALL {
            let years: Vec<(i32, i64)> = self.0.range((kind, i32::MIN)..=(kind, i32::MAX)).map(of_year).collect();
            if years.is_empty() {
                continue;
            }
            result(xml, narrator, kind, |xml| {
                for (year, number) in years {
                    let [from, to] = [(1, 1), (12, 31)].map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
                    let Some(period) = from.zip(to).and_then(|(from, to)| Period::new(from, to)) else { continue };
                    of_period(xml, period, "actual", number)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn of_year((&(_, year), &number): (&(ResultKind, i32), &i64)) -> (i32, i64) {
    (year, number)
}

/// The people that the whole programme is to reach. What was reached stands on the activities below.
pub(super) fn targets<W: Write>(
    xml: &mut Xml<W>,
    narrator: Narrator,
    people: &People,
    period: Period,
) -> io::Result<()> {
    for (kind, number) in [
        (ResultKind::LegalCoverage, people.legal),
        (ResultKind::EffectiveCoverage, people.effective),
        (ResultKind::Adequacy, people.adequacy),
    ] {
        result(xml, narrator, kind, |xml| of_period(xml, period, "target", number))?;
    }
    Ok(())
}

/// What an indicator counts, in English.
const fn counted(kind: ResultKind) -> &'static str {
    match kind {
        ResultKind::InstitutionalChange => "Laws, policies, schemes and systems changed",
        ResultKind::LegalCoverage => "People newly covered in law",
        ResultKind::EffectiveCoverage => "People newly covered in effect",
        ResultKind::Adequacy => "People whose benefits became adequate",
    }
}

/// Output or outcome, of IATI's list of types of result.
const fn type_of(kind: ResultKind) -> &'static str {
    match kind {
        ResultKind::InstitutionalChange => "1",
        ResultKind::LegalCoverage | ResultKind::EffectiveCoverage | ResultKind::Adequacy => "2",
    }
}

/// A result with one indicator, whose periods `periods` writes.
fn result<W: Write>(
    xml: &mut Xml<W>,
    narrator: Narrator,
    kind: ResultKind,
    periods: impl FnOnce(&mut Xml<W>) -> io::Result<()>,
) -> io::Result<()> {
    let title = |xml: &mut Xml<W>| xml.element(tag("title"), |xml| narrator.english(xml, counted(kind)));
    xml.element(tag("result").with("type", type_of(kind)).with("aggregation-status", "1"), |xml| {
        title(xml)?;
        // Measured in units, of which more is better.
        xml.element(tag("indicator").with("measure", "1").with("ascending", "1"), |xml| {
            title(xml)?;
            periods(xml)
        })
    })
}

fn of_period<W: Write>(xml: &mut Xml<W>, period: Period, name: &'static str, number: impl ToString) -> io::Result<()> {
    xml.element(tag("period"), |xml| {
        iso_date(xml, "period-start", period.from)?;
        iso_date(xml, "period-end", period.to)?;
        xml.empty(tag(name).with("value", &number.to_string()))
    })
}
