"""Corrections: unspent money that is not there, or may not be where it is (docs/domain.md, section 3)."""

from __future__ import annotations

from .facts import reference_key
from .step import Step

CAUSE = "correction"


def correct(step: Step) -> None:
    """The smallest correction, from unspent money only, from the best-funded cells first."""
    clear_what_is_not_allowed(step)
    for reference in step.facts.references:
        reduce_agreement(step, reference)
    for cell in step.facts.everything():
        reduce_cell(step, cell.id)


def clear_what_is_not_allowed(step: Step) -> None:
    """Unspent money where the earmark in force does not allow it, all of it."""
    book = step.book
    for reference in step.facts.references:
        for cell in book.cells_of(reference):
            if not step.facts.allowed(reference, cell, step.day):
                book.enter(step.day, reference, cell, -book.unspent(reference, cell), CAUSE)


def reduce_agreement(step: Step, reference: str) -> None:
    """What an agreement has allocated above its money: over-full cells first, each up to its excess; what decisions put
    somewhere comes last.
    """
    book = step.book
    excess = book.of_agreement[reference] - step.money.programmable(reference, step.day)
    for guarded, only_over_full in ((False, True), (False, False), (True, True), (True, False)):
        cells = book.cells_of(reference)
        while excess > 0 and cells:
            cell = step.take_from(cells)
            cells.remove(cell)
            amount = min(excess, book.unspent(reference, cell) if guarded else step.loose(reference, cell))
            if only_over_full:
                amount = min(amount, step.excess(cell))
            if amount > 0:
                book.enter(step.day, reference, cell, -amount, CAUSE)
                excess -= amount


def reduce_cell(step: Step, cell: str) -> None:
    """What a cell has above its ceiling: who ends last gives first, then the higher reference; what decisions put there
    comes last.
    """
    book = step.book
    payers = book.payers_in(cell, step.facts)
    for guarded in (False, True):
        for reference in sorted(payers, key=lambda a: (step.end(a), reference_key(a)), reverse=True):
            if guarded:
                amount = min(step.excess(cell), -step.people_room(cell), book.unspent(reference, cell))
            else:
                amount = min(step.excess(cell), step.loose(reference, cell))
            if amount > 0:
                book.enter(step.day, reference, cell, -amount, CAUSE)
