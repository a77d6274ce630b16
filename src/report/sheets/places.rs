//! Words that lines have in common, each made once for a sheet: places, themes, categories, and where facts stand.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::facts::ExpenditureCategory;
use crate::domain::source::SourceSheet;
use crate::domain::{GeographyCode, Source, ThemeCode};

use super::Context;

/// The words of a sheet so far.
#[derive(Default)]
pub(super) struct Words<'a> {
    places: HashMap<&'a GeographyCode, Arc<str>>,
    themes: HashMap<&'a ThemeCode, Arc<str>>,
    categories: HashMap<ExpenditureCategory, Arc<str>>,
    /// The words before and after a row's number, by text and sheet.
    sources: HashMap<(&'static str, *const SourceSheet), (String, String)>,
}

impl<'a> Words<'a> {
    pub fn place(&mut self, context: &Context<'_>, code: &'a GeographyCode) -> Arc<str> {
        let language = context.texts.language();
        Arc::clone(self.places.entry(code).or_insert_with(|| context.view.place(code, language).into()))
    }

    pub fn theme(&mut self, context: &Context<'_>, code: &'a ThemeCode) -> Arc<str> {
        let language = context.texts.language();
        Arc::clone(self.themes.entry(code).or_insert_with(|| context.view.theme(code, language).into()))
    }

    pub fn category(&mut self, context: &Context<'_>, category: ExpenditureCategory) -> Arc<str> {
        Arc::clone(self.categories.entry(category).or_insert_with(|| context.category(category).into()))
    }

    /// Where a fact stands.
    pub fn source(&mut self, context: &Context<'_>, source: &Source) -> String {
        self.stands(context, "source", &source.sheet, &source.row.to_string())
    }

    /// Where several facts of a sheet stand, by the rows as they are to be read.
    pub fn sources(&mut self, context: &Context<'_>, sheet: &Arc<SourceSheet>, rows: &str) -> String {
        self.stands(context, "source-rows", sheet, rows)
    }

    fn stands(&mut self, context: &Context<'_>, text: &'static str, sheet: &Arc<SourceSheet>, rows: &str) -> String {
        const ROWS: &str = "99999999";
        let new = || {
            let pattern = context.stands(text, sheet, ROWS);
            let (before, after) = pattern.split_once(ROWS).unwrap_or((&pattern, ""));
            (before.to_owned(), after.to_owned())
        };
        let (before, after) = self.sources.entry((text, Arc::as_ptr(sheet))).or_insert_with(new);
        format!("{before}{rows}{after}")
    }
}

impl Context<'_> {
    /// Where a fact stands, in words.
    pub fn source(&self, source: &Source) -> String {
        self.stands("source", &source.sheet, &source.row.to_string())
    }

    fn stands(&self, text: &str, sheet: &SourceSheet, rows: &str) -> String {
        let place =
            if sheet.sheet.is_empty() { sheet.file.clone() } else { format!("{}, {}", sheet.file, sheet.sheet) };
        self.texts.with(text, &[("place", &place), ("row", rows)])
    }
}
