"""Charging of what stands unspent in a cell (docs/domain.md, section 5): named lines, then splits."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from .apportion import apportion
from .book import Line
from .facts import month_of, reference_key
from .step import Step

SplitKey = tuple[tuple[int, int], tuple[str, ...]]


def charge(step: Step) -> None:
    """Every cell by itself."""
    by_cell: dict[str, list[Line]] = defaultdict(list)
    for line in step.book.pending():
        if line.cell in step.facts.cells:
            by_cell[line.cell].append(line)
    for cell in sorted(by_cell):
        charge_cell(step, cell, by_cell[cell])


def charge_cell(step: Step, cell: str, lines: list[Line]) -> None:
    """The named lines of a cell, then its splits; lines are in their order."""
    book = step.book
    splits: dict[SplitKey, list[Line]] = defaultdict(list)
    for line in lines:
        payers = step.payers(line)
        if line.fact.agreement is None:
            if payers:
                splits[month_of(line.fact.day), tuple(payers)].append(line)
        elif payers:
            amount = min(line.left, step.payable(payers[0], cell))
            if amount > 0:
                book.pay(line, payers[0], step.day, amount)
    for month, payers in sorted(splits, key=split_key):
        fill(step, splits[month, payers], shares(step, cell, payers, sum(x.left for x in splits[month, payers])))


def split_key(key: SplitKey) -> tuple[object, ...]:
    """The order of splits: by month, smaller set, lowest reference, the set itself."""
    month, payers = key
    return month, len(payers), [reference_key(reference) for reference in payers]


def shares(step: Step, cell: str, payers: tuple[str, ...], total: int) -> list[tuple[str, int]]:
    """Who pays how much of a split: sooner ends first, equal ends in proportion to what each has left there."""
    found: list[tuple[str, int]] = []
    for _, tier in groupby(sorted(payers, key=step.payer_key), key=step.end):
        names = list(tier)
        left = [step.payable(name, cell) for name in names]
        amount = min(total, sum(left))
        if amount > 0:
            found += zip(names, apportion(amount, left))
            total -= amount
    return found


def fill(step: Step, lines: list[Line], parts: list[tuple[str, int]]) -> None:
    """Fill lines one after another, from payers one after another, so that a line has few payers."""
    waiting = iter(lines)
    line = next(waiting)
    for reference, part in parts:
        while part > 0:
            while line.left == 0:
                line = next(waiting)
            amount = min(part, line.left)
            step.book.pay(line, reference, step.day, amount)
            part -= amount
