"""The figures of a run, in the exchange format."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from .book import OPENING, Line
from .step import Step

Figures = dict[str, Any]


def answer(step: Step, refused: list[str]) -> Figures:
    """What stands on the as-of day; `step` is the run's last."""
    return {
        "entries": entries(step),
        "charges": charges(step),
        "pending": pending(step),
        "agreements": [position(step, reference) for reference in step.facts.references],
        "refused": sorted(refused),
    }


def entries(step: Step) -> list[Figures]:
    """All entries, those of a day, agreement, cell and cause added up."""
    sums: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for entry in step.book.entries:
        sums[entry.day.isoformat(), entry.agreement, entry.cell, entry.cause] += entry.amount
    names = ("date", "agreement", "cell", "cause")
    return [{**dict(zip(names, key)), "amount": sums[key]} for key in sorted(sums) if sums[key]]


def charges(step: Step) -> list[Figures]:
    """All charges, those of a cost, agreement, cell and month added up."""
    sums: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for charge in step.book.charges:
        cost = OPENING if charge.line is None else step.book.lines[charge.line].fact.id
        sums[cost, charge.agreement, charge.cell or "", f"{charge.day:%Y-%m}"] += charge.amount
    return [
        {"cost": cost, "agreement": agreement, "cell": cell or None, "charged_in": month, "amount": amount}
        for (cost, agreement, cell, month), amount in sorted(sums.items())
        if amount
    ]


def pending(step: Step) -> list[Figures]:
    """What is pending, by cost and cause."""
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for line in step.book.lines:
        sums[line.fact.id, cause(step, line)] += line.left
    return [{"cost": cost, "cause": why, "amount": amount} for (cost, why), amount in sorted(sums.items()) if amount]


def cause(step: Step, line: Line) -> str:
    """Why something of a line is pending."""
    if line.indirect:
        return "no money"
    if line.cell not in step.facts.cells:
        return "no cell"
    if line.left < 0:
        return "no money"
    if not step.payers(line):
        return "not eligible"
    return "beyond need" if step.excess(line.cell) >= 0 else "no money"


def position(step: Step, reference: str) -> Figures:
    """An agreement's figures."""
    money, book = step.money, step.book
    sources = money.sources(reference, step.day)
    programmable, allocated = money.programmable(reference, step.day), book.of_agreement[reference]
    charged = book.charged(reference, step.day)
    left = max(0, programmable - allocated)
    over = step.lapsed(reference)
    return {
        "reference": reference,
        "received": sources.received,
        "refunded": sources.refunded,
        "transferred_in": sources.transferred_in,
        "transferred_out": sources.transferred_out,
        "fee": sources.fee,
        "levy": sources.levy,
        "programmable": programmable,
        "allocated": allocated,
        "charged": charged,
        "support_cost": money.support(reference, step.day),
        "reserve": money.reserve(reference, step.day),
        "lapsed": left if over else 0,
        "unallocated": 0 if over else left,
        "held": 0 if over else step.kept(reference, left),
        "over_allocated": max(0, allocated - programmable),
        "overdrawn": max(0, charged - programmable) + money.shortage(reference, step.day) + beyond_reserve(step, reference),
    }


def beyond_reserve(step: Step, reference: str) -> int:
    """Booked support that the reserve no longer covers."""
    paid = step.book.support(reference, step.day) if step.facts.booked else 0
    return max(0, paid - step.money.reserve(reference, step.day))
