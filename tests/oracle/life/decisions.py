"""Decisions of people (docs/domain.md, section 3; docs/replay.md, 35 to 42): what holds by them, and how they act."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Callable

from .apportion import half_away
from .book import Act, Charge, Line, in_order
from .facts import Decision, month_of, reference_key

if TYPE_CHECKING:
    from .step import Step

CAUSE = "decision"
PAYING = ("allocate", "move", "return")


class Refused(Exception):
    """A decision cannot act."""


class Docket:
    """The decisions of the open months that have not acted yet."""

    def __init__(self, step: Step) -> None:
        """Takes back what does not stand any more; `step` is the first open one."""
        book, facts = step.book, step.facts
        self.first = step.first_day()
        self.refused: list[str] = []
        adopted = [d for d in facts.decisions if d.adopted and d.day <= facts.as_of]
        numbers = [d.number for d in facts.decisions]
        standing = {act.decision.number for act in book.acts if any(act.decision.same(d) for d in adopted)}
        for act in [act for act in book.acts if act.decision.number not in standing]:
            book.acts.remove(act)
            book.bars = [bar for bar in book.bars if bar[0] != act.decision.number]
            step.weigh()
            take_back(step, act, self.first)
        step.weigh()
        for line in book.lines:
            line.moved_to = None
        relocate(step, book.lines)
        new = [d for d in adopted if d.number not in standing]
        self.refused += [d.number for d in new if numbers.count(d.number) > 1]
        due = [(max(d.day, self.first), d) for d in new if numbers.count(d.number) == 1]
        self.due = sorted(due, key=lambda pair: (pair[0], pair[1].day, pair[1].number))
        self.late: list[Decision] = []

    def open(self, step: Step) -> None:
        """The start of a step: what acts before its day."""
        step.weigh()
        while self.due and month_of(self.due[0][0]) <= step.month:
            day, decision = self.due.pop(0)
            if day == step.day and decision.action in PAYING:
                self.late.append(decision)
            else:
                self.act(step, decision, day)

    def returns(self, step: Step) -> None:
        """What is returned on the day of the step."""
        for decision in [d for d in self.late if d.action == "return"]:
            self.late.remove(decision)
            self.act(step, decision, step.day)

    def act(self, step: Step, decision: Decision, day: date) -> None:
        """One decision, or its refusal."""
        try:
            known(step, decision)
            ACTIONS[decision.action](step, decision, day)
        except Refused:
            self.refused.append(decision.number)
        step.weigh()

    def costs(self, step: Step) -> None:
        """What is allocated and moved on the day of the step."""
        # Who says whose money it allocates has it before who leaves that to the program.
        late, self.late = sorted(self.late, key=lambda d: d.action == "allocate" and d.agreement is None), []
        promises = Promises(step, [decision for decision in late if decision.action != "return"])
        for decision in late:
            try:
                known(step, decision)
                promises.add(decision)
            except Refused:
                self.refused.append(decision.number)
        promises.pay_costs()
        promises.cover_costs()
        self.refused += promises.stand()
        step.weigh()


def known(step: Step, decision: Decision) -> None:
    """What a decision names is there."""
    facts = step.facts
    if decision.agreement is not None and decision.agreement not in facts.agreements:
        raise Refused
    if decision.source is not None and not known_source(step, decision):
        raise Refused
    if decision.target is not None and decision.target not in facts.cells:
        raise Refused


def enter(step: Step, number: str, day: date, agreement: str, cell: str, amount: int) -> None:
    """An entry of a decision."""
    if amount:
        step.book.enter(day, agreement, cell, amount, CAUSE, number)


def add(step: Step, decision: Decision, day: date, parts: dict[str, int] | None = None) -> None:
    """It acted."""
    step.book.acts.append(Act(decision, day, parts or {}))


def take_back(step: Step, act: Act, day: date) -> None:
    """Undo what a decision entered, as far as it is unspent."""
    book, number = step.book, act.decision.number
    nets: dict[tuple[str, str], int] = defaultdict(int)
    for entry in book.entries:
        if entry.number == number:
            nets[entry.agreement, entry.cell] += entry.amount
    for reference in sorted({name for name, _ in nets}, key=reference_key):
        cells = sorted(cell for name, cell in nets if name == reference)
        for cell in cells:
            back = min(nets[reference, cell], book.unspent(reference, cell))
            if nets[reference, cell] > 0 and back > 0:
                enter(step, number, day, reference, cell, -back)
        for cell in cells:
            if nets[reference, cell] < 0 and step.may_lie(reference, cell, day):
                free = step.money.free(reference, day)
                amount = min(-nets[reference, cell], free, step.people_room(cell), step.own_room(reference, cell, None))
                if amount > 0:
                    enter(step, number, day, reference, cell, amount)


def givers(step: Step, decision: Decision, day: date, taken: Taken | None) -> list[tuple[str, int, int]]:
    """Who gives how much, and how much of that is unspent money of the source."""
    source, target, action = decision.source, decision.target, decision.action
    shape = {"allocate": (False, True), "move": (True, True), "return": (True, False)}[action]
    if shape != (source is not None, target is not None) or decision.amount <= 0 or source == target:
        raise Refused
    names = [decision.agreement] if decision.agreement is not None else step.facts.references
    if target is not None and (decision.agreement is None or taken is None):
        names = [name for name in names if step.may_lie(name, target, day)]
        if decision.agreement is not None and not names:
            raise Refused

    def key(name: str) -> tuple[object, ...]:
        new = target is None or step.book.placed[name, target] <= 0
        return step.end(name), new, step.facts.terms(name, step.day).reach, reference_key(name)

    found, rest = [], decision.amount
    for name in sorted(names, key=key):
        unspent = free = 0
        if source is not None:
            unspent = max(0, step.book.unspent(name, source) - (taken.unspent[name, source] if taken else 0))
        if source is None or step.never_closed:
            free = max(0, max(0, step.money.free(name, day)) - (taken.free[name] if taken else 0))
        gives = min(rest, unspent + free)
        if target is not None:
            room = step.people_room(target) - (decision.amount - rest) - (taken.room[target] if taken else 0)
            gives = min(gives, room, step.own_room(name, target, source))
        if gives > 0:
            found.append((name, gives, min(gives, unspent)))
            rest -= gives
    if rest:
        raise Refused
    return found


def pay(step: Step, decision: Decision, day: date) -> None:
    """Allocate, move, return."""
    found = givers(step, decision, day, None)
    add(step, decision, day, {name: amount for name, amount, _ in found})
    for name, amount, unspent in found:
        if decision.source is not None:
            enter(step, decision.number, day, name, decision.source, -unspent)
        if decision.target is not None:
            enter(step, decision.number, day, name, decision.target, amount)


def hold(step: Step, decision: Decision, day: date) -> None:
    """Close a cell or an agreement to the program."""
    if decision.agreement is None and decision.source is None and decision.target is None:
        raise Refused
    add(step, decision, day)


def release(step: Step, decision: Decision, day: date) -> None:
    """End another decision."""
    ended = [act for act in step.in_force() if act.decision.number == decision.ends]
    if not ended or ended[0].decision.action in ("release", "succeed"):
        raise Refused
    add(step, decision, day)


def succeed(step: Step, decision: Decision, day: date) -> None:
    """A cell takes the place of another."""
    source, target = decision.source, decision.target
    if source is None or target is None or source == target:
        raise Refused
    names = [name for name in step.facts.references if step.may_lie(name, target, day)]
    parts = {name: step.book.unspent(name, source) for name in names if step.book.unspent(name, source) > 0}
    if sum(parts.values()) > step.people_room(target):
        raise Refused
    add(step, decision, day, parts)
    for name, amount in parts.items():
        enter(step, decision.number, day, name, source, -amount)
        enter(step, decision.number, day, name, target, amount)
    move_lines(step.book.lines, decision)


def relocate(step: Step, lines: list[Line]) -> None:
    """Lines that come from outside go through the successions so far, in their order."""
    for act in step.book.acts:
        if act.decision.action == "succeed":
            move_lines(lines, act.decision)


def move_lines(lines: list[Line], decision: Decision) -> None:
    """Costs of the old cell that wait are costs of the new one."""
    for line in lines:
        if line.cell == decision.source and line.fact.base > 0 and line.left > 0:
            line.moved_to = decision.target


def uncharge(step: Step, decision: Decision, day: date) -> None:
    """Take the newest charges of an agreement back."""
    book, name = step.book, decision.agreement
    if name is None or decision.amount <= 0:
        raise Refused
    nets: dict[tuple[int, str], int] = defaultdict(int)
    months: dict[tuple[int, str], tuple[int, int]] = {}
    today = set(book.current.values())
    for charge in book.charges:
        if charge.agreement == name and charge.cell is not None and charge.line is not None:
            key = charge.line, charge.cell
            nets[key] += charge.amount
            months[key] = max(months.get(key, (0, 0)), month_of(charge.day))
    lines = [key for key in nets if nets[key] > 0 and key[0] in today and of_today(book.lines[key[0]])]
    lines.sort(key=lambda key: (months[key], in_order(book.lines[key[0]]), key[1]), reverse=True)
    left = {cell: book.spent[name, cell] for _, cell in lines}
    backs = []
    for number, cell in lines:
        amount = min(nets[number, cell], left[cell])
        left[cell] -= amount
        backs.append((number, cell, amount))
    if sum(amount for *_, amount in backs) < decision.amount:
        raise Refused
    add(step, decision, day, {name: decision.amount})
    rest = decision.amount
    for number, cell, amount in backs:
        back = min(amount, rest)
        if back > 0:
            book.record(Charge(number, name, cell, step.day, -back))
            book.lines[number].left += back
            book.bars.append((decision.number, number, name))
            rest -= back


def of_today(line: Line) -> bool:
    """A cost with a cell."""
    return line.fact.base > 0 and line.cell is not None


ACTIONS: dict[str, Callable[[Step, Decision, date], None]] = {
    "allocate": pay, "move": pay, "return": pay, "hold": hold, "release": release, "succeed": succeed,
    "uncharge": uncharge,
}


class Taken:
    """What decisions of a step's day were promised."""

    def __init__(self) -> None:
        self.free: dict[str, int] = defaultdict(int)
        self.unspent: dict[tuple[str, str], int] = defaultdict(int)
        self.room: dict[str, int] = defaultdict(int)


class Promises:
    """Decisions of a step's own day: by agreement, source (or none) and target what each still gives."""

    def __init__(self, step: Step, decisions: list[Decision]) -> None:
        self.step, self.taken = step, Taken()
        self.left: dict[tuple[str, str | None, str], list[list[object]]] = defaultdict(list)
        for decision in decisions:
            if decision.source is not None and known_source(step, decision):
                self.taken.room[decision.source] -= decision.amount

    def add(self, decision: Decision) -> None:
        """Promise what a decision gives."""
        found = givers(self.step, decision, self.step.day, self.taken)
        add(self.step, decision, self.step.day, {name: amount for name, amount, _ in found})
        target = decision.target
        assert target is not None
        for name, amount, unspent in found:
            self.left[name, None, target].append([decision.number, amount - unspent])
            self.left[name, decision.source, target].append([decision.number, unspent])
            self.taken.free[name] += amount - unspent
            if decision.source is not None:
                self.taken.unspent[name, decision.source] += unspent
            self.taken.room[target] += amount

    def take(self, key: tuple[str, str | None, str], most: int) -> int:
        """Enter up to an amount of what is promised, oldest decision first; how much that is."""
        name, source, target = key
        taken = 0
        for part in self.left.get(key, []):
            amount = min(int(str(part[1])), most - taken)
            if amount > 0:
                part[1] = int(str(part[1])) - amount
                taken += amount
                if source is not None:
                    enter(self.step, str(part[0]), self.step.day, name, source, -amount)
                enter(self.step, str(part[0]), self.step.day, name, target, amount)
        return taken

    def pay_costs(self) -> None:
        """Costs first, with what is promised as most."""
        step = self.step
        if not self.left:
            return
        for line in step.cost_order():
            target = line.cell or ""
            for name in step.candidates(line):
                if (name, None, target) in self.left:
                    room = min(step.room(name, target, people=True), max(0, step.money.free(name, step.day)))
                    amount = self.take((name, None, target), min(line.left, room))
                    if amount:
                        step.book.pay(line, name, step.day, amount)

    def cover_costs(self) -> None:
        """Cover, with what is promised as most."""
        step, book = self.step, self.step.book
        if not self.left:
            return
        for line in step.cost_order():
            target = line.cell or ""
            for name in step.candidates(line):
                sources = [cell for cell in book.cells_of(name) if cell != target]
                while line.left > 0 and sources:
                    source = step.take_from(sources)
                    sources.remove(source)
                    room = step.room(name, target, source, people=True)
                    amount = self.take((name, source, target), min(line.left, step.payable(name, source), room))
                    if amount:
                        book.pay(line, name, step.day, amount)

    def stand(self) -> list[str]:
        """The rest stands where it may and fits; else it does not act. The numbers of such decisions."""
        step, refused = self.step, []
        keys = sorted(self.left, key=lambda key: (key[1] is None, reference_key(key[0]), key[1] or "", key[2]))
        rest = [(key, part) for key in keys for part in self.left[key] if int(str(part[1])) > 0]
        while True:
            waits = [(key, part) for key, part in rest if not self.stands(key, part)]
            if len(waits) == len(rest):
                break
            rest = waits
        for (name, _, _), (number, amount) in rest:
            refused.append(str(number))
            self.give_up(str(number), name, int(str(amount)))
        return refused

    def stands(self, key: tuple[str, str | None, str], part: list[object]) -> bool:
        """Enter one part, if it may lie where it goes and fits."""
        (name, source, target), amount = key, int(str(part[1]))
        if not self.step.may_lie(name, target, self.step.day) or self.step.people_room(target) < amount:
            return False
        if source is not None:
            enter(self.step, str(part[0]), self.step.day, name, source, -amount)
        enter(self.step, str(part[0]), self.step.day, name, target, amount)
        return True

    def give_up(self, number: str, name: str, amount: int) -> None:
        """A part of a decision that did not act."""
        acts = self.step.book.acts
        at = next(at for at, act in enumerate(acts) if act.decision.number == number)
        parts = {**acts[at].parts}
        parts[name] -= amount
        parts = {name: part for name, part in parts.items() if part > 0}
        if parts:
            acts[at] = replace(acts[at], parts=parts)
        else:
            del acts[at]


def known_source(step: Step, decision: Decision) -> bool:
    """Whether the source is a cell."""
    has_money = {cell for _, cell in step.book.placed}
    return decision.source in step.facts.cells or decision.source in step.facts.gone or decision.source in has_money


class Standing:
    """What the decisions in force say on a step's day."""

    def __init__(self, step: Step) -> None:
        self.cut: dict[str, int] = defaultdict(int)
        self.closed: set[str] = set()
        self.succeeded: set[str] = set()
        self.closed_agreements: set[str] = set()
        self.guarded: dict[tuple[str, str], int] = defaultdict(int)
        in_force = step.in_force()
        for act in in_force:
            decision = act.decision
            if decision.action in ("move", "return") and decision.source is not None and decision.of_people:
                self.cut[decision.source] += decision.amount
            if decision.action in ("move", "allocate") and decision.target is not None and decision.of_people:
                self.cut[decision.target] = max(0, self.cut[decision.target] - decision.amount)
            if decision.action == "succeed" and decision.source is not None and decision.target is not None:
                self.succeeded = (self.succeeded | {decision.source}) - {decision.target}
            if decision.action == "hold":
                self.closed |= {cell for cell in (decision.source, decision.target) if cell is not None}
                self.closed_agreements |= {decision.agreement} if decision.agreement else set()
        self.closed |= self.succeeded
        numbers = {act.decision.number for act in in_force}
        made = [entry for entry in step.book.entries if entry.number in numbers]
        for entry in sorted(made, key=lambda entry: (entry.day, entry.number)):
            key = entry.agreement, entry.cell
            self.guarded[key] = max(0, self.guarded[key] + entry.amount)
        self.barred = {(line, name) for number, line, name in step.book.bars if number in numbers}
        self.returned = {name: returned(step, in_force, name) for name in step.facts.references}


def returned(step: Step, in_force: list[Act], name: str) -> int:
    """What an agreement got back by decision and is kept for people."""
    turns: list[tuple[date, int, int]] = []
    for act in in_force:
        order = {"return": 0, "allocate": 1}.get(act.decision.action)
        if order is not None and act.parts.get(name) and act.decision.of_people:
            turns.append((act.day, order, act.parts[name]))
    if not turns:
        return 0
    rate = 1 + step.facts.terms(name, step.day).support
    for receipt in step.facts.receipts_of[name]:
        if receipt.kind == "refund" and receipt.day <= step.day:
            turns.append((receipt.day, 2, half_away(receipt.base / rate)))
    left = 0
    for day, of_day in groupby(sorted(turns), key=lambda turn: turn[0]):
        kinds = set()
        for _, order, amount in of_day:
            kinds.add(order)
            left = left + amount if order == 0 else max(0, left - amount)
        if 0 in kinds:
            allocated = sum(entry.amount for entry in step.book.entries if entry.agreement == name and entry.day <= day)
            left = min(left, max(0, step.money.programmable(name, day) - allocated))
    return left

