"""Splits of an amount by the Sainte-Lague divisor method.

In: a total and weights.  Out: whole shares that add up to the total.  Ties go to the larger weight, then to the
earlier place.
"""

from __future__ import annotations

from fractions import Fraction
from heapq import heapify, heapreplace


def apportion(total: int, weights: list[int]) -> list[int]:
    """Shares of `total` >= 0 in proportion to `weights` >= 0, of which one at least is positive.

    The start is the rounding at a divisor of which it is known that it gives out too little: each share is rounded
    up by a half at most, so `sum / (total - parts / 2)` will do.  The rest goes one by one to the highest quotient.
    """
    whole, parts = sum(weights), len(weights)
    assert total >= 0 and whole > 0 and min(weights) >= 0, (total, weights)
    target = max(Fraction(0), total - Fraction(parts, 2))
    shares = [max(0, half_down(weight * target / whole)) for weight in weights]
    heap = [(-Fraction(weight, 2 * share + 1), -weight, at) for at, (weight, share) in enumerate(zip(weights, shares))]
    heapify(heap)
    for _ in range(total - sum(shares)):
        _, negative, at = heap[0]
        shares[at] += 1
        heapreplace(heap, (Fraction(negative, 2 * shares[at] + 1), negative, at))
    return shares


def half_down(value: Fraction) -> int:
    """The nearest whole number, the lower of two."""
    return -((1 - 2 * value) // 2)


def half_away(value: Fraction) -> int:
    """The nearest whole number, the one further from zero of two."""
    sign = -1 if value < 0 else 1
    return sign * ((2 * abs(value) + 1) // 2)
