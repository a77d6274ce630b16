"""The questions over a data set, answered by an engine that exists: JSON of every view's rows, amounts as they are printed.

    engines.py duckdb|datafusion|spark SCRIPT VIEW...
"""

import atexit
import json
import sys
import tempfile
from decimal import Decimal
from pathlib import Path


def statements(text: str) -> list[str]:
    """The statements of a script, without its comments."""
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return [statement.strip() for statement in bare.split(";") if statement.strip()]


def duckdb():
    import duckdb

    base = duckdb.connect()
    return base.execute, lambda query: base.execute(query).fetchall()


def datafusion():
    import datafusion

    context = datafusion.SessionContext()

    def rows(query):
        found = []
        for batch in context.sql(query).collect():
            columns = [column.to_pylist() for column in batch.columns]
            found.extend(zip(*columns))
        return found

    return lambda statement: context.sql(statement).collect(), rows


def spark():
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.warehouse.dir": tempfile.mkdtemp(prefix="poolfund-spark-"),
        "spark.sql.shuffle.partitions": "4",
        # A data set of many funds is thousands of small files. By its defaults Spark makes a task of listing each folder, and
        # takes a file for 4 MiB long, so that a task reads thirty: two executors of a core each are busy with tasks alone.
        "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000000",
        "spark.sql.files.openCostInBytes": "0",
    }
    # Two real executors of their own.
    builder = SparkSession.builder.master("local-cluster[2,1,1024]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    atexit.register(session.stop)

    def execute(statement):
        session.sql(statement)
        # Every file is read once, and not for each question anew.
        if statement.startswith("CREATE TABLE"):
            session.sql("CACHE TABLE " + statement.split()[2])

    return execute, lambda query: [tuple(row) for row in session.sql(query).collect()]


def shown(value) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def main() -> None:
    execute, rows = {"duckdb": duckdb, "datafusion": datafusion, "spark": spark}[sys.argv[1]]()
    for statement in statements(Path(sys.argv[2]).read_text()):
        execute(statement)
    answers = {}
    for view in [*sys.argv[3:], "no_sum_can_go_round"]:
        answers[view] = [[shown(value) for value in row] for row in rows(f"SELECT * FROM {view} ORDER BY 1 NULLS LAST, 2 NULLS LAST")]
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
