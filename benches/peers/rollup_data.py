"""A data set of 200 funds with a large table of charges: rollup_data.py DATASET ROWS. No rows are alike, and 4 million make a file."""

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FUNDS, PART, GROUP = 200, 1 << 22, 1 << 17
CURRENCIES = ["CHF", "EUR", "JPY", "USD"]
MONEY = pa.decimal128(23, 4)


def money(amounts: np.ndarray) -> pa.Array:
    """Amounts in the fourth decimal as decimals: 128 bits, the sign in the upper half."""
    words = np.empty((len(amounts), 2), dtype=np.int64)
    words[:, 0], words[:, 1] = amounts, amounts >> 63
    return pa.Array.from_buffers(MONEY, len(amounts), [None, pa.py_buffer(words)])


def text(codes: np.ndarray, names: list[str]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(names)).cast(pa.string())


def write(folder: Path, table: str, part: int, columns: dict[str, pa.Array]) -> None:
    path = folder / table / f"part-{part:05}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path, compression="zstd", row_group_size=GROUP)


def main() -> None:
    folder, rows = Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True)
    funds = [f"F{number:03}" for number in range(FUNDS)]
    months = [f"{year}-{month:02}" for year in range(2021, 2026) for month in range(1, 13)]
    of_funds = {"fund": pa.array(funds), "month": pa.array([months[-1]] * FUNDS)}
    names = ["budget", "own_resources", "ongoing_projects", "received", "refunded", "gap", "lacking"]
    nothing = money(np.zeros(FUNDS, dtype=np.int64))
    currencies = pa.array([CURRENCIES[number % len(CURRENCIES)] for number in range(FUNDS)])
    write(folder, "edition", 0, {**of_funds, "base_currency": currencies, **dict.fromkeys(names, nothing)})
    # What the other views stand on.
    empty = {
        "needs": (["geography", "theme"], ["need", "outside", "allocated", "above_need", "lacking"]),
        "receipts": (["donor", "booked_in"], ["net", "transferred", "fee", "levy"]),
        "allocated": (["donor", "geography", "theme"], ["allocated", "charged", "unspent"]),
        "agreements": (
            ["donor"],
            "pledged committed received refunded transferred_in transferred_out fee levy charged support_cost unspent "
            "unallocated lapsed over_allocated".split(),
        ),
    }
    for table, (texts, amounts) in empty.items():
        columns = {name: pa.array([], pa.string()) for name in ["fund", "month", *texts]}
        write(folder, table, 0, {**columns, **{name: pa.array([], MONEY) for name in amounts}})
    drawn = np.random.default_rng(7)
    donors, countries = [f"D{number:02}" for number in range(60)], [f"C{number:03}" for number in range(150)]
    themes = [f"T{number:02}" for number in range(12)]
    for part, start in enumerate(range(0, rows, PART)):
        length = min(PART, rows - start)
        # Rows of a fund and month stand together, as a copy in few files has them.
        place = (np.arange(start, start + length) * (FUNDS * len(months))) // rows
        columns = {
            "fund": text(place // len(months), funds),
            "month": text(place % len(months), months),
            "donor": text(drawn.integers(0, len(donors), length), donors),
            "geography": text(drawn.integers(0, len(countries), length), countries),
            "theme": text(drawn.integers(0, len(themes), length), themes),
            "amount": money(drawn.integers(-(10**9), 10**11, length)),
        }
        write(folder, "charged", part, columns)
    (folder / "poolfund.json").write_text(json.dumps({"program": "poolfund", "schema_version": 1}) + "\n")


if __name__ == "__main__":
    main()
