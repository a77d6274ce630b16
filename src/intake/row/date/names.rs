//! Names of months and weekdays as people write them.
//!
//! What comes in: a word. What leaves: the month or the day of the week that it names. What it does not know: dates.

use crate::domain::text::comparable;

/// Month names in English, French, Spanish, Portuguese, German, Italian, Dutch, Russian and Arabic, in their comparable form; at
/// least three letters of one (four in French for `juin` and `juil`) name the month.
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "enero", "janeiro", "januar", "januari", "gennaio", "января", "январь", "يناير"],
    &["february", "fevrier", "febrero", "fevereiro", "februar", "februari", "febbraio", "февраля", "февраль", "فبراير"],
    &["march", "mars", "marzo", "marco", "marz", "maerz", "maart", "марта", "مارس"],
    &["april", "avril", "abril", "aprile", "апреля", "апрель", "ابريل", "ا\u{654}بريل"],
    &["may", "mai", "mayo", "maio", "maggio", "mei", "мая", "маи", "مايو"],
    &["june", "juin", "junio", "junho", "juni", "giugno", "июня", "июнь", "يونيو"],
    &["july", "juillet", "julio", "julho", "juli", "luglio", "июля", "июль", "يوليو"],
    &["august", "aout", "agosto", "augustus", "августа", "اغسطس", "ا\u{654}غسطس"],
    &["september", "septembre", "septiembre", "setembro", "settembre", "сентября", "сентябрь", "سبتمبر"],
    &[
        "october",
        "octobre",
        "octubre",
        "outubro",
        "oktober",
        "ottobre",
        "октября",
        "октябрь",
        "اكتوبر",
        "ا\u{654}كتوبر",
    ],
    &["november", "novembre", "noviembre", "novembro", "ноября", "ноябрь", "نوفمبر"],
    &["december", "decembre", "diciembre", "dezembro", "dezember", "dicembre", "декабря", "декабрь", "ديسمبر"],
];

/// Names of weekdays in English, French, Spanish, Portuguese, German, Italian and Russian, from Monday on, in their comparable
/// form.
const WEEKDAYS: [[&str; 7]; 7] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
    ["segundafeira", "tercafeira", "quartafeira", "quintafeira", "sextafeira", "sabado", "domingo"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"],
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
];

/// The weekday that a word names, by at least three letters that name no month; from Monday as 0.
pub(super) fn weekday_named(word: &str) -> Option<u32> {
    if !word.starts_with(char::is_alphabetic) {
        return None;
    }
    let name = comparable(word);
    if name.chars().count() < 3 || month_named(word).is_some() {
        return None;
    }
    let index = WEEKDAYS.iter().find_map(|week| week.iter().position(|day| day.starts_with(&name)))?;
    u32::try_from(index).ok()
}

/// The month that a word names, from January as 1.
pub fn month_named(piece: &str) -> Option<u32> {
    let name = comparable(piece);
    if name.chars().count() < 3 || name == "jui" {
        return None;
    }
    let index = MONTHS.iter().position(|names| names.iter().any(|full| full.starts_with(&name)))?;
    let twice = MONTHS.iter().skip(index + 1).any(|names| names.iter().any(|full| full.starts_with(&name)));
    (!twice).then_some(index as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_their_comparable_form_and_name_one_month() {
        for (index, names) in MONTHS.iter().enumerate() {
            for name in *names {
                assert_eq!(comparable(name), *name);
                assert_eq!(month_named(name), Some(index as u32 + 1), "{name}");
            }
        }
        assert!(WEEKDAYS.iter().flatten().all(|name| comparable(name) == *name));
        assert_eq!((month_named("Mär"), month_named("ма"), month_named("янв.")), (Some(3), None, Some(1)));
        assert_eq!((weekday_named("Sonntag"), weekday_named("среда"), weekday_named("mar")), (Some(6), Some(2), None));
    }
}
