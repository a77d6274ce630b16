"""A question over a large data set by another engine: rollup_peer.py duckdb|polars DATASET [SCRIPT]; prints its rows as
`poolfund rollup` does.

polars answers as its documentation says one should, lazily and streaming; nothing there says whether a sum went round.
"""

import sys


def duckdb(script: str) -> list[tuple]:
    import duckdb

    base = duckdb.connect()
    base.execute("SET memory_limit = '4GB'")
    base.execute(script)
    return base.execute("SELECT * FROM charged_by_country ORDER BY 1 NULLS LAST, 2 NULLS LAST").fetchall()


def polars(data_set: str) -> list[tuple]:
    import polars as pl

    edition = pl.scan_parquet(f"{data_set}/edition/**/*.parquet", hive_partitioning=False)
    newest = edition.group_by("fund").agg(pl.col("month").max().alias("newest"), pl.col("base_currency").last())
    charged = pl.scan_parquet(f"{data_set}/charged/**/*.parquet", hive_partitioning=False)
    answer = (
        charged.join(newest, on="fund")
        .filter(pl.col("month") <= pl.col("newest"))
        .group_by("base_currency", "geography")
        .agg(pl.col("fund").n_unique().alias("funds"), pl.col("amount").sum().alias("charged"))
        .sort("base_currency", "geography", nulls_last=True)
    )
    return answer.collect(engine="streaming").rows()


def main() -> None:
    engine, data_set = sys.argv[1:3]
    rows = duckdb(open(sys.argv[3]).read()) if engine == "duckdb" else polars(data_set)
    print("base_currency,geography,funds,charged")
    for row in rows:
        print(",".join(str(value) for value in row))


if __name__ == "__main__":
    main()
