//! Dates as people write them in Chinese, Japanese and Korean.
//!
//! What comes in: a text. What leaves: the day, month or year that it names, or nothing where it is of another kind. What it does
//! not know: other ways of writing dates.

use chrono::Datelike;

use super::{DateFault, TypedDate, day_of, period_of};

/// The years before the first of eras, by which Japan and Taiwan count.
const ERAS: [(&str, i32); 5] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("中華民國", 1911), ("民國", 1911)];

/// Signs of each day of the week, from Monday on, in Japanese, Chinese and Korean.
const WEEKDAYS: [&str; 7] = ["月一월", "火二화", "水三수", "木四목", "金五금", "土六토", "日天일"];

/// `2024年1月15日`, `2024년 1월 15일`, `令和6年1月15日(月)`, `二〇二四年一月十五日`; nothing of a text that has no year or month so.
pub(super) fn read(text: &str) -> Option<Result<TypedDate, DateFault>> {
    if text.is_ascii() || !text.contains(['年', '년', '月', '월']) {
        return None;
    }
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let Some((year, rest)) = plain.split_once(['年', '년']) else {
        let day = plain.contains(['日', '일', '号', '號'])
            && plain.starts_with(|sign: char| number(&String::from(sign)).is_some());
        return day.then_some(Err(DateFault::NoYear));
    };
    Some(year_of(year).ok_or(DateFault::NotADate).and_then(|year| within(year, rest)))
}

/// What stands behind a year.
fn within(year: i32, rest: &str) -> Result<TypedDate, DateFault> {
    let fault = DateFault::NotADate;
    if rest.is_empty() {
        return period_of(day_of(year, 1, 1)?, day_of(year, 12, 31)?);
    }
    let (month, rest) = rest.split_once(['月', '월']).ok_or(fault)?;
    let month = number(month).ok_or(fault)?;
    if rest.is_empty() {
        return super::month_of(day_of(year, month, 1)?);
    }
    let (day, weekday) = rest.split_once(['日', '일', '号', '號']).ok_or(fault)?;
    let day = day_of(year, month, number(day).ok_or(fault)?)?;
    let named = weekday.trim_matches(['(', ')', '（', '）', ',', '，']);
    let fits = || weekday_of(named) == Some(day.weekday().num_days_from_monday());
    if named.is_empty() || fits() { Ok(TypedDate::Day(day)) } else { Err(fault) }
}

/// The day of the week that `月曜日`, `星期一` or `월요일` names, from Monday as 0.
fn weekday_of(text: &str) -> Option<u32> {
    let before = ["星期", "礼拜", "禮拜", "周", "週"].into_iter().find_map(|word| text.strip_prefix(word));
    let after = ["曜日", "曜", "요일"].into_iter().find_map(|word| text.strip_suffix(word));
    let mut signs = before.or(after).unwrap_or(text).chars();
    let (sign, None) = (signs.next()?, signs.next()) else { return None };
    WEEKDAYS.iter().position(|day| day.contains(sign)).and_then(|index| u32::try_from(index).ok())
}

/// A year of four digits, or of an era.
fn year_of(text: &str) -> Option<i32> {
    let era = ERAS.into_iter().find_map(|(name, before)| Some((text.strip_prefix(name)?, before)));
    let Some((year, before)) = era else {
        let digits = text.chars().map(digit).collect::<Option<Vec<u32>>>().filter(|digits| digits.len() == 4)?;
        return i32::try_from(digits.into_iter().fold(0, |year, digit| year * 10 + digit)).ok();
    };
    let year = if year == "元" { 1 } else { number(year)? };
    i32::try_from(year).ok()?.checked_add(before)
}

/// A number below a hundred in digits, or as `十五`, `二十一`; or one of three digits.
fn number(text: &str) -> Option<u32> {
    let digits = |text: &str| {
        let digits: Option<Vec<u32>> = text.chars().map(digit).collect();
        digits.filter(|digits| (1..=3).contains(&digits.len()))?.into_iter().reduce(|whole, digit| whole * 10 + digit)
    };
    let Some((tens, ones)) = text.split_once('十') else { return digits(text) };
    let or = |text: &str, blank: u32| if text.is_empty() { Some(blank) } else { digits(text) };
    Some(or(tens, 1)? * 10 + or(ones, 0)?)
}

fn digit(sign: char) -> Option<u32> {
    const SIGNS: &str = "〇一二三四五六七八九";
    let named = || SIGNS.chars().position(|other| other == sign).and_then(|index| u32::try_from(index).ok());
    sign.to_digit(10).or_else(named).or((sign == '零').then_some(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_what_is_none_is_told() {
        for (text, expected) in [
            ("2024年1月15日", "2024-01-15"),
            ("2024 年 1 月 15 日", "2024-01-15"),
            ("2024年1月15日(月)", "2024-01-15"),
            ("2024年1月15日星期一", "2024-01-15"),
            ("2024年1月15号", "2024-01-15"),
            ("2024년 1월 15일 월요일", "2024-01-15"),
            ("令和6年1月15日", "2024-01-15"),
            ("令和元年5月1日", "2019-05-01"),
            ("民國113年1月15日", "2024-01-15"),
            ("二〇二四年一月十五日", "2024-01-15"),
            ("二〇二四年十二月三十一日", "2024-12-31"),
        ] {
            let Some(Ok(TypedDate::Day(day))) = read(text) else { panic!("{text}") };
            assert_eq!(day.to_string(), expected, "{text}");
        }
        assert!(matches!(read("2024年1月"), Some(Ok(TypedDate::Period(_)))));
        for (text, fault) in [
            ("2024年13月1日", DateFault::NotADate),
            ("2024年1月15日(火)", DateFault::NotADate),
            ("113年1月15日", DateFault::NotADate),
            ("2024年度", DateFault::NotADate),
            ("1月15日", DateFault::NoYear),
        ] {
            assert_eq!(read(text), Some(Err(fault)), "{text}");
        }
        assert_eq!((read("15 January 2024"), read("мая 2024"), read("月曜日")), (None, None, None));
    }
}
