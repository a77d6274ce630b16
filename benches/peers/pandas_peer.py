"""The month as an assistant would script it with pandas and openpyxl: the same inputs, checks, figures and workbooks.

Usage: pandas_peer.py FUND_FOLDER OUTPUT_FOLDER. Simpler than poolfund where noted: the placement is greedy and pro rata
instead of leximin, amounts are floats, and nothing is traced to a cell.
"""

import sys
import tomllib
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

KINDS = ["donors", "rates", "agreements", "receipts", "priorities", "expenditure", "finance"]


def read(fund: Path) -> dict[str, pd.DataFrame]:
    return {kind: pd.read_excel(fund / "inputs" / f"{kind}.xlsx", engine="openpyxl") for kind in KINDS}


def check(tables: dict[str, pd.DataFrame]) -> None:
    for kind, column in [("agreements", "Amount"), ("receipts", "Amount"), ("expenditure", "Amount")]:
        if not pd.to_numeric(tables[kind][column], errors="coerce").notna().all():
            raise SystemExit(f"{kind}: a value of {column} is not a number")
    known = set(tables["donors"]["Code"])
    if not set(tables["agreements"]["Donor"]) <= known:
        raise SystemExit("agreements: an unknown donor")
    if not set(tables["receipts"]["Agreement"]) <= set(tables["agreements"]["Agreement"]):
        raise SystemExit("receipts: an unknown agreement")


def to_base(table: pd.DataFrame, date: str, rates: pd.DataFrame) -> pd.Series:
    rates = rates.rename(columns={"Effective date": "when", "Units per USD": "units"}).sort_values("when")
    merged = pd.merge_asof(
        table.reset_index().sort_values(date), rates, left_on=date, right_on="when", by="Currency"
    ).set_index("index")
    units = merged["units"].fillna(1.0)
    return (merged["Amount"] / units).round(2).reindex(table.index)


def place(agreements: pd.DataFrame, cells: pd.DataFrame, regions: dict[str, list[str]]) -> pd.DataFrame:
    """Narrow earmarks first; each agreement is spread over its cells in proportion to what they still need."""
    room = cells["Need"].to_numpy(dtype=float).copy()
    by_place = {country: group.index.to_numpy() for country, group in cells.groupby("Country")}
    theme = cells["Theme"].to_numpy()
    everywhere = cells.index.to_numpy()
    placements = []
    for row in agreements.sort_values("Category", ascending=False).itertuples():
        where = row._8
        if where == "World":
            eligible = everywhere
        elif where in regions:
            eligible = pd.Index([]).append([pd.Index(by_place[country]) for country in regions[where]]).to_numpy()
        else:
            eligible = by_place[where]
        if isinstance(row.Themes, str):
            eligible = eligible[theme[eligible] == row.Themes]
        left = room[eligible]
        total = left.sum()
        if total <= 0 or row.programmable <= 0:
            continue
        amount = min(row.programmable, total)
        parts = (left * amount / total).round(2)
        room[eligible] -= parts
        placements.extend(
            (row.Agreement, row.Donor, cell, part) for cell, part in zip(eligible, parts) if part > 0
        )
    return pd.DataFrame(placements, columns=["Agreement", "Donor", "cell", "placed"])


def attribute(expenditure: pd.DataFrame, cells: pd.DataFrame, placements: pd.DataFrame) -> pd.DataFrame:
    keys = cells.reset_index().rename(columns={"index": "cell"})[["Country", "Theme", "cell"]]
    lines = expenditure.merge(keys, on=["Country", "Theme"], how="left")
    lines["year"] = lines["Date"].dt.year
    by_cell = placements.groupby("cell")["placed"].sum()
    spent = lines.groupby("cell")["Amount"].sum()
    factor = (by_cell / spent).clip(upper=1.0).rename("factor")
    shares = placements.groupby(["Donor", "cell"], as_index=False)["placed"].sum()
    shares["share"] = shares["placed"] / shares["cell"].map(by_cell)
    detail = lines.groupby(["cell", "Country", "Theme", "Category", "year"], as_index=False)["Amount"].sum()
    detail = detail.merge(shares[["Donor", "cell", "share"]], on="cell").merge(factor, left_on="cell", right_index=True)
    detail["spent"] = (detail["Amount"] * detail["share"] * detail["factor"]).round(2)
    return detail


def reconcile(expenditure: pd.DataFrame, finance: pd.DataFrame) -> pd.DataFrame:
    merged = expenditure.merge(finance, on="Document", how="outer", suffixes=(" ours", " theirs"), indicator=True)
    return merged[(merged["_merge"] != "both") | (merged["Amount ours"] != merged["Amount theirs"])]


def sheet(book: Workbook, name: str, table: pd.DataFrame) -> None:
    page = book.create_sheet(name)
    page.append(list(table.columns))
    for row in table.itertuples(index=False):
        page.append([None if pd.isna(value) else value for value in row])


def main(fund: Path, output: Path) -> None:
    tables = read(fund)
    check(tables)
    settings = tomllib.loads((fund / "inputs" / "fund.toml").read_text())
    regions = {region["code"]: region["countries"] for region in settings["geography"]["region"]}
    receipts = tables["receipts"].assign(base=to_base(tables["receipts"], "Date", tables["rates"]))
    agreements = tables["agreements"].assign(base=to_base(tables["agreements"], "Signed on", tables["rates"]))
    deposited = receipts.groupby("Agreement")["base"].sum()
    agreements["deposited"] = agreements["Agreement"].map(deposited).fillna(0.0)
    agreements["programmable"] = (agreements["deposited"] * 0.99 / 1.07).round(2)
    cells = tables["priorities"]
    placements = place(agreements, cells, regions)
    detail = attribute(tables["expenditure"], cells, placements)
    cells = cells.assign(placed=cells.index.map(placements.groupby("cell")["placed"].sum()).fillna(0.0))
    cells["gap"] = cells["Need"] - cells["placed"]
    differences = reconcile(tables["expenditure"], tables["finance"])
    output.mkdir(parents=True, exist_ok=True)
    for donor, own in agreements.groupby("Donor"):
        book = Workbook()
        sheet(book, "Contributions", own)
        sheet(book, "Receipts", receipts[receipts["Agreement"].isin(own["Agreement"])])
        mine = placements[placements["Donor"] == donor]
        placed = mine.groupby("cell", as_index=False)["placed"].sum()
        sheet(book, "Allocation", placed.merge(cells[["Country", "Theme"]], left_on="cell", right_index=True))
        sheet(book, "Expenditure", detail[detail["Donor"] == donor])
        book.save(output / f"{donor}.xlsx")
    book = Workbook()
    sheet(book, "Contributions", agreements)
    sheet(book, "Gap", cells)
    spent = detail.groupby(["Country", "Theme", "Category", "year"], as_index=False)["spent"].sum()
    sheet(book, "Expenditure", spent)
    book.save(output / "fund.xlsx")
    book = Workbook()
    sheet(book, "Differences", differences.astype({"_merge": str}))
    book.save(output / "reconciliation.xlsx")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
