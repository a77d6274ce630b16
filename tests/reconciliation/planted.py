"""The reconciliation on the sample with differences planted by a script that knows nothing of it:

    python3 tests/reconciliation/planted.py CASES POOLFUND [--seeds N] [--folder SCRATCH] [--write]

CASES is a folder with `plant.py MODE SEED`, which plants differences in the sample's finance extract, runs POOLFUND and writes
what the program says to `plant_MODESEED.json`. That script's names of causes and the program's are not the same: NAMES says
which causes are right for a kind of plant. Prints a table in Markdown: by kind and mode, how many were seen and how many had
one row with a right cause; and what was reported where nothing was planted. With `--write` the table goes into
tests/README.md. Wants Python with odfpy and openpyxl, and whatever else that script imports.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BEGIN = "<!-- reconciliation of planted extracts: measured -->\n"
END = "<!-- reconciliation of planted extracts: end -->"
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


def run(cases: Path, poolfund: Path, folder: Path, seeds: int) -> dict[str, str]:
    environment = {**os.environ, "POOLFUND": str(poolfund), "W": str(folder)}
    shutil.rmtree(folder / "f", ignore_errors=True)
    (folder / "f").mkdir(parents=True)
    shutil.copytree(ROOT / "inputs", folder / "f" / "inputs")
    clean = {}
    for mode in MODES:
        for seed in range(0, seeds + 1):
            command = [sys.executable, str(cases / "plant.py"), mode, str(seed)]
            ran = subprocess.run(command, cwd=cases, env=environment, capture_output=True, text=True)
            if ran.returncode:
                sys.exit(ran.stdout + ran.stderr)
            if seed == 0:
                clean[mode] = re.search(r"clean baseline differences: (\d+)", ran.stdout)[1]
    return clean


def table(folder: Path, seeds: int, clean: dict[str, str]) -> str:
    lines = []
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
    lines.append(f"| planted | {' | '.join(MODES.values())} |")
    lines.append("| --- |" + " --: |" * len(MODES))
    for kind in NAMES:
        cells = []
        for mode in MODES:
            unseen = planted[kind, mode] - seen[kind, mode]
            cells.append(f"{right[kind, mode]} of {planted[kind, mode]}" + (f", {unseen} not seen" if unseen else ""))
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    for words, of in [
        ("**right cause, in all**", lambda mode: share(right, planted, mode)),
        ("least precision of a cause", lambda mode: least_precision(said[mode], rightly[mode])),
        ("differences that nothing planted explains", lambda mode: str(false[mode])),
        ("differences in the extract without a fault", lambda mode: clean[mode]),
    ]:
        lines.append(f"| {words} | {' | '.join(of(mode) for mode in MODES)} |")
    return "\n".join(lines) + "\n"


def least_precision(said: Counter, rightly: Counter) -> str:
    least = min(said, key=lambda cause: rightly[cause] / said[cause])
    return f"{rightly[least]} of {said[least]} ({least})"


def write(table: str) -> None:
    path = ROOT / "tests" / "README.md"
    before, rest = path.read_text().split(BEGIN)
    _, after = rest.split(END)
    path.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}")


def share(right: Counter, planted: Counter, mode: str) -> str:
    part = sum(count for (_, of), count in right.items() if of == mode)
    whole = sum(count for (_, of), count in planted.items() if of == mode)
    return f"{part} of {whole} ({part / whole:.1%})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("poolfund", type=Path)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folder", type=Path, default=ROOT / "target" / "planted")
    options = parser.parse_args()
    folder = options.folder.resolve()
    clean = run(options.cases.resolve(), options.poolfund.resolve(), folder, options.seeds)
    made = table(folder, options.seeds, clean)
    print(made)
    if options.write:
        write(made)


if __name__ == "__main__":
    main()
