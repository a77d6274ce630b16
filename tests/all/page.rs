//! The page of a month: its figures are as the contract says, the public edition holds no more than donors allow, and it works in a real browser. What is seen there is looked at by the tests of `src/web/tests`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use poolfund::domain::Money;
use poolfund::domain::facts::{Facts, ReceiptKind, Visibility};
use poolfund::intake::ProblemCode;
use poolfund::month::Figures;
use poolfund::report::page::contract::FiguresFile;
use poolfund::report::{Provenance, View, page};

use crate::builder::{original, receipt};
use crate::json::fits;
use crate::report::{facts, figures};
use crate::report_pages::sample;
use crate::support::{absent, program, root};

pub fn sample_once() -> &'static Figures {
    static SAMPLE: OnceLock<Figures> = OnceLock::new();
    SAMPLE.get_or_init(sample)
}

/// The figures of the page, for the fund itself.
pub fn own(figures: &Figures) -> FiguresFile {
    page::figures(&View::new(figures, Provenance::default()).unwrap()).unwrap()
}

pub fn json(figures: &FiguresFile) -> String {
    String::from_utf8(page::json(figures).unwrap()).unwrap()
}

#[test]
fn the_figures_are_as_the_contract_says() {
    for figures in [own(sample_once()), own(&figures(facts()))] {
        fits("figures", &json(&figures));
        fits("figures", &json(&page::public(figures)));
    }
}

#[test]
fn lists_refer_to_what_is_there_and_add_up() {
    let own = own(sample_once());
    for figures in [page::public(own.clone()), own] {
        let (mut allocated, mut charged) = (Money::ZERO, Money::ZERO);
        for holding in &figures.holdings {
            assert!(holding.donor < figures.donors.len());
            assert!(holding.agreement.is_none_or(|agreement| figures.agreements[agreement].donor == holding.donor));
            for held in &holding.cells {
                assert!(held.0 < figures.cells.len());
                (allocated, charged) = (allocated + held.1, charged + held.2);
            }
        }
        let of_cells = |of: fn(&page::contract::Cell) -> Money| figures.cells.iter().map(of).sum::<Money>();
        assert_eq!((allocated, charged), (figures.totals.allocated, figures.totals.charged));
        assert_eq!((allocated, charged), (of_cells(|cell| cell.allocated), of_cells(|cell| cell.charged)));
        let mut totals = page::contract::Sums::default();
        figures.donors.iter().for_each(|donor| totals += donor.sums);
        assert_eq!(totals, figures.totals);
        for bridge in [&figures.gap.raising, &figures.gap.priorities] {
            let mut sum = Money::ZERO;
            for line in bridge {
                match line.kind {
                    page::contract::LineKind::Start | page::contract::LineKind::Step => sum += line.amount,
                    page::contract::LineKind::Sum => assert_eq!(line.amount, sum, "{}", line.key),
                }
            }
        }
        let causes = figures.gap.causes;
        let causes = causes.short_of_money
            + causes.locked_by_earmarks
            + causes.locked_by_limits
            + causes.lapsed
            + causes.decided;
        assert_eq!(causes, of_cells(|cell| cell.lacking));
    }
}

#[test]
fn what_is_spent_in_a_cell_is_charged_or_pending() {
    let figures = own(sample_once());
    let mut spent: BTreeMap<usize, Money> = BTreeMap::new();
    for cost in &figures.costs {
        *spent.entry(cost.cell).or_default() += cost.amount;
    }
    for (index, cell) in figures.cells.iter().enumerate() {
        let spent = spent.get(&index).copied().unwrap_or_default();
        assert_eq!(spent, cell.charged + cell.pending, "{} {}", cell.place, cell.theme);
    }
}

#[test]
fn the_public_edition_holds_no_more_than_donors_allow() {
    let mut facts = facts();
    let said = [None, Some(Visibility::Public), Some(Visibility::TotalsOnly), Some(Visibility::Anonymous)];
    for (donor, visibility) in facts.donors.iter_mut().zip(said) {
        donor.contact = Some(format!("CANARYcontact{}", donor.code));
        donor.email = Some(format!("canarymail{}@example.org", donor.code));
        donor.visibility = visibility;
    }
    // Of two that are not named, what each gave is not to be known; one alone would be told with one that is.
    facts.receipts.push(receipt("R-DDD", "DDD-01", "2025-02-01", ReceiptKind::Deposit, original("50", "USD")));
    let figures = figures(facts);
    let own = own(&figures);
    let internal = json(&own);
    assert!(!internal.contains("CANARYcontact") && !internal.contains("canarymail"), "a contact is in no edition");
    let public = page::html(&page::public(own)).unwrap();
    let data = public.split("id=\"figures\">").nth(1).unwrap().split("</script>").next().unwrap();
    assert!(!data.contains("canarymail") && !data.contains("CANARYcontact") && !data.contains("\"source\":["));
    let holds = |text: &str| data.contains(serde_json::to_string(text).unwrap().trim_matches('"'));
    for donor in &figures.facts.donors {
        let named = match donor.visibility {
            Some(Visibility::Public | Visibility::TotalsOnly) => true,
            Some(Visibility::Anonymous | Visibility::Internal) | None => false,
        };
        let with_agreement = figures.facts.agreements.iter().any(|agreement| agreement.donor == donor.code);
        assert_eq!(holds(donor.name.trim()), named && with_agreement, "{}", donor.code);
        for agreement in figures.facts.agreements.iter().filter(|agreement| agreement.donor == donor.code) {
            let open = donor.visibility == Some(Visibility::Public);
            assert_eq!(holds(agreement.reference.as_str()), open, "{}", agreement.reference);
            assert!(open || agreement.title.as_ref().is_none_or(|title| !holds(title)), "{}", agreement.reference);
        }
    }
    for field in ["notes", "document", "description"] {
        assert!(!data.contains(&format!("CANARY{field}")), "{field}: words that people wrote freely are internal");
    }
}

/// The words of a program of `src/web` in a language: of the page, or of the work.
pub fn words(texts: &str, language: &str) -> BTreeMap<String, String> {
    let path = root().join("src/web").join(texts).join(language).with_extension("json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn every_text_of_the_pages_is_there_in_every_language_with_the_same_blanks() {
    let blanks = |text: &str| {
        let mut blanks: Vec<String> =
            text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
        blanks.sort();
        blanks
    };
    for texts in ["texts", "texts/work"] {
        let english = words(texts, "en");
        for language in poolfund::domain::Language::CODES {
            let words = words(texts, language);
            assert!(words.keys().eq(english.keys()), "{language}");
            for (key, text) in &words {
                assert_eq!(blanks(text), blanks(&english[key]), "{language}: {key}");
                assert!(!text.trim().is_empty(), "{language}: {key}");
            }
        }
    }
}

/// French puts a space before these marks, at which no line may break.
#[test]
fn no_french_text_of_the_pages_breaks_before_a_mark() {
    for texts in ["texts", "texts/work"] {
        let words = words(texts, "fr");
        let breaks = |text: &str| {
            let before = [':', ';', '!', '?', '»', '%'].iter().any(|mark| text.contains(&format!(" {mark}")));
            before || text.contains("« ")
        };
        let broken: Vec<&String> = words.iter().filter(|(_, text)| breaks(text)).map(|(key, _)| key).collect();
        assert!(broken.is_empty(), "{texts}: {broken:?}");
        assert!(words.values().any(|text| text.contains("\u{a0}:")), "{texts}: some have a mark");
    }
}

#[test]
fn every_kind_of_problem_has_a_title_in_every_language() {
    let capital = |title: &str| title[..1].to_uppercase() + &title[1..];
    let mut titles: BTreeMap<String, String> =
        ProblemCode::ALL.iter().map(|code| (format!("title.{}", code.id()), capital(code.title()))).collect();
    titles.insert("title.amount".to_owned(), "An amount that cannot be taken into the books".to_owned());
    let mut there = words("texts/work", "en");
    there.retain(|key, _| key.starts_with("title."));
    assert_eq!(there, titles, "what the work's English texts call the kinds of problems");
}

#[test]
fn every_text_of_the_pages_is_used() {
    for (texts, folders) in
        [("texts", ["src/web/page", "src/report/page"]), ("texts/work", ["src/web/work", "src/serve"])]
    {
        let mut code = String::new();
        let mut open = folders.map(|folder| root().join(folder)).to_vec();
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                code.push_str(&fs::read_to_string(path).unwrap());
            }
        }
        let quoted = |key: &str| code.contains(&format!("'{key}'")) || code.contains(&format!("\"{key}\""));
        // Some keys are put together: of a beginning and a word of the figures, or of a text and how many there are of it.
        let made = |key: &str| {
            let (start, _) = key.split_once('.').unwrap_or((key, ""));
            code.contains(&format!("`{start}.${{"))
                || code.contains(&format!("\"{start}.{{}}\""))
                || code.contains(&format!("worded('{start}',"))
        };
        let put = |key: &str| key.split_once('_').is_some_and(|(start, _)| code.contains(&format!("`{start}_${{")));
        let counted = |key: &str| key.strip_suffix(".one").or(key.strip_suffix(".other")).is_some_and(quoted);
        let unused: Vec<String> = words(texts, "en")
            .into_keys()
            .filter(|key| !quoted(key) && !made(key) && !put(key) && !counted(key))
            .collect();
        assert!(unused.is_empty(), "{unused:?}");
    }
}

/// A newer Node than the system's comes with the packages of `src/web`, once these are installed (`npm ci`). Absent: says so
/// and gives `None`, but fails in CI.
pub fn node() -> Option<Command> {
    let web = root().join("src/web");
    let modules = web.join("node_modules");
    if !modules.join("playwright-core").exists() {
        return absent("src/web/node_modules, which `npm ci` installs,");
    }
    let bundled = modules.join(".bin/node");
    let mut node = if bundled.exists() { Command::new(bundled) } else { program("node")? };
    node.current_dir(web);
    Some(node)
}

/// Runs tests of `src/web/tests`.
pub fn passes(mut node: Command, tests: &[&str]) {
    node.args(["--test", "--test-reporter", "spec", "--test-concurrency", "2"])
        .args(tests.iter().map(|test| format!("tests/{test}.test.mjs")));
    let output = node.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_bundle_is_what_the_sources_make() {
    if let Some(node) = node() {
        passes(node, &["bundle"]);
    }
}

/// Writes both editions of the page and of its figures.
fn write_pages(figures: FiguresFile, folder: &Path) {
    let public = page::public(figures.clone());
    for (figures, edition) in [(figures, ""), (public, "-public")] {
        fs::write(folder.join(format!("dashboard{edition}.html")), page::html(&figures).unwrap()).unwrap();
        fs::write(folder.join(format!("figures{edition}.json")), json(&figures)).unwrap();
    }
}

#[test]
fn the_page_works_in_a_browser() {
    let folder = tempfile::tempdir().unwrap();
    let mut figures = own(sample_once());
    // A stored scenario stands beside today.
    let then = figures.cells.iter().zip(0..).take(40).map(|(cell, at)| (at, cell.need, cell.allocated + cell.lacking));
    figures.scenarios = vec![page::contract::Scenario {
        name: "All that lacks comes".to_owned(),
        gap: figures.gap.amount,
        still_to_raise: Money::ZERO,
        programmable: figures.totals.programmable,
        allocated: figures.totals.allocated,
        unallocated: Money::ZERO,
        lacking: Money::ZERO,
        cells: then.collect(),
    }];
    write_pages(figures, folder.path());
    let size = fs::metadata(folder.path().join("dashboard.html")).unwrap().len();
    assert!(size < 3 << 19, "the page of the sample has {size} bytes, more than 1.5 MiB");
    if program("chromium").is_none() {
        return;
    }
    if let Some(mut node) = node() {
        node.env("PAGES", folder.path());
        passes(node, &["views", "use", "odd"]);
    }
}

#[test]
fn a_fund_without_facts_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let own = own(&figures(Facts::default()));
    fits("figures", &json(&own));
    write_pages(own, folder.path());
    if program("chromium").is_none() {
        return;
    }
    if let Some(mut node) = node() {
        node.env("PAGES", folder.path());
        passes(node, &["empty"]);
    }
}

#[test]
fn what_people_wrote_is_shown_and_not_run() {
    const HOSTILE: &str = "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">";
    let folder = tempfile::tempdir().unwrap();
    let mut facts = facts();
    facts.donors.iter_mut().for_each(|donor| donor.name = format!("{HOSTILE} {}", donor.code));
    facts.agreements.iter_mut().for_each(|agreement| agreement.title = Some(HOSTILE.to_owned()));
    let mut figures = figures(facts);
    figures.fund.name = HOSTILE.to_owned();
    figures.fund.note = HOSTILE.to_owned();
    write_pages(own(&figures), folder.path());
    if program("chromium").is_none() {
        return;
    }
    if let Some(mut node) = node() {
        node.env("PAGES", folder.path()).env("HOSTILE", HOSTILE);
        passes(node, &["hostile"]);
    }
}
