"""Changes numbers of workbooks one at a time, or two at a time, and asks whether the workbook's own checks notice.

For each chosen cell that shows a number, written or made by a formula, on any sheet but the last: write a number that is
1,000 more into it, let LibreOffice calculate, read the cell that says whether all checks hold, and put back what stood
there. Needs Debian's python3-uno.

    python3 change_cells.py --cells 2000 --seed 1 reports/2025-10/*.xlsx

With `--pairs 500` as many pairs of written numbers of one column are tried too: 1,000 more in one, 1,000 less in the other.
All of them take an hour or more; `--piece 3/20` tries the third of twenty parts of them, every part from all workbooks.
Prints one JSON object: how many cells there are, how many of them and how many pairs were tried, and which were not noticed.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sheet.CellFlags import DATETIME, VALUE
from com.sun.star.sheet.FormulaResult import VALUE as NUMBER
from com.sun.star.table.CellContentType import FORMULA
from com.sun.star.table.CellContentType import VALUE as WRITTEN

CHANGE = 1000


def office(folder):
    """A LibreOffice of one's own, and its desktop."""
    pipe = f"poolfund-{os.getpid()}"
    started = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(1200):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return started, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.25)
    started.kill()
    sys.exit("LibreOffice does not answer")


def option(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def verdict(document):
    """The cell that says whether all checks hold: the lowest of the second column of the last sheet."""
    sheet = document.Sheets.getByIndex(document.Sheets.Count - 1)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return sheet.getCellByPosition(1, cursor.RangeAddress.EndRow)


def numbers(document):
    """The cells that show numbers, on all sheets but the last."""
    for index in range(document.Sheets.Count - 1):
        sheet = document.Sheets.getByIndex(index)
        for ranges in (sheet.queryContentCells(VALUE | DATETIME), sheet.queryFormulaCells(NUMBER)):
            for address in ranges.RangeAddresses:
                for row in range(address.StartRow, address.EndRow + 1):
                    for column in range(address.StartColumn, address.EndColumn + 1):
                        yield index, column, row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", type=int, default=0, help="how many to try, chosen by the seed; 0: all")
    parser.add_argument("--pairs", type=int, default=0, help="how many pairs to try, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--piece", default="1/1", help="which of how many parts of all cells")
    parser.add_argument("files", nargs="+")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        started, desktop = office(folder)
        try:
            print(json.dumps(tried(desktop, asked, folder)))
        finally:
            try:
                desktop.terminate()
            except Exception:
                started.kill()
            started.wait(30)


def tried(desktop, asked, folder):
    documents, places = [], []
    for file in sorted(asked.files):
        copy = shutil.copy(file, f"{folder}/{len(documents)}-{os.path.basename(file)}")
        url = uno.systemPathToFileUrl(copy)
        document = desktop.loadComponentFromURL(url, "_blank", 0, (option("Hidden", True), option("ReadOnly", False)))
        if document is None:
            sys.exit(f"{file}: LibreOffice does not open it")
        document.calculateAll()
        if verdict(document).Value != 1:
            sys.exit(f"{file}: the checks do not hold as it is")
        found = [(len(documents), place) for place in numbers(document)]
        documents.append((file, document))
        places.extend(found)
    piece, pieces = map(int, asked.piece.split("/"))
    chosen = places[piece - 1 :: pieces]
    if asked.cells and asked.cells < len(chosen):
        chosen = sorted(random.Random(asked.seed).sample(chosen, asked.cells))
    unnoticed = []
    for number, (index, column, row) in chosen:
        file, document = documents[number]
        sheet = document.Sheets.getByIndex(index)
        cell = sheet.getCellByPosition(column, row)
        before, formula = cell.Value, cell.Formula if cell.Type == FORMULA else None
        cell.Value = before + CHANGE
        said = verdict(document)
        if said.Error == 0 and said.Value == 1:
            unnoticed.append(f"{os.path.basename(file)} {cell.AbsoluteName}: {before}")
        if formula is None:
            cell.Value = before
        else:
            cell.Formula = formula
    moved = unnoticed_pairs(documents, places, asked)
    for file, document in documents:
        document.calculateAll()
        if verdict(document).Value != 1:
            sys.exit(f"{file}: the checks do not hold after all was put back")
        document.close(True)
    return {"files": len(documents), "cells": len(places), "tried": len(chosen), "unnoticed": unnoticed, "moved": moved}


def unnoticed_pairs(documents, places, asked):
    """Pairs of written numbers of a column between which something was moved, and nothing was noticed."""
    columns = {}
    for number, (index, column, row) in places:
        sheet = documents[number][1].Sheets.getByIndex(index)
        if asked.pairs and sheet.getCellByPosition(column, row).Type == WRITTEN:
            columns.setdefault((number, index, column), []).append(row)
    columns = [(place, rows) for place, rows in columns.items() if len(rows) > 1]
    chance, unnoticed = random.Random(asked.seed), []
    for _ in range(asked.pairs):
        (number, index, column), rows = chance.choice(columns)
        file, document = documents[number]
        sheet = document.Sheets.getByIndex(index)
        pair = [sheet.getCellByPosition(column, row) for row in chance.sample(rows, 2)]
        before = [cell.Value for cell in pair]
        pair[0].Value, pair[1].Value = before[0] + CHANGE, before[1] - CHANGE
        said = verdict(document)
        if said.Error == 0 and said.Value == 1:
            unnoticed.append(f"{os.path.basename(file)} {pair[0].AbsoluteName} and {pair[1].AbsoluteName}")
        pair[0].Value, pair[1].Value = before
    return unnoticed


if __name__ == "__main__":
    main()
