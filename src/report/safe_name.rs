//! Names of files and sheets that every system takes, from names that people chose.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

/// The longest stem of a file name, in characters.
const LONGEST_STEM: usize = 60;
/// The longest name of a sheet.
const LONGEST_SHEET: usize = 31;

/// Hands out names that differ from each other even where case does not count.
#[derive(Debug, Default)]
pub struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// A file name of lower-case letters, digits and hyphens that ends in `-suffix.extension`. Accents fall away,
    /// anything else becomes a hyphen. A second file of one name gets a number.
    ///
    /// ```
    /// let mut names = poolfund::report::Names::default();
    /// assert_eq!(names.file("CON: Côte d'Ivoire/..", "2025-10", "xlsx"), "con-cote-d-ivoire-2025-10.xlsx");
    /// assert_eq!(names.file("con côte d ivoire", "2025-10", "xlsx"), "con-cote-d-ivoire-2-2025-10.xlsx");
    /// ```
    pub fn file(&mut self, name: &str, suffix: &str, extension: &str) -> String {
        let stem = stem(name);
        let numbered = |number: usize| match number {
            1 => format!("{stem}-{suffix}.{extension}"),
            _ => format!("{stem}-{number}-{suffix}.{extension}"),
        };
        let name = (1..).map(numbered).find(|name| !self.taken.contains(name)).unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }

    /// The name of a sheet: at most 31 characters, none of those that Excel refuses, no other sheet's.
    pub fn sheet(&mut self, name: &str) -> String {
        let allowed = |letter: char| if "[]:*?/\\".contains(letter) || letter.is_control() { ' ' } else { letter };
        let cleaned: String = name.chars().map(allowed).collect();
        let cleaned = cleaned.trim_matches(['\'', ' ']);
        let cleaned = if cleaned.is_empty() || cleaned.eq_ignore_ascii_case("history") { "Sheet" } else { cleaned };
        let numbered = |number: usize| {
            let mark = if number == 1 { String::new() } else { format!(" ({number})") };
            let room = LONGEST_SHEET - mark.len();
            let mut kept = String::new();
            for letter in cleaned.chars() {
                if kept.encode_utf16().count() + letter.len_utf16() > room {
                    break;
                }
                kept.push(letter);
            }
            format!("{}{mark}", kept.trim_end_matches(['\'', ' ']))
        };
        let name = (1..).map(numbered).find(|name| !self.taken.contains(&name.to_lowercase())).unwrap_or_default();
        self.taken.insert(name.to_lowercase());
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
        if stem.len() >= LONGEST_STEM {
            break;
        }
    }
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "report".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn naughty_names_become_safe_files() {
        let long = "x".repeat(200);
        let naughty =
            ["", "..", "/etc/passwd", "C:\\a", "NUL", "aux.", "a\u{202e}b", "日本", "=1+1", &long, "LÄND", "länd"];
        let mut names = Names::default();
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
    fn sheets_have_names_that_excel_takes() {
        let mut names = Names::default();
        assert_eq!(names.sheet("Sources/uses: [all]?"), "Sources uses   all");
        assert_eq!(names.sheet("History"), "Sheet");
        assert_eq!(names.sheet("sheet"), "sheet (2)");
        assert_eq!(names.sheet(&"é".repeat(40)).chars().count(), 31);
    }
}
