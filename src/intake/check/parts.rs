//! Needs that are the sum of others: a subtotal that bears the name of a region or of all themes.
//!
//! What comes in: all facts. What leaves: warnings at the needs. What it does not know: rows that are no data.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Findings;
use crate::config::Fund;
use crate::domain::facts::{Facts, Priority};
use crate::domain::{FactKind, GeographyCode, Money, Period, Source, ThemeCode};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// What holds at one time for a place and a theme.
type Place<'f> = (Period, Option<NaiveDate>, &'f GeographyCode, &'f ThemeCode);

/// The needs within a place and theme: how many, their sum, and where the first stands.
struct Within<'f> {
    count: usize,
    sum: Money,
    first: &'f Source,
}

/// Says which needs are the sum of those within them.
pub(super) fn check(facts: &Facts, fund: &Fund, findings: &mut Findings<'_>) {
    let mut within: BTreeMap<Place<'_>, Within<'_>> = BTreeMap::new();
    for part in &facts.priorities {
        let themes = fund.themes.all_above(&part.theme);
        for place in fund.geography.all_above(&part.geography) {
            for &theme in themes.iter().filter(|&&theme| *theme != part.theme || *place != part.geography) {
                add(&mut within, (part.period, part.valid_from, place, theme), part);
            }
        }
    }
    for whole in &facts.priorities {
        let place = (whole.period, whole.valid_from, &whole.geography, &whole.theme);
        let Some(parts) =
            within.get(&place).filter(|parts| parts.count > 1 && parts.sum == whole.need && whole.need != Money::ZERO)
        else {
            continue;
        };
        let cell = findings.cell((parts.first, FactKind::Priority, Column::Need));
        let texts = [
            format!(
                "{}, the sum of {} needs within it, of which the first is in {cell}",
                fund.show(whole.need),
                parts.count
            ),
            "needs that are no part of each other".to_owned(),
            "All were kept, so that what they have in common counts twice. Delete the row if it is a subtotal."
                .to_owned(),
        ];
        findings.say(ProblemCode::NeedOfParts, (&whole.source, FactKind::Priority, Column::Need), texts);
    }
}

fn add<'f>(within: &mut BTreeMap<Place<'f>, Within<'f>>, place: Place<'f>, part: &'f Priority) {
    let parts = within.entry(place).or_insert(Within { count: 0, sum: Money::ZERO, first: &part.source });
    parts.count += 1;
    parts.sum += part.need;
}
