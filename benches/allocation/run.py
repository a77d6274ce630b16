"""The allocation against HiGHS on the same instances, in one command: python3 benches/allocation/run.py

Builds the engine's benchmark in release mode, installs what the peer needs into a virtual environment below target/,
draws the instances, runs both programs on each (one process an instance and program), and writes a table to standard
output and to target/bench/allocation/result.md, every figure to result.json beside it, and the times against the sizes
as a picture to benches/allocation/growth.svg.

The peer may take no longer than --budget seconds an instance; where it was cut off, the table says how far it came, and
the ratio is a lower bound.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from growth import drawing

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "bench" / "allocation"
ORACLE = ROOT / "tests" / "oracle"
PACKAGES = ("numpy", "scipy", "highspy")
SIZES = {
    "20x100": (20, 100, (3, 4), (3, 4)),
    "50x800": (50, 800, (5, 8), (4, 5)),
    "200x3000": (200, 3_000, (8, 10), (6, 8)),
    "500x8000": (500, 8_000, (10, 12), (8, 10)),
    "2000x20000": (2_000, 20_000, (10, 20), (10, 10)),
    "1000x50000": (1_000, 50_000, (20, 20), (10, 15)),
    "1000x100000": (1_000, 100_000, (20, 25), (10, 20)),
}
"""Lots, cells, (regions, countries in each), (pillars, themes in each)."""
BARS = {"50x800": 0.010, "2000x20000": 1.0, "1000x100000": 5.0}
"""Seconds that the engine may take."""


def python_of(environment: Path) -> str:
    """The Python of a virtual environment that has the peer's packages; made when it is not there."""
    python = str(environment / ("Scripts" if os.name == "nt" else "bin") / "python")
    probe = [python, "-c", "import " + ", ".join(PACKAGES)]
    if not Path(python).exists():
        venv.create(environment, with_pip=True)
    if subprocess.run(probe, capture_output=True).returncode:
        quiet = ["--quiet", "--disable-pip-version-check"]
        subprocess.run([python, "-m", "pip", "install", *quiet, *PACKAGES], check=True)
    return python


def draw(python: str, sizes: list[str]) -> dict[str, Path]:
    """The instances, one file each."""
    files = {size: WORK / f"{size}.json" for size in sizes}
    program = (
        "import json, sys, bench; bench.SIZES.update(json.loads(sys.argv[1]))\n"
        "for size, path in json.loads(sys.argv[2]).items():\n"
        "    open(path, 'w').write(json.dumps(bench.drawn(size), separators=(',', ':')))"
    )
    paths = {size: str(path) for size, path in files.items()}
    subprocess.run([python, "-c", program, json.dumps(SIZES), json.dumps(paths)], cwd=ORACLE, check=True)
    return files


def answer(command: list[str]) -> dict[str, Any]:
    """The JSON line that a program prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def machine() -> str:
    """Processor, cores and system, as far as they are known."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    name = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return f"{name}, {os.cpu_count()} cores, {platform.system()}{load}"


def measure(files: dict[str, Path], engine: str, peer: list[str], rounds: int, budget: float) -> list[dict[str, Any]]:
    """Both programs on each instance."""
    rows = []
    for size, file in files.items():
        ours = answer([engine, str(rounds), str(file)])
        theirs = answer([*peer, str(file), str(budget)])
        agrees = theirs["total"] is None or math.isclose(theirs["total"], ours["total"], rel_tol=1e-6)
        row = {"size": size, "lots": SIZES[size][0], "cells": SIZES[size][1], "ours": ours, "theirs": theirs}
        row |= {"ratio": theirs["seconds"] / ours["seconds"], "agrees": agrees}
        print(f"{size}: {ours['seconds']:.4f} s, proof {ours['proof_seconds']:.4f} s, HiGHS {theirs}", file=sys.stderr)
        rows.append(row)
    return rows


def duration(seconds: float) -> str:
    """Three digits that say something."""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.3g} s"


def table(rows: list[dict[str, Any]]) -> str:
    """The results in Markdown."""
    lines = [
        "| lots x cells | allocation | bar | its proof | memory MiB | HiGHS: largest total | levels, cells left "
        "| HiGHS in all | ratio | HiGHS MiB |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    for row in rows:
        ours, theirs = row["ours"], row["theirs"]
        bar = duration(BARS[row["size"]]) if row["size"] in BARS else ""
        largest = duration(theirs["largest"]) if "largest" in theirs else "not in time"
        over = "" if theirs["done"] else "over "
        size = f"{row['lots']:,} x {row['cells']:,}" + ("" if row["agrees"] else " (TOTALS DIFFER)")
        lines.append(
            f"| {size} | {duration(ours['seconds'])} | {bar} | {duration(ours['proof_seconds'])} | {ours['peak_mib']} "
            f"| {largest} | {theirs['levels']:,}, {theirs['left']:,} left | {over}{duration(theirs['seconds'])} "
            f"| {over}{row['ratio']:,.0f} | {theirs['peak_mib']} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--budget", type=float, default=120, help="seconds that HiGHS may take for one instance")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of the engine; the median counts")
    parser.add_argument("--sizes", default=",".join(SIZES))
    options = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cargo", "build", "--release", "--example", "bench_allocation"], cwd=ROOT, check=True)
    engine = str(ROOT / "target/release/examples/bench_allocation")
    python = python_of(ROOT / "target" / "bench" / "allocation-venv")
    where = machine()
    files = draw(python, options.sizes.split(","))
    peer = [python, str(ROOT / "benches/allocation/highs_peer.py")]
    rows = measure(files, engine, peer, options.rounds, options.budget)
    version = subprocess.run(
        [python, "-c", "import importlib.metadata as m; print(m.version('highspy'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()
    text = f"{table(rows)}\n\n{where}. HiGHS {version}, one thread, at most {options.budget:g} s an instance."
    (WORK / "result.md").write_text(text + "\n")
    (WORK / "result.json").write_text(json.dumps(rows, indent=1) + "\n")
    (Path(__file__).parent / "growth.svg").write_text(drawing(rows))
    print(text)
    if not all(row["agrees"] for row in rows):
        sys.exit("the largest totals differ")


if __name__ == "__main__":
    main()
