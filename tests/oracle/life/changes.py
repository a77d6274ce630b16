"""Facts of closed months that changed: each is its difference, dated in the first open month.

What a close froze is never touched.  A line of another amount goes on, and only the difference is charged or given
back.  One of another day, category, project, place (its own one) or cell is taken back and begins again as another line,
of the same payers as far as they may pay.  One that vanished, or names another agreement, ends with reversals.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from .apportion import apportion
from .book import Charge, Line, Netting, in_order
from .facts import Cost, month_of
from .step import Step


def differences(step: Step) -> None:
    """Hold the lines that a close froze against the facts of this run."""
    book = step.book
    for line in sorted((book.lines[number] for number in book.current.values()), key=in_order):
        fact = step.facts.costs.get(line.fact.id)
        if fact is not None and book.opened_at is not None and fact.day <= book.opened_at:
            fact = None  # it is inside the opening balances
        if fact is not None and fact.cell is None and line.fact.cell not in step.facts.cells:
            fact = replace(fact, cell=line.fact.cell)  # a cell that is gone takes no cost with it
        if fact is None or not of_the_same_payers(line.fact, fact):
            end(step, line)
            del book.current[line.fact.id]
        elif shown_alike(line.fact, fact):
            adjust(step, line, fact)
            line.fact = fact
        elif month_of(fact.day) <= step.month and (same_place(line.fact, fact) or moves(step, line.fact, fact)):
            rebook(step, line, fact)
        else:
            end(step, line)
            del book.current[line.fact.id]


def of_the_same_payers(old: Cost, new: Cost) -> bool:
    """Whether both are costs, or both credits, of the same agreement or of nobody's."""
    sides = {old.base < 0, new.base < 0} if old.base and new.base else {True}
    return (old.agreement, old.indirect) == (new.agreement, new.indirect) and len(sides) == 1


def shown_alike(old: Cost, new: Cost) -> bool:
    """Whether at most the amount differs, of all that figures show."""
    if (old.day, old.cell, old.category) != (new.day, new.cell, new.category):
        return False
    places = (old.geography in (None, new.geography), old.theme in (None, new.theme))
    return old.cell is None or (old.project == new.project and all(places))


def same_place(old: Cost, new: Cost) -> bool:
    """Whether a direct line stays in its cell, of another day, category, project or place."""
    return old.cell is not None and old.cell == new.cell and not old.indirect and bool(old.base and new.base)


def moves(step: Step, old: Cost, new: Cost) -> bool:
    """Whether a cost moved to another cell."""
    both = new.cell is not None and old.cell in step.facts.cells
    return both and old.base > 0 and new.base > 0 and not old.indirect


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


def adjust(step: Step, line: Line, fact: Cost) -> None:
    """Another amount: what waits takes the difference first.

    Of a cost, what is missing then is given back to its payers in proportion; of a credit, what it gave too much is a cost.
    Settlements of pending costs and credits are opened last.
    """
    waits = line.left
    line.left += fact.base - line.fact.base
    if min(line.fact.base, fact.base) >= 0:
        rest = max(0, -line.left) - max(0, -waits)
        unsettle(step, line, rest - give_back(step, line, rest))
    else:
        rest = max(0, line.left) - max(0, waits)
        given = -sum(charged_by(step, line).values())
        unsettle(step, line, rest - max(0, given))


def give_back(step: Step, line: Line, most: int) -> int:
    """Give the payers of a line back what they were charged with, in proportion; how much that is."""
    book, charged = step.book, charged_by(step, line)
    keys = list(charged)
    weights = [max(0, min(charged[key], there(step, key))) for key in keys]
    back = min(most, sum(weights))
    if back <= 0:
        return 0
    for (agreement, cell), part in zip(keys, apportion(back, weights)):
        if part:
            book.record(Charge(line.number, agreement, cell, step.day, -part))
            line.left += part
    return back


def there(step: Step, key: tuple[str, str | None]) -> int:
    """What an agreement is charged with in a cell, or its reserve has paid."""
    agreement, cell = key
    return step.book.spent[agreement, cell] if cell else step.book.support(agreement, step.day)


def unsettle(step: Step, line: Line, most: int) -> None:
    """Open as much of what a line settled, or was settled with, on the other side again, the latest lines first."""
    book = step.book

    def other(netting: Netting) -> Line:
        return book.lines[netting.cost if netting.credit == line.number else netting.credit]

    settled = [netting for netting in book.nettings if line.number in (netting.cost, netting.credit)]
    for netting in sorted(settled, key=lambda netting: in_order(other(netting)), reverse=True):
        amount = min(netting.amount, most)
        if amount <= 0:
            return
        sign = 1 if netting.credit == line.number else -1
        other(netting).left += sign * amount
        line.left -= sign * amount
        netting.amount -= amount
        most -= amount
        if netting.amount == 0:
            book.nettings.remove(netting)


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
        back = min(amount, max(0, there(step, (agreement, cell))))
        rest += amount - back
        if back:
            book.record(Charge(line.number, agreement, cell, step.day, -back))
    if rest:
        book.add(replace(line.fact, agreement=None), -rest)


def rebook(step: Step, line: Line, fact: Cost) -> None:
    """A line of another day, category, project, place or cell: its payers stay, and their money goes with it where it may."""
    book = step.book
    adjust(step, line, fact)
    other = book.add(fact, line.left)
    book.current[fact.id] = other.number
    line.left = 0
    stays = line.fact.cell == fact.cell
    if stays:
        for netting in book.nettings:
            netting.credit = other.number if netting.credit == line.number else netting.credit
            netting.cost = other.number if netting.cost == line.number else netting.cost
    else:
        other.left += sum(netting.amount for netting in book.nettings if netting.cost == line.number)
        undo_nettings(step, line)
    book.bars += [(decision, other.number, name) for decision, number, name in book.bars if number == line.number]
    for key, amount in charged_by(step, line).items():
        kept = stays and line.fact.day == fact.day or fact.base < 0
        target = key[1] if stays else fact.cell
        moved = move(step, line, other, key, amount, target) if kept or key[0] in step.facts.payers(fact) else 0
        other.left += amount - moved
    reverse(step, line)


def move(
    step: Step, line: Line, other: Line, key: tuple[str, str | None], amount: int, target: str | None
) -> int:
    """Charge a payer with the other line instead; what of its money may not go there stays."""
    (agreement, source), book = key, step.book
    assert source is not None and target is not None
    if source != target:
        amount = max(0, min(amount, book.spent[agreement, source], -step.excess(target)))
        if amount:
            book.enter(step.day, agreement, source, -amount, "correction")
            book.enter(step.day, agreement, target, amount, "correction")
    if amount:
        book.record(Charge(line.number, agreement, source, step.day, -amount))
        book.record(Charge(other.number, agreement, target, step.day, amount))
    return amount
