//! The rules of the house that no compiler checks.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// Where cells are read and written: the only places that know floating point.
const FLOAT_FILES: [&str; 2] = ["src/intake/row/number.rs", "src/report/xlsx/mod.rs"];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("tests/fuzz/target") {
            continue;
        } else if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
        }
    }
    found.sort();
    found
}

/// The folders in the order in which `lib.rs` has them, which is that of the money: each may import only those before it.
fn journey() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

#[test]
fn the_map_of_the_house_names_every_folder_in_order() {
    let journey = journey();
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split_once("`] |"));
    let rows: Vec<&str> = rows.map(|(name, _)| name).collect();
    assert_eq!(rows, journey, "the table and the modules of lib.rs");
    let entries = fs::read_dir(root().join("src")).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<String> = entries
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        // The program of the page, which is no Rust.
        .filter(|name| name != "web")
        .collect();
    let mut known = journey;
    folders.sort();
    known.sort();
    assert_eq!(folders, known, "a folder of src is a module of lib.rs");
}

/// Code without its comments and the text of strings and letters.
fn bare(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let end = |close: &str| rest[1..].find(close).map_or(rest.len(), |end| 1 + end + close.len());
        let skipped = match letter {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => end("*/"),
            'r' if rest.starts_with("r#\"") => rest.find("\"#").map_or(rest.len(), |end| end + 2),
            '"' => {
                let mut escaped = false;
                let closing = rest[1..].char_indices().find(|(_, letter)| {
                    let closes = *letter == '"' && !escaped;
                    escaped = *letter == '\\' && !escaped;
                    closes
                });
                closing.map_or(rest.len(), |(end, _)| end + 2)
            }
            '\'' if rest[1..].chars().nth(1) == Some('\'') => 2 + rest[1..].chars().next().unwrap().len_utf8(),
            '\'' if rest[1..].starts_with('\\') => end("'"),
            _ => {
                code.push(letter);
                rest = &rest[letter.len_utf8()..];
                continue;
            }
        };
        rest = &rest[skipped..];
        code.push(' ');
    }
    code
}

/// Names, and every other sign that is no space.
fn tokens(code: &str) -> Vec<&str> {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(letter) = rest.chars().next() {
        let length = match rest.strip_prefix("::") {
            Some(_) => 2,
            None if is_name(letter) => rest.find(|letter| !is_name(letter)).unwrap_or(rest.len()),
            None => letter.len_utf8(),
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// The names at the beginning of what a path goes on with: `a::b` gives `a`, `{a::b, c::{d}}` gives `a` and `c`.
fn heads<'t>(tokens: &[&'t str]) -> Vec<&'t str> {
    if tokens.first() != Some(&"{") {
        return tokens.first().copied().into_iter().collect();
    }
    let (mut depth, mut found) = (0, Vec::new());
    for (index, token) in tokens.iter().enumerate() {
        match *token {
            "{" => depth += 1,
            "}" => depth -= 1,
            name if depth == 1 && matches!(tokens[index - 1], "{" | ",") => found.push(name),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// The modules at the top of the crate that a file names; `depth` is how many modules it lies in.
fn top_modules(text: &str, depth: usize) -> Vec<String> {
    let code = bare(text);
    let tokens = tokens(&code);
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let go_on = match *token {
            "crate" if tokens.get(index + 1) == Some(&"::") => Some(index + 2),
            // As many steps up as there are modules lead to the top.
            "super" if index < 2 || tokens[index - 1] != "::" => {
                let steps = tokens[index..].chunks(2).take_while(|step| *step == ["super", "::"]).count();
                (steps >= depth).then_some(index + 2 * steps)
            }
            _ => None,
        };
        found.extend(go_on.map(|next| heads(&tokens[next..])).unwrap_or_default().iter().map(ToString::to_string));
    }
    found
}

#[test]
fn an_import_is_seen_however_it_is_written() {
    for (code, depth) in [
        ("use crate::report::View;", 2),
        ("use crate::{domain::Money, report::{self, View}};", 2),
        ("use crate::{\n    domain::{Money, Month},\n    report,\n};", 2),
        ("fn f() { crate::report::written_as(&book) }", 1),
        ("use super::report::View;", 1),
        ("use super::super::{domain::Money, report::View};", 2),
        ("let a = '\"'; use crate :: report;", 1),
        ("let a = \"\\\"//\"; use crate::report;", 1),
    ] {
        assert!(top_modules(code, depth).contains(&"report".to_owned()), "{code}");
    }
    for (code, depth) in [
        ("// use crate::report::View;", 1),
        ("let a = \"crate::report\";", 1),
        ("use crate::domain::{report, Money};", 1),
        ("use super::report::View;", 2),
    ] {
        assert!(!top_modules(code, depth).contains(&"report".to_owned()), "{code}");
    }
}

#[test]
fn imports_run_one_way() {
    let journey = journey();
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src")) {
        let parts: Vec<String> = path.iter().skip(1).map(|part| part.to_string_lossy().into_owned()).collect();
        let Some(own) = journey.iter().position(|name| *name == parts[0]) else { continue };
        let depth = parts.len() - usize::from(parts.last().is_some_and(|name| name == "mod.rs"));
        for name in top_modules(&text, depth) {
            if journey.iter().position(|folder| *folder == name).is_some_and(|other| other > own) {
                wrong.push(format!("{} imports {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn floating_point_stays_at_the_border() {
    let files = sources(&root().join("src"));
    let floating = files
        .iter()
        .filter(|(_, text)| tokens(&bare(text)).iter().any(|token| token.ends_with("f64") || token.ends_with("f32")));
    let found: Vec<&Path> = floating.map(|(path, _)| path.as_path()).collect();
    assert_eq!(found, FLOAT_FILES.map(Path::new), "these and no others know floating point");
}

#[test]
fn every_file_says_what_it_is_and_can_be_read_in_one_sitting() {
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src")).into_iter().chain(sources(&root().join("tests"))) {
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not open with what it is", path.display()));
        }
        let lines = text.lines().count();
        if lines > 450 {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
