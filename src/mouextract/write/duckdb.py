"""Records as a DuckDB database."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mouextract.errors import OutputError
from mouextract.records import ArticleRecord
from mouextract.write.batches import batches
from mouextract.write.columns import Kind
from mouextract.write.extras import needed
from mouextract.write.output import output_path
from mouextract.write.tables import TABLES, Table, TableRow, create_statements, table_rows

_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.PARTIAL_DATE: "VARCHAR",
    Kind.DATE: "DATE",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "DOUBLE",
    Kind.BOOLEAN: "BOOLEAN",
}
_RECORDS_AT_ONCE = 1_000


def write_duckdb(records: Iterable[ArticleRecord], out: Path) -> int:
    """Write records as tables with primary and foreign keys, which are checked; the number of records.

    Raises OutputError, also where duckdb or pyarrow, which carries the rows, is not installed.
    """
    duckdb, pa = needed("duckdb", "duckdb"), needed("pyarrow", "duckdb")
    count = 0
    with output_path(out) as path:
        try:
            with duckdb.connect() as base:
                # Small blocks: each table and each key takes at least some.
                base.execute(f"ATTACH '{_quoted(path)}' AS records (BLOCK_SIZE 16384)")
                base.execute("USE records")
                for statement in create_statements(_TYPES):
                    base.execute(statement)
                for batch in batches(records, _RECORDS_AT_ONCE):
                    rows: dict[str, list[TableRow]] = {table.name: [] for table in TABLES}
                    for number, record in enumerate(batch, count + 1):
                        for name, row in table_rows(record, number):
                            rows[name].append(row)
                    count += len(batch)
                    for table in TABLES:
                        _insert(base, pa, table, rows[table.name])
                base.execute("USE memory; DETACH records")
        except duckdb.Error as error:
            raise OutputError(f"{out}: {error}") from None
    return count


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _insert(base: Any, pa: Any, table: Table, rows: list[TableRow]) -> None:
    if not rows:
        return
    types = {
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
    }
    columns = [
        pa.array(values, types.get(field.kind, pa.string()))
        for field, values in zip(table.fields, zip(*rows, strict=True), strict=True)
    ]
    base.register("batch", pa.table(columns, names=[field.name for field in table.fields]))
    base.execute(f'INSERT INTO "{table.name}" SELECT * FROM batch')
    base.unregister("batch")
