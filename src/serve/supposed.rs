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
use crate::domain::{Money, Month};
use crate::ledger::store::{self, Place};
use crate::month::scenario::{Difference, MainFigures};

use super::answer::Refusal;
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
    Ok((inputs.collect(), Place::of(fund)?.stamp()?))
}

/// What can be supposed of the month as it is.
pub(super) fn today(shared: &Shared) -> Result<Value, Refusal> {
    let today = shared.supposed.today(shared)?;
    let (fund, facts) = (&today.figures.fund, &today.figures.facts);
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
    let cells = &today.figures.ledger.cells;
    let named = |code: String, name: &str| json!({ "code": code, "name": name });
    let places = fund.geography.nodes().iter().filter(|node| cells.iter().any(|cell| cell.geography == node.code));
    let themes = fund.themes.nodes().iter().filter(|node| cells.iter().any(|cell| cell.theme == node.code));
    Ok(json!({
        "month": Month::of(today.figures.ledger.as_of).to_string(),
        "figures": figures(&MainFigures::of(&today.figures)),
        "agreements": agreements,
        "places": places.map(|node| named(node.code.to_string(), &node.name)).collect::<Vec<_>>(),
        "themes": themes.map(|node| named(node.code.to_string(), &node.name)).collect::<Vec<_>>(),
        "country_share": fund.allocation.country_share.as_ref().map(ToString::to_string),
    }))
}

/// The month as it would be.
pub(super) fn suppose(shared: &Shared, text: &str) -> Result<Value, Refusal> {
    let today = shared.supposed.today(shared)?;
    let supposed = today.suppose(text, &|_| {})?;
    let (_, then) = supposed.first().ok_or_else(Refusal::nothing)?;
    let difference = Difference::between(&today.figures, then);
    let gain = difference.cells.iter().map(|cell| (cell, cell.allocated.1 - cell.allocated.0));
    let row = |(cell, gain): (&crate::month::scenario::CellDifference, Money)| json!({ "cell": cell.cell, "is": cell.allocated.0.minor(), "then": cell.allocated.1.minor(), "gain": gain.minor() });
    let more = gain.clone().filter(|(_, gain)| *gain > Money::ZERO);
    let less = gain.rev().filter(|(_, gain)| *gain < Money::ZERO);
    Ok(json!({
        "then": figures(&difference.then),
        "gain": more.take(CELLS).map(row).collect::<Vec<_>>(),
        "lose": less.take(CELLS).map(row).collect::<Vec<_>>(),
    }))
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
