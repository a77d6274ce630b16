//! What a close freezes, from the life of the money to the ledger and back.
//!
//! A close keeps what it adds to the close before: entries, charges and settlements are only ever added, costs and cells
//! are kept where they are new or changed. What it does not know: how the ledger writes it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::allocate::instance::PeriodSpec;
use crate::attribute::run::{self, Cause, PendingCause};
use crate::domain::{CellId, GeographyCode, ThemeCode};
use crate::ledger::store::{
    ActedDecision, Charge, Cost, CostVersion, DecisionPart, Entry, Event, Frozen, GoneCost, KnownCell, Netting,
    Pending, ReturnedInterest, StoreError, UnchargedCost,
};

/// What all that is frozen adds to what the ledger holds of the closes before.
pub(super) fn added(all: &run::Before<'_>, kept: &Frozen) -> Frozen {
    let versions = versions(all);
    let line = |cost: &str, version: u32| versions.get(&(cost, version)).copied();
    let costs: BTreeMap<&str, &Cost> = kept.costs.iter().map(|cost| (cost.id.as_str(), cost)).collect();
    let now: BTreeSet<&str> = all.costs.iter().map(|cost| &*cost.id).collect();
    let known: BTreeSet<&KnownCell> = kept.cells.iter().collect();
    let charge = |charge: &run::Charge<'_>| Charge {
        cost: charge.cost.to_string(),
        agreement: charge.agreement.clone(),
        cell: charge.cell.as_ref().map(ToString::to_string),
        incurred: line(&charge.cost, charge.version).map_or(charge.charged_in.first_day(), |cost| cost.date),
        charged_in: charge.charged_in,
        amount: charge.amount,
        version: charge.version,
    };
    let pending = |pending: &run::Pending<'_>| Pending {
        cost: pending.cost.to_string(),
        cell: line(&pending.cost, pending.version).and_then(|cost| cost.cell.as_ref()).map(CellId::to_string),
        incurred: line(&pending.cost, pending.version).map(|cost| cost.date).or(all.closed_on).unwrap_or_default(),
        amount: pending.amount,
        cause: pending.cause.word().to_owned(),
        version: pending.version,
    };
    let changed = all.costs.iter().map(cost).filter(|cost| costs.get(cost.id.as_str()) != Some(&cost));
    let gone = costs.keys().filter(|id| !now.contains(*id)).map(|id| GoneCost { id: (*id).to_owned() });
    Frozen {
        entries: all.entries.iter().skip(kept.entries.len()).map(entry).collect(),
        charges: all.charges.iter().skip(kept.charges.len()).map(charge).collect(),
        pending: all.pending.iter().map(pending).collect(),
        netted: newly_netted(all, kept),
        costs: changed.collect(),
        gone: gone.collect(),
        versions: all.versions.iter().map(version).collect(),
        returned: all.returned.iter().skip(kept.returned.len()).map(returned).collect(),
        cells: all.cells.iter().map(cell).filter(|cell| !known.contains(cell)).collect(),
        items: Vec::new(),
        decisions: all.decisions.iter().map(decision).collect(),
        uncharged: all.uncharged.iter().map(uncharged).collect(),
    }
}

/// The lines that charges and pending costs are of: by cost and version, what it was.
fn versions<'a>(all: &'a run::Before<'_>) -> HashMap<(&'a str, u32), &'a run::Cost<'a>> {
    let mut numbers: HashMap<&str, u32> = HashMap::new();
    let mut lines = HashMap::with_capacity(all.costs.len());
    for version in &all.versions {
        match &version.former {
            Some(former) => drop(lines.insert((&*version.cost, version.version), former)),
            None => drop(numbers.insert(&*version.cost, version.version)),
        }
    }
    let number = |cost: &run::Cost<'_>| numbers.get(&*cost.id).copied().unwrap_or_default();
    lines.extend(all.costs.iter().map(|cost| ((&*cost.id, number(cost)), cost)));
    lines
}

fn decision(acted: &run::Acted) -> ActedDecision {
    let run::Decision { number, date, action, agreement, from_cell, to_cell, amount, recommended, ends, .. } =
        &acted.decision;
    let part = |part: &run::Payer| DecisionPart { agreement: part.agreement.clone(), amount: part.amount };
    ActedDecision {
        number: number.clone(),
        date: *date,
        action: *action,
        agreement: agreement.clone(),
        from_cell: from_cell.as_ref().map(ToString::to_string),
        to_cell: to_cell.as_ref().map(ToString::to_string),
        amount: *amount,
        recommended: *recommended,
        ends: ends.clone(),
        acted_on: acted.acted_on,
        parts: acted.parts.iter().map(part).collect(),
    }
}

fn acted(kept: ActedDecision) -> run::Acted {
    let cell = |id: Option<String>| id.map(|id| CellId::new(&id));
    let part = |part: DecisionPart| run::Payer { agreement: part.agreement, amount: part.amount };
    run::Acted {
        decision: run::Decision {
            number: kept.number,
            date: kept.date,
            status: run::DecisionStatus::Adopted,
            action: kept.action,
            agreement: kept.agreement,
            from_cell: cell(kept.from_cell),
            to_cell: cell(kept.to_cell),
            amount: kept.amount,
            recommended: kept.recommended,
            ends: kept.ends,
        },
        acted_on: kept.acted_on,
        parts: kept.parts.into_iter().map(part).collect(),
    }
}

fn uncharged(uncharged: &run::Uncharged<'_>) -> UnchargedCost {
    UnchargedCost {
        decision: uncharged.decision.clone(),
        cost: uncharged.cost.to_string(),
        version: uncharged.version,
        agreement: uncharged.agreement.clone(),
    }
}

fn entry(entry: &run::Entry) -> Entry {
    Entry {
        date: entry.date,
        agreement: entry.agreement.clone(),
        cell: entry.cell.to_string(),
        amount: entry.amount,
        cause: entry.cause.word().to_owned(),
        reference: Some(entry.reference.clone()).filter(|reference| !reference.is_empty()),
    }
}

/// What is settled now and was not before; what was settled and is open again, below nothing.
fn newly_netted(all: &run::Before<'_>, kept: &Frozen) -> Vec<Netting> {
    let taken_back = kept.netted.iter().map(|kept| Netting { amount: -kept.amount, ..kept.clone() });
    Netting::added_up(all.netted.iter().map(netting).chain(taken_back))
}

fn netting(netting: &run::Netting<'_>) -> Netting {
    Netting {
        credit: netting.credit.to_string(),
        credit_version: netting.credit_version,
        cost: netting.cost.to_string(),
        cost_version: netting.cost_version,
        amount: netting.amount,
    }
}

fn cost(cost: &run::Cost<'_>) -> Cost {
    let owned = |text: &Option<Cow<'_, str>>| text.as_deref().map(str::to_owned);
    Cost {
        id: cost.id.to_string(),
        date: cost.date,
        document: cost.document.to_string(),
        project: cost.project.to_string(),
        category: cost.category.to_string(),
        cell: cost.cell.as_ref().map(CellId::to_string),
        geography: cost.geography.as_ref().map(ToString::to_string),
        theme: cost.theme.as_ref().map(ToString::to_string),
        agreement: owned(&cost.agreement),
        obligation: owned(&cost.obligation),
        base: cost.base,
    }
}

fn version(version: &run::Version<'_>) -> CostVersion {
    CostVersion { cost: version.cost.to_string(), version: version.version, former: version.former.as_ref().map(cost) }
}

fn returned(returned: &run::Returned) -> ReturnedInterest {
    ReturnedInterest { month: returned.month, donor: returned.donor.clone(), amount: returned.amount }
}

fn cell(cell: &run::Cell) -> KnownCell {
    KnownCell {
        id: cell.id.to_string(),
        geography: cell.geography.clone(),
        theme: cell.theme.clone(),
        from: cell.period.from,
        to: cell.period.to,
        country: cell.country,
    }
}

/// What closes froze, as the life of the money goes on from it. `close` is the last of them, for messages.
///
/// # Errors
/// When a cause is of another version of the program.
pub(super) fn of_ledger(
    frozen: Frozen,
    closed_on: NaiveDate,
    close: &Event,
) -> Result<run::Before<'static>, StoreError> {
    let unknown =
        |word: &str| close.unreadable(&format!("this version of the program does not know the cause {word:?}"));
    let entry = |entry: Entry| {
        Ok(run::Entry {
            cause: Cause::parse(&entry.cause).ok_or_else(|| unknown(&entry.cause))?,
            date: entry.date,
            agreement: entry.agreement,
            cell: CellId::new(&entry.cell),
            amount: entry.amount,
            reference: entry.reference.unwrap_or_default(),
        })
    };
    let pending = |pending: Pending| {
        Ok(run::Pending {
            cause: PendingCause::parse(&pending.cause).ok_or_else(|| unknown(&pending.cause))?,
            cost: pending.cost.into(),
            amount: pending.amount,
            version: pending.version,
        })
    };
    let charge = |charge: Charge| run::Charge {
        cost: charge.cost.into(),
        agreement: charge.agreement,
        cell: charge.cell.map(|cell| CellId::new(&cell)),
        charged_in: charge.charged_in,
        amount: charge.amount,
        version: charge.version,
    };
    let netting = |netting: Netting| run::Netting {
        credit: netting.credit.into(),
        credit_version: netting.credit_version,
        cost: netting.cost.into(),
        cost_version: netting.cost_version,
        amount: netting.amount,
    };
    let version = |version: CostVersion| run::Version {
        cost: version.cost.into(),
        version: version.version,
        former: version.former.map(cost_of_ledger),
    };
    let returned = |returned: ReturnedInterest| run::Returned {
        month: returned.month,
        donor: returned.donor,
        amount: returned.amount,
    };
    Ok(run::Before {
        closed_on: Some(closed_on),
        entries: frozen.entries.into_iter().map(entry).collect::<Result<_, StoreError>>()?,
        charges: frozen.charges.into_iter().map(charge).collect(),
        pending: frozen.pending.into_iter().map(pending).collect::<Result<_, StoreError>>()?,
        netted: frozen.netted.into_iter().map(netting).collect(),
        costs: frozen.costs.into_iter().map(cost_of_ledger).collect(),
        versions: frozen.versions.into_iter().map(version).collect(),
        returned: frozen.returned.into_iter().map(returned).collect(),
        decisions: frozen.decisions.into_iter().map(acted).collect(),
        uncharged: frozen.uncharged.into_iter().map(uncharged_of_ledger).collect(),
        cells: frozen.cells.into_iter().map(cell_of_ledger).collect(),
    })
}

fn uncharged_of_ledger(kept: UnchargedCost) -> run::Uncharged<'static> {
    let UnchargedCost { decision, cost, version, agreement } = kept;
    run::Uncharged { decision, cost: cost.into(), version, agreement }
}

fn cost_of_ledger(cost: Cost) -> run::Cost<'static> {
    run::Cost {
        id: cost.id.into(),
        date: cost.date,
        document: cost.document.into(),
        project: cost.project.into(),
        category: cost.category.into(),
        cell: cost.cell.map(CellId::from),
        geography: cost.geography.map(GeographyCode::from),
        theme: cost.theme.map(ThemeCode::from),
        agreement: cost.agreement.map(Cow::Owned),
        obligation: cost.obligation.map(Cow::Owned),
        base: cost.base,
    }
}

fn cell_of_ledger(cell: KnownCell) -> run::Cell {
    run::Cell {
        id: CellId::new(&cell.id),
        geography: cell.geography,
        theme: cell.theme,
        period: PeriodSpec { from: cell.from, to: cell.to },
        country: cell.country,
        versions: Vec::new(),
    }
}
