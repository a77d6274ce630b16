//! The figures of a month as the contract has them, for the fund itself.

mod cells;
mod costs;
mod decisions;
mod donors;
mod gap;
mod opportunities;
mod sheets;
mod trees;

use std::collections::{BTreeMap, HashMap};

use crate::allocate::AllocateError;
use crate::attribute::BookedResult;
use crate::attribute::outcome::{self, Over};
use crate::config::Fund;
use crate::domain::facts::{ExpenditureType, ResultKind};
use crate::domain::{AgreementRef, Language};

use super::super::sheets::Report;
use super::super::view::View;
use super::contract::{
    Edition, Expiring, FiguresFile, FundHead, Lapse, Named, OverAllocation, Program, Reach, ResultLine, Rules, VERSION,
    Words,
};
use sheets::Sheets;

/// What the parts are made from.
struct Builder<'a> {
    view: &'a View<'a>,
    /// The index of each agreement.
    agreements: HashMap<&'a AgreementRef, usize>,
    /// What says things in words, in each language.
    reports: Vec<Report<'a>>,
}

/// The figures of a month.
///
/// # Errors
/// When there is no allocation of a contribution that is tried.
pub fn figures(view: &View<'_>) -> Result<FiguresFile, AllocateError> {
    let (fund, ledger) = (view.fund, view.ledger);
    let references = ledger.agreements.iter().map(|position| &position.agreement.reference);
    let reports = Language::ALL.iter().map(|language| Report::in_language(view, *language)).collect();
    let builder = Builder { view, agreements: references.zip(0..).collect(), reports };
    let mut sheets = Sheets::default();
    let (donors, agreements) = builder.donors(&mut sheets);
    let (receipts, instalments) = (builder.receipts(&mut sheets), builder.instalments(&mut sheets));
    let cells = builder.cells(&mut sheets);
    let (costs, pending) = (builder.costs(&mut sheets), builder.pending(&mut sheets));
    let results = builder.results(&mut sheets);
    let (opportunities, interests) = builder.opportunities((&cells, &results), &mut sheets)?;
    let decisions = builder.decisions(&mut sheets);
    let mut totals = super::contract::Sums::default();
    agreements.iter().for_each(|agreement| totals += agreement.sums);
    Ok(FiguresFile {
        version: VERSION,
        edition: Edition::Internal,
        program: Program { name: env!("CARGO_PKG_NAME"), version: view.provenance.version.clone() },
        fund: FundHead {
            name: fund.name.clone(),
            called: Named::by(|language| fund.called(language)),
            code: fund.code.clone(),
            base_currency: fund.base_currency.code(),
            decimals: fund.exponent(),
            from: fund.period.from,
            to: fund.end_on(ledger.as_of),
            illustrative: fund.illustrative,
            note: fund.note.clone(),
            notes: fund.notes.iter().map(|(language, note)| (language.code(), note.to_owned())).collect(),
            language: fund.default_language.code(),
        },
        status: view.provenance.status,
        as_of: ledger.as_of,
        inputs_sha256: view.inputs_hash.clone(),
        rules: rules(fund),
        places: builder.places(),
        themes: builder.themes(),
        totals,
        together: Vec::new(),
        uncovered_obligations: view.attribution.total_uncovered(),
        interest: ledger.interest.iter().map(|line| line.base).sum(),
        bank_charges: ledger.bank_charges.iter().map(|line| line.base).sum(),
        gap: builder.gap(),
        reach: builder.reach(&results),
        donors,
        agreements,
        receipts,
        instalments,
        expiring: builder.expiring(),
        lapses: builder.lapses(),
        over_allocations: builder.over_allocations(),
        available: builder.available(),
        decisions,
        holdings: builder.holdings(),
        costs,
        pending,
        opportunities,
        basis: builder.basis(&cells, &results),
        interests,
        results,
        differences: (!view.facts.finance.is_empty()).then_some(view.reconciliation.asked()),
        scenarios: Vec::new(),
        sheets: sheets.list(),
        cells,
    })
}

/// The rules of the fund, as its settings say them.
fn rules(fund: &Fund) -> Rules {
    Rules {
        administrative_fee: fund.charges.administrative_fee.to_string(),
        support_cost: fund.charges.support_cost.to_string(),
        levy: fund.charges.levy.to_string(),
        pledge_weight: fund.pledge_weight.to_string(),
        pipeline_weight: fund.pipeline_weight.to_string(),
        country_share: fund.allocation.country_share.map(|share| share.to_string()),
    }
}

/// What a result counts.
const fn result_kind(kind: ResultKind) -> &'static str {
    match kind {
        ResultKind::InstitutionalChange => "change",
        ResultKind::LegalCoverage => "legal",
        ResultKind::EffectiveCoverage => "effective",
        ResultKind::Adequacy => "adequacy",
    }
}

/// Whether a kind of expenditure is spent, not only bound.
const fn is_spent(kind: ExpenditureType) -> bool {
    match kind {
        ExpenditureType::Expenditure => true,
        ExpenditureType::Obligation => false,
    }
}

impl Builder<'_> {
    /// Something in the words of each language.
    fn in_words(&self, say: impl Fn(&Report<'_>) -> String) -> Words {
        self.reports.iter().map(|report| (report.phrases.language().code(), say(report))).collect()
    }

    fn expiring(&self) -> Vec<Expiring> {
        let view = self.view;
        let expiring = view.allocation.expiring(view.ledger, view.fund.allocation.expiry_notice_days).into_iter();
        let expiring = expiring.filter_map(|money| {
            let agreement = *self.agreements.get(&money.agreement)?;
            Some(Expiring { agreement, until: money.until, amount: money.unplaced })
        });
        expiring.collect()
    }

    /// What ended agreements owe: to be returned or extended.
    fn lapses(&self) -> Vec<Lapse> {
        let lapse = |lapse: &outcome::Lapse| Lapse {
            agreement: lapse.agreement as usize,
            ended_on: lapse.ended_on,
            lapsed: lapse.lapsed,
            reserve: lapse.reserve,
            kept: lapse.kept,
        };
        self.view.book.lapses.iter().map(lapse).collect()
    }

    /// What stands above its money or its ceiling and is charged already.
    fn over_allocations(&self) -> Vec<OverAllocation> {
        let over = |over: &Over| match over {
            Over::Agreement { agreement, amount, cells, .. } => OverAllocation {
                agreement: Some(*agreement as usize),
                amount: *amount,
                cells: cells.iter().map(|cell| *cell as usize).collect(),
            },
            Over::Cell { cell, amount, .. } => {
                OverAllocation { agreement: None, amount: *amount, cells: vec![*cell as usize] }
            }
        };
        self.view.book.over.iter().map(over).collect()
    }

    fn results(&self, sheets: &mut Sheets) -> Vec<ResultLine> {
        let line = |result: &BookedResult| ResultLine {
            place: result.geography.to_string(),
            theme: result.theme.to_string(),
            date: result.date,
            kind: result_kind(result.kind),
            number: result.number,
            description: result.description.clone().unwrap_or_default(),
            source: (result.source.row > 0).then(|| sheets.row(&result.source)),
        };
        self.view.attribution.results.iter().filter(|result| result.number != 0).map(line).collect()
    }

    /// Reached against what was to be reached; changes have no target.
    fn reach(&self, results: &[ResultLine]) -> Vec<Reach> {
        let people = self.view.fund.programme.people.as_ref();
        let targets = [
            ("legal", people.map(|people| people.legal)),
            ("effective", people.map(|people| people.effective)),
            ("adequacy", people.map(|people| people.adequacy)),
            ("change", None),
        ];
        let reach = targets.into_iter().map(|(kind, target)| {
            let of_kind: Vec<&ResultLine> = results.iter().filter(|result| result.kind == kind).collect();
            let (results, reached) = counted(&of_kind);
            Reach { kind, target, reached, results }
        });
        reach.collect()
    }
}

/// How many results lines of one kind are of, and what they come to: what changed of a result is no other one.
fn counted(lines: &[&ResultLine]) -> (usize, i64) {
    let mut results: BTreeMap<_, i64> = BTreeMap::new();
    for line in lines {
        *results.entry((&line.place, &line.theme, line.date, &line.description)).or_default() += line.number;
    }
    (results.values().filter(|number| **number > 0).count(), results.values().sum())
}
