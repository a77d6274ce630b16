//! Letters to donors, in their language: the one that goes with a workbook, and the call for what is overdue.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use crate::domain::facts::Donor;
use crate::domain::{AgreementRef, Called, Language, OriginalAmount};
use crate::ledger::{AgreementPosition, InstalmentPosition};

use super::manifest::Status as Edition;
use super::phrasebook::Phrasebook;
use super::sheets::attention::{Attention, Need, Room, Sum, total};
use super::sheets::flows::Totals;
use super::sheets::{Report, TO_SIGN};
use super::view::View;

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is about, in so few words that every mail program shows them whole.
    pub subject: String,
    /// The same with the whole name of whom it goes to, at its head in print.
    pub heading: String,
    /// Its text, its lines separated by `\n`, its paragraphs by an empty line.
    pub body: String,
    /// Its language.
    pub language: Language,
}

/// A subject is shorter than this, so that every mail program shows it whole.
const LONGEST_SUBJECT: usize = 78;

impl Letter {
    /// The letter on a sheet of its own: who writes, on which day, about what, and its text.
    pub fn alone(&self, view: &View<'_>) -> String {
        let (fund, day) = (view.fund.called(self.language).marked(), view.ledger.as_of);
        let day = Phrasebook::new(self.language).day(day);
        format!("{fund}\n{day}\n\n{}\n\n{}", self.heading, self.on_paper(view))
    }

    /// The text as it is printed: with a line to sign on where the settings name nobody who signs.
    pub fn on_paper(&self, view: &View<'_>) -> String {
        if view.fund.reports.certifier.is_some() {
            return self.body.clone();
        }
        let (mut paragraphs, signed, note) = parts(&self.body);
        let signed = format!("{TO_SIGN}\n{signed}");
        paragraphs.push(&signed);
        paragraphs.extend(note);
        paragraphs.join("\n\n") + "\n"
    }

    /// The text as a page of HTML, for mail programs that show one.
    pub fn html(&self) -> String {
        let paragraphs = self.body.trim_end().split("\n\n").map(|paragraph| {
            let lines: Vec<String> = paragraph.lines().map(escaped).collect();
            format!("<p>{}</p>", lines.join("<br>\n"))
        });
        let paragraphs: Vec<String> = paragraphs.collect();
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n{}\n\
             </body>\n</html>\n",
            self.language.tag(),
            escaped(&self.subject),
            paragraphs.join("\n")
        )
    }
}

/// The parts of a letter's text: its paragraphs, who signs, and the note on names that stand as they were written.
pub(super) fn parts(text: &str) -> (Vec<&str>, &str, Option<&str>) {
    let mut paragraphs: Vec<&str> = text.trim_end().split("\n\n").collect();
    let note = paragraphs.pop_if(|last| last.starts_with(Called::MARK));
    let signed = paragraphs.pop().unwrap_or_default();
    (paragraphs, signed, note)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A subject that begins with a donor's name, of which words are left out until the whole is short enough; and the whole as a heading,
/// in which a name that stands as it was written is marked.
fn subject_for(report: &Report<'_>, donor: &Donor, subject: impl Fn(&str) -> String) -> (String, String) {
    let fits = |subject: &String| subject.chars().count() < LONGEST_SUBJECT;
    let called = report.donor_called(donor);
    let (name, heading) = (called.name, subject(&called.marked()));
    let whole = subject(name);
    if fits(&whole) {
        return (whole, heading);
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let shorter = (1..words.len()).rev().map(|count| subject(&format!("{}…", words[..count].join(" "))));
    (shorter.into_iter().find(fits).unwrap_or_else(|| subject(donor.code.as_str())), heading)
}

/// What a letter says of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status<'s> {
    /// It is not closed: figures may change.
    Draft,
    /// It is closed.
    Closed {
        /// The hash of the close in the ledger.
        hash: &'s str,
    },
}

/// The letter that goes with a donor's files: one of a month that is not closed says so.
pub fn cover(view: &View<'_>, donor: &Donor) -> Letter {
    let status = match view.provenance.status {
        Edition::Draft => Some(Status::Draft),
        Edition::Closed => None,
    };
    letter(view, donor, status)
}

/// Writes the letter to a donor; it says whether the month is closed where that is given.
pub fn letter(view: &View<'_>, donor: &Donor, status: Option<Status<'_>>) -> Letter {
    let report = Report::of_donor(view, donor);
    let phrases = &report.phrases;
    let totals = Totals::of(&report.holdings);
    let day = phrases.day(view.ledger.as_of);
    let items = report.attention();
    // Nobody is asked to pay into an agreement whose time is over.
    let (ended_since, payable): (Vec<_>, Vec<_>) =
        of_need(&items, Need::Overdue).into_iter().partition(|item| report.room_of(item.position) == Room::Ended);
    let parts = [
        to(&report, donor),
        phrases.get("letter-greeting"),
        phrases.with("letter-body", &[("day", &day)]),
        phrases.with(
            "letter-figures",
            &[
                ("committed", &report.in_base(totals.committed)),
                ("paid", &report.in_base(totals.deposited)),
                ("placed", &report.in_base(totals.placed)),
                ("spent", &report.in_base(totals.spent)),
            ],
        ),
        ended(&report),
        lines_below(&report, "letter-overdue", &payable),
        lines_below(&report, "letter-overdue-ended", &ended_since),
        little_room(&report, &of_need(&items, Need::Overdue)),
        coming(&report, &items),
        overdrawn(&report),
        match status {
            Some(Status::Draft) => phrases.get("letter-draft"),
            Some(Status::Closed { hash }) => phrases.with("letter-closed", &[("hash", hash)]),
            None => String::new(),
        },
        report.remark().unwrap_or_default(),
        report.whom_to_ask().unwrap_or_default(),
        phrases.get("letter-close"),
        signed(&report),
    ];
    let key = match status {
        Some(Status::Draft) => "letter-subject-draft",
        Some(Status::Closed { .. }) | None => "letter-subject",
    };
    let (subject, heading) = subject_for(&report, donor, |name| phrases.with(key, &[("donor", name), ("day", &day)]));
    Letter { subject, heading, body: body(&report, parts), language: phrases.language() }
}

/// The parts that say something, below each other, and the note on names that stand as they were written.
fn body<const N: usize>(report: &Report<'_>, parts: [String; N]) -> String {
    let mut parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let has_original = parts.iter().any(|part| part.contains(Called::MARK));
    parts.extend(report.originals_note().filter(|_| has_original));
    parts.join("\n\n") + "\n"
}

/// To whom a letter goes: a name that is the reader's own is not marked.
fn to(report: &Report<'_>, donor: &Donor) -> String {
    let contact = report.view.contact_called(donor, report.phrases.language());
    report.phrases.with("letter-attention", &[("name", contact.name)])
}

/// How many days after the day of the report an answer to a call is asked for.
const DAYS_TO_ANSWER: u64 = 30;

/// The call for a donor's overdue instalments; nothing where none is.
pub fn call(view: &View<'_>, donor: &Donor) -> Option<Letter> {
    let report = Report::of_donor(view, donor);
    let phrases = &report.phrases;
    let items = report.attention();
    let overdue = of_need(&items, Need::Overdue);
    if overdue.is_empty() {
        return None;
    }
    let day = phrases.day(view.ledger.as_of);
    let fund = report.fund_called().marked();
    let lines = overdue.iter().map(|item| called_line(&report, item)).collect();
    let parts = [
        to(&report, donor),
        phrases.get("letter-greeting"),
        listed(&report, ("call-body", &[("fund", &fund)]), lines),
        little_room(&report, &overdue),
        ask(&report, &overdue),
        report.whom_to_ask().unwrap_or_default(),
        report.remark().unwrap_or_default(),
        phrases.get("letter-close"),
        signed(&report),
    ];
    let (subject, _) =
        subject_for(&report, donor, |name| phrases.with("call-subject", &[("donor", name), ("day", &day)]));
    // In print, the day stands above it.
    let heading = phrases.with("call-heading", &[("donor", report.donor_called(donor).name)]);
    Some(Letter { subject, heading, body: body(&report, parts), language: phrases.language() })
}

/// An instalment that is called for: of which agreement, in the words of both sides, which one, how much, and how late.
fn called_line(report: &Report<'_>, item: &Attention<'_>) -> String {
    let (agreement, phrases) = (&item.position.agreement, &report.phrases);
    let title = report.title(agreement);
    let title = if title.is_empty() { title } else { format!(", {title}") };
    let own = agreement.donor_reference.as_ref();
    let own = own.map_or_else(String::new, |own| format!(" ({})", phrases.with("call-own", &[("reference", own)])));
    let (instalment, amount) = match item.amount {
        Sum::Instalment(due) => (due.instalment.number.clone(), called_amount(report, due)),
        Sum::Base(_) => (None, amount(report, item)),
    };
    let instalment = match instalment {
        Some(number) => phrases.with("call-instalment", &[("number", &number)]),
        None => phrases.get("call-instalment-alone"),
    };
    let words = [
        ("agreement", &*format!("{}{title}{own}", agreement.reference)),
        ("instalment", &instalment),
        ("amount", &amount),
        ("day", &phrases.day(item.day)),
        ("days", &report.days_from(item.day)),
    ];
    phrases.with("call-line", &words)
}

/// What is open of an instalment, and of how much where a part came.
fn called_amount(report: &Report<'_>, due: &InstalmentPosition) -> String {
    let (phrases, whole) = (&report.phrases, due.instalment.amount);
    let open = phrases.original(OriginalAmount { amount: due.open(), ..whole });
    if due.open() == whole.amount {
        return open;
    }
    phrases.with("call-part", &[("open", &open), ("amount", &phrases.original(whole))])
}

/// Until when to answer, and unless all their agreements have ended, where to pay.
fn ask(report: &Report<'_>, overdue: &[&Attention<'_>]) -> String {
    let phrases = &report.phrases;
    let as_of = report.view.ledger.as_of;
    let until = phrases.day(as_of.checked_add_days(Days::new(DAYS_TO_ANSWER)).unwrap_or(as_of));
    let open = overdue.iter().filter(|item| report.room_of(item.position) != Room::Ended);
    let agreements: BTreeSet<&AgreementRef> = open.map(|item| &item.position.agreement.reference).collect();
    if agreements.is_empty() {
        return phrases.with("call-answer", &[("day", &until)]);
    }
    let account = match &report.view.fund.reports.account {
        Some(account) => phrases.with("call-account", &[("account", account)]),
        None if agreements.len() == 1 => phrases.get("call-account-agreement"),
        None => phrases.get("call-account-agreements"),
    };
    let asked = phrases.with("call-ask", &[("day", &until)]);
    format!("{asked}\n\n{account}\n\n{}", phrases.counted("call-crossed", overdue.len()))
}

/// What is to be said of each agreement with an overdue instalment that has ended, or ends before money could be used: nobody is asked
/// to pay into it without further words.
fn little_room(report: &Report<'_>, overdue: &[&Attention<'_>]) -> String {
    let phrases = &report.phrases;
    let ends: BTreeMap<&AgreementRef, &AgreementPosition> =
        overdue.iter().map(|item| (&item.position.agreement.reference, item.position)).collect();
    let said = ends.into_iter().filter_map(|(agreement, position)| {
        let key = match report.room_of(position) {
            Room::Open => return None,
            Room::Ending => "call-ending",
            Room::Ended => "call-ended",
        };
        let day = phrases.day(report.end_of(position));
        Some(phrases.with(key, &[("agreement", agreement.as_str()), ("day", &day)]))
    });
    said.collect::<Vec<_>>().join("\n\n")
}

/// Who signs: a person, where the settings name one, for the fund.
fn signed(report: &Report<'_>) -> String {
    let words = &report.view.fund.reports;
    let title = words.certifier_title.as_ref().map(|title| report.own_words(title, &words.certifier_titles));
    let lines = [words.certifier.clone(), title, Some(report.fund_called().marked())];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What there is of a need, below a sentence; nothing where nothing is.
fn pressing(report: &Report<'_>, items: &[Attention<'_>], (need, sentence): (Need, &str)) -> String {
    lines_below(report, sentence, &of_need(items, need))
}

/// A line for each item, below a sentence; nothing where there are none.
fn lines_below(report: &Report<'_>, sentence: &str, items: &[&Attention<'_>]) -> String {
    listed(report, (sentence, &[]), items.iter().map(|item| line_of(report, item)).collect())
}

/// What lapses soon and what is due, what comes first before what comes later.
fn coming(report: &Report<'_>, items: &[Attention<'_>]) -> String {
    let mut parts =
        [(Need::Lapsing, "letter-lapsing"), (Need::AfterEnd, "letter-after-end"), (Need::Next, "letter-next")];
    parts.sort_by_key(|(need, _)| of_need(items, *need).into_iter().map(|item| item.day).min());
    let said = parts.into_iter().map(|part| pressing(report, items, part)).filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join("\n\n")
}

fn of_need<'i, 'r>(items: &'i [Attention<'r>], need: Need) -> Vec<&'i Attention<'r>> {
    items.iter().filter(|item| item.need == need).collect()
}

/// An agreement, the day, how long ago or when it is, and how much.
fn line_of(report: &Report<'_>, item: &Attention<'_>) -> String {
    let agreement = &item.position.agreement;
    let own = agreement.donor_reference.as_ref().map_or_else(String::new, |own| format!(" ({own})"));
    let words = [
        ("agreement", &*format!("{}{own}", agreement.reference)),
        ("day", &report.phrases.day(item.day)),
        ("days", &report.days_from(item.day)),
        ("amount", &amount(report, item)),
    ];
    report.phrases.with("letter-pressing-line", &words)
}

fn amount(report: &Report<'_>, item: &Attention<'_>) -> String {
    match item.amount {
        Sum::Instalment(due) => report.phrases.original(OriginalAmount { amount: due.open(), ..due.instalment.amount }),
        Sum::Base(parts) => report.in_base(total(&parts)),
    }
}

/// Agreements that have ended, and what the donor is asked about each; nothing where none has.
fn ended(report: &Report<'_>) -> String {
    let phrases = &report.phrases;
    let lines = report.lapses().into_iter().map(|(position, lapse)| {
        let words = [
            ("agreement", position.agreement.reference.as_str()),
            ("day", &phrases.day(lapse.ended_on)),
            ("amount", &report.in_base(lapse.lapsed + lapse.reserve)),
            ("reserve", &report.minor(lapse.reserve.minor())),
        ];
        phrases.with("letter-ended-line", &words)
    });
    listed(report, ("letter-ended", &[]), lines.collect())
}

/// Agreements that are overdrawn; nothing where none is.
fn overdrawn(report: &Report<'_>) -> String {
    let lines = report.overdrawn().into_iter().map(|(position, amount)| {
        let words = [("agreement", position.agreement.reference.as_str()), ("amount", &report.in_base(amount))];
        report.phrases.with("letter-overdrawn-line", &words)
    });
    listed(report, ("letter-overdrawn", &[]), lines.collect())
}

/// A sentence in the form that fits the number of its lines, with words filled in, and these lines; nothing where there are none.
fn listed(report: &Report<'_>, (sentence, words): (&str, &[(&str, &str)]), lines: Vec<String>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    format!("{}\n{}", report.phrases.counted_with(sentence, lines.len(), words), lines.join("\n"))
}
