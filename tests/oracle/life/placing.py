"""Money for costs that stay pending: costs first, from what is not allocated; cover, from other cells (docs/domain.md, section 3)."""

from __future__ import annotations

from .book import Line
from .step import Step


def costs_first(step: Step) -> None:
    """Enter money that is free for pending costs, and charge it at once."""
    for line in step.cost_order():
        assert line.cell is not None
        for reference in step.candidates(line):
            free = step.free(reference)
            amount = min(line.left, free, step.room(reference, line.cell)) if free > 0 < line.left else 0
            if amount > 0:
                step.book.enter(step.day, reference, line.cell, amount, "cost")
                step.book.pay(line, reference, step.day, amount)


def cover(step: Step) -> None:
    """Move unspent money of other cells to pending costs, and charge it at once."""
    for line in step.cost_order():
        for reference in step.candidates(line):
            if line.left > 0:
                move(step, line, reference)


def move(step: Step, line: Line, reference: str) -> None:
    """Take from an agreement's cells, the best funded first, each emptied before the next."""
    book, target = step.book, line.cell
    assert target is not None
    closed = step.standing.closed
    sources = [cell for cell in book.cells_of(reference) if cell != target and cell not in closed]
    if reference in step.standing.closed_agreements or target in closed:
        return
    while line.left > 0 and sources:
        source = step.take_from(sources)
        sources.remove(source)
        amount = min(line.left, step.loose(reference, source), step.room(reference, target, source))
        if amount > 0:
            book.enter(step.day, reference, source, -amount, "cover")
            book.enter(step.day, reference, target, amount, "cover")
            book.pay(line, reference, step.day, amount)
