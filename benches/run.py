"""The monthly run against its peers, in one command: python3 benches/run.py [--runs N]

Builds the program and the benchmark fund, installs the peers' packages into a virtual environment below target/, runs
the three in turn, and prints medians, ratios and peak memory. Wall time and the largest resident set of each whole
process, as the system accounts them.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "bench"


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds and MiB of a command, which must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{command[0]} failed: {errors.decode()[-2000:]}")
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    subprocess.run(["cargo", "build", "--release", "--bins", "--examples"], cwd=ROOT, check=True)
    fund = WORK / "fund"
    subprocess.run([str(ROOT / "target/release/examples/bench_fund"), str(fund)], check=True)
    environment = WORK / "venv"
    if not environment.exists():
        venv.create(environment, with_pip=True)
    python = str(environment / "bin" / "python")
    requirements = str(ROOT / "benches/peers/requirements.txt")
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--requirement", requirements], check=True)
    commands = {
        "poolfund": [str(ROOT / "target/release/poolfund"), "run", "--fund", str(fund)],
        "polars + XlsxWriter": [python, "benches/peers/polars_peer.py", str(fund), str(WORK / "polars")],
        "pandas + openpyxl": [python, "benches/peers/pandas_peer.py", str(fund), str(WORK / "pandas")],
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(runs):
        for name, command in commands.items():
            found[name].append(measure(command))
            print(f"run {number + 1}: {name}: {found[name][-1][0]:.2f} s", file=sys.stderr)
    ours = found["poolfund"]
    print("| program | median seconds | times poolfund | peak MiB |\n| --- | --- | --- | --- |")
    for name, results in found.items():
        ratio = statistics.median(theirs[0] / own[0] for theirs, own in zip(results, ours))
        seconds = statistics.median(result[0] for result in results)
        print(f"| {name} | {seconds:.2f} | {ratio:.1f} | {max(result[1] for result in results):.0f} |")
    shutil.rmtree(WORK / "polars", ignore_errors=True)
    shutil.rmtree(WORK / "pandas", ignore_errors=True)


if __name__ == "__main__":
    main()
