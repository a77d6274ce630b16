//! XML that is read through a window: as much of a part as is there at once, without a copy of each tag and text.
//!
//! What comes in: a part in pieces. What leaves: steps, each of which lies in one window as a whole. What it does not know:
//! what the steps mean. A step that meets the end of its window is taken again in the next one, from where it began.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Refusal;
use super::xml::{Node, Nodes, Source, lenient, node};
use crate::intake::problems::ProblemCode;

/// How much of a part is seen at once, in bytes, and how much at most, where a step is longer.
const WIDTH: usize = 128 << 10;
const WIDEST: usize = 16 << 20;

/// A part that is seen through windows.
pub(super) struct Windows<R: BufRead> {
    part: Source<R>,
    bytes: Vec<u8>,
    /// How the part ended, once it has.
    end: Option<Result<(), Refusal>>,
}

impl<R: BufRead> Windows<R> {
    /// A part that comes in pieces.
    pub fn on(part: R) -> Self {
        Self { part: Source::new(part), bytes: Vec::new(), end: None }
    }

    /// Takes steps until one says that no more are wanted, or the part ends.
    pub fn steps(mut self, mut step: impl FnMut(&mut Window<'_>) -> Result<bool, Refusal>) -> Result<(), Refusal> {
        let mut kept = 0;
        loop {
            self.move_on(kept);
            let mut window = Window::on(&self.bytes);
            let went = loop {
                kept = window.reader.get_ref().len();
                let went = step(&mut window);
                if window.met_end || !matches!(went, Ok(true)) {
                    break went;
                }
            };
            if !window.met_end {
                return went.map(drop);
            }
            match self.end {
                Some(Err(why)) => return Err(why),
                Some(Ok(())) => return went.map(drop),
                None if kept >= WIDEST => {
                    // What the step said of its end is not so: nobody knows where it ends.
                    let found = format!("a cell, or another element, of more than {} MiB", WIDEST >> 20);
                    return Err(Refusal::new(ProblemCode::TooLarge, found));
                }
                None => {}
            }
        }
    }

    /// Moves the window to the last bytes of those that are in it, and what follows them.
    fn move_on(&mut self, kept: usize) {
        let start = self.bytes.len().saturating_sub(kept);
        self.bytes.drain(..start);
        let width = WIDTH.max(2 * kept);
        while self.end.is_none() && self.bytes.len() < width {
            match self.part.fill_buf() {
                Ok([]) => self.end = Some(Ok(())),
                Ok(piece) => {
                    let taken = piece.get(..width - self.bytes.len()).unwrap_or(piece);
                    self.bytes.extend_from_slice(taken);
                    let count = taken.len();
                    self.part.consume(count);
                }
                Err(error) => self.end = Some(Err(Refusal::inflating(error))),
            }
        }
    }
}

/// What is seen of a part at once.
pub(super) struct Window<'w> {
    bytes: &'w [u8],
    reader: Reader<&'w [u8]>,
    /// Whether nothing has begun that the parser goes on with: a text, or an element without content.
    fresh: bool,
    met_end: bool,
}

impl<'w> Window<'w> {
    fn on(bytes: &'w [u8]) -> Self {
        Self { bytes, reader: lenient(bytes), fresh: true, met_end: false }
    }

    /// What lies ahead, where the next step begins with its first byte.
    pub fn ahead(&self) -> Option<&'w [u8]> {
        self.fresh.then(|| *self.reader.get_ref())
    }

    /// Leaves out so many bytes of what lies ahead, which were whole elements.
    pub fn leave_out(&mut self, count: usize) {
        let ahead = self.reader.get_mut();
        *ahead = ahead.get(count..).unwrap_or_default();
    }
}

impl Nodes for Window<'_> {
    #[inline]
    fn next(&mut self) -> Result<Node<'_>, Refusal> {
        let event = self.reader.read_event();
        let ahead: &[u8] = self.reader.get_ref();
        self.fresh = match &event {
            Ok(Event::Text(_) | Event::GeneralRef(_) | Event::Eof) | Err(_) => false,
            Ok(Event::Start(_)) => {
                !self.bytes.get(..self.bytes.len() - ahead.len()).is_some_and(|read| read.ends_with(b"/>"))
            }
            Ok(_) => true,
        };
        // What is cut off is no end of a tag, of a letter, or of anything.
        self.met_end |= match &event {
            Ok(Event::Eof) | Err(quick_xml::Error::Syntax(_)) => true,
            Ok(_) => false,
            Err(_) => ahead.is_empty(),
        };
        node(event)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    /// The names and texts of a part that is read in windows of whatever width.
    fn read(part: &[u8]) -> (Vec<String>, Result<(), Refusal>) {
        let mut seen = Vec::new();
        let ended = Windows::on(BufReader::with_capacity(7, part)).steps(|window| {
            let (mut said, mut text) = (String::new(), String::new());
            match window.next()? {
                Node::Start(tag) if tag.local_name().as_ref() == "c" => {
                    said.push('c');
                    window.text(&mut text)?;
                }
                Node::Start(tag) => said.push_str(tag.local_name().as_ref()),
                Node::End(_) => said.push('/'),
                Node::Text(_) | Node::Other | Node::Eof => return Ok(true),
            }
            seen.push(said + &text);
            Ok(true)
        });
        (seen, ended)
    }

    #[test]
    fn what_lies_across_the_end_of_a_window_is_read_whole() {
        // Longer and longer texts shift what follows over all places at which a window may end.
        let mut cells = String::new();
        let mut expected = vec!["a".to_owned()];
        for number in 0..60_000_usize {
            let text = "é".repeat(number % 7);
            cells.push_str(&format!("<c r='{number}'>{text}&amp;<![CDATA[<{number}>]]><v>x</v></c><!-- <c> --><e/>\n"));
            expected.extend([format!("c{text}&<{number}>x"), "e".to_owned(), "/".to_owned()]);
        }
        expected.push("/".to_owned());
        let part = format!("<?xml version='1.0'?><a>{cells}</a>");
        assert!(part.len() > 20 * WIDTH);
        let (seen, ended) = read(part.as_bytes());
        assert_eq!((seen == expected, ended), (true, Ok(())));
        let one = format!("<a><c>{}</c></a>", "long ".repeat(WIDTH));
        assert_eq!(read(one.as_bytes()).0, ["a".to_owned(), format!("c{}", "long ".repeat(WIDTH)), "/".to_owned()]);
    }

    #[test]
    fn what_is_cut_off_or_endless_is_said_after_what_came_before() {
        for (part, found) in [("<a><c>one</c><c>two", "an element that does not end"), ("<a><c>one</c><c", "tag")] {
            let (seen, ended) = read(part.as_bytes());
            assert_eq!(seen, ["a", "cone"], "{part}");
            assert!(ended.is_err_and(|why| why.found.contains(found)), "{part}");
        }
        let endless = format!("<a><c>one</c><c>{}</c>", "x".repeat(2 * WIDEST));
        let (seen, ended) = read(endless.as_bytes());
        assert_eq!(seen, ["a", "cone"]);
        assert!(ended.is_err());
    }
}
