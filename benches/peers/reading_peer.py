"""Reads the first sheet of a workbook with one of the Python readers, as one would: reading_peer.py READER FILE."""

import sys


def main() -> None:
    reader, file = sys.argv[1:]
    if reader == "openpyxl":
        from openpyxl import load_workbook

        sheet = load_workbook(file, read_only=True).worksheets[0]
        rows = sum(1 for _ in sheet.iter_rows(values_only=True)) - 1
    elif reader == "pandas-calamine":
        import pandas

        rows = len(pandas.read_excel(file, engine="calamine"))
    elif reader == "polars-fastexcel":
        import polars

        rows = polars.read_excel(file, engine="calamine").height
    else:
        raise SystemExit(f"no reader {reader}")
    print(rows, "rows")


main()
