"""A picture of seconds against lots + cells, both axes logarithmic, as SVG without any library."""

from __future__ import annotations

import math
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 470
LEFT, RIGHT, TOP, BOTTOM = 74, 168, 58, 54
SERIES = [
    ("allocation", "#0b5394", "circle"),
    ("its proof", "#38761d", "square"),
    ("HiGHS, all levels", "#b45f06", "triangle"),
]
"""Name, colour, and a mark that needs no colour."""


def ticks(least: float, most: float) -> list[int]:
    """The powers of ten from below the least to above the most."""
    return list(range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1))


def label(power: int) -> str:
    """Seconds as a word."""
    small = {-6: "1 µs", -5: "10 µs", -4: "0.1 ms", -3: "1 ms", -2: "10 ms", -1: "0.1 s"}
    return small.get(power, f"{10 ** max(power, 0):,} s")


def mark(kind: str, x: float, y: float, colour: str, hollow: bool) -> str:
    """A mark; hollow where the program was cut off."""
    look = f'fill="{"white" if hollow else colour}" stroke="{colour}" stroke-width="1.5"'
    if kind == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" {look}/>'
    if kind == "square":
        return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" {look}/>'
    return f'<path d="M{x:.1f} {y - 5.5:.1f} l5.5 9.5 h-11 z" {look}/>'


def points(rows: list[dict[str, Any]]) -> list[list[tuple[float, float, bool]]]:
    """Size, seconds and whether it was cut off, for each series."""
    size = [row["lots"] + row["cells"] for row in rows]
    ours = [(at, row["ours"]["seconds"], False) for at, row in zip(size, rows)]
    proof = [(at, row["ours"]["proof_seconds"], False) for at, row in zip(size, rows)]
    theirs = [(at, row["theirs"]["seconds"], not row["theirs"]["done"]) for at, row in zip(size, rows)]
    return [sorted(ours), sorted(proof), sorted(theirs)]


def drawing(rows: list[dict[str, Any]]) -> str:
    """The picture."""
    lines = points(rows)
    seconds = [second for line in lines for _, second, _ in line]
    sizes = [size for line in lines for size, _, _ in line]
    across, up = ticks(min(sizes), max(sizes)), ticks(min(seconds), max(seconds))

    def x(size: float) -> float:
        return LEFT + (math.log10(size) - across[0]) / (across[-1] - across[0]) * (WIDTH - LEFT - RIGHT)

    def y(second: float) -> float:
        return HEIGHT - BOTTOM - (math.log10(second) - up[0]) / (up[-1] - up[0]) * (HEIGHT - TOP - BOTTOM)

    title = "Seconds of an allocation against its size"
    told = "; ".join(
        f"{name}: " + ", ".join(f"{size:,.0f} {'over ' if cut else ''}{second:.3g} s" for size, second, cut in line)
        for (name, _, _), line in zip(SERIES, lines)
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title told" font-family="sans-serif" font-size="12">',
        f'<title id="title">{title}</title><desc id="told">{escape(told)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-size="16">{title}</text>',
        f'<text x="{LEFT}" y="42" fill="#444">Hollow: cut off, the true time is longer. Both axes are logarithmic.</text>',
    ]
    for power in across:
        at = x(10**power)
        parts.append(f'<path d="M{at:.1f} {TOP} V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power:,}</text>')
    for power in up:
        at = y(10.0**power)
        parts.append(f'<path d="M{LEFT} {at:.1f} H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{label(power)}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle:.0f}" y="{HEIGHT - 12}" text-anchor="middle">lots + cells</text>')
    for (name, colour, kind), line in zip(SERIES, lines):
        way = " ".join(f"{x(size):.1f},{y(second):.1f}" for size, second, _ in line)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="1.5"/>')
        parts += [mark(kind, x(size), y(second), colour, cut) for size, second, cut in line]
        size, second, _ = line[-1]
        parts.append(f'<text x="{x(size) + 12:.1f}" y="{y(second) + 4:.1f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])
