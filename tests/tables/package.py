"""The description of a month's tables: valid by Frictionless, with the data themselves, and true of the files' bytes,
which Frictionless does not look at for hashes.

    package.py LEDGER           a folder reports/YYYY-MM/ledger
"""

import hashlib
import json
import os
import sys
from pathlib import Path

import pyarrow.parquet
from frictionless import Package


def main() -> None:
    folder = Path(sys.argv[1])
    os.chdir(folder)
    described = json.loads(Path("datapackage.json").read_text())
    paths = [resource["path"] for resource in described["resources"]]
    assert sorted(paths) == sorted(file.name for file in Path().glob("*.parquet")), paths
    for resource in described["resources"]:
        assert "bytes" not in resource
        said = resource["hash"].removeprefix("sha256:")
        assert said == hashlib.sha256(Path(resource["path"]).read_bytes()).hexdigest(), resource["path"]
        held = pyarrow.parquet.read_schema(resource["path"])
        assert [field["name"] for field in resource["schema"]["fields"]] == held.names, resource["path"]
    report = Package("datapackage.json").validate()
    rows = sum(task.stats.get("rows", 0) for task in report.tasks)
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "type", "message"])[:20]
    print(f"{len(paths)} tables, {rows} rows")


if __name__ == "__main__":
    main()
