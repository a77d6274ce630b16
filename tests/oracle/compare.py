"""Compares an allocation engine with the oracle, instance by instance.

In: the engine's binary (JSON Lines in, JSON Lines out) and a file of generate.py.  Checked: the engine
refuses what contradicts itself; sums and limits hold; floor shortfall and total are exact; each ratio is
within one cent of rounding of the linear programs'; no exchange of one cent is better (exchange.py);
each class of lots places what it can; the order of the input changes nothing.
Every failing instance is shrunk while it fails the same way and written to a folder.
Use: python compare.py ENGINE instances.jsonl [--failures FOLDER] [--keep COUNT]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Iterator

from exchange import New, better_exchanges, better_lots, cell_totals, infeasible, shortfall
from generate import verdict
from model import Conflict, Instance, Model, lot_classes, read, scope_cells
from oracle import class_use, expected

Result = dict[str, Any]
Fault = tuple[str, str]
"""Its kind and what was seen."""


def run(engine: str, instances: list[Instance]) -> list[Result]:
    """One process, one line each way for each instance."""
    lines = "\n".join(json.dumps(instance, separators=(",", ":")) for instance in instances) + "\n"
    done = subprocess.run([engine], input=lines, capture_output=True, text=True, check=False)
    results = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    if len(results) != len(instances):
        return [{"crash": done.stderr[-300:] or f"exit {done.returncode}"}] * len(instances)
    return results


def new_money(model: Model, result: Result) -> New:
    """Placements less what was closed before."""
    lot_at = {lot["id"]: i for i, lot in enumerate(model.lots)}
    cell_at = {cell["id"]: i for i, cell in enumerate(model.cells)}
    found: New = {pair: -amount for pair, amount in model.closed.items()}
    for row in result["placements"]:
        pair = (lot_at[row["lot"]], cell_at[row["cell"]])
        found[pair] = found.get(pair, 0) + row["amount"]
    return {pair: amount for pair, amount in found.items() if amount}


def sums(model: Model, result: Result, new: New) -> list[str]:
    """Whether the totals the engine reports are those of its placements."""
    wrong = []
    closed = model.closed
    by_lot, by_cell = [0] * len(model.lots), [0] * len(model.cells)
    for source in (closed, new):
        for (l, c), amount in source.items():
            by_lot[l] += amount
            by_cell[c] += amount
    lots = {row["id"]: row for row in result["lots"]}
    for lot, amount in zip(model.lots, by_lot):
        row = lots.get(lot["id"], {"placed": None, "unplaced": None})
        if (row["placed"], row["unplaced"]) != (amount, lot["available"] - amount):
            wrong.append(f"lot {lot['id']}: {row} but its placements make {amount}")
    cells = {row["id"]: row for row in result["cells"]}
    for cell, amount in zip(model.cells, by_cell):
        if cells.get(cell["id"], {"placed": None})["placed"] != amount:
            wrong.append(f"cell {cell['id']}: {cells.get(cell['id'])} but its placements make {amount}")
    if result["total"] != sum(by_lot):
        wrong.append(f"total {result['total']} but the placements make {sum(by_lot)}")
    return wrong


def crosses(model: Model, instance: Instance) -> bool:
    """Whether a group holds some but not all of the cells outside countries, and country cells too.

    Then limits no longer make a network: an engine for networks may decline, and one that answers is
    allowed two cents of rounding.
    """
    if not model.share:
        return False
    away = {c for c, home in enumerate(model.country) if not home}
    scopes = [scope_cells(instance, group["scope"]) for group in instance["groups"]]
    return any(away & s and s - away and away - s for s in scopes)


def faults(instance: Instance, result: Result) -> Iterator[Fault]:
    """Everything that is wrong with a result, worst first."""
    if "crash" in result:
        yield "crash", result["crash"]
        return
    try:
        model = read(instance)
        answer = expected(instance)
    except Conflict as conflict:
        if "error" not in result:
            yield "missed conflict", str(conflict)
        return
    crossing = crosses(model, instance)
    if "error" in result:
        if not crossing:
            yield "refused", result["error"]
        return
    new = new_money(model, result)
    for kind, found in (("sums", sums(model, result, new)), ("infeasible", infeasible(model, new))):
        if found:
            yield kind, "; ".join(found[:3])
            return
    totals = cell_totals(model, new)
    short, total = shortfall(model, totals), result["total"]
    if short != answer.short:
        yield "floors", f"short by {short}, the least is {answer.short}"
        return
    if total != answer.total:
        yield "total", f"placed {total}, the most is {answer.total}"
        return
    cent = (2 if crossing else 1) / min(model.weighted_need)
    for c, level in enumerate(answer.ratios):
        ratio = (model.base[c] + totals[c]) / model.weighted_need[c]
        if abs(ratio - level) > cent + 1e-6:
            yield "ratio", f"{model.cells[c]['id']}: {ratio:.6f}, by linear program {level:.6f}"
            break
    better = better_exchanges(model, new)
    if better:
        yield "leximin", "; ".join(better[:3])
    use = class_use(model, totals)
    for lots, most in zip(lot_classes(model), use):
        placed = sum(amount for (l, _), amount in new.items() if l in lots)
        if placed != most:
            names = [model.lots[l]["id"] for l in lots]
            yield "lot classes", f"{names} place {placed} of new money, {most} expected"
            break
    looser = better_lots(model, new)
    if looser:
        yield "lots", "; ".join(looser[:3])


def shuffled(instance: Instance) -> Instance:
    """The same instance with its rows in another order (but parents before children in the trees)."""
    chance = random.Random(7)
    other = json.loads(json.dumps(instance))
    for name in ("lots", "cells", "groups", "placed"):
        chance.shuffle(other[name])
    for lot in other["lots"]:
        chance.shuffle(lot["include"])
        chance.shuffle(lot["limits"])
    return other


def plain(result: Result) -> Any:
    """A result without the order of its rows and the words of its errors."""
    if "placements" not in result:
        return sorted(result)
    return sorted((row["lot"], row["cell"], row["amount"]) for row in result["placements"] if row["amount"])


def smaller(instance: Instance) -> Iterator[Instance]:
    """Each instance that is one step simpler, boldest steps first."""

    def changed(change: Callable[[Instance], None]) -> Instance:
        other = json.loads(json.dumps(instance))
        change(other)
        names = {row["id"] for row in other["lots"]} | {row["id"] for row in other["cells"]}
        other["placed"] = [p for p in other["placed"] if p["lot"] in names and p["cell"] in names]
        return other

    for name in ("cells", "lots", "groups", "placed"):
        rows = len(instance[name])
        step = rows // 2
        while step >= 1:
            for at in range(0, rows, step):
                yield changed(lambda o: o[name].__delitem__(slice(at, at + step)))
            step //= 2
    if instance["policy"]:
        yield changed(lambda o: o.update(policy=None))
    for i, lot in enumerate(instance["lots"]):
        for name in ("limits", "exclude", "include"):
            for at in range(len(lot[name]) if name != "include" or len(lot[name]) > 1 else 0):
                yield changed(lambda o: o["lots"][i][name].pop(at))
        if lot["window"]:
            yield changed(lambda o: o["lots"][i].update(window=None))
        if lot["include"] != [["WORLD", "ALL"]]:
            yield changed(lambda o: o["lots"][i].update(include=[["WORLD", "ALL"]]))
        for part in (1, 10, lot["available"] // 10, lot["available"] // 2, lot["available"] - 1):
            if 0 < part < lot["available"]:
                yield changed(lambda o: o["lots"][i].update(available=part))
    for i, cell in enumerate(instance["cells"]):
        for name, value in (("floor", 0), ("outside", 0), ("weight_milli", 1000), ("ceiling", cell["need"])):
            if cell[name] != value:
                yield changed(lambda o: o["cells"][i].update({name: value}))
        for part in (1, 10, cell["need"] // 10, cell["need"] // 2, cell["need"] - 1):
            if 0 < part < cell["need"] and cell["floor"] == 0 and cell["outside"] == 0:
                yield changed(lambda o: o["cells"][i].update(need=part, ceiling=min(part, cell["ceiling"])))
    for i, group in enumerate(instance["groups"]):
        if group["floor"]:
            yield changed(lambda o: o["groups"][i].update(floor=0))
        if group["cap"] is not None:
            yield changed(lambda o: o["groups"][i].update(cap=None))


def overdrawn(instance: Instance) -> bool:
    """Closed placements of more than a lot has: no fund has that, so no shrunk instance should."""
    left = {lot["id"]: lot["available"] for lot in instance["lots"]}
    for row in instance["placed"]:
        left[row["lot"]] -= row["amount"]
    return min(left.values()) < 0


def shrink(instance: Instance, still: Callable[[Instance], bool], most: int = 600) -> Instance:
    """Greedy: take the first simpler instance that still fails, until none does or patience ends."""
    tried, again = 0, True
    while again and tried < most:
        again = False
        for other in smaller(instance):
            tried += 1
            if not other["lots"] or not other["cells"] or overdrawn(other):
                continue
            if verdict(other) == "murky":
                continue
            if still(other):
                instance, again = other, True
                break
            if tried >= most:
                break
    return instance


def kinds(engine: str, instance: Instance) -> dict[str, str]:
    """The kinds of fault one instance shows."""
    try:
        pair = run(engine, [instance, shuffled(instance)])
        found = dict(faults(instance, pair[0]))
        if plain(pair[0]) != plain(pair[1]):
            found["order"] = "the order of the rows changes the result"
        return found
    except RuntimeError:
        return {}


def main() -> int:
    """Exit code 0 when everything agrees."""
    wanted = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    wanted.add_argument("engine")
    wanted.add_argument("instances", type=Path)
    wanted.add_argument("--failures", type=Path, default=Path(__file__).parent / "failures")
    wanted.add_argument("--keep", type=int, default=3, help="how many of each kind of failure to shrink")
    given = wanted.parse_args()
    rows = [json.loads(line) for line in given.instances.read_text().splitlines()]
    results = run(given.engine, [row["instance"] for row in rows])
    others = run(given.engine, [shuffled(row["instance"]) for row in rows])
    failed: dict[str, int] = {}
    bad, declined = 0, 0
    for row, result, other in zip(rows, results, others):
        found = dict(faults(row["instance"], result))
        if plain(result) != plain(other):
            found["order"] = "the order of the rows changes the result"
        if not found:
            declined += "error" in result and row["expect"] == "answer"
            continue
        bad += 1
        first = next(iter(found))
        failed[first] = failed.get(first, 0) + 1
        print(f"{row['name']} {','.join(row['tags'])}: {found}", file=sys.stderr)
        if failed[first] <= given.keep:
            least = shrink(row["instance"], lambda i: first in kinds(given.engine, i))
            given.failures.mkdir(parents=True, exist_ok=True)
            kept = {"name": row["name"], "kind": first, "seen": kinds(given.engine, least), "instance": least}
            (given.failures / f"{row['name']}.json").write_text(json.dumps(kept, indent=1) + "\n")
    print(f"{len(rows) - bad} passed ({declined} declined: policy crosses groups), {bad} failed {failed or ''}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
