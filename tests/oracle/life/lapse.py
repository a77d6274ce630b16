"""Lapse: the money of an agreement whose time is over, less what open obligations keep (docs/domain.md, section 3)."""

from __future__ import annotations

from collections import defaultdict

from .apportion import apportion
from .facts import Cost
from .step import Step


def lapse(step: Step) -> None:
    """Take the unspent money of agreements that are over out of their cells."""
    over = [reference for reference in step.facts.references if step.lapsed(reference)]
    kept = {cell: keep(step, cell) for reference in over for cell in step.book.cells_of(reference)}
    for reference in over:
        for cell in step.book.cells_of(reference):
            amount = step.book.unspent(reference, cell) - kept[cell][reference]
            if amount > 0:
                step.book.enter(step.day, reference, cell, -amount, "lapse")


def keep(step: Step, cell: str) -> dict[str, int]:
    """What each agreement's unspent money of a cell is bound to by open obligations: named ones, then the others."""
    lines = [line for line in step.facts.obligations.values() if line.cell == cell and line.day <= step.day]
    left = {reference: max(0, step.book.unspent(reference, cell)) for reference in step.facts.references}
    kept: dict[str, int] = defaultdict(int)
    for line in sorted(lines, key=lambda line: (line.agreement is None, line.key())):
        payers = eligible(step, line)
        amount = min(max(0, line.base), sum(left[reference] for reference in payers))
        if amount:
            for reference, share in zip(payers, apportion(amount, [left[reference] for reference in payers])):
                kept[reference] += share
                left[reference] -= share
    return kept


def eligible(step: Step, line: Cost) -> list[str]:
    """The agreements that an obligation binds, as of its own day."""
    names = step.facts.references if line.agreement is None else [line.agreement]
    return [reference for reference in names if step.facts.eligible_on(reference, line.cell, line.day)]
