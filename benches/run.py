"""The monthly run against its peers, in one command: python3 benches/run.py [--runs N]

Builds the program and the benchmark fund, installs the peers' packages into a virtual environment below target/, runs
the three in turn, and writes medians, ratios and peak memory to target/bench/result.md and to standard output.

Wall time is that of the whole process. Memory is the peak of the resident memory of the process and all its
descendants together, sampled ten times a second from /proc where that exists: poolfund reads each file in a process of
its own, which the operating system's own figure for one process would leave out. Shared pages count once (PSS).
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "bench"
SAMPLE_SECONDS = 0.1


def descendants(root: int) -> list[int]:
    """The process and all that it started and is still running."""
    found = [root]
    for process in found:
        try:
            for task in os.listdir(f"/proc/{process}/task"):
                found += map(int, Path(f"/proc/{process}/task/{task}/children").read_text().split())
        except OSError:
            pass  # It ended while we looked.
    return found


def tree_kib(root: int) -> int:
    """Resident KiB of a process and its descendants, shared pages once."""
    total = 0
    for process in descendants(root):
        try:
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def measure(command: list[str], limit_seconds: float) -> tuple[float, float]:
    """Seconds and MiB of a command, which must succeed within the limit."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT)
        ended, peak = threading.Event(), [0]

        def sample() -> None:
            while not ended.wait(SAMPLE_SECONDS):
                peak[0] = max(peak[0], tree_kib(process.pid))

        sampler = threading.Thread(target=sample, daemon=True)
        sampler.start()
        timer = threading.Timer(limit_seconds, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        ended.set()
        timer.cancel()
        sampler.join()
        if process.returncode:
            errors.seek(0)
            why = errors.read().decode(errors="replace")[-2000:]
            sys.exit(f"{' '.join(command)} ended with {process.returncode} after {seconds:.0f} s: {why}")
    largest_kib = usage.ru_maxrss // 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return seconds, max(peak[0], largest_kib) / 1024


def prepare(environment: Path, fund: Path) -> str:
    """Builds the program, the fund and the peers' environment; the path of its Python."""
    subprocess.run(["cargo", "build", "--release", "--bins", "--examples"], cwd=ROOT, check=True)
    subprocess.run([str(ROOT / "target/release/examples/bench_fund"), str(fund)], check=True)
    return peers(environment)


def peers(environment: Path) -> str:
    """Installs the peers' packages; the path of the Python that has them."""
    if not environment.exists():
        venv.create(environment, with_pip=True)
    python = str(environment / "bin" / "python")
    requirements = str(ROOT / "benches/peers/requirements.txt")
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "install", *quiet, "--requirement", requirements], check=True)
    return python


def table(found: dict[str, list[tuple[float, float]]]) -> str:
    """Medians in Markdown; each ratio is the median of the ratios within one round, against the first program."""
    first = next(iter(found.values()))
    lines = ["| program | median seconds | range | times the first | peak MiB |", "| --- | --: | --: | --: | --: |"]
    for name, results in found.items():
        seconds = [result[0] for result in results]
        ratio = statistics.median(theirs / own[0] for theirs, own in zip(seconds, first))
        memory = max(result[1] for result in results)
        spread = f"{min(seconds):.2f} to {max(seconds):.2f}"
        lines.append(f"| {name} | {statistics.median(seconds):.2f} | {spread} | {ratio:.1f} | {memory:.0f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="rounds of the three programs in turn")
    parser.add_argument("--limit", type=float, default=1800, help="seconds that one run may take")
    parser.add_argument("--only-peers", action="store_true", help="leave poolfund out and build nothing")
    options = parser.parse_args()
    fund, environment = WORK / "fund", WORK / "venv"
    python = str(environment / "bin" / "python") if options.only_peers else prepare(environment, fund)
    commands = {
        "poolfund": [str(ROOT / "target/release/poolfund"), "run", "--fund", str(fund)],
        "polars + XlsxWriter": [python, "benches/peers/polars_peer.py", str(fund), str(WORK / "polars")],
        "pandas + openpyxl": [python, "benches/peers/pandas_peer.py", str(fund), str(WORK / "pandas")],
    }
    if options.only_peers:
        del commands["poolfund"]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(options.runs):
        for name, command in commands.items():
            for written in (fund / "reports", WORK / "polars", WORK / "pandas"):
                shutil.rmtree(written, ignore_errors=True)
            for ledger in fund.glob("ledger.*"):
                ledger.unlink()  # Else poolfund would not read again what it knows already.
            found[name].append(measure(command, options.limit))
            seconds, memory = found[name][-1]
            print(f"run {number + 1}: {name}: {seconds:.2f} s, {memory:.0f} MiB", file=sys.stderr)
    text = table(found)
    (WORK / "result.md").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
