"""Reading against its peers: python3 benches/reading.py [--rows N] [--runs N]

Builds the readers, installs the peers' packages, writes one workbook of expenditure below target/bench, and reads it in
turn with all of them. Wall time and memory are measured as in benches/run.py.
"""

import argparse
import statistics
import subprocess

from run import ROOT, WORK, measure, peers

PROGRAM = ROOT / "target" / "release" / "examples" / "bench_reading"
READERS = ["ours", "inside", "polars-fastexcel", "pandas-calamine", "openpyxl"]
PEER = ROOT / "benches" / "peers" / "reading_peer.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--readers", nargs="*", default=READERS, choices=READERS, help="beside calamine")
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--example", "bench_reading"], cwd=ROOT, check=True)
    WORK.mkdir(parents=True, exist_ok=True)
    python = peers(WORK / "venv")
    file = str(WORK / f"reading-{options.rows}.xlsx")
    subprocess.run([PROGRAM, "write", file, str(options.rows)], check=True)
    commands = {"calamine": [str(PROGRAM), "calamine", file]}
    for name in options.readers:
        own = name in ("ours", "inside")
        commands[name] = [str(PROGRAM), name, file] if own else [python, str(PEER), name, file]
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(options.runs):
        for name, command in commands.items():
            wall, peak = measure(command, 600)
            seconds[name].append(wall)
            memory[name].append(peak)
    print(f"| reader ({options.rows:,} rows) | seconds | times calamine | peak MiB |\n| --- | --- | --- | --- |")
    for name in commands:
        ratio = statistics.median(one / base for one, base in zip(seconds[name], seconds["calamine"]))
        wall, peak = statistics.median(seconds[name]), statistics.median(memory[name])
        print(f"| {name} | {wall:.2f} | {ratio:.2f} | {peak:.0f} |")
    if {"ours", "inside"} <= commands.keys():
        apart = statistics.median(one / base for one, base in zip(seconds["ours"], seconds["inside"]))
        print(f"\nThe process of its own costs {100 * (apart - 1):.0f}%.")


if __name__ == "__main__":
    main()
