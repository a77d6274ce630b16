"""Adds a fund whose charges are the largest that a table can hold, 100,000 times, and shows what the guard is for: without
the views' casts a sum goes round in silence.

    largest.py DATA_SET
    largest.py --beyond DATA_SET    a fund with amounts as no table of this program has them
"""

import sys
from decimal import Decimal, localcontext
from pathlib import Path

import datafusion
import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 100_000
LARGEST = Decimal("9999999999999999999.9999")


def put(folder: Path, table: str, columns: dict) -> None:
    path = folder / table / f"fund={columns['fund'][0]}" / "month=2025-10" / "data.parquet"
    path.parent.mkdir(parents=True)
    there = pq.read_schema(next((folder / table).glob("fund=*/month=*/data.parquet")))
    rows = len(next(iter(columns.values())))
    arrays = []
    for field in there:
        values = columns.get(field.name)
        if isinstance(values, pa.Array):
            arrays.append(values)
            continue
        if values is None:
            if pa.types.is_decimal(field.type):
                values = [Decimal(0)] * rows
            elif pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
                values = [""] * rows
            elif pa.types.is_date(field.type):
                values = [0] * rows
            else:
                values = [0] * rows
        arrays.append(pa.array(values, field.type))
    pq.write_table(pa.table(dict(zip(there.names, arrays))), path, compression="zstd")


def beyond(folder: Path) -> None:
    put(folder, "edition", {"fund": ["BEYOND"], "month": ["2025-10"], "base_currency": ["USD"]})
    with localcontext() as exact:
        exact.prec = 60
        most = pa.array([(Decimal(10**38) - 1) / 10**4] * 2, pa.decimal128(38, 4))
    columns = {"fund": ["BEYOND"] * 2, "month": ["2025-10"] * 2, "donor": ["B"] * 2, "geography": ["B"] * 2, "theme": ["B"] * 2}
    put(folder, "charged", {**columns, "amount": most})


def main() -> None:
    if sys.argv[1] == "--beyond":
        return beyond(Path(sys.argv[2]))
    folder = Path(sys.argv[1])
    own = {"fund": ["HUGE"], "month": ["2025-10"], "base_currency": ["USD"]}
    put(folder, "edition", own)
    many = {"fund": ["HUGE"] * ROWS, "month": ["2025-10"] * ROWS, "donor": ["HUGE"] * ROWS, "geography": ["HUGE"] * ROWS}
    put(folder, "charged", {**many, "theme": ["HUGE"] * ROWS, "amount": [LARGEST] * ROWS})
    # Why the guard is there: the largest DECIMAL(38, 0), twice, is no error and no sum.
    context = datafusion.SessionContext()
    with localcontext() as exact:
        exact.prec = 60
        most = Decimal(10**38 - 1)
        numbers = pa.table({"n": pa.array([most] * 2, pa.decimal128(38, 0))})
        context.register_record_batches("numbers", [numbers.to_batches()])
        try:
            rows = context.sql("SELECT sum(n) AS s FROM numbers").collect()
            said = rows[0].column(0).cast(pa.string()).to_pylist()[0]
        except Exception as error:  # An engine that says so needs no guard.
            said = str(error)
        assert said != format(2 * most, "f"), said
        print("DataFusion of twice the largest:", said)


if __name__ == "__main__":
    main()
