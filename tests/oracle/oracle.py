"""The expected outcome of an allocation instance, by a sequence of linear programs (HiGHS).

In: an instance (JSON).  Out: smallest floor shortfall, largest total, the leximin ratio of each cell,
and, for given cell totals, how much each class of lots places.  It shares nothing with the engine:
pairs are written out one by one, and every stage is a fresh program.
Use: python oracle.py < instance.json
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix, vstack

from model import Conflict, Instance, Model, lot_classes, read


@dataclass
class Expected:
    """What any right answer has; amounts in cents, closed money included."""

    short: int
    total: int
    placed: list[float]
    ratios: list[float]


class Rows:
    """Rows `low <= a x <= high` collected one by one, each with its tag."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.terms: list[list[tuple[int, float]]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def add(self, terms: list[tuple[int, float]], low: float, high: float) -> int:
        """Append one row and return its number."""
        self.terms.append(terms)
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def matrix(self) -> csr_matrix:
        """All rows, sparse."""
        at = [i for i, row in enumerate(self.terms) for _ in row]
        column = [k for row in self.terms for k, _ in row]
        value = [v for row in self.terms for _, v in row]
        return csr_matrix((value, (at, column)), shape=(len(self.terms), self.width))


class Program:
    """The common rows of one instance: columns are pairs, then floor shortfalls, then the level t."""

    def __init__(self, model: Model, elsewhere_closed: bool = False, cents: bool = False) -> None:
        """`cents` keeps the unit a cent; else the largest amount is about 1,000, as HiGHS likes it."""
        self.model = model
        pairs = model.pairs
        self.level = len(pairs) + len(model.floors)
        self.rows = Rows(self.level + 1)
        self.scale = 1.0 if cents else max(1.0, max(model.open_money + model.room + [1]) / 1e3)
        self.of_lot: list[list[int]] = [[] for _ in model.lots]
        self.of_cell: list[list[int]] = [[] for _ in model.cells]
        for k, (l, c) in enumerate(pairs):
            self.of_lot[l].append(k)
            self.of_cell[c].append(k)
        for l, own in enumerate(self.of_lot):
            self._row(own, 0, model.open_money[l])
            for limit in model.limits[l]:
                inside = [k for k in own if pairs[k][1] in limit.cells]
                self._row(inside, limit.least, limit.most)
        for c, own in enumerate(self.of_cell):
            self._row(own, 0, model.room[c])
        for cells, cap in model.caps:
            self._row([k for c in cells for k in self.of_cell[c]], 0, cap)
        for i, floor in enumerate(model.floors):
            terms = [(k, 1.0) for c in floor.cells for k in self.of_cell[c]]
            terms.append((len(pairs) + i, 1.0))
            self.rows.add(terms, floor.want / self.scale, np.inf)
        if model.share:
            self._policy(elsewhere_closed)

    def _row(self, columns: list[int], low: int, high: int | None) -> None:
        top = np.inf if high is None else high / self.scale
        if columns or low > 0:
            bottom = low / self.scale if low > 0 else -np.inf
            self.rows.add([(k, 1.0) for k in columns], bottom, top)

    def _policy(self, elsewhere_closed: bool) -> None:
        model = self.model
        assert model.share
        if elsewhere_closed:
            columns = [k for k, (_, c) in enumerate(model.pairs) if not model.country[c]]
            self._row(columns, 0, 0)
            return
        inside, outside = model.share
        terms = [
            (k, float(inside) if model.country[c] else -float(outside))
            for k, (_, c) in enumerate(model.pairs)
        ]
        done = sum(v * (inside if model.country[c] else -outside) for (_, c), v in model.closed.items())
        if terms:
            self.rows.add(terms, -done / self.scale, np.inf)

    def money(self) -> list[tuple[int, float]]:
        """All new money."""
        return [(k, 1.0) for k in range(len(self.model.pairs))]

    def shortfall(self) -> list[tuple[int, float]]:
        """All floor shortfalls."""
        return [(k, 1.0) for k in range(len(self.model.pairs), self.level)]

    def solve(self, aim: list[tuple[int, float]]) -> tuple[float, np.ndarray, np.ndarray]:
        """Minimise; returns value, columns and one dual a row.  Raises Conflict when infeasible."""
        cost = np.zeros(self.rows.width)
        for k, v in aim:
            cost[k] = v
        low, high = np.array(self.rows.low), np.array(self.rows.high)
        matrix = self.rows.matrix()
        above, below = np.isfinite(high), np.isfinite(low)
        found = linprog(
            cost,
            A_ub=vstack([matrix[above], -matrix[below]], format="csr"),
            b_ub=np.concatenate([high[above], -low[below]]),
            bounds=[(0, None)] * (self.rows.width - 1) + [(None, None)],
            method="highs",
            options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
        )
        if found.status == 2:
            raise Conflict("no allocation keeps every hard limit")
        if found.status != 0:
            raise RuntimeError(f"HiGHS: {found.message}")
        duals = np.zeros(len(low))
        duals[np.flatnonzero(above)] += np.abs(found.ineqlin.marginals[: above.sum()])
        duals[np.flatnonzero(below)] += np.abs(found.ineqlin.marginals[above.sum() :])
        return found.fun, found.x, duals

    def solve_integer(self, aim: list[tuple[int, float]]) -> float:
        """Minimise in whole cents (only for the share policy, where corners may be fractions)."""
        cost = np.zeros(self.rows.width)
        for k, v in aim:
            cost[k] = v
        low = np.zeros(self.rows.width)
        whole = np.ones(self.rows.width)
        whole[self.level] = 0
        rows = LinearConstraint(self.rows.matrix(), np.array(self.rows.low), np.array(self.rows.high))
        found = milp(
            cost,
            constraints=rows,
            bounds=Bounds(low, np.inf),
            integrality=whole,
            options={"mip_rel_gap": 0.0, "time_limit": 20.0},
        )
        if found.status == 2:
            raise Conflict("no allocation keeps every hard limit")
        if found.status != 0:
            raise RuntimeError(f"HiGHS: {found.message}")
        return found.fun


def best(program: Program, exact: Program | None, aim: list[tuple[int, float]]) -> int:
    """Smallest value of `aim`, as whole cents; `exact` is the same program with a cent as its unit."""
    value = exact.solve_integer(aim) if exact else program.solve(aim)[0] * program.scale
    if abs(value - round(value)) > 0.02 and not program.model.share:
        raise RuntimeError(f"a network program ended at a fraction of a cent: {value}")
    return round(value)


def leximin(program: Program) -> list[float]:
    """The ratio of each cell: raise the common level, fix the cells a positive dual names, repeat."""
    model, rows, scale = program.model, program.rows, program.scale
    need = [max(n, 1e-9) / scale for n in model.weighted_need]
    row_of = {
        c: rows.add(
            [(k, 1.0) for k in program.of_cell[c]] + [(program.level, -need[c])],
            -model.base[c] / scale,
            np.inf,
        )
        for c in range(len(model.cells))
    }
    ratios = [0.0] * len(model.cells)
    free = set(row_of)
    while free:
        value, _, duals = program.solve([(program.level, -1.0)])
        level = -value
        tight = [c for c in free if duals[row_of[c]] * need[c] > 1e-5]
        if not tight:
            raise RuntimeError("no cell holds the level")
        for c in tight:
            ratios[c] = level
            rows.terms[row_of[c]] = [(k, 1.0) for k in program.of_cell[c]]
            rows.low[row_of[c]] = level * need[c] - model.base[c] / scale - 1e-9
            free.discard(c)
    return ratios


def solve_case(model: Model, elsewhere_closed: bool) -> Expected:
    """All three stages for one reading of the policy."""
    program = Program(model, elsewhere_closed)
    exact = Program(model, elsewhere_closed, cents=True) if model.share else None
    scale = program.scale
    if not model.pairs:
        program.solve([])
    short = best(program, exact, program.shortfall()) if model.floors else 0
    if model.floors:
        program.rows.add(program.shortfall(), -np.inf, short / scale + 1e-9)
        if exact:
            exact.rows.add(exact.shortfall(), -np.inf, short)
    new = -best(program, exact, [(k, -v) for k, v in program.money()]) if model.pairs else 0
    if model.pairs:
        program.rows.add(program.money(), new / scale - 1e-9, np.inf)
    ratios = leximin(program)
    placed = [
        max(0.0, r * n - cell["outside"])
        for r, n, cell in zip(ratios, model.weighted_need, model.cells)
    ]
    return Expected(short, new + sum(model.closed.values()), placed, ratios)


def expected(instance: Instance) -> Expected:
    """The expected outcome; raises Conflict."""
    model = read(instance)
    if not model.share:
        return solve_case(model, False)
    inside, outside = model.share
    done = sum(v * (inside if model.country[c] else -outside) for (_, c), v in model.closed.items())
    if done >= 0:
        return solve_case(model, False)
    cases = []
    for elsewhere_closed in (False, True):
        try:
            cases.append(solve_case(model, elsewhere_closed))
        except Conflict:
            continue
    if not cases:
        raise Conflict("no allocation keeps every hard limit")
    return min(cases, key=lambda e: (e.short, -e.total, [-round(r, 9) for r in sorted(e.ratios)]))


def class_use(model: Model, placed_new: list[int]) -> list[int]:
    """For given NEW money per cell: what each class of lots places, strictest class first."""
    program = Program(replace(model, share=None, caps=[], floors=[]))
    scale = program.scale
    for c, amount in enumerate(placed_new):
        if program.of_cell[c]:
            program.rows.add([(k, 1.0) for k in program.of_cell[c]], amount / scale, amount / scale)
    use = []
    for lots in lot_classes(model):
        own = [k for l in lots for k in program.of_lot[l]]
        value = -program.solve([(k, -1.0) for k in own])[0] if own else 0.0
        use.append(round(value * scale))
        if own:
            program.rows.add([(k, 1.0) for k in own], round(value * scale) / scale - 1e-9, np.inf)
    return use


if __name__ == "__main__":
    try:
        answer = expected(json.load(sys.stdin))
        print(json.dumps(answer.__dict__))
    except Conflict as conflict:
        print(json.dumps({"conflict": str(conflict)}))
