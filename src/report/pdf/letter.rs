//! A letter in print: the fund's name at its head, the day, the text, and room for a signature.

use super::super::letter::{Letter, parts};
use super::super::phrasebook::Phrasebook;
use super::super::sheets::foot;
use super::super::view::View;
use super::book::tag;
use super::document::{Block, Document, Logo, Palette, Section, TextStyle};
use super::glyphs::Glyphs;

/// The height of letters, in tenths of a point.
const SIZE: u32 = 105;

/// The document of a letter from the fund of a view.
pub(super) fn document(letter: &Letter, view: &View<'_>) -> Document {
    let (fund, day) = (view.fund, view.ledger.as_of);
    let (phrases, mut glyphs) = (Phrasebook::new(letter.language), Glyphs::default());
    let name = fund.called(letter.language).name;
    let title = glyphs.ready(&letter.heading);
    let mut blocks = vec![
        Block::Text { style: TextStyle::Letterhead, text: glyphs.ready(&fund.called(letter.language).marked()) },
        Block::Text { style: TextStyle::Note, text: phrases.day(day) },
        Block::Heading { level: 1, text: title.clone(), page: false },
    ];
    let text = letter.on_paper(view);
    let (paragraphs, signed, note) = parts(&text);
    for paragraph in paragraphs {
        let mut lines = paragraph.lines().map(|line| glyphs.ready(line));
        let text = lines.next().unwrap_or_default();
        blocks.push(Block::Text { style: TextStyle::Paragraph, text });
        let items: Vec<String> = lines.collect();
        if !items.is_empty() {
            blocks.push(Block::List { items });
        }
    }
    blocks.push(Block::Signature { lines: signed.lines().map(|line| glyphs.ready(line)).collect() });
    blocks.extend(note.map(|note| Block::Text { style: TextStyle::Note, text: glyphs.ready(note) }));
    if glyphs.unknown > 0 {
        let text = phrases.counted("letters-unknown", glyphs.unknown);
        blocks.push(Block::Text { style: TextStyle::Note, text });
    }
    Document {
        language: tag(letter.language.tag()),
        subject: title.clone(),
        author: glyphs.ready(name),
        mark: String::new(),
        foot: glyphs.ready(&foot(view, &phrases)),
        continued: String::new(),
        palette: Palette::default(),
        attachment: None,
        logo: fund
            .reports
            .picture
            .as_deref()
            .map(|picture| Logo::of(picture, glyphs.ready(&phrases.with("logo-alternative", &[("fund", name)])))),
        parts: vec![Section {
            name: glyphs.ready(&letter.subject),
            landscape: false,
            loose: true,
            one_page: false,
            size: SIZE,
            close: false,
            blocks,
        }],
        title,
    }
}
