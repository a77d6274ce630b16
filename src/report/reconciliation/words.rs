//! Differences with finance in the words of a language: kinds, causes, what shows them, and what would correct them.

use crate::domain::facts::{FinanceKind, Resolution};
use crate::domain::text::sentence_case;
use crate::ledger::store::OpenItem;
use crate::reconcile::{Cause, Difference, Dimension, Evidence, Finding, How, Line, Reconciliation, Side, Step, Went};
use crate::report::sheets::Report;

/// How many numbers of a side are named; beyond, how many there are.
const NAMED: usize = 4;

pub(super) fn kind_words(report: &Report<'_>, kind: FinanceKind) -> String {
    report.text(match kind {
        FinanceKind::Deposit => "finance-deposit",
        FinanceKind::Refund => "finance-refund",
        FinanceKind::Interest => "finance-interest",
        FinanceKind::BankCharge => "finance-bank-charge",
        FinanceKind::Fee => "finance-fee",
        FinanceKind::Levy => "finance-levy",
        FinanceKind::SupportCost => "finance-support-cost",
        FinanceKind::Budget => "finance-budget",
        FinanceKind::Transfer => "finance-transfer",
        FinanceKind::Expenditure => "finance-expenditure",
        FinanceKind::Obligation => "finance-obligation",
        FinanceKind::ClosingBalance => "finance-closing-balance",
    })
}

pub(super) fn cause_words(report: &Report<'_>, cause: Cause) -> String {
    report.text(match cause {
        Cause::MissingHere => "cause-missing-here",
        Cause::MissingThere => "cause-missing-there",
        Cause::ChargeNotBooked => "cause-charge",
        Cause::Amount => "cause-amount",
        Cause::Transposed => "cause-transposed",
        Cause::DecimalShift => "cause-shift",
        Cause::Rounding => "cause-rounding",
        Cause::ExchangeRate => "cause-rate",
        Cause::Sign => "cause-sign",
        Cause::Currency => "cause-currency",
        Cause::NettedCharge => "cause-netted",
        Cause::Duplicate => "cause-duplicate",
        Cause::Split => "cause-split",
        Cause::Merged => "cause-merged",
        Cause::Reversed => "cause-reversed",
        Cause::Kind => "cause-kind",
        Cause::Donor => "cause-donor",
        Cause::Agreement => "cause-agreement",
        Cause::Project => "cause-project",
        Cause::Place => "cause-place",
        Cause::Theme => "cause-theme",
        Cause::Timing => "cause-timing",
        Cause::CutOff => "cause-cut-off",
        Cause::Follows => "cause-follows",
        Cause::Unexplained => "cause-unexplained",
    })
}

pub(super) fn how_words(report: &Report<'_>, how: How) -> String {
    report.text(match how {
        How::Number => "how-number",
        How::Numbers => "how-numbers",
        How::Amount => "how-amount",
        How::Voucher => "how-voucher",
        How::Sum => "how-sum",
        How::Reversal => "how-reversal",
        How::Likely => "how-likely",
        How::Repeated => "how-repeated",
        How::Total => "how-total",
        How::Alone => "how-alone",
    })
}

pub(super) fn resolution_words(report: &Report<'_>, resolution: Resolution) -> String {
    report.text(resolution_key(resolution))
}

/// The key of the words for a resolution, by which the workbook is read back.
pub(super) const fn resolution_key(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Accept => "settle-accept",
        Resolution::CorrectHere => "settle-correct-here",
        Resolution::CorrectThere => "settle-correct-there",
        Resolution::Wait => "settle-wait",
    }
}

/// How an item went, with the numbers or items with which it did.
pub(super) fn went_words(report: &Report<'_>, went: Went, item: &OpenItem) -> String {
    let with = numbers(report, &item.with);
    let day = item.booked_on.map(|day| report.phrases.day(day)).unwrap_or_default();
    match went {
        Went::BookedLate if with.is_empty() => report.phrases.with("went-booked-late", &[("day", &day)]),
        Went::BookedLate => report.phrases.with("went-booked-late-as", &[("day", &day), ("numbers", &with)]),
        Went::Matched if with.is_empty() => report.text("went-agrees"),
        Went::Matched => report.phrases.with("went-matched", &[("numbers", &with)]),
        Went::Became => report.phrases.with("went-became", &[("items", &with)]),
        Went::Vanished => report.text("went-vanished"),
    }
}

pub(super) fn side_words(report: &Report<'_>, side: Side) -> String {
    report.text(match side {
        Side::Here => "side-here",
        Side::There => "side-there",
    })
}

fn dimension_words(report: &Report<'_>, dimension: Dimension) -> String {
    cause_words(
        report,
        match dimension {
            Dimension::Donor => Cause::Donor,
            Dimension::Agreement => Cause::Agreement,
            Dimension::Project => Cause::Project,
            Dimension::Place => Cause::Place,
            Dimension::Theme => Cause::Theme,
        },
    )
}

/// All that was found of a difference: what shows its cause, and what else it differs in.
pub(super) fn evidence(report: &Report<'_>, difference: &Difference) -> String {
    let mut all = difference.findings.iter();
    let first = all.next().map(|finding| shown(report, difference, finding));
    let others = all.map(|finding| {
        let shows = shown(report, difference, finding);
        // A dimension is named beside what the two sides say of it.
        let named = matches!(finding.evidence, Evidence::Says(..));
        if named { shows } else { labelled(report, &cause_words(report, finding.cause), &shows) }
    });
    sentence_case(&first.into_iter().chain(others).collect::<Vec<String>>().join(" · "))
}

fn labelled(report: &Report<'_>, what: &str, shows: &str) -> String {
    report.phrases.with("evidence-of", &[("what", what), ("shows", shows)])
}

fn shown(report: &Report<'_>, difference: &Difference, finding: &Finding) -> String {
    let phrases = &report.phrases;
    let both = |ours: String, theirs: String| phrases.with("evidence-both", &[("ours", &ours), ("theirs", &theirs)]);
    match &finding.evidence {
        Evidence::Nothing => phrases.get("evidence-nothing"),
        Evidence::NotYet(end, 0) => phrases.with("evidence-ended", &[("day", &phrases.day(*end))]),
        Evidence::NotYet(end, days) => {
            let days = phrases.counted("evidence-within-days", usize::try_from(*days).unwrap_or(usize::MAX));
            phrases.with("evidence-not-yet", &[("day", &phrases.day(*end)), ("days", &days)])
        }
        Evidence::After(day) => phrases.with("evidence-after", &[("day", &phrases.day(*day))]),
        Evidence::Amounts(ours, theirs) => both(report.in_base(*ours), report.in_base(*theirs)),
        Evidence::ShareOf(hundredths) => {
            let share = phrases.numerals(&format!("{}.{:02}%", hundredths / 100, hundredths % 100));
            phrases.with("evidence-share", &[("share", &share)])
        }
        Evidence::Places(places) => phrases.with("evidence-places", &[("places", &places.to_string())]),
        Evidence::RoundedTo(unit) => phrases.with("evidence-rounded", &[("unit", &report.in_base(*unit))]),
        Evidence::AtRate(rate) => {
            let (day, units) = (phrases.day(rate.effective_on), phrases.numerals(&rate.units_per_base.to_string()));
            phrases.with("evidence-rate", &[("currency", rate.currency.code()), ("day", &day), ("units", &units)])
        }
        Evidence::TakenFor(currency) => {
            phrases.with("evidence-taken-for", &[("currency", currency.code()), ("base", report.currency())])
        }
        Evidence::Currencies(ours, theirs) => both(ours.code().to_owned(), theirs.code().to_owned()),
        Evidence::KeptBack(kind, charge) => {
            let (kind, charge) = (kind_words(report, *kind), report.in_base(*charge));
            phrases.with("evidence-kept-back", &[("kind", &kind), ("amount", &charge)])
        }
        Evidence::Repeats(line) => repeated(report, difference, *line),
        Evidence::Lines(ours, theirs) => {
            phrases.with("evidence-lines", &[("ours", &ours.to_string()), ("theirs", &theirs.to_string())])
        }
        Evidence::TakenBack(day, None) => phrases.with("evidence-taken-back", &[("day", &phrases.day(*day))]),
        Evidence::TakenBack(day, Some(again)) => {
            phrases.with("evidence-booked-again", &[("day", &phrases.day(*day)), ("again", &phrases.day(*again))])
        }
        Evidence::Kinds(ours, theirs) => both(kind_words(report, *ours), kind_words(report, *theirs)),
        Evidence::Says(dimension, ours, theirs) => {
            let named = |codes: &str| named(report, *dimension, codes);
            labelled(report, &dimension_words(report, *dimension), &both(named(ours), named(theirs)))
        }
        Evidence::Stranger(name) => phrases.with("evidence-stranger", &[("name", name)]),
        Evidence::AddsUp => phrases.get("evidence-adds-up"),
        Evidence::Residue(residue) => phrases.with("evidence-residue", &[("amount", &report.in_base(*residue))]),
        Evidence::Days(ours, theirs) => both(phrases.day(*ours), phrases.day(*theirs)),
        Evidence::BookedLate(day) => phrases.with("evidence-booked-late", &[("day", &phrases.day(*day))]),
    }
}

fn repeated(report: &Report<'_>, difference: &Difference, line: u32) -> String {
    let reconciliation = report.view.reconciliation;
    let side = if difference.ours.is_empty() { &reconciliation.theirs } else { &reconciliation.ours };
    let Some(line) = side.get(line as usize) else { return report.text("evidence-nothing") };
    let (number, day) = (line.number(), report.phrases.day(line.date));
    report.phrases.with("evidence-repeats", &[("number", &number), ("day", &day)])
}

/// Codes, several with commas, by their names.
fn named(report: &Report<'_>, dimension: Dimension, codes: &str) -> String {
    let name = |code: &str| match dimension {
        Dimension::Donor => report.donor_name(&crate::domain::DonorCode::new(code)),
        Dimension::Place => report.place(&crate::domain::GeographyCode::new(code)).to_string(),
        Dimension::Theme => report.theme(&crate::domain::ThemeCode::new(code)).to_string(),
        Dimension::Agreement | Dimension::Project => code.to_owned(),
    };
    codes.split(", ").map(name).collect::<Vec<String>>().join(", ")
}

/// What would correct a difference, by the name of its item.
pub(super) fn proposal(report: &Report<'_>, item: &str, difference: &Difference) -> String {
    let steps = difference.proposal.steps.iter().map(|step| step_words(report, item, step));
    steps.collect::<Vec<String>>().join(" ")
}

fn step_words(report: &Report<'_>, item: &str, step: &Step) -> String {
    let phrases = &report.phrases;
    match step {
        Step::Book { side, entries } => match entries.as_slice() {
            [entry] => {
                let (kind, amount) = (kind_words(report, entry.kind), report.in_base(entry.amount));
                let (side, day) = (side_words(report, *side), phrases.day(entry.date));
                let numbers = numbers(report, &entry.quotes().collect::<Vec<_>>());
                let words: [(&str, &str); 5] =
                    [("side", &side), ("kind", &kind), ("amount", &amount), ("day", &day), ("numbers", &numbers)];
                phrases.with("proposal-book", &words)
            }
            entries => {
                let (side, count) = (side_words(report, *side), entries.len().to_string());
                phrases.with("proposal-book-several", &[("side", &side), ("count", &count), ("item", item)])
            }
        },
        Step::Quote { side, lines, numbers: quoted } => {
            let (side, lines) = (side_words(report, *side), numbers_of(report, *side, lines));
            let quoted = numbers(report, quoted);
            phrases.with("proposal-quote", &[("side", &side), ("lines", &lines), ("numbers", &quoted)])
        }
        Step::Alias { name, donor } => {
            phrases.with("proposal-alias", &[("name", name), ("donor", &report.donor_name(donor))])
        }
        Step::Await { side } => phrases.with("proposal-await", &[("side", &side_words(report, *side))]),
    }
}

fn numbers_of(report: &Report<'_>, side: Side, lines: &[u32]) -> String {
    let all = lines_of(report.view.reconciliation, side);
    let of: Vec<String> =
        lines.iter().filter_map(|line| all.get(*line as usize)).map(|line| line.number().into_owned()).collect();
    numbers(report, &of)
}

/// The lines of a side.
pub(super) fn lines_of(reconciliation: &Reconciliation, side: Side) -> &[Line] {
    match side {
        Side::Here => &reconciliation.ours,
        Side::There => &reconciliation.theirs,
    }
}

/// Numbers beside each other; of many, the first few and how many there are.
pub(super) fn numbers(report: &Report<'_>, numbers: &[impl AsRef<str>]) -> String {
    let named: Vec<&str> = numbers.iter().take(NAMED).map(AsRef::as_ref).collect();
    let named = report.phrases.listed(&named);
    match numbers.len().checked_sub(NAMED) {
        None | Some(0) => named,
        Some(more) => report.phrases.with("and-more", &[("named", &named), ("more", &more.to_string())]),
    }
}
