"""The oracle against brute force on tiny instances: up to 3 lots, 3 cells and 8 cents a lot.

Use: python test_oracle.py [count]
"""

from __future__ import annotations

import itertools
import random
import sys
from fractions import Fraction
from typing import Iterator

from exchange import New, better_exchanges, cell_totals, infeasible, shortfall
from generate import tiny
from model import Conflict, Model, read
from oracle import expected


def ways(amount: int, cells: list[int], room: list[int]) -> Iterator[tuple[int, ...]]:
    """All splits of at most `amount` over the cells."""
    ranges = [range(min(amount, room[c]) + 1) for c in cells]
    return (split for split in itertools.product(*ranges) if sum(split) <= amount)


def placements(model: Model) -> Iterator[New]:
    """Every placement that keeps the hard limits."""
    options = [list(ways(model.open_money[l], own, model.room)) for l, own in enumerate(model.eligible)]
    for choice in itertools.product(*options):
        new = {
            (l, c): amount
            for l, split in enumerate(choice)
            for c, amount in zip(model.eligible[l], split)
            if amount
        }
        if not infeasible(model, new):
            yield new


def ratios(model: Model, totals: list[int]) -> list[Fraction]:
    """Weighted ratios, exact."""
    return [
        Fraction(1000 * (b + t), c["need"] * c["weight_milli"])
        for b, t, c in zip(model.base, totals, model.cells)
    ]


def value(model: Model, new: New) -> tuple[int, int, list[Fraction]]:
    """Smaller shortfall, larger total, larger sorted ratios: larger is better."""
    totals = cell_totals(model, new)
    return (-shortfall(model, totals), sum(totals), sorted(ratios(model, totals)))


def size(model: Model) -> float:
    """How many placements there are to try, about."""
    found = 1.0
    for l, own in enumerate(model.eligible):
        found *= min(10_000, (model.open_money[l] + 1) ** len(own))
    return found


def check(seed: int) -> str:
    """One instance; returns what happened."""
    instance = tiny(random.Random(seed))
    try:
        model = read(instance)
    except Conflict:
        return "conflict"
    if size(model) > 30_000:
        return "skipped"
    tried = {}
    for new in placements(model):
        tried.setdefault(tuple(cell_totals(model, new)), new)
    try:
        answer = expected(instance)
    except Conflict:
        assert not tried, (seed, "the oracle sees a conflict, brute force does not")
        return "conflict"
    assert tried, (seed, "brute force sees a conflict, the oracle does not")
    top = max(tried.values(), key=lambda new: value(model, new))
    short, total, sorted_ratios = value(model, top)
    assert answer.short == -short, (seed, "short", answer.short, -short)
    closed = sum(model.closed.values())
    assert answer.total == total + closed, (seed, "total", answer.total, total + closed)
    cent = max(1 / n for n in model.weighted_need)
    for exact, level in zip(sorted_ratios, sorted(answer.ratios)):
        assert abs(float(exact) - level) <= cent + 1e-6, (seed, sorted_ratios, sorted(answer.ratios))
    if model.share:
        return "agrees"
    for new in tried.values():
        same = value(model, new)
        if same[:2] == (short, total):
            stays = not better_exchanges(model, new)
            assert stays == (same[2] == sorted_ratios), (seed, "exchange", new, top)
    return "agrees"


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    tally: dict[str, int] = {}
    for seed in range(count):
        outcome = check(seed)
        tally[outcome] = tally.get(outcome, 0) + 1
    print(f"oracle against brute force: {tally}")
