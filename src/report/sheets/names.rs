//! Names that many cells of a report share, each made once: of places, themes, categories, cells of the programme, and of where
//! facts stand.

use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;

use crate::domain::facts::ExpenditureCategory;
use crate::domain::source::SourceSheet;
use crate::domain::text::comparable;
use crate::domain::{DonorCode, GeographyCode, Lookup, Source, ThemeCode};

use super::Report;

/// The names of a report so far.
#[derive(Default)]
pub(super) struct KnownNames {
    places: RefCell<Lookup<GeographyCode, Arc<str>>>,
    themes: RefCell<Lookup<ThemeCode, Arc<str>>>,
    categories: RefCell<Lookup<ExpenditureCategory, Arc<str>>>,
    /// Texts that many rows have, by key.
    texts: RefCell<Lookup<&'static str, Arc<str>>>,
    /// The ids of the programme's cells, by index.
    cells: RefCell<Lookup<usize, Arc<str>>>,
    /// The words before and after the number of a row, by sheet.
    sources: RefCell<Lookup<*const SourceSheet, Around>>,
}

/// The words before and after something.
type Around = (String, String);

/// The name of a key, made when it is asked for first.
fn known<K: Clone + Eq + Hash>(
    names: &RefCell<Lookup<K, Arc<str>>>,
    key: &K,
    make: impl FnOnce() -> String,
) -> Arc<str> {
    if let Some(name) = names.borrow().get(key) {
        return Arc::clone(name);
    }
    let name: Arc<str> = make().into();
    names.borrow_mut().insert(key.clone(), Arc::clone(&name));
    name
}

impl Report<'_> {
    /// A place's name.
    pub fn place(&self, code: &GeographyCode) -> Arc<str> {
        known(&self.names.places, code, || self.view.place(code, self.phrases.language()))
    }

    /// A place's name behind its comparable form, so that accents do not split the alphabet.
    pub fn place_in_order(&self, code: &GeographyCode) -> (String, Arc<str>) {
        let name = self.place(code);
        (comparable(&name), name)
    }

    /// A theme's name.
    pub fn theme(&self, code: &ThemeCode) -> Arc<str> {
        known(&self.names.themes, code, || self.view.theme(code, self.phrases.language()))
    }

    /// A category's name.
    pub fn category(&self, category: ExpenditureCategory) -> Arc<str> {
        known(&self.names.categories, &category, || self.category_words(category))
    }

    /// A text that many rows have.
    pub fn shared_text(&self, key: &'static str) -> Arc<str> {
        known(&self.names.texts, &key, || self.text(key))
    }

    /// The id of a cell of the programme, by its index.
    pub fn cell_id(&self, index: usize) -> Arc<str> {
        known(&self.names.cells, &index, || self.view.ledger.cells[index].id())
    }

    /// The name of a donor; its code where it has none.
    pub fn donor_name(&self, code: &DonorCode) -> String {
        let donor = self.view.facts.donors.iter().find(|donor| donor.code == *code);
        donor.map_or_else(|| code.to_string(), |donor| donor.name.clone())
    }

    /// Where a fact stands.
    pub fn source(&self, source: &Source) -> String {
        self.stands(&source.sheet, source.row)
    }

    fn stands(&self, sheet: &Arc<SourceSheet>, row: u32) -> String {
        const ROWS: &str = "99999999";
        let mut sources = self.names.sources.borrow_mut();
        let (before, after) = sources.entry(Arc::as_ptr(sheet)).or_insert_with(|| {
            let place =
                if sheet.sheet.is_empty() { sheet.file.clone() } else { format!("{}, {}", sheet.file, sheet.sheet) };
            let pattern = self.phrases.with("source", &[("place", &place), ("row", ROWS)]);
            let (before, after) = pattern.split_once(ROWS).unwrap_or((&pattern, ""));
            (before.to_owned(), after.to_owned())
        });
        format!("{before}{row}{after}")
    }
}
