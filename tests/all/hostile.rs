//! Odd, broken and hostile files: each ends in rows, a clear problem, or a refusal, in bounded time and memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use poolfund::intake::workbook::{FileHead, Flow, Request, Row, Sink};
use poolfund::intake::{Limits, ProblemCode, sandbox};
use rayon::prelude::*;

use crate::sheets::isolated;
use crate::support::real_data;

/// Counts what it is given.
#[derive(Debug, Default)]
struct Counter {
    rows: u64,
    /// Whether it is told of a sheet that its hidden rows cannot be seen.
    unseen: bool,
}

impl Sink for Counter {
    fn file(&mut self, head: &FileHead) {
        self.unseen = head.sheets.iter().any(|sheet| sheet.unseen);
    }
    fn sheet(&mut self, _: usize) -> Flow {
        Flow::Continue
    }
    fn row(&mut self, _: &Row<'_>) -> Flow {
        self.rows += 1;
        Flow::Continue
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

#[test]
fn no_file_of_the_corpus_does_harm() {
    let Some(corpus) = real_data("spreadsheets") else { return };
    let mut paths = Vec::new();
    files(&corpus, &mut paths);
    paths.sort();
    let limits = Limits {
        seconds: 10,
        memory_bytes: 512 << 20,
        inflated_bytes: 1 << 30,
        part_bytes: 256 << 20,
        ..Limits::default()
    };
    type Outcome = Result<Counter, (ProblemCode, String)>;
    let outcomes: Vec<(String, Duration, Outcome)> = paths
        .par_iter()
        .map(|path| {
            let request = Request { file: path.display().to_string(), sheet: None, limits: limits.clone() };
            let (started, mut counter) = (Instant::now(), Counter::default());
            let outcome = sandbox::read(path, &request, &isolated(), &mut counter);
            let shown = path.strip_prefix(&corpus).unwrap().display().to_string();
            (shown, started.elapsed(), outcome.map(|()| counter).map_err(|refusal| (refusal.code, refusal.found)))
        })
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (file, took, outcome) in &outcomes {
        assert!(*took < Duration::from_secs(15), "{file} took {took:?}");
        *counts.entry(outcome.as_ref().map_or_else(|(code, _)| code.id(), |_| "read")).or_default() += 1;
        if std::env::var_os("SHOW").is_some() && outcome.is_err() {
            eprintln!("{file}: {took:?} {outcome:?}");
        }
    }
    let unseen = outcomes.iter().filter(|(_, _, outcome)| outcome.as_ref().is_ok_and(|counter| counter.unseen));
    let unseen: Vec<&str> = unseen.map(|(file, _, _)| file.as_str()).collect();
    eprintln!("{} files: {counts:?}, unseen {unseen:?}", outcomes.len());
    // Sheets in places that the standard does not name, a chart sheet, and bytes in the wrong order.
    assert!(unseen.len() <= 6, "{unseen:?}");
    assert!(outcomes.len() > 1_000 && counts["read"] > 700, "{counts:?}");
}
