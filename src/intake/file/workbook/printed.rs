//! What a file says where nobody looks on the screen: in the headers and footers of its printed pages, and in its properties.
//!
//! What comes in: codes of headers as Excel writes them, and parts that describe a package. What leaves: lines of text. What it
//! does not know: what they mean. The codes are those of ECMA-376, part 1, section 18.3.1.39 (evenHeader).

use super::package::Package;
use super::xml::{Node, Nodes, Xml, attribute};

/// How many lines are kept, and how long the longest may be, in bytes.
const MOST_LINES: usize = 60;
const LONGEST_LINE: usize = 300;

/// The texts in the code of a header or footer: those at the left, in the middle, and at the right.
pub(super) fn of_code(code: &str) -> Vec<String> {
    let mut out = String::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '&' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('&') => out.push('&'),
            Some('L' | 'C' | 'R') => out.push('\n'),
            // The name of a font.
            Some('"') => drop(letters.find(|letter| *letter == '"')),
            // A colour.
            Some('K') => drop(letters.nth(5)),
            Some(digit) if digit.is_ascii_digit() => while letters.next_if(char::is_ascii_digit).is_some() {},
            // The number of the page, the day, the name of the file, how letters look.
            Some(_) => out.push(' '),
            None => {}
        }
    }
    lines(&out)
}

/// The lines of a text that say something.
pub(super) fn lines(text: &str) -> Vec<String> {
    let line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = text.lines().map(line).filter(|line| !line.is_empty() && line.len() <= LONGEST_LINE);
    lines.take(MOST_LINES).collect()
}

/// What the properties of a package say: its title, subject, keywords, category and comments, and those that people add.
pub(super) fn properties(package: &mut Package<'_>) -> Vec<String> {
    let relations = package.relations("").unwrap_or_default();
    let of_kind = |kind: &str| relations.iter().find(|relation| relation.kind == kind);
    let named = ["core-properties", "custom-properties"].into_iter().filter_map(of_kind);
    let parts: Vec<String> = named.map(|relation| relation.target.clone()).collect();
    parts.iter().flat_map(|part| said(&package.description(part).unwrap_or_default())).take(MOST_LINES).collect()
}

/// What a part of properties says, of any package. What is no XML says nothing.
pub(super) fn said(part: &[u8]) -> Vec<String> {
    let mut xml = Xml::new(part);
    let mut found = Vec::new();
    while let Ok(node) = xml.next() {
        let name = match node {
            Node::Start(tag) => match tag.local_name().as_ref() {
                "title" | "subject" | "description" | "keywords" | "keyword" | "category" => Some(String::new()),
                "property" | "user-defined" => attribute(&tag, "name"),
                _ => None,
            },
            Node::End(_) | Node::Text(_) | Node::Other => None,
            Node::Eof => break,
        };
        let Some(name) = name else { continue };
        let mut text = String::new();
        if xml.text(&mut text).is_err() {
            break;
        }
        let text = if name.is_empty() { text } else { format!("{name}: {text}") };
        found.extend(lines(&text));
    }
    found.truncate(MOST_LINES);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_headers_are_left_out_and_their_texts_are_not() {
        for (code, texts) in [
            ("&L&\"Arial,Bold\"&12in thousands of USD&RPage &P of &N", &["in thousands of USD", "Page of"][..]),
            ("&C&KFF0000R&&D, USD m", &["R&D, USD m"]),
            ("All figures in EUR", &["All figures in EUR"]),
            ("&C&A", &[]),
            ("", &[]),
            ("&", &[]),
        ] {
            assert_eq!(of_code(code), texts, "{code}");
        }
    }

    #[test]
    fn properties_are_told_with_their_names_where_people_name_them() {
        let part =
            b"<x:p xmlns:x='y'><dc:title>Costs</dc:title><dc:creator>Ann</dc:creator><dc:description>one&#10;in EUR\
                     </dc:description><property name='Unit'><vt:lpwstr>thousands</vt:lpwstr></property></x:p>";
        assert_eq!(said(part), ["Costs", "one", "in EUR", "Unit: thousands"]);
        assert_eq!(said(b"<a><title>cut"), Vec::<String>::new());
    }
}
