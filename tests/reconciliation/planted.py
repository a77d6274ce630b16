"""The reconciliation on the sample with differences planted by a script that knows nothing of it:

    python3 tests/reconciliation/planted.py CASES POOLFUND [--seeds N] [--folder SCRATCH]

CASES is a folder with `plant.py MODE SEED`, which plants differences in the sample's finance extract, runs POOLFUND and writes
what the program says to `plant_MODESEED.json`. That script's names of causes and the program's are not the same: NAMES says
which causes are right for a kind of plant. Prints a table in Markdown: by kind and mode, how many were seen and how many had
one row with a right cause; and what was reported where nothing was planted.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODES = {"A": "our numbers", "B": "own numbers, our references", "C": "own numbers, no references"}
NAMES = {
    "missing there": {"Missing in finance’s records"},
    "missing here": {"Missing in the fund’s records"},
    "amount": {"Amount"},
    "amount (fx line, 3%)": {"Amount"},
    "sign": {"Sign"},
    "duplicate (same no.)": {"Duplicate"},
    "duplicate (new no.)": {"Duplicate"},
    "transposed": {"Transposed digits"},
    "rounding (cents)": {"Rounding"},
    "rounding (whole dollars)": {"Rounding"},
    "exchange rate": {"Exchange rate"},
    "timing (next month)": {"Timing"},
    "cut-off (after as-of)": {"Cut-off"},
    "wrong donor": {"Donor"},
    "wrong agreement": {"Agreement"},
    "wrong currency": {"Currency"},
    "split 1:n": {"Split"},
    "merged n:1": {"Merged"},
    "wrong project/country": {"Project", "Place", "Theme"},
    "bank fee netted": {"Netted charge"},
    "agent fee netted 1%": {"Netted charge"},
    "reversed and rebooked": {"Reversed and rebooked"},
}


def run(cases: Path, poolfund: Path, folder: Path, seeds: int) -> None:
    environment = {**os.environ, "POOLFUND": str(poolfund), "W": str(folder)}
    shutil.rmtree(folder / "f", ignore_errors=True)
    (folder / "f").mkdir(parents=True)
    shutil.copytree(ROOT / "inputs", folder / "f" / "inputs")
    for mode in MODES:
        for seed in range(0, seeds + 1):
            command = [sys.executable, str(cases / "plant.py"), mode, str(seed)]
            ran = subprocess.run(command, cwd=cases, env=environment, capture_output=True, text=True)
            if ran.returncode:
                sys.exit(ran.stdout + ran.stderr)
            if seed == 0:
                print(ran.stdout.splitlines()[0])


def table(folder: Path, seeds: int) -> None:
    planted, seen, right = Counter(), Counter(), Counter()
    false, said, rightly = Counter(), defaultdict(Counter), defaultdict(Counter)
    for mode in MODES:
        for seed in range(1, seeds + 1):
            found = json.loads((folder / f"plant_{mode}{seed}.json").read_text())
            false[mode] += len(found["false"])
            for row in found["false"]:
                said[mode][row[8]] += 1
            for kind, rows in found["tab"].items():
                for _, differences in rows:
                    planted[kind, mode] += 1
                    seen[kind, mode] += bool(differences)
                    causes = [cause for cause, *_ in differences]
                    right[kind, mode] += len(causes) == 1 and causes[0] in NAMES[kind]
                    for cause in causes:
                        said[mode][cause] += 1
                        rightly[mode][cause] += cause in NAMES[kind]
    print(f"| planted | {' | '.join(MODES.values())} |")
    print("| --- |" + " --: |" * len(MODES))
    for kind in NAMES:
        cells = []
        for mode in MODES:
            unseen = planted[kind, mode] - seen[kind, mode]
            cells.append(f"{right[kind, mode]} of {planted[kind, mode]}" + (f", {unseen} not seen" if unseen else ""))
        print(f"| {kind} | {' | '.join(cells)} |")
    for words, of in [
        ("**right cause, in all**", lambda mode: share(right, planted, mode)),
        ("differences that nothing planted explains", lambda mode: str(false[mode])),
    ]:
        print(f"| {words} | {' | '.join(of(mode) for mode in MODES)} |")
    for mode in MODES:
        least = min(said[mode], key=lambda cause: rightly[mode][cause] / said[mode][cause])
        print(f"\n{MODES[mode]}: least precision {rightly[mode][least]} of {said[mode][least]} ({least})", end="")
    print()


def share(right: Counter, planted: Counter, mode: str) -> str:
    part = sum(count for (_, of), count in right.items() if of == mode)
    whole = sum(count for (_, of), count in planted.items() if of == mode)
    return f"{part} of {whole} ({part / whole:.1%})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("poolfund", type=Path)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=ROOT / "target" / "planted")
    options = parser.parse_args()
    run(options.cases.resolve(), options.poolfund.resolve(), options.folder.resolve(), options.seeds)
    table(options.folder.resolve(), options.seeds)


if __name__ == "__main__":
    main()
