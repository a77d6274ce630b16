//! Styles of an xlsx workbook with two more fills, for errors and warnings.

use std::collections::BTreeMap;

use crate::intake::problems::Severity;

/// The colours of the marks: light red and light yellow.
const COLOURS: [(Severity, &str); 2] = [(Severity::Error, "FFFFC7CE"), (Severity::Warning, "FFFFEB9C")];

/// Cell formats that are the same as existing ones but for the fill; made as they are asked for.
pub(super) struct Styles {
    text: String,
    formats: Vec<String>,
    first_fill: usize,
    made: BTreeMap<(usize, Severity), usize>,
}

impl Styles {
    /// Reads the styles' part; `None` when it is not of the usual shape.
    pub fn read(text: &str) -> Option<Self> {
        let (_, fills, _) = element(text, "fills")?;
        let first_fill = fills.matches("<fill>").count() + fills.matches("<fill/>").count();
        let (_, formats, _) = element(text, "cellXfs")?;
        let formats = split_formats(formats)?;
        (first_fill > 0 && !formats.is_empty()).then(|| Self {
            text: text.to_owned(),
            formats,
            first_fill,
            made: BTreeMap::new(),
        })
    }

    /// The number of the format that is like `format`, marked.
    pub fn marked(&mut self, format: usize, severity: Severity) -> usize {
        let key = (if format < self.formats.len() { format } else { 0 }, severity);
        if let Some(&made) = self.made.get(&key) {
            return made;
        }
        let fill = self.first_fill + usize::from(severity != Severity::Error);
        let copy = self.formats.get(key.0).map(|format| with_fill(format, fill)).unwrap_or_default();
        self.formats.push(copy);
        self.made.insert(key, self.formats.len() - 1);
        self.formats.len() - 1
    }

    /// The number of the format of the list of problems: of its header, or of its texts, which are wrapped.
    pub fn of_list(&mut self, header: bool) -> usize {
        let fill = if header {
            format!("fillId=\"{}\" applyFill=\"1\"", self.first_fill + 1)
        } else {
            "fillId=\"0\"".to_owned()
        };
        self.formats.push(format!(
            "<xf numFmtId=\"0\" fontId=\"0\" {fill} borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">\
             <alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        ));
        self.formats.len() - 1
    }

    /// The part with the new fills and formats.
    pub fn finish(&self) -> Option<String> {
        let new_fills: String = COLOURS
            .iter()
            .map(|(_, colour)| format!("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"))
            .collect();
        let (before, fills, after) = element(&self.text, "fills")?;
        let count = self.first_fill + COLOURS.len();
        let text = format!("{before}<fills count=\"{count}\">{fills}{new_fills}</fills>{after}");
        let (before, _, after) = element(&text, "cellXfs")?;
        Some(format!("{before}<cellXfs count=\"{}\">{}</cellXfs>{after}", self.formats.len(), self.formats.concat()))
    }
}

/// What stands before an element, in it, and after it.
fn element<'t>(text: &'t str, name: &str) -> Option<(&'t str, &'t str, &'t str)> {
    let start = text.find(&format!("<{name}"))?;
    let inner = start + text.get(start..)?.find('>')? + 1;
    let close = format!("</{name}>");
    let end = inner + text.get(inner..)?.find(&close)?;
    Some((text.get(..start)?, text.get(inner..end)?, text.get(end + close.len()..)?))
}

/// The `xf` elements, each whole.
fn split_formats(text: &str) -> Option<Vec<String>> {
    let mut formats = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("<xf") {
        let tag_end = start + rest.get(start..)?.find('>')? + 1;
        let end = if rest.get(..tag_end)?.ends_with("/>") {
            tag_end
        } else {
            start + rest.get(start..)?.find("</xf>")? + "</xf>".len()
        };
        formats.push(rest.get(start..end)?.to_owned());
        rest = rest.get(end..)?;
    }
    Some(formats)
}

fn with_fill(format: &str, fill: usize) -> String {
    let mut copy = format.to_owned();
    for key in ["fillId", "applyFill"] {
        if let Some(start) = copy.find(&format!(" {key}=\""))
            && let Some(length) = copy[start + key.len() + 3..].find('"')
        {
            copy.replace_range(start..start + key.len() + 4 + length, "");
        }
    }
    copy.replacen("<xf", &format!("<xf fillId=\"{fill}\" applyFill=\"1\""), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_format_differs_only_in_its_fill() {
        let text = "<styleSheet><fills count=\"1\"><fill><patternFill/></fill></fills>\
            <cellXfs count=\"2\"><xf numFmtId=\"0\" fillId=\"0\"/><xf numFmtId=\"14\" fillId=\"0\" applyFill=\"0\"><alignment/></xf></cellXfs></styleSheet>";
        let mut styles = Styles::read(text).unwrap();
        assert_eq!(
            (styles.marked(1, Severity::Error), styles.marked(1, Severity::Error), styles.marked(0, Severity::Warning)),
            (2, 2, 3)
        );
        let text = styles.finish().unwrap();
        assert!(text.contains("<xf fillId=\"1\" applyFill=\"1\" numFmtId=\"14\"><alignment/></xf><xf fillId=\"2\" applyFill=\"1\" numFmtId=\"0\"/></cellXfs>"));
        assert!(text.contains("<fills count=\"3\">"));
    }
}
