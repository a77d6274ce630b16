"""What must hold after a step, whatever the input (docs/domain.md, sections 3 and 5).  A broken one stops with its name."""

from __future__ import annotations

from collections import defaultdict

from .book import Book, Charge
from .facts import MILLION
from .filler import Recommended, pending_by_cell
from .step import Step


class Broken(Exception):
    """Something that must hold does not."""


def demand(holds: bool, *what: object) -> None:
    """Stop if something does not hold."""
    if not holds:
        raise Broken(" ".join(str(part) for part in what))


def nothing_payable_is_left(step: Step) -> None:
    """After charging: no cost is pending in a cell where one who may pay for it has unspent money."""
    for line in step.cost_order():
        for reference in step.payers(line):
            unspent = step.payable(reference, line.cell or "")
            demand(unspent == 0, step.day, "cost", line.fact.id, "is pending beside unspent money of", reference)


class Before:
    """What a step found charged."""

    def __init__(self, step: Step) -> None:
        self.charges = len(step.book.charges)
        self.entries = len(step.book.entries)
        self.charged = {a: step.book.charged(a, step.day) for a in step.facts.references}


def after_step(step: Step, before: Before) -> None:
    """Everything that holds after the last part of a step; `before` was made at its start."""
    balances(step)
    unspent_money(step)
    spending(step)
    charges_are_eligible(step, before)
    charges_have_money(step, before)
    entered_money_lasts(step, before)
    credits_are_used(step)


def balances(step: Step) -> None:
    """Nothing is negative."""
    book = step.book
    for (reference, cell), spent in book.spent.items():
        demand(spent >= 0, step.day, reference, cell, "charged", spent)
    for reference, cell in {*book.placed, *book.spent}:
        unspent = book.unspent(reference, cell)
        demand(unspent >= 0, step.day, reference, cell, "unspent", unspent)


def unspent_money(step: Step) -> None:
    """It lies where the earmark allows, within ceilings and programmable money, and of the lapsed only what is bound."""
    book, facts = step.book, step.facts
    bound: dict[str, int] = defaultdict(int)
    for line in facts.obligations.values():
        bound[line.cell or ""] += max(0, line.base)
    for reference in facts.references:
        cells = book.cells_of(reference)
        if facts.people_decide:
            break
        over = book.of_agreement[reference] - step.money.programmable(reference, step.day)
        demand(over <= 0 or not cells, step.day, reference, "is over-allocated by", over, "with unspent money in", cells)
        for cell in cells:
            unspent = book.unspent(reference, cell)
            demand(facts.allowed(reference, cell, step.day), step.day, reference, "has", unspent, "not allowed in", cell)
            decided = step.loose(reference, cell) == 0 and step.people_room(cell) >= 0
            demand(step.excess(cell) <= 0 or decided, step.day, cell, "is over-full with unspent money of", reference)
            if step.lapsed(reference):
                demand(unspent <= bound[cell], step.day, reference, "lapsed and has", unspent, "in", cell)


def spending(step: Step) -> None:
    """Charged and pending make what was spent, to the cent."""
    book = step.book
    charged = sum(charge.amount for charge in book.charges if charge.line is not None)
    pending = sum(line.left for line in book.lines)
    spent = sum(book.lines[number].fact.base for number in book.current.values())
    demand(charged + pending == spent, step.day, "charged", charged, "pending", pending, "spent", spent)


def charges_are_eligible(step: Step, before: Before) -> None:
    """No charge outside eligibility, none before the cost."""
    for charge in step.book.charges[before.charges :]:
        line = step.book.lines[charge.line] if charge.line is not None else None
        if charge.amount > 0 and line is not None and charge.cell is not None:
            who = charge.agreement, "pays for", line.fact.id
            stays = stays_with_its_payer(step, before, charge)
            demand(stays or charge.agreement in step.payers(line), step.day, *who, "and is not eligible")
            demand(line.fact.day <= charge.day, step.day, *who, "before it was incurred")


def stays_with_its_payer(step: Step, before: Before, charge: Charge) -> bool:
    """Whether the same was taken off the payer as another reading of the same cost: of the same day, or a credit."""
    if charge.line is None:
        return False
    fact = step.book.lines[charge.line].fact
    for back in step.book.charges[before.charges :]:
        same = (back.agreement, back.cell, back.amount) == (charge.agreement, charge.cell, -charge.amount)
        if same and back.line is not None and back.line != charge.line:
            other = step.book.lines[back.line].fact
            if other.id == fact.id and (other.day == fact.day or fact.base < 0):
                return True
    return False


def charges_have_money(step: Step, before: Before) -> None:
    """Nobody is charged with more than there is; who is already may not be charged more."""
    for reference in step.facts.references:
        charged = step.book.charged(reference, step.day)
        more = charged - before.charged[reference]
        has = step.money.programmable(reference, step.day)
        demand(more <= 0 or charged <= has, step.day, reference, "is charged", charged, "and has", has)
        if more > 0:
            balance = step.money.sources(reference, step.day).net() - charged
            demand(balance >= 0, step.day, reference, "has a balance of", balance)


def entered_money_lasts(step: Step, before: Before) -> None:
    """No money is entered before the day from which there is never less."""
    for entry in step.book.entries[before.entries :]:
        if entry.cause in ("cost", "recommendation"):
            free = step.money.free(entry.agreement, step.day)
            demand(free >= 0, step.day, entry.agreement, "got money that will be missed:", free)


def credits_are_used(step: Step) -> None:
    """No credit waits where something is charged or pending."""
    cells = {line.cell for line in step.book.credits() if line.cell is not None}
    for cell in cells:
        charged = sum(step.book.spent[reference, cell] for reference in step.facts.references)
        demand(charged == 0, step.day, "a credit is pending in", cell, "where", charged, "is charged")
    for line in step.book.pending():
        demand(line.cell not in cells, step.day, line.fact.id, "is pending beside a credit")


def closed_months(book: Book) -> None:
    """What stood at a close stands."""
    for day, standing in book.closes.items():
        demand(book.standing(day) == standing, "the close of", day, "does not stand")


def recommended(step: Step, rows: Recommended) -> None:
    """After the recommendation: it is for agreements that are not over, where they may, within what bounds it."""
    book, facts = step.book, step.facts
    waiting = pending_by_cell(step)
    for reference, cell, amount in rows:
        what = step.day, "recommended", reference, cell, amount
        demand(amount > 0 and not step.lapsed(reference), *what, "to one whose time is over, or nothing")
        demand(facts.allowed(reference, cell, step.day), *what, "where the earmark does not allow it")
        demand(step.money.free(reference, step.day) >= 0, *what, "which is not there")
        demand(step.excess(cell) + waiting[cell] <= 0, *what, "above the ceiling")
        for cells, cap in facts.caps:
            inside = sum(book.in_cell[name] for name in cells)
            demand(cell not in cells or inside <= cap, *what, "above a cap of", cap)
        own = max(0, step.money.programmable(reference, step.day))
        for limit in facts.terms(reference, step.day).limits:
            inside = sum(book.placed[reference, name] for name in limit.cells)
            demand(cell not in limit.cells or inside * MILLION <= own * limit.ppm, *what, "above a limit")
    if facts.country_share and any(cell in facts.abroad for _, cell, _ in rows):
        away, total = sum(book.in_cell[name] for name in facts.abroad), sum(book.in_cell.values())
        demand(away * MILLION <= total * (MILLION - facts.country_share), step.day, "the country share is not kept")


