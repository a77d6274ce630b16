//! Decisions, and the money that is there for them.

use crate::domain::Money;

use super::super::super::available::{self, AvailableLine};
use super::super::super::sheets::Report;
use super::super::super::sheets::decisions::{self, Row, Standing};
use super::super::contract::{BridgeLine, Decision, DecisionStanding, LineKind};
use super::Builder;
use super::sheets::Sheets;

/// What a line is called.
const fn key(line: AvailableLine) -> &'static str {
    match line {
        AvailableLine::Received => "received",
        AvailableLine::Refunded => "refunded",
        AvailableLine::Interest => "interest",
        AvailableLine::Fee => "fee",
        AvailableLine::Levy => "levy",
        AvailableLine::Reserve => "support_reserve",
        AvailableLine::Allocated => "allocated",
        AvailableLine::Lapsed => "lapsed",
        AvailableLine::Held => "held",
        AvailableLine::NotThere => "not_there",
    }
}

const fn standing(standing: Standing) -> DecisionStanding {
    match standing {
        Standing::Proposed => DecisionStanding::Proposed,
        Standing::Adopted => DecisionStanding::Adopted,
        Standing::Rejected => DecisionStanding::Rejected,
        Standing::Ended => DecisionStanding::Ended,
        Standing::TakenBack => DecisionStanding::TakenBack,
    }
}

impl Builder<'_> {
    /// From what was received to what is available.
    pub(super) fn available(&self) -> Vec<BridgeLine> {
        let lines = available::lines(self.view);
        let available: Money = lines.iter().map(|(_, amount)| *amount).sum();
        let kind = |line| if line == AvailableLine::Received { LineKind::Start } else { LineKind::Step };
        let lines = lines.into_iter().map(|(line, amount)| BridgeLine { key: key(line), kind: kind(line), amount });
        lines.chain([BridgeLine { key: "available", kind: LineKind::Sum, amount: available }]).collect()
    }

    /// What people decided, and what waits to be decided.
    pub(super) fn decisions(&self, sheets: &mut Sheets) -> Vec<Decision> {
        let report = Report::of_fund(self.view);
        let shown = |row: Row<'_>| {
            let agreements = row.agreements.iter().filter_map(|reference| self.agreements.get(reference).copied());
            let (agreements, state, amount) = (agreements.collect(), standing(row.standing()), row.amount);
            let decision = row.decision;
            Decision {
                number: decision.number,
                date: decision.date,
                body: decision.body.unwrap_or_default(),
                action: decision.action.name(),
                state,
                agreements,
                from: decision.from_cell,
                to: decision.to_cell,
                amount,
                recommended: decision.recommended,
                reason: decision.reason,
                source: Some(sheets.row(&decision.source)),
            }
        };
        decisions::rows(&report).into_iter().map(shown).collect()
    }
}
