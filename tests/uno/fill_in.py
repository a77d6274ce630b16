"""Fills in workbooks in LibreOffice as a person would, and says what they show then.

Reads a JSON object a line from standard input, until there are no more: `from` and `to` are files, and `sheets` has for each sheet, by
its number, a list of [row, heading, value]: rows are counted from the first below the heading, amounts are numbers. Saves the workbook
under its other name and answers with a JSON object on a line: whether cells are locked as they should be, what drop-downs offer, and
figures of the first sheet before and after. Needs Debian's python3-uno.

    python3 fill_in.py < what.jsonl
"""

import json
import sys
import tempfile

import uno
from change_cells import office, option
from com.sun.star.sheet.ValidationType import LIST


def heading(sheet, text):
    """Column and row of a heading."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    for row in range(min(cursor.RangeAddress.EndRow + 1, 40)):
        for column in range(cursor.RangeAddress.EndColumn + 1):
            if sheet.getCellByPosition(column, row).String.strip() == text:
                return column, row
    sys.exit(f"{sheet.Name} has no heading {text!r}")


def money(sheet):
    """The lines of the table of money: their last column, by their first."""
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    lines = {}
    for row in range(cursor.RangeAddress.EndRow + 1):
        name = sheet.getCellByPosition(0, row).String
        cell = sheet.getCellByPosition(2, row)
        if name and cell.String:
            lines[name] = cell.Value if cell.Value else cell.String
    return lines


def offered(document, cell):
    """What the drop-down of a cell offers."""
    validation = cell.Validation
    if validation.Type != LIST:
        return None
    formula = validation.getFormula1()
    if formula.startswith('"'):
        return [word.strip('"') for word in formula.split(";")]
    if "." not in formula and "!" not in formula:
        return None  # A name that the workbook gives to an area, whose length is calculated.
    sheet, area = formula.lstrip("=").rsplit(".", 1) if "." in formula else formula.lstrip("=").rsplit("!", 1)
    cells = document.Sheets.getByName(sheet.strip("$'")).getCellRangeByName(area.replace("$", ""))
    return [row[0] for row in cells.DataArray]


def fill_in(desktop, wanted):
    """Fills in one workbook."""
    url = uno.systemPathToFileUrl(wanted["from"])
    document = desktop.loadComponentFromURL(url, "_blank", 0, (option("Hidden", True),))
    said = {"before": money(document.Sheets.getByIndex(0)), "lists": {}, "locked": True}
    for sheet in document.Sheets:
        said["locked"] = said["locked"] and sheet.isProtected()
    for number, changes in wanted["sheets"].items():
        sheet = document.Sheets.getByIndex(int(number))
        for row, name, value in changes:
            column, header = heading(sheet, name)
            cell = sheet.getCellByPosition(column, header + 1 + row)
            if sheet.isProtected() and cell.CellProtection.IsLocked:
                sys.exit(f"{sheet.Name}: {name} cannot be filled in")
            said["lists"][name] = offered(document, cell)
            if isinstance(value, str):
                cell.setFormula(value)
            else:
                cell.Value = value
        first = sheet.getCellByPosition(0, heading(sheet, changes[0][1])[1] - 1)
        said["locked"] = said["locked"] and first.CellProtection.IsLocked
    document.calculateAll()
    said["after"] = money(document.Sheets.getByIndex(0))
    to = uno.systemPathToFileUrl(wanted["to"])
    document.storeToURL(to, (option("FilterName", "Calc MS Excel 2007 XML"),))
    document.close(True)
    return said


def main():
    with tempfile.TemporaryDirectory() as folder:
        started, desktop = office(folder)
        try:
            for line in sys.stdin:
                print(json.dumps(fill_in(desktop, json.loads(line))), flush=True)
        finally:
            try:
                desktop.terminate()
            except Exception:
                started.kill()
            started.wait(30)


if __name__ == "__main__":
    main()
