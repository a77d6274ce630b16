//! Extracts of finance's that overlap: that of March, and that of the first quarter.
//!
//! What comes in: the lines of all extracts. What leaves: each booking once, with a warning at the first line of a sheet that
//! another holds as well. What it does not know: what the lines are matched with.
//!
//! Lines of one sheet that say the same are two bookings, or one that finance booked twice, which the reconciliation tells apart.
//! Of lines that several sheets have in common, as many count as the sheet has that holds most of them. A closing balance
//! is that of its day however often it is said: by the last running balance of a month, and by the opening row of the next.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::facts::{FinanceKind, FinanceLine};
use crate::domain::source::SourceSheet;
use crate::domain::{Fact, FactKind, Money, Source};
use crate::intake::check::Findings;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// A line, and how often each sheet has it.
struct Seen {
    line: Arc<FinanceLine>,
    counts: Vec<(Arc<SourceSheet>, usize)>,
}

/// Lines of a sheet that another holds as well: the first of them, where it also stands, and how many there are.
struct Shared {
    first: Source,
    also: Arc<SourceSheet>,
    lines: usize,
}

/// Lets each booking count once.
pub(super) fn check(lines: &mut Vec<Arc<FinanceLine>>, findings: &mut Findings<'_>) {
    let sheets: HashSet<&SourceSheet> = lines.iter().map(|line| &*line.source.sheet).collect();
    let several = sheets.len() > 1;
    let mut seen: HashMap<(FinanceKind, NaiveDate, Money), Vec<Seen>> = HashMap::new();
    let mut shared: Vec<Shared> = Vec::new();
    lines.retain(|line| {
        let is_balance = line.kind == FinanceKind::ClosingBalance;
        if !several && !is_balance {
            return true;
        }
        let alike = seen.entry((line.kind, line.date, line.amount)).or_default();
        let Some(before) = alike.iter_mut().find(|before| is_same(&before.line, line)) else {
            alike.push(Seen { line: Arc::clone(line), counts: vec![(Arc::clone(&line.source.sheet), 1)] });
            return true;
        };
        let other = before.held_elsewhere(&line.source.sheet);
        if let Some(also) = other.as_ref().filter(|_| !is_balance) {
            match shared.iter_mut().find(|shared| shared.first.sheet == line.source.sheet && shared.also == *also) {
                Some(shared) => shared.lines += 1,
                None => shared.push(Shared { first: line.source.clone(), also: Arc::clone(also), lines: 1 }),
            }
        }
        other.is_none() && !is_balance
    });
    for Shared { first, also, lines } in shared {
        let lines = if lines == 1 { "1 line".to_owned() } else { format!("{lines} lines") };
        let sheet = if also.sheet.is_empty() { String::new() } else { format!(", {}", also.sheet) };
        let texts = [
            format!("{lines} that {}{sheet} also holds", also.file),
            "each booking in one extract".to_owned(),
            "They were taken once. Nothing need be done where the periods of two extracts overlap.".to_owned(),
        ];
        findings.say(ProblemCode::Repeated, (&first, FactKind::Finance, Column::Document), texts);
    }
}

impl Seen {
    /// Counts the line once more in a sheet. The other sheet that holds it as often, where there is one.
    fn held_elsewhere(&mut self, sheet: &Arc<SourceSheet>) -> Option<Arc<SourceSheet>> {
        let own = match self.counts.iter_mut().find(|(of, _)| of == sheet) {
            Some((_, own)) => {
                *own += 1;
                *own
            }
            None => {
                self.counts.push((Arc::clone(sheet), 1));
                1
            }
        };
        let other = self.counts.iter().find(|(of, count)| of != sheet && *count >= own);
        other.map(|(of, _)| Arc::clone(of))
    }
}

/// Whether two lines say the same, wherever they stand. Totals and balances need no number of their own.
fn is_same(one: &FinanceLine, other: &FinanceLine) -> bool {
    let numbered = one.total_of.is_none() && one.kind != FinanceKind::ClosingBalance;
    if numbered {
        return one.says_the_same_as(other);
    }
    FinanceLine { document: one.document.clone(), ..other.clone() }.says_the_same_as(one)
}
