"""The stages of the month, and the workbooks beside two writers: python3 benches/stages.py [--rounds N]

Builds the programs and two funds below target/bench. Of the benchmark fund it prints the median milliseconds and the
most memory of each stage. Of the fund of named lines, whose 50 donors have 200,000 rows of transactions between them,
it times the workbooks as a run makes them, built from the figures, written and read back, and the writing alone
(`bench_stages`); and beside them the writing of the same workbooks, cell by cell, by XlsxWriter in its constant-memory
mode and by openpyxl in its write-only mode (`peers/workbooks_peer.py`).
"""

import argparse
import json
import shutil
import statistics
import subprocess
from pathlib import Path

from run import ROOT, WORK, prepare

STAGES = ROOT / "target" / "release" / "examples" / "bench_stages"
PEER = ROOT / "benches" / "peers" / "workbooks_peer.py"
WRITERS = ["xlsxwriter", "openpyxl"]
OURS = {"workbooks": "poolfund", "writing": "poolfund, writing alone"}


def stages(fund: Path, *more: str) -> list[dict]:
    shutil.rmtree(fund / "reports-of-stages", ignore_errors=True)
    made = subprocess.run([str(STAGES), str(fund), *more], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in made.stdout.splitlines()]


def of_the_month(fund: Path, rounds: int) -> None:
    found = [stages(fund) for _ in range(rounds)]
    print("| stage | median ms | peak MiB |\n| --- | --: | --: |")
    for stage in zip(*found):
        median = statistics.median(one["ms"] for one in stage)
        print(f"| {stage[0]['stage']} | {median:.0f} | {max(one['peak_mib'] for one in stage)} |")


def of_the_workbooks(fund: Path, python: str, rounds: int, writers: list[str]) -> None:
    cells = WORK / "cells"
    shutil.rmtree(cells, ignore_errors=True)
    stages(fund, "--dump", str(cells))
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in [*OURS.values(), *writers]}
    for _ in range(rounds):
        for report in stages(fund):
            if name := OURS.get(report["stage"]):
                found[name].append((report["ms"] / 1000, report["peak_mib"]))
        for writer in writers:
            command = [python, str(PEER), writer, str(cells), str(WORK / "written")]
            peer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            found[writer].append((peer["seconds"], peer["peak_mib"]))
    print("\n| the same workbooks by | median seconds | times poolfund | times its writing | peak MiB |")
    print("| --- | --: | --: | --: | --: |")
    for name, results in found.items():
        ratios = [
            f"{statistics.median(theirs[0] / own[0] for theirs, own in zip(results, found[ours])):.1f}"
            for ours in OURS.values()
        ]
        median = statistics.median(seconds for seconds, _ in results)
        print(f"| {name} | {median:.2f} | {' | '.join(ratios)} | {max(peak for _, peak in results):.0f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--writers", nargs="*", default=WRITERS, choices=WRITERS, help="beside poolfund")
    options = parser.parse_args()
    python = prepare(WORK / "venv", WORK / "fund")
    lines = WORK / "lines"
    subprocess.run([str(ROOT / "target/release/examples/bench_fund"), str(lines), "lines"], check=True)
    of_the_month(WORK / "fund", options.rounds)
    of_the_workbooks(lines, python, options.rounds, options.writers)


if __name__ == "__main__":
    main()
