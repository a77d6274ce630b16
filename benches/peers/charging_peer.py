"""Charging through 60 months with polars: charging_peer.py FOLDER, which `bench_charging --write FOLDER` makes.

Month by month, as a person would write it: what each agreement can program so far, less what it was charged; costs of
the month and what is still open of earlier ones, in bundles of a cell, a month incurred and an agreement that they name,
joined to the agreements that were eligible in that month, and shared by their free money, each up to what it has.
Prints the seconds without reading and writing, and what came of it, as JSON.
"""

import json
import sys
import time
from pathlib import Path

import polars as pl

REGIONS = 8
BUNDLE = ["cell", "month", "named"]


def read(folder: Path) -> dict[str, pl.DataFrame]:
    names = ["agreements", "receipts", "cells", "costs"]
    return {name: pl.read_csv(folder / f"{name}.csv", try_parse_dates=True) for name in names}


def eligible_cells(agreements: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """Pairs of agreement and cell that the earmark allows, with the days between which costs may be incurred."""
    region = "PG" + (pl.col("geography").str.slice(1).cast(pl.Int64) % REGIONS).cast(pl.String)
    pairs = cells.with_columns(region.alias("region")).join(
        agreements.rename({"geography": "place", "theme": "wanted"}), how="cross"
    )
    place = (pl.col("place") == "WORLD") | (pl.col("place") == pl.col("region")) | (pl.col("place") == pl.col("geography"))
    theme = (pl.col("wanted") == "ALL") | (pl.col("wanted") == pl.col("theme"))
    return pairs.filter(place & theme).select("agreement", "cell", "from", "to")


def programmable(agreements: pl.DataFrame, receipts: pl.DataFrame) -> pl.DataFrame:
    rates = agreements.select("agreement", "fee", "support")
    deposit = pl.col("minor") > 0
    net = pl.col("minor") - pl.when(deposit).then((pl.col("minor") * pl.col("fee")).round()).otherwise(0.0)
    return receipts.join(rates, on="agreement").with_columns(net.alias("net"), pl.col("date").dt.truncate("1mo").alias("month"))


def share(open_: pl.DataFrame, pairs: pl.DataFrame, free: pl.DataFrame, room: pl.DataFrame) -> pl.DataFrame:
    """What each agreement is charged with for each open bundle: cell, month incurred, named agreement, payer, amount."""
    payers = pairs.join(free.filter(pl.col("free") > 0), on="agreement")
    in_time = (pl.col("month") >= pl.col("from").dt.truncate("1mo")) & (pl.col("month") <= pl.col("to"))
    asked = pl.col("named").is_null() | (pl.col("named") == pl.col("agreement"))
    joined = open_.join(payers, on="cell").filter(in_time & asked).join(room, on="cell")
    part = pl.col("open") * pl.col("free") / pl.col("free").sum().over(BUNDLE)
    joined = joined.with_columns(part.alias("part"))
    # No cell beyond its ceiling, no agreement beyond its money.
    of_cell = pl.col("part").sum().over("cell")
    joined = joined.with_columns(pl.col("part") * pl.min_horizontal(1.0, pl.col("room") / of_cell))
    of_agreement = pl.col("part").sum().over("agreement")
    charged = pl.col("part") * pl.min_horizontal(1.0, pl.col("free") / of_agreement)
    return joined.select(*BUNDLE, "agreement", charged.floor().alias("charged")).filter(pl.col("charged") > 0)


def charge(tables: dict[str, pl.DataFrame]) -> tuple[int, float]:
    agreements = tables["agreements"]
    pairs = eligible_cells(agreements, tables["cells"])
    money = programmable(agreements, tables["receipts"])
    costs = tables["costs"].rename({"agreement": "named"}).with_columns(pl.col("date").dt.truncate("1mo").alias("month"))
    bundles = costs.group_by(BUNDLE).agg(pl.col("minor").sum().cast(pl.Float64).alias("open"))
    free = agreements.select("agreement", "support", pl.lit(0.0).alias("net"), pl.lit(0.0).alias("spent"))
    room = tables["cells"].select("cell", pl.col("ceiling_minor").cast(pl.Float64).alias("room"))
    open_ = bundles.clear()
    rows, total = 0, 0.0
    for month in sorted(bundles["month"].unique()):
        new = money.filter(pl.col("month") == month).group_by("agreement").agg(pl.col("net").sum().alias("new"))
        free = free.join(new, on="agreement", how="left")
        free = free.with_columns(pl.col("net") + pl.col("new").fill_null(0.0)).drop("new")
        left = (pl.col("net") / (1 + pl.col("support"))).floor() - pl.col("spent")
        open_ = pl.concat([open_, bundles.filter((pl.col("month") == month) & (pl.col("open") > 0))])
        charged = share(open_, pairs, free.select("agreement", left.alias("free")), room)
        rows, total = rows + len(charged), total + charged["charged"].sum()
        done = pl.col("charged").fill_null(0.0)
        by_bundle = charged.group_by(BUNDLE).agg(pl.col("charged").sum())
        open_ = open_.join(by_bundle, on=BUNDLE, how="left", nulls_equal=True)
        open_ = open_.with_columns(pl.col("open") - done).drop("charged").filter(pl.col("open") > 0)
        by = {key: charged.group_by(key).agg(pl.col("charged").sum()) for key in ["agreement", "cell"]}
        free = free.join(by["agreement"], on="agreement", how="left").with_columns(pl.col("spent") + done).drop("charged")
        room = room.join(by["cell"], on="cell", how="left").with_columns(pl.col("room") - done).drop("charged")
    return rows, total


def main() -> None:
    tables = read(Path(sys.argv[1]))
    start = time.perf_counter()
    rows, total = charge(tables)
    seconds = time.perf_counter() - start
    lines = len(tables["costs"])
    print(json.dumps({"lines": lines, "seconds": seconds, "charges": rows, "charged_minor": int(total)}))


if __name__ == "__main__":
    main()
