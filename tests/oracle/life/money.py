"""What money there is: net, programmable, reserve, support cost of an agreement on a day (docs/domain.md, section 1).

`Money` is made anew at each step, and what the step itself charges does not move what it says of programmable money.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from .apportion import half_away
from .book import Book
from .facts import Facts, Receipt, day_before, last_day, month_of


class Sources:
    """The parts of an agreement's net money on a day."""

    def __init__(self) -> None:
        self.received = self.refunded = self.transferred_in = self.transferred_out = self.fee = self.levy = 0

    def net(self) -> int:
        """What is there, before support cost is set aside."""
        came = self.received + self.transferred_in
        return came - self.refunded - self.transferred_out - self.fee - self.levy


def add_receipt(sources: Sources, receipt: Receipt, reference: str, facts: Facts) -> None:
    """Count one receipt that concerns an agreement; a write-off moves no money."""
    if receipt.kind == "deposit":
        terms = facts.terms(reference, receipt.day)
        sources.received += receipt.base
        sources.fee += half_away(receipt.base * terms.fee)
        sources.levy += half_away(receipt.base * terms.levy)
    elif receipt.kind == "interest":
        sources.received += receipt.base
    elif receipt.kind == "bank charge":
        sources.received -= receipt.base
    elif receipt.kind == "refund":
        sources.refunded += receipt.base
    elif receipt.kind == "transfer":
        if receipt.agreement == reference:
            sources.transferred_out += receipt.base
        if receipt.to_agreement == reference:
            sources.transferred_in += receipt.base


class Money:
    """See the head of the file; `day` is the step's day."""

    def __init__(self, facts: Facts, book: Book, day: date) -> None:
        self.facts = facts
        self.book = book
        self.day = day
        self._programmable: dict[tuple[str, date], int] = {}
        self._lasting: dict[tuple[str, date], int] = {}

    def sources(self, reference: str, day: date) -> Sources:
        """What came and went to a day."""
        found = Sources()
        for receipt in self.facts.receipts_of[reference]:
            if receipt.day <= day:
                add_receipt(found, receipt, reference, self.facts)
        return found

    def rate_change(self, reference: str, day: date) -> date | None:
        """The last day, not after `day`, from which another support rate held."""
        rows = [terms for terms in self.facts.agreements[reference] if (terms.effective or date.min) <= day]
        changes = [later.effective for sooner, later in zip(rows, rows[1:]) if later.support != sooner.support]
        return changes[-1] if changes else None

    def programmable(self, reference: str, day: date) -> int:
        """What priorities can get; 0 where net is below nothing (see `shortage`), and never more than net: where more
        was spent before a change of rate than there is, the formula spreads the deficit by the new rate.
        """
        key = reference, day
        if key not in self._programmable:
            self._programmable[key] = self._compute(reference, day)
        return self._programmable[key]

    def _compute(self, reference: str, day: date) -> int:
        net = self.sources(reference, day).net()
        if net < 0:
            return 0
        rate = 1 + self.facts.terms(reference, day).support
        change = self.rate_change(reference, day)
        if change is None:
            return half_away(net / rate)
        eve = day_before(min(change, self.day))
        fixed = self.book.charged(reference, eve)
        return min(net, fixed + half_away((net - fixed - self.support(reference, eve)) / rate))

    def shortage(self, reference: str, day: date) -> int:
        """By how much net is below nothing."""
        return max(0, -self.sources(reference, day).net())

    def reserve(self, reference: str, day: date) -> int:
        """What is kept for programme support, used or not."""
        return max(0, self.sources(reference, day).net()) - self.programmable(reference, day)

    def support(self, reference: str, day: date) -> int:
        """Support cost to a day."""
        if self.facts.booked:
            return self.book.support(reference, day)
        reserve, charged = self.reserve(reference, day), self.book.charged(reference, day)
        if charged > 0 and charged >= self.programmable(reference, day):
            return reserve
        cost = Fraction(0)
        for charged_on, amount in self.book.spent_on[reference].items():
            if charged_on <= day:
                cost += amount * self.facts.terms(reference, last_day(month_of(charged_on))).support
        return max(0, min(half_away(cost), reserve))

    def days_ahead(self, reference: str, day: date) -> list[date]:
        """`day`, and each later day up to the as-of day on which an agreement's money may change."""
        events = {receipt.day for receipt in self.facts.receipts_of[reference]}
        events |= {terms.effective for terms in self.facts.agreements[reference] if terms.effective}
        return [day, *sorted(event for event in events if day < event <= self.facts.as_of)]

    def lasting(self, reference: str, day: date) -> int:
        """The programmable money below which the agreement never falls from `day` to the as-of day."""
        key = reference, day
        if key not in self._lasting:
            self._lasting[key] = min(self.programmable(reference, ahead) for ahead in self.days_ahead(reference, day))
        return self._lasting[key]

    def lasting_reserve(self, reference: str, day: date) -> int:
        """The reserve below which the agreement never falls from `day` to the as-of day."""
        return min(self.reserve(reference, ahead) for ahead in self.days_ahead(reference, day))

    def free(self, reference: str, day: date) -> int:
        """What may still be entered; below zero where too much is."""
        return self.lasting(reference, day) - self.book.of_agreement[reference]
