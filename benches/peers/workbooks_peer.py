"""The same workbooks, cell by cell, by XlsxWriter or openpyxl: workbooks_peer.py WRITER FOLDER_OF_CELLS OUTPUT_FOLDER

WRITER is xlsxwriter (constant memory) or openpyxl (write-only). The cells are those that `bench_stages --dump` wrote:
values, formulas with their results, a style each. Charts, tables, notes and printing are left out. Reading the cells is
not part of the time, which is printed as JSON with the peak memory that writing added.
"""

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

NUMBERS = {"number": "#,##0.00", "date": "d mmm yyyy"}
STYLES = {
    "header": {"bold": True, "color": "FFFFFF", "fill": "1B365D"},
    "total": {"bold": True, "color": "000000", "fill": "EAF0F7"},
    "body": {"bold": False, "color": "000000", "fill": None},
    "other": {"bold": False, "color": "000000", "fill": None},
}


def peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def load(path: Path) -> list:
    """The sheets of a workbook, days as dates."""
    sheets = json.loads(path.read_text())
    for sheet in sheets:
        for row in sheet["rows"]:
            for cell in row:
                if cell[0] == "date":
                    cell[2] = date.fromisoformat(cell[2])
    return sheets


def with_xlsxwriter(sheets: list, path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    formats = {}
    for style, look in STYLES.items():
        for kind in ["blank", "text", "date", "truth", "number"]:
            wanted = {"bold": look["bold"], "font_color": f"#{look['color']}", "font_name": "Arial", "font_size": 10}
            if look["fill"]:
                wanted["bg_color"] = f"#{look['fill']}"
            if kind in NUMBERS:
                wanted["num_format"] = NUMBERS[kind]
            formats[kind, style] = book.add_format(wanted)
    for sheet in sheets:
        page = book.add_worksheet(sheet["name"])
        for column, width in enumerate(sheet["widths"]):
            page.set_column(column, column, width)
        for row, cells in enumerate(sheet["rows"]):
            for column, (kind, style, value, formula) in enumerate(cells):
                look = formats[kind, style]
                if formula is not None:
                    page.write_formula(row, column, f"={formula}", look, value if kind != "date" else "")
                elif kind == "text":
                    page.write_string(row, column, value, look)
                elif kind == "number":
                    page.write_number(row, column, value, look)
                elif kind == "date":
                    page.write_datetime(row, column, value, look)
                elif kind == "truth":
                    page.write_boolean(row, column, value, look)
                else:
                    page.write_blank(row, column, None, look)
    book.close()


def with_openpyxl(sheets: list, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    fonts = {style: Font(name="Arial", size=10, bold=look["bold"], color=look["color"]) for style, look in STYLES.items()}
    fills = {style: PatternFill("solid", fgColor=look["fill"]) for style, look in STYLES.items() if look["fill"]}
    for sheet in sheets:
        page = book.create_sheet(sheet["name"])
        for column, width in enumerate(sheet["widths"], start=1):
            page.column_dimensions[get_column_letter(column)].width = width
        for cells in sheet["rows"]:
            row = []
            for kind, style, value, formula in cells:
                cell = WriteOnlyCell(page, f"={formula}" if formula is not None else value)
                if formula is None and kind == "text":
                    cell.data_type = "s"
                cell.font = fonts[style]
                if style in fills:
                    cell.fill = fills[style]
                if kind in NUMBERS:
                    cell.number_format = NUMBERS[kind]
                row.append(cell)
            page.append(row)
    book.save(path)


def main(writer: str, cells: Path, output: Path) -> None:
    write = {"xlsxwriter": with_xlsxwriter, "openpyxl": with_openpyxl}[writer]
    output.mkdir(parents=True, exist_ok=True)
    seconds = 0.0
    for path in sorted(cells.glob("*.json")):
        sheets = load(path)
        start = time.perf_counter()
        write(sheets, output / path.with_suffix(".xlsx").name)
        seconds += time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak_mib": peak_mib()}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
