//! Names that many cells of a report share, each made once: of places, themes, categories, cells of the programme, and of where
//! facts stand.

use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;

use crate::domain::facts::{Agreement, Donor, ExpenditureCategory};
use crate::domain::source::SourceSheet;
use crate::domain::text::comparable;
use crate::domain::{Called, DonorCode, GeographyCode, Lookup, Names, Source, ThemeCode};

use super::{Report, Whose};

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
    /// A place's name, marked where it stands as it was written.
    pub fn place(&self, code: &GeographyCode) -> Arc<str> {
        known(&self.names.places, code, || self.view.place_called(code, self.phrases.language()).marked())
    }

    /// A place's name where it stands among countries: what is for a region or the world as a whole is said so, since the region
    /// with its countries has other figures.
    pub fn place_alone(&self, code: &GeographyCode) -> Arc<str> {
        let name = self.place(code);
        match self.view.fund.geography.is_country(code) {
            true => name,
            false => self.phrases.with("place-as-a-whole", &[("place", &name)]).into(),
        }
    }

    /// A place's name behind its comparable form, so that accents do not split the alphabet.
    pub fn place_in_order(&self, code: &GeographyCode) -> (String, Arc<str>) {
        let name = self.place(code);
        (comparable(&name), name)
    }

    /// A theme's name, marked where it stands as it was written.
    pub fn theme(&self, code: &ThemeCode) -> Arc<str> {
        known(&self.names.themes, code, || self.view.theme_called(code, self.phrases.language()).marked())
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

    /// The donors that have an agreement, in the alphabet of the names that they are shown by.
    pub fn donors_by_name(&self) -> Vec<&Donor> {
        let mut donors: Vec<&Donor> = self.view.donors().collect();
        donors.sort_by_cached_key(|donor| (comparable(self.donor_called(donor).name), donor.code.clone()));
        donors
    }

    /// The name of a donor; its code where it has none.
    pub fn donor_name(&self, code: &DonorCode) -> String {
        let donor = self.view.facts.donors.iter().find(|donor| donor.code == *code);
        donor.map_or_else(|| code.to_string(), |donor| self.donor_called(donor).name.to_owned())
    }

    /// What a donor is called. To itself its name is no foreign one.
    pub fn donor_called<'n>(&'n self, donor: &'n Donor) -> Called<'n> {
        let called = self.view.donor_called(donor, self.phrases.language());
        let is_own = matches!(self.whose, Whose::Donor(own) if own.code == donor.code);
        Called { original: called.original && !is_own, ..called }
    }

    /// What the fund is called.
    pub fn fund_called(&self) -> Called<'_> {
        self.view.fund.called(self.phrases.language())
    }

    /// The title of an agreement, marked where it stands as it was written; nothing where it has none.
    pub fn title(&self, agreement: &Agreement) -> String {
        let title = self.view.title_called(agreement, self.phrases.language());
        title.map(Called::marked).unwrap_or_default()
    }

    /// A text of the fund's settings, marked where it stands as it was written.
    pub fn own_words(&self, text: &str, translated: &Names) -> String {
        translated.called(text, self.phrases.language(), self.view.language()).marked()
    }

    /// The remark that stands on every report: the fund's own; in a language in which that is not given, that figures are
    /// illustrative where they are, else the fund's own as it was written. Nothing where there is none.
    pub fn remark(&self) -> Option<String> {
        let fund = self.view.fund;
        let own = fund.notes.called(&fund.note, self.phrases.language(), self.view.language());
        let has_own = !own.name.is_empty();
        match fund.illustrative && (own.original || !has_own) {
            true => Some(self.text("illustrative")),
            false => has_own.then(|| own.marked()),
        }
    }

    /// Whom to ask about a report: as the settings say, or the fund's address.
    pub fn contact(&self) -> Option<String> {
        let fund = self.view.fund;
        let contact = fund.reports.contact.as_ref().map(|contact| self.own_words(contact, &fund.reports.contacts));
        contact.or_else(|| fund.email.clone())
    }

    /// The line that says whom to ask about a report or a letter; none where the settings name nobody.
    pub fn whom_to_ask(&self) -> Option<String> {
        let contact = self.contact()?;
        Some(self.phrases.with("certification-contact", &[("contact", &contact)]))
    }

    /// The note on names that stand as they were written; none where all have one in the language of the report.
    pub fn originals_note(&self) -> Option<String> {
        self.has_originals().then(|| self.note_on_originals())
    }

    /// What the sign behind a name says that stands as it was written.
    pub fn note_on_originals(&self) -> String {
        format!("{} {}", Called::MARK, self.text("note-original"))
    }

    fn has_originals(&self) -> bool {
        let language = self.phrases.language();
        if language == self.view.language() {
            return false;
        }
        let own = match self.whose {
            Whose::Donor(donor) => {
                let words = &self.view.fund.reports;
                let lacks = |text: &Option<String>, names: &Names| text.is_some() && names.get(language).is_none();
                self.donor_called(donor).original
                    || lacks(&words.certifier_title, &words.certifier_titles)
                    || lacks(&words.contact, &words.contacts)
                    || lacks(&words.disclaimer, &words.disclaimers)
            }
            Whose::Fund => false,
        };
        let titled = |agreement| self.view.title_called(agreement, language).is_some_and(|title| title.original);
        own || self.fund_called().original
            || self.remark().is_some_and(|remark| remark.ends_with(Called::MARK))
            || self.has_original_parts()
            || self.has_texts_as_written()
            || self.holdings.positions.iter().any(|position| titled(&position.agreement))
    }

    /// Whether there are descriptions and reasons, which nobody translates, of people who may write in another language.
    pub(super) fn has_texts_as_written(&self) -> bool {
        let of_results = || self.view.attribution.results.iter().any(|result| result.description.is_some());
        let of_costs = || self.view.ledger.spending.iter().any(|line| line.fact.description.is_some());
        let of_receipts = || self.view.facts.receipts.iter().any(|receipt| receipt.notes.is_some());
        let of_decisions = || !self.view.book.decisions.is_empty();
        self.phrases.language() != self.view.language()
            && (of_results() || of_receipts() || of_decisions() || of_costs())
    }

    /// Whether a place or theme of the programme, or one above it, stands as it was written.
    fn has_original_parts(&self) -> bool {
        let (geography, themes) = (&self.view.fund.geography, &self.view.fund.themes);
        let language = self.phrases.language();
        self.view.ledger.cells.iter().any(|cell| {
            let mut places = geography.all_above(&cell.geography).into_iter();
            let mut themes = themes.all_above(&cell.theme).into_iter();
            places.any(|place| self.view.place_called(place, language).original)
                || themes.any(|theme| self.view.theme_called(theme, language).original)
        })
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
