//! The table of what was measured.

use std::fmt::Write;
use std::ops::RangeInclusive;

use crate::reconciliation::fund::Mode;
use crate::reconciliation::measure::Score;
use crate::reconciliation::plants::Plant;

/// The random funds that are measured in each mode: seeds that nothing was tried on while matching was written.
pub const SEEDS: RangeInclusive<u64> = 811_301..=811_310;
const BEGIN: &str = "<!-- reconciliation: measured -->\n";
const END: &str = "<!-- reconciliation: end -->";

fn per_cent(part: usize, whole: usize) -> String {
    // Never rounded up to the whole.
    let tenths = (part * 1_000).checked_div(whole).unwrap_or(1_000);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// The table in Markdown.
pub fn table(measured: &[(Mode, Score)]) -> String {
    let mut text = String::new();
    let modes: Vec<&str> = measured.iter().map(|(mode, _)| mode.words()).collect();
    writeln!(text, "| planted | {} |", modes.join(" | ")).unwrap();
    writeln!(text, "| --- |{}", " --: |".repeat(modes.len())).unwrap();
    for plant in Plant::ALL {
        write!(text, "| {} |", plant.words()).unwrap();
        for (_, score) in measured {
            match score.by_plant.get(plant) {
                Some(fared) => {
                    let right = per_cent(fared.right, fared.planted);
                    let unseen = fared.planted - fared.seen;
                    let unseen = if unseen == 0 { String::new() } else { format!(", {unseen} not seen") };
                    write!(text, " {right} of {}{unseen} |", fared.planted).unwrap();
                }
                None => write!(text, " |").unwrap(),
            }
        }
        writeln!(text).unwrap();
    }
    let bars: Vec<String> = measured.iter().map(|(mode, _)| format!("{}%", mode.bar())).collect();
    writeln!(text, "| the bar for that | {} |", bars.join(" | ")).unwrap();
    let rows: [(&str, fn(&Score) -> String); 6] = [
        ("**right cause, in all**", |score| {
            let [planted, right] = score.in_all();
            format!("**{}** of {planted}", per_cent(right, planted))
        }),
        ("least precision of a cause", |score| {
            let least = score.by_cause.iter().min_by_key(|(_, [said, right])| right * 100_000 / said);
            least.map_or_else(String::new, |(cause, [said, right])| format!("{} ({cause:?})", per_cent(*right, *said)))
        }),
        ("differences that nothing planted explains", |score| score.false_rows.to_string()),
        ("differences in funds without a fault", |score| score.clean.to_string()),
        ("left or new, all proposals followed", |score| score.left[0].to_string()),
        ("left or new, all proposals followed in the month after", |score| score.left[1].to_string()),
    ];
    for (words, of) in rows {
        let cells: Vec<String> = measured.iter().map(|(_, score)| of(score)).collect();
        writeln!(text, "| {words} | {} |", cells.join(" | ")).unwrap();
    }
    text
}

/// A text with the table in its place; nothing where it has none.
pub fn replaced(text: &str, measured: &[(Mode, Score)]) -> Option<String> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{}\n{END}{after}", table(measured)))
}
