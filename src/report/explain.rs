//! Explanations in plain words, as a partnerships officer would write them to a donor.
//!
//! What comes in: the figures of a month, a language, and what is to be explained. What leaves: a paragraph, and below it
//! the amounts that it is about. What it does not know: where it is shown.

use crate::allocate::reasons::Relaxation;
use crate::attribute::outcome::Over;
use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, Language, Money};

use super::View;
use super::reasons::Detail;
use super::sheets::Report;
use super::view::Lacks;

/// How many earmarks that could be loosened are named.
const LOOSENED: usize = 10;

/// Explains the figures of a month in a language.
pub struct Explainer<'a> {
    report: Report<'a>,
}

impl<'a> Explainer<'a> {
    /// An explainer of these figures.
    pub fn new(view: &'a View<'a>, language: Language) -> Self {
        Self { report: Report::in_language(view, language) }
    }

    /// Why a cell, given by its index in the list of priorities, has what it has, and who pays for it, the largest part
    /// first; nothing when there is no such cell.
    pub fn cell(&self, cell: usize) -> Option<String> {
        let (report, view) = (&self.report, self.report.view);
        let spec = view.ledger.cells.get(cell)?;
        let id = spec.id();
        let amount = |money: Money| report.minor(money.minor());
        let payers = view.placements.iter().filter(|placement| placement.cell == cell);
        let payers: Vec<_> =
            payers.map(|placement| (report.agreement_name(&placement.agreement), placement.amount)).collect();
        let placed: Money = payers.iter().map(|(_, amount)| *amount).sum();
        let head = report.phrases.with(
            "explain-cell",
            &[
                ("cell", &self.cell_name(spec)),
                ("placed", &amount(placed)),
                ("needed", &amount(spec.lacks(Money::ZERO))),
                ("need", &amount(spec.need)),
                ("outside", &amount(spec.outside)),
            ],
        );
        let lacks = spec.lacks(placed);
        let why = match report.lacks(&Lacks::new(view).of(cell, lacks), Detail::Full) {
            None => report.text("explain-funded"),
            Some(why) => format!("{} {why}", report.phrases.with("explain-missing", &[("amount", &amount(lacks))])),
        };
        let decided = self.decided(report.decided_about(None, Some(&id)));
        Some(format!("{head} {why}{}{decided}", self.list(payers)))
    }

    /// Why an agreement's money is where it is, and where that is, the largest part first.
    pub fn agreement(&self, reference: &AgreementRef) -> String {
        let (report, view) = (&self.report, self.report.view);
        let agreement = report.agreement_name(reference);
        let amounts = view.amounts(reference);
        if amounts.programmable.is_zero() && amounts.allocated.is_zero() {
            return report.phrases.with("explain-no-money", &[("agreement", &agreement)]);
        }
        let amount = |money: Money| report.minor(money.minor());
        let head = report.phrases.with(
            "explain-agreement",
            &[
                ("agreement", &agreement),
                ("earmark", &report.earmark_of(reference)),
                ("placed", &amount(amounts.allocated)),
                ("available", &amount(amounts.programmable)),
            ],
        );
        let misplaced = report.misplaced(reference);
        let moves = (!misplaced.is_zero()).then(|| report.moves(misplaced));
        let why = match report.waits(reference) {
            Some(why) => {
                // Lapsed money is not unallocated: each has its word.
                let said = [("explain-waits", amounts.unallocated), ("explain-lapsed", amounts.lapsed)];
                let said = said.into_iter().filter(|(_, money)| !money.is_zero());
                let said = said.map(|(key, money)| report.phrases.with(key, &[("amount", &amount(money))]));
                Some(said.chain([why]).collect::<Vec<_>>().join(" "))
            }
            None => moves.is_none().then(|| report.text("explain-used")),
        };
        let beyond = (!amounts.over_allocated.is_zero())
            .then(|| report.phrases.with("explain-beyond", &[("amount", &amount(amounts.over_allocated))]));
        let why: Vec<String> =
            [why, moves, beyond].into_iter().flatten().chain(self.causes_of_over(reference)).collect();
        let why = why.join(" ");
        let placed = view.placements.iter().filter(|placement| placement.agreement == *reference);
        let cells = &view.ledger.cells;
        let placed =
            placed.filter_map(|placement| Some((self.cell_name(cells.get(placement.cell)?), placement.amount)));
        let decided = self.decided(report.decided_about(Some(reference), None));
        format!("{head} {why}{}{decided}", self.list(placed.collect()))
    }

    /// Why an agreement is over-allocated, a sentence for each cause; nothing where it is not.
    fn causes_of_over(&self, reference: &AgreementRef) -> Vec<String> {
        let (report, view) = (&self.report, self.report.view);
        let over = view.book.over.iter().filter_map(|over| match over {
            Over::Agreement { agreement, cause, .. } => Some((&view.ledger.agreements[*agreement as usize], *cause)),
            Over::Cell { .. } => None,
        });
        let own = over.filter(|(position, _)| position.agreement.reference == *reference);
        own.map(|(position, cause)| format!("{}.", report.cause_of_over(cause, Some(position)))).collect()
    }

    /// Decisions, a line each, below a line that says what they are.
    fn decided(&self, sentences: Vec<String>) -> String {
        if sentences.is_empty() {
            return String::new();
        }
        let head = format!("\n\n{}:", self.report.text("title-decisions"));
        sentences.into_iter().fold(head, |text, sentence| format!("{text}\n  {sentence}"))
    }

    /// The gap of the cells in its causes, and which earmarks, loosened, would close most of it.
    pub fn gap(&self) -> String {
        let (report, reasons) = (&self.report, &self.report.view.allocation.reasons);
        let causes = report.causes();
        let gap = causes.iter().map(|(_, amount)| amount).sum();
        let mut text = report.phrases.with("explain-gap", &[("amount", &report.minor(gap))]);
        for (cause, amount) in causes {
            let (name, means) = (report.text(cause), report.text(&format!("{cause}-means")));
            text += &line(&report.minor(amount), &format!("{name}: {means}"));
        }
        if !reasons.relaxations.is_empty() {
            text += &format!("\n\n{}:", report.text("section-loosened"));
            for relaxation in reasons.relaxations.iter().take(LOOSENED) {
                text += &format!("\n  {}", self.relaxation(relaxation));
            }
        }
        text
    }

    fn relaxation(&self, relaxation: &Relaxation) -> String {
        let report = &self.report;
        report.phrases.with(
            "explain-loosened",
            &[
                ("agreement", &report.agreement_name(&AgreementRef::new(&relaxation.lot))),
                ("how", &report.loosened(relaxation.loosened)),
                ("amount", &report.minor(relaxation.closes)),
            ],
        )
    }

    /// A cell: `Togo, workers in the informal economy`, with its period where it is not that of the fund.
    fn cell_name(&self, cell: &Priority) -> String {
        let (place, theme) = (self.report.place(&cell.geography), self.report.theme(&cell.theme));
        if cell.period == self.report.view.fund.period {
            format!("{place}, {theme}")
        } else {
            format!("{place}, {theme}, {}", self.report.period(cell.period))
        }
    }

    /// Names with their amounts, the largest first, a line each.
    fn list(&self, mut parts: Vec<(String, Money)>) -> String {
        parts.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        parts.into_iter().map(|(name, amount)| line(&self.report.minor(amount.minor()), &name)).collect()
    }
}

fn line(amount: &str, words: &str) -> String {
    format!("\n  {amount:>16}  {words}")
}
