"""One step of a month: its day, the facts, the book, the money; and the rules that several parts of a step share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from . import decisions
from .book import Act, Book, Line, in_order
from .facts import MILLION, Facts, last_day, reference_key
from .money import Money


class Step:
    """See the head of the file."""

    def __init__(self, facts: Facts, book: Book, month: tuple[int, int]) -> None:
        self.facts = facts
        self.book = book
        self.month = month
        self.day = min(last_day(month), facts.as_of)
        self.money = Money(facts, book, self.day)
        self.never_closed = book.closed_to is None
        self.weigh()

    def weigh(self) -> None:
        """Work out again what the decisions in force say."""
        self.standing = decisions.Standing(self)

    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.month[0], self.month[1], 1)

    def in_force(self) -> list[Act]:
        """The decisions that acted and that no other ended."""
        ended = {act.decision.ends for act in self.book.acts if act.decision.action == "release"}
        return [act for act in self.book.acts if act.decision.number not in ended]

    def kept(self, reference: str, unallocated: int) -> int:
        """What decisions keep from the program of what is not allocated."""
        if reference in self.standing.closed_agreements:
            return unallocated
        return min(unallocated, self.standing.returned[reference])

    def free(self, reference: str) -> int:
        """What the program may still enter; below zero where too much is."""
        free = self.money.free(reference, self.day)
        return free - self.kept(reference, max(0, free))

    def payable(self, reference: str, cell: str) -> int:
        """What can be charged: where people decide, not what is not there any more."""
        unspent = self.book.unspent(reference, cell)
        if not self.facts.people_decide:
            return unspent
        left = self.money.programmable(reference, self.day) - self.book.charged(reference, self.day)
        return max(0, min(unspent, left))

    def loose(self, reference: str, cell: str) -> int:
        """What the program may take out of a cell: not what a decision put there."""
        return max(0, self.book.unspent(reference, cell) - self.standing.guarded[reference, cell])

    def may_lie(self, reference: str, cell: str, day: date) -> bool:
        """Whether people may put an agreement's money into a cell on a day."""
        return day <= self.end(reference) and self.facts.allowed(reference, cell, self.day)

    def end(self, reference: str) -> date:
        """When an agreement ends, as is known on the step's day."""
        return self.facts.end(reference, self.day)

    def lapsed(self, reference: str) -> bool:
        """Whether an agreement's time is over at the end of this step."""
        return self.end(reference) <= min(last_day(self.month), self.facts.as_of)

    def payer_key(self, reference: str) -> tuple[date, tuple[bool, str]]:
        """The order of payers: who ends sooner, then the lower reference."""
        return self.end(reference), reference_key(reference)

    def excess(self, cell: str) -> int:
        """By how much a cell has more than its ceiling, less what left it by decision; its room where negative."""
        version = self.facts.version(cell, self.day)
        ceiling = max(0, version.ceiling - self.standing.cut[cell])
        return version.outside + self.book.in_cell[cell] - ceiling

    def people_room(self, cell: str) -> int:
        """What the ceiling leaves to people."""
        version = self.facts.version(cell, self.day)
        return version.ceiling - version.outside - self.book.in_cell[cell]

    def fullness(self, cell: str) -> tuple[bool, Fraction, str]:
        """The order in which money is taken from cells: no need, then the best funded, then by id."""
        version = self.facts.version(cell, self.day)
        weighted = max(0, version.need - self.standing.cut[cell]) * version.weight
        funded = version.outside + self.book.in_cell[cell]
        return weighted > 0, -Fraction(funded, weighted) if weighted else Fraction(0), cell

    def take_from(self, cells: list[str]) -> str:
        """The cell that money is taken from first."""
        return min(cells, key=self.fullness)

    def room(self, reference: str, cell: str, source: str | None = None, people: bool = False) -> int:
        """How much more an agreement may have in a cell, when the money comes from nowhere or from `source`."""
        facts, book = self.facts, self.book
        if people:
            rooms = [self.people_room(cell)]
        else:
            rooms = [0 if cell in self.standing.closed else -self.excess(cell)]
        for cells, cap in facts.caps:
            if cell in cells and source not in cells:
                rooms.append(cap - sum(book.in_cell[c] for c in cells))
        rooms.append(self.own_room(reference, cell, source))
        if facts.country_share is not None and cell in facts.abroad and source not in facts.abroad:
            pool = sum(max(0, self.money.programmable(a, self.day)) for a in facts.references)
            most = pool * (MILLION - facts.country_share) // MILLION
            rooms.append(most - sum(book.in_cell[c] for c in facts.abroad))
        return max(0, min(rooms))

    def own_room(self, reference: str, cell: str, source: str | None) -> int:
        """What the limits of an agreement leave."""
        rooms = [10**18]
        own = max(0, self.money.programmable(reference, self.day))
        for limit in self.facts.terms(reference, self.day).limits:
            if cell in limit.cells and source not in limit.cells:
                rooms.append(own * limit.ppm // MILLION - sum(self.book.placed[reference, c] for c in limit.cells))
        return min(rooms)

    def cost_order(self) -> list[Line]:
        """Pending costs in the order of costs first: named ones, then by day, cell, and the order of lines."""
        lines = [line for line in self.book.pending() if line.cell in self.facts.cells]
        return sorted(lines, key=lambda line: (line.fact.agreement is None, line.fact.day, line.cell, in_order(line)))

    def payers(self, line: Line) -> list[str]:
        """Who may pay for a line: the agreement that it names, else all that are eligible; by reference."""
        fact = line.fact if line.moved_to is None else replace(line.fact, cell=line.moved_to)
        barred = self.standing.barred
        payers = [name for name in self.facts.payers(fact) if (line.number, name) not in barred]
        named = line.fact.agreement
        return payers if named is None else [reference for reference in payers if reference == named]

    def candidates(self, line: Line) -> list[str]:
        """Who gives money for a pending cost: who ends soonest, is there already, may pay for fewest, by reference."""
        assert line.cell is not None

        def key(reference: str) -> tuple[date, bool, int, tuple[bool, str]]:
            is_new = self.book.placed[reference, line.cell or ""] <= 0
            return self.end(reference), is_new, self.facts.reach(reference, line.fact), reference_key(reference)

        return sorted(self.payers(line), key=key)
