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

/// The modules that a file declares, in its order: that of the money, in which each may import only those before it.
fn declared(file: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(file)).unwrap();
    let modules =
        text.lines().filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'));
    modules.map(str::to_owned).collect()
}

/// The names in the first column of the table that opens a file.
fn table(file: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(file)).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("//! | ")?.split_once(" | "));
    let names = rows.map(|(name, _)| name.trim_matches(['[', ']', '`']).to_owned());
    names.filter(|name| !["folder", "room", "---"].contains(&name.as_str())).collect()
}

#[test]
fn the_map_of_the_house_names_every_folder_in_order() {
    for (file, folder) in [("src/lib.rs", "src"), ("src/attribute/mod.rs", "src/attribute")] {
        let journey = declared(file);
        assert_eq!(table(file), journey, "the table and the modules of {file}");
        let entries = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut folders: Vec<String> = entries
            .filter(|path| path.is_dir())
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            // The program of the page, which is no Rust.
            .filter(|name| name != "web")
            .collect();
        let mut known = journey;
        folders.sort();
        known.sort();
        assert_eq!(folders, known, "a folder of {folder} is a module of {file}");
    }
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

/// The paths that begin here, to their second name: `a::b` is one of two names, `{a::b::c, d::{e, f}}` is `a::b`, `d::e`
/// and `d::f`. How many signs were read comes with them.
fn paths<'t>(tokens: &[&'t str], names: usize) -> (Vec<Vec<&'t str>>, usize) {
    let Some(&first) = tokens.first() else { return (vec![vec![]], 0) };
    if first == "{" {
        let (mut found, mut read) = (Vec::new(), 1);
        while tokens.get(read).is_some_and(|token| *token != "}") {
            let (inner, length) = paths(&tokens[read..], names);
            found.extend(inner);
            // Past what follows the names that count, to the next of the group.
            let mut depth = 0;
            read += length;
            while let Some(token) = tokens.get(read) {
                match *token {
                    "{" => depth += 1,
                    "}" if depth == 0 => break,
                    "}" => depth -= 1,
                    "," if depth == 0 => {
                        read += 1;
                        break;
                    }
                    _ => {}
                }
                read += 1;
            }
        }
        return (found, read + 1);
    }
    if names == 1 || tokens.get(1) != Some(&"::") {
        return (vec![vec![first]], 1);
    }
    let (rest, read) = paths(&tokens[2..], names - 1);
    let longer = rest.into_iter().map(|rest| [vec![first], rest].concat());
    (longer.collect(), read + 2)
}

/// What a file names, from the top of the crate, to its second name; `within` are the modules that it lies in.
fn named(text: &str, within: &[String]) -> Vec<Vec<String>> {
    let code = bare(text);
    let tokens = tokens(&code);
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let (above, go_on) = match *token {
            "crate" if tokens.get(index + 1) == Some(&"::") => (0, index + 2),
            // Each step up leaves a module.
            "super" if index < 2 || tokens[index - 1] != "::" => {
                let steps = tokens[index..].chunks(2).take_while(|step| *step == ["super", "::"]).count();
                let Some(above) = within.len().checked_sub(steps).filter(|_| steps > 0) else { continue };
                (above, index + 2 * steps)
            }
            _ => continue,
        };
        let known = &within[..above.min(2)];
        let rest = match 2 - known.len() {
            0 => vec![vec![]],
            names => paths(&tokens[go_on..], names).0,
        };
        let full = rest.iter().map(|rest| known.iter().map(String::as_str).chain(rest.iter().copied()));
        found.extend(full.map(|path| path.map(str::to_owned).collect()));
    }
    found
}

/// The modules that a file lies in: `src/a/b.rs` lies in `a` and `b`, as what it names is seen from within `b`.
fn modules(path: &Path) -> Vec<String> {
    let parts = path.iter().skip(1).map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned());
    parts.filter(|part| part != "mod").collect()
}

#[test]
fn an_import_is_seen_however_it_is_written() {
    let within = |modules: &[&str]| -> Vec<String> { modules.iter().map(ToString::to_string).collect() };
    let names = |code: &str, modules: &[&str], wanted: &[&str]| {
        let named = named(code, &within(modules));
        named.iter().any(|path| path.iter().map(String::as_str).take(wanted.len()).eq(wanted.iter().copied()))
    };
    for (code, modules) in [
        ("use crate::report::View;", &["a", "b"][..]),
        ("use crate::{domain::Money, report::{self, View}};", &["a", "b"]),
        ("use crate::{\n    domain::{Money, Month},\n    report,\n};", &["a", "b"]),
        ("fn f() { crate::report::written_as(&book) }", &["a"]),
        ("use super::report::View;", &["a"]),
        ("use super::super::{domain::Money, report::View};", &["a", "b"]),
        ("let a = '\"'; use crate :: report;", &["a"]),
        ("let a = \"\\\"//\"; use crate::report;", &["a"]),
    ] {
        assert!(names(code, modules, &["report"]), "{code}");
    }
    for (code, modules) in [
        ("// use crate::report::View;", &["a"][..]),
        ("let a = \"crate::report\";", &["a"]),
        ("use crate::domain::{report, Money};", &["a"]),
        ("use super::report::View;", &["a", "b"]),
    ] {
        assert!(!names(code, modules, &["report"]), "{code}");
    }
    for (code, modules) in [
        ("use crate::attribute::life::live;", &["a"][..]),
        ("use crate::{domain::{Money, facts::{Facts}}, attribute::{run::Run, life::{live, told}}};", &["a"]),
        ("use super::life::live;", &["attribute", "run"]),
        ("use super::super::{state::Living, life};", &["attribute", "run", "input"]),
        ("use super::super::super::attribute::life;", &["attribute", "run", "input"]),
        ("use super::live;", &["attribute", "life", "told"]),
    ] {
        assert!(names(code, modules, &["attribute", "life"]), "{code}");
    }
    assert!(!names("use super::life::live;", &["attribute", "run", "input"], &["attribute", "life"]));
}

/// What breaks the order of the modules of a folder (of the crate itself where it is empty): each may name those before it.
fn against_the_order(folder: &[&str]) -> Vec<String> {
    let root_file =
        if folder.is_empty() { "src/lib.rs".to_owned() } else { format!("src/{}/mod.rs", folder.join("/")) };
    let journey = declared(&root_file);
    assert!(journey.len() > 3, "{root_file} has {} modules", journey.len());
    let position = |name: &String| journey.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src").join(folder.join("/"))) {
        let within = modules(&path);
        let Some(own) = within.get(folder.len()).and_then(position) else { continue };
        for name in named(&text, &within) {
            let inside = name.iter().zip(folder).all(|(name, folder)| name == folder);
            if inside && name.get(folder.len()).and_then(position).is_some_and(|other| other > own) {
                wrong.push(format!("{} imports {}", path.display(), name.join("::")));
            }
        }
    }
    wrong
}

#[test]
fn imports_run_one_way() {
    let wrong = [against_the_order(&[]), against_the_order(&["attribute"])].concat();
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
