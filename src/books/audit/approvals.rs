//! Approvals: each against the close that it approves, and its signature, where the fund wants one.

use std::collections::{HashMap, HashSet};

use crate::ledger::store::{Approval, Close, Event, EventKind, Format, Store};

use super::super::person::same_person;
use super::super::signature;
use super::{Audited, Fault, Finding};

/// Every approval against the close that it approves.
pub(super) fn approvals(store: &dyn Store, events: &[Event]) -> Finding {
    // One that cannot be read is named with its lines.
    let closes = events.iter().filter(|event| event.kind == EventKind::Close);
    let closes: HashMap<&str, (&Event, Close)> =
        closes.filter_map(|event| Some((event.id.as_str(), (event, event.read().ok()?)))).collect();
    let approvals: Vec<&Event> = events.iter().filter(|event| event.kind == EventKind::Approval).collect();
    let audited = Audited::Approvals { approvals: approvals.len(), closes: closes.len() };
    let (mut finding, mut typed) = (Finding::new(audited, Vec::new()), 0);
    let mut approved = HashSet::new();
    for event in approvals {
        match event.read::<Approval>() {
            Ok(approval) => {
                typed += usize::from(approval.signed.is_none());
                if !approved.insert(approval.close.clone()) {
                    finding.faults.push(Fault::ApprovedTwice { seq: event.seq });
                }
                finding.faults.extend(faults(store, event, approval, &closes));
            }
            Err(why) => finding.faults.push(Fault::Store(why.to_string())),
        }
    }
    if typed > 0 {
        finding.notes.push(format!("approvals that are a typed name and no signature: {typed}"));
    }
    finding
}

/// What is wrong with one.
fn faults(store: &dyn Store, event: &Event, approval: Approval, closes: &HashMap<&str, (&Event, Close)>) -> Vec<Fault> {
    let seq = event.seq;
    let Some((closed, close)) = closes.get(approval.close.as_str()) else { return vec![Fault::NeverClosed { seq }] };
    if same_person(&close.by, &approval.by) {
        return vec![Fault::SamePerson { by: approval.by }];
    }
    let mut faults = Vec::new();
    if event.format != Format::One && !is_bound(&approval, closed, event) {
        faults.push(Fault::Unbound { seq });
    }
    match signature::fault(&approval, (closed, close), store) {
        Ok(fault) => faults.extend(fault.map(|fault| Fault::Signature { seq, fault })),
        Err(why) => faults.push(Fault::Unreadable(why)),
    }
    faults
}

/// Whether an approval names the close as it stands, and was given after what stands before it.
fn is_bound(approval: &Approval, close: &Event, event: &Event) -> bool {
    approval.close_hash == close.hash && approval.head == event.previous
}
