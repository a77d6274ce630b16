"""The life of the money of a pooled fund, month by month: an independent replay of the rules of docs/domain.md, sections 1, 3, 5.

Modules, in the order in which they import each other:
apportion (splits), facts (what a run knows), book (what stands), money (what there is), changes (differences of
closed months), credits, corrections, charging, placing (costs first, cover), support (booked support cost), lapse,
filler (a stand-in for the optimum), holds (what must hold), month (one run), answer (its figures).
Amounts are whole minor units, shares and rates are fractions; there are no floats.
"""
