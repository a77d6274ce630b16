//! The tables of the fund itself: which edition a month is, who gives, what was achieved.

use rust_decimal::Decimal;

use crate::attribute::BookedResult;
use crate::domain::AgreementRef;
use crate::domain::Target;
use crate::domain::facts::{Donor, ResultTarget};
use crate::report::manifest::Status;

use super::columns::Rows;
use super::{SCHEMA, Table, View, of};

pub(super) fn edition<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let about = "one row: which edition of the month it is, and the figures of the whole programme";
    Rows::new("edition", about, view)
        .key(&["fund", "month"])
        .whole("schema_version", "the number of the tables' shape", |_| SCHEMA)
        .text("name", "the fund's full name", |view| view.fund.name.as_str())
        .text("base_currency", "the currency of every amount of the fund (ISO 4217)", |view| {
            view.fund.base_currency.code()
        })
        .whole("decimals", "the decimals of that currency", |view| view.fund.exponent())
        .day("as_of", "the last day that counts", |view| view.ledger.as_of)
        .text("status", "`draft`: the month may still change; `closed`: it was closed so", |view| {
            match view.provenance.status {
                Status::Draft => "draft",
                Status::Closed => "closed",
            }
        })
        .text("version", "the version of the program that made it", |view| view.provenance.version.as_str())
        .text("inputs_sha256", "one hash over all files that the figures were read from", |view| {
            view.inputs_hash.as_str()
        })
        .day("period_from", "the fund's first day", |view| view.fund.period.from)
        .day("period_to", "the fund's last day, as in force on `as_of`", |view| view.fund.end_on(view.ledger.as_of))
        .money("budget", "the programme's whole budget", |view| view.fund.programme.budget)
        .money("own_resources", "of it, what the organisation gives itself", |view| view.fund.programme.own_resources)
        .money("ongoing_projects", "of it, what projects outside the pool bring", |view| {
            view.fund.programme.ongoing_projects
        })
        .money("received", "deposits of all agreements", |view| view.gap.raising.received)
        .money("refunded", "what went back to donors", |view| view.gap.raising.refunded)
        .money("gap", "`budget - own_resources - ongoing_projects - received + refunded`", |view| view.gap.raising.gap)
        .money("lacking", "what the priorities lack", |view| view.gap.priorities.lacking)
        .state_to_date()
}

pub(super) fn donors<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| &view.facts.donors);
    Rows::new("donors", "one row for each donor", rows)
        .key(&["fund", "month", "donor"])
        .text("donor", "its code", |donor: &&Donor| donor.code.as_str())
        .text("name", "its name", |donor| donor.name.as_str())
        .some_text("type", "what kind of organisation it is", |donor| donor.donor_type.map(|of| of.name()))
        .some_text("country", "where it sits", |donor| donor.country.as_ref().map(|code| code.as_str()))
        .some_text("visibility", "how much of it everybody may know; internal where it is empty", |donor| {
            donor.visibility.map(|of| of.name())
        })
        .some_text("reporting", "for which period it wants a statement of its own", |donor| {
            donor.reporting.map(|period| period.to_string())
        })
        .some_text(
            "interests",
            "places with themes that it would like to fund, as `TGO (T02); AFRICA (ALL)`",
            |donor| (!donor.interests.is_empty()).then(|| interests(&donor.interests)),
        )
        .source(|donor| &donor.source)
        .state_to_date()
}

/// Places with their themes, by code.
fn interests(targets: &[Target]) -> String {
    let written = targets.iter().map(|target| format!("{} ({})", target.geography, target.theme));
    written.collect::<Vec<_>>().join("; ")
}

pub(super) fn results<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        let booked = view.attribution.results.iter().enumerate();
        booked.map(move |(result, fact)| (view, result, fact))
    });
    type Row<'v> = (&'v View<'v>, usize, &'v BookedResult);
    let about = "one row for each result up to the as-of day, and for each change of one of a closed month";
    Rows::new("results", about, rows)
        .key(&["fund", "month", "result"])
        .whole("result", "its number in this month's tables", |(_, result, _): &Row<'v>| *result)
        .day("date", "when it was achieved", |(.., fact)| fact.date)
        .text(
            "booked_in",
            "the month in which it counts: that of its day, or, once that was closed, the open one",
            |(.., fact)| fact.month.to_string(),
        )
        .text("geography", "where", |(.., fact)| fact.geography.as_str())
        .text("region", "the region of that place", |(view, _, fact)| {
            view.fund.geography.region(&fact.geography).as_str()
        })
        .text("theme", "the theme", |(.., fact)| fact.theme.as_str())
        .text("pillar", "the pillar of that theme", |(view, _, fact)| view.fund.themes.pillar(&fact.theme).as_str())
        .text("kind", "what is counted", |(.., fact)| fact.kind.name())
        .whole("number", "how many; below zero where a closed month had too many", |(.., fact)| fact.number)
        .some_text("description", "in words", |(.., fact)| fact.description.as_deref())
        .source(|(.., fact)| &fact.source)
        .state_to_date()
}

pub(super) fn result_shares<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| {
        view.attribution.results.iter().enumerate().flat_map(move |(result, of)| {
            let share = move |(agreement, part): &'v (AgreementRef, i64)| {
                let position = view.ledger.agreement(agreement)?;
                Some((result, &position.agreement, Decimal::new(*part, of.kind.decimals())))
            };
            of.parts.iter().filter_map(share)
        })
    });
    let about = "one row for each agreement's share of a result: who paid for what was done by then";
    Rows::new("result_shares", about, rows)
        .key(&["fund", "month", "result", "agreement"])
        .whole("result", "the result, in `results`", |(result, ..)| *result)
        .text("donor", "the donor", |(_, agreement, _)| agreement.donor.as_str())
        .text("agreement", "the agreement", |(_, agreement, _)| agreement.reference.as_str())
        .rate("number", "its share of the number: shares add up to it", |(.., number)| *number)
        .state_to_date()
}

pub(super) fn targets<'v>(view: Option<&'v View<'v>>) -> Table<'v> {
    let rows = of(view, |view| &view.facts.targets);
    Rows::new("targets", "one row for each number of results that is to be reached", rows)
        .text("geography", "where", |target: &&ResultTarget| target.geography.as_str())
        .text("theme", "the theme", |target| target.theme.as_str())
        .text("kind", "what is counted", |target| target.kind.name())
        .whole("number", "how many", |target| target.number)
        .some_day("due_by", "by when, where a day is set", |target| target.by)
        .source(|target| &target.source)
        .state_to_date()
}
