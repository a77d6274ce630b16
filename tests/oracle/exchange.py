"""Exact checks of integer placements: feasibility, and no exchange of one cent makes things better.

In: a Model and the new money per (lot, cell).  Out: a list of complaints, empty when all is well.
Why one cent suffices: the cell totals that share one shortfall and one total form an M-convex set (the
lots and the laminar groups make a network), and there a point that no single exchange improves is best
(Murota, Discrete Convex Analysis, 2003, theorem 6.26).  With a share policy that crosses the groups the
check is only necessary, not sufficient.  Everything is whole numbers; nothing is solved here.
"""

from __future__ import annotations

from collections import deque
from fractions import Fraction

from model import Model, lot_classes

New = dict[tuple[int, int], int]
IDLE = ("idle",)
Node = tuple


class Residual:
    """Where a cent of lot money can be rerouted, cell totals being looked at elsewhere."""

    def __init__(self, model: Model, new: New) -> None:
        self.next: dict[Node, list[Node]] = {}
        for l, own in enumerate(model.eligible):
            self._lot(model, new, l, own)

    def _arc(self, tail: Node, head: Node, low: int, high: int | None, flow: int) -> None:
        self.next.setdefault(tail, [])
        self.next.setdefault(head, [])
        if high is None or flow < high:
            self.next[tail].append(head)
        if flow > low:
            self.next[head].append(tail)

    def _lot(self, model: Model, new: New, l: int, own: list[int]) -> None:
        flow = {c: new.get((l, c), 0) for c in own}
        root: Node = ("lot", l)
        self._arc(IDLE, root, 0, model.open_money[l], sum(flow.values()))
        merged: dict[frozenset[int], tuple[int, int | None]] = {}
        for limit in model.limits[l]:
            inside = frozenset(limit.cells & set(own))
            low, high = merged.get(inside, (0, None))
            highs = [h for h in (high, limit.most) if h is not None]
            merged[inside] = (max(low, limit.least), min(highs) if highs else None)
        merged.pop(frozenset(), None)
        scopes = sorted(merged, key=len)

        def above(inside: frozenset[int], start: int) -> Node:
            for i in range(start, len(scopes)):
                if inside <= scopes[i]:
                    return ("limit", l, i)
            return root

        for i, inside in enumerate(scopes):
            low, high = merged[inside]
            self._arc(above(inside, i + 1), ("limit", l, i), low, high, sum(flow[c] for c in inside))
        for c in own:
            self._arc(above(frozenset([c]), 0), ("cell", c), 0, None, flow[c])

    def reach(self, start: Node, without: Node | None = None) -> set[Node]:
        """All nodes a cent can move to."""
        seen, queue = {start}, deque([start])
        while queue:
            for node in self.next.get(queue.popleft(), []):
                if node != without and node not in seen:
                    seen.add(node)
                    queue.append(node)
        return seen


def cell_totals(model: Model, new: New) -> list[int]:
    """New money per cell."""
    found = [0] * len(model.cells)
    for (_, c), amount in new.items():
        found[c] += amount
    return found


def shortfall(model: Model, totals: list[int]) -> int:
    """Floors missed, in cents."""
    return sum(max(0, f.want - sum(totals[c] for c in f.cells)) for f in model.floors)


def policy_kept(model: Model, totals: list[int]) -> bool:
    """Country cells have their share, or nothing new went elsewhere."""
    if not model.share:
        return True
    inside, outside = model.share
    new_elsewhere = sum(t for t, home in zip(totals, model.country) if not home)
    signed = [t * (inside if home else -outside) for t, home in zip(totals, model.country)]
    done = sum(v * (inside if model.country[c] else -outside) for (_, c), v in model.closed.items())
    return sum(signed) + done >= 0 or (new_elsewhere == 0)


def infeasible(model: Model, new: New) -> list[str]:
    """Every hard limit the placements break."""
    wrong = []
    eligible = set(model.pairs)
    for pair, amount in new.items():
        if amount < 0:
            wrong.append(f"negative new money at {pair}")
        if amount > 0 and pair not in eligible:
            wrong.append(f"not eligible: {pair}")
    totals = cell_totals(model, new)
    for c, amount in enumerate(totals):
        if amount > model.room[c]:
            wrong.append(f"cell {model.cells[c]['id']} is over its ceiling by {amount - model.room[c]}")
    for l, lot in enumerate(model.lots):
        own = {c: amount for (k, c), amount in new.items() if k == l}
        if sum(own.values()) > model.open_money[l]:
            wrong.append(f"lot {lot['id']} is overdrawn")
        for limit in model.limits[l]:
            inside = sum(amount for c, amount in own.items() if c in limit.cells)
            if inside < limit.least or (limit.most is not None and inside > limit.most):
                wrong.append(f"lot {lot['id']} breaks a limit: {inside}")
    for cells, cap in model.caps:
        if sum(totals[c] for c in cells) > cap:
            wrong.append(f"a group is over its cap of {cap}")
    if not policy_kept(model, totals):
        wrong.append("the country share is broken")
    return wrong


def better_exchanges(model: Model, new: New) -> list[str]:
    """Cells: a cent from a to b that keeps total and floors and lifts the sorted ratios."""
    totals = cell_totals(model, new)
    before = shortfall(model, totals)
    need = [Fraction(c["need"] * c["weight_milli"], 1000) for c in model.cells]
    ratio = [(b + t) / n for b, t, n in zip(model.base, totals, need)]
    residual = Residual(model, new)
    wrong = []
    for a in range(len(totals)):
        if totals[a] == 0:
            continue
        lower = ratio[a] - 1 / need[a]
        gaining = [
            b
            for b in range(len(totals))
            if b != a and totals[b] < model.room[b]
            and sorted((lower, ratio[b] + 1 / need[b])) > sorted((ratio[a], ratio[b]))
        ]
        if not gaining:
            continue
        seen = residual.reach(("cell", a))
        for b in gaining:
            if ("cell", b) not in seen:
                continue
            moved = list(totals)
            moved[a] -= 1
            moved[b] += 1
            capped = all(sum(moved[c] for c in cells) <= cap for cells, cap in model.caps)
            if capped and policy_kept(model, moved) and shortfall(model, moved) <= before:
                wrong.append(f"a cent from {model.cells[a]['id']} would help {model.cells[b]['id']}")
    return wrong


def better_lots(model: Model, new: New) -> list[str]:
    """Lots: a cent less from a looser lot and more from a stricter one, cell totals kept."""
    order = {l: i for i, lots in enumerate(lot_classes(model)) for l in lots}
    used = [0] * len(model.lots)
    for (l, _), amount in new.items():
        used[l] += amount
    whole = list(used)
    for (l, _), amount in model.closed.items():
        whole[l] += amount
    residual = Residual(model, new)
    wrong = []
    for b in range(len(used)):
        if used[b] >= model.open_money[b]:
            continue
        seen = residual.reach(("lot", b), without=IDLE)
        for a in range(len(used)):
            if a == b or used[a] == 0 or ("lot", a) not in seen:
                continue
            have_a, have_b = model.lots[a]["available"], model.lots[b]["available"]
            if order[b] < order[a]:
                wrong.append(f"{model.lots[b]['id']} (stricter) could replace {model.lots[a]['id']}")
            elif order[a] == order[b] and sorted(
                (Fraction(whole[a] - 1, have_a), Fraction(whole[b] + 1, have_b))
            ) > sorted((Fraction(whole[a], have_a), Fraction(whole[b], have_b))):
                wrong.append(f"{model.lots[b]['id']} could share with {model.lots[a]['id']}")
    return wrong
