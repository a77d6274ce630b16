"""Random allocation instances, by seed.

Out: JSON Lines of {"name", "expect": "answer" | "conflict", "tags", "instance"}.  An instance has the
fields of the contract and nothing else.  Groups and limits are laminar because they are cut from trees;
instances whose floors contradict their caps are left out, and a few contradictory ones are marked.
Use: python generate.py [count] [seed] > instances.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from typing import Any

from model import Conflict, Instance, read
from oracle import Program

REGIONS = {"AFR": ["MWI", "TGO", "SEN", "UGA"], "ASI": ["VNM", "LAO", "NPL"], "LAC": ["PER", "BOL"]}
ACROSS = "XR"
PILLARS = {"P1": ["T01", "T02", "T03"], "P2": ["T04", "T05"], "P3": ["T06"]}
SPANS = [("2021-01-01", "2022-12-31"), ("2023-01-01", "2025-12-31"), ("2021-01-01", "2025-12-31")]
WINDOWS = [
    {"from": "2021-01-01", "to": "2025-12-31"},
    {"from": "2021-01-01", "to": "2022-06-30"},
    {"from": "2022-12-31", "to": "2023-12-31"},
    {"from": "2023-01-01", "to": "2026-12-31"},
]
Pairs = list[list[str]]


def tree(top: str, branches: dict[str, list[str]], across: list[str] | None = None) -> list[dict[str, Any]]:
    """Rows of a tree of three levels; some leaves may lie across, in a branch besides their own."""
    rows: list[dict[str, Any]] = [{"code": top, "parent": None}]
    if across:
        rows.append({"code": ACROSS, "parent": top})
    for branch, leaves in branches.items():
        rows.append({"code": branch, "parent": top})
        besides = {leaf: [ACROSS] for leaf in across or []}
        rows += [{"code": leaf, "parent": branch, "also_in": besides.get(leaf, [])} for leaf in leaves]
    return rows


def above(branches: dict[str, list[str]], leaf: str) -> str:
    """The branch of a leaf."""
    return next(b for b, leaves in branches.items() if leaf in leaves)


def loosen(chance: random.Random, leaf: str, top: str, branches: dict[str, list[str]]) -> str:
    """A leaf, its branch, or everything."""
    return chance.choice([leaf, leaf, above(branches, leaf), above(branches, leaf), top])


class Draft:
    """One instance under construction."""

    def __init__(self, chance: random.Random, lots: int, cells: int, money: int) -> None:
        self.chance = chance
        self.money = money
        self.cells: list[dict[str, Any]] = []
        self.lots: list[dict[str, Any]] = []
        self.groups: list[dict[str, Any]] = []
        self.placed: list[dict[str, Any]] = []
        self.policy: dict[str, int] | None = None
        self.tags: list[str] = []
        self.leaves_across: list[str] = []
        self._cells(cells)
        for i in range(lots):
            self._lot(i)

    def amount(self, low: float, high: float) -> int:
        """Cents between two parts of the scale; every third time a round sum."""
        value = self.chance.randint(max(1, int(low * self.money)), max(1, int(high * self.money)))
        if self.money >= 10_000 and self.chance.random() < 0.3:
            value = max(1000, value // 1000 * 1000)
        return value

    def _cells(self, count: int) -> None:
        leaves = [leaf for own in REGIONS.values() for leaf in own]
        themes = [leaf for own in PILLARS.values() for leaf in own]
        spots = [(g, t, s) for g in leaves for t in themes for s in range(len(SPANS))]
        for g, t, s in self.chance.sample(spots, count):
            need = self.amount(0.05, 1.0) if self.chance.random() < 0.8 else self.amount(0.001, 0.05)
            self.cells.append({
                "id": f"{g}/{t}/{s}", "geography": g, "theme": t,
                "period": {"from": SPANS[s][0], "to": SPANS[s][1]}, "need": need, "weight_milli": 1000,
                "floor": 0, "ceiling": need, "outside": 0, "country": True,
            })

    def _pair(self) -> list[str]:
        cell = self.chance.choice(self.cells)
        return [
            loosen(self.chance, cell["geography"], "WORLD", REGIONS),
            loosen(self.chance, cell["theme"], "ALL", PILLARS),
        ]

    def _lot(self, i: int) -> None:
        include = [self._pair() for _ in range(self.chance.choice([1, 1, 1, 2, 3]))]
        self.lots.append({
            "id": f"L{i:02}", "available": self.amount(0.05, 1.2),
            "category": self.chance.randint(1, 4), "include": include, "exclude": [],
            "window": None, "limits": [],
        })

    def weights(self) -> None:
        for cell in self.cells:
            cell["weight_milli"] = self.chance.choice([500, 800, 1000, 1000, 1500, 2000])

    def outsides(self) -> None:
        for cell in self.cells:
            if self.chance.random() < 0.6:
                cell["outside"] = int(cell["need"] * self.chance.choice([0.1, 0.3, 0.5, 1.0, 1.2]))

    def ceilings(self) -> None:
        for cell in self.cells:
            if self.chance.random() < 0.5:
                cell["ceiling"] = int(cell["need"] * self.chance.choice([0.2, 0.5, 0.7, 0.9]))

    def floors(self) -> None:
        for cell in self.cells:
            if self.chance.random() < 0.5:
                cell["floor"] = int(max(cell["ceiling"], 0) * self.chance.choice([0.1, 0.3, 0.6, 1.0]))

    def excludes(self) -> None:
        for lot in self.lots:
            if self.chance.random() < 0.6:
                lot["exclude"] = [self._pair() for _ in range(self.chance.choice([1, 2]))]

    def windows(self) -> None:
        for lot in self.lots:
            lot["window"] = self.chance.choice([None, *WINDOWS])

    def limits(self) -> None:
        """Up to two limits a lot: one part of a region, and another region or the same part again."""
        for lot in self.lots:
            if self.chance.random() < 0.4:
                continue
            regions = self.chance.sample(list(REGIONS), 2)
            for region in regions[: self.chance.choice([1, 2])]:
                kind = self.chance.choice(["at_least", "at_most", "at_most"])
                share = self.chance.choice([100_000, 250_000, 333_333, 500_000])
                lot["limits"].append({"kind": kind, "share_ppm": share, "scope": [[region, "ALL"]]})
                if self.chance.random() < 0.4:
                    leaf = self.chance.choice(REGIONS[region])
                    part = {"kind": "at_most", "share_ppm": share // 2, "scope": [[leaf, "ALL"]]}
                    lot["limits"].append(part)

    def group_family(self) -> None:
        """Regions, countries below them, and sometimes the whole."""
        total = sum(cell["need"] for cell in self.cells)
        scopes: list[tuple[str, Pairs]] = [(r, [[r, "ALL"]]) for r in REGIONS]
        scopes += [(g, [[g, "ALL"]]) for own in REGIONS.values() for g in own]
        scopes += [("Africa and Asia", [["AFR", "ALL"], ["ASI", "ALL"]])]
        for name, scope in scopes:
            if self.chance.random() > 0.4:
                continue
            part = total // len(REGIONS)
            cap = int(part * self.chance.choice([0.1, 0.3, 0.6])) if self.chance.random() < 0.7 else None
            floor = int(part * self.chance.choice([0.02, 0.1, 0.3])) if self.chance.random() < 0.5 else 0
            self.groups.append({"id": f"group {name}", "scope": scope, "floor": floor, "cap": cap})

    def share_policy(self) -> None:
        """A share for country cells; region by region when groups are there, else the sets cross."""
        share = self.chance.choice([250_000, 500_000, 600_000, 750_000, 800_000, 900_000])
        self.policy = {"country_share_ppm": share}
        if self.groups and self.chance.random() < 0.7:
            away = self.chance.choice(list(REGIONS))
            for cell in self.cells:
                cell["country"] = above(REGIONS, cell["geography"]) != away
            return
        if self.groups:
            self.tags.append("crossing")
        for cell in self.cells:
            cell["country"] = self.chance.random() < 0.6

    def closed(self) -> None:
        """A few closed placements, sometimes where today's earmark no longer reaches."""
        for lot in self.lots:
            left = lot["available"]
            for cell in self.chance.sample(self.cells, min(2, len(self.cells))):
                if self.chance.random() < 0.5:
                    amount = min(left, self.amount(0.01, 0.1))
                    if amount > 0:
                        self.placed.append({"lot": lot["id"], "cell": cell["id"], "amount": amount})
                    left -= amount

    def across(self) -> None:
        """A region across the others, as a fund's own and the United Nations' lie; earmarks and exclusions name it."""
        leaves = [leaf for own in REGIONS.values() for leaf in own]
        self.leaves_across = self.chance.sample(leaves, self.chance.randint(2, 6))
        for lot in self.lots:
            for pair in lot["include"] + lot["exclude"]:
                if self.chance.random() < 0.4:
                    pair[0] = ACROSS

    def instance(self) -> Instance:
        """The finished thing."""
        return {
            "geographies": tree("WORLD", REGIONS, self.leaves_across), "themes": tree("ALL", PILLARS), "lots": self.lots,
            "cells": self.cells, "groups": self.groups, "policy": self.policy, "placed": self.placed,
        }


FEATURES = (
    "weights", "outsides", "ceilings", "floors", "excludes", "windows", "limits", "group_family",
    "share_policy", "closed", "across",
)


def floors_fit(instance: Instance) -> bool:
    """With lots of money for everyone, all floors can be met (so they do not contradict the caps)."""
    rich = json.loads(json.dumps(instance))
    plenty = sum(cell["ceiling"] for cell in rich["cells"]) + 1
    closed = rich["placed"]
    for lot in rich["lots"]:
        lot["limits"] = []
    rich["lots"].append({
        "id": "plenty", "available": plenty, "category": 1, "include": [["WORLD", "ALL"]],
        "exclude": [], "window": None, "limits": [],
    })
    rich["placed"], rich["policy"] = closed, None
    program = Program(read(rich))
    return program.solve(program.shortfall())[0] < 0.5


def verdict(instance: Instance) -> str:
    """answer, conflict, or murky (floors against caps, whose meaning the contract leaves open)."""
    try:
        model = read(instance)
        if not floors_fit(instance):
            return "murky"
    except Conflict:
        return "conflict"
    for elsewhere_closed in (False, True):
        try:
            Program(model, elsewhere_closed).solve([])
            return "answer"
        except Conflict:
            continue
    return "conflict"


def draw(chance: random.Random, lots: int, cells: int, money: int, most: int) -> tuple[Instance, list[str]]:
    """One instance with some of the features."""
    draft = Draft(chance, lots, cells, money)
    names = [name for name in FEATURES if chance.random() < most / len(FEATURES)]
    for name in names:
        getattr(draft, name)()
    return draft.instance(), names + draft.tags


def tiny(chance: random.Random) -> Instance:
    """Small enough for brute force: 3 lots, 3 cells, 8 cents."""
    return draw(chance, chance.randint(1, 3), chance.randint(1, 3), 7, 4)[0]


def many(count: int, seed: int) -> list[dict[str, Any]]:
    """`count` named instances; at most one in twenty is a conflict."""
    found: list[dict[str, Any]] = []
    conflicts, number = 0, 0
    while len(found) < count:
        chance = random.Random(seed * 1_000_003 + number)
        number += 1
        money = chance.choice([12, 200, 100_000, 100_000, 5_000_000])
        instance, tags = draw(chance, chance.randint(2, 12), chance.randint(3, 30), money, chance.randint(2, 8))
        expect = verdict(instance)
        if expect == "murky" or (expect == "conflict" and conflicts >= count // 20):
            continue
        conflicts += expect == "conflict"
        row = {"name": f"s{seed}n{number}", "expect": expect, "tags": tags, "instance": instance}
        found.append(row)
    return found


if __name__ == "__main__":
    amount = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for row in many(amount, start):
        print(json.dumps(row, separators=(",", ":")))
