"""How long HiGHS takes for the allocation, on three sizes with earmarks drawn from trees.

Out: a table of seconds for the largest total and for each leximin stage.  To be fair the program is not
written pair by pair: money runs from each distinct earmark down the tree of places, then down the tree
of themes, to the cells, and lots with the same earmark are merged.  A sequence that would take longer
than the budget is cut off, and the table says after how many stages.
Use: python bench.py [--budget SECONDS] [--sizes 50x800,...] [--engine BINARY] [--write FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix, vstack

from model import Instance

SIZES = {
    "50x800": (50, 800, (5, 8), (4, 5)),
    "2000x20000": (2_000, 20_000, (10, 20), (10, 10)),
    "1000x100000": (1_000, 100_000, (20, 25), (10, 20)),
}
"""Lots, cells, (regions, countries in each), (pillars, themes in each)."""
Node = tuple[str, str]
TIGHT = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


def tree(top: str, letter: str, shape: tuple[int, int]) -> list[dict[str, Any]]:
    """Rows of a tree of three levels."""
    found: list[dict[str, Any]] = [{"code": top, "parent": None}]
    for i in range(shape[0]):
        found.append({"code": f"{letter}{i}", "parent": top})
        found += [{"code": f"{letter}{i}.{j}", "parent": f"{letter}{i}"} for j in range(shape[1])]
    return found


def drawn(size: str, seed: int = 1) -> Instance:
    """One instance: money for about 70% of the needs, half of it earmarked to a country or a region."""
    lots, cells, places, themes = SIZES[size]
    chance = random.Random(seed)
    geo, theme = tree("WORLD", "G", places), tree("ALL", "T", themes)
    spots = [(g["code"], t["code"]) for g in geo for t in theme if "." in g["code"] and "." in t["code"]]
    period = {"from": "2025-01-01", "to": "2025-12-31"}
    rows = []
    for g, t in chance.sample(spots, cells):
        need = int(10 ** chance.uniform(5, 9))
        outside = int(need * chance.choice([0, 0, 0, 0.2, 0.5]))
        rows.append({
            "id": f"{g}/{t}", "geography": g, "theme": t, "period": period, "need": need,
            "weight_milli": 1000, "floor": 0, "ceiling": need, "outside": outside, "country": True,
        })
    room = sum(row["ceiling"] - row["outside"] for row in rows)
    shares = [chance.uniform(0.2, 2.0) for _ in range(lots)]
    money = []
    for i, share in enumerate(shares):
        include = []
        for _ in range(chance.choice([1, 1, 2, 3])):
            row = chance.choice(rows)
            g, t = row["geography"], row["theme"]
            include.append([
                chance.choice([g, g, g.split(".")[0], "WORLD"]),
                chance.choice([t, t.split(".")[0], t.split(".")[0], "ALL", "ALL"]),
            ])
        money.append({
            "id": f"L{i:05}", "available": int(room * 0.7 * share / sum(shares)),
            "category": chance.randint(1, 4), "include": include, "exclude": [], "window": None, "limits": [],
        })
    return {
        "geographies": geo, "themes": theme, "lots": money, "cells": rows, "groups": [], "policy": None,
        "placed": [],
    }


@dataclass
class Network:
    """Arcs between numbered nodes; the last node is the earmarks' common sink, the cells."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    number: dict[Any, int] = field(default_factory=dict)
    cell_arcs: list[int] = field(default_factory=list)

    def node(self, name: Any) -> int:
        """The number of a node."""
        return self.number.setdefault(name, len(self.number))

    def arc(self, tail: Any, head: Any, most: float) -> int:
        """One more arc; returns its number."""
        self.tails.append(-1 if tail is None else self.node(tail))
        self.heads.append(-1 if head is None else self.node(head))
        self.most.append(most)
        return len(self.most) - 1


def routed(instance: Instance, scale: float) -> Network:
    """Lots to earmarks, earmarks down the places, then down the themes, to the cells."""
    below: dict[str, list[str]] = {}
    for row in instance["geographies"] + instance["themes"]:
        below.setdefault(row["parent"] or "", []).append(row["code"])
    found = Network()
    here = {(cell["geography"], cell["theme"]): i for i, cell in enumerate(instance["cells"])}
    merged: dict[tuple[Node, ...], int] = {}
    for lot in instance["lots"]:
        key = tuple(sorted({(g, t) for g, t in lot["include"]}))
        merged[key] = merged.get(key, 0) + lot["available"]
    queue: list[Node] = []
    seen: set[Node] = set()
    for key, amount in merged.items():
        found.arc(None, key, amount / scale)
        for pair in key:
            found.arc(key, pair, np.inf)
            if pair not in seen:
                seen.add(pair)
                queue.append(pair)
    while queue:
        g, t = queue.pop()
        parts = [(child, t) for child in below.get(g, [])] or [(g, child) for child in below.get(t, [])]
        for part in parts:
            found.arc((g, t), part, np.inf)
            if part not in seen:
                seen.add(part)
                queue.append(part)
    found.cell_arcs = [-1] * len(instance["cells"])
    for pair, i in here.items():
        cell = instance["cells"][i]
        room = max(0, cell["ceiling"] - cell["outside"]) / scale
        found.cell_arcs[i] = found.arc(pair, None, room)
    return found


def timed(instance: Instance, budget: float) -> dict[str, Any]:
    """Seconds: making the program, the largest total, and leximin stages until done or out of budget."""
    start = time.perf_counter()
    scale = max(cell["need"] for cell in instance["cells"]) / 1e3
    network = routed(instance, scale)
    arcs, nodes = len(network.most), len(network.number)
    at = np.array(network.tails + network.heads)
    sign = np.concatenate([-np.ones(arcs), np.ones(arcs)])
    column = np.tile(np.arange(arcs), 2)
    kept = at >= 0
    flow = csr_matrix((sign[kept], (at[kept], column[kept])), shape=(nodes, arcs + 1))
    bounds = [(0.0, None if np.isinf(most) else most) for most in network.most] + [(None, None)]
    sink = np.array(network.cell_arcs)
    built = time.perf_counter()
    cost = np.zeros(arcs + 1)
    cost[sink] = -1.0
    bounds[arcs] = (0.0, 0.0)
    options = {"time_limit": budget, **TIGHT}
    most = linprog(cost, A_eq=flow, b_eq=np.zeros(nodes), bounds=bounds, method="highs", options=options)
    ended = time.perf_counter()
    table = {
        "arcs": arcs, "nodes": nodes, "build": built - start, "total": ended - built,
        "stages": 0, "leximin": 0.0, "left": len(sink), "done": False,
    }
    if most.status != 0:
        return table
    table["placed"] = round(-most.fun * scale)
    bounds[arcs] = (None, None)
    need = np.array([cell["need"] / scale for cell in instance["cells"]])
    outside = np.array([cell["outside"] / scale for cell in instance["cells"]])
    whole = csr_matrix((np.ones(len(sink)), (np.zeros(len(sink), int), sink)), shape=(1, arcs + 1))
    free = np.ones(len(sink), bool)
    low = np.zeros(len(sink))
    began = time.perf_counter()
    while free.any() and time.perf_counter() - began < budget:
        at_level = np.flatnonzero(free)
        width = len(at_level)
        levels = csr_matrix(
            (
                np.concatenate([-np.ones(width), need[at_level]]),
                (np.tile(np.arange(width), 2), np.concatenate([sink[at_level], np.full(width, arcs)])),
            ),
            shape=(width, arcs + 1),
        )
        for i in np.flatnonzero(~free):
            bounds[sink[i]] = (min(low[i], network.most[sink[i]]), network.most[sink[i]])
        cost = np.zeros(arcs + 1)
        cost[arcs] = -1.0
        found = linprog(
            cost, A_ub=vstack([levels, -whole], format="csr"),
            b_ub=np.concatenate([outside[at_level], [most.fun + 1e-7]]),
            A_eq=flow, b_eq=np.zeros(nodes), bounds=bounds, method="highs",
            options={"time_limit": max(1.0, budget - (time.perf_counter() - began)), **TIGHT},
        )
        if found.status != 0:
            table["why"] = found.message
            break
        tight = np.abs(found.ineqlin.marginals[:width]) * need[at_level] > 1e-6
        if not tight.any():
            table["why"] = f"no tight cell at level {-found.fun}"
            break
        fixed = at_level[tight]
        low[fixed] = np.maximum(0.0, -found.fun * need[fixed] - outside[fixed] - 1e-7)
        free[fixed] = False
        table["stages"] += 1
        table.setdefault("first stage", time.perf_counter() - began)
    table["leximin"], table["left"] = time.perf_counter() - began, int(free.sum())
    table["done"] = table["left"] == 0
    return table


def engine_seconds(engine: str, instance: Instance) -> tuple[float, int]:
    """Best of three whole processes (start, JSON both ways and all), and the total placed."""
    line, best, total = json.dumps(instance, separators=(",", ":")) + "\n", np.inf, 0
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([engine], input=line, capture_output=True, text=True, check=True)
        best = min(best, time.perf_counter() - start)
        total = json.loads(done.stdout).get("total", -1)
    return best, total


def main() -> None:
    """Prints the table as Markdown."""
    wanted = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    wanted.add_argument("--budget", type=float, default=120.0, help="seconds for each kind of program")
    wanted.add_argument("--sizes", default=",".join(SIZES))
    wanted.add_argument("--engine")
    wanted.add_argument("--write", type=Path, help="also write the instances to this folder")
    given = wanted.parse_args()
    print("| lots x cells | arcs | build s | total s | first level s | leximin s | stages | cells left | engine s |")
    print("| --- | --: | --: | --: | --: | --: | --: | --: | --: |")
    for size in given.sizes.split(","):
        instance = drawn(size)
        if given.write:
            given.write.mkdir(parents=True, exist_ok=True)
            (given.write / f"{size}.json").write_text(json.dumps(instance, separators=(",", ":")) + "\n")
        took = timed(instance, given.budget)
        engine, agrees = "", ""
        if given.engine:
            seconds, total = engine_seconds(given.engine, instance)
            agrees = "" if total == took.get("placed") else f" (total {total}, HiGHS {took.get('placed')})"
            engine = f"{seconds:.3f}{agrees}"
        mark = "" if took["done"] else " (cut off)"
        first = f"{took['first stage']:.2f}" if "first stage" in took else "over"
        print(
            f"| {size} | {took['arcs']:,} | {took['build']:.2f} | {took['total']:.2f} | {first} "
            f"| {took['leximin']:.1f}{mark} | {took['stages']} | {took['left']:,} | {engine} |",
            flush=True,
        )
        if "why" in took:
            print(f"({size}: {took['why']})", flush=True)


if __name__ == "__main__":
    main()
