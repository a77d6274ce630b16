//! The key figures as plain HTML, for readers without script: previews of mails on phones run none.

use std::collections::BTreeMap;

use crate::domain::{Language, Money};

use super::super::manifest::Status;
use super::super::phrasebook::Phrasebook;
use super::contract::{BridgeLine, FiguresFile, LineKind};

/// The words of the page in a language: the same files that the program of the page has inside.
struct PageWords(BTreeMap<String, String>);

impl PageWords {
    fn new(language: Language) -> Self {
        let source = match language {
            Language::English => include_str!("../../web/texts/en.json"),
            Language::French => include_str!("../../web/texts/fr.json"),
            Language::Spanish => include_str!("../../web/texts/es.json"),
            Language::Portuguese => include_str!("../../web/texts/pt.json"),
        };
        Self(serde_json::from_str(source).unwrap_or_default())
    }

    /// A text with words filled in, ready for HTML; a key that is missing shows as itself.
    fn text(&self, key: &str, words: &[(&str, &str)]) -> String {
        let pattern = self.0.get(key).map_or(key, String::as_str);
        let filled =
            words.iter().fold(pattern.to_owned(), |text, (name, word)| text.replace(&format!("{{{name}}}"), word));
        escape(&filled)
    }
}

/// Text that may stand between tags and in attributes.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The headings, the gap in words, and both of its bridges.
pub(super) fn html(figures: &FiguresFile, language: Language) -> String {
    let (words, phrases) = (PageWords::new(language), Phrasebook::new(language));
    let amount = |money: Money| phrases.amount(money, figures.fund.decimals);
    let currency = figures.fund.base_currency;
    let day = phrases.day(figures.as_of);
    let to_raise = figures.gap.raising.iter().find(|line| line.key == "to_raise").map(|line| line.amount);
    let share = phrases.percent(figures.gap.amount, to_raise.unwrap_or_default());
    let missing = [("currency", currency), ("amount", &*amount(figures.gap.amount)), ("share", &*share)];
    let headline = match figures.gap.amount > Money::ZERO {
        true => words.text("headline", &missing),
        false => words.text("headline_none", &[]),
    };
    let table = |key: &str, lines: &[BridgeLine]| {
        let rows = lines.iter().map(|line| {
            let name = words.text(&format!("line.{}", line.key), &[]);
            let class = if line.kind == LineKind::Sum { " class=\"sum\"" } else { "" };
            let amount = escape(&amount(line.amount));
            format!("<tr{class}><th scope=\"row\">{name}</th><td class=\"number\">{amount}</td></tr>\n")
        });
        let (title, rows) = (words.text(key, &[]), rows.collect::<String>());
        format!("<section><h2>{title}</h2>\n<table><tbody>\n{rows}</tbody></table></section>\n")
    };
    let note = match (figures.fund.illustrative, figures.fund.note.as_str()) {
        (false, "") => String::new(),
        (true, "") => format!("<p class=\"mark\">{}</p>\n", words.text("illustrative", &[])),
        (_, note) => format!("<p class=\"mark\">{}</p>\n", escape(note)),
    };
    let edition = match figures.status {
        Status::Draft => "edition.draft",
        Status::Closed => "edition.closed",
    };
    format!(
        "<header class=\"top\"><h1>{name}</h1>\n<p>{as_at} {edition}</p></header>\n<main>\n{note}<p class=\"headline\">{headline}</p>\n\
         {raising}{priorities}<p>{without}</p>\n</main>\n",
        name = escape(&figures.fund.name),
        as_at = words.text("as_at", &[("day", &day), ("currency", currency)]),
        edition = words.text(edition, &[]),
        raising = table("bridge.raising", &figures.gap.raising),
        priorities = table("bridge.priorities", &figures.gap.priorities),
        without = words.text("without_script", &[]),
    )
}
