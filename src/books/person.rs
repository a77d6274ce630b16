//! Whether two names are those of one person, however they are written.
//!
//! The names are what people type. One person's name has capitals or not, spaces or not; and a name that only looks like
//! another (a Cyrillic letter for a Latin one, a letter without width between) is taken for that other: names are the
//! same when their skeletons are, by Unicode Technical Standard 39, as typed or in small letters.

use unicode_security::skeleton;

/// Whether a name can stand for a person: it has a letter or a digit.
pub(super) fn is_name(name: &str) -> bool {
    name.chars().any(char::is_alphanumeric)
}

/// Whether two names are the same to whoever reads them.
pub(super) fn same_person(one: &str, other: &str) -> bool {
    // Capitals matter to what looks alike: I and l as typed, i and ı in small letters.
    looks_like(one, other) || looks_like(&one.to_lowercase(), &other.to_lowercase())
}

fn looks_like(one: &str, other: &str) -> bool {
    let shape = |name: &str| -> String {
        let skeleton: String = skeleton(name).filter(|letter| !letter.is_whitespace()).collect();
        skeleton.to_lowercase()
    };
    shape(one) == shape(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        for other in [
            "ann ivory",
            " Ann  Ivory",
            "ANN IVORY",
            "AnnIvory",
            "\u{410}nn Ivory",           // Cyrillic A
            "An\u{200b}n Ivory",         // zero-width space
            "Ann\u{a0}Ivory\u{feff}",    // no-break space, byte order mark
            "Ann lvory",                 // small L for capital I
            "Ａｎｎ Ivory",              // full width
            "Ann \u{202e}Ivory\u{202c}", // right-to-left override
        ] {
            assert!(same_person("Ann Ivory", other), "{other:?}");
            assert!(same_person(other, "Ann Ivory"), "{other:?}");
        }
        for other in ["Ben Ivory", "Anne Ivory", "Ann Iv", "Ann"] {
            assert!(!same_person("Ann Ivory", other), "{other:?}");
        }
    }

    #[test]
    fn what_nobody_can_read_is_no_name() {
        for name in ["", " ", "\u{200b}", "\u{feff}\u{a0}", "..."] {
            assert!(!is_name(name), "{name:?}");
        }
        assert!(is_name("Ann") && is_name("李") && is_name("7"));
    }
}
