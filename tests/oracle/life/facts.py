"""What a run knows: the fund, its agreements with their terms of each day, its cells, receipts, costs, obligations.

In: one run of a document (a dict), and the cells that earlier runs knew.  Out: `Facts`.  Only facts of days up to
the as-of day are kept.  Does not know: what was allocated or charged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

INTEREST = "INTEREST"
INDIRECT = "indirect support"
MILLION = 1_000_000
Row = dict[str, Any]


def reference_key(reference: str) -> tuple[bool, str]:
    """How references are ordered: the fund's own interest comes last."""
    return reference == INTEREST, reference


def month_of(day: date) -> tuple[int, int]:
    """Year and month."""
    return day.year, day.month


def last_day(month: tuple[int, int]) -> date:
    """The last day of a month."""
    year, number = month
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def following(month: tuple[int, int]) -> tuple[int, int]:
    """The month after."""
    return month_of(last_day(month) + timedelta(days=1))


def day_of(text: str | None) -> date | None:
    """A day, where there is one."""
    return None if text is None else date.fromisoformat(text)


def day_before(day: date) -> date:
    """The eve of a day."""
    return day - timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """The most that an agreement may have in `cells`, in millionths of its programmable money."""

    ppm: int
    cells: frozenset[str]


@dataclass
class Terms:
    """What holds for an agreement from its `effective` day on (None: from the start); `reach` cells of the list."""

    effective: date | None
    start: date
    end: date | None
    fee: Fraction
    levy: Fraction
    support: Fraction
    covered: frozenset[str]
    reach: int
    limits: list[Limit]


@dataclass(frozen=True)
class Version:
    """What a cell asks for, from a day on; weights in thousandths."""

    valid_from: date | None
    need: int
    weight: int
    ceiling: int
    outside: int


@dataclass(frozen=True)
class Cell:
    """A place, a theme and a period."""

    id: str
    geography: str
    theme: str
    start: date
    end: date
    country: bool
    versions: tuple[Version, ...]


NOTHING = Version(None, 0, 1000, 0, 0)


@dataclass
class Receipt:
    """Money that came, went or moved."""

    kind: str
    agreement: str | None
    to_agreement: str | None
    day: date
    base: int

    def concerns(self, reference: str) -> bool:
        """Whether it is of an agreement's money."""
        if self.kind in ("interest", "bank charge"):
            return reference == INTEREST
        return reference in (self.agreement, self.to_agreement)


@dataclass
class Cost:
    """A line of expenditure (credits are negative) or an obligation, as it stands in the facts of a run."""

    id: str
    day: date
    document: str
    project: str
    category: str
    cell: str | None
    agreement: str | None
    obligation: str | None
    base: int
    geography: str | None = None
    theme: str | None = None

    @property
    def indirect(self) -> bool:
        """Whether it is support cost that finance booked."""
        return self.category == INDIRECT

    def key(self) -> tuple[date, str, int, str, str, str]:
        """The order of lines."""
        return self.day, self.document, self.base, self.project, self.category, self.id


@dataclass(frozen=True)
class Decision:
    """What people decided, or might."""

    number: str
    day: date
    adopted: bool
    action: str
    agreement: str | None
    source: str | None
    target: str | None
    amount: int
    ends: str | None
    recommended: int

    @property
    def of_people(self) -> bool:
        """Whether people made it by themselves, and did not adopt what the program recommended."""
        return not 0 < self.recommended >= self.amount

    def same(self, other: Decision) -> bool:
        """Whether another does the same, whatever its day."""
        return replace(self, day=other.day) == other


def in_force(rows: list[Any], day: date, field: str) -> Any:
    """The last of dated rows (by day, None first) whose day is not after `day`; None where there is none."""
    found = None
    for row in rows:
        since = getattr(row, field)
        if since is None or since <= day:
            found = row
    return found


def ancestors(rows: list[Row]) -> dict[str, frozenset[str]]:
    """Each code with itself and all codes that it lies in, by its parent or besides (those stand first)."""
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        above = [found[code] for code in [row["parent"], *row.get("also_in", [])] if code in found]
        found[row["code"]] = frozenset([row["code"]]).union(*above)
    return found


@dataclass(frozen=True)
class FundEnd:
    """The fund's end, from a day on."""

    effective: date | None
    to: date


class Facts:
    """See the head of the file.  `gone` holds the cells that earlier runs knew and this one does not."""

    def __init__(self, run: Row, known: dict[str, Cell]) -> None:
        self.as_of = date.fromisoformat(run["as_of"])
        fund = run["fund"]
        self.people_decide = fund["mode"] == "decided"
        self.decisions = [read_decision(row) for row in run["decisions"]]
        self.fund_start = date.fromisoformat(fund["from"])
        ends = [FundEnd(day_of(row["effective"]), date.fromisoformat(row["to"])) for row in fund["ends"]]
        self.fund_ends = sorted(ends, key=lambda row: row.effective or date.min)
        self.booked = fund["support_cost"] == "booked"
        self.interest_is_programmable = fund["interest"] == "programmable"
        self.country_share = fund["country_share_ppm"]
        self.geography, self.theme = ancestors(run["geographies"]), ancestors(run["themes"])
        listed = [read_cell(row) for row in run["cells"]]
        self.cells = {cell.id: cell for cell in sorted(listed, key=lambda cell: cell.id)}
        self.gone = {name: cell for name, cell in sorted(known.items()) if name not in self.cells}
        self.abroad = frozenset(cell.id for cell in self.everything() if not cell.country)
        self.caps = [(self.scope(row["scope"]), row["cap"]) for row in run["groups"] if row["cap"] is not None]
        self.agreements = {row["reference"]: self._terms(row["terms"]) for row in run["agreements"]}
        if self.interest_is_programmable:
            self.agreements[INTEREST] = [self._interest_terms()]
        self.references = sorted(self.agreements, key=reference_key)
        self.receipts = [receipt for row in run["receipts"] if (receipt := read_receipt(row)).day <= self.as_of]
        self.receipts_of = {name: [r for r in self.receipts if r.concerns(name)] for name in self.references}
        self.costs = self._lines(run["costs"])
        self.obligations = self._lines(run["obligations"])
        self._payers: dict[tuple[Any, ...], list[str]] = {}

    def _lines(self, rows: list[Row]) -> dict[str, Cost]:
        lines = [line for row in rows if (line := read_cost(row)).day <= self.as_of]
        assert len({line.id for line in lines}) == len(lines), "two lines have the same id"
        assert all(line.cell is None or line.cell in self.cells for line in lines), "a line names no cell of the list"
        return {line.id: line for line in sorted(lines, key=Cost.key)}

    def everything(self) -> list[Cell]:
        """All cells, those that are gone too."""
        return [*self.cells.values(), *self.gone.values()]

    def cell(self, name: str) -> Cell:
        """A cell by its id, gone or not."""
        return self.cells.get(name) or self.gone[name]

    def under(self, cell: Cell, pairs: list[list[str]]) -> bool:
        """Whether a cell lies under one of (place, theme) pairs."""
        places = self.geography.get(cell.geography, frozenset([cell.geography]))
        themes = self.theme.get(cell.theme, frozenset([cell.theme]))
        return any(place in places and theme in themes for place, theme in pairs)

    def scope(self, pairs: list[list[str]], outside_countries: bool = False) -> frozenset[str]:
        """The cells under any of the pairs, on demand with all that are not of a country."""
        return frozenset(
            cell.id
            for cell in self.everything()
            if self.under(cell, pairs) or (outside_countries and not cell.country)
        )

    def _terms(self, rows: list[Row]) -> list[Terms]:
        found = [self._term(row) for row in rows]
        assert found and found[0].effective is None, "the first terms hold from the start"
        return sorted(found, key=lambda terms: terms.effective or date.min)

    def _term(self, row: Row) -> Terms:
        covered = self.scope(row["include"]) - self.scope(row["exclude"])
        return Terms(
            effective=day_of(row["effective"]),
            start=date.fromisoformat(row["from"]),
            end=day_of(row["to"]),
            fee=Fraction(row["fee"]),
            levy=Fraction(row["levy"]),
            support=Fraction(row["support"]),
            covered=covered,
            reach=sum(name in self.cells for name in covered),
            limits=[self._limit(limit) for limit in row["limits"]],
        )

    def _limit(self, row: Row) -> Limit:
        """At least a share here is at most the rest elsewhere."""
        cells = self.scope(row["scope"], row["outside_countries"])
        if row["kind"] == "at_least":
            return Limit(MILLION - row["share_ppm"], frozenset(cell.id for cell in self.everything()) - cells)
        return Limit(row["share_ppm"], cells)

    def _interest_terms(self) -> Terms:
        free = Fraction(0)
        every = frozenset(cell.id for cell in self.everything())
        return Terms(None, self.fund_start, None, free, free, free, every, len(self.cells), [])

    def terms(self, reference: str, day: date) -> Terms:
        """The terms of a day."""
        return in_force(self.agreements[reference], day, "effective")

    def end(self, reference: str, day: date) -> date:
        """The end of an agreement by the terms of a day."""
        return self.terms(reference, day).end or in_force(self.fund_ends, day, "effective").to

    def version(self, name: str, day: date) -> Version:
        """What a cell asks for on a day; nothing if it is gone."""
        cell = self.cells.get(name)
        return NOTHING if cell is None else in_force(list(cell.versions), day, "valid_from") or NOTHING

    def eligible_on(self, reference: str, name: str | None, day: date) -> bool:
        """Whether an agreement may pay in a cell for what is incurred on a day."""
        if reference not in self.agreements or name not in self.cells:
            return False
        terms = self.terms(reference, day)
        return terms.start <= day <= self.end(reference, day) and name in terms.covered

    def allowed(self, reference: str, name: str, day: date) -> bool:
        """Whether the earmark of a day lets an agreement's money lie in a cell."""
        if name not in self.cells:
            return False
        terms, cell = self.terms(reference, day), self.cells[name]
        return name in terms.covered and terms.start <= cell.end and cell.start <= self.end(reference, day)

    @cached_property
    def _bound(self) -> dict[str, date]:
        """The earliest day of each obligation that a cost can cite."""
        found: dict[str, date] = {}
        for line in self.obligations.values():
            found.setdefault(line.document, line.day)
        return found

    def counts_on(self, reference: str, line: Cost) -> date:
        """The day on which a cost counts as incurred for an agreement: one bound in time counts as of its end."""
        end = self.end(reference, line.day)
        bound = self._bound.get(line.obligation) if line.obligation else None
        return end if bound is not None and bound <= end < line.day else line.day

    def payers(self, line: Cost) -> list[str]:
        """The agreements that may pay for a line, by dates and earmark of the day incurred, by reference."""
        key = (line.cell, line.day, line.obligation)
        if key not in self._payers:
            self._payers[key] = [
                reference
                for reference in self.references
                if self.eligible_on(reference, line.cell, self.counts_on(reference, line))
            ]
        return self._payers[key]

    def reach(self, reference: str, line: Cost) -> int:
        """For how many cells of the list an agreement may pay by the earmark of the day on which a line counts."""
        return self.terms(reference, self.counts_on(reference, line)).reach


def read_cell(row: Row) -> Cell:
    """A cell with its versions by day."""
    versions = [
        Version(day_of(v["valid_from"]), v["need"], v["weight_milli"], v["ceiling"], v["outside"])
        for v in row["versions"]
    ]
    return Cell(
        row["id"], row["geography"], row["theme"], date.fromisoformat(row["from"]), date.fromisoformat(row["to"]),
        row["country"], tuple(sorted(versions, key=lambda version: version.valid_from or date.min)),
    )


def read_receipt(row: Row) -> Receipt:
    """A receipt."""
    day = date.fromisoformat(row["date"])
    return Receipt(row["kind"], row["agreement"], row["to_agreement"], day, row["base"])


def read_decision(row: Row) -> Decision:
    """A decision."""
    return Decision(
        row["number"], date.fromisoformat(row["date"]), row["status"] == "adopted", row["action"], row["agreement"],
        row["from_cell"], row["to_cell"], row["amount"], row["ends"],
        row.get("recommended", 0),
    )


def read_cost(row: Row) -> Cost:
    """A cost or an obligation."""
    return Cost(
        row["id"], date.fromisoformat(row["date"]), row["document"], row["project"], row["category"], row["cell"],
        row["agreement"], row["obligation"], row["base"], row.get("geography"), row.get("theme"),
    )
