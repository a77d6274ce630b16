//! Names as people write them: brought to one form for comparing, made visible, put into a command or into TOML.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The comparable form of a name: letters and digits of its compatibility decomposition, lower case, without accents,
/// spaces or punctuation. `Côte d'Ivoire` and `COTE D’IVOIRE` become `cotedivoire`.
pub fn comparable(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while !rest.is_empty() {
        // ASCII has no decompositions, and marks are never ordered across it: only what stands between is decomposed.
        let (ascii, other) = rest.split_at(rest.bytes().take_while(u8::is_ascii).count());
        plain.extend(ascii.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| char::from(byte.to_ascii_lowercase())));
        let (other, behind) = other.split_at(other.bytes().take_while(|byte| !byte.is_ascii()).count());
        plain.extend(other.nfkd().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase));
        rest = behind;
    }
    plain
}

/// A number of things in English: `1 line`, `2 lines`.
///
/// ```
/// use poolfund::domain::text::number_of;
/// assert_eq!([0, 1, 2].map(|count| number_of(count, "row")), ["0 rows", "1 row", "2 rows"]);
/// ```
pub fn number_of(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// The comparable form of a business number (a receipt, an agreement, a document): the same for `R-1001`, `r‑1001` and
/// `R-1001` with an invisible mark in it, for `00123`, `123`, `123.0` and `'123`. Words keep their order; hyphens of all
/// kinds are one, with spaces beside them or without.
///
/// ```
/// use poolfund::domain::text::reference_key;
/// assert_eq!(reference_key("bel\u{2011}01"), reference_key("BEL-01 "));
/// assert_eq!(reference_key("1001.0"), "1001");
/// assert_eq!(reference_key("bel 01"), reference_key("BEL/01"));
/// assert_eq!(reference_key("'1,001"), "1001");
/// ```
pub fn reference_key(text: &str) -> String {
    let plain = |letter: &char| !is_invisible(*letter);
    let letters: String = if text.is_ascii() {
        text.to_ascii_uppercase()
    } else {
        text.nfkc()
            .filter(plain)
            .map(|letter| if is_hyphen(letter) { '-' } else { letter })
            .flat_map(char::to_uppercase)
            .collect()
    };
    // Spreadsheet programs put an apostrophe before a number that is to be a text.
    let plain = letters.trim_start_matches('\'');
    let ungrouped;
    let plain = if plain.contains(',') {
        ungrouped = plain.split_whitespace().map(without_groups).collect::<Vec<_>>().join(" ");
        ungrouped.as_str()
    } else {
        plain
    };
    let plain = plain.trim();
    let between = |letter: char| letter.is_whitespace() || matches!(letter, '_' | '/');
    if plain.contains(between) || plain.contains("--") {
        let parts = plain.split(|letter| between(letter) || letter == '-').filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("-")
    } else {
        // Zeros in front say nothing of a number alone; a part of a longer one may have them for good.
        whole_number(plain).to_owned()
    }
}

/// What business numbers have in common that people take for one another: the same for `R-1`, `R1`, `R.1` and `R-01`, and for
/// `P-1` with the Latin letter and with the Cyrillic one. Such numbers may be two, so that it is no key; but where both stand in one list it is worth a word.
///
/// ```
/// use poolfund::domain::text::look_of_reference;
/// let one = look_of_reference("R-101");
/// assert!(["R101", "r.101", "R-0101", "R 1O1"].iter().all(|written| look_of_reference(written) == one));
/// assert_eq!(look_of_reference("\u{420}-101"), look_of_reference("P-101"));
/// assert!(["No. R-101", "N° R-101", "R-l01", "R-I01"].iter().all(|written| look_of_reference(written) == one));
/// assert_eq!(look_of_reference("1e3"), look_of_reference("1000"));
/// assert_ne!(look_of_reference("No-1"), look_of_reference("1"));
/// assert_ne!(look_of_reference("1-11"), look_of_reference("11-1"));
/// assert_ne!(look_of_reference("PO1"), look_of_reference("P1"));
/// ```
pub fn look_of_reference(text: &str) -> String {
    let text = without_label(text.trim());
    if let Some(number) = power_of_ten(text) {
        return number;
    }
    let ones = with_ones(text);
    let text = ones.as_deref().unwrap_or(text);
    let mut look = String::with_capacity(text.len() + 4);
    let mut in_digits = None;
    let capitals: Vec<char> = if text.is_ascii() {
        text.chars().map(|letter| letter.to_ascii_uppercase()).collect()
    } else {
        text.nfkc().flat_map(char::to_uppercase).map(latin).collect()
    };
    for (index, &letter) in capitals.iter().enumerate() {
        let next = capitals.get(index + 1);
        let nought = letter == 'O' && in_digits == Some(true) && next.is_none_or(char::is_ascii_digit);
        let letter = if nought { '0' } else { letter };
        let digit = letter.is_ascii_digit();
        if !letter.is_alphanumeric() {
            // Marks of direction part nothing.
            in_digits = in_digits.filter(|_| is_invisible(letter));
            continue;
        }
        if in_digits != Some(digit) && !look.is_empty() {
            look.push('-');
        } else if digit && (look == "0" || look.ends_with("-0")) {
            look.pop();
        }
        look.push(letter);
        in_digits = Some(digit);
    }
    look
}

/// A number without the word for one before it: `No. R-1`, `Nr 17`, `N° 3`.
fn without_label(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    let (label, rest) = text.split_at(end);
    let parted = rest.starts_with(['.', ':', ' ', '°', '\u{a0}']) || label.ends_with('º');
    if !parted {
        return text;
    }
    let label = label.to_lowercase();
    let said = matches!(label.as_str(), "no" | "nr" | "num" | "nº") || label == "n" && rest.starts_with('°');
    let number = rest.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if said && number.contains(|letter: char| letter.is_ascii_digit()) { number } else { text }
}

/// The whole number that a program has written as a power of ten, or takes for one: `1e3` is 1000.
fn power_of_ten(text: &str) -> Option<String> {
    let (digits, power) = text.split_once(['e', 'E'])?;
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
    let power = power.strip_prefix('+').unwrap_or(power);
    if !plain(digits) || !plain(power) || power.len() > 2 {
        return None;
    }
    let noughts = power.parse::<usize>().ok().filter(|noughts| *noughts <= 15)?;
    let digits = digits.trim_start_matches('0');
    Some(format!("{digits}{}", "0".repeat(noughts)))
}

/// The text with a one for each small l and capital I in a part that has nothing but digits beside them: `R-l` looks like R-1.
fn with_ones(text: &str) -> Option<String> {
    if !text.contains(['l', 'I']) {
        return None;
    }
    let like_one = |letter: char| matches!(letter, 'l' | 'I');
    let parts = text.split_inclusive(|letter: char| !letter.is_alphanumeric()).map(|part| {
        let word = part.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let ones = word.chars().all(|letter| like_one(letter) || letter.is_ascii_digit());
        if ones { part.replace(like_one, "1") } else { part.to_owned() }
    });
    Some(parts.collect())
}

/// The Latin capital that a Cyrillic or Greek one looks like; any other letter as it is.
const fn latin(letter: char) -> char {
    match letter {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'Ζ' => 'Z',
        letter => letter,
    }
}

/// A number without the commas between its groups of three digits; any other word as it is.
fn without_groups(word: &str) -> String {
    let digits = |group: &str| group.bytes().all(|digit| digit.is_ascii_digit());
    let (whole, fraction) = word.split_once('.').unwrap_or((word, ""));
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && digits(first));
    if first && digits(fraction) && groups.all(|group| group.len() == 3 && digits(group)) {
        word.replace(',', "")
    } else {
        word.to_owned()
    }
}

/// A number without leading zeros and without decimals of zero; any other word as it is.
fn whole_number(word: &str) -> &str {
    let whole = match word.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|digit| digit == b'0') => whole,
        Some(_) => return word,
        None => word,
    };
    if whole.is_empty() || !whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return word;
    }
    let short = whole.trim_start_matches('0');
    if short.is_empty() { whole.get(whole.len() - 1..).unwrap_or(whole) } else { short }
}

/// Hyphens, dashes and minus signs.
fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// Marks of direction, spaces of no width and hyphens that only show at the end of a line.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character acts instead of being seen: control characters, and those that turn the direction of a line, hide
/// in it or end it. A line feed is one of them.
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(letter, '\u{e0000}'..='\u{e007f}')
}

/// What somebody typed, as one line in which nothing acts: characters that would act are blanks, and blanks are single.
///
/// ```
/// assert_eq!(poolfund::domain::text::one_line(" Ann \u{202e}\n Ivory "), "Ann Ivory");
/// ```
pub fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if is_control(letter) { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with a capital letter at its beginning, as a sentence or a cell has it.
///
/// ```
/// assert_eq!(poolfund::domain::text::sentence_case("émis deux fois"), "Émis deux fois");
/// ```
pub fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text as a field of CSV that no spreadsheet program takes for a formula: an apostrophe stands before what begins like one.
///
/// ```
/// use poolfund::domain::text::shielded;
/// assert_eq!(["=1+1", "@x", "-1", "a=b"].map(shielded), ["'=1+1", "'@x", "'-1", "a=b"]);
/// ```
pub fn shielded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What a remark says before it says more of it.
pub fn clause(text: &str) -> &str {
    let ends = [": ", "; ", ". "].into_iter().filter_map(|end| text.find(end));
    ends.min().and_then(|end| text.get(..end)).map_or(text, str::trim_end)
}

/// The text with every character that would act written as its code, as in `<U+001B>`.
///
/// ```
/// assert_eq!(poolfund::domain::text::visible("A\u{1b}[2J"), "A<U+001B>[2J");
/// ```
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if is_control(letter) => shown.push_str(&format!("<U+{:04X}>", u32::from(letter))),
            _ => shown.push(letter),
        }
    }
    shown
}

/// A text as one word of a command, in quotes; nothing for a text that some shell would take for more than a text, or the
/// program for an option. Nobody then types it by copying.
///
/// ```
/// # use poolfund::domain::text::shell_word;
/// assert_eq!(shell_word("Pays-Bas (MFA)").as_deref(), Some("\"Pays-Bas (MFA)\""));
/// assert_eq!(shell_word("Zed $(touch x)"), None);
/// ```
pub fn shell_word(text: &str) -> Option<String> {
    let plain = |letter: char| letter.is_alphanumeric() || " .,:+_/()'&-".contains(letter);
    let plain = text.starts_with(char::is_alphanumeric) && text.chars().all(plain);
    plain.then(|| format!("\"{text}\""))
}

/// A text in quotation marks on one line, as TOML has it.
pub fn toml_quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            _ if letter.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_ascii_is_compared_as_in_the_whole() {
        for text in [
            "Währung 12",
            "Co\u{302}te d’Ivoire",
            "q\u{323}\u{307}x\u{307}\u{323}",
            "ﬁn ² Ａ１",
            "İstanbul Σς",
            "한국 1",
            "\u{301}a",
            "हिन्दी x",
        ] {
            let whole: String =
                text.nfkd().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            assert_eq!(comparable(text), whole, "{text}");
        }
    }

    #[test]
    fn one_number_has_one_key_however_it_is_written() {
        for (one, other) in [
            ("R-1001", "r-1001"),
            ("R-1001", "R\u{2011}1001"),
            ("R-1001", "R\u{2013}1001"),
            ("R-1001", "\u{200e}R-1001\u{feff}"),
            ("1001", "1001.0"),
            ("1001", "1001.00"),
            ("00123", "123"),
            ("BEL 01 no. 2", "bel/01  no. 2"),
            ("BEL 01", "BEL-01"),
            ("0", "000"),
            ("ＡＢ１", "AB1"),
        ] {
            assert_eq!(reference_key(one), reference_key(other), "{one} {other}");
        }
        for (one, other) in [
            ("R-1001", "R1001"),
            ("1001.1", "1001.2"),
            ("1001.10", "1001.1"),
            ("R-01", "R-1"),
            ("R 01", "R 1"),
            ("A", "B"),
        ] {
            assert_ne!(reference_key(one), reference_key(other), "{one} {other}");
        }
    }

    #[test]
    fn nothing_that_a_shell_or_a_terminal_takes_for_more_than_text_passes() {
        for text in [
            "$(id)",
            "a`id`",
            "a\"; id; \"",
            "a\\",
            "!!",
            "%PATH%",
            "a\nb",
            "-rf",
            "",
            "a$b",
            "“a”",
            "a\u{202e}b",
            "a^b",
        ] {
            assert_eq!(shell_word(text), None, "{text:?}");
        }
        for text in ["Côte d'Ivoire", "R&D (A/B), 2.0: x_y+z-1", "日本"] {
            assert_eq!(shell_word(text), Some(format!("\"{text}\"")));
        }
        for text in ["\u{9b}2J", "a\u{7f}", "a\rb", "a\u{202e}b", "a\u{2066}b", "a\u{200b}b", "a\u{e0041}"] {
            assert!(visible(text).contains("<U+"), "{text:?}");
        }
        assert_eq!(visible("Ñandú 日本 💶"), "Ñandú 日本 💶");
    }
}
