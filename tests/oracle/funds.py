"""Random funds that live some years of months, by seed, as documents of the replay.

Out: a line of JSON a fund, `{"name", "runs"}`; each run is what the fund's sheets say on its day, and between two runs
things happen: money comes and goes, costs come, late or changed or not at all any more, needs, earmarks, dates and
rates are amended, months are closed.  No run has "recommended": that is the engine's (or the filler's).
Use: python funds.py [count] [seed] > funds.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, timedelta
from typing import Any

from life.facts import following, last_day, month_of

Row = dict[str, Any]
PLACES = [("WORLD", None), ("AFR", "WORLD"), ("ASI", "WORLD"), ("MWI", "AFR"), ("TGO", "AFR"), ("VNM", "ASI")]
THEMES = [("ALL", None), ("P1", "ALL"), ("P2", "ALL"), ("T1", "P1"), ("T2", "P1"), ("T3", "P2")]
COUNTRIES = ["MWI", "TGO", "VNM"]
LEAVES = ["T1", "T2", "T3"]
RATES = ["0", "0.07", "0.08", "0.13"]
START = date(2021, 1, 1)


class World:
    """A fund's sheets as they stand, and what happens to them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.size = chance.choice([60, 2_000, 300_000])
        self.numbers: dict[str, int] = {}
        self.fund: Row = {
            "from": START.isoformat(),
            "ends": [{"effective": None, "to": self.day(date(2021, 10, 1), date(2023, 12, 31))}],
            "support_cost": chance.choice(["computed", "computed", "booked"]),
            "interest": chance.choice(["held", "returned", "programmable"]),
            "country_share_ppm": chance.choice([None, None, 500_000, 800_000]),
            "mode": chance.choice(["automatic", "automatic", "automatic", "decided"]),
        }
        spots = [(place, theme) for place in [*COUNTRIES, "AFR", "WORLD"] for theme in LEAVES]
        weights = [4 if place in COUNTRIES else 1 for place, _ in spots]
        drawn = dict.fromkeys(chance.choices(spots, weights, k=chance.randint(2, 8)))
        self.cells = [self.cell(f"K{number}", *spot) for number, spot in enumerate(drawn)]
        self.agreements = [self.agreement(START) for _ in range(chance.randint(2, 6))]
        self.groups = self.some_groups()
        self.receipts: list[Row] = []
        self.costs: list[Row] = []
        self.obligations: list[Row] = []
        self.openings: list[Row] = []
        self.decisions: list[Row] = []
        self.known: set[str] = set()

    def number(self, letter: str) -> str:
        """The next identity of a kind."""
        self.numbers[letter] = self.numbers.get(letter, 0) + 1
        return f"{letter}{self.numbers[letter]:03}"

    def often(self, part: float) -> bool:
        """True with a probability."""
        return self.chance.random() < part

    def amount(self, low: float, high: float) -> int:
        """Cents between two parts of the fund's scale."""
        return self.chance.randint(max(1, int(low * self.size)), max(1, int(high * self.size)))

    def day(self, first: date, last: date) -> str:
        """A day of a span."""
        return (first + timedelta(days=self.chance.randint(0, max(0, (last - first).days)))).isoformat()

    def pair(self) -> list[str]:
        """An earmark's place and theme, loose or tight."""
        place = self.chance.choice(["WORLD", "WORLD", "AFR", "ASI", *COUNTRIES])
        return [place, self.chance.choice(["ALL", "ALL", "P1", "P2", *LEAVES])]

    def cell(self, name: str, place: str, theme: str) -> Row:
        """A place, a theme and a period of need."""
        spans = [("2021-01-01", "2023-12-31"), ("2021-01-01", "2021-12-31"), ("2021-07-01", "2023-12-31")]
        start, end = self.chance.choice(spans)
        return {
            "id": name, "geography": place, "theme": theme, "from": start, "to": end, "country": place in COUNTRIES,
            "versions": [self.version(None)],
        }

    def version(self, valid_from: str | None) -> Row:
        """What a cell asks for."""
        need = 0 if self.often(0.05) else self.amount(0.3, 2.0)
        ceiling = need if self.often(0.7) else need * self.chance.randint(4, 9) // 10
        outside = need * self.chance.choice([1, 3, 11]) // 10 if self.often(0.2) else 0
        weight = self.chance.choice([1000, 1000, 500, 1500])
        return {"valid_from": valid_from, "need": need, "weight_milli": weight, "floor": 0, "ceiling": ceiling,
                "outside": outside}

    def agreement(self, since: date) -> Row:
        """An agreement with its first terms."""
        reference = self.number("A")
        return {"reference": reference, "donor": f"D{reference[-1]}", "stage": "signed", "terms": [self.terms(since)]}

    def terms(self, since: date) -> Row:
        """First terms; some end early, some have no end of their own."""
        chance = self.chance
        start = since + timedelta(days=chance.randint(-60, 100))
        end = None if self.often(0.3) else self.day(start + timedelta(days=30), start + timedelta(days=700))
        if end is not None and self.often(0.3):
            end = last_day(month_of(date.fromisoformat(end))).isoformat()
        limits = [self.limit()] if self.often(0.25) else []
        return {
            "effective": None, "from": start.isoformat(), "to": end,
            "fee": chance.choice(["0", "0.01"]), "levy": chance.choice(["0", "0", "0.01"]),
            "support": chance.choice(RATES), "include": [self.pair() for _ in range(chance.choice([1, 1, 2]))],
            "exclude": [self.pair()] if self.often(0.1) else [], "limits": limits,
        }

    def limit(self) -> Row:
        """One limit, so that none contradicts another."""
        kind, share = self.chance.choice([("at_least", 300_000), ("at_most", 500_000), ("at_most", 250_000)])
        abroad = kind == "at_most" and self.often(0.3)
        return {"kind": kind, "share_ppm": share, "scope": [] if abroad else [[self.chance.choice(["AFR", "MWI"]), "ALL"]],
                "outside_countries": abroad}

    def some_groups(self) -> list[Row]:
        """Caps of countries; what lies above them is apart, since the country share parts the two."""
        found = []
        for places in (["MWI", "TGO"], ["VNM"]):
            if self.often(0.25):
                scope = [[place, "ALL"] for place in places]
                found.append({"id": f"G {places[0]}", "scope": scope, "floor": 0, "cap": self.amount(0.5, 3.0)})
        return found

    def receipt(self, kind: str, first: date, last: date, base: int, reference: str | None) -> Row:
        """A receipt."""
        return {"number": self.number("R"), "kind": kind, "agreement": reference, "to_agreement": None,
                "date": self.day(first, last), "base": base}

    def spending(self, first: date, last: date) -> Row:
        """A cost or an obligation."""
        chance = self.chance
        cell = None if self.often(0.04) else chance.choice(self.cells)
        named = chance.choice(self.agreements)["reference"] if self.often(0.2) else None
        day = self.day(first, last)
        if cell is not None:
            day = min(max(day, cell["from"]), cell["to"], last.isoformat())
        if named is not None and self.often(0.05):
            named = "unknown"
        return {
            "id": "", "date": day, "document": chance.choice(["D1", "D2", "D3"]), "project": chance.choice(["P1", "P2"]),
            "category": "travel", "cell": cell and cell["id"], "geography": chance.choice(["X1", "X2"]),
            "theme": chance.choice(["Y1", "Y2"]), "agreement": named, "obligation": None,
            "base": self.amount(0.01, 0.5),
        }

    # What happens in the months between two runs.

    def money_comes(self, first: date, last: date) -> None:
        for row in self.agreements:
            for _ in range(self.chance.choice([0, 1, 1])):
                self.receipts.append(self.receipt("deposit", first, last, self.amount(0.1, 1.2), row["reference"]))
        if self.often(0.3):
            self.receipts.append(self.receipt("interest", first, last, self.amount(0.01, 0.2), None))
        if self.often(0.15):
            self.receipts.append(self.receipt("bank charge", first, last, self.amount(0.01, 0.02), None))

    def money_goes(self, first: date, last: date) -> None:
        for row in self.agreements:
            came = sum(r["base"] for r in self.receipts if r["agreement"] == row["reference"] and r["kind"] == "deposit")
            if came and self.often(0.15):
                part = came * self.chance.choice([1, 3, 6, 9, 10]) // 10 if self.often(0.95) else came * 12 // 10
                self.receipts.append(self.receipt("refund", first, last, max(1, part), row["reference"]))
            if self.often(0.04):
                self.receipts.append(self.receipt("write-off", first, last, self.amount(0.1, 0.5), row["reference"]))

    def a_transfer(self, first: date, last: date) -> None:
        if self.often(0.2):
            source = self.chance.choice(self.agreements)["reference"]
            if self.often(0.5):
                self.agreements.append(self.agreement(first))
            target = self.chance.choice(self.agreements)["reference"]
            if target != source:
                row = self.receipt("transfer", first, last, self.amount(0.1, 0.6), source)
                self.receipts.append({**row, "to_agreement": target})

    def costs_come(self, first: date, last: date) -> None:
        for _ in range(self.chance.randint(1, 4 * max(1, (last - first).days // 30))):
            row = {**self.spending(first, last), "id": self.number("C")}
            if self.often(0.12):
                row["base"] = -row["base"]
            elif self.obligations and self.often(0.15):
                bound = self.chance.choice(self.obligations)
                row.update(obligation=bound["document"], cell=bound["cell"], agreement=bound["agreement"])
            self.costs.append(row)
        if self.fund["support_cost"] == "booked":
            for _ in range(self.chance.randint(0, 2)):
                row = {**self.spending(first, last), "id": self.number("C"), "base": self.amount(0.005, 0.05)}
                row.update(category="indirect support", cell=None, agreement=None)
                self.costs.append({**row, "base": -row["base"] if self.often(0.1) else row["base"]})

    def obligations_move(self, first: date, last: date) -> None:
        for row in self.obligations:
            if self.often(0.3):
                row["base"] = self.chance.choice([0, row["base"] // 2])
        for _ in range(self.chance.choice([0, 0, 1, 2])):
            row = self.spending(first, last)
            number = self.number("O")
            self.obligations.append({**row, "id": number, "document": f"PO-{number}"})

    def rows_change(self, last: date) -> None:
        """Costs that are known are corrected, moved, or gone."""
        for row in list(self.costs):
            if not self.often(0.08):
                continue
            kind = self.chance.choice(["base", "cell", "cell", "date", "gone", "name", "document", "no cell", "category", "project",
                                       "place"])
            if kind == "gone":
                self.costs.remove(row)
            elif kind == "base":
                row["base"] += self.chance.choice([-1, 1]) * self.chance.randint(1, max(1, abs(row["base"]) - 1))
                row["base"] = row["base"] or 1
            elif kind == "category" and row["category"] != "indirect support":
                row["category"] = self.chance.choice(["travel", "staff"])
            elif kind == "project":
                row["project"] = self.chance.choice(["P1", "P2"])
            elif kind == "place":
                row.update(geography=self.chance.choice(["X1", "X2"]), theme=self.chance.choice(["Y1", "Y2"]))
            elif kind == "cell" and row["category"] != "indirect support":
                row["cell"] = self.chance.choice(self.cells)["id"]
            elif kind == "no cell":
                row["cell"] = None
            elif kind == "date":
                row["date"] = self.day(START, last)
            elif kind == "name" and row["category"] != "indirect support":
                row["agreement"] = self.chance.choice([None, self.chance.choice(self.agreements)["reference"]])
            elif kind == "document":
                row["document"] = self.chance.choice(["D1", "D4"])
        for row in self.receipts:
            if self.often(0.03):
                row["base"] = max(1, row["base"] * self.chance.choice([5, 9, 11, 20]) // 10)
            elif self.often(0.02):
                row["date"] = self.day(START, last)

    def needs_change(self, last: date) -> None:
        for cell in self.cells:
            if self.often(0.2):
                if self.often(0.5):
                    since = self.day(START, last + timedelta(days=40))
                    cell["versions"] = [v for v in cell["versions"] if v["valid_from"] != since] + [self.version(since)]
                else:
                    cell["versions"][0] = self.version(None)
        known = [cell for cell in self.cells if cell["id"] in self.known]
        if len(self.cells) > 1 and known and self.often(0.05):
            self.vanish(self.chance.choice(known))

    def vanish(self, gone: Row) -> None:
        """A cell that nobody lists any more: its costs have no cell."""
        self.cells.remove(gone)
        for row in self.costs + self.obligations:
            if row["cell"] == gone["id"]:
                row["cell"] = None

    def amendments(self, first: date, last: date) -> None:
        for row in self.agreements:
            if self.often(0.25):
                early = START if self.often(0.3) else first
                terms = {**row["terms"][-1], "effective": self.day(early, last + timedelta(days=40))}
                self.amend(terms, last)
                kept = [t for t in row["terms"] if t["effective"] is None or t["effective"] < terms["effective"]]
                row["terms"] = [*kept, terms]
        if self.often(0.15):
            effective = self.day(first, last)
            kept = [end for end in self.fund["ends"] if end["effective"] is None or end["effective"] < effective]
            self.fund["ends"] = [*kept, {"effective": effective, "to": self.day(last, date(2024, 6, 30))}]

    def amend(self, terms: Row, last: date) -> None:
        """One thing changes, sometimes two."""
        for _ in range(self.chance.choice([1, 1, 2])):
            kind = self.chance.choice(["to", "to", "earmark", "earmark", "support", "fee", "from"])
            if kind == "to":
                terms["to"] = None if self.often(0.2) else self.day(last - timedelta(days=90), date(2023, 12, 31))
            elif kind == "earmark":
                terms["include"] = [self.pair() for _ in range(self.chance.choice([1, 2]))]
            elif kind == "support":
                terms["support"] = self.chance.choice(RATES)
            elif kind == "fee":
                terms["fee"] = self.chance.choice(["0", "0.01", "0.02"])
            else:
                terms["from"] = self.day(START, last)
        if terms["to"] is not None and terms["to"] < terms["from"]:
            terms["to"] = None

    def begin_in_mid_life(self) -> date:
        """Opening balances: what was allocated and charged before we came."""
        as_at = self.chance.choice([date(2021, 3, 31), date(2021, 4, 30)])
        self.money_comes(START, as_at)
        for row in self.agreements:
            came = sum(r["base"] for r in self.receipts if r["agreement"] == row["reference"])
            for cell in self.chance.sample(self.cells, min(2, len(self.cells))):
                allocated = self.chance.randint(0, came // 3)
                if allocated:
                    charged = self.chance.randint(0, allocated)
                    self.openings.append({"agreement": row["reference"], "cell": cell["id"], "allocated": allocated,
                                          "charged": charged, "as_at": as_at.isoformat()})
        self.costs_come(START, as_at)
        return as_at + timedelta(days=1) if self.openings else START

    def people_decide(self, first: date, last: date) -> None:
        """Decisions, many of which cannot act; some that did are withdrawn or changed."""
        for row in list(self.decisions):
            if self.often(0.04):
                self.decisions.remove(row)
            elif self.often(0.04):
                row["status"] = self.chance.choice(["rejected", "proposed", "adopted"])
            elif self.often(0.04) and row["amount"]:
                row["amount"] = self.amount(0.01, 0.2)
            elif self.often(0.02):
                row["date"] = self.day(first, last)
        for _ in range(self.chance.choice([0, 0, 1, 2, 4])):
            self.decisions.append(self.decision(first, last))

    def decision(self, first: date, last: date) -> Row:
        """One decision."""
        chance = self.chance
        action = chance.choice(["allocate", "move", "move", "return", "return", "hold", "release", "succeed", "uncharge"])
        if self.fund["mode"] == "decided" and self.often(0.6):
            action = chance.choice(["allocate", "allocate", "move"])
        names = [row["reference"] for row in self.agreements]
        cells = [cell["id"] for cell in self.cells]
        day = last.isoformat() if self.often(0.3) else self.day(first, last)
        row = {"number": self.number("D"), "date": day, "status": "adopted" if self.often(0.9) else "proposed",
               "action": action, "agreement": None if self.often(0.5) else chance.choice(names), "from_cell": None,
               "to_cell": None, "amount": 0, "ends": None}
        if action in ("allocate", "move", "return", "uncharge"):
            row["amount"] = self.amount(0.005, 0.15)
            # Some were recommended as they are, or as more, or as less than was decided.
            row["recommended"] = [0, 0, row["amount"], row["amount"] + 7, row["amount"] // 2][row["amount"] % 5]
        if action in ("move", "return", "succeed") or (action == "hold" and self.often(0.5)):
            row["from_cell"] = chance.choice(cells + sorted(self.known))
        if action in ("allocate", "move", "succeed"):
            row["to_cell"] = chance.choice(cells)
        if action == "uncharge" and row["agreement"] is None:
            row["agreement"] = chance.choice(names)
        if action == "release" and self.decisions:
            row["ends"] = chance.choice(self.decisions)["number"]
        return row

    def happen(self, first: date, last: date) -> None:
        """All that happens between two runs; some of it is about days long past."""
        late = START if self.often(0.3) else first
        self.money_comes(late if self.often(0.3) else first, last)
        self.money_goes(first, last)
        self.a_transfer(first, last)
        self.obligations_move(first, last)
        self.costs_come(late, last)
        self.rows_change(last)
        self.needs_change(last)
        self.amendments(first, last)
        self.people_decide(first, last)

    def run(self, as_of: date, close: bool) -> Row:
        """The sheets as they stand."""
        self.known |= {cell["id"] for cell in self.cells}
        state = {
            "as_of": as_of.isoformat(), "close": close, "fund": self.fund,
            "geographies": [{"code": code, "parent": parent} for code, parent in PLACES],
            "themes": [{"code": code, "parent": parent} for code, parent in THEMES],
            "groups": self.groups, "agreements": self.agreements, "receipts": self.receipts, "cells": self.cells,
            "costs": self.costs, "obligations": self.obligations, "openings": self.openings,
            "decisions": self.decisions,
        }
        return json.loads(json.dumps(state))


def fund(seed: int) -> Row:
    """One fund's life: some runs, some of them closed, some twice on the way to the same close."""
    world = World(random.Random(seed))
    first = world.begin_in_mid_life() if world.often(0.2) else START
    if first == START:
        world.money_comes(START, START + timedelta(days=100))
        world.costs_come(START, START + timedelta(days=60))
    runs, month = [], month_of(first)
    for _ in range(world.chance.randint(2, 6)):
        for _ in range(world.chance.choice([0, 0, 1, 2, 5])):
            month = following(month)
        last = last_day(month)
        if world.often(0.3):
            middle = date.fromisoformat(world.day(last.replace(day=2), last))
            world.happen(first, middle)
            runs.append(world.run(middle, False))
        else:
            world.happen(first, last)
        close = world.often(0.7)
        runs.append(world.run(last, close))
        if close:
            first = last + timedelta(days=1)
            month = following(month)
    return {"name": f"fund-{seed}", "runs": runs}


def main() -> None:
    """Seeds from `seed` on."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for seed in range(start, start + count):
        print(json.dumps(fund(seed), separators=(",", ":")))


if __name__ == "__main__":
    main()
