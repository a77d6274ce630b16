//! What an agreement may pay for, from its columns of places, themes, exclusions, limits and dates.

use crate::domain::{
    Earmark, EarmarkCategory, EarmarkChange, EarmarkLimit, GeographyCode, LimitKind, LimitScope, Percent, Period,
    Target, ThemeCode,
};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Faulty, Record};

pub(super) fn read(record: &mut Record<'_, '_>) -> Checked<Earmark> {
    let include = include(record, Column::Places, Column::Themes);
    let exclude = exclude(record);
    let limits = limits(record);
    let window = window(record);
    let category = category(record);
    let (include, exclude, limits) = (include?, exclude?, limits?);
    let derived = Earmark::derived_category(&include, &exclude);
    Ok(Earmark { category: category?.unwrap_or(derived), include, exclude, window: window?, limits })
}

/// The parts of the programme that two columns name, of places and of themes; none where both are blank.
pub(super) fn targets(record: &mut Record<'_, '_>, places: Column, themes: Column) -> Checked<Vec<Target>> {
    match (record.named(places)?, record.named(themes)?) {
        (None, None) => Ok(Vec::new()),
        (Some(_), _) | (_, Some(_)) => include(record, places, themes),
    }
}

/// What an amendment changes. Places and themes are stated together: a blank one beside the other would be a guess.
pub(super) fn change(record: &mut Record<'_, '_>) -> Checked<EarmarkChange> {
    let category = category(record);
    let (places, topics) = (record.text(Column::Places)?, record.text(Column::Themes)?);
    let names = &record.judge.context.names;
    let with_own_themes =
        |text: &String| entries(text).all(|entry| entry.ends_with(')') && names.place(entry).is_err());
    let include = match (&places, &topics) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(half(record, Column::Places, "World")),
        (Some(places), None) if !with_own_themes(places) => Err(half(record, Column::Themes, "All")),
        (Some(_), _) => include(record, Column::Places, Column::Themes).map(Some),
    };
    let exclude = match record.text(Column::Excluding)? {
        None => Ok(None),
        Some(text) if is_none(&text) => Ok(Some(Vec::new())),
        Some(_) => exclude(record).map(Some),
    };
    let limits = match record.text(Column::Limits)? {
        None => Ok(None),
        Some(text) if is_none(&text) => Ok(Some(Vec::new())),
        Some(_) => limits(record).map(Some),
    };
    Ok(EarmarkChange { category: category?, include: include?, exclude: exclude?, limits: limits? })
}

/// Whether a cell says that there are none any more.
fn is_none(text: &str) -> bool {
    crate::domain::text::comparable(text) == "none"
}

fn half(record: &mut Record<'_, '_>, column: Column, all: &str) -> Faulty {
    record.problem(
        ProblemCode::Blank,
        column,
        "a blank cell in an amendment of the earmark",
        "places and themes, both: the new earmark replaces the old one",
        format!("Write what holds from now on; {all} for all."),
    )
}

fn category(record: &mut Record<'_, '_>) -> Checked<Option<EarmarkCategory>> {
    let Some(text) = record.named(Column::Category)? else { return Ok(None) };
    let digit = text
        .chars()
        .next()
        .and_then(|digit| digit.to_digit(10))
        .filter(|_| text.chars().nth(1).is_none_or(|next| !next.is_ascii_digit()));
    let by_number = digit.and_then(|digit| EarmarkCategory::from_number(digit as u8));
    let by_name = match crate::domain::text::comparable(&text).as_str() {
        "unearmarked" => Some(EarmarkCategory::Unearmarked),
        "softlyearmarked" => Some(EarmarkCategory::SoftlyEarmarked),
        "earmarked" => Some(EarmarkCategory::Earmarked),
        "tightlyearmarked" => Some(EarmarkCategory::TightlyEarmarked),
        _ => None,
    };
    match by_number.or(by_name) {
        Some(category) => Ok(Some(category)),
        None => {
            let expected = "1 (unearmarked), 2 (softly earmarked), 3 (earmarked) or 4 (tightly earmarked)";
            Err(record.problem(
                ProblemCode::UnknownWord,
                Column::Category,
                format!("{text:?}"),
                expected,
                "Write the number.",
            ))
        }
    }
}

fn themes(record: &mut Record<'_, '_>, column: Column) -> Checked<Vec<ThemeCode>> {
    let text = record.named(column)?.unwrap_or_default();
    let mut found = Vec::new();
    let mut faulty = None;
    for entry in entries(&text) {
        match record.theme_called(column, entry) {
            Ok(theme) => found.push(theme),
            Err(fault) => faulty = Some(fault),
        }
    }
    if found.is_empty() {
        found.push(ThemeCode::new("ALL"));
    }
    faulty.map_or(Ok(found), Err)
}

/// Each place with the themes, or with those that it carries; a blank column stands for all.
fn include(record: &mut Record<'_, '_>, places: Column, topics: Column) -> Checked<Vec<Target>> {
    // Both columns are read, so that a fault in each is told.
    let themes = themes(record, topics);
    let of_places = themes.as_deref().unwrap_or_default();
    let text = record.named(places)?.unwrap_or_default();
    let mut targets = Vec::new();
    let mut faulty = None;
    for entry in entries(&text) {
        match targets_of(record, places, entry, of_places) {
            Ok(found) => targets.extend(found),
            Err(fault) => faulty = Some(fault),
        }
    }
    if text.is_empty() {
        let world = GeographyCode::new("WORLD");
        targets.extend(of_places.iter().map(|theme| Target { geography: world.clone(), theme: theme.clone() }));
    }
    targets.sort_unstable();
    targets.dedup();
    themes?;
    faulty.map_or(Ok(targets), Err)
}

fn exclude(record: &mut Record<'_, '_>) -> Checked<Vec<Target>> {
    let text = record.named(Column::Excluding)?.unwrap_or_default();
    let mut targets = Vec::new();
    let mut faulty = None;
    for entry in entries(&text) {
        match targets_of(record, Column::Excluding, entry, &[ThemeCode::new("ALL")]) {
            Ok(found) => targets.extend(found),
            Err(fault) => faulty = Some(fault),
        }
    }
    targets.sort_unstable();
    targets.dedup();
    faulty.map_or(Ok(targets), Err)
}

/// Entries separated by semicolons or line ends.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// `Kenya`, `Kenya (T03, T04)` or `(T03)`: a place with its themes, or with `otherwise`. A name that itself ends in
/// parentheses, such as `Iran (Islamic Republic of)`, is tried as a whole first.
fn targets_of(
    record: &mut Record<'_, '_>,
    column: Column,
    entry: &str,
    otherwise: &[ThemeCode],
) -> Checked<Vec<Target>> {
    let names = &record.judge.context.names;
    let parted = entry
        .strip_suffix(')')
        .and_then(|inner| split_last_open(inner))
        .filter(|(place, _)| place.is_empty() || names.place(entry).is_err());
    let (place, own) = match parted {
        Some((place, inner)) => (place.trim(), Some(inner)),
        None => (entry, None),
    };
    let geography = if place.is_empty() { Ok(GeographyCode::new("WORLD")) } else { record.place_called(column, place) };
    let mut themes = Vec::new();
    let mut faulty = None;
    for name in own.into_iter().flat_map(|own| own.split(',')).map(str::trim).filter(|name| !name.is_empty()) {
        match record.theme_called(column, name) {
            Ok(theme) => themes.push(theme),
            Err(fault) => faulty = Some(fault),
        }
    }
    if let Some(fault) = faulty {
        return Err(fault);
    }
    let geography = geography?;
    let themes = if themes.is_empty() { otherwise.to_vec() } else { themes };
    Ok(themes.into_iter().map(|theme| Target { geography: geography.clone(), theme }).collect())
}

fn split_last_open(inner: &str) -> Option<(&str, &str)> {
    inner.rsplit_once('(')
}

fn limits(record: &mut Record<'_, '_>) -> Checked<Vec<EarmarkLimit>> {
    let text = record.named(Column::Limits)?.unwrap_or_default();
    let mut limits = Vec::new();
    let mut faulty = None;
    for entry in entries(&text) {
        match limit(record, entry) {
            Ok(limit) => limits.push(limit),
            Err(fault) => faulty = Some(fault),
        }
    }
    faulty.map_or(Ok(limits), Err)
}

/// `at least 30% to Malawi`, `at most 10% outside countries`, `at most 20% to Africa (T03)`.
fn limit(record: &mut Record<'_, '_>, entry: &str) -> Checked<EarmarkLimit> {
    let Some((kind, share, place)) = parts_of_limit(entry) else {
        return Err(unreadable(record, entry));
    };
    if let Some(outside) = place.strip_prefix("outside ") {
        if outside.trim().eq_ignore_ascii_case("countries") {
            return Ok(EarmarkLimit { kind, share, scope: LimitScope::OutsideCountries });
        }
        return Err(unreadable(record, entry));
    }
    let Some(place) =
        place.strip_prefix("to ").or_else(|| place.strip_prefix("for ")).or_else(|| place.strip_prefix("in "))
    else {
        return Err(unreadable(record, entry));
    };
    let targets = targets_of(record, Column::Limits, place.trim(), &[ThemeCode::new("ALL")])?;
    match <[Target; 1]>::try_from(targets) {
        Ok([target]) => Ok(EarmarkLimit { kind, share, scope: LimitScope::Target(target) }),
        Err(_) => Err(unreadable(record, entry)),
    }
}

fn parts_of_limit(entry: &str) -> Option<(LimitKind, Percent, &str)> {
    let lower = entry.to_ascii_lowercase();
    let kind = if lower.starts_with("at least ") {
        LimitKind::AtLeast
    } else if lower.starts_with("at most ") {
        LimitKind::AtMost
    } else {
        return None;
    };
    let words = if kind == LimitKind::AtLeast { "at least ".len() } else { "at most ".len() };
    let (share, place) = entry.get(words..)?.split_once('%')?;
    let share = Percent::parse(&format!("{}%", share.trim()))?;
    Some((kind, share, place.trim()))
}

fn unreadable(record: &mut Record<'_, '_>, entry: &str) -> Faulty {
    let expected =
        "limits such as \"at least 30% to Malawi\" or \"at most 10% outside countries\", separated by semicolons";
    record.problem(
        ProblemCode::BadLimit,
        Column::Limits,
        format!("{entry:?}"),
        expected,
        "Write it in one of these forms.",
    )
}

fn window(record: &mut Record<'_, '_>) -> Checked<Option<Period>> {
    let from = record.date(Column::ValidFrom, DayOf::First);
    let to = record.date(Column::ValidTo, DayOf::Last);
    let (from, to) = (from?, to?);
    let (Some(first), Some(last)) = (from, to) else { return Ok(Period::open(from, to)) };
    match Period::open(from, to) {
        Some(window) => Ok(Some(window)),
        None => {
            let found = format!("{last}, before {first}");
            Err(record.problem(
                ProblemCode::NotAPeriod,
                Column::ValidTo,
                found,
                "an end that is not before the beginning",
                "Correct one of the two dates.",
            ))
        }
    }
}
