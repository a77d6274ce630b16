//! The month's work: each thing that can be done, as one call into the books.
//!
//! What comes in: what somebody at the pages asks for. What leaves: what came of it, for the pages to show. What it does not
//! know: any rule.

use std::collections::BTreeMap;
use std::path::Path;

use axum::http::StatusCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::books::new_fund::{self, Answers, InitError};
use crate::books::{self, Acceptance, Actor, AsOf, Books, Item, NotRecorded, Repair, Wanted, Watch};
use crate::config::{ConfigError, InputKind};
use crate::domain::facts::DecisionAction;
use crate::domain::{DonorCode, Money, Month};
use crate::intake::{Decision, NameKind, Severity, settings};
use crate::month::{Bridge, Measure, Proposed};
use crate::report::Extras;

use super::answer::Refusal;
use super::shared::Shared;
use super::shown::{ShownCheck, ShownItem};
use super::undo::Before;

/// What is asked about a month. A name is a claim: on one computer nobody can prove who sits at it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    /// The month, as `2025-10`; of a run, the last one that is over and has data where none is said.
    #[serde(default)]
    pub month: Option<String>,
    /// Who acts.
    #[serde(default)]
    by: Option<String>,
    /// Items of the checklist that may stay, each with why.
    #[serde(default)]
    accept: BTreeMap<String, String>,
    /// What minisign wrote under the statement of a close.
    #[serde(default)]
    signature: Option<String>,
    /// Printed versions too.
    #[serde(default)]
    pdf: bool,
    /// Packs too.
    #[serde(default)]
    pack: bool,
}

impl Asked {
    fn month(&self) -> Result<Month, Refusal> {
        let name = self.month.as_deref().unwrap_or_default();
        let no = || Refusal::new(StatusCode::BAD_REQUEST, "request", format!("{name:?} is not a month, as 2025-10."));
        Month::parse(name).ok_or_else(no)
    }

    fn as_of(&self, today: NaiveDate) -> Result<AsOf, Refusal> {
        Ok(AsOf::new(self.month.as_ref().map(|_| self.month()).transpose()?.map(Month::last_day), today))
    }

    fn actor(&self, shared: &Shared) -> Result<Actor, Refusal> {
        actor(self.by.as_deref(), shared)
    }
}

/// Who acts: as they say, else whoever sits at this computer.
pub(super) fn actor(name: Option<&str>, shared: &Shared) -> Result<Actor, Refusal> {
    Actor::new(name.unwrap_or(shared.user()), shared.now())
        .map_err(|_| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no_name", "A name is needed."))
}

/// What a check of the inputs says.
pub(super) fn check(shared: &Shared, asked: &Asked, watch: Watch<'_>) -> Result<Value, Refusal> {
    let as_of = asked.as_of(shared.now().date_naive())?;
    shown(&ShownCheck::of(books::check(shared.folder(), as_of, watch)?))
}

/// Runs a month.
pub(super) fn run(shared: &Shared, asked: &Asked, watch: Watch<'_>) -> Result<Value, Refusal> {
    let wanted = Wanted {
        as_of: asked.as_of(shared.now().date_naive())?,
        prove: true,
        extras: Extras { pdf: asked.pdf, pack: asked.pack, annual: None },
    };
    let actor = asked.actor(shared)?;
    let mut books = Books::open(shared.folder())?;
    let ran = books.run(wanted, &actor, watch)?;
    let warnings = ran.computed.problems.iter().filter(|problem| problem.severity() == Severity::Warning).count();
    let restated: Vec<String> = ran.restated.iter().map(ToString::to_string).collect();
    let aside: Vec<String> = ran.set_aside.iter().map(|file| file.now.display().to_string()).collect();
    Ok(json!({
        "month": ran.computed.month().to_string(),
        "files": ran.files.len(),
        "warnings": warnings,
        "restated": restated,
        "newer": ran.computed.newer.map(|day| day.to_string()),
        "set_aside": aside,
        "repairs": repairs(&mut books),
    }))
}

/// What stands in the way of a close.
pub(super) fn checklist(shared: &Shared, asked: &Asked, watch: Watch<'_>) -> Result<Value, Refusal> {
    let (month, actor) = (asked.month()?, asked.actor(shared)?);
    let checklist = Books::open(shared.folder())?.checklist(month, &actor, watch)?;
    shown(&checklist.iter().map(ShownItem::from).collect::<Vec<_>>())
}

/// Closes a month.
pub(super) fn close(shared: &Shared, asked: &Asked, watch: Watch<'_>) -> Result<Value, Refusal> {
    let (month, actor) = (asked.month()?, asked.actor(shared)?);
    let unknown = |word: &String| {
        Refusal::new(StatusCode::BAD_REQUEST, "request", format!("{word:?} is no item that can be accepted."))
    };
    let items = asked.accept.iter();
    let items = items.map(|(word, reason)| Ok((Item::parse(word).ok_or_else(|| unknown(word))?, reason.clone())));
    let items = items.collect::<Result<Vec<_>, Refusal>>()?;
    let no_reason = |why: books::NoReason| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no_reason", why.to_string());
    let acceptance = Acceptance::each(items).map_err(no_reason)?;
    let closed = Books::open(shared.folder())?.close(month, &acceptance, &actor, watch)?;
    Ok(json!({ "id": closed.id, "statement": closed.statement.text, "by": actor.name() }))
}

/// Approves the close of a month.
pub(super) fn approve(shared: &Shared, asked: &Asked) -> Result<Value, Refusal> {
    let (month, actor) = (asked.month()?, asked.actor(shared)?);
    let signature = asked.signature.as_deref().filter(|signature| !signature.trim().is_empty());
    let approved = Books::open(shared.folder())?.approve(month, &actor, signature)?;
    Ok(json!({ "close": approved.close, "statement": approved.statement.text, "by": actor.name() }))
}

/// Prints the reports of a closed month again.
pub(super) fn reprint(shared: &Shared, asked: &Asked, watch: Watch<'_>) -> Result<Value, Refusal> {
    let (month, extras) = (asked.month()?, Extras { pdf: asked.pdf, pack: asked.pack, annual: None });
    let mut books = Books::open(shared.folder())?;
    let reprinted = if extras == Extras::default() {
        books.reprint(month, None)?
    } else {
        books.reprint_with(month, None, (extras, None), watch)?
    };
    Ok(json!({ "files": reprinted.files, "set_aside": reprinted.set_aside.len() }))
}

/// Writes mail drafts for the donors of a month.
pub(super) fn outbox(shared: &Shared, asked: &Asked, watch: Watch<'_>) -> Result<Value, Refusal> {
    let posted = Books::open(shared.folder())?.outbox(Some(asked.month()?), watch)?;
    Ok(json!({ "drafts": posted.drafts.len(), "closed": posted.closed, "without": posted.without }))
}

/// Writes the committee's workbook of a month.
pub(super) fn propose(shared: &Shared, asked: &Asked, watch: Watch<'_>) -> Result<Value, Refusal> {
    let (proposed, file) = books::write_proposal(shared.folder(), asked.month()?, None, watch)?;
    let rows = &proposed.proposal.rows;
    let amount = Proposed::sum_of(rows, DecisionAction::Allocate);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(json!({ "file": format!("reports/proposals/{name}"), "rows": rows.len(), "amount": amount.minor() }))
}

/// A decision on a name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    kind: String,
    written: String,
    means: String,
    #[serde(default)]
    by: Option<String>,
}

/// Records what a name means, and gives what was there before.
pub(super) fn alias(shared: &Shared, named: &Named) -> Result<(String, Before), Refusal> {
    let unprocessable = |words: String| Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "alias", words);
    let kind = NameKind::parse(&named.kind).ok_or_else(|| unprocessable(format!("{:?} has no names.", named.kind)))?;
    let fund = settings::load(&shared.inputs())?;
    let mapped = fund.inputs.iter().find(|input| input.kind == InputKind::Aliases);
    let file = mapped.map_or("aliases.csv", |input| input.file.as_str());
    let before = Before::of(&[shared.inputs().join(file), super::arrivals::settings(&shared.inputs())?])?;
    let decision = Decision {
        kind,
        written: named.written.trim().to_owned(),
        means: named.means.trim().to_owned(),
        by: actor(named.by.as_deref(), shared)?.name().to_owned(),
        on: shared.now().date_naive(),
    };
    books::record_alias(shared.folder(), &decision).map_err(|why| match why {
        NotRecorded::Decision(why) => unprocessable(why.to_string()),
        NotRecorded::Books(why) => why.into(),
    })?;
    Ok((decision.written, before))
}

/// What was put right when the books were opened, a word and what it is about each.
fn repairs(books: &mut Books) -> Vec<[String; 2]> {
    let shown = |repair: Repair| match repair {
        Repair::ReportsPutBack { month } => ["reports_put_back".to_owned(), month],
        Repair::EditionPut { month, .. } => ["edition_put".to_owned(), month.to_string()],
        Repair::Cleared(folders) => ["cleared".to_owned(), folders.to_string()],
        Repair::SetAside(file) => ["set_aside".to_owned(), file.now.display().to_string()],
        Repair::Stated(file) => ["stated".to_owned(), file.display().to_string()],
        Repair::LedgerRestored { why, .. } => ["ledger_restored".to_owned(), why],
        Repair::CopyReplaced { why, .. } => ["copy_replaced".to_owned(), why],
    };
    books.take_repairs().into_iter().map(shown).collect()
}

/// An outcome as the pages read it.
pub(super) fn shown(outcome: &impl Serialize) -> Result<Value, Refusal> {
    serde_json::to_value(outcome).map_err(Refusal::failed)
}

/// Begins a fund by answers.
pub(super) fn init(folder: &Path, answers: &Answers) -> Result<Value, Refusal> {
    let written = new_fund::write_answered(folder, answers).map_err(|why| match why {
        InitError::Answers(ConfigError::Values { problems, .. }) => {
            Refusal::of(StatusCode::CONFLICT, "answers", problems.iter().map(ToString::to_string).collect())
        }
        InitError::Answers(why) => why.into(),
        InitError::Exists(_) => Refusal::new(StatusCode::CONFLICT, "exists", why.to_string()),
        InitError::File { .. } | InitError::Settings(_) | InitError::Workbook { .. } => Refusal::failed(why),
    })?;
    Ok(json!({ "files": written.len() }))
}

/// What changed between two months: of each measure, a bridge for each donor that has one, and their sum.
pub(super) fn diff(folder: &Path, from: &str, to: &str) -> Result<Value, Refusal> {
    let month = |name: &str| Month::parse(name).ok_or_else(Refusal::nothing);
    let changes = books::diff(folder, month(from)?, month(to)?)?.changes;
    let mut donors: Vec<&DonorCode> = changes.lines.iter().map(|line| &line.donor).collect();
    donors.sort();
    donors.dedup();
    let of_measure = |measure: Measure| {
        let of_donors = donors.iter().map(|donor| (donor.as_str(), changes.total(measure, Some(donor))));
        let bridges = of_donors.filter(|(_, bridge)| *bridge != Bridge::default());
        let rows: Vec<Value> = bridges.map(|(donor, bridge)| row(donor, &bridge)).collect();
        json!({ "measure": measure.name(), "rows": rows, "total": row("", &changes.total(measure, None)) })
    };
    Ok(json!({ "measures": Measure::ALL.map(of_measure) }))
}

/// A bridge, in minor units.
fn row(donor: &str, bridge: &Bridge) -> Value {
    let Bridge { opening, new, decided, restated, refunded, written_off, lapsed, exchange, closing } = *bridge;
    let steps = [opening, new, decided, restated, refunded, written_off, lapsed, exchange, closing].map(Money::minor);
    json!({ "donor": donor, "steps": steps })
}
