//! What stands at the head and at the foot of a printed page: as much of it as has room.

use crate::domain::text::{clause, visible};

use super::super::grid::{Sheet, Style, Value, breadth};

/// How many letters of a sheet's heading a page's header shows; 255 are the most that it takes, commands included.
const HEADING_LENGTH: usize = 238;
/// How many letters of a book's title and of what stands above it a footer shows.
const FOOTER_LENGTH: usize = 225;
/// Points of height of the letters of a footer, and the room between what stands at its two ends, in hundredths of that height.
const FOOTER: u32 = 9;
const BETWEEN: u32 = 200;

/// The footer of a sheet's pages: of when and in what its figures are, and that they are illustrative; below that the book's title,
/// the sheet's name and the page. Pages that have a header say the former there.
pub(super) fn footer(sheet: &Sheet, title: &str) -> String {
    let across = sheet.across() * 10 / FOOTER;
    let room = across.saturating_sub(measured(&format!("{} · 000 / 000", sheet.name)) + BETWEEN);
    let lines = headings(sheet);
    let note = lines.iter().find(|(style, _)| *style == Style::Note).map(|(_, text)| without_aside(text));
    let mark = lines.iter().find(|(style, _)| *style == Style::Mark).map(|(_, text)| clause(text));
    let said: Vec<&str> = note.as_deref().into_iter().chain(mark).filter(|_| sheet.pages_wide() == 1).collect();
    let said = cut(&said.join(" · "), |kept| kept.chars().count() <= FOOTER_LENGTH - 90 && measured(kept) <= across);
    let (said, length) = (escaped(&said), FOOTER_LENGTH.saturating_sub(said.chars().count()));
    let title = escaped(&short(&visible(title), (room, length)));
    if said.is_empty() {
        return format!("&L&{FOOTER}{title}&R&{FOOTER}&A · &P / &N");
    }
    format!("&L&{FOOTER}{said}\n{title}&R&{FOOTER}\n&A · &P / &N")
}

/// A text without what it says in brackets, for which a page's foot has no room.
fn without_aside(text: &str) -> String {
    let aside = text.split_once(" (").and_then(|(before, rest)| Some((before, rest.split_once(')')?.1)));
    aside.map_or_else(|| text.to_owned(), |(before, after)| format!("{before}{after}"))
}

/// The lines of a sheet's heading.
fn headings(sheet: &Sheet) -> Vec<(Style, String)> {
    let heading = sheet.rows.iter().take(sheet.print.heading as usize).filter_map(|cells| cells.first());
    let lines = heading.filter_map(|cell| match &cell.value {
        Value::Text(text) => Some((cell.style, visible(text))),
        Value::Blank | Value::Money(_) | Value::Decimal(..) | Value::Whole(_) => None,
        Value::Year(_) | Value::Share(..) | Value::Date(_) | Value::Truth(_) => None,
    });
    lines.collect()
}

/// A sheet's heading as a printed page's header. Where it has no room, whose report it is stands in the footer alone, then the
/// mark says in a word what it says; at last the longest lines are cut until all have room.
pub(super) fn header(sheet: &Sheet) -> String {
    let lines = headings(sheet);
    let texts = |of: &dyn Fn(Style, &str) -> Option<String>| -> Vec<String> {
        lines.iter().filter_map(|(style, text)| of(*style, text)).collect()
    };
    let marked = |style, text: &str| if style == Style::Mark { clause(text).to_owned() } else { text.to_owned() };
    let is_kept = |style| style != Style::Subtitle;
    let whole = texts(&|_, text| Some(text.to_owned()));
    let without_owner = texts(&|style, text| is_kept(style).then(|| text.to_owned()));
    let in_a_word = texts(&|style, text| is_kept(style).then(|| marked(style, text)));
    let shorter = (1..=HEADING_LENGTH).rev().map(|length| {
        let cut = |line: &String| cut(line, |kept| kept.chars().count() <= length);
        in_a_word.iter().map(cut).collect::<Vec<_>>()
    });
    let has_room =
        |lines: &Vec<String>| lines.iter().map(|line| escaped(line).chars().count()).sum::<usize>() <= HEADING_LENGTH;
    let lines = [whole, without_owner, in_a_word.clone()].into_iter().chain(shorter).find(has_room).unwrap_or_default();
    format!("&L&B&12{}", escaped(&lines.join("\n"))).replacen('\n', "&B&8\n", 1)
}

/// How broad a text is, in hundredths of the height of its letters.
fn measured(text: &str) -> u32 {
    text.chars().map(breadth).sum()
}

/// A title in so much room and of so many letters: whole; or as far as a part of it goes that can stand alone; or cut.
fn short(title: &str, (room, length): (u32, usize)) -> String {
    let has_room = |kept: &str| measured(kept) <= room && kept.chars().count() <= length;
    let is_whole = |kept: &str| kept.matches('(').count() == kept.matches(')').count();
    let ends = [" (", ": ", " : ", "\u{a0}: ", ", ", ". ", " · "].into_iter();
    let mut ends: Vec<usize> = ends.flat_map(|end| title.match_indices(end)).map(|(at, _)| at).collect();
    ends.sort_unstable();
    let mut parts = ends.into_iter().rev().filter_map(|end| title.get(..end));
    match parts.find(|part| !part.is_empty() && is_whole(part) && has_room(part)) {
        _ if has_room(title) => title.to_owned(),
        Some(part) => part.to_owned(),
        None => cut(title, has_room),
    }
}

/// As many whole words of a text as have room.
fn cut(text: &str, has_room: impl Fn(&str) -> bool) -> String {
    if has_room(text) {
        return text.to_owned();
    }
    let ended = |kept: &str| format!("{}…", kept.trim_end_matches([' ', ',', ':', ';']));
    let mut words = text.rmatch_indices(' ').filter_map(|(end, _)| text.get(..end)).map(ended);
    words.find(|kept| has_room(kept)).unwrap_or_else(|| "…".to_owned())
}

/// A text where `&` begins a command.
fn escaped(text: &str) -> String {
    text.replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headed(mark: &str) -> Sheet {
        let mut sheet = Sheet::new("Sheet");
        sheet.line("Allocation by country and theme", Style::Title);
        sheet.paragraph("All donors · Multi-donor initiative for social protection floors", Style::Subtitle);
        sheet.line("As at 31 October 2025, draft edition. All amounts in USD unless otherwise indicated.", Style::Note);
        sheet.paragraph(mark, Style::Mark);
        sheet.print.heading = sheet.next_row();
        sheet
    }

    #[test]
    fn a_heading_without_room_leaves_out_whose_it_is_and_marks_in_a_word() {
        let whole = "&L&B&12Allocation by country and theme&B&8\nAll donors · Multi-donor initiative for social \
                     protection floors\nAs at 31 October 2025, draft edition. All amounts in USD unless otherwise \
                     indicated.\nILLUSTRATIVE";
        assert_eq!(header(&headed("ILLUSTRATIVE")), whole);
        let short = header(&headed("ILLUSTRATIVE: the breakdown of the published totals is invented for show."));
        assert!(!short.contains("All donors") && short.ends_with("for show."), "{short}");
        let mark = "Illustrative figures: the programme's totals (160, 75, 10 and 75 million US dollars) are published; \
                    the breakdown of these totals is invented, to show how poolfund works.";
        let marked = header(&headed(mark));
        assert!(marked.ends_with("indicated.\nIllustrative figures"), "{marked}");
        let cut = header(&headed(&"Illustrative figures of a programme ".repeat(6)));
        assert!(cut.contains("otherwise indicated.\n") && cut.ends_with(" Illustrative…"), "{cut}");
        assert!(cut.chars().count() <= 255, "more than Excel takes");
    }

    #[test]
    fn a_footer_does_not_explain() {
        let said = "As at 31 October 2025, draft edition (it may change). All amounts in USD.";
        assert_eq!(without_aside(said), "As at 31 October 2025, draft edition. All amounts in USD.");
        assert_eq!(without_aside("Nothing (is left"), "Nothing (is left");
    }

    #[test]
    fn a_footer_without_room_ends_where_a_title_may_end() {
        let footer_of = |landscape: bool, title: &str| {
            let mut sheet = Sheet::new("Contributions");
            sheet.print.landscape = landscape;
            let footer = footer(&sheet, title);
            footer.trim_start_matches("&L&9").trim_end_matches("&R&9&A · &P / &N").to_owned()
        };
        let fund = "Consolidated report: Multi-donor initiative, Global Flagship Programme on Building Social Protection \
                    Floors for All";
        assert_eq!(footer_of(true, fund), fund, "there is room across");
        assert_eq!(footer_of(false, fund), "Consolidated report: Multi-donor initiative");
        let donor =
            "Report to Germany (Federal Ministry for Economic Cooperation, Development and a Long Name of a Ministry)";
        assert_eq!(footer_of(false, donor), "Report to Germany");
        assert_eq!(footer_of(false, "Smith & Sons"), "Smith && Sons");
        assert!(footer_of(false, &"Ministry of Social Affairs ".repeat(6)).ends_with("…"));
    }

    #[test]
    fn every_page_says_of_when_its_figures_are() {
        let mark = "Illustrative figures: the programme's totals are published, everything below them is invented.";
        let said = footer(&headed(mark), "Report to Germany");
        let noted = "As at 31 October 2025, draft edition. All amounts in USD unless otherwise indicated.";
        assert_eq!(said, format!("&L&9{noted} · Illustrative figures\nReport to Germany&R&9\n&A · &P / &N"));
    }
}
