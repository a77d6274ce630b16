"""The CBPF 2019 instance, from the public files of OCHA's country-based pooled funds.

In: contributions_attribution.csv and ProjectSummary(Agg)V2_2019.csv.  Out: one instance on one line.
Lots: the 2019 contributions, by donor (canonical name) and fund, earmarked to that fund; cells: fund x
cluster, their need the approved budgets of 2019 split by the clusters' percentages (largest remainder,
so that the cents of each project add up); nothing from outside.
Use: python cbpf.py [FOLDER] > cbpf2019.json
"""

from __future__ import annotations

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from model import Instance

YEAR = {"from": "2019-01-01", "to": "2019-12-31"}
CONTRIBUTED = 94_569_321_852
BUDGETED = 102_839_676_616


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows by header."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cents(text: str) -> int:
    """Exact cents; more than two decimals would be a fault of the source."""
    value = Decimal(text) * 100
    if value != value.to_integral_value():
        raise ValueError(f"not whole cents: {text}")
    return int(value)


def apportion(amount: int, weights: list[Decimal]) -> list[int]:
    """Largest remainder; ties to the earlier one."""
    whole = sum(weights)
    exact = [amount * weight / whole for weight in weights]
    parts = [int(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: amount - sum(parts)]:
        parts[i] += 1
    return parts


def clusters(folder: Path) -> dict[str, list[tuple[str, Decimal]]]:
    """Project code to its clusters and percentages (the lists are joined by |||)."""
    found: dict[str, list[tuple[str, Decimal]]] = {}
    for row in rows(folder / "ProjectSummaryAggV2_2019.csv"):
        names, shares = row["ClstAgg"].split("|||"), row["ClstPrct"].split("|||")
        if len(names) != len(shares):
            raise ValueError(f"{row['PrjCode']}: {len(names)} clusters, {len(shares)} percentages")
        found[row["PrjCode"]] = [(name, Decimal(share)) for name, share in zip(names, shares)]
    return found


def build(folder: Path) -> Instance:
    """The instance; its totals are those of the source, or ValueError."""
    funds: dict[str, str] = {}
    lots: dict[tuple[str, str], int] = {}
    for row in rows(folder / "contributions_attribution.csv"):
        if row["FiscalYear"] == "2019":
            funds[row["PooledFundId"]] = row["PooledFundName"]
            key = (row["GMSDonorName"], row["PooledFundId"])
            lots[key] = lots.get(key, 0) + cents(row["ContributionAmt"])
    split = clusters(folder)
    needs: dict[tuple[str, str], int] = {}
    for row in rows(folder / "ProjectSummaryV2_2019.csv"):
        own = split[row["PrjCode"]]
        for (cluster, _), part in zip(own, apportion(cents(row["PrgBdg"]), [w for _, w in own])):
            key = (row["PFId"], cluster)
            needs[key] = needs.get(key, 0) + part
    if sum(lots.values()) != CONTRIBUTED or sum(needs.values()) != BUDGETED:
        raise ValueError(f"totals: {sum(lots.values())} contributed, {sum(needs.values())} budgeted")
    root: dict[str, Any] = {"parent": None}
    themes = sorted({cluster for _, cluster in needs}, key=int)
    return {
        "geographies": [{"code": "WORLD", **root}]
        + [{"code": f"F{fund}", "parent": "WORLD"} for fund in sorted(funds, key=int)],
        "themes": [{"code": "ALL", **root}] + [{"code": f"C{t}", "parent": "ALL"} for t in themes],
        "lots": [
            {
                "id": f"{donor} / {funds[fund]}", "available": amount, "category": 2,
                "include": [[f"F{fund}", "ALL"]], "exclude": [], "window": None, "limits": [],
            }
            for (donor, fund), amount in sorted(lots.items())
        ],
        "cells": [
            {
                "id": f"{funds[fund]}/C{cluster}", "geography": f"F{fund}", "theme": f"C{cluster}",
                "period": YEAR, "need": need, "weight_milli": 1000, "floor": 0, "ceiling": need,
                "outside": 0, "country": True,
            }
            for (fund, cluster), need in sorted(needs.items())
            if need > 0
        ],
        "groups": [], "policy": None, "placed": [],
    }


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[3] / "shared" / "data" / "cbpf"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    print(json.dumps(build(folder), separators=(",", ":")))
