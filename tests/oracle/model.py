"""An allocation instance, read from JSON into index form.

In: the instance as a dict (integers in cents).  Out: a Model with lots and cells numbered in input
order, the eligible pairs, and every limit as room for NEW money (closed placements are taken off, and
a closed placement that already breaks a limit leaves room zero rather than a negative one).
Does not know: linear programs, the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd
from typing import Any

Instance = dict[str, Any]


class Conflict(Exception):
    """Limits of an instance contradict each other (or are not laminar)."""


@dataclass
class Limit:
    """Bounds on the new money of one lot in one set of cells."""

    cells: frozenset[int]
    least: int
    most: int | None


@dataclass
class Floor:
    """A wish: new money in `cells` reaches `want` (outside and closed money already taken off)."""

    name: str
    cells: frozenset[int]
    want: int


@dataclass
class Model:
    """See the head of the file; all amounts are cents."""

    lots: list[dict[str, Any]]
    cells: list[dict[str, Any]]
    eligible: list[list[int]]
    closed: dict[tuple[int, int], int]
    open_money: list[int]
    room: list[int]
    base: list[int]
    """per cell: outside + closed"""
    weighted_need: list[float]
    limits: list[list[Limit]]
    caps: list[tuple[frozenset[int], int]]
    floors: list[Floor]
    country: list[bool]
    share: tuple[int, int] | None
    """country * share[0] >= elsewhere * share[1], reduced"""
    pairs: list[tuple[int, int]] = field(default_factory=list)

    def closed_in(self, cells: frozenset[int]) -> int:
        """Closed money in a set of cells."""
        return sum(v for (_, c), v in self.closed.items() if c in cells)


def ancestors(rows: list[dict[str, Any]]) -> dict[str, frozenset[str]]:
    """Each code with itself and all codes that it lies in, by its parent or besides."""
    above = {row["code"]: [code for code in [row["parent"], *row.get("also_in", [])] if code] for row in rows}
    found: dict[str, frozenset[str]] = {}
    for code in above:
        seen: set[str] = set()
        open_codes = [code]
        while open_codes:
            here = open_codes.pop()
            if here not in seen:
                seen.add(here)
                open_codes += above[here]
        found[code] = frozenset(seen)
    return found


def check_laminar(family: list[frozenset[int]], what: str) -> None:
    """Any two sets are nested or disjoint, or Conflict."""
    for i, a in enumerate(family):
        for b in family[:i]:
            if a & b and not a <= b and not b <= a:
                raise Conflict(f"{what} are not laminar")


def overlaps(window: dict[str, str] | None, period: dict[str, str]) -> bool:
    """Both ends belong to the span; no window is always."""
    return window is None or (window["from"] <= period["to"] and period["from"] <= window["to"])


def scope_cells(instance: Instance, pairs: list[list[str]]) -> frozenset[int]:
    """The cells under any of the (place, theme) pairs."""
    geo, theme = ancestors(instance["geographies"]), ancestors(instance["themes"])
    return frozenset(
        i
        for i, cell in enumerate(instance["cells"])
        if any(g in geo[cell["geography"]] and t in theme[cell["theme"]] for g, t in pairs)
    )


def read(instance: Instance) -> Model:
    """Number everything; raises Conflict for what contradicts itself on its face."""
    lots, cells = instance["lots"], instance["cells"]
    lot_at = {lot["id"]: i for i, lot in enumerate(lots)}
    cell_at = {cell["id"]: i for i, cell in enumerate(cells)}

    def scope(pairs: list[list[str]]) -> frozenset[int]:
        return scope_cells(instance, pairs)

    closed: dict[tuple[int, int], int] = {}
    for row in instance.get("placed") or []:
        key = (lot_at[row["lot"]], cell_at[row["cell"]])
        closed[key] = closed.get(key, 0) + row["amount"]
    closed_lot, closed_cell = [0] * len(lots), [0] * len(cells)
    for (l, c), amount in closed.items():
        closed_lot[l] += amount
        closed_cell[c] += amount

    eligible, limits = [], []
    for l, lot in enumerate(lots):
        allowed = scope(lot["include"]) - scope(lot.get("exclude") or [])
        eligible.append([c for c in sorted(allowed) if overlaps(lot.get("window"), cells[c]["period"])])
        own = []
        for row in lot.get("limits") or []:
            inside = scope(row["scope"])
            done = sum(v for (k, c), v in closed.items() if k == l and c in inside)
            part = row["share_ppm"] * lot["available"]
            if row["kind"] == "at_least":
                own.append(Limit(inside, max(0, -(-part // 1_000_000) - done), None))
            else:
                own.append(Limit(inside, 0, max(0, part // 1_000_000 - done)))
        check_laminar([limit.cells for limit in own], f"limits of {lot['id']}")
        limits.append(own)

    capacity = [max(0, cell["ceiling"] - cell["outside"]) for cell in cells]
    floors = []
    for c, cell in enumerate(cells):
        want = max(0, cell["floor"] - cell["outside"])
        if want > max(capacity[c], closed_cell[c]):
            raise Conflict(f"floor of {cell['id']} is above its ceiling")
        if want > closed_cell[c]:
            floors.append(Floor(cell["id"], frozenset([c]), want - closed_cell[c]))
    caps = []
    families = []
    for group in instance.get("groups") or []:
        inside = scope(group["scope"])
        families.append(inside)
        done = sum(closed_cell[c] for c in inside)
        outside = sum(cells[c]["outside"] for c in inside)
        want = group["floor"] - outside
        if group["cap"] is not None:
            caps.append((inside, max(0, group["cap"] - done)))
            if want > max(group["cap"], done):
                raise Conflict(f"floor of {group['id']} is above its cap")
        if want > done:
            floors.append(Floor(group["id"], inside, want - done))
    check_laminar(families, "groups")

    share = None
    policy = instance.get("policy")
    if policy and policy["country_share_ppm"] > 0:
        ppm = policy["country_share_ppm"]
        common = gcd(ppm, 1_000_000)
        share = ((1_000_000 - ppm) // common, ppm // common)
    model = Model(
        lots=lots,
        cells=cells,
        eligible=eligible,
        closed=closed,
        open_money=[max(0, lot["available"] - closed_lot[l]) for l, lot in enumerate(lots)],
        room=[max(0, capacity[c] - closed_cell[c]) for c in range(len(cells))],
        base=[cell["outside"] + closed_cell[c] for c, cell in enumerate(cells)],
        weighted_need=[cell["need"] * cell["weight_milli"] / 1000 for cell in cells],
        limits=limits,
        caps=caps,
        floors=floors,
        country=[bool(cell["country"]) for cell in cells],
        share=share,
    )
    model.pairs = [(l, c) for l, own in enumerate(eligible) for c in own]
    return model


def lot_classes(model: Model) -> list[list[int]]:
    """Lots in the order they are used: category 4 first, then the earliest window end, none last."""
    key = lambda l: (  # noqa: E731
        -model.lots[l]["category"],
        (model.lots[l].get("window") or {}).get("to", "9999-12-31"),
    )
    found: dict[tuple[int, str], list[int]] = {}
    for l in range(len(model.lots)):
        found.setdefault(key(l), []).append(l)
    return [found[k] for k in sorted(found)]
