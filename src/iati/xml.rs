//! XML, element by element, by quick-xml.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element's beginning.
pub(super) struct Tag(BytesStart<'static>);

/// An element of a name.
pub(super) fn tag(name: &'static str) -> Tag {
    Tag(BytesStart::new(name))
}

impl Tag {
    /// With an attribute; one that would be empty is left out, as the standard has no empty ones.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        let value = allowed(value);
        if !value.is_empty() {
            self.0.push_attribute((name, value.as_str()));
        }
        self
    }
}

/// A document being written, which counts its bytes.
pub(super) struct Xml<W: Write> {
    writer: Writer<Counted<W>>,
}

/// A sink that counts.
struct Counted<W> {
    sink: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let written = self.sink.write(part)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl<W: Write> Xml<W> {
    /// A document that begins with its declaration.
    pub(super) fn new(sink: W) -> io::Result<Self> {
        let mut writer = Writer::new_with_indent(Counted { sink, bytes: 0 }, b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { writer })
    }

    /// How many bytes were written.
    pub(super) fn bytes(&mut self) -> u64 {
        self.writer.get_mut().bytes
    }

    /// An element with others in it, which `inside` writes.
    pub(super) fn element(&mut self, tag: Tag, inside: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        let end = self.open(tag)?;
        inside(self)?;
        self.close(end)
    }

    /// An element's beginning alone; gives what [`Xml::close`] takes.
    pub(super) fn open(&mut self, tag: Tag) -> io::Result<BytesEnd<'static>> {
        let end = tag.0.to_end().into_owned();
        self.writer.write_event(Event::Start(tag.0))?;
        Ok(end)
    }

    /// The end of an element.
    pub(super) fn close(&mut self, end: BytesEnd<'static>) -> io::Result<()> {
        self.writer.write_event(Event::End(end))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, tag: Tag) -> io::Result<()> {
        self.writer.write_event(Event::Empty(tag.0))
    }

    /// An element of text.
    pub(super) fn text(&mut self, tag: Tag, text: &str) -> io::Result<()> {
        let end = self.open(tag)?;
        self.writer.write_event(Event::Text(BytesText::new(&allowed(text))))?;
        self.close(end)
    }

    /// Ends the document; gives the sink.
    pub(super) fn finish(self) -> io::Result<W> {
        let mut sink = self.writer.into_inner().sink;
        sink.write_all(b"\n")?;
        sink.flush()?;
        Ok(sink)
    }
}

/// Text with a space for every sign that XML cannot hold, or that its readers change.
fn allowed(text: &str) -> String {
    let plain = |letter: char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    text.trim().chars().map(|letter| if plain(letter) { letter } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_never_written() {
        let mut xml = Xml::new(Vec::new()).unwrap();
        let one = tag("a").with("b", "x \"y\" <&>\n").with("empty", " ");
        xml.element(one, |xml| xml.text(tag("c"), " R&D\u{1} <x> ")).unwrap();
        let text = String::from_utf8(xml.finish().unwrap()).unwrap();
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                        <a b=\"x &quot;y&quot; &lt;&amp;&gt;\">\n <c>R&amp;D  &lt;x&gt;</c>\n</a>\n";
        assert_eq!(text, expected);
    }
}
