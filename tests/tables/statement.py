"""The statement of sources and uses, and the position, computed again from the Parquet files of a month alone, and held
against the workbooks of the fund and of every donor: every line, every year, to the cent.

    statement.py REPORTS...     folders reports/YYYY-MM
"""

import re
import sys
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl

NOTHING = Decimal(0)

# Each line by year, of the donor $donor or of the whole fund where that is null.
BY_YEAR = {
    "Contributions received, at the rates of signature":
        "SELECT year(date), sum(amount - exchange) FROM receipts WHERE kind = 'deposit' AND OF GROUP BY 1",
    "Exchange difference until receipt":
        "SELECT year(date), sum(exchange) FROM receipts WHERE kind = 'deposit' AND OF GROUP BY 1",
    "Refunds to donors": "SELECT year(date), -sum(amount) FROM receipts WHERE kind = 'refund' AND OF GROUP BY 1",
    "Transfers between agreements": "SELECT year(date), sum(transferred) FROM receipts WHERE OF GROUP BY 1",
    "Administrative agent fee": "SELECT year(date), sum(fee) FROM receipts WHERE OF GROUP BY 1",
    "Coordination levy": "SELECT year(date), sum(levy) FROM receipts WHERE OF GROUP BY 1",
    "Expenditure charged": "SELECT year, sum(amount) FROM charges WHERE OF GROUP BY 1",
    "Programme support (indirect) cost": "SELECT year, sum(amount) FROM support_cost WHERE OF GROUP BY 1",
    "Interest and investment income": "SELECT year(date), sum(amount) FROM receipts WHERE kind = 'interest' GROUP BY 1",
    "Bank charges": "SELECT year(date), sum(amount) FROM receipts WHERE kind = 'bank charge' GROUP BY 1",
    "Your part of interest less bank charges":
        "SELECT CAST(substr(returned_in, 1, 4) AS BIGINT), sum(amount) FROM interest_returned WHERE OF GROUP BY 1",
}
SOURCES = [
    "Contributions received, at the rates of signature", "Exchange difference until receipt", "Refunds to donors",
    "Transfers between agreements", "Interest and investment income", "Your part of interest less bank charges",
]
USES = [
    "Administrative agent fee", "Coordination levy", "Expenditure charged", "Programme support (indirect) cost",
    "Bank charges",
]
OF_FUND = {"Interest and investment income", "Bank charges"}

# Each line of the position, in all.
POSITION = {
    "Contributions received, net of refunds": "SELECT sum(net) FROM receipts WHERE OF",
    "Allocated to priorities": "SELECT sum(amount) FROM entries WHERE OF",
    "Open obligations (not in expenditure)": "SELECT sum(amount) FROM obligations WHERE OF",
    "Pending expenditure (not yet charged to an agreement)": "SELECT sum(amount) FROM pending",
    "Unspent: allocated, not yet charged": "SELECT sum(unspent) FROM allocated WHERE OF",
    "Unallocated": "SELECT sum(unallocated) FROM agreements WHERE OF",
    "Lapsed: of agreements that have ended": "SELECT sum(lapsed) FROM agreements WHERE OF",
    "Over-allocated": "SELECT -sum(over_allocated) FROM agreements WHERE OF",
    "Overdrawn: refunded beyond what was received": "SELECT -sum(below_nothing) FROM agreements WHERE OF",
    "Unused reserve for support cost": "SELECT sum(support_reserve - support_cost) FROM agreements WHERE OF",
    "Interest to be returned": "SELECT sum(amount) FROM interest_returned WHERE OF",
}


def tables(reports: Path) -> duckdb.DuckDBPyConnection:
    """The month's tables, by their names."""
    base = duckdb.connect()
    for file in sorted((reports / "ledger").glob("*.parquet")):
        base.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{file}')")
    return base


class Statement:
    """What a workbook's statement should say, of a donor or of the fund."""

    def __init__(self, base: duckdb.DuckDBPyConnection, donor: str | None):
        self.base, self.donor = base, donor
        self.by_year = {
            line: dict(self.rows(query))
            for line, query in BY_YEAR.items()
            if not (donor and line in OF_FUND) and not (donor is None and line.startswith("Your part"))
        }

    def rows(self, query: str):
        whose = "true" if self.donor is None else "donor = $donor"
        given = {} if self.donor is None else {"donor": self.donor}
        return self.base.execute(query.replace("OF", whose), given).fetchall()

    def year(self, line: str, year: int) -> Decimal:
        if line == "Total sources":
            return sum((self.year(part, year) for part in SOURCES), NOTHING)
        if line == "Total uses":
            return sum((self.year(part, year) for part in USES), NOTHING)
        if line == "Net change":
            return self.year("Total sources", year) - self.year("Total uses", year)
        return self.by_year.get(line, {}).get(year) or NOTHING

    def balance(self) -> Decimal:
        years = {year for line in self.by_year.values() for year in line}
        return sum((self.year("Net change", year) for year in years), NOTHING)

    def position(self, line: str) -> Decimal:
        return self.rows(POSITION[line])[0][0] or NOTHING


def amount(cell, decimals: int) -> Decimal:
    """A cell as an exact amount: workbooks hold binary numbers."""
    return Decimal(cell).quantize(Decimal(1).scaleb(-decimals))


def year_of(head) -> int | None:
    """The year that a column is of: "2024", or "2025 (to 31 Oct)" for one that is not over."""
    found = re.fullmatch(r"(\d{4})( \(.+\))?", str(head))
    return int(found[1]) if found else None


def compared(workbook: Path, statement: Statement, decimals: int) -> int:
    """Holds a workbook's sheet against a statement; says how many figures were compared."""
    rows = list(openpyxl.load_workbook(workbook, data_only=True)["Sources and uses"].iter_rows(values_only=True))
    head = next(row for row in rows if any(year_of(cell) for cell in row))
    years = [(at, year_of(cell)) for at, cell in enumerate(head) if year_of(cell)]
    seen, in_position = set(), False
    for row in rows:
        line = row[0]
        in_position |= line == "Position of the funds"
        figures = [(at, year) for at, year in years if isinstance(row[at], (int, float))]
        if not in_position and (line in statement.by_year or line in ("Total sources", "Total uses", "Net change")):
            for at, year in figures:
                expected = statement.year(line, year)
                assert amount(row[at], decimals) == expected, (workbook.name, line, year, row[at], expected)
                seen.add((line, year))
        if in_position and line in POSITION:
            assert amount(row[1], decimals) == statement.position(line), (workbook.name, line, row[1], statement.position(line))
            seen.add((line, None))
        if line == "Closing balance":
            assert amount(row[years[-1][0]], decimals) == statement.balance(), (workbook.name, row, statement.balance())
            seen.add((line, None))
    wanted = {line for line, of_years in statement.by_year.items() if any(of_years.values())} | {"Closing balance"}
    assert wanted <= {line for line, _ in seen}, (workbook.name, wanted - {line for line, _ in seen})
    return len(seen)


def held(reports: Path) -> tuple[int, int]:
    """Holds all workbooks of a month against its tables; says how many figures of how many workbooks."""
    base = tables(reports)
    decimals = base.execute("SELECT decimals FROM edition").fetchone()[0]
    figures = compared(next(reports.glob("fund-*.xlsx")), Statement(base, None), decimals)
    codes = [donor for donor, in base.execute("SELECT donor FROM donors").fetchall()]
    donors = sorted((reports / "donors").glob("*.xlsx"))
    for workbook in donors:
        sheets = openpyxl.load_workbook(workbook, data_only=True)
        if "Sources and uses" not in sheets.sheetnames:
            continue
        # The name of a donor's file begins with its code.
        own = [donor for donor in codes if workbook.name.startswith(f"{donor.lower()}-")]
        assert own, workbook.name
        figures += compared(workbook, Statement(base, max(own, key=len)), decimals)
    return figures, 1 + len(donors)


def main() -> None:
    counts = [held(Path(reports)) for reports in sys.argv[1:]]
    figures, workbooks = (sum(count) for count in zip(*counts))
    print(f"{figures} figures of {workbooks} workbooks")


if __name__ == "__main__":
    main()
