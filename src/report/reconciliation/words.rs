//! Differences with finance in the words of a language: kinds, causes, what shows them, and what would mend them.

use crate::domain::Money;
use crate::domain::facts::FinanceKind;
use crate::reconcile::{Cause, Difference, Dimension, Evidence, Finding, How, Line, Reconciliation, Side, Step};
use crate::report::sheets::Context;

/// How many numbers of a side are named; beyond, how many there are.
const NAMED: usize = 4;

pub(super) fn kind_words(context: &Context<'_>, kind: FinanceKind) -> String {
    context.text(match kind {
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

pub(super) fn cause_words(context: &Context<'_>, cause: Cause) -> String {
    context.text(match cause {
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
        Cause::Unexplained => "cause-unexplained",
    })
}

pub(super) fn how_words(context: &Context<'_>, how: How) -> String {
    context.text(match how {
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

pub(super) fn side_words(context: &Context<'_>, side: Side) -> String {
    context.text(match side {
        Side::Here => "side-here",
        Side::There => "side-there",
    })
}

fn dimension_words(context: &Context<'_>, dimension: Dimension) -> String {
    cause_words(
        context,
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
pub(super) fn evidence(context: &Context<'_>, difference: &Difference) -> String {
    let mut all = difference.findings.iter();
    let first = all.next().map(|finding| shown(context, difference, finding));
    let others = all.map(|finding| {
        format!("{}: {}", cause_words(context, finding.cause), shown(context, difference, finding))
    });
    first.into_iter().chain(others).collect::<Vec<String>>().join(" · ")
}

fn shown(context: &Context<'_>, difference: &Difference, finding: &Finding) -> String {
    let texts = &context.texts;
    let both = |ours: String, theirs: String| {
        texts.with("evidence-both", &[("ours", &ours), ("theirs", &theirs)])
    };
    match &finding.evidence {
        Evidence::Nothing => texts.get("evidence-nothing"),
        Evidence::NotYet => texts.get("evidence-not-yet"),
        Evidence::After(day) => texts.with("evidence-after", &[("day", &texts.day(*day))]),
        Evidence::Amounts(ours, theirs) => both(base_money(context, *ours), base_money(context, *theirs)),
        Evidence::ShareOf(hundredths) => {
            let share = texts.numerals(&format!("{}.{:02}%", hundredths / 100, hundredths % 100));
            texts.with("evidence-share", &[("share", &share)])
        }
        Evidence::Places(places) => texts.with("evidence-places", &[("places", &places.to_string())]),
        Evidence::RoundedTo(unit) => texts.with("evidence-rounded", &[("unit", &base_money(context, *unit))]),
        Evidence::AtRate(rate) => {
            let (day, units) = (texts.day(rate.effective_on), texts.numerals(&rate.units_per_base.to_string()));
            texts.with("evidence-rate", &[("currency", rate.currency.code()), ("day", &day), ("units", &units)])
        }
        Evidence::TakenFor(currency) => {
            texts.with("evidence-taken-for", &[("currency", currency.code()), ("base", context.currency())])
        }
        Evidence::Currencies(ours, theirs) => both(ours.code().to_owned(), theirs.code().to_owned()),
        Evidence::KeptBack(kind, charge) => {
            let (kind, charge) = (kind_words(context, *kind), base_money(context, *charge));
            texts.with("evidence-kept-back", &[("kind", &kind), ("amount", &charge)])
        }
        Evidence::Repeats(line) => repeated(context, difference, *line),
        Evidence::Lines(ours, theirs) => {
            texts.with("evidence-lines", &[("ours", &ours.to_string()), ("theirs", &theirs.to_string())])
        }
        Evidence::TakenBack(day, None) => texts.with("evidence-taken-back", &[("day", &texts.day(*day))]),
        Evidence::TakenBack(day, Some(again)) => {
            texts.with("evidence-booked-again", &[("day", &texts.day(*day)), ("again", &texts.day(*again))])
        }
        Evidence::Kinds(ours, theirs) => both(kind_words(context, *ours), kind_words(context, *theirs)),
        Evidence::Says(dimension, ours, theirs) => {
            let named = |codes: &str| named(context, *dimension, codes);
            format!("{}: {}", dimension_words(context, *dimension), both(named(ours), named(theirs)))
        }
        Evidence::Stranger(name) => texts.with("evidence-stranger", &[("name", name)]),
        Evidence::Days(ours, theirs) => both(texts.day(*ours), texts.day(*theirs)),
    }
}

fn repeated(context: &Context<'_>, difference: &Difference, line: u32) -> String {
    let reconciliation = context.view.reconciliation;
    let side = if difference.ours.is_empty() { &reconciliation.theirs } else { &reconciliation.ours };
    let Some(line) = side.get(line as usize) else { return context.text("evidence-nothing") };
    let (number, day) = (line.number(), context.texts.day(line.date));
    context.texts.with("evidence-repeats", &[("number", &number), ("day", &day)])
}

/// Codes, several with commas, by their names.
fn named(context: &Context<'_>, dimension: Dimension, codes: &str) -> String {
    let name = |code: &str| match dimension {
        Dimension::Donor => context.donor_name(&crate::domain::DonorCode::new(code)),
        Dimension::Place => context.place(&crate::domain::GeographyCode::new(code)).to_string(),
        Dimension::Theme => context.theme(&crate::domain::ThemeCode::new(code)).to_string(),
        Dimension::Agreement | Dimension::Project => code.to_owned(),
    };
    codes.split(", ").map(name).collect::<Vec<String>>().join(", ")
}

/// What would mend a difference, which has a number on its sheet.
pub(super) fn proposal(context: &Context<'_>, number: usize, difference: &Difference) -> String {
    let steps = difference.proposal.steps.iter().map(|step| step_words(context, number, step));
    steps.collect::<Vec<String>>().join(" ")
}

fn step_words(context: &Context<'_>, number: usize, step: &Step) -> String {
    let texts = &context.texts;
    match step {
        Step::Book { side, entries } => match entries.as_slice() {
            [entry] => {
                let (kind, amount) = (kind_words(context, entry.kind), base_money(context, entry.amount));
                let (side, day) = (side_words(context, *side), texts.day(entry.date));
                let numbers = numbers(context, entry.quotes());
                let words: [(&str, &str); 5] =
                    [("side", &side), ("kind", &kind), ("amount", &amount), ("day", &day), ("numbers", &numbers)];
                texts.with("proposal-book", &words)
            }
            entries => {
                let (side, count) = (side_words(context, *side), entries.len().to_string());
                let item = number.to_string();
                texts.with("proposal-book-several", &[("side", &side), ("count", &count), ("item", &item)])
            }
        },
        Step::Quote { side, lines, numbers: quoted } => {
            let (side, lines) = (side_words(context, *side), numbers_of(context, *side, lines));
            let quoted = numbers(context, quoted);
            texts.with("proposal-quote", &[("side", &side), ("lines", &lines), ("numbers", &quoted)])
        }
        Step::Alias { name, donor } => {
            texts.with("proposal-alias", &[("name", name), ("donor", &context.donor_name(donor))])
        }
        Step::Await { side } => texts.with("proposal-await", &[("side", &side_words(context, *side))]),
    }
}

fn numbers_of(context: &Context<'_>, side: Side, lines: &[u32]) -> String {
    let all = lines_of(context.view.reconciliation, side);
    let of: Vec<String> =
        lines.iter().filter_map(|line| all.get(*line as usize)).map(|line| line.number().into_owned()).collect();
    numbers(context, &of)
}

/// The lines of a side.
pub(super) fn lines_of(reconciliation: &Reconciliation, side: Side) -> &[Line] {
    match side {
        Side::Here => &reconciliation.ours,
        Side::There => &reconciliation.theirs,
    }
}

/// Numbers beside each other; of many, the first few and how many there are.
pub(super) fn numbers(context: &Context<'_>, numbers: &[String]) -> String {
    let named = numbers[..numbers.len().min(NAMED)].join("; ");
    match numbers.len().checked_sub(NAMED) {
        None | Some(0) => named,
        Some(more) => context.texts.with("and-more", &[("named", &named), ("more", &more.to_string())]),
    }
}

/// An amount of base money with its currency.
fn base_money(context: &Context<'_>, money: Money) -> String {
    format!("{} {}", context.currency(), context.texts.amount(money, context.view.fund.exponent()))
}
