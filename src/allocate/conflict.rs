//! Limits that contradict each other: the smallest set of them, in the sense that without any one of them the rest
//! could hold.
//!
//! Found by deletion: of the limits that a violated cut crosses, each that is not needed for the conflict is dropped
//! (Chinneck, *Feasibility and Infeasibility in Optimization*, 2008, section 6.3).

use super::AllocateError;
use super::build::Built;
use super::instance::{Instance, LimitSpecKind};
use super::network::{Network, UNBOUNDED, Violation};

/// A bound that could be dropped.
struct Bound {
    arc: usize,
    name: String,
}

/// The limits, caps and ceilings in conflict.
pub(super) fn conflict(instance: &Instance, built: &Built, violation: &Violation) -> AllocateError {
    let mut network = built.network.clone();
    let mut needed: Vec<String> = Vec::new();
    // Ceilings first, so that where a limit alone is impossible no more than it is named.
    let mut open = bounds(instance, built, violation);
    open.reverse();
    while let Some(bound) = open.pop() {
        let kept = network.arcs[bound.arc];
        (network.arcs[bound.arc].lower, network.arcs[bound.arc].upper) = (0, UNBOUNDED);
        if possible(&network) {
            network.arcs[bound.arc] = kept;
            needed.push(bound.name);
        }
    }
    AllocateError::Conflict { names: needed, missing: violation.missing }
}

fn possible(network: &Network) -> bool {
    network.flow(None).is_ok()
}

/// What the cut crosses: ceilings, caps, limits, in this order.
fn bounds(instance: &Instance, built: &Built, violation: &Violation) -> Vec<Bound> {
    let crosses = |arc: usize| {
        let arc = built.network.arcs[arc];
        violation.near[arc.from] != violation.near[arc.to]
    };
    let ceiling = |(bunch, &arc): (usize, &usize)| {
        let names = built.eligible.bunches[bunch].iter().map(|&rank| built.cell(instance, rank).id.as_str());
        Bound { arc, name: format!("the ceiling of {}", names.collect::<Vec<_>>().join(", ")) }
    };
    let ceilings = built.bunch_arcs.iter().enumerate().filter(|(_, arc)| crosses(**arc)).map(ceiling);
    let groups = instance.groups.iter().zip(&built.group_arcs).filter(|(_, arc)| crosses(**arc));
    let groups = groups.map(|(group, &arc)| Bound { arc, name: format!("the cap of the group {}", group.id) });
    let limits = built.limit_arcs.iter().filter(|(_, _, arc)| crosses(*arc)).map(|&(class, index, arc)| {
        let class = &built.eligible.classes[class];
        let lot = built.lot(instance, class.lots[0]);
        let limit = &lot.limits[class.limits[index].limit];
        let kind = match limit.kind {
            LimitSpecKind::AtLeast => "at least",
            LimitSpecKind::AtMost => "at most",
        };
        let share = format!("{}.{:04}", limit.share_ppm / 10_000, limit.share_ppm % 10_000);
        let share = share.trim_end_matches('0').trim_end_matches('.');
        let mut scope: Vec<String> = limit.scope.iter().map(|(place, theme)| format!("{place} x {theme}")).collect();
        if limit.outside_countries {
            scope.push("outside countries".to_owned());
        }
        let part = if limit.elsewhere { "all but " } else { "" };
        Bound { arc, name: format!("{kind} {share}% of {} for {part}{}", lot.id, scope.join(", ")) }
    });
    ceilings.chain(groups).chain(limits).collect()
}
