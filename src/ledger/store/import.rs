//! What was read of an input: what it says, as facts, and how it was read, so that it need not be read again.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::address::column_letters;
use crate::domain::facts::Facts;
use crate::domain::source::SourceSheet;
use crate::intake::workbook::FileHead;
use crate::intake::{self, Column, ColumnSpec, Harvest, Outcome, SheetRead, columns_of};

use super::event::{Detail, Event, EventKind, Format, NewEvent, Sum};
use super::lines::{self, Line, Root, Unknown};
use super::{Store, StoreError, format_1};

/// What a sheet of a file said. It is the same import, with the same id, whenever the same bytes give the same facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// What kind of sheet it was, by its name in `fund.toml`.
    pub kind: String,
    /// The file below `inputs/`.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The sheets that facts stand in.
    pub sheets: Vec<String>,
    /// Where its columns stood: by their names in `fund.toml`, the letters in the sheet.
    pub columns: BTreeMap<String, String>,
    /// Its facts.
    pub lines: Sum,
    /// The fields that could be read of each kind of fact: one that could not be was not blank.
    pub fields: BTreeMap<String, Vec<String>>,
    /// How its lines are written.
    #[serde(skip, default = "newest")]
    pub(super) format: Format,
}

const fn newest() -> Format {
    Format::Two
}

/// How an input was read.
#[derive(Serialize, Deserialize)]
struct KeptReading {
    /// The key that says on what the reading depends.
    key: String,
    /// The version of the rules by which it was read.
    rules: u32,
    /// What it said, by the id of the import.
    import: String,
    /// All else that was read, as intake of those rules has it.
    rest: Outcome,
}

/// By which rules an input was read, of all that is known of a reading.
#[derive(Clone, Debug, Deserialize)]
pub struct ReadBy {
    /// The version of the rules.
    pub rules: u32,
    /// What it said, by the id of the import.
    pub import: String,
}

impl ReadBy {
    /// That of an event; nothing where this version does not understand it: it was read by other rules.
    pub fn of(event: &Event) -> Option<Self> {
        event.read().ok()
    }
}

/// The version of all that a reading depends on beside the inputs and the fund's settings: the rules by which sheets
/// are read, and what the ledger can say of a fact.
pub fn basis() -> String {
    format!("{}\n{}", intake::RULES, lines::vocabulary())
}

/// A reading as two events: what was said, and how it was read.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn reading(key: &str, mut outcome: Outcome) -> Result<[NewEvent; 2], StoreError> {
    let facts = std::mem::take(&mut outcome.harvest.facts);
    let mut root = Root::new(Format::Two);
    let mut fields = BTreeMap::new();
    let sheets = lines::of_facts(&facts, &mut |line| {
        if !fields.contains_key(&*line.kind) {
            let known = FactKind::parse(&line.kind).map(lines::fields).unwrap_or_default();
            fields.insert(line.kind.clone().into_owned(), known.iter().map(|&field| field.to_owned()).collect());
        }
        root.add(line);
        Ok::<(), StoreError>(())
    })?;
    let (head, sheet) = (outcome.head.as_ref(), outcome.sheets.first());
    let import = Import {
        kind: sheet.map(|sheet| sheet.kind.name().to_owned()).unwrap_or_default(),
        file: sheet.map(|sheet| sheet.source.file.clone()).unwrap_or_default(),
        sha256: head.map(|head| head.sha256.clone()).unwrap_or_default(),
        bytes: head.map(|head| head.bytes).unwrap_or_default(),
        sheets: sheets.into_iter().map(|sheet| sheet.sheet).collect(),
        columns: sheet.map(columns).unwrap_or_default(),
        lines: root.end(),
        fields,
        format: Format::Two,
    };
    let import = NewEvent { detail: Detail::Facts(facts), ..NewEvent::new(EventKind::Import, None, &import)? };
    let reading = KeptReading { key: key.to_owned(), rules: intake::RULES, import: import.id(), rest: outcome };
    let reading = NewEvent::new(EventKind::Reading, None, &reading)?;
    Ok([import, reading])
}

/// The columns of a sheet by their names, with their letters.
fn columns(sheet: &SheetRead) -> BTreeMap<String, String> {
    let name = |column| columns_of(sheet.kind).iter().find(|spec| spec.column == column).map(ColumnSpec::canonical);
    let placed = |(&position, &column)| Some((name(column)?.to_owned(), column_letters(position)));
    sheet.layout.columns.iter().filter_map(placed).collect()
}

/// The import that was read under a key of [`intake::Memory`], by its id.
///
/// # Errors
/// When the ledger cannot be read.
pub fn import_of(key: &str, store: &dyn Store) -> Result<Option<String>, StoreError> {
    store.reading_of(key)?.map(|event| import_read(&event)).transpose()
}

/// What a reading gave, by the id of the import, whatever else this version understands of it.
///
/// # Errors
/// When the event does not say it.
pub fn import_read(event: &Event) -> Result<String, StoreError> {
    #[derive(Deserialize)]
    struct Of {
        import: String,
    }
    event.read::<Of>().map(|of| of.import)
}

/// What was read under a key, as it was; nothing when another version of the program read it.
///
/// # Errors
/// When the ledger cannot be read, or does not hold what was imported.
pub fn recall(key: &str, store: &dyn Store) -> Result<Option<Outcome>, StoreError> {
    let Some(event) = store.reading_of(key)? else { return Ok(None) };
    // How a file was read is only intake's to understand; where it cannot, the file is read again.
    let Ok(KeptReading { rules, import, rest, .. }) = event.read::<KeptReading>() else { return Ok(None) };
    let Some(event) = store.event(&import)?.filter(|_| rules == intake::RULES) else { return Ok(None) };
    let (_, facts, unknown) = Import::kept(&event, store)?;
    Ok(unknown.is_empty().then_some(Outcome { harvest: Harvest { facts, ..rest.harvest }, ..rest }))
}

impl Import {
    /// The import of an event, of whatever format.
    ///
    /// # Errors
    /// When it is not of the shape of an import.
    pub fn of(event: &Event) -> Result<Self, StoreError> {
        match event.format {
            Format::One => format_1::import(event),
            Format::Two => event.read(),
        }
    }

    /// Whether lines are those that were imported.
    pub fn holds(&self, lines: &[Line]) -> bool {
        let mut root = Root::new(self.format);
        lines.iter().for_each(|line| root.add(line));
        root.end() == self.lines
    }

    /// The facts of the lines of its event, and what this version of the program does not know of them.
    ///
    /// # Errors
    /// When a line is not of the shape of its kind.
    pub fn facts(&self, event: &Event, lines: &[Line]) -> Result<(Facts, Unknown), StoreError> {
        let sheets: Vec<Arc<SourceSheet>> = self.sheets.iter().map(|sheet| Arc::new(self.sheet(sheet))).collect();
        lines::facts(lines, self.format, &sheets)
            .map_err(|(line, misfit)| event.unreadable(&format!("{}, line {line}: {misfit}", self.file)))
    }

    /// The import of an event and its facts, which must be those that were imported.
    pub(super) fn kept(event: &Event, store: &dyn Store) -> Result<(Self, Facts, Unknown), StoreError> {
        let (import, lines) = (Self::of(event)?, store.lines(&event.id)?);
        if !import.holds(&lines) {
            return Err(event.changed(&format!("the facts of {}", import.file)));
        }
        let (facts, unknown) = import.facts(event, &lines)?;
        Ok((import, facts, unknown))
    }

    /// What the import gives to a month that is computed again: its facts, and where they stood.
    ///
    /// # Errors
    /// When the ledger cannot be read, or does not hold what was imported, or holds what this version does not know.
    pub fn outcome(event: &Event, store: &dyn Store) -> Result<Outcome, StoreError> {
        let (import, facts, unknown) = Self::kept(event, store)?;
        if !unknown.is_empty() {
            return Err(event.unreadable(&format!("{}: {unknown}", import.file)));
        }
        let kind =
            import.input_kind().ok_or_else(|| event.unreadable(&format!("{:?} is no kind of input", import.kind)))?;
        let sheet = import.sheets.first().map(String::as_str).unwrap_or_default();
        let sheet = SheetRead {
            source: Arc::new(import.sheet(sheet)),
            kind,
            layout: intake::Layout::default(),
            rows: 0,
            filtered: 0,
            facts: u64::try_from(import.lines.count).unwrap_or(u64::MAX),
        };
        let head = FileHead {
            sha256: import.sha256,
            bytes: import.bytes,
            sheets: Vec::new(),
            text: None,
            carried: Vec::new(),
            properties: Vec::new(),
            constants: Vec::new(),
        };
        let harvest = Harvest { facts, ..Harvest::default() };
        Ok(Outcome { head: Some(head), sheets: vec![sheet], harvest, ..Outcome::default() })
    }

    /// What kind of sheet it was; `None` for one that this version does not know.
    pub fn input_kind(&self) -> Option<InputKind> {
        InputKind::ALL.iter().copied().find(|kind| kind.name() == self.kind)
    }

    /// The letters of a column in the sheet, where it had one.
    pub fn letters(&self, column: Column) -> Option<&str> {
        let spec = columns_of(self.input_kind()?).iter().find(|spec| spec.column == column)?;
        spec.names.iter().find_map(|name| self.columns.get(*name)).map(String::as_str)
    }

    /// Whether it could say all that an import of this version can.
    pub fn says_all_of_today(&self) -> bool {
        FactKind::ALL.iter().all(|kind| lines::fields(*kind).iter().all(|field| self.knows(*kind, field)))
    }

    /// Whether a field could be read when the import was made.
    pub(super) fn knows(&self, kind: FactKind, field: &str) -> bool {
        match self.format {
            Format::One => format_1::fields(kind.name()).contains(&field),
            Format::Two => self.fields.get(kind.name()).is_none_or(|fields| fields.iter().any(|known| known == field)),
        }
    }

    fn sheet(&self, name: &str) -> SourceSheet {
        SourceSheet { file: self.file.clone(), sha256: self.sha256.clone(), sheet: name.to_owned() }
    }
}
