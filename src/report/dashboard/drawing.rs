//! Drawings in SVG. All coordinates are whole numbers; labels are escaped already.

use crate::domain::Money;

/// The width of a drawing in its own units.
const WIDTH: i64 = 900;
/// The colours of parts, dark to light, the last for what is missing. Patterns and labels say the same.
const COLORS: [&str; 6] = ["#1b365d", "#2f5b93", "#4f86c6", "#8fb8e3", "#c9dcf1", "#e9a15b"];

/// A bar: a whole, and the part of it that is filled.
pub(super) struct DrawnBar {
    pub label: String,
    pub whole: Money,
    pub part: Money,
    pub text: String,
}

/// One bar of several parts. Parts below nothing are left out.
pub(super) fn thermometer(parts: &[(String, Money)], title: &str) -> String {
    let total: Money = parts.iter().map(|(_, amount)| amount.or_zero()).sum();
    let (mut shapes, mut left) = (String::new(), Money::ZERO);
    for ((label, amount), color) in parts.iter().zip(COLORS) {
        let amount = amount.or_zero();
        let x = scale(left, total, WIDTH);
        let width = scale(left + amount, total, WIDTH) - x;
        left += amount;
        if width > 0 {
            shapes += &format!(
                "<rect x=\"{x}\" y=\"0\" width=\"{width}\" height=\"44\" fill=\"{color}\"><title>{label}</title></rect>"
            );
        }
    }
    let keys: String = (parts.iter().zip(COLORS))
        .map(|((label, _), color)| format!("<li><span style=\"background:{color}\"></span>{label}</li>"))
        .collect();
    format!(
        "<svg viewBox=\"0 0 {WIDTH} 44\" role=\"img\" aria-label=\"{title}\">{shapes}</svg>\n<ul class=\"key\">{keys}</ul>"
    )
}

/// Bars below each other, as long as their whole, filled as far as their part.
pub(super) fn bars(bars: &[DrawnBar], title: &str) -> String {
    const ROW: i64 = 26;
    const LABEL: i64 = 300;
    const TEXT: i64 = 70;
    let largest = bars.iter().map(|bar| bar.whole).max().unwrap_or(Money::ZERO);
    let height = ROW * i64::try_from(bars.len()).unwrap_or(0);
    let mut shapes = String::new();
    for (row, bar) in (0_i64..).zip(bars) {
        let y = row * ROW;
        let whole = scale(bar.whole, largest, WIDTH - LABEL - TEXT);
        let part = scale(bar.part, bar.whole, whole);
        let (middle, right) = (y + 17, LABEL + whole + 6);
        shapes += &format!(
            "<text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{}</text>\
             <rect x=\"{LABEL}\" y=\"{}\" width=\"{whole}\" height=\"16\" fill=\"#fff\" stroke=\"#e9a15b\"/>\
             <rect x=\"{LABEL}\" y=\"{}\" width=\"{part}\" height=\"16\" fill=\"#2f5b93\"/>\
             <text x=\"{right}\" y=\"{middle}\">{}</text>",
            LABEL - 8,
            bar.label,
            y + 4,
            y + 4,
            bar.text
        );
    }
    format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{title}\">{shapes}</svg>")
}

/// Lines over months; beyond `actual` points they are dashed.
pub(super) fn lines(
    series: &[(String, Vec<Money>)],
    labels: &[String],
    actual: usize,
    exponent: u32,
    title: &str,
) -> String {
    const HEIGHT: i64 = 260;
    const LEFT: i64 = 60;
    const BOTTOM: i64 = 230;
    let most = series.iter().flat_map(|(_, values)| values).copied().max().unwrap_or(Money::ZERO).or_zero();
    let million = 10_i64.pow(exponent) * 1_000_000;
    let steps = (most.minor() / million / 5 + 1).max(1);
    let top = Money::from_minor(steps * 5 * million);
    let last = i64::try_from(labels.len().saturating_sub(1)).unwrap_or(0).max(1);
    let x = |point: usize| LEFT + (WIDTH - LEFT - 10) * i64::try_from(point).unwrap_or(0) / last;
    let y = |amount: Money| BOTTOM - scale(amount, top, BOTTOM - 10);
    let mut shapes = String::new();
    for step in 0..=5 {
        let here = y(Money::from_minor(steps * step * million));
        shapes += &format!(
            "<line x1=\"{LEFT}\" x2=\"{WIDTH}\" y1=\"{here}\" y2=\"{here}\" stroke=\"#dde3ea\"/>\
             <text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
            LEFT - 8,
            here + 4,
            steps * step
        );
    }
    for (point, label) in labels.iter().enumerate().filter(|(_, label)| label.ends_with("-01")) {
        shapes +=
            &format!("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>", x(point), BOTTOM + 20, &label[..4]);
    }
    for ((_, values), (color, width)) in series.iter().zip([("#1b365d", 3), ("#4f86c6", 3), ("#e9a15b", 2)]) {
        let points: Vec<String> =
            values.iter().enumerate().map(|(point, value)| format!("{},{}", x(point), y(*value))).collect();
        let known = actual.clamp(1, points.len().max(1)).min(points.len());
        let (past, future) = (&points[..known], &points[known.saturating_sub(1)..]);
        shapes += &line(past, color, width, "");
        shapes += &line(future, color, width, " stroke-dasharray=\"6 5\"");
    }
    let keys: String = (series.iter().zip(["#1b365d", "#4f86c6", "#e9a15b"]))
        .map(|((name, _), color)| format!("<li><span style=\"background:{color}\"></span>{name}</li>"))
        .collect();
    format!(
        "<svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{title}\">{shapes}</svg>\n<ul class=\"key\">{keys}</ul>"
    )
}

fn line(points: &[String], color: &str, width: u8, dashes: &str) -> String {
    format!(
        "<polyline points=\"{}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"{dashes}/>",
        points.join(" ")
    )
}

/// An amount as a length, nothing below nothing.
fn scale(amount: Money, whole: Money, length: i64) -> i64 {
    if whole.minor() <= 0 {
        return 0;
    }
    Money::from_minor(length).scaled(amount.or_zero().minor(), whole.minor()).minor()
}
