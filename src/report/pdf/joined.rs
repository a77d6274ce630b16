//! Short parts of a document that share a page.
//!
//! What comes in: a document, and where its parts end on paper. What leaves: the document with parts joined where a page has room for
//! both. What it does not know: how pages are set.

use super::document::{Document, Section};
use super::ends::End;

/// A page that holds no more is nearly empty, one that holds so much is full, in thousandths; and the room between two parts.
const NEARLY_EMPTY: u32 = 300;
pub(super) const FULL: u32 = 950;
pub(super) const BETWEEN: u32 = 40;

/// Lets parts begin on the last page of the part before them, where that page has room for all of them, or is nearly empty; says
/// whether any does.
pub(super) fn joined(document: &mut Document, ends: Vec<End>) -> bool {
    let parts = ends.len();
    let mut kept: Vec<(Section, u32)> = Vec::new();
    for (part, end) in std::mem::take(&mut document.parts).into_iter().zip(ends) {
        if let Some((before, last)) = kept.last_mut()
            && fits_below(before, *last, (&part, &end))
        {
            *last = if end.pages == 1 { *last + BETWEEN + taken(before, &part, &end) } else { FULL };
            before.name = format!("{} · {}", before.name, part.name);
            before.size = before.size.min(part.size);
            before.blocks.extend(part.blocks);
        } else {
            kept.push((part, end.last));
        }
    }
    let is_joined = kept.len() < parts;
    document.parts = kept.into_iter().map(|(part, _)| part).collect();
    is_joined
}

/// Whether a part may begin below another, which goes so far on its last page. One of upright pages has room across, too.
fn fits_below(before: &Section, last: u32, (part, end): (&Section, &End)) -> bool {
    let is_free = |part: &Section| !part.one_page && !part.loose;
    let is_whole = end.pages == 1 && last + BETWEEN + taken(before, part, end) <= FULL;
    let has_room = match (before.landscape, part.landscape) {
        (true, true) | (false, false) => is_whole || last <= NEARLY_EMPTY,
        (true, false) => is_whole,
        (false, true) => false,
    };
    before.close == part.close && is_free(before) && is_free(part) && has_room
}

/// How much of its last page a part takes where it stands below another, in thousandths.
fn taken(before: &Section, part: &Section, end: &End) -> u32 {
    if before.landscape && !part.landscape { end.last * 3 / 2 } else { end.last }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(landscape: bool, size: u32) -> Section {
        let (name, blocks) = ("Part".to_owned(), Vec::new());
        Section { name, landscape, loose: false, one_page: false, size, close: false, blocks }
    }

    /// The names and the letters of what becomes of parts: whether each lies across, its pages, and how full its last one is.
    fn of(parts: &[(bool, u32, u32)]) -> Vec<(String, u32)> {
        let sections = (0..).zip(parts).map(|(place, (landscape, ..))| part(*landscape, 90 - place));
        let mut document = Document::of_parts("", sections.collect());
        let ends = parts.iter().map(|(_, pages, last)| End { pages: *pages, last: *last }).collect();
        let is_joined = joined(&mut document, ends);
        assert_eq!(is_joined, document.parts.len() < parts.len());
        document.parts.into_iter().map(|part| (part.name, part.size)).collect()
    }

    #[test]
    fn short_parts_share_a_page_and_others_begin_one() {
        let two = [("Part".to_owned(), 90), ("Part".to_owned(), 89)];
        let three = [("Part · Part · Part".to_owned(), 88)];
        assert_eq!(of(&[(true, 1, 300), (true, 1, 250), (true, 1, 300)]), three, "in the letters of the smallest");
        assert_eq!(of(&[(true, 1, 500), (true, 1, 450)]), two, "there is no room for both");
        assert_eq!(of(&[(true, 2, 301), (true, 2, 100)]), two, "the second goes on");
        let joined = [("Part · Part".to_owned(), 89)];
        assert_eq!(of(&[(true, 2, 300), (true, 2, 100)]), joined, "the first leaves its page nearly empty");
        assert_eq!(of(&[(true, 1, 500), (false, 1, 270)]), joined, "what is upright has room across");
        assert_eq!(of(&[(true, 1, 500), (false, 1, 280)]), two, "and takes more there");
        assert_eq!(of(&[(false, 1, 100), (true, 1, 100)]), two, "not the other way round");
    }
}
