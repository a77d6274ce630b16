//! xlsx workbooks: what the package says of itself, and its sheets one by one.
//!
//! What comes in: the bytes of a package. What leaves: its head, and rows to a sink. What it does not know: what the rows
//! mean. What a sheet says around its cells is found out side by side with reading those of the sheet before it; its XML is
//! parsed on a thread of its own, ahead of the texts that cells share and of the sink.

mod outline;
mod results;
mod rules;
mod sheet;
mod steps;
mod strings;
mod styles;
mod tables;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread::{Scope, ScopedJoinHandle};

use rust_decimal::Decimal;

use super::ahead;
use super::gate::{Gate, Left};
use super::package::{Package, Relation};
use super::printed;
use super::xml::{Node, Nodes, Xml, attribute, is_yes, says_yes};
use super::{Carried, FileHead, Flow, Refusal, Request, SheetDetails, SheetHead, Sink, Style};
use crate::intake::problems::ProblemCode;
use steps::Taken;
use strings::SharedStrings;
pub use tables::TableHead;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SheetPart {
    name: String,
    hidden: bool,
    /// Its part, for a sheet of cells.
    part: Option<String>,
}

/// What a workbook says of itself.
#[derive(Debug, Default)]
struct Book {
    sheets: Vec<SheetPart>,
    styles: Vec<Style>,
    /// By number, what rules make of cells.
    rules: Vec<Style>,
    /// Whether days are counted from 1904.
    epoch_1904: bool,
    /// Whether the program that wrote it calculated nothing, so that a result of zero is none.
    uncalculated: bool,
    /// See [`SheetDetails::unchained`].
    unchained: bool,
    /// See [`FileHead::constants`].
    constants: Vec<(String, String)>,
}

/// The parts that a workbook is made of.
struct Parts {
    workbook: String,
    relations: Vec<Relation>,
}

impl Parts {
    fn of(package: &mut Package<'_>) -> Result<Self, Refusal> {
        let roots = package.relations("")?;
        let root =
            roots.into_iter().find(|relation| relation.kind == "officeDocument" && package.has(&relation.target));
        let workbook = root.map_or_else(|| "xl/workbook.xml".to_owned(), |root| root.target);
        let relations = package.relations(&workbook)?;
        Ok(Self { workbook, relations })
    }

    /// The part of this type, or the one that usually is.
    fn of_kind(&self, package: &Package<'_>, kind: &str, usual: &str) -> Option<String> {
        let named =
            self.relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.clone());
        named.filter(|part| package.has(part)).or_else(|| package.has(usual).then(|| usual.to_owned()))
    }
}

impl Book {
    /// The list of sheets and how days are counted, without texts and styles.
    fn sheets(package: &mut Package<'_>, parts: &Parts) -> Result<Self, Refusal> {
        let mut book = Self::default();
        let bytes = package.description(&parts.workbook)?;
        let targets: BTreeMap<&str, &Relation> =
            parts.relations.iter().map(|relation| (relation.id.as_str(), relation)).collect();
        let mut xml = Xml::new(bytes.as_slice());
        loop {
            match xml.next()? {
                Node::Start(tag) => match tag.local_name().as_ref() {
                    // Extensions of the workbook have elements of the same names, which say something else.
                    "workbookPr" => book.epoch_1904 |= says_yes(&tag, "date1904"),
                    "calcPr" => {
                        let broken_off = attribute(&tag, "calcCompleted").is_some_and(|said| !is_yes(&said));
                        book.uncalculated |= says_yes(&tag, "fullCalcOnLoad") || broken_off;
                    }
                    "definedName" if book.constants.len() < MOST_CONSTANTS && !says_yes(&tag, "hidden") => {
                        let name = attribute(&tag, "name").unwrap_or_default();
                        let mut value = String::new();
                        xml.text(&mut value)?;
                        book.constants.extend(constant(&value).map(|value| (name, value)));
                    }
                    "sheet" => {
                        let state = attribute(&tag, "state").unwrap_or_default();
                        let target = attribute(&tag, "id").and_then(|id| targets.get(id.as_str()).copied());
                        let usual = format!("xl/worksheets/sheet{}.xml", book.sheets.len() + 1);
                        let part = match target {
                            Some(target) if package.has(&target.target) => {
                                (target.kind == "worksheet").then(|| target.target.clone())
                            }
                            // A relation that is lost or leads nowhere: sheets have their usual names then.
                            Some(_) | None => package.has(&usual).then_some(usual),
                        };
                        book.sheets.push(SheetPart {
                            name: attribute(&tag, "name").unwrap_or_default(),
                            hidden: matches!(state.as_str(), "hidden" | "veryHidden"),
                            part,
                        });
                    }
                    _ => {}
                },
                Node::End(_) | Node::Text(_) | Node::Other => {}
                Node::Eof => break,
            }
        }
        if book.sheets.is_empty() {
            return Err(Refusal::damaged("a workbook without sheets"));
        }
        Ok(book)
    }

    /// Adds styles, and whether the workbook lacks its chain of calculation.
    fn fill(&mut self, package: &mut Package<'_>, parts: &Parts) -> Result<(), Refusal> {
        self.unchained =
            parts.of_kind(package, "calcChain", "xl/calcchain.xml").is_none() && !calculates_unchained(package)?;
        if let Some(part) = parts.of_kind(package, "styles", "xl/styles.xml")
            && let Some(part) = package.held(&part)?
        {
            let read = styles::read(part)?;
            (self.styles, self.rules) = (read.cells, read.rules);
        }
        Ok(())
    }
}

/// The texts that the cells of a workbook share.
fn shared_texts(package: &mut Package<'_>, parts: &Parts) -> Result<SharedStrings, Refusal> {
    match parts.of_kind(package, "sharedStrings", "xl/sharedstrings.xml") {
        Some(part) => package.held(&part)?.map_or(Ok(SharedStrings::default()), strings::read),
        None => Ok(SharedStrings::default()),
    }
}

/// How many names of constants are kept.
const MOST_CONSTANTS: usize = 100;

/// What a name stands for where that is a text or a number: `"EUR"`, `1000`.
fn constant(value: &str) -> Option<String> {
    let value = value.trim().trim_start_matches('=');
    let text = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    text.or_else(|| value.parse::<Decimal>().is_ok().then_some(value)).map(str::to_owned)
}

/// Programs that calculate and write no chain of calculation, as they begin their names.
const UNCHAINED: [&str; 4] = ["LibreOffice", "OpenOffice", "Collabora", "NeoOffice"];

/// Whether a workbook says that a program wrote it which calculates and writes no chain of calculation; Excel has one wherever
/// it has formulas, and programs that only write have none, whatever they call themselves.
fn calculates_unchained(package: &mut Package<'_>) -> Result<bool, Refusal> {
    let properties = package.description("docProps/app.xml")?;
    let mut xml = Xml::new(properties.as_slice());
    loop {
        // Properties that are no XML name no program.
        match xml.next() {
            Ok(Node::Start(tag)) if tag.local_name().as_ref() == "Application" => {
                let mut program = String::new();
                let read = xml.text(&mut program);
                return Ok(read.is_ok() && UNCHAINED.iter().any(|name| program.trim().starts_with(name)));
            }
            Ok(Node::Start(_) | Node::End(_) | Node::Text(_) | Node::Other) => {}
            Ok(Node::Eof) | Err(_) => return Ok(false),
        }
    }
}

/// How many sheets beside the only one are looked at, and the largest of them, in bytes.
const MOST_COVERS: usize = 12;
const LARGEST_COVER: u64 = 1 << 15;

/// Reads a workbook into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let limits = &request.limits;
    let mut package = Package::open(bytes, limits)?;
    let parts = Parts::of(&mut package)?;
    let mut book = Book::sheets(&mut package, &parts)?;
    if book.sheets.len() > limits.sheets {
        return Err(Refusal::new(ProblemCode::TooLarge, format!("{} sheets", book.sheets.len())));
    }
    let wanted = wanted(&mut package, &book, request)?;
    let head = FileHead {
        sha256,
        bytes: bytes.len() as u64,
        sheets: book.sheets.iter().map(|sheet| SheetHead { name: sheet.name.clone(), hidden: sheet.hidden }).collect(),
        text: None,
        carried: carried(&mut package)?,
        properties: printed::properties(&mut package),
        constants: std::mem::take(&mut book.constants),
    };
    book.fill(&mut package, &parts)?;
    let book = &book;
    std::thread::scope(|scope| {
        let (mut beside, (sender, details)) = (package.clone(), mpsc::sync_channel(1));
        let all = &wanted;
        std::thread::Builder::new()
            .spawn_scoped(scope, move || {
                for (_, _, part) in all {
                    // Nobody waits any more once reading has ended.
                    if sender.send(outline::details(&mut beside, part, &book.rules)).is_err() {
                        return;
                    }
                }
            })
            .map_err(no_thread)?;
        let mut sheets = Sheets { scope, package, parts, book, texts: OnceCell::new() };
        // The first sheet is the one that is wanted, nearly always: it is parsed while it is looked at.
        let mut begun = wanted.first().map(|(_, _, part)| sheets.parse(part)).transpose()?.flatten();
        sink.file(&head);
        let mut left = Left::of(limits);
        for (number, name, part) in &wanted {
            let in_sheet = |refusal: Refusal| Refusal { sheet: refusal.sheet.or(Some(name.clone())), ..refusal };
            let details = details.recv().map_err(|_| Refusal::damaged("a sheet on which inspection stopped"))?;
            // What is wrong with a sheet beside the only one takes nothing from it.
            if details.is_err() && request.sheet.as_ref().is_some_and(|only| only != name) {
                return Ok(());
            }
            let details = SheetDetails { unchained: book.unchained, ..details.map_err(in_sheet)? };
            let mut flow = sink.sheet(*number, &details);
            let before = begun.take();
            if flow == Flow::Continue
                && let Some(parsed) = before.map_or_else(|| sheets.parse(part), |begun| Ok(Some(begun)))?
            {
                flow = sheets.give(parsed, (&mut left, sink)).map_err(in_sheet)?;
            }
            if flow == Flow::Stop {
                return Ok(());
            }
        }
        Ok(())
    })
}

/// The sheets to read, each with its position, name and part: the only one and perhaps small ones beside it, or all.
fn wanted(package: &mut Package<'_>, book: &Book, request: &Request) -> Result<Vec<(usize, String, String)>, Refusal> {
    let sheets = book.sheets.iter().enumerate();
    let mut all = sheets.filter_map(|(number, sheet)| Some((number, sheet.name.clone(), sheet.part.clone()?)));
    let Some(only) = &request.sheet else { return Ok(all.collect()) };
    let (mut wanted, beside): (Vec<_>, Vec<_>) = all.by_ref().partition(|(_, name, _)| name == only);
    if request.covers && !wanted.is_empty() {
        for sheet in beside.into_iter().take(MOST_COVERS) {
            if package.size(&sheet.2)?.is_some_and(|size| size <= LARGEST_COVER) {
                wanted.push(sheet);
            }
        }
    }
    Ok(wanted)
}

/// A sheet that another thread parses: what it hands over, and how it ended.
type Parsed<'scope> = (Taken, ScopedJoinHandle<'scope, Result<(), Refusal>>);

/// What the sheets of a workbook are read with.
struct Sheets<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    package: Package<'env>,
    parts: Parts,
    book: &'env Book,
    /// The texts that cells share, once a sheet wants them.
    texts: OnceCell<SharedStrings>,
}

impl<'scope> Sheets<'scope, '_> {
    /// Lets one thread inflate a sheet and another parse it; nothing where it has no part.
    fn parse(&self, part: &str) -> Result<Option<Parsed<'scope>>, Refusal> {
        let (mut package, book, part) = (self.package.clone(), self.book, part.to_owned());
        if package.stream(&part)?.is_none() {
            return Ok(None);
        }
        let ((reader, ahead), (steps, taken)) = (ahead::channel(), steps::channel());
        let parse = move || sheet::read(ahead, book, steps);
        let parser = std::thread::Builder::new().spawn_scoped(self.scope, parse).map_err(no_thread)?;
        let inflate = move || {
            // It was opened before.
            if let Ok(Some(mut stream)) = package.stream(&part) {
                reader.read(&mut stream);
            }
        };
        std::thread::Builder::new().spawn_scoped(self.scope, inflate).map_err(no_thread)?;
        Ok(Some((taken, parser)))
    }

    /// Gives the rows of a sheet to the sink; how it wants to go on.
    fn give(&mut self, (taken, parser): Parsed<'_>, (left, sink): (&mut Left, &mut dyn Sink)) -> Result<Flow, Refusal> {
        if self.texts.get().is_none() {
            let _ = self.texts.set(shared_texts(&mut self.package, &self.parts)?);
        }
        let mut gate = Gate::new(left, sink);
        if let Some(texts) = self.texts.get() {
            steps::give(taken, self.book, texts, &mut gate)?;
        }
        if gate.flow() != Flow::Continue {
            return Ok(gate.flow());
        }
        parser.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        gate.end()
    }
}

/// Why nothing is read where there can be no thread.
fn no_thread(error: std::io::Error) -> Refusal {
    Refusal::new(ProblemCode::ReaderStopped, error.to_string())
}

/// What the package carries that could act by itself: it is never run, and those who use the file are told.
pub(super) fn carried(package: &mut Package<'_>) -> Result<Vec<Carried>, Refusal> {
    let parts: Vec<String> = package.names().filter(|name| name.ends_with(".rels")).map(str::to_owned).collect();
    let mut carried = Vec::new();
    for part in parts {
        let Some((folder, file)) = part.rsplit_once('/') else { continue };
        let folder = folder.strip_suffix("_rels").unwrap_or(folder);
        let (relations, _) = package.relations_as_far(&format!("{folder}{}", file.trim_end_matches(".rels")))?;
        for relation in relations {
            let found = match relation.kind.as_str() {
                "vbaProject" | "xlMacrosheet" | "xlIntlMacrosheet" | "wordVbaData" => Carried::Macros,
                "oleObject" | "package" | "control" | "activeXControlBinary" if !relation.outside => Carried::Objects,
                _ => continue,
            };
            if !carried.contains(&found) {
                carried.push(found);
            }
        }
    }
    carried.sort_unstable();
    Ok(carried)
}

/// By the plain name of its part, each sheet of cells of a workbook.
pub(super) fn sheet_parts(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Refusal> {
    let parts = Parts::of(package)?;
    let book = Book::sheets(package, &parts)?;
    Ok(book.sheets.into_iter().filter_map(|sheet| Some((sheet.part?, sheet.name))).collect())
}

/// The names that a workbook gives to ranges, each with what it stands for.
pub(super) fn named_ranges(package: &mut Package<'_>) -> Result<BTreeMap<String, String>, Refusal> {
    let parts = Parts::of(package)?;
    let bytes = package.description(&parts.workbook)?;
    let mut xml = Xml::new(bytes.as_slice());
    let mut names = BTreeMap::new();
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.local_name().as_ref() == "definedName" => {
                let name = attribute(&tag, "name").unwrap_or_default();
                let mut range = String::new();
                xml.text(&mut range)?;
                names.insert(name, range);
            }
            Node::Start(_) | Node::End(_) | Node::Text(_) | Node::Other => {}
            Node::Eof => return Ok(names),
        }
    }
}

/// Inflates all parts but pictures, so that they are counted against the limits; what the package carries that could act
/// by itself.
pub(super) fn admit(package: &mut Package<'_>) -> Result<Vec<Carried>, Refusal> {
    let parts: Vec<String> = package.names().filter(|name| !name.contains("/media/")).map(str::to_owned).collect();
    for part in parts {
        if let Some(mut part) = package.stream(&part)? {
            std::io::copy(&mut part, &mut std::io::sink()).map_err(Refusal::inflating)?;
        }
    }
    carried(package)
}
