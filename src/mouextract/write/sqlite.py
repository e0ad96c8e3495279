"""Records as an SQLite database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from mouextract.errors import OutputError
from mouextract.records import ArticleRecord
from mouextract.write.columns import Kind
from mouextract.write.output import output_path
from mouextract.write.tables import TABLES, create_statements, table_rows

_TYPES = {
    Kind.TEXT: "TEXT",
    Kind.PARTIAL_DATE: "TEXT",
    Kind.DATE: "TEXT",
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    # SQLite has no truth values of its own: 0 and 1.
    Kind.BOOLEAN: "BOOLEAN",
}
_INSERTS = {
    table.name: f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.fields))})'
    for table in TABLES
}


def write_sqlite(records: Iterable[ArticleRecord], out: Path) -> int:
    """Write records as tables with primary and foreign keys, which are checked; the number of records.

    Raises OutputError.
    """
    count = 0
    with output_path(out) as path:
        try:
            with closing(sqlite3.connect(path)) as base:
                base.execute("PRAGMA foreign_keys = ON")
                # The file is moved into place when it is whole; until then nobody needs its journal.
                base.execute("PRAGMA journal_mode = OFF")
                base.execute("PRAGMA synchronous = OFF")
                for statement in create_statements(_TYPES):
                    base.execute(statement)
                for count, record in enumerate(records, 1):
                    for table, row in table_rows(record, count):
                        base.execute(_INSERTS[table], row)
                base.commit()
        except sqlite3.Error as error:
            raise OutputError(f"{out}: {error}") from None
    return count
