"""The replay against scenarios worked out by hand, against its own rules on random funds, and against itself.

Use: python test_replay.py
"""

from __future__ import annotations

import json
import random
import unittest
from fractions import Fraction
from pathlib import Path
from typing import Any

from compare_replay import compare
from funds import fund
from life import holds
from life.apportion import apportion, half_away
from life.book import Book
from life.month import replay, replay_run

SCENARIOS = sorted((Path(__file__).parent / "scenarios").glob("*.json"))
FUNDS = 60
Row = dict[str, Any]


def shuffled(document: Row, seed: int) -> Row:
    """The same fund with its rows in another order (trees keep parents first)."""
    chance = random.Random(seed)
    other = json.loads(json.dumps(document))
    for run in other["runs"]:
        for name in ("groups", "agreements", "receipts", "cells", "costs", "obligations", "openings", "decisions"):
            chance.shuffle(run[name])
    return other


def with_recommended(document: Row, answers: list[Row]) -> Row:
    """The fund with what the filler placed written down as the optimum."""
    other = json.loads(json.dumps(document))
    for run, answer in zip(other["runs"], answers):
        run["recommended"] = [
            row for row in answer["entries"] if row["date"] == run["as_of"] and row["cause"] == "recommendation"
        ]
    return other


class Scenarios(unittest.TestCase):
    """Amounts worked out by hand."""

    def test_each(self) -> None:
        self.assertGreaterEqual(len(SCENARIOS), 14)
        for path in SCENARIOS:
            scenario = json.loads(path.read_text(encoding="utf-8"))
            for number, (found, wanted) in enumerate(zip(replay(scenario["document"]), scenario["expected"], strict=True)):
                with self.subTest(path.stem, run=number + 1):
                    self.check(found, wanted)

    def check(self, found: Row, wanted: Row) -> None:
        """Lists in full, agreements in the figures that were worked out."""
        for part in ("entries", "charges", "pending"):
            order = lambda row: json.dumps(row, sort_keys=True)  # noqa: E731
            self.assertEqual(sorted(found[part], key=order), sorted(wanted[part], key=order), part)
        named = {row["reference"]: row for row in found["agreements"]}
        for row in wanted["agreements"]:
            self.assertEqual({name: named[row["reference"]][name] for name in row}, row)


class RandomFunds(unittest.TestCase):
    """What must hold is checked in the replay itself, at each step; these see that it is, and what it says."""

    def test_row_order_changes_nothing(self) -> None:
        for seed in range(1, FUNDS):
            document = fund(seed)
            self.assertEqual(replay(document), replay(shuffled(document, seed)), document["name"])

    def test_every_part_of_the_life_is_met(self) -> None:
        causes, pending, figures = set(), set(), set()
        for seed in range(1, FUNDS):
            for answer in replay(fund(seed)):
                causes |= {row["cause"] for row in answer["entries"]}
                pending |= {(row["cause"], row["amount"] > 0) for row in answer["pending"]}
                figures |= {name for row in answer["agreements"] for name, value in row.items() if value}
        self.assertEqual(causes, {"opening", "cost", "cover", "correction", "decision", "recommendation", "lapse"})
        for cause in ("no cell", "not eligible", "beyond need", "no money"):
            self.assertIn((cause, True), pending)
        self.assertLessEqual({"support_cost", "lapsed", "overdrawn", "transferred_in", "unallocated"}, figures)

    def test_closed_months_stay(self) -> None:
        for seed in range(1, FUNDS):
            document, closed = fund(seed), {}
            for run, answer in zip(document["runs"], replay(document)):
                for day, before in closed.items():
                    self.assertEqual([row for row in answer["entries"] if row["date"] <= day], before["entries"])
                    month = day[:7]
                    self.assertEqual([row for row in answer["charges"] if row["charged_in"] <= month], before["charges"])
                if run["close"]:
                    closed[run["as_of"]] = answer

    def test_a_broken_rule_is_seen(self) -> None:
        funds = map(fund, range(3, FUNDS))
        document = next(one for one in funds if one["runs"][0]["fund"]["mode"] == "automatic")
        run = document["runs"][0]
        name, cell = run["agreements"][0]["reference"], run["cells"][0]["id"]
        much = [{"agreement": name, "cell": cell, "amount": 10**12}]
        with self.assertRaises(holds.Broken):
            replay_run({**run, "recommended": much}, Book())


class Comparison(unittest.TestCase):
    """The comparison agrees with itself and sees a cent."""

    def test_agrees_with_itself_and_sees_a_cent(self) -> None:
        seen = 0
        for seed in range(1, 20):
            document = fund(seed)
            answers = replay(document)
            self.assertEqual(answers, replay(with_recommended(document, answers)))
            self.assertEqual(compare(document, answers), [])
            charges = answers[-1]["charges"]
            if charges:
                charges[-1]["amount"] += 1
                found = compare(document, answers)
                self.assertEqual(len(found), 1)
                self.assertIn(f"run {len(answers)} of", found[0])
                seen += 1
        self.assertGreater(seen, 10)


class Splits(unittest.TestCase):
    """The apportionment against its definition."""

    def test_known(self) -> None:
        self.assertEqual(apportion(100, [1, 1, 1]), [34, 33, 33])
        self.assertEqual(apportion(7, [53_000, 24_000, 23_000]), [3, 2, 2])
        self.assertEqual([half_away(Fraction(value, 2)) for value in (1, 3, -1, 4)], [1, 2, -1, 2])

    def test_one_by_one(self) -> None:
        """The same as giving one after another to the highest quotient, and never more than the whole weight."""
        chance = random.Random(5)
        for _ in range(300):
            weights = [chance.choice([0, 1, 2, 5, 40, 900]) for _ in range(chance.randint(1, 7))]
            if not any(weights):
                continue
            total = chance.randint(0, 60)
            shares = [0] * len(weights)
            for _ in range(total):
                top = max(range(len(weights)), key=lambda at: (weights[at] / (2 * shares[at] + 1), weights[at], -at))
                shares[top] += 1
            self.assertEqual(apportion(total, weights), shares, (total, weights))
            self.assertEqual(apportion(sum(weights), weights), weights)


if __name__ == "__main__":
    unittest.main()
