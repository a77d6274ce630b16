"""One run: from the first open month to the as-of day, month by month (docs/domain.md, section 3)."""

from __future__ import annotations

from datetime import timedelta

from . import holds
from .answer import Figures, answer
from .book import Book
from .changes import differences
from .charging import charge
from .corrections import correct
from .credits import give_credits, net_new_costs
from .decisions import Docket, relocate
from .facts import Facts, Row, following, last_day, month_of
from .filler import Recommended, fill_needs
from .lapse import lapse
from .placing import costs_first, cover
from .step import Step
from .support import pay_booked_support


def replay(document: Row) -> list[Figures]:
    """The answers of all runs of a document, one after another on the same fund."""
    book, answers = Book(), []
    for run in document["runs"]:
        after, figures = replay_run(run, book)
        answers.append(figures)
        if run["close"]:
            book = after
    return answers


def replay_run(run: Row, frozen: Book) -> tuple[Book, Figures]:
    """The book after a run (closed, if it is) and its answer; what is frozen is not touched."""
    facts, book = Facts(run, frozen.cells), frozen.copy()
    if book.closed_to is None:
        book.open_balances(run["openings"])
    month = first_open_month(facts, book)
    step = Step(facts, book, month)
    differences(step)
    docket = Docket(step)
    while month <= month_of(facts.as_of):
        step = Step(facts, book, month)
        before = holds.Before(step)
        settle(step, docket)
        if step.day == facts.as_of and not facts.people_decide:
            recommend(step, run.get("recommended"))
        lapse(step)
        holds.after_step(step, before)
        month = following(month)
    holds.closed_months(book)
    figures = answer(Step(facts, book, month_of(facts.as_of)), docket.refused)
    if run["close"]:
        assert facts.as_of == last_day(month_of(facts.as_of)), "only whole months are closed"
        book.close(facts.as_of, facts.cells)
    return book, figures


def first_open_month(facts: Facts, book: Book) -> tuple[int, int]:
    """The month after the last close; before any, that of the fund's start or of its first fact."""
    if book.closed_to is not None:
        month = month_of(book.closed_to + timedelta(days=1))
        assert month <= month_of(facts.as_of), "the month is closed"
        return month
    days = [receipt.day for receipt in facts.receipts] + [cost.day for cost in facts.costs.values()]
    return min([month_of(facts.fund_start), month_of(facts.as_of), *map(month_of, days)])


def settle(step: Step, docket: Docket) -> None:
    """A month's decisions, credits, corrections, costs, cover and booked support cost."""
    book = step.book
    for cost in step.facts.costs.values():
        opened = book.opened_at is not None and cost.day <= book.opened_at
        if cost.day <= step.day and cost.id not in book.current and not opened:
            relocate(step, [book.read(cost)])
    docket.open(step)
    give_credits(step)
    docket.returns(step)
    net_new_costs(step)
    if not step.facts.people_decide:
        correct(step)
    charge(step)
    holds.nothing_payable_is_left(step)
    docket.costs(step)
    if not step.facts.people_decide:
        costs_first(step)
        cover(step)
    for line in book.lines:
        line.tried = True
    pay_booked_support(step)


def recommend(step: Step, given: list[Row] | None) -> None:
    """Enter what the optimum of the as-of day places, or what stands in for it."""
    rows: Recommended
    if given is None:
        rows = fill_needs(step)
    else:
        rows = [(row["agreement"], row["cell"], row["amount"]) for row in given]
    for agreement, cell, amount in rows:
        step.book.enter(step.day, agreement, cell, amount, "recommendation")
    holds.recommended(step, rows)
