"""Facts of closed months that changed: each is its difference, dated in the first open month.

What a close froze is never touched: a line of which the fact changed ends with reversals, and another line begins.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from .book import Charge, Line, in_order
from .facts import Cost
from .step import Step


def differences(step: Step) -> None:
    """Hold the lines that a close froze against the facts of this run."""
    book = step.book
    for line in sorted((book.lines[number] for number in book.current.values()), key=in_order):
        fact = step.facts.costs.get(line.fact.id)
        if fact is not None and same_money(step, line, fact):
            line.fact = replace(fact, cell=line.fact.cell)
        elif fact is not None and rebooked(step, line, fact):
            rebook(step, line, fact)
        else:
            end(step, line)
            del book.current[line.fact.id]


def same_money(step: Step, line: Line, fact: Cost) -> bool:
    """Whether a fact asks for nothing else than before.  A cell that is gone takes no cost with it."""
    old = line.fact
    stays = fact.cell == old.cell or (fact.cell is None and old.cell not in step.facts.cells)
    money = (fact.day, fact.base, fact.agreement, fact.indirect)
    return stays and money == (old.day, old.base, old.agreement, old.indirect)


def rebooked(step: Step, line: Line, fact: Cost) -> bool:
    """Whether a cost only moved to another cell."""
    old = line.fact
    both = fact.cell is not None and old.cell in step.facts.cells
    money = (fact.day, fact.base, fact.agreement, fact.indirect)
    direct = fact.base > 0 and not fact.indirect
    return both and direct and money == (old.day, old.base, old.agreement, old.indirect)


def charged_by(step: Step, line: Line) -> dict[tuple[str, str | None], int]:
    """What agreements are charged with for a line, and in which cell; payers in their order."""
    sums: dict[tuple[str, str | None], int] = defaultdict(int)
    for charge in step.book.charges:
        if charge.line == line.number:
            sums[charge.agreement, charge.cell] += charge.amount
    order = sorted(sums, key=lambda key: (step.payer_key(key[0]), key[1] or ""))
    return {key: sums[key] for key in order if sums[key]}


def end(step: Step, line: Line) -> None:
    """A line that is no more: nettings undone, charges reversed, what is left gone.

    What a credit had taken off charges is a new cost in the credit's place in the order.
    """
    undo_nettings(step, line)
    line.left = 0
    if line.fact.base >= 0:
        reverse(step, line)
    else:
        reduced = -sum(charged_by(step, line).values())
        if reduced:
            step.book.add(line.fact, reduced)


def undo_nettings(step: Step, line: Line) -> None:
    """What a credit took of a pending cost is pending again, on the side that stays."""
    book = step.book
    for netting in book.nettings:
        if netting.cost == line.number:
            book.lines[netting.credit].left -= netting.amount
        if netting.credit == line.number:
            book.lines[netting.cost].left += netting.amount
    book.nettings = [n for n in book.nettings if line.number not in (n.cost, n.credit)]


def reverse(step: Step, line: Line) -> None:
    """Take a cost's charges back; what credits have taken already becomes a credit of its own."""
    book, rest = step.book, 0
    for (agreement, cell), amount in charged_by(step, line).items():
        there = book.spent[agreement, cell] if cell else book.support(agreement, step.day)
        back = min(amount, max(0, there))
        rest += amount - back
        if back:
            book.record(Charge(line.number, agreement, cell, step.day, -back))
    if rest:
        book.add(replace(line.fact, agreement=None), -rest)


def rebook(step: Step, line: Line, fact: Cost) -> None:
    """Move a cost to another cell: its payers' money goes with it where earmark and ceiling allow."""
    book, target = step.book, fact.cell
    assert target is not None
    undo_nettings(step, line)
    line.left = 0
    other = book.add(fact, fact.base)
    book.current[fact.id] = other.number
    for (agreement, source), amount in charged_by(step, line).items():
        if source is None or agreement not in step.facts.payers(fact):
            continue
        moved = min(amount, book.spent[agreement, source], max(0, -step.excess(target)))
        if moved > 0:
            book.enter(step.day, agreement, source, -moved, "correction")
            book.enter(step.day, agreement, target, moved, "correction")
            book.record(Charge(line.number, agreement, source, step.day, -moved))
            book.pay(other, agreement, step.day, moved)
    reverse(step, line)
