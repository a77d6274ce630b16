//! XML of parts, as a stream of tags and texts.
//!
//! What comes in: the bytes of a part in any encoding that its declaration or its first bytes name. What leaves: events,
//! texts, attributes. What it does not know: what they mean.

use std::io::{self, BufRead, BufReader, Read};

use encoding_rs::Encoding;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesCData, BytesEnd, BytesRef, BytesStart, BytesText, Event};
use quick_xml::{Reader, XmlVersion};

use super::Refusal;

/// How much of a part is read at once, in bytes.
const CHUNK: usize = 64 << 10;

/// A step of the way through XML. Elements without content come as a start and an end.
pub(super) enum Node<'x> {
    /// An element begins.
    Start(BytesStart<'x>),
    /// An element ends.
    End(BytesEnd<'x>),
    /// Some of a text.
    Text(Piece<'x>),
    /// What says nothing: comments, declarations.
    Other,
    /// The end of the part.
    Eof,
}

/// Some of a text, as XML writes it.
pub(super) enum Piece<'x> {
    Plain(BytesText<'x>),
    Data(BytesCData<'x>),
    Reference(BytesRef<'x>),
}

impl Piece<'_> {
    /// Adds what it stands for.
    pub fn add_to(&self, text: &mut String) {
        match self {
            Self::Plain(piece) => text.push_str(&piece.xml10_content()),
            Self::Data(piece) => text.push_str(&piece.xml10_content()),
            Self::Reference(reference) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => text.push(letter),
                Ok(None) => text.push_str(quick_xml::escape::resolve_xml_entity(reference).unwrap_or_default()),
                Err(_) => {}
            },
        }
    }
}

/// Who gives the steps of a part, one after the other.
pub(super) trait Nodes {
    /// The next step.
    fn next(&mut self) -> Result<Node<'_>, Refusal>;

    /// Adds the text up to the end of the element that has just begun to `text`; inner elements give theirs.
    fn text(&mut self, text: &mut String) -> Result<(), Refusal> {
        self.inside(|piece| piece.add_to(text))
    }

    /// Leaves out what the element that has just begun holds.
    fn skip(&mut self) -> Result<(), Refusal> {
        self.inside(|_| {})
    }

    /// Takes the texts up to the end of the element that has just begun.
    fn inside(&mut self, mut take: impl FnMut(&Piece<'_>)) -> Result<(), Refusal> {
        let mut depth = 1;
        while depth > 0 {
            match self.next()? {
                Node::Start(_) => depth += 1,
                Node::End(_) => depth -= 1,
                Node::Text(piece) => take(&piece),
                Node::Other => {}
                Node::Eof => return Err(Refusal::damaged("an element that does not end")),
            }
        }
        Ok(())
    }
}

/// What an event of the parser is for us. One move of what is large: this is done for each tag and text of a part.
#[inline]
pub(super) fn node(event: quick_xml::Result<Event<'_>>) -> Result<Node<'_>, Refusal> {
    match event {
        Ok(Event::Start(tag)) => Ok(Node::Start(tag)),
        Ok(Event::End(tag)) => Ok(Node::End(tag)),
        Ok(Event::Text(text)) => Ok(Node::Text(Piece::Plain(text))),
        Ok(Event::CData(text)) => Ok(Node::Text(Piece::Data(text))),
        Ok(Event::GeneralRef(reference)) => Ok(Node::Text(Piece::Reference(reference))),
        Ok(Event::Eof) => Ok(Node::Eof),
        Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => Ok(Node::Other),
        Err(error) => Err(refusal(error)),
    }
}

/// A parser that forgives what other readers forgive.
pub(super) fn lenient<R>(part: R) -> Reader<R> {
    let mut reader = Reader::from_reader(part);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    // As other readers, which take a lone ampersand as it is.
    config.allow_dangling_amp = true;
    reader
}

/// The bytes of a part in UTF-8: nearly all parts are in it and go through as they are, others are decoded.
pub(super) enum Source<R: BufRead> {
    Plain(R),
    Decoded(Box<DecodingReader<R>>),
}

impl<R: BufRead> Source<R> {
    /// A part in whatever encoding.
    pub fn new(mut part: R) -> Self {
        // What fails here fails again when it is read.
        let start = part.fill_buf().unwrap_or_default();
        let wide = matches!(start, [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0, ..] | [_, 0, ..]);
        let declared = if wide { None } else { declared(start) };
        if !wide && declared.is_none() {
            return Self::Plain(part);
        }
        let mut decoded = DecodingReader::new(part);
        declared.into_iter().for_each(|encoding| decoded.set_encoding(encoding));
        Self::Decoded(Box::new(decoded))
    }
}

/// The encoding other than UTF-8 that a part declares, of which the start can be read letter by letter: in a wide encoding it
/// is not, whatever it says.
fn declared(start: &[u8]) -> Option<&'static Encoding> {
    let Ok(Event::Decl(declared)) = Reader::from_reader(start).read_event() else { return None };
    let narrow =
        |encoding: &&Encoding| ![encoding_rs::UTF_8, encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(encoding);
    declared.encoder().filter(narrow)
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(part) => part.read(buffer),
            Self::Decoded(part) => part.read(buffer),
        }
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Self::Plain(part) => part.fill_buf(),
            Self::Decoded(part) => part.fill_buf(),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Self::Plain(part) => part.consume(count),
            Self::Decoded(part) => part.consume(count),
        }
    }
}

/// A part that is read as XML.
pub(super) struct Xml<R: BufRead> {
    reader: Reader<Source<R>>,
    buffer: Vec<u8>,
}

impl<R: Read> Xml<BufReader<R>> {
    /// A part that is read in pieces.
    pub fn new(part: R) -> Self {
        Self::of(BufReader::with_capacity(CHUNK, part))
    }
}

impl<'b> Xml<&'b [u8]> {
    /// A whole document, in which nothing is forgiven.
    pub fn strict(bytes: &'b [u8]) -> Self {
        let mut reader = Reader::from_reader(Source::new(bytes));
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::with_capacity(1024) }
    }
}

impl<R: BufRead> Nodes for Xml<R> {
    #[inline]
    fn next(&mut self) -> Result<Node<'_>, Refusal> {
        self.buffer.clear();
        node(self.reader.read_event_into(&mut self.buffer))
    }
}

impl<R: BufRead> Xml<R> {
    /// A part that comes in pieces already.
    pub fn of(part: R) -> Self {
        Self { reader: lenient(Source::new(part)), buffer: Vec::with_capacity(1024) }
    }

    /// Hands on the start of each element of this name, whatever its namespace.
    pub fn each(mut self, name: &str, mut take: impl FnMut(&BytesStart<'_>)) -> Result<(), Refusal> {
        loop {
            match self.next()? {
                Node::Start(tag) if tag.local_name().as_ref() == name => take(&tag),
                Node::Start(_) | Node::End(_) | Node::Text(_) | Node::Other => {}
                Node::Eof => return Ok(()),
            }
        }
    }

    /// What follows of the part, in UTF-8.
    pub fn rest(self) -> impl Read {
        self.reader.into_inner()
    }
}

/// The name of an element without its namespace. One of two bytes has none: the names that are met most are not searched.
pub(super) fn local<'t>(tag: &'t BytesStart<'_>) -> &'t str {
    let name = tag.name().into_inner();
    if name.len() <= 2 { name } else { tag.local_name().into_inner() }
}

/// The value of an attribute, whatever its namespace.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// The number in an attribute.
pub(super) fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Whether an attribute says yes, as XML Schema writes it.
pub(super) fn says_yes(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| is_yes(&value))
}

/// Whether a text is the yes of XML Schema.
pub(super) fn is_yes(value: &str) -> bool {
    value.trim() == "1" || value.trim().eq_ignore_ascii_case("true")
}

/// What a failure to read XML means.
#[cold]
fn refusal(error: quick_xml::Error) -> Refusal {
    if let quick_xml::Error::Io(error) = &error {
        return Refusal::inflating(std::io::Error::new(error.kind(), error.to_string()));
    }
    Refusal::damaged(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_whole_whatever_their_quotes_entities_and_encoding() {
        let xml =
            "<?xml version='1.0'?><a x:b='&lt;1&gt;'><c>one &amp; <![CDATA[<two>]]>&#x20;<d>three</d></c><e/></a>";
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(xml.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [xml.as_bytes(), &wide] {
            let mut reader = Xml::new(bytes);
            let (mut found, mut text) = (String::new(), String::new());
            loop {
                match reader.next().unwrap() {
                    Node::Start(tag) if tag.local_name().as_ref() == "a" => found = attribute(&tag, "b").unwrap(),
                    Node::Start(tag) if tag.local_name().as_ref() == "c" => reader.text(&mut text).unwrap(),
                    Node::Start(_) | Node::End(_) | Node::Text(_) | Node::Other => {}
                    Node::Eof => break,
                }
            }
            assert_eq!((found.as_str(), text.as_str()), ("<1>", "one & <two> three"));
        }
        let old = b"<?xml version='1.0' encoding='windows-1252'?><a>Caf\xe9 &amp; & co</a>";
        let (mut reader, mut text) = (Xml::new(&old[..]), String::new());
        while !matches!(reader.next().unwrap(), Node::Start(_)) {}
        reader.text(&mut text).unwrap();
        assert_eq!(text, "Café & & co", "a lone ampersand is one");
        assert!(Xml::new(&b"<a><b></a>"[..]).each("b", |_| {}).is_ok(), "a missing end alone harms nobody");
    }
}
