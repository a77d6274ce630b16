"""The allocation as a sequence of linear programs, solved by HiGHS from Python: the peer of the benchmark.

In: an instance (JSON) and a budget in seconds. Out: one JSON line: seconds for making the program, for the largest
total, and for the leximin levels, and how many cells were left when the budget was over.

The program is not written pair by pair: money runs from each distinct earmark down the tree of places, then of themes, to
the cells, and lots with one earmark are merged (`routed` of tests/oracle/bench.py). It is kept in HiGHS between levels,
so that each solve starts from the basis of the one before: after a level the cells that bind are fixed by changing
a coefficient and a bound, no program is made anew. It finds the cells' amounts as floating point only: no whole cents,
no order in which lots are used, no spreading, no proof; the engine's time holds all but the proof.

Use: python highs_peer.py INSTANCE BUDGET
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import highspy
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "oracle"))

from bench import routed  # noqa: E402

SLACK = 1e-7
"""How far amounts may fall below what was found, so that rounding does not make the next program impossible."""


def peak_mib() -> int:
    """The most memory that this process has held, where the system says."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)


def solved(solver: highspy.Highs, until: float) -> bool:
    """Whether there is an optimum before the time is over."""
    solver.setOptionValue("time_limit", solver.getRunTime() + max(0.1, until - time.perf_counter()))
    solver.run()
    return solver.getModelStatus() == highspy.HighsModelStatus.kOptimal


class Levels:
    """The program: a column for each arc and one for the level, a row for each node and one for each cell."""

    def __init__(self, instance: dict[str, Any]) -> None:
        cells = instance["cells"]
        self.scale = max(cell["need"] for cell in cells) / 1e3
        self.need = np.array([cell["need"] * cell["weight_milli"] / 1000 / self.scale for cell in cells])
        self.outside = np.array([cell["outside"] / self.scale for cell in cells])
        network = routed(instance, self.scale)
        self.sink = np.array(network.cell_arcs)
        self.arcs, nodes = len(network.most), len(network.number)
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            self.solver.setOptionValue(option, 1e-9)
        infinite = highspy.kHighsInf
        most = np.array(network.most)
        most[np.isinf(most)] = infinite
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = self.arcs + 1, nodes + 1 + len(cells)
        cost = np.zeros(self.arcs + 1)
        cost[self.sink] = -1.0
        program.col_cost_ = cost
        program.col_lower_ = np.append(np.zeros(self.arcs), 0.0)
        program.col_upper_ = np.append(most, 0.0)
        self.total_row, self.first_row = nodes, nodes + 1
        program.row_lower_ = np.concatenate([np.zeros(nodes), [-infinite], -self.outside])
        program.row_upper_ = np.concatenate([np.zeros(nodes), np.full(1 + len(cells), infinite)])
        starts, index, value = [0], [], []
        cell_of = {arc: place for place, arc in enumerate(network.cell_arcs)}
        for arc, (tail, head) in enumerate(zip(network.tails, network.heads)):
            entries = [(node, sign) for node, sign in ((tail, -1.0), (head, 1.0)) if node >= 0]
            if arc in cell_of:
                entries += [(self.total_row, 1.0), (self.first_row + cell_of[arc], 1.0)]
            index += [row for row, _ in entries]
            value += [sign for _, sign in entries]
            starts.append(len(index))
        index += range(self.first_row, self.first_row + len(cells))
        value += list(-self.need)
        starts.append(len(index))
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.array(starts, dtype=np.int32)
        program.a_matrix_.index_ = np.array(index, dtype=np.int32)
        program.a_matrix_.value_ = np.array(value)
        self.solver.passModel(program)

    def largest(self, until: float) -> float | None:
        """The largest total; then the program is about the level."""
        if not solved(self.solver, until):
            return None
        total = -self.solver.getInfo().objective_function_value
        self.solver.changeRowBounds(self.total_row, total - SLACK, highspy.kHighsInf)
        for arc in self.sink:
            self.solver.changeColCost(int(arc), 0.0)
        self.solver.changeColCost(self.arcs, -1.0)
        self.solver.changeColBounds(self.arcs, 0.0, highspy.kHighsInf)
        return total * self.scale

    def level(self, free: np.ndarray, until: float) -> np.ndarray | None:
        """Raises the level of the free cells; gives those that bind, which are fixed there."""
        if not solved(self.solver, until):
            return None
        level = -self.solver.getInfo().objective_function_value
        duals = np.array(self.solver.getSolution().row_dual)[self.first_row:]
        bound = np.flatnonzero(free & (np.abs(duals) * self.need > 1e-6))
        for cell in map(int, bound):
            row = self.first_row + cell
            self.solver.changeCoeff(row, self.arcs, 0.0)
            least = max(0.0, level * self.need[cell] - self.outside[cell] - SLACK)
            self.solver.changeRowBounds(row, least, highspy.kHighsInf)
        return bound


def timed(instance: dict[str, Any], budget: float) -> dict[str, Any]:
    """Seconds of each step, until done or over the budget."""
    start = time.perf_counter()
    until = start + budget
    levels = Levels(instance)
    found: dict[str, Any] = {"build": time.perf_counter() - start, "levels": 0, "done": False}
    free = np.ones(len(levels.need), bool)
    found["total"] = levels.largest(until)
    if found["total"] is not None:
        found["largest"] = time.perf_counter() - start
        while free.any() and time.perf_counter() < until:
            bound = levels.level(free, until)
            if bound is None or not len(bound):
                break
            free[bound] = False
            found["levels"] += 1
        found["done"] = not free.any()
    left = int(free.sum())
    return found | {"left": left, "seconds": time.perf_counter() - start, "peak_mib": peak_mib()}


if __name__ == "__main__":
    print(json.dumps(timed(json.loads(Path(sys.argv[1]).read_text()), float(sys.argv[2]))))
