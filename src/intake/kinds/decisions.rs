//! A row of the decisions' sheet. Amounts are in base currency; cells are written as people say them.

use crate::config::InputKind;
use crate::domain::facts::{Decision, DecisionAction, DecisionStatus, is_part};
use crate::domain::{FactKind, Money};
use crate::intake::kinds::columns::{Column, Form, optional, required, written_only};
use crate::intake::kinds::headings::{
    AMOUNT_NAMES, DECIDED_ON_NAMES, FROM_CELL_NAMES, NOTE_NAMES, REASON_NAMES, TO_CELL_NAMES,
};
use crate::intake::kinds::{Harvest, SheetSpec, Stage, payers};
use crate::intake::problems::ProblemCode;
use crate::intake::row::record::{Checked, DayOf, Record, Sign};

/// The sheet.
pub(super) const SHEET: SheetSpec = SheetSpec {
    kind: InputKind::Facts(FactKind::Decision),
    file: "decisions.xlsx",
    sheet: "Decisions",
    title: "Decisions about allocated money",
    purpose: "One row for each decision of your committee. A proposed one changes nothing until it is adopted.",
    columns: &[
        required(
            Column::Number,
            &["Decision", "Decision no", "Decision number", "Number", "No.", "Décision", "Decisión", "Decisão", "N°"],
            Form::Text,
            14,
            "A number of its own, such as 2025-11/1.",
        ),
        required(Column::Date, DECIDED_ON_NAMES, Form::Date, 12, "The day from which it holds."),
        optional(
            Column::Body,
            &["Body", "Decided by", "Committee", "Organe", "Órgano", "Órgão"],
            Form::Text,
            22,
            "Who decided: the committee, the board, a person.",
        ),
        required(
            Column::Status,
            &["Status", "Statut", "Estado", "Situação"],
            Form::Word(DecisionStatus::NAMES),
            11,
            "proposed, adopted or rejected. Only an adopted decision acts.",
        ),
        required(
            Column::Action,
            &["Action", "Acción", "Ação"],
            Form::Word(DecisionAction::NAMES),
            12,
            "allocate, return, move, hold, release, succeed or uncharge.",
        ),
        optional(
            Column::Agreement,
            &["Agreement", "Agreement no", "Agreement number", "Accord", "Acuerdo", "Acordo"],
            Form::Text,
            15,
            "Whose money; blank where the program is to say which.",
        ),
        optional(
            Column::FromCell,
            FROM_CELL_NAMES,
            Form::Text,
            26,
            "The cell that money leaves, or that is closed or succeeded: TGO/T02, or Togo / Health; to succeed, a theme or place alone too.",
        ),
        optional(
            Column::ToCell,
            TO_CELL_NAMES,
            Form::Text,
            26,
            "The cell that money enters, or that takes the other's place, written the same way.",
        ),
        optional(Column::Amount, AMOUNT_NAMES, Form::Amount, 18, "How much, in the fund's currency."),
        optional(
            Column::Ends,
            &["Ends decision", "Ends", "Releases", "Met fin à", "Termina", "Encerra"],
            Form::Text,
            14,
            "Of a release: the number of the decision that it ends.",
        ),
        optional(
            Column::Recipient,
            &["Recipient", "Implementing partner", "Bénéficiaire", "Beneficiario", "Beneficiário"],
            Form::Text,
            22,
            "Who gets the money, where it is known.",
        ),
        required(Column::Reason, REASON_NAMES, Form::Text, 44, "Why; it is shown beside the figures."),
        written_only(
            Column::Recommended,
            &["Recommended", "Recommended amount", "Recommandé", "Recomendado"],
            Form::Amount,
            "What the program recommended.",
        ),
        written_only(
            Column::PaidBy,
            &["Paid by", "Payé par", "Pagado por", "Pago por"],
            Form::Text,
            "Which agreements pay a recommendation, and how much: LUX-07 = 120 000.00; BEL-01 = 30 000.00.",
        ),
        written_only(
            Column::Remainder,
            &["Remainder"],
            Form::Word(&["hold"]),
            "hold: a priority that gets less than was recommended is closed to the program.",
        ),
        written_only(Column::Notes, NOTE_NAMES, Form::Text, "A remark of the committee; it stands before the reason."),
    ],
    key: Column::Number,
    asks_of_equal_rows: false,
    blank_may_mean_above: &[],
    amount: Some(Column::Amount),
    stage: Stage::Others,
    read,
};

fn read(record: &mut Record<'_, '_>, harvest: &mut Harvest) -> Checked<()> {
    let number = record.need(Column::Number, Record::reference);
    let date = record.need(Column::Date, |record, column| record.date(column, DayOf::Last));
    let body = record.named(Column::Body);
    let status =
        record.need(Column::Status, |record, column| record.word(column, DecisionStatus::ALL, DecisionStatus::parse));
    let action =
        record.need(Column::Action, |record, column| record.word(column, DecisionAction::ALL, DecisionAction::parse));
    let agreement = record.agreement(Column::Agreement);
    let succeeds = action == Ok(DecisionAction::Succeed);
    let from_cell = cell(record, Column::FromCell, succeeds);
    let to_cell = cell(record, Column::ToCell, succeeds);
    let recommended = record.money(Column::Recommended, Sign::Positive);
    // Nothing of what is recommended is as much as its rejection.
    let sign =
        if recommended.is_ok_and(|recommended| recommended.is_some()) { Sign::NotNegative } else { Sign::Positive };
    let amount = record.money(Column::Amount, sign);
    let ends = record.reference(Column::Ends);
    let recipient = record.named(Column::Recipient);
    let remark = record.remark(Column::Notes);
    if let (Ok(Some(amount)), Ok(Some(recommended)), Ok(None)) = (amount, recommended, &remark) {
        why_changed(record, amount, recommended);
    }
    let reason = record.need(Column::Reason, Record::remark);
    let shares = payers::shares(record);
    let remainder = record.word(Column::Remainder, DecisionAction::ALL, DecisionAction::parse);
    let decision = Decision {
        number: number?,
        date: date?,
        body: body?,
        status: status?,
        action: action?,
        agreement: agreement?,
        from_cell: from_cell?,
        to_cell: to_cell?,
        amount: amount?,
        recommended: recommended?,
        ends: ends?,
        recipient: recipient?,
        reason: reason_of(remark?, reason?, amount?, recommended?),
        source: record.source(),
    };
    let shares = shares?;
    needed(record, &decision)?;
    alike(record, &decision)?;
    if remainder? == Some(DecisionAction::Hold) {
        payers::hold(&decision).into_iter().for_each(|hold| harvest.add(hold));
    }
    payers::decisions(decision, &shares).into_iter().for_each(|decision| harvest.add(decision));
    Ok(())
}

/// Says that another amount than was recommended has no remark.
fn why_changed(record: &mut Record<'_, '_>, amount: Money, recommended: Money) {
    if amount != recommended {
        let decimals = record.fund().base_currency.minor_units();
        let show = |amount: Money| amount.format(decimals);
        let found = format!("{} decided where {} was recommended, and no remark", show(amount), show(recommended));
        let fix = "Write in the remark why the committee decided so.";
        let _ =
            record.problem(ProblemCode::ChangedWithoutRemark, Column::Notes, found, "a remark beside each change", fix);
    }
}

/// Why it was decided: the committee's remark before the reason. That of a recommendation is not the reason of another amount.
fn reason_of(remark: Option<String>, reason: String, amount: Option<Money>, recommended: Option<Money>) -> String {
    let as_recommended = recommended.is_none() || recommended == amount;
    match remark {
        Some(remark) if as_recommended => format!("{remark} ({reason})"),
        Some(remark) => remark,
        None => reason,
    }
}

/// A cell by place and theme, each by code or name, and a period where one is written. Where parts of the programme may
/// stand, a theme, place or period alone is all cells of it.
fn cell(record: &mut Record<'_, '_>, column: Column, parts_too: bool) -> Checked<Option<String>> {
    let Some(text) = record.named(column)? else { return Ok(None) };
    if let Some(part) = record.part_called(&text).filter(|_| parts_too) {
        return Ok(Some(part));
    }
    let mut parts = text.splitn(3, ['/', ';']).map(str::trim);
    let (place, theme, period) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default(), parts.next());
    let (place, theme) = (record.place_called(column, place), record.theme_called(column, theme));
    let period = period.map(|period| format!("/{period}")).unwrap_or_default();
    Ok(Some(format!("{}/{}{period}", place?, theme?)))
}

/// What an action needs must be there.
fn needed(record: &mut Record<'_, '_>, decision: &Decision) -> Checked<()> {
    let (from, to) = (decision.from_cell.is_some(), decision.to_cell.is_some());
    let amount = decision.amount.is_some();
    let missing: &[(bool, Column)] = match decision.action {
        DecisionAction::Allocate => &[(to, Column::ToCell), (amount, Column::Amount)],
        DecisionAction::Return => &[(from, Column::FromCell), (amount, Column::Amount)],
        DecisionAction::Move => &[(from, Column::FromCell), (to, Column::ToCell), (amount, Column::Amount)],
        DecisionAction::Hold => &[(from || to || decision.agreement.is_some(), Column::FromCell)],
        DecisionAction::Release => &[(decision.ends.is_some(), Column::Ends)],
        DecisionAction::Succeed => &[(from, Column::FromCell), (to, Column::ToCell)],
        DecisionAction::Uncharge => &[(decision.agreement.is_some(), Column::Agreement), (amount, Column::Amount)],
    };
    for (_, column) in missing.iter().filter(|(there, _)| !there) {
        record.need(*column, |_, _| Ok(None::<()>))?;
    }
    Ok(())
}

/// A part of the programme is succeeded by one of its kind: a theme by a theme.
fn alike(record: &mut Record<'_, '_>, decision: &Decision) -> Checked<()> {
    let kind = |name: &Option<String>| {
        let name = name.as_deref().filter(|name| is_part(name));
        name.map(|name| name.splitn(3, '/').map(|code| code == "*").collect::<Vec<bool>>())
    };
    if kind(&decision.from_cell) == kind(&decision.to_cell) {
        return Ok(());
    }
    let found = decision.to_cell.clone().unwrap_or_default();
    let expected = "what is of the same kind: a theme, a place, a period, or a cell";
    let fix = "Name what takes the place of what stands in the column before.";
    Err(record.problem(ProblemCode::UnknownCell, Column::ToCell, found, expected, fix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_a_recommendation_is_that_of_its_amount_alone() {
        let why = |remark: Option<&str>, amount: i64| {
            let money = |minor: i64| Some(Money::from_minor(minor));
            reason_of(remark.map(str::to_owned), "Brings it to 37.5%".to_owned(), money(amount), money(2_931_388))
        };
        assert_eq!(why(Some("Drought"), 2_931_388), "Drought (Brings it to 37.5%)");
        assert_eq!(why(Some("Smaller pilot"), 2_000_000), "Smaller pilot");
        assert_eq!(why(None, 2_931_388), "Brings it to 37.5%");
        let own = reason_of(Some("Urgent".to_owned()), "Floods".to_owned(), Some(Money::from_minor(1)), None);
        assert_eq!(own, "Urgent (Floods)");
    }
}
