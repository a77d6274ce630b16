//! Names of files that every system takes, from names that people chose.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// The longest stem of a file name, in characters.
const LONGEST_STEM: usize = 60;

/// Hands out names that differ from each other even where case does not count.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// A file name of lower-case letters, digits and hyphens that ends in `-suffix.extension`. Accents fall away,
    /// anything else becomes a hyphen; of a long name, the words that have no room are left out. A second file of one name
    /// gets a number.
    ///
    /// ```
    /// let mut names = poolfund::report::FileNames::default();
    /// assert_eq!(names.file("CON: Côte d'Ivoire/..", "2025-10", "xlsx"), "con-cote-d-ivoire-2025-10.xlsx");
    /// assert_eq!(names.file("con côte d ivoire", "2025-10", "xlsx"), "con-cote-d-ivoire-2-2025-10.xlsx");
    /// ```
    pub fn file(&mut self, name: &str, suffix: &str, extension: &str) -> String {
        format!("{}.{extension}", self.stem(name, suffix))
    }

    /// The same without an extension, for files that differ by it.
    pub fn stem(&mut self, name: &str, suffix: &str) -> String {
        let stem = stem(name);
        let numbered = |number: usize| match number {
            1 => format!("{stem}-{suffix}"),
            _ => format!("{stem}-{number}-{suffix}"),
        };
        let name = (1..).map(numbered).find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }
}

fn stem(name: &str) -> String {
    let mut stem = String::new();
    for letter in name.nfkd() {
        if letter.is_ascii_alphanumeric() {
            stem.push(letter.to_ascii_lowercase());
        } else if !unicode_normalization::char::is_combining_mark(letter) && !stem.is_empty() && !stem.ends_with('-') {
            stem.push('-');
        }
        if stem.len() > LONGEST_STEM {
            break;
        }
    }
    if stem.len() > LONGEST_STEM {
        // A word of its own that is longer is cut.
        let end = stem.rfind('-').filter(|end| *end > 0).unwrap_or(LONGEST_STEM);
        stem.truncate(end);
    }
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "report".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn naughty_names_become_safe_files() {
        let long = "x".repeat(200);
        // Reserved on Windows, forbidden somewhere, invisible, turned around, or meant for a shell.
        let naughty = [
            "",
            ".",
            "..",
            " ",
            "/etc/passwd",
            "C:\\a",
            "NUL",
            "aux.",
            "con ",
            "COM1.txt",
            "LPT9",
            "a\u{202e}b",
            "\u{200f}\u{200b}\u{feff}",
            "日本",
            "Ελλάδα",
            "=1+1",
            &long,
            "LÄND",
            "länd",
            "a<b>c:d\"e|f?g*h",
            "-rf",
            "$HOME",
            "`id`",
            "%00",
            "\0\t\r\n",
            "💶",
            "ﬁn",
            "ß",
            ".hidden",
        ];
        let mut names = FileNames::default();
        let files: Vec<String> = naughty.iter().map(|name| names.file(name, "2025-10", "xlsx")).collect();
        for file in &files {
            assert!(file.len() <= 90, "{file}");
            assert!(
                file.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte))
            );
            assert!(!file.starts_with(['-', '.']) && !file.contains(".."));
        }
        let distinct: BTreeSet<&String> = files.iter().collect();
        assert_eq!(distinct.len(), naughty.len());
    }

    #[test]
    fn a_long_name_ends_with_a_whole_word() {
        let mut names = FileNames::default();
        let mut file = |name: &str| names.file(name, "2025-10", "xlsx");
        let spain = "ESP Reino de España, Ministerio de Asuntos Exteriores, Unión Europea y Cooperación";
        assert_eq!(file(spain), "esp-reino-de-espana-ministerio-de-asuntos-exteriores-union-2025-10.xlsx");
        let [fits, over] = [60, 61].map(|length| format!("a {}", "b".repeat(length - 2)));
        assert_eq!(file(&fits).len(), 60 + "-2025-10.xlsx".len());
        assert_eq!(file(&over), "a-2025-10.xlsx");
        assert_eq!(file(&format!("{} c", "x".repeat(60))), format!("{}-2025-10.xlsx", "x".repeat(60)));
    }

    proptest! {
        #[test]
        fn any_names_become_safe_and_distinct_files(all in proptest::collection::vec(".{0,200}", 1..12)) {
            let mut names = FileNames::default();
            let files: Vec<String> = all.iter().map(|name| names.file(name, "2025-10", "xlsx")).collect();
            for file in &files {
                let safe = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
                let stem = file.strip_suffix("-2025-10.xlsx").unwrap();
                prop_assert!(stem.bytes().all(safe) && !stem.starts_with('-') && file.len() <= 90, "{}", file);
            }
            prop_assert_eq!(files.iter().collect::<BTreeSet<_>>().len(), all.len());
        }
    }
}
