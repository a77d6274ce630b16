"""A stand-in for the optimum of docs/domain.md, section 3 where no engine gave one: feasible and deterministic, not the best."""

from __future__ import annotations

from collections import defaultdict

from .facts import MILLION
from .step import Step

Recommended = list[tuple[str, str, int]]


def fill_needs(step: Step) -> Recommended:
    """Agreements by who ends sooner, each over its cells, those of countries and the worst funded first.

    What it finds is entered here and taken back, so that rooms are seen as they will be.
    """
    found: Recommended = []
    book, waiting = step.book.copy(), pending_by_cell(step)
    trial = Step(step.facts, book, step.month)
    for reference in sorted(step.facts.references, key=step.payer_key):
        if step.lapsed(reference):
            continue
        cells = [cell for cell in step.facts.cells if step.facts.allowed(reference, cell, step.day)]
        order = sorted(cells, key=lambda cell: (cell in step.facts.abroad, *reversed_fullness(trial, cell)))
        for cell in order:
            room = min(trial.room(reference, cell), -trial.excess(cell) - waiting[cell], share_room(trial, cell))
            amount = 0 if cell in step.standing.closed else min(room, trial.free(reference))
            if amount > 0:
                book.enter(step.day, reference, cell, amount, "recommendation")
                found.append((reference, cell, amount))
    return found


def reversed_fullness(step: Step, cell: str) -> tuple[bool, object, str]:
    """The worst funded cell first, cells without need last."""
    needs, best_first, name = step.fullness(cell)
    return not needs, -best_first, name


def share_room(step: Step, cell: str) -> int:
    """How much more a cell outside countries may get by the country share, which is here of all that is allocated."""
    share = step.facts.country_share
    total = sum(step.book.in_cell.values())
    if not share or cell not in step.facts.abroad:
        return 10**18
    away = sum(step.book.in_cell[name] for name in step.facts.abroad)
    return ((MILLION - share) * total - MILLION * away) // share


def pending_by_cell(step: Step) -> dict[str, int]:
    """What is pending in each cell."""
    found: dict[str, int] = defaultdict(int)
    for line in step.book.pending():
        found[line.cell or ""] += line.left
    return found
