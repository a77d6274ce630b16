//! Where the parts of a set document end on paper, by marks that the template sets; and which of them share a page.

use typst::foundations::Label;
use typst::introspection::{Introspector, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::document::{Block, Document};
use super::joined::{BETWEEN, FULL};

/// Where a part ends.
pub(super) struct End {
    /// How many pages it has.
    pub pages: u32,
    /// How far it goes on its last page, in thousandths of a page.
    pub last: u32,
}

/// A page and how far down it, in thousandths, a mark of the template is.
fn marked(paged: &PagedDocument, name: &str) -> Option<(u32, u32)> {
    let mark = paged.introspector().query_label(Label::new(PicoStr::intern(name))?).ok()?;
    let place = mark.to_packed::<MetadataElem>()?.value.clone().cast::<u32>().ok()?;
    Some((place / 1000, place % 1000))
}

/// Lets headings that begin a page begin it no more where all below them has room on the page before; says whether any does.
pub(super) fn share_pages(document: &mut Document, paged: &PagedDocument) -> bool {
    let mut is_shared = false;
    for (part, section) in document.parts.iter_mut().enumerate() {
        let count = section.blocks.len();
        let place = |number: usize| match number == count {
            true => marked(paged, &format!("end-{part}")),
            false => marked(paged, &format!("end-{part}-{number}")),
        };
        let headings = section.blocks.iter_mut().enumerate().filter_map(|(number, block)| match block {
            Block::Heading { page, .. } if *page => Some((number, page)),
            Block::Heading { .. } | Block::Text { .. } | Block::List { .. } | Block::Signature { .. } => None,
            Block::Table(_) | Block::Chart(_) | Block::Beside { .. } => None,
        });
        let mut headings: Vec<(usize, &mut bool)> = headings.collect();
        let ends: Vec<usize> = headings.iter().skip(1).map(|(number, _)| *number).chain([count]).collect();
        let Some((mut page, mut taken)) = headings.first().and_then(|(number, _)| place(*number)) else { continue };
        for ((_, begins), end) in headings.iter_mut().zip(ends) {
            let Some((ends_on, last)) = place(end) else { continue };
            let shares = ends_on == page + 1 && taken + BETWEEN + last <= FULL;
            **begins = !shares;
            is_shared |= shares;
            (page, taken) = (ends_on, if shares { taken + BETWEEN + last } else { last });
        }
    }
    is_shared
}

/// Where the parts of a document end, by the marks that the template sets there.
pub(super) fn ends(paged: &PagedDocument, parts: usize) -> Vec<End> {
    let mut begun = 0;
    let ends = (0..parts).map(|part| {
        let (page, last) = marked(paged, &format!("end-{part}")).unwrap_or_default();
        let pages = page.saturating_sub(begun);
        begun = page;
        End { pages, last }
    });
    ends.collect()
}
