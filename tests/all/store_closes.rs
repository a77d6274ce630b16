//! What a close freezes, and how agreements stood, come out of a ledger as they were recorded.

use poolfund::domain::facts::{DecisionAction, FinanceKind, Resolution};
use poolfund::domain::{AgreementRef, Currency, DonorCode, Month};
use poolfund::ledger::store::{
    self, ActedDecision, Approval, Charge, Close, Cost, CostVersion, DecisionPart, Entry, Frozen, GoneCost, KnownCell,
    Netting, OpenItem, Pending, ReturnedInterest, RunStanding, Settled, UnchargedCost,
};

use crate::builder::*;
use crate::keeping::{Keeping, in_each};
use crate::store_contract::{append, close, file};

fn entry(day_of: &str, amount: i64, cause: &str) -> Entry {
    Entry {
        date: day(day_of),
        agreement: AgreementRef::new("BEL-1"),
        cell: "TGO/T01/2021-2025".into(),
        amount: cents(amount),
        cause: cause.into(),
        reference: None,
    }
}

/// An open item with all that it may say.
fn item(id: &str, minor: i64) -> OpenItem {
    OpenItem {
        id: id.into(),
        kind: FinanceKind::BankCharge,
        cause: "charge-not-booked".into(),
        amount: cents(minor),
        effect: cents(-minor),
        currency: Currency::USD,
        agreement: Some(AgreementRef::new("BEL-1")),
        project: Some("PRJ-1".into()),
        dated: day("2025-07-03"),
        first_seen: day("2025-07-31"),
        ours: vec![],
        theirs: vec!["1900001".into(), "1900002".into()],
        owner: Some("Eve".into()),
        settled: Some(Settled {
            resolution: Resolution::CorrectHere,
            reason: Some("booked \"net\"".into()),
            by: "Ann".into(),
            on: day("2025-08-02"),
        }),
        went: Some("booked-late".into()),
        with: vec!["R-7".into()],
        booked_on: Some(day("2025-09-04")),
    }
}

#[test]
fn a_close_freezes_its_months_and_hands_out_its_edition() {
    in_each(closes_freeze);
}

fn closes_freeze(place: &dyn Keeping) {
    let mut store = place.open();
    let charge = Charge {
        cost: "expenditure V-1".into(),
        agreement: AgreementRef::new("BEL-1"),
        cell: Some("TGO/T01/2021-2025".into()),
        incurred: day("2025-08-03"),
        charged_in: Month::parse("2025-08").unwrap(),
        amount: cents(i64::MIN),
        version: 2,
    };
    let pending = |cost: &str| Pending {
        cost: cost.into(),
        cell: None,
        incurred: day("2025-08-04"),
        amount: cents(-5),
        cause: "no cell".into(),
        version: 0,
    };
    let netting =
        Netting { credit: "V-3".into(), credit_version: 1, cost: "V-2".into(), cost_version: 0, amount: cents(7) };
    let cost = |id: &str, base: i64| Cost {
        id: id.into(),
        date: day("2025-08-03"),
        document: "V-1".into(),
        project: "P".into(),
        category: "staff".into(),
        cell: Some("TGO/T01/2021-2025".into()),
        geography: None,
        theme: None,
        agreement: None,
        obligation: Some("PO-1".into()),
        base: cents(base),
    };
    let cell = KnownCell {
        id: "TGO/T01/2021-2025".into(),
        geography: "TGO".into(),
        theme: "T01".into(),
        from: day("2021-01-01"),
        to: day("2025-12-31"),
        country: true,
    };
    let returned =
        ReturnedInterest { month: Month::parse("2025-08").unwrap(), donor: DonorCode::new("BEL"), amount: cents(3) };
    let changed = CostVersion { cost: "V-2".into(), version: 1, former: Some(cost("V-2", 4)) };
    let agreement = AgreementRef::new("BEL-1");
    let acted = ActedDecision {
        number: "SC-1".into(),
        date: day("2025-08-12"),
        action: DecisionAction::Move,
        agreement: Some(agreement.clone()),
        from_cell: Some("TGO/T01/2021-2025".into()),
        to_cell: Some("MWI/T01/2021-2025".into()),
        amount: cents(7),
        recommended: cents(7),
        ends: None,
        acted_on: day("2025-08-13"),
        parts: vec![DecisionPart { agreement: agreement.clone(), amount: cents(7) }],
    };
    let uncharged = UnchargedCost { decision: "SC-2".into(), cost: "V-3".into(), version: 1, agreement };
    let august = Frozen {
        entries: vec![entry("2025-08-31", 100, "recommendation"), entry("2025-08-31", 100, "recommendation")],
        charges: vec![charge.clone()],
        pending: vec![pending("V-2")],
        netted: vec![netting.clone()],
        costs: vec![cost("V-1", 5), cost("V-2", 6)],
        gone: vec![GoneCost { id: "V-0".into() }],
        versions: vec![changed],
        returned: vec![returned.clone()],
        cells: vec![cell.clone()],
        items: vec![item("D-0a1b2c3d", 9)],
        decisions: vec![acted.clone()],
        uncharged: vec![uncharged],
    };
    let reports = [file("fund.xlsx", b"PK\x03\x04"), file("dashboard.html", "<p>".repeat(999).as_bytes())];
    let first =
        append(store.as_mut(), vec![close("2025-08", None, august.clone(), &reports)], reports.to_vec()).remove(0);
    let september = Frozen {
        entries: vec![entry("2025-09-30", -30, "decision")],
        pending: vec![pending("V-9")],
        costs: vec![cost("V-1", 8)],
        gone: vec![GoneCost { id: "V-2".into() }],
        items: vec![item("D-9f8e7d6c", -4)],
        decisions: vec![acted.clone()],
        ..Frozen::default()
    };
    let missing = [file("lost.txt", b"lost")];
    let second = close("2025-09", Some(first.id.clone()), september, &missing);
    let second = append(store.as_mut(), vec![second], vec![]).remove(0);
    let close: Close = first.read().unwrap();
    assert_eq!(close.frozen(&first, store.as_ref()).unwrap(), august);
    let edition = close.edition(store.as_ref()).unwrap();
    assert_eq!((edition.files, edition.missing), (reports.to_vec(), vec![]));
    assert_eq!(second.read::<Close>().unwrap().edition(store.as_ref()).unwrap().missing, ["lost.txt"]);
    let (standing, items, _) = store::standing_after(&second, store.as_ref()).unwrap();
    let amounts: Vec<i64> = standing.entries.iter().map(|entry| entry.amount.minor()).collect();
    assert_eq!((amounts, standing.charges, standing.netted), (vec![100, 100, -30], vec![charge], vec![netting]));
    assert_eq!(standing.pending, [pending("V-9")], "what is pending is so at the last close alone");
    assert_eq!((standing.costs, standing.cells), (vec![cost("V-1", 8)], vec![cell]), "as the last close knew them");
    assert_eq!((standing.returned, standing.versions), (vec![returned], vec![]));
    let items: Vec<_> = items.into_iter().map(|close| (close.closed_on.to_string(), close.items)).collect();
    let of_august = ("2025-08-31".to_owned(), august.items.clone());
    let of_september = ("2025-09-30".to_owned(), vec![item("D-9f8e7d6c", -4)]);
    assert_eq!(items, [of_august, of_september], "open items are those of each close");
    assert_eq!((standing.decisions, standing.uncharged), (vec![acted.clone()], vec![]), "and decisions, each in full");
    let approval = Approval::of(&first, "Ben", None, store.as_ref()).unwrap();
    assert_eq!(
        (approval.close, approval.close_hash, approval.head),
        (first.id.clone(), first.hash.clone(), second.hash)
    );
    drop(store);
    place.forge("lines", "UPDATE lines SET amount = 1 WHERE kind = 'entry'");
    let store = place.look();
    assert!(store::standing_after(&first, store.as_ref()).unwrap_err().to_string().contains("what it froze"));
}

/// What a run records of how agreements stood keeps this form for ever: later versions compare months with it.
#[test]
fn how_agreements_stood_is_recorded_in_a_form_that_stays() {
    let recorded = r#"{"agreements":[{"agreement":"BEL-1","amount":"1000.50","committed":111111,"currency":"EUR",\
        "donor":"BEL","placed":50000,"receipts":[{"amount":"-450","base":-50000,"date":"2025-08-10","number":"R-1"}],\
        "signed_on":"2024-01-15","spent":-7}],"as_of":"2025-09-30"}"#
        .replace("\\\n        ", "");
    let standing: RunStanding = serde_json::from_str(&recorded).unwrap();
    assert_eq!(
        (standing.agreements[0].placed, standing.agreements[0].receipts[0].base),
        (cents(50_000), cents(-50_000))
    );
    let added = r#""spent":-7,"corrected":0,"lapsed":0,"restated":0}"#;
    let now = recorded.replace(r#""spent":-7}"#, added);
    assert_eq!(serde_json::to_string(&standing).unwrap(), now, "what is added has a default and stands at the end");
}
