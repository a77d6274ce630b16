//! JSON in which a name stands twice: each reader may take another of the two for what was said.

use std::collections::HashSet;

/// The first name that stands twice in one object of a text; nothing when none does, or when the text is no JSON.
pub(super) fn repeated(json: &str) -> Option<String> {
    // Of each object or list that is open, the names so far; lists have none.
    let mut open: Vec<Option<HashSet<String>>> = Vec::new();
    let mut rest = json;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '"' => {
                let length = quoted(rest)?;
                let (text, after) = rest.split_at(length);
                if let Some(Some(names)) = open.last_mut()
                    && after.trim_start().starts_with(':')
                {
                    let name: String = serde_json::from_str(text).ok()?;
                    if !names.insert(name.clone()) {
                        return Some(name);
                    }
                }
                length
            }
            '{' | '[' => {
                open.push((letter == '{').then(HashSet::new));
                1
            }
            '}' | ']' => {
                open.pop();
                1
            }
            other => other.len_utf8(),
        };
        rest = rest.get(length..)?;
    }
    None
}

/// How long the text in quotes is with which something begins.
fn quoted(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (index, letter) in text.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return Some(index + 1),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_stands_twice_is_found_however_deep_and_however_it_is_written() {
        assert_eq!(repeated(r#"{"by":"Ann","by":"Eve"}"#).as_deref(), Some("by"));
        assert_eq!(repeated(r#"{"by": "Ann", "\u0062y" : "Eve"}"#).as_deref(), Some("by"));
        assert_eq!(repeated(r#"[1, {"a": [{"b": null, "c": "{\"", "b": 1.5}]}]"#).as_deref(), Some("b"));
        for fine in [
            r#"{"a":{"a":1},"b":[{"a":1},{"a":2}],"c":"a"}"#,
            r#"{"a":"b","b":"a","c\\":"\"a\":"}"#,
            "[]",
            "\"a",
            "no JSON",
        ] {
            assert_eq!(repeated(fine), None, "{fine}");
        }
    }
}
