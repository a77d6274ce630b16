"""The same month with polars (fastexcel) and XlsxWriter in constant-memory mode.

Usage: polars_peer.py FUND_FOLDER OUTPUT_FOLDER. Placement, charges and checks as in pandas_peer.py.
"""

import sys
import tomllib
from pathlib import Path

import numpy as np
import polars as pl
import xlsxwriter

KINDS = ["donors", "rates", "agreements", "receipts", "priorities", "expenditure", "finance"]


def read(fund: Path) -> dict[str, pl.DataFrame]:
    return {kind: pl.read_excel(fund / "inputs" / f"{kind}.xlsx", engine="calamine") for kind in KINDS}


def check(tables: dict[str, pl.DataFrame]) -> None:
    for kind in ["agreements", "receipts", "expenditure"]:
        if tables[kind]["Amount"].cast(pl.Float64, strict=False).null_count():
            raise SystemExit(f"{kind}: a value of Amount is not a number")
    if not tables["agreements"]["Donor"].is_in(tables["donors"]["Code"].implode()).all():
        raise SystemExit("agreements: an unknown donor")
    if not tables["receipts"]["Agreement"].is_in(tables["agreements"]["Agreement"].implode()).all():
        raise SystemExit("receipts: an unknown agreement")


def with_base(table: pl.DataFrame, date: str, rates: pl.DataFrame) -> pl.DataFrame:
    rates = rates.rename({"Effective date": date, "Units per USD": "units"}).sort(date)
    joined = table.sort(date).join_asof(rates, on=date, by="Currency", check_sortedness=False)
    return joined.with_columns((pl.col("Amount") / pl.col("units").fill_null(1.0)).round(2).alias("base"))


def place(agreements: pl.DataFrame, cells: pl.DataFrame, regions: dict[str, list[str]]) -> pl.DataFrame:
    room = cells["Need"].cast(pl.Float64).to_numpy().copy()
    country, theme = cells["Country"].to_numpy(), cells["Theme"].to_numpy()
    by_place = {name: np.flatnonzero(country == name) for name in set(country)}
    everywhere = np.arange(len(room))
    found: dict[str, list] = {"Agreement": [], "Donor": [], "cell": [], "placed": []}
    for row in agreements.sort("Category", descending=True).iter_rows(named=True):
        where = row["Countries or regions"]
        if where == "World":
            eligible = everywhere
        elif where in regions:
            eligible = np.concatenate([by_place[name] for name in regions[where]])
        else:
            eligible = by_place[where]
        if row["Themes"]:
            eligible = eligible[theme[eligible] == row["Themes"]]
        left = room[eligible]
        total = left.sum()
        if total <= 0 or row["programmable"] <= 0:
            continue
        parts = np.round(left * min(row["programmable"], total) / total, 2)
        room[eligible] -= parts
        some = parts > 0
        found["Agreement"].extend([row["Agreement"]] * int(some.sum()))
        found["Donor"].extend([row["Donor"]] * int(some.sum()))
        found["cell"].extend(eligible[some].tolist())
        found["placed"].extend(parts[some].tolist())
    return pl.DataFrame(found)


def attribute(expenditure: pl.DataFrame, cells: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    keys = cells.with_row_index("cell").select("Country", "Theme", pl.col("cell").cast(pl.Int64))
    lines = expenditure.join(keys, on=["Country", "Theme"], how="left").with_columns(pl.col("Date").dt.year().alias("year"))
    by_cell = placements.group_by("cell").agg(pl.col("placed").sum().alias("all"))
    spent = lines.group_by("cell").agg(pl.col("Amount").sum().alias("spent_all"))
    shares = placements.group_by("Donor", "cell").agg(pl.col("placed").sum()).join(by_cell, on="cell").join(spent, on="cell")
    shares = shares.with_columns(
        (pl.col("placed") / pl.col("all") * (pl.col("all") / pl.col("spent_all")).clip(upper_bound=1.0)).alias("share")
    )
    detail = lines.group_by("cell", "Country", "Theme", "Category", "year").agg(pl.col("Amount").sum())
    detail = detail.join(shares.select("Donor", "cell", "share"), on="cell")
    return detail.with_columns((pl.col("Amount") * pl.col("share")).round(2).alias("spent"))


def write(path: Path, sheets: dict[str, pl.DataFrame]) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, table in sheets.items():
        page = book.add_worksheet(name)
        page.write_row(0, 0, table.columns)
        for number, row in enumerate(table.iter_rows(), start=1):
            page.write_row(number, 0, row)
    book.close()


def main(fund: Path, output: Path) -> None:
    tables = read(fund)
    check(tables)
    settings = tomllib.loads((fund / "inputs" / "fund.toml").read_text())
    regions = {region["code"]: region["countries"] for region in settings["geography"]["region"]}
    receipts = with_base(tables["receipts"], "Date", tables["rates"])
    agreements = with_base(tables["agreements"], "Signed on", tables["rates"])
    deposited = receipts.group_by("Agreement").agg(pl.col("base").sum().alias("deposited"))
    agreements = agreements.join(deposited, on="Agreement", how="left").with_columns(
        (pl.col("deposited").fill_null(0.0) * 0.99 / 1.07).round(2).alias("programmable")
    )
    cells = tables["priorities"]
    placements = place(agreements, cells, regions)
    detail = attribute(tables["expenditure"], cells, placements)
    placed = placements.group_by("cell").agg(pl.col("placed").sum())
    gap = cells.with_row_index("cell").with_columns(pl.col("cell").cast(pl.Int64)).join(placed, on="cell", how="left")
    gap = gap.with_columns((pl.col("Need") - pl.col("placed").fill_null(0.0)).alias("gap"))
    merged = tables["expenditure"].join(tables["finance"], on="Document", how="full", suffix=" theirs")
    differences = merged.filter(pl.col("Amount").ne_missing(pl.col("Amount theirs")))
    output.mkdir(parents=True, exist_ok=True)
    for (donor,), own in agreements.group_by("Donor"):
        mine = placements.filter(pl.col("Donor") == donor).group_by("cell").agg(pl.col("placed").sum())
        write(
            output / f"{donor}.xlsx",
            {
                "Contributions": own,
                "Receipts": receipts.join(own.select("Agreement"), on="Agreement", how="semi"),
                "Allocation": mine.join(gap.select("cell", "Country", "Theme"), on="cell"),
                "Expenditure": detail.filter(pl.col("Donor") == donor),
            },
        )
    spent = detail.group_by("Country", "Theme", "Category", "year").agg(pl.col("spent").sum())
    write(output / "fund.xlsx", {"Contributions": agreements, "Gap": gap, "Expenditure": spent})
    write(output / "reconciliation.xlsx", {"Differences": differences})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
