"""Support cost that finance booked: paid from the reserves, never from cells (docs/domain.md, section 1)."""

from __future__ import annotations

from .apportion import apportion
from .book import Line, in_order
from .facts import month_of
from .step import Step


def pay_booked_support(step: Step) -> None:
    """Credits first, as with direct costs; then each line in proportion to the direct expenditure of its month."""
    if not step.facts.booked:
        return
    lines = sorted((line for line in step.book.lines if line.indirect and line.left), key=in_order)
    for credit in [line for line in lines if line.left < 0]:
        give_back(step, credit, [line for line in lines if line.left > 0])
    for line in lines:
        if line.left > 0:
            pay(step, line)


def pay(step: Step, line: Line) -> None:
    """What is beyond an agreement's unused reserve is shared again among the others."""
    spending = step.book.spending_by_month(month_of(line.fact.day))
    payers = [reference for reference in step.facts.references if spending.get(reference, 0) > 0]
    rooms = {
        reference: step.money.lasting_reserve(reference, step.day) - step.book.support(reference, step.day)
        for reference in payers
    }
    while line.left > 0 and (payers := [reference for reference in payers if rooms[reference] > 0]):
        for reference, share in zip(payers, apportion(line.left, [spending[a] for a in payers])):
            amount = min(share, rooms[reference])
            if amount:
                step.book.pay(line, reference, step.day, amount)
                rooms[reference] -= amount


def give_back(step: Step, credit: Line, pending: list[Line]) -> None:
    """A credit goes to pending lines, then to what agreements have paid, in proportion."""
    for cost in pending:
        step.book.net(credit, cost, min(-credit.left, cost.left))
    paid = [max(0, step.book.support(reference, step.day)) for reference in step.facts.references]
    amount = min(-credit.left, sum(paid))
    if amount > 0:
        for reference, share in zip(step.facts.references, apportion(amount, paid)):
            if share:
                step.book.pay(credit, reference, step.day, -share)
