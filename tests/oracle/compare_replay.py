"""Holds an engine's answers against the replay, and says the first difference in words.

In: documents (a line of JSON a fund), and the engine's answers (a line of JSON a run, in the same order).  What the
optimum placed on a run's as-of day is taken from the engine's own entries of that day.  A rule that must hold and
does not, in the replay of what the engine says, is a difference too.
Use: python compare_replay.py documents.jsonl answers.jsonl     (exit code 1 on any difference)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Iterator

from life.book import Book
from life.holds import Broken
from life.month import replay_run

Row = dict[str, Any]
KEYS = {
    "entries": ("date", "agreement", "cell", "cause"),
    "charges": ("charged_in", "agreement", "cell", "cost"),
    "pending": ("cost", "cause"),
}


def given(run: Row, answer: Row) -> Row:
    """The run, with what the engine's optimum placed on its as-of day."""
    of_day = [row for row in answer["entries"] if row["date"] == run["as_of"] and row["cause"] == "recommendation"]
    return {**run, "recommended": [{name: row[name] for name in ("agreement", "cell", "amount")} for row in of_day]}


def rows_of(answer: Row, part: str) -> dict[tuple[str, ...], int]:
    """A part of an answer by its keys, in the order of time where it has one."""
    return {tuple(row[name] or "" for name in KEYS[part]): row["amount"] for row in answer[part]}


def differences(ours: Row, theirs: Row) -> Iterator[str]:
    """Every difference between two answers of a run, in words."""
    for part, names in KEYS.items():
        mine, other = rows_of(ours, part), rows_of(theirs, part)
        for key in sorted({*mine, *other}):
            if mine.get(key, 0) != other.get(key, 0):
                where = ", ".join(f"{name} {value or 'none'}" for name, value in zip(names, key))
                yield f"{part}: {where}: ours {mine.get(key, 0)}, theirs {other.get(key, 0)}"
    if ours["refused"] != theirs["refused"]:
        yield f"refused: ours {ours['refused']}, theirs {theirs['refused']}"
    named = {row["reference"]: row for row in theirs["agreements"]}
    for row in ours["agreements"]:
        other = named.pop(row["reference"], {})
        for name, value in row.items():
            if other.get(name) != value:
                yield f"agreement {row['reference']}: {name}: ours {value}, theirs {other.get(name)}"
    for reference in named:
        yield f"agreement {reference}: only theirs has it"


def compare(document: Row, answers: list[Row]) -> list[str]:
    """The differences of the first run that has any."""
    book = Book()
    for number, (run, theirs) in enumerate(zip(document["runs"], answers), start=1):
        where = f"{document['name']}, run {number} of {len(document['runs'])} ({run['as_of']})"
        if "error" in theirs:
            return [f"{where}: theirs failed: {theirs['error']}"]
        try:
            after, ours = replay_run(given(run, theirs), book)
        except Broken as broken:
            entered = [f"{where}: with their recommendation, {broken}"]
            return entered + [f"{where}: {text}" for text in differences(replay_without(run, book), theirs)]
        found = [f"{where}: {text}" for text in differences(ours, theirs)]
        if found:
            return found
        if run["close"]:
            book = after
    return []


def replay_without(run: Row, book: Book) -> Row:
    """A run's answer with nothing recommended: what else differs may tell why their recommendation does not fit."""
    try:
        return replay_run({**run, "recommended": []}, book)[1]
    except Broken:
        return {"entries": [], "charges": [], "pending": [], "agreements": [], "refused": []}


def main() -> int:
    """Says how many agree, and each first difference."""
    documents = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    answers = [json.loads(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()]
    wanted = sum(len(document["runs"]) for document in documents)
    if len(answers) != wanted:
        print(f"{len(answers)} answers for {wanted} runs")
        return 1
    bad = 0
    for document in documents:
        count = len(document["runs"])
        found = compare(document, answers[:count])
        answers = answers[count:]
        if found:
            bad += 1
            print("\n".join([found[0], *(f"    {text}" for text in found[1:6])]))
    print(f"{len(documents) - bad} of {len(documents)} funds agree, {wanted} runs")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
