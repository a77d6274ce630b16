//! What an ods package says that it holds.
//!
//! What comes in: its manifest. What leaves: what it carries that could act. What it does not know: sheets.

use crate::intake::file::workbook::package::Package;
use crate::intake::file::workbook::xml::{Node, Nodes, Xml, attribute};
use crate::intake::file::workbook::{Carried, Refusal};
use crate::intake::problems::ProblemCode;

/// What the package carries that could act by itself, by its manifest. Charts are documents, too, but only show what the
/// sheets hold.
///
/// # Errors
/// When the spreadsheet is encrypted.
pub(super) fn carried(package: &mut Package<'_>) -> Result<Vec<Carried>, Refusal> {
    let manifest = package.description("META-INF/manifest.xml")?;
    let (mut carried, mut encrypted) = (Vec::new(), false);
    let mut xml = Xml::new(manifest.as_slice());
    // A manifest that is no XML names nothing; what it would have named is not opened anyway.
    while let Ok(event) = xml.next() {
        let tag = match event {
            Node::Start(tag) => tag,
            Node::End(_) | Node::Text(_) | Node::Other => continue,
            Node::Eof => break,
        };
        encrypted |= tag.local_name().as_ref() == "encryption-data";
        if tag.local_name().as_ref() != "file-entry" {
            continue;
        }
        let path = attribute(&tag, "full-path").unwrap_or_default();
        let kind = attribute(&tag, "media-type").unwrap_or_default();
        let document = kind.starts_with("application/vnd.oasis.opendocument.") && !kind.ends_with(".chart");
        if path != "/" && (document || kind == "application/vnd.sun.star.oleobject") {
            carried.push(Carried::Objects);
        }
        if ["Basic/", "Scripts/"].iter().any(|folder| path.starts_with(folder)) && !path.ends_with('/') {
            carried.push(Carried::Macros);
        }
    }
    if encrypted {
        return Err(Refusal::new(ProblemCode::Encrypted, "an encrypted spreadsheet"));
    }
    carried.sort_unstable();
    carried.dedup();
    Ok(carried)
}
