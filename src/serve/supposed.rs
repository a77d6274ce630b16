//! What if: the last month under suppositions that people set by sliders, answered at once. Nothing enters the ledger.
//!
//! What comes in: suppositions, as `poolfund scenario` reads them. What leaves: the main figures as they are and as they would
//! be, and the cells that gain and lose. The month as it is is kept until a file of the fund or its ledger changes.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use serde_json::{Value, json};

use crate::books::{AsOf, BooksError, Today};
use crate::domain::facts::AgreementStage;
use crate::domain::{Language, Money, Month};
use crate::files::{self, Scratch};
use crate::ledger::cells_on;
use crate::ledger::store::{self, Storage};
use crate::month::MainFigures;
use crate::month::scenario::{CellDifference, Difference, Scenario};

use super::answer::Refusal;
use super::called::Choice;
use super::folder;
use super::shared::Shared;

/// How many cells are shown of those that gain, and of those that lose.
const CELLS: usize = 8;

/// What shows that a fund changed: its files, their lengths and times, and its ledger.
type Stamp = (Vec<(String, u64, Option<SystemTime>)>, store::Stamp);

/// The month as it is, kept.
#[derive(Debug, Default)]
pub(super) struct Supposed(Mutex<Option<(Stamp, Arc<Today>)>>);

impl Supposed {
    /// The last month that is over.
    fn today(&self, shared: &Shared) -> Result<Arc<Today>, Refusal> {
        let stamp = stamp(shared.folder())?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, today)) = kept.as_ref().filter(|(known, _)| *known == stamp) {
            return Ok(Arc::clone(today));
        }
        let as_of = AsOf::LastMonth { today: shared.now().date_naive() };
        let today = Arc::new(Today::read(shared.folder(), as_of, &|_| {})?);
        *kept = Some((stamp, Arc::clone(&today)));
        Ok(today)
    }
}

fn stamp(fund: &Path) -> Result<Stamp, BooksError> {
    let modified = |path: &Path| path.metadata().and_then(|there| there.modified()).ok();
    let inputs = folder::list(fund, "inputs").into_iter();
    let inputs = inputs.map(|seen| (seen.path.clone(), seen.bytes, modified(&fund.join(&seen.path))));
    Ok((inputs.collect(), Storage::of(fund)?.stamp()?))
}

/// What can be supposed of the month as it is.
pub(super) fn today(shared: &Shared, language: Language) -> Result<Value, Refusal> {
    let today = shared.supposed.today(shared)?;
    let (fund, facts) = (&today.fund, &today.facts);
    let open = facts
        .agreements
        .iter()
        .filter(|agreement| !matches!(agreement.stage, AgreementStage::Closed | AgreementStage::Lost));
    let agreements: Vec<Value> = open
        .map(|agreement| {
            let title = agreement.title.clone().unwrap_or_default();
            json!({ "reference": agreement.reference.to_string(), "donor": agreement.donor.to_string(), "title": title })
        })
        .collect();
    let cells = cells_on(&facts.priorities, today.as_of);
    let places = fund.geography.nodes().iter().filter(|node| cells.iter().any(|cell| cell.geography == node.code));
    let themes = fund.themes.nodes().iter().filter(|node| cells.iter().any(|cell| cell.theme == node.code));
    Ok(json!({
        "month": Month::of(today.as_of).to_string(),
        "figures": figures(&today.brief.main),
        "agreements": agreements,
        "donors": facts.donors.iter().map(|donor| Choice::donor(donor, language)).collect::<Vec<_>>(),
        "places": places.map(|node| Choice::node(node, language)).collect::<Vec<_>>(),
        "themes": themes.map(|node| Choice::node(node, language)).collect::<Vec<_>>(),
        "country_share": fund.allocation.country_share.as_ref().map(ToString::to_string),
    }))
}

/// The month as it would be, by each scenario of a text in TOML.
pub(super) fn suppose(shared: &Shared, text: &str) -> Result<Value, Refusal> {
    let today = shared.supposed.today(shared)?;
    shown(&today, &today.described(text)?)
}

/// The month as it would be, by each scenario of a file: a spreadsheet, or TOML.
pub(super) fn suppose_in(shared: &Shared, name: &str, bytes: &[u8]) -> Result<Value, Refusal> {
    if !folder::is_plain(name) {
        return Err(Refusal::nothing());
    }
    let today = shared.supposed.today(shared)?;
    let apart = Scratch::new().map_err(Refusal::failed)?;
    let file = apart.path().join(name);
    files::write(&file, bytes).map_err(Refusal::failed)?;
    shown(&today, &today.told_in(&file)?)
}

fn shown(today: &Today, scenarios: &[Scenario]) -> Result<Value, Refusal> {
    let shown = scenarios.iter().map(|scenario| Ok(one(&scenario.name, &today.suppose(scenario)?)));
    Ok(json!({ "scenarios": shown.collect::<Result<Vec<_>, Refusal>>()? }))
}

fn one(name: &str, difference: &Difference) -> Value {
    let row = |cell: &CellDifference| {
        let (is, then) = cell.allocated;
        json!({ "cell": cell.cell, "is": is.minor(), "then": then.minor(), "gain": cell.gain().minor() })
    };
    let more = difference.cells.iter().filter(|cell| cell.gain() > Money::ZERO);
    let less = difference.cells.iter().rev().filter(|cell| cell.gain() < Money::ZERO);
    json!({
        "name": name,
        "then": figures(&difference.then),
        "gain": more.take(CELLS).map(row).collect::<Vec<_>>(),
        "lose": less.take(CELLS).map(row).collect::<Vec<_>>(),
    })
}

/// In minor units.
fn figures(figures: &MainFigures) -> Value {
    let MainFigures { gap, still_to_raise, programmable, allocated, unallocated, lacking } = *figures;
    let minor = |money: Money| money.minor();
    json!({
        "gap": minor(gap),
        "still_to_raise": minor(still_to_raise),
        "programmable": minor(programmable),
        "allocated": minor(allocated),
        "unallocated": minor(unallocated),
        "lacking": minor(lacking),
    })
}
