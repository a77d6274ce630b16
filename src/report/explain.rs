//! Explanations in plain words, as a partnerships officer would write them to a donor.
//!
//! What comes in: the figures of a month, a language, and what is to be explained. What leaves: a paragraph, and below it
//! the amounts that it is about. What it does not know: where it is shown.

use crate::allocate::reasons::{CellReason, Relaxation};
use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, Language, Money};

use super::View;
use super::reasons::Detail;
use super::sheets::Context;

/// How many earmarks that could be loosened are named.
const LOOSENED: usize = 10;

/// Explains the figures of a month in a language.
pub struct Explainer<'a> {
    context: Context<'a>,
}

impl<'a> Explainer<'a> {
    /// An explainer of these figures.
    pub fn new(view: &'a View<'a>, language: Language) -> Self {
        Self { context: Context::in_language(view, language) }
    }

    /// Why a cell, given by its index in the list of priorities, has what it has, and who pays for it, the largest part
    /// first; nothing when there is no such cell.
    pub fn cell(&self, cell: usize) -> Option<String> {
        let (context, view) = (&self.context, self.context.view);
        let spec = view.ledger.cells.get(cell)?;
        let (id, allocation) = (spec.id(), view.allocation);
        let found = allocation.allocation.cells.iter().zip(&allocation.reasons.cells).find(|(result, _)| result.id == id);
        // A cell that asks for nothing, and has nothing, takes no part in the allocation: it has all that it needs.
        let reason = found.map_or(&CellReason::Funded, |(_, reason)| reason);
        let shortfall = found.map_or(0, |(result, _)| result.shortfall);
        let amount = |money: Money| context.minor(money.minor());
        let placed = view.placements.iter().filter(|placement| placement.cell == cell);
        let head = context.texts.with(
            "explain-cell",
            &[
                ("cell", &self.cell_name(spec)),
                ("placed", &amount(placed.map(|placement| placement.amount).sum())),
                ("needed", &amount((spec.need - spec.outside).or_zero())),
                ("need", &amount(spec.need)),
                ("outside", &amount(spec.outside)),
            ],
        );
        let why = match reason {
            CellReason::Funded => context.text("explain-funded"),
            CellReason::Ceiling | CellReason::NoMoney | CellReason::Earmarks { .. } | CellReason::Policy { .. } => {
                let missing = context.texts.with("explain-missing", &[("amount", &context.minor(shortfall))]);
                format!("{missing} {}", context.lacks(reason, Detail::Full).unwrap_or_default())
            }
        };
        let payers = view.placements.iter().filter(|placement| placement.cell == cell);
        let payers = payers.map(|placement| (context.agreement_name(&placement.agreement), placement.amount));
        Some(format!("{head} {why}{}", self.list(payers.collect())))
    }

    /// Why an agreement's money is where it is, and where that is, the largest part first.
    pub fn agreement(&self, reference: &AgreementRef) -> String {
        let (context, view) = (&self.context, self.context.view);
        let agreement = context.agreement_name(reference);
        let lots = &view.allocation.allocation.lots;
        let Some(lot) = lots.iter().find(|lot| lot.id == reference.as_str()) else {
            return context.texts.with("explain-no-money", &[("agreement", &agreement)]);
        };
        let head = context.texts.with(
            "explain-agreement",
            &[
                ("agreement", &agreement),
                ("earmark", &context.earmark_of(reference)),
                ("placed", &context.minor(lot.placed)),
                ("available", &context.minor(lot.placed + lot.unplaced)),
            ],
        );
        let why = match context.waits(reference) {
            Some(why) => {
                format!("{} {why}", context.texts.with("explain-waits", &[("amount", &context.minor(lot.unplaced))]))
            }
            None => context.text("explain-used"),
        };
        let placed = view.placements.iter().filter(|placement| placement.agreement == *reference);
        let cells = &view.ledger.cells;
        let placed =
            placed.filter_map(|placement| Some((self.cell_name(cells.get(placement.cell)?), placement.amount)));
        format!("{head} {why}{}", self.list(placed.collect()))
    }

    /// The gap of the cells in its causes, and which earmarks, loosened, would close most of it.
    pub fn gap(&self) -> String {
        let (context, reasons) = (&self.context, &self.context.view.allocation.reasons);
        let causes = [
            ("cause-money", reasons.causes.short_of_money),
            ("cause-earmarks", reasons.causes.locked_by_earmarks),
            ("cause-policy", reasons.causes.locked_by_policy),
        ];
        let gap = causes.iter().map(|(_, amount)| amount).sum();
        let mut text = context.texts.with("explain-gap", &[("amount", &context.minor(gap))]);
        for (cause, amount) in causes {
            let (name, means) = (context.text(cause), context.text(&format!("{cause}-means")));
            text += &line(&context.minor(amount), &format!("{name}: {means}"));
        }
        if !reasons.relaxations.is_empty() {
            text += &format!("\n\n{}:", context.text("section-loosened"));
            for relaxation in reasons.relaxations.iter().take(LOOSENED) {
                text += &format!("\n  {}", self.relaxation(relaxation));
            }
        }
        text
    }

    fn relaxation(&self, relaxation: &Relaxation) -> String {
        let context = &self.context;
        context.texts.with(
            "explain-loosened",
            &[
                ("agreement", &context.agreement_name(&AgreementRef::new(&relaxation.lot))),
                ("how", &context.loosened(relaxation.loosened)),
                ("amount", &context.minor(relaxation.closes)),
            ],
        )
    }

    /// A cell: `Togo, workers in the informal economy`, with its period where it is not that of the fund.
    fn cell_name(&self, cell: &Priority) -> String {
        let (place, theme) = (self.context.place(&cell.geography), self.context.theme(&cell.theme));
        if cell.period == self.context.view.fund.period {
            format!("{place}, {theme}")
        } else {
            format!("{place}, {theme}, {}", self.context.period(cell.period))
        }
    }

    /// Names with their amounts, the largest first, a line each.
    fn list(&self, mut parts: Vec<(String, Money)>) -> String {
        parts.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
        parts.into_iter().map(|(name, amount)| line(&self.context.minor(amount.minor()), &name)).collect()
    }
}

fn line(amount: &str, words: &str) -> String {
    format!("\n  {amount:>16}  {words}")
}
