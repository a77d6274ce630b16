"""Reconciliation beside a peer, and how it grows: python3 benches/reconcile.py [--rounds N]

Builds `bench_reconcile`, installs the peers' packages below target/bench, writes both sides for each size and each way in
which finance quotes us, and runs the two in turn: `bench_reconcile run` and `peers/reconcile_peer.py` (pandas' merge, then
rapidfuzz). Only matching is timed, from lines in memory to the result. Prints a table in Markdown: median milliseconds, the
ratio of the medians, and by which power of the number of lines the time grows from the size before. The shapes that invite
comparing everything with everything are run without the peer, which does.
"""

import argparse
import json
import math
import statistics
import subprocess
from pathlib import Path

from run import ROOT, WORK, peers

OURS = ROOT / "target" / "release" / "examples" / "bench_reconcile"
PEER = ROOT / "benches" / "peers" / "reconcile_peer.py"
SIZES = [25_000, 50_000, 100_000, 200_000]
MODES = {"numbers": "our numbers", "references": "own numbers, our projects", "neither": "own numbers, no projects"}
SHAPES = {
    "voucher": "one number a month, as we have",
    "recurring": "fifty amounts, no projects",
    "taken-back": "fifty amounts, four in ten taken back",
    "rate": "every amount at another rate",
}


def told(command: list[str]) -> dict:
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--example", "bench_reconcile"], cwd=ROOT, check=True)
    python = peers(WORK / "venv")
    print("| finance has | lines a side | poolfund ms | power | pandas + rapidfuzz ms | power | times poolfund |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for mode, words in (MODES | SHAPES).items():
        before: dict[str, tuple[int, float]] = {}
        for lines in SIZES:
            folder = WORK / "reconcile" / f"{mode}-{lines}"
            subprocess.run([str(OURS), "write", str(lines), mode, str(folder)], check=True)
            commands = {"ours": [str(OURS), "run", str(folder)]}
            if mode in MODES:
                commands["peer"] = [python, str(PEER), str(folder)]
            found: dict[str, list[float]] = {name: [] for name in commands}
            for _ in range(options.rounds):
                for name, command in commands.items():
                    found[name].append(max(1, told(command)["ms"]))
            medians = {name: statistics.median(times) for name, times in found.items()}
            powers = {}
            for name, median in medians.items():
                size, time = before.get(name, (lines, median))
                powers[name] = f"{math.log(median / time) / math.log(lines / size):.2f}" if size != lines else ""
                before[name] = (lines, median)
            cells = [words, f"{lines:,}", f"{medians['ours']:.0f}", powers["ours"]]
            if "peer" in medians:
                cells += [f"{medians['peer']:.0f}", powers["peer"], f"{medians['peer'] / medians['ours']:.1f}"]
            else:
                cells += ["", "", ""]
            print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
