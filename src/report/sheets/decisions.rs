//! Decisions of people: number, day, body, what each does, and why; in the fund's report all of them, in a donor's those
//! that its money is concerned by.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::attribute::outcome::{DecisionOf, DecisionState};
use crate::attribute::run::Action;
use crate::domain::facts::{Decision, DecisionAction, DecisionStatus, Priority};
use crate::domain::{AgreementRef, CellId, DonorCode, Money, Period};

use super::super::grid::{Cell, Head, Sheet, Style, Table};
use super::super::origin::Origin;
use super::{Report, Whose};

/// A decision, and what became of it.
pub(in super::super) struct Row<'a> {
    /// The decision.
    pub decision: Decision,
    /// What it did: of a part of the programme, in each of its cells.
    acts: Vec<&'a DecisionOf>,
    /// Of a release, what it ended.
    ended: Vec<&'a DecisionOf>,
    /// Of its amount, what the report is about.
    pub amount: Option<Money>,
    /// The agreements whose money it is about.
    pub agreements: Vec<AgreementRef>,
}

/// What a decision is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Standing {
    /// Nobody has adopted it yet.
    Proposed,
    /// It acts.
    Adopted,
    /// It does nothing.
    Rejected,
    /// A release has ended it.
    Ended,
    /// It was withdrawn after its month was closed, and what it did is reversed.
    TakenBack,
}

/// The sheet; none where nothing was decided.
pub(in super::super) fn sheet(report: &Report<'_>) -> Option<Sheet> {
    let rows = rows(report);
    if rows.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("decisions");
    sheet.paragraph(report.text("note-decisions"), Style::Paragraph);
    let means = report.actions_mean(rows.iter().map(|row| row.decision.action));
    if !means.is_empty() {
        sheet.paragraph(means, Style::Paragraph);
    }
    sheet.skip(1);
    let recommended = rows.iter().any(|row| row.decision.recommended.is_some());
    let mut table = Table::new("Decisions", "").filtered();
    table.column(report.head("h-number", 14), |row: &Row<'_>| row.decision.number.clone());
    table.column(report.head("h-acts-on", 14), |row| row.decision.date);
    table.column(body_head(report, &rows), |row| body_words(report, &row.decision));
    table.column(report.head("h-action", 14), |row| report.text(action_key(row.decision.action)));
    table.column(report.head("h-cells", 36), |row| report.decision_cells(&row.decision));
    table.column(report.head("h-agreements-concerned", 18), |row| {
        concerned(report, row).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    });
    if recommended {
        table.column(report.head("h-recommended", 14), |row| money(row, row.decision.recommended));
    }
    table.column(report.head("h-amount", 14), |row| money(row, row.amount));
    table.column(report.head("h-status", 14), |row| report.text(state_key(row)));
    table.column(reason_head(report, &rows, 46), |row| reason_words(report, &row.decision));
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    Some(sheet)
}

/// Adds the decisions of a report that acted since a day, with what each says; nothing where none did.
pub(super) fn since(report: &Report<'_>, sheet: &mut Sheet, day: NaiveDate) {
    let mut rows = rows(report);
    rows.retain(|row| row.acts.iter().any(|acted| acted.acted_on > day));
    if rows.is_empty() {
        return;
    }
    sheet.section(report.text("section-decided-since"));
    let mut table = Table::new("DecidedSince", "");
    table.column(report.head("h-decision", 34), |row: &Row<'_>| report.decision_words(&row.decision));
    table.column(report.head("h-amount", 20), |row| money(row, row.amount));
    table.column(report.head("h-status", 20), |row| report.text(state_key(row)));
    table.column(reason_head(report, &rows, 40), |row| reason_words(report, &row.decision));
    table.put(sheet, rows);
}

/// Why something was decided: in the words of the report where they are the program's own.
fn reason_words(report: &Report<'_>, decision: &Decision) -> String {
    report.own_reason(&decision.reason).unwrap_or_else(|| decision.reason.clone())
}

/// Who decided it, likewise.
fn body_words(report: &Report<'_>, decision: &Decision) -> Option<String> {
    let body = decision.body.as_ref()?;
    Some(report.own_body(body).unwrap_or_else(|| body.clone()))
}

/// The heading of reasons, marked where some stand as people wrote them.
fn reason_head(report: &Report<'_>, rows: &[Row<'_>], width: u16) -> Head {
    let own = rows.iter().all(|row| report.own_reason(&row.decision.reason).is_some());
    if own { report.head("h-reason", width) } else { report.head_as_written("h-reason", width) }
}

fn body_head(report: &Report<'_>, rows: &[Row<'_>]) -> Head {
    let mut bodies = rows.iter().filter_map(|row| row.decision.body.as_ref());
    let own = bodies.all(|body| report.own_body(body).is_some());
    if own { report.head("h-body", 16) } else { report.head_as_written("h-body", 16) }
}

fn money(row: &Row<'_>, amount: Option<Money>) -> Option<Cell> {
    amount.map(|amount| Cell::money(amount).from(Origin::Row(row.decision.source.clone())))
}

/// The decisions of a report by day and number.
pub(in super::super) fn rows<'a>(report: &Report<'a>) -> Vec<Row<'a>> {
    let acted = &report.view.book.decisions;
    let as_of = report.view.ledger.as_of;
    // What is proposed for a day to come is to be decided now.
    let shown = |decision: &Decision| decision.date <= as_of || decision.status == DecisionStatus::Proposed;
    let decisions = report.view.facts.all_decisions().into_iter().filter(shown);
    let mut rows: Vec<Row<'a>> = decisions
        .filter_map(|decision| {
            let acts = acted.iter().filter(|acted| decision.is_called(&acted.decision.number)).collect();
            row(report, decision, acts)
        })
        .collect();
    rows.sort_by(|one, other| {
        let key = |row: &Row<'_>| (row.decision.date, in_order(&row.decision.number));
        key(one).cmp(&key(other))
    });
    rows
}

/// A number in such an order that 2025-10/9 comes before 2025-10/10.
fn in_order(number: &str) -> Vec<(u64, String)> {
    let parts = number.split(['/', '.', ' ']);
    parts.map(|part| (part.parse().unwrap_or_default(), part.to_owned())).collect()
}

/// A decision as a report shows it; nothing where it is not concerned. A release is about what the decision that it ends was.
fn row<'a>(report: &Report<'a>, decision: Decision, acts: Vec<&'a DecisionOf>) -> Option<Row<'a>> {
    let agreement = |index: u32| &report.view.ledger.agreements[index as usize].agreement;
    let acted = report.view.book.decisions.iter();
    let ended: Vec<&DecisionOf> =
        acted.filter(|acted| decision.ends.as_deref() == Some(acted.decision.number.as_str())).collect();
    let mut parts: BTreeMap<u32, Money> = BTreeMap::new();
    for (index, amount) in acts.iter().chain(&ended).flat_map(|acted| &acted.parts) {
        *parts.entry(*index).or_default() += *amount;
    }
    let own: Vec<(&AgreementRef, Money)> = parts
        .into_iter()
        .map(|(index, amount)| (agreement(index), amount))
        .filter(|(agreement, _)| match report.whose {
            Whose::Donor(donor) => agreement.donor == donor.code,
            Whose::Fund => true,
        })
        .map(|(agreement, amount)| (&agreement.reference, amount))
        .collect();
    let named = decision.agreement.as_ref().or_else(|| ended.first()?.decision.agreement.as_ref());
    let named = named.filter(|_| own.is_empty());
    let mut agreements = match named {
        Some(reference) => vec![reference.clone()],
        None => own.iter().map(|(reference, _)| (*reference).clone()).collect(),
    };
    let amount = match report.whose {
        Whose::Fund => decision.amount,
        Whose::Donor(donor) => {
            let position = named.and_then(|reference| report.view.ledger.agreement(reference));
            let of_donor = position.is_some_and(|position| position.agreement.donor == donor.code);
            if own.is_empty() && !of_donor {
                agreements = in_closed_cells(report, Some(&donor.code), acts.iter().chain(&ended));
            }
            // What is only proposed, or was rejected, is no concern of a donor.
            if decision.status != DecisionStatus::Adopted || agreements.is_empty() {
                return None;
            }
            match own.is_empty() || !ended.is_empty() {
                true => decision.amount,
                false => Some(own.iter().map(|(_, amount)| *amount).sum()),
            }
        }
    };
    Some(Row { decision, acts, ended, amount, agreements })
}

/// The agreements that a decision concerns: whose money it is about, else those that have some in the cells that it closes.
fn concerned(report: &Report<'_>, row: &Row<'_>) -> Vec<AgreementRef> {
    if !row.agreements.is_empty() {
        return row.agreements.clone();
    }
    in_closed_cells(report, None, row.acts.iter().chain(&row.ended))
}

/// The agreements, or those of one donor, that have money in cells which decisions close to the engine.
fn in_closed_cells<'d>(
    report: &Report<'_>,
    donor: Option<&DonorCode>,
    decisions: impl Iterator<Item = &'d &'d DecisionOf>,
) -> Vec<AgreementRef> {
    let closing = decisions
        .map(|acted| &acted.decision)
        .filter(|decision| decision.action == Action::Hold && decision.agreement.is_none());
    let cells: BTreeSet<&str> =
        closing.flat_map(|decision| [&decision.from_cell, &decision.to_cell]).flatten().map(CellId::as_str).collect();
    if cells.is_empty() {
        return Vec::new();
    }
    let ledger = report.view.ledger;
    let closed = |cell: usize| ledger.cells.get(cell).is_some_and(|cell| cells.contains(cell.id().as_str()));
    let theirs = |of: &AgreementRef| {
        ledger.agreement(of).is_some_and(|found| donor.is_none_or(|of| found.agreement.donor == *of))
    };
    let placed = report.view.placements.iter().filter(|placed| placed.amount > Money::ZERO);
    let here = placed.filter(|placed| theirs(&placed.agreement) && closed(placed.cell));
    here.map(|placed| placed.agreement.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// What a decision does.
pub(in super::super) const fn action_key(action: DecisionAction) -> &'static str {
    match action {
        DecisionAction::Allocate => "action-allocate",
        DecisionAction::Return => "action-return",
        DecisionAction::Move => "action-move",
        DecisionAction::Hold => "action-hold",
        DecisionAction::Release => "action-release",
        DecisionAction::Succeed => "action-succeed",
        DecisionAction::Uncharge => "action-uncharge",
    }
}

/// What an action does, where its word does not say it.
const fn means_key(action: DecisionAction) -> Option<&'static str> {
    match action {
        DecisionAction::Allocate => None,
        DecisionAction::Return => Some("means-action-return"),
        DecisionAction::Move => Some("means-action-move"),
        DecisionAction::Hold => Some("means-action-hold"),
        DecisionAction::Release => Some("means-action-release"),
        DecisionAction::Succeed => Some("means-action-succeed"),
        DecisionAction::Uncharge => Some("means-action-uncharge"),
    }
}

/// Whether a decision acts.
pub(in super::super) const fn status_key(status: DecisionStatus) -> &'static str {
    match status {
        DecisionStatus::Proposed => "status-proposed",
        DecisionStatus::Adopted => "status-adopted",
        DecisionStatus::Rejected => "status-rejected",
    }
}

fn state_key(row: &Row<'_>) -> &'static str {
    match row.standing() {
        Standing::Proposed => status_key(DecisionStatus::Proposed),
        Standing::Adopted => status_key(DecisionStatus::Adopted),
        Standing::Rejected => status_key(DecisionStatus::Rejected),
        Standing::Ended => "state-ended",
        Standing::TakenBack => "state-taken-back",
    }
}

impl Row<'_> {
    /// What it is now.
    pub fn standing(&self) -> Standing {
        match (self.decision.status, self.acts.first().map(|acted| acted.state)) {
            (DecisionStatus::Adopted, Some(DecisionState::Ended)) => Standing::Ended,
            (_, Some(DecisionState::TakenBack)) => Standing::TakenBack,
            (DecisionStatus::Proposed, _) => Standing::Proposed,
            (DecisionStatus::Adopted, _) => Standing::Adopted,
            (DecisionStatus::Rejected, _) => Standing::Rejected,
        }
    }
}

impl Report<'_> {
    /// The decisions that moved money of an agreement or in a cell, a sentence each: of either, where one is said.
    pub fn decided_about(&self, agreement: Option<&AgreementRef>, cell: Option<&str>) -> Vec<String> {
        let of_cell = |id: &Option<CellId>| id.as_ref().map(CellId::as_str) == cell;
        let concerned = |row: &Row<'_>| {
            row.acts.iter().chain(&row.ended).any(|acted| {
                let payer = |place: u32| &self.view.ledger.agreements[place as usize].agreement.reference;
                let pays = acted.parts.iter().any(|(place, _)| Some(payer(*place)) == agreement);
                let named = agreement.is_some() && acted.decision.agreement.as_ref() == agreement;
                let here = of_cell(&acted.decision.from_cell) || of_cell(&acted.decision.to_cell);
                pays || named || (cell.is_some() && here)
            })
        };
        rows(self).iter().filter(|row| concerned(row)).map(|row| self.decision_sentence(row)).collect()
    }

    fn decision_sentence(&self, row: &Row<'_>) -> String {
        let Row { decision, amount, .. } = row;
        let key = if amount.is_some() { "explain-decision" } else { "explain-decision-without" };
        let amount = amount.map_or_else(String::new, |amount| self.minor(amount.minor()));
        let body = body_words(self, decision).map_or_else(String::new, |body| format!(", {body}"));
        let words = [
            ("decision", self.decision_words(decision)),
            ("day", format!("{}{body}", self.phrases.day(decision.date))),
            ("amount", amount),
            ("state", self.text(state_key(row))),
            ("reason", reason_words(self, decision)),
        ];
        self.phrases.with(key, &words.each_ref().map(|(name, word)| (*name, word.as_str())))
    }

    /// What a decision did, in a sentence: of which body, on which day, how much, and from where to where.
    pub fn decision_did(&self, number: &str) -> String {
        let mut decisions = self.view.facts.all_decisions().into_iter();
        let Some(of) = decisions.find(|decision| decision.is_called(number)) else {
            return self.text("lacks-decided");
        };
        let day = self.phrases.day(of.date);
        let when = body_words(self, &of).map_or_else(|| day.clone(), |body| format!("{body}, {day}"));
        let cell = |cell: &Option<String>| cell.as_deref().map(|cell| self.cell_called(cell)).unwrap_or_default();
        let (from, to) = (cell(&of.from_cell), cell(&of.to_cell));
        let held = if from.is_empty() { &to } else { &from };
        let amount = self.in_base(of.amount.unwrap_or_default());
        let (decision, when) = (("decision", number), ("when", when.as_str()));
        match of.action {
            DecisionAction::Move => {
                self.phrases.with("did-move", &[decision, when, ("amount", &amount), ("from", &from), ("to", &to)])
            }
            DecisionAction::Return => {
                self.phrases.with("did-return", &[decision, when, ("amount", &amount), ("from", &from)])
            }
            DecisionAction::Succeed => {
                self.phrases.with("did-succeed", &[decision, when, ("from", &from), ("to", &to)])
            }
            DecisionAction::Hold | DecisionAction::Allocate | DecisionAction::Release | DecisionAction::Uncharge => {
                self.phrases.with("did-hold", &[decision, when, ("cell", held)])
            }
        }
    }

    /// What some actions do, a sentence each; nothing where all say it by their word.
    pub fn actions_mean(&self, actions: impl Iterator<Item = DecisionAction>) -> String {
        let actions: Vec<DecisionAction> = actions.collect();
        let there = DecisionAction::ALL.iter().filter(|action| actions.contains(action));
        let means = there.filter_map(|action| {
            let word = self.text(action_key(*action));
            Some(self.phrases.with(means_key(*action)?, &[("action", &word)]))
        });
        means.collect::<Vec<_>>().join(" ")
    }

    /// The cells of a decision: from one, to another.
    pub fn decision_cells(&self, decision: &Decision) -> String {
        let name = |cell: &Option<String>| cell.as_deref().map(|cell| self.cell_called(cell));
        match (name(&decision.from_cell), name(&decision.to_cell)) {
            (Some(from), Some(to)) => format!("{from} → {to}"),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => String::new(),
        }
    }

    /// A cell by its code, or a part of it: the name of its place and of its theme, and its period where that stands there.
    fn cell_called(&self, code: &str) -> String {
        let mut parts = code.splitn(3, '/');
        let named = |found: Option<String>, code: &str| found.unwrap_or_else(|| code.to_owned());
        let (place, theme) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let cells = &self.view.ledger.cells;
        let of_place = cells.iter().find(|cell| cell.geography.as_str() == place);
        let of_theme = cells.iter().find(|cell| cell.theme.as_str() == theme);
        let place = named(of_place.map(|cell| self.place(&cell.geography).to_string()), place);
        let theme = named(of_theme.map(|cell| self.theme(&cell.theme).to_string()), theme);
        let period =
            parts.next().map(|period| Period::parse(period).map_or(period.to_owned(), |period| self.period(period)));
        let words = [place, theme].into_iter().chain(period).filter(|word| word != "*");
        words.collect::<Vec<_>>().join(", ")
    }

    /// A cell as decisions name it: place and theme as they are called, and the period where another cell is called the
    /// same. A name that would be taken apart stands as its code.
    pub fn decided_name(&self, cell: &Priority) -> String {
        let plain = |name: &str, code: &str| if name.contains(['/', ';']) { code.to_owned() } else { name.to_owned() };
        let place = plain(&self.place(&cell.geography), cell.geography.as_str());
        let theme = plain(&self.theme(&cell.theme), cell.theme.as_str());
        let alike = |other: &&Priority| other.geography == cell.geography && other.theme == cell.theme;
        match self.view.ledger.cells.iter().filter(alike).any(|other| other.period != cell.period) {
            true => format!("{place} / {theme} / {}", cell.period),
            false => format!("{place} / {theme}"),
        }
    }

    /// A decision in a line: its number, what it does, and where.
    pub fn decision_words(&self, decision: &Decision) -> String {
        let action = self.text(action_key(decision.action));
        let cells = self.decision_cells(decision);
        let agreement = decision.agreement.as_ref().map(ToString::to_string);
        let about = [Some(cells), agreement, decision.ends.clone()];
        let about = about.into_iter().flatten().filter(|words| !words.is_empty());
        let about = about.collect::<Vec<_>>().join(" · ");
        self.phrases.labelled(&decision.number, &format!("{action} · {about}"))
    }
}
