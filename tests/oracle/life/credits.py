"""Credits: they reduce charges and pending costs of their cell (docs/domain.md, section 5)."""

from __future__ import annotations

from .apportion import apportion
from .book import Line
from .step import Step


def give_credits(step: Step) -> None:
    """Each credit, oldest first: the agreement it names, pending costs, all charges of the cell; the rest waits."""
    pending = [line for line in step.book.pending() if line.tried]
    for credit in step.book.credits():
        if credit.cell in step.facts.cells or credit.cell in step.facts.gone:
            named = credit.fact.agreement if credit.fact.base < 0 else None
            if named is not None:
                uncharge(step, credit, [named])
            for cost in pending:
                if cost.cell == credit.cell:
                    step.book.net(credit, cost, min(-credit.left, cost.left))
            uncharge(step, credit, step.facts.references)


def uncharge(step: Step, credit: Line, references: list[str]) -> None:
    """Reduce the charges of agreements in the credit's cell, in proportion."""
    book, cell = step.book, credit.cell
    assert cell is not None
    weights = [max(0, book.spent[reference, cell]) for reference in references]
    amount = min(-credit.left, sum(weights))
    if amount > 0:
        for reference, share in zip(references, apportion(amount, weights)):
            if share:
                book.pay(credit, reference, step.day, -share)


def net_new_costs(step: Step) -> None:
    """What is left of credits goes to the new costs of their cells, oldest credit and oldest cost first."""
    new = [line for line in step.book.pending() if not line.tried]
    for credit in step.book.credits():
        for cost in new:
            if credit.cell is not None and cost.cell == credit.cell:
                step.book.net(credit, cost, min(-credit.left, cost.left))
