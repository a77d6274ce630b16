"""What stands: entries, charges, lines of cost with what is left of them.

A line is one reading of a cost: when a cost of a closed month changes, its line ends and another begins, and what
was frozen is never touched.  `left` is what of a line is neither charged nor netted: above zero a pending cost, below
zero a pending credit.  Nettings say which credit took which part of which pending cost.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from .facts import Cell, Cost, Decision, Facts, month_of

OPENING = "opening"


@dataclass
class Line:
    """See the head of the file.  `tried`: it went through the costs of a month."""

    number: int
    fact: Cost
    left: int
    tried: bool = False
    moved_to: str | None = None

    @property
    def cell(self) -> str | None:
        """Where it was spent, or the cell that took its place."""
        return self.moved_to or self.fact.cell

    @property
    def indirect(self) -> bool:
        """Whether it is support cost that finance booked."""
        return self.fact.indirect


def in_order(line: Line) -> tuple[object, ...]:
    """The order of lines (a cost may have several lines over time)."""
    return *line.fact.key(), line.number


@dataclass(frozen=True)
class Entry:
    """Money allocated, or taken back."""

    day: date
    agreement: str
    cell: str
    amount: int
    cause: str
    number: str | None = None


@dataclass(frozen=True)
class Act:
    """A decision that acted: on which day, and what part of it is whose."""

    decision: Decision
    day: date
    parts: dict[str, int]


@dataclass(frozen=True)
class Charge:
    """Money charged on a step day; without a cell it is booked support cost.  No line: an opening balance."""

    line: int | None
    agreement: str
    cell: str | None
    day: date
    amount: int


@dataclass
class Netting:
    """A part of a pending cost that a credit took."""

    credit: int
    cost: int
    amount: int


class Book:
    """See the head of the file."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.charges: list[Charge] = []
        self.nettings: list[Netting] = []
        self.lines: list[Line] = []
        self.acts: list[Act] = []
        self.bars: list[tuple[str, int, str]] = []
        self.current: dict[str, int] = {}
        self.cells: dict[str, Cell] = {}
        self.closed_to: date | None = None
        self.opened_at: date | None = None
        self.closes: dict[date, dict[tuple[str, str], tuple[int, int]]] = {}
        self.placed: dict[tuple[str, str], int] = defaultdict(int)
        self.spent: dict[tuple[str, str], int] = defaultdict(int)
        self.where: dict[str, set[str]] = defaultdict(set)
        self.in_cell: dict[str, int] = defaultdict(int)
        self.of_agreement: dict[str, int] = defaultdict(int)
        self.spent_on: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
        self.support_on: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))

    def copy(self) -> Book:
        """A book that can be written on without a trace in this one."""
        other = Book()
        other.lines = [replace(line) for line in self.lines]
        other.nettings = [replace(netting) for netting in self.nettings]
        other.acts, other.bars = list(self.acts), list(self.bars)
        other.current, other.cells = dict(self.current), dict(self.cells)
        other.closed_to, other.opened_at, other.closes = self.closed_to, self.opened_at, dict(self.closes)
        for entry in self.entries:
            other.enter(entry.day, entry.agreement, entry.cell, entry.amount, entry.cause, entry.number)
        for charge in self.charges:
            other.record(charge)
        return other

    def enter(
        self, day: date, agreement: str, cell: str, amount: int, cause: str, number: str | None = None
    ) -> None:
        """Allocate (or take back) money; a decision gives its number."""
        self.entries.append(Entry(day, agreement, cell, amount, cause, number))
        self.placed[agreement, cell] += amount
        self.where[agreement].add(cell)
        self.in_cell[cell] += amount
        self.of_agreement[agreement] += amount

    def record(self, charge: Charge) -> None:
        """Write a charge down, whatever is left of its line."""
        self.charges.append(charge)
        if charge.cell is None:
            self.support_on[charge.agreement][charge.day] += charge.amount
            return
        self.spent[charge.agreement, charge.cell] += charge.amount
        self.spent_on[charge.agreement][charge.day] += charge.amount

    def pay(self, line: Line, agreement: str, day: date, amount: int) -> None:
        """Charge an agreement with a part of what is left of a line (a credit: a negative part)."""
        cell = None if line.indirect else line.cell
        self.record(Charge(line.number, agreement, cell, day, amount))
        line.left -= amount

    def net(self, credit: Line, cost: Line, amount: int) -> None:
        """Let a pending credit take a part of a pending cost."""
        if amount == 0:
            return
        self.nettings.append(Netting(credit.number, cost.number, amount))
        credit.left += amount
        cost.left -= amount

    def add(self, fact: Cost, left: int) -> Line:
        """A new line."""
        line = Line(len(self.lines), fact, left)
        self.lines.append(line)
        return line

    def read(self, fact: Cost) -> Line:
        """The current line of a cost."""
        line = self.add(fact, fact.base)
        self.current[fact.id] = line.number
        return line

    def unspent(self, agreement: str, cell: str) -> int:
        """Allocated less charged."""
        return self.placed[agreement, cell] - self.spent[agreement, cell]

    def cells_of(self, agreement: str) -> list[str]:
        """The cells where an agreement has unspent money, by id."""
        return sorted(cell for cell in self.where[agreement] if self.unspent(agreement, cell) > 0)

    def payers_in(self, cell: str, facts: Facts) -> list[str]:
        """The agreements that have unspent money in a cell, by reference."""
        return [a for a in facts.references if self.unspent(a, cell) > 0]

    def charged(self, agreement: str, to: date) -> int:
        """Direct expenditure charged to a day."""
        return sum(amount for day, amount in self.spent_on[agreement].items() if day <= to)

    def support(self, agreement: str, to: date) -> int:
        """Booked support cost paid to a day."""
        return sum(amount for day, amount in self.support_on[agreement].items() if day <= to)

    def pending(self) -> list[Line]:
        """Direct costs of which something is left, in the order of lines."""
        return sorted((line for line in self.lines if line.left > 0 and not line.indirect), key=in_order)

    def credits(self) -> list[Line]:
        """Direct credits of which something is left, oldest first."""
        return sorted((line for line in self.lines if line.left < 0 and not line.indirect), key=in_order)

    def open_balances(self, rows: list[dict[str, object]]) -> None:
        """Opening balances: the close of a fund's life before us."""
        for row in sorted(rows, key=lambda row: (row["as_at"], row["agreement"], row["cell"])):
            day = date.fromisoformat(str(row["as_at"]))
            agreement, cell = str(row["agreement"]), str(row["cell"])
            self.enter(day, agreement, cell, int(str(row["allocated"])), OPENING)
            self.record(Charge(None, agreement, cell, day, int(str(row["charged"]))))
            self.closed_to = self.opened_at = max(day, self.opened_at or day)

    def close(self, day: date, cells: dict[str, Cell]) -> None:
        """Freeze what stands, and remember what it says and which cells there are."""
        self.closed_to = day
        self.cells |= cells
        self.closes[day] = self.standing(day)

    def standing(self, day: date) -> dict[tuple[str, str], tuple[int, int]]:
        """Allocated and charged to a day, by agreement and cell (booked support cost has no cell)."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for entry in self.entries:
            if entry.day <= day:
                allocated, charged = found.get((entry.agreement, entry.cell), (0, 0))
                found[entry.agreement, entry.cell] = allocated + entry.amount, charged
        for charge in self.charges:
            if charge.day <= day:
                key = charge.agreement, charge.cell or ""
                allocated, charged = found.get(key, (0, 0))
                found[key] = allocated, charged + charge.amount
        return found

    def spending_by_month(self, month: tuple[int, int]) -> dict[str, int]:
        """Direct expenditure charged in a month, by agreement."""
        found: dict[str, int] = defaultdict(int)
        for agreement, days in self.spent_on.items():
            found[agreement] += sum(amount for day, amount in days.items() if month_of(day) == month)
        return found
