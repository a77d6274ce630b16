//! xlsb workbooks: the same as xlsx in binary parts.
//!
//! What comes in: the parts of the package. What leaves: rows to a sink. What it does not know: what the rows mean. calamine
//! passes over the error values of formulas, stops on records that later versions of Excel add among the rows, and does not
//! say what is hidden, merged or struck through.

mod book;
mod records;
mod rules;
mod sheet;

use super::gate::{Gate, Left};
use super::package::Package;
use super::printed;
use super::{FileHead, Flow, Refusal, Request, SheetHead, Sink};
use crate::intake::problems::ProblemCode;
use book::Book;
use sheet::Around;

/// Reads a workbook into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let limits = &request.limits;
    let mut package = Package::open(bytes, limits)?;
    let carried = super::xlsx::carried(&mut package)?;
    let book = Book::read(&mut package)?;
    if book.sheets.len() > limits.sheets {
        return Err(Refusal::new(ProblemCode::TooLarge, format!("{} sheets", book.sheets.len())));
    }
    sink.file(&FileHead {
        sha256,
        bytes: bytes.len() as u64,
        sheets: book.sheets.iter().map(|sheet| SheetHead { name: sheet.name.clone(), hidden: sheet.hidden }).collect(),
        text: None,
        carried,
        properties: printed::properties(&mut package),
        constants: Vec::new(),
    });
    let mut left = Left::of(limits);
    for (number, listed) in book.sheets.iter().enumerate() {
        let wanted = request.sheet.as_ref().is_none_or(|only| *only == listed.name);
        let Some(part) = listed.part.as_ref().filter(|_| wanted) else { continue };
        let flow = one_sheet(&mut package, &book, (number, part), (&mut left, sink))
            .map_err(|refusal| Refusal { sheet: refusal.sheet.or(Some(listed.name.clone())), ..refusal })?;
        if flow == Flow::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads one sheet; how the sink wants to go on.
fn one_sheet(
    package: &mut Package<'_>,
    book: &Book,
    (number, part): (usize, &str),
    (left, sink): (&mut Left, &mut dyn Sink),
) -> Result<Flow, Refusal> {
    let Some(stream) = package.stream(part)? else { return Ok(Flow::Continue) };
    let mut around = Around::read(stream, book);
    let comments = package.relations(part)?.into_iter().find(|relation| relation.kind == "comments");
    if let Some(stream) = comments.map(|relation| package.stream(&relation.target)).transpose()?.flatten() {
        around.details.remarks = rules::comments(stream);
    }
    let flow = sink.sheet(number, &around.details);
    if flow != Flow::Continue {
        return Ok(flow);
    }
    let Some(stream) = package.stream(part)? else { return Ok(Flow::Continue) };
    let mut gate = Gate::new(left, sink);
    sheet::cells(stream, book, &around, &mut gate)?;
    match gate.flow() {
        Flow::Continue => gate.end(),
        flow @ (Flow::NextSheet | Flow::Stop) => Ok(flow),
    }
}
