"""The roll-up over many rows beside its peers: python3 benches/rollup.py [--rows N ...] [--runs N]

Builds the program, installs the peers' packages, writes data sets of 200 funds below target/bench whose table of charges has so many
rows, in files of 4 million as `export --compact` writes them, and asks each engine in turn what was charged by country. All must
give the same digits. Wall time and memory are measured as in benches/run.py.
"""

import argparse
import statistics
import subprocess

from run import ROOT, WORK, measure, peers

PROGRAM = ROOT / "target" / "release" / "poolfund"
PEER = ROOT / "benches" / "peers" / "rollup_peer.py"
MAKER = ROOT / "benches" / "peers" / "rollup_data.py"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="*", default=[500_000, 5_000_000, 50_000_000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    subprocess.run(["cargo", "build", "--release"], cwd=ROOT, check=True)
    WORK.mkdir(parents=True, exist_ok=True)
    python = peers(WORK / "venv")
    print("| rows | MiB of files | engine | seconds | range | million rows a second | peak MiB |\n| --: | --: | --- | --: | --: | --: | --: |")
    for rows in options.rows:
        data_set = WORK / f"rollup-{rows}"
        if not data_set.exists():
            subprocess.run([python, MAKER, data_set, str(rows)], check=True)
        size = sum(file.stat().st_size for file in data_set.rglob("*.parquet")) / 2**20
        script = WORK / f"rollup-{rows}.sql"
        script.write_bytes(subprocess.run([PROGRAM, "rollup", data_set, "--sql", "duckdb"], check=True, capture_output=True).stdout)
        commands = {
            "poolfund": [str(PROGRAM), "rollup", str(data_set), "charged_by_country"],
            "DuckDB": [python, str(PEER), "duckdb", str(data_set), str(script)],
            "polars, streaming": [python, str(PEER), "polars", str(data_set)],
        }
        answers = {name: subprocess.run(command, check=True, capture_output=True).stdout for name, command in commands.items()}
        assert len(set(answers.values())) == 1, answers
        found = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                found[name].append(measure(command, 600))
        for name, results in found.items():
            seconds = sorted(wall for wall, _ in results)
            median, peak = statistics.median(seconds), max(memory for _, memory in results)
            print(f"| {rows:,} | {size:,.0f} | {name} | {median:.2f} | {seconds[0]:.2f} to {seconds[-1]:.2f} | {rows / median / 1e6:.1f} | {peak:.0f} |", flush=True)


if __name__ == "__main__":
    main()
